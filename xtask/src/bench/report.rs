//! What a benchmark printed, as a table and as the members of a JSON object.

use std::fmt::Write as _;

use super::groups::{Compared, Group, Row, Unit};

/// Samples by name, in nanoseconds for one time; where the name ends in another unit, in that.
#[derive(Default)]
pub(crate) struct Measured(Vec<(String, f64)>);

impl Measured {
    /// Notes a line when it is a sample: `name<TAB>number`.
    pub(crate) fn see(&mut self, line: &str) {
        if let Some((name, number)) = line.split_once('\t')
            && let Ok(number) = number.parse()
        {
            self.0.push((name.to_owned(), number));
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn get(&self, name: &str) -> Option<f64> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, nanoseconds)| *nanoseconds)
    }

    /// Ours, theirs, and the ratio; nothing where one of them could not be measured here.
    fn compare(&self, row: &Row, compared: Compared) -> Option<(f64, f64, f64)> {
        let (ours, theirs) = (self.get(row.ours)?, self.get(row.theirs)?);
        let ratio = match compared {
            Compared::Times => ours / theirs,
            Compared::Rates => theirs / ours,
        };
        Some((ours, theirs, ratio))
    }
}

/// Units of what is told as it is.
const UNITS: [&str; 3] = ["_ms", "_kib", "_bytes"];

fn has_unit(name: &str) -> bool {
    UNITS.iter().any(|unit| name.ends_with(unit))
}

/// A Markdown table of the rows that could be measured, and under it the rest.
pub(crate) fn table(group: &Group, measured: &Measured) -> String {
    let unit = match group.unit {
        Unit::Micros => "µs",
        Unit::PerSecond => "a second",
    };
    let compared = match group.compared {
        Compared::Times => "our time over theirs",
        Compared::Rates => "our rate over theirs",
    };
    let mut table = format!(
        "| {} | {unit} | beside | {unit} | {compared} |\n| --- | ---: | --- | ---: | ---: |\n",
        group.name
    );
    for row in group.rows {
        if let Some((ours, theirs, ratio)) = measured.compare(row, group.compared) {
            let (ours, theirs) = (told(group.unit, ours), told(group.unit, theirs));
            let _ =
                writeln!(table, "| {} | {ours} | {} | {theirs} | {} |", row.what, row.beside, short(ratio));
        }
    }
    let mut before = "\n";
    for (name, number) in measured.0.iter().filter(|(name, _)| has_unit(name)) {
        let _ = write!(table, "{before}{name}: {number}");
        before = ", ";
    }
    table
}

/// `"name_us":1.5` of every sample (`name_per_s` where rates are told, its own unit where it has one), then `"ours_over_theirs":1.2` of every row.
pub(crate) fn members(group: &Group, measured: &Measured) -> Vec<String> {
    let suffix = match group.unit {
        Unit::Micros => "us",
        Unit::PerSecond => "per_s",
    };
    let samples = measured.0.iter();
    let samples = samples.map(|(name, each)| {
        if has_unit(name) {
            return format!("\"{name}\":{each}");
        }
        format!("\"{name}_{suffix}\":{}", told(group.unit, *each))
    });
    let ratios = group.rows.iter().filter_map(|row| {
        measured
            .compare(row, group.compared)
            .map(|(_, _, ratio)| format!("\"{}\":{}", row.ratio, short(ratio)))
    });
    samples.chain(ratios).collect()
}

fn told(unit: Unit, nanoseconds: f64) -> String {
    short(match unit {
        Unit::Micros => nanoseconds / 1e3,
        Unit::PerSecond => 1e9 / nanoseconds,
    })
}

/// Three digits or more: what is measured is not known better.
fn short(number: f64) -> String {
    let decimals = match number {
        ..0.1 => 4,
        0.1..1.0 => 3,
        1.0..10.0 => 2,
        10.0..100.0 => 1,
        _ => 0,
    };
    format!("{number:.decimals$}")
}

#[cfg(test)]
mod tests {
    use super::{Measured, members, short, table};
    use crate::bench::groups::GROUPS;

    fn award() -> Measured {
        let mut measured = Measured::default();
        let lines = ["award\t2000000.0", "insert\t500000.0", "Compiling x", "skipped:\tno fonts"];
        for line in lines {
            measured.see(line);
        }
        measured
    }

    #[test]
    fn a_table_has_the_rows_that_could_be_measured() {
        let table = table(&GROUPS[1], &award());
        assert!(
            table.contains("| awards, one awarder | 500 | bare INSERT and COMMIT | 2000 | 4.00 |"),
            "{table}"
        );
        assert!(!table.contains("64"), "{table}");
    }

    #[test]
    fn units_are_in_the_names() {
        let members = members(&GROUPS[1], &award());
        assert_eq!(members, ["\"award_per_s\":500", "\"insert_per_s\":2000", "\"award_over_insert\":4.00"]);
    }

    #[test]
    fn rates_are_compared_where_more_is_better() {
        let mut measured = Measured::default();
        measured.see("shared\t200000.0");
        measured.see("shared_nginx\t50000.0");
        assert!(members(&GROUPS[2], &measured).contains(&"\"shared_over_nginx\":0.250".to_owned()));
        assert!(table(&GROUPS[2], &measured).contains("our rate over theirs"));
    }

    #[test]
    fn what_has_a_unit_is_told_as_it_is() {
        let mut measured = Measured::default();
        measured.see("first_verify_ms\t3.25");
        measured.see("credential_bytes\t3012");
        let expected = ["\"first_verify_ms\":3.25", "\"credential_bytes\":3012"];
        assert_eq!(members(&GROUPS[0], &measured), expected);
        assert!(table(&GROUPS[0], &measured).ends_with("\nfirst_verify_ms: 3.25, credential_bytes: 3012"));
    }

    #[test]
    fn numbers_have_three_digits() {
        assert_eq!(
            [0.012_34, 0.1234, 1.234, 12.34, 12345.6].map(short),
            ["0.0123", "0.123", "1.23", "12.3", "12346"]
        );
    }
}
