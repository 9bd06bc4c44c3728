//! The SQL of saved replies.

use crate::kernel::error::Result;
use crate::store::tx::{Read, Tx};
use crate::store::word;
use crate::support::saved_reply::SavedReply;
use crate::support::ticket::status::Then;
use rusqlite::params;

pub(in crate::support) fn list(read: &Read<'_>) -> Result<Vec<SavedReply>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT id, name, body, follow, priority, owner_id, category_id, tag FROM saved_reply WHERE deleted_at IS NULL ORDER BY position, id",
    )?;
    let rows = statement.query_map([], |row| {
        let (follow, priority): (Option<String>, Option<String>) = (row.get(3)?, row.get(4)?);
        Ok(SavedReply {
            id: row.get(0)?,
            name: row.get(1)?,
            body: row.get(2)?,
            follow: follow.and_then(|follow| word::parse::<Then>(follow).ok()),
            priority: priority.and_then(|priority| word::parse(priority).ok()),
            owner_id: row.get(5)?,
            category_id: row.get(6)?,
            tag: row.get(7)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Makes these the saved replies, in their order; without an id one is new.
pub(in crate::support) fn set(tx: &Tx<'_>, rows: &[(Option<String>, SavedReply)]) -> Result<()> {
    for old in list(tx)? {
        if !rows.iter().any(|(id, _)| id.as_ref() == Some(&old.id)) {
            tx.sql()
                .execute("UPDATE saved_reply SET deleted_at = ?2 WHERE id = ?1", (&old.id, tx.now_ms()))?;
        }
    }
    for ((id, reply), position) in rows.iter().zip(0_i64..) {
        let follow = reply.follow.map(|follow| word::of(&follow));
        let priority = reply.priority.map(|priority| word::of(&priority));
        let sql = match id {
            Some(_) => {
                "UPDATE saved_reply SET name = ?2, body = ?3, follow = ?4, position = ?5, priority = ?6, owner_id = ?7, \
                                        category_id = ?8, tag = ?9 WHERE id = ?1"
            }
            None => {
                "INSERT INTO saved_reply (id, name, body, follow, position, priority, owner_id, category_id, tag) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
            }
        };
        let id = id.clone().unwrap_or_else(|| tx.new_id());
        let SavedReply { name, body, owner_id, category_id, tag, .. } = reply;
        tx.sql()
            .execute(sql, params![id, name, body, follow, position, priority, owner_id, category_id, tag])?;
    }
    Ok(())
}

/// What stands for these words in a ticket, in their order.
pub(in crate::support) fn values(read: &Read<'_>, ticket_id: &str, fields: [&str; 5]) -> Result<Vec<String>> {
    let sql = "SELECT coalesce(c.name, m.name), m.name, coalesce(u.name, ''), t.subject, t.code \
               FROM ticket t JOIN v_crm_customer_name m ON m.id = t.customer_id \
               LEFT JOIN v_crm_contact c ON c.id = t.contact_id LEFT JOIN v_settings_user u ON u.id = ?2 WHERE t.id = ?1";
    let mut statement = read.sql().prepare_cached(sql)?;
    let values = statement.query_row((ticket_id, &read.actor().user_id), |row| {
        (0..fields.len()).map(|at| row.get(at)).collect::<rusqlite::Result<Vec<String>>>()
    })?;
    Ok(values)
}
