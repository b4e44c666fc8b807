//! `BitstringStatusListEntry` (W3C Bitstring Status List): the list is a credential of its own.

use std::sync::Arc;

use jiff::Timestamp;
use openbadges_model::Instant;
use openbadges_proof::status_list::{self, Status, StatusEntry};
use serde_json::Value;
use url::Url;

use super::{Entry, Lookup, OTHER_PURPOSE, malformed, not_had, older, secure};
use crate::badge::{Form, sniff_text};
use crate::checks::contexts;
use crate::documents::NoDocument;
use crate::lists::List;
use crate::members::{id_of, text};
use crate::proof;
use crate::{Accept, Facts, Options, Reason, jwt};

impl Lookup<'_> {
    pub(super) async fn bitstring(&self, entry: &Value) -> Entry {
        let entry = match StatusEntry::parse(entry) {
            Ok(entry) => entry,
            Err(error) => return Err(malformed(Facts::new(), "entry", &error)),
        };
        let facts = Facts::new()
            .with("purpose", entry.purpose.as_str())
            .with("index", entry.index.to_string())
            .with("list", entry.list_credential.as_str());
        let looked_up = self.look_up(&entry, &facts).await;
        match (entry.purpose.as_str(), looked_up) {
            ("revocation", Ok(status)) if status.is_set() => Err((Reason::Revoked, facts)),
            ("suspension", Ok(status)) if status.is_set() => Err((Reason::Suspended, facts)),
            ("revocation" | "suspension", looked_up) => looked_up.map(|_| facts),
            // Messages and the like say nothing of validity: they are told, and nothing depends on them.
            (_, Ok(status)) => Ok(told(facts, &status).with("why", OTHER_PURPOSE)),
            (_, Err((_, failed))) => {
                Ok(facts.with("why", OTHER_PURPOSE).with("failed", failed.get("why").unwrap_or_default()))
            }
        }
    }

    /// What the list says of an entry.
    async fn look_up(&self, entry: &StatusEntry, facts: &Facts) -> Result<Status, (Reason, Facts)> {
        let list = self.list(&entry.list_credential).await;
        let list = list.map_err(|(reason, why)| (reason, facts.clone().with("why", why)))?;
        self.trusted(&list).map_err(|(reason, why)| (reason, facts.clone().with("why", why)))?;
        let spent = |_| (Reason::BudgetSpent, facts.clone().with("why", Reason::BudgetSpent.as_str()));
        let bits = list.bits(&self.case.documents.budget).map_err(spent)?;
        let status = bits
            .as_ref()
            .map_err(Clone::clone)
            .and_then(|bits| status_list::check_in(entry, &list.credential, bits, self.read_at(&list)));
        status.map_err(|error| malformed(facts.clone(), error.code(), &error))
    }

    /// The time to check the dates of a list against: the badge's, or the list's own beginning where that lies between
    /// the badge's and today. Lists are signed anew time and again, and a later one says no less.
    fn read_at(&self, list: &List) -> Timestamp {
        let Options { now, today, .. } = *self.case.options;
        let begins = text(&list.credential, "validFrom").and_then(|from| Instant::read(from).ok());
        begins.map(Instant::timestamp).filter(|from| (now..=today).contains(from)).unwrap_or(now)
    }

    /// Gets a list, once for all credentials that name it.
    async fn list(&self, address: &str) -> Result<Arc<List>, (Reason, String)> {
        let url = Url::parse(address).map_err(|_| (Reason::StatusMalformed, "list_address".to_owned()))?;
        let (documents, lists) = (self.case.documents, self.case.lists);
        if let Some(list) = lists.get(&url) {
            return Ok(list);
        }
        let not_had = |none: NoDocument| (not_had(&none), none.code().to_owned());
        secure(&url).map_err(not_had)?;
        let document = documents.any(&url, Accept::StatusList).await.map_err(not_had)?;
        let text = str::from_utf8(&document.fetched.bytes).unwrap_or_default();
        let (credential, searched) = if sniff_text(text) == Some(Form::Jws) {
            let malformed = |_| (Reason::StatusMalformed, "list_jwt".to_owned());
            let jwt = jwt::read(text).map_err(malformed)?;
            let searched = jwt::search(&jwt, self.case).await;
            (Arc::new(jwt.credential().clone()), searched)
        } else {
            let list = documents.read(&document).map_err(not_had)?;
            let contexts = contexts::check(&list, self.case.options.contexts.as_deref());
            let searched = proof::search(&list, &contexts, self.case).await;
            (list, searched)
        };
        let list = Arc::new(List::new(older::list(credential), searched));
        // With more budget it might have been another.
        if list.searched.check.reason != Some(Reason::BudgetSpent) {
            lists.keep(url, Arc::clone(&list));
        }
        Ok(list)
    }

    /// Whether the list is by the badge's issuer, whole and current.
    fn trusted(&self, list: &List) -> Result<(), (Reason, String)> {
        let List { credential: list, searched, .. } = list;
        let refuse = |why: &str| Err((Reason::StatusMalformed, why.to_owned()));
        if id_of(list, "issuer").is_none() || id_of(list, "issuer") != id_of(self.credential, "issuer") {
            return refuse("list_of_other_issuer");
        }
        let Some(held) = &searched.held else {
            let reason = searched.check.reason.unwrap_or(Reason::Signature);
            let verdict = match reason {
                Reason::BudgetSpent => reason,
                Reason::KeyNotConfirmed => Reason::StatusUnreachable,
                _ => Reason::StatusMalformed,
            };
            return Err((verdict, format!("list_{}", reason.as_str())));
        };
        if !held.undefined.is_empty() {
            return refuse("list_unsigned");
        }
        match held.binding.reason {
            None => Ok(()),
            // The list is as sure to be the issuer's as the badge is.
            Some(_) if held.key == self.held.key => Ok(()),
            Some(Reason::KeyNotConfirmed) => {
                Err((Reason::StatusUnreachable, "list_key_not_confirmed".to_owned()))
            }
            Some(reason) => Err((Reason::StatusMalformed, format!("list_{}", reason.as_str()))),
        }
    }
}

/// The value of an entry, and the message that it stands for.
fn told(facts: Facts, status: &Status) -> Facts {
    let mut facts = facts.with("value", status.value.to_string());
    facts.push_some("message", status.message.as_deref());
    facts
}
