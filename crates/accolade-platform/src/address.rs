//! The instance's public address and every address made from it.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use openbadges_proof::did;
use url::{Host, Url};

use crate::ids::{AchievementId, CredentialId, EndorsementId, IssuerId, KeyId};
use crate::links::LinkToken;

/// Where the instance is reached: scheme, host and port, nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstanceAddress {
    url: Url,
    /// `did:web:HOST%3APORT:issuers`
    issuers: String,
}

/// Why a text cannot be the instance's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It is not `https://HOST` or `https://HOST:PORT`.
    #[error("the address is not of the form https://HOST or https://HOST:PORT")]
    Malformed,
    /// Plain http works on this machine only: a `did:web` elsewhere is looked up over https.
    #[error("an address other than this machine's must begin with https://")]
    NeedsHttps,
}

impl InstanceAddress {
    fn new(url: Url) -> Result<Self, AddressError> {
        let origin = url.origin().ascii_serialization();
        let authority = origin.split_once("://").map_or("", |(_, rest)| rest);
        let issuers = did::did_web(authority, &["issuers"]).map_err(|_| AddressError::Malformed)?;
        Ok(Self { url, issuers })
    }

    /// `https://badges.example.org`, without a slash at the end.
    pub fn origin(&self) -> String {
        self.url.origin().ascii_serialization()
    }

    /// Host and, unless it is the scheme's own, port: `localhost:8080`.
    pub fn authority(&self) -> String {
        self.origin().split_once("://").map_or_else(String::new, |(_, rest)| rest.to_owned())
    }

    /// Whether an address lies under this one.
    pub fn holds(&self, url: &Url) -> bool {
        url.origin() == self.url.origin()
    }

    /// Whether an address names this host, in whatever spelling: with another scheme or port, or a dot at its end. On a
    /// machine of tests each port is a host of its own.
    pub fn is_host_of(&self, url: &Url) -> bool {
        let host = |url: &Url| url.host_str().map(|host| host.trim_end_matches('.').to_ascii_lowercase());
        self.holds(url) || (!self.is_this_machine() && host(url).is_some() && host(url) == host(&self.url))
    }

    /// Whether it leads to this very machine alone.
    pub fn is_this_machine(&self) -> bool {
        self.url.host().is_some_and(|host| is_this_machine(&host))
    }

    /// Whether what is signed here should be called a test: nobody else can reach the address, or it is not https.
    pub fn is_test(&self) -> bool {
        self.url.scheme() != "https" || self.url.host().is_none_or(|host| is_test_host(&host))
    }

    /// The issuer's `did:web` (its port, if any, as `%3A`).
    pub fn issuer_did(&self, issuer: IssuerId) -> String {
        format!("{}:{issuer}", self.issuers)
    }

    /// The issuer's page, and its Profile for machines.
    pub fn issuer(&self, issuer: IssuerId) -> String {
        format!("{}/issuers/{issuer}", self.origin())
    }

    /// The issuer's picture.
    pub fn issuer_image(&self, issuer: IssuerId) -> String {
        format!("{}/image.png", self.issuer(issuer))
    }

    /// The issuer's key set, for what is signed as JWT.
    pub fn issuer_keys(&self, issuer: IssuerId) -> String {
        format!("{}/jwks.json", self.issuer(issuer))
    }

    /// One key in it: the `kid` of a JWT.
    pub fn issuer_key(&self, issuer: IssuerId, key: &KeyId) -> String {
        format!("{}#{}", self.issuer_keys(issuer), key.as_str())
    }

    /// The page of one version of a badge, and its Achievement for machines.
    pub fn achievement(&self, issuer: IssuerId, achievement: AchievementId, version: u32) -> String {
        format!("{}/badges/{achievement}/{version}", self.issuer(issuer))
    }

    /// The badge's picture as PNG; its bytes never change.
    pub fn achievement_png(&self, issuer: IssuerId, achievement: AchievementId, version: u32) -> String {
        format!("{}/image.png", self.achievement(issuer, achievement, version))
    }

    /// One of the issuer's status lists.
    pub fn status_list(&self, issuer: IssuerId, list: u32) -> String {
        format!("{}/status/{list}", self.issuer(issuer))
    }

    /// The page of an endorsement that the issuer made, and its signed document for machines.
    pub fn endorsement(&self, endorser: IssuerId, endorsement: EndorsementId) -> String {
        format!("{}/endorsements/{endorsement}", self.issuer(endorser))
    }

    /// Where the issuer answers the endorsements that it receives.
    pub fn received_endorsements(&self, issuer: IssuerId) -> String {
        format!("{}/manage/{issuer}/endorsements", self.origin())
    }

    /// The issuer's Profile of Open Badges 2.0.
    pub fn hosted_issuer(&self, issuer: IssuerId) -> String {
        format!("{}/issuer", self.hosted(issuer))
    }

    /// The `BadgeClass` of one version of a badge.
    pub fn hosted_badge(&self, issuer: IssuerId, achievement: AchievementId, version: u32) -> String {
        format!("{}/badges/{achievement}/{version}", self.hosted(issuer))
    }

    /// The Assertion of an award.
    pub fn hosted_assertion(&self, issuer: IssuerId, credential: CredentialId) -> String {
        format!("{}/assertions/{credential}", self.hosted(issuer))
    }

    /// The Endorsement that an issuer gave.
    pub fn hosted_endorsement(&self, endorser: IssuerId, endorsement: EndorsementId) -> String {
        format!("{}/endorsements/{endorsement}", self.hosted(endorser))
    }

    /// Where the documents of Open Badges 2.0 lie: none shares an address with one of 3.0.
    fn hosted(&self, issuer: IssuerId) -> String {
        format!("{}/ob2/{issuer}", self.origin())
    }

    /// The recipient's page.
    pub fn mail_link(&self, token: &LinkToken) -> String {
        format!("{}/m/{}", self.origin(), token.as_str())
    }

    /// The page that a recipient shares.
    pub fn share_link(&self, token: &LinkToken) -> String {
        format!("{}/s/{}", self.origin(), token.as_str())
    }

    /// The page that checks any badge.
    pub fn verify(&self) -> String {
        format!("{}/verify", self.origin())
    }

    /// The page that signs someone in.
    pub fn sign_in_link(&self, token: &LinkToken) -> String {
        format!("{}/sign-in/l/{}", self.origin(), token.as_str())
    }
}

impl FromStr for InstanceAddress {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = Url::parse(text.trim()).map_err(|_| AddressError::Malformed)?;
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        let anonymous = url.username().is_empty() && url.password().is_none();
        match (url.scheme(), url.host()) {
            ("https", Some(_)) if bare && anonymous => Self::new(url),
            ("http", Some(host)) if bare && anonymous => {
                if is_this_machine(&host) {
                    Self::new(url)
                } else {
                    Err(AddressError::NeedsHttps)
                }
            }
            _ => Err(AddressError::Malformed),
        }
    }
}

impl fmt::Display for InstanceAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.origin())
    }
}

/// The hosts that `did:web` resolvers reach over plain http.
fn is_this_machine(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost",
        Host::Ipv4(ip) => *ip == Ipv4Addr::LOCALHOST,
        Host::Ipv6(ip) => *ip == Ipv6Addr::LOCALHOST,
    }
}

fn is_test_host(host: &Host<&str>) -> bool {
    match host {
        // RFC 2606, RFC 6761, RFC 6762: names that never resolve for the rest of the world.
        Host::Domain(name) => {
            !name.contains('.')
                || ["test", "localhost", "invalid", "example", "local", "internal"]
                    .iter()
                    .any(|end| name.rsplit('.').next() == Some(end))
        }
        Host::Ipv4(_) | Host::Ipv6(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> Result<InstanceAddress, AddressError> {
        text.parse()
    }

    #[test]
    fn pv2_our_host_is_ours_however_it_is_spelled() {
        let ours = address("https://badges.example.org").unwrap();
        let is_ours = |url: &str| ours.is_host_of(&Url::parse(url).unwrap());
        for url in [
            "https://badges.example.org/issuers/1",
            "http://badges.example.org/",
            "https://BADGES.Example.ORG./x",
            "https://badges.example.org:8443/",
            "http://badges.example.org:80/",
        ] {
            assert!(is_ours(url), "{url}");
        }
        for url in
            ["https://example.org/", "https://badges.example.org.evil.example/", "https://x@evil.example/"]
        {
            assert!(!is_ours(url), "{url}");
        }
        let test = address("http://localhost:8080").unwrap();
        assert!(test.is_host_of(&Url::parse("http://localhost:8080/x").unwrap()));
        assert!(!test.is_host_of(&Url::parse("http://localhost:9000/x").unwrap()));
    }

    #[test]
    fn only_an_origin_is_an_address() {
        assert_eq!(address("https://Badges.Example.org/").unwrap().origin(), "https://badges.example.org");
        assert_eq!(address("http://localhost:8080").unwrap().authority(), "localhost:8080");
        assert_eq!(address("http://[::1]:8080").unwrap().authority(), "[::1]:8080");
        assert_eq!(address("http://badges.example.org"), Err(AddressError::NeedsHttps));
        for text in [
            "",
            "badges.example.org",
            "https://x.org/path",
            "https://x.org/?q",
            "https://u@x.org",
            "ftp://x.org",
        ] {
            assert_eq!(address(text), Err(AddressError::Malformed), "{text}");
        }
    }

    #[test]
    fn a_test_address_is_known_as_one() {
        for text in ["http://localhost:8080", "https://127.0.0.1", "https://badges.test", "https://intranet"]
        {
            assert!(address(text).unwrap().is_test(), "{text}");
        }
        assert!(!address("https://badges.example.org").unwrap().is_test());
    }

    #[test]
    fn e4_7_the_port_of_a_did_is_escaped() {
        let issuer = IssuerId::from(uuid::Uuid::nil());
        let expected = "did:web:localhost%3A8080:issuers:00000000-0000-0000-0000-000000000000";
        assert_eq!(address("http://localhost:8080").unwrap().issuer_did(issuer), expected);
    }
}
