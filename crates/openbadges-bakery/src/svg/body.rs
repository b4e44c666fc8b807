//! The text of an element, put together from its pieces.

/// The text of an element. Where there are CDATA sections, white space around them is layout and is left
/// out, and the sections are kept exactly; without any, white space at both ends is layout.
#[derive(Default)]
pub(super) struct Body {
    text: String,
    without_layout: String,
    has_section: bool,
}

impl Body {
    /// A run of plain text.
    pub(super) fn text(&mut self, text: &str) {
        self.text.push_str(text);
        if !text.trim().is_empty() {
            self.without_layout.push_str(text);
        }
    }

    /// A CDATA section.
    pub(super) fn section(&mut self, text: &str) {
        self.has_section = true;
        self.text.push_str(text);
        self.without_layout.push_str(text);
    }

    /// A character written as a reference.
    pub(super) fn character(&mut self, character: char) {
        self.text.push(character);
        self.without_layout.push(character);
    }

    /// The whole text.
    pub(super) fn finish(self) -> String {
        if self.has_section { self.without_layout } else { self.text.trim().to_owned() }
    }
}
