//! What becomes of the proposal of a further term: a renewal that is won lets its contract go on at what was sold, and a contract that
//! goes on by itself settles what is proposed of it.
//!
//! What was sold of the next term is all that the deal sold without tax, but what bills what was used beyond. A contract that goes on by
//! itself does so at the end of its term, whatever is proposed: at what was accepted where the customer said yes already; else at what
//! was agreed before, and the deal is lost with that reason, since there is nothing left to decide.

use super::contract::Contract;
use super::renewal::{self, Worth, months_between, term_start};
use super::store::contract as store;
use crate::billing::plan;
use crate::crm::deal::stage::{self, DealLoseRequest};
use crate::kernel::error::{FieldError, Result};
use crate::kernel::message;
use crate::store::notification::{self, NewNotification, NotificationKind};
use crate::store::record;
use crate::store::tx::{Read, Tx};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};
use ts_rs::TS;

/// A contract that went on because its renewal was won.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, TS)]
pub struct ContractRenewed {
    /// Its id.
    pub id: String,
    /// Its code, such as CON-0001.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its last day now.
    pub end: String,
    /// The names of what support it gave in the term that is over and gives no more, for that ended before the term did.
    pub left: Vec<String>,
    /// What somebody should look at: how the further term is invoiced.
    pub invoicing: Vec<FieldError>,
}

impl ContractRenewed {
    /// What somebody should look at: support that stays behind, and how the term is invoiced.
    pub fn warnings(&self) -> impl Iterator<Item = FieldError> {
        let warning = FieldError::new("renewed", "warning.support_left").with("contract", self.code.clone());
        let left = (!self.left.is_empty()).then(|| warning.with("names", self.left.join(", ")));
        left.into_iter().chain(self.invoicing.iter().cloned())
    }
}

/// Lets the contracts go on whose next term was sold in a deal. One that was ended meanwhile stays so.
///
/// # Errors
/// A failure of the file.
pub fn renew_by(tx: &Tx<'_>, deal_id: &str) -> Result<Vec<ContractRenewed>> {
    let mut renewed = Vec::new();
    for id in store::proposed_in(tx, deal_id)? {
        let contract = store::get(tx, &id)?;
        if contract.ended.is_some() {
            continue;
        }
        record::bump(tx, &id)?;
        let terms = store::terms(tx, &id)?;
        let months = match terms.renewal_months {
            Some(months) => months,
            None => months_between(term_start(tx, &id, &terms)?, terms.end),
        };
        let worth = Worth::of_sale(sold_for(tx, deal_id, &contract.currency)?, &terms);
        let on = renewal::go_on(tx, &contract, terms, months, worth)?;
        let (row, end) = (contract.row, store::terms(tx, &id)?.end.to_string());
        let (left, invoicing) = (on.left, on.warnings);
        renewed.push(ContractRenewed { id, code: row.code, name: row.name, end, left, invoicing });
    }
    Ok(renewed)
}

/// What the next term was sold for in a deal; `None` where nothing was sold, or in another currency.
fn sold_for(read: &Read<'_>, deal_id: &str, currency: &str) -> Result<Option<i64>> {
    let sold = store::sold_in(read, deal_id)?;
    Ok(sold.filter(|(minor, of)| *minor >= 0 && of == currency).map(|(minor, _)| minor))
}

/// Settles what is proposed of a contract that goes on by itself: what its next term is worth where that was accepted. Else the deal is
/// lost, and whoever owns the contract is told.
///
/// # Errors
/// A failure of the file.
pub(super) fn settle(tx: &Tx<'_>, contract: &Contract) -> Result<Option<i64>> {
    let Some(deal_id) = &contract.renewal_deal_id else { return Ok(None) };
    if plan::is_sold_by_estimate(tx, deal_id)? {
        return sold_for(tx, deal_id, &contract.currency);
    }
    let mut params = Map::new();
    params.insert("number".to_owned(), Value::from(contract.row.code.clone()));
    let request = DealLoseRequest {
        id: deal_id.clone(),
        version: record::version(tx, deal_id)?,
        reason: message::text("contract.went_on", &params),
    };
    stage::lose(tx, request)?;
    params.insert("customer".to_owned(), Value::from(contract.row.customer.clone()));
    notification::tell(
        tx,
        &NewNotification {
            user_id: contract.row.owner_id.as_deref().unwrap_or(&tx.actor().user_id),
            record_id: Some(deal_id),
            kind: NotificationKind::Notice,
            about: &format!("renewal_closed:{deal_id}"),
            message_id: "inbox.renewal_closed",
            params,
            due_ms: tx.now_ms(),
        },
    )?;
    Ok(None)
}
