//! Which addresses may be fetched: the rules of the guard, without any network.
//!
//! A URL that came from outside passes [`check_url`] before every request and at every redirect; what its
//! host resolves to passes [`is_global`]. The two together keep a verifier from being used to reach the
//! machines beside it (specification E.6-1).

mod address;

pub use address::is_global;
use url::{Host, Origin, Url};

/// Why a URL must not be fetched.
///
/// ```
/// use openbadges_verify::network::{Refusal, check_url};
///
/// assert_eq!(check_url(&"https://10.0.0.1/".parse()?, &[]), Err(Refusal::NotPublic));
/// assert_eq!(check_url(&"http://example.org/".parse()?, &[]), Err(Refusal::NotHttps));
/// # Ok::<(), url::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// Another scheme than `https`.
    #[error("it is not https")]
    NotHttps,
    /// Another port than 443, or 80 for http where that is allowed.
    #[error("its port is not the usual one of its scheme")]
    Port,
    /// A user name or password.
    #[error("it carries a user name or password")]
    UserInfo,
    /// No host.
    #[error("it has no host")]
    NoHost,
    /// A name that means this machine or its own network.
    #[error("its host is a local name")]
    LocalName,
    /// An address that is not public.
    #[error("its host is not at a public address")]
    NotPublic,
}

/// Checks a URL against the rules; an origin in `allowed` is let through whatever its scheme, host and port.
///
/// ```
/// use openbadges_verify::network::check_url;
///
/// let own = url::Url::parse("http://127.0.0.1:8080/badges/1")?;
/// assert!(check_url(&"https://example.org/badges/1".parse()?, &[]).is_ok());
/// assert!(check_url(&own, &[]).is_err());
/// assert!(check_url(&own, &[own.origin()]).is_ok());
/// # Ok::<(), url::ParseError>(())
/// ```
///
/// # Errors
/// The first rule that the URL breaks.
pub fn check_url(url: &Url, allowed: &[Origin]) -> Result<(), Refusal> {
    check(url, allowed, false)
}

/// Like [`check_url`], for documents of Open Badges 0.5 to 2.1, of which many are still at http addresses: also http on
/// port 80 is let through (P-V2). Whoever relies on them says so.
///
/// ```
/// use openbadges_verify::network::{check_hosted_url, check_url};
///
/// let old = "http://example.org/assertions/1".parse()?;
/// assert!(check_hosted_url(&old, &[]).is_ok());
/// assert!(check_url(&old, &[]).is_err());
/// # Ok::<(), url::ParseError>(())
/// ```
///
/// # Errors
/// The first rule that the URL breaks.
pub fn check_hosted_url(url: &Url, allowed: &[Origin]) -> Result<(), Refusal> {
    check(url, allowed, true)
}

fn check(url: &Url, allowed: &[Origin], plain: bool) -> Result<(), Refusal> {
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Refusal::UserInfo);
    }
    if is_allowed(url, allowed) {
        return Ok(());
    }
    let port = match url.scheme() {
        "https" => 443,
        "http" if plain => 80,
        _ => return Err(Refusal::NotHttps),
    };
    if url.port_or_known_default() != Some(port) {
        return Err(Refusal::Port);
    }
    check_host(&url.host().ok_or(Refusal::NoHost)?)
}

/// Whether the URL's origin is one of those allowed by name.
///
/// ```
/// use openbadges_verify::network::is_allowed;
///
/// let own = url::Url::parse("http://127.0.0.1:8080/")?;
/// assert!(is_allowed(&own.join("/badges/1")?, &[own.origin()]));
/// assert!(!is_allowed(&"http://127.0.0.1:9090/".parse()?, &[own.origin()]));
/// # Ok::<(), url::ParseError>(())
/// ```
pub fn is_allowed(url: &Url, allowed: &[Origin]) -> bool {
    matches!(url.scheme(), "http" | "https") && allowed.contains(&url.origin())
}

/// Whether what `answered` after redirects says is said by the address that was asked: both are at the same host and
/// port, and not less protected. Anything else may be somebody else's, behind a redirect that is open to all.
///
/// ```
/// use openbadges_verify::network::speaks_for;
///
/// let asked = "http://example.org/1".parse()?;
/// assert!(speaks_for(&"https://example.org/1".parse()?, &asked));
/// assert!(!speaks_for(&"https://example.com/1".parse()?, &asked));
/// # Ok::<(), url::ParseError>(())
/// ```
pub fn speaks_for(answered: &Url, asked: &Url) -> bool {
    let is_as_safe = match (asked.scheme(), answered.scheme()) {
        ("http", "https") => asked.port().is_none(),
        ("http", "http") | ("https", "https") => true,
        _ => false,
    };
    is_as_safe && answered.port() == asked.port() && answered.host() == asked.host()
}

/// The URL without the `www.` that sites have and leave out.
pub(crate) fn without_www(url: &Url) -> Url {
    let mut bare = url.clone();
    let host = url.host_str().and_then(|host| host.strip_prefix("www."));
    if host.is_some_and(|host| bare.set_host(Some(host)).is_ok()) { bare } else { url.clone() }
}

/// Whether anybody on the way could change what is at an address: plain http, and not of this machine.
pub(crate) fn is_plain(address: &str) -> bool {
    !address.starts_with("https://")
        && Url::parse(address).is_ok_and(|url| url.scheme() == "http" && !is_loopback(&url))
}

/// Whether the URL's host is this machine.
///
/// ```
/// use openbadges_verify::network::is_loopback;
///
/// assert!(is_loopback(&"http://localhost:8080/".parse()?) && is_loopback(&"http://[::1]/".parse()?));
/// assert!(!is_loopback(&"https://example.org/".parse()?));
/// # Ok::<(), url::ParseError>(())
/// ```
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => is_local_name(name),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn check_host(host: &Host<&str>) -> Result<(), Refusal> {
    let global = match host {
        Host::Domain(name) if is_local_name(name) => return Err(Refusal::LocalName),
        Host::Domain(_) => true,
        Host::Ipv4(address) => is_global((*address).into()),
        Host::Ipv6(address) => is_global((*address).into()),
    };
    if global { Ok(()) } else { Err(Refusal::NotPublic) }
}

fn is_local_name(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    ["localhost", "local", "internal", "home.arpa"].iter().any(|local| {
        name.strip_suffix(local).is_some_and(|before| before.is_empty() || before.ends_with('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(url: &str) -> Option<Refusal> {
        check_url(&Url::parse(url).unwrap(), &[]).err()
    }

    #[test]
    fn pv2_public_addresses_pass() {
        for url in [
            "https://example.org/",
            "https://example.org:443/a?b#c",
            "https://example.org./",
            "https://bücher.example/",
            "https://8.8.8.8/",
            "https://[2606:4700::1111]/",
            "https://notlocalhost/",
        ] {
            assert_eq!(refusal(url), None, "{url}");
        }
    }

    #[test]
    fn pv2_http_is_for_hosted_badges_alone_and_guarded_like_https() {
        let hosted = |url: &str| check_hosted_url(&Url::parse(url).unwrap(), &[]).err();
        for url in ["http://example.org/", "http://example.org:80/", "https://example.org/"] {
            assert_eq!(hosted(url), None, "{url}");
        }
        for (url, expected) in [
            ("http://example.org:8080/", Refusal::Port),
            ("http://example.org:443/", Refusal::Port),
            ("https://example.org:80/", Refusal::Port),
            ("ftp://example.org/", Refusal::NotHttps),
            ("http://127.0.0.1/", Refusal::NotPublic),
            ("http://localhost/", Refusal::LocalName),
            ("http://a@example.org/", Refusal::UserInfo),
        ] {
            assert_eq!(hosted(url), Some(expected), "{url}");
        }
    }

    #[test]
    fn pv2_every_spelling_of_an_address_that_is_not_public_is_refused() {
        for url in [
            "https://127.0.0.1/",
            "https://127.1/",
            "https://127.0.0.1./",
            "https://0x7f.0.0.1/",
            "https://0x7f000001/",
            "https://0177.0.0.1/",
            "https://017700000001/",
            "https://2130706433/",
            "https://１２７.０.０.１/",
            "https://127。0。0。1/",
            "https://%31%32%37.0.0.1/",
            "https://0/",
            "https://10.1.2.3/",
            "https://100.64.0.1/",
            "https://100.127.255.255/",
            "https://169.254.169.254/latest/meta-data/",
            "https://172.31.255.255/",
            "https://192.0.0.8/",
            "https://192.0.2.1/",
            "https://192.88.99.1/",
            "https://192.168.0.1/",
            "https://198.19.0.1/",
            "https://198.51.100.7/",
            "https://203.0.113.7/",
            "https://224.0.0.1/",
            "https://240.0.0.1/",
            "https://255.255.255.255/",
            "https://[::]/",
            "https://[::1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://[::ffff:8.8.8.8]/",
            "https://[::127.0.0.1]/",
            "https://[64:ff9b::7f00:1]/",
            "https://[64:ff9b:1::1]/",
            "https://[100::1]/",
            "https://[2001::1]/",
            "https://[2001:20::1]/",
            "https://[2001:db8::1]/",
            "https://[2002:7f00:1::]/",
            "https://[3fff::1]/",
            "https://[5f00::1]/",
            "https://[fc00::1]/",
            "https://[fd12:3456::1]/",
            "https://[fe80::1]/",
            "https://[fec0::1]/",
            "https://[ff02::1]/",
        ] {
            assert_eq!(refusal(url), Some(Refusal::NotPublic), "{url}");
        }
    }

    #[test]
    fn pv2_other_rules() {
        assert_eq!(refusal("http://example.org/"), Some(Refusal::NotHttps));
        assert_eq!(refusal("ftp://example.org/"), Some(Refusal::NotHttps));
        assert_eq!(refusal("file:///etc/passwd"), Some(Refusal::NotHttps));
        assert_eq!(refusal("gopher://example.org:443/"), Some(Refusal::NotHttps));
        assert_eq!(refusal("https://example.org:8443/"), Some(Refusal::Port));
        assert_eq!(refusal("https://user@example.org/"), Some(Refusal::UserInfo));
        assert_eq!(refusal("https://:secret@example.org/"), Some(Refusal::UserInfo));
        for name in [
            "localhost",
            "LOCALHOST",
            "localhost.",
            "a.localhost",
            "ⓛocalhost",
            "printer.local",
            "vm.internal",
        ] {
            assert_eq!(refusal(&format!("https://{name}/")), Some(Refusal::LocalName), "{name}");
        }
    }

    #[test]
    fn pv2_an_origin_is_allowed_by_name_with_its_scheme_and_port() {
        let allowed = [Url::parse("http://localhost:8080").unwrap().origin()];
        let ok = |url: &str| check_url(&Url::parse(url).unwrap(), &allowed).is_ok();
        assert!(ok("http://localhost:8080/issuers/1"));
        assert!(!ok("http://localhost:8081/"));
        assert!(!ok("https://localhost:8080/"));
        assert!(!ok("https://localhost/"));
        assert!(!ok("http://127.0.0.1:8080/"));
        assert!(!ok("http://user@localhost:8080/"));
    }

    #[test]
    fn e6_1_who_answers_for_whom() {
        let speaks = |answered: &str, asked: &str| {
            speaks_for(&Url::parse(answered).unwrap(), &Url::parse(asked).unwrap())
        };
        for (answered, asked) in [
            ("https://example.org/b?c#d", "https://EXAMPLE.org:443/a"),
            ("https://example.org/", "http://example.org/"),
            ("http://example.org/", "http://example.org/"),
            ("http://localhost:8080/b", "http://localhost:8080/a"),
        ] {
            assert!(speaks(answered, asked), "{answered} for {asked}");
        }
        for (answered, asked) in [
            ("https://evil.example/a", "https://example.org/a"),
            ("https://www.example.org/a", "https://example.org/a"),
            ("https://example.org.evil.example/a", "https://example.org/a"),
            ("http://example.org/a", "https://example.org/a"),
            ("https://example.org:8443/a", "https://example.org/a"),
            ("https://localhost/a", "http://localhost:8080/a"),
        ] {
            assert!(!speaks(answered, asked), "{answered} for {asked}");
        }
    }
}
