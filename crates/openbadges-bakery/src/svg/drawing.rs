//! The tags of what is only drawing, as programs write them. Whatever may be of a badge or is not plainly well-formed is
//! none: [`super::scan`] reads it byte by byte, and tells what is wrong with it.

use super::marks::{Map, Marks};
use super::tokens::after_space;
use crate::limits;

/// A tag that has nothing to do with badges.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Tag<'a> {
    /// The start of an element, or the whole of one that is empty.
    Start { name: &'a [u8], is_empty: bool },
    /// The end of an element.
    End(&'a [u8]),
}

/// Goes from tag to tag, from mark to mark.
pub(super) struct Drawing<'a, 'm> {
    image: &'a [u8],
    map: &'m Map,
    at: usize,
    /// Those from there on.
    marks: Marks<'m>,
    /// How the attributes of a tag begin, each with another key: most tags are written as the one before.
    leads: Vec<Lead<'a>>,
}

/// What is written before the value of an attribute: white space, its key, `=` and a quote.
struct Lead<'a> {
    written: &'a [u8],
    key: &'a [u8],
}

impl<'a, 'm> Drawing<'a, 'm> {
    pub(super) fn of(image: &'a [u8], map: &'m Map) -> Self {
        Self { image, map, at: 0, marks: map.marks(0), leads: Vec::with_capacity(16) }
    }

    /// Where the last tag ends.
    pub(super) const fn at(&self) -> usize {
        self.at
    }

    pub(super) fn go_to(&mut self, at: usize) {
        self.at = at;
        self.marks = self.map.marks(at);
    }

    /// The next tag, if nothing but text is before it.
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "becomes a part of the one loop that calls it, which is as hot")]
    pub(super) fn tag(&mut self) -> Option<Tag<'a>> {
        let mut marks = self.marks;
        let mut start = marks.next();
        while let b'>' | b'"' | b'\'' = self.image.get(start)? {
            start = marks.next();
        }
        let mut mark = marks.next();
        if let [b'<', b'/', name @ .., b'>'] = self.image.get(start..=mark)? {
            (self.at, self.marks) = (mark + 1, marks);
            return Some(Tag::End(name));
        }
        let mut at = self.map.gap(start + 1, mark);
        let [b'<', name @ ..] = self.image.get(start..at)? else { return None };
        if name.is_empty() || may_be_badge(name) {
            return None;
        }
        let mut count = 0;
        while let written @ [.., quote @ (b'"' | b'\'')] = self.image.get(at..=mark)? {
            if self.leads.get(count).is_none_or(|lead| !is_same(lead.written, written)) {
                self.leads.truncate(count);
                self.leads.push(self.lead(at, mark)?);
            }
            count += 1;
            let end = self.value_end(&mut marks, *quote)?;
            (at, mark) = (end + 1, marks.next());
        }
        let is_empty = match after_space(self.image.get(at..=mark)?) {
            b">" => false,
            b"/>" => true,
            _ => return None,
        };
        (self.at, self.marks) = (mark + 1, marks);
        Some(Tag::Start { name, is_empty })
    }

    /// Where the quote of a value without references is.
    #[inline]
    fn value_end(&self, marks: &mut Marks<'_>, quote: u8) -> Option<usize> {
        loop {
            let at = marks.next();
            match *self.image.get(at)? {
                byte if byte == quote => return Some(at),
                b'<' | b'&' => return None,
                _ => {}
            }
        }
    }

    /// What is written here, up to a quote, as a lead if it is one and no other has its key.
    fn lead(&self, at: usize, quote: usize) -> Option<Lead<'a>> {
        let written = self.image.get(at..=quote)?;
        let [b' ' | b'\t' | b'\r' | b'\n', key @ .., b'=', _] = written else { return None };
        let key = after_space(key);
        let is_name = self.map.gap(quote - 1 - key.len(), quote) == quote - 1;
        let is_new =
            self.leads.len() < limits::SVG_ATTRIBUTES && self.leads.iter().all(|lead| lead.key != key);
        (is_name && is_new && !may_matter(key)).then_some(Lead { written, key })
    }
}

#[inline]
fn may_be_badge(name: &[u8]) -> bool {
    name.starts_with(b"openbadges:") || name.ends_with(b"credential") || name.ends_with(b"assertion")
}

/// Whether it is no key, or may be `xmlns`, `verify` or one with the prefix of badges.
fn may_matter(key: &[u8]) -> bool {
    matches!(key, [] | [b'x', b'm', ..] | [b'v', b'e', ..] | [b'o', b'p', b'e', ..])
}

/// Whether they are equal, without a call if they are short.
#[inline]
fn is_same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len()
        && match a.len() {
            4..=8 => a.first_chunk::<4>() == b.first_chunk() && a.last_chunk::<4>() == b.last_chunk(),
            9..=16 => a.first_chunk::<8>() == b.first_chunk() && a.last_chunk::<8>() == b.last_chunk(),
            _ => a == b,
        }
}

#[cfg(test)]
mod tests;
