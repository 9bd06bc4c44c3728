//! The work of a large company: many people who note a few hours each day, for as far back as there are entries. So a week has as much
//! in it in a small file as in a large one, which only goes back longer.

use super::large::named;
use super::random::Random;
use super::teller::{Teller, text};
use crate::kernel::error::{Error, Result};
use chrono::{Days, NaiveDate};
use serde_json::json;

/// People who note their time.
const PEOPLE: usize = 50;
/// Entries of a person on a day.
const A_DAY: usize = 4;
/// Entries for each customer.
const EACH: usize = 10;
/// Customers for each of which there is one with a project.
const SPREAD: usize = 10;
const TASKS: usize = 4;
const WORKS: [&str; 6] = ["Wiring", "Survey", "Testing", "Training", "Planning", "Repair"];

/// Notes the time of all people, from the last day of the story backwards.
pub(super) fn tell(teller: &Teller, known: &[(usize, String)]) -> Result<()> {
    let mut random = Random::of(teller.seed, "large work", known.len() as u64);
    let mut people = Vec::new();
    for n in 0..PEOPLE {
        let user = json!({ "name": format!("Fitter {n:02}"), "permission_set_ids": [] });
        people.push(text(&teller.call("user.create", user)?["id"])?);
    }
    let tasks = projects(teller, known, &mut random)?;
    let last: NaiveDate = teller.in_days(0, 0).parse().map_err(Error::internal)?;
    for n in 0..known.len() * EACH {
        let back = u64::try_from(n / (PEOPLE * A_DAY)).unwrap_or(0);
        let entry = json!({
            "user_id": people[n % PEOPLE], "date": (last - Days::new(back)).to_string(),
            "time": format!("{}m", 15 * random.between(1, 8)), "on": { "task_id": tasks[random.place(tasks.len())] },
            "billable": random.happens(80), "note": format!("{} in room {}", random.one(&WORKS), random.between(1, 200)),
        });
        teller.call("time.log", entry)?;
    }
    Ok(())
}

/// A project for every few customers, with its tasks.
fn projects(teller: &Teller, known: &[(usize, String)], random: &mut Random) -> Result<Vec<String>> {
    let mut tasks = Vec::new();
    for (seat, customer) in known.iter().step_by(SPREAD) {
        let set = json!({
            "name": named(random), "customer_id": customer, "start_date": teller.in_days(*seat, 0), "budget_hours": "400",
        });
        let branch = &teller.seats[*seat].branch_id;
        let project =
            text(&teller.call("project.create", json!({ "branch_id": branch, "set": set }))?["id"])?;
        for _ in 0..TASKS {
            let set = json!({ "title": random.one(&WORKS), "estimate": "40h" });
            let task = json!({ "project_id": project, "set": set });
            tasks.push(text(&teller.call("task.create", task)?["id"])?);
        }
    }
    Ok(tasks)
}
