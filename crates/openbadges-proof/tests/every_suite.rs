//! What holds of every suite with every kind of its keys: round trips, and that nothing can be changed (P-V1, A.8-1).

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod fixtures;

use std::sync::LazyLock;

use fixtures::{METHOD, badge, now, options};
use openbadges_ld::{Options, Undefined};
use openbadges_proof::data_integrity::{
    ProofError, ProofSettings, Suite, Verified, hash_data_with, proofs, sd, sign, sign_with, verify,
};
use openbadges_proof::multibase::{decode_base58btc, encode_base58btc};
use openbadges_proof::{KeyKind, SigningKey};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A badge signed in one way, and its key.
struct Signed {
    suite: Suite,
    key: SigningKey,
    document: Value,
}

impl Signed {
    fn check(&self, document: &Value) -> Result<Verified, ProofError> {
        verify(document, proofs(document).first().unwrap_or(&Value::Null), &self.key.public(), now())
    }

    /// The document without its proof, as the shown members are compared.
    fn content(document: &Value) -> Value {
        let mut content = document.clone();
        content.as_object_mut().unwrap().remove("proof");
        content
    }
}

fn key(kind: KeyKind) -> SigningKey {
    SigningKey::generate_kind(kind, &mut |bytes| bytes.fill(7)).unwrap()
}

fn settings(suite: Suite) -> ProofSettings {
    ProofSettings { suite: Some(suite), ..ProofSettings::default() }
}

/// The badge with a derived proof, everything shown.
fn derived(key: &SigningKey) -> Value {
    let mut n = 0;
    let mut random = |bytes: &mut [u8]| {
        n += 1;
        bytes.fill(n);
    };
    let mandatory = sd::required_pointers(&badge());
    let base = sd::sign(&badge(), key, &options(), &mandatory, &mut random).unwrap();
    sd::derive(&base, &proofs(&base)[0], &[""]).unwrap()
}

/// The badge, signed with every suite that is made and every kind of its keys.
static ALL: LazyLock<Vec<Signed>> = LazyLock::new(|| {
    let made = Suite::ALL.into_iter().filter(|suite| !suite.is_outdated());
    let pairs = made.flat_map(|suite| suite.keys().iter().map(move |kind| (suite, *kind)));
    let one = |(suite, kind)| {
        let key = key(kind);
        let document = match suite {
            Suite::EcdsaSd2023 => derived(&key),
            _ => sign_with(&badge(), &key, &options(), &settings(suite)).unwrap(),
        };
        Signed { suite, key, document }
    };
    pairs.map(one).collect()
});

#[test]
fn a8_1_what_is_signed_verifies_and_says_all_of_it() {
    assert_eq!(ALL.len(), 7);
    for signed in ALL.iter() {
        let verified = signed.check(&signed.document).unwrap();
        assert_eq!((verified.suite, verified.undefined), (signed.suite, vec![]));
        assert_eq!(Signed::content(&signed.document), badge(), "{:?}", signed.suite);
        let stranger = SigningKey::generate_kind(signed.key.kind(), &mut |bytes| bytes.fill(8)).unwrap();
        let proof = &proofs(&signed.document)[0];
        assert_eq!(verify(&signed.document, proof, &stranger.public(), now()), Err(ProofError::Signature));
    }
}

#[test]
fn the_suite_follows_from_the_kind_of_key_unless_it_is_chosen() {
    for kind in KeyKind::ALL {
        let result = sign(&badge(), &key(kind), &options());
        match Suite::for_key(kind) {
            Some(suite) => assert_eq!(result.unwrap()["proof"][0]["cryptosuite"], suite.name()),
            None => assert!(matches!(result, Err(ProofError::KeyKind { key: "RSA", .. }))),
        }
    }
}

#[test]
fn e3_11_a_key_of_another_kind_is_refused_before_anything_is_hashed() {
    for suite in Suite::ALL {
        for kind in KeyKind::ALL.into_iter().filter(|kind| !suite.keys().contains(kind)) {
            let key = key(kind);
            let expected = ProofError::KeyKind { suite: suite.name(), key: kind.name() };
            assert_eq!(sign_with(&badge(), &key, &options(), &settings(suite)), Err(expected.clone()));
            let of_suite = ALL.iter().find(|signed| signed.suite == suite);
            let Some(Signed { document, .. }) = of_suite else { continue };
            assert_eq!(verify(document, &proofs(document)[0], &key.public(), now()), Err(expected));
        }
    }
    for suite in Suite::ALL.into_iter().filter(|suite| suite.is_outdated()) {
        let result = sign_with(&badge(), &key(KeyKind::Ed25519), &options(), &settings(suite));
        assert!(matches!(result, Err(ProofError::NotSignable(_))));
    }
}

#[test]
fn a8_4_canonical_json_signs_every_member_and_still_none_without_meaning() {
    let mut document = badge();
    document["unheardOf"] = json!(1);
    let result = sign_with(&document, &key(KeyKind::P256), &options(), &settings(Suite::EcdsaJcs2019));
    let undefined = Undefined { pointer: "/unheardOf".to_owned(), term: "unheardOf".to_owned() };
    assert_eq!(result, Err(ProofError::Undefined(vec![undefined])));
}

#[test]
fn a8_8_contexts_behind_those_of_a_jcs_proof_are_not_signed_and_named() {
    let signed = ALL.iter().find(|signed| signed.suite == Suite::EddsaJcs2022).unwrap();
    let mut document = signed.document.clone();
    let added = "https://w3id.org/security/multikey/v1";
    document["@context"].as_array_mut().unwrap().push(json!(added));
    let expected = Undefined { pointer: "/@context/2".to_owned(), term: added.to_owned() };
    assert_eq!(signed.check(&document).unwrap().undefined, [expected]);
    document["@context"].as_array_mut().unwrap().reverse();
    assert_eq!(signed.check(&document), Err(ProofError::Context));

    let mut without = signed.document.clone();
    without["proof"][0].as_object_mut().unwrap().remove("@context");
    assert_eq!(signed.check(&without), Err(ProofError::Signature));
}

#[test]
fn a8_7_sets_and_chains_are_made_of_any_suites() {
    let first = key(KeyKind::P384);
    let named = ProofSettings { id: Some("urn:uuid:1".to_owned()), ..ProofSettings::default() };
    for signed in ALL.iter().filter(|signed| signed.suite != Suite::EcdsaSd2023) {
        let one = sign_with(&badge(), &first, &options(), &named).unwrap();
        let chained = ProofSettings { previous: vec!["urn:uuid:1".to_owned()], ..settings(signed.suite) };
        let both = sign_with(&one, &signed.key, &options(), &chained).unwrap();
        assert!(verify(&both, &both["proof"][0], &first.public(), now()).is_ok());
        let check = |document: &Value| verify(document, &both["proof"][1], &signed.key.public(), now());
        assert_eq!(check(&both).unwrap().previous, ["urn:uuid:1"]);
        let mut changed = both.clone();
        changed["proof"][0]["created"] = json!("2026-06-02T00:00:00Z");
        assert_eq!(check(&changed), Err(ProofError::Signature), "{:?}", signed.suite);
        let mut cut = both.clone();
        cut["proof"].as_array_mut().unwrap().remove(0);
        assert_eq!(check(&cut), Err(ProofError::PreviousProof { id: "urn:uuid:1".to_owned() }));
    }
}

/// A signature with one character changed, added or left out is none.
#[test]
fn a_signature_has_one_text_only() {
    for signed in ALL.iter().filter(|signed| signed.suite != Suite::EcdsaSd2023) {
        let with = |value: String| {
            let mut document = signed.document.clone();
            document["proof"][0]["proofValue"] = json!(value);
            signed.check(&document)
        };
        let value = signed.document["proof"][0]["proofValue"].as_str().unwrap();
        let bytes = decode_base58btc(value).unwrap();
        let half = bytes.len() / 2;
        for other in [
            [&[0], bytes.as_slice()].concat(),
            [bytes.as_slice(), &[0]].concat(),
            bytes[1..].to_vec(),
            [&bytes[half..], &bytes[..half]].concat(),
            vec![0; bytes.len()],
            vec![0xff; bytes.len()],
            [&vec![0; half - 1], &[1][..], &vec![0; half - 1], &[1]].concat(),
            Vec::new(),
        ] {
            assert!(with(encode_base58btc(&other)).is_err(), "{:?}", signed.suite);
        }
        assert!(with(value.replacen('z', "u", 1)).is_err());
    }
}

#[test]
fn p_384_hashes_with_sha_384_throughout() {
    let signed = ALL.iter().find(|signed| signed.key.kind() == KeyKind::P384).unwrap();
    let proof = &signed.document["proof"][0];
    let hashes = hash_data_with(
        &signed.document,
        proof,
        &Options { hash: KeyKind::P384.hash(), ..Options::default() },
    )
    .unwrap();
    assert_eq!((hashes.document_hash.len(), hashes.combined().len()), (48, 96));
}

/// The members that make no difference to what is said: where nothing is added, order and text of the JSON.
fn same_content(verified: &Verified, changed: &Value, original: &Value) -> bool {
    !verified.undefined.is_empty() || canonical(changed) == canonical(original)
}

fn canonical(document: &Value) -> String {
    let content = Signed::content(document);
    openbadges_ld::canonicalize(&content, &openbadges_ld::Limits::default()).unwrap().nquads
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn p_v1_a_flipped_byte_never_verifies_with_other_content(which in 0_usize..7, at: prop::sample::Index, bit in 0_u32..7) {
        let signed = &ALL[which];
        let mut text = signed.document.to_string().into_bytes();
        let at = at.index(text.len());
        text[at] ^= 1 << bit;
        let Ok(document) = serde_json::from_slice::<Value>(&text) else { return Ok(()) };
        if !document.is_object() { return Ok(()) }
        if let Ok(verified) = signed.check(&document) {
            prop_assert!(same_content(&verified, &document, &signed.document), "{}", String::from_utf8_lossy(&text));
        }
    }

    #[test]
    fn a_flipped_bit_of_a_signature_never_verifies(which in 0_usize..7, at: prop::sample::Index, bit in 0_u32..8) {
        let signed = &ALL[which];
        let value = signed.document["proof"][0]["proofValue"].as_str().unwrap();
        let mut document = signed.document.clone();
        if signed.suite == Suite::EcdsaSd2023 {
            let mut bytes = openbadges_proof::multibase::decode_base64url(value, 1 << 20).unwrap();
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
            document["proof"][0]["proofValue"] = json!(openbadges_proof::multibase::encode_base64url(&bytes));
        } else {
            let mut bytes = decode_base58btc(value).unwrap();
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
            document["proof"][0]["proofValue"] = json!(encode_base58btc(&bytes));
        }
        prop_assert!(signed.check(&document).is_err());
    }

    #[test]
    fn any_bytes_as_a_disclosure_are_read_or_refused(bytes: Vec<u8>, kind in 0_u8..2) {
        let bytes = [&[0xd9, 0x5d, kind], bytes.as_slice()].concat();
        if let Ok(base) = sd::BaseProof::from_bytes(&bytes) {
            prop_assert!(sd::BaseProof::from_bytes(&base.to_bytes()) == Ok(base));
        }
        if let Ok(derived) = sd::DerivedProof::from_bytes(&bytes) {
            prop_assert!(sd::DerivedProof::from_bytes(&derived.to_bytes()) == Ok(derived));
        }
    }
}

#[test]
fn e3_13_what_is_not_shown_is_not_in_the_proof_and_what_is_mandatory_always_is() {
    let key = key(KeyKind::P256);
    let mut n = 0;
    let mut random = |bytes: &mut [u8]| {
        n += 1;
        bytes.fill(n);
    };
    let base = sd::sign(&badge(), &key, &options(), &["/issuer", "/validFrom"], &mut random).unwrap();
    let derive = |pointers: &[&str]| sd::derive(&base, &base["proof"][0], pointers);
    let none = derive(&[]).unwrap();
    assert_eq!(none["issuer"], badge()["issuer"]);
    assert!(none.get("credentialSubject").is_none() && none.get("name").is_none());
    let some = derive(&["/name", "/credentialSubject/achievement/name"]).unwrap();
    assert_eq!(some["credentialSubject"]["achievement"]["name"], "Archery");
    assert!(some["credentialSubject"].get("identifier").is_none());
    for shown in [&none, &some] {
        assert!(verify(shown, &shown["proof"][0], &key.public(), now()).is_ok());
        assert_eq!(shown["proof"][0]["verificationMethod"], METHOD);
    }
    assert!(matches!(derive(&["/nothing"]), Err(ProofError::Selection(_))));

    // A part of another disclosure, or one member more, does not fit the proof.
    let mut mixed = none.clone();
    mixed["name"] = badge()["name"].clone();
    assert_eq!(verify(&mixed, &mixed["proof"][0], &key.public(), now()), Err(ProofError::Signature));
    let mut less = some.clone();
    less.as_object_mut().unwrap().remove("validFrom");
    assert!(verify(&less, &less["proof"][0], &key.public(), now()).is_err());
    // An added member without meaning is named.
    let mut added = some.clone();
    added["unheardOf"] = json!(1);
    let verified = verify(&added, &added["proof"][0], &key.public(), now()).unwrap();
    assert_eq!(verified.undefined[0].pointer, "/unheardOf");
}

#[test]
fn part_of_an_ordered_list_cannot_be_shown() {
    let key = key(KeyKind::P256);
    let mut document = badge();
    document["credentialSubject"]["achievement"]["resultDescription"] = json!([{
        "id": "urn:uuid:0de1d345-88c9-4bb9-b1b3-ed36d4fa3fd0",
        "type": ["ResultDescription"],
        "name": "Grade",
        "resultType": "LetterGrade",
        "allowedValue": ["D", "C", "B", "A"],
    }]);
    let mut n = 0;
    let mut random = |bytes: &mut [u8]| {
        n += 1;
        bytes.fill(n);
    };
    let base = sd::sign(&document, &key, &options(), &["/issuer"], &mut random).unwrap();
    let list = "/credentialSubject/achievement/resultDescription/0/allowedValue";
    let whole = sd::derive(&base, &base["proof"][0], &[list]).unwrap();
    assert!(verify(&whole, &whole["proof"][0], &key.public(), now()).is_ok());
    let part = sd::derive(&base, &base["proof"][0], &[&format!("{list}/1")]);
    assert_eq!(part, Err(ProofError::Selection(sd::SelectionError::Torn)));
}
