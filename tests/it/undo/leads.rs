//! Undo of qualifying: what came to the deal and to the customer meanwhile stays in sight.

use super::{refused, seq, undo};
use crate::support::Company;
use serde_json::{Value, json};

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
