//! The status lists of one verification: each is had and its proof looked at once for all credentials that name it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use openbadges_proof::status_list::{self, BitstringStatusList, MAX_INFLATED_BYTES, StatusListError};
use serde_json::Value;
use url::Url;

use crate::budget::{Budget, Spent, Work};
use crate::held::Searched;

/// Lists by their addresses.
#[derive(Default)]
pub(crate) struct Lists(Mutex<HashMap<Url, Arc<List>>>);

impl Lists {
    /// The status list at an address, if its proof was looked at before.
    pub(crate) fn get(&self, url: &Url) -> Option<Arc<List>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(url).cloned()
    }

    /// Keeps a status list whose proof was looked at.
    pub(crate) fn keep(&self, url: Url, list: Arc<List>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(url, list);
    }
}

/// A list whose proof was looked at.
pub(crate) struct List {
    /// The credential of the list, under the names of today.
    pub(crate) credential: Arc<Value>,
    pub(crate) searched: Searched,
    /// Its bits, inflated when the first entry is looked up that may trust it.
    bits: OnceLock<Result<BitstringStatusList, StatusListError>>,
}

impl List {
    /// A credential under the names of today, and what its proofs come to.
    pub(crate) const fn new(credential: Arc<Value>, searched: Searched) -> Self {
        Self { credential, searched, bits: OnceLock::new() }
    }

    /// The bits, paid for by what they take; what cannot be inflated costs as much as it might have.
    pub(crate) fn bits(
        &self,
        budget: &Budget,
    ) -> Result<&Result<BitstringStatusList, StatusListError>, Spent> {
        if let Some(bits) = self.bits.get() {
            return Ok(bits);
        }
        let max = budget.left().inflated.min(MAX_INFLATED_BYTES);
        let bits = status_list::bits(&self.credential, max);
        let taken = bits.as_ref().map_or(max, |bits| usize::try_from(bits.entries() / 8).unwrap_or(max));
        budget.take(Work::inflated(taken))?;
        if bits.is_err() && max < MAX_INFLATED_BYTES {
            return Err(Spent);
        }
        Ok(self.bits.get_or_init(|| bits))
    }
}
