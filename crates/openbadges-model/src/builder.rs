//! Making credentials in the strict shape that we issue.

use crate::{
    AchievementCredential, AchievementSubject, CredentialSchema, CredentialStatus, DateTimeZ, Evidence,
    Fault, Image, ModelError, OneOrMany, Profile, RefreshService, context,
};
use serde_json::Value;

/// Makes an [`AchievementCredential`] that every validator accepts: VC 2.0 and Open Badges 3.0.3, arrays
/// everywhere (A.3-1), the issuer embedded (E.2-3), a name on the credential (E.2-4) and nothing that JSON-LD
/// would drop (E.1). What Open Badges 3.0 leaves out at will may be left out.
///
/// ```
/// use openbadges_model::{
///     Achievement, AchievementCredentialBuilder, AchievementSubject, Criteria, CredentialStatus,
///     DateTimeZ, IdentityObject, Image, Profile,
/// };
/// let achievement = Achievement {
///     image: Some(Image::new("https://example.org/teamwork.png")),
///     ..Achievement::new(
///         "https://example.org/teamwork",
///         "Teamwork",
///         "Works well with others.",
///         Criteria::narrative("Nominated by peers."),
///     )
/// };
/// let subject = AchievementSubject {
///     identifier: vec![
///         IdentityObject::email_hashed("ada@example.org", "salt"),
///         IdentityObject::name("Ada Lovelace"),
///     ],
///     ..AchievementSubject::new("urn:uuid:7d0f7d59-2b6f-4a3b-9f57-8d6a0e0f6f11", achievement)
/// };
/// let credential = AchievementCredentialBuilder::new(
///     "urn:uuid:0b2b34a8-5a7c-4a0f-8a38-9a4f6d3f5a11",
///     Profile::new("did:web:example.org", "Example Org"),
///     subject,
///     "2024-05-06T07:08:09Z".parse::<DateTimeZ>()?,
/// )
/// .status(CredentialStatus::bitstring_entry("https://example.org/status/1", 7, "revocation"))
/// .build()?;
/// assert_eq!(credential.name.as_deref(), Some("Teamwork"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct AchievementCredentialBuilder {
    credential: AchievementCredential,
    extension_contexts: Vec<String>,
}

impl AchievementCredentialBuilder {
    /// Starts with what every badge has. `id` is a `urn:uuid:` of its own; the name is the achievement's
    /// until [`Self::name`] says otherwise.
    pub fn new(
        id: impl Into<String>,
        issuer: Profile,
        subject: AchievementSubject,
        valid_from: impl Into<DateTimeZ>,
    ) -> Self {
        let name = subject.achievement.name.clone();
        let mut credential =
            AchievementCredential::bare(id.into(), issuer.into(), valid_from.into(), subject);
        credential.name = Some(name);
        Self { credential, extension_contexts: Vec::new() }
    }

    /// The name to show in wallets.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.credential.name = Some(name.into());
        self
    }

    /// A short description to show in wallets.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.credential.description = Some(description.into());
        self
    }

    /// A picture of the credential, where it differs from the achievement's.
    pub fn image(mut self, image: Image) -> Self {
        self.credential.image = Some(image);
        self
    }

    /// When it was first awarded; stays the same when issued again (A.6-2).
    pub fn awarded_date(mut self, date: impl Into<DateTimeZ>) -> Self {
        self.credential.awarded_date = Some(date.into());
        self
    }

    /// When it expires.
    pub fn valid_until(mut self, date: impl Into<DateTimeZ>) -> Self {
        self.credential.valid_until = Some(date.into());
        self
    }

    /// Adds a piece of evidence.
    pub fn evidence(mut self, evidence: Evidence) -> Self {
        self.credential.evidence.push(evidence);
        self
    }

    /// The one status entry that the schema allows (E.2-5).
    pub fn status(mut self, status: CredentialStatus) -> Self {
        self.credential.credential_status = OneOrMany::single(status);
        self
    }

    /// Adds a schema that the credential follows.
    pub fn schema(mut self, schema: CredentialSchema) -> Self {
        self.credential.credential_schema.push(schema);
        self
    }

    /// Where a newer form may be had.
    pub fn refresh_service(mut self, service: RefreshService) -> Self {
        self.credential.refresh_service = Some(service);
        self
    }

    /// Adds the JSON-LD context of an extension, and a member that it defines (A.3-5).
    pub fn extension(
        mut self,
        context_url: impl Into<String>,
        name: impl Into<String>,
        value: Value,
    ) -> Self {
        self.extension_contexts.push(context_url.into());
        self.credential.extra.insert(name.into(), value);
        self
    }

    /// The finished credential, still without a proof.
    ///
    /// # Errors
    /// [`ModelError`] with every error that [`crate::validate_unsigned`] finds in what was put in. The signer of a JWT
    /// asks for an `id` of the subject besides (E.3-4).
    pub fn build(mut self) -> Result<AchievementCredential, ModelError> {
        self.add_contexts();
        let value = self.credential.to_value();
        let faults: Vec<_> = crate::validate_unsigned(&value).into_iter().filter(Fault::is_error).collect();
        if faults.is_empty() {
            return Ok(self.credential);
        }
        Err(ModelError::from_faults(faults, String::new()))
    }

    fn add_contexts(&mut self) {
        let mut further = Vec::new();
        if self.uses_1edtech_type() {
            further.push(context::OPEN_BADGES_EXTENSIONS.to_owned());
        }
        further.append(&mut self.extension_contexts);
        for url in further.into_iter().map(Value::from) {
            if !self.credential.context.contains(&url) {
                self.credential.context.push(url);
            }
        }
    }

    /// Whether a type is used that only the extensions context defines (E.1-6).
    fn uses_1edtech_type(&self) -> bool {
        let credential = &self.credential;
        let schemas = credential.credential_schema.iter().map(|schema| &schema.r#type);
        let statuses = credential.credential_status.iter().map(|status| &status.r#type);
        let refresh = credential.refresh_service.iter().map(|service| &service.r#type);
        schemas
            .chain(statuses)
            .chain(refresh)
            .any(|types| types.iter().any(|name| name.starts_with("1EdTech")))
    }
}
