//! What a branch sells under: country, currency, fiscal year, time zone, and how its documents round and fall due. The country fills
//! them in; each can be changed, those that stand on paper only until the first paper goes out.

use super::branch::{Branch, BranchListRequest, BranchListResponse, TaxStanding, ZeroRating, list};
use super::country::Country;
use super::renumber::{self, Numbers};
use super::{setup, store, working_time};
use crate::billing;
use crate::billing::due::PaymentTerm;
use crate::catalogue;
use crate::crm;
use crate::kernel::date::CivilDate;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::{money, text};
use crate::projects;
use crate::store::tx::Tx;
use crate::store::{undo_rule, word};
use crate::support::{self, promise};
use crate::time;
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
    /// How it sells abroad and to special economic zones; only in India.
    pub zero_rating: Option<ZeroRating>,
    /// What totals of new documents are rounded to in cash, such as `1` or `0.05`; empty: not at all.
    pub round_to: Option<String>,
    /// The last day of the latest tax return that was filed; empty: none was. Papers of up to then stay as they are.
    pub filed_until: Option<String>,
    /// When invoices fall due, as of `calc due`: what new customers get, and so only for the first branch.
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
    let branches = store::branch::all(tx)?;
    let others = branches.iter().map(|branch| branch.name.as_str());
    let name = text::own_name("name", &request.name, others).map_err(|field| Error::fields(vec![field]))?;
    let position = branches.len();
    if position >= setup::BRANCHES_MAX {
        return Err(Error::precondition("error.too_many_branches"));
    }
    setup::open_branch(tx, &name, &name, position, request.country)?;
    catalogue::tax_items(tx)?;
    list(tx, BranchListRequest {})
}

/// Changes what a branch sells under.
///
/// # Errors
/// `invalid` with the fields; `error.paper_went_out` for what stands on paper that went out, `error.books_shared` and
/// `error.books_with_papers` for a currency in which another branch sells, `error.amount_too_large` for one that has no room for a
/// figure, `error.numbers_year` and its like for a pattern of numbers that would break a rule then, `error.term_of_first_branch`.
pub(super) fn change(tx: &Tx<'_>, id: &str, rules: &SellerRules) -> Result<()> {
    let branches = store::branch::all(tx)?;
    let Some(position) = branches.iter().position(|branch| branch.id == id) else {
        return Err(Error::not_found("branch"));
    };
    let (stands, is_first) = (&branches[position], position == 0);
    let country = rules.country.filter(|country| country.code() != stands.country);
    let mut errors = FieldErrors::default();
    let mut set = changes(stands, rules, country, &mut errors);
    if let Some(typed) = &rules.filed_until {
        let day = errors.take(filed_until(typed, tx.today_at(Some(id))?));
        set.extend(day.map(|day| ("filed_until", day)));
    }
    may_change(&branches, position, &set, rules, &mut errors);
    errors.finish()?;
    let numbers = Numbers::of(tx, id, is_first)?;
    let moves_clock = country.is_some() || set.iter().any(|(field, _)| *field == "time_zone");
    if moves_clock {
        promise::keep_counts(tx, id)?;
    }
    store::branch::update(tx, id, &set)?;
    if let Some(country) = country {
        move_to(tx, stands, position, country)?;
    }
    if moves_clock {
        promise::recount_branch(tx, id)?;
    }
    let value_of = |name: &str| set.iter().find(|(field, _)| *field == name).map(|(_, value)| value);
    if country.is_some() || value_of("fiscal_year_start").is_some() {
        let typed = rules.fiscal_year_start.is_some() && value_of("fiscal_year_start").is_some();
        let path = if typed { "rules.fiscal_year_start" } else { "rules.country" };
        numbers.follow(tx, path)?;
    }
    let Some(currency) = value_of("currency") else { return Ok(()) };
    if is_first {
        keep_books_in(tx, currency_path(rules), &stands.currency, currency)?;
    }
    billing::forget_rates(tx, id)
}

/// What the request changes of a branch: what was typed, and what the country fills in beside it.
fn changes(
    stands: &Branch,
    rules: &SellerRules,
    country: Option<Country>,
    errors: &mut FieldErrors,
) -> Vec<(&'static str, String)> {
    let typed = accepted(rules, errors);
    let mut set: Vec<(&str, String)> = country.map(filled).unwrap_or_default();
    set.retain(|(field, _)| typed.iter().all(|(other, _)| other != field));
    set.extend(typed);
    set.retain(|(field, value)| !is_as_it_stands(stands, field, value));
    set
}

/// Refuses what papers that went out forbid, and a home currency that other branches need.
fn may_change(
    branches: &[Branch],
    position: usize,
    set: &[(&'static str, String)],
    rules: &SellerRules,
    errors: &mut FieldErrors,
) {
    let stands = &branches[position];
    if position > 0 && set.iter().any(|(field, _)| *field == "payment_term") {
        errors.add(FieldError::new("rules.payment_term", "error.term_of_first_branch"));
    }
    let there = rules.country.map_or(stands.country.as_str(), |country| country.code());
    if rules.zero_rating == Some(ZeroRating::Payment) && there != Country::India.code() {
        errors.add(FieldError::new("rules.zero_rating", "error.only_india"));
    }
    if stands.has_papers {
        // With the country the rest comes along, and is said once.
        let moves = set.iter().any(|(field, _)| *field == "country");
        let most = if moves { 1 } else { ON_PAPER.len() };
        for (field, _) in set.iter().filter(|(field, _)| ON_PAPER.contains(field)).take(most) {
            errors.add(FieldError::new(&format!("rules.{field}"), "error.paper_went_out"));
        }
    } else if position == 0 && set.iter().any(|(field, _)| *field == "currency") {
        errors.take(home_may_change(&branches[1..], &stands.currency, currency_path(rules)));
    }
}

/// What of the request changes the currency.
const fn currency_path(rules: &SellerRules) -> &'static str {
    if rules.currency.is_some() { "rules.currency" } else { "rules.country" }
}

/// Prices and customers are the whole company's: they may be put from the currency `from` into another only while no other branch
/// sells in it, nor has sold at all.
fn home_may_change(others: &[Branch], from: &str, path: &str) -> std::result::Result<(), FieldError> {
    let with_papers =
        others.iter().find(|branch| branch.has_papers).map(|branch| (branch, "error.books_with_papers"));
    let shared =
        || others.iter().find(|branch| branch.currency == from).map(|branch| (branch, "error.books_shared"));
    match with_papers.or_else(shared) {
        Some((branch, message_id)) => {
            Err(FieldError::new(path, message_id).with("branch", branch.name.clone()).with("currency", from))
        }
        None => Ok(()),
    }
}

/// Gives a branch what comes with its new country beside its own columns.
fn move_to(tx: &Tx<'_>, stands: &Branch, position: usize, country: Country) -> Result<()> {
    store::branch::set_tax_standing(tx, &stands.id, TaxStanding::Registered)?;
    let from = Country::parse(&stands.country).unwrap_or(Country::Other);
    renumber::renumber(tx, &stands.id, position, from, country)?;
    working_time::follow(tx, &stands.id, from, country)?;
    catalogue::seed_country(tx, country)?;
    catalogue::tax_items(tx)?;
    if position > 0 {
        return Ok(());
    }
    crm::change_country(tx, &stands.country, country.code())?;
    store::move_company(tx, country)
}

/// What documents print or are numbered by.
const ON_PAPER: [&str; 4] = ["country", "currency", "tax_scheme", "fiscal_year_start"];

/// Refuses taking back transaction `seq` of this device, which has been done by now, when papers went out since that what it changed
/// stands on, or that another branch sent while the home currency was as it left it.
///
/// # Errors
/// `precondition` with `error.paper_went_out` or `error.books_with_papers`; a failure of the file.
pub(super) fn undo_keeps_papers(tx: &Tx<'_>, seq: i64) -> Result<()> {
    let branches = store::branch::all(tx)?;
    for change in undo_rule::changed_in(tx, seq, "branch", &ON_PAPER)? {
        let Some(position) = branches.iter().position(|branch| branch.id == change.pk) else { continue };
        if branches[position].has_papers {
            return Err(Error::precondition("error.paper_went_out"));
        }
        let is_home = position == 0 && change.column == "currency";
        if let Some(other) = branches.iter().find(|branch| branch.has_papers && is_home) {
            return Err(Error::precondition("error.books_with_papers")
                .with("branch", other.name.clone())
                .with("currency", change.left.unwrap_or_default()));
        }
    }
    Ok(())
}

/// Gives items their taxes after taking back transaction `seq` of this device has changed under which schemes there are branches:
/// items may have been made meanwhile.
///
/// # Errors
/// A failure of the file.
pub(super) fn undo_taxes_items(tx: &Tx<'_>, seq: i64) -> Result<()> {
    match undo_rule::changed_in(tx, seq, "branch", &["tax_scheme", "deleted_at"])?.is_empty() {
        true => Ok(()),
        false => catalogue::tax_items(tx),
    }
}

fn is_as_it_stands(branch: &Branch, field: &str, value: &str) -> bool {
    match field {
        "country" => branch.country == value,
        "currency" => branch.currency == value,
        "fiscal_year_start" => branch.fiscal_year_start == value,
        "payment_term" => {
            serde_json::from_str::<serde_json::Value>(value).is_ok_and(|term| term == branch.payment_term)
        }
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
        ("zero_rating", word::of(&ZeroRating::Undertaking)),
        ("filed_until", String::new()),
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
    take("zero_rating", rules.zero_rating.map(|way| Ok(word::of(&way))));
    take("round_to", rules.round_to.as_deref().map(round_to));
    take("payment_term", rules.payment_term.as_ref().map(payment_term));
    set
}

fn time_zone(typed: &str) -> std::result::Result<String, FieldError> {
    match typed.trim().parse::<crate::kernel::zone::Zone>() {
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

/// A return is filed of days that have been.
fn filed_until(typed: &str, today: NaiveDate) -> std::result::Result<String, FieldError> {
    if typed.trim().is_empty() {
        return Ok(String::new());
    }
    let day = CivilDate::typed("rules.filed_until", typed)?.value();
    let future =
        || FieldError::new("rules.filed_until", "error.date_future").with("today", today.to_string());
    if day > today { Err(future()) } else { Ok(day.to_string()) }
}

fn payment_term(typed: &serde_json::Value) -> std::result::Result<String, FieldError> {
    PaymentTerm::typed("rules.payment_term", typed).map(|_| typed.to_string())
}

/// What was priced in the home currency so far was meant in the one that is the right one.
fn keep_books_in(tx: &Tx<'_>, path: &str, from: &str, to: &str) -> Result<()> {
    store::set_home_currency(tx, to)?;
    catalogue::change_currency(tx, from, to)?;
    crm::change_currency(tx, path, from, to)?;
    billing::change_currency(tx, path, from, to)?;
    projects::change_currency(tx, path, from, to)?;
    support::change_currency(tx, path, from, to)?;
    time::change_currency(tx, path, from, to)
}
