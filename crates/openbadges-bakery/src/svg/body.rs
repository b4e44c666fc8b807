//! The text of an element, put together from its pieces.

use std::borrow::Cow;
use std::ops::Range;

use super::content;
use crate::BakeError;

/// The text of an element. Where there are CDATA sections, white space around them is layout and is left
/// out, and the sections are kept exactly; without any, white space at both ends is layout.
#[derive(Default)]
pub(super) struct Body<'a> {
    text: Cow<'a, str>,
    /// Where the text is layout if there are sections.
    layout: Vec<Range<usize>>,
    has_section: bool,
}

impl<'a> Body<'a> {
    /// A run of plain text.
    pub(super) fn text(&mut self, written: &'a [u8]) -> Result<(), BakeError> {
        let text = content::text(written)?;
        if text.trim().is_empty() {
            self.layout.push(self.text.len()..self.text.len() + text.len());
        }
        self.text += text;
        Ok(())
    }

    /// A CDATA section.
    pub(super) fn section(&mut self, written: &'a [u8]) -> Result<(), BakeError> {
        self.has_section = true;
        self.text += content::text(written)?;
        Ok(())
    }

    /// A character written as a reference.
    pub(super) fn character(&mut self, character: char) {
        self.text.to_mut().push(character);
    }

    /// The whole text.
    pub(super) fn finish(self) -> String {
        let Self { text, layout, has_section } = self;
        if !has_section {
            return text.trim().to_owned();
        }
        if layout.is_empty() {
            return text.into_owned();
        }
        let ends = layout.iter().map(|range| range.start).chain([text.len()]);
        let starts = [0].into_iter().chain(layout.iter().map(|range| range.end));
        starts.zip(ends).map(|(start, end)| &text[start..end]).collect()
    }
}
