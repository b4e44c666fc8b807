//! Links that carry a secret: an HMAC over what they open, made again whenever needed, stored nowhere.

use std::fmt;

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use subtle::ConstantTimeEq;
use uuid::Uuid;

const ID: usize = 16;
const NUMBER: usize = 4;
const TAG: usize = 16;

/// What a link opens. A token made for one purpose is worthless for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The recipient's page of an award (`/m/TOKEN`).
    Mail,
    /// The page that a recipient shares (`/s/TOKEN`).
    Share,
    /// Signing in (`/sign-in/l/TOKEN`).
    SignIn,
}

impl Purpose {
    fn label(self) -> &'static [u8] {
        match self {
            Self::Mail => b"mail",
            Self::Share => b"share",
            Self::SignIn => b"sign-in",
        }
    }
}

/// The secret part of a link. `Display` and `Debug` mask it; [`LinkToken::as_str`] is the token.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkToken(String);

impl LinkToken {
    /// The token itself, for a link.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LinkToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl fmt::Debug for LinkToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkToken(***)")
    }
}

/// The key that links are made and checked with.
pub(crate) struct LinkKey(hmac::Key);

impl LinkKey {
    pub(crate) fn new(secret: &[u8; 32]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, secret))
    }

    /// The token of a link to `id`; a new `number` makes the former tokens worthless.
    pub(crate) fn seal(&self, purpose: Purpose, id: Uuid, number: u32) -> LinkToken {
        let mut bytes = [0; ID + NUMBER + TAG];
        bytes[..ID].copy_from_slice(id.as_bytes());
        bytes[ID..ID + NUMBER].copy_from_slice(&number.to_be_bytes());
        bytes[ID + NUMBER..].copy_from_slice(&self.tag(purpose, id, number));
        LinkToken(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// What a token opens, when it was made here for this purpose.
    pub(crate) fn open(&self, purpose: Purpose, token: &str) -> Option<(Uuid, u32)> {
        let bytes: [u8; ID + NUMBER + TAG] = URL_SAFE_NO_PAD.decode(token).ok()?.try_into().ok()?;
        let id = Uuid::from_slice(&bytes[..ID]).ok()?;
        let number = u32::from_be_bytes(bytes[ID..ID + NUMBER].try_into().ok()?);
        let same: bool = self.tag(purpose, id, number)[..].ct_eq(&bytes[ID + NUMBER..]).into();
        same.then_some((id, number))
    }

    fn tag(&self, purpose: Purpose, id: Uuid, number: u32) -> [u8; TAG] {
        let mut context = hmac::Context::with_key(&self.0);
        context.update(purpose.label());
        context.update(&[0]);
        context.update(id.as_bytes());
        context.update(&number.to_be_bytes());
        let mut tag = [0; TAG];
        tag.copy_from_slice(&context.sign().as_ref()[..TAG]);
        tag
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> LinkKey {
        LinkKey::new(&[byte; 32])
    }

    #[test]
    fn a_token_opens_what_it_was_made_for() {
        let id = Uuid::from_u128(7);
        let token = key(1).seal(Purpose::Mail, id, 3);
        assert_eq!(token.as_str().len(), 48);
        assert_eq!(key(1).open(Purpose::Mail, token.as_str()), Some((id, 3)));
    }

    #[test]
    fn another_purpose_or_key_opens_nothing() {
        let token = key(1).seal(Purpose::Mail, Uuid::from_u128(7), 3);
        assert_eq!(key(1).open(Purpose::Share, token.as_str()), None);
        assert_eq!(key(1).open(Purpose::SignIn, token.as_str()), None);
        assert_eq!(key(2).open(Purpose::Mail, token.as_str()), None);
    }

    #[test]
    fn any_change_to_any_character_closes_it() {
        let token = key(1).seal(Purpose::Share, Uuid::from_u128(7), 0);
        for position in 0..token.as_str().len() {
            let mut changed = token.as_str().as_bytes().to_vec();
            changed[position] = if changed[position] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            assert_eq!(key(1).open(Purpose::Share, &changed), None, "{position}");
        }
        for text in ["", "A", "not base64!", &"A".repeat(48), &"A".repeat(4096)] {
            assert_eq!(key(1).open(Purpose::Share, text), None);
        }
    }

    #[test]
    fn no_log_line_shows_it() {
        let token = key(1).seal(Purpose::Mail, Uuid::from_u128(7), 3);
        assert!(!format!("{token} {token:?}").contains(token.as_str()));
    }
}
