//! `calc words`: an amount of money spelt out, as legal papers in several countries ask for.

use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Value, json};

use super::decode;
use super::error::{CalcError, CalcErrorCode};
use crate::documents::words::{self, Language};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    language: Language,
    currency: String,
    amount: String,
}

/// Answers `{language, currency, amount}` with `{integer, minor, text}`.
///
/// # Errors
/// `malformed` when a field is missing, unknown or of the wrong type or the amount is not a plain
/// decimal number, `out_of_range` when it has too many digits, and the refusals of
/// [`words::in_words`].
pub fn answer(input: Value) -> Result<Value, CalcError> {
    let question: Question = decode::decode(input)?;
    let amount = plain_decimal(&question.amount)?;
    let words = words::in_words(question.language, &question.currency, amount)?;
    Ok(json!(words))
}

/// Reads `-?digits(.digits)?` and nothing else: no exponent, no grouping, no leading plus.
fn plain_decimal(text: &str) -> Result<Decimal, CalcError> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (integer, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(integer) || !digits(fraction) {
        let message = "write the amount as a plain decimal number such as \"1234.50\"";
        return Err(CalcError::new(CalcErrorCode::Malformed, "amount", message));
    }
    let message = "the amount has more than 28 digits; write it as several amounts";
    Decimal::from_str_exact(text).map_err(|_| CalcError::out_of_range("amount", message))
}
