//! The SQL of what was made of a deal and goes on.

use crate::handover::running::Running;
use crate::kernel::error::Result;
use crate::store::tx::Read;
use rusqlite::OptionalExtension as _;

/// What goes on of a deal: its contracts first, for what is bound to them ends with them.
pub(in crate::handover) fn of_deal(read: &Read<'_>, deal_id: &str) -> Result<Vec<Running>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT 'contract', c.id, c.code, c.name, c.owner_id FROM v_support_contract c JOIN v_support_term t ON t.id = c.id \
          WHERE c.deal_id = ?1 AND t.is_ended = 0 AND (t.last_day >= ?2 OR c.auto_renew) \
         UNION ALL SELECT 'recurring_invoice', id, code, coalesce(nullif(subject, ''), code), owner_id FROM v_billing_recurring \
          WHERE deal_id = ?1 AND next_date IS NOT NULL \
         UNION ALL SELECT 'entitlement', id, code, name, owner_id FROM v_support_entitlement \
          WHERE deal_id = ?1 AND contract_id IS NULL AND ended_date IS NULL AND coalesce(end_date, ?2) >= ?2 \
         UNION ALL SELECT 'project', id, code, name, owner_id FROM v_projects_project WHERE deal_id = ?1 AND status <> 'done' \
         UNION ALL SELECT 'task', id, '', title, owner_id FROM v_projects_deal_task WHERE deal_id = ?1 AND done_ms IS NULL",
    )?;
    let rows = statement.query_map((deal_id, read.today()?.to_string()), |row| {
        Ok(Running {
            kind: row.get(0)?,
            id: row.get(1)?,
            code: row.get(2)?,
            title: row.get(3)?,
            owner_id: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Why a deal was lost; `None` while it is not.
pub(in crate::handover) fn lost_because(read: &Read<'_>, deal_id: &str) -> Result<Option<String>> {
    let sql = "SELECT coalesce(lost_reason, '') FROM v_crm_deal WHERE id = ?1 AND status = 'lost'";
    Ok(read.sql().prepare_cached(sql)?.query_row([deal_id], |row| row.get(0)).optional()?)
}
