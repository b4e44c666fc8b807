//! The numbers of an RSA private key in a PKCS #8 `PrivateKeyInfo` (RFC 5208, 5; RFC 8017, A.1.2).

const INTEGER: u8 = 0x02;
const OCTETS: u8 = 0x04;
const SEQUENCE: u8 = 0x30;

/// `n`, `e`, `d`, `p`, `q`, `dP`, `dQ` and `qInv`, big-endian without leading zeros.
pub(super) fn numbers(der: &[u8]) -> Option<[&[u8]; 8]> {
    let mut info = Der(Der(der).read(SEQUENCE)?);
    let (_version, _algorithm) = (info.read(INTEGER)?, info.read(SEQUENCE)?);
    let mut key = Der(Der(info.read(OCTETS)?).read(SEQUENCE)?);
    let _version = key.read(INTEGER)?;
    let mut numbers = [&[][..]; 8];
    for number in &mut numbers {
        let bytes = key.read(INTEGER)?;
        *number = bytes.strip_prefix(&[0]).unwrap_or(bytes);
    }
    Some(numbers)
}

/// What is left to read.
struct Der<'a>(&'a [u8]);

impl<'a> Der<'a> {
    /// The content of the next value, which has this tag.
    fn read(&mut self, tag: u8) -> Option<&'a [u8]> {
        let [found, length, rest @ ..] = self.0 else { return None };
        let (length, rest) = match usize::from(*length) {
            short @ ..0x80 => (short, rest),
            long => {
                let (bytes, rest) =
                    rest.split_at_checked(long - 0x80).filter(|(bytes, _)| bytes.len() <= 4)?;
                (bytes.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte)), rest)
            }
        };
        let (content, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        (*found == tag).then_some(content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_off_or_something_else_has_no_numbers() {
        let integers = [2, 1, 0].into_iter().chain((1..=8).flat_map(|n| [2, 2, 0, n])).collect::<Vec<u8>>();
        let wrap = |tag, content: &[u8]| [&[tag, u8::try_from(content.len()).unwrap()], content].concat();
        let key = wrap(OCTETS, &wrap(SEQUENCE, &integers));
        let der = wrap(SEQUENCE, &[&[2, 1, 0, 0x30, 0][..], &key].concat());
        assert_eq!(
            numbers(&der),
            Some([[1], [2], [3], [4], [5], [6], [7], [8]].each_ref().map(|it| &it[..]))
        );
        for end in 0..der.len() {
            assert_eq!(numbers(&der[..end]), None);
        }
        assert_eq!(numbers(&[&[0x31], &der[1..]].concat()), None);
        assert_eq!(numbers(&[0x30, 0x85, 0, 0, 0, 0, 0]), None);
    }
}
