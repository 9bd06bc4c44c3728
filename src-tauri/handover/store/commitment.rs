//! The SQL of commitments.

use crate::handover::commitment::{Commitment, CommitmentState};
use crate::kernel::error::{Error, Result};
use crate::store::tx::{Read, Tx};
use crate::store::word;
use rusqlite::{OptionalExtension as _, Row, params};

const ROW: &str = "SELECT c.id, c.version, c.deal_id, d.title, c.text, c.due_date, c.promised_by, coalesce(u.name, ''), c.state \
                     FROM commitment c JOIN v_crm_deal d ON d.id = c.deal_id LEFT JOIN v_settings_user u ON u.id = c.promised_by \
                    WHERE c.deleted_at IS NULL AND";

fn read_row(row: &Row<'_>) -> rusqlite::Result<Commitment> {
    Ok(Commitment {
        id: row.get(0)?,
        version: row.get(1)?,
        deal_id: row.get(2)?,
        deal: row.get(3)?,
        text: row.get(4)?,
        due_date: row.get(5)?,
        promised_by: row.get(6)?,
        user: row.get(7)?,
        state: word::read(row, 8)?,
        badge: None,
    })
}

pub(in crate::handover) fn of_deal(read: &Read<'_>, deal_id: &str) -> Result<Vec<Commitment>> {
    let mut statement =
        read.sql().prepare_cached(&format!("{ROW} c.deal_id = ?1 ORDER BY c.position, c.id"))?;
    let rows = statement.query_map([deal_id], read_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The commitments to a customer, what is open and due first before the rest; two hundred at most.
pub(in crate::handover) fn of_customer(read: &Read<'_>, customer_id: &str) -> Result<Vec<Commitment>> {
    let mut statement = read.sql().prepare_cached(&format!(
        "{ROW} c.deal_id IN (SELECT w.id FROM v_crm_deal w WHERE w.customer_id = ?1) \
         ORDER BY c.state <> 'open', coalesce(c.due_date, '9999-12-31'), c.id LIMIT 200"
    ))?;
    let rows = statement.query_map([customer_id], read_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(in crate::handover) fn find(read: &Read<'_>, id: &str) -> Result<Commitment> {
    read.sql()
        .prepare_cached(&format!("{ROW} c.id = ?1"))?
        .query_row([id], read_row)
        .optional()?
        .ok_or_else(|| Error::not_found("commitment"))
}

/// A commitment that shall be written.
pub(in crate::handover) struct NewCommitment<'a> {
    pub(in crate::handover) deal_id: &'a str,
    pub(in crate::handover) activity_id: Option<&'a str>,
    pub(in crate::handover) text: &'a str,
    pub(in crate::handover) due_date: Option<&'a str>,
    pub(in crate::handover) promised_by: &'a str,
}

pub(in crate::handover) fn insert(tx: &Tx<'_>, new: &NewCommitment<'_>) -> Result<String> {
    let id = tx.new_id();
    tx.sql()
        .prepare_cached(
            "INSERT INTO commitment (id, deal_id, activity_id, text, due_date, promised_by, state, position) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'open', (SELECT coalesce(max(position) + 1, 0) FROM commitment WHERE deal_id = ?2))",
        )?
        .execute(params![id, new.deal_id, new.activity_id, new.text, new.due_date, new.promised_by])?;
    Ok(id)
}

pub(in crate::handover) fn update(
    tx: &Tx<'_>,
    id: &str,
    text: &str,
    due_date: Option<&str>,
    promised_by: &str,
) -> Result<()> {
    tx.sql()
        .prepare_cached("UPDATE commitment SET text = ?2, due_date = ?3, promised_by = ?4 WHERE id = ?1")?
        .execute(params![id, text, due_date, promised_by])?;
    Ok(())
}

pub(in crate::handover) fn set_state(tx: &Tx<'_>, id: &str, state: CommitmentState) -> Result<()> {
    tx.sql()
        .prepare_cached("UPDATE commitment SET state = ?2 WHERE id = ?1")?
        .execute((id, word::of(&state)))?;
    Ok(())
}

pub(in crate::handover) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql()
        .prepare_cached("UPDATE commitment SET deleted_at = ?2 WHERE id = ?1")?
        .execute((id, tx.now_ms()))?;
    Ok(())
}

/// Whether there is such a user who may work.
pub(in crate::handover) fn has_user(read: &Read<'_>, id: &str) -> Result<bool> {
    Ok(read
        .sql()
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM v_settings_user WHERE id = ?1 AND active = 1)")?
        .query_row([id], |row| row.get(0))?)
}
