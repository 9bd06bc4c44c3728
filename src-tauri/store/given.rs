//! What somebody was given by somebody else: work that has a new owner says so in the owner's inbox. Whoever takes work needs no word,
//! and what went on to another is withdrawn.

use super::notification::{self, NewNotification, NotificationKind};
use super::record;
use super::tx::Tx;
use crate::kernel::error::Result;
use serde_json::{Map, Value};

/// What is said of work that came up and is nobody's.
const UNOWNED: &str = "inbox.task_unowned";

/// Gives a record to another owner, who is told.
///
/// # Errors
/// As [`record::assign`].
pub fn to(tx: &Tx<'_>, id: &str, owner_id: &str) -> Result<()> {
    if record::owner(tx, id)?.as_deref() == Some(owner_id) {
        return Ok(());
    }
    record::assign(tx, id, owner_id)?;
    tell(tx, id)
}

/// Tells the owner of a record that it was given to them, unless they act themselves. What former owners were told is withdrawn.
///
/// # Errors
/// A failure of the file.
pub fn tell(tx: &Tx<'_>, id: &str) -> Result<()> {
    withdraw(tx, id)?;
    let (owner_id, title): (Option<String>, String) = tx
        .sql()
        .prepare_cached("SELECT owner_id, title FROM record WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let Some(owner_id) = owner_id.filter(|owner| *owner != tx.actor().user_id) else { return Ok(()) };
    say(tx, id, &owner_id, "inbox.given", Map::from_iter([("title".to_owned(), Value::from(title))]))
}

/// Tells somebody how many tasks a project of another brings them, once for all of them.
///
/// # Errors
/// A failure of the file.
pub fn tell_tasks(tx: &Tx<'_>, project_id: &str, project: &str, user_id: &str, count: usize) -> Result<()> {
    if user_id == tx.actor().user_id {
        return Ok(());
    }
    let params = [("project", Value::from(project)), ("count", Value::from(count))];
    let params = params.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    say(tx, project_id, user_id, "inbox.tasks_given", params)
}

/// Tells somebody how much of what a colleague had in hand is theirs now, once for all of it.
///
/// # Errors
/// A failure of the file.
pub fn tell_passed_on(tx: &Tx<'_>, from: (&str, &str), user_id: &str, count: usize) -> Result<()> {
    if user_id == tx.actor().user_id {
        return Ok(());
    }
    let (from_id, from_name) = from;
    let params = [
        ("actor", Value::from(tx.actor().name.clone())),
        ("name", from_name.into()),
        ("count", count.into()),
    ];
    notification::tell(
        tx,
        &NewNotification {
            user_id,
            record_id: None,
            kind: NotificationKind::Notice,
            about: &format!("inbox.passed_on:{from_id}:{}", tx.seq()),
            message_id: "inbox.passed_on",
            params: params.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
            due_ms: tx.now_ms(),
        },
    )
}

/// Tells who leads something that work in it came up which is nobody's.
///
/// # Errors
/// A failure of the file.
pub fn tell_unowned(tx: &Tx<'_>, id: &str, lead_id: Option<String>) -> Result<()> {
    let Some(lead_id) = lead_id else { return Ok(()) };
    let title = tx
        .sql()
        .prepare_cached("SELECT title FROM record WHERE id = ?1")?
        .query_row([id], |row| row.get::<_, String>(0))?;
    say(tx, id, &lead_id, UNOWNED, Map::from_iter([("title".to_owned(), Value::from(title))]))
}

/// Makes a record nobody's.
///
/// # Errors
/// A failure of the file.
pub fn release(tx: &Tx<'_>, id: &str) -> Result<()> {
    record::release(tx, id)?;
    withdraw(tx, id)
}

/// Takes back what anybody was told of a record being theirs, or nobody's.
///
/// # Errors
/// A failure of the file.
pub fn withdraw(tx: &Tx<'_>, id: &str) -> Result<()> {
    notification::withdraw_about(tx, &about(UNOWNED, id))?;
    notification::withdraw_about(tx, &about("inbox.given", id))
}

fn about(message_id: &str, id: &str) -> String {
    format!("{message_id}:{id}")
}

fn say(tx: &Tx<'_>, id: &str, user_id: &str, message_id: &str, mut params: Map<String, Value>) -> Result<()> {
    params.insert("actor".to_owned(), Value::from(tx.actor().name.clone()));
    notification::tell(
        tx,
        &NewNotification {
            user_id,
            record_id: Some(id),
            kind: NotificationKind::Notice,
            about: &about(message_id, id),
            message_id,
            params,
            due_ms: tx.now_ms(),
        },
    )
}
