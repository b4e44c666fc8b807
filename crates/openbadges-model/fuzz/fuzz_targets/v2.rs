//! Documents of 2.0 and before. Oracle: what is in the form of 2.0 stays as it is when it is brought there again, a
//! document without an error is read into its class, and the 3.0 view of anything can be looked at.
#![no_main]

use std::borrow::Cow;

use libfuzzer_sys::fuzz_target;
use openbadges_model::Fault;
use openbadges_model::json::{Limits, parse};
use openbadges_model::v2::{
    Assertion, BadgeClass, Class, CryptographicKey, Endorsement, Issued, Origin, Profile, RevocationList,
    Version, context_faults, extension_faults, to_credential, unknown_extensions, upgrade,
};

fuzz_target!(|bytes: &[u8]| {
    let Ok(document) = parse(bytes, &Limits::default()) else { return };
    let version = Version::of(&document).unwrap_or(Version::V2_0);
    let class = Class::of(&document).unwrap_or(Class::Assertion);
    extension_faults(&document);
    unknown_extensions(&document);
    let upgraded = upgrade(&document, class, Origin::of(version));
    let mut faults = openbadges_model::v2::validate(&upgraded, class, version);
    faults.extend(context_faults(&document, version));
    if version == Version::V2_0 {
        assert!(matches!(upgrade(&upgraded, class, Origin::of(version)), Cow::Borrowed(_)));
        if !faults.iter().any(Fault::is_error) {
            let value = &upgraded;
            let read = match class {
                Class::Assertion => Assertion::from_value(value).map(|it| it.to_value()),
                Class::BadgeClass => BadgeClass::from_value(value).map(|it| it.to_value()),
                Class::Issuer | Class::Profile => Profile::from_value(value).map(|it| it.to_value()),
                Class::Endorsement => Endorsement::from_value(value).map(|it| it.to_value()),
                Class::CryptographicKey => CryptographicKey::from_value(value).map(|it| it.to_value()),
                Class::RevocationList => RevocationList::from_value(value).map(|it| it.to_value()),
                Class::Foreign => return,
            };
            assert!(read.is_ok(), "{read:?}");
        }
    }
    let view = to_credential(Issued {
        assertion: &upgraded,
        badge: &upgraded["badge"],
        issuer: &upgraded["badge"]["issuer"],
    });
    openbadges_model::validate(&view);
});
