//! `BitstringStatusListEntry` (W3C Bitstring Status List): the list is a credential of its own.

use openbadges_proof::status_list::{self, Status, StatusEntry};
use serde_json::Value;
use url::Url;

use super::{Entry, Lookup, OTHER_PURPOSE, malformed, not_had, older};
use crate::checks::{contexts, id_of};
use crate::documents::read_json;
use crate::open::{Form, sniff_text};
use crate::proof::{self, Searched};
use crate::{Facts, Reason, jwt};

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
        if !self.documents.take_list() {
            return Err((Reason::StatusUnreachable, facts.clone().with("why", "out_of_budget")));
        }
        let list = self.list(&entry.list_credential).await;
        let list = list.map_err(|(reason, why)| (reason, facts.clone().with("why", why)))?;
        status_list::check(entry, &older::list(list), self.now)
            .map_err(|error| malformed(facts.clone(), error.code(), &error))
    }

    /// Gets the list and makes sure that it is the issuer's.
    async fn list(&self, address: &str) -> Result<Value, (Reason, String)> {
        let url = Url::parse(address).map_err(|_| (Reason::StatusMalformed, "list_address".to_owned()))?;
        let bytes = self.fetch(&url).await.map_err(|none| (not_had(&none), none.code().to_owned()))?;
        let text = str::from_utf8(&bytes).unwrap_or_default();
        let (list, searched) = if sniff_text(text) == Some(Form::Jws) {
            let malformed = |_| (Reason::StatusMalformed, "list_jwt".to_owned());
            let jwt = jwt::read(text).map_err(malformed)?;
            let searched = jwt::search(&jwt, self.documents, self.now).await;
            (jwt.credential, searched)
        } else {
            let list = read_json(&bytes).map_err(|none| (not_had(&none), none.code().to_owned()))?;
            let searched = proof::search(&list, &contexts::check(&list), self.documents, self.now).await;
            (list, searched)
        };
        self.trusted(&list, searched)?;
        Ok(list)
    }

    /// Whether the list is by the badge's issuer, whole and current.
    fn trusted(&self, list: &Value, searched: Searched) -> Result<(), (Reason, String)> {
        let refuse = |why: &str| Err((Reason::StatusMalformed, why.to_owned()));
        if id_of(list, "issuer").is_none() || id_of(list, "issuer") != id_of(self.credential, "issuer") {
            return refuse("list_of_other_issuer");
        }
        let Some(held) = searched.held else {
            let reason = searched.check.reason.unwrap_or(Reason::Signature);
            let unreachable = reason == Reason::KeyNotConfirmed;
            let verdict = if unreachable { Reason::StatusUnreachable } else { Reason::StatusMalformed };
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
