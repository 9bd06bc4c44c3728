//! Options of an estimate: lines that are offered beside its total. Those that the customer takes when accepting become part of it, in a
//! version of its own, so that what was sold stands on paper with its total.

use super::draft::{self, Draft, DraftInput, DraftKind};
use super::estimate::{form_of, freeze};
use super::store::{draft as saved, offer};
use super::{invoice, totals};
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::money::Money;
use crate::store::record;
use crate::store::tx::{Read, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An optional line of a version.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct EstimateOption {
    /// Id of the line.
    pub id: String,
    /// Its text.
    pub description: String,
    /// What it comes to with tax, by itself.
    pub total: Money,
}

/// Which options of an estimate are looked at.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct EstimateWithOptionsRequest {
    /// Which estimate.
    pub id: String,
    /// Which version; the one that was sent last when absent.
    #[serde(default)]
    #[ts(optional)]
    pub version_id: Option<String>,
    /// Ids of the optional lines that are taken.
    pub options: Vec<String>,
}

/// What an estimate comes to.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct EstimateWithOptionsResponse {
    /// With the options, tax included.
    pub total: Money,
}

/// What a version comes to with some of its options.
///
/// # Errors
/// As [`take`]; `not_found`.
pub fn with_options(
    read: &Read<'_>,
    request: EstimateWithOptionsRequest,
) -> Result<EstimateWithOptionsResponse> {
    record::require_readable(read, "estimate", &request.id)?;
    let version = version(read, &request.id, request.version_id.as_deref())?;
    let (draft, _) = agreed(read, &version, &request.options)?;
    Ok(EstimateWithOptionsResponse { total: Money::new(invoice::total_minor(&draft)?, &version.currency) })
}

/// The version that is answered: the one that is named, else the one that was sent last.
///
/// # Errors
/// `precondition` with `error.not_sent`; `error.no_such_version` at `version_id`.
pub(super) fn version(read: &Read<'_>, estimate_id: &str, id: Option<&str>) -> Result<offer::Version> {
    let last = offer::last_sent(read, estimate_id)?.ok_or_else(|| Error::precondition("error.not_sent"))?;
    let Some(id) = id else { return Ok(last) };
    let named = offer::versions(read, estimate_id)?.into_iter().find(|version| version.id == id);
    named.ok_or_else(|| Error::field("version_id", "error.no_such_version"))
}

/// The version with the options that were taken in its total; the same one when none was.
///
/// # Errors
/// `error.no_such_option` at `options[N]`; `invalid` when a rule that came later refuses the form.
pub(super) fn take(
    tx: &Tx<'_>,
    estimate_id: &str,
    version: offer::Version,
    options: &[String],
) -> Result<offer::Version> {
    if options.is_empty() {
        return Ok(version);
    }
    let (draft, form) = agreed(tx, &version, options)?;
    let priced = totals::priced(&draft)?.ok_or_else(|| Error::field("lines", "error.no_lines"))?;
    let code = saved::load(tx, estimate_id)?.code;
    freeze(tx, (estimate_id, &code), (&draft, &priced), &form, offer::TAKEN)?;
    offer::versions(tx, estimate_id)?.pop().ok_or_else(|| Error::internal("a version is missing"))
}

/// The form of a version with some of its options made part of it, on the day it is of.
fn agreed(read: &Read<'_>, version: &offer::Version, options: &[String]) -> Result<(Draft, DraftInput)> {
    let mut form = form_of(version)?;
    let mut errors = FieldErrors::default();
    for (index, id) in options.iter().enumerate() {
        let mut lines = form.lines.iter_mut().flatten();
        match lines.find(|line| line.optional == Some(true) && line.id.as_ref() == Some(id)) {
            Some(line) => line.optional = None,
            None => errors.add(FieldError::new(&format!("options[{index}]"), "error.no_such_option")),
        }
    }
    errors.finish()?;
    let mut draft = draft::check(read, DraftKind::Estimate, &form)?;
    (draft.date_said, draft.valid_said) = (true, true);
    Ok((draft, form))
}

/// What a version offers beside its total, as its paper says.
///
/// # Errors
/// A failure of the file.
pub(super) fn of(
    read: &Read<'_>,
    version: &offer::Version,
    form: &DraftInput,
) -> Result<Vec<EstimateOption>> {
    let lines = || form.lines.iter().flatten().filter(|line| line.optional == Some(true));
    if lines().next().is_none() {
        return Ok(Vec::new());
    }
    let totals = offer::option_totals(read, &version.id)?;
    let option = |(line, total): (&super::draft::LineInput, String)| EstimateOption {
        id: line.id.clone().unwrap_or_default(),
        description: line.description.clone().unwrap_or_default(),
        total: Money { amount: total, currency: version.currency.clone() },
    };
    Ok(lines().zip(totals).map(option).collect())
}
