use super::{DAY, MINUTE, call, deal, user};
use crate::support::{Company, MORNING_MS, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;
use throughline_core::settings::country::Country;

#[test]
fn a_day_in_numbers_is_read_as_the_firm_writes_it_and_back_where_one_looks_back() {
    for (country, next, last) in
        [(Country::India, "2026-12-05", "2025-12-05"), (Country::States, "2027-05-12", "2026-05-12")]
    {
        let company = Company::new(country);
        // Everybody may type a day, also who only reads.
        let viewer = user(&company, "Meera", "viewer");
        let read = |past: bool| {
            let asked = json!({ "text": "due 5/12", "past": past });
            call(&company, &viewer, "activity.parse", asked).unwrap().result["due_date"].clone()
        };
        assert_eq!((read(false), read(true)), (json!(next), json!(last)), "{country:?}");
    }
}

#[test]
fn a_line_logs_what_happened_and_plans_what_comes_next() {
    let company = Company::india();
    let record = deal(&company, "AMC", json!({}));
    let line = "called, wants AMC, fri 3pm";
    let parsed = company.ok("activity.parse", json!({ "text": line }));
    assert_eq!(
        parsed,
        json!({
            "kind": "call", "done": true, "promise": false, "subject": "Wants AMC",
            "due_date": "2026-11-27", "due_time": "15:00", "next_kind": "call", "next_subject": null
        })
    );
    let logged = company.ok("activity.log", json!({ "text": line, "record_id": record }));
    let done = company.ok("activity.get", json!({ "id": logged["done_id"] }));
    assert_eq!((&done["row"]["done_ms"], &done["row"]["due_ms"]), (&json!(MORNING_MS), &Value::Null));
    let planned = company.ok("activity.get", json!({ "id": logged["planned_id"] }));
    // 27 November 2026, 15:00 in India is 09:30 UTC.
    assert_eq!(planned["row"]["due_ms"], 1_795_771_800_000_i64);
    assert_eq!(company.ok("deal.get", json!({ "id": record }))["row"]["next"]["due_time"], "15:00");
    let corrected = company.ok(
        "activity.log",
        json!({ "text": line, "record_id": record, "kind": "visit", "subject": "Saw the plant", "due_date": "" }),
    );
    assert_eq!(corrected["planned_id"], Value::Null);
    let visit = company.ok("activity.get", json!({ "id": corrected["done_id"] }));
    assert_eq!(visit["row"]["brief"]["subject"], "Saw the plant");
    let todo = company
        .ok("activity.log", json!({ "text": "send brochure tomorrow", "done": true, "next_kind": "call" }));
    assert!(todo["done_id"].is_string() && todo["planned_id"].is_string());
    assert_eq!(reasons(&company.refused("activity.log", json!({ "text": "" }))), ["subject error.required"]);
    company.assert_sound();
}

#[test]
fn every_bad_field_of_an_activity_is_named() {
    let company = Company::india();
    for (payload, expected) in [
        (
            json!({ "subject": " ", "due_date": "fri", "due_time": "3pm", "minutes": 0, "arrival_ms": 5, "signature_id": "x" }),
            vec![
                "subject error.required",
                "due_date error.date",
                "due_time error.time",
                "arrival_ms error.only_visit",
                "signature_id error.only_visit",
            ],
        ),
        (json!({ "subject": "A", "due_time": "15:00" }), vec!["due_date error.required"]),
        (json!({ "subject": "A", "minutes": -1 }), vec!["minutes error.between"]),
        (json!({ "subject": "A", "record_id": "x" }), vec!["record_id error.no_such_record"]),
        (json!({ "subject": "A", "outcome": "x" }), vec!["outcome error.outcome_when_done"]),
        (json!({ "subject": "A", "owner_id": "x" }), vec!["owner_id error.no_such_user"]),
        (
            json!({ "kind": "visit", "subject": "A", "arrival_ms": 10, "leaving_ms": 9, "signature_id": "x" }),
            vec!["leaving_ms error.leaving_before_arrival", "signature_id error.no_such_attachment"],
        ),
        (
            json!({ "kind": "visit", "subject": "A", "leaving_ms": 9 }),
            vec!["leaving_ms error.leaving_before_arrival"],
        ),
        (json!({ "kind": "visit", "subject": "A", "arrival_ms": -9 }), vec!["arrival_ms error.date"]),
    ] {
        assert_eq!(reasons(&company.refused("activity.create", payload)), expected);
    }
    let note = company.ok("activity.create", json!({ "kind": "note", "subject": "A" }));
    let error = company.refused("activity.create", json!({ "subject": "B", "record_id": note["id"] }));
    assert_eq!(reasons(&error), ["record_id error.no_such_record"], "nothing is about an activity");
    assert_eq!(company.count("SELECT count(*) FROM activity"), 1);
}

/// Days late are those of the calendar, as for invoices and tasks, with an hour or without.
#[test]
fn days_late_are_civil_days() {
    let company = Company::india();
    let late = |due: Value| {
        let id = company.ok("activity.create", due)["id"].clone();
        let late = company.ok("activity.get", json!({ "id": id }))["row"]["brief"]["late"].clone();
        (late["key"].clone(), late["params"]["days"].clone())
    };
    let on = |day: &str| json!({ "kind": "call", "subject": "Call", "due_date": day });
    let at = |day: &str, time: &str| json!({ "kind": "call", "subject": "Call", "due_date": day, "due_time": time });
    assert_eq!(late(on("2026-11-20")), (json!("badge.days_late"), json!(2)));
    assert_eq!(late(on("2026-11-21")), (json!("badge.days_late"), json!(1)));
    assert_eq!(late(on("2026-11-22")), (Value::Null, Value::Null));
    assert_eq!(late(at("2026-11-20", "18:00")), (json!("badge.days_late"), json!(2)));
    assert_eq!(late(at("2026-11-22", "09:00")), (json!("badge.late"), Value::Null));
}

#[test]
fn an_activity_is_done_opened_changed_and_deleted() {
    let company = Company::india();
    let made = company.ok(
        "activity.create",
        json!({ "kind": "visit", "subject": "Survey", "due_date": "2026-11-22", "due_time": "10:00" }),
    );
    let id = made["id"].clone();
    company.clock.advance(45 * MINUTE);
    let row = |id: &Value| company.ok("activity.get", json!({ "id": id }))["row"].clone();
    assert_eq!(row(&id)["brief"]["late"]["key"], "badge.late", "it was due at ten");
    company.ok(
        "activity.update",
        json!({ "id": id, "version": 1, "set": { "due_time": "", "place": "Chakan", "arrival_ms": MORNING_MS, "leaving_ms": MORNING_MS + 5 } }),
    );
    assert_eq!(row(&id)["brief"]["late"], Value::Null, "the day is not over");
    let done = company.reply("activity.done", json!({ "id": id, "version": 2, "outcome": "Twelve doors" }));
    assert_eq!((&row(&id)["outcome"], &row(&id)["brief"]["late"]), (&json!("Twelve doors"), &Value::Null));
    assert_refused(
        &company.refused("activity.done", json!({ "id": id, "version": 3 })),
        Code::Precondition,
        "error.activity_done",
    );
    company.ok("history.undo", json!({ "seq": done.undo.unwrap().seq }));
    assert_eq!(row(&id)["done_ms"], Value::Null);
    assert_refused(
        &company.refused("activity.reopen", json!({ "id": id, "version": 4 })),
        Code::Precondition,
        "error.activity_open",
    );
    company.ok("activity.done", json!({ "id": id, "version": 4 }));
    company.ok("activity.reopen", json!({ "id": id, "version": 5 }));
    assert_refused(
        &company.refused("activity.update", json!({ "id": id, "version": 1, "set": { "notes": "x" } })),
        Code::Conflict,
        "error.conflict",
    );
    let gone = company.reply("activity.delete", json!({ "id": id, "version": 6 }));
    assert_eq!(company.refused("activity.get", json!({ "id": id })).code, Code::NotFound);
    company.ok("history.undo", json!({ "seq": gone.undo.unwrap().seq }));
    assert_eq!(row(&id)["brief"]["due_date"], "2026-11-22");
    let note = company.ok("activity.create", json!({ "kind": "note", "subject": "A" }));
    assert_refused(
        &company.refused("activity.reopen", json!({ "id": note["id"], "version": 1 })),
        Code::Precondition,
        "error.note_stays",
    );
    company.assert_sound();
}

#[test]
fn a_line_that_says_what_comes_next_becomes_a_done_call_and_a_planned_visit() {
    let company = Company::india();
    let reply = company.reply("activity.log", json!({ "text": "Called Sunita, visit on friday" }));
    let get = |id: &Value| company.ok("activity.get", json!({ "id": id }))["row"].clone();
    let (done, planned) = (get(&reply.result["done_id"]), get(&reply.result["planned_id"]));
    assert_eq!(
        (&done["brief"]["kind"], &done["brief"]["subject"]),
        (&json!("call"), &json!("Called Sunita"))
    );
    assert!(done["done_ms"].is_i64());
    assert_eq!((&planned["brief"]["kind"], &planned["done_ms"]), (&json!("visit"), &Value::Null));
    assert_eq!(planned["brief"]["due_date"], "2026-11-27");
    company.ok("history.undo", json!({ "seq": reply.undo.unwrap().seq }));
    assert_eq!(company.ok("activity.summary", json!({}))["count"], 0, "one action, one undo");
}

#[test]
fn activities_are_listed_by_record_customer_owner_and_days() {
    let company = Company::india();
    let neha = user(&company, "Neha", "sales");
    let customer = company.customer("Aarohi Foods");
    let record =
        company.ok("deal.create", json!({ "title": "Plant", "customer_id": customer, "amount": "500" }));
    company.ok(
        "activity.create",
        json!({ "subject": "On the customer", "record_id": customer, "due_date": "2026-11-30" }),
    );
    company.ok("activity.create", json!({ "subject": "On the deal", "record_id": record["id"], "due_date": "2026-12-01", "minutes": 45 }));
    company.ok(
        "activity.create",
        json!({ "subject": "Alone", "due_date": "2026-12-01", "due_time": "09:00", "owner_id": neha }),
    );
    company.ok("activity.create", json!({ "subject": "Some day" }));
    let subjects = |filter: Value| -> Vec<String> {
        let page = company.ok("activity.list", json!({ "filter": filter, "sort": { "column": "due" } }));
        page["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["brief"]["subject"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(subjects(json!({ "record_id": customer })), ["On the customer"]);
    assert_eq!(subjects(json!({ "customer_id": customer })), ["On the customer", "On the deal"]);
    assert_eq!(subjects(json!({ "owner_id": neha })), ["Alone"]);
    assert_eq!(subjects(json!({ "from": "2026-12-01", "to": "2026-12-01" })), ["On the deal", "Alone"]);
    assert_eq!(subjects(json!({ "from": "2026-11-23" })), ["On the customer", "On the deal", "Alone"]);
    assert_eq!(subjects(json!({ "to": "2026-11-30" })), ["On the customer"]);
    assert_eq!(subjects(json!({ "done": true })), Vec::<String>::new());
    assert_eq!(subjects(json!({ "kind": "call" })), Vec::<String>::new());
    let found = company.ok("activity.list", json!({ "search": "ON the d" }));
    let row = &found["rows"][0];
    assert_eq!((&row["record_title"], &row["customer"]), (&json!("Plant"), &json!("Aarohi Foods")));
    assert_eq!((&row["amount"]["amount"], &row["minutes"]), (&json!("500.00"), &json!(45)));
    assert_eq!(company.ok("activity.summary", json!({ "filter": { "customer_id": customer } }))["count"], 2);
    let error = company.refused("activity.list", json!({ "filter": { "from": "x", "to": "2026-13-01" } }));
    assert_eq!(reasons(&error), ["filter.from error.date", "filter.to error.date"]);
    let seen = call(&company, &neha, "activity.list", json!({})).unwrap().result;
    assert_eq!(seen["rows"].as_array().unwrap().len(), 1, "within the scope");
    let deleted = company.ok("deal.get", json!({ "id": record["id"] }))["row"]["version"].clone();
    company.ok("deal.delete", json!({ "id": record["id"], "version": deleted }));
    assert_eq!(subjects(json!({ "customer_id": customer })), ["On the customer"]);
    company.ok("customer.update", json!({ "id": customer, "version": 1, "set": { "name": "Aarohi Group" } }));
    assert_eq!(
        company.ok("activity.list", json!({ "filter": { "record_id": customer } }))["rows"][0]["customer"],
        "Aarohi Group"
    );
    company.assert_sound();
}

#[test]
fn today_shows_the_ten_most_pressing() {
    let company = Company::india();
    // Monday: leads are answered in working hours.
    company.clock.advance(DAY);
    let neha = user(&company, "Neha", "sales");
    let large = deal(&company, "Large", json!({ "amount": "900000" }));
    let small = deal(&company, "Small", json!({ "amount": "1000" }));
    company.ok("lead.capture", json!({ "name": "Waiting", "amount": "50000" }));
    let plan = |subject: &str, day: &str, more: Value| {
        let mut request = json!({ "subject": subject, "due_date": day });
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        company.ok("activity.create", request)
    };
    plan("Large call", "2026-11-23", json!({ "record_id": large }));
    plan("Small promise", "2026-11-21", json!({ "record_id": small, "promise": true }));
    plan("Old", "2026-11-11", json!({}));
    plan("Not yet", "2026-11-24", json!({}));
    plan("Not mine", "2026-11-21", json!({ "owner_id": neha }));
    let today = company.ok("activity.today", json!({}));
    let lines: Vec<String> = today["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let text = row["action"]["params"]["subject"].as_str().or(row["action"]["text_key"].as_str());
            text.unwrap().to_owned()
        })
        .collect();
    assert_eq!(lines, ["Small promise", "Large call", "next.answer", "Old"]);
    let promise = &today["rows"][0];
    assert_eq!(promise["action"]["late"]["params"]["days"], 2);
    assert_eq!(promise["action"]["why_key"], "why.promised");
    assert_eq!(promise["action"]["command"]["name"], "activity.done");
    company.clock.advance(8 * DAY);
    let later = company.ok("activity.today", json!({}));
    assert_eq!(later["rows"][0]["promise"], true);
    for n in 0..12 {
        plan(&format!("More {n}"), "2026-11-30", json!({}));
    }
    let full = company.ok("activity.today", json!({}));
    assert_eq!((full["rows"].as_array().unwrap().len(), &full["count"]), (10, &json!(17)));
    company.ok("activity.done", json!({ "id": promise["action"]["command"]["payload"]["id"], "version": 1 }));
    let ageing = company.ok("activity.today", json!({}));
    let moved_on = ageing["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["action"]["text_key"] == "next.move_on")
        .unwrap();
    assert_eq!((&moved_on["record_title"], &moved_on["action"]["late"]), (&json!("Small"), &Value::Null));
    let theirs = call(&company, &neha, "activity.today", json!({})).unwrap().result;
    assert_eq!(theirs["rows"][0]["action"]["params"]["subject"], "Not mine");
}

#[test]
fn the_next_action_follows_from_the_record() {
    let company = Company::india();
    let customer = company.customer("Aarohi Foods");
    let next = |kind: &str, id: &Value| {
        company.ok("next_action.of_record", json!({ "kind": kind, "id": id }))["action"].clone()
    };
    assert_eq!(next("customer", &json!(customer))["text_key"], "next.plan");
    let made = company.ok("deal.create", json!({ "title": "Plant", "customer_id": customer }));
    assert_eq!(next("customer", &json!(customer)), Value::Null, "its deal has a next step of its own");
    company.clock.advance(7 * DAY);
    let action = next("deal", &made["id"]);
    assert_eq!((&action["why_key"], &action["params"]["limit"]), (&json!("why.stage_limit"), &json!(7)));
    let planned = company.ok(
        "activity.create",
        json!({ "kind": "call", "subject": "Ask", "record_id": made["id"], "due_date": "2026-11-20", "promise": true }),
    );
    let action = next("deal", &made["id"]);
    assert_eq!((&action["why_key"], &action["due"]), (&json!("why.promised"), &json!("2026-11-20")));
    assert_eq!(action["command"]["payload"], json!({ "id": planned["id"], "version": 1 }));
    assert_eq!(
        company.refused("next_action.of_record", json!({ "kind": "lead", "id": made["id"] })).code,
        Code::NotFound
    );
}

#[test]
fn activities_are_found_by_what_they_are_about() {
    let company = Company::india();
    let customer = company.customer("Acme");
    let deal = company.ok("deal.create", json!({ "title": "Pumps", "customer_id": customer }))["id"].clone();
    company.ok(
        "activity.create",
        json!({ "kind": "todo", "subject": "Buy cable", "notes": "from Sharma", "record_id": deal, "due_date": "2026-12-01" }),
    );
    let listed = |typed: &str| {
        company.ok("activity.list", json!({ "search": typed }))["rows"].as_array().unwrap().len()
    };
    for typed in ["cable", "sharma", "acme", "pumps"] {
        assert_eq!(listed(typed), 1, "{typed}");
    }
    company.ok("customer.update", json!({ "id": customer, "version": 1, "set": { "name": "Lotus" } }));
    assert_eq!((listed("lotus"), listed("acme")), (1, 0));
    company.assert_sound();
}
