//! Projects, their templates, milestones and tasks through the pipeline, on a real file.

mod change;
mod close;
mod delete;
mod groups;
mod lists;
mod order;
mod portfolio;
mod shift;
mod templates;
mod work;

use crate::support::Company;
use serde_json::{Value, json};
use throughline_core::api::Reply;

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}

/// A template with two milestones and three tasks, the last of which waits for the others.
fn template(company: &Company) -> String {
    let id = id(&company.ok("project_template.create", json!({ "name": "Installation" })));
    company.ok(
        "project_template.save",
        json!({
            "id": id, "version": 1, "name": "Installation", "notes": "Bring ladders", "budget": "40h",
            "milestones": [
                { "key": "m1", "name": "Cabling done", "offset_days": 4 },
                { "key": "m2", "name": "Handed over", "offset_days": 9 }
            ],
            "tasks": [
                { "key": "a", "title": "Survey", "offset_days": 0, "duration_days": 1, "role": "surveyor" },
                {
                    "key": "b", "title": "Cabling", "milestone": "m1", "offset_days": 0, "duration_days": 4, "estimate": "24h",
                    "role": "fitter", "checklist": ["Pull", "Test"], "after": ["a"], "priority": "high"
                },
                { "key": "c", "title": "Handover", "milestone": "m2", "offset_days": 2, "after": ["b"] }
            ]
        }),
    );
    id
}

/// A project of a customer that begins on Monday, 2026-11-23, and was promised for 2026-12-11, with its customer.
fn project(company: &Company) -> (String, String) {
    let customer = company.customer("Sample Foods");
    let set = json!({
        "name": "Cameras", "customer_id": customer, "start_date": "2026-11-23", "end_date": "2026-12-11"
    });
    (id(&company.ok("project.create", json!({ "set": set }))), customer)
}

/// A task of a project on its days.
fn task(company: &Company, project: &str, title: &str, days: [&str; 2]) -> String {
    let set = json!({ "title": title, "start_date": days[0], "due_date": days[1] });
    id(&company.ok("task.create", json!({ "project_id": project, "set": set })))
}

/// The version of a record.
fn version(company: &Company, id: &str) -> i64 {
    company.count(&format!("SELECT version FROM record WHERE id = '{id}'"))
}

/// Runs a command about one record at the version that stands.
fn act(company: &Company, command: &str, id: &str, more: Value) -> Reply {
    company.reply(command, at(company, id, more))
}

/// What such a command is asked.
fn at(company: &Company, id: &str, more: Value) -> Value {
    let mut request = json!({ "id": id, "version": version(company, id) });
    request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    request
}
