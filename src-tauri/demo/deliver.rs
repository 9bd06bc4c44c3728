//! The chapter of delivery: a template, projects in each state, tasks that come again, and tasks that belong to a customer alone.

use super::bill::{self, Fate, somebody};
use super::random::Random;
use super::teller::{Teller, text};
use crate::kernel::error::Result;
use serde_json::{Value, json};

/// How a project goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Course {
    /// All is done, and it is closed.
    Closed,
    /// It is closed while something is open: one task goes on as a ticket, the others stay.
    ClosedWithPoints,
    /// It waits after its first tasks.
    OnHold,
    /// Only its first task is done, and the others are overdue.
    Late,
    /// It is worked on, and so far in time.
    OnTime,
    /// It begins in some days.
    Ahead,
    /// Somebody has just opened it, without a plan.
    Empty,
}

/// The projects of the year by the day on which they are made.
const PROJECTS: [(u64, Course); 10] = [
    (40, Course::Closed),
    (96, Course::Closed),
    (150, Course::Closed),
    (230, Course::Closed),
    (318, Course::ClosedWithPoints),
    (330, Course::OnHold),
    (340, Course::Late),
    (357, Course::OnTime),
    (360, Course::Ahead),
    (363, Course::Empty),
];

/// A project on its way.
struct Project {
    seat: usize,
    client: usize,
    id: String,
    course: Course,
    random: Random,
}

/// Plans the projects of the year and the tasks beside them.
pub(super) fn plan(teller: &mut Teller, seat: usize) {
    teller.on_day(seat, 20, 5, move |teller| {
        teller.call("area.switch", json!({ "area": "delivery", "state": "live" }))?;
        let template = template(teller, seat)?;
        for (number, (day, course)) in PROJECTS.into_iter().enumerate() {
            let random = teller.chance(seat, "project", number as u64);
            let template = template.clone();
            teller.on_day(seat, day, 40 + number as u64, move |teller| {
                begin(teller, seat, day, course, random, &template)
            });
        }
        Ok(())
    });
    for (number, day) in [300, 356, 362, 364].into_iter().enumerate() {
        let mut random = teller.chance(seat, "task", number as u64);
        teller.on_day(seat, day, 200, move |teller| {
            let client = somebody(teller, seat, day, &mut random);
            let words = &teller.seats[seat].firm.delivering;
            let title = if number == 0 { words.repeated } else { words.loose[number - 1] };
            let task = json!({
                "customer_id": teller.seats[seat].clients[client],
                "set": {
                    "title": title, "due_date": teller.in_days(seat, if number == 0 { 4 } else { number as u64 }),
                    "estimate": format!("{}m", random.between(2, 8) * 15),
                    "recurrence": if number == 0 { "monthly" } else { "none" },
                    "priority": if number == 2 { "urgent" } else { "normal" },
                },
            });
            let made = teller.call("task.create", task)?;
            if number == 0 { repeat(teller, text(&made["id"])?) } else { Ok(()) }
        });
    }
}

/// Does a task that comes again on its day, and the one that follows it.
fn repeat(teller: &mut Teller, id: String) -> Result<()> {
    teller.later(4, 60, move |teller| {
        let done = teller.call("task.done", json!({ "id": id, "version": 1 }))?;
        let Some(next) = done["next_id"].as_str().map(str::to_owned) else { return Ok(()) };
        teller.later(26, 0, move |teller| repeat(teller, next));
        Ok(())
    });
    Ok(())
}

/// The template by which the first thing that is sold is delivered.
fn template(teller: &Teller, seat: usize) -> Result<String> {
    let here = &teller.seats[seat];
    let words = &here.firm.delivering;
    let made = teller.call("project_template.create", json!({ "name": words.template }))?;
    let [first, second] = words.milestones;
    let task = |at: usize, offset: u64, days: u64, estimate: &str, milestone: &str| {
        json!({
            "key": format!("t{at}"), "title": words.tasks[at], "offset_days": offset, "duration_days": days, "estimate": estimate,
            "milestone": milestone, "role": if at == 2 || at == 3 { words.role } else { "" },
            "checklist": if at == 3 { words.checks.to_vec() } else { Vec::new() },
            "after": if at == 0 { Vec::new() } else { vec![format!("t{}", at - 1)] },
            "priority": if at == 4 { "high" } else { "normal" },
        })
    };
    let save = json!({
        "id": made["id"], "version": made["version"], "name": words.template, "budget": "60h",
        "milestones": [
            { "key": "m1", "name": first, "offset_days": 3, "percent": "30" },
            { "key": "m2", "name": second, "offset_days": 13, "percent": "30" },
        ],
        "tasks": [
            task(0, 0, 1, "4h", "m1"), task(1, 1, 2, "3h", "m1"), task(2, 3, 3, "18h", "m2"), task(3, 6, 3, "16h", "m2"),
            task(4, 9, 2, "8h", "m2"), task(5, 11, 1, "3h", "m2"),
        ],
    });
    teller.call("project_template.save", save)?;
    let (item, _) = &here.wares[0];
    let named = json!({ "item_id": item, "template_id": made["id"] });
    teller.call("project_template.name_for_item", named)?;
    text(&made["id"])
}

fn begin(
    teller: &mut Teller,
    seat: usize,
    day: u64,
    course: Course,
    mut random: Random,
    template: &str,
) -> Result<()> {
    let client = somebody(teller, seat, day, &mut random);
    let here = &teller.seats[seat];
    let mut project = json!({
        "branch_id": here.branch_id,
        "set": {
            "name": random.one(here.firm.subjects), "customer_id": here.clients[client],
            "start_date": teller.in_days(seat, if course == Course::Ahead { 12 } else { 0 }),
            "budget": (random.between(40, 300) * 500).to_string(),
        },
    });
    if course != Course::Empty {
        project["template_id"] = json!(template);
        project["roles"] = json!([{ "role": here.firm.delivering.role, "owner_id": here.fitter }]);
    }
    let id = text(&teller.call("project.create", project)?["id"])?;
    if matches!(course, Course::Ahead | Course::Empty) {
        return Ok(());
    }
    let warranty = course == Course::Closed && random.happens(60);
    if warranty {
        let after = json!({
            "customer_id": here.clients[client], "name": here.firm.delivering.warranty, "unit": "unlimited",
            "period": "year", "start": teller.in_days(seat, 20), "end": teller.in_days(seat, 384), "after_project_id": id,
        });
        teller.call("entitlement.create", after)?;
    }
    set_status(teller, &id, "in_progress")?;
    // Whoever pays in another currency is asked for no hours: that would need the rate of the day.
    if here.client(client).foreign.is_none() {
        let (rate, _) = an_hour(here.currency);
        teller.call("time_rate.save", json!({ "project_id": id, "rate": rate.to_string() }))?;
    }
    let left = match course {
        Course::Closed => 6,
        Course::ClosedWithPoints => 4,
        Course::OnHold | Course::OnTime => 2,
        _ => 1,
    };
    go_on(teller, Project { seat, client, id, course, random }, left);
    Ok(())
}

/// The next task is done in some days, and so on; then the project comes to where its course ends.
fn go_on(teller: &mut Teller, mut project: Project, left: u64) {
    let days = if project.course == Course::OnTime { 1 } else { project.random.between(1, 3) };
    teller.later(days, 15, move |teller| {
        if left == 0 {
            end(teller, &project)?;
            if matches!(project.course, Course::Closed | Course::ClosedWithPoints) {
                ask_for_hours(teller, project);
            }
            return Ok(());
        }
        let billable = teller.seats[project.seat].client(project.client).foreign.is_none();
        let time = format!("{}h", project.random.between(3, 8));
        if let Some(task) = work_on(teller, project.seat, &project.id, (&time, billable))? {
            teller.call("task.done", json!({ "id": task["id"], "version": task["version"] }))?;
        }
        go_on(teller, project, left - 1);
        Ok(())
    });
}

/// What the fitter works today on the next task of a project; that task.
pub(super) fn work_on(
    teller: &Teller,
    seat: usize,
    project_id: &str,
    (time, billable): (&str, bool),
) -> Result<Option<Value>> {
    let stands = teller.call("project.get", json!({ "id": project_id }))?;
    let mut tasks = stands["tasks"].as_array().into_iter().flatten();
    let Some(task) = tasks.find(|task| task["status"] != "done") else { return Ok(None) };
    let mut task = task.clone();
    if task["status"] == "planned" {
        let begun = json!({ "id": task["id"], "version": task["version"], "status": "in_progress" });
        task["version"] = teller.call("task.set_status", begun)?["version"].clone();
    }
    let worked = json!({ "time": time, "on": { "task_id": task["id"] }, "billable": billable });
    teller.call_as(&teller.seats[seat].fitter, "time.log", worked)?;
    Ok(Some(task))
}

/// What an hour is sold for, and what it costs.
pub(super) const fn an_hour(currency: &str) -> (usize, usize) {
    match currency.as_bytes() {
        b"INR" => (1_800, 700),
        b"AED" => (350, 140),
        _ => (95, 45),
    }
}

/// The hours of a project that is over are invoiced once their weeks are approved.
fn ask_for_hours(teller: &mut Teller, project: Project) {
    let Project { seat, client, id, random, .. } = project;
    if teller.seats[seat].client(client).foreign.is_some() {
        return;
    }
    teller.later(15, 0, move |teller| {
        let made = teller.call("time.bill", json!({ "project_id": id }))?;
        bill::issue(teller, seat, client, Fate::Late, random, text(&made["id"])?, None)
    });
}

fn end(teller: &Teller, project: &Project) -> Result<()> {
    let stands = teller.call("project.get", json!({ "id": project.id }))?;
    let reach = |milestone: &Value| {
        let reached = json!({ "id": milestone["id"], "version": milestone["version"] });
        teller.call("milestone.reach", reached).map(drop)
    };
    match project.course {
        Course::Closed => {
            stands["milestones"].as_array().into_iter().flatten().try_for_each(reach)?;
            let close = json!({ "id": project.id, "version": stands["version"], "tasks": [] });
            teller.call("project.close", close).map(drop)
        }
        Course::ClosedWithPoints => {
            reach(&stands["milestones"][0])?;
            let open: Vec<&Value> = stands["tasks"]
                .as_array()
                .into_iter()
                .flatten()
                .filter(|task| task["status"] != "done")
                .collect();
            let first = open.first().map(|task| json!({ "id": task["id"], "fate": "ticket" }));
            let close = json!({
                "id": project.id, "version": stands["version"], "tasks": first.into_iter().collect::<Vec<_>>(), "others": "keep",
            });
            teller.call("project.close", close).map(drop)
        }
        Course::OnHold => {
            reach(&stands["milestones"][0])?;
            set_status(teller, &project.id, "on_hold")
        }
        Course::OnTime => {
            let comment = json!({
                "kind": "note", "record_id": project.id, "subject": teller.seats[project.seat].firm.delivering.comment,
            });
            teller.call("activity.create", comment).map(drop)
        }
        Course::Late | Course::Ahead | Course::Empty => Ok(()),
    }
}

/// Says how a project stands.
pub(super) fn set_status(teller: &Teller, id: &str, status: &str) -> Result<()> {
    let version = teller.call("project.get", json!({ "id": id }))?["version"].clone();
    let set = json!({ "id": id, "version": version, "status": status });
    teller.call("project.set_status", set).map(drop)
}
