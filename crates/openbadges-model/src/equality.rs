//! Whether two credentials are the same one, and which of them counts (A.6).

use crate::AchievementCredential;

impl AchievementCredential {
    /// Whether both are the same credential: equal in the id of the issuer and in their own, white space
    /// around and percent-encoding aside (A.6-1).
    pub fn is_same_as(&self, other: &Self) -> bool {
        let ids = |credential: &Self| [normalised(credential.issuer.id()), normalised(&credential.id)];
        ids(self) == ids(other)
    }

    /// Whether this takes the place of `other`: the same credential, valid from a later instant (A.6-2).
    pub fn supersedes(&self, other: &Self) -> bool {
        self.is_same_as(other) && self.valid_from.timestamp() > other.valid_from.timestamp()
    }
}

/// The bytes that an id means.
fn normalised(id: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(id.len());
    let mut rest = id.trim().as_bytes();
    while let [first, more @ ..] = rest {
        match more {
            [high, low, after @ ..]
                if *first == b'%' && high.is_ascii_hexdigit() && low.is_ascii_hexdigit() =>
            {
                bytes.push(digit(*high) << 4 | digit(*low));
                rest = after;
            }
            _ => {
                bytes.push(*first);
                rest = more;
            }
        }
    }
    bytes
}

/// The value of a hexadecimal digit.
fn digit(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        _ => (digit | 0x20) - b'a' + 10,
    }
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
        other.id = "https://example.org/a%20b%2".into();
        assert!(!one.is_same_as(&other));
        assert!(!one.is_same_as(&credential("https://example.org/j", "https://example.org/a%20b%2F", 0)));
    }

    #[test]
    fn a6_2_the_later_one_supersedes() {
        let [old, new] = [1, 2].map(|second| credential("urn:i", "urn:a", second));
        assert!(new.supersedes(&old));
        assert!(!old.supersedes(&new) && !old.supersedes(&old));
        assert!(!credential("urn:i", "urn:b", 3).supersedes(&old));
    }
}
