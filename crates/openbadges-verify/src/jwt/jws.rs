//! The compact form of a JWS (RFC 7515), read strictly.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openbadges_model::json;
use serde_json::Value;

use super::jwk::Algorithm;
use crate::Reason;
use crate::checks::text;
use crate::keys::Problem;

/// The longest header, in characters (P-R2).
const MAX_HEADER: usize = 8 << 10;
/// Members that a header may have: those of Open Badges, and two of W3C's form (specification A.7-1, E.3-3).
const MEMBERS: [&str; 6] = ["alg", "kid", "jwk", "typ", "cty", "iss"];

/// The parts of a JWS beside its payload.
pub(super) struct Jws {
    pub(super) header: Value,
    /// What is signed: header and payload as they are written.
    pub(super) signed: String,
    pub(super) signature: Vec<u8>,
}

/// The parts of a compact JWS and its payload.
pub(super) fn split(text: &str) -> Result<(Jws, Vec<u8>), &'static str> {
    let (signed, signature) = text.rsplit_once('.').ok_or("parts")?;
    let (header, payload) = signed.split_once('.').ok_or("parts")?;
    if header.len() > MAX_HEADER {
        return Err("header_size");
    }
    let decode = |part: &str, why| URL_SAFE_NO_PAD.decode(part).map_err(|_| why);
    let header = decode(header, "header_encoding")?;
    let header = json::parse(&header, &json::Limits::default()).map_err(|_| "header_json")?;
    let payload = decode(payload, "payload_encoding")?;
    let signature = decode(signature, "signature_encoding")?;
    Ok((Jws { header, signed: signed.to_owned(), signature }, payload))
}

/// The algorithm of a header that says nothing which could change what the signature means.
pub(super) fn algorithm(header: &Value) -> Result<Algorithm, Problem> {
    let members = header.as_object().ok_or_else(|| Problem::because(Reason::Signature, "header"))?;
    if let Some(name) = members.keys().find(|name| !MEMBERS.contains(&name.as_str())) {
        return Err(Problem::because(Reason::Signature, "header_member").with("member", name.as_str()));
    }
    let typ = text(header, "typ").unwrap_or("JWT").to_ascii_lowercase();
    if !["jwt", "vc+jwt", "vc+ld+jwt", "vc+ld+json", "vc+ld+json+jwt"].contains(&typ.as_str()) {
        return Err(Problem::because(Reason::Signature, "typ"));
    }
    match text(header, "alg") {
        Some("none" | "HS256" | "HS384" | "HS512") | None => {
            Err(Problem::because(Reason::Signature, "algorithm"))
        }
        Some(name) => {
            Algorithm::parse(name).ok_or_else(|| Problem::because(Reason::UnsupportedProof, "algorithm"))
        }
    }
}

/// Which specification a header follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Profile {
    /// VC-JWT of Open Badges: claims repeat the credential.
    OpenBadges,
    /// VC-JOSE of the W3C: the credential stands for itself.
    VcJose,
}

impl Profile {
    /// By the media type that the header names.
    pub(super) fn of(header: &Value) -> Self {
        let typ = text(header, "typ").unwrap_or_default();
        if typ.is_empty() || typ.eq_ignore_ascii_case("jwt") { Self::OpenBadges } else { Self::VcJose }
    }
}
