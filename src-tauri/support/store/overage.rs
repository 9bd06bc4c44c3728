//! The SQL of what was used beyond and where it is billed.

use crate::kernel::error::Result;
use crate::store::tx::{Read, Tx};
use crate::support::balance::PeriodOver;
use crate::support::entitlement::EntitlementRow;
use crate::support::overage::OverageBilled;
use rusqlite::{Connection, OptionalExtension as _};
use std::collections::BTreeMap;

/// How much is billed somewhere, in minutes or requests, by the first days of the periods.
pub(in crate::support) fn posted(read: &Read<'_>, entitlement_id: &str) -> Result<BTreeMap<String, i64>> {
    let sql = "SELECT period_start, sum(quantity) FROM v_support_overage WHERE entitlement_id = ?1 GROUP BY period_start";
    let mut statement = read.sql().prepare_cached(sql)?;
    let rows = statement.query_map([entitlement_id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Where the overage of an entitlement stands, by period.
pub(in crate::support) fn billed(read: &Read<'_>, of: &EntitlementRow) -> Result<Vec<OverageBilled>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT o.document_id, o.kind, r.title, o.period_start, o.quantity FROM v_support_overage o \
         JOIN record r ON r.id = o.document_id WHERE o.entitlement_id = ?1 ORDER BY o.period_start, o.id",
    )?;
    let rows = statement.query_map([&of.id], |row| {
        Ok(OverageBilled {
            document_id: row.get(0)?,
            kind: row.get(1)?,
            document: row.get(2)?,
            unit: of.unit,
            from: row.get(3)?,
            quantity: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The lines of a paper in their order.
pub(in crate::support) fn lines_of(read: &Read<'_>, document_id: &str) -> Result<Vec<String>> {
    let sql = "SELECT id FROM v_billing_line WHERE document_id = ?1 ORDER BY position, id";
    let mut statement = read.sql().prepare_cached(sql)?;
    let rows = statement.query_map([document_id], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Posts so much of what was used beyond in a period to a line.
pub(in crate::support) fn post(
    tx: &Tx<'_>,
    entitlement_id: &str,
    over: &PeriodOver,
    quantity: i64,
    document_id: &str,
    line_id: &str,
) -> Result<()> {
    tx.sql().execute(
        "INSERT INTO overage_posting (id, entitlement_id, document_id, line_id, period_start, over, quantity) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        (tx.new_id(), entitlement_id, document_id, line_id, &over.from, over.quantity, quantity),
    )?;
    Ok(())
}

/// The other paper of a period of which too much is billed since transaction `seq` of this device was taken back.
pub(in crate::support) fn billed_twice_in(tx: &Tx<'_>, seq: i64) -> Result<Option<String>> {
    let sql = "SELECT r.title FROM op o JOIN overage_posting p ON p.document_id = o.pk OR p.line_id = o.pk OR p.id = o.pk \
               JOIN v_support_overage own ON own.id = p.id \
               JOIN v_support_overage x ON x.entitlement_id = p.entitlement_id AND x.period_start = p.period_start AND x.id <> p.id \
               JOIN record r ON r.id = x.document_id WHERE o.replica = ?1 AND o.seq = ?2 \
                 AND (SELECT sum(y.quantity) > max(y.over) FROM v_support_overage y \
                       WHERE y.entitlement_id = p.entitlement_id AND y.period_start = p.period_start) LIMIT 1";
    Ok(tx.sql().prepare_cached(sql)?.query_row((tx.replica(), seq), |row| row.get(0)).optional()?)
}

/// Periods of which more is on invoices that count and estimates that were accepted than was used beyond in them.
pub(in crate::support) fn billed_twice(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = conn.prepare(
        "SELECT e.code || ': ' || max(o.over) || ' used beyond from ' || o.period_start || ' on and ' || sum(o.quantity) || ' billed' \
           FROM v_support_overage o JOIN entitlement e ON e.id = o.entitlement_id WHERE o.is_firm \
          GROUP BY o.entitlement_id, o.period_start HAVING sum(o.quantity) > max(o.over)",
    )?;
    let rows = statement.query_map([], |row| row.get(0))?;
    rows.collect()
}
