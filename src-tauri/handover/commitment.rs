//! Commitments: what was promised to a customer when a deal was won, by whom and until when. Everybody who serves the customer sees
//! them; whoever works the deal writes them.

use super::store::commitment::{self as store, NewCommitment};
use crate::kernel::badge::{Badge, Tone};
use crate::kernel::date::CivilDate;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::store::tx::{Read, Tx};
use crate::store::{record, version};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Most commitments that are typed at once.
pub(super) const MOST: usize = 50;

/// Whether a promise was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum CommitmentState {
    /// It is to be kept.
    Open,
    /// It was.
    Kept,
    /// It was not.
    Broken,
}

/// Something that was promised to a customer.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, TS)]
pub struct Commitment {
    /// Its id.
    pub id: String,
    /// Rises with each change.
    pub version: i64,
    /// The deal in which it was promised.
    pub deal_id: String,
    /// That deal's title.
    pub deal: String,
    /// What was promised.
    pub text: String,
    /// Until when, `YYYY-MM-DD`.
    pub due_date: Option<String>,
    /// The user who promised it.
    pub promised_by: String,
    /// That user's name.
    pub user: String,
    /// Whether it was kept.
    pub state: CommitmentState,
    /// The same as a badge; null while it is open and not late.
    pub badge: Option<Badge>,
}

/// Whose commitments: of a deal or of a customer, exactly one of them.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct CommitmentListRequest {
    /// The deal.
    pub deal_id: Option<String>,
    /// The customer.
    pub customer_id: Option<String>,
}

/// The commitments of a deal or of a customer.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct CommitmentList {
    /// Of a deal in their order; of a customer what is open and due first before the rest.
    pub rows: Vec<Commitment>,
}

/// A commitment as it is typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct CommitmentInput {
    /// What is promised.
    pub text: Option<String>,
    /// Until when, `YYYY-MM-DD`; empty clears.
    pub due_date: Option<String>,
    /// The user who promised it; the acting user when absent.
    pub promised_by: Option<String>,
    /// The planned activity that it was read from.
    pub activity_id: Option<String>,
}

/// A new commitment.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CommitmentCreateRequest {
    /// The deal in which it is promised.
    pub deal_id: String,
    /// As typed.
    pub set: CommitmentInput,
}

/// A change of a commitment; absent fields stay.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CommitmentUpdateRequest {
    /// Which commitment.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// As typed.
    pub set: CommitmentInput,
}

/// Whether a commitment was kept.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CommitmentMarkRequest {
    /// Which commitment.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// How it stands now.
    pub state: CommitmentState,
}

/// Which commitment to take away.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CommitmentDeleteRequest {
    /// Its id.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
}

/// The commitment that was made or changed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct CommitmentResponse {
    /// Its id.
    pub id: String,
    /// Its version now.
    pub version: i64,
}

/// The commitments of a deal or of a customer.
///
/// # Errors
/// `invalid` unless exactly one of both is named; `not_found`.
pub fn list(read: &Read<'_>, request: CommitmentListRequest) -> Result<CommitmentList> {
    let rows = match (&request.deal_id, &request.customer_id) {
        (Some(id), None) => {
            record::require_readable(read, "deal", id)?;
            store::of_deal(read, id)?
        }
        (None, Some(id)) => {
            record::require_readable(read, "customer", id)?;
            store::of_customer(read, id)?
        }
        _ => return Err(Error::field("deal_id", "error.deal_or_customer")),
    };
    shown(read, rows).map(|rows| CommitmentList { rows })
}

/// Commitments with how they stand today.
pub(super) fn shown(read: &Read<'_>, mut rows: Vec<Commitment>) -> Result<Vec<Commitment>> {
    let today = read.today()?;
    for row in &mut rows {
        row.badge = badge(row, today);
    }
    Ok(rows)
}

fn badge(commitment: &Commitment, today: NaiveDate) -> Option<Badge> {
    match commitment.state {
        CommitmentState::Kept => Some(Badge::new(Tone::Ok, "circle-check", "badge.kept")),
        CommitmentState::Broken => Some(Badge::new(Tone::Danger, "circle-x", "badge.broken")),
        CommitmentState::Open => Badge::days_late(commitment.due_date.as_deref()?.parse().ok()?, today),
    }
}

/// Writes down something that is promised.
///
/// # Errors
/// `invalid` with the fields; `not_found`.
pub fn create(tx: &Tx<'_>, request: CommitmentCreateRequest) -> Result<CommitmentResponse> {
    record::require(tx, "deal", &request.deal_id)?;
    let id = make(tx, &request.deal_id, &request.set).map_err(|error| error.below("set."))?;
    Ok(CommitmentResponse { id, version: 1 })
}

/// Makes a commitment of a deal that is within reach.
pub(super) fn make(tx: &Tx<'_>, deal_id: &str, typed: &CommitmentInput) -> Result<String> {
    let checked = check(tx, typed, None)?;
    store::insert(
        tx,
        &NewCommitment {
            deal_id,
            activity_id: typed.activity_id.as_deref(),
            text: &checked.text,
            due_date: checked.due_date.as_deref(),
            promised_by: &checked.promised_by,
        },
    )
}

struct Checked {
    text: String,
    due_date: Option<String>,
    promised_by: String,
}

fn check(tx: &Tx<'_>, typed: &CommitmentInput, stands: Option<&Commitment>) -> Result<Checked> {
    let mut errors = FieldErrors::default();
    let text = typed.text.as_deref().or(stands.map(|stands| stands.text.as_str())).unwrap_or_default();
    let text = errors.take(text::required_line("text", text)).unwrap_or_default();
    let due_date = match typed.due_date.as_deref().map(str::trim) {
        None => stands.and_then(|stands| stands.due_date.clone()),
        Some("") => None,
        Some(day) => errors.take(CivilDate::typed("due_date", day)).map(|day| day.to_string()),
    };
    let named = typed.promised_by.as_deref().filter(|id| !id.is_empty());
    if let Some(id) = named
        && !store::has_user(tx, id)?
    {
        errors.add(FieldError::new("promised_by", "error.no_such_user"));
    }
    if let Some(id) = &typed.activity_id
        && record::require_readable(tx, "activity", id).is_err()
    {
        errors.add(FieldError::new("activity_id", "error.no_such_activity"));
    }
    errors.finish()?;
    let by = named.or(stands.map(|stands| stands.promised_by.as_str()));
    Ok(Checked { text, due_date, promised_by: by.unwrap_or(&tx.actor().user_id).to_owned() })
}

/// A commitment whose deal is within reach, at the version that was seen.
fn touch(tx: &Tx<'_>, id: &str, seen: i64) -> Result<Commitment> {
    let commitment = store::find(tx, id)?;
    record::require(tx, "deal", &commitment.deal_id)?;
    version::touch(tx, "commitment", id, seen)?;
    Ok(commitment)
}

/// Changes what was promised.
///
/// # Errors
/// `invalid` with the fields; `conflict`, `not_found`.
pub fn update(tx: &Tx<'_>, request: CommitmentUpdateRequest) -> Result<CommitmentResponse> {
    let stands = touch(tx, &request.id, request.version)?;
    let checked = check(tx, &request.set, Some(&stands)).map_err(|error| error.below("set."))?;
    store::update(tx, &request.id, &checked.text, checked.due_date.as_deref(), &checked.promised_by)?;
    Ok(CommitmentResponse { id: request.id, version: request.version + 1 })
}

/// Says whether a promise was kept.
///
/// # Errors
/// `conflict`, `not_found`.
pub fn mark(tx: &Tx<'_>, request: CommitmentMarkRequest) -> Result<CommitmentResponse> {
    touch(tx, &request.id, request.version)?;
    store::set_state(tx, &request.id, request.state)?;
    Ok(CommitmentResponse { id: request.id, version: request.version + 1 })
}

/// Takes a commitment away that was not made after all.
///
/// # Errors
/// `conflict`, `not_found`.
pub fn delete(tx: &Tx<'_>, request: CommitmentDeleteRequest) -> Result<CommitmentResponse> {
    touch(tx, &request.id, request.version)?;
    store::delete(tx, &request.id)?;
    Ok(CommitmentResponse { id: request.id, version: request.version + 1 })
}
