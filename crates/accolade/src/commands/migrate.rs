//! `accolade migrate`: brings the database up to this version, and stops.

use anyhow::Result;

use crate::assemble;
use crate::config::Config;

pub(crate) fn run(config: &Config, json: bool) -> Result<()> {
    super::runtime()?.block_on(async {
        let storage = assemble::open_storage(config).await?;
        let database = storage.database();
        storage.close().await;
        if json {
            println!("{}", serde_json::json!({ "database": database, "upToDate": true }));
        } else {
            println!("The {database} database is up to date.");
        }
        Ok(())
    })
}
