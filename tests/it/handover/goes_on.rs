use super::Firm;
use serde_json::{Value, json};
use throughline_core::api::Mode;

#[test]
fn a_contract_that_was_sold_to_go_on_by_itself_does() {
    let firm = Firm::new();
    let done = firm.confirm(firm.proposed());
    let contract = done.result["made"][2]["id"].clone();
    let stands = || firm.company.ok("contract.get", json!({ "id": contract }));
    assert_eq!((&stands()["row"]["auto_renew"], &stands()["renewal_months"]), (&json!(true), &json!(12)));
    firm.company.clock.advance(370 * 86_400_000);
    let due = firm.company.ok("contract.rolling", json!({}))["ids"].clone();
    assert_eq!(due, json!([contract]));
    assert_eq!(firm.company.ok("contract.roll", json!({ "id": contract }))["terms"], 1);
    let ends: Vec<Value> = vec![stands()["row"]["end"].clone(), stands()["entitlements"][0]["end"].clone()];
    assert_eq!(ends, ["2028-11-26", "2028-11-26"]);
    firm.company.assert_sound();
}

/// Loses the deal of a firm after its sale was taken back; what the loss answers.
fn lose(firm: &Firm) -> Value {
    let deal = || firm.company.ok("deal.get", json!({ "id": firm.deal }))["row"].clone();
    let estimate = firm.company.ok("estimate.list", json!({}))["rows"][0]["id"].clone();
    if deal()["status"] == "won" {
        firm.company.ok("deal.reopen", json!({ "id": firm.deal, "version": deal()["version"] }));
    }
    for draft in firm.company.ok("invoice.list", json!({}))["rows"].as_array().unwrap() {
        let page = firm.company.ok("invoice.get", json!({ "id": draft["id"] }));
        firm.company.ok("invoice.delete", json!({ "id": draft["id"], "version": page["version"] }));
    }
    firm.company.ok("estimate.revoke", json!({ "id": estimate, "reason": "No money" }));
    firm.company
        .ok("deal.lose", json!({ "id": firm.deal, "version": deal()["version"], "reason": "No money" }))
}

fn told(firm: &Firm) -> usize {
    let rows = firm.company.ok("inbox.list", json!({}))["rows"].clone();
    rows.as_array().unwrap().iter().filter(|row| row["message_id"] == "inbox.sale_lost").count()
}

#[test]
fn a_sale_that_comes_to_nothing_says_what_still_runs() {
    let firm = Firm::new();
    firm.confirm(firm.proposed());
    let lost = lose(&firm);
    assert_eq!(lost["warnings"][0]["message_id"], "warning.still_runs");
    let what = lost["warnings"][0]["params"]["what"].as_str().unwrap();
    assert!(what.contains("Support, one year") && what.contains("Showroom network"), "{what}");
    assert_eq!(told(&firm), 2, "the contract and the project");
    firm.company.ok("deal.reopen", json!({ "id": firm.deal, "version": lost["version"] }));
    assert_eq!(told(&firm), 0);
}

#[test]
fn what_a_lost_sale_leaves_running_ends_in_one_step() {
    let firm = Firm::new();
    firm.confirm(firm.proposed());
    let of_deal = json!({ "deal_id": firm.deal });
    assert_eq!(firm.company.ok("handover.running", of_deal.clone()), json!({ "rows": [] }));
    assert_eq!(firm.company.refused("handover.end", of_deal.clone()).message_id, "error.deal_not_lost");
    let project = firm.company.ok("project.list", json!({}))["rows"][0]["id"].clone();
    let tasks =
        || firm.company.ok("task.list", json!({ "filter": { "project_id": project } }))["rows"].clone();
    let log = json!({ "date": "2026-11-20", "time": "1h", "billable": true, "on": { "task_id": tasks()[0]["id"] } });
    firm.company.ok("time.log", log);
    lose(&firm);

    let running = || firm.company.ok("handover.running", of_deal.clone())["rows"].clone();
    let kinds: Vec<Value> = running().as_array().unwrap().iter().map(|row| row["kind"].clone()).collect();
    assert_eq!(kinds, ["contract", "project"]);
    let viewer = firm.user("Meera", "viewer");
    let seen = firm.call(&viewer, "handover.running", of_deal.clone()).unwrap().result["rows"].clone();
    assert!(seen.as_array().unwrap().iter().all(|row| row["may_end"] == false), "{seen}");

    let preview = firm.company.core.call(None, "handover.end", of_deal.clone(), Mode::Preview).unwrap();
    let ended = firm.company.ok("handover.end", of_deal.clone());
    assert_eq!(preview.result, ended);
    assert_eq!(ended["ended"].as_array().unwrap().len(), 2);
    let warned: Vec<&Value> = ended["warnings"].as_array().unwrap().iter().collect();
    assert_eq!((warned.len(), &warned[0]["message_id"]), (1, &json!("warning.time_left")));
    assert_eq!((running(), told(&firm)), (json!([]), 0));
    let contract = firm.company.ok("contract.list", json!({}))["rows"][0]["id"].clone();
    let contract = firm.company.ok("contract.get", json!({ "id": contract }));
    assert_eq!(contract["end_reason"], "No money");
    let ends = [&contract["ended"], &contract["entitlements"][0]["end"]];
    assert_eq!(ends, ["2026-11-27"; 2], "the first day of what never began");
    assert_eq!(firm.company.ok("project.get", json!({ "id": project }))["status"], "done");
    let left: Vec<Value> = tasks().as_array().unwrap().iter().map(|task| task["status"].clone()).collect();
    assert_eq!(left, ["done"], "what was worked on is kept");
    assert_eq!(firm.company.refused("handover.end", of_deal).message_id, "error.nothing_runs");
    firm.company.assert_sound();
}

#[test]
fn support_of_a_lost_sale_does_not_begin_with_the_end_of_its_project() {
    let firm = Firm::new();
    let mut request = firm.proposed();
    request["support"]["after_project"] = json!(true);
    firm.confirm(request);
    lose(&firm);
    let project = firm.company.ok("project.list", json!({}))["rows"][0].clone();
    let version = firm.company.ok("project.get", json!({ "id": project["id"] }))["version"].clone();
    let close = json!({ "id": project["id"], "version": version, "others": "drop" });
    let closed = firm.company.reply("project.close", close);
    assert_eq!(closed.result["begun"], json!([]));
    firm.company.ok("history.undo", json!({ "seq": closed.undo.unwrap().seq }));
    firm.company.ok("handover.end", json!({ "deal_id": firm.deal }));
    let support = firm.company.ok("entitlement.list", json!({}))["rows"][0]["id"].clone();
    let support = firm.company.ok("entitlement.get", json!({ "id": support }));
    assert_eq!(support["ended"], support["row"]["start"], "it ends as planned, and has not begun");
    firm.company.assert_sound();
}
