//! Mutates a badge that is a JWT, as text or inside its parts. Oracle: what is still valid says exactly what was signed.
#![no_main]

#[path = "../../../../fuzz/mutate.rs"]
mod mutate;

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use mutate::mutate;
use openbadges_proof::SigningKey;
use openbadges_proof::did::{did_key, did_key_method};
use openbadges_proof::jws::{Form, KeyHeader, sign_credential};
use openbadges_verify::{Input, Offline, Options, Report, Verdict, verify};
use serde_json::{Value, json};
use tokio::runtime::Builder;

/// The JWT of each form, and what a report says of it.
static CONTROLS: LazyLock<[(String, Value); 2]> = LazyLock::new(|| {
    let key = SigningKey::from_seed([7; 32]);
    let badge = json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": "urn:uuid:91537dba-56cb-11ec-bf63-0242ac130002",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Archery",
        "issuer": { "id": did_key(&key.public()), "type": ["Profile"], "name": "Example" },
        "validFrom": "1969-01-31T12:00:00Z",
        "credentialSubject": {
            "id": "urn:uuid:6c9f8d14-7f0e-4f45-8e21-6ee3a3f3a001",
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
    [Form::OpenBadges, Form::VcJose].map(|form| {
        let jwt =
            sign_credential(&badge, &key, form, KeyHeader::Kid(&did_key_method(&key.public()))).unwrap();
        let report = report(&jwt);
        assert_eq!(report.verdict, Verdict::Valid);
        (jwt, content(&report))
    })
});

fn report(jwt: &str) -> Report {
    let runtime = Builder::new_current_thread().build().unwrap();
    let input = Input::Bytes(jwt.as_bytes().to_vec());
    runtime.block_on(verify(input, &Offline, &Options::at(Timestamp::UNIX_EPOCH)))
}

fn content(report: &Report) -> Value {
    report.content.as_ref().unwrap().credential.clone()
}

fuzz_target!(|data: &[u8]| {
    let [which, data @ ..] = data else { return };
    let (jwt, expected) = &CONTROLS[usize::from(which & 1)];
    // The whole text, or the content of its header or payload.
    let changed = match which >> 1 & 3 {
        part @ 0..2 => {
            let mut parts: Vec<_> = jwt.split('.').map(str::to_owned).collect();
            let content = URL_SAFE_NO_PAD.decode(&parts[usize::from(part)]).unwrap();
            parts[usize::from(part)] = URL_SAFE_NO_PAD.encode(mutate(data, &content));
            parts.join(".")
        }
        2 => String::from_utf8_lossy(&mutate(data, jwt.as_bytes())).into_owned(),
        _ => String::from_utf8_lossy(data).into_owned(),
    };
    let report = report(&changed);
    if matches!(report.verdict, Verdict::Valid | Verdict::Warning) {
        assert_eq!(&content(&report), expected);
    }
});
