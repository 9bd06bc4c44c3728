//! Whom a document may name and whose it becomes: sales keeps to its own records and sees what its customers owe.

use super::{issued, pune};
use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::api::Mode;
use throughline_core::kernel::error::{Code, Error};

fn lines() -> Value {
    json!([{ "description": "Work", "quantity": "1", "unit_price": "70" }])
}

fn preset(company: &Company, name: &str) -> Value {
    let rows = company.ok("permission_set.list", json!({}))["rows"].clone();
    rows.as_array().unwrap().iter().find(|row| row["name"] == name).unwrap()["id"].clone()
}

fn user(company: &Company, name: &str, set: &Value) -> String {
    let made = company.ok("user.create", json!({ "name": name, "permission_set_ids": [set] }));
    made["id"].as_str().unwrap().to_owned()
}

/// A user with a permission set of the company's own.
fn desk(company: &Company, name: &str, grants: &[(&str, &str)]) -> String {
    let grants: Vec<Value> = grants
        .iter()
        .map(|(permission, scope)| json!({ "permission": permission, "scope": scope }))
        .collect();
    let set = company.ok("permission_set.save", json!({ "name": name, "grants": grants }));
    user(company, name, &set["id"])
}

fn call(company: &Company, who: &str, command: &str, payload: Value) -> Result<Value, Error> {
    company.core.call(Some(who), command, payload, Mode::Run).map(|reply| reply.result)
}

fn done(company: &Company, who: &str, command: &str, payload: Value) -> Value {
    call(company, who, command, payload).unwrap_or_else(|error| panic!("{who} {command}: {error}"))
}

fn refused(company: &Company, who: &str, command: &str, payload: Value) -> Vec<String> {
    reasons(&call(company, who, command, payload).unwrap_err())
}

#[test]
fn each_figure_follows_the_permission_of_its_own_rows() {
    let (company, customer) = pune();
    issued(&company, &customer, "1000");
    company.ok("payment.record", json!({ "customer_id": customer, "amount": "400", "method": "bank" }));
    let estimate =
        company.ok("estimate.create", json!({ "draft": { "customer_id": customer, "lines": lines() } }));
    company.ok("estimate.send", json!({ "id": estimate["id"], "version": 1, "how": "print" }));
    company.ok("estimate.accept", json!({ "id": estimate["id"], "said_by": "x", "how": "phone" }));
    let deal =
        company.ok("deal.create", json!({ "title": "Hall", "customer_id": customer, "amount": "1000" }));

    let reader = desk(&company, "Reader", &[("invoice.read", "all")]);
    for plan in [json!({ "deal_id": deal["id"] }), json!({ "estimate_id": estimate["id"] })] {
        assert_eq!(call(&company, &reader, "billing_plan.get", plan).unwrap_err().code, Code::NotFound);
    }
    let home = done(&company, &reader, "home.get", json!({}));
    assert_eq!(home["to_collect"]["amounts"][0]["amount"], "600.00");
    assert_eq!((&home["collected"], &home["offered"]), (&json!(null), &json!(null)));
    assert_eq!(home["needs_you"], json!([]));

    let wider = [("invoice.read", "own"), ("payment.read", "all"), ("estimate.read", "all")];
    let home = done(&company, &desk(&company, "Wider", &wider), "home.get", json!({}));
    assert_eq!(home["to_collect"]["count"], 0);
    assert_eq!(home["collected"]["amounts"][0]["amount"], "400.00");
    assert_eq!(home["needs_you"][0]["id"], estimate["id"]);
}
