//! `1EdTechRevocationList` (VCRL 1.0): deprecated, still read. The list is unsigned: its host is trusted.

use std::sync::Arc;

use serde_json::Value;
use url::Url;

use super::{Entry, Lookup, malformed, not_had, secure};
use crate::documents::NoDocument;
use crate::members::{each, text};
use crate::{Accept, Facts, Reason};

impl Lookup<'_> {
    async fn unsigned(&self, url: &Url) -> Result<Arc<Value>, NoDocument> {
        secure(url)?;
        self.case.documents.own_json(url, Accept::StatusList).await
    }

    pub(super) async fn revocation_list(&self, entry: &Value) -> Entry {
        let id = text(entry, "id").unwrap_or_default();
        let facts = Facts::new().with("list", id);
        let url = Url::parse(id).map_err(|error| malformed(facts.clone(), "list_address", &error))?;
        let list = match self.unsigned(&url).await {
            Ok(list) => list,
            Err(none) => return Err((not_had(&none), facts.with("why", none.code()))),
        };
        if !list.get("revokedCredential").is_some_and(Value::is_array) {
            return Err(malformed(facts, "list_form", &"revokedCredential is not a list"));
        }
        Err(match revocation(&list, text(self.credential, "id")) {
            Some(entry) => {
                (Reason::Revoked, facts.with("said", text(entry, "revocationReason").unwrap_or_default()))
            }
            None => (Reason::DeprecatedStatus, facts),
        })
    }
}

/// The entry that revokes the credential of this id. Some lists have the bare ids.
fn revocation<'a>(list: &'a Value, id: Option<&str>) -> Option<&'a Value> {
    let revoked = |entry: &Value| entry.get("revoked") != Some(&Value::Bool(false));
    let names = |entry: &Value| text(entry, "id").or(entry.as_str()) == id;
    each(list, "revokedCredential").find(|entry| id.is_some() && names(entry) && revoked(entry))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a11_a_listed_credential_is_revoked_unless_the_list_says_false() {
        let list = json!({"revokedCredential": [
            {"id": "a"}, {"id": "b", "revoked": true}, {"id": "c", "revoked": false}, "e"
        ]});
        assert!(revocation(&list, Some("a")).is_some());
        assert!(revocation(&list, Some("b")).is_some());
        assert!(revocation(&list, Some("e")).is_some(), "a bare id");
        assert!(revocation(&list, Some("c")).is_none());
        assert!(revocation(&list, Some("d")).is_none());
        assert!(revocation(&list, None).is_none());
    }
}
