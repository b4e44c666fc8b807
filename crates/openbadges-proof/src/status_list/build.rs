//! What an issuer publishes: the credential of a list, and the entry of a badge.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::time::whole_seconds;

/// How long our lists may be cached, in milliseconds.
pub const TTL_MS: u64 = 300_000;

/// The `credentialStatus` of a credential: its position in a list. Its `id` is the list's address with the position as
/// fragment, which satisfies every version of the schema (specification E.2-6); the position is a string (E.2-7).
///
/// ```
/// use openbadges_proof::status_list::entry;
///
/// let status = entry("https://example.org/status/1", 94_567, "revocation");
/// assert_eq!(status["id"], "https://example.org/status/1#94567");
/// assert_eq!(status["statusListIndex"], "94567");
/// ```
pub fn entry(list_url: &str, index: u64, purpose: &str) -> Value {
    json!({
        "id": format!("{list_url}#{index}"),
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": index.to_string(),
        "statusListCredential": list_url,
    })
}

/// The credential that publishes a list, to be signed with [`data_integrity::sign`](crate::data_integrity::sign).
///
/// `encoded` is [`BitstringStatusList::encode`](super::BitstringStatusList::encode). There is no `validUntil`: a list
/// that was archived with its credentials must not expire (promise P-V5).
///
/// ```
/// use openbadges_proof::status_list::{BitstringStatusList, MIN_ENTRIES, TTL_MS, credential};
///
/// let bits = BitstringStatusList::new(MIN_ENTRIES)?.encode();
/// let from = "2026-02-01T00:00:00Z".parse()?;
/// let list = credential("https://example.org/status/1", "did:web:example.org", "revocation", &bits, from, TTL_MS);
/// assert_eq!(list["credentialSubject"]["encodedList"], bits);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn credential(
    list_url: &str,
    issuer: &str,
    purpose: &str,
    encoded: &str,
    valid_from: Timestamp,
    ttl_ms: u64,
) -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": list_url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": whole_seconds(valid_from),
        "credentialSubject": {
            "id": format!("{list_url}#list"),
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": encoded,
            "ttl": ttl_ms,
        },
    })
}
