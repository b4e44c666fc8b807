//! Documents that bring contexts of their own: what is not said is named, and no context can stall the reader.

#![allow(
    clippy::expect_used,
    clippy::needless_pass_by_value,
    reason = "a test fails by panicking; documents are written in place"
)]

use openbadges_ld::{Canonical, Contexts, LdError, Limits, Options};
use openbadges_model::json::Json;
use serde_json::{Map, Value, json};

const VC2: &str = "https://www.w3.org/ns/credentials/v2";
const OB: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

fn read(document: &Value, contexts: &Contexts) -> Result<Canonical, LdError> {
    Options { contexts: Some(contexts), ..Options::default() }.canonicalize(document)
}

fn inline(document: Value) -> Result<Canonical, LdError> {
    read(&document, &Contexts::default())
}

/// `pointer term` of everything that is not in the statements.
fn undefined(document: Value) -> Vec<String> {
    let canonical = inline(document).expect("a canonical form");
    canonical.undefined.iter().map(|it| format!("{} {}", it.pointer, it.term)).collect()
}

#[test]
fn known_contexts_and_own_ones_go_together() {
    let own = "https://example.org/own.json";
    let contexts: Contexts =
        [(own, json!({"@context": {"ects": "https://example.org/#ects"}}))].into_iter().collect();
    let subject = json!({"type": "AchievementSubject", "id": "urn:s", "role": "r", "ects": 5});
    let document = json!({"@context": [VC2, OB, own], "id": "urn:c", "type": "VerifiableCredential", "credentialSubject": subject});
    let canonical = read(&document, &contexts).expect("a canonical form");
    assert_eq!(canonical.undefined, []);
    assert!(
        canonical.nquads.contains(
            "<urn:s> <https://example.org/#ects> \"5\"^^<http://www.w3.org/2001/XMLSchema#integer> ."
        )
    );
    assert!(
        canonical.nquads.contains("<urn:s> <https://purl.imsglobal.org/spec/vc/ob/vocab.html#role> \"r\" .")
    );
}

#[test]
fn a8_5_a_context_that_nobody_gave_is_named() {
    let contexts: Contexts =
        [("https://example.org/a", json!({"@context": "https://example.org/b"}))].into_iter().collect();
    for (context, url) in [
        ("https://example.org/c", "https://example.org/c"),
        ("https://example.org/a", "https://example.org/b"),
    ] {
        let fault = read(&json!({"@context": [VC2, context]}), &contexts).expect_err("an error");
        assert_eq!(fault, LdError::UnknownContext { url: url.to_owned(), pointer: "/@context".to_owned() });
    }
}

#[test]
fn a8_4_everything_that_is_dropped_is_named() {
    let context = json!({
        "name": "urn:name", "link": {"@id": "urn:link", "@type": "@id"}, "nothing": null,
        "byKey": {"@id": "urn:byKey", "@container": "@index"},
        "byLanguage": {"@id": "urn:byLanguage", "@container": "@language"},
    });
    let found = undefined(json!({
        "@context": context, "@id": "urn:a", "@type": ["urn:t", "Unknown"], "name": "n", "nickname": 1, "nothing": 2,
        "link": "relative", "byKey": {"k": "v"}, "byLanguage": {"not a tag": "x", "en": "y"},
        "_:p": 1, "urn:node": {"@id": "relative", "name": "lost"}
    }));
    assert_eq!(
        found,
        [
            "/@type/1 Unknown",
            "/nickname nickname",
            "/nothing nothing",
            "/link relative",
            "/byKey/k k",
            "/byLanguage/not a tag/@language not a tag",
            "/_:p _:p",
            "/urn:node/@id relative",
            "/urn:node/name name"
        ]
    );
}

#[test]
fn a_known_context_cannot_be_replaced_nor_its_protected_terms_changed() {
    let contexts: Contexts = [(VC2, json!({"@context": {"name": "urn:mine"}}))].into_iter().collect();
    let document = json!({"@context": [VC2, {"x": "urn:x"}], "id": "urn:a", "name": "n"});
    assert_eq!(
        read(&document, &contexts).expect("a form").nquads,
        "<urn:a> <https://schema.org/name> \"n\" .\n"
    );
    let fault = inline(json!({"@context": [VC2, {"name": "urn:mine"}]})).expect_err("an error");
    let LdError::ProtectedTermRedefinition { term, pointer } = fault else { panic!("{fault}") };
    assert_eq!((term.as_str(), pointer.as_str()), ("name", "/@context"));
}

#[test]
fn faults_in_a_context_name_the_term() {
    for (context, term) in [
        (json!({"a": 5}), "a"),
        (json!({"a": {"@id": "urn:a", "@container": "@nothing"}}), "a"),
        (json!({"a": {"@id": "urn:a", "@unknown": 1}}), "a"),
        (json!({"a": "b:x", "b": "a:y"}), "a"),
        (json!({"@id": "urn:x"}), "@id"),
    ] {
        let fault = inline(json!({"@context": context})).expect_err("an error");
        assert!(matches!(&fault, LdError::TermDefinition { term: named, .. } if named == term), "{fault}");
    }
}

#[test]
fn p_r1_contexts_cannot_stall_the_reader() {
    // Every one names itself twice.
    let url = "https://example.org/loop";
    let contexts: Contexts = [(url, json!({"@context": [url, url]}))].into_iter().collect();
    assert!(read(&json!({"@context": url}), &contexts).is_err());

    // Every term brings a context with all terms before it.
    let mut context = json!({"t": "urn:t"});
    for level in 0..200 {
        context[format!("t{level}")] = json!({"@id": "urn:t", "@context": {"x": "urn:x"}});
    }
    let types: Vec<Value> =
        (0..200).map(|level| json!({"@type": format!("t{level}"), "t": {"t": 1}})).collect();
    let limits = Limits { context_terms: 2_000, ..Limits::default() };
    let contexts = Contexts::default();
    let options = Options { limits, contexts: Some(&contexts), ..Options::default() };
    let document = json!({"@context": context, "@graph": types});
    assert_eq!(options.canonicalize(&document), Err(LdError::ContextWork { limit: 2_000 }));
    assert!(inline(document).is_ok());
}

#[test]
fn p_r1_nesting_is_bounded_and_fits_a_small_stack() {
    let nested = |depth: usize| {
        let mut value = json!("x");
        for level in 1..depth {
            value = if level % 2 == 0 { json!([value]) } else { json!({"@type": "T", "p": value}) };
        }
        json!({"@context": {"p": "urn:p", "T": {"@id": "urn:T", "@context": {"q": "urn:q"}}}, "p": value})
    };
    let chain = |length: usize| {
        let term = |level: usize| (format!("t{level}"), json!(format!("t{}:x", level + 1)));
        Value::Object((0..length).map(term).collect::<Map<_, _>>())
    };
    let run = move || {
        assert!(inline(nested(40)).is_ok());
        assert!(matches!(inline(nested(200)), Err(LdError::TooDeep { .. })));
        let fault = inline(json!({"@context": chain(5_000)})).expect_err("an error");
        assert!(matches!(fault, LdError::TooDeep { .. } | LdError::TermDefinition { .. }), "{fault}");
        let deep = (0..120).fold(json!({}), |inner, _| json!({"a": {"@id": "urn:a", "@context": inner}}));
        assert!(matches!(inline(json!({"@context": deep})), Err(LdError::TooDeep { .. })));
    };
    let thread = std::thread::Builder::new().stack_size(1024 * 1024).spawn(run);
    thread.expect("a thread").join().expect("no overflow");
}

/// By the tables and by the general path alike.
#[test]
fn members_are_left_out_and_contexts_replaced_as_if_it_were_another_document() {
    let own = Contexts::default();
    let inline = json!([VC2, OB, {"x": "urn:x"}]);
    for context in [json!([VC2, OB]), inline] {
        let proof =
            json!({"type": "DataIntegrityProof", "created": "2026-01-01T00:00:00Z", "proofValue": "z1"});
        let mut bare = json!({"@context": context, "id": "urn:c", "type": "VerifiableCredential"});
        let options = Options { contexts: Some(&own), ..Options::default() };
        let expected = options.canonicalize(&bare).expect("a canonical form");
        bare["proof"] = json!([proof]);
        let without = Options { without: &["proof"], ..options };
        assert_eq!(without.canonicalize(&bare), Ok(expected));

        let mut config =
            json!({"@context": context, "type": "DataIntegrityProof", "created": "2026-01-01T00:00:00Z"});
        let expected = options.canonicalize(&config).expect("a canonical form");
        config["@context"] = json!("https://example.org/other");
        config["proofValue"] = json!("z1");
        let context = Json::try_from(&context).expect("it is not deep");
        let replaced = Options { without: &["proofValue"], context: Some(&context), ..options };
        assert_eq!(replaced.canonicalize(&config), Ok(expected));
    }
}

#[test]
fn a8_5_no_way_to_the_general_path_lets_a_context_in_that_nobody_allowed() {
    let inner = json!({"@context": {"name": "urn:other"}, "id": "urn:s", "name": "x"});
    let nest = json!({"id": "urn:n", "@nest": {}});
    for members in [json!([nest, inner]), json!([inner, nest]), json!([nest, {"a:b": [inner]}])] {
        let document = json!({"@context": [VC2, OB], "id": "urn:c", "a:s": members});
        let fault = Options::default().canonicalize(&document);
        assert!(matches!(fault, Err(LdError::InlineContext { .. })), "{fault:?}");
    }
    let based = Options { base: Some("https://example.org/"), ..Options::default() };
    assert!(matches!(based.canonicalize(&inner), Err(LdError::InlineContext { .. })));
}
