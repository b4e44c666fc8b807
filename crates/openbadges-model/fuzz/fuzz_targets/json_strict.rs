//! What the strict reader accepts, `serde_json` accepts too, with the same value; and it never has a name twice.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openbadges_model::json::{Limits, parse};
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    let Ok(value) = parse(bytes, &Limits::default()) else { return };
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    assert_eq!(serde_json::from_slice::<Value>(text).ok().as_ref(), Some(&value));
    let written = value.to_string();
    assert_eq!(parse(written.as_bytes(), &Limits { bytes: usize::MAX, ..Limits::default() }), Ok(value));
});
