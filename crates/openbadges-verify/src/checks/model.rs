//! The data model (specification A.1 to A.3).

use openbadges_ld::{Options, Undefined};
use openbadges_model::{Fault, FaultKind, Severity, validate, validate_endorsement};
use serde_json::Value;

use super::names;
use crate::budget::{Work, size_of};
use crate::case::{Case, Role};
use crate::held::Held;
use crate::parts::is_inside;
use crate::{Check, CheckId, Facts, Reason};

pub(crate) fn check(document: &Value, held: &Held, case: &Case<'_>) -> Check {
    // What is signed as it is written says nothing else than what is written.
    let renamed = if held.covers_text { Facts::new() } else { names::renamed(document) };
    if !renamed.is_empty() {
        return Check::not(CheckId::DataModel, Reason::Malformed, renamed);
    }
    let mut faults = match case.role {
        Role::Endorsement { .. } => validate_endorsement(document),
        Role::Badge | Role::Enclosed => validate(document),
    };
    if held.covers_text {
        if case.documents.budget.take(Work::canonicalised(size_of(document))).is_err() {
            return Check::not(CheckId::DataModel, Reason::BudgetSpent, Facts::new().with_faults(&faults));
        }
        faults.extend(without_meaning(document, case));
    }
    // A faulty credential inside another is told in its own report.
    faults.retain(|fault| !is_inside(&fault.pointer));
    if faults.iter().any(Fault::is_error) {
        faults.retain(Fault::is_error);
        return Check::not(CheckId::DataModel, Reason::Malformed, Facts::new().with_faults(&faults));
    }
    let facts = Facts::new().with_faults(&faults);
    match faults.iter().map(|fault| reason(fault.kind)).min() {
        Some(reason) => Check::not(CheckId::DataModel, reason, facts),
        None => Check::pass(CheckId::DataModel, facts),
    }
}

/// Members that are signed though no context says what they mean: other proofs would leave them out.
fn without_meaning(document: &Value, case: &Case<'_>) -> Vec<Fault> {
    let options =
        Options { contexts: case.options.contexts.as_deref(), without: &["proof"], ..Options::default() };
    let fault =
        |pointer, message| Fault { message, pointer, kind: FaultKind::Context, severity: Severity::Warning };
    match options.to_dataset(document) {
        Ok((_, undefined)) => undefined
            .into_iter()
            .map(|Undefined { pointer, term, .. }| {
                fault(pointer, format!("No context says what `{term}` means."))
            })
            .collect(),
        // Nobody can tell then what any member means.
        Err(error) => {
            vec![fault("/@context".to_owned(), format!("Its contexts cannot be followed: {error}."))]
        }
    }
}

const fn reason(kind: FaultKind) -> Reason {
    match kind {
        FaultKind::OldVersion => Reason::OldModel,
        _ => Reason::ModelRemarks,
    }
}
