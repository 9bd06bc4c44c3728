//! Work of several branches: billed by the branch whose work it was, and in the currency it was sold in.

use super::branch;
use crate::support::{Company, reasons};
use serde_json::{Value, json};
use throughline_core::api::Mode;
use throughline_core::settings::country::Country;

/// A firm in Pune and in Dubai that bills all time, with a deal of Dubai in dirhams.
struct Firm {
    company: Company,
    pune: Value,
    dubai: Value,
    customer: String,
    deal: Value,
}

impl Firm {
    fn new() -> Self {
        let company = Company::of(vec![Country::India, Country::Emirates]);
        let [pune, dubai] = [0, 1].map(|at| branch(&company, at)["id"].clone());
        let customer = company.customer("Al Noor Sample Trading");
        let deal =
            json!({ "title": "Pumps", "customer_id": customer, "branch_id": dubai, "currency": "AED" });
        let deal = company.ok("deal.create", deal)["id"].clone();
        company.ok("time_setting.save", json!({ "version": 1, "bills": "all" }));
        let asha = company.ok("user.list", json!({}))["rows"][0]["id"].clone();
        for (currency, rate) in [("INR", "2000"), ("AED", "90")] {
            let rate = json!({ "user_id": asha, "currency": currency, "rate": rate });
            company.ok("time_rate.save", rate);
        }
        Self { company, pune, dubai, customer, deal }
    }

    fn made(&self, command: &str, payload: Value) -> Value {
        self.company.ok(command, payload)["id"].clone()
    }

    fn ticket(&self, more: Value) -> Value {
        let mut ticket =
            json!({ "subject": "Pump is loud", "body": "It howls", "customer_id": self.customer });
        ticket.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({ "ticket_id": self.made("ticket.open", ticket) })
    }

    fn log(&self, on: &Value, time: &str) {
        self.company.ok("time.log", json!({ "date": "2026-11-18", "time": time, "on": on }));
    }

    fn to_bill(&self, more: Value) -> Value {
        let mut asked = json!({ "customer_id": self.customer });
        asked.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.company.ok("time.to_bill", asked)
    }
}

fn money(amount: &str, currency: &str) -> Value {
    json!({ "amount": amount, "currency": currency })
}

#[test]
fn time_outside_of_projects_is_billed_by_the_branch_that_worked() {
    let firm = Firm::new();
    let task = json!({ "deal_id": firm.deal, "set": { "title": "Measure the site" } });
    let task = json!({ "task_id": firm.made("task.create", task) });
    firm.log(&task, "1h");
    firm.log(&firm.ticket(json!({ "deal_id": firm.deal })), "2h");
    firm.log(&firm.ticket(json!({ "branch_id": firm.dubai })), "30m");
    firm.log(&firm.ticket(json!({})), "4h");
    let outside = firm.company.ok("time.outside", json!({ "customer_id": firm.customer }));
    assert_eq!(outside["minutes"], 450);
    let first = firm.to_bill(json!({}));
    let seller = |of: &Value| json!([of["branch_id"], of["currency"]]);
    let sellers: Vec<Value> = first["sellers"].as_array().unwrap().iter().map(seller).collect();
    let (pune, dubai) = (json!([firm.pune, "INR"]), json!([firm.dubai, "AED"]));
    assert_eq!(sellers, [pune.clone(), dubai, json!([firm.dubai, "INR"])]);
    assert_eq!((seller(&first["seller"]), &first["minutes"]), (pune, &json!(240)));
    assert_eq!(first["amount"], money("8000.00", "INR"));
    let asked = json!({ "branch_id": firm.dubai });
    let said = firm.to_bill(asked);
    assert_eq!((&said["minutes"], &said["amount"]), (&json!(180), &money("270.00", "AED")));
    assert_eq!(said["exchange"], Value::Null, "dirhams are at home in Dubai");
    let in_rupees = json!({ "branch_id": firm.dubai, "currency": "INR" });
    assert_eq!(firm.to_bill(in_rupees)["minutes"], 30);

    let made = json!({ "customer_id": firm.customer, "branch_id": firm.dubai, "currency": "AED" });
    let reply = firm.company.reply("time.bill", made.clone());
    let draft = firm.company.ok("invoice.get", json!({ "id": reply.result["id"] }))["draft"].clone();
    assert_eq!((&draft["branch_id"], &draft["currency"]), (&firm.dubai, &json!("AED")));
    assert_eq!(draft["deal_id"], firm.deal, "all of it is of the deal");
    assert_eq!(draft["lines"].as_array().unwrap().len(), 2);
    let error = firm.company.refused("time.bill", made.clone());
    assert_eq!(reasons(&error), ["branch_id error.nothing_to_bill"]);
    let nowhere = json!({ "customer_id": firm.customer, "branch_id": firm.deal });
    assert_eq!(reasons(&firm.company.refused("time.bill", nowhere)), ["branch_id error.no_such_branch"]);
    let unknown = json!({ "customer_id": firm.customer, "currency": "USD" });
    assert_eq!(reasons(&firm.company.refused("time.bill", unknown)), ["currency error.nothing_to_bill"]);
    let rest = json!({ "customer_id": firm.customer });
    let rest = firm.made("time.bill", rest);
    let draft = firm.company.ok("invoice.get", json!({ "id": rest }))["draft"].clone();
    assert_eq!(draft["deal_id"], Value::Null);
    assert_eq!((&draft["branch_id"], &draft["lines"][0]["quantity"]), (&firm.pune, &json!("4")));
    firm.company.ok("history.undo", json!({ "seq": reply.undo.unwrap().seq }));
    assert_eq!(firm.to_bill(json!({}))["minutes"], 180);
    firm.company.assert_sound();
}

#[test]
fn hours_beside_a_price_say_so_and_are_of_the_deal_for_who_may_see_it() {
    let firm = Firm::new();
    let priced = json!({ "title": "Survey", "customer_id": firm.customer, "amount": "5000" });
    let deal = firm.made("deal.create", priced);
    firm.company.ok("deal.win", json!({ "id": deal, "version": 1 }));
    let task = json!({ "deal_id": deal, "set": { "title": "Measure the site" } });
    let task = json!({ "task_id": firm.made("task.create", task) });
    let entry = json!({ "date": "2026-11-18", "time": "1h", "on": task, "billable": true });
    firm.company.ok("time.log", entry);
    assert_eq!(firm.to_bill(json!({}))["is_on_top"], true);
    let grants = ["customer.read", "time.read", "time_rate.read", "invoice.read", "invoice.write"];
    let grants = grants.map(|permission| json!({ "permission": permission, "scope": "all" }));
    let set = firm.made("permission_set.save", json!({ "name": "Bills", "grants": grants }));
    let desk = firm.made("user.create", json!({ "name": "Desk", "permission_set_ids": [set] }));
    let asked = json!({ "customer_id": firm.customer });
    let bill =
        |user: Option<&str>| firm.company.core.call(user, "time.bill", asked.clone(), Mode::Run).unwrap();
    let deal_of =
        |id: &Value| firm.company.ok("invoice.get", json!({ "id": id }))["draft"]["deal_id"].clone();
    let made = bill(desk.as_str());
    assert_eq!(deal_of(&made.result["id"]), Value::Null, "who sees no deals names none");
    firm.company.ok("invoice.delete", json!({ "id": made.result["id"], "version": 1 }));
    assert_eq!(deal_of(&bill(None).result["id"]), deal);
    let thread = firm.company.ok("thread.get", json!({ "kind": "task", "id": task["task_id"] }));
    assert_eq!(thread["deal_id"], deal);
    firm.company.assert_sound();
}

#[test]
fn what_is_made_of_a_deal_is_in_its_currency() {
    let firm = Firm::new();
    let set = json!({ "name": "Plant", "start_date": "2026-11-23", "budget": "5000" });
    let project = firm.made("project.create", json!({ "deal_id": firm.deal, "set": set }));
    let project = firm.company.ok("project.get", json!({ "id": project }));
    assert_eq!(project["budget"], money("5000.00", "AED"));
    let hours = json!({
        "deal_id": firm.deal, "customer_id": firm.customer, "name": "Help", "unit": "hours", "amount": "10", "period": "month",
        "start": "2026-11-01", "end": "2027-10-31", "overage_price": "120"
    });
    let hours = firm.made("entitlement.create", hours);
    let hours = firm.company.ok("entitlement.get", json!({ "id": hours }));
    assert_eq!((&hours["currency"], &hours["overage_price"]), (&json!("AED"), &money("120.00", "AED")));
    firm.company.assert_sound();
}

#[test]
fn a_branch_says_the_rate_of_its_own_currency_on_its_papers() {
    let firm = Firm::new();
    let asha = firm.company.ok("user.list", json!({}))["rows"][0]["id"].clone();
    firm.company.ok("time_cost.save", json!({ "user_id": asha, "cost": "1000" }));
    let set = json!({ "name": "Plant", "start_date": "2026-11-02" });
    let project = firm.made("project.create", json!({ "deal_id": firm.deal, "set": set }));
    firm.log(&json!({ "project_id": project }), "10h");
    let margin = || firm.company.ok("time.budget", json!({ "project_id": project }))["margin"].clone();
    assert_eq!(margin()["missing"]["key"], "warning.margin_no_rate");
    let draft = json!({ "customer_id": firm.customer, "branch_id": firm.dubai, "currency": "INR", "rate": "0.04",
        "lines": [{ "description": "Pump", "unit_price": "10" }] });
    let invoice = firm.made("invoice.create", json!({ "draft": draft }));
    firm.company.ok("invoice.issue", json!({ "id": invoice, "version": 1 }));
    // 10,000 rupees at 25 to the dirham, as 0.04 dirhams to the rupee say.
    let stands = margin();
    assert_eq!((&stands["cost"], &stands["converted"]["rate"]), (&money("10000.00", "INR"), &json!("25")));
    assert_eq!(stands["converted"]["cost"], money("400.00", "AED"));
    assert_eq!((&stands["margin"], &stands["percent"]), (&money("500.00", "AED"), &json!(56)));
    firm.company.assert_sound();
}

#[test]
fn a_deal_is_handed_over_in_the_currency_of_its_estimate() {
    let firm = Firm::new();
    firm.company.ok("area.switch", json!({ "area": "delivery", "state": "live" }));
    let draft = json!({ "customer_id": firm.customer, "branch_id": firm.dubai, "deal_id": firm.deal, "currency": "USD", "rate": "3.6725",
        "lines": [{ "description": "Pump", "unit_price": "100" }] });
    let estimate = firm.made("estimate.create", json!({ "draft": draft }));
    firm.company.ok("estimate.send", json!({ "id": estimate, "version": 1, "how": "print" }));
    firm.company.ok("estimate.accept", json!({ "id": estimate, "said_by": "Nitin Vora", "how": "email" }));
    let sheet = firm.company.ok("handover.prepare", json!({ "deal_id": firm.deal }));
    assert_eq!(sheet["for_delivery"]["budget"], "100.00");
    let delivery = json!({ "kind": "project", "name": "Pumps", "start": "2026-11-30", "budget": "100" });
    let asked = json!({ "deal_id": firm.deal, "version": sheet["version"], "delivery": delivery });
    firm.company.ok("handover.confirm", asked);
    let project = firm.company.ok("project.list", json!({}))["rows"][0]["id"].clone();
    let project = firm.company.ok("project.get", json!({ "id": project }));
    assert_eq!((&project["currency"], &project["budget"]), (&json!("USD"), &money("100.00", "USD")));
    // So is work beside its project, also once the rest is not invoiced.
    let asha = firm.company.ok("user.list", json!({}))["rows"][0]["id"].clone();
    firm.company.ok("time_rate.save", json!({ "user_id": asha, "currency": "USD", "rate": "25" }));
    firm.log(&firm.ticket(json!({ "deal_id": firm.deal })), "2h");
    assert_eq!(firm.to_bill(json!({}))["amount"], money("50.00", "USD"));
    let closed = json!({ "deal_id": firm.deal, "reason": "Pump came late" });
    firm.company.ok("billing_plan.close", closed);
    assert_eq!(firm.to_bill(json!({}))["seller"]["currency"], "USD");
    firm.company.assert_sound();
}
