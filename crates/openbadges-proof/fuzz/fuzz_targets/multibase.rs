//! Multibase and Multikey. Oracle: what is read is written back to the same text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openbadges_proof::PublicKey;
use openbadges_proof::multibase::{decode_base58btc, decode_base64url, encode_base58btc, encode_base64url};

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(bytes) = decode_base58btc(text) {
        assert_eq!(encode_base58btc(&bytes), text);
    }
    if let Ok(bytes) = decode_base64url(text, 4096) {
        assert_eq!(encode_base64url(&bytes), text);
    }
    if let Ok(key) = PublicKey::from_multibase(text) {
        assert_eq!(key.to_multibase(), text);
        assert!(key.verify(data, &[0; 64]).is_err());
    }
});
