//! Any identity object, any e-mail address and salt. Oracle: an address matches what was hashed of it in any spelling,
//! nothing else does, and a hash never matches what has none of its form.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openbadges_model::{IdentifierType, IdentityObject, Match, Recipient, v2};
use serde_json::json;

fuzz_target!(|input: (&str, &str, &str)| {
    let (address, salt, hash) = input;
    let email = IdentifierType::EmailAddress;
    let made = IdentityObject::email_hashed(address, salt);
    assert_eq!(made.matches(&email, address), Match::Yes);
    assert_eq!(made.matches(&email, &format!("{address}x")), Match::No);
    assert_eq!(made.matches(&IdentifierType::Name, address), Match::OtherType);
    if address == address.trim() {
        assert_eq!(made.is(&Recipient::new(&format!("mailto:{address}"))), Match::Yes);
    }
    assert_ne!(made.is(&Recipient::new(&format!("mailto:{address}x"))), Match::Yes);
    let digest = made.identity_hash.strip_prefix("sha256$").unwrap();
    assert!(digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit()));

    let given = IdentityObject { identity_hash: hash.to_owned(), ..made };
    if given.matches(&email, address) == Match::Yes {
        let digits = hash.rsplit('$').next().unwrap();
        assert!([32, 64].contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
    }
    let old = json!({"recipient": {"type": "email", "hashed": true, "salt": salt, "identity": hash}});
    if let Some(old) = v2::IdentityObject::of(&old) {
        let same = hash.contains('$') || address.to_lowercase().contains(&hash.to_lowercase());
        assert!(same || old.matches(address) != Match::Yes);
    }
});
