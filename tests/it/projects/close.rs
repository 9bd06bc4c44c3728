use super::{act, at, id, project, task};
use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;

/// A project with three open tasks and one that is done: its id, its customer, the open tasks.
fn open(company: &Company) -> (String, String, [String; 3]) {
    let (project, customer) = project(company);
    let days = ["2026-11-23", "2026-11-24"];
    let tasks =
        ["Label the cables", "Old camera", "Third visit"].map(|title| task(company, &project, title, days));
    let done = task(company, &project, "Survey", days);
    act(company, "task.done", &done, json!({}));
    (project, customer, tasks)
}

#[test]
fn closing_a_project_decides_about_what_is_open() {
    let company = Company::india();
    let (project, customer, [label, old, visit]) = open(&company);
    let waits = json!({
        "customer_id": customer, "name": "Warranty", "unit": "unlimited", "period": "year", "start": "2026-12-12",
        "end": "2027-12-11", "after_project_id": project
    });
    let waits = company.ok("entitlement.create", waits);
    let shown = company.ok("entitlement.get", json!({ "id": waits["id"] }));
    assert_eq!(shown["after_project"], "PRJ-0001 Cameras");
    let error = company.refused("project.close", at(&company, &project, json!({})));
    assert_eq!(reasons(&error), ["tasks error.tasks_open"]);
    assert_eq!(error.fields[0].params["tasks"], "Label the cables; Old camera; Third visit");
    let error = company.refused("project.set_status", at(&company, &project, json!({ "status": "done" })));
    assert_eq!(reasons(&error), ["status error.tasks_open"]);
    let wrong = json!({ "tasks": [{ "id": customer, "fate": "drop" }] });
    let error = company.refused("project.close", at(&company, &project, wrong));
    assert_eq!(reasons(&error), ["tasks[0].id error.no_such_task_here"]);
    let choice = json!({
        "tasks": [{ "id": label, "fate": "ticket" }, { "id": old, "fate": "drop" }], "others": "keep"
    });
    let reply = act(&company, "project.close", &project, choice);
    let closed = &reply.result;
    assert_eq!((&closed["dropped"], &closed["kept"]), (&json!(1), &json!(1)));
    assert_eq!(closed["tickets"][0]["code"], "TKT-0001");
    // A year from today, as it was planned for a year.
    assert_eq!(
        (&closed["begun"][0]["start"], &closed["begun"][0]["end"]),
        (&json!("2026-11-22"), &json!("2027-11-21"))
    );
    let ticket = company.ok("ticket.get", json!({ "id": closed["tickets"][0]["ticket_id"] }));
    assert_eq!(
        (&ticket["row"]["subject"], &ticket["project_id"]),
        (&json!("Label the cables"), &json!(project))
    );
    let handed = company.ok("task.get", json!({ "id": label }));
    assert_eq!((&handed["row"]["status"], &handed["ticket"]), (&json!("done"), &json!("TKT-0001")));
    // The customer's history says so, with what is open.
    let told = company.ok("activity.list", json!({ "filter": { "customer_id": customer, "done": true } }));
    assert_eq!(told["rows"][0]["brief"]["subject"], "PRJ-0001 Cameras is closed");
    let note = company.ok("activity.get", json!({ "id": told["rows"][0]["brief"]["id"] }));
    assert_eq!(note["notes"], "Open points:\n- Label the cables (TKT-0001)\n- Third visit");
    let got = company.ok("project.get", json!({ "id": project }));
    assert_eq!((&got["status"], &got["health"]["key"]), (&json!("done"), &json!("health.closed")));
    company.assert_sound();
    // What is kept can still be done; nothing is added.
    let new = json!({ "project_id": project, "set": { "title": "More" } });
    assert_refused(&company.refused("task.create", new), Code::Precondition, "error.project_closed");
    act(&company, "task.done", &visit, json!({}));
    let error = company.refused("task.reopen", at(&company, &visit, json!({})));
    assert_refused(&error, Code::Precondition, "error.project_closed");
    for (command, more) in [
        ("project.update", json!({ "set": { "name": "Other" } })),
        ("project.set_status", json!({ "status": "on_hold" })),
        ("project.close", json!({})),
    ] {
        let error = company.refused(command, at(&company, &project, more));
        assert_refused(&error, Code::Precondition, "error.project_closed");
    }
    company.assert_sound();
}

#[test]
fn closing_is_taken_back_as_a_whole() {
    let company = Company::india();
    let (project, _, [label, ..]) = open(&company);
    let choice = json!({ "tasks": [{ "id": label, "fate": "ticket" }], "others": "drop" });
    let reply = act(&company, "project.close", &project, choice.clone());
    assert_eq!(company.count("SELECT count(*) FROM task_row WHERE is_open = 1"), 0);
    company.ok("history.undo", json!({ "seq": reply.undo.unwrap().seq }));
    assert_eq!(company.count("SELECT count(*) FROM task_row WHERE is_open = 1"), 3);
    assert_eq!(company.count("SELECT count(*) FROM ticket_row"), 0);
    assert_eq!(company.count("SELECT count(*) FROM activity_row"), 0);
    company.assert_sound();
    // Once somebody has worked on the ticket, the project stays closed.
    let reply = act(&company, "project.close", &project, choice);
    let ticket = reply.result["tickets"][0]["ticket_id"].as_str().unwrap().to_owned();
    company.ok("ticket.note", json!({ "id": ticket, "body": "Ordered" }));
    company.refused("history.undo", json!({ "seq": reply.undo.unwrap().seq }));
    company.assert_sound();
}

#[test]
fn a_closed_project_keeps_what_it_was_closed_with() {
    let company = Company::india();
    let (project, _, [label, ..]) = open(&company);
    let done = act(&company, "task.done", &label, json!({}));
    act(&company, "project.close", &project, json!({ "others": "drop" }));
    let error = company.refused("history.undo", json!({ "seq": done.undo.unwrap().seq }));
    assert_refused(&error, Code::Precondition, "error.undo_moved_on");
    let opened = act(&company, "project.reopen", &project, json!({}));
    let error = company.refused("project.reopen", at(&company, &project, json!({})));
    assert_refused(&error, Code::Precondition, "error.project_open");
    let seq = opened.undo.unwrap().seq;
    company.ok("task.create", json!({ "project_id": project, "set": { "title": "More" } }));
    let error = company.refused("history.undo", json!({ "seq": seq }));
    assert_refused(&error, Code::Precondition, "error.undo_moved_on");
    company.assert_sound();
}

#[test]
fn what_was_used_of_an_entitlement_keeps_its_days() {
    let company = Company::india();
    let (project, customer, _) = open(&company);
    let waits = json!({
        "customer_id": customer, "name": "Calls", "unit": "tickets", "amount": "10", "period": "term",
        "start": "2026-12-12", "end": "2027-01-10", "after_project_id": project
    });
    let waits = company.ok("entitlement.create", waits);
    let closed = act(&company, "project.close", &project, json!({ "others": "drop" }));
    let begun = company.ok("entitlement.get", json!({ "id": waits["id"] }));
    assert_eq!(
        (&begun["row"]["end"], &begun["after_project_id"]),
        (&json!("2026-12-21"), &Value::Null),
        "thirty days"
    );
    company.ok("ticket.open", json!({ "customer_id": customer, "subject": "Dark" }));
    let error = company.refused("history.undo", json!({ "seq": closed.undo.unwrap().seq }));
    assert_refused(&error, Code::Precondition, "error.undo_moved_on");
    let stranger = company.customer("Other");
    let wrong = json!({
        "customer_id": stranger, "name": "Calls", "unit": "unlimited", "period": "term", "start": "2026-12-12",
        "end": "2027-01-10", "after_project_id": project
    });
    let error = company.refused("entitlement.create", wrong);
    assert_eq!(reasons(&error), ["after_project_id error.no_such_project"]);
    company.assert_sound();
}

#[test]
fn a_damaged_plan_is_found() {
    for damage in [
        "INSERT INTO task_dependency (id, task_id, after_id) SELECT 'x', id, id FROM task WHERE project_id IS NOT NULL LIMIT 1",
        "INSERT INTO task_dependency (id, task_id, after_id) SELECT 'x', a.id, b.id FROM task a, task b \
          WHERE a.project_id IS NOT NULL AND b.project_id IS NULL LIMIT 1",
        "UPDATE project SET status = 'done'",
        "INSERT INTO project (id, code, name, customer_id, status, start_date, currency, updated_ms) \
           SELECT customer_id, code, name, customer_id, status, start_date, currency, updated_ms FROM project",
    ] {
        let company = Company::india();
        let (_, customer, _) = open(&company);
        company.ok("task.create", json!({ "customer_id": customer, "set": { "title": "Call" } }));
        company.core.file().writer().execute_batch(damage).unwrap();
        let checks = throughline_core::store::integrity::check(company.core.file());
        let found = checks.iter().find(|check| check.name == "project_plans").unwrap();
        assert_ne!(found.problems, Vec::<String>::new(), "{damage}");
    }
    let company = Company::india();
    let made = id(&company.ok("project_template.create", json!({ "name": "Empty" })));
    assert!(!made.is_empty());
    company.assert_sound();
}

#[test]
fn a_task_on_which_time_was_booked_is_not_dropped() {
    let company = Company::india();
    let (project, _, [label, ..]) = open(&company);
    company.ok("time.log", json!({ "time": "1h", "on": { "task_id": label } }));
    let error = company.refused("task.delete", at(&company, &label, json!({})));
    assert_refused(&error, Code::Precondition, "error.task_in_use");
    let error = company.refused("project.close", at(&company, &project, json!({ "others": "drop" })));
    assert_eq!(reasons(&error), ["tasks error.task_booked"]);
    assert_eq!(error.fields[0].params["task"], "Label the cables");
    act(
        &company,
        "project.close",
        &project,
        json!({ "tasks": [{ "id": label, "fate": "keep" }], "others": "drop" }),
    );
    company.assert_sound();
}

#[test]
fn a_contract_waits_with_what_it_gives_for_the_project() {
    let company = Company::india();
    let (project, customer) = project(&company);
    let days = json!({ "customer_id": customer, "name": "Care", "start": "2026-12-12", "end": "2027-12-11" });
    let mut contract = days.clone();
    contract["notice_days"] = json!(30);
    let contract = company.ok("contract.create", contract)["id"].clone();
    let mut given = days;
    given["unit"] = json!("unlimited");
    given["period"] = json!("year");
    given["contract_id"] = contract.clone();
    given["after_project_id"] = json!(project);
    let given = company.ok("entitlement.create", given);
    let shown = |state: &str| {
        let page = company.ok("contract.list", json!({ "filter": { "state": state } }));
        let rows = page["rows"].as_array().unwrap().clone();
        assert!(rows.iter().all(|row| row["state"] == state && row["id"] == contract), "{rows:?}");
        rows.len()
    };
    let states = || ["coming", "running", "due", "ended"].map(shown);
    // Not on its first day, not while notice could be given, and not after its last day.
    for days in [30, 340, 30] {
        company.clock.advance(days * 86_400_000);
        assert_eq!(states(), [1, 0, 0, 0]);
        company.ok("inbox.refresh", json!({}));
        assert_eq!(company.ok("inbox.list", json!({}))["rows"], json!([]));
        assert_eq!(company.ok("contract.to_propose", json!({}))["ids"], json!([]));
    }
    assert_eq!(company.ok("contract.summary", json!({}))["due"], 0);
    let page = company.ok("contract.get", json!({ "id": contract }));
    assert_eq!(page["row"]["badge"]["key"], "badge.contract.coming");
    company.ok("entitlement.begin", json!({ "id": given["id"], "version": 1 }));
    assert_eq!(states(), [0, 1, 0, 0]);
    company.assert_sound();
}
