//! What the first start leaves on the disk.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends where its ground gives way")]
#![cfg(unix)]

mod common;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use common::{Folder, Server};

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
