//! The row every business record has: owner, customer, version. Capabilities make, touch and delete their records here.

use super::page::Where;
use super::tx::{Read, Tx};
use super::word;
use crate::kernel::error::{Code, Error, Result};
use rusqlite::{Connection, OptionalExtension as _};
use std::collections::BTreeSet;

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
    require_seen_by(read, kind, id, read.visible_owners(), Through::Owner).or_else(|unseen| {
        require_readable(read, kind, id).map_err(|_| unseen)?;
        Err(not_yours(read, id)?)
    })
}

/// As [`require`], and what goes with its customer is reached through whoever looks after that as well: for commands that leave the
/// record as it is and add something of the customer's to it, or beside it.
///
/// # Errors
/// As [`require`].
pub fn require_with_customer(read: &Read<'_>, kind: &str, id: &str) -> Result<()> {
    require_seen_by(read, kind, id, read.visible_owners(), Through::of(kind))
        .or_else(|_| require(read, kind, id))
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

/// Kinds that go with their customer: whoever looks after it now reads what others wrote for it before, since that is what the customer
/// owes, was offered, has paid, was promised and was told. To edit such a record it takes a reach to its own owner.
const GOES_WITH_CUSTOMER: [&str; 7] =
    ["estimate", "invoice", "credit_note", "payment", "recurring_invoice", "deal", "activity"];

/// Whether records of a kind are read by whoever looks after their customer.
#[must_use]
pub fn goes_with_customer(kind: &str) -> bool {
    GOES_WITH_CUSTOMER.contains(&kind)
}

/// Through whom a record is reached.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Through {
    /// Its own owner.
    Owner,
    /// Its own owner, or that of its customer.
    Customer,
}

impl Through {
    fn of(kind: &str) -> Self {
        if goes_with_customer(kind) { Self::Customer } else { Self::Owner }
    }
}

/// The permission under which records of a kind are read.
#[must_use]
pub fn read_permission(kind: &str) -> String {
    let noun = READ_AS.iter().find(|(known, _)| *known == kind).map_or(kind, |(_, noun)| *noun);
    format!("{noun}.read")
}

/// The permission under which records of a kind are changed.
#[must_use]
pub fn write_permission(kind: &str) -> String {
    read_permission(kind).replace(".read", ".write")
}

/// The same for commands about any kind (history, links): the reach is that of the kind's own read permission.
///
/// # Errors
/// `not_found`, also when the user may not read records of this kind at all.
pub fn require_readable(read: &Read<'_>, kind: &str, id: &str) -> Result<()> {
    let scope = read.actor().scope(&read_permission(kind)).ok_or_else(|| Error::not_found(kind))?;
    require_seen_by(read, kind, id, read.actor().visible_owners(scope), Through::of(kind))
}

/// The same for commands that add something to a record of any kind: the reach is that of the kind's own write permission.
///
/// # Errors
/// `not_found` when the record may not be seen, `forbidden` when it may be seen and not be written.
pub fn require_writable(read: &Read<'_>, kind: &str, id: &str) -> Result<()> {
    require_readable(read, kind, id)?;
    let permission = write_permission(kind);
    let scope = read.actor().scope(&permission);
    let refused = || {
        Error::new(Code::Forbidden, "error.forbidden")
            .with("permission", permission.clone())
            .with("user", read.actor().name.clone())
    };
    let scope = scope.ok_or_else(refused)?;
    match require_seen_by(read, kind, id, read.actor().visible_owners(scope), Through::Owner) {
        Ok(()) => Ok(()),
        Err(_) => Err(not_yours(read, id)?),
    }
}

/// The kinds that there are among some records, deleted ones included.
///
/// # Errors
/// A failure of the file.
pub fn kinds<'a>(conn: &Connection, ids: impl Iterator<Item = &'a str>) -> Result<BTreeSet<String>> {
    let mut statement = conn.prepare_cached("SELECT kind FROM record WHERE id = ?1")?;
    ids.filter_map(|id| statement.query_row([id], |row| row.get(0)).optional().transpose())
        .map(|kind| kind.map_err(Into::into))
        .collect()
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

fn require_seen_by(
    read: &Read<'_>,
    kind: &str,
    id: &str,
    owners: Option<Vec<String>>,
    through: Through,
) -> Result<()> {
    let found: Option<[Option<String>; 2]> = read
        .sql()
        .prepare_cached(
            "SELECT r.owner_id, c.owner_id FROM record r LEFT JOIN record c ON c.id = r.customer_id AND c.deleted_at IS NULL \
             WHERE r.id = ?1 AND r.kind = ?2 AND r.deleted_at IS NULL",
        )?
        .query_row((id, kind), |row| Ok([row.get(0)?, row.get(1)?]))
        .optional()?;
    let visible = match (found, owners) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some([owner, keeper]), Some(owners)) => {
            let keeper = keeper.filter(|_| through == Through::Customer);
            [owner, keeper].iter().flatten().any(|one| owners.contains(one))
        }
    };
    if visible { Ok(()) } else { Err(Error::not_found(kind)) }
}

/// Whether the command reaches the owner of a customer.
///
/// # Errors
/// A failure of the file.
pub fn reaches_customer(read: &Read<'_>, customer_id: &str) -> Result<bool> {
    let Some(owners) = read.visible_owners() else { return Ok(true) };
    Ok(customer_reached(read, customer_id, &owners)?.is_some())
}

/// The customer that a record is, or is of, when one of `owners` looks after it.
fn customer_reached(read: &Read<'_>, about: &str, owners: &[String]) -> Result<Option<String>> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT c.id FROM record r JOIN record c ON c.id = iif(r.kind = 'customer', r.id, r.customer_id) \
             WHERE r.id = ?1 AND c.deleted_at IS NULL AND c.owner_id IN (SELECT value FROM json_each(?2))",
        )?
        .query_row((about, word::json(&owners)), |row| row.get(0))
        .optional()?)
}

/// Keeps a list of records that go with their customer, `w` with `owner_id` and `customer_id`, to what the command reaches: those of the
/// owners it reaches and, where the list is about one customer or a record of one, all of that customer when it reaches whoever looks
/// after it. That is asked once. A list about nobody in particular stays one of owners, as its indexes are.
///
/// # Errors
/// A failure of the file.
pub fn keep_to_reach(read: &Read<'_>, filter: &mut Where, about: Option<&String>) -> Result<()> {
    let Some(owners) = read.visible_owners() else { return Ok(()) };
    match about.map_or(Ok(None), |id| customer_reached(read, id, &owners))? {
        Some(customer_id) => filter.add(
            "(w.owner_id IN (SELECT value FROM json_each(?)) OR w.customer_id = ?)",
            [word::json(&owners).into(), customer_id.into()],
        ),
        None => filter.owned_by("w.owner_id", Some(owners)),
    }
    Ok(())
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

/// The title of a record, deleted ones included; empty when there is none.
///
/// # Errors
/// A failure of the file.
pub fn title(read: &Read<'_>, id: &str) -> Result<String> {
    let mut statement = read.sql().prepare_cached("SELECT title FROM record WHERE id = ?1")?;
    Ok(statement.query_row([id], |row| row.get(0)).optional()?.unwrap_or_default())
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

/// The branch a record stands at; none when it belongs to none in particular, which is the first one.
///
/// # Errors
/// A failure of the file.
pub fn branch(read: &Read<'_>, id: &str) -> Result<Option<String>> {
    let branch = read
        .sql()
        .prepare_cached("SELECT branch_id FROM record WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    Ok(branch.flatten())
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
