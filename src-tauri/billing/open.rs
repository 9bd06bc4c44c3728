//! What is open of a customer while money is laid out over it.

use super::payment::{AllocationInput, Settled, positive};
use super::store::{issued, party};
use crate::kernel::error::{FieldError, FieldErrors, Result};
use crate::kernel::money::{self, Money};
use crate::store::record;
use crate::store::tx::Read;
use std::collections::BTreeMap;

/// The open invoices of a customer at one branch that the user may reach, because a branch is a legal seller of its own and
/// money that one received does not pay what is owed to another, with what is still open on each while a payment is laid out
/// over them.
pub(super) struct OpenInvoices {
    order: Vec<String>,
    by_id: BTreeMap<String, (String, i64)>,
    /// Why an invoice that was named is none of these, at the path that names it.
    others: BTreeMap<String, FieldError>,
}

impl OpenInvoices {
    /// Those invoices; of the ones that are `named` and none of them, it is known why.
    pub(super) fn of<'a>(
        read: &Read<'_>,
        customer_id: &str,
        branch_id: &str,
        currency: &str,
        named: impl Iterator<Item = &'a String>,
    ) -> Result<Self> {
        let found = issued::open_of(read, customer_id, branch_id, currency)?;
        let order = found.iter().map(|invoice| invoice.id.clone()).collect();
        let by_id: BTreeMap<_, _> =
            found.into_iter().map(|invoice| (invoice.id, (invoice.number, invoice.open_minor))).collect();
        let mut others = BTreeMap::new();
        for id in named.filter(|id| !by_id.contains_key(*id)) {
            others.insert(id.clone(), why_not(read, id, customer_id, currency)?);
        }
        Ok(Self { order, by_id, others })
    }

    fn refusal(&self, path: &str, invoice_id: &str) -> FieldError {
        let other = self.others.get(invoice_id).cloned();
        FieldError {
            path: path.to_owned(),
            ..other.unwrap_or_else(|| FieldError::new(path, "error.not_open"))
        }
    }

    /// What is open on an invoice; nothing on one that is none of these.
    pub(super) fn open(&self, invoice_id: &str) -> i64 {
        self.by_id.get(invoice_id).map_or(0, |(_, open)| *open)
    }

    /// Takes `minor` off what is open on an invoice.
    pub(super) fn take(
        &mut self,
        id_path: &str,
        amount_path: &str,
        invoice_id: &str,
        minor: i64,
        currency: &str,
    ) -> std::result::Result<(), FieldError> {
        if !self.by_id.contains_key(invoice_id) {
            return Err(self.refusal(id_path, invoice_id));
        }
        let Some((number, open)) = self.by_id.get_mut(invoice_id) else { return Ok(()) };
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
                    errors.add(self.refusal(&at("invoice_id"), &one.invoice_id));
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

/// Why nothing of an invoice is open for this customer and currency; nothing is said of one that the user may not see.
fn why_not(read: &Read<'_>, invoice_id: &str, customer_id: &str, currency: &str) -> Result<FieldError> {
    let refused = |id: &str| FieldError::new("", id);
    let found = issued::find(read, invoice_id)?
        .filter(|found| found.kind == "invoice" && found.customer_id == customer_id)
        .filter(|found| record::require_readable(read, "invoice", &found.id).is_ok());
    let Some(found) = found else { return Ok(refused("error.not_open")) };
    let (number, branch) = (found.number, party::branch(read, Some(&found.branch_id))?);
    Ok(match found.state.as_str() {
        "void" => refused("error.pays_void").with("number", number),
        _ if found.open_minor == 0 => refused("error.pays_paid").with("number", number),
        _ if found.currency != currency => {
            refused("error.pays_other_currency").with("number", number).with("currency", found.currency)
        }
        _ => refused("error.pays_other_branch")
            .with("number", number)
            .with("branch", branch.map(|branch| branch.legal_name).unwrap_or_default()),
    })
}
