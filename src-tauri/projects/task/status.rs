//! How a task stands, and the next one of a task that comes again.
//!
//! The rule of the next one in prose: it is made when one is done, and due on the first day of its series that lies behind that of the
//! done one and is not past: nobody wants ten forgotten ones at once. A monthly one keeps its day: after the 28th of February comes the
//! 31st of March when it was due on a 31st. When its owner works here no more, the next one is nobody's and the lead of the project is
//! told; what was nobody's stays so.

use super::change::{self, TaskVersionRequest, touch};
use super::create::{self, NewTask};
use crate::kernel::error::{Code, Error, Result};
use crate::projects::schedule::days_of;
use crate::projects::store::task_change::{self as rows, TaskState};
use crate::projects::store::{self, task as tasks};
use crate::projects::words::{Check, Recurrence, WorkStatus};
use crate::projects::workdays::WorkDays;
use crate::store::tx::Tx;
use crate::store::{given, record};
use chrono::{Datelike as _, Days, Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a task shall stand.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TaskStatusRequest {
    /// Which task.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// How it stands from now on.
    pub status: WorkStatus,
}

/// The task that stands otherwise.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TaskStatusResponse {
    /// Its id.
    pub id: String,
    /// Its version now.
    pub version: i64,
    /// The task that repeats it, when one was made.
    pub next_id: Option<String>,
}

/// Says how a task stands.
///
/// # Errors
/// `precondition` with `error.project_closed`; `conflict`, `not_found`.
pub fn set(tx: &Tx<'_>, request: TaskStatusRequest) -> Result<TaskStatusResponse> {
    let stands = touch(tx, &request.id, request.version)?;
    let next_id = stand(tx, &request.id, &stands, request.status)?;
    Ok(TaskStatusResponse { id: request.id, version: request.version + 1, next_id })
}

/// Says that a task is done.
///
/// # Errors
/// `precondition` with `error.task_done` or `error.project_closed`; `conflict`, `not_found`.
pub fn done(tx: &Tx<'_>, request: TaskVersionRequest) -> Result<TaskStatusResponse> {
    let stands = touch(tx, &request.id, request.version)?;
    if stands.status == WorkStatus::Done {
        return Err(Error::precondition("error.task_done"));
    }
    let next_id = stand(tx, &request.id, &stands, WorkStatus::Done)?;
    Ok(TaskStatusResponse { id: request.id, version: request.version + 1, next_id })
}

/// Says that a task is not done after all. One that repeats it stays.
///
/// # Errors
/// `precondition` with `error.task_open` or `error.project_closed`; `conflict`, `not_found`.
pub fn reopen(tx: &Tx<'_>, request: TaskVersionRequest) -> Result<TaskStatusResponse> {
    let stands = touch(tx, &request.id, request.version)?;
    if stands.status != WorkStatus::Done {
        return Err(Error::precondition("error.task_open"));
    }
    let next_id = stand(tx, &request.id, &stands, WorkStatus::InProgress)?;
    Ok(TaskStatusResponse { id: request.id, version: request.version + 1, next_id })
}

/// Takes an open task away that nobody goes on with. One that something was booked on is over as it is, and comes not again.
///
/// # Errors
/// A failure of the file.
pub fn abandon(tx: &Tx<'_>, id: &str) -> Result<()> {
    match change::remove(tx, id) {
        Err(error) if error.code == Code::Precondition => {
            record::bump(tx, id)?;
            rows::set_status(tx, id, WorkStatus::Done)
        }
        removed => removed,
    }
}

/// Writes how a task stands whose version was checked, and makes the next one when it comes again.
pub(super) fn stand(tx: &Tx<'_>, id: &str, stands: &TaskState, status: WorkStatus) -> Result<Option<String>> {
    if stands.status == status {
        return Ok(None);
    }
    rows::set_status(tx, id, status)?;
    let repeats = status == WorkStatus::Done
        && stands.recurrence != Recurrence::None
        && stands.next_id.is_none()
        && !stands.is_closed;
    if repeats { repeat(tx, id, stands).map(Some) } else { Ok(None) }
}

/// Makes the next one of a task that comes again.
fn repeat(tx: &Tx<'_>, id: &str, stands: &TaskState) -> Result<String> {
    let days = days_of(tx, stands.branch_id.as_deref())?;
    let series = Series { recurrence: stands.recurrence, month_day: stands.recurs_day };
    let due = series.next(stands.due, tx.today()?, &days);
    let task = tasks::get(tx, id)?;
    let apart = stands.due.zip(due).map(|(was, due)| due - was);
    let start = stands.start.zip(apart).and_then(|(start, apart)| start.checked_add_signed(apart));
    let had_owner = task.row.owner_id.is_some();
    let owner_id = still_here(tx, task.row.owner_id)?;
    let new = NewTask {
        title: task.row.title,
        project_id: task.project_id.clone(),
        milestone_id: task.row.milestone_id,
        customer_id: task.customer_id.filter(|_| task.project_id.is_none()),
        deal_id: task.deal_id.filter(|_| task.project_id.is_none()),
        owner_id: owner_id.clone().unwrap_or_default(),
        start,
        due,
        priority: task.row.priority,
        estimate_minutes: task.row.estimate_minutes,
        checklist: task.checklist.into_iter().map(|check| Check { done: false, ..check }).collect(),
        notes: task.notes,
        recurrence: stands.recurrence,
    };
    let next = create::create(tx, &new)?.id;
    rows::set_recurs_day(tx, &next, stands.recurs_day.or(due.map(|due| due.day())))?;
    rows::set_next(tx, id, &next)?;
    if owner_id.is_none() {
        record::release(tx, &next)?;
        if let Some(project_id) = task.project_id.filter(|_| had_owner) {
            given::tell_unowned(tx, &next, record::owner(tx, &project_id)?)?;
        }
    }
    Ok(next)
}

/// The owner of a task for the next one: nobody once they work here no more.
fn still_here(tx: &Tx<'_>, owner_id: Option<String>) -> Result<Option<String>> {
    let Some(id) = owner_id else { return Ok(None) };
    Ok(store::has_user(tx, &id)?.then_some(id))
}

/// The days on which a task comes again.
struct Series {
    recurrence: Recurrence,
    /// The day of the month that a monthly one keeps.
    month_day: Option<u32>,
}

impl Series {
    /// The first day behind `due` that is not past; behind today when there was none.
    fn next(&self, due: Option<NaiveDate>, today: NaiveDate, days: &WorkDays) -> Option<NaiveDate> {
        let from = due.unwrap_or(today);
        let past_weeks = ((today - from).num_days() + 6).div_euclid(7).max(1);
        match self.recurrence {
            Recurrence::None => None,
            Recurrence::Daily => Some(days.at_or_after(from.succ_opt()?.max(today))),
            Recurrence::Weekly => from.checked_add_days(Days::new(u64::try_from(past_weeks).ok()? * 7)),
            Recurrence::Monthly => {
                let first = from.with_day(1)?;
                (0..=1_200).find_map(|months| {
                    let month = first.checked_add_months(Months::new(months))?;
                    let day = self.on(month);
                    (day > from && day >= today).then_some(day)
                })
            }
        }
    }

    /// The day of a month: its last one where the month is shorter.
    fn on(&self, month: NaiveDate) -> NaiveDate {
        let wanted = self.month_day.unwrap_or_else(|| month.day());
        (28..=wanted).rev().chain([wanted]).find_map(|day| month.with_day(day)).unwrap_or(month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::calendar::{Calendar, Hours};
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn the_next_one_is_the_first_of_its_series_that_is_not_past() {
        let mut week = [const { Vec::new() }; 7];
        week[..5].fill(vec![Hours::new(9 * 3600, 17 * 3600).unwrap()]);
        let days = WorkDays::of(Calendar {
            zone: crate::kernel::zone::Zone::UTC,
            week,
            holidays: BTreeSet::new(),
            overrides: BTreeMap::new(),
            breaks: BTreeMap::new(),
        });
        let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
        for (recurrence, kept, due, today, next) in [
            (Recurrence::Daily, 20, "2026-11-20", "2026-11-20", "2026-11-23"),
            (Recurrence::Daily, 16, "2026-11-16", "2026-11-19", "2026-11-19"),
            (Recurrence::Weekly, 20, "2026-11-20", "2026-11-19", "2026-11-27"),
            (Recurrence::Weekly, 2, "2026-11-02", "2026-11-24", "2026-11-30"),
            (Recurrence::Weekly, 2, "2026-11-02", "2026-11-23", "2026-11-23"),
            (Recurrence::Monthly, 31, "2027-01-31", "2027-01-30", "2027-02-28"),
            (Recurrence::Monthly, 31, "2027-02-28", "2027-02-28", "2027-03-31"),
            (Recurrence::Monthly, 5, "2026-09-05", "2026-11-22", "2026-12-05"),
            (Recurrence::Monthly, 5, "2026-12-05", "2026-12-01", "2027-01-05"),
        ] {
            let series = Series { recurrence, month_day: Some(kept) };
            let found = series.next(Some(day(due)), day(today), &days);
            assert_eq!(found, Some(day(next)), "{recurrence:?} due {due}, done {today}");
        }
    }
}
