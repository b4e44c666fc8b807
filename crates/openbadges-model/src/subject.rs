//! Who achieved what, and how well: `AchievementSubject` and Evidence.

use crate::{
    Achievement, IdentifierType, IdentityObject, Image, Match, OneOrMany, Profile, class::class,
    one_or_many::types,
};
use serde_json::Number;

class! {
    /// The recipient and what the recipient achieved (OB3 class `AchievementSubject`). It has an
    /// `id` or at least one `identifier`.
    ///
    /// ```
    /// use openbadges_model::{Achievement, AchievementSubject, Criteria, IdentifierType, IdentityObject, Match};
    ///
    /// let criteria = Criteria::narrative("Hit it ten times.");
    /// let archery = Achievement::new("https://example.org/1", "Archery", "Hits the target.", criteria);
    /// let ada = AchievementSubject {
    ///     identifier: vec![IdentityObject::email_hashed("ada@example.org", "salt")],
    ///     ..AchievementSubject::new("did:example:ada", archery)
    /// };
    /// assert_eq!(ada.matches(&IdentifierType::EmailAddress, "ada@example.org"), Match::Yes);
    /// ```
    AchievementSubject {
        required {
            /// Contains `AchievementSubject`.
            r#type: OneOrMany<String>,
            /// What was achieved.
            achievement: Achievement,
        }
        optional {
            /// URI of the recipient.
            id: String,
            /// When the activity began: a date with or without a time (E.2-1).
            activity_start_date: String,
            /// When the activity ended: a date with or without a time (E.2-1).
            activity_end_date: String,
            /// Credit hours that were earned.
            credits_earned: Number,
            /// A picture of this award.
            image: Image,
            /// Number of a licence.
            license_number: String,
            /// A text that connects the evidence, Markdown: untrusted (A.3-9).
            narrative: String,
            /// Role of the learner.
            role: String,
            /// Who assessed on behalf of the issuer.
            source: Profile,
            /// Academic term.
            term: String,
        }
        list {
            /// Identities of the recipient.
            identifier: IdentityObject,
            /// Results that were reached.
            result: crate::Result,
        }
    }
}

impl AchievementSubject {
    /// A subject with an `id` of its own: a JWT needs one as its `sub` (E.3-4).
    pub fn new(id: impl Into<String>, achievement: Achievement) -> Self {
        Self { id: Some(id.into()), ..Self::required(types(&["AchievementSubject"]), achievement) }
    }

    /// Whether the subject is who has the identity `value` of type `kind`: by its `id`, else by any of
    /// its identifiers (A.5-1, A.5-2, A.5-4). [`Match::OtherType`] if none is of that type.
    pub fn matches(&self, kind: &IdentifierType, value: &str) -> Match {
        if self.id.as_deref() == Some(value) {
            return Match::Yes;
        }
        let answers = || self.identifier.iter().map(|identity| identity.matches(kind, value));
        [Match::Yes, Match::UnknownHash, Match::No]
            .into_iter()
            .find(|wanted| answers().any(|answer| answer == *wanted))
            .unwrap_or(Match::OtherType)
    }
}

class! {
    /// What proves an achievement (OB3 class `Evidence`). It belongs to the credential, not the subject.
    ///
    /// ```
    /// use openbadges_model::Evidence;
    ///
    /// let video = Evidence {
    ///     id: Some("https://example.org/video".into()),
    ///     genre: Some("Film".into()),
    ///     ..Evidence::new()
    /// };
    /// assert_eq!(serde_json::to_value(&video)?["type"][0], "Evidence");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    Evidence {
        required {
            /// Contains `Evidence`.
            r#type: OneOrMany<String>,
        }
        optional {
            /// URL of a page that presents it.
            id: String,
            /// What it is and how it came about, Markdown: untrusted (A.3-9).
            narrative: String,
            /// Title.
            name: String,
            /// A longer description.
            description: String,
            /// Kind of evidence: Poetry, Film.
            genre: String,
            /// Whom it is for.
            audience: String,
        }
    }
}

impl Evidence {
    /// Evidence without any detail yet.
    #[expect(clippy::new_without_default, reason = "empty evidence is no sensible default")]
    pub fn new() -> Self {
        Self::required(types(&["Evidence"]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Criteria;

    #[test]
    fn a5_1_and_a5_4_id_or_any_identifier_matches() {
        let achievement = Achievement::new("urn:a", "A", "A", Criteria::narrative("Do it"));
        let subject = AchievementSubject {
            identifier: vec![
                IdentityObject::name("Ada"),
                IdentityObject::email_hashed("other@example.org", "1"),
                IdentityObject::email_hashed("ada@example.org", "2"),
            ],
            ..AchievementSubject::new("did:example:ada", achievement)
        };
        let email = IdentifierType::EmailAddress;
        assert_eq!(subject.matches(&email, "did:example:ada"), Match::Yes);
        assert_eq!(subject.matches(&email, "ada@example.org"), Match::Yes);
        assert_eq!(subject.matches(&email, "eve@example.org"), Match::No);
        assert_eq!(subject.matches(&IdentifierType::Isbn, "1"), Match::OtherType);
    }
}
