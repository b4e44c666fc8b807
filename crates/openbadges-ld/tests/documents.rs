//! What becomes of documents with traps in them.

#![allow(
    clippy::expect_used,
    clippy::needless_pass_by_value,
    reason = "a test fails by panicking; documents are written in place"
)]

use openbadges_ld::{LdError, Limits, MAX_DEPTH, canonicalize, to_dataset};
use serde_json::{Value, json};

const VC1: &str = "https://www.w3.org/2018/credentials/v1";
const VC2: &str = "https://www.w3.org/ns/credentials/v2";
const OB: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
const OB_302: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json";
const OB_301: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json";
const OB_300: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context.json";
const OB_EXTENSIONS: &str = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json";

fn nquads(document: &Value) -> String {
    canonicalize(document, &Limits::default()).expect("a canonical form").nquads
}

/// `pointer term` of everything that is not in the statements.
fn undefined(document: &Value) -> Vec<String> {
    let (_, undefined) = to_dataset(document).expect("a dataset");
    undefined.iter().map(|it| format!("{} {}", it.pointer, it.term)).collect()
}

fn error(document: &Value) -> LdError {
    canonicalize(document, &Limits::default()).expect_err("an error")
}

#[test]
fn e1_2_the_wrong_datatype_of_awarded_date_is_kept() {
    let document = json!({"@context": [VC2, OB], "id": "urn:a", "awardedDate": "2026-01-01T00:00:00Z"});
    let expected = "<urn:a> <https://purl.imsglobal.org/spec/vc/ob/vocab.html#awardedDate> \"2026-01-01T00:00:00Z\"^^<xsd:dateTime> .\n";
    assert_eq!(nquads(&document), expected);
}

#[test]
fn e1_3_terms_that_a_context_has_not_are_reported() {
    let document = json!({
        "@context": [VC2, OB_302], "id": "urn:a", "type": "OpenBadgeCredential",
        "awardedDate": "2026-01-01T00:00:00Z", "inLanguage": "en", "jti": "urn:j", "endorsementJwt": ["x.y.z"]
    });
    assert_eq!(
        undefined(&document),
        ["/awardedDate awardedDate", "/inLanguage inLanguage", "/jti jti", "/endorsementJwt endorsementJwt"]
    );
}

#[test]
fn e1_4_old_open_badges_contexts_behind_credentials_2_are_refused() {
    for old in [OB_300, OB_301] {
        let fault = error(&json!({"@context": [VC2, old], "id": "urn:a"}));
        let LdError::ProtectedTermRedefinition { pointer, .. } = &fault else { panic!("{fault}") };
        assert_eq!(pointer, "/@context/1");
        assert!(fault.to_string().contains("3.0.2"), "{fault}");
        assert!(canonicalize(&json!({"@context": [VC1, old], "id": "urn:a"}), &Limits::default()).is_ok());
    }
    assert!(canonicalize(&json!({"@context": [VC2, OB_302], "id": "urn:a"}), &Limits::default()).is_ok());
}

#[test]
fn e1_5_allowed_value_is_a_list() {
    let document = json!({"@context": [VC2, OB], "id": "urn:a", "type": "ResultDescription", "allowedValue": ["B", "A"]});
    let nquads = nquads(&document);
    assert!(nquads.contains("22-rdf-syntax-ns#rest>"), "{nquads}");
    let sorted = json!({"@context": [VC2, OB], "id": "urn:a", "type": "ResultDescription", "allowedValue": ["A", "B"]});
    assert_ne!(nquads, self::nquads(&sorted));
}

#[test]
fn e1_6_types_of_1edtech_need_the_extensions_context() {
    let document = |contexts: Value| {
        let schema = json!({"id": "https://example.org/s", "type": "1EdTechJsonSchemaValidator2019"});
        json!({"@context": contexts, "id": "urn:a", "type": ["VerifiableCredential"], "credentialSchema": [schema]})
    };
    assert_eq!(
        undefined(&document(json!([VC2, OB]))),
        ["/credentialSchema/0/type 1EdTechJsonSchemaValidator2019"]
    );
    let extended = document(json!([VC2, OB, OB_EXTENSIONS]));
    assert_eq!(undefined(&extended), [""; 0]);
    assert!(nquads(&extended).contains("vccs/v1p0/context.json#1EdTechJsonSchemaValidator2019>"));
}

#[test]
fn e1_7_a_status_entry_is_unsigned_under_credentials_1() {
    let entry = json!({"id": "urn:e", "type": "BitstringStatusListEntry", "statusListIndex": "1"});
    let document = json!({"@context": [VC1, OB], "id": "urn:a", "type": "VerifiableCredential", "credentialStatus": entry});
    assert_eq!(
        undefined(&document),
        [
            "/credentialStatus/type BitstringStatusListEntry",
            "/credentialStatus/statusListIndex statusListIndex"
        ]
    );
}

#[test]
fn e1_8_terms_of_a_type_need_the_type() {
    let document = |issuer: Value| json!({"@context": [VC2, OB], "id": "urn:a", "type": "VerifiableCredential", "issuer": issuer});
    let without = document(json!({"id": "urn:i", "name": "n", "email": "e@example.org"}));
    assert_eq!(undefined(&without), ["/issuer/email email"]);
    let with = document(json!({"id": "urn:i", "type": ["Profile"], "name": "n", "email": "e@example.org"}));
    assert_eq!(undefined(&with), [""; 0]);
}

#[test]
fn e1_9_two_types_bring_the_terms_of_both_but_not_to_the_nodes_inside() {
    let inner = json!({"id": "urn:c", "email": "inner@example.org"});
    let subject = json!({"type": ["Profile", "AchievementSubject"], "id": "urn:b", "email": "e@example.org", "role": "r", "source": inner});
    let document = json!({"@context": [VC2, OB], "id": "urn:a", "type": "VerifiableCredential", "credentialSubject": subject});
    assert_eq!(undefined(&document), ["/credentialSubject/source/email email"]);
}

#[test]
fn e1_11_criteria_is_a_property_with_the_iri_of_a_class() {
    let document = json!({"@context": [VC2, OB], "id": "urn:a", "type": "Achievement", "criteria": "https://example.org/c"});
    assert!(
        nquads(&document)
            .contains("<https://purl.imsglobal.org/spec/vc/ob/vocab.html#Criteria> <https://example.org/c>")
    );
}

#[test]
fn e1_13_numbers_have_one_form() {
    let document = |value: Value| json!({"@context": [VC2, OB], "id": "urn:a", "type": "AchievementSubject", "creditsEarned": value});
    assert_eq!(nquads(&document(json!(36.0))), nquads(&document(json!(36))));
    assert!(nquads(&document(json!(36.0))).contains("\"36\"^^<https://www.w3.org/2001/XMLSchema#float>"));
    assert!(nquads(&document(json!(3.5))).contains("\"3.5E0\"^^<https://www.w3.org/2001/XMLSchema#float>"));
}

#[test]
fn e1_14_an_embedded_document_uses_its_own_contexts_on_top_of_those_around_it() {
    let endorsement = json!({"@context": [VC2], "id": "urn:e", "type": ["VerifiableCredential"], "validFrom": "2026-01-01T00:00:00Z", "awardedDate": "d"});
    let document = json!({"@context": [VC2, OB], "id": "urn:a", "endorsement": [endorsement]});
    assert_eq!(undefined(&document), [""; 0]);
    let alone = document["endorsement"][0].clone();
    assert_eq!(undefined(&alone), ["/awardedDate awardedDate"]);
}

#[test]
fn a8_4_everything_that_is_dropped_is_named() {
    let document = json!({
        "@context": [VC2, OB],
        "id": "urn:a",
        "type": ["VerifiableCredential", "Unknown"],
        "a/b": 1,
        "@foo": 2,
        "name": {"@value": "n", "@language": "not a tag"},
        "description": {"@value": "n", "@direction": "ltr"},
        "image": "relative.png",
        "issuer": {"id": "#relative", "name": "lost with its node"},
        "credentialSubject": [{"id": "urn:s", "_:p": 1}, "x y"]
    });
    assert_eq!(
        undefined(&document),
        [
            "/type/1 Unknown",
            "/a~1b a/b",
            "/@foo @foo",
            "/name/@language not a tag",
            "/description/@direction @direction",
            "/image relative.png",
            "/issuer/id #relative",
            "/issuer/name name",
            "/credentialSubject/0/_:p _:p",
            "/credentialSubject/1 x y"
        ]
    );
    assert_eq!(undefined(&json!({"name": "no context"})), ["/name name"]);
    assert_eq!(undefined(&json!(["free"])), ["/0 free"]);
}

#[test]
fn a8_5_contexts_that_are_not_known_are_refused() {
    let unknown = json!({"@context": [VC2, "https://example.org/my.json"], "id": "urn:a"});
    let expected = LdError::UnknownContext {
        url: "https://example.org/my.json".to_owned(),
        pointer: "/@context/1".to_owned(),
    };
    assert_eq!(error(&unknown), expected);
    let inline = json!({"@context": [VC2], "id": "urn:a", "name": {"@context": {"x": "urn:x"}}});
    assert_eq!(error(&inline), LdError::InlineContext { pointer: "/name/@context".to_owned() });
    let reset = json!({"@context": [VC2, null], "id": "urn:a"});
    assert!(matches!(error(&reset), LdError::ProtectedTermRedefinition { .. }));
}

#[test]
fn what_is_no_json_ld_is_refused_with_its_place() {
    for (member, value, pointer) in [
        ("id", json!(1), "/id"),
        ("@id", json!("urn:other"), "/@id"),
        ("type", json!([1]), "/type/0"),
        ("name", json!({"@value": "x", "@language": "en", "@type": "urn:t"}), "/name"),
        ("name", json!({"@value": ["x"]}), "/name"),
        ("name", json!({"@value": "x", "name": "y"}), "/name/name"),
        ("name", json!({"@value": "x", "@type": "relative"}), "/name"),
        ("@nest", json!("x"), "/@nest"),
        ("@context", json!(1), "/@context"),
    ] {
        let mut document = json!({"@context": [VC2], "id": "urn:a"});
        document[member] = value;
        let fault = error(&document);
        assert!(
            matches!(&fault, LdError::Invalid { pointer: at, .. } if at == pointer),
            "{document}: {fault}"
        );
    }
}

#[test]
fn p_r1_nesting_is_bounded_and_fits_a_small_stack() {
    let nested = |depth: usize| {
        let mut value = json!("x");
        for level in 1..depth {
            value = if level % 2 == 0 { json!([value]) } else { json!({"type": "Profile", "urn:p": value}) };
        }
        json!({"@context": [VC2, OB], "urn:p": value})
    };
    let run = move || {
        assert!(canonicalize(&nested(MAX_DEPTH), &Limits::default()).is_ok());
        assert!(matches!(error(&nested(MAX_DEPTH + 1)), LdError::TooDeep { .. }));
        let deep_json = (1..MAX_DEPTH).fold(json!(1), |value, _| Value::from(vec![value]));
        let document = json!({"@context": [VC2], "type": "JsonSchema", "jsonSchema": deep_json});
        assert!(canonicalize(&document, &Limits::default()).is_ok());
        let document =
            json!({"@context": [VC2], "type": "JsonSchema", "jsonSchema": [document["jsonSchema"]]});
        assert!(matches!(error(&document), LdError::TooDeep { .. }));
    };
    std::thread::Builder::new()
        .stack_size(1024 * 1024)
        .spawn(run)
        .expect("a thread")
        .join()
        .expect("no overflow");
}

#[test]
fn p_r2_statements_of_a_document_are_bounded() {
    let document = json!({"@context": [VC2, OB], "id": "urn:a", "urn:p": [1, 2, 3]});
    let quads = |quads| canonicalize(&document, &Limits { quads, ..Limits::default() });
    assert_eq!(quads(2).map(|it| it.nquads), Err(LdError::TooManyQuads { limit: 2 }));
    assert!(quads(3).is_ok() && quads(4).is_ok());
}

#[test]
fn a_proof_stands_in_a_graph_of_its_own() {
    let proof = json!({"type": "DataIntegrityProof", "proofPurpose": "assertionMethod"});
    let document = json!({"@context": [VC2], "id": "urn:a", "type": "VerifiableCredential", "proof": proof});
    let expected = "\
<urn:a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://www.w3.org/2018/credentials#VerifiableCredential> .
<urn:a> <https://w3id.org/security#proof> _:c14n1 .
_:c14n0 <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/security#DataIntegrityProof> _:c14n1 .
_:c14n0 <https://w3id.org/security#proofPurpose> <https://w3id.org/security#assertionMethod> _:c14n1 .
";
    assert_eq!(nquads(&document), expected);
}

#[test]
fn repeated_values_are_one_statement() {
    let document = json!({"@context": [VC2, OB], "id": "urn:a", "urn:p": ["x", "x"], "urn:q": [{"urn:r": 1}, {"urn:r": 1}]});
    assert_eq!(nquads(&document).lines().count(), 5);
}

#[test]
fn blank_nodes_are_located_by_their_place_in_the_document() {
    let document = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "urn:example:1",
                "type": ["Achievement"],
                "resultDescription": [{ "id": "urn:example:2", "type": ["ResultDescription"], "allowedValue": ["a", "b"] }],
            },
        },
    });
    let (dataset, undefined) = openbadges_ld::to_located_dataset(&document, &Limits::default()).unwrap();
    assert!(undefined.is_empty());
    let mut labels = std::collections::BTreeSet::new();
    let lines = dataset.sorted_lines(|label| {
        labels.insert(label.to_owned());
        "x".to_owned()
    });
    assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
    let list = "/credentialSubject/achievement/resultDescription/0/allowedValue";
    let expected =
        [format!("l0:{list}"), format!("l1:{list}"), "n:".to_owned(), "n:/credentialSubject".to_owned()];
    assert_eq!(labels.into_iter().collect::<Vec<_>>(), expected);
}

/// A credential with so many alignments and endorsements.
fn large(alignments: usize, endorsements: usize) -> Value {
    let alignment = |number: usize| {
        let url = format!("https://example.org/skills/{number}");
        json!({"type": ["Alignment"], "targetName": format!("Skill {number}"), "targetUrl": url})
    };
    let endorsement = |number: usize| {
        let subject = json!({"id": "urn:achievement", "type": ["EndorsementSubject"], "endorsementComment": format!("Good {number}")});
        json!({
            "@context": [VC2, OB], "id": format!("urn:endorsement:{number}"),
            "type": ["VerifiableCredential", "EndorsementCredential"], "credentialSubject": subject,
            "issuer": {"id": format!("urn:endorser:{number}"), "type": ["Profile"], "name": format!("Endorser {number}")},
            "proof": [{"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "proofValue": format!("z{number}")}]
        })
    };
    let achievement = json!({
        "id": "urn:achievement", "type": ["Achievement"], "name": "Baking",
        "alignment": (0..alignments).map(alignment).collect::<Value>(),
        "endorsement": (0..endorsements).map(endorsement).collect::<Value>(),
    });
    let subject = json!({"id": "urn:subject", "type": ["AchievementSubject"], "achievement": achievement});
    json!({"@context": [VC2, OB], "id": "urn:c", "type": ["VerifiableCredential", "OpenBadgeCredential"], "credentialSubject": subject})
}

#[test]
fn p_r2_work_grows_with_the_size_and_no_faster() {
    // Without one hash operation beyond a hash of each blank node's own statements.
    let limits = Limits { hash_operations: 0, ..Limits::default() };
    let lines = |alignments, endorsements| {
        let canonical = canonicalize(&large(alignments, endorsements), &limits).expect("a canonical form");
        assert_eq!(canonical.undefined, []);
        canonical.nquads.lines().count()
    };
    let (none, one) = (lines(0, 0), lines(1, 0));
    assert_eq!(lines(1000, 0), none + 1000 * (one - none));
    // All endorsements give the achievement one type, in one and the same statement.
    let (one, two) = (lines(0, 1), lines(0, 2));
    assert_eq!(lines(0, 200), one + 199 * (two - one));
}

#[test]
fn p_r2_the_general_path_reads_large_documents_too() {
    let contexts = openbadges_ld::Contexts::default();
    let options = openbadges_ld::Options { contexts: Some(&contexts), ..openbadges_ld::Options::default() };
    let document = large(1000, 200);
    let mut own = document.clone();
    own["@context"] = json!([VC2, OB, {"x": "urn:x"}]);
    assert_eq!(options.canonicalize(&own), options.canonicalize(&document));
}

/// Each of these would take gigabytes, or minutes, if only statements were counted.
#[test]
fn p_r2_long_names_are_counted_as_often_as_they_are_written() {
    let long = "x".repeat(1 << 20);
    let many = |name: &dyn Fn(usize) -> String| (0..19_000).map(name).collect::<Vec<_>>();
    let types =
        json!({"@context": [VC2, OB], "id": format!("urn:{long}"), "type": many(&|at| format!("a:{at}"))});
    let undefined: serde_json::Map<_, _> =
        many(&|at| format!("x{at}")).into_iter().map(|it| (it, json!(0))).collect();
    let members = json!({"@context": [VC2, OB], "id": "urn:c", format!("a:{long}"): undefined});
    let own = openbadges_ld::Contexts::default();
    for document in [types, members] {
        for contexts in [None, Some(&own)] {
            let base = contexts.map(|_| "https://example.org/");
            let options = openbadges_ld::Options { contexts, base, ..openbadges_ld::Options::default() };
            let limit = 8 << 20;
            assert_eq!(options.canonicalize(&document).err(), Some(LdError::TooManyBytes { limit }));
        }
    }
    let nodes: Vec<_> = (0..7).map(|_| json!({format!("a:{long}"): {"type": "a:b"}})).collect();
    let alike = json!({"@context": [VC2, OB], "id": "urn:c", "a:s": nodes});
    let limits = Limits { hash_operations: 2_000, ..Limits::default() };
    assert_eq!(canonicalize(&alike, &limits).err(), Some(LdError::WorkLimit { limit: 2_000 }));
}

#[test]
fn p_r2_statements_are_counted_in_bytes() {
    let document = json!({"@context": [VC2, OB], "id": "urn:c", "type": "VerifiableCredential", "name": "x"});
    let bytes = canonicalize(&document, &Limits::default()).expect("a canonical form").nquads.len();
    let with =
        |bytes| canonicalize(&document, &Limits { bytes, ..Limits::default() }).map(|it| it.nquads.len());
    // A line has a full stop and a line feed that are not counted.
    assert_eq!(with(bytes - 2 * 2), Ok(bytes));
    assert_eq!(with(bytes - 2 * 2 - 1), Err(LdError::TooManyBytes { limit: bytes - 5 }));
}

/// The canonical form of a document by the tables and, with a context that says nothing in it, by the general path.
fn both(document: &Value) -> [String; 2] {
    let mut general = document.clone();
    if let Some(Value::Array(contexts)) = general.get_mut("@context") {
        contexts.push(json!({"@version": 1.1}));
    }
    let options =
        openbadges_ld::Options { contexts: Some(&openbadges_ld::Contexts::default()), ..Default::default() };
    [nquads(document), options.canonicalize(&general).expect("a canonical form").nquads]
}

fn values(id: &str, allowed: Value) -> Value {
    json!({
        "@context": [VC2, OB], "id": id, "type": "ResultDescription", "allowedValue": allowed,
        "rubricCriterionLevel": {"id": "urn:l", "type": "RubricCriterionLevel", "name": "L"}
    })
}

#[test]
fn a8_4_a_list_of_what_is_dropped_is_dropped() {
    let level = "<urn:l> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> \
                 <https://purl.imsglobal.org/spec/vc/ob/vocab.html#RubricCriterionLevel> .\n\
                 <urn:l> <https://schema.org/name> \"L\" .\n";
    for allowed in [json!(["A", "B"]), json!([["A"], {"@set": ["B", "C"]}]), json!({"@list": ["A"]})] {
        assert_eq!(both(&values("not-absolute", allowed.clone())), [level, level], "{allowed}");
    }
    // A node in it is spoken of by itself.
    let listed = json!([{"id": "urn:l", "type": "RubricCriterionLevel", "name": "L"}]);
    assert_eq!(both(&values("not-absolute", listed)), [level, level]);
}

#[test]
fn e1_5_a_set_in_a_list_is_a_list_of_its_own() {
    let set = both(&values("urn:a", json!(["A", {"@set": ["B", "C"]}, {"@set": []}])));
    let lists = nquads(&values("urn:a", json!(["A", ["B", "C"], []])));
    assert_eq!(set, [lists.clone(), lists.clone()]);
    assert_eq!(lists.matches("#first>").count(), 5);
    let flat = both(&values("urn:a", json!({"@set": ["A", "B"]})));
    assert_eq!(flat, both(&values("urn:a", json!(["A", "B"]))));
}

/// JSON-LD 1.1 API, 5.1.2, drops bare values and objects with nothing but an id where they are at the top or in `@graph`
/// (steps 4.1 and 19), and not as the value of a property: a container of graphs puts them into a graph of their own
/// (13.13), to which a statement leads. jsonld.js leaves the statement out. Such a proof is malformed either way.
#[test]
fn a8_7_a_proof_that_is_no_object_is_an_empty_graph() {
    for proof in [json!("mailto:a@b.example"), json!(5), json!({}), json!({"id": "urn:p"})] {
        let document =
            json!({"@context": [VC2], "type": "VerifiableCredential", "id": "urn:a", "proof": proof});
        let graph = "<urn:a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://www.w3.org/2018/credentials#VerifiableCredential> .\n\
                     <urn:a> <https://w3id.org/security#proof> _:c14n0 .\n";
        assert_eq!(both(&document), [graph, graph], "{document}");
    }
}
