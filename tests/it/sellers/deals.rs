//! Which branch sells in a deal: chosen when it is made, put right while it is open, and followed by what is made of it.

use super::branch;
use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;
use throughline_core::settings::country::Country;

/// A firm that sells in Pune and in Dubai: the company, the two branches, a customer.
fn two() -> (Company, [Value; 2], String) {
    let company = Company::of(vec![Country::India, Country::Emirates]);
    let branches = [0, 1].map(|at| branch(&company, at)["id"].clone());
    let customer = company.customer("Al Noor Sample Trading");
    (company, branches, customer)
}

fn deal(company: &Company, id: &Value) -> Value {
    company.ok("deal.get", json!({ "id": id }))
}

fn drafted(company: &Company, deal: &Value) -> Value {
    company.ok("billing_plan.draft", json!({ "deal_id": deal, "kind": "invoice" }))["branch_id"].clone()
}

/// Moves a deal to a branch.
fn moved(id: &Value, version: i64, branch: &Value) -> Value {
    json!({ "id": id, "version": version, "set": { "branch_id": branch } })
}

#[test]
fn what_is_made_of_a_deal_is_of_its_branch() {
    let (company, [pune, dubai], customer) = two();
    let asked = json!({ "title": "Pumps", "customer_id": customer, "amount": "100" });
    let first = company.ok("deal.create", asked.clone())["id"].clone();
    assert_eq!(deal(&company, &first)["row"]["branch_id"], pune);
    let mut asked = asked;
    asked["branch_id"] = dubai.clone();
    let made = company.ok("deal.create", asked)["id"].clone();
    assert_eq!((&deal(&company, &made)["row"]["branch_id"], &drafted(&company, &made)), (&dubai, &dubai));
    let project = |more: Value| {
        let mut asked = json!({ "set": { "name": "Plant", "start_date": "2026-11-23" } });
        asked.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let made = company.ok("project.create", asked);
        company.ok("project.get", json!({ "id": made["id"] }))["branch_id"].clone()
    };
    assert_eq!(project(json!({ "deal_id": made })), dubai);
    assert_eq!(project(json!({ "deal_id": made, "branch_id": pune })), pune, "what is said goes before");
    assert_eq!(project(json!({ "deal_id": first })), pune);
    let lead = company.ok("lead.capture", json!({ "text": "Ravi Sample of Sample Foods wants pumps" }));
    let qualified = company.ok(
        "lead.qualify",
        json!({ "id": lead["id"], "version": 1, "customer": { "id": customer }, "deal": { "branch_id": dubai } }),
    );
    assert_eq!(deal(&company, &qualified["deal_id"])["row"]["branch_id"], dubai);
    company.assert_sound();
}

#[test]
fn a_deal_goes_to_another_branch_with_its_lines_under_the_law_there() {
    let (company, [pune, dubai], customer) = two();
    let item = company.ok("item.create", json!({ "name": "Pump", "price": "100" }))["id"].clone();
    let class = |branch: &Value| {
        let asked = json!({ "item_id": item, "branch_id": branch });
        company.ok("item.pick", asked)["hits"][0]["tax_class_id"].clone()
    };
    let line = |item: Option<&Value>| json!({ "item_id": item, "description": "Pump", "unit_price": "100", "tax_class": class(&pune) });
    let lines = json!([line(Some(&item)), line(None), { "description": "Advice", "unit_price": "5" }]);
    let asked = json!({ "title": "Pumps", "customer_id": customer, "lines": lines });
    let id = company.ok("deal.create", asked)["id"].clone();
    let classes = |company: &Company| {
        let lines = deal(company, &id)["lines"].clone();
        lines.as_array().unwrap().iter().map(|line| line["tax_class"].clone()).collect::<Vec<_>>()
    };
    let before = classes(&company);
    let edited = company.reply("deal.update", moved(&id, 1, &dubai)).undo.unwrap().seq;
    assert_eq!(deal(&company, &id)["row"]["branch_id"], dubai);
    assert_eq!(classes(&company), [class(&dubai), class(&dubai), json!("")]);
    company.ok("history.undo", json!({ "seq": edited }));
    assert_eq!((deal(&company, &id)["row"]["branch_id"].clone(), classes(&company)), (pune, before));
    company.assert_sound();
}

#[test]
fn a_deal_keeps_its_branch_once_it_has_ended() {
    let (company, [pune, dubai], customer) = two();
    let asked = json!({ "title": "Pumps", "customer_id": customer, "amount": "100" });
    let id = company.ok("deal.create", asked)["id"].clone();
    let error = company.refused("deal.update", moved(&id, 1, &json!("x")));
    assert_eq!(reasons(&error), ["set.branch_id error.no_such_branch"]);
    let edited = company.reply("deal.update", moved(&id, 1, &dubai)).undo.unwrap().seq;
    company.ok("deal.win", json!({ "id": id, "version": 2 }));
    let error = company.refused("history.undo", json!({ "seq": edited }));
    assert_refused(&error, Code::Precondition, "error.undo_moved_on");
    // What is left to invoice follows who sold it, as long as none of it is invoiced.
    company.ok("deal.update", moved(&id, 3, &pune));
    assert_eq!(drafted(&company, &id), pune);
    company.ok("billing_plan.to_invoice", json!({ "deal_id": id }));
    let error = company.refused("deal.update", moved(&id, 4, &dubai));
    assert_refused(&error, Code::Precondition, "error.invoiced_already");
    let other = company.ok("deal.create", json!({ "title": "Hoses", "customer_id": customer }))["id"].clone();
    company.ok("deal.lose", json!({ "id": other, "version": 1, "reason": "Too dear" }));
    let error = company.refused("deal.update", moved(&other, 2, &dubai));
    assert_refused(&error, Code::Precondition, "error.deal_closed");
    company.assert_sound();
}

#[test]
fn lists_show_one_seller_alone() {
    let (company, [pune, dubai], customer) = two();
    let lines = json!([{ "description": "Pump", "unit_price": "100" }]);
    for branch in [&pune, &dubai] {
        company.ok("deal.create", json!({ "title": "Pumps", "customer_id": customer, "branch_id": branch }));
        let home = if *branch == pune { "INR" } else { "AED" };
        let draft = json!({ "customer_id": customer, "branch_id": branch, "lines": lines, "currency": home });
        company.ok("estimate.create", json!({ "draft": draft }));
    }
    let paid = json!({ "customer_id": customer, "branch_id": dubai, "currency": "AED", "amount": "10",
        "method": "bank", "date": "2026-11-20", "allocations": [] });
    company.ok("payment.record", paid);
    for (list, summary, counts) in [
        ("deal.list", "deal.summary", [1, 1]),
        ("estimate.list", "estimate.summary", [1, 1]),
        ("payment.list", "payment.summary", [0, 1]),
    ] {
        for (branch, count) in [&pune, &dubai].into_iter().zip(counts) {
            let asked = json!({ "filter": { "branch_id": branch } });
            let rows = company.ok(list, asked.clone())["rows"].as_array().unwrap().clone();
            assert_eq!(rows.len(), count, "{list}");
            assert!(rows.iter().all(|row| row["branch_id"] == *branch), "{list}");
            assert_eq!(company.ok(summary, asked)["count"], count, "{summary}");
        }
    }
    company.assert_sound();
}
