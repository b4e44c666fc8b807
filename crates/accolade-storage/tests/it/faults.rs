//! A disk that fails (P-D4): `strace` lets the n-th fsync of a child process fail.
//!
//! The child is this test program itself, at [`child`]. Without `strace` the test says aloud that it skips.

use std::{
    collections::BTreeSet,
    process::{Command, Output},
};

use accolade_storage::{Storage, StorageError, settings};

const DATABASE: &str = "ACCOLADE_TEST_FAULT_DATABASE";

#[tokio::test]
async fn p_d4_after_a_failed_fsync_nothing_is_acknowledged_and_nothing_acknowledged_is_lost() {
    if Command::new("strace").arg("-V").output().is_err() {
        println!("skipped: strace is not installed");
        return;
    }
    let mut stopped = 0;
    // Commits, and with the later ones the checkpoints between them.
    for fsync in (2..50).step_by(4) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("accolade.db");
        let url = format!("sqlite:{}", path.display());
        let output = String::from_utf8(failing_at(fsync, &url).stdout).unwrap();
        let acknowledged: BTreeSet<&str> =
            output.lines().filter_map(|line| line.strip_prefix("kept ")).collect();
        let after_the_stop: Vec<&str> = output.lines().skip_while(|line| *line != "stopped").collect();
        assert!(!after_the_stop.iter().any(|line| line.starts_with("kept ")), "{fsync}: {output}");
        stopped += usize::from(!after_the_stop.is_empty());
        let Ok(storage) = Storage::open(&url).await else { panic!("{fsync}: it opens again: {output}") };
        let mut conn = storage.read().await.unwrap();
        for key in acknowledged {
            let found = settings::get(&mut conn, key).await.unwrap();
            assert!(found.is_some(), "{fsync}: {key} was acknowledged");
        }
    }
    assert!(stopped >= 9, "only {stopped} runs met the failing disk");
}

fn failing_at(fsync: u32, url: &str) -> Output {
    Command::new("strace")
        .args(["-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync,fdatasync"])
        .args(["-e", &format!("inject=fsync,fdatasync:error=EIO:when={fsync}")])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "faults::child", "--nocapture", "--test-threads=1"])
        .env(DATABASE, url)
        .output()
        .unwrap()
}

/// Writes, and says what was kept. Does nothing in an ordinary run.
#[tokio::test]
async fn child() {
    let Ok(url) = std::env::var(DATABASE) else { return };
    let Ok(storage) = Storage::open(&url).await else { return };
    let filling = "x".repeat(200_000);
    for number in 0..40 {
        let (key, filling) = (format!("key.{number}"), filling.clone());
        let name = key.clone();
        let done: Result<(), StorageError> = storage
            .write(move |tx| {
                let (key, filling) = (key.clone(), filling.clone());
                Box::pin(async move { settings::set(tx, &key, &filling).await })
            })
            .await;
        match done {
            Ok(()) => println!("\nkept {name}"),
            Err(StorageError::Stopped) => println!("\nstopped"),
            Err(error) => println!("\n{error}"),
        }
    }
}
