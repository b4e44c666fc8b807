//! Heavy work, off the threads that answer requests: so much at once, so much waiting, and no more.

use std::sync::{Arc, LazyLock};
use std::thread;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::trouble::Trouble;

/// Where heavy work is done. Cheap to clone: all clones are one.
#[derive(Clone)]
pub(crate) struct Desk {
    /// Who works or waits.
    places: Arc<Semaphore>,
    /// Who works.
    turns: Arc<Semaphore>,
}

/// What is held while working.
struct Turn {
    _place: OwnedSemaphorePermit,
    _turn: OwnedSemaphorePermit,
}

impl Desk {
    /// At most `working` at once, and `waiting` more in the queue.
    pub(crate) fn new(working: usize, waiting: usize) -> Self {
        let permits = |count| Arc::new(Semaphore::new(count));
        Self { places: permits(working + waiting), turns: permits(working) }
    }

    /// As many at once as there are cores; as many wait as `waiting` times that.
    pub(crate) fn of_cores(waiting: usize) -> Self {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        Self::new(cores, cores * waiting)
    }

    /// Does the work when it is its turn. Who stops waiting leaves the queue; what was begun is finished.
    ///
    /// # Errors
    /// [`Trouble::Busy`] when the queue is full, [`Trouble::Broken`] when the work panicked.
    pub(crate) async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Trouble> {
        let turn = self.turn().await?;
        let working = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        working.await.map_err(|_| Trouble::Broken("heavy work ended early".to_owned()))
    }

    async fn turn(&self) -> Result<Turn, Trouble> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| Trouble::Busy)?;
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| Trouble::Busy)?;
        Ok(Turn { _place: place, _turn: turn })
    }
}

/// What keeps a core at work: one piece per core, and that many times more may wait for it.
static CORES: LazyLock<Desk> = LazyLock::new(|| Desk::of_cores(32));

/// Draws, decodes, bakes, makes keys.
///
/// # Errors
/// As [`Desk::work`].
pub(crate) async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Trouble> {
    CORES.work(work).await
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[tokio::test]
    async fn what_does_not_fit_is_told_to_come_back() {
        let desk = Desk::new(1, 1);
        let (finish, finished) = mpsc::channel::<()>();
        let first = tokio::spawn({
            let desk = desk.clone();
            async move { desk.work(move || finished.recv().is_ok()).await }
        });
        while desk.turns.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        let second = tokio::spawn({
            let desk = desk.clone();
            async move { desk.work(|| true).await }
        });
        while desk.places.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert!(matches!(desk.work(|| true).await, Err(Trouble::Busy)));
        finish.send(()).unwrap();
        assert!(first.await.unwrap().unwrap() && second.await.unwrap().unwrap());
        assert!(desk.work(|| true).await.unwrap(), "there is room again");
    }

    #[tokio::test]
    async fn a_panic_gives_the_place_back() {
        let desk = Desk::new(1, 0);
        assert!(matches!(desk.work(|| panic!("on purpose")).await, Err(Trouble::Broken(_))));
        assert!(desk.work(|| true).await.unwrap());
    }
}
