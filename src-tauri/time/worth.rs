//! What the hours of a project are worth: what their lines came to once they are invoiced, with whatever was agreed on the invoice;
//! before that, their rates.

use super::bill_lines::HOUR;
use super::rate::Rates;
use super::store::budget::{Left, Part};
use crate::kernel::currency::iso_decimals;
use crate::kernel::decimal::round_half_away;
use crate::kernel::error::{Error, Result};
use crate::kernel::money::{self, Money};
use crate::store::tx::Read;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What an hour is worth, for each part of the time of a project.
pub(super) struct Worth<'a> {
    project_id: &'a str,
    currency: &'a str,
    rates: Rates,
    today: String,
    /// What each line came to, and the minutes on it.
    lines: BTreeMap<&'a str, (Decimal, i64)>,
}

/// Hours that are added up. They are divided last: a third of an hour has no end, and what it is worth may.
#[derive(Debug, Default, Clone)]
pub(super) struct Hours<'a> {
    /// Minutes at their rates.
    at_rates: Decimal,
    /// Minutes on lines of invoices.
    on_lines: BTreeMap<&'a str, i64>,
    /// How many minutes are worth something that is known.
    known: i64,
    /// How many have no rate.
    pub(super) unrated: i64,
}

fn too_large() -> Error {
    Error::field("rate", "error.amount_too_large")
}

impl<'a> Worth<'a> {
    /// The hours of a project, of which `lines` came to so much in its currency.
    pub(super) fn load(
        read: &Read<'_>,
        project_id: &'a str,
        currency: &'a str,
        spent: &'a [Part],
        lines: &BTreeMap<String, Decimal>,
    ) -> Result<Self> {
        let mut on_lines: BTreeMap<&str, (Decimal, i64)> = BTreeMap::new();
        for part in spent.iter().filter(|part| part.is_issued) {
            let Some((line, net)) = part.line_id.as_deref().and_then(|id| Some((id, lines.get(id)?))) else {
                continue;
            };
            on_lines.entry(line).or_insert((*net, 0)).1 += part.minutes;
        }
        let rates = Rates::load(read, currency)?;
        Ok(Self { project_id, currency, rates, today: read.today()?.to_string(), lines: on_lines })
    }

    /// Adds a part of the time; what is not billable is worth nothing.
    pub(super) fn add(&self, hours: &mut Hours<'a>, part: &'a Part) -> Result<()> {
        if !part.billable {
            return Ok(());
        }
        let line = part.line_id.as_deref().filter(|id| part.is_issued && self.lines.contains_key(id));
        if let Some(line) = line {
            *hours.on_lines.entry(line).or_default() += part.minutes;
            hours.known += part.minutes;
            return Ok(());
        }
        let (item_id, day) = (part.item_id.as_deref(), part.day.to_string());
        let of_rates = || self.rates.of(Some(self.project_id), &part.user_id, item_id, &day);
        let rate = part.rate.or_else(of_rates);
        at_rate(hours, part.minutes, rate)
    }

    /// What hours are worth, before it is rounded.
    fn exact(&self, hours: &Hours<'_>) -> Option<Decimal> {
        let mut sum = hours.at_rates.checked_div(HOUR)?;
        for (line, minutes) in &hours.on_lines {
            let (net, of) = self.lines.get(line)?;
            let share = net.checked_mul(Decimal::from(*minutes))?.checked_div(Decimal::from(*of))?;
            sum = sum.checked_add(share)?;
        }
        Some(sum)
    }

    /// The same as money, rounded once.
    pub(super) fn money(&self, hours: &Hours<'_>) -> Result<Money> {
        let decimals = iso_decimals(self.currency).unwrap_or(2);
        let rounded = self.exact(hours).map(|sum| round_half_away(sum, decimals));
        let minor = rounded.and_then(|sum| money::minor(sum, self.currency)).ok_or_else(too_large)?;
        Ok(Money::new(minor, self.currency))
    }

    /// What it will be worth once what is left is done: at the rate of who does it, else as much as an hour was worth so far. `None`
    /// where an hour that is left is worth nobody knows what.
    pub(super) fn in_the_end(&self, so_far: &Hours<'a>, left: &[Left]) -> Result<Option<Money>> {
        let exact = self.exact(so_far).and_then(|sum| sum.checked_mul(HOUR));
        let usual = exact.and_then(|sum| sum.checked_div(Decimal::from(so_far.known)));
        let mut hours = so_far.clone();
        for one in left.iter().filter(|one| one.minutes > 0) {
            let owner = one.owner_id.as_deref().unwrap_or_default();
            let rate = self.rates.of(Some(self.project_id), owner, None, &self.today).or(usual);
            if rate.is_none() {
                return Ok(None);
            }
            at_rate(&mut hours, one.minutes, rate)?;
        }
        self.money(&hours).map(Some)
    }
}

fn at_rate(hours: &mut Hours<'_>, minutes: i64, rate: Option<Decimal>) -> Result<()> {
    let Some(rate) = rate else {
        hours.unrated += minutes;
        return Ok(());
    };
    let worth = rate.checked_mul(Decimal::from(minutes));
    hours.at_rates = worth.and_then(|worth| hours.at_rates.checked_add(worth)).ok_or_else(too_large)?;
    hours.known += minutes;
    Ok(())
}
