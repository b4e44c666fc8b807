//! An Ed25519 key, and the table that makes verifying many signatures of one key cheaper.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use aws_lc_rs::digest::{SHA512, digest};
use curve25519_dalek::traits::Identity as _;
use curve25519_dalek::{EdwardsPoint, Scalar};

use super::multiples::{OF_BASE, OfKey};
use super::{BadSignature, busy, strict};

/// A key that has passed [`strict::is_canonical`] and not [`strict::is_small_order`]. Equality is that of the bytes.
#[derive(Clone)]
pub(super) struct Ed25519Key {
    bytes: [u8; 32],
    table: Option<Arc<OfKey>>,
}

impl Ed25519Key {
    pub(super) const fn new(bytes: [u8; 32]) -> Self {
        Self { bytes, table: None }
    }

    /// With a table; without one where the bytes are no point, and no signature verifies.
    pub(super) fn prepared(&self) -> Self {
        let table = || OfKey::of_key(&self.bytes).map(Arc::new);
        Self { bytes: self.bytes, table: self.table.clone().or_else(table) }
    }

    pub(super) const fn bytes(&self) -> &[u8; 32] {
        &self.bytes
    }

    pub(super) fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), BadSignature> {
        match self.table.clone().or_else(|| busy::table(&self.bytes)) {
            Some(table) => self.verify_by(&table, message, signature),
            None => strict::verify(&self.bytes, message, signature),
        }
    }

    /// The same equation as [`strict::verify`]'s, `R = sB - kA` compared by its bytes (RFC 8032, 5.1.7, without the
    /// cofactor): only the multiples come from tables.
    fn verify_by(&self, table: &OfKey, message: &[u8], signature: &[u8]) -> Result<(), BadSignature> {
        let (r, s) = signature.split_first_chunk::<32>().ok_or(BadSignature)?;
        if strict::is_small_order(r) {
            return Err(BadSignature);
        }
        let s = s.try_into().map_err(|_| BadSignature)?;
        let s: Scalar = Option::from(Scalar::from_canonical_bytes(s)).ok_or(BadSignature)?;
        let hash = digest(&SHA512, &[r.as_slice(), &self.bytes, message].concat());
        let hash = hash.as_ref().try_into().map_err(|_| BadSignature)?;
        let k = Scalar::from_bytes_mod_order_wide(hash);
        // The point is negated and not the scalar: -k is the group's order less k, of which a key of mixed order has
        // another multiple.
        let right = OF_BASE.add_times(-table.add_times(EdwardsPoint::identity(), &k), &s);
        if right.compress().as_bytes() == r { Ok(()) } else { Err(BadSignature) }
    }
}

impl PartialEq for Ed25519Key {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl Eq for Ed25519Key {}

impl Hash for Ed25519Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes.hash(state);
    }
}
