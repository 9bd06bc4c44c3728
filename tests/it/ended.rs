//! Ends of contracts and entitlements, what has not begun yet, and who may see what of it.

use crate::billing::pune;
use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::api::Mode;
use throughline_core::kernel::error::Code;

const DAY: i64 = 86_400_000;

fn contract(company: &Company, customer: &str) -> Value {
    let request = json!({ "customer_id": customer, "name": "Wi-Fi care", "start": "2026-04-01", "end": "2027-03-31",
        "value": "120000", "renewal_months": 12 });
    company.ok("contract.create", request)["id"].clone()
}

fn gives(company: &Company, customer: &str, more: &Value) -> Value {
    let mut request = json!({ "customer_id": customer, "name": "Gold", "unit": "tickets", "amount": "10",
        "period": "term", "start": "2026-04-01", "end": "2027-03-31" });
    request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    company.ok("entitlement.create", request)["id"].clone()
}

fn row(company: &Company, kind: &str, id: &Value) -> Value {
    company.ok(&format!("{kind}.get"), json!({ "id": id }))["row"].clone()
}

/// Runs a command on a record at its version, with what else it needs.
fn on(company: &Company, command: &str, id: &Value, more: &Value) -> Value {
    let kind = command.split('.').next().unwrap();
    let mut request = json!({ "id": id, "version": row(company, kind, id)["version"] });
    request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    request
}

/// Runs a command on a record as it stands.
fn run(company: &Company, command: &str, id: &Value, more: &Value) -> Value {
    company.ok(command, on(company, command, id, more))
}

/// A company that delivers a project to a customer.
fn delivering() -> (Company, String, Value) {
    let (company, customer) = pune();
    company.ok("area.switch", json!({ "area": "delivery", "state": "live" }));
    let project = json!({ "name": "Network", "customer_id": customer, "start_date": "2026-11-23" });
    let project = company.ok("project.create", json!({ "set": project }))["id"].clone();
    (company, customer, project)
}

/// What a new ticket of a customer is counted on.
fn counted_on(company: &Company, customer: &str) -> Value {
    let ticket = json!({ "customer_id": customer, "subject": "Ward 3" });
    let ticket = company.ok("ticket.open", ticket)["id"].clone();
    company.ok("ticket.get", json!({ "id": ticket }))["entitlement"]["id"].clone()
}

fn listed(company: &Company, state: &str) -> Vec<Value> {
    let found = company.ok("entitlement.list", json!({ "filter": { "state": state } }));
    found["rows"].as_array().unwrap().iter().map(|row| row["id"].clone()).collect()
}

#[test]
fn an_end_lies_before_what_is_over_anyway_and_can_be_taken_back() {
    let (company, customer) = pune();
    let care = contract(&company, &customer);
    let gold = gives(&company, &customer, &json!({ "contract_id": care }));
    let own = gives(&company, &customer, &json!({ "contract_id": care, "name": "Own" }));
    let late = on(&company, "contract.end", &care, &json!({ "reason": "Moved", "date": "2027-06-30" }));
    assert_eq!(reasons(&company.refused("contract.end", late)), ["date error.beyond_end"]);
    let late = on(&company, "entitlement.end", &own, &json!({ "reason": "Moved", "date": "2027-06-30" }));
    assert_eq!(reasons(&company.refused("entitlement.end", late)), ["date error.beyond_end"]);
    let never = on(&company, "contract.reopen", &care, &json!({}));
    assert_refused(&company.refused("contract.reopen", never), Code::Precondition, "error.not_ended");
    run(&company, "entitlement.end", &own, &json!({ "reason": "Not used", "date": "2026-12-01" }));
    run(&company, "contract.end", &care, &json!({ "reason": "Moved", "date": "2026-12-31" }));
    let ended = row(&company, "contract", &care);
    assert_eq!(
        (&ended["state"], &ended["is_ended"]),
        (&json!("running"), &json!(true)),
        "until its last day"
    );
    let alone = on(&company, "entitlement.reopen", &gold, &json!({}));
    assert_refused(
        &company.refused("entitlement.reopen", alone),
        Code::Precondition,
        "error.reopen_contract",
    );
    let reply = company.reply("contract.reopen", on(&company, "contract.reopen", &care, &json!({})));
    let day = |id: &Value| row(&company, "entitlement", id)["end"].clone();
    assert_eq!(
        (day(&gold), day(&own)),
        (json!("2027-03-31"), json!("2026-12-01")),
        "what ended for itself stays so"
    );
    assert_eq!(row(&company, "contract", &care)["end"], "2027-03-31");
    company.ok("history.undo", json!({ "seq": reply.undo.unwrap().seq }));
    assert_eq!(day(&gold), "2026-12-31");
    run(&company, "contract.reopen", &care, &json!({}));
    run(&company, "entitlement.reopen", &own, &json!({}));
    assert_eq!(day(&own), "2027-03-31");
    company.assert_sound();
}

#[test]
fn what_only_ran_out_goes_on_and_its_end_is_the_day_on_which_it_did() {
    let (company, customer) = pune();
    let (care, other) = (contract(&company, &customer), contract(&company, &customer));
    company.clock.advance(200 * DAY);
    let stands = row(&company, "contract", &care);
    assert_eq!((&stands["state"], &stands["is_ended"]), (&json!("ended"), &json!(false)));
    run(&company, "contract.renew", &care, &json!({}));
    assert_eq!(row(&company, "contract", &care)["end"], "2028-03-31");
    run(&company, "contract.end", &other, &json!({ "reason": "Moved" }));
    assert_eq!(row(&company, "contract", &other)["end"], "2027-03-31");
}

#[test]
fn what_is_ended_today_takes_no_ticket_any_more() {
    let (company, customer) = pune();
    let gold = gives(&company, &customer, &json!({}));
    assert_eq!(counted_on(&company, &customer), gold);
    run(&company, "entitlement.end", &gold, &json!({ "reason": "Moved" }));
    assert_eq!(counted_on(&company, &customer), Value::Null);
    assert_eq!((listed(&company, "ended"), listed(&company, "running")), (vec![gold], vec![]));
    company.assert_sound();
}

#[test]
fn what_is_ended_before_it_began_is_over_at_once_and_can_be_taken_back() {
    let (company, customer) = pune();
    let care = json!({ "customer_id": customer, "name": "Care", "start": "2027-01-01", "end": "2027-12-31" });
    let care = company.ok("contract.create", care)["id"].clone();
    let gold = gives(
        &company,
        &customer,
        &json!({ "contract_id": care, "start": "2027-01-01", "end": "2027-12-31" }),
    );
    let states = || {
        let contracts = |state: &str| {
            let found = company.ok("contract.list", json!({ "filter": { "state": state } }));
            found["rows"].as_array().unwrap().len()
        };
        let state = |kind, id| row(&company, kind, id)["state"].clone();
        let listed = |state| (contracts(state), listed(&company, state).len());
        (state("contract", &care), state("entitlement", &gold), listed("coming"), listed("ended"))
    };
    let before = (json!("coming"), json!("coming"), (1, 1), (0, 0));
    assert_eq!(states(), before);
    run(&company, "contract.end", &care, &json!({ "reason": "Changed their mind" }));
    assert_eq!(states(), (json!("ended"), json!("ended"), (0, 0), (1, 1)));
    run(&company, "contract.reopen", &care, &json!({}));
    assert_eq!(states(), before);
    // One that is to end after some days is to come until it begins.
    run(&company, "contract.end", &care, &json!({ "reason": "Only two weeks", "date": "2027-01-14" }));
    assert_eq!(states(), before);
    company.assert_sound();
}

#[test]
fn only_what_is_counted_and_given_again_has_a_rest() {
    let (company, customer) = pune();
    for (unit, period, keeps) in
        [("tickets", "month", true), ("tickets", "term", false), ("unlimited", "month", false)]
    {
        let amount = if unit == "unlimited" { Value::Null } else { json!("10") };
        let more = json!({ "unit": unit, "amount": amount, "period": period, "rollover": true });
        let made = gives(&company, &customer, &more);
        assert_eq!(row(&company, "entitlement", &made)["rollover"], keeps, "{unit} {period}");
        run(&company, "entitlement.update", &made, &json!({ "set": { "rollover": true } }));
        assert_eq!(row(&company, "entitlement", &made)["rollover"], keeps, "{unit} {period}");
    }
}

#[test]
fn what_waits_for_its_project_is_not_used_up_before_and_can_begin_without_it() {
    let (company, customer, project) = delivering();
    let waits = json!({ "after_project_id": project, "start": "2026-11-01", "end": "2027-10-31" });
    let (first, second) = (gives(&company, &customer, &waits), gives(&company, &customer, &waits));
    assert_eq!(counted_on(&company, &customer), Value::Null);
    assert_eq!(
        (row(&company, "entitlement", &first)["state"].clone(), listed(&company, "coming").len()),
        (json!("coming"), 2)
    );
    let began = company.reply("entitlement.begin", on(&company, "entitlement.begin", &first, &json!({})));
    let stands = row(&company, "entitlement", &first);
    assert_eq!(
        (&stands["start"], &stands["end"], &stands["state"]),
        (&json!("2026-11-22"), &json!("2027-11-21"), &json!("running"))
    );
    assert_eq!(counted_on(&company, &customer), first);
    let error = company.refused("history.undo", json!({ "seq": began.undo.unwrap().seq }));
    assert_refused(&error, Code::Precondition, "error.undo_moved_on");
    let again = on(&company, "entitlement.begin", &first, &json!({}));
    assert_refused(&company.refused("entitlement.begin", again), Code::Precondition, "error.not_waiting");
    run(&company, "entitlement.begin", &second, &json!({ "date": "2026-12-01" }));
    assert_eq!(row(&company, "entitlement", &second)["end"], "2027-11-30");
    company.assert_sound();
}

#[test]
fn hours_from_the_timer_begin_what_waited_too() {
    let (company, customer, project) = delivering();
    let waits =
        json!({ "after_project_id": project, "unit": "hours", "start": "2026-11-01", "end": "2027-10-31" });
    let (used, unused) = (gives(&company, &customer, &waits), gives(&company, &customer, &waits));
    let ticket = |gold: &Value| {
        let ticket = json!({ "customer_id": customer, "subject": "Ward 3", "entitlement_id": gold });
        company.ok("ticket.open", ticket)["id"].clone()
    };
    let log = |ticket: &Value| {
        let entry =
            json!({ "date": "2026-11-20", "time": "1h", "on": { "ticket_id": ticket }, "billable": false });
        company.ok("time.log", entry);
    };
    log(&ticket(&used));
    let later = ticket(&unused);
    let version =
        company.count(&format!("SELECT version FROM record WHERE id = '{}'", project.as_str().unwrap()));
    let closed =
        company.reply("project.close", json!({ "id": project, "version": version, "others": "drop" }));
    let start = |id: &Value| row(&company, "entitlement", id)["start"].clone();
    assert_eq!((start(&used), start(&unused)), (json!("2026-11-01"), json!("2026-11-22")));
    log(&later);
    let error = company.refused("history.undo", json!({ "seq": closed.undo.unwrap().seq }));
    assert_refused(&error, Code::Precondition, "error.undo_moved_on");
}

#[test]
fn nobody_learns_what_they_may_not_read() {
    let (company, customer) = pune();
    let care = contract(&company, &customer);
    let gold = gives(&company, &customer, &json!({ "contract_id": care }));
    counted_on(&company, &customer);
    let seen = |permissions: &[&str]| {
        let grants: Vec<Value> =
            permissions.iter().map(|name| json!({ "permission": name, "scope": "all" })).collect();
        let name = permissions.join(" ");
        let set = company.ok("permission_set.save", json!({ "name": name, "grants": grants }));
        let user = json!({ "name": name, "permission_set_ids": [set["id"]] });
        company.ok("user.create", user)["id"].as_str().unwrap().to_owned()
    };
    let health = |user: &str| {
        let asked = json!({ "customer_id": customer });
        let found = company.core.call(Some(user), "customer_health.get", asked, Mode::Run).unwrap().result;
        let parts = found["parts"].as_array().unwrap().iter();
        parts.map(|part| part["kind"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(health(&seen(&["customer.read"])), [""; 0]);
    assert_eq!(health(&seen(&["customer.read", "invoice.read"])), ["payment"]);
    let bought = seen(&["customer.read", "entitlement.read"]);
    assert_eq!(health(&bought), ["usage"]);
    let page =
        company.core.call(Some(&bought), "entitlement.get", json!({ "id": gold }), Mode::Run).unwrap().result;
    assert_eq!((&page["uses"][0]["quantity"], &page["uses"][0]["ticket"]), (&json!(1), &json!("")));
    // A proposal shows what the contract is worth, and writes an estimate.
    let propose = |permissions: &[&str]| {
        let user = seen(permissions);
        company.core.call(Some(&user), "contract.propose", json!({ "id": care, "version": 1 }), Mode::Run)
    };
    let sells = ["customer.read", "deal.read", "deal.write"];
    assert_eq!(propose(&sells).unwrap_err().code, Code::Forbidden);
    let writes = ["customer.read", "deal.read", "deal.write", "estimate.read", "estimate.write"];
    assert_eq!(propose(&writes).unwrap_err().code, Code::NotFound);
    let reads = [&writes[..], &["contract.read", "entitlement.read", "item.read"][..]].concat();
    propose(&reads).unwrap();
}

#[test]
fn a_service_level_goes_once_all_that_was_sold_with_it_is_over() {
    let (company, customer) = pune();
    let strict = company.ok("sla_policy.list", json!({}))["rows"][0].clone();
    let care = contract(&company, &customer);
    gives(&company, &customer, &json!({ "policy_id": strict["id"], "contract_id": care }));
    let gone = json!({ "id": strict["id"], "version": 1 });
    assert_refused(
        &company.refused("sla_policy.delete", gone.clone()),
        Code::Precondition,
        "error.sla_policy_in_use",
    );
    company.clock.advance(200 * DAY);
    company.ok("sla_policy.delete", gone);
    // What goes on after all has the usual level.
    run(&company, "contract.renew", &care, &json!({}));
    let given = company.ok("contract.get", json!({ "id": care }))["entitlements"].clone();
    let next = company.ok("entitlement.get", json!({ "id": given[1]["id"] }));
    assert_eq!((&next["row"]["start"], &next["policy_id"]), (&json!("2027-04-01"), &Value::Null));
    company.assert_sound();
}

#[test]
fn a_ticket_that_went_astray_goes_to_the_right_customer_or_away() {
    let (company, customer) = pune();
    let other = company.customer("Mandai Fresh");
    let gold = gives(&company, &customer, &json!({}));
    let theirs = gives(&company, &other, &json!({}));
    let used = |id: &Value| row(&company, "entitlement", id)["balance"]["used"].clone();
    let open = || {
        let ticket = json!({ "customer_id": customer, "subject": "Cheap watches", "body": "Now" });
        company.ok("ticket.open", ticket)["id"].clone()
    };
    let (astray, spam, answered) = (open(), open(), open());
    assert_eq!(used(&gold), 3);
    let to =
        |ticket: &Value| on(&company, "ticket.update", ticket, &json!({ "set": { "customer_id": other } }));
    company.ok("ticket.update", to(&astray));
    let stands = company.ok("ticket.get", json!({ "id": astray }));
    assert_eq!((&stands["row"]["customer"], &stands["entitlement"]["id"]), (&json!("Mandai Fresh"), &theirs));
    assert_eq!((used(&gold), used(&theirs)), (json!(2), json!(1)));
    run(&company, "ticket.delete", &spam, &json!({}));
    assert_eq!(used(&gold), 1);
    assert_eq!(company.ok("ticket.summary", json!({}))["count"], 2);
    company.ok("ticket.reply", json!({ "id": answered, "body": "We want none" }));
    for (command, request) in [
        ("ticket.update", to(&answered)),
        ("ticket.delete", on(&company, "ticket.delete", &answered, &json!({}))),
    ] {
        assert_refused(&company.refused(command, request), Code::Precondition, "error.ticket_in_use");
    }
    let nobody = on(&company, "ticket.update", &astray, &json!({ "set": { "customer_id": astray } }));
    assert_eq!(
        reasons(&company.refused("ticket.update", nobody)),
        ["set.customer_id error.no_such_customer"]
    );
    company.assert_sound();
}
