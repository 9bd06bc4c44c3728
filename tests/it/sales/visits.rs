//! The hours of a visit: noted once they have been, and as the customer signed for them.

use crate::attachments::{PICTURE, base64, file};
use crate::support::{Company, MORNING_MS, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;

fn visit(company: &Company) -> Value {
    company.ok("activity.create", json!({ "kind": "visit", "subject": "Service" }))["id"].clone()
}

fn times(id: &Value, version: i64, arrival: &str, leaving: &str) -> Value {
    json!({ "id": id, "version": version, "day": "2026-11-22", "arrival": arrival, "leaving": leaving })
}

fn sign(id: &Value, version: i64) -> Value {
    json!({ "id": id, "version": version, "signed_by": "Sunita Rao", "signature": base64(PICTURE) })
}

#[test]
fn what_the_customer_signed_for_stays() {
    let company = Company::india();
    let id = visit(&company);
    let noted = company.reply("activity.set_times", times(&id, 1, "08:00", "09:00")).undo.unwrap().seq;
    let signed = company.reply("activity.sign", sign(&id, 2)).undo.unwrap().seq;
    let refused = |command: &str, request: Value| {
        assert_refused(&company.refused(command, request), Code::Precondition, "error.visit_signed");
    };
    refused("activity.set_times", times(&id, 3, "07:00", "09:00"));
    refused("activity.set_times", times(&id, 3, "08:00", "09:15"));
    refused("activity.set_times", times(&id, 3, "", ""));
    let later = json!({ "leaving_ms": MORNING_MS });
    refused("activity.update", json!({ "id": id, "version": 3, "set": later }));
    refused("history.undo", json!({ "seq": noted }));
    for set in [json!({ "notes": "Replaced the compressor" }), json!({ "subject": "Repair" })] {
        refused("activity.update", json!({ "id": id, "version": 3, "set": set }));
    }
    company.ok("activity.update", json!({ "id": id, "version": 3, "set": { "place": "Plant 2" } }));
    refused("activity.update", json!({ "id": id, "version": 4, "set": { "place": "Plant 3" } }));
    // Taking the signature back opens the hours.
    company.ok("history.undo", json!({ "seq": signed }));
    let version = company.ok("activity.get", json!({ "id": id }))["row"]["version"].as_i64().unwrap();
    company.ok("activity.set_times", times(&id, version, "07:00", "09:00"));
    company.assert_sound();
}

#[test]
fn a_signed_visit_keeps_its_photos_and_stays() {
    let company = Company::india();
    let made = company.reply("activity.create", json!({ "kind": "visit", "subject": "Service" }));
    let (created, id) = (made.undo.unwrap().seq, made.result["id"].clone());
    let files = |name: &str| json!({ "record_id": id, "files": [file(name, PICTURE)] });
    let added = company.reply("attachment.add", files("before.png"));
    let photo = added.result["ids"][0].clone();
    let late = company.ok("attachment.add", files("wrong.png"))["ids"][0].clone();
    let withdrawn = company.reply("attachment.withdraw", json!({ "id": late })).undo.unwrap().seq;
    let signed = company.reply("activity.sign", sign(&id, 1)).undo.unwrap().seq;
    let refused = |command: &str, request: Value| {
        assert_refused(&company.refused(command, request), Code::Precondition, "error.visit_signed");
    };
    refused("attachment.add", files("later.png"));
    refused("attachment.withdraw", json!({ "id": photo }));
    refused("history.undo", json!({ "seq": added.undo.unwrap().seq }));
    refused("history.undo", json!({ "seq": withdrawn }));
    refused("activity.delete", json!({ "id": id, "version": 2 }));
    company.refused("history.undo", json!({ "seq": created }));
    // Taking the signature back opens the visit.
    company.ok("history.undo", json!({ "seq": signed }));
    company.ok("attachment.withdraw", json!({ "id": photo }));
    let version = company.ok("activity.get", json!({ "id": id }))["row"]["version"].clone();
    company.ok("activity.delete", json!({ "id": id, "version": version }));
}

#[test]
fn who_goes_on_after_the_signature_notes_when_they_leave() {
    let company = Company::india();
    let id = visit(&company);
    company.ok("activity.arrive", json!({ "id": id, "version": 1 }));
    company.ok("activity.sign", sign(&id, 2));
    company.clock.advance(20 * 60_000);
    company.ok("activity.leave", json!({ "id": id, "version": 3 }));
    company.clock.advance(60_000);
    let error = company.refused("activity.leave", json!({ "id": id, "version": 4 }));
    assert_eq!(company.ok("activity.get", json!({ "id": id }))["leaving"], "09:50", "{error}");
}

#[test]
fn one_arrives_once_and_no_hour_lies_ahead() {
    let company = Company::india();
    let id = visit(&company);
    for (arrival, leaving, refusal) in [
        ("09:31", "", "arrival error.hours_future"),
        ("09:00", "09:40", "leaving error.hours_future"),
        ("09:00", "08:00", "leaving error.hours_future"),
    ] {
        let error = company.refused("activity.set_times", times(&id, 1, arrival, leaving));
        assert_eq!(reasons(&error), [refusal], "{arrival} {leaving}");
    }
    let ahead = json!({ "arrival_ms": MORNING_MS + 60_000 });
    let error = company.refused("activity.update", json!({ "id": id, "version": 1, "set": ahead }));
    assert_eq!(reasons(&error), ["set.arrival_ms error.hours_future"]);
    company.ok("activity.arrive", json!({ "id": id, "version": 1 }));
    company.clock.advance(60_000);
    let error = company.refused("activity.arrive", json!({ "id": id, "version": 2 }));
    assert_refused(&error, Code::Precondition, "error.arrived_already");
    assert_eq!(error.params["time"], "09:30");
    company.assert_sound();
}
