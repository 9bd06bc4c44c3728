//! States of documents in words, with their tone: one map, so that list, page and palette never disagree.

use crate::kernel::badge::{Badge, Tone};
use chrono::NaiveDate;

/// The badge of an invoice or credit note.
pub(super) fn invoice(kind: &str, state: &str, due_date: &str, today: NaiveDate) -> Badge {
    if kind == "credit_note" {
        return if state == "open" {
            Badge::new(Tone::Info, "wallet", "badge.credit_free")
        } else {
            Badge::new(Tone::Ok, "check", "badge.credit_used")
        };
    }
    let days = due_date.parse::<NaiveDate>().map_or(0, |due| (today - due).num_days());
    match state {
        "draft" => Badge::new(Tone::Neutral, "pencil", "badge.draft"),
        "void" => Badge::new(Tone::Neutral, "ban", "badge.void"),
        "paid" => Badge::new(Tone::Ok, "check", "badge.paid"),
        _ if days > 0 => Badge::new(Tone::Danger, "circle-alert", "badge.overdue").with("days", days),
        "part_paid" => Badge::new(Tone::Warn, "circle-dot", "badge.part_paid"),
        _ if days > -7 => Badge::new(Tone::Warn, "clock", "badge.due_in").with("days", -days),
        _ => Badge::new(Tone::Info, "send", "badge.issued"),
    }
}

/// The badge of an estimate.
pub(super) fn estimate(state: &str, valid_until: &str, today: NaiveDate) -> Badge {
    match state {
        "accepted" => Badge::new(Tone::Ok, "circle-check", "badge.accepted"),
        "declined" => Badge::new(Tone::Danger, "circle-x", "badge.declined"),
        "expired" => Badge::new(Tone::Warn, "clock-alert", "badge.expired"),
        "sent" if valid_until < today.to_string().as_str() => {
            Badge::new(Tone::Warn, "clock-alert", "badge.expired")
        }
        "sent" => Badge::new(Tone::Info, "send", "badge.sent"),
        _ => Badge::new(Tone::Neutral, "pencil", "badge.draft"),
    }
}

/// The badge of a payment.
pub(super) fn payment(state: &str, free_minor: i64) -> Badge {
    match state {
        "reversed" => Badge::new(Tone::Danger, "undo-2", "badge.reversed"),
        _ if free_minor > 0 => Badge::new(Tone::Info, "wallet", "badge.with_credit"),
        _ => Badge::new(Tone::Ok, "check", "badge.settled"),
    }
}
