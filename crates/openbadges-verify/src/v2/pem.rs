//! Public keys in PEM (RFC 7468), as `publicKeyPem` has them: as much of DER as they need, read strictly.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use openbadges_proof::PublicKey;

/// Longer than any key that is used.
const MAX_PEM: usize = 16 << 10;

const SEQUENCE: u8 = 0x30;
const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const OID: u8 = 0x06;

/// Object identifiers of key algorithms and curves, as DER writes their content.
const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
const EC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
const P256: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];
const P384: &[u8] = &[0x2b, 0x81, 0x04, 0x00, 0x22];
const ED25519: &[u8] = &[0x2b, 0x65, 0x70];

/// Reads the one key of a PEM text; the error says why it is none that we use.
pub(super) fn key(pem: &str) -> Result<PublicKey, &'static str> {
    if pem.len() > MAX_PEM {
        return Err("key_length");
    }
    if pem.contains("PRIVATE KEY-----") {
        return Err("private_key");
    }
    if let Some(der) = block(pem, "PUBLIC KEY")? {
        return subject_public_key(&der);
    }
    let der = block(pem, "RSA PUBLIC KEY")?.ok_or("key_malformed")?;
    rsa(&der)
}

/// The bytes between the lines that begin and end a block of this kind.
fn block(pem: &str, label: &str) -> Result<Option<Vec<u8>>, &'static str> {
    let (begin, end) = (format!("-----BEGIN {label}-----"), format!("-----END {label}-----"));
    let Some((_, rest)) = pem.split_once(&begin) else { return Ok(None) };
    let (body, _) = rest.split_once(&end).ok_or("key_malformed")?;
    let body: String = body.split_ascii_whitespace().collect();
    STANDARD.decode(body).map(Some).map_err(|_| "key_malformed")
}

/// `SubjectPublicKeyInfo` (RFC 5280).
fn subject_public_key(der: &[u8]) -> Result<PublicKey, &'static str> {
    let info = all(der, SEQUENCE)?;
    let (algorithm, info) = next(info, SEQUENCE)?;
    let bits = all(info, BIT_STRING)?;
    let (unused, key) = bits.split_first().ok_or("key_malformed")?;
    if *unused != 0 {
        return Err("key_malformed");
    }
    let (algorithm, parameters) = next(algorithm, OID)?;
    let unusable = |_| "key_malformed";
    match algorithm {
        RSA => rsa(key),
        EC => match all(parameters, OID)? {
            P256 => PublicKey::from_p256(key).map_err(unusable),
            P384 => PublicKey::from_p384(key).map_err(unusable),
            _ => Err("key_type"),
        },
        ED25519 => PublicKey::from_bytes(key.try_into().map_err(|_| "key_length")?).map_err(unusable),
        _ => Err("key_type"),
    }
}

/// `RSAPublicKey` (RFC 8017).
fn rsa(der: &[u8]) -> Result<PublicKey, &'static str> {
    let (modulus, rest) = next(all(der, SEQUENCE)?, INTEGER)?;
    let exponent = all(rest, INTEGER)?;
    let plain = |number: &[u8]| match number {
        [0, rest @ ..] => rest.to_vec(),
        _ => number.to_vec(),
    };
    PublicKey::from_rsa(&plain(modulus), &plain(exponent)).map_err(|_| "rsa_key")
}

/// The content of the one element that the bytes are.
fn all(der: &[u8], tag: u8) -> Result<&[u8], &'static str> {
    match next(der, tag)? {
        (content, []) => Ok(content),
        _ => Err("key_malformed"),
    }
}

/// The content of the first element, and what follows it.
fn next(der: &[u8], tag: u8) -> Result<(&[u8], &[u8]), &'static str> {
    let (length, rest) = match der {
        [found, _, ..] if *found != tag => return Err("key_malformed"),
        [_, length, rest @ ..] if *length < 0x80 => (usize::from(*length), rest),
        [_, 0x81, length, rest @ ..] if *length >= 0x80 => (usize::from(*length), rest),
        [_, 0x82, high, low, rest @ ..] if *high > 0 => {
            (usize::from(u16::from_be_bytes([*high, *low])), rest)
        }
        _ => return Err("key_malformed"),
    };
    rest.split_at_checked(length).ok_or("key_malformed")
}

#[cfg(test)]
mod tests {
    use super::*;
    use openbadges_proof::KeyKind;

    /// A key with the header of its kind in front of it.
    fn pem(label: &str, der: &[u8]) -> String {
        format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", STANDARD.encode(der))
    }

    fn ed25519(key: [u8; 32]) -> Vec<u8> {
        [&[0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00][..], &key].concat()
    }

    #[test]
    fn keys_of_every_kind_are_read() {
        let public = openbadges_proof::SigningKey::from_seed([1; 32]).public();
        let der = ed25519(public.to_bytes().try_into().unwrap());
        assert_eq!(key(&pem("PUBLIC KEY", &der)), Ok(public));
        let modulus = [&[0x02, 0x82, 0x01, 0x01, 0x00][..], &[0xff; 256]].concat();
        let numbers = [&modulus[..], &[0x02, 0x03, 0x01, 0x00, 0x01]].concat();
        let length = u16::try_from(numbers.len()).unwrap().to_be_bytes();
        let der = [&[0x30, 0x82][..], &length, &numbers].concat();
        assert_eq!(key(&pem("RSA PUBLIC KEY", &der)).unwrap().kind(), KeyKind::Rsa);
    }

    #[test]
    fn what_is_no_public_key_is_refused() {
        let good = pem("PUBLIC KEY", &ed25519([1; 32]));
        let long = ed25519([1; 32]);
        for (text, why) in [
            (String::new(), "key_malformed"),
            ("x".repeat(MAX_PEM + 1), "key_length"),
            (pem("RSA PRIVATE KEY", &[0x30, 0]), "private_key"),
            (pem("PUBLIC KEY", &[0x30, 0]), "key_malformed"),
            (pem("PUBLIC KEY", &long[..40]), "key_malformed"),
            (pem("PUBLIC KEY", &[&long[..], &[0]].concat()), "key_malformed"),
            (good.replace("-----END PUBLIC KEY-----", ""), "key_malformed"),
            (good.replace('M', "*"), "key_malformed"),
        ] {
            assert_eq!(key(&text), Err(why), "{text:.60}");
        }
    }
}
