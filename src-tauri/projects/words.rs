//! The few words that projects and tasks share, each with how it is shown.

use crate::kernel::badge::{Badge, Tone};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How work stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum WorkStatus {
    /// Not begun.
    #[default]
    Planned,
    /// Being worked on.
    InProgress,
    /// Waiting, for whatever reason.
    OnHold,
    /// Finished.
    Done,
}

impl WorkStatus {
    /// All of them, in the order of the board.
    pub const ALL: [Self; 4] = [Self::Planned, Self::InProgress, Self::OnHold, Self::Done];

    /// Tone, icon and word.
    #[must_use]
    pub fn badge(self) -> Badge {
        match self {
            Self::Planned => Badge::new(Tone::Neutral, "circle-dashed", "badge.planned"),
            Self::InProgress => Badge::new(Tone::Info, "circle-dot", "badge.in_progress"),
            Self::OnHold => Badge::new(Tone::Neutral, "hourglass", "badge.on_hold"),
            Self::Done => Badge::new(Tone::Ok, "circle-check", "badge.done"),
        }
    }
}

/// How soon a task should be looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// When there is time.
    Low,
    /// As it comes.
    #[default]
    Normal,
    /// Before others.
    High,
    /// Now.
    Urgent,
}

/// Whether a task comes again once it is done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Recurrence {
    /// It is done once.
    #[default]
    None,
    /// On the next working day.
    Daily,
    /// Seven days later.
    Weekly,
    /// On the same day of the next month, the last one where it is shorter.
    Monthly,
}

/// What becomes of a task that is open when its project is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum OpenTaskFate {
    /// It goes on as a ticket.
    Ticket,
    /// Nobody does it any more.
    Drop,
    /// It stays open within the closed project.
    Keep,
}

/// One thing to tick off within a task.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// What.
    pub text: String,
    /// Whether it is done.
    #[serde(default)]
    pub done: bool,
}
