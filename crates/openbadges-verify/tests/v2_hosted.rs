//! Hosted badges of 2.0 and before (specification part C).
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail")]

mod common;

use common::v2::*;
use common::*;
use openbadges_verify::{CheckId, FetchError, Input, Options, Reason, RemarkId, Verdict, verify};
use serde_json::json;
use url::Url;

#[tokio::test]
async fn c2_a_hosted_badge_is_what_its_address_says() {
    let report = report(&assertion(), &hosted()).await;
    assert_valid(&report);
    let content = report.content.unwrap();
    assert_eq!(content.name.as_deref(), Some("Teamwork"));
    assert_eq!(content.issued.as_deref(), Some("2016-12-31T23:59:59Z"));
    assert_eq!(content.original, assertion().to_string());
    let proved = content.issuer.proved.unwrap();
    assert_eq!((proved.id.as_str(), proved.domain.as_deref()), (ISSUER_URL, Some("badges.example.org")));
    assert_eq!(proved.key, None);
    assert_eq!(openbadges_model::validate(&content.credential), []);
}

#[tokio::test]
async fn c2_the_copy_that_was_handed_in_is_only_a_pointer() {
    let copy = changed(assertion(), |copy| {
        copy["recipient"]["identity"] = json!("eve@example.org");
        copy["badge"] = json!({"type": "BadgeClass", "id": "https://evil.example/badge", "name": "Doctor"});
        copy["expires"] = json!("2000-01-01T00:00:00Z");
    });
    let report = verify(
        Input::Bytes(copy.to_string().into()),
        &hosted(),
        &Options::at(now()).recipient("eve@example.org"),
    )
    .await;
    assert_reason(&report, Reason::NotRecipient, CheckId::Recipient);
    assert_eq!(report.content.as_ref().unwrap().name.as_deref(), Some("Teamwork"));
    let differs = report.remarks.iter().find(|remark| remark.id == RemarkId::CopyDiffers).unwrap();
    let pointers: Vec<&str> = differs.facts.all("pointer").collect();
    assert_eq!(pointers, ["/badge", "/recipient"]);
}

#[tokio::test]
async fn c2_a_copy_that_tells_more_or_less_than_the_address_is_not_another() {
    let more = changed(assertion(), |copy| copy["narrative"] = json!("Led the team."));
    let mut less = assertion();
    less.as_object_mut().unwrap().remove("issuedOn");
    for copy in [more, less] {
        let report = report(&copy, &hosted()).await;
        assert_valid(&report);
        assert_eq!(report.remarks, [], "{}", pretty(&report));
        assert!(report.content.unwrap().credential["credentialSubject"].get("narrative").is_none());
    }
}

#[tokio::test]
async fn c2_what_is_kept_is_what_was_verified_and_not_the_copy_that_was_handed_in() {
    let answered =
        format!("\u{feff}{:#}\n", changed(assertion(), |document| document["narrative"] = json!("Led.")));
    let net = hosted().bytes(ASSERTION, "application/json", answered.clone().into());
    let copy = changed(assertion(), |copy| copy["narrative"] = json!("Never led."));
    let inputs = [
        Input::Bytes(copy.to_string().into()),
        Input::Bytes(jws(&copy, &key()).into()),
        Input::Url(Url::parse(ASSERTION).unwrap()),
    ];
    for input in inputs {
        let content = verify(input, &net, &Options::at(now())).await.content.unwrap();
        assert_eq!(content.credential["credentialSubject"]["narrative"], "Led.");
        assert_eq!(content.original, answered);
    }
    // A badge class by itself is hosted too.
    let answered = format!("{:#}", badge());
    let net = hosted().bytes(BADGE, "application/json", answered.clone().into());
    let given = changed(badge(), |badge| badge["description"] = json!("Works badly."));
    assert_eq!(report(&given, &net).await.content.unwrap().original, answered);
    // What is signed is kept as it was handed in.
    let signed = jws(&signed_assertion(), &key());
    assert_eq!(report_on(signed.clone(), &signing()).await.content.unwrap().original, signed);
}

#[tokio::test]
async fn c2_every_input_gives_the_same_badge() {
    let net = hosted();
    let from_url = verify(Input::Url(Url::parse(ASSERTION).unwrap()), &net, &Options::at(now())).await;
    assert_valid(&from_url);
    assert_valid(&report_on(ASSERTION, &net).await);
    let svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="http://openbadges.org"><openbadges:assertion verify="{ASSERTION}"/></svg>"#
    );
    let baked = report_on(svg, &net).await;
    assert_valid(&baked);
    assert_eq!(baked.check(CheckId::Input).unwrap().facts.get("form"), Some("svg"));
    let mistyped = hosted().bytes(ASSERTION, "text/html", assertion().to_string().into());
    assert_valid(&report_on(ASSERTION, &mistyped).await);
}

/// What hosts one kind of document says nothing of another that claims its address.
#[tokio::test]
async fn c2_what_is_at_the_address_has_to_be_of_the_same_class() {
    let endorsement = changed(assertion(), |it| it["type"] = json!("Endorsement"));
    let nameless = changed(assertion(), |it| it["type"] = json!("https://badges.example.org/Other"));
    let badge_there = changed(badge(), |badge| badge["id"] = json!(ASSERTION));
    for (given, there) in [
        (&assertion(), &endorsement),
        (&endorsement, &assertion()),
        (&assertion(), &badge_there),
        (&assertion(), &nameless),
    ] {
        let report = report(given, &hosting(there, &badge(), &profile())).await;
        assert_reason(&report, Reason::Malformed, CheckId::Proof);
        assert_eq!(report.check(CheckId::Proof).unwrap().facts.get("why"), Some("other_class"));
        assert!(report.content.is_none());
    }
}

#[tokio::test]
async fn c2_what_cannot_be_had_cannot_be_told() {
    for url in [ASSERTION, BADGE, ISSUER_URL] {
        for error in [FetchError::NotFound(404), FetchError::TimedOut, FetchError::Status(500)] {
            let report = report(&assertion(), &hosted().fails(url, error)).await;
            assert_eq!(report.reason, Some(Reason::DocumentUnreachable), "{url}: {}", pretty(&report));
            assert_eq!(report.verdict, Verdict::Indeterminate);
            assert!(report.content.is_none());
        }
        for (media_type, body) in [("text/html", "<html>Sign in"), ("application/json", "{\"a\":1,\"a\":2}")]
        {
            let net = hosted().bytes(url, media_type, body.into());
            let report = report(&assertion(), &net).await;
            assert_eq!(report.reason, Some(Reason::DocumentUnreachable), "{url}: {}", pretty(&report));
        }
    }
}

#[tokio::test]
async fn c2_gone_or_marked_as_revoked_is_revoked() {
    let gone = report(&assertion(), &hosted().fails(ASSERTION, FetchError::NotFound(410))).await;
    assert_reason(&gone, Reason::Revoked, CheckId::Status);
    let stub = json!({"id": ASSERTION, "revoked": true, "revocationReason": "Mistake"});
    let report = report(&assertion(), &hosting(&stub, &badge(), &profile())).await;
    assert_reason(&report, Reason::Revoked, CheckId::Status);
    let facts = &report.check(CheckId::Status).unwrap().facts;
    assert_eq!(facts.get("revocationReason"), Some("Mistake"));
}

#[tokio::test]
async fn documents_that_call_themselves_otherwise() {
    let alias = "https://badges.example.org/old-address";
    // The badge class is found under a second address, and the same there: a remark.
    let by_alias = changed(assertion(), |document| document["badge"] = json!(alias));
    let net = hosting(&by_alias, &badge(), &profile()).json(alias, &badge());
    let report = report(&by_alias, &net).await;
    assert_valid(&report);
    assert!(has(&report, RemarkId::OtherAddress));
    // It says other things there: a warning, and its own address counts.
    let older = changed(badge(), |badge| badge["name"] = json!("Old name"));
    let net = hosting(&by_alias, &badge(), &profile()).json(alias, &older);
    let report = common::report(&by_alias, &net).await;
    assert_reason(&report, Reason::OtherAddress, CheckId::Issuer);
    assert_eq!(report.content.unwrap().name.as_deref(), Some("Teamwork"));
    // The badge itself calls itself otherwise.
    let net = hosted().json(alias, &assertion());
    let copy = changed(assertion(), |document| document["id"] = json!(alias));
    assert_reason(&common::report(&copy, &net).await, Reason::OtherAddress, CheckId::Proof);
    // An impostor that claims to be the issuer of another host: the real one counts.
    let fake = "https://evil.example/issuer";
    let misled = changed(badge(), |badge| badge["issuer"] = json!(fake));
    let impostor = changed(profile(), |issuer| issuer["name"] = json!("Impostor"));
    let net = hosting(&assertion(), &misled, &profile()).json(fake, &impostor);
    let report = common::report(&assertion(), &net).await;
    assert_eq!(report.content.unwrap().issuer.said_name.as_deref(), Some("Example Org"));
    // Of a profile that is not to be had under the name that it gives itself nothing is believed.
    let net = hosting(&assertion(), &misled, &profile())
        .json(fake, &impostor)
        .fails(ISSUER_URL, FetchError::TimedOut);
    assert_eq!(common::report(&assertion(), &net).await.reason, Some(Reason::DocumentUnreachable));
}

#[tokio::test]
async fn c2_dates_and_recipients() {
    for (member, date, reason) in [
        ("expires", "2026-11-24T11:59:59Z", Some(Reason::Expired)),
        ("expires", "2026-11-24T12:00:00Z", None),
        ("expires", "9999-12-31T23:59:59Z", None),
        ("issuedOn", "2026-11-24T12:00:01Z", Some(Reason::NotYetValid)),
        ("issuedOn", "soon", Some(Reason::Malformed)),
    ] {
        let document = changed(assertion(), |document| document[member] = json!(date));
        let report = report(&document, &hosting(&document, &badge(), &profile())).await;
        assert_eq!(report.reason, reason, "{member} {date}");
    }
    for (asked, reason) in [
        ("ADA@example.org", None),
        ("mailto:ada@example.org", None),
        ("eve@example.org", Some(Reason::NotRecipient)),
        ("https://example.org/ada", Some(Reason::RecipientUnknown)),
    ] {
        let options = Options::at(now()).recipient(asked);
        let report = verify(Input::Bytes(assertion().to_string().into()), &hosted(), &options).await;
        assert_eq!(report.reason, reason, "{asked}");
    }
}

#[tokio::test]
async fn c1_faults_of_every_document_are_named_by_pointer() {
    let nameless = changed(badge(), |badge| {
        badge.as_object_mut().unwrap().shift_remove("name");
    });
    let mailless = changed(profile(), |issuer| issuer["email"] = json!(7));
    let report = report(&assertion(), &hosting(&assertion(), &nameless, &mailless)).await;
    assert_reason(&report, Reason::Malformed, CheckId::DataModel);
    let facts = &report.check(CheckId::DataModel).unwrap().facts;
    assert_eq!(facts.all("pointer").collect::<Vec<_>>(), ["/badge/name", "/badge/issuer/email"]);
}

#[tokio::test]
async fn c2_what_is_left_of_a_revoked_badge_is_known_at_its_address() {
    let stub = json!({"id": ASSERTION, "revoked": true, "revocationReason": "Mistake"});
    let net = || hosted().json(ASSERTION, &stub);
    let at = |url: &str| Input::Url(Url::parse(url).unwrap());
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="http://openbadges.org">
        <openbadges:assertion verify="https://badges.example.org/assertions/1"/></svg>"#;
    let options = Options::at(now());
    for input in [at(ASSERTION), Input::Bytes(svg.to_vec()), Input::Bytes(stub.to_string().into_bytes())] {
        let report = verify(input, &net(), &options).await;
        assert_reason(&report, Reason::Revoked, CheckId::Status);
        let facts = &report.check(CheckId::Status).unwrap().facts;
        assert_eq!(facts.get("revocationReason"), Some("Mistake"));
    }
    // Only hosted badges are baked as an address; what is gone from another may have been anything.
    let gone = hosted().fails(ASSERTION, FetchError::NotFound(410));
    let report = verify(Input::Bytes(svg.to_vec()), &gone, &options).await;
    assert_reason(&report, Reason::Revoked, CheckId::Status);
    assert_reason(&verify(at(ASSERTION), &gone, &options).await, Reason::NotFound, CheckId::Input);
    // Anybody can write what says that somebody's badge is revoked.
    let pasted = Input::Bytes(stub.to_string().into_bytes());
    assert_eq!(verify(pasted, &hosted(), &options).await.check(CheckId::Status).unwrap().reason, None);
}

#[tokio::test]
async fn pv3_a_document_is_asked_for_once_by_its_address() {
    let net = hosted();
    let report = verify(Input::Url(Url::parse(ASSERTION).unwrap()), &net, &Options::at(now())).await;
    assert_valid(&report);
    assert_eq!(net.requests(), 3);
}
