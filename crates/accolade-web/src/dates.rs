//! Dates in the reader's words.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// `1 March 2026`, in UTC: the day that the badge itself names.
pub(crate) fn day(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%-d %B %Y").to_string()
}

/// `1 March 2026` in a time zone by name; in UTC where the name is not known.
pub(crate) fn day_in(at: Timestamp, zone: &str) -> String {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    at.to_zoned(zone).strftime("%-d %B %Y").to_string()
}

/// `1 March 2026, 14:05 UTC`
pub(crate) fn minute(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%-d %B %Y, %H:%M UTC").to_string()
}

/// The day of a timestamp as written in a badge; the text itself where it cannot be read.
pub(crate) fn written(text: &str) -> String {
    text.parse::<Timestamp>().map_or_else(|_| text.to_owned(), day)
}
