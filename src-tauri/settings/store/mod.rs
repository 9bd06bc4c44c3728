//! The SQL of the company, its branches, users and permissions.

pub(super) mod branch;
pub(super) mod working_time;

use super::area::{Area, AreaState, AreaSwitch, Workflow};
use super::company::Company;
use super::country::Country;
use super::permission::{Grant, PermissionSetRow};
use super::user::{UserRow, Worker};
use crate::kernel::actor::{Actor, Scope};
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::store::tx::{Read, Tx};
use crate::store::{version, word};
use rusqlite::{Connection, OptionalExtension as _, params};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn open_log(conn: &Connection, replica: &str) -> Result<()> {
    // The head is written before the first transaction, whose own triggers read it.
    conn.pragma_update(None, "foreign_keys", false)?;
    conn.execute("INSERT INTO log_head (one, replica, seq, hlc, hash) VALUES (1, ?1, 0, 0, '')", [replica])?;
    conn.pragma_update(None, "foreign_keys", true)?;
    Ok(())
}

pub(super) fn insert_replica(tx: &Tx<'_>, replica: &str, code: &str) -> Result<()> {
    tx.sql().execute(
        "INSERT INTO replica (id, code, name, since_ms) VALUES (?1, ?2, '', ?3)",
        (replica, code, tx.now_ms()),
    )?;
    Ok(())
}

pub(super) fn replica_codes(conn: &Connection) -> Result<BTreeSet<String>> {
    let mut statement = conn.prepare("SELECT code FROM replica")?;
    let codes = statement.query_map([], |row| row.get(0))?;
    Ok(codes.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn replica_of_log(conn: &Connection) -> Result<String> {
    Ok(conn.query_row("SELECT replica FROM log_head", [], |row| row.get(0))?)
}

/// Lets the log go on under another device, from its first transaction. The logical clock goes on where it stood.
pub(super) fn move_log(conn: &Connection, replica: &str) -> Result<()> {
    // As in `open_log`: the device's own row comes with its first transaction.
    conn.pragma_update(None, "foreign_keys", false)?;
    conn.execute("UPDATE log_head SET replica = ?1, seq = 0, hash = ''", [replica])?;
    conn.pragma_update(None, "foreign_keys", true)?;
    Ok(())
}

/// A number series as another device takes it over.
pub(super) struct SeriesForm {
    pub(super) kind: String,
    pub(super) branch_id: Option<String>,
    pub(super) pattern: String,
    pub(super) resets: String,
    /// The branch's, may be empty.
    pub(super) tax_scheme: String,
    pub(super) fiscal_year_start: String,
}

pub(super) fn series_of_replica(tx: &Tx<'_>, replica: &str) -> Result<Vec<SeriesForm>> {
    let mut statement = tx.sql().prepare(
        "SELECT s.kind, s.branch_id, s.pattern, s.resets, coalesce(b.tax_scheme, ''), coalesce(b.fiscal_year_start, '01-01') \
           FROM number_series s LEFT JOIN branch b ON b.id = s.branch_id \
          WHERE s.replica = ?1 AND s.deleted_at IS NULL ORDER BY s.id",
    )?;
    let series = statement.query_map([replica], |row| {
        Ok(SeriesForm {
            kind: row.get(0)?,
            branch_id: row.get(1)?,
            pattern: row.get(2)?,
            resets: row.get(3)?,
            tax_scheme: row.get(4)?,
            fiscal_year_start: row.get(5)?,
        })
    })?;
    Ok(series.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn insert_owner(tx: &Tx<'_>, user_id: &str, name: &str) -> Result<()> {
    let employee_id = tx.new_id();
    tx.sql().execute("INSERT INTO employee (id, name) VALUES (?1, ?2)", (&employee_id, name))?;
    tx.sql().execute(
        "INSERT INTO user (id, name, employee_id) VALUES (?1, ?2, ?3)",
        (user_id, name, employee_id),
    )?;
    Ok(())
}

pub(super) fn insert_company(tx: &Tx<'_>, name: &str, home: Country, workflow: Workflow) -> Result<()> {
    let preset = home.preset();
    tx.sql().execute(
        "INSERT INTO company (id, name, country, home_currency, language, locale, paper, workflow) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            tx.new_id(),
            name,
            home.code(),
            preset.currency,
            preset.language,
            preset.locale,
            preset.paper,
            word::of(&workflow)
        ],
    )?;
    Ok(())
}

/// The locale of numbers and dates; empty before the company is founded.
pub(super) fn locale(conn: &Connection) -> Result<String> {
    let mut statement = conn.prepare_cached("SELECT locale FROM company WHERE deleted_at IS NULL LIMIT 1")?;
    Ok(statement.query_row([], |row| row.get(0)).optional()?.unwrap_or_default())
}

pub(super) fn company(read: &Read<'_>) -> Result<Company> {
    let company = read.sql().prepare_cached(
        "SELECT id, name, country, home_currency, language, locale, paper, workflow, version FROM company \
         WHERE deleted_at IS NULL",
    )?
    .query_row([], |row| {
        Ok(Company {
            id: row.get(0)?,
            name: row.get(1)?,
            country: row.get(2)?,
            home_currency: row.get(3)?,
            language: row.get(4)?,
            locale: row.get(5)?,
            paper: row.get(6)?,
            workflow: word::read(row, 7)?,
            version: row.get(8)?,
        })
    })?;
    Ok(company)
}

pub(super) fn touch_company(tx: &Tx<'_>, seen: i64) -> Result<()> {
    let id = company(tx)?.id;
    version::touch(tx, "company", &id, seen)
}

pub(super) fn touch_user(tx: &Tx<'_>, id: &str, seen: i64) -> Result<()> {
    version::touch(tx, "user", id, seen)
}

pub(super) fn update_company(tx: &Tx<'_>, fields: [(&'static str, Option<&str>); 4]) -> Result<()> {
    for (column, value) in fields {
        if let Some(value) = value {
            tx.sql()
                .execute(&format!("UPDATE company SET {column} = ?1 WHERE deleted_at IS NULL"), [value])?;
        }
    }
    Ok(())
}

/// Gives the company what its first country decides.
pub(super) fn move_company(tx: &Tx<'_>, country: Country) -> Result<()> {
    let preset = country.preset();
    tx.sql().execute(
        "UPDATE company SET country = ?1, language = ?2, locale = ?3, paper = ?4 WHERE deleted_at IS NULL",
        (country.code(), preset.language, preset.locale, preset.paper),
    )?;
    Ok(())
}

pub(super) fn set_home_currency(tx: &Tx<'_>, currency: &str) -> Result<()> {
    tx.sql().execute("UPDATE company SET home_currency = ?1 WHERE deleted_at IS NULL", [currency])?;
    Ok(())
}

pub(super) fn areas(read: &Read<'_>) -> Result<Vec<AreaSwitch>> {
    let mut statement = read.sql().prepare_cached("SELECT area, state FROM area WHERE deleted_at IS NULL")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let states: BTreeMap<String, String> = rows.collect::<rusqlite::Result<_>>()?;
    Area::ALL
        .into_iter()
        .map(|area| {
            let state = states
                .get(&word::of(&area))
                .cloned()
                .map_or(Ok(AreaState::Off), word::parse)
                .map_err(Error::internal)?;
            Ok(AreaSwitch { area, state })
        })
        .collect()
}

pub(super) fn set_area(tx: &Tx<'_>, switch: AreaSwitch) -> Result<()> {
    let (area, state) = (word::of(&switch.area), word::of(&switch.state));
    let known = tx
        .sql()
        .execute("UPDATE area SET state = ?2 WHERE area = ?1 AND deleted_at IS NULL", (&area, &state))?;
    if known == 0 {
        tx.sql()
            .execute("INSERT INTO area (id, area, state) VALUES (?1, ?2, ?3)", (tx.new_id(), area, state))?;
    }
    Ok(())
}

pub(super) fn actor(conn: &Connection, as_user: Option<&str>) -> Result<Option<Actor>> {
    // Without a name it is the first user of the file, who founded it (rows are never removed, so row 1 stays).
    let found: Option<(String, String)> = conn
        .prepare_cached(
            "SELECT id, name FROM user WHERE active = 1 AND deleted_at IS NULL AND (?1 IS NULL OR id = ?1 OR name = ?1) \
             ORDER BY rowid LIMIT 1",
        )?
        .query_row([as_user], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((user_id, name)) = found else {
        return Ok(None);
    };
    let mut statement = conn.prepare_cached(
        "SELECT g.permission, g.scope FROM user_permission_set s JOIN permission_grant g ON g.set_id = s.set_id \
         WHERE s.user_id = ?1 AND s.deleted_at IS NULL AND g.deleted_at IS NULL",
    )?;
    let rows =
        statement.query_map([&user_id], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    let mut permissions: BTreeMap<String, Scope> = BTreeMap::new();
    for row in rows {
        let (permission, scope) = row?;
        let Some(scope) = Scope::parse(&scope) else {
            continue;
        };
        // Two sets add up: the wider reach counts.
        let reach = permissions.entry(permission).or_insert(scope);
        *reach = (*reach).max(scope);
    }
    let mut statement = conn.prepare_cached(
        "WITH RECURSIVE report (id) AS ( \
           SELECT employee_id FROM user WHERE id = ?1 \
           UNION SELECT e.id FROM employee e JOIN report r ON e.manager_id = r.id) \
         SELECT id FROM user WHERE employee_id IN (SELECT id FROM report) OR id = ?1 \
         UNION SELECT mate.user_id FROM team_user mine JOIN team_user mate ON mate.team_id = mine.team_id \
           WHERE mine.user_id = ?1 AND mine.deleted_at IS NULL AND mate.deleted_at IS NULL",
    )?;
    let team = statement.query_map([&user_id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(Some(Actor { user_id, name, permissions, team_user_ids: team }))
}

pub(super) fn workers(conn: &Connection) -> Result<Vec<Worker>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, name FROM user WHERE active = 1 AND deleted_at IS NULL ORDER BY name, id",
    )?;
    let workers = statement.query_map([], |row| Ok(Worker { id: row.get(0)?, name: row.get(1)? }))?;
    Ok(workers.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn users(read: &Read<'_>) -> Result<Vec<UserRow>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT u.id, u.name, u.email, u.active, (SELECT m.id FROM user m WHERE m.employee_id = e.manager_id), \
                (SELECT json_group_array(set_id) FROM user_permission_set s WHERE s.user_id = u.id AND s.deleted_at IS NULL), \
                u.version \
         FROM user u LEFT JOIN employee e ON e.id = u.employee_id WHERE u.deleted_at IS NULL ORDER BY u.name, u.id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(UserRow {
            id: row.get(0)?,
            name: row.get(1)?,
            email: row.get(2)?,
            active: row.get(3)?,
            manager_id: row.get(4)?,
            permission_set_ids: serde_json::from_str(&row.get::<_, String>(5)?).unwrap_or_default(),
            version: row.get(6)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn employee_of(tx: &Tx<'_>, user_id: &str) -> Result<Option<String>> {
    let found = tx
        .sql()
        .query_row("SELECT employee_id FROM user WHERE id = ?1 AND deleted_at IS NULL", [user_id], |row| {
            row.get(0)
        })
        .optional()?;
    Ok(found.flatten())
}

pub(super) fn insert_user(tx: &Tx<'_>, name: &str, email: &str, manager: Option<&str>) -> Result<String> {
    let (employee_id, id) = (tx.new_id(), tx.new_id());
    tx.sql().execute(
        "INSERT INTO employee (id, name, manager_id) VALUES (?1, ?2, ?3)",
        (&employee_id, name, manager),
    )?;
    tx.sql().execute(
        "INSERT INTO user (id, name, email, employee_id) VALUES (?1, ?2, ?3, ?4)",
        (&id, name, email, employee_id),
    )?;
    Ok(id)
}

pub(super) fn update_user(
    tx: &Tx<'_>,
    id: &str,
    name: Option<&str>,
    email: Option<&str>,
    active: Option<bool>,
) -> Result<()> {
    tx.sql().execute(
        "UPDATE user SET name = coalesce(?2, name), email = coalesce(?3, email), active = coalesce(?4, active) WHERE id = ?1",
        (id, name, email, active),
    )?;
    Ok(())
}

pub(super) fn set_manager(tx: &Tx<'_>, user_id: &str, manager: Option<&str>) -> Result<()> {
    tx.sql().execute(
        "UPDATE employee SET manager_id = ?2 WHERE id = (SELECT employee_id FROM user WHERE id = ?1)",
        (user_id, manager),
    )?;
    Ok(())
}

/// Whether a user is another one, or their manager at whatever distance.
pub(super) fn stands_above(read: &Read<'_>, user_id: &str, other_id: &str) -> Result<bool> {
    Ok(read.sql().query_row(
        "WITH RECURSIVE above (id) AS ( \
           SELECT employee_id FROM user WHERE id = ?2 \
           UNION SELECT e.manager_id FROM employee e JOIN above a ON a.id = e.id WHERE e.manager_id IS NOT NULL) \
         SELECT EXISTS (SELECT 1 FROM above WHERE id = (SELECT employee_id FROM user WHERE id = ?1))",
        (user_id, other_id),
        |row| row.get(0),
    )?)
}

pub(super) fn check_sets(tx: &Tx<'_>, sets: &[String], errors: &mut FieldErrors) -> Result<()> {
    for (position, set) in sets.iter().enumerate() {
        let known: bool = tx.sql().query_row(
            "SELECT EXISTS (SELECT 1 FROM permission_set WHERE id = ?1 AND deleted_at IS NULL)",
            [set],
            |row| row.get(0),
        )?;
        if !known {
            errors.add(FieldError::new(
                &format!("permission_set_ids[{position}]"),
                "error.no_such_permission_set",
            ));
        }
    }
    Ok(())
}

pub(super) fn give_sets(tx: &Tx<'_>, user_id: &str, sets: &[String]) -> Result<()> {
    let wanted = serde_json::to_string(sets).map_err(Error::internal)?;
    tx.sql().execute(
        "UPDATE user_permission_set SET deleted_at = ?2 \
         WHERE user_id = ?1 AND deleted_at IS NULL AND set_id NOT IN (SELECT value FROM json_each(?3))",
        (user_id, tx.now_ms(), &wanted),
    )?;
    let mut statement = tx.sql().prepare(
        "SELECT value FROM json_each(?2) WHERE value NOT IN \
           (SELECT set_id FROM user_permission_set WHERE user_id = ?1 AND deleted_at IS NULL)",
    )?;
    let missing: Vec<String> =
        statement.query_map((user_id, &wanted), |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for set in missing {
        tx.sql().execute(
            "INSERT INTO user_permission_set (id, user_id, set_id) VALUES (?1, ?2, ?3)",
            (tx.new_id(), user_id, set),
        )?;
    }
    Ok(())
}

pub(super) fn somebody_manages_users(tx: &Tx<'_>) -> Result<bool> {
    let somebody = tx.sql().query_row(
        "SELECT EXISTS (SELECT 1 FROM user u JOIN user_permission_set s ON s.user_id = u.id AND s.deleted_at IS NULL \
           JOIN permission_grant g ON g.set_id = s.set_id AND g.deleted_at IS NULL AND g.permission = 'user.write' \
         WHERE u.active = 1 AND u.deleted_at IS NULL)",
        [],
        |row| row.get(0),
    )?;
    Ok(somebody)
}

pub(super) fn insert_set(tx: &Tx<'_>, name: &str, preset: Option<&str>) -> Result<String> {
    let id = tx.new_id();
    tx.sql()
        .execute("INSERT INTO permission_set (id, name, preset) VALUES (?1, ?2, ?3)", (&id, name, preset))?;
    Ok(id)
}

pub(super) fn rename_set(tx: &Tx<'_>, set_id: &str, name: &str) -> Result<()> {
    tx.sql().execute("UPDATE permission_set SET name = ?2 WHERE id = ?1", (set_id, name))?;
    Ok(())
}

pub(super) fn withdraw_grant(tx: &Tx<'_>, set_id: &str, permission: &str) -> Result<()> {
    tx.sql().execute(
        "UPDATE permission_grant SET deleted_at = ?3 WHERE set_id = ?1 AND permission = ?2 AND deleted_at IS NULL",
        (set_id, permission, tx.now_ms()),
    )?;
    Ok(())
}

pub(super) fn insert_grant(tx: &Tx<'_>, set_id: &str, permission: &str, scope: Scope) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "INSERT INTO permission_grant (id, set_id, permission, scope) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute((tx.new_id(), set_id, permission, scope.word()))?;
    Ok(())
}

pub(super) fn permission_sets(read: &Read<'_>) -> Result<Vec<PermissionSetRow>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT s.id, s.name, s.preset, g.permission, g.scope, s.version FROM permission_set s \
         LEFT JOIN permission_grant g ON g.set_id = s.id AND g.deleted_at IS NULL \
         WHERE s.deleted_at IS NULL ORDER BY s.id, g.permission",
    )?;
    let mut rows = statement.query([])?;
    let mut sets: Vec<PermissionSetRow> = Vec::new();
    while let Some(row) = rows.next()? {
        let id: String = row.get(0)?;
        if sets.last().is_none_or(|set| set.id != id) {
            sets.push(PermissionSetRow {
                id,
                name: row.get(1)?,
                preset: row.get(2)?,
                grants: Vec::new(),
                version: row.get(5)?,
            });
        }
        let grant = (
            row.get::<_, Option<String>>(3)?,
            row.get::<_, Option<String>>(4)?.and_then(|word| Scope::parse(&word)),
        );
        if let (Some(set), (Some(permission), Some(scope))) = (sets.last_mut(), grant) {
            set.grants.push(Grant { permission, scope });
        }
    }
    Ok(sets)
}
