//! The endorsements of a badge of 2.0 (specification C.2, both 2): each is verified like an Assertion, and reported
//! beside the badge, which it never makes valid or invalid.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use openbadges_model::v2::{Class, Version};
use serde_json::Value;

use super::documents::json;
use super::model::Part as Owner;
use super::{Given, Source, award, content};
use crate::badge::Badge;
use crate::badge::{Form, sniff_text};
use crate::budget::Work;
use crate::case::Case;
use crate::keys::Problem;
use crate::members::{each_placed, text};
use crate::parts::{read, summary};
use crate::report::Draft;
use crate::{Check, CheckId, Facts, Part, Reason, Report};

/// An endorsement that hangs on an object.
struct Found<'a> {
    pointer: String,
    of: &'a str,
    value: &'a Value,
}

/// Verifies the endorsements of an award, its badge class and its issuer.
pub(super) async fn check(draft: &mut Draft, owners: &[Owner<'_>], case: &Case<'_>) {
    let found: Vec<Found<'_>> = owners.iter().flat_map(on).collect();
    if found.is_empty() {
        return draft.add(Check::skipped(CheckId::Endorsements, Facts::new()));
    }
    case.documents.allow_parts();
    let (mut parts, mut not_checked) = (Vec::new(), 0);
    for Found { pointer, of, value } in found {
        if case.documents.budget.take(Work::parts(1)).is_ok() {
            parts.push(Part { pointer, report: report(value, of, case).await });
        } else {
            not_checked += 1;
        }
    }
    draft.add(summary(CheckId::Endorsements, &parts, not_checked, Reason::EndorsementNotValid));
    draft.endorsements = parts;
}

fn on<'a>(owner: &'a Owner<'_>) -> impl Iterator<Item = Found<'a>> {
    let (pointer, of) = (owner.pointer, owner.had.id.as_str());
    each_placed(&owner.had.document, "endorsement").map(move |(place, value)| Found {
        pointer: format!("{pointer}{place}"),
        of,
        value,
    })
}

/// The report on one endorsement: an object, a compact JWS, or an address.
fn report<'a>(
    value: &'a Value,
    of: &'a str,
    case: &'a Case<'_>,
) -> Pin<Box<dyn Future<Output = Report> + Send + 'a>> {
    Box::pin(async move {
        let mut draft = Draft::new();
        match open(value, case).await {
            Ok((badge, form, text)) => {
                draft.add(Check::pass(CheckId::Input, Facts::new().with("form", form)));
                judge(&mut draft, &badge, text, of, case).await;
            }
            Err(check) => draft.add(*check),
        }
        draft.finish(case.options.now)
    })
}

async fn open(value: &Value, case: &Case<'_>) -> Result<(Badge, &'static str, String), Box<Check>> {
    match value {
        Value::Object(_) => Ok((Badge::Json(Arc::new(value.clone())), "embedded", value.to_string())),
        Value::String(jws) if sniff_text(jws) == Some(Form::Jws) => {
            Ok((Badge::Jwt(Box::new(read(jws, case)?)), "jws", jws.clone()))
        }
        Value::String(address) => match json(address, case.documents).await {
            Ok(document) => {
                let text = document.to_string();
                Ok((Badge::Json(document), "json", text))
            }
            Err(miss) => {
                let Problem { reason, facts } = miss.problem();
                Err(Box::new(Check::not(CheckId::Input, reason, facts)))
            }
        },
        _ => {
            let facts = Facts::new().with("why", "unknown_form");
            Err(Box::new(Check::not(CheckId::Input, Reason::NotABadge, facts)))
        }
    }
}

async fn judge(draft: &mut Draft, badge: &Badge, source: String, of: &str, case: &Case<'_>) {
    let written = content(badge);
    let facts = Facts::new().with("version", Version::V2_0.as_str());
    if Class::of(written) != Some(Class::Endorsement) {
        let mut facts = facts.with("why", "other_type");
        facts.push_some("type", text(written, "type"));
        return draft.add(Check::not(CheckId::Format, Reason::Malformed, facts));
    }
    draft.add(Check::pass(CheckId::Format, facts.with("type", Class::Endorsement.as_str())));
    let given = Given {
        written,
        jwt: match badge {
            Badge::Json(_) => None,
            Badge::Jwt(jwt) => Some(&**jwt),
        },
        version: Version::V2_0,
        class: Class::Endorsement,
        source: Source { text: source, address: None, named: None },
        of: Some(of.to_owned()),
    };
    award::judge(draft, &given, case).await;
}
