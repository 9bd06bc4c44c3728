//! What was sold is billed once and for what was agreed, whatever is edited, deleted, undone or accepted in between.

use super::gst;
use super::plan::Sale;
use crate::support::{assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;

/// Issues invoices of what is left until nothing is, each cut by `cut` to a part of it.
fn bill_in_parts(sale: &Sale, cut: impl Fn(&mut Value)) -> [String; 3] {
    for _ in 0..9 {
        let plan = sale.plan();
        if plan["is_open"] == json!(false) {
            break;
        }
        let invoice = sale.draft();
        let version = sale.change(&invoice, &cut);
        sale.issue(&invoice, &version);
    }
    sale.figures()
}

fn one_unit(draft: &mut Value) {
    draft["lines"][0]["quantity"] = json!("1");
}

fn of_three(more: Value) -> Value {
    let mut line =
        json!({ "description": "Camera", "quantity": "3", "unit_price": "100", "taxes": gst("18") });
    line.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    line
}

#[test]
fn agreed_amounts_are_given_once_over_all_invoices() {
    let parts = json!({ "discount": "200", "lines": [
        { "description": "First half", "unit_price": "1000", "taxes": gst("18") },
        { "description": "Second half", "unit_price": "1000", "taxes": gst("18") } ] });
    let sale = Sale::with(json!({}));
    sale.accepted(parts);
    let billed = bill_in_parts(&sale, |draft| draft["lines"].as_array_mut().unwrap().truncate(1));
    assert_eq!(billed, ["2124.00", "2124.00", "0.00"]);

    let sale = Sale::with(json!({}));
    sale.accepted(json!({ "charge": "500", "lines": [of_three(json!({}))] }));
    let agreed = sale.figures()[0].clone();
    assert_eq!(bill_in_parts(&sale, one_unit), [agreed.clone(), agreed, "0.00".to_owned()]);

    let sale = Sale::with(json!({}));
    sale.accepted(json!({ "lines": [of_three(json!({ "discount": "90" }))] }));
    assert_eq!(bill_in_parts(&sale, one_unit), ["247.80", "247.80", "0.00"]);
}

#[test]
fn a_discount_is_never_more_than_what_it_is_taken_off() {
    let sale = Sale::with(json!({}));
    sale.accepted(json!({ "lines": [of_three(json!({ "discount": "300" }))] }));
    let first = sale.draft();
    let version = sale.change(&first, |draft| {
        draft["lines"][0]["quantity"] = json!("2");
        draft["lines"][0]["discount"] = json!("0");
    });
    sale.issue(&first, &version);
    let second = sale.company.ok("invoice.get", json!({ "id": sale.draft() }));
    assert_eq!(second["draft"]["lines"][0]["discount"], "100");
}

#[test]
fn a_contact_that_has_left_takes_no_paper_with_it() {
    let sale = Sale::with(json!({}));
    let contact =
        sale.company.ok(
            "contact.create",
            json!({ "customer_id": sale.customer, "contact": { "name": "Sunita Rao" } }),
        )["id"]
            .clone();
    let estimate = sale.accepted(json!({ "contact_id": contact, "lines": [of_three(json!({}))] }));
    sale.company.ok("contact.delete", json!({ "id": contact, "version": 1 }));
    sale.company.ok("estimate.get", json!({ "id": estimate }));
    let invoice = sale.draft();
    sale.company.ok("invoice.get", json!({ "id": invoice }));
    sale.issue(&invoice, &json!(1));
    assert_eq!(sale.company.ok("invoice.get", json!({ "id": invoice }))["totals"]["total"], "354.00");
}

#[test]
fn taking_an_old_answer_back_leaves_the_newer_one() {
    let sale = Sale::with(json!({}));
    let draft = json!({ "customer_id": sale.customer, "deal_id": sale.deal, "lines": [of_three(json!({}))] });
    let id = sale.company.ok("estimate.create", json!({ "draft": draft }))["id"].clone();
    sale.company.ok("estimate.send", json!({ "id": id, "version": 1, "how": "print" }));
    let accept = json!({ "id": id, "said_by": "Sunita Rao", "how": "phone" });
    let first = sale.company.reply("estimate.accept", accept.clone()).undo.unwrap().seq;
    sale.company.ok("estimate.revoke", json!({ "id": id, "reason": "Misheard" }));
    sale.company.ok("estimate.accept", accept);
    let refused = sale.company.refused("history.undo", json!({ "seq": first }));
    assert_refused(&refused, Code::Precondition, "error.undo_moved_on");
    assert_eq!(sale.figures()[0], "354.00");
}

#[test]
fn a_draft_of_what_is_closed_bills_it_once() {
    let sale = Sale::with(json!({}));
    sale.accepted(json!({ "lines": [of_three(json!({}))] }));
    let invoice = sale.draft();
    sale.company.ok("billing_plan.close", json!({ "deal_id": sale.deal, "reason": "Not needed" }));
    sale.issue(&invoice, &json!(1));
    assert_eq!(sale.figures(), ["354.00", "354.00", "0.00"]);
    sale.company.ok("billing_plan.reopen", json!({ "deal_id": sale.deal }));
    assert_eq!(sale.figures(), ["354.00", "354.00", "0.00"]);
}

#[test]
fn an_accepted_estimate_waits_for_drafts_and_keeps_what_was_invoiced() {
    let line = json!({ "description": "Hours", "quantity": "10", "unit_price": "100" });
    let sale = Sale::with(json!({ "lines": [line] }));
    sale.company.ok("deal.win", json!({ "id": sale.deal, "version": 1 }));
    let invoice = sale.draft();
    let whole = json!({ "customer_id": sale.customer, "deal_id": sale.deal, "lines": [of_three(json!({}))] });
    let id = sale.company.ok("estimate.create", json!({ "draft": whole }))["id"].clone();
    sale.company.ok("estimate.send", json!({ "id": id, "version": 1, "how": "print" }));
    let accept = json!({ "id": id, "said_by": "Sunita Rao", "how": "phone" });
    let refused = sale.company.refused("estimate.accept", accept.clone());
    assert_refused(&refused, Code::Precondition, "error.deal_draft_first");

    let version = sale.change(&invoice, |draft| draft["lines"][0]["quantity"] = json!("4"));
    sale.issue(&invoice, &version);
    sale.company.ok("estimate.accept", accept);
    assert_eq!(sale.figures(), ["754.00", "400.00", "354.00"]);
    assert_eq!(sale.plan()["is_closed"], json!(false), "nobody has closed anything");
    sale.company.ok("estimate.revoke", json!({ "id": id, "reason": "Another offer follows" }));
    assert_eq!(sale.figures(), ["1000.00", "400.00", "600.00"]);
}

#[test]
fn an_invoice_made_from_the_deal_counts_before_and_after_it_is_won() {
    let line = json!({ "description": "Hours", "quantity": "10", "unit_price": "100" });
    let sale = Sale::with(json!({ "lines": [line] }));
    let issue_part = |quantity: &str| {
        let mut draft =
            sale.company.ok("billing_plan.draft", json!({ "deal_id": sale.deal, "kind": "invoice" }));
        draft["lines"][0]["quantity"] = json!(quantity);
        let made = sale.company.ok("invoice.create", json!({ "draft": draft }))["id"].clone();
        sale.issue(&made, &json!(1));
    };
    issue_part("4");
    assert_eq!(sale.figures(), ["400.00", "400.00", "0.00"]);
    sale.company.ok("deal.win", json!({ "id": sale.deal, "version": 1 }));
    assert_eq!(sale.figures(), ["1000.00", "400.00", "600.00"]);
    issue_part("1");
    assert_eq!(sale.figures(), ["1000.00", "500.00", "500.00"], "six hours were left");
}

#[test]
fn a_line_that_is_invoiced_is_not_invoiced_again() {
    let sale = Sale::with(json!({}));
    sale.accepted(json!({ "lines": [of_three(json!({}))] }));
    let first = sale.draft();
    let deleted =
        sale.company.reply("invoice.delete", json!({ "id": first, "version": 1 })).undo.unwrap().seq;
    let second = sale.draft();
    sale.issue(&second, &json!(1));
    sale.company.ok("history.undo", json!({ "seq": deleted }));
    let version = sale.company.ok("invoice.get", json!({ "id": first }))["version"].clone();
    let refused = sale.company.refused("invoice.issue", json!({ "id": first, "version": version }));
    assert_eq!(reasons(&refused), ["lines[0].quantity error.line_invoiced_already"]);
    assert_eq!(sale.figures(), ["354.00", "354.00", "0.00"]);
}

#[test]
fn a_deal_follows_its_amount_until_it_is_invoiced_and_is_not_lost_while_an_offer_stands() {
    let sale = Sale::with(json!({ "amount": "1000" }));
    sale.company.ok("deal.win", json!({ "id": sale.deal, "version": 1 }));
    sale.company.ok("deal.update", json!({ "id": sale.deal, "version": 2, "set": { "amount": "5000" } }));
    assert_eq!(sale.figures()[0], "5900.00");
    sale.draft();
    let refused = sale
        .company
        .refused("deal.update", json!({ "id": sale.deal, "version": 3, "set": { "amount": "1" } }));
    assert_refused(&refused, Code::Precondition, "error.invoiced_already");

    let sale = Sale::with(json!({ "amount": "1000" }));
    sale.accepted(json!({ "lines": [of_three(json!({}))] }));
    let lost = json!({ "id": sale.deal, "version": 1, "reason": "Too dear" });
    assert_refused(&sale.company.refused("deal.lose", lost), Code::Precondition, "error.deal_sold");
}

#[test]
fn opening_a_deal_again_is_not_undone_once_an_estimate_sells_it() {
    let sale = Sale::with(json!({ "amount": "1000" }));
    sale.company.ok("deal.win", json!({ "id": sale.deal, "version": 1 }));
    let reopened =
        sale.company.reply("deal.reopen", json!({ "id": sale.deal, "version": 2 })).undo.unwrap().seq;
    let estimate = sale.accepted(json!({ "lines": [of_three(json!({}))] }));
    let refused = sale.company.refused("history.undo", json!({ "seq": reopened }));
    assert_refused(&refused, Code::Precondition, "error.undo_moved_on");
    sale.company.ok("estimate.revoke", json!({ "id": estimate, "reason": "Too dear" }));
    sale.company.ok("history.undo", json!({ "seq": reopened }));
    assert_eq!(sale.figures(), ["1180.00", "0.00", "1180.00"]);
}

#[test]
fn an_item_of_a_deal_brings_its_code_for_customs_and_tax_to_the_invoice() {
    let sale = Sale::with(json!({}));
    let item =
        sale.company.ok("item.create", json!({ "name": "Switch", "price": "100", "hsn_sac": "851762" }));
    let lines =
        json!([{ "item_id": item["id"], "description": "Switch", "quantity": "1", "unit_price": "100" }]);
    sale.company.ok("deal.update", json!({ "id": sale.deal, "version": 1, "set": { "lines": lines } }));
    sale.company.ok("deal.win", json!({ "id": sale.deal, "version": 2 }));
    let invoice = sale.company.ok("invoice.get", json!({ "id": sale.draft() }));
    assert_eq!(invoice["draft"]["lines"][0]["hsn"], "851762");
}

#[test]
fn naming_the_customer_later_does_not_make_a_sale_younger() {
    let (company, customer) = super::pune();
    let deal = company.ok("deal.create", json!({ "title": "Hall", "prospect": "Newco", "amount": "100" }));
    company.ok("deal.win", json!({ "id": deal["id"], "version": 1 }));
    company.clock.advance(20 * super::DAY_MS);
    let unbilled = || {
        let home = company.ok("home.get", json!({}));
        home["exceptions"].as_array().unwrap().iter().any(|one| one["kind"] == "unbilled_deals")
    };
    assert!(unbilled());
    let named = json!({ "id": deal["id"], "version": 2, "set": { "customer_id": customer } });
    company.ok("deal.update", named);
    assert!(unbilled());
}

#[test]
fn an_invoice_offers_nothing_to_choose_from() {
    let (company, customer) = super::pune();
    let lines = json!([{ "description": "Work", "unit_price": "70" },
        { "description": "Extra", "unit_price": "30", "optional": true }]);
    let draft = json!({ "customer_id": customer, "lines": lines });
    let error = company.refused("invoice.create", json!({ "draft": draft }));
    assert_eq!(reasons(&error), ["lines[1].optional error.option_on_invoice"]);
    company.ok("estimate.create", json!({ "draft": draft }));
}
