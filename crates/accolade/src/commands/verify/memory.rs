//! What was fetched in one run: an issuer's documents are had once for all of its badges.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use openbadges_verify::{Accept, Fetch, FetchError};
use tokio::sync::OnceCell;
use url::Url;

use super::index::Answer;

/// Bytes that are kept; what is fetched after them is fetched for each badge.
const MAX_BYTES: usize = 64 << 20;

/// An answer that was had, or that others wait for.
type Awaited = Arc<OnceCell<Answer>>;

/// The answers of a run by what was asked.
#[derive(Default)]
pub(super) struct Memory {
    answers: Mutex<HashMap<(Url, Accept), Awaited>>,
    bytes: AtomicUsize,
}

impl Memory {
    fn cell(&self, url: &Url, accept: Accept) -> Awaited {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(answers.entry((url.clone(), accept)).or_default())
    }

    /// Forgets an answer that there is no room for; who waits for it has it all the same.
    fn weigh(&self, url: &Url, accept: Accept, answer: &Answer) {
        let size = answer.as_ref().map_or(0, |fetched| fetched.bytes.len());
        if self.bytes.fetch_add(size, Ordering::Relaxed) + size > MAX_BYTES {
            self.bytes.fetch_sub(size, Ordering::Relaxed);
            self.answers.lock().unwrap_or_else(PoisonError::into_inner).remove(&(url.clone(), accept));
        }
    }
}

/// The fetcher of one badge that asks for what no other badge of the run was answered.
pub(super) struct Remembering {
    pub(super) fetch: Arc<dyn Fetch>,
    pub(super) memory: Arc<Memory>,
}

#[async_trait]
impl Fetch for Remembering {
    async fn fetch(&self, url: &Url, accept: Accept) -> Answer {
        let ask = async || match self.fetch.fetch(url, accept).await {
            Err(error) if is_of_one_badge(&error) => Err(error),
            answer => {
                self.memory.weigh(url, accept, &answer);
                Ok(answer)
            }
        };
        self.memory.cell(url, accept).get_or_try_init(ask).await.cloned().unwrap_or_else(Err)
    }

    fn allow_parts(&self) {
        self.fetch.allow_parts();
    }
}

/// A failure that says something of one verification's limits and nothing of the document.
pub(super) const fn is_of_one_badge(error: &FetchError) -> bool {
    matches!(error, FetchError::OutOfBudget(_) | FetchError::TimedOut)
}

#[cfg(test)]
mod tests {
    use super::*;
    use openbadges_verify::Fetched;

    /// Answers in turn, and counts.
    struct InTurn(Mutex<Vec<Answer>>, AtomicUsize);

    #[async_trait]
    impl Fetch for InTurn {
        async fn fetch(&self, _: &Url, _: Accept) -> Answer {
            self.1.fetch_add(1, Ordering::Relaxed);
            self.0.lock().unwrap().remove(0)
        }
    }

    #[tokio::test]
    async fn a_document_is_had_once_and_a_failure_of_one_badge_is_its_own() {
        let url: Url = "https://example.org/list".parse().unwrap();
        let found = |size| Fetched { bytes: vec![0; size], media_type: None, final_url: url.clone() };
        let answers =
            vec![Err(FetchError::TimedOut), Ok(found(2)), Ok(found(MAX_BYTES)), Ok(found(MAX_BYTES))];
        let fetch = Arc::new(InTurn(Mutex::new(answers), AtomicUsize::new(0)));
        let memory = Arc::new(Memory::default());
        let of_badge = || Remembering { fetch: fetch.clone(), memory: Arc::clone(&memory) };
        assert_eq!(of_badge().fetch(&url, Accept::StatusList).await, Err(FetchError::TimedOut));
        for _ in 0..3 {
            assert_eq!(of_badge().fetch(&url, Accept::StatusList).await, Ok(found(2)));
        }
        assert_eq!(fetch.1.load(Ordering::Relaxed), 2);
        // There is no room for these.
        for _ in 0..2 {
            assert_eq!(of_badge().fetch(&url, Accept::Badge).await.unwrap().bytes.len(), MAX_BYTES);
        }
        assert_eq!(fetch.1.load(Ordering::Relaxed), 4);
    }
}
