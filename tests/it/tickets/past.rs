//! The past of a ticket: what counted until it was done is what counted, whatever the hours of its branch become.

use super::{DAY, HOUR, MINUTE, bar, get, id, monday, now, open, step};
use crate::support::{Company, assert_refused};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;

const ALL_WEEK: [&str; 7] = ["00:00–24:00"; 7];

/// What becomes of the hours of a branch.
type Change = fn(&mut Value);

/// Changes the hours of the branch; gives the number of the action.
fn hours(company: &Company, change: impl Fn(&mut Value)) -> i64 {
    let stands = company.ok("working_time.get", json!({}));
    let mut set = json!({
        "branch_id": stands["branch_id"], "version": stands["version"], "week": stands["week"], "days": stands["days"]
    });
    change(&mut set);
    company.reply("working_time.save", set).undo.unwrap().seq
}

fn all_day(company: &Company) -> i64 {
    hours(company, |set| set["week"] = json!(ALL_WEEK))
}

fn undo(company: &Company, seq: i64) {
    company.ok("history.undo", json!({ "seq": seq }));
}

/// The number of the action that takes a step.
fn stepped(company: &Company, command: &str, ticket: &str) -> i64 {
    let version = get(company, ticket)["row"]["version"].clone();
    company.reply(command, json!({ "id": ticket, "version": version })).undo.unwrap().seq
}

/// A ticket of Monday at ten that was answered after an hour, waited for two, and was done on Tuesday at half past ten: 7½ hours
/// counted.
fn done() -> (Company, String) {
    let (company, customer) = monday();
    let ticket = open(&company, &customer, &json!({ "priority": "high" }));
    company.clock.advance(HOUR);
    company.ok("ticket.reply", json!({ "id": ticket, "body": "Near which bed?", "then": "wait" }));
    company.clock.advance(2 * HOUR);
    company.ok("ticket.receive", json!({ "id": ticket, "body": "Bed 12" }));
    company.clock.advance(DAY - 3 * HOUR + 30 * MINUTE);
    step(&company, "ticket.resolve", &ticket);
    (company, ticket)
}

#[test]
fn what_counted_of_a_ticket_that_is_done_stays_whatever_the_hours_become() {
    let changes: [(&str, Change); 4] = [
        ("day and night", |set| set["week"] = json!(ALL_WEEK)),
        ("a short Monday", |set| set["week"][0] = json!("10:00–12:00, 13:00–16:00")),
        ("a closed Monday", |set| set["week"][0] = json!("")),
        ("a holiday", |set| {
            let days = set["days"].as_array_mut().unwrap();
            days.push(json!({ "date": "2026-11-23", "name": "Strike" }));
        }),
    ];
    let (company, ticket) = done();
    for is_closed in [false, true] {
        if is_closed {
            step(&company, "ticket.close", &ticket);
        }
        let before = get(&company, &ticket)["clock"].clone();
        assert_eq!(before["counted_seconds"], 7 * 3600 + 1800);
        for (what, change) in changes {
            let seq = hours(&company, change);
            let after = get(&company, &ticket)["clock"].clone();
            for field in ["counted_seconds", "uncounted_seconds", "response", "resolution", "stretches"] {
                assert_eq!(after[field], before[field], "{what}: {field}");
            }
            undo(&company, seq);
            assert_eq!(get(&company, &ticket)["clock"], before, "{what}, taken back");
        }
    }
    company.assert_sound();
}

#[test]
fn nothing_is_written_to_what_is_done_when_the_hours_change() {
    let (company, ticket) = done();
    step(&company, "ticket.close", &ticket);
    let written = |company: &Company| {
        company.count("SELECT count(*) FROM op WHERE tbl IN ('ticket', 'ticket_promise', 'ticket_count')")
    };
    let before = written(&company);
    all_day(&company);
    assert_eq!(written(&company), before);
}

#[test]
fn a_ticket_opened_again_goes_on_from_what_had_counted() {
    for is_closed in [false, true] {
        let (company, ticket) = done();
        if is_closed {
            step(&company, "ticket.close", &ticket);
        }
        company.clock.advance(HOUR);
        all_day(&company);
        company.clock.advance(2 * DAY);
        step(&company, "ticket.reopen", &ticket);
        let clock = get(&company, &ticket)["clock"].clone();
        // Of eight hours half an hour is left, whatever passed while it seemed to be done.
        assert_eq!(clock["counted_seconds"], 7 * 3600 + 1800);
        assert_eq!(clock["resolution"]["state"], "at_risk");
        assert_eq!(clock["resolution"]["due_ms"], now(&company) + 30 * MINUTE);
        assert_eq!(clock["resolution"]["left_seconds"], 1800);
        company.clock.advance(20 * MINUTE);
        step(&company, "ticket.resolve", &ticket);
        let again = get(&company, &ticket)["clock"].clone();
        assert_eq!(again["resolution"]["state"], "kept");
        assert_eq!(again["counted_seconds"], 7 * 3600 + 3000);
        // And the second end is as firm as the first.
        hours(&company, |set| set["week"] = json!(["", "", "", "", "", "", "9-10"]));
        let after = get(&company, &ticket)["clock"].clone();
        assert_eq!(
            (&after["counted_seconds"], &after["resolution"]),
            (&again["counted_seconds"], &again["resolution"])
        );
        assert_eq!(bar(&get(&company, &ticket)).last().unwrap(), &(20, "counted".to_owned()));
        company.assert_sound();
    }
}

#[test]
fn the_first_answer_counts_to_its_own_instant_when_the_hours_change_after_it() {
    let (company, customer) = monday();
    let ticket = open(&company, &customer, &json!({}));
    company.clock.advance(HOUR);
    company.ok("ticket.reply", json!({ "id": ticket, "body": "Soon" }));
    company.clock.advance(4 * HOUR);
    all_day(&company);
    assert_eq!(get(&company, &ticket)["clock"]["response"]["left_seconds"], 3 * 3600);
}

#[test]
fn an_end_that_is_taken_back_counts_on_as_if_it_had_never_been() {
    let (company, customer) = monday();
    let [one, other] = [(); 2].map(|()| open(&company, &customer, &json!({})));
    company.clock.advance(HOUR);
    step(&company, "ticket.wait", &other);
    company.clock.advance(HOUR);
    let before = [&one, &other].map(|ticket| get(&company, ticket)["clock"].clone());
    let ends = [&one, &other].map(|ticket| stepped(&company, "ticket.resolve", ticket));
    company.clock.advance(HOUR);
    for seq in ends {
        undo(&company, seq);
    }
    let after = [&one, &other].map(|ticket| get(&company, ticket)["clock"].clone());
    assert_eq!(after[0]["counted_seconds"], 3 * 3600);
    assert_eq!(after[1]["counted_seconds"], 3600);
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(after["resolution"]["due_ms"], before["resolution"]["due_ms"]);
    }
    company.assert_sound();
}

#[test]
fn an_end_is_taken_back_while_the_hours_are_those_of_then() {
    let (company, customer) = monday();
    let ticket = open(&company, &customer, &json!({}));
    let due = get(&company, &ticket)["clock"]["resolution"]["due_ms"].clone();
    company.clock.advance(HOUR);
    let end = stepped(&company, "ticket.resolve", &ticket);
    company.clock.advance(HOUR);
    let change = all_day(&company);
    company.clock.advance(HOUR);
    // What passed since would be counted by the new hours.
    let refused = company.refused("history.undo", json!({ "seq": end }));
    assert_refused(&refused, Code::Precondition, "error.undo_moved_on");
    undo(&company, change);
    undo(&company, end);
    let clock = get(&company, &ticket)["clock"].clone();
    assert_eq!((&clock["counted_seconds"], &clock["resolution"]["due_ms"]), (&json!(3 * 3600), &due));
    company.assert_sound();
}

#[test]
fn a_change_that_is_taken_back_after_a_ticket_was_done_leaves_it_its_time() {
    let (company, customer) = monday();
    let ticket = open(&company, &customer, &json!({}));
    company.clock.advance(HOUR);
    let change = all_day(&company);
    company.clock.advance(HOUR);
    step(&company, "ticket.resolve", &ticket);
    undo(&company, change);
    let clock = get(&company, &ticket)["clock"].clone();
    assert_eq!(clock["counted_seconds"], 2 * 3600);
    assert_eq!(clock["stretches"].as_array().unwrap()[0]["from_ms"], now(&company) - 2 * HOUR);
    step(&company, "ticket.reopen", &ticket);
    assert_eq!(get(&company, &ticket)["clock"]["response"]["left_seconds"], 2 * 3600);
    company.assert_sound();
}

#[test]
fn a_ticket_that_goes_on_in_another_keeps_its_own_time() {
    let (company, customer) = monday();
    let [one, other] = [(); 2].map(|()| open(&company, &customer, &json!({})));
    company.clock.advance(HOUR);
    let merge = json!({ "id": one, "version": get(&company, &one)["row"]["version"], "into_id": other });
    assert_eq!(id(&company.ok("ticket.merge", merge)), one);
    let before = get(&company, &one)["clock"].clone();
    hours(&company, |set| set["week"][0] = json!(""));
    let after = get(&company, &one)["clock"].clone();
    assert_eq!((&after["counted_seconds"], &after["resolution"]), (&json!(3600), &before["resolution"]));
}

#[test]
fn the_clock_of_a_ticket_names_the_time_zone_of_its_branch() {
    let (company, customer) = monday();
    let ticket = open(&company, &customer, &json!({}));
    assert_eq!(get(&company, &ticket)["clock"]["time_zone"], "Asia/Kolkata");
}
