//! Strict Ed25519 verification: aws-lc-rs behind checks of ours.
//!
//! aws-lc-rs compares `R` byte by byte and refuses `S ≥ L`, but takes a key or an `R` of small order, for which
//! anybody can make a signature. `tests/strict.rs` proves that with the checks here the verdict is the one of
//! `ed25519-dalek`'s `verify_strict` on all known edge cases.

use aws_lc_rs::signature::{ED25519, UnparsedPublicKey};

use super::BadSignature;

/// The y coordinates (little-endian) of the eight points whose order divides 8: 0 (order 4), 1 (the neutral point),
/// p - 1 (order 2) and two of order 8. Their sign bit is free: with it cleared or set, it is one of these points, or,
/// where x is 0, no canonical encoding.
const SMALL_ORDER_Y: [[u8; 32]; 5] = [
    [0; 32],
    [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    [
        0xec, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f,
    ],
    [
        0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0, 0xd5,
        0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05,
    ],
    [
        0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f, 0x2a,
        0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a,
    ],
];

/// Whether a canonical encoding is one of a point of small order.
pub(super) fn is_small_order(point: &[u8; 32]) -> bool {
    let mut y = *point;
    y[31] &= 0x7f;
    SMALL_ORDER_Y.contains(&y)
}

/// Whether y is below p = 2^255 - 19. (x = 0 with the sign bit set is the other non-canonical form: both such points
/// are of small order.)
pub(super) fn is_canonical(point: &[u8; 32]) -> bool {
    point[0] < 0xed || point[31] & 0x7f != 0x7f || point[1..31].iter().any(|byte| *byte != 0xff)
}

/// Verifies. The key has passed [`is_canonical`] and [`is_small_order`]; `R` needs no check of its canonicity, since
/// it is compared with the canonical encoding of the right value.
pub(super) fn verify(key: &[u8; 32], message: &[u8], signature: &[u8]) -> Result<(), BadSignature> {
    if signature.len() != 64 || signature.first_chunk().is_none_or(is_small_order) {
        return Err(BadSignature);
    }
    UnparsedPublicKey::new(&ED25519, key).verify(message, signature).map_err(|_| BadSignature)
}
