//! What is confirmed about invoicing holds for every invoice of the deal, and nothing is sold or left out beside it.

use super::{Firm, id};
use crate::support::reasons;
use serde_json::{Value, json};
use throughline_core::api::Reply;

const DAY_MS: i64 = 86_400_000;

impl Firm {
    fn plan(&self) -> Value {
        self.company.ok("billing_plan.get", json!({ "deal_id": self.deal }))["figures"][0].clone()
    }

    fn parts(&self) -> Value {
        self.company.ok("billing_milestone.list", json!({ "deal_id": self.deal }))["rows"].clone()
    }

    fn next(&self) -> Value {
        let request = json!({ "kind": "deal", "id": self.deal });
        self.company.ok("next_action.of_record", request)["action"].clone()
    }

    /// A draft of the hours that were worked in a project.
    fn hours(&self, project: &Value) -> Value {
        self.company.ok("time_setting.save", json!({ "version": 1, "bills": "all" }));
        self.company.ok("time_rate.save", json!({ "project_id": project, "rate": "900" }));
        self.company.ok("time.log", json!({ "time": "4h", "on": { "project_id": project } }));
        self.company.ok("time.bill", json!({ "project_id": project }))
    }

    fn close(&self, project: &Value) -> Value {
        let version = self.company.ok("project.get", json!({ "id": project }))["version"].clone();
        self.company.ok("project.close", json!({ "id": project, "version": version, "others": "drop" }))
    }
}

fn made(reply: &Value, kind: &str) -> Value {
    let mut made = reply["made"].as_array().unwrap().iter();
    made.find(|made| made["kind"] == kind).unwrap()["id"].clone()
}

#[test]
fn by_time_and_material_only_what_was_used_is_sold() {
    let firm = Firm::new();
    let mut request = firm.proposed();
    request["billing"] = json!({ "kind": "time_and_material" });
    let done = firm.confirm(request);
    let plan = firm.plan();
    assert_eq!((&plan["sold"]["amount"], &plan["to_invoice"]["amount"]), (&json!("0.00"), &json!("0.00")));
    assert_eq!((firm.parts(), &done.result["parts"]), (json!([]), &json!(0)));
    let invoice = firm.hours(&made(&done.result, "project"));
    firm.company.ok("invoice.issue", json!({ "id": invoice["id"], "version": 1 }));
    let plan = firm.plan();
    assert_eq!(plan["sold_net"]["amount"], "3600.00");
    assert_eq!((&plan["sold"], &plan["to_invoice"]["amount"]), (&plan["invoiced"], &json!("0.00")));
    assert_ne!(firm.next()["subject"]["rule"], "invoice_sold", "nothing asks for what the deal was won for");
    firm.company.assert_sound();
}

/// A deal with an accepted estimate of `lines`, handed over by time and material with a project: that, and what the reply says.
fn by_the_hour(firm: &Firm, lines: &Value) -> (Value, Reply) {
    let new = json!({ "title": "Consulting", "customer_id": firm.customer });
    let deal = id(&firm.company.ok("deal.create", new));
    let draft = json!({ "customer_id": firm.customer, "deal_id": deal, "lines": lines });
    let estimate = id(&firm.company.ok("estimate.create", json!({ "draft": draft })));
    firm.company.ok("estimate.send", json!({ "id": estimate, "version": 1, "how": "print" }));
    firm.company.ok("estimate.accept", json!({ "id": estimate, "said_by": "Nitin Vora", "how": "email" }));
    let sheet = firm.company.ok("handover.prepare", json!({ "deal_id": deal }));
    let done = firm.confirm(json!({
        "deal_id": deal, "version": sheet["version"], "billing": { "kind": "time_and_material" },
        "delivery": { "kind": "project", "name": "Consulting", "start": "2026-11-16" }
    }));
    (made(&done.result, "project"), done)
}

#[test]
fn what_was_sold_by_the_hour_is_what_hours_of_the_project_are_invoiced_at() {
    let firm = Firm::new();
    let asha = firm.company.ok("user.list", json!({}))["rows"][0]["id"].clone();
    firm.company.ok("time_setting.save", json!({ "version": 1, "bills": "all" }));
    firm.company.ok("time_rate.save", json!({ "user_id": asha, "rate": "1800" }));
    let item = |name: &str, price: &str| {
        let new =
            json!({ "name": name, "kind": "service", "price": price, "unit": "h", "hsn_sac": "998311" });
        id(&firm.company.ok("item.create", new))
    };
    let (day, night) = (item("Consulting", "2500"), item("Night work", "4000"));
    let class = firm.company.ok("tax_class.list", json!({ "scheme": "gst_in" }))["rows"][0]["id"].clone();
    let line = |item: Value, unit: &str, price: &str, discount: &str| {
        json!({ "item_id": item, "description": "Work", "quantity": "10", "unit": unit, "unit_price": price,
            "discount": discount, "tax_class_id": class })
    };
    let lines = json!([line(json!(day), "Std.", "2500", "10%"), line(json!(night), "hours", "4000", "")]);
    let (project, done) = by_the_hour(&firm, &lines);
    assert_eq!(done.result["warnings"], json!([]));
    let rates = || firm.company.ok("time_rate.list", json!({ "project_id": project }))["rows"].clone();
    let said = |rates: &Value| -> Vec<(Value, Value)> {
        rates.as_array().unwrap().iter().map(|one| (one["item_id"].clone(), one["rate"].clone())).collect()
    };
    assert_eq!(said(&rates()), [(json!(day), json!("2250")), (json!(night), json!("4000"))]);
    let undone = firm.company.reply("history.undo", json!({ "seq": done.undo.unwrap().seq }));
    assert_eq!(rates(), json!([]), "undone with the handover");
    firm.company.ok("history.undo", json!({ "seq": undone.undo.unwrap().seq }));
    firm.company.ok("time.log", json!({ "time": "2h", "on": { "project_id": project } }));
    firm.company.ok("time.log", json!({ "time": "1h", "on": { "project_id": project }, "item_id": night }));
    let bill = firm.company.ok("time.bill", json!({ "project_id": project }));
    let draft = firm.company.ok("invoice.get", json!({ "id": bill["id"] }))["draft"].clone();
    let billed = |item: &str| {
        let line = draft["lines"].as_array().unwrap().iter().find(|line| line["item_id"] == item).unwrap();
        ["hsn", "quantity", "unit_price"].map(|field| line[field].clone())
    };
    assert_eq!(billed(&day), ["998311", "2", "2250"], "what was sold first, where no item is said");
    assert_eq!(billed(&night), ["998311", "1", "4000"]);
    // Without an item the price alone is the project's; of several nobody knows which holds.
    let plain = |unit: &str, prices: &[&str]| {
        let lines = prices.iter().map(|price| line(Value::Null, unit, price, "")).collect();
        let (project, done) = by_the_hour(&firm, &Value::Array(lines));
        let rates = firm.company.ok("time_rate.list", json!({ "project_id": project }))["rows"].clone();
        (said(&rates), done.result["warnings"][0]["message_id"].clone())
    };
    let warned = (vec![], json!("warning.hours_without_price"));
    assert_eq!(plain("HUR", &["2500", "2500"]), (vec![(Value::Null, json!("2500"))], Value::Null));
    assert_eq!(plain("h", &["2500", "3000"]), warned);
    // Beside work that was sold without an item, another item is only what somebody says.
    let both = json!([line(Value::Null, "h", "1000", ""), line(json!(night), "h", "4000", "")]);
    let (project, _) = by_the_hour(&firm, &both);
    firm.company.ok("time.log", json!({ "time": "2h", "on": { "project_id": project } }));
    firm.company.ok("time.log", json!({ "time": "1h", "on": { "project_id": project }, "item_id": night }));
    let amount =
        firm.company.ok("time.to_bill", json!({ "project_id": project }))["amount"]["amount"].clone();
    assert_eq!(amount, "6000.00", "two hours at 1,000 and one at 4,000");
    assert_eq!(plain("days", &["16000"]), warned, "a day has as many hours as somebody says");
    firm.company.assert_sound();
}

#[test]
fn hours_of_a_sale_are_billable_beside_the_goods_that_were_sold_with_them() {
    let firm = Firm::new();
    let asha = firm.company.ok("user.list", json!({}))["rows"][0]["id"].clone();
    firm.company.ok("time_cost.save", json!({ "user_id": asha, "from": "2026-11-01", "cost": "400" }));
    firm.company.ok("time_setting.save", json!({ "version": 1, "bills": "all" }));
    firm.company.ok("time_rate.save", json!({ "user_id": asha, "rate": "2000" }));
    let goods = json!({ "name": "Firewall", "kind": "product", "unit": "nos", "price": "9000" });
    let goods = id(&firm.company.ok("item.create", goods));
    let lines = json!([
        { "description": "Work", "quantity": "2", "unit": "days", "unit_price": "16000" },
        { "item_id": goods, "description": "Firewall", "quantity": "1", "unit_price": "9000" }
    ]);
    let (project, _) = by_the_hour(&firm, &lines);
    let on = json!({ "project_id": project });
    let usual = || firm.company.ok("time.usual", json!({ "on": on }))["billable"].clone();
    let on_top = || firm.company.ok("time.to_bill", on.clone())["is_on_top"].clone();
    assert_eq!(usual(), true, "the goods are no price of the work");
    firm.company.ok("time.log", json!({ "time": "2h", "on": on }));
    assert_eq!(on_top(), false);
    let sold = firm.company.ok("time.budget", on.clone())["margin"]["sold"].clone();
    assert_eq!(sold, json!([{ "amount": "13000.00", "currency": "INR" }]), "the goods and the hours");
    let deal = firm.company.ok("project.get", json!({ "id": project }))["deal_id"].clone();
    firm.company.ok("billing_plan.reopen", json!({ "deal_id": deal }));
    assert_eq!((usual(), on_top()), (json!(false), json!(true)), "the work has its price again");
    firm.company.assert_sound();
}

#[test]
fn hours_get_their_price_also_where_the_project_is_handed_over_later() {
    let firm = Firm::new();
    let line = json!({ "description": "Advice", "quantity": "5", "unit": "hrs", "unit_price": "1000" });
    let new = json!({ "title": "Advice", "customer_id": firm.customer, "lines": [line] });
    let deal = id(&firm.company.ok("deal.create", new));
    let confirm = |block: &str, typed: Value| {
        let sheet = firm.company.ok("handover.prepare", json!({ "deal_id": deal }));
        firm.confirm(json!({ "deal_id": deal, "version": sheet["version"], block: typed })).result
    };
    confirm("billing", json!({ "kind": "time_and_material" }));
    let done = confirm("delivery", json!({ "kind": "project", "name": "Advice", "start": "2026-11-16" }));
    let rates = firm.company.ok("time_rate.list", json!({ "project_id": made(&done, "project") }));
    assert_eq!(
        (rates["rows"][0]["rate"].clone(), rates["rows"][0]["item_id"].clone()),
        (json!("1000"), Value::Null)
    );
    firm.company.assert_sound();
}

#[test]
fn a_deal_by_time_and_material_stays_so_when_its_amount_changes_and_undo_opens_it() {
    let firm = Firm::new();
    let new = json!({ "title": "Till", "customer_id": firm.customer, "amount": "5000" });
    let deal = id(&firm.company.ok("deal.create", new));
    let plan = || firm.company.ok("billing_plan.get", json!({ "deal_id": deal }));
    let request = json!({ "deal_id": deal, "version": 1, "billing": { "kind": "time_and_material" } });
    let done = firm.confirm(request);
    assert_eq!((&plan()["is_open"], &plan()["is_closed"]), (&json!(false), &json!(true)));
    let more = json!({ "id": deal, "version": done.result["version"], "set": { "amount": "9000" } });
    let changed = firm.company.reply("deal.update", more);
    assert_eq!((&plan()["is_open"], &plan()["is_closed"]), (&json!(false), &json!(true)));
    firm.company.ok("history.undo", json!({ "seq": changed.undo.unwrap().seq }));
    firm.company.ok("billing_plan.reopen", json!({ "deal_id": deal }));
    assert_eq!(plan()["is_open"], true, "invoiced as it was sold after all");
    firm.company.assert_sound();
}

#[test]
fn term_and_order_number_of_the_sheet_go_before_those_of_the_estimate() {
    let firm = Firm::new();
    let mut request = firm.proposed();
    request["billing"]["payment_term"] = json!({ "days": 15 });
    request["billing"]["order_no"] = json!("PO-7");
    let done = firm.confirm(request);
    let said = |invoice: &Value| {
        let draft = firm.company.ok("invoice.get", json!({ "id": invoice }))["draft"].clone();
        (draft["order_no"].clone(), draft["payment_term"].clone())
    };
    let agreed = (json!("PO-7"), json!({ "days": 15 }));
    assert_eq!(said(&made(&done.result, "invoice")), agreed);
    assert_eq!(said(&firm.hours(&made(&done.result, "project"))["id"]), agreed, "hours");
    let blank = json!({ "deal_id": firm.deal, "kind": "invoice" });
    let blank = firm.company.ok("billing_plan.draft", blank);
    assert_eq!((blank["order_no"].clone(), blank["payment_term"].clone()), agreed, "the form of one more");
    let draft = json!({ "customer_id": firm.customer, "deal_id": firm.deal, "order_no": "" });
    let typed = firm.company.ok("invoice.create", json!({ "draft": draft }));
    assert_eq!(said(&typed["id"]), (json!(""), json!({ "days": 15 })), "what is typed stands");
    let customer = firm.company.ok("customer.get", json!({ "id": firm.customer }));
    assert_ne!(customer["payment_term"], json!({ "days": 15 }), "what is usual stays");
    firm.company.assert_sound();
}

#[test]
fn the_sheet_proposes_the_term_that_was_accepted_and_refuses_one_that_is_none() {
    let firm = Firm::new();
    let customer = firm.company.ok("customer.get", json!({ "id": firm.customer }));
    let set = json!({ "payment_term": { "days": 60 } });
    firm.company
        .ok("customer.update", json!({ "id": firm.customer, "version": customer["version"], "set": set }));
    assert_eq!(firm.sheet()["for_billing"]["payment_term"], customer["payment_term"]);
    let mut request = firm.proposed();
    request["billing"]["payment_term"] = json!({ "days": -1 });
    let error = firm.company.refused("handover.confirm", request);
    assert_eq!(reasons(&error), ["billing.payment_term error.payment_term"]);
}

#[test]
fn what_waits_for_a_milestone_that_never_comes_is_due_when_the_project_is_closed() {
    let firm = Firm::new();
    let milestone = firm.sheet()["placed"]["milestones"][0]["template_milestone_id"].clone();
    let mut request = firm.proposed();
    request["billing"] = json!({ "kind": "milestones", "parts": [
        { "name": "On order", "percent": "40", "when": { "kind": "now" } },
        { "name": "Delivered", "percent": "40", "when": { "kind": "template", "template_milestone_id": milestone } },
        { "name": "Sign-off", "percent": "20", "when": { "kind": "by_hand" } }
    ] });
    let done = firm.confirm(request);
    firm.company.ok("invoice.issue", json!({ "id": made(&done.result, "invoice"), "version": 1 }));
    let badges = || {
        firm.parts().as_array().unwrap().iter().map(|part| part["badge"]["key"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(badges(), [Value::Null, Value::Null, Value::Null], "the project goes on");
    let closed = firm.close(&made(&done.result, "project"));
    assert_eq!(closed["to_invoice"], json!(["Delivered", "Sign-off"]));
    assert_eq!(badges(), [Value::Null, json!("badge.to_bill"), json!("badge.to_bill")]);
    assert_eq!(firm.next()["subject"]["rule"], "invoice_sold");
    firm.company.clock.advance(4 * DAY_MS);
    assert!(firm.exceptions().contains(&"unbilled_deals".to_owned()));
    firm.company.assert_sound();
}

#[test]
fn a_milestone_that_was_not_reached_after_all_takes_only_its_own_untouched_draft() {
    for (by_hand, edited) in [(false, false), (false, true), (true, false)] {
        let firm = Firm::new();
        let milestone = firm.sheet()["placed"]["milestones"][0]["template_milestone_id"].clone();
        let mut request = firm.proposed();
        request["billing"] = json!({ "kind": "milestones", "parts": [
            { "name": "Delivered", "percent": "40", "when": { "kind": "template", "template_milestone_id": milestone } },
            { "name": "Rest", "percent": "60", "when": { "kind": "by_hand" } }
        ] });
        let done = firm.confirm(request);
        let project = firm.company.ok("project.get", json!({ "id": made(&done.result, "project") }));
        if by_hand {
            firm.company.ok("billing_milestone.bill", json!({ "id": firm.parts()[0]["id"] }));
        }
        let reached = &project["milestones"][0]["id"];
        firm.company.ok("milestone.reach", json!({ "id": reached, "version": 1 }));
        let draft = firm.parts()[0]["invoices"][0]["id"].clone();
        if edited {
            let mut form = firm.company.ok("invoice.get", json!({ "id": draft }))["draft"].clone();
            form["notes"] = json!("As agreed on the phone");
            firm.company.ok("invoice.update", json!({ "id": draft, "version": 1, "draft": form }));
        }
        let back = firm.company.ok("milestone.reopen", json!({ "id": reached, "version": 2 }));
        let stays = by_hand || edited;
        assert_eq!(firm.parts()[0]["invoices"].as_array().unwrap().len(), usize::from(stays));
        let warned = back["warnings"].as_array().unwrap().iter().map(|one| one["params"]["part"].clone());
        assert_eq!(warned.collect::<Vec<_>>(), if stays { vec![json!("Delivered")] } else { Vec::new() });
        firm.company.assert_sound();
    }
}

#[test]
fn a_part_whose_milestone_was_taken_away_is_due_with_the_project_and_one_by_hand_without_a_project_at_once() {
    let firm = Firm::new();
    let milestone = firm.sheet()["placed"]["milestones"][0]["template_milestone_id"].clone();
    let mut request = firm.proposed();
    request["billing"] = json!({ "kind": "milestones", "parts": [
        { "name": "Delivered", "percent": "100", "when": { "kind": "template", "template_milestone_id": milestone } }
    ] });
    let done = firm.confirm(request);
    let project = firm.company.ok("project.get", json!({ "id": made(&done.result, "project") }));
    assert_eq!(firm.parts()[0]["badge"], Value::Null);
    firm.company.ok("milestone.delete", json!({ "id": project["milestones"][0]["id"], "version": 1 }));
    let part = firm.parts()[0].clone();
    assert_eq!(
        (&part["when"]["kind"], &part["badge"]),
        (&json!("by_hand"), &Value::Null),
        "nothing was reached"
    );
    assert_ne!(firm.next()["subject"]["rule"], "invoice_sold");
    firm.close(&project["id"]);
    assert_eq!(firm.parts()[0]["badge"]["key"], "badge.to_bill");

    let other = Firm::new();
    let mut request = other.proposed();
    request.as_object_mut().unwrap().remove("delivery");
    request["billing"] = json!({ "kind": "deposit", "parts": [
        { "name": "Deposit", "percent": "50", "when": { "kind": "now" } },
        { "name": "Rest", "percent": "50", "when": { "kind": "by_hand" } }
    ] });
    let done = other.confirm(request);
    other.company.ok("invoice.issue", json!({ "id": made(&done.result, "invoice"), "version": 1 }));
    assert_eq!(other.parts()[1]["badge"]["key"], "badge.to_bill");
    assert_eq!(other.next()["subject"]["rule"], "invoice_sold");
}

#[test]
fn what_was_sold_for_support_is_not_what_its_project_was_sold_for() {
    let firm = Firm::new();
    let done = firm.confirm(firm.proposed());
    let project = made(&done.result, "project");
    let asha = firm.company.ok("user.list", json!({}))["rows"][0]["id"].clone();
    firm.company.ok("time_cost.save", json!({ "user_id": asha, "from": "2026-11-01", "cost": "400" }));
    let stands = || firm.company.ok("time.budget", json!({ "project_id": project }));
    let sold = json!([{ "amount": "3000.00", "currency": "INR" }]);
    assert_eq!(
        (&stands()["margin"]["sold"], &stands()["money"]["budget"]["amount"]),
        (&sold, &json!("3000.00"))
    );
    firm.company.ok("invoice.issue", json!({ "id": made(&done.result, "invoice"), "version": 1 }));
    let stands = stands();
    assert_eq!(
        (&stands["margin"]["sold"], &stands["money"]["invoiced"]["amount"]),
        (&sold, &json!("3000.00"))
    );
    firm.company.assert_sound();
}

#[test]
fn all_now_drafts_an_invoice_of_each_estimate() {
    let firm = Firm::new();
    let deal = id(&firm.company.ok("deal.create", json!({ "title": "Till", "customer_id": firm.customer })));
    for price in ["600", "360"] {
        let line = json!({ "description": "Till", "quantity": "1", "unit_price": price });
        let draft = json!({ "customer_id": firm.customer, "deal_id": deal, "lines": [line] });
        let estimate = id(&firm.company.ok("estimate.create", json!({ "draft": draft })));
        firm.company.ok("estimate.send", json!({ "id": estimate, "version": 1, "how": "print" }));
        firm.company
            .ok("estimate.accept", json!({ "id": estimate, "said_by": "Nitin Vora", "how": "email" }));
    }
    let sheet = firm.company.ok("handover.prepare", json!({ "deal_id": deal }));
    let billing = json!({ "kind": "all_now" });
    let done = firm.confirm(json!({ "deal_id": deal, "version": sheet["version"], "billing": billing }));
    let made = done.result["made"].as_array().unwrap().iter().filter(|made| made["kind"] == "invoice");
    let total =
        |made: &Value| firm.company.ok("invoice.get", json!({ "id": made["id"] }))["total"]["amount"].clone();
    let mut totals: Vec<Value> = made.map(total).collect();
    totals.sort_by_key(ToString::to_string);
    assert_eq!(totals, ["360.00", "600.00"]);
    let left = firm.company.refused("billing_plan.to_invoice", json!({ "deal_id": deal }));
    assert_eq!(left.message_id, "error.nothing_left");
    firm.company.ok("history.undo", json!({ "seq": done.undo.unwrap().seq }));
    let drafts = "SELECT count(*) FROM document WHERE kind = 'invoice' AND deleted_at IS NULL";
    assert_eq!(firm.company.count(drafts), 0, "one undo takes both back");
    firm.company.assert_sound();
}
