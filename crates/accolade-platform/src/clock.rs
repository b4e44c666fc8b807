//! The time, handed in.

use jiff::{SignedDuration, Timestamp};

/// Tells the time. The binary has the real one, tests their own.
pub trait Clock: Send + Sync {
    /// The instant it is.
    fn now(&self) -> Timestamp;
}

impl dyn Clock + '_ {
    /// The instant it is, in whole seconds: what is written into a credential.
    pub fn now_in_seconds(&self) -> Timestamp {
        let now = self.now();
        let fraction = SignedDuration::from_nanos(i64::from(now.subsec_nanosecond()));
        now.checked_sub(fraction).unwrap_or(now)
    }
}
