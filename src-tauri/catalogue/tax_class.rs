//! Tax classes: how an item is taxed under a scheme. The shipped ones come from the country at set-up and are then the
//! company's own; any other is named by hand with its rates ("other" countries have nothing else).
//!
//! A class never says which of its rates counts today: that follows from the date of the document and from whether the
//! supply crosses a state border ([`super::tax_rate`]).

use super::store::tax as store;
use super::tax_rate::{self, TaxRateInput, TaxRateRow};
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::settings::branch;
use crate::store::tx::{Read, Tx};
use crate::store::undo_rule::rows_in;
use crate::store::word;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A tax scheme: the law that a branch sells under. The words are those of a branch's `tax_scheme`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum TaxScheme {
    /// Goods and services tax of India.
    GstIn,
    /// Value added tax of the United Arab Emirates.
    VatAe,
    /// TVA of France.
    VatFr,
    /// Value added tax of the United Kingdom.
    VatGb,
    /// Sales taxes of the United States: named rates by hand.
    SalesUs,
    /// Any other country: named rates by hand.
    Other,
}

/// What of the list of tax classes is wanted.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TaxClassListRequest {
    /// Only classes of this scheme.
    #[serde(default)]
    #[ts(optional)]
    pub scheme: Option<TaxScheme>,
    /// True: archived classes too.
    #[serde(default)]
    #[ts(optional)]
    pub archived: Option<bool>,
}

/// The tax classes.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TaxClassListResponse {
    /// The classes in the order of their scheme.
    pub rows: Vec<TaxClass>,
}

/// A tax class with its rates.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TaxClass {
    /// Its id.
    pub id: String,
    /// Its scheme.
    pub scheme: TaxScheme,
    /// Which shipped class it is, such as `standard`; empty when it was made by hand.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Whether a branch sells under its scheme; items take only such classes.
    pub is_sold: bool,
    /// True: no longer offered; items and documents keep it.
    pub archived: bool,
    /// Whether one of its rates holds today.
    pub holds_today: bool,
    /// Rises with each change.
    pub version: i64,
    /// All its rates, past and future.
    pub rates: Vec<TaxRateRow>,
}

/// A tax class by hand.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TaxClassCreateRequest {
    /// Its name.
    pub name: String,
    /// Its scheme; that of the first branch when absent.
    #[serde(default)]
    #[ts(optional)]
    pub scheme: Option<TaxScheme>,
    /// Its rates, at least one.
    pub rates: Vec<TaxRateInput>,
}

/// A change of a tax class; absent fields stay.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TaxClassUpdateRequest {
    /// Which class.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// The fields that change.
    pub set: TaxClassChange,
}

/// The fields of a tax class that can change.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct TaxClassChange {
    /// Name.
    pub name: Option<String>,
    /// True: no longer offered.
    pub archived: Option<bool>,
    /// All rates as they shall be: one with an id is changed, one without is added, one left out is taken away.
    /// Documents that were issued keep what they were issued with.
    pub rates: Option<Vec<TaxRateInput>>,
}

/// Which tax class was made or changed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TaxClassResponse {
    /// Its id.
    pub id: String,
    /// Its version now.
    pub version: i64,
}

/// The tax classes with all their rates.
///
/// # Errors
/// A failure of the file.
pub fn list(read: &Read<'_>, request: TaxClassListRequest) -> Result<TaxClassListResponse> {
    let rows = store::classes(read, request.scheme, request.archived == Some(true))?;
    Ok(TaxClassListResponse { rows })
}

/// Makes a tax class by hand.
///
/// # Errors
/// `invalid` with every field that is not acceptable.
pub fn create(tx: &Tx<'_>, request: TaxClassCreateRequest) -> Result<TaxClassResponse> {
    let mut errors = FieldErrors::default();
    let scheme = scheme(tx, request.scheme, &mut errors)?;
    let name = errors.take(own_name(tx, "name", &request.name, scheme, None)?);
    let rates = tax_rate::check_all("rates", &request.rates, &[], &mut errors);
    errors.finish()?;
    let id = store::insert_class(tx, scheme, "", &name.unwrap_or_default())?;
    for rate in &rates {
        store::insert_rate(tx, &id, &rate.rate)?;
    }
    Ok(TaxClassResponse { id, version: 1 })
}

/// A name that no other class has which is offered under its scheme.
fn own_name(
    read: &Read<'_>,
    path: &str,
    typed: &str,
    scheme: TaxScheme,
    own: Option<&str>,
) -> Result<std::result::Result<String, FieldError>> {
    let classes = store::classes(read, Some(scheme), false)?;
    let others = classes.iter().filter(|class| Some(class.id.as_str()) != own);
    Ok(text::own_name(path, typed, others.map(|class| class.name.as_str())))
}

/// Changes a tax class.
///
/// # Errors
/// `invalid` with the fields, `conflict` when it has changed meanwhile, `not_found`.
pub fn update(tx: &Tx<'_>, request: TaxClassUpdateRequest) -> Result<TaxClassResponse> {
    store::touch_class(tx, &request.id, request.version)?;
    let mut errors = FieldErrors::default();
    let class = store::classes(tx, None, true)?.into_iter().find(|class| class.id == request.id);
    let class = class.ok_or_else(|| Error::not_found("tax_class"))?;
    let comes_back = request.set.archived == Some(false) && class.archived;
    let name = match request.set.name.as_deref().or(comes_back.then_some(class.name.as_str())) {
        Some(name) => errors.take(own_name(tx, "set.name", name, class.scheme, Some(&class.id))?),
        None => None,
    };
    let stands = store::rate_ids(tx, &request.id)?;
    let rates = request
        .set
        .rates
        .as_deref()
        .map(|rates| tax_rate::check_all("set.rates", rates, &stands, &mut errors));
    errors.finish()?;
    store::update_class(tx, &request.id, name.as_deref(), request.set.archived)?;
    if let Some(rates) = rates {
        store::replace_rates(tx, &request.id, &stands, &rates)?;
    }
    Ok(TaxClassResponse { id: request.id, version: request.version + 1 })
}

/// Refuses to take a tax class away that an item has; those of countries in which nobody sells any more were set aside before.
///
/// # Errors
/// `precondition` with `error.undo_in_use`.
pub(super) fn undo_spares_used(tx: &Tx<'_>, seq: i64) -> Result<()> {
    for id in rows_in(tx, seq, "tax_class")? {
        if store::is_gone_in_use(tx, &id)? {
            return Err(Error::precondition("error.undo_in_use").with("table", "item"));
        }
    }
    Ok(())
}

/// The schemes of the company's branches, the first branch's first, each once.
///
/// # Errors
/// A failure of the file.
pub fn schemes(read: &Read<'_>) -> Result<Vec<TaxScheme>> {
    let mut schemes = Vec::new();
    for branch in branch::list(read, branch::BranchListRequest {})?.rows {
        let scheme = word::parse(branch.tax_scheme).unwrap_or(TaxScheme::Other);
        if !schemes.contains(&scheme) {
            schemes.push(scheme);
        }
    }
    Ok(schemes)
}

fn scheme(read: &Read<'_>, chosen: Option<TaxScheme>, errors: &mut FieldErrors) -> Result<TaxScheme> {
    let schemes = schemes(read)?;
    let scheme = chosen.or_else(|| schemes.first().copied()).unwrap_or(TaxScheme::Other);
    if !schemes.contains(&scheme) {
        let known: Vec<String> = schemes.iter().map(word::of).collect();
        errors.add(FieldError::new("scheme", "error.tax_scheme").with("known", known.join(", ")));
    }
    Ok(scheme)
}
