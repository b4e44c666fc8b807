//! `cargo xtask bench`: tables against the peers and the raw limit, as ratios measured in one run.

use anyhow::{Result, bail};

use crate::run;

/// The groups and the crate whose benchmarks each one runs.
const GROUPS: [(&str, &[&str]); 1] = [("engine", &["openbadges-ld", "openbadges-proof"])];

/// Runs one group, or all of them.
pub(crate) fn run(arguments: &[&str]) -> Result<()> {
    let wanted: Vec<&str> = arguments.iter().copied().filter(|word| !word.starts_with("--")).collect();
    for name in &wanted {
        if !GROUPS.iter().any(|(group, _)| group == name) {
            bail!("no group `{name}`; groups: {}", GROUPS.map(|(group, _)| group).join(", "));
        }
    }
    for (group, crates) in GROUPS {
        if wanted.is_empty() || wanted.contains(&group) {
            crates
                .iter()
                .try_for_each(|name| run::finish(run::cargo().args(["bench", "--package", name])))?;
        }
    }
    Ok(())
}
