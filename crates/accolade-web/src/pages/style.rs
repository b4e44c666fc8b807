//! `/style`: every component, for whoever builds pages.

use accolade_platform::Fault;
use accolade_platform::Faults;
use askama::Template;
use axum::response::Response;

use crate::design_form;
use crate::error::WebError;
use crate::form::{Form, Labels};
use crate::icons;
use crate::page::{Chip, Choice, Crumb, Page, Side, Tile, html};
use crate::report::CheckSeen;
use crate::visit::Visit;

const LABELS: Labels = &[("email", "field-email")];

#[derive(Template)]
#[template(path = "style.html")]
struct StylePage {
    page: Page,
    form: Form,
    wrong: Form,
    chips: Vec<Chip>,
    crumbs: Vec<Crumb>,
    checks: Vec<CheckSeen>,
    tiles: Vec<Tile>,
    side: Side,
    emblems: Vec<Choice>,
    image: &'static str,
}

/// `GET /style`
pub(crate) async fn show(visit: Visit) -> Result<Response, WebError> {
    let page = visit.frame().named("Style");
    let form = Form::default().suggest("email", "mila@example.org");
    let wrong = form.clone().refused(&Faults::from(Fault::new("email", "email")), visit.words(), LABELS);
    html(&StylePage {
        emblems: design_form::emblems(&form, &page),
        chips: chips(),
        crumbs: vec![
            Crumb::link("Badges", "/style"),
            Crumb::link("Bicycle repair", "/style"),
            Crumb::here("Award"),
        ],
        checks: checks(),
        tiles: ["Bicycle repair", "Welding", "Workshop safety"].map(tile).into(),
        side: Side {
            name: "Werkplaats Noord".into(),
            base: "/style".into(),
            public: "/style".into(),
            here: "badges",
            waiting: 2,
            register: true,
            settings: true,
        },
        image: crate::assets::MARK_SVG,
        form,
        wrong,
        page,
    })
}

fn chips() -> Vec<Chip> {
    let chip = |tone, icon, text: &str| Chip { tone, icon, text: text.to_owned() };
    vec![
        chip("chip-good", icons::SHIELD_CHECK, "Genuine, current, unchanged"),
        chip("chip-warn", icons::TRIANGLE_ALERT, "has this badge since May"),
        chip("chip-bad", icons::BAN, "revoked"),
        chip("", icons::MAIL, "mailed"),
    ]
}

fn checks() -> Vec<CheckSeen> {
    let check = |tone, icon, name: &str, words: &str| CheckSeen {
        tone,
        icon,
        outcome: String::new(),
        name: name.to_owned(),
        words: words.to_owned(),
        facts: vec![("cryptosuite".to_owned(), "eddsa-rdfc-2022".to_owned())],
    };
    vec![
        check(
            "check-good",
            icons::CHECK,
            "Signature",
            "Made with the key that werkplaatsnoord.nl publishes.",
        ),
        check("check-warn", icons::CIRCLE_QUESTION_MARK, "Not revoked", "The issuer could not be asked."),
        check("check-bad", icons::X, "Dates", "It has expired."),
        check("", icons::MINUS, "Made out to you", "You did not ask whose badge it is."),
    ]
}

fn tile(name: &str) -> Tile {
    Tile {
        address: "/style".into(),
        image: crate::assets::MARK_SVG.into(),
        name: name.into(),
        note: "12 awards".into(),
    }
}
