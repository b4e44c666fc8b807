use serde_json::Value;

use crate::checks::format::Badge;
use crate::content::{self, Content};
use crate::documents::Documents;
use crate::open::{Form, Opened, open};
use crate::proof::{self, Held};
use crate::report::Draft;
use crate::{Check, CheckId, Facts, Fetch, Input, Options, Reason, Report, checks, jwt};

/// Verifies a badge (specification A.4): from any input to one report.
///
/// Documents are had through `fetch`: at most 8 for one verification, each once.
pub async fn verify(input: Input, fetch: &dyn Fetch, options: &Options) -> Report {
    let mut draft = Draft::new();
    if let Err(check) = fill(&mut draft, input, &Documents::new(fetch), options).await {
        draft.add(*check);
    }
    draft.finish(options.now)
}

/// Fills the draft in until it is complete or a check makes the rest pointless.
async fn fill(
    draft: &mut Draft,
    input: Input,
    documents: &Documents<'_>,
    options: &Options,
) -> Result<(), Box<Check>> {
    let Opened { check, text, form } = open(input, documents).await?;
    draft.add(check);
    let (check, badge) = checks::format::check(&text, form)?;
    draft.add(check);
    let document = badge.credential();
    let contexts = checks::contexts::check(document);
    let searched = match &badge {
        Badge::Json(_) => proof::search(document, &contexts, documents, options.now).await,
        Badge::Jwt(jwt) => jwt::search(jwt, documents, options.now).await,
    };
    draft.remarks.extend(searched.others);
    draft.add(if form == Form::Jws { checks::contexts::of_jwt(contexts) } else { contexts });
    draft.add(searched.check);
    if let Some(held) = searched.held {
        judge(draft, Signed { document, text, held }, documents, options).await;
    }
    Ok(())
}

/// A document whose proof holds.
struct Signed<'a> {
    document: &'a Value,
    text: String,
    held: Held,
}

/// The checks that mean something only when a proof holds; they see signed members only.
async fn judge(draft: &mut Draft, signed: Signed<'_>, documents: &Documents<'_>, options: &Options) {
    let Signed { document, text, held } = signed;
    let (credential, unsigned) = checks::unsigned::strip(document, &held.undefined);
    draft.add(checks::model::check(document));
    draft.add(unsigned);
    draft.add(held.issuer_check());
    draft.add(checks::status::check(&credential, &held, documents, options.now).await);
    draft.add(checks::dates::check(&credential, options.now));
    draft.add(checks::recipient::check(&credential, options.recipient.as_deref()));
    draft.add(checks::endorsements::check(&credential));
    draft.remarks.extend(checks::remarks::of(&credential));
    draft.content = Some(content_of(credential, &held, text));
}

fn content_of(credential: Value, held: &Held, original: String) -> Content {
    content::build(credential, held.issuer_proof(), original)
}

/// A check that ends the verification.
pub(crate) fn stop<T>(id: CheckId, reason: Reason, facts: Facts) -> Result<T, Box<Check>> {
    Err(Box::new(Check::not(id, reason, facts)))
}
