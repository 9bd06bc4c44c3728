//! The SQL of categories.

use crate::kernel::error::Result;
use crate::store::tx::{Read, Tx};
use crate::support::category::TicketCategory;
use rusqlite::{OptionalExtension as _, params};

pub(in crate::support) fn list(read: &Read<'_>) -> Result<Vec<TicketCategory>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT id, name, owner_id FROM ticket_category WHERE deleted_at IS NULL ORDER BY position, id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(TicketCategory { id: row.get(0)?, name: row.get(1)?, owner_id: row.get(2)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// To whom tickets of a category go, while that user is there.
pub(in crate::support) fn owner(read: &Read<'_>, id: Option<&str>) -> Result<Option<String>> {
    let sql = "SELECT k.owner_id FROM ticket_category k JOIN v_settings_user u ON u.id = k.owner_id AND u.active = 1 \
               WHERE k.id = ?1";
    Ok(read.sql().prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?)
}

/// A category as it is written: id (none for a new one), name, owner.
pub(in crate::support) type Checked = (Option<String>, String, Option<String>);

/// Makes these the categories, in their order.
pub(in crate::support) fn set(tx: &Tx<'_>, rows: &[Checked]) -> Result<()> {
    for old in list(tx)? {
        if !rows.iter().any(|(id, ..)| id.as_ref() == Some(&old.id)) {
            tx.sql().execute(
                "UPDATE ticket_category SET deleted_at = ?2 WHERE id = ?1",
                (&old.id, tx.now_ms()),
            )?;
        }
    }
    for ((id, name, owner_id), position) in rows.iter().zip(0_i64..) {
        match id {
            Some(id) => tx.sql().execute(
                "UPDATE ticket_category SET name = ?2, owner_id = ?3, position = ?4 WHERE id = ?1",
                params![id, name, owner_id, position],
            )?,
            None => tx.sql().execute(
                "INSERT INTO ticket_category (id, name, owner_id, position) VALUES (?1, ?2, ?3, ?4)",
                params![tx.new_id(), name, owner_id, position],
            )?,
        };
    }
    Ok(())
}
