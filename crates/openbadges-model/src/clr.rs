//! Comprehensive Learner Record 2.0: `ClrCredential`, its subject and associations.

use crate::{
    Achievement, CredentialSchema, CredentialStatus, DateTimeZ, Evidence, IdentityObject, Image, OneOrMany,
    ProfileRef, RefreshService, TermsOfUse, class::class, context, dated::dated, one_or_many::types,
};
use serde_json::Value;

class! {
    /// Many credentials of one learner, vouched for by their publisher (CLR 2.0 class `ClrCredential`; D "Type",
    /// "Required", "Optional").
    ///
    /// ```
    /// use openbadges_model::{ClrCredential, ClrSubject, Profile, validate};
    /// # let badge = openbadges_model::fixtures::credential().build().unwrap().to_value();
    /// let subject = ClrSubject::new("urn:uuid:7d0f7d59-2b6f-4a3b-9f57-8d6a0e0f6f11", vec![badge]);
    /// let publisher = Profile::new("did:web:example.org", "Example Org");
    /// let valid_from = "2026-05-06T07:08:09Z".parse::<openbadges_model::DateTimeZ>()?;
    /// let clr = ClrCredential::new("urn:uuid:0b2b34a8-5a7c-4a0f-8a38-9a4f6d3f5a12", "Transcript", publisher, valid_from, subject);
    /// assert!(validate(&clr.to_value()).is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[serde(remote = "Self")]
    ClrCredential {
        required {
            /// The VC context, that of CLR, that of Open Badges, then others (D "Contexts, in order").
            #[serde(rename = "@context")]
            context: Vec<Value>,
            /// URI of the credential.
            id: String,
            /// Contains `VerifiableCredential` and `ClrCredential`.
            r#type: OneOrMany<String>,
            /// The name to show.
            name: String,
            /// Who publishes it.
            issuer: ProfileRef,
            /// From when it is valid.
            valid_from: DateTimeZ,
            /// Whose record it is, and what is in it.
            credential_subject: ClrSubject,
        }
        optional {
            /// A short description.
            description: String,
            /// A picture of the record.
            image: Image,
            /// Whether the publisher knows more than is in it (D "`partial`").
            partial: bool,
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
            /// What proves the record.
            evidence: Evidence,
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

dated!(ClrCredential);

impl ClrCredential {
    /// A record in the shape that we publish.
    pub fn new(
        id: impl Into<String>,
        name: impl Into<String>,
        issuer: impl Into<ProfileRef>,
        valid_from: impl Into<DateTimeZ>,
        credential_subject: ClrSubject,
    ) -> Self {
        let contexts = [context::CREDENTIALS_V2, context::CLR_2_0_1, context::OPEN_BADGES_3_0_3];
        Self::required(
            contexts.map(Value::from).to_vec(),
            id.into(),
            types(&["VerifiableCredential", "ClrCredential"]),
            name.into(),
            issuer.into(),
            valid_from.into(),
            credential_subject,
        )
    }
}

class! {
    /// The learner and everything that the record holds (CLR 2.0 class `ClrSubject`).
    ///
    /// ```
    /// use openbadges_model::{Association, AssociationType, ClrSubject};
    ///
    /// let subject = ClrSubject {
    ///     association: vec![Association::new("urn:course", AssociationType::IsPartOf, "urn:degree")],
    ///     ..ClrSubject::new("did:example:ada", vec!["eyJ…".into()])
    /// };
    /// let written = serde_json::to_value(&subject)?;
    /// assert_eq!(written["verifiableCredential"][0], "eyJ…");
    /// assert_eq!(written["association"][0]["targetId"], "urn:degree");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    ClrSubject {
        required {
            /// Contains `ClrSubject`.
            r#type: OneOrMany<String>,
        }
        optional {
            /// URI of the learner.
            id: String,
        }
        list {
            /// Identities of the learner.
            identifier: IdentityObject,
            /// The credentials: objects, which carry proofs of their own and stay untouched, or compact JWS.
            verifiable_credential: Value,
            /// Definitions, those of achievements that were not awarded among them.
            achievement: Achievement,
            /// How achievements belong together.
            association: Association,
        }
    }
}

impl ClrSubject {
    /// A learner with these credentials.
    pub fn new(id: impl Into<String>, credentials: Vec<Value>) -> Self {
        Self {
            id: Some(id.into()),
            verifiable_credential: credentials,
            ..Self::required(types(&["ClrSubject"]))
        }
    }

    /// A learner who is known by these identities and has no `id`, with these credentials.
    pub fn identified(identifier: Vec<IdentityObject>, credentials: Vec<Value>) -> Self {
        Self { identifier, verifiable_credential: credentials, ..Self::required(types(&["ClrSubject"])) }
    }
}

class! {
    /// How two achievements of the record belong together (CLR 2.0 class `Association`).
    ///
    /// ```
    /// use openbadges_model::{Association, AssociationType};
    ///
    /// let association = Association::new("urn:course", AssociationType::IsChildOf, "urn:degree");
    /// assert_eq!(serde_json::to_value(&association)?["associationType"], "isChildOf");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    Association {
        required {
            /// `Association`.
            r#type: String,
            /// What the source is to the target.
            association_type: crate::AssociationType,
            /// The `id` of an achievement.
            source_id: String,
            /// The `id` of another.
            target_id: String,
        }
    }
}

impl Association {
    /// The achievement `source_id` in this relation to `target_id`.
    pub fn new(
        source_id: impl Into<String>,
        kind: crate::AssociationType,
        target_id: impl Into<String>,
    ) -> Self {
        Self::required("Association".into(), kind, source_id.into(), target_id.into())
    }
}
