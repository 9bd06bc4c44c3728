//! What is sold stays sold, whenever its invoice was written and whatever becomes of it: nothing twice, and nothing that nobody asks for.

use super::plan::Sale;
use super::{DAY_MS, gst};
use crate::support::assert_refused;
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;

/// An open deal of ten hours at 100, without tax.
fn hours() -> Sale {
    Sale::with(json!({ "lines": [{ "description": "Hours", "quantity": "10", "unit_price": "100" }] }))
}

/// A draft that is written from the deal; its id.
fn written(sale: &Sale, change: impl FnOnce(&mut Value)) -> Value {
    let mut draft = sale.company.ok("billing_plan.draft", json!({ "deal_id": sale.deal, "kind": "invoice" }));
    change(&mut draft);
    sale.company.ok("invoice.create", json!({ "draft": draft }))["id"].clone()
}

fn win(sale: &Sale) -> u64 {
    sale.company.clock.advance(DAY_MS);
    let version = sale.company.ok("deal.get", json!({ "id": sale.deal }))["row"]["version"].clone();
    let won = sale.company.reply("deal.win", json!({ "id": sale.deal, "version": version }));
    won.undo.unwrap().seq.try_into().unwrap()
}

fn version(sale: &Sale, invoice: &Value) -> Value {
    sale.company.ok("invoice.get", json!({ "id": invoice }))["version"].clone()
}

fn credit(sale: &Sale, invoice: &Value) {
    let note = json!({ "invoice_id": invoice, "reason": "A wrong address" });
    sale.company.ok("credit_note.issue", note);
}

#[test]
fn a_draft_of_before_the_win_takes_from_the_plan() {
    let sale = hours();
    let invoice = written(&sale, |_| ());
    let won = win(&sale);
    assert_eq!(sale.figures(), ["1000.00", "0.00", "1000.00"]);
    let request = json!({ "deal_id": sale.deal });
    let none = sale.company.refused("billing_plan.to_invoice", request);
    assert_refused(&none, Code::Precondition, "error.nothing_left");
    sale.company.ok("history.undo", json!({ "seq": won }));
    win(&sale);
    sale.issue(&invoice, &version(&sale, &invoice));
    assert_eq!(sale.figures(), ["1000.00", "1000.00", "0.00"]);
}

#[test]
fn a_draft_of_before_the_acceptance_takes_from_what_was_accepted() {
    let sale = hours();
    let invoice = written(&sale, |draft| draft["lines"][0]["quantity"] = json!("4"));
    sale.accepted(
        json!({ "lines": [{ "description": "Hours", "quantity": "10", "unit_price": "90", "taxes": gst("18") }] }),
    );
    sale.issue(&invoice, &version(&sale, &invoice));
    // Four of ten are invoiced, at more than was agreed and without the tax; six are left as agreed.
    let [_, invoiced, to_invoice] = sale.figures();
    assert_eq!((invoiced.as_str(), to_invoice.as_str()), ("400.00", "637.20"));
}

#[test]
fn a_draft_of_what_an_estimate_sells_by_now_does_not_come_back() {
    let sale = hours();
    win(&sale);
    let invoice = sale.draft();
    let gone = sale.company.reply("invoice.delete", json!({ "id": invoice, "version": 1 }));
    sale.accepted(json!({ "lines": [{ "description": "All of it", "unit_price": "900" }] }));
    let error = sale.company.refused("history.undo", json!({ "seq": gone.undo.unwrap().seq }));
    assert_refused(&error, Code::Precondition, "error.undo_moved_on");
    assert_eq!(sale.figures(), ["900.00", "0.00", "900.00"]);
}

#[test]
fn an_invoice_of_before_the_win_is_to_be_invoiced_again_once_it_is_credited() {
    for voided in [false, true] {
        let sale = hours();
        let invoice = written(&sale, |draft| draft["lines"][0]["quantity"] = json!("4"));
        sale.issue(&invoice, &json!(1));
        win(&sale);
        assert_eq!(sale.figures(), ["1000.00", "400.00", "600.00"]);
        if voided {
            sale.company.ok("invoice.void", json!({ "id": invoice, "reason": "Wrong" }));
        } else {
            credit(&sale, &invoice);
        }
        assert_eq!(sale.figures(), ["1000.00", "0.00", "1000.00"]);
        let again = sale.draft();
        sale.issue(&again, &json!(1));
        assert_eq!(sale.figures(), ["1000.00", "1000.00", "0.00"]);
    }
}

/// Invoices that bill so many hours each are issued before the deal is won.
fn billed_before(sale: &Sale, hours: &[&str]) -> Vec<Value> {
    let one = |quantity: &&str| {
        let invoice = written(sale, |draft| draft["lines"][0]["quantity"] = json!(quantity));
        sale.issue(&invoice, &json!(1));
        invoice
    };
    hours.iter().map(one).collect()
}

#[test]
fn all_that_was_invoiced_before_the_win_is_to_be_invoiced_again_once_it_is_credited() {
    let sale = hours();
    let all = billed_before(&sale, &["10"]);
    win(&sale);
    assert_eq!(sale.figures(), ["1000.00", "1000.00", "0.00"]);
    credit(&sale, &all[0]);
    assert_eq!(sale.figures(), ["1000.00", "0.00", "1000.00"]);
    let again = sale.draft();
    sale.issue(&again, &json!(1));
    assert_eq!(sale.figures(), ["1000.00", "1000.00", "0.00"]);

    let sale = hours();
    let parts = billed_before(&sale, &["6", "4"]);
    win(&sale);
    sale.company.ok("invoice.void", json!({ "id": parts[1], "reason": "Wrong" }));
    assert_eq!(sale.figures(), ["1000.00", "600.00", "400.00"]);

    // What was billed beyond the deal was sold on its invoice, and goes with it.
    let sale = hours();
    let more = billed_before(&sale, &["6", "5"]);
    win(&sale);
    assert_eq!(sale.figures(), ["1100.00", "1100.00", "0.00"]);
    credit(&sale, &more[0]);
    assert_eq!(sale.figures(), ["1000.00", "500.00", "500.00"]);

    let sale = hours();
    let part = billed_before(&sale, &["4"]);
    win(&sale);
    sale.company.ok("billing_plan.close", json!({ "deal_id": sale.deal, "reason": "Enough" }));
    credit(&sale, &part[0]);
    assert_eq!(sale.figures(), ["400.00", "0.00", "400.00"]);
}

#[test]
fn what_is_left_beside_an_invoice_of_before_the_win_keeps_its_goods_and_its_tax() {
    let line = |name: &str, price: &str, class: &Value| json!({ "description": name, "quantity": "1", "unit_price": price, "tax_class": class });
    let company = Sale::with(json!({}));
    let classes = company.company.ok("tax_class.list", json!({}))["rows"].clone();
    let class = |rate: &str| {
        let found = classes.as_array().unwrap().iter().find(|one| one["name"] == format!("GST {rate}%"));
        found.unwrap()["id"].clone()
    };
    let (lamp, flour) = (line("Lamp", "600", &class("18")), line("Flour", "4000", &class("5")));
    let sale = Sale::with(json!({ "lines": [lamp, flour] }));
    let first = written(&sale, |draft| {
        draft["lines"].as_array_mut().unwrap().pop();
    });
    sale.issue(&first, &json!(1));
    win(&sale);
    assert_eq!(sale.figures(), ["4908.00", "708.00", "4200.00"]);
    let rest = sale.draft();
    let lines = sale.company.ok("invoice.get", json!({ "id": rest }))["draft"]["lines"].clone();
    assert_eq!((lines[0]["description"].as_str(), lines.as_array().unwrap().len()), (Some("Flour"), 1));
    sale.issue(&rest, &json!(1));
    assert_eq!(sale.figures(), ["4908.00", "4908.00", "0.00"]);

    // An advance bills none of the lines: it is taken off each rate of tax.
    let sale = Sale::with(json!({ "lines": [lamp, flour] }));
    let advance = written(&sale, |draft| {
        draft["lines"] =
            json!([{ "description": "Advance", "unit_price": "460", "tax_class_id": class("18") }]);
    });
    sale.issue(&advance, &json!(1));
    win(&sale);
    assert_eq!(sale.figures(), ["4960.00", "542.80", "4417.20"], "540 at 18 and 3600 at 5 percent are left");
    credit(&sale, &advance);
    assert_eq!(sale.figures(), ["4908.00", "0.00", "4908.00"]);
}

#[test]
fn what_recurs_and_what_was_sold_beside_a_deal_are_no_part_of_what_it_sells() {
    let sale = hours();
    win(&sale);
    let hosting = json!({ "customer_id": sale.customer, "deal_id": sale.deal, "lines": [{ "description": "Hosting", "unit_price": "500" }] });
    let rhythm = json!({ "every": 1, "unit": "month", "first": "2026-09-01" });
    let recurring = json!({ "draft": hosting, "rhythm": rhythm });
    let recurring = sale.company.ok("recurring_invoice.create", recurring)["id"].clone();
    let made = sale.company.ok("recurring_invoice.make", json!({ "id": recurring }))["invoice_ids"].clone();
    sale.issue(&made[0], &json!(1));
    sale.company.clock.advance(DAY_MS);
    let extra = json!({ "customer_id": sale.customer, "deal_id": sale.deal, "lines": [{ "description": "Cable", "unit_price": "50" }] });
    let extra = sale.company.ok("invoice.create", json!({ "draft": extra }))["id"].clone();
    sale.issue(&extra, &json!(1));
    assert_eq!(sale.figures(), ["1550.00", "550.00", "1000.00"]);
    let deal = sale.company.ok("deal.get", json!({ "id": sale.deal }));
    let line = json!({ "id": deal["lines"][0]["id"], "description": "Hours, on site", "quantity": "10", "unit_price": "100", "tax_class": deal["lines"][0]["tax_class"] });
    let change = json!({ "id": sale.deal, "version": deal["row"]["version"], "set": { "lines": [line] } });
    sale.company.ok("deal.update", change);
    assert_eq!(sale.figures(), ["1550.00", "550.00", "1000.00"], "another word changes no amount");
    sale.company.clock.advance(DAY_MS);
    let version = || sale.company.ok("deal.get", json!({ "id": sale.deal }))["row"]["version"].clone();
    sale.company.ok("deal.reopen", json!({ "id": sale.deal, "version": version() }));
    win(&sale);
    assert_eq!(sale.figures(), ["1550.00", "550.00", "1000.00"]);
}

#[test]
fn what_is_sold_on_an_invoice_beside_the_plan_goes_with_it() {
    let sale = hours();
    win(&sale);
    sale.company.clock.advance(DAY_MS);
    let extra = json!({ "customer_id": sale.customer, "deal_id": sale.deal, "lines": [{ "description": "Cable", "unit_price": "50" }] });
    let invoice = sale.company.ok("invoice.create", json!({ "draft": extra }))["id"].clone();
    sale.issue(&invoice, &json!(1));
    assert_eq!(sale.figures(), ["1050.00", "50.00", "1000.00"]);
    credit(&sale, &invoice);
    assert_eq!(sale.figures(), ["1000.00", "0.00", "1000.00"]);
}

#[test]
fn a_part_that_is_credited_after_the_rest_was_closed_is_to_be_invoiced_again() {
    let sale = Sale::with(json!({}));
    sale.accepted(
        json!({ "lines": [{ "description": "Hours", "quantity": "10", "unit_price": "100", "taxes": gst("18") }] }),
    );
    let half = sale.draft();
    let changed = sale.change(&half, |draft| draft["lines"][0]["quantity"] = json!("5"));
    sale.issue(&half, &changed);
    sale.company.ok("billing_plan.close", json!({ "deal_id": sale.deal, "reason": "Only half of it" }));
    assert_eq!(sale.figures(), ["590.00", "590.00", "0.00"]);
    credit(&sale, &half);
    assert_eq!(sale.figures(), ["590.00", "0.00", "590.00"]);
    let again = sale.draft();
    sale.issue(&again, &json!(1));
    assert_eq!(sale.figures(), ["590.00", "590.00", "0.00"]);
    // And once more; the half that was closed stays so.
    credit(&sale, &again);
    assert_eq!(sale.figures(), ["590.00", "0.00", "590.00"]);
}
