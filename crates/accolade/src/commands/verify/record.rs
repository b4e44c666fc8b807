//! Keeps what is fetched.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use openbadges_verify::{Accept, Fetch};
use url::Url;

use super::index::{Answer, Kept};
use super::memory::is_of_one_badge;

/// Every answer of all verifications of a run: what is written down is what was relied on.
#[derive(Default)]
pub(super) struct Record(Mutex<BTreeMap<(String, String), Answers>>);

/// The different answers to one request.
struct Answers {
    accept: Accept,
    /// Each with the names of the badges that it was given to.
    given: Vec<(Answer, BTreeSet<String>)>,
}

impl Record {
    /// The answers in the order of their addresses. Of one request the first that says something of the document is for
    /// every badge; what others were answered is for them alone.
    pub(super) fn kept(&self) -> Vec<Kept> {
        let requests = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut kept = Vec::new();
        for ((url, _), Answers { accept, given }) in requests.iter() {
            let is_general = |answer: &Answer| !answer.as_ref().is_err_and(is_of_one_badge);
            let general = given.iter().position(|(answer, _)| is_general(answer));
            for (place, (answer, badges)) in given.iter().enumerate() {
                let row = |badge| Kept { url: url.clone(), accept: *accept, badge, answer: answer.clone() };
                if general == Some(place) {
                    kept.push(row(None));
                } else {
                    kept.extend(badges.iter().map(|badge| row(Some(badge.clone()))));
                }
            }
        }
        kept
    }

    /// Notes an answer to a badge, unless one was noted before: answers that one.
    fn note(&self, url: &Url, accept: Accept, badge: &str, answer: Answer) -> Answer {
        let key = (url.to_string(), format!("{accept:?}"));
        let mut requests = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Answers { given, .. } =
            requests.entry(key).or_insert_with(|| Answers { accept, given: Vec::new() });
        if let Some((earlier, _)) = given.iter().find(|(_, badges)| badges.contains(badge)) {
            return earlier.clone();
        }
        match given.iter_mut().find(|(known, _)| *known == answer) {
            Some((_, badges)) => _ = badges.insert(badge.to_owned()),
            None => given.push((answer.clone(), BTreeSet::from([badge.to_owned()]))),
        }
        answer
    }
}

/// The fetcher of one badge that notes its answers. A badge that is named twice is answered twice the same.
pub(super) struct Recording {
    pub(super) badge: String,
    pub(super) fetch: Arc<dyn Fetch>,
    pub(super) record: Arc<Record>,
}

#[async_trait]
impl Fetch for Recording {
    async fn fetch(&self, url: &Url, accept: Accept) -> Answer {
        let answer = self.fetch.fetch(url, accept).await;
        self.record.note(url, accept, &self.badge, answer)
    }

    fn allow_parts(&self) {
        self.fetch.allow_parts();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::verify::index::{self, Stored};
    use crate::commands::verify::times::Times;
    use openbadges_verify::{FetchError, Fetched};

    /// Always the same answer.
    struct Always(Answer);

    #[async_trait]
    impl Fetch for Always {
        async fn fetch(&self, _: &Url, _: Accept) -> Answer {
            self.0.clone()
        }
    }

    #[tokio::test]
    async fn every_badge_is_answered_again_what_it_was_answered() {
        let url: Url = "https://example.org/list".parse().unwrap();
        let found = Fetched { bytes: b"{}".to_vec(), media_type: None, final_url: url.clone() };
        let folder = std::env::temp_dir().join(format!("accolade-record-{}", std::process::id()));
        for spent in [FetchError::OutOfBudget(8), FetchError::TimedOut] {
            let _ = std::fs::remove_dir_all(&folder);
            std::fs::create_dir_all(&folder).unwrap();
            let record = Arc::new(Record::default());
            let mut told = Vec::new();
            for (badge, answer) in [
                ("late\t1.json", Err(spent.clone())),
                ("early.json", Ok(found.clone())),
                ("late\t1.json", Ok(found.clone())),
                ("other.json", Err(FetchError::Unreachable)),
            ] {
                let (badge, fetch) = (badge.to_owned(), Arc::new(Always(answer)) as Arc<dyn Fetch>);
                let recording = Recording { badge: badge.clone(), fetch, record: Arc::clone(&record) };
                told.push((badge, recording.fetch(&url, Accept::StatusList).await));
            }
            assert_eq!(told[2].1, Err(spent), "a badge that is named twice");
            assert_eq!(record.kept().iter().filter(|kept| kept.badge.is_none()).count(), 1);
            let times = Times::live(None, "2026-11-24T12:00:00Z".parse().unwrap());
            index::write(&folder, &record.kept(), times).unwrap();
            let stored = Arc::new(Stored::read(&index::table_of(&folder)).unwrap());
            for (badge, answer) in told {
                let replayed = Stored::of(&stored, &badge).fetch(&url, Accept::StatusList).await;
                assert_eq!(replayed, answer, "{badge}");
            }
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
