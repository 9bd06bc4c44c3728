//! Recurring invoices: one draft for each of their days, once, whatever happens in between.

use super::plan::Sale;
use super::{DAY_MS, gst, pune};
use crate::support::{Company, assert_refused, reasons};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use throughline_core::api::Mode;
use throughline_core::kernel::error::Code;

fn rhythm(unit: &str, first: &str) -> Value {
    json!({ "every": 1, "unit": unit, "first": first })
}

fn rent(customer: &str) -> Value {
    json!({
        "customer_id": customer,
        "subject": "Rent {month}",
        "lines": [{ "description": "Store room", "detail": "{period}", "quantity": "1", "unit_price": "5000", "taxes": gst("18") }]
    })
}

fn made_of(company: &Company, customer: &str, rhythm: Value) -> Value {
    company.ok("recurring_invoice.create", json!({ "draft": rent(customer), "rhythm": rhythm }))["id"].clone()
}

/// What a host does each minute; how many drafts came of it.
fn run(company: &Company) -> usize {
    let due = company.ok("recurring_invoice.due", json!({}))["ids"].clone();
    let made = |id: &Value| {
        let made = company.reply("recurring_invoice.make", json!({ "id": id }));
        made.result["invoice_ids"].as_array().unwrap().len()
    };
    due.as_array().unwrap().iter().map(made).sum()
}

fn invoices(company: &Company, id: &Value) -> Vec<Value> {
    let request =
        json!({ "filter": { "recurring_id": id }, "sort": { "column": "date", "descending": false } });
    company.ok("invoice.list", request)["rows"].as_array().unwrap().clone()
}

fn texts(rows: &[Value], name: &str) -> Vec<String> {
    rows.iter().map(|row| row[name].as_str().unwrap().to_owned()).collect()
}

fn page(company: &Company, id: &Value) -> Value {
    company.ok("recurring_invoice.get", json!({ "id": id }))
}

fn act(company: &Company, verb: &str, id: &Value) -> Value {
    let version = page(company, id)["row"]["version"].clone();
    company.ok(&format!("recurring_invoice.{verb}"), json!({ "id": id, "version": version }))
}

fn told(company: &Company, message: &str) -> Vec<Value> {
    let rows = company.ok("inbox.list", json!({}))["rows"].as_array().unwrap().clone();
    rows.into_iter().filter(|row| row["message_id"] == message).collect()
}

#[test]
fn each_day_that_has_come_becomes_a_draft_once() {
    let (company, customer) = pune();
    let id = made_of(&company, &customer, rhythm("month", "2026-08-31"));
    assert_eq!(run(&company), 3, "days that passed before are caught up");
    let rows = invoices(&company, &id);
    assert_eq!(texts(&rows, "date"), ["2026-08-31", "2026-09-30", "2026-10-31"]);
    assert_eq!(texts(&rows, "subject"), ["Rent August 2026", "Rent September 2026", "Rent October 2026"]);
    assert_eq!(texts(&rows, "state"), ["draft"; 3], "nothing is issued by itself");
    let draft = company.ok("invoice.get", json!({ "id": rows[1]["id"] }));
    assert_eq!(draft["draft"]["lines"][0]["detail"], "30 Sep 2026 – 30 Oct 2026");
    assert_eq!(draft["total"]["amount"], "5900.00");
    assert_eq!(run(&company), 0, "a second look makes nothing");

    company.ok("invoice.delete", json!({ "id": rows[2]["id"], "version": 1 }));
    company.clock.advance(7 * DAY_MS);
    assert_eq!(run(&company), 0, "a draft that was deleted is not made again");
    company.clock.advance(40 * DAY_MS);
    assert_eq!(run(&company), 2, "nobody looked for a month");
    assert_eq!(page(&company, &id)["days"], json!(["2027-01-31", "2027-02-28", "2027-03-31"]));
    company.assert_sound();
}

#[test]
fn what_was_made_cannot_be_unmade_by_undo() {
    let (company, customer) = pune();
    let id = made_of(&company, &customer, rhythm("month", "2026-11-01"));
    let begun = company.count("SELECT seq FROM log_head");
    let reply = company.reply("recurring_invoice.make", json!({ "id": id }));
    assert!(reply.undo.is_none());
    let made = company.count("SELECT seq FROM log_head");
    let error = company.refused("history.undo", json!({ "seq": made }));
    assert_refused(&error, Code::Precondition, "error.undo_fact");
    company.ok("history.undo", json!({ "seq": begun }));
    for rows in ["invoice_row", "recurring_row"] {
        assert_eq!(company.count(&format!("SELECT count(*) FROM {rows}")), 0, "{rows}, with what it began");
    }
    company.assert_sound();
}

#[test]
fn what_began_it_is_taken_back_as_long_as_nobody_worked_on_it() {
    let begin = || {
        let (company, customer) = pune();
        let request = json!({ "draft": rent(&customer), "rhythm": rhythm("month", "2026-10-22") });
        let begun = company.reply("recurring_invoice.create", request);
        let (id, seq) = (begun.result["id"].clone(), json!({ "seq": begun.undo.unwrap().seq }));
        assert_eq!(run(&company), 2, "October and November");
        (company, id, seq)
    };
    let (company, id, begun) = begin();
    let draft = invoices(&company, &id)[0]["id"].clone();
    let number = company.ok("invoice.issue", json!({ "id": draft, "version": 1 }))["number"].clone();
    let error = company.refused("history.undo", begun);
    assert_refused(&error, Code::Precondition, "error.undo_recurring_issued");
    assert_eq!((&error.params["number"], &error.params["recurring"]), (&number, &json!("REC-0001")));
    assert_eq!(texts(&invoices(&company, &id), "state"), ["open", "draft"]);
    company.assert_sound();

    let (company, id, begun) = begin();
    act(&company, "skip", &id);
    let error = company.refused("history.undo", begun);
    assert_refused(&error, Code::Conflict, "error.undo_moved_on");
    assert_eq!(
        (invoices(&company, &id).len(), &page(&company, &id)["row"]["next"]),
        (2, &json!("2027-01-22"))
    );
    company.assert_sound();
}

#[test]
fn undo_of_an_edited_rhythm_goes_on_with_the_days_of_the_one_that_is_back() {
    let monthly = rhythm("month", "2026-12-01");
    let thrice =
        json!({ "every": 1, "unit": "month", "first": "2026-12-01", "end": { "kind": "after", "count": 3 } });
    let twice =
        json!({ "every": 1, "unit": "month", "first": "2026-12-01", "end": { "kind": "after", "count": 1 } });
    for (before, edited, next) in [
        (monthly.clone(), rhythm("year", "2026-12-01"), json!("2027-01-01")),
        (thrice.clone(), twice.clone(), json!("2027-01-01")),
        (twice, thrice, Value::Null),
    ] {
        let (company, customer) = pune();
        // A title with a month in it moves on with each day, and with it what may be taken back.
        let mut draft = rent(&customer);
        draft["subject"] = json!("Rent");
        let made = json!({ "draft": draft, "rhythm": before });
        let id = company.ok("recurring_invoice.create", made)["id"].clone();
        let request = json!({ "id": id, "version": 1, "draft": draft, "rhythm": edited });
        let changed = company.reply("recurring_invoice.update", request);
        company.clock.advance(9 * DAY_MS);
        assert_eq!(run(&company), 1, "its first day is made in the rhythm that was typed");
        company.ok("history.undo", json!({ "seq": changed.undo.unwrap().seq }));
        assert_eq!(page(&company, &id)["row"]["next"], next);
        company.assert_sound();
    }
}

#[test]
fn it_ends_by_its_days_and_is_paused_skipped_and_resumed() {
    let (company, customer) = pune();
    let mut days = rhythm("week", "2026-11-23");
    days["end"] = json!({ "kind": "after", "count": 5 });
    let id = made_of(&company, &customer, days.clone());
    let state = || page(&company, &id)["row"]["state"].clone();
    let next = || page(&company, &id)["row"]["next"].clone();
    assert_eq!((state(), next()), (json!("running"), json!("2026-11-23")));

    let skipped = company.reply("recurring_invoice.skip", json!({ "id": id, "version": 1 }));
    assert_eq!(next(), "2026-11-30");
    company.ok("history.undo", json!({ "seq": skipped.undo.unwrap().seq }));
    assert_eq!(next(), "2026-11-23", "a skip can be taken back");
    act(&company, "skip", &id);

    act(&company, "pause", &id);
    company.clock.advance(10 * DAY_MS);
    assert_eq!((run(&company), state()), (0, json!("paused")));
    let typed = json!({ "id": id, "rhythm": days });
    assert_eq!(company.ok("recurring_invoice.days", typed)["come"], 0, "a pause makes none");
    let version = page(&company, &id)["row"]["version"].clone();
    let again = company.refused("recurring_invoice.pause", json!({ "id": id, "version": version }));
    assert_refused(&again, Code::Precondition, "error.recurring_not_running");
    act(&company, "resume", &id);
    assert_eq!(
        (run(&company), next()),
        (0, json!("2026-12-07")),
        "what passed by while it was paused is left out"
    );

    act(&company, "end", &id);
    assert_eq!((state(), next()), (json!("ended"), Value::Null));
    let version = page(&company, &id)["row"]["version"].clone();
    let same = json!({ "id": id, "version": version, "draft": rent(&customer), "rhythm": days });
    company.ok("recurring_invoice.update", same);
    assert_eq!((state(), next()), (json!("ended"), Value::Null), "a change ends it no less");
    assert_eq!(act(&company, "resume", &id)["due"], false);
    company.clock.advance(60 * DAY_MS);
    assert_eq!(run(&company), 5, "five invoices, though a day was skipped and one passed by in a pause");
    assert_eq!((state(), next()), (json!("ended"), Value::Null));
    let version = page(&company, &id)["row"]["version"].clone();
    let over = company.refused("recurring_invoice.resume", json!({ "id": id, "version": version }));
    assert_refused(&over, Code::Precondition, "error.recurring_over");

    days["end"] = json!({ "kind": "after", "count": 20 });
    let more = json!({ "id": id, "version": version, "draft": rent(&customer), "rhythm": days });
    company.ok("recurring_invoice.update", more);
    assert_eq!((run(&company), next()), (0, json!("2027-02-01")), "it goes on with the days that come");
    company.assert_sound();
}

#[test]
fn what_was_typed_wrong_is_told_at_its_field() {
    let (company, customer) = pune();
    let stranger = company.customer("Another");
    let contract = company.ok(
        "contract.create",
        json!({ "customer_id": stranger, "name": "Care", "start": "2026-04-01", "end": "2027-03-31" }),
    );
    let refused = |draft: Value, rhythm: Value, contract: Value| {
        let request = json!({ "draft": draft, "rhythm": rhythm, "contract_id": contract });
        reasons(&company.refused("recurring_invoice.create", request))
    };
    let monthly = rhythm("month", "2026-12-01");
    let with = |name: &str, value: Value| {
        let mut days = monthly.clone();
        days[name] = value;
        days
    };
    for (draft, days, expected) in [
        (rent(&customer), with("every", json!(0)), "rhythm.every error.between"),
        (rent(&customer), with("every", json!(100)), "rhythm.every error.between"),
        (rent(&customer), with("first", json!("31/12/2026")), "rhythm.first error.date"),
        (rent(&customer), with("first", json!("2025-11-20")), "rhythm.first error.recurring_first"),
        (
            rent(&customer),
            with("end", json!({ "kind": "on", "date": "2026-11-30" })),
            "rhythm.end.date error.period",
        ),
        (
            rent(&customer),
            with("end", json!({ "kind": "after", "count": 0 })),
            "rhythm.end.count error.between",
        ),
        (json!({ "customer_id": customer }), monthly.clone(), "lines error.no_lines"),
        (json!({}), monthly.clone(), "customer_id error.required"),
    ] {
        assert_eq!(refused(draft, days, Value::Null), [expected]);
    }
    assert_eq!(
        refused(rent(&customer), monthly.clone(), contract["id"].clone()),
        ["contract_id error.no_such_contract"]
    );
    let both = refused(json!({ "customer_id": customer }), with("every", json!(0)), Value::Null);
    assert_eq!(both, ["rhythm.every error.between", "lines error.no_lines"], "all of it at once");
    assert_eq!(company.count("SELECT count(*) FROM recurring_invoice"), 0);
}

#[test]
fn a_refusal_is_told_stops_no_other_and_is_tried_again() {
    let (company, customer) = pune();
    let mut foreign = rent(&customer);
    foreign["currency"] = json!("USD");
    foreign["rate"] = json!("84");
    let request = json!({ "draft": foreign, "rhythm": rhythm("month", "2026-12-01") });
    let stuck = company.ok("recurring_invoice.create", request)["id"].clone();
    let fine = made_of(&company, &customer, rhythm("month", "2026-12-01"));
    let branch = company.ok("branch.list", json!({}))["rows"][0].clone();
    let euro = json!({ "id": branch["id"], "version": branch["version"], "set": {}, "rules": { "currency": "EUR" } });
    company.ok("branch.update", euro);
    assert_eq!(page(&company, &stuck)["problem"]["message_id"], "error.rate_needed");

    company.clock.advance(9 * DAY_MS);
    assert_eq!(run(&company), 1);
    assert_eq!(invoices(&company, &fine).len(), 1, "the other one is made");
    let refused = told(&company, "inbox.recurring_refused");
    assert_eq!(refused.len(), 1);
    assert_eq!(refused[0]["record_id"], stuck);
    assert_eq!(refused[0]["params"]["date"], "2026-12-01");
    let reason = &refused[0]["params"]["reason"];
    assert_eq!(
        (&reason["message_id"], &reason["params"]["currency"]),
        (&json!("error.rate_needed"), &json!("USD"))
    );
    assert_eq!(page(&company, &stuck)["row"]["badge"]["key"], "badge.recurring.refused");
    assert_eq!(company.ok("recurring_invoice.due", json!({}))["ids"], json!([]), "not again on this day");
    company.clock.advance(DAY_MS);
    assert_eq!(company.ok("recurring_invoice.due", json!({}))["ids"], json!([stuck]), "but on the next");
    assert_eq!(run(&company), 0);
    assert_eq!(told(&company, "inbox.recurring_refused").len(), 1, "told once");

    foreign["rate"] = json!("0.92");
    let mended =
        json!({ "id": stuck, "version": 1, "draft": foreign, "rhythm": rhythm("month", "2026-12-01") });
    assert_eq!(company.ok("recurring_invoice.update", mended)["due"], true, "a change is tried at once");
    assert_eq!(run(&company), 1);
    assert_eq!(texts(&invoices(&company, &stuck), "date"), ["2026-12-01"], "dated its own day");
    company.ok("inbox.refresh", json!({}));
    assert_eq!(told(&company, "inbox.recurring_refused"), [] as [Value; 0]);
    company.assert_sound();
}

#[test]
fn one_whose_day_was_refused_is_taken_back_with_what_was_told_of_it() {
    let (company, customer) = pune();
    let rate = |code: &str, rate: &str, supply: &str| json!({ "code": code, "rate": rate, "supply": supply });
    let rates = [rate("IGST", "18", "inter"), rate("CGST", "9", "intra"), rate("SGST", "9", "intra")];
    let class =
        company.ok("tax_class.create", json!({ "name": "Rent 18%", "scheme": "gst_in", "rates": rates }));
    let mut draft = rent(&customer);
    draft["lines"][0]["taxes"] = Value::Null;
    draft["lines"][0]["tax_class_id"] = class["id"].clone();
    let request = json!({ "draft": draft, "rhythm": rhythm("month", "2026-12-01") });
    let begun = company.reply("recurring_invoice.create", request).undo.unwrap().seq;
    let none = json!({ "id": class["id"], "version": 1, "set": { "rates": [rate("IGST", "18", "inter")] } });
    company.ok("tax_class.update", none);
    company.clock.advance(9 * DAY_MS);
    assert_eq!((run(&company), told(&company, "inbox.recurring_refused").len()), (0, 1));
    company.ok("history.undo", json!({ "seq": begun }));
    assert_eq!(company.count("SELECT count(*) FROM recurring_row"), 0);
    company.ok("inbox.refresh", json!({}));
    assert_eq!(told(&company, "inbox.recurring_refused"), [] as [Value; 0]);
    assert_eq!(company.ok("recurring_invoice.due", json!({}))["ids"], json!([]));
    company.assert_sound();
}

#[test]
fn it_is_called_what_its_next_invoice_is_about() {
    let (company, customer) = pune();
    company.clock.advance(2 * DAY_MS);
    let id = made_of(&company, &customer, rhythm("month", "2026-11-24"));
    let names = || {
        let shown = page(&company, &id);
        let listed = company.ok("recurring_invoice.list", json!({}))["rows"][0]["subject"].clone();
        let found = company.ok("search.find", json!({ "q": "REC-0001" }))["hits"][0]["title"].clone();
        assert_eq!((&shown["row"]["subject"], &listed), (&shown["next_draft"]["subject"], &found));
        assert_eq!(shown["draft"]["subject"], "Rent {month}", "the form keeps what was typed");
        (listed, shown["next_draft"]["lines"][0]["detail"].clone())
    };
    assert_eq!(names(), (json!("Rent November 2026"), json!("24 Nov 2026 – 23 Dec 2026")));
    run(&company);
    assert_eq!(names(), (json!("Rent December 2026"), json!("24 Dec 2026 – 23 Jan 2027")));
    act(&company, "skip", &id);
    assert_eq!(names().0, "Rent January 2027");
    act(&company, "end", &id);
    assert_eq!(names().0, "Rent December 2026", "what was settled last");
    company.assert_sound();
}

#[test]
fn the_owner_is_told_once_how_many_drafts_wait() {
    let (company, customer) = pune();
    for _ in 0..3 {
        made_of(&company, &customer, rhythm("month", "2026-11-20"));
    }
    run(&company);
    let count = || -> Vec<Value> {
        told(&company, "inbox.recurring_drafts").iter().map(|row| row["params"]["count"].clone()).collect()
    };
    assert_eq!(count(), [json!(3)]);
    let draft = company.ok("invoice.list", json!({ "filter": { "tab": "draft" } }))["rows"][0].clone();
    company.ok("invoice.issue", json!({ "id": draft["id"], "version": 1 }));
    company.ok("inbox.refresh", json!({}));
    assert_eq!(count(), [json!(2)], "one was issued");
    company.clock.advance(30 * DAY_MS);
    run(&company);
    assert_eq!(count(), [json!(5)], "the newest word alone");
    for row in company.ok("invoice.list", json!({ "filter": { "tab": "draft" } }))["rows"].as_array().unwrap()
    {
        company.ok("invoice.delete", json!({ "id": row["id"], "version": 1 }));
    }
    company.ok("inbox.refresh", json!({}));
    assert_eq!(count(), [] as [Value; 0]);
}

#[test]
fn drafts_that_are_made_after_the_word_of_the_day_was_done_are_told_again() {
    let (company, customer) = pune();
    made_of(&company, &customer, rhythm("month", "2026-11-20"));
    run(&company);
    let word = told(&company, "inbox.recurring_drafts")[0].clone();
    company.ok("inbox.done", json!({ "id": word["id"] }));
    assert_eq!(told(&company, "inbox.recurring_drafts"), [] as [Value; 0]);
    made_of(&company, &customer, rhythm("month", "2026-11-21"));
    run(&company);
    let again = told(&company, "inbox.recurring_drafts");
    assert_eq!((again.len(), &again[0]["params"]["count"]), (1, &json!(2)));
    assert_eq!(again[0]["is_read"], false);
}

#[test]
fn tax_and_currency_follow_what_its_seller_is() {
    let (company, customer) = pune();
    let id = made_of(&company, &customer, rhythm("month", "2026-12-01"));
    let amount = || page(&company, &id)["row"]["amount"].clone();
    assert_eq!(amount(), json!({ "amount": "5900.00", "currency": "INR" }));
    let branch = company.ok("branch.list", json!({}))["rows"][0].clone();
    let euro = json!({ "id": branch["id"], "version": branch["version"], "set": {}, "rules": { "currency": "EUR" } });
    let changed = company.reply("branch.update", euro);
    assert_eq!(amount()["currency"], "EUR");
    assert_eq!(page(&company, &id)["draft"]["currency"].as_str().unwrap_or("EUR"), "EUR");
    company.ok("history.undo", json!({ "seq": changed.undo.unwrap().seq }));
    assert_eq!(amount()["currency"], "INR");

    let mut foreign = rent(&customer);
    foreign["currency"] = json!("USD");
    let request = json!({ "draft": foreign, "rhythm": rhythm("month", "2026-12-01") });
    assert_eq!(reasons(&company.refused("recurring_invoice.create", request)), ["rate error.rate_needed"]);
    foreign["rate"] = json!("84");
    let request = json!({ "draft": foreign, "rhythm": rhythm("month", "2026-12-01") });
    let id = company.ok("recurring_invoice.create", request)["id"].clone();
    assert_eq!(page(&company, &id)["draft"]["rate_date"], "2026-11-22", "a rate keeps its day");
    let branch = company.ok("branch.list", json!({}))["rows"][0].clone();
    let euro = json!({ "id": branch["id"], "version": branch["version"], "set": {}, "rules": { "currency": "EUR" } });
    company.ok("branch.update", euro);
    assert_eq!(page(&company, &id)["problem"]["message_id"], "error.rate_needed");
    company.assert_sound();
}

#[test]
fn one_begins_with_what_an_invoice_says_and_its_next_period() {
    let (company, customer) = pune();
    let mut draft = rent(&customer);
    draft["date"] = json!("2026-10-31");
    let invoice = company.ok("invoice.create", json!({ "draft": draft }));
    company.ok("invoice.issue", json!({ "id": invoice["id"], "version": 1 }));
    let request = json!({ "invoice_id": invoice["id"], "every": 1, "unit": "month" });
    let from = company.ok("recurring_invoice.of_invoice", request);
    assert_eq!(from["first"], "2026-11-30");
    assert_eq!(from["draft"]["lines"][0]["description"], "Store room");
    assert_eq!((&from["draft"]["date"], &from["draft"]["lines"][0]["id"]), (&Value::Null, &Value::Null));
    let days = json!({ "rhythm": { "every": 1, "unit": "month", "first": "2026-09-30", "end": { "kind": "after", "count": 4 } } });
    let found = company.ok("recurring_invoice.days", days);
    assert_eq!(
        found,
        json!({ "days": ["2026-09-30", "2026-10-30", "2026-11-30"], "come": 2, "last": "2026-12-30" })
    );
}

#[test]
fn lists_and_search_find_it_for_those_who_read_invoices() {
    let (company, customer) = pune();
    let id = made_of(&company, &customer, rhythm("month", "2026-12-01"));
    let later = made_of(&company, &customer, rhythm("year", "2027-01-01"));
    act(&company, "pause", &later);
    let listed = |filter: Value| {
        let page = company.ok("recurring_invoice.list", json!({ "filter": filter }));
        page["rows"].as_array().unwrap().iter().map(|row| row["id"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(listed(json!({})), [id.clone(), later.clone()], "the next one first");
    assert_eq!(listed(json!({ "state": "paused", "customer_id": customer })), [later]);
    let hit = company.ok("search.find", json!({ "q": "rec-0001" }))["hits"][0].clone();
    assert_eq!((&hit["kind"], &hit["id"]), (&json!("recurring_invoice"), &id), "{hit}");
    let set = company.ok("permission_set.save", json!({ "name": "Door", "grants": [] }));
    let guest = company.ok("user.create", json!({ "name": "Ravi", "permission_set_ids": [set["id"]] }));
    let who = guest["id"].as_str();
    let error = company.core.call(who, "recurring_invoice.get", json!({ "id": id }), Mode::Run).unwrap_err();
    assert_eq!(error.code, Code::Forbidden);
}

/// Whatever is issued, voided, paused and made in whatever order: sold = invoiced + to invoice, and each day was made once.
#[test]
fn a_deal_with_a_recurring_invoice_reconciles_at_every_moment() {
    let mut runner = TestRunner::new(Config { cases: 6, failure_persistence: None, ..Config::default() });
    let steps = prop::collection::vec(0_u8..6, 4..10);
    runner
        .run(&steps, |steps| {
            let sale = Sale::with(json!({}));
            let company = &sale.company;
            sale.accepted(json!({ "lines": [
                { "description": "Hosting", "quantity": "1", "unit_price": "333.33", "taxes": gst("18") }
            ] }));
            let mut draft = rent(&sale.customer);
            draft["deal_id"] = sale.deal.clone();
            let request = json!({ "draft": draft, "rhythm": rhythm("week", "2026-11-20") });
            let id = company.ok("recurring_invoice.create", request)["id"].clone();
            for step in steps {
                let rows = invoices(company, &id);
                let of =
                    |state: &str| rows.iter().find(|row| row["state"] == state).map(|row| row["id"].clone());
                match (step, of("draft"), of("open")) {
                    (0, ..) => company.clock.advance(5 * DAY_MS),
                    (1, ..) => drop(run(company)),
                    (2, Some(draft), _) => sale.issue(&draft, &json!(1)),
                    (3, _, Some(open)) => {
                        drop(company.ok("invoice.void", json!({ "id": open, "reason": "Wrong" })));
                    }
                    (4, Some(draft), _) => {
                        drop(company.ok("invoice.delete", json!({ "id": draft, "version": 1 })));
                    }
                    (5, _, Some(open)) => {
                        let note = json!({ "invoice_id": open, "reason": "Too much" });
                        drop(company.ok("credit_note.issue", note));
                    }
                    _ => {}
                }
                let [sold, invoiced, left] =
                    sale.figures().map(|text| text.replace('.', "").parse::<i64>().unwrap());
                prop_assert_eq!(sold, invoiced + left);
            }
            Ok(())
        })
        .unwrap();
}
