use super::{Work, id};
use crate::support::reasons;
use serde_json::{Value, json};

fn budget(work: &Work) -> Value {
    work.company.ok("time.budget", json!({ "project_id": work.project }))
}

#[test]
fn hours_and_money_burn_and_warn_early() {
    let work = Work::new();
    let asha = id(&work.company.ok("user.list", json!({}))["rows"][0]);
    let stands = budget(&work);
    assert_eq!(
        (&stands["budget_minutes"], &stands["minutes"], &stands["left_minutes"]),
        (&json!(600), &json!(0), &json!(480))
    );
    assert_eq!(stands["warning"], Value::Null);
    work.company.ok("time.log", json!({ "date": "2026-11-16", "time": "3h", "on": work.on_task() }));
    work.log("2026-11-17", "3h");
    let stands = budget(&work);
    assert_eq!((&stands["percent"], &stands["expected_minutes"]), (&json!(60), &json!(660)));
    assert_eq!(stands["warning"]["key"], "warning.budget_expected_over");
    assert_eq!(stands["warning"]["params"], json!({ "time": "1h", "budget": "10h" }));
    work.log("2026-11-18", "5h");
    assert_eq!(budget(&work)["warning"]["key"], "warning.budget_hours_over");
    // Money: without a rate it is said how much is not in the figures.
    assert_eq!(budget(&work)["money"]["unrated_minutes"], 660);
    work.company.ok("time_rate.save", json!({ "user_id": asha, "rate": "1000" }));
    work.company.ok("time_cost.save", json!({ "user_id": asha, "from": "2026-11-17", "cost": "400" }));
    let stands = budget(&work);
    assert_eq!(
        (&stands["money"]["value"]["amount"], &stands["money"]["percent"]),
        (&json!("11000.00"), &json!(91))
    );
    let margin = &stands["margin"];
    assert_eq!((&margin["cost"]["amount"], &margin["uncosted_minutes"]), (&json!("3200.00"), &json!(180)));
    assert_eq!((&margin["margin"]["amount"], &margin["percent"]), (&json!("7800.00"), &json!(70)));
    let twice = json!({ "user_id": asha, "from": "2026-11-17", "cost": "500" });
    assert_eq!(reasons(&work.company.refused("time_cost.save", twice)), ["from error.cost_stands"]);
}

#[test]
fn delivery_sees_hours_and_neither_rates_nor_margin() {
    let work = Work::new();
    work.user("Ravi", "delivery", None);
    work.log("2026-11-17", "9h");
    let seen = work.as_user("Ravi", "time.budget", json!({ "project_id": work.project })).unwrap().result;
    assert_eq!((&seen["minutes"], &seen["percent"]), (&json!(540), &json!(90)));
    assert_eq!((&seen["money"], &seen["margin"]), (&Value::Null, &Value::Null));
    let open = work.as_user("Ravi", "time.to_bill", json!({ "project_id": work.project })).unwrap().result;
    assert_eq!(open["amount"], Value::Null);
    assert!(work.as_user("Ravi", "time.bill", json!({ "project_id": work.project })).is_err());
}
