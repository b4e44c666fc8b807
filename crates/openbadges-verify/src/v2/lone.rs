//! Badge classes, profiles and other documents by themselves: what their own address says, and whether it is sound.

use std::sync::Arc;

use openbadges_model::v2::Class;

use super::chain::issuer_of;
use super::documents::{self, Target};
use super::model::Part;
use super::{Given, endorsements, model, scope, status, view};
use crate::case::Case;
use crate::keys::Problem;
use crate::report::Draft;
use crate::{Check, CheckId, Facts, Reason, Remark, RemarkId};

/// Verifies a document that is no award.
pub(super) async fn judge(draft: &mut Draft, given: &Given<'_>, case: &Case<'_>) {
    let address = given.source.address.as_ref().map(url::Url::as_str);
    let target = Target { class: given.class, version: given.version };
    let copy = documents::had(Arc::clone(given.written), target, address, "");
    let faulty = |draft: &mut Draft| {
        let part = Part { pointer: "", had: &copy, class: given.class };
        draft.add_all(model::failed(&part));
    };
    let Some(id) = scope::web_id(&copy.document) else {
        draft.add(Check::not(CheckId::Proof, Reason::NoProof, Facts::new().with("why", "no_address")));
        return faulty(draft);
    };
    let facts = Facts::new().with("type", "HostedBadge").with("url", id);
    let had = match documents::at(id, target, case.documents).await {
        Ok(had) => had,
        Err(miss) => {
            let Problem { reason, facts } = miss.problem().after(&facts);
            draft.add(Check::not(CheckId::Proof, reason, facts));
            return faulty(draft);
        }
    };
    draft.add(Check::pass(CheckId::Proof, facts));
    draft.remarks.extend(view::differences(given.written, &had.written));
    let mut parts = vec![Part { pointer: "", had: &had, class: given.class }];
    let issuer = match given.class {
        Class::BadgeClass => issuer_of(&had, case.documents).await.map(Some),
        _ => Ok(None),
    };
    if let Ok(Some(issuer)) = &issuer {
        parts.push(Part { pointer: "/issuer", had: issuer, class: Class::Issuer });
        // Anybody can write a badge class that names this issuer: elsewhere than it publishes, nothing is said of it.
        let scope = scope::check(&had.id, Some(&had.id), &issuer.document, &issuer.id);
        let is_theirs = scope.reason.is_none();
        let scope = if is_theirs { scope } else { Check::skipped(CheckId::Issuer, scope.facts) };
        draft.add(view::with_addresses(scope, &parts));
    }
    draft.add_all(model::checks(&parts));
    draft.add(view::transport(view::addresses(&parts)));
    let of_class = Facts::new().with("type", given.class.as_str());
    draft.remarks.push(Remark { id: RemarkId::NoAward, facts: of_class });
    draft.remarks.extend(view::remarks(&parts));
    draft.remarks.extend(model::extensions(&parts));
    draft.add(status::recipient(&had.document, case.options.recipient.as_deref()));
    draft.add(view::covered(true));
    endorsements::check(draft, &parts, case).await;
    match &issuer {
        Ok(issuer) => {
            let text = had.answered().unwrap_or_default();
            draft.content = Some(view::of_document(&had, issuer.as_ref(), None, false, text));
        }
        Err(problem) => draft.add(Check::not(CheckId::Issuer, problem.reason, problem.facts.clone())),
    }
}
