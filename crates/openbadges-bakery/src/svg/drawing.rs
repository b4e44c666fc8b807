//! The tags of what is only drawing, as programs write them. Whatever may be of a badge or is not plainly well-formed is
//! none: [`super::scan`] reads it byte by byte, and tells what is wrong with it.

use super::marks::Map;
use super::tokens::{after_space, split_name};
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
    /// The name of the last tag that has attributes.
    name: &'a [u8],
    /// What was before the values of them: most tags are written as the one before.
    leads: Vec<Lead<'a>>,
}

/// What is written before the value of an attribute: text and the beginning of the tag if it is the first, white space,
/// a key that none before it has, `=` and a quote.
struct Lead<'a> {
    written: &'a [u8],
    key: &'a [u8],
    quote: u8,
}

impl<'a, 'm> Drawing<'a, 'm> {
    pub(super) fn of(image: &'a [u8], map: &'m Map) -> Self {
        Self { image, map, at: 0, name: b"", leads: Vec::with_capacity(16) }
    }

    /// Where the last tag ends.
    pub(super) const fn at(&self) -> usize {
        self.at
    }

    pub(super) const fn go_to(&mut self, at: usize) {
        self.at = at;
    }

    /// The next tag, if nothing but text is before it.
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "becomes a part of the one loop that calls it, which is as hot")]
    pub(super) fn tag(&mut self) -> Option<Tag<'a>> {
        let (mut at, mut count) = (self.at, 0);
        loop {
            let rest = self.image.get(at..)?;
            if let Some(lead) = self.leads.get(count)
                && begins_with(rest, lead.written)
            {
                at = self.value_end(at + lead.written.len(), lead.quote)? + 1;
                count += 1;
                continue;
            }
            let (name, rest) = match count {
                0 => match self.image.get(self.tag_start(at)?..)? {
                    [b'<', b'/', rest @ ..] => return self.end(rest),
                    tag => named(tag)?,
                },
                _ => (self.name, rest),
            };
            let (is_empty, rest) = match after_space(rest) {
                [b'>', rest @ ..] => (false, rest),
                [b'/', b'>', rest @ ..] => (true, rest),
                _ => {
                    self.learn(at, count, name, rest)?;
                    continue;
                }
            };
            self.at = self.image.len() - rest.len();
            return Some(Tag::Start { name, is_empty });
        }
    }

    /// Where markup or a reference begins, after text.
    #[inline]
    fn tag_start(&self, mut at: usize) -> Option<usize> {
        loop {
            at = self.map.mark(at)?;
            match self.image.get(at)? {
                b'<' | b'&' => return Some(at),
                _ => at += 1,
            }
        }
    }

    /// The end of an element, from its name on.
    #[inline]
    fn end(&mut self, rest: &'a [u8]) -> Option<Tag<'a>> {
        let start = self.image.len() - rest.len();
        let [name @ .., b'>'] = self.image.get(start..=self.map.mark(start)?)? else { return None };
        self.at = start + name.len() + 1;
        Some(Tag::End(name))
    }

    /// Keeps what is written here, if it is a lead after so many others.
    #[inline(never)]
    fn learn(&mut self, at: usize, count: usize, name: &'a [u8], rest: &'a [u8]) -> Option<()> {
        let (key, value) = split_name(after_space(rest));
        let [b'=', quote @ (b'"' | b'\''), value @ ..] = value else { return None };
        let is_spaced = after_space(rest).len() < rest.len();
        let is_new =
            count < limits::SVG_ATTRIBUTES && self.leads.iter().take(count).all(|lead| lead.key != key);
        if !is_spaced || !is_new || may_matter(key) {
            return None;
        }
        let written = self.image.get(at..self.image.len() - value.len())?;
        self.name = name;
        self.leads.truncate(count);
        self.leads.push(Lead { written, key, quote: *quote });
        Some(())
    }

    /// Where the quote of a value without references is.
    #[inline]
    fn value_end(&self, mut at: usize, quote: u8) -> Option<usize> {
        loop {
            at = self.map.mark(at)?;
            match *self.image.get(at)? {
                byte if byte == quote => return Some(at),
                b'<' | b'&' => return None,
                _ => at += 1,
            }
        }
    }
}

/// The name of the tag that begins here, unless it may be of a badge, and what follows.
fn named(written: &[u8]) -> Option<(&[u8], &[u8])> {
    let (name, rest) = split_name(written.strip_prefix(b"<")?);
    (!name.is_empty() && !may_be_badge(name)).then_some((name, rest))
}

fn may_be_badge(name: &[u8]) -> bool {
    name.starts_with(b"openbadges:") || name.ends_with(b"credential") || name.ends_with(b"assertion")
}

/// Whether it is no key, or may be `xmlns`, `verify` or one with the prefix of badges.
fn may_matter(key: &[u8]) -> bool {
    matches!(key, [] | [b'x', b'm', ..] | [b'v', b'e', ..] | [b'o', b'p', b'e', ..])
}

/// Whether the text begins so, without a call if that is short.
#[inline]
fn begins_with(text: &[u8], start: &[u8]) -> bool {
    let Some(text) = text.get(..start.len()) else { return false };
    match start.len() {
        4..=8 => {
            start.first_chunk::<4>() == text.first_chunk() && start.last_chunk::<4>() == text.last_chunk()
        }
        9..=16 => {
            start.first_chunk::<8>() == text.first_chunk() && start.last_chunk::<8>() == text.last_chunk()
        }
        _ => start == text,
    }
}

#[cfg(test)]
mod tests;
