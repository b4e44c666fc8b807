//! Multiples of a point, in a table: a product with a scalar is then some additions and no doubling.

use std::sync::LazyLock;

use curve25519_dalek::constants::ED25519_BASEPOINT_POINT;
use curve25519_dalek::edwards::CompressedEdwardsY;
use curve25519_dalek::{EdwardsPoint, Scalar};

/// For each digit of a scalar, which has `WINDOW` bits, the multiples of the point times the digit's place.
///
/// The wider the window, the fewer additions, and the larger the table and the time to make it.
pub(super) struct Multiples<const WINDOW: usize>(Vec<EdwardsPoint>);

/// Of a key: 37 additions, 380 KB, made in the time of about seventeen verifications.
pub(super) type OfKey = Multiples<7>;

/// Those of the base point, made when first asked for: 32 additions, 660 KB.
pub(super) static OF_BASE: LazyLock<Multiples<8>> = LazyLock::new(|| Multiples::of(ED25519_BASEPOINT_POINT));

impl<const WINDOW: usize> Multiples<WINDOW> {
    /// Digits of a scalar, which is below 2^253.
    const DIGITS: usize = 253_usize.div_ceil(WINDOW);
    /// Half of what a digit may be: the largest that one is, and the smallest is one more than its negative.
    const HALF: usize = 1 << (WINDOW - 1);

    /// Those of a key; `None` where its bytes are no point, and no signature verifies.
    pub(super) fn of_key(key: &[u8; 32]) -> Option<Self> {
        CompressedEdwardsY(*key).decompress().map(Self::of)
    }

    pub(super) fn of(mut point: EdwardsPoint) -> Self {
        let mut multiples = Vec::with_capacity(Self::DIGITS * Self::HALF);
        for _ in 0..Self::DIGITS {
            let mut multiple = point;
            for _ in 0..Self::HALF {
                multiples.push(multiple);
                multiple += point;
            }
            point = multiples.last().copied().unwrap_or(point);
            point += point;
        }
        Self(multiples)
    }

    /// The sum and the product of the point with a scalar. It takes a time that tells the scalar: for what everybody
    /// may know.
    pub(super) fn add_times(&self, sum: EdwardsPoint, scalar: &Scalar) -> EdwardsPoint {
        let rows = self.0.chunks_exact(Self::HALF).zip(Self::digits(scalar));
        rows.fold(sum, |sum, (row, digit)| {
            // 0 has no multiple.
            let multiple = row.get(usize::from(digit.unsigned_abs()).wrapping_sub(1));
            match (multiple, digit > 0) {
                (Some(multiple), true) => sum + multiple,
                (Some(multiple), false) => sum - multiple,
                (None, _) => sum,
            }
        })
    }

    /// The digits of a scalar, the lowest first.
    fn digits(scalar: &Scalar) -> impl Iterator<Item = i16> {
        let bytes = scalar.as_bytes();
        let byte = |at: usize| i16::from(bytes.get(at).copied().unwrap_or(0));
        let half = 1 << (WINDOW - 1);
        (0..Self::DIGITS).scan(0, move |carry, place| {
            let (at, shift) = (place * WINDOW / 8, place * WINDOW % 8);
            let bits = (byte(at + 1) << 8 | byte(at)) >> shift & (2 * half - 1);
            let value = bits + *carry;
            *carry = i16::from(value > half);
            Some(value - 2 * half * *carry)
        })
    }
}

#[cfg(test)]
mod tests {
    use curve25519_dalek::traits::Identity as _;
    use proptest::prelude::*;

    use super::*;

    fn assert_product<const WINDOW: usize>(
        multiples: &Multiples<WINDOW>,
        point: &EdwardsPoint,
        scalar: &Scalar,
    ) {
        assert_eq!(multiples.add_times(EdwardsPoint::identity(), scalar), point * scalar);
        assert_eq!(
            multiples.add_times(ED25519_BASEPOINT_POINT, scalar),
            ED25519_BASEPOINT_POINT + point * scalar
        );
    }

    #[test]
    fn products_at_the_edges() {
        let point = ED25519_BASEPOINT_POINT * Scalar::from(7_u64);
        let of_key = OfKey::of(point);
        for number in [0_u64, 1, 63, 64, 65, 127, 128, 129, 255, 256, 257, 1 << 15, u64::MAX] {
            for scalar in [Scalar::from(number), -Scalar::from(number)] {
                assert_product(&OF_BASE, &ED25519_BASEPOINT_POINT, &scalar);
                assert_product(&of_key, &point, &scalar);
            }
        }
        assert!(OfKey::digits(&-Scalar::ONE).all(|digit| (-63..=64).contains(&digit)));
    }

    proptest! {
        #[test]
        fn products_are_those_of_the_library(bytes: [u8; 32], point: [u8; 32]) {
            let scalar = Scalar::from_bytes_mod_order(bytes);
            assert_product(&OF_BASE, &ED25519_BASEPOINT_POINT, &scalar);
            let point = EdwardsPoint::mul_base(&Scalar::from_bytes_mod_order(point));
            assert_product(&OfKey::of(point), &point, &scalar);
        }
    }
}
