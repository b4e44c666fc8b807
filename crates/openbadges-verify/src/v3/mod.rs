//! Badges of 3.0 and records of CLR 2.0 (specification A.4): credentials with a proof inside or around them.

mod enclosed;
mod endorsements;
mod part;
mod prove;
mod refresh;

use serde_json::Value;

use crate::badge::Badge;
use crate::case::{Case, Role};
use crate::checks;
use crate::content::{self, Content};
use crate::held::Held;
use crate::report::Draft;
use prove::{Proved, prove};
use refresh::{Newer, Refresh};

/// Everything from the format on, for a badge that was read.
pub(crate) async fn judge(draft: &mut Draft, badge: Badge, text: String, case: &Case<'_>) {
    match checks::format::check(&badge, case.role) {
        Ok(check) => draft.add(check),
        Err(check) => return draft.add(*check),
    }
    let mut proved = prove(&badge, case).await;
    let Some(held) = proved.searched.held.take() else { return draft.prove(proved) };
    let document = badge.credential();
    match refresh::follow(document, &held, case).await {
        Refresh::Newer(newer) => {
            let Newer { badge, text, proved, held, remark } = *newer;
            draft.remarks.push(remark);
            draft.prove(proved);
            signed(draft, Signed { document: badge.credential(), text, held }, case).await;
        }
        other => {
            if let Refresh::Kept(remark) = other {
                draft.remarks.push(remark);
            }
            draft.prove(proved);
            signed(draft, Signed { document, text, held }, case).await;
        }
    }
}

impl Draft {
    fn prove(&mut self, proved: Proved) {
        self.remarks.extend(proved.searched.others);
        self.add(proved.contexts);
        self.add(proved.searched.check);
    }
}

/// A document whose proof holds.
struct Signed<'a> {
    document: &'a Value,
    text: String,
    held: Held,
}

/// The checks that mean something only when a proof holds; they see signed members only.
async fn signed(draft: &mut Draft, signed: Signed<'_>, case: &Case<'_>) {
    let Signed { document, text, held } = signed;
    let (documents, options) = (case.documents, case.options);
    let (credential, unsigned) = checks::unsigned::strip(document, &held.undefined);
    draft.add(checks::model::check(document, &held, case));
    draft.add(unsigned);
    draft.add(held.issuer_check());
    draft.add(checks::status::check(&credential, &held, case).await);
    draft.add(checks::dates::check(&credential, options.now));
    draft.add(match case.role {
        Role::Endorsement { of } => endorsements::target(&credential, of),
        Role::Badge | Role::Enclosed => checks::recipient::check(&credential, options.recipient.as_deref()),
    });
    draft.add(checks::resources::check(&credential, documents));
    draft.remarks.extend(checks::remarks::of(&credential));
    inside(draft, document, &credential, &held, case).await;
    draft.content = Some(content_of(credential, &held, text));
}

/// The credentials inside: what a CLR encloses, which weighs more, and endorsements. A part of a part has no report.
///
/// `credential` is the document without what its proof does not cover.
async fn inside(draft: &mut Draft, document: &Value, credential: &Value, held: &Held, case: &Case<'_>) {
    if matches!(case.role, Role::Endorsement { .. }) {
        return;
    }
    let (check, credentials) = enclosed::check(credential, case).await;
    draft.add(check);
    draft.credentials = credentials;
    let (check, endorsements) = endorsements::check(document, held, case).await;
    draft.add(check);
    draft.endorsements = endorsements;
}

fn content_of(credential: Value, held: &Held, original: String) -> Content {
    content::build(credential, held.issuer_proof(), original)
}
