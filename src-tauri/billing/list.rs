//! The lists of invoices, estimates and payments with their sums: what the status tabs, filters and footers show.

use super::payment::PaymentMethod;
use super::store::lists;
use crate::kernel::badge::Badge;
use crate::kernel::error::Result;
use crate::kernel::money::Money;
use crate::store::page::{ListRequest, Page};
use crate::store::tx::Read;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The status tabs of the list of invoices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceTab {
    /// Not issued yet.
    Draft,
    /// Issued and not settled.
    Open,
    /// Open and past its due date.
    Overdue,
    /// Open and settled in part.
    PartPaid,
    /// Settled.
    Paid,
    /// Void.
    Void,
    /// Credit notes.
    CreditNote,
    /// Whatever was issued and is not void, credit notes among them: what turnover is made of.
    Issued,
}

/// Filters of the list of invoices.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct InvoiceFilter {
    /// Status tab; everything when absent.
    pub tab: Option<InvoiceTab>,
    /// Only this customer's.
    pub customer_id: Option<String>,
    /// Only those of this owner.
    pub owner_id: Option<String>,
    /// Only this deal's.
    pub deal_id: Option<String>,
    /// Only those that belong to this recurring invoice.
    pub recurring_id: Option<String>,
    /// Only those of this seller.
    pub branch_id: Option<String>,
    /// Only those in this currency, ISO 4217.
    pub currency: Option<String>,
    /// Dated on or after.
    pub from: Option<String>,
    /// Dated on or before.
    pub to: Option<String>,
}

/// A row of the list of invoices.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct InvoiceRow {
    /// Its id.
    pub id: String,
    /// `invoice` or `credit_note`.
    pub kind: String,
    /// `draft`, `open`, `part_paid`, `paid`, `void`.
    pub state: String,
    /// The seller.
    pub branch_id: String,
    /// Its number; empty for a draft.
    pub number: String,
    /// The customer.
    pub customer_id: String,
    /// The customer's name.
    pub customer: String,
    /// What it is about.
    pub subject: String,
    /// Date.
    pub date: String,
    /// Due date.
    pub due_date: String,
    /// What it comes to.
    pub total: Money,
    /// What is open on it.
    pub open: Money,
    /// Its state in words.
    pub badge: Badge,
    /// Owner's user id; null is nobody.
    pub owner_id: Option<String>,
}

/// Count and sums of what a filter shows, per currency.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct InvoiceSummary {
    /// How many.
    pub count: i64,
    /// Totals per currency. Without a tab and of what was issued: what was invoiced, credit notes taken off, drafts and void papers left out.
    pub totals: Vec<Money>,
    /// Open amounts per currency, counted alike.
    pub open: Vec<Money>,
    /// Every tab with what stands under it, whatever is searched and filtered for.
    pub tabs: Vec<TabCount>,
    /// All that is open by age in the home currency, whatever is searched and filtered for.
    pub ageing: Vec<AgeBucket>,
}

/// How many invoices stand under a tab.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TabCount {
    /// The tab; null for all.
    pub tab: Option<InvoiceTab>,
    /// How many.
    pub count: i64,
}

/// Open invoices of an age.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct AgeBucket {
    /// Days past due from; null for not due yet.
    pub from_days: Option<i64>,
    /// Days past due to; null for no end.
    pub to_days: Option<i64>,
    /// How many.
    pub count: i64,
    /// How much, in the home currency of each branch.
    pub open: Vec<Money>,
}

/// The status tabs of the list of estimates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum EstimateTab {
    /// Never sent.
    Draft,
    /// Sent and still valid.
    Sent,
    /// Sent and past its validity.
    Expired,
    /// Accepted.
    Accepted,
    /// Declined.
    Declined,
}

/// Filters of the list of estimates.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct EstimateFilter {
    /// Status tab; everything when absent.
    pub tab: Option<EstimateTab>,
    /// Only this customer's.
    pub customer_id: Option<String>,
    /// Only those of this owner.
    pub owner_id: Option<String>,
    /// Only those of this seller.
    pub branch_id: Option<String>,
    /// Only this deal's.
    pub deal_id: Option<String>,
    /// Dated on or after.
    pub from: Option<String>,
    /// Dated on or before.
    pub to: Option<String>,
    /// Only estimates of which something, sold on or before this day, is still to be invoiced; what a won deal has sold is found
    /// among the deals.
    pub unbilled: Option<String>,
}

/// A row of the list of estimates.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct EstimateRow {
    /// Its id.
    pub id: String,
    /// Its code.
    pub code: String,
    /// The newest version that was sent; 0 when none was.
    pub version_no: i64,
    /// The customer.
    pub customer_id: String,
    /// The customer's name.
    pub customer: String,
    /// What it is about.
    pub subject: String,
    /// Date.
    pub date: String,
    /// Last day of validity.
    pub valid_until: String,
    /// What it comes to.
    pub total: Money,
    /// Its state in words.
    pub badge: Badge,
    /// The seller.
    pub branch_id: String,
    /// Owner's user id; null is nobody.
    pub owner_id: Option<String>,
}

/// How many estimates stand under a tab.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct EstimateTabCount {
    /// The tab; null for all.
    pub tab: Option<EstimateTab>,
    /// How many.
    pub count: i64,
}

/// Count and sums of estimates.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct EstimateSummary {
    /// How many.
    pub count: i64,
    /// Totals per currency.
    pub totals: Vec<Money>,
    /// What is left to invoice with tax, where the filter asks for estimates of which something is; empty otherwise.
    pub to_invoice: Vec<Money>,
    /// Every tab with what stands under it, whatever is searched and filtered for.
    pub tabs: Vec<EstimateTabCount>,
}

/// Filters of the list of payments.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct PaymentFilter {
    /// Only this customer's.
    pub customer_id: Option<String>,
    /// Only those of this owner.
    pub owner_id: Option<String>,
    /// Only those of this seller.
    pub branch_id: Option<String>,
    /// Only this method.
    pub method: Option<PaymentMethod>,
    /// Only payments with something free on them.
    pub with_credit: Option<bool>,
    /// Only payments that were not reversed.
    pub live: Option<bool>,
    /// Received on or after.
    pub from: Option<String>,
    /// Received on or before.
    pub to: Option<String>,
}

/// A row of the list of payments.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PaymentRow {
    /// Its id.
    pub id: String,
    /// Its receipt number.
    pub number: String,
    /// The customer.
    pub customer_id: String,
    /// The customer's name.
    pub customer: String,
    /// Date.
    pub date: String,
    /// How it came.
    pub method: String,
    /// The bank's reference.
    pub reference: String,
    /// How much.
    pub amount: Money,
    /// What is free of it.
    pub credit: Money,
    /// True: it was reversed and counts no more.
    pub reversed: bool,
    /// Its state in words.
    pub badge: Badge,
    /// The branch that received it.
    pub branch_id: String,
    /// Owner's user id; null is nobody.
    pub owner_id: Option<String>,
}

/// Count and sums of payments.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PaymentSummary {
    /// How many.
    pub count: i64,
    /// Amounts per currency, reversed ones left out.
    pub amounts: Vec<Money>,
    /// What was paid back in the same days to the same customer by the same method, per currency; empty where payments are searched
    /// or chosen by what is left of them.
    pub refunded: Vec<Money>,
}

/// A page of invoices, credit notes and drafts.
///
/// # Errors
/// `error.date` at `filter.from` and `filter.to`; as [`crate::store::page::page`].
pub fn invoices(read: &Read<'_>, request: ListRequest<InvoiceFilter>) -> Result<Page<InvoiceRow>> {
    lists::invoices(read, &request)
}

/// Count and sums of the same filter, with the tabs and the ageing of the whole list.
///
/// # Errors
/// As [`invoices`].
pub fn invoice_summary(read: &Read<'_>, request: ListRequest<InvoiceFilter>) -> Result<InvoiceSummary> {
    lists::invoice_summary(read, &request)
}

/// A page of estimates.
///
/// # Errors
/// `error.date` at `filter.from`, `filter.to` and `filter.unbilled`; as [`crate::store::page::page`].
pub fn estimates(read: &Read<'_>, request: ListRequest<EstimateFilter>) -> Result<Page<EstimateRow>> {
    lists::estimates(read, &request)
}

/// Count and sums of the same filter, with the tabs of the whole list.
///
/// # Errors
/// As [`estimates`].
pub fn estimate_summary(read: &Read<'_>, request: ListRequest<EstimateFilter>) -> Result<EstimateSummary> {
    lists::estimate_summary(read, &request)
}

/// A page of payments.
///
/// # Errors
/// `error.date` at `filter.from` and `filter.to`; as [`crate::store::page::page`].
pub fn payments(read: &Read<'_>, request: ListRequest<PaymentFilter>) -> Result<Page<PaymentRow>> {
    lists::payments(read, &request)
}

/// Count and sums of the same filter.
///
/// # Errors
/// As [`payments`].
pub fn payment_summary(read: &Read<'_>, request: ListRequest<PaymentFilter>) -> Result<PaymentSummary> {
    lists::payment_summary(read, &request)
}
