//! A state as a screen shows it: tone, icon and word. The page decides none of them.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};
use ts_rs::TS;

/// How a state should feel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Draft, on hold, cancelled.
    Neutral,
    /// Sent, open, in progress.
    Info,
    /// Waiting for somebody.
    Violet,
    /// Accepted, paid, won, resolved.
    Ok,
    /// Part-paid, due soon, at risk.
    Warn,
    /// Overdue, breached, lost, rejected.
    Danger,
}

/// A state with its tone, icon and word.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, TS)]
pub struct Badge {
    /// How it should feel.
    pub tone: Tone,
    /// Name of a Lucide icon.
    pub icon: String,
    /// Message id of the word.
    pub key: String,
    /// Values of its placeholders.
    #[ts(type = "Record<string, string | number>")]
    pub params: Map<String, Value>,
}

impl Badge {
    /// A badge without parameters.
    #[must_use]
    pub fn new(tone: Tone, icon: &str, key: &str) -> Self {
        Self { tone, icon: icon.to_owned(), key: key.to_owned(), params: Map::new() }
    }

    /// How many days late something is that was due on a civil day; `None` up to that day.
    #[must_use]
    pub fn days_late(due: NaiveDate, today: NaiveDate) -> Option<Self> {
        let days = (today - due).num_days();
        (days > 0).then(|| Self::new(Tone::Danger, "circle-alert", "badge.days_late").with("days", days))
    }

    /// Adds a value for a placeholder of the word.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }
}
