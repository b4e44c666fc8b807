//! Everything as one archive: each file in it is the one under the link, and says the same.
#![allow(clippy::unwrap_used, reason = "test code, and clippy only sees the test functions")]

mod common;

use std::io::{Cursor, Read as _};

use accolade_platform::issuers::{self, Settings};
use accolade_platform::opening::Format;
use accolade_platform::verify::{Input, Verdict};
use accolade_platform::verifying;
use common::worlds;
use zip::ZipArchive;

#[tokio::test]
async fn the_archive_holds_every_form_byte_for_byte_and_nobody_s_name_outside_it() {
    for world in worlds().await {
        let made = world.awarded().await;
        for offers_v2 in [true, false] {
            issuers::change(&made.operator, made.school, Settings { offers_v2 }).await.unwrap();
            let zipped = made.file(Format::Zip).await;
            assert_eq!((zipped.name.as_str(), zipped.media_type), ("bicycle-repair.zip", "application/zip"));
            assert_eq!(made.file(Format::Zip).await.bytes, zipped.bytes, "the same bytes again");
            let mut archive = ZipArchive::new(Cursor::new(zipped.bytes)).unwrap();
            let inside = |format: &Format| *format != Format::Zip && !format.is_of_all();
            let offered = |format: &Format| offers_v2 || !format.has_v2();
            let expected: Vec<Format> = Format::ALL.into_iter().filter(inside).filter(offered).collect();
            assert_eq!(archive.len(), expected.len());
            for (index, format) in expected.into_iter().enumerate() {
                let mut bytes = Vec::new();
                let mut entry = archive.by_index(index).unwrap();
                let name = entry.name().unwrap().into_owned();
                entry.read_to_end(&mut bytes).unwrap();
                let file = made.file(format).await;
                assert_eq!((name.as_str(), bytes.as_slice()), (file.name.as_str(), file.bytes.as_ref()));
                assert!(!name.contains("ada") && !name.contains("lovelace"), "{name}");
                if format == Format::Pdf {
                    continue;
                }
                let recipient = Some("ada@example.org".to_owned());
                let report = verifying::verify(&world.app, Input::Bytes(bytes), recipient).await.unwrap();
                assert_eq!(report.verdict, Verdict::Valid, "{format:?}");
            }
        }
    }
}
