use super::{MINUTE, Work, id};
use crate::support::{assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;

#[test]
fn time_is_noted_as_it_is_typed() {
    let work = Work::new();
    for (typed, minutes) in [("1:30", 90), ("1h 30m", 90), ("1,5", 90), ("45m", 45), ("2", 120)] {
        let entry =
            work.company.reply("time.log", json!({ "time": typed, "on": work.on_task(), "note": "Pulled" }));
        let row = work.rows(json!({ "task_id": work.task })).pop().unwrap();
        assert_eq!(row["minutes"], minutes, "{typed}");
        assert_eq!(
            (&row["date"], &row["title"], &row["project"]),
            (&json!("2026-11-22"), &json!("Cabling"), &json!("Cameras"))
        );
        assert_eq!((&row["customer"], &row["billing"]), (&json!("Sample Foods"), &json!("open")));
        work.company.ok("history.undo", json!({ "seq": entry.undo.unwrap().seq }));
    }
    assert_eq!(work.company.count("SELECT count(*) FROM time_entry_row"), 0);
    assert_eq!(
        work.company.count("SELECT count(*) FROM timesheet WHERE deleted_at IS NULL"),
        0,
        "the week went with it"
    );
    work.company.assert_sound();
}

#[test]
fn what_cannot_be_is_refused_with_its_field() {
    let work = Work::new();
    let on = work.on_project();
    for (request, reason) in [
        (json!({ "time": "soon", "on": on }), "time error.duration"),
        (json!({ "time": "25h", "on": on }), "time error.time_day_full"),
        (json!({ "time": "1h", "on": {} }), "on error.time_about"),
        (
            json!({ "time": "1h", "on": { "project_id": work.project, "task_id": work.task } }),
            "on error.time_about",
        ),
        (json!({ "time": "1h", "on": { "task_id": "x" } }), "on.task_id error.no_such_work"),
        (json!({ "time": "1h", "on": { "ticket_id": work.task } }), "on.ticket_id error.no_such_ticket"),
        (json!({ "time": "1h", "on": on, "date": "2026-11-23" }), "date error.time_ahead"),
        (json!({ "time": "1h", "on": on, "date": "2026-02-30" }), "date error.date"),
        (json!({ "time": "1h", "on": on, "item_id": "x" }), "item_id error.no_such_item"),
        (json!({ "time": "1h", "on": on, "user_id": "x" }), "user_id error.no_such_user"),
    ] {
        assert_eq!(reasons(&work.company.refused("time.log", request)), [reason]);
    }
    work.log("2026-11-20", "20h");
    let more = json!({ "date": "2026-11-20", "time": "5h", "on": on });
    assert_eq!(reasons(&work.company.refused("time.log", more)), ["time error.time_day_full"]);
    assert_eq!(work.company.count("SELECT count(*) FROM time_entry"), 1);
}

#[test]
fn an_entry_is_changed_and_moves_to_the_week_of_its_day() {
    let work = Work::new();
    let entry = work.log("2026-11-20", "2h");
    let set = json!({ "date": "2026-11-13", "time": "3:15", "note": "On site", "billable": false, "on": work.on_task() });
    let changed = work.company.reply("time.update", json!({ "id": entry, "version": 1, "set": set }));
    let row = work.rows(json!({})).pop().unwrap();
    assert_eq!(
        (&row["date"], &row["minutes"], &row["note"]),
        (&json!("2026-11-13"), &json!(195), &json!("On site"))
    );
    assert_eq!((&row["billing"], &row["task_id"]), (&json!("none"), &json!(work.task)));
    let stale = json!({ "id": entry, "version": 1, "set": { "time": "1h" } });
    assert_refused(&work.company.refused("time.update", stale), Code::Conflict, "error.conflict");
    work.company.ok("history.undo", json!({ "seq": changed.undo.unwrap().seq }));
    assert_eq!(work.rows(json!({}))[0]["minutes"], 120);
    let version = work.rows(json!({}))[0]["version"].clone();
    work.company.ok("time.delete", json!({ "id": entry, "version": version }));
    assert_eq!(work.rows(json!({})).len(), 0);
    work.company.assert_sound();
}

#[test]
fn taking_back_the_first_entry_of_a_week_leaves_the_others_their_week() {
    let work = Work::new();
    let first = work.company.reply("time.log", json!({ "time": "1h", "on": work.on_project() }));
    work.company.ok("time.log", json!({ "time": "2h", "on": work.on_project() }));
    work.company.ok("history.undo", json!({ "seq": first.undo.unwrap().seq }));
    assert_eq!(work.company.count("SELECT count(*) FROM timesheet WHERE deleted_at IS NULL"), 1);
    work.company.assert_sound();
}

#[test]
fn everybody_notes_their_own_time_and_delivery_sees_that_of_all() {
    let work = Work::new();
    let asha = id(&work.company.ok("user.list", json!({}))["rows"][0]);
    let ravi = work.user("Ravi", "delivery", None);
    let mine = json!({ "time": "1h", "on": work.on_task() });
    work.as_user("Ravi", "time.log", mine.clone()).unwrap();
    let others = json!({ "time": "1h", "on": work.on_task(), "user_id": asha });
    assert_eq!(
        reasons(&work.as_user("Ravi", "time.log", others).unwrap_err()),
        ["user_id error.no_such_user"]
    );
    let entry = work.log("2026-11-20", "2h");
    let seen = work.as_user("Ravi", "time.list", json!({})).unwrap().result;
    assert_eq!(seen["rows"].as_array().unwrap().len(), 2);
    let change = json!({ "id": entry, "version": 1, "set": { "time": "1h" } });
    assert_refused(
        &work.as_user("Ravi", "time.update", change).unwrap_err(),
        Code::NotFound,
        "error.not_found",
    );
    for command in ["time_cost.list", "time_rate.list"] {
        let refused = work.as_user("Ravi", command, json!({})).unwrap_err();
        assert_refused(&refused, Code::Forbidden, "error.forbidden");
    }
    let ofravi = json!({ "time": "30m", "on": work.on_task(), "user_id": ravi });
    work.company.ok("time.log", ofravi);
    let found = |typed: &str| {
        let page = work.company.ok("time.list", json!({ "search": typed }));
        page["rows"].as_array().unwrap().len()
    };
    assert_eq!((found("cabl"), found("cameras"), found("zzqx")), (2, 3, 0), "by task, project and customer");
    let summary = work.company.ok("time.summary", json!({ "filter": { "user_id": ravi } }));
    assert_eq!(
        summary,
        json!({ "count": 2, "minutes": 90, "billable_minutes": 90, "to_invoice_minutes": 90 })
    );
}

#[test]
fn time_on_a_ticket_takes_hours_of_what_was_bought() {
    let work = Work::new();
    let bought = json!({ "customer_id": work.customer, "name": "Gold", "unit": "hours", "amount": "10", "period": "year",
                         "start": "2026-04-01", "end": "2027-03-31" });
    let entitlement = id(&work.company.ok("entitlement.create", bought));
    let ticket =
        json!({ "customer_id": work.customer, "subject": "Ward 3 down", "entitlement_id": entitlement });
    let ticket = id(&work.company.ok("ticket.open", ticket));
    let noted = work.company.reply("time.log", json!({ "time": "1:30", "on": { "ticket_id": ticket } }));
    assert_eq!(work.rows(json!({ "ticket_id": ticket }))[0]["billable"], false, "it was paid for already");
    let left = |field: &str| {
        work.company.ok("entitlement.get", json!({ "id": entitlement }))["row"]["balance"][field].clone()
    };
    let before = left("used");
    assert_ne!(before, Value::Null);
    assert_eq!(work.company.ok("ticket.get", json!({ "id": ticket }))["minutes"], 90);
    let uses = work.company.ok("entitlement.get", json!({ "id": entitlement }))["uses"].clone();
    assert_eq!((uses.as_array().unwrap().len(), &uses[0]["quantity"]), (1, &json!(90)));
    work.company.ok("history.undo", json!({ "seq": noted.undo.unwrap().seq }));
    assert_ne!(left("used"), before, "what is taken back is there again");
    assert_eq!(work.company.ok("ticket.get", json!({ "id": ticket }))["minutes"], 0);
    work.company.assert_sound();
}

#[test]
fn a_project_that_is_done_takes_no_new_time_and_keeps_its_own() {
    let work = Work::new();
    let entry = work.log("2026-11-20", "2h");
    work.company.core.file().writer().execute_batch("UPDATE project SET status = 'done'").unwrap();
    let request = json!({ "time": "1h", "on": work.on_project() });
    assert_eq!(reasons(&work.company.refused("time.log", request)), ["on error.project_closed"]);
    let set = json!({ "time": "1h", "on": work.on_project() });
    work.company.ok("time.update", json!({ "id": entry, "version": 1, "set": set }));
    assert_eq!(work.rows(json!({}))[0]["minutes"], 60);
}

#[test]
fn what_was_done_for_a_prospect_is_billed_to_the_customer_who_it_becomes() {
    let work = Work::new();
    work.company.ok("time_setting.save", json!({ "version": 1, "bills": "all" }));
    let deal = work.company.ok("deal.create", json!({ "title": "Cold store", "prospect": "Sample Fruits" }));
    let task = work.company.ok("task.create", json!({ "deal_id": deal["id"], "set": { "title": "Survey" } }));
    work.company.clock.advance(MINUTE);
    work.company
        .ok("time.log", json!({ "date": "2026-11-16", "time": "2h", "on": { "task_id": task["id"] } }));
    let of_customer = |id: &str| work.rows(json!({ "customer_id": id })).len();
    assert_eq!(of_customer(&work.customer), 0);
    let set = json!({ "customer_id": work.customer });
    work.company.ok("deal.update", json!({ "id": deal["id"], "version": deal["version"], "set": set }));
    assert_eq!(of_customer(&work.customer), 1);
    let open = work.company.ok("time.to_bill", json!({ "customer_id": work.customer }));
    assert_eq!((&open["entries"], &open["minutes"]), (&json!(1), &json!(120)));
    work.company.assert_sound();
}
