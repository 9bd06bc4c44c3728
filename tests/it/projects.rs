//! Projects, their templates, milestones and tasks through the pipeline, on a real file.

mod templates;
mod work;

use crate::support::Company;
use serde_json::{Value, json};

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
