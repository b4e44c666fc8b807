//! Instants as the specification writes them.

use crate::Instant;
use crate::instant::{fits, read};
use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A `DateTimeZ` (OB3 "Derived Types"): an ISO 8601 date and time that names its offset from UTC.
///
/// The text is kept as it was read, since it is what was signed; [`DateTimeZ::instant`] is what
/// it means. A value made from a [`Timestamp`] is written in whole seconds UTC, one made from a [`Zoned`] in those of its
/// own clock, so that the day is that of the place.
///
/// ```
/// use openbadges_model::DateTimeZ;
/// let date: DateTimeZ = "2021-09-07T02:09:59+02:00".parse()?;
/// assert_eq!(date.as_str(), "2021-09-07T02:09:59+02:00");
/// assert_eq!(date.instant().to_string(), "2021-09-07T00:09:59Z");
/// assert!("2021-09-07T02:09:59".parse::<DateTimeZ>().is_err());
/// # Ok::<(), openbadges_model::DateTimeError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DateTimeZ {
    text: String,
    instant: Instant,
}

/// Why a text is no `DateTimeZ`.
///
/// ```
/// use openbadges_model::{DateTimeError, DateTimeZ};
///
/// assert_eq!("2026-05-06T07:08:09".parse::<DateTimeZ>(), Err(DateTimeError::NoZone));
/// assert_eq!("2026-02-30T07:08:09Z".parse::<DateTimeZ>(), Err(DateTimeError::NoSuchTime));
/// assert_eq!("tomorrow".parse::<DateTimeZ>(), Err(DateTimeError::Form));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DateTimeError {
    /// There is a date and a time, but no `Z` or offset.
    #[error("the time has no zone: end it with `Z` or an offset such as `+02:00`")]
    NoZone,
    /// Not of the form `YYYY-MM-DDThh:mm:ssZ`.
    #[error("write the date and time as `YYYY-MM-DDThh:mm:ssZ`")]
    Form,
    /// The right form, yet no such day or time exists.
    #[error("there is no such date or time")]
    NoSuchTime,
}

impl DateTimeZ {
    /// The text as it was read.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The instant that is meant.
    pub fn instant(&self) -> Instant {
        self.instant
    }
}

impl FromStr for DateTimeZ {
    type Err = DateTimeError;

    fn from_str(text: &str) -> Result<Self, DateTimeError> {
        Ok(Self { instant: Instant::read(text)?, text: text.to_owned() })
    }
}

impl From<Timestamp> for DateTimeZ {
    fn from(timestamp: Timestamp) -> Self {
        let timestamp = Timestamp::from_second(timestamp.as_second()).unwrap_or(timestamp);
        Self { text: timestamp.to_string(), instant: timestamp.into() }
    }
}

impl From<&Zoned> for DateTimeZ {
    /// In UTC where its offset is none or no whole minute, which the form cannot tell.
    fn from(zoned: &Zoned) -> Self {
        let offset = zoned.offset().seconds();
        let local = (offset != 0).then(|| zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string());
        local.and_then(|text| text.parse().ok()).unwrap_or_else(|| zoned.timestamp().into())
    }
}

impl TryFrom<String> for DateTimeZ {
    type Error = DateTimeError;

    fn try_from(text: String) -> Result<Self, DateTimeError> {
        text.parse()
    }
}

impl From<DateTimeZ> for String {
    fn from(date: DateTimeZ) -> Self {
        date.text
    }
}

impl fmt::Display for DateTimeZ {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Whether `text` is a `Date` (`YYYY-MM-DD`).
pub(crate) fn is_date(text: &str) -> bool {
    fits(text.as_bytes(), b"0000-00-00") && text.parse::<jiff::civil::Date>().is_ok()
}

/// Whether `text` is a `DateTime`, which need not name a zone.
pub(crate) fn is_date_time(text: &str) -> bool {
    read(text).is_ok_and(|(local, offset)| local.instant(offset.unwrap_or_default()).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::Offset;

    #[test]
    fn a_1_dates_need_a_zone() {
        for good in [
            "2010-01-01T00:00:00Z",
            "2010-01-01T00:00:00.5Z",
            "2010-01-01T00:00:00.1234567890123+14:00",
            "2010-01-01T00:00:00-11:30",
        ] {
            let date: DateTimeZ = good.parse().unwrap();
            assert_eq!(date.as_str(), good);
        }
        assert_eq!("2010-01-01T00:00:00".parse::<DateTimeZ>(), Err(DateTimeError::NoZone));
        assert_eq!("2010-01-01T00:00:00.25".parse::<DateTimeZ>(), Err(DateTimeError::NoZone));
    }

    #[test]
    fn refuses_other_forms() {
        for bad in [
            "",
            "2010-01-01",
            "2010-01-01 00:00:00Z",
            "2010-01-01t00:00:00z",
            "2010-01-01T00:00Z",
            "2010-01-01T00:00:00.Z",
            "2010-01-01T00:00:00+0200",
            "2010-01-01T00:00:00Z ",
            "2010-01-01T00:00:00[Europe/Berlin]",
            "٢٠١٠-01-01T00:00:00Z",
        ] {
            assert_eq!(bad.parse::<DateTimeZ>(), Err(DateTimeError::Form), "{bad}");
        }
        for none in ["2010-02-30T00:00:00Z", "2010-01-01T25:00:00Z"] {
            assert_eq!(none.parse::<DateTimeZ>(), Err(DateTimeError::NoSuchTime), "{none}");
        }
    }

    #[test]
    fn e3_5_is_made_in_whole_seconds_utc() {
        let instant: Timestamp = "2024-05-06T09:08:07.987+02:00".parse().unwrap();
        assert_eq!(DateTimeZ::from(instant).as_str(), "2024-05-06T07:08:07Z");
    }

    #[test]
    fn what_a_clock_shows_keeps_its_offset() {
        for (clock, text) in [
            ("2026-01-05T00:00:00.9+01:00[Europe/Amsterdam]", "2026-01-05T00:00:00+01:00"),
            ("2026-07-05T00:00:00-04:00[America/New_York]", "2026-07-05T00:00:00-04:00"),
            ("2026-01-05T00:00:00+00:00[Europe/London]", "2026-01-05T00:00:00Z"),
        ] {
            let zoned: Zoned = clock.parse().unwrap();
            assert_eq!(DateTimeZ::from(&zoned).as_str(), text);
            assert_eq!(DateTimeZ::from(&zoned).instant().second(), zoned.timestamp().as_second());
        }
        let before_zones = Offset::from_seconds(-3212).unwrap().to_time_zone();
        let zoned = "1900-01-01T00:00:00Z".parse::<Timestamp>().unwrap().to_zoned(before_zones);
        assert_eq!(DateTimeZ::from(&zoned).as_str(), "1900-01-01T00:00:00Z");
    }

    #[test]
    fn e2_1_a_date_time_need_not_name_a_zone() {
        assert!(is_date_time("2010-01-01T00:00:00"));
        assert!(is_date_time("2010-01-01T00:00:00Z"));
        assert!(!is_date_time("2010-01-01"));
        assert!(is_date("2010-01-01") && !is_date("2010-13-01") && !is_date("2010-1-1"));
    }
}
