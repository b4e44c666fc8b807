//! Reading the vectors beside the repository.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "tests may, and each uses its part"
)]

pub mod full;

use openbadges_model::json::{Limits, parse};
use serde_json::Value;
use std::{fs, path::PathBuf};

/// A folder of the vectors, or `None` where there are none.
pub fn folder(name: &str) -> Option<PathBuf> {
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/vectors"));
    if root.is_dir() {
        return Some(root.join(name));
    }
    let required = std::env::var("REQUIRE_VECTORS").is_ok_and(|value| value == "1");
    assert!(!required, "no vectors at {}", root.display());
    println!("skipped: no vectors at {}", root.display());
    None
}

/// One JSON document of the vectors.
pub fn document(name: &str) -> Option<Value> {
    folder(name).map(|path| parse(&fs::read(path).unwrap(), &Limits::default()).unwrap())
}

/// Every JSON document of a folder, by its name.
pub fn documents(name: &str) -> Vec<(String, Value)> {
    let Some(folder) = folder(name) else { return Vec::new() };
    let mut names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.rsplit_once('.').is_some_and(|(_, ending)| ending == "json"))
        .collect();
    names.sort();
    names.into_iter().map(|file| (file.clone(), document(&format!("{name}/{file}")).unwrap())).collect()
}
