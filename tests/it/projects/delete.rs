//! A project that was made by mistake goes; one on which something happened stays.

use super::{act, at, id, project, task, template};
use crate::attachments::{PICTURE, file};
use crate::support::{Company, assert_refused};
use serde_json::json;
use throughline_core::kernel::error::Code;

#[test]
fn a_project_on_which_nothing_happened_goes_and_comes_back() {
    let company = Company::india();
    let customer = company.customer("Sample Foods");
    let set = json!({ "name": "Cameras", "customer_id": customer, "start_date": "2026-11-23" });
    let project = id(&company.ok("project.create", json!({ "template_id": template(&company), "set": set })));
    let tasks = || company.count("SELECT count(*) FROM task_row");
    assert_eq!(tasks(), 3);
    let gone = act(&company, "project.delete", &project, json!({}));
    assert_eq!((tasks(), company.count("SELECT count(*) FROM project_row")), (0, 0));
    assert_eq!(company.ok("search.find", json!({ "q": "cameras" }))["hits"], json!([]));
    let asked = json!({ "id": project });
    assert_eq!(company.refused("project.get", asked.clone()).code, Code::NotFound);
    company.assert_sound();
    company.ok("history.undo", json!({ "seq": gone.undo.unwrap().seq }));
    let back = company.ok("project.get", asked);
    assert_eq!(back["tasks"].as_array().unwrap().len(), 3);
    assert_eq!(back["tasks"][2]["after"], json!([back["tasks"][1]["id"]]), "what waits for what");
    assert_eq!(back["milestones"].as_array().unwrap().len(), 2);
    company.assert_sound();
}

#[test]
fn a_project_on_which_something_happened_stays_and_says_why() {
    let company = Company::india();
    let refused = |project: &str, reason: &str| {
        let error = company.refused("project.delete", at(&company, project, json!({})));
        assert_refused(&error, Code::Precondition, reason);
    };
    let (begun, customer) = project(&company);
    let named = |name: &str| {
        let set = json!({ "name": name, "customer_id": customer, "start_date": "2026-11-23" });
        id(&company.ok("project.create", json!({ "set": set })))
    };
    let noted = company.reply("time.log", json!({ "time": "1h", "on": { "project_id": begun } }));
    refused(&begun, "error.project_begun");
    company.ok("history.undo", json!({ "seq": noted.undo.unwrap().seq }));
    let survey = task(&company, &begun, "Survey", ["2026-11-23", "2026-11-24"]);
    company.ok("timer.start", json!({ "on": { "task_id": survey } }));
    refused(&begun, "error.project_begun");
    company.ok("timer.discard", json!({}));
    act(&company, "task.done", &survey, json!({}));
    refused(&begun, "error.project_begun");

    let noted = named("Gates");
    let gate = task(&company, &noted, "Measure", ["2026-11-23", "2026-11-24"]);
    for about in [&noted, &gate] {
        let note = json!({ "kind": "note", "subject": "The gate is crooked", "record_id": about });
        let note = company.ok("activity.create", note);
        refused(&noted, "error.project_has_notes");
        company.ok("activity.delete", json!({ "id": note["id"], "version": note["version"] }));
    }
    company.ok("attachment.add", json!({ "record_id": noted, "files": [file("gate.png", PICTURE)] }));
    refused(&noted, "error.project_has_notes");

    let spent = named("Doors");
    let expense =
        company.ok("expense.save", json!({ "project_id": spent, "description": "Taxi", "amount": "420" }));
    refused(&spent, "error.project_in_use");
    company.ok("expense.delete", json!({ "id": expense["id"], "version": 1 }));
    let waits = company.ok(
        "entitlement.create",
        json!({
            "customer_id": customer, "name": "Care", "unit": "unlimited", "period": "term", "start": "2026-12-01", "end": "2027-03-31",
            "after_project_id": spent
        }),
    );
    assert!(waits["id"].is_string());
    refused(&spent, "error.project_in_use");

    let closed = named("Alarms");
    act(&company, "project.close", &closed, json!({}));
    refused(&closed, "error.project_closed");
    company.assert_sound();
}
