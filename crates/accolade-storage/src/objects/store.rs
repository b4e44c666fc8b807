//! Where the bytes are.

use std::{path::Path, sync::Arc, time::Duration};

use bytes::Bytes;
use object_store::{
    Error, ObjectStoreExt as _, RetryConfig, aws::AmazonS3Builder, local::LocalFileSystem,
    memory::InMemory, path::Path as Key, prefix::PrefixStore,
};

use super::{ObjectHash, insert, media_type};
use crate::{Storage, StorageError};

/// The object store, with the database that knows the media types. Cheap to clone.
#[derive(Debug, Clone)]
pub struct ObjectStore {
    objects: Arc<dyn object_store::ObjectStore>,
    storage: Storage,
}

impl ObjectStore {
    /// Opens a folder (a path, made if it is missing) or a bucket (`s3://BUCKET`, `s3://BUCKET/PREFIX`).
    ///
    /// Access to S3 is configured by the environment, as for other programs: `AWS_ACCESS_KEY_ID`,
    /// `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`, `AWS_ENDPOINT` for other providers, `AWS_ALLOW_HTTP=true` for one without
    /// TLS.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`] when the folder cannot be made, [`StorageError::Invalid`] for an S3
    /// configuration that cannot be used.
    pub fn open(url: &str, storage: Storage) -> Result<Self, StorageError> {
        let objects = match url.strip_prefix("s3://") {
            Some(place) => bucket(place)?,
            None => Arc::new(folder(Path::new(url))?),
        };
        Ok(Self { objects, storage })
    }

    /// A store that forgets everything, for tests.
    pub fn in_memory(storage: Storage) -> Self {
        Self { objects: Arc::new(InMemory::new()), storage }
    }

    /// Keeps the bytes under their hash and notes their media type. The same bytes are kept once, with the media type
    /// they had first; putting them again mends a damaged object.
    pub async fn put(&self, bytes: Bytes, media_type: &str) -> Result<ObjectHash, StorageError> {
        let hash = ObjectHash::of(&bytes);
        let size = i64::try_from(bytes.len()).map_err(StorageError::invalid)?;
        self.objects.put(&key(hash), bytes.into()).await.map_err(StorageError::unavailable)?;
        let media_type = media_type.to_owned();
        self.storage
            .write(move |tx| {
                let media_type = media_type.clone();
                Box::pin(async move { insert(tx, hash, &media_type, size).await })
            })
            .await?;
        Ok(hash)
    }

    /// The bytes and their media type; `None` when there is no such object.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] when the bytes are not what they were or are gone.
    pub async fn get(&self, hash: ObjectHash) -> Result<Option<(Bytes, String)>, StorageError> {
        let Some(media_type) = media_type(&mut self.storage.read().await?, hash).await? else {
            return Ok(None);
        };
        let found = match self.objects.get(&key(hash)).await {
            Ok(found) => found,
            Err(Error::NotFound { .. }) => return Err(StorageError::corrupt(format!("object {hash} is missing"))),
            Err(error) => return Err(StorageError::unavailable(error)),
        };
        let bytes = found.bytes().await.map_err(StorageError::unavailable)?;
        if ObjectHash::of(&bytes) != hash {
            return Err(StorageError::corrupt(format!("object {hash} has other bytes")));
        }
        Ok(Some((bytes, media_type)))
    }
}

fn bucket(place: &str) -> Result<Arc<dyn object_store::ObjectStore>, StorageError> {
    let (name, prefix) = place.split_once('/').unwrap_or((place, ""));
    let builder = AmazonS3Builder::from_env().with_bucket_name(name).with_retry(patience());
    let bucket = builder.build().map_err(StorageError::invalid)?;
    let prefix = Key::parse(prefix).map_err(StorageError::invalid)?;
    Ok(Arc::new(PrefixStore::new(bucket, prefix)))
}

/// Somebody waits for the picture: the default of three minutes is for programs that run by night.
fn patience() -> RetryConfig {
    RetryConfig { max_retries: 3, retry_timeout: Duration::from_secs(10), ..RetryConfig::default() }
}

fn folder(path: &Path) -> Result<LocalFileSystem, StorageError> {
    std::fs::create_dir_all(path).map_err(StorageError::unavailable)?;
    // A row names an object only after this: its bytes must be as safe as the row.
    Ok(LocalFileSystem::new_with_prefix(path).map_err(StorageError::unavailable)?.with_fsync(true))
}

/// `sha256/ab/cdef…`: no folder gets too many files.
fn key(hash: ObjectHash) -> Key {
    let hex = hash.to_string();
    let (folder, file) = hex.split_at(2);
    Key::from_iter(["sha256", folder, file])
}
