//! Whether the issuer has revoked or suspended the badge (specification A.11).

mod bitstring;
mod older;
mod revocation_list;

use serde_json::Value;
use url::Url;

use crate::case::Case;
use crate::documents::NoDocument;
use crate::held::Held;
use crate::members::{each, is_a, text};
use crate::{Check, CheckId, Facts, FetchError, Reason, network};

/// Status entries of one badge that are looked at; the schema allows one, W3C two purposes.
const MAX_ENTRIES: usize = 4;

/// Why an entry says nothing of validity.
const OTHER_PURPOSE: &str = "other_purpose";

/// What one entry comes to.
type Entry = Result<Facts, (Reason, Facts)>;

/// Where a status is looked up, and for whom.
struct Lookup<'a> {
    credential: &'a Value,
    held: &'a Held,
    case: &'a Case<'a>,
}

pub(crate) async fn check(credential: &Value, held: &Held, case: &Case<'_>) -> Check {
    let lookup = Lookup { credential, held, case };
    let mut facts = Facts::new();
    let mut reasons = Vec::new();
    let mut asked = false;
    let entries: Vec<&Value> = each(credential, "credentialStatus").collect();
    if entries.is_empty() {
        return Check::skipped(CheckId::Status, facts.with("why", "no_status"));
    }
    for entry in entries.iter().take(MAX_ENTRIES) {
        let (reason, found) = match lookup.entry(entry).await {
            Ok(found) => (None, found),
            Err((reason, found)) => (Some(reason), found),
        };
        reasons.extend(reason);
        asked |= found.get("why") != Some(OTHER_PURPOSE);
        facts.push_some("type", text(entry, "type"));
        facts.extend(&found);
    }
    if entries.len() > MAX_ENTRIES {
        reasons.push(Reason::UnsupportedStatus);
        facts.push("why", "too_many_entries");
    }
    match reasons.into_iter().min() {
        Some(reason) => Check::not(CheckId::Status, reason, facts),
        None if asked => Check::pass(CheckId::Status, facts),
        // Nobody was asked: "not revoked" would be said without a reason.
        None => Check::skipped(CheckId::Status, facts),
    }
}

impl Lookup<'_> {
    async fn entry(&self, entry: &Value) -> Entry {
        if is_a(entry, "BitstringStatusListEntry") {
            self.bitstring(entry).await
        } else if is_a(entry, "StatusList2021Entry") {
            self.bitstring(&older::entry(entry)).await.map_or_else(Err, |facts| match facts.get("why") {
                Some(OTHER_PURPOSE) => Ok(facts),
                _ => Err((Reason::DeprecatedStatus, facts)),
            })
        } else if is_a(entry, "1EdTechRevocationList") {
            self.revocation_list(entry).await
        } else {
            Err((Reason::UnsupportedStatus, Facts::new().with("why", "type")))
        }
    }
}

/// The address of a list. Over plain http only from this machine: anybody on the way could change it.
fn secure(url: &Url) -> Result<(), NoDocument> {
    if url.scheme() == "https" || network::is_loopback(url) { Ok(()) } else { Err(NoDocument::NotHttps) }
}

/// The reason for a list that could not be had.
fn not_had(none: &NoDocument) -> Reason {
    match none {
        NoDocument::Fetch(FetchError::TooLarge(_)) | NoDocument::WebPage | NoDocument::NotJson => {
            Reason::StatusMalformed
        }
        NoDocument::Fetch(_) | NoDocument::NotHttps | NoDocument::Redirected => Reason::StatusUnreachable,
        NoDocument::Spent => Reason::BudgetSpent,
    }
}

/// A malformed entry or list.
fn malformed(facts: Facts, why: &str, error: &dyn std::fmt::Display) -> (Reason, Facts) {
    (Reason::StatusMalformed, facts.with("why", why).with("message", error.to_string()))
}
