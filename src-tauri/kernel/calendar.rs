//! Business time: the hours in which a firm is open, on its own clock.
//!
//! A week has opening hours for each day. A date may have hours of its own, a holiday closes its day unless it has, and breaks are
//! cut out of whatever is open. All of it is local time: a day of the calendar has 23 hours when summer time begins, and 25 when it
//! ends. A local time that does not exist is taken by the offset that held before it, so it moves forward by what the clock jumped;
//! one that occurs twice is the first (RFC 5545, 3.3.5). A shift that ends at or before the hour it began goes on into the next
//! day and belongs to the day it began, also when the next day is a holiday.

use crate::kernel::zone::Zone;
use chrono::{DateTime, Datelike, Days, LocalResult, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Utc};
use std::collections::{BTreeMap, BTreeSet};

/// After so many days without an opening nobody is there any more: five years.
pub const CLOSED_DAYS_MAX: u32 = 5 * 366;
/// How far a count may reach: a hundred years of days.
pub const COUNTED_DAYS_MAX: u32 = 100 * 366;

const DAY_SECONDS: u32 = 86_400;

/// From when until when a firm is open, in seconds of the local day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hours {
    from: u32,
    to: u32,
}

impl Hours {
    /// Opening hours; `None` when they do not begin on the day, or end after midnight has passed. Hours that do not end after they
    /// began end on the next day.
    #[must_use]
    pub const fn new(from: u32, to: u32) -> Option<Self> {
        if from < DAY_SECONDS && to <= DAY_SECONDS { Some(Self { from, to }) } else { None }
    }

    /// When they begin, in seconds of the day.
    #[must_use]
    pub const fn from(self) -> u32 {
        self.from
    }

    /// When they end, in seconds of the day, or of the next one.
    #[must_use]
    pub const fn to(self) -> u32 {
        self.to
    }
}

/// A stretch of time, its end left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Its first instant.
    pub from: DateTime<Utc>,
    /// The first instant after it.
    pub to: DateTime<Utc>,
}

impl Span {
    fn seconds(&self) -> i64 {
        (self.to - self.from).num_seconds()
    }

    /// What of it lies at or after an instant; nothing when it is over by then.
    fn since(self, from: DateTime<Utc>) -> Option<Self> {
        let rest = Self { from: self.from.max(from), ..self };
        (rest.from < rest.to).then_some(rest)
    }
}

/// When a firm is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Its clock.
    pub zone: Zone,
    /// The hours of each day of the week, Monday first.
    pub week: [Vec<Hours>; 7],
    /// Days that are closed.
    pub holidays: BTreeSet<NaiveDate>,
    /// Days with hours of their own, also when they are holidays.
    pub overrides: BTreeMap<NaiveDate, Vec<Hours>>,
    /// What is cut out on a day.
    pub breaks: BTreeMap<NaiveDate, Vec<Hours>>,
}

impl Calendar {
    /// The open seconds between two instants; none when the second comes first. `None` when they lie more than
    /// [`COUNTED_DAYS_MAX`] apart.
    #[must_use]
    pub fn elapsed(&self, start: DateTime<Utc>, end: DateTime<Utc>) -> Option<i64> {
        if end - start > TimeDelta::days(i64::from(COUNTED_DAYS_MAX)) {
            return None;
        }
        let last = end.with_timezone(&self.zone).date_naive();
        let days = self.days_from(start).take_while(|day| *day <= last);
        let open = since(start, days.flat_map(|day| self.open_on(day))).take_while(|span| span.from < end);
        Some(open.map(|span| Span { to: span.to.min(end), ..span }.seconds()).sum())
    }

    /// The instant at which `seconds` of open time have passed since `start`: for none of them the next open instant, and the closing
    /// time itself when they are over just then. `None` when nothing opens for [`CLOSED_DAYS_MAX`] days, or when it lies further
    /// than [`COUNTED_DAYS_MAX`] ahead.
    #[must_use]
    pub fn due(&self, start: DateTime<Utc>, seconds: i64) -> Option<DateTime<Utc>> {
        let mut left = seconds.max(0);
        for span in self.openings(start) {
            if left <= span.seconds() {
                return Some(span.from + TimeDelta::seconds(left));
            }
            left -= span.seconds();
        }
        None
    }

    /// What is open from an instant on, in order and without overlap, until nothing opens for [`CLOSED_DAYS_MAX`] days.
    pub fn openings(&self, start: DateTime<Utc>) -> impl Iterator<Item = Span> {
        let mut closed = 0;
        let days = self.days_from(start).map_while(move |day| {
            let open = self.open_on(day);
            closed = if open.is_empty() { closed + 1 } else { 0 };
            (closed <= CLOSED_DAYS_MAX).then_some(open)
        });
        since(start, days.flatten())
    }

    /// The days whose hours may lie at or after an instant: a shift of the day before may go on.
    fn days_from(&self, start: DateTime<Utc>) -> impl Iterator<Item = NaiveDate> + use<> {
        let first = start.with_timezone(&self.zone).date_naive();
        first.pred_opt().unwrap_or(first).iter_days().take(COUNTED_DAYS_MAX as usize + 2)
    }

    /// What opens on a day, with the breaks cut out, in order.
    fn open_on(&self, day: NaiveDate) -> Vec<Span> {
        let mut open: Vec<Span> =
            self.hours_of(day).iter().filter_map(|hours| self.span(day, *hours)).collect();
        open.sort_by_key(|span| span.from);
        // A shift may go on into the next day, and a break noted there is cut out of it.
        let around = [day.pred_opt(), Some(day), day.succ_opt()].into_iter().flatten();
        for day in around {
            for pause in
                self.breaks.get(&day).into_iter().flatten().filter_map(|hours| self.span(day, *hours))
            {
                open = open.into_iter().flat_map(|span| without(span, pause)).collect();
            }
        }
        open
    }

    /// The open seconds of what opens on a day.
    #[must_use]
    pub fn seconds_on(&self, day: NaiveDate) -> i64 {
        self.open_on(day).iter().map(Span::seconds).sum()
    }

    /// Whether anything opens on a day.
    #[must_use]
    pub fn is_open_on(&self, day: NaiveDate) -> bool {
        !self.hours_of(day).is_empty()
    }

    fn hours_of(&self, day: NaiveDate) -> &[Hours] {
        match self.overrides.get(&day) {
            Some(hours) => hours,
            None if self.holidays.contains(&day) => &[],
            None => &self.week[day.weekday().num_days_from_monday() as usize],
        }
    }

    fn span(&self, day: NaiveDate, hours: Hours) -> Option<Span> {
        let ends_on = if hours.to > hours.from { day } else { day.succ_opt()? };
        let span = Span { from: self.instant(day, hours.from)?, to: self.instant(ends_on, hours.to)? };
        (span.from < span.to).then_some(span)
    }

    /// The instant of a local time, given in seconds of its day.
    fn instant(&self, day: NaiveDate, seconds: u32) -> Option<DateTime<Utc>> {
        let local = day.and_hms_opt(0, 0, 0)?.checked_add_signed(TimeDelta::seconds(i64::from(seconds)))?;
        let found = match self.zone.from_local_datetime(&local) {
            LocalResult::Single(only) | LocalResult::Ambiguous(only, _) => only.with_timezone(&Utc),
            LocalResult::None => self.after_jump(local)?,
        };
        Some(found)
    }

    /// The instant of a local time that the clock jumps over, by the offset of the day before.
    fn after_jump(&self, local: NaiveDateTime) -> Option<DateTime<Utc>> {
        let before = local.checked_sub_days(Days::new(1))?;
        let known = self.zone.from_local_datetime(&before).earliest()?;
        Some(known.with_timezone(&Utc) + TimeDelta::days(1))
    }
}

/// How far instants lie from one origin in open time. Each is counted from the nearest that is known already, so a queue whose
/// instants lie side by side is counted the long way once.
#[derive(Debug, Clone)]
pub struct Distances {
    calendar: Calendar,
    known: BTreeMap<DateTime<Utc>, i64>,
}

impl Distances {
    /// Distances from an instant.
    #[must_use]
    pub fn new(calendar: Calendar, origin: DateTime<Utc>) -> Self {
        Self { calendar, known: BTreeMap::from([(origin, 0)]) }
    }

    /// The calendar that counts.
    #[must_use]
    pub const fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The open seconds from the origin to an instant, below zero when it lies before. `None` when it lies more than
    /// [`COUNTED_DAYS_MAX`] from all that is known.
    pub fn seconds_to(&mut self, at: DateTime<Utc>) -> Option<i64> {
        let before = self.known.range(..=at).next_back();
        let after = self.known.range(at..).next();
        let (near, seconds) = before.into_iter().chain(after).min_by_key(|(near, _)| (**near - at).abs())?;
        let seconds = match *near <= at {
            true => seconds + self.calendar.elapsed(*near, at)?,
            false => seconds - self.calendar.elapsed(at, *near)?,
        };
        self.known.insert(at, seconds);
        Some(seconds)
    }
}

/// What of spans lies at or after an instant, each without what the ones before it cover.
fn since(start: DateTime<Utc>, spans: impl Iterator<Item = Span>) -> impl Iterator<Item = Span> {
    let mut covered = start;
    spans.filter_map(move |span| {
        let rest = span.since(covered)?;
        covered = rest.to;
        Some(rest)
    })
}

/// A span without another.
fn without(span: Span, pause: Span) -> impl Iterator<Item = Span> {
    let before = Span { to: span.to.min(pause.from), ..span };
    let after = Span { from: span.from.max(pause.to), ..span };
    [before, after].into_iter().filter(|rest| rest.from < rest.to)
}
