//! The object store.

use accolade_storage::{ObjectHash, ObjectStore, StorageError, testing};
use bytes::Bytes;

#[tokio::test]
async fn objects_come_back_with_their_media_type() {
    for storage in testing::databases().await {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("not/there/yet");
        let on_disk = ObjectStore::open(path.to_str().unwrap(), storage.clone()).unwrap();
        let in_memory = ObjectStore::in_memory(storage.clone());
        for (objects, name) in [(on_disk, "disk"), (in_memory, "memory")] {
            let bytes = Bytes::from(format!("a picture on {name} \u{0}"));
            let hash = objects.put(bytes.clone(), "image/png").await.unwrap();
            assert_eq!(hash, ObjectHash::of(&bytes));
            assert_eq!(
                objects.put(bytes.clone(), "text/html").await,
                Ok(hash),
                "the same bytes are kept once"
            );
            assert_eq!(objects.get(hash).await, Ok(Some((bytes, "image/png".to_owned()))));
            assert_eq!(objects.get(ObjectHash::of(b"other")).await, Ok(None));
        }
        let hash = ObjectHash::of("a picture on disk \u{0}".as_bytes()).to_string();
        let file = path.join("sha256").join(&hash[..2]).join(&hash[2..]);
        assert!(file.is_file(), "the layout on disk is a promise to other programs");
    }
}

/// `s3://BUCKET/PREFIX` of a bucket that is there; the rest is read from the environment (`AWS_ENDPOINT` …).
#[tokio::test]
async fn objects_come_back_from_s3() {
    let Ok(url) = std::env::var("ACCOLADE_TEST_S3_URL") else {
        println!("skipped: S3 (set ACCOLADE_TEST_S3_URL)");
        return;
    };
    let storage = testing::sqlite().await;
    let objects = ObjectStore::open(&url, storage.clone()).unwrap();
    let bytes = Bytes::from_static(b"a picture in a bucket");
    for _ in 0..2 {
        let hash = objects.put(bytes.clone(), "image/svg+xml").await.unwrap();
        assert_eq!(objects.get(hash).await, Ok(Some((bytes.clone(), "image/svg+xml".to_owned()))));
    }
    let nowhere = ObjectStore::open(&format!("{url}/../other"), storage.clone());
    assert!(matches!(nowhere, Err(StorageError::Invalid { .. })), "{nowhere:?}");
}

#[tokio::test]
async fn a_damaged_or_lost_object_is_never_given_out() {
    for storage in testing::databases().await {
        let folder = tempfile::tempdir().unwrap();
        let objects = ObjectStore::open(folder.path().to_str().unwrap(), storage.clone()).unwrap();
        let hash = objects.put(Bytes::from_static(b"a picture"), "image/png").await.unwrap();
        let name = hash.to_string();
        let file = folder.path().join("sha256").join(&name[..2]).join(&name[2..]);
        std::fs::write(&file, b"a Picture").unwrap();
        assert!(matches!(objects.get(hash).await, Err(StorageError::Corrupt { .. })));
        std::fs::remove_file(&file).unwrap();
        assert!(matches!(objects.get(hash).await, Err(StorageError::Corrupt { .. })));
        objects.put(Bytes::from_static(b"a picture"), "image/png").await.unwrap();
        assert!(objects.get(hash).await.unwrap().is_some(), "putting it again mends it");
    }
}
