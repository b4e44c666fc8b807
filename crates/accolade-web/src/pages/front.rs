//! `/` and `/home`.

use accolade_platform::issuers::{self, IssuerCard};
use accolade_platform::messages::Value;
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};

use crate::error::WebError;
use crate::page::{Page, html};
use crate::visit::{SignedIn, Visit};

#[derive(Template)]
#[template(path = "front.html")]
struct FrontPage {
    page: Page,
}

/// `GET /`
pub(crate) async fn front(visit: Visit) -> Result<Response, WebError> {
    if visit.account.is_some() {
        return Ok(Redirect::to("/home").into_response());
    }
    html(&FrontPage { page: visit.page("front-title") })
}

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    page: Page,
    issuers: Vec<IssuerLink>,
}

struct IssuerLink {
    address: String,
    name: String,
    note: String,
}

/// `GET /home`
pub(crate) async fn home(SignedIn(visit): SignedIn) -> Result<Response, WebError> {
    let cards = issuers::mine(&visit.ctx).await?;
    if cards.is_empty() {
        return Ok(Redirect::to("/issuers/new").into_response());
    }
    let page = visit.page("home-title").at("home");
    let issuers = cards.into_iter().map(|card| link(card, &page)).collect();
    html(&HomePage { page, issuers })
}

fn link(card: IssuerCard, page: &Page) -> IssuerLink {
    let counts = [("badges", Value::from(card.badges)), ("awards", Value::from(card.awards))];
    let note = page.words().with("home-note", &counts);
    IssuerLink { address: format!("/manage/{}", card.id), name: card.name, note }
}
