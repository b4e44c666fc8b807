//! Private keys as JSON Web Keys (RFC 7518, 6.2.2 and 6.3.2; RFC 8037).

use aws_lc_rs::rsa::{KeyPair, KeyPairComponents, PublicKeyComponents};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use super::public::Parts;
use super::{KeyError, KeyKind, PublicKey, SigningKey, pkcs8};

/// The private numbers of an RSA key; the other kinds have the first one alone.
const NUMBERS: [&str; 6] = ["d", "p", "q", "dp", "dq", "qi"];

impl SigningKey {
    /// The private JWK as JSON, to be put in a file that is guarded; the text is wiped when it is dropped.
    ///
    /// ```
    /// use openbadges_proof::{KeyKind, SigningKey};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # fn fill(bytes: &mut [u8]) { bytes.fill(7) }
    /// let key = SigningKey::generate_kind(KeyKind::P384, &mut fill)?;
    /// let again = SigningKey::from_private_jwk(&serde_json::from_str(&key.to_private_jwk()?)?)?;
    /// assert_eq!(again.public(), key.public());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`KeyError::Secret`] where the library does not give an RSA key away.
    pub fn to_private_jwk(&self) -> Result<Zeroizing<String>, KeyError> {
        let private = self.private();
        let numbers: &[&[u8]] = match self.kind() {
            KeyKind::Rsa => &pkcs8::numbers(&private).ok_or(KeyError::Secret)?[2..],
            _ => &[&private],
        };
        let public = self.public().to_jwk().to_string();
        // Large enough never to move: what a text leaves behind where it was is not wiped.
        let mut text = Zeroizing::new(String::with_capacity(public.len() + 2 * private.len() + 128));
        text.push_str(public.trim_end_matches('}'));
        for (name, number) in NUMBERS.iter().zip(numbers) {
            text.push_str(",\"");
            text.push_str(name);
            text.push_str("\":\"");
            URL_SAFE_NO_PAD.encode_string(number, &mut text);
            text.push('"');
        }
        text.push('}');
        Ok(text)
    }

    /// Reads a private JWK, whose two halves have to belong together. An RSA key has all the numbers of its two primes.
    ///
    /// # Errors
    /// As [`PublicKey::from_jwk`], and [`KeyError::Jwk`] for a private number that is missing or wrong.
    pub fn from_private_jwk(jwk: &Value) -> Result<Self, KeyError> {
        let is_rsa = jwk.get("kty").is_some_and(|kind| kind == "RSA");
        let private = if is_rsa { &NUMBERS[..] } else { &NUMBERS[..1] };
        if is_rsa && jwk.get("oth").is_some() {
            return Err(KeyError::Jwk { member: "oth", problem: "more than two primes" });
        }
        // A key that signs says so in `key_ops`; that its public half verifies is not said in the same place.
        let is_public = |name: &str| name != "key_ops" && !private.contains(&name);
        let members = jwk.as_object().into_iter().flatten().filter(|(name, _)| is_public(name));
        let public: Map<_, _> = members.map(|(name, value)| (name.clone(), value.clone())).collect();
        let public = PublicKey::from_jwk(&if jwk.is_object() { public.into() } else { Value::Null })?;
        let key = match public.parts() {
            Parts::Rsa { n, e } => rsa(jwk, n, e)?,
            _ => Self::of(public.kind(), &number(jwk, "d")?)?,
        };
        let wrong = KeyError::Jwk { member: "d", problem: "not of this public key" };
        if key.public() == public { Ok(key) } else { Err(wrong) }
    }
}

fn rsa(jwk: &Value, n: &[u8], e: &[u8]) -> Result<SigningKey, KeyError> {
    let pair = KeyPair::from_components(&KeyPairComponents {
        public_key: PublicKeyComponents { n, e },
        d: number(jwk, "d")?.as_slice(),
        p: number(jwk, "p")?.as_slice(),
        q: number(jwk, "q")?.as_slice(),
        dP: number(jwk, "dp")?.as_slice(),
        dQ: number(jwk, "dq")?.as_slice(),
        qInv: number(jwk, "qi")?.as_slice(),
    });
    SigningKey::rsa(pair.map_err(|_| KeyError::Jwk { member: "d", problem: "not of this public key" })?)
}

fn number(jwk: &Value, member: &'static str) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    let wrong = |problem| KeyError::Jwk { member, problem };
    let text =
        jwk.get(member).ok_or_else(|| wrong("missing"))?.as_str().ok_or_else(|| wrong("not a string"))?;
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| wrong("not base64url without padding"))?;
    Ok(Zeroizing::new(bytes))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn jwk(key: &SigningKey) -> Value {
        serde_json::from_str(&key.to_private_jwk().unwrap()).unwrap()
    }

    fn new(kind: KeyKind) -> SigningKey {
        SigningKey::generate_kind(kind, &mut super::super::signing::tests::random([4; 32])).unwrap()
    }

    #[test]
    fn every_kind_is_read_back_and_never_taken_for_a_public_key() {
        for kind in KeyKind::ALL {
            let key = new(kind);
            let mut jwk = jwk(&key);
            assert_eq!(jwk.as_object().unwrap().len(), [4, 5, 5, 9][kind as usize]);
            assert_eq!(PublicKey::from_jwk(&jwk), Err(KeyError::Private));
            jwk["key_ops"] = json!(["sign"]);
            let read = SigningKey::from_private_jwk(&jwk).unwrap();
            assert_eq!((read.public(), read.private()), (key.public(), key.private()));
        }
    }

    #[test]
    fn halves_that_do_not_belong_together_are_refused() {
        for kind in KeyKind::ALL {
            let other = if kind == KeyKind::Rsa {
                new(kind)
            } else {
                SigningKey::of(kind, &vec![3; length(kind)]).unwrap()
            };
            let (mut one, other) = (jwk(&new(kind)), jwk(&other));
            one["d"] = other["d"].clone();
            let error = SigningKey::from_private_jwk(&one).err();
            assert_eq!(
                error,
                Some(KeyError::Jwk { member: "d", problem: "not of this public key" }),
                "{kind:?}"
            );
            one["d"] = json!(1);
            assert!(SigningKey::from_private_jwk(&one).is_err());
        }
    }

    fn length(kind: KeyKind) -> usize {
        if kind == KeyKind::P384 { 48 } else { 32 }
    }

    #[test]
    fn an_rsa_key_has_every_number_of_two_primes() {
        let rsa = jwk(&new(KeyKind::Rsa));
        for member in NUMBERS {
            let mut less = rsa.clone();
            less.as_object_mut().unwrap().remove(member);
            let error = SigningKey::from_private_jwk(&less).err();
            assert_eq!(error, Some(KeyError::Jwk { member, problem: "missing" }));
        }
        for member in ["p", "dp", "dq", "qi"] {
            let mut wrong = rsa.clone();
            wrong[member] = rsa["q"].clone();
            assert!(SigningKey::from_private_jwk(&wrong).is_err(), "{member}");
        }
        let mut more = rsa;
        more["oth"] = json!([]);
        assert!(matches!(SigningKey::from_private_jwk(&more), Err(KeyError::Jwk { member: "oth", .. })));
        assert!(SigningKey::from_private_jwk(&json!("text")).is_err());
    }
}
