//! The SQL of entries side by side.

use crate::kernel::error::Result;
use crate::projects::duration;
use crate::store::page::{self, List, ListRequest, Page, Where};
use crate::store::search::{self, Own};
use crate::store::tx::Read;
use crate::store::word;
use crate::time::list::{TimeFilter, TimeRow, TimeSummary};
use crate::time::words::EntryBilling;
use rusqlite::types::Value as SqlValue;
use rusqlite::{Row, params_from_iter};

const BASE: &str = "time_entry_row w";

const LIST: List = List {
    base: BASE,
    joins: "CROSS JOIN time_entry e ON e.id = w.id",
    columns: "w.id, e.version, w.work_date, w.minutes, w.user_id, \
              coalesce((SELECT u.name FROM v_settings_user u WHERE u.id = w.user_id), ''), w.project_id, \
              coalesce((SELECT p.name FROM v_projects_project p WHERE p.id = w.project_id), ''), w.task_id, w.ticket_id, \
              coalesce((SELECT t.title FROM v_projects_work t WHERE t.id = w.task_id), \
                       (SELECT k.code || ' ' || k.subject FROM v_support_ticket k WHERE k.id = w.ticket_id), ''), w.customer_id, \
              coalesce((SELECT c.name FROM v_crm_customer_name c WHERE c.id = w.customer_id), ''), w.item_id, \
              coalesce((SELECT i.name FROM v_catalogue_item i WHERE i.id = w.item_id), ''), w.note, w.billable, w.status, w.billing, \
              w.document_id",
    id: "w.id",
    sorts: &[("date", "w.work_date"), ("minutes", "w.minutes")],
};

fn read_row(row: &Row<'_>) -> rusqlite::Result<TimeRow> {
    let minutes = row.get(3)?;
    let billing: EntryBilling = word::read(row, 18)?;
    Ok(TimeRow {
        id: row.get(0)?,
        version: row.get(1)?,
        date: row.get(2)?,
        minutes,
        time: duration::shown(minutes),
        user_id: row.get(4)?,
        user: row.get(5)?,
        project_id: row.get(6)?,
        project: row.get(7)?,
        task_id: row.get(8)?,
        ticket_id: row.get(9)?,
        title: row.get(10)?,
        customer_id: row.get(11)?,
        customer: row.get(12)?,
        item_id: row.get(13)?,
        item: row.get(14)?,
        note: row.get(15)?,
        billable: row.get(16)?,
        status: word::read(row, 17)?,
        badge: billing.badge(),
        billing,
        invoice_id: row.get(19)?,
    })
}

/// Entries by the words of their notes.
const NOTES: Own = Own { index: "time_note", text: "note", rowid: "w.rid", folded: "fold(w.note)" };

fn filter(read: &Read<'_>, request: &ListRequest<TimeFilter>) -> Result<Where> {
    let mut filter = Where::default();
    let none = TimeFilter::default();
    let chosen = request.filter.as_ref().unwrap_or(&none);
    let text_of = |value: &str| SqlValue::Text(value.to_owned());
    for (column, value) in [
        ("w.project_id = ?", &chosen.project_id),
        ("w.task_id = ?", &chosen.task_id),
        ("w.ticket_id = ?", &chosen.ticket_id),
        ("w.customer_id = ?", &chosen.customer_id),
    ] {
        if let Some(value) = value {
            filter.add_narrow(column, [text_of(value)]);
        }
    }
    if let Some(user_id) = &chosen.user_id {
        filter.add("w.user_id = ?", [text_of(user_id)]);
    }
    filter.add_days("w.work_date", chosen.from.as_deref(), chosen.to.as_deref())?;
    if let Some(status) = chosen.status {
        filter.add("w.status = ?", [text_of(&word::of(&status))]);
    }
    if let Some(billing) = chosen.billing {
        filter.add("w.billing = ?", [text_of(&word::of(&billing))]);
    }
    let subjects = ["ticket", "project", "task"];
    search::restrict_beside(read, &mut filter, "w.subject_id", &subjects, &NOTES, request.search.as_deref())?;
    filter.owned_by("w.user_id", read.visible_owners());
    Ok(filter)
}

pub(in crate::time) fn list(read: &Read<'_>, request: &ListRequest<TimeFilter>) -> Result<Page<TimeRow>> {
    page::page(read.sql(), LIST, request, filter(read, request)?, read_row)
}

pub(in crate::time) fn summary(read: &Read<'_>, request: &ListRequest<TimeFilter>) -> Result<TimeSummary> {
    let filter = filter(read, request)?;
    let sql = format!(
        "SELECT count(*), coalesce(sum(w.minutes), 0), coalesce(sum(w.minutes * w.billable), 0), \
                coalesce(sum(iif(w.billing = 'open', w.minutes, 0)), 0) FROM {BASE} WHERE {}",
        filter.text()
    );
    let mut statement = read.sql().prepare_cached(&sql)?;
    Ok(statement.query_row(params_from_iter(filter.values()), |row| {
        Ok(TimeSummary {
            count: row.get(0)?,
            minutes: row.get(1)?,
            billable_minutes: row.get(2)?,
            to_invoice_minutes: row.get(3)?,
        })
    })?)
}
