//! A write as a value: what it needs, and what it does in the transaction.

use std::sync::Arc;

use accolade_storage::{StorageError, Tx};
use async_trait::async_trait;

use crate::app::App;

/// One write. The database may run it more than once, so it changes nothing but through `tx`.
#[async_trait]
pub(crate) trait Step: Send + Sync + 'static {
    /// What it answers.
    type Done: Send + 'static;
    /// Why nothing was written.
    type Refused: From<StorageError> + Send + 'static;

    /// Does it, all or nothing.
    async fn run(&self, tx: &mut Tx) -> Result<Self::Done, Self::Refused>;
}

impl App {
    /// Takes the step in one transaction.
    pub(crate) async fn take<S: Step>(&self, step: S) -> Result<S::Done, S::Refused> {
        let step = Arc::new(step);
        self.storage
            .write(move |tx| {
                let step = Arc::clone(&step);
                Box::pin(async move { step.run(tx).await })
            })
            .await
    }
}
