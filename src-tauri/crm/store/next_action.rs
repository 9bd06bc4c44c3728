//! The SQL behind the next action of a record.

use crate::crm::deal::DealStatus;
use crate::crm::lead::LeadStatus;
use crate::crm::next_action::About;
use crate::kernel::error::Result;
use crate::store::tx::Read;
use crate::store::word;

pub(in crate::crm) fn deal(read: &Read<'_>, id: &str) -> Result<(bool, About)> {
    let found = read
        .sql()
        .prepare_cached("SELECT status, stage, stage_since_ms, limit_days FROM deal_row WHERE id = ?1")?
        .query_row([id], |row| {
            let status: DealStatus = word::read(row, 0)?;
            let about =
                About::Deal { stage: row.get(1)?, stage_since_ms: row.get(2)?, limit_days: row.get(3)? };
            Ok((status == DealStatus::Open, about))
        })?;
    Ok(found)
}

pub(in crate::crm) fn lead(read: &Read<'_>, id: &str) -> Result<(bool, About)> {
    let found = read
        .sql()
        .prepare_cached("SELECT status, respond_by_ms, responded_ms FROM lead WHERE id = ?1")?
        .query_row([id], |row| {
            let status: LeadStatus = word::read(row, 0)?;
            let about = About::Lead { status, respond_by_ms: row.get(1)?, responded_ms: row.get(2)? };
            Ok((status.is_open(), about))
        })?;
    Ok(found)
}

pub(in crate::crm) fn customer(read: &Read<'_>, id: &str) -> Result<About> {
    let open_deals = read
        .sql()
        .prepare_cached("SELECT count(*) FROM deal_row WHERE customer_id = ?1 AND status = 'open'")?
        .query_row([id], |row| row.get(0))?;
    Ok(About::Customer { open_deals })
}
