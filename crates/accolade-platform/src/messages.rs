//! The catalogue of sentences people read: pages, mails, reports and errors.

use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

pub use fluent_bundle::FluentValue as Value;

const ENGLISH: [(&str, &str); 5] = [
    ("documents.ftl", include_str!("../locales/en/documents.ftl")),
    ("mail.ftl", include_str!("../locales/en/mail.ftl")),
    ("errors.ftl", include_str!("../locales/en/errors.ftl")),
    ("pages.ftl", include_str!("../locales/en/pages.ftl")),
    ("report.ftl", include_str!("../locales/en/report.ftl")),
];

/// The sentences of one language. Cheap to clone.
#[derive(Clone)]
pub struct Messages {
    bundle: Arc<FluentBundle<FluentResource>>,
    faults: Arc<Vec<String>>,
}

impl std::fmt::Debug for Messages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Messages(en)")
    }
}

impl Messages {
    /// The English catalogue that is built in.
    pub fn english() -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![english()]);
        // Isolation marks would end up in mail subjects and attributes; all our texts run one way.
        bundle.set_use_isolating(false);
        let mut faults = Vec::new();
        for (name, text) in ENGLISH {
            let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, errors)| {
                faults.extend(errors.iter().map(|error| format!("{name}: {error}")));
                resource
            });
            if let Err(errors) = bundle.add_resource(resource) {
                faults.extend(errors.iter().map(|error| format!("{name}: {error}")));
            }
        }
        Self { bundle: Arc::new(bundle), faults: Arc::new(faults) }
    }

    /// What could not be read in the files of the catalogue. Empty in a good build; a test says so.
    pub fn faults(&self) -> &[String] {
        &self.faults
    }

    /// Whether the catalogue knows the key.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.get_message(key).is_some_and(|message| message.value().is_some())
    }

    /// The sentence of a key. A key that is missing is shown itself, so that it is seen and mended.
    pub fn text(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The sentence of a key with values set in.
    pub fn with(&self, key: &str, args: &[(&str, Value<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned()
    }
}

#[expect(clippy::expect_used, reason = "a constant language tag")]
fn english() -> LanguageIdentifier {
    "en".parse().expect("a language tag")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_catalogue_is_read_without_a_fault() {
        assert_eq!(Messages::english().faults(), &[] as &[String]);
    }

    #[test]
    fn a_missing_key_stays_visible() {
        let messages = Messages::english();
        assert!(!messages.has("no-such-key"));
        assert_eq!(messages.text("no-such-key"), "no-such-key");
    }

    #[test]
    fn values_are_set_in_without_isolation_marks() {
        let text = Messages::english().with("error-too-long", &[("max", "12".into())]);
        assert!(text.contains(" 12 "), "{text}");
        assert!(!text.contains('\u{2068}'));
    }
}
