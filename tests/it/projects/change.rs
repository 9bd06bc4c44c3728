use super::{act, at, id, project, task, template, version};
use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;

#[test]
fn a_task_is_changed_field_by_field() {
    let company = Company::india();
    let (project, _) = project(&company);
    let task = task(&company, &project, "Survey", ["2026-11-23", "2026-11-24"]);
    let ravi = id(&company.ok("user.create", json!({ "name": "Ravi", "permission_set_ids": [] })));
    let set = json!({
        "title": "Survey of the roof", "owner_id": ravi, "priority": "urgent", "estimate": "6h 30m", "notes": "Ladder",
        "checklist": [{ "text": "Measure", "done": true }, { "text": "Photograph" }]
    });
    let reply = act(&company, "task.update", &task, json!({ "set": set }));
    let got = company.ok("task.get", json!({ "id": task }));
    assert_eq!((&got["row"]["owner"], &got["row"]["estimate_minutes"]), (&json!("Ravi"), &json!(390)));
    assert_eq!((&got["row"]["checks"], &got["row"]["checks_done"]), (&json!(2), &json!(1)));
    assert_eq!(got["project"], "PRJ-0001 Cameras");
    act(&company, "task.update", &task, json!({ "set": { "estimate": "", "owner_id": "" } }));
    let got = company.ok("task.get", json!({ "id": task }));
    assert_eq!((&got["row"]["owner_id"], &got["row"]["estimate_minutes"]), (&Value::Null, &Value::Null));
    assert_eq!(got["notes"], "Ladder", "what is not named stays");
    let error = company.refused("history.undo", json!({ "seq": reply.undo.unwrap().seq }));
    assert_eq!(error.message_id, "error.undo_moved_on");
    let old = json!({ "id": task, "version": 1, "set": { "title": "Late" } });
    assert_eq!(company.refused("task.update", old).code, Code::Conflict);
    company.assert_sound();
}

#[test]
fn a_task_that_comes_again_is_made_anew_when_it_is_done() {
    let company = Company::india();
    let (project, _) = project(&company);
    let set = json!({
        "title": "Clean the lenses", "start_date": "2026-11-30", "due_date": "2026-11-30", "recurrence": "monthly",
        "checklist": [{ "text": "North", "done": true }], "estimate": "1h"
    });
    let task = id(&company.ok("task.create", json!({ "project_id": project, "set": set })));
    let reply = act(&company, "task.done", &task, json!({}));
    let next = company.ok("task.get", json!({ "id": reply.result["next_id"] }));
    assert_eq!(
        (&next["row"]["start_date"], &next["row"]["due_date"]),
        (&json!("2026-12-30"), &json!("2026-12-30"))
    );
    assert_eq!(next["checklist"], json!([{ "text": "North", "done": false }]));
    assert_eq!((&next["row"]["status"], &next["row"]["recurrence"]), (&json!("planned"), &json!("monthly")));
    // Done, opened and done again makes no third one.
    act(&company, "task.reopen", &task, json!({}));
    let again = act(&company, "task.done", &task, json!({}));
    assert_eq!(again.result["next_id"], Value::Null);
    assert_eq!(company.count("SELECT count(*) FROM task_row"), 2);
    let error = company.refused("task.done", at(&company, &task, json!({})));
    assert_refused(&error, Code::Precondition, "error.task_done");
    company.assert_sound();
}

#[test]
fn a_task_comes_again_as_nobodys_once_its_owner_has_gone() {
    let company = Company::india();
    let (project, _) = project(&company);
    let ravi = company.ok("user.create", json!({ "name": "Ravi", "permission_set_ids": [] }))["id"].clone();
    let set = json!({ "title": "Clean the lenses", "due_date": "2026-11-30", "recurrence": "monthly", "owner_id": ravi });
    let task = id(&company.ok("task.create", json!({ "project_id": project, "set": set })));
    company.ok("user.update", json!({ "id": ravi, "version": 1, "active": false }));
    let reply = act(&company, "task.done", &task, json!({}));
    let nobodys = company.ok("task.list", json!({ "filter": { "owner_id": "" } }))["rows"].clone();
    assert_eq!(
        (&nobodys[0]["id"], &nobodys[0]["title"]),
        (&reply.result["next_id"], &json!("Clean the lenses"))
    );
    let inbox = || company.ok("inbox.list", json!({}))["rows"].clone();
    let told = inbox();
    assert_eq!(
        (&told[0]["message_id"], &told[0]["record_id"]),
        (&json!("inbox.task_unowned"), &nobodys[0]["id"])
    );
    // Given to somebody, nobody has to be told any more.
    let asha = company.ok("user.list", json!({}))["rows"][0]["id"].clone();
    act(&company, "task.update", nobodys[0]["id"].as_str().unwrap(), json!({ "set": { "owner_id": asha } }));
    assert_eq!(inbox(), json!([]));
    company.assert_sound();
}

#[test]
fn a_task_that_comes_again_is_taken_back_with_the_next() {
    let company = Company::india();
    let (project, _) = project(&company);
    let set = json!({ "title": "Report", "due_date": "2026-11-20", "recurrence": "weekly" });
    let task = id(&company.ok("task.create", json!({ "project_id": project, "set": set })));
    let reply = act(&company, "task.set_status", &task, json!({ "status": "done" }));
    let next = company.ok("task.get", json!({ "id": reply.result["next_id"] }));
    assert_eq!(next["row"]["due_date"], "2026-11-27");
    company.ok("history.undo", json!({ "seq": reply.undo.unwrap().seq }));
    assert_eq!(company.count("SELECT count(*) FROM task_row WHERE is_open = 1"), 1);
    company.assert_sound();
}

#[test]
fn a_task_goes_with_its_links() {
    let company = Company::india();
    let (project, _) = project(&company);
    let one = task(&company, &project, "Survey", ["2026-11-23", "2026-11-24"]);
    let other = task(&company, &project, "Cabling", ["2026-11-25", "2026-11-27"]);
    company.ok("task_dependency.add", json!({ "task_id": other, "after_id": one }));
    let reply = act(&company, "task.delete", &one, json!({}));
    assert_eq!(company.ok("task.get", json!({ "id": other }))["waits_for"], json!([]));
    company.ok("history.undo", json!({ "seq": reply.undo.unwrap().seq }));
    assert_eq!(company.ok("task.get", json!({ "id": other }))["waits_for"][0]["title"], "Survey");
    company.assert_sound();
}

#[test]
fn tasks_stand_in_the_order_that_they_are_put_in() {
    let company = Company::india();
    let (project, _) = project(&company);
    let days = ["2026-11-23", "2026-11-23"];
    let tasks: Vec<String> =
        ["A", "B", "C"].iter().map(|title| task(&company, &project, title, days)).collect();
    let order = || -> Vec<String> {
        let got = company.ok("project.get", json!({ "id": project }));
        got["tasks"]
            .as_array()
            .unwrap()
            .iter()
            .map(|task| task["title"].as_str().unwrap().to_owned())
            .collect()
    };
    // Often enough that there is no room left between two of them.
    for _ in 0..12 {
        act(&company, "task.arrange", &tasks[2], json!({ "before_id": tasks[1] }));
        assert_eq!(order(), ["A", "C", "B"]);
        act(&company, "task.arrange", &tasks[1], json!({ "before_id": tasks[2] }));
        assert_eq!(order(), ["A", "B", "C"]);
    }
    act(&company, "task.arrange", &tasks[0], json!({ "before_id": "", "status": "in_progress" }));
    assert_eq!(order(), ["B", "C", "A"]);
    let board = company.ok("task.board", json!({ "project_id": project }));
    assert_eq!(
        (&board["columns"][0]["count"], &board["columns"][1]["cards"][0]["title"]),
        (&json!(2), &json!("A"))
    );
    let other = json!({ "customer_id": company.customer("Other"), "set": { "title": "Call" } });
    let other = id(&company.ok("task.create", other));
    let error = company.refused("task.arrange", at(&company, &tasks[0], json!({ "before_id": other })));
    assert_eq!(reasons(&error), ["before_id error.no_such_task_here"]);
    company.assert_sound();
}

#[test]
fn a_project_is_changed_field_by_field() {
    let company = Company::india();
    let (project, customer) = project(&company);
    task(&company, &project, "Survey", ["2026-11-23", "2026-11-24"]);
    let set = json!({ "name": "Cameras and doors", "budget": "9000", "budget_hours": "80h", "end_date": "", "notes": "Roof" });
    act(&company, "project.update", &project, json!({ "set": set }));
    let got = company.ok("project.get", json!({ "id": project }));
    assert_eq!((&got["name"], &got["budget"]["amount"]), (&json!("Cameras and doors"), &json!("9000.00")));
    assert_eq!((&got["budget_minutes"], &got["end_date"]), (&json!(4_800), &Value::Null));
    for (set, reason) in [
        (json!({ "name": " " }), "set.name error.required"),
        (json!({ "end_date": "2026-11-01" }), "set.end_date error.due_before_start"),
        (json!({ "currency": "EUR" }), "set.budget error.project_currency_budget"),
        (json!({ "owner_id": "x" }), "set.owner_id error.no_such_user"),
        (json!({ "start_date": "" }), "set.start_date error.date"),
    ] {
        let error = company.refused("project.update", at(&company, &project, json!({ "set": set })));
        assert_eq!(reasons(&error), [reason]);
    }
    let other = company.customer("Other Foods");
    let moved = act(&company, "project.update", &project, json!({ "set": { "customer_id": other } }));
    assert_eq!(company.count("SELECT count(*) FROM task_row WHERE customer = 'Other Foods'"), 1);
    company.ok("ticket.open", json!({ "customer_id": other, "subject": "Door", "project_id": project }));
    let error = company
        .refused("project.update", at(&company, &project, json!({ "set": { "customer_id": customer } })));
    assert_eq!(reasons(&error), ["set.customer_id error.project_customer_stays"]);
    let error = company.refused("history.undo", json!({ "seq": moved.undo.unwrap().seq }));
    assert_eq!(error.message_id, "error.undo_moved_on");
    company.assert_sound();
}

#[test]
fn a_project_that_went_well_is_a_template_from_then_on() {
    let company = Company::india();
    let source = template(&company);
    let customer = company.customer("Sample Foods");
    let set = json!({ "name": "Cameras", "customer_id": customer, "start_date": "2026-11-23" });
    let project = id(&company.ok("project.create", json!({ "template_id": source, "set": set })));
    let made = company
        .ok("project_template.from_project", json!({ "project_id": project, "name": "Cameras as built" }));
    let (one, other) = (
        company.ok("project_template.get", json!({ "id": source })),
        company.ok("project_template.get", json!({ "id": made["id"] })),
    );
    let told = |template: &Value| -> Vec<Value> {
        let tasks = template["tasks"].as_array().unwrap().iter();
        tasks
            .map(|task| {
                json!([
                    task["title"],
                    task["offset_days"],
                    task["duration_days"],
                    task["estimate"],
                    task["checklist"]
                ])
            })
            .collect()
    };
    // What waits stands on its own day now, behind what it waits for.
    let mut expected = told(&one);
    (expected[1][1], expected[2][1]) = (json!(1), json!(5));
    assert_eq!(told(&other), expected);
    assert_eq!(other["tasks"][2]["after"], json!([other["tasks"][1]["key"]]));
    assert_eq!(other["milestones"][0]["offset_days"], one["milestones"][0]["offset_days"]);
    assert_eq!(version(&company, made["id"].as_str().unwrap()), 1);
    let error = company
        .refused("project_template.from_project", json!({ "project_id": project, "name": "installation" }));
    assert_eq!(reasons(&error), ["name error.name_taken"]);
    company.assert_sound();
}
