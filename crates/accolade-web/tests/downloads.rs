//! Every form that a badge is saved as, from the links of its pages, and each checked here.

#![allow(clippy::unwrap_used, reason = "test code, and clippy only sees the test functions")]

mod common;

use std::collections::BTreeMap;

use common::{AWARD, BADGE, Browser, ISSUER, Site, between, but, first_award, made};
use http::StatusCode;

/// The files of a badge that a page offers, by name, with their media types.
const FORMS: [(&str, &str); 12] = [
    ("badge-2.0-and-3.0.png", "image/png"),
    ("badge-2.0-and-3.0.svg", "image/svg+xml"),
    ("badge-2.0.json", "application/ld+json"),
    ("badge-2.0.png", "image/png"),
    ("badge-2.0.svg", "image/svg+xml"),
    ("badge-rs256.jwt", "text/plain"),
    ("badge.json", "application/vc+ld+json"),
    ("badge.jwt", "text/plain"),
    ("badge.pdf", "application/pdf"),
    ("badge.png", "image/png"),
    ("badge.svg", "image/svg+xml"),
    ("badge.zip", "application/zip"),
];

/// What the recipient's own page offers besides: all badges as one record.
const RECORD: &str = "badge-clr-2.0.json";

/// The addresses of all downloads on a page, by the name of the file.
async fn offered(browser: &mut Browser, page: &str) -> BTreeMap<String, String> {
    let text = browser.get(page).await.text();
    let links = text.split("<a class=\"button\" href=\"").skip(1);
    let files = links.filter(|rest| rest.split('>').next().unwrap().ends_with(" download"));
    let addresses = files.map(|rest| rest.split('"').next().unwrap().to_owned());
    addresses.map(|address| (address.rsplit('/').next().unwrap().to_owned(), address)).collect()
}

async fn shared(site: &Site, mail: &str) -> String {
    let mut ada = site.browser();
    ada.post(&format!("{mail}/share"), &[]).await;
    let text = ada.get(mail).await.text();
    format!("/s/{}", between(&text, "value=\"https://badges.example.org/s/", "\""))
}

#[tokio::test]
async fn every_form_is_offered_saved_and_checked() {
    let (site, mut operator) = Site::set_up().await;
    let made = first_award(&mut operator).await;
    for page in [made.mail.clone(), shared(&site, &made.mail).await] {
        let mut files = offered(&mut site.browser(), &page).await;
        assert_eq!(files.remove(RECORD).is_some(), page == made.mail, "the owner's alone");
        assert_eq!(files.keys().map(String::as_str).collect::<Vec<_>>(), FORMS.map(|(name, _)| name));
        for (name, kind) in FORMS {
            let file = site.browser().get(&files[name]).await;
            assert_eq!((file.status, file.header("content-type")), (StatusCode::OK, kind), "{name}");
            let saved = format!("attachment; filename=\"{}\"", name.replacen("badge", "bicycle-repair", 1));
            assert_eq!(file.header("content-disposition"), saved);
            let looks = [("application/zip", &b"PK"[..]), ("application/pdf", b"%PDF-")];
            if let Some((_, mark)) = looks.into_iter().find(|(known, _)| *known == kind) {
                assert!(file.body.starts_with(mark), "{name}");
                continue;
            }
            let fields = [("url", ""), ("text", ""), ("recipient", "ada@example.org")];
            let report = site.browser().post_files("/verify", &fields, &[("file", name, &file.body)]).await;
            let report = report.text();
            for words in ["card-good", "Bicycle repair", "badges.example.org", "ada@example.org"] {
                assert!(report.contains(words), "{name}: {words} in {report}");
            }
        }
    }
    let staff = offered(&mut operator, &made.award).await;
    assert_eq!(staff.len(), FORMS.len(), "the issuer sees the same files");
}

/// Of a day that has begun in Berlin and not in UTC: its own page names the day, and whoever reads the signed moment
/// is told by which clock it is.
#[tokio::test]
async fn no_page_gives_an_award_another_day() {
    let (site, mut operator) = Site::set_up().await;
    let dated = but(&but(AWARD, "awarded_on", "2026-01-05"), "valid_until", "2026-06-01");
    let made = made(&mut operator, ISSUER, BADGE, &dated).await;
    let page = site.browser().get(&made.mail).await.text();
    assert!(page.contains("5 January 2026") && page.contains("until 1 June 2026"), "{page}");
    let mut pages = vec![("own", page)];
    for name in ["badge.json", "badge.jwt", "badge-2.0.json", "badge-2.0.png"] {
        let file = site.browser().get(&format!("{}/{name}", made.mail)).await;
        let fields = [("url", ""), ("text", ""), ("recipient", "")];
        let report = site.browser().post_files("/verify", &fields, &[("file", name, &file.body)]).await;
        pages.push((name, report.text()));
    }
    for (name, page) in pages {
        assert!(name == "own" || page.contains("4 January 2026, 23:00 UTC"), "{name}: {page}");
        let other = page.replace("4 January 2026, 23:00 UTC", "");
        assert!(!other.contains("4 January 2026"), "{name}: {page}");
    }
}

/// What a holder saves and drops on the verify page is not held against its own address, whatever was shared between.
#[tokio::test]
async fn a_file_of_2_0_is_not_called_another_than_its_address() {
    let (site, mut operator) = Site::set_up().await;
    let made = first_award(&mut operator).await;
    let mut ada = site.browser();
    let save = async |ada: &mut Browser| ada.get(&format!("{}/badge-2.0.json", made.mail)).await.body;
    let private = save(&mut ada).await;
    ada.post(&format!("{}/share", made.mail), &[]).await;
    let shared = save(&mut ada).await;
    for state in ["shared", "ended"] {
        for file in [&private, &shared] {
            let fields = [("url", ""), ("text", ""), ("recipient", "")];
            let report = ada.post_files("/verify", &fields, &[("file", "badge.json", file)]).await.text();
            assert!(report.contains("what you see is what its own address says"), "{state}: {report}");
            assert!(!report.contains("says something else"), "{state}: {report}");
        }
        ada.post(&format!("{}/share/end", made.mail), &[]).await;
    }
    let other = String::from_utf8(private.to_vec()).unwrap().replace("2026-03-31", "2020-03-31");
    let fields = [("url", ""), ("text", other.as_str()), ("recipient", "")];
    let report = ada.post_files("/verify", &fields, &[]).await.text();
    assert!(report.contains("says something else"), "{report}");
}

#[tokio::test]
async fn a_certificate_that_would_lack_letters_is_not_offered() {
    let (site, mut operator) = Site::set_up().await;
    for (name, there) in [("王小明", false), ("דנה כהן", false), ("Zoë Šimková", true)] {
        let made = made(&mut operator, ISSUER, BADGE, &but(AWARD, "name", name)).await;
        for page in [made.mail.clone(), shared(&site, &made.mail).await] {
            let files = offered(&mut site.browser(), &page).await;
            assert_eq!(files.contains_key("badge.pdf"), there, "{name}");
            let answer = site.browser().get(&format!("{page}/badge.pdf")).await;
            assert_eq!(answer.status == StatusCode::OK, there, "{name}");
        }
        assert_eq!(offered(&mut operator, &made.award).await.contains_key("badge.pdf"), there, "{name}");
    }
}

#[tokio::test]
async fn an_issuer_switches_2_0_off_in_its_settings() {
    let (site, mut operator) = Site::set_up().await;
    let made = first_award(&mut operator).await;
    let settings = format!("/manage/{}/settings", made.issuer);
    assert!(operator.get(&settings).await.text().contains("value=\"yes\" checked"));
    let hosted = format!("/ob2/{}/assertions/{}", made.issuer, made.award.rsplit('/').next().unwrap());
    for (fields, status, files) in
        [(&[][..], StatusCode::NOT_FOUND, 8), (&[("offers_v2", "yes")], StatusCode::OK, FORMS.len() + 1)]
    {
        let kept = operator.post(&settings, fields).await.location();
        let page = operator.get(&kept).await.text();
        assert!(
            page.contains("Saved") && page.contains("value=\"yes\" checked") != fields.is_empty(),
            "{page}"
        );
        assert_eq!(offered(&mut site.browser(), &made.mail).await.len(), files);
        for address in [hosted.clone(), format!("{}/badge-2.0.png", made.mail)] {
            assert_eq!(site.browser().get(&address).await.status, status, "{address}");
        }
    }
    site.add_account("eve@example.org").await;
    let mut eve = site.browser();
    let typed = [("email", "eve@example.org"), ("password", common::PASSWORD), ("next", "/home")];
    eve.post("/sign-in", &typed).await;
    for answer in [eve.get(&settings).await, eve.post(&settings, &[]).await] {
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "a stranger learns nothing");
    }
}

#[tokio::test]
async fn the_recipient_saves_all_badges_as_one_record() {
    let (site, mut operator) = Site::set_up().await;
    let made = first_award(&mut operator).await;
    let again = operator.post(&format!("{}/award", made.badge), &[AWARD, &[("again", "yes")]].concat()).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text());
    let page = site.browser().get(&made.mail).await.text();
    for words in ["All my badges from Cycling School as one signed record", "One record (CLR 2.0)"] {
        assert!(page.contains(words), "{words} in {page}");
    }
    let address = offered(&mut site.browser(), &made.mail).await.remove(RECORD).unwrap();
    let file = site.browser().get(&address).await;
    assert_eq!((file.status, file.header("content-type")), (StatusCode::OK, "application/vc+ld+json"));
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"cycling-school-clr-2.0.json\"");
    let (record, own) = (file.json(), site.browser().get(&format!("{}/badge.json", made.mail)).await.json());
    let enclosed = record["credentialSubject"]["verifiableCredential"].as_array().unwrap();
    assert!(enclosed.len() == 2 && enclosed.contains(&own), "{record}");
    let fields = [("url", ""), ("text", ""), ("recipient", "ada@example.org")];
    let report = site.browser().post_files("/verify", &fields, &[("file", RECORD, &file.body)]).await.text();
    for words in ["card-good", "Badges of Ada Lovelace from Cycling School", "badges.example.org"] {
        assert!(report.contains(words), "{words} in {report}");
    }
    let shared = shared(&site, &made.mail).await;
    assert!(!site.browser().get(&shared).await.text().contains(RECORD));
    assert_eq!(site.browser().get(&format!("{shared}/{RECORD}")).await.status, StatusCode::NOT_FOUND);
}
