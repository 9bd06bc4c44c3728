//! The few words that entries and weeks share, each with how it is shown.

use crate::kernel::badge::{Badge, Tone};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How the week of a person stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum SheetStatus {
    /// Time may be noted in it.
    Open,
    /// It waits for approval.
    Submitted,
    /// It is agreed.
    Approved,
}

impl SheetStatus {
    /// Tone, icon and word.
    #[must_use]
    pub fn badge(self) -> Badge {
        match self {
            Self::Open => Badge::new(Tone::Neutral, "circle-dashed", "badge.time.open"),
            Self::Submitted => Badge::new(Tone::Violet, "hourglass", "badge.time.submitted"),
            Self::Approved => Badge::new(Tone::Ok, "circle-check", "badge.time.approved"),
        }
    }
}

/// How an entry stands towards invoices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum EntryBilling {
    /// It is not invoiced.
    None,
    /// It is to be invoiced.
    Open,
    /// It stands on a draft.
    Draft,
    /// It is invoiced.
    Invoiced,
}

impl EntryBilling {
    /// Tone, icon and word.
    #[must_use]
    pub fn badge(self) -> Badge {
        match self {
            Self::None => Badge::new(Tone::Neutral, "circle-minus", "badge.time.not_billable"),
            Self::Open => Badge::new(Tone::Neutral, "circle-dashed", "badge.time.to_invoice"),
            Self::Draft => Badge::new(Tone::Info, "circle-dot", "badge.time.on_draft"),
            Self::Invoiced => Badge::new(Tone::Ok, "circle-check", "badge.time.invoiced"),
        }
    }
}
