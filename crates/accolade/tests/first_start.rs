//! What the first start leaves on the disk.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends where its ground gives way")]
#![cfg(unix)]

mod common;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use common::{Folder, Server, accolade, run, text};

/// The line that tells how to set up.
fn greeting(environment: &[(&str, &str)]) -> String {
    let folder = Folder::new("greeting");
    let mut child = accolade(folder.path())
        .env("ACCOLADE_LISTEN", "127.0.0.1:0")
        .envs(environment.iter().copied())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let found = lines.map_while(Result::ok).find(|line| line.contains("to set it up"));
    child.kill().unwrap();
    child.wait().unwrap();
    found.unwrap()
}

#[test]
fn the_first_start_says_when_it_asks_for_the_code() {
    assert!(greeting(&[]).contains("From another machine it asks"));
    for always in
        [("ACCOLADE_PUBLIC_URL", "https://badges.example.org"), ("ACCOLADE_TRUSTED_PROXIES", "10.0.0.0/8")]
    {
        let line = greeting(&[always]);
        assert!(line.contains("It asks for this code") && !line.contains("another machine"), "{line}");
    }
}

#[test]
fn the_doctor_finds_nothing_wrong_with_a_running_platform() {
    let folder = Folder::new("doctor-beside");
    let server = Server::start(folder.path(), &[]);
    let doctor = run(folder.path(), &["doctor"]);
    assert_eq!(doctor.status.code(), Some(0), "{}", text(&doctor.stdout));
    let process = format!("(process {}) has it open", server.child.id());
    assert!(text(&doctor.stdout).contains(&process), "{}", text(&doctor.stdout));
    server.kill();
}

#[test]
fn nobody_else_on_the_machine_may_look_into_the_data() {
    let folder = Folder::new("first-start");
    let server = Server::start(folder.path(), &[]);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let data = folder.join("accolade-data");
    assert_eq!(mode(&data), 0o700);
    assert_eq!(mode(&data.join("keys/key-encryption-key")), 0o400);
    server.kill();
}
