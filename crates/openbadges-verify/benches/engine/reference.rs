//! The reference: a credential of some 3 KB with alignment, result, evidence and status, and pictures to bake it into.

use jiff::Timestamp;
use openbadges_proof::SigningKey;
use openbadges_proof::data_integrity::{ProofOptions, sign};
use serde_json::{Value, json};

/// When everything here was signed and is verified.
pub(crate) fn now() -> Timestamp {
    "2026-11-24T12:00:00Z".parse().expect("a time")
}

/// The one key of the issuer.
pub(crate) fn key() -> SigningKey {
    SigningKey::from_seed([1; 32])
}

/// The issuer: a `did:key`, so that its key is known without a request.
pub(crate) fn issuer() -> String {
    format!("did:key:{}", key().public().to_multibase())
}

pub(crate) fn options() -> ProofOptions {
    let method = format!("{}#{}", issuer(), key().public().to_multibase());
    ProofOptions { verification_method: method, created: now() }
}

pub(crate) fn signed(document: &Value) -> Value {
    sign(document, &key(), &options()).expect("a signed credential")
}

/// The credential, not signed yet.
pub(crate) fn credential() -> Value {
    with_alignments(2)
}

/// The credential with a status that says nothing, so that its verdict needs no request.
pub(crate) fn without_status() -> Value {
    let mut credential = credential();
    credential.as_object_mut().expect("an object").remove("credentialStatus");
    credential
}

/// The credential with so many alignments.
pub(crate) fn with_alignments(count: usize) -> Value {
    let alignments: Vec<_> = (0..count).map(alignment).collect();
    json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
        ],
        "id": "urn:uuid:0b2b34a8-5a7c-4a0f-8a38-9a4f6d3f5a11",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Bicycle repair",
        "description": "Finds faults on bicycles of all kinds, repairs them, and says what was done and why.",
        "issuer": {
            "id": issuer(),
            "type": ["Profile"],
            "name": "Werkplaats Noord",
            "url": "https://werkplaats.example",
            "email": "badges@werkplaats.example"
        },
        "validFrom": "2026-03-01T09:30:00Z",
        "credentialSubject": subject(&alignments),
        "credentialStatus": {
            "id": "https://werkplaats.example/status/1#94567",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "94567",
            "statusListCredential": "https://werkplaats.example/status/1"
        },
        "evidence": [{
            "id": "https://werkplaats.example/evidence/4711",
            "type": ["Evidence"],
            "name": "Practical examination",
            "narrative": "Rebuilt the rear wheel of a freight bicycle and trued it to half a millimetre.",
            "genre": "Film",
            "audience": "Employers"
        }]
    })
}

fn subject(alignments: &[Value]) -> Value {
    json!({
        "id": "urn:uuid:7d0f7d59-2b6f-4a3b-9f57-8d6a0e0f6f11",
        "type": ["AchievementSubject"],
        "identifier": [{
            "type": "IdentityObject",
            "hashed": true,
            "identityHash": "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399",
            "identityType": "emailAddress",
            "salt": "Kosher"
        }],
        "result": [{
            "type": ["Result"],
            "resultDescription": "urn:uuid:6a5b2c8e-51f0-4c55-8f53-2f3a0a7d1b10",
            "status": "Completed",
            "value": "8.5"
        }],
        "achievement": {
            "id": "https://werkplaats.example/achievements/repair",
            "type": ["Achievement"],
            "achievementType": "Certificate",
            "name": "Bicycle repair",
            "description": "Diagnoses and repairs drive train, brakes, wheels and lights of city and freight bicycles.",
            "criteria": {
                "narrative": "Repaired ten bicycles under supervision and two alone. Each repair was checked by two masters."
            },
            "image": { "id": "https://werkplaats.example/pictures/repair.png", "type": "Image" },
            "inLanguage": "en",
            "tag": ["bicycle", "repair", "craft"],
            "alignment": alignments,
            "resultDescription": [{
                "id": "urn:uuid:6a5b2c8e-51f0-4c55-8f53-2f3a0a7d1b10",
                "type": ["ResultDescription"],
                "name": "Mark",
                "resultType": "GradePointAverage",
                "requiredValue": "5.5",
                "valueMin": "1",
                "valueMax": "10"
            }]
        }
    })
}

fn alignment(number: usize) -> Value {
    json!({
        "type": ["Alignment"],
        "targetCode": format!("S1.{number}"),
        "targetName": format!("Maintain vehicles, part {number}"),
        "targetFramework": "ESCO",
        "targetType": "ext:ESCOSkill",
        "targetUrl": format!("https://data.europa.example/esco/skill/{number}")
    })
}

/// The credential with so many endorsements, each with a proof of its own.
pub(crate) fn with_endorsements(count: usize) -> Value {
    let endorsements: Vec<_> = (0..count).map(|number| signed(&endorsement(number))).collect();
    let mut credential = without_status();
    credential["endorsement"] = Value::Array(endorsements);
    credential
}

fn endorsement(number: usize) -> Value {
    json!({
        "@context": credential()["@context"],
        "id": format!("urn:uuid:00000000-0000-4000-8000-{number:012}"),
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "Endorsement",
        "issuer": { "id": issuer(), "type": ["Profile"], "name": "Werkplaats Noord" },
        "validFrom": "2026-03-01T09:30:00Z",
        "credentialSubject": {
            "id": "urn:uuid:0b2b34a8-5a7c-4a0f-8a38-9a4f6d3f5a11",
            "type": ["EndorsementSubject"],
            "endorsementComment": "Repairs well."
        }
    })
}

/// A picture of about 20 KB: 128 pixels a side, with noise that keeps it from becoming shorter.
pub(crate) fn png() -> Vec<u8> {
    let mut state = 1u32;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    let pixels: Vec<u8> = (0..128 * 128).flat_map(|at: u32| [noise(), at.to_le_bytes()[0], 0, 255]).collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 128, 128);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&pixels).expect("pixels");
    writer.finish().expect("a picture");
    file
}

/// A drawing of about 20 KB: paths with many numbers, as drawing programs and we write them.
pub(crate) fn svg() -> Vec<u8> {
    let paths: String = (0..60).map(path).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"512\" \
         height=\"512\" viewBox=\"0 0 512 512\">\n<title>Bicycle repair</title>\n{paths}</svg>\n"
    )
    .into_bytes()
}

fn path(number: usize) -> String {
    let points: Vec<_> =
        (0..30).map(|at| format!("L{}.{} {}", (at * 37 + number) % 512, at, (at * 91) % 512)).collect();
    format!("<path fill=\"#2b6cb0\" stroke=\"none\" d=\"M{number} 0{}Z\"/>\n", points.join(""))
}
