//! E-mail addresses, parsed at the door.

use std::fmt;
use std::str::FromStr;

use url::Host;

/// An e-mail address: lower-cased, its domain in ASCII (IDNA), dots and plus parts left alone.
///
/// `Display` and `Debug` show a masked form, so that none ends up in a log line; [`EmailAddress::as_str`] is the address.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct EmailAddress(String);

/// The text is not an e-mail address that mail can be sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an e-mail address")]
pub struct NotAnEmailAddress;

impl EmailAddress {
    /// The address itself: for a mail header, a hash, a form, never for a log.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for EmailAddress {
    type Err = NotAnEmailAddress;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (local, domain) = text.trim().rsplit_once('@').ok_or(NotAnEmailAddress)?;
        let address = format!("{}@{}", local_part(local)?, domain_part(domain)?);
        if address.len() > 254 {
            return Err(NotAnEmailAddress);
        }
        Ok(Self(address))
    }
}

fn local_part(local: &str) -> Result<String, NotAnEmailAddress> {
    let atom = |part: &str| !part.is_empty() && part.bytes().all(is_atom_byte);
    if local.len() > 64 || !local.split('.').all(atom) {
        return Err(NotAnEmailAddress);
    }
    Ok(local.to_ascii_lowercase())
}

/// RFC 5322 `atext`.
fn is_atom_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte)
}

fn domain_part(domain: &str) -> Result<String, NotAnEmailAddress> {
    // A percent sign would be decoded by the URL rules, which mail does not know.
    if domain.contains('%') {
        return Err(NotAnEmailAddress);
    }
    let Ok(Host::Domain(ascii)) = Host::parse(domain) else {
        return Err(NotAnEmailAddress);
    };
    let label = |label: &str| {
        let inner = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        (1..=63).contains(&label.len()) && inner && !label.starts_with('-') && !label.ends_with('-')
    };
    let labels: Vec<&str> = ascii.split('.').collect();
    if labels.len() < 2 || !labels.iter().all(|part| label(part)) {
        return Err(NotAnEmailAddress);
    }
    Ok(ascii)
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***@***")
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<String> {
        text.parse::<EmailAddress>().ok().map(|address| address.as_str().to_owned())
    }

    #[test]
    fn lower_case_and_ascii_domain_without_folding() {
        assert_eq!(parsed(" Ada.L+x@Example.ORG ").as_deref(), Some("ada.l+x@example.org"));
        assert_eq!(parsed("ada@bücher.example").as_deref(), Some("ada@xn--bcher-kva.example"));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        let long = format!("{}@example.org", "a".repeat(65));
        for text in [
            "",
            "ada",
            "ada@",
            "@example.org",
            "ada@localhost",
            "ada@127.0.0.1",
            "ada@[::1]",
            "a b@example.org",
            "ada@exa mple.org",
            "ada@example..org",
            ".ada@example.org",
            "a..b@example.org",
            "ada@-x.org",
            "ada\r\nBcc: x@example.org",
            "ada@example.org\nX: y",
            "\"a b\"@example.org",
            "ada@ex%61mple.org",
            "ada@example.org,eve@example.org",
            "Ada <ada@example.org>",
            &long,
        ] {
            assert_eq!(parsed(text), None, "{text:?}");
        }
    }

    #[test]
    fn no_log_line_shows_it() {
        let address: EmailAddress = "ada@example.org".parse().unwrap();
        assert!(!format!("{address} {address:?}").contains("ada"));
    }
}
