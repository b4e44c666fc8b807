//! The writer's task: it takes closures from the queue and commits many at once.

use std::time::Duration;

use tokio::{
    sync::{mpsc, oneshot, watch},
    time::Instant,
};

use super::message::{Message, Work};
use crate::{
    StorageError, Tx,
    failure::{Failure, Remedy},
    query::Sql,
    row::{Record, Row},
};

/// Writes in one commit.
const BATCH: usize = 64;
/// How long closures are taken into one commit. Nothing waits for this: an empty queue ends the batch at once.
const GATHER: Duration = Duration::from_millis(5);

/// Pages in the WAL that are not in the database yet: from here on they are carried over.
const CHECKPOINT: i64 = 1_000;

const BEGIN: Sql = Sql::plain("BEGIN IMMEDIATE");
const COMMIT: Sql = Sql::plain("COMMIT");
const ROLLBACK: Sql = Sql::plain("ROLLBACK");
const SAVEPOINT: Sql = Sql::plain("SAVEPOINT closure");
const RELEASE: Sql = Sql::plain("RELEASE closure");
const UNDO: Sql = Sql::plain("ROLLBACK TO closure");
const WAL: Sql = Sql::plain("PRAGMA wal_checkpoint(NOOP)");
const CHECKPOINT_NOW: Sql = Sql::plain("PRAGMA wal_checkpoint(PASSIVE)");

/// The state of the WAL, in pages.
struct Wal {
    log: i64,
    checkpointed: i64,
}

impl Record for Wal {
    fn read(row: &Row) -> Result<Self, StorageError> {
        Ok(Self { log: row.get("log")?, checkpointed: row.get("checkpointed")? })
    }
}

/// What the writer task owns.
pub(super) struct Task {
    tx: Tx,
    stopped: watch::Sender<bool>,
    early: Option<Duration>,
    closing: Option<oneshot::Sender<()>>,
}

/// The closures of one commit, in the order in which they ran.
type Batch = Vec<Box<dyn Work>>;

impl Task {
    pub(super) const fn new(tx: Tx, stopped: watch::Sender<bool>, early: Option<Duration>) -> Self {
        Self { tx, stopped, early, closing: None }
    }

    pub(super) async fn run(mut self, mut messages: mpsc::Receiver<Message>) {
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
        if committed.is_ok()
            && let Err(failure) = self.checkpoint().await
        {
            self.abandon(&failure).await;
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

    /// Carries the WAL over into the database now and then: by ourselves, since SQLite would do it too but tell nobody
    /// when a write to disk fails meanwhile.
    async fn checkpoint(&mut self) -> Result<(), Failure> {
        let Wal { log, checkpointed } = self.ask(WAL).await?;
        if log - checkpointed >= CHECKPOINT {
            self.ask::<Wal>(CHECKPOINT_NOW).await?;
        }
        Ok(())
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
        self.settle(done).map(drop)
    }

    async fn ask<T: Record>(&mut self, sql: Sql) -> Result<T, Failure> {
        let done = self.tx.one(sql, &[]).await;
        self.settle(done)
    }

    fn settle<T>(&mut self, done: Result<T, StorageError>) -> Result<T, Failure> {
        let failure = self.tx.failure.take();
        done.map_err(|error| failure.unwrap_or(Failure::new(error, Remedy::Abandon)))
    }
}
