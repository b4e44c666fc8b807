//! base58btc several digits at a time: every proof and every key is written in it, and digit by digit reading one takes
//! as long as hashing a badge.

const ALPHABET: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
/// So many digits at a time.
const DIGITS: usize = 5;
/// 58 to the power of [`DIGITS`], less than 2^30: a limb times it, and as much again, is less than 2^64.
const SCALE: u64 = 58_u64.pow(5);
/// The value of each byte as a digit.
const VALUES: [Option<u8>; 256] = values();

const fn values() -> [Option<u8>; 256] {
    let mut values = [None; 256];
    let mut digit = 0;
    while digit < 58 {
        values[ALPHABET[digit as usize] as usize] = Some(digit);
        digit += 1;
    }
    values
}

/// The bytes of a text; `None` where a character is not in the alphabet.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    // Limbs of 32 bits, the lowest first.
    let mut limbs: Vec<u64> = Vec::with_capacity(text.len() / DIGITS + 1);
    for digits in text.as_bytes().chunks(DIGITS) {
        let (mut carry, mut scale) = (0, 1);
        for digit in digits {
            carry = carry * 58 + u64::from(VALUES[usize::from(*digit)]?);
            scale *= 58;
        }
        for limb in &mut limbs {
            let sum = *limb * scale + carry;
            *limb = sum & 0xffff_ffff;
            carry = sum >> 32;
        }
        if carry > 0 {
            limbs.push(carry);
        }
    }
    let zeros = text.bytes().take_while(|digit| *digit == b'1').count();
    let mut bytes = vec![0; zeros];
    bytes.reserve_exact(limbs.len() * 4);
    let number = limbs.iter().rev().flat_map(|limb| limb.to_be_bytes().into_iter().skip(4));
    bytes.extend(number.skip_while(|byte| *byte == 0));
    Some(bytes)
}

/// Appends the text of some bytes.
pub(super) fn encode(bytes: &[u8], out: &mut String) {
    let limb = |bytes: &[u8]| bytes.iter().fold(0, |limb, byte| limb << 8 | u64::from(*byte));
    let mut limbs: Vec<u64> = bytes.rchunks(4).map(limb).collect();
    // The lowest digit first.
    let mut digits = Vec::with_capacity(bytes.len() * 7 / 5 + DIGITS);
    while let Some(highest) = limbs.iter().rposition(|limb| *limb > 0) {
        limbs.truncate(highest + 1);
        let mut rest = 0;
        for limb in limbs.iter_mut().rev() {
            let value = rest << 32 | *limb;
            *limb = value / SCALE;
            rest = value % SCALE;
        }
        for _ in 0..DIGITS {
            digits.push(usize::try_from(rest % 58).unwrap_or(0));
            rest /= 58;
        }
    }
    let highest = digits.iter().rposition(|digit| *digit > 0).map_or(0, |highest| highest + 1);
    out.extend(bytes.iter().take_while(|byte| **byte == 0).map(|_| '1'));
    out.extend(digits[..highest].iter().rev().map(|digit| char::from(ALPHABET[*digit])));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn encoded(bytes: &[u8]) -> String {
        let mut text = String::new();
        encode(bytes, &mut text);
        text
    }

    #[test]
    fn zeros_are_ones() {
        assert_eq!(encoded(&[]), "");
        assert_eq!(encoded(&[0, 0]), "11");
        assert_eq!(decode("11"), Some(vec![0, 0]));
        assert_eq!(encoded(&[0, 0, 58]), "1121");
        assert_eq!(decode("0"), None);
        assert_eq!(decode("é"), None);
    }

    proptest! {
        #[test]
        fn bytes_are_written_and_read_as_another_implementation_does(
            zeros in 0..4_usize, rest in prop::collection::vec(any::<u8>(), 0..100)
        ) {
            let bytes = [vec![0; zeros], rest].concat();
            let text = bs58::encode(&bytes).into_string();
            prop_assert_eq!(&encoded(&bytes), &text);
            prop_assert_eq!(decode(&text), Some(bytes));
        }

        #[test]
        fn texts_are_read_as_another_implementation_does(text in "[1-9A-HJ-NP-Za-km-z]{0,130}|[ -~]{0,9}") {
            prop_assert_eq!(decode(&text), bs58::decode(&text).into_vec().ok());
        }
    }
}
