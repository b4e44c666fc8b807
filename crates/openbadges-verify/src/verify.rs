use serde_json::Value;

use crate::content::{self, Content};
use crate::documents::Documents;
use crate::open::{Opened, open};
use crate::proof::{self, Held};
use crate::report::Draft;
use crate::{Check, CheckId, Facts, Fetch, Input, Options, Reason, Report, checks};

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
    let (check, document) = checks::format::check(&text, form)?;
    draft.add(check);
    let contexts = checks::contexts::check(&document);
    let model = checks::model::check(&document);
    let searched = proof::search(&document, &contexts, documents, options.now).await;
    draft.remarks.extend(searched.others);
    draft.add(contexts);
    draft.add(searched.check);
    match searched.held {
        Some(held) => {
            judge(draft, Signed { document: &document, text, model, held }, documents, options).await;
        }
        None => draft.add(checks::model::without_proof(model)),
    }
    Ok(())
}

/// A document whose proof holds.
struct Signed<'a> {
    document: &'a Value,
    text: String,
    model: Check,
    held: Held,
}

/// The checks that mean something only when a proof holds; they see signed members only.
async fn judge(draft: &mut Draft, signed: Signed<'_>, documents: &Documents<'_>, options: &Options) {
    let Signed { document, text, model, held } = signed;
    let (credential, unsigned) = checks::unsigned::strip(document, &held.undefined);
    draft.add(model);
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
