//! Page or document: JSON for a missing `Accept`, `*/*`, JSON and unknown types; HTML only where it is preferred.

use http::HeaderMap;
use http::header::ACCEPT;

/// Whether the client would rather have the page than the JSON document.
pub(crate) fn prefers_html(headers: &HeaderMap) -> bool {
    let (html, json) = wishes(headers);
    html.quality > json.quality
}

/// Whether the client asks for JSON by name, and would not rather have the page. A link that people pass on is a page to
/// whoever takes anything: programs that make a preview of it do, and a preview is made of the page.
pub(crate) fn names_json(headers: &HeaderMap) -> bool {
    let (html, json) = wishes(headers);
    json.specificity > ANYTHING && json.quality > 0 && json.quality >= html.quality
}

/// How much the client wishes for a page, and for JSON.
fn wishes(headers: &HeaderMap) -> (Best, Best) {
    let mut html = Best::default();
    let mut json = Best::default();
    for line in headers.get_all(ACCEPT).iter().filter_map(|line| line.to_str().ok()) {
        for range in line.split(',') {
            let (name, quality) = read(range);
            html.see(specificity(&name, is_html(&name), "text/*"), quality);
            json.see(specificity(&name, is_json(&name), "application/*"), quality);
        }
    }
    (html, json)
}

/// The specificity of `*/*`.
const ANYTHING: u8 = 1;

/// The quality that the most specific range gives; of several as specific the highest.
#[derive(Default)]
struct Best {
    specificity: u8,
    quality: u16,
}

impl Best {
    fn see(&mut self, specificity: u8, quality: u16) {
        if specificity == 0 || specificity < self.specificity {
            return;
        }
        let same = specificity == self.specificity;
        self.quality = if same { self.quality.max(quality) } else { quality };
        self.specificity = specificity;
    }
}

fn specificity(name: &str, exact: bool, family: &str) -> u8 {
    match name {
        _ if exact => 3,
        _ if name == family => 2,
        "*/*" => ANYTHING,
        _ => 0,
    }
}

fn is_html(name: &str) -> bool {
    matches!(name, "text/html" | "application/xhtml+xml")
}

fn is_json(name: &str) -> bool {
    name == "application/json"
        || name == "text/json"
        || name.ends_with("+json")
        || matches!(name, "application/vc" | "application/did")
}

/// The media range in lower case and its quality in thousandths; what cannot be read counts as 1.
fn read(range: &str) -> (String, u16) {
    let mut parts = range.split(';').map(str::trim);
    let name = parts.next().unwrap_or_default().to_ascii_lowercase();
    let quality =
        parts.find_map(|parameter| parameter.strip_prefix("q=").or_else(|| parameter.strip_prefix("Q=")));
    (name, quality.map_or(1000, thousandths))
}

fn thousandths(text: &str) -> u16 {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits: String = fraction.chars().chain("000".chars()).take(3).collect();
    match (whole, digits.parse::<u16>()) {
        ("0", Ok(thousandths)) => thousandths,
        _ => 1000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(accept: Option<&str>) -> bool {
        let mut headers = HeaderMap::new();
        if let Some(accept) = accept {
            headers.insert(ACCEPT, accept.parse().unwrap());
        }
        prefers_html(&headers)
    }

    #[test]
    fn machines_get_json() {
        assert!(!html(None));
        for accept in [
            "",
            "*/*",
            "application/json",
            "application/ld+json",
            "application/ld+json;profile=\"x\"",
            "application/vc+ld+json",
            "application/*",
            "image/png",
            "nonsense",
            "application/json, text/html;q=0.9",
            "text/html, application/json",
            "*/*, text/html;q=0",
            "text/html;q=0.5, */*",
            "application/vc",
            "TEXT/HTML;q=0.1, Application/JSON;q=0.2",
        ] {
            assert!(!html(Some(accept)), "{accept}");
        }
    }

    #[test]
    fn a_link_is_json_to_those_who_say_so() {
        let json = |accept: &str| names_json(&HeaderMap::from_iter([(ACCEPT, accept.parse().unwrap())]));
        for accept in [
            "application/json",
            "application/ld+json, application/json;q=0.9, */*;q=0.1",
            "application/vc+ld+json, text/plain;q=0.9",
            "text/html, application/json",
        ] {
            assert!(json(accept), "{accept}");
        }
        for accept in [
            "",
            "*/*",
            "text/html, */*;q=0.8",
            "image/png",
            "application/json;q=0, */*",
            "text/html, application/json;q=0.5",
        ] {
            assert!(!json(accept), "{accept}");
        }
    }

    #[test]
    fn browsers_get_the_page() {
        for accept in [
            "text/html",
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
            "text/html, */*;q=0.1",
            "text/html;q=0.9, application/json;q=0.8",
            "text/*",
            "application/xhtml+xml",
        ] {
            assert!(html(Some(accept)), "{accept}");
        }
    }
}
