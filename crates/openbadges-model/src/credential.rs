//! `AchievementCredential` and `EndorsementCredential`.

use crate::{
    AchievementSubject, CredentialSchema, CredentialStatus, DateTimeZ, Evidence, Image, OneOrMany,
    ProfileRef, RefreshService, TermsOfUse, class::class, context, dated::dated, one_or_many::types,
};
use serde_json::Value;

class! {
    /// A badge: an achievement awarded to one recipient (OB3 class `AchievementCredential`, alias
    /// `OpenBadgeCredential`).
    ///
    /// A credential of the VC data model 1.1 is read into the same members (`issuanceDate` as
    /// `valid_from`, `expirationDate` as `valid_until`) and written back as it was (A.12).
    /// A list that was read as `[]` and a member that was `null` are not kept: the specification wants
    /// them left out (A.3-1).
    ///
    /// ```
    /// use openbadges_model::AchievementCredential;
    ///
    /// # let document = openbadges_model::fixtures::credential().build()?.to_value();
    /// // `document` is what `json::parse` has read.
    /// let credential = AchievementCredential::from_value(&document)?;
    /// assert_eq!(credential.credential_subject.achievement.name, "Teamwork");
    /// assert_eq!(credential.issuer.id(), "did:web:badges.example.org");
    /// assert_eq!(credential.to_value(), document);
    /// # Ok::<(), openbadges_model::ModelError>(())
    /// ```
    #[serde(remote = "Self")]
    AchievementCredential {
        required {
            /// First the VC context, then the Open Badges one, then others (A.3-7).
            #[serde(rename = "@context")]
            context: Vec<Value>,
            /// URI of the credential.
            id: String,
            /// Contains `VerifiableCredential` and one of the two badge types.
            r#type: OneOrMany<String>,
            /// Who issued it.
            issuer: ProfileRef,
            /// From when it is valid; the later of two with the same id wins (A.6-2).
            valid_from: DateTimeZ,
            /// Who achieved what.
            credential_subject: AchievementSubject,
        }
        optional {
            /// The name to show in lists; `achievement.name` is shown first (E.2-17).
            name: String,
            /// A short description.
            description: String,
            /// A picture of the credential.
            image: Image,
            /// When it was first awarded.
            awarded_date: DateTimeZ,
            /// When it expires.
            valid_until: DateTimeZ,
            /// Where a newer form may be had.
            refresh_service: RefreshService,
        }
        list {
            /// Embedded endorsements, untouched because they carry proofs of their own.
            endorsement: Value,
            /// Endorsements as compact JWS.
            endorsement_jwt: String,
            /// What proves the achievement.
            evidence: Evidence,
        }
        compact {
            /// Where to ask whether it still holds; the schema allows one (E.2-5).
            credential_status: CredentialStatus,
            /// Schemas that it follows.
            credential_schema: CredentialSchema,
            /// Terms of use.
            terms_of_use: TermsOfUse,
            /// Proofs, untouched.
            proof: Value,
        }
    }
}

impl AchievementCredential {
    /// A credential in the shape that we issue, with its required members only.
    pub(crate) fn bare(
        id: String,
        issuer: ProfileRef,
        valid_from: DateTimeZ,
        credential_subject: AchievementSubject,
    ) -> Self {
        Self::required(
            vec![context::CREDENTIALS_V2.into(), context::OPEN_BADGES_3_0_3.into()],
            id,
            types(&["VerifiableCredential", "OpenBadgeCredential"]),
            issuer,
            valid_from,
            credential_subject,
        )
    }
}

dated!(AchievementCredential);

class! {
    /// Somebody's word for an achievement, a profile or a credential (OB3 class `EndorsementCredential`).
    ///
    /// ```
    /// use openbadges_model::{DateTimeZ, EndorsementCredential, EndorsementSubject, Profile, validate};
    ///
    /// let endorsement = EndorsementCredential::new(
    ///     "urn:uuid:0b2b34a8-5a7c-4a0f-8a38-9a4f6d3f5a13",
    ///     "Endorsement of Teamwork",
    ///     Profile::new("did:web:university.example", "Example University"),
    ///     "2026-05-06T07:08:09Z".parse::<DateTimeZ>()?,
    ///     EndorsementSubject::new("https://example.org/teamwork"),
    /// );
    /// assert!(validate(&endorsement.to_value()).is_empty());
    /// # Ok::<(), openbadges_model::DateTimeError>(())
    /// ```
    #[serde(remote = "Self")]
    EndorsementCredential {
        required {
            /// First the VC context, then the Open Badges one, then others (A.3-7).
            #[serde(rename = "@context")]
            context: Vec<Value>,
            /// URI of the credential.
            id: String,
            /// Contains `VerifiableCredential` and `EndorsementCredential`.
            r#type: OneOrMany<String>,
            /// The name to show: mandatory here.
            name: String,
            /// Who endorses.
            issuer: ProfileRef,
            /// From when it is valid.
            valid_from: DateTimeZ,
            /// What is endorsed.
            credential_subject: EndorsementSubject,
        }
        optional {
            /// A short description.
            description: String,
            /// When it was first awarded.
            awarded_date: DateTimeZ,
            /// When it expires.
            valid_until: DateTimeZ,
            /// Where a newer form may be had.
            refresh_service: RefreshService,
        }
        compact {
            /// Where to ask whether it still holds.
            credential_status: CredentialStatus,
            /// Schemas that it follows.
            credential_schema: CredentialSchema,
            /// Terms of use.
            terms_of_use: TermsOfUse,
            /// Proofs, untouched.
            proof: Value,
        }
    }
}

impl EndorsementCredential {
    /// An endorsement of `credential_subject` in the shape that we issue.
    pub fn new(
        id: impl Into<String>,
        name: impl Into<String>,
        issuer: impl Into<ProfileRef>,
        valid_from: impl Into<DateTimeZ>,
        credential_subject: EndorsementSubject,
    ) -> Self {
        Self::required(
            vec![context::CREDENTIALS_V2.into(), context::OPEN_BADGES_3_0_3.into()],
            id.into(),
            types(&["VerifiableCredential", "EndorsementCredential"]),
            name.into(),
            issuer.into(),
            valid_from.into(),
            credential_subject,
        )
    }
}

dated!(EndorsementCredential);

class! {
    /// What is endorsed, and how (OB3 class `EndorsementSubject`).
    ///
    /// ```
    /// use openbadges_model::EndorsementSubject;
    ///
    /// let word = EndorsementSubject {
    ///     endorsement_comment: Some("We **know** this badge.".into()),
    ///     ..EndorsementSubject::new("https://example.org/teamwork")
    /// };
    /// assert_eq!(serde_json::to_value(&word)?["type"][0], "EndorsementSubject");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    EndorsementSubject {
        required {
            /// URI of the achievement, profile or credential that is endorsed.
            id: String,
            /// Contains `EndorsementSubject`.
            r#type: OneOrMany<String>,
        }
        optional {
            /// The word itself, Markdown: untrusted (A.3-9).
            endorsement_comment: String,
        }
    }
}

impl EndorsementSubject {
    /// The thing with this URI, endorsed without a comment.
    pub fn new(id: impl Into<String>) -> Self {
        Self::required(id.into(), types(&["EndorsementSubject"]))
    }
}
