//! What becomes of the proposal of a further term: a renewal that is won lets its contract go on at what was sold, and a contract that
//! goes on by itself settles what is proposed of it.
//!
//! What was sold of the next term is all that the deal sold without tax, but what bills what was used beyond. A contract that goes on by
//! itself does so at the end of its term, whatever is proposed: at what was accepted where the customer said yes already; else at what
//! was agreed before, and the deal is lost with that reason, since there is nothing left to decide.

use super::contract::{Contract, Terms};
use super::notice;
use super::overage;
use super::renewal::{self, GoneOn, Worth};
use super::store::contract::{self as store, TermOver};
use super::store::entitlement as entitlements;
use super::term::Term;
use super::terms;
use crate::billing::plan;
use crate::billing::recurring::{RecurringRhythm, term as recurring};
use crate::crm::deal::stage::{self, DealLoseRequest};
use crate::kernel::decimal::round_half_away;
use crate::kernel::error::{Error, FieldError, Result};
use crate::kernel::message;
use crate::kernel::money;
use crate::store::notification::{self, NewNotification, NotificationKind};
use crate::store::record;
use crate::store::tx::{Read, Tx};
use crate::store::undo::{self, Part};
use crate::store::undo_rule::changed_in;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
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
        renewal::support_left(&self.code, &self.left).into_iter().chain(self.invoicing.iter().cloned())
    }
}

/// Lets the contracts go on whose next term was sold in a deal, and adds what somebody should look at. One that was ended meanwhile stays
/// so.
///
/// # Errors
/// A failure of the file.
pub fn renew_by(tx: &Tx<'_>, deal_id: &str, warnings: &mut Vec<FieldError>) -> Result<Vec<ContractRenewed>> {
    let mut renewed = Vec::new();
    for id in store::proposed_in(tx, deal_id)? {
        let contract = store::get(tx, &id)?;
        if contract.ended.is_some() {
            let warning = FieldError::new("renewed", "warning.contract_stays_ended");
            warnings.push(warning.with("contract", contract.row.code));
            continue;
        }
        warnings.extend(beyond(tx, &contract)?);
        let one = renew(tx, contract, deal_id)?;
        warnings.extend(one.warnings());
        renewed.push(one);
    }
    Ok(renewed)
}

/// That what was used beyond what a contract gives is billed nowhere, for the sale of its next term leaves it out.
fn beyond(tx: &Tx<'_>, contract: &Contract) -> Result<Option<FieldError>> {
    for row in entitlements::of_contract(tx, &contract.row.id)? {
        if !overage::open(tx, &row, &contract.currency)?.is_empty() {
            let warning = FieldError::new("renewed", "warning.renewal_overage");
            return Ok(Some(warning.with("contract", contract.row.code.clone())));
        }
    }
    Ok(None)
}

/// Lets a contract go on whose end is taken back and whose next term was sold while it had ended; its owner is told how that is invoiced.
///
/// # Errors
/// A failure of the file.
pub(super) fn renew_reopened(tx: &Tx<'_>, id: &str) -> Result<()> {
    let Some(deal_id) = store::won_renewal(tx, id)? else { return Ok(()) };
    let contract = store::get(tx, id)?;
    for warning in renew(tx, contract.clone(), &deal_id)?.warnings() {
        notice::tell_contract(tx, &contract, "inbox.contract_look", warning)?;
    }
    Ok(())
}

fn renew(tx: &Tx<'_>, contract: Contract, deal_id: &str) -> Result<ContractRenewed> {
    let id = contract.row.id.clone();
    let differs = other_terms(tx, &contract, deal_id)?;
    record::bump(tx, &id)?;
    let terms = store::terms(tx, &id)?;
    let term = Term::of(tx, &id, &terms)?;
    let months = terms.renewal_months.unwrap_or_else(|| term.whole_months());
    let sold = store::sold_in(tx, deal_id)?;
    let agreed = renewal::next_value(&terms, term, months);
    let worth = Worth::of_sale(sold.as_ref(), &contract.currency, agreed);
    let GoneOn { left, warnings: mut invoicing } = renewal::go_on(tx, &contract, terms, months, worth)?;
    invoicing.extend(other_currency(&contract, sold.as_ref()));
    invoicing.extend(differs);
    let end = store::terms(tx, &id)?.end.to_string();
    Ok(ContractRenewed { id, code: contract.row.code, name: contract.row.name, end, left, invoicing })
}

/// Lets the term of a contract that a deal sold be invoiced by recurring invoices that were made of the sale, in place of those that rest
/// meanwhile. What the deal sold is one period then, and the contract is worth all of those of its term.
///
/// # Errors
/// A failure of the file; `invalid` with `error.amount_too_large` at `rhythm.every`.
pub fn invoice_again<'a>(
    tx: &Tx<'_>,
    id: &str,
    deal_id: &str,
    recurring_ids: impl Iterator<Item = &'a str>,
    rhythm: &RecurringRhythm,
) -> Result<()> {
    if !store::gone_on_by(tx, deal_id)?.iter().any(|term| term.contract_id == id) {
        return Ok(());
    }
    recurring::take_over(tx, id, recurring_ids)?;
    let terms = store::terms(tx, id)?;
    let sold = store::sold_in(tx, deal_id)?;
    let is_one_period = sold.is_some_and(|(minor, _)| Some(minor) == terms.value_minor);
    let Some(minor) = terms.value_minor.filter(|_| is_one_period) else { return Ok(()) };
    let times = terms::periods(rhythm, Term::of(tx, id, &terms)?);
    let value = round_half_away(Decimal::from(minor) * times, 0).to_i64();
    let value = value.filter(|minor| *minor <= money::MINOR_MAX);
    let value = value.ok_or_else(|| Error::field("rhythm.every", "error.amount_too_large"))?;
    record::bump(tx, id)?;
    store::update(tx, id, &Terms { value_minor: Some(value), ..terms })
}

/// Refuses to open a lost deal again, or to sell an estimate of it, that proposed a further term of a contract: that went on without it, and
/// would be sold twice.
///
/// # Errors
/// `precondition` with `error.renewal_gone_on`.
pub fn spares_lost(read: &Read<'_>, deal_id: &str) -> Result<()> {
    match store::gone_on_by(read, deal_id)?.first() {
        Some(term) => {
            let code = store::get(read, &term.contract_id)?.row.code;
            Err(Error::precondition("error.renewal_gone_on").with("contract", code))
        }
        None => Ok(()),
    }
}

/// Lets a lost deal propose the next term of the contract again for which it was made, where nothing else does by now.
///
/// # Errors
/// `precondition` with `error.renewal_gone_on`, and with `error.renewal_elsewhere` where another deal proposes that term.
pub fn propose_again(tx: &Tx<'_>, deal_id: &str) -> Result<()> {
    spares_lost(tx, deal_id)?;
    let Some(made) = store::made_for(tx, deal_id)? else { return Ok(()) };
    let code = || Ok::<_, Error>(store::get(tx, &made.contract_id)?.row.code);
    match made.proposed_in.as_deref() {
        Some(same) if same == deal_id => return Ok(()),
        _ if made.has_gone_on => {
            return Err(Error::precondition("error.renewal_gone_on").with("contract", code()?));
        }
        Some(other) => {
            let error = Error::precondition("error.renewal_elsewhere").with("contract", code()?);
            return Err(error.with("deal", record::title(tx, other)?));
        }
        None => {}
    }
    record::bump(tx, &made.contract_id)?;
    store::set_renewal_deal(tx, &made.contract_id, Some(deal_id))
}

/// The same of deals that are lost no more because that was taken back.
///
/// # Errors
/// As [`propose_again`].
pub(super) fn undo_proposes_again(tx: &Tx<'_>, seq: i64) -> Result<()> {
    let lost = changed_in(tx, seq, "deal", &["status"])?.into_iter();
    let mut lost = lost.filter(|change| change.left.as_deref() == Some("lost"));
    lost.try_for_each(|change| propose_again(tx, &change.pk))
}

/// Tells the owners of contracts whose next term is proposed in a deal that is open again, where they have changed since.
///
/// # Errors
/// A failure of the file.
pub fn tell_other_terms(tx: &Tx<'_>, deal_id: &str) -> Result<()> {
    for id in store::proposed_in(tx, deal_id)? {
        let contract = store::get(tx, &id)?;
        if let Some(warning) = other_terms(tx, &contract, deal_id)? {
            notice::tell_contract(tx, &contract, "inbox.contract_look", warning)?;
        }
    }
    Ok(())
}

/// That a contract has changed since its next term was proposed, so that its paper may say something else.
fn other_terms(read: &Read<'_>, contract: &Contract, deal_id: &str) -> Result<Option<FieldError>> {
    if !store::differs_from_proposed(read, &contract.row.id)? {
        return Ok(None);
    }
    let warning = FieldError::new("renewed", "warning.renewal_other_terms");
    let warning = warning.with("contract", contract.row.code.clone());
    Ok(Some(warning.with("deal", record::title(read, deal_id)?)))
}

/// Refuses to delete a deal in which the next term of a contract is proposed: the contract takes that back with all of it.
///
/// # Errors
/// `precondition` with `error.deal_proposes`.
pub fn spares_proposal(read: &Read<'_>, deal_id: &str) -> Result<()> {
    match store::proposed_in(read, deal_id)?.first() {
        Some(id) => {
            let code = store::get(read, id)?.row.code;
            Err(Error::precondition("error.deal_proposes").with("contract", code))
        }
        None => Ok(()),
    }
}

/// What a further term changes of its contract and of what that gives.
const OF_TERM: [Part; 5] = [
    ("contract", &["end_date", "value_minor", "renewal_deal_id"]),
    ("contract_term", &[]),
    ("entitlement", &["end_date"]),
    recurring::OF_TERM,
    ("record", &["version"]),
];

/// Takes the further term back of contracts that went on by a deal which is sold no more. Where something was built on that term, they go
/// on all the same and their owners are told.
///
/// # Errors
/// A failure of the file.
pub fn unsell(tx: &Tx<'_>, deal_id: &str) -> Result<()> {
    for term in store::gone_on_by(tx, deal_id)? {
        let contract = store::get(tx, &term.contract_id)?;
        if take_term_back(tx, &contract, &term)? {
            continue;
        }
        let warning =
            FieldError::new("renewed", "warning.renewal_reopened").with("end", contract.row.end.clone());
        notice::tell_contract(tx, &contract, "inbox.contract_look", warning)?;
    }
    Ok(())
}

/// Takes back that a contract went on after a term; false where something was built on that, or where it would go on by itself at once.
fn take_term_back(tx: &Tx<'_>, contract: &Contract, term: &TermOver) -> Result<bool> {
    let (id, end) = (contract.row.id.as_str(), term.end.value());
    let rolls = contract.row.auto_renew && end < tx.today_at(contract.branch_id.as_deref())?;
    if rolls || contract.ended.is_some() || recurring::is_invoiced_after(tx, id, end)? {
        return Ok(false);
    }
    let mut records: BTreeSet<String> = recurring::ids(tx, id)?.collect();
    records.extend(entitlements::of_contract(tx, id)?.into_iter().map(|row| row.id));
    records.insert(id.to_owned());
    let is_back = undo::take_part_back(tx, ("contract_term", &term.id), &records, &OF_TERM)?;
    recurring::ids(tx, id)?.try_for_each(|id| recurring::put_next(tx, &id))?;
    Ok(is_back)
}

/// What was sold in another currency says nothing of what the contract is worth in its own.
fn other_currency(contract: &Contract, sold: Option<&(i64, String)>) -> Option<FieldError> {
    let (_, currency) = sold.filter(|(_, of)| *of != contract.currency)?;
    let warning =
        FieldError::new("value", "warning.renewal_currency").with("contract", contract.row.code.clone());
    Some(warning.with("currency", contract.currency.clone()).with("sold", currency.clone()))
}

/// Settles what is proposed of a contract that goes on by itself: what its next term was sold for, and in which currency, where that was
/// accepted. Else the deal is lost, and whoever owns the contract is told.
///
/// # Errors
/// A failure of the file.
pub(super) fn settle(tx: &Tx<'_>, contract: &Contract) -> Result<Option<(i64, String)>> {
    let Some(deal_id) = &contract.renewal_deal_id else { return Ok(None) };
    if plan::is_sold_by_estimate(tx, deal_id)? {
        return store::sold_in(tx, deal_id);
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
