//! Contracts, entitlements, what items bring, and service levels, through the pipeline on a real file.

use crate::billing::reach::{desk, done};
use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::api::Mode;
use throughline_core::kernel::error::Code;

const DAY: i64 = 86_400_000;

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}

fn contract(company: &Company, customer: &str, more: &Value) -> Value {
    let mut request = json!({
        "customer_id": customer, "name": "Wi-Fi care", "start": "2026-04-01", "end": "2027-03-31", "value": "1,20,000"
    });
    for (name, value) in more.as_object().unwrap() {
        request[name] = value.clone();
    }
    company.ok("contract.create", request)
}

fn entitlement(company: &Company, customer: &str, more: &Value) -> Value {
    let mut request = json!({
        "customer_id": customer, "name": "Support, gold", "unit": "hours", "amount": "24", "period": "term",
        "start": "2026-04-01", "end": "2027-03-31"
    });
    for (name, value) in more.as_object().unwrap() {
        request[name] = value.clone();
    }
    company.ok("entitlement.create", request)
}

#[test]
fn a_contract_is_due_thirty_days_before_its_last_day_of_notice() {
    let company = Company::india();
    let customer = company.customer("Girija Hospital");
    let made = contract(&company, &customer, &json!({ "notice_days": 60, "renewal_months": 12 }));
    assert_eq!(made["code"], "CON-0001");
    let state = || company.ok("contract.get", json!({ "id": made["id"] }))["row"].clone();
    assert_eq!((&state()["notice_by"], &state()["state"]), (&json!("2027-01-30"), &json!("running")));
    // 2026-12-31 is the first day on which it is due, 2027-03-31 its last one.
    for (days, expected) in [(39, "due"), (90, "due"), (1, "ended")] {
        company.clock.advance(days * DAY);
        assert_eq!(state()["state"], expected);
        let found = company.ok("contract.list", json!({ "filter": { "state": expected } }));
        assert_eq!(found["rows"].as_array().unwrap().len(), 1, "{expected}");
    }
    company.assert_sound();
}

/// Whoever gets a contract or an entitlement from somebody else finds one word of it; what a contract gives comes with it.
#[test]
fn who_is_given_a_contract_or_an_entitlement_is_told_once() {
    let company = Company::india();
    let customer = company.customer("Girija Hospital");
    let reads = [
        ("contract.read", "all"),
        ("entitlement.read", "all"),
        ("inbox.read", "all"),
        ("company.read", "all"),
    ];
    let (meera, sana) = (desk(&company, "Meera", &reads), desk(&company, "Sana", &reads));
    let told = |who: &str| {
        let rows = done(&company, who, "inbox.list", json!({}))["rows"].as_array().unwrap().clone();
        let words = rows.iter().map(|row| (row["message_id"].clone(), row["params"]["title"].clone()));
        words.collect::<Vec<_>>()
    };
    let given = |title: &str| (json!("inbox.given"), json!(title));
    let care = contract(&company, &customer, &json!({ "owner_id": meera }));
    entitlement(&company, &customer, &json!({ "contract_id": care["id"], "owner_id": meera }));
    assert_eq!(told(&meera), [given("Wi-Fi care")]);
    let alone = entitlement(&company, &customer, &json!({ "name": "On call" }));
    let to = |id: &Value, version: i64, who: &str| json!({ "id": id, "version": version, "set": { "owner_id": who } });
    company.ok("entitlement.update", to(&alone["id"], 1, &sana));
    company.ok("contract.update", to(&care["id"], 1, &sana));
    assert_eq!((told(&meera).len(), told(&sana).len()), (0, 2), "it went on to another");
    company.ok("entitlement.delete", json!({ "id": alone["id"], "version": 2 }));
    assert_eq!(told(&sana), [given("Wi-Fi care")]);
}

#[test]
fn contracts_of_a_month_with_their_worth() {
    let company = Company::india();
    let customer = company.customer("Girija Hospital");
    contract(&company, &customer, &json!({}));
    contract(&company, &customer, &json!({ "end": "2026-12-15", "value": "50000", "name": "Camera care" }));
    contract(&company, &customer, &json!({ "start": "2027-01-01", "name": "Later", "value": "" }));
    let summary = company.ok("contract.summary", json!({}));
    assert_eq!((&summary["count"], &summary["due"]), (&json!(3), &json!(1)));
    assert_eq!(summary["sums"], json!([{ "amount": "170000.00", "currency": "INR" }]));
    assert_eq!(
        summary["months"],
        json!([{ "month": "2026-12", "count": 1 }, { "month": "2027-03", "count": 2 }])
    );
    let march =
        company.ok("contract.list", json!({ "filter": { "month": "2027-03", "customer_id": customer } }));
    assert_eq!(march["rows"].as_array().unwrap().len(), 2);
    let found = company.ok("search.find", json!({ "q": "camera" }));
    assert_eq!(found["hits"][0]["kind"], "contract");
    assert_refused(
        &company.refused("customer.delete", json!({ "id": customer, "version": 1 })),
        Code::Precondition,
        "error.customer_in_use",
    );
}

#[test]
fn a_contract_that_is_ended_takes_its_support_along_and_comes_back_with_it() {
    let company = Company::india();
    let customer = company.customer("Girija Hospital");
    let made = id(&contract(&company, &customer, &json!({})));
    let support = id(&entitlement(&company, &customer, &json!({ "contract_id": made })));
    assert_eq!(
        reasons(&company.refused("contract.end", json!({ "id": made, "version": 1, "reason": " " }))),
        ["reason error.required"]
    );
    let early = json!({ "id": made, "version": 1, "reason": "Too dear", "date": "2026-03-31" });
    assert_eq!(reasons(&company.refused("contract.end", early)), ["date error.period"]);
    let ended = json!({ "id": made, "version": 1, "reason": "Too dear", "date": "2026-12-31" });
    let seq = company.reply("contract.end", ended).undo.unwrap().seq;
    let stands = company.ok("contract.get", json!({ "id": made }));
    assert_eq!((&stands["row"]["end"], &stands["row"]["state"]), (&json!("2026-12-31"), &json!("running")));
    assert_eq!(stands["entitlements"][0]["end"], "2026-12-31");
    assert_refused(
        &company.refused("contract.end", json!({ "id": made, "version": 2, "reason": "Again" })),
        Code::Precondition,
        "error.contract_ended",
    );
    company.ok("history.undo", json!({ "seq": seq }));
    assert_eq!(company.ok("entitlement.get", json!({ "id": support }))["row"]["end"], "2027-03-31");
    company.assert_sound();
}

#[test]
fn fields_of_contracts_and_entitlements_are_named_with_their_cure() {
    let company = Company::india();
    let (one, other) = (company.customer("Girija Hospital"), company.customer("Mandai Fresh"));
    let deal = id(&company.ok("deal.create", json!({ "title": "Wi-Fi", "customer_id": other })));
    let wrong = json!({
        "customer_id": one, "name": "", "start": "2026-04-01", "end": "2026-03-31", "deal_id": deal,
        "notice_days": -1, "renewal_months": 0, "indexation_percent": "200"
    });
    assert_eq!(
        reasons(&company.refused("contract.create", wrong)),
        [
            "deal_id error.deal_of_other",
            "name error.required",
            "end error.period",
            "notice_days error.between",
            "renewal_months error.between",
            "indexation_percent error.between"
        ]
    );
    let made = contract(&company, &one, &json!({}));
    let wrong = json!({
        "customer_id": other, "name": "x", "unit": "tickets", "amount": "1.5", "period": "month",
        "start": "2026-04-01", "end": "2026-05-01", "contract_id": made["id"], "policy_id": other
    });
    assert_eq!(
        reasons(&company.refused("entitlement.create", wrong)),
        [
            "contract_id error.no_such_contract",
            "amount error.whole_tickets",
            "policy_id error.no_such_policy"
        ]
    );
    let change = json!({ "id": made["id"], "version": 1, "set": { "end": "2026-02-30", "value": "-1" } });
    assert_eq!(
        reasons(&company.refused("contract.update", change)),
        ["set.end error.date", "set.value error.negative"]
    );
}

#[test]
fn an_entitlement_shows_what_is_left() {
    let company = Company::india();
    let customer = company.customer("Girija Hospital");
    let made =
        entitlement(&company, &customer, &json!({ "unit": "tickets", "amount": "10", "period": "quarter" }));
    let stands = company.ok("entitlement.get", json!({ "id": made["id"] }));
    assert_eq!(
        stands["row"]["balance"],
        json!({
            "allowed": 10, "used": 0, "left": 10, "over": 0, "over_in_all": 0, "from": "2026-10-01", "to": "2026-12-31"
        })
    );
    company.ok("entitlement.update", json!({ "id": made["id"], "version": 1, "set": { "amount": "12" } }));
    let listed = company.ok("entitlement.list", json!({ "filter": { "customer_id": customer } }));
    assert_eq!(listed["rows"][0]["balance"]["left"], 12);
    for (amount, reason) in [
        ("0", "amount error.above"),
        ("-2", "amount error.above"),
        ("1000001", "amount error.above"),
        ("2.3333333333", "amount error.amount"),
    ] {
        let wrong = json!({ "customer_id": customer, "name": "Gold", "unit": "hours", "amount": amount, "period": "month",
            "start": "2026-10-01", "end": "2027-09-30" });
        assert_eq!(reasons(&company.refused("entitlement.create", wrong)), [reason], "{amount}");
    }
    let endless = entitlement(&company, &customer, &json!({ "unit": "unlimited", "amount": "" }));
    let stands = company.ok("entitlement.get", json!({ "id": endless["id"] }));
    assert_eq!((&stands["row"]["amount"], &stands["row"]["balance"]), (&Value::Null, &Value::Null));
    company.assert_sound();
}

#[test]
fn an_item_brings_support_and_keeps_it_apart_from_what_was_sold() {
    let company = Company::india();
    let class = company.ok("tax_class.list", json!({ "scheme": "gst_in" }))["rows"][0]["id"].clone();
    let item = company.ok("item.create", json!({ "name": "AMC", "price": "100", "tax_class_ids": [class] }));
    let none = company.ok("support_offer.get", json!({ "item_id": item["id"] }));
    assert_eq!(none, json!({ "version": 1, "offer": null }));
    let offer =
        json!({ "unit": "hours", "amount": "24", "period": "year", "notice_days": 30, "auto_renew": true });
    let save = json!({ "item_id": item["id"], "version": 1, "offer": offer });
    let reply = company.reply("support_offer.save", save);
    assert_eq!(reply.result["offer"]["months"], 12);
    company.ok("history.undo", json!({ "seq": reply.undo.unwrap().seq }));
    let none = company.ok("support_offer.get", json!({ "item_id": item["id"] }));
    assert_eq!(none["offer"], Value::Null);
    let again = json!({ "item_id": item["id"], "version": none["version"], "offer": offer });
    company.ok("support_offer.save", again);
    let wrong = json!({ "item_id": item["id"], "version": 4, "offer": { "unit": "hours", "period": "year", "months": 0 } });
    assert_eq!(
        reasons(&company.refused("support_offer.save", wrong)),
        ["offer.amount error.required", "offer.months error.between"]
    );
    // Its own support does not keep an item.
    company.ok("item.delete", json!({ "id": item["id"], "version": 4 }));
    company.assert_sound();
}

#[test]
fn one_service_level_is_always_the_usual_one() {
    let company = Company::india();
    let list = company.ok("sla_policy.list", json!({}));
    let (strict, usual) = (&list["rows"][0], &list["rows"][1]);
    assert_eq!((&usual["name"], &usual["is_default"]), (&json!("Business 4 h"), &json!(true)));
    assert_eq!(
        usual["targets"][1],
        json!({ "priority": "normal", "response_minutes": 240, "resolution_minutes": 1440 })
    );
    assert_refused(
        &company.refused("sla_policy.delete", json!({ "id": usual["id"], "version": 1 })),
        Code::Precondition,
        "error.sla_default_stays",
    );
    let customer = company.customer("Girija Hospital");
    let save = json!({
        "id": strict["id"], "version": 1, "name": "Hospitals", "hours": "always", "is_default": true,
        "targets": [{ "priority": "urgent", "response_minutes": 15 }],
        "rules": [{ "customer_id": customer }, { "priority": "urgent" }]
    });
    company.ok("sla_policy.save", save.clone());
    let list = company.ok("sla_policy.list", json!({}));
    assert_eq!(
        (&list["rows"][1]["name"], &list["rows"][1]["is_default"]),
        (&json!("Hospitals"), &json!(true))
    );
    assert_eq!(list["rows"][1]["rules"][0]["customer"], "Girija Hospital");
    company.ok("sla_policy.delete", json!({ "id": usual["id"], "version": list["rows"][0]["version"] }));
    let mut wrong = save;
    wrong["version"] = json!(2);
    wrong["targets"] = json!([
        { "priority": "low", "response_minutes": 0 }, { "priority": "low", "resolution_minutes": 9_999_999 }
    ]);
    wrong["rules"] = json!([{}, { "category_id": customer }]);
    assert_eq!(
        reasons(&company.refused("sla_policy.save", wrong)),
        [
            "targets[0].response_minutes error.between",
            "targets[1].priority error.priority_twice",
            "targets[1].resolution_minutes error.between",
            "rules[0].customer_id error.sla_rule_empty",
            "rules[1].category_id error.no_such_category"
        ]
    );
}

#[test]
fn a_service_level_that_support_was_sold_with_stays() {
    let company = Company::india();
    let strict = company.ok("sla_policy.list", json!({}))["rows"][0].clone();
    let customer = company.customer("Girija Hospital");
    entitlement(&company, &customer, &json!({ "policy_id": strict["id"] }));
    assert_refused(
        &company.refused("sla_policy.delete", json!({ "id": strict["id"], "version": 1 })),
        Code::Precondition,
        "error.sla_policy_in_use",
    );
}

#[test]
fn whoever_serves_a_customer_sees_what_was_sold_and_not_what_it_costs() {
    let company = Company::india();
    let sets = company.ok("permission_set.list", json!({}));
    let customer = company.customer("Girija Hospital");
    for (preset, contracts, works) in
        [("support", false, "ticket"), ("delivery", false, "project"), ("sales", true, "deal")]
    {
        let set = sets["rows"].as_array().unwrap().iter().find(|set| set["preset"] == preset).unwrap();
        let user = company.ok("user.create", json!({ "name": works, "permission_set_ids": [set["id"]] }));
        let call = |command: &str, payload: Value| {
            company.core.call(user["id"].as_str(), command, payload, Mode::Run)
        };
        for command in ["customer.list", "deal.list", "invoice.list", "contract.list", "entitlement.list"] {
            call(command, json!({})).unwrap_or_else(|error| panic!("{preset} {command}: {error}"));
        }
        assert_eq!(call("item.list", json!({})).is_ok(), preset == "sales");
        let new = json!({ "customer_id": customer, "name": "x", "start": "2026-01-01", "end": "2026-12-31" });
        // Who sells sees only customers of their own.
        let made = call("contract.create", new);
        assert_eq!(
            made.as_ref().is_err_and(|error| error.code == Code::Forbidden),
            !contracts,
            "{preset} {made:?}"
        );
    }
}
