//! What somebody should see: capabilities tell it here, the inbox shows it.
//!
//! Each has something it is `about`; the same user is told of the same thing once, however often it is found.

use super::tx::{Read, Tx};
use super::word;
use crate::kernel::error::{Error, Result};
use rusqlite::OptionalExtension as _;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

/// Why somebody is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum NotificationKind {
    /// Something falls due.
    Reminder,
    /// Somebody named them.
    Mention,
    /// Somebody did what they wait for, or should answer.
    Notice,
}

/// Something that somebody should see.
#[derive(Debug, Clone)]
pub struct NewNotification<'a> {
    /// Who should see it.
    pub user_id: &'a str,
    /// The record that opens from it.
    pub record_id: Option<&'a str>,
    /// Why they are told.
    pub kind: NotificationKind,
    /// What it is about; the same user is told once.
    pub about: &'a str,
    /// Id in the message catalogue.
    pub message_id: &'a str,
    /// Values for the placeholders of the message.
    pub params: Map<String, Value>,
    /// From when it is to be seen, epoch milliseconds.
    pub due_ms: i64,
}

/// Tells somebody of something, unless they were told already. What was withdrawn because its cause was gone comes back.
///
/// # Errors
/// A failure of the file.
pub fn tell(tx: &Tx<'_>, new: &NewNotification<'_>) -> Result<()> {
    let told: Option<(String, bool)> = tx
        .sql()
        .prepare_cached(
            "SELECT id, deleted_at IS NOT NULL FROM notification WHERE user_id = ?1 AND about = ?2",
        )?
        .query_row((new.user_id, new.about), |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match told {
        None => {
            tx.sql()
                .prepare_cached(
                    "INSERT INTO notification (id, user_id, record_id, kind, about, message_id, params, due_ms) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                )?
                .execute((
                    tx.new_id(),
                    new.user_id,
                    new.record_id,
                    word::of(&new.kind),
                    new.about,
                    new.message_id,
                    word::json(&new.params),
                    new.due_ms,
                ))?;
        }
        Some((id, true)) => {
            tx.sql()
                .prepare_cached(
                    "UPDATE notification SET deleted_at = NULL, params = ?2, due_ms = ?3, read_ms = NULL, done_ms = NULL \
                     WHERE id = ?1",
                )?
                .execute((id, word::json(&new.params), new.due_ms))?;
        }
        Some((_, false)) => {}
    }
    Ok(())
}

/// Whether anybody was ever told of something, though it was taken back since.
///
/// # Errors
/// A failure of the file.
pub fn was_told(read: &Read<'_>, about: &str) -> Result<bool> {
    let sql = "SELECT 1 FROM notification WHERE about = ?1";
    Ok(read.sql().prepare_cached(sql)?.exists([about])?)
}

/// Whether somebody was told of something, done or not, and it was not taken back.
///
/// # Errors
/// A failure of the file.
pub fn is_told(read: &Read<'_>, about: &str) -> Result<bool> {
    let sql = "SELECT 1 FROM notification WHERE about = ?1 AND deleted_at IS NULL";
    Ok(read.sql().prepare_cached(sql)?.exists([about])?)
}

/// Tells somebody the newest of something that is counted: what was told of it before is withdrawn, so that they are told once, and what
/// they have done is told again, since there is more of it.
///
/// # Errors
/// A failure of the file.
pub fn tell_latest(tx: &Tx<'_>, new: &NewNotification<'_>) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "UPDATE notification SET deleted_at = ?4 WHERE user_id = ?1 AND message_id = ?2 AND about <> ?3 AND deleted_at IS NULL \
                AND done_ms IS NULL",
        )?
        .execute((new.user_id, new.message_id, new.about, tx.now_ms()))?;
    tell(tx, new)?;
    tx.sql()
        .prepare_cached(
            "UPDATE notification SET done_ms = NULL, read_ms = NULL, due_ms = ?3 WHERE user_id = ?1 AND about = ?2 AND done_ms IS NOT NULL",
        )?
        .execute((new.user_id, new.about, new.due_ms))?;
    restate(tx, new.user_id, new.about, &new.params)
}

/// Says anew what somebody was told and has not done: a count, or a reason, is another by now.
///
/// # Errors
/// A failure of the file.
pub fn restate(tx: &Tx<'_>, user_id: &str, about: &str, params: &Map<String, Value>) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "UPDATE notification SET params = ?3 WHERE user_id = ?1 AND about = ?2 AND deleted_at IS NULL AND done_ms IS NULL \
                AND params <> ?3",
        )?
        .execute((user_id, about, word::json(params)))?;
    Ok(())
}

/// Takes a notification back: what it told of is so no more.
///
/// # Errors
/// A failure of the file.
pub fn withdraw(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql()
        .prepare_cached("UPDATE notification SET deleted_at = ?2 WHERE id = ?1")?
        .execute((id, tx.now_ms()))?;
    Ok(())
}

/// Takes back what everybody was told about something, done or not: it may be told anew.
///
/// # Errors
/// A failure of the file.
pub fn withdraw_about(tx: &Tx<'_>, about: &str) -> Result<()> {
    tx.sql()
        .prepare_cached("UPDATE notification SET deleted_at = ?2 WHERE about = ?1 AND deleted_at IS NULL")?
        .execute((about, tx.now_ms()))?;
    Ok(())
}

/// Proves that something lies in the inbox of who acts.
fn require_own(tx: &Tx<'_>, id: &str) -> Result<()> {
    let own: bool = tx.sql().query_row(
        "SELECT EXISTS (SELECT 1 FROM notification WHERE id = ?1 AND user_id = ?2 AND deleted_at IS NULL)",
        (id, &tx.actor().user_id),
        |row| row.get(0),
    )?;
    if own { Ok(()) } else { Err(Error::not_found("notification")) }
}

/// Notes that the user has seen one of their own.
///
/// # Errors
/// `not_found`.
pub fn set_read(tx: &Tx<'_>, id: &str) -> Result<()> {
    require_own(tx, id)?;
    tx.sql().execute(
        "UPDATE notification SET read_ms = ?2 WHERE id = ?1 AND read_ms IS NULL",
        (id, tx.now_ms()),
    )?;
    Ok(())
}

/// Notes that one of the user's own is done, or is not.
///
/// # Errors
/// `not_found`.
pub fn set_done(tx: &Tx<'_>, id: &str, done_ms: Option<i64>) -> Result<()> {
    require_own(tx, id)?;
    tx.sql().execute("UPDATE notification SET done_ms = ?2 WHERE id = ?1", (id, done_ms))?;
    Ok(())
}

/// Puts one of the user's own off until an instant in epoch milliseconds; it is unread then.
///
/// # Errors
/// `not_found`.
pub fn put_off(tx: &Tx<'_>, id: &str, until_ms: i64) -> Result<()> {
    require_own(tx, id)?;
    tx.sql().execute("UPDATE notification SET due_ms = ?2, read_ms = NULL WHERE id = ?1", (id, until_ms))?;
    Ok(())
}
