//! The JSON face of the pricing engine: `throughline-cli calc price`.

use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::Value;

use super::{PriceRequest, Priced, price};
use crate::calc::decode::decode;
use crate::calc::error::CalcError;
use crate::kernel::decimal::canonical;

#[derive(Serialize)]
struct PriceAnswer {
    lines: Vec<LineAnswer>,
    lines_net: String,
    allowances: String,
    charges: String,
    net: String,
    taxes: Vec<TaxAnswer>,
    tax: String,
    total: String,
    prepaid: String,
    rounding: String,
    due: String,
}

#[derive(Serialize)]
struct LineAnswer {
    net: String,
}

#[derive(Serialize)]
struct TaxAnswer {
    code: String,
    rate: String,
    base: String,
    amount: String,
}

impl From<Priced> for PriceAnswer {
    fn from(priced: Priced) -> Self {
        // The amounts hold the currency's decimals in their scale, so this prints all of them.
        let text = |amount: Decimal| amount.to_string();
        let taxes = priced.taxes.into_iter().map(|tax| TaxAnswer {
            code: tax.code,
            rate: canonical(tax.rate),
            base: text(tax.base),
            amount: text(tax.amount),
        });
        Self {
            lines: priced.lines.iter().map(|line| LineAnswer { net: text(line.net) }).collect(),
            lines_net: text(priced.lines_net),
            allowances: text(priced.allowances),
            charges: text(priced.charges),
            net: text(priced.net),
            taxes: taxes.collect(),
            tax: text(priced.tax),
            total: text(priced.total),
            prepaid: text(priced.prepaid),
            rounding: text(priced.rounding),
            due: text(priced.due),
        }
    }
}

/// Answers one input of `calc price`.
///
/// # Errors
/// Those of [`price`], and [`crate::calc::error::CalcErrorCode::Malformed`] when the input does not have
/// the published shape.
pub fn answer(input: Value) -> Result<Value, CalcError> {
    let request: PriceRequest = decode(input)?;
    let answer = PriceAnswer::from(price(&request)?);
    serde_json::to_value(answer).map_err(|error| CalcError::invalid("", error.to_string()))
}
