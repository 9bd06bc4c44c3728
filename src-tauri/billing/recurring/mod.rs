//! Recurring invoices: what is invoiced again and again, such as a retainer, a rent, hosting or maintenance.
//!
//! A recurring invoice keeps the form of an invoice and the days on which it is written. Each of its days becomes a draft dated that
//! day, priced then by the one engine, and is issued by a person. What it makes belongs to its deal as any invoice does: it was sold on
//! the invoice itself, beyond the plan. Whether it has ended follows from its days.

pub(super) mod follow;
mod form;
mod hand;
mod make;
mod moved;
mod page;
mod raise;
mod rhythm;
pub(super) mod state;
pub mod term;
mod unmake;

pub(super) use form::Form;
pub use hand::{Left, RecurringSold, left, name_contract, sell, sell_subscriptions};
pub use make::{
    RecurringDueRequest, RecurringDueResponse, RecurringMakeRequest, RecurringMakeResponse, due, make,
};
pub(super) use page::badge;
pub use page::{
    RecurringDaysRequest, RecurringDaysResponse, RecurringFilter, RecurringFromRequest,
    RecurringFromResponse, RecurringGetRequest, RecurringInvoice, RecurringRow, RecurringState,
    RecurringSummary, RecurringTabCount, days, from_invoice, get, list, summary,
};
pub use rhythm::{RecurringEnd, RecurringRhythm, RecurringUnit, Rhythm};
pub use state::{RecurringStateRequest, end, pause, resume, skip};
pub(super) use unmake::take_drafts_back;

use super::draft::DraftInput;
use super::store::recurring::{self as store, Stored};
use super::{from_item, reach};
use crate::kernel::error::{Code, Result};
use crate::store::record::{self, NewRecord};
use crate::store::tx::{Read, Tx};
use crate::store::{number, undo_rule};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// A new recurring invoice.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RecurringCreateRequest {
    /// What each invoice says. Its dates are those of its day.
    pub draft: DraftInput,
    /// On which days.
    pub rhythm: RecurringRhythm,
    /// The contract that it belongs to.
    #[serde(default)]
    #[ts(optional)]
    pub contract_id: Option<String>,
}

/// A recurring invoice as it shall be from now on; what it has made stays.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RecurringUpdateRequest {
    /// Which one.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// What each invoice says.
    pub draft: DraftInput,
    /// On which days.
    pub rhythm: RecurringRhythm,
    /// The contract that it belongs to.
    #[serde(default)]
    #[ts(optional)]
    pub contract_id: Option<String>,
}

/// The recurring invoice that was made or changed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct RecurringResponse {
    /// Its id.
    pub id: String,
    /// Its version now.
    pub version: i64,
    /// True: one of its days has come, and its draft can be made at once.
    pub due: bool,
}

/// Makes a recurring invoice. The drafts of days that have come are made by the next [`make`].
///
/// # Errors
/// `invalid` with every field that is not acceptable, those of the days below `rhythm.`.
pub fn create(tx: &Tx<'_>, request: RecurringCreateRequest) -> Result<RecurringResponse> {
    reach::check(tx, &request.draft, None)?;
    let filled = from_item::filled(tx, request.draft)?;
    let form = form::checked(tx, filled, &request.rhythm, request.contract_id, None)?;
    let id = insert(tx, &form, None)?;
    Ok(RecurringResponse { id, version: 1, due: form.is_due(tx, None)? })
}

/// Writes the record and the row of a checked form whose days up to `done` are settled.
fn insert(tx: &Tx<'_>, form: &Form, done: Option<NaiveDate>) -> Result<String> {
    reach::customer(tx, &form.draft.customer.id)?;
    let owner = reach::owner(tx, form.draft.deal_id.as_deref(), Some(&form.draft.customer.id))?;
    let code = number::take(tx, "recurring_invoice", None, tx.today()?)?.text;
    let new = NewRecord {
        kind: "recurring_invoice",
        title: form.title(),
        owner_id: owner.as_deref(),
        branch_id: Some(&form.draft.branch.id),
        customer_id: Some(&form.draft.customer.id),
    };
    let id = record::create(tx, new)?;
    store::insert(tx, &id, &code, form, done)?;
    end_with_contract(tx, &id, form)?;
    retitle(tx, &id)?;
    Ok(id)
}

/// Lets one that was put on a contract which has ended be over with that.
fn end_with_contract(tx: &Tx<'_>, id: &str, form: &Form) -> Result<()> {
    if form.cut.is_none() {
        return Ok(());
    }
    let mut row = store::load(tx, id)?;
    row.cut = form.cut;
    row.bind();
    store::set_days(tx, id, &row)
}

/// Calls a recurring invoice what its next invoice is about, where that differs from day to day.
fn retitle(tx: &Tx<'_>, id: &str) -> Result<()> {
    match day_title(tx, &store::load(tx, id)?)? {
        Some(title) => record::retitle(tx, id, &title),
        None => Ok(()),
    }
}

/// What the next invoice is about; `None` where all of them are about the same.
fn day_title(read: &Read<'_>, stands: &Stored) -> Result<Option<String>> {
    let is_filled = stands.input.subject.as_ref().is_some_and(|subject| subject.contains('{'));
    if is_filled { Ok(make::next_input(read, stands)?.subject) } else { Ok(None) }
}

/// Changes a recurring invoice. What is settled of its days stays so; one that was over goes on with the days that come, one that was
/// ended by hand stays so until it is resumed.
///
/// # Errors
/// `invalid` as [`create`]; `conflict`, `not_found`.
pub fn update(tx: &Tx<'_>, request: RecurringUpdateRequest) -> Result<RecurringResponse> {
    record::touch(tx, "recurring_invoice", &request.id, request.version)?;
    let stands = store::load(tx, &request.id)?;
    reach::check(tx, &request.draft, Some(&stands.input))?;
    let form = form::checked(tx, request.draft, &request.rhythm, request.contract_id, Some(&stands))?;
    // What its contract has bounded, or is over, has no day that passed meanwhile unless it is given one now.
    let is_over = stands.next.is_none() && stands.state != RecurringState::Ended;
    let done = match is_over && form.rhythm.next(stands.done).is_some() {
        true => stands.done.max(tx.today_at(Some(&form.draft.branch.id))?.pred_opt()),
        false => stands.done,
    };
    let next = form.rhythm.next(done).filter(|_| stands.state != RecurringState::Ended);
    store::update(tx, &request.id, &form, done, next)?;
    end_with_contract(tx, &request.id, &form)?;
    if stands.next.is_none() && !raise::costs_same(&stands.input, &form.input) {
        term::price_as_now(tx, &request.id)?;
    }
    record::retitle(tx, &request.id, form.title())?;
    retitle(tx, &request.id)?;
    record::move_to_customer(tx, &request.id, &form.draft.customer.id)?;
    let due = stands.state == RecurringState::Running && form.is_due(tx, done)?;
    Ok(RecurringResponse { id: request.id, version: request.version + 1, due })
}

/// Opens the series of the codes in a new file.
///
/// # Errors
/// A failure of the file.
pub(super) fn seed(tx: &Tx<'_>) -> Result<()> {
    number::open_series(tx, "recurring_invoice", None, "REC-{DEV}{SEQ:4}", "never").map(drop)
}

/// Prices the recurring invoices of a branch or a customer again whose taxes have changed with it. One that breaks a rule now stays as it
/// is until its day comes, and is refused then with the reason.
///
/// # Errors
/// A failure of the file.
pub(super) fn price_of(tx: &Tx<'_>, branch_or_customer: &str) -> Result<()> {
    for id in store::of_party(tx, branch_or_customer)? {
        let stands = store::load(tx, &id)?;
        let day = stands.next.unwrap_or(stands.rhythm.first);
        match make::draft_of(tx, &stands, day) {
            Ok((_, total)) if total != stands.total_minor => store::set_total(tx, &id, total)?,
            Err(error) if error.code != Code::Invalid => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// Takes the rates off what was written while a branch had another home currency, but those that transaction `seq` brings back.
///
/// # Errors
/// A failure of the file.
pub(super) fn forget_rates(tx: &Tx<'_>, branch_id: &str, seq: Option<i64>) -> Result<()> {
    let spared = match seq {
        Some(seq) => undo_rule::rows_in(tx, seq, "recurring_invoice")?,
        None => BTreeSet::new(),
    };
    store::forget_rates(tx, branch_id, &spared)
}

/// Puts the next day of those whose rhythm transaction `seq` had changed where it follows from the one that is back: days may have been
/// settled since.
///
/// # Errors
/// A failure of the file.
pub(super) fn follow_rhythm(tx: &Tx<'_>, seq: i64) -> Result<()> {
    undo_rule::rows_in(tx, seq, "recurring_invoice")?.iter().try_for_each(|id| term::put_next(tx, id))
}

/// The stored form for a day, with placeholders.
fn input_for(stands: &Stored, day: NaiveDate) -> DraftInput {
    DraftInput { date: Some(day.to_string()), ..stands.input.clone() }
}
