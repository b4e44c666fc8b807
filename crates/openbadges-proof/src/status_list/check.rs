//! What a list says of a badge.

use jiff::Timestamp;
use serde_json::Value;

use super::{BitstringStatusList, MAX_INFLATED_BYTES, MIN_ENTRIES, StatusListError};
use crate::time;

/// A `credentialStatus` of type `BitstringStatusListEntry`.
///
/// ```
/// use openbadges_proof::status_list::StatusEntry;
///
/// let entry = StatusEntry::parse(&serde_json::json!({
///     "type": "BitstringStatusListEntry",
///     "statusPurpose": "revocation",
///     "statusListIndex": "94567",
///     "statusListCredential": "https://example.org/status/3"
/// }))?;
/// assert_eq!((entry.index, entry.size), (94_567, 1));
/// # Ok::<(), openbadges_proof::status_list::StatusListError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct StatusEntry {
    /// What a set bit means: `revocation`, `suspension`, `message`, `refresh`, or something else.
    pub purpose: String,
    /// The position in the list, in entries.
    pub index: u64,
    /// The address of the list credential.
    pub list_credential: String,
    /// Bits per entry, 1 to 64; 1 where the entry does not say.
    pub size: u32,
    /// What the values mean, as pairs of value and message: none, or one of each value. An entry of more than one bit
    /// has them.
    pub messages: Vec<(u64, String)>,
}

/// What the list says of one entry.
///
/// ```
/// use openbadges_proof::status_list::{BitstringStatusList, MIN_ENTRIES, StatusEntry, TTL_MS, check, credential, entry};
///
/// let (url, now) = ("https://example.org/status/1", "2026-02-01T00:00:00Z".parse()?);
/// let bits = BitstringStatusList::new(MIN_ENTRIES)?;
/// let list = credential(url, "did:web:example.org", "suspension", &bits.encode(), now, TTL_MS);
/// let status = check(&StatusEntry::parse(&entry(url, 7, "suspension"))?, &list, now)?;
/// assert_eq!((status.purpose.as_str(), status.is_set()), ("suspension", false));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Status {
    /// What a set bit means.
    pub purpose: String,
    /// The value at the position: 0 or 1, more where the entry has more than one bit.
    pub value: u64,
    /// The message that the entry gives for this value.
    pub message: Option<String>,
}

impl Status {
    /// Whether the status applies: a bit is set.
    pub fn is_set(&self) -> bool {
        self.value != 0
    }
}

impl StatusEntry {
    /// Reads an entry. The position may be a string, as the specification wants, or a number, as its older samples
    /// have it (specification E.2-7).
    pub fn parse(entry: &Value) -> Result<Self, StatusListError> {
        if !has_type(entry, "BitstringStatusListEntry") {
            return Err(malformed("/type", "not BitstringStatusListEntry"));
        }
        let list_credential = text(entry, "statusListCredential")
            .ok_or_else(|| malformed("/statusListCredential", "missing, or not a string"))?;
        if text(entry, "id") == Some(list_credential) {
            return Err(malformed("/id", "it must differ from statusListCredential"));
        }
        let purpose = text(entry, "statusPurpose").filter(|purpose| !purpose.is_empty());
        let index = entry.get("statusListIndex").and_then(read_index);
        let size =
            entry.get("statusSize").map_or(Some(1), Value::as_u64).and_then(|size| u32::try_from(size).ok());
        let size = size
            .filter(|size| (1..=64).contains(size))
            .ok_or_else(|| malformed("/statusSize", "not 1 to 64"))?;
        let messages = entry.get("statusMessage").map_or(Ok(Vec::new()), read_messages)?;
        if size > 1 && messages.is_empty() {
            return Err(malformed("/statusMessage", "missing, and statusSize is more than 1"));
        }
        if !messages.is_empty() && messages.len() as u128 != 1 << size {
            return Err(malformed("/statusMessage", "not one entry for each value that statusSize allows"));
        }
        Ok(Self {
            purpose: purpose
                .ok_or_else(|| malformed("/statusPurpose", "missing, or not a string"))?
                .to_owned(),
            index: index.ok_or_else(|| malformed("/statusListIndex", "not a whole number from 0 on"))?,
            list_credential: list_credential.to_owned(),
            size,
            messages,
        })
    }
}

/// Looks an entry up in its list: the validation of Bitstring Status List 1.0 from the point where the list
/// credential has been fetched and its proof and issuer verified, which is the caller's part.
///
/// `now` is compared with `validFrom` and `validUntil` of the list.
///
/// ```
/// use openbadges_proof::status_list::{BitstringStatusList, MIN_ENTRIES, StatusEntry, TTL_MS, check, credential, entry};
///
/// let (url, now) = ("https://example.org/status/1", "2026-02-01T00:00:00Z".parse()?);
/// let mut bits = BitstringStatusList::new(MIN_ENTRIES)?;
/// bits.set(94_567, true)?;
/// let list = credential(url, "did:web:example.org", "revocation", &bits.encode(), now, TTL_MS);
/// for (index, is_revoked) in [(94_567, true), (94_568, false)] {
///     let entry = StatusEntry::parse(&entry(url, index, "revocation"))?;
///     assert_eq!(check(&entry, &list, now)?.is_set(), is_revoked);
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn check(entry: &StatusEntry, list: &Value, now: Timestamp) -> Result<Status, StatusListError> {
    check_in(entry, list, &bits(list, MAX_INFLATED_BYTES)?, now)
}

/// The bits of a list credential, at most `max` bytes of them.
pub fn bits(list: &Value, max: usize) -> Result<BitstringStatusList, StatusListError> {
    let encoded = text(subject(list)?, "encodedList")
        .ok_or_else(|| malformed("/credentialSubject/encodedList", "missing, or not a string"))?;
    BitstringStatusList::decode(encoded, max)
}

/// Like [`check`], for a list whose [`bits`] the caller has: many entries of one list are looked up in bits that were
/// inflated once.
pub fn check_in(
    entry: &StatusEntry,
    list: &Value,
    bits: &BitstringStatusList,
    now: Timestamp,
) -> Result<Status, StatusListError> {
    if !has_type(list, "BitstringStatusListCredential") {
        return Err(malformed("/type", "not BitstringStatusListCredential"));
    }
    check_dates(list, now)?;
    if !holds(subject(list)?.get("statusPurpose"), &entry.purpose) {
        return Err(StatusListError::Purpose { expected: entry.purpose.clone() });
    }
    let entries = bits.entries() / u64::from(entry.size);
    if entries < MIN_ENTRIES {
        return Err(StatusListError::Length { entries });
    }
    let value = bits.value(entry.index, entry.size)?;
    let message = entry.messages.iter().find(|(of, _)| *of == value).map(|(_, message)| message.clone());
    Ok(Status { purpose: entry.purpose.clone(), value, message })
}

/// The one subject of a list credential, alone or in an array.
fn subject(list: &Value) -> Result<&Value, StatusListError> {
    let subject = match list.get("credentialSubject") {
        Some(Value::Array(items)) if items.len() == 1 => &items[0],
        Some(other) => other,
        None => return Err(malformed("/credentialSubject", "missing")),
    };
    if has_type(subject, "BitstringStatusList") {
        Ok(subject)
    } else {
        Err(malformed("/credentialSubject/type", "not BitstringStatusList"))
    }
}

fn check_dates(list: &Value, now: Timestamp) -> Result<(), StatusListError> {
    let date = |member, pointer| match list.get(member) {
        None => Ok(None),
        Some(value) => match value.as_str().and_then(time::parse) {
            None => Err(malformed(pointer, "not a date and time with offset")),
            some => Ok(some),
        },
    };
    if date("validFrom", "/validFrom")?.is_some_and(|from| from > now) {
        return Err(malformed("/validFrom", "the list is not valid yet"));
    }
    if date("validUntil", "/validUntil")?.is_some_and(|until| until < now) {
        return Err(malformed("/validUntil", "the list has expired"));
    }
    Ok(())
}

/// A position is written in base 10 without sign; leading zeros would be a second spelling.
fn read_index(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.parse().ok().filter(|index: &u64| index.to_string() == *text),
        _ => None,
    }
}

/// `statusMessage`: objects with `status` (a value in hexadecimal, `0x0`) and `message`.
fn read_messages(value: &Value) -> Result<Vec<(u64, String)>, StatusListError> {
    let entries = value.as_array().ok_or_else(|| malformed("/statusMessage", "not a list"))?;
    let read = |entry: &Value| {
        let status = text(entry, "status")?.strip_prefix("0x")?;
        Some((u64::from_str_radix(status, 16).ok()?, text(entry, "message")?.to_owned()))
    };
    let problem = || malformed("/statusMessage", "an entry without status (0x…) and message");
    entries.iter().map(|entry| read(entry).ok_or_else(problem)).collect()
}

fn has_type(value: &Value, name: &str) -> bool {
    holds(value.get("type"), name)
}

/// Whether a member is this text, or a list that has it.
fn holds(member: Option<&Value>, text: &str) -> bool {
    member.is_some_and(|member| match member {
        Value::Array(items) => items.iter().any(|item| item == text),
        other => other == text,
    })
}

fn text<'a>(value: &'a Value, member: &str) -> Option<&'a str> {
    value.get(member).and_then(Value::as_str)
}

fn malformed(member: &'static str, problem: &'static str) -> StatusListError {
    StatusListError::Malformed { member, problem }
}
