//! `/manage/IID/endorsements`: what others say of an issuer, to be answered, and what it says of others.

mod lists;

use accolade_platform::authorise::{Act, authorise};
use accolade_platform::endorsing;
use accolade_platform::ids::{EndorsementId, IssuerId};
use accolade_platform::{ActError, Cursor};
use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use serde::Deserialize;

use self::lists::{ListSeen, lists};
use super::manage::Managed;
use crate::endorsement_view::{EndorsementSeen, seen};
use crate::error::WebError;
use crate::page::{Crumb, Page, Side, html};
use crate::visit::{At, SignedIn, Visit};

#[derive(Template)]
#[template(path = "endorsements.html")]
struct EndorsementsPage {
    page: Page,
    side: Side,
    lists: Vec<ListSeen>,
    sent: bool,
    done: String,
    /// The address of the beginnings, where something in between is shown.
    first: String,
    refused: String,
}

#[derive(Template)]
#[template(path = "withdraw.html")]
struct WithdrawPage {
    page: Page,
    crumbs: Vec<Crumb>,
    title: String,
    lead: String,
    said: EndorsementSeen,
    action: String,
    back: String,
}

/// What the page may be asked for.
#[derive(Deserialize, Default)]
pub(crate) struct Asked {
    /// There when the visitor has just endorsed.
    sent: Option<String>,
    /// How the visitor has just answered.
    #[serde(default)]
    done: String,
    /// The list that goes on …
    #[serde(default)]
    list: String,
    /// … after this place.
    after: Option<String>,
}

impl Asked {
    /// What was done, in a sentence.
    fn done(&self, page: &Page) -> String {
        match self.done.as_str() {
            "accepted" => page.t("endorsement-done-accepted"),
            "declined" => page.t("endorsement-done-declined"),
            "reopened" => page.t("endorsement-done-reopened"),
            _ => String::new(),
        }
    }

    fn place(&self) -> Option<(&str, Cursor)> {
        let after = self.after.as_deref().and_then(|after| after.parse().ok())?;
        Some((&self.list, after))
    }
}

/// `GET /manage/IID/endorsements`
pub(crate) async fn show(
    SignedIn(visit): SignedIn,
    At((issuer,)): At<(IssuerId,)>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    fill(&visit, issuer, &asked, String::new(), StatusCode::OK).await
}

async fn fill(
    visit: &Visit,
    issuer: IssuerId,
    asked: &Asked,
    refused: String,
    status: StatusCode,
) -> Result<Response, WebError> {
    let managed = Managed::find(visit, issuer).await?;
    let page = visit.page("endorsements-title").at("home");
    let after = asked.place();
    let lists = lists(visit, &managed, &page, after).await?;
    // What followed has been answered since: the beginning says what there is.
    if lists.is_empty() && after.is_some() {
        return Ok(back(issuer));
    }
    let page = EndorsementsPage {
        side: managed.side("endorsements"),
        lists,
        sent: asked.sent.is_some(),
        done: asked.done(&page),
        first: if after.is_some() { format!("{}/endorsements", managed.base()) } else { String::new() },
        refused,
        page,
    };
    Ok((status, html(&page)?).into_response())
}

/// `POST /manage/IID/endorsements/ENDORSER/EID/accept`
pub(crate) async fn accept(
    SignedIn(visit): SignedIn,
    At((issuer, endorser, id)): At<(IssuerId, IssuerId, EndorsementId)>,
) -> Result<Response, WebError> {
    match endorsing::accept(&visit.ctx, issuer, (endorser, id)).await {
        Err(ActError::Faults(faults)) => {
            let words = faults.iter().map(|fault| fault.text(visit.words())).collect();
            fill(&visit, issuer, &Asked::default(), words, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        done => done.map(|()| done_to(issuer, "accepted")).map_err(WebError::from),
    }
}

/// `POST /manage/IID/endorsements/ENDORSER/EID/decline`
pub(crate) async fn decline(
    SignedIn(visit): SignedIn,
    At((issuer, endorser, id)): At<(IssuerId, IssuerId, EndorsementId)>,
) -> Result<Response, WebError> {
    endorsing::decline(&visit.ctx, issuer, (endorser, id)).await?;
    Ok(done_to(issuer, "declined"))
}

/// `POST /manage/IID/endorsements/ENDORSER/EID/reopen`
pub(crate) async fn reopen(
    SignedIn(visit): SignedIn,
    At((issuer, endorser, id)): At<(IssuerId, IssuerId, EndorsementId)>,
) -> Result<Response, WebError> {
    endorsing::reopen(&visit.ctx, issuer, (endorser, id)).await?;
    Ok(done_to(issuer, "reopened"))
}

/// `GET /manage/IID/endorsements/EID/withdraw`
pub(crate) async fn ask(
    SignedIn(visit): SignedIn,
    At((issuer, id)): At<(IssuerId, EndorsementId)>,
) -> Result<Response, WebError> {
    authorise(&visit.ctx, issuer, Act::Endorse).await?;
    let found = endorsing::public(&visit.web.app, issuer, id).await?.ok_or(WebError::NotFound)?;
    let page = visit.frame();
    let title = page.words_with("withdraw-title", "name", &found.target_name);
    let back = format!("/manage/{issuer}/endorsements");
    html(&WithdrawPage {
        crumbs: vec![
            Crumb::link(page.t("endorsements-title"), back.clone()),
            Crumb::here(page.t("withdraw")),
        ],
        lead: if found.declined {
            page.words_with("withdraw-lead-declined", "issuer", &found.target_issuer)
        } else {
            page.t("withdraw-lead")
        },
        said: seen(found),
        page: page.named(title.clone()).at("home"),
        title,
        action: format!("{back}/{id}/withdraw"),
        back,
    })
}

/// `POST /manage/IID/endorsements/EID/withdraw`
pub(crate) async fn withdraw(
    SignedIn(visit): SignedIn,
    At((issuer, id)): At<(IssuerId, EndorsementId)>,
) -> Result<Response, WebError> {
    endorsing::withdraw(&visit.ctx, issuer, id).await?;
    Ok(back(issuer))
}

/// `GET` of the address of an answer.
pub(crate) async fn again(At((issuer, _, _)): At<(IssuerId, IssuerId, EndorsementId)>) -> Response {
    back(issuer)
}

/// The list, which says what was done.
fn done_to(issuer: IssuerId, done: &str) -> Response {
    Redirect::to(&format!("/manage/{issuer}/endorsements?done={done}")).into_response()
}

fn back(issuer: IssuerId) -> Response {
    Redirect::to(&format!("/manage/{issuer}/endorsements")).into_response()
}
