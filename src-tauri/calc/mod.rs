//! The arithmetic of the product, offered to scripts and spreadsheets without a company file: one JSON
//! object in and one out, or a list in and a list out in the same order. The screens and the PDF use the
//! very same functions, so a figure can always be checked from outside.

pub(crate) mod decode;
pub mod error;
pub mod ids;
pub mod words;

use serde_json::{Value, json};

use crate::billing::{due, price};
use crate::support::sla;
use error::{CalcError, CalcErrorCode};

/// One calculator: its input object in, its output object out.
type Answer = fn(Value) -> Result<Value, CalcError>;

/// Every calculator by its name on the command line; the only list of them.
const CALCULATIONS: [(&str, Answer); 5] = [
    ("price", price::answer),
    ("ids", ids::answer),
    ("words", words::answer),
    ("due", due::answer),
    ("sla", sla::answer),
];

/// What came out of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct CalcOutcome {
    /// An object for an object, a list for a list; what could not be answered is `{"error": {…}}` in its
    /// place.
    pub output: Value,
    /// Whether every element was answered; the command line exits with 1 otherwise.
    pub all_answered: bool,
}

/// The names of the calculators, for help texts.
pub fn names() -> impl Iterator<Item = &'static str> {
    CALCULATIONS.iter().map(|(name, _)| *name)
}

/// Runs the calculator `name` on one object or on each element of a list.
///
/// # Errors
/// [`CalcErrorCode::UnknownCalculation`] when there is no such calculator. An element that cannot be
/// answered is no error of the run: it is reported in its place.
pub fn run(name: &str, input: Value) -> Result<CalcOutcome, CalcError> {
    let Some((_, answer)) = CALCULATIONS.iter().find(|(known, _)| *known == name) else {
        let known: Vec<&str> = names().collect();
        let shown: String = name.chars().take(40).collect();
        let message = format!("there is no calculation {shown:?}; choose one of: {}", known.join(", "));
        return Err(CalcError::new(CalcErrorCode::UnknownCalculation, "", message));
    };
    let mut all_answered = true;
    let mut in_place = |element: Value| match answer(element) {
        Ok(output) => output,
        Err(error) => {
            all_answered = false;
            json!({ "error": error })
        }
    };
    let output = match input {
        Value::Array(elements) => Value::Array(elements.into_iter().map(&mut in_place).collect()),
        element => in_place(element),
    };
    Ok(CalcOutcome { output, all_answered })
}
