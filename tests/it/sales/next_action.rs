//! What is proposed next, with money first; what is put off or not needed is silent until the state changes.

use super::{DAY, call, deal, user};
use crate::billing::{issued, pune};
use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;

fn next(company: &Company, kind: &str, id: &Value) -> Value {
    company.ok("next_action.of_record", json!({ "kind": kind, "id": id }))["action"].clone()
}

fn text(action: &Value) -> &str {
    action["text_key"].as_str().unwrap_or("nothing")
}

#[test]
fn an_overdue_invoice_asks_for_a_reminder_until_somebody_has_been_in_touch() {
    let (company, customer) = pune();
    let customer = json!(customer);
    let invoice = issued(&company, customer.as_str().unwrap(), "1000")["id"].clone();
    assert_eq!(text(&next(&company, "invoice", &invoice)), "nothing", "it is not due yet");
    company.clock.advance(60 * DAY);
    for (kind, id) in [("customer", &customer), ("invoice", &invoice)] {
        let action = next(&company, kind, id);
        assert_eq!(text(&action), "next.remind", "{kind}");
        assert_eq!(action["subject"]["record_id"], invoice, "both pages speak of the invoice");
        assert_eq!(action["params"]["amount"]["currency"], "INR");
    }
    let logged = company.reply("activity.log", json!({ "record_id": invoice, "text": "Called, pays soon" }));
    assert_eq!(text(&next(&company, "invoice", &invoice)), "nothing", "somebody has called");
    assert_eq!(text(&next(&company, "customer", &customer)), "next.plan");
    company.clock.advance(8 * DAY);
    assert_eq!(text(&next(&company, "invoice", &invoice)), "next.remind", "a week later it asks again");
    company.ok(
        "activity.create",
        json!({ "record_id": invoice, "subject": "Ask Suresh", "due_date": "2027-03-01" }),
    );
    assert_eq!(text(&next(&company, "invoice", &invoice)), "next.do", "what is planned comes instead");
    company.ok("history.undo", json!({ "seq": logged.undo.unwrap().seq }));
    let seller = user(&company, "Neha", "sales");
    let theirs =
        call(&company, &seller, "next_action.of_record", json!({ "kind": "invoice", "id": invoice }));
    assert_eq!(theirs.unwrap_err().code, Code::NotFound, "money of others is not shown");
    company.assert_sound();
}

#[test]
fn an_estimate_is_asked_about_before_it_lapses_and_invoiced_once_accepted() {
    let (company, customer) = pune();
    let draft = json!({ "customer_id": customer, "valid_until": "2026-12-20",
        "lines": [{ "description": "Survey", "quantity": "1", "unit_price": "500" }] });
    let made = company.ok("estimate.create", json!({ "draft": draft }));
    let id = &made["id"];
    assert_eq!(text(&next(&company, "estimate", id)), "nothing", "a draft is nobody's to answer");
    company.ok("estimate.send", json!({ "id": id, "version": 1, "how": "print" }));
    assert_eq!(text(&next(&company, "estimate", id)), "nothing");
    company.clock.advance(26 * DAY);
    assert_eq!(text(&next(&company, "estimate", id)), "next.ask");
    company.clock.advance(4 * DAY);
    assert_eq!(text(&next(&company, "estimate", id)), "next.ask_lapsed");
    company.ok("estimate.accept", json!({ "id": id, "said_by": "Sunita Rao", "how": "phone" }));
    assert_eq!(text(&next(&company, "estimate", id)), "next.invoice");
    company.ok("billing_plan.to_invoice", json!({ "estimate_id": id }));
    assert_eq!(text(&next(&company, "estimate", id)), "nothing");
    company.assert_sound();
}

#[test]
fn nobody_is_asked_to_do_what_stands_in_an_area_that_is_off() {
    let (company, customer) = pune();
    let customer = json!(customer);
    issued(&company, customer.as_str().unwrap(), "1000");
    let sold = |valid_until: &str| {
        let draft = json!({ "customer_id": customer, "valid_until": valid_until,
            "lines": [{ "description": "Survey", "quantity": "1", "unit_price": "500" }] });
        let id = company.ok("estimate.create", json!({ "draft": draft }))["id"].clone();
        company.ok("estimate.send", json!({ "id": id, "version": 1, "how": "print" }));
        id
    };
    let accepted = sold("2027-03-01");
    company.ok("estimate.accept", json!({ "id": accepted, "said_by": "Sunita Rao", "how": "phone" }));
    sold("2027-01-22");
    company.clock.advance(60 * DAY);
    let today = || -> Vec<String> {
        let today = company.ok("activity.today", json!({}));
        today["rows"].as_array().unwrap().iter().map(|row| text(&row["action"]).to_owned()).collect()
    };
    let switch = |area: &str, state: &str| company.ok("area.switch", json!({ "area": area, "state": state }));
    assert_eq!(today(), ["next.remind", "next.invoice", "next.ask"]);
    switch("finance", "off");
    assert_eq!(today(), ["next.ask"]);
    assert_eq!(text(&next(&company, "estimate", &accepted)), "nothing");
    assert_eq!(text(&next(&company, "customer", &customer)), "next.plan");
    switch("finance", "pilot");
    switch("sales", "off");
    assert_eq!(today(), ["next.remind", "next.invoice"]);
}

#[test]
fn a_snooze_ends_and_not_needed_holds_while_the_state_does() {
    let company = Company::india();
    let id = json!(deal(&company, "Plant", json!({})));
    company.clock.advance(8 * DAY);
    let aged = next(&company, "deal", &id);
    assert_eq!(text(&aged), "next.move_on");
    let subject = aged["subject"].clone();
    let put_off = company.reply("next_action.snooze", json!({ "subject": subject, "until": "tomorrow" }));
    assert_eq!(put_off.result["until"], "2026-12-01");
    assert_eq!(text(&next(&company, "deal", &id)), "next.plan", "the next rule speaks");
    let waiting = company.ok("activity.today", json!({}));
    assert_eq!(waiting["count"], 0, "Today is silent as well");
    company.clock.advance(DAY);
    assert_eq!(text(&next(&company, "deal", &id)), "next.move_on", "until tomorrow is over");
    let dismissed = company.reply("next_action.dismiss", json!({ "subject": subject }));
    company.clock.advance(90 * DAY);
    assert_eq!(text(&next(&company, "deal", &id)), "next.plan");
    company.ok("history.undo", json!({ "seq": dismissed.undo.unwrap().seq }));
    assert_eq!(text(&next(&company, "deal", &id)), "next.move_on", "undo brings it back");
    company.ok("next_action.dismiss", json!({ "subject": subject }));
    let stages = super::stages(&company);
    company.ok("deal.move", json!({ "id": id, "version": 1, "stage_id": stages[1] }));
    company.clock.advance(20 * DAY);
    assert_eq!(text(&next(&company, "deal", &id)), "next.move_on", "another stay is another matter");
    assert_eq!(company.count("SELECT count(*) FROM next_action_answer"), 3, "answers are kept");
    let listed = company.ok("history.of_record", json!({ "kind": "deal", "id": id }));
    assert!(listed["actions"].to_string().contains("next_action.snooze"), "they stand in the history");
    company.assert_sound();
}

#[test]
fn a_planned_activity_that_was_put_off_makes_room_for_the_next_one() {
    let company = Company::india();
    let id = json!(deal(&company, "Plant", json!({})));
    let plan = |subject: &str, day: &str| {
        company.ok("activity.create", json!({ "subject": subject, "record_id": id, "due_date": day }))
    };
    let first = plan("Call", "2026-11-23");
    plan("Visit", "2026-11-25");
    let subject = |action: &Value| action["params"]["subject"].as_str().unwrap_or("nothing").to_owned();
    let call = next(&company, "deal", &id);
    assert_eq!(subject(&call), "Call");
    company.ok("next_action.dismiss", json!({ "subject": call["subject"] }));
    let visit = next(&company, "deal", &id);
    assert_eq!(subject(&visit), "Visit");
    company.ok("next_action.snooze", json!({ "subject": visit["subject"], "until": "next_month" }));
    assert_eq!(next(&company, "deal", &id), Value::Null, "both are planned, so nothing is to be planned");
    let moved = json!({ "id": first["id"], "version": 1, "set": { "due_date": "2026-11-24" } });
    company.ok("activity.update", moved);
    assert_eq!(subject(&next(&company, "deal", &id)), "Call", "another day is another matter");
    company.assert_sound();
}

#[test]
fn an_answer_to_nothing_is_refused() {
    let company = Company::india();
    let neha = user(&company, "Neha", "sales");
    let viewer = user(&company, "Vera", "viewer");
    let id = deal(&company, "Plant", json!({}));
    let subject = |record: &str| json!({ "rule": "stage_limit", "record_id": record, "state": "1" });
    let ask = |record: &str| json!({ "subject": subject(record) });
    assert_eq!(company.refused("next_action.dismiss", ask("nobody")).code, Code::NotFound);
    assert_eq!(call(&company, &neha, "next_action.dismiss", ask(&id)).unwrap_err().code, Code::NotFound);
    assert_eq!(call(&company, &viewer, "next_action.dismiss", ask(&id)).unwrap_err().code, Code::Forbidden);
    let long = json!({ "subject": { "rule": "stage_limit", "record_id": id, "state": "x".repeat(500) } });
    assert_eq!(reasons(&company.refused("next_action.dismiss", long)), ["subject.state error.too_long"]);
    let made_up = json!({ "subject": { "rule": "cheer_up", "record_id": id, "state": "" } });
    assert_eq!(company.refused("next_action.dismiss", made_up).code, Code::Invalid);
    assert_eq!(company.count("SELECT count(*) FROM next_action_answer"), 0);
}

#[test]
fn a_pipeline_goes_when_nothing_stands_in_it() {
    let company = Company::india();
    let first = company.ok("pipeline.list", json!({}))["rows"][0].clone();
    let gone = |id: &Value, version: i64| json!({ "id": id, "version": version });
    assert_refused(
        &company.refused("pipeline.delete", gone(&first["id"], 1)),
        Code::Precondition,
        "error.last_pipeline",
    );
    let second = company.ok(
        "pipeline.save",
        json!({ "name": "Renewals", "stages": [{ "name": "Due", "probability": "80" }] }),
    );
    let id = deal(&company, "Renewal", json!({ "stage_id": second["stage_ids"][0] }));
    assert_refused(
        &company.refused("pipeline.delete", gone(&second["id"], 1)),
        Code::Precondition,
        "error.stage_in_use",
    );
    company.ok("deal.lose", json!({ "id": id, "version": 1, "reason": "Price" }));
    let reply = company.reply("pipeline.delete", gone(&second["id"], 1));
    assert_eq!(company.ok("pipeline.list", json!({}))["rows"].as_array().unwrap().len(), 1);
    let lost = company.ok("deal.get", json!({ "id": id }));
    assert_eq!(lost["row"]["stage"], "Due", "a closed deal keeps its stage");
    company.ok("deal.reopen", json!({ "id": id, "version": 2 }));
    assert_eq!(company.ok("deal.get", json!({ "id": id }))["row"]["stage"], first["stages"][0]["name"]);
    company.ok("history.undo", json!({ "seq": reply.undo.unwrap().seq }));
    assert_eq!(company.ok("pipeline.list", json!({}))["rows"].as_array().unwrap().len(), 2);
    company.assert_sound();
}

#[test]
fn lines_are_priced_while_they_are_typed() {
    let company = Company::india();
    let priced = company.ok(
        "deal.price",
        json!({ "currency": "INR", "lines": [
            { "description": "Camera", "quantity": "16", "unit_price": "5250", "discount_percent": "5" },
            { "description": "Survey", "unit_price": "0.333" },
        ] }),
    );
    assert_eq!(priced["nets"][0], json!({ "amount": "79800.00", "currency": "INR" }));
    assert_eq!(priced["total"]["amount"], "79800.33");
    let error = company.refused("deal.price", json!({ "currency": "INR", "lines": [{ "quantity": "x" }] }));
    assert!(reasons(&error).contains(&"lines[0].description error.required".to_owned()));
}
