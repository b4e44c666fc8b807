//! `/manage/IID/endorsements`: what others say of an issuer, to be answered, and what it says of others.

use accolade_platform::ActError;
use accolade_platform::authorise::{Act, authorise};
use accolade_platform::endorsing::{self, EndorsementRow};
use accolade_platform::ids::{EndorsementId, IssuerId};
use askama::Template;
use axum::extract::RawQuery;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;

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
    waiting: Vec<EndorsementSeen>,
    accepted: Vec<EndorsementSeen>,
    declined: Vec<EndorsementSeen>,
    given: Vec<EndorsementSeen>,
    may_answer: bool,
    may_endorse: bool,
    sent: bool,
    refused: String,
}

impl EndorsementsPage {
    fn is_empty(&self) -> bool {
        [&self.waiting, &self.accepted, &self.declined, &self.given].iter().all(|list| list.is_empty())
    }
}

#[derive(Template)]
#[template(path = "withdraw.html")]
struct WithdrawPage {
    page: Page,
    crumbs: Vec<Crumb>,
    title: String,
    said: EndorsementSeen,
    action: String,
    back: String,
}

/// `GET /manage/IID/endorsements`
pub(crate) async fn show(
    SignedIn(visit): SignedIn,
    At((issuer,)): At<(IssuerId,)>,
    RawQuery(query): RawQuery,
) -> Result<Response, WebError> {
    let sent = query.as_deref() == Some("sent");
    fill(&visit, issuer, sent, String::new(), StatusCode::OK).await
}

async fn fill(
    visit: &Visit,
    issuer: IssuerId,
    sent: bool,
    refused: String,
    status: StatusCode,
) -> Result<Response, WebError> {
    let managed = Managed::find(visit, issuer).await?;
    let received = endorsing::received(&visit.ctx, issuer).await?;
    let given = endorsing::given(&visit.ctx, issuer).await?;
    let page = visit.page("endorsements-title").at("home");
    let all = |rows: Vec<EndorsementRow>| rows.into_iter().map(|row| seen(row, &page)).collect();
    let page = EndorsementsPage {
        side: managed.side("endorsements"),
        waiting: all(received.waiting),
        accepted: all(received.accepted),
        declined: all(received.declined),
        given: all(given),
        may_answer: managed.allows(Act::AnswerEndorsement),
        may_endorse: managed.allows(Act::Endorse),
        sent,
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
            fill(&visit, issuer, false, words, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        done => done.map(|()| back(issuer)).map_err(WebError::from),
    }
}

/// `POST /manage/IID/endorsements/ENDORSER/EID/decline`
pub(crate) async fn decline(
    SignedIn(visit): SignedIn,
    At((issuer, endorser, id)): At<(IssuerId, IssuerId, EndorsementId)>,
) -> Result<Response, WebError> {
    endorsing::decline(&visit.ctx, issuer, (endorser, id)).await?;
    Ok(back(issuer))
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
        said: seen(found, &page),
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

fn back(issuer: IssuerId) -> Response {
    Redirect::to(&format!("/manage/{issuer}/endorsements")).into_response()
}
