//! Mutates a signed badge. Oracle: what still verifies says exactly what was signed (promises 3.7).
#![no_main]

#[path = "../../../../fuzz/mutate.rs"]
mod mutate;

use std::sync::LazyLock;

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use mutate::mutate;
use openbadges_ld::{Limits, canonicalize};
use openbadges_model::json;
use openbadges_proof::SigningKey;
use openbadges_proof::data_integrity::{ProofOptions, proofs, sign, verify};
use serde_json::json as value;

struct Control {
    key: SigningKey,
    text: Vec<u8>,
    nquads: String,
}

static CONTROL: LazyLock<Control> = LazyLock::new(|| {
    let key = SigningKey::from_seed([7; 32]);
    let badge = value!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": "urn:uuid:91537dba-56cb-11ec-bf63-0242ac130002",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": { "id": "did:web:example.org", "type": ["Profile"], "name": "Example" },
        "validFrom": "2026-01-31T12:00:00Z",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "https://example.org/1",
                "type": ["Achievement"],
                "name": "Archery",
                "description": "Hits the target.",
                "criteria": { "narrative": "Hit it ten times." },
            },
        },
    });
    let options = ProofOptions {
        verification_method: "did:web:example.org#key-1".into(),
        created: Timestamp::UNIX_EPOCH,
    };
    let nquads = canonicalize(&badge, &Limits::default()).unwrap().nquads;
    let text = serde_json::to_vec(&sign(&badge, &key, &options).unwrap()).unwrap();
    Control { key, text, nquads }
});

fuzz_target!(|data: &[u8]| {
    // A whole document, or changes to the signed one.
    let text = if data.starts_with(b"{") { data.to_vec() } else { mutate(data, &CONTROL.text) };
    let Ok(document) = json::parse(&text, &json::Limits::default()) else { return };
    for proof in proofs(&document).iter().take(4) {
        let key = CONTROL.key.public();
        let Ok(verified) = verify(&document, proof, &key, Timestamp::UNIX_EPOCH) else { continue };
        let mut unsigned = document.clone();
        unsigned.as_object_mut().unwrap().shift_remove("proof");
        let canonical = canonicalize(&unsigned, &Limits::default()).unwrap();
        assert_eq!(canonical.nquads, CONTROL.nquads);
        assert!(canonical.undefined.iter().all(|member| verified.undefined.contains(member)));
    }
});
