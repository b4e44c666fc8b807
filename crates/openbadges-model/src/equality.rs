//! Whether two credentials are the same one, and which of them counts (A.6).

use percent_encoding::percent_decode_str;

use crate::AchievementCredential;

impl AchievementCredential {
    /// Whether both are the same credential: equal in the id of the issuer and in their own, white space
    /// around and percent-encoding aside (A.6-1).
    pub fn is_same_as(&self, other: &Self) -> bool {
        same_id(self.issuer.id(), other.issuer.id()) && same_id(&self.id, &other.id)
    }

    /// Whether this takes the place of `other`: the same credential, valid from a later instant (A.6-2).
    pub fn supersedes(&self, other: &Self) -> bool {
        self.is_same_as(other) && self.valid_from.instant() > other.valid_from.instant()
    }
}

/// Whether two ids mean the same thing: equal when percent-decoded and without white space around (A.6-1).
///
/// ```
/// assert!(openbadges_model::same_id("https://example.org/a%20b", " https://example.org/a b\n"));
/// assert!(!openbadges_model::same_id("https://example.org/A", "https://example.org/a"));
/// ```
pub fn same_id(one: &str, other: &str) -> bool {
    one == other || decoded(one).trim_ascii() == decoded(other).trim_ascii()
}

/// The bytes that an id means. What only looks like an escape stays as it is.
fn decoded(id: &str) -> Vec<u8> {
    percent_decode_str(id.trim()).collect()
}

#[cfg(test)]
mod tests {
    use crate::{AchievementCredential, AchievementCredentialBuilder, Profile, fixtures};

    fn credential(issuer: &str, id: &str, second: i64) -> AchievementCredential {
        let subject = fixtures::subject(fixtures::achievement());
        let valid_from = jiff::Timestamp::from_second(second).unwrap();
        AchievementCredentialBuilder::new(id, Profile::new(issuer, "I"), subject, valid_from).build().unwrap()
    }

    #[test]
    fn a6_1_ids_are_compared_decoded_and_trimmed() {
        let one = credential("https://example.org/i", "https://example.org/a%20b%2F", 0);
        let mut other = credential("https://example.org/%69", "https://example.org/a%20b/", 9);
        assert!(one.is_same_as(&other));
        other.id = " https://example.org/a b%2f\n".into();
        assert!(one.is_same_as(&other));
        other.id = "%20https://example.org/a%20b%2F%0A".into();
        assert!(one.is_same_as(&other), "white space that is encoded is white space, too");
        other.id = "https://example.org/a%20b%2".into();
        assert!(!one.is_same_as(&other));
        assert!(!one.is_same_as(&credential("https://example.org/j", "https://example.org/a%20b%2F", 0)));
    }

    #[test]
    fn a6_1_letters_of_another_case_and_what_is_encoded_twice_differ() {
        for (one, other) in [("urn:a", "urn:A"), ("urn:%2541", "urn:A"), ("urn:a", "urn:a/"), ("", "urn:a")] {
            assert!(!super::same_id(one, other), "{one} {other}");
        }
        assert!(super::same_id("urn:%c3%A9", "urn:é"));
        assert!(super::same_id("urn:%zz%4", "urn:%zz%4"));
    }

    #[test]
    fn a6_2_instants_are_compared_and_the_first_award_is_kept() {
        let old = credential("urn:i", "urn:a", 1);
        let mut new = old.clone();
        new.valid_from = "1970-01-01T01:00:01+01:00".parse().unwrap();
        assert!(!new.supersedes(&old), "the same instant in another zone");
        new.valid_from = "1970-01-01T00:00:01.5Z".parse().unwrap();
        new.awarded_date = Some(old.valid_from.clone());
        assert!(new.supersedes(&old));
        assert_eq!(new.to_value()["awardedDate"], old.to_value()["validFrom"]);
    }

    #[test]
    fn a6_2_the_later_one_supersedes() {
        let [old, new] = [1, 2].map(|second| credential("urn:i", "urn:a", second));
        assert!(new.supersedes(&old));
        assert!(!old.supersedes(&new) && !old.supersedes(&old));
        assert!(!credential("urn:i", "urn:b", 3).supersedes(&old));
    }
}
