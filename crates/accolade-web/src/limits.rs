//! Rate limits (promises 3.5): token buckets per client address and per account, in memory, one set per node.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// How many checks of badges one address may have under way.
const CHECKS_AT_ONCE: usize = 4;
/// After so many questions the buckets that are full again are thrown away.
const TIDY_EVERY: u32 = 1024;

/// Somebody has to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wait {
    /// Whole seconds until the next try may pass.
    pub(crate) seconds: u64,
    /// The name of the limit, for the `RateLimit` header.
    pub(crate) name: &'static str,
    /// How many are allowed in `window`.
    pub(crate) quota: u32,
    /// Seconds in which the bucket fills.
    pub(crate) window: u64,
}

/// One limit: at most `quota` per `window` for each key.
pub(crate) struct Limit<K: Hash + Eq + Clone> {
    name: &'static str,
    quota: NonZeroU32,
    window: Duration,
    buckets: DefaultKeyedRateLimiter<K>,
    asked: AtomicU32,
    clock: DefaultClock,
}

impl<K: Hash + Eq + Clone> Limit<K> {
    fn new(name: &'static str, quota: NonZeroU32, window: Duration) -> Self {
        // A bucket of `quota` tokens that fills up within the window.
        let each = (window / quota.get()).max(Duration::from_nanos(1));
        let bucket = Quota::with_period(each).unwrap_or(Quota::per_second(quota)).allow_burst(quota);
        let clock = DefaultClock::default();
        Self { name, quota, window, buckets: RateLimiter::keyed(bucket), asked: AtomicU32::new(0), clock }
    }

    /// Takes one token of the key, or says how long to wait.
    pub(crate) fn take(&self, key: &K) -> Result<(), Wait> {
        if self.asked.fetch_add(1, Ordering::Relaxed) % TIDY_EVERY == TIDY_EVERY - 1 {
            self.buckets.retain_recent();
        }
        self.buckets.check_key(key).map_err(|not_until| {
            let wait = not_until.wait_time_from(self.clock.now());
            self.wait(wait.as_secs() + u64::from(wait.subsec_nanos() > 0))
        })
    }

    fn wait(&self, seconds: u64) -> Wait {
        Wait {
            seconds: seconds.max(1),
            name: self.name,
            quota: self.quota.get(),
            window: self.window.as_secs(),
        }
    }
}

/// Every limit there is.
pub(crate) struct Limits {
    /// Signing in, per client.
    pub(crate) sign_in: Limit<IpAddr>,
    /// Signing in, per account from one client: nobody can keep somebody else out.
    pub(crate) account: Limit<(String, IpAddr)>,
    /// Mails with a link, per client.
    pub(crate) link_client: Limit<IpAddr>,
    /// Mails with a link, per address from one client.
    pub(crate) link_address: Limit<(String, IpAddr)>,
    /// Mails with a link, per address from everywhere: a mailbox is not flooded.
    pub(crate) link_mailbox: Limit<String>,
    /// Tries at the set-up code, per client.
    pub(crate) set_up: Limit<IpAddr>,
    /// Checks of badges, per client.
    pub(crate) verify: Limit<IpAddr>,
    /// Every request, per client.
    pub(crate) request: Limit<IpAddr>,
    checks: Arc<Checks>,
}

const fn count(number: u32) -> NonZeroU32 {
    match NonZeroU32::new(number) {
        Some(number) => number,
        None => NonZeroU32::MIN,
    }
}

impl Limits {
    pub(crate) fn new() -> Self {
        let (minute, hour) = (Duration::from_mins(1), Duration::from_hours(1));
        Self {
            sign_in: Limit::new("sign-in", count(10), minute),
            account: Limit::new("account", count(5), minute * 15),
            link_client: Limit::new("link", count(10), hour),
            link_address: Limit::new("link-address", count(3), hour),
            link_mailbox: Limit::new("link-mailbox", count(30), hour),
            set_up: Limit::new("set-up", count(10), minute),
            verify: Limit::new("verify", count(30), minute),
            request: Limit::new("request", count(600), minute),
            checks: Arc::default(),
        }
    }

    /// Begins a check of a badge; it ends when the answer is dropped.
    pub(crate) fn begin_check(&self, client: IpAddr) -> Result<Checking, Wait> {
        let mut running = self.checks.running.lock().unwrap_or_else(PoisonError::into_inner);
        let mine = running.entry(client).or_default();
        if *mine >= CHECKS_AT_ONCE {
            return Err(Wait { seconds: 2, name: "verify-at-once", quota: 4, window: 1 });
        }
        *mine += 1;
        Ok(Checking { checks: Arc::clone(&self.checks), client })
    }
}

#[derive(Default)]
struct Checks {
    running: Mutex<HashMap<IpAddr, usize>>,
}

/// A check under way.
pub(crate) struct Checking {
    checks: Arc<Checks>,
    client: IpAddr,
}

impl Drop for Checking {
    fn drop(&mut self) {
        let mut running = self.checks.running.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(mine) = running.get_mut(&self.client) {
            *mine -= 1;
            if *mine == 0 {
                running.remove(&self.client);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    const ME: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));
    const OTHER: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 2));

    #[test]
    fn a_bucket_empties_and_others_are_not_touched() {
        let limits = Limits::new();
        for _ in 0..10 {
            assert_eq!(limits.sign_in.take(&ME), Ok(()));
        }
        let wait = limits.sign_in.take(&ME).unwrap_err();
        assert_eq!((wait.name, wait.quota, wait.window), ("sign-in", 10, 60));
        assert!((1..=6).contains(&wait.seconds), "{wait:?}");
        assert_eq!(limits.sign_in.take(&OTHER), Ok(()));
    }

    #[test]
    fn four_checks_at_once_and_a_finished_one_makes_room() {
        let limits = Limits::new();
        let mut running: Vec<_> = (0..4).map(|_| limits.begin_check(ME).unwrap()).collect();
        assert!(limits.begin_check(ME).is_err());
        assert!(limits.begin_check(OTHER).is_ok());
        running.pop();
        assert!(limits.begin_check(ME).is_ok());
    }
}
