//! Checks and remarks: the lines of a report.

use serde::{Deserialize, Serialize, Serializer};

use crate::{Facts, Reason, Verdict};

/// The checks of a report, in the order in which they are made and shown.
///
/// ```
/// use openbadges_verify::{CheckId, Input, Offline, Options, verify};
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// // A report has every check, in this order.
/// let options = Options::at("2026-11-24T12:00:00Z".parse()?);
/// let report = verify(Input::Bytes(Vec::new()), &Offline, &options).await;
/// assert!(report.checks.iter().map(|check| check.id).eq(CheckId::ALL));
/// assert_eq!(serde_json::to_value(CheckId::DataModel)?, "data_model");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckId {
    /// The input was had and a badge is in it (facts: `form`, `url`, `bytes`).
    Input,
    /// The badge is strict JSON of a known kind (facts: `version`, `type`).
    Format,
    /// The JSON-LD contexts are known (facts: `context`).
    Contexts,
    /// The data model of the specification holds (facts: `pointer`, `message`).
    DataModel,
    /// A proof holds (facts: `cryptosuite`, `method`, `key`, `created`, `why`).
    Proof,
    /// The proof's key is the issuer's (facts: `issuer`, `controller`, `url`, `why`).
    Issuer,
    /// The issuer has not revoked or suspended the badge (facts: `type`, `purpose`, `list`, `index`, `why`).
    Status,
    /// The documents of a badge of 2.0 or before came over protected connections (facts: `document`, `url`).
    Transport,
    /// The badge is valid now (facts: `validFrom`, `validUntil`, `now`).
    Dates,
    /// The badge is for the recipient asked about, an endorsement for what it is attached to (facts: `asked`, `matched`,
    /// `subject`).
    Recipient,
    /// The proof covers every member (facts: `pointer`, `term`).
    Unsigned,
    /// The endorsements that the badge carries, which change nothing about it; each has its own report (facts: `found`,
    /// `pointer`, `issuer`, `verdict`, `notChecked`).
    Endorsements,
    /// The credentials that a CLR encloses; each has its own report (facts as of `Endorsements`).
    Credentials,
    /// Files that the badge links to with a digest are those that its issuer described, as far as they are written into
    /// it or were fetched (facts: `pointer`, `outcome`).
    Resources,
}

impl CheckId {
    /// Every check, in order.
    pub const ALL: [Self; 14] = [
        Self::Input,
        Self::Format,
        Self::Contexts,
        Self::DataModel,
        Self::Proof,
        Self::Issuer,
        Self::Status,
        Self::Transport,
        Self::Dates,
        Self::Recipient,
        Self::Unsigned,
        Self::Endorsements,
        Self::Credentials,
        Self::Resources,
    ];
}

/// How a check came out.
///
/// ```
/// use openbadges_verify::{CheckId, Input, Offline, Options, Outcome, verify};
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let options = Options::at("2026-11-24T12:00:00Z".parse()?);
/// let report = verify(Input::Bytes(b"GIF89a".to_vec()), &Offline, &options).await;
/// let outcome = |id| report.check(id).map(|check| check.outcome);
/// assert_eq!(outcome(CheckId::Input), Some(Outcome::Fail));
/// assert_eq!(outcome(CheckId::Proof), Some(Outcome::Skipped));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It holds.
    Pass,
    /// It holds, with a remark that caps the verdict at `warning`.
    Warn,
    /// It does not hold.
    Fail,
    /// It could not be told.
    Unknown,
    /// It was not made, or there was nothing to check.
    Skipped,
}

/// One check of a report. Written as JSON it also has its title, a sentence and the section of the specification
/// ([`CheckId::title`], [`Check::sentence`], [`CheckId::section`]); they are not read back, for they follow from the rest.
///
/// ```
/// use openbadges_verify::{Check, CheckId, Outcome};
///
/// // From a report that was kept as JSON.
/// let check: Check = serde_json::from_value(serde_json::json!({
///     "id": "dates", "outcome": "fail", "reason": "expired", "facts": {"validUntil": "2025-12-31T23:59:59Z"}
/// }))?;
/// assert_eq!((check.id, check.outcome), (CheckId::Dates, Outcome::Fail));
/// assert_eq!(check.facts.get("validUntil"), Some("2025-12-31T23:59:59Z"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Check {
    /// Which check.
    pub id: CheckId,
    /// How it came out; agrees with `reason` where there is one.
    pub outcome: Outcome,
    /// Why it did not simply pass.
    #[serde(default)]
    pub reason: Option<Reason>,
    /// The detail, one click deeper.
    #[serde(default)]
    pub facts: Facts,
}

/// A check as it is written.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Written<'a> {
    id: CheckId,
    title: &'static str,
    outcome: Outcome,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Reason>,
    sentence: &'static str,
    #[serde(skip_serializing_if = "Facts::is_empty")]
    facts: &'a Facts,
    section: &'static str,
}

impl Serialize for Check {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { id, outcome, reason, ref facts } = *self;
        let (title, section) = (id.title(), self.section());
        Written { id, title, outcome, reason, sentence: self.sentence(), facts, section }
            .serialize(serializer)
    }
}

impl Check {
    /// Whether it is a check of a hosted badge of 2.0 or before, whose own address stands in for a signature.
    pub fn is_of_hosted(&self) -> bool {
        self.facts.get("type") == Some("HostedBadge")
    }

    pub(crate) const fn pass(id: CheckId, facts: Facts) -> Self {
        Self { id, outcome: Outcome::Pass, reason: None, facts }
    }

    pub(crate) const fn skipped(id: CheckId, facts: Facts) -> Self {
        Self { id, outcome: Outcome::Skipped, reason: None, facts }
    }

    /// A check that did not simply pass: the outcome follows from the reason's verdict.
    pub(crate) const fn not(id: CheckId, reason: Reason, facts: Facts) -> Self {
        let outcome = match reason.verdict() {
            Verdict::Invalid => Outcome::Fail,
            Verdict::Indeterminate => Outcome::Unknown,
            Verdict::Warning | Verdict::Valid => Outcome::Warn,
        };
        Self { id, outcome, reason: Some(reason), facts }
    }
}

/// A check that ends the verification.
pub(crate) fn stop<T>(id: CheckId, reason: Reason, facts: Facts) -> Result<T, Box<Check>> {
    Err(Box::new(Check::not(id, reason, facts)))
}

/// Something worth saying that does not change the verdict. Written as JSON it also has a sentence
/// ([`RemarkId::sentence`]).
///
/// ```
/// use openbadges_verify::{Remark, RemarkId};
///
/// let remark: Remark = serde_json::from_str(r#"{"id": "refreshed", "facts": {"url": "https://example.org/1"}}"#)?;
/// assert_eq!(remark.id, RemarkId::Refreshed);
/// assert_eq!(serde_json::to_value(&remark)?["sentence"], remark.id.sentence());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Remark {
    /// What is remarked.
    pub id: RemarkId,
    /// The detail.
    #[serde(default)]
    pub facts: Facts,
}

impl Serialize for Remark {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { id, ref facts } = *self;
        WrittenRemark { id, sentence: id.sentence(), facts }.serialize(serializer)
    }
}

/// A remark as it is written.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WrittenRemark<'a> {
    id: RemarkId,
    sentence: &'static str,
    #[serde(skip_serializing_if = "Facts::is_empty")]
    facts: &'a Facts,
}

/// The remarks that a report may carry.
///
/// ```
/// use openbadges_verify::RemarkId;
///
/// assert_eq!(serde_json::to_value(RemarkId::CopyDiffers)?, "copy_differs");
/// assert!(RemarkId::ALL.iter().all(|id| !id.sentence().is_empty()));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemarkId {
    /// The issuer's address is one for tests: `localhost`, an IP address, or without https (facts: `issuer`).
    TestAddress,
    /// A proof beside the one that was relied on (facts: `pointer`, `type`, `why`).
    OtherProof,
    /// The badge offers a newer copy of itself, which was not had or does not count (facts: `url`, `why`).
    RefreshOffered,
    /// A newer copy of the badge was had and is what this report is about (facts: `url`).
    Refreshed,
    /// A JSON Schema that the badge names was not run (facts: `url`, `type`).
    SchemaNotRun,
    /// A credential inside a CLR is of another subject than the CLR (facts: `subject`, `learner`).
    OtherSubject,
    /// A document of a badge of 2.0 or before has a second address (facts: `document`, `asked`, `says`).
    OtherAddress,
    /// What was handed in says otherwise than the badge's own address, which counts (facts: `pointer`).
    CopyDiffers,
    /// It is no award but a document about awards, such as a badge class (facts: `type`).
    NoAward,
    /// Its issuer is its subject: it is self-issued, as a Skill Claim may be (facts: `issuer`).
    SelfIssued,
    /// It was compressed before it was baked into its image, as no version allows (specification E.5-8).
    Compressed,
}

impl RemarkId {
    /// Every remark.
    pub const ALL: [Self; 11] = [
        Self::TestAddress,
        Self::OtherProof,
        Self::RefreshOffered,
        Self::Refreshed,
        Self::SchemaNotRun,
        Self::OtherAddress,
        Self::CopyDiffers,
        Self::OtherSubject,
        Self::NoAward,
        Self::SelfIssued,
        Self::Compressed,
    ];
}
