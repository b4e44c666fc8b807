//! Times as proofs and keys carry them: XML Schema `dateTimeStamp`, a date and time with an offset.

use jiff::Timestamp;

/// Writes a time as we issue it: UTC, whole seconds (`2026-01-31T12:00:00Z`).
pub(crate) fn whole_seconds(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Reads `YYYY-MM-DDThh:mm:ss`, with an optional fraction, and `Z` or `±hh:mm`. The form is checked here because the
/// parser of the time library takes much more.
pub(crate) fn parse(text: &str) -> Option<Timestamp> {
    let seconds = text.get(..19)?;
    let zone_at = text.rfind(['Z', '+', '-']).filter(|at| *at >= 19)?;
    let (fraction, zone) = (text.get(19..zone_at)?, text.get(zone_at..)?);
    let fraction_ok = fraction.is_empty() || fraction.strip_prefix('.').is_some_and(is_digits);
    let zone_ok = zone == "Z" || has_shape(zone.get(1..)?, "00:00");
    let form_ok = has_shape(seconds, "0000-00-00T00:00:00") && !seconds.ends_with(":60");
    if form_ok && fraction_ok && zone_ok { text.parse().ok() } else { None }
}

fn is_digits(text: &str) -> bool {
    (1..=9).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// `0` in the shape stands for any digit, the rest for itself.
fn has_shape(text: &str, shape: &str) -> bool {
    let same = |(a, b): (u8, u8)| if b == b'0' { a.is_ascii_digit() } else { a == b };
    text.len() == shape.len() && text.bytes().zip(shape.bytes()).all(same)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a8_6_reads_dates_with_an_offset_only() {
        let good = ["2023-02-24T23:36:38Z", "2023-02-24T23:36:38.123456Z", "2023-02-25T01:06:38+01:30"];
        assert!(good.iter().all(|text| parse(text).is_some()));
        assert_eq!(parse(good[0]).map(whole_seconds).as_deref(), Some(good[0]));
        assert_eq!(parse(good[2]), parse(good[0]));
        for bad in [
            "",
            "2023-02-24",
            "2023-02-24T23:36:38",
            "2023-02-24 23:36:38Z",
            "2023-02-24t23:36:38z",
            "2023-02-24T23:36Z",
            "2023-02-24T23:36:38.Z",
            "2023-02-24T23:36:38+01",
            "2023-02-24T23:36:38+0130",
            "2023-02-24T23:36:60Z",
            "2023-02-30T23:36:38Z",
            "2023-02-24T23:36:38Z[UTC]",
            "2023-02-24T23:36:38Ä",
            "+002023-02-24T23:36:38Z",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
