//! Mutates a signed badge. Oracle: what still verifies says exactly what was signed (promises 3.7).
#![no_main]

use std::sync::LazyLock;

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
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

/// Replaces parts of the signed text: the input is a list of (place, length, bytes), or a whole document.
fn mutate(data: &[u8]) -> Vec<u8> {
    if data.first().is_some_and(|byte| *byte == b'{') {
        return data.to_vec();
    }
    let mut text = CONTROL.text.clone();
    let mut rest = data;
    while let [a, b, cut, paste, after @ ..] = rest {
        let at = usize::from(u16::from_le_bytes([*a, *b])) % (text.len() + 1);
        let end = (at + usize::from(*cut)).min(text.len());
        let paste = &after[..usize::from(*paste).min(after.len())];
        text.splice(at..end, paste.iter().copied());
        rest = &after[paste.len()..];
    }
    text
}

fuzz_target!(|data: &[u8]| {
    let Ok(document) = json::parse(&mutate(data), &json::Limits::default()) else { return };
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
