//! A derived proof with any bytes for its value, and any bytes read as either value. Oracle: what verifies is what was
//! shown, and what is read is written again as something that reads the same.
#![no_main]

#[path = "../../../../fuzz/mutate.rs"]
mod mutate;

use std::sync::LazyLock;

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use mutate::mutate;
use openbadges_proof::data_integrity::{ProofOptions, proofs, sd, verify};
use openbadges_proof::multibase::{decode_base64url, encode_base64url};
use openbadges_proof::{KeyKind, SigningKey};
use serde_json::{Value, json};

static CONTROL: LazyLock<(SigningKey, Value, Vec<u8>)> = LazyLock::new(|| {
    let key = SigningKey::generate_kind(KeyKind::P256, &mut |bytes| bytes.fill(7)).unwrap();
    let badge = json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": "urn:uuid:91537dba-56cb-11ec-bf63-0242ac130002",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": { "id": "did:web:example.org", "type": ["Profile"], "name": "Example" },
        "credentialSubject": { "type": ["AchievementSubject"], "narrative": "Blindfolded." },
    });
    let options = ProofOptions {
        verification_method: "did:web:example.org#key-1".into(),
        created: Timestamp::UNIX_EPOCH,
    };
    let mut n = 0;
    let mut random = |bytes: &mut [u8]| {
        n += 1;
        bytes.fill(n);
    };
    let base = sd::sign(&badge, &key, &options, &["/issuer"], &mut random).unwrap();
    let shown = sd::derive(&base, &proofs(&base)[0], &[""]).unwrap();
    let value = decode_base64url(shown["proof"][0]["proofValue"].as_str().unwrap(), 1 << 20).unwrap();
    (key, shown, value)
});

fuzz_target!(|data: &[u8]| {
    let (key, shown, value) = &*CONTROL;
    let changed = mutate(data, value);
    for bytes in [data, &changed] {
        if let Ok(base) = sd::BaseProof::from_bytes(bytes) {
            assert_eq!(sd::BaseProof::from_bytes(&base.to_bytes()), Ok(base));
        }
        let Ok(derived) = sd::DerivedProof::from_bytes(bytes) else { continue };
        assert_eq!(sd::DerivedProof::from_bytes(&derived.to_bytes()).as_ref(), Ok(&derived));
        let mut document = shown.clone();
        document["proof"][0]["proofValue"] = encode_base64url(bytes).into();
        if verify(&document, &document["proof"][0], &key.public(), Timestamp::UNIX_EPOCH).is_ok() {
            assert_eq!(sd::DerivedProof::from_bytes(value), Ok(derived));
        }
    }
});
