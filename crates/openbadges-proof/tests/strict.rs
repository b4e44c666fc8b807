//! Rule 11 of the promises: aws-lc-rs behind our checks gives the verdict of `ed25519-dalek`'s `verify_strict`.
//!
//! The cases are those of "Taming the many `EdDSAs`" and "It's 255:19AM", built here with the group arithmetic: points of
//! small order in every encoding as key or as `R`, points of mixed order, `S` that is not reduced.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use aws_lc_rs::digest::{SHA512, digest};
use aws_lc_rs::signature::{ED25519, UnparsedPublicKey};
use curve25519_dalek::constants::EIGHT_TORSION;
use curve25519_dalek::edwards::CompressedEdwardsY;
use curve25519_dalek::{EdwardsPoint, Scalar};
use ed25519_dalek::{Signature, Signer as _, VerifyingKey};
use openbadges_proof::{KeyError, PublicKey};
use proptest::prelude::*;

struct Case {
    key: [u8; 32],
    message: Vec<u8>,
    signature: [u8; 64],
}

impl Case {
    fn ours(&self) -> bool {
        PublicKey::from_bytes(self.key).is_ok_and(|key| key.verify(&self.message, &self.signature).is_ok())
    }

    fn prepared(&self) -> bool {
        PublicKey::from_bytes(self.key)
            .is_ok_and(|key| key.prepared().verify(&self.message, &self.signature).is_ok())
    }

    fn strict(&self) -> bool {
        let signature = Signature::from_bytes(&self.signature);
        VerifyingKey::from_bytes(&self.key)
            .is_ok_and(|key| key.verify_strict(&self.message, &signature).is_ok())
    }

    /// aws-lc-rs without our checks: the control that shows what the cases are worth.
    fn unguarded(&self) -> bool {
        UnparsedPublicKey::new(&ED25519, &self.key).verify(&self.message, &self.signature).is_ok()
    }

    fn assert_same(&self) {
        let shown = (hex::encode(self.key), hex::encode(self.signature), &self.message);
        assert_eq!(self.ours(), self.strict(), "{shown:?}");
        assert_eq!(self.prepared(), self.strict(), "with a table: {shown:?}");
    }
}

/// p = 2^255 - 19, little-endian.
fn p() -> [u8; 32] {
    let mut p = [0xff; 32];
    (p[0], p[31]) = (0xed, 0x7f);
    p
}

/// Every 32 bytes that decode to a point of small order: 8 canonical ones, and 6 that are not.
fn small_order_encodings() -> Vec<[u8; 32]> {
    let mut encodings: Vec<[u8; 32]> =
        EIGHT_TORSION.iter().map(|point| point.compress().to_bytes()).collect();
    for y in 0..=1_u8 {
        let mut bytes = p();
        bytes[0] += y;
        encodings.push(bytes);
        bytes[31] |= 0x80;
        encodings.push(bytes);
    }
    // x = 0 with the sign bit set, at y = 1 and y = -1.
    let mut bytes = [0; 32];
    (bytes[0], bytes[31]) = (1, 0x80);
    encodings.push(bytes);
    let mut bytes = p();
    bytes[0] -= 1;
    bytes[31] |= 0x80;
    encodings.push(bytes);
    encodings
}

fn challenge(r: &[u8; 32], key: &[u8; 32], message: &[u8]) -> Scalar {
    let hash = digest(&SHA512, &[r.as_slice(), key, message].concat());
    Scalar::from_bytes_mod_order_wide(hash.as_ref().try_into().unwrap())
}

fn join(r: &[u8; 32], s: &[u8; 32]) -> [u8; 64] {
    [r.as_slice(), s].concat().try_into().unwrap()
}

fn secret(n: u64) -> Scalar {
    Scalar::from_bytes_mod_order_wide(digest(&SHA512, &n.to_le_bytes()).as_ref().try_into().unwrap())
}

#[test]
fn the_list_of_small_order_encodings_is_whole() {
    let encodings = small_order_encodings();
    assert_eq!(encodings.len(), 14);
    for encoding in &encodings {
        assert!(CompressedEdwardsY(*encoding).decompress().unwrap().is_small_order());
        assert_eq!(PublicKey::from_bytes(*encoding), Err(KeyError::Weak), "{}", hex::encode(encoding));
    }
    // All 19 * 2 encodings with y >= p, of which only those in the list are of small order.
    for (extra, sign) in (0..19_u8).flat_map(|extra| [(extra, 0), (extra, 0x80)]) {
        let mut bytes = p();
        bytes[0] += extra;
        bytes[31] |= sign;
        assert_eq!(PublicKey::from_bytes(bytes), Err(KeyError::Weak), "{}", hex::encode(bytes));
        let small = CompressedEdwardsY(bytes).decompress().is_some_and(|point| point.is_small_order());
        assert_eq!(small, encodings.contains(&bytes));
    }
}

#[test]
fn small_order_keys_and_small_order_r_are_refused_together_and_apart() {
    let mut fooled = 0;
    for key in small_order_encodings() {
        for r in small_order_encodings() {
            for (s, n) in [(Scalar::ZERO, 0), (Scalar::ONE, 1), (secret(9), 2)].iter().zip(0..) {
                for message in 0..16_u8 {
                    let case = Case { key, message: vec![message, n], signature: join(&r, s.0.as_bytes()) };
                    case.assert_same();
                    assert!(!case.ours());
                    fooled += u32::from(case.unguarded());
                }
            }
        }
    }
    assert!(fooled > 0, "the control: without the checks some of these pass");
}

#[test]
fn a_small_order_key_with_an_honest_r_is_refused() {
    let mut fooled = 0;
    for (n, key) in small_order_encodings().into_iter().enumerate() {
        let s = secret(n as u64);
        let r = EdwardsPoint::mul_base(&s).compress().to_bytes();
        for message in 0..64 {
            let case = Case { key, message: vec![message], signature: join(&r, s.as_bytes()) };
            case.assert_same();
            assert!(!case.ours());
            fooled += u32::from(case.unguarded());
        }
    }
    assert!(fooled > 0, "the control: without the checks some of these pass");
}

#[test]
fn a_small_order_r_with_an_honest_key_is_refused() {
    let mut fooled = 0;
    let a = secret(1);
    let key = EdwardsPoint::mul_base(&a).compress().to_bytes();
    for r in small_order_encodings() {
        for message in 0..16 {
            let s = challenge(&r, &key, &[message]) * a;
            let case = Case { key, message: vec![message], signature: join(&r, s.as_bytes()) };
            case.assert_same();
            assert!(!case.ours());
            fooled += u32::from(case.unguarded());
        }
    }
    assert!(fooled > 0, "the control: without the checks some of these pass");
}

#[test]
fn keys_and_r_of_mixed_order_get_the_same_verdict() {
    let (mut accepted, mut refused) = (0, 0);
    for (i, torsion) in EIGHT_TORSION.iter().enumerate() {
        for (j, other) in EIGHT_TORSION.iter().enumerate() {
            let (a, r) = (secret(i as u64), secret(100 + j as u64));
            let key = (EdwardsPoint::mul_base(&a) + torsion).compress().to_bytes();
            let point = (EdwardsPoint::mul_base(&r) + other).compress().to_bytes();
            for message in 0..16 {
                let s = r + challenge(&point, &key, &[message]) * a;
                let case = Case { key, message: vec![message], signature: join(&point, s.as_bytes()) };
                case.assert_same();
                *(if case.ours() { &mut accepted } else { &mut refused }) += 1;
            }
        }
    }
    assert!(accepted > 0 && refused > 0, "{accepted} {refused}");
}

#[test]
fn an_s_that_is_not_reduced_is_refused() {
    // L = 2^252 + 27742317777372353535851937790883648493, little-endian.
    let order = hex::decode("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010").unwrap();
    let signer = ed25519_dalek::SigningKey::from_bytes(&[1; 32]);
    let key = signer.verifying_key().to_bytes();
    for message in 0..16 {
        let honest = signer.sign(&[message]).to_bytes();
        let mut signature = honest;
        assert!(Case { key, message: vec![message], signature }.ours());
        // S + L, S + 2L, … as long as 32 bytes hold it, then the three top bits alone.
        for _ in 0..15 {
            let mut carry = 0;
            for (byte, add) in signature[32..].iter_mut().zip(&order) {
                let sum = u16::from(*byte) + u16::from(*add) + carry;
                [*byte, _] = sum.to_le_bytes();
                carry = sum >> 8;
            }
            if carry == 0 {
                let case = Case { key, message: vec![message], signature };
                case.assert_same();
                assert!(!case.ours());
            }
        }
        for bit in [0x20, 0x40, 0x80] {
            let mut signature = honest;
            signature[63] |= bit;
            let case = Case { key, message: vec![message], signature };
            case.assert_same();
            assert!(!case.ours());
        }
    }
}

proptest! {
    #[test]
    fn honest_and_damaged_signatures_get_the_same_verdict(
        seed: [u8; 32],
        message in prop::collection::vec(any::<u8>(), 0..100),
        at in 0_usize..96,
        bit in 0_u8..8,
    ) {
        let signer = ed25519_dalek::SigningKey::from_bytes(&seed);
        let mut case = Case {
            key: signer.verifying_key().to_bytes(),
            signature: signer.sign(&message).to_bytes(),
            message,
        };
        prop_assert!(case.ours() && case.strict() && case.prepared());
        match at.checked_sub(32) {
            None => case.key[at] ^= 1 << bit,
            Some(at) => case.signature[at] ^= 1 << bit,
        }
        prop_assert!(!case.ours() && !case.strict() && !case.prepared());
    }

    #[test]
    fn any_bytes_get_the_same_verdict(key: [u8; 32], r: [u8; 32], s: [u8; 32], message: [u8; 8]) {
        let case = Case { key, message: message.to_vec(), signature: join(&r, &s) };
        prop_assert_eq!(case.ours(), case.strict());
        prop_assert_eq!(case.prepared(), case.strict());
    }
}
