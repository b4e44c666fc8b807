//! Passwords: argon2id over the peppered password, one hash per core at a time, and not too many waiting.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::fault::Fault;
use crate::keys::KeyRing;
use crate::random::Random;
use crate::trouble::Trouble;
use crate::work::Desk;

/// Fewest characters of a password.
const MIN_PASSWORD: usize = 12;
/// Most characters of a password; nothing is cut off.
const MAX_PASSWORD: usize = 128;

/// 64 MiB, three passes, one lane (ASVS 5.0, V6).
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
const LANES: u32 = 1;
const PREFIX: &str = "$argon2id-peppered$m=65536,t=3,p=1$";

/// Hashes that wait per core: about three seconds of work, then the answer is "busy".
const WAITING: usize = 16;

/// The most used passwords of twelve characters and more; shorter ones are refused by their length.
const COMMON: [&str; 40] = [
    "123456789012",
    "1234567890123",
    "12345678901234",
    "123456789123",
    "1234567891011",
    "0123456789012",
    "111111111111",
    "000000000000",
    "123123123123",
    "121212121212",
    "qwertyuiop12",
    "qwertyuiop123",
    "qwertyuiop[]",
    "qwertyuiopasdf",
    "qwertyuiopasdfghjkl",
    "1q2w3e4r5t6y",
    "1q2w3e4r5t6y7u",
    "1qaz2wsx3edc",
    "1qaz2wsx3edc4rfv",
    "zaq12wsxcde3",
    "q1w2e3r4t5y6",
    "asdfghjkl123",
    "abcdefghijkl",
    "abcdef123456",
    "abc123abc123",
    "aaaaaaaaaaaa",
    "password1234",
    "password12345",
    "password123456",
    "passwordpassword",
    "passw0rd1234",
    "iloveyou1234",
    "iloveyouforever",
    "administrator",
    "administrator1",
    "letmeinletmein",
    "welcome12345",
    "changeme1234",
    "correcthorsebatterystaple",
    "unknownunknown",
];

/// Checks a new password: its length, and that it is not among the first an attacker tries.
pub(crate) fn check_password(field: &'static str, password: &str, site_words: &[&str]) -> Result<(), Fault> {
    let length = password.chars().count();
    if length < MIN_PASSWORD {
        return Err(Fault::new(field, "password-short").with("min", MIN_PASSWORD));
    }
    if length > MAX_PASSWORD {
        return Err(Fault::new(field, "password-long").with("max", MAX_PASSWORD));
    }
    let lower = password.to_lowercase();
    let one_character = lower.chars().all(|c| lower.starts_with(c));
    let of_this_site = site_words.iter().any(|word| word.to_lowercase() == lower);
    if one_character || of_this_site || COMMON.contains(&lower.as_str()) {
        return Err(Fault::new(field, "password-common"));
    }
    Ok(())
}

/// Hashes and checks passwords, as many at once as there are cores.
#[derive(Clone)]
pub(crate) struct Hasher {
    keys: KeyRing,
    desk: Desk,
    hashed: Arc<AtomicU64>,
}

impl Hasher {
    /// A hasher with the pepper of this ring.
    pub(crate) fn new(keys: KeyRing) -> Self {
        Self { keys, desk: Desk::of_cores(WAITING), hashed: Arc::default() }
    }

    /// How many hashes were made so far: the same for known and unknown addresses, which a test shows.
    pub(crate) fn hashed(&self) -> u64 {
        self.hashed.load(Ordering::Relaxed)
    }

    /// The text to store for a password.
    pub(crate) async fn hash(&self, password: &str, random: &dyn Random) -> Result<String, Trouble> {
        let salt: [u8; 16] = random.bytes();
        let hash = self.derive(password, salt).await?;
        Ok(format!("{PREFIX}{}${}", STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(*hash)))
    }

    /// Whether the password is the stored one. Without a stored one the same work is done and the answer is no.
    pub(crate) async fn matches(&self, password: &str, stored: Option<String>) -> Result<bool, Trouble> {
        let parsed = stored.as_deref().and_then(parse);
        let (salt, expected) = parsed.unwrap_or(([0; 16], [0; 32]));
        // Hashing what is longer than any password here would only cost work.
        let password = if password.len() > MAX_PASSWORD * 4 { "" } else { password };
        let hash = self.derive(password, salt).await?;
        let same: bool = hash[..].ct_eq(&expected).into();
        Ok(same && parsed.is_some())
    }

    async fn derive(&self, password: &str, salt: [u8; 16]) -> Result<Zeroizing<[u8; 32]>, Trouble> {
        let peppered = self.keys.pepper(password);
        let hashed = Arc::clone(&self.hashed);
        let hashing = self.desk.work(move || {
            hashed.fetch_add(1, Ordering::Relaxed);
            let params = Params::new(MEMORY_KIB, PASSES, LANES, Some(32))?;
            let mut hash = Zeroizing::new([0; 32]);
            Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
                .hash_password_into(&*peppered, &salt, &mut *hash)?;
            Ok::<_, argon2::Error>(hash)
        });
        hashing.await?.map_err(|error| Trouble::Broken(format!("password hash: {error}")))
    }
}

fn parse(stored: &str) -> Option<([u8; 16], [u8; 32])> {
    let (salt, hash) = stored.strip_prefix(PREFIX)?.split_once('$')?;
    let decode = |text| STANDARD_NO_PAD.decode(text).ok();
    Some((decode(salt)?.try_into().ok()?, decode(hash)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SystemRandom;

    fn code(password: &str) -> Option<&'static str> {
        check_password("password", password, &["Example School"]).err().map(|fault| fault.code)
    }

    #[test]
    fn length_and_the_commonest_are_all_that_is_asked() {
        assert_eq!(code("elevenchars"), Some("password-short"));
        assert_eq!(code("twelve chars"), None);
        assert_eq!(code(&"ab".repeat(64)), None);
        assert_eq!(code(&"ab".repeat(65)), Some("password-long"));
        assert_eq!(code("Password1234"), Some("password-common"));
        assert_eq!(code("zzzzzzzzzzzz"), Some("password-common"));
        assert_eq!(code("example school"), Some("password-common"));
        assert_eq!(code("ünïcödé wörds"), None);
    }

    #[test]
    fn the_list_holds_nothing_that_length_refuses_anyway() {
        assert!(
            COMMON.iter().all(|word| word.chars().count() >= MIN_PASSWORD && *word == word.to_lowercase())
        );
    }

    #[tokio::test]
    async fn a_password_matches_its_own_hash_only() {
        let ring = |byte| KeyRing::new(&Zeroizing::new([byte; 32]));
        let hasher = Hasher::new(ring(1));
        let stored = hasher.hash("correct horse", &SystemRandom::new()).await.unwrap();
        assert!(hasher.matches("correct horse", Some(stored.clone())).await.unwrap());
        assert!(!hasher.matches("correct horsf", Some(stored.clone())).await.unwrap());
        assert!(!hasher.matches("correct horse", None).await.unwrap());
        assert!(!Hasher::new(ring(2)).matches("correct horse", Some(stored)).await.unwrap());
        assert_eq!(hasher.hashed(), 4);
    }
}
