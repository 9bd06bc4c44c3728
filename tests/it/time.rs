//! Time through the pipeline, on a real file: the timer, entries, weeks, rates, invoices and budgets.

mod billing;
mod budget;
mod burn;
mod entries;
mod expenses;
mod notices;
mod passed_on;
mod said;
mod sale;
mod search;
mod timer;
mod weeks;

use crate::support::Company;
use serde_json::{Value, json};
use throughline_core::api::{Mode, Reply};
use throughline_core::kernel::error::Error;

/// In milliseconds.
const MINUTE: i64 = 60_000;

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}

/// A company with a project of a customer, that has a task.
struct Work {
    company: Company,
    customer: String,
    project: String,
    task: String,
}

impl Work {
    fn new() -> Self {
        let company = Company::india();
        let customer = company.customer("Sample Foods");
        let set = json!({ "name": "Cameras", "customer_id": customer, "start_date": "2026-11-02", "budget_hours": "10h", "budget": "12000" });
        let project = id(&company.ok("project.create", json!({ "set": set })));
        let task = json!({ "project_id": project, "set": { "title": "Cabling", "estimate": "8h" } });
        let task = id(&company.ok("task.create", task));
        Self { company, customer, project, task }
    }

    fn on_project(&self) -> Value {
        json!({ "project_id": self.project })
    }

    fn on_task(&self) -> Value {
        json!({ "task_id": self.task })
    }

    /// Notes time on the project and gives the entry's id.
    fn log(&self, date: &str, time: &str) -> String {
        self.company.clock.advance(MINUTE);
        id(&self.company.ok("time.log", json!({ "date": date, "time": time, "on": self.on_project() })))
    }

    /// A user with a preset.
    fn user(&self, name: &str, preset: &str, manager_id: Option<&str>) -> String {
        let sets = self.company.ok("permission_set.list", json!({}));
        let set = sets["rows"].as_array().unwrap().iter().find(|set| set["preset"] == preset).unwrap();
        let request = json!({ "name": name, "permission_set_ids": [set["id"]], "manager_id": manager_id.unwrap_or_default() });
        id(&self.company.ok("user.create", request))
    }

    fn as_user(&self, user: &str, command: &str, payload: Value) -> Result<Reply, Error> {
        self.company.core.call(Some(user), command, payload, Mode::Run)
    }

    fn rows(&self, filter: Value) -> Vec<Value> {
        self.company.ok("time.list", json!({ "filter": filter }))["rows"].as_array().unwrap().clone()
    }
}
