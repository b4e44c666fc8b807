//! Bitstring Status List 1.0 (specification A.11; promises P-R2, P-V5, P-P2).

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::io::Write as _;
use std::path::Path;

use base64::Engine as _;
use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use openbadges_proof::status_list::{
    BitstringStatusList, MAX_INFLATED_BYTES, MIN_ENTRIES, StatusEntry, StatusListError, TTL_MS, check,
    credential, entry,
};
use proptest::prelude::*;
use serde_json::{Value, json};

const URL: &str = "https://example.org/issuers/1/status/1";

fn now() -> Timestamp {
    "2026-06-01T00:00:00Z".parse().unwrap()
}

fn gzip(bytes: &[u8]) -> String {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    text_of(&encoder.finish().unwrap())
}

fn text_of(zipped: &[u8]) -> String {
    format!("u{}", base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(zipped))
}

fn list_of(bytes: &[u8]) -> Value {
    credential(URL, "did:web:example.org", "revocation", &gzip(bytes), now(), TTL_MS)
}

/// The outcome for an entry of ours with some members changed.
fn ask(changes: &Value, list: &Value) -> Result<u64, StatusListError> {
    let mut entry = entry(URL, 5, "revocation");
    for (member, value) in changes.as_object().unwrap() {
        entry[member.as_str()] = value.clone();
    }
    check(&StatusEntry::parse(&entry)?, list, now()).map(|status| status.value)
}

#[test]
fn a11_index_0_is_the_leftmost_bit_of_the_first_byte() {
    let mut bytes = vec![0; 16_384];
    (bytes[0], bytes[1], bytes[16_383]) = (0b1000_0000, 0b0000_0001, 0b0000_0001);
    let list = BitstringStatusList::decode(&gzip(&bytes), MAX_INFLATED_BYTES).unwrap();
    let set: Vec<u64> = (0..list.entries()).filter(|index| list.get(*index).unwrap()).collect();
    assert_eq!(set, [0, 15, 131_071]);
    assert_eq!(list.get(131_072), Err(StatusListError::Range { index: 131_072, entries: 131_072 }));
    assert_eq!(list.get(u64::MAX).unwrap_err().code(), "RANGE_ERROR");
}

#[test]
fn a11_a_list_has_131072_entries_or_more() {
    assert_eq!(BitstringStatusList::new(MIN_ENTRIES).unwrap().entries(), 131_072);
    assert_eq!(BitstringStatusList::new(MIN_ENTRIES + 1).unwrap().entries(), 131_080);
    for entries in [0, MIN_ENTRIES - 1, MAX_INFLATED_BYTES as u64 * 8 + 1, u64::MAX] {
        assert_eq!(BitstringStatusList::new(entries), Err(StatusListError::Length { entries }));
    }
    let short = BitstringStatusList::decode(&gzip(&[0; 16_383]), MAX_INFLATED_BYTES).unwrap_err();
    assert_eq!(
        (short.code(), short),
        ("STATUS_LIST_LENGTH_ERROR", StatusListError::Length { entries: 131_064 })
    );
}

#[test]
fn p_r2_a_list_is_inflated_to_16_mib_at_most() {
    let of = |length: usize| BitstringStatusList::decode(&gzip(&vec![0; length]), usize::MAX);
    assert_eq!(of(MAX_INFLATED_BYTES - 1).unwrap().entries(), (MAX_INFLATED_BYTES as u64 - 1) * 8);
    assert!(of(MAX_INFLATED_BYTES).is_ok());
    assert_eq!(of(MAX_INFLATED_BYTES + 1).unwrap_err().code(), "STATUS_LIST_LENGTH_ERROR");
    assert_eq!(of(MAX_INFLATED_BYTES * 8).unwrap_err().code(), "STATUS_LIST_LENGTH_ERROR");
    assert!(BitstringStatusList::decode(&gzip(&vec![0; 20_000]), 19_999).is_err());
    let noise: Vec<u8> = (0..20_000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()[0]).collect();
    assert!(BitstringStatusList::decode(&gzip(&noise), 20_000).is_ok());
}

#[test]
fn damaged_lists_are_malformed() {
    let good = gzip(&[0; 16_384]);
    let zipped = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(&good[1..]).unwrap();
    let mut wrong_sum = zipped.clone();
    wrong_sum[zipped.len() - 6] ^= 1;
    for text in [
        String::new(),
        good[1..].to_owned(),
        format!("{good}=="),
        format!("z{}", &good[1..]),
        text_of(&zipped[..zipped.len() - 1]),
        text_of(&[zipped.as_slice(), b"more"].concat()),
        text_of(&wrong_sum),
        text_of(b"plain"),
    ] {
        let error = BitstringStatusList::decode(&text, MAX_INFLATED_BYTES).unwrap_err();
        assert_eq!(error.code(), "MALFORMED_VALUE_ERROR", "{text:.60}");
    }
}

#[test]
fn e2_6_e2_7_the_entry_has_the_strict_shape() {
    let expected = json!({
        "id": "https://example.org/issuers/1/status/1#94567",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "94567",
        "statusListCredential": URL,
    });
    assert_eq!(entry(URL, 94_567, "revocation"), expected);
}

#[test]
fn p_v5_the_list_credential_has_a_ttl_and_never_expires() {
    let encoded = BitstringStatusList::new(MIN_ENTRIES).unwrap().encode();
    let list = credential(URL, "did:web:example.org", "revocation", &encoded, now(), TTL_MS);
    let expected = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": URL,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": "did:web:example.org",
        "validFrom": "2026-06-01T00:00:00Z",
        "credentialSubject": {
            "id": "https://example.org/issuers/1/status/1#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded,
            "ttl": 300_000,
        },
    });
    assert_eq!(list, expected);
}

#[test]
fn an_entry_is_looked_up() {
    let mut bytes = vec![0; 16_384];
    let clear = list_of(&bytes);
    bytes[0] = 0b0000_0100;
    let set = list_of(&bytes);
    assert_eq!(ask(&json!({}), &clear), Ok(0));
    assert_eq!(ask(&json!({}), &set), Ok(1));
    assert_eq!(ask(&json!({ "statusListIndex": 5 }), &set), Ok(1), "E.2-7: a number is read too");
    assert_eq!(ask(&json!({ "statusListIndex": "6" }), &set), Ok(0));
    assert_eq!(ask(&json!({ "statusListIndex": "131072" }), &set).unwrap_err().code(), "RANGE_ERROR");
    let other = ask(&json!({ "statusPurpose": "suspension" }), &set).unwrap_err();
    assert_eq!(
        (other.code(), other),
        ("STATUS_VERIFICATION_ERROR", StatusListError::Purpose { expected: "suspension".into() })
    );
}

#[test]
fn a11_a_list_may_have_several_purposes_and_stand_in_an_array() {
    let mut list = list_of(&[0xff; 16_384]);
    list["credentialSubject"]["statusPurpose"] = json!(["suspension", "revocation"]);
    assert_eq!(ask(&json!({}), &list), Ok(1));
    list["credentialSubject"] = json!([list["credentialSubject"]]);
    assert_eq!(ask(&json!({}), &list), Ok(1));
}

#[test]
fn a11_entries_of_several_bits_give_a_value_and_its_message() {
    let mut bytes = vec![0; 32_768];
    bytes[2] = 0b0010_0000;
    let list = list_of(&bytes);
    let mut entry = entry(URL, 8, "revocation");
    entry["statusSize"] = json!(2);
    let messages = json!([{ "status": "0x0", "message": "fine" }, { "status": "0x1", "message": "late" },
            { "status": "0x2", "message": "under review" }, { "status": "0x3", "message": "withdrawn" }]);
    entry["statusMessage"] = messages;
    let mut parsed = StatusEntry::parse(&entry).unwrap();
    let status = check(&parsed, &list, now()).unwrap();
    assert_eq!((status.value, status.is_set(), status.message.as_deref()), (0, false, Some("fine")));
    parsed.index = 9;
    let status = check(&parsed, &list, now()).unwrap();
    assert_eq!((status.value, status.is_set(), status.message.as_deref()), (2, true, Some("under review")));
    parsed.index = 131_071;
    assert!(check(&parsed, &list, now()).is_ok());
    parsed.index = 131_072;
    assert_eq!(
        check(&parsed, &list, now()),
        Err(StatusListError::Range { index: 131_072, entries: 131_072 })
    );
    let short = check(&parsed, &list_of(&[0; 16_384]), now());
    assert_eq!(short, Err(StatusListError::Length { entries: 65_536 }));
}

#[test]
fn entries_that_are_malformed_are_named() {
    let list = list_of(&[0; 16_384]);
    for (changes, member) in [
        (json!({ "type": "1EdTechRevocationList" }), "/type"),
        (json!({ "id": URL }), "/id"),
        (json!({ "statusListIndex": "-1" }), "/statusListIndex"),
        (json!({ "statusListIndex": "+1" }), "/statusListIndex"),
        (json!({ "statusListIndex": "01" }), "/statusListIndex"),
        (json!({ "statusListIndex": "0x1" }), "/statusListIndex"),
        (json!({ "statusListIndex": 1.5 }), "/statusListIndex"),
        (json!({ "statusListIndex": null }), "/statusListIndex"),
        (json!({ "statusListIndex": "99999999999999999999" }), "/statusListIndex"),
        (json!({ "statusListCredential": 1 }), "/statusListCredential"),
        (json!({ "statusPurpose": ["revocation"] }), "/statusPurpose"),
        (json!({ "statusSize": 0 }), "/statusSize"),
        (json!({ "statusSize": 65 }), "/statusSize"),
        (json!({ "statusMessage": [{ "status": "1" }] }), "/statusMessage"),
        (json!({ "statusSize": 2 }), "/statusMessage"),
        (json!({ "statusMessage": [{ "status": "0x0", "message": "fine" }] }), "/statusMessage"),
        (json!({ "statusSize": 2, "statusMessage": [] }), "/statusMessage"),
    ] {
        match ask(&changes, &list) {
            Err(StatusListError::Malformed { member: found, .. }) => assert_eq!(found, member, "{changes}"),
            other => panic!("{changes}: {other:?}"),
        }
    }
}

#[test]
fn lists_that_are_malformed_or_out_of_date_are_named() {
    for (pointer, value) in [
        ("/type", json!("VerifiableCredential")),
        ("/credentialSubject", json!([])),
        ("/credentialSubject/type", json!("StatusList2021")),
        ("/credentialSubject/encodedList", json!(1)),
        ("/validFrom", json!("2026-06-01T00:00:01Z")),
        ("/validFrom", json!("yesterday")),
    ] {
        let mut list = list_of(&[0; 16_384]);
        *list.pointer_mut(pointer).unwrap() = value;
        assert_eq!(ask(&json!({}), &list).unwrap_err().code(), "MALFORMED_VALUE_ERROR", "{pointer}");
    }
    let mut list = list_of(&[0; 16_384]);
    list["validUntil"] = json!("2026-06-01T00:00:00Z");
    assert!(ask(&json!({}), &list).is_ok());
    list["validUntil"] = json!("2026-05-31T23:59:59Z");
    assert!(ask(&json!({}), &list).is_err());
    assert!(ask(&json!({}), &json!(null)).is_err());
}

#[test]
fn the_list_of_the_1edtech_validator_says_revoked() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/vectors/ob30/bit-string-list");
    if !Path::new(folder).exists() {
        assert!(std::env::var("REQUIRE_VECTORS").is_err(), "{folder} is missing");
        println!("skipped: {folder} is missing");
        return;
    }
    let read = |name: &str| -> Value {
        serde_json::from_slice(&std::fs::read(format!("{folder}/{name}")).unwrap()).unwrap()
    };
    let entry = StatusEntry::parse(&read("credential-status-revoked.json")["credentialStatus"]).unwrap();
    assert_eq!(entry.index, 23, "the index is a number there");
    assert!(check(&entry, &read("testlist"), now()).unwrap().is_set());
}

proptest! {
    #[test]
    fn what_is_set_is_read_back(indexes in prop::collection::btree_set(0_u64..140_000, 0..40)) {
        let mut list = BitstringStatusList::new(140_000).unwrap();
        for index in &indexes {
            list.set(*index, true).unwrap();
        }
        let text = list.encode();
        prop_assert_eq!(&text, &list.clone().encode());
        let mut read = BitstringStatusList::decode(&text, MAX_INFLATED_BYTES).unwrap();
        prop_assert!(read == list);
        for index in indexes {
            prop_assert!(read.get(index).unwrap());
            read.set(index, false).unwrap();
        }
        prop_assert!(read == BitstringStatusList::new(140_000).unwrap());
    }

    #[test]
    fn any_text_is_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "u?[A-Za-z0-9_-]{0,60}") {
        prop_assert!(BitstringStatusList::decode(&text_of(&bytes), MAX_INFLATED_BYTES).is_err());
        let header = [&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff], bytes.as_slice()].concat();
        let _ = BitstringStatusList::decode(&text_of(&header), MAX_INFLATED_BYTES);
        prop_assert!(BitstringStatusList::decode(&text, MAX_INFLATED_BYTES).is_err());
    }
}
