//! `/manage/IID/badges/BID`: a badge, who has it, and awarding it.

use accolade_platform::achievements;
use accolade_platform::authorise::Act;
use accolade_platform::awarding::{self, RegisterFilter};
use accolade_platform::ids::{AchievementId, IssuerId};
use accolade_platform::markdown;
use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;

use super::awards::{Row, row};
use super::badge_new::SMALL_PICTURE;
use super::manage::Managed;
use crate::badge_view::path_of;
use crate::error::WebError;
use crate::page::{Crumb, Page, Side, html};
use crate::visit::{At, SignedIn};

#[derive(Template)]
#[template(path = "badge.html")]
struct BadgePage {
    page: Page,
    side: Side,
    crumbs: Vec<Crumb>,
    name: String,
    description: String,
    criteria: String,
    image: String,
    public: String,
    award_address: String,
    may_award: bool,
    rows: Vec<Row>,
    show_badge: bool,
    small_picture: bool,
}

/// `GET /manage/IID/badges/BID`
pub(crate) async fn show(
    SignedIn(visit): SignedIn,
    At((issuer, badge)): At<(IssuerId, AchievementId)>,
    RawQuery(query): RawQuery,
) -> Result<Response, WebError> {
    let managed = Managed::find(&visit, issuer).await?;
    let (found, _) = achievements::managed(&visit.ctx, issuer, badge).await?;
    let page = visit.frame().named(found.name.clone()).at("home");
    let rows = if managed.allows(Act::ReadRegister) {
        let filter = RegisterFilter { achievement: Some(badge), ..RegisterFilter::default() };
        let found = awarding::register(&visit.ctx, issuer, filter).await?;
        found.items.into_iter().map(|award| row(&managed, award, &page)).collect()
    } else {
        Vec::new()
    };
    let crumbs = vec![Crumb::link(page.t("manage-title"), managed.base()), Crumb::here(found.name.clone())];
    html(&BadgePage {
        side: managed.side("badges"),
        crumbs,
        description: found.description,
        criteria: markdown::to_html(&found.criteria),
        image: path_of(&found.image),
        public: path_of(&found.page),
        award_address: format!("{}/badges/{badge}/award", managed.base()),
        may_award: managed.allows(Act::Award),
        name: found.name,
        rows,
        show_badge: false,
        small_picture: query.as_deref() == Some(SMALL_PICTURE),
        page,
    })
}
