//! Schema, status, refresh service and terms of a credential.

use crate::{OneOrMany, class::class};
use serde_json::Value;

class! {
    /// A schema that the credential follows (OB3 class `CredentialSchema`).
    ///
    /// ```
    /// use openbadges_model::CredentialSchema;
    ///
    /// let schema = CredentialSchema::json_schema_2019("https://example.org/schema.json");
    /// assert_eq!(serde_json::to_value(&schema)?["type"], "1EdTechJsonSchemaValidator2019");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    CredentialSchema {
        required {
            /// URL of the schema.
            id: String,
            /// How it is checked: `1EdTechJsonSchemaValidator2019`.
            r#type: OneOrMany<String>,
        }
    }
}

impl CredentialSchema {
    /// A JSON Schema that 1EdTech's validators run. Its type needs the extensions context (E.1-6).
    pub fn json_schema_2019(url: impl Into<String>) -> Self {
        Self::required(url.into(), OneOrMany::single("1EdTechJsonSchemaValidator2019".into()))
    }
}

class! {
    /// Where to ask whether the credential still holds (OB3 class `CredentialStatus`).
    ///
    /// ```
    /// use openbadges_model::CredentialStatus;
    ///
    /// let status = CredentialStatus::bitstring_entry("https://example.org/status/1", 7, "revocation");
    /// assert!(status.r#type.has("BitstringStatusListEntry"));
    /// assert_eq!(status.extra["statusPurpose"], "revocation");
    /// ```
    CredentialStatus {
        required {
            /// Status method, such as `BitstringStatusListEntry`.
            r#type: OneOrMany<String>,
        }
        optional {
            /// URI of this entry.
            id: String,
        }
    }
}

impl CredentialStatus {
    /// The entry `index` of a Bitstring Status List. `id` is list URL, `#` and index (E.2-6), the
    /// index a string (E.2-7).
    ///
    /// ```
    /// use openbadges_model::CredentialStatus;
    /// let status = CredentialStatus::bitstring_entry("https://example.org/status/1", 7, "revocation");
    /// assert_eq!(status.id.as_deref(), Some("https://example.org/status/1#7"));
    /// assert_eq!(status.extra["statusListIndex"], "7");
    /// ```
    pub fn bitstring_entry(list_url: &str, index: u64, purpose: &str) -> Self {
        let mut entry = Self::required(OneOrMany::single("BitstringStatusListEntry".into()));
        entry.id = Some(format!("{list_url}#{index}"));
        let index = index.to_string();
        let members =
            [("statusPurpose", purpose), ("statusListIndex", &index), ("statusListCredential", list_url)];
        entry.extra =
            members.map(|(name, value)| (name.to_owned(), Value::from(value))).into_iter().collect();
        entry
    }
}

class! {
    /// Where a newer form of the credential may be had (OB3 class `RefreshService`).
    ///
    /// ```
    /// use openbadges_model::RefreshService;
    ///
    /// let service = RefreshService::new("https://example.org/refresh/1");
    /// assert!(service.r#type.has("1EdTechCredentialRefresh"));
    /// ```
    RefreshService {
        required {
            /// URL that answers with the newer credential.
            id: String,
            /// `1EdTechCredentialRefresh`.
            r#type: OneOrMany<String>,
        }
    }
}

impl RefreshService {
    /// 1EdTech's refresh service at a URL. Its type needs the extensions context (E.1-6).
    pub fn new(url: impl Into<String>) -> Self {
        Self::required(url.into(), OneOrMany::single("1EdTechCredentialRefresh".into()))
    }
}

class! {
    /// Terms under which the credential was issued (OB3 class `TermsOfUse`).
    ///
    /// ```
    /// use openbadges_model::TermsOfUse;
    ///
    /// let terms = TermsOfUse { id: Some("https://example.org/terms".into()), ..TermsOfUse::new("ExampleTerms") };
    /// assert_eq!(serde_json::to_value(&terms)?["type"], "ExampleTerms");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    TermsOfUse {
        required {
            /// Kind of terms.
            r#type: OneOrMany<String>,
        }
        optional {
            /// URI of the terms.
            id: String,
        }
    }
}

impl TermsOfUse {
    /// Terms of a kind.
    pub fn new(kind: impl Into<String>) -> Self {
        Self::required(OneOrMany::single(kind.into()))
    }
}
