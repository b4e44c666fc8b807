//! What waits for the writer.

use futures_util::future::BoxFuture;
use tokio::sync::oneshot;

use crate::{StorageError, Tx};

/// A message to the writer's task.
pub(super) enum Message {
    Work(Box<dyn Work>),
    Close(oneshot::Sender<()>),
}

/// A closure on its way, whatever it returns.
pub(super) trait Work: Send {
    /// Runs it; whether to keep what it wrote.
    fn run<'t>(&'t mut self, tx: &'t mut Tx) -> BoxFuture<'t, bool>;
    /// Tells the caller, once it is known whether the commit succeeded.
    fn finish(self: Box<Self>, committed: Result<(), StorageError>);
}
