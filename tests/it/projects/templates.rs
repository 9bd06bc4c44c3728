use super::{id, template};
use crate::support::{Company, reasons};
use serde_json::{Value, json};
use throughline_core::api::Mode;

#[test]
fn a_template_is_placed_on_working_days_behind_what_it_waits_for() {
    let company = Company::india();
    let template = template(&company);
    // 2026-11-21 is a Saturday, on which the branch works; Sundays are closed.
    let plan = company.ok("project_template.place", json!({ "id": template, "start": "2026-11-21" }));
    let days: Vec<(&Value, &Value, &Value)> = plan["tasks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|task| (&task["title"], &task["start"], &task["due"]))
        .collect();
    assert_eq!(
        days,
        [
            (&json!("Survey"), &json!("2026-11-21"), &json!("2026-11-21")),
            (&json!("Cabling"), &json!("2026-11-23"), &json!("2026-11-26")),
            (&json!("Handover"), &json!("2026-11-27"), &json!("2026-11-27")),
        ]
    );
    assert_eq!(plan["milestones"][0]["date"], "2026-11-26");
    assert_eq!(plan["end"], "2026-12-02");
}

#[test]
fn a_template_is_saved_as_a_whole_and_refuses_circles_by_name() {
    let company = Company::india();
    let template = template(&company);
    let got = company.ok("project_template.get", json!({ "id": template }));
    assert_eq!(
        (&got["tasks"][1]["estimate"], &got["roles"]),
        (&json!("24h"), &json!(["surveyor", "fitter"]))
    );
    assert_eq!(got["tasks"][1]["after"], json!([got["tasks"][0]["key"]]));
    // What comes back may be sent again, and changes nothing but what is changed.
    let mut save = json!({
        "id": template, "version": got["version"], "name": "Installation", "milestones": got["milestones"], "tasks": got["tasks"]
    });
    save["tasks"].as_array_mut().unwrap().remove(0);
    let error = company.refused("project_template.save", save.clone());
    assert_eq!(reasons(&error), ["tasks[0].after[0] error.no_such_task"]);
    save["tasks"][0]["after"] = json!([save["tasks"][1]["key"]]);
    let error = company.refused("project_template.save", save.clone());
    assert_eq!(reasons(&error), ["tasks error.dependency_circle"]);
    let named = error.fields[0].params["tasks"].as_str().unwrap();
    assert!(named.contains("Cabling") && named.contains("Handover"), "{named}");
    save["tasks"][0]["after"] = json!([]);
    company.ok("project_template.save", save);
    let now = company.ok("project_template.get", json!({ "id": template }));
    assert_eq!(now["tasks"].as_array().unwrap().len(), 2);
    assert_eq!(now["tasks"][0]["key"], got["tasks"][1]["key"], "what stands keeps its id");
    let error = company.refused("project_template.create", json!({ "name": "installation" }));
    assert_eq!(reasons(&error), ["name error.name_taken"]);
    company.assert_sound();
}

#[test]
fn templates_and_their_tasks_stand_in_no_list_of_work() {
    let company = Company::india();
    template(&company);
    assert_eq!(company.count("SELECT count(*) FROM project_row"), 0);
    assert_eq!(company.count("SELECT count(*) FROM task_row"), 0);
    assert_eq!(company.ok("search.find", json!({ "q": "cabling" }))["hits"], json!([]));
    company.assert_sound();
}

#[test]
fn an_item_names_the_template_by_which_it_is_delivered() {
    let company = Company::india();
    let template = template(&company);
    let item = id(&company.ok("item.create", json!({ "name": "Camera", "price": "100" })));
    let none = company.ok("project_template.of_item", json!({ "item_id": item }));
    assert_eq!(none["template_id"], Value::Null);
    let named =
        company.ok("project_template.name_for_item", json!({ "item_id": item, "template_id": template }));
    assert_eq!((&named["template_id"], &named["name"]), (&json!(template), &json!("Installation")));
    assert_eq!(company.ok("project_template.list", json!({}))["rows"][0]["items"], 1);
    let seen = company.ok("project_template.get", json!({ "id": template }));
    assert_eq!(seen["items"], json!([{ "id": item, "code": "ITM-0001", "name": "Camera" }]));
    let version = seen["version"].clone();
    company.ok("project_template.delete", json!({ "id": template, "version": version }));
    let gone = company.ok("project_template.of_item", json!({ "item_id": item }));
    assert_eq!(gone["template_id"], Value::Null);
    let refused = company
        .core
        .call(
            None,
            "project_template.name_for_item",
            json!({ "item_id": item, "template_id": template }),
            Mode::Run,
        )
        .unwrap_err();
    assert_eq!(reasons(&refused), ["template_id error.no_such_template"]);
    company.assert_sound();
}

#[test]
fn milestones_of_a_template_say_how_much_is_invoiced_at_them() {
    let company = Company::india();
    let template = id(&company.ok("project_template.create", json!({ "name": "Fit-out" })));
    let save = |version: i64, percents: [&str; 2]| {
        json!({ "id": template, "version": version, "name": "Fit-out", "tasks": [], "milestones": [
            { "key": "m1", "name": "Delivered", "offset_days": 4, "percent": percents[0] },
            { "key": "m2", "name": "Signed off", "offset_days": 9, "percent": percents[1] }
        ] })
    };
    for (percents, reason) in [
        (["60", "50"], "milestones error.template_percents"),
        (["0", ""], "milestones[0].percent error.percent_part"),
        (["a", ""], "milestones[0].percent error.amount"),
    ] {
        let refused = company.refused("project_template.save", save(1, percents));
        assert_eq!(reasons(&refused), [reason]);
    }
    company.ok("project_template.save", save(1, ["40.0 %", ""]));
    let seen = company.ok("project_template.get", json!({ "id": template }));
    let percents: Vec<&Value> =
        seen["milestones"].as_array().unwrap().iter().map(|one| &one["percent"]).collect();
    assert_eq!(percents, ["40", ""]);
    company.assert_sound();
}
