use super::{act, at, id, project, task, version};
use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::api::Mode;
use throughline_core::kernel::error::Code;

/// A project with what is done, what is open and what has no day: its id, and the tasks that are done, open and loose.
fn planned(company: &Company) -> (String, [String; 3]) {
    let (project, _) = project(company);
    let done = task(company, &project, "Survey", ["2026-11-23", "2026-11-24"]);
    let open = task(company, &project, "Cabling", ["2026-11-27", "2026-11-30"]);
    let loose = company.ok("task.create", json!({ "project_id": project, "set": { "title": "Manual" } }));
    for (name, day) in [("Ordered", "2026-11-24"), ("Cabling done", "2026-11-30")] {
        company.ok("milestone.create", json!({ "project_id": project, "name": name, "due_date": day }));
    }
    let shown = company.ok("project.get", json!({ "id": project }));
    let ordered = json!({ "id": shown["milestones"][0]["id"], "version": 1, "reached_date": "2026-11-20" });
    company.ok("milestone.reach", ordered);
    act(company, "task.done", &done, json!({}));
    (project, [done, open, id(&loose)])
}

/// Every day of a project: its own, then those of tasks and milestones by what they are called.
fn days(company: &Company, project: &str) -> Value {
    let got = company.ok("project.get", json!({ "id": project }));
    let tasks = got["tasks"].as_array().unwrap().iter();
    let milestones = got["milestones"].as_array().unwrap().iter();
    json!([
        [got["start_date"], got["end_date"]],
        tasks.map(|one| json!([one["title"], one["start_date"], one["due_date"]])).collect::<Vec<_>>(),
        milestones.map(|one| json!([one["name"], one["due_date"]])).collect::<Vec<_>>(),
    ])
}

#[test]
fn what_is_open_moves_with_its_project_and_what_is_done_stays() {
    let company = Company::india();
    let (project, [_, open, _]) = planned(&company);
    let before = days(&company, &project);
    // From Monday to Thursday: three working days, of which Sunday, 2026-11-29, is none.
    let asked = at(&company, &project, json!({ "start_date": "2026-11-26" }));
    let preview = company.core.call(None, "project.move", asked.clone(), Mode::Preview).unwrap();
    let moved = json!([{
        "id": open, "title": "Cabling", "owner": "Asha Kulkarni", "start_date": "2026-12-01", "due_date": "2026-12-03", "days": 3
    }]);
    assert_eq!((&preview.result["days"], &preview.result["moved"]), (&json!(3), &moved));
    assert_eq!(preview.result["milestones"][0]["due_date"], "2026-12-03");
    assert_eq!(days(&company, &project), before, "a preview moves nothing");
    let reply = company.reply("project.move", asked);
    let expected = json!([
        ["2026-11-26", "2026-12-11"],
        [
            ["Survey", "2026-11-23", "2026-11-24"],
            ["Cabling", "2026-12-01", "2026-12-03"],
            ["Manual", null, null]
        ],
        [["Ordered", "2026-11-24"], ["Cabling done", "2026-12-03"]]
    ]);
    assert_eq!(days(&company, &project), expected);
    company.ok("history.undo", json!({ "seq": reply.undo.unwrap().seq }));
    assert_eq!(days(&company, &project), before, "one undo brings all of it back");
    company.assert_sound();
}

#[test]
fn the_promised_day_moves_when_that_is_asked_for() {
    let company = Company::india();
    let (project, _) = planned(&company);
    let error =
        company.refused("project.move", at(&company, &project, json!({ "start_date": "2026-12-14" })));
    assert_eq!(reasons(&error), ["start_date error.start_after_due"]);
    let late = act(&company, "project.move", &project, json!({ "start_date": "2026-12-07" }));
    assert_eq!(late.result["past_end"], "2026-12-11");
    let earlier = json!({ "start_date": "2026-11-30", "moves_end": true });
    let moved = act(&company, "project.move", &project, earlier).result;
    assert_eq!((&moved["days"], &moved["end_date"]), (&json!(-6), &json!("2026-12-04")));
    assert_eq!(moved["past_end"], "2026-12-04");
    company.assert_sound();
}

#[test]
fn a_move_that_cannot_be_changes_nothing() {
    let company = Company::india();
    let (project, [_, open, _]) = planned(&company);
    let before = days(&company, &project);
    for (start, reason) in [
        ("", "start_date error.date"),
        ("soon", "start_date error.date"),
        ("2090-01-01", "start_date error.date_far"),
    ] {
        let error = company.refused("project.move", at(&company, &project, json!({ "start_date": start })));
        assert_eq!(reasons(&error), [reason]);
    }
    let stale =
        json!({ "id": project, "version": version(&company, &project) + 1, "start_date": "2026-11-26" });
    assert_eq!(company.refused("project.move", stale).code, Code::Conflict);
    assert_eq!(days(&company, &project), before);
    // A day that is free leads to the next one, so that nothing but the start moves.
    let same = act(&company, "project.move", &project, json!({ "start_date": "2026-11-22" }));
    assert_eq!((&same.result["days"], &same.result["moved"]), (&json!(0), &json!([])));
    // What was moved and has changed since is not taken back.
    let moved = act(&company, "project.move", &project, json!({ "start_date": "2026-11-25" }));
    act(&company, "task.move", &open, json!({ "days": 1 }));
    let error = company.refused("history.undo", json!({ "seq": moved.undo.unwrap().seq }));
    assert_refused(&error, Code::Conflict, "error.undo_record_moved_on");
    assert_eq!(error.params["what"], "Cabling");
    act(&company, "project.close", &project, json!({ "others": "keep" }));
    let error =
        company.refused("project.move", at(&company, &project, json!({ "start_date": "2026-11-26" })));
    assert_refused(&error, Code::Precondition, "error.project_closed");
    company.assert_sound();
}
