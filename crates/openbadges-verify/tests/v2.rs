//! Badges of 2.0 and before, hosted and signed (specification part C).
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail")]

mod common;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use common::*;
use openbadges_proof::SigningKey;
use openbadges_verify::{
    CheckId, FetchError, Input, Options, Outcome, Reason, RemarkId, Report, Verdict, verify,
};
use serde_json::{Value, json};
use url::Url;

const CONTEXT: &str = "https://w3id.org/openbadges/v2";
const ASSERTION: &str = "https://badges.example.org/assertions/1";
const BADGE: &str = "https://badges.example.org/badge";
const ISSUER_URL: &str = "https://badges.example.org/issuer";
const KEY: &str = "https://badges.example.org/key";
const LIST: &str = "https://badges.example.org/revoked";

fn assertion() -> Value {
    json!({
        "@context": CONTEXT, "type": "Assertion", "id": ASSERTION, "badge": BADGE, "issuedOn": "2016-12-31T23:59:59Z",
        "recipient": {"type": "email", "hashed": false, "identity": "ada@example.org"},
        "verification": {"type": "HostedBadge"}
    })
}

fn badge() -> Value {
    json!({
        "@context": CONTEXT, "type": "BadgeClass", "id": BADGE, "name": "Teamwork", "description": "Works well.",
        "image": "https://badges.example.org/image.png", "criteria": {"narrative": "Nominated."}, "issuer": ISSUER_URL
    })
}

fn profile() -> Value {
    json!({
        "@context": CONTEXT, "type": "Issuer", "id": ISSUER_URL, "name": "Example Org",
        "url": "https://badges.example.org", "email": "badges@example.org"
    })
}

/// A network that hosts the badge, each document after a change.
fn hosting(assertion: &Value, badge: &Value, issuer: &Value) -> Net {
    Net::default().json(ASSERTION, assertion).json(BADGE, badge).json(ISSUER_URL, issuer)
}

fn hosted() -> Net {
    hosting(&assertion(), &badge(), &profile())
}

fn outcome(report: &Report, id: CheckId) -> Outcome {
    report.check(id).unwrap().outcome
}

fn has(report: &Report, id: RemarkId) -> bool {
    report.remarks.iter().any(|remark| remark.id == id)
}

// --- hosted ---

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
    assert_eq!(pointers, ["/badge", "/recipient", "/expires"]);
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
async fn pv2_plain_http_and_test_addresses_are_remarked() {
    for (host, remark) in
        [("http://badges.example.org", RemarkId::PlainHttp), ("http://localhost:8080", RemarkId::TestAddress)]
    {
        let moved = |document: Value| -> Value {
            serde_json::from_str(&document.to_string().replace("https://badges.example.org", host)).unwrap()
        };
        let (assertion, badge, issuer) = (moved(assertion()), moved(badge()), moved(profile()));
        let net = [&assertion, &badge, &issuer]
            .into_iter()
            .fold(Net::default(), |net, document| net.json(document["id"].as_str().unwrap(), document));
        let report = report(&assertion, &net).await;
        assert_valid(&report);
        let found: Vec<_> = report.remarks.iter().map(|remark| remark.id).collect();
        let expected = if remark == RemarkId::PlainHttp { vec![remark; 3] } else { vec![remark] };
        assert_eq!(found, expected);
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
async fn of_a_badge_class_elsewhere_no_issuer_is_confirmed() {
    let elsewhere = "https://evil.example/badge";
    let foreign = changed(badge(), |badge| badge["id"] = json!(elsewhere));
    let net = hosted().json(elsewhere, &foreign);
    let report = report(&foreign, &net).await;
    assert_eq!(outcome(&report, CheckId::Issuer), Outcome::Skipped, "{}", pretty(&report));
    assert!(report.content.unwrap().issuer.proved.is_none());
    let report = common::report(&badge(), &hosted()).await;
    assert_eq!(outcome(&report, CheckId::Issuer), Outcome::Pass);
    assert_valid(&report);
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

// --- signed ---

fn signed_assertion() -> Value {
    changed(assertion(), |document| {
        document["id"] = json!("urn:uuid:52e4c6b3-8c13-4fa8-8482-a5cf34ef37a9");
        document["verification"] = json!({"type": "SignedBadge", "creator": KEY});
    })
}

/// A payload with a signature as a compact JWS.
fn compact(payload: &Value, alg: &str, sign: impl FnOnce(&[u8]) -> Vec<u8>) -> String {
    let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let header = json!({"typ": "JWT", "alg": alg}).to_string();
    let signed = format!("{}.{}", encode(header.as_bytes()), encode(payload.to_string().as_bytes()));
    let signature = sign(signed.as_bytes());
    format!("{signed}.{}", encode(&signature))
}

fn jws(payload: &Value, key: &SigningKey) -> String {
    let pair = Ed25519KeyPair::from_seed_unchecked(&*key.seed().unwrap()).unwrap();
    compact(payload, "EdDSA", |message| pair.sign(message).as_ref().to_vec())
}

/// An Ed25519 key as PEM.
fn pem(key: &SigningKey) -> String {
    let header = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
    let der = [&header[..], &key.public().to_bytes()].concat();
    format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----", STANDARD.encode(der))
}

fn key_document(key: &SigningKey) -> Value {
    json!({"@context": CONTEXT, "type": "CryptographicKey", "id": KEY, "owner": ISSUER_URL, "publicKeyPem": pem(key)})
}

fn signer() -> Value {
    changed(profile(), |issuer| issuer["publicKey"] = json!(KEY))
}

fn signing() -> Net {
    Net::default().json(BADGE, &badge()).json(ISSUER_URL, &signer()).json(KEY, &key_document(&key()))
}

#[tokio::test]
async fn c2_a_signed_badge_is_signed_with_a_key_of_its_issuer() {
    let report = report_on(jws(&signed_assertion(), &key()), &signing()).await;
    assert_valid(&report);
    // Nobody was asked whether it is revoked.
    assert_eq!(outcome(&report, CheckId::Status), Outcome::Skipped);
    let proved = report.content.unwrap().issuer.proved.unwrap();
    assert_eq!((proved.id.as_str(), proved.key), (ISSUER_URL, Some(key().public().to_multibase())));
}

#[tokio::test]
async fn c2_keys_of_others_and_other_signatures_are_refused() {
    let good = jws(&signed_assertion(), &key());
    let forged = jws(&signed_assertion(), &other_key());
    assert_reason(&report_on(forged.clone(), &signing()).await, Reason::Signature, CheckId::Proof);
    // The attacker's own key, wherever the badge says that it is.
    let evil = "https://evil.example/key";
    let pointing = changed(signed_assertion(), |document| document["verification"]["creator"] = json!(evil));
    let net = signing().json(evil, &changed(key_document(&other_key()), |key| key["id"] = json!(evil)));
    let report = report_on(jws(&pointing, &other_key()), &net).await;
    assert_reason(&report, Reason::KeyNotIssuers, CheckId::Proof);
    assert!(report.content.is_none());
    // A key that names another owner, and a profile that lists no key.
    let stolen = changed(key_document(&key()), |key| key["owner"] = json!("https://other.example/issuer"));
    let report = report_on(good.clone(), &signing().json(KEY, &stolen)).await;
    assert_reason(&report, Reason::KeyNotIssuers, CheckId::Proof);
    let report = report_on(good.clone(), &signing().json(ISSUER_URL, &profile())).await;
    assert_reason(&report, Reason::KeyNotIssuers, CheckId::Proof);
    // What cannot be had does not make a forgery.
    for url in [KEY, ISSUER_URL] {
        let report = report_on(good.clone(), &signing().fails(url, FetchError::TimedOut)).await;
        assert_reason(&report, Reason::KeyNotConfirmed, CheckId::Proof);
    }
    let none =
        good.replacen(&good[..good.find('.').unwrap()], &URL_SAFE_NO_PAD.encode(r#"{"alg":"none"}"#), 1);
    assert_reason(&report_on(none, &signing()).await, Reason::Signature, CheckId::Proof);
    // The payload without its signature.
    assert_reason(&common::report(&signed_assertion(), &signing()).await, Reason::NoProof, CheckId::Proof);
}

#[tokio::test]
async fn c2_without_a_creator_each_key_of_the_profile_is_tried() {
    let unnamed =
        changed(signed_assertion(), |document| document["verification"] = json!({"type": "signed"}));
    let second = "https://badges.example.org/key-2";
    let issuer = changed(profile(), |issuer| issuer["publicKey"] = json!([second, KEY]));
    let other = changed(key_document(&other_key()), |key| key["id"] = json!(second));
    let net = signing().json(ISSUER_URL, &issuer).json(second, &other);
    assert_valid(&report_on(jws(&unnamed, &key()), &net).await);
    assert_valid(&report_on(jws(&unnamed, &other_key()), &net).await);
    let third = SigningKey::from_seed([3; 32]);
    assert_reason(&report_on(jws(&unnamed, &third), &net).await, Reason::Signature, CheckId::Proof);
    // One of them cannot be had: it may be the one.
    let net = net.fails(second, FetchError::TimedOut);
    assert_reason(&report_on(jws(&unnamed, &third), &net).await, Reason::KeyNotConfirmed, CheckId::Proof);
}

#[tokio::test]
async fn keys_inside_the_profile_and_other_algorithms() {
    let p256 = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
    let header = [
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86,
        0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
    ];
    let der = [&header[..], p256.public_key().as_ref()].concat();
    let pem = format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----", STANDARD.encode(der));
    let issuer = changed(profile(), |issuer| {
        issuer["publicKey"] = json!({"id": KEY, "type": "CryptographicKey", "publicKeyPem": pem});
    });
    let net = Net::default().json(BADGE, &badge()).json(ISSUER_URL, &issuer);
    let sign = |message: &[u8]| p256.sign(&SystemRandom::new(), message).unwrap().as_ref().to_vec();
    assert_valid(&report_on(compact(&signed_assertion(), "ES256", sign), &net).await);
    // An algorithm that does not fit the key.
    assert_reason(
        &report_on(jws(&signed_assertion(), &key()), &net).await,
        Reason::Signature,
        CheckId::Proof,
    );
}

#[tokio::test]
async fn c2_the_revocation_list_of_the_issuer_counts() {
    let id = signed_assertion()["id"].clone();
    let issuer = changed(signer(), |issuer| issuer["revocationList"] = json!(LIST));
    let list = |entries: Value| {
        json!({"@context": CONTEXT, "type": "RevocationList", "id": LIST, "issuer": ISSUER_URL,
            "revokedAssertions": entries})
    };
    let with = |list: &Value| signing().json(ISSUER_URL, &issuer).json(LIST, list);
    let text = jws(&signed_assertion(), &key());
    for entries in
        [json!([{"id": id, "revocationReason": "Mistake"}]), json!([id]), json!(id), json!({"id": id})]
    {
        let report = report_on(text.clone(), &with(&list(entries))).await;
        assert_reason(&report, Reason::Revoked, CheckId::Status);
        assert!(report.content.is_some());
    }
    for entries in [json!([]), json!(["urn:uuid:1", {"id": "urn:uuid:2"}, {"uid": 3}, null])] {
        assert_valid(&report_on(text.clone(), &with(&list(entries))).await);
    }
    let foreign = changed(list(json!([])), |list| list["issuer"] = json!("https://other.example/issuer"));
    for broken in [foreign, json!({"id": LIST, "type": "RevocationList"})] {
        assert_reason(
            &report_on(text.clone(), &with(&broken)).await,
            Reason::StatusMalformed,
            CheckId::Status,
        );
    }
    let unreachable = signing().json(ISSUER_URL, &issuer);
    assert_reason(&report_on(text, &unreachable).await, Reason::StatusUnreachable, CheckId::Status);
}

#[tokio::test]
async fn c5_a_signed_badge_of_1_1_names_a_pem_file_of_the_issuers_host() {
    let old = json!({
        "uid": "a1", "badge": BADGE, "issuedOn": 1_430_352_000,
        "recipient": {"type": "email", "hashed": false, "identity": "ada@example.org"},
        "verify": {"type": "signed", "url": KEY}
    });
    let issuer = json!({"name": "Example Org", "url": "https://badges.example.org", "revocationList": LIST});
    let badge = json!({
        "name": "Teamwork", "description": "Works well.", "image": "https://badges.example.org/i.png",
        "criteria": "https://badges.example.org/c", "issuer": ISSUER_URL
    });
    let net = |list: Value| {
        Net::default()
            .json(BADGE, &badge)
            .json(ISSUER_URL, &issuer)
            .bytes(KEY, "text/plain", pem(&key()).into())
            .json(LIST, &list)
    };
    let report = report_on(jws(&old, &key()), &net(json!({"b2": "Other"}))).await;
    assert_reason(&report, Reason::OldModel, CheckId::DataModel);
    assert_eq!(outcome(&report, CheckId::Status), Outcome::Pass);
    let revoked = report_on(jws(&old, &key()), &net(json!({"a1": "Mistake"}))).await;
    assert_reason(&revoked, Reason::Revoked, CheckId::Status);
    let evil = changed(old, |old| old["verify"]["url"] = json!("https://evil.example/key"));
    let net = net(json!({})).bytes("https://evil.example/key", "text/plain", pem(&other_key()).into());
    assert_reason(&report_on(jws(&evil, &other_key()), &net).await, Reason::KeyNotIssuers, CheckId::Proof);
}

#[tokio::test]
async fn pv1_no_changed_signature_or_payload_is_valid() {
    let good = jws(&signed_assertion(), &key());
    let net = signing();
    for at in 0..good.len() {
        let mut changed = good.clone().into_bytes();
        changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
        let report = report_on(changed.clone(), &net).await;
        // Characters whose last bits say nothing may not be taken for others either.
        assert_ne!(report.verdict, Verdict::Valid, "{at}: {}", String::from_utf8_lossy(&changed));
        assert!(report.content.is_none(), "{at}");
    }
}

// --- endorsements ---

#[tokio::test]
async fn c2_endorsements_are_reported_beside_the_badge() {
    let at = |name: &str| format!("https://endorser.example/{name}");
    let endorsement = |name: &str, claim: &str| {
        json!({
            "@context": CONTEXT, "type": "Endorsement", "id": at(name), "issuer": at("issuer"),
            "claim": {"id": claim, "endorsementComment": "Good"}, "issuedOn": "2017-10-01T00:00Z",
            "verification": {"type": "HostedBadge"}
        })
    };
    let voucher = changed(profile(), |issuer| issuer["id"] = json!(at("issuer")));
    let endorsed = changed(badge(), |badge| {
        badge["endorsement"] =
            json!([at("good"), endorsement("inside", BADGE), at("other"), at("missing"), 7]);
    });
    let net = hosting(&assertion(), &endorsed, &profile())
        .json(&at("good"), &endorsement("good", BADGE))
        .json(&at("inside"), &endorsement("inside", BADGE))
        .json(&at("other"), &endorsement("other", "https://other.example/badge"))
        .json(&at("issuer"), &voucher);
    let report = report(&assertion(), &net).await;
    assert_valid(&report);
    let found: Vec<_> =
        report.endorsements.iter().map(|part| (part.pointer.as_str(), part.report.reason)).collect();
    let expected = [
        ("/badge/endorsement/0", None),
        ("/badge/endorsement/1", None),
        ("/badge/endorsement/2", Some(Reason::OtherTarget)),
        ("/badge/endorsement/3", Some(Reason::DocumentUnreachable)),
        ("/badge/endorsement/4", Some(Reason::NotABadge)),
    ];
    assert_eq!(found, expected);
    assert_eq!(report.check(CheckId::Endorsements).unwrap().reason, Some(Reason::EndorsementNotValid));
    let good = &report.endorsements[0].report;
    assert_eq!(good.content.as_ref().unwrap().issuer.id, at("issuer"));
}

// --- hostile ---

#[tokio::test]
async fn loops_and_chains_of_links_end() {
    // Documents that each call themselves by the address of the next.
    let mut net = hosted();
    for step in 0..20 {
        let (here, there) =
            (format!("https://loop.example/{step}"), format!("https://loop.example/{}", (step + 1) % 20));
        net = net.json(&here, &changed(assertion(), |document| document["id"] = json!(there)));
    }
    let first = changed(assertion(), |document| document["id"] = json!("https://loop.example/0"));
    let report = report(&first, &net).await;
    assert_reason(&report, Reason::Malformed, CheckId::Proof);
    assert!(net.requests() <= 3);
    // An assertion whose badge class and issuer are itself.
    let own = changed(assertion(), |document| document["badge"] = json!(ASSERTION));
    let own = changed(own, |document| document["issuer"] = json!(ASSERTION));
    let report = common::report(&own, &Net::default().json(ASSERTION, &own)).await;
    assert_reason(&report, Reason::Malformed, CheckId::DataModel);
    // A hundred endorsements of a hundred issuers: the budget ends them, and the badge stays valid.
    let links: Vec<String> = (0..100).map(|n| format!("https://endorser.example/{n}")).collect();
    let endorsed = changed(assertion(), |document| document["endorsement"] = json!(links));
    let net = hosting(&endorsed, &badge(), &profile());
    let report = common::report(&endorsed, &net).await;
    assert_valid(&report);
    assert!(net.requests() <= 24, "{}", net.requests());
}

#[tokio::test]
async fn wrong_types_everywhere_end_in_clear_reports() {
    let strange =
        [json!(null), json!(7), json!(true), json!([]), json!({}), json!([{}]), json!(["x"]), json!("")];
    for (document, url) in [(assertion(), ASSERTION), (badge(), BADGE), (profile(), ISSUER_URL)] {
        for name in document.as_object().unwrap().keys() {
            for value in &strange {
                let broken = changed(document.clone(), |document| document[name] = value.clone());
                let net = hosted().json(url, &broken);
                let input = if url == ASSERTION { &broken } else { &assertion() };
                let report = report(input, &net).await;
                assert!(
                    report.verdict != Verdict::Valid || is_let_pass(name, value),
                    "{url} {name} {value}: {}",
                    pretty(&report)
                );
            }
        }
    }
}

/// `null` is as good as nothing there, and badge classes without a picture are let pass; a list of one text is that text;
/// nothing forbids an empty one.
fn is_let_pass(name: &str, value: &Value) -> bool {
    let text = ["name", "description", "email"].contains(&name) && (*value == json!(["x"]) || *value == "");
    text || (name == "image" && value.is_null())
}

#[tokio::test]
async fn duplicates_depth_and_size_are_refused() {
    let doubled = assertion().to_string().replacen('{', r#"{"id":"https://evil.example/","#, 1);
    assert_reason(&report_on(doubled, &hosted()).await, Reason::Malformed, CheckId::Format);
    let deep =
        format!(r#"{{"@context":"{CONTEXT}","type":"Assertion","x":{}{}}}"#, "[".repeat(80), "]".repeat(80));
    assert_reason(&report_on(deep, &hosted()).await, Reason::TooLarge, CheckId::Format);
    let doubled = profile().to_string().replacen('{', r#"{"verification":{},"verification":1,"#, 1);
    let net = hosted().bytes(ISSUER_URL, "application/json", doubled.into());
    assert_eq!(report(&assertion(), &net).await.reason, Some(Reason::DocumentUnreachable));
    let nowhere = changed(assertion(), |document| document["id"] = json!("file:///etc/passwd"));
    let net = hosted();
    assert_reason(&report(&nowhere, &net).await, Reason::Malformed, CheckId::Proof);
    assert_eq!(net.requests(), 0);
}

#[tokio::test]
async fn c5_a_badge_of_0_5_needs_its_address() {
    let old = json!({
        "recipient": "ada@example.org", "issued_on": "2011-06-01",
        "badge": {"version": "0.5.0", "name": "B", "image": "https://old.example/i", "description": "D",
            "criteria": "https://old.example/c", "issuer": {"origin": "https://old.example", "name": "I"}}
    });
    let url = "https://old.example/assertions/1";
    let net = Net::default().json(url, &old);
    let pasted = report(&old, &net).await;
    assert_reason(&pasted, Reason::DocumentUnreachable, CheckId::Proof);
    assert!(pasted.content.is_none());
    let found = report_on(url, &net).await;
    assert_reason(&found, Reason::OldModel, CheckId::DataModel);
    // The same document at another host is nobody's.
    let copied = "https://evil.example/assertions/1";
    let net = Net::default().json(copied, &old);
    assert_reason(&report_on(copied, &net).await, Reason::NotIssuersAddress, CheckId::Issuer);
}

#[tokio::test]
async fn other_documents_are_looked_at_by_themselves() {
    let net = hosted();
    assert_valid(&report(&badge(), &net).await);
    assert_valid(&report(&profile(), &net).await);
    let nowhere = changed(badge(), |badge| badge["id"] = json!("urn:uuid:1"));
    assert_reason(&report(&nowhere, &net).await, Reason::NoProof, CheckId::Proof);
    let unknown = json!({"@context": CONTEXT, "type": "Other", "id": "https://badges.example.org/x"});
    assert_reason(&report(&unknown, &net).await, Reason::Malformed, CheckId::Format);
}
