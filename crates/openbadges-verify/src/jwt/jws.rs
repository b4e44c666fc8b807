//! The compact form of a JWS (RFC 7515), read strictly.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openbadges_model::json;
use openbadges_proof::JwsAlgorithm;
use serde_json::Value;

use crate::Reason;
use crate::keys::Problem;
use crate::members::text;

/// The longest header, in characters (P-R2).
const MAX_HEADER: usize = 8 << 10;

/// The members that a header has in the profile of Open Badges.
const MEMBERS: [&str; 4] = ["alg", "kid", "jwk", "typ"];

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

/// The profile and algorithm of a credential's header: its media type is one of a credential, and that of Open Badges has
/// no members that the profile does not name (specification A.7-1, A.7-4, E.3-3). In VC-JOSE what is not understood is
/// ignored, `jku` and `x5u` with it: no key is looked for where they lead (E.3-11).
pub(super) fn algorithm(header: &Value) -> Result<(Profile, JwsAlgorithm), Problem> {
    let wrong = |why| Problem::because(Reason::Signature, why);
    let members = header.as_object().ok_or_else(|| wrong("header"))?;
    let profile = Profile::of(header).ok_or_else(|| wrong("typ"))?;
    let unknown = members.keys().find(|name| !MEMBERS.contains(&name.as_str()));
    match unknown.filter(|_| profile == Profile::OpenBadges) {
        Some(name) => Err(wrong("header_member").with("member", name.as_str())),
        None => Ok((profile, plain_algorithm(header)?)),
    }
}

/// The algorithm of any JWS: unknown members of its header mean nothing (RFC 7515, section 4), unless it is said that they
/// do.
pub(super) fn plain_algorithm(header: &Value) -> Result<JwsAlgorithm, Problem> {
    if let Some(name) = ["crit", "b64"].into_iter().find(|name| header.get(*name).is_some()) {
        return Err(Problem::because(Reason::Signature, "header_member").with("member", name));
    }
    named(header)
}

fn named(header: &Value) -> Result<JwsAlgorithm, Problem> {
    match text(header, "alg") {
        Some("none" | "HS256" | "HS384" | "HS512") | None => {
            Err(Problem::because(Reason::Signature, "algorithm"))
        }
        Some(name) => {
            JwsAlgorithm::parse(name).ok_or_else(|| Problem::because(Reason::UnsupportedProof, "algorithm"))
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
    /// By the media type that the header names, with or without `application/` (RFC 7515, 4.1.9); none for one of
    /// something else.
    pub(super) fn of(header: &Value) -> Option<Self> {
        let Some(typ) = header.get("typ") else { return Some(Self::OpenBadges) };
        let typ = typ.as_str()?.to_ascii_lowercase();
        match typ.strip_prefix("application/").unwrap_or(&typ) {
            "jwt" => Some(Self::OpenBadges),
            "vc+jwt" | "vc+ld+jwt" | "vc+ld+json" | "vc+ld+json+jwt" => Some(Self::VcJose),
            _ => None,
        }
    }
}
