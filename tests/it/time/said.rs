//! What is said in a ticket with how long it took is time like any other.

use super::{MINUTE, Work, id};
use crate::support::{assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;

/// A company with a ticket of a customer for whom nothing was bought.
struct Desk {
    work: Work,
    ticket: String,
}

impl Desk {
    fn new() -> Self {
        let work = Work::new();
        let asked = json!({ "customer_id": work.customer, "subject": "Ward 3" });
        let ticket = id(&work.company.ok("ticket.open", asked));
        Self { work, ticket }
    }

    fn note(&self, minutes: i64) -> String {
        self.work.company.clock.advance(MINUTE);
        let note = json!({ "id": self.ticket, "body": "Looked at the log", "minutes": minutes });
        self.work.company.ok("ticket.note", note);
        id(self.page()["messages"].as_array().unwrap().last().unwrap())
    }

    fn page(&self) -> Value {
        self.work.company.ok("ticket.get", json!({ "id": self.ticket }))
    }

    fn buys(&self) -> Value {
        let bought = json!({ "customer_id": self.work.customer, "name": "Gold", "unit": "hours", "amount": "24",
            "period": "year", "start": "2026-01-01", "end": "2026-12-31" });
        self.work.company.ok("entitlement.create", bought)["id"].clone()
    }

    fn moves(&self, bought: &Value) {
        let set = json!({ "entitlement_id": bought });
        let moved = json!({ "id": self.ticket, "version": self.page()["row"]["version"], "set": set });
        self.work.company.ok("ticket.update", moved);
    }

    fn used(&self, bought: &Value) -> Value {
        self.work.company.ok("entitlement.get", json!({ "id": bought }))["row"]["balance"]["used"].clone()
    }

    /// Minutes and how the entries on the ticket stand, the newest first.
    fn entries(&self) -> Vec<(i64, String)> {
        let rows = self.work.rows(json!({ "ticket_id": self.ticket })).into_iter();
        let told =
            |row: Value| (row["minutes"].as_i64().unwrap(), row["billing"].as_str().unwrap().to_owned());
        rows.map(told).collect()
    }
}

#[test]
fn a_reply_with_its_minutes_stands_in_the_week_of_who_said_it_and_is_invoiced() {
    let desk = Desk::new();
    let company = &desk.work.company;
    let ravi = desk.work.user("Ravi Patil", "owner", None);
    let reply = json!({ "id": desk.ticket, "body": "It is the switch", "minutes": 45 });
    desk.work.as_user(&ravi, "ticket.reply", reply).unwrap();
    let row = desk.work.rows(json!({ "ticket_id": desk.ticket })).pop().unwrap();
    assert_eq!(
        (&row["user"], &row["date"], &row["minutes"], &row["note"], &row["customer"]),
        (&json!("Ravi Patil"), &json!("2026-11-22"), &json!(45), &json!(""), &json!("Sample Foods"))
    );
    let week = company.ok("timesheet.get", json!({ "user_id": ravi }));
    assert_eq!(week["total"]["minutes"], 45);
    let page = desk.page();
    assert_eq!((&page["minutes"], &page["messages"][0]["minutes"]), (&json!(45), &json!(45)));
    company.ok("time_setting.save", json!({ "version": 1, "bills": "all" }));
    company.ok("time_rate.save", json!({ "user_id": ravi, "rate": "1200" }));
    let invoice = company.ok("time.bill", json!({ "customer_id": desk.work.customer }));
    let lines = company.ok("invoice.get", json!({ "id": invoice["id"] }))["draft"]["lines"].clone();
    assert_eq!((&lines[0]["quantity"], &lines[0]["unit_price"]), (&json!("0.75"), &json!("1200")));
    let message = page["messages"][0]["id"].clone();
    let error = company.refused("ticket.correct", json!({ "id": message, "minutes": 30 }));
    assert_refused(&error, Code::Precondition, "error.time_invoiced");
    company.assert_sound();
}

#[test]
fn nothing_is_said_when_its_time_cannot_be_noted() {
    let desk = Desk::new();
    let company = &desk.work.company;
    desk.note(23 * 60);
    let more = json!({ "id": desk.ticket, "body": "And more", "minutes": 90 });
    assert_eq!(reasons(&company.refused("ticket.note", more)), ["minutes error.time_day_full"]);
    company.ok("timesheet.submit", json!({}));
    let late = json!({ "id": desk.ticket, "body": "And more", "minutes": 10 });
    assert_refused(&company.refused("ticket.reply", late), Code::Precondition, "error.timesheet_locked");
    assert_eq!(desk.page()["messages"].as_array().unwrap().len(), 1);
    let message = desk.page()["messages"][0]["id"].clone();
    let error = company.refused("ticket.correct", json!({ "id": message, "minutes": 0 }));
    assert_refused(&error, Code::Precondition, "error.timesheet_locked");
    company.ok("ticket.reply", json!({ "id": desk.ticket, "body": "Without" }));
}

#[test]
fn work_follows_when_something_is_bought_for_its_ticket_and_when_not() {
    let desk = Desk::new();
    let company = &desk.work.company;
    desk.note(30);
    company.ok("time.log", json!({ "time": "1h", "on": { "ticket_id": desk.ticket } }));
    let open = |minutes: i64| (minutes, "open".to_owned());
    let taken = |minutes: i64| (minutes, "none".to_owned());
    assert_eq!(desk.entries(), [open(60), open(30)]);
    let gold = desk.buys();
    desk.moves(&gold);
    assert_eq!((desk.entries(), desk.used(&gold)), (vec![taken(60), taken(30)], json!(90)));
    desk.moves(&json!(""));
    assert_eq!((desk.entries(), desk.used(&gold)), (vec![open(60), open(30)], json!(0)));
    // What is on an invoice stays there.
    company.ok("time_setting.save", json!({ "version": 1, "bills": "all" }));
    let owner = company.ok("user.list", json!({}))["rows"][0]["id"].clone();
    company.ok("time_rate.save", json!({ "user_id": owner, "rate": "1000" }));
    company.ok("time.bill", json!({ "customer_id": desk.work.customer }));
    desk.note(5);
    desk.moves(&gold);
    assert_eq!(desk.used(&gold), 5);
    company.assert_sound();
}

#[test]
fn what_goes_on_in_a_ticket_that_takes_of_what_was_bought_takes_of_it_too() {
    let desk = Desk::new();
    let company = &desk.work.company;
    desk.note(30);
    let gold = desk.buys();
    let asked = json!({ "customer_id": desk.work.customer, "subject": "Again", "entitlement_id": gold });
    let into = id(&company.ok("ticket.open", asked));
    let merge = json!({ "id": desk.ticket, "version": desk.page()["row"]["version"], "into_id": into });
    let merged = company.reply("ticket.merge", merge);
    assert_eq!(desk.used(&gold), 30);
    desk.note(10);
    assert_eq!(desk.used(&gold), 40, "and what is noted on it later");
    assert_eq!(company.ok("ticket.get", json!({ "id": into }))["minutes"], 40);
    let usual = company.ok("time.usual", json!({ "on": { "ticket_id": desk.ticket } }));
    assert_eq!(usual["billable"], false);
    assert!(merged.undo.is_some());
    company.assert_sound();
}

#[test]
fn time_that_goes_to_other_work_is_no_longer_that_of_a_message() {
    let desk = Desk::new();
    let company = &desk.work.company;
    let message = desk.note(30);
    let row = desk.work.rows(json!({ "ticket_id": desk.ticket })).pop().unwrap();
    let set = json!({ "on": desk.work.on_task() });
    company.ok("time.update", json!({ "id": row["id"], "version": row["version"], "set": set }));
    assert_eq!(desk.page()["messages"][0]["minutes"], Value::Null);
    let corrected = company.reply("ticket.correct", json!({ "id": message, "minutes": 20 }));
    assert_eq!(desk.entries(), [(20, "open".to_owned())]);
    company.ok("history.undo", json!({ "seq": corrected.undo.unwrap().seq }));
    assert_eq!((desk.entries(), desk.page()["minutes"].clone()), (vec![], json!(0)));
    // The grid of the week lets what was said stand, and adds an entry of its own.
    desk.note(15);
    let cell = json!({ "on": { "ticket_id": desk.ticket }, "date": "2026-11-22", "time": "1h" });
    company.ok("timesheet.set", cell);
    assert_eq!(desk.page()["messages"][1]["minutes"], 15);
    assert_eq!(desk.page()["minutes"], 60);
    company.assert_sound();
}
