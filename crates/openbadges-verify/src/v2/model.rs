//! The data model of the documents behind a badge (specification C.1, C.4, C.5).

use std::borrow::Cow;

use openbadges_model::v2::{self, Class, Version};
use openbadges_model::{Fault, FaultKind, Severity};
use serde_json::Value;

use super::documents::Had;
use super::scope::odd_origins;
use crate::{Check, CheckId, Facts, Reason, Remark, RemarkId};

/// Extensions that are named as not checked.
const MAX_EXTENSIONS: usize = 8;

/// A document, its class, and where it stands in the badge as a JSON Pointer.
pub(super) struct Part<'a> {
    pub(super) pointer: &'static str,
    pub(super) had: &'a Had,
    pub(super) class: Class,
}

impl Part<'_> {
    /// What is wrong with the contexts that it brings. What is embedded has those of the document around it, and was
    /// looked at with that.
    fn context_faults(&self) -> impl Iterator<Item = Fault> + use<> {
        let Had { written, version, is_embedded, .. } = self.had;
        self.placed(if *is_embedded { Vec::new() } else { v2::context_faults(written, *version) })
    }

    /// What is wrong with the document itself.
    fn model_faults(&self) -> impl Iterator<Item = Fault> + use<> {
        let Had { document, version, .. } = self.had;
        let mut faults = v2::validate(&unlinked(document, self.class, *version), self.class, *version);
        faults.extend(v2::extension_faults(document));
        if self.class == Class::Issuer && !odd_origins(document).is_empty() {
            faults.push(Fault {
                pointer: "/verification/allowedOrigins".into(),
                kind: FaultKind::Form,
                severity: Severity::Warning,
                message: "Hosts are listed here, without scheme and path.".into(),
            });
        }
        self.placed(faults)
    }

    /// The faults of this document where they are in the badge.
    fn placed(&self, faults: Vec<Fault>) -> impl Iterator<Item = Fault> + use<> {
        let place = self.pointer;
        faults.into_iter().map(move |fault| Fault { pointer: format!("{place}{}", fault.pointer), ..fault })
    }
}

/// The checks [`CheckId::Contexts`] and [`CheckId::DataModel`].
pub(super) fn checks(parts: &[Part<'_>]) -> [Check; 2] {
    let contexts: Vec<_> = parts.iter().flat_map(Part::context_faults).collect();
    let model = parts.iter().flat_map(Part::model_faults).collect();
    let oldest = parts.iter().map(|part| part.had.version).min().unwrap_or(Version::V2_0);
    [of_contexts(&contexts, parts, oldest), of_model(model, oldest)]
}

/// The same checks where nothing vouches for the document: only what is wrong with it counts then.
pub(super) fn failed(part: &Part<'_>) -> impl Iterator<Item = Check> {
    checks(std::slice::from_ref(part)).into_iter().filter(|check| check.reason == Some(Reason::Malformed))
}

/// Extensions whose schemas were not run, as remarks.
pub(super) fn extensions(parts: &[Part<'_>]) -> Vec<Remark> {
    let unknown = parts.iter().flat_map(|part| {
        let found = v2::unknown_extensions(&part.had.document).into_iter();
        found.map(|(pointer, types)| {
            Facts::new().with("pointer", format!("{}{pointer}", part.pointer)).with("type", types)
        })
    });
    unknown.take(MAX_EXTENSIONS).map(|facts| Remark { id: RemarkId::SchemaNotRun, facts }).collect()
}

/// The document with the links that are followed as links: what they lead to is looked at by itself.
fn unlinked(document: &Value, class: Class, version: Version) -> Cow<'_, Value> {
    let member = match class {
        Class::Assertion if version > Version::V0_5 => "badge",
        Class::BadgeClass | Class::Endorsement => "issuer",
        _ => return Cow::Borrowed(document),
    };
    let id = document.get(member).and_then(|object| object.get("id")).filter(|id| id.is_string());
    let mut unlinked = Cow::Borrowed(document);
    if let Some(id) = id {
        unlinked.to_mut()[member] = id.clone();
    }
    unlinked
}

fn of_contexts(faults: &[Fault], parts: &[Part<'_>], oldest: Version) -> Check {
    let mut facts = Facts::new().with("version", oldest.as_str());
    if !faults.is_empty() {
        return Check::not(CheckId::Contexts, Reason::Malformed, facts.with_faults(faults));
    }
    let first = parts.first().map(|part| &part.had.written);
    for url in first.into_iter().flat_map(|written| crate::members::each(written, "@context")).take(8) {
        facts.push_some("context", url.as_str());
    }
    Check::pass(CheckId::Contexts, facts)
}

fn of_model(mut faults: Vec<Fault>, oldest: Version) -> Check {
    let facts = Facts::new().with("version", oldest.as_str());
    if faults.iter().any(Fault::is_error) {
        faults.retain(Fault::is_error);
        return Check::not(CheckId::DataModel, Reason::Malformed, facts.with_faults(&faults));
    }
    let facts = facts.with_faults(&faults);
    if oldest < Version::V2_0 {
        return Check::not(CheckId::DataModel, Reason::OldModel, facts);
    }
    if faults.iter().all(|fault| is_let_pass(fault.kind)) {
        Check::pass(CheckId::DataModel, facts)
    } else {
        Check::not(CheckId::DataModel, Reason::ModelRemarks, facts)
    }
}

/// What every verifier of 2.0 lets pass: badge classes without a picture, and the empty lists that 2.1 makes legal
/// (C.7 "Reading"). They are told as facts.
const fn is_let_pass(kind: FaultKind) -> bool {
    matches!(kind, FaultKind::Missing | FaultKind::Empty)
}
