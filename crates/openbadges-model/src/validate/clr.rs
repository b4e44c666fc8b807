//! The classes of CLR 2.0 as a table (D), and the rule of its subject.

use super::table::{Class, Kind, compact, constant, list, one, open};
use super::v3::{
    ACHIEVEMENT, CREDENTIAL, CREDENTIAL_SCHEMA, EVIDENCE, IDENTITY_OBJECT, IMAGE, PROFILE, PROOF,
    REFRESH_SERVICE, STATUS, TERMS_OF_USE, credential_members,
};
use super::walker::Walker;
use super::{rules, walker::quoted};
use crate::{AssociationType, FaultKind};
use serde_json::{Map, Value};
use std::collections::HashSet;

const CLR: &[&[&str]] = &[&[CREDENTIAL], &["ClrCredential"]];

pub(super) static CLR_CREDENTIAL: Class = Class {
    rule: Some(rules::clr),
    ..open(
        "a ClrCredential",
        CLR,
        &[
            list("@context", Kind::Context),
            one("id", Kind::Id),
            one("name", Kind::Text),
            one("issuer", Kind::ProfileRef),
            one("validFrom", Kind::DateTimeZ),
            one("credentialSubject", Kind::Object(&CLR_SUBJECT)),
        ],
        credential_members![
            one("description", Kind::Text),
            one("image", Kind::Object(&IMAGE)),
            one("partial", Kind::Boolean),
            one("awardedDate", Kind::DateTimeZ),
            one("validUntil", Kind::DateTimeZ),
            list("endorsement", Kind::Endorsement),
            list("endorsementJwt", Kind::Jws),
            list("evidence", Kind::Object(&EVIDENCE)),
        ],
    )
};

pub(super) static CLR_CREDENTIAL_V1: Class = Class {
    rule: Some(rules::clr_v1),
    ..open(
        "a ClrCredential of the VC data model 1.1",
        CLR,
        &[
            list("@context", Kind::Context),
            one("id", Kind::Id),
            one("name", Kind::Text),
            one("issuer", Kind::Object(&PROFILE)),
            one("issuanceDate", Kind::DateTimeZ),
            one("credentialSubject", Kind::Object(&CLR_SUBJECT)),
        ],
        &[
            one("description", Kind::Text),
            one("image", Kind::Object(&IMAGE)),
            one("partial", Kind::Boolean),
            one("expirationDate", Kind::DateTimeZ),
            list("endorsement", Kind::Endorsement),
            list("endorsementJwt", Kind::Jws),
            compact("proof", Kind::Object(&PROOF)),
            compact("credentialSchema", Kind::Object(&CREDENTIAL_SCHEMA)),
            STATUS,
            one("refreshService", Kind::Object(&REFRESH_SERVICE)),
        ],
    )
};

static CLR_SUBJECT: Class = Class {
    rule: Some(subject),
    ..open(
        "a ClrSubject",
        &[&["ClrSubject"]],
        &[list("verifiableCredential", Kind::Enclosed)],
        &[
            one("id", Kind::Id),
            list("identifier", Kind::Object(&IDENTITY_OBJECT)),
            list("achievement", Kind::Object(&ACHIEVEMENT)),
            list("association", Kind::Object(&ASSOCIATION)),
        ],
    )
};

static ASSOCIATION: Class = constant(
    "an Association",
    "Association",
    &[
        one("associationType", Kind::Closed(AssociationType::TERMS)),
        one("sourceId", Kind::Id),
        one("targetId", Kind::Id),
    ],
    &[],
);

/// A credential of any type inside another.
pub(super) static ANY_CREDENTIAL: Class = open(
    "a VerifiableCredential",
    &[&[CREDENTIAL]],
    &[list("@context", Kind::Context), one("issuer", Kind::Any), one("credentialSubject", Kind::Any)],
    &[],
);

/// A credential in its JWT form, as a `data:` address (VC data model 2.0, Enveloped Verifiable Credentials).
pub(super) static ENVELOPED: Class = open(
    "an EnvelopedVerifiableCredential",
    &[&["EnvelopedVerifiableCredential"]],
    &[one("id", Kind::Id)],
    &[],
);

/// A learner is known by an `id` or an identifier; associations are between achievements of the record.
fn subject(walker: &mut Walker, subject: &Map<String, Value>) {
    rules::identified(walker, subject);
    let Some(Value::Array(associations)) = subject.get("association") else { return };
    let Some(known) = achievements(subject) else { return };
    walker.at("association", |walker| {
        for (index, association) in associations.iter().enumerate() {
            walker.at(&index, |walker| ends(walker, association, &known));
        }
    });
}

fn ends(walker: &mut Walker, association: &Value, known: &HashSet<&str>) {
    for name in ["sourceId", "targetId"] {
        let id = association.get(name).and_then(Value::as_str);
        if let Some(id) = id.filter(|id| !known.contains(id)) {
            let message = format!("The record has no achievement with the id {}.", quoted(id));
            walker.at(name, |walker| walker.remark(FaultKind::Inconsistent, message));
        }
    }
}

/// The ids of all achievements of the record; `None` where credentials in another form than JSON may have more.
fn achievements(subject: &Map<String, Value>) -> Option<HashSet<&str>> {
    let items = |name| subject.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let awarded = items("verifiableCredential");
    if !awarded.iter().all(|credential| credential.get("credentialSubject").is_some()) {
        return None;
    }
    let awarded =
        awarded.iter().filter_map(|credential| credential.pointer("/credentialSubject/achievement"));
    Some(items("achievement").iter().chain(awarded).filter_map(|a| a.get("id")?.as_str()).collect())
}
