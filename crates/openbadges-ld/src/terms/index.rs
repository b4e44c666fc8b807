//! Finds the number of a term by its name: one hash, usually one comparison.

/// A term by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TermId(u16);

impl TermId {
    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }
}

const SLOTS: usize = 2048;

/// All names of terms in an open hash table. The names are ours, so nobody can make them collide.
#[derive(Debug)]
pub(super) struct TermIndex {
    names: Vec<String>,
    slots: Vec<Option<TermId>>,
}

impl Default for TermIndex {
    fn default() -> Self {
        Self { names: Vec::new(), slots: vec![None; SLOTS] }
    }
}

impl TermIndex {
    pub(super) fn ids(&self) -> impl Iterator<Item = TermId> {
        (0..).map(TermId).take(self.names.len())
    }

    pub(super) fn name(&self, id: TermId) -> &str {
        &self.names[id.index()]
    }

    pub(super) fn find(&self, name: &str) -> Option<TermId> {
        self.slots[self.slot(name)]
    }

    /// The number of `name`, a new one if need be; `None` when the table is half full.
    pub(super) fn intern(&mut self, name: &str) -> Option<TermId> {
        let slot = self.slot(name);
        if self.slots[slot].is_none() && self.names.len() < SLOTS / 2 {
            self.slots[slot] = u16::try_from(self.names.len()).ok().map(TermId);
            self.names.push(name.to_owned());
        }
        self.slots[slot]
    }

    /// Where `name` is, or the free place where it would be.
    fn slot(&self, name: &str) -> usize {
        let mut slot = hash(name.as_bytes()) % SLOTS;
        while self.slots[slot].is_some_and(|id| self.name(id) != name) {
            slot = (slot + 1) % SLOTS;
        }
        slot
    }
}

/// Two multiplications over what our names differ in: the first and the last eight bytes, and the length.
fn hash(bytes: &[u8]) -> usize {
    const SEED: u64 = 0x517c_c1b7_2722_0a95;
    let (first, last) = ends(bytes);
    let mixed = (first ^ bytes.len() as u64).wrapping_mul(SEED).rotate_left(29) ^ last;
    usize::try_from(mixed.wrapping_mul(SEED) >> 48).unwrap_or(0)
}

/// The first and the last bytes; of less than eight they overlap.
fn ends(bytes: &[u8]) -> (u64, u64) {
    if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (u64::from_le_bytes(*first), u64::from_le_bytes(*last))
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into())
    } else {
        (bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)), 0)
    }
}
