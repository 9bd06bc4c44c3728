use super::billing::number_it;
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

#[test]
fn a_margin_between_two_currencies_needs_a_rate() {
    let work = Work::new();
    let asha = id(&work.company.ok("user.list", json!({}))["rows"][0]);
    let set = json!({ "name": "Export", "customer_id": work.customer, "start_date": "2026-11-02", "currency": "EUR" });
    let project = id(&work.company.ok("project.create", json!({ "set": set })));
    work.company.ok("time_rate.save", json!({ "project_id": project, "rate": "60" }));
    work.company.ok("time_cost.save", json!({ "user_id": asha, "from": "2026-11-02", "cost": "1000" }));
    work.company.ok("time_setting.save", json!({ "version": 1, "bills": "all" }));
    let log = json!({ "date": "2026-11-16", "time": "3h", "on": { "project_id": project } });
    work.company.ok("time.log", log);
    let margin = || work.company.ok("time.budget", json!({ "project_id": project }))["margin"].clone();
    let money = |amount: &str, currency: &str| json!({ "amount": amount, "currency": currency });
    let stands = margin();
    assert_eq!(
        (&stands["sold"], &stands["cost"]),
        (&json!([money("180.00", "EUR")]), &money("3000.00", "INR"))
    );
    assert_eq!((&stands["margin"], &stands["percent"]), (&Value::Null, &Value::Null));
    assert_eq!(stands["missing"]["key"], "warning.margin_no_rate");
    assert_eq!(stands["missing"]["params"], json!({ "currency": "EUR", "home": "INR" }));
    // The first invoice that says what a euro is worth gives the cost in euros: 3,000 at 90 are 33.33.
    let asked = json!({ "project_id": project });
    let exchange = || work.company.ok("time.to_bill", asked.clone())["exchange"].clone();
    assert_eq!(exchange(), json!({ "currency": "EUR", "home": "INR", "rate": null }));
    assert_eq!(reasons(&work.company.refused("time.bill", asked.clone())), ["rate error.rate_needed"]);
    let invoice = work.company.ok("time.bill", json!({ "project_id": project, "rate": "90" }));
    number_it(&work, &invoice);
    assert_eq!(exchange()["rate"], "90", "the next one proposes it");
    let stands = margin();
    assert_eq!(stands["converted"]["cost"], money("33.33", "EUR"));
    assert_eq!((&stands["converted"]["rate"], &stands["missing"]), (&json!("90"), &Value::Null));
    assert_eq!((&stands["margin"], &stands["percent"]), (&money("146.67", "EUR"), &json!(81)));
    work.company.assert_sound();
}

#[test]
fn what_is_sold_in_several_currencies_is_not_added_up() {
    let work = Work::new();
    let asha = id(&work.company.ok("user.list", json!({}))["rows"][0]);
    work.company.ok("time_cost.save", json!({ "user_id": asha, "from": "2026-11-02", "cost": "1000" }));
    let deal =
        id(&work.company.ok("deal.create", json!({ "title": "Export", "customer_id": work.customer })));
    let set = json!({ "name": "Export", "customer_id": work.customer, "start_date": "2026-11-02" });
    let project = id(&work.company.ok("project.create", json!({ "deal_id": deal, "set": set })));
    work.company
        .ok("time.log", json!({ "date": "2026-11-16", "time": "2h", "on": { "project_id": project } }));
    for (currency, price, rate) in [("INR", "9000", Value::Null), ("EUR", "100", json!("90"))] {
        let mut draft = json!({
            "customer_id": work.customer, "deal_id": deal, "currency": currency,
            "lines": [{ "description": "Survey", "unit_price": price }]
        });
        if !rate.is_null() {
            draft["rate"] = rate;
        }
        number_it(&work, &work.company.ok("invoice.create", json!({ "draft": draft })));
    }
    let stands = work.company.ok("time.budget", json!({ "project_id": project }))["margin"].clone();
    let sold = json!([{ "amount": "100.00", "currency": "EUR" }, { "amount": "9000.00", "currency": "INR" }]);
    assert_eq!((&stands["sold"], &stands["cost"]["amount"]), (&sold, &json!("2000.00")));
    assert_eq!(
        (&stands["margin"], &stands["missing"]["key"]),
        (&Value::Null, &json!("warning.margin_several"))
    );
    work.company.assert_sound();
}
