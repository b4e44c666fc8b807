//! The first verification of a fresh process: this program again, with a file to verify.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

use openbadges_verify::{Input, Offline, Options, Verdict};

use crate::{harness, reference};

const WORD: &str = "--first-verification";
const ROUNDS: usize = 30;

/// The file, where this process is the fresh one.
pub(crate) fn asked_for() -> Option<PathBuf> {
    let mut words = env::args().skip_while(|word| word != WORD);
    words.nth(1).map(PathBuf::from)
}

/// What a command line that verifies does, without its talk.
pub(crate) fn verify(file: &Path) {
    let input = Input::Bytes(fs::read(file).expect("the file"));
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let report = runtime.block_on(openbadges_verify::verify(input, &Offline, &Options::at(reference::now())));
    assert_eq!(report.verdict, Verdict::Valid);
    println!("{}", most_memory().unwrap_or_default());
}

/// The most memory that this process had, in KiB, where the system says.
fn most_memory() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse().ok()
}

/// Times processes from their start to their end.
pub(crate) fn run() {
    let file = env::temp_dir().join("first-verification.json");
    let text = reference::signed(&reference::without_status()).to_string();
    fs::write(&file, text).expect("a file beside the build");
    let mut times = Vec::new();
    let mut memory = 0;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let mut child = Command::new(env::current_exe().expect("this program"));
        let output = child.arg(WORD).arg(&file).output().expect("a process");
        times.push(start.elapsed().as_secs_f64() * 1e3);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        memory = memory.max(String::from_utf8_lossy(&output.stdout).trim().parse().unwrap_or(0));
    }
    times.sort_by(f64::total_cmp);
    harness::note("first_verify_ms", format!("{:.2}", times[times.len() / 2]));
    harness::note("first_verify_kib", memory);
}
