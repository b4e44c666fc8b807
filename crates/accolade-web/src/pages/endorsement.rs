//! `/issuers/IID/endorsements/EID`: an endorsement's own page, or its signed document for machines.

use accolade_platform::answers::{Answer, EndorsementDoor, V2, answer_of_endorsement};
use accolade_platform::endorsing;
use accolade_platform::ids::{EndorsementId, IssuerId};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;

use crate::documents::{self, endorsement};
use crate::endorsement_view::{EndorsementSeen, seen};
use crate::error::WebError;
use crate::icons;
use crate::negotiate::prefers_html;
use crate::page::{Page, html};
use crate::state::Web;
use crate::visit::{At, Visit};

#[derive(Template)]
#[template(path = "endorsement.html")]
struct EndorsementPage {
    page: Page,
    said: EndorsementSeen,
    title: String,
    address: String,
    notice: Option<Notice>,
}

/// Why it does not count, or not yet.
struct Notice {
    tone: &'static str,
    icon: &'static str,
    words: String,
}

/// `GET /issuers/IID/endorsements/EID`
pub(crate) async fn show(
    visit: Visit,
    At((endorser, id)): At<(IssuerId, EndorsementId)>,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    if !prefers_html(&headers) {
        return Ok(documents::negotiated(endorsement::json(&visit.web.app, endorser, id).await?));
    }
    let found = endorsing::public(&visit.web.app, endorser, id).await?.ok_or(WebError::NotFound)?;
    let answer = answer_of_endorsement(found.state, EndorsementDoor::Page, V2::Off);
    let (page, address) = (visit.frame(), found.page.clone());
    let said = seen(found);
    let title = page.words_with("endorsement-title", "name", &said.target);
    let page = EndorsementPage {
        notice: notice(answer, &said, &page),
        page: page.named(title.clone()),
        said,
        title,
        address,
    };
    Ok(documents::negotiated(html(&page)?))
}

fn notice(answer: Answer, said: &EndorsementSeen, page: &Page) -> Option<Notice> {
    let (tone, icon, words) = match answer {
        Answer::PageSaysWithdrawn => {
            ("notice-bad", icons::BAN, page.words_with("endorsement-says-withdrawn", "name", &said.endorser))
        }
        Answer::PageSaysUnshown => {
            ("", icons::INFO, page.words_with("endorsement-says-unshown", "name", &said.target_issuer))
        }
        _ => return None,
    };
    Some(Notice { tone, icon, words })
}

/// `GET /issuers/IID/endorsements/EID/endorsement.json`
pub(crate) async fn file(
    State(web): State<Web>,
    At((endorser, id)): At<(IssuerId, EndorsementId)>,
) -> Result<Response, WebError> {
    endorsement::json(&web.app, endorser, id).await
}
