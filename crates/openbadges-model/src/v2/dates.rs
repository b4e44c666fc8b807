//! Instants as 2.0 and the versions before it wrote them.

use crate::Instant;
use crate::instant::Local;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::fmt::temporal::Pieces;
use serde_json::Value;

/// The instant that a date of 2.0 or before means (C.1, C.5): ISO 8601 with a zone, a day alone (its beginning in
/// UTC), or seconds since 1970 as a number or text; in the last hours of 9999, the last that a timestamp reaches.
/// `None` for anything else.
///
/// ```
/// use openbadges_model::v2::instant;
/// use serde_json::json;
/// for date in [json!("2015-04-30T02:00+02:00"), json!("2015-04-30"), json!(1_430_352_000), json!("1430352000")] {
///     assert_eq!(instant(&date).unwrap().to_string(), "2015-04-30T00:00:00Z");
/// }
/// assert_eq!(instant(&json!("soon")), None);
/// ```
pub fn instant(date: &Value) -> Option<Timestamp> {
    let instant = match date {
        Value::Number(number) => Instant::from_second(number.as_i64().or_else(|| whole(number.as_f64()?))?),
        Value::String(text) => {
            zoned(text).or_else(|| day(text)).or_else(|| Instant::from_second(epoch(text)?))
        }
        _ => None,
    };
    instant.map(Instant::timestamp)
}

/// Whether a date is one that 2.0 allows: text in ISO 8601 with a zone.
pub(crate) fn is_exact(date: &Value) -> bool {
    date.as_str().is_some_and(|text| zoned(text).is_some())
}

fn zoned(text: &str) -> Option<Instant> {
    Instant::read(text).ok().or_else(|| loose(text))
}

/// Other forms of ISO 8601: without seconds, without hyphens, with a space.
fn loose(text: &str) -> Option<Instant> {
    let is_plain = text.is_ascii() && text.len() <= 64 && text.contains(['T', 't', ' ']);
    let pieces = Pieces::parse(Some(text).filter(|_| is_plain)?).ok()?;
    let clock = Local::from(pieces.date().to_datetime(pieces.time()?));
    clock.instant(pieces.to_numeric_offset()?.seconds()).ok()
}

fn day(text: &str) -> Option<Instant> {
    let date: Date = Some(text).filter(|text| text.len() == 10)?.parse().ok()?;
    Local::from(date.to_datetime(Time::midnight())).instant(0).ok()
}

fn epoch(text: &str) -> Option<i64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

#[expect(clippy::cast_possible_truncation, reason = "checked to be in range of exact integers before")]
fn whole(number: f64) -> Option<i64> {
    (number.is_finite() && number.abs() < 9e15).then(|| number.floor() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn c5_dates_of_every_version_are_read() {
        for (date, instant_of) in [
            (json!("2016-12-31T23:59:59Z"), "2016-12-31T23:59:59Z"),
            (json!("2017-10-01T00:00Z"), "2017-10-01T00:00:00Z"),
            (json!("2016-12-31T23:59:59.25+00:00"), "2016-12-31T23:59:59.25Z"),
            (json!("2011-06-01"), "2011-06-01T00:00:00Z"),
            (json!(0), "1970-01-01T00:00:00Z"),
            (json!(1.9), "1970-01-01T00:00:01Z"),
            (json!("2026-01-01T00:00:00.1234567890123Z"), "2026-01-01T00:00:00.123456789Z"),
            (json!("9999-12-30T00:00Z"), "9999-12-30T00:00:00Z"),
        ] {
            assert_eq!(instant(&date).map(|found| found.to_string()).as_deref(), Some(instant_of), "{date}");
        }
        for date in [json!("2016-12-31T23:59:59"), json!("31.12.2016"), json!(""), json!(1e300), json!(true)]
        {
            assert_eq!(instant(&date), None, "{date}");
        }
    }

    #[test]
    fn c2_never_is_read_in_every_form() {
        for date in [
            json!("9999-12-31T23:59:59Z"),
            json!("9999-12-31T23:59Z"),
            json!("99991231T235959Z"),
            json!("9999-12-31"),
            json!(253_402_300_799_i64),
            json!("253402300799"),
        ] {
            assert_eq!(instant(&date), Some(Timestamp::MAX), "{date}");
        }
        assert_eq!(instant(&json!(253_402_300_800_i64)), None);
    }
}
