//! Keys at rest (promises P-K1, threat model 3.1: associated data is tenant + kid + version).

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use openbadges_proof::wrap::{
    KeyEncryptionKey, WrapError, associated_data, kek_id, unwrap, unwrap_key, wrap, wrap_key,
};
use openbadges_proof::{KeyError, KeyKind, SigningKey};
use proptest::prelude::*;

fn kek(id: &str, byte: u8) -> KeyEncryptionKey {
    KeyEncryptionKey::new(id, &[byte; 32]).unwrap()
}

#[test]
fn p_k1_what_is_wrapped_opens_and_the_blob_does_not_hold_it() {
    let secret = b"the seed of the signing key, 32B";
    let blob = wrap(&kek("2026-1", 1), b"tenant", secret, [3; 12]);
    assert_eq!(kek_id(&blob), Ok("2026-1"));
    assert!(!blob.windows(4).any(|window| secret.windows(4).any(|part| part == window)));
    assert_eq!(unwrap(&kek("2026-1", 1), b"tenant", &blob).unwrap().as_slice(), secret);
}

#[test]
fn p_k1_wrong_key_wrong_owner_and_wrong_id_are_refused() {
    let blob = wrap(&kek("a", 1), b"tenant", b"secret", [3; 12]);
    assert_eq!(unwrap(&kek("a", 2), b"tenant", &blob), Err(WrapError::Refused));
    assert_eq!(unwrap(&kek("a", 1), b"tenanT", &blob), Err(WrapError::Refused));
    assert_eq!(unwrap(&kek("a", 1), b"", &blob), Err(WrapError::Refused));
    let other = WrapError::OtherKek { found: "a".into(), expected: "b".into() };
    assert_eq!(unwrap(&kek("b", 1), b"tenant", &blob), Err(other));
    assert_eq!(unwrap(&kek("a", 1), b"tenant", &[&[2], &blob[1..]].concat()), Err(WrapError::Version(2)));
}

#[test]
fn a_shifted_border_between_id_and_owner_is_refused() {
    // The same bytes `ab` as id + owner, split elsewhere.
    let blob = wrap(&kek("ab", 1), b"c", b"secret", [3; 12]);
    let moved = [&[1, 1], b"a".as_slice(), &blob[4..]].concat();
    assert!(unwrap(&kek("a", 1), b"bc", &moved).is_err());
}

/// Two names of one key: the blob says under which of them it was wrapped, and that is authenticated.
#[test]
fn another_id_of_the_same_key_is_refused() {
    let blob = wrap(&kek("2025", 1), b"tenant", b"secret", [3; 12]);
    let renamed = [&blob[..2], b"2026", &blob[6..]].concat();
    assert_eq!(kek_id(&renamed), Ok("2026"));
    assert_eq!(unwrap(&kek("2026", 1), b"tenant", &renamed), Err(WrapError::Refused));
}

#[test]
fn ids_of_key_encryption_keys_are_short_and_printable() {
    for id in ["", "two words", "ключ", &"x".repeat(65)] {
        assert_eq!(KeyEncryptionKey::new(id, &[0; 32]).unwrap_err(), WrapError::KekId);
    }
    assert!(KeyEncryptionKey::new(&"x".repeat(64), &[0; 32]).is_ok());
    assert_eq!(format!("{:?}", kek("2026-1", 0x5a)), "KeyEncryptionKey { id: \"2026-1\", .. }");
}

#[test]
fn p_k1_keys_of_every_kind_are_wrapped_and_open_as_what_they_were() {
    let kek = kek("2026-1", 1);
    for kind in KeyKind::ALL {
        let key = SigningKey::generate_kind(kind, &mut |bytes| bytes.fill(5)).unwrap();
        let blob = wrap_key(&kek, b"tenant", &key, [3; 12]);
        let secret = key.secret();
        assert!(!blob.windows(8).any(|window| secret.windows(8).any(|part| part == window)), "{kind:?}");
        let opened = unwrap_key(&kek, b"tenant", &blob).unwrap();
        assert_eq!((opened.public(), opened.secret()), (key.public(), key.secret()));
        assert!(matches!(unwrap_key(&kek, b"other", &blob), Err(WrapError::Refused)));
    }
    let seed = wrap(&kek, b"tenant", &[7; 32], [4; 12]);
    let opened = unwrap_key(&kek, b"tenant", &seed).unwrap().public();
    assert_eq!(opened, SigningKey::from_seed([7; 32]).public(), "what was wrapped before keys had kinds");
    let text = wrap(&kek, b"tenant", b"not a key", [4; 12]);
    assert_eq!(unwrap_key(&kek, b"tenant", &text).err(), Some(WrapError::Key(KeyError::Secret)));
}

#[test]
fn parts_of_the_associated_data_do_not_run_into_each_other() {
    assert_ne!(associated_data(&[b"ab", b"c"]), associated_data(&[b"a", b"bc"]));
    assert_ne!(associated_data(&[b"a"]), associated_data(&[b"a", b""]));
}

proptest! {
    #[test]
    fn every_cut_and_every_changed_byte_is_refused(at in 0_usize..200, bit in 0_u8..8, secret: [u8; 32]) {
        let key = kek("id", 1);
        let mut blob = wrap(&key, b"x", &secret, [9; 12]);
        let at = at % blob.len();
        prop_assert!(unwrap(&key, b"x", &blob[..at]).is_err());
        blob[at] ^= 1 << bit;
        prop_assert!(unwrap(&key, b"x", &blob).is_err());
    }

    #[test]
    fn any_bytes_are_refused(blob in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(unwrap(&kek("id", 1), b"x", &blob).is_err());
    }
}
