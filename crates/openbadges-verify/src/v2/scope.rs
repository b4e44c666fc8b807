//! Where the badges of an issuer may be (specification C.2, hosted 2; E.5-1 to E.5-3, E.5-12).

use serde_json::Value;
use url::Url;

use crate::members::{each, text};
use crate::{Check, CheckId, Facts, Reason, network};

/// Rules that are shown.
const MAX_RULES: usize = 64;

/// Tells whether the addresses of a hosted document and of its badge class are ones that the issuer publishes at. A
/// rule that the profile states must hold; where it states none, both must be at the host of the profile.
pub(super) fn check(id: &str, badge: Option<&str>, profile: &Value, issuer: &str) -> Check {
    let policy = profile.get("verification").unwrap_or(&Value::Null);
    let rules = |name| each(policy, name).filter_map(Value::as_str).collect::<Vec<_>>();
    let (prefixes, origins) = (rules("startsWith"), rules("allowedOrigins"));
    let mut facts = Facts::new().with("type", "HostedBadge").with("issuer", issuer).with("url", id);
    for prefix in prefixes.iter().take(MAX_RULES) {
        facts.push("startsWith", *prefix);
    }
    for origin in origins.iter().take(MAX_RULES) {
        facts.push("allowedOrigin", *origin);
    }
    let unprotected = [Some(id), badge].into_iter().flatten().find(|id| is_below(id, issuer, &prefixes));
    match broken(id, badge, &prefixes, &origins, issuer) {
        None => match unprotected {
            None => Check::pass(CheckId::Issuer, facts),
            Some(address) => {
                let facts = facts.with("why", "plain_http").with("plain", address);
                Check::not(CheckId::Issuer, Reason::NotProtected, facts)
            }
        },
        Some(why) => Check::not(CheckId::Issuer, Reason::NotIssuersAddress, facts.with("why", why)),
    }
}

/// Whether a document came less protected than the profile that is to vouch for it. `allowedOrigins` lists hosts and says
/// nothing of schemes; with `startsWith` an issuer may state that badges of theirs are at plain http.
fn is_below(id: &str, issuer: &str, prefixes: &[&str]) -> bool {
    let stated = || Url::parse(id).is_ok_and(|url| prefixes.iter().any(|prefix| starts_with(&url, prefix)));
    network::is_plain(id) && issuer.starts_with("https:") && !stated()
}

/// The rule that is broken.
fn broken(
    id: &str,
    badge: Option<&str>,
    prefixes: &[&str],
    origins: &[&str],
    issuer: &str,
) -> Option<&'static str> {
    let Ok(url) = Url::parse(id) else { return Some("no_address") };
    let home = authority(issuer);
    let hosts: Vec<String> = origins.iter().filter_map(|origin| allowed(origin)).collect();
    let own = authority(id);
    if !prefixes.is_empty() && !prefixes.iter().any(|prefix| starts_with(&url, prefix)) {
        return Some("starts_with");
    }
    if !origins.is_empty() && !hosts.iter().any(|host| Some(host) == own.as_ref()) {
        return Some("allowed_origins");
    }
    if prefixes.is_empty() && origins.is_empty() && (own.is_none() || own != home) {
        return Some("other_origin");
    }
    // Anybody can write a badge class that names this issuer: it counts where the issuer publishes.
    let place = badge.and_then(authority)?;
    let mut places =
        hosts.into_iter().chain(prefixes.iter().filter_map(|prefix| authority(prefix))).chain(home);
    (!places.any(|known| known == place)).then_some("badge_elsewhere")
}

/// Host and port of a web address; the usual ports of http and https are one (C.2: the host counts).
pub(super) fn authority(id: &str) -> Option<String> {
    let url = Url::parse(id).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let host = url.host_str()?.to_ascii_lowercase();
    Some(url.port().map_or_else(|| host.clone(), |port| format!("{host}:{port}")))
}

/// An entry of `allowedOrigins`: a host with or without port; scheme and path are taken off (E.5-2).
fn allowed(origin: &str) -> Option<String> {
    let origin = origin.trim();
    if origin.contains("://") { authority(origin) } else { authority(&format!("https://{origin}")) }
}

/// Whether an address begins with a prefix: scheme, host and port are the same, and the path ends with a segment or
/// goes on inside a query (E.5-1).
fn starts_with(url: &Url, prefix: &str) -> bool {
    let Ok(prefix) = Url::parse(prefix.trim()) else { return false };
    let is_at = |host: Option<&str>, port| prefix.host_str() == host && prefix.port() == port;
    if url.scheme() != prefix.scheme() || !is_at(url.host_str(), url.port()) {
        return false;
    }
    let rest = |url: &Url| match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    };
    let Some(after) = rest(url).strip_prefix(&rest(&prefix)).map(str::to_owned) else { return false };
    after.is_empty()
        || prefix.query().is_some()
        || prefix.path().ends_with('/')
        || after.starts_with(['/', '?'])
}

/// The entries of `allowedOrigins` that are no hosts.
pub(super) fn odd_origins(profile: &Value) -> Vec<&str> {
    let policy = profile.get("verification").unwrap_or(&Value::Null);
    let odd = each(policy, "allowedOrigins").filter_map(Value::as_str).filter(|origin| origin.contains('/'));
    odd.take(MAX_RULES).collect()
}

/// Whether a profile is the one of this address.
pub(super) fn is_web(id: &str) -> bool {
    authority(id).is_some()
}

/// The id of a document, if it is a web address.
pub(super) fn web_id(document: &Value) -> Option<&str> {
    text(document, "id").filter(|id| is_web(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "https://example.org/a/1";
    const ISSUER: &str = "https://example.org/issuer";

    #[test]
    fn c2_without_rules_everything_is_at_the_host_of_the_profile() {
        let default = |id: &str, badge| broken(id, badge, &[], &[], ISSUER);
        assert_eq!(default(ID, Some("http://EXAMPLE.org/b")), None);
        assert_eq!(default(ID, Some("urn:uuid:1")), None);
        assert_eq!(default("https://example.org:8443/a/1", None), Some("other_origin"));
        assert_eq!(default("https://example.org.evil/a/1", None), Some("other_origin"));
        assert_eq!(default("https://sub.example.org/a/1", None), Some("other_origin"));
        assert_eq!(default(ID, Some("https://evil.example/b")), Some("badge_elsewhere"));
        assert_eq!(broken("urn:uuid:1", None, &[], &[], "urn:uuid:2"), Some("other_origin"));
    }

    #[test]
    fn e5_1_a_prefix_ends_where_a_host_or_a_segment_ends() {
        let with = |prefix: &str, id: &str| broken(id, None, &[prefix], &[], ISSUER).is_none();
        let usual_port = "https://example.org:443/";
        for prefix in ["https://example.org", "https://example.org/", usual_port, "https://example.org/a", ID]
        {
            assert!(with(prefix, ID), "{prefix}");
        }
        for prefix in [
            "http://example.org/",
            "https://example.org/b",
            "https://example.or",
            "https://example.org/a/1/2",
            "https://example.org:8443/",
            "",
        ] {
            assert!(!with(prefix, ID), "{prefix}");
        }
        assert!(!with("https://example.org", "https://example.org.evil/a/1"));
        assert!(!with("https://example.org", "https://example.org:8443/a/1"));
        assert!(!with("https://example.org/a", "https://example.org/abc"));
        assert!(!with("https://example.org/a/", "https://example.org/a/../b"));
        assert!(!with("https://example.org/", "https://example.org@evil.example/"));
        assert!(with("https://example.org/a?id=", "https://example.org/a?id=7"));
    }

    #[test]
    fn e5_2_origins_are_hosts_however_they_are_written() {
        let with = |origin: &str| broken(ID, None, &[], &[origin], "https://other.example/issuer").is_none();
        assert!(with("example.org") && with("https://example.org/") && with(" Example.org "));
        assert!(!with("other.example") && !with("example.org:8443") && !with("*") && !with("*.org"));
        // A stated rule replaces the one by default, and both must hold where both are stated.
        assert_eq!(
            broken(ID, None, &["https://example.org/"], &["other.example"], ISSUER),
            Some("allowed_origins")
        );
    }
}
