//! `/manage/IID/awards/CID`: one award, as the issuer sees it.

use accolade_platform::authorise::Act;
use accolade_platform::awarding::{self, AwardView, CredentialState, Revocation};
use accolade_platform::ids::{CredentialId, IssuerId};
use accolade_platform::markdown;
use accolade_platform::messages::Value;
use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;

use super::awards::chip;
use super::manage::Managed;
use crate::badge_view::path_of;
use crate::dates;
use crate::downloads::Downloads;
use crate::error::WebError;
use crate::page::{Chip, Crumb, Page, html};
use crate::visit::{At, SignedIn};

#[derive(Template)]
#[template(path = "award.html")]
struct AwardPage {
    page: Page,
    crumbs: Vec<Crumb>,
    fresh: bool,
    done_words: String,
    badge: String,
    image: String,
    chip: Chip,
    title_line: String,
    recipient: String,
    email: String,
    awarded: String,
    until: String,
    mail: String,
    narrative: String,
    revoked: String,
    /// The recipient's page.
    see: String,
    downloads: Downloads,
    award_address: String,
    revoke: String,
}

/// `GET /manage/IID/awards/CID`
pub(crate) async fn show(
    SignedIn(visit): SignedIn,
    At((issuer, award)): At<(IssuerId, CredentialId)>,
    RawQuery(query): RawQuery,
) -> Result<Response, WebError> {
    let managed = Managed::find(&visit, issuer).await?;
    let view = awarding::managed(&visit.ctx, issuer, award).await?;
    let fresh = query.as_deref() == Some("new") && view.revoked.is_none();
    html(&filled(&managed, view, visit.frame(), fresh))
}

fn filled(managed: &Managed, view: AwardView, page: Page, fresh: bool) -> AwardPage {
    let title = page.words_with("award-line", "name", &view.recipient_name);
    let page = page.named(title.clone()).at("home");
    let (base, zone) = (managed.base(), managed.issuer.time_zone.as_str());
    let badge_address = format!("{base}/badges/{}", view.achievement.id);
    let until = view.valid_until.map(|end| page.words_with("badge-until", "date", &dates::day_in(end, zone)));
    let may_revoke = view.state != CredentialState::Revoked && managed.allows(Act::Revoke);
    AwardPage {
        crumbs: vec![
            Crumb::link(page.t("manage-title"), base.clone()),
            Crumb::link(view.achievement.name.clone(), badge_address.clone()),
            Crumb::here(view.recipient_name.clone()),
        ],
        fresh,
        done_words: page.words_with("award-done-words", "name", &view.recipient_name),
        chip: chip(view.state, &page),
        title_line: title,
        image: path_of(&view.achievement.image),
        awarded: dates::day_in(view.valid_from, zone),
        until: until.unwrap_or_default(),
        mail: mail(&view, &page, zone),
        narrative: view.narrative.as_deref().map(markdown::to_html).unwrap_or_default(),
        revoked: view.revoked.as_ref().map(|revoked| reason(revoked, &page, zone)).unwrap_or_default(),
        downloads: Downloads::of(&view.downloads, &path_of(&view.page), &view.achievement.issuer.name, &page),
        see: path_of(&view.page),
        award_address: if managed.allows(Act::Award) {
            format!("{badge_address}/award")
        } else {
            String::new()
        },
        revoke: if may_revoke { format!("{base}/awards/{}/revoke", view.id) } else { String::new() },
        badge: view.achievement.name,
        recipient: view.recipient_name,
        email: view.recipient_email,
        page,
    }
}

fn mail(view: &AwardView, page: &Page, zone: &str) -> String {
    match (view.seen_at, view.mailed_at) {
        (Some(at), _) => page.words_with("award-seen", "date", &dates::day_in(at, zone)),
        (None, Some(at)) => page.words_with("award-mailed", "date", &dates::day_in(at, zone)),
        (None, None) => page.t("award-not-mailed"),
    }
}

fn reason(revoked: &Revocation, page: &Page, zone: &str) -> String {
    let date = dates::day_in(revoked.at, zone);
    let args = [("date", Value::from(date)), ("reason", Value::from(revoked.reason.as_str()))];
    page.words().with("award-revoked-words", &args)
}
