//! What somebody has in hand: the customers they look after and the work that is not settled. Whoever leaves, or is away for long, passes it
//! on in one action. What is settled stays theirs, and so do the figures of who sold and did what.

use super::store;
use crate::crm::customer;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::settings::user::{self, UserListRequest};
use crate::store::tx::{Read, Tx};
use crate::store::{given, record};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whose work is asked for.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct UserInHandRequest {
    /// The user, active or not.
    pub user_id: String,
}

/// What somebody has in hand.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct UserInHandResponse {
    /// The kinds of which they have something.
    pub rows: Vec<InHandRow>,
}

/// How much of a kind somebody has in hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct InHandRow {
    /// Kind of the records: `customer`, `deal`, `ticket` …
    pub kind: String,
    /// How many.
    #[ts(type = "number")]
    pub count: usize,
}

/// What goes from whom to whom.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct UserPassOnRequest {
    /// Whose work it was, active or not.
    pub user_id: String,
    /// Whose it is from now on.
    pub to_id: String,
    /// Only these kinds; all when absent.
    #[serde(default)]
    #[ts(optional)]
    pub kinds: Option<Vec<String>>,
}

/// What went on.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct UserPassOnResponse {
    /// How many records have a new owner.
    #[ts(type = "number")]
    pub count: usize,
}

/// What somebody has in hand, by kind.
///
/// # Errors
/// `error.no_such_user` at `user_id`.
pub fn of(read: &Read<'_>, request: UserInHandRequest) -> Result<UserInHandResponse> {
    name(read, &request.user_id)?;
    let mut rows: Vec<InHandRow> = Vec::new();
    for (kind, _) in store::in_hand(read, &request.user_id)? {
        match rows.last_mut().filter(|row| row.kind == kind) {
            Some(row) => row.count += 1,
            None => rows.push(InHandRow { kind, count: 1 }),
        }
    }
    Ok(UserInHandResponse { rows })
}

/// Gives what somebody has in hand to a colleague, who is told once.
///
/// # Errors
/// `invalid` with the fields: `error.no_such_user`, `error.passed_to_self`, `error.nothing_in_hand`, `error.may_not_take`.
pub fn pass_on(tx: &Tx<'_>, request: UserPassOnRequest) -> Result<UserPassOnResponse> {
    let from = name(tx, &request.user_id)?;
    let records = chosen(tx, &request)?;
    check_taker(tx, &request, &records)?;
    for (kind, id) in &records {
        give(tx, id, &request.to_id)?;
        if kind == "customer" {
            customer::give_people(tx, id, &request.to_id)?;
        }
    }
    given::tell_passed_on(tx, (&request.user_id, &from), &request.to_id, records.len())?;
    Ok(UserPassOnResponse { count: records.len() })
}

/// The name of the user whose work is asked for, active or not.
fn name(read: &Read<'_>, user_id: &str) -> Result<String> {
    let users = user::list(read, UserListRequest {})?.rows;
    let named = users.into_iter().find(|user| user.id == user_id).map(|user| user.name);
    named.ok_or_else(|| Error::field("user_id", "error.no_such_user"))
}

/// The records of the kinds that were chosen, with their kinds.
fn chosen(tx: &Tx<'_>, request: &UserPassOnRequest) -> Result<Vec<(String, String)>> {
    let all = store::in_hand(tx, &request.user_id)?;
    let Some(kinds) = &request.kinds else { return Ok(all) };
    let mut errors = FieldErrors::default();
    for (index, kind) in kinds.iter().enumerate().filter(|(_, kind)| !all.iter().any(|(had, _)| had == *kind))
    {
        errors.add(
            FieldError::new(&format!("kinds[{index}]"), "error.nothing_in_hand").with("kind", kind.as_str()),
        );
    }
    errors.finish()?;
    Ok(all.into_iter().filter(|(kind, _)| kinds.contains(kind)).collect())
}

/// Refuses who is nobody, is the same person, or may not change what they would be given.
fn check_taker(tx: &Tx<'_>, request: &UserPassOnRequest, records: &[(String, String)]) -> Result<()> {
    let refused = |message: &'static str| Err(Error::field("to_id", message));
    let works = user::workers(tx.sql())?.iter().any(|worker| worker.id == request.to_id);
    if !works {
        return refused("error.no_such_user");
    }
    if request.to_id == request.user_id {
        return refused("error.passed_to_self");
    }
    let taker = user::actor(tx.sql(), Some(&request.to_id))?;
    let mut errors = FieldErrors::default();
    for (kind, _) in records.chunk_by(|one, next| one.0 == next.0).filter_map(<[_]>::first) {
        if taker.scope(&record::write_permission(kind)).is_none() {
            let error = FieldError::new("to_id", "error.may_not_take").with("name", taker.name.clone());
            errors.add(error.with("kind", kind.as_str()));
        }
    }
    errors.finish()
}

fn give(tx: &Tx<'_>, id: &str, to_id: &str) -> Result<()> {
    given::withdraw(tx, id)?;
    record::assign(tx, id, to_id)?;
    record::bump(tx, id)
}
