//! Whoever holds a badge with `ecdsa-sd-2023` shows any choice of its members, and cannot say anything else with it
//! (specification A.8-1, promise P-V1).

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod fixtures;

use fixtures::{badge, now, options};
use openbadges_proof::data_integrity::sd::{DerivedProof, derive, required_pointers, reveal, sign};
use openbadges_proof::data_integrity::{ProofError, Verified, proofs, verify};
use openbadges_proof::multibase::{decode_base64url, encode_base64url};
use openbadges_proof::{KeyKind, SigningKey};
use serde_json::{Value, json};

fn key() -> SigningKey {
    SigningKey::generate_kind(KeyKind::P256, &mut |bytes| bytes.fill(7)).unwrap()
}

/// A badge with its base proof, which the issuer gave to the holder.
fn held(badge: &Value) -> Value {
    let mut n = 0;
    let mut random = |bytes: &mut [u8]| {
        n += 1;
        bytes.fill(n);
    };
    sign(badge, &key(), &options(), &required_pointers(badge), &mut random).unwrap()
}

fn check(document: &Value) -> Result<Verified, ProofError> {
    verify(document, &proofs(document)[0], &key().public(), now())
}

/// What is shown, with its proof laid open.
#[derive(Clone)]
struct Shown {
    document: Value,
    value: DerivedProof,
}

impl Shown {
    /// The badge with two pieces of evidence that have no identifier, all of it.
    fn rich() -> Self {
        let mut badge = badge();
        badge["evidence"] = json!([
            {"type": ["Evidence"], "name": "Diary", "narrative": "Every day."},
            {"type": ["Evidence"], "name": "Film", "narrative": "Ten hits."},
        ]);
        Self::all_of(&badge)
    }

    fn all_of(badge: &Value) -> Self {
        let base = held(badge);
        let document = derive(&base, &proofs(&base)[0], &[""]).unwrap();
        let value = document["proof"][0]["proofValue"].as_str().unwrap();
        let value = DerivedProof::from_bytes(&decode_base64url(value, 1 << 20).unwrap()).unwrap();
        Self { document, value }
    }

    fn check(mut self) -> Result<Verified, ProofError> {
        self.document["proof"][0]["proofValue"] = encode_base64url(&self.value.to_bytes()).into();
        check(&self.document)
    }
}

/// The only node without identifier, its evidence, shown as two that share its label: each statement is a signed one,
/// but one member now says nothing of the other.
fn one_node_as_two() -> Shown {
    let mut badge = badge();
    badge["credentialSubject"].as_object_mut().unwrap().remove("identifier");
    badge["credentialSubject"]["achievement"]["criteria"] = json!({"id": "https://example.org/criteria"});
    badge["evidence"] = json!([{"type": ["Evidence"], "name": "Diary", "narrative": "Every day."}]);
    let mut shown = Shown::all_of(&badge);
    let [(_, label)] = shown.value.labels[..] else { panic!("one node: {:?}", shown.value.labels) };
    assert!(shown.clone().check().is_ok());
    shown.document["evidence"] =
        json!([{"type": ["Evidence"], "name": "Diary"}, {"type": ["Evidence"], "narrative": "Every day."}]);
    shown.value.labels = vec![(0, label), (1, label)];
    shown
}

#[test]
fn p_v1_no_part_of_a_disclosure_can_be_added_doubled_or_taken_out() {
    let honest = Shown::rich();
    let indexes = "a mandatory index is not there, or twice";
    let labels = "not one label for each node";
    let malformed = |problem| ProofError::Malformed { member: "proofValue".to_owned(), problem };
    let attack = |change: fn(&mut DerivedProof)| {
        let mut shown = honest.clone();
        change(&mut shown.value);
        assert_ne!(shown.value, honest.value);
        shown
    };
    assert_eq!(honest.clone().check().unwrap().undefined, []);
    assert!(honest.value.signatures.len() > 1 && honest.value.labels.len() > 2);
    for (name, shown, refused) in [
        ("the last signature taken out", attack(|it| shorten(&mut it.signatures)), ProofError::Signature),
        ("no signature", attack(|it| it.signatures.clear()), ProofError::Signature),
        ("a signature twice", attack(|it| it.signatures.push(it.signatures[0])), ProofError::Signature),
        (
            "an index twice",
            attack(|it| it.mandatory_indexes.push(it.mandatory_indexes[0])),
            malformed(indexes),
        ),
        ("an index out of range", attack(|it| it.mandatory_indexes.push(9_999)), malformed(indexes)),
        ("an index beyond memory", attack(|it| it.mandatory_indexes.push(u64::MAX)), malformed(indexes)),
        ("an index taken out", attack(|it| shorten(&mut it.mandatory_indexes)), ProofError::Signature),
        ("one node as two", one_node_as_two(), malformed(labels)),
        ("a label of no node", attack(|it| it.labels.push((99, [1; 32]))), malformed(labels)),
        ("a label of one node twice", attack(|it| it.labels.push(it.labels[0])), malformed(labels)),
        ("a second label of one node", attack(|it| it.labels.push((0, [1; 32]))), malformed(labels)),
        ("a label taken out", attack(|it| shorten(&mut it.labels)), malformed(labels)),
        ("the label of a node that is not there", attack(|it| it.labels[0].0 = 99), malformed(labels)),
        ("one label for two nodes", attack(|it| it.labels[1].1 = it.labels[0].1), malformed(labels)),
        ("two labels exchanged", attack(exchange_labels), ProofError::Signature),
    ] {
        assert_eq!(shown.check(), Err(refused), "{name}");
    }
}

fn shorten<T>(list: &mut Vec<T>) {
    list.truncate(list.len() - 1);
}

fn exchange_labels(value: &mut DerivedProof) {
    let (first, second) = (value.labels[0].1, value.labels[1].1);
    (value.labels[0].1, value.labels[1].1) = (second, first);
}

#[test]
fn a8_1_any_two_members_are_shown_and_verify() {
    let mut badge = badge();
    badge["description"] = json!("Über the target – 的を射る.");
    badge["awardedDate"] = json!("2024-05-06T07:08:09Z");
    badge["evidence"] = json!([
        {"id": "https://example.org/diary", "type": ["Evidence"], "name": "Diary"},
        {"type": ["Evidence"], "narrative": "Ten hits."},
    ]);
    badge["credentialSubject"]["result"] = json!([{"type": ["Result"], "value": "A"}, {"type": ["Result"], "value": "B", "status": "Completed"}]);
    badge["credentialSubject"]["achievement"]["tag"] = json!(["bow", "arrow"]);
    let pointers = [
        "/description",
        "/awardedDate",
        "/evidence",
        "/evidence/0",
        "/evidence/1/narrative",
        "/credentialSubject/identifier/0",
        "/credentialSubject/result",
        "/credentialSubject/result/0",
        "/credentialSubject/result/1/value",
        "/credentialSubject/achievement/tag",
    ];
    let (base, required) = (held(&badge), required_pointers(&badge));
    let pairs =
        pointers.iter().enumerate().flat_map(|(n, one)| pointers[n..].iter().map(|two| vec![*one, *two]));
    let choices: Vec<Vec<&str>> = pairs.chain([vec![]]).collect();
    assert_eq!(choices.len(), 56, "each pair, each with itself, and nothing");
    for chosen in choices {
        let shown = derive(&base, &proofs(&base)[0], &chosen).unwrap();
        assert_eq!(check(&shown).unwrap().undefined, [], "{chosen:?}");
        let mut content = shown;
        content.as_object_mut().unwrap().remove("proof");
        assert_eq!(content, reveal(&badge, &[&required, chosen.as_slice()].concat()).unwrap());
    }
}
