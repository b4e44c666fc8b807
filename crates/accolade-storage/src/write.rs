//! A write as a closure, and running it so that a panic stays inside.

use std::{any::Any, panic::AssertUnwindSafe, time::Duration};

use futures_util::{FutureExt as _, future::BoxFuture};

use crate::{StorageError, Tx};

tokio::task_local! {
    /// There while a closure runs.
    static WRITING: ();
}

/// Refuses a write inside a write: on SQLite it would wait for itself.
pub(crate) fn refuse_nesting() -> Result<(), StorageError> {
    match WRITING.try_with(|()| ()) {
        Ok(()) => Err(StorageError::invalid("a write inside a write; use the Tx at hand")),
        Err(_) => Ok(()),
    }
}

/// What [`crate::Storage::write`] takes.
pub(crate) trait Closure<T, E>:
    for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + Sync + 'static
{
}

impl<T, E, F> Closure<T, E> for F where
    F: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + Sync + 'static
{
}

/// How a closure ended.
pub(crate) enum Outcome<T, E> {
    /// Keep what it wrote.
    Done(T),
    /// Undo it: the closure's own error.
    Refused(E),
    /// Undo it and let the caller panic.
    Panicked(Box<dyn Any + Send>),
}

impl<T, E> Outcome<T, E> {
    pub(crate) const fn keep(&self) -> bool {
        matches!(self, Self::Done(_))
    }

    /// What `write` answers; goes on with the panic if there was one.
    pub(crate) fn into_result(self) -> Result<T, E> {
        match self {
            Self::Done(value) => Ok(value),
            Self::Refused(error) => Err(error),
            Self::Panicked(payload) => std::panic::resume_unwind(payload),
        }
    }
}

/// Runs the closure once. One that went on after a failed query has failed all the same.
pub(crate) async fn attempt<T, E>(closure: &impl Closure<T, E>, tx: &mut Tx, limit: Duration) -> Outcome<T, E>
where
    E: From<StorageError>,
{
    // A closure that panics before its future exists is caught as well.
    let run = WRITING.scope((), async { closure(tx).await });
    let Ok(ended) = tokio::time::timeout(limit, AssertUnwindSafe(run).catch_unwind()).await else {
        return Outcome::Refused(StorageError::unavailable("a write took too long").into());
    };
    match ended {
        Ok(Ok(value)) => match &tx.failure {
            Some(failure) => Outcome::Refused(failure.error.clone().into()),
            None => Outcome::Done(value),
        },
        Ok(Err(error)) => Outcome::Refused(error),
        Err(payload) => Outcome::Panicked(payload),
    }
}
