//! What was promised to a ticket, and when that is due.
//!
//! Both promises of a ticket run on one clock, from its opening. It counts in the business time of the ticket's branch (or day and
//! night), and stands still while the customer is waited for and while the ticket seemed to be done. What had counted is kept beside
//! the ticket with its bar when it is done, and of an open one when the working time of the branch is changed; only the time after
//! that is counted by the hours of today: the past is never counted anew. So a change of hours writes nothing to what is done, however
//! much that is. Due times follow from what was kept, the waits and the hours, and are written down so that a queue can be sorted by
//! them.

use super::clock::{Clock, Counts, Stretch, Wait};
use super::closing::{DayNames, StretchClosing};
use super::escalation::{PromiseKind, SlaStep};
use super::policy::{PolicyHours, Priority};
use super::store::promise as store;
use crate::kernel::calendar::{Calendar, Distances, Hours, Span};
use crate::kernel::error::{Error, Result};
use crate::settings::working_time;
use crate::store::tx::{Read, Tx};
use crate::store::undo_rule;
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::{BTreeMap, BTreeSet};

/// Of the time of a promise so many hundredths pass before it is at risk.
const RISK_PERCENT: i64 = 75;

/// What a service level promises to one ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Promised {
    pub(super) policy_id: Option<String>,
    pub(super) hours: PolicyHours,
    pub(super) response_minutes: Option<i64>,
    pub(super) resolution_minutes: Option<i64>,
}

/// When promises are at risk and due, in epoch milliseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Dues {
    pub(super) response_risk_ms: Option<i64>,
    pub(super) response_due_ms: Option<i64>,
    pub(super) resolution_risk_ms: Option<i64>,
    pub(super) resolution_due_ms: Option<i64>,
    /// When the next step of its service level is to be taken.
    pub(super) step_ms: Option<i64>,
}

/// A ticket as its clock sees it.
#[derive(Debug, Clone)]
pub(super) struct Standing {
    pub(super) branch_id: Option<String>,
    pub(super) opened_ms: i64,
    pub(super) promised: Promised,
    pub(super) dues: Dues,
    /// The steps of its service level that are still to be taken.
    pub(super) steps: Vec<SlaStep>,
    pub(super) waits: Vec<Waited>,
    pub(super) kept: Vec<Kept>,
}

/// A time in which a ticket's clock stood still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Waited {
    pub(super) is_done: bool,
    pub(super) from_ms: i64,
    pub(super) to_ms: Option<i64>,
}

/// What had counted when the ticket was done, or the hours of the branch were changed.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    pub(super) from_ms: i64,
    pub(super) to_ms: i64,
    pub(super) bar: Vec<Laid>,
}

/// A stretch of a bar with what was said of it then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Laid {
    pub(super) stretch: Stretch,
    /// Why nobody was there; nothing for what was not closed, and for a break within a day.
    pub(super) why: Vec<StretchClosing>,
}

/// The service level of a ticket: its entitlement's own, else the first of which a rule fits, else the default one. `None`: the
/// company promises nothing.
///
/// # Errors
/// A failure of the file.
pub(super) fn choose(
    read: &Read<'_>,
    customer_id: &str,
    category_id: Option<&str>,
    priority: Priority,
    entitlement_id: Option<&str>,
) -> Result<Promised> {
    let own = match entitlement_id {
        Some(id) => store::policy_of_entitlement(read, id)?,
        None => None,
    };
    let policies = super::store::policy::list(read)?;
    let fits = |rule: &super::policy::SlaRule| {
        rule.customer_id.as_deref().is_none_or(|id| id == customer_id)
            && rule.category_id.as_deref().is_none_or(|id| Some(id) == category_id)
            && rule.priority.is_none_or(|one| one == priority)
    };
    let found = policies
        .iter()
        .find(|policy| own.as_ref() == Some(&policy.id))
        .or_else(|| policies.iter().find(|policy| policy.rules.iter().any(fits)))
        .or_else(|| policies.iter().find(|policy| policy.is_default));
    let target = found.and_then(|policy| policy.targets.iter().find(|target| target.priority == priority));
    Ok(Promised {
        policy_id: found.map(|policy| policy.id.clone()),
        hours: found.map_or(PolicyHours::Business, |policy| policy.hours),
        response_minutes: target.and_then(|target| target.response_minutes),
        resolution_minutes: target.and_then(|target| target.resolution_minutes),
    })
}

/// An instant of the file.
pub(super) fn instant(ms: i64) -> Result<DateTime<Utc>> {
    DateTime::from_timestamp_millis(ms).ok_or_else(|| Error::internal("an instant beyond the calendar"))
}

/// A calendar without a closed hour.
fn always() -> Calendar {
    let whole = Hours::new(0, 86_400);
    Calendar {
        zone: crate::kernel::zone::Zone::UTC,
        week: std::array::from_fn(|_| whole.into_iter().collect()),
        holidays: BTreeSet::new(),
        overrides: BTreeMap::new(),
        breaks: BTreeMap::new(),
    }
}

/// Calendars of branches, each read once, with the distances from now that were asked for.
#[derive(Default)]
pub(super) struct Calendars {
    known: BTreeMap<String, Distances>,
}

impl Calendars {
    /// The calendar by which a ticket is counted.
    pub(super) fn of(
        &mut self,
        read: &Read<'_>,
        hours: PolicyHours,
        branch_id: Option<&str>,
    ) -> Result<&Calendar> {
        self.distances(read, hours, branch_id).map(|found| found.calendar())
    }

    /// The business seconds between now and a due time: what is left, or below zero what is over.
    pub(super) fn left_seconds(
        &mut self,
        read: &Read<'_>,
        hours: PolicyHours,
        branch_id: Option<&str>,
        due_ms: i64,
    ) -> Result<i64> {
        let due = instant(due_ms)?;
        Ok(self.distances(read, hours, branch_id)?.seconds_to(due).unwrap_or(0))
    }

    fn distances(
        &mut self,
        read: &Read<'_>,
        hours: PolicyHours,
        branch_id: Option<&str>,
    ) -> Result<&mut Distances> {
        let key = match hours {
            PolicyHours::Always => String::new(),
            PolicyHours::Business => match branch_id {
                Some(id) => id.to_owned(),
                None => super::store::branch(read, None)?.unwrap_or_default(),
            },
        };
        if !self.known.contains_key(&key) {
            let calendar = if key.is_empty() { always() } else { working_time::calendar(read, &key)? };
            self.known.insert(key.clone(), Distances::new(calendar, instant(read.now_ms())?));
        }
        self.known.get_mut(&key).ok_or_else(|| Error::internal("a calendar was lost"))
    }
}

impl Standing {
    /// What was kept of it; for a promise of day and night nothing is, since its hours never change.
    fn kept(&self) -> &[Kept] {
        if self.promised.hours == PolicyHours::Always { &[] } else { &self.kept }
    }

    /// Why nobody was there in a stretch that was kept; `None` for one that is counted by the hours of today.
    pub(super) fn kept_why(&self, stretch: &Stretch) -> Option<Vec<StretchClosing>> {
        let laid = self.kept().iter().flat_map(|kept| &kept.bar).find(|one| one.stretch == *stretch);
        laid.map(|one| one.why.clone())
    }

    /// From when on it is counted by the hours of today.
    fn start_ms(&self) -> i64 {
        self.kept().last().map_or(self.opened_ms, |kept| kept.to_ms)
    }

    fn clock<'a>(&self, calendar: &'a Calendar, start_ms: i64) -> Result<Clock<'a>> {
        let waits = self.waits.iter().map(|wait| {
            let to = wait.to_ms.map(instant).transpose()?;
            Ok(Wait { from: instant(wait.from_ms)?, to })
        });
        let waits: Vec<Wait> = waits.collect::<Result<_>>()?;
        Ok(Clock::new(calendar, instant(start_ms)?, &waits))
    }

    /// What counted and what did not before it is counted by the hours of today. Where a change of hours was taken back, nothing is
    /// kept of the time before it, and the hours that are back count it.
    fn past(&self, calendar: &Calendar) -> Result<Vec<Stretch>> {
        let mut past = Vec::new();
        let mut at_ms = self.opened_ms;
        for kept in self.kept() {
            if at_ms < kept.from_ms {
                past.extend(self.clock(calendar, at_ms)?.bar(instant(kept.from_ms)?));
            }
            past.extend(kept.bar.iter().map(|one| one.stretch));
            at_ms = kept.to_ms;
        }
        Ok(past)
    }

    /// When so many seconds have counted; `None` while the clock stands still before.
    fn due(&self, calendar: &Calendar, seconds: i64) -> Result<Option<i64>> {
        let mut left = seconds;
        for stretch in self.past(calendar)?.iter().filter(|one| one.counts == Counts::Yes) {
            if left <= stretch.seconds() {
                return Ok(Some((stretch.span.from + TimeDelta::seconds(left)).timestamp_millis()));
            }
            left -= stretch.seconds();
        }
        Ok(self.clock(calendar, self.start_ms())?.due(left).map(|due| due.timestamp_millis()))
    }

    /// When its promises are due by a calendar.
    fn dues(&self, calendar: &Calendar) -> Result<Dues> {
        let at = |minutes: Option<i64>, percent: i64| match minutes {
            Some(minutes) => self.due(calendar, minutes.saturating_mul(60).saturating_mul(percent) / 100),
            None => Ok(None),
        };
        let Promised { response_minutes, resolution_minutes, .. } = self.promised;
        Ok(Dues {
            response_risk_ms: at(response_minutes, RISK_PERCENT)?,
            response_due_ms: at(response_minutes, 100)?,
            resolution_risk_ms: at(resolution_minutes, RISK_PERCENT)?,
            resolution_due_ms: at(resolution_minutes, 100)?,
            step_ms: self.next_step(calendar)?,
        })
    }

    /// When a step is to be taken; `None` when its promise was not made, and while the clock stands still before.
    fn step_due(&self, calendar: &Calendar, step: &SlaStep) -> Result<Option<i64>> {
        let minutes = match step.promise {
            PromiseKind::Response => self.promised.response_minutes,
            PromiseKind::Resolution => self.promised.resolution_minutes,
        };
        match minutes {
            Some(minutes) => {
                self.due(calendar, minutes.saturating_mul(60).saturating_mul(step.percent) / 100)
            }
            None => Ok(None),
        }
    }

    fn next_step(&self, calendar: &Calendar) -> Result<Option<i64>> {
        let dues = self.steps.iter().map(|step| self.step_due(calendar, step));
        Ok(dues.collect::<Result<Vec<_>>>()?.into_iter().flatten().min())
    }

    /// What counted and what did not, from the opening to an instant at which it is counted by the hours of today, or just was.
    pub(super) fn bar(&self, calendar: &Calendar, until_ms: i64) -> Result<Vec<Stretch>> {
        let mut bar = self.past(calendar)?;
        bar.extend(self.clock(calendar, self.start_ms())?.bar(instant(until_ms)?));
        Ok(bar)
    }

    /// The seconds that counted by an instant.
    pub(super) fn counted(&self, calendar: &Calendar, until_ms: i64) -> Result<i64> {
        let until = instant(until_ms)?;
        let past = self.past(calendar)?;
        let before: i64 = past
            .iter()
            .filter(|one| one.counts == Counts::Yes && one.span.from < until)
            .map(|one| (one.span.to.min(until) - one.span.from).num_seconds())
            .sum();
        let start_ms = self.start_ms();
        let since = self.clock(calendar, start_ms)?.elapsed(instant(until_ms.max(start_ms))?);
        Ok(before + since.unwrap_or(0))
    }
}

/// Counts a ticket: writes when its promises are due now.
///
/// # Errors
/// A failure of the file.
pub(super) fn count(tx: &Tx<'_>, ticket_id: &str) -> Result<()> {
    recount(tx, ticket_id, &mut Calendars::default())
}

/// The same for one of several.
///
/// # Errors
/// A failure of the file.
pub(super) fn recount(tx: &Tx<'_>, ticket_id: &str, calendars: &mut Calendars) -> Result<()> {
    let standing = store::standing(tx, ticket_id)?;
    let calendar = calendars.of(tx, standing.promised.hours, standing.branch_id.as_deref())?;
    let dues = standing.dues(calendar)?;
    if dues == standing.dues { Ok(()) } else { store::set_dues(tx, ticket_id, &dues) }
}

/// The steps of a ticket that are due by now, the earliest first.
///
/// # Errors
/// A failure of the file.
pub(super) fn steps_due(tx: &Tx<'_>, ticket_id: &str, calendars: &mut Calendars) -> Result<Vec<SlaStep>> {
    let standing = store::standing(tx, ticket_id)?;
    let calendar = calendars.of(tx, standing.promised.hours, standing.branch_id.as_deref())?;
    let mut due = Vec::new();
    for step in &standing.steps {
        if let Some(at) = standing.step_due(calendar, step)?.filter(|at| *at <= tx.now_ms()) {
            due.push((at, step.clone()));
        }
    }
    due.sort_by_key(|(at, _)| *at);
    Ok(due.into_iter().map(|(_, step)| step).collect())
}

/// Counts every open ticket of a service level, because its steps are others.
///
/// # Errors
/// A failure of the file.
pub(super) fn recount_policy(tx: &Tx<'_>, policy_id: &str) -> Result<()> {
    let mut calendars = Calendars::default();
    store::open_of_policy(tx, policy_id)?.iter().try_for_each(|id| recount(tx, id, &mut calendars))
}

/// Keeps what counted until now of every open ticket of a branch, because its working time is about to change. Of what is done it was
/// kept then.
///
/// # Errors
/// A failure of the file.
pub(crate) fn keep_counts(tx: &Tx<'_>, branch_id: &str) -> Result<()> {
    let open = store::open_of_branch(tx, branch_id)?;
    if open.is_empty() {
        return Ok(());
    }
    let by = (&working_time::calendar(tx, branch_id)?, &names(tx, Some(branch_id))?);
    open.iter().try_for_each(|id| keep(tx, id, store::standing(tx, id)?, by, tx.now_ms()))
}

/// Keeps what counted of a ticket until it was done: the hours of its branch may be others when somebody looks, or opens it again.
///
/// # Errors
/// A failure of the file.
pub(super) fn keep_count(tx: &Tx<'_>, ticket_id: &str, done_ms: i64) -> Result<()> {
    let standing = store::standing(tx, ticket_id)?;
    let mut calendars = Calendars::default();
    let branch_id = standing.branch_id.clone();
    let calendar = calendars.of(tx, PolicyHours::Business, branch_id.as_deref())?;
    let by = (calendar, &names(tx, branch_id.as_deref())?);
    keep(tx, ticket_id, standing, by, done_ms)
}

fn names(tx: &Tx<'_>, branch_id: Option<&str>) -> Result<DayNames> {
    DayNames::of(tx, PolicyHours::Business, branch_id)
}

fn keep(
    tx: &Tx<'_>,
    ticket_id: &str,
    standing: Standing,
    (calendar, names): (&Calendar, &DayNames),
    to_ms: i64,
) -> Result<()> {
    // What is promised day and night today may be promised in business time tomorrow.
    let promised = Promised { hours: PolicyHours::Business, ..standing.promised };
    let standing = Standing { promised, ..standing };
    let from_ms = standing.start_ms();
    if from_ms >= to_ms {
        return Ok(());
    }
    let bar = standing.clock(calendar, from_ms)?.bar(instant(to_ms)?);
    let seconds = bar.iter().filter(|one| one.counts == Counts::Yes).map(Stretch::seconds).sum();
    let lay = |stretch: Stretch| {
        let is_closed = stretch.counts == Counts::Closed;
        let why = if is_closed { names.why(&stretch, calendar) } else { Vec::new() };
        Laid { stretch, why }
    };
    let bar: Vec<Laid> = bar.into_iter().map(lay).collect();
    store::keep(tx, ticket_id, (from_ms, to_ms), seconds, &bar)
}

/// Counts every open ticket of a branch by its new working time.
///
/// # Errors
/// A failure of the file.
pub(crate) fn recount_branch(tx: &Tx<'_>, branch_id: &str) -> Result<()> {
    let mut calendars = Calendars::default();
    store::open_of_branch(tx, branch_id)?.iter().try_for_each(|id| recount(tx, id, &mut calendars))
}

/// Undo put tickets, their waits or the hours of a branch back: what is open is counted by what stands now.
///
/// # Errors
/// A failure of the file.
pub(super) fn undo_counts_anew(tx: &Tx<'_>, seq: i64) -> Result<()> {
    let mut calendars = Calendars::default();
    store::touched_in(tx, seq)?.iter().try_for_each(|id| recount(tx, id, &mut calendars))
}

/// Refuses to take back a wait that was counted since, when the hours of the branch were changed or the ticket was done; and that a
/// ticket was done before the hours were changed, since what counted between would be counted by the new ones.
///
/// # Errors
/// `precondition` with `error.undo_moved_on`.
pub(super) fn undo_spares_what_was_kept(tx: &Tx<'_>, seq: i64) -> Result<()> {
    let refused = store::is_kept_since(tx, seq)? || (store::is_done_in(tx, seq)? && hours_moved(tx, seq)?);
    if refused { Err(Error::precondition("error.undo_moved_on")) } else { Ok(()) }
}

/// Whether working time is otherwise than when transaction `seq` of this device was written.
fn hours_moved(tx: &Tx<'_>, seq: i64) -> Result<bool> {
    Ok(undo_rule::rows_moved(tx, seq, "working_hours", &[])?
        || undo_rule::rows_moved(tx, seq, "working_day", &[])?
        || undo_rule::rows_moved(tx, seq, "branch", &["time_zone"])?)
}

/// A stretch of time between two instants in epoch milliseconds.
pub(super) fn span(from_ms: i64, to_ms: i64) -> Result<Span> {
    Ok(Span { from: instant(from_ms)?, to: instant(to_ms)? })
}
