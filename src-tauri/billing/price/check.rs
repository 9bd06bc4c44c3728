//! What is refused before anything is computed, with the field and the cure.

use std::collections::HashSet;

use rust_decimal::Decimal;

use super::request::{DocumentAdjustment, PriceLine, PriceRequest, TaxRate};
use crate::calc::error::CalcError;
use crate::kernel::currency;
use crate::kernel::exact::Exact;

/// The most lines of one document.
pub const LINES_MAX: usize = 100_000;
/// The most allowances, and the most charges, of one line or of the document.
pub const ADJUSTMENTS_MAX: usize = 100;
/// The most taxes of one line.
pub const TAXES_MAX: usize = 20;
/// The longest tax code, in characters.
pub const TAX_CODE_CHARS_MAX: usize = 64;

/// Checks everything that can be seen without computing, and answers the decimals of the amounts.
pub(super) fn check(request: &PriceRequest) -> Result<u32, CalcError> {
    let decimals = decimals(request)?;
    if request.lines.is_empty() {
        return Err(CalcError::invalid("lines", "a document needs at least one line: add one"));
    }
    if request.lines.len() > LINES_MAX {
        let message = format!("a document takes at most {LINES_MAX} lines: split it");
        return Err(CalcError::out_of_range("lines", message));
    }
    for (index, line) in request.lines.iter().enumerate() {
        check_line(line, &format!("lines[{index}]"), request.prices_include_tax)?;
    }
    check_adjustments(&request.allowances, "allowances", request.prices_include_tax)?;
    check_adjustments(&request.charges, "charges", request.prices_include_tax)?;
    check_rounding(request, decimals)?;
    Ok(decimals)
}

fn decimals(request: &PriceRequest) -> Result<u32, CalcError> {
    if !currency::is_code_form(&request.currency) {
        let message = "a currency is three capital letters after ISO 4217, like \"EUR\"";
        return Err(CalcError::invalid("currency", message));
    }
    if let Some(places) = request.currency_decimals {
        return Ok(places.get());
    }
    currency::iso_decimals(&request.currency).ok_or_else(|| {
        let message = format!(
            "ISO 4217 names no decimals for {}: correct the code or give currency_decimals",
            request.currency
        );
        CalcError::invalid("currency", message)
    })
}

fn check_line(line: &PriceLine, path: &str, inclusive: bool) -> Result<(), CalcError> {
    if line.price_base_quantity.is_some_and(|base| base.value() <= Decimal::ZERO) {
        let message = "the base quantity must be above zero: give the number of units the price is for, or leave it out";
        return Err(CalcError::invalid(format!("{path}.price_base_quantity"), message));
    }
    for (name, count) in [("allowances", line.allowances.len()), ("charges", line.charges.len())] {
        check_count(count, &format!("{path}.{name}"))?;
    }
    check_taxes(&line.taxes, &format!("{path}.taxes"), inclusive)
}

fn check_adjustments(list: &[DocumentAdjustment], name: &str, inclusive: bool) -> Result<(), CalcError> {
    check_count(list.len(), name)?;
    for (index, adjustment) in list.iter().enumerate() {
        if let Some(taxes) = &adjustment.taxes {
            check_taxes(taxes, &format!("{name}[{index}].taxes"), inclusive)?;
        }
    }
    Ok(())
}

fn check_count(count: usize, path: &str) -> Result<(), CalcError> {
    if count > ADJUSTMENTS_MAX {
        let message =
            format!("at most {ADJUSTMENTS_MAX} allowances or charges stand here: add some together");
        return Err(CalcError::out_of_range(path, message));
    }
    Ok(())
}

fn check_taxes(taxes: &[TaxRate], path: &str, inclusive: bool) -> Result<(), CalcError> {
    if taxes.len() > TAXES_MAX {
        return Err(CalcError::out_of_range(
            path,
            format!("a line takes at most {TAXES_MAX} taxes: remove some"),
        ));
    }
    let mut seen = HashSet::new();
    let mut gross_percent = Exact::from(100);
    for (index, tax) in taxes.iter().enumerate() {
        let length = tax.code.chars().count();
        if length == 0 || length > TAX_CODE_CHARS_MAX {
            let message =
                format!("a tax code has 1 to {TAX_CODE_CHARS_MAX} characters: name the tax, like \"S\"");
            return Err(CalcError::invalid(format!("{path}[{index}].code"), message));
        }
        if !seen.insert((tax.code.as_str(), tax.rate)) {
            let message =
                format!("the tax {} at {} % stands here twice: remove one of the two", tax.code, tax.rate);
            return Err(CalcError::invalid(format!("{path}[{index}]"), message));
        }
        gross_percent = gross_percent.plus(&Exact::from(tax.rate.value()));
    }
    if inclusive && !gross_percent.is_positive() {
        let message = "the rates add up to −100 % or less, so no price can include them: correct a rate";
        return Err(CalcError::invalid(path, message));
    }
    Ok(())
}

fn check_rounding(request: &PriceRequest, decimals: u32) -> Result<(), CalcError> {
    let Some(coin) = request.round_to else {
        return Ok(());
    };
    if request.rounding.is_some() {
        let message = "`rounding` and `round_to` exclude each other: give the amount or the coin, not both";
        return Err(CalcError::conflict("round_to", message));
    }
    if coin.value() <= Decimal::ZERO {
        return Err(CalcError::invalid("round_to", "the coin must be above zero, like \"0.05\""));
    }
    let units = Exact::from(coin.value()).times(&Exact::power_of_ten(decimals));
    let fits = units.is_whole() || Exact::from(1).over(&units).is_some_and(|coins| coins.is_whole());
    if !fits {
        let message =
            format!("amounts in {} have {decimals} decimals: give a coin that fits them", request.currency);
        return Err(CalcError::invalid("round_to", message));
    }
    Ok(())
}
