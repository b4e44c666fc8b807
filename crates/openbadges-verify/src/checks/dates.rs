//! The badge is valid now (specification A.4, step 4).

use jiff::Timestamp;
use openbadges_model::Instant;
use serde_json::Value;

use crate::members::text;
use crate::{Check, CheckId, Facts, Reason};

pub(crate) fn check(credential: &Value, now: Timestamp) -> Check {
    let mut facts = Facts::new();
    for member in ["validFrom", "validUntil", "issuanceDate", "expirationDate"] {
        facts.push_some(member, text(credential, member));
    }
    facts.push("now", now.to_string());
    match outside(credential, now) {
        Some(reason) => Check::not(CheckId::Dates, reason, facts),
        None => Check::pass(CheckId::Dates, facts),
    }
}

/// Why a credential is not valid at this time. A date that cannot be read is a fault.
pub(crate) fn outside(credential: &Value, now: Timestamp) -> Option<Reason> {
    let now = Instant::from(now);
    let date = |member: &str| credential.get(member).map(|value| Instant::read(value.as_str()?).ok());
    let [from, issued] = ["validFrom", "issuanceDate"].map(date);
    let [until, expires] = ["validUntil", "expirationDate"].map(date);
    let dates = [from, issued, until, expires];
    if dates.contains(&Some(None)) {
        return Some(Reason::Malformed);
    }
    if [until, expires].into_iter().flatten().flatten().any(|until| now > until) {
        return Some(Reason::Expired);
    }
    [from, issued].into_iter().flatten().flatten().any(|from| now < from).then_some(Reason::NotYetValid)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a4_4_both_ends_belong_to_the_time_of_validity() {
        let credential =
            json!({"validFrom": "2026-01-01T00:00:00Z", "validUntil": "2026-12-31T23:59:59+00:00"});
        for (now, expected) in [
            ("2025-12-31T23:59:59Z", Some(Reason::NotYetValid)),
            ("2026-01-01T00:00:00Z", None),
            ("2026-12-31T23:59:59Z", None),
            ("2027-01-01T00:00:00Z", Some(Reason::Expired)),
        ] {
            assert_eq!(check(&credential, now.parse().unwrap()).reason, expected, "{now}");
        }
    }

    #[test]
    fn a4_4_dates_of_the_data_model_are_read() {
        let credential = json!({
            "validFrom": "2026-01-01T00:00:00.1234567890123+14:00", "validUntil": "9999-12-31T23:59:59Z"
        });
        for now in ["2026-01-01T00:00:00Z", "9999-12-30T22:00:00Z"] {
            assert_eq!(outside(&credential, now.parse().unwrap()), None, "{now}");
        }
        assert_eq!(outside(&credential, Timestamp::MAX), None);
    }

    #[test]
    fn a4_4_a_date_that_cannot_be_read_is_a_fault() {
        for value in [json!("soon"), json!(0), json!("2026-01-01"), json!(null)] {
            let found = outside(&json!({ "validUntil": value }), Timestamp::UNIX_EPOCH);
            assert_eq!(found, Some(Reason::Malformed), "{value}");
        }
    }
}
