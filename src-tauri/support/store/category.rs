//! The SQL of categories.

use crate::kernel::error::Result;
use crate::store::tx::{Read, Tx};
use crate::store::word;
use crate::support::category::{TicketCategory, TicketPriorityOwner};
use crate::support::policy::Priority;
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

/// To whom tickets go that nobody was named for, while that user is there: urgent ones by their urgency, others by their category, and
/// by their priority where that says nothing.
pub(in crate::support) fn owner(
    read: &Read<'_>,
    id: Option<&str>,
    priority: Priority,
) -> Result<Option<String>> {
    let sql = "SELECT o.owner_id FROM (SELECT owner_id, 1 AS place FROM ticket_category WHERE id = ?1 \
                 UNION ALL SELECT owner_id, iif(?2 = 'urgent', 0, 2) FROM ticket_priority WHERE priority = ?2 AND deleted_at IS NULL) o \
               JOIN v_settings_user u ON u.id = o.owner_id AND u.active = 1 ORDER BY o.place LIMIT 1";
    let values = (id, word::of(&priority));
    Ok(read.sql().prepare_cached(sql)?.query_row(values, |row| row.get(0)).optional()?)
}

/// To whom tickets of each priority go, the least urgent first.
pub(in crate::support) fn priorities(read: &Read<'_>) -> Result<Vec<TicketPriorityOwner>> {
    let sql =
        "SELECT owner_id FROM ticket_priority WHERE priority = ?1 AND deleted_at IS NULL ORDER BY id LIMIT 1";
    let mut statement = read.sql().prepare_cached(sql)?;
    let rows = Priority::ALL.into_iter().map(|priority| {
        let owner_id = statement.query_row([word::of(&priority)], |row| row.get(0)).optional()?.flatten();
        Ok(TicketPriorityOwner { priority, owner_id })
    });
    rows.collect()
}

pub(in crate::support) fn set_priority_owner(
    tx: &Tx<'_>,
    priority: Priority,
    owner_id: Option<&str>,
) -> Result<()> {
    let priority = word::of(&priority);
    let changed = tx.sql().execute(
        "UPDATE ticket_priority SET owner_id = ?2 WHERE priority = ?1 AND deleted_at IS NULL",
        (&priority, owner_id),
    )?;
    if changed == 0 {
        tx.sql().execute(
            "INSERT INTO ticket_priority (id, priority, owner_id) VALUES (?1, ?2, ?3)",
            (tx.new_id(), priority, owner_id),
        )?;
    }
    Ok(())
}

/// What has a category, by its name: saved replies, service levels by their rules, and knowledge notes.
pub(in crate::support) fn users(read: &Read<'_>, id: &str) -> Result<Vec<String>> {
    let sql = "SELECT name FROM saved_reply WHERE category_id = ?1 AND deleted_at IS NULL \
                UNION SELECT p.name FROM sla_rule u JOIN sla_policy p ON p.id = u.policy_id AND p.deleted_at IS NULL \
                       WHERE u.category_id = ?1 AND u.deleted_at IS NULL \
                UNION SELECT title FROM knowledge_note WHERE category_id = ?1 AND deleted_at IS NULL";
    let mut statement = read.sql().prepare_cached(sql)?;
    let rows = statement.query_map([id], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
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
