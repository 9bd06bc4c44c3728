//! Billing milestones: a plan is invoiced in parts, and sold = invoiced + to invoice all the while.

use super::gst;
use super::plan::Sale;
use crate::sellers::{branch, rules_of};
use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;

const DAY_MS: i64 = 86_400_000;

fn lines() -> Value {
    json!({ "discount": "50", "lines": [
        { "description": "Cable drum", "quantity": "3", "unit_price": "333.33", "taxes": gst("18") },
        { "description": "Installation", "quantity": "1", "unit_price": "1000", "taxes": gst("18") }
    ] })
}

fn on(name: &str, percent: &str, date: &str) -> Value {
    json!({ "name": name, "percent": percent, "when": { "kind": "date", "date": date } })
}

fn by_hand(name: &str, percent: &str) -> Value {
    json!({ "name": name, "percent": percent, "when": { "kind": "by_hand" } })
}

impl Sale {
    fn plan_parts(&self, milestones: Value) -> Vec<Value> {
        let request = json!({ "deal_id": self.deal, "milestones": milestones });
        self.company.ok("billing_milestone.save", request)["ids"].as_array().unwrap().clone()
    }

    fn parts(&self) -> Vec<Value> {
        let listed = self.company.ok("billing_milestone.list", json!({ "deal_id": self.deal }));
        listed["rows"].as_array().unwrap().clone()
    }

    fn amounts(&self) -> Vec<String> {
        self.parts().iter().map(|part| part["amount"]["amount"].as_str().unwrap().to_owned()).collect()
    }

    fn bill(&self, id: &Value) -> Value {
        self.company.ok("billing_milestone.bill", json!({ "id": id }))["invoice_ids"][0].clone()
    }

    fn next(&self) -> Value {
        let request = json!({ "kind": "deal", "id": self.deal });
        self.company.ok("next_action.of_record", request)["action"].clone()
    }

    fn win(&self) {
        let deal = self.company.ok("deal.get", json!({ "id": self.deal }));
        self.company.ok("deal.win", json!({ "id": self.deal, "version": deal["row"]["version"] }));
    }
}

#[test]
fn a_plan_is_invoiced_in_parts_and_the_last_takes_the_rest() {
    let sale = Sale::with(json!({}));
    let unsold = json!({ "deal_id": sale.deal, "milestones": [by_hand("All", "100")] });
    assert_eq!(reasons(&sale.company.refused("billing_milestone.save", unsold)), ["error.nothing_sold"]);
    sale.accepted(lines());
    let ids = sale.plan_parts(json!([
        by_hand("On order", "33.33"),
        on("Delivered", "33.33", "2027-01-15"),
        by_hand("Signed off", "33.34")
    ]));
    assert_eq!(sale.figures(), ["2300.99", "0.00", "2300.99"], "a plan of parts sells nothing");
    assert_eq!(sale.amounts(), ["766.92", "766.92", "767.15"]);
    for (at, id) in ids.iter().enumerate() {
        let invoice = sale.bill(id);
        let drafted = sale.company.ok("invoice.get", json!({ "id": invoice }));
        let name = ["On order", "Delivered", "Signed off"][at];
        assert_eq!(drafted["subject"], format!("Cabling of the annexe: {name}"));
        sale.issue(&invoice, &json!(1));
        let [sold, invoiced, to_invoice] = sale.figures().map(|figure| figure.replace('.', ""));
        let number = |text: &str| text.parse::<i64>().unwrap();
        assert_eq!(sold, "230099", "after {name}");
        assert_eq!(number(&sold), number(&invoiced) + number(&to_invoice), "after {name}");
    }
    // Each invoice rounds the tax of each line; the last takes what three of them lie beside one.
    assert_eq!(sale.figures(), ["2300.99", "2300.99", "0.00"], "nothing is left");
    let again = sale.company.refused("billing_milestone.bill", json!({ "id": ids[0] }));
    assert_refused(&again, Code::Precondition, "error.milestone_billed");
}

#[test]
fn parts_come_to_a_hundred_percent_with_what_is_billed() {
    let sale = Sale::with(json!({}));
    sale.accepted(lines());
    let refused = |milestones: Value| {
        let request = json!({ "deal_id": sale.deal, "milestones": milestones });
        reasons(&sale.company.refused("billing_milestone.save", request))
    };
    for (milestones, reason) in [
        (json!([by_hand("A", "60"), by_hand("B", "30")]), "milestones error.percents_hundred"),
        (json!([by_hand("", "100")]), "milestones[0].name error.required"),
        (json!([by_hand("A", "0")]), "milestones[0].percent error.percent_part"),
        (json!([by_hand("A", "101")]), "milestones[0].percent error.percent_part"),
        (json!([by_hand("A", "half")]), "milestones[0].percent error.amount"),
        (
            json!([by_hand("A", "33.33333"), by_hand("B", "66.66667")]),
            "milestones[0].percent error.percent_places",
        ),
        (json!([on("A", "100", "2027-02-30")]), "milestones[0].when.date error.date"),
        (
            json!([{ "name": "A", "percent": "100", "when": { "kind": "reached", "project_milestone_id": "x" } }]),
            "milestones[0].when.project_milestone_id error.no_such_milestone",
        ),
        (
            json!([{ "id": "x", "name": "A", "percent": "100", "when": { "kind": "by_hand" } }]),
            "milestones[0].id error.milestone_gone",
        ),
    ] {
        assert_eq!(refused(milestones)[0], reason);
    }
    assert_eq!(sale.company.count("SELECT count(*) FROM billing_milestone"), 0);
    let ids = sale.plan_parts(json!([by_hand("Deposit", "40 %"), by_hand("Rest", "60")]));
    sale.bill(&ids[0]);
    assert_eq!(refused(json!([by_hand("Rest", "50")])), ["milestones error.percents_hundred"]);
    let rest = json!({ "id": ids[1], "name": "Half", "percent": "30", "when": { "kind": "by_hand" } });
    let kept = sale.plan_parts(json!([rest, by_hand("End", "30")]));
    assert_eq!(kept[0], ids[1], "what stands is changed and not made anew");
    let shares: Vec<Value> = sale.parts().iter().map(|part| part["percent"].clone()).collect();
    assert_eq!(shares, ["40", "30", "30"]);
    sale.plan_parts(json!([]));
    assert_eq!(sale.parts().len(), 1, "the rest is invoiced by hand");
    sale.company.assert_sound();
}

#[test]
fn parts_that_somebody_else_planned_meanwhile_are_not_lost() {
    let sale = Sale::with(json!({}));
    sale.accepted(lines());
    let list = || sale.company.ok("billing_milestone.list", json!({ "deal_id": sale.deal }));
    let seen = list()["seen"].clone();
    let save =
        |seen: &Value| json!({ "deal_id": sale.deal, "seen": seen, "milestones": [by_hand("All", "100")] });
    sale.plan_parts(json!([by_hand("A", "40"), by_hand("B", "40"), by_hand("C", "20")]));
    assert_refused(
        &sale.company.refused("billing_milestone.save", save(&seen)),
        Code::Conflict,
        "error.conflict",
    );
    assert_eq!(sale.parts().len(), 3);
    let seen = list()["seen"].clone();
    sale.bill(&list()["rows"][0]["id"]);
    assert_refused(
        &sale.company.refused("billing_milestone.save", save(&seen)),
        Code::Conflict,
        "error.conflict",
    );
    let rest = json!({ "deal_id": sale.deal, "seen": list()["seen"], "milestones": [by_hand("Rest", "60")] });
    sale.company.ok("billing_milestone.save", rest);
    assert_eq!(sale.parts().len(), 2);
}

#[test]
fn a_part_is_due_by_the_day_of_its_branch() {
    let company = Company::india();
    let customer = company.customer("Sample Foods");
    company.ok("branch.create", json!({ "name": "Auckland", "country": "IN" }));
    company.ok("branch.update", rules_of(&company, 1, json!({ "time_zone": "Pacific/Auckland" })));
    let branch = branch(&company, 1)["id"].clone();
    let new = json!({ "title": "Pumps", "customer_id": customer, "branch_id": branch, "amount": "100" });
    let deal = company.ok("deal.create", new)["id"].clone();
    company.ok("deal.win", json!({ "id": deal, "version": 1 }));
    let parts = json!({ "deal_id": deal, "milestones": [on("All", "100", "2026-11-23")] });
    company.ok("billing_milestone.save", parts);
    let asked = || {
        let rows = company.ok("billing_milestone.list", json!({ "deal_id": deal }))["rows"].clone();
        let next = company.ok("next_action.of_record", json!({ "kind": "deal", "id": deal }));
        (rows[0]["badge"]["key"].clone(), next["action"]["text_key"].clone())
    };
    assert_ne!(asked().0, "badge.to_bill");
    // In India it is the evening of the 22nd then.
    company.clock.advance(DAY_MS * 10 / 24);
    assert_eq!(asked(), (json!("badge.to_bill"), json!("next.invoice_part")));
}

#[test]
fn undo_brings_no_second_draft_of_a_part_back() {
    let sale = Sale::with(json!({}));
    sale.accepted(lines());
    let ids = sale.plan_parts(json!([by_hand("Deposit", "40"), by_hand("Rest", "60")]));
    let first = sale.bill(&ids[0]);
    let gone = sale.company.reply("invoice.delete", json!({ "id": first, "version": 1 }));
    let second = sale.bill(&ids[0]);
    let seq = json!({ "seq": gone.undo.unwrap().seq });
    let error = sale.company.refused("history.undo", seq.clone());
    assert_refused(&error, Code::Precondition, "error.milestone_billed");
    sale.company.ok("invoice.delete", json!({ "id": second, "version": 1 }));
    sale.company.ok("history.undo", seq);
    assert_eq!(sale.parts()[0]["invoices"][0]["id"], first);
    sale.company.assert_sound();
}

#[test]
fn a_part_is_free_again_when_its_invoice_counts_no_more() {
    let sale = Sale::with(json!({}));
    sale.accepted(lines());
    let ids = sale.plan_parts(json!([by_hand("Deposit", "50"), by_hand("Rest", "50")]));
    let is_free = || sale.parts()[0]["invoices"] == json!([]);
    let draft = sale.bill(&ids[0]);
    assert!(!is_free());
    let gone = sale.company.reply("invoice.delete", json!({ "id": draft, "version": 1 }));
    assert!(is_free(), "a draft that is taken away");
    sale.company.ok("history.undo", json!({ "seq": gone.undo.unwrap().seq }));
    assert!(!is_free(), "and brought back");
    let version = sale.company.ok("invoice.get", json!({ "id": draft }))["version"].clone();
    sale.issue(&draft, &version);
    sale.company.ok("invoice.void", json!({ "id": draft, "reason": "Wrong" }));
    assert!(is_free(), "a void");
    let second = sale.bill(&ids[0]);
    sale.issue(&second, &json!(1));
    let badge = &sale.parts()[0]["invoices"][0]["badge"]["key"];
    assert!(badge.is_string(), "{badge}");
    sale.company.ok("credit_note.issue", json!({ "invoice_id": second, "reason": "Wrong address" }));
    assert!(is_free(), "a credit note");
    assert_eq!(sale.figures()[2], "2300.99");
}

#[test]
fn what_is_planned_for_a_later_day_is_not_asked_for_before() {
    let sale = Sale::with(json!({ "amount": "50000" }));
    sale.win();
    assert_eq!(sale.next()["text_key"], "next.invoice");
    let ids = sale.plan_parts(json!([on("Start", "50", "2026-12-10"), on("End", "50", "2027-03-10")]));
    assert_eq!(sale.next(), Value::Null, "a schedule plans the rest");
    sale.company.clock.advance(10 * DAY_MS);
    let kinds = || {
        let home = sale.company.ok("home.get", json!({}));
        let kinds = home["exceptions"].as_array().unwrap().iter().map(|one| one["kind"].clone());
        kinds.collect::<Vec<Value>>()
    };
    assert_eq!(kinds(), Vec::<Value>::new());
    let unbilled = |day: &str| {
        let request = json!({ "filter": { "status": "won", "unbilled": day } });
        let listed = sale.company.ok("deal.list", request.clone())["rows"].as_array().unwrap().len();
        let summed = sale.company.ok("deal.summary", request)["to_invoice"].as_array().unwrap().len();
        assert_eq!(listed, summed);
        listed
    };
    assert_eq!((unbilled("2026-12-09"), unbilled("2026-12-10")), (0, 1));
    sale.company.clock.advance(8 * DAY_MS);
    let action = sale.next();
    assert_eq!(action["text_key"], "next.invoice_part");
    assert_eq!(action["command"], json!({ "name": "billing_milestone.bill", "payload": { "id": ids[0] } }));
    let today = sale.company.ok("activity.today", json!({}));
    assert!(today.to_string().contains("next.invoice_part"), "{today}");
    assert_eq!(sale.parts()[0]["badge"]["key"], "badge.to_bill");
    sale.company.clock.advance(3 * DAY_MS);
    assert_eq!(kinds(), ["unbilled_deals"]);
    let draft = sale.bill(&ids[0]);
    sale.issue(&draft, &json!(1));
    assert_eq!(sale.next(), Value::Null, "the next part has its own day");
    assert_eq!(kinds(), Vec::<Value>::new());
    sale.company.assert_sound();
}

/// A sale in two parts, the second of which waits for the milestone of its project; and that milestone.
fn waiting(sale: &Sale) -> (Vec<Value>, Value) {
    sale.accepted(lines());
    let project = json!({ "deal_id": sale.deal, "set": { "name": "Annexe", "start_date": "2026-11-23" } });
    let project = sale.company.ok("project.create", project)["id"].clone();
    let milestone = json!({ "project_id": project, "name": "Handed over", "due_date": "2026-12-18" });
    let milestone = sale.company.ok("milestone.create", milestone)["id"].clone();
    let waits = json!({ "kind": "reached", "project_milestone_id": milestone });
    let ids = sale.plan_parts(
        json!([by_hand("Deposit", "40"), { "name": "Sign-off", "percent": "60", "when": waits }]),
    );
    (ids, milestone)
}

#[test]
fn a_part_by_hand_whose_invoice_counts_no_more_is_to_be_invoiced_again() {
    let sale = Sale::with(json!({}));
    let (ids, _) = waiting(&sale);
    let badge = || sale.parts()[0]["badge"]["key"].clone();
    assert_eq!(badge(), Value::Null, "its project goes on");
    let draft = sale.bill(&ids[0]);
    sale.company.ok("invoice.delete", json!({ "id": draft, "version": 1 }));
    assert_eq!(badge(), Value::Null, "nobody has sent anything");
    let invoice = sale.bill(&ids[0]);
    sale.issue(&invoice, &json!(1));
    assert_eq!(badge(), Value::Null);
    sale.company.ok("credit_note.issue", json!({ "invoice_id": invoice, "reason": "Wrong address" }));
    assert_eq!(badge(), "badge.to_bill");
    assert_eq!(sale.parts()[1]["badge"], Value::Null, "what waits for its milestone does so still");
    sale.win();
    assert_eq!(sale.next()["text_key"], "next.invoice_part");
    sale.company.assert_sound();
}

#[test]
fn a_milestone_that_is_reached_drafts_its_invoice() {
    let sale = Sale::with(json!({}));
    let (ids, milestone) = waiting(&sale);
    assert_eq!(sale.parts()[1]["date"], "2026-12-18");
    let reach = |version: i64| json!({ "id": milestone, "version": version });
    let reached = sale.company.reply("milestone.reach", reach(1));
    let part = sale.parts()[1].clone();
    assert_eq!(part["invoices"].as_array().unwrap().len(), 1, "{part}");
    assert_eq!(part["amount"]["amount"], "1380.59", "sixty percent, for the deposit is still to be billed");
    sale.company.ok("history.undo", json!({ "seq": reached.undo.unwrap().seq }));
    assert_eq!(sale.parts()[1]["invoices"], json!([]), "undone with it");

    sale.company.ok("milestone.reach", reach(3));
    sale.company.ok("milestone.reopen", reach(4));
    assert_eq!(sale.parts()[1]["invoices"], json!([]), "and taken back with it");
    let reached = sale.company.reply("milestone.reach", reach(5));
    let draft = sale.parts()[1]["invoices"][0]["id"].clone();
    sale.issue(&draft, &json!(1));
    let seq = reached.undo.unwrap().seq;
    let error = sale.company.refused("history.undo", json!({ "seq": seq }));
    assert_refused(&error, Code::Precondition, "error.issued_never_changes");
    let error = sale.company.refused("milestone.reopen", reach(6));
    assert_refused(&error, Code::Precondition, "error.milestone_invoiced");
    let deposit = sale.bill(&ids[0]);
    sale.issue(&deposit, &json!(1));
    assert_eq!(sale.figures()[2], "0.00", "whichever comes last takes the rest");
}

#[test]
fn a_plan_is_not_taken_back_once_a_part_of_it_is_billed() {
    let sale = Sale::with(json!({}));
    sale.accepted(lines());
    let request = json!({ "deal_id": sale.deal, "milestones": [by_hand("A", "50"), by_hand("B", "50")] });
    let saved = sale.company.reply("billing_milestone.save", request);
    let drafted = sale.company.reply("billing_milestone.bill", json!({ "id": saved.result["ids"][0] }));
    let seq = saved.undo.unwrap().seq;
    let error = sale.company.refused("history.undo", json!({ "seq": seq }));
    assert_refused(&error, Code::Precondition, "error.undo_moved_on");
    sale.company.ok("history.undo", json!({ "seq": drafted.undo.unwrap().seq }));
    sale.company.ok("history.undo", json!({ "seq": seq }));
    assert_eq!(sale.parts(), Vec::<Value>::new());
    sale.company.assert_sound();
}

#[test]
fn a_deal_that_is_open_again_has_no_parts_to_invoice() {
    let sale = Sale::with(json!({ "amount": "50000" }));
    sale.win();
    sale.plan_parts(json!([on("Start", "50", "2026-12-10"), by_hand("End", "50")]));
    let version = sale.company.ok("deal.get", json!({ "id": sale.deal }))["row"]["version"].clone();
    let reopened = sale.company.reply("deal.reopen", json!({ "id": sale.deal, "version": version }));
    assert_eq!(sale.parts(), Vec::<Value>::new());
    sale.company.ok("history.undo", json!({ "seq": reopened.undo.unwrap().seq }));
    assert_eq!(sale.parts().len(), 2);
    sale.company.assert_sound();
}

#[test]
fn what_is_not_billed_is_parted_evenly() {
    let sale = Sale::with(json!({}));
    sale.accepted(lines());
    let equal = |parts: u32, unit: &str, first: &str, more: Value| {
        let mut request = json!({ "parts": parts, "unit": unit, "first": first });
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        request
    };
    let shares = |request: Value| {
        let found = sale.company.ok("billing_milestone.equal_parts", request)["parts"].clone();
        let parts = found.as_array().unwrap().clone();
        let text = |part: &Value, name: &str| part[name].as_str().unwrap().to_owned();
        parts
            .iter()
            .map(|part| [text(part, "name"), text(part, "percent"), text(part, "date")])
            .collect::<Vec<_>>()
    };
    let monthly = shares(equal(3, "month", "2026-12-31", json!({})));
    assert_eq!(
        monthly,
        [
            ["1/3", "33.3333", "2026-12-31"],
            ["2/3", "33.3333", "2027-01-31"],
            ["3/3", "33.3334", "2027-02-28"]
        ]
    );
    for count in [2, 7, 12, 60] {
        let typed: Vec<Value> = shares(equal(count, "quarter", "2027-01-01", json!({})))
            .iter()
            .map(|[name, percent, date]| on(name, percent, date))
            .collect();
        sale.plan_parts(json!(typed));
        assert_eq!(sale.parts().len(), count as usize, "they come to exactly a hundred");
    }
    let ids = sale.plan_parts(json!([by_hand("Deposit", "40"), by_hand("Rest", "60")]));
    sale.bill(&ids[0]);
    let rest = shares(equal(4, "year", "2027-01-01", json!({ "deal_id": sale.deal })));
    assert_eq!(rest[0][1..], ["15", "2027-01-01"], "of what is left");
    assert_eq!(rest[3][1..], ["15", "2030-01-01"]);
    let refused = |request: Value| reasons(&sale.company.refused("billing_milestone.equal_parts", request));
    assert_eq!(refused(equal(1, "month", "2026-12-01", json!({}))), ["parts error.between"]);
    assert_eq!(refused(equal(61, "month", "soon", json!({}))), ["parts error.between", "first error.date"]);
}

#[test]
fn what_is_accepted_later_is_invoiced_beside_the_parts_that_stood() {
    let sale = Sale::with(json!({}));
    let line = |name: &str, price: &str| json!({ "lines": [{ "description": name, "quantity": "1", "unit_price": price }] });
    sale.accepted(line("Web site", "1000"));
    sale.win();
    let parts = sale.plan_parts(json!([by_hand("Start", "40"), on("End", "60", "2027-06-01")]));
    let first = sale.bill(&parts[0]);
    sale.issue(&first, &json!(1));
    let later = sale.accepted(line("Web shop", "500"));
    assert_eq!(sale.amounts(), ["400.00", "600.00"], "the parts stay as they were planned");
    assert_eq!(sale.figures(), ["1500.00", "400.00", "1100.00"]);
    assert_eq!(sale.next()["text_key"], "next.invoice", "what came later waits for no part");
    let draft = sale.draft();
    let drafted = sale.company.ok("invoice.get", json!({ "id": draft }));
    assert_eq!(drafted["draft"]["lines"][0]["description"], "Web shop", "before what is planned in parts");
    sale.issue(&draft, &json!(1));
    let last = sale.bill(&parts[1]);
    sale.issue(&last, &json!(1));
    assert_eq!(sale.figures(), ["1500.00", "1500.00", "0.00"]);
    for invoice in [&last, &draft] {
        sale.company.ok("invoice.void", json!({ "id": invoice, "reason": "Typed wrongly" }));
    }
    // Planned anew, the parts take all of it.
    let planned = json!([by_hand("Delivered", "30"), by_hand("Paid in", "30")]);
    sale.plan_parts(planned);
    assert_eq!(sale.amounts(), ["400.00", "450.00", "650.00"]);
    sale.company.ok("estimate.revoke", json!({ "id": later, "reason": "Changed their mind" }));
    assert_eq!(sale.amounts(), ["400.00", "300.00", "300.00"]);
    sale.company.assert_sound();
}

#[test]
fn what_is_credited_beside_the_parts_is_not_put_into_them() {
    let sale = Sale::with(json!({}));
    let line = |quantity: &str| json!({ "lines": [{ "description": "Visit", "quantity": quantity, "unit_price": "100" }] });
    sale.accepted(json!({ "lines": [{ "description": "Setup", "quantity": "1", "unit_price": "500" }] }));
    sale.plan_parts(json!([by_hand("Start", "40"), by_hand("End", "60")]));
    let credit = |invoice: &Value| {
        sale.company.ok("credit_note.issue", json!({ "invoice_id": invoice, "reason": "A wrong address" }));
    };
    // One of five visits was invoiced before they were offered, two are invoiced of what was offered, and two are left out.
    let mut before = line("1");
    before["customer_id"] = json!(sale.customer);
    before["deal_id"] = sale.deal.clone();
    let before = sale.company.ok("invoice.create", json!({ "draft": before }))["id"].clone();
    sale.issue(&before, &json!(1));
    let visited = sale.accepted(line("5"));
    let visits = sale.draft();
    let version = sale.change(&visits, |draft| draft["lines"][0]["quantity"] = json!("2"));
    sale.issue(&visits, &version);
    assert_eq!(sale.figures(), ["1000.00", "300.00", "700.00"]);
    sale.company.ok("billing_plan.close", json!({ "estimate_id": visited, "reason": "Enough" }));
    let now = || (sale.amounts(), sale.figures());
    let planned = vec!["200.00".to_owned(), "300.00".to_owned()];
    assert_eq!(now(), (planned.clone(), ["800.00", "300.00", "500.00"].map(str::to_owned)));
    credit(&visits);
    assert_eq!(now(), (planned.clone(), ["800.00", "100.00", "700.00"].map(str::to_owned)));
    credit(&before);
    assert_eq!(now(), (planned, ["800.00", "0.00", "800.00"].map(str::to_owned)));
}
