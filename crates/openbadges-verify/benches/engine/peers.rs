//! What the peers of `cargo xtask bench --peers` work on: the same credential and pictures, as files.

use std::{env, fs};

use crate::ob2::Signed;
use crate::pictures::Pictures;
use crate::reference;

/// Writes them into the folder of files.
pub(crate) fn write(text: &str, unsigned: &str, pictures: &Pictures, old: &Signed) {
    let folder = env::temp_dir().join("peers");
    fs::create_dir_all(&folder).expect("a folder beside the build");
    let seed = reference::key().seed().expect("an Ed25519 key");
    let documents = old.documents();
    let key = reference::key().to_private_jwk().expect("a private JWK");
    let files: [(&str, &[u8]); 10] = [
        ("signed.json", text.as_bytes()),
        ("unsigned.json", unsigned.as_bytes()),
        ("seed", seed.as_slice()),
        ("key.jwk", key.as_bytes()),
        ("plain.png", &pictures.png),
        ("plain.svg", &pictures.svg),
        ("baked.png", &pictures.baked_png),
        ("baked.svg", &pictures.baked_svg),
        ("ob2.jws", old.jws.as_bytes()),
        ("ob2.json", documents.as_bytes()),
    ];
    for (name, bytes) in files {
        fs::write(folder.join(name), bytes).expect("a file beside the build");
    }
}
