//! A calculator that refuses must say what is wrong, where, and what to do about it: scripts match on
//! `code`, people read `message`, and `path` leads a form to the field.

use serde::Serialize;

/// What kind of refusal it is; stable, for scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CalcErrorCode {
    /// The input does not have the published shape: a missing or unknown field, a wrong type, a text that
    /// is not a number or a date.
    Malformed,
    /// A value that is well formed but not allowed here.
    Invalid,
    /// Two statements that exclude each other.
    Conflict,
    /// A value or a result beyond the stated bounds.
    OutOfRange,
    /// No calculator has this name.
    UnknownCalculation,
}

/// A refusal, as it is printed in place of the answer: `{"code", "message", "path"}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{path}: {message}")]
pub struct CalcError {
    /// The kind of refusal.
    pub code: CalcErrorCode,
    /// What is wrong and the cure, in plain English.
    pub message: String,
    /// The field, such as `lines[0].quantity`; empty when it is the input as a whole.
    pub path: String,
}

impl CalcError {
    /// A refusal of `code` at `path`.
    pub fn new(code: CalcErrorCode, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), path: path.into() }
    }

    /// A refusal with [`CalcErrorCode::Invalid`].
    pub fn invalid(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(CalcErrorCode::Invalid, path, message)
    }

    /// A refusal with [`CalcErrorCode::Conflict`].
    pub fn conflict(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(CalcErrorCode::Conflict, path, message)
    }

    /// A refusal with [`CalcErrorCode::OutOfRange`].
    pub fn out_of_range(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(CalcErrorCode::OutOfRange, path, message)
    }
}
