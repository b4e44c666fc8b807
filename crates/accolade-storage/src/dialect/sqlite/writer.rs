//! The way to the one writer: a bounded queue of closures.

use std::time::Duration;

use futures_util::future::BoxFuture;
use sqlx::sqlite::SqlitePool;
use tokio::sync::{mpsc, oneshot, watch};

use super::{
    commit::Task,
    message::{Message, Work},
};
use crate::{
    Options, StorageError, Tx,
    conn::{Conn, Inner},
    failure,
    write::{Closure, Outcome, attempt},
};

/// Writes that wait; one more is told that the database is busy.
const QUEUE: usize = 1_000;
/// The way to the writer task.
#[derive(Clone)]
pub(super) struct Writer {
    queue: mpsc::Sender<Message>,
    stopped: watch::Sender<bool>,
    limit: Duration,
}

struct Job<T, E, F> {
    closure: F,
    limit: Duration,
    outcome: Option<Outcome<T, E>>,
    reply: oneshot::Sender<Outcome<T, E>>,
}

impl<T, E, F> Work for Job<T, E, F>
where
    F: Closure<T, E>,
    T: Send + 'static,
    E: From<StorageError> + Send + 'static,
{
    fn run<'t>(&'t mut self, tx: &'t mut Tx) -> BoxFuture<'t, bool> {
        Box::pin(async move {
            let outcome = attempt(&self.closure, tx, self.limit).await;
            let keep = outcome.keep();
            self.outcome = Some(outcome);
            keep
        })
    }

    fn finish(self: Box<Self>, committed: Result<(), StorageError>) {
        let outcome = match (self.outcome, committed) {
            (Some(outcome), Ok(())) => outcome,
            (Some(outcome), Err(_)) if !outcome.keep() => outcome,
            (_, Err(error)) => Outcome::Refused(error.into()),
            (None, Ok(())) => Outcome::Refused(StorageError::Busy.into()),
        };
        // The caller may have gone away.
        let _ = self.reply.send(outcome);
    }
}

impl Writer {
    /// Takes the pool's only connection for good.
    pub(super) async fn start(pool: &SqlitePool, options: &Options) -> Result<Self, StorageError> {
        let conn = pool.acquire().await.map_err(failure::error)?;
        let (queue, messages) = mpsc::channel(QUEUE);
        let stopped = watch::Sender::new(false);
        let task = Task::new(Tx(Conn::new(Inner::Sqlite(conn))), stopped.clone(), options.early());
        tokio::spawn(task.run(messages));
        Ok(Self { queue, stopped, limit: options.write_timeout })
    }

    pub(super) async fn write<T, E, F>(&self, closure: F) -> Result<T, E>
    where
        F: Closure<T, E>,
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let job = Box::new(Job { closure, limit: self.limit, outcome: None, reply });
        self.queue.try_send(Message::Work(job)).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => StorageError::Busy,
            mpsc::error::TrySendError::Closed(_) => self.gone(),
        })?;
        answer.await.map_err(|_| self.gone())?.into_result()
    }

    /// Ends when a write to the disk has failed.
    pub(super) async fn stopped(&self) {
        // An error would mean that the sender is gone: it is in self.
        let _ = self.stopped.subscribe().wait_for(|stopped| *stopped).await;
    }

    /// Lets the task do what was queued before and end.
    pub(super) async fn close(&self) {
        let (done, closed) = oneshot::channel();
        if self.queue.send(Message::Close(done)).await.is_ok() {
            let _ = closed.await;
        }
    }

    fn gone(&self) -> StorageError {
        if *self.stopped.borrow() {
            StorageError::Stopped
        } else {
            StorageError::unavailable("storage is closed")
        }
    }
}
