//! The small coloured words of a list row. The core decides tone, icon and words, so that window, paper and report agree.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};
use ts_rs::TS;

/// How a badge is coloured. Colour never says anything alone: icon and words say it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Nothing to do.
    Neutral,
    /// Under way.
    Info,
    /// Waiting for somebody's yes.
    Violet,
    /// Good.
    Ok,
    /// Look at it soon.
    Warn,
    /// Look at it now.
    Danger,
}

/// A badge of a row or a page.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, TS)]
pub struct Badge {
    /// Its colour.
    pub tone: Tone,
    /// Name of its icon in the Lucide set.
    pub icon: String,
    /// Message id of its words.
    pub key: String,
    /// Values for the placeholders of the words.
    #[ts(type = "Record<string, string | number>")]
    pub params: Map<String, Value>,
}

impl Badge {
    /// A badge without placeholders.
    #[must_use]
    pub fn new(tone: Tone, icon: &str, key: &str) -> Self {
        Self {
            tone,
            icon: icon.to_owned(),
            key: key.to_owned(),
            params: Map::new(),
        }
    }

    /// Adds a value for a placeholder of the words.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }
}
