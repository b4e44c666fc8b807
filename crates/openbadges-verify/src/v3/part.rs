//! Credentials inside a badge: endorsements, and what a CLR encloses. Each is verified on its own.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use serde_json::Value;

use super::judge;
use crate::badge::{Badge, Form, sniff_text};
use crate::budget::Work;
use crate::case::Case;
use crate::envelope;
use crate::keys::Problem;
use crate::parts::read;
use crate::report::Draft;
use crate::{Check, CheckId, Facts, Part, Reason, Report};

/// A part that was found and is still to be verified.
pub(super) struct Found {
    pub(super) pointer: String,
    pub(super) text: PartText,
}

/// How a part is written.
pub(super) enum PartText {
    Json(Value),
    Jws(String),
    /// None of the forms that a part may have, and what is wrong with it.
    Other(Problem),
}

impl PartText {
    /// An embedded credential, or one that is a compact JWS, in an envelope or without.
    pub(super) fn of(value: &Value) -> Self {
        match (envelope::opened(value), value) {
            (Some(Ok(jws)), _) => Self::Jws(jws),
            (Some(Err(problem)), _) => Self::Other(problem),
            (None, Value::Object(_)) => Self::Json(value.clone()),
            (None, Value::String(text)) if sniff_text(text) == Some(Form::Jws) => Self::Jws(text.clone()),
            _ => Self::Other(Problem::because(Reason::NotABadge, "unknown_form")),
        }
    }
}

/// Verifies a part by itself.
fn report<'a>(text: PartText, case: Case<'a>) -> Pin<Box<dyn Future<Output = Report> + Send + 'a>> {
    Box::pin(async move {
        let mut draft = Draft::new();
        let input = |form: &str| Check::pass(CheckId::Input, Facts::new().with("form", form));
        match text {
            PartText::Json(value) => {
                draft.add(input("embedded"));
                let text = value.to_string();
                judge(&mut draft, Badge::Json(Arc::new(value)), text, &case).await;
            }
            PartText::Jws(text) => {
                draft.add(input("jws"));
                match read(&text, &case) {
                    Ok(jwt) => judge(&mut draft, Badge::Jwt(Box::new(jwt)), text, &case).await,
                    Err(check) => draft.add(*check),
                }
            }
            PartText::Other(Problem { reason, facts }) => {
                draft.add(Check::not(CheckId::Input, reason, facts));
            }
        }
        draft.finish(case.options.now)
    })
}

/// Verifies parts one after the other; those beyond the limit are counted as not checked (P-R2).
pub(super) async fn reports<'a>(
    found: Vec<Found>,
    case_of: impl Fn(usize) -> Case<'a>,
) -> (Vec<Part>, usize) {
    let mut parts = Vec::new();
    let mut not_checked = 0;
    for (index, Found { pointer, text }) in found.into_iter().enumerate() {
        let case = case_of(index);
        if case.documents.budget.take(Work::parts(1)).is_ok() {
            parts.push(Part { pointer, report: report(text, case).await });
        } else {
            not_checked += 1;
        }
    }
    (parts, not_checked)
}
