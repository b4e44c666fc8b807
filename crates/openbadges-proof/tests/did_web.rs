//! did:web and did:key identifiers (specification A.9-6, E.4-7; fuzz target `did_web_to_url`).

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use openbadges_proof::did::{
    Did, DidError, DidUrl, MethodError, did_key, did_key_method, did_web, resolve_local,
};
use openbadges_proof::{KeyError, KeyKind, SigningKey};
use proptest::prelude::*;

fn address(did: &str) -> String {
    let parsed = Did::parse(did).unwrap_or_else(|error| panic!("{did}: {error}"));
    assert_eq!(parsed.to_string(), did);
    parsed.document_url().unwrap().into()
}

#[test]
fn a_did_web_leads_to_its_document() {
    for (did, url) in [
        ("did:web:example.org", "https://example.org/.well-known/did.json"),
        ("did:web:example.org:user:alice", "https://example.org/user/alice/did.json"),
        ("did:web:example.org%3A3000:user", "https://example.org:3000/user/did.json"),
        ("did:web:example.org%3a3000", "https://example.org:3000/.well-known/did.json"),
        ("did:web:xn--bcher-kva.example", "https://xn--bcher-kva.example/.well-known/did.json"),
        ("did:web:example.org:a%20b:%C3%BC", "https://example.org/a%20b/%C3%BC/did.json"),
        ("did:web:localhost%3A8080:issuers:1", "http://localhost:8080/issuers/1/did.json"),
        ("did:web:127.0.0.1%3A8080", "http://127.0.0.1:8080/.well-known/did.json"),
        ("did:web:%5B%3A%3A1%5D%3A8080:x", "http://[::1]:8080/x/did.json"),
        ("did:web:%5B%3A%3A1%5D", "http://[::1]/.well-known/did.json"),
        ("did:web:localhost.example.org", "https://localhost.example.org/.well-known/did.json"),
        ("did:web:localhost:8080", "http://localhost/8080/did.json"),
    ] {
        assert_eq!(address(did), url);
    }
}

#[test]
fn ip_addresses_user_names_and_odd_hosts_are_refused() {
    for did in [
        "did:web:192.168.0.1",
        "did:web:8.8.8.8",
        "did:web:127.0.0.2",
        "did:web:2130706433",
        "did:web:0x7f.1",
        "did:web:0177.0.0.1",
        "did:web:%5B%3A%3Affff%3A127.0.0.1%5D",
        "did:web:%5B2001%3Adb8%3A%3A1%5D",
        "did:web:user%40example.org",
        "did:web:user%3Apw%40example.org",
        "did:web:example.org%2F..%2Fevil",
        "did:web:example.org%23",
        "did:web:example.org%5C",
        "did:web:EXAMPLE.org",
        "did:web:ex%61mple.org",
        "did:web:b%C3%BCcher.example",
        "did:web:.example.org",
        "did:web:example.org.",
        "did:web:example..org",
        "did:web:exa mple.org",
        "did:web:%3A8080",
        "did:web:example.org%3A",
        "did:web:example.org%3A0",
        "did:web:example.org%3A080",
        "did:web:example.org%3A65536",
        "did:web:example.org%3A443",
        "did:web:localhost%3A80",
        "did:web:example.org%3A8080%3A9090",
        "did:web:example.org%3A+80",
    ] {
        let error = Did::parse(did).unwrap_err();
        assert!(matches!(error, DidError::Host(_) | DidError::Syntax(_)), "{did}: {error}");
    }
}

#[test]
fn paths_that_climb_or_split_are_refused() {
    for did in [
        "did:web:example.org:..:evil",
        "did:web:example.org:.",
        "did:web:example.org:%2e%2E:evil",
        "did:web:example.org:%2e",
        "did:web:example.org::evil",
        "did:web:example.org:",
        "did:web:example.org:a%2Fb",
        "did:web:example.org:a%5Cb",
        "did:web:example.org:a%23b",
        "did:web:example.org:a%3Fb",
        "did:web:example.org:a%00b",
        "did:web:example.org:a%0Ab",
        "did:web:example.org:%252e%252e",
        "did:web:example.org:a%3Bb",
        "did:web:example.org:a%2",
        "did:web:example.org:a%zz",
        "did:web:example.org:a/b",
        "did:web:example.org:a?b",
        "did:web:example.org:ü",
    ] {
        let error = Did::parse(did).unwrap_err();
        assert!(matches!(error, DidError::Path(_) | DidError::Syntax(_)), "{did}: {error}");
    }
}

#[test]
fn what_is_no_did_is_told_from_what_is_not_supported() {
    for text in
        ["", "did:", "did:web", "did:web:", "web:example.org", "did::x", "DID:web:example.org", "did:Web:x"]
    {
        assert!(matches!(Did::parse(text), Err(DidError::Syntax(_))), "{text}");
    }
    assert_eq!(Did::parse("did:example:123"), Err(DidError::UnsupportedMethod("example".into())));
    let secp256k1 = "did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme";
    assert_eq!(Did::parse(secp256k1), Err(DidError::Key(KeyError::Unsupported)));
    assert!(Did::parse(&format!("did:web:example.org:{}", "a".repeat(2048))).is_err());
}

#[test]
fn a_did_web_is_made_from_host_and_path() {
    assert_eq!(did_web("example.org", &[]).as_deref(), Ok("did:web:example.org"));
    assert_eq!(
        did_web("localhost:8080", &["issuers", "1"]).as_deref(),
        Ok("did:web:localhost%3A8080:issuers:1")
    );
    assert_eq!(did_web("[::1]:80801", &[]), Err(DidError::Host("the port is a number from 1 to 65535")));
    assert_eq!(did_web("[::1]:8080", &[]).as_deref(), Ok("did:web:%5B%3A%3A1%5D%3A8080"));
    for (host, path) in
        [("10.0.0.1", ["x"]), ("example.org", [".."]), ("example.org", ["a:b"]), ("a/b", ["x"])]
    {
        assert!(did_web(host, &path).is_err(), "{host} {path:?}");
    }
}

#[test]
fn did_urls_have_one_fragment_and_no_query() {
    let url = DidUrl::parse("did:web:example.org:x#key-1").unwrap();
    assert_eq!(
        (url.did.to_string().as_str(), url.fragment.as_deref()),
        ("did:web:example.org:x", Some("key-1"))
    );
    assert_eq!(url.to_string(), "did:web:example.org:x#key-1");
    assert_eq!(DidUrl::parse("did:web:example.org").unwrap().fragment, None);
    for text in
        ["did:web:example.org#", "did:web:example.org#a#b", "did:web:example.org?a=b#c", "did:web:a.b/c#d"]
    {
        assert!(DidUrl::parse(text).is_err(), "{text}");
    }
}

#[test]
fn a_did_jwk_is_the_key_of_its_only_method() {
    // did:jwk Method Specification, 5.1: P-256.
    let did = "did:jwk:eyJjcnYiOiJQLTI1NiIsImt0eSI6IkVDIiwieCI6ImFjYklRaXVNczNpOF91c3pFakoydHBUdFJNNEVVM3l6OTFQSDZDZEgyVjAiLCJ5IjoiX0tjeUxqOXZXTXB0bm1LdG00NkdxRHo4d2Y3NEk1TEtncmwyR3pIM25TRSJ9";
    let method = resolve_local(&format!("{did}#0")).unwrap();
    assert_eq!((method.key.kind(), method.bare_did), (KeyKind::P256, false));
    assert_eq!(method.controller, did);
    assert!(resolve_local(did).unwrap().bare_did);
    assert_eq!(resolve_local(&format!("{did}#1")), Err(MethodError::NotFound));
    assert_eq!(Did::parse(did).unwrap().document_url(), None);
    assert_eq!(Did::parse(did).unwrap().to_string(), did);
    for bad in ["did:jwk:e30", "did:jwk:W10", "did:jwk:AAAA", "did:jwk:eyJrdHkiOiJvY3QiLCJrIjoiQUEifQ"] {
        assert!(matches!(Did::parse(bad), Err(DidError::Key(_))), "{bad}");
    }
}

#[test]
fn e4_2_a_did_key_is_resolved_without_fetching_and_its_controller_is_the_did() {
    for kind in [KeyKind::Ed25519, KeyKind::P256, KeyKind::P384] {
        let key = SigningKey::generate_kind(kind, &mut |bytes| bytes.fill(3)).unwrap().public();
        let method = resolve_local(&did_key_method(&key)).unwrap();
        assert_eq!((&method.key, method.bare_did), (&key, false));
        assert_eq!(method.controller, did_key(&key));
        let bare = resolve_local(&did_key(&key)).unwrap();
        assert_eq!((&bare.key, bare.bare_did, bare.id), (&key, true, did_key_method(&key)));
    }
    let key = SigningKey::from_seed([3; 32]).public();
    let other = SigningKey::from_seed([4; 32]).public().to_multibase();
    assert_eq!(resolve_local(&format!("{}#{other}", did_key(&key))), Err(MethodError::NotFound));
    assert_eq!(resolve_local("did:web:example.org#x"), Err(MethodError::NotFound));
    assert!(matches!(resolve_local("https://example.org#x"), Err(MethodError::Did(DidError::Syntax(_)))));
}

proptest! {
    #[test]
    fn any_text_gives_a_sound_address_or_an_error(rest in "[a-zA-Z0-9.:%\\-_@/\\[\\]#? ü]{0,60}") {
        let did = format!("did:web:{rest}");
        if let Ok(parsed) = Did::parse(&did) {
            let url = parsed.document_url().unwrap();
            prop_assert_eq!(parsed.to_string(), did);
            prop_assert!(url.path().ends_with("/did.json") && url.username().is_empty());
            prop_assert!(url.query().is_none() && url.fragment().is_none() && url.password().is_none());
            prop_assert!(!url.path().contains("/../") && !url.path().contains("//"));
            prop_assert!(url.scheme() == "https" || ["localhost", "127.0.0.1", "[::1]"].contains(&url.host_str().unwrap()));
            prop_assert!(url.domain().is_some() || url.scheme() == "http");
        }
    }

    #[test]
    fn any_text_at_all_is_read_or_refused(text in ".{0,80}") {
        let _ = DidUrl::parse(&text);
        let _ = resolve_local(&text);
    }

    #[test]
    fn made_is_read(host in "[a-z]{1,8}\\.[a-z]{2,5}", port in 1024_u16.., path in prop::collection::vec("[a-z0-9-]{1,8}", 0..4)) {
        let segments: Vec<&str> = path.iter().map(String::as_str).collect();
        let did = did_web(&format!("{host}:{port}"), &segments).unwrap();
        let path = if path.is_empty() { ".well-known".to_owned() } else { path.join("/") };
        let url = Did::parse(&did).unwrap().document_url().unwrap();
        prop_assert_eq!(url.as_str(), format!("https://{host}:{port}/{path}/did.json"));
    }
}
