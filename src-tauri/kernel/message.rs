//! The words of the core's messages, for the command line and the log.
//!
//! `ui/locales/en.core.json` is the one home of every message that the core can emit; the page formats it with ICU,
//! the command line with this small reader, which knows plain placeholders only (a test holds the file to that).

use crate::kernel::error::Error;
use serde_json::{Map, Value};
use std::sync::LazyLock;

static ENGLISH: LazyLock<Map<String, Value>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../ui/locales/en.core.json")).unwrap_or_default());

/// The English text of a message, with its placeholders filled; the id itself when the catalogue lacks it.
#[must_use]
pub fn text(message_id: &str, params: &Map<String, Value>) -> String {
    let Some(pattern) = ENGLISH.get(message_id).and_then(Value::as_str) else {
        return message_id.to_owned();
    };
    params.iter().fold(pattern.to_owned(), |text, (name, value)| {
        let shown = match (value.as_str(), &value["message_id"], value["params"].as_object()) {
            (Some(value), ..) => value.to_owned(),
            // A reason within a message is a message of its own.
            (_, Value::String(id), Some(params)) => self::text(id, params),
            _ => value.to_string(),
        };
        text.replace(&format!("{{{name}}}"), &shown)
    })
}

/// True when the catalogue has this message.
#[must_use]
pub fn exists(message_id: &str) -> bool {
    ENGLISH.contains_key(message_id)
}

/// All message ids with their English patterns.
#[must_use]
pub fn catalogue() -> &'static Map<String, Value> {
    &ENGLISH
}

/// The whole error in one English sentence or more: the message, then each field with its reason.
#[must_use]
pub fn sentence(error: &Error) -> String {
    let mut parts = vec![text(&error.message_id, &error.params)];
    for field in &error.fields {
        let reason = text(&field.message_id, &field.params);
        parts.push(if field.path.is_empty() { reason } else { format!("{}: {reason}", field.path) });
    }
    parts.join(" ")
}
