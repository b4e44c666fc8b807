//! `cargo xtask bench`: tables against the peers and the raw limit, as ratios measured in one run.

mod groups;
mod report;

use anyhow::{Result, bail, ensure};

use crate::run;
use groups::{GROUPS, Group};
use report::Measured;

/// Runs the groups named, or all of them. With `--json` the last line is a JSON object of what was measured.
pub(crate) fn run(arguments: &[&str]) -> Result<()> {
    let (json, wanted) = parse(arguments)?;
    let mut members = Vec::new();
    for group in wanted {
        let measured = measure(group)?;
        println!("\n{}", report::table(group, &measured));
        members.extend(report::members(group, &measured));
    }
    if json {
        println!("{{{}}}", members.join(","));
    }
    Ok(())
}

fn parse(arguments: &[&str]) -> Result<(bool, Vec<&'static Group>)> {
    let (mut json, mut wanted) = (false, Vec::new());
    for word in arguments {
        match GROUPS.iter().find(|group| group.name == *word) {
            Some(group) => wanted.push(group),
            None if *word == "--json" => json = true,
            None => bail!("no group `{word}`; groups: {}", GROUPS.map(|group| group.name).join(", ")),
        }
    }
    if wanted.is_empty() {
        wanted.extend(&GROUPS);
    }
    Ok((json, wanted))
}

/// Runs the benchmark of a group, built as a release is. Its files lie beside the build, not in a folder in memory.
fn measure(group: &Group) -> Result<Measured> {
    let files = run::target().join("bench-files");
    std::fs::create_dir_all(&files)?;
    let mut bench = run::cargo();
    bench.args(["bench", "--package", group.package, "--bench", group.name]).env("TMPDIR", &files);
    let mut measured = Measured::default();
    ensure!(run::watch(&mut bench, |line| measured.see(line))?, "the benchmark `{}` failed", group.name);
    ensure!(!measured.is_empty(), "the benchmark `{}` measured nothing; it says why above", group.name);
    Ok(measured)
}

#[cfg(test)]
mod tests {
    use super::parse;

    fn names(arguments: &[&str]) -> Vec<&'static str> {
        parse(arguments).unwrap().1.iter().map(|group| group.name).collect()
    }

    #[test]
    fn groups_and_json_come_in_any_order() {
        assert_eq!(names(&["award", "--json", "engine"]), ["award", "engine"]);
        assert!(parse(&["engine", "--json"]).unwrap().0 && !parse(&["engine"]).unwrap().0);
        assert_eq!(names(&["--json"]), ["engine", "award", "serve", "design"]);
    }

    #[test]
    fn an_unknown_group_is_told_with_those_there_are() {
        let error = parse(&["egnine"]).err().unwrap().to_string();
        assert_eq!(error, "no group `egnine`; groups: engine, award, serve, design");
    }
}
