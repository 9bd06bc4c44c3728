//! What stays of a handover once others went on with it, and to which branch belongs what comes of it later.

use super::{Firm, id};
use crate::support::{assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;

/// A firm whose deal is handed over, the number of that action, and the project.
fn handed() -> (Firm, i64, Value) {
    let firm = Firm::new();
    let seq = firm.confirm(firm.proposed()).undo.unwrap().seq;
    let project = firm.company.ok("project.list", json!({}))["rows"][0].clone();
    (firm, seq, project)
}

#[test]
fn a_handover_is_not_taken_back_under_what_others_have_added() {
    let (firm, seq, project) = handed();
    let undo = json!({ "seq": seq });
    let note =
        json!({ "kind": "note", "subject": "Keys at the gate", "record_id": project["id"], "done": true });
    let note = firm.company.ok("activity.create", note)["id"].clone();
    let refused = firm.company.refused("history.undo", undo.clone());
    assert_refused(&refused, Code::Precondition, "error.handover_gone_on");
    assert_eq!(refused.params["what"], "Keys at the gate");
    firm.company.ok("activity.delete", json!({ "id": note, "version": 1 }));
    let file = crate::attachments::file("plan.txt", b"Ground floor");
    firm.company.ok("attachment.add", json!({ "record_id": project["id"], "files": [file] }));
    let refused = firm.company.refused("history.undo", undo);
    assert_refused(&refused, Code::Precondition, "error.handover_gone_on");
    firm.company.assert_sound();
}

#[test]
fn a_handover_that_was_answered_by_anybody_stays() {
    let (firm, seq, _) = handed();
    let ravi = firm.user("Ravi", "delivery");
    let answer = json!({ "deal_id": firm.deal, "side": "delivery", "accepted": false, "reason": "No keys" });
    firm.call(&ravi, "handover.answer", answer).unwrap();
    let refused = firm.company.refused("history.undo", json!({ "seq": seq }));
    assert_refused(&refused, Code::Precondition, "error.handover_answered");
    assert_eq!(refused.params["user"], "Ravi");
    assert_eq!(firm.company.count("SELECT count(*) FROM handover WHERE deleted_at IS NULL"), 1);
    firm.company.assert_sound();
}

#[test]
fn a_handover_stays_whose_billing_was_planned_or_closed_since() {
    let (firm, seq, project) = handed();
    let undo = json!({ "seq": seq });
    let draft = firm.company.ok("invoice.list", json!({}))["rows"][0].clone();
    firm.company.ok("invoice.delete", json!({ "id": draft["id"], "version": 1 }));
    let part = |name: &str, percent: &str| json!({ "name": name, "percent": percent, "when": { "kind": "by_hand" } });
    let parts = json!({ "deal_id": firm.deal, "milestones": [part("Start", "40"), part("End", "60")] });
    let planned = firm.company.reply("billing_milestone.save", parts);
    let close = json!({ "deal_id": firm.deal, "reason": "Only this much" });
    let refused = |why: &str| {
        let error = firm.company.refused("history.undo", undo.clone());
        assert_refused(&error, Code::Precondition, "error.handover_plan_moved");
        assert_eq!(error.params["deal"], "Showroom network", "{why}");
    };
    refused("planned");
    firm.company.ok("history.undo", json!({ "seq": planned.undo.unwrap().seq }));
    let closed = firm.company.reply("billing_plan.close", close);
    refused("closed");
    firm.company.ok("history.undo", json!({ "seq": closed.undo.unwrap().seq }));
    let time = json!({ "date": "2026-11-20", "time": "1h", "on": { "project_id": project["id"] } });
    let time = firm.company.reply("time.log", time);
    assert_eq!(firm.company.refused("history.undo", undo.clone()).message_id, "error.undo_has_time");
    firm.company.ok("history.undo", json!({ "seq": time.undo.unwrap().seq }));
    firm.company.ok("history.undo", undo);
    firm.company.assert_sound();
}

#[test]
fn hours_are_sold_by_a_project() {
    let firm = Firm::new();
    let mut request = firm.proposed();
    request["billing"] = json!({ "kind": "time_and_material" });
    request["delivery"] = json!({ "kind": "task", "name": "Advice" });
    let refused = firm.company.refused("handover.confirm", request.clone());
    assert_eq!(reasons(&refused), ["billing.kind error.hours_need_project"]);
    // The same where delivery comes later.
    let delivery = request.as_object_mut().unwrap().remove("delivery").unwrap();
    firm.confirm(request);
    let version = firm.sheet()["version"].clone();
    let later = json!({ "deal_id": firm.deal, "version": version, "delivery": delivery });
    let refused = firm.company.refused("handover.confirm", later);
    assert_eq!(reasons(&refused), ["delivery.kind error.hours_need_project"]);
    firm.company.assert_sound();
}

#[test]
fn what_comes_of_a_sale_is_of_the_branch_that_sold_it() {
    let firm = Firm::new();
    let company = &firm.company;
    let dubai = json!({ "name": "Dubai", "country": "AE" });
    let dubai = company.ok("branch.create", dubai)["rows"][1]["id"].clone();
    let deal =
        json!({ "title": "Care", "customer_id": firm.customer, "branch_id": dubai, "currency": "AED" });
    let deal = company.ok("deal.create", deal)["id"].clone();
    let term =
        json!({ "customer_id": firm.customer, "name": "Care", "start": "2026-11-01", "end": "2027-10-31" });
    let with = |more: Value| {
        let mut request = term.clone();
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        request
    };
    let contract =
        company.ok("contract.create", with(json!({ "deal_id": deal, "value": "1200" })))["id"].clone();
    let page = company.ok("contract.get", json!({ "id": contract }));
    assert_eq!(
        (&page["branch_id"], &page["row"]["value"]),
        (&dubai, &json!({ "amount": "1200.00", "currency": "AED" }))
    );
    let hours = json!({ "contract_id": contract, "unit": "hours", "amount": "2", "period": "month", "overage_price": "30" });
    let hours = company.ok("entitlement.create", with(hours))["id"].clone();
    let page = company.ok("entitlement.get", json!({ "id": hours }));
    assert_eq!((&page["branch_id"], &page["overage_price"]["currency"]), (&dubai, &json!("AED")));
    for more in [json!({ "entitlement_id": hours }), json!({ "entitlement_id": "", "deal_id": deal })] {
        let mut ticket = json!({ "customer_id": firm.customer, "subject": "Ward 3" });
        ticket.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let ticket = id(&company.ok("ticket.open", ticket));
        assert_eq!(company.ok("ticket.get", json!({ "id": ticket }))["branch_id"], dubai);
    }
    company.assert_sound();
}
