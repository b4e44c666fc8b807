//! What holds for any dataset.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it skips"
)]

use std::collections::BTreeSet;

use openbadges_ld::nquads;
use openbadges_ld::rdfc::{Hash, canonicalize};
use openbadges_ld::{Dataset, LdError, Limits};
use proptest::prelude::*;

/// A statement about at most eight blank nodes, written with the labels that `label` gives them.
#[derive(Debug, Clone)]
struct Statement {
    subject: usize,
    predicate: u8,
    object: Object,
    graph: Option<usize>,
}

#[derive(Debug, Clone)]
enum Object {
    Node(usize),
    Literal(String),
}

fn statement() -> impl Strategy<Value = Statement> {
    let object = prop_oneof![(0..8_usize).prop_map(Object::Node), "[a-b]?".prop_map(Object::Literal)];
    (0..8_usize, 0..3_u8, object, prop::option::weighted(0.2, 0..8_usize))
        .prop_map(|(subject, predicate, object, graph)| Statement { subject, predicate, object, graph })
}

fn write(statements: &[Statement], label: impl Fn(usize) -> String) -> Dataset {
    let line = |it: &Statement| {
        let object = match &it.object {
            Object::Node(node) => label(*node),
            Object::Literal(text) => format!("\"{text}\""),
        };
        let graph = it.graph.map_or_else(String::new, |node| label(node) + " ");
        format!("{} <urn:p{}> {object} {graph}.\n", label(it.subject), it.predicate)
    };
    nquads::parse(&statements.iter().map(line).collect::<String>()).expect("N-Quads")
}

/// More than the default: what is looked at is the result, not the bound.
const LIMITS: Limits =
    Limits { quads: 100, bytes: 1_000_000, hash_operations: 1_000_000, context_terms: 1_000 };

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn labels_order_and_repetition_do_not_matter(
        statements in prop::collection::vec(statement(), 0..12),
        labels in Just((0..8_usize).collect::<Vec<_>>()).prop_shuffle(),
        seed in any::<prop::sample::Index>(),
    ) {
        let one = write(&statements, |node| format!("_:n{node}"));
        let mut turned = statements.clone();
        if !turned.is_empty() {
            turned.push(seed.get(&statements).clone());
            turned.rotate_left(seed.index(statements.len()));
        }
        let other = write(&turned, |node| format!("_:x.{}", labels[node]));
        let one = canonicalize(&one, Hash::Sha256, &LIMITS).map(|(nquads, _)| nquads);
        let other = canonicalize(&other, Hash::Sha256, &LIMITS).map(|(nquads, _)| nquads);
        prop_assert_eq!(&one, &other);
        let again = canonicalize(&nquads::parse(&one.clone().expect("a form")).expect("N-Quads"), Hash::Sha256, &LIMITS);
        prop_assert_eq!(one, again.map(|(nquads, _)| nquads));
    }

    #[test]
    fn any_text_survives_writing_and_reading(text in any::<String>(), language in "[a-z]{1,8}(-[A-Z0-9]{1,8})?") {
        let escaped: String = text.chars().flat_map(|c| format!("\\U{:08x}", u32::from(c)).into_bytes()).map(char::from).collect();
        for tail in ["", "^^<urn:t>", &format!("@{language}")] {
            let dataset = nquads::parse(&format!("<urn:s> <urn:p> \"{escaped}\"{tail} _:g .")).expect("N-Quads");
            let written = dataset.to_nquads();
            prop_assert_eq!(&nquads::parse(&written).expect("N-Quads").to_nquads(), &written);
            let plain = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\r', "\\r");
            let read = nquads::parse(&format!("<urn:s> <urn:p> \"{plain}\"{tail} _:g ."));
            prop_assert_eq!(read.expect("N-Quads").to_nquads(), written);
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "([<>\"_:.@^\\\\ #a-z\u{e9}\n]|<urn:a>|_:b|\\PC){0,40}") {
        let _ = nquads::parse(&text);
    }
}

#[test]
fn faults_name_the_line() {
    for bad in [
        "_:a <urn:p> .",
        "_:a _:p _:b .",
        "\"a\" <urn:p> _:b .",
        "_:a <urn:p> _:b",
        "_:a <p> _:b .",
        "_:a <urn:p> \"a .",
        "_:a <urn:p> \"\\x\" .",
        "_:a <urn:p> \"\\ud800\" .",
        "_:a <urn:p> _:b . x",
        "_:a <urn:p> \"x\"@ .",
        "<urn:a b> <urn:p> _:b .",
        "_: <urn:p> _:b .",
        "_:a <urn:p> _:b \"g\" .",
        "<urn:\\t> <urn:p> _:b .",
    ] {
        let result = nquads::parse(&format!("# a comment\n\n{bad}\n"));
        assert!(matches!(result, Err(LdError::NQuads { line: 3, .. })), "{bad}: {result:?}");
    }
}

/// `n` blank nodes, each linked with each: nothing tells them apart.
fn clique(n: usize) -> Dataset {
    let pairs = (0..n)
        .flat_map(|a| (0..n).filter(move |b| a != *b).map(move |b| format!("_:n{a} <urn:p> _:n{b} .\n")));
    nquads::parse(&pairs.collect::<String>()).expect("N-Quads")
}

/// `n` blank nodes in a ring.
fn ring(n: usize) -> Dataset {
    let links = (0..n).map(|a| format!("_:n{a} <urn:p> _:n{} .\n", (a + 1) % n));
    nquads::parse(&links.collect::<String>()).expect("N-Quads")
}

#[test]
fn p_r2_poison_graphs_end_with_the_work_limit() {
    let small_stack = std::thread::Builder::new().stack_size(1024 * 1024);
    let run = || {
        for dataset in [clique(12), clique(60), ring(300), ring(15_000)] {
            let result = canonicalize(&dataset, Hash::Sha256, &Limits::default());
            assert_eq!(result, Err(LdError::WorkLimit { limit: 50_000 }));
        }
        assert!(canonicalize(&ring(40), Hash::Sha256, &Limits::default()).is_ok());
    };
    small_stack.spawn(run).expect("a thread").join().expect("no overflow");
}

/// The same signed document, carried twice: a proof says much of one node, and each time names the same graph.
#[test]
fn much_said_of_one_node_in_one_graph_costs_little_to_tell_apart() {
    let copy = |n: usize| (0..9).map(move |p| format!("_:s{n} <urn:p{p}> \"x\" _:g{n} .\n"));
    let twice = nquads::parse(&copy(1).chain(copy(2)).collect::<String>()).expect("N-Quads");
    let limits = Limits { hash_operations: 500, ..LIMITS };
    let (text, labels) = canonicalize(&twice, Hash::Sha256, &limits).expect("within the limit");
    assert_eq!((text.lines().count(), labels.len()), (18, 4));
    let other = nquads::parse(&copy(2).rev().chain(copy(1)).collect::<String>()).expect("N-Quads");
    assert_eq!(canonicalize(&other, Hash::Sha256, &limits).expect("as well").0, text);
}

#[test]
fn p_r2_the_work_limit_is_exact() {
    let needed = (1..10_000).find(|operations| {
        canonicalize(&ring(4), Hash::Sha256, &Limits { hash_operations: *operations, ..LIMITS }).is_ok()
    });
    let needed: usize = needed.expect("some number");
    let at =
        |hash_operations| canonicalize(&ring(4), Hash::Sha256, &Limits { hash_operations, ..LIMITS }).is_ok();
    assert_eq!([at(needed - 1), at(needed), at(needed + 1)], [false, true, true]);
}

#[test]
fn p_r2_statements_are_counted() {
    let dataset = ring(20);
    let labels: BTreeSet<bool> = [19, 20, 21]
        .into_iter()
        .map(|quads| canonicalize(&dataset, Hash::Sha256, &Limits { quads, ..LIMITS }).is_ok())
        .collect();
    assert_eq!(labels.len(), 2);
    let many: String =
        (0..20_000).map(|n| ["<urn:s> <urn:p> \"", &n.to_string(), "\" .\n"].concat()).collect();
    assert_eq!(nquads::parse(&many).map(|dataset| dataset.len()), Ok(20_000));
    let more = many + "<urn:s> <urn:p> \"one more\" .\n";
    assert_eq!(nquads::parse(&more).err(), Some(LdError::TooManyQuads { limit: 20_000 }));
}
