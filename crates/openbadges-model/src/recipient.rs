//! Whom a badge may be for, as somebody types it in (A.5).

use crate::{IdentifierType, Match};
use std::borrow::Cow;

/// Somebody whom a badge may be for. Nobody says of which type the text is, so its form decides what it is compared
/// with: an e-mail address (also `mailto:`), a telephone number (also `tel:`), a URI such as a URL or a DID, or bare
/// text such as a user name.
///
/// ```
/// use openbadges_model::{IdentifierType, IdentityObject, Match, Recipient};
///
/// let asked = Recipient::new("mailto:Ada@example.org");
/// assert_eq!(IdentityObject::email_hashed("ada@example.org", "salt").is(&asked), Match::Yes);
/// assert_eq!(IdentityObject::plain(IdentifierType::UserName, "ada").is(&asked), Match::OtherType);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient<'a> {
    pub(crate) form: Form,
    spellings: Vec<Cow<'a, str>>,
}

/// What an identity is by its looks, as far as it matters for comparing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Email,
    Telephone,
    Uri,
    Bare,
}

impl Form {
    /// The form that all identities of a type have, if it has one. Extensions are named as anybody likes: these are
    /// the names that say it.
    pub(crate) fn of_type(kind: &IdentifierType) -> Option<Self> {
        let name = kind.as_str();
        match name.strip_prefix("ext:").unwrap_or(name).to_ascii_lowercase().as_str() {
            "email" | "emailaddress" => Some(Self::Email),
            "phone" | "phonenumber" | "telephone" => Some(Self::Telephone),
            "did" | "uri" | "url" => Some(Self::Uri),
            "name" => Some(Self::Bare),
            _ => None,
        }
    }
}

impl<'a> Recipient<'a> {
    /// Reads what was typed in; white space around it does not count.
    pub fn new(text: &'a str) -> Self {
        let given = text.trim();
        let (form, bare) = match scheme(given) {
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("mailto") => (Form::Email, rest),
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("tel") => (Form::Telephone, rest),
            Some(_) => (Form::Uri, given),
            None if given.contains('@') => (Form::Email, given),
            None if is_number(given) => (Form::Telephone, given),
            None => (Form::Bare, given),
        };
        let plain = match form {
            Form::Email => bare.to_lowercase().into(),
            Form::Telephone => {
                bare.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>().into()
            }
            Form::Uri | Form::Bare => bare.into(),
        };
        let mut spellings = vec![Cow::Borrowed(given), Cow::Borrowed(bare), plain];
        spellings.dedup();
        Self { form, spellings }
    }

    /// Whether `id`, the id of a credential's subject, is that of this recipient (A.5-1). One of another form cannot
    /// tell.
    pub fn has_id(&self, id: &str) -> Match {
        let id = Recipient::new(id);
        let same = self.spellings.iter().any(|spelling| id.spellings.contains(spelling));
        if self.form == id.form { Match::from(same) } else { Match::OtherType }
    }

    /// Compares an identity with the text as it was given, without its scheme, and in the plainest spelling (A.5-5).
    pub(crate) fn compare(&self, compare: impl Fn(&str) -> Match) -> Match {
        let answers = || self.spellings.iter().map(|spelling| compare(spelling));
        let best = answers().find(|answer| *answer == Match::Yes);
        best.or_else(|| answers().find(|answer| *answer == Match::UnknownHash)).unwrap_or(Match::No)
    }
}

/// The scheme of a URI (RFC 3986, 3.1), and what follows its colon.
fn scheme(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let mut bytes = scheme.bytes();
    let is_scheme = bytes.next()?.is_ascii_alphabetic()
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    is_scheme.then_some((scheme, rest))
}

/// Whether a text is a telephone number with its country, with or without punctuation.
fn is_number(text: &str) -> bool {
    text.strip_prefix('+').is_some_and(|digits| {
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || b" -./()".contains(&byte))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::IdentityObject;

    fn identity(kind: &str, text: &str, is_hashed: bool) -> IdentityObject {
        let kind = IdentifierType::from(kind);
        if !is_hashed {
            return IdentityObject::plain(kind, text);
        }
        let identity_hash = format!("sha256${}", crate::identity::sha256_hex(text, "s"));
        IdentityObject { hashed: true, salt: Some("s".into()), ..IdentityObject::plain(kind, identity_hash) }
    }

    #[test]
    fn a5_2_every_kind_of_identity_is_compared_plain_and_hashed() {
        for (kind, text, asked, other) in [
            ("emailAddress", "ada@example.org", "MAILTO:Ada@example.org", "eve@example.org"),
            ("emailAddress", "Ada@example.org", "mailto:Ada@example.org", "mailto:ada@example.org"),
            ("ext:email", "ada@example.org", "Ada@example.org", "eve@example.org"),
            ("ext:phone", "+31612345678", "+31 (6) 1234-5678", "+31612345679"),
            ("ext:telephone", "+31612345678", "tel:+31612345678", "tel:+31612345679"),
            ("ext:url", "https://example.org/ada", "https://example.org/ada", "https://example.org/Ada"),
            ("ext:did", "did:key:z6Mk", "did:key:z6Mk", "did:key:z6MK"),
            ("userName", "ada", " ada ", "Ada"),
            ("studentId", "7", "7", "8"),
        ] {
            for is_hashed in [false, true] {
                let identity = identity(kind, text, is_hashed);
                assert_eq!(identity.is(&Recipient::new(asked)), Match::Yes, "{kind} {asked}");
                assert_eq!(identity.is(&Recipient::new(other)), Match::No, "{kind} {other}");
            }
        }
    }

    #[test]
    fn a5_2_an_identity_of_another_type_cannot_tell() {
        for (kind, text, asked) in [
            ("emailAddress", "ada@example.org", "ada"),
            ("emailAddress", "ada@example.org", "did:key:z6Mk"),
            ("ext:phone", "+31612345678", "ada@example.org"),
            ("ext:url", "https://example.org/ada", "+31612345678"),
            // A user name may look like an address, and need not.
            ("userName", "ada", "ada@example.org"),
            // A name is written in many ways, and names nobody alone.
            ("name", "ada@example.org", "ada@example.org"),
            ("name", "Ada Lovelace", "ada"),
        ] {
            for is_hashed in [false, true] {
                let found = identity(kind, text, is_hashed).is(&Recipient::new(asked));
                assert_eq!(found, Match::OtherType, "{kind} {asked}");
            }
        }
        for (kind, text) in [
            ("accountId", "ada@example.org"),
            ("systemId", "https://example.org/ada"),
            ("ext:member", "mailto:ada@example.org"),
            ("name", "Ada Lovelace"),
        ] {
            assert_eq!(identity(kind, text, true).is(&Recipient::new(text)), Match::Yes, "{kind}");
        }
    }

    #[test]
    fn a5_1_an_id_is_compared_with_texts_of_its_form() {
        let id = |asked: &str, id: &str| Recipient::new(asked).has_id(id);
        assert_eq!(id("did:key:z6Mk", "did:key:z6Mk"), Match::Yes);
        assert_eq!(id("https://example.org/ada", "did:key:z6Mk"), Match::No);
        assert_eq!(id("Ada@example.org", "mailto:ada@Example.org"), Match::Yes);
        assert_eq!(id("eve@example.org", "mailto:ada@example.org"), Match::No);
        assert_eq!(id("+31 6 1234", "tel:+3161234"), Match::Yes);
        assert_eq!(id("ada@example.org", "did:key:z6Mk"), Match::OtherType);
        assert_eq!(id("ada", "urn:uuid:1"), Match::OtherType);
    }
}
