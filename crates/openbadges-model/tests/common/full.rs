//! A credential with every member of every class.

use serde_json::{Value, json};

const CONTEXTS: [&str; 3] = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
];

/// A credential with every member of every class, none of them wrong.
pub fn credential() -> Value {
    json!({
        "@context": CONTEXTS,
        "id": "urn:uuid:d1b0ce4c-91a8-4b6a-a2a7-0e2a1e2f6b01",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": profile("did:web:school.example"),
        "validFrom": "2024-05-06T07:08:09Z",
        "validUntil": "2034-05-06T07:08:09+02:00",
        "awardedDate": "2024-05-01T00:00:00.5Z",
        "name": "Harbour pilot",
        "description": "Has piloted ships.",
        "image": image(),
        "credentialSubject": subject(),
        "endorsement": [endorsement()],
        "endorsementJwt": ["e30.e30.c2ln"],
        "evidence": [{
            "id": "https://school.example/evidence/1",
            "type": ["Evidence"],
            "narrative": "A *log* of ten voyages.",
            "name": "Log",
            "description": "Signed by the harbour master.",
            "genre": "Log",
            "audience": "Examiners",
        }],
        "credentialSchema": [official_schema(), schema()],
        "credentialStatus": {
            "id": "https://school.example/status/1#94567",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "94567",
            "statusListCredential": "https://school.example/status/1",
        },
        "refreshService": refresh(),
        "termsOfUse": [{"id": "https://school.example/terms", "type": "SchoolTerms"}],
        "proof": [proof()],
    })
}

fn subject() -> Value {
    json!({
        "id": "did:example:pilot",
        "type": ["AchievementSubject"],
        "identifier": [{
            "type": "IdentityObject",
            "hashed": true,
            "identityHash": "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399",
            "identityType": "emailAddress",
            "salt": "Kosher",
        }],
        "activityStartDate": "2023-09-01T00:00:00Z",
        "activityEndDate": "2024-04-30T00:00:00Z",
        "creditsEarned": 7.5,
        "image": image(),
        "licenseNumber": "P-7",
        "narrative": "Ten voyages.",
        "result": [
            {
                "type": ["Result"],
                "resultDescription": "urn:result:grade",
                "value": "B",
                "alignment": [alignment()],
            },
            {
                "type": ["Result"],
                "resultDescription": "urn:result:rubric",
                "achievedLevel": "urn:level:high",
                "status": "Completed",
            },
        ],
        "role": "Pilot",
        "source": profile("https://harbour.example"),
        "term": "Winter",
        "achievement": achievement(),
    })
}

fn achievement() -> Value {
    json!({
        "id": "https://school.example/pilot",
        "type": ["Achievement"],
        "name": "Harbour pilot",
        "description": "Pilots ships in the harbour.",
        "criteria": {"id": "https://school.example/pilot/criteria", "narrative": "Ten voyages."},
        "achievementType": "License",
        "alignment": [alignment()],
        "creator": profile("https://school.example"),
        "creditsAvailable": 8,
        "endorsement": [endorsement()],
        "endorsementJwt": ["e30..c2ln"],
        "fieldOfStudy": "Navigation",
        "humanCode": "NAV-7",
        "image": image(),
        "inLanguage": "en-GB",
        "otherIdentifier": [{"type": "IdentifierEntry", "identifier": "7", "identifierType": "ext:local"}],
        "related": [{"id": "urn:related", "type": ["Related"], "inLanguage": "de", "version": "1"}],
        "resultDescription": [
            {
                "id": "urn:result:grade",
                "type": ["ResultDescription"],
                "name": "Grade",
                "resultType": "LetterGrade",
                "alignment": [alignment()],
                "allowedValue": ["C", "B", "A"],
                "requiredValue": "C",
                "valueMin": "C",
                "valueMax": "A",
            },
            {
                "id": "urn:result:rubric",
                "type": ["ResultDescription"],
                "name": "Rubric",
                "resultType": "Status",
                "requiredLevel": "urn:level:high",
                "rubricCriterionLevel": [{
                    "id": "urn:level:high",
                    "type": ["RubricCriterionLevel"],
                    "name": "High",
                    "description": "In any weather.",
                    "level": "high",
                    "points": "10",
                    "alignment": [alignment()],
                }],
            },
        ],
        "specialization": "Tankers",
        "tag": ["ships", "harbour"],
        "version": "2",
    })
}

fn profile(id: &str) -> Value {
    json!({
        "id": id,
        "type": ["Profile"],
        "name": "School of Navigation",
        "url": "https://school.example",
        "phone": "+493012345",
        "description": "Teaches navigation.",
        "image": image(),
        "email": "office@school.example",
        "address": {
            "type": ["Address"],
            "addressCountry": "Germany",
            "addressCountryCode": "DE",
            "addressRegion": "HH",
            "addressLocality": "Hamburg",
            "streetAddress": "Kai 1",
            "postOfficeBoxNumber": "1",
            "postalCode": "20457",
            "geo": {"type": "GeoCoordinates", "latitude": 53.5, "longitude": 10},
        },
        "official": "A. Kapitän",
        "parentOrg": {"id": "urn:parent", "type": ["Profile"], "name": "Academy"},
        "familyName": "Vries",
        "givenName": "Jan",
        "additionalName": "Piet",
        "patronymicName": "Jansen",
        "honorificPrefix": "Dr",
        "honorificSuffix": "MSc",
        "familyNamePrefix": "de",
        "dateOfBirth": "1970-01-31",
        "endorsement": [endorsement()],
        "endorsementJwt": ["e30.e30.c2ln"],
        "otherIdentifier": [{"type": "IdentifierEntry", "identifier": "7", "identifierType": "sourcedId"}],
    })
}

fn endorsement() -> Value {
    json!({
        "@context": CONTEXTS,
        "id": "urn:endorsement",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "Endorsement",
        "description": "Of the harbour.",
        "issuer": "https://harbour.example",
        "validFrom": "2024-01-01T00:00:00Z",
        "validUntil": "2025-01-01T00:00:00Z",
        "awardedDate": "2024-01-01T00:00:00Z",
        "credentialSubject": {
            "id": "https://school.example",
            "type": ["EndorsementSubject"],
            "endorsementComment": "A good school.",
        },
        "credentialSchema": [official_schema()],
        "credentialStatus": {"id": "https://harbour.example/revoked", "type": "1EdTechRevocationList"},
        "refreshService": refresh(),
        "termsOfUse": [{"type": "HarbourTerms"}],
        "proof": [proof()],
    })
}

fn alignment() -> Value {
    json!({
        "type": ["Alignment"],
        "targetName": "Navigation",
        "targetUrl": "https://framework.example/navigation",
        "targetCode": "N",
        "targetDescription": "To navigate.",
        "targetFramework": "Skills at sea",
        "targetType": "CFItem",
    })
}

fn image() -> Value {
    json!({"id": "https://school.example/pilot.png", "type": "Image", "caption": "An anchor"})
}

fn schema() -> Value {
    json!({"id": "https://school.example/schema.json", "type": "1EdTechJsonSchemaValidator2019"})
}

fn official_schema() -> Value {
    let id = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json";
    json!({"id": id, "type": "1EdTechJsonSchemaValidator2019"})
}

fn refresh() -> Value {
    json!({"id": "https://school.example/refresh", "type": "1EdTechCredentialRefresh"})
}

fn proof() -> Value {
    json!({
        "type": "DataIntegrityProof",
        "created": "2024-05-06T07:08:09Z",
        "cryptosuite": "eddsa-rdfc-2022",
        "challenge": "c",
        "domain": "school.example",
        "nonce": "n",
        "proofPurpose": "assertionMethod",
        "proofValue": "z1",
        "verificationMethod": "did:web:school.example#key-1",
    })
}
