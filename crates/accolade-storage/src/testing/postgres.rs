//! A database on a PostgreSQL server, made and dropped.

use std::{
    str::FromStr as _,
    sync::atomic::{AtomicU32, Ordering},
    thread,
};

use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, postgres::PgConnectOptions};
use tokio::runtime;

/// Dropped with everything in it.
pub(super) struct TestDatabase {
    server: String,
    name: String,
    url: String,
}

static NUMBER: AtomicU32 = AtomicU32::new(0);

impl TestDatabase {
    pub(super) async fn make(server: &str) -> Self {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("accolade_test_{}_{number}", std::process::id());
        run(server, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
        run(server, format!("CREATE DATABASE {name}")).await;
        let url = format!("{}/{name}", server.trim_end_matches('/'));
        Self { server: server.to_owned(), name, url }
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for TestDatabase {
    /// On a thread of its own: a runtime cannot be entered from within another.
    fn drop(&mut self) {
        let (server, sql) = (self.server.clone(), format!("DROP DATABASE {} WITH (FORCE)", self.name));
        let dropping = thread::spawn(move || {
            if let Ok(runtime) = runtime::Builder::new_current_thread().enable_all().build() {
                runtime.block_on(run(&server, sql));
            }
        });
        // A database that is left behind does no harm.
        let _ = dropping.join();
    }
}

#[expect(clippy::expect_used, reason = "for tests")]
async fn run(server: &str, sql: String) {
    let options = PgConnectOptions::from_str(server).expect("ACCOLADE_TEST_DATABASE_URL is an address");
    let mut conn = options.connect().await.expect("the PostgreSQL server of the tests answers");
    sqlx::raw_sql(AssertSqlSafe(sql))
        .execute(&mut conn)
        .await
        .expect("test databases can be made and dropped");
    conn.close().await.expect("the connection closes");
}
