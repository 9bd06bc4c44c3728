//! The clock of a promise: business time that passes, and stands still while the customer is waited for.
//!
//! Nobody believes a clock that only says "breached". So it can be laid out as a bar: stretch by stretch what counted and what did
//! not, each with its reason, without a gap. The time that is due and the bar are counted by the same rule.

use crate::kernel::calendar::{Calendar, Span};
use chrono::{DateTime, Utc};

/// A time in which the customer was waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// Since when.
    pub from: DateTime<Utc>,
    /// Until when; `None` while it goes on.
    pub to: Option<DateTime<Utc>>,
}

/// What a stretch of time is to a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counts {
    /// It counts.
    Yes,
    /// The customer was waited for.
    Waiting,
    /// Nobody was there: night, weekend or holiday.
    Closed,
}

/// A stretch of the bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// When.
    pub span: Span,
    /// What it is.
    pub counts: Counts,
}

/// A promise that began to run.
#[derive(Debug, Clone)]
pub struct Clock<'a> {
    calendar: &'a Calendar,
    start: DateTime<Utc>,
    waits: Vec<Span>,
}

impl<'a> Clock<'a> {
    /// A clock that began at `start` and stood still while the customer was waited for. Waits may come in any order and overlap; one
    /// that goes on has no end.
    #[must_use]
    pub fn new(calendar: &'a Calendar, start: DateTime<Utc>, waits: &[Wait]) -> Self {
        let mut waits: Vec<Span> = waits
            .iter()
            .map(|wait| Span { from: wait.from, to: wait.to.unwrap_or(DateTime::<Utc>::MAX_UTC) })
            .filter(|wait| wait.from < wait.to)
            .collect();
        waits.sort_by_key(|wait| wait.from);
        Self { calendar, start, waits }
    }

    /// The seconds that have counted by an instant. `None` when it lies too far from the start to be counted.
    #[must_use]
    pub fn elapsed(&self, until: DateTime<Utc>) -> Option<i64> {
        let open = self.calendar.elapsed(self.start, until)?;
        let waited: Option<i64> =
            self.waited(until).iter().map(|wait| self.calendar.elapsed(wait.from, wait.to)).sum();
        Some(open - waited?)
    }

    /// When so many seconds will have counted. `None` while the customer is waited for, for then the clock stands still, and where
    /// nothing opens any more.
    #[must_use]
    pub fn due(&self, seconds: i64) -> Option<DateTime<Utc>> {
        let mut left = seconds.max(0);
        let mut from = self.start;
        for wait in self.waited(DateTime::<Utc>::MAX_UTC) {
            let counted = self.calendar.elapsed(from, wait.from)?;
            if left <= counted && counted > 0 {
                return self.calendar.due(from, left);
            }
            left -= counted;
            if wait.to == DateTime::<Utc>::MAX_UTC {
                return None;
            }
            from = wait.to;
        }
        self.calendar.due(from, left)
    }

    /// The waits between the start and an instant, in order and without overlap.
    fn waited(&self, until: DateTime<Utc>) -> Vec<Span> {
        let mut apart: Vec<Span> = Vec::new();
        let mut covered = self.start;
        for wait in &self.waits {
            let rest = Span { from: wait.from.max(covered), to: wait.to.min(until) };
            if rest.from >= rest.to {
                continue;
            }
            covered = rest.to;
            match apart.last_mut() {
                Some(last) if last.to == rest.from => last.to = rest.to,
                _ => apart.push(rest),
            }
        }
        apart
    }

    /// What counted and what did not, from the start to an instant, without a gap; nothing when that comes first.
    #[must_use]
    pub fn bar(&self, until: DateTime<Utc>) -> Vec<Stretch> {
        let mut bar = Vec::new();
        let mut at = self.start;
        let mut lay = |at: &mut DateTime<Utc>, to: DateTime<Utc>, counts: Counts| {
            if *at < to {
                bar.push(Stretch { span: Span { from: *at, to }, counts });
                *at = to;
            }
        };
        for open in self.calendar.openings(self.start).take_while(|open| open.from < until) {
            lay(&mut at, open.from, Counts::Closed);
            let closes = open.to.min(until);
            for wait in self.waited(closes).into_iter().filter(|wait| wait.to > open.from) {
                lay(&mut at, wait.from.max(open.from), Counts::Yes);
                lay(&mut at, wait.to, Counts::Waiting);
            }
            lay(&mut at, closes, Counts::Yes);
        }
        lay(&mut at, until, Counts::Closed);
        joined(bar)
    }
}

/// Stretches of one kind that touch are one.
fn joined(bar: Vec<Stretch>) -> Vec<Stretch> {
    let mut whole: Vec<Stretch> = Vec::new();
    for next in bar {
        match whole.last_mut() {
            Some(last) if last.counts == next.counts && last.span.to == next.span.from => {
                last.span.to = next.span.to;
            }
            _ => whole.push(next),
        }
    }
    whole
}

impl Stretch {
    /// How long it is.
    #[must_use]
    pub fn seconds(&self) -> i64 {
        (self.span.to - self.span.from).num_seconds()
    }
}
