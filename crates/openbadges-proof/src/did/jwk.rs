//! Ed25519 keys as JSON Web Keys (RFC 8037).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

use super::method::{MethodError, malformed};
use crate::{KeyError, PublicKey};

/// Reads an Ed25519 JWK. A private member, another `use` than signing and another algorithm are refused.
pub(super) fn read_ed25519(jwk: &Value) -> Result<PublicKey, MethodError> {
    let text = |member| jwk.get(member).and_then(Value::as_str);
    if !jwk.is_object() {
        return Err(malformed("publicKeyJwk", "not an object"));
    }
    if jwk.get("d").is_some() {
        return Err(malformed("publicKeyJwk", "the private key is published"));
    }
    if text("kty") != Some("OKP") || text("crv") != Some("Ed25519") {
        return Err(KeyError::NotEd25519.into());
    }
    if jwk.get("use").is_some_and(|usage| usage != "sig") {
        return Err(malformed("publicKeyJwk", "its use is not signing"));
    }
    if jwk.get("alg").is_some_and(|algorithm| algorithm != "EdDSA" && algorithm != "Ed25519") {
        return Err(malformed("publicKeyJwk", "its algorithm is not EdDSA"));
    }
    let operations =
        jwk.get("key_ops").map(|operations| operations.as_array().map_or(&[][..], Vec::as_slice));
    if operations.is_some_and(|operations| !operations.iter().any(|operation| operation == "verify")) {
        return Err(malformed("publicKeyJwk", "its operations do not include verify"));
    }
    let x = text("x").ok_or_else(|| malformed("publicKeyJwk", "x is missing"))?;
    let bytes = URL_SAFE_NO_PAD.decode(x).map_err(|_| malformed("publicKeyJwk", "x is not base64url"))?;
    let length = bytes.len();
    Ok(PublicKey::from_bytes(bytes.try_into().map_err(|_| KeyError::Length(length))?)?)
}
