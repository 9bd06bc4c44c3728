//! How the budget of a project was used up, week by week.

use super::{Work, id};
use serde_json::{Value, json};

fn burn(work: &Work) -> Value {
    work.company.ok("time.burn", json!({ "project_id": work.project }))
}

fn column(burn: &Value, name: &str) -> Vec<Value> {
    burn["weeks"].as_array().unwrap().iter().map(|week| week[name].clone()).collect()
}

#[test]
fn a_budget_is_used_up_week_by_week() {
    let work = Work::new();
    assert_eq!(burn(&work)["weeks"], json!([]));
    let asha = id(&work.company.ok("user.list", json!({}))["rows"][0]);
    work.company.ok("time_rate.save", json!({ "user_id": asha, "rate": "1000" }));
    work.log("2026-11-03", "2h");
    work.log("2026-11-08", "30m");
    work.log("2026-11-17", "5h");
    let stands = burn(&work);
    assert_eq!(column(&stands, "week"), [json!("2026-11-02"), json!("2026-11-09"), json!("2026-11-16")]);
    assert_eq!(column(&stands, "minutes"), [json!(150), json!(0), json!(300)]);
    assert_eq!(column(&stands, "total_minutes"), [json!(150), json!(150), json!(450)]);
    // Ten hours are planned, so they are the scale; and so are 12,000.
    assert_eq!((&stands["budget_minutes"], &stands["budget_permille"]), (&json!(600), &json!(1_000)));
    assert_eq!(column(&stands, "permille"), [json!(250), json!(250), json!(750)]);
    let money = |amount: &str| json!({ "amount": amount, "currency": "INR" });
    assert_eq!(column(&stands, "total"), [money("2500.00"), money("2500.00"), money("7500.00")]);
    assert_eq!(column(&stands, "money_permille"), [json!(208), json!(208), json!(625)]);
    // Beyond the budget the hours are the scale.
    work.log("2026-11-18", "4h 30m");
    let stands = burn(&work);
    assert_eq!((&stands["budget_permille"], &stands["budget_money_permille"]), (&json!(833), &json!(1_000)));
    assert_eq!(column(&stands, "permille")[2], 1_000);
    let asked = json!({ "project_id": work.project });
    let said = work.company.ok("time.budget", asked.clone())["money"]["value"].clone();
    assert_eq!(column(&stands, "total")[2], said, "the last week says what the budget says");
    work.user("Ravi", "delivery", None);
    let seen = work.as_user("Ravi", "time.burn", asked).unwrap().result;
    assert_eq!(column(&seen, "total_minutes"), [json!(150), json!(150), json!(720)]);
    assert_eq!(column(&seen, "total"), [Value::Null, Value::Null, Value::Null]);
    assert_eq!((&seen["budget"], &seen["budget_money_permille"]), (&Value::Null, &Value::Null));
}

#[test]
fn an_invoice_is_shared_out_over_the_weeks_of_its_hours() {
    let work = Work::new();
    work.company.ok("time_setting.save", json!({ "version": 1, "bills": "all" }));
    work.company.ok("time_rate.save", json!({ "project_id": work.project, "rate": "1000" }));
    work.log("2026-11-03", "2h");
    work.log("2026-11-10", "1h");
    let made = work.company.ok("time.bill", json!({ "project_id": work.project }));
    let mut draft = work.company.ok("invoice.get", json!({ "id": made["id"] }))["draft"].clone();
    draft["lines"][0]["unit_price"] = json!("333.33");
    let request = json!({ "id": made["id"], "version": made["version"], "draft": draft });
    super::billing::number_it(&work, &work.company.ok("invoice.update", request));
    let money = |amount: &str| json!({ "amount": amount, "currency": "INR" });
    assert_eq!(column(&burn(&work), "total"), [money("666.66"), money("999.99")]);
}
