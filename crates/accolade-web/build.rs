//! Builds the frontend with npm and esbuild; nothing of it is committed and nothing lies beside the binary.
//! Network access happens here only, and only when the lock file changed.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, exit},
};

/// What the frontend is made of. The last is missing in a fresh clone, so that the packages are installed there even
/// where cargo finds an earlier build in its cache: the tests of badge drawing take their fonts from them.
const SOURCES: [&str; 8] = [
    "src",
    "build.mjs",
    "icons.mjs",
    "touch-icon.mjs",
    "package.json",
    "package-lock.json",
    ".npmrc",
    INSTALLED,
];

/// The lock file that `node_modules` was made of.
const INSTALLED: &str = "node_modules/.installed-lock.json";

fn main() {
    for path in SOURCES {
        println!("cargo::rerun-if-changed=frontend/{path}");
    }
    let frontend = directory("CARGO_MANIFEST_DIR").join("frontend");
    let out = directory("OUT_DIR").join("frontend");
    install(&frontend);
    run(
        Command::new("node").arg("build.mjs").arg(&out).current_dir(&frontend),
        "the frontend could not be built",
    );
}

fn directory(variable: &str) -> PathBuf {
    PathBuf::from(env::var_os(variable).unwrap_or_else(|| stop(&format!("{variable} is not set"))))
}

/// `npm ci` unless `node_modules` was made of this very lock file.
fn install(frontend: &Path) {
    let lock = fs::read(frontend.join("package-lock.json")).unwrap_or_else(|error| stop(&error.to_string()));
    let stamp = frontend.join(INSTALLED);
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return;
    }
    run(
        Command::new("npm").args(["ci", "--omit=dev", "--ignore-scripts"]).current_dir(frontend),
        "the frontend's packages could not be installed",
    );
    if let Err(error) = fs::write(&stamp, lock) {
        stop(&format!("{} could not be written: {error}", stamp.display()));
    }
}

fn run(command: &mut Command, trouble: &str) {
    match command.output() {
        Ok(output) if output.status.success() => {}
        Ok(output) => stop(&format!("{trouble}:\n{}", String::from_utf8_lossy(&output.stderr))),
        Err(_) => stop(
            "building accolade-web needs Node.js 20.15 or newer with npm: install them from https://nodejs.org or with your package manager, then build again",
        ),
    }
}

fn stop(message: &str) -> ! {
    println!("cargo::error={}", message.trim().replace('\n', " | "));
    exit(1)
}
