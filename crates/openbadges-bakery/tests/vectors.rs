//! Images that other implementations baked.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests may")]

use openbadges_bakery::{
    BakeError, BakedKind, BakedVersion, Baking, Entry, Existing, bake, stream, strip, unbake, unbake_all,
};
use std::{fs, path::PathBuf};

/// The vectors beside the repository, or `None` where there are none.
fn vectors() -> Option<PathBuf> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/vectors"));
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(
        std::env::var_os("REQUIRE_VECTORS").is_none_or(|v| v != "1"),
        "no vectors at {}",
        folder.display()
    );
    println!("skipped: no vectors at {}", folder.display());
    None
}

fn read(name: &str) -> Option<Vec<u8>> {
    vectors().map(|folder| fs::read(folder.join(name)).unwrap())
}

#[test]
fn a10_1_unbakes_open_badges_3_0() {
    for (name, start) in
        [("ob30/simple-json.png", "{"), ("ob30/simple-json.svg", "{"), ("ob30/simple-jwt.svg", "eyJ")]
    {
        let Some(image) = read(name) else { return };
        let baked = unbake(&image).unwrap();
        assert_eq!(baked.version, BakedVersion::V3, "{name}");
        assert!(baked.credential.trim_start().starts_with(start), "{name}");
        assert!(!baked.compressed);
        assert_eq!(bake(&image, "{}"), Err(BakeError::AlreadyBaked), "{name}");
    }
}

#[test]
fn c3_unbakes_open_badges_2_0() {
    for (name, part) in [
        ("baked/baked_heart.png", "\"uid\":\"123\""),
        ("baked/baked_example.svg", "\"uid\": \"abcdef12345\""),
        ("ob20/simple-badge.png", "\"@context\":\"https://w3id"),
    ] {
        let Some(image) = read(name) else { return };
        let baked = unbake(&image).unwrap();
        assert_eq!((baked.version, baked.kind), (BakedVersion::V2, BakedKind::Json), "{name}");
        assert!(baked.credential.contains(part), "{name}: {}", baked.credential);
        assert_eq!(bake(&image, "{}"), Err(BakeError::AlreadyBaked), "{name}");
        let address = (name == "baked/baked_example.svg").then_some("https://example.org/assertion.json");
        assert_eq!(baked.address.as_deref(), address, "{name}");
    }
}

/// Every row of the index, and nothing beside it.
#[test]
fn every_row_of_the_index() {
    let Some(index) = read("baked/index.tsv") else { return };
    let index = String::from_utf8(index).unwrap();
    for row in index.lines().skip(1) {
        let [name, expected, ..] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
        let image = read(&format!("baked/{name}")).unwrap();
        let found = unbake_all(&image);
        match expected {
            "unbake" => assert_eq!(found.unwrap().len(), 1, "{name}"),
            "bake" => assert_eq!(found, Err(BakeError::NotBaked), "{name}"),
            other => panic!("{name}: {other}"),
        }
        for old in [true, false] {
            both_and_back(&image, old, name);
        }
    }
}

/// Whatever was in it, both versions go in, are read, and go out again.
fn both_and_back(image: &[u8], old: bool, name: &str) {
    let plain = strip(image).unwrap();
    assert_eq!(unbake_all(&plain), Err(BakeError::NotBaked), "{name}");
    let (v2, v3) =
        (Entry::v2("{\"id\": \"https://example.org/1\"}").unwrap(), Entry::v3("e30.e30.AA").unwrap());
    let entries = if old { vec![v2] } else { vec![v2, v3] };
    let baking = Baking::of(entries.clone()).unwrap().existing(Existing::Replace);
    let baked = baking.bake(image).unwrap();
    assert_eq!(unbake_all(&baked).unwrap().len(), entries.len(), "{name}");
    assert_eq!(strip(&baked).unwrap(), plain, "{name}");
    let mut streamed = Vec::new();
    stream::bake(&baking, image, &mut streamed).unwrap();
    assert_eq!(streamed, baked, "{name}");
}

#[test]
fn a10_1_bakes_plain_images() {
    for name in [
        "baked/unbaked_example.svg",
        "baked/public_domain_heart.png",
        "baked/guinea_pig_testing_badge.png",
        "ob1x/heart.png",
    ] {
        let Some(image) = read(name) else { return };
        assert_eq!(unbake(&image), Err(BakeError::NotBaked), "{name}");
        let credential = r#"{"name": "Grüße ]]> 𝄞"}"#;
        let baked = bake(&image, credential).unwrap();
        assert_eq!(unbake(&baked).unwrap().credential, credential, "{name}");
        assert_eq!(bake(&baked, credential), Err(BakeError::AlreadyBaked), "{name}");
    }
}
