//! Leads, deals and activities through the pipeline, on a real file.

mod activities;
mod board;
mod deals;
mod leads;
mod next_action;
mod required;
mod visits;

use crate::support::Company;
use serde_json::{Value, json};
use throughline_core::api::{Mode, Reply};
use throughline_core::kernel::error::Error;

/// A minute and a day in milliseconds.
const MINUTE: i64 = 60_000;
const DAY: i64 = 86_400_000;

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}

/// The ids of the stages of the first pipeline, in their order.
fn stages(company: &Company) -> Vec<String> {
    let pipelines = company.ok("pipeline.list", json!({}));
    pipelines["rows"][0]["stages"].as_array().unwrap().iter().map(id).collect()
}

/// A user with one of the shipped permission sets.
fn user(company: &Company, name: &str, preset: &str) -> String {
    let sets = company.ok("permission_set.list", json!({}));
    let set =
        sets["rows"].as_array().unwrap().iter().find(|set| set["preset"] == preset).unwrap()["id"].clone();
    id(&company.ok("user.create", json!({ "name": name, "permission_set_ids": [set] })))
}

fn call(company: &Company, user: &str, command: &str, payload: Value) -> Result<Reply, Error> {
    company.core.call(Some(user), command, payload, Mode::Run)
}

/// A deal in its first stage.
fn deal(company: &Company, title: &str, more: Value) -> String {
    let mut request = json!({ "title": title, "prospect": title });
    for (name, value) in more.as_object().unwrap() {
        request[name] = value.clone();
    }
    id(&company.ok("deal.create", request))
}
