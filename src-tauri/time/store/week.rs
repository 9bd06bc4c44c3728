//! The SQL of weeks side by side.

use crate::kernel::error::Result;
use crate::store::tx::Read;
use crate::store::word;
use crate::time::subject::TimeOn;
use crate::time::week::{TimeCell, TimesheetPerson};
use crate::time::words::SheetStatus;
use chrono::{Days, NaiveDate};

/// What a person spent on one thing on one day.
#[derive(Debug)]
pub(in crate::time) struct Part {
    pub(in crate::time) day: NaiveDate,
    pub(in crate::time) on: TimeOn,
    pub(in crate::time) minutes: i64,
    pub(in crate::time) billable_minutes: i64,
    /// Whether some of it stands on an invoice.
    pub(in crate::time) is_posted: bool,
}

pub(in crate::time) fn of_person(read: &Read<'_>, user_id: &str, week: NaiveDate) -> Result<Vec<Part>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT work_date, project_id, task_id, ticket_id, sum(minutes), sum(minutes * billable), \
                max(billing IN ('draft', 'invoiced')) \
         FROM time_entry_row WHERE user_id = ?1 AND work_date BETWEEN ?2 AND ?3 \
         GROUP BY work_date, iif(task_id IS NULL AND ticket_id IS NULL, project_id, NULL), task_id, ticket_id",
    )?;
    let last = (week + Days::new(6)).to_string();
    let rows = statement.query_map((user_id, week.to_string(), last), |row| {
        Ok(Part {
            day: super::day(row, 0)?,
            on: TimeOn::of(row.get(1)?, row.get(2)?, row.get(3)?),
            minutes: row.get(4)?,
            billable_minutes: row.get(5)?,
            is_posted: row.get(6)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What a person spent on one day.
#[derive(Debug)]
pub(in crate::time) struct PersonDay {
    pub(in crate::time) user_id: String,
    pub(in crate::time) day: NaiveDate,
    pub(in crate::time) minutes: i64,
    pub(in crate::time) billable_minutes: i64,
}

pub(in crate::time) fn of_all(read: &Read<'_>, week: NaiveDate) -> Result<Vec<PersonDay>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT user_id, work_date, sum(minutes), sum(minutes * billable) FROM time_entry_row WHERE week_start = ?1 \
         GROUP BY user_id, work_date",
    )?;
    let rows = statement.query_map([week.to_string()], |row| {
        Ok(PersonDay {
            user_id: row.get(0)?,
            day: super::day(row, 1)?,
            minutes: row.get(2)?,
            billable_minutes: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Who works here, and who has a week of their own there, by name; without their days. The least advanced of several rows of a week
/// is the one that is shown.
pub(in crate::time) fn people(read: &Read<'_>, week: NaiveDate) -> Result<Vec<TimesheetPerson>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT u.id, u.name, s.id, coalesce(r.version, 0), coalesce(s.status, 'open') FROM v_settings_user u \
         LEFT JOIN timesheet s ON s.id = (SELECT t.id FROM timesheet t WHERE t.user_id = u.id AND t.week_start = ?1 AND t.deleted_at IS NULL \
           ORDER BY t.status = 'open' DESC, t.status = 'submitted' DESC, t.id LIMIT 1) \
         LEFT JOIN record r ON r.id = s.id WHERE u.active = 1 OR s.id IS NOT NULL ORDER BY fold(u.name), u.id",
    )?;
    let rows = statement.query_map([week.to_string()], |row| {
        let status: SheetStatus = word::read(row, 4)?;
        Ok(TimesheetPerson {
            user_id: row.get(0)?,
            user: row.get(1)?,
            id: row.get(2)?,
            version: row.get(3)?,
            badge: status.badge(),
            status,
            days: Vec::new(),
            total: TimeCell::default(),
            billable: TimeCell::default(),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
