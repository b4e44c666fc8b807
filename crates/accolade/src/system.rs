//! The real clock: the one place that reads it.

use accolade_platform::clock::Clock;
use jiff::Timestamp;

/// The system's clock.
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the binary alone reads the clock, here")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}
