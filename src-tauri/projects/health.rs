//! How a project stands, in one sentence: the worst that is known of it, or how much time there is to spare.
//!
//! In this order: closed or waiting; past the promised end; a late milestone; a late promise; hours beyond what was planned; overdue
//! tasks; planned beyond the promised end; hours that will go beyond what was planned, or come near it; all done; nothing planned; to
//! come; on time.

use super::duration;
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
    /// What was promised to the customer, and should have been kept, the longest ago.
    pub(super) late_promise: Option<(String, NaiveDate)>,
    /// How its hours stand; nothing where none were planned, or the user may see no time.
    pub(super) hours: Option<Hours>,
}

/// Hours of a project in minutes: planned, spent, and left by the estimates of its open tasks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hours {
    pub(super) level: HoursLevel,
    pub(super) planned: i64,
    pub(super) spent: i64,
    pub(super) left: i64,
}

/// How near the hours of a project come to what was planned, as its list row has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HoursLevel {
    /// Most of them are spent.
    Near,
    /// It will take more.
    Expected,
    /// It has taken more.
    Over,
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
        let mut facts = rows::facts(read, id, today)?;
        if read.actor().scope("time.read").is_none() {
            facts.hours = None;
        }
        if let Some(badge) = plain(&facts, today) {
            return Ok(badge);
        }
        let (Some(end), Some(last)) = (facts.end, facts.last_due) else {
            return Ok(Badge::new(Tone::Ok, "circle-check", "health.on_time"));
        };
        let days = self.between(read, facts.branch_id.as_deref().unwrap_or_default(), last, end)?;
        if days < 0 {
            return Ok(Badge::new(Tone::Warn, "triangle-alert", "health.ends_late").with("days", -days));
        }
        let spare = || Badge::new(Tone::Ok, "circle-check", "health.spare").with("days", days);
        Ok(facts.hours.as_ref().map_or_else(spare, of_hours))
    }

    fn between(&mut self, read: &Read<'_>, branch_id: &str, from: NaiveDate, to: NaiveDate) -> Result<i64> {
        if !self.days.contains_key(branch_id) {
            self.days.insert(branch_id.to_owned(), WorkDays::of_branch(read, branch_id)?);
        }
        Ok(self.days.get(branch_id).map_or(0, |days| days.between(from, to)))
    }
}

/// What is said of hours that come near what was planned, or beyond.
fn of_hours(hours: &Hours) -> Badge {
    let badge = match hours.level {
        HoursLevel::Near => Badge::new(Tone::Warn, "triangle-alert", "health.hours_near")
            .with("percent", hours.spent * 100 / hours.planned.max(1)),
        HoursLevel::Expected => Badge::new(Tone::Warn, "triangle-alert", "health.hours_expected")
            .with("time", duration::shown(hours.spent + hours.left - hours.planned)),
        HoursLevel::Over => Badge::new(Tone::Danger, "circle-alert", "health.hours_over")
            .with("time", duration::shown(hours.spent - hours.planned)),
    };
    badge.with("budget", duration::shown(hours.planned))
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
    if let Some((promise, due)) = &facts.late_promise {
        return Some(
            danger("health.late_promise").with("promise", promise.as_str()).with("days", late(*due)),
        );
    }
    let hours = facts.hours.as_ref();
    if let Some(hours) = hours.filter(|hours| hours.level == HoursLevel::Over) {
        return Some(of_hours(hours));
    }
    if let Some(since) = facts.overdue_since {
        let badge = Badge::new(Tone::Warn, "triangle-alert", "health.overdue_tasks");
        return Some(badge.with("tasks", facts.overdue).with("days", late(since)));
    }
    let ends_late = facts.end.zip(facts.last_due).is_some_and(|(end, last)| last > end);
    if let Some(hours) = hours.filter(|_| !ends_late && facts.open > 0) {
        return Some(of_hours(hours));
    }
    let neutral = |key: &str| Badge::new(Tone::Neutral, "circle-dashed", key);
    if facts.tasks > 0 && facts.open == 0 {
        return Some(Badge::new(Tone::Ok, "circle-check", "health.all_done"));
    }
    if facts.tasks == 0 {
        return Some(neutral("health.no_tasks"));
    }
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
        let promised =
            Facts { late_promise: Some(("Clean site".to_owned(), day("2026-11-15"))), ..overdue.clone() };
        let over = Facts { end: Some(day("2026-11-21")), ..late.clone() };
        let hours = |level| Some(Hours { level, planned: 600, spent: 660, left: 60 });
        let spent = Facts { hours: hours(HoursLevel::Over), ..overdue.clone() };
        let near = |level| Facts { hours: hours(level), ..fine.clone() };
        let waits = Facts { status: WorkStatus::OnHold, ..over.clone() };
        for (facts, key) in [
            (&overdue, "health.overdue_tasks"),
            (&spent, "health.hours_over"),
            (&Facts { hours: hours(HoursLevel::Expected), ..overdue.clone() }, "health.overdue_tasks"),
            (&near(HoursLevel::Expected), "health.hours_expected"),
            (&near(HoursLevel::Near), "health.hours_near"),
            (&Facts { open: 0, ..near(HoursLevel::Near) }, "health.all_done"),
            (&late, "health.late_milestone"),
            (&promised, "health.late_promise"),
            (&Facts { late_promise: promised.late_promise.clone(), ..late.clone() }, "health.late_milestone"),
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
