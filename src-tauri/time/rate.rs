//! Rates: what an hour is sold for. The most specific holds: of the person in the project, of the item in the project, of the project, of
//! the person, of the item; at last the price of the item itself. Time without an item is sold as the first item that its project has a
//! rate of, unless the project has a rate of all work, else as what is usual. Of several rates of one kind the newest that holds on the day of the work counts.

use super::store::{rate as rows, setting, subject as subjects};
use crate::kernel::date::CivilDate;
use crate::kernel::decimal::canonical;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::{money, text};
use crate::store::record;
use crate::store::tx::{Read, Tx};
use crate::store::version;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which rates.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct TimeRateListRequest {
    /// Only those of this project.
    pub project_id: Option<String>,
}

/// The rates that stand.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimeRateListResponse {
    /// The most specific first, by name.
    pub rows: Vec<TimeRate>,
}

/// What an hour is sold for.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimeRate {
    /// Its id.
    pub id: String,
    /// Rises with each change.
    pub version: i64,
    /// In which project.
    pub project_id: Option<String>,
    /// The project's code and name, since many are called alike; empty when it is in none.
    pub project: String,
    /// Of which person.
    pub user_id: Option<String>,
    /// That person's name; empty when it is nobody's.
    pub user: String,
    /// Sold as which item.
    pub item_id: Option<String>,
    /// The item's name; empty when it is none.
    pub item: String,
    /// The first day on which it holds, `YYYY-MM-DD`; from the beginning when absent.
    pub from: Option<String>,
    /// Its currency.
    pub currency: String,
    /// The price of an hour in major units.
    pub rate: String,
}

/// A rate as it should be: of a person or an item, in a project or anywhere, or of a project.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TimeRateSaveRequest {
    /// Which one; a new one when absent.
    #[serde(default)]
    #[ts(optional)]
    pub id: Option<String>,
    /// The version that was seen; needed for one that stands.
    #[serde(default)]
    #[ts(optional)]
    pub version: Option<i64>,
    /// In which project.
    #[serde(default)]
    #[ts(optional)]
    pub project_id: Option<String>,
    /// Of which person.
    #[serde(default)]
    #[ts(optional)]
    pub user_id: Option<String>,
    /// Sold as which item.
    #[serde(default)]
    #[ts(optional)]
    pub item_id: Option<String>,
    /// The first day on which it holds, `YYYY-MM-DD`; from the beginning when absent.
    #[serde(default)]
    #[ts(optional)]
    pub from: Option<String>,
    /// Its currency; the project's, or the home currency, when absent.
    #[serde(default)]
    #[ts(optional)]
    pub currency: Option<String>,
    /// The price of an hour.
    pub rate: String,
}

/// Which rate, as it was seen.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TimeRateVersionRequest {
    /// Its id.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
}

/// The rate that was made or changed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TimeRateResponse {
    /// Its id.
    pub id: String,
}

/// The rates that stand.
///
/// # Errors
/// A failure of the file.
pub fn list(read: &Read<'_>, request: TimeRateListRequest) -> Result<TimeRateListResponse> {
    let mut rates = rows::all(read)?;
    if let Some(project_id) = &request.project_id {
        rates.retain(|rate| rate.project_id.as_ref() == Some(project_id));
    }
    rates.sort_by_cached_key(|rate| {
        let place = match (&rate.project_id, &rate.user_id) {
            (Some(_), Some(_)) => 0,
            (Some(_), None) => 1,
            (None, Some(_)) => 2,
            (None, None) => 3,
        };
        let name = [&rate.project, &rate.user, &rate.item].map(|name| text::fold(name));
        (place, name, rate.from.clone(), rate.id.clone())
    });
    Ok(TimeRateListResponse { rows: rates })
}

/// Writes a rate, new or changed. What is invoiced keeps the rate it was invoiced at.
///
/// # Errors
/// `invalid` with the fields; `conflict`, `not_found`.
pub fn save(tx: &Tx<'_>, request: TimeRateSaveRequest) -> Result<TimeRateResponse> {
    if let Some(id) = &request.id {
        let seen = request.version.ok_or_else(|| Error::field("version", "error.required"))?;
        version::touch(tx, "time_rate", id, seen)?;
    }
    let given = |id: &Option<String>| id.clone().filter(|id| !id.is_empty());
    let (project_id, user_id, item_id) =
        (given(&request.project_id), given(&request.user_id), given(&request.item_id));
    let mut errors = FieldErrors::default();
    match (&project_id, &user_id, &item_id) {
        (None, None, None) => errors.add(FieldError::new("user_id", "error.rate_of")),
        (_, Some(_), Some(_)) => errors.add(FieldError::new("item_id", "error.rate_of")),
        _ => {}
    }
    let readable = |id: &String| record::require_readable(tx, "project", id).is_ok();
    let mut currency = super::store::home_currency(tx)?;
    if let Some(id) = &project_id {
        match rows::currency_of_project(tx, id)?.filter(|_| readable(id)) {
            Some(of_project) => currency = of_project,
            None => errors.add(FieldError::new("project_id", "error.no_such_project")),
        }
    }
    if user_id.as_ref().is_some_and(|id| !subjects::has_user(tx, id).unwrap_or(false)) {
        errors.add(FieldError::new("user_id", "error.no_such_user"));
    }
    if item_id.as_ref().is_some_and(|id| !subjects::has_item(tx, id).unwrap_or(false)) {
        errors.add(FieldError::new("item_id", "error.no_such_item"));
    }
    if let Some(typed) = request.currency.as_deref().filter(|typed| !typed.is_empty()) {
        currency = errors.take(text::currency("currency", typed)).unwrap_or(currency);
    }
    let from = request.from.as_deref().filter(|typed| !typed.trim().is_empty());
    let from = from.and_then(|typed| errors.take(CivilDate::typed("from", typed)));
    let rate = errors.take(price("rate", &request.rate, &currency));
    errors.finish()?;
    let rate = TimeRate {
        id: request.id.clone().unwrap_or_default(),
        version: 1,
        project_id,
        project: String::new(),
        user_id,
        user: String::new(),
        item_id,
        item: String::new(),
        from: from.map(|from| from.value().to_string()),
        rate: canonical(rate.unwrap_or_default()),
        currency,
    };
    if rows::all(tx)?.iter().any(|other| other.id != rate.id && is_same(other, &rate)) {
        return Err(Error::field("rate", "error.rate_stands"));
    }
    Ok(TimeRateResponse { id: rows::save(tx, request.id.as_deref(), &rate)? })
}

/// The price of an hour: nothing below zero.
pub(super) fn price(path: &str, typed: &str, currency: &str) -> std::result::Result<Decimal, FieldError> {
    let price = money::parse_price(path, typed, currency)?;
    if price.is_sign_negative() && !price.is_zero() {
        return Err(FieldError::new(path, "error.negative"));
    }
    Ok(price)
}

fn is_same(one: &TimeRate, other: &TimeRate) -> bool {
    one.currency == other.currency
        && one.project_id == other.project_id
        && one.user_id == other.user_id
        && one.item_id == other.item_id
        && one.from == other.from
}

/// Takes a rate away.
///
/// # Errors
/// `conflict`, `not_found`.
pub fn delete(tx: &Tx<'_>, request: TimeRateVersionRequest) -> Result<TimeRateResponse> {
    version::touch(tx, "time_rate", &request.id, request.version)?;
    rows::delete(tx, "time_rate", &request.id)?;
    Ok(TimeRateResponse { id: request.id })
}

/// Writes what hours of a project were sold for: without an item, or as one. A project that has rates keeps those.
///
/// # Errors
/// A failure of the file.
pub(crate) fn sell(
    tx: &Tx<'_>,
    project_id: &str,
    currency: &str,
    hours: &[(Option<String>, Decimal)],
) -> Result<()> {
    if rows::has_own(tx, project_id)? {
        return Ok(());
    }
    for (item_id, price) in hours {
        let rate = TimeRate {
            id: String::new(),
            version: 1,
            project_id: Some(project_id.to_owned()),
            project: String::new(),
            user_id: None,
            user: String::new(),
            item_id: item_id.clone(),
            item: String::new(),
            from: None,
            currency: currency.to_owned(),
            rate: canonical(*price),
        };
        rows::save(tx, None, &rate)?;
    }
    Ok(())
}

/// The rates of one currency, to look one up for each entry.
pub(super) struct Rates {
    rates: Vec<TimeRate>,
    prices: Vec<(String, String)>,
    usual_item: Option<String>,
}

impl Rates {
    pub(super) fn load(read: &Read<'_>, currency: &str) -> Result<Self> {
        let mut rates = rows::all(read)?;
        rates.retain(|rate| rate.currency == currency);
        let usual_item = setting::get(read)?.1.item_id;
        Ok(Self { rates, prices: rows::item_prices(read, currency)?, usual_item })
    }

    /// The item as which time is sold: its own, else the first that the project has a rate of, else the usual one. Where the project has a
    /// rate of all work, an item is only what somebody said.
    pub(super) fn item<'a>(&'a self, project_id: Option<&str>, own: Option<&'a str>) -> Option<&'a str> {
        let of_project = |rate: &&TimeRate| project_id.is_some() && rate.project_id.as_deref() == project_id;
        let own_rates = || self.rates.iter().filter(of_project);
        let of_all = |rate: &TimeRate| rate.item_id.is_none() && rate.user_id.is_none();
        let first =
            || own_rates().find_map(|rate| rate.item_id.as_deref()).filter(|_| !own_rates().any(of_all));
        own.or_else(first).or(self.usual_item.as_deref())
    }

    /// What an hour of a person in a project is sold for on a day, `YYYY-MM-DD`, as an item of its own if it has one.
    pub(super) fn of(
        &self,
        project_id: Option<&str>,
        user_id: &str,
        own_item: Option<&str>,
        day: &str,
    ) -> Option<Decimal> {
        let item_id = self.item(project_id, own_item);
        let one = |project: Option<&str>, user: Option<&str>, item: Option<&str>| {
            let is_it = |rate: &&TimeRate| {
                (rate.project_id.as_deref(), rate.user_id.as_deref(), rate.item_id.as_deref())
                    == (project, user, item)
                    && rate.from.as_deref().is_none_or(|from| from <= day)
            };
            let newest = self.rates.iter().filter(is_it).max_by(|one, other| one.from.cmp(&other.from));
            newest.map(|rate| rate.rate.as_str())
        };
        let of_item = |project: Option<&str>| item_id.and_then(|item| one(project, None, Some(item)));
        let of_project = project_id.and_then(|_| {
            one(project_id, Some(user_id), None)
                .or_else(|| of_item(project_id))
                .or_else(|| one(project_id, None, None))
        });
        let price =
            |item: &str| self.prices.iter().find(|(id, _)| id == item).map(|(_, price)| price.as_str());
        of_project
            .or_else(|| one(None, Some(user_id), None))
            .or_else(|| of_item(None))
            .or_else(|| item_id.and_then(price))
            .and_then(|rate| rate.parse().ok())
    }
}
