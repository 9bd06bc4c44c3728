//! Files of older versions: brought up to date on a copy, or left byte for byte as they were.

use crate::support::{Company, assert_refused};
use rusqlite::Connection;
use std::fs;
use std::path::{Path, PathBuf};
use throughline_core::api::Core;
use throughline_core::kernel::error::Code;
use throughline_core::store::schema;
use throughline_core::store::totals::Totals;

/// A file as the first two migrations made it, with the rows of a company of today that such a file could hold.
fn older(company: &Company, name: &str) -> PathBuf {
    let path = company.folder.path().join(name);
    let conn = Connection::open(&path).unwrap();
    conn.execute_batch(include_str!("../../migrations/0001_foundation.sql")).unwrap();
    conn.execute_batch(include_str!("../../migrations/0002_crm.sql")).unwrap();
    conn.pragma_update(None, "application_id", schema::APPLICATION_ID).unwrap();
    conn.pragma_update(None, "user_version", 2).unwrap();
    conn.execute("ATTACH ?1 AS today", [company.path().to_str().unwrap()]).unwrap();
    let tables: Vec<String> = conn
        .prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT GLOB 'search_row*'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for table in tables {
        conn.execute_batch(&format!("INSERT INTO main.{table} SELECT * FROM today.{table}")).unwrap();
    }
    conn.execute_batch("DETACH today").unwrap();
    path
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn an_older_file_is_migrated_on_a_copy_and_kept() {
    let company = Company::india();
    company.customer("Nandini Textiles");
    company.customer("Parvati Co-housing");
    let path = older(&company, "old.throughline");
    let (bytes, before) = (fs::read(&path).unwrap(), Totals::of(&Connection::open(&path).unwrap()).unwrap());
    assert_eq!((before.schema, before.rows["customer"]), (2, 2));
    let core = Core::open(&path, "test").unwrap();
    let after = Totals::of(&core.file().reader()).unwrap();
    assert_eq!(after.schema, schema::version());
    assert_eq!(before.lost_in(&after), Vec::<String>::new());
    assert_eq!(after.rows["issued_document"], 0, "the new tables are there");
    drop(core);
    let kept = company.folder.path().join(format!("old.before-{}.throughline", schema::version()));
    let old = fs::read(&kept).unwrap();
    assert_eq!(old.len(), bytes.len());
    assert_eq!(Totals::of(&Connection::open(&kept).unwrap()).unwrap(), before);
    // The new file works, and opening it again migrates nothing.
    let core = Core::open(&path, "test").unwrap();
    core.call(
        None,
        "customer.create",
        serde_json::json!({ "name": "New" }),
        throughline_core::api::Mode::Run,
    )
    .unwrap();
    let found = names(company.folder.path());
    assert_eq!(found.iter().filter(|name| name.contains(".before-")).count(), 1, "{found:?}");
    assert!(!found.iter().any(|name| name.ends_with(".migrating")), "{found:?}");
}

#[test]
fn a_migration_that_fails_leaves_the_file_as_it_was() {
    let company = Company::india();
    company.customer("Nandini Textiles");
    let path = older(&company, "old.throughline");
    // Something in the file stands in the way of a later step.
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE issued_document (a)").unwrap();
    let before = fs::read(&path).unwrap();
    let Err(error) = Core::open(&path, "test") else { panic!("it was opened") };
    assert_refused(&error, Code::Storage, "error.migration");
    assert_eq!(fs::read(&path).unwrap(), before);
    let found = names(company.folder.path());
    assert!(!found.iter().any(|name| name.contains(".before-") || name.contains(".migrating")), "{found:?}");
}

#[test]
fn a_migration_that_loses_something_is_seen() {
    let company = Company::india();
    company.customer("Nandini Textiles");
    let before = Totals::of(&company.core.file().reader()).unwrap();
    let check = |damage: fn(&mut Totals), word: &str| {
        let mut after = before.clone();
        after.schema += 1;
        after.rows.insert("a_new_table".to_owned(), 7);
        assert_eq!(before.lost_in(&after), Vec::<String>::new(), "what is new is no loss");
        damage(&mut after);
        let lost = before.lost_in(&after);
        assert_eq!(lost.len(), 1, "{lost:?}");
        assert!(lost[0].contains(word), "{lost:?}");
    };
    check(|after| *after.rows.get_mut("customer").unwrap() -= 1, "customer");
    check(
        |after| {
            after.rows.remove("op");
        },
        "op",
    );
    check(
        |after| {
            after.receivables.insert("INR".to_owned(), 1);
        },
        "receivables",
    );
    check(|after| *after.numbers.values_mut().next().unwrap() += 1, "next number");
    check(|after| after.seq -= 1, "transaction");
}
