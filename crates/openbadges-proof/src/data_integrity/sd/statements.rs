//! The statements of a document with the labels that the issuer gives, and which of them are selected (3.4.2 to 3.4.9).

use std::collections::{BTreeMap, BTreeSet};

use aws_lc_rs::hmac;
use openbadges_ld::rdfc::{self, Hash};
use openbadges_ld::{Limits, Undefined, to_located_dataset};
use serde_json::Value;

use super::select::{Selection, SelectionError};
use crate::data_integrity::ProofError;
use crate::multibase::encode_base64url;

/// The statements of a document (without its proofs), each a line of N-Quads, sorted.
///
/// ```
/// use openbadges_proof::data_integrity::sd::Statements;
///
/// let document = serde_json::json!({
///     "@context": ["https://www.w3.org/ns/credentials/v2"],
///     "id": "urn:uuid:1", "name": "Archery", "description": "Hits the target."
/// });
/// let statements = Statements::of(&document, &[7; 32])?;
/// let selected = statements.select(&document, &["/name"])?;
/// assert_eq!((statements.lines.len(), selected.len()), (2, 1));
/// # Ok::<(), openbadges_proof::data_integrity::ProofError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statements {
    /// The lines, with the labels of the HMAC key.
    pub lines: Vec<String>,
    /// Members of the document that make no statement: they are not signed.
    pub undefined: Vec<Undefined>,
    /// The label of every node, by where it comes from ([`to_located_dataset`]).
    labels: BTreeMap<String, String>,
}

/// What pointers select of a document.
pub(super) struct Selected {
    /// Which of the document's statements.
    pub(super) indexes: BTreeSet<usize>,
    /// The part of the document that makes these statements.
    pub(super) part: Value,
    /// The issuer's label for each canonical label of the part.
    pub(super) names: BTreeMap<String, String>,
}

impl Statements {
    /// Reads a document without proof.
    pub fn of(document: &Value, hmac_key: &[u8; 32]) -> Result<Self, ProofError> {
        let limits = Limits::default();
        let (dataset, undefined) = to_located_dataset(document, &limits)?;
        let (_, issued) = rdfc::canonicalize(&dataset, Hash::Sha256, &limits)?;
        let key = hmac::Key::new(hmac::HMAC_SHA256, hmac_key);
        let label = |canonical: &str| encode_base64url(hmac::sign(&key, canonical.as_bytes()).as_ref());
        let labels: BTreeMap<String, String> =
            issued.into_iter().map(|(place, canonical)| (place, label(&canonical))).collect();
        let lines = dataset.sorted_lines(|place| labels.get(place).cloned().unwrap_or_default());
        Ok(Self { lines, undefined, labels })
    }

    /// The indexes of the statements that pointers select in the same document.
    pub fn select(&self, document: &Value, pointers: &[&str]) -> Result<BTreeSet<usize>, ProofError> {
        Ok(self.selected(document, pointers)?.indexes)
    }

    /// Cuts out what pointers select in the same document.
    pub(super) fn selected(&self, document: &Value, pointers: &[&str]) -> Result<Selected, ProofError> {
        let selection = Selection::of(document, pointers)?;
        let part = selection.cut(document);
        let limits = Limits::default();
        let (dataset, _) = to_located_dataset(&part, &limits)?;
        let label = |place: &str| self.labels.get(&in_whole(&selection, place)).cloned();
        let lines = dataset.sorted_lines(|place| label(place).unwrap_or_default());
        let find = |line: &String| self.lines.binary_search(line).map_err(|_| SelectionError::Torn);
        let indexes = lines.iter().map(find).collect::<Result<_, _>>()?;
        let (_, issued) = rdfc::canonicalize(&dataset, Hash::Sha256, &limits)?;
        let names = issued.into_iter().filter_map(|(place, canonical)| Some((canonical, label(&place)?)));
        Ok(Selected { indexes, part, names: names.collect() })
    }

    /// The statements at these indexes, or the others.
    pub(super) fn at(&self, indexes: &BTreeSet<usize>, inside: bool) -> Vec<String> {
        let lines = self.lines.iter().enumerate();
        lines.filter(|(at, _)| indexes.contains(at) == inside).map(|(_, line)| line.clone()).collect()
    }
}

/// The place of a node of the part in the whole: what is before the colon says which node of the place it is.
fn in_whole(selection: &Selection, place: &str) -> String {
    match place.split_once(':') {
        Some((kind, pointer)) if kind != "b" => format!("{kind}:{}", selection.place_in_whole(pointer)),
        _ => place.to_owned(),
    }
}
