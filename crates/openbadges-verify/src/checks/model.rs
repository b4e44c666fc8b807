//! The data model (specification A.1 to A.3).

use openbadges_model::{Fault, FaultKind, validate, validate_endorsement};
use serde_json::Value;

use super::names;
use crate::parts::is_inside;
use crate::verify::Role;
use crate::{Check, CheckId, Facts, Reason};

/// Faults that are named in a report; there may be thousands.
const MAX_NAMED: usize = 20;

pub(crate) fn check(document: &Value, role: Role<'_>) -> Check {
    let renamed = names::renamed(document);
    if !renamed.is_empty() {
        return Check::not(CheckId::DataModel, Reason::Malformed, renamed);
    }
    let mut faults = match role {
        Role::Endorsement { .. } => validate_endorsement(document),
        Role::Badge | Role::Enclosed => validate(document),
    };
    // A faulty credential inside another is told in its own report.
    faults.retain(|fault| !is_inside(&fault.pointer));
    let errors: Vec<&Fault> = faults.iter().filter(|fault| fault.is_error()).collect();
    if !errors.is_empty() {
        return Check::not(CheckId::DataModel, Reason::Malformed, named(&errors));
    }
    let warnings: Vec<&Fault> = faults.iter().collect();
    let facts = named(&warnings);
    match warnings.iter().map(|fault| reason(fault.kind)).min() {
        Some(reason) => Check::not(CheckId::DataModel, reason, facts),
        None => Check::pass(CheckId::DataModel, facts),
    }
}

const fn reason(kind: FaultKind) -> Reason {
    match kind {
        FaultKind::OldVersion => Reason::OldModel,
        _ => Reason::ModelRemarks,
    }
}

fn named(faults: &[&Fault]) -> Facts {
    let mut facts = Facts::new();
    for fault in faults.iter().take(MAX_NAMED) {
        facts.push("pointer", fault.pointer.as_str());
        facts.push("message", fault.message.as_str());
    }
    if faults.len() > MAX_NAMED {
        facts.push("more", (faults.len() - MAX_NAMED).to_string());
    }
    facts
}
