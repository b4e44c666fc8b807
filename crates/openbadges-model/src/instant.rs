//! What a date and time means, whatever its text.

use crate::DateTimeError;
use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};
use std::fmt;

/// A point of time, to be compared with another. It reaches from the beginning of the year 0 to the end of 9999 in
/// every zone; a [`Timestamp`] ends a day before that, and `9999-12-31T23:59:59Z` is what many write for "never".
///
/// ```
/// use openbadges_model::Instant;
///
/// let never = Instant::read("9999-12-31T23:59:59Z")?;
/// assert!(never > Instant::from(jiff::Timestamp::now()));
/// assert_eq!((never.second(), never.timestamp()), (253_402_300_799, jiff::Timestamp::MAX));
/// # Ok::<(), openbadges_model::DateTimeError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(SignedDuration);

const EPOCH: DateTime = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);

/// The offsets of `dateTimeStamp` (XML Schema 1.1, 3.3.7): up to 14 hours.
const MAX_OFFSET: i32 = 14 * 3600;

impl Instant {
    /// Reads `YYYY-MM-DDThh:mm:ss`, with an optional fraction of any length, and `Z` or `±hh:mm`. Of a fraction,
    /// nanoseconds count. A leap second, which is only ever the last of a day in UTC, means the second before it;
    /// `24:00:00` is the end of its day (XML Schema 1.1, 3.3.7).
    pub fn read(text: &str) -> Result<Self, DateTimeError> {
        let (local, offset) = read(text)?;
        local.instant(offset.ok_or(DateTimeError::NoZone)?)
    }

    /// So many seconds after 1970 began; `None` outside the years that can be written.
    pub fn from_second(second: i64) -> Option<Self> {
        let since = SignedDuration::from_secs(second);
        EPOCH.checked_add(since).ok().map(|_| Self(since))
    }

    /// Whole seconds since 1970 began, as `NumericDate` counts them (RFC 7519, 2).
    pub fn second(self) -> i64 {
        self.0.as_secs() - i64::from(self.0.subsec_nanos() < 0)
    }

    /// The nearest timestamp: its last one for what lies after that.
    pub fn timestamp(self) -> Timestamp {
        let end = if self.0.is_negative() { Timestamp::MIN } else { Timestamp::MAX };
        Timestamp::from_duration(self.0).unwrap_or(end)
    }
}

impl From<Timestamp> for Instant {
    fn from(timestamp: Timestamp) -> Self {
        Self(timestamp.as_duration())
    }
}

/// In UTC, as far as the year 9999 reaches there.
impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}Z", EPOCH.saturating_add(self.0))
    }
}

/// What a clock shows, of which the zone is told apart: the time since it showed the start of 1970.
pub(crate) struct Local(SignedDuration);

impl Local {
    /// The instant that is meant if the clock is so many seconds ahead of UTC.
    pub(crate) fn instant(self, offset: i32) -> Result<Instant, DateTimeError> {
        if offset.abs() > MAX_OFFSET {
            return Err(DateTimeError::NoSuchTime);
        }
        Ok(Instant(self.0 - SignedDuration::from_secs(offset.into())))
    }
}

impl From<DateTime> for Local {
    fn from(clock: DateTime) -> Self {
        Self(clock.duration_since(EPOCH))
    }
}

/// Length of `YYYY-MM-DDThh:mm:ss`.
const SECONDS: usize = 19;

/// The local date and time, and the seconds that its clock is ahead of UTC if the text says so.
pub(crate) fn read(text: &str) -> Result<(Local, Option<i32>), DateTimeError> {
    let (clock, rest) = text.as_bytes().split_at_checked(SECONDS).ok_or(DateTimeError::Form)?;
    let (fraction, zone) = split_fraction(rest).ok_or(DateTimeError::Form)?;
    if !fits(clock, b"0000-00-00T00:00:00") {
        return Err(DateTimeError::Form);
    }
    let offset = match zone {
        b"" => None,
        b"Z" => Some(0),
        [sign @ (b'+' | b'-'), ahead @ ..] if fits(ahead, b"00:00") => {
            let (hours, minutes) = (two(ahead, 0), two(ahead, 3));
            if minutes > 59 {
                return Err(DateTimeError::NoSuchTime);
            }
            let seconds = (i32::from(hours) * 60 + i32::from(minutes)) * 60;
            Some(if *sign == b'-' { -seconds } else { seconds })
        }
        _ => return Err(DateTimeError::Form),
    };
    let year = i16::from(two(clock, 0)) * 100 + i16::from(two(clock, 2));
    let [month, day, hour, minute, second] = [5, 8, 11, 14, 17].map(|at| two(clock, at));
    let is_leap = second == 60;
    if is_leap && !ends_a_day(hour, minute, offset.unwrap_or(0)) {
        return Err(DateTimeError::NoSuchTime);
    }
    let digits = fraction.iter().chain(std::iter::repeat(&b'0')).take(9);
    let nanosecond = digits.fold(0, |sum, digit| sum * 10 + i32::from(digit - b'0'));
    let is_end_of_day = (hour, minute, second, nanosecond) == (24, 0, 0, 0);
    let hour = if is_end_of_day { 0 } else { hour };
    let clock = DateTime::new(year, month, day, hour, minute, second - i8::from(is_leap), nanosecond)
        .map_err(|_| DateTimeError::NoSuchTime)?;
    let Local(since) = clock.into();
    let day_more = if is_end_of_day { SignedDuration::from_hours(24) } else { SignedDuration::ZERO };
    Ok((Local(since + day_more), offset))
}

/// Whether a minute of a clock is the last one of a day in UTC.
fn ends_a_day(hour: i8, minute: i8, offset: i32) -> bool {
    (i32::from(hour) * 60 + i32::from(minute) - offset / 60).rem_euclid(24 * 60) == 24 * 60 - 1
}

/// The digits after the point, if there is one, and what follows them.
fn split_fraction(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let Some(rest) = rest.strip_prefix(b".") else { return Some((&[], rest)) };
    let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (count > 0).then(|| rest.split_at(count))
}

/// The number that two digits make.
fn two(digits: &[u8], at: usize) -> i8 {
    ((digits[at] - b'0') * 10 + (digits[at + 1] - b'0')).cast_signed()
}

/// Whether `text` has the form of `pattern`, where `0` stands for any digit.
pub(crate) fn fits(text: &[u8], pattern: &[u8]) -> bool {
    text.len() == pattern.len()
        && text.iter().zip(pattern).all(|(byte, form)| match form {
            b'0' => byte.is_ascii_digit(),
            other => byte == other,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(text: &str) -> Instant {
        Instant::read(text).unwrap()
    }

    #[test]
    fn a1_dates_reach_to_the_end_of_9999() {
        let last = instant("9999-12-31T23:59:59Z");
        assert_eq!((last.second(), last.to_string().as_str()), (253_402_300_799, "9999-12-31T23:59:59Z"));
        assert_eq!(Instant::from_second(253_402_300_799), Some(last));
        assert_eq!(Instant::from_second(253_402_300_800), None);
        for (earlier, later) in [
            ("9999-12-30T22:00:00.999999999Z", "9999-12-30T22:00:01Z"),
            ("9999-12-31T23:59:59+14:00", "9999-12-31T23:59:59Z"),
            ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59.999999999Z"),
            ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59-14:00"),
        ] {
            assert!(instant(earlier) < instant(later), "{earlier} {later}");
        }
        assert_eq!(instant("9999-12-31T00:00:00Z").timestamp(), Timestamp::MAX);
        assert!(Instant::read("10000-01-01T00:00:00Z").is_err());
    }

    #[test]
    fn a1_fractions_have_any_length_and_seconds_are_cut() {
        assert_eq!(instant("2026-01-01T00:00:00.1234567890123Z"), instant("2026-01-01T00:00:00.123456789Z"));
        assert_eq!(instant("2026-01-01T00:00:00.5Z"), instant("2026-01-01T00:00:00.500000000000Z"));
        assert_eq!(instant("1969-12-31T23:59:59.5Z").second(), -1);
        assert_eq!(instant("1970-01-01T00:00:00.5Z").second(), 0);
    }

    #[test]
    fn a1_offsets_are_14_hours_at_most() {
        for offset in ["+14:00", "-14:00", "+05:45", "-00:00"] {
            assert!(Instant::read(&format!("2026-01-01T00:00:00{offset}")).is_ok(), "{offset}");
        }
        for offset in ["+14:01", "-18:00", "+25:00", "+01:60"] {
            let read = Instant::read(&format!("2026-01-01T00:00:00{offset}"));
            assert_eq!(read, Err(DateTimeError::NoSuchTime), "{offset}");
        }
    }

    #[test]
    fn a1_24_o_clock_is_the_end_of_its_day() {
        assert_eq!(instant("2026-02-28T24:00:00Z"), instant("2026-03-01T00:00:00Z"));
        assert_eq!(instant("2026-12-31T24:00:00.000+01:00"), instant("2026-12-31T23:00:00Z"));
        assert!(instant("9999-12-31T24:00:00Z") > instant("9999-12-31T23:59:59Z"));
        for none in
            ["2026-01-01T24:00:01Z", "2026-01-01T24:01:00Z", "2026-01-01T24:00:00.5Z", "2026-02-30T24:00:00Z"]
        {
            assert_eq!(Instant::read(none), Err(DateTimeError::NoSuchTime), "{none}");
        }
    }

    #[test]
    fn a1_a_leap_second_ends_a_day_in_utc() {
        for leap in ["2016-12-31T23:59:60Z", "2017-01-01T00:59:60+01:00", "2016-12-31T18:29:60-05:30"] {
            assert_eq!(instant(leap), instant("2016-12-31T23:59:59Z"), "{leap}");
        }
        for none in ["2016-12-31T12:00:60Z", "2016-12-31T23:59:60+01:00", "2016-12-31T23:59:61Z"] {
            assert_eq!(Instant::read(none), Err(DateTimeError::NoSuchTime), "{none}");
        }
    }
}
