//! Sentences of the catalogue in which the values stand out.

use std::fmt::Write as _;

use accolade_platform::messages::{Messages, Value};

/// Marks that no text of a person keeps: private-use characters around each value.
const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';

/// The sentence as HTML with its values in bold, everything escaped.
pub(crate) fn bold(words: &Messages, key: &str, values: &[(&str, &str)]) -> String {
    let marked: Vec<(&str, String)> = values.iter().map(|(name, value)| (*name, mark(value))).collect();
    let args: Vec<(&str, Value<'_>)> =
        marked.iter().map(|(name, value)| (*name, Value::from(value.as_str()))).collect();
    let mut html = String::new();
    for character in words.with(key, &args).chars() {
        push(&mut html, character);
    }
    html
}

fn mark(value: &str) -> String {
    let clean: String = in_order(value).chars().filter(|c| !matches!(*c, OPEN | CLOSE)).collect();
    format!("{OPEN}{clean}{CLOSE}")
}

/// A text of somebody else without the marks that would show it, or what follows it, in another order.
pub(crate) fn in_order(text: &str) -> String {
    text.chars().filter(|c| !matches!(*c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')).collect()
}

fn push(html: &mut String, character: char) {
    match character {
        OPEN => html.push_str("<strong>"),
        CLOSE => html.push_str("</strong>"),
        '<' | '>' | '&' | '"' | '\'' => {
            // Writing into a String does not fail.
            let _ = write!(html, "&#{};", u32::from(character));
        }
        other => html.push(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_shown_in_another_order() {
        let html = bold(&Messages::english(), "said-issuer", &[("name", "\u{202e}gro.elpmaxe\u{2066}")]);
        assert_eq!(html, "The issuer calls itself <strong>gro.elpmaxe</strong>.");
    }

    #[test]
    fn values_stand_out_and_cannot_break_out() {
        let html = bold(&Messages::english(), "said-issuer", &[("name", "<b>\u{e001}Ann & Co</b>")]);
        assert_eq!(html, "The issuer calls itself <strong>&#60;b&#62;Ann &#38; Co&#60;/b&#62;</strong>.");
    }
}
