//! Times as proofs and keys carry them: XML Schema `dateTimeStamp`, a date and time with an offset.

use jiff::Timestamp;
use openbadges_model::Instant;

/// Writes a time as we issue it: UTC, whole seconds (`2026-01-31T12:00:00Z`).
pub(crate) fn whole_seconds(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Reads a `DateTimeZ`, to be compared with now.
pub(crate) fn parse(text: &str) -> Option<Timestamp> {
    Instant::read(text).ok().map(Instant::timestamp)
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
        let never = "9999-12-31T23:59:59Z";
        assert!(parse(never) > parse(good[0]) && parse("2016-12-31T23:59:60.1234567890Z").is_some());
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
            "2023-02-24T23:36:38+14:01",
            "2023-02-30T23:36:38Z",
            "2023-02-24T23:36:38Z[UTC]",
            "2023-02-24T23:36:38Ä",
            "+002023-02-24T23:36:38Z",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
