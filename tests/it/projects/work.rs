use super::{id, template};
use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;

#[test]
fn a_project_begins_with_all_that_its_template_has() {
    let company = Company::india();
    let template = template(&company);
    let customer = company.customer("Sample Foods");
    let fitter = id(&company.ok("user.create", json!({ "name": "Ravi", "permission_set_ids": [] })));
    let made = company.reply(
        "project.create",
        json!({
            "template_id": template, "roles": [{ "role": "Fitter", "owner_id": fitter }],
            "set": { "name": "Cameras for Sample Foods", "customer_id": customer, "start_date": "2026-11-21", "budget": "5000" }
        }),
    );
    let project = company.ok("project.get", json!({ "id": made.result["id"] }));
    assert_eq!((&project["code"], &project["status"]), (&json!("PRJ-0001"), &json!("planned")));
    assert_eq!(project["end_date"], "2026-12-02", "the plan’s last day is promised when no other is");
    assert_eq!(project["budget"], json!({ "amount": "5000.00", "currency": "INR" }));
    assert_eq!((&project["budget_minutes"], &project["notes"]), (&json!(2_400), &json!("Bring ladders")));
    let tasks = project["tasks"].as_array().unwrap();
    let owners: Vec<&Value> = tasks.iter().map(|task| &task["owner"]).collect();
    assert_eq!(owners, ["Asha Kulkarni", "Ravi", "Asha Kulkarni"], "the lead takes what nobody is named for");
    assert_eq!(tasks[1]["after"], json!([tasks[0]["id"]]));
    assert_eq!(tasks[1]["milestone_id"], project["milestones"][0]["id"]);
    assert_eq!((&tasks[1]["due_date"], &tasks[1]["estimate_minutes"]), (&json!("2026-11-26"), &json!(1_440)));
    let hits = company.ok("search.find", json!({ "q": "cabling" }))["hits"].clone();
    assert_eq!(hits[0]["kind"], "task", "a task of a project is found");
    assert_eq!(company.count("SELECT tasks FROM project_row"), 3);
    company.assert_sound();
    // Undone as a whole, as long as nothing was added to it.
    let task = json!({ "project_id": made.result["id"], "set": { "title": "Clean up" } });
    let added = company.reply("task.create", task);
    let seq = made.undo.unwrap().seq;
    let error = company.refused("history.undo", json!({ "seq": seq }));
    assert_eq!(
        (error.message_id.as_str(), &error.params["what"]),
        ("error.undo_in_use_by", &json!("Clean up"))
    );
    company.ok("history.undo", json!({ "seq": added.undo.unwrap().seq }));
    company.ok("history.undo", json!({ "seq": seq }));
    assert_eq!(company.count("SELECT count(*) FROM task_row"), 0);
    company.assert_sound();
}

#[test]
fn a_task_belongs_to_something() {
    let company = Company::india();
    let customer = company.customer("Sample Foods");
    let error = company.refused("task.create", json!({ "set": { "title": "Drift" } }));
    assert_eq!(reasons(&error), ["customer_id error.task_about"]);
    let task = company.ok(
        "task.create",
        json!({ "customer_id": customer, "set": { "title": "Send samples", "due_date": "2026-11-25", "estimate": "1h 30m" } }),
    );
    assert_eq!(company.count("SELECT estimate_minutes FROM task_row"), 90);
    assert_eq!(company.count("SELECT count(*) FROM task_row WHERE customer = 'Sample Foods'"), 1);
    let got = company.ok("task.get", json!({ "id": task["id"] }));
    assert_eq!((&got["row"]["title"], &got["customer_id"]), (&json!("Send samples"), &json!(customer)));
    for (set, reason) in [
        (json!({ "title": "" }), "set.title error.required"),
        (json!({ "title": "A", "due_date": "2026-02-30" }), "set.due_date error.date"),
        (json!({ "title": "A", "due_date": "9999-12-31" }), "set.due_date error.date_far"),
        (
            json!({ "title": "A", "start_date": "2026-12-02", "due_date": "2026-12-01" }),
            "set.due_date error.due_before_start",
        ),
        (json!({ "title": "A", "estimate": "soon" }), "set.estimate error.duration"),
        (json!({ "title": "A", "milestone_id": "x" }), "set.milestone_id error.no_such_milestone"),
        (json!({ "title": "A", "owner_id": "x" }), "set.owner_id error.no_such_user"),
    ] {
        let error = company.refused("task.create", json!({ "customer_id": customer, "set": set }));
        assert_eq!(reasons(&error), [reason]);
    }
    company.assert_sound();
}

#[test]
fn a_milestone_is_reached_on_a_day_that_has_come() {
    let company = Company::india();
    let customer = company.customer("Sample Foods");
    let set = json!({ "name": "Cameras", "customer_id": customer, "start_date": "2026-11-02" });
    let project = id(&company.ok("project.create", json!({ "set": set })));
    let new = json!({ "project_id": project, "name": "Delivered", "due_date": "2026-11-20" });
    let milestone = company.ok("milestone.create", new);
    let stands =
        |company: &Company| company.ok("project.get", json!({ "id": project }))["milestones"][0].clone();
    assert_eq!(stands(&company)["badge"]["params"]["days"], 2, "today is the 22nd");
    let early = json!({ "id": milestone["id"], "version": 1, "reached_date": "2026-11-23" });
    let error = company.refused("milestone.reach", early);
    assert_eq!(reasons(&error), ["reached_date error.date_future"]);
    let reply = company.reply("milestone.reach", json!({ "id": milestone["id"], "version": 1 }));
    assert_eq!(stands(&company)["reached_date"], "2026-11-22");
    for command in ["milestone.reach", "milestone.delete"] {
        let error = company.refused(command, json!({ "id": milestone["id"], "version": 2 }));
        assert_refused(&error, Code::Precondition, "error.milestone_reached");
    }
    company.ok("history.undo", json!({ "seq": reply.undo.unwrap().seq }));
    assert_eq!(stands(&company)["reached_date"], Value::Null);
    company.assert_sound();
}
