//! The schema: the same on both databases, every table with an owner, every query prepared.

use std::collections::BTreeMap;

use accolade_storage::testing::{self, Table};

/// Who owns the rows of a table: its primary key leads with that id.
#[derive(Clone, Copy, Debug)]
enum Owner {
    Instance,
    Issuer,
    Account,
}

/// Every table. A new one gets its line here.
const OWNERS: &[(&str, Owner)] = &[
    ("account", Owner::Instance),
    ("achievement", Owner::Issuer),
    ("audit_chain", Owner::Issuer),
    ("audit_entry", Owner::Issuer),
    ("audit_values", Owner::Issuer),
    ("credential", Owner::Issuer),
    ("credential_jwt", Owner::Issuer),
    ("endorsement", Owner::Issuer),
    ("issuer", Owner::Instance),
    ("mail", Owner::Instance),
    ("member", Owner::Issuer),
    ("object", Owner::Instance),
    ("session", Owner::Account),
    ("setting", Owner::Instance),
    ("share", Owner::Issuer),
    ("sign_in_link", Owner::Instance),
    ("signing_key", Owner::Issuer),
    ("status_entry", Owner::Issuer),
    ("status_list", Owner::Issuer),
];

#[tokio::test]
async fn every_table_has_an_owner_who_leads_its_primary_key() {
    for storage in testing::databases().await {
        let tables = testing::tables(&storage).await.unwrap();
        let names: Vec<&str> = tables.keys().map(String::as_str).collect();
        assert_eq!(names, OWNERS.iter().map(|(name, _)| *name).collect::<Vec<_>>());
        for (name, owner) in OWNERS {
            let leading = tables[*name].primary_key[0].as_str();
            let right = match owner {
                Owner::Instance => !matches!(leading, "issuer_id" | "account_id"),
                Owner::Issuer => leading == "issuer_id",
                Owner::Account => leading == "account_id",
            };
            assert!(right, "{name} is owned by {owner:?} and its primary key leads with {leading}");
        }
    }
}

#[tokio::test]
async fn both_databases_have_the_same_tables() {
    let Some(postgres) = testing::postgres().await else { return };
    let sqlite = testing::tables(&*testing::sqlite().await).await.unwrap();
    let postgres = testing::tables(&postgres).await.unwrap();
    assert_eq!(shape(&sqlite), shape(&postgres));
    for (name, table) in &postgres {
        for (index, columns) in &table.unique {
            assert_eq!(
                *index,
                format!("{name}_{}", columns.join("_")),
                "a conflict is reported by this name"
            );
        }
    }
}

/// A table without the names of its unique indexes, some of which SQLite makes up.
fn shape(tables: &BTreeMap<String, Table>) -> Vec<String> {
    let unique = |table: &Table| {
        let mut unique: Vec<&Vec<String>> = table.unique.values().collect();
        unique.sort();
        format!("{unique:?}")
    };
    let line = |(name, table): (&String, &Table)| {
        format!("{name} {:?} {:?} {}", table.columns, table.primary_key, unique(table))
    };
    tables.iter().map(line).collect()
}

/// Queries that may read a whole table: the first few rows do, or they run seldom and look at few rows.
const SCANS: &[&str] =
    &["accounts::ANY", "sessions::DELETE_EXPIRED", "sign_in_links::DELETE_EXPIRED", "mails::GIVE_UP"];

#[tokio::test]
async fn no_query_reads_a_whole_table() {
    let storage = testing::sqlite().await;
    for (name, steps) in testing::plans(&storage).await.unwrap() {
        let scans = steps.iter().any(|step| step.starts_with("SCAN ") && !step.starts_with("SCAN first"));
        let allowed = SCANS.iter().any(|allowed| name.ends_with(allowed));
        assert!(allowed || !scans, "{name}: {steps:#?}");
    }
}

/// Outside the one audited place, and what tests do, every text of a query is a literal.
#[test]
fn no_sql_is_put_together_at_run_time() {
    let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let audited = path.ends_with("src/dialect/mod.rs") || path.iter().any(|part| part == "testing");
            let source = std::fs::read_to_string(&path).unwrap();
            assert!(audited || !source.contains("AssertSqlSafe"), "{}", path.display());
        }
    }
}

#[tokio::test]
async fn every_query_can_be_prepared() {
    let mut prepared = Vec::new();
    for storage in testing::databases().await {
        prepared.push(testing::prepare_all(&storage).await.unwrap());
    }
    assert!(prepared[0].len() > 60, "{}", prepared[0].len());
    assert!(prepared.windows(2).all(|pair| pair[0] == pair[1]), "the columns differ");
}
