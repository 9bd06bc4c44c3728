//! The SQL of time on its way to an invoice.

use crate::kernel::error::Result;
use crate::store::page::Where;
use crate::store::tx::{Read, Tx};
use crate::time::bill::{TimeOutside, TimeSeller};
use crate::time::subject::TimeOn;
use rusqlite::types::Value as SqlValue;
use rusqlite::{OptionalExtension as _, Row, params_from_iter};

/// Where time is invoiced from, with what the invoice takes over.
#[derive(Debug)]
pub(in crate::time) struct Source {
    /// The project; none for what a customer had done in no project.
    pub(in crate::time) project_id: Option<String>,
    pub(in crate::time) customer_id: String,
    pub(in crate::time) deal_id: Option<String>,
    pub(in crate::time) branch_id: Option<String>,
    pub(in crate::time) title: String,
    pub(in crate::time) currency: String,
}

fn read_source(row: &Row<'_>) -> rusqlite::Result<Source> {
    Ok(Source {
        project_id: row.get(0)?,
        customer_id: row.get(1)?,
        deal_id: row.get(2)?,
        branch_id: row.get(3)?,
        title: row.get(4)?,
        currency: row.get(5)?,
    })
}

pub(in crate::time) fn project(read: &Read<'_>, id: &str) -> Result<Option<Source>> {
    let sql =
        "SELECT id, customer_id, deal_id, branch_id, name, currency FROM v_projects_project WHERE id = ?1";
    Ok(read.sql().prepare_cached(sql)?.query_row([id], read_source).optional()?)
}

pub(in crate::time) fn customer(read: &Read<'_>, id: &str) -> Result<Option<Source>> {
    let sql =
        "SELECT NULL, id, NULL, NULL, '', currency FROM v_crm_customer WHERE id = ?1 AND deleted_at IS NULL";
    Ok(read.sql().prepare_cached(sql)?.query_row([id], read_source).optional()?)
}

pub(in crate::time) fn has_branch(read: &Read<'_>, id: &str) -> Result<bool> {
    Ok(read.sql().prepare_cached("SELECT 1 FROM v_settings_branch WHERE id = ?1")?.exists([id])?)
}

/// The own currency of a branch, or of the first one.
pub(in crate::time) fn home_of(read: &Read<'_>, branch_id: Option<&str>) -> Result<String> {
    let sql = "SELECT currency FROM v_settings_branch WHERE ?1 IS NULL OR id = ?1 ORDER BY position LIMIT 1";
    Ok(read.sql().prepare_cached(sql)?.query_row([branch_id], |row| row.get(0))?)
}

/// An entry that is not invoiced yet.
#[derive(Debug)]
pub(in crate::time) struct Entry {
    pub(in crate::time) id: String,
    pub(in crate::time) day: String,
    pub(in crate::time) user_id: String,
    pub(in crate::time) user: String,
    pub(in crate::time) minutes: i64,
    pub(in crate::time) project_id: Option<String>,
    pub(in crate::time) on: TimeOn,
    /// The task, ticket or project.
    pub(in crate::time) title: String,
    pub(in crate::time) item_id: Option<String>,
    pub(in crate::time) note: String,
    pub(in crate::time) is_approved: bool,
    /// Who sells it: the branch of its project, task or ticket; outside of projects in the currency in which the deal was sold, else
    /// of the source.
    pub(in crate::time) seller: TimeSeller,
    /// The place of the branch among the others.
    pub(in crate::time) branch_position: i64,
    /// The deal of its task or ticket, outside of projects.
    pub(in crate::time) deal_id: Option<String>,
    /// Whether that is of the same customer.
    pub(in crate::time) is_of_deal: bool,
}

/// What is to be invoiced of a source, by day; `reach` are the people whose time may be seen.
pub(in crate::time) fn open(
    read: &Read<'_>,
    source: &Source,
    reach: Option<Vec<String>>,
) -> Result<Vec<Entry>> {
    let mut filter = Where::default();
    let text = |value: &str| SqlValue::Text(value.to_owned());
    filter.add("w.billing = 'open'", []);
    match &source.project_id {
        Some(id) => filter.add("w.project_id = ?", [text(id)]),
        None => filter.add("w.project_id IS NULL AND w.customer_id = ?", [text(&source.customer_id)]),
    }
    filter.owned_by("w.user_id", reach);
    let sql = format!(
        "SELECT w.id, w.work_date, w.user_id, coalesce(u.name, ''), w.minutes, w.project_id, w.task_id, w.ticket_id, \
                coalesce(t.title, k.code || ' ' || k.subject, p.name, ''), w.item_id, w.note, w.status = 'approved', \
                b.id, b.name, b.position, (SELECT s.currency FROM v_billing_deal_currency s WHERE s.deal_id = d.id), \
                d.id, coalesce(d.customer_id = w.customer_id, 0) \
         FROM time_entry_row w LEFT JOIN v_settings_user u ON u.id = w.user_id LEFT JOIN v_projects_work t ON t.id = w.task_id \
         LEFT JOIN v_support_ticket k ON k.id = w.ticket_id LEFT JOIN v_projects_project p ON p.id = w.project_id \
         LEFT JOIN v_crm_deal d ON w.project_id IS NULL AND d.id = coalesce(t.deal_id, k.deal_id) \
         LEFT JOIN record r ON r.id = w.subject_id \
         JOIN v_settings_branch b ON b.id = coalesce(p.branch_id, r.branch_id, d.branch_id, \
              (SELECT f.id FROM v_settings_branch f ORDER BY f.position LIMIT 1)) \
         WHERE {} ORDER BY w.work_date, w.id",
        filter.text()
    );
    let mut statement = read.sql().prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(filter.values()), |row| {
        let project_id: Option<String> = row.get(5)?;
        Ok(Entry {
            id: row.get(0)?,
            day: row.get(1)?,
            user_id: row.get(2)?,
            user: row.get(3)?,
            minutes: row.get(4)?,
            on: TimeOn::of(project_id.clone(), row.get(6)?, row.get(7)?),
            project_id,
            title: row.get(8)?,
            item_id: row.get(9)?,
            note: row.get(10)?,
            is_approved: row.get(11)?,
            seller: TimeSeller {
                branch_id: row.get(12)?,
                branch: row.get(13)?,
                currency: row.get::<_, Option<String>>(15)?.unwrap_or_else(|| source.currency.clone()),
            },
            branch_position: row.get(14)?,
            deal_id: row.get(16)?,
            is_of_deal: row.get(17)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether any time is to be invoiced of a project.
pub(in crate::time) fn is_left(read: &Read<'_>, project_id: &str) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM time_entry_row WHERE project_id = ?1 AND billing = 'open')";
    Ok(read.sql().prepare_cached(sql)?.query_row([project_id], |row| row.get(0))?)
}

/// What is to be invoiced of a customer's time in no project, summed up in an index.
pub(in crate::time) fn outside(
    read: &Read<'_>,
    customer_id: &str,
    needs_approval: bool,
) -> Result<TimeOutside> {
    let mut filter = Where::default();
    filter.add("w.customer_id = ?", [SqlValue::Text(customer_id.to_owned())]);
    filter.owned_by("w.user_id", read.visible_owners());
    let is_ready = if needs_approval { "w.status = 'approved'" } else { "1" };
    let sql = format!(
        "SELECT coalesce(sum({is_ready}), 0), coalesce(sum(iif({is_ready}, w.minutes, 0)), 0), \
                coalesce(sum(iif({is_ready}, 0, w.minutes)), 0) \
         FROM time_entry_row w INDEXED BY time_entry_row_outside WHERE w.billing = 'open' AND w.project_id IS NULL AND {}",
        filter.text()
    );
    let mut statement = read.sql().prepare_cached(&sql)?;
    Ok(statement.query_row(params_from_iter(filter.values()), |row| {
        Ok(TimeOutside { entries: row.get(0)?, minutes: row.get(1)?, waiting_minutes: row.get(2)? })
    })?)
}

/// What a line of time is sold as.
pub(in crate::time) struct SoldAs {
    pub(in crate::time) unit: String,
    pub(in crate::time) hsn: String,
    pub(in crate::time) tax_class_id: Option<String>,
}

/// Unit, code and tax of an item at a branch (the first one when `None`); without an item hours, taxed as is usual there.
pub(in crate::time) fn sold_as(
    read: &Read<'_>,
    branch_id: Option<&str>,
    item_id: Option<&str>,
) -> Result<SoldAs> {
    let sql = "SELECT coalesce(nullif(i.unit, ''), 'h'), coalesce(i.hsn_sac, ''), \
                      coalesce((SELECT t.tax_class_id FROM v_catalogue_item_tax t WHERE t.item_id = i.id AND t.scheme = b.tax_scheme), \
                        (SELECT c.id FROM v_catalogue_tax_class c WHERE c.scheme = b.tax_scheme AND c.key = 'standard' AND NOT c.archived \
                           AND b.tax_number <> '')) \
               FROM v_settings_branch b LEFT JOIN v_catalogue_item i ON i.id = ?2 \
               WHERE ?1 IS NULL OR b.id = ?1 ORDER BY b.position LIMIT 1";
    Ok(read.sql().prepare_cached(sql)?.query_row((branch_id, item_id), |row| {
        Ok(SoldAs { unit: row.get(0)?, hsn: row.get(1)?, tax_class_id: row.get(2)? })
    })?)
}

/// The lines of a draft in their order.
pub(in crate::time) fn lines_of(read: &Read<'_>, document_id: &str) -> Result<Vec<String>> {
    let sql = "SELECT id FROM v_billing_live_line WHERE document_id = ?1 ORDER BY position, id";
    let mut statement = read.sql().prepare_cached(sql)?;
    let rows = statement.query_map([document_id], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Posts an entry to a line at its rate.
pub(in crate::time) fn post(
    tx: &Tx<'_>,
    entry: &Entry,
    document_id: &str,
    line_id: &str,
    rate: &str,
    annex: bool,
) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "INSERT INTO time_posting (id, entry_id, document_id, line_id, minutes, rate, annex) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute((tx.new_id(), &entry.id, document_id, line_id, entry.minutes, rate, annex))?;
    Ok(())
}
