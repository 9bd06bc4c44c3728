//! The number series as the owner sets them: how numbers look, when they begin again, where the first one starts.
//!
//! A series never leaves a gap and never prints a number twice. So a start value is taken only before the first number of a
//! period, the time at which it begins again is fixed once it has counted, and a pattern must print the period in which it
//! counts, the device that counts, and something that no other series prints.
//!
//! India, CGST Rules 46(b) and 53: at most 16 of A–Z, 0–9, - and /, on invoices and credit notes.

use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::ids::{self, Scheme};
use crate::kernel::text;
use crate::store::number::{self, Occasion, Series};
use crate::store::tx::{Read, Tx};
use crate::store::{undo_rule, version, word};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// Longest number of an Indian invoice or credit note.
const INDIA_MAX: usize = 16;
/// Longest number anywhere: lists and papers have no room for more.
const NUMBER_MAX: usize = 30;
/// Highest start value.
const FIRST_MAX: i64 = 9_999_999;

/// Nothing to say in the request.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct NumberSeriesListRequest {}

/// The number series of this device.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct NumberSeriesListResponse {
    /// The series: those of the branches in their order, then those of records.
    pub rows: Vec<NumberSeries>,
}

/// When a series begins again at one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Resets {
    /// It counts on for ever.
    Never,
    /// On the first day of the branch's fiscal year.
    FiscalYear,
    /// On the first day of each month.
    Month,
}

/// A number series.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct NumberSeries {
    /// Its id.
    pub id: String,
    /// What it counts: `invoice`, `credit_note`, `estimate`, `receipt`, `customer` …
    pub kind: String,
    /// The branch, when it counts by branch.
    pub branch_id: Option<String>,
    /// The branch's name, may be empty.
    pub branch: String,
    /// Literals and the tokens `{SEQ:4}`, `{FY}`, `{YYYY}`, `{YY}`, `{MM}`, `{DEV}`.
    pub pattern: String,
    /// When it begins again.
    pub resets: Resets,
    /// The period in which it counts today, as printed; empty when it never begins again.
    pub period: String,
    /// The running number that comes next.
    pub next_no: i64,
    /// The next number as printed today.
    pub next: String,
    /// The longest number that is expected in a period.
    pub longest: String,
    /// How long a number may be.
    pub length_max: i64,
    /// Whether it has given a number in this period; its start is fixed then.
    pub is_started: bool,
    /// Whether it has given a number in any period; when it begins again is fixed then.
    pub has_counted: bool,
    /// Rises with each change.
    pub version: i64,
}

/// A change of a number series; absent fields stay.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct NumberSeriesUpdateRequest {
    /// Which series.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// How numbers look.
    #[serde(default)]
    #[ts(optional)]
    pub pattern: Option<String>,
    /// When it begins again.
    #[serde(default)]
    #[ts(optional)]
    pub resets: Option<Resets>,
    /// The first running number of this period, for a firm that changes over within it.
    #[serde(default)]
    #[ts(optional)]
    pub first_no: Option<i64>,
}

/// The number series of this device.
///
/// # Errors
/// A failure of the file.
pub fn list(read: &Read<'_>, _: NumberSeriesListRequest) -> Result<NumberSeriesListResponse> {
    let rows = number::series(read)?.into_iter().map(|series| shown(read, series)).collect::<Result<_>>()?;
    Ok(NumberSeriesListResponse { rows })
}

/// Changes a number series and gives it back with its next number, so that a preview is the example beside the field.
///
/// # Errors
/// `invalid` at `pattern`, `resets`, `first_no`; `conflict`, `not_found`.
pub fn update(tx: &Tx<'_>, request: NumberSeriesUpdateRequest) -> Result<NumberSeries> {
    version::touch(tx, "number_series", &request.id, request.version)?;
    let all = number::series(tx)?;
    let stands = all.iter().find(|series| series.id == request.id);
    let stands = stands.ok_or_else(|| Error::not_found("number_series"))?;
    let mut errors = FieldErrors::default();
    let resets = request.resets.map_or_else(|| stands.resets.clone(), |resets| word::of(&resets));
    if resets != stands.resets && stands.has_counted {
        errors.add(FieldError::new("resets", "error.number_reset_fixed"));
    }
    let mut changed = Series { resets, ..stands.clone() };
    let date = tx.today_at(stands.branch_id.as_deref())?;
    let period = number::period(&changed.resets, changed.occasion(date));
    let (next_no, is_started) = number::standing(tx, &stands.id, &period)?;
    let first_no = request.first_no.filter(|first_no| *first_no != next_no);
    if let Some(first_no) = first_no {
        if is_started {
            errors.add(FieldError::new("first_no", "error.number_started").with("next", next_no));
        } else if !(1..=FIRST_MAX).contains(&first_no) {
            errors.add(FieldError::new("first_no", "error.between").with("min", 1).with("max", FIRST_MAX));
        } else {
            number::start_at(tx, &stands.id, &period, first_no)?;
        }
    }
    if let Some(typed) = &request.pattern {
        changed.pattern = errors.take(text::required_line("pattern", typed)).unwrap_or_default();
        if is_indian(stands) {
            changed.pattern = raised(&changed.pattern);
        }
    }
    let is_new = first_no.is_some() || changed.pattern != stands.pattern || changed.resets != stands.resets;
    if is_new && !changed.pattern.is_empty() {
        errors.take(fits(&changed, &all, first_no.unwrap_or(next_no), date));
    }
    errors.finish()?;
    number::change(tx, &stands.id, &changed.pattern, &changed.resets)?;
    shown(tx, Series { version: stands.version, ..changed })
}

/// Refuses taking back transaction `seq` of this device, which has been done by now, when a series that has counted would begin again
/// at another time, or when one that it decides about would break a rule of [`update`].
///
/// # Errors
/// `precondition` with `error.number_reset_fixed`, `error.undo_numbers_meet` or `error.undo_moved_on`.
pub(super) fn undo_keeps_numbers(tx: &Tx<'_>, seq: i64) -> Result<()> {
    let changed = |table: &str, columns: &[&str]| -> Result<BTreeSet<String>> {
        Ok(undo_rule::changed_in(tx, seq, table, columns)?.into_iter().map(|change| change.pk).collect())
    };
    let all = number::series(tx)?;
    let restarted = changed("number_series", &["resets"])?;
    if all.iter().any(|series| series.has_counted && restarted.contains(&series.id)) {
        return Err(Error::precondition("error.number_reset_fixed"));
    }
    let changed_series = changed("number_series", &["pattern", "resets", "deleted_at"])?;
    let branches = changed("branch", &["fiscal_year_start", "tax_scheme", "deleted_at"])?;
    // The series of records count by the fiscal year of a branch, the first one.
    let of_branch =
        |id: &Option<String>| id.as_ref().map_or(!branches.is_empty(), |id| branches.contains(id));
    for series in all.iter().filter(|one| changed_series.contains(&one.id) || of_branch(&one.branch_id)) {
        let date = tx.today_at(series.branch_id.as_deref())?;
        stands(series, &all, date).map_err(|reason| undo_refused(series, &reason))?;
    }
    Ok(())
}

/// Why a series can not be as it was. Only numbers of another series have a cure beside changing it by hand.
fn undo_refused(series: &Series, reason: &FieldError) -> Error {
    match reason.message_id.as_str() {
        "error.number_taken" => {
            Error::precondition("error.undo_numbers_meet").with("pattern", series.pattern.clone())
        }
        _ => Error::precondition("error.undo_moved_on"),
    }
}

/// Whether a series may go on as it stands; a refusal is that of [`update`] at `pattern`.
pub(super) fn stands(
    series: &Series,
    all: &[Series],
    date: NaiveDate,
) -> std::result::Result<(), FieldError> {
    fits(series, all, 1, date)
}

/// Whether numbers of this pattern can be told apart from all others and keep to the law.
fn fits(
    series: &Series,
    all: &[Series],
    next_no: i64,
    date: NaiveDate,
) -> std::result::Result<(), FieldError> {
    let refused = |message_id: &str| FieldError::new("pattern", message_id);
    let next = number::render(&series.pattern, next_no, series.occasion(date))?;
    let longest = number::longest(&series.pattern, next_no, series.occasion(date))?;
    if !number::tells_periods_apart(&series.pattern, &series.resets, &series.fiscal_year_start) {
        let message_id = if series.resets == "month" { "error.number_month" } else { "error.number_year" };
        return Err(refused(message_id));
    }
    if series.device != "A" && !series.pattern.contains("{DEV}") {
        return Err(refused("error.number_device").with("device", series.device.clone()));
    }
    if all.iter().any(|other| other.id != series.id && number::may_meet(other, series)) {
        return Err(refused("error.number_taken"));
    }
    let length = longest.chars().count();
    let max = length_max(series);
    if length > max {
        return Err(refused("error.number_too_long")
            .with("longest", longest)
            .with("length", length)
            .with("max", max));
    }
    let unlawful = |number: &String| !ids::check(Scheme::GstInvoiceNumber, None, number).valid;
    if is_indian(series)
        && let Some(number) = [next, longest].into_iter().find(unlawful)
    {
        return Err(refused("error.number_form").with("number", number));
    }
    Ok(())
}

/// Whether the Indian rule holds for the numbers of a series.
fn is_indian(series: &Series) -> bool {
    is_indian_kind(&series.kind, &series.tax_scheme)
}

fn is_indian_kind(kind: &str, tax_scheme: &str) -> bool {
    tax_scheme == "gst_in" && matches!(kind, "invoice" | "credit_note")
}

fn length_max(series: &Series) -> usize {
    length_max_of(&series.kind, &series.tax_scheme)
}

/// The longest number of a kind under a tax scheme.
fn length_max_of(kind: &str, tax_scheme: &str) -> usize {
    if is_indian_kind(kind, tax_scheme) { INDIA_MAX } else { NUMBER_MAX }
}

/// A pattern whose numbers would be longer than the law allows, as they are with a device's code, with fewer leading zeros, so that
/// issue goes on working.
///
/// # Errors
/// `error.number_pattern` when the pattern can not be printed.
pub(super) fn shortened(
    pattern: &str,
    kind: &str,
    tax_scheme: &str,
    occasion: Occasion<'_>,
) -> Result<String> {
    let first = number::render(pattern, 1, occasion).map_err(|field| Error::fields(vec![field]))?;
    let over = first.chars().count().saturating_sub(length_max_of(kind, tax_scheme));
    Ok(number::narrowed(pattern, over))
}

/// Lower case raised, as on Indian numbers; tokens are upper case already.
fn raised(pattern: &str) -> String {
    pattern.to_uppercase()
}

fn shown(read: &Read<'_>, series: Series) -> Result<NumberSeries> {
    let date = read.today_at(series.branch_id.as_deref())?;
    let occasion = series.occasion(date);
    let period = number::period(&series.resets, occasion);
    let (next_no, is_started) = number::standing(read, &series.id, &period)?;
    let printed =
        |text: std::result::Result<String, FieldError>| text.map_err(|field| Error::fields(vec![field]));
    Ok(NumberSeries {
        next: printed(number::render(&series.pattern, next_no, occasion))?,
        longest: printed(number::longest(&series.pattern, next_no, occasion))?,
        length_max: i64::try_from(length_max(&series)).unwrap_or(i64::MAX),
        resets: word::parse(series.resets.clone()).map_err(Error::internal)?,
        period,
        next_no,
        is_started,
        id: series.id,
        kind: series.kind,
        branch_id: series.branch_id,
        branch: series.branch,
        pattern: series.pattern,
        has_counted: series.has_counted,
        version: series.version,
    })
}
