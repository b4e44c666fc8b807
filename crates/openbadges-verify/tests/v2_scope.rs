//! Where the badges of an issuer of 2.0 may be, and what is believed of whom.
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail")]

mod common;

use common::v2::*;
use common::*;
use openbadges_verify::{CheckId, Input, Options, Outcome, Reason, RemarkId, verify};
use serde_json::{Value, json};
use url::Url;

#[tokio::test]
async fn c2_badges_are_where_the_issuer_publishes_them() {
    let elsewhere = "https://elsewhere.example/assertions/1";
    let moved = changed(assertion(), |moved| moved["id"] = json!(elsewhere));
    for (policy, expected) in [
        (json!(null), Some(Reason::NotIssuersAddress)),
        (json!({"allowedOrigins": "elsewhere.example"}), None),
        (json!({"allowedOrigins": ["badges.example.org", "elsewhere.example"]}), None),
        (json!({"allowedOrigins": "example"}), Some(Reason::NotIssuersAddress)),
        (json!({"startsWith": "https://elsewhere.example/assertions/"}), None),
        (json!({"startsWith": "https://elsewhere.example/other"}), Some(Reason::NotIssuersAddress)),
        (json!({"startsWith": "https://elsewhere"}), Some(Reason::NotIssuersAddress)),
        (json!({"startsWith": "https://elsewhere.example:443/assertions/"}), None),
        (
            json!({"startsWith": "https://elsewhere.example:8443/assertions/"}),
            Some(Reason::NotIssuersAddress),
        ),
        (
            json!({"startsWith": "https://elsewhere.example/", "allowedOrigins": "badges.example.org"}),
            Some(Reason::NotIssuersAddress),
        ),
    ] {
        let issuer = changed(profile(), |issuer| issuer["verification"] = policy.clone());
        let net = Net::default().json(elsewhere, &moved).json(BADGE, &badge()).json(ISSUER_URL, &issuer);
        let report = report(&moved, &net).await;
        assert_eq!(report.reason, expected, "{policy}: {}", pretty(&report));
        let proved = report.content.unwrap().issuer.proved;
        assert_eq!(proved.is_some(), expected.is_none());
    }
}

#[tokio::test]
async fn c2_however_many_rules_there_are_each_counts() {
    let elsewhere = "https://elsewhere.example/assertions/1";
    let moved = changed(assertion(), |moved| moved["id"] = json!(elsewhere));
    for (rule, fact, start) in
        [("startsWith", "startsWith", "https://"), ("allowedOrigins", "allowedOrigin", "")]
    {
        for (last, expected) in [("elsewhere", None), ("other", Some(Reason::NotIssuersAddress))] {
            let rules: Vec<String> = (0..100)
                .map(|number| format!("{start}host{number}.example"))
                .chain([format!("{start}{last}.example")])
                .collect();
            let issuer = changed(profile(), |issuer| issuer["verification"] = json!({ rule: rules }));
            let net = Net::default().json(elsewhere, &moved).json(BADGE, &badge()).json(ISSUER_URL, &issuer);
            let report = report(&moved, &net).await;
            assert_eq!(report.reason, expected, "{rule}: {}", pretty(&report));
            assert_eq!(
                report.check(CheckId::Issuer).unwrap().facts.all(fact).count(),
                64,
                "of so many it tells"
            );
        }
    }
}

/// The badge with every document at another host.
fn at_host(host: &str) -> (Value, Net) {
    let moved = |document: Value| -> Value {
        serde_json::from_str(&document.to_string().replace("https://badges.example.org", host)).unwrap()
    };
    let documents = [assertion(), badge(), profile()].map(moved);
    let net = documents
        .iter()
        .fold(Net::default(), |net, document| net.json(document["id"].as_str().unwrap(), document));
    let [assertion, ..] = documents;
    (assertion, net)
}

#[tokio::test]
async fn pv2_plain_http_has_a_warning_of_its_own_that_leaves_the_verdict() {
    let (plain, plain_net) = at_host("http://badges.example.org");
    let report = report(&plain, &plain_net).await;
    assert_valid(&report);
    let check = report.check(CheckId::Transport).unwrap();
    assert_eq!((check.outcome, check.reason), (Outcome::Warn, Some(Reason::PlainHttp)));
    assert_eq!(check.facts.all("document").collect::<Vec<_>>(), ["Assertion", "BadgeClass", "Issuer"]);
    assert!(report.content.unwrap().issuer.proved.is_some());
    let protected = common::report(&assertion(), &hosted()).await;
    assert_eq!(outcome(&protected, CheckId::Transport), Outcome::Pass);
    // A badge of 3.0 vouches for itself.
    let signed = common::report(&signed(&credential()), &net()).await;
    assert_eq!(outcome(&signed, CheckId::Transport), Outcome::Skipped);
}

#[tokio::test]
async fn test_addresses_are_remarked() {
    let (local, local_net) = at_host("http://localhost:8080");
    let report = report(&local, &local_net).await;
    assert_valid(&report);
    assert_eq!(outcome(&report, CheckId::Transport), Outcome::Pass);
    assert_eq!(report.remarks.iter().map(|remark| remark.id).collect::<Vec<_>>(), [RemarkId::TestAddress]);
}

#[tokio::test]
async fn a_badge_over_plain_http_proves_no_issuer_that_is_at_https() {
    let plain = "http://badges.example.org/assertions/1";
    let award = changed(assertion(), |award| award["id"] = json!(plain));
    let plain_badge = "http://badges.example.org/badge";
    let awarding = changed(assertion(), |award| award["badge"] = json!(plain_badge));
    let class = changed(badge(), |badge| badge["id"] = json!(plain_badge));
    for (policy, protected) in [
        (json!(null), false),
        (json!({"allowedOrigins": "badges.example.org"}), false),
        (json!({"startsWith": ["https://badges.example.org/", "http://badges.example.org/"]}), true),
    ] {
        let issuer = changed(profile(), |issuer| issuer["verification"] = policy.clone());
        let nets = [
            (&award, hosting(&assertion(), &badge(), &issuer).json(plain, &award)),
            (&awarding, hosting(&awarding, &badge(), &issuer).json(plain_badge, &class)),
        ];
        for (award, net) in nets {
            let report = report(award, &net).await;
            assert_eq!(outcome(&report, CheckId::Transport), Outcome::Warn);
            assert_valid(&report);
            let issuer = report.check(CheckId::Issuer).unwrap();
            let expected = (!protected).then_some(Reason::NotProtected);
            assert_eq!(issuer.reason, expected, "{policy}: {}", pretty(&report));
            assert_eq!(report.content.unwrap().issuer.proved.is_some(), protected, "{policy}");
        }
    }
}

#[tokio::test]
async fn nobody_awards_the_badges_of_others() {
    let evil = "https://evil.example/assertions/1";
    // An assertion of somebody else that names the issuer's badge class.
    let named = changed(assertion(), |document| document["id"] = json!(evil));
    // The same with the badge class and the issuer written inside, and their own rules.
    let inside = changed(named.clone(), |document| {
        let issuer =
            changed(profile(), |issuer| issuer["verification"] = json!({"allowedOrigins": "evil.example"}));
        document["badge"] = changed(badge(), |badge| badge["issuer"] = issuer);
    });
    // A badge class of somebody else that names the issuer.
    let badge_at = "https://evil.example/badge";
    let foreign = changed(assertion(), |document| document["badge"] = json!(badge_at));
    let evil_badge = changed(badge(), |badge| {
        badge["id"] = json!(badge_at);
        badge["name"] = json!("Doctor");
    });
    let net = hosted().json(evil, &named);
    assert_reason(&report(&named, &net).await, Reason::NotIssuersAddress, CheckId::Issuer);
    let net = hosted().json(evil, &inside);
    assert_reason(&report(&inside, &net).await, Reason::NotIssuersAddress, CheckId::Issuer);
    let net = hosting(&foreign, &badge(), &profile()).json(badge_at, &evil_badge);
    let report = report(&foreign, &net).await;
    assert_reason(&report, Reason::NotIssuersAddress, CheckId::Issuer);
}

#[tokio::test]
async fn an_issuer_of_0_5_states_no_rules_for_itself() {
    let evil = "https://evil.example/a.json";
    let forged = json!({
        "recipient": "x@example.org", "issued_on": "2020-01-01",
        "badge": {
            "version": "0.5.0", "name": "PhD", "description": "d", "criteria": "https://badges.example.org/c",
            "image": "https://badges.example.org/i.png",
            "issuer": {
                "origin": "https://badges.example.org", "name": "Example Org",
                "verification": {"allowedOrigins": ["evil.example"], "startsWith": "https://evil.example/"}
            }
        }
    });
    let net = Net::default().json(evil, &forged);
    let input = Input::Url(Url::parse(evil).unwrap());
    let report = verify(input, &net, &Options::at(now())).await;
    assert_eq!(report.reason, Some(Reason::NotIssuersAddress), "{}", pretty(&report));
    assert!(report.content.is_none_or(|content| content.issuer.proved.is_none()));
}

#[tokio::test]
async fn of_a_document_of_another_class_no_issuer_is_confirmed() {
    let elsewhere = "https://evil.example/cool";
    let cool = changed(badge(), |cool| {
        cool["id"] = json!(elsewhere);
        cool["type"] = json!("https://evil.example/CoolClass");
    });
    for cool in [cool.clone(), changed(cool, |cool| cool["issuer"] = profile())] {
        let report = report(&cool, &hosted().json(elsewhere, &cool)).await;
        assert_eq!(outcome(&report, CheckId::Issuer), Outcome::Skipped, "{}", pretty(&report));
        let issuer = report.content.unwrap().issuer;
        assert_eq!((issuer.id.as_str(), issuer.proved), (ISSUER_URL, None));
    }
}

#[tokio::test]
async fn of_a_badge_class_elsewhere_no_issuer_is_confirmed() {
    let elsewhere = "https://evil.example/badge";
    let foreign = changed(badge(), |badge| badge["id"] = json!(elsewhere));
    let net = hosted().json(elsewhere, &foreign);
    let report = report(&foreign, &net).await;
    assert_eq!(outcome(&report, CheckId::Issuer), Outcome::Skipped, "{}", pretty(&report));
    assert!(report.remarks.iter().any(|remark| remark.id == RemarkId::NoAward));
    assert!(report.content.unwrap().issuer.proved.is_none());
    let report = common::report(&badge(), &hosted()).await;
    assert!(report.remarks.iter().any(|remark| remark.id == RemarkId::NoAward));
    assert_eq!(outcome(&report, CheckId::Issuer), Outcome::Pass);
    assert_valid(&report);
}
