//! Small enums as words in the file: the same words as on the wire, so that nobody has to translate.

use rusqlite::Row;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The word of a value; empty for anything that is not a plain word.
#[must_use]
pub fn of<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Reads the word in column `index`.
///
/// # Errors
/// When the word is not one of the type's, which the schema's CHECK makes impossible.
pub fn read<T: DeserializeOwned>(row: &Row<'_>, index: usize) -> rusqlite::Result<T> {
    parse(row.get(index)?).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(index, rusqlite::types::Type::Text, Box::new(error))
    })
}

/// Reads a word.
///
/// # Errors
/// When the word is not one of the type's.
pub fn parse<T: DeserializeOwned>(word: String) -> serde_json::Result<T> {
    serde_json::from_value(Value::String(word))
}

/// A value as JSON text for a column that holds JSON.
#[must_use]
pub fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
