//! Payments: money received, what it settles, what the payer kept back, what is left as the customer's credit.
//!
//! Oldest first unless said otherwise. A payment is a fact: a bounced cheque or a wrong entry is a reversal, not a deletion,
//! and for every payment amount = allocations + refunds + credit, for every invoice total = allocations + deductions + open.

use super::credit;
use super::deduction::{DeductionInput, deducted};
use super::open::OpenInvoices;
use super::store::issued;
use super::store::party::{self, BranchFacts};
use super::store::payment::{self as store, PaymentFacts, Source};
use super::store::print;
use super::{draft, issue, reach, receipt};
use crate::kernel::decimal::canonical;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::money::{self, Money};
use crate::kernel::text;
use crate::store::number;
use crate::store::record::{self, NewRecord};
use crate::store::tx::{Read, Tx};
use crate::store::word;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How money came or went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum PaymentMethod {
    /// Bank transfer.
    Bank,
    /// UPI (India).
    Upi,
    /// Card.
    Card,
    /// Cash.
    Cash,
    /// Cheque.
    Cheque,
    /// Something else.
    Other,
}

/// Part of a payment for one invoice, as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AllocationInput {
    /// The invoice.
    pub invoice_id: String,
    /// How much; as much as is left of the payment and open on the invoice when absent.
    #[serde(default)]
    #[ts(optional)]
    pub amount: Option<String>,
}

/// Money received.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PaymentRecordRequest {
    /// From whom.
    pub customer_id: String,
    /// How much arrived.
    pub amount: String,
    /// ISO 4217 code; the customer's when absent.
    #[serde(default)]
    #[ts(optional)]
    pub currency: Option<String>,
    /// When; today when absent.
    #[serde(default)]
    #[ts(optional)]
    pub date: Option<String>,
    /// How.
    pub method: PaymentMethod,
    /// The bank's reference.
    #[serde(default)]
    #[ts(optional)]
    pub reference: Option<String>,
    /// A note.
    #[serde(default)]
    #[ts(optional)]
    pub note: Option<String>,
    /// Home currency units for one unit of a foreign currency.
    #[serde(default)]
    #[ts(optional)]
    pub rate: Option<String>,
    /// The branch that received it; when absent, that of the invoice it settles first, else the first.
    #[serde(default)]
    #[ts(optional)]
    pub branch_id: Option<String>,
    /// What it settles; oldest first when absent, nothing when empty.
    #[serde(default)]
    #[ts(optional)]
    pub allocations: Option<Vec<AllocationInput>>,
    /// What was kept back.
    #[serde(default)]
    #[ts(optional)]
    pub deductions: Option<Vec<DeductionInput>>,
}

impl PaymentRecordRequest {
    /// The invoices that it names, those that it settles first.
    fn named(&self) -> impl Iterator<Item = &String> {
        let settled = self.allocations.iter().flatten().map(|one| &one.invoice_id);
        settled.chain(self.deductions.iter().flatten().map(|one| &one.invoice_id))
    }
}

/// The payment that was recorded.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PaymentResponse {
    /// Its id.
    pub id: String,
    /// Its receipt number.
    pub number: String,
    /// What it settled.
    pub allocations: Vec<Settled>,
    /// What is left as credit of the customer.
    pub credit: Money,
}

/// An invoice that was settled, wholly or in part.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Settled {
    /// The invoice.
    pub invoice_id: String,
    /// Its number.
    pub number: String,
    /// How much of this payment.
    pub amount: Money,
    /// What is open on it now.
    pub open: Money,
}

/// A payment that did not happen after all.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PaymentReverseRequest {
    /// Which payment.
    pub id: String,
    /// Why: bounced cheque, wrong entry.
    pub reason: String,
}

/// Records money received.
///
/// # Errors
/// `invalid` with every field that is not acceptable; `precondition` with `error.number_stands`.
pub fn record(tx: &Tx<'_>, request: PaymentRecordRequest) -> Result<PaymentResponse> {
    reach::customer(tx, &request.customer_id)?;
    let Some(customer) = party::customer(tx, &request.customer_id)? else {
        return Err(Error::field("customer_id", "error.no_such_customer"));
    };
    let mut errors = FieldErrors::default();
    let typed = request.currency.as_ref().unwrap_or(&customer.currency);
    let currency = errors.take(text::currency("currency", typed)).unwrap_or_else(|| typed.clone());
    let Some(branch) = receiver(tx, &request, &currency)? else {
        return Err(Error::field("branch_id", "error.no_such_branch"));
    };
    let amount = positive("amount", &request.amount, &currency, &mut errors);
    let date = day(tx, &branch.id, request.date.as_deref(), &mut errors)?;
    let mut line = |path: &str, typed: &Option<String>| {
        errors.take(text::line(path, typed.as_deref().unwrap_or_default())).unwrap_or_default()
    };
    let (reference, note) = (line("reference", &request.reference), line("note", &request.note));
    let rate = errors.take(rate(&request, &currency, &branch)).unwrap_or(Decimal::ONE);
    let mut open = OpenInvoices::of(tx, &customer.id, &branch.id, &currency, request.named())?;
    let deductions = deducted(tx, &request, &currency, &mut open, &mut errors)?;
    let kept_back: i64 = deductions.iter().map(|(_, minor)| minor).sum();
    if kept_back == 0 && money::parse_minor("amount", &request.amount, &currency) == Ok(0) {
        errors.add(FieldError::new("amount", "error.not_positive"));
    }
    let shares = open.shares(request.allocations.as_deref(), amount, &currency, &mut errors);
    errors.finish()?;
    let base_amount = money::convert(amount, &currency, rate, &branch.currency)
        .ok_or_else(|| Error::field("rate", "error.rate_too_large"))?;
    let taken = number::take(tx, "receipt", Some(&branch.id), date)?;
    if issue::is_number_taken(tx, &taken.text)? {
        return Err(issue::number_stands(&taken.text));
    }
    let owed = print::owed(tx, &customer.id, &branch.id, &currency)?;
    let owner = reach::owner(tx, None, Some(&customer.id))?;
    let new = NewRecord {
        kind: "payment",
        title: &taken.text,
        owner_id: owner.as_deref(),
        branch_id: Some(&branch.id),
        customer_id: Some(&customer.id),
    };
    let id = record::create(tx, new)?;
    let facts = PaymentFacts {
        id: &id,
        taken: &taken,
        branch_id: &branch.id,
        customer_id: &customer.id,
        date: date.to_string(),
        method: word::of(&request.method),
        reference: &reference,
        note: &note,
        currency: &currency,
        amount,
        rate: canonical(rate),
        base_currency: &branch.currency,
        base_amount,
    };
    store::insert(tx, &facts)?;
    for (deduction, minor) in &deductions {
        let reason = deduction.reason.as_deref().unwrap_or_default();
        store::deduct(
            tx,
            &id,
            &deduction.invoice_id,
            &word::of(&deduction.kind),
            *minor,
            reason,
            &facts.date,
        )?;
    }
    for (invoice_id, minor) in &shares {
        store::allocate(tx, Source::Payment(&id), invoice_id, *minor, &facts.date)?;
    }
    receipt::keep(tx, &id, owed)?;
    let settled: i64 = shares.iter().map(|(_, minor)| minor).sum();
    Ok(PaymentResponse {
        id: id.clone(),
        number: taken.text.clone(),
        allocations: open.settled(&shares, &currency),
        credit: Money::new(amount - settled, &currency),
    })
}

/// The exchange rate to the home currency of the seller: 1 at home, typed by hand otherwise.
fn rate(
    request: &PaymentRecordRequest,
    currency: &str,
    branch: &BranchFacts,
) -> std::result::Result<Decimal, FieldError> {
    if currency == branch.currency {
        return Ok(Decimal::ONE);
    }
    let Some(typed) = request.rate.as_deref().map(str::trim).filter(|typed| !typed.is_empty()) else {
        return Err(FieldError::new("rate", "error.rate_needed")
            .with("currency", currency)
            .with("home", branch.currency.clone()));
    };
    money::parse_decimal("rate", typed).and_then(|rate| above_zero("rate", rate))
}

/// The branch that received the money: as said, else the seller of the invoice that it settles first.
fn receiver(read: &Read<'_>, request: &PaymentRecordRequest, currency: &str) -> Result<Option<BranchFacts>> {
    let seller = match (&request.branch_id, request.named().next()) {
        (Some(branch_id), _) => Some(branch_id.clone()),
        (None, Some(invoice_id)) => issued::find(read, invoice_id)?.map(|invoice| invoice.branch_id),
        (None, None) => issued::seller_owed(read, &request.customer_id, currency)?,
    };
    party::branch(read, seller.as_deref())
}

pub(super) fn positive(path: &str, typed: &str, currency: &str, errors: &mut FieldErrors) -> i64 {
    let minor = errors.take(money::parse_minor(path, typed, currency));
    if minor.is_some_and(|minor| minor < 0) {
        errors.add(FieldError::new(path, "error.negative"));
    }
    minor.unwrap_or(0).max(0)
}

fn above_zero(path: &str, value: Decimal) -> std::result::Result<Decimal, FieldError> {
    if value > Decimal::ZERO { Ok(value) } else { Err(FieldError::new(path, "error.not_positive")) }
}

pub(super) fn day(
    read: &Read<'_>,
    branch_id: &str,
    typed: Option<&str>,
    errors: &mut FieldErrors,
) -> Result<NaiveDate> {
    let today = read.today_at(Some(branch_id))?;
    let typed = typed.map(str::trim).filter(|typed| !typed.is_empty());
    let day = typed.map_or(Some(today), |typed| errors.take(draft::date("date", typed))).unwrap_or(today);
    errors.take(draft::not_future(read, branch_id, day)?);
    Ok(day)
}

/// Reverses a payment: its allocations and deductions count no more.
///
/// # Errors
/// `invalid` at `reason`; `precondition` with `error.reversed_already` or `error.refunded`; `not_found`.
pub fn reverse(tx: &Tx<'_>, request: PaymentReverseRequest) -> Result<PaymentResponse> {
    let reason =
        text::required_line("reason", &request.reason).map_err(|field| Error::fields(vec![field]))?;
    reverse_payment(tx, &request.id, &reason)
}

fn reverse_payment(tx: &Tx<'_>, id: &str, reason: &str) -> Result<PaymentResponse> {
    record::require(tx, "payment", id)?;
    let free = store::free(tx, id)?.ok_or_else(|| Error::not_found("payment"))?;
    if free.reversed {
        return Err(Error::precondition("error.reversed_already").with("number", free.number));
    }
    if free.refunded {
        return Err(Error::precondition("error.refunded").with("number", free.number));
    }
    let date = tx.today_at(Some(&free.branch_id))?.to_string();
    let settled = store::settled_by_payment(tx, id)?;
    store::reverse(tx, id, reason, &date)?;
    settled.iter().try_for_each(|invoice_id| credit::cover(tx, invoice_id, &date))?;
    Ok(PaymentResponse {
        id: id.to_owned(),
        number: free.number,
        allocations: Vec::new(),
        credit: Money::new(0, &free.currency),
    })
}

/// Takes back the payment that transaction `seq` of this device recorded, for undo.
///
/// # Errors
/// As [`reverse`].
pub fn take_back(tx: &Tx<'_>, seq: i64) -> Result<()> {
    let id = store::made_in(tx, seq)?.ok_or_else(|| Error::not_found("payment"))?;
    reverse_payment(tx, &id, "").map(drop)
}
