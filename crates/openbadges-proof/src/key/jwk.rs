//! Public keys as JSON Web Keys (RFC 7517, 7518, 8037).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::public::Parts;
use super::{JwsAlgorithm, KeyError, KeyKind, PublicKey};

/// Members that only a private or a secret key has (RFC 7518, 6.2.2, 6.3.2 and 6.4).
const PRIVATE: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

impl PublicKey {
    /// Reads a public JWK. Refused are keys with private members, with another `use` than signing, with `key_ops` that
    /// do not verify, and with an `alg` of another kind of key.
    pub fn from_jwk(jwk: &Value) -> Result<Self, KeyError> {
        if !jwk.is_object() {
            return Err(wrong("value", "not an object"));
        }
        if PRIVATE.iter().any(|member| jwk.get(*member).is_some()) {
            return Err(KeyError::Private);
        }
        let key = match (text(jwk, "kty")?, text(jwk, "crv")?) {
            (Some("OKP"), Some("Ed25519")) => ed25519(jwk),
            (Some("EC"), Some("P-256")) => Self::from_p256(&point(jwk, 32)?),
            (Some("EC"), Some("P-384")) => Self::from_p384(&point(jwk, 48)?),
            (Some("RSA"), _) => Self::from_rsa(&bytes(jwk, "n")?, &bytes(jwk, "e")?),
            (Some(_), _) => Err(KeyError::Unsupported),
            (None, _) => Err(wrong("kty", "missing")),
        }?;
        check_use(jwk, key.kind())?;
        Ok(key)
    }

    /// The public JWK with the members that make the key, and no other: whoever publishes it adds `kid`, `use`, `alg`.
    pub fn to_jwk(&self) -> Value {
        match self.parts() {
            Parts::Ed25519 { x } => json!({ "kty": "OKP", "crv": "Ed25519", "x": encode(x) }),
            Parts::Ec { crv, x, y } => json!({ "kty": "EC", "crv": crv, "x": encode(x), "y": encode(y) }),
            Parts::Rsa { n, e } => json!({ "kty": "RSA", "n": encode(n), "e": encode(e) }),
        }
    }

    /// The members that a thumbprint hashes, in their order (RFC 7638, 3.2).
    pub(super) fn required_members(&self) -> String {
        match self.parts() {
            Parts::Ed25519 { x } => format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{}"}}"#, encode(x)),
            Parts::Ec { crv, x, y } => {
                format!(r#"{{"crv":"{crv}","kty":"EC","x":"{}","y":"{}"}}"#, encode(x), encode(y))
            }
            Parts::Rsa { n, e } => format!(r#"{{"e":"{}","kty":"RSA","n":"{}"}}"#, encode(e), encode(n)),
        }
    }
}

fn ed25519(jwk: &Value) -> Result<PublicKey, KeyError> {
    let x = bytes(jwk, "x")?;
    let length = x.len();
    PublicKey::from_bytes(x.try_into().map_err(|_| KeyError::Length(length))?)
}

/// An uncompressed point; each coordinate has all its bytes (RFC 7518, 6.2.1.2).
fn point(jwk: &Value, size: usize) -> Result<Vec<u8>, KeyError> {
    let (x, y) = (bytes(jwk, "x")?, bytes(jwk, "y")?);
    match [&x, &y].iter().find(|coordinate| coordinate.len() != size) {
        Some(coordinate) => Err(KeyError::Length(coordinate.len())),
        None => Ok([&[4], x.as_slice(), &y].concat()),
    }
}

/// What the key says it is for (RFC 7517, 4.2 to 4.4).
fn check_use(jwk: &Value, kind: KeyKind) -> Result<(), KeyError> {
    if jwk.get("use").is_some_and(|usage| usage != "sig") {
        return Err(wrong("use", "not signing"));
    }
    let fits = |name| JwsAlgorithm::parse(name).is_some_and(|algorithm| algorithm.key_kind() == kind);
    if text(jwk, "alg")?.is_some_and(|name| !fits(name)) {
        return Err(wrong("alg", "not an algorithm of this kind of key"));
    }
    let operations =
        jwk.get("key_ops").map(|operations| operations.as_array().map_or(&[][..], Vec::as_slice));
    if operations.is_some_and(|operations| !operations.iter().any(|operation| operation == "verify")) {
        return Err(wrong("key_ops", "they do not include verify"));
    }
    Ok(())
}

fn bytes(jwk: &Value, member: &'static str) -> Result<Vec<u8>, KeyError> {
    let encoded = text(jwk, member)?.ok_or_else(|| wrong(member, "missing"))?;
    URL_SAFE_NO_PAD.decode(encoded).map_err(|_| wrong(member, "not base64url without padding"))
}

fn text<'a>(jwk: &'a Value, member: &'static str) -> Result<Option<&'a str>, KeyError> {
    jwk.get(member).map(|value| value.as_str().ok_or_else(|| wrong(member, "not a string"))).transpose()
}

fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn wrong(member: &'static str, problem: &'static str) -> KeyError {
    KeyError::Jwk { member, problem }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 7638, 3.1.
    const N: &str = "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";

    fn p256() -> Value {
        PublicKey::from_multibase("zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP").unwrap().to_jwk()
    }

    fn with(mut jwk: Value, member: &str, value: Value) -> Value {
        jwk[member] = value;
        jwk
    }

    #[test]
    fn the_thumbprints_of_rfc_7638_and_rfc_8037() {
        let rsa = json!({ "kty": "RSA", "n": N, "e": "AQAB", "alg": "RS256", "kid": "2011-04-29" });
        let rsa = PublicKey::from_jwk(&rsa).unwrap();
        assert_eq!(rsa.thumbprint(), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
        assert_eq!(rsa.to_jwk(), json!({ "kty": "RSA", "n": N, "e": "AQAB" }));
        let x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
        let ed25519 = PublicKey::from_jwk(&json!({ "kty": "OKP", "crv": "Ed25519", "x": x })).unwrap();
        assert_eq!(ed25519.thumbprint(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    #[test]
    fn e3_11_what_is_not_a_public_signing_key_is_refused() {
        let jwk = |member, problem| Err(KeyError::Jwk { member, problem });
        for (value, expected) in [
            (json!("text"), jwk("value", "not an object")),
            (json!({}), jwk("kty", "missing")),
            (json!({ "kty": 1 }), jwk("kty", "not a string")),
            (json!({ "kty": "oct", "k": "AQAB" }), Err(KeyError::Private)),
            (with(p256(), "d", json!("AQ")), Err(KeyError::Private)),
            (with(p256(), "crv", json!("P-521")), Err(KeyError::Unsupported)),
            (with(p256(), "crv", json!("P-384")), Err(KeyError::Length(32))),
            (with(p256(), "crv", json!("Ed25519")), Err(KeyError::Unsupported)),
            (with(p256(), "y", p256()["x"].clone()), Err(KeyError::NotOnCurve)),
            (with(p256(), "x", json!("AQ==")), jwk("x", "not base64url without padding")),
            (with(p256(), "use", json!("enc")), jwk("use", "not signing")),
            (with(p256(), "alg", json!("ES384")), jwk("alg", "not an algorithm of this kind of key")),
            (with(p256(), "alg", json!("HS256")), jwk("alg", "not an algorithm of this kind of key")),
            (with(p256(), "key_ops", json!(["sign"])), jwk("key_ops", "they do not include verify")),
            (with(p256(), "key_ops", json!("verify")), jwk("key_ops", "they do not include verify")),
            (json!({ "kty": "RSA", "n": N, "e": "Aw" }), Err(KeyError::Rsa)),
            (json!({ "kty": "RSA", "n": N, "e": "AQAB", "qi": "AQ" }), Err(KeyError::Private)),
            (json!({ "kty": "OKP", "crv": "Ed25519", "x": "AQAB" }), Err(KeyError::Length(3))),
        ] {
            assert_eq!(PublicKey::from_jwk(&value), expected, "{value}");
        }
        for alg in ["RS256", "PS256"] {
            let rsa = json!({ "kty": "RSA", "n": N, "e": "AQAB", "alg": alg, "use": "sig" });
            assert!(PublicKey::from_jwk(&rsa).is_ok());
        }
    }
}
