//! A handover of something that comes again: the first period takes the plan, a recurring invoice goes on from the second.

use super::Firm;
use crate::support::reasons;
use serde_json::{Value, json};

fn request(firm: &Firm, first: &str, end: Value) -> Value {
    let mut request = firm.proposed();
    let rhythm = json!({ "every": 1, "unit": "month", "first": first, "end": end });
    request["billing"] = json!({ "kind": "recurring", "rhythm": rhythm });
    request
}

pub(super) fn made(done: &Value, kind: &str) -> Vec<Value> {
    done["made"].as_array().unwrap().iter().filter(|made| made["kind"] == kind).cloned().collect()
}

fn figures(firm: &Firm) -> [Value; 3] {
    let plan = firm.company.ok("billing_plan.get", json!({ "deal_id": firm.deal }));
    ["sold", "invoiced", "to_invoice"].map(|name| plan["figures"][0][name]["amount"].clone())
}

#[test]
fn the_first_period_takes_the_plan_and_one_undo_takes_all_of_it_back() {
    let firm = Firm::new();
    let done = firm.confirm(request(&firm, "2026-11-15", json!({ "kind": "after", "count": 3 })));
    let invoice = made(&done.result, "invoice")[0]["id"].clone();
    let recurring = made(&done.result, "recurring_invoice")[0].clone();
    assert_eq!(recurring["code"], "REC-0001");
    let drafted = firm.company.ok("invoice.get", json!({ "id": invoice }));
    assert_eq!((&drafted["date"], &drafted["total"]["amount"]), (&json!("2026-11-15"), &figures(&firm)[0]));
    let page = firm.company.ok("recurring_invoice.get", json!({ "id": recurring["id"] }));
    assert_eq!(page["days"], json!(["2026-12-15", "2027-01-15"]), "the first of three is invoiced");
    assert_eq!(page["deal_id"], firm.deal);
    let lines = page["draft"]["lines"].as_array().unwrap();
    assert!(lines.iter().all(|line| line["billing_row_id"].is_null()), "the plan is sold once");
    assert!(firm.page()["made"].as_array().unwrap().iter().any(|made| made["code"] == "REC-0001"));
    firm.company.assert_sound();

    firm.company.ok("history.undo", json!({ "seq": done.undo.unwrap().seq }));
    for rows in ["invoice_row", "recurring_row"] {
        assert_eq!(firm.company.count(&format!("SELECT count(*) FROM {rows}")), 0, "{rows}");
    }
    firm.company.assert_sound();
}

#[test]
fn sold_is_invoiced_and_to_invoice_from_the_first_period_to_the_next() {
    let firm = Firm::new();
    let done = firm.confirm(request(&firm, "2026-11-22", json!({ "kind": "never" })));
    let [sold, invoiced, _] = figures(&firm);
    assert_eq!(invoiced, "0.00");
    let first = made(&done.result, "invoice")[0]["id"].clone();
    firm.company.ok("invoice.issue", json!({ "id": first, "version": 1 }));
    assert_eq!(figures(&firm), [sold.clone(), sold.clone(), json!("0.00")]);
    firm.company.clock.advance(31 * 86_400_000);
    let id = made(&done.result, "recurring_invoice")[0]["id"].clone();
    let second = firm.company.ok("recurring_invoice.make", json!({ "id": id }))["invoice_ids"][0].clone();
    assert_eq!(figures(&firm)[0], sold, "a draft sells nothing");
    firm.company.ok("invoice.issue", json!({ "id": second, "version": 1 }));
    let [now, invoiced, left] = figures(&firm);
    let minor = |text: &Value| text.as_str().unwrap().replace('.', "").parse::<i64>().unwrap();
    assert_eq!((minor(&now), left), (2 * minor(&sold), json!("0.00")), "the second period was sold as well");
    assert_eq!(now, invoiced);
    let listed = json!({ "filter": { "recurring_id": id } });
    assert_eq!(firm.company.ok("invoice.list", listed)["rows"].as_array().unwrap().len(), 2);
    firm.company.assert_sound();
}

#[test]
fn a_first_day_to_come_is_a_part_of_the_plan() {
    let firm = Firm::new();
    let done = firm.confirm(request(&firm, "2026-12-01", json!({ "kind": "never" })));
    assert_eq!((made(&done.result, "invoice").len(), &done.result["parts"]), (0, &json!(1)));
    let parts = firm.company.ok("billing_milestone.list", json!({ "deal_id": firm.deal }))["rows"].clone();
    assert_eq!(
        (&parts[0]["name"], &parts[0]["percent"], &parts[0]["date"]),
        (&json!("1 Dec 2026 – 31 Dec 2026"), &json!("100"), &json!("2026-12-01"))
    );
    let id = made(&done.result, "recurring_invoice")[0]["id"].clone();
    assert_eq!(firm.company.ok("recurring_invoice.get", json!({ "id": id }))["days"][0], "2027-01-01");
    firm.company.assert_sound();
}

#[test]
fn days_that_cannot_be_are_told_at_their_fields() {
    let firm = Firm::new();
    let wrong = request(&firm, "2026-02-30", json!({ "kind": "after", "count": 0 }));
    let error = firm.company.refused("handover.confirm", wrong);
    assert_eq!(
        reasons(&error),
        ["billing.rhythm.first error.date", "billing.rhythm.end.count error.between"]
    );
    let mut none = firm.proposed();
    none["billing"] = json!({ "kind": "recurring" });
    assert_eq!(
        reasons(&firm.company.refused("handover.confirm", none)),
        ["billing.rhythm.first error.required"]
    );
}

fn firm_item(firm: &Firm, name: &str) -> Value {
    let rows = firm.company.ok("item.list", json!({}))["rows"].clone();
    rows.as_array().unwrap().iter().find(|row| row["name"] == name).unwrap()["id"].clone()
}

#[test]
fn what_is_subscribed_to_is_proposed_again_and_again_and_belongs_to_its_contract() {
    let firm = Firm::new();
    let class = firm.company.ok("tax_class.list", json!({ "scheme": "gst_in" }))["rows"][0]["id"].clone();
    let item = |name: &str, kind: &str, unit: &str| {
        let item =
            json!({ "name": name, "kind": kind, "unit": unit, "price": "500", "tax_class_ids": [class] });
        firm.company.ok("item.create", item)["id"].clone()
    };
    let watch = item("Remote monitoring", "subscription", "Month");
    let offer = json!({ "unit": "tickets", "amount": "2", "period": "month", "months": 12 });
    firm.company.ok("support_offer.save", json!({ "item_id": watch, "version": 1, "offer": offer }));
    let sold = |items: &[&Value]| {
        let line = |item: &&Value| json!({ "item_id": item, "description": "Each", "quantity": "3", "unit_price": "500" });
        let lines: Vec<Value> = items.iter().map(line).collect();
        let deal = json!({ "title": "Monitoring", "customer_id": firm.customer, "lines": lines });
        let deal = firm.company.ok("deal.create", deal)["id"].clone();
        firm.company.ok("handover.prepare", json!({ "deal_id": deal }))
    };
    let (once, yearly) = (item("Cable", "product", "nos"), item("Hosting", "subscription", "year"));
    let unsaid = item("Retainer", "subscription", "pcs");
    for (items, kind, unit, is_mixed) in [
        (vec![&watch, &once], "recurring", json!("month"), true),
        (vec![&watch, &yearly], "all_now", Value::Null, false),
        (vec![&unsaid], "all_now", Value::Null, false),
        (vec![&once, &unsaid], "all_now", Value::Null, true),
    ] {
        let sheet = sold(&items);
        let billing = &sheet["for_billing"];
        assert_eq!((&billing["kind"], &billing["rhythm"]["unit"]), (&json!(kind), &unit));
        assert_eq!(sheet["is_mixed"], is_mixed);
    }
    let built = sold(&[&firm_item(&firm, "Network"), &watch]);
    let billing = &built["for_billing"];
    assert_eq!((&billing["kind"], &billing["rhythm"]["first"]), (&json!("all_now"), &built["placed"]["end"]));
    let sheet = sold(&[&watch]);
    let billing = &sheet["for_billing"];
    assert_eq!((&billing["kind"], &billing["rhythm"]["unit"]), (&json!("recurring"), &json!("month")));
    let end = json!({ "kind": "on", "date": sheet["for_support"]["end"] });
    assert_eq!(billing["rhythm"]["end"], end, "with the contract, which ends by itself");
    assert_eq!(sheet["for_support"]["value"], "18000.00", "twelve months at 1500");
    let mut request = json!({ "deal_id": sheet["deal_id"], "version": sheet["version"] });
    for block in ["customer", "billing", "support"] {
        request[block] = super::without_nulls(&sheet[format!("for_{block}")]);
    }
    let done = firm.confirm(request);
    let recurring = made(&done.result, "recurring_invoice")[0]["id"].clone();
    let page = firm.company.ok("recurring_invoice.get", json!({ "id": recurring }));
    assert_eq!(page["contract_id"], made(&done.result, "contract")[0]["id"]);
    let contract = firm.company.ok("contract.get", json!({ "id": page["contract_id"] }));
    assert_eq!(contract["row"]["value"]["amount"], "18000.00");
    firm.company.assert_sound();
}

/// A deal that sells a firewall once, its installation by the hour and its care by the month.
pub(super) fn mixed(firm: &Firm) -> Value {
    mixed_at(firm, ["1000", "1000", "1000"], &json!({ "discount": "300" }))
}

/// The same at these prices, with what else its estimate says.
pub(super) fn mixed_at(firm: &Firm, prices: [&str; 3], more: &Value) -> Value {
    let company = &firm.company;
    let wares = [("Firewall", "product", "nos"), ("Work", "service", "h"), ("Care", "subscription", "month")];
    let line = |((name, kind, unit), price): ((&str, &str, &str), &str)| {
        let item = json!({ "name": name, "kind": kind, "unit": unit, "price": price });
        let item = company.ok("item.create", item)["id"].clone();
        json!({ "item_id": item, "description": name, "quantity": "1", "unit_price": price })
    };
    let lines: Vec<Value> = wares.into_iter().zip(prices).map(line).collect();
    let customer = company.customer("Sahyadri Foods");
    let deal =
        company.ok("deal.create", json!({ "title": "Firewall", "customer_id": customer }))["id"].clone();
    let mut draft = json!({ "customer_id": customer, "deal_id": deal, "lines": lines });
    draft.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let estimate = company.ok("estimate.create", json!({ "draft": draft }))["id"].clone();
    company.ok("estimate.send", json!({ "id": estimate, "version": 1, "how": "print" }));
    company.ok("estimate.accept", json!({ "id": estimate, "said_by": "Nitin Vora", "how": "email" }));
    deal
}

pub(super) fn hand_over(firm: &Firm, deal: &Value, billing: &Value) {
    let sheet = firm.company.ok("handover.prepare", json!({ "deal_id": deal }));
    let customer = json!({ "customer_id": sheet["for_customer"]["customer_id"] });
    let request =
        json!({ "deal_id": deal, "version": sheet["version"], "billing": billing, "customer": customer });
    firm.company.ok("handover.confirm", request);
}

#[test]
fn only_what_is_subscribed_to_comes_again() {
    let firm = Firm::new();
    let deal = mixed(&firm);
    let rhythm = json!({ "every": 1, "unit": "month", "first": "2026-11-22", "end": { "kind": "never" } });
    hand_over(&firm, &deal, &json!({ "kind": "recurring", "rhythm": rhythm }));
    let newest = |list: &str, get: &str| {
        let id = firm.company.ok(list, json!({ "limit": 10 }))["rows"][0]["id"].clone();
        firm.company.ok(get, json!({ "id": id }))["draft"].clone()
    };
    let first = newest("invoice.list", "invoice.get");
    assert_eq!(first["lines"].as_array().unwrap().len(), 3, "all of it was sold");
    let again = newest("recurring_invoice.list", "recurring_invoice.get");
    let lines = again["lines"].as_array().unwrap();
    assert_eq!((lines.len(), &lines[0]["description"]), (1, &json!("Care")));
    assert_eq!(again["discount"].as_str().unwrap_or_default(), "", "what was taken off once");
    firm.company.assert_sound();
}

/// The parts of the plan of a deal, as name and amount.
pub(super) fn parts(firm: &Firm, deal: &Value) -> Vec<(Value, Value)> {
    let listed = firm.company.ok("billing_milestone.list", json!({ "deal_id": deal }))["rows"].clone();
    let rows = listed.as_array().unwrap().iter();
    rows.map(|row| (row["name"].clone(), row["amount"]["amount"].clone())).collect()
}

/// Sold, invoiced and to invoice of a deal.
pub(super) fn figures_of(firm: &Firm, deal: &Value) -> [Value; 3] {
    let plan = firm.company.ok("billing_plan.get", json!({ "deal_id": deal }));
    ["sold", "invoiced", "to_invoice"].map(|name| plan["figures"][0][name]["amount"].clone())
}

/// How a sale is invoiced in two parts, and what is subscribed to from a day on.
pub(super) fn apart(first: &str) -> Value {
    let part = |name: &str, percent: &str| json!({ "name": name, "percent": percent, "when": { "kind": "by_hand" } });
    json!({
        "kind": "milestones", "parts": [part("Start", "40"), part("End", "60")],
        "rhythm": { "every": 1, "unit": "month", "first": first, "end": { "kind": "never" } }
    })
}

pub(super) fn issue(firm: &Firm, id: &Value) -> Value {
    firm.company.ok("invoice.issue", json!({ "id": id, "version": 1 }))
}

#[test]
fn what_is_sold_once_goes_in_parts_and_what_is_subscribed_to_comes_again() {
    let firm = Firm::new();
    let (company, deal) = (&firm.company, mixed(&firm));
    hand_over(&firm, &deal, &apart("2027-01-01"));
    let again = company.ok("recurring_invoice.list", json!({ "limit": 10 }))["rows"][0].clone();
    assert_eq!(again["next"], "2027-01-01", "with its first period");
    assert_eq!(company.count("SELECT count(*) FROM document WHERE kind = 'invoice'"), 0);
    // Firewall and work of 1,000 each bear 200 of the 300 that were taken off once.
    let planned = parts(&firm, &deal);
    assert_eq!(planned, [(json!("Start"), json!("720.00")), (json!("End"), json!("1080.00"))]);
    let sold = figures_of(&firm, &deal)[0].clone();
    for (at, _) in parts(&firm, &deal).iter().enumerate() {
        let plan = company.ok("billing_milestone.list", json!({ "deal_id": deal }))["rows"].clone();
        let billed = company.ok("billing_milestone.bill", json!({ "id": plan[at]["id"] }));
        let invoice = billed["invoice_ids"][0].clone();
        let lines = company.ok("invoice.get", json!({ "id": invoice }))["draft"]["lines"].clone();
        let said: Vec<&Value> = lines.as_array().unwrap().iter().map(|line| &line["description"]).collect();
        assert_eq!(said, ["Firewall", "Work"]);
        issue(&firm, &invoice);
        assert_eq!(parts(&firm, &deal), planned, "as they were planned");
        firm.company.assert_sound();
    }
    let left = company.refused("billing_plan.to_invoice", json!({ "deal_id": deal }));
    assert_eq!(left.message_id, "error.nothing_left", "what is left waits for its day");
    let plan = company.ok("billing_plan.get", json!({ "deal_id": deal }));
    let care = plan["rows"].as_array().unwrap().iter().find(|row| row["description"] == "Care").unwrap();
    let first = json!({ "id": again["id"], "code": "REC-0001", "date": "2027-01-01" });
    assert_eq!((&plan["is_open"], &care["first_of"]), (&json!(false), &first));
    let close = json!({ "deal_id": deal, "reason": "Enough" });
    assert_eq!(company.refused("billing_plan.close", close).message_id, "error.nothing_left");
    assert_eq!(figures_of(&firm, &deal)[2], "900.00");
    let exceptions = |name: &str| firm.exceptions().contains(&name.to_owned());
    company.clock.advance(30 * 86_400_000);
    assert!(!exceptions("unbilled_deals"), "nothing is late before its day");
    company.clock.advance(20 * 86_400_000);
    let made = company.ok("recurring_invoice.make", json!({ "id": again["id"] }))["invoice_ids"].clone();
    assert_eq!(made.as_array().unwrap().len(), 1);
    let first = company.ok("invoice.get", json!({ "id": made[0] }));
    assert_eq!((&first["date"], &first["total"]["amount"]), (&json!("2027-01-01"), &json!("900.00")));
    issue(&firm, &made[0]);
    assert_eq!(figures_of(&firm, &deal), [sold.clone(), sold, json!("0.00")]);
    company.clock.advance(31 * 86_400_000);
    let second = company.ok("recurring_invoice.make", json!({ "id": again["id"] }))["invoice_ids"][0].clone();
    issue(&firm, &second);
    let total = &company.ok("invoice.get", json!({ "id": second }))["total"]["amount"];
    assert_eq!(total, "1000.00", "without what was taken off once");
    let [sold, invoiced, left] = figures_of(&firm, &deal);
    assert_eq!((sold, left), (invoiced, json!("0.00")), "the second period was sold on its invoice");
    company.assert_sound();
}

#[test]
fn what_is_subscribed_to_from_today_has_its_draft_beside_the_rest() {
    let firm = Firm::new();
    let (company, deal) = (&firm.company, mixed(&firm));
    let rhythm = json!({ "every": 1, "unit": "month", "first": "2026-11-22", "end": { "kind": "never" } });
    hand_over(&firm, &deal, &json!({ "kind": "all_now", "rhythm": rhythm }));
    let drafts = company.ok("invoice.list", json!({ "limit": 10 }))["rows"].clone();
    let mut totals: Vec<&str> =
        drafts.as_array().unwrap().iter().map(|row| row["total"]["amount"].as_str().unwrap()).collect();
    totals.sort_unstable();
    assert_eq!(totals, ["1800.00", "900.00"]);
    assert_eq!(company.ok("recurring_invoice.list", json!({ "limit": 10 }))["rows"][0]["next"], "2026-12-22");
    company.assert_sound();
}

#[test]
fn what_recurs_no_more_before_its_first_day_is_to_invoice_with_the_rest() {
    let firm = Firm::new();
    let (company, deal) = (&firm.company, mixed(&firm));
    hand_over(&firm, &deal, &apart("2027-01-01"));
    let again = company.ok("recurring_invoice.list", json!({ "limit": 10 }))["rows"][0]["id"].clone();
    let amounts = || parts(&firm, &deal).into_iter().map(|(_, amount)| amount).collect::<Vec<Value>>();
    let before = amounts();
    company.ok("recurring_invoice.end", json!({ "id": again, "version": 1 }));
    assert_ne!(amounts(), before, "the parts are of all of it again");
    company.ok("billing_milestone.save", json!({ "deal_id": deal, "milestones": [] }));
    let drafted = company.ok("billing_plan.to_invoice", json!({ "deal_id": deal }))["id"].clone();
    let lines = company.ok("invoice.get", json!({ "id": drafted }))["draft"]["lines"].clone();
    assert_eq!(lines.as_array().unwrap().len(), 3);
    company.assert_sound();
}

#[test]
fn what_recurs_takes_what_is_sold_in_place_of_its_first_period() {
    let firm = Firm::new();
    let company = &firm.company;
    let item = |name: &str, kind: &str| {
        let new = json!({ "name": name, "kind": kind, "unit": "month", "price": "1000" });
        company.ok("item.create", new)["id"].clone()
    };
    let (once, again) = (item("Firewall", "product"), item("Care", "subscription"));
    let line = |item: &Value, price: &str| json!({ "item_id": item, "description": "Each", "quantity": "1", "unit_price": price });
    let lines = [line(&once, "1000"), line(&again, "1000")];
    let deal = json!({ "title": "Care", "customer_id": firm.customer, "lines": lines });
    let deal = company.ok("deal.create", deal)["id"].clone();
    hand_over(&firm, &deal, &apart("2027-01-01"));
    let waiting = || parts(&firm, &deal).into_iter().map(|(_, amount)| amount).collect::<Vec<Value>>();
    assert_eq!(waiting(), ["472.00", "708.00"], "with 18 % of tax");
    let dearer = [line(&once, "2000"), line(&again, "1500")];
    let version = company.ok("deal.get", json!({ "id": deal }))["row"]["version"].clone();
    company.ok("deal.update", json!({ "id": deal, "version": version, "set": { "lines": dearer } }));
    assert_eq!(waiting(), ["944.00", "1416.00"], "sold anew");
    let draft = json!({ "customer_id": firm.customer, "deal_id": deal, "lines": [line(&once, "3000"), line(&again, "1600")] });
    let estimate = company.ok("estimate.create", json!({ "draft": draft }))["id"].clone();
    company.ok("estimate.send", json!({ "id": estimate, "version": 1, "how": "print" }));
    company.ok("estimate.accept", json!({ "id": estimate, "said_by": "Nitin Vora", "how": "email" }));
    assert_eq!(waiting(), ["1200.00", "1800.00"], "without tax, by an estimate that was accepted later");
    company.clock.advance(41 * 86_400_000);
    let recurring = company.ok("recurring_invoice.list", json!({ "limit": 10 }))["rows"][0]["id"].clone();
    let first = company.ok("recurring_invoice.make", json!({ "id": recurring }))["invoice_ids"][0].clone();
    assert_eq!(company.ok("invoice.get", json!({ "id": first }))["total"]["amount"], "1600.00");
    company.assert_sound();
}

#[test]
fn days_without_a_subscription_are_refused() {
    let firm = Firm::new();
    let mut request = request(&firm, "2026-12-01", json!({ "kind": "never" }));
    request["billing"]["kind"] = json!("all_now");
    let error = firm.company.refused("handover.confirm", request);
    assert_eq!(reasons(&error), ["billing.rhythm.first error.nothing_subscribed"]);
}

#[test]
fn only_work_is_sold_by_the_hour() {
    let firm = Firm::new();
    let deal = mixed(&firm);
    hand_over(&firm, &deal, &json!({ "kind": "time_and_material" }));
    let rows = firm.company.ok("billing_plan.get", json!({ "deal_id": deal }))["rows"].clone();
    let rows = rows.as_array().unwrap().iter().filter(|row| row["kind"] == "line");
    let told: Vec<Value> = rows.map(|row| json!([row["description"], row["closed"]])).collect();
    assert_eq!(told, [json!(["Firewall", false]), json!(["Work", true]), json!(["Care", false])]);
    firm.company.assert_sound();
}

#[test]
fn what_is_subscribed_to_is_invoiced_from_when_it_serves_as_often_as_it_was_sold() {
    for (unit, price, times) in [("year", "12000", 1), ("month", "1000", 12)] {
        let firm = Firm::new();
        let company = &firm.company;
        let class = company.ok("tax_class.list", json!({ "scheme": "gst_in" }))["rows"][0]["id"].clone();
        let item = json!({ "name": "Cloud care", "kind": "subscription", "unit": unit, "price": price,
            "tax_class_ids": [class] });
        let item = company.ok("item.create", item)["id"].clone();
        let offer = json!({ "unit": "unlimited", "period": "term", "months": 12, "after_project": true });
        company.ok("support_offer.save", json!({ "item_id": item, "version": 1, "offer": offer }));
        let template = company.ok("project_template.create", json!({ "name": "Setup" }))["id"].clone();
        let version = company.ok("project_template.get", json!({ "id": template }))["version"].clone();
        let task = json!({ "key": "a", "title": "Set it up", "duration_days": 8 });
        let tasks =
            json!({ "id": template, "version": version, "name": "Setup", "milestones": [], "tasks": [task] });
        company.ok("project_template.save", tasks);
        company.ok("project_template.name_for_item", json!({ "item_id": item, "template_id": template }));
        let line =
            json!({ "item_id": item, "description": "Cloud care", "quantity": "1", "unit_price": price });
        let deal = json!({ "title": "Cloud care", "customer_id": firm.customer, "lines": [line] });
        let deal = company.ok("deal.create", deal)["id"].clone();
        let sheet = company.ok("handover.prepare", json!({ "deal_id": deal }));
        let (rhythm, support) = (&sheet["for_billing"]["rhythm"], &sheet["for_support"]);
        assert!(support["start"].as_str() > Some("2026-11-24"), "the project takes some days: {support}");
        assert_eq!((&rhythm["first"], &rhythm["end"]["date"]), (&support["start"], &support["end"]));
        let mut request = json!({ "deal_id": deal, "version": sheet["version"] });
        for block in ["customer", "billing", "delivery", "support"] {
            request[block] = super::without_nulls(&sheet[format!("for_{block}")]);
        }
        let done = firm.confirm(request);
        // The first of them is the part of the plan that is due on its day, and moves with what it serves.
        let parts = || company.ok("billing_milestone.list", json!({ "deal_id": deal }))["rows"].clone();
        assert_eq!(parts()[0]["date"], support["start"]);
        let mut invoices = parts().as_array().unwrap().len();
        let waits = made(&done.result, "entitlement")[0]["id"].clone();
        company.ok("entitlement.begin", json!({ "id": waits, "version": 1, "date": "2027-02-10" }));
        let period =
            if unit == "month" { "10 Feb 2027 – 9 Mar 2027" } else { "10 Feb 2027 – 9 Feb 2028" };
        assert_eq!(
            (&parts()[0]["date"], &parts()[0]["name"]),
            (&json!("2027-02-10"), &json!(period)),
            "of one for the {unit}"
        );
        if unit == "month" {
            let again = &made(&done.result, "recurring_invoice")[0]["id"];
            let page = company.ok("recurring_invoice.get", json!({ "id": again }));
            assert_eq!(
                (&page["rhythm"]["first"], &page["days"][0]),
                (&json!("2027-02-10"), &json!("2027-03-10"))
            );
            assert_eq!(page["rhythm"]["end"]["date"], "2028-02-09");
        }
        for again in made(&done.result, "recurring_invoice") {
            company.clock.advance(600 * 86_400_000);
            let drafts =
                company.ok("recurring_invoice.make", json!({ "id": again["id"] }))["invoice_ids"].clone();
            invoices += drafts.as_array().unwrap().len();
        }
        assert_eq!(invoices, times, "what was sold for twelve months by the {unit}");
        firm.company.assert_sound();
    }
}

#[test]
fn a_deal_that_is_open_again_recurs_no_more_and_can_be_handed_over_anew() {
    let firm = Firm::new();
    let line = json!({ "description": "Care", "quantity": "1", "unit_price": "500" });
    let deal = json!({ "title": "Care", "customer_id": firm.customer, "lines": [line] });
    let deal = firm.company.ok("deal.create", deal)["id"].clone();
    let hand = || {
        let sheet = firm.company.ok("handover.prepare", json!({ "deal_id": deal }));
        let rhythm =
            json!({ "every": 1, "unit": "month", "first": "2027-01-01", "end": { "kind": "never" } });
        let billing = json!({ "kind": "recurring", "rhythm": rhythm });
        let request = json!({ "deal_id": deal, "version": sheet["version"], "billing": billing });
        made(&firm.company.ok("handover.confirm", request), "recurring_invoice")[0]["id"].clone()
    };
    let state =
        |id: &Value| firm.company.ok("recurring_invoice.get", json!({ "id": id }))["row"]["state"].clone();
    let first = hand();
    let version = firm.company.ok("deal.get", json!({ "id": deal }))["row"]["version"].clone();
    let opened = firm.company.reply("deal.reopen", json!({ "id": deal, "version": version }));
    assert_eq!(state(&first), "ended");
    firm.company.ok("history.undo", json!({ "seq": opened.undo.unwrap().seq }));
    assert_eq!(state(&first), "running");
    let version = firm.company.ok("deal.get", json!({ "id": deal }))["row"]["version"].clone();
    firm.company.ok("deal.reopen", json!({ "id": deal, "version": version }));
    let second = hand();
    assert_eq!((state(&first), state(&second)), (json!("ended"), json!("running")));
    firm.company.assert_sound();
}

#[test]
fn what_recurs_is_as_much_as_was_sold_whatever_stands_on_a_draft() {
    let firm = Firm::new();
    let line = json!({ "description": "Seats", "quantity": "10", "unit_price": "50" });
    let deal = json!({ "title": "Seats", "customer_id": firm.customer, "lines": [line] });
    let deal = firm.company.ok("deal.create", deal)["id"].clone();
    firm.company.ok("deal.win", json!({ "id": deal, "version": 1 }));
    let part = firm.company.ok("billing_plan.to_invoice", json!({ "deal_id": deal }))["id"].clone();
    let mut draft = firm.company.ok("invoice.get", json!({ "id": part }))["draft"].clone();
    draft["lines"][0]["quantity"] = json!("4");
    firm.company.ok("invoice.update", json!({ "id": part, "version": 1, "draft": draft }));
    let sheet = firm.company.ok("handover.prepare", json!({ "deal_id": deal }));
    let rhythm = json!({ "every": 1, "unit": "month", "first": "2026-11-22", "end": { "kind": "never" } });
    let billing = json!({ "kind": "recurring", "rhythm": rhythm });
    let request = json!({ "deal_id": deal, "version": sheet["version"], "billing": billing });
    let done = firm.company.ok("handover.confirm", request);
    let invoice = made(&done, "invoice")[0]["id"].clone();
    let first = firm.company.ok("invoice.get", json!({ "id": invoice }))["draft"]["lines"][0].clone();
    let recurring = made(&done, "recurring_invoice")[0]["id"].clone();
    let next =
        firm.company.ok("recurring_invoice.get", json!({ "id": recurring }))["draft"]["lines"][0].clone();
    assert_eq!((&first["quantity"], &next["quantity"]), (&json!("6"), &json!("10")));
}
