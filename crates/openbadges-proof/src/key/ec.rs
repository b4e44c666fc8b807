//! Points of P-256 and P-384 (SEC 1, 2.3).

use aws_lc_rs::agreement::{self, ECDH_P256, ECDH_P384};
use aws_lc_rs::encoding::{AsDer as _, PublicKeyX509Der};
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED,
    ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, EcdsaSigningAlgorithm, EcdsaVerificationAlgorithm,
    ParsedPublicKey, UnparsedPublicKey,
};

use super::{BadSignature, KeyError};

/// What differs between the two curves.
pub(super) struct Curve {
    /// Bytes of a coordinate, and of a private key.
    pub(super) size: usize,
    verification: &'static EcdsaVerificationAlgorithm,
    signing: &'static EcdsaSigningAlgorithm,
    agreement: &'static agreement::Algorithm,
}

pub(super) static P256: Curve = Curve {
    size: 32,
    verification: &ECDSA_P256_SHA256_FIXED,
    signing: &ECDSA_P256_SHA256_FIXED_SIGNING,
    agreement: &ECDH_P256,
};

pub(super) static P384: Curve = Curve {
    size: 48,
    verification: &ECDSA_P384_SHA384_FIXED,
    signing: &ECDSA_P384_SHA384_FIXED_SIGNING,
    agreement: &ECDH_P384,
};

impl Curve {
    /// Reads a point, compressed or not, and answers it uncompressed: `4 ‖ x ‖ y`.
    pub(super) fn point(&self, bytes: &[u8]) -> Result<Vec<u8>, KeyError> {
        let compressed = bytes.len() == self.size + 1 && matches!(bytes.first(), Some(2 | 3));
        let whole = bytes.len() == 2 * self.size + 1 && bytes.first() == Some(&4);
        if !compressed && !whole {
            return Err(KeyError::Length(bytes.len()));
        }
        let key = ParsedPublicKey::new(self.verification, bytes).map_err(|_| KeyError::NotOnCurve)?;
        if whole {
            return Ok(bytes.to_vec());
        }
        // The library decompresses only on the way to a SubjectPublicKeyInfo, whose end is the uncompressed point.
        let der: PublicKeyX509Der<'_> = key.as_der().map_err(|_| KeyError::NotOnCurve)?;
        let der: &[u8] = der.as_ref();
        let point = &der[der.len().saturating_sub(2 * self.size + 1)..];
        let sound = point.first() == Some(&4) && compress(point) == bytes;
        if sound { Ok(point.to_vec()) } else { Err(KeyError::NotOnCurve) }
    }

    /// Verifies `r ‖ s`, in fixed length; the library sees to that.
    pub(super) fn verify(&self, point: &[u8], message: &[u8], signature: &[u8]) -> Result<(), BadSignature> {
        UnparsedPublicKey::new(self.verification, point).verify(message, signature).map_err(|_| BadSignature)
    }

    /// The pair of a private key, a number below the order in big-endian bytes, and its uncompressed public point.
    pub(super) fn pair(&self, private: &[u8]) -> Result<(EcdsaKeyPair, Vec<u8>), KeyError> {
        let key = agreement::PrivateKey::from_private_key(self.agreement, private)
            .map_err(|_| KeyError::NotOnCurve)?;
        let point = key.compute_public_key().map_err(|_| KeyError::NotOnCurve)?;
        let pair = EcdsaKeyPair::from_private_key_and_public_key(self.signing, private, point.as_ref())
            .map_err(|_| KeyError::NotOnCurve)?;
        Ok((pair, point.as_ref().to_vec()))
    }
}

/// The compressed form of an uncompressed point: the parity of y, and x.
pub(super) fn compress(point: &[u8]) -> Vec<u8> {
    let size = point.len() / 2;
    let parity = point.last().map_or(0, |last| last & 1);
    let x = point.get(1..=size).unwrap_or_default();
    [&[2 + parity], x].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_read_compressed_and_whole_and_only_on_their_curve() {
        for curve in [&P256, &P384] {
            let mut private = vec![0; curve.size];
            private[curve.size - 1] = 5;
            let (_, point) = curve.pair(&private).unwrap();
            assert_eq!(curve.point(&point), Ok(point.clone()));
            assert_eq!(curve.point(&compress(&point)), Ok(point.clone()));
            let mut other = compress(&point);
            other[0] ^= 1;
            assert_ne!(curve.point(&other).unwrap(), point);
            let mut off = point.clone();
            off[2 * curve.size] ^= 1;
            assert_eq!(curve.point(&off), Err(KeyError::NotOnCurve));
            for bad in [&[][..], &[0], &point[1..], &[&[6], &point[1..]].concat(), &[2; 90]] {
                assert!(curve.point(bad).is_err(), "{bad:?}");
            }
            assert!(curve.pair(&vec![0; curve.size]).is_err());
            assert!(curve.pair(&vec![0xff; curve.size]).is_err());
            assert!(curve.pair(&private[1..]).is_err());
        }
    }
}
