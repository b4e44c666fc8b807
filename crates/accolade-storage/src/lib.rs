//! The database and the object store of Accolade: all SQL of the project.
//!
//! [`Storage`] opens SQLite or PostgreSQL. [`Storage::read`] gives a [`Conn`], [`Storage::write`] runs a closure with a
//! [`Tx`] in one transaction, all or nothing. What is stored is reached through the modules below, one for each
//! aggregate: plain records, and free functions that take the connection first and then the owner (issuer or account),
//! so that no query reaches across tenants. The few without an owner serve links and say so. Times are kept to the
//! microsecond.
//!
//! Every query is one text for both databases; what differs is in the module `dialect`. [`ObjectStore`] keeps images by
//! the hash of their bytes, in a folder or in S3.
//!
//! ```
//! use accolade_storage::{Storage, StorageError, settings};
//!
//! # async fn example() -> Result<(), StorageError> {
//! let storage = Storage::open("sqlite:accolade.db").await?;
//! storage.write(|tx| Box::pin(settings::set(tx, "instance.name", "Museum of Bicycles"))).await?;
//! let name = settings::get(&mut storage.read().await?, "instance.name").await?;
//! assert_eq!(name.as_deref(), Some("Museum of Bicycles"));
//! # Ok(())
//! # }
//! ```

#[macro_use]
mod query;
#[macro_use]
mod text_enum;

mod conn;
mod dialect;
mod error;
mod failure;
pub mod ids;
mod options;
mod page;
mod param;
mod row;
mod storage;
mod write;

/// Declares the aggregates and lists their queries for [`registry`].
macro_rules! aggregates {
    ($($module:ident),* $(,)?) => {
        $(pub mod $module;)*

        /// The queries of all aggregates.
        #[cfg(any(test, feature = "testing"))]
        pub(crate) const REGISTRY: &[&[query::Sql]] = &[$($module::QUERIES),*];
    };
}

aggregates! {
    accounts, achievements, audit, credentials, endorsements, issuers, jwts, keys, mails, members, objects, sessions, settings, shares,
    sign_in_links, status_lists,
}

#[cfg(feature = "testing")]
pub mod testing;

pub use conn::{Conn, Tx};
pub use error::StorageError;
pub use objects::{ObjectHash, ObjectStore};
pub use options::Options;
pub use page::{Cursor, InvalidCursor, Page};
pub use storage::Storage;
