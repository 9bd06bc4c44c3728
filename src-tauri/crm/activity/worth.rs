//! What amounts of several currencies are worth beside each other, so that Today begins with the larger sum.
//!
//! It orders and shows nothing: no figure is ever made from it.

use crate::crm::store;
use crate::kernel::error::Result;
use crate::kernel::money;
use crate::store::tx::Read;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The worth of one unit of each currency, in units of the home currency.
pub(super) struct Worth(BTreeMap<String, Decimal>);

impl Worth {
    /// Takes the newest rate that stands on an issued document. Where none does, nobody can say which of two sums is larger: the
    /// largest of such a currency stands beside the largest of the others.
    ///
    /// # Errors
    /// A failure of the file.
    pub(super) fn among<'a>(
        read: &Read<'_>,
        amounts: impl Iterator<Item = &'a (i64, String)>,
    ) -> Result<Self> {
        let mut largest = BTreeMap::<&str, Decimal>::new();
        for (minor, currency) in amounts {
            let most = largest.entry(currency).or_default();
            *most = (*most).max(money::decimal(*minor, currency));
        }
        if largest.len() < 2 {
            return Ok(Self(BTreeMap::new()));
        }
        let home = store::home(read)?.currency;
        let (mut rates, mut unknown) = (BTreeMap::new(), Vec::new());
        for (currency, most) in &largest {
            match store::next_action::newest_rate(read, currency, &home)? {
                Some(rate) => drop(rates.insert((*currency).to_owned(), rate)),
                None => unknown.push((*currency, *most)),
            }
        }
        let known =
            rates.iter().filter_map(|(currency, rate)| largest.get(currency.as_str())?.checked_mul(*rate));
        let top = known.max().filter(|top| *top > Decimal::ZERO).unwrap_or(Decimal::ONE);
        rates.extend(
            unknown
                .into_iter()
                .map(|(currency, most)| (currency.to_owned(), top.checked_div(most).unwrap_or(Decimal::ONE))),
        );
        Ok(Self(rates))
    }

    /// The worth of an amount; nothing for none.
    pub(super) fn of(&self, amount: Option<&(i64, String)>) -> Decimal {
        let Some((minor, currency)) = amount else { return Decimal::ZERO };
        let rate = self.0.get(currency).copied().unwrap_or(Decimal::ONE);
        money::decimal(*minor, currency).checked_mul(rate).unwrap_or(Decimal::MAX)
    }
}
