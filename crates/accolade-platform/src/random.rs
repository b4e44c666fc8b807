//! Randomness, handed in: ids, salts, nonces and tokens come from here only.

use uuid::{Builder, Uuid};

/// A source of random bytes.
pub trait Random: Send + Sync {
    /// Fills the slice with random bytes.
    fn fill(&self, bytes: &mut [u8]);
}

/// The operating system's source, through the crypto library.
#[derive(Debug, Default)]
pub struct SystemRandom(aws_lc_rs::rand::SystemRandom);

impl SystemRandom {
    /// The operating system's source.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Random for SystemRandom {
    #[expect(clippy::expect_used, reason = "without randomness nothing may go on: keys would be guessable")]
    fn fill(&self, bytes: &mut [u8]) {
        use aws_lc_rs::rand::SecureRandom;
        self.0.fill(bytes).expect("the operating system gives random bytes");
    }
}

impl dyn Random + '_ {
    /// `N` random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }

    /// A number below a power of two, each equally likely.
    pub fn below(&self, limit: u32) -> u32 {
        debug_assert!(limit.is_power_of_two(), "other limits would prefer small numbers");
        u32::from_be_bytes(self.bytes()) % limit
    }

    /// A random id (UUID v4): everything that is seen outside has one.
    pub fn id<T: From<Uuid>>(&self) -> T {
        Builder::from_random_bytes(self.bytes()).into_uuid().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_random_and_of_version_4() {
        let random: &dyn Random = &SystemRandom::new();
        assert_eq!(random.id::<Uuid>().get_version_num(), 4);
        assert_ne!(random.id::<Uuid>(), random.id::<Uuid>());
    }
}
