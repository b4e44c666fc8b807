//! A newer copy of a badge (specification A.4, step 3; A.11 `1EdTechCredentialRefresh`; E.6-2).
//!
//! It is asked for once, and counts only if it is by the same issuer, has the same id, is newer, well formed, and
//! signed with the issuer's key. Whatever goes wrong, the badge that was handed in counts.

use openbadges_model::Instant;
use openbadges_model::same_id;
use serde_json::Value;
use url::Url;

use super::prove::{Proved, prove};
use crate::badge::{Badge, sniff_text};
use crate::case::{Case, Role};
use crate::checks::{model, unsigned};
use crate::documents::NoDocument;
use crate::held::Held;
use crate::members::{each, id_of, is_a, text};
use crate::{Accept, Facts, Outcome, Remark, RemarkId, network};

/// What became of a badge's refresh service.
pub(crate) enum Refresh {
    /// There is none, or it is not ours to follow.
    None,
    /// It was asked in vain; the remark says why.
    Kept(Remark),
    /// This badge takes the place of the one that was handed in.
    Newer(Box<Newer>),
}

/// A newer copy.
pub(crate) struct Newer {
    pub(crate) badge: Badge,
    pub(crate) text: String,
    pub(crate) proved: Proved,
    pub(crate) held: Held,
    pub(crate) remark: Remark,
}

/// Asks the service of a badge that its issuer's key has signed.
pub(crate) async fn follow(document: &Value, held: &Held, case: &Case<'_>) -> Refresh {
    if !matches!(case.role, Role::Badge) || service_of(document).is_none() {
        return Refresh::None;
    }
    let (credential, _) = unsigned::strip(document, &held.undefined);
    let Some(service) = service_of(&credential) else { return Refresh::None };
    let address = text(service, "id").unwrap_or_default();
    let facts = Facts::new().with("url", address).with("type", "1EdTechCredentialRefresh");
    match newer(address, &credential, held, case).await {
        Ok((badge, text, proved, held)) => {
            let remark = Remark { id: RemarkId::Refreshed, facts };
            Refresh::Newer(Box::new(Newer { badge, text, proved, held, remark }))
        }
        Err(why) => Refresh::Kept(Remark { id: RemarkId::RefreshOffered, facts: facts.with("why", why) }),
    }
}

/// The service that is followed.
fn service_of(credential: &Value) -> Option<&Value> {
    each(credential, "refreshService").find(|it| is_a(it, "1EdTechCredentialRefresh"))
}

async fn newer(
    address: &str,
    old: &Value,
    held: &Held,
    case: &Case<'_>,
) -> Result<(Badge, String, Proved, Held), &'static str> {
    if held.binding.reason.is_some() {
        return Err("issuer_not_proved");
    }
    let text = fetched(address, case).await?;
    let form = sniff_text(&text).ok_or("not_a_badge")?;
    let badge = Badge::read(&text, form).map_err(|_| "malformed")?;
    if !follows(old, badge.credential()) {
        return Err("other_badge_or_not_newer");
    }
    let mut proved = prove(&badge, case).await;
    let found = proved.searched.held.take().filter(|held| held.binding.reason.is_none());
    let found = found.ok_or("proof")?;
    if model::check(badge.credential(), &found, case).outcome == Outcome::Fail {
        return Err("malformed");
    }
    Ok((badge, text, proved, found))
}

async fn fetched(address: &str, case: &Case<'_>) -> Result<String, &'static str> {
    let url = Url::parse(address).map_err(|_| "address")?;
    if url.scheme() != "https" && !network::is_loopback(&url) {
        return Err(NoDocument::NotHttps.code());
    }
    let document = case.documents.any(&url, Accept::Badge).await.map_err(|none| none.code())?;
    String::from_utf8(document.fetched.bytes.clone()).map_err(|_| "not_a_badge")
}

/// Whether a credential is the same one as an older one (A.6), and newer.
fn follows(old: &Value, new: &Value) -> bool {
    let same = |one: Option<&str>, other: Option<&str>| {
        one.zip(other).is_some_and(|(one, other)| same_id(one, other))
    };
    let from = |credential: &Value| {
        let date = text(credential, "validFrom").or_else(|| text(credential, "issuanceDate"))?;
        Instant::read(date).ok()
    };
    same(id_of(old, "issuer"), id_of(new, "issuer"))
        && same(text(old, "id"), text(new, "id"))
        && from(old).zip(from(new)).is_some_and(|(old, new)| new > old)
}
