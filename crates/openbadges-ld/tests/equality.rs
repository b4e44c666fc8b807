//! The term tables say what the published contexts say: the same documents give the same N-Quads as with another
//! implementation that reads the published contexts.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it skips"
)]

mod common;

use std::collections::BTreeSet;

use common::{CONTEXTS, oracle, oracle_canonical, vectors};
use openbadges_ld::rdfc::{self, Hash};
use openbadges_ld::{Limits, Options, Undefined, canonicalize, known_context, nquads};
use serde_json::{Map, Value, json};

const VC1: &str = "https://www.w3.org/2018/credentials/v1";
const VC2: &str = "https://www.w3.org/ns/credentials/v2";
const OB: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
const OB_2: &str = "https://w3id.org/openbadges/v2";
const OB_1: &str = "https://w3id.org/openbadges/v1";
const OB_302: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json";
const OB_301: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json";
const OB_300: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context.json";
const OB_EXTENSIONS: &str = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json";
const CLR_2: &str = "https://purl.imsglobal.org/spec/clr/v2p0/context.json";
const CLR_201: &str = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json";
const DATA_INTEGRITY_1: &str = "https://w3id.org/security/data-integrity/v1";
const DATA_INTEGRITY_2: &str = "https://w3id.org/security/data-integrity/v2";
const MULTIKEY: &str = "https://w3id.org/security/multikey/v1";
const DID: &str = "https://www.w3.org/ns/did/v1";
const ED25519: &str = "https://w3id.org/security/suites/ed25519-2020/v1";
const EXAMPLES: &str = "https://www.w3.org/ns/credentials/examples/v2";

/// The lists of contexts in use.
const LISTS: &[&[&str]] = &[
    &[VC2, OB],
    &[VC2, OB, OB_EXTENSIONS],
    &[VC2, OB_302, OB_EXTENSIONS],
    &[VC1, OB, OB_EXTENSIONS, ED25519],
    &[VC1, OB_302],
    &[VC1, OB_301, DATA_INTEGRITY_1],
    &[VC1, OB_300, DATA_INTEGRITY_2],
    &[VC2, EXAMPLES],
    &[VC2, OB, EXAMPLES],
    &[DID, MULTIKEY],
    &[DATA_INTEGRITY_2],
    &[VC2, CLR_201, OB],
    &[VC1, CLR_2, OB_300],
    &[],
    &[OB_2],
    &[OB_1],
    &["https://openbadgespec.org/v0/context.json"],
    &["https://w3id.org/openbadges/legacy-v1", "https://openbadgespec.org/v0/context.json"],
    &["https://w3id.org/openbadges/legacy-v1"],
    &["https://purl.imsglobal.org/spec/ob/v2p1/ob_v2p1.jsonld"],
    &["https://openbadgespec.org/v2/context.json", OB_EXTENSIONS],
    &[OB_2, VC2, OB],
    &[OB_2, "https://w3id.org/openbadges/extensions/accessibilityExtension/context.json"],
    &[OB_2, "https://w3id.org/openbadges/extensions/applyLinkExtension/context.json"],
    &[OB_2, "https://w3id.org/openbadges/extensions/assessmentExtension/context.json"],
    &[OB_2, "https://w3id.org/openbadges/extensions/endorsement/context.json"],
    &[OB_2, "https://w3id.org/openbadges/extensions/exampleExtension/context.json"],
    &[OB_2, "https://w3id.org/openbadges/extensions/extraDescription/context.json"],
    &[OB_2, "https://w3id.org/openbadges/extensions/geoCoordinatesExtension/context.json"],
    &[OB_2, "https://w3id.org/openbadges/extensions/issuerAccreditationExtension/context.json"],
    &[OB_2, "https://w3id.org/openbadges/extensions/licenseExtension/context.json"],
    &[OB_2, "https://w3id.org/openbadges/extensions/originalCreatorExtension/context.json"],
    &[OB_2, "https://w3id.org/openbadges/extensions/recipientProfile/context.json"],
    &[VC1, OB_301, "https://purl.imsglobal.org/spec/ob-assessment/v1p0/context/"],
    &[VC1, OB_301, "https://purl.imsglobal.org/spec/ob-accred/v1p0/context/"],
    &[VC2, OB, "https://openbadgespec.org/extensions/accessibilityExtension/context-3.0.0.json"],
    &[VC2, OB, "https://openbadgespec.org/extensions/applyLinkExtension/context-3.0.0.json"],
    &[VC2, OB, "https://openbadgespec.org/extensions/geoCoordinatesExtension/context-3.0.0.json"],
    &[VC2, OB, "https://openbadgespec.org/extensions/licenseExtension/context-3.0.0.json"],
    &[VC2, OB, "https://purl.imsglobal.org/spec/ob-assessment/v2p0/context/"],
    &[VC2, OB, "https://purl.imsglobal.org/spec/ob-accred/v2p0/context/"],
];

/// Both must make the same statements: ours in canonical form, and the oracle's.
fn assert_statements(document: &Value) -> Option<(String, oxrdf::Dataset)> {
    let ours = canonicalize(document, &Limits::default());
    // The oracle drops a member without a meaning, but not the nodes inside of its value; so it is spared such members.
    let document = &ours.as_ref().map_or_else(|_| document.clone(), |it| without(document, &it.undefined));
    let (ours, theirs) = match (ours, oracle(document)) {
        (Ok(ours), Ok(theirs)) => (ours.nquads, theirs),
        (Err(_), Err(_)) => return None,
        (ours, theirs) => panic!("{document}\nours: {ours:?}\ntheirs: {theirs:?}"),
    };
    let quads: String = theirs.iter().map(|quad| quad.to_string() + " .\n").collect();
    let parsed = nquads::parse(&quads).expect("N-Quads");
    let (nquads, _) =
        rdfc::canonicalize(&parsed, Hash::Sha256, &Limits::default()).expect("a canonical form");
    assert_same(&ours, &nquads, document);
    Some((ours, theirs))
}

/// The oracle's canonicalisation as a second opinion. Whether it also writes the same is returned: it goes another way
/// than the W3C suite and `rdf-canonize` where nodes look alike, so there it judges isomorphism only.
fn assert_equal(document: &Value) -> bool {
    let Some((ours, theirs)) = assert_statements(document) else { return true };
    let theirs = canonical_lines(theirs);
    let read = ours.lines().map(|line| line.strip_suffix(" .").unwrap_or(line));
    let read = read.map(|line| line.parse::<oxrdf::Quad>().expect("a statement"));
    assert_same(&canonical_lines(read.collect()), &theirs, document);
    ours == theirs
}

/// The document without the members that have no meaning.
fn without(document: &Value, undefined: &[Undefined]) -> Value {
    let mut document = document.clone();
    for Undefined { pointer, term } in undefined {
        let (parent, name) = pointer.rsplit_once('/').expect("a member");
        if name.replace("~1", "/").replace("~0", "~") == *term
            && let Some(Value::Object(members)) = document.pointer_mut(parent)
        {
            members.shift_remove(term);
        }
    }
    document
}

fn canonical_lines(dataset: oxrdf::Dataset) -> String {
    common::lines(&nquads::parse(&oracle_canonical(dataset)).expect("N-Quads"))
}

fn assert_same(ours: &str, theirs: &str, document: &Value) {
    let only = |a: &str, b: &str| a.lines().filter(|line| !b.contains(*line)).collect::<Vec<_>>().join("\n");
    let (more, less) = (only(ours, theirs), only(theirs, ours));
    assert!(ours == theirs, "{document}\nours alone:\n{more}\ntheirs alone:\n{less}");
}

/// Every address of a context in a document.
fn contexts(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| contexts(item, found)),
        Value::Object(members) => {
            let own = members
                .get("@context")
                .into_iter()
                .flat_map(|it| it.as_array().cloned().unwrap_or(vec![it.clone()]));
            found.extend(
                own.map(|context| context.as_str().map_or_else(|| context.to_string(), str::to_owned)),
            );
            members.values().for_each(|member| contexts(member, found));
        }
        _ => {}
    }
}

#[test]
fn documents_of_others_give_the_same_statements() {
    let Some(vectors) = vectors() else { return };
    let (mut read, mut equal) = (0, 0);
    for folder in ["ob1x", "ob20", "ob30", "real-world", "clr20", "w3c/vc-di-eddsa", "w3c/vc-di-ecdsa"] {
        for path in common::files(&vectors.join(folder), "") {
            let Ok(document) = serde_json::from_slice::<Value>(&std::fs::read(&path).expect("a file")) else {
                continue;
            };
            let mut used = BTreeSet::new();
            contexts(&document, &mut used);
            if used.iter().all(|url| CONTEXTS.iter().any(|(known, _)| known == url)) && document.is_object() {
                equal += usize::from(assert_equal(&document));
                read += 1;
            }
        }
    }
    assert!(read > 80 && equal > read * 9 / 10, "{read} documents, {equal} with the same canonical form");
}

#[test]
fn every_published_context_that_is_listed_is_known() {
    for (url, _) in CONTEXTS.iter().copied() {
        assert!(known_context(url), "{url}");
    }
}

/// Values of every kind, so that every coercion and container shows.
fn samples() -> Vec<Value> {
    let long_list = json!(["b", "a", "b", 1, 2.5]);
    vec![
        json!("text with \"quotes\"\nand a line"),
        json!("https://example.org/a?b=c#d"),
        json!("urn:uuid:1"),
        json!("relative"),
        json!("_:named"),
        json!("Achievement"),
        json!("assertionMethod"),
        json!("2026-01-01T00:00:00Z"),
        json!(5),
        json!(36.0),
        json!(-3.5),
        json!(1e21),
        json!(true),
        json!(null),
        long_list,
        json!([]),
        json!([["nested", ["deeper"]], "flat"]),
        json!([null, {"id": "urn:in-array"}]),
        json!({}),
        json!({"id": "urn:x"}),
        json!({"id": "urn:x", "name": "with a name", "undefined term": 1}),
        json!({"id": "relative", "name": "lost"}),
        json!({"type": "Achievement", "creator": {"type": ["Profile"], "email": "a@example.org"}}),
        json!({"type": "AchievementSubject", "identifier": {"type": "IdentityObject", "salt": "s"}, "email": "e"}),
        json!({"type": "Nonsense", "image": "https://example.org/i.png"}),
        json!({"@value": "text", "@language": "en-GB"}),
        json!({"@value": "text", "@language": "en", "@direction": "ltr"}),
        json!({"@value": "2026", "@type": "http://www.w3.org/2001/XMLSchema#gYear"}),
        json!({"@value": 5, "@type": "http://www.w3.org/2001/XMLSchema#double"}),
        json!({"@value": {"b": [1, 2.50], "a": "\u{1}"}, "@type": "@json"}),
        json!({"@list": ["urn:a", {"id": "urn:y"}]}),
        json!({"@set": ["a", "b", null]}),
        json!({"@id": "urn:z", "@type": "urn:t", "urn:p": "v", "https://example.org/p": [1, 2]}),
        json!({"@graph": [{"id": "urn:g", "name": "in a graph"}]}),
    ]
}

/// What is no node in a graph of its own every implementation treats in its own way: we drop it and say so.
fn fits(name: &str, sample: &Value) -> bool {
    let is_node = sample.as_object().is_some_and(|members| !members.keys().any(|name| name.starts_with('@')));
    is_node || !["proof", "verifiableCredential"].contains(&name)
}

/// The terms of a published context, and those of the contexts that they bring.
fn terms(context: &Value, found: &mut BTreeSet<String>) {
    for (term, definition) in
        context.as_object().into_iter().flatten().filter(|(term, _)| !term.starts_with('@'))
    {
        found.insert(term.clone());
        terms(&definition["@context"], found);
    }
}

fn published_terms(url: &str) -> BTreeSet<String> {
    let context: Value = serde_json::from_slice(&common::published(url).expect("a context")).expect("JSON");
    let mut found = BTreeSet::new();
    match &context["@context"] {
        Value::Array(parts) => parts.iter().for_each(|part| terms(part, &mut found)),
        single => terms(single, &mut found),
    }
    // Classes are no properties, and `id` and `type` have tests of their own.
    found.retain(|name| !name.starts_with(char::is_uppercase) && name != "id" && name != "type");
    found
}

#[test]
fn every_term_with_every_kind_of_value() {
    if vectors().is_none() {
        return;
    }
    for list in LISTS {
        let mut names: BTreeSet<String> = list.iter().flat_map(|url| published_terms(url)).collect();
        // The oracle does not let its scoped context change a protected term, as one of a property may.
        names.remove("cnf");
        for sample in samples() {
            for chunk in names.iter().collect::<Vec<_>>().chunks(200) {
                let mut document: Map<String, Value> = chunk
                    .iter()
                    .filter(|name| fits(name, &sample))
                    .map(|name| ((*name).clone(), sample.clone()))
                    .collect();
                document.insert("@context".to_owned(), json!(list));
                assert_statements(&Value::from(document));
            }
        }
    }
}

#[test]
fn every_type_with_every_term_of_its_own() {
    if vectors().is_none() {
        return;
    }
    // Blank nodes that look alike would take long. Inside of @list and @set the terms of the type around no longer
    // hold, but the oracle lets them.
    let fits_many = |sample: &Value| {
        sample.as_object().is_none_or(|it| ["id", "@id", "@value"].iter().any(|name| it.contains_key(*name)))
    };
    let samples: Vec<Value> = samples().into_iter().filter(fits_many).collect();
    for list in LISTS {
        for url in *list {
            let context: Value =
                serde_json::from_slice(&common::published(url).expect("a context")).expect("JSON");
            let types = context["@context"].as_object().into_iter().flatten();
            for (name, definition) in types.filter(|(name, _)| !name.starts_with('@')) {
                let mut own = BTreeSet::new();
                terms(&definition["@context"], &mut own);
                if own.is_empty() {
                    continue;
                }
                // One type each: the oracle forgets the terms of all types but the last.
                let mut document = json!({"@context": list, "@id": "urn:root"});
                for (index, sample) in samples.iter().enumerate() {
                    let own = own.iter().filter(|name| fits(name, sample));
                    let mut node: Map<String, Value> =
                        own.map(|name| (name.clone(), sample.clone())).collect();
                    node.insert("id".to_owned(), json!(format!("urn:node:{index}")));
                    node.insert("type".to_owned(), json!(name));
                    node.insert("name".to_owned(), sample.clone());
                    document[format!("urn:p:{index}")] = Value::from(node);
                }
                assert_statements(&document);
            }
        }
    }
}

#[test]
fn e1_1_older_copies_of_a_context_say_what_they_said() {
    let Some(vectors) = vectors() else { return };
    let mut document = json!({"@context": [VC2, OB], "id": "urn:a", "type": "OpenBadgeCredential"});
    let copies = openbadges_ld::older_copies(&document);
    let dates: Vec<&str> = copies.iter().map(openbadges_ld::ContextCopy::date).collect();
    assert_eq!(dates, ["2025-11-06", "2024-03-04", "2024-01-24", "2023-10-26"]);
    let names = published_terms(OB);
    for sample in samples() {
        for name in &names {
            document[name.as_str()] = sample.clone();
        }
        for copy in &copies {
            let options = Options { copy: Some(*copy), ..Options::default() };
            let file = vectors.join(format!("contexts/history/ob-v3p0-3.0.3@{}.json", copy.date()));
            let old = std::fs::read(file).expect("a context");
            let load = move |url: &str| if url == OB { Some(old.clone()) } else { common::published(url) };
            let ours = options.canonicalize(&document);
            let spared =
                ours.as_ref().map_or_else(|_| document.clone(), |it| without(&document, &it.undefined));
            let (Ok(ours), Ok(theirs)) = (ours, common::oracle_with(&spared, load)) else { continue };
            let quads: String = theirs.iter().map(|quad| quad.to_string() + " .\n").collect();
            let parsed = nquads::parse(&quads).expect("N-Quads");
            let (theirs, _) = rdfc::canonicalize(&parsed, Hash::Sha256, &Limits::default()).expect("a form");
            assert_same(&ours.nquads, &theirs, &document);
        }
    }
}
