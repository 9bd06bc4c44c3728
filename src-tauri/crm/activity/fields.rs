//! The fields of an activity as they are typed, and the instants behind its day and time.

use super::visit::has_been;
use super::{ActivityChange, ActivityCreateRequest, ActivityFilter, ActivityKind, NewActivity};
use crate::crm::store::{self as customers, activity as store};
use crate::kernel::date::{CivilDate, YEAR_MAX};
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::kernel::zone::Zone;
use crate::store::tx::{Read, Tx};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone as _};

/// Longest activity: a week.
const MINUTES_MAX: i64 = 10_080;
/// Instants of visits lie in the years that civil dates know.
const INSTANT_MAX: i64 = 253_402_300_799_999;

/// When an activity is due and from when it is late, in epoch milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::crm) struct Due {
    pub(in crate::crm) due_ms: i64,
    pub(in crate::crm) late_ms: i64,
}

impl Due {
    /// The last instant that is meant: the hour itself, or the end of the day.
    pub(in crate::crm) const fn latest_ms(self) -> i64 {
        if self.late_ms > self.due_ms { self.late_ms - 1 } else { self.due_ms }
    }
}

/// The instant at which a zone's clocks show a civil time; when they skip it (daylight saving), the first one after.
pub(super) fn instant(zone: &Zone, civil: NaiveDateTime) -> Option<i64> {
    (0..=4).find_map(|half_hours| {
        let shown = civil.checked_add_signed(TimeDelta::minutes(30 * half_hours))?;
        zone.from_local_datetime(&shown).earliest().map(|at| at.timestamp_millis())
    })
}

fn start_of(zone: &Zone, date: NaiveDate) -> Option<i64> {
    instant(zone, date.and_time(NaiveTime::MIN))
}

/// The instant at which a day begins at the first branch; `None` past the end of the calendar.
pub(in crate::crm) fn start_of_day(read: &Read<'_>, date: NaiveDate) -> Result<Option<i64>> {
    Ok(start_of(&customers::zone(read)?, date))
}

/// The instant at which the day after today begins.
pub(super) fn tomorrow_ms(read: &Read<'_>) -> Result<i64> {
    let zone = customers::zone(read)?;
    let tomorrow = read.today()?.succ_opt();
    Ok(tomorrow.and_then(|date| start_of(&zone, date)).unwrap_or(INSTANT_MAX))
}

/// The instants behind a checked day and time.
pub(in crate::crm) fn due(read: &Read<'_>, date: Option<&str>, time: Option<&str>) -> Result<Option<Due>> {
    let Some(date) = date.and_then(|date| date.parse::<CivilDate>().ok()) else {
        return Ok(None);
    };
    let zone = customers::zone(read)?;
    let date = date.value();
    let time = time.and_then(|time| NaiveTime::parse_from_str(time, "%H:%M").ok());
    let (due_ms, late_ms) = match time {
        Some(time) => {
            let due_ms = instant(&zone, date.and_time(time));
            (due_ms, due_ms)
        }
        None => (start_of(&zone, date), date.succ_opt().and_then(|next| start_of(&zone, next))),
    };
    Ok(due_ms.zip(late_ms).map(|(due_ms, late_ms)| Due { due_ms, late_ms }))
}

/// The instants between which the days of a filter lie: from (inclusive) and to (exclusive).
pub(super) fn range(read: &Read<'_>, filter: Option<&ActivityFilter>) -> Result<(Option<i64>, Option<i64>)> {
    let Some(filter) = filter else {
        return Ok((None, None));
    };
    let zone = customers::zone(read)?;
    let mut errors = FieldErrors::default();
    let mut day = |path: &str, typed: &Option<String>| {
        let typed = typed.as_deref()?;
        errors.take(date(path, typed))?.parse::<CivilDate>().ok()
    };
    let from = day("filter.from", &filter.from);
    let to = day("filter.to", &filter.to);
    errors.finish()?;
    Ok((
        from.and_then(|date| start_of(&zone, date.value())),
        to.and_then(|date| start_of(&zone, date.value().succ_opt()?)),
    ))
}

/// A civil date `YYYY-MM-DD`.
pub(super) fn date(path: &str, typed: &str) -> std::result::Result<String, FieldError> {
    CivilDate::typed(path, typed).map(|day| day.to_string())
}

/// The day so many days after one that is known, or before it.
///
/// # Errors
/// `error.date_far` at `due_date` past the calendar.
pub(super) fn days_on(day: &str, days: i64) -> Result<String> {
    let known: NaiveDate = day.parse().map_err(Error::internal)?;
    let moved = TimeDelta::try_days(days).and_then(|days| known.checked_add_signed(days));
    let moved = moved.and_then(|day| CivilDate::try_from(day).ok()).ok_or_else(|| {
        Error::fields(vec![FieldError::new("due_date", "error.date_far").with("year", YEAR_MAX)])
    })?;
    Ok(moved.to_string())
}

/// A time of the day, `HH:MM`.
pub(super) fn time(path: &str, typed: &str) -> std::result::Result<String, FieldError> {
    NaiveTime::parse_from_str(typed.trim(), "%H:%M")
        .map(|time| time.format("%H:%M").to_string())
        .map_err(|_| FieldError::new(path, "error.time"))
}

/// What came of an activity.
pub(super) fn outcome(typed: Option<&str>) -> Result<String> {
    text::note("outcome", typed.unwrap_or_default()).map_err(|field| Error::fields(vec![field]))
}

/// Checks a new activity; the record it is about must be one that the user may see.
pub(super) fn check_new(tx: &Tx<'_>, request: ActivityCreateRequest) -> Result<NewActivity> {
    if let Some(record_id) = &request.record_id {
        require_record(tx, record_id)?;
    }
    let outcome = outcome(request.outcome.as_deref())?;
    let kind = request.kind.unwrap_or_default();
    let new = NewActivity {
        kind,
        record_id: request.record_id,
        done: request.done.unwrap_or(false) || kind == ActivityKind::Note,
        owner_id: request.owner_id,
        ..NewActivity::default()
    };
    let set = ActivityChange {
        subject: request.subject,
        notes: request.notes,
        due_date: request.due_date,
        due_time: request.due_time,
        minutes: request.minutes,
        promise: request.promise,
        place: request.place,
        arrival_ms: request.arrival_ms,
        leaving_ms: request.leaving_ms,
        signature_id: request.signature_id,
        owner_id: None,
    };
    let new = check(tx, "", &set, new)?;
    if !new.done && !outcome.is_empty() {
        return Err(Error::field("outcome", "error.outcome_when_done"));
    }
    Ok(NewActivity { outcome, ..new })
}

/// Proves that the record an activity is about can be seen; an activity about an activity is refused.
pub(super) fn require_record(tx: &Tx<'_>, record_id: &str) -> Result<()> {
    let kind = store::kind_of(tx, record_id)?.filter(|kind| kind != "activity");
    match kind {
        Some(kind) => crate::store::record::require_readable(tx, &kind, record_id),
        None => Err(Error::field("record_id", "error.no_such_record")),
    }
}

/// `stands` with the typed fields laid over it.
pub(super) fn check(
    tx: &Tx<'_>,
    prefix: &str,
    set: &ActivityChange,
    stands: NewActivity,
) -> Result<NewActivity> {
    let path = |name: &str| format!("{prefix}{name}");
    let mut errors = FieldErrors::default();
    let mut new = NewActivity { promise: set.promise.unwrap_or(stands.promise), ..stands };
    let subject = set.subject.as_deref().unwrap_or(&new.subject).to_owned();
    new.subject = errors.take(text::required_line(&path("subject"), &subject)).unwrap_or_default();
    if let Some(typed) = &set.notes {
        new.notes = errors.take(text::note(&path("notes"), typed)).unwrap_or_default();
    }
    if let Some(typed) = &set.place {
        new.place = errors.take(text::line(&path("place"), typed)).unwrap_or_default();
    }
    let filled = |typed: &String| !typed.trim().is_empty();
    if let Some(typed) = &set.due_date {
        new.due_date = Some(typed)
            .filter(|typed| filled(typed))
            .and_then(|typed| errors.take(date(&path("due_date"), typed)));
    }
    if let Some(typed) = &set.due_time {
        new.due_time = Some(typed)
            .filter(|typed| filled(typed))
            .and_then(|typed| errors.take(time(&path("due_time"), typed)));
    }
    if new.due_date.is_none() {
        // A time without its day says nothing; a day that goes takes its time with it.
        if set.due_time.as_ref().is_some_and(filled)
            && set.due_date.as_ref().is_none_or(|typed| !filled(typed))
        {
            errors.add(FieldError::new(&path("due_date"), "error.required"));
        }
        new.due_time = None;
    }
    if let Some(minutes) = set.minutes {
        if !(0..=MINUTES_MAX).contains(&minutes) {
            errors.add(
                FieldError::new(&path("minutes"), "error.between").with("min", 0).with("max", MINUTES_MAX),
            );
        }
        new.minutes = Some(minutes).filter(|minutes| *minutes > 0);
    }
    visit(tx, prefix, set, &mut new, &mut errors)?;
    errors.finish()?;
    Ok(new)
}

/// Arrival, leaving and signature, which only a visit has.
fn visit(
    tx: &Tx<'_>,
    prefix: &str,
    set: &ActivityChange,
    new: &mut NewActivity,
    errors: &mut FieldErrors,
) -> Result<()> {
    let path = |name: &str| format!("{prefix}{name}");
    for (name, typed, field) in [
        ("arrival_ms", set.arrival_ms, &mut new.arrival_ms),
        ("leaving_ms", set.leaving_ms, &mut new.leaving_ms),
    ] {
        let Some(typed) = typed else { continue };
        if new.kind != ActivityKind::Visit {
            errors.add(FieldError::new(&path(name), "error.only_visit"));
        } else if !(0..=INSTANT_MAX).contains(&typed) {
            errors.add(FieldError::new(&path(name), "error.date"));
        }
        *field = Some(typed).filter(|at| *at > 0);
        if let Err(error) = has_been(tx, &path(name), *field) {
            errors.add(error);
        }
    }
    let mut refuse = |name: &str, message_id: &str| errors.add(FieldError::new(&path(name), message_id));
    let backwards =
        new.leaving_ms.is_some_and(|leaving| new.arrival_ms.is_none_or(|arrival| leaving < arrival));
    if backwards {
        refuse("leaving_ms", "error.leaving_before_arrival");
    }
    if let Some(typed) = &set.signature_id {
        if new.kind != ActivityKind::Visit {
            refuse("signature_id", "error.only_visit");
        } else if !typed.is_empty() && !store::attachment_exists(tx, typed)? {
            refuse("signature_id", "error.no_such_attachment");
        }
        new.signature_id = Some(typed.clone()).filter(|id| !id.is_empty());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_skipped_hour_gives_the_first_instant_after_it() {
        // Paris, 29 March 2026: 02:00 becomes 03:00; 25 October 2026: 03:00 becomes 02:00.
        let zone = "Europe/Paris".parse::<Zone>().unwrap();
        for (civil, utc) in [
            ("2026-03-29T02:30:00", "2026-03-29T01:00:00Z"),
            ("2026-03-29T03:00:00", "2026-03-29T01:00:00Z"),
            ("2026-10-25T02:30:00", "2026-10-25T00:30:00Z"),
        ] {
            let expected = chrono::DateTime::parse_from_rfc3339(utc).unwrap().timestamp_millis();
            assert_eq!(instant(&zone, civil.parse().unwrap()), Some(expected), "{civil}");
        }
    }
}
