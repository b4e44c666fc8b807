//! `did:web` (did:web Method Specification): identifier ↔ address of the document.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use percent_encoding::percent_decode_str;
use url::{Host, Url};

use super::{Did, DidError};

/// A `did:web` whose document has a sound address.
///
/// ```
/// use openbadges_proof::did::Did;
///
/// let Did::Web(issuer) = Did::parse("did:web:badges.example.org%3A8443")? else { unreachable!() };
/// assert_eq!(issuer.host(), "badges.example.org:8443");
/// assert_eq!(issuer.document_url().as_str(), "https://badges.example.org:8443/.well-known/did.json");
/// # Ok::<(), openbadges_proof::did::DidError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WebDid {
    id: String,
    document: Url,
}

impl WebDid {
    /// Reads what follows `did:web:`; its characters are checked already.
    pub(super) fn parse(id: &str) -> Result<Self, DidError> {
        let mut parts = id.split(':');
        let authority = parse_authority(parts.next().unwrap_or_default())?;
        let segments: Vec<&str> = parts.collect();
        segments.iter().try_for_each(|segment| check_segment(segment))?;
        let path = if segments.is_empty() { ".well-known".to_owned() } else { segments.join("/") };
        let text = format!("{authority}/{path}/did.json");
        let document = Url::parse(&text).map_err(|_| DidError::Host("not a host name"))?;
        // The URL parser changes what it does not like; then two identifiers could mean one document.
        if document.as_str() != text {
            return Err(DidError::Path("not in its normal form"));
        }
        Ok(Self { id: id.to_owned(), document })
    }

    /// The address of the document: `https://HOST/.well-known/did.json`, or `https://HOST/PATH/did.json`.
    pub fn document_url(&self) -> &Url {
        &self.document
    }

    /// The host, with the port if the identifier has one: what a reader may know the issuer by.
    pub fn host(&self) -> &str {
        self.document.authority()
    }
}

impl fmt::Display for WebDid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "did:web:{}", self.id)
    }
}

/// Makes the `did:web` of a host (`example.org`, `localhost:8080`) and a path below it. The result has been read back:
/// it is an identifier whose document has an address.
///
/// ```
/// use openbadges_proof::did::did_web;
///
/// assert_eq!(did_web("localhost:8080", &["issuers", "1"])?, "did:web:localhost%3A8080:issuers:1");
/// assert!(did_web("EXAMPLE.org", &[]).is_err());
/// # Ok::<(), openbadges_proof::did::DidError>(())
/// ```
pub fn did_web(host: &str, path: &[&str]) -> Result<String, DidError> {
    let mut did = String::from("did:web:");
    for byte in host.chars() {
        match byte {
            ':' => did.push_str("%3A"),
            '[' => did.push_str("%5B"),
            ']' => did.push_str("%5D"),
            '%' => return Err(DidError::Host("a percent sign")),
            other => did.push(other),
        }
    }
    for segment in path {
        did.push(':');
        did.push_str(segment);
    }
    if path.iter().any(|segment| segment.contains(':')) {
        return Err(DidError::Path("a segment with a colon"));
    }
    Did::parse(&did).map(|_| did)
}

/// The escapes that may stand in the first part of the identifier.
const ESCAPES: [(&str, &str); 6] =
    [("%3A", ":"), ("%3a", ":"), ("%5B", "["), ("%5b", "["), ("%5D", "]"), ("%5d", "]")];

/// `scheme://host[:port]` of the first part of the identifier. Only the colon before the port and the characters of
/// an IPv6 address may be escaped: an escape that is decoded blindly would smuggle in user names and paths.
fn parse_authority(first: &str) -> Result<String, DidError> {
    let mut decoded = first.to_owned();
    if first.contains('%') {
        for (escape, character) in ESCAPES {
            decoded = decoded.replace(escape, character);
        }
    }
    if decoded.contains('%') {
        return Err(DidError::Host("only the colon before the port may be percent-encoded"));
    }
    let (name, port) = split_port(&decoded);
    let scheme = if is_loopback(check_host(name)?) { "http" } else { "https" };
    let default = if scheme == "http" { 80 } else { 443 };
    match port.map(parse_port).transpose()? {
        Some(port) if port != default => Ok(format!("{scheme}://{name}:{port}")),
        // `host%3A443` would be a second name for the same document.
        Some(_) => Err(DidError::Host("the default port is left out")),
        None => Ok(format!("{scheme}://{name}")),
    }
}

fn split_port(authority: &str) -> (&str, Option<&str>) {
    match authority.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, Some(port)),
        _ => (authority, None),
    }
}

fn check_host(name: &str) -> Result<Host<String>, DidError> {
    let host = Host::parse(name).map_err(|_| DidError::Host("not a host name"))?;
    if host.to_string() != name {
        return Err(DidError::Host("not in its normal form: lower case, ASCII"));
    }
    match &host {
        Host::Domain(name) if name.ends_with('.') || name.contains("..") || name.starts_with('.') => {
            Err(DidError::Host("an empty label"))
        }
        Host::Ipv4(_) | Host::Ipv6(_) if !is_loopback(host.clone()) => {
            Err(DidError::Host("an IP address; the method wants a domain name"))
        }
        _ => Ok(host),
    }
}

/// The three names of this computer for which development may use http.
fn is_loopback(host: Host<String>) -> bool {
    match host {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(address) => address == Ipv4Addr::LOCALHOST,
        Host::Ipv6(address) => address == Ipv6Addr::LOCALHOST,
    }
}

fn parse_port(text: &str) -> Result<u16, DidError> {
    let port = text.parse().ok().filter(|port: &u16| *port > 0 && port.to_string() == text);
    port.ok_or(DidError::Host("the port is a number from 1 to 65535"))
}

/// A segment may hold escapes, but none that a server or a URL parser reads as path syntax once decoded.
fn check_segment(segment: &str) -> Result<(), DidError> {
    let decoded: Vec<u8> = percent_decode_str(segment).collect();
    if decoded.is_empty() || decoded == b"." || decoded == b".." {
        return Err(DidError::Path("an empty segment, '.' or '..'"));
    }
    if decoded.iter().any(|b| b.is_ascii_control() || b"/\\?#%;".contains(b)) {
        return Err(DidError::Path("an escape of a separator, a percent sign or a control character"));
    }
    Ok(())
}
