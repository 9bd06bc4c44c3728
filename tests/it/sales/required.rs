//! What a stage requires of a deal while it stands there, and what its lines may name.

use super::{deal, stages};
use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;

/// A deal in the second stage, which requires an amount and a day of closing.
fn standing() -> (Company, String) {
    let company = Company::india();
    require(&company, json!(["amount", "expected_close"]));
    let more = json!({ "stage_id": stages(&company)[1], "amount": "100", "expected_close": "2026-12-01" });
    let id = deal(&company, "Plant", more);
    (company, id)
}

/// Has the second stage require this.
fn require(company: &Company, required: Value) {
    let pipeline = company.ok("pipeline.list", json!({}))["rows"][0].clone();
    let stages = pipeline["stages"].as_array().unwrap().iter();
    let kept =
        stages.map(|one| json!({ "id": one["id"], "name": one["name"], "probability": one["probability"] }));
    let mut stages: Vec<Value> = kept.collect();
    stages[1]["required"] = required;
    let change = json!({ "id": pipeline["id"], "version": pipeline["version"], "name": pipeline["name"], "stages": stages });
    company.ok("pipeline.save", change);
}

#[test]
fn what_a_stage_requires_is_not_taken_away_there() {
    let (company, id) = standing();
    let change = |version: i64, set: Value| json!({ "id": id, "version": version, "set": set });
    let error = company.refused("deal.update", change(1, json!({ "expected_close": "", "amount": "" })));
    assert_eq!(
        reasons(&error),
        ["set.amount error.stage_requires", "set.expected_close error.stage_requires"]
    );
    assert_eq!(company.ok("deal.get", json!({ "id": id }))["row"]["amount"]["amount"], "100.00");
    company.ok("deal.update", change(1, json!({ "amount": "120", "notes": "Agreed" })));
    // A rule that is younger than the deal asks when it moves, and lets everything else be changed.
    require(&company, json!(["amount", "expected_close", "contact", "lines"]));
    company.ok("deal.update", change(2, json!({ "title": "Plant network" })));
    // A deal that leaves the stage may leave its fields behind.
    let first = stages(&company)[0].clone();
    let back = json!({ "id": id, "version": 3, "stage_id": first, "set": { "expected_close": "" } });
    company.ok("deal.move", back);
    company.assert_sound();
}

#[test]
fn undo_does_not_take_it_away_either() {
    let company = Company::india();
    require(&company, json!(["amount"]));
    let id = deal(&company, "Plant", json!({}));
    let change = json!({ "id": id, "version": 1, "set": { "amount": "100" } });
    let edited = company.reply("deal.update", change).undo.unwrap().seq;
    company.ok("deal.move", json!({ "id": id, "version": 2, "stage_id": stages(&company)[1] }));
    let error = company.refused("history.undo", json!({ "seq": edited }));
    assert_refused(&error, Code::Precondition, "error.undo_moved_on");
    company.assert_sound();
}

#[test]
fn the_tax_class_of_a_line_is_one_of_the_catalogue() {
    let company = Company::india();
    let line = |class: &str| json!([{ "description": "Pump", "unit_price": "100", "tax_class": class }]);
    let request = json!({ "title": "Pumps", "prospect": "Pumps", "lines": line("banana") });
    let error = company.refused("deal.create", request);
    assert_eq!(reasons(&error), ["lines[0].tax_class error.no_such_tax_class"]);
    let id = deal(&company, "Pumps", json!({}));
    let change = |class: &str| json!({ "id": id, "version": 1, "set": { "lines": line(class) } });
    let error = company.refused("deal.update", change("gst18"));
    assert_eq!(reasons(&error), ["set.lines[0].tax_class error.no_such_tax_class"]);
    let known = company.ok("tax_class.list", json!({}))["rows"][0]["id"].clone();
    company.ok("deal.update", change(known.as_str().unwrap()));
}
