//! Every list walks an index in its order: no full scan without one, and no sorting of many rows, whatever is asked of it.
//!
//! The lists are asked through the pipeline and SQLite tells which statements it ran, so a list that is added is tested too.

use crate::badinput::samples::Samples;
use crate::badinput::schema::{resolved, takes, words};
use rusqlite::trace::{TraceEvent, TraceEventCodes};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Mutex;
use throughline_core::api::{COMMANDS, Command, Kind};
use throughline_core::store::registry::{Class, TABLES};

/// Statements that ran, with the values they ran with. One test fills it.
static RAN: Mutex<BTreeMap<String, String>> = Mutex::new(BTreeMap::new());

fn remember(event: TraceEvent<'_>) {
    if let TraceEvent::Stmt(statement, _) = event {
        let sql = statement.sql().into_owned();
        let expanded = statement.expanded_sql().unwrap_or_default();
        RAN.lock().unwrap().entry(sql).or_insert(expanded);
    }
}

/// The short names under which statements read tables of many rows; stages, users and the like are few.
const MANY: [&str; 4] = ["w", "r", "a", "m"];

/// Conditions that leave few rows by their nature; those may be sorted.
const NARROW: [&str; 13] = [
    "w.customer_id = ",
    "w.deal_id = ",
    "w.contract_id = ",
    "w.recurring_id = ",
    "w.record_id = ",
    "w.project_id = ",
    "w.milestone_id = ",
    "w.task_id = ",
    "w.ticket_id = ",
    "WHERE deal_id = ",
    "e.after_project_id = ",
    "MATCH ",
    "k.tag = ",
];

fn check(samples: &Samples, asked: &str) {
    let ran = std::mem::take(&mut *RAN.lock().unwrap());
    let conn = samples.company.core.file().reader();
    let rows: Vec<&str> =
        TABLES.iter().filter(|table| table.class == Class::Derived).map(|table| table.name).collect();
    for (sql, expanded) in ran {
        let on_rows = rows.iter().any(|row| sql.contains(&format!("FROM {row} ")));
        if sql.starts_with("EXPLAIN") || !on_rows {
            continue;
        }
        let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {expanded}")).unwrap();
        let steps: Vec<String> =
            statement.query_map([], |row| row.get(3)).unwrap().collect::<Result<_, _>>().unwrap();
        let plan = steps.join("\n");
        for step in
            steps.iter().filter(|step| MANY.iter().any(|name| step.starts_with(&format!("SCAN {name}"))))
        {
            assert!(step.contains(" USING "), "{asked} reads a whole table\n{sql}\n{plan}");
        }
        // Beside one customer's rows nothing else is worth an index.
        for column in ["customer_id", "deal_id", "record_id", "project_id", "milestone_id"] {
            let of_one = sql.contains(&format!("w.{column} = ?"));
            let found =
                |step: &&String| step.contains("_id=?") || step.contains("(id=?") || step.contains("rowid");
            assert!(
                !of_one || steps.iter().filter(|step| step.contains(" w USING")).all(|step| found(&step)),
                "{asked} passes over the index of {column}\n{sql}\n{plan}"
            );
        }
        let leads =
            steps.first().is_some_and(|step| MANY.iter().any(|name| step.contains(&format!(" {name} "))));
        if leads && plan.contains("TEMP B-TREE FOR") {
            let few =
                NARROW.iter().any(|condition| sql.contains(condition)) && plan.contains("SEARCH w USING");
            assert!(few, "{asked} sorts\n{sql}\n{plan}");
        }
    }
}

/// The values that a filter is tried with.
fn choices(samples: &Samples, noun: &str, name: &str, root: &Value, schema: &Value) -> Vec<Value> {
    let schema = resolved(root, schema);
    let words = words(schema);
    if !words.is_empty() {
        words
    } else if takes(schema, "boolean") {
        vec![json!(true), json!(false)]
    } else {
        samples.value(noun, name, root, schema).into_iter().collect()
    }
}

/// No filter, each filter alone, and every two of them together; the two ends of a period count as one.
fn filters(samples: &Samples, command: &Command, schema: &Value) -> Vec<Value> {
    let noun = command.name.split('.').next().unwrap();
    let filter = resolved(schema, &schema["properties"]["filter"]);
    let needed: serde_json::Map<String, Value> = filter["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(|name| {
            (name.to_owned(), samples.value(noun, name, schema, &filter["properties"][name]).unwrap())
        })
        .collect();
    let mut singles = Vec::new();
    for (name, property) in filter["properties"].as_object().into_iter().flatten() {
        for value in choices(samples, noun, name, schema, property) {
            singles.push(vec![(name.clone(), value)]);
        }
    }
    let end = |name: &str| singles.iter().find(|single| single[0].0 == name).map(|single| single[0].clone());
    let period = [end("from"), end("to")].into_iter().collect::<Option<Vec<_>>>();
    singles.extend(period);
    let mut all = vec![Value::Object(needed.clone())];
    for (at, single) in singles.iter().enumerate() {
        let mut filter = needed.clone();
        filter.extend(single.clone());
        all.push(Value::Object(filter.clone()));
        for other in &singles[at + 1..] {
            if other.iter().all(|(name, _)| !filter.contains_key(name)) {
                let mut both = filter.clone();
                both.extend(other.clone());
                all.push(Value::Object(both));
            }
        }
    }
    all
}

#[test]
fn every_list_walks_an_index_in_every_order_under_every_filter() {
    let samples = Samples::new();
    let company = &samples.company;
    company.core.file().reader().trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(remember));
    let mut lists = Vec::new();
    for command in COMMANDS.values().filter(|command| command.kind() == Kind::Read) {
        let schema = serde_json::to_value((command.request_schema)()).unwrap();
        if !["sort", "after", "offset"].iter().all(|name| schema["properties"][name].is_object()) {
            continue;
        }
        if command.name.ends_with(".summary") {
            // Counts and sums are asked beside the page and read what they count.
            continue;
        }
        lists.push(command.name);
        let filters = filters(&samples, command, &schema);
        for column in samples.columns(command.name, &filters[0]) {
            for descending in [false, true] {
                for filter in &filters {
                    let request = json!({ "filter": filter, "sort": { "column": column, "descending": descending }, "limit": 1 });
                    let page = company.ok(command.name, request.clone());
                    let mut further = request.clone();
                    further["after"] = page["next"].clone();
                    let mut far = request.clone();
                    far["offset"] = json!(1);
                    let mut typed = request.clone();
                    typed["search"] = json!("sample");
                    for request in [further, far, typed] {
                        company.ok(command.name, request.clone());
                        check(&samples, &format!("{} {request}", command.name));
                    }
                }
            }
        }
    }
    assert!(lists.len() >= 9, "{lists:?}");
    for (command, request) in [
        ("home.get", json!({})),
        ("activity.today", json!({})),
        ("deal.board", json!({})),
        ("deal.stages", json!({})),
        ("deal.forecast", json!({})),
        ("task.board", json!({})),
        ("task.board", json!({ "open": true, "owner_id": "" })),
        ("task.board", json!({ "late": true })),
        ("project.board", json!({})),
        ("project.board", json!({ "filter": { "late": true } })),
        ("project.board", json!({ "filter": { "at_risk": true } })),
        ("task.groups", json!({ "by": "project" })),
        ("task.groups", json!({ "by": "owner" })),
        ("task.groups", json!({ "by": "due" })),
        ("search.find", json!({ "q": "sample" })),
    ] {
        company.ok(command, request);
        check(&samples, command);
    }
}
