use super::{MINUTE, Work, id};
use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use throughline_core::api::{Core, Mode};
use throughline_core::kernel::error::Code;
use throughline_core::kernel::id::SeededIds;
use throughline_core::store::file::CompanyFile;

#[test]
fn a_timer_counts_by_the_clock_and_is_stopped_once() {
    let work = Work::new();
    let started = work.company.ok("timer.start", json!({ "on": work.on_task(), "note": "Ward 3" }));
    assert_eq!(
        (&started["timer"]["title"], &started["timer"]["place"]),
        (&json!("Cabling"), &json!("Cameras"))
    );
    work.company.clock.advance(MINUTE * 47);
    let stopped = work.company.reply("timer.stop", json!({}));
    assert_eq!((&stopped.result["minutes"], &stopped.result["timer"]), (&json!(47), &Value::Null));
    let row = work.rows(json!({})).pop().unwrap();
    assert_eq!(
        (&row["minutes"], &row["note"], &row["date"]),
        (&json!(47), &json!("Ward 3"), &json!("2026-11-22"))
    );
    let again = work.company.refused("timer.stop", json!({}));
    assert_refused(&again, Code::Precondition, "error.no_timer");
    // Undone, it runs on as if nothing had been.
    work.company.ok("history.undo", json!({ "seq": stopped.undo.unwrap().seq }));
    work.company.clock.advance(MINUTE * 3);
    assert_eq!(work.company.ok("timer.stop", json!({}))["minutes"], 50);
    work.company.assert_sound();
}

#[test]
fn another_timer_stops_the_first() {
    let work = Work::new();
    let first = work.company.reply("timer.start", json!({ "on": work.on_project() }));
    work.company.clock.advance(MINUTE * 20);
    let second = work.company.reply("timer.start", json!({ "on": work.on_task() }));
    assert_eq!(second.result["minutes"], 20);
    assert_eq!(work.company.count("SELECT count(*) FROM timer WHERE deleted_at IS NULL"), 1);
    // The first start cannot be taken back any more; the second brings the first timer back.
    let error = work.company.refused("history.undo", json!({ "seq": first.undo.unwrap().seq }));
    assert_eq!(error.message_id, "error.undo_moved_on");
    work.company.ok("history.undo", json!({ "seq": second.undo.unwrap().seq }));
    assert_eq!(work.company.ok("timer.get", json!({}))["timer"]["title"], "Cameras");
    assert_eq!(work.rows(json!({})).len(), 0);
    let stopped = work.company.reply("timer.stop", json!({}));
    work.company.ok("timer.start", json!({ "on": work.on_task() }));
    let error = work.company.refused("history.undo", json!({ "seq": stopped.undo.unwrap().seq }));
    assert_refused(&error, Code::Precondition, "error.timer_runs");
    work.company.assert_sound();
}

#[test]
fn a_time_that_cannot_be_right_is_asked_for() {
    let work = Work::new();
    work.company.ok("timer.start", json!({ "on": work.on_task() }));
    work.company.clock.advance(MINUTE * 60 * 13);
    let asked = work.company.reply("timer.stop", json!({}));
    assert_eq!(
        (&asked.result["doubt"]["reason"], &asked.result["doubt"]["minutes"]),
        (&json!("long"), &json!(780))
    );
    assert!(asked.undo.is_none() && asked.changed.is_empty(), "nothing happened");
    // Another start asks as well, and starts nothing.
    let asked = work.company.ok("timer.start", json!({ "on": work.on_project() }));
    assert_eq!((&asked["doubt"]["reason"], &asked["timer"]["title"]), (&json!("long"), &json!("Cabling")));
    let error = work.company.refused("timer.stop", json!({ "time": "25h" }));
    assert_eq!(reasons(&error), ["time error.time_day_full"]);
    let started = work.company.ok("timer.start", json!({ "on": work.on_project(), "stopped_time": "2h" }));
    assert_eq!((&started["minutes"], &started["timer"]["title"]), (&json!(120), &json!("Cameras")));
    work.company.ok("timer.discard", json!({}));
    assert_eq!(work.rows(json!({})).len(), 1);
    work.company.assert_sound();
}

#[test]
fn a_clock_that_was_set_back_is_noticed() {
    let work = Work::new();
    work.company.ok("timer.start", json!({ "on": work.on_task() }));
    let started = work
        .company
        .core
        .file()
        .reader()
        .query_row("SELECT started_ms FROM timer", [], |row| row.get::<_, i64>(0))
        .unwrap();
    // Before its start: plainly wrong.
    work.company.clock.set(started - 60_000);
    let asked = work.company.ok("timer.stop", json!({}))["doubt"].clone();
    assert_eq!((&asked["reason"], &asked["minutes"]), (&json!("clock_set_back"), &Value::Null));
    // After its start, but before what was written since: two hours of work, and the clock says one.
    work.company.clock.set(started + 2 * 3_600_000);
    work.company.customer("Somebody");
    work.company.clock.set(started + 3_600_000);
    let asked = work.company.ok("timer.stop", json!({}))["doubt"].clone();
    assert_eq!((&asked["reason"], &asked["minutes"]), (&json!("clock_set_back"), &json!(60)));
    assert_eq!(work.company.ok("timer.stop", json!({ "time": "2h" }))["minutes"], 120);
    assert_eq!(work.rows(json!({}))[0]["minutes"], 120);
}

#[test]
fn a_timer_goes_on_while_nothing_runs() {
    let Work { company, task, .. } = Work::new();
    company.ok("timer.start", json!({ "on": { "task_id": task } }));
    let path = company.path();
    let Company { core, clock, folder } = company;
    drop(core);
    clock.advance(MINUTE * 90);
    let file = CompanyFile::open(&path, "test").unwrap();
    let core = Core::with_sources(file, clock.clone(), Arc::new(SeededIds::new(2)));
    let company = Company { core, clock, folder };
    assert_eq!(company.ok("timer.stop", json!({}))["minutes"], 90);
    company.assert_sound();
}

#[test]
fn a_timer_is_told_what_it_is_for_while_it_runs() {
    let work = Work::new();
    work.company.ok("timer.start", json!({ "on": work.on_project() }));
    let changed =
        work.company.ok("timer.update", json!({ "on": work.on_task(), "note": "Ladder", "billable": false }));
    assert_eq!(
        (&changed["timer"]["title"], &changed["timer"]["note"]),
        (&json!("Cabling"), &json!("Ladder"))
    );
    let item = id(&work.company.ok("item.create", json!({ "name": "Night work", "kind": "service" })));
    let sold_as =
        |item: &str| work.company.ok("timer.update", json!({ "item_id": item }))["timer"]["item_id"].clone();
    assert_eq!((sold_as(&item), sold_as("")), (json!(item), Value::Null));
    let error = work.company.refused("timer.update", json!({ "item_id": "x" }));
    assert_eq!(reasons(&error), ["item_id error.no_such_item"]);
    let error = work.company.refused("timer.update", json!({ "on": { "task_id": "x" } }));
    assert_eq!(reasons(&error), ["on.task_id error.no_such_work"]);
    work.company.clock.advance(10_000);
    assert_eq!(
        work.company.ok("timer.stop", json!({ "note": "Ladder up" }))["minutes"],
        1,
        "a minute at least"
    );
    assert_eq!(work.rows(json!({}))[0]["note"], "Ladder up");
    assert_eq!(work.rows(json!({}))[0]["billing"], "none");
}

/// Names the file for the child.
const FILE: &str = "THROUGHLINE_TIMER_FILE";

/// The child of the test below: it starts a timer, says so, and waits to be killed.
#[test]
#[ignore = "runs as a child process of the kill test"]
fn child_runs_a_timer_until_it_is_killed() {
    let Some(path) = std::env::var_os(FILE) else { return };
    let core = Core::open(Path::new(&path), "the child").unwrap();
    let task =
        core.file().reader().query_row("SELECT id FROM task", [], |row| row.get::<_, String>(0)).unwrap();
    core.call(None, "timer.start", json!({ "on": { "task_id": task } }), Mode::Run).unwrap();
    println!("\nrunning");
    std::thread::sleep(Duration::from_secs(600));
}

/// Starts the child and kills it once its timer runs: no handler, no destructor, no flush.
fn killed(path: &Path) {
    let name = "time::timer::child_runs_a_timer_until_it_is_killed";
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name, "--ignored", "--nocapture", "--test-threads=1"])
        .env(FILE, path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let said = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let runs = said.into_iter().any(|line| line == "running");
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(runs, "the child ended by itself");
}

#[test]
fn a_timer_outlives_a_kill_and_asks_after_a_change_of_the_clock() {
    let Work { company, .. } = Work::new();
    let path = company.path();
    let Company { core, clock, folder } = company;
    drop(core);
    killed(&path);
    let file = CompanyFile::open(&path, "test").unwrap();
    let core = Core::with_sources(file, clock.clone(), Arc::new(SeededIds::new(2)));
    let company = Company { core, clock, folder };
    let started = company.count("SELECT started_ms FROM timer WHERE deleted_at IS NULL");
    // Back at the desk, with the clock of the computer set back by a day.
    company.clock.set(started - 24 * 60 * MINUTE);
    assert_eq!(company.ok("timer.stop", json!({}))["doubt"]["reason"], "clock_set_back");
    company.clock.set(started + 90 * MINUTE);
    assert_eq!(company.ok("timer.stop", json!({}))["minutes"], 90);
    company.assert_sound();
}
