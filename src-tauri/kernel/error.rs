//! The one error of the product: a code that programs match on, a message id that people read in their language.
//!
//! An error names the field and the cure and leaves everything as it was. Nobody matches on its text.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

/// What kind of refusal this is; decides the HTTP status and the exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// The request is not well-formed or a field is not acceptable; `fields` says which.
    Invalid,
    /// The record has changed since it was read, or another record is in the way.
    Conflict,
    /// The user may not do this.
    Forbidden,
    /// The record or command does not exist (or may not be seen).
    NotFound,
    /// The state of the record does not allow it.
    Precondition,
    /// The file could not be read or written.
    Storage,
    /// A defect of the program; nothing was changed.
    Internal,
}

/// One field that is not acceptable.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct FieldError {
    /// Where in the request, for example `lines[2].quantity`; empty for the request itself.
    pub path: String,
    /// Id in the message catalogue.
    pub message_id: String,
    /// Values for the placeholders of the message.
    #[ts(type = "Record<string, string | number>")]
    pub params: Map<String, Value>,
}

/// Why a command was refused. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS, thiserror::Error)]
#[error("{code:?}: {message_id} {params:?} {fields:?}")]
#[ts(rename = "ApiError")]
pub struct Error {
    /// What kind of refusal.
    pub code: Code,
    /// Id in the message catalogue.
    pub message_id: String,
    /// Values for the placeholders of the message.
    #[ts(type = "Record<string, unknown>")]
    pub params: Map<String, Value>,
    /// The fields that are not acceptable, in the order of the form.
    pub fields: Vec<FieldError>,
}

/// Result of the product's functions.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error of kind `code` that says `message_id`.
    #[must_use]
    pub fn new(code: Code, message_id: &str) -> Self {
        Self { code, message_id: message_id.to_owned(), params: Map::new(), fields: Vec::new() }
    }

    /// Adds a value for a placeholder of the message.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.params.insert(name.to_owned(), brief(value.into()));
        self
    }

    /// The request has one unacceptable field.
    #[must_use]
    pub fn field(path: &str, message_id: &str) -> Self {
        Self::fields(vec![FieldError::new(path, message_id)])
    }

    /// The request has unacceptable fields.
    #[must_use]
    pub fn fields(fields: Vec<FieldError>) -> Self {
        let mut error = Self::new(Code::Invalid, "error.invalid");
        error.fields = fields;
        error
    }

    /// No such record of this kind (or it may not be seen).
    #[must_use]
    pub fn not_found(kind: &str) -> Self {
        Self::new(Code::NotFound, "error.not_found").with("kind", kind)
    }

    /// The state of the record does not allow the command; `message_id` says why.
    #[must_use]
    pub fn precondition(message_id: &str) -> Self {
        Self::new(Code::Precondition, message_id)
    }

    /// The same with its fields named from the request around the one that was refused, as with `set.`.
    #[must_use]
    pub fn below(mut self, prefix: &str) -> Self {
        for field in &mut self.fields {
            field.path.insert_str(0, prefix);
        }
        self
    }

    /// A defect of the program. `detail` is for the log, not for people.
    #[must_use]
    pub fn internal(detail: impl std::fmt::Display) -> Self {
        Self::new(Code::Internal, "error.internal").with("detail", detail.to_string())
    }

    /// A failure of the file, with the detail the system gave.
    #[must_use]
    pub fn storage(message_id: &str, detail: impl std::fmt::Display) -> Self {
        Self::new(Code::Storage, message_id).with("detail", detail.to_string())
    }
}

impl FieldError {
    /// A field error without parameters.
    #[must_use]
    pub fn new(path: &str, message_id: &str) -> Self {
        Self { path: cut(path.to_owned()), message_id: message_id.to_owned(), params: Map::new() }
    }

    /// Adds a value for a placeholder of the message.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.params.insert(name.to_owned(), brief(value.into()));
        self
    }
}

/// Most characters of what was sent that an answer repeats; as long as the longest usual path of a file.
const QUOTED_MAX: usize = 1_000;

/// A value for a message; a long text is cut, since nobody reads a million characters to learn that they were too many.
fn brief(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(cut(text)),
        other => other,
    }
}

fn cut(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(QUOTED_MAX) {
        text.truncate(end);
        text.push('…');
    }
    text
}

/// Collects field errors so that a form shows all of them at once.
#[derive(Debug, Default)]
pub struct FieldErrors(Vec<FieldError>);

impl FieldErrors {
    /// Adds an error.
    pub fn add(&mut self, error: FieldError) {
        self.0.push(error);
    }

    /// Keeps the value, or notes the error and gives `None`.
    pub fn take<T>(&mut self, result: std::result::Result<T, FieldError>) -> Option<T> {
        result.map_err(|error| self.0.push(error)).ok()
    }

    /// `Ok` when no field was refused.
    ///
    /// # Errors
    /// `invalid` with all fields that were added.
    pub fn finish(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::fields(self.0)) }
    }
}
