//! The SQL of working time.

use crate::kernel::error::Result;
use crate::settings::working_time::{CheckedDay, WorkingDay};
use crate::store::tx::{Read, Tx};
use rusqlite::params;

/// The hours of each day of the week, Monday first.
pub(in crate::settings) fn week(read: &Read<'_>, branch_id: &str) -> Result<[String; 7]> {
    let mut statement = read.sql().prepare_cached(
        "SELECT weekday, hours FROM working_hours WHERE branch_id = ?1 AND deleted_at IS NULL",
    )?;
    let mut rows = statement.query([branch_id])?;
    let mut week = [const { String::new() }; 7];
    while let Some(row) = rows.next()? {
        let at: u8 = row.get(0)?;
        if let Some(day) = week.get_mut(usize::from(at)) {
            *day = row.get(1)?;
        }
    }
    Ok(week)
}

/// Days that are otherwise, by date.
pub(in crate::settings) fn days(read: &Read<'_>, branch_id: &str) -> Result<Vec<WorkingDay>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT id, date, name, hours FROM working_day WHERE branch_id = ?1 AND deleted_at IS NULL ORDER BY date, id",
    )?;
    let rows = statement.query_map([branch_id], |row| {
        Ok(WorkingDay { id: row.get(0)?, date: row.get(1)?, name: row.get(2)?, hours: row.get(3)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether two days of a branch have one date.
pub(in crate::settings) fn has_day_twice(read: &Read<'_>) -> Result<bool> {
    Ok(read.sql().query_row(
        "SELECT EXISTS (SELECT 1 FROM working_day WHERE deleted_at IS NULL GROUP BY branch_id, date HAVING count(*) > 1)",
        [],
        |row| row.get(0),
    )?)
}

pub(in crate::settings) fn set_week(tx: &Tx<'_>, branch_id: &str, week: &[String; 7]) -> Result<()> {
    for (weekday, hours) in (0_u8..).zip(week) {
        let changed = tx.sql().execute(
            "UPDATE working_hours SET hours = ?3 WHERE branch_id = ?1 AND weekday = ?2 AND deleted_at IS NULL",
            params![branch_id, weekday, hours],
        )?;
        if changed == 0 {
            tx.sql().execute(
                "INSERT INTO working_hours (id, branch_id, weekday, hours) VALUES (?1, ?2, ?3, ?4)",
                params![tx.new_id(), branch_id, weekday, hours],
            )?;
        }
    }
    Ok(())
}

/// Makes these the days that are otherwise: those that are not among them any more are deleted.
pub(in crate::settings) fn set_days(tx: &Tx<'_>, branch_id: &str, set: &[CheckedDay]) -> Result<()> {
    for kept in days(tx, branch_id)? {
        if !set.iter().any(|day| day.id.as_ref() == Some(&kept.id)) {
            tx.sql()
                .execute("UPDATE working_day SET deleted_at = ?2 WHERE id = ?1", (&kept.id, tx.now_ms()))?;
        }
    }
    for day in set {
        let date = day.date.to_string();
        match &day.id {
            Some(id) => tx.sql().execute(
                "UPDATE working_day SET date = ?2, name = ?3, hours = ?4 WHERE id = ?1",
                params![id, date, day.name, day.hours],
            )?,
            None => tx.sql().execute(
                "INSERT INTO working_day (id, branch_id, date, name, hours) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![tx.new_id(), branch_id, date, day.name, day.hours],
            )?,
        };
    }
    Ok(())
}
