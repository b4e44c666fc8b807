//! What baking writes into an SVG.

use std::borrow::Cow;

use fearless_simd::{Level, dispatch};
use memchr::memchr;

use super::content::is_xml_char;
use super::output::Output;
use super::scan::Root;
use super::tokens::find;
use super::{NAMESPACE_V2, NAMESPACE_V3, names, namespace};
use crate::{BakeError, BakedKind, BakedVersion, Baking, Entry, limits};

/// XML cannot hold every character.
pub(super) fn check(baking: &Baking<'_>) -> Result<(), BakeError> {
    let mut texts = baking.entries().iter().map(Entry::text).filter(|text| !is_plain(text));
    match texts.find_map(|text| text.chars().find(|character| !is_xml_char(*character))) {
        Some(bad) => Err(BakeError::Unwritable(bad)),
        None => Ok(()),
    }
}

/// Whether no byte is of a character that XML cannot hold, or near: most credentials need no second look.
fn is_plain(text: &str) -> bool {
    dispatch!(Level::new(), _simd => is_plain_with(text))
}

#[inline(always)]
#[allow(clippy::inline_always, reason = "becomes a part of the code for each kind of processor")]
fn is_plain_with(text: &str) -> bool {
    let nearness = |byte: u8| u8::from(byte < b' ') & u8::from(byte != b'\n') | u8::from(byte == 0xef);
    text.bytes().fold(0, |near, byte| near | nearness(byte)) == 0
}

/// How many bytes are written, where nothing has to be escaped.
pub(super) fn room(baking: &Baking<'_>) -> usize {
    const MARKUP: usize = 256;
    let written = |entry: &Entry<'_>| MARKUP + entry.text().len() + entry.address().map_or(0, str::len);
    baking.entries().iter().map(written).sum()
}

/// Declares the prefix `openbadges` at the root, and tells what it stands for in there. That is the namespace of the
/// first badge (A.10-1), unless the root uses the prefix for something else. A declaration of an earlier baking goes
/// with what was baked.
pub(super) fn declaration<'r>(
    output: &mut Output<'_>,
    root: &'r Root<'_>,
    baking: &Baking<'_>,
    removed: bool,
) -> Result<Option<&'r str>, BakeError> {
    let end = root.content - 1;
    let mut versions = baking.entries().iter().map(Entry::version);
    let wanted = versions.find(|version| prefix(*version) == BADGE).map(namespace);
    let start = match root.prefix.as_deref() {
        None => {
            let attributes = root.attributes + usize::from(wanted.is_some());
            limits::check_count("attributes of one element", attributes, limits::SVG_ATTRIBUTES)?;
            end
        }
        Some(uri) => {
            let ours = declare(BADGE, uri).concat();
            let earlier = removed
                && !root.prefix_used
                && [NAMESPACE_V2, NAMESPACE_V3].contains(&uri)
                && output.image()[..end].ends_with(ours.as_bytes());
            if !earlier {
                return Ok(Some(uri));
            }
            end - ours.len()
        }
    };
    output.leave_out(start..end);
    if let Some(uri) = wanted {
        output.write(&declare(BADGE, uri));
    }
    Ok(wanted)
}

const fn declare<'t>(prefix: &'t str, uri: &'t str) -> [&'t str; 5] {
    [" xmlns:", prefix, "=\"", uri, "\""]
}

/// The prefix that a badge has for readers that know no namespaces.
const BADGE: &str = "openbadges";

/// The prefix of a version's element; that of a record is always declared by the element itself.
const fn prefix(version: BakedVersion) -> &'static str {
    match version {
        BakedVersion::V3 | BakedVersion::V2 => BADGE,
        BakedVersion::Clr => "clr",
    }
}

/// Writes the elements of all entries. The prefix is declared anew where it stands for something else: readers that
/// know no namespaces look for this prefix.
pub(super) fn elements(output: &mut Output<'_>, baking: &Baking<'_>, bound: Option<&str>) {
    for entry in baking.entries() {
        element(output, entry, bound);
    }
}

fn element(output: &mut Output<'_>, entry: &Entry<'_>, bound: Option<&str>) {
    let (uri, prefix) = (namespace(entry.version()), prefix(entry.version()));
    let name = names::element(entry.version());
    output.write(&["<", prefix, ":", name]);
    if bound != Some(uri) {
        output.write(&declare(prefix, uri));
    }
    if entry.kind() == BakedKind::Jws {
        return output.write(&[" verify=\"", entry.text(), "\"/>"]);
    }
    if let Some(address) = entry.address() {
        output.write(&[" verify=\"", &escape(address), "\""]);
    }
    output.write(&["><![CDATA[", &section(entry.text()), "]]></", prefix, ":", name, ">"]);
}

/// A section cannot hold its own end; a carriage return would be read back as a line feed.
fn section(text: &str) -> Cow<'_, str> {
    let ends = find(text.as_bytes(), b"]]>").is_some();
    if !ends && memchr(b'\r', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("]]>", "]]]]><![CDATA[>").replace('\r', "]]>&#13;<![CDATA["))
}

/// An address has neither white space nor control characters.
fn escape(address: &str) -> String {
    address.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
