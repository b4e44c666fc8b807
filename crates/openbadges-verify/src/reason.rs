//! Reasons and verdicts, and which reason outweighs which.

use serde::{Deserialize, Serialize};

/// What a verification comes to.
///
/// ```
/// use openbadges_verify::{Reason, Verdict};
///
/// assert_eq!(Reason::Revoked.verdict(), Verdict::Invalid);
/// assert_eq!((Verdict::Valid.as_str(), Verdict::Valid.exit_code()), ("valid", 0));
/// assert!(Verdict::Valid < Verdict::Warning && Verdict::Indeterminate < Verdict::Invalid);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Everything was checked and holds.
    Valid,
    /// Everything essential holds, with remarks.
    Warning,
    /// Something that is needed to tell could not be had.
    Indeterminate,
    /// The badge must not be relied on; the reason says why.
    Invalid,
}

impl Verdict {
    /// The exit code of a command that gives this verdict.
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Valid => 0,
            Self::Invalid => 1,
            Self::Indeterminate => 2,
            Self::Warning => 3,
        }
    }

    /// The name of the verdict as it is written in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Warning => "warning",
            Self::Indeterminate => "indeterminate",
            Self::Invalid => "invalid",
        }
    }
}

/// Declares the closed list of reasons: its order is the precedence, its third column the verdict.
macro_rules! reasons {
    ($($verdict:ident { $($(#[$doc:meta])+ $name:ident = $text:literal,)+ })+) => {
        /// Why a check did not simply pass. The first that applies, in this order, is the report's reason.
        ///
        /// ```
        /// use openbadges_verify::{Reason, Verdict};
        ///
        /// assert_eq!(Reason::Expired.as_str(), "expired");
        /// assert_eq!(Reason::Expired.verdict(), Verdict::Invalid);
        /// assert!(Reason::Revoked < Reason::Expired); // of the two a report gives the weightier one
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum Reason { $($($(#[$doc])+ $name,)+)+ }

        impl Reason {
            /// Every reason with its verdict, the weightiest first: the table of precedence.
            pub const PRECEDENCE: &'static [(Self, Verdict)] =
                &[$($((Self::$name, Verdict::$verdict),)+)+];

            /// The verdict that this reason leads to when none before it in the table applies.
            pub const fn verdict(self) -> Verdict {
                match self { $($(Self::$name => Verdict::$verdict,)+)+ }
            }

            /// The name of the reason as it is written in JSON; a key for message catalogues.
            pub const fn as_str(self) -> &'static str {
                match self { $($(Self::$name => $text,)+)+ }
            }
        }
    };
}

reasons! {
    Invalid {
        /// There is no badge in the input.
        NotABadge = "not_a_badge",
        /// The badge's proof does not hold: it or the badge was altered or made wrongly.
        Signature = "signature",
        /// The badge carries no proof.
        NoProof = "no_proof",
        /// The file, the JSON or the data model is not what the specification demands.
        Malformed = "malformed",
        /// The key of the proof is not one of the issuer's.
        KeyNotIssuers = "key_not_issuers",
        /// The badge or its badge class is at an address where the issuer does not publish badges.
        NotIssuersAddress = "not_issuers_address",
        /// The issuer withdrew the key, or its time is over.
        KeyRevoked = "key_revoked",
        /// The issuer revoked the badge.
        Revoked = "revoked",
        /// The issuer suspended the badge.
        Suspended = "suspended",
        /// `validUntil` has passed.
        Expired = "expired",
        /// `validFrom` lies ahead.
        NotYetValid = "not_yet_valid",
        /// The badge is not for the recipient asked about.
        NotRecipient = "not_recipient",
        /// The endorsement is of something else than what it is attached to.
        OtherTarget = "other_target",
    }
    Indeterminate {
        /// Nothing is found at the address given.
        NotFound = "not_found",
        /// The address given answers with a web page instead of a badge.
        WebPage = "web_page",
        /// The address given is one that must not be fetched.
        AddressNotAllowed = "address_not_allowed",
        /// The address given could not be fetched.
        Unreachable = "unreachable",
        /// The input is larger or more tangled than the limits allow.
        TooLarge = "too_large",
        /// The work that one verification may cost was done before this was reached ([`crate::Work`]): not checked.
        BudgetSpent = "budget_spent",
        /// The form or version of the badge cannot be checked by this program.
        Unsupported = "unsupported",
        /// A JSON-LD context that this program does not know: what was signed cannot be told.
        UnknownContext = "unknown_context",
        /// Every proof is of a kind that this program cannot check.
        UnsupportedProof = "unsupported_proof",
        /// No document of the issuer could be had that confirms the key.
        KeyNotConfirmed = "key_not_confirmed",
        /// A document that a badge of 2.0 or before rests on could not be had: its hosted copy, its badge class or its
        /// issuer.
        DocumentUnreachable = "document_unreachable",
        /// The status list could not be had.
        StatusUnreachable = "status_unreachable",
        /// The status entry or list is not what it must be, or the list's own proof does not hold.
        StatusMalformed = "status_malformed",
        /// The badge's status is of a type that this program cannot check.
        UnsupportedStatus = "unsupported_status",
        /// The badge says nothing that the recipient asked about could be compared with.
        RecipientUnknown = "recipient_unknown",
    }
    Warning {
        /// Members that the proof does not cover: anyone may have added them.
        Unsigned = "unsigned",
        /// The badge is made after an older version of the data model.
        OldModel = "old_model",
        /// The proof is of a kind that is out of date.
        OldProof = "old_proof",
        /// The data model holds, with findings.
        ModelRemarks = "model_remarks",
        /// The status is of a type that is no longer to be used.
        DeprecatedStatus = "deprecated_status",
        /// A document of a badge of 2.0 or before was found at another address than the one that it names.
        OtherAddress = "other_address",
        /// A file that the badge links to is not the one that its issuer described.
        ResourceChanged = "resource_changed",
        /// Not every credential that a CLR encloses is valid by itself.
        EnclosedNotValid = "enclosed_not_valid",
    }
    Valid {
        /// Not every endorsement could be confirmed; that says nothing of the badge, so it is never the report's reason.
        EndorsementNotValid = "endorsement_not_valid",
        /// A document of a badge of 2.0 or before came over plain http: anybody on the way could have changed it. Whole
        /// generations of badges are published so and valid after their specification: it is said, and changes nothing.
        PlainHttp = "plain_http",
        /// The badge or its badge class came over plain http, though its issuer is at https and does not say that badges
        /// of theirs are at http. The rules of 2.0 look at hosts alone, so that it is valid; the issuer is not proved.
        NotProtected = "not_protected",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_goes_from_invalid_to_warning_and_names_agree_with_json() {
        for pair in Reason::PRECEDENCE.windows(2) {
            assert!(pair[0].0 < pair[1].0, "{pair:?}");
            assert!(pair[0].1 >= pair[1].1, "{pair:?}");
        }
        for (reason, verdict) in Reason::PRECEDENCE {
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.as_str());
            assert_eq!(reason.verdict(), *verdict);
            let changes_nothing =
                [Reason::EndorsementNotValid, Reason::PlainHttp, Reason::NotProtected].contains(reason);
            assert_eq!(*verdict == Verdict::Valid, changes_nothing);
        }
    }

    #[test]
    fn exit_codes_are_those_of_the_command_line() {
        let all = [Verdict::Valid, Verdict::Invalid, Verdict::Indeterminate, Verdict::Warning];
        assert_eq!(all.map(Verdict::exit_code), [0, 1, 2, 3]);
        assert_eq!(all.map(Verdict::as_str), ["valid", "invalid", "indeterminate", "warning"]);
    }
}
