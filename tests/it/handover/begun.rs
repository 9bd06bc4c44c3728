//! What a handover lets begin: only what is subscribed to comes again, and one undo takes all of it back.

use super::Firm;
use super::recurring::{figures_of, hand_over, issue, made, mixed, parts};
use crate::billing::DAY_MS;
use crate::support::{assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;

/// A deal of two accepted estimates: a setup that is sold once for 500, and hosting for 100 a month. The deal and the estimates.
fn sold_apart(firm: &Firm) -> (Value, [Value; 2]) {
    let company = &firm.company;
    let customer = company.customer("Sahyadri Foods");
    let deal =
        company.ok("deal.create", json!({ "title": "Hosting", "customer_id": customer }))["id"].clone();
    let estimates =
        [("Setup", "product", "nos", "500"), ("Host", "subscription", "month", "100")].map(|ware| {
            let (name, kind, unit, price) = ware;
            let item = json!({ "name": name, "kind": kind, "unit": unit, "price": price });
            let item = company.ok("item.create", item)["id"].clone();
            let line = json!({ "item_id": item, "description": name, "quantity": "1", "unit_price": price });
            let draft = json!({ "customer_id": customer, "deal_id": deal, "lines": [line] });
            let estimate = company.ok("estimate.create", json!({ "draft": draft }))["id"].clone();
            company.ok("estimate.send", json!({ "id": estimate, "version": 1, "how": "print" }));
            company.ok("estimate.accept", json!({ "id": estimate, "said_by": "Nitin Vora", "how": "email" }));
            estimate
        });
    (deal, estimates)
}

/// The confirm of a deal that is invoiced in one way.
fn request(firm: &Firm, deal: &Value, billing: &Value) -> Value {
    let sheet = firm.company.ok("handover.prepare", json!({ "deal_id": deal }));
    json!({ "deal_id": deal, "version": sheet["version"], "billing": billing })
}

fn proposed(firm: &Firm, deal: &Value) -> Value {
    super::without_nulls(&firm.company.ok("handover.prepare", json!({ "deal_id": deal }))["for_billing"])
}

fn totals(firm: &Firm) -> Vec<Value> {
    let sort = json!({ "column": "date", "descending": false });
    let rows = firm.company.ok("invoice.list", json!({ "sort": sort, "limit": 20 }))["rows"].clone();
    let mut totals: Vec<Value> =
        rows.as_array().unwrap().iter().map(|row| row["total"]["amount"].clone()).collect();
    totals.sort_by_key(ToString::to_string);
    totals
}

/// How something comes again each month from a day on.
fn monthly(first: &str) -> Value {
    json!({ "every": 1, "unit": "month", "first": first, "end": { "kind": "never" } })
}

#[test]
fn what_one_estimate_sells_once_does_not_come_again_with_what_another_sells() {
    let firm = Firm::new();
    let (company, (deal, _)) = (&firm.company, sold_apart(&firm));
    let billing = proposed(&firm, &deal);
    assert_eq!((&billing["kind"], &billing["rhythm"]["first"]), (&json!("recurring"), &json!("2026-11-22")));
    let done = firm.confirm(request(&firm, &deal, &billing)).result;
    assert_eq!(totals(&firm), ["100.00", "500.00"], "each estimate on an invoice of its own");
    let again = made(&done, "recurring_invoice");
    assert_eq!((again.len(), &again[0]["code"]), (1, &json!("REC-0001")));
    let page = company.ok("recurring_invoice.get", json!({ "id": again[0]["id"] }));
    let lines = page["next_draft"]["lines"].as_array().unwrap();
    assert_eq!((lines.len(), &lines[0]["description"]), (1, &json!("Host")));
    assert_eq!(page["row"]["next"], "2026-12-22");
    for invoice in made(&done, "invoice") {
        issue(&firm, &invoice["id"]);
    }
    assert_eq!(figures_of(&firm, &deal), ["600.00", "600.00", "0.00"]);
    company.clock.advance(31 * DAY_MS);
    let due = company.ok("recurring_invoice.due", json!({}))["ids"].clone();
    assert_eq!(due, json!([again[0]["id"]]));
    let second = company.ok("recurring_invoice.make", json!({ "id": due[0] }))["invoice_ids"][0].clone();
    issue(&firm, &second);
    assert_eq!(figures_of(&firm, &deal), ["700.00", "700.00", "0.00"]);
    company.assert_sound();
}

#[test]
fn what_is_sold_once_does_not_come_again_when_the_subscription_is_invoiced_already() {
    let firm = Firm::new();
    let (company, (deal, [_, host])) = (&firm.company, sold_apart(&firm));
    company.ok("billing_plan.to_invoice", json!({ "estimate_id": host }));
    let billing = json!({ "kind": "recurring", "rhythm": monthly("2026-11-22") });
    let error = company.refused("handover.confirm", request(&firm, &deal, &billing));
    assert_eq!(reasons(&error), ["billing.rhythm.first error.subscription_invoiced"]);
    assert_eq!(company.count("SELECT count(*) FROM recurring_invoice"), 0);
    assert_eq!(proposed(&firm, &deal)["kind"], "all_now");
    assert_eq!(proposed(&firm, &deal)["rhythm"], Value::Null);
    firm.confirm(request(&firm, &deal, &proposed(&firm, &deal)));
    assert_eq!(totals(&firm), ["100.00", "500.00"]);
    company.assert_sound();
}

#[test]
fn what_is_all_on_invoices_is_proposed_to_be_left_so() {
    let firm = Firm::new();
    let (company, (deal, estimates)) = (&firm.company, sold_apart(&firm));
    for estimate in estimates {
        company.ok("billing_plan.to_invoice", json!({ "estimate_id": estimate }));
    }
    assert_eq!(proposed(&firm, &deal)["kind"], "by_hand");
    firm.confirm(request(&firm, &deal, &proposed(&firm, &deal)));
    assert_eq!(totals(&firm), ["100.00", "500.00"]);
    company.assert_sound();
}

#[test]
fn a_deal_that_is_won_with_an_invoice_has_one_of_each_estimate() {
    let firm = Firm::new();
    let (company, (deal, _)) = (&firm.company, sold_apart(&firm));
    let version = company.ok("deal.get", json!({ "id": deal }))["row"]["version"].clone();
    let won = json!({ "id": deal, "version": version, "follow": [{ "kind": "invoice" }] });
    let won = company.ok("deal.win", won);
    assert_eq!(won["invoice_ids"].as_array().unwrap().len(), 2);
    assert_eq!(totals(&firm), ["100.00", "500.00"]);
    company.assert_sound();
}

/// What one undo of a handover must leave as it was.
fn stands(firm: &Firm, deal: &Value) -> Value {
    let rows = firm.company.ok("billing_plan.get", json!({ "deal_id": deal }))["rows"].clone();
    let rows: Vec<Value> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| json!([row["description"], row["closed"], row["first_of"], row["to_invoice"]]))
        .collect();
    let recurring = firm.company.count("SELECT count(*) FROM recurring_row");
    json!([figures_of(firm, deal), rows, parts(firm, deal), totals(firm), recurring])
}

#[test]
fn what_begins_today_beside_another_way_of_billing_is_taken_back_with_it() {
    let part = |name: &str, percent: &str, when: &str| json!({ "name": name, "percent": percent, "when": { "kind": when } });
    let deposit = json!([part("Deposit", "40", "now"), part("Rest", "60", "by_hand")]);
    for (kind, parts, invoiced) in [
        ("by_hand", Value::Null, vec!["900.00"]),
        ("all_now", Value::Null, vec!["1800.00", "900.00"]),
        ("time_and_material", Value::Null, vec!["900.00"]),
        ("deposit", deposit, vec!["720.00", "900.00"]),
    ] {
        let firm = Firm::new();
        let (company, deal) = (&firm.company, mixed(&firm));
        let before = stands(&firm, &deal);
        let rhythm = monthly("2026-11-22");
        let billing = super::without_nulls(&json!({ "kind": kind, "parts": parts, "rhythm": rhythm }));
        let done = firm.confirm(request(&firm, &deal, &billing));
        assert_eq!(totals(&firm), invoiced, "{kind}");
        let handed = stands(&firm, &deal);
        company.ok("history.undo", json!({ "seq": done.undo.expect(kind).seq }));
        assert_eq!(stands(&firm, &deal), before, "{kind}");
        company.assert_sound();
        let back = company.count("SELECT seq FROM log_head");
        company.ok("history.undo", json!({ "seq": back }));
        assert_eq!(stands(&firm, &deal), handed, "{kind}");
        company.assert_sound();
        let again = company.count("SELECT seq FROM log_head");
        company.ok("history.undo", json!({ "seq": again }));
        hand_over(&firm, &deal, &json!({ "kind": "by_hand" }));
        company.assert_sound();
    }
}

#[test]
fn what_the_program_made_meanwhile_is_taken_back_with_the_handover() {
    let firm = Firm::new();
    let (company, deal) = (&firm.company, mixed(&firm));
    let before = stands(&firm, &deal);
    let billing = json!({ "kind": "recurring", "rhythm": monthly("2026-10-22") });
    let done = firm.confirm(request(&firm, &deal, &billing));
    let id = made(&done.result, "recurring_invoice")[0]["id"].clone();
    let made_of = company.ok("recurring_invoice.make", json!({ "id": id }))["invoice_ids"].clone();
    assert_eq!(
        (made_of.as_array().unwrap().len(), totals(&firm)),
        (1, vec![json!("1000.00"), json!("2700.00")])
    );
    let handed = stands(&firm, &deal);
    let newest = company.ok("history.newest", json!({}));
    assert_eq!(
        (&newest["action"]["command"], &newest["is_offered"]),
        (&json!("handover.confirm"), &json!(true))
    );
    company.ok("history.undo", json!({ "seq": newest["action"]["seq"] }));
    assert_eq!(stands(&firm, &deal), before);
    company.assert_sound();
    let back = company.count("SELECT seq FROM log_head");
    company.ok("history.undo", json!({ "seq": back }));
    assert_eq!(stands(&firm, &deal), handed);
    let more = company.ok("recurring_invoice.make", json!({ "id": id }))["invoice_ids"].clone();
    assert_eq!(more, json!([]), "what came back is not made again");
    company.assert_sound();
}

#[test]
fn a_handover_of_which_the_program_made_what_is_issued_stays() {
    let firm = Firm::new();
    let (company, deal) = (&firm.company, mixed(&firm));
    let billing = json!({ "kind": "recurring", "rhythm": monthly("2026-10-22") });
    let done = firm.confirm(request(&firm, &deal, &billing));
    let id = made(&done.result, "recurring_invoice")[0]["id"].clone();
    let drafted = company.ok("recurring_invoice.make", json!({ "id": id }))["invoice_ids"][0].clone();
    let number = issue(&firm, &drafted)["number"].clone();
    let handed = stands(&firm, &deal);
    let error = company.refused("history.undo", json!({ "seq": done.undo.unwrap().seq }));
    assert_refused(&error, Code::Precondition, "error.undo_recurring_issued");
    assert_eq!((&error.params["number"], &error.params["recurring"]), (&number, &json!("REC-0001")));
    assert_eq!(stands(&firm, &deal), handed);
    company.assert_sound();
}

#[test]
fn a_sale_that_was_won_with_its_handover_goes_back_with_what_the_program_made_of_it() {
    let firm = Firm::new();
    let company = &firm.company;
    let line = |name: &str, kind: &str, price: &str| {
        let item = json!({ "name": name, "kind": kind, "unit": "month", "price": price });
        let item = company.ok("item.create", item)["id"].clone();
        json!({ "item_id": item, "description": name, "quantity": "1", "unit_price": price })
    };
    let lines = [line("Setup", "product", "500"), line("Host", "subscription", "100")];
    let deal = json!({ "title": "Hosting", "prospect": "Vetal Print House", "lines": lines });
    let deal = company.ok("deal.create", deal)["id"].clone();
    let mut request = request(&firm, &deal, &json!({ "kind": "by_hand", "rhythm": monthly("2026-12-22") }));
    request["customer"] = json!({ "name": "Vetal Print House" });
    let done = firm.confirm(request);
    let sold = figures_of(&firm, &deal);
    let id = made(&done.result, "recurring_invoice")[0]["id"].clone();
    company.clock.advance(31 * DAY_MS);
    let drafts = company.ok("recurring_invoice.make", json!({ "id": id }))["invoice_ids"].clone();
    let first = company.ok("invoice.get", json!({ "id": drafts[0] }));
    assert!(!first["draft"]["lines"][0]["billing_row_id"].is_null(), "it takes what was sold");
    company.ok("history.undo", json!({ "seq": done.undo.unwrap().seq }));
    for rows in ["invoice_row", "recurring_row", "billing_open"] {
        let of_deal = if rows == "billing_open" {
            " WHERE deal_id IN (SELECT id FROM deal WHERE title = 'Hosting')"
        } else {
            ""
        };
        assert_eq!(company.count(&format!("SELECT count(*) FROM {rows}{of_deal}")), 0, "{rows}");
    }
    company.assert_sound();
    let back = company.count("SELECT seq FROM log_head");
    company.ok("history.undo", json!({ "seq": back }));
    assert_eq!((figures_of(&firm, &deal), totals(&firm).len()), (sold, 1));
    company.assert_sound();
}
