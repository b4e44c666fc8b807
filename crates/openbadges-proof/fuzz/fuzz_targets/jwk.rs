//! Any JSON as a public or private JWK, and any text as a `did:jwk`. Oracle: a key that is read is written again as the
//! same key.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openbadges_proof::did::resolve_local;
use openbadges_proof::{PublicKey, SigningKey};
use serde_json::Value;

fuzz_target!(|data: &[u8]| {
    if let Ok(text) = std::str::from_utf8(data) {
        let _ = resolve_local(&format!("did:jwk:{text}"));
    }
    let _ = SigningKey::from_secret(data);
    let Ok(jwk) = serde_json::from_slice::<Value>(data) else { return };
    if let Ok(key) = PublicKey::from_jwk(&jwk) {
        assert_eq!(PublicKey::from_jwk(&key.to_jwk()), Ok(key));
    }
    if let Ok(key) = SigningKey::from_private_jwk(&jwk) {
        let again = SigningKey::from_secret(&key.secret()).map(|key| key.public());
        assert_eq!(again, Ok(key.public()));
    }
});
