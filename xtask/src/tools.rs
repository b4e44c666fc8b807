//! What the tasks need from the machine: found, installed where we may, or named exactly.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use anyhow::{Result, bail, ensure};

use crate::run;

/// A program that the tests need from the operating system.
struct Tool {
    name: &'static str,
    found: fn() -> Option<PathBuf>,
    package: &'static str,
    otherwise: &'static str,
}

const TOOLS: [Tool; 2] = [
    Tool {
        name: "Chromium",
        found: chromium,
        package: "chromium",
        otherwise: "install Chromium or Chrome, or set CHROMIUM to its path",
    },
    Tool {
        name: "PostgreSQL",
        found: || postgres_program("initdb"),
        package: "postgresql",
        otherwise: "install PostgreSQL 15 or newer (server programs), or set PG_BIN to the folder with initdb and pg_ctl",
    },
];

/// Chromium or Chrome: `$CHROMIUM`, the usual names on `PATH`, or the usual place on macOS.
pub(crate) fn chromium() -> Option<PathBuf> {
    let named = env::var_os("CHROMIUM").map(PathBuf::from).filter(|path| path.exists());
    let mac = Path::new("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome").to_path_buf();
    named
        .or_else(|| ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(on_path))
        .or_else(|| mac.exists().then_some(mac))
}

/// A server program of PostgreSQL: in `$PG_BIN`, in Debian's versioned folders (the newest) or on `PATH`.
pub(crate) fn postgres_program(name: &str) -> Option<PathBuf> {
    if let Some(folder) = env::var_os("PG_BIN") {
        return Some(PathBuf::from(folder).join(name)).filter(|path| path.exists());
    }
    let mut versions: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .map(|entries| entries.flatten().map(|entry| entry.path().join("bin").join(name)).collect())
        .unwrap_or_default();
    versions.retain(|path| path.exists());
    versions.sort();
    versions.pop().or_else(|| on_path(name))
}

/// Finds every tool, installing with the system's package manager when this user may.
pub(crate) fn provide() -> Result<()> {
    node()?;
    let missing: Vec<&Tool> = TOOLS.iter().filter(|tool| (tool.found)().is_none()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if may_install() {
        let packages = missing.iter().map(|tool| tool.package);
        run::finish(apt().args(["update", "-qq"]))?;
        run::finish(
            apt()
                .args(["install", "-y", "-qq", "--no-install-recommends"])
                .args(packages)
                .stdout(Stdio::null()),
        )?;
    }
    for tool in missing {
        ensure!((tool.found)().is_some(), "{} is missing: {}", tool.name, tool.otherwise);
    }
    Ok(())
}

/// Installs the packages of the browser tests, exactly as the lock file says.
pub(crate) fn npm_packages() -> Result<()> {
    let folder = run::root().join("e2e");
    let lock = fs::read(folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules/.lock");
    if fs::read(&stamp).is_ok_and(|stamped| stamped == lock) {
        return Ok(());
    }
    run::finish(
        Command::new("npm").args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).current_dir(&folder),
    )?;
    fs::write(stamp, lock)?;
    Ok(())
}

/// `cargo xtask doctor`: a line for each thing, an error when one is missing.
pub(crate) fn doctor() -> Result<()> {
    let mut lacking = 0;
    let mut line = |name: &str, found: Option<PathBuf>, otherwise: &str| {
        if found.is_none() {
            lacking += 1;
        }
        let said = found.map_or_else(|| format!("missing: {otherwise}"), |path| path.display().to_string());
        println!("{name:<14} {said}");
    };
    line("Node", on_path("node"), "install Node.js 20 or newer");
    line("npm", on_path("npm"), "it comes with Node.js");
    line("C compiler", on_path("cc"), "install gcc or clang");
    for tool in &TOOLS {
        line(tool.name, (tool.found)(), tool.otherwise);
    }
    let nextest = on_path("cargo-nextest").map_or("not there; plain `cargo test` is used", |_| "used");
    println!("{:<14} {nextest}", "cargo-nextest");
    let vectors = run::root().join("../shared/vectors").exists();
    println!(
        "{:<14} {}",
        "test vectors",
        if vectors { "../shared/vectors" } else { "not there; tests that need them are skipped" }
    );
    if lacking > 0 {
        bail!(
            "{lacking} thing(s) missing; `cargo xtask test` installs Chromium and PostgreSQL itself on Debian when run as root"
        );
    }
    Ok(())
}

fn node() -> Result<()> {
    ensure!(
        on_path("node").is_some() && on_path("npm").is_some(),
        "Node.js is missing: install Node.js 20 or newer with npm"
    );
    Ok(())
}

fn may_install() -> bool {
    on_path("apt-get").is_some() && is_root()
}

/// Whether this process runs as root, who may install packages and may not run PostgreSQL.
pub(crate) fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn apt() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

/// The first program of this name on `PATH`.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(name)).find(|path| path.is_file())
}
