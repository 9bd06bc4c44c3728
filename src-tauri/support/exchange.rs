//! The rate of a contract in a currency that is not that of its branch: what is billed of it and what is proposed of it need one.

use super::store::exchange as rows;
use crate::billing;
use crate::kernel::decimal::canonical;
use crate::kernel::error::Result;
use crate::store::tx::Read;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

/// The two currencies of a paper that needs an exchange rate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct SupportExchange {
    /// That of the paper.
    pub currency: String,
    /// The branch's own.
    pub home: String,
    /// How many of its own one was worth on the newest issued invoice that says so; null where none does.
    pub rate: Option<String>,
    /// The day of that.
    pub rate_date: Option<String>,
}

/// What a paper of a branch in a currency needs; `None` in its own.
///
/// # Errors
/// A failure of the file.
pub(super) fn of(
    read: &Read<'_>,
    branch_id: Option<&str>,
    currency: &str,
) -> Result<Option<SupportExchange>> {
    let home = rows::home_of(read, branch_id)?;
    if home == currency {
        return Ok(None);
    }
    let (rate, rate_date) = billing::newest_rate(read, currency, &home)?.unzip();
    Ok(Some(SupportExchange { currency: currency.to_owned(), home, rate: rate.map(canonical), rate_date }))
}
