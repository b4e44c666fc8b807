//! A badge as its recipient and others see it, in words.

use accolade_platform::answers::State;
use accolade_platform::markdown;
use accolade_platform::messages::Value;
use accolade_platform::showing::BadgePage;
use accolade_platform::verify::Verdict;
use url::Url;

use crate::dates;
use crate::icons;
use crate::page::{Chip, Page};
use crate::report;

/// What `parts/badge.html` shows. `criteria` and `narrative` are clean HTML.
pub(crate) struct BadgeSeen {
    pub(crate) chips: Vec<Chip>,
    pub(crate) warning: Option<Warning>,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) image: String,
    pub(crate) recipient: String,
    pub(crate) issuer: String,
    pub(crate) issuer_address: String,
    pub(crate) awarded: String,
    pub(crate) until: String,
    pub(crate) criteria: String,
    pub(crate) narrative: String,
    pub(crate) evidence: Option<Evidence>,
    pub(crate) tags: Vec<String>,
}

/// Why the badge no longer counts, at the top of its page.
pub(crate) struct Warning {
    pub(crate) tone: &'static str,
    pub(crate) icon: &'static str,
    pub(crate) title: String,
    pub(crate) words: String,
}

/// A page elsewhere that shows what was done.
pub(crate) struct Evidence {
    pub(crate) address: String,
    pub(crate) host: String,
}

/// The badge in words.
pub(crate) fn seen(badge: &BadgePage, page: &Page) -> BadgeSeen {
    let achievement = &badge.achievement;
    BadgeSeen {
        chips: chips(badge, page),
        warning: warning(badge, page),
        name: achievement.name.clone(),
        description: achievement.description.clone(),
        image: path_of(&achievement.image),
        recipient: badge.recipient_name.clone(),
        issuer: achievement.issuer.name.clone(),
        issuer_address: path_of(&achievement.issuer.page),
        awarded: dates::day_in(badge.awarded_at, &achievement.issuer.time_zone),
        until: until(badge, page),
        criteria: markdown::to_html(&achievement.criteria),
        narrative: badge.narrative.as_deref().map(markdown::to_html).unwrap_or_default(),
        evidence: badge.evidence_url.as_deref().and_then(evidence),
        tags: achievement.tags.clone(),
    }
}

fn chips(badge: &BadgePage, page: &Page) -> Vec<Chip> {
    let (tone, icon) = match badge.report.verdict {
        Verdict::Valid | Verdict::Warning => ("chip-good", icons::SHIELD_CHECK),
        Verdict::Invalid => ("chip-bad", icons::SHIELD_X),
        Verdict::Indeterminate => ("chip-warn", icons::SHIELD_QUESTION_MARK),
    };
    vec![Chip { tone, icon, text: report::page_word(&badge.report, page.words()) }]
}

fn warning(badge: &BadgePage, page: &Page) -> Option<Warning> {
    let zone = &badge.achievement.issuer.time_zone;
    match (badge.state, &badge.revoked, badge.valid_until) {
        (_, Some(revoked), _) => {
            let args = [
                ("issuer", Value::from(badge.achievement.issuer.name.as_str())),
                ("date", Value::from(dates::day_in(revoked.at, zone))),
                ("reason", Value::from(revoked.reason.as_str())),
            ];
            let words = page.words().with("badge-is-revoked-words", &args);
            Some(Warning { tone: "notice-bad", icon: icons::BAN, title: page.t("badge-is-revoked"), words })
        }
        (State::Expired, None, Some(end)) => {
            let words = page.words_with("badge-is-expired-words", "date", &dates::day_in(end, zone));
            Some(Warning {
                tone: "notice-warn",
                icon: icons::CALENDAR_CLOCK,
                title: page.t("badge-is-expired"),
                words,
            })
        }
        _ => None,
    }
}

fn until(badge: &BadgePage, page: &Page) -> String {
    let key = if badge.state == State::Expired { "badge-was-until" } else { "badge-until" };
    let day = |end| dates::day_in(end, &badge.achievement.issuer.time_zone);
    badge.valid_until.map_or_else(String::new, |end| page.words_with(key, "date", &day(end)))
}

fn evidence(address: &str) -> Option<Evidence> {
    let url = Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let host = url.host_str()?.to_owned();
    Some(Evidence { address: url.into(), host })
}

/// The path of one of our own addresses: pages link to it under whatever name they were reached.
pub(crate) fn path_of(address: &str) -> String {
    Url::parse(address).map_or_else(|_| address.to_owned(), |url| url.path().to_owned())
}
