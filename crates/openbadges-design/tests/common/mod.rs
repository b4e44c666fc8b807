//! Fonts for tests: from `ACCOLADE_TEST_FONTS`, else from the web crate's npm packages.
#![allow(dead_code, reason = "each test binary uses a part of this")]
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "test code, and clippy only sees the test functions"
)]

use std::path::{Path, PathBuf};

use openbadges_design::{Design, Emblem, Fonts, Subtitle, Template, Title};

/// The fonts, or `None` with a word about it where there are none.
///
/// # Panics
/// When there are none and `REQUIRE_VECTORS=1`.
pub(crate) fn fonts() -> Option<Fonts> {
    let files = directories().iter().map(|directory| ttf_files(directory)).find(|files| !files.is_empty());
    let Some(files) = files else {
        assert!(std::env::var("REQUIRE_VECTORS").as_deref() != Ok("1"), "no fonts: set ACCOLADE_TEST_FONTS");
        println!("skipped: no fonts (ACCOLADE_TEST_FONTS, or build the web crate first)");
        return None;
    };
    let bytes = files.iter().map(|file| std::fs::read(file).expect("readable font"));
    Some(Fonts::from_ttf(bytes).expect("usable fonts"))
}

fn directories() -> Vec<PathBuf> {
    let web = "../accolade-web/frontend/node_modules/@expo-google-fonts";
    let packages = Path::new(env!("CARGO_MANIFEST_DIR")).join(web);
    std::env::var_os("ACCOLADE_TEST_FONTS").map(PathBuf::from).into_iter().chain([packages]).collect()
}

/// Montserrat semi-bold and extra-bold below a directory, in a stable order.
fn ttf_files(directory: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![directory.to_owned()];
    while let Some(directory) = open.pop() {
        for entry in std::fs::read_dir(directory).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() {
                open.push(path);
            } else if matches!(name.as_str(), "Montserrat_600SemiBold.ttf" | "Montserrat_800ExtraBold.ttf") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A design as a person would make it.
pub(crate) fn design(template: Template, title: &str, subtitle: Option<&str>) -> Design {
    let design = Design::new(template, Emblem::Bicycle, Title::new(title).expect("a title"));
    match subtitle {
        Some(subtitle) => design.with_subtitle(Subtitle::new(subtitle).expect("a subtitle")),
        None => design,
    }
}
