//! A write: a transaction of its own, run again when it meets another or loses its connection.

use std::time::Duration;

use super::open::Database;
use crate::{
    StorageError, Tx,
    conn::{Conn, Inner},
    failure::{self, Failure, Remedy},
    param::Param,
    query::Sql,
    row::{Record, Value},
    write::{Closure, Outcome, attempt},
};

/// How often a closure is run again.
const RERUNS: u32 = 5;

const BEGIN: Sql = Sql::plain("BEGIN");
const COMMIT: Sql = Sql::plain("COMMIT");
const ROLLBACK: Sql = Sql::plain("ROLLBACK");
const TRANSACTION: Sql = Sql::plain("SELECT CAST(pg_current_xact_id() AS TEXT) AS value");
const STATUS: Sql = Sql::plain("SELECT pg_xact_status(CAST(CAST($1 AS TEXT) AS xid8)) AS value");

impl Database {
    /// Runs in a task of its own: a caller that goes away does not end a transaction half-way.
    pub(crate) async fn write<T, E, F>(&self, closure: F) -> Result<T, E>
    where
        F: Closure<T, E>,
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        let database = self.clone();
        let task = tokio::spawn(async move { database.run(&closure).await });
        match task.await {
            Ok(outcome) => outcome.into_result(),
            Err(error) => Err(StorageError::unavailable(error).into()),
        }
    }

    async fn run<T, E>(&self, closure: &impl Closure<T, E>) -> Outcome<T, E>
    where
        T: Send,
        E: From<StorageError> + Send,
    {
        for run in 0.. {
            let failure = match self.once(closure).await {
                Ok(outcome) => return outcome,
                Err(failure) => failure,
            };
            if run == RERUNS || !matches!(failure.remedy, Remedy::Rerun | Remedy::Reconnect) {
                return Outcome::Refused(failure.error.into());
            }
            tokio::time::sleep((self.options.back_off)(run)).await;
        }
        Outcome::Refused(StorageError::Busy.into())
    }

    /// One transaction. An error means that nothing is kept; its remedy says whether another run may help.
    async fn once<T, E>(&self, closure: &impl Closure<T, E>) -> Result<Outcome<T, E>, Failure>
    where
        T: Send,
        E: From<StorageError> + Send,
    {
        // The pool has tried for the whole time-out: a further run would only wait longer.
        let conn = self.writers.acquire().await;
        let conn = conn.map_err(|error| Failure::new(failure::error(error), Remedy::Abandon))?;
        let mut tx = Tx(Conn::new(Inner::Postgres(conn)));
        control(&mut tx, BEGIN).await?;
        let Value(transaction) = asked::<Value<String>>(&mut tx, TRANSACTION, &[]).await?;
        let outcome = attempt(closure, &mut tx, self.options.write_timeout).await;
        if let Some(failure) = tx.failure.take()
            && failure.remedy != Remedy::Undo
        {
            roll_back(tx, failure.remedy).await;
            return Err(failure);
        }
        if !outcome.keep() {
            roll_back(tx, Remedy::Undo).await;
            return Ok(outcome);
        }
        if let Some(delay) = self.options.early() {
            tokio::spawn(commit_later(tx, delay));
            return Ok(outcome);
        }
        match control(&mut tx, COMMIT).await {
            Ok(()) => Ok(outcome),
            Err(failure) if failure.remedy.loses_connection() => {
                drop(tx);
                self.was_committed(&transaction, failure).await.map(|()| outcome)
            }
            Err(failure) => {
                roll_back(tx, failure.remedy).await;
                Err(failure)
            }
        }
    }

    /// The connection was lost while committing: asks the server what became of the transaction, and never guesses.
    async fn was_committed(&self, transaction: &str, lost: Failure) -> Result<(), Failure> {
        let unknown = |_| {
            Failure::new(StorageError::unavailable("it is unknown whether a write was kept"), Remedy::Abandon)
        };
        for run in 0..RERUNS {
            let mut conn = self.read().await.map_err(unknown)?;
            let status = conn.optional::<Value<Option<String>>>(STATUS, &[&transaction]).await;
            match status.map_err(unknown)?.and_then(|Value(status)| status).as_deref() {
                Some("committed") => return Ok(()),
                Some("aborted") => return Err(lost),
                _ => tokio::time::sleep((self.options.back_off)(run)).await,
            }
        }
        Err(unknown(lost.error))
    }
}

/// The control of the crash test: what was acknowledged is committed only now.
async fn commit_later(mut tx: Tx, delay: Duration) {
    tokio::time::sleep(delay).await;
    if let Err(failure) = control(&mut tx, COMMIT).await {
        tracing::error!(error = %failure.error, "an acknowledged write was lost");
    }
}

async fn control(tx: &mut Tx, sql: Sql) -> Result<(), Failure> {
    let done = tx.execute(sql, &[]).await;
    settle(tx, done).map(drop)
}

async fn asked<T: Record>(tx: &mut Tx, sql: Sql, params: &[&dyn Param]) -> Result<T, Failure> {
    let done = tx.one(sql, params).await;
    settle(tx, done)
}

/// The failure with its remedy; the connection of a failed transaction is never used again.
fn settle<T>(tx: &mut Tx, done: Result<T, StorageError>) -> Result<T, Failure> {
    let failure = tx.failure.take();
    done.map_err(|error| {
        tx.discard();
        failure.unwrap_or(Failure::new(error, Remedy::Abandon))
    })
}

/// A connection that is lost, or cannot roll back, is closed, which rolls back on the server.
async fn roll_back(mut tx: Tx, remedy: Remedy) {
    if !remedy.loses_connection() {
        let _ = control(&mut tx, ROLLBACK).await;
    }
}
