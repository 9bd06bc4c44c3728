//! `calc ids`: is this registration or bank number well formed?
//!
//! A script that imports customers asks this before it writes them. A number that fails its
//! check is an answer (`valid: false`), never an error; only a question that cannot be read
//! is refused.

use serde::Deserialize;
use serde_json::{Value, json};

use super::decode;
use super::error::CalcError;
use crate::kernel::ids::{self, Scheme};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    scheme: Scheme,
    country: Option<String>,
    number: String,
}

/// Answers `{scheme, country?, number}` with `{valid, normalised?, reason?}`.
///
/// # Errors
/// `malformed` when a field is missing, unknown or of the wrong type, at its path.
pub fn answer(input: Value) -> Result<Value, CalcError> {
    let question: Question = decode::decode(input)?;
    let check = ids::check(question.scheme, question.country.as_deref(), &question.number);
    Ok(json!(check))
}
