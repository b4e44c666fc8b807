//! The little of CBOR (RFC 8949) that a `proofValue` is made of: unsigned numbers, byte strings, texts, arrays and maps,
//! all of definite length. A reader that knows no more can be led astray by no more.

/// What is not the CBOR that was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Malformed;

/// The major types that occur (RFC 8949, 3.1).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Major {
    Unsigned = 0,
    Bytes = 2,
    Text = 3,
    Array = 4,
    Map = 5,
}

/// Writes items one behind the other.
#[derive(Default)]
pub(super) struct Writer(Vec<u8>);

impl Writer {
    pub(super) fn finish(self) -> Vec<u8> {
        self.0
    }

    pub(super) fn unsigned(&mut self, number: u64) {
        self.head(Major::Unsigned, number);
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.head(Major::Bytes, bytes.len() as u64);
        self.0.extend_from_slice(bytes);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.head(Major::Text, text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
    }

    /// The head of an array; its items follow.
    pub(super) fn array(&mut self, length: usize) {
        self.head(Major::Array, length as u64);
    }

    /// The head of a map; its keys and values follow by turns.
    pub(super) fn map(&mut self, length: usize) {
        self.head(Major::Map, length as u64);
    }

    /// The shortest head (RFC 8949, 4.2.1).
    fn head(&mut self, major: Major, number: u64) {
        let high = (major as u8) << 5;
        let bytes = number.to_be_bytes();
        match number {
            0..=23 => self.0.push(high | bytes[7]),
            24..=0xff => self.0.extend_from_slice(&[high | 0x18, bytes[7]]),
            0x100..=0xffff => {
                self.0.push(high | 0x19);
                self.0.extend_from_slice(&bytes[6..]);
            }
            0x1_0000..=0xffff_ffff => {
                self.0.push(high | 0x1a);
                self.0.extend_from_slice(&bytes[4..]);
            }
            _ => {
                self.0.push(high | 0x1b);
                self.0.extend_from_slice(&bytes);
            }
        }
    }
}

/// Reads items one behind the other.
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// Succeeds when nothing is left.
    pub(super) fn end(&self) -> Result<(), Malformed> {
        if self.0.is_empty() { Ok(()) } else { Err(Malformed) }
    }

    pub(super) fn unsigned(&mut self) -> Result<u64, Malformed> {
        self.head(Major::Unsigned)
    }

    pub(super) fn bytes(&mut self) -> Result<&'a [u8], Malformed> {
        let length = self.head(Major::Bytes)?;
        self.take(length)
    }

    /// A byte string of this length.
    pub(super) fn exactly<const N: usize>(&mut self) -> Result<[u8; N], Malformed> {
        self.bytes()?.try_into().map_err(|_| Malformed)
    }

    pub(super) fn text(&mut self) -> Result<&'a str, Malformed> {
        let length = self.head(Major::Text)?;
        std::str::from_utf8(self.take(length)?).map_err(|_| Malformed)
    }

    /// An array of exactly this many items, which follow.
    pub(super) fn array_of(&mut self, length: u64) -> Result<(), Malformed> {
        if self.head(Major::Array)? == length { Ok(()) } else { Err(Malformed) }
    }

    /// An array of at most `max` items, each read by `item`.
    pub(super) fn array<T>(
        &mut self,
        max: u64,
        mut item: impl FnMut(&mut Self) -> Result<T, Malformed>,
    ) -> Result<Vec<T>, Malformed> {
        let length = self.head(Major::Array)?;
        if length > max { Err(Malformed) } else { (0..length).map(|_| item(self)).collect() }
    }

    /// A map of at most `max` members, each read by `member`.
    pub(super) fn map<T>(
        &mut self,
        max: u64,
        mut member: impl FnMut(&mut Self) -> Result<T, Malformed>,
    ) -> Result<Vec<T>, Malformed> {
        let length = self.head(Major::Map)?;
        if length > max { Err(Malformed) } else { (0..length).map(|_| member(self)).collect() }
    }

    fn head(&mut self, major: Major) -> Result<u64, Malformed> {
        let (first, rest) = self.0.split_first().ok_or(Malformed)?;
        self.0 = rest;
        if first >> 5 != major as u8 {
            return Err(Malformed);
        }
        match first & 0x1f {
            small @ 0..=23 => Ok(u64::from(small)),
            more @ 24..=27 => {
                let bytes = self.take(1 << (more - 24))?;
                Ok(bytes.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
            }
            _ => Err(Malformed),
        }
    }

    fn take(&mut self, length: u64) -> Result<&'a [u8], Malformed> {
        let length = usize::try_from(length).map_err(|_| Malformed)?;
        let (taken, rest) = self.0.split_at_checked(length).ok_or(Malformed)?;
        self.0 = rest;
        Ok(taken)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(number: u64) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.unsigned(number);
        writer.finish()
    }

    #[test]
    fn numbers_are_those_of_rfc_8949_appendix_a() {
        for (number, bytes) in [
            (0, "00"),
            (23, "17"),
            (24, "1818"),
            (100, "1864"),
            (1000, "1903e8"),
            (1_000_000, "1a000f4240"),
            (1_000_000_000_000, "1b000000e8d4a51000"),
            (u64::MAX, "1bffffffffffffffff"),
        ] {
            assert_eq!(hex::encode(written(number)), bytes);
        }
    }

    #[test]
    fn other_types_indefinite_lengths_and_short_inputs_are_refused() {
        for bytes in ["", "20", "f6", "fb", "1c", "1f", "18", "1903", "1b000000"] {
            assert_eq!(Reader::new(&hex::decode(bytes).unwrap()).unsigned(), Err(Malformed), "{bytes}");
        }
        for bytes in ["42ff", "5f", "5bffffffffffffffff", "61ff"] {
            assert_eq!(Reader::new(&hex::decode(bytes).unwrap()).bytes(), Err(Malformed), "{bytes}");
        }
        assert_eq!(Reader::new(&[0x61, 0xff]).text(), Err(Malformed));
        let huge = hex::decode("9bffffffffffffffff").unwrap();
        assert_eq!(Reader::new(&huge).array(1000, Reader::unsigned), Err(Malformed));
        assert_eq!(Reader::new(&[0x80]).array_of(1), Err(Malformed));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(number: u64, bytes: Vec<u8>, text: String, list: Vec<u64>) {
            let mut writer = Writer::default();
            writer.unsigned(number);
            writer.bytes(&bytes);
            writer.text(&text);
            writer.array(list.len());
            for item in &list {
                writer.unsigned(*item);
            }
            writer.map(1);
            writer.unsigned(1);
            writer.unsigned(2);
            let all = writer.finish();
            let mut reader = Reader::new(&all);
            prop_assert_eq!(reader.unsigned(), Ok(number));
            prop_assert_eq!(reader.bytes(), Ok(bytes.as_slice()));
            prop_assert_eq!(reader.text(), Ok(text.as_str()));
            prop_assert_eq!(reader.array(1000, Reader::unsigned), Ok(list));
            prop_assert_eq!(reader.map(1, |it| Ok((it.unsigned()?, it.unsigned()?))), Ok(vec![(1, 2)]));
            prop_assert_eq!(reader.end(), Ok(()));
        }
    }
}
