//! What is told to who is about to sign and nobody is refused for: the text asks for it, and no schema does.

use super::walker::{Walker, quoted, text};
use crate::FaultKind;
use serde_json::{Map, Number, Value};

/// Digits that every reader of JSON keeps of a number that is not whole.
const EXACT_DIGITS: usize = 15;

/// Telephone numbers are those of E.164 (A.1).
pub(super) fn phone(walker: &mut Walker, text: &str) {
    let is_number = text.strip_prefix('+').is_some_and(|digits| {
        (2..=15).contains(&digits.len())
            && !digits.starts_with('0')
            && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    walker.advise(is_number, FaultKind::Form, || {
        format!(
            "{} is not in the form of E.164: `+`, the country code and the number, digits alone.",
            quoted(text)
        )
    });
}

/// The rule of an Image: what is written inside of the credential is a PNG or an SVG (A.1).
pub(super) fn image(walker: &mut Walker, image: &Map<String, Value>) {
    let Some(is_drawn) = text(image, "id").and_then(is_png_or_svg) else { return };
    walker.at("id", |walker| {
        let message = || "This image is no PNG and no SVG: others need not show it.".into();
        walker.advise(is_drawn, FaultKind::Form, message);
    });
}

/// Whether a `data:` address says that it is a PNG or an SVG, and begins like one; nothing of other addresses.
fn is_png_or_svg(address: &str) -> Option<bool> {
    let (scheme, rest) = address.split_once(':')?;
    if !scheme.eq_ignore_ascii_case("data") {
        return None;
    }
    let Some((head, body)) = rest.split_once(',') else { return Some(false) };
    let media_type = head.split(';').next().unwrap_or_default().to_ascii_lowercase();
    let is_base64 = head.to_ascii_lowercase().ends_with(";base64");
    // The signature of a PNG; `<`, a byte order mark or white space.
    let starts: &[&str] = match (media_type.as_str(), is_base64) {
        ("image/png", true) => &["iVBORw0KGgo"],
        ("image/png", false) => &["%89PNG"],
        ("image/svg+xml", true) => &["P", "77u/", "Cg", "Cj", "DQ", "IC", "ID"],
        ("image/svg+xml", false) => &["%3C", "%3c", "<", "%EF%BB%BF", "%0A", "%0D", "%20"],
        _ => &[],
    };
    Some(starts.iter().any(|start| body.starts_with(start)))
}

/// Numbers have no more digits than others read (E.1-13).
pub(super) fn number(walker: &mut Walker, number: &Number) {
    let text = number.to_string();
    let mantissa = text.split(['e', 'E']).next().unwrap_or_default().trim_start_matches(['-', '0', '.']);
    let digits = mantissa.bytes().filter(u8::is_ascii_digit).count();
    let is_exact = digits <= EXACT_DIGITS
        || (!mantissa.contains('.') && mantissa.trim_end_matches('0').len() <= EXACT_DIGITS);
    walker.advise(is_exact, FaultKind::Form, || {
        format!("{text} has more than {EXACT_DIGITS} digits: others read it as another number.")
    });
}
