//! `/manage/IID/awards`: the register.

use accolade_platform::awarding::{self, AwardRow, CredentialState, RegisterFilter};
use accolade_platform::ids::IssuerId;
use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use serde::Deserialize;

use super::manage::Managed;
use crate::dates;
use crate::error::WebError;
use crate::icons;
use crate::page::{Chip, Choice, Page, Side, html};
use crate::visit::{At, SignedIn};

#[derive(Template)]
#[template(path = "awards.html")]
struct AwardsPage {
    page: Page,
    side: Side,
    rows: Vec<Row>,
    show_badge: bool,
    text: String,
    states: Vec<Choice>,
    filtered: bool,
    next: Option<String>,
    /// The address of the beginning, where something in between is shown.
    first: String,
}

/// An award in a table.
pub(crate) struct Row {
    pub(crate) address: String,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) badge: String,
    pub(crate) awarded: String,
    pub(crate) chip: Chip,
}

/// What the register may be asked for.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    state: String,
    after: Option<String>,
}

/// The states with their names in addresses and in the catalogue.
const STATES: [(&str, &str, CredentialState); 5] = [
    ("waiting", "state-waiting", CredentialState::Waiting),
    ("mailed", "state-mailed", CredentialState::Mailed),
    ("seen", "state-seen", CredentialState::Seen),
    ("expired", "state-expired", CredentialState::Expired),
    ("revoked", "state-revoked", CredentialState::Revoked),
];

/// `GET /manage/IID/awards`
pub(crate) async fn show(
    SignedIn(visit): SignedIn,
    At((issuer,)): At<(IssuerId,)>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let managed = Managed::find(&visit, issuer).await?;
    let state = STATES.iter().find(|(name, _, _)| *name == asked.state).map(|(_, _, state)| *state);
    let text = asked.q.trim().to_owned();
    let filter = RegisterFilter {
        state,
        text: text.clone(),
        after: asked.after.as_deref().and_then(|after| after.parse().ok()),
        ..RegisterFilter::default()
    };
    let found = awarding::register(&visit.ctx, issuer, filter).await?;
    let page = visit.page("awards-title").at("home");
    let next = found.next.map(|after| part(&managed, &text, &asked.state, Some(&after.to_string())));
    let first = asked.after.as_ref().map(|_| part(&managed, &text, &asked.state, None));
    html(&AwardsPage {
        side: managed.side("awards"),
        rows: found.items.into_iter().map(|award| row(&managed, award, &page)).collect(),
        show_badge: true,
        filtered: state.is_some() || !text.is_empty() || asked.after.is_some(),
        states: states(&page, &asked.state),
        text,
        next,
        first: first.unwrap_or_default(),
        page,
    })
}

/// An award as a row of a table.
pub(crate) fn row(managed: &Managed, award: AwardRow, page: &Page) -> Row {
    Row {
        address: format!("{}/awards/{}", managed.base(), award.id),
        name: award.recipient_name,
        email: award.recipient_email,
        badge: award.achievement_name,
        awarded: dates::day_in(award.awarded_at, &managed.issuer.time_zone),
        chip: chip(award.state, page),
    }
}

/// How far an award has come, in a word.
pub(crate) fn chip(state: CredentialState, page: &Page) -> Chip {
    let key = STATES.iter().find(|(_, _, known)| *known == state).map_or("state-waiting", |(_, key, _)| *key);
    let (tone, icon) = match state {
        CredentialState::Waiting => ("", icons::CLOCK),
        CredentialState::Mailed => ("", icons::MAIL),
        CredentialState::Seen => ("chip-good", icons::EYE),
        CredentialState::Expired => ("chip-warn", icons::CALENDAR_CLOCK),
        CredentialState::Revoked => ("chip-bad", icons::BAN),
    };
    Chip { tone, icon, text: page.t(key) }
}

fn states(page: &Page, asked: &str) -> Vec<Choice> {
    let any = ("", "state-any");
    let all = std::iter::once(any).chain(STATES.iter().map(|(value, key, _)| (*value, *key)));
    all.map(|(value, key)| Choice {
        value,
        name: page.t(key),
        chosen: value == asked,
        picture: String::new(),
    })
    .collect()
}

/// The address of what is found, from its beginning or after a place.
fn part(managed: &Managed, text: &str, state: &str, after: Option<&str>) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("q", text).append_pair("state", state);
    if let Some(after) = after {
        query.append_pair("after", after);
    }
    format!("{}/awards?{}", managed.base(), query.finish())
}
