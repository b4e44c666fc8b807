//! Whether a badge is revoked, valid now, and whose it is (specification C.2).

use jiff::Timestamp;
use openbadges_model::Match;
use openbadges_model::v2::{Class, IdentityObject, instant};
use serde_json::Value;

use super::documents::{self, Had, Target, same};
use crate::documents::Documents;
use crate::members::{each, id_of, text};
use crate::{Check, CheckId, Facts, Reason};

/// A hosted badge is revoked where its address says so.
pub(super) fn hosted(award: &Had) -> Check {
    let facts = Facts::new().with("type", "HostedBadge").with("url", &award.id);
    said(award, facts.clone()).unwrap_or_else(|| Check::pass(CheckId::Status, facts))
}

/// Whether a document says of itself that it is revoked.
fn said(award: &Had, facts: Facts) -> Option<Check> {
    (award.document.get("revoked") == Some(&Value::Bool(true))).then(|| {
        let mut facts = facts;
        facts.push_some("revocationReason", text(&award.document, "revocationReason"));
        Check::not(CheckId::Status, Reason::Revoked, facts)
    })
}

/// A signed badge is revoked where the issuer's list names it (C.2, signed 3).
pub(super) async fn signed(award: &Had, issuer: &Had, documents: &Documents<'_>) -> Check {
    let Some(list) = id_of(&issuer.document, "revocationList") else {
        let none = Check::skipped(CheckId::Status, Facts::new());
        return said(award, Facts::new()).unwrap_or(none);
    };
    let facts = Facts::new().with("type", "RevocationList").with("list", list);
    if let Some(check) = said(award, facts.clone()) {
        return check;
    }
    let target = Target { class: Class::RevocationList, version: issuer.version };
    match documents::at(list, target, documents).await {
        Ok(had) => on_list(award, issuer, &had, facts),
        Err(miss) => {
            let problem = miss.problem();
            let reason = match problem.reason {
                Reason::DocumentUnreachable => Reason::StatusUnreachable,
                Reason::BudgetSpent => Reason::BudgetSpent,
                _ => Reason::StatusMalformed,
            };
            Check::not(CheckId::Status, reason, problem.after(&facts).facts)
        }
    }
}

fn on_list(award: &Had, issuer: &Had, list: &Had, facts: Facts) -> Check {
    let entries = list.document.get("revokedAssertions");
    let strange = id_of(&list.document, "issuer").is_some_and(|id| !same(id, &issuer.id));
    if strange
        || entries.is_none_or(|entries| !entries.is_array() && !entries.is_object() && !entries.is_string())
    {
        let why = if strange { "other_issuer" } else { "no_list" };
        return Check::not(CheckId::Status, Reason::StatusMalformed, facts.with("why", why));
    }
    let names: Vec<&str> =
        ["id", "uid"].into_iter().filter_map(|member| text(&award.document, member)).collect();
    let is = |entry: &&Value| {
        let mut known =
            ["id", "uid"].into_iter().filter_map(|member| text(entry, member)).chain(entry.as_str());
        known.any(|known| names.iter().any(|name| same(name, known)))
    };
    match each(&list.document, "revokedAssertions").find(is) {
        Some(entry) => {
            let mut facts = facts;
            facts.push_some("revocationReason", text(entry, "revocationReason"));
            Check::not(CheckId::Status, Reason::Revoked, facts)
        }
        None => Check::pass(CheckId::Status, facts),
    }
}

/// A badge is valid from `issuedOn` until `expires`. Dates that cannot be read are faults of the data model.
pub(super) fn dates(award: &Value, now: Timestamp) -> Check {
    let mut facts = Facts::new();
    for (member, name) in [("issuedOn", "validFrom"), ("expires", "validUntil")] {
        facts.push_some(name, text(award, member));
    }
    facts.push("now", now.to_string());
    let date = |member| award.get(member).and_then(instant);
    match (date("issuedOn"), date("expires")) {
        (_, Some(expires)) if now > expires => Check::not(CheckId::Dates, Reason::Expired, facts),
        (Some(issued), _) if now < issued => Check::not(CheckId::Dates, Reason::NotYetValid, facts),
        (None, None) => Check::skipped(CheckId::Dates, facts),
        _ => Check::pass(CheckId::Dates, facts),
    }
}

/// Whether an endorsement is of the object that it hangs on.
pub(super) fn target(endorsement: &Value, of: &str) -> Check {
    let subject = endorsement.get("claim").and_then(|claim| text(claim, "id"));
    let mut facts = Facts::new().with("asked", of);
    facts.push_some("subject", subject);
    if subject.is_some_and(|subject| same(subject, of)) {
        Check::pass(CheckId::Recipient, facts.with("matched", "id"))
    } else {
        Check::not(CheckId::Recipient, Reason::OtherTarget, facts)
    }
}

/// Whether a badge is for the recipient asked about.
pub(super) fn recipient(award: &Value, asked: Option<&str>) -> Check {
    let Some(asked) = asked.map(str::trim).filter(|asked| !asked.is_empty()) else {
        return Check::skipped(CheckId::Recipient, Facts::new());
    };
    let facts = Facts::new().with("asked", asked);
    match IdentityObject::of(award).map(|identity| identity.matches(asked)) {
        Some(Match::Yes) => Check::pass(CheckId::Recipient, facts.with("matched", "identity")),
        Some(Match::No) => Check::not(CheckId::Recipient, Reason::NotRecipient, facts),
        Some(Match::OtherType | Match::UnknownHash) | None => {
            Check::not(CheckId::Recipient, Reason::RecipientUnknown, facts)
        }
    }
}
