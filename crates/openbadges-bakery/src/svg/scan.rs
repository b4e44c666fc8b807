//! One pass over an SVG: where its root is and which credentials it has.

use super::body::Body;
use super::content::{self, lines};
use super::names::{self, Names};
use super::place::Place;
use super::tokens::{Attribute, SPACE, Token, Tokens};
use crate::{BakeError, BakedVersion, limits};

/// How names with the prefix of badges begin.
const PREFIX: &str = "openbadges:";

/// What an SVG has.
pub(super) struct Scan {
    pub(super) root: Root,
    pub(super) places: Vec<Place>,
    /// How many elements it has.
    pub(super) elements: usize,
}

/// The root element.
pub(super) struct Root {
    /// Where its content begins: the byte after the `>` of its start tag.
    pub(super) content: usize,
    /// What the prefix `openbadges` stands for.
    pub(super) prefix: Option<String>,
    /// Whether anything but badges has the prefix in its name.
    pub(super) prefix_used: bool,
    /// How many attributes it has.
    pub(super) attributes: usize,
}

/// Reads the whole image.
pub(super) fn scan(image: &[u8]) -> Result<Scan, BakeError> {
    limits::check("the SVG image", image.len(), limits::SVG_BYTES)?;
    let text = str::from_utf8(image).map_err(|_| BakeError::NotUtf8)?;
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut scanner = Scanner {
        tokens: Tokens::of(text, mark),
        open: Vec::with_capacity(limits::SVG_DEPTH),
        keys: Vec::new(),
        elements: 0,
        names: Names::default(),
        root: None,
        prefix_used: false,
        place: None,
        places: Vec::new(),
    };
    loop {
        let start = scanner.tokens.at();
        match scanner.tokens.token() {
            Ok(Some(token)) => scanner.token(token, start)?,
            Ok(None) => return scanner.finish(),
            Err(message) => return Err(scanner.damage(message)),
        }
    }
}

struct Scanner<'a> {
    tokens: Tokens<'a>,
    /// The names of the elements that are not yet closed.
    open: Vec<&'a str>,
    /// Of the tag under way.
    keys: Vec<&'a str>,
    elements: usize,
    names: Names,
    root: Option<Root>,
    prefix_used: bool,
    /// The credential that is not yet closed.
    place: Option<Place>,
    places: Vec<Place>,
}

impl<'a> Scanner<'a> {
    fn token(&mut self, token: Token<'a>, start: usize) -> Result<(), BakeError> {
        match token {
            Token::Start(name) => return self.element(name, start),
            Token::End(name) if self.open.last() == Some(&name) => self.end(),
            Token::End(name) => return Err(self.damage(format!("an end of `{name}`, which is not open"))),
            Token::Text(text) if self.outside() && !text.trim_matches(SPACE).is_empty() => {
                return Err(self.damage("text outside of the root"));
            }
            Token::Section(_) | Token::Reference(_) if self.outside() => {
                return Err(self.damage("text outside of the root"));
            }
            Token::Text(text) => self.with_body(|body| body.text(&lines(text))),
            Token::Section(text) => self.with_body(|body| body.section(&lines(text))),
            Token::Reference(name) => {
                let character = content::character(name).ok_or_else(|| self.unknown(name))?;
                self.with_body(|body| body.character(character));
            }
            Token::Declaration(_) if self.root.is_some() => {
                return Err(self.damage("an XML declaration after the root"));
            }
            Token::Declaration(text) => return self.declaration(text),
            // Without an internal subset it declares nothing, and what it names is never fetched.
            Token::Doctype(text) if text.contains('[') => return Err(BakeError::Entities),
            Token::Doctype(_) if self.root.is_some() => return Err(self.damage("a DOCTYPE after the root")),
            Token::Doctype(_) | Token::Remark => {}
        }
        Ok(())
    }

    fn element(&mut self, name: &'a str, start: usize) -> Result<(), BakeError> {
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

    fn root(&mut self, name: &str, prefix: Option<String>, is_empty: bool) -> Result<(), BakeError> {
        let local = name.split_once(':').map_or(name, |(_, local)| local);
        if is_empty && self.root.is_none() {
            return Err(BakeError::EmptySvg);
        }
        if self.root.is_some() || local != "svg" {
            return Err(self.damage("the root of an SVG image is one `svg` element"));
        }
        let (content, attributes) = (self.tokens.at(), self.keys.len());
        self.root = Some(Root { content, prefix, prefix_used: false, attributes });
        Ok(())
    }

    fn begun(&self, version: BakedVersion, verify: Option<String>, start: usize) -> Place {
        let range = start..self.tokens.at();
        Place { version, range, depth: self.open.len(), nested: false, verify, body: Body::default() }
    }

    /// What is wanted of the attributes of a tag, all of them being well-formed.
    fn attributes(&mut self) -> Result<Found, BakeError> {
        let mut found = Found::default();
        self.keys.clear();
        while let Some(attribute) = self.tokens.attribute().map_err(|message| self.damage(message))? {
            let Attribute { key, value, refers } = attribute;
            limits::check_count("attributes of one element", self.keys.len() + 1, limits::SVG_ATTRIBUTES)?;
            if self.keys.contains(&key) {
                return Err(self.damage(format!("the attribute `{key}` twice")));
            }
            self.keys.push(key);
            found.prefixed |= key.starts_with(PREFIX);
            let declared = names::declared(key);
            if key != "verify" && declared.is_none() && !refers {
                continue;
            }
            let value = content::value(value)?;
            if let Some(prefix) = declared {
                self.names.declare(self.open.len(), prefix, &value)?;
            }
            match key {
                "verify" => found.verify = Some(value),
                "xmlns:openbadges" => found.prefix = Some(value),
                _ => {}
            }
        }
        Ok(found)
    }

    fn end(&mut self) {
        let depth = self.open.len();
        if let Some(mut place) = self.place.take_if(|place| place.depth == depth) {
            place.range.end = self.tokens.at();
            self.places.push(place);
        }
        self.names.leave(depth);
        self.open.pop();
    }

    fn declaration(&self, text: &str) -> Result<(), BakeError> {
        let mut tokens = Tokens::of(text, 0);
        while let Some(Attribute { key, value, .. }) =
            tokens.attribute().map_err(|message| self.damage(message))?
        {
            let is_known = || ["utf-8", "us-ascii"].iter().any(|known| value.eq_ignore_ascii_case(known));
            if key == "encoding" && !is_known() {
                return Err(BakeError::NotUtf8);
            }
        }
        if tokens.at() == text.len() {
            Ok(())
        } else {
            Err(self.damage("an XML declaration with more in it"))
        }
    }

    const fn outside(&self) -> bool {
        self.open.is_empty()
    }

    fn with_body(&mut self, add: impl FnOnce(&mut Body)) {
        if let Some(place) = &mut self.place {
            add(&mut place.body);
        }
    }

    fn finish(self) -> Result<Scan, BakeError> {
        if !self.outside() {
            return Err(self.damage("the image ends within an element"));
        }
        match self.root {
            Some(root) => {
                let root = Root { prefix_used: self.prefix_used, ..root };
                Ok(Scan { root, places: self.places, elements: self.elements })
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

/// What is wanted of the attributes of a tag.
#[derive(Default)]
struct Found {
    verify: Option<String>,
    /// What it declares the prefix `openbadges` to stand for.
    prefix: Option<String>,
    /// Whether one has this prefix.
    prefixed: bool,
}
