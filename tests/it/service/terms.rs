//! What a further term is worth, and that it is invoiced once however it was sold.

use super::bounded::{make, page, renew, told};
use super::invoiced::{all, at, monthly, row};
use super::{DAY, contract, id, monday};
use crate::support::{Company, assert_refused};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;

fn never() -> Value {
    json!({ "kind": "never" })
}

fn propose(company: &Company, care: &str) -> Value {
    company.ok("contract.propose", at(company, care, &json!({})))
}

fn deal(company: &Company, command: &str, id: &Value, more: &Value) -> Value {
    let version = company.ok("deal.get", json!({ "id": id }))["row"]["version"].clone();
    let mut request = json!({ "id": id, "version": version });
    request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    company.ok(command, request)
}

#[test]
fn a_term_of_another_length_is_worth_as_much_a_month() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({ "indexation_percent": "0" }));
    monthly(&company, &care, &never());
    assert_eq!(renew(&company, &care, &json!({ "months": 6, "value": "60000" })), [] as [Value; 0]);
    assert_eq!(all(&company, &customer), [row("10000", "2026-12-01", None)], "the price of a month stays");
    assert_eq!(renew(&company, &care, &json!({ "months": 12 })), [] as [Value; 0]);
    let stands = company.ok("contract.get", json!({ "id": care }));
    assert_eq!(stands["row"]["value"]["amount"], "120000.00");
    assert_eq!(all(&company, &customer).len(), 1);
    // Three years were sold first, and a year follows.
    let long = json!({ "start": "2026-04-01", "end": "2029-03-31", "value": "36000", "renewal_months": 12 });
    let long = contract(&company, &customer, &long);
    let proposed = propose(&company, &long);
    let estimate = company.ok("estimate.get", json!({ "id": proposed["estimate_id"] }));
    assert_eq!(estimate["draft"]["lines"][0]["unit_price"], "12600", "with five percent more");
    company.assert_sound();
}

#[test]
fn where_nobody_said_the_worth_the_recurring_invoices_say_it() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({ "value": "" }));
    let unpriced = propose(&company, &care);
    let estimate = company.ok("estimate.get", json!({ "id": unpriced["estimate_id"] }));
    assert_eq!(estimate["total"]["amount"], "0.00");
    company.ok("contract.take_back", at(&company, &care, &json!({})));
    monthly(&company, &care, &never());
    let proposed = propose(&company, &care);
    let estimate = company.ok("estimate.get", json!({ "id": proposed["estimate_id"] }));
    assert_eq!(estimate["draft"]["lines"][0]["unit_price"], "120000", "twelve of 10000");
    // A worth that comes from nothing is no reason for another price.
    let other = contract(&company, &customer, &json!({ "value": "" }));
    monthly(&company, &other, &never());
    assert_eq!(renew(&company, &other, &json!({ "value": "90000" })), ["warning.recurring_no_price"]);
    company.assert_sound();
}

#[test]
fn a_renewal_that_was_lost_when_its_contract_went_on_stays_lost() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({ "auto_renew": true }));
    monthly(&company, &care, &never());
    let lost = propose(&company, &care)["deal_id"].clone();
    company.clock.advance(140 * DAY);
    company.ok("contract.roll", json!({ "id": care }));
    let version = company.ok("deal.get", json!({ "id": lost }))["row"]["version"].clone();
    let error = company.refused("deal.reopen", json!({ "id": lost, "version": version }));
    assert_refused(&error, Code::Precondition, "error.renewal_gone_on");
    // One that was lost by hand, and whose contract has not gone on, is opened again.
    let other = contract(&company, &customer, &json!({}));
    let by_hand = propose(&company, &other)["deal_id"].clone();
    deal(&company, "deal.lose", &by_hand, &json!({ "reason": "Too dear" }));
    deal(&company, "deal.reopen", &by_hand, &json!({}));
    assert_eq!(looks(&company, "warning.renewal_other_terms"), 0);
    // Where the contract has changed since, its owner is told, and whoever wins it.
    deal(&company, "deal.lose", &by_hand, &json!({ "reason": "Too dear" }));
    let version = company.ok("contract.get", json!({ "id": other }))["row"]["version"].clone();
    company.ok("contract.update", json!({ "id": other, "version": version, "set": { "value": "90000" } }));
    deal(&company, "deal.reopen", &by_hand, &json!({}));
    assert_eq!(looks(&company, "warning.renewal_other_terms"), 1);
    let won = deal(&company, "deal.win", &by_hand, &json!({}));
    let warned = won["warnings"].as_array().unwrap().iter();
    assert!(warned.map(|one| &one["message_id"]).any(|id| id == "warning.renewal_other_terms"), "{won}");
    company.assert_sound();
}

#[test]
fn a_term_is_proposed_in_one_deal_at_a_time() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({}));
    let stands = || company.ok("contract.get", json!({ "id": care }));
    let lose = |id: &Value| {
        let version = company.ok("deal.get", json!({ "id": id }))["row"]["version"].clone();
        company
            .reply("deal.lose", json!({ "id": id, "version": version, "reason": "Too dear" }))
            .undo
            .unwrap()
            .seq
    };
    let reopen = |id: &Value| {
        let version = company.ok("deal.get", json!({ "id": id }))["row"]["version"].clone();
        company.refused("deal.reopen", json!({ "id": id, "version": version }))
    };
    let first = propose(&company, &care)["deal_id"].clone();
    let lost = lose(&first);
    let second = propose(&company, &care)["deal_id"].clone();
    for refused in [reopen(&first), company.refused("history.undo", json!({ "seq": lost }))] {
        assert_refused(&refused, Code::Precondition, "error.renewal_elsewhere");
        assert_eq!(refused.params["contract"], stands()["row"]["code"]);
    }
    // Once the other is lost, or taken back, the first one proposes that term again and lets the contract go on.
    lose(&second);
    deal(&company, "deal.reopen", &first, &json!({}));
    assert_eq!(stands()["renewal_deal_id"], first);
    assert_eq!(reopen(&second).message_id, "error.renewal_elsewhere");
    let lost = lose(&first);
    propose(&company, &care);
    company.ok("contract.take_back", json!({ "id": care, "version": stands()["row"]["version"] }));
    company.ok("history.undo", json!({ "seq": lost }));
    assert_eq!((&stands()["renewal_deal_id"], looks(&company, "warning.renewal_other_terms")), (&first, 0));
    let won = deal(&company, "deal.win", &first, &json!({}));
    assert_eq!((&won["renewed"][0]["id"], &won["warnings"]), (&json!(care), &json!([])));
    assert_refused(&reopen(&second), Code::Precondition, "error.renewal_gone_on");
    company.assert_sound();
}

#[test]
fn a_contract_that_begins_late_says_that_its_next_term_was_proposed_before() {
    let (company, customer) = monday();
    company.ok("area.switch", json!({ "area": "delivery", "state": "live" }));
    let project = json!({ "name": "Network", "customer_id": customer, "start_date": "2026-11-23" });
    let project = company.ok("project.create", json!({ "set": project }))["id"].clone();
    let care = contract(&company, &customer, &json!({ "start": "2026-04-01", "end": "2027-03-31" }));
    let waits = company.ok("entitlement.create", json!({ "customer_id": customer, "contract_id": care, "name": "Gold",
        "unit": "unlimited", "period": "term", "start": "2026-04-01", "end": "2027-03-31", "after_project_id": project }));
    propose(&company, &care);
    company.ok("entitlement.begin", json!({ "id": waits["id"], "version": 1, "date": "2026-12-01" }));
    assert_eq!(company.ok("contract.get", json!({ "id": care }))["row"]["end"], "2027-11-30");
    assert_eq!(looks(&company, "warning.renewal_other_terms"), 1);
    company.assert_sound();
}

/// How often somebody is told to look at a contract for a reason.
fn looks(company: &Company, reason: &str) -> usize {
    let rows = company.ok("inbox.list", json!({}))["rows"].clone();
    rows.as_array().unwrap().iter().filter(|row| row["params"]["reason"]["message_id"] == reason).count()
}

#[test]
fn what_was_sold_while_a_contract_had_ended_is_its_next_term_when_the_end_is_taken_back() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({}));
    let rested = monthly(&company, &care, &never());
    let sold = propose(&company, &care)["deal_id"].clone();
    company.ok("contract.end", at(&company, &care, &json!({ "date": "2027-03-31", "reason": "Moved" })));
    let won = deal(&company, "deal.win", &sold, &json!({}));
    assert_eq!(won["renewed"], json!([]));
    assert_eq!(won["warnings"][0]["message_id"], "warning.contract_stays_ended");
    company.ok("contract.reopen", at(&company, &care, &json!({})));
    let stands = company.ok("contract.get", json!({ "id": care }));
    assert_eq!(stands["row"]["end"], "2028-03-31");
    assert_eq!(all(&company, &customer)[0], row("10000", "2026-12-01", Some("2027-03-31")), "it rests");
    // The deal is opened again: its term is taken back, but not the end that was taken back with it.
    deal(&company, "deal.reopen", &sold, &json!({}));
    let stands = company.ok("contract.get", json!({ "id": care }));
    assert_eq!((&stands["row"]["end"], &stands["ended"]), (&json!("2027-03-31"), &Value::Null));
    assert_eq!(all(&company, &customer)[0], row("10000", "2026-12-01", None));
    deal(&company, "deal.win", &sold, &json!({}));
    // One that rests can be ended, and does not come back then.
    let version = page(&company, &rested)["row"]["version"].clone();
    company.ok("recurring_invoice.end", json!({ "id": rested, "version": version }));
    assert_eq!(renew(&company, &care, &json!({})), ["warning.term_not_invoiced"]);
    assert_eq!(all(&company, &customer).len(), 1);
    company.assert_sound();
}

#[test]
fn words_that_are_changed_while_a_contract_has_ended_cost_no_day() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({ "auto_renew": true }));
    let (edited, twin) = (monthly(&company, &care, &never()), monthly(&company, &care, &never()));
    company.ok("contract.end", at(&company, &care, &json!({ "date": "2026-12-15", "reason": "Moved" })));
    company.clock.advance(75 * DAY);
    assert_eq!((make(&company, &edited), make(&company, &twin)), (1, 1), "of December");
    let stands = page(&company, &edited);
    let mut draft = stands["draft"].clone();
    draft["notes"] = json!("Thank you");
    company.ok(
        "recurring_invoice.update",
        json!({ "id": edited, "version": stands["row"]["version"], "draft": draft,
            "rhythm": stands["rhythm"], "contract_id": care }),
    );
    company.ok("contract.reopen", at(&company, &care, &json!({})));
    assert_eq!((make(&company, &edited), make(&company, &twin)), (2, 2), "of January and February");
    // Nor does it go to a contract of another customer when its own changes.
    let stands = page(&company, &edited);
    let mut draft = stands["draft"].clone();
    draft["customer_id"] = json!(company.customer("Other"));
    let moved = json!({ "id": edited, "version": stands["row"]["version"], "draft": draft,
        "rhythm": stands["rhythm"], "contract_id": care });
    let error = company.refused("recurring_invoice.update", moved);
    assert_eq!(error.fields[0].message_id, "error.no_such_contract");
    company.assert_sound();
}

#[test]
fn the_last_day_of_the_month_stays_so_at_a_new_price() {
    let (company, customer) = monday();
    let term = json!({ "start": "2026-03-01", "end": "2027-02-27", "auto_renew": true });
    let care = contract(&company, &customer, &term);
    let form = company.ok("contract.invoicing", json!({ "id": care }));
    let rhythm = json!({ "every": 1, "unit": "month", "first": "2026-12-31", "end": never() });
    let made = json!({ "draft": form["draft"], "rhythm": rhythm, "contract_id": care });
    id(&company.ok("recurring_invoice.create", made));
    company.clock.advance(105 * DAY);
    company.ok("contract.roll", json!({ "id": care }));
    let rows = company.ok("recurring_invoice.list", json!({ "filter": {}, "limit": 9 }))["rows"].clone();
    let next = rows.as_array().unwrap().iter().find(|row| row["code"] == "REC-0002").unwrap()["id"].clone();
    let days = page(&company, next.as_str().unwrap())["days"].clone();
    let days: Vec<&str> = days.as_array().unwrap().iter().take(3).map(|day| day.as_str().unwrap()).collect();
    assert_eq!(days, ["2027-02-28", "2027-03-31", "2027-04-30"]);
    company.assert_sound();
}

#[test]
fn what_was_made_beyond_an_end_is_told_and_nothing_more_is_made() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({ "auto_renew": true }));
    let endless = monthly(&company, &care, &never());
    company.ok("contract.update", at(&company, &care, &json!({ "set": { "auto_renew": false } })));
    assert_eq!(
        all(&company, &customer),
        [row("10000", "2026-12-01", Some("2027-03-31"))],
        "over with the contract"
    );
    company.ok("contract.update", at(&company, &care, &json!({ "set": { "auto_renew": true } })));
    company.clock.advance(80 * DAY);
    assert_eq!(make(&company, &endless), 3, "December, January and February");
    company.ok("contract.end", at(&company, &care, &json!({ "date": "2026-12-31", "reason": "Moved" })));
    let rows = told(&company, "inbox.contract_look");
    let reason = &rows[0]["params"]["reason"];
    assert_eq!(
        (&reason["message_id"], &reason["params"]["count"]),
        (&json!("warning.drafts_beyond"), &json!(2))
    );
    company.assert_sound();
}

#[test]
fn a_price_that_is_typed_while_one_rests_is_what_the_next_rise_begins_with() {
    let change_price = |draft: &mut Value| draft["lines"][0]["unit_price"] = json!("11000");
    let change_words = |draft: &mut Value| draft["notes"] = json!("Thank you");
    type Change = fn(&mut Value);
    for (early, change, expected) in [
        (false, change_price as Change, "11550"),
        (false, change_words, "11025"),
        // What is typed while days of the old term are to come is the price of that term.
        (true, change_price, "12127.5"),
    ] {
        let (company, customer) = monday();
        let care = contract(&company, &customer, &json!({ "auto_renew": true }));
        let rests = monthly(&company, &care, &never());
        deal(&company, "deal.win", &propose(&company, &care)["deal_id"], &json!({}));
        if !early {
            company.clock.advance(140 * DAY);
            assert_eq!(make(&company, &rests), 4);
        }
        let stands = page(&company, &rests);
        let mut draft = stands["draft"].clone();
        change(&mut draft);
        company.ok(
            "recurring_invoice.update",
            json!({ "id": rests, "version": stands["row"]["version"], "draft": draft,
                "rhythm": stands["rhythm"], "contract_id": care }),
        );
        assert_eq!(renew(&company, &care, &json!({})), [] as [Value; 0]);
        assert_eq!(all(&company, &customer)[1], row(expected, "2028-04-01", None));
        company.assert_sound();
    }
}

#[test]
fn an_invoice_of_a_year_on_a_contract_of_a_month_is_written_once_a_year_at_what_that_costs_then() {
    for (end, last) in [(never(), None), (json!({ "kind": "on", "date": "2026-11-30" }), Some("2027-11-30"))]
    {
        let (company, customer) = monday();
        let term = json!({ "start": "2026-11-01", "end": "2026-11-30", "value": "1000", "renewal_months": 1,
            "auto_renew": true });
        let care = contract(&company, &customer, &term);
        let form = company.ok("contract.invoicing", json!({ "id": care }));
        let mut draft = form["draft"].clone();
        draft["lines"][0]["unit_price"] = json!("10000");
        let rhythm = json!({ "every": 1, "unit": "year", "first": "2026-11-23", "end": end });
        let request = json!({ "draft": draft, "rhythm": rhythm, "contract_id": care });
        let yearly = id(&company.ok("recurring_invoice.create", request));
        assert_eq!(make(&company, &yearly), 1);
        for months in 1..=12 {
            assert_eq!(renew(&company, &care, &json!({})), [] as [Value; 0], "after {months} months");
            assert_eq!(all(&company, &customer).len(), if months == 12 { 2 } else { 1 }, "{months}");
        }
        let worth = company.ok("contract.get", json!({ "id": care }))["row"]["value"]["amount"].clone();
        assert_eq!(worth, "1795.88", "five percent each month, in whole paise");
        assert_eq!(all(&company, &customer)[1], row("17958.8", "2027-11-23", last));
        company.assert_sound();
    }
}

#[test]
fn a_term_is_taken_back_with_the_drafts_that_were_made_of_it_unless_somebody_touched_one() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({}));
    let old = monthly(&company, &care, &never());
    company.clock.advance(140 * DAY);
    assert_eq!(make(&company, &old), 5, "December to April");
    company.ok(
        "recurring_invoice.skip",
        json!({ "id": old, "version": page(&company, &old)["row"]["version"] }),
    );
    let renewed = company.reply("contract.renew", at(&company, &care, &json!({}))).undo.unwrap().seq;
    company.clock.advance(60 * DAY);
    let next = company.ok("recurring_invoice.due", json!({}))["ids"][0].as_str().unwrap().to_owned();
    assert_eq!(make(&company, &next), 1, "of June");
    let drafts = || company.count("SELECT count(*) FROM invoice_row WHERE tab = 'draft'");
    assert_eq!(drafts(), 6);
    company.ok("history.undo", json!({ "seq": renewed }));
    assert_eq!((drafts(), all(&company, &customer)), (5, vec![row("10000", "2026-12-01", None)]));
    company.assert_sound();
    // What was taken back comes back with its draft, which is not made again.
    let back = company.count("SELECT seq FROM log_head");
    company.ok("history.undo", json!({ "seq": back }));
    assert_eq!((drafts(), make(&company, &next)), (6, 0));
    company.assert_sound();
    // A draft that somebody changed stays, and so does its term.
    company.clock.advance(300 * DAY);
    let again = company.reply("contract.renew", at(&company, &care, &json!({}))).undo.unwrap().seq;
    let due = company.ok("recurring_invoice.due", json!({}))["ids"].as_array().unwrap().clone();
    let last = due.iter().map(|one| one.as_str().unwrap()).find(|one| *one != next).unwrap();
    assert_eq!(make(&company, last), 1);
    let list = json!({ "filter": { "recurring_id": last }, "limit": 9 });
    let made = company.ok("invoice.list", list)["rows"][0]["id"].clone();
    let shown = company.ok("invoice.get", json!({ "id": made }));
    let mut typed = shown["draft"].clone();
    typed["notes"] = json!("Thank you");
    company.ok("invoice.update", json!({ "id": made, "version": shown["version"], "draft": typed }));
    let error = company.refused("history.undo", json!({ "seq": again }));
    assert_eq!(error.message_id, "error.undo_record_moved_on");
    company.assert_sound();
}

#[test]
fn terms_that_begin_on_the_last_of_a_month_do_so_for_good() {
    let (company, customer) = monday();
    let term = json!({ "start": "2026-10-31", "end": "2026-11-29", "value": "1000", "indexation_percent": "0",
        "renewal_months": 1 });
    let care = contract(&company, &customer, &term);
    for end in ["2026-12-30", "2027-01-30", "2027-02-27", "2027-03-30"] {
        renew(&company, &care, &json!({}));
        let row = company.ok("contract.get", json!({ "id": care }))["row"].clone();
        assert_eq!((&row["end"], &row["value"]["amount"]), (&json!(end), &json!("1000.00")));
    }
    company.assert_sound();
}
