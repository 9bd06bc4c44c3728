//! What tickets are about and to whom they go: other tickets about the same, what a saved reply changes, owners by priority.

use super::{get, id, monday, open};
use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::api::Mode;
use throughline_core::kernel::error::Code;

fn colleague(company: &Company, name: &str) -> Value {
    company.ok("user.create", json!({ "name": name, "permission_set_ids": [] }))["id"].clone()
}

#[test]
fn two_tickets_about_the_same_lead_to_each_other() {
    let (company, customer) = monday();
    let first = open(&company, &customer, &json!({}));
    let opened =
        company.reply("ticket.open", json!({ "customer_id": customer, "subject": "Ward 4 as well" }));
    let second = id(&opened.result);
    let link = |related: &str| json!({ "id": first, "version": get(&company, &first)["row"]["version"], "related_id": related });
    let own = company.core.call(None, "ticket.link", link(&first), Mode::Run).unwrap_err();
    assert_eq!(reasons(&own), ["related_id error.related_self"]);
    let none = company.core.call(None, "ticket.link", link("no-such"), Mode::Run).unwrap_err();
    assert_eq!(reasons(&none), ["related_id error.no_such_ticket"]);
    company.ok("ticket.link", link(&second));
    for (one, other, subject) in
        [(&first, &second, "Ward 4 as well"), (&second, &first, "Ward 3 access point down")]
    {
        let related = get(&company, one)["related"].clone();
        assert_eq!((&related[0]["id"], &related[0]["subject"]), (&json!(other), &json!(subject)));
    }
    // What another ticket names is not taken back under it.
    let undo = json!({ "seq": opened.undo.unwrap().seq });
    let moved = company.core.call(None, "history.undo", undo, Mode::Run).unwrap_err();
    assert_refused(&moved, Code::Precondition, "error.undo_moved_on");
    company.ok("ticket.link", link(""));
    assert_eq!(get(&company, &second)["related"], json!([]));
    company.assert_sound();
}

#[test]
fn a_saved_reply_also_changes_the_ticket_in_one_action() {
    let (company, customer) = monday();
    let ravi = colleague(&company, "Ravi");
    let category = company.ok("ticket_category.list", json!({}))["rows"][1]["id"].clone();
    let all = json!({ "name": "On site", "body": "We come, {contact}.", "follow": "wait", "priority": "high",
        "owner_id": ravi, "category_id": category, "tag": "Visit" });
    let rows = json!([all, { "name": "Raise", "priority": "urgent" }, { "name": "Tag", "tag": "visit" }]);
    let saved = company.ok("saved_reply.save", json!({ "rows": rows }));
    let ticket = open(&company, &customer, &json!({ "tags": ["Ward"] }));
    let fill = |at: usize| {
        company.ok("saved_reply.fill", json!({ "id": saved["rows"][at]["id"], "ticket_id": ticket }))
    };
    let on_site = fill(0);
    assert_eq!(on_site["set"]["tags"], json!(["Ward", "Visit"]));
    let answered = company.reply(
        "ticket.reply",
        json!({ "id": ticket, "body": on_site["body"], "then": on_site["follow"], "set": on_site["set"] }),
    );
    let stands = get(&company, &ticket);
    let row = &stands["row"];
    assert_eq!(
        json!([row["priority"], row["owner_id"], row["category_id"], row["status"], stands["tags"]]),
        json!(["high", ravi, category, "waiting", ["Ward", "Visit"]])
    );
    assert!(answered.undo.is_none(), "what was said is a fact");
    // One without words changes at once, and can be taken back; a tag that is there is not added again.
    assert_eq!(fill(2)["set"]["tags"], Value::Null);
    let raise = json!({ "id": ticket, "version": row["version"], "set": fill(1)["set"] });
    let raised = company.reply("ticket.update", raise);
    assert_eq!(
        (fill(1)["body"].clone(), &get(&company, &ticket)["row"]["priority"]),
        (json!(""), &json!("urgent"))
    );
    company.ok("history.undo", json!({ "seq": raised.undo.unwrap().seq }));
    for (row, expected) in [
        (json!({ "name": "Nothing" }), "rows[0].body error.required"),
        (json!({ "name": "Waits", "priority": "low", "follow": "wait" }), "rows[0].body error.required"),
        (json!({ "name": "Who", "body": "x", "owner_id": "x" }), "rows[0].owner_id error.no_such_user"),
        (
            json!({ "name": "What", "body": "x", "category_id": "x" }),
            "rows[0].category_id error.no_such_category",
        ),
    ] {
        let wrong =
            company.core.call(None, "saved_reply.save", json!({ "rows": [row] }), Mode::Run).unwrap_err();
        assert_eq!(reasons(&wrong), [expected]);
    }
    let wrong = json!({ "id": ticket, "body": "x", "set": { "category_id": "x" } });
    let wrong = company.core.call(None, "ticket.reply", wrong, Mode::Run).unwrap_err();
    assert_eq!(reasons(&wrong), ["set.category_id error.no_such_category"]);
    company.assert_sound();
}

#[test]
fn an_urgent_ticket_goes_to_whom_urgent_ones_go_and_others_by_their_category_first() {
    let (company, customer) = monday();
    let (ravi, meena, sameer) =
        (colleague(&company, "Ravi"), colleague(&company, "Meena"), colleague(&company, "Sameer"));
    let rows = company.ok("ticket_category.list", json!({}))["rows"].clone();
    let fault = rows[0]["id"].clone();
    let named = json!([{ "id": fault, "name": "Fault", "owner_id": ravi }, { "id": rows[1]["id"], "name": "Question" }]);
    company.ok("ticket_category.save", json!({ "rows": named }));
    let by_priority =
        json!([{ "priority": "urgent", "owner_id": meena }, { "priority": "normal", "owner_id": sameer }]);
    company.ok("ticket_priority.save", json!({ "rows": by_priority }));
    let owner = |more: Value| get(&company, &open(&company, &customer, &more))["row"]["owner_id"].clone();
    for (priority, category, expected) in [
        ("urgent", fault.clone(), &meena),
        ("normal", fault.clone(), &ravi),
        ("normal", rows[1]["id"].clone(), &sameer),
        ("low", rows[1]["id"].clone(), &Value::Null),
    ] {
        let found = owner(json!({ "priority": priority, "category_id": category }));
        assert_eq!(&found, expected, "{priority}");
    }
    company.ok("ticket_priority.save", json!({ "rows": [{ "priority": "urgent", "owner_id": "" }] }));
    assert_eq!(owner(json!({ "priority": "urgent", "category_id": fault })), ravi);
    let wrong = json!({ "rows": [{ "priority": "low", "owner_id": "x" }] });
    let wrong = company.core.call(None, "ticket_priority.save", wrong, Mode::Run).unwrap_err();
    assert_eq!(reasons(&wrong), ["rows[0].owner_id error.no_such_user"]);
    company.assert_sound();
}

#[test]
fn a_closed_stretch_says_whether_it_is_night_a_weekend_or_which_holiday() {
    let (company, customer) = monday();
    let branch = company.ok("working_time.get", json!({}));
    let mut days = branch["days"].as_array().unwrap().clone();
    days.retain(|day| day["date"] != "2026-11-26");
    days.push(json!({ "date": "2026-11-26", "name": "Founder’s day", "hours": "" }));
    company.ok(
        "working_time.save",
        json!({ "branch_id": branch["branch_id"], "version": branch["version"], "week": branch["week"], "days": days }),
    );
    let ticket = open(&company, &customer, &json!({}));
    // Over two nights, the holiday on Thursday and the weekend.
    company.clock.advance(7 * 24 * 3_600_000);
    let stretches = get(&company, &ticket)["clock"]["stretches"].as_array().unwrap().clone();
    let closed: Vec<Value> = stretches
        .iter()
        .filter(|one| one["counts"] == "closed")
        .map(|one| {
            one["closed"].as_array().unwrap().iter().map(|why| json!([why["why"], why["name"]])).collect()
        })
        .collect();
    let night = json!([["night", ""]]);
    assert!(closed.contains(&night), "{closed:?}");
    assert!(closed.contains(&json!([["holiday", "Founder’s day"]])), "{closed:?}");
    assert!(closed.contains(&json!([["weekend", ""]])), "{closed:?}");
    assert!(stretches.iter().all(|one| (one["counts"] == "closed") != (one["closed"] == json!([]))));
    // The holiday is taken from the calendar, and the lunch break too: what was said of the past stays.
    let branch = company.ok("working_time.get", json!({}));
    company.ok(
        "working_time.save",
        json!({ "branch_id": branch["branch_id"], "version": branch["version"], "week": vec!["08:00–18:00"; 7], "days": [] }),
    );
    assert_eq!(get(&company, &ticket)["clock"]["stretches"], json!(stretches));
}

#[test]
fn a_link_is_taken_away_from_either_side() {
    let (company, customer) = monday();
    let (first, second) = (open(&company, &customer, &json!({})), open(&company, &customer, &json!({})));
    let link = |one: &str, related: &str| {
        let version = get(&company, one)["row"]["version"].clone();
        company.ok("ticket.link", json!({ "id": one, "version": version, "related_id": related }));
    };
    link(&first, &second);
    link(&second, &first);
    assert_eq!(get(&company, &second)["related"].as_array().unwrap().len(), 1, "it is the same link");
    link(&second, "");
    assert_eq!(
        (&get(&company, &first)["related"], &get(&company, &second)["related"]),
        (&json!([]), &json!([]))
    );
    company.assert_sound();
}

#[test]
fn a_ticket_that_takes_in_an_answered_one_is_answered_and_the_other_is_rated_no_more() {
    let (company, customer) = monday();
    let (answered, other) = (open(&company, &customer, &json!({})), open(&company, &customer, &json!({})));
    company.ok("ticket.reply", json!({ "id": answered, "body": "We are on it" }));
    let at = get(&company, &answered)["responded_ms"].clone();
    let version = get(&company, &answered)["row"]["version"].clone();
    company.ok("ticket.merge", json!({ "id": answered, "version": version, "into_id": other }));
    assert_eq!(get(&company, &other)["responded_ms"], at);
    let version = get(&company, &answered)["row"]["version"].clone();
    let rate = json!({ "id": answered, "version": version, "rating": 5 });
    let error = company.core.call(None, "ticket.rate", rate, Mode::Run).unwrap_err();
    assert_refused(&error, Code::Precondition, "error.ticket_merged");
    company.assert_sound();
}

#[test]
fn a_category_stays_while_something_has_it_and_who_is_gone_may_stay_named() {
    let (company, _) = monday();
    let ravi = colleague(&company, "Ravi");
    let rows = company.ok("ticket_category.list", json!({}))["rows"].clone();
    let all = rows.as_array().unwrap().iter();
    let mut named: Vec<Value> = all.map(|row| json!({ "id": row["id"], "name": row["name"] })).collect();
    named[0]["owner_id"] = ravi.clone();
    company.ok("ticket_category.save", json!({ "rows": named }));
    company.ok(
        "saved_reply.save",
        json!({ "rows": [{ "name": "Fault seen", "category_id": rows[0]["id"], "tag": "seen" }] }),
    );
    let fewer = json!({ "rows": named[1..] });
    let error = company.core.call(None, "ticket_category.save", fewer.clone(), Mode::Run).unwrap_err();
    assert_eq!(reasons(&error), ["rows error.category_in_use"]);
    assert_eq!(error.fields[0].params["what"], "Fault seen");
    company.ok("saved_reply.save", json!({ "rows": [] }));
    company.ok("user.update", json!({ "id": ravi, "version": 1, "active": false }));
    company.ok("ticket_category.save", json!({ "rows": named }));
    company.ok("ticket_category.save", fewer);
    company.assert_sound();
}
