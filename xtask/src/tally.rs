//! Adds up what the test runners report, each in its own words.

use std::fmt;

/// How many tests passed, failed and were skipped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl Tally {
    /// Counts a line when it is the closing line of a runner: cargo-nextest, libtest or node's test runner.
    pub(crate) fn see(&mut self, line: &str) {
        let whole = strip_colours(line);
        let line = whole.trim();
        // Indented, it is what a failed test printed, which cargo-nextest has counted already.
        let of_libtest = whole.starts_with("test result:");
        if line.starts_with("Summary [") && line.contains("tests run") || of_libtest {
            self.passed += before(line, " passed");
            self.failed += before(line, " failed") + before(line, " timed out");
            self.skipped += before(line, " skipped") + before(line, " ignored");
        } else if let Some(rest) = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# ")) {
            self.see_node(rest);
        }
    }

    fn see_node(&mut self, rest: &str) {
        let Some((word, number)) = rest.split_once(' ') else { return };
        let Ok(number) = number.parse::<u64>() else { return };
        match word {
            "pass" => self.passed += number,
            "fail" | "cancelled" => self.failed += number,
            "skipped" | "todo" => self.skipped += number,
            _ => {}
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

fn before(line: &str, word: &str) -> u64 {
    let Some(end) = line.find(word) else { return 0 };
    let digits = line[..end].rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    digits.parse().unwrap_or(0)
}

fn strip_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut characters = line.chars();
    while let Some(c) = characters.next() {
        if c == '\u{1b}' {
            characters.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(c);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::Tally;

    fn tally(lines: &[&str]) -> Tally {
        let mut tally = Tally::default();
        for line in lines {
            tally.see(line);
        }
        tally
    }

    #[test]
    fn adds_up_three_runners() {
        let sum = tally(&[
            "     Summary [   1.2s] 41 tests run: 40 passed, 1 failed, 2 skipped",
            "test result: ok. 7 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s",
            "ℹ pass 5",
            "ℹ fail 1",
            "ℹ skipped 0",
        ]);
        assert_eq!(sum, Tally { passed: 52, failed: 2, skipped: 3 });
    }

    #[test]
    fn sees_through_colours_and_ignores_other_lines() {
        let sum = tally(&[
            "\u{1b}[32m     Summary\u{1b}[0m [ 1s] \u{1b}[1m3\u{1b}[0m tests run: \u{1b}[1m3\u{1b}[0m passed",
            "3 passed the door",
            "    test result: FAILED. 0 passed; 1 failed; 0 ignored",
        ]);
        assert_eq!(sum, Tally { passed: 3, failed: 0, skipped: 0 });
    }
}
