//! What a project is sold for and what of it was invoiced: from the lines of its invoices, alone in its deal and beside other projects.

use super::billing::number_it;
use super::{Work, id};
use crate::support::{assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;

/// Work at 1,000 an hour that costs 400, and is invoiced without approval.
fn rated() -> Work {
    let work = Work::new();
    let asha = id(&work.company.ok("user.list", json!({}))["rows"][0]);
    work.company.ok("time_setting.save", json!({ "version": 1, "bills": "all" }));
    work.company.ok("time_rate.save", json!({ "user_id": asha, "rate": "1000" }));
    work.company.ok("time_cost.save", json!({ "user_id": asha, "from": "2026-11-01", "cost": "400" }));
    work
}

fn budget(work: &Work, project: &str) -> Value {
    work.company.ok("time.budget", json!({ "project_id": project }))
}

fn inr(amount: &str) -> Value {
    json!({ "amount": amount, "currency": "INR" })
}

/// Bills the time of a project, changes the draft and issues it.
fn bill(work: &Work, project: &str, change: impl FnOnce(&mut Value)) -> Value {
    let made = work.company.ok("time.bill", json!({ "project_id": project }));
    let mut draft = work.company.ok("invoice.get", json!({ "id": made["id"] }))["draft"].clone();
    change(&mut draft);
    let request = json!({ "id": made["id"], "version": made["version"], "draft": draft });
    let changed = work.company.ok("invoice.update", request);
    number_it(work, &changed);
    changed
}

/// A deal that was won at 10,000, the parts of whose plan wait for what `parts` say.
fn deal(work: &Work) -> String {
    let deal =
        id(&work.company.ok("deal.create", json!({ "title": "Cameras", "customer_id": work.customer })));
    let draft = json!({
        "customer_id": work.customer, "deal_id": deal, "lines": [{ "description": "Cameras", "unit_price": "10000" }]
    });
    let estimate = id(&work.company.ok("estimate.create", json!({ "draft": draft })));
    work.company.ok("estimate.send", json!({ "id": estimate, "version": 1, "how": "print" }));
    work.company.ok("estimate.accept", json!({ "id": estimate, "said_by": "Sunita Rao", "how": "phone" }));
    deal
}

fn project_of(work: &Work, deal: &str, name: &str) -> String {
    let set = json!({ "name": name, "customer_id": work.customer, "start_date": "2026-11-02" });
    id(&work.company.ok("project.create", json!({ "deal_id": deal, "set": set })))
}

fn log_on(work: &Work, project: &str, day: &str, time: &str) {
    let said = json!({ "date": day, "time": time, "on": { "project_id": project }, "billable": true });
    work.company.ok("time.log", said);
}

#[test]
fn what_is_invoiced_is_what_the_lines_came_to() {
    let work = rated();
    work.log("2026-11-16", "4h");
    let expense = json!({
        "project_id": work.project, "description": "Flight", "amount": "1000", "billable": true, "markup": "10",
        "date": "2026-11-16"
    });
    work.company.ok("expense.save", expense);
    let stands = budget(&work, &work.project);
    assert_eq!((&stands["money"]["value"], &stands["money"]["invoiced"]), (&inr("4000.00"), &inr("0.00")));
    assert_eq!(stands["margin"]["sold"], json!([inr("5100.00")]));
    // Agreed on the invoice: another price for the hours, half of the flight, and a tenth less of it all.
    let made = bill(&work, &work.project, |draft| {
        draft["lines"][0]["unit_price"] = json!("900");
        draft["lines"][1]["discount"] = json!("50%");
        draft["discount"] = json!("10%");
    });
    let stands = budget(&work, &work.project);
    assert_eq!(
        (&stands["money"]["value"], &stands["money"]["invoiced"]),
        (&inr("3240.00"), &inr("3735.00")),
        "4 hours at 900 and 550, less a tenth"
    );
    assert_eq!(
        (&stands["margin"]["sold"], &stands["margin"]["margin"]),
        (&json!([inr("3735.00")]), &inr("1135.00"))
    );
    // What is not invoiced yet stands at its rate beside it; and nothing was invoiced once the invoice is void.
    work.log("2026-11-17", "1h");
    assert_eq!(budget(&work, &work.project)["money"]["value"], inr("4240.00"));
    work.company.ok("invoice.void", json!({ "id": made["id"], "reason": "Wrong price" }));
    let stands = budget(&work, &work.project);
    assert_eq!((&stands["money"]["value"], &stands["money"]["invoiced"]), (&inr("5000.00"), &inr("0.00")));
    work.company.assert_sound();
}

#[test]
fn what_is_invoiced_is_told_in_the_currency_of_the_project() {
    let work = rated();
    work.log("2026-11-16", "9h");
    bill(&work, &work.project, |draft| {
        draft["currency"] = json!("EUR");
        draft["rate"] = json!("90");
        draft["lines"][0]["unit_price"] = json!("11");
    });
    let money = budget(&work, &work.project)["money"].clone();
    assert_eq!((&money["invoiced"], &money["invoiced_elsewhere"]), (&inr("8910.00"), &json!([])));
    // A project in dollars knows no rate yet.
    let set = json!({ "name": "Export", "customer_id": work.customer, "start_date": "2026-11-02", "currency": "USD" });
    let export = id(&work.company.ok("project.create", json!({ "set": set })));
    work.company.ok("time_rate.save", json!({ "project_id": export, "rate": "20" }));
    log_on(&work, &export, "2026-11-17", "1h");
    let made = work.company.ok("time.bill", json!({ "project_id": export, "rate": "80" }));
    let mut draft = work.company.ok("invoice.get", json!({ "id": made["id"] }))["draft"].clone();
    draft["currency"] = json!("EUR");
    let changed = work
        .company
        .ok("invoice.update", json!({ "id": made["id"], "version": made["version"], "draft": draft }));
    number_it(&work, &changed);
    let money = budget(&work, &export)["money"].clone();
    assert_eq!(
        (&money["invoiced"]["amount"], &money["invoiced_elsewhere"]),
        (&json!("0.00"), &json!([{ "amount": "20.00", "currency": "EUR" }]))
    );
}

#[test]
fn a_project_alone_in_its_deal_is_the_deal() {
    let work = rated();
    let deal = deal(&work);
    let project = project_of(&work, &deal, "Cameras");
    log_on(&work, &project, "2026-11-16", "5h");
    let stands = budget(&work, &project);
    let margin = &stands["margin"];
    assert_eq!((&margin["sold"], &margin["margin"]), (&json!([inr("10000.00")]), &inr("8000.00")));
    assert_eq!((&margin["deal"], &stands["money"]["invoiced"]), (&Value::Null, &inr("0.00")));
    let invoice = work.company.ok("billing_plan.to_invoice", json!({ "deal_id": deal }));
    number_it(&work, &json!({ "id": invoice["id"], "version": 1 }));
    assert_eq!(budget(&work, &project)["money"]["invoiced"], inr("10000.00"));
    // Hours on top are offered, and it is said that they are.
    let open = work.company.ok("time.to_bill", json!({ "project_id": project }));
    assert_eq!((&open["entries"], &open["is_on_top"]), (&json!(1), &json!(true)));
    assert_eq!(work.company.ok("time.to_bill", json!({ "project_id": work.project }))["is_on_top"], false);
}

#[test]
fn projects_of_one_deal_have_their_own_parts_of_it() {
    let work = rated();
    let deal = deal(&work);
    let (cabling, training) = (project_of(&work, &deal, "Cabling"), project_of(&work, &deal, "Training"));
    log_on(&work, &cabling, "2026-11-16", "5h");
    let shared = |project: &str| budget(&work, project)["margin"].clone();
    let both = json!({ "sold": [inr("10000.00")], "others": 1, "has_parts": false });
    assert_eq!((&shared(&cabling)["sold"], &shared(&cabling)["deal"]), (&json!([]), &both));
    assert_eq!(shared(&cabling)["missing"]["key"], "warning.margin_shared");
    assert_eq!(shared(&cabling)["margin"], Value::Null, "the whole sale is no project’s own");
    let milestone = work.company.ok("milestone.create", json!({ "project_id": cabling, "name": "Cabled" }));
    let when = json!({ "kind": "reached", "project_milestone_id": milestone["id"] });
    let parts = json!([
        { "name": "On order", "percent": "40", "when": { "kind": "by_hand" } },
        { "name": "Cabled", "percent": "60", "when": when }
    ]);
    work.company.ok("billing_milestone.save", json!({ "deal_id": deal, "milestones": parts }));
    let own = shared(&cabling);
    assert_eq!((&own["sold"], &own["margin"]), (&json!([inr("6000.00")]), &inr("4000.00")));
    assert_eq!((&own["deal"]["has_parts"], &own["missing"]), (&json!(true), &Value::Null));
    assert_eq!(shared(&training)["missing"]["key"], "warning.margin_shared");
    // Reached and invoiced, the part is what its invoice came to; the other project has none of it.
    let reached = json!({ "id": milestone["id"], "version": 1 });
    let billed = work.company.ok("milestone.reach", reached)["billing"][0]["invoice_ids"][0].clone();
    assert_eq!(budget(&work, &cabling)["money"]["invoiced"], inr("0.00"), "a draft is no invoice");
    number_it(&work, &json!({ "id": billed, "version": 1 }));
    let own = budget(&work, &cabling);
    assert_eq!(
        (&own["money"]["invoiced"], &own["margin"]["sold"]),
        (&inr("6000.00"), &json!([inr("6000.00")]))
    );
    assert_eq!(budget(&work, &training)["money"]["invoiced"], inr("0.00"));
    // Hours of a project that were invoiced on top are its own as well.
    bill(&work, &cabling, |draft| draft["lines"][0]["unit_price"] = json!("800"));
    let own = budget(&work, &cabling);
    assert_eq!(
        (&own["money"]["invoiced"], &own["margin"]["sold"]),
        (&inr("10000.00"), &json!([inr("10000.00")]))
    );
    assert_eq!(budget(&work, &training)["money"]["invoiced"], inr("0.00"));
    work.company.assert_sound();
}

#[test]
fn hours_that_are_left_cost_and_bring_in_what_their_owner_does() {
    let work = rated();
    let ravi = work.user("Ravi", "delivery", None);
    work.company.ok("time_rate.save", json!({ "user_id": ravi, "rate": "500" }));
    work.company.ok("time_cost.save", json!({ "user_id": ravi, "from": "2026-11-01", "cost": "900" }));
    work.log("2026-11-16", "1h");
    // Eight hours of nobody are left: they cost and bring in what an hour did so far.
    let expected = |stands: &Value| stands["margin"]["expected"].clone();
    let stands = budget(&work, &work.project);
    assert_eq!(stands["money"]["expected"], inr("9000.00"));
    let end = expected(&stands);
    assert_eq!((&end["sold"], &end["cost"]), (&json!([inr("9000.00")]), &inr("3600.00")));
    assert_eq!((&end["margin"], &end["percent"]), (&inr("5400.00"), &json!(60)));
    // Of Ravi they cost 900 and bring in 500 an hour.
    let task = work.company.ok("task.get", json!({ "id": work.task }))["row"]["version"].clone();
    let set = json!({ "owner_id": ravi });
    work.company.ok("task.update", json!({ "id": work.task, "version": task, "set": set }));
    let stands = budget(&work, &work.project);
    let end = expected(&stands);
    assert_eq!((&end["sold"], &end["cost"]), (&json!([inr("5000.00")]), &inr("7600.00")));
    assert_eq!((&end["margin"], &end["percent"]), (&inr("-2600.00"), &json!(-52)));
    assert_eq!(stands["margin"]["margin"], inr("600.00"), "so far all is well");
    let warning = &stands["warning"];
    assert_eq!(
        (&warning["key"], &warning["params"]["percent"]),
        (&json!("warning.margin_expected_loss"), &json!(52))
    );
    let health = work.company.ok("project.get", json!({ "id": work.project }))["health"]["key"].clone();
    assert_eq!(
        health, "warning.margin_expected_loss",
        "who may see costs is told on the page of the project"
    );
    // What was done of it is left no more.
    work.company.ok("time.log", json!({ "date": "2026-11-17", "time": "8h", "on": work.on_task() }));
    let stands = budget(&work, &work.project);
    assert_eq!((&stands["left_minutes"], &expected(&stands)), (&json!(0), &Value::Null));
    work.company.assert_sound();
}

#[test]
fn money_that_will_run_out_is_told_early() {
    let work = Work::new();
    let asha = id(&work.company.ok("user.list", json!({}))["rows"][0]);
    work.company.ok("time_rate.save", json!({ "user_id": asha, "rate": "1500" }));
    work.log("2026-11-16", "1h");
    let stands = budget(&work, &work.project);
    assert_eq!(
        (&stands["money"]["expected"], &stands["money"]["expected_percent"]),
        (&inr("13500.00"), &json!(112))
    );
    assert_eq!(stands["warning"]["key"], "warning.budget_money_expected");
    assert_eq!(stands["margin"]["expected"], Value::Null, "nobody said what an hour costs");
}

#[test]
fn the_currency_of_a_project_stays_under_what_was_meant_in_it() {
    let work = rated();
    let version = || {
        let got = work.company.ok("project.get", json!({ "id": work.project }));
        got["version"].as_i64().unwrap()
    };
    let to = |set: Value| json!({ "id": work.project, "version": version(), "set": set });
    let refused = |set: Value| reasons(&work.company.refused("project.update", to(set)));
    assert_eq!(refused(json!({ "currency": "EUR" })), ["set.budget error.project_currency_budget"]);
    let rate = work.company.ok("time_rate.save", json!({ "project_id": work.project, "rate": "1200" }));
    let euros = json!({ "currency": "EUR", "budget": "130" });
    assert_eq!(refused(euros.clone()), ["set.currency error.project_currency_rates"]);
    work.company.ok("time_rate.delete", json!({ "id": rate["id"], "version": 1 }));
    let changed = work.company.reply("project.update", to(euros));
    let project = work.company.ok("project.get", json!({ "id": work.project }));
    assert_eq!(project["budget"], json!({ "amount": "130.00", "currency": "EUR" }));
    work.company.ok("time_rate.save", json!({ "project_id": work.project, "rate": "12" }));
    work.log("2026-11-16", "1h");
    let invoice = work.company.ok("time.bill", json!({ "project_id": work.project, "rate": "90" }));
    let back = json!({ "currency": "INR", "budget": "12000" });
    assert_eq!(refused(back.clone()), ["set.currency error.project_currency_invoiced"]);
    let error = work.company.refused("history.undo", json!({ "seq": changed.undo.unwrap().seq }));
    assert_refused(&error, Code::Precondition, "error.undo_moved_on");
    work.company.ok("invoice.delete", json!({ "id": invoice["id"], "version": 1 }));
    assert_eq!(refused(back), ["set.currency error.project_currency_rates"]);
    work.company.assert_sound();
}

#[test]
fn time_on_what_was_sold_at_a_price_is_billable_only_when_somebody_says_so() {
    let work = rated();
    let usual = |on: &Value| work.company.ok("time.usual", json!({ "on": on }))["billable"].clone();
    assert_eq!(usual(&work.on_project()), true, "no deal says a price");
    let deal = deal(&work);
    let project = project_of(&work, &deal, "Ward 3");
    let set = json!({ "title": "Survey" });
    let task = id(&work.company.ok("task.create", json!({ "project_id": project, "set": set })));
    let ons = [json!({ "project_id": project }), json!({ "task_id": task })];
    assert_eq!(ons.each_ref().map(usual), [false, false]);
    work.company.ok("time.log", json!({ "time": "1h", "on": ons[0] }));
    assert_eq!(work.rows(json!({ "project_id": project }))[0]["billable"], false);
    log_on(&work, &project, "2026-11-16", "1h");
    assert_eq!(work.company.ok("time.to_bill", json!({ "project_id": project }))["minutes"], 60);
    let rate = work.company.ok("time_rate.save", json!({ "project_id": project, "rate": "900" }));
    assert_eq!(ons.each_ref().map(usual), [true, true], "the project has a rate of its own");
    work.company.ok("time_rate.delete", json!({ "id": rate["id"], "version": 1 }));
    let closed = json!({ "deal_id": deal, "reason": "By the hour after all" });
    work.company.ok("billing_plan.close", closed);
    assert_eq!(ons.each_ref().map(usual), [true, true], "nothing is left of the price");
    work.company.assert_sound();
}
