//! One pass over an SVG: where its root is and which credentials it has.

mod attributes;

use std::borrow::Cow;

use super::body::Body;
use super::content;
use super::drawing::{Drawing, Tag};
use super::marks::Map;
use super::names::{self, Names};
use super::place::Place;
use super::tokens::{Token, Tokens, after_space};
use crate::{BakeError, BakedVersion, limits};
use attributes::Found;

/// How names with the prefix of badges begin.
const PREFIX: &[u8] = b"openbadges:";

/// What an SVG has.
pub(super) struct Scan<'a> {
    pub(super) root: Root<'a>,
    pub(super) places: Vec<Place<'a>>,
    /// How many elements it has.
    pub(super) elements: usize,
    /// Whether it declares another encoding than UTF-8, so that nothing but ASCII may be in it.
    pub(super) only_ascii: bool,
}

/// The root element.
pub(super) struct Root<'a> {
    /// Where its content begins: the byte after the `>` of its start tag.
    pub(super) content: usize,
    /// What the prefix `openbadges` stands for.
    pub(super) prefix: Option<Cow<'a, str>>,
    /// Whether anything but badges has the prefix in its name.
    pub(super) prefix_used: bool,
    /// How many attributes it has.
    pub(super) attributes: usize,
}

/// Reads the whole image.
pub(super) fn scan(image: &[u8]) -> Result<Scan<'_>, BakeError> {
    limits::check("the SVG image", image.len(), limits::SVG_BYTES)?;
    let map = Map::of(image);
    if !map.is_ascii {
        content::read(image)?;
    }
    let mut drawing = Drawing::of(image, &map);
    let mut scanner = Scanner::of(image);
    loop {
        scanner.pass_over(&mut drawing);
        if !scanner.step()? {
            break;
        }
    }
    if scanner.only_ascii && !map.is_ascii {
        return Err(BakeError::NotUtf8);
    }
    scanner.finish()
}

struct Scanner<'a> {
    tokens: Tokens<'a>,
    /// The names of the elements that are not yet closed.
    open: Vec<&'a [u8]>,
    /// Of the tag under way.
    keys: Vec<&'a [u8]>,
    elements: usize,
    only_ascii: bool,
    names: Names<'a>,
    root: Option<Root<'a>>,
    prefix_used: bool,
    /// The credential that is not yet closed.
    place: Option<Place<'a>>,
    places: Vec<Place<'a>>,
}

impl<'a> Scanner<'a> {
    fn of(image: &'a [u8]) -> Self {
        const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();
        let start = if image.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        Self {
            tokens: Tokens::of(image, start),
            open: Vec::with_capacity(limits::SVG_DEPTH),
            keys: Vec::with_capacity(16),
            elements: 0,
            only_ascii: false,
            names: Names::default(),
            root: None,
            prefix_used: false,
            place: None,
            places: Vec::new(),
        }
    }

    /// Reads what is within the root, as far as it is drawing: none of it can be wrong or of a badge.
    fn pass_over(&mut self, drawing: &mut Drawing<'a, '_>) {
        if self.place.is_some() {
            return;
        }
        drawing.go_to(self.tokens.at());
        while !self.outside() {
            let has_room = self.open.len() < limits::SVG_DEPTH && self.elements < limits::SVG_ELEMENTS;
            match drawing.tag() {
                Some(Tag::Start { name, is_empty }) if has_room => {
                    self.elements += 1;
                    if !is_empty {
                        self.open.push(name);
                    }
                }
                Some(Tag::End(name)) if self.open.last() == Some(&name) => self.leave(),
                _ => return,
            }
            self.tokens.go_to(drawing.at());
        }
    }

    /// Reads one piece of markup; whether there was another.
    fn step(&mut self) -> Result<bool, BakeError> {
        let start = self.tokens.at();
        match self.tokens.token() {
            Ok(Some(token)) => self.token(token, start).map(|()| true),
            Ok(None) => Ok(false),
            Err(message) => Err(self.damage(message)),
        }
    }

    fn token(&mut self, token: Token<'a>, start: usize) -> Result<(), BakeError> {
        match token {
            Token::Start(name) => return self.element(name, start),
            Token::End(name) if self.open.last() == Some(&name) => self.end(),
            Token::End(name) => {
                return Err(self.damage(format!("an end of `{}`, which is not open", shown(name))));
            }
            Token::Text(text) if self.outside() && !after_space(text).is_empty() => {
                return Err(self.damage("text outside of the root"));
            }
            Token::Section(_) | Token::Reference(_) if self.outside() => {
                return Err(self.damage("text outside of the root"));
            }
            Token::Text(text) => return self.body().map_or(Ok(()), |body| body.text(text)),
            Token::Section(text) => return self.body().map_or(Ok(()), |body| body.section(text)),
            Token::Reference(name) => {
                let name = content::read(name)?;
                let character = content::character(name).ok_or_else(|| self.unknown(name))?;
                if let Some(body) = self.body() {
                    body.character(character);
                }
            }
            Token::Declaration(_) if self.root.is_some() => {
                return Err(self.damage("an XML declaration after the root"));
            }
            Token::Declaration(text) => return self.declaration(text),
            // Without an internal subset it declares nothing, and what it names is never fetched.
            Token::Doctype(text) if text.contains(&b'[') => return Err(BakeError::Entities),
            Token::Doctype(_) if self.root.is_some() => return Err(self.damage("a DOCTYPE after the root")),
            Token::Doctype(_) | Token::Remark => {}
        }
        Ok(())
    }

    fn element(&mut self, name: &'a [u8], start: usize) -> Result<(), BakeError> {
        self.open.push(name);
        self.elements += 1;
        limits::check_count("elements within each other", self.open.len(), limits::SVG_DEPTH)?;
        limits::check_count("elements", self.elements, limits::SVG_ELEMENTS)?;
        let Found { verify, prefix, prefixed } = self.attributes()?;
        let is_empty = self.tokens.tag_end().map_err(|message| self.damage(message))?;
        self.names.check_attributes(prefixed).map_err(|message| self.damage(message))?;
        let version = self.names.version(name).map_err(|message| self.damage(message))?;
        let foreign = self.place.is_none() && version.is_none();
        self.prefix_used |= foreign && (prefixed || name.starts_with(PREFIX));
        if self.open.len() == 1 {
            self.root(name, prefix, is_empty)?;
        }
        match (&mut self.place, version) {
            (Some(place), Some(_)) => place.nested = true,
            (None, Some(version)) => self.place = Some(self.begun(version, verify, start)),
            (_, None) => {}
        }
        if is_empty {
            self.end();
        }
        Ok(())
    }

    fn root(&mut self, name: &[u8], prefix: Option<Cow<'a, str>>, is_empty: bool) -> Result<(), BakeError> {
        let local = names::split(name).1;
        if is_empty && self.root.is_none() {
            return Err(BakeError::EmptySvg);
        }
        if self.root.is_some() || local != b"svg" {
            return Err(self.damage("the root of an SVG image is one `svg` element"));
        }
        let (content, attributes) = (self.tokens.at(), self.keys.len());
        self.root = Some(Root { content, prefix, prefix_used: false, attributes });
        Ok(())
    }

    fn begun(&self, version: BakedVersion, verify: Option<Cow<'a, str>>, start: usize) -> Place<'a> {
        let range = start..self.tokens.at();
        Place { version, range, depth: self.open.len(), nested: false, verify, body: Body::default() }
    }

    fn end(&mut self) {
        let depth = self.open.len();
        if let Some(mut place) = self.place.take_if(|place| place.depth == depth) {
            place.range.end = self.tokens.at();
            self.places.push(place);
        }
        self.leave();
    }

    fn leave(&mut self) {
        self.names.leave(self.open.len());
        self.open.pop();
    }

    const fn outside(&self) -> bool {
        self.open.is_empty()
    }

    fn body(&mut self) -> Option<&mut Body<'a>> {
        self.place.as_mut().map(|place| &mut place.body)
    }

    fn finish(self) -> Result<Scan<'a>, BakeError> {
        if !self.outside() {
            return Err(self.damage("the image ends within an element"));
        }
        match self.root {
            Some(root) => {
                let root = Root { prefix_used: self.prefix_used, ..root };
                let Self { places, elements, only_ascii, .. } = self;
                Ok(Scan { root, places, elements, only_ascii })
            }
            None => Err(BakeError::UnknownImage),
        }
    }

    fn unknown(&self, reference: &str) -> BakeError {
        match reference.strip_prefix('#') {
            Some(number) => self.damage(format!("no character has the number `{number}`")),
            None => BakeError::Entities,
        }
    }

    fn damage(&self, message: impl Into<String>) -> BakeError {
        BakeError::Xml { offset: self.tokens.at(), message: message.into() }
    }
}

fn shown(name: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(name)
}

#[cfg(test)]
mod tests;
