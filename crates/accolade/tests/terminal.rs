//! `accolade verify` in a terminal: its lines fit.
#![cfg(unix)]
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends where its ground gives way")]

mod common;

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::process::Stdio;

use common::{Folder, accolade, run, text};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

/// What a terminal of so many columns shows, without colours.
fn shown(folder: &Path, columns: u16, arguments: &[&str]) -> Vec<String> {
    let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&terminal).unwrap();
    unlockpt(&terminal).unwrap();
    tcsetwinsize(&terminal, Winsize { ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 }).unwrap();
    let name = ptsname(&terminal, Vec::new()).unwrap();
    let other = File::options().read(true).write(true).open(name.to_str().unwrap()).unwrap();
    let mut child = accolade(folder)
        .args(arguments)
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .stderr(Stdio::from(other.try_clone().unwrap()))
        .stdout(Stdio::from(other))
        .spawn()
        .unwrap();
    let (mut bytes, mut terminal) = (Vec::new(), File::from(terminal));
    // A terminal whose other side is closed is an error on Linux.
    let _ = terminal.read_to_end(&mut bytes);
    child.wait().unwrap();
    text(&bytes).replace("\r\n", "\n").lines().map(str::to_owned).collect()
}

/// Lines with more columns than these, but for a word that is longer by itself.
fn too_wide(lines: &[String], columns: usize) -> Vec<&String> {
    let is_one_word = |line: &str| !line.trim().contains(' ');
    lines.iter().filter(|line| line.chars().count() > columns && !is_one_word(line)).collect()
}

#[test]
fn sentences_are_broken_to_the_width_of_the_terminal_and_never_in_a_pipe() {
    let folder = Folder::new("terminal");
    let long = "https://www.w3.org/ns/credentials/with-a-name-that-is-much-longer-than-any-of-these-lines";
    let badge = format!(
        r#"{{"@context": ["https://www.w3.org/ns/credentials/v2", "{long}"], "type": "VerifiableCredential"}}"#
    );
    fs::write(folder.join("badge.json"), badge).unwrap();
    let one = ["verify", "badge.json", "--offline"];
    for columns in [60, 80] {
        let lines = shown(folder.path(), columns, &one);
        assert_eq!(too_wide(&lines, columns.into()), Vec::<&String>::new(), "{lines:#?}");
        assert!(lines.iter().any(|line| line.trim() == long), "an address stays whole: {lines:#?}");
        assert!(lines.iter().any(|line| line.starts_with(&format!("{:23}", ""))), "it hangs: {lines:#?}");
    }
    let wide = shown(folder.path(), 300, &one);
    assert_eq!(too_wide(&wide, 100), Vec::<&String>::new(), "{wide:#?}");
    let piped = text(&run(folder.path(), &one).stdout);
    let checks = piped.lines().filter(|line| line.starts_with("-       "));
    assert!(checks.clone().count() > 3 && checks.clone().all(|line| line.ends_with('.')), "{piped}");

    let name = format!("{}.json", "a-long-name".repeat(8));
    fs::copy(folder.join("badge.json"), folder.join(&name)).unwrap();
    let many = shown(folder.path(), 60, &["verify", "badge.json", &name, "--offline"]);
    let progress = |line: &&String| line.contains(" of 2  ");
    let steps: Vec<&str> = many.iter().filter(progress).flat_map(|line| line.split('\r')).collect();
    assert!(!steps.is_empty(), "{many:#?}");
    for step in
        steps.iter().map(|step| step.trim_start_matches("\u{1b}[2K")).filter(|step| step.contains(" of 2  "))
    {
        assert!(step.chars().count() < 60, "{step}");
    }
}

#[test]
fn the_help_fits_too() {
    let folder = Folder::new("terminal-help");
    for columns in [60, 100] {
        let lines = shown(folder.path(), columns, &["verify", "--help"]);
        assert_eq!(too_wide(&lines, columns.into()), Vec::<&String>::new());
        assert!(lines.len() > 20);
    }
}
