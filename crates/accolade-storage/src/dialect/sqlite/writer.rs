//! The one writer: it takes closures from a queue and commits many at once.

use std::time::Duration;

use futures_util::future::BoxFuture;
use sqlx::sqlite::SqlitePool;
use tokio::{
    sync::{mpsc, oneshot, watch},
    time::Instant,
};

use super::super::{Failure, Remedy};
use crate::{
    Options, StorageError, Tx,
    conn::{Conn, Inner},
    dialect,
    query::Sql,
    write::{Closure, Outcome, attempt},
};

/// Writes that wait; one more is told that the database is busy.
const QUEUE: usize = 1_000;
/// Writes in one commit.
const BATCH: usize = 64;
/// How long closures are taken into one commit. Nothing waits for this: an empty queue ends the batch at once.
const GATHER: Duration = Duration::from_millis(5);

const BEGIN: Sql = Sql::plain("BEGIN IMMEDIATE");
const COMMIT: Sql = Sql::plain("COMMIT");
const ROLLBACK: Sql = Sql::plain("ROLLBACK");
const SAVEPOINT: Sql = Sql::plain("SAVEPOINT closure");
const RELEASE: Sql = Sql::plain("RELEASE closure");
const UNDO: Sql = Sql::plain("ROLLBACK TO closure");

/// The way to the writer task.
#[derive(Clone)]
pub(super) struct Writer {
    queue: mpsc::Sender<Message>,
    stopped: watch::Sender<bool>,
}

enum Message {
    Work(Box<dyn Work>),
    Close(oneshot::Sender<()>),
}

/// A closure on its way, whatever it returns.
trait Work: Send {
    /// Runs it; whether to keep what it wrote.
    fn run<'t>(&'t mut self, tx: &'t mut Tx) -> BoxFuture<'t, bool>;
    /// Tells the caller, once it is known whether the commit succeeded.
    fn finish(self: Box<Self>, committed: Result<(), StorageError>);
}

struct Job<T, E, F> {
    closure: F,
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
            let outcome = attempt(&self.closure, tx).await;
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
        let conn = pool.acquire().await.map_err(|error| dialect::failure(&error).error)?;
        let (queue, messages) = mpsc::channel(QUEUE);
        let stopped = watch::Sender::new(false);
        let task = Task {
            tx: Tx(Conn::new(Inner::Sqlite(conn))),
            stopped: stopped.clone(),
            early: options.early(),
            closing: None,
        };
        tokio::spawn(task.run(messages));
        Ok(Self { queue, stopped })
    }

    pub(super) async fn write<T, E, F>(&self, closure: F) -> Result<T, E>
    where
        F: Closure<T, E>,
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let job = Box::new(Job { closure, outcome: None, reply });
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

/// What the writer task owns.
struct Task {
    tx: Tx,
    stopped: watch::Sender<bool>,
    early: Option<Duration>,
    closing: Option<oneshot::Sender<()>>,
}

/// The closures of one commit, in the order in which they ran.
type Batch = Vec<Box<dyn Work>>;

impl Task {
    async fn run(mut self, mut messages: mpsc::Receiver<Message>) {
        while self.closing.is_none() {
            match messages.recv().await {
                Some(Message::Work(first)) => self.batch(first, &mut messages).await,
                Some(Message::Close(done)) => self.closing = Some(done),
                None => return,
            }
        }
        let closing = self.closing.take();
        drop((self, messages));
        let _ = closing.map(|done| done.send(()));
    }

    /// One transaction with the first closure and those that wait behind it.
    async fn batch(&mut self, first: Box<dyn Work>, messages: &mut mpsc::Receiver<Message>) {
        if *self.stopped.borrow() {
            return first.finish(Err(StorageError::Stopped));
        }
        let mut batch = vec![first];
        let committed = self.transaction(&mut batch, messages).await;
        if let Err(failure) = &committed {
            self.abandon(failure).await;
        }
        let committed = committed.map_err(|failure| failure.error);
        for work in batch {
            work.finish(committed.clone());
        }
    }

    async fn transaction(
        &mut self,
        batch: &mut Batch,
        messages: &mut mpsc::Receiver<Message>,
    ) -> Result<(), Failure> {
        let deadline = Instant::now() + GATHER;
        self.control(BEGIN).await?;
        while let Some(work) = batch.last_mut() {
            self.savepoint(work.as_mut()).await?;
            if batch.len() == BATCH || Instant::now() >= deadline {
                break;
            }
            match messages.try_recv() {
                Ok(Message::Work(work)) => batch.push(work),
                Ok(Message::Close(done)) => {
                    self.closing = Some(done);
                    break;
                }
                Err(_) => break,
            }
        }
        if let Some(delay) = self.early {
            batch.drain(..).for_each(|work| work.finish(Ok(())));
            tokio::time::sleep(delay).await;
        }
        self.control(COMMIT).await
    }

    /// Runs one closure; its error or panic undoes what it wrote and nothing else.
    async fn savepoint(&mut self, work: &mut dyn Work) -> Result<(), Failure> {
        self.control(SAVEPOINT).await?;
        let keep = work.run(&mut self.tx).await;
        if let Some(failure) = self.tx.failure.take()
            && failure.remedy != Remedy::Undo
        {
            return Err(failure);
        }
        if !keep {
            self.control(UNDO).await?;
        }
        self.control(RELEASE).await
    }

    async fn abandon(&mut self, failure: &Failure) {
        tracing::error!(error = %failure.error, "a transaction was abandoned");
        if failure.remedy == Remedy::Stop {
            self.stopped.send_replace(true);
        }
        // SQLite may have rolled back by itself.
        let _ = self.control(ROLLBACK).await;
    }

    async fn control(&mut self, sql: Sql) -> Result<(), Failure> {
        let done = self.tx.execute(sql, &[]).await;
        let failure = self.tx.failure.take();
        done.map(drop).map_err(|error| failure.unwrap_or(Failure::new(error, Remedy::Abandon)))
    }
}
