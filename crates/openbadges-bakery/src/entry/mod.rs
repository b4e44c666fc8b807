//! What may be baked.

mod head;

use crate::{BakeError, BakedKind, BakedVersion, limits};
use head::Head;

/// A credential to be baked, and the version of Open Badges whose way it goes.
///
/// ```
/// use openbadges_bakery::{BakedVersion, Entry};
///
/// assert_eq!(Entry::by_content(r#"{"type": "Assertion"}"#)?.version(), BakedVersion::V2);
/// assert_eq!(Entry::by_content(r#"{"type": ["VerifiableCredential"]}"#)?.version(), BakedVersion::V3);
/// # Ok::<(), openbadges_bakery::BakeError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'a> {
    version: BakedVersion,
    kind: BakedKind,
    text: &'a str,
    address: Option<String>,
}

impl<'a> Entry<'a> {
    /// A credential of 3.0: a JSON object or a compact JWS (A.10-2). More than its looks is not asked.
    ///
    /// # Errors
    /// [`BakeError::NotACredential`] if it looks like neither, [`BakeError::TooLarge`].
    pub fn v3(text: &'a str) -> Result<Self, BakeError> {
        let kind = checked(text)?;
        Ok(Self { version: BakedVersion::V3, kind, text, address: None })
    }

    /// A record of CLR 2.0: a JSON object or a compact JWS (D Baking). More than its looks is not asked.
    ///
    /// # Errors
    /// As [`Entry::v3`].
    pub fn clr(text: &'a str) -> Result<Self, BakeError> {
        Ok(Self { version: BakedVersion::Clr, ..Self::v3(text)? })
    }

    /// An assertion of 2.0 or before: the whole JSON object or a compact JWS (C.3). Its address, which an SVG
    /// names beside the object, is taken from `id` or `verify`.
    ///
    /// # Errors
    /// [`BakeError::NotACredential`] if it is neither, [`BakeError::TooLarge`].
    pub fn v2(text: &'a str) -> Result<Self, BakeError> {
        let kind = checked(text)?;
        let address = match kind {
            BakedKind::Json => Head::of_json(text).ok_or(BakeError::NotACredential)?.address(),
            _ => None,
        };
        Ok(Self { version: BakedVersion::V2, kind, text, address })
    }

    /// As [`Entry::v2`] where the text, or the payload of a JWS, is an assertion of 2.0 or before; as [`Entry::clr`]
    /// where it has the type of a record, and as [`Entry::v3`] where it has that of another credential. For what people
    /// hand in: nothing else is put into a picture, least of all a key.
    ///
    /// # Errors
    /// [`BakeError::NoSuchBadge`] if it is neither; otherwise as theirs.
    pub fn by_content(text: &'a str) -> Result<Self, BakeError> {
        let head = match checked(text)? {
            BakedKind::Json => Head::of_json(text),
            _ => Head::of_jws(text),
        };
        match head {
            Some(head) if head.is_assertion() => Self::v2(text),
            Some(head) if head.is_record() => Self::clr(text),
            Some(head) if head.is_credential() => Self::v3(text),
            _ => Err(BakeError::NoSuchBadge),
        }
    }

    /// Whose way it is baked.
    #[must_use]
    pub const fn version(&self) -> BakedVersion {
        self.version
    }

    /// JSON or JWS.
    #[must_use]
    pub const fn kind(&self) -> BakedKind {
        self.kind
    }

    /// The credential.
    #[must_use]
    pub const fn text(&self) -> &'a str {
        self.text
    }

    /// Where an assertion of 2.0 is hosted.
    pub(crate) fn address(&self) -> Option<&str> {
        self.address.as_deref()
    }
}

fn checked(text: &str) -> Result<BakedKind, BakeError> {
    limits::check("the credential", text.len(), limits::CREDENTIAL_BYTES)?;
    match BakedKind::of(text) {
        Some(BakedKind::Json) if !text.starts_with('\u{feff}') => Ok(BakedKind::Json),
        Some(BakedKind::Jws) if text.trim() == text => Ok(BakedKind::Jws),
        _ => Err(BakeError::NotACredential),
    }
}

impl BakedKind {
    /// Which kind the text has, as far as its looks tell.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let object = text.trim_start_matches('\u{feff}').trim_matches([' ', '\t', '\r', '\n']);
        if object.starts_with('{') && object.ends_with('}') {
            return Some(Self::Json);
        }
        if is_address(object) {
            return Some(Self::Url);
        }
        is_compact_jws(object).then_some(Self::Jws)
    }
}

/// An address on the web, by its beginning and without white space.
fn is_address(text: &str) -> bool {
    let begins =
        |scheme: &str| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    (begins("https://") || begins("http://")) && !text.contains(|c: char| c.is_whitespace() || c.is_control())
}

fn is_compact_jws(text: &str) -> bool {
    let is_part = |part: &str| part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    let mut parts = text.splitn(4, '.');
    let (Some(head), Some(body), Some(end), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    !head.is_empty() && !end.is_empty() && [head, body, end].into_iter().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

    #[test]
    fn a10_2_a_credential_is_json_or_a_compact_jws() {
        let kind = |text| Entry::v3(text).map(|entry| entry.kind());
        assert_eq!(kind(" {\"a\": 1}\n"), Ok(BakedKind::Json));
        assert_eq!(kind("e30.e30.AA_-"), Ok(BakedKind::Jws));
        for other in [
            "",
            "[]",
            "https://example.org/a.json",
            "a.b",
            "a.b.c.d",
            "e30.e30.AA=",
            "e30.e30.",
            "\"{}\"",
            " e30.e30.AA",
        ] {
            assert_eq!(kind(other), Err(BakeError::NotACredential), "{other}");
        }
        assert_eq!(Entry::v2("{not json}"), Err(BakeError::NotACredential));
    }

    #[test]
    fn c3_an_old_badge_may_be_an_address() {
        for address in ["https://example.org/a.json", " HTTP://example.org\n"] {
            assert_eq!(BakedKind::of(address), Some(BakedKind::Url), "{address}");
        }
        for other in ["https://a b", "ftp://example.org", "htt", "example.org/a"] {
            assert_eq!(BakedKind::of(other), None, "{other}");
        }
    }

    #[test]
    fn c3_an_assertion_goes_the_way_of_2_0() {
        let version = |text| Entry::by_content(text).unwrap().version();
        for old in [
            r#"{"type": "Assertion", "id": "https://example.org/1"}"#,
            r#"{"type": ["Thing", "Assertion"]}"#,
            r#"{"uid": "1", "badge": "https://example.org/b.json", "issuedOn": "2013-11-05"}"#,
            r#"{"recipient": "a@example.org", "badge": {"name": "A"}}"#,
            "eyJhbGciOiJSUzI1NiJ9.eyJ0eXBlIjoiQXNzZXJ0aW9uIn0.AA",
        ] {
            assert_eq!(version(old), BakedVersion::V2, "{old}");
        }
        let jwt = |payload: &str| format!("eyJhbGciOiJFZERTQSJ9.{}.AA", URL_SAFE_NO_PAD.encode(payload));
        for new in [
            r#"{"type": ["VerifiableCredential"], "credentialSubject": {"badge": 1}}"#,
            r#"{"type": "OpenBadgeCredential", "badge": "b", "credentialSubject": {}}"#,
            &jwt(r#"{"vc": {"type": ["VerifiableCredential"]}, "badge": 1}"#),
            &jwt(r#"{"type": ["VerifiableCredential", "EndorsementCredential"]}"#),
        ] {
            assert_eq!(version(new), BakedVersion::V3, "{new}");
        }
    }

    #[test]
    fn d_a_record_goes_the_way_of_clr_2_0() {
        let payload =
            URL_SAFE_NO_PAD.encode(r#"{"vc": {"type": ["VerifiableCredential", "ClrCredential"]}}"#);
        let jwt = format!("eyJhbGciOiJFZERTQSJ9.{payload}.AA");
        for record in [r#"{"type": ["VerifiableCredential", "ClrCredential"], "badge": "b", "vc": {}}"#, &jwt]
        {
            assert_eq!(Entry::by_content(record).unwrap().version(), BakedVersion::Clr, "{record}");
        }
    }

    #[test]
    fn what_is_no_badge_by_its_content_is_refused() {
        for other in [
            "{}",
            "{no json}",
            r#"{"type": "Profile", "credentialSubject": {}}"#,
            r#"{"id": "did:key:z6Mk#z6Mk", "type": "Multikey", "secretKeyMultibase": "z3u2"}"#,
            r#"{"kty": "OKP", "crv": "Ed25519", "x": "AA", "d": "AA"}"#,
            "e30.not.AA",
            "e30.e30.AA",
        ] {
            assert_eq!(Entry::by_content(other), Err(BakeError::NoSuchBadge), "{other}");
        }
    }

    #[test]
    fn c3_the_address_of_an_assertion() {
        let address = |text| Entry::v2(text).unwrap().address;
        let id = r#"{"id": "https://example.org/1", "verify": {"url": "https://example.org/2"}}"#;
        assert_eq!(address(id).unwrap(), "https://example.org/1");
        let verify = r#"{"id": "urn:uuid:1", "verify": {"type": "hosted", "url": "https://example.org/2"}}"#;
        assert_eq!(address(verify).unwrap(), "https://example.org/2");
        assert_eq!(address(r#"{"verify": "hosted"}"#), None);
    }
}
