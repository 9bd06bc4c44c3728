//! Customer credit: what is free of a payment or credit note, put on invoices, taken off them again, or paid back.
//!
//! That credit settles an invoice is a fact. When it was the wrong invoice, another fact takes it off, the money is free again,
//! and both stay visible.

use super::open::OpenInvoices;
use super::payment::{AllocationInput, PaymentMethod, Settled, day, positive};
use super::store::payment as store;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::money::{self, Money};
use crate::kernel::text;
use crate::store::record;
use crate::store::tx::Tx;
use crate::store::word;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Customer credit put on invoices.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CreditApplyRequest {
    /// The payment or credit note whose free part is used.
    pub source_id: String,
    /// What it settles; oldest first when absent.
    #[serde(default)]
    #[ts(optional)]
    pub allocations: Option<Vec<AllocationInput>>,
}

/// What settled an invoice by mistake, taken off it.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CreditUnapplyRequest {
    /// The payment or credit note that settled it.
    pub source_id: String,
    /// The invoice.
    pub invoice_id: String,
    /// Why.
    pub reason: String,
}

/// Customer credit paid back.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CreditRefundRequest {
    /// The payment or credit note whose free part is paid back.
    pub source_id: String,
    /// How much.
    pub amount: String,
    /// How.
    pub method: PaymentMethod,
    /// The bank's reference.
    #[serde(default)]
    #[ts(optional)]
    pub reference: Option<String>,
    /// When; today when absent.
    #[serde(default)]
    #[ts(optional)]
    pub date: Option<String>,
}

/// What is free of a payment or credit note now.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct CreditResponse {
    /// The payment or credit note.
    pub id: String,
    /// What it settled by this.
    pub allocations: Vec<Settled>,
    /// What is still free.
    pub credit: Money,
}

/// Puts the free part of a payment or credit note on invoices.
///
/// # Errors
/// `invalid` with the fields; `precondition` with `error.no_credit`; `not_found`.
pub fn apply(tx: &Tx<'_>, request: CreditApplyRequest) -> Result<CreditResponse> {
    let free = with_credit(of_customer(tx, &request.source_id)?)?;
    let mut errors = FieldErrors::default();
    let named = request.allocations.iter().flatten().map(|one| &one.invoice_id);
    let mut open = OpenInvoices::of(tx, &free.customer_id, &free.branch_id, &free.currency, named)?;
    let shares = open.shares(request.allocations.as_deref(), free.minor, &free.currency, &mut errors);
    errors.finish()?;
    let date = tx.today_at(Some(&free.branch_id))?.to_string();
    for (invoice_id, minor) in &shares {
        let source = free.source(&request.source_id);
        store::allocate(tx, source, invoice_id, *minor, &date)?;
    }
    let settled: i64 = shares.iter().map(|(_, minor)| minor).sum();
    Ok(CreditResponse {
        allocations: open.settled(&shares, &free.currency),
        credit: Money::new(free.minor - settled, &free.currency),
        id: request.source_id,
    })
}

/// Takes what a payment or credit note settled off an invoice: it is free again, and the invoice is open again.
///
/// # Errors
/// `invalid` at `reason`; `precondition` with `error.not_settled` or `error.own_credit`; `not_found`.
pub fn unapply(tx: &Tx<'_>, request: CreditUnapplyRequest) -> Result<CreditResponse> {
    let free = seen(tx, &request.source_id)?;
    text::required_line("reason", &request.reason).map_err(|field| Error::fields(vec![field]))?;
    // What a credit note says of its own invoice stands on paper.
    if free.corrects_id.as_ref() == Some(&request.invoice_id) {
        return Err(Error::precondition("error.own_credit").with("number", free.number));
    }
    let date = tx.today_at(Some(&free.branch_id))?.to_string();
    let settled = store::settled_by(tx, &request.source_id, &request.invoice_id)?;
    settled.iter().try_for_each(|(id, _)| store::reverse_allocation(tx, id, &date))?;
    // What the payer kept back was kept back of this payment: it goes with it.
    let kept_back = store::undeduct(tx, &request.source_id, &request.invoice_id, &date)?;
    if settled.is_empty() && kept_back == 0 {
        return Err(Error::precondition("error.not_settled").with("number", free.number));
    }
    cover(tx, &request.invoice_id, &date)?;
    let credit = free.minor + settled.iter().map(|(_, minor)| minor).sum::<i64>();
    Ok(CreditResponse {
        allocations: Vec::new(),
        credit: Money::new(credit, &free.currency),
        id: request.source_id,
    })
}

/// Lets an invoice that was taken back be settled by its own credit note, as far as that is free, where money came off it.
///
/// # Errors
/// A failure of the file.
pub(super) fn cover(tx: &Tx<'_>, invoice_id: &str, date: &str) -> Result<()> {
    match store::own_credit(tx, invoice_id)?.filter(|(_, minor)| *minor > 0) {
        Some((note, minor)) => store::allocate(tx, store::Source::Credit(&note), invoice_id, minor, date),
        None => Ok(()),
    }
}

/// Takes off what transaction `seq` of this device put on invoices, for undo.
///
/// # Errors
/// `precondition` with `error.undo_done` when none of it stands any more; `not_found`.
pub fn take_back(tx: &Tx<'_>, seq: i64) -> Result<()> {
    let applied = store::applied_in(tx, seq)?;
    if applied.is_empty() {
        return Err(Error::precondition("error.undo_done"));
    }
    applied.iter().try_for_each(|(id, source_id)| {
        let free = of_customer(tx, source_id)?;
        store::reverse_allocation(tx, id, &tx.today_at(Some(&free.branch_id))?.to_string())
    })
}

/// Pays customer credit back.
///
/// # Errors
/// `invalid` with the fields; `precondition` with `error.no_credit`; `not_found`.
pub fn refund(tx: &Tx<'_>, request: CreditRefundRequest) -> Result<CreditResponse> {
    let free = with_credit(seen(tx, &request.source_id)?)?;
    let mut errors = FieldErrors::default();
    let minor = positive("amount", &request.amount, &free.currency, &mut errors);
    if minor > free.minor {
        let left = money::text(free.minor, &free.currency);
        errors.add(FieldError::new("amount", "error.more_than_credit").with("left", left));
    }
    if minor == 0 {
        errors.add(FieldError::new("amount", "error.not_positive"));
    }
    let reference = errors
        .take(text::line("reference", request.reference.as_deref().unwrap_or_default()))
        .unwrap_or_default();
    let date = day(tx, &free.branch_id, request.date.as_deref(), &mut errors)?;
    if date.to_string() < free.date {
        errors.add(FieldError::new("date", "error.before_money").with("date", free.date.clone()));
    }
    errors.finish()?;
    let source = free.source(&request.source_id);
    store::refund(tx, source, minor, &word::of(&request.method), &reference, &date.to_string())?;
    Ok(CreditResponse {
        credit: Money::new(free.minor - minor, &free.currency),
        allocations: Vec::new(),
        id: request.source_id,
    })
}

/// A refund that did not happen after all.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RefundReverseRequest {
    /// Which refund.
    pub id: String,
    /// Why: a wrong amount, money that came back.
    pub reason: String,
}

/// Takes a refund back: the money is the customer's credit again.
///
/// # Errors
/// `invalid` at `reason`; `precondition` with `error.refund_reversed`; `not_found`.
pub fn reverse_refund(tx: &Tx<'_>, request: RefundReverseRequest) -> Result<CreditResponse> {
    let reason =
        text::required_line("reason", &request.reason).map_err(|field| Error::fields(vec![field]))?;
    refund_back(tx, &request.id, &reason)
}

/// Takes back the refund that transaction `seq` of this device noted, for undo.
///
/// # Errors
/// As [`reverse_refund`].
pub fn take_refund_back(tx: &Tx<'_>, seq: i64) -> Result<()> {
    let id = store::refunded_in(tx, seq)?.ok_or_else(|| Error::not_found("refund"))?;
    refund_back(tx, &id, "").map(drop)
}

fn refund_back(tx: &Tx<'_>, id: &str, reason: &str) -> Result<CreditResponse> {
    let (source_id, counts) = store::refunded(tx, id)?.ok_or_else(|| Error::not_found("refund"))?;
    let free = seen(tx, &source_id)?;
    if !counts {
        return Err(Error::precondition("error.refund_reversed").with("number", free.number));
    }
    let date = tx.today_at(Some(&free.branch_id))?.to_string();
    store::reverse_refund(tx, id, reason, &date)?;
    if let Some(invoice_id) = &free.corrects_id {
        cover(tx, invoice_id, &date)?;
    }
    let credit = store::free_now(tx, &source_id)?;
    Ok(CreditResponse { credit: Money::new(credit, &free.currency), allocations: Vec::new(), id: source_id })
}

/// A payment or credit note in the user's reach.
fn seen(tx: &Tx<'_>, source_id: &str) -> Result<store::Free> {
    let free = store::free(tx, source_id)?.ok_or_else(|| Error::not_found("payment"))?;
    record::require(tx, free.kind(), source_id)?;
    Ok(free)
}

/// A payment or credit note of a customer in the user's reach: whoever collects from the customer lays out what it has paid,
/// whoever recorded that, as a new payment settles invoices that others wrote.
fn of_customer(tx: &Tx<'_>, source_id: &str) -> Result<store::Free> {
    let free = store::free(tx, source_id)?.ok_or_else(|| Error::not_found("payment"))?;
    record::require_with_customer(tx, free.kind(), source_id)?;
    Ok(free)
}

/// Refuses one of which nothing is free.
fn with_credit(free: store::Free) -> Result<store::Free> {
    if free.minor <= 0 {
        return Err(Error::precondition("error.no_credit").with("number", free.number));
    }
    Ok(free)
}
