//! What was made by mistake goes while nothing happened on it, and what was agreed is put right in its place.

use super::{DAY, contract, gives, id, monday, open, refused};
use crate::support::{Company, assert_refused};
use serde_json::{Value, json};
use throughline_core::api::Mode;
use throughline_core::kernel::error::{Code, Error};

fn error(company: &Company, command: &str, request: Value) -> Error {
    company.core.call(None, command, request, Mode::Run).unwrap_err()
}

fn at(company: &Company, kind: &str, id: &str) -> Value {
    let row = company.ok(&format!("{kind}.get"), json!({ "id": id }))["row"].clone();
    json!({ "id": id, "version": row["version"] })
}

#[test]
fn a_contract_on_which_nothing_happened_goes_with_what_it_gives_and_comes_back() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({}));
    let gold = gives(&company, &customer, &care, "term");
    let gone = company.reply("contract.delete", at(&company, "contract", &care));
    for (command, id) in [("contract.get", &care), ("entitlement.get", &gold)] {
        assert_eq!(error(&company, command, json!({ "id": id })).code, Code::NotFound, "{command}");
    }
    assert_eq!(company.count("SELECT count(*) FROM contract_row"), 0);
    company.assert_sound();
    company.ok("history.undo", json!({ "seq": gone.undo.unwrap().seq }));
    let back = company.ok("contract.get", json!({ "id": care }));
    assert_eq!(back["entitlements"][0]["id"], json!(gold));
    company.assert_sound();
}

#[test]
fn what_happened_keeps_a_contract() {
    let (company, customer) = monday();
    let used = contract(&company, &customer, &json!({}));
    let gold = gives(&company, &customer, &used, "term");
    open(&company, &customer, &json!({ "entitlement_id": gold }));
    let went_on = contract(&company, &customer, &json!({}));
    company.ok("contract.renew", at(&company, "contract", &went_on));
    let proposed = contract(&company, &customer, &json!({}));
    company.ok("contract.propose", at(&company, "contract", &proposed));
    let invoiced = contract(&company, &customer, &json!({}));
    let form = company.ok("contract.invoicing", json!({ "id": invoiced }));
    company.ok(
        "recurring_invoice.create",
        json!({ "draft": form["draft"], "rhythm": form["rhythm"], "contract_id": invoiced }),
    );
    for (contract, message) in [
        (used, "error.contract_used"),
        (went_on, "error.contract_in_use"),
        (proposed, "error.contract_in_use"),
        (invoiced, "error.contract_in_use"),
    ] {
        let refusal = error(&company, "contract.delete", at(&company, "contract", &contract));
        assert_refused(&refusal, Code::Precondition, message);
    }
    let refusal = error(&company, "entitlement.delete", at(&company, "entitlement", &gold));
    assert_refused(&refusal, Code::Precondition, "error.entitlement_in_use");
    company.assert_sound();
}

#[test]
fn an_entitlement_goes_alone_and_comes_back() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({}));
    let gold = gives(&company, &customer, &care, "term");
    let gone = company.reply("entitlement.delete", at(&company, "entitlement", &gold));
    let given = || company.ok("contract.get", json!({ "id": care }))["entitlements"].clone();
    assert_eq!(given(), json!([]));
    company.ok("history.undo", json!({ "seq": gone.undo.unwrap().seq }));
    assert_eq!(given()[0]["id"], json!(gold));
    company.assert_sound();
}

#[test]
fn notice_is_said_by_its_days_or_by_its_last_day() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({ "notice_days": 30 }));
    let set = |typed: &str| json!({ "id": care, "version": at(&company, "contract", &care)["version"], "set": { "notice_by": typed } });
    company.ok("contract.update", set("2027-01-30"));
    let stands = company.ok("contract.get", json!({ "id": care }));
    assert_eq!((&stands["notice_days"], &stands["row"]["notice_by"]), (&json!(60), &json!("2027-01-30")));
    assert_eq!(
        refused(&company, "contract.update", set("2027-04-01")),
        ["set.notice_by error.notice_after_end"]
    );
    assert_eq!(refused(&company, "contract.update", set("soon")), ["set.notice_by error.date"]);
    company.ok("contract.update", set("2027-03-31"));
    assert_eq!(company.ok("contract.get", json!({ "id": care }))["notice_days"], 0);
    company.assert_sound();
}

#[test]
fn what_was_agreed_for_an_hour_beyond_is_billed_and_goes_on_with_the_contract() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({}));
    let new = |more: Value| {
        let mut request = json!({ "customer_id": customer, "contract_id": care, "name": "Gold", "unit": "hours", "amount": "24",
            "period": "term", "start": "2026-04-01", "end": "2027-03-31" });
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        request
    };
    for (typed, reason) in [("-1", "error.negative"), ("much", "error.amount")] {
        let request = new(json!({ "overage_price": typed }));
        assert_eq!(refused(&company, "entitlement.create", request), [format!("overage_price {reason}")]);
    }
    let gold = id(&company.ok("entitlement.create", new(json!({ "overage_price": "1,500" }))));
    let page = |id: &Value| company.ok("entitlement.get", json!({ "id": id }));
    assert_eq!(page(&json!(gold))["overage_price"], json!({ "amount": "1500.00", "currency": "INR" }));
    let ticket = open(&company, &customer, &json!({ "entitlement_id": gold }));
    company.works(&ticket, 26 * 60);
    let open = || company.ok("overage.to_bill", json!({ "contract_id": care }));
    assert_eq!(open()["rows"][0]["price"]["amount"], "1500.00", "not 120000 / 24");
    assert_eq!(open()["amount"]["amount"], "3000.00");
    let set = |typed: &str| json!({ "id": gold, "version": page(&json!(gold))["row"]["version"], "set": { "overage_price": typed } });
    company.ok("entitlement.update", set("1600"));
    assert_eq!(open()["amount"]["amount"], "3200.00");
    company.ok("entitlement.update", set(""));
    assert_eq!(open()["rows"][0]["price"]["amount"], "5000.00", "what one of those that were bought came to");
    company.ok("entitlement.update", set("1600"));
    company.ok("contract.renew", at(&company, "contract", &care));
    let given = company.ok("contract.get", json!({ "id": care }))["entitlements"].clone();
    let next = given.as_array().unwrap().iter().find(|one| one["id"] != json!(gold)).unwrap()["id"].clone();
    assert_eq!(page(&next)["overage_price"]["amount"], "1600.00");
    let free = new(json!({ "unit": "unlimited", "amount": null, "overage_price": "5" }));
    let free = id(&company.ok("entitlement.create", free));
    assert_eq!(page(&json!(free))["overage_price"], Value::Null, "nothing is beyond what is not counted");
    company.assert_sound();
}

#[test]
fn what_gave_a_request_back_is_taken_back_with_it() {
    let (company, customer) = monday();
    let request = json!({ "customer_id": customer, "name": "Five calls", "unit": "tickets", "amount": "5", "period": "year",
        "start": "2026-04-01", "end": "2027-03-31" });
    let five = company.ok("entitlement.create", request)["id"].clone();
    let used = || {
        let row = company.ok("entitlement.get", json!({ "id": five }))["row"].clone();
        row["balance"]["used"].as_i64().unwrap()
    };
    let ticket = open(&company, &customer, &json!({ "entitlement_id": five }));
    let other = open(&company, &customer, &json!({ "entitlement_id": five }));
    assert_eq!(used(), 2);
    let mut merged = at(&company, "ticket", &other);
    merged["into_id"] = json!(ticket);
    let mut without = at(&company, "ticket", &ticket);
    without["set"] = json!({ "entitlement_id": "" });
    for (command, payload) in [
        ("ticket.delete", at(&company, "ticket", &ticket)),
        ("ticket.update", without),
        ("ticket.merge", merged),
    ] {
        let mut payload = payload;
        let of = if command == "ticket.merge" { &other } else { &ticket };
        payload["version"] = at(&company, "ticket", of)["version"].clone();
        let done = company.reply(command, payload);
        assert_eq!(used(), 1, "{command}");
        let back = company.reply("history.undo", json!({ "seq": done.undo.unwrap().seq }));
        assert_eq!(used(), 2, "{command} is taken back");
        let again = company.reply("history.undo", json!({ "seq": back.undo.unwrap().seq }));
        assert_eq!(used(), 1, "{command} is done again");
        company.ok("history.undo", json!({ "seq": again.undo.unwrap().seq }));
        assert_eq!(used(), 2, "{command} is taken back once more");
    }
    company.assert_sound();
}

#[test]
fn a_contract_that_has_ended_is_invoiced_no_longer_than_it_ran() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({}));
    let form = company.ok("contract.invoicing", json!({ "id": care }));
    let ended = json!({ "date": "2027-01-15", "reason": "Moved away" });
    let mut end = at(&company, "contract", &care);
    end.as_object_mut().unwrap().extend(ended.as_object().unwrap().clone());
    company.ok("contract.end", end);
    let monthly = |first: &str, contract: Option<&str>| {
        let rhythm = json!({ "every": 1, "unit": "month", "first": first });
        json!({ "draft": form["draft"], "rhythm": rhythm, "contract_id": contract })
    };
    let late = refused(&company, "recurring_invoice.create", monthly("2027-02-01", Some(&care)));
    assert_eq!(late, ["rhythm.first error.contract_ended_on"]);
    let page = |id: &str| company.ok("recurring_invoice.get", json!({ "id": id }));
    let until = |id: &str| page(id)["rhythm"]["end"].clone();
    let on = json!({ "kind": "on", "date": "2027-01-15" });
    let made = id(&company.ok("recurring_invoice.create", monthly("2026-12-01", Some(&care))));
    assert_eq!((until(&made), &page(&made)["row"]["version"]), (on.clone(), &json!(1)));
    // One that was of no contract is put on it.
    let other = id(&company.ok("recurring_invoice.create", monthly("2026-12-01", None)));
    let mut put = monthly("2026-12-01", Some(&care));
    put.as_object_mut().unwrap().extend([("id".to_owned(), json!(other)), ("version".to_owned(), json!(1))]);
    company.ok("recurring_invoice.update", put);
    assert_eq!(until(&other), on);
    company.ok("contract.reopen", at(&company, "contract", &care));
    let never = json!({ "kind": "never" });
    assert_eq!((until(&made), until(&other)), (never.clone(), never));
    company.assert_sound();
}

#[test]
fn a_last_day_before_periods_that_are_over_would_rewrite_what_was_used_in_them() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({}));
    let gold = gives(&company, &customer, &care, "month");
    let ticket = open(&company, &customer, &json!({ "entitlement_id": gold }));
    company.works(&ticket, 26 * 60);
    company.clock.advance(60 * DAY);
    let set = |end: &str| {
        let mut change = at(&company, "contract", &care);
        change["set"] = json!({ "end": end });
        change
    };
    assert_refused(
        &error(&company, "contract.update", set("2026-11-10")),
        Code::Precondition,
        "error.periods_over",
    );
    assert_eq!(at(&company, "entitlement", &gold)["version"], 1);
    company.ok("contract.update", set("2026-12-31"));
    company.assert_sound();
}
