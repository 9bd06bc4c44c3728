//! A payment as its page shows it.

use super::payment::Settled;
use super::status;
use super::store::{payment as store, print};
use crate::kernel::badge::Badge;
use crate::kernel::error::{Error, Result};
use crate::kernel::money::Money;
use crate::store::record;
use crate::store::tx::Read;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which payment.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PaymentGetRequest {
    /// Its id.
    pub id: String,
}

/// A payment with everything its page shows.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Payment {
    /// Its id.
    pub id: String,
    /// Whose it is: who may write only their own, writes this one when it is theirs.
    pub owner_id: Option<String>,
    /// Its receipt number.
    pub number: String,
    /// From whom.
    pub customer_id: String,
    /// When.
    pub date: String,
    /// How.
    pub method: String,
    /// The bank's reference.
    pub reference: String,
    /// True: it was reversed and counts no more.
    pub reversed: bool,
    /// Its state in words.
    pub badge: Badge,
    /// How much arrived.
    pub amount: Money,
    /// What is free of it.
    pub credit: Money,
    /// What it settled.
    pub allocations: Vec<Settled>,
    /// What was kept back: kind or reason, and how much.
    pub deductions: Vec<KeptBack>,
    /// What was paid back of it.
    pub refunds: Vec<Refunded>,
    /// Why and when it was reversed.
    pub reversal: Option<Reversal>,
    /// What was noted about it.
    pub note: String,
    /// Units of the home currency for one of its own, as decimal text; 1 at home.
    pub rate: String,
    /// How much arrived, in the home currency of the branch.
    pub base: Money,
    /// The branch that received it; empty while there is only one.
    pub branch: String,
}

/// What was paid back.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Refunded {
    /// Its id.
    pub id: String,
    /// When.
    pub date: String,
    /// How.
    pub method: String,
    /// The bank's reference.
    pub reference: String,
    /// How much.
    pub amount: Money,
}

/// Why a payment counts no more.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Reversal {
    /// In words.
    pub reason: String,
    /// When.
    pub date: String,
}

/// What a payer kept back.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct KeptBack {
    /// Why.
    pub kind: String,
    /// In words; may be empty.
    pub reason: String,
    /// How much.
    pub amount: Money,
}

/// A payment with what it settled.
///
/// # Errors
/// `not_found`.
pub fn get(read: &Read<'_>, request: PaymentGetRequest) -> Result<Payment> {
    record::require_readable(read, "payment", &request.id)?;
    let found = print::payment(read, &request.id)?.ok_or_else(|| Error::not_found("payment"))?;
    let money = |minor: i64| Money::new(minor, &found.currency);
    let more = store::beside(read, &request.id)?;
    Ok(Payment {
        allocations: found
            .allocations
            .iter()
            .map(|one| Settled {
                invoice_id: one.invoice_id.clone(),
                number: one.number.clone(),
                amount: money(one.applied_minor),
                open: money(one.open_minor),
            })
            .collect(),
        deductions: found
            .deductions
            .iter()
            .map(|(kind, reason, minor)| KeptBack {
                kind: kind.clone(),
                reason: reason.clone(),
                amount: money(*minor),
            })
            .collect(),
        refunds: store::refunds(read, &request.id, &found.currency)?,
        reversal: more.reversal,
        note: more.note,
        rate: more.rate,
        base: more.base,
        branch: more.branch,
        badge: status::payment(if found.reversed { "reversed" } else { "" }, found.free_minor),
        amount: money(found.amount_minor),
        credit: money(found.free_minor),
        owner_id: record::owner(read, &request.id)?,
        id: request.id,
        number: found.number,
        customer_id: found.customer_id,
        date: found.date,
        method: found.method,
        reference: found.reference,
        reversed: found.reversed,
    })
}
