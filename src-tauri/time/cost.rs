//! Costs: what an hour of a person costs the company, from a day on. Whoever may not see them sees no margin either.

use super::rate::price;
use super::store::{rate as rows, subject as subjects};
use crate::kernel::date::CivilDate;
use crate::kernel::decimal::canonical;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::store::tx::{Read, Tx};
use crate::store::version;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The first day of all that is taken: what holds from it holds from the beginning.
const BEGINNING: &str = "1900-01-01";

/// Nothing to say in the request.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TimeCostListRequest {}

/// The costs that stand.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimeCostListResponse {
    /// By person and day.
    pub rows: Vec<TimeCost>,
}

/// What an hour of a person costs.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimeCost {
    /// Its id.
    pub id: String,
    /// Rises with each change.
    pub version: i64,
    /// Of which person.
    pub user_id: String,
    /// That person's name.
    pub user: String,
    /// The first day on which it holds, `YYYY-MM-DD`; `1900-01-01` is the beginning.
    pub from: String,
    /// The home currency.
    pub currency: String,
    /// The cost of an hour in major units.
    pub cost: String,
}

/// A cost as it should be.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TimeCostSaveRequest {
    /// Which one; a new one when absent.
    #[serde(default)]
    #[ts(optional)]
    pub id: Option<String>,
    /// The version that was seen; needed for one that stands.
    #[serde(default)]
    #[ts(optional)]
    pub version: Option<i64>,
    /// Of which person.
    pub user_id: String,
    /// The first day on which it holds, `YYYY-MM-DD`; when absent, the only cost of a person holds from the beginning, another one from
    /// today.
    #[serde(default)]
    #[ts(optional)]
    pub from: Option<String>,
    /// The cost of an hour in the home currency.
    pub cost: String,
}

/// Which cost, as it was seen.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TimeCostVersionRequest {
    /// Its id.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
}

/// The cost that was made or changed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimeCostResponse {
    /// Its id.
    pub id: String,
}

/// The costs that stand.
///
/// # Errors
/// A failure of the file.
pub fn list(read: &Read<'_>, _: TimeCostListRequest) -> Result<TimeCostListResponse> {
    Ok(TimeCostListResponse { rows: rows::costs(read)? })
}

/// Writes a cost, new or changed.
///
/// # Errors
/// `invalid` with the fields; `conflict`, `not_found`.
pub fn save(tx: &Tx<'_>, request: TimeCostSaveRequest) -> Result<TimeCostResponse> {
    if let Some(id) = &request.id {
        let seen = request.version.ok_or_else(|| Error::field("version", "error.required"))?;
        version::touch(tx, "time_cost", id, seen)?;
    }
    let currency = super::store::home_currency(tx)?;
    let mut errors = FieldErrors::default();
    if !subjects::has_user(tx, &request.user_id)? {
        errors.add(FieldError::new("user_id", "error.no_such_user"));
    }
    let from = match request.from.as_deref().filter(|typed| !typed.trim().is_empty()) {
        Some(typed) => errors.take(CivilDate::typed("from", typed)).map(CivilDate::value),
        None if is_only(tx, &request)? => {
            errors.take(CivilDate::typed("from", BEGINNING)).map(CivilDate::value)
        }
        None => Some(tx.today()?),
    };
    let cost = errors.take(price("cost", &request.cost, &currency));
    errors.finish()?;
    let cost = TimeCost {
        id: request.id.clone().unwrap_or_default(),
        version: 1,
        user_id: request.user_id,
        user: String::new(),
        from: from.unwrap_or_default().to_string(),
        currency,
        cost: canonical(cost.unwrap_or_default()),
    };
    let is_same = |other: &TimeCost| other.user_id == cost.user_id && other.from == cost.from;
    if rows::costs(tx)?.iter().any(|other| other.id != cost.id && is_same(other)) {
        return Err(Error::field("from", "error.cost_stands"));
    }
    Ok(TimeCostResponse { id: rows::save_cost(tx, request.id.as_deref(), &cost)? })
}

/// Whether a person has no other cost: time of theirs from before today would have none at all.
fn is_only(tx: &Tx<'_>, request: &TimeCostSaveRequest) -> Result<bool> {
    let is_other = |cost: &TimeCost| request.id.as_ref() != Some(&cost.id) && cost.user_id == request.user_id;
    Ok(!rows::costs(tx)?.iter().any(is_other))
}

/// Takes a cost away.
///
/// # Errors
/// `conflict`, `not_found`.
pub fn delete(tx: &Tx<'_>, request: TimeCostVersionRequest) -> Result<TimeCostResponse> {
    version::touch(tx, "time_cost", &request.id, request.version)?;
    rows::delete(tx, "time_cost", &request.id)?;
    Ok(TimeCostResponse { id: request.id })
}

/// The costs of everybody, to look one up for each day.
pub(super) struct Costs(Vec<TimeCost>);

impl Costs {
    pub(super) fn load(read: &Read<'_>) -> Result<Self> {
        Ok(Self(rows::costs(read)?))
    }

    /// What an hour of a person costs on a day, `YYYY-MM-DD`.
    pub(super) fn of(&self, user_id: &str, day: &str) -> Option<Decimal> {
        // They stand in the order of their days: the last that has begun holds.
        let mut begun = self.0.iter().filter(|cost| cost.user_id == user_id && cost.from.as_str() <= day);
        begun.next_back().and_then(|cost| cost.cost.parse().ok())
    }
}
