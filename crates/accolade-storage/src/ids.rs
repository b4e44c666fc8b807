//! The identifiers of everything that is stored: one type for each, so that they cannot be mixed up.

use std::{fmt, str::FromStr};

use uuid::Uuid;

use crate::{StorageError, param::Bind, param::Param, row::Column, row::Row};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        ///
        /// Written hyphenated in lower case.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A random id (UUID v4) of 16 random bytes.
            pub const fn from_random(bytes: [u8; 16]) -> Self {
                Self(uuid::Builder::from_random_bytes(bytes).into_uuid())
            }

            /// The UUID itself.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.as_hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            /// Reads the one form that `Display` writes, so that a thing has one address only.
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                let id = Uuid::try_parse(text).map_err(|_| InvalidId)?;
                if id.as_hyphenated().to_string() == text { Ok(Self(id)) } else { Err(InvalidId) }
            }
        }

        impl Param for $name {
            fn bind(&self) -> Bind<'_> {
                Bind::Id(Some(self.0))
            }

            fn null() -> Bind<'static> {
                Bind::Id(None)
            }
        }

        impl Column for $name {
            fn read(row: &Row, at: &str) -> Result<Self, StorageError> {
                row.get::<Uuid>(at).map(Self)
            }
        }
    };
}

id! {
    /// An account: a person who can sign in. Internal, a UUID v7 ([`AccountId::at`]).
    AccountId
}
id! {
    /// An issuer: the tenant of the platform.
    IssuerId
}
id! {
    /// An achievement; its versions share it.
    AchievementId
}
id! {
    /// A credential: what was awarded, signed.
    CredentialId
}
id! {
    /// A share: one public link to a credential.
    ShareId
}
id! {
    /// An endorsement: one issuer's signed word for another or for its badge.
    EndorsementId
}
id! {
    /// A mail in the outbox.
    MailId
}
id! {
    /// A link to sign in that was sent by e-mail.
    SignInLinkId
}

impl AccountId {
    /// An id that sorts by time (UUID v7), from milliseconds since 1970 and ten random bytes.
    pub const fn at(milliseconds: u64, random: &[u8; 10]) -> Self {
        Self(uuid::Builder::from_unix_timestamp_millis(milliseconds, random).into_uuid())
    }
}

/// The text is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id: 36 characters, lower-case hexadecimal with hyphens, are expected")]
pub struct InvalidId;

/// A signing key's name within its issuer: the fragment of its address, like `key-1`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(String);

impl KeyId {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name of an issuer's `number`-th key: `key-NUMBER`.
    pub fn numbered(number: u32) -> Self {
        Self(format!("key-{number}"))
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for KeyId {
    type Err = InvalidKeyId;

    fn from_str(text: &str) -> Result<Self, InvalidKeyId> {
        let legal = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if (1..=64).contains(&text.len()) && text.bytes().all(legal) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidKeyId)
        }
    }
}

/// The text is not the name of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a key's name: 1 to 64 letters, digits, hyphens or underscores are expected")]
pub struct InvalidKeyId;

impl Param for KeyId {
    fn bind(&self) -> Bind<'_> {
        Bind::text(&self.0)
    }

    fn null() -> Bind<'static> {
        Bind::Text(None)
    }
}

impl Column for KeyId {
    fn read(row: &Row, at: &str) -> Result<Self, StorageError> {
        row.get::<String>(at)?.parse().map_err(StorageError::corrupt)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_one_spelling() {
        let id = IssuerId::from_random([0xab; 16]);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(id.uuid().get_version_num(), 4);
        for other in [id.to_string().to_uppercase(), id.uuid().simple().to_string(), format!("{{{id}}}")] {
            assert_eq!(other.parse::<IssuerId>(), Err(InvalidId));
        }
    }

    #[test]
    fn account_ids_sort_by_time() {
        let (earlier, later) = (AccountId::at(1_000, &[9; 10]), AccountId::at(1_001, &[0; 10]));
        assert!(earlier < later);
        assert_eq!(earlier.uuid().get_version_num(), 7);
    }

    #[test]
    fn key_ids_are_fragments() {
        assert_eq!("key-1".parse::<KeyId>().unwrap(), KeyId::numbered(1));
        for wrong in ["", "key 1", "key#1", "schlüssel", &"k".repeat(65)] {
            assert!(wrong.parse::<KeyId>().is_err(), "{wrong}");
        }
    }
}
