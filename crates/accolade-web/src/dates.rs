//! Dates in the reader's words.

use jiff::fmt::temporal::Pieces;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// `1 March 2026`, in UTC.
pub(crate) fn day(at: Timestamp) -> String {
    of(&at.to_zoned(TimeZone::UTC))
}

/// `1 March 2026` in a time zone by name; in UTC where the name is not known.
pub(crate) fn day_in(at: Timestamp, zone: &str) -> String {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    of(&at.to_zoned(zone))
}

/// `1 March 2026, 14:05 UTC`
pub(crate) fn minute(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%-d %B %Y, %H:%M UTC").to_string()
}

/// A timestamp as written in a badge: `1 March 2026` where a day begins or ends, with the time elsewhere, for a moment in
/// UTC may lie on another day where the badge was made.
pub(crate) fn written_moment(text: &str) -> String {
    let Some(at) = clock(text) else {
        return text.to_owned();
    };
    match (at.hour(), at.minute(), at.second()) {
        (0, 0, 0) | (23, 59, 59) => of(&at),
        _ if at.offset().is_zero() => minute(at.timestamp()),
        _ => at.strftime("%-d %B %Y, %H:%M UTC%:z").to_string(),
    }
}

fn of(at: &Zoned) -> String {
    at.strftime("%-d %B %Y").to_string()
}

/// What the clock showed that a timestamp was written by.
fn clock(text: &str) -> Option<Zoned> {
    let at: Timestamp = text.parse().ok()?;
    let offset = Pieces::parse(text).ok()?.to_numeric_offset()?;
    Some(at.to_zoned(offset.to_time_zone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_the_issuers_and_a_moment_is_told_exactly() {
        let at = "2031-02-28T23:00:00Z";
        assert_eq!(day_in(at.parse().unwrap(), "Europe/Berlin"), "1 March 2031");
        assert_eq!(day_in(at.parse().unwrap(), "Mars/Olympus"), "28 February 2031");
        assert_eq!(written_moment(at), "28 February 2031, 23:00 UTC");
        assert_eq!(written_moment("2031-03-01T00:00:00Z"), "1 March 2031");
        assert_eq!(written_moment("2031-03-01T00:00:00+01:00"), "1 March 2031");
        assert_eq!(written_moment("2031-06-01T23:59:59-04:00"), "1 June 2031");
        assert_eq!(written_moment("2031-03-01T00:30:00+01:00"), "1 March 2031, 00:30 UTC+01:00");
        assert_eq!(written_moment("soon"), "soon");
    }
}
