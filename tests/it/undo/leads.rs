//! Undo of qualifying: what came to the deal and to the customer meanwhile stays in sight.

use super::{refused, seq, undo};
use crate::support::{Company, assert_refused};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;

/// A lead that was qualified: the lead, what was made of it, and the number of the transaction.
fn qualified(company: &Company) -> (Value, Value, i64) {
    let lead = company.ok("lead.capture", json!({ "company": "Deccan Tools", "name": "Ramesh Patil" }));
    let reply = company.reply(
        "lead.qualify",
        json!({ "id": lead["id"], "version": 1, "customer": { "create": {} }, "deal": { "title": "Pumps" } }),
    );
    (lead["id"].clone(), reply.result, reply.undo.unwrap().seq)
}

fn plan(company: &Company, record: &Value, subject: &str) {
    let planned = json!({ "subject": subject, "record_id": record, "due_date": "2026-11-24" });
    company.ok("activity.create", planned);
}

/// Subjects of what is planned about a record, sorted.
fn planned(company: &Company, record: &Value) -> Vec<String> {
    let rows = company.ok("activity.list", json!({ "filter": { "record_id": record } }))["rows"].clone();
    let mut subjects: Vec<String> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["brief"]["subject"].as_str().unwrap().to_owned())
        .collect();
    subjects.sort();
    subjects
}

#[test]
fn what_was_planned_since_stands_with_the_lead_again_and_goes_with_the_deal_that_comes_back() {
    let company = Company::india();
    let (lead, made, qualified) = qualified(&company);
    plan(&company, &made["deal_id"], "Send catalogue");
    plan(&company, &made["customer_id"], "Ask for the tax number");
    let undone = undo(&company, qualified);
    assert_eq!(planned(&company, &lead), ["Ask for the tax number", "Send catalogue"]);
    company.assert_sound();
    plan(&company, &lead, "Call again");
    undo(&company, undone);
    assert_eq!(planned(&company, &made["deal_id"]), ["Call again", "Send catalogue"]);
    assert_eq!(planned(&company, &made["customer_id"]), ["Ask for the tax number"]);
    let of_customer = json!({ "filter": { "customer_id": made["customer_id"] } });
    assert_eq!(company.ok("activity.list", of_customer)["rows"].as_array().map(Vec::len), Some(3));
    company.assert_sound();
}

#[test]
fn files_keep_what_a_lead_has_become() {
    let company = Company::india();
    for (of, message_id) in [("deal_id", "error.deal_has_files"), ("customer_id", "error.undo_in_use")] {
        let (_, made, qualified) = qualified(&company);
        let file = json!({ "record_id": made[of], "files": [{ "name": "brief.txt", "bytes": "aGk=" }] });
        let added = seq(&company, "attachment.add", file);
        refused(&company, qualified, message_id);
        undo(&company, added);
        undo(&company, qualified);
    }
}

#[test]
fn what_was_planned_with_the_person_made_of_a_lead_stands_with_the_lead_again() {
    let company = Company::india();
    let (lead, made, qualified) = qualified(&company);
    plan(&company, &made["contact_id"], "Ask Ramesh for the drawing");
    let file =
        json!({ "record_id": made["contact_id"], "files": [{ "name": "brief.txt", "bytes": "aGk=" }] });
    let added = seq(&company, "attachment.add", file);
    refused(&company, qualified, "error.undo_in_use");
    undo(&company, added);
    undo(&company, qualified);
    assert_eq!(planned(&company, &lead), ["Ask Ramesh for the drawing"]);
    company.assert_sound();
}

#[test]
fn what_is_planned_about_a_lead_does_not_go_to_a_deal_that_is_gone() {
    let company = Company::india();
    let (lead, made, _) = qualified(&company);
    let gone = json!({ "id": made["deal_id"], "version": 1 });
    company.ok("deal.delete", gone);
    let reopened = seq(&company, "lead.reopen", json!({ "id": lead, "version": 2 }));
    plan(&company, &lead, "Call again");
    undo(&company, reopened);
    assert_eq!(planned(&company, &lead), ["Call again"]);
    company.assert_sound();
}

#[test]
fn an_activity_whose_record_is_gone_is_not_there() {
    let company = Company::india();
    let deal = company.ok("deal.create", json!({ "title": "Pumps", "prospect": "Deccan Tools" }));
    let call = json!({ "subject": "Call", "record_id": deal["id"], "due_date": "2026-11-24" });
    let call = company.ok("activity.create", call)["id"].clone();
    company.ok("deal.delete", json!({ "id": deal["id"], "version": 1 }));
    let error = company.refused("activity.get", json!({ "id": call }));
    assert_refused(&error, Code::NotFound, "error.not_found");
}
