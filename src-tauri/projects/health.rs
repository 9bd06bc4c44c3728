//! How a project stands, in one sentence: the worst that is known of it, or how much time there is to spare.
//!
//! In this order: closed or waiting; past the promised end; a late milestone; overdue tasks; planned beyond the promised end; all
//! done; nothing planned; to come; on time.

use super::store::project_list as rows;
use super::words::WorkStatus;
use super::workdays::WorkDays;
use crate::kernel::badge::{Badge, Tone};
use crate::kernel::error::Result;
use crate::store::tx::Read;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What the sentence is made from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) status: WorkStatus,
    pub(super) branch_id: Option<String>,
    pub(super) start: NaiveDate,
    /// The day by which it was promised.
    pub(super) end: Option<NaiveDate>,
    /// The day on which it was closed.
    pub(super) closed: Option<NaiveDate>,
    /// How many tasks it has, and how many of them are open.
    pub(super) tasks: i64,
    pub(super) open: i64,
    /// How many open tasks should be done, and since when the oldest.
    pub(super) overdue: i64,
    pub(super) overdue_since: Option<NaiveDate>,
    /// The last day of all open tasks.
    pub(super) last_due: Option<NaiveDate>,
    /// The milestone that is late the longest.
    pub(super) late_milestone: Option<(String, NaiveDate)>,
}

/// Tells how projects stand; branches are looked up once.
#[derive(Debug, Default)]
pub(super) struct Physician {
    days: BTreeMap<String, WorkDays>,
}

impl Physician {
    /// How a project stands today.
    pub(super) fn sentence(&mut self, read: &Read<'_>, id: &str) -> Result<Badge> {
        let today = read.today()?;
        let facts = rows::facts(read, id, today)?;
        if let Some(badge) = plain(&facts, today) {
            return Ok(badge);
        }
        let (Some(end), Some(last)) = (facts.end, facts.last_due) else {
            return Ok(Badge::new(Tone::Ok, "circle-check", "health.on_time"));
        };
        let days = self.between(read, facts.branch_id.as_deref().unwrap_or_default(), last, end)?;
        Ok(if days < 0 {
            Badge::new(Tone::Warn, "triangle-alert", "health.ends_late").with("days", -days)
        } else {
            Badge::new(Tone::Ok, "circle-check", "health.spare").with("days", days)
        })
    }

    fn between(&mut self, read: &Read<'_>, branch_id: &str, from: NaiveDate, to: NaiveDate) -> Result<i64> {
        if !self.days.contains_key(branch_id) {
            self.days.insert(branch_id.to_owned(), WorkDays::of_branch(read, branch_id)?);
        }
        Ok(self.days.get(branch_id).map_or(0, |days| days.between(from, to)))
    }
}

/// The sentences that need no working days; `None` for a project that goes on and of which nothing is late.
fn plain(facts: &Facts, today: NaiveDate) -> Option<Badge> {
    let late = |day: NaiveDate| (today - day).num_days();
    match facts.status {
        WorkStatus::Done => {
            let closed = facts.closed.map(|day| day.to_string()).unwrap_or_default();
            return Some(Badge::new(Tone::Neutral, "lock", "health.closed").with("date", closed));
        }
        WorkStatus::OnHold => {
            return Some(Badge::new(Tone::Neutral, "hourglass", "health.on_hold").with("tasks", facts.open));
        }
        WorkStatus::Planned | WorkStatus::InProgress => {}
    }
    let danger = |key: &str| Badge::new(Tone::Danger, "circle-alert", key);
    if let Some(end) = facts.end.filter(|end| *end < today) {
        return Some(danger("health.overrun").with("days", late(end)).with("tasks", facts.open));
    }
    if let Some((name, due)) = &facts.late_milestone {
        let badge = danger("health.late_milestone").with("milestone", name.as_str());
        return Some(badge.with("days", late(*due)).with("tasks", facts.overdue));
    }
    if let Some(since) = facts.overdue_since {
        let badge = Badge::new(Tone::Warn, "triangle-alert", "health.overdue_tasks");
        return Some(badge.with("tasks", facts.overdue).with("days", late(since)));
    }
    let neutral = |key: &str| Badge::new(Tone::Neutral, "circle-dashed", key);
    if facts.tasks > 0 && facts.open == 0 {
        return Some(Badge::new(Tone::Ok, "circle-check", "health.all_done"));
    }
    if facts.tasks == 0 {
        return Some(neutral("health.no_tasks"));
    }
    let ends_late = facts.end.zip(facts.last_due).is_some_and(|(end, last)| last > end);
    (facts.start > today && !ends_late)
        .then(|| neutral("health.begins").with("days", (facts.start - today).num_days()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_worst_is_said_first() {
        let fine = Facts {
            status: WorkStatus::InProgress,
            start: day("2026-11-02"),
            end: Some(day("2026-12-20")),
            tasks: 4,
            open: 2,
            last_due: Some(day("2026-12-10")),
            ..Facts::default()
        };
        let says = |facts: &Facts| plain(facts, day("2026-11-22")).map(|badge| badge.key);
        assert_eq!(says(&fine), None, "there is time to spare");
        let overdue = Facts { overdue: 1, overdue_since: Some(day("2026-11-20")), ..fine.clone() };
        let late =
            Facts { late_milestone: Some(("Cabling".to_owned(), day("2026-11-15"))), ..overdue.clone() };
        let over = Facts { end: Some(day("2026-11-21")), ..late.clone() };
        let waits = Facts { status: WorkStatus::OnHold, ..over.clone() };
        for (facts, key) in [
            (&overdue, "health.overdue_tasks"),
            (&late, "health.late_milestone"),
            (&over, "health.overrun"),
            (&waits, "health.on_hold"),
            (&Facts { status: WorkStatus::Done, ..over.clone() }, "health.closed"),
            (&Facts { open: 0, ..fine.clone() }, "health.all_done"),
            (&Facts { open: 0, tasks: 0, ..fine.clone() }, "health.no_tasks"),
            (&Facts { start: day("2026-11-30"), ..fine.clone() }, "health.begins"),
        ] {
            assert_eq!(says(facts).as_deref(), Some(key));
        }
    }
}
