//! Who is told of a week, and when that goes away again.

use super::{MINUTE, Work};
use serde_json::{Value, json};

/// A company with a lead, Meera, to whom Ravi reports, and time of Ravi’s.
fn working() -> Work {
    let work = Work::new();
    let meera = work.user("Meera", "delivery", None);
    work.user("Ravi", "delivery", Some(&meera));
    work.as_user("Ravi", "time.log", json!({ "time": "3h", "on": work.on_task() })).unwrap();
    work
}

/// What lies open in somebody's inbox: what it says, and the values in it.
fn inbox(work: &Work, user: &str) -> Vec<(String, Value)> {
    let rows = work.as_user(user, "inbox.list", json!({})).unwrap().result["rows"].clone();
    let told = rows.as_array().unwrap().iter();
    told.map(|row| (row["message_id"].as_str().unwrap().to_owned(), row["params"].clone())).collect()
}

fn run(work: &Work, user: &str, command: &str, payload: Value) {
    work.company.clock.advance(MINUTE);
    work.as_user(user, command, payload).unwrap();
}

/// The week of Ravi as it stands.
fn week(work: &Work, more: Value) -> Value {
    let weeks = work.as_user("Meera", "timesheet.list", json!({})).unwrap().result["rows"].clone();
    let mut request = json!({ "id": weeks[0]["id"], "version": weeks[0]["version"] });
    request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    request
}

fn submitted() -> (String, Value) {
    ("inbox.timesheet_submitted".to_owned(), json!({ "user": "Ravi", "week": "2026-11-16" }))
}

#[test]
fn a_submitted_week_is_told_to_who_may_decide_until_it_is_taken_back() {
    let work = working();
    run(&work, "Ravi", "timesheet.submit", json!({}));
    for user in ["Meera", "Asha Kulkarni"] {
        assert_eq!(inbox(&work, user), [submitted()], "{user}");
    }
    assert_eq!(inbox(&work, "Ravi"), [], "who submits knows it");
    // From the inbox the week opens, of whom it is.
    let row = work.as_user("Meera", "inbox.list", json!({})).unwrap().result["rows"][0].clone();
    assert_eq!((&row["kind"], &row["record_kind"]), (&json!("notice"), &json!("timesheet")));
    let shown = work.as_user("Meera", "timesheet.get", json!({ "id": row["record_id"] })).unwrap().result;
    assert_eq!((&shown["user"], &shown["dates"][0]), (&json!("Ravi"), &json!("2026-11-16")));
    run(&work, "Meera", "inbox.done", json!({ "id": row["id"] }));
    run(&work, "Ravi", "timesheet.recall", json!({}));
    assert_eq!((inbox(&work, "Meera"), inbox(&work, "Asha Kulkarni")), (vec![], vec![]));
    // Submitted again it is told again, also to who had done with it, and once.
    run(&work, "Ravi", "timesheet.submit", json!({}));
    assert_eq!(
        (inbox(&work, "Meera"), inbox(&work, "Asha Kulkarni")),
        (vec![submitted()], vec![submitted()])
    );
    work.company.assert_sound();
}

#[test]
fn a_decision_clears_the_notice_and_is_told_to_the_person() {
    let work = working();
    run(&work, "Ravi", "timesheet.submit", json!({}));
    run(&work, "Meera", "timesheet.approve", week(&work, json!({})));
    assert_eq!((inbox(&work, "Meera"), inbox(&work, "Asha Kulkarni")), (vec![], vec![]));
    let approved = json!({ "user": "Ravi", "week": "2026-11-16" });
    assert_eq!(inbox(&work, "Ravi"), [("inbox.timesheet_approved".to_owned(), approved)]);
    run(&work, "Meera", "timesheet.send_back", week(&work, json!({ "reason": "Friday is missing" })));
    let back = json!({ "user": "Ravi", "week": "2026-11-16", "reason": "Friday is missing" });
    assert_eq!(inbox(&work, "Ravi"), [("inbox.timesheet_sent_back".to_owned(), back)], "the last word holds");
    run(&work, "Ravi", "timesheet.submit", json!({}));
    assert_eq!((inbox(&work, "Ravi"), inbox(&work, "Meera")), (vec![], vec![submitted()]));
    // What is taken back leaves the inboxes as they were.
    work.company.clock.advance(MINUTE);
    let approve = week(&work, json!({}));
    let seq = work.as_user("Meera", "timesheet.approve", approve).unwrap().undo.unwrap().seq;
    run(&work, "Meera", "history.undo", json!({ "seq": seq }));
    assert_eq!((inbox(&work, "Ravi"), inbox(&work, "Meera")), (vec![], vec![submitted()]));
    work.company.assert_sound();
}

#[test]
fn who_decides_on_their_own_week_is_told_nothing() {
    let work = working();
    work.log("2026-11-16", "2h");
    let sheet = work.company.ok("timesheet.submit", json!({}));
    assert_eq!(inbox(&work, "Meera"), [], "it is beyond her reach");
    work.company.ok("timesheet.approve", sheet);
    assert_eq!(inbox(&work, "Asha Kulkarni"), []);
    assert_eq!(
        work.as_user("Ravi", "timesheet.get", json!({ "id": "nothing" })).unwrap_err().message_id,
        "error.not_found"
    );
    work.company.assert_sound();
}
