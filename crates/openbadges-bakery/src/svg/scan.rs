//! One pass over an SVG: where its root is and which credentials it has.

use super::body::Body;
use super::{NAMESPACE_V2, NAMESPACE_V3};
use crate::{BakeError, Baked, BakedVersion, limits};
use quick_xml::{
    XmlVersion,
    events::{BytesDecl, BytesStart, Event},
    name::{Namespace, ResolveResult},
    reader::NsReader,
};

/// What an SVG has.
pub(super) struct Scan {
    pub(super) root: Root,
    pub(super) found: Vec<Baked>,
}

/// The root element.
pub(super) struct Root {
    /// Where its content begins: the byte after the `>` of its start tag.
    pub(super) content: usize,
    /// What the prefix `openbadges` stands for.
    pub(super) prefix: Option<String>,
}

/// Reads the whole image.
pub(super) fn scan(image: &[u8]) -> Result<Scan, BakeError> {
    limits::check("the SVG image", image.len(), limits::SVG_BYTES)?;
    let text = str::from_utf8(image).map_err(|_| BakeError::NotUtf8)?;
    let xml = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut scanner = Scanner { offset: text.len() - xml.len(), ..Scanner::default() };
    let before = scanner.offset;
    let mut reader = NsReader::from_str(xml);
    loop {
        let (version, event) = match reader.read_resolved_event() {
            // Undeclared, it means nothing, until baking declares it.
            Ok((ResolveResult::Unknown(prefix), _)) if prefix == "openbadges" => {
                return Err(scanner.xml("the prefix `openbadges` is not declared".into()));
            }
            Ok((namespace, event)) => (version(&namespace, &event), event),
            Err(error) => return Err(scanner.xml(error.to_string())),
        };
        scanner.offset = before + usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX - before);
        if let Event::Eof = event {
            return scanner.finish();
        }
        scanner.event(event, version)?;
    }
}

/// The version whose element this is.
fn version(namespace: &ResolveResult<'_>, event: &Event<'_>) -> Option<BakedVersion> {
    let (Event::Start(tag) | Event::Empty(tag)) = event else { return None };
    match (namespace, tag.local_name().as_ref()) {
        (ResolveResult::Bound(Namespace(NAMESPACE_V3)), "credential") => Some(BakedVersion::V3),
        (ResolveResult::Bound(Namespace(NAMESPACE_V2)), "assertion") => Some(BakedVersion::V2),
        _ => None,
    }
}

#[derive(Default)]
struct Scanner {
    /// Where the event under way ends.
    offset: usize,
    depth: usize,
    elements: usize,
    root: Option<Root>,
    open: Option<Open>,
    found: Vec<Baked>,
}

/// An element with a credential, not yet closed.
struct Open {
    version: BakedVersion,
    depth: usize,
    verify: Option<String>,
    body: Body,
}

impl Scanner {
    fn event(&mut self, event: Event<'_>, version: Option<BakedVersion>) -> Result<(), BakeError> {
        match event {
            Event::Start(tag) => self.start(&tag, version),
            Event::Empty(tag) => {
                if self.depth == 0 {
                    return Err(BakeError::EmptySvg);
                }
                self.start(&tag, version)?;
                self.end()
            }
            Event::End(_) => self.end(),
            Event::Decl(declaration) => self.declaration(&declaration),
            // Without an internal subset it declares nothing, and what it names is never fetched.
            Event::DocType(text) if text.contains('[') => Err(BakeError::Entities),
            Event::DocType(_) if self.root.is_some() => Err(self.xml("a DOCTYPE after the root".into())),
            Event::DocType(_) | Event::Comment(_) | Event::PI(_) | Event::Eof => Ok(()),
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

    fn start(&mut self, tag: &BytesStart<'_>, version: Option<BakedVersion>) -> Result<(), BakeError> {
        self.depth += 1;
        self.elements += 1;
        if self.depth > limits::SVG_DEPTH {
            return Err(BakeError::TooMany { what: "elements within each other", limit: limits::SVG_DEPTH });
        }
        if self.elements > limits::SVG_ELEMENTS {
            return Err(BakeError::TooMany { what: "elements", limit: limits::SVG_ELEMENTS });
        }
        let [verify, prefix] = self.attributes(tag, ["verify", "xmlns:openbadges"])?;
        if self.depth == 1 {
            if self.root.is_some() || tag.local_name().as_ref() != "svg" {
                return Err(self.xml("the root of an SVG image is one `svg` element".into()));
            }
            self.root = Some(Root { content: self.offset, prefix });
        }
        if let Some(version) = version {
            if self.open.is_some() {
                return Err(BakeError::MoreThanOne);
            }
            self.open = Some(Open { version, depth: self.depth, verify, body: Body::default() });
        }
        Ok(())
    }

    /// The wanted attributes of a tag, all of its attributes being well-formed.
    fn attributes<const N: usize>(
        &self,
        tag: &BytesStart<'_>,
        wanted: [&str; N],
    ) -> Result<[Option<String>; N], BakeError> {
        let mut values = [const { None }; N];
        for (count, attribute) in tag.attributes().enumerate() {
            if count == limits::SVG_ATTRIBUTES {
                let what = "attributes of one element";
                return Err(BakeError::TooMany { what, limit: limits::SVG_ATTRIBUTES });
            }
            let attribute = attribute.map_err(|error| self.xml(error.to_string()))?;
            let value =
                attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| BakeError::Entities)?;
            if let Some(at) = wanted.iter().position(|name| attribute.key.as_ref() == *name) {
                values[at] = Some(value.into_owned());
            }
        }
        Ok(values)
    }

    fn end(&mut self) -> Result<(), BakeError> {
        if self.open.as_ref().is_some_and(|open| open.depth == self.depth)
            && let Some(open) = self.open.take()
        {
            self.found.push(open.close()?);
        }
        self.depth -= 1;
        Ok(())
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
            Some(root) => Ok(Scan { root, found: self.found }),
            None => Err(BakeError::UnknownImage),
        }
    }

    fn xml(&self, message: String) -> BakeError {
        BakeError::Xml { offset: self.offset, message }
    }
}

impl Open {
    /// The credential of the element. In 2.0 the address in `verify` stands beside the assertion itself;
    /// in 3.0 there is either `verify` or a body (A.10-2), and both would be two credentials.
    fn close(self) -> Result<Baked, BakeError> {
        let verify = self.verify.filter(|text| !text.trim().is_empty());
        let body = Some(self.body.finish()).filter(|text| !text.trim().is_empty());
        let credential = match (self.version, body, verify) {
            (BakedVersion::V3, Some(_), Some(_)) => return Err(BakeError::MoreThanOne),
            (_, Some(body), _) => body,
            (_, None, Some(verify)) => verify,
            (_, None, None) => return Err(BakeError::NotBaked),
        };
        limits::check("the badge", credential.len(), limits::CREDENTIAL_BYTES)?;
        Ok(Baked { version: self.version, credential, compressed: false })
    }
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
