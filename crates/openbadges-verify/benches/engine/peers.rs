//! What the peers of `cargo xtask bench --peers` work on: the same credential and pictures, as files.

use std::{env, fs};

use crate::pictures::Pictures;
use crate::reference;

/// Writes them into the folder of files.
pub(crate) fn write(text: &str, unsigned: &str, pictures: &Pictures) {
    let folder = env::temp_dir().join("peers");
    fs::create_dir_all(&folder).expect("a folder beside the build");
    let seed = reference::key().seed().expect("an Ed25519 key");
    let files: [(&str, &[u8]); 7] = [
        ("signed.json", text.as_bytes()),
        ("unsigned.json", unsigned.as_bytes()),
        ("seed", seed.as_slice()),
        ("plain.png", &pictures.png),
        ("plain.svg", &pictures.svg),
        ("baked.png", &pictures.baked_png),
        ("baked.svg", &pictures.baked_svg),
    ];
    for (name, bytes) in files {
        fs::write(folder.join(name), bytes).expect("a file beside the build");
    }
}
