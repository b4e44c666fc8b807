//! Whether a key is its issuer's.

use jiff::Timestamp;
use openbadges_proof::did::{MethodError, find_key, find_method, resolve_local};
use serde_json::Value;
use url::Url;

use super::party::{self, Party};
use super::{Found, Owner, Problem, key_set, problem_of};
use crate::documents::Documents;
use crate::members::{each, text};
use crate::{Facts, Reason};

/// Whether a key is the issuer's.
pub(crate) struct Binding {
    issuer: String,
    /// Why it is not, or cannot be told.
    pub(crate) reason: Option<Reason>,
    pub(crate) facts: Facts,
}

impl Binding {
    /// The issuer's identifier, if the key is theirs.
    pub(crate) fn proved(&self) -> Option<&str> {
        self.reason.is_none().then_some(self.issuer.as_str())
    }
}

/// Tells whether a key is the issuer's (specification A.9).
pub(crate) async fn bind(found: Found, issuer: &str, documents: &Documents<'_>, now: Timestamp) -> Binding {
    let mut facts = Facts::new().with("issuer", issuer);
    facts.push_some("controller", found.controller());
    let answer = confirm(&found, issuer, documents, now).await;
    let reason = answer.as_ref().err().map(|problem| problem.reason);
    if let Err(problem) = &answer {
        facts.extend(&problem.facts);
    }
    Binding { issuer: issuer.to_owned(), reason, facts }
}

/// An issuer with a DID says no when the key is somebody else's, and has only what the DID stands for. With an https
/// address they have a document, and the key set of their host for a key of which the document says nothing.
async fn confirm(
    found: &Found,
    issuer: &str,
    documents: &Documents<'_>,
    now: Timestamp,
) -> Result<(), Problem> {
    let no = |reason, why| Err(Problem::because(reason, why));
    match (Party::of(issuer), &found.owner) {
        (_, Owner::Proved(controller)) if controller == issuer => Ok(()),
        (
            Party::DidKey | Party::Published { did: true, .. },
            Owner::Proved(other) | Owner::Claimed(other),
        ) if other != issuer => no(Reason::KeyNotIssuers, "other_controller"),
        (Party::DidKey, _) if resolve_local(issuer).is_ok_and(|own| own.key == found.key) => Ok(()),
        (Party::DidKey, _) => no(Reason::KeyNotIssuers, "other_key"),
        (Party::Published { document, did }, _) => {
            match listed(&document, found, issuer, documents, now).await {
                Err(problem) if problem.is_open() && !did => {
                    let in_set = key_set::lists(&document, issuer, &found.key, documents).await;
                    weigh(problem, in_set, &found.owner)
                }
                answer => answer,
            }
        }
        (Party::OtherDid, _) => no(Reason::KeyNotConfirmed, "did_method"),
        (Party::Nowhere, _) => no(Reason::KeyNotConfirmed, "no_document"),
    }
}

/// Weighs what the issuer's document says, or that there is none, with what the key set of their host says. The set
/// may say no where there is no document, and the key can only be one of the set's.
fn weigh(problem: Problem, in_set: Result<(), Problem>, owner: &Owner) -> Result<(), Problem> {
    let may_say_no = matches!(owner, Owner::Unknown) && problem.reason == Reason::KeyNotConfirmed;
    match in_set {
        Ok(()) => Ok(()),
        Err(no) if may_say_no && no.reason == Reason::KeyNotIssuers => Err(no),
        Err(no) => Err(problem.unless_set_was_missed(no)),
    }
}

/// Looks for the key in the issuer's document.
async fn listed(
    url: &Url,
    found: &Found,
    issuer: &str,
    documents: &Documents<'_>,
    now: Timestamp,
) -> Result<(), Problem> {
    let document = party::document(url, documents).await?;
    let answer = if text(&document, "id") == Some(issuer) {
        in_document(&document, found, issuer, now).map_err(|error| problem_of(&error))
    } else {
        Err(Problem::because(Reason::KeyNotConfirmed, "other_document"))
    };
    answer.map_err(|problem| problem.with("url", url.as_str()))
}

/// Looks for the key under its method, as a reference to the method of somebody else, or under any name.
fn in_document(document: &Value, found: &Found, issuer: &str, now: Timestamp) -> Result<(), MethodError> {
    if let (Owner::Claimed(controller), Some(method)) = (&found.owner, &found.method)
        && controller == issuer
    {
        match find_method(document, method, now) {
            Ok(listed) if listed.key == found.key => return Ok(()),
            Err(MethodError::NotFound) => {}
            Ok(_) => return Err(MethodError::Ambiguous),
            Err(error) => return Err(error),
        }
    }
    if refers_to(document, found) { Ok(()) } else { find_key(document, &found.key, now).map(drop) }
}

/// Whether the issuer names the method of another controller as one that may sign for them.
fn refers_to(document: &Value, found: &Found) -> bool {
    let is_key = |controller: &str| matches!(Party::of(controller), Party::DidKey);
    let names = |id: &Value| match &found.owner {
        Owner::Proved(controller) if id == controller => is_key(controller),
        Owner::Claimed(_) => false,
        Owner::Proved(_) | Owner::Unknown => found.method.as_ref().is_some_and(|method| id == method),
    };
    each(document, "assertionMethod").any(names)
}
