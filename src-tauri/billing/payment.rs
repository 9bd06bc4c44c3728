//! Payments: money received, what it settles, what the payer kept back, what is left as the customer's credit.
//!
//! Oldest first unless said otherwise. A payment is a fact: a bounced cheque or a wrong entry is a reversal, not a deletion,
//! and for every payment amount = allocations + refunds + credit, for every invoice total = allocations + deductions + open.

use super::store::issued;
use super::store::party::{self, BranchFacts};
use super::store::payment::{self as store, PaymentFacts, Source};
use super::{draft, issue, reach};
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
use std::collections::BTreeMap;
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

/// Why a payer kept part of an invoice back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum DeductionKind {
    /// Tax withheld at source.
    TaxWithheld,
    /// The bank's charge.
    BankCharge,
    /// A small difference nobody chases.
    SmallDifference,
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

/// What the payer kept back on one invoice, as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DeductionInput {
    /// The invoice.
    pub invoice_id: String,
    /// What it is.
    pub kind: DeductionKind,
    /// How much.
    pub amount: String,
    /// Why, such as "TDS 194C 2 %".
    #[serde(default)]
    #[ts(optional)]
    pub reason: Option<String>,
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
    if request.deductions.iter().flatten().next().is_none()
        && money::parse_minor("amount", &request.amount, &currency) == Ok(0)
    {
        errors.add(FieldError::new("amount", "error.not_positive"));
    }
    let date = day(tx, &branch.id, request.date.as_deref(), &mut errors)?;
    let mut line = |path: &str, typed: &Option<String>| {
        errors.take(text::line(path, typed.as_deref().unwrap_or_default())).unwrap_or_default()
    };
    let (reference, note) = (line("reference", &request.reference), line("note", &request.note));
    let rate = errors.take(rate(&request, &currency, &branch)).unwrap_or(Decimal::ONE);
    let mut open = OpenInvoices::of(tx, &customer.id, &branch.id, &currency)?;
    let deductions = deducted(&request, &currency, &mut open, &mut errors);
    let shares = open.shares(request.allocations.as_deref(), amount, &currency, &mut errors);
    errors.finish()?;
    let base_amount = money::convert(amount, &currency, rate, &branch.currency)
        .ok_or_else(|| Error::field("rate", "error.rate_too_large"))?;
    let taken = number::take(tx, "receipt", Some(&branch.id), date)?;
    if issue::is_number_taken(tx, &taken.text)? {
        return Err(issue::number_stands(&taken.text));
    }
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
        store::allocate(tx, Source::Payment(&id), invoice_id, *minor, open.open(invoice_id), &facts.date)?;
    }
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
    let settled = request.allocations.iter().flatten().map(|one| &one.invoice_id);
    let kept_back = request.deductions.iter().flatten().map(|one| &one.invoice_id);
    let seller = match (&request.branch_id, settled.chain(kept_back).next()) {
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

fn deducted<'a>(
    request: &'a PaymentRecordRequest,
    currency: &str,
    open: &mut OpenInvoices,
    errors: &mut FieldErrors,
) -> Vec<(&'a DeductionInput, i64)> {
    let mut accepted = Vec::new();
    for (position, deduction) in request.deductions.iter().flatten().enumerate() {
        let at = |name: &str| format!("deductions[{position}].{name}");
        let minor = positive(&at("amount"), &deduction.amount, currency, errors);
        if let Some(reason) = &deduction.reason {
            errors.take(text::line(&at("reason"), reason));
        }
        if minor > 0
            && errors
                .take(open.take(&at("invoice_id"), &at("amount"), &deduction.invoice_id, minor, currency))
                .is_some()
        {
            accepted.push((deduction, minor));
        }
    }
    accepted
}

/// The open invoices of a customer at one branch that the user may reach, because a branch is a legal seller of its own and
/// money that one received does not pay what is owed to another, with what is still open on each while a payment is laid out
/// over them.
pub(super) struct OpenInvoices {
    order: Vec<String>,
    by_id: BTreeMap<String, (String, i64)>,
}

impl OpenInvoices {
    pub(super) fn of(read: &Read<'_>, customer_id: &str, branch_id: &str, currency: &str) -> Result<Self> {
        let found = issued::open_of(read, customer_id, branch_id, currency)?;
        Ok(Self {
            order: found.iter().map(|invoice| invoice.id.clone()).collect(),
            by_id: found
                .into_iter()
                .map(|invoice| (invoice.id, (invoice.number, invoice.open_minor)))
                .collect(),
        })
    }

    /// What is open on an invoice; nothing on one that is none of these.
    pub(super) fn open(&self, invoice_id: &str) -> i64 {
        self.by_id.get(invoice_id).map_or(0, |(_, open)| *open)
    }

    /// Takes `minor` off what is open on an invoice.
    fn take(
        &mut self,
        id_path: &str,
        amount_path: &str,
        invoice_id: &str,
        minor: i64,
        currency: &str,
    ) -> std::result::Result<(), FieldError> {
        let Some((number, open)) = self.by_id.get_mut(invoice_id) else {
            return Err(FieldError::new(id_path, "error.not_open"));
        };
        if minor > *open {
            let left = money::text(*open, currency);
            return Err(FieldError::new(amount_path, "error.more_than_open")
                .with("number", number.clone())
                .with("open", left));
        }
        *open -= minor;
        Ok(())
    }

    /// Lays `amount` over the invoices: as typed, or oldest first.
    pub(super) fn shares(
        &mut self,
        typed: Option<&[AllocationInput]>,
        amount: i64,
        currency: &str,
        errors: &mut FieldErrors,
    ) -> Vec<(String, i64)> {
        let mut left = amount;
        let mut shares = Vec::new();
        let Some(typed) = typed else {
            for id in &self.order {
                let share = left.min(self.open(id));
                if let Some((_, open)) = self.by_id.get_mut(id).filter(|_| share > 0) {
                    *open -= share;
                    left -= share;
                    shares.push((id.clone(), share));
                }
            }
            return shares;
        };
        for (position, one) in typed.iter().enumerate() {
            let at = |name: &str| format!("allocations[{position}].{name}");
            let minor = match &one.amount {
                Some(typed) => positive(&at("amount"), typed, currency, errors),
                None if self.open(&one.invoice_id) == 0 => {
                    errors.add(FieldError::new(&at("invoice_id"), "error.not_open"));
                    continue;
                }
                None => left.min(self.open(&one.invoice_id)),
            };
            if minor > left {
                errors.add(
                    FieldError::new(&at("amount"), "error.more_than_payment")
                        .with("left", money::text(left, currency)),
                );
            } else if minor > 0
                && errors
                    .take(self.take(&at("invoice_id"), &at("amount"), &one.invoice_id, minor, currency))
                    .is_some()
            {
                left -= minor;
                shares.push((one.invoice_id.clone(), minor));
            }
        }
        shares
    }

    pub(super) fn settled(&self, shares: &[(String, i64)], currency: &str) -> Vec<Settled> {
        shares
            .iter()
            .filter_map(|(id, minor)| {
                let (number, open) = self.by_id.get(id)?;
                Some(Settled {
                    invoice_id: id.clone(),
                    number: number.clone(),
                    amount: Money::new(*minor, currency),
                    open: Money::new(*open, currency),
                })
            })
            .collect()
    }
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
    let date = tx.today_at(Some(&free.branch_id))?;
    store::reverse(tx, id, reason, &date.to_string())?;
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
