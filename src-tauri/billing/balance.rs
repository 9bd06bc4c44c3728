//! What one customer owes and holds, per currency: the figures at the head of its page.

use super::store::balance as store;
use crate::kernel::error::Result;
use crate::kernel::money::Money;
use crate::store::record;
use crate::store::tx::Read;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whose balance.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CustomerBalanceRequest {
    /// The customer.
    pub customer_id: String,
}

/// The balance of a customer.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct CustomerBalance {
    /// One entry per currency, the one with most business first.
    pub figures: Vec<BalanceFigures>,
}

/// The balance in one currency.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct BalanceFigures {
    /// Open on issued invoices.
    pub open: Money,
    /// Of that, past its due date.
    pub overdue: Money,
    /// True: something is past its due date.
    pub is_overdue: bool,
    /// What the customer holds as credit: over-payments and credit notes not used yet.
    pub credit: Money,
    /// Everything that was ever invoiced, credit notes taken off.
    pub invoiced: Money,
    /// By how much what is open exceeds the credit limit, in the currency of the limit.
    pub over_limit: Option<Money>,
}

/// The balance of a customer.
///
/// # Errors
/// `not_found`.
pub fn get(read: &Read<'_>, request: CustomerBalanceRequest) -> Result<CustomerBalance> {
    record::require_readable(read, "customer", &request.customer_id)?;
    let today = read.today()?.to_string();
    let figures = store::of_customer(read, &request.customer_id, &today)?;
    Ok(CustomerBalance { figures })
}
