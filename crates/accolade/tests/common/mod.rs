//! The built binary, run as its user would run it.
#![allow(dead_code, reason = "each test file uses its part")]

pub(crate) mod site;

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// The command, with an empty environment as far as Accolade is concerned.
pub(crate) fn accolade(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_accolade"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("ACCOLADE_")) {
        command.env_remove(name);
    }
    command.current_dir(folder);
    command
}

/// Runs to the end.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Output {
    accolade(folder).args(arguments).output().expect("the binary starts")
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// A folder of the test's own, removed when dropped.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("accolade-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a temporary folder");
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn join(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A running platform.
pub(crate) struct Server {
    pub(crate) child: Child,
    pub(crate) origin: String,
}

impl Server {
    /// Starts on a free port and waits until the platform says where it is.
    pub(crate) fn start(folder: &Path, environment: &[(&str, &str)]) -> Self {
        let port =
            TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a port").port();
        Self::start_on(port, folder, environment)
    }

    /// Starts on this port: the address is part of what was signed.
    pub(crate) fn start_on(port: u16, folder: &Path, environment: &[(&str, &str)]) -> Self {
        let mut child = accolade(folder)
            .env("ACCOLADE_LISTEN", format!("127.0.0.1:{port}"))
            .env("ACCOLADE_LOG", "warn")
            .envs(environment.iter().copied())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the binary starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let ready = lines.by_ref().map_while(Result::ok).any(|line| line.contains("Accolade is running"));
        assert!(ready, "the platform ended before it was ready: {:?}", child.wait());
        // Keeps the pipe open, so that later lines have somewhere to go.
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        Self { child, origin: format!("http://localhost:{port}") }
    }

    pub(crate) fn port(&self) -> u16 {
        self.origin.rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port")
    }

    /// SIGKILL, and waits until it is gone.
    pub(crate) fn kill(mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ends");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
