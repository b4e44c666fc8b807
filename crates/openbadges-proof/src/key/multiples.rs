//! Multiples of a point, in a table: a product with a scalar is then 43 additions and no doubling.

use std::sync::LazyLock;

use curve25519_dalek::constants::ED25519_BASEPOINT_POINT;
use curve25519_dalek::edwards::CompressedEdwardsY;
use curve25519_dalek::traits::Identity as _;
use curve25519_dalek::{EdwardsPoint, Scalar};

/// Bits of a digit.
const WINDOW: usize = 6;
/// Half of what a digit may be: digits go from -31 to 32.
const HALF: usize = 1 << (WINDOW - 1);
/// Digits of a scalar, which is below 2^253.
const DIGITS: usize = 253_usize.div_ceil(WINDOW);

/// For each digit the multiples 1 to 32 of the point times the digit's place: 220 KB.
pub(super) struct Multiples(Vec<EdwardsPoint>);

/// Those of the base point, made when first asked for.
pub(super) static OF_BASE: LazyLock<Multiples> = LazyLock::new(|| Multiples::of(ED25519_BASEPOINT_POINT));

impl Multiples {
    /// Those of a key; `None` where its bytes are no point, and no signature verifies.
    pub(super) fn of_key(key: &[u8; 32]) -> Option<Self> {
        CompressedEdwardsY(*key).decompress().map(Self::of)
    }

    pub(super) fn of(mut point: EdwardsPoint) -> Self {
        let mut multiples = Vec::with_capacity(DIGITS * HALF);
        for _ in 0..DIGITS {
            let mut multiple = point;
            for _ in 0..HALF {
                multiples.push(multiple);
                multiple += point;
            }
            point = multiples.last().copied().unwrap_or(point);
            point += point;
        }
        Self(multiples)
    }

    /// The product. It takes a time that tells the scalar: for what everybody may know.
    pub(super) fn times(&self, scalar: &Scalar) -> EdwardsPoint {
        let rows = self.0.chunks_exact(HALF).zip(digits(scalar));
        rows.fold(EdwardsPoint::identity(), |sum, (row, digit)| {
            // 0 has no multiple.
            let multiple = row.get(usize::from(digit.unsigned_abs()).wrapping_sub(1));
            match (multiple, digit > 0) {
                (Some(multiple), true) => sum + multiple,
                (Some(multiple), false) => sum - multiple,
                (None, _) => sum,
            }
        })
    }
}

/// The digits of a scalar, the lowest first: each from -31 to 32.
fn digits(scalar: &Scalar) -> [i8; DIGITS] {
    let bytes = scalar.as_bytes();
    let mut digits = [0; DIGITS];
    let mut carry = 0;
    for (place, digit) in digits.iter_mut().enumerate() {
        let (at, shift) = (place * WINDOW / 8, place * WINDOW % 8);
        let low = u16::from(bytes[at]);
        let high = u16::from(bytes.get(at + 1).copied().unwrap_or(0));
        let bits = ((high << 8 | low) >> shift) & 0x3f;
        let value = i8::try_from(bits).unwrap_or(0) + carry;
        carry = i8::from(value > 32);
        *digit = value - 64 * carry;
    }
    digits
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn assert_product(scalar: &Scalar) {
        assert_eq!(OF_BASE.times(scalar), EdwardsPoint::mul_base(scalar));
    }

    #[test]
    fn products_at_the_edges() {
        for number in [0_u64, 1, 31, 32, 33, 63, 64, 65, 4095, 4096, u64::MAX] {
            assert_product(&Scalar::from(number));
            assert_product(&-Scalar::from(number));
        }
        let all = digits(&-Scalar::ONE);
        assert!(all.iter().all(|digit| (-31..=32).contains(digit)));
    }

    proptest! {
        #[test]
        fn products_are_those_of_the_library(bytes: [u8; 32], point: [u8; 32]) {
            let scalar = Scalar::from_bytes_mod_order(bytes);
            assert_product(&scalar);
            let point = EdwardsPoint::mul_base(&Scalar::from_bytes_mod_order(point));
            prop_assert_eq!(Multiples::of(point).times(&scalar), point * scalar);
        }
    }
}
