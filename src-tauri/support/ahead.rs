//! Renewals that are proposed by themselves: so many days before the last day of notice of a contract its next term is proposed, as
//! [`super::renewal`] does it for a person, and who owns the contract is told.
//!
//! Each term is proposed once, whatever becomes of the proposal: what was told of it is remembered although it was taken back.

use super::contract::change::ContractResponse;
use super::contract::{Contract, ContractGetRequest};
use super::exchange;
use super::renewal::{self, ContractProposal, ProposalRate};
use super::store::{ahead as rows, contract as contracts};
use super::terms;
use crate::billing::estimate;
use crate::billing::invoice::DocumentRequest;
use crate::crm::deal::{self, DealDeleteRequest};
use crate::kernel::error::{Error, FieldErrors, Result};
use crate::store::notification::{self, NewNotification, NotificationKind};
use crate::store::tx::{Read, Tx};
use crate::store::{record, version};
use chrono::Days;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

/// Most days ahead of the last day of notice.
const DAYS_MAX: i64 = 366;

/// Which contracts are proposed anew by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum RenewalsAhead {
    /// None: a person proposes.
    None,
    /// Those that end unless somebody renews them.
    Ending,
    /// Those that go on by themselves as well.
    All,
}

/// Nothing to say in the request.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RenewalSettingGetRequest {}

/// How renewals are proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct RenewalSetting {
    /// Rises with each change.
    pub version: i64,
    /// Of which contracts.
    pub ahead: RenewalsAhead,
    /// How many days before the last day of notice.
    pub days: i64,
}

/// How renewals shall be proposed.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RenewalSettingSaveRequest {
    /// The version that was seen.
    pub version: i64,
    /// Of which contracts.
    pub ahead: RenewalsAhead,
    /// How many days before the last day of notice, up to a year.
    pub days: i64,
}

/// Nothing to say in the request.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ContractToProposeRequest {}

/// The contracts whose next term is to be proposed now.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ContractToProposeResponse {
    /// Their ids, the earliest last day of notice first.
    pub ids: Vec<String>,
}

/// How renewals are proposed.
///
/// # Errors
/// A failure of the file.
pub fn get(read: &Read<'_>, _: RenewalSettingGetRequest) -> Result<RenewalSetting> {
    Ok(rows::setting(read)?.1)
}

/// Changes how renewals are proposed.
///
/// # Errors
/// `error.between` at `days`; `conflict`.
pub fn save(tx: &Tx<'_>, request: RenewalSettingSaveRequest) -> Result<RenewalSetting> {
    let (id, _) = rows::setting(tx)?;
    version::touch(tx, "renewal_setting", &id, request.version)?;
    let mut errors = FieldErrors::default();
    terms::within("days", request.days, 0, DAYS_MAX, &mut errors);
    errors.finish()?;
    rows::update(tx, &id, request.ahead, request.days)?;
    Ok(rows::setting(tx)?.1)
}

/// The contracts whose next term is to be proposed now and was never proposed yet.
///
/// # Errors
/// A failure of the file.
pub fn to_propose(read: &Read<'_>, _: ContractToProposeRequest) -> Result<ContractToProposeResponse> {
    let (_, setting) = rows::setting(read)?;
    let today = read.today()?;
    let days = u64::try_from(setting.days).unwrap_or_default();
    let until = today.checked_add_days(Days::new(days)).unwrap_or(today).to_string();
    let mut ids = Vec::new();
    for (id, end) in rows::due(read, setting.ahead, &today.to_string(), &until)? {
        if notification::was_told(read, &about(&id, &end))? {
            continue;
        }
        let waits = notification::is_told(read, &about_rate(&id, &end))? && lacks_rate(read, &id)?;
        if !waits {
            ids.push(id);
        }
    }
    Ok(ContractToProposeResponse { ids })
}

fn about(id: &str, end: &str) -> String {
    format!("renewal:{id}:{end}")
}

fn about_rate(id: &str, end: &str) -> String {
    format!("renewal_rate:{id}:{end}")
}

/// Whether the currency of a contract is a foreign one of which no rate is known.
fn lacks_rate(read: &Read<'_>, id: &str) -> Result<bool> {
    let contract = contracts::get(read, id)?;
    let needed = exchange::of(read, contract.branch_id.as_deref(), &contract.currency)?;
    Ok(needed.is_some_and(|needed| needed.rate.is_none()))
}

/// A term that was to be proposed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ContractProposedAhead {
    /// What was proposed; null where no rate of its currency is known, of which its owner was told.
    pub proposal: Option<ContractProposal>,
}

/// Proposes the next term of a contract by itself and tells who owns it; in a foreign currency at the newest rate that is known. Where
/// none is, its owner is told that once.
///
/// # Errors
/// As [`renewal::propose`].
pub fn propose(tx: &Tx<'_>, request: ContractGetRequest) -> Result<ContractProposedAhead> {
    record::require_readable(tx, "contract", &request.id)?;
    let version = record::version(tx, &request.id)?;
    let contract = contracts::get(tx, &request.id)?;
    let rate = match exchange::of(tx, contract.branch_id.as_deref(), &contract.currency)? {
        Some(needed) if needed.rate.is_none() => {
            tell_no_rate(tx, contract)?;
            return Ok(ContractProposedAhead { proposal: None });
        }
        Some(needed) => ProposalRate { rate: needed.rate, date: needed.rate_date },
        None => ProposalRate::default(),
    };
    let proposal = renewal::propose_at(tx, &request.id, version, rate)?;
    notification::withdraw_about(tx, &about_rate(&request.id, &contract.row.end))?;
    tell_proposed(tx, contract, &proposal.deal_id)?;
    Ok(ContractProposedAhead { proposal: Some(proposal) })
}

/// Takes back what was told of the renewal of a contract after a term: there is nothing left to decide of it.
pub(super) fn forget(tx: &Tx<'_>, id: &str, end: &str) -> Result<()> {
    notification::withdraw_about(tx, &about(id, end))?;
    notification::withdraw_about(tx, &about_rate(id, end))
}

fn tell_no_rate(tx: &Tx<'_>, contract: Contract) -> Result<()> {
    let mut params = Map::new();
    params.insert("number".to_owned(), Value::from(contract.row.code));
    params.insert("customer".to_owned(), Value::from(contract.row.customer));
    params.insert("currency".to_owned(), Value::from(contract.currency));
    notification::tell(
        tx,
        &NewNotification {
            user_id: contract.row.owner_id.as_deref().unwrap_or(&tx.actor().user_id),
            record_id: Some(&contract.row.id),
            kind: NotificationKind::Notice,
            about: &about_rate(&contract.row.id, &contract.row.end),
            message_id: "inbox.renewal_no_rate",
            params,
            due_ms: tx.now_ms(),
        },
    )
}

fn tell_proposed(tx: &Tx<'_>, contract: Contract, deal_id: &str) -> Result<()> {
    let mut params = Map::new();
    params.insert("number".to_owned(), Value::from(contract.row.code));
    params.insert("customer".to_owned(), Value::from(contract.row.customer));
    params.insert("date".to_owned(), Value::from(contract.row.notice_by));
    notification::tell(
        tx,
        &NewNotification {
            user_id: contract.row.owner_id.as_deref().unwrap_or(&tx.actor().user_id),
            record_id: Some(deal_id),
            kind: NotificationKind::Notice,
            about: &about(&contract.row.id, &contract.row.end),
            message_id: "inbox.renewal_proposed",
            params,
            due_ms: tx.now_ms(),
        },
    )
}

/// A contract whose proposal is taken back.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ContractTakeBackRequest {
    /// Which contract.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
}

/// Takes the proposal of the next term back: its deal and its estimates go, as long as nothing was sent.
///
/// # Errors
/// `precondition` with `error.renewal_not_proposed`; as [`estimate::delete`] and [`deal::delete`]; `conflict`, `not_found`.
pub fn take_back(tx: &Tx<'_>, request: ContractTakeBackRequest) -> Result<ContractResponse> {
    record::touch(tx, "contract", &request.id, request.version)?;
    let contract = contracts::get(tx, &request.id)?;
    let Some(id) = contract.renewal_deal_id else {
        return Err(Error::precondition("error.renewal_not_proposed"));
    };
    contracts::set_renewal_deal(tx, &request.id, None)?;
    for estimate_id in rows::estimates_of(tx, &id)? {
        let version = record::version(tx, &estimate_id)?;
        estimate::delete(tx, DocumentRequest { id: estimate_id, version })?;
    }
    let version = record::version(tx, &id)?;
    deal::delete(tx, DealDeleteRequest { id, version })?;
    notification::withdraw_about(tx, &about(&request.id, &contract.row.end))?;
    Ok(ContractResponse { id: request.id, version: request.version + 1 })
}
