//! Recurring invoices as their list and their page show them, and what a new one begins with.

use super::super::draft::{DraftInput, DraftKind};
use super::super::store::{draft as saved, recurring as store, recurring_list as lists};
use super::super::totals::{self, Totals};
use super::make::{self, draft_of};
use super::rhythm::{RecurringEnd, RecurringRhythm, RecurringUnit, Rhythm};
use super::{day_title, input_for};
use crate::kernel::badge::{Badge, Tone};
use crate::kernel::error::{Code, Error, FieldError, FieldErrors, Result};
use crate::kernel::money::Money;
use crate::store::page::{ListRequest, Page};
use crate::store::record;
use crate::store::tx::Read;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How many days ahead are shown.
const SHOWN: usize = 3;
/// The most days that are counted as having come.
const COUNTED_MAX: usize = 1_000;

/// How a recurring invoice stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum RecurringState {
    /// It makes its drafts.
    Running,
    /// It makes none until it is resumed.
    Paused,
    /// No day of it is left, or somebody ended it.
    Ended,
}

/// Filters of the list of recurring invoices.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct RecurringFilter {
    /// Only those that stand like this.
    pub state: Option<RecurringState>,
    /// Only this customer's.
    pub customer_id: Option<String>,
    /// Only this deal's.
    pub deal_id: Option<String>,
    /// Only this contract's.
    pub contract_id: Option<String>,
    /// Only those of this owner.
    pub owner_id: Option<String>,
}

/// A row of the list of recurring invoices.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct RecurringRow {
    /// Its id.
    pub id: String,
    /// Code such as REC-0001.
    pub code: String,
    /// Rises with each change.
    pub version: i64,
    /// The customer.
    pub customer_id: String,
    /// The customer's name.
    pub customer: String,
    /// What its next invoice is about.
    pub subject: String,
    /// Every so many units.
    pub every: u32,
    /// The unit.
    pub unit: RecurringUnit,
    /// Its next day, `YYYY-MM-DD`; null when none is left.
    pub next: Option<String>,
    /// What each invoice comes to.
    pub amount: Money,
    /// How it stands.
    pub state: RecurringState,
    /// The same in words.
    pub badge: Badge,
    /// Owner's user id; null is nobody.
    pub owner_id: Option<String>,
}

/// How many recurring invoices a filter shows.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct RecurringSummary {
    /// How many.
    pub count: i64,
    /// Each state with how many stand like that, whatever is searched and filtered for.
    pub tabs: Vec<RecurringTabCount>,
}

/// How many recurring invoices stand in some way.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct RecurringTabCount {
    /// In which.
    pub state: RecurringState,
    /// How many.
    pub count: i64,
}

/// A recurring invoice with everything its page shows.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct RecurringInvoice {
    /// What its row shows.
    pub row: RecurringRow,
    /// What each invoice says, with `{period}` and `{month}` as they were typed.
    pub draft: DraftInput,
    /// What the next invoice says.
    pub next_draft: DraftInput,
    /// Its days.
    pub rhythm: RecurringRhythm,
    /// The next days; none while it makes no drafts.
    pub days: Vec<String>,
    /// The figures of the next invoice; null where it would be refused.
    pub totals: Option<Totals>,
    /// Why the next invoice would be refused; null when it would not.
    pub problem: Option<FieldError>,
    /// The deal that it belongs to.
    pub deal_id: Option<String>,
    /// That deal's code and title.
    pub deal: String,
    /// The contract that it belongs to.
    pub contract_id: Option<String>,
    /// That contract's code and name.
    pub contract: String,
}

/// Which recurring invoice.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RecurringGetRequest {
    /// Its id.
    pub id: String,
}

/// Days that are typed and not stored yet.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RecurringDaysRequest {
    /// The days.
    pub rhythm: RecurringRhythm,
    /// The recurring invoice that they are typed for, of which some are settled; a new one when absent.
    #[serde(default)]
    #[ts(optional)]
    pub id: Option<String>,
    /// The seller; the first branch when absent.
    #[serde(default)]
    #[ts(optional)]
    pub branch_id: Option<String>,
}

/// What typed days come to.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct RecurringDaysResponse {
    /// The next three.
    pub days: Vec<String>,
    /// How many of the days have come, so that a draft would be made of each at once; none while it is paused or has ended.
    pub come: i64,
    /// The last one; null when they go on until somebody ends them.
    pub last: Option<String>,
}

/// The invoice that shall be written again and again.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RecurringFromRequest {
    /// Which invoice.
    pub invoice_id: String,
    /// Every so many units.
    pub every: u32,
    /// The unit.
    pub unit: RecurringUnit,
}

/// What a recurring invoice like it begins with.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct RecurringFromResponse {
    /// What each invoice would say.
    pub draft: DraftInput,
    /// The day after the invoice's own, so many units later.
    pub first: String,
}

/// The badge of a recurring invoice.
pub(in crate::billing) fn badge(state: RecurringState, is_refused: bool) -> Badge {
    match state {
        RecurringState::Running if is_refused => {
            Badge::new(Tone::Danger, "circle-alert", "badge.recurring.refused")
        }
        RecurringState::Running => Badge::new(Tone::Ok, "refresh-cw", "badge.recurring.running"),
        RecurringState::Paused => Badge::new(Tone::Warn, "clock", "badge.recurring.paused"),
        RecurringState::Ended => Badge::new(Tone::Neutral, "circle-x", "badge.recurring.ended"),
    }
}

/// A page of recurring invoices, the one that is written next before the others.
///
/// # Errors
/// As [`crate::store::page::page`].
pub fn list(read: &Read<'_>, request: ListRequest<RecurringFilter>) -> Result<Page<RecurringRow>> {
    let mut page = lists::list(read, &request)?;
    page.rows.iter_mut().try_for_each(|row| say(read, row))?;
    Ok(page)
}

/// Says the subject of a row as the next invoice will.
fn say(read: &Read<'_>, row: &mut RecurringRow) -> Result<()> {
    if row.subject.contains('{') {
        row.subject = day_title(read, &store::load(read, &row.id)?)?.unwrap_or_default();
    }
    Ok(())
}

/// Counts of the same filter, with the states of the whole list.
///
/// # Errors
/// A failure of the file.
pub fn summary(read: &Read<'_>, request: ListRequest<RecurringFilter>) -> Result<RecurringSummary> {
    lists::summary(read, &request)
}

/// A recurring invoice with its next days and figures.
///
/// # Errors
/// `not_found`.
pub fn get(read: &Read<'_>, request: RecurringGetRequest) -> Result<RecurringInvoice> {
    record::require_readable(read, "recurring_invoice", &request.id)?;
    let stands = store::load(read, &request.id)?;
    let (totals, problem) = foreseen(read, &stands)?;
    let is_running = stands.state == RecurringState::Running;
    let days = stands.rhythm.days(stands.done).take(SHOWN).filter(|_| is_running);
    let (deal, contract) = lists::belongs_to(read, &request.id)?;
    let mut row = lists::row(read, &request.id)?;
    say(read, &mut row)?;
    Ok(RecurringInvoice {
        row,
        days: days.map(|day| day.to_string()).collect(),
        rhythm: stands.rhythm.shown(),
        next_draft: make::next_input(read, &stands)?,
        draft: stands.input,
        totals,
        problem,
        deal_id: stands.deal_id,
        deal,
        contract_id: stands.contract_id,
        contract,
    })
}

/// The figures of the next invoice, or why there would be none.
fn foreseen(read: &Read<'_>, stands: &store::Stored) -> Result<(Option<Totals>, Option<FieldError>)> {
    let Some(day) = stands.next else {
        return Ok((
            totals::of_saved(read, DraftKind::Invoice, &input_for(stands, stands.rhythm.first))?,
            None,
        ));
    };
    match draft_of(read, stands, day).and_then(|(draft, _)| totals::totals(&draft)) {
        Ok(totals) => Ok((Some(totals), None)),
        Err(error) if matches!(error.code, Code::Invalid | Code::Precondition | Code::NotFound) => {
            let whole = FieldError { params: error.params, ..FieldError::new("", &error.message_id) };
            Ok((None, Some(error.fields.into_iter().next().unwrap_or(whole))))
        }
        Err(error) => Err(error),
    }
}

/// What typed days come to.
///
/// # Errors
/// `invalid` below `rhythm.`; `not_found`.
pub fn days(read: &Read<'_>, request: RecurringDaysRequest) -> Result<RecurringDaysResponse> {
    let mut errors = FieldErrors::default();
    let stands = match &request.id {
        Some(id) => {
            record::require_readable(read, "recurring_invoice", id)?;
            Some(store::load(read, id)?)
        }
        None => None,
    };
    let stood = stands.as_ref().map(|stands| &stands.rhythm);
    let rhythm = Rhythm::retyped("rhythm", &request.rhythm, stood, &mut errors);
    errors.finish()?;
    let rhythm = rhythm.ok_or_else(|| Error::internal("what has no error is there"))?;
    let done = stands.as_ref().and_then(|stands| stands.done);
    let is_running = stands.is_none_or(|stands| stands.state == RecurringState::Running);
    let today = read.today_at(request.branch_id.as_deref())?;
    let come = rhythm.days(done).take_while(|day| is_running && *day <= today).take(COUNTED_MAX).count();
    let ends = rhythm.until().is_some() || rhythm.count.is_some();
    let last = if ends { rhythm.days(done).last() } else { None };
    Ok(RecurringDaysResponse {
        days: rhythm.days(done).take(SHOWN).map(|day| day.to_string()).collect(),
        come: i64::try_from(come).unwrap_or(i64::MAX),
        last: last.map(|day| day.to_string()),
    })
}

/// What a recurring invoice like an invoice begins with: what that says, and the day of the period after it.
///
/// # Errors
/// `invalid` at `every`; `not_found`.
pub fn from_invoice(read: &Read<'_>, request: RecurringFromRequest) -> Result<RecurringFromResponse> {
    record::require_readable(read, "invoice", &request.invoice_id)?;
    let mut draft = saved::load(read, &request.invoice_id)?.input;
    let own = draft.date.take().unwrap_or_default();
    (draft.supply_date, draft.valid_until) = (None, None);
    for line in draft.lines.iter_mut().flatten() {
        (line.id, line.billing_row_id) = (None, None);
    }
    let typed =
        RecurringRhythm { every: request.every, unit: request.unit, first: own, end: RecurringEnd::Never };
    let mut errors = FieldErrors::default();
    let rhythm = Rhythm::typed("", &typed, &mut errors);
    errors.finish()?;
    let first = rhythm.and_then(|rhythm| rhythm.day(1));
    let first = first.ok_or_else(|| Error::field("every", "error.date"))?;
    Ok(RecurringFromResponse { draft, first: NaiveDate::to_string(&first) })
}
