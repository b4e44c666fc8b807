//! The classes of Open Badges 3.0 (A.1) as tables.

use super::table::{Class, Form, Kind, Member, Types, compact, constant, list, one, open, with_text_type};
use super::{advice, identity, rules, status};
use crate::{AchievementType, AlignmentTargetType, IdentifierType, ResultStatusType, ResultType};
use Kind::{
    Boolean, Closed, Context, Country, Date, DateTime, DateTimeZ, Endorsement, Id, Jws, Language, Number,
    Object, Open, Phone, Text, Uri,
};

pub(super) const CREDENTIAL: &str = "VerifiableCredential";
const BADGE: &[&[&str]] = &[&[CREDENTIAL], &["OpenBadgeCredential", "AchievementCredential"]];

pub(super) const STATUS: Member =
    Member { name: "credentialStatus", form: Form::OneRather, kind: Object(&CREDENTIAL_STATUS) };

/// The optional members of a credential: its own, and those that every credential may have.
macro_rules! credential_members {
    ($($own:expr),* $(,)?) => {
        &[
            $($own,)*
            compact("proof", Kind::Object(&PROOF)),
            compact("credentialSchema", Kind::Object(&CREDENTIAL_SCHEMA)),
            compact("termsOfUse", Kind::Object(&TERMS_OF_USE)),
            STATUS,
            one("refreshService", Kind::Object(&REFRESH_SERVICE)),
        ]
    };
}

pub(super) use credential_members;

pub(super) static ACHIEVEMENT_CREDENTIAL: Class = Class {
    rule: Some(rules::credential),
    ..open(
        "an OpenBadgeCredential",
        BADGE,
        &[
            list("@context", Context),
            one("id", Id),
            one("issuer", Kind::ProfileRef),
            one("validFrom", DateTimeZ),
            one("credentialSubject", Object(&ACHIEVEMENT_SUBJECT)),
        ],
        credential_members![
            one("name", Text),
            one("description", Text),
            one("image", Object(&IMAGE)),
            one("awardedDate", DateTimeZ),
            one("validUntil", DateTimeZ),
            list("endorsement", Endorsement),
            list("endorsementJwt", Jws),
            list("evidence", Object(&EVIDENCE)),
        ],
    )
};

pub(super) static ACHIEVEMENT_CREDENTIAL_V1: Class = Class {
    rule: Some(rules::credential_v1),
    ..open(
        "an OpenBadgeCredential of the VC data model 1.1",
        BADGE,
        &[
            list("@context", Context),
            one("id", Id),
            one("name", Text),
            one("issuer", Object(&PROFILE)),
            one("issuanceDate", DateTimeZ),
            one("credentialSubject", Object(&ACHIEVEMENT_SUBJECT)),
        ],
        credential_members![
            one("description", Text),
            one("image", Object(&IMAGE)),
            one("awardedDate", DateTimeZ),
            one("expirationDate", DateTimeZ),
            list("endorsement", Endorsement),
            list("endorsementJwt", Jws),
            list("evidence", Object(&EVIDENCE)),
        ],
    )
};

const ENDORSEMENT: &[&[&str]] = &[&[CREDENTIAL], &["EndorsementCredential"]];

pub(super) static ENDORSEMENT_CREDENTIAL: Class = Class {
    rule: Some(rules::credential),
    ..open(
        "an EndorsementCredential",
        ENDORSEMENT,
        &[
            list("@context", Context),
            one("id", Id),
            one("name", Text),
            one("issuer", Kind::ProfileRef),
            one("validFrom", DateTimeZ),
            one("credentialSubject", Object(&ENDORSEMENT_SUBJECT)),
        ],
        credential_members![
            one("description", Text),
            one("awardedDate", DateTimeZ),
            one("validUntil", DateTimeZ),
        ],
    )
};

pub(super) static ENDORSEMENT_CREDENTIAL_V1: Class = Class {
    rule: Some(rules::endorsement_v1),
    ..open(
        "an EndorsementCredential of the VC data model 1.1",
        ENDORSEMENT,
        &[
            list("@context", Context),
            one("id", Id),
            one("issuer", Object(&PROFILE)),
            one("issuanceDate", DateTimeZ),
            one("credentialSubject", Object(&ENDORSEMENT_SUBJECT)),
        ],
        credential_members![
            one("name", Text),
            one("description", Text),
            one("awardedDate", DateTimeZ),
            one("expirationDate", DateTimeZ),
        ],
    )
};

static ENDORSEMENT_SUBJECT: Class = open(
    "an EndorsementSubject",
    &[&["EndorsementSubject"]],
    &[one("id", Id)],
    &[one("endorsementComment", Text)],
);

static ACHIEVEMENT_SUBJECT: Class = Class {
    rule: Some(rules::subject),
    ..open(
        "an AchievementSubject",
        &[&["AchievementSubject"]],
        &[one("achievement", Object(&ACHIEVEMENT))],
        &[
            one("id", Id),
            list("identifier", Object(&IDENTITY_OBJECT)),
            one("activityStartDate", DateTime),
            one("activityEndDate", DateTime),
            one("creditsEarned", Number),
            one("image", Object(&IMAGE)),
            one("licenseNumber", Text),
            one("narrative", Text),
            list("result", Object(&RESULT)),
            one("role", Text),
            one("source", Object(&PROFILE)),
            one("term", Text),
        ],
    )
};

pub(super) static ACHIEVEMENT: Class = open(
    "an Achievement",
    &[&["Achievement"]],
    &[one("id", Id), one("criteria", Object(&CRITERIA)), one("description", Text), one("name", Text)],
    &[
        one("achievementType", Open(AchievementType::TERMS)),
        list("alignment", Object(&ALIGNMENT)),
        one("creator", Object(&PROFILE)),
        one("creditsAvailable", Number),
        list("endorsement", Endorsement),
        list("endorsementJwt", Jws),
        one("fieldOfStudy", Text),
        one("humanCode", Text),
        one("image", Object(&IMAGE)),
        one("inLanguage", Language),
        list("otherIdentifier", Object(&IDENTIFIER_ENTRY)),
        list("related", Object(&RELATED)),
        list("resultDescription", Object(&RESULT_DESCRIPTION)),
        one("specialization", Text),
        list("tag", Text),
        one("version", Text),
    ],
);

pub(super) static PROFILE: Class = open(
    "a Profile",
    &[&["Profile"]],
    &[one("id", Id)],
    &[
        one("name", Text),
        one("url", Uri),
        one("phone", Phone),
        one("description", Text),
        one("image", Object(&IMAGE)),
        one("email", Text),
        one("address", Object(&ADDRESS)),
        one("official", Text),
        one("parentOrg", Object(&PROFILE)),
        one("familyName", Text),
        one("givenName", Text),
        one("additionalName", Text),
        one("patronymicName", Text),
        one("honorificPrefix", Text),
        one("honorificSuffix", Text),
        one("familyNamePrefix", Text),
        one("dateOfBirth", Date),
        list("endorsement", Endorsement),
        list("endorsementJwt", Jws),
        list("otherIdentifier", Object(&IDENTIFIER_ENTRY)),
    ],
);

pub(super) static IDENTITY_OBJECT: Class = Class {
    rule: Some(identity::identity),
    ..constant(
        "an IdentityObject",
        "IdentityObject",
        &[
            one("hashed", Boolean),
            one("identityHash", Text),
            one("identityType", Open(IdentifierType::TERMS)),
        ],
        &[one("salt", Text)],
    )
};

static IDENTIFIER_ENTRY: Class = constant(
    "an IdentifierEntry",
    "IdentifierEntry",
    &[one("identifier", Text), one("identifierType", Open(IdentifierType::TERMS))],
    &[],
);

pub(super) static IMAGE: Class = Class {
    rule: Some(advice::image),
    ..constant("an Image", "Image", &[one("id", Id)], &[one("caption", Text)])
};

static CRITERIA: Class = Class {
    types: Types::None,
    rule: Some(rules::criteria),
    ..open("Criteria", &[], &[], &[one("id", Id), one("narrative", Text)])
};

pub(super) static EVIDENCE: Class = open(
    "an Evidence",
    &[&["Evidence"]],
    &[],
    &[
        one("id", Id),
        one("narrative", Text),
        one("name", Text),
        one("description", Text),
        one("genre", Text),
        one("audience", Text),
    ],
);

static ALIGNMENT: Class = open(
    "an Alignment",
    &[&["Alignment"]],
    &[one("targetName", Text), one("targetUrl", Uri)],
    &[
        one("targetCode", Text),
        one("targetDescription", Text),
        one("targetFramework", Text),
        one("targetType", Open(AlignmentTargetType::TERMS)),
    ],
);

static RESULT: Class = open(
    "a Result",
    &[&["Result"]],
    &[],
    &[
        one("achievedLevel", Uri),
        list("alignment", Object(&ALIGNMENT)),
        one("resultDescription", Uri),
        one("status", Closed(ResultStatusType::TERMS)),
        one("value", Text),
    ],
);

static RESULT_DESCRIPTION: Class = Class {
    rule: Some(rules::result_description),
    ..open(
        "a ResultDescription",
        &[&["ResultDescription"]],
        &[one("id", Id), one("name", Text), one("resultType", Open(ResultType::TERMS))],
        &[
            list("alignment", Object(&ALIGNMENT)),
            list("allowedValue", Text),
            one("requiredLevel", Uri),
            one("requiredValue", Text),
            list("rubricCriterionLevel", Object(&RUBRIC_CRITERION_LEVEL)),
            one("valueMax", Text),
            one("valueMin", Text),
        ],
    )
};

static RUBRIC_CRITERION_LEVEL: Class = open(
    "a RubricCriterionLevel",
    &[&["RubricCriterionLevel"]],
    &[one("id", Id), one("name", Text)],
    &[
        list("alignment", Object(&ALIGNMENT)),
        one("description", Text),
        one("level", Text),
        one("points", Text),
    ],
);

static RELATED: Class = open(
    "a Related",
    &[&["Related"]],
    &[one("id", Id)],
    &[one("inLanguage", Language), one("version", Text)],
);

static ADDRESS: Class = open(
    "an Address",
    &[&["Address"]],
    &[],
    &[
        one("addressCountry", Text),
        one("addressCountryCode", Country),
        one("addressRegion", Text),
        one("addressLocality", Text),
        one("streetAddress", Text),
        one("postOfficeBoxNumber", Text),
        one("postalCode", Text),
        one("geo", Object(&GEO_COORDINATES)),
    ],
);

static GEO_COORDINATES: Class = Class {
    closed: false,
    ..constant("GeoCoordinates", "GeoCoordinates", &[one("latitude", Number), one("longitude", Number)], &[])
};

pub(super) static CREDENTIAL_SCHEMA: Class = with_text_type("a CredentialSchema", &[one("id", Id)], &[]);

static CREDENTIAL_STATUS: Class =
    Class { rule: Some(status::status), ..with_text_type("a CredentialStatus", &[], &[one("id", Id)]) };

pub(super) static REFRESH_SERVICE: Class = with_text_type("a RefreshService", &[one("id", Id)], &[]);

pub(super) static TERMS_OF_USE: Class = with_text_type("a TermsOfUse", &[], &[one("id", Id)]);

pub(super) static PROOF: Class = with_text_type(
    "a Proof",
    &[],
    &[
        one("created", DateTimeZ),
        one("cryptosuite", Text),
        one("challenge", Text),
        // Data Integrity 1.0, 2.1: one or several.
        compact("domain", Text),
        one("nonce", Text),
        one("proofPurpose", Text),
        one("proofValue", Text),
        one("verificationMethod", Text),
    ],
);
