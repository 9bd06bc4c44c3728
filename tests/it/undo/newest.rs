//! What can be taken back is found in the file, whichever window did it.

use super::{seq, undo};
use crate::billing::{issued, pune};
use crate::support::{Company, assert_refused};
use serde_json::{Value, json};
use throughline_core::api::Mode;
use throughline_core::kernel::error::Code;

#[test]
fn the_newest_action_is_found_whenever_it_was_done() {
    let (company, customer) = pune();
    let newest =
        |before: Option<i64>| company.ok("history.newest", json!({ "before": before }))["action"].clone();
    let edited = |set: Value| {
        let version = company.ok("customer.get", json!({ "id": customer }))["version"].clone();
        seq(&company, "customer.update", json!({ "id": customer, "version": version, "set": set }))
    };
    let first = edited(json!({ "notes": "Calls on Mondays" }));
    let second = edited(json!({ "notes": "Calls on Fridays" }));
    // What the program does by itself is passed over; what cannot go back is said to be so.
    company.ok("inbox.refresh", json!({}));
    let draft = json!({ "customer_id": customer, "lines": [{ "description": "Pump", "unit_price": "1" }] });
    let made = company.ok("invoice.create", json!({ "draft": draft }));
    let issued = company.reply("invoice.issue", json!({ "id": made["id"], "version": 1 }));
    assert!(issued.undo.is_none());
    let issue = company.ok("history.newest", json!({}));
    assert_eq!((&issue["action"]["command"], &issue["is_offered"]), (&json!("invoice.issue"), &json!(false)));
    let creation = newest(issue["action"]["seq"].as_i64());
    assert_eq!(creation["command"], "invoice.create");
    let own = |kind: &str, id: &Value| {
        let found = company.ok("history.of_record", json!({ "kind": kind, "id": id }))["actions"].clone();
        let actions = found.as_array().unwrap().iter().filter(|action| action["own"] == true);
        actions.map(|action| action["seq"].as_i64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(own("invoice", &made["id"]), [creation["seq"].as_i64().unwrap()], "not its issue");
    assert_eq!(newest(creation["seq"].as_i64())["seq"], second);
    assert_eq!(own("customer", &json!(customer))[..2], [second, first]);
    undo(&company, second);
    assert_eq!(own("customer", &json!(customer))[0], first);
    assert_eq!(newest(creation["seq"].as_i64())["seq"], first);
}

#[test]
fn nobody_is_offered_what_another_did() {
    let (company, customer) = pune();
    let sets = company.ok("permission_set.list", json!({}))["rows"].clone();
    let set = sets.as_array().unwrap().iter().find(|set| set["preset"] == "finance").unwrap()["id"].clone();
    let made = company.ok("user.create", json!({ "name": "Neha", "permission_set_ids": [set] }));
    let as_neha = |command: &str, payload: Value| {
        company.core.call(made["id"].as_str(), command, payload, Mode::Run).unwrap().result
    };
    assert_eq!(as_neha("history.newest", json!({}))["action"], Value::Null);
    let actions =
        as_neha("history.of_record", json!({ "kind": "customer", "id": customer }))["actions"].clone();
    assert!(actions.as_array().unwrap().iter().all(|action| action["own"] == false));
}

/// What was done to something, newest first: the commands with their reasons.
fn told(company: &Company, kind: &str, id: &Value) -> Vec<(String, String)> {
    let found = company.ok("history.of_record", json!({ "kind": kind, "id": id }))["actions"].clone();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    found
        .as_array()
        .unwrap()
        .iter()
        .map(|action| (text(&action["command"]), text(&action["reason"])))
        .collect()
}

#[test]
fn an_invoice_tells_of_the_money_that_went_back() {
    let (company, customer) = pune();
    let invoice = issued(&company, &customer, "10");
    let paid = json!({ "customer_id": customer, "amount": "10", "method": "bank" });
    let payment = company.ok("payment.record", paid)["id"].clone();
    company.ok("payment.reverse", json!({ "id": payment, "reason": " \u{202e}bounced " }));
    let reversed = ("payment.reverse".to_owned(), "bounced".to_owned());
    let history = told(&company, "invoice", &invoice["id"]);
    assert_eq!(history[0], reversed);
    assert_eq!(history[1].0, "payment.record");
    assert_eq!(told(&company, "payment", &payment)[0], reversed);
}

#[test]
fn branches_and_users_have_a_history() {
    let (company, _) = pune();
    let branch = company.ok("branch.list", json!({}))["rows"][0]["id"].clone();
    assert_eq!(told(&company, "branch", &branch)[0].0, "branch.update");
    let sets = company.ok("permission_set.list", json!({}))["rows"].clone();
    let set = &sets.as_array().unwrap().iter().find(|set| set["preset"] == "sales").unwrap()["id"];
    let user =
        company.ok("user.create", json!({ "name": "Neha", "permission_set_ids": [set] }))["id"].clone();
    assert_eq!(told(&company, "user", &user)[0].0, "user.create");
    let nowhere = company.refused("history.of_record", json!({ "kind": "user", "id": branch }));
    assert_refused(&nowhere, Code::NotFound, "error.not_found");
}

/// What changed of a column by the newest action on a user, as `before > after`, in order.
fn changed(company: &Company, user: &Value, column: &str) -> Vec<String> {
    let newest = &company.ok("history.of_record", json!({ "kind": "user", "id": user }))["actions"][0];
    let changes = newest["changes"].as_array().unwrap().iter();
    let of_column = changes.filter(|one| one["column"] == column);
    let mut told: Vec<String> =
        of_column.map(|one| format!("{} > {}", one["before"], one["after"])).collect();
    told.sort();
    told
}

#[test]
fn the_history_of_a_user_names_managers_and_rights() {
    let (company, _) = pune();
    let sets = company.ok("permission_set.list", json!({}))["rows"].clone();
    let set = |preset: &str| {
        sets.as_array().unwrap().iter().find(|set| set["preset"] == preset).unwrap()["id"].clone()
    };
    let make = |name: &str| {
        company.ok("user.create", json!({ "name": name, "permission_set_ids": [set("sales")] }))["id"].clone()
    };
    let (asha, neha) = (make("Asha"), make("Neha"));
    let mut version = 1;
    let mut update = |set: Value| {
        let mut request = json!({ "id": neha, "version": version });
        request.as_object_mut().unwrap().extend(set.as_object().unwrap().clone());
        company.ok("user.update", request);
        version += 1;
    };
    update(json!({ "manager_id": asha }));
    assert_eq!(changed(&company, &neha, "manager_id"), [r#"null > "Asha""#]);
    update(json!({ "permission_set_ids": [set("finance")] }));
    assert_eq!(changed(&company, &neha, "set_id"), [r#""Sales" > null"#, r#"null > "Finance""#]);
    update(json!({ "manager_id": "" }));
    assert_eq!(changed(&company, &neha, "manager_id"), [r#""Asha" > null"#]);
}
