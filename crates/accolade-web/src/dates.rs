//! Dates in the reader's words.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// `1 March 2026`, in UTC.
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

/// A timestamp as written in a badge: `1 March 2026` where a day begins, with the time elsewhere, for a moment in UTC
/// may lie on another day where the badge was made.
pub(crate) fn written_moment(text: &str) -> String {
    let Ok(at) = text.parse::<Timestamp>() else {
        return text.to_owned();
    };
    if at.as_second() % (24 * 60 * 60) == 0 { day(at) } else { minute(at) }
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
        assert_eq!(written_moment("soon"), "soon");
    }
}
