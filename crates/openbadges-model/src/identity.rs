//! Who received it, hashed or plain (A.5).

use crate::recipient::{Form, Recipient};
use crate::{IdentifierType, class::class};
use aws_lc_rs::digest::{SHA256, digest};
use md5::{Digest, Md5};
use std::fmt::Write;

class! {
    /// One identity of a recipient (OB3 class `IdentityObject`, closed).
    ///
    /// ```
    /// use openbadges_model::{IdentifierType, IdentityObject, Match};
    ///
    /// let hidden = IdentityObject::email_hashed("ada@example.org", "salt");
    /// assert_eq!(hidden.matches(&IdentifierType::EmailAddress, "ada@example.org"), Match::Yes);
    /// assert_eq!(IdentityObject::name("Ada").identity_hash, "Ada");
    /// ```
    IdentityObject {
        required {
            /// `IdentityObject`, a plain string (A.3-3).
            r#type: String,
            /// Whether `identity_hash` is a hash.
            hashed: bool,
            /// The hash, or the identity itself. Never shown when it is a hash (E.2-13).
            identity_hash: String,
            /// What kind of identity.
            identity_type: IdentifierType,
        }
        optional {
            /// Text that was appended to the identity before hashing.
            salt: String,
        }
    }
}

/// The answer to: is this identity the one that somebody has?
///
/// ```
/// use openbadges_model::{IdentifierType, IdentityObject, Match};
///
/// let recipient = IdentityObject::email_hashed("ada@example.org", "salt");
/// assert_eq!(recipient.matches(&IdentifierType::EmailAddress, "eve@example.org"), Match::No);
/// assert_eq!(recipient.matches(&IdentifierType::UserName, "ada"), Match::OtherType);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// It is.
    Yes,
    /// It is another one.
    No,
    /// It is of another type, so it cannot tell.
    OtherType,
    /// It is hashed in a way that we cannot compute: it never matches (A.5-4).
    UnknownHash,
}

impl IdentityObject {
    /// An e-mail address, lower-cased and hashed with SHA-256 and the salt (A.5-3, A.5-5).
    /// This hides it from a glance only: whoever guesses the address can confirm it.
    ///
    /// ```
    /// use openbadges_model::{IdentifierType, IdentityObject, Match};
    /// let identity = IdentityObject::email_hashed("A@example.com", "Kosher");
    /// assert_eq!(
    ///     identity.identity_hash,
    ///     "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399",
    /// );
    /// assert_eq!(identity.matches(&IdentifierType::EmailAddress, "a@example.com"), Match::Yes);
    /// ```
    pub fn email_hashed(email: &str, salt: &str) -> Self {
        let digest = sha256_hex(&email.to_lowercase(), salt);
        let hash = format!("sha256${digest}");
        Self {
            salt: Some(salt.to_owned()),
            ..Self::required("IdentityObject".into(), true, hash, IdentifierType::EmailAddress)
        }
    }

    /// The name to show, unhashed: the recommended way to name a recipient (E.1-9).
    pub fn name(name: impl Into<String>) -> Self {
        Self::plain(IdentifierType::Name, name)
    }

    /// An identity in the clear: only with the consent of whom it names (E.2-13).
    pub fn plain(identity_type: IdentifierType, identity: impl Into<String>) -> Self {
        Self::required("IdentityObject".into(), false, identity.into(), identity_type)
    }

    /// Whether this is the identity `value` of type `kind` (A.5-2 to A.5-5). An e-mail address is
    /// tried as given and then lower-cased.
    pub fn matches(&self, kind: &IdentifierType, value: &str) -> Match {
        if self.identity_type != *kind {
            return Match::OtherType;
        }
        let answer = self.compare(value);
        if *kind == IdentifierType::EmailAddress && answer == Match::No {
            return self.compare(&value.to_lowercase());
        }
        answer
    }

    /// Whether this is the identity of a recipient whose type only shows in the form of the text. An identity whose
    /// type says another form cannot tell; one whose type says none, such as a user name, is compared as text, and
    /// differs only from bare text. A name is written in many ways: that it differs says nothing.
    pub fn is(&self, asked: &Recipient<'_>) -> Match {
        let form = Form::of_type(&self.identity_type);
        if form.is_some_and(|form| form != asked.form) {
            return Match::OtherType;
        }
        let tells = asked.form == form.unwrap_or(Form::Bare) && self.identity_type != IdentifierType::Name;
        match asked.compare(|spelling| self.compare(spelling)) {
            Match::No if !tells => Match::OtherType,
            answer => answer,
        }
    }

    fn compare(&self, value: &str) -> Match {
        if !self.hashed {
            return Match::from(self.identity_hash == value);
        }
        let salt = self.salt.as_deref().unwrap_or_default();
        match self.identity_hash.split_once('$') {
            Some(("sha256", hex)) => Match::from(sha256_hex(value, salt).eq_ignore_ascii_case(hex)),
            Some(("md5", hex)) => Match::from(md5_hex(value, salt).eq_ignore_ascii_case(hex)),
            _ => Match::UnknownHash,
        }
    }
}

impl From<bool> for Match {
    fn from(same: bool) -> Self {
        if same { Self::Yes } else { Self::No }
    }
}

class! {
    /// An identifier of a profile or an achievement (OB3 class `IdentifierEntry`, closed).
    ///
    /// ```
    /// use openbadges_model::{IdentifierEntry, IdentifierType};
    ///
    /// let isbn = IdentifierEntry::new(IdentifierType::Isbn, "978-0-00-000000-2");
    /// assert_eq!(serde_json::to_value(&isbn)?["identifierType"], "isbn");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    IdentifierEntry {
        required {
            /// `IdentifierEntry`, a plain string (A.3-3).
            r#type: String,
            /// The identifier.
            identifier: String,
            /// What kind of identifier.
            identifier_type: IdentifierType,
        }
    }
}

impl IdentifierEntry {
    /// An identifier of a kind.
    pub fn new(identifier_type: IdentifierType, identifier: impl Into<String>) -> Self {
        Self::required("IdentifierEntry".into(), identifier.into(), identifier_type)
    }
}

pub(crate) fn sha256_hex(value: &str, salt: &str) -> String {
    hex(digest(&SHA256, format!("{value}{salt}").as_bytes()).as_ref())
}

/// Broken as a hash; badges that others hashed with it still have to be read.
pub(crate) fn md5_hex(value: &str, salt: &str) -> String {
    hex(&Md5::digest(format!("{value}{salt}")))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMAIL: IdentifierType = IdentifierType::EmailAddress;
    const KOSHER: &str = "b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399";

    fn hashed(hash: &str, salt: Option<&str>) -> IdentityObject {
        IdentityObject { hashed: true, salt: salt.map(str::to_owned), ..IdentityObject::plain(EMAIL, hash) }
    }

    #[test]
    fn a5_2_plain_identities_are_compared_as_text() {
        let identity = IdentityObject::plain(IdentifierType::UserName, "Ada");
        assert_eq!(identity.matches(&IdentifierType::UserName, "Ada"), Match::Yes);
        assert_eq!(identity.matches(&IdentifierType::UserName, "ada"), Match::No);
        assert_eq!(identity.matches(&EMAIL, "Ada"), Match::OtherType);
    }

    #[test]
    fn a5_3_published_vector_in_any_letter_case() {
        for hex in [KOSHER.to_owned(), KOSHER.to_uppercase()] {
            let identity = hashed(&format!("sha256${hex}"), Some("Kosher"));
            assert_eq!(identity.matches(&EMAIL, "a@example.com"), Match::Yes);
            assert_eq!(identity.matches(&EMAIL, "b@example.com"), Match::No);
        }
    }

    #[test]
    fn a5_3_a_salt_is_optional_and_md5_is_read() {
        let sha256 = hashed("sha256$08168cd80dfd534ab0f10af10f1303fe00af2d43ab5c1432360d137f8197e17a", None);
        let md5 = hashed("md5$B418773A2C51FB9777A1648346FA7394", None);
        for identity in [sha256, md5] {
            assert_eq!(identity.matches(&EMAIL, "a@example.com"), Match::Yes);
            assert_eq!(identity.matches(&EMAIL, "b@example.com"), Match::No);
        }
    }

    #[test]
    fn a5_4_an_unknown_hash_never_matches() {
        for hash in ["sha1$b5809d8a", KOSHER, "SHA256$b5809d8a", ""] {
            assert_eq!(hashed(hash, None).matches(&EMAIL, "a@example.com"), Match::UnknownHash, "{hash}");
        }
    }

    #[test]
    fn a5_5_an_email_is_tried_as_given_and_lower_cased() {
        let identity = IdentityObject::email_hashed("Ada@Example.com", "s");
        assert_eq!(identity.matches(&EMAIL, "ADA@example.com"), Match::Yes);
        let as_given = IdentityObject::plain(EMAIL, "Ada@Example.com");
        assert_eq!(as_given.matches(&EMAIL, "Ada@Example.com"), Match::Yes);
        assert_eq!(as_given.matches(&EMAIL, "ada@example.com"), Match::No);
    }
}
