//! What vouches for badges and takes them back (C.1): keys, endorsements, revocation lists.

use super::classes::{Profile, documents};
use super::parts::{Linked, VerificationObject, empty};
use crate::{OneOrMany, class::class};
use serde::Deserialize;
use serde_json::Value;

class! {
    /// A public key (OB2 class `CryptographicKey`).
    ///
    /// ```
    /// use openbadges_model::v2::CryptographicKey;
    ///
    /// let key = CryptographicKey::from_value(&serde_json::json!({
    ///     "type": "CryptographicKey", "id": "https://example.org/key", "owner": "https://example.org/issuer"
    /// }))?;
    /// assert_eq!(key.owner.as_deref(), Some("https://example.org/issuer"));
    /// assert!(key.public_key_pem.is_none());
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    CryptographicKey {
        required {}
        optional {
            /// The context, where it stands alone.
            #[serde(rename = "@context")]
            context: Value,
            /// Its address.
            id: String,
            /// The profile whose key it is.
            owner: String,
            /// The key in PEM.
            public_key_pem: String,
        }
        compact {
            /// Contains `CryptographicKey`.
            r#type: String,
        }
    }
}

class! {
    /// The badges that an issuer revoked (OB2 class `RevocationList`).
    ///
    /// ```
    /// use openbadges_model::v2::{Class, RevocationList, RevokedAssertion, Version, validate};
    ///
    /// let entry = RevokedAssertion { id: Some("https://example.org/assertions/1".into()), ..RevokedAssertion::new() };
    /// let list = RevocationList {
    ///     id: Some("https://example.org/revoked".into()),
    ///     issuer: Some("https://example.org/issuer".into()),
    ///     ..RevocationList::new(vec![entry])
    /// };
    /// assert!(validate(&list.to_value(), Class::RevocationList, Version::V2_0).is_empty());
    /// ```
    RevocationList {
        required {
            /// Contains `RevocationList`.
            r#type: OneOrMany<String>,
        }
        optional {
            /// The context.
            #[serde(rename = "@context")]
            context: Value,
            /// Its address.
            id: String,
            /// Whose list it is.
            issuer: Linked<Profile>,
        }
        compact {
            /// What is revoked.
            revoked_assertions: Linked<RevokedAssertion>,
        }
    }
}

class! {
    /// An entry of a [`RevocationList`]: known by `id` or, in old ones, by `uid`.
    ///
    /// ```
    /// use openbadges_model::v2::RevokedAssertion;
    ///
    /// let old: RevokedAssertion = serde_json::from_str(r#"{"uid": "123abc", "revocationReason": "Sent twice"}"#)?;
    /// assert_eq!(old.uid.as_deref(), Some("123abc"));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    RevokedAssertion {
        required {}
        optional {
            /// The `id` of the Assertion.
            id: String,
            /// The `uid` of the Assertion.
            uid: String,
            /// Why.
            revocation_reason: String,
        }
    }
}

class! {
    /// Somebody's word for a badge, an award or a profile (OB2 class `Endorsement`).
    ///
    /// ```
    /// use openbadges_model::v2::{Class, Endorsement, EndorsementClaim, Version, validate};
    ///
    /// let endorsement = Endorsement::hosted(
    ///     "https://example.org/endorsements/1",
    ///     EndorsementClaim::new("https://example.org/badges/1"),
    ///     "https://university.example/profile",
    ///     "2024-05-06T07:08:09Z",
    /// );
    /// assert!(validate(&endorsement.to_value(), Class::Endorsement, Version::V2_0).is_empty());
    /// ```
    Endorsement {
        required {
            /// Contains the context of 2.0.
            #[serde(rename = "@context")]
            context: Value,
            /// Contains `Endorsement`.
            r#type: OneOrMany<String>,
            /// Its address where it is hosted.
            id: String,
            /// What is said of what.
            claim: EndorsementClaim,
            /// Who says it.
            issuer: Linked<Profile>,
            /// Since when.
            issued_on: String,
            /// How to verify it.
            verification: VerificationObject,
        }
        optional {
            /// Whether it is revoked.
            revoked: bool,
            /// Why it is revoked.
            revocation_reason: String,
        }
    }
}

class! {
    /// What is said of what (OB2 "Endorsement", `claim`).
    ///
    /// ```
    /// use openbadges_model::v2::EndorsementClaim;
    ///
    /// let claim = EndorsementClaim {
    ///     endorsement_comment: Some("We know this badge.".into()),
    ///     ..EndorsementClaim::new("https://example.org/badges/1")
    /// };
    /// assert_eq!(serde_json::to_value(&claim)?["endorsementComment"], "We know this badge.");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    EndorsementClaim {
        required {
            /// What is endorsed.
            id: String,
        }
        optional {
            /// The word itself, Markdown: untrusted.
            endorsement_comment: String,
        }
    }
}

documents!(CryptographicKey, RevocationList, Endorsement);
empty!(CryptographicKey, RevokedAssertion);

impl RevocationList {
    /// A list of what is revoked.
    pub fn new(revoked: Vec<RevokedAssertion>) -> Self {
        Self {
            context: Some(super::CONTEXT.into()),
            revoked_assertions: revoked.into_iter().map(|entry| Linked::Object(Box::new(entry))).collect(),
            ..Self::required(OneOrMany::single("RevocationList".to_owned()))
        }
    }
}

impl EndorsementClaim {
    /// About the thing with this id.
    pub fn new(id: impl Into<String>) -> Self {
        Self::required(id.into())
    }
}

impl Endorsement {
    /// A hosted endorsement at this address, made at this time (ISO 8601 with a zone).
    pub fn hosted(
        id: impl Into<String>,
        claim: EndorsementClaim,
        issuer: impl Into<Linked<Profile>>,
        issued_on: impl Into<String>,
    ) -> Self {
        let hosted = VerificationObject {
            r#type: OneOrMany::single("HostedBadge".to_owned()),
            ..VerificationObject::new()
        };
        let types = OneOrMany::single("Endorsement".to_owned());
        Self::required(
            super::CONTEXT.into(),
            types,
            id.into(),
            claim,
            issuer.into(),
            issued_on.into(),
            hosted,
        )
    }
}
