//! How a customer is doing, from what the file knows: requests, how it pays, how content it was, how it uses what it bought.
//!
//! Each part is said by itself and the whole is no better than its worst part, so that anybody sees why it says what it says. Of what
//! somebody may not read nothing is said to them. Nothing of it is stored.

use super::store::health as store;
use crate::kernel::badge::{Badge, Tone};
use crate::kernel::error::Result;
use crate::store::record;
use crate::store::tx::Read;
use chrono::Days;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Days after which an invoice is not only late but long late.
const LONG_LATE_DAYS: i64 = 30;
/// How many days of answers about satisfaction count.
const RATING_DAYS: u64 = 365;
/// Tenths of an average from which on a customer is content, and from which on it is not discontent.
const CONTENT_TENTHS: i64 = 40;
const PASSABLE_TENTHS: i64 = 30;

/// Which customer.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CustomerHealthRequest {
    /// Its id.
    pub customer_id: String,
}

/// How a customer is doing.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, TS)]
pub struct CustomerHealth {
    /// On the whole.
    pub badge: Badge,
    /// Why, part by part.
    pub parts: Vec<HealthPart>,
}

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum HealthKind {
    /// Requests for help.
    Tickets,
    /// How it pays.
    Payment,
    /// How content it was.
    Satisfaction,
    /// How it uses what it bought.
    Usage,
}

/// A part of it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, TS)]
pub struct HealthPart {
    /// What is looked at.
    pub kind: HealthKind,
    /// How that is.
    pub badge: Badge,
}

/// How a customer is doing.
///
/// # Errors
/// `not_found`.
pub fn get(read: &Read<'_>, request: CustomerHealthRequest) -> Result<CustomerHealth> {
    record::require_readable(read, "customer", &request.customer_id)?;
    let id = request.customer_id.as_str();
    let today = read.today()?;
    let since = today.checked_sub_days(Days::new(RATING_DAYS)).unwrap_or(today);
    let since_ms = since.and_hms_opt(0, 0, 0).map_or(0, |at| at.and_utc().timestamp_millis());
    let today = today.to_string();
    let sees = |permission: &str| read.actor().scope(permission).is_some();
    let mut parts = Vec::new();
    if sees("ticket.read") {
        parts.push(tickets(store::tickets(read, id)?));
    }
    if sees("invoice.read") {
        parts.push(payment(store::late_days(read, id, &today)?));
    }
    if sees("ticket.read") {
        parts.extend(store::rating(read, id, since_ms)?.map(satisfaction));
    }
    if sees("entitlement.read") {
        parts.extend(usage(store::usage(read, id, &today)?));
    }
    let has = |tone: Tone| parts.iter().any(|part| part.badge.tone == tone);
    let badge = if has(Tone::Danger) {
        Badge::new(Tone::Danger, "triangle-alert", "badge.health.poor")
    } else if has(Tone::Warn) {
        Badge::new(Tone::Warn, "alert-circle", "badge.health.fair")
    } else {
        Badge::new(Tone::Ok, "circle-check", "badge.health.good")
    };
    Ok(CustomerHealth { badge, parts })
}

const fn part(kind: HealthKind, badge: Badge) -> HealthPart {
    HealthPart { kind, badge }
}

fn tickets(found: store::OpenTickets) -> HealthPart {
    let badge = match (found.late, found.open) {
        (0, 0) => Badge::new(Tone::Ok, "life-buoy", "badge.health.no_tickets"),
        (0, open) => Badge::new(Tone::Neutral, "life-buoy", "badge.health.tickets").with("count", open),
        (late, open) => Badge::new(Tone::Danger, "life-buoy", "badge.health.tickets_late")
            .with("late", late)
            .with("count", open),
    };
    part(HealthKind::Tickets, badge)
}

fn payment(late_days: Option<i64>) -> HealthPart {
    let badge = match late_days {
        None => Badge::new(Tone::Ok, "wallet", "badge.health.paid"),
        Some(days) => {
            let tone = if days > LONG_LATE_DAYS { Tone::Danger } else { Tone::Warn };
            Badge::new(tone, "wallet", "badge.health.late").with("days", days)
        }
    };
    part(HealthKind::Payment, badge)
}

fn satisfaction(found: store::Rating) -> HealthPart {
    let tone = match found.tenths {
        CONTENT_TENTHS.. => Tone::Ok,
        PASSABLE_TENTHS.. => Tone::Warn,
        _ => Tone::Danger,
    };
    let rating = format!("{}.{}", found.tenths / 10, found.tenths % 10);
    let badge =
        Badge::new(tone, "star", "badge.health.rating").with("rating", rating).with("count", found.count);
    part(HealthKind::Satisfaction, badge)
}

/// Nothing is said of what is not counted.
fn usage(balances: Vec<super::balance::Balance>) -> Option<HealthPart> {
    let worst =
        balances.iter().max_by_key(|one| (one.over, one.used.saturating_mul(100) / one.allowed.max(1)))?;
    let badge = if worst.over > 0 {
        Badge::new(Tone::Warn, "gauge", "badge.health.over")
    } else {
        let percent = worst.used.saturating_mul(100) / worst.allowed.max(1);
        Badge::new(Tone::Neutral, "gauge", "badge.health.used").with("percent", percent)
    };
    Some(part(HealthKind::Usage, badge))
}
