//! A document without an error is read into the classes, and comes back unchanged but for empty lists.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openbadges_model::{
    AchievementCredential, Fault, FaultKind,
    json::{Limits, parse},
    validate,
};

fuzz_target!(|bytes: &[u8]| {
    let Ok(document) = parse(bytes, &Limits::default()) else { return };
    let faults = validate(&document);
    let read = AchievementCredential::from_value(&document);
    let is_plain = faults.iter().all(|fault| fault.kind != FaultKind::Empty);
    if let Ok(credential) = read
        && is_plain
    {
        assert!(faults.iter().any(Fault::is_error) || credential.to_value() == document);
    }
});
