//! What the checks and reasons say, in plain English, and the section of the specification behind them.
//!
//! A platform with message catalogues of its own needs none of this: it has the ids.

use crate::{Check, CheckId, Outcome, Reason, RemarkId};

impl CheckId {
    /// A short name to show.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Input => "Readable",
            Self::Format => "A badge",
            Self::Contexts => "Vocabulary",
            Self::DataModel => "Well formed",
            Self::Proof => "Signature",
            Self::Issuer => "Issuer's key",
            Self::Status => "Not revoked",
            Self::Transport => "Connection",
            Self::Dates => "Dates",
            Self::Recipient => "Recipient",
            Self::Unsigned => "Nothing added",
            Self::Endorsements => "Endorsements",
            Self::Credentials => "Enclosed",
            Self::Resources => "Linked files",
        }
    }

    /// The section of the specification that the check follows, by document and heading.
    pub const fn section(self) -> &'static str {
        match self {
            Self::Input => "Open Badges 3.0, Badge Baking; File Format",
            Self::Format => "Open Badges 3.0, Serialization",
            Self::Contexts => "VC Data Integrity 1.0, Validating Contexts",
            Self::DataModel => "Open Badges 3.0, Data Model",
            Self::Proof => "Open Badges 3.0, Proofs (Signatures)",
            Self::Issuer => "Open Badges 3.0 Implementation Guide, Verifying the issuer",
            Self::Status => "Open Badges 3.0, Verification and Validation; W3C Bitstring Status List 1.0",
            Self::Transport => "Open Badges 2.0, Verification of Open Badges",
            Self::Dates => "Open Badges 3.0, OpenBadgeCredential Verification",
            Self::Recipient => "Open Badges 3.0, Verify the Recipient",
            Self::Unsigned => "VC Data Integrity 1.0, Securing Data Losslessly",
            Self::Endorsements => "Open Badges 3.0, EndorsementCredential Verification",
            Self::Credentials => "CLR 2.0, Verification and Validation",
            Self::Resources => "VC Data Model 2.0, Integrity of Related Resources",
        }
    }

    const fn passed(self) -> &'static str {
        match self {
            Self::Input => "The badge could be read.",
            Self::Format => "It is a badge of a known version.",
            Self::Contexts => "All of its vocabularies are known.",
            Self::DataModel => "It is built as the specification demands.",
            Self::Proof => "The signature holds: nothing was changed since it was signed.",
            Self::Issuer => "It was signed with a key of its issuer.",
            Self::Status => "The issuer has not revoked or suspended it.",
            Self::Transport => "Everything of it came over protected connections.",
            Self::Dates => "It is valid at the time asked about.",
            Self::Recipient => "It is made out to the recipient asked about.",
            Self::Unsigned => "The signature covers everything in it.",
            Self::Endorsements => "Every endorsement that it carries holds.",
            Self::Credentials => "Every credential in it holds.",
            Self::Resources => "The files that could be compared are those that the issuer described.",
        }
    }

    /// What a check of a hosted badge of 2.0 or before found: its own address vouches for it, not a signature.
    const fn passed_hosted(self) -> &'static str {
        match self {
            Self::Proof => "This is what its own address says.",
            Self::Issuer => "Its address is one where its issuer publishes badges.",
            Self::Status => "Its address does not say that it is revoked.",
            Self::Unsigned => "Everything in it comes from its own address.",
            other => other.passed(),
        }
    }

    const fn skipped(self) -> &'static str {
        match self {
            Self::Status => {
                "Nobody was asked whether it is revoked: the badge names no list, or this was not reached."
            }
            Self::Transport => "It vouches for itself wherever it comes from, or this was not reached.",
            Self::Recipient => "Nobody asked whose badge it is.",
            Self::Endorsements => "It carries no endorsements, or this was not reached.",
            Self::Credentials => "It is no record of other credentials, or this was not reached.",
            Self::Resources => "It has no linked file that could be compared, or this was not reached.",
            Self::Issuer => "Without a signature that holds there is no issuer to confirm.",
            _ => "This was not reached.",
        }
    }
}

/// Sections of the specification of 2.0 by what a check is about.
const OF_2_0: [(CheckId, &str); 4] = [
    (CheckId::Contexts, "Open Badges 2.0, JSON-LD"),
    (CheckId::DataModel, "Open Badges 2.0, Open Badges Vocabulary"),
    (CheckId::Format, "Open Badges 2.0, Open Badges Vocabulary"),
    (CheckId::Unsigned, "Open Badges 2.0, Verification of Open Badges"),
];

impl Check {
    /// The section of the specification that the check follows, of the version that the badge is of.
    pub fn section(&self) -> &'static str {
        let kind = self.facts.get("type");
        let is_old = self.facts.get("version").is_some_and(|version| version < "3");
        match OF_2_0.iter().find(|(id, _)| *id == self.id) {
            Some((_, section)) if is_old || self.is_of_hosted() => section,
            _ if matches!(kind, Some("HostedBadge" | "SignedBadge" | "RevocationList")) => {
                "Open Badges 2.0, Verification of Open Badges"
            }
            _ => self.id.section(),
        }
    }

    /// What the check found, in a sentence.
    pub fn sentence(&self) -> &'static str {
        match (self.reason, self.outcome) {
            (Some(reason), _) => reason.sentence(),
            (None, Outcome::Skipped) => self.id.skipped(),
            (None, _) if self.is_of_hosted() => self.id.passed_hosted(),
            (None, _) => self.id.passed(),
        }
    }
}

impl Reason {
    /// The reason in a sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NotABadge => "There is no badge in it.",
            Self::Signature => {
                "The signature does not hold: the badge was changed after it was signed, or signed wrongly."
            }
            Self::NoProof => "It is not signed: anyone could have written it.",
            Self::Malformed => "It is not built as the specification demands.",
            Self::KeyNotIssuers => "It was signed with a key that is not one of its issuer's.",
            Self::NotIssuersAddress => "It is at an address where its issuer does not publish badges.",
            Self::KeyRevoked => "The issuer has withdrawn the key that it was signed with.",
            Self::Revoked => "The issuer has revoked it.",
            Self::Suspended => "The issuer has suspended it.",
            Self::Expired => "It has expired.",
            Self::NotYetValid => "It is not valid yet.",
            Self::NotRecipient => "It is not made out to the recipient asked about.",
            Self::OtherTarget => "It endorses something else than what it is attached to.",
            Self::NotFound => "Nothing is found at the address.",
            Self::WebPage => "At the address is a web page, not a badge.",
            Self::AddressNotAllowed => "The address is one that must not be opened.",
            Self::Unreachable => "The address could not be reached.",
            Self::TooLarge => "It is larger or more tangled than the limits allow.",
            Self::BudgetSpent => {
                "Not checked: the badge, with all that is inside it, costs more work than one verification may."
            }
            Self::Unsupported => "This kind of badge cannot be checked.",
            Self::UnknownContext => "It uses a vocabulary that is not known: what was signed cannot be told.",
            Self::UnsupportedProof => "It is signed in a way that cannot be checked.",
            Self::KeyNotConfirmed => "Nothing could be had of the issuer that confirms the key.",
            Self::NotProtected => {
                "It came over an unprotected connection, though its issuer is at a protected address: the issuer is not proved."
            }
            Self::DocumentUnreachable => {
                "A document that it rests on could not be had: its hosted copy, what it is awarded for, or its issuer."
            }
            Self::StatusUnreachable => "The issuer's status list could not be had.",
            Self::StatusMalformed => "The issuer's status list, or the entry for it, cannot be used.",
            Self::UnsupportedStatus => "Its status is told in a way that cannot be checked.",
            Self::RecipientUnknown => "It does not say whose it is in a way that could be compared.",
            Self::Unsigned => "The signature does not cover all of it: anyone may have added the rest.",
            Self::OldModel => "It follows an older version of the data model.",
            Self::OldProof => "It is signed in an outdated way that still holds.",
            Self::ModelRemarks => "It is well formed, with small faults.",
            Self::DeprecatedStatus => "Its status is told in a way that is no longer to be used.",
            Self::OtherAddress => "It was found at another address than the one that it names.",
            Self::ResourceChanged => "A file that it links to is not the one that its issuer described.",
            Self::EnclosedNotValid => "Not every credential in it is valid.",
            Self::EndorsementNotValid => {
                "Not every endorsement could be confirmed, which says nothing of the badge itself."
            }
            Self::PlainHttp => {
                "A document of it came over an unprotected connection: anybody on the way could have changed it."
            }
        }
    }
}

impl RemarkId {
    /// The remark in a sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::TestAddress => "It was made on a test address: nobody else can check it there.",
            Self::OtherProof => "It carries another proof, which was not relied on.",
            Self::RefreshOffered => "The issuer offers a newer copy of it, which could not be used.",
            Self::Refreshed => "The issuer's newer copy of it was fetched; this is about the newer copy.",
            Self::SchemaNotRun => "It names a schema that was not run.",
            Self::OtherAddress => "A document of it has a second address.",
            Self::CopyDiffers => {
                "What was handed in says otherwise than its own address; the address counts."
            }
            Self::OtherSubject => "It is of another subject than the record that it is in.",
            Self::NoAward => "It describes badges or who gives them, and is awarded to nobody.",
            Self::SelfIssued => "Its issuer says it of itself: issuer and subject are the same.",
            Self::Compressed => "It is compressed in its image, which programs need not be able to read.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Facts;

    #[test]
    fn every_check_and_reason_says_something_of_its_own() {
        let mut said: Vec<&str> = Reason::PRECEDENCE.iter().map(|(reason, _)| reason.sentence()).collect();
        said.extend(CheckId::ALL.iter().map(|id| id.passed()));
        said.extend(CheckId::ALL.iter().map(|id| id.title()));
        let count = said.len();
        said.sort_unstable();
        said.dedup();
        assert_eq!(said.len(), count);
        assert!(CheckId::ALL.iter().all(|id| !id.section().is_empty()));
    }

    #[test]
    fn a_check_speaks_of_its_reason_first() {
        let check = Check::not(CheckId::Dates, Reason::Expired, Facts::new());
        assert_eq!(check.sentence(), "It has expired.");
        assert_eq!(Check::skipped(CheckId::Recipient, Facts::new()).sentence(), CheckId::Recipient.skipped());
        assert_eq!(Check::pass(CheckId::Dates, Facts::new()).sentence(), CheckId::Dates.passed());
    }
}
