//! What time may be spent on, read through the views of those who keep it.

use super::rate;
use crate::kernel::error::Result;
use crate::store::tx::Read;
use crate::support;
use crate::time::sale;
use crate::time::subject::{Subject, TimeOn};
use rusqlite::OptionalExtension as _;

/// What is known of a project, task or ticket; `None` when it is not there.
pub(in crate::time) fn of(read: &Read<'_>, on: &TimeOn) -> Result<Option<Subject>> {
    match (&on.ticket_id, &on.task_id, &on.project_id) {
        (Some(id), ..) => of_ticket(read, id),
        (None, Some(id), _) => of_task(read, id),
        (None, None, Some(id)) => of_project(read, id),
        (None, None, None) => Ok(None),
    }
}

fn of_project(read: &Read<'_>, id: &str) -> Result<Option<Subject>> {
    let sql = "SELECT customer_id, status = 'done', deal_id FROM v_projects_project WHERE id = ?1";
    let found = read.sql().prepare_cached(sql)?.query_row([id], |row| {
        let deal_id: Option<String> = row.get(2)?;
        let subject = Subject {
            on: TimeOn::of(Some(id.to_owned()), None, None),
            project_id: Some(id.to_owned()),
            customer_id: row.get(0)?,
            is_billable: true,
            is_closed: row.get(1)?,
        };
        Ok((subject, deal_id))
    });
    found.optional()?.map(|found| of_deal(read, found)).transpose()
}

fn of_task(read: &Read<'_>, id: &str) -> Result<Option<Subject>> {
    let sql = "SELECT t.project_id, t.customer_id, coalesce(p.status = 'done', 0), coalesce(p.deal_id, t.deal_id) FROM v_projects_work t \
               LEFT JOIN v_projects_project p ON p.id = t.project_id WHERE t.id = ?1";
    let found = read.sql().prepare_cached(sql)?.query_row([id], |row| {
        let deal_id: Option<String> = row.get(3)?;
        let subject = Subject {
            on: TimeOn::of(None, Some(id.to_owned()), None),
            project_id: row.get(0)?,
            customer_id: row.get(1)?,
            is_billable: true,
            is_closed: row.get(2)?,
        };
        Ok((subject, deal_id))
    });
    found.optional()?.map(|found| of_deal(read, found)).transpose()
}

/// Work of a deal that was sold at a price of its own is not invoiced beside that, unless its project has rates of its own.
fn of_deal(read: &Read<'_>, (mut subject, deal_id): (Subject, Option<String>)) -> Result<Subject> {
    if let Some(deal_id) = deal_id
        && sale::has_price(read, &deal_id)?
    {
        subject.is_billable = match &subject.project_id {
            Some(project_id) => rate::has_own(read, project_id)?,
            None => false,
        };
    }
    Ok(subject)
}

fn of_ticket(read: &Read<'_>, id: &str) -> Result<Option<Subject>> {
    let is_billable = !support::ticket::is_bought(read, id)?;
    let sql = "SELECT project_id, customer_id FROM v_support_ticket WHERE id = ?1";
    let found = read.sql().prepare_cached(sql)?.query_row([id], |row| {
        Ok(Subject {
            on: TimeOn::of(None, None, Some(id.to_owned())),
            project_id: row.get(0)?,
            customer_id: row.get(1)?,
            is_billable,
            // Help goes on when a project is over.
            is_closed: false,
        })
    });
    Ok(found.optional()?)
}

/// Whether there is such an item that may be named.
pub(in crate::time) fn has_item(read: &Read<'_>, id: &str) -> Result<bool> {
    let sql = "SELECT 1 FROM v_catalogue_item WHERE id = ?1 AND deleted_at IS NULL AND archived = 0";
    Ok(read.sql().prepare_cached(sql)?.exists([id])?)
}

/// The name of an item; empty when there is none.
pub(in crate::time) fn item_name(read: &Read<'_>, id: &str) -> Result<String> {
    let sql = "SELECT name FROM v_catalogue_item WHERE id = ?1";
    Ok(read.sql().prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?.unwrap_or_default())
}

/// Whether there is such a user who may work.
pub(in crate::time) fn has_user(read: &Read<'_>, id: &str) -> Result<bool> {
    let sql = "SELECT 1 FROM v_settings_user WHERE id = ?1 AND active = 1";
    Ok(read.sql().prepare_cached(sql)?.exists([id])?)
}

/// The name of a user; empty when there is none.
pub(in crate::time) fn user_name(read: &Read<'_>, id: &str) -> Result<String> {
    let sql = "SELECT name FROM v_settings_user WHERE id = ?1";
    Ok(read.sql().prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?.unwrap_or_default())
}
