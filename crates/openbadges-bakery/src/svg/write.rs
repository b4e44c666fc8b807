//! What baking writes into an SVG.

use std::borrow::Cow;

use memchr::{memchr, memmem};

use super::content::is_xml_char;
use super::scan::Root;
use super::{Edit, NAMESPACE_V2, NAMESPACE_V3, names, namespace};
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
    let nearness = |byte: u8| u8::from(byte < b' ') & u8::from(byte != b'\n') | u8::from(byte == 0xef);
    text.bytes().fold(0, |near, byte| near | nearness(byte)) == 0
}

/// How the prefix `openbadges` is declared at the root.
pub(super) struct Declaration {
    pub(super) edit: Edit,
    /// What it then stands for.
    pub(super) bound: Option<String>,
}

/// The root declares the namespace of the first badge (A.10-1), unless it uses the prefix for something else. A
/// declaration of an earlier baking goes with what was baked.
pub(super) fn declaration(
    image: &[u8],
    root: &Root<'_>,
    baking: &Baking<'_>,
    removed: bool,
) -> Result<Declaration, BakeError> {
    let end = root.content - 1;
    let mut versions = baking.entries().iter().map(Entry::version);
    let wanted = versions.find(|version| prefix(*version) == BADGE).map(namespace);
    let written = |uri: Option<&str>| uri.map(|uri| declare(BADGE, uri)).unwrap_or_default();
    let Some(uri) = root.prefix.as_deref() else {
        let attributes = root.attributes + usize::from(wanted.is_some());
        limits::check_count("attributes of one element", attributes, limits::SVG_ATTRIBUTES)?;
        let edit = Edit { range: end..end, text: written(wanted) };
        return Ok(Declaration { edit, bound: wanted.map(str::to_owned) });
    };
    let ours = declare(BADGE, uri);
    let earlier = removed
        && !root.prefix_used
        && [NAMESPACE_V2, NAMESPACE_V3].contains(&uri)
        && image[..end].ends_with(ours.as_bytes());
    if earlier {
        let edit = Edit { range: end - ours.len()..end, text: written(wanted) };
        return Ok(Declaration { edit, bound: wanted.map(str::to_owned) });
    }
    Ok(Declaration { edit: Edit { range: end..end, text: String::new() }, bound: Some(uri.to_owned()) })
}

fn declare(prefix: &str, uri: &str) -> String {
    [" xmlns:", prefix, "=\"", uri, "\""].concat()
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

/// The elements of all entries. The prefix is declared anew where it stands for something else: readers that know
/// no namespaces look for this prefix.
pub(super) fn elements(baking: &Baking<'_>, bound: Option<&str>) -> String {
    baking.entries().iter().map(|entry| element(entry, bound)).collect()
}

fn element(entry: &Entry<'_>, bound: Option<&str>) -> String {
    let uri = namespace(entry.version());
    let declaration = if bound == Some(uri) { String::new() } else { declare(prefix(entry.version()), uri) };
    let name = [prefix(entry.version()), ":", names::element(entry.version())].concat();
    let start = ["<", &name, &declaration].concat();
    if entry.kind() == BakedKind::Jws {
        return [&start, " verify=\"", entry.text(), "\"/>"].concat();
    }
    let verify = entry.address().map(|address| [" verify=\"", &escape(address), "\""].concat());
    let (verify, section) = (verify.unwrap_or_default(), section(entry.text()));
    [&start, &verify, "><![CDATA[", &section, "]]></", &name, ">"].concat()
}

/// A section cannot hold its own end; a carriage return would be read back as a line feed.
fn section(text: &str) -> Cow<'_, str> {
    let ends = memmem::find(text.as_bytes(), b"]]>").is_some();
    if !ends && memchr(b'\r', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("]]>", "]]]]><![CDATA[>").replace('\r', "]]>&#13;<![CDATA["))
}

/// An address has neither white space nor control characters.
fn escape(address: &str) -> String {
    address.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
