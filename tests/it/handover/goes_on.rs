use super::Firm;
use serde_json::{Value, json};

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

#[test]
fn a_sale_that_comes_to_nothing_says_what_still_runs() {
    let firm = Firm::new();
    firm.confirm(firm.proposed());
    let deal = || firm.company.ok("deal.get", json!({ "id": firm.deal }))["row"].clone();
    let estimate = firm.company.ok("estimate.list", json!({}))["rows"][0]["id"].clone();
    let version = |row: &Value| row["version"].clone();
    if deal()["status"] == "won" {
        firm.company.ok("deal.reopen", json!({ "id": firm.deal, "version": version(&deal()) }));
    }
    for draft in firm.company.ok("invoice.list", json!({}))["rows"].as_array().unwrap() {
        let page = firm.company.ok("invoice.get", json!({ "id": draft["id"] }));
        firm.company.ok("invoice.delete", json!({ "id": draft["id"], "version": page["version"] }));
    }
    firm.company.ok("estimate.revoke", json!({ "id": estimate, "reason": "No money" }));
    let lose = json!({ "id": firm.deal, "version": version(&deal()), "reason": "No money" });
    let lost = firm.company.ok("deal.lose", lose);
    assert_eq!(lost["warnings"][0]["message_id"], "warning.still_runs");
    let what = lost["warnings"][0]["params"]["what"].as_str().unwrap();
    assert!(what.contains("Support, one year") && what.contains("Showroom network"), "{what}");
    let told = || {
        let rows = firm.company.ok("inbox.list", json!({}))["rows"].clone();
        rows.as_array().unwrap().iter().filter(|row| row["message_id"] == "inbox.sale_lost").count()
    };
    assert_eq!(told(), 2, "the contract and the project");
    firm.company.ok("deal.reopen", json!({ "id": firm.deal, "version": version(&deal()) }));
    assert_eq!(told(), 0);
}
