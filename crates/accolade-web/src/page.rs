//! What the frame of every page needs: its title, who is signed in, and the words.

use accolade_platform::messages::{Messages, Value};
use askama::Template;
use axum::response::{Html, IntoResponse, Response};

use crate::error::WebError;

/// The frame around a page.
#[derive(Clone)]
pub(crate) struct Page {
    words: Messages,
    /// The instance's name.
    pub(crate) instance: String,
    /// The page's title.
    pub(crate) title: String,
    /// The name of who is signed in.
    pub(crate) account: Option<String>,
    /// Whether the outbox is offered.
    pub(crate) operator: bool,
    /// Whether the bar at the top leads anywhere: not before set-up.
    pub(crate) navigation: bool,
    /// Which link of the bar is this page.
    pub(crate) here: &'static str,
}

impl Page {
    pub(crate) fn new(words: Messages, instance: String) -> Self {
        Self {
            words,
            instance,
            title: String::new(),
            account: None,
            operator: false,
            navigation: true,
            here: "",
        }
    }

    /// The page with the title of a catalogue key.
    pub(crate) fn titled(self, key: &str) -> Self {
        let title = self.t(key);
        self.named(title)
    }

    /// The page with a title that is not in the catalogue.
    pub(crate) fn named(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// The page as the one that a link of the bar leads to.
    pub(crate) fn at(mut self, here: &'static str) -> Self {
        self.here = here;
        self
    }

    /// The catalogue itself.
    pub(crate) fn words(&self) -> &Messages {
        &self.words
    }

    /// The words of a key.
    pub(crate) fn t(&self, key: &str) -> String {
        self.words.text(key)
    }

    /// The words of a key with one value set in.
    pub(crate) fn words_with(&self, key: &str, name: &str, value: &str) -> String {
        self.words.with(key, &[(name, Value::from(value))])
    }

    /// The words of a key with a number `count` set in.
    pub(crate) fn count(&self, key: &str, count: usize) -> String {
        self.words.with(key, &[("count", Value::from(count))])
    }

    /// The four steps from set-up to the first award.
    pub(crate) fn steps(&self) -> Vec<(usize, String)> {
        let names =
            [self.t("step-account"), self.t("step-issuer"), self.t("step-badge"), self.t("step-award")];
        names.into_iter().enumerate().map(|(index, name)| (index + 1, name)).collect()
    }
}

/// A template as an answer.
pub(crate) fn html(template: &impl Template) -> Result<Response, WebError> {
    let text = template.render().map_err(|error| WebError::Broken(format!("template: {error}")))?;
    Ok(Html(text).into_response())
}

/// A link of the way from the start to a page; the page itself has no address.
pub(crate) struct Crumb {
    pub(crate) text: String,
    pub(crate) address: Option<String>,
}

impl Crumb {
    pub(crate) fn link(text: impl Into<String>, address: impl Into<String>) -> Self {
        Self { text: text.into(), address: Some(address.into()) }
    }

    pub(crate) fn here(text: impl Into<String>) -> Self {
        Self { text: text.into(), address: None }
    }
}

/// A state in a word, with a colour and an icon.
#[derive(Clone)]
pub(crate) struct Chip {
    pub(crate) tone: &'static str,
    pub(crate) icon: &'static str,
    pub(crate) text: String,
}

/// A badge in a grid.
pub(crate) struct Tile {
    pub(crate) address: String,
    pub(crate) image: String,
    pub(crate) name: String,
    pub(crate) note: String,
}

/// The navigation beside the pages of an issuer.
pub(crate) struct Side {
    pub(crate) name: String,
    pub(crate) base: String,
    pub(crate) public: String,
    pub(crate) here: &'static str,
    pub(crate) register: bool,
    pub(crate) settings: bool,
    /// Endorsements that wait for an answer.
    pub(crate) waiting: usize,
}

/// One of several choices of a form.
pub(crate) struct Choice {
    pub(crate) value: &'static str,
    pub(crate) name: String,
    pub(crate) chosen: bool,
    /// An address, or markup of ours.
    pub(crate) picture: String,
}
