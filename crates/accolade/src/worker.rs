//! The worker: takes what is due from the outbox, in the same process and from the same database.

use std::sync::Arc;
use std::time::Duration;

use accolade_platform::{App, delivery, set_up};
use tokio_util::sync::CancellationToken;
use tracing::warn;

/// How long the worker rests when nothing is due.
const REST: Duration = Duration::from_secs(1);

/// Works until stopped; what is under way is finished first.
pub(crate) async fn run(app: Arc<App>, stop: CancellationToken) {
    while !stop.is_cancelled() {
        let worked = match step(&app).await {
            Ok(worked) => worked,
            Err(error) => {
                warn!(%error, "the outbox could not be worked on");
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
async fn step(app: &Arc<App>) -> Result<bool, accolade_platform::Trouble> {
    if set_up::needed(app).await? {
        return Ok(false);
    }
    Ok(delivery::run_due(app).await? > 0)
}
