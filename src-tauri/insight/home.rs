//! The first page: the money strip and the few things that need somebody today.

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
    /// Invoiced this month, credit notes taken off.
    pub invoiced: Option<Figure>,
    /// Received this month, reversed payments left out and what was paid back taken off.
    pub collected: Option<Figure>,
    /// Estimates that were sent and are still valid.
    pub offered: Option<Figure>,
    /// What needs somebody today, the most pressing first; at most seven.
    pub needs_you: Vec<Need>,
}

/// A figure with the number of rows behind it.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Figure {
    /// How many rows.
    pub count: i64,
    /// How much, per currency.
    pub amounts: Vec<Money>,
}

/// Something that needs somebody.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Need {
    /// `overdue_invoice`, `draft_invoice`, `accepted_estimate`, `expiring_estimate`.
    pub kind: String,
    /// The record.
    pub id: String,
    /// Its number or subject.
    pub title: String,
    /// The customer's name.
    pub customer: String,
    /// How much.
    pub amount: Money,
    /// The day it is about.
    pub date: String,
    /// How many days from today: past is negative.
    pub days: i64,
}

/// The first page.
///
/// # Errors
/// A failure of the file.
pub fn get(read: &Read<'_>, _: HomeRequest) -> Result<Home> {
    let today = read.today()?;
    let day = today.to_string();
    let month = today.with_day(1).unwrap_or(today).to_string();
    Ok(Home {
        to_collect: store::open(read, None)?,
        overdue: store::open(read, Some(&day))?,
        invoiced: store::invoiced(read, &month, &day)?,
        collected: store::collected(read, &month, &day)?,
        offered: store::offered(read, &day)?,
        needs_you: store::needs(read, today)?,
        today: day,
    })
}
