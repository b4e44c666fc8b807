//! What is shown of a badge whose proof holds.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::members::{each, member, text};

/// What a badge whose proof holds says. Members that the proof does not cover are taken out.
///
/// That the proof holds does not mean that the badge is valid: an expired or revoked badge has content too.
///
/// ```
/// use openbadges_verify::{Content, Input, Offline, Options, verify};
/// # use openbadges_proof::{SigningKey, data_integrity::{ProofOptions, sign}, did::{did_key, did_key_method}};
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let (key, now) = (SigningKey::from_seed([7; 32]), "2026-11-24T12:00:00Z".parse()?);
/// # let mut badge = openbadges_model::fixtures::credential().build()?;
/// # badge.issuer = openbadges_model::Profile::new(did_key(&key.public()), "Example Org").into();
/// # let options = ProofOptions { verification_method: did_key_method(&key.public()), created: now };
/// # let mut badge = sign(&badge.to_value(), &key, &options)?;
/// badge["nickname"] = "added by somebody, and not signed".into();
///
/// let report = verify(Input::Bytes(badge.to_string().into_bytes()), &Offline, &Options::at(now)).await;
/// let Some(Content { name, credential, issuer, .. }) = report.content else { unreachable!() };
/// assert_eq!(name.as_deref(), Some("Teamwork"));
/// assert!(credential.get("nickname").is_none());
/// assert_eq!(issuer.proved.map(|proof| proof.id), Some(issuer.id));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Content {
    /// The credential without `proof` and without unsigned members.
    pub credential: Value,
    /// The credential's `id`.
    pub id: Option<String>,
    /// The name to show: the achievement's, else the credential's (specification E.2-17).
    pub name: Option<String>,
    /// The achievement's description, else the credential's.
    pub description: Option<String>,
    /// The recipient's name, where an identity of type `name` is given in the clear. The issuer typed it.
    pub recipient_name: Option<String>,
    /// `awardedDate`, else `validFrom`, as written.
    pub issued: Option<String>,
    /// `validUntil`, as written.
    pub valid_until: Option<String>,
    /// The terms under which the issuer gave it: shown, not checked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms_of_use: Vec<Terms>,
    /// The issuer: what is proved and what is only said.
    pub issuer: IssuerSeen,
    /// The text that was verified, byte for byte, for keeping; not part of the written report. Of a badge that carries its
    /// proof it is the badge as it was handed in, was baked in, or came as its own newer copy; of a hosted badge of 2.0
    /// or before it is what its address answered, which alone is vouched for: a copy that was handed in is only a
    /// pointer to it. The badge class and the profile are documents of their own, which the caller's
    /// [`Fetch`](crate::Fetch) has had.
    #[serde(skip)]
    pub original: String,
}

/// Terms of use that a badge names.
///
/// ```
/// use openbadges_verify::Terms;
///
/// let terms: Terms = serde_json::from_str(r#"{"type": "ExampleTerms", "id": "https://example.org/terms"}"#)?;
/// assert_eq!(terms.kind.as_deref(), Some("ExampleTerms"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Terms {
    /// The kind of terms.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Where they can be read.
    pub id: Option<String>,
}

/// Terms of one badge that are shown.
const MAX_TERMS: usize = 8;

/// The issuer of a badge as far as it is known.
///
/// ```
/// use openbadges_verify::IssuerSeen;
///
/// // Said, and not proved: show the name as a claim.
/// let issuer: IssuerSeen = serde_json::from_str(r#"{"id": "did:web:example.org", "saidName": "Example Org"}"#)?;
/// assert_eq!(issuer.said_name.as_deref(), Some("Example Org"));
/// assert!(issuer.proved.is_none());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct IssuerSeen {
    /// `issuer.id`.
    pub id: String,
    /// The name that the badge itself gives to its issuer: said, not proved.
    pub said_name: Option<String>,
    /// The web address that the badge itself gives to its issuer: said, not proved.
    pub said_url: Option<String>,
    /// What is proved of the issuer; `None` when the key could not be confirmed as the issuer's.
    pub proved: Option<IssuerProof>,
}

/// What a proof whose key is the issuer's proves of the issuer.
///
/// ```
/// use openbadges_verify::IssuerProof;
///
/// let proof: IssuerProof = serde_json::from_str(r#"{"id": "did:web:example.org", "domain": "example.org"}"#)?;
/// assert_eq!(proof.domain.as_deref(), Some("example.org"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct IssuerProof {
    /// The DID or address that the key belongs to; equal to `issuer.id`.
    pub id: String,
    /// The domain that publishes the key, with its port if it is not the usual one; `None` for `did:key`.
    pub domain: Option<String>,
    /// The key in Multikey form (`z6Mk…`) or as the thumbprint of a JWK; `None` where no key but the issuer's own
    /// address vouches (a hosted badge of 2.0 or before).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
}

/// Reads what is worth showing out of a credential whose proof holds.
pub(crate) fn build(credential: Value, proved: Option<IssuerProof>, original: String) -> Content {
    let of = |path: &str| at(&credential, path).and_then(Value::as_str).map(str::to_owned);
    let either = |first: &str, second: &str| of(first).or_else(|| of(second));
    Content {
        id: of("id"),
        name: either("credentialSubject/achievement/name", "name"),
        description: either("credentialSubject/achievement/description", "description"),
        recipient_name: recipient_name(&credential),
        issued: of("awardedDate").or_else(|| either("validFrom", "issuanceDate")),
        valid_until: either("validUntil", "expirationDate"),
        terms_of_use: terms(&credential),
        issuer: IssuerSeen {
            id: either("issuer/id", "issuer").unwrap_or_default(),
            said_name: of("issuer/name"),
            said_url: of("issuer/url"),
            proved,
        },
        credential,
        original,
    }
}

/// What stands behind names of members, with `/` between them.
fn at<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    path.split('/').try_fold(value, member)
}

fn terms(credential: &Value) -> Vec<Terms> {
    let of = |terms: &Value, member: &str| text(terms, member).map(str::to_owned);
    let all = each(credential, "termsOfUse").take(MAX_TERMS);
    all.map(|terms| Terms { kind: of(terms, "type"), id: of(terms, "id") }).collect()
}

/// The plain text of an identity of type `name` (specification E.1-9, E.2-14).
fn recipient_name(credential: &Value) -> Option<String> {
    let identities = at(credential, "credentialSubject/identifier")?.as_array()?;
    let name = identities.iter().find(|identity| {
        let kind = identity.get("identityType").and_then(Value::as_str);
        matches!(kind, Some("name" | "ext:name")) && identity.get("hashed") == Some(&Value::Bool(false))
    })?;
    Some(name.get("identityHash")?.as_str()?.to_owned())
}
