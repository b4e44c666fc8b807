//! Tables of the keys that verify much: one key of an issuer stands behind all its badges and its status lists.

use std::sync::{Arc, Mutex, PoisonError};

use super::multiples::OfKey;

/// A key gets a table when it has verified so often: the table costs about seventeen verifications and halves each.
const OFTEN: u32 = 16;
/// Keys whose use is counted.
const COUNTED: usize = 64;
/// Keys that have a table, of 380 KB.
const TABLES: usize = 16;

static BUSY: Mutex<BusyKeys> = Mutex::new(BusyKeys(Vec::new()));

/// The table of a key that is used once more; `None` while it is used seldom, or when its bytes are no point.
pub(super) fn table(key: &[u8; 32]) -> Option<Arc<OfKey>> {
    let lock = || BUSY.lock().unwrap_or_else(PoisonError::into_inner);
    let known = lock().used(key);
    match known {
        Known::Seldom => None,
        Known::Table(table) => Some(table),
        // Made without the lock: others go on verifying, at worst somebody makes the same.
        Known::Often => {
            let table = Arc::new(OfKey::of_key(key)?);
            lock().keep(key, &table);
            Some(table)
        }
    }
}

/// What is known of a key.
enum Known {
    Seldom,
    Often,
    Table(Arc<OfKey>),
}

/// The keys by their last use, the latest at the end.
struct BusyKeys(Vec<BusyKey>);

struct BusyKey {
    key: [u8; 32],
    uses: u32,
    table: Option<Arc<OfKey>>,
}

impl BusyKeys {
    fn used(&mut self, key: &[u8; 32]) -> Known {
        if let Some(at) = self.0.iter().rposition(|busy| busy.key == *key) {
            self.0[at..].rotate_left(1);
        } else {
            self.make_room();
            self.0.push(BusyKey { key: *key, uses: 0, table: None });
        }
        let Some(busy) = self.0.last_mut() else { return Known::Seldom };
        busy.uses = busy.uses.saturating_add(1);
        match &busy.table {
            Some(table) => Known::Table(Arc::clone(table)),
            None if busy.uses > OFTEN => Known::Often,
            None => Known::Seldom,
        }
    }

    /// Forgets the key that was not used for longest: one without a table, so that keys that come once push out none
    /// that comes often.
    fn make_room(&mut self) {
        if self.0.len() >= COUNTED {
            let oldest = self.0.iter().position(|busy| busy.table.is_none()).unwrap_or(0);
            self.0.remove(oldest);
        }
    }

    fn keep(&mut self, key: &[u8; 32], table: &Arc<OfKey>) {
        if self.0.iter().filter(|busy| busy.table.is_some()).count() >= TABLES
            && let Some(oldest) = self.0.iter_mut().find(|busy| busy.table.is_some())
        {
            oldest.table = None;
            oldest.uses = 0;
        }
        if let Some(busy) = self.0.iter_mut().find(|busy| busy.key == *key) {
            busy.table = Some(Arc::clone(table));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Uses a key as [`table`] does; whether it has a table now.
    fn uses(keys: &mut BusyKeys, key: u8, times: u32) -> bool {
        let table = Arc::new(OfKey::of_key(&super::super::signing::tests::public()).unwrap());
        let mut has_table = false;
        for _ in 0..times {
            let known = keys.used(&[key; 32]);
            if matches!(known, Known::Often) {
                keys.keep(&[key; 32], &table);
            }
            has_table = !matches!(known, Known::Seldom);
        }
        has_table
    }

    #[test]
    fn a_key_that_is_used_often_has_a_table() {
        let mut keys = BusyKeys(Vec::new());
        assert!(!uses(&mut keys, 1, OFTEN));
        assert!(uses(&mut keys, 1, 1));
        assert!(matches!(keys.used(&[1; 32]), Known::Table(_)));
    }

    #[test]
    fn keys_that_come_once_push_out_none_that_comes_often() {
        let mut keys = BusyKeys(Vec::new());
        assert!(uses(&mut keys, 0, OFTEN + 1));
        (1..=200).for_each(|key| assert!(!uses(&mut keys, key, 1)));
        assert!(matches!(keys.used(&[0; 32]), Known::Table(_)));
        assert_eq!(keys.0.len(), COUNTED);
    }

    #[test]
    fn so_many_tables_are_kept() {
        let mut keys = BusyKeys(Vec::new());
        for key in 0..40 {
            assert!(uses(&mut keys, key, OFTEN + 1));
        }
        assert_eq!(keys.0.iter().filter(|busy| busy.table.is_some()).count(), TABLES);
        assert!(matches!(keys.used(&[39; 32]), Known::Table(_)));
        assert!(matches!(keys.used(&[0; 32]), Known::Seldom));
    }
}
