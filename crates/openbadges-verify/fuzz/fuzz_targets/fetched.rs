//! A badge, or its address, and what is answered when something is fetched for it: after a record separator (U+001E) an
//! address, a line feed and the document, and so on. Oracle: with whatever documents, what is proved to be signed by the
//! issuer of the seeds is what the seeds say; the same again gives the same report; and what `oracle` says.
#![no_main]

mod oracle;

use std::collections::HashMap;

use async_trait::async_trait;
use libfuzzer_sys::fuzz_target;
use openbadges_verify::{Accept, Fetch, FetchError, Fetched, Input, Options, verify};
use tokio::runtime::Builder;
use url::Url;

struct Answers<'a>(HashMap<&'a str, &'a [u8]>);

#[async_trait]
impl Fetch for Answers<'_> {
    async fn fetch(&self, url: &Url, _: Accept) -> Result<Fetched, FetchError> {
        let found = self.0.get(url.as_str()).or_else(|| self.0.get(url.as_str().trim_end_matches('/')));
        let bytes = found.ok_or(FetchError::Unreachable)?.to_vec();
        Ok(Fetched { bytes, media_type: Some("application/json".to_owned()), final_url: url.clone() })
    }
}

fn answer(record: &[u8]) -> Option<(&str, &[u8])> {
    let end = record.iter().position(|byte| *byte == b'\n')?;
    Some((str::from_utf8(&record[..end]).ok()?, &record[end + 1..]))
}

fuzz_target!(|data: &[u8]| {
    let mut records = data.split(|byte| *byte == 0x1e);
    let badge = records.next().unwrap_or_default();
    let input = || Input::Bytes(badge.to_vec());
    let answers = Answers(records.filter_map(answer).collect());
    let runtime = Builder::new_current_thread().build().unwrap();
    // March 2026: the seeds are valid.
    let options = Options::at("2026-03-01T00:00:00Z".parse().unwrap());
    let report = runtime.block_on(verify(input(), &answers, &options));
    assert_eq!(report, runtime.block_on(verify(input(), &answers, &options)));
    if let Some(content) = oracle::look_at(report)
        && content.issuer.proved.is_some_and(|proved| proved.id == "did:web:bows.example")
    {
        assert_eq!(content.name.as_deref(), Some("Archery"));
    }
});
