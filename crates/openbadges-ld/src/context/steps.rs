//! Contexts that follow from each other, kept for the next document: documents are alike, so that most need no new one.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::{Arc, PoisonError, RwLock};

use super::{Context, Origin, Protected};
use crate::terms::Scope;

/// So many are kept, of some 2 KB each. With more of them all are forgotten.
const MOST: usize = 500;

/// From a context, by its number, to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Step {
    from: u64,
    scope: Scope,
    origin: Origin,
}

type Kept = HashMap<Step, Arc<Context>, BuildHasherDefault<Mix>>;

/// A hash for steps, whose numbers are ours: nobody can make them collide.
#[derive(Default)]
struct Mix(u64);

impl Hasher for Mix {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64((*byte).into());
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn write_isize(&mut self, number: isize) {
        self.write_u64(number.unsigned_abs() as u64);
    }

    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}

/// Replaced whenever a document brings new ones, never changed: readers hold no lock.
static KEPT: RwLock<Option<Arc<Kept>>> = RwLock::new(None);

/// What is known at the beginning of a document, and what it adds.
pub(crate) struct Steps {
    kept: Option<Arc<Kept>>,
    new: Kept,
}

impl Steps {
    /// All that are kept.
    pub(crate) fn known() -> Self {
        Self { kept: KEPT.read().unwrap_or_else(PoisonError::into_inner).clone(), new: Kept::default() }
    }

    /// `from` and on top of it what `scope` says.
    pub(crate) fn context(
        &mut self,
        from: &Arc<Context>,
        scope: Scope,
        origin: Origin,
    ) -> Result<Arc<Context>, Protected> {
        if scope == Scope::None {
            return Ok(Arc::clone(from));
        }
        let step = Step { from: from.number, scope, origin };
        let kept = self.kept.as_ref().and_then(|kept| kept.get(&step)).or_else(|| self.new.get(&step));
        if let Some(context) = kept {
            return Ok(Arc::clone(context));
        }
        let context = from.with_scope(scope, origin)?;
        if self.new.len() < MOST {
            self.new.insert(step, Arc::clone(&context));
        }
        Ok(context)
    }

    /// Keeps what is new.
    pub(crate) fn keep(self) {
        if self.new.is_empty() {
            return;
        }
        let mut kept = KEPT.write().unwrap_or_else(PoisonError::into_inner);
        let mut all = kept.as_deref().cloned().unwrap_or_default();
        if all.len() + self.new.len() > MOST {
            all.clear();
        }
        all.extend(self.new);
        *kept = Some(Arc::new(all));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::tables;

    /// Every pair of known contexts: more steps than are kept.
    #[test]
    fn contexts_are_the_same_whether_they_were_kept_or_not() {
        let layers: Vec<Scope> = (0..tables().layer_count()).filter_map(|at| tables().layer_at(at)).collect();
        let mut pairs = 0;
        for _ in 0..2 {
            for (first, second) in layers.iter().flat_map(|a| layers.iter().map(move |b| (*a, *b))).step_by(7)
            {
                let mut steps = Steps::known();
                let Ok(kept) = steps.context(&Context::empty(), first, Origin::Document) else { continue };
                let Ok(fresh) = Context::empty().with_scope(first, Origin::Document) else { continue };
                for origin in [Origin::Document, Origin::Property, Origin::Type] {
                    let (kept, fresh) =
                        (steps.context(&kept, second, origin), fresh.with_scope(second, origin));
                    assert_eq!(kept.is_ok(), fresh.is_ok());
                    assert!(
                        kept.ok().zip(fresh.ok()).is_none_or(|(kept, fresh)| kept.says_the_same_as(&fresh))
                    );
                    pairs += 1;
                }
                steps.keep();
                assert!(Steps::known().kept.is_none_or(|kept| kept.len() <= MOST));
            }
        }
        assert!(pairs > 2 * MOST, "{pairs}");
    }
}
