use super::{act, id, project, task};
use crate::support::Company;
use serde_json::{Value, json};

fn titles(page: &Value, name: &str) -> Vec<String> {
    page["rows"].as_array().unwrap().iter().map(|row| row[name].as_str().unwrap().to_owned()).collect()
}

#[test]
fn projects_are_listed_with_how_they_stand() {
    let company = Company::india();
    let (first, customer) = project(&company);
    let other = company.customer("Other Foods");
    let late = json!({ "name": "Doors", "customer_id": other, "start_date": "2026-10-01", "end_date": "2026-11-20" });
    let late = id(&company.ok("project.create", json!({ "set": late })));
    act(&company, "project.set_status", &late, json!({ "status": "in_progress" }));
    let all = company.ok("project.list", json!({}));
    assert_eq!(titles(&all, "name"), ["Doors", "Cameras"], "what ends first comes first");
    assert_eq!(all["rows"][0]["late"]["params"]["days"], 2);
    assert_eq!(all["rows"][0]["health"]["key"], "health.overrun");
    assert_eq!(all["rows"][1]["health"]["key"], "health.no_tasks");
    for (filter, names) in [
        (json!({ "status": "planned" }), vec!["Cameras"]),
        (json!({ "late": true }), vec!["Doors"]),
        (json!({ "customer_id": customer }), vec!["Cameras"]),
        (json!({ "open": false }), vec![]),
    ] {
        assert_eq!(
            titles(&company.ok("project.list", json!({ "filter": filter })), "name"),
            names,
            "{filter}"
        );
    }
    let summary = company.ok("project.summary", json!({}));
    assert_eq!(
        (&summary["count"], &summary["late"], &summary["in_progress"]),
        (&json!(2), &json!(1), &json!(1))
    );
    // The number is found as people say it.
    for typed in ["PRJ-1", "prj-0001", "cameras"] {
        let hits = company.ok("search.find", json!({ "q": typed }))["hits"].clone();
        assert_eq!(
            (&hits[0]["id"], &hits[0]["badge"]["key"]),
            (&json!(first), &json!("badge.planned")),
            "{typed}"
        );
    }
}

#[test]
fn health_is_told_in_one_sentence() {
    let company = Company::india();
    let (project, _) = project(&company);
    let health = || company.ok("project.get", json!({ "id": project }))["health"].clone();
    let one = task(&company, &project, "Survey", ["2026-11-23", "2026-12-09"]);
    assert_eq!(health()["key"], "health.begins");
    company.clock.advance(86_400_000 * 2);
    assert_eq!(
        (health()["key"].clone(), health()["params"]["days"].clone()),
        (json!("health.spare"), json!(2))
    );
    act(&company, "task.move", &one, json!({ "days": 4 }));
    assert_eq!(
        (health()["key"].clone(), health()["params"]["days"].clone()),
        (json!("health.ends_late"), json!(2))
    );
    task(&company, &project, "Order", ["2026-11-20", "2026-11-20"]);
    assert_eq!(health()["key"], "health.overdue_tasks");
    company.ok(
        "milestone.create",
        json!({ "project_id": project, "name": "Cabling done", "due_date": "2026-11-22" }),
    );
    assert_eq!(
        (health()["key"].clone(), health()["params"]["milestone"].clone()),
        (json!("health.late_milestone"), json!("Cabling done"))
    );
    act(&company, "project.set_status", &project, json!({ "status": "on_hold" }));
    assert_eq!(health()["key"], "health.on_hold");
}

#[test]
fn tasks_are_listed_by_what_they_are() {
    let company = Company::india();
    let (project, customer) = project(&company);
    let survey = task(&company, &project, "Survey", ["2026-11-20", "2026-11-20"]);
    task(&company, &project, "Cabling", ["2026-11-22", "2026-11-22"]);
    let loose = json!({ "customer_id": customer, "set": { "title": "Call", "priority": "urgent", "estimate": "30m" } });
    let loose = id(&company.ok("task.create", loose));
    assert_eq!(titles(&company.ok("task.list", json!({})), "title"), ["Survey", "Cabling", "Call"]);
    for (filter, names) in [
        (json!({ "project_id": project }), vec!["Survey", "Cabling"]),
        (json!({ "late": true }), vec!["Survey"]),
        (json!({ "from": "2026-11-21", "to": "2026-11-30" }), vec!["Cabling"]),
        (json!({ "priority": "urgent" }), vec!["Call"]),
        (json!({ "owner_id": "" }), vec![]),
        (json!({ "customer_id": customer, "open": true }), vec!["Survey", "Cabling", "Call"]),
    ] {
        assert_eq!(titles(&company.ok("task.list", json!({ "filter": filter })), "title"), names, "{filter}");
    }
    let urgent = json!({ "sort": { "column": "priority" } });
    assert_eq!(titles(&company.ok("task.list", urgent), "title"), ["Call", "Survey", "Cabling"]);
    let summary = company.ok("task.summary", json!({}));
    assert_eq!(summary, json!({ "count": 3, "open": 3, "late": 1, "today": 1, "open_minutes": 30 }));
    act(&company, "task.done", &survey, json!({}));
    act(&company, "task.set_status", &loose, json!({ "status": "in_progress" }));
    let board = company.ok("task.board", json!({}));
    let counts: Vec<&Value> =
        board["columns"].as_array().unwrap().iter().map(|column| &column["count"]).collect();
    assert_eq!(counts, [1, 1, 0, 1]);
    let column = company.ok("task.board", json!({ "status": "done", "project_id": project }));
    assert_eq!(column["columns"].as_array().unwrap().len(), 1);
    assert_eq!(column["columns"][0]["cards"][0]["title"], "Survey");
    company.assert_sound();
}

#[test]
fn capacity_tells_who_has_more_to_do_than_hours() {
    let company = Company::india();
    let (project, _) = project(&company);
    let ravi = id(&company.ok("user.create", json!({ "name": "Ravi", "permission_set_ids": [] })));
    let add = |title: &str, owner: &str, due: &str, estimate: &str| {
        let set = json!({ "title": title, "owner_id": owner, "due_date": due, "estimate": estimate });
        id(&company.ok("task.create", json!({ "project_id": project, "set": set })))
    };
    let cabling = add("Cabling", &ravi, "2026-11-24", "200h");
    add("Someday", &ravi, "", "2h");
    add("Survey", "", "2026-11-24", "2h");
    let shown = company.ok("capacity.of_team", json!({}));
    assert_eq!(shown["weeks"], json!(["2026-11-22", "2026-11-29", "2026-12-06", "2026-12-13"]));
    let people = shown["people"].as_array().unwrap();
    let told: Vec<(&Value, &Value, &Value)> =
        people.iter().map(|one| (&one["name"], &one["is_over"], &one["uncounted"])).collect();
    assert_eq!(
        told,
        [(&json!("Ravi"), &json!(true), &json!(1)), (&json!("Asha Kulkarni"), &json!(false), &json!(0))]
    );
    assert_eq!(people[0]["weeks"][0]["planned_minutes"], 12_000);
    // What was worked on a task is to be done no more; what is done takes nothing.
    let planned =
        || company.ok("capacity.of_team", json!({}))["people"][0]["weeks"][0]["planned_minutes"].clone();
    let noted = company
        .reply("time.log", json!({ "date": "2026-11-20", "time": "20h", "on": { "task_id": cabling } }));
    assert_eq!(planned(), 10_800);
    company.ok("history.undo", json!({ "seq": noted.undo.unwrap().seq }));
    assert_eq!(planned(), 12_000);
    let weeks: Vec<&Value> =
        people[0]["weeks"].as_array().unwrap().iter().map(|week| &week["is_over"]).collect();
    assert_eq!(weeks, [true, false, false, false]);
    act(&company, "task.done", &cabling, json!({}));
    let shown = company.ok("capacity.of_team", json!({}));
    let ravis = shown["people"].as_array().unwrap().iter().find(|one| one["name"] == "Ravi").unwrap();
    assert_eq!((&ravis["is_over"], &ravis["uncounted"]), (&json!(false), &json!(1)));
    // What was left open when its project was closed is nobody's work.
    act(&company, "project.close", &project, json!({ "others": "keep" }));
    assert_eq!(company.ok("capacity.of_team", json!({}))["people"], json!([]));
    company.assert_sound();
}

#[test]
fn the_board_of_tasks_follows_the_tab_that_is_chosen() {
    let company = Company::india();
    let (project, _) = project(&company);
    task(&company, &project, "Survey", ["2026-11-16", "2026-11-20"]);
    let nobodys = task(&company, &project, "Cabling", ["2026-11-23", "2026-12-01"]);
    act(&company, "task.update", &nobodys, json!({ "set": { "owner_id": "" } }));
    let done = task(&company, &project, "Order", ["2026-11-02", "2026-11-03"]);
    act(&company, "task.done", &done, json!({}));
    let shown = |request: Value| {
        let board = company.ok("task.board", request);
        let columns = board["columns"].as_array().unwrap().iter();
        let cards = columns.flat_map(|column| column["cards"].as_array().unwrap().clone());
        cards.map(|card| card["title"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(shown(json!({})), ["Survey", "Cabling", "Order"]);
    assert_eq!(shown(json!({ "open": true })), ["Survey", "Cabling"]);
    assert_eq!(shown(json!({ "open": true, "owner_id": "" })), ["Cabling"]);
    assert_eq!(shown(json!({ "late": true })), ["Survey"]);
    assert_eq!(shown(json!({ "open": false })), ["Order"]);
    let board = company.ok("task.board", json!({ "late": true }));
    assert_eq!(board["columns"].as_array().unwrap().len(), 4, "a column without cards still takes one");
}

#[test]
fn a_task_that_fell_due_reminds_who_does_it_until_it_is_done() {
    let company = Company::india();
    let (project, _) = project(&company);
    let survey = task(&company, &project, "Survey", ["2026-11-20", "2026-11-20"]);
    company.ok("inbox.refresh", json!({}));
    let told = company.ok("inbox.list", json!({}));
    assert_eq!(
        (&told["rows"][0]["message_id"], &told["rows"][0]["record_id"]),
        (&json!("inbox.task_due"), &json!(survey))
    );
    act(&company, "task.done", &survey, json!({}));
    assert_eq!(company.ok("inbox.refresh", json!({}))["withdrawn"], 1);
    company.assert_sound();
}
