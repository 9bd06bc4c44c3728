//! The chapter of work: a project of a customer on which the owner and the fitter work through the last weeks of the year. Weeks are
//! submitted and approved; what was approved is invoiced, the last of it on a draft.

use super::deliver;
use super::teller::{Teller, text};
use crate::kernel::error::Result;
use serde_json::{Value, json};

/// The first and the last day of the work: ten weeks and a day, which is as many weeks of the calendar on whatever day they begin.
pub(super) const FIRST: u64 = 294;
const LAST: u64 = 364;
/// The first day on which a week is submitted: the same day of the week as all others.
const WEEKS_FROM: u64 = FIRST % 7 + 28;
/// When time is invoiced, and how many days of the work it is of, all of them in weeks that are approved by then: as an invoice, and as
/// a draft that waits.
const INVOICED: (u64, u64) = (330, 28);
const DRAFTED: (u64, u64) = (362, 56);

/// Plans the work of the last weeks.
pub(super) fn plan(teller: &mut Teller, seat: usize) {
    teller.on_day(seat, 4, 15, move |teller| cost(teller, seat));
    for day in (WEEKS_FROM..=LAST).step_by(7) {
        teller.on_day(seat, day, 500, move |teller| {
            // The owner's weeks are closed once, whatever branches they work for.
            if seat == 0 {
                close_last_week(teller, &teller.owner()?, day < LAST)?;
            }
            let here = &teller.seats[seat];
            [&here.fitter, &here.helper]
                .into_iter()
                .try_for_each(|who| close_last_week(teller, who, day < LAST))
        });
    }
}

/// What an hour of those who work costs the company, in its home currency: that of its first firm.
fn cost(teller: &Teller, seat: usize) -> Result<()> {
    let here = &teller.seats[seat];
    let (_, cost) = deliver::an_hour(teller.seats[0].currency);
    let owner = if seat == 0 { Some(teller.owner()?) } else { None };
    owner.into_iter().chain([here.fitter.clone(), here.helper.clone()]).try_for_each(|user_id| {
        teller.call("time_cost.save", json!({ "user_id": user_id, "cost": cost.to_string() })).map(drop)
    })
}

/// Begins a project that is invoiced by the hour, with its tasks and rates, and plans its days.
pub(super) fn begin(teller: &mut Teller, seat: usize, project: &str) -> Result<()> {
    let here = &teller.seats[seat];
    let firm = here.firm;
    let (rate, _) = deliver::an_hour(here.currency);
    let spent = match here.currency {
        "INR" => ["640", "7500"],
        "AED" => ["55", "900"],
        _ => ["84", "230"],
    };
    let version = teller.call("project.get", json!({ "id": project }))?["version"].clone();
    let budget = json!({ "id": project, "version": version, "set": { "budget_hours": "120" } });
    teller.call("project.update", budget)?;
    deliver::set_status(teller, project, "in_progress")?;
    let mut tasks = Vec::new();
    for title in firm.delivering.tasks.into_iter().take(3) {
        let task = json!({ "project_id": project, "set": { "title": title, "estimate": "40h" } });
        tasks.push(text(&teller.call("task.create", task)?["id"])?);
    }
    teller.call("time_rate.save", json!({ "project_id": project, "rate": rate.to_string() }))?;
    let (owner, fitter) = (teller.owner()?, here.fitter.clone());
    for (number, ((what, supplier), amount)) in firm.delivering.spent.into_iter().zip(spent).enumerate() {
        let expense = json!({
            "project_id": project, "kind": if supplier.is_empty() { "expense" } else { "bill" }, "supplier": supplier,
            "description": what, "amount": amount, "billable": !supplier.is_empty(), "markup": "10",
        });
        // Costs are in the home currency of the company, which is that of its first firm.
        if seat == 0 {
            let day = FIRST + 9 + 12 * number as u64;
            teller.on_day(seat, day, 480, move |teller| teller.call("expense.save", expense).map(drop));
        }
    }
    for day in (FIRST..=LAST).step_by(2) {
        let mut random = teller.chance(seat, "work", day);
        let task = tasks[random.place(tasks.len())].clone();
        let time = format!("{}:{}", random.between(1, 3), random.one(&["00", "15", "30", "45"]));
        // A few things are on the house.
        let billable = random.below(8) > 0;
        let who = if day.is_multiple_of(4) { owner.clone() } else { fitter.clone() };
        teller.on_day(seat, day, 420, move |teller| {
            let entry = json!({ "time": time, "on": { "task_id": task }, "billable": billable });
            teller.call_as(&who, "time.log", entry).map(drop)
        });
    }
    for (day, days) in [INVOICED, DRAFTED] {
        let of = json!({ "project_id": project, "to": teller.in_days(seat, days - 1) });
        teller.on_day(seat, day, 510, move |teller| bill(teller, of, (day, days) == INVOICED));
    }
    Ok(())
}

/// Somebody submits the week before this one, and the owner approves it.
fn close_last_week(teller: &Teller, user_id: &str, approved: bool) -> Result<()> {
    let week = teller.call_as(user_id, "timesheet.get", json!({}))?["before"].clone();
    let of = json!({ "date": week });
    let sheet: Value = teller.call_as(user_id, "timesheet.get", of.clone())?;
    if sheet["total"]["minutes"] == 0 {
        return Ok(());
    }
    let sheet = teller.call_as(user_id, "timesheet.submit", of)?;
    if approved {
        let decided = json!({ "id": sheet["id"], "version": sheet["version"] });
        teller.call("timesheet.approve", decided)?;
    }
    Ok(())
}

fn bill(teller: &Teller, of: Value, issued: bool) -> Result<()> {
    let made = teller.call("time.bill", of)?;
    if issued {
        teller.call("invoice.issue", json!({ "id": made["id"], "version": made["version"] }))?;
    }
    Ok(())
}
