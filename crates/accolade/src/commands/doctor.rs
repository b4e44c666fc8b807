//! `accolade doctor`: checks what a running platform stands on, and says what to mend.

use accolade_storage::StorageError;
use anyhow::Result;
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use crate::assemble;
use crate::config::Config;
use crate::encryption_key;

/// One thing looked at.
struct Finding {
    what: &'static str,
    good: bool,
    words: String,
}

/// Exit code 0 when all is well, 1 when something must be mended.
pub(crate) fn run(config: &Config, as_json: bool) -> Result<u8> {
    let findings = [
        key(config),
        super::runtime()?.block_on(database(config)),
        objects(config),
        mail(config),
        address(config),
    ];
    let good = findings.iter().all(|finding| finding.good);
    if as_json {
        let rows: Vec<Value> =
            findings.iter().map(|f| json!({ "check": f.what, "good": f.good, "message": f.words })).collect();
        println!("{}", json!({ "good": good, "checks": rows }));
    } else {
        for finding in &findings {
            println!("{} {:<10} {}", if finding.good { "ok  " } else { "MEND" }, finding.what, finding.words);
        }
    }
    Ok(u8::from(!good))
}

fn key(config: &Config) -> Finding {
    let path = encryption_key::path(&config.data);
    let (good, words) = match (&config.key, std::fs::metadata(&path)) {
        (Some(_), _) => (true, "the key-encryption key comes from ACCOLADE_KEY".to_owned()),
        (None, Ok(metadata)) if others_may_read(&metadata) => {
            (false, format!("others may read {}: run chmod 400 on it", path.display()))
        }
        (None, Ok(_)) => (true, format!("{}: keep a copy elsewhere", path.display())),
        (None, Err(_)) => (true, format!("{} is made at the first start", path.display())),
    };
    Finding { what: "key", good, words }
}

#[cfg(unix)]
fn others_may_read(metadata: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    metadata.permissions().mode() & 0o077 != 0
}

#[cfg(not(unix))]
fn others_may_read(_: &std::fs::Metadata) -> bool {
    false
}

async fn database(config: &Config) -> Finding {
    match assemble::open_storage(config).await {
        Ok(storage) => {
            let words = format!("{}, up to date, with safe settings", storage.database());
            storage.close().await;
            Finding { what: "database", good: true, words }
        }
        Err(error) => match error.downcast_ref() {
            // It was checked when that process opened it, and nobody else may open it meanwhile.
            Some(StorageError::InUse { path, pid }) => {
                let words = format!("{path}: the running platform (process {pid}) has it open");
                Finding { what: "database", good: true, words }
            }
            _ => Finding { what: "database", good: false, words: format!("{error:#}") },
        },
    }
}

fn objects(config: &Config) -> Finding {
    Finding { what: "images", good: true, words: config.objects() }
}

fn mail(config: &Config) -> Finding {
    let words = match &config.smtp_url {
        None => "no mail server: mails wait on the outbox page (ACCOLADE_SMTP_URL)".to_owned(),
        Some(url) => match accolade_platform::delivery::Smtp::from_url(url.expose_secret()) {
            Ok(_) => "by the configured mail server".to_owned(),
            Err(error) => {
                return Finding { what: "mail", good: false, words: format!("ACCOLADE_SMTP_URL: {error}") };
            }
        },
    };
    Finding { what: "mail", good: true, words }
}

fn address(config: &Config) -> Finding {
    let words = match &config.public_url {
        Some(url) if url.scheme() == "https" => format!("{url}"),
        Some(url) => format!("{url}: without https every badge is a test badge"),
        None => "as typed at set-up (ACCOLADE_PUBLIC_URL sets it)".to_owned(),
    };
    Finding { what: "address", good: true, words }
}
