//! Lines and texts of forms, parsed at the door.

use jiff::tz::TimeZone;
use url::Url;

use crate::email::EmailAddress;
use crate::fault::Fault;

/// One line that must be there: no line breaks or other control characters, at most `max` characters.
pub(crate) fn line(field: &'static str, text: &str, max: usize) -> Result<String, Fault> {
    optional_line(field, text, max)?.ok_or_else(|| Fault::new(field, "required"))
}

/// One line that may be empty.
pub(crate) fn optional_line(field: &'static str, text: &str, max: usize) -> Result<Option<String>, Fault> {
    if text.trim().chars().any(char::is_control) {
        return Err(Fault::new(field, "one-line"));
    }
    optional_text(field, text, max)
}

/// A text of several lines that must be there.
pub(crate) fn text(field: &'static str, text: &str, max: usize) -> Result<String, Fault> {
    optional_text(field, text, max)?.ok_or_else(|| Fault::new(field, "required"))
}

/// A text of several lines that may be empty.
pub(crate) fn optional_text(field: &'static str, text: &str, max: usize) -> Result<Option<String>, Fault> {
    let text = text.trim().replace("\r\n", "\n");
    if text.chars().any(|c| is_invisible(c) && c != '\n' && c != '\t') {
        return Err(Fault::new(field, "control-characters"));
    }
    let length = text.chars().count();
    if length > max {
        return Err(Fault::new(field, "too-long").with("max", max).with("length", length));
    }
    Ok((!text.is_empty()).then_some(text))
}

/// Control characters, and the marks that show text in another order than it stands (Unicode, bidi classes of embeddings,
/// overrides and isolates): a name could look like another.
fn is_invisible(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A web address that must be there.
pub(crate) fn web_address(field: &'static str, text: &str) -> Result<String, Fault> {
    optional_web_address(field, text)?.ok_or_else(|| Fault::new(field, "required"))
}

/// A web address (http or https) that may be empty.
pub(crate) fn optional_web_address(field: &'static str, text: &str) -> Result<Option<String>, Fault> {
    let Some(text) = optional_line(field, text, 2000)? else {
        return Ok(None);
    };
    let url = Url::parse(&text).map_err(|_| Fault::new(field, "web-address"))?;
    let web = matches!(url.scheme(), "http" | "https") && url.has_host();
    if !web || !url.username().is_empty() || url.password().is_some() {
        return Err(Fault::new(field, "web-address"));
    }
    Ok(Some(url.into()))
}

/// An e-mail address that must be there.
pub(crate) fn email(field: &'static str, text: &str) -> Result<EmailAddress, Fault> {
    let text = line(field, text, 320)?;
    text.parse().map_err(|_| Fault::new(field, "email"))
}

/// The name of a time zone of the IANA database.
pub(crate) fn time_zone(field: &'static str, name: &str) -> Result<String, Fault> {
    let name = line(field, name, 64)?;
    match TimeZone::get(&name) {
        Ok(_) => Ok(name),
        Err(_) => Err(Fault::new(field, "time-zone")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code<T: std::fmt::Debug>(result: Result<T, Fault>) -> &'static str {
        result.unwrap_err().code
    }

    #[test]
    fn lines_are_trimmed_bounded_and_single() {
        assert_eq!(line("name", "  Ada ", 3).unwrap(), "Ada");
        assert_eq!(code(line("name", "Adas", 3)), "too-long");
        assert_eq!(code(line("name", " ", 3)), "required");
        assert_eq!(code(line("name", "a\nb", 9)), "one-line");
        assert_eq!(text("criteria", "a\r\nb", 9).unwrap(), "a\nb");
        assert_eq!(code(text("criteria", "a\0b", 9)), "control-characters");
        assert_eq!(code(line("name", "\u{202e}ada", 9)), "control-characters");
    }

    #[test]
    fn only_the_web_is_an_address() {
        assert_eq!(web_address("url", "https://example.org").unwrap(), "https://example.org/");
        for text in
            ["javascript:alert(1)", "example.org", "ftp://example.org", "https://u:p@example.org", "data:,x"]
        {
            assert_eq!(code(web_address("url", text)), "web-address", "{text}");
        }
    }

    #[test]
    fn time_zones_are_those_of_the_database() {
        assert!(time_zone("time_zone", "Europe/Berlin").is_ok());
        assert_eq!(code(time_zone("time_zone", "Mars/Olympus")), "time-zone");
    }
}
