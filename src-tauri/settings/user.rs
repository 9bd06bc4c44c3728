//! Local users: an owner exists from the start, nobody is asked for a password.
//!
//! Roles here keep people from mistakes. They do not keep out somebody who has the file, which SECURITY.md says plainly.

use super::store;
use crate::kernel::actor::Actor;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::store::tx::{Read, Tx};
use rusqlite::Connection;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Nothing to say in the request.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct UserListRequest {}

/// The users of the file.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct UserListResponse {
    /// The users, by name.
    pub rows: Vec<UserRow>,
}

/// A user.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct UserRow {
    /// Its id.
    pub id: String,
    /// Name as shown to others.
    pub name: String,
    /// E-mail address, may be empty.
    pub email: String,
    /// False: cannot work in the file any more.
    pub active: bool,
    /// The user whose reports this user belongs to.
    pub manager_id: Option<String>,
    /// Permission sets.
    pub permission_set_ids: Vec<String>,
    /// Rises with each change.
    pub version: i64,
}

/// A new user.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct UserCreateRequest {
    /// Name as shown to others.
    pub name: String,
    /// E-mail address.
    #[serde(default)]
    #[ts(optional)]
    pub email: Option<String>,
    /// The user they report to.
    #[serde(default)]
    #[ts(optional)]
    pub manager_id: Option<String>,
    /// What they may do.
    pub permission_set_ids: Vec<String>,
}

/// A change of a user; absent fields stay.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct UserUpdateRequest {
    /// Which user.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// New name.
    #[serde(default)]
    #[ts(optional)]
    pub name: Option<String>,
    /// New e-mail address; empty clears it.
    #[serde(default)]
    #[ts(optional)]
    pub email: Option<String>,
    /// Whether they may still work in the file.
    #[serde(default)]
    #[ts(optional)]
    pub active: Option<bool>,
    /// The user they report to from now on; empty: nobody.
    #[serde(default)]
    #[ts(optional)]
    pub manager_id: Option<String>,
    /// What they may do from now on.
    #[serde(default)]
    #[ts(optional)]
    pub permission_set_ids: Option<Vec<String>>,
}

/// The id of what was made or changed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct UserResponse {
    /// The user.
    pub id: String,
}

/// Loads who acts: the named user (id or exact name), or the first owner.
///
/// # Errors
/// `error.no_such_user` when there is no such active user.
pub fn actor(conn: &Connection, as_user: Option<&str>) -> Result<Actor> {
    store::actor(conn, as_user)?.ok_or_else(|| {
        Error::new(crate::kernel::error::Code::Forbidden, "error.no_such_user")
            .with("user", as_user.unwrap_or("owner"))
    })
}

/// Somebody who may work in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Worker {
    /// Id of the user.
    pub id: String,
    /// Name as shown to others.
    pub name: String,
}

/// Everybody who may work in the file, by name.
///
/// # Errors
/// A failure of the file.
pub fn workers(conn: &Connection) -> Result<Vec<Worker>> {
    store::workers(conn)
}

/// Everybody else who may use `permission` on what belongs to a user.
///
/// # Errors
/// A failure of the file.
pub fn who_may(read: &Read<'_>, permission: &str, owner_id: &str) -> Result<Vec<Worker>> {
    let mut able = Vec::new();
    for worker in workers(read.sql())?.into_iter().filter(|worker| worker.id != owner_id) {
        let Some(actor) = store::actor(read.sql(), Some(&worker.id))? else { continue };
        let Some(scope) = actor.scope(permission) else { continue };
        if actor.visible_owners(scope).is_none_or(|owners| owners.iter().any(|owner| owner == owner_id)) {
            able.push(worker);
        }
    }
    Ok(able)
}

/// All users.
///
/// # Errors
/// A failure of the file.
pub fn list(read: &Read<'_>, _: UserListRequest) -> Result<UserListResponse> {
    Ok(UserListResponse { rows: store::users(read)? })
}

/// Makes a user and the employee row behind it.
///
/// # Errors
/// `invalid` with the fields that are not acceptable.
pub fn create(tx: &Tx<'_>, request: UserCreateRequest) -> Result<UserResponse> {
    let mut errors = FieldErrors::default();
    let name = errors.take(own_name(tx, &request.name, None)?);
    let email = errors.take(text::email("email", request.email.as_deref().unwrap_or_default()));
    store::check_sets(tx, &request.permission_set_ids, &mut errors)?;
    errors.finish()?;
    let (name, email) = (name.unwrap_or_default(), email.unwrap_or_default());
    let manager = employee(tx, request.manager_id.as_deref().unwrap_or_default())?;
    let id = store::insert_user(tx, &name, &email, manager.as_deref())?;
    store::give_sets(tx, &id, &request.permission_set_ids)?;
    Ok(UserResponse { id })
}

/// The employee behind the user who was named as manager; none for nobody.
fn employee(tx: &Tx<'_>, manager_id: &str) -> Result<Option<String>> {
    if manager_id.is_empty() {
        return Ok(None);
    }
    let found = store::employee_of(tx, manager_id)?;
    Ok(Some(found.ok_or_else(|| Error::field("manager_id", "error.no_such_user"))?))
}

/// Puts a user under another one. Nobody reports to themselves, by whatever way.
fn report_to(tx: &Tx<'_>, id: &str, manager_id: &str) -> Result<()> {
    let manager = employee(tx, manager_id)?;
    if manager.is_some() && store::stands_above(tx, id, manager_id)? {
        return Err(Error::field("manager_id", "error.manager_circle"));
    }
    store::set_manager(tx, id, manager.as_deref())
}

/// A name that nobody else who works in the file has: whoever is chosen by name, as with `--as`, must be one person.
fn own_name(
    read: &Read<'_>,
    typed: &str,
    id: Option<&str>,
) -> Result<std::result::Result<String, FieldError>> {
    let users = store::users(read)?;
    let others = users.iter().filter(|user| user.active && id != Some(user.id.as_str()));
    Ok(text::own_name("name", typed, others.map(|user| user.name.as_str())))
}

/// Changes a user. The last active user who may manage users cannot be switched off or stripped of that right.
///
/// # Errors
/// `invalid`, `conflict`, `not_found`, or `precondition` with `error.last_owner`.
pub fn update(tx: &Tx<'_>, request: UserUpdateRequest) -> Result<UserResponse> {
    store::touch_user(tx, &request.id, request.version)?;
    let mut errors = FieldErrors::default();
    let email = request.email.as_deref().and_then(|email| errors.take(text::email("email", email)));
    let stands = store::users(tx)?.into_iter().find(|user| user.id == request.id);
    let named =
        request.name.clone().or(stands.filter(|_| request.active == Some(true)).map(|user| user.name));
    let name = match named {
        Some(named) if request.active == Some(false) => errors.take(text::required_line("name", &named)),
        Some(named) => errors.take(own_name(tx, &named, Some(&request.id))?),
        None => None,
    };
    if let Some(sets) = &request.permission_set_ids {
        store::check_sets(tx, sets, &mut errors)?;
    }
    errors.finish()?;
    store::update_user(tx, &request.id, name.as_deref(), email.as_deref(), request.active)?;
    if let Some(manager_id) = &request.manager_id {
        report_to(tx, &request.id, manager_id)?;
    }
    if let Some(sets) = &request.permission_set_ids {
        store::give_sets(tx, &request.id, sets)?;
    }
    somebody_manages(tx)?;
    Ok(UserResponse { id: request.id })
}

/// Refuses what would leave nobody who may manage users: the file would be locked for good. Asked after each change of users,
/// of their permission sets and of what those grant, undo included.
///
/// # Errors
/// `precondition` with `error.last_owner`.
pub fn somebody_manages(tx: &Tx<'_>) -> Result<()> {
    if store::somebody_manages_users(tx)? { Ok(()) } else { Err(Error::precondition("error.last_owner")) }
}
