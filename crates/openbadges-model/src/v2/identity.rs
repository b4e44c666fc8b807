//! Who received it, hashed or plain (C.1 `IdentityObject`; the hash is that of A.5).

use super::IdentityObject;
use crate::identity::{md5_hex, sha256_hex};
use crate::recipient::Form;
use crate::{Match, Recipient};
use serde_json::Value;

impl IdentityObject {
    /// An e-mail address, lower-cased and hashed with SHA-256 and the salt.
    ///
    /// ```
    /// use openbadges_model::{Match, v2::IdentityObject};
    /// let identity = IdentityObject::email_hashed("A@example.com", "Kosher");
    /// assert!(identity.identity.starts_with("sha256$b5809d8a92f8858436d7e6b87c12ebc0"));
    /// assert_eq!(identity.matches("a@example.com"), Match::Yes);
    /// assert_eq!(identity.matches("https://example.com/a"), Match::OtherType);
    /// ```
    pub fn email_hashed(email: &str, salt: &str) -> Self {
        let hash = format!("sha256${}", sha256_hex(&email.to_lowercase(), salt));
        Self { salt: Some(salt.to_owned()), ..Self::bare("email", hash, true) }
    }

    /// An identity in the clear: only with the consent of whom it names.
    pub fn plain(kind: &str, identity: impl Into<String>) -> Self {
        Self::bare(kind, identity.into(), false)
    }

    /// Whether this is the identity of who is known as `asked`: an e-mail address, a telephone number, a URL or a DID.
    /// E-mail addresses are tried as given and lower-cased, telephone numbers with and without punctuation.
    pub fn matches(&self, asked: &str) -> Match {
        let asked = Recipient::new(asked);
        let fits = self.r#type.iter().any(|kind| match last(kind) {
            "email" => asked.form == Form::Email,
            "telephone" => asked.form == Form::Telephone,
            "url" | "id" => matches!(asked.form, Form::Uri | Form::Bare),
            _ => true,
        });
        if fits { asked.compare(|spelling| self.compare(spelling)) } else { Match::OtherType }
    }

    /// `hashed` and the looks of `identity` may disagree: then both readings are tried (E.5-9).
    fn compare(&self, asked: &str) -> Match {
        let salt = self.salt.as_deref().unwrap_or_default();
        let hash = match self.identity.split_once('$') {
            Some(("sha256", hex)) => Some(sha256_hex(asked, salt).eq_ignore_ascii_case(hex)),
            Some(("md5", hex)) => Some(md5_hex(asked, salt).eq_ignore_ascii_case(hex)),
            _ => None,
        };
        match hash {
            _ if self.identity == asked => Match::Yes,
            Some(same) => Match::from(same),
            None if self.hashed => Match::UnknownHash,
            None => Match::No,
        }
    }

    /// Reads the recipient of an Assertion in the form of 2.0.
    pub fn of(assertion: &Value) -> Option<Self> {
        serde_json::from_value(assertion.get("recipient")?.clone()).ok()
    }
}

/// The last part of a property's name or IRI.
fn last(kind: &str) -> &str {
    kind.rsplit(['/', '#', ':']).next().unwrap_or(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c1_identities_are_compared_by_type() {
        let url = IdentityObject::plain("url", "https://example.org/ada");
        assert_eq!(url.matches("https://example.org/ada"), Match::Yes);
        assert_eq!(url.matches("https://example.org/eve"), Match::No);
        assert_eq!(url.matches("ada@example.org"), Match::OtherType);
        let phone = IdentityObject::plain("telephone", "+3612345");
        assert_eq!(phone.matches("tel:+36 1 23-45"), Match::Yes);
        let id = IdentityObject::plain("id", "did:example:ada");
        assert_eq!(id.matches("did:example:ada"), Match::Yes);
        let own = IdentityObject::plain("http://schema.org/taxID", "123");
        assert_eq!(own.matches("123"), Match::Yes);
        let email = IdentityObject::plain("schema:email", "Ada@example.org");
        assert_eq!(email.matches("mailto:Ada@example.org"), Match::Yes);
        assert_eq!(email.matches("ada@example.org"), Match::No);
    }

    #[test]
    fn e5_9_a_flag_that_contradicts_the_value_is_not_believed() {
        let upper = |hashed| IdentityObject {
            salt: Some("Kosher".into()),
            ..IdentityObject::bare(
                "email",
                "sha256$B5809D8A92F8858436D7E6B87C12EBC0AE1EAC4BAECC2C0B913AEE2C922EF399".into(),
                hashed,
            )
        };
        for identity in [upper(true), upper(false)] {
            assert_eq!(identity.matches("a@example.com"), Match::Yes);
            assert_eq!(identity.matches("b@example.com"), Match::No);
        }
        let plain = IdentityObject::bare("email", "a@example.com".into(), true);
        assert_eq!(plain.matches("a@example.com"), Match::Yes);
        assert_eq!(plain.matches("b@example.com"), Match::UnknownHash);
    }
}
