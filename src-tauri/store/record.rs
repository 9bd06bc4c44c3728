//! The row every business record has: owner, customer, version. Capabilities make, touch and delete their records here.

use super::tx::{Read, Tx};
use crate::kernel::error::{Code, Error, Result};
use rusqlite::OptionalExtension as _;

/// What a new record starts with.
#[derive(Debug, Clone, Copy, Default)]
pub struct NewRecord<'a> {
    /// Kind in the words of the domain: `customer`, `deal`, `invoice` …
    pub kind: &'a str,
    /// What lists and links call it.
    pub title: &'a str,
    /// Its owner; the acting user when `None`.
    pub owner_id: Option<&'a str>,
    /// Its branch, when it belongs to one.
    pub branch_id: Option<&'a str>,
    /// Its customer, when it has one.
    pub customer_id: Option<&'a str>,
}

/// Makes the record row and gives its id.
///
/// # Errors
/// A failure of the file.
pub fn create(tx: &Tx<'_>, new: NewRecord<'_>) -> Result<String> {
    let id = tx.new_id();
    create_with_id(tx, &id, new)?;
    Ok(id)
}

/// Makes the record row under an id that the caller took before.
///
/// # Errors
/// A failure of the file.
pub fn create_with_id(tx: &Tx<'_>, id: &str, new: NewRecord<'_>) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "INSERT INTO record (id, kind, title, owner_id, branch_id, customer_id, created_ms, created_txn) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(rusqlite::params![
            id,
            new.kind,
            new.title,
            new.owner_id.unwrap_or(&tx.actor().user_id),
            new.branch_id,
            new.customer_id,
            tx.now_ms(),
            format!("{}:{}", tx.replica(), tx.seq()),
        ])?;
    Ok(())
}

/// Proves that a record of `kind` exists, is not deleted and may be seen under the command's scope.
///
/// # Errors
/// `not_found`; the same answer when it exists but may not be seen, so that nobody can guess ids. `forbidden` with
/// `error.not_yours` or `error.nobodys` when the user may read it and the command does not reach so far.
pub fn require(read: &Read<'_>, kind: &str, id: &str) -> Result<()> {
    require_seen_by(read, kind, id, read.visible_owners()).or_else(|unseen| {
        require_readable(read, kind, id).map_err(|_| unseen)?;
        Err(not_yours(read, id)?)
    })
}

/// The refusal of a record that the user may read, and that is another's to write.
fn not_yours(read: &Read<'_>, id: &str) -> Result<Error> {
    let whose = read
        .sql()
        .prepare_cached("SELECT u.name FROM record r JOIN user u ON u.id = r.owner_id WHERE r.id = ?1")?
        .query_row([id], |row| row.get::<_, String>(0))
        .optional()?;
    Ok(match whose {
        Some(owner) => Error::new(Code::Forbidden, "error.not_yours").with("owner", owner),
        None => Error::new(Code::Forbidden, "error.nobodys"),
    })
}

/// Kinds that are read, and written, under the permission of another: who sees invoices sees what corrects and what makes them, people
/// belong to their customer, a timesheet is the week of its entries, and an expense is a cost.
pub(super) const READ_AS: [(&str, &str); 7] = [
    ("credit_note", "invoice"),
    ("recurring_invoice", "invoice"),
    ("contact", "customer"),
    ("project_template", "project"),
    ("template_task", "project"),
    ("timesheet", "time"),
    ("expense", "time_cost"),
];

/// The permission under which records of a kind are read.
#[must_use]
pub fn read_permission(kind: &str) -> String {
    let noun = READ_AS.iter().find(|(known, _)| *known == kind).map_or(kind, |(_, noun)| *noun);
    format!("{noun}.read")
}

/// The same for commands about any kind (history, links): the reach is that of the kind's own read permission.
///
/// # Errors
/// `not_found`, also when the user may not read records of this kind at all.
pub fn require_readable(read: &Read<'_>, kind: &str, id: &str) -> Result<()> {
    let scope = read.actor().scope(&read_permission(kind)).ok_or_else(|| Error::not_found(kind))?;
    require_seen_by(read, kind, id, read.actor().visible_owners(scope))
}

/// The same for commands that add something to a record of any kind: the reach is that of the kind's own write permission.
///
/// # Errors
/// `not_found` when the record may not be seen, `forbidden` when it may be seen and not be written.
pub fn require_writable(read: &Read<'_>, kind: &str, id: &str) -> Result<()> {
    require_readable(read, kind, id)?;
    let permission = read_permission(kind).replace(".read", ".write");
    let scope = read.actor().scope(&permission);
    let refused = || {
        Error::new(Code::Forbidden, "error.forbidden")
            .with("permission", permission.clone())
            .with("user", read.actor().name.clone())
    };
    let scope = scope.ok_or_else(refused)?;
    match require_seen_by(read, kind, id, read.actor().visible_owners(scope)) {
        Ok(()) => Ok(()),
        Err(_) => Err(not_yours(read, id)?),
    }
}

/// The kind of a record that is not deleted.
///
/// # Errors
/// `not_found`.
pub fn kind_of(read: &Read<'_>, id: &str) -> Result<String> {
    read.sql()
        .prepare_cached("SELECT kind FROM record WHERE id = ?1 AND deleted_at IS NULL")?
        .query_row([id], |row| row.get(0))
        .optional()?
        .ok_or_else(|| Error::not_found("record"))
}

fn require_seen_by(read: &Read<'_>, kind: &str, id: &str, owners: Option<Vec<String>>) -> Result<()> {
    let owner: Option<Option<String>> = read
        .sql()
        .prepare_cached("SELECT owner_id FROM record WHERE id = ?1 AND kind = ?2 AND deleted_at IS NULL")?
        .query_row((id, kind), |row| row.get(0))
        .optional()?;
    let visible = match (owner, owners) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(owner), Some(owners)) => owner.is_some_and(|owner| owners.contains(&owner)),
    };
    if visible { Ok(()) } else { Err(Error::not_found(kind)) }
}

/// Marks a record as edited: its version rises, and an edit that saw another version is refused.
///
/// # Errors
/// `not_found`, or `conflict` with the version that stands now.
pub fn touch(tx: &Tx<'_>, kind: &str, id: &str, seen_version: i64) -> Result<()> {
    require(tx, kind, id)?;
    let stands: i64 = tx
        .sql()
        .prepare_cached("SELECT version FROM record WHERE id = ?1")?
        .query_row([id], |row| row.get(0))?;
    if stands != seen_version {
        return Err(Error::new(Code::Conflict, "error.conflict")
            .with("version", stands)
            .with("seen", seen_version));
    }
    bump(tx, id)
}

/// Raises the version of a record that changes because another one did, whoever's it is.
///
/// # Errors
/// A failure of the file.
pub fn bump(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql().prepare_cached("UPDATE record SET version = version + 1 WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// Changes the title that lists and links show.
///
/// # Errors
/// A failure of the file.
pub fn retitle(tx: &Tx<'_>, id: &str, title: &str) -> Result<()> {
    tx.sql().prepare_cached("UPDATE record SET title = ?2 WHERE id = ?1")?.execute((id, title))?;
    Ok(())
}

/// Whose a record is; nobody's when it has no owner.
///
/// # Errors
/// A failure of the file.
pub fn owner(read: &Read<'_>, id: &str) -> Result<Option<String>> {
    let owner = read
        .sql()
        .prepare_cached("SELECT owner_id FROM record WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    Ok(owner.flatten())
}

/// The version of a record now.
///
/// # Errors
/// A failure of the file.
pub fn version(read: &Read<'_>, id: &str) -> Result<i64> {
    Ok(read
        .sql()
        .prepare_cached("SELECT version FROM record WHERE id = ?1")?
        .query_row([id], |row| row.get(0))?)
}

/// Puts a record on another customer.
///
/// # Errors
/// A failure of the file.
pub fn move_to_customer(tx: &Tx<'_>, id: &str, customer_id: &str) -> Result<()> {
    tx.sql()
        .prepare_cached("UPDATE record SET customer_id = ?2 WHERE id = ?1")?
        .execute((id, customer_id))?;
    Ok(())
}

/// Puts a record under another branch.
///
/// # Errors
/// A failure of the file.
pub fn move_to_branch(tx: &Tx<'_>, id: &str, branch_id: &str) -> Result<()> {
    tx.sql().prepare_cached("UPDATE record SET branch_id = ?2 WHERE id = ?1")?.execute((id, branch_id))?;
    Ok(())
}

/// Puts a record on the customer behind another one, or on none.
///
/// # Errors
/// A failure of the file.
pub fn follow_customer(tx: &Tx<'_>, id: &str, other_id: &str) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "UPDATE record SET customer_id = (SELECT iif(kind = 'customer', id, customer_id) FROM record WHERE id = ?2) \
             WHERE id = ?1",
        )?
        .execute((id, other_id))?;
    Ok(())
}

/// Gives a record another owner.
///
/// # Errors
/// `error.no_such_user` at `owner_id` when there is no such active user.
pub fn assign(tx: &Tx<'_>, id: &str, owner_id: &str) -> Result<()> {
    let known: bool = tx
        .sql()
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM user WHERE id = ?1 AND active = 1 AND deleted_at IS NULL)",
        )?
        .query_row([owner_id], |row| row.get(0))?;
    if !known {
        return Err(Error::field("owner_id", "error.no_such_user"));
    }
    tx.sql().prepare_cached("UPDATE record SET owner_id = ?2 WHERE id = ?1")?.execute((id, owner_id))?;
    Ok(())
}

/// Makes a record nobody's.
///
/// # Errors
/// A failure of the file.
pub fn release(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql().prepare_cached("UPDATE record SET owner_id = NULL WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// Deletes a record: it stays in the file with the time of its deletion and can be brought back by undo.
///
/// # Errors
/// A failure of the file.
pub fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql().prepare_cached("UPDATE record SET deleted_at = ?2 WHERE id = ?1")?.execute((id, tx.now_ms()))?;
    Ok(())
}

/// Brings a record back that was deleted.
///
/// # Errors
/// A failure of the file.
pub fn restore(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql().prepare_cached("UPDATE record SET deleted_at = NULL WHERE id = ?1")?.execute([id])?;
    Ok(())
}
