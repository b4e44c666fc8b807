//! Status lists and entries. Oracle: what is decoded is within the limits and encodes to the same bits.
#![no_main]

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use openbadges_proof::multibase::encode_base64url;
use openbadges_proof::status_list::{
    BitstringStatusList, MAX_INFLATED_BYTES, MIN_ENTRIES, StatusEntry, check,
};
use serde_json::Value;

fuzz_target!(|data: &[u8]| {
    for text in [encode_base64url(data), String::from_utf8_lossy(data).into_owned()] {
        if let Ok(list) = BitstringStatusList::decode(&text, MAX_INFLATED_BYTES) {
            assert!((MIN_ENTRIES..=MAX_INFLATED_BYTES as u64 * 8).contains(&list.entries()));
            assert!(list.get(list.entries()).is_err());
            assert!(BitstringStatusList::decode(&list.encode(), MAX_INFLATED_BYTES).unwrap() == list);
        }
    }
    if let Ok(Value::Array(pair)) = serde_json::from_slice(data)
        && let [entry, list] = pair.as_slice()
        && let Ok(entry) = StatusEntry::parse(entry)
    {
        let _ = check(&entry, list, Timestamp::UNIX_EPOCH);
    }
});
