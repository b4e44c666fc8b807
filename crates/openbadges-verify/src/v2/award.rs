//! Assertions, and endorsements, which are verified like them.

use std::sync::Arc;

use openbadges_model::v2::{Class, Version};
use serde_json::Value;

use super::chain::Chain;
use super::documents::{self, Had, Miss, Target, had, same};
use super::model::Part;
use super::signature::Signer;
use super::{Given, endorsements, model, scope, signature, status, view};
use crate::case::Case;
use crate::jwt::Jwt;
use crate::keys::Problem;
use crate::members::{each, id_of, text};
use crate::report::Draft;
use crate::{Check, CheckId, Facts, Reason, Remark, RemarkId};

/// What vouches for an award.
enum Way<'a> {
    Hosted,
    Signed(&'a Jwt),
    /// It says that it is signed, and comes without a signature.
    Unsigned,
}

/// Verifies an award.
pub(super) async fn judge(draft: &mut Draft, given: &Given<'_>, case: &Case<'_>) {
    let address = given.source.address.as_ref().map(url::Url::as_str);
    let target = Target { class: given.class, version: given.version };
    let copy = had(Arc::clone(given.written), target, address, "");
    let copy = Had { id: text(&copy.document, "id").unwrap_or_default().to_owned(), ..copy };
    draft.remarks.extend(named_otherwise(given, &copy.id));
    let done = match way(&copy, given.jwt) {
        Way::Hosted => hosted(draft, &copy, given, case).await,
        Way::Signed(jwt) => signed(draft, &copy, jwt, given, case).await,
        Way::Unsigned => {
            Err(Check::not(CheckId::Proof, Reason::NoProof, Facts::new().with("type", "SignedBadge")))
        }
    };
    if let Err(check) = done {
        draft.add(check);
        let part = Part { pointer: "", had: &copy, class: given.class };
        draft.add_all(model::failed(&part));
    }
}

/// An SVG names the address of the badge beside the badge itself, which counts (C.3).
fn named_otherwise(given: &Given<'_>, id: &str) -> Option<Remark> {
    let named = given.source.named.as_deref().filter(|named| !id.is_empty() && !same(named.trim(), id))?;
    let facts = Facts::new().with("document", given.class.as_str()).with("asked", named).with("says", id);
    Some(Remark { id: RemarkId::OtherAddress, facts })
}

fn way<'a>(copy: &Had, jwt: Option<&'a Jwt>) -> Way<'a> {
    let verification = copy.document.get("verification").unwrap_or(&Value::Null);
    let is = |name: &str| each(verification, "type").any(|found| found == name);
    match jwt {
        Some(jwt) if !is("HostedBadge") => Way::Signed(jwt),
        None if is("SignedBadge") && !is("HostedBadge") => Way::Unsigned,
        _ => Way::Hosted,
    }
}

/// Gets the award from its own address, which is what vouches for it (C.2, hosted 1).
async fn hosted(draft: &mut Draft, copy: &Had, given: &Given<'_>, case: &Case<'_>) -> Result<(), Check> {
    let target = Target { class: given.class, version: given.version };
    let facts = Facts::new().with("type", "HostedBadge").with("url", &copy.id);
    let not = |problem: Problem| {
        let Problem { reason, facts } = problem.after(&facts);
        Check::not(CheckId::Proof, reason, facts)
    };
    if scope::web_id(&copy.document).is_none() {
        let reason =
            if given.version == Version::V0_5 { Reason::DocumentUnreachable } else { Reason::Malformed };
        return Err(not(Problem::because(reason, "no_address").with("pointer", "/id")));
    }
    let award = match documents::at(&copy.id, target, case.documents).await {
        Ok(award) => award,
        Err(Miss::Gone) => {
            draft.add(crate::open::gone(&copy.id));
            return Ok(());
        }
        Err(miss) => return Err(not(miss.problem())),
    };
    let is_stub = award.document.get("revoked") == Some(&Value::Bool(true));
    if Class::of(&award.written) != Some(given.class) && !is_stub {
        return Err(not(Problem::because(Reason::Malformed, "other_class")));
    }
    let parts = [Part { pointer: "", had: &award, class: given.class }];
    draft.add(view::with_addresses(Check::pass(CheckId::Proof, facts), &parts));
    draft.add(status::hosted(&award));
    if given.jwt.is_none() {
        draft.remarks.extend(view::differences(given.written, &award.written));
    }
    let chain = Chain::of(&award, given.class, false, case.documents).await;
    match chain {
        Ok(chain) => {
            let badge = chain.badge.as_ref().map(|badge| badge.id.as_str());
            // An issuer of 0.5 stands inside the award: what it says of its own rules, anybody may have written.
            let is_fetched = award.version > Version::V0_5;
            let profile = if is_fetched { &chain.issuer.document } else { &Value::Null };
            let scope = scope::check(&award.id, badge, profile, &chain.issuer.id);
            complete(draft, &Whole { award, chain, scope, signer: None }, given, case).await;
        }
        // Of a revoked badge nothing but its address need remain.
        Err(_) if is_stub => {}
        Err(problem) => {
            let Problem { reason, facts } = problem;
            draft.add(Check::not(CheckId::Issuer, reason, facts));
            draft.add_all(model::checks(&parts));
            judged(draft, &award, true, given, case);
        }
    }
    Ok(())
}

/// Checks the signature with the keys of the issuer's profile.
async fn signed(
    draft: &mut Draft,
    award: &Had,
    jwt: &Jwt,
    given: &Given<'_>,
    case: &Case<'_>,
) -> Result<(), Check> {
    let mut facts = Facts::new().with("type", "SignedBadge");
    facts.push_some("alg", jwt.header("alg"));
    let not = |problem: Problem| {
        let Problem { reason, facts } = problem.after(&facts);
        // Without the issuer's documents a signature is neither good nor bad.
        let reason = if reason == Reason::DocumentUnreachable { Reason::KeyNotConfirmed } else { reason };
        Check::not(CheckId::Proof, reason, facts)
    };
    let chain = Chain::of(award, given.class, true, case.documents).await.map_err(not)?;
    let signer = signature::check(jwt, award, &chain.issuer, case.documents).await.map_err(not)?;
    let mut facts = facts.clone();
    facts.extend(&signer.facts);
    draft.add(Check::pass(CheckId::Proof, facts));
    draft.add(status::signed(award, &chain.issuer, case.documents).await);
    let scope = Check::pass(
        CheckId::Issuer,
        Facts::new().with("type", "SignedBadge").with("issuer", &chain.issuer.id),
    );
    complete(draft, &Whole { award: award.clone(), chain, scope, signer: Some(signer) }, given, case).await;
    Ok(())
}

/// An award with all that it links to.
struct Whole {
    award: Had,
    chain: Chain,
    /// The check [`CheckId::Issuer`].
    scope: Check,
    signer: Option<Signer>,
}

/// The checks that need every document.
async fn complete(draft: &mut Draft, whole: &Whole, given: &Given<'_>, case: &Case<'_>) {
    let Whole { award, chain, scope, signer } = whole;
    let parts = parts(award, chain, given.class);
    draft.add(view::with_addresses(scope.clone(), &parts[1..]));
    draft.add_all(model::checks(&parts));
    draft.add(view::transport(addresses(whole, &parts)));
    draft.remarks.extend(view::remarks(&parts));
    draft.remarks.extend(model::extensions(&parts));
    judged(draft, award, signer.is_none(), given, case);
    if given.of.is_none() {
        endorsements::check(draft, &parts, case).await;
    }
    let key = signer.as_ref().map(|signer| signer.key.clone());
    let proved = scope.reason.is_none();
    // What a host vouches for is what it answers, whatever was handed in.
    let text = award.answered().unwrap_or_else(|| given.source.text.clone());
    draft.content = Some(match &chain.badge {
        Some(badge) => view::of_award(award, badge, &chain.issuer, key, proved, text),
        None => view::of_document(award, Some(&chain.issuer), key, proved, text),
    });
}

/// The addresses of every document; what is signed stands for itself, and the key and the list of its signer do not.
fn addresses<'a>(whole: &'a Whole, parts: &'a [Part<'_>]) -> impl Iterator<Item = (Class, &'a str)> {
    let key = whole.signer.as_ref().and_then(|signer| signer.facts.get("method"));
    let list = id_of(&whole.chain.issuer.document, "revocationList").filter(|_| key.is_some());
    let key = key.map(|key| (Class::CryptographicKey, key));
    let list = list.map(|list| (Class::RevocationList, list));
    view::addresses(parts).skip(usize::from(key.is_some())).chain(key).chain(list)
}

fn parts<'a>(award: &'a Had, chain: &'a Chain, class: Class) -> Vec<Part<'a>> {
    let mut parts = vec![Part { pointer: "", had: award, class }];
    // A document of 0.5 is looked at as a whole.
    if award.version > Version::V0_5 {
        let issuer = if chain.badge.is_some() { "/badge/issuer" } else { "/issuer" };
        parts.extend(chain.badge.as_ref().map(|had| Part {
            pointer: "/badge",
            had,
            class: Class::BadgeClass,
        }));
        parts.push(Part { pointer: issuer, had: &chain.issuer, class: Class::Issuer });
    }
    parts
}

/// The checks that need the award alone.
fn judged(draft: &mut Draft, award: &Had, hosted: bool, given: &Given<'_>, case: &Case<'_>) {
    draft.add(status::dates(&award.document, case.options.now));
    draft.add(match &given.of {
        Some(of) => status::target(&award.document, of),
        None => status::recipient(&award.document, case.options.recipient.as_deref()),
    });
    draft.add(view::covered(hosted));
}
