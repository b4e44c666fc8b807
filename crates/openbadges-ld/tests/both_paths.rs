//! The term tables and the general path make the same statements of every document that both can read, and leave out the
//! same members. They share neither the reading of contexts nor the walk over the document.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it skips"
)]

mod common;

use openbadges_ld::{Canonical, Contexts, LdError, Options};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::{Map, Value, json};

/// A context that says nothing, but stands inside of the document: it sends the document to the general path.
fn inline() -> Value {
    json!({"@version": 1.1})
}

/// The document for the general path.
fn for_general(document: &Value) -> Value {
    let mut document = document.clone();
    if let Value::Object(members) = &mut document {
        let context = members.shift_remove("@context");
        let mut contexts = match context {
            None => Vec::new(),
            Some(Value::Array(items)) => items,
            Some(single) => vec![single],
        };
        contexts.push(inline());
        members.insert("@context".to_owned(), Value::from(contexts));
    }
    document
}

fn tables(document: &Value) -> Result<Canonical, LdError> {
    Options::default().canonicalize(document)
}

fn general(document: &Value, contexts: &Contexts) -> Result<Canonical, LdError> {
    Options { contexts: Some(contexts), ..Options::default() }.canonicalize(document)
}

/// The canonical form and what is not in it, in one order.
fn sorted(canonical: Canonical) -> (String, Vec<String>) {
    let mut undefined: Vec<String> =
        canonical.undefined.iter().map(|it| format!("{} {}", it.pointer, it.term)).collect();
    undefined.sort();
    (canonical.nquads, undefined)
}

/// What differs, unless nothing does.
fn difference(document: &Value, contexts: &Contexts, renamed: &Value) -> Option<String> {
    match (tables(document).map(sorted), general(renamed, contexts).map(sorted)) {
        (Ok(tables), Ok(general)) if tables == general => None,
        // The tables alone cannot read it, or nobody can.
        (Err(LdError::UnknownContext { .. } | LdError::InlineContext { .. }), _)
        | (Err(LdError::WorkLimit { .. }), Err(LdError::WorkLimit { .. })) => None,
        (Err(LdError::WorkLimit { .. }), _) | (_, Err(LdError::WorkLimit { .. })) => {
            Some(format!("{document}\nonly one ends by the work limit"))
        }
        (Err(_), Err(_)) => None,
        (tables, general) => Some(format!("{document}\ntables: {tables:?}\ngeneral: {general:?}")),
    }
}

/// The published contexts under other addresses, so that nothing but what is published there can be used.
fn published() -> Contexts {
    let document = |url: &str| serde_json::from_slice(&common::published(url)?).ok();
    common::CONTEXTS.iter().filter_map(|(url, _)| Some((renamed(url), document(url)?))).collect()
}

fn renamed(url: &str) -> String {
    format!("published:{url}")
}

/// The document with all its contexts under their other addresses.
fn with_renamed(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(with_renamed).collect(),
        Value::Object(members) => {
            let member = |(name, value): (&String, &Value)| {
                let value = if name == "@context" { rename(value) } else { with_renamed(value) };
                (name.clone(), value)
            };
            Value::Object(members.iter().map(member).collect())
        }
        other => other.clone(),
    }
}

fn rename(context: &Value) -> Value {
    match context {
        Value::String(url) if common::CONTEXTS.iter().any(|(known, _)| known == url) => {
            Value::from(renamed(url))
        }
        Value::Array(items) => items.iter().map(rename).collect(),
        other => other.clone(),
    }
}

fn same(document: &Value, contexts: &Contexts) -> Option<String> {
    let none = Contexts::default();
    difference(document, &none, &for_general(document))
        .or_else(|| difference(document, contexts, &with_renamed(document)))
}

#[test]
fn documents_of_others() {
    let Some(vectors) = common::vectors() else { return };
    let contexts = published();
    let (mut read, mut differences) = (0, Vec::new());
    for folder in ["ob1x", "ob20", "ob30", "real-world", "clr20", "w3c/vc-di-eddsa", "w3c/vc-di-ecdsa"] {
        for path in common::files(&vectors.join(folder), "") {
            let Ok(document) = serde_json::from_slice::<Value>(&std::fs::read(&path).expect("a file")) else {
                continue;
            };
            if document.get("@context").is_some() {
                read += usize::from(tables(&document).is_ok());
                differences.extend(same(&document, &contexts).map(|it| format!("{}: {it}", path.display())));
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(read > 100, "{read} documents");
}

/// What fuzzing found, each in its smallest form.
#[test]
fn documents_on_which_they_once_differed() {
    let none = Contexts::default();
    let documents = [
        // More than a language, so it is a node (JSON-LD 1.1 API, 5.1.2, step 18).
        json!({"https://example.org/a": {"@language": "en", "@direction": "rtl"}}),
        // A name with `://` is taken for an IRI, and not put after @vocab (5.2.2, step 6.2).
        json!({"@context": [VC2, EXAMPLES], "typ./https://example.org/a": "b", "urn:a b": "c", "a:b": "d"}),
        json!({"@context": [VC2, EXAMPLES], "xsd:a b": "c", ":a": "b", "://a": "b"}),
        // Nothing comes of what is reversed, so the graph is the whole document.
        json!({"@reverse": {"no IRI": {"@id": "urn:a"}}, "@graph": {"https://example.org/a": "b"}}),
        json!({"@reverse": {}, "@graph": {"https://example.org/a": "b"}}),
        json!({"@reverse": {"https://example.org/b": []}, "@graph": {"https://example.org/a": "b"}}),
        json!({"@context": [VC2, OB], "@graph": {"type": "Profile"}, "name": {"@language": "en"}}),
        // Nothing leads to the text, and its language is none.
        json!({"@context": [VC2, OB], "@set": {"@value": "text", "@language": "not a tag"}}),
        // What is as good as null is no list, not even an empty one (5.1.2, steps 13.10 and 15.4).
        json!({"@context": [VC2, OB], "type": ["ResultDescription"], "allowedValue": {"@language": "en"}}),
        json!({"@context": [VC2, OB], "type": ["ResultDescription"], "allowedValue": {"@value": null}}),
        json!({"@context": [VC2, OB], "type": ["ResultDescription"], "allowedValue": {"@set": null}}),
        json!({"@context": [VC2, OB], "type": ["ResultDescription"], "allowedValue": {"@set": []}}),
        json!({"@context": [VC2, OB], "type": ["ResultDescription"], "allowedValue": [{"@language": "en"}, null]}),
        // A type brings a term for graphs, which does not hold inside of its values.
        json!({"@context": [VC2, CLR, OB], "type": ["VerifiableCredential"], "proof": {"@set": "text"}}),
        json!({"@context": [VC2, CLR, OB], "type": ["VerifiableCredential"], "proof": [{"@list": ["text"]}, "x"]}),
        // A type whose terms change a prefix that the terms of the next type are written with.
        json!({"@context": [VC1, OB_300], "type": ["ResultDescription", "Ed25519Signature2018"], "valueMax": "5"}),
        json!({"@context": [VC1, OB_301], "type": ["EcdsaSecp256k1Signature2019", "Profile"], "givenName": "A"}),
        // A text whose language is none keeps its place in a list (8.3, step 3.3), and is nothing elsewhere.
        json!({"@context": OB_2, "verificationProperty": {"@list": [{"@value": "a", "@language": "not ok"}, "b"]}}),
        json!({"@context": [VC1, DATA_INTEGRITY_1], "id": "urn:a", "proof": {"@value": "a", "@language": ""}}),
        // What looks like a keyword is none, also where it would be reversed.
        json!({"@context": OB_1, "id": "urn:a", "@reverse": {"@none": false}}),
        json!({"@context": OB_1, "id": "urn:a", "@reverse": {"@nothing": false}}),
    ];
    for document in documents {
        assert_eq!(difference(&document, &none, &for_general(&document)), None);
    }
}

const VC1: &str = "https://www.w3.org/2018/credentials/v1";
const VC2: &str = "https://www.w3.org/ns/credentials/v2";
const OB: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
const EXAMPLES: &str = "https://www.w3.org/ns/credentials/examples/v2";
const CLR: &str = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json";
const OB_300: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context.json";
const OB_301: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json";
const OB_2: &str = "https://w3id.org/openbadges/v2";
const OB_1: &str = "https://w3id.org/openbadges/v1";
const DATA_INTEGRITY_1: &str = "https://w3id.org/security/data-integrity/v1";
const OB_EXTENSIONS: &str = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json";
const LISTS: [&[&str]; 11] = [
    &[VC2, OB],
    &[VC2, OB, OB_EXTENSIONS],
    &[VC1, OB_300],
    &[VC1, OB_301, DATA_INTEGRITY_1],
    &[VC1, OB, "https://w3id.org/security/suites/ed25519-2020/v1"],
    &[OB_2],
    &[OB_1],
    &[OB_2, "https://openbadgespec.org/v0/context.json"],
    &[VC2, CLR, OB],
    &["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
    &[VC2, OB, EXAMPLES],
];

/// Names of members: terms of every kind, keywords, IRIs and names without a meaning.
const NAMES: [&str; 48] = [
    "name",
    "description",
    "issuer",
    "credentialSubject",
    "achievement",
    "alignment",
    "identifier",
    "allowedValue",
    "image",
    "criteria",
    "proof",
    "proofPurpose",
    "created",
    "verifiableCredential",
    "awardedDate",
    "inLanguage",
    "email",
    "creditsEarned",
    "validFrom",
    "jsonSchema",
    "association",
    "targetUrl",
    "hashed",
    "recipient",
    "badge",
    "verify",
    "expires",
    "tags",
    "evidence",
    "service",
    "assertionMethod",
    "urn:p",
    "https://example.org/p",
    "xsd:p",
    "obi:p",
    "nobody",
    "valueMax",
    "givenName",
    "verificationProperty",
    "@value",
    "@list",
    "@set",
    "@graph",
    "@included",
    "@index",
    "@language",
    "@none",
    "@reverse",
];

const TYPES: [&str; 18] = [
    "VerifiableCredential",
    "OpenBadgeCredential",
    "Achievement",
    "AchievementSubject",
    "Profile",
    "Assertion",
    "ResultDescription",
    "DataIntegrityProof",
    "EcdsaSecp256k1Signature2019",
    "Ed25519Signature2018",
    "Ed25519Signature2020",
    "JsonSchema",
    "ClrSubject",
    "Multikey",
    "IdentityObject",
    "urn:t",
    "Nobody",
    "xsd:string",
];

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        prop::sample::select(vec![
            json!("text"),
            json!("https://example.org/a#b"),
            json!("https://example.org/a#b#c"),
            json!("urn:uuid:1"),
            json!("relative"),
            json!("_:b1"),
            json!("_:b2"),
            json!("Achievement"),
            json!("assertionMethod"),
            json!("obi:thing"),
            json!("2026-01-01T00:00:00Z"),
            json!("@id"),
            json!("@nothing"),
            json!(""),
            json!(5),
            json!(36.0),
            json!(-3.5),
            json!(true),
            json!(null),
        ]),
        "[a-z]{1,3}".prop_map(Value::from),
    ]
}

/// Any member; the values of keywords mostly fit them.
fn member(value: impl Strategy<Value = Value> + Clone) -> impl Strategy<Value = (String, Value)> {
    let types = prop::collection::vec(prop::sample::select(&TYPES[..]), 1..3);
    prop_oneof![
        8 => (prop::sample::select(&NAMES[..]), value).prop_map(|(name, value)| (name.to_owned(), value)),
        2 => types.prop_map(|types| ("type".to_owned(), json!(types))),
        2 => prop::sample::select(&["urn:a", "urn:b", "_:b1", "relative", "https://example.org/#x"][..])
            .prop_map(|id| ("id".to_owned(), json!(id))),
        1 => prop::sample::select(&["Profile", "urn:t", "@json", "nobody"][..])
            .prop_map(|name| ("@type".to_owned(), json!(name))),
        1 => prop::sample::select(&["en", "de-CH", "not a tag", ""][..])
            .prop_map(|tag| ("@language".to_owned(), json!(tag))),
        1 => Just(("@context".to_owned(), json!(VC2))),
        1 => Just(("@context".to_owned(), Value::Null)),
    ]
}

fn value() -> impl Strategy<Value = Value> + Clone {
    let object = |members: Vec<(String, Value)>| Value::Object(Map::from_iter(members));
    scalar()
        .prop_recursive(5, 40, 5, move |inner| {
            prop_oneof![
                3 => prop::collection::vec(member(inner.clone()), 0..5).prop_map(object),
                1 => prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                1 => inner.prop_map(|value| json!({"@value": value})),
            ]
        })
        .boxed()
}

fn document() -> impl Strategy<Value = Value> {
    let members = prop::collection::vec(member(value()), 1..8);
    (prop::sample::select(&LISTS[..]), members).prop_map(|(list, members)| {
        let mut document = Map::from_iter(members);
        document.insert("@context".to_owned(), json!(list));
        Value::Object(document)
    })
}

/// Enough documents for a run of the tests, and the same on every run unless `PROPTEST_RNG_SEED` says otherwise; the fuzz
/// target `jsonld_to_rdf` looks on.
fn config() -> ProptestConfig {
    let usual = ProptestConfig::default();
    let rng_seed = match usual.rng_seed {
        RngSeed::Random => RngSeed::Fixed(3),
        given @ RngSeed::Fixed(_) => given,
    };
    ProptestConfig { cases: 1000, rng_seed, max_shrink_iters: 20_000, failure_persistence: None, ..usual }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn generated_documents(document in document()) {
        let none = Contexts::default();
        if let Some(difference) = difference(&document, &none, &for_general(&document)) {
            return Err(TestCaseError::fail(difference));
        }
    }
}
