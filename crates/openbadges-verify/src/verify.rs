use serde_json::Value;

use crate::checks::format::Badge;
use crate::content::{self, Content};
use crate::documents::Documents;
use crate::open::{self, Form, Opened, open};
use crate::proof::{self, Held, Searched};
use crate::refresh::{self, Newer, Refresh};
use crate::report::Draft;
use crate::{Check, CheckId, Facts, Fetch, Input, Options, Reason, Report, Work, checks, jwt, parts, v2};

/// Verifies a badge (specification A.4): from any input to one report.
///
/// Documents are had through `fetch`: at most 8 for the badge itself, 24 with those for its endorsements and enclosed
/// credentials, each once.
///
/// ```
/// use openbadges_verify::{Input, Offline, Options, Verdict, verify};
/// # use openbadges_proof::{SigningKey, data_integrity::{ProofOptions, sign}, did::{did_key, did_key_method}};
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let (key, now) = (SigningKey::from_seed([7; 32]), "2026-11-24T12:00:00Z".parse()?);
/// # let mut badge = openbadges_model::fixtures::credential().build()?;
/// # badge.issuer = openbadges_model::Profile::new(did_key(&key.public()), "Example Org").into();
/// # badge.credential_status = openbadges_model::OneOrMany::default();
/// # let options = ProofOptions { verification_method: did_key_method(&key.public()), created: now };
/// # let badge = sign(&badge.to_value(), &key, &options)?;
/// // The issuer of this badge is a `did:key`: nothing has to be fetched.
/// let report = verify(Input::Bytes(badge.to_string().into_bytes()), &Offline, &Options::at(now)).await;
/// assert_eq!(report.verdict, Verdict::Valid);
/// # Ok(())
/// # }
/// ```
pub async fn verify(input: Input, fetch: &dyn Fetch, options: &Options) -> Report {
    verify_counted(input, fetch, options).await.0
}

/// The same, and what it cost: never more than [`Work::OWN`] and [`Work::PARTS`] together.
///
/// ```
/// use openbadges_verify::{Input, Offline, Options, Work, verify_counted};
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let options = Options::at("2026-11-24T12:00:00Z".parse()?);
/// let (report, cost) = verify_counted(Input::Bytes(b"{}".to_vec()), &Offline, &options).await;
/// assert!(report.content.is_none());
/// assert_eq!(cost, Work::default());
/// # Ok(())
/// # }
/// ```
pub async fn verify_counted(input: Input, fetch: &dyn Fetch, options: &Options) -> (Report, Work) {
    let mut draft = Draft::new();
    let documents = Documents::new(fetch);
    let case = Case { documents: &documents, options, role: Role::Badge };
    if let Err(check) = fill(&mut draft, input, &case).await {
        draft.add(*check);
    }
    (draft.finish(options.now), documents.budget.spent())
}

/// The circumstances of a verification.
pub(crate) struct Case<'a> {
    pub(crate) documents: &'a Documents<'a>,
    pub(crate) options: &'a Options,
    pub(crate) role: Role<'a>,
}

/// As what a credential is verified.
#[derive(Clone, Copy)]
pub(crate) enum Role<'a> {
    /// As what was handed in.
    Badge,
    /// As an endorsement that is attached to the object with this id.
    Endorsement {
        /// The object's id, where it has one.
        of: Option<&'a str>,
    },
    /// As a credential inside a CLR.
    Enclosed,
}

/// Fills the draft in until it is complete or a check makes the rest pointless.
async fn fill(draft: &mut Draft, input: Input, case: &Case<'_>) -> Result<(), Box<Check>> {
    let Opened { check, text, form, address } = open(input, case.documents).await?;
    let badge = match checks::format::read(&text, form) {
        Ok(badge) => badge,
        Err(wrong) => {
            draft.add(check);
            return Err(wrong);
        }
    };
    if let Some(version) = v2::version(&badge) {
        draft.add(check);
        v2::judge(draft, &badge, version, v2::Source { text, address }, case).await;
        return Ok(());
    }
    draft.add(open::secure(check, address.as_ref())?);
    judged(draft, badge, text, case).await;
    Ok(())
}

/// Everything from the format on, for a badge that was read.
pub(crate) async fn judged(draft: &mut Draft, badge: Badge, text: String, case: &Case<'_>) {
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

/// What the proofs of a badge come to.
pub(crate) struct Proved {
    pub(crate) contexts: Check,
    pub(crate) searched: Searched,
}

/// Looks for a proof that holds.
pub(crate) async fn prove(badge: &Badge, case: &Case<'_>) -> Proved {
    let document = badge.credential();
    let contexts = checks::contexts::check(document, case.options.contexts.as_deref());
    let searched = match badge {
        Badge::Json(_) => proof::search(document, &contexts, case).await,
        Badge::Jwt(jwt) => jwt::search(jwt, case).await,
    };
    let contexts = if badge.form() == Form::Jws { checks::contexts::of_jwt(contexts) } else { contexts };
    Proved { contexts, searched }
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
        Role::Endorsement { of } => parts::target(&credential, of),
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
    let (check, credentials) = parts::enclosed(credential, case).await;
    draft.add(check);
    draft.credentials = credentials;
    let (check, endorsements) = parts::endorsements(document, held, case).await;
    draft.add(check);
    draft.endorsements = endorsements;
}

fn content_of(credential: Value, held: &Held, original: String) -> Content {
    content::build(credential, held.issuer_proof(), original)
}

/// A check that ends the verification.
pub(crate) fn stop<T>(id: CheckId, reason: Reason, facts: Facts) -> Result<T, Box<Check>> {
    Err(Box::new(Check::not(id, reason, facts)))
}
