//! `/manage/IID/badges/BID/award`: awarding a badge to one person.

use accolade_platform::achievements;
use accolade_platform::authorise::{Act, authorise};
use accolade_platform::awarding::{self, AwardRequest};
use accolade_platform::ids::{AchievementId, IssuerId};
use accolade_platform::{ActError, Fault, Faults};
use askama::Template;
use axum::extract::RawQuery;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use jiff::civil::Date;

use super::badge_new::SMALL_PICTURE;
use super::manage::Managed;
use crate::badge_view::path_of;
use crate::error::WebError;
use crate::form::{Form, Labels, Typed};
use crate::page::{Crumb, Page, html};
use crate::visit::{At, SignedIn, Visit};

const LABELS: Labels = &[
    ("name", "field-recipient-name"),
    ("email", "field-recipient-email"),
    ("narrative", "field-narrative"),
    ("evidence_url", "field-evidence"),
    ("awarded_on", "field-awarded-on"),
    ("valid_until", "field-valid-until"),
    ("again", "field-again"),
];

#[derive(Template)]
#[template(path = "award_new.html")]
struct AwardNewPage {
    page: Page,
    form: Form,
    crumbs: Vec<Crumb>,
    badge: String,
    image: String,
    action: String,
    first: bool,
    small_picture: bool,
    ask_again: bool,
}

/// `GET /manage/IID/badges/BID/award`
pub(crate) async fn show(
    SignedIn(visit): SignedIn,
    At((issuer, badge)): At<(IssuerId, AchievementId)>,
    RawQuery(query): RawQuery,
) -> Result<Response, WebError> {
    let small_picture = query.as_deref() == Some(SMALL_PICTURE);
    let page = AwardNewPage { small_picture, ..filled(&visit, (issuer, badge), Form::default()).await? };
    html(&page)
}

/// `POST /manage/IID/badges/BID/award`
pub(crate) async fn submit(
    SignedIn(visit): SignedIn,
    At((issuer, badge)): At<(IssuerId, AchievementId)>,
    Typed(form): Typed,
) -> Result<Response, WebError> {
    let awarded = match request(badge, &form) {
        Ok(request) => awarding::award(&visit.ctx, issuer, request).await,
        Err(faults) => authorise(&visit.ctx, issuer, Act::Award).await.and(Err(ActError::Faults(faults))),
    };
    match awarded {
        Ok(award) => Ok(Redirect::to(&format!("/manage/{issuer}/awards/{award}?new")).into_response()),
        Err(ActError::Faults(faults)) => {
            let form = form.refused(&faults, visit.words(), LABELS);
            let page = filled(&visit, (issuer, badge), form).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

fn request(achievement: AchievementId, form: &Form) -> Result<AwardRequest, Faults> {
    let mut faults = Faults::none();
    let awarded_on = faults.check(date("awarded_on", form));
    let valid_until = faults.check(date("valid_until", form));
    let (Some(awarded_on), Some(valid_until)) = (awarded_on, valid_until) else {
        return Err(faults);
    };
    Ok(AwardRequest {
        achievement,
        email: form.text("email"),
        name: form.text("name"),
        narrative: form.text("narrative"),
        evidence_url: form.text("evidence_url"),
        awarded_on,
        valid_until,
        again: form.value("again") == "yes",
    })
}

fn date(field: &'static str, form: &Form) -> Result<Option<Date>, Fault> {
    match form.value(field).trim() {
        "" => Ok(None),
        typed => typed.parse().map(Some).map_err(|_| Fault::new(field, "date")),
    }
}

async fn filled(
    visit: &Visit,
    (issuer, badge): (IssuerId, AchievementId),
    form: Form,
) -> Result<AwardNewPage, WebError> {
    authorise(&visit.ctx, issuer, Act::Award).await?;
    let managed = Managed::find(visit, issuer).await?;
    let (found, awards) = achievements::managed(&visit.ctx, issuer, badge).await?;
    let page = visit.frame();
    let title = page.words_with("award-new-title", "badge", &found.name);
    let address = format!("{}/badges/{badge}", managed.base());
    Ok(AwardNewPage {
        crumbs: vec![
            Crumb::link(page.t("manage-title"), managed.base()),
            Crumb::link(found.name.clone(), address.clone()),
            Crumb::here(page.t("step-award")),
        ],
        page: page.named(title).at("home"),
        ask_again: form.has_code("already-awarded"),
        form,
        image: path_of(&found.image),
        badge: found.name,
        action: format!("{address}/award"),
        first: awards == 0,
        small_picture: false,
    })
}
