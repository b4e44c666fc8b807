//! Keeps what is fetched.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use openbadges_verify::{Accept, Fetch, FetchError};
use tokio::sync::Mutex;
use url::Url;

use super::index::Answer;

/// Every answer of all verifications of a run, each document once: what is written down is what was relied on.
#[derive(Default)]
pub(super) struct Record(Mutex<BTreeMap<(String, String), (Accept, Answer)>>);

impl Record {
    /// The answers in the order of their addresses.
    pub(super) fn answers(&self) -> Vec<(String, Accept, Answer)> {
        let had = self.0.blocking_lock();
        had.iter().map(|((url, _), (accept, answer))| (url.clone(), *accept, answer.clone())).collect()
    }
}

/// A fetcher that notes its answers, and gives an answer that was had before again.
pub(super) struct Recording {
    pub(super) fetch: Arc<dyn Fetch>,
    pub(super) record: Arc<Record>,
}

#[async_trait]
impl Fetch for Recording {
    async fn fetch(&self, url: &Url, accept: Accept) -> Answer {
        let key = (url.to_string(), format!("{accept:?}"));
        // Held while fetching: two badges that ask for the same document get the same one.
        let mut had = self.record.0.lock().await;
        match had.get(&key) {
            Some((_, answer)) if !is_of_one_badge(answer) => answer.clone(),
            _ => {
                let answer = self.fetch.fetch(url, accept).await;
                had.insert(key, (accept, answer.clone()));
                answer
            }
        }
    }

    fn allow_parts(&self) {
        self.fetch.allow_parts();
    }
}

/// A failure that says something of one verification's limits and nothing of the document.
fn is_of_one_badge(answer: &Answer) -> bool {
    matches!(answer, Err(FetchError::OutOfBudget(_) | FetchError::TimedOut))
}
