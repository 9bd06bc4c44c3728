//! What a branch sells under: country, currency, fiscal year, time zone, and how its documents round and fall due. The country fills
//! them in; each can be changed, those that stand on paper only until the first paper goes out.

use super::branch::{Branch, BranchListRequest, BranchListResponse, TaxStanding, list};
use super::country::Country;
use super::{setup, store};
use crate::billing;
use crate::billing::due::PaymentTerm;
use crate::catalogue;
use crate::crm;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::{money, text};
use crate::store::tx::Tx;
use crate::store::word;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A further place of business that sells under a law of its own.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct BranchCreateRequest {
    /// Its name, inside the company and on paper.
    pub name: String,
    /// Where it is, which fills in the rest.
    pub country: Country,
}

/// How tax is rounded on a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum TaxRounding {
    /// On each line.
    PerLine,
    /// Once for each rate.
    PerRate,
}

/// What a branch is to sell under from now on; absent fields stay. A country fills in what it decides, other fields go before it.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct SellerRules {
    /// The country. Region, tax number and the standing for tax are those of one country, and are cleared.
    pub country: Option<Country>,
    /// Home currency, ISO 4217.
    pub currency: Option<String>,
    /// IANA time zone, in which days begin and end.
    pub time_zone: Option<String>,
    /// First day of the fiscal year, `MM-DD`.
    pub fiscal_year_start: Option<String>,
    /// How tax is rounded on new documents.
    pub tax_rounding: Option<TaxRounding>,
    /// What totals of new documents are rounded to in cash, such as `1` or `0.05`; empty: not at all.
    pub round_to: Option<String>,
    /// When invoices fall due, as of `calc due`.
    #[schemars(with = "serde_json::Value")]
    #[ts(type = "Record<string, unknown>")]
    pub payment_term: Option<serde_json::Value>,
}

/// What totals are rounded to where cash is paid.
const COINS: [&str; 7] = ["0.05", "0.1", "0.5", "1", "5", "10", "100"];

/// Adds a branch, with the taxes of its country for all items and numbers of its own.
///
/// # Errors
/// `invalid` at `name`; `precondition` with `error.too_many_branches`.
pub fn create(tx: &Tx<'_>, request: BranchCreateRequest) -> Result<BranchListResponse> {
    let name = text::required_line("name", &request.name).map_err(|field| Error::fields(vec![field]))?;
    let before = countries(&store::branches(tx)?);
    if before.len() >= setup::BRANCHES_MAX {
        return Err(Error::precondition("error.too_many_branches"));
    }
    setup::open_branch(tx, &name, &before, request.country)?;
    catalogue::tax_items(tx)?;
    list(tx, BranchListRequest {})
}

fn countries(branches: &[Branch]) -> Vec<Country> {
    branches.iter().map(|branch| Country::parse(&branch.country).unwrap_or(Country::Other)).collect()
}

/// Changes what a branch sells under.
///
/// # Errors
/// `invalid` with the fields; `error.paper_went_out` for what stands on paper that went out.
pub(super) fn change(tx: &Tx<'_>, id: &str, rules: &SellerRules) -> Result<()> {
    let branches = store::branches(tx)?;
    let Some(position) = branches.iter().position(|branch| branch.id == id) else {
        return Err(Error::not_found("branch"));
    };
    let (stands, is_first) = (&branches[position], position == 0);
    let country = rules.country.filter(|country| country.code() != stands.country);
    let mut errors = FieldErrors::default();
    let typed = accepted(rules, &mut errors);
    let mut set: Vec<(&str, String)> = country.map(filled).unwrap_or_default();
    set.retain(|(field, _)| typed.iter().all(|(other, _)| other != field));
    set.extend(typed);
    set.retain(|(field, value)| !is_as_it_stands(stands, field, value));
    if store::has_papers(tx, id)? {
        // With the country the rest comes along, and is said once.
        let most = if country.is_some() { 1 } else { ON_PAPER.len() };
        for (field, _) in set.iter().filter(|(field, _)| ON_PAPER.contains(field)).take(most) {
            errors.add(FieldError::new(&format!("rules.{field}"), "error.paper_went_out"));
        }
    }
    errors.finish()?;
    store::update_branch(tx, id, &set)?;
    if let Some(country) = country {
        store::set_tax_standing(tx, id, TaxStanding::Registered)?;
        let mut before = countries(&branches[..position]);
        before.extend(countries(&branches[position + 1..]));
        setup::renumber(tx, id, &before, country)?;
        catalogue::seed_country(tx, country)?;
        catalogue::tax_items(tx)?;
        if is_first {
            store::move_company(tx, country)?;
        }
    }
    match set.iter().find(|(field, _)| *field == "currency") {
        Some((_, currency)) if is_first => keep_books_in(tx, &stands.currency, currency),
        _ => Ok(()),
    }
}

/// What documents print or are numbered by.
const ON_PAPER: [&str; 4] = ["country", "currency", "tax_scheme", "fiscal_year_start"];

fn is_as_it_stands(branch: &Branch, field: &str, value: &str) -> bool {
    match field {
        "country" => branch.country == value,
        "currency" => branch.currency == value,
        "fiscal_year_start" => branch.fiscal_year_start == value,
        _ => false,
    }
}

/// What a country decides about a branch, and what it leaves open.
fn filled(country: Country) -> Vec<(&'static str, String)> {
    let preset = country.preset();
    let text = |value: &str| value.to_owned();
    vec![
        ("country", text(country.code())),
        ("currency", text(preset.currency)),
        ("time_zone", text(preset.time_zone)),
        ("fiscal_year_start", text(preset.fiscal_year_start)),
        ("tax_scheme", text(preset.tax_scheme)),
        ("tax_rounding", text(preset.tax_rounding)),
        ("round_to", String::new()),
        ("region", String::new()),
        ("tax_number", String::new()),
    ]
}

fn accepted(rules: &SellerRules, errors: &mut FieldErrors) -> Vec<(&'static str, String)> {
    let mut set = Vec::new();
    let mut take = |field: &'static str, value: Option<std::result::Result<String, FieldError>>| {
        if let Some(value) = value.and_then(|value| errors.take(value)) {
            set.push((field, value));
        }
    };
    take("currency", rules.currency.as_deref().map(|typed| text::currency("rules.currency", typed)));
    take("time_zone", rules.time_zone.as_deref().map(time_zone));
    take("fiscal_year_start", rules.fiscal_year_start.as_deref().map(fiscal_year_start));
    take("tax_rounding", rules.tax_rounding.map(|rounding| Ok(word::of(&rounding))));
    take("round_to", rules.round_to.as_deref().map(round_to));
    take("payment_term", rules.payment_term.as_ref().map(payment_term));
    set
}

fn time_zone(typed: &str) -> std::result::Result<String, FieldError> {
    match typed.trim().parse::<chrono_tz::Tz>() {
        Ok(zone) => Ok(zone.name().to_owned()),
        Err(_) => Err(FieldError::new("rules.time_zone", "error.time_zone").with("typed", typed)),
    }
}

/// A day of every year, so not 29 February.
fn fiscal_year_start(typed: &str) -> std::result::Result<String, FieldError> {
    let day = NaiveDate::parse_from_str(&format!("2027-{}", typed.trim()), "%Y-%m-%d");
    day.map(|day| day.format("%m-%d").to_string()).map_err(|_| {
        FieldError::new("rules.fiscal_year_start", "error.fiscal_year_start").with("typed", typed)
    })
}

fn round_to(typed: &str) -> std::result::Result<String, FieldError> {
    if typed.trim().is_empty() {
        return Ok(String::new());
    }
    let value = money::parse_decimal("rules.round_to", typed)?;
    let coin = COINS.iter().find(|coin| coin.parse::<Decimal>() == Ok(value));
    coin.map(|coin| (*coin).to_owned())
        .ok_or_else(|| FieldError::new("rules.round_to", "error.round_to").with("coins", COINS.join(", ")))
}

fn payment_term(typed: &serde_json::Value) -> std::result::Result<String, FieldError> {
    serde_json::from_value::<PaymentTerm>(typed.clone()).map(|_| typed.to_string()).map_err(|error| {
        FieldError::new("rules.payment_term", "error.payment_term").with("reason", error.to_string())
    })
}

/// What was priced in the home currency so far was meant in the one that is the right one.
fn keep_books_in(tx: &Tx<'_>, from: &str, to: &str) -> Result<()> {
    store::set_home_currency(tx, to)?;
    catalogue::change_currency(tx, from, to)?;
    crm::change_currency(tx, from, to)?;
    billing::change_currency(tx, from, to)
}
