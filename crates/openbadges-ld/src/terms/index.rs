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

/// Multiply and rotate over eight bytes at a time (the hash that the Rust compiler uses for its own tables).
fn hash(bytes: &[u8]) -> usize {
    const SEED: u64 = 0x517c_c1b7_2722_0a95;
    let mut hash = bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        hash = (hash.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(SEED);
    }
    usize::try_from(hash >> 48).unwrap_or(0)
}
