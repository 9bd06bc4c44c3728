//! What stays once a paper went out, and how that is known.

use super::{branch, rules, rules_of};
use crate::billing::{issued, pune};
use crate::support::{Company, assert_refused};
use rusqlite::trace::{TraceEvent, TraceEventCodes};
use serde_json::json;
use std::sync::Mutex;
use throughline_core::kernel::error::Code;
use throughline_core::settings::country::Country;

#[test]
fn undo_does_not_change_what_stands_on_papers_by_now() {
    let (company, customer) = pune();
    let changed = company.reply("branch.update", rules(&company, json!({ "fiscal_year_start": "01-01" })));
    let undone = company.reply("branch.update", rules(&company, json!({ "fiscal_year_start": "07-01" })));
    company.ok("history.undo", json!({ "seq": undone.undo.unwrap().seq }));
    let undo = company.count("SELECT seq FROM log_head");
    let letterhead = branch(&company, 0);
    let phone = company.reply(
        "branch.update",
        json!({ "id": letterhead["id"], "version": letterhead["version"], "set": { "phone": "020 5550 0100" } }),
    );
    issued(&company, &customer, "10");
    for seq in [undo, changed.undo.unwrap().seq] {
        let error = company.refused("history.undo", json!({ "seq": seq }));
        assert_refused(&error, Code::Precondition, "error.paper_went_out");
    }
    assert_eq!(branch(&company, 0)["fiscal_year_start"], "01-01");
    company.ok("history.undo", json!({ "seq": phone.undo.unwrap().seq }));
    assert_eq!(branch(&company, 0)["phone"], "", "what is no rule is taken back all the same");
    company.assert_sound();
}

#[test]
fn undo_does_not_take_the_home_currency_from_papers_of_another_branch() {
    let company = Company::of(vec![Country::India, Country::States]);
    let changed = company.reply("branch.update", rules(&company, json!({ "currency": "USD" })));
    let customer = company.customer("Sample Orchard Supplies");
    let draft = json!({ "customer_id": customer, "branch_id": branch(&company, 1)["id"],
        "lines": [{ "description": "Pump", "unit_price": "10" }] });
    let offer = company.ok("estimate.create", json!({ "draft": draft }));
    company.ok("estimate.send", json!({ "id": offer["id"], "version": 1, "how": "print" }));
    let error = company.refused("history.undo", json!({ "seq": changed.undo.unwrap().seq }));
    assert_refused(&error, Code::Precondition, "error.books_with_papers");
    assert_eq!(error.params["currency"], "USD");
}

#[test]
fn what_one_branch_sold_leaves_the_others_free() {
    let (company, customer) = pune();
    let deal =
        company.ok("deal.create", json!({ "title": "Pumps", "customer_id": customer, "amount": "500" }));
    let won = company.reply("deal.win", json!({ "id": deal["id"], "version": 1 }));
    company.ok("branch.create", json!({ "name": "Sample Pumps FZE", "country": "AE" }));
    let papers = |at| branch(&company, at)["has_papers"].clone();
    assert_eq!((papers(0), papers(1)), (json!(true), json!(false)));
    company.ok("branch.update", rules_of(&company, 1, json!({ "country": "GB" })));
    company.ok("history.undo", json!({ "seq": won.undo.unwrap().seq }));
    assert_eq!(papers(0), false, "what is no longer sold holds nothing");
    let draft = json!({ "customer_id": customer, "lines": [{ "description": "Pump", "unit_price": "10" }] });
    let offer = company.ok("estimate.create", json!({ "draft": draft }));
    assert_eq!(papers(0), false, "nobody has seen it");
    company.ok("estimate.send", json!({ "id": offer["id"], "version": 1, "how": "print" }));
    assert_eq!((papers(0), papers(1)), (json!(true), json!(false)));
    company.assert_sound();
}

/// The statements over branches that ran, with the values they ran with.
static RAN: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn remember(event: TraceEvent<'_>) {
    if let TraceEvent::Stmt(statement, _) = event
        && statement.sql().contains("v_billing_seller")
    {
        RAN.lock().unwrap().push(statement.expanded_sql().unwrap_or_default());
    }
}

#[test]
fn the_branches_are_listed_without_reading_all_papers() {
    let company = Company::of(vec![Country::India, Country::Emirates]);
    company.core.file().reader().trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(remember));
    assert_eq!(company.ok("branch.list", json!({}))["rows"].as_array().map(Vec::len), Some(2));
    let conn = company.core.file().reader();
    conn.trace_v2(TraceEventCodes::empty(), None);
    let ran = RAN.lock().unwrap().clone();
    assert_eq!(ran.len(), 1, "{ran:?}");
    let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {}", ran[0])).unwrap();
    let plan: Vec<String> =
        statement.query_map([], |row| row.get(3)).unwrap().collect::<Result<_, _>>().unwrap();
    for table in ["issued_document", "payment", "d", "v", "billing_row"] {
        let reads = |way: &str| plan.iter().any(|step| step.starts_with(&format!("{way} {table} ")));
        assert!(reads("SEARCH"), "{table} {plan:#?}");
    }
    for step in plan.iter().filter(|step| step.starts_with("SCAN")) {
        assert_eq!(step, "SCAN b", "{plan:#?}");
    }
}

/// The statements of the writer that ran, with the values they ran with.
static WRITTEN: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn remember_written(event: TraceEvent<'_>) {
    if let TraceEvent::Stmt(statement, _) = event {
        WRITTEN.lock().unwrap().push(statement.expanded_sql().unwrap_or_default());
    }
}

#[test]
fn nothing_that_is_written_reads_all_papers_of_a_branch() {
    let (company, customer) = pune();
    let seller = branch(&company, 0)["id"].clone();
    let lines = json!([{ "description": "Pump", "unit_price": "100" }]);
    let draft = json!({ "customer_id": customer, "branch_id": seller, "lines": lines });
    company.core.file().writer().trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(remember_written));
    let offer = company.ok("estimate.create", json!({ "draft": draft }));
    company.ok("estimate.send", json!({ "id": offer["id"], "version": 1, "how": "print" }));
    company.ok("estimate.accept", json!({ "id": offer["id"], "said_by": "x", "how": "phone" }));
    let invoice = company.ok("billing_plan.to_invoice", json!({ "estimate_id": offer["id"] }));
    company.ok("invoice.issue", json!({ "id": invoice["id"], "version": 1 }));
    let payment = json!({ "customer_id": customer, "branch_id": seller, "amount": "150", "method": "bank" });
    let payment = company.ok("payment.record", payment);
    let again = company.ok("invoice.create", json!({ "draft": draft }));
    company.ok("invoice.issue", json!({ "id": again["id"], "version": 1 }));
    company.ok("credit.apply", json!({ "source_id": payment["id"] }));
    company.core.file().writer().trace_v2(TraceEventCodes::empty(), None);
    let ran = std::mem::take(&mut *WRITTEN.lock().unwrap());
    assert!(ran.iter().any(|sql| sql.contains("o.open_minor > 0")), "the open invoices were not asked for");
    let conn = company.core.file().reader();
    for sql in ran.iter().filter(|sql| sql.trim_start().starts_with("SELECT")) {
        let Ok(mut statement) = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")) else { continue };
        let plan: Vec<String> =
            statement.query_map([], |row| row.get(3)).unwrap().collect::<Result<_, _>>().unwrap();
        let of_branch = plan.iter().any(|step| step.contains("_by_branch (branch_id=?"));
        assert!(!of_branch || sql.contains("v_billing_seller"), "{sql}\n{plan:#?}");
    }
    company.assert_sound();
}
