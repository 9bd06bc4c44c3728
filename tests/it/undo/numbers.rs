//! Undo of what number series print and when they begin again.

use super::{refused, seq, undo};
use crate::billing::{issued, pune};
use crate::sellers::{branch, set_series};
use crate::support::Company;
use serde_json::{Value, json};

fn series(company: &Company, kind: &str) -> Value {
    let rows = company.ok("number_series.list", json!({}))["rows"].clone();
    rows.as_array().unwrap().iter().find(|row| row["kind"] == kind).unwrap().clone()
}

/// Changes the first series of a kind and gives the number of the transaction.
fn set(company: &Company, kind: &str, mut set: Value) -> i64 {
    let row = series(company, kind);
    set["id"] = row["id"].clone();
    set["version"] = row["version"].clone();
    seq(company, "number_series.update", set)
}

#[test]
fn a_series_that_has_counted_begins_again_as_it_did() {
    let company = Company::india();
    set(&company, "customer", json!({ "pattern": "CUS-{FY}-{SEQ:4}" }));
    let yearly = set(&company, "customer", json!({ "resets": "fiscal_year" }));
    let monthly = set(&company, "lead", json!({ "pattern": "L{YYYY}{MM}-{SEQ}", "resets": "month" }));
    company.customer("Nandini Textiles");
    refused(&company, yearly, "error.number_reset_fixed");
    undo(&company, monthly);
    assert_eq!(series(&company, "lead")["resets"], "never", "it has not counted");
    assert_eq!(series(&company, "customer")["next"], "CUS-26-27-0002");
}

#[test]
fn invoices_go_on_counting_past_an_undo() {
    let (company, customer) = pune();
    let counts_on = set(&company, "invoice", json!({ "resets": "never" }));
    issued(&company, &customer, "10");
    refused(&company, counts_on, "error.number_reset_fixed");
    assert_eq!(issued(&company, &customer, "10")["number"], "INV/26-27/0002");
}

#[test]
fn numbers_that_another_series_took_do_not_come_back() {
    let (company, _) = pune();
    let renamed = set(&company, "invoice", json!({ "pattern": "NEW/{FY}/{SEQ:4}" }));
    let taken = set(&company, "credit_note", json!({ "pattern": "INV/{FY}/{SEQ:4}" }));
    let error = refused(&company, renamed, "error.undo_numbers_meet");
    assert_eq!(error.params["pattern"], "INV/{FY}/{DEV}{SEQ:4}");
    undo(&company, taken);
    undo(&company, renamed);
    assert_eq!(series(&company, "invoice")["next"], "INV/26-27/0001");
}

#[test]
fn a_pattern_that_would_no_longer_tell_years_apart_does_not_come_back() {
    let company = Company::new(throughline_core::settings::country::Country::Emirates);
    set_series(&company, 0, "invoice", json!({ "pattern": "INV-{YYYY}-{SEQ:4}" }));
    let spelt = set(&company, "invoice", json!({ "pattern": "INV-{FY}-{SEQ:4}" }));
    let seller = branch(&company, 0);
    let rules = json!({ "fiscal_year_start": "07-01" });
    company.ok(
        "branch.update",
        json!({ "id": seller["id"], "version": seller["version"], "set": {}, "rules": rules }),
    );
    refused(&company, spelt, "error.undo_moved_on");
}

#[test]
fn a_branch_whose_numbers_another_took_does_not_come_back() {
    let company = Company::india();
    let opened = seq(&company, "branch.create", json!({ "name": "Dubai", "country": "AE" }));
    let closed = undo(&company, opened);
    let other = seq(&company, "branch.create", json!({ "name": "Sharjah", "country": "AE" }));
    refused(&company, closed, "error.undo_numbers_meet");
    undo(&company, other);
    undo(&company, closed);
    assert_eq!(branch(&company, 1)["name"], "Dubai");
    company.assert_sound();
}

#[test]
fn a_branch_that_has_given_a_number_stays() {
    let company = Company::india();
    let customer = company.customer("Nandini Textiles");
    let opened = seq(&company, "branch.create", json!({ "name": "Nashik", "country": "IN" }));
    let draft = json!({ "customer_id": customer, "branch_id": branch(&company, 1)["id"],
        "lines": [{ "description": "Pump", "unit_price": "10" }] });
    let made = company.ok("estimate.create", json!({ "draft": draft }));
    refused(&company, opened, "error.undo_in_use_by");
    company.ok("estimate.delete", json!({ "id": made["id"], "version": made["version"] }));
    refused(&company, opened, "error.undo_numbers_given");
    company.assert_sound();
}
