//! The worker: takes what is due from the outbox, in the same process and from the same database.

use std::sync::Arc;
use std::time::Duration;

use accolade_platform::{App, Trouble, delivery, set_up, sign_in};
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;
use tracing::{error, warn};

/// How long the worker rests when nothing is due.
const REST: Duration = Duration::from_secs(1);
/// How often sessions and links whose time is over are removed.
const TIDY: Duration = Duration::from_hours(1);

/// Works until stopped; what is under way is finished first.
pub(crate) async fn run(app: Arc<App>, stop: CancellationToken) {
    let send = || step(Arc::clone(&app));
    tokio::join!(rounds(send, &stop), tidy(&app, &stop));
}

/// Step after step until stopped, with a rest where there was nothing to do.
async fn rounds<S>(mut next: impl FnMut() -> S, stop: &CancellationToken)
where
    S: Future<Output = Result<bool, Trouble>> + Send + 'static,
{
    while !stop.is_cancelled() {
        // On a task of its own: a panic over one mail must not end the worker.
        let worked = match tokio::spawn(next()).await {
            Ok(Ok(worked)) => worked,
            Ok(Err(error)) => {
                warn!(%error, "the outbox could not be worked on");
                false
            }
            Err(_) => {
                error!("the worker panicked over a mail");
                false
            }
        };
        if !worked {
            tokio::select! {
                () = tokio::time::sleep(REST) => {}
                () = stop.cancelled() => {}
            }
        }
    }
}

/// One round; true when there may be more to do at once.
async fn step(app: Arc<App>) -> Result<bool, Trouble> {
    if set_up::needed(&app).await? {
        return Ok(false);
    }
    Ok(delivery::run_due(&app).await? > 0)
}

async fn tidy(app: &Arc<App>, stop: &CancellationToken) {
    let mut hours = interval(TIDY);
    hours.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = hours.tick() => {}
            () = stop.cancelled() => return,
        }
        if let Err(error) = sign_in::forget_expired(app).await {
            warn!(%error, "what has expired could not be removed");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn the_worker_goes_on_after_trouble_and_after_a_panic() {
        let (stop, taken) = (CancellationToken::new(), AtomicUsize::new(0));
        let steps = || {
            let (number, stop) = (taken.fetch_add(1, Ordering::SeqCst), stop.clone());
            async move {
                match number {
                    0 => panic!("on purpose"),
                    1 => return Err(Trouble::Broken("on purpose".to_owned())),
                    2 => {}
                    _ => stop.cancel(),
                }
                Ok(false)
            }
        };
        rounds(steps, &stop).await;
        assert_eq!(taken.load(Ordering::SeqCst), 4);
    }
}
