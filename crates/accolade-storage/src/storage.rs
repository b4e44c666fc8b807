//! The door to the database.

use std::path::Path;

use futures_util::future::BoxFuture;

use crate::{
    Conn, Options, StorageError, Tx,
    dialect::{postgres, sqlite},
    write::refuse_nesting,
};

/// The database. Cheap to clone: all clones are one.
#[derive(Clone)]
pub struct Storage {
    backend: Backend,
}

#[derive(Clone)]
enum Backend {
    Sqlite(sqlite::Database),
    Postgres(postgres::Database),
}

impl std::fmt::Debug for Storage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Storage").field("database", &self.database()).finish_non_exhaustive()
    }
}

impl Storage {
    /// Opens the database with the default [`Options`].
    ///
    /// `url` is `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/DATABASE`. A missing SQLite file is made; the schema
    /// is brought up to date.
    ///
    /// # Errors
    /// [`StorageError::Unsafe`] for settings that may lose data, [`StorageError::InUse`] when another process has the
    /// SQLite file, [`StorageError::TooNew`] when a newer program has migrated it, [`StorageError::Unavailable`]
    /// when it cannot be reached, [`StorageError::Invalid`] for another kind of address.
    pub async fn open(url: &str) -> Result<Self, StorageError> {
        Self::open_with(url, &Options::default()).await
    }

    /// Opens the database.
    ///
    /// # Errors
    /// As [`Storage::open`].
    pub async fn open_with(url: &str, options: &Options) -> Result<Self, StorageError> {
        let backend = if let Some(path) = url.strip_prefix("sqlite:") {
            let path = Path::new(path.strip_prefix("//").unwrap_or(path));
            Backend::Sqlite(sqlite::Database::open(path, options).await?)
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Backend::Postgres(postgres::Database::open(url, options).await?)
        } else {
            return Err(StorageError::invalid("a database address starts with sqlite: or postgres://"));
        };
        Ok(Self { backend })
    }

    /// A connection to read with.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`] when none is free within the acquire time-out.
    pub async fn read(&self) -> Result<Conn, StorageError> {
        match &self.backend {
            Backend::Sqlite(database) => database.read().await,
            Backend::Postgres(database) => database.read().await,
        }
    }

    /// Runs the closure in a transaction and answers once that is committed, on disk.
    ///
    /// All or nothing: an error or a panic of the closure, or a failed query, undoes everything that it wrote. The
    /// closure may run more than once (PostgreSQL, after a conflict): it does nothing but read and write through `tx`
    /// (a write inside a write is refused), and clones into its future what it needs. A caller that stops waiting does not stop the write.
    ///
    /// ```
    /// # use accolade_storage::{Storage, StorageError, settings};
    /// # async fn example(storage: Storage) -> Result<(), StorageError> {
    /// let name = "Museum of Bicycles".to_owned();
    /// storage
    ///     .write(move |tx| {
    ///         let name = name.clone();
    ///         Box::pin(async move { settings::set(tx, "instance.name", &name).await })
    ///     })
    ///     .await
    /// # }
    /// ```
    ///
    /// # Errors
    /// The closure's own error; [`StorageError::Busy`] when too many writes wait or conflicts do not end;
    /// [`StorageError::Unavailable`] and [`StorageError::Stopped`] when it could not be kept.
    pub async fn write<T, E, F>(&self, closure: F) -> Result<T, E>
    where
        F: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + Sync + 'static,
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        refuse_nesting()?;
        match &self.backend {
            Backend::Sqlite(database) => database.write(closure).await,
            Backend::Postgres(database) => database.write(closure).await,
        }
    }

    /// The kind of database: `SQLite` or `PostgreSQL`.
    pub const fn database(&self) -> &'static str {
        match &self.backend {
            Backend::Sqlite(_) => "SQLite",
            Backend::Postgres(_) => "PostgreSQL",
        }
    }

    /// Ends when a write to disk has failed and storage accepts no more writes: the process must then end too, with
    /// an error, and be started again. PostgreSQL restarts itself in that case, and this never ends.
    pub async fn stopped(&self) {
        match &self.backend {
            Backend::Sqlite(database) => database.stopped().await,
            Backend::Postgres(_) => std::future::pending().await,
        }
    }

    /// Finishes the writes that wait and closes all connections; later reads and writes fail.
    pub async fn close(&self) {
        match &self.backend {
            Backend::Sqlite(database) => database.close().await,
            Backend::Postgres(database) => database.close().await,
        }
    }
}
