//! Expenses that are passed on to the customer: once and only once, with their mark-up, in the currency of the invoice.

use super::billing::number_it;
use super::{Work, id};
use crate::support::{assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;

/// Notes an expense of the project and answers what it was noted with.
fn spend(work: &Work, set: Value) -> Value {
    let mut expense = json!({
        "project_id": work.project, "description": "Flight", "amount": "1000", "billable": true, "date": "2026-11-16",
    });
    expense.as_object_mut().unwrap().extend(set.as_object().unwrap().clone());
    let made = work.company.ok("expense.save", expense.clone());
    expense["id"] = made["id"].clone();
    expense
}

fn to_bill(work: &Work) -> Value {
    work.company.ok("time.to_bill", json!({ "project_id": work.project }))
}

fn bill(work: &Work) -> Value {
    work.company.ok("time.bill", json!({ "project_id": work.project }))
}

fn badge(work: &Work) -> Value {
    work.company.ok("expense.list", json!({ "project_id": work.project }))["rows"][0]["badge"]["key"].clone()
}

fn lines(work: &Work, invoice: &Value) -> Vec<(String, String, String)> {
    let draft = work.company.ok("invoice.get", json!({ "id": invoice["id"] }))["draft"].clone();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let line =
        |line: &Value| (text(&line["description"]), text(&line["quantity"]), text(&line["unit_price"]));
    draft["lines"].as_array().unwrap().iter().map(line).collect()
}

#[test]
fn an_expense_is_passed_on_beside_the_time_and_once() {
    let work = Work::new();
    work.company.ok("time_setting.save", json!({ "version": 1, "bills": "all" }));
    work.company.ok("time_rate.save", json!({ "project_id": work.project, "rate": "1000" }));
    work.log("2026-11-16", "2h");
    spend(&work, json!({ "description": "Our own lunch", "billable": false, "date": "2026-11-10" }));
    let flight = spend(&work, json!({ "markup": "12.5" }));
    let open = to_bill(&work);
    assert_eq!(
        (&open["amount"]["amount"], &open["expenses"], &open["expenses_amount"]),
        (&json!("2000.00"), &json!(1), &json!({ "amount": "1125.00", "currency": "INR" }))
    );
    assert_eq!(badge(&work), "badge.time.to_invoice");
    let made = work.company.reply("time.bill", json!({ "project_id": work.project }));
    assert_eq!((&made.result["entries"], &made.result["expenses"]), (&json!(1), &json!(1)));
    let owned = |line: [&str; 3]| (line[0].to_owned(), line[1].to_owned(), line[2].to_owned());
    assert_eq!(lines(&work, &made.result), [owned(["Cameras", "2", "1000"]), owned(["Flight", "1", "1125"])]);
    assert_eq!((badge(&work), &to_bill(&work)["expenses"]), (json!("badge.time.on_draft"), &json!(0)));
    let again = work.company.refused("time.bill", json!({ "project_id": work.project }));
    assert_eq!(reasons(&again), ["project_id error.nothing_to_bill"]);
    // Taken back as a whole, it is to be passed on again.
    work.company.ok("history.undo", json!({ "seq": made.undo.unwrap().seq }));
    assert_eq!(to_bill(&work)["expenses"], 1);
    let alone = json!({ "project_id": work.project, "expenses": false });
    assert_eq!(work.company.ok("time.bill", alone)["expenses"], 0, "time alone");
    let invoice = bill(&work);
    assert_eq!(lines(&work, &invoice).len(), 1, "and the expense alone");
    number_it(&work, &invoice);
    assert_eq!(badge(&work), "badge.time.invoiced");
    let number = work.company.ok("invoice.get", json!({ "id": invoice["id"] }))["number"].clone();
    // What is on an invoice stays as it is, and the refusal names that.
    let mut more = flight.clone();
    more["version"] = json!(1);
    more["amount"] = json!("2000");
    for (command, payload) in
        [("expense.save", more), ("expense.delete", json!({ "id": flight["id"], "version": 1 }))]
    {
        let error = work.company.refused(command, payload);
        assert_refused(&error, Code::Precondition, "error.expense_invoiced");
        assert_eq!(error.params["invoice"], number, "{command}");
    }
    work.company.assert_sound();
}

#[test]
fn what_no_longer_counts_frees_its_expense() {
    let work = Work::new();
    let flight = spend(&work, json!({}));
    let expenses = || to_bill(&work)["expenses"].clone();
    let first = bill(&work);
    let gone = work.company.reply("invoice.delete", json!({ "id": first["id"], "version": 1 }));
    assert_eq!(expenses(), 1, "the draft is deleted");
    let second = bill(&work);
    let error = work.company.refused("history.undo", json!({ "seq": gone.undo.unwrap().seq }));
    assert_refused(&error, Code::Precondition, "error.expense_invoiced");
    let mut form = work.company.ok("invoice.get", json!({ "id": second["id"] }))["draft"].clone();
    form["lines"] = json!([{ "description": "Something else", "quantity": "1", "unit_price": "5" }]);
    let cut =
        work.company.reply("invoice.update", json!({ "id": second["id"], "version": 1, "draft": form }));
    assert_eq!(
        (expenses(), badge(&work)),
        (json!(1), json!("badge.time.to_invoice")),
        "its line is taken off"
    );
    // It is another amount by now, so the line does not come back with the former one.
    let mut less = flight.clone();
    less["version"] = json!(1);
    less["amount"] = json!("900");
    let less = work.company.reply("expense.save", less);
    let undo = json!({ "seq": cut.undo.unwrap().seq });
    assert_refused(
        &work.company.refused("history.undo", undo.clone()),
        Code::Conflict,
        "error.undo_moved_on",
    );
    work.company.ok("history.undo", json!({ "seq": less.undo.unwrap().seq }));
    work.company.ok("history.undo", undo);
    assert_eq!((expenses(), badge(&work)), (json!(0), json!("badge.time.on_draft")));
    number_it(&work, &json!({ "id": second["id"], "version": 3 }));
    work.company.ok("invoice.void", json!({ "id": second["id"], "reason": "Wrong project" }));
    assert_eq!(expenses(), 1, "the invoice is void");
    let third = bill(&work);
    number_it(&work, &third);
    assert_eq!(expenses(), 0);
    work.company.ok("credit_note.issue", json!({ "invoice_id": third["id"], "reason": "Agreed otherwise" }));
    assert_eq!(expenses(), 1, "the invoice is credited");
    work.company.assert_sound();
}

#[test]
fn an_expense_that_is_passed_on_is_not_taken_back() {
    let work = Work::new();
    let flight = json!({
        "project_id": work.project, "description": "Flight", "amount": "1000", "billable": true, "date": "2026-11-16",
    });
    let made = work.company.reply("expense.save", flight.clone());
    let mut dearer = flight;
    dearer["id"] = made.result["id"].clone();
    dearer["version"] = json!(1);
    dearer["amount"] = json!("1100");
    let dearer = work.company.reply("expense.save", dearer);
    bill(&work);
    let error = work.company.refused("history.undo", json!({ "seq": dearer.undo.unwrap().seq }));
    assert_refused(&error, Code::Precondition, "error.expense_invoiced");
    work.company.assert_sound();
}

#[test]
fn the_mark_up_is_rounded_once_in_the_currency_of_the_invoice() {
    let work = Work::new();
    for (amount, more, expected) in [
        ("0.10", json!({ "markup": "5" }), "0.11"),
        ("0.30", json!({ "markup": "15" }), "0.35"),
        ("100.10", json!({ "currency": "AED", "rate": "22.755" }), "2277.78"),
        // 100.10 x 22.755 = 2277.7755, and a tenth more of that is 2505.55305
        ("100.10", json!({ "currency": "AED", "rate": "22.755", "markup": "10" }), "2505.55"),
        ("200", json!({ "currency": "JPY", "rate": "0.5725", "markup": "0" }), "114.5"),
    ] {
        let mut set = more.clone();
        set["amount"] = json!(amount);
        spend(&work, set);
        let invoice = bill(&work);
        assert_eq!(lines(&work, &invoice)[0].2, expected, "{amount} {more}");
    }
    for (markup, reason) in [("-1", "error.markup"), ("1001", "error.markup"), ("x", "error.amount")] {
        let set =
            json!({ "project_id": work.project, "description": "Flight", "amount": "1", "markup": markup });
        assert_eq!(reasons(&work.company.refused("expense.save", set)), [format!("markup {reason}")]);
    }
    work.company.assert_sound();
}

#[test]
fn another_currency_needs_a_rate_that_is_known() {
    let work = Work::new();
    let set = json!({ "name": "Export", "customer_id": work.customer, "start_date": "2026-11-02", "currency": "EUR" });
    let project = id(&work.company.ok("project.create", json!({ "set": set })));
    spend(&work, json!({ "project_id": project, "amount": "900" }));
    spend(
        &work,
        json!({ "project_id": project, "amount": "3.33", "currency": "EUR", "rate": "90", "date": "2026-11-15" }),
    );
    let asked = json!({ "project_id": project });
    let open = work.company.ok("time.to_bill", asked.clone());
    // 900 / 90, and the other one as it is.
    assert_eq!(open["expenses_amount"], json!({ "amount": "13.33", "currency": "EUR" }));
    let listed = work.company.ok("expense.list", asked.clone())["rows"].clone();
    let other = listed.as_array().unwrap().iter().find(|row| row["rate"] == "90").unwrap().clone();
    work.company.ok("expense.delete", json!({ "id": other["id"], "version": 1 }));
    assert_eq!(work.company.ok("time.to_bill", asked.clone())["expenses_amount"], Value::Null);
    let error = work.company.refused("time.bill", asked.clone());
    assert_eq!(reasons(&error), ["rate error.expense_no_rate"]);
    assert_eq!(
        (&error.fields[0].params["expense"], &error.fields[0].params["currency"]),
        (&json!("Flight"), &json!("EUR"))
    );
    let typed = |rate: &str| json!({ "project_id": project, "rate": rate });
    assert_eq!(reasons(&work.company.refused("time.bill", typed("much"))), ["rate error.amount"]);
    assert_eq!(reasons(&work.company.refused("time.bill", typed("0"))), ["rate error.expense_no_rate"]);
    let made = work.company.ok("time.bill", typed("80"));
    assert_eq!(lines(&work, &made)[0].2, "11.25");
    work.company.assert_sound();
}

#[test]
fn who_does_not_see_costs_passes_none_on() {
    let work = Work::new();
    spend(&work, json!({}));
    work.user("Ravi", "delivery", None);
    let grants: Vec<Value> = [
        "company.read",
        "customer.read",
        "project.read",
        "time.read",
        "invoice.read",
        "invoice.write",
        "item.read",
    ]
    .iter()
    .map(|permission| json!({ "permission": permission, "scope": "all" }))
    .collect();
    let set = work.company.ok("permission_set.save", json!({ "name": "Billing", "grants": grants }));
    work.company.ok("user.create", json!({ "name": "Bina", "permission_set_ids": [set["id"]] }));
    let asked = json!({ "project_id": work.project });
    for user in ["Ravi", "Bina"] {
        let open = work.as_user(user, "time.to_bill", asked.clone()).unwrap().result;
        assert_eq!(
            (&open["expenses"], &open["expenses_amount"]["amount"]),
            (&json!(0), &json!("0.00")),
            "{user}"
        );
        assert!(work.as_user(user, "expense.list", asked.clone()).is_err(), "{user}");
    }
    let error = work.as_user("Bina", "time.bill", asked).unwrap_err();
    assert_eq!(reasons(&error), ["project_id error.nothing_to_bill"]);
    assert_eq!(to_bill(&work)["expenses"], 1);
}

#[test]
fn of_a_deal_by_time_and_material_expenses_are_sold_as_they_are_invoiced() {
    let work = Work::new();
    let deal =
        id(&work.company.ok("deal.create", json!({ "title": "Cameras", "customer_id": work.customer })));
    let set = json!({ "name": "By the hour", "customer_id": work.customer, "start_date": "2026-11-02" });
    let project = id(&work.company.ok("project.create", json!({ "deal_id": deal, "set": set })));
    spend(&work, json!({ "project_id": project, "markup": "20" }));
    let invoice = work.company.ok("time.bill", json!({ "project_id": project }));
    number_it(&work, &invoice);
    let plan = work.company.ok("billing_plan.get", json!({ "deal_id": deal }));
    let figures = &plan["figures"][0];
    assert_eq!(figures["sold_net"]["amount"], "1200.00");
    assert_eq!((&figures["sold"], &figures["to_invoice"]["amount"]), (&figures["invoiced"], &json!("0.00")));
    let margin = work.company.ok("time.budget", json!({ "project_id": project }))["margin"].clone();
    assert_eq!(
        (&margin["cost"]["amount"], &margin["margin"]["amount"]),
        (&json!("1000.00"), &json!("200.00"))
    );
    // In a project without a deal, what is passed on is part of what it is worth.
    spend(&work, json!({ "markup": "10" }));
    let margin = work.company.ok("time.budget", json!({ "project_id": work.project }))["margin"].clone();
    assert_eq!(
        (&margin["sold"][0]["amount"], &margin["margin"]["amount"]),
        (&json!("1100.00"), &json!("100.00"))
    );
    work.company.assert_sound();
}

#[test]
fn the_check_sees_an_expense_that_is_passed_on_twice() {
    let work = Work::new();
    spend(&work, json!({}));
    bill(&work);
    let damage = "INSERT INTO expense_posting (id, expense_id, document_id, line_id, amount_minor) \
                  SELECT 'twice', expense_id, document_id, 'other', amount_minor + 1 FROM expense_posting; \
                  INSERT INTO document_line (id, document_id, position, description, quantity, unit_price, taxes) \
                  SELECT 'other', document_id, 9, '', '1', '1', '[]' FROM expense_posting LIMIT 1;";
    let conn = work.company.core.file().writer();
    conn.execute_batch(&format!("PRAGMA foreign_keys = OFF; {damage}")).unwrap();
    drop(conn);
    let checked = throughline_core::store::integrity::check(work.company.core.file());
    let check = checked.iter().find(|check| check.name == "expense_posted_once").unwrap();
    assert_eq!(check.problems.len(), 2, "{:?}", check.problems);
}

#[test]
fn an_expense_in_the_currency_of_the_seller_goes_at_the_rate_of_the_invoice() {
    let work = Work::new();
    let company = &work.company;
    let dubai =
        company.ok("branch.create", json!({ "name": "Dubai", "country": "AE" }))["rows"][1]["id"].clone();
    let customer = id(&company.ok("customer.create", json!({ "name": "Gulf Trading", "currency": "USD" })));
    let project = json!({ "name": "Network", "customer_id": customer, "start_date": "2026-11-16" });
    let project = id(&company.ok("project.create", json!({ "set": project, "branch_id": dubai })));
    let cable = json!({ "project_id": project, "description": "Cable", "amount": "367.25", "currency": "AED", "rate": "22.9",
        "billable": true, "date": "2026-11-16" });
    company.ok("expense.save", cable);
    let made = company.ok("time.bill", json!({ "project_id": project, "rate": "3.6725" }));
    let owned = |line: [&str; 3]| (line[0].to_owned(), line[1].to_owned(), line[2].to_owned());
    assert_eq!(lines(&work, &made), [owned(["Cable", "1", "100"])]);
    company.assert_sound();
}
