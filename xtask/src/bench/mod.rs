//! `cargo xtask bench`: tables against the peers and the raw limit, as ratios measured in one run.

mod groups;
mod peers;
mod report;

use anyhow::{Result, bail, ensure};

use crate::run;
use groups::{GROUPS, Group};
use report::Measured;

/// Runs the groups named, or all of them. With `--json` the last line is a JSON object of what was measured, with
/// `--peers` those of other languages are installed and run beside ours.
pub(crate) fn run(arguments: &[&str]) -> Result<()> {
    let asked = parse(arguments)?;
    let mut members = Vec::new();
    for group in asked.groups {
        let measured = measure(group, asked.peers)?;
        println!("\n{}", report::table(group, &measured));
        members.extend(report::members(group, &measured));
    }
    if asked.json {
        println!("{{{}}}", members.join(","));
    }
    Ok(())
}

/// What was asked for.
#[derive(Default)]
struct Asked {
    json: bool,
    peers: bool,
    groups: Vec<&'static Group>,
}

fn parse(arguments: &[&str]) -> Result<Asked> {
    let mut asked = Asked::default();
    for word in arguments {
        match (*word, GROUPS.iter().find(|group| group.name == *word)) {
            (_, Some(group)) => asked.groups.push(group),
            ("--json", None) => asked.json = true,
            ("--peers", None) => asked.peers = true,
            _ => bail!("no group `{word}`; groups: {}", GROUPS.map(|group| group.name).join(", ")),
        }
    }
    if asked.groups.is_empty() {
        asked.groups.extend(&GROUPS);
    }
    Ok(asked)
}

/// Runs the benchmark of a group, built as a release is. Its files lie beside the build, not in a folder in memory.
fn measure(group: &Group, with_peers: bool) -> Result<Measured> {
    let files = run::target().join("bench-files");
    std::fs::create_dir_all(&files)?;
    let mut bench = run::cargo();
    bench.args(["bench", "--package", group.package, "--bench", group.name]).env("TMPDIR", &files);
    let mut measured = Measured::default();
    ensure!(run::watch(&mut bench, |line| measured.see(line))?, "the benchmark `{}` failed", group.name);
    ensure!(!measured.is_empty(), "the benchmark `{}` measured nothing; it says why above", group.name);
    if with_peers && group.name == "engine" {
        peers::measure(&files, &mut measured);
    }
    Ok(measured)
}

#[cfg(test)]
mod tests {
    use super::parse;

    fn names(arguments: &[&str]) -> Vec<&'static str> {
        parse(arguments).unwrap().groups.iter().map(|group| group.name).collect()
    }

    #[test]
    fn groups_and_json_come_in_any_order() {
        assert_eq!(names(&["award", "--json", "engine"]), ["award", "engine"]);
        let asked = parse(&["--peers", "engine", "--json"]).unwrap();
        assert!(asked.json && asked.peers);
        assert!(!parse(&["engine"]).unwrap().json);
        assert_eq!(names(&["--json"]), ["engine", "award", "serve", "design"]);
    }

    #[test]
    fn an_unknown_group_is_told_with_those_there_are() {
        let error = parse(&["egnine"]).err().unwrap().to_string();
        assert_eq!(error, "no group `egnine`; groups: engine, award, serve, design");
    }
}
