//! DIDs and documents. Oracle: an address is https (http on this computer only), without user, query, fragment or
//! climbing path, and belongs to one identifier.
#![no_main]

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use openbadges_proof::did::{Did, DidUrl, find_method, resolve_local};

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    for did in [text.to_owned(), format!("did:web:{text}")] {
        let _ = DidUrl::parse(&did);
        let _ = resolve_local(&did);
        let Ok(parsed) = Did::parse(&did) else { continue };
        assert_eq!(parsed.to_string(), did);
        let Some(url) = parsed.document_url() else { continue };
        let host = url.host_str().unwrap();
        let local = ["localhost", "127.0.0.1", "[::1]"].contains(&host);
        assert_eq!(url.scheme(), if local { "http" } else { "https" });
        assert!(local || url.domain().is_some());
        assert!(url.username().is_empty() && url.password().is_none());
        assert!(url.query().is_none() && url.fragment().is_none());
        assert!(url.path().ends_with("/did.json") && !url.path().contains("//"));
        assert!(!url.path().contains("/../") && !url.path().contains("/./"));
    }
    if let Ok(document) = serde_json::from_str(text) {
        let _ = find_method(&document, "did:web:a#k", Timestamp::UNIX_EPOCH);
    }
});
