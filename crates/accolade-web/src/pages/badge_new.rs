//! `/manage/IID/badges/new`: what a badge stands for, how it is earned and what it looks like.

use accolade_platform::achievements::{self, NewAchievement, Picture};
use accolade_platform::authorise::{Act, authorise};
use accolade_platform::ids::IssuerId;
use accolade_platform::{ActError, Fault, Faults};
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;

use super::manage::Managed;
use super::preview;
use crate::design_form;
use crate::error::WebError;
use crate::form::{Form, Labels, WithFiles};
use crate::page::{Choice, Crumb, Page, html};
use crate::visit::{At, SignedIn, Visit};

const LABELS: Labels = &[
    ("name", "field-badge-name"),
    ("description", "field-badge-description"),
    ("criteria", "field-criteria"),
    ("tags", "field-tags"),
    ("picture", "field-picture"),
    ("design", "badge-new-picture"),
    ("title", "field-badge-title"),
    ("subtitle", "field-badge-subtitle"),
];

/// What the address of the next page ends in where the picture of the new badge is small.
pub(super) const SMALL_PICTURE: &str = "small-picture";

#[derive(Template)]
#[template(path = "badge_new.html")]
struct BadgeNewPage {
    page: Page,
    form: Form,
    crumbs: Vec<Crumb>,
    base: String,
    first: bool,
    drawn: Result<String, String>,
    notes: Vec<String>,
    criteria: String,
    templates: Vec<Choice>,
    palettes: Vec<Choice>,
    emblems: Vec<Choice>,
}

/// `GET /manage/IID/badges/new`
pub(crate) async fn show(
    SignedIn(visit): SignedIn,
    At((issuer,)): At<(IssuerId,)>,
) -> Result<Response, WebError> {
    fill(&visit, issuer, Form::default(), StatusCode::OK).await
}

/// `POST /manage/IID/badges/new`
pub(crate) async fn submit(
    SignedIn(visit): SignedIn,
    At((issuer,)): At<(IssuerId,)>,
    WithFiles(mut form): WithFiles,
) -> Result<Response, WebError> {
    if !form.value("preview").is_empty() {
        return fill(&visit, issuer, form, StatusCode::OK).await;
    }
    let picture = picture(&mut form);
    let is_small = picture.as_ref().is_ok_and(Picture::is_small);
    let created = match picture {
        Ok(picture) => achievements::create(&visit.ctx, issuer, typed(&form, picture)).await,
        Err(faults) => {
            authorise(&visit.ctx, issuer, Act::CreateBadge).await.and(Err(ActError::Faults(faults)))
        }
    };
    match created {
        Ok(badge) => {
            let next = next(&visit, issuer, &badge.to_string()).await?;
            let remark = if is_small { format!("?{SMALL_PICTURE}") } else { String::new() };
            Ok(Redirect::to(&format!("{next}{remark}")).into_response())
        }
        Err(ActError::Faults(faults)) => {
            let form = form.refused(&faults, visit.words(), LABELS);
            fill(&visit, issuer, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error.into()),
    }
}

fn picture(form: &mut Form) -> Result<Picture, Faults> {
    if form.value("kind") == "upload" {
        let upload = form.take_file("picture")?;
        return upload.map(Picture::Upload).ok_or_else(|| Fault::new("picture", "required").into());
    }
    if form.value("title").trim().is_empty() && form.value("name").trim().is_empty() {
        return Err(Fault::new("name", "required").into());
    }
    Ok(Picture::Design(Box::new(design_form::read(form, "")?)))
}

fn typed(form: &Form, picture: Picture) -> NewAchievement {
    let tags = form.value("tags").split(',').map(str::trim).filter(|tag| !tag.is_empty());
    NewAchievement {
        name: form.text("name"),
        description: form.text("description"),
        criteria: form.text("criteria"),
        tags: tags.map(str::to_owned).collect(),
        picture,
    }
}

/// Straight to awarding for those who may.
async fn next(visit: &Visit, issuer: IssuerId, badge: &str) -> Result<String, WebError> {
    let managed = Managed::find(visit, issuer).await?;
    let page = format!("{}/badges/{badge}", managed.base());
    Ok(if managed.allows(Act::Award) { format!("{page}/award") } else { page })
}

async fn fill(visit: &Visit, issuer: IssuerId, form: Form, status: StatusCode) -> Result<Response, WebError> {
    authorise(&visit.ctx, issuer, Act::CreateBadge).await?;
    let managed = Managed::find(visit, issuer).await?;
    let first = achievements::list(&visit.ctx, issuer).await?.is_empty();
    let page = visit.page("badge-new-title").at("home");
    let base = format!("{}/badges", managed.base());
    let preview = preview::of(visit, &form, &base);
    let page = BadgeNewPage {
        crumbs: vec![
            Crumb::link(managed.issuer.name.clone(), managed.base()),
            Crumb::here(page.title.clone()),
        ],
        first,
        drawn: preview.drawn,
        notes: preview.notes,
        criteria: preview.criteria,
        templates: design_form::templates(&form, &page, &base),
        palettes: design_form::palettes(&form, &page),
        emblems: design_form::emblems(&form, &page),
        page,
        form,
        base,
    };
    Ok((status, html(&page)?).into_response())
}
