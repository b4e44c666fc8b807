//! Dates as 3.0 and as older versions write them. Oracle: the instant is the one that the days and hours count up to,
//! and the text comes back as it was.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openbadges_model::{DateTimeZ, Instant, v2};
use serde_json::{Value, from_slice};

fuzz_target!(|data: &[u8]| {
    if let Some(instant) = from_slice::<Value>(data).ok().as_ref().and_then(v2::instant)
        && instant > "0000-01-01T00:00:00Z".parse().unwrap()
    {
        assert_eq!(v2::instant(&instant.to_string().into()), Some(instant));
    }
    let Ok(text) = str::from_utf8(data) else { return };
    let Ok(date) = text.parse::<DateTimeZ>() else { return };
    assert_eq!(date.as_str(), text);
    let counted = counted(text).unwrap();
    assert_eq!(date.instant().second(), counted);
    let written = date.instant().to_string();
    if counted <= 253_402_300_799 && counted >= -62_167_219_200 {
        assert_eq!(Instant::read(&written), Ok(date.instant()));
    }
});

/// Seconds since 1970, counted by hand; a leap second is the one before it.
fn counted(text: &str) -> Option<i64> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<i64>().ok();
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let is_leap = |year: i64| (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let days_of = |year| 365 + i64::from(is_leap(year));
    let months = [31, 28 + i64::from(is_leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let years: i64 =
        if year < 1970 { -(year..1970).map(days_of).sum::<i64>() } else { (1970..year).map(days_of).sum() };
    let days = years + months[..usize::try_from(month - 1).ok()?].iter().sum::<i64>() + day - 1;
    let time = number(11, 13)? * 3600 + number(14, 16)? * 60 + number(17, 19)?.min(59);
    let zone = text.trim_end_matches('Z');
    let offset = match zone.len() {
        _ if zone.len() < text.len() => 0,
        end => {
            let (hours, minutes) = (number(end - 5, end - 3)?, number(end - 2, end)?);
            let offset = hours * 3600 + minutes * 60;
            if text.as_bytes()[end - 6] == b'-' { -offset } else { offset }
        }
    };
    Some(days * 86_400 + time - offset)
}
