//! The SQL of what was used of entitlements.

use crate::kernel::error::{Error, Result};
use crate::store::tx::{Read, Tx};
use crate::store::word;
use crate::support::balance::Use;
use crate::support::entitlement::{EntitlementRow, EntitlementUse};
use rusqlite::params;
use std::collections::HashMap;

/// Uses that the page of an entitlement shows.
const USES_MAX: u32 = 200;

/// The hours that work on tickets takes of entitlements: of the ticket's own, or of that in which it goes on, through however many. Work
/// that is invoiced by the hour takes none.
const HOURS: &str = "WITH RECURSIVE bought (id) AS (SELECT value FROM json_each(?1)), \
       part (entitlement_id, id) AS (\
         SELECT e.id, t.id FROM bought JOIN entitlement e ON e.id = bought.id AND e.unit = 'hours' \
           JOIN ticket t ON t.entitlement_id = e.id AND t.merged_into_id IS NULL AND t.deleted_at IS NULL \
         UNION SELECT part.entitlement_id, t.id FROM part JOIN ticket t ON t.merged_into_id = part.id AND t.deleted_at IS NULL), \
       hours AS (SELECT part.entitlement_id, w.id, w.ticket_id, w.user_id, w.work_date, w.minutes \
                   FROM part JOIN v_time_on_ticket w ON w.ticket_id = part.id WHERE w.billable = 0)";

/// What is used after an entitlement was ended before its time is none of it.
const WHILE_GIVEN: &str = "(e.ended_date IS NULL OR e.ended_date >= e.end_date OR used_date <= e.ended_date)";

/// What was used of entitlements, by their ids.
pub(super) fn uses(read: &Read<'_>, of: &[EntitlementRow]) -> Result<HashMap<String, Vec<Use>>> {
    let ids: Vec<&str> = of.iter().map(|row| row.id.as_str()).collect();
    let sql = format!(
        "{HOURS}, used (entitlement_id, used_date, quantity) AS (\
           SELECT u.entitlement_id, u.used_date, u.quantity FROM bought JOIN entitlement_use u ON u.entitlement_id = bought.id \
           UNION ALL SELECT entitlement_id, work_date, minutes FROM hours) \
         SELECT e.id, used_date, sum(quantity) FROM used JOIN entitlement e ON e.id = used.entitlement_id \
          WHERE {WHILE_GIVEN} GROUP BY 1, 2"
    );
    let mut statement = read.sql().prepare_cached(&sql)?;
    let mut rows = statement.query([word::json(&ids)])?;
    let mut uses: HashMap<String, Vec<Use>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let date = row.get::<_, String>(1)?.parse().map_err(Error::internal)?;
        uses.entry(row.get(0)?).or_default().push(Use { date, quantity: row.get(2)? });
    }
    Ok(uses)
}

/// The newest uses of an entitlement.
pub(super) fn newest(read: &Read<'_>, id: &str) -> Result<Vec<EntitlementUse>> {
    let mut statement = read.sql().prepare_cached(&format!(
        "{HOURS} SELECT x.ticket_id, r.title, x.quantity, x.used_date, coalesce(u.name, '') FROM (\
           SELECT u.id, u.ticket_id, u.user_id, u.quantity, u.used_date FROM bought JOIN entitlement_use u ON u.entitlement_id = bought.id \
           UNION ALL SELECT id, ticket_id, user_id, minutes, work_date FROM hours) x \
         JOIN record r ON r.id = x.ticket_id LEFT JOIN v_settings_user u ON u.id = x.user_id \
         ORDER BY x.used_date DESC, x.id DESC LIMIT {USES_MAX}"
    ))?;
    let rows = statement.query_map([word::json(&[id])], |row| {
        Ok(EntitlementUse {
            ticket_id: row.get(0)?,
            ticket: row.get(1)?,
            quantity: row.get(2)?,
            date: row.get(3)?,
            user: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The entitlement of which an entry of time takes, and what it takes while it is not invoiced by the hour.
pub(in crate::support) fn work_of(read: &Read<'_>, entry_id: &str) -> Result<Option<(String, Use)>> {
    let sql = format!(
        "WITH RECURSIVE whole (id) AS (SELECT ticket_id FROM v_time_on_ticket WHERE id = ?1 \
                 UNION SELECT t.merged_into_id FROM whole JOIN ticket t ON t.id = whole.id WHERE t.merged_into_id IS NOT NULL) \
               SELECT e.id, w.work_date AS used_date, w.minutes FROM whole JOIN ticket t ON t.id = whole.id AND t.merged_into_id IS NULL \
                 JOIN entitlement e ON e.id = t.entitlement_id AND e.unit = 'hours' \
                 JOIN v_time_on_ticket w ON w.id = ?1 AND w.billable = 0 \
                WHERE {WHILE_GIVEN}"
    );
    let mut statement = read.sql().prepare_cached(&sql)?;
    let mut rows = statement.query([entry_id])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let date = row.get::<_, String>(1)?.parse().map_err(Error::internal)?;
    Ok(Some((row.get(0)?, Use { date, quantity: row.get(2)? })))
}

/// What a ticket took, by entitlement and day; what was given back in full is left out.
pub(in crate::support) fn taken_by(read: &Read<'_>, ticket_id: &str) -> Result<Vec<(String, String, i64)>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT entitlement_id, used_date, sum(quantity) FROM entitlement_use WHERE ticket_id = ?1 \
         GROUP BY 1, 2 HAVING sum(quantity) <> 0 ORDER BY 1, 2",
    )?;
    let rows = statement.query_map([ticket_id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Notes that a ticket took something on a day, or below zero that it gave something of that day back.
pub(in crate::support) fn record(
    tx: &Tx<'_>,
    entitlement_id: &str,
    ticket_id: &str,
    quantity: i64,
    day: &str,
) -> Result<()> {
    tx.sql().execute(
        "INSERT INTO entitlement_use (id, entitlement_id, ticket_id, quantity, used_date, user_id, at_ms) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![tx.new_id(), entitlement_id, ticket_id, quantity, day, tx.actor().user_id, tx.now_ms()],
    )?;
    Ok(())
}

/// Whether anything was taken of an entitlement: by what was noted, or from the timer.
pub(super) fn is_used(read: &Read<'_>, id: &str) -> Result<bool> {
    let sql = format!(
        "{HOURS} SELECT EXISTS (SELECT 1 FROM bought JOIN entitlement_use u ON u.entitlement_id = bought.id) \
                     OR EXISTS (SELECT 1 FROM hours)"
    );
    Ok(read.sql().prepare_cached(&sql)?.query_row([word::json(&[id])], |row| row.get(0))?)
}

/// Whether anything was taken of an entitlement after transaction `seq` of this device.
pub(in crate::support) fn was_since(tx: &Tx<'_>, seq: i64, id: &str) -> Result<bool> {
    let sql = format!(
        "{HOURS}, since (n) AS (SELECT max(n) FROM op WHERE replica = ?2 AND seq = ?3) \
         SELECT EXISTS (SELECT 1 FROM since JOIN op o ON o.n > since.n AND o.tbl = 'entitlement_use' \
                          JOIN entitlement_use u ON u.id = o.pk JOIN bought ON bought.id = u.entitlement_id) \
             OR EXISTS (SELECT 1 FROM since JOIN op o ON o.n > since.n AND o.tbl = 'time_entry' JOIN hours ON hours.id = o.pk)"
    );
    Ok(tx.sql().query_row(&sql, (word::json(&[id]), tx.replica(), seq), |row| row.get(0))?)
}
