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
    assert_eq!((&margin["margin"], &margin["percent"]), (&Value::Null, &Value::Null), "it would be too high");
    assert_eq!(margin["missing"]["key"], "warning.margin_uncosted");
    let twice = json!({ "user_id": asha, "from": "2026-11-17", "cost": "500" });
    assert_eq!(reasons(&work.company.refused("time_cost.save", twice)), ["from error.cost_stands"]);
}

#[test]
fn the_first_cost_of_a_person_holds_from_the_beginning() {
    let work = Work::new();
    let asha = id(&work.company.ok("user.list", json!({}))["rows"][0]);
    work.company.ok("time_rate.save", json!({ "user_id": asha, "rate": "1000" }));
    work.log("2026-11-17", "2h");
    assert_eq!(
        budget(&work)["margin"]["missing"]["key"],
        "warning.margin_uncosted",
        "there is no cost at all"
    );
    let first = work.company.ok("time_cost.save", json!({ "user_id": asha, "cost": "400" }));
    let margin = || budget(&work)["margin"].clone();
    assert_eq!((&margin()["percent"], &margin()["uncosted_minutes"]), (&json!(60), &json!(0)));
    // The second holds from today, and what is changed of the first leaves its beginning.
    work.company.ok("time_cost.save", json!({ "user_id": asha, "cost": "900" }));
    assert_eq!(margin()["percent"], 60);
    let days = work.company.ok("time_cost.list", json!({}))["rows"].clone();
    assert_eq!((&days[0]["id"], &days[0]["from"]), (&first["id"], &json!("1900-01-01")));
    work.company.assert_sound();
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

#[test]
fn a_project_whose_hours_run_out_says_so_wherever_it_is_seen() {
    let work = Work::new();
    let health = || {
        let page = work.company.ok("project.list", json!({}));
        let of_page = work.company.ok("project.get", json!({ "id": work.project }))["health"].clone();
        assert_eq!(page["rows"][0]["health"], of_page);
        of_page
    };
    let at_risk = || {
        let asked = json!({ "filter": { "at_risk": true } });
        let listed = work.company.ok("project.list", asked)["rows"].as_array().unwrap().len();
        (listed, work.company.ok("project.summary", json!({}))["at_risk"].clone())
    };
    let told = || {
        work.company.ok("inbox.refresh", json!({}));
        let rows = work.company.ok("inbox.list", json!({}))["rows"].clone();
        let rows = rows.as_array().unwrap().iter();
        rows.map(|row| row["message_id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!((health()["key"].clone(), at_risk()), (json!("health.on_time"), (0, json!(0))));
    assert_eq!(told(), [""; 0]);
    work.log("2026-11-17", "3h");
    let badge = health();
    assert_eq!(
        (&badge["key"], &badge["params"]),
        (&json!("health.hours_expected"), &json!({ "time": "1h", "budget": "10h" }))
    );
    assert_eq!((at_risk(), told()), ((1, json!(1)), vec!["inbox.hours_expected".to_owned()]));
    let over = work.log("2026-11-18", "8h");
    assert_eq!(health()["key"], "health.hours_over");
    assert_eq!(told(), ["inbox.hours_over"], "each level is told once, and the one before goes");
    let task = work.company.ok("task.get", json!({ "id": work.task }))["row"]["version"].clone();
    work.company.ok("task.update", json!({ "id": work.task, "version": task, "set": { "estimate": "30m" } }));
    // Half of it was noted on the wrong project: both follow.
    let other = json!({ "name": "Doors", "customer_id": work.customer, "start_date": "2026-11-02", "budget_hours": "4h" });
    let other = id(&work.company.ok("project.create", json!({ "set": other })));
    let set = json!({ "on": { "project_id": other } });
    work.company.ok("time.update", json!({ "id": over, "version": 1, "set": set }));
    let of = |id: &str| work.company.ok("project.get", json!({ "id": id }))["health"]["key"].clone();
    assert_eq!((of(&work.project), of(&other)), (json!("health.on_time"), json!("health.hours_over")));
    work.log("2026-11-19", "5h");
    let badge = work.company.ok("project.get", json!({ "id": work.project }))["health"].clone();
    assert_eq!((&badge["key"], &badge["params"]["percent"]), (&json!("health.hours_near"), &json!(80)));
    let stranger = work.company.ok(
        "permission_set.save",
        json!({ "name": "Desk", "grants": [{ "permission": "project.read", "scope": "all" }] }),
    );
    work.company.ok("user.create", json!({ "name": "Desk", "permission_set_ids": [stranger["id"]] }));
    let seen = work.as_user("Desk", "project.get", json!({ "id": work.project })).unwrap().result;
    assert_eq!(seen["health"]["key"], "health.on_time", "hours are for who may see time");
    work.company.assert_sound();
}

#[test]
fn money_that_runs_out_is_told_to_who_may_see_rates() {
    let work = Work::new();
    let asha = id(&work.company.ok("user.list", json!({}))["rows"][0]);
    work.user("Ravi", "delivery", None);
    work.company.ok("time_rate.save", json!({ "user_id": asha, "rate": "6000" }));
    work.log("2026-11-17", "2h");
    let asked = json!({ "id": work.project });
    assert_eq!(
        work.company.ok("project.get", asked.clone())["health"]["key"],
        "warning.budget_money_expected"
    );
    let seen = work.as_user("Ravi", "project.get", asked).unwrap().result;
    assert_eq!(seen["health"]["key"], "health.on_time");
}
