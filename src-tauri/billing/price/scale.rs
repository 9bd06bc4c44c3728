//! Amounts are whole minor units inside the engine, so that sums are exact and cheap. The scale says how
//! many minor units make one of the currency, and holds the bound on every amount.

use rust_decimal::Decimal;

use crate::calc::error::CalcError;
use crate::kernel::currency::DECIMALS_MAX;
use crate::kernel::decimal::{self, INTEGER_DIGITS_MAX};
use crate::kernel::exact::Exact;

/// An amount passed 999,999,999,999,999 in major units: 15 digits, like every number that may be put in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooLarge;

impl TooLarge {
    /// The refusal, with the amount named in words.
    pub(super) fn at(self, path: impl Into<String>, amount: &str) -> CalcError {
        let message =
            format!("{amount} passes 15 digits before the point: check quantity, price and percentages");
        CalcError::out_of_range(path, message)
    }
}

/// The decimals of the document's currency.
#[derive(Debug, Clone)]
pub(super) struct Scale {
    decimals: u32,
    units: Exact,
    limit: i128,
}

impl Scale {
    /// A scale of `decimals`, which [`super::check`] has bounded by [`DECIMALS_MAX`].
    pub(super) fn new(decimals: u32) -> Self {
        let decimals = decimals.min(DECIMALS_MAX);
        let digits = INTEGER_DIGITS_MAX as u32 + decimals;
        Self { decimals, units: Exact::power_of_ten(decimals), limit: 10_i128.pow(digits) }
    }

    /// Decimals of the amounts.
    pub(super) fn decimals(&self) -> u32 {
        self.decimals
    }

    /// Major units, exact, as minor units, exact.
    pub(super) fn in_minor(&self, major: &Exact) -> Exact {
        major.times(&self.units)
    }

    /// Rounds an exact number of minor units, half away from zero.
    pub(super) fn round(&self, minor: &Exact) -> Result<i128, TooLarge> {
        minor.round_half_away().ok_or(TooLarge).and_then(|amount| self.bounded(amount))
    }

    /// `amount` when it keeps the bound.
    pub(super) fn bounded(&self, amount: i128) -> Result<i128, TooLarge> {
        if amount > -self.limit && amount < self.limit { Ok(amount) } else { Err(TooLarge) }
    }

    /// The sum of minor units; each keeps the bound, so that no document of [`super::LINES_MAX`] lines
    /// could overflow, and the sum must keep it too.
    pub(super) fn sum(&self, amounts: impl IntoIterator<Item = i128>) -> Result<i128, TooLarge> {
        let sum = amounts.into_iter().try_fold(0_i128, i128::checked_add).ok_or(TooLarge)?;
        self.bounded(sum)
    }

    /// An amount given by hand that must not be rounded silently.
    pub(super) fn given(&self, amount: Decimal, field: &str) -> Result<i128, CalcError> {
        decimal::to_minor(amount, self.decimals).ok_or_else(|| {
            let message =
                format!("this currency has {} decimals: write the amount with no more", self.decimals);
            CalcError::invalid(field, message)
        })
    }

    /// Minor units as a number with the currency's decimals.
    pub(super) fn amount(&self, minor: i128) -> Result<Decimal, TooLarge> {
        self.bounded(minor).and_then(|minor| decimal::from_minor(minor, self.decimals).ok_or(TooLarge))
    }
}
