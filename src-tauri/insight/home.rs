//! The first page: the money strip, and what somebody should look at. What to do today stands in `activity.today`.

use super::store;
use crate::kernel::error::Result;
use crate::kernel::money::Money;
use crate::store::tx::Read;
use chrono::Datelike as _;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Nothing to say in the request.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct HomeRequest {}

/// The first page. Amounts are in the home currency of each branch, one entry per currency, never added together. A figure over
/// records that the user may not read is null.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Home {
    /// The civil date.
    pub today: String,
    /// Open on issued invoices.
    pub to_collect: Option<Figure>,
    /// Of that, past its due date.
    pub overdue: Option<Figure>,
    /// Invoiced this month, credit notes taken off; both are counted.
    pub invoiced: Option<Figure>,
    /// Received this month, reversed payments left out and what was paid back taken off.
    pub collected: Option<Figure>,
    /// What somebody should look at: only kinds of which there are any.
    pub exceptions: Vec<Exception>,
}

/// A figure with the number of rows behind it.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Figure {
    /// How many rows.
    pub count: i64,
    /// How much, per currency.
    pub amounts: Vec<Money>,
    /// The first due date among open invoices, `YYYY-MM-DD`; null for other figures, and when there are none.
    pub first: Option<String>,
}

/// What is wrong with some rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExceptionKind {
    /// Deals won more than two days ago of which something is still to be invoiced and not planned for a later day.
    UnbilledDeals,
    /// The same of estimates without a deal, accepted more than two days ago.
    UnbilledEstimates,
    /// Billable time of months past that stands on no invoice, for who may make one; it has no amount.
    UnbilledTime,
    /// Invoices that were not issued.
    DraftInvoices,
    /// Estimates whose validity ended without an answer.
    LapsedEstimates,
    /// Open deals past the limit of their stage.
    AgeingDeals,
    /// Open deals for which nothing is planned.
    IdleDeals,
    /// Won deals of which a part is still to be handed over, or which were sent back; they have no amount.
    OpenHandovers,
    /// Leads whose first answer is late; they have no amount.
    LateLeads,
    /// Open tickets of which a promise was missed; they have no amount.
    LateTickets,
    /// Open tickets of which a promise will soon be missed; they have no amount.
    TicketsAtRisk,
    /// Open tickets of nobody; they have no amount.
    TicketsOfNobody,
    /// Contracts whose renewal should be decided, with what they are worth.
    DueContracts,
    /// Open projects past the day by which they were promised; they have no amount.
    LateProjects,
}

/// Rows that somebody should look at.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Exception {
    /// What is wrong with them.
    pub kind: ExceptionKind,
    /// How many, and how much.
    pub figure: Figure,
    /// The last day of what was sold or worked and is not invoiced, `YYYY-MM-DD`, to which the list is narrowed; null for the other kinds.
    pub sold_by: Option<String>,
}

/// The first page.
///
/// # Errors
/// A failure of the file.
pub fn get(read: &Read<'_>, _: HomeRequest) -> Result<Home> {
    let today = read.today()?;
    let day = today.to_string();
    let month = today.with_day(1).unwrap_or(today).to_string();
    let (to_collect, overdue) = store::open(read, &day)?.unzip();
    Ok(Home {
        to_collect,
        overdue,
        invoiced: store::invoiced(read, &month, &day)?,
        collected: store::collected(read, &month, &day)?,
        exceptions: store::exceptions(read, today)?,
        today: day,
    })
}
