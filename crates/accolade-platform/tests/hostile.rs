//! What people may type, and what must not come of it.

mod common;

use accolade_platform::awarding::{self, AwardRequest};
use accolade_platform::issuers::{self, NewIssuer};
use accolade_platform::{EmailAddress, delivery, markdown};
use common::{badge, issuer_form, world};
use proptest::prelude::*;

#[tokio::test]
async fn p_s2_names_do_not_become_markup_in_a_mail() {
    let world = world().await;
    let operator = world.operator().await;
    let name = "<script>alert(1)</script>\"'&".to_owned();
    let school = issuers::create(&operator, NewIssuer { name, ..issuer_form() }).await.unwrap();
    let repair = badge(&operator, school).await;
    let request = AwardRequest::new(repair, "ada@example.org", "<img src=x onerror=alert(1)>");
    awarding::award(&operator, school, request).await.unwrap();
    let mails = delivery::outbox(&operator).await.unwrap();
    let mail = delivery::read(&operator, mails[0].id).await.unwrap();
    assert!(!mail.html.contains("<script") && !mail.html.contains("onerror=alert(1)>"), "{}", mail.html);
    assert!(mail.text.contains("<img src=x onerror=alert(1)>"), "plain text stays as it was typed");
}

proptest! {
    #[test]
    fn an_address_is_the_same_when_it_is_read_again(text in "\\PC{0,40}@\\PC{0,40}") {
        if let Ok(address) = text.parse::<EmailAddress>() {
            prop_assert_eq!(&address.as_str().parse::<EmailAddress>().unwrap(), &address);
            prop_assert!(address.as_str().is_ascii());
            prop_assert!(!address.as_str().contains(|c: char| c.is_whitespace() || c.is_uppercase()));
        }
    }

    #[test]
    fn usual_addresses_are_taken(local in "[a-z0-9]{1,20}([.+_-][a-z0-9]{1,20})?", host in "[a-z]{1,20}", end in "[a-z]{2,10}") {
        let text = format!("{local}@{host}.{end}");
        let address: EmailAddress = text.parse().unwrap();
        prop_assert_eq!(address.as_str(), text.as_str());
    }

    #[test]
    fn p_s2_no_markdown_gives_anything_that_runs(text in "\\PC{0,200}") {
        let html = markdown::to_html(&text).to_lowercase();
        for bad in ["<script", "<img", "<svg", "<iframe", "<style", "<a href=\"javascript", "<a href=\"data"] {
            prop_assert!(!html.contains(bad), "{}", html);
        }
    }
}
