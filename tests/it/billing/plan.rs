//! The billing plan: for every deal, sold = invoiced + to invoice, at every moment.

use super::{gst, pune};
use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;

pub(super) struct Sale {
    pub(super) company: Company,
    pub(super) customer: String,
    pub(super) deal: Value,
}

impl Sale {
    /// A deal of a customer in the seller's own state. Its lines bear no tax unless they say so.
    pub(super) fn with(more: Value) -> Self {
        let (company, customer) = pune();
        let classes = company.ok("tax_class.list", json!({}))["rows"].as_array().unwrap().clone();
        let untaxed = classes.iter().find(|class| class["key"] == "nil").unwrap()["id"].clone();
        let mut deal = json!({ "title": "Cabling of the annexe", "customer_id": customer });
        deal.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        for line in deal["lines"].as_array_mut().into_iter().flatten() {
            line.as_object_mut().unwrap().entry("tax_class").or_insert(untaxed.clone());
        }
        let deal = company.ok("deal.create", deal)["id"].clone();
        Self { company, customer, deal }
    }

    /// An accepted estimate of the deal; its id.
    pub(super) fn accepted(&self, draft: Value) -> Value {
        let mut whole = json!({ "customer_id": self.customer, "deal_id": self.deal });
        whole.as_object_mut().unwrap().extend(draft.as_object().unwrap().clone());
        let id = self.company.ok("estimate.create", json!({ "draft": whole }))["id"].clone();
        self.company.ok("estimate.send", json!({ "id": id, "version": 1, "how": "print" }));
        self.company.ok("estimate.accept", json!({ "id": id, "said_by": "Sunita Rao", "how": "phone" }));
        id
    }

    pub(super) fn plan(&self) -> Value {
        self.company.ok("billing_plan.get", json!({ "deal_id": self.deal }))
    }

    /// Sold, invoiced, to invoice of the deal in its one currency, after proving that the books are sound.
    pub(super) fn figures(&self) -> [String; 3] {
        self.company.assert_sound();
        let figures = &self.plan()["figures"][0];
        ["sold", "invoiced", "to_invoice"]
            .map(|name| figures[name]["amount"].as_str().unwrap_or("0").to_owned())
    }

    pub(super) fn draft(&self) -> Value {
        self.company.ok("billing_plan.to_invoice", json!({ "deal_id": self.deal }))["id"].clone()
    }

    /// Changes the draft and gives its version.
    pub(super) fn change(&self, invoice: &Value, change: impl FnOnce(&mut Value)) -> Value {
        let mut draft = self.company.ok("invoice.get", json!({ "id": invoice }))["draft"].clone();
        change(&mut draft);
        let request = json!({ "id": invoice, "version": 1, "draft": draft });
        self.company.ok("invoice.update", request)["version"].clone()
    }

    pub(super) fn issue(&self, invoice: &Value, version: &Value) {
        self.company.ok("invoice.issue", json!({ "id": invoice, "version": version }));
    }
}

fn lines() -> Value {
    json!({ "discount": "50", "lines": [
        { "description": "Cable drum", "quantity": "3", "unit_price": "333.33", "taxes": gst("18") },
        { "description": "Installation", "quantity": "1", "unit_price": "1000", "taxes": gst("18") },
        { "description": "Extra camera", "quantity": "1", "unit_price": "999", "optional": true }
    ] })
}

#[test]
fn a_sale_reconciles_through_parts_changes_credit_notes_and_voids() {
    let sale = Sale::with(json!({}));
    assert_eq!(sale.plan()["figures"], json!([]), "nothing is sold yet");
    sale.accepted(lines());
    // 1,999.99 less 50.00 is 1,949.99, with 18 % 2,300.99.
    assert_eq!(sale.figures(), ["2300.99", "0.00", "2300.99"]);

    let first = sale.draft();
    let version = sale.change(&first, |draft| {
        draft["lines"] = json!([draft["lines"][0]]);
        draft["lines"][0]["quantity"] = json!("1");
        draft["discount"] = json!("");
    });
    assert_eq!(sale.figures()[1], "0.00", "a draft invoices nothing");
    sale.issue(&first, &version);
    let [sold, invoiced, to_invoice] = sale.figures();
    assert_eq!(invoiced, "393.33");
    // The discount that was agreed is still to be given: what was sold is the same, and less is to invoice.
    assert_eq!((sold.as_str(), to_invoice.as_str()), ("2300.99", "1907.66"));

    let second = sale.draft();
    let draft = sale.company.ok("invoice.get", json!({ "id": second }))["draft"].clone();
    let quantities: Vec<&str> =
        draft["lines"].as_array().unwrap().iter().map(|line| line["quantity"].as_str().unwrap()).collect();
    assert_eq!(quantities, ["2", "1"]);
    assert_eq!(draft["discount"], "50", "the discount that was agreed and not given yet");
    sale.issue(&second, &json!(1));
    let [sold, invoiced, to_invoice] = sale.figures();
    assert_eq!([&sold, &invoiced, &to_invoice], ["2300.99", "2300.99", "0.00"]);

    let note =
        sale.company.ok("credit_note.issue", json!({ "invoice_id": second, "reason": "Wrong address" }));
    let thread = sale.company.ok("document.thread", json!({ "id": second }))["rows"].clone();
    let kinds: Vec<&str> =
        thread.as_array().unwrap().iter().map(|row| row["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["deal", "estimate", "credit_note"], "{thread}");
    let back = sale.company.ok("document.thread", json!({ "id": note["id"] }))["rows"].clone();
    assert_eq!((&back[0]["id"], &back[1]["id"]), (&sale.deal, &second));
    assert_eq!(sale.figures(), ["2300.99", "393.33", "1907.66"], "what was credited is to invoice again");
    sale.company.ok("invoice.void", json!({ "id": first, "reason": "Twice" }));
    assert_eq!(sale.figures(), ["2300.99", "0.00", "2300.99"]);

    let third = sale.draft();
    let version = sale.change(&third, |draft| {
        draft["lines"]
            .as_array_mut()
            .unwrap()
            .push(json!({ "description": "Night work", "unit_price": "100" }));
    });
    sale.issue(&third, &version);
    // The discount of 50.00 now falls on an untaxed line too, so that 44 paise of tax come on top of the added 100.00.
    assert_eq!(
        sale.figures(),
        ["2401.43", "2401.43", "0.00"],
        "what was added on the invoice was sold on it"
    );
    let payment = json!({ "customer_id": sale.customer, "amount": "400.99", "method": "bank",
        "allocations": [{ "invoice_id": third, "amount": "400.99" }] });
    sale.company.ok("payment.record", payment);
    assert_eq!(sale.plan()["figures"][0]["collected"]["amount"], "400.99");
}

#[test]
fn more_than_was_sold_may_be_invoiced_and_is_sold_then() {
    let sale = Sale::with(json!({}));
    sale.accepted(json!({ "lines": [{ "description": "Hours", "quantity": "10", "unit_price": "100" }] }));
    let invoice = sale.draft();
    let version = sale.change(&invoice, |draft| draft["lines"][0]["quantity"] = json!("12"));
    sale.issue(&invoice, &version);
    assert_eq!(sale.figures(), ["1200.00", "1200.00", "0.00"]);
}

#[test]
fn the_rest_of_a_sale_can_be_closed_and_opened_again() {
    let sale = Sale::with(json!({}));
    let estimate = sale
        .accepted(json!({ "lines": [{ "description": "Hours", "quantity": "10", "unit_price": "100" }] }));
    let invoice = sale.draft();
    let version = sale.change(&invoice, |draft| draft["lines"][0]["quantity"] = json!("4"));
    assert_eq!(sale.plan()["drafts"], 1, "whoever closes the rest is told of it");
    sale.issue(&invoice, &version);
    assert_eq!(sale.plan()["drafts"], 0);
    assert_eq!(sale.figures(), ["1000.00", "400.00", "600.00"]);
    let refused = sale.company.refused("billing_plan.close", json!({ "deal_id": sale.deal, "reason": " " }));
    assert_eq!(reasons(&refused), ["reason error.required"]);
    let close = json!({ "deal_id": sale.deal, "reason": "The annexe is not built" });
    let closed = sale.company.reply("billing_plan.close", close.clone());
    assert_eq!(sale.figures(), ["400.00", "400.00", "0.00"]);
    let refused = sale.company.refused("billing_plan.to_invoice", json!({ "estimate_id": estimate }));
    assert_refused(&refused, Code::Precondition, "error.nothing_left");
    sale.company.ok("history.undo", json!({ "seq": closed.undo.unwrap().seq }));
    assert_eq!(sale.figures(), ["1000.00", "400.00", "600.00"]);
    sale.company.ok("billing_plan.close", close);
    assert_eq!((&sale.plan()["is_open"], &sale.plan()["is_closed"]), (&json!(false), &json!(true)));
    sale.company.ok("billing_plan.reopen", json!({ "estimate_id": estimate }));
    assert_eq!(sale.figures(), ["1000.00", "400.00", "600.00"]);
    let refused = sale.company.refused("billing_plan.reopen", json!({ "estimate_id": estimate }));
    assert_refused(&refused, Code::Precondition, "error.nothing_closed");
}

#[test]
fn winning_sells_the_lines_and_makes_what_follows_in_one_action() {
    let sale = Sale::with(json!({ "lines": [
        { "description": "Switch", "quantity": "2", "unit_price": "500", "discount_percent": "10" }] }));
    let refused = sale.company.refused("billing_plan.to_invoice", json!({ "deal_id": sale.deal }));
    assert_refused(&refused, Code::Precondition, "error.nothing_sold");
    let win = json!({ "id": sale.deal, "version": 1, "follow": [{ "kind": "invoice" }, { "kind": "todo", "text": "Order it" }] });
    let won = sale.company.reply("deal.win", win.clone());
    let invoice = won.result["invoice_ids"][0].clone();
    let draft = sale.company.ok("invoice.get", json!({ "id": invoice }))["draft"].clone();
    assert_eq!(
        (&draft["deal_id"], &draft["lines"][0]["discount"], &draft["subject"]),
        (&sale.deal, &json!("10%"), &json!("Cabling of the annexe"))
    );
    assert_eq!(sale.figures(), ["900.00", "0.00", "900.00"]);

    sale.company.ok("history.undo", json!({ "seq": won.undo.unwrap().seq }));
    assert_eq!(sale.plan()["rows"], json!([]));
    assert_eq!(sale.company.count("SELECT count(*) FROM document WHERE deleted_at IS NULL"), 0);

    let version = sale.company.ok("deal.get", json!({ "id": sale.deal }))["row"]["version"].clone();
    let again = json!({ "id": sale.deal, "version": version, "follow": [{ "kind": "invoice" }] });
    let invoice = sale.company.ok("deal.win", again)["invoice_ids"][0].clone();
    let version = sale.company.ok("deal.get", json!({ "id": sale.deal }))["row"]["version"].clone();
    let reopen = json!({ "id": sale.deal, "version": version });
    let refused = sale.company.refused("deal.reopen", reopen.clone());
    assert_refused(&refused, Code::Precondition, "error.invoiced_already");
    sale.company.ok("invoice.delete", json!({ "id": invoice, "version": 1 }));
    sale.company.ok("deal.reopen", reopen);
    assert_eq!(sale.plan()["rows"], json!([]));
    sale.company.assert_sound();
}

#[test]
fn a_deal_without_lines_is_sold_for_its_amount_and_one_without_both_for_nothing() {
    let sale = Sale::with(json!({ "amount": "50000" }));
    sale.company.ok("deal.win", json!({ "id": sale.deal, "version": 1 }));
    assert_eq!(sale.figures(), ["59000.00", "0.00", "59000.00"], "with the tax that its branch charges");

    let empty = Sale::with(json!({}));
    let win = json!({ "id": empty.deal, "version": 1, "follow": [{ "kind": "invoice" }] });
    assert_refused(&empty.company.refused("deal.win", win), Code::Precondition, "error.nothing_sold");
    empty.company.ok("deal.win", json!({ "id": empty.deal, "version": 1 }));
    assert_eq!(empty.plan()["figures"], json!([]));
}

#[test]
fn an_accepted_estimate_takes_the_place_of_what_the_deal_was_won_for() {
    let sale = Sale::with(json!({ "amount": "50000" }));
    sale.company.ok("deal.win", json!({ "id": sale.deal, "version": 1 }));
    let estimate = sale.accepted(json!({ "lines": [{ "description": "All of it", "unit_price": "48000" }] }));
    assert_eq!(sale.figures(), ["48000.00", "0.00", "48000.00"]);
    sale.company.ok("estimate.revoke", json!({ "id": estimate, "reason": "Another offer follows" }));
    assert_eq!(sale.figures(), ["59000.00", "0.00", "59000.00"], "the deal is won all the same");
}

#[test]
fn an_acceptance_that_is_taken_back_leaves_the_plan_to_how_the_deal_stands() {
    let version =
        |sale: &Sale| sale.company.ok("deal.get", json!({ "id": sale.deal }))["row"]["version"].clone();
    let work = |price: &str| json!({ "lines": [{ "description": "All of it", "unit_price": price }] });
    let revoke = |sale: &Sale, id: &Value| {
        sale.company.ok("estimate.revoke", json!({ "id": id, "reason": "Another offer follows" }))
    };

    let sale = Sale::with(json!({ "amount": "50000" }));
    sale.company.ok("deal.win", json!({ "id": sale.deal, "version": 1 }));
    let estimate = sale.accepted(work("48000"));
    sale.company.ok("deal.reopen", json!({ "id": sale.deal, "version": version(&sale) }));
    revoke(&sale, &estimate);
    assert_eq!(sale.plan()["rows"], json!([]), "an open deal is not sold");
    let change = json!({ "id": sale.deal, "version": version(&sale), "set": { "amount": "20000" } });
    sale.company.ok("deal.update", change);
    sale.company.ok("deal.win", json!({ "id": sale.deal, "version": version(&sale) }));
    assert_eq!(sale.figures(), ["23600.00", "0.00", "23600.00"], "not for what it was won before");

    let sale = Sale::with(json!({ "amount": "50000" }));
    let estimate = sale.accepted(work("48000"));
    sale.company.ok("deal.win", json!({ "id": sale.deal, "version": version(&sale) }));
    assert_eq!(sale.figures(), ["48000.00", "0.00", "48000.00"]);
    revoke(&sale, &estimate);
    assert_eq!(sale.figures(), ["59000.00", "0.00", "59000.00"], "a won deal has a plan");
    sale.company.assert_sound();
}

#[test]
fn what_an_estimate_replaced_gives_way_to_the_other_that_still_stands() {
    let sale = Sale::with(json!({ "amount": "50000" }));
    sale.company.ok("deal.win", json!({ "id": sale.deal, "version": 1 }));
    let first = sale.accepted(json!({ "lines": [{ "description": "Half", "unit_price": "20000" }] }));
    let second = sale.accepted(json!({ "lines": [{ "description": "The other", "unit_price": "30000" }] }));
    assert_eq!(sale.figures()[0], "50000.00");
    for (estimate, sold) in [(first, "30000.00"), (second, "59000.00")] {
        sale.company.ok("estimate.revoke", json!({ "id": estimate, "reason": "Not ordered" }));
        assert_eq!(sale.figures()[0], sold);
    }
    sale.company.assert_sound();
}

#[test]
fn an_open_deal_that_was_invoiced_in_part_keeps_its_acceptance() {
    let sale =
        Sale::with(json!({ "lines": [{ "description": "Switch", "quantity": "2", "unit_price": "500" }] }));
    sale.company.ok("deal.win", json!({ "id": sale.deal, "version": 1 }));
    let invoice = sale.company.ok("billing_plan.to_invoice", json!({ "deal_id": sale.deal }))["id"].clone();
    let version = sale.change(&invoice, |draft| draft["lines"][0]["quantity"] = json!("1"));
    sale.issue(&invoice, &version);
    let estimate = sale.accepted(json!({ "lines": [{ "description": "The rest", "unit_price": "300" }] }));
    let version = sale.company.ok("deal.get", json!({ "id": sale.deal }))["row"]["version"].clone();
    sale.company.ok("deal.reopen", json!({ "id": sale.deal, "version": version }));
    let revoke = json!({ "id": estimate, "reason": "Not ordered" });
    let refused = sale.company.refused("estimate.revoke", revoke);
    assert_refused(&refused, Code::Precondition, "error.invoiced_already");
    assert_eq!(sale.figures(), ["800.00", "500.00", "300.00"], "nothing has changed");
    sale.company.assert_sound();
}

#[test]
fn the_version_that_was_accepted_is_sold_not_the_newest() {
    let sale = Sale::with(json!({}));
    let draft = |price: &str| {
        json!({ "customer_id": sale.customer, "deal_id": sale.deal,
        "lines": [{ "description": "Work", "unit_price": price }] })
    };
    let id = sale.company.ok("estimate.create", json!({ "draft": draft("100") }))["id"].clone();
    sale.company.ok("estimate.send", json!({ "id": id, "version": 1, "how": "print" }));
    sale.company.ok("estimate.update", json!({ "id": id, "version": 2, "draft": draft("90") }));
    sale.company.ok("estimate.send", json!({ "id": id, "version": 3, "how": "print" }));
    let first = sale.company.ok("estimate.get", json!({ "id": id }))["versions"][0]["id"].clone();
    let answer = json!({ "id": id, "version_id": first, "said_by": "Sunita Rao", "how": "order" });
    sale.company.ok("estimate.accept", answer);
    assert_eq!(sale.figures()[0], "100.00");
    sale.issue(&sale.draft(), &json!(1));
    assert_eq!(sale.figures(), ["100.00", "100.00", "0.00"]);
}

#[test]
fn a_document_of_a_deal_starts_with_what_the_deal_knows() {
    let sale =
        Sale::with(json!({ "lines": [{ "description": "Switch", "quantity": "2", "unit_price": "500" }] }));
    let draft = sale.company.ok("billing_plan.draft", json!({ "deal_id": sale.deal, "kind": "invoice" }));
    assert_eq!(draft["customer_id"], json!(sale.customer));
    assert_eq!((&draft["deal_id"], &draft["lines"][0]["unit_price"]), (&sale.deal, &json!("500")));
    let priced = sale.company.ok("document.price", json!({ "kind": "estimate", "draft": draft }));
    assert_eq!(priced["total"], "1000.00");
    let refused = sale.company.refused("billing_plan.get", json!({}));
    assert_eq!(reasons(&refused), ["deal_id error.deal_or_estimate"]);
}

#[test]
fn lines_of_a_plan_stay_in_their_deal_and_currency() {
    let sale = Sale::with(json!({}));
    sale.accepted(json!({ "lines": [{ "description": "Work", "unit_price": "100" }] }));
    let invoice = sale.draft();
    let version = sale.change(&invoice, |draft| {
        draft["currency"] = json!("USD");
        draft["rate"] = json!("83");
    });
    let refused = sale.company.refused("invoice.issue", json!({ "id": invoice, "version": version }));
    assert_eq!(reasons(&refused), ["currency error.sold_in"]);
    let other = sale.company.ok("deal.create", json!({ "title": "Other", "customer_id": sale.customer }));
    let mut draft = sale.company.ok("invoice.get", json!({ "id": invoice }))["draft"].clone();
    (draft["currency"], draft["rate"], draft["deal_id"]) = (json!("INR"), Value::Null, other["id"].clone());
    let changed = json!({ "id": invoice, "version": version, "draft": draft });
    let version = sale.company.ok("invoice.update", changed)["version"].clone();
    let refused = sale.company.refused("invoice.issue", json!({ "id": invoice, "version": version }));
    assert_eq!(reasons(&refused), ["lines[0].billing_row_id error.other_deal"]);
    sale.company.assert_sound();
}

#[test]
fn a_customer_owes_what_is_open_and_holds_what_is_over() {
    let sale = Sale::with(json!({}));
    let balance = || {
        sale.company.ok("customer_balance.get", json!({ "customer_id": sale.customer }))["figures"].clone()
    };
    assert_eq!(balance(), json!([]));
    super::issued(&sale.company, &sale.customer, "1000");
    sale.company
        .ok("payment.record", json!({ "customer_id": sale.customer, "amount": "1200", "method": "bank" }));
    super::issued(&sale.company, &sale.customer, "300");
    let amount = |name: &str| balance()[0][name]["amount"].as_str().unwrap().to_owned();
    assert_eq!(
        ["open", "overdue", "credit", "invoiced"].map(amount),
        ["300.00", "0.00", "200.00", "1300.00"]
    );
    sale.company.clock.advance(super::DAY_MS * 45);
    assert_eq!((amount("overdue").as_str(), &balance()[0]["is_overdue"]), ("300.00", &json!(true)));
}

#[test]
fn an_estimate_without_a_deal_counts_what_its_invoices_changed_and_collected() {
    let (company, customer) = pune();
    let line = |name: &str, price: &str, class: &Value| json!({ "description": name, "unit_price": price, "tax_class_id": class });
    let class = company.ok("tax_class.list", json!({}))["rows"][0]["id"].clone();
    let draft = json!({ "customer_id": customer, "lines": [line("Cabling", "700", &class), line("Rack", "300", &class)] });
    let id = company.ok("estimate.create", json!({ "draft": draft }))["id"].clone();
    company.ok("estimate.send", json!({ "id": id, "version": 1, "how": "print" }));
    company.ok("estimate.accept", json!({ "id": id, "said_by": "Sunita Rao", "how": "phone" }));
    let figures = || {
        company.assert_sound();
        let figures = company.ok("billing_plan.get", json!({ "estimate_id": id }))["figures"][0].clone();
        ["sold", "invoiced", "to_invoice", "collected"]
            .map(|name| figures[name]["amount"].as_str().unwrap().to_owned())
    };
    let first = company.ok("billing_plan.to_invoice", json!({ "estimate_id": id }));
    assert_eq!(first["warnings"], json!([]), "it comes to what was agreed");
    let mut form = company.ok("invoice.get", json!({ "id": first["id"] }))["draft"].clone();
    form["lines"].as_array_mut().unwrap().truncate(1);
    company.ok("invoice.update", json!({ "id": first["id"], "version": 1, "draft": form }));
    company.ok("invoice.issue", json!({ "id": first["id"], "version": 2 }));
    assert_eq!(figures(), ["1180.00", "826.00", "354.00", "0.00"]);
    let branch = company.ok("branch.list", json!({}))["rows"][0].clone();
    let set =
        json!({ "id": branch["id"], "version": branch["version"], "set": {}, "tax_standing": "composition" });
    company.ok("branch.update", set);
    let rest = company.ok("billing_plan.to_invoice", json!({ "estimate_id": id }));
    let warning = &rest["warnings"][0];
    assert_eq!(
        (&warning["path"], &warning["message_id"]),
        (&json!("estimate_id"), &json!("warning.sold_for_another_total"))
    );
    assert_eq!(warning["params"]["accepted"], json!({ "amount": "1180.00", "currency": "INR" }));
    assert_eq!(warning["params"]["now"], json!({ "amount": "1000.00", "currency": "INR" }));
    company.ok("invoice.issue", json!({ "id": rest["id"], "version": 1 }));
    assert_eq!(figures(), ["1126.00", "1126.00", "0.00", "0.00"]);
    company.ok("payment.record", json!({ "customer_id": customer, "amount": "1000", "method": "bank" }));
    assert_eq!(figures(), ["1126.00", "1126.00", "0.00", "1000.00"]);
}

#[test]
fn a_deal_won_with_its_invoice_says_when_that_comes_to_another_total() {
    let sale = Sale::with(json!({}));
    let class = sale.company.ok("tax_class.list", json!({}))["rows"][0]["id"].clone();
    sale.accepted(
        json!({ "lines": [{ "description": "Cabling", "unit_price": "1000", "tax_class_id": class }] }),
    );
    let branch = sale.company.ok("branch.list", json!({}))["rows"][0].clone();
    let set =
        json!({ "id": branch["id"], "version": branch["version"], "set": {}, "tax_standing": "composition" });
    sale.company.ok("branch.update", set);
    let win = json!({ "id": sale.deal, "version": 1, "follow": [{ "kind": "invoice" }] });
    let won = sale.company.ok("deal.win", win);
    let warning = &won["warnings"][0];
    assert_eq!(
        (&warning["path"], &warning["message_id"]),
        (&json!("id"), &json!("warning.sold_for_another_total"))
    );
    assert_eq!(warning["params"]["accepted"]["amount"], "1180.00");
    assert_eq!(warning["params"]["now"]["amount"], "1000.00");
}

#[test]
fn an_invoice_of_two_estimates_counts_its_changes_once() {
    let (company, customer) = pune();
    let rows: Vec<Value> = ["Cabling", "Rack"]
        .into_iter()
        .map(|name| {
            let lines = json!([{ "description": name, "unit_price": "100" }]);
            let draft = json!({ "customer_id": customer, "lines": lines });
            let id = company.ok("estimate.create", json!({ "draft": draft }))["id"].clone();
            company.ok("estimate.send", json!({ "id": id, "version": 1, "how": "print" }));
            company.ok("estimate.accept", json!({ "id": id, "said_by": "Sunita Rao", "how": "phone" }));
            id
        })
        .collect();
    let line = |id: &Value, price: &str| {
        let row = company.ok("billing_plan.get", json!({ "estimate_id": id }))["rows"][0]["id"].clone();
        json!({ "description": "x", "unit_price": price, "billing_row_id": row })
    };
    let draft = json!({ "customer_id": customer, "lines": [line(&rows[0], "110"), line(&rows[1], "100")] });
    let made = company.ok("invoice.create", json!({ "draft": draft }));
    company.ok("invoice.issue", json!({ "id": made["id"], "version": 1 }));
    company.ok("payment.record", json!({ "customer_id": customer, "amount": "210", "method": "bank" }));
    let figures = |id: &Value| {
        let figures = company.ok("billing_plan.get", json!({ "estimate_id": id }))["figures"][0].clone();
        ["sold", "invoiced", "collected"].map(|name| figures[name]["amount"].clone())
    };
    assert_eq!(figures(&rows[0]), ["110.00", "110.00", "210.00"]);
    assert_eq!(figures(&rows[1]), ["100.00", "100.00", "0.00"]);
    company.assert_sound();
}
