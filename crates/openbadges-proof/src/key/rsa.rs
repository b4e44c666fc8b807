//! RSA public keys, within bounds (rule 11 of the promises).

use std::sync::{Arc, Mutex, PoisonError};

use aws_lc_rs::signature::{ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RSA_PSS_2048_8192_SHA256};

use super::{BadSignature, KeyError};

/// The smallest public exponent.
const MIN_EXPONENT: u64 = 65_537;
/// The first public exponent that is too large: a large one costs the verifier much, and nobody uses one.
const EXPONENT_END: u64 = 1 << 33;

/// Keys that are kept parsed.
const KEPT: usize = 32;

/// The keys that were parsed last: what a verification derives of a modulus is a seventh of its time.
static PARSED: Mutex<Vec<Known>> = Mutex::new(Vec::new());

struct Known {
    key: RsaKey,
    pss: bool,
    parsed: Arc<ParsedPublicKey>,
}

/// An RSA public key of 2048 to 8192 bits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct RsaKey {
    n: Vec<u8>,
    e: Vec<u8>,
}

impl RsaKey {
    /// Takes modulus and exponent in big-endian bytes without leading zeros (RFC 7518, 6.3.1).
    pub(super) fn new(n: &[u8], e: &[u8]) -> Result<Self, KeyError> {
        let number = |sum: u64, byte: &u8| Some(sum.checked_mul(256)? + u64::from(*byte));
        let exponent = e.iter().try_fold(0, number).filter(|_| e.first() != Some(&0));
        let sane = exponent.is_some_and(|e| (MIN_EXPONENT..EXPONENT_END).contains(&e) && e % 2 == 1);
        let bits = n.len() * 8 - n.first().map_or(0, |first| first.leading_zeros() as usize);
        let plain = n.first() != Some(&0) && n.last().is_some_and(|last| last % 2 == 1);
        if sane && plain && (2048..=8192).contains(&bits) {
            Ok(Self { n: n.to_vec(), e: e.to_vec() })
        } else {
            Err(KeyError::Rsa)
        }
    }

    pub(super) fn modulus(&self) -> &[u8] {
        &self.n
    }

    pub(super) fn exponent(&self) -> &[u8] {
        &self.e
    }

    /// Verifies a signature, which is as long as the modulus (RFC 8017, 8.1.2 and 8.2.2); the library sees to that.
    pub(super) fn verify(&self, pss: bool, message: &[u8], signature: &[u8]) -> Result<(), BadSignature> {
        self.parsed(pss).ok_or(BadSignature)?.verify_sig(message, signature).map_err(|_| BadSignature)
    }

    /// The key as the library verifies with it, from [`PARSED`] if it is there.
    fn parsed(&self, pss: bool) -> Option<Arc<ParsedPublicKey>> {
        let lock = || PARSED.lock().unwrap_or_else(PoisonError::into_inner);
        let is_this = |known: &Known| known.pss == pss && known.key == *self;
        if let Some(known) = lock().iter().find(|known| is_this(known)) {
            return Some(Arc::clone(&known.parsed));
        }
        let algorithm = if pss { &RSA_PSS_2048_8192_SHA256 } else { &RSA_PKCS1_2048_8192_SHA256 };
        let parsed = Arc::new(ParsedPublicKey::new(algorithm, self.to_der()).ok()?);
        let mut known = lock();
        if known.len() == KEPT {
            known.remove(0);
        }
        known.push(Known { key: self.clone(), pss, parsed: Arc::clone(&parsed) });
        Some(parsed)
    }

    /// `RSAPublicKey` (RFC 8017, A.1.1) in DER.
    pub(super) fn to_der(&self) -> Vec<u8> {
        let integers = [integer(&self.n), integer(&self.e)].concat();
        [vec![0x30], length(integers.len()), integers].concat()
    }
}

/// A positive INTEGER; a leading zero keeps it positive.
fn integer(bytes: &[u8]) -> Vec<u8> {
    let zero: &[u8] = if bytes.first().is_some_and(|first| first & 0x80 != 0) { &[0] } else { &[] };
    [&[0x02], length(bytes.len() + zero.len()).as_slice(), zero, bytes].concat()
}

fn length(length: usize) -> Vec<u8> {
    let bytes = length.to_be_bytes();
    let short = &bytes[bytes.iter().take_while(|byte| **byte == 0).count().min(bytes.len() - 1)..];
    let count = u8::try_from(short.len()).unwrap_or_default();
    if length < 0x80 { short.to_vec() } else { [&[0x80 | count], short].concat() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn e3_11_weak_keys_and_keys_that_cost_much_are_refused() {
        let number = |length: usize, first: u8, last: u8| {
            let mut bytes = vec![0xff; length];
            (bytes[0], bytes[length - 1]) = (first, last);
            bytes
        };
        let (f4, long) = (&[1, 0, 1][..], number(1024, 0xff, 1));
        assert!(RsaKey::new(&number(256, 0x80, 1), f4).is_ok());
        assert!(RsaKey::new(&long, &[1, 0xff, 0xff, 0xff, 0xff]).is_ok());
        for (n, e) in [
            (number(256, 0x7f, 1), f4),
            (number(255, 0xff, 1), f4),
            (number(1025, 1, 1), f4),
            (number(257, 0, 1), f4),
            (number(256, 0x80, 2), f4),
            (number(256, 0x80, 1), &[3]),
            (number(256, 0x80, 1), &[1, 0, 0]),
            (number(256, 0x80, 1), &[0, 1, 0, 1]),
            (number(256, 0x80, 1), &[2, 0, 0, 0, 1]),
            (number(256, 0x80, 1), &[0xff; 9]),
            (number(256, 0x80, 1), &[]),
            (vec![], f4),
        ] {
            assert_eq!(RsaKey::new(&n, e), Err(KeyError::Rsa));
        }
    }
}
