//! What tells the two kinds of JWT apart: header and dates (specification A.7-1, A.7-4, E.3-3).
#![allow(clippy::unwrap_used, reason = "a helper of tests that fails fails the test")]

mod common;

use common::v2::sealed;
use common::*;
use openbadges_proof::did::{did_key, did_key_method};
use openbadges_verify::{CheckId, Reason, Report};
use serde_json::{Value, json};

/// 2030-01-01 and the second after it; the tests take place in 2026.
const END: &str = "2030-01-01T00:00:00Z";
const END_SECONDS: i64 = 1_893_456_000;
/// Before the tests take place, and after the badge begins.
const PAST: i64 = 1_750_000_000;

/// The claims of a badge whose issuer is its key, without a status.
fn claims() -> Value {
    let did = did_key(&key().public());
    changed(credential(), |badge| {
        badge["issuer"]["id"] = did.as_str().into();
        badge.as_object_mut().unwrap().shift_remove("credentialStatus");
        badge["iss"] = did.into();
        badge["sub"] = badge["credentialSubject"]["id"].clone();
        badge["jti"] = badge["id"].clone();
        badge["nbf"] = json!(1_714_979_289);
    })
}

/// The report on these claims under a header with these members more.
async fn report_with(members: &Value, claims: &Value) -> Report {
    let mut header = json!({"alg": "EdDSA", "kid": did_key_method(&key().public())});
    header.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    report_on(sealed(&header, claims, &key()), &Net::default()).await
}

async fn of_w3c(claims: &Value) -> Report {
    report_with(&json!({"typ": "vc+jwt"}), claims).await
}

#[tokio::test]
async fn a7_1_a_header_has_the_members_of_its_profile() {
    let iss = claims()["iss"].clone();
    for header in [
        json!({}),
        json!({"typ": "JWT"}),
        json!({"typ": "jwt"}),
        json!({"typ": "vc+jwt", "cty": "vc"}),
        json!({"typ": "vc+ld+jwt", "iss": iss}),
        // In VC-JOSE what is not understood is ignored.
        json!({"typ": "vc+jwt", "x5c": ["AA"], "iat": 5, "sub": "urn:x", "jku": "https://other.example/"}),
    ] {
        assert_valid(&report_with(&header, &claims()).await);
    }
    for (header, why) in [
        (json!({"typ": 5}), "typ"),
        (json!({"typ": null}), "typ"),
        (json!({"typ": "JOSE"}), "typ"),
        (json!({"typ": "at+jwt"}), "typ"),
        (json!({"typ": "JWT", "cty": "text/html"}), "header_member"),
        (json!({"cty": "vc"}), "header_member"),
        (json!({"typ": "JWT", "iss": iss}), "header_member"),
        (json!({"typ": "JWT", "x": 1}), "header_member"),
        (json!({"typ": "vc+jwt", "crit": ["exp"]}), "header_member"),
        (json!({"typ": "vc+jwt", "b64": false}), "header_member"),
    ] {
        let report = report_with(&header, &claims()).await;
        assert_reason(&report, Reason::Signature, CheckId::Proof);
        assert_eq!(report.check(CheckId::Proof).unwrap().facts.get("why"), Some(why), "{header}");
        assert_nothing_asserted(&report);
    }
}

/// Where a header says that its key is, anybody may have written: whoever followed it would verify what a forger
/// signed, at an address of the forger's choice.
#[tokio::test]
async fn e3_11_addresses_of_keys_in_a_header_are_never_followed() {
    let elsewhere = "https://other.example/keys";
    let set = json!({"keys": [key().public().to_jwk()]});
    for member in ["jku", "x5u"] {
        for (typ, named, reason) in [
            ("vc+jwt", true, None),
            ("vc+jwt", false, Some(Reason::KeyNotConfirmed)),
            ("JWT", true, Some(Reason::Signature)),
            ("JWT", false, Some(Reason::Signature)),
        ] {
            let mut header = json!({"alg": "EdDSA", "typ": typ, member: elsewhere});
            if named {
                header["kid"] = did_key_method(&key().public()).into();
            }
            let net = Net::default().json(elsewhere, &set);
            let report = report_on(sealed(&header, &claims(), &key()), &net).await;
            assert_eq!((report.reason, net.requests()), (reason, 0), "{header}");
        }
    }
}

#[tokio::test]
async fn a7_7_claims_of_the_token_itself_are_no_members_of_the_credential() {
    for (claim, value) in
        [("iat", json!(5)), ("aud", json!(["x"])), ("cnf", json!({"jkt": "x"})), ("nonce", json!("x"))]
    {
        let claims = changed(claims(), |claims| claims[claim] = value);
        for report in [of_w3c(&claims).await, report_with(&json!({}), &claims).await] {
            assert_valid(&report);
            assert_eq!(report.content.unwrap().credential.get(claim), None);
        }
    }
}

/// The claims are the credential (A.7-5): what somebody else's data model would read of a `vc` beside them is only a
/// member that no context defines.
#[tokio::test]
async fn a7_5_a_vc_claim_beside_a_context_is_not_the_credential() {
    let other = changed(claims(), |vc| vc["name"] = "Chess".into());
    let both = changed(claims(), |claims| claims["vc"] = other);
    for report in [of_w3c(&both).await, report_with(&json!({}), &both).await] {
        let content = report.content.as_ref().unwrap();
        assert_eq!(content.credential["name"], claims()["name"], "{}", pretty(&report));
    }
}

#[tokio::test]
async fn e3_7_exp_becomes_the_end_that_the_data_model_has() {
    let both = claims();
    let outside = ["iss", "sub", "jti", "nbf"];
    let new = changed(both.clone(), |vc| {
        vc.as_object_mut().unwrap().retain(|name, _| !outside.contains(&name.as_str()));
    });
    let old = changed(new.clone(), |vc| {
        vc["@context"][0] = "https://www.w3.org/2018/credentials/v1".into();
        vc["issuanceDate"] = vc.as_object_mut().unwrap().shift_remove("validFrom").unwrap();
    });
    for (vc, end, live) in [(new, "validUntil", None), (old, "expirationDate", Some(Reason::OldModel))] {
        for (exp, reason) in [(END_SECONDS, live), (PAST, Some(Reason::Expired))] {
            let mut claims = json!({ "vc": vc, "exp": exp });
            for name in outside {
                claims[name] = both[name].clone();
            }
            let report = report_with(&json!({}), &claims).await;
            assert_eq!(report.reason, reason, "{end}: {}", pretty(&report));
            assert!(report.content.unwrap().credential.get(end).is_some());
        }
    }
}

#[tokio::test]
async fn e3_3_in_vc_jose_nbf_and_exp_are_the_signatures_life() {
    let until = |exp: i64| {
        changed(claims(), |claims| {
            claims["validUntil"] = END.into();
            claims["exp"] = json!(exp);
        })
    };
    for exp in [END_SECONDS - 1, END_SECONDS, END_SECONDS + 1] {
        assert_valid(&of_w3c(&until(exp)).await);
    }
    for nbf in [1, 1_714_979_290, PAST] {
        assert_valid(&of_w3c(&changed(claims(), |claims| claims["nbf"] = json!(nbf))).await);
    }
    let endless = changed(claims(), |claims| claims["exp"] = json!(END_SECONDS));
    let report = of_w3c(&endless).await;
    assert_valid(&report);
    assert_eq!(report.content.unwrap().credential.get("validUntil"), None);

    let ended = changed(claims(), |claims| claims["exp"] = json!(PAST));
    let ahead = changed(claims(), |claims| claims["nbf"] = json!(END_SECONDS));
    for (claims, why) in [(until(PAST), "proof_expired"), (ended, "proof_expired"), (ahead, "proof_not_yet")]
    {
        let report = of_w3c(&claims).await;
        assert_reason(&report, Reason::Signature, CheckId::Proof);
        assert_eq!(report.check(CheckId::Proof).unwrap().facts.get("why"), Some(why));
        assert_nothing_asserted(&report);
    }
    // Both in the second that it is now: it may not be accepted on or after `exp` (RFC 7519, 4.1.4), nor before `nbf`.
    for (claim, after, reason) in [
        ("exp", 0, Some(Reason::Signature)),
        ("exp", 1, None),
        ("nbf", 0, None),
        ("nbf", 1, Some(Reason::Signature)),
    ] {
        let at = changed(claims(), |claims| claims[claim] = json!(now().as_second() + after));
        assert_eq!(of_w3c(&at).await.reason, reason, "{claim} {after}");
    }
    for claim in ["nbf", "exp"] {
        for value in [json!("soon"), json!(null)] {
            let report = of_w3c(&changed(claims(), |claims| claims[claim] = value)).await;
            assert_reason(&report, Reason::Signature, CheckId::Proof);
        }
    }
    // The badge's own end says as much.
    let over = changed(until(PAST), |claims| claims["validUntil"] = "2025-06-15T15:06:40Z".into());
    assert_reason(&of_w3c(&over).await, Reason::Expired, CheckId::Dates);
}

#[tokio::test]
async fn a7_7_dates_of_claims_may_be_written_with_a_point() {
    let text = |exp: &str| {
        let claims = changed(claims(), |claims| {
            claims["nbf"] = json!(1_714_979_289.0);
            claims["exp"] = serde_json::from_str(exp).unwrap();
        });
        assert!(claims["exp"].is_f64());
        claims
    };
    assert_valid(&report_with(&json!({}), &text("1893456000.0")).await);
    let ended = report_with(&json!({}), &text("1750000000.0")).await;
    assert_reason(&ended, Reason::Expired, CheckId::Dates);
    let never = report_with(&json!({}), &text("1e300")).await;
    assert_reason(&never, Reason::Signature, CheckId::Proof);
}
