//! What a badge of 2.0 or before says, in the words of 3.0, and what is worth saying about its addresses.

use std::borrow::Cow;

use openbadges_model::json::push_segment;
use openbadges_model::v2::{Class, Issued, to_credential};
use serde_json::{Map, Value, json};
use url::Url;

use super::documents::Had;
use super::model::Part;
use crate::content::{self, Content};
use crate::members::text;
use crate::{Check, CheckId, Facts, IssuerProof, Reason, Remark, RemarkId, keys, network};

/// Members that are named as different.
const MAX_NAMED: usize = 20;

/// The content of an award. What is proved of the issuer is their address.
pub(super) fn of_award(
    award: &Had,
    badge: &Had,
    issuer: &Had,
    key: Option<String>,
    proved: bool,
    text: String,
) -> Content {
    let (badge, profile) = (known_as(badge), known_as(issuer));
    let documents = Issued { assertion: &award.document, badge: &badge, issuer: &profile };
    content::build(to_credential(documents), proved.then(|| proof(issuer, key)), text)
}

/// The content of any other document, with the profile of its issuer inside.
pub(super) fn of_document(
    had: &Had,
    issuer: Option<&Had>,
    key: Option<String>,
    proved: bool,
    text: String,
) -> Content {
    let mut document = known_as(had).into_owned();
    if let (Some(issuer), Value::Object(members)) = (issuer, &mut document) {
        members.insert("issuer".into(), known_as(issuer).into_owned());
    }
    let proof = issuer.filter(|_| proved).map(|issuer| proof(issuer, key));
    content::build(document, proof, text)
}

fn proof(issuer: &Had, key: Option<String>) -> IssuerProof {
    IssuerProof { id: issuer.id.clone(), domain: keys::domain(&issuer.id), key }
}

/// A document under the address that it is known by.
fn known_as(had: &Had) -> Cow<'_, Value> {
    let mut document = Cow::Borrowed(&*had.document);
    if document.is_object() && text(&document, "id") != Some(&had.id) {
        document.to_mut()["id"] = json!(had.id);
    }
    document
}

/// Remarks on the addresses of the documents: those of tests, and names that differ.
pub(super) fn remarks(parts: &[Part<'_>]) -> Vec<Remark> {
    let is_local = |part: &&Part<'_>| Url::parse(&part.had.id).is_ok_and(|url| network::is_loopback(&url));
    let test = parts
        .iter()
        .filter(|part| part.class == Class::Issuer)
        .filter(is_local)
        .map(|part| Remark { id: RemarkId::TestAddress, facts: Facts::new().with("issuer", &part.had.id) });
    let other = parts.iter().filter(|part| !is_weighty(part)).filter_map(elsewhere);
    let other = other.map(|facts| Remark { id: RemarkId::OtherAddress, facts });
    test.chain(other).collect()
}

/// The check that no document came in a way that lets anybody change it; those of this machine do not leave it.
pub(super) fn transport<'a>(documents: impl Iterator<Item = (Class, &'a str)>) -> Check {
    let mut facts = Facts::new();
    for (class, address) in documents.filter(|(_, address)| network::is_plain(address)) {
        facts.push("document", class.as_str());
        facts.push("url", address);
    }
    if facts.is_empty() {
        Check::pass(CheckId::Transport, facts)
    } else {
        Check::not(CheckId::Transport, Reason::PlainHttp, facts)
    }
}

/// The documents of a badge with the addresses that they were had at.
pub(super) fn addresses<'a>(parts: &'a [Part<'_>]) -> impl Iterator<Item = (Class, &'a str)> {
    parts.iter().map(|part| (part.class, part.had.id.as_str()))
}

/// The check with a warning if a document was found at another address than its own and says other things there; an
/// award is known by its address, so that any other counts.
pub(super) fn with_addresses(check: Check, parts: &[Part<'_>]) -> Check {
    match parts.iter().filter(|part| is_weighty(part)).find_map(elsewhere) {
        Some(found) if check.reason.is_none() => {
            let mut facts = check.facts;
            facts.extend(&found);
            Check::not(check.id, Reason::OtherAddress, facts)
        }
        _ => check,
    }
}

fn is_weighty(part: &Part<'_>) -> bool {
    let is_award = matches!(part.class, Class::Assertion | Class::Endorsement);
    part.had.elsewhere.as_ref().is_some_and(|elsewhere| is_award || elsewhere.differs)
}

fn elsewhere(part: &Part<'_>) -> Option<Facts> {
    let elsewhere = part.had.elsewhere.as_ref()?;
    let facts = Facts::new().with("document", part.class.as_str());
    Some(facts.with("asked", &elsewhere.asked).with("says", &elsewhere.says))
}

/// The members in which the hosted document contradicts the copy that was handed in. One that only either has does not:
/// a host may tell more or less of an award as time goes by.
pub(super) fn differences(copy: &Value, hosted: &Value) -> Option<Remark> {
    let none = Map::new();
    let (copy, hosted) = (copy.as_object().unwrap_or(&none), hosted.as_object().unwrap_or(&none));
    let other = copy.iter().filter(|(name, value)| hosted.get(*name).is_some_and(|hosted| hosted != *value));
    let mut facts = Facts::new();
    for (name, _) in other.take(MAX_NAMED) {
        let mut pointer = String::new();
        push_segment(&mut pointer, name);
        facts.push("pointer", pointer);
    }
    (!facts.is_empty()).then_some(Remark { id: RemarkId::CopyDiffers, facts })
}

/// The check that all of a document is vouched for: what signs or hosts one does so for the whole.
pub(super) fn covered(hosted: bool) -> Check {
    let facts = if hosted { Facts::new().with("type", "HostedBadge") } else { Facts::new() };
    Check::pass(CheckId::Unsigned, facts)
}
