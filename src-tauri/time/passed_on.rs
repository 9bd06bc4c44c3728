//! Expenses that are passed on to the customer, on their way to an invoice: each a line of its own, with the mark-up on it.
//!
//! The rule in prose: what stands on the line is the amount, put into the currency of the invoice and raised by the mark-up, rounded once
//! at the end. What was spent in the currency of the branch that sells goes at the rate of the invoice between the two. Between other
//! currencies stands the home currency: at the rate of the expense into it, and at that of the invoice out of it. Where no rate is known nothing is guessed. As with time, an expense counts as invoiced while its line does.

use super::store::expense::{self as rows, Passed};
use crate::billing::draft::LineInput;
use crate::kernel::currency::iso_decimals;
use crate::kernel::decimal::{canonical, round_half_away};
use crate::kernel::error::{Error, FieldError, Result};
use crate::kernel::money::{self, Money};
use crate::store::tx::Read;
use rust_decimal::Decimal;

fn newest(read: &Read<'_>, currency: &str, home: &str) -> Result<Option<Decimal>> {
    Ok(rows::newest_rate(read, currency, home)?.map(|(rate, _)| rate))
}

/// The way of amounts into the currency of an invoice.
pub(super) struct Exchange {
    currency: String,
    home: String,
    /// Units of the home currency for one of it, where that is known.
    rate: Option<Decimal>,
    /// The currency of the branch that sells, where that is another than the home currency, and units of it for one of the invoice's.
    seller: Option<(String, Decimal)>,
}

impl Exchange {
    /// The way into a currency on a paper of a branch with a currency of its own: at the typed rate between the two if there is one.
    pub(super) fn at(read: &Read<'_>, currency: &str, seller: &str, typed: Option<Decimal>) -> Result<Self> {
        let home = super::store::home_currency(read)?;
        if seller == home || seller == currency {
            return Self::to(read, currency, typed);
        }
        let rate = typed.map_or_else(|| newest(read, currency, seller), |rate| Ok(Some(rate)))?;
        let seller = rate.filter(|rate| *rate > Decimal::ZERO).map(|rate| (seller.to_owned(), rate));
        Ok(Self { seller, ..Self::to(read, currency, None)? })
    }

    /// The way into a currency: at the typed rate if there is one, else at the newest that is known.
    pub(super) fn to(read: &Read<'_>, currency: &str, typed: Option<Decimal>) -> Result<Self> {
        let home = super::store::home_currency(read)?;
        let rate = match typed {
            _ if currency == home => Some(Decimal::ONE),
            Some(rate) => Some(rate),
            None => newest(read, currency, &home)?,
        };
        let rate = rate.filter(|rate| *rate > Decimal::ZERO);
        Ok(Self { currency: currency.to_owned(), home, rate, seller: None })
    }

    /// An amount in another currency, of which one is worth `rate` of the home currency; `None` where the way here is not known.
    ///
    /// # Errors
    /// `error.amount_too_large` at `rate`.
    pub(super) fn here(&self, amount: Decimal, currency: &str, rate: Decimal) -> Result<Option<Decimal>> {
        if currency == self.currency {
            return Ok(Some(amount));
        }
        let here = match (&self.seller, self.rate) {
            (Some((seller, own)), _) if seller == currency => amount.checked_div(*own),
            (_, Some(own)) => amount.checked_mul(rate).and_then(|home| home.checked_div(own)),
            (_, None) => return Ok(None),
        };
        here.map(Some).ok_or_else(|| Error::field("rate", "error.amount_too_large"))
    }

    /// The home currency, through which the way leads.
    pub(super) fn home(&self) -> &str {
        &self.home
    }

    /// What an expense is passed on for; `None` where no rate is known.
    pub(super) fn price(&self, expense: &Passed) -> Result<Option<Decimal>> {
        let amount = money::decimal(expense.amount_minor, &expense.currency);
        let there = self.here(amount, &expense.currency, expense.rate)?;
        let Some(there) = there else { return Ok(None) };
        let raised = expense.markup.checked_add(Decimal::ONE_HUNDRED);
        let price = raised.and_then(|percent| there.checked_mul(percent)?.checked_div(Decimal::ONE_HUNDRED));
        let rounded = price.map(|price| round_half_away(price, iso_decimals(&self.currency).unwrap_or(2)));
        let fits = rounded.filter(|price| money::minor(*price, &self.currency).is_some());
        fits.map(Some).ok_or_else(|| Error::field("rate", "error.amount_too_large"))
    }

    /// What expenses come to; `None` where no rate is known for one of them.
    pub(super) fn worth(&self, expenses: &[Passed]) -> Result<Option<Money>> {
        let mut sum = Decimal::ZERO;
        for expense in expenses {
            let Some(price) = self.price(expense)? else { return Ok(None) };
            sum += price;
        }
        let minor = money::minor(sum, &self.currency);
        minor
            .map(|minor| Some(Money::new(minor, &self.currency)))
            .ok_or_else(|| Error::field("rate", "error.amount_too_large"))
    }

    /// The lines of an invoice, in the order of the expenses.
    ///
    /// # Errors
    /// `error.expense_no_rate` at `path` for the first one without a way into the currency.
    pub(super) fn inputs(
        &self,
        path: &str,
        expenses: &[Passed],
        tax_class_id: Option<&String>,
    ) -> Result<Vec<LineInput>> {
        let line = |expense: &Passed| {
            let price = self.price(expense)?.ok_or_else(|| {
                let field = FieldError::new(path, "error.expense_no_rate");
                let field = field.with("expense", expense.description.clone());
                Error::fields(vec![
                    field.with("currency", self.currency.clone()).with("home", self.home.clone()),
                ])
            })?;
            Ok(LineInput {
                description: Some(expense.description.clone()),
                quantity: Some("1".to_owned()),
                unit_price: Some(canonical(price)),
                tax_class_id: tax_class_id.cloned(),
                ..LineInput::default()
            })
        };
        expenses.iter().map(line).collect()
    }
}
