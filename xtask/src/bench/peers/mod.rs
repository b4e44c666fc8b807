//! Peers that come from packages, run beside ours on the same credential and pictures: `cargo xtask bench --peers`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result, ensure};

use super::report::Measured;
use crate::run;

/// A peer: how it is installed into a folder, and how it is run.
struct Peer {
    name: &'static str,
    install: fn(&Path) -> Result<()>,
    command: fn(&Places) -> Result<Command>,
}

/// Where things are.
struct Places {
    /// What the benchmark wrote for peers.
    files: PathBuf,
    /// Where the peer is installed.
    home: PathBuf,
}

const PEERS: [Peer; 4] = [
    Peer { name: "python-bakery", install: install_bakery, command: bakery },
    Peer { name: "digitalbazaar-vc", install: install_vc, command: vc },
    Peer { name: "validator-core", install: install_validator, command: validator },
    Peer { name: "ssi", install: install_ssi, command: ssi },
];

/// Adds what they measure; one that cannot be had is named and left out.
pub(crate) fn measure(files: &Path, measured: &mut Measured) {
    for peer in PEERS {
        if let Err(error) = measure_one(&peer, files, measured) {
            println!("skipped: the peer {}: {error:#}", peer.name);
        }
    }
}

fn measure_one(peer: &Peer, files: &Path, measured: &mut Measured) -> Result<()> {
    let home = run::target().join("bench-peers").join(peer.name);
    let places = Places { files: files.join("peers"), home };
    ensure!(places.files.is_dir(), "the group `engine` wrote no files for it");
    let installed = places.home.join("installed");
    if !installed.exists() {
        fs::create_dir_all(&places.home)?;
        (peer.install)(&places.home)?;
        fs::write(installed, "")?;
    }
    let mut command = (peer.command)(&places)?;
    ensure!(run::watch(&mut command, |line| measured.see(line))?, "it failed; it says why above");
    Ok(())
}

fn install_bakery(home: &Path) -> Result<()> {
    run::finish(Command::new("python3").args(["-m", "venv"]).arg(home.join("venv")))?;
    let mut pip = Command::new(home.join("venv/bin/pip"));
    run::finish(pip.args(["install", "--quiet", "openbadges-bakery==2.0.0"]))
}

fn bakery(places: &Places) -> Result<Command> {
    let script = script(places, "bakery.py", include_str!("bakery.py"))?;
    let mut command = Command::new(places.home.join("venv/bin/python"));
    command.arg(script).arg(&places.files);
    Ok(command)
}

fn install_vc(home: &Path) -> Result<()> {
    const PACKAGES: [&str; 4] = [
        "@digitalbazaar/vc@7.3.0",
        "@digitalbazaar/data-integrity@2.5.0",
        "@digitalbazaar/eddsa-rdfc-2022-cryptosuite@1.3.0",
        "@digitalbazaar/ed25519-multikey@1.3.1",
    ];
    run::finish(Command::new("npm").args(["install", "--silent", "--prefix"]).arg(home).args(PACKAGES))
}

fn vc(places: &Places) -> Result<Command> {
    let contexts = vectors().join("contexts");
    ensure!(contexts.is_dir(), "its contexts are read from {}, which is absent", contexts.display());
    let script = script(places, "vc.mjs", include_str!("vc.mjs"))?;
    let mut command = Command::new("node");
    command.arg(script).arg(&places.files).arg(contexts).arg(&places.home);
    Ok(command)
}

fn install_validator(home: &Path) -> Result<()> {
    run::finish(Command::new("python3").args(["-m", "venv"]).arg(home.join("venv")))?;
    // Its own pin of pycryptodome no longer builds, and the newer one serves.
    for package in ["openbadges==1.1.2", "pycryptodome>=3.20"] {
        run::finish(Command::new(home.join("venv/bin/pip")).args(["install", "--quiet", package]))?;
    }
    Ok(())
}

fn validator(places: &Places) -> Result<Command> {
    let context = vectors().join("contexts/ob-v2p0.json");
    ensure!(context.is_file(), "its context is read from {}, which is absent", context.display());
    let script = script(places, "validator.py", include_str!("validator.py"))?;
    let mut command = Command::new(places.home.join("venv/bin/python"));
    command.arg(script).arg(&places.files).arg(context);
    Ok(command)
}

/// A project of its own: it is no member of this workspace, and in no lock file of it.
fn install_ssi(home: &Path) -> Result<()> {
    fs::create_dir_all(home.join("src"))?;
    fs::write(home.join("Cargo.toml"), include_str!("ssi.toml"))?;
    fs::write(home.join("src/main.rs"), include_str!("ssi.rs"))?;
    let mut build = run::cargo();
    build.args(["build", "--release"]).current_dir(home).env_remove("CARGO_TARGET_DIR");
    run::finish(&mut build)
}

fn ssi(places: &Places) -> Result<Command> {
    let contexts = vectors().join("contexts");
    ensure!(contexts.is_dir(), "its contexts are read from {}, which is absent", contexts.display());
    let mut command = Command::new(places.home.join("target/release/ssi-peer"));
    command.arg(&places.files).arg(contexts);
    Ok(command)
}

fn vectors() -> PathBuf {
    run::root().join("../shared/vectors")
}

/// A script beside what it uses.
fn script(places: &Places, name: &str, text: &str) -> Result<PathBuf> {
    let path = places.home.join(name);
    fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    env::current_dir().map(|folder| folder.join(path)).context("no current folder")
}
