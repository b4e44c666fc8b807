//! What an award costs on SQLite, beside a bare insert and commit on the same disk with the same settings.
#![allow(clippy::expect_used, reason = "a benchmark that cannot be set up has failed")]

#[path = "../tests/common/mod.rs"]
mod common;
#[path = "../../../benches/harness.rs"]
mod harness;

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

use accolade_platform::Ctx;
use accolade_platform::awarding::{self, AwardRequest};
use accolade_platform::ids::{AchievementId, IssuerId};
use harness::Samples;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Executor as _, SqliteConnection};

/// Samples of each kind, taken in turns.
const ROUNDS: u32 = 15;
/// Awards, or inserts, in one sample by one.
const ONE: u32 = 25;
/// People who award at the same time, and how many awards each makes in one sample.
const TOGETHER: (u32, u32) = (64, 2);

fn main() {
    if harness::asked_for() {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(measure());
    }
}

async fn measure() {
    let world = common::world().await;
    let operator = world.operator().await;
    let issuer = common::issuer(&operator).await;
    let achievement = common::badge(&operator, issuer).await;
    let table = Awards { ctx: operator, issuer, achievement };
    let mut bare = Bare::beside(&world).await;

    let mut samples = Samples::default();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        table.award(ONE).await;
        samples.add("award", ONE, start.elapsed());

        let start = Instant::now();
        table.award_together().await;
        samples.add("award_64", TOGETHER.0 * TOGETHER.1, start.elapsed());

        let start = Instant::now();
        bare.insert(ONE).await;
        samples.add("insert", ONE, start.elapsed());
    }
    samples.print();
}

/// Somebody who awards one badge to one person after the other.
#[derive(Clone)]
struct Awards {
    ctx: Ctx,
    issuer: IssuerId,
    achievement: AchievementId,
}

impl Awards {
    async fn award(&self, count: u32) {
        static RECIPIENT: AtomicU32 = AtomicU32::new(0);
        for _ in 0..count {
            let email = format!("ada{}@example.org", RECIPIENT.fetch_add(1, Ordering::Relaxed));
            let request = AwardRequest::new(self.achievement, &email, "Ada Lovelace");
            awarding::award(&self.ctx, self.issuer, request).await.expect("an award");
        }
    }

    async fn award_together(&self) {
        let mut people = tokio::task::JoinSet::new();
        for _ in 0..TOGETHER.0 {
            let this = self.clone();
            people.spawn(async move { this.award(TOGETHER.1).await });
        }
        while let Some(done) = people.join_next().await {
            done.expect("an awarder");
        }
    }
}

/// A table with nothing but documents.
struct Bare {
    conn: SqliteConnection,
    document: String,
}

impl Bare {
    /// In the same folder as the platform's database.
    async fn beside(world: &common::World) -> Self {
        let file = world.database.folder().expect("a folder").join("bare.db");
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full);
        let mut conn = options.connect().await.expect("SQLite opens");
        conn.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, document TEXT NOT NULL)")
            .await
            .expect("a table");
        // As long as a signed badge.
        Self { conn, document: "x".repeat(2600) }
    }

    async fn insert(&mut self, count: u32) {
        for _ in 0..count {
            let insert = sqlx::query("INSERT INTO bare (document) VALUES ($1)").bind(&self.document);
            insert.execute(&mut self.conn).await.expect("an insert, committed by itself");
        }
    }
}
