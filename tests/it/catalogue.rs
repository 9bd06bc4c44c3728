//! The catalogue through the pipeline, on a real file: items, price lists, tax classes with dated rates.

mod items;
mod pick;
mod prices;
mod tax;

use crate::support::Company;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use throughline_core::kernel::actor::{Actor, Scope};
use throughline_core::store::tx::Read;

/// What billing sees: a view of the file past the command list.
fn with_read<T>(company: &Company, run: impl FnOnce(&Read<'_>) -> T) -> T {
    let actor = Actor {
        user_id: "test".to_owned(),
        name: "Test".to_owned(),
        permissions: BTreeMap::new(),
        team_user_ids: Vec::new(),
    };
    let conn = company.core.file().reader();
    run(&Read::new(&conn, crate::support::MORNING_MS, &actor, Scope::All))
}

/// The id of an item made from `payload`.
fn item(company: &Company, payload: Value) -> String {
    company.ok("item.create", payload)["id"].as_str().unwrap().to_owned()
}

/// The id of the shipped tax class with this key under a scheme.
fn tax_class(company: &Company, scheme: &str, key: &str) -> String {
    let rows = company.ok("tax_class.list", json!({ "scheme": scheme }))["rows"].clone();
    let found = rows.as_array().unwrap().iter().find(|class| class["key"] == key);
    found.unwrap_or_else(|| panic!("{scheme} {key}"))["id"].as_str().unwrap().to_owned()
}

/// The values of a field of the rows of a page or a list of hits.
fn column(rows: &Value, field: &str) -> Vec<String> {
    let rows = rows.as_array().unwrap();
    rows.iter().map(|row| row[field].as_str().unwrap().to_owned()).collect()
}

/// Fails when SQLite would look at every row or sort by itself.
fn assert_indexed(company: &Company, sql: &str, sorted: bool) {
    let conn = company.core.file().reader();
    let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let plan: Vec<String> =
        statement.query_map([], |row| row.get(3)).unwrap().collect::<rusqlite::Result<_>>().unwrap();
    for step in &plan {
        let scans = step.starts_with("SCAN") && !step.contains("USING") && step != "SCAN CONSTANT ROW";
        assert!(!scans, "{sql}\n{plan:#?}");
        assert!(!sorted || !step.contains("TEMP B-TREE"), "{sql}\n{plan:#?}");
    }
}
