use super::Firm;
use crate::support::reasons;
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;

const DAY_MS: i64 = 86_400_000;

fn steps(thread: &Value) -> Vec<&str> {
    thread["steps"].as_array().unwrap().iter().map(|step| step["step"].as_str().unwrap()).collect()
}

#[test]
fn one_page_leads_from_the_first_step_to_the_receipt_and_the_renewal() {
    let firm = Firm::new();
    let thread = |kind: &str, id: &Value| firm.company.ok("thread.get", json!({ "kind": kind, "id": id }));
    let deal = json!(firm.deal);
    assert_eq!(steps(&thread("deal", &deal)), ["deal", "estimate_sent", "estimate_accepted"]);
    firm.company.clock.advance(2 * DAY_MS);
    let done = firm.confirm(firm.proposed());
    let made = |kind: &str| {
        let made = done.result["made"].as_array().unwrap().iter();
        made.clone().find(|one| one["kind"] == kind).unwrap()["id"].clone()
    };
    let invoice = made("invoice");
    firm.company.ok("invoice.issue", json!({ "id": invoice, "version": 1 }));
    firm.company.clock.advance(5 * DAY_MS);
    let paid = json!({ "customer_id": firm.customer, "method": "bank", "amount": "100",
        "allocations": [{ "invoice_id": invoice, "amount": "100" }] });
    firm.company.ok("payment.record", paid);
    let ticket = json!({ "customer_id": firm.customer, "deal_id": firm.deal, "subject": "Port 4 is dead" });
    let ticket = firm.company.ok("ticket.open", ticket)["id"].clone();
    let whole = thread("deal", &deal);
    assert_eq!(
        steps(&whole),
        [
            "deal",
            "estimate_sent",
            "estimate_accepted",
            "won",
            "handed_over",
            "project_start",
            "invoice",
            "contract_start",
            "payment",
            "ticket",
            "renewal"
        ]
    );
    let of = |step: &str| {
        let all = whole["steps"].as_array().unwrap().iter();
        all.clone().find(|one| one["step"] == step).unwrap().clone()
    };
    assert_eq!(of("won")["days"], 2, "days since the step before");
    assert_eq!((&of("payment")["amount"]["amount"], &of("payment")["days"]), (&json!("100.00"), &json!(1)));
    assert_eq!((&of("renewal")["ahead"], &of("ticket")["ahead"]), (&json!(true), &json!(false)));
    assert_eq!(whole["days"], 7, "until the last step that has happened");
    let project = firm.company.ok("project.get", json!({ "id": made("project") }));
    let task = project["tasks"][0]["id"].clone();
    assert_eq!(firm.company.ok("task.get", json!({ "id": task }))["deal_id"], deal, "that of its project");
    for (kind, id) in [
        ("invoice", invoice),
        ("project", made("project")),
        ("task", task),
        ("ticket", ticket),
        ("contract", made("contract")),
    ] {
        assert_eq!(thread(kind, &id), whole, "the same from the {kind}");
    }
}

#[test]
fn a_void_invoice_is_no_step_and_a_contract_that_was_ended_is_one() {
    let firm = Firm::new();
    let mut request = firm.proposed();
    request["delivery"] = json!({ "kind": "task", "name": "Install it" });
    request["billing"] =
        json!({ "kind": "recurring", "rhythm": { "every": 1, "unit": "year", "first": "2026-11-22" } });
    let done = firm.confirm(request);
    let made = |kind: &str| {
        let mut made = done.result["made"].as_array().unwrap().iter();
        made.find(|one| one["kind"] == kind).unwrap()["id"].clone()
    };
    let invoice = made("invoice");
    firm.company.ok("invoice.issue", json!({ "id": invoice, "version": 1 }));
    firm.company.ok("invoice.void", json!({ "id": invoice, "reason": "Wrong" }));
    firm.company.ok("task.done", json!({ "id": made("task"), "version": 1 }));
    let contract = made("contract");
    firm.company.ok(
        "contract.end",
        json!({ "id": contract, "version": 1, "date": "2027-03-31", "reason": "Moved away" }),
    );
    let thread = firm
        .company
        .ok("thread.get", json!({ "kind": "recurring_invoice", "id": made("recurring_invoice") }));
    let steps = steps(&thread);
    for step in ["task", "task_done", "recurring", "contract_end"] {
        assert_eq!(steps.iter().filter(|one| **one == step).count(), 1, "{step}: {steps:?}");
    }
    assert!(!steps.contains(&"invoice") && !steps.contains(&"renewal"), "{steps:?}");
}

#[test]
fn a_thread_shows_each_what_they_may_read_and_needs_a_deal() {
    let firm = Firm::new();
    let alone = firm.company.ok("ticket.open", json!({ "customer_id": firm.customer, "subject": "Hello" }));
    let error = firm.company.refused("thread.get", json!({ "kind": "ticket", "id": alone["id"] }));
    assert_eq!(reasons(&error), ["error.no_thread"]);
    let nobody = json!({ "kind": "deal", "id": "nobody" });
    assert_eq!(firm.company.refused("thread.get", nobody).code, Code::NotFound);
    let lead = json!({ "name": "Vikram Rao", "company": "Rao Mills", "amount": "5000" });
    let lead = firm.company.ok("lead.capture", lead)["id"].clone();
    let qualified = json!({ "id": lead, "version": 1, "customer": { "create": {} } });
    let deal = firm.company.ok("lead.qualify", qualified)["deal_id"].clone();
    let request = json!({ "kind": "deal", "id": deal });
    let whole = firm.company.ok("thread.get", request.clone());
    assert_eq!(steps(&whole)[0], "enquiry");
    let ravi = firm.user("Ravi", "delivery");
    let seen = firm.call(&ravi, "thread.get", request).unwrap().result;
    assert_eq!(steps(&seen), ["deal"], "delivery reads no enquiries");
}

#[test]
fn the_thread_of_somebody_elses_deal_says_why_it_stays_closed() {
    let firm = Firm::new();
    firm.confirm(firm.proposed());
    let project = firm.company.ok("project.list", json!({}))["rows"][0]["id"].clone();
    let grant = |(permission, scope): (&str, &str)| json!({ "permission": permission, "scope": scope });
    let grants =
        [("project.read", "all"), ("deal.read", "own"), ("customer.read", "all"), ("customer.write", "own")]
            .map(grant);
    let set = firm.company.ok("permission_set.save", json!({ "name": "Fitters", "grants": grants }));
    let ravi = json!({ "name": "Ravi", "permission_set_ids": [set["id"]] });
    let ravi = firm.company.ok("user.create", ravi)["id"].clone();
    let asked = json!({ "kind": "project", "id": project });
    let refused = firm.call(ravi.as_str().unwrap(), "thread.get", asked.clone()).err().unwrap();
    assert_eq!(reasons(&refused), ["error.thread_of_other"]);
    // Whoever looks after the customer reads its deals.
    let version = firm.company.ok("customer.get", json!({ "id": firm.customer }))["version"].clone();
    let given = json!({ "id": firm.customer, "version": version, "set": { "owner_id": ravi } });
    firm.company.ok("customer.update", given);
    let thread = firm.call(ravi.as_str().unwrap(), "thread.get", asked).unwrap().result;
    assert_eq!(thread["deal_id"], firm.deal);
}
