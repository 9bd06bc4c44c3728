//! What is chosen by its name is one thing: two never bear one name, however it is written, and undo does not give it twice.

use super::{refused, seq};
use crate::support::{Company, reasons};
use serde_json::{Value, json};
use throughline_core::settings::country::Country;

fn class(name: &str) -> Value {
    json!({ "name": name, "rates": [{ "code": "IGST", "rate": "3", "supply": "inter" }] })
}

/// A command with the request by which it makes something of a name.
type Maker = (&'static str, fn(&str) -> Value);

/// One of each that is chosen by name.
fn makers() -> [Maker; 8] {
    [
        ("price_list.save", |name| json!({ "name": name })),
        ("pipeline.save", |name| json!({ "name": name, "stages": [{ "name": "New", "probability": "10" }] })),
        ("sla_policy.save", |name| json!({ "name": name, "hours": "always", "targets": [] })),
        ("tax_class.create", class),
        ("project_template.create", |name| json!({ "name": name })),
        ("permission_set.save", |name| json!({ "name": name, "grants": [] })),
        ("user.create", |name| json!({ "name": name, "permission_set_ids": [] })),
        ("branch.create", |name| json!({ "name": name, "country": "IN" })),
    ]
}

#[test]
fn a_name_is_taken_once_however_it_is_written() {
    let company = Company::india();
    for (command, of) in makers() {
        company.ok(command, of("North West"));
        for typed in ["North West", " north  WEST ", "Nórth West"] {
            let error = company.refused(command, of(typed));
            assert_eq!(reasons(&error), ["name error.name_taken"], "{command} {typed}");
        }
        company.ok(command, of("North East"));
    }
    let stages = json!([{ "name": "New", "probability": "10" }, { "name": "NEW ", "probability": "20" }]);
    let error = company.refused("pipeline.save", json!({ "name": "South", "stages": stages }));
    assert_eq!(reasons(&error), ["stages[1].name error.name_taken"]);
    company.assert_sound();
}

#[test]
fn what_is_renamed_or_comes_back_finds_its_name_taken() {
    let company = Company::of(vec![Country::India; 2]);
    let branches = company.ok("branch.list", json!({}))["rows"].clone();
    assert_eq!(
        (&branches[0]["name"], &branches[1]["name"]),
        (&json!("Sample Traders"), &json!("Sample Traders 2"))
    );
    assert_eq!(branches[1]["legal_name"], "Sample Traders");
    let rename = json!({ "id": branches[1]["id"], "version": 1, "set": { "name": "SAMPLE traders" } });
    assert_eq!(reasons(&company.refused("branch.update", rename)), ["set.name error.name_taken"]);
    let old = company.ok("tax_class.create", class("Reduced"));
    let set = |version: i64, set: Value| json!({ "id": old["id"], "version": version, "set": set });
    company.ok("tax_class.update", set(1, json!({ "archived": true })));
    company.ok("tax_class.create", class("Reduced"));
    let back = company.refused("tax_class.update", set(2, json!({ "archived": false })));
    assert_eq!(reasons(&back), ["set.name error.name_taken"]);
    company.ok("tax_class.update", set(2, json!({ "archived": false, "name": "Reduced before" })));
}

#[test]
fn undo_gives_no_name_twice() {
    let company = Company::india();
    let list = company.ok("price_list.save", json!({ "name": "Dealers" }));
    let renamed =
        seq(&company, "price_list.save", json!({ "id": list["id"], "version": 1, "name": "Shops" }));
    company.ok("price_list.save", json!({ "name": "dealers" }));
    let error = refused(&company, renamed, "error.name_taken");
    assert_eq!(error.params["name"], "Dealers");
}
