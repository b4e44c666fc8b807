//! The markup of an XML document, piece by piece (XML 1.0).
//!
//! Most of a drawing is the values of its attributes, so nothing but the bytes that may end a piece is looked for.

use memchr::{memchr, memchr_iter, memchr2, memchr3};

/// What is wrong with the markup.
type Damage = &'static str;

/// A piece of markup, or what is between two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// The beginning of a start tag: [`Tokens::attribute`] and [`Tokens::tag_end`] give the rest.
    Start(&'a [u8]),
    /// An end tag.
    End(&'a [u8]),
    /// Text without markup or references.
    Text(&'a [u8]),
    /// A CDATA section.
    Section(&'a [u8]),
    /// A reference, without `&` and `;`.
    Reference(&'a [u8]),
    /// What the XML declaration says.
    Declaration(&'a [u8]),
    /// What a DOCTYPE says.
    Doctype(&'a [u8]),
    /// A comment or a processing instruction.
    Remark,
}

/// An attribute.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Attribute<'a> {
    pub(super) key: &'a [u8],
    /// As it is written.
    pub(super) value: &'a [u8],
    /// Whether the value has references.
    pub(super) refers: bool,
}

/// Goes through a text.
pub(super) struct Tokens<'a> {
    text: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) const fn of(text: &'a [u8], at: usize) -> Self {
        Self { text, at }
    }

    /// How many bytes have been read.
    pub(super) const fn at(&self) -> usize {
        self.at
    }

    pub(super) const fn go_to(&mut self, at: usize) {
        self.at = at;
    }

    /// The next piece.
    pub(super) fn token(&mut self) -> Result<Option<Token<'a>>, Damage> {
        let rest = self.rest();
        Ok(Some(match rest {
            [] => return Ok(None),
            [b'<', b'/', ..] => self.end()?,
            [b'<', b'?', ..] => self.instruction()?,
            [b'<', b'!', ..] => self.bang()?,
            [b'<', ..] => Token::Start(self.skip(1).name("a tag without a name")?),
            [b'&', ..] => Token::Reference(self.skip(1).until(b";", "a reference without an end")?),
            _ => Token::Text(self.take(memchr2(b'<', b'&', rest).unwrap_or(rest.len()))),
        }))
    }

    /// The next attribute of the tag under way, if it has another.
    #[inline]
    pub(super) fn attribute(&mut self) -> Result<Option<Attribute<'a>>, Damage> {
        let spaced = self.space();
        if let [] | [b'>' | b'/', ..] = self.rest() {
            return Ok(None);
        }
        if !spaced {
            return Err("no white space before an attribute");
        }
        let key = self.name("an attribute without a name")?;
        self.space();
        if self.rest().first() != Some(&b'=') {
            return Err("an attribute without a value");
        }
        self.skip(1).space();
        let Some(quote @ (b'"' | b'\'')) = self.rest().first().copied() else {
            return Err("an attribute without quotes around its value");
        };
        let rest = self.skip(1).rest();
        let mut end = memchr3(quote, b'<', b'&', rest).ok_or(ENDLESS)?;
        let refers = rest[end] == b'&';
        if refers {
            end += memchr2(quote, b'<', &rest[end..]).ok_or(ENDLESS)?;
        }
        if rest[end] == b'<' {
            return Err("a `<` in an attribute");
        }
        let value = self.take(end);
        self.skip(1);
        Ok(Some(Attribute { key, value, refers }))
    }

    /// The end of the tag under way: whether the element ends with it.
    #[inline]
    pub(super) fn tag_end(&mut self) -> Result<bool, Damage> {
        match self.rest() {
            [b'>', ..] => self.skip(1),
            [b'/', b'>', ..] => {
                self.skip(2);
                return Ok(true);
            }
            _ => return Err("a tag without an end"),
        };
        Ok(false)
    }

    fn end(&mut self) -> Result<Token<'a>, Damage> {
        let name = self.skip(2).name("a tag without a name")?;
        self.space();
        if self.tag_end()? { Err("an end tag that ends an element of its own") } else { Ok(Token::End(name)) }
    }

    fn instruction(&mut self) -> Result<Token<'a>, Damage> {
        let name = self.skip(2).name("a processing instruction without a name")?;
        let text = self.until(b"?>", "a processing instruction without an end")?;
        Ok(if name == b"xml" { Token::Declaration(text) } else { Token::Remark })
    }

    fn bang(&mut self) -> Result<Token<'a>, Damage> {
        const DOCTYPE: &[u8] = b"<!DOCTYPE";
        let rest = self.rest();
        if rest.starts_with(b"<!--") {
            self.skip(4).until(b"-->", "a comment without an end")?;
            return Ok(Token::Remark);
        }
        if rest.starts_with(b"<![CDATA[") {
            return Ok(Token::Section(self.skip(9).until(b"]]>", "a CDATA section without an end")?));
        }
        if rest.get(..DOCTYPE.len()).is_some_and(|start| start.eq_ignore_ascii_case(DOCTYPE)) {
            return self.skip(DOCTYPE.len()).doctype().map(Token::Doctype);
        }
        Err("markup that is none of XML")
    }

    /// What stands up to a `>` that is in no literal.
    fn doctype(&mut self) -> Result<&'a [u8], Damage> {
        const ENDLESS: Damage = "a DOCTYPE without an end";
        if !self.space() {
            return Err("a DOCTYPE without white space before its name");
        }
        let rest = self.rest();
        let mut end = 0;
        loop {
            end += memchr3(b'>', b'"', b'\'', &rest[end..]).ok_or(ENDLESS)?;
            match rest[end] {
                b'>' => break,
                quote => end += memchr(quote, &rest[end + 1..]).ok_or(ENDLESS)? + 2,
            }
        }
        let text = self.take(end);
        self.skip(1);
        if text.is_empty() { Err("a DOCTYPE without a name") } else { Ok(text) }
    }

    #[inline]
    fn rest(&self) -> &'a [u8] {
        &self.text[self.at..]
    }

    #[inline]
    fn skip(&mut self, bytes: usize) -> &mut Self {
        self.at += bytes;
        self
    }

    #[inline]
    fn take(&mut self, bytes: usize) -> &'a [u8] {
        let taken = &self.text[self.at..self.at + bytes];
        self.at += bytes;
        taken
    }

    /// What comes before these bytes, which are skipped.
    fn until(&mut self, end: &[u8], or: Damage) -> Result<&'a [u8], Damage> {
        let taken = self.take(find(self.rest(), end).ok_or(or)?);
        self.skip(end.len());
        Ok(taken)
    }

    #[inline]
    fn name(&mut self, or: Damage) -> Result<&'a [u8], Damage> {
        let (name, _) = split_name(self.rest());
        if name.is_empty() { Err(or) } else { Ok(self.take(name.len())) }
    }

    /// Skips white space; whether there was some.
    #[inline]
    fn space(&mut self) -> bool {
        let start = self.at;
        self.at = self.text.len() - after_space(self.rest()).len();
        self.at > start
    }
}

const ENDLESS: Damage = "an attribute without an end";

/// The text without the white space of XML that it begins with.
#[inline]
pub(super) fn after_space(mut text: &[u8]) -> &[u8] {
    while let [b' ' | b'\t' | b'\r' | b'\n', rest @ ..] = text {
        text = rest;
    }
    text
}

/// Where these bytes, the last of which is rare, first are in the text.
#[inline]
pub(super) fn find(text: &[u8], bytes: &[u8]) -> Option<usize> {
    let ends = memchr_iter(*bytes.last()?, text).map(|last| last + 1);
    let mut found = ends.filter(|end| text[..*end].ends_with(bytes));
    found.next().map(|end| end - bytes.len())
}

/// The name that the text begins with, which may be empty, and what follows.
#[inline]
pub(super) fn split_name(text: &[u8]) -> (&[u8], &[u8]) {
    text.split_at(text.iter().position(|byte| ENDS_NAME[usize::from(*byte)]).unwrap_or(text.len()))
}

/// Which bytes no name has.
static ENDS_NAME: [bool; 256] = {
    let mut ends = [false; 256];
    let mut byte = 0;
    while byte <= b' ' as usize {
        ends[byte] = true;
        byte += 1;
    }
    let marks = b"/>=<&\"'!?";
    let mut at = 0;
    while at < marks.len() {
        ends[marks[at] as usize] = true;
        at += 1;
    }
    ends
};

#[cfg(test)]
mod tests;
