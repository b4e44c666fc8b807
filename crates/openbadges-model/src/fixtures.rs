//! Ready-made values for tests: `fixtures::achievement().named("Teamwork")`.

use crate::{
    Achievement, AchievementCredentialBuilder, AchievementSubject, CredentialStatus, Criteria,
    IdentityObject, Image, Profile,
};
use jiff::Timestamp;

/// 2024-05-06T07:08:09Z.
pub const VALID_FROM: Timestamp = Timestamp::constant(1_714_979_289, 0);

/// An achievement with criteria and an image.
pub fn achievement() -> Achievement {
    Achievement {
        image: Some(Image::new("https://badges.example.org/teamwork.png")),
        ..Achievement::new(
            "https://badges.example.org/teamwork",
            "Teamwork",
            "Works well with others.",
            Criteria::narrative("Nominated by peers."),
        )
    }
}

/// An issuer with a name and an address on the web.
pub fn issuer() -> Profile {
    Profile {
        url: Some("https://badges.example.org".into()),
        ..Profile::new("did:web:badges.example.org", "Example Org")
    }
}

/// A recipient with a hashed e-mail address and a name, who achieved `achievement`.
pub fn subject(achievement: Achievement) -> AchievementSubject {
    AchievementSubject {
        identifier: vec![
            IdentityObject::email_hashed("ada@example.org", "Kosher"),
            IdentityObject::name("Ada Lovelace"),
        ],
        ..AchievementSubject::new("urn:uuid:7d0f7d59-2b6f-4a3b-9f57-8d6a0e0f6f11", achievement)
    }
}

/// A credential with a status entry, as a platform issues it; `build()` makes it.
pub fn credential() -> AchievementCredentialBuilder {
    AchievementCredentialBuilder::new(
        "urn:uuid:0b2b34a8-5a7c-4a0f-8a38-9a4f6d3f5a11",
        issuer(),
        subject(achievement()),
        VALID_FROM,
    )
    .status(CredentialStatus::bitstring_entry(
        "https://badges.example.org/status/1",
        94_567,
        "revocation",
    ))
}

impl Achievement {
    /// The same achievement by another name.
    #[must_use]
    pub fn named(self, name: impl Into<String>) -> Self {
        Self { name: name.into(), ..self }
    }
}

impl Profile {
    /// The same profile by another name.
    #[must_use]
    pub fn named(self, name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..self }
    }
}
