//! The bits of a list, and how they are packed.

use std::fmt;
use std::io::{Read as _, Write as _};

use flate2::Compression;
use flate2::bufread::MultiGzDecoder;
use flate2::write::GzEncoder;

use super::StatusListError;
use crate::multibase::{decode_base64url, encode_base64url};

/// Fewest entries of a list: with fewer, a position would tell too much about its holder.
pub const MIN_ENTRIES: u64 = 131_072;

/// Most bytes that a list is inflated to, 16 MiB.
pub const MAX_INFLATED_BYTES: usize = 16 * 1024 * 1024;

/// As many bytes as most lists have.
const USUAL_BYTES: usize = 16 * 1024;

/// The bits of a status list. Position 0 is the most significant bit of the first byte.
///
/// ```
/// use openbadges_proof::status_list::{BitstringStatusList, MAX_INFLATED_BYTES, MIN_ENTRIES};
///
/// let mut list = BitstringStatusList::new(MIN_ENTRIES)?;
/// list.set(94_567, true)?;
/// let read = BitstringStatusList::decode(&list.encode(), MAX_INFLATED_BYTES)?;
/// assert!(read.get(94_567)? && !read.get(94_568)?);
/// # Ok::<(), openbadges_proof::status_list::StatusListError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct BitstringStatusList {
    bytes: Vec<u8>,
}

impl BitstringStatusList {
    /// A list with all bits clear, with `entries` rounded up to whole bytes; 131,072 to 134,217,728.
    pub fn new(entries: u64) -> Result<Self, StatusListError> {
        let bytes = usize::try_from(entries.div_ceil(8)).ok().filter(|bytes| *bytes <= MAX_INFLATED_BYTES);
        match bytes {
            Some(bytes) if entries >= MIN_ENTRIES => Ok(Self { bytes: vec![0; bytes] }),
            _ => Err(StatusListError::Length { entries }),
        }
    }

    /// How many entries there are.
    pub fn entries(&self) -> u64 {
        self.bytes.len() as u64 * 8
    }

    /// The bit at a position.
    pub fn get(&self, index: u64) -> Result<bool, StatusListError> {
        let (byte, mask) = self.locate(index)?;
        Ok(self.bytes[byte] & mask != 0)
    }

    /// Sets or clears the bit at a position.
    pub fn set(&mut self, index: u64, value: bool) -> Result<(), StatusListError> {
        let (byte, mask) = self.locate(index)?;
        if value {
            self.bytes[byte] |= mask;
        } else {
            self.bytes[byte] &= !mask;
        }
        Ok(())
    }

    /// The value of an entry of `size` bits (`statusSize`), the most significant bit first.
    pub(super) fn value(&self, index: u64, size: u32) -> Result<u64, StatusListError> {
        let entries = self.entries() / u64::from(size);
        if index >= entries {
            return Err(StatusListError::Range { index, entries });
        }
        let start = index * u64::from(size);
        (start..start + u64::from(size)).try_fold(0, |value, bit| Ok(value << 1 | u64::from(self.get(bit)?)))
    }

    /// The text of `encodedList`: `u`, then base64url of the gzipped bits. The same bits give the same text.
    #[expect(clippy::expect_used, clippy::missing_panics_doc, reason = "writing into memory does not fail")]
    pub fn encode(&self) -> String {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(&self.bytes).expect("memory");
        encode_base64url(&gzip.finish().expect("memory"))
    }

    /// Reads `encodedList`. At most `max_inflated` bytes (and never more than [`MAX_INFLATED_BYTES`]) are inflated,
    /// whatever the text holds.
    pub fn decode(text: &str, max_inflated: usize) -> Result<Self, StatusListError> {
        let max = max_inflated.min(MAX_INFLATED_BYTES);
        // Gzip of incompressible bytes is a little longer than these, and base64 a third longer again.
        let zipped =
            decode_base64url(text, max / 2 * 3 + 1024).map_err(|_| malformed("not base64url after 'u'"))?;
        let mut bytes = Vec::with_capacity(USUAL_BYTES);
        let mut reader = MultiGzDecoder::new(zipped.as_slice()).take(max as u64 + 1);
        reader.read_to_end(&mut bytes).map_err(|_| malformed("not gzip, or damaged"))?;
        let entries = bytes.len() as u64 * 8;
        if bytes.len() > max || entries < MIN_ENTRIES {
            return Err(StatusListError::Length { entries });
        }
        Ok(Self { bytes })
    }

    fn locate(&self, index: u64) -> Result<(usize, u8), StatusListError> {
        let byte = usize::try_from(index / 8).ok().filter(|byte| *byte < self.bytes.len());
        let byte = byte.ok_or(StatusListError::Range { index, entries: self.entries() })?;
        Ok((byte, 0x80 >> (index % 8)))
    }
}

impl fmt::Debug for BitstringStatusList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BitstringStatusList({} entries)", self.entries())
    }
}

fn malformed(problem: &'static str) -> StatusListError {
    StatusListError::Malformed { member: "/credentialSubject/encodedList", problem }
}
