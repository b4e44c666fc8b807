//! What stands in the `proofValue` of a base and of a derived proof.

use super::cbor::{Malformed, Reader, Writer};
use crate::PublicKey;
use crate::data_integrity::ProofError;
use crate::data_integrity::proof::malformed;

/// Most statements that are signed one by one in what is made or verified here: each costs a verification, and whoever
/// presents a badge decides how many there are. Mandatory statements are signed together and do not count.
pub const MAX_SIGNATURES: usize = 1_000;
/// Most signatures that are read in a base proof, which a holder has of their issuer.
const MAX_BASE_SIGNATURES: u64 = 20_000;
/// Most mandatory pointers that are read.
const MAX_POINTERS: u64 = 1_000;

/// The bytes before the payload: which of the two it is.
const BASE: [u8; 3] = [0xd9, 0x5d, 0x00];
const DERIVED: [u8; 3] = [0xd9, 0x5d, 0x01];

/// The `proofValue` of a base proof, which the issuer gives to the holder.
///
/// ```
/// use openbadges_proof::data_integrity::sd::BaseProof;
/// use openbadges_proof::{KeyKind, SigningKey};
///
/// # fn fill(bytes: &mut [u8]) { bytes.fill(7) }
/// let proof = BaseProof {
///     base_signature: [1; 64],
///     public_key: SigningKey::generate_kind(KeyKind::P256, &mut fill)?.public(),
///     hmac_key: [2; 32],
///     signatures: vec![[3; 64]],
///     mandatory_pointers: vec!["/issuer".into()],
/// };
/// assert_eq!(BaseProof::from_bytes(&proof.to_bytes())?, proof);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseProof {
    /// The issuer's signature over the options, the key below and the mandatory statements.
    pub base_signature: [u8; 64],
    /// The key of the signatures of single statements, made for this credential alone.
    pub public_key: PublicKey,
    /// The key that gives the nodes without identifier their labels.
    pub hmac_key: [u8; 32],
    /// A signature for each statement that is not mandatory, in their order.
    pub signatures: Vec<[u8; 64]>,
    /// What is always disclosed, as JSON Pointers.
    pub mandatory_pointers: Vec<String>,
}

/// The `proofValue` of a derived proof, which the holder shows.
///
/// ```
/// use openbadges_proof::data_integrity::sd::DerivedProof;
/// use openbadges_proof::{KeyKind, SigningKey};
///
/// # fn fill(bytes: &mut [u8]) { bytes.fill(7) }
/// let proof = DerivedProof {
///     base_signature: [1; 64],
///     public_key: SigningKey::generate_kind(KeyKind::P256, &mut fill)?.public(),
///     signatures: vec![[3; 64]],
///     labels: vec![(0, [4; 32])],
///     mandatory_indexes: vec![0, 1],
/// };
/// assert_eq!(DerivedProof::from_bytes(&proof.to_bytes())?, proof);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DerivedProof {
    /// As in the base proof.
    pub base_signature: [u8; 64],
    /// As in the base proof.
    pub public_key: PublicKey,
    /// A signature for each disclosed statement that is not mandatory, in their order.
    pub signatures: Vec<[u8; 64]>,
    /// The number of each canonical label (`c14n0` …), and the 32 bytes of the label that the issuer gave the node.
    pub labels: Vec<(u64, [u8; 32])>,
    /// Which of the disclosed statements are mandatory.
    pub mandatory_indexes: Vec<u64>,
}

impl BaseProof {
    /// The bytes of the `proofValue`.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.array(5);
        out.bytes(&self.base_signature);
        out.bytes(&self.public_key.to_multicodec());
        out.bytes(&self.hmac_key);
        write_signatures(&mut out, &self.signatures);
        out.array(self.mandatory_pointers.len());
        self.mandatory_pointers.iter().for_each(|pointer| out.text(pointer));
        [BASE.as_slice(), &out.finish()].concat()
    }

    /// Reads the bytes of a `proofValue`.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ProofError> {
        let payload = bytes.strip_prefix(&BASE).ok_or_else(|| malformed("proofValue", "not a base proof"))?;
        Self::read(payload).map_err(|_| malformed("proofValue", "not the CBOR of a base proof"))
    }

    fn read(payload: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(payload);
        reader.array_of(5)?;
        let proof = Self {
            base_signature: reader.exactly()?,
            public_key: read_key(&mut reader)?,
            hmac_key: reader.exactly()?,
            signatures: reader.array(MAX_BASE_SIGNATURES, Reader::exactly)?,
            mandatory_pointers: reader.array(MAX_POINTERS, |it| it.text().map(str::to_owned))?,
        };
        reader.end().map(|()| proof)
    }
}

impl DerivedProof {
    /// The bytes of the `proofValue`.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.array(5);
        out.bytes(&self.base_signature);
        out.bytes(&self.public_key.to_multicodec());
        write_signatures(&mut out, &self.signatures);
        out.map(self.labels.len());
        for (number, label) in &self.labels {
            out.unsigned(*number);
            out.bytes(label);
        }
        out.array(self.mandatory_indexes.len());
        self.mandatory_indexes.iter().for_each(|index| out.unsigned(*index));
        [DERIVED.as_slice(), &out.finish()].concat()
    }

    /// Reads the bytes of a `proofValue`; a base proof is [`ProofError::BaseProof`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ProofError> {
        if bytes.starts_with(&BASE) {
            return Err(ProofError::BaseProof);
        }
        let payload =
            bytes.strip_prefix(&DERIVED).ok_or_else(|| malformed("proofValue", "not a derived proof"))?;
        Self::read(payload).map_err(|_| malformed("proofValue", "not the CBOR of a derived proof"))
    }

    fn read(payload: &[u8]) -> Result<Self, Malformed> {
        let (max, statements) = (MAX_SIGNATURES as u64, MAX_BASE_SIGNATURES);
        let mut reader = Reader::new(payload);
        reader.array_of(5)?;
        let proof = Self {
            base_signature: reader.exactly()?,
            public_key: read_key(&mut reader)?,
            signatures: reader.array(max, Reader::exactly)?,
            labels: reader.map(statements, |it| Ok((it.unsigned()?, it.exactly()?)))?,
            mandatory_indexes: reader.array(statements, Reader::unsigned)?,
        };
        reader.end().map(|()| proof)
    }
}

/// The key of single statements: P-256 as the issuer's, with its multicodec.
fn read_key(reader: &mut Reader<'_>) -> Result<PublicKey, Malformed> {
    let key = PublicKey::from_multicodec(reader.bytes()?).map_err(|_| Malformed)?;
    if key.kind() == crate::KeyKind::P256 { Ok(key) } else { Err(Malformed) }
}

fn write_signatures(out: &mut Writer, signatures: &[[u8; 64]]) {
    out.array(signatures.len());
    for signature in signatures {
        out.bytes(signature);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SigningKey;

    #[test]
    fn values_are_read_back_and_damaged_ones_are_refused() {
        let public_key = SigningKey::from_p256(&[3; 32]).unwrap().public();
        let base = BaseProof {
            base_signature: [1; 64],
            public_key: public_key.clone(),
            hmac_key: [2; 32],
            signatures: vec![[3; 64]; 30],
            mandatory_pointers: vec!["/issuer".to_owned()],
        };
        let derived = DerivedProof {
            base_signature: [1; 64],
            public_key,
            signatures: vec![[3; 64]; 2],
            labels: vec![(0, [4; 32])],
            mandatory_indexes: vec![0, 300],
        };
        let (base_bytes, derived_bytes) = (base.to_bytes(), derived.to_bytes());
        assert_eq!(BaseProof::from_bytes(&base_bytes), Ok(base));
        assert_eq!(DerivedProof::from_bytes(&derived_bytes), Ok(derived));
        assert_eq!(DerivedProof::from_bytes(&base_bytes), Err(ProofError::BaseProof));
        for length in 0..derived_bytes.len() {
            assert!(DerivedProof::from_bytes(&derived_bytes[..length]).is_err());
        }
        assert!(BaseProof::from_bytes(&[base_bytes, vec![0]].concat()).is_err());
        assert!(BaseProof::from_bytes(&derived_bytes).is_err());
    }
}
