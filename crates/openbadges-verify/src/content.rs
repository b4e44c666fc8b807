use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a badge whose proof holds says. Members that the proof does not cover are taken out.
///
/// That the proof holds does not mean that the badge is valid: an expired or revoked badge has content too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
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
    /// The issuer: what is proved and what is only said.
    pub issuer: IssuerSeen,
    /// The credential as it was found, for keeping byte for byte; not part of the written report.
    #[serde(skip)]
    pub original: String,
}

/// The issuer of a badge as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IssuerProof {
    /// The DID or address that the key belongs to; equal to `issuer.id`.
    pub id: String,
    /// The domain that publishes the key, with its port if it is not the usual one; `None` for `did:key`.
    pub domain: Option<String>,
    /// The key in Multikey form (`z6Mk…`).
    pub key: String,
}
