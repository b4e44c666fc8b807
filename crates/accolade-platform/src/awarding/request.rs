//! What an award form asks for, and what it means once it is understood.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::email::EmailAddress;
use crate::fault::{Fault, Faults};
use crate::ids::AchievementId;
use crate::masked::masked_debug;
use crate::text;

/// An award, as it was typed.
#[derive(Clone)]
pub struct AwardRequest {
    /// Which badge; its newest version is awarded.
    pub achievement: AchievementId,
    /// The recipient's address.
    pub email: String,
    /// The recipient's name.
    pub name: String,
    /// What the recipient did, in Markdown; may be empty.
    pub narrative: String,
    /// A page that shows it; may be empty.
    pub evidence_url: String,
    /// The day of the award in the issuer's time zone; today if it is left out.
    pub awarded_on: Option<Date>,
    /// The day on which the badge ends; never if it is left out.
    pub valid_until: Option<Date>,
    /// Award even though this address has this badge already.
    pub again: bool,
}

masked_debug!(AwardRequest, Award);

impl AwardRequest {
    /// A request with nothing but a badge and a recipient.
    pub fn new(achievement: AchievementId, email: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            achievement,
            email: email.into(),
            name: name.into(),
            narrative: String::new(),
            evidence_url: String::new(),
            awarded_on: None,
            valid_until: None,
            again: false,
        }
    }
}

/// A request that is right.
#[derive(Clone)]
pub(super) struct Award {
    pub(super) achievement: AchievementId,
    pub(super) email: EmailAddress,
    pub(super) name: String,
    pub(super) narrative: Option<String>,
    pub(super) evidence_url: Option<String>,
    pub(super) valid_from: Timestamp,
    pub(super) valid_until: Option<Timestamp>,
    pub(super) again: bool,
}

/// Understands a request at a time (whole seconds) in the issuer's time zone.
pub(super) fn check(request: &AwardRequest, now: Timestamp, zone: &TimeZone) -> Result<Award, Faults> {
    let mut faults = Faults::none();
    let email = faults.check(text::email("email", &request.email));
    let name = faults.check(text::line("name", &request.name, 100));
    let narrative = faults.check(text::optional_text("narrative", &request.narrative, 10_000));
    let evidence_url = faults.check(text::optional_web_address("evidence_url", &request.evidence_url));
    let valid_from = faults.check(begins(request.awarded_on, now, zone));
    let from = valid_from.unwrap_or(now);
    let valid_until = faults.check(ends(request.valid_until, from, zone));
    match (email, name, narrative, evidence_url, valid_from, valid_until) {
        (
            Some(email),
            Some(name),
            Some(narrative),
            Some(evidence_url),
            Some(valid_from),
            Some(valid_until),
        ) => {
            let achievement = request.achievement;
            let again = request.again;
            Ok(Award { achievement, email, name, narrative, evidence_url, valid_from, valid_until, again })
        }
        _ => Err(faults),
    }
}

/// Today is now; an earlier day begins at midnight in the issuer's time zone.
fn begins(day: Option<Date>, now: Timestamp, zone: &TimeZone) -> Result<Timestamp, Fault> {
    let today = now.to_zoned(zone.clone()).date();
    match day {
        None => Ok(now),
        Some(day) if day == today => Ok(now),
        Some(day) if day > today => Err(Fault::new("awarded_on", "date-in-future")),
        Some(day) => midnight("awarded_on", day, zone),
    }
}

/// The last second of its last day.
fn ends(day: Option<Date>, from: Timestamp, zone: &TimeZone) -> Result<Option<Timestamp>, Fault> {
    let Some(day) = day else {
        return Ok(None);
    };
    let too_far = |_| Fault::new("valid_until", "date-too-far");
    let next = midnight("valid_until", day.tomorrow().map_err(too_far)?, zone)?;
    let end = next.checked_sub(1.second()).map_err(too_far)?;
    if from.checked_add(1.second()).is_ok_and(|least| end >= least) {
        Ok(Some(end))
    } else {
        Err(Fault::new("valid_until", "date-before-award"))
    }
}

fn midnight(field: &'static str, day: Date, zone: &TimeZone) -> Result<Timestamp, Fault> {
    if !(1900..=9998).contains(&day.year()) {
        return Err(Fault::new(field, "date-too-far"));
    }
    let start = day.to_zoned(zone.clone()).map_err(|_| Fault::new(field, "date-too-far"))?;
    Ok(start.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const NOON: &str = "2026-03-31T12:00:00Z";

    fn request() -> AwardRequest {
        AwardRequest::new(AchievementId::from_random([1; 16]), "Ada@Example.org", "Ada Lovelace")
    }

    fn checked(request: &AwardRequest) -> Result<Award, Faults> {
        check(request, NOON.parse().unwrap(), &TimeZone::get("Europe/Berlin").unwrap())
    }

    fn code(request: &AwardRequest) -> (&'static str, &'static str) {
        let faults = checked(request).unwrap_err();
        let fault = faults.iter().next().unwrap();
        (fault.field, fault.code)
    }

    #[test]
    fn today_is_now_and_an_earlier_day_begins_at_midnight_there() {
        let on =
            |day| checked(&AwardRequest { awarded_on: day, ..request() }).unwrap().valid_from.to_string();
        assert_eq!(on(None), NOON);
        assert_eq!(on(Some(date(2026, 3, 31))), NOON);
        assert_eq!(on(Some(date(2026, 3, 30))), "2026-03-29T22:00:00Z");
        assert_eq!(on(Some(date(2026, 3, 1))), "2026-02-28T23:00:00Z");
    }

    #[test]
    fn the_last_day_belongs_to_it() {
        for (day, end) in
            [(date(2026, 3, 31), "2026-03-31T21:59:59Z"), (date(2026, 10, 25), "2026-10-25T22:59:59Z")]
        {
            let request = AwardRequest { valid_until: Some(day), ..request() };
            assert_eq!(checked(&request).unwrap().valid_until.unwrap().to_string(), end);
        }
    }

    #[test]
    fn days_that_cannot_be_are_told() {
        let tomorrow = AwardRequest { awarded_on: Some(date(2026, 4, 1)), ..request() };
        assert_eq!(code(&tomorrow), ("awarded_on", "date-in-future"));
        let ended = AwardRequest { valid_until: Some(date(2026, 3, 30)), ..request() };
        assert_eq!(code(&ended), ("valid_until", "date-before-award"));
        let ancient = AwardRequest { awarded_on: Some(date(1, 1, 1)), ..request() };
        assert_eq!(code(&ancient), ("awarded_on", "date-too-far"));
    }

    #[test]
    fn every_field_that_is_wrong_is_told() {
        let wrong = AwardRequest {
            email: "ada".into(),
            name: String::new(),
            evidence_url: "file:///etc/passwd".into(),
            ..request()
        };
        let fields: Vec<_> = checked(&wrong).unwrap_err().iter().map(|fault| fault.field).collect();
        assert_eq!(fields, ["email", "name", "evidence_url"]);
    }
}
