use super::{MINUTE, Work, id};
use crate::support::{assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;

/// The minutes of the days in a row of the grid.
fn minutes(days: &Value) -> Vec<i64> {
    days.as_array().unwrap().iter().map(|day| day["minutes"].as_i64().unwrap()).collect()
}

#[test]
fn the_grid_is_written_cell_by_cell() {
    let work = Work::new();
    let set = |date: &str, on: &Value, time: &str| {
        work.company.ok("timesheet.set", json!({ "date": date, "on": on, "time": time }))["cell"].clone()
    };
    assert_eq!(
        set("2026-11-16", &work.on_task(), "1:30"),
        json!({ "minutes": 90, "text": "1h 30m", "locked": false })
    );
    set("2026-11-17", &work.on_task(), "2");
    set("2026-11-17", &work.on_project(), "45m");
    let sheet = work.company.ok("timesheet.get", json!({}));
    assert_eq!((&sheet["dates"][0], &sheet["dates"][6]), (&json!("2026-11-16"), &json!("2026-11-22")));
    let lines = sheet["lines"].as_array().unwrap();
    assert_eq!(lines.len(), 2);
    let cabling = lines.iter().find(|line| line["title"] == "Cabling").unwrap();
    assert_eq!(
        (minutes(&cabling["days"]), &cabling["place"]),
        (vec![90, 120, 0, 0, 0, 0, 0], &json!("Cameras"))
    );
    assert_eq!(
        (minutes(&sheet["days"]), &sheet["total"]["minutes"]),
        (vec![90, 165, 0, 0, 0, 0, 0], &json!(255))
    );
    work.company.clock.advance(MINUTE);
    // A cell that was written in parts keeps what stays of them.
    work.company
        .ok("time.log", json!({ "date": "2026-11-16", "time": "30m", "on": work.on_task(), "note": "Late" }));
    set("2026-11-16", &work.on_task(), "1h");
    let parts = work.rows(json!({ "task_id": work.task, "to": "2026-11-16" }));
    assert_eq!((parts.len(), &parts[0]["minutes"], &parts[0]["note"]), (1, &json!(60), &json!("")));
    set("2026-11-16", &work.on_task(), "");
    assert_eq!(work.rows(json!({ "task_id": work.task, "to": "2026-11-16" })).len(), 0);
    let error = work
        .company
        .refused("timesheet.set", json!({ "date": "2026-11-16", "on": work.on_task(), "time": "much" }));
    assert_eq!(reasons(&error), ["time error.duration"]);
    work.company.assert_sound();
}

#[test]
fn a_week_is_copied_edited_and_submitted() {
    let work = Work::new();
    work.log("2026-11-10", "2h");
    work.log("2026-11-10", "1h");
    work.company
        .ok("time.log", json!({ "date": "2026-11-12", "time": "4h", "on": work.on_task(), "note": "Then" }));
    assert_eq!(work.company.ok("timesheet.get", json!({}))["can_copy"], true);
    work.log("2026-11-19", "15m");
    let copied = work.company.reply("timesheet.copy_last_week", json!({}));
    assert_eq!(copied.result, json!({ "copied": 2, "skipped": 0 }));
    let sheet = work.company.ok("timesheet.get", json!({}));
    assert_eq!(minutes(&sheet["days"]), [0, 180, 0, 255, 0, 0, 0]);
    work.company.ok("timesheet.set", json!({ "date": "2026-11-18", "on": work.on_task(), "time": "3" }));
    work.company.ok("timesheet.submit", json!({}));
    for (command, request) in [
        ("time.log", json!({ "time": "1h", "on": work.on_task() })),
        ("timesheet.set", json!({ "date": "2026-11-18", "on": work.on_task(), "time": "4" })),
        ("timesheet.copy_last_week", json!({})),
    ] {
        assert_refused(&work.company.refused(command, request), Code::Precondition, "error.timesheet_locked");
    }
    assert_eq!(
        reasons(&work.company.refused("timesheet.submit", json!({}))),
        ["date error.timesheet_locked"]
    );
    let error = work.company.refused("history.undo", json!({ "seq": copied.undo.unwrap().seq }));
    assert_refused(&error, Code::Precondition, "error.timesheet_locked");
    work.company.ok("timesheet.recall", json!({}));
    let far = json!({ "date": "2026-10-01" });
    assert_eq!(
        reasons(&work.company.refused("timesheet.copy_last_week", far)),
        ["date error.nothing_to_copy"]
    );
    work.company.ok("time.log", json!({ "time": "1h", "on": work.on_task() }));
    work.company.assert_sound();
}

#[test]
fn who_leads_approves_and_what_is_approved_is_locked() {
    let work = Work::new();
    let asha = id(&work.company.ok("user.list", json!({}))["rows"][0]);
    let meera = work.user("Meera", "delivery", Some(&asha));
    let ravi = work.user("Ravi", "delivery", Some(&meera));
    let entry =
        work.as_user("Ravi", "time.log", json!({ "time": "3h", "on": work.on_task() })).unwrap().result;
    let empty = work.as_user("Meera", "timesheet.submit", json!({})).unwrap_err();
    assert_eq!(reasons(&empty), ["date error.timesheet_empty"]);
    work.as_user("Ravi", "timesheet.submit", json!({})).unwrap();
    let waiting = work
        .as_user("Meera", "timesheet.list", json!({ "filter": { "status": "submitted" } }))
        .unwrap()
        .result;
    let sheet = waiting["rows"][0].clone();
    assert_eq!(
        (&sheet["user"], &sheet["minutes"], &sheet["week_start"]),
        (&json!("Ravi"), &json!(180), &json!("2026-11-16"))
    );
    let own = json!({ "id": sheet["id"], "version": sheet["version"] });
    assert_refused(
        &work.as_user("Ravi", "timesheet.approve", own.clone()).unwrap_err(),
        Code::Precondition,
        "error.timesheet_own",
    );
    work.as_user("Meera", "timesheet.approve", own.clone()).unwrap();
    assert_eq!(work.rows(json!({ "user_id": ravi }))[0]["status"], "approved");
    let change = json!({ "id": entry["id"], "version": 1, "set": { "time": "2h" } });
    assert_refused(
        &work.as_user("Ravi", "time.update", change.clone()).unwrap_err(),
        Code::Precondition,
        "error.timesheet_locked",
    );
    let recall = work.as_user("Ravi", "timesheet.recall", json!({})).unwrap_err();
    assert_eq!(reasons(&recall), ["date error.timesheet_not_submitted"]);
    let seen = work.company.ok("timesheet.get", json!({ "user_id": ravi }));
    let back = json!({ "id": seen["id"], "version": seen["version"], "reason": "" });
    assert_eq!(
        reasons(&work.as_user("Meera", "timesheet.send_back", back).unwrap_err()),
        ["reason error.required"]
    );
    let back = json!({ "id": seen["id"], "version": seen["version"], "reason": "Friday is missing" });
    work.as_user("Meera", "timesheet.send_back", back).unwrap();
    work.as_user("Ravi", "time.update", change).unwrap();
    let seen = work.company.ok("timesheet.get", json!({ "user_id": ravi }));
    assert_eq!((&seen["status"], &seen["reason"]), (&json!("open"), &json!("Friday is missing")));
    let history = work.company.ok("history.of_record", json!({ "kind": "timesheet", "id": seen["id"] }));
    let commands: Vec<&Value> =
        history["actions"].as_array().unwrap().iter().map(|action| &action["command"]).collect();
    assert_eq!(
        commands,
        ["time.update", "timesheet.send_back", "timesheet.approve", "timesheet.submit", "time.log"]
    );
    work.company.assert_sound();
}

#[test]
fn all_people_stand_side_by_side() {
    let work = Work::new();
    work.user("Ravi", "delivery", None);
    work.as_user(
        "Ravi",
        "time.log",
        json!({ "date": "2026-11-20", "time": "3h", "on": work.on_task(), "billable": false }),
    )
    .unwrap();
    work.log("2026-11-16", "2h");
    let week = work.company.ok("timesheet.week", json!({ "date": "2026-11-18" }));
    let people: Vec<(&Value, Vec<i64>, &Value)> = week["people"]
        .as_array()
        .unwrap()
        .iter()
        .map(|person| (&person["user"], minutes(&person["days"]), &person["billable"]["minutes"]))
        .collect();
    let (none, two) = (json!(0), json!(120));
    assert_eq!(
        people,
        [
            (&json!("Asha Kulkarni"), vec![120, 0, 0, 0, 0, 0, 0], &two),
            (&json!("Ravi"), vec![0, 0, 0, 0, 180, 0, 0], &none),
        ]
    );
    assert_eq!(
        (minutes(&week["days"]), &week["total"]["text"]),
        (vec![120, 0, 0, 0, 180, 0, 0], &json!("5h"))
    );
}

#[test]
fn a_week_that_changed_is_not_approved_by_taking_back_that_it_was_sent_back() {
    for changes in [false, true] {
        let work = Work::new();
        let worker = work.user("Ravi Kumar", "delivery", None);
        let log = |date: &str| {
            work.as_user(&worker, "time.log", json!({ "date": date, "time": "2h", "on": work.on_project() }))
                .unwrap();
        };
        log("2026-11-16");
        work.as_user(&worker, "timesheet.submit", json!({})).unwrap();
        let sheet = |status: &str| {
            let rows =
                work.company.ok("timesheet.list", json!({ "filter": { "user_id": worker } }))["rows"].clone();
            assert_eq!(rows[0]["status"], status, "{rows}");
            json!({ "id": rows[0]["id"], "version": rows[0]["version"] })
        };
        work.company.ok("timesheet.approve", sheet("submitted"));
        let mut back = sheet("approved");
        back["reason"] = json!("Which room?");
        let sent_back = work.company.reply("timesheet.send_back", back).undo.unwrap().seq;
        if changes {
            log("2026-11-17");
            let error = work.company.refused("history.undo", json!({ "seq": sent_back }));
            assert_refused(&error, Code::Precondition, "error.undo_moved_on");
            sheet("open");
        } else {
            work.company.ok("history.undo", json!({ "seq": sent_back }));
            sheet("approved");
        }
    }
}
