//! `cargo xtask fuzz`: one fuzz target for so many seconds, or each of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::run;

/// What a target may use (promise P-R1): a stack of 1 MiB, 256 MiB of memory, one second for one input. Inputs are as long
/// as the longest that is read anywhere; short ones come first.
const STACK_KIB: &str = "1024";
const LIMITS: [&str; 3] = ["-rss_limit_mb=256", "-timeout=1", "-max_len=5242880"];

/// The folder of seeds that every target begins with.
const DOCUMENTS: &str = "documents";

/// Builds the target and runs it. What it learns stays in `target/fuzz`, beside the inputs that it ends with.
pub(crate) fn run(target: &str, seconds: &str) -> Result<()> {
    ensure!(seconds.parse::<u32>().is_ok(), "`{seconds}` is no number of seconds");
    let targets: Vec<_> =
        targets()?.into_iter().filter(|(name, _)| target == "all" || name == target).collect();
    ensure!(!targets.is_empty(), "no fuzz target `{target}`; there are {}", names()?);
    for (name, folder) in targets {
        one(&name, &folder, seconds)?;
    }
    Ok(())
}

fn one(name: &str, folder: &Path, seconds: &str) -> Result<()> {
    let home = run::target().join("fuzz");
    let corpus = home.join("corpus").join(name);
    let artifacts = home.join("artifacts").join(name);
    fs::create_dir_all(&corpus)?;
    fs::create_dir_all(&artifacts)?;
    let fuzz = |what: &str| {
        let mut words = vec!["cargo".into(), "+nightly".into(), "fuzz".into(), what.to_owned()];
        words.extend(["--sanitizer".into(), "none".into(), "--fuzz-dir".into(), shown(folder)]);
        words.extend(["--target-dir".into(), shown(&home.join("build")), name.to_owned()]);
        words
    };
    let build = fuzz("build");
    run::finish(Command::new(&build[0]).args(&build[1..]).current_dir(run::root()))
        .context("cargo-fuzz and a nightly toolchain are needed: see CONTRIBUTING.md")?;
    let seeds = [seeds().join(name), seeds().join(DOCUMENTS), run::root().join("../shared/vectors")];
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("ulimit -s {STACK_KIB} && exec \"$@\""), "sh"]).args(fuzz("run"));
    shell.arg(&corpus).args(seeds.iter().filter(|seeds| seeds.is_dir())).arg("--").args(LIMITS);
    shell.arg(format!("-max_total_time={seconds}")).arg(format!("-artifact_prefix={}/", shown(&artifacts)));
    run::finish(shell.current_dir(run::root()))
}

/// What the targets begin with, small and each for something: a folder of its own for some, and one for all.
fn seeds() -> PathBuf {
    run::root().join("fuzz/seeds")
}

/// Every target with the folder of its crate.
fn targets() -> Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(run::root().join("crates"))? {
        let folder = entry?.path().join("fuzz");
        let Ok(manifest) = fs::read_to_string(folder.join("Cargo.toml")) else { continue };
        let names = manifest.split("[[bin]]").skip(1).filter_map(|bin| bin.split('"').nth(1));
        found.extend(names.map(|name| (name.to_owned(), folder.clone())));
    }
    found.sort();
    Ok(found)
}

fn names() -> Result<String> {
    Ok(targets()?.into_iter().map(|(name, _)| name).collect::<Vec<_>>().join(", "))
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_that_is_a_target_is_found_once() {
        let found = targets().unwrap();
        let names: Vec<_> = found.iter().map(|(name, _)| name.as_str()).collect();
        assert!(names.contains(&"json_strict") && names.contains(&"any_input"));
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
        for (name, folder) in &found {
            assert!(folder.join("fuzz_targets").join(format!("{name}.rs")).is_file(), "{name}");
        }
        let files = found.iter().map(|(_, folder)| folder).collect::<std::collections::BTreeSet<_>>();
        let files = files.iter().flat_map(|folder| fs::read_dir(folder.join("fuzz_targets")).unwrap());
        let targets = files.filter(|file| {
            fs::read_to_string(file.as_ref().unwrap().path()).unwrap().contains("fuzz_target!")
        });
        assert_eq!(targets.count(), found.len());
    }

    #[test]
    fn every_folder_of_seeds_is_used() {
        let targets = targets().unwrap();
        for folder in fs::read_dir(seeds()).unwrap() {
            let name = folder.unwrap().file_name().into_string().unwrap();
            assert!(name == DOCUMENTS || targets.iter().any(|(target, _)| *target == name), "{name}");
        }
    }
}
