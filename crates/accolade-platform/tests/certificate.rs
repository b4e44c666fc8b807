//! The award on paper: what stands on it, in every state, and where it is not offered.
#![allow(clippy::unwrap_used, reason = "test code, and clippy only sees the test functions")]

mod common;
#[path = "../../openbadges-design/tests/common/pdf.rs"]
mod pdf;

use std::io::Cursor;

use accolade_platform::awarding::{self, AwardRequest};
use accolade_platform::files;
use accolade_platform::opening::{Format, Link};
use accolade_platform::showing;

use accolade_platform::{LinkError, achievements, sharing};
use common::{Awarded, badge_form, request, token, world, worlds};
use zip::ZipArchive;

fn holds(pdf: &[u8], part: &[u8]) -> bool {
    pdf.windows(part.len()).any(|window| window == part)
}

/// The rows of words on it, top to bottom; all are set in the one font of the tests.
fn rows(pdf: &[u8]) -> Vec<String> {
    let [words] = pdf::words(pdf).try_into().unwrap();
    words.lines().map(str::to_owned).collect()
}

#[tokio::test]
async fn it_says_who_was_awarded_what_by_whom_and_where_that_is_checked() {
    for world in worlds().await {
        let made = world.awarded().await;
        let file = made.file(Format::Pdf).await;
        assert_eq!((file.name.as_str(), file.media_type), ("bicycle-repair.pdf", "application/pdf"));
        let about = "https://badges.example.org/";
        let said = rows(&file.bytes);
        let expected = ["Bicycle repair", "Awarded to", "Ada Lovelace", "by Cycling School", "31 March 2026"];
        assert_eq!(said[..5], expected);
        assert_eq!(said[5], "How it is earned: Mend a flat tyre and set the brakes.");
        assert!(said[6].starts_with(&format!("More about this badge: {about}")), "{said:?}");
        assert!(said[7].starts_with("Check that it is genuine: take the badge"), "{said:?}");
        assert_eq!(said.len(), 8, "{said:?}");
        assert!(holds(&file.bytes, b"(https://badges.example.org/verify)"));
        assert!(holds(&file.bytes, &made.file(Format::Json).await.bytes), "the signed badge, byte for byte");
        for part in ["/Title(Bicycle repair)", "/Lang(en)", "/CreationDate(D:20260331120000"] {
            assert!(holds(&file.bytes, part.as_bytes()), "{part}");
        }
        assert_eq!(made.file(Format::Pdf).await.bytes, file.bytes, "the same bytes again");
    }
}

#[tokio::test]
async fn it_names_the_shared_page_while_there_is_one_and_never_the_link_of_the_mail() {
    let world = world().await;
    let made = world.awarded().await;
    let shared = sharing::share(&world.app, &made.mail).await.unwrap();
    let by_share = files::file(&world.app, Link::Share(token(&shared)), Format::Pdf).await.unwrap();
    let by_mail = made.file(Format::Pdf).await;
    assert_eq!(by_share.bytes, by_mail.bytes);
    assert!(holds(&by_mail.bytes, format!("({shared})").as_bytes()));
    assert!(rows(&by_mail.bytes).contains(&format!("Check that it is genuine: {shared}")));
    sharing::end(&world.app, &made.mail).await.unwrap();
    let ended = made.file(Format::Pdf).await.bytes;
    assert!(!holds(&ended, shared.as_bytes()) && holds(&ended, b"(https://badges.example.org/verify)"));
    made.revoke().await;
    let revoked = made.file(Format::Pdf).await.bytes;
    assert!(rows(&revoked).contains(&"Revoked on 31 March 2026: this badge no longer counts.".to_owned()));
    for bytes in [&by_mail.bytes, &ended, &revoked] {
        assert!(!holds(bytes, made.mail.as_bytes()) && !rows(bytes).concat().contains(&made.mail));
    }
}

/// The link in the mail of an award to somebody of this name.
async fn awarded_to(made: &Awarded, name: &str) -> String {
    let form = AwardRequest { again: true, name: name.to_owned(), ..request(made.badge) };
    let credential = awarding::award(&made.operator, made.school, form).await.unwrap();
    token(&awarding::managed(&made.operator, made.school, credential).await.unwrap().page).to_owned()
}

#[tokio::test]
async fn a_name_that_no_font_has_is_not_printed_in_part() {
    let world = world().await;
    let made = world.awarded().await;
    for name in ["عائشة محمد", "דנה כהן", "王小明", "Ada 🚲"] {
        let mail = awarded_to(&made, name).await;
        let page = showing::by_mail_link(&made.operator, &mail).await.unwrap();
        assert!(!page.downloads.contains(&Format::Pdf) && page.downloads.contains(&Format::Zip), "{name}");
        let refused = files::file(&world.app, Link::Mail(&mail), Format::Pdf).await;
        assert!(matches!(refused, Err(LinkError::NotFound)), "{name}");
        let zipped = files::file(&world.app, Link::Mail(&mail), Format::Zip).await.unwrap();
        let archive = ZipArchive::new(Cursor::new(zipped.bytes)).unwrap();
        assert!(archive.file_names().all(|file| !file.unwrap().ends_with(".pdf")), "{name}");
    }
    for name in ["W".repeat(100), "Đặng Thị Ngọc Thủy ".repeat(5)] {
        let mail = awarded_to(&made, &name).await;
        let file = files::file(&world.app, Link::Mail(&mail), Format::Pdf).await.unwrap();
        let said = rows(&file.bytes).concat().replace(' ', "");
        assert!(said.contains(&name.replace(' ', "")), "{name} is whole in {said}");
    }
}

#[tokio::test]
async fn criteria_are_shortened_and_left_out_where_no_font_has_them() {
    let world = world().await;
    let mut made = world.awarded().await;
    for (criteria, printed) in [
        ("Mend *many* tyres. ".repeat(100), Some("How it is earned: Mend many tyres.")),
        ("直すこと".to_owned(), None),
    ] {
        let form = achievements::NewAchievement { criteria, ..badge_form() };
        made.badge = achievements::create(&made.operator, made.school, form).await.unwrap();
        let mail = awarded_to(&made, "Ada").await;
        let file = files::file(&world.app, Link::Mail(&mail), Format::Pdf).await.unwrap();
        let said = rows(&file.bytes).join(" ");
        assert_eq!(said.contains("How it is earned"), printed.is_some(), "{said}");
        assert!(said.contains(printed.unwrap_or("Awarded to")) && said.len() < 700, "{said}");
    }
}
