//! Keeps drawing an SVG bounded: refuses what lets a small file ask for endless work.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use crate::DesignError;

/// Elements that copy others: nested in each other a few times they ask for more than any machine can do.
/// A style sheet could bring in the same through the back door.
const COPYING: &[&str] = &["use", "symbol", "pattern", "mask", "marker", "filter", "style"];
const MAX_DEPTH: usize = 32;
const MAX_ELEMENTS: usize = 10_000;

/// Refuses an SVG with copying elements, a DOCTYPE, references inside clip paths, or too many or too deep elements.
pub(crate) fn check(svg: &str) -> Result<(), DesignError> {
    let mut reader = Reader::from_str(svg);
    let mut open: Vec<bool> = Vec::new();
    let mut elements = 0;
    loop {
        let event = reader.read_event().map_err(|error| refused(format!("is not well-formed ({error})")))?;
        match &event {
            Event::Eof => return Ok(()),
            Event::DocType(_) => return Err(refused("has a DOCTYPE".to_owned())),
            Event::Start(tag) | Event::Empty(tag) => {
                elements += 1;
                let clipping = element(tag, open.last().copied().unwrap_or(false))?;
                if matches!(event, Event::Start(_)) {
                    open.push(clipping);
                }
            }
            Event::End(_) => drop(open.pop()),
            _ => {}
        }
        if open.len() > MAX_DEPTH || elements > MAX_ELEMENTS {
            return Err(refused(format!("has more than {MAX_ELEMENTS} elements or {MAX_DEPTH} levels")));
        }
    }
}

/// Looks at one element; says whether its children belong to a clip path.
fn element(tag: &BytesStart<'_>, clipping: bool) -> Result<bool, DesignError> {
    let local = tag.local_name();
    let name: &str = local.as_ref();
    if COPYING.contains(&name) {
        return Err(refused(format!("has a <{name}>")));
    }
    let clipping = clipping || name == "clipPath";
    let references = || tag.attributes().flatten().any(|attribute| attribute.value.contains("url("));
    if clipping && references() {
        return Err(refused("has a clip path that refers to another".to_owned()));
    }
    Ok(clipping)
}

fn refused(what: String) -> DesignError {
    DesignError::SvgTooComplex(what)
}
