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
