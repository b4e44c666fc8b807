//! From an input to its report.

use crate::badge::Badge;
use crate::case::{Case, Role};
use crate::documents::Documents;
use crate::lists::Lists;
use crate::open::{self, Opened, open};
use crate::report::Draft;
use crate::{Check, Facts, Fetch, Input, Options, Remark, RemarkId, Report, Work, v2, v3};

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

/// Like [`verify`], and what it cost: never more than [`Work::OWN`] and [`Work::PARTS`] together.
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
    let (documents, lists) = (Documents::new(fetch), Lists::default());
    let case = Case { documents: &documents, lists: &lists, options, role: Role::Badge };
    if let Err(check) = fill(&mut draft, input, &case).await {
        draft.add(*check);
    }
    (draft.finish(options.now), documents.budget.spent())
}

/// Fills the draft in until it is complete or a check makes the rest pointless.
async fn fill(draft: &mut Draft, input: Input, case: &Case<'_>) -> Result<(), Box<Check>> {
    let Opened { check, text, form, address, baked_as } = open(input, case.documents).await?;
    if baked_as.compressed {
        draft.remarks.push(Remark { id: RemarkId::Compressed, facts: Facts::new() });
    }
    let badge = match Badge::read(&text, form) {
        Ok(badge) => badge,
        Err(wrong) => {
            draft.add(check);
            return Err(wrong);
        }
    };
    if let Some(version) = v2::version(&badge) {
        draft.add(check);
        v2::judge(draft, &badge, version, v2::Source { text, address, named: baked_as.address }, case).await;
        return Ok(());
    }
    draft.add(open::secure(check, address.as_ref())?);
    v3::judge(draft, badge, text, case).await;
    Ok(())
}
