//! A new contract, as it is typed or as another capability makes it.

use super::Terms;
use crate::kernel::date::CivilDate;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::money;
use crate::kernel::text;
use crate::store::given;
use crate::store::number;
use crate::store::record::{self, NewRecord};
use crate::store::tx::Tx;
use crate::support::store::{self as shared, contract as store};
use crate::support::terms::{self, Created};
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

/// A new contract, as another capability makes it in its own transaction.
#[derive(Debug, Clone, Copy)]
pub struct NewContract<'a> {
    /// Its customer.
    pub customer_id: &'a str,
    /// The deal it came from.
    pub deal_id: Option<&'a str>,
    /// The branch that sold it; that of its deal when absent, else the first one.
    pub branch_id: Option<&'a str>,
    /// Its name.
    pub name: &'a str,
    /// Its first day.
    pub start: CivilDate,
    /// Its last day.
    pub end: CivilDate,
    /// How many days before its last day it can be given notice.
    pub notice_days: i64,
    /// Whether it goes on by itself.
    pub auto_renew: bool,
    /// By how many months.
    pub renewal_months: Option<i64>,
    /// By how much its price changes then, in percent, as typed.
    pub indexation_percent: &'a str,
    /// What it is worth for its term.
    pub value: Option<Worth<'a>>,
    /// Its owner; the acting user when absent.
    pub owner_id: Option<&'a str>,
}

/// An amount of zero or more.
#[derive(Debug, Clone, Copy)]
pub struct Worth<'a> {
    /// In minor units.
    pub minor: i64,
    /// ISO 4217 code.
    pub currency: &'a str,
}

/// A new contract as it is typed.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ContractCreateRequest {
    /// Its customer.
    pub customer_id: String,
    /// Its name.
    pub name: String,
    /// Its first day, `YYYY-MM-DD`.
    pub start: String,
    /// Its last day, `YYYY-MM-DD`.
    pub end: String,
    /// The deal it came from.
    #[serde(default)]
    #[ts(optional)]
    pub deal_id: Option<String>,
    /// The branch that sold it; that of its deal when absent, else the first one.
    #[serde(default)]
    #[ts(optional)]
    pub branch_id: Option<String>,
    /// How many days before its last day it can be given notice; none when absent.
    #[serde(default)]
    #[ts(optional)]
    pub notice_days: Option<i64>,
    /// Whether it goes on by itself.
    #[serde(default)]
    #[ts(optional)]
    pub auto_renew: Option<bool>,
    /// By how many months.
    #[serde(default)]
    #[ts(optional)]
    pub renewal_months: Option<i64>,
    /// By how much its price changes then, in percent.
    #[serde(default)]
    #[ts(optional)]
    pub indexation_percent: Option<String>,
    /// What it is worth for its term, as typed.
    #[serde(default)]
    #[ts(optional)]
    pub value: Option<String>,
    /// ISO 4217 code of its value; that of its deal when absent, else the customer's.
    #[serde(default)]
    #[ts(optional)]
    pub currency: Option<String>,
    /// Its owner; the acting user when absent.
    #[serde(default)]
    #[ts(optional)]
    pub owner_id: Option<String>,
}

/// Makes a contract from what was typed.
///
/// # Errors
/// `invalid` with every field that is not acceptable.
pub fn create_typed(tx: &Tx<'_>, request: ContractCreateRequest) -> Result<Created> {
    let mut errors = FieldErrors::default();
    let start = terms::date("start", Some(&request.start), &mut errors);
    let end = terms::date("end", Some(&request.end), &mut errors);
    let currency = match &request.currency {
        Some(typed) => errors.take(text::currency("currency", typed)),
        None => shared::currency_of_sale(tx, request.deal_id.as_deref(), &request.customer_id)?,
    };
    let typed = request.value.as_deref().map(str::trim).filter(|typed| !typed.is_empty());
    let minor = match (typed, &currency) {
        (Some(typed), Some(currency)) => errors.take(worth("value", typed, currency)),
        _ => None,
    };
    let (Some(start), Some(end)) = (start, end) else {
        return errors.finish().and_then(|()| Err(Error::field("start", "error.required")));
    };
    errors.finish()?;
    create(
        tx,
        NewContract {
            customer_id: &request.customer_id,
            deal_id: request.deal_id.as_deref(),
            branch_id: request.branch_id.as_deref(),
            name: &request.name,
            start,
            end,
            notice_days: request.notice_days.unwrap_or(0),
            auto_renew: request.auto_renew.unwrap_or(false),
            renewal_months: request.renewal_months,
            indexation_percent: request.indexation_percent.as_deref().unwrap_or_default(),
            value: minor.zip(currency.as_deref()).map(|(minor, currency)| Worth { minor, currency }),
            owner_id: request.owner_id.as_deref(),
        },
    )
}

/// An amount of zero or more as it is typed, in minor units.
pub(in crate::support) fn worth(
    path: &str,
    typed: &str,
    currency: &str,
) -> std::result::Result<i64, FieldError> {
    match money::parse_minor(path, typed, currency)? {
        minor if minor < 0 => Err(FieldError::new(path, "error.negative")),
        minor => Ok(minor),
    }
}

/// Makes a contract. Fields are named as in [`NewContract`].
///
/// # Errors
/// `invalid` with every field that is not acceptable.
pub fn create(tx: &Tx<'_>, new: NewContract<'_>) -> Result<Created> {
    let mut errors = FieldErrors::default();
    terms::party(tx, new.customer_id, new.deal_id, &mut errors)?;
    let branch_id = terms::branch(tx, new.branch_id, [new.deal_id], &mut errors)?;
    let terms = checked(new, &mut errors);
    errors.finish()?;
    let currency = match new.value {
        Some(worth) => worth.currency.to_owned(),
        None => shared::currency_of_sale(tx, new.deal_id, new.customer_id)?.unwrap_or_default(),
    };
    let code = number::take(tx, "contract", None, tx.today()?)?.text;
    let row = NewRecord {
        kind: "contract",
        title: &terms.name,
        branch_id: Some(&branch_id),
        customer_id: Some(new.customer_id),
        ..NewRecord::default()
    };
    let id = record::create(tx, row)?;
    store::insert(tx, &id, &code, new.customer_id, new.deal_id, &currency, &terms)?;
    if let Some(owner_id) = new.owner_id {
        given::to(tx, &id, owner_id)?;
    }
    Ok(Created { id, code })
}

fn checked(new: NewContract<'_>, errors: &mut FieldErrors) -> Terms {
    let name = errors.take(text::required_line("name", new.name)).unwrap_or_default();
    terms::in_order(Some(new.start), Some(new.end), errors);
    bounds(new.notice_days, new.auto_renew, new.renewal_months, errors);
    if new.value.is_some_and(|worth| worth.minor < 0) {
        errors.add(FieldError::new("value", "error.negative"));
    }
    let percent = terms::percent("indexation_percent", new.indexation_percent, errors);
    Terms {
        name,
        start: new.start,
        end: new.end,
        notice_days: new.notice_days,
        auto_renew: new.auto_renew,
        renewal_months: new.renewal_months,
        indexation_percent: percent.unwrap_or_default(),
        value_minor: new.value.map(|worth| worth.minor),
    }
}

/// Days of notice and months of a further term within their bounds; what goes on by itself says by how many.
pub(super) fn bounds(
    notice_days: i64,
    auto_renew: bool,
    renewal_months: Option<i64>,
    errors: &mut FieldErrors,
) {
    terms::within("notice_days", notice_days, 0, terms::NOTICE_DAYS_MAX, errors);
    match renewal_months {
        Some(months) => terms::within("renewal_months", months, 1, terms::MONTHS_MAX, errors),
        None if auto_renew => errors.add(FieldError::new("renewal_months", "error.required")),
        None => {}
    }
}
