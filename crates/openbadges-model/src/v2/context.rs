//! The contexts of 2.0 and 1.1, and what a context written into a document makes of their terms.

use super::version::Version;
use crate::fault::locate;
use crate::json::each;
use crate::{Fault, FaultKind, Severity};
use serde_json::{Map, Value};

/// The context that documents of 2.0 name and that we write.
pub const CONTEXT: &str = "https://w3id.org/openbadges/v2";

/// Addresses of the contexts, without scheme and closing slash: each was published under several (C.5, E.5-4).
const ADDRESSES: [(&str, Version); 10] = [
    ("w3id.org/openbadges/v2", Version::V2_0),
    ("openbadgespec.org/v2/context.json", Version::V2_0),
    ("openbadgespec.org/v2/context", Version::V2_0),
    ("purl.imsglobal.org/spec/ob/v2p0/context.json", Version::V2_0),
    ("purl.imsglobal.org/spec/ob/v2p0/ob_v2p0.jsonld", Version::V2_0),
    ("purl.imsglobal.org/spec/ob/v2p1/ob_v2p1.jsonld", Version::V2_0),
    ("purl.imsglobal.org/spec/ob/v2x/obv2x.jsonld", Version::V2_0),
    ("w3id.org/openbadges/v1", Version::V1_1),
    ("openbadgespec.org/v1/context.json", Version::V1_1),
    ("openbadges.org/standard/1.1/context.json", Version::V1_1),
];

/// Where Open Badges' own terms are, and the prefixes that documents use for well-known places.
const OPEN_BADGES: &str = "https://w3id.org/openbadges#";
const PREFIXES: [(&str, &str); 6] = [
    ("obi", OPEN_BADGES),
    ("schema", "http://schema.org/"),
    ("dc", "http://purl.org/dc/terms/"),
    ("cred", "https://w3id.org/credentials#"),
    ("sec", "https://w3id.org/security#"),
    ("dqm", "http://purl.org/dqm-vocabulary/v1/dqm#"),
];

/// What the terms that a verifier reads mean: the last part of the IRI in a place of [`PREFIXES`].
const TERMS: [(&str, &str); 38] = [
    ("id", "@id"),
    ("type", "@type"),
    ("Assertion", "obi:Assertion"),
    ("BadgeClass", "obi:BadgeClass"),
    ("Issuer", "obi:Issuer"),
    ("Profile", "obi:Profile"),
    ("Endorsement", "cred:Credential"),
    ("RevocationList", "obi:RevocationList"),
    ("CryptographicKey", "sec:Key"),
    ("HostedBadge", "obi:HostedBadge"),
    ("SignedBadge", "obi:SignedBadge"),
    ("hosted", "obi:HostedBadge"),
    ("signed", "obi:SignedBadge"),
    ("allowedOrigins", "obi:allowedOrigins"),
    ("badge", "obi:badge"),
    ("claim", "cred:claim"),
    ("creator", "dc:creator"),
    ("criteria", "obi:criteria"),
    ("description", "schema:description"),
    ("email", "schema:email"),
    ("expires", "sec:expiration"),
    ("hashed", "obi:hashed"),
    ("identity", "obi:identityHash"),
    ("image", "schema:image"),
    ("issuedOn", "obi:issueDate"),
    ("issuer", "obi:issuer"),
    ("name", "schema:name"),
    ("owner", "sec:owner"),
    ("publicKey", "sec:publicKey"),
    ("publicKeyPem", "sec:publicKeyPem"),
    ("recipient", "obi:recipient"),
    ("revocationList", "obi:revocationList"),
    ("revoked", "obi:revoked"),
    ("revokedAssertions", "obi:revoked"),
    ("salt", "obi:salt"),
    ("startsWith", "dqm:startsWith"),
    ("url", "schema:url"),
    ("verification", "obi:verify"),
];

/// Links of a context that are followed from term to term.
const MAX_LINKS: usize = 4;

/// Objects within each other that are looked into for contexts of their own.
const MAX_DEPTH: usize = 64;

/// Most faults of contexts that are told.
const MAX_FAULTS: usize = 100;

/// The version whose context a document names or writes out.
pub(super) fn version(document: &Value) -> Option<Version> {
    each(document, "@context").find_map(|context| match context {
        Value::String(url) => known(url),
        Value::Object(terms) => writes_out(terms).then_some(Version::V2_0),
        _ => None,
    })
}

fn known(url: &str) -> Option<Version> {
    let url = url.trim();
    let address = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let address = address.strip_prefix("www.").unwrap_or(address).trim_end_matches(['/', '#']);
    ADDRESSES.iter().find(|(known, _)| *known == address).map(|(_, version)| *version)
}

/// Whether a context defines the terms of 2.0 itself instead of naming theirs.
fn writes_out(terms: &Map<String, Value>) -> bool {
    ["BadgeClass", "verification"].iter().all(|term| meaning(terms, term) == expected(term))
}

/// Every fault of a document's contexts as it was written: that of 2.0 or 1.1 is named or written out, and no term
/// that a verifier reads means something else. Extensions have contexts of their own, which end with them.
///
/// ```
/// use openbadges_model::v2::{CONTEXT, Version, context_faults};
/// use serde_json::json;
///
/// assert!(context_faults(&json!({"@context": CONTEXT}), Version::V2_0).is_empty());
/// assert_eq!(context_faults(&json!({"id": "urn:a"}), Version::V2_0)[0].pointer, "/@context");
/// ```
pub fn faults(document: &Value, version: Version) -> Vec<Fault> {
    let mut faults = Vec::new();
    if version >= Version::V1_1 && self::version(document).is_none() {
        let message = format!("The context of Open Badges is missing here: write \"{CONTEXT}\".");
        faults.push(fault(message));
    }
    redefined(document, 0, &mut faults);
    faults
}

fn fault(message: String) -> Fault {
    Fault { pointer: "/@context".into(), kind: FaultKind::Context, severity: Severity::Error, message }
}

fn redefined(value: &Value, depth: usize, faults: &mut Vec<Fault>) {
    let is_over = depth > MAX_DEPTH || faults.len() == MAX_FAULTS;
    if is_over || !(value.is_object() || value.is_array()) || is_extension(value) {
        return;
    }
    let changes = each(value, "@context").filter_map(Value::as_object).flat_map(changed);
    for (term, iri) in changes.take(MAX_FAULTS - faults.len()) {
        faults.push(fault(format!(
            "This context makes `{term}` mean {iri:.120}: leave the term to Open Badges."
        )));
    }
    match value {
        Value::Object(members) => {
            for (name, value) in members.iter().filter(|(name, _)| *name != "@context") {
                inside(value, name.as_str(), depth, faults);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                inside(item, &index, depth, faults);
            }
        }
        _ => {}
    }
}

fn inside(value: &Value, segment: &(impl ToString + ?Sized), depth: usize, faults: &mut Vec<Fault>) {
    let before = faults.len();
    redefined(value, depth + 1, faults);
    locate(&mut faults[before..], segment);
}

/// Whether an object is an extension by its types.
pub(super) fn is_extension(value: &Value) -> bool {
    each(value, "type").filter_map(Value::as_str).any(|name| {
        matches!(name, "Extension" | "extension" | "obi:Extension" | "https://w3id.org/openbadges#Extension")
    })
}

/// The terms that a written context gives another meaning than Open Badges.
fn changed(terms: &Map<String, Value>) -> impl Iterator<Item = (&'static str, String)> {
    TERMS.iter().filter(|(term, _)| terms.contains_key(*term)).filter_map(|(term, _)| {
        let found = meaning(terms, term);
        (found != expected(term)).then(|| (*term, found.unwrap_or_else(|| "nothing".to_owned())))
    })
}

fn expected(term: &str) -> Option<String> {
    let (_, iri) = TERMS.iter().find(|(name, _)| *name == term)?;
    Some(expand(iri, |prefix| {
        PREFIXES.iter().find(|(name, _)| *name == prefix).map(|(_, place)| (*place).to_owned())
    }))
}

/// What a term of a written context means, as an IRI or keyword.
fn meaning(terms: &Map<String, Value>, term: &str) -> Option<String> {
    let mut name = term.to_owned();
    for _ in 0..MAX_LINKS {
        let definition = terms.get(&name)?;
        let text = definition.as_str().or_else(|| definition.get("@id")?.as_str())?;
        if !terms.contains_key(text) {
            let prefix = |prefix: &str| match terms.get(prefix) {
                Some(place) => place.as_str().map(str::to_owned),
                None => {
                    PREFIXES.iter().find(|(name, _)| *name == prefix).map(|(_, place)| (*place).to_owned())
                }
            };
            return Some(expand(text, prefix))
                .map(|iri| iri.replace("https://schema.org/", "http://schema.org/"));
        }
        text.clone_into(&mut name);
    }
    None
}

fn expand(text: &str, place: impl Fn(&str) -> Option<String>) -> String {
    match text.split_once(':') {
        Some((prefix, rest)) if !rest.starts_with("//") => {
            place(prefix).map_or_else(|| text.to_owned(), |place| format!("{place}{rest}"))
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn pointers(document: &Value) -> Vec<String> {
        faults(document, Version::V2_0).into_iter().map(|fault| fault.pointer).collect()
    }

    #[test]
    fn c1_the_context_is_named_or_written_out() {
        let written = json!({
            "id": "@id", "type": "@type", "obi": OPEN_BADGES, "schema": "https://schema.org/",
            "BadgeClass": "obi:BadgeClass", "name": {"@id": "schema:name"},
            "verification": {"@id": "obi:verify", "@type": "@id"}, "verify": "verification"
        });
        for context in
            [json!(CONTEXT), json!(["https://example.org/", "https://w3id.org/openbadges/v2#"]), written]
        {
            assert_eq!(pointers(&json!({ "@context": context })), [""; 0], "{context}");
        }
        for context in
            [json!("https://w3id.org/openbadges/invalid"), json!({"name": "schema:name"}), json!(null)]
        {
            assert_eq!(pointers(&json!({ "@context": context })), ["/@context"], "{context}");
        }
    }

    #[test]
    fn a_written_context_may_not_change_what_is_read() {
        let document = json!({
            "@context": [CONTEXT, {"name": "https://example.org/other", "mine": "https://example.org/mine"}],
            "badge": {"@context": {"issuer": "obi:nobody"}},
            "evidence": [{"@context": {"url": "schema:url"}}],
            "extensions:x": {"@context": {"name": "https://example.org/n"}, "type": ["Extension", "x:X"]}
        });
        assert_eq!(pointers(&document), ["/@context", "/badge/@context"]);
        let circle = json!({"@context": [CONTEXT, {"name": "a", "a": "name"}]});
        assert_eq!(pointers(&circle), ["/@context"]);
    }

    #[test]
    fn so_many_faults_are_told_and_no_more() {
        let items = vec![json!({"@context": {"name": "a:b", "url": "a:c"}}); MAX_FAULTS];
        let found = pointers(&json!({"@context": CONTEXT, "a~b": items}));
        assert_eq!(found.len(), MAX_FAULTS);
        assert_eq!(found.last().map(String::as_str), Some("/a~0b/49/@context"));
    }
}
