//! `AchievementCredential` and `EndorsementCredential`.

use crate::{
    AchievementSubject, CredentialSchema, CredentialStatus, DateTimeZ, Evidence, Image, ModelError,
    OneOrMany, ProfileRef, RefreshService, TermsOfUse, class::class, context, one_or_many::types,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _, ser::Error as _};
use serde_json::{Map, Value, value};

class! {
    /// A badge: an achievement awarded to one recipient (OB3 class `AchievementCredential`, alias
    /// `OpenBadgeCredential`).
    ///
    /// A credential of the VC data model 1.1 is read into the same members (`issuanceDate` as
    /// `valid_from`, `expirationDate` as `valid_until`) and written back as it was (A.12).
    /// A list that was read as `[]` and a member that was `null` are not kept: the specification wants
    /// them left out (A.3-1).
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
    /// Reads a credential from JSON that [`crate::json::parse`] has read.
    ///
    /// # Errors
    /// [`ModelError`] with every fault if the value does not fit the class.
    pub fn from_value(value: &Value) -> Result<Self, ModelError> {
        <Self as Deserialize>::deserialize(value).map_err(|error| ModelError::new(value, &error))
    }

    /// Writes the credential as JSON.
    pub fn to_value(&self) -> Value {
        #[expect(
            clippy::expect_used,
            clippy::missing_panics_doc,
            reason = "every member is text, number, list or map with text keys"
        )]
        serde_json::to_value(self).expect("a credential is always JSON")
    }

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

impl<'de> Deserialize<'de> for AchievementCredential {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut members = Map::deserialize(deserializer)?;
        if context::is_v1(members.get("@context")) {
            rename_dates(&mut members, |old, new| (old, new)).map_err(D::Error::custom)?;
        }
        Self::deserialize(Value::Object(members)).map_err(D::Error::custom)
    }
}

impl Serialize for AchievementCredential {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut value = Self::serialize(self, value::Serializer).map_err(S::Error::custom)?;
        if let Value::Object(members) = &mut value
            && context::is_v1(members.get("@context"))
        {
            rename_dates(members, |old, new| (new, old)).map_err(S::Error::custom)?;
        }
        value.serialize(serializer)
    }
}

/// Gives the two dates their other name, keeping the order of the members.
fn rename_dates(
    members: &mut Map<String, Value>,
    direction: fn(&'static str, &'static str) -> (&'static str, &'static str),
) -> Result<(), String> {
    let pairs = [direction("issuanceDate", "validFrom"), direction("expirationDate", "validUntil")];
    if let Some((_, to)) = pairs.iter().find(|(_, to)| members.contains_key(*to)) {
        return Err(format!("`{to}` does not belong into a credential with this first context"));
    }
    *members = std::mem::take(members)
        .into_iter()
        .map(|(name, value)| match pairs.iter().find(|(from, _)| name == *from) {
            Some((_, to)) => ((*to).to_owned(), value),
            None => (name, value),
        })
        .collect();
    Ok(())
}

class! {
    /// Somebody's word for an achievement, a profile or a credential (OB3 class `EndorsementCredential`).
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

    /// Reads an endorsement from JSON that [`crate::json::parse`] has read.
    ///
    /// # Errors
    /// [`ModelError`] with every fault if the value does not fit the class.
    pub fn from_value(value: &Value) -> Result<Self, ModelError> {
        <Self as Deserialize>::deserialize(value).map_err(|error| ModelError::new(value, &error))
    }

    /// Writes the endorsement as JSON.
    pub fn to_value(&self) -> Value {
        #[expect(
            clippy::expect_used,
            clippy::missing_panics_doc,
            reason = "every member is text, number, list or map with text keys"
        )]
        serde_json::to_value(self).expect("an endorsement is always JSON")
    }
}

class! {
    /// What is endorsed, and how (OB3 class `EndorsementSubject`).
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
