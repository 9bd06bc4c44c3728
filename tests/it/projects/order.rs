use super::{act, at, id, project, task};
use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::api::Mode;
use throughline_core::kernel::error::Code;

/// A project with a chain of three tasks: survey, cabling and handover, one behind the other.
fn chain(company: &Company) -> (String, [String; 3]) {
    let (project, _) = project(company);
    let tasks = [
        task(company, &project, "Survey", ["2026-11-23", "2026-11-24"]),
        task(company, &project, "Cabling", ["2026-11-25", "2026-11-27"]),
        // 2026-11-28 is a Saturday, on which the branch works; the day after is free.
        task(company, &project, "Handover", ["2026-12-02", "2026-12-02"]),
    ];
    for (one, after) in [(&tasks[1], &tasks[0]), (&tasks[2], &tasks[1])] {
        company.ok("task_dependency.add", json!({ "task_id": one, "after_id": after }));
    }
    (project, tasks)
}

fn days(company: &Company, id: &str) -> (Value, Value) {
    let row = company.ok("task.get", json!({ "id": id }))["row"].clone();
    (row["start_date"].clone(), row["due_date"].clone())
}

#[test]
fn a_task_that_ends_later_moves_what_waits_for_it_as_far_as_it_must() {
    let company = Company::india();
    let (project, [survey, cabling, handover]) = chain(&company);
    // Three working days later: cabling must give way by three, handover has two days of room and moves by one.
    let asked = at(&company, &survey, json!({ "days": 3 }));
    let preview = company.core.call(None, "task.move", asked.clone(), Mode::Preview).unwrap();
    let moved = preview.result["moved"].as_array().unwrap();
    let told: Vec<(&Value, &Value, &Value)> =
        moved.iter().map(|one| (&one["title"], &one["days"], &one["due_date"])).collect();
    assert_eq!(told, [(&json!("Cabling"), &json!(3), &json!("2026-12-01")),]);
    assert_eq!(days(&company, &cabling).0, "2026-11-25", "a preview moves nothing");
    let reply = company.reply("task.move", asked);
    assert_eq!(days(&company, &survey), (json!("2026-11-26"), json!("2026-11-27")));
    assert_eq!(days(&company, &cabling), (json!("2026-11-28"), json!("2026-12-01")));
    assert_eq!(days(&company, &handover), (json!("2026-12-02"), json!("2026-12-02")));
    company.ok("history.undo", json!({ "seq": reply.undo.unwrap().seq }));
    assert_eq!(days(&company, &cabling), (json!("2026-11-25"), json!("2026-11-27")));
    // Ten days later all move, and the day by which the project was promised is past.
    let reply = act(&company, "task.move", &survey, json!({ "days": 10 }));
    assert_eq!(reply.result["moved"].as_array().unwrap().len(), 2);
    assert_eq!(reply.result["past_end"], Value::Null);
    let far = act(&company, "task.move", &survey, json!({ "days": 3 }));
    assert_eq!(far.result["past_end"], "2026-12-11");
    // Nobody comes forward with it.
    let (start, _) = days(&company, &cabling);
    act(&company, "task.move", &survey, json!({ "days": -13 }));
    assert_eq!(days(&company, &cabling).0, start);
    let got = company.ok("project.get", json!({ "id": project }));
    assert_eq!(got["tasks"][0]["start_date"], "2026-11-23", "and back where it was");
    company.assert_sound();
}

#[test]
fn a_task_that_begins_before_what_it_waits_for_ends_says_so() {
    let company = Company::india();
    let (_, [survey, cabling, _]) = chain(&company);
    let earlier = at(&company, &cabling, json!({ "start_date": "2026-11-24" }));
    let preview = company.core.call(None, "task.move", earlier.clone(), Mode::Preview).unwrap().result;
    let told = json!([{
        "path": "start_date", "message_id": "warning.task_waits", "params": { "task": "Survey", "date": "2026-11-24" }
    }]);
    assert_eq!(preview["warnings"], told);
    assert_eq!(company.ok("task.move", earlier)["warnings"], told);
    assert_eq!(days(&company, &cabling).0, "2026-11-24", "it stands there all the same");
    let set = json!({ "set": { "start_date": "2026-11-23" } });
    assert_eq!(act(&company, "task.update", &cabling, set).result["warnings"], told);
    assert_eq!(act(&company, "task.move", &cabling, json!({ "days": 2 })).result["warnings"], json!([]));
    act(&company, "task.done", &survey, json!({}));
    assert_eq!(act(&company, "task.move", &cabling, json!({ "days": -2 })).result["warnings"], json!([]));
    company.assert_sound();
}

#[test]
fn a_task_keeps_its_length_when_one_day_is_typed() {
    let company = Company::india();
    let (_, [survey, ..]) = chain(&company);
    act(&company, "task.move", &survey, json!({ "due_date": "2026-11-26" }));
    assert_eq!(days(&company, &survey), (json!("2026-11-25"), json!("2026-11-26")));
    act(&company, "task.move", &survey, json!({ "start_date": "2026-11-23" }));
    assert_eq!(days(&company, &survey), (json!("2026-11-23"), json!("2026-11-24")));
    act(&company, "task.update", &survey, json!({ "set": { "due_date": "2026-11-23" } }));
    assert_eq!(days(&company, &survey), (json!("2026-11-23"), json!("2026-11-23")), "a change says its days");
    for (asked, reason) in [
        (json!({}), "days error.required"),
        (json!({ "days": 5_000 }), "days error.between"),
        (json!({ "start_date": "2026-11-25", "due_date": "2026-11-24" }), "due_date error.due_before_start"),
        (json!({ "due_date": "soon" }), "due_date error.date"),
    ] {
        let error = company.refused("task.move", at(&company, &survey, asked));
        assert_eq!(reasons(&error), [reason]);
    }
    for (set, reason) in [
        (json!({ "due_date": "2026-11-20" }), "set.due_date error.due_before_start"),
        (json!({ "start_date": "2026-11-30" }), "set.start_date error.start_after_due"),
    ] {
        let error = company.refused("task.update", at(&company, &survey, json!({ "set": set })));
        assert_eq!(reasons(&error), [reason]);
    }
    let loose = id(&company
        .ok("task.create", json!({ "customer_id": company.customer("Other"), "set": { "title": "Call" } })));
    let error = company.refused("task.move", at(&company, &loose, json!({ "days": 1 })));
    assert_eq!(reasons(&error), ["days error.task_no_day"]);
    company.assert_sound();
}

#[test]
fn tasks_do_not_wait_for_each_other_in_a_circle() {
    let company = Company::india();
    let (_, [survey, cabling, handover]) = chain(&company);
    let error = company.refused("task_dependency.add", json!({ "task_id": survey, "after_id": handover }));
    assert_eq!(reasons(&error), ["after_id error.dependency_circle"]);
    let named = error.fields[0].params["tasks"].as_str().unwrap();
    assert!(["Survey", "Cabling", "Handover"].iter().all(|title| named.contains(title)), "{named}");
    // One that waits from now on moves behind what it waits for.
    let removed = company.reply("task_dependency.remove", json!({ "task_id": cabling, "after_id": survey }));
    let added = company.reply("task_dependency.add", json!({ "task_id": survey, "after_id": handover }));
    assert_eq!(added.result["moved"][0]["start_date"], "2026-12-03");
    // To bring back what would close the circle is refused.
    let error = company.refused("history.undo", json!({ "seq": removed.undo.unwrap().seq }));
    assert_refused(&error, Code::Precondition, "error.undo_moved_on");
    let got = company.ok("task.get", json!({ "id": handover }));
    assert_eq!(
        (&got["waits_for"][0]["title"], &got["blocks"][0]["title"]),
        (&json!("Cabling"), &json!("Survey"))
    );
    let alone = json!({ "customer_id": company.customer("Other"), "set": { "title": "Call" } });
    let alone = id(&company.ok("task.create", alone));
    for (request, reason) in [
        (json!({ "task_id": alone, "after_id": survey }), "task_id error.task_alone"),
        (json!({ "task_id": survey, "after_id": alone }), "after_id error.no_such_task"),
        (json!({ "task_id": survey, "after_id": survey }), "after_id error.dependency_circle"),
    ] {
        assert_eq!(reasons(&company.refused("task_dependency.add", request)), [reason]);
    }
    company.assert_sound();
}

#[test]
fn the_timeline_marks_on_what_the_end_depends() {
    let company = Company::india();
    let (project, [survey, _, _]) = chain(&company);
    task(&company, &project, "Train the staff", ["2026-11-24", "2026-11-25"]);
    let shown = company.ok("project.timeline", json!({ "id": project }));
    let bars: Vec<(&Value, &Value, &Value)> = shown["bars"]
        .as_array()
        .unwrap()
        .iter()
        .map(|bar| (&bar["task"]["title"], &bar["slack"], &bar["is_critical"]))
        .collect();
    assert_eq!(
        bars,
        [
            (&json!("Survey"), &json!(3), &json!(false)),
            (&json!("Cabling"), &json!(3), &json!(false)),
            (&json!("Handover"), &json!(0), &json!(true)),
            (&json!("Train the staff"), &json!(6), &json!(false)),
        ]
    );
    assert_eq!((&shown["start"], &shown["end"]), (&json!("2026-11-23"), &json!("2026-12-11")));
    assert_eq!(shown["free_days"], json!(["2026-11-29", "2026-12-06"]));
    act(&company, "task.done", &survey, json!({}));
    let shown = company.ok("project.timeline", json!({ "id": project }));
    assert_eq!(shown["bars"][0]["slack"], Value::Null, "what is done delays nothing");
}

#[test]
fn a_task_that_only_begins_on_a_day_moves_as_well() {
    let company = Company::india();
    let (project, _) = project(&company);
    let survey = task(&company, &project, "Survey", ["2026-11-23", "2026-11-24"]);
    let set = json!({ "title": "Cabling", "start_date": "2026-11-25" });
    let cabling = id(&company.ok("task.create", json!({ "project_id": project, "set": set })));
    let handover = task(&company, &project, "Handover", ["2026-11-26", "2026-11-26"]);
    for (one, after) in [(&cabling, &survey), (&handover, &cabling)] {
        company.ok("task_dependency.add", json!({ "task_id": one, "after_id": after }));
    }
    let moved = act(&company, "task.move", &survey, json!({ "days": 2 })).result["moved"].clone();
    assert_eq!(moved.as_array().unwrap().len(), 2, "{moved}");
    assert_eq!(days(&company, &cabling), (json!("2026-11-27"), Value::Null));
    assert_eq!(days(&company, &handover), (json!("2026-11-28"), json!("2026-11-28")));
    company.assert_sound();
}
