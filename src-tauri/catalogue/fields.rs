//! Fields that several nouns of the catalogue are typed with: prices, quantities, dates, currency codes.

use crate::kernel::date::CivilDate;
use crate::kernel::decimal::DecimalText;
use crate::kernel::error::{FieldError, FieldErrors};
use crate::kernel::money;
use rust_decimal::Decimal;

/// A typed number of zero or more: a quantity, a rate.
pub(super) fn decimal(path: &str, typed: &str) -> Result<DecimalText, FieldError> {
    price(path, typed, "")
}

/// A typed quantity of zero or more; arithmetic such as `16*4` is done, as in the line of a document.
pub(super) fn quantity(path: &str, typed: &str) -> Result<Decimal, FieldError> {
    money::parse_product(path, typed).and_then(|value| not_negative(path, value))
}

fn not_negative(path: &str, value: Decimal) -> Result<Decimal, FieldError> {
    let negative = value.is_sign_negative() && !value.is_zero();
    if negative { Err(FieldError::new(path, "error.negative")) } else { Ok(value) }
}

/// A typed price of zero or more in a currency. It may be finer than the currency's smallest coin.
pub(super) fn price(path: &str, typed: &str, currency: &str) -> Result<DecimalText, FieldError> {
    let value = money::parse_amount(path, typed, currency).and_then(|value| not_negative(path, value))?;
    DecimalText::try_from(value).map_err(|_| FieldError::new(path, "error.amount_too_large"))
}

/// The same where nothing typed means nothing fixed.
pub(super) fn optional_decimal(path: &str, typed: &str) -> Result<Option<DecimalText>, FieldError> {
    if typed.trim().is_empty() { Ok(None) } else { decimal(path, typed).map(Some) }
}

/// A price where nothing typed means none.
pub(super) fn optional_price(
    path: &str,
    typed: &str,
    currency: &str,
) -> Result<Option<DecimalText>, FieldError> {
    if typed.trim().is_empty() { Ok(None) } else { price(path, typed, currency).map(Some) }
}

/// A date; nothing typed means none.
pub(super) fn date(path: &str, typed: &str) -> Result<Option<CivilDate>, FieldError> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    CivilDate::typed(path, typed).map(Some)
}

/// A first and a last day below `at`, in this order.
pub(super) fn period(
    at: &str,
    from: Option<&str>,
    to: Option<&str>,
    errors: &mut FieldErrors,
) -> (Option<CivilDate>, Option<CivilDate>) {
    let path = |name: &str| {
        if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") }
    };
    let from = from.and_then(|typed| errors.take(date(&path("valid_from"), typed)).flatten());
    let to = to.and_then(|typed| errors.take(date(&path("valid_to"), typed)).flatten());
    if is_backwards(from, to) {
        errors.add(FieldError::new(&path("valid_to"), "error.period"));
    }
    (from, to)
}

/// Whether the last day lies before the first.
pub(super) fn is_backwards(from: Option<CivilDate>, to: Option<CivilDate>) -> bool {
    from.zip(to).is_some_and(|(from, to)| to < from)
}

type Period = (Option<CivilDate>, Option<CivilDate>);

/// Whether two periods have a day in common; an absent end is open.
pub(super) fn overlap(a: Period, b: Period) -> bool {
    let before = |end: Option<CivilDate>, start: Option<CivilDate>| {
        end.zip(start).is_some_and(|(end, start)| end < start)
    };
    !before(a.1, b.0) && !before(b.1, a.0)
}
