//! What support an item brings when it is sold: the handover makes a contract and an entitlement of it.

use super::policy;
use super::store::offer as store;
use super::terms::{self, SupportPeriod, SupportUnit};
use crate::kernel::error::{FieldErrors, Result};
use crate::store::record;
use crate::store::tx::{Read, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which item.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SupportOfferGetRequest {
    /// The item's id.
    pub item_id: String,
}

/// What an item brings.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct SupportOffer {
    /// The item's version, for changes.
    pub version: i64,
    /// What it brings; null: no support.
    pub offer: Option<Offer>,
}

/// Support as an item brings it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct Offer {
    /// How it is counted.
    pub unit: SupportUnit,
    /// How much there is in each period, as decimal text; null: as much as is needed.
    pub amount: Option<String>,
    /// When it is given anew.
    pub period: SupportPeriod,
    /// Whether what is left goes into the next period.
    pub rollover: bool,
    /// Months of its term.
    pub months: i64,
    /// How many days before its last day it can be given notice.
    pub notice_days: i64,
    /// Whether it goes on by itself.
    pub auto_renew: bool,
    /// Whether it begins when the project that it is sold with is closed.
    pub after_project: bool,
    /// The service level of its tickets; null: as the rules say.
    pub policy_id: Option<String>,
    /// That service level's name.
    pub policy: String,
}

/// What an item shall bring.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SupportOfferSaveRequest {
    /// The item's id.
    pub item_id: String,
    /// The version of the item that was seen.
    pub version: i64,
    /// What it brings; no support when absent.
    #[serde(default)]
    #[ts(optional)]
    pub offer: Option<OfferInput>,
}

/// Support as it is typed.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct OfferInput {
    /// How it is counted.
    pub unit: SupportUnit,
    /// How much there is in each period, as typed.
    #[serde(default)]
    #[ts(optional)]
    pub amount: Option<String>,
    /// When it is given anew.
    pub period: SupportPeriod,
    /// Whether what is left goes into the next period.
    #[serde(default)]
    #[ts(optional)]
    pub rollover: Option<bool>,
    /// Months of its term; twelve when absent.
    #[serde(default)]
    #[ts(optional)]
    pub months: Option<i64>,
    /// How many days before its last day it can be given notice; none when absent.
    #[serde(default)]
    #[ts(optional)]
    pub notice_days: Option<i64>,
    /// Whether it goes on by itself.
    #[serde(default)]
    #[ts(optional)]
    pub auto_renew: Option<bool>,
    /// Whether it begins when the project that it is sold with is closed; it does not when absent.
    #[serde(default)]
    #[ts(optional)]
    pub after_project: Option<bool>,
    /// The service level of its tickets.
    #[serde(default)]
    #[ts(optional)]
    pub policy_id: Option<String>,
}

/// What support an item brings when it is sold; `None`: none.
///
/// # Errors
/// A failure of the file.
pub fn of_item(read: &Read<'_>, item_id: &str) -> Result<Option<Offer>> {
    store::of_item(read, item_id)
}

/// What support an item brings.
///
/// # Errors
/// `not_found`.
pub fn get(read: &Read<'_>, request: SupportOfferGetRequest) -> Result<SupportOffer> {
    record::require(read, "item", &request.item_id)?;
    Ok(SupportOffer {
        version: record::version(read, &request.item_id)?,
        offer: of_item(read, &request.item_id)?,
    })
}

/// Says what support an item brings from now on. What was sold before stays as it was agreed.
///
/// # Errors
/// `invalid` with the fields below `offer`; `conflict`, `not_found`.
pub fn save(tx: &Tx<'_>, request: SupportOfferSaveRequest) -> Result<SupportOffer> {
    record::touch(tx, "item", &request.item_id, request.version)?;
    match &request.offer {
        Some(typed) => {
            let offer = checked(tx, typed).map_err(|error| error.below("offer."))?;
            store::set(tx, &request.item_id, &offer)?;
        }
        None => store::withdraw(tx, &request.item_id)?,
    }
    Ok(SupportOffer { version: request.version + 1, offer: of_item(tx, &request.item_id)? })
}

fn checked(tx: &Tx<'_>, typed: &OfferInput) -> Result<Offer> {
    let mut errors = FieldErrors::default();
    let offer = Offer {
        unit: typed.unit,
        amount: terms::amount(typed.unit, typed.amount.as_deref(), &mut errors),
        period: typed.period,
        rollover: terms::rolls_over(typed.unit, typed.period, typed.rollover),
        months: typed.months.unwrap_or(12),
        notice_days: typed.notice_days.unwrap_or(0),
        auto_renew: typed.auto_renew.unwrap_or(false),
        after_project: typed.after_project.unwrap_or(false),
        policy_id: policy::named(tx, "policy_id", typed.policy_id.as_deref(), &mut errors)?.flatten(),
        policy: String::new(),
    };
    terms::within("months", offer.months, 1, terms::MONTHS_MAX, &mut errors);
    terms::within("notice_days", offer.notice_days, 0, terms::NOTICE_DAYS_MAX, &mut errors);
    errors.finish()?;
    Ok(offer)
}
