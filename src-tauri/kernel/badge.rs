//! Badges: what a row says about itself in one word and one colour. The core decides them; the page only draws.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

/// The colour of a badge by its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Nothing to notice.
    Neutral,
    /// Under way.
    Info,
    /// Special.
    Violet,
    /// Good.
    Ok,
    /// Look soon.
    Warn,
    /// Look now.
    Danger,
}

/// What a row says about itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Badge {
    /// Its colour.
    pub tone: Tone,
    /// Name of its icon in the lucide set.
    pub icon: String,
    /// Id of its word in the message catalogue.
    pub key: String,
    /// Values for the placeholders of the word.
    #[ts(type = "Record<string, string | number>")]
    pub params: Map<String, Value>,
}

impl Badge {
    /// A badge without parameters.
    #[must_use]
    pub fn new(tone: Tone, icon: &str, key: &str) -> Self {
        Self {
            tone,
            icon: icon.to_owned(),
            key: key.to_owned(),
            params: Map::new(),
        }
    }
}
