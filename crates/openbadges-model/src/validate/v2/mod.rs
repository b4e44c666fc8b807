//! The classes of Open Badges 2.0 and before as tables (C.1, C.5), for the same walk as those of 3.0.

mod rules;

use super::table::{Class, Kind, Member, Types, compact, one};
use super::walk;
use crate::Fault;
use crate::v2::document_class::Class as DocumentClass;
use crate::v2::version::Version;
use Kind::{Boolean, Date2, Id, Linked, Object, Text, Uri};
use serde_json::Value;

/// Every fault of a document in the form of 2.0.
pub(crate) fn document(document: &Value, class: DocumentClass, version: Version) -> Vec<Fault> {
    let old = version < Version::V2_0;
    let class = match class {
        DocumentClass::Assertion | DocumentClass::Endorsement if is_stub(document) => &STUB,
        DocumentClass::Assertion if version == Version::V0_5 => &OLD_ASSERTION,
        DocumentClass::Assertion => &ASSERTION,
        DocumentClass::BadgeClass if old => &OLD_BADGE_CLASS,
        DocumentClass::BadgeClass => &BADGE_CLASS,
        DocumentClass::Issuer if old => &OLD_ISSUER,
        DocumentClass::Issuer => &ISSUER,
        DocumentClass::Profile => &PROFILE,
        DocumentClass::Endorsement => &ENDORSEMENT,
        DocumentClass::CryptographicKey => &KEY,
        DocumentClass::RevocationList => &REVOCATION_LIST,
        DocumentClass::Foreign => &FOREIGN,
    };
    walk::document(class, document)
}

/// Of a revoked badge only `id` and `revoked` need remain.
fn is_stub(document: &Value) -> bool {
    document.get("revoked") == Some(&Value::Bool(true))
}

const fn class(
    name: &'static str,
    types: Types,
    required: &'static [Member],
    optional: &'static [Member],
) -> Class {
    Class { name, types, closed: false, required, optional, rule: None }
}

/// A class that stands alone or inside another, known by its `type`.
const fn of_type(
    name: &'static str,
    types: &'static [&'static [&'static str]],
    required: &'static [Member],
    optional: &'static [Member],
) -> Class {
    class(name, Types::Contains(types), required, optional)
}

const TYPES: Member = compact("type", Text);
const RELATED_TO: Member = compact("related", Linked(&RELATED));
const ENDORSEMENTS: Member = compact("endorsement", Kind::Any);
const REVOKED: [Member; 2] = [one("revoked", Boolean), one("revocationReason", Text)];

static STUB: Class = class("a revoked Assertion", Types::None, &[one("id", Id)], &REVOKED);

static FOREIGN: Class = class("an object", Types::None, &[one("id", Id)], &[TYPES]);

static AWARD: [Member; 10] = [
    one("image", Linked(&IMAGE)),
    compact("evidence", Linked(&EVIDENCE)),
    one("narrative", Text),
    one("expires", Date2),
    one("revoked", Boolean),
    one("revocationReason", Text),
    ENDORSEMENTS,
    RELATED_TO,
    one("@language", Kind::AnyLanguage),
    TYPES,
];

static ASSERTION: Class = Class {
    rule: Some(rules::hosted_or_signed),
    ..of_type(
        "an Assertion",
        &[&["Assertion"]],
        &[
            one("id", Id),
            one("recipient", Object(&IDENTITY)),
            one("badge", Linked(&BADGE_CLASS)),
            one("verification", Object(&VERIFICATION)),
            one("issuedOn", Date2),
        ],
        &AWARD,
    )
};

/// 0.5 has the badge inside, no address of its own, and allowed badges without a date.
static OLD_ASSERTION: Class = of_type(
    "an Assertion",
    &[&["Assertion"]],
    &[one("recipient", Object(&IDENTITY)), one("badge", Object(&OLDEST_BADGE_CLASS))],
    &[
        one("issuedOn", Date2),
        one("expires", Date2),
        compact("evidence", Linked(&EVIDENCE)),
        one("revoked", Boolean),
    ],
);

static IDENTITY: Class = Class {
    rule: Some(rules::identity),
    ..class(
        "an IdentityObject",
        Types::None,
        &[TYPES, one("identity", Text), one("hashed", Boolean)],
        &[one("salt", Text)],
    )
};

static VERIFICATION: Class = class(
    "a VerificationObject",
    Types::None,
    &[TYPES],
    &[
        one("creator", Linked(&KEY)),
        one("verificationProperty", Text),
        compact("startsWith", Uri),
        compact("allowedOrigins", Text),
    ],
);

/// What an issuer says of where its badges are has no type.
static SCOPE: Class = class(
    "a VerificationObject",
    Types::None,
    &[],
    &[TYPES, one("verificationProperty", Text), compact("startsWith", Uri), compact("allowedOrigins", Text)],
);

static BADGE: [Member; 8] = [
    one("image", Linked(&IMAGE)),
    compact("alignment", Linked(&ALIGNMENT)),
    compact("tags", Text),
    ENDORSEMENTS,
    RELATED_TO,
    one("version", Kind::Any),
    one("@language", Kind::AnyLanguage),
    TYPES,
];

static BADGE_CLASS: Class = Class {
    rule: Some(rules::pictured),
    ..of_type(
        "a BadgeClass",
        &[&["BadgeClass"]],
        &[
            one("id", Id),
            one("name", Text),
            one("description", Text),
            one("criteria", Linked(&CRITERIA)),
            one("issuer", Linked(&ISSUER)),
        ],
        &BADGE,
    )
};

static OLD_BADGE_CLASS: Class = Class {
    rule: Some(rules::pictured),
    ..of_type(
        "a BadgeClass",
        &[&["BadgeClass"]],
        &[
            one("name", Text),
            one("description", Text),
            one("criteria", Linked(&CRITERIA)),
            one("issuer", Linked(&OLD_ISSUER)),
        ],
        &BADGE,
    )
};

static OLDEST_BADGE_CLASS: Class = Class {
    rule: Some(rules::pictured),
    ..of_type(
        "the badge",
        &[&["BadgeClass"]],
        &[
            one("name", Text),
            one("description", Text),
            one("criteria", Text),
            one("issuer", Object(&OLDEST_ISSUER)),
        ],
        &[one("image", Linked(&IMAGE)), one("version", Text)],
    )
};

const ISSUERS: &[&[&str]] = &[&["Issuer", "Profile", "IssuerOrg"]];

/// The optional members of a profile, with those before them that are required of an issuer only.
macro_rules! about {
    ($($more:expr),*) => {
        [
            $($more,)*
            one("telephone", Text),
            one("description", Text),
            one("image", Linked(&IMAGE)),
            compact("publicKey", Linked(&KEY)),
            one("verification", Object(&SCOPE)),
            one("revocationList", Linked(&REVOCATION_LIST)),
            ENDORSEMENTS,
            RELATED_TO,
            TYPES,
        ]
    };
}

static ABOUT: [Member; 9] = about!();

/// What 2.0 requires of an issuer and 1.x does not.
static CONTACT: [Member; 10] = about!(one("email", Text));

/// What it requires of an issuer and not of other profiles.
static KNOWN: [Member; 12] = about!(one("name", Text), one("url", Uri), one("email", Text));

static PROFILE: Class = of_type("a Profile", ISSUERS, &[one("id", Id)], &KNOWN);

static ISSUER: Class = of_type(
    "an Issuer",
    ISSUERS,
    &[one("id", Id), one("name", Text), one("url", Uri), one("email", Text)],
    &ABOUT,
);

static OLD_ISSUER: Class = of_type("an Issuer", ISSUERS, &[one("name", Text), one("url", Uri)], &CONTACT);

static OLDEST_ISSUER: Class = class(
    "the issuer",
    Types::None,
    &[one("origin", Uri), one("name", Text)],
    &[one("email", Text), one("org", Text)],
);

static ENDORSEMENT: Class = Class {
    rule: Some(rules::hosted_or_signed),
    ..of_type(
        "an Endorsement",
        &[&["Endorsement"]],
        &[
            one("id", Id),
            one("claim", Object(&CLAIM)),
            one("issuer", Linked(&ISSUER)),
            one("issuedOn", Date2),
            one("verification", Object(&VERIFICATION)),
        ],
        &REVOKED,
    )
};

static CLAIM: Class = class("the claim", Types::None, &[one("id", Id)], &[one("endorsementComment", Text)]);

static KEY: Class = class(
    "a CryptographicKey",
    Types::None,
    &[],
    &[one("id", Id), one("owner", Linked(&FOREIGN)), one("publicKeyPem", Text), TYPES],
);

static REVOCATION_LIST: Class = of_type(
    "a RevocationList",
    &[&["RevocationList"]],
    &[compact("revokedAssertions", Linked(&REVOKED_ASSERTION))],
    &[one("id", Id), one("issuer", Linked(&PROFILE))],
);

static REVOKED_ASSERTION: Class = class(
    "an entry of the list",
    Types::None,
    &[],
    &[one("id", Text), one("uid", Text), one("revocationReason", Kind::Any)],
);

static IMAGE: Class =
    class("an Image", Types::None, &[one("id", Id)], &[one("caption", Text), one("author", Kind::Any)]);

static EVIDENCE: Class = class(
    "Evidence",
    Types::None,
    &[],
    &[
        one("id", Text),
        one("narrative", Text),
        one("name", Text),
        one("description", Text),
        one("genre", Text),
        one("audience", Text),
        TYPES,
    ],
);

static CRITERIA: Class = Class {
    rule: Some(rules::criteria),
    ..class("the criteria", Types::None, &[], &[one("id", Text), one("narrative", Text), TYPES])
};

static ALIGNMENT: Class = class(
    "an AlignmentObject",
    Types::None,
    &[one("targetName", Text), one("targetUrl", Uri)],
    &[one("targetDescription", Text), one("targetFramework", Text), one("targetCode", Text), TYPES],
);

static RELATED: Class = class("what is related", Types::None, &[one("id", Id)], &[TYPES]);
