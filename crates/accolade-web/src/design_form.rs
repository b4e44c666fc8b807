//! The badge form's fields as a design: template, palette, emblem and words.

use accolade_platform::design::{BadWords, Design, Emblem, Palette, Remark, Subtitle, Template, Title};
use accolade_platform::messages::{Messages, Value};
use accolade_platform::{Fault, Faults};

use crate::form::Form;
use crate::icons;
use crate::page::{Choice, Page};

/// Reads the design. An empty title is the name of the badge.
pub(crate) fn read(form: &Form, placeholder: &str) -> Result<Design, Faults> {
    let mut faults = Faults::none();
    let title = faults.check(title(form, placeholder));
    let subtitle = faults.check(subtitle(form));
    let (Some(title), Some(subtitle)) = (title, subtitle) else {
        return Err(faults);
    };
    let design = Design::new(template(form), emblem(form), title).with_palette(palette(form));
    Ok(match subtitle {
        Some(subtitle) => design.with_subtitle(subtitle),
        None => design,
    })
}

/// The query that draws this design at `preview.svg`.
pub(crate) fn query(form: &Form, placeholder: &str) -> String {
    let title = [form.value("title"), form.value("name"), placeholder];
    let title = title.into_iter().map(str::trim).find(|text| !text.is_empty()).unwrap_or_default();
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("template", template(form).name()).append_pair("palette", palette(form).name());
    query.append_pair("emblem", emblem(form).name()).append_pair("title", title);
    query.append_pair("subtitle", form.value("subtitle"));
    query.finish()
}

/// What is hard to read, in the words of the catalogue.
pub(crate) fn remark(remark: &Remark, words: &Messages) -> String {
    match remark {
        Remark::TitleContrast { .. } => words.text("design-title-contrast"),
        Remark::ColoursAlike { .. } => words.text("design-colours-alike"),
        Remark::TitleSmall { .. } => words.text("design-title-small"),
        Remark::NoGlyph { characters, .. } => {
            words.with("design-no-glyph", &[("characters", Value::from(characters.as_str()))])
        }
        other => other.to_string(),
    }
}

pub(crate) fn templates(form: &Form, page: &Page, base: &str) -> Vec<Choice> {
    let chosen = template(form);
    let choice = |&template: &Template| {
        let name = page.t(&format!("template-{template}"));
        let sample = Form::default().suggest("template", template.name()).suggest("title", name.clone());
        let sample = sample.suggest("palette", template.default_palette().name());
        let picture = format!("{base}/preview.svg?{}", query(&sample, ""));
        Choice { value: template.name(), name, chosen: template == chosen, picture }
    };
    Template::ALL.iter().map(choice).collect()
}

pub(crate) fn palettes(form: &Form, page: &Page) -> Vec<Choice> {
    let chosen = palette(form);
    let choice = |&palette: &Palette| Choice {
        value: palette.name(),
        name: page.t(&format!("palette-{palette}")),
        chosen: palette == chosen,
        picture: swatch(palette),
    };
    Palette::ALL.iter().map(choice).collect()
}

pub(crate) fn emblems(form: &Form, page: &Page) -> Vec<Choice> {
    let chosen = emblem(form);
    let choice = |&emblem: &Emblem| Choice {
        value: emblem.name(),
        name: page.t(&format!("emblem-{emblem}")),
        chosen: emblem == chosen,
        picture: icon(emblem).to_owned(),
    };
    Emblem::ALL.iter().map(choice).collect()
}

fn title(form: &Form, placeholder: &str) -> Result<Title, Fault> {
    let typed = [form.value("title"), form.value("name"), placeholder];
    let text = typed.into_iter().find(|text| !text.trim().is_empty()).unwrap_or_default();
    Title::new(text).map_err(|bad| match bad {
        BadWords::TooLong { max, .. } if form.value("title").trim().is_empty() => {
            Fault::new("title", "title-from-name").with("max", max)
        }
        bad => fault("title", &bad),
    })
}

fn subtitle(form: &Form) -> Result<Option<Subtitle>, Fault> {
    match form.value("subtitle").trim() {
        "" => Ok(None),
        text => Subtitle::new(text).map(Some).map_err(|bad| fault("subtitle", &bad)),
    }
}

fn fault(field: &'static str, bad: &BadWords) -> Fault {
    match bad {
        BadWords::Empty => Fault::new(field, "required"),
        BadWords::TooLong { length, max } => {
            Fault::new(field, "too-long").with("max", max).with("length", length)
        }
        BadWords::Control(_) => Fault::new(field, "control-characters"),
    }
}

fn template(form: &Form) -> Template {
    form.value("template").parse().unwrap_or(Template::Rosette)
}

fn palette(form: &Form) -> Palette {
    form.value("palette").parse().unwrap_or_else(|_| template(form).default_palette())
}

fn emblem(form: &Form) -> Emblem {
    form.value("emblem").parse().unwrap_or(Emblem::Star)
}

/// Both colours of a palette in a circle.
fn swatch(palette: Palette) -> String {
    format!(
        "<svg class=\"swatch\" viewBox=\"0 0 32 32\" width=\"32\" height=\"32\" aria-hidden=\"true\">\
         <circle cx=\"16\" cy=\"16\" r=\"15\" fill=\"{}\"/><path d=\"M16 1a15 15 0 0 1 0 30z\" fill=\"{}\"/></svg>",
        palette.main(),
        palette.accent()
    )
}

/// The interface icon nearest to an emblem: the emblem itself is seen in the preview.
fn icon(emblem: Emblem) -> &'static str {
    match emblem {
        Emblem::Tick => icons::CHECK,
        Emblem::Star => icons::STAR,
        Emblem::Trophy => icons::TROPHY,
        Emblem::Cap => icons::GRADUATION_CAP,
        Emblem::Book => icons::BOOK_OPEN,
        Emblem::Bulb => icons::LIGHTBULB,
        Emblem::People => icons::USERS,
        Emblem::Speech => icons::MESSAGES_SQUARE,
        Emblem::Heart => icons::HEART,
        Emblem::Leaf => icons::LEAF,
        Emblem::Globe => icons::GLOBE,
        Emblem::Flag => icons::FLAG,
        Emblem::Flask => icons::FLASK_CONICAL,
        Emblem::Code => icons::CODE_XML,
        Emblem::Gear => icons::COG,
        Emblem::Wrench => icons::WRENCH,
        Emblem::Bicycle => icons::BIKE,
        Emblem::Brush => icons::BRUSH,
    }
}
