//! Endorsing, answering and withdrawing as a browser without scripts does, and what everyone sees of it.

#![allow(clippy::unwrap_used, reason = "test code, and clippy only sees the test functions")]

mod common;

use common::{Browser, ISSUER, Made, PASSWORD, Site, between, but, first_award};
use http::StatusCode;

const WORDS: &[(&str, &str)] = &[("comment", "We hire people who **have** it. <script>alert(1)</script>")];

/// A badge, and another issuer of the same person that may speak of it.
async fn two(browser: &mut Browser) -> (Made, String, String) {
    let made = first_award(browser).await;
    let next =
        browser.post_files("/issuers/new", &but(ISSUER, "name", "Mechanics’ guild"), &[]).await.location();
    let guild = next.trim_start_matches("/manage/").trim_end_matches("/badges/new").to_owned();
    let badge = made.badge.rsplit('/').next().unwrap();
    let public = format!("/issuers/{}/badges/{badge}/1", made.issuer);
    (made, guild, public)
}

fn by<'a>(guild: &'a str, words: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [&[("endorser", guild)], words].concat()
}

/// The report on what lies under an address of the site.
async fn checked(site: &Site, address: &str) -> String {
    let url = format!("https://badges.example.org{address}");
    site.browser().post_files("/verify", &[("url", &url)], &[]).await.text()
}

#[tokio::test]
async fn from_the_public_page_to_the_award_and_back() {
    let (site, mut browser) = Site::set_up().await;
    let (made, guild, public) = two(&mut browser).await;
    let form = format!("{public}/endorse");
    assert!(browser.get(&public).await.text().contains(&format!("href=\"{form}\"")), "offered to its own");
    let anybody = site.browser().get(&public).await.text();
    assert!(!anybody.contains("/endorse\"") && !anybody.contains("Endorsed by"), "{anybody}");
    assert!(site.browser().get(&form).await.location().starts_with("/sign-in?next="));

    let page = browser.get(&form).await.text();
    assert!(page.contains("Endorse “Bicycle repair”") && page.contains("Mechanics’ guild"), "{page}");
    assert!(!page.contains(&format!("value=\"{}\"", made.issuer)), "its own issuer is not offered");
    let empty = browser.post(&form, &by(&guild, &[("comment", " ")])).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text().contains("href=\"#comment\""), "{}", empty.text());
    let own = browser.post(&form, &by(&made.issuer, WORDS)).await;
    assert!(own.text().contains("An issuer cannot endorse itself"), "{}", own.text());
    let sent = browser.post(&form, &by(&guild, WORDS)).await;
    assert_eq!(sent.location(), format!("/manage/{guild}/endorsements?sent#given"), "{}", sent.text());
    let page = browser.get(&format!("/manage/{guild}/endorsements?sent")).await.text();
    assert!(page.contains("Signed and sent") && page.contains("not shown"), "{page}");

    let managed = format!("/manage/{}/endorsements", made.issuer);
    for page in [format!("/manage/{}", made.issuer), made.badge.clone()] {
        assert!(browser.get(&page).await.text().contains("One endorsement waits for your answer"), "{page}");
    }
    let page = browser.get(&managed).await.text();
    assert!(page.contains("<strong>have</strong>") && !page.contains("<script>alert"), "{page}");
    let key = between(&page, &format!("action=\"{managed}/"), "/accept\"").to_owned();
    let accepted = browser.post(&format!("{managed}/{key}/accept"), &[]).await.location();
    assert!(browser.get(&accepted).await.text().contains("Accepted: it is shown"), "{accepted}");
    let shown = site.browser().get(&public).await.text();
    for words in ["Endorsed by", "Mechanics’ guild", "<strong>have</strong>", "31 March 2026"] {
        assert!(shown.contains(words), "{words} in {shown}");
    }
    assert!(!shown.contains("<script>alert"), "{shown}");

    let award = common::AWARD;
    let done = browser.post(&format!("{}/award", made.badge), &but(award, "email", "eda@example.org")).await;
    let page = browser.get(&done.location()).await.text();
    let mail = between(&page, "href=\"/m/", "\"").split('/').next().unwrap();
    let json = site.browser().get(&format!("/m/{mail}/badge.json")).await.json();
    let carried = &json["credentialSubject"]["achievement"]["endorsement"][0];
    assert_eq!(carried["issuer"]["name"], "Mechanics’ guild");
    let page = site.browser().get(&format!("/m/{mail}")).await.text();
    for words in ["Mechanics’ guild", "We hire people who have it.", "1 of 1 hold"] {
        assert!(page.contains(words), "the award says who vouches for it: {words} in {page}");
    }
    let old = site.browser().get(&format!("{}/badge.json", made.mail)).await.json();
    assert!(old["credentialSubject"]["achievement"].get("endorsement").is_none(), "signed before");

    let declined = browser.post(&format!("{managed}/{key}/decline"), &[]).await.location();
    assert!(browser.get(&declined).await.text().contains("It is not shown on your pages."), "{declined}");
    assert!(!site.browser().get(&public).await.text().contains("Endorsed by"));
    assert!(browser.get(&managed).await.text().contains("Those that you do not show"));
}

#[tokio::test]
async fn declining_is_final_until_it_is_taken_back() {
    let (_site, mut browser) = Site::set_up().await;
    let (made, guild, public) = two(&mut browser).await;
    let form = format!("{public}/endorse");
    browser.post(&form, &by(&guild, WORDS)).await;
    let (managed, given) =
        (format!("/manage/{}/endorsements", made.issuer), format!("/manage/{guild}/endorsements"));
    let page = browser.get(&managed).await.text();
    let key = between(&page, &format!("action=\"{managed}/"), "/accept\"").to_owned();
    let withdraw = format!("{given}/{}/withdraw", key.rsplit('/').next().unwrap());
    assert!(browser.get(&withdraw).await.text().contains("you can endorse anew."));
    browser.post(&format!("{managed}/{key}/decline"), &[]).await;
    assert!(browser.get(&given).await.text().contains("declined"), "the endorser sees it");
    assert!(browser.get(&withdraw).await.text().contains("anew only when they allow that"));
    browser.post(&withdraw, &[]).await;
    let refused = browser.post(&form, &by(&guild, WORDS)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("only when the other issuer allows that"), "{}", refused.text());
    assert!(browser.get(&form).await.text().contains("not again what was declined"));
    assert!(!browser.get(&managed).await.text().contains("Waiting for your answer"));

    let page = browser.get(&managed).await.text();
    assert!(page.contains("Let them endorse again") && !page.contains("/accept\""), "{page}");
    let reopened = browser.post(&format!("{managed}/{key}/reopen"), &[]).await.location();
    assert!(browser.get(&reopened).await.text().contains("may endorse it again"), "{reopened}");
    let sent = browser.post(&form, &by(&guild, WORDS)).await;
    assert_eq!(sent.location(), format!("{given}?sent#given"), "{}", sent.text());
}

#[tokio::test]
async fn a_long_list_goes_on_on_another_page() {
    let (_site, mut browser) = Site::set_up().await;
    let made = first_award(&mut browser).await;
    let mut names = Vec::new();
    for number in 10..31 {
        let name = format!("Guild number {number}");
        let next = browser.post_files("/issuers/new", &but(ISSUER, "name", &name), &[]).await.location();
        let guild = next.trim_start_matches("/manage/").trim_end_matches("/badges/new").to_owned();
        browser.post(&format!("/issuers/{}/endorse", made.issuer), &by(&guild, WORDS)).await;
        names.push(name);
    }
    let first = browser.get(&format!("/manage/{}/endorsements", made.issuer)).await.text();
    let next = between(&first, "href=\"/manage/", "\">Show more").rsplit('"').next().unwrap().to_owned();
    let next = format!("/manage/{}", next.trim_start_matches("/manage/").replace("&#38;", "&"));
    let second = browser.get(&next).await.text();
    let on = |page: &str| names.iter().filter(|name| page.contains(name.as_str())).count();
    assert_eq!((on(&first), on(&second)), (20, 1), "{next}");
    for page in [&first, &second] {
        assert!(page.contains("Waiting for your answer (21)</h2>"), "{page}");
    }
    assert!(second.contains("/accept\"") && !second.contains("Show more"), "{second}");
    let managed = format!("/manage/{}/endorsements", made.issuer);
    assert!(second.contains(&format!("href=\"{managed}\">Back to the beginning")), "{second}");
    let key = between(&second, &format!("action=\"{managed}/"), "/accept\"").to_owned();
    let accept = format!("{managed}/{key}/accept");
    browser.post(&accept, &[]).await;
    assert_eq!(browser.get(&accept).await.location(), managed, "the address of a button is the list");
    assert_eq!(browser.get(&next).await.location(), managed, "nothing follows any more");
}

#[tokio::test]
async fn the_words_have_an_address_that_says_how_they_stand() {
    let (site, mut browser) = Site::set_up().await;
    let (made, guild, _) = two(&mut browser).await;
    let form = format!("/issuers/{}/endorse", made.issuer);
    browser.post(&form, &by(&guild, WORDS)).await;
    let managed = format!("/manage/{}/endorsements", made.issuer);
    let page = browser.get(&managed).await.text();
    let key = between(&page, &format!("action=\"{managed}/"), "/accept\"").to_owned();
    let id = key.rsplit('/').next().unwrap();
    let address = format!("/issuers/{guild}/endorsements/{id}");

    let page = site.browser().get(&address).await;
    assert_eq!((page.is_page(), page.header("vary")), (true, "accept"));
    assert!(page.text().contains("Cycling School does not show this endorsement."), "{}", page.text());
    for (path, accept) in
        [(address.clone(), None), (format!("{address}/endorsement.json"), Some(common::BROWSER))]
    {
        let answer = site.browser().get_as(&path, accept).await;
        assert_eq!(answer.header("content-type"), "application/vc+ld+json", "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
        let document = answer.json();
        assert_eq!(document["id"], format!("https://badges.example.org{address}"));
        assert_eq!(document["name"], "Endorsement of Cycling School");
        assert_eq!(
            document["credentialSubject"]["id"],
            format!("did:web:badges.example.org:issuers:{}", made.issuer)
        );
    }
    browser.post(&format!("{managed}/{key}/accept"), &[]).await;
    assert!(!site.browser().get(&address).await.text().contains("does not show"));
    assert!(site.browser().get(&format!("/issuers/{}", made.issuer)).await.text().contains("Endorsed by"));
    assert!(checked(&site, &address).await.contains("card-good"));

    let withdraw = format!("/manage/{guild}/endorsements/{id}/withdraw");
    assert!(browser.get(&withdraw).await.text().contains("It cannot be undone"));
    assert_eq!(browser.post(&withdraw, &[]).await.location(), format!("/manage/{guild}/endorsements"));
    assert!(
        site.browser().get(&address).await.text().contains("Mechanics’ guild withdrew this endorsement.")
    );
    assert!(!site.browser().get(&format!("/issuers/{}", made.issuer)).await.text().contains("Endorsed by"));
    assert!(checked(&site, &address).await.contains("card-bad"));
}

#[tokio::test]
async fn strangers_other_sites_and_wrong_addresses_change_nothing() {
    let (site, mut browser) = Site::set_up().await;
    let (made, guild, public) = two(&mut browser).await;
    browser.post(&format!("{public}/endorse"), &by(&guild, WORDS)).await;
    let managed = format!("/manage/{}/endorsements", made.issuer);
    let page = browser.get(&managed).await.text();
    let key = between(&page, &format!("action=\"{managed}/"), "/accept\"").to_owned();
    let id = key.rsplit('/').next().unwrap();
    let withdraw = format!("/manage/{guild}/endorsements/{id}/withdraw");
    let posts = [
        format!("{managed}/{key}/accept"),
        format!("{managed}/{key}/decline"),
        format!("{managed}/{key}/reopen"),
        withdraw.clone(),
    ];

    site.add_account("eve@example.org").await;
    let mut eve = site.browser();
    eve.post("/sign-in", &[("email", "eve@example.org"), ("password", PASSWORD)]).await;
    for path in &posts {
        assert_eq!(eve.post(path, &[]).await.status, StatusCode::NOT_FOUND, "{path}");
        assert!(site.browser().post(path, &[]).await.location().starts_with("/sign-in"), "{path}");
    }
    for path in [&managed, &withdraw] {
        assert_eq!(eve.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let page = eve.get(&format!("{public}/endorse")).await.text();
    assert!(page.contains("None of your issuers can endorse this"), "{page}");
    let forged = eve.post(&format!("{public}/endorse"), &by(&guild, WORDS)).await;
    assert_eq!(forged.status, StatusCode::NOT_FOUND, "in the name of an issuer that is not hers");
    browser.headers.insert("sec-fetch-site", "cross-site".parse().unwrap());
    for path in posts.iter().chain([&format!("{public}/endorse")]) {
        assert_eq!(browser.post(path, &by(&guild, WORDS)).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    browser.headers.clear();
    assert!(browser.get(&managed).await.text().contains("Waiting for your answer"), "nothing changed");
    for path in
        [format!("/issuers/{}/endorsements/{id}", made.issuer), format!("/issuers/{guild}/endorsements/x")]
    {
        assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(browser.get(&format!("{public}9/endorse")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_accepted_one_is_hosted_in_2_0() {
    let (site, mut browser) = Site::set_up().await;
    let (made, guild, public) = two(&mut browser).await;
    browser.post(&format!("{public}/endorse"), &by(&guild, WORDS)).await;
    let managed = format!("/manage/{}/endorsements", made.issuer);
    let page = browser.get(&managed).await.text();
    let key = between(&page, &format!("action=\"{managed}/"), "/accept\"").to_owned();
    browser.post(&format!("{managed}/{key}/accept"), &[]).await;
    let class = site.browser().get(&public.replace("/issuers/", "/ob2/")).await.json();
    let address = class["endorsement"].as_str().unwrap().trim_start_matches(common::ADDRESS);
    let answer = site.browser().get(address).await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "application/ld+json"));
    assert_eq!((answer.header("access-control-allow-origin"), answer.header("etag").len()), ("*", 34));
    assert_eq!(answer.json()["claim"]["id"], class["id"]);
    let nothing = site.browser().get(&address.replace(&guild, &made.issuer)).await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND, "of another issuer");
}
