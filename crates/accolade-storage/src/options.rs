//! How to open the storage.

use std::{sync::Arc, thread, time::Duration};

/// Options of [`crate::Storage::open_with`]; the default is right for a server.
#[derive(Clone)]
#[non_exhaustive]
pub struct Options {
    /// Start with settings under which acknowledged data may be lost.
    pub accept_data_loss: bool,
    /// How many connections read; 0 is two for each core. On PostgreSQL as many again write, on SQLite one does.
    pub connections: u32,
    /// How long a read or write waits for a free connection.
    pub acquire_timeout: Duration,
    /// How long a write's closure may take; then it is undone. It holds up the others on SQLite.
    pub write_timeout: Duration,
    /// How long to wait before a write is run again after a conflict, for the first, second … time. Differs from
    /// call to call, so that two writers do not meet again.
    pub back_off: Arc<dyn Fn(u32) -> Duration + Send + Sync>,
    /// Acknowledge a write this long before it is committed: the control of the test that kills the process, which
    /// must then find lost writes.
    #[cfg(feature = "crash-control")]
    pub acknowledge_before_commit: Option<Duration>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            accept_data_loss: false,
            connections: 0,
            acquire_timeout: Duration::from_secs(2),
            write_timeout: Duration::from_secs(10),
            back_off: Arc::new(back_off),
            #[cfg(feature = "crash-control")]
            acknowledge_before_commit: None,
        }
    }
}

impl Options {
    pub(crate) fn connections(&self) -> u32 {
        if self.connections > 0 {
            return self.connections;
        }
        let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get);
        u32::try_from(cores * 2).unwrap_or(u32::MAX)
    }

    /// How long before the commit writes are acknowledged: never, but in the crash test's control.
    #[cfg(feature = "crash-control")]
    pub(crate) const fn early(&self) -> Option<Duration> {
        self.acknowledge_before_commit
    }

    /// How long before the commit writes are acknowledged: never, but in the crash test's control.
    #[cfg(not(feature = "crash-control"))]
    #[expect(clippy::unused_self, reason = "the same call with and without the feature")]
    pub(crate) const fn early(&self) -> Option<Duration> {
        None
    }
}

/// Between half of and the whole of 10, 20, 40 … milliseconds.
fn back_off(attempt: u32) -> Duration {
    let most = Duration::from_millis(10 << attempt.min(6));
    let mut random = [0; 1];
    // Without randomness it is the longest wait: jitter only spreads.
    if aws_lc_rs::rand::fill(&mut random).is_err() {
        return most;
    }
    most / 2 + most * u32::from(random[0]) / 512
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_off_doubles_and_stays_within_its_bounds() {
        for attempt in 0..20 {
            let most = Duration::from_millis(10 << attempt.min(6));
            assert!((most / 2..=most).contains(&back_off(attempt)));
        }
    }
}
