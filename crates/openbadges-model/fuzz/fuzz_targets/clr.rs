//! Records and endorsements. Oracle: one without an error is read into its class, and comes back unchanged but for empty
//! lists.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openbadges_model::json::{Limits, parse};
use openbadges_model::{
    ClrCredential, EndorsementCredential, Fault, FaultKind, validate, validate_endorsement,
};

fuzz_target!(|bytes: &[u8]| {
    let Ok(document) = parse(bytes, &Limits::default()) else { return };
    let is_sound =
        |faults: &[Fault]| !faults.iter().any(|fault| fault.is_error() || fault.kind == FaultKind::Empty);
    let is = |name: &str| document["type"].as_array().is_some_and(|types| types.iter().any(|it| it == name));
    let faults = validate(&document);
    if let Ok(record) = ClrCredential::from_value(&document)
        && is("ClrCredential")
    {
        assert!(!is_sound(&faults) || record.to_value() == document);
    }
    let faults = validate_endorsement(&document);
    if let Ok(word) = EndorsementCredential::from_value(&document) {
        assert!(!is_sound(&faults) || word.to_value() == document);
    }
});
