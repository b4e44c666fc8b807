//! Baking in SVG: a credential is the first child of the root (A.10-1, A.10-2).

mod body;
mod scan;

use crate::{BakeError, Baked, choose, credential, credential::Form, limits};

/// Namespace of a credential of Open Badges 3.0.
pub const NAMESPACE_V3: &str = "https://purl.imsglobal.org/ob/v3p0";
/// Namespace of an assertion of Open Badges 2.0.
pub const NAMESPACE_V2: &str = "http://openbadges.org";

/// Bakes a credential into an SVG: JSON in a CDATA section, a JWS in the attribute `verify`.
///
/// # Errors
/// See [`crate::bake`].
pub fn bake(image: &[u8], credential: &str) -> Result<Vec<u8>, BakeError> {
    let element = element(credential, credential::form(credential)?)?;
    let scan = scan::scan(image)?;
    if !scan.found.is_empty() {
        return Err(BakeError::AlreadyBaked);
    }
    let declaration = match scan.root.prefix.as_deref() {
        Some(NAMESPACE_V3) => String::new(),
        Some(other) => return Err(BakeError::PrefixTaken { uri: other.to_owned() }),
        None => format!(" xmlns:openbadges=\"{NAMESPACE_V3}\""),
    };
    let (head, body) = image.split_at(scan.root.content);
    let (tag, close) = head.split_at(head.len() - 1);
    let baked = [tag, declaration.as_bytes(), close, element.as_bytes(), body].concat();
    limits::check("the baked SVG image", baked.len(), limits::SVG_BYTES)?;
    Ok(baked)
}

/// Takes the credential out of an SVG, of 3.0 (`credential`) or 2.0 (`assertion`).
///
/// # Errors
/// See [`crate::unbake`].
pub fn unbake(image: &[u8]) -> Result<Baked, BakeError> {
    choose(scan::scan(image)?.found)
}

/// Whether the bytes begin like XML and soon have the root of an SVG.
pub(crate) fn looks_like_svg(bytes: &[u8]) -> bool {
    const START: usize = 16 * 1024;
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes).trim_ascii_start();
    let start = &bytes[..bytes.len().min(START)];
    bytes.starts_with(b"<") && start.windows(4).any(|four| four == b"<svg" || four == b":svg")
}

fn element(credential: &str, form: Form) -> Result<String, BakeError> {
    if form == Form::Jws {
        return Ok(format!("<openbadges:credential verify=\"{credential}\"/>"));
    }
    if let Some(bad) = credential.chars().find(|c| !is_xml_char(*c)) {
        return Err(BakeError::Unwritable(bad));
    }
    // A section cannot hold its own end; a carriage return would be read back as a line feed.
    let text = credential.replace("]]>", "]]]]><![CDATA[>").replace('\r', "]]>&#13;<![CDATA[");
    Ok(format!("<openbadges:credential><![CDATA[{text}]]></openbadges:credential>"))
}

/// XML 1.0, production 2.
fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}
