//! What people read about a document that has many faults.

use openbadges_model::validate;
use serde_json::json;

#[test]
fn every_fault_is_told_with_its_place_and_what_to_do() {
    let document = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context.json", {}],
        "id": "relative",
        "type": ["VerifiableCredential"],
        "issuer": {"id": "did:web:a.example", "name": 7},
        "issuanceDate": "2024-05-06T07:08:09Z",
        "validUntil": "2024-05-06T07:08:09",
        "image": "https://a.example/badge.png",
        "evidence": {"type": "Evidence"},
        "endorsementJwt": ["no"],
        "termsOfUse": [],
        "description": null,
        "credentialSchema": [{"id": "https://a.example/schema.json", "type": "JsonSchema"}],
        "credentialStatus": [
            {"type": "BitstringStatusListEntry", "statusListIndex": 7, "statusPurpose": "revocation"},
        ],
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [],
            "achievement": {
                "id": "https://a.example/badge",
                "type": ["Achievement"],
                "name": "A",
                "achievementType": "Bagde",
                "inLanguage": "English",
                "criteria": {},
                "otherIdentifier": [{
                    "type": ["IdentifierEntry"], "identifier": "1", "identifierType": "ext:a b", "note": "x",
                }],
                "resultDescription": [{
                    "id": "urn:r", "type": ["ResultDescription"], "name": "R", "resultType": "Status",
                    "allowedValue": ["A"], "requiredValue": "B", "requiredLevel": "urn:l",
                }],
            },
            "result": [
                {"type": ["Result"], "resultDescription": "urn:r", "value": "C"},
                {"type": ["Result"], "resultDescription": "urn:s", "achievedLevel": "urn:l", "status": "Done"},
            ],
        },
    });
    let told: Vec<_> =
        validate(&document).iter().map(|f| format!("{:?} {:?} {f}", f.severity, f.kind)).collect();
    insta::assert_snapshot!(told.join("\n"));
}
