//! One pass over an SVG: where its root is and which credentials it has.

use super::attributes::{self, Attributes};
use super::body::Body;
use super::names::{self, Names};
use super::place::Place;
use crate::{BakeError, BakedVersion, limits};
use quick_xml::Reader;
use quick_xml::events::{BytesDecl, BytesStart, Event};

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
    let xml = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut scanner = Scanner { offset: text.len() - xml.len(), ..Scanner::default() };
    let before = scanner.offset;
    let mut reader = Reader::from_str(xml);
    loop {
        let event = reader.read_event().map_err(|error| scanner.xml(error.to_string()))?;
        scanner.start = scanner.offset;
        scanner.offset = before + usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX - before);
        if let Event::Eof = event {
            return scanner.finish();
        }
        scanner.event(event)?;
    }
}

#[derive(Default)]
struct Scanner {
    /// Where the event under way begins.
    start: usize,
    /// Where it ends.
    offset: usize,
    depth: usize,
    elements: usize,
    names: Names,
    root: Option<Root>,
    prefix_used: bool,
    /// Not yet closed.
    open: Option<Place>,
    places: Vec<Place>,
}

impl Scanner {
    fn event(&mut self, event: Event<'_>) -> Result<(), BakeError> {
        match event {
            Event::Start(tag) => self.element(&tag),
            Event::Empty(tag) => {
                if self.depth == 0 {
                    return Err(BakeError::EmptySvg);
                }
                self.element(&tag)?;
                self.end();
                Ok(())
            }
            Event::End(_) => {
                self.end();
                Ok(())
            }
            Event::Decl(declaration) => self.declaration(&declaration),
            // Without an internal subset it declares nothing, and what it names is never fetched.
            Event::DocType(text) if text.contains('[') => Err(BakeError::Entities),
            Event::DocType(_) if self.root.is_some() => Err(self.xml("a DOCTYPE after the root".into())),
            Event::DocType(_) | Event::Comment(_) | Event::PI(_) | Event::Eof => Ok(()),
            Event::Text(_) if self.depth > 0 && self.open.is_none() => Ok(()),
            Event::Text(text) => {
                let text = text.xml10_content();
                self.inside(!text.trim().is_empty())?;
                self.with_body(|body| body.text(&text))
            }
            Event::CData(section) => {
                self.inside(true)?;
                self.with_body(|body| body.section(&section.xml10_content()))
            }
            Event::GeneralRef(reference) => {
                self.inside(true)?;
                let character = match reference.resolve_char_ref() {
                    Ok(Some(character)) => character,
                    Ok(None) => predefined(&reference.xml10_content()).ok_or(BakeError::Entities)?,
                    Err(error) => return Err(self.xml(error.to_string())),
                };
                self.with_body(|body| body.character(character))
            }
        }
    }

    fn element(&mut self, tag: &BytesStart<'_>) -> Result<(), BakeError> {
        self.depth += 1;
        self.elements += 1;
        limits::check_count("elements within each other", self.depth, limits::SVG_DEPTH)?;
        limits::check_count("elements", self.elements, limits::SVG_ELEMENTS)?;
        let Found { count, verify, prefix, prefixed } = self.attributes(tag)?;
        let name = tag.name();
        let version = self.names.version(name.as_ref()).map_err(|message| self.xml(message.into()))?;
        let outside = self.open.is_none() && version.is_none();
        self.prefix_used |= outside && (prefixed || name.as_ref().starts_with(PREFIX));
        if self.depth == 1 {
            if self.root.is_some() || tag.local_name().as_ref() != "svg" {
                return Err(self.xml("the root of an SVG image is one `svg` element".into()));
            }
            self.root = Some(Root { content: self.offset, prefix, prefix_used: false, attributes: count });
        }
        match (&mut self.open, version) {
            (Some(open), Some(_)) => open.nested = true,
            (None, Some(version)) => self.open = Some(self.place(version, verify)),
            (_, None) => {}
        }
        Ok(())
    }

    fn place(&self, version: BakedVersion, verify: Option<String>) -> Place {
        let range = self.start..self.offset;
        Place { version, range, depth: self.depth, nested: false, verify, body: Body::default() }
    }

    /// What is wanted of the attributes of a tag, all of them being well-formed.
    fn attributes(&mut self, tag: &BytesStart<'_>) -> Result<Found, BakeError> {
        let mut found = Found::default();
        let mut keys: Vec<&str> = Vec::new();
        for attribute in Attributes::of(tag.attributes_raw()) {
            let (key, value) = attribute.map_err(|message| self.xml(message.into()))?;
            limits::check_count("attributes of one element", keys.len() + 1, limits::SVG_ATTRIBUTES)?;
            if keys.contains(&key) {
                return Err(self.xml(format!("the attribute `{key}` twice")));
            }
            keys.push(key);
            found.prefixed |= key.starts_with(PREFIX);
            let declared = names::declared(key);
            if key != "verify" && declared.is_none() && !value.contains('&') {
                continue;
            }
            let value = attributes::normalized(key, value)?;
            if let Some(prefix) = declared {
                self.names.declare(self.depth, prefix, &value)?;
            }
            match key {
                "verify" => found.verify = Some(value),
                "xmlns:openbadges" => found.prefix = Some(value),
                _ => {}
            }
        }
        found.count = keys.len();
        Ok(found)
    }

    fn end(&mut self) {
        if self.open.as_ref().is_some_and(|open| open.depth == self.depth)
            && let Some(mut place) = self.open.take()
        {
            place.range.end = self.offset;
            self.places.push(place);
        }
        self.names.leave(self.depth);
        self.depth -= 1;
    }

    fn declaration(&self, declaration: &BytesDecl<'_>) -> Result<(), BakeError> {
        match declaration.encoding() {
            None => Ok(()),
            Some(Ok(name)) if ["utf-8", "us-ascii"].iter().any(|known| name.eq_ignore_ascii_case(known)) => {
                Ok(())
            }
            Some(Ok(_)) => Err(BakeError::NotUtf8),
            Some(Err(error)) => Err(self.xml(error.to_string())),
        }
    }

    /// Only white space may stand outside of the root.
    fn inside(&self, says_something: bool) -> Result<(), BakeError> {
        if self.depth == 0 && says_something {
            return Err(self.xml("text outside of the root".into()));
        }
        Ok(())
    }

    #[expect(clippy::unnecessary_wraps, reason = "it ends the arms of a match")]
    fn with_body(&mut self, add: impl FnOnce(&mut Body)) -> Result<(), BakeError> {
        if let Some(open) = &mut self.open {
            add(&mut open.body);
        }
        Ok(())
    }

    fn finish(self) -> Result<Scan, BakeError> {
        if self.depth != 0 {
            return Err(self.xml("the image ends within an element".into()));
        }
        match self.root {
            Some(root) => {
                let root = Root { prefix_used: self.prefix_used, ..root };
                Ok(Scan { root, places: self.places, elements: self.elements })
            }
            None => Err(BakeError::UnknownImage),
        }
    }

    fn xml(&self, message: String) -> BakeError {
        BakeError::Xml { offset: self.offset, message }
    }
}

/// What is wanted of the attributes of a tag.
#[derive(Default)]
struct Found {
    count: usize,
    verify: Option<String>,
    /// What it declares the prefix `openbadges` to stand for.
    prefix: Option<String>,
    /// Whether one has this prefix.
    prefixed: bool,
}

fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}
