//! What stands beside tickets: what was sold, what changes many of them at once, and what is known.

use super::{get, id, monday, open, refused};
use crate::billing::pune;
use crate::support::{Company, assert_refused};
use serde_json::{Value, json};
use throughline_core::api::Mode;
use throughline_core::kernel::error::Code;

fn sold(company: &Company, user: Option<&str>, customer: &str) -> Vec<Value> {
    let asked = json!({ "customer_id": customer });
    let found = company.core.call(user, "sold_line.list", asked, Mode::Run).unwrap().result;
    let rows = found["rows"].as_array().unwrap().iter();
    rows.map(|row| json!([row["description"], row["quantity"], row["source"]["code"]])).collect()
}

fn line(company: &Company, description: &str, quantity: &str) -> Value {
    let class = company.ok("tax_class.list", json!({ "scheme": "gst_in" }))["rows"][0]["id"].clone();
    json!({ "description": description, "quantity": quantity, "unit_price": "700", "tax_class_id": class })
}

#[test]
fn what_was_sold_is_told_without_its_price_and_once() {
    let (company, customer) = pune();
    let other = company.customer("Mandai Fresh");
    let of = |customer: &str, deal: Option<&Value>, lines: Vec<Value>| {
        let draft =
            json!({ "customer_id": customer, "deal_id": deal, "place_of_supply": "27", "lines": lines });
        json!({ "draft": draft })
    };
    let deal = json!(id(&company.ok("deal.create", json!({ "title": "Wards", "customer_id": customer }))));
    let mut optional = line(&company, "Spare", "1");
    optional["optional"] = json!(true);
    let offered = of(&customer, Some(&deal), vec![line(&company, "Access point", "9"), optional]);
    let estimate = id(&company.ok("estimate.create", offered));
    company.ok("estimate.send", json!({ "id": estimate, "version": 1, "how": "email" }));
    assert_eq!(sold(&company, None, &customer), [""; 0], "an offer is not sold yet");
    company.ok("estimate.accept", json!({ "id": estimate, "said_by": "Sunita Rao", "how": "phone" }));
    let planned = company.ok("billing_plan.to_invoice", json!({ "deal_id": deal }));
    company.ok("invoice.issue", json!({ "id": planned["id"], "version": planned["version"] }));
    let issue = |customer: &str, what: &str| {
        let made = company.ok("invoice.create", of(customer, None, vec![line(&company, what, "2")]));
        company.ok("invoice.issue", json!({ "id": made["id"], "version": made["version"] }));
        made["id"].clone()
    };
    issue(&customer, "Cable");
    let void = issue(&customer, "Wrong");
    company.ok("invoice.void", json!({ "id": void, "reason": "Wrong customer" }));
    issue(&other, "Till");
    company.ok("invoice.create", of(&customer, None, vec![line(&company, "Draft", "1")]));
    let mut told = sold(&company, None, &customer);
    told.sort_by_key(ToString::to_string);
    let expected = [json!(["Access point", "9", "EST/26-27/0001"]), json!(["Cable", "2", told[1][2]])];
    assert_eq!(told, expected);
    // Who may not read the papers learns what was sold all the same, and nothing of an amount.
    let grants = json!([{ "permission": "ticket.read", "scope": "all" }, { "permission": "customer.read", "scope": "all" }]);
    let set = company.ok("permission_set.save", json!({ "name": "Helps", "grants": grants }));
    let user = id(&company.ok("user.create", json!({ "name": "Uma", "permission_set_ids": [set["id"]] })));
    let mut seen = sold(&company, Some(&user), &customer);
    seen.sort_by_key(ToString::to_string);
    assert_eq!(seen, [json!(["Access point", "9", null]), json!(["Cable", "2", null])]);
    let asked = json!({ "customer_id": customer });
    let whole = company.core.call(Some(&user), "sold_line.list", asked, Mode::Run).unwrap().result;
    assert!(!whole.to_string().contains("700"), "{whole}");
    company.assert_sound();
}

#[test]
fn a_saved_reply_that_says_nothing_changes_many_tickets_at_once_and_one_undo_takes_it_back() {
    let (company, customer) = monday();
    let tickets: Vec<String> =
        (0..3).map(|_| open(&company, &customer, &json!({ "tags": ["vpn"] }))).collect();
    let saved = company.ok(
        "saved_reply.save",
        json!({ "rows": [
            { "name": "Outage", "body": "", "priority": "urgent", "tag": "outage" },
            { "name": "Says", "body": "We look at it", "priority": "urgent" }
        ] }),
    );
    let (silent, says) = (saved["rows"][0]["id"].clone(), saved["rows"][1]["id"].clone());
    let seen = || -> Vec<Value> {
        let version = |id: &String| json!({ "id": id, "version": get(&company, id)["row"]["version"] });
        tickets.iter().map(version).collect()
    };
    assert_eq!(
        refused(&company, "saved_reply.apply", json!({ "id": says, "tickets": seen() })),
        ["id error.reply_says"]
    );
    assert_eq!(
        refused(&company, "saved_reply.apply", json!({ "id": silent, "tickets": [] })),
        ["tickets error.required"]
    );
    let mut stale = seen();
    stale[2]["version"] = json!(99);
    let asked = json!({ "id": silent, "tickets": stale });
    let error = company.core.call(None, "saved_reply.apply", asked, Mode::Run).unwrap_err();
    assert_refused(&error, Code::Conflict, "error.conflict");
    let stands = || -> Vec<Value> {
        let told = |id: &String| {
            let ticket = get(&company, id);
            json!([ticket["row"]["priority"], ticket["tags"]])
        };
        tickets.iter().map(told).collect()
    };
    let before = vec![json!(["normal", ["vpn"]]); 3];
    assert_eq!(stands(), before, "all or none");
    let done = company.reply("saved_reply.apply", json!({ "id": silent, "tickets": seen() }));
    assert_eq!(done.result["tickets"], 3);
    assert_eq!(stands(), vec![json!(["urgent", ["vpn", "outage"]]); 3]);
    company.ok("history.undo", json!({ "seq": done.undo.unwrap().seq }));
    assert_eq!(stands(), before);
    company.assert_sound();
}

#[test]
fn what_is_known_is_found_beside_records_by_who_may_read_tickets() {
    let (company, customer) = monday();
    company.ok("area.switch", json!({ "area": "support", "state": "live" }));
    company.ok(
        "knowledge_note.save",
        json!({ "title": "Printer on floor 3", "body": "Reset the tray with the key of Girija." }),
    );
    let find = |user: Option<&str>, more: Value| -> Vec<String> {
        let mut asked = json!({ "q": "girija" });
        asked.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let found = company.core.call(user, "search.find", asked, Mode::Run).unwrap().result;
        let hits = found["hits"].as_array().unwrap().iter();
        hits.map(|hit| format!("{} {}", hit["kind"], hit["title"]).replace('"', "")).collect()
    };
    let both = ["customer Girija Hospital", "knowledge_note Printer on floor 3"];
    assert_eq!(find(None, json!({})), both);
    assert_eq!(find(None, json!({ "q": "printer flo" })), both[1..]);
    assert_eq!(find(None, json!({ "kinds": ["customer"] })), both[..1]);
    assert_eq!(find(None, json!({ "kinds": ["knowledge_note"] })), both[1..]);
    let grants = json!([{ "permission": "customer.read", "scope": "all" }]);
    let set = company.ok("permission_set.save", json!({ "name": "Sells", "grants": grants }));
    let user = id(&company.ok("user.create", json!({ "name": "Uma", "permission_set_ids": [set["id"]] })));
    assert_eq!(find(Some(&user), json!({})), both[..1]);
    company.ok("area.switch", json!({ "area": "support", "state": "off" }));
    assert_eq!(find(None, json!({})), both[..1]);
    assert!(!customer.is_empty());
}
