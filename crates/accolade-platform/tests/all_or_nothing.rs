//! An award is written whole or not at all (P-D2): each of its tables refuses in turn.
#![expect(clippy::unwrap_used, reason = "test code, and clippy only sees the test functions")]

mod common;

use accolade_platform::awarding::{self, RegisterFilter};
use common::{badge, issuer, request, world};
use sqlx::{Connection as _, Row as _, SqliteConnection};

const TABLES: [&str; 7] =
    ["status_list", "status_entry", "credential", "mail", "audit_entry", "audit_values", "audit_chain"];

async fn counts(sql: &mut SqliteConnection) -> Vec<i64> {
    let mut counts = Vec::new();
    for table in TABLES {
        let text = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
        counts.push(sqlx::query(text).fetch_one(&mut *sql).await.unwrap().get(0));
    }
    counts
}

async fn execute(sql: &mut SqliteConnection, text: String) {
    sqlx::raw_sql(sqlx::AssertSqlSafe(text)).execute(sql).await.unwrap();
}

#[tokio::test]
async fn p_d2_an_award_that_fails_anywhere_leaves_nothing_behind() {
    let world = world().await;
    let operator = world.operator().await;
    let school = issuer(&operator).await;
    let repair = badge(&operator, school).await;
    let mut sql = world.sql().await;
    let before = counts(&mut sql).await;
    for table in TABLES {
        let act = if table == "audit_chain" { "UPDATE" } else { "INSERT" };
        let trigger =
            format!("CREATE TRIGGER refuse BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, 'no'); END");
        execute(&mut sql, trigger).await;
        let refused = awarding::award(&operator, school, request(repair)).await;
        assert!(refused.is_err(), "{table} refuses");
        execute(&mut sql, "DROP TRIGGER refuse".to_owned()).await;
        assert_eq!(counts(&mut sql).await, before, "{table} refused");
    }
    awarding::award(&operator, school, request(repair)).await.expect("nothing stands in the way any more");
    let register = awarding::register(&operator, school, RegisterFilter::default()).await.unwrap();
    assert_eq!(register.items.len(), 1);
    let after = counts(&mut sql).await;
    let grown: Vec<_> = after.iter().zip(&before).map(|(after, before)| after - before).collect();
    assert_eq!(grown, [1, 1, 1, 1, 1, 1, 0]);
    sql.close().await.unwrap();
}
