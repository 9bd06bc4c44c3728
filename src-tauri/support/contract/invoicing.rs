//! How a contract is invoiced again and again: the form that is proposed, one invoice of its worth for each of its terms. Whoever invoices
//! it in smaller parts says another price and other days.

use super::ContractGetRequest;
use crate::billing;
use crate::billing::draft::{DraftInput, LineInput};
use crate::billing::recurring::term::TermWorth;
use crate::billing::recurring::{RecurringEnd, RecurringRhythm, RecurringUnit};
use crate::kernel::error::Result;
use crate::kernel::money;
use crate::store::record;
use crate::store::tx::Read;
use crate::support::store::contract as store;
use crate::support::term::Term;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

/// A recurring invoice that is proposed for a contract.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ContractInvoicing {
    /// What each invoice says.
    pub draft: DraftInput,
    /// On which days.
    pub rhythm: RecurringRhythm,
}

/// What a contract is to be invoiced by, again and again.
///
/// # Errors
/// `not_found`.
pub fn invoicing(read: &Read<'_>, request: ContractGetRequest) -> Result<ContractInvoicing> {
    record::require(read, "contract", &request.id)?;
    let contract = store::get(read, &request.id)?;
    let terms = store::terms(read, &request.id)?;
    let term = Term::of(read, &request.id, &terms)?;
    let (every, unit) = rhythm_of(term.whole_months());
    let line = LineInput {
        description: Some(terms.name.clone()),
        quantity: Some("1".to_owned()),
        unit_price: terms.value_minor.map(|minor| money::text(minor, &contract.currency)),
        tax_class_id: billing::usual_tax_class(read, contract.branch_id.as_deref())?,
        ..LineInput::default()
    };
    Ok(ContractInvoicing {
        draft: DraftInput {
            customer_id: Some(contract.row.customer_id),
            branch_id: contract.branch_id,
            subject: Some(terms.name),
            currency: Some(contract.currency),
            lines: Some(vec![line]),
            ..DraftInput::default()
        },
        rhythm: RecurringRhythm {
            every,
            unit,
            first: term.start.to_string(),
            end: match terms.auto_renew {
                true => RecurringEnd::Never,
                false => RecurringEnd::On { date: terms.end.to_string() },
            },
        },
    })
}

/// What the term that a contract is in is worth; `None` where nobody said.
///
/// # Errors
/// `not_found`.
pub fn term_worth(read: &Read<'_>, id: &str) -> Result<Option<TermWorth>> {
    let terms = store::terms(read, id)?;
    let months = Term::of(read, id, &terms)?.months();
    Ok(terms.value_minor.map(|minor| TermWorth { minor, months }))
}

/// Whole years and quarters where the months make such.
fn rhythm_of(months: i64) -> (u32, RecurringUnit) {
    let (divisor, unit) = match months {
        months if months % 12 == 0 => (12, RecurringUnit::Year),
        3 => (3, RecurringUnit::Quarter),
        _ => (1, RecurringUnit::Month),
    };
    (u32::try_from(months / divisor).unwrap_or(1), unit)
}
