//! Changes of a deal, and what of it no longer changes.

use super::fields::DealState;
use super::line::{self, DealLineInput};
use super::{DealResponse, DealStatus, OWN, fields, stage};
use crate::billing::plan;
use crate::crm::owner;
use crate::crm::store::deal as store;
use crate::kernel::error::{Error, FieldErrors, Result};
use crate::kernel::text;
use crate::store::tx::Tx;
use crate::store::{record, reference};
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// A change of a deal; absent fields stay, empty text clears.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DealUpdateRequest {
    /// Which deal.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// The fields that change.
    pub set: DealChange,
}

/// The fields of a deal that can change.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct DealChange {
    /// What it is about.
    pub title: Option<String>,
    /// Its customer.
    pub customer_id: Option<String>,
    /// The prospect's name.
    pub prospect: Option<String>,
    /// The person at the customer; empty: nobody.
    pub contact_id: Option<String>,
    /// Amount without tax, as typed.
    pub amount: Option<String>,
    /// ISO 4217 code; changes while there is no amount, or together with the amount or the lines in the new currency.
    pub currency: Option<String>,
    /// Chance of winning in percent; empty: the stage's.
    pub probability: Option<String>,
    /// Day on which it is expected to close.
    pub expected_close: Option<String>,
    /// Where it came from.
    pub source: Option<String>,
    /// Notes.
    pub notes: Option<String>,
    /// Owner.
    pub owner_id: Option<String>,
    /// The branch that sells. Classes of lines under another law give way to those under its own.
    pub branch_id: Option<String>,
    /// All lines as they shall be; lines that are not named go.
    pub lines: Option<Vec<DealLineInput>>,
}

/// Changes a deal. What a won one was sold for follows, as long as nothing of it is invoiced.
///
/// # Errors
/// `invalid` with the fields, `error.stage_requires` among them for what its stage needs; `precondition` with
/// `error.invoiced_already`; `conflict` when it has changed meanwhile, `not_found`.
pub fn update(tx: &Tx<'_>, request: DealUpdateRequest) -> Result<DealResponse> {
    record::touch(tx, "deal", &request.id, request.version)?;
    let stood = store::state(tx, &request.id)?;
    change(tx, &request.id, &request.set)
        .and_then(|()| stage::check_stay(tx, &request.id, &stood))
        .map_err(|error| error.below("set."))?;
    Ok(DealResponse { id: request.id, version: request.version + 1 })
}

/// Changes the fields of a deal whose version was checked; what is refused is named without a prefix.
pub(super) fn change(tx: &Tx<'_>, id: &str, set: &DealChange) -> Result<()> {
    let mut errors = FieldErrors::default();
    let title = set.title.as_deref().and_then(|title| errors.take(text::required_line("title", title)));
    let stands = store::state(tx, id)?;
    still_changes(tx, id, set, &stands)?;
    let mut checked = fields::check(tx, set, Some(&stands), &mut errors)?;
    errors.finish()?;
    let branch_id = set.branch_id.as_deref().map(|id| store::branch(tx, Some(id))).transpose()?;
    if let Some(title) = &title {
        record::retitle(tx, id, title)?;
    }
    if let Some(owner_id) = &set.owner_id {
        owner::give(tx, "deal", id, "owner_id", owner_id)?;
    }
    checked.title = title;
    line::store(tx, id, checked.lines.as_deref())?;
    store::update(tx, id, &checked)?;
    if let Some(branch_id) = &branch_id {
        record::move_to_branch(tx, id, branch_id)?;
        line::follow_law(tx, id, branch_id)?;
    }
    if is_sale(set) {
        plan::resell_deal(tx, id)?;
    }
    Ok(())
}

/// Whether a change is one of what is sold, by whom or to whom.
const fn is_sale(set: &DealChange) -> bool {
    set.amount.is_some()
        || set.currency.is_some()
        || set.lines.is_some()
        || set.customer_id.is_some()
        || set.branch_id.is_some()
}

/// Refuses what no longer changes: the course of a deal that has ended, the sale of one that was lost or sold by an estimate, and
/// the customer once documents name them.
fn still_changes(tx: &Tx<'_>, id: &str, set: &DealChange, stands: &DealState) -> Result<()> {
    let course = set.probability.is_some() || set.expected_close.is_some();
    let value = is_sale(set);
    match stands.status {
        DealStatus::Lost if value || course => return Err(Error::precondition("error.deal_closed")),
        DealStatus::Won if course => return Err(Error::precondition("error.deal_closed")),
        DealStatus::Won if value && plan::is_sold_by_estimate(tx, id)? => {
            return Err(Error::precondition("error.deal_sold"));
        }
        _ => {}
    }
    let moves =
        set.customer_id.is_some() && stands.customer_id.is_some() && set.customer_id != stands.customer_id;
    if moves && !reference::tables_pointing_at(tx, "deal", id, &OWN)?.is_empty() {
        return Err(Error::field("customer_id", "error.deal_customer_stays"));
    }
    Ok(())
}
