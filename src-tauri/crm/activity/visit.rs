//! A visit at the customer's place: when somebody came and left, and the customer's signature under what was done.

use super::{Activity, ActivityKind, ActivityResponse, ActivityVersionRequest, NewActivity, fields};
use crate::attachments;
use crate::crm::store::{self as customers, activity as store};
use crate::kernel::date::CivilDate;
use crate::kernel::error::{Code, Error, FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::store::record;
use crate::store::tx::{Read, Tx};
use crate::store::undo_rule::{changed_in, has_moved};
use chrono::NaiveTime;
use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

const MINUTE_MS: i64 = 60_000;

/// When a visit was, as the clock at the firm shows it. Empty text clears.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct VisitTimesRequest {
    /// Which visit.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// Arrival, `HH:MM`.
    pub arrival: String,
    /// Leaving, `HH:MM`; after midnight when it is earlier than arrival.
    pub leaving: String,
}

/// The customer signs for a visit.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct VisitSignRequest {
    /// Which visit.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// Who signs.
    pub signed_by: String,
    /// The signature drawn on screen: a PNG or JPEG picture in base64.
    pub signature: String,
}

/// Takes a visit for a change.
fn visit(tx: &Tx<'_>, id: &str, version: i64) -> Result<NewActivity> {
    record::touch(tx, "activity", id, version)?;
    let stands = store::stands(tx, id)?;
    if stands.kind == ActivityKind::Visit { Ok(stands) } else { Err(Error::precondition("error.no_visit")) }
}

/// Refuses hours other than those that the customer signed for. Who goes on after the signature still notes when they leave.
///
/// # Errors
/// `precondition` with `error.visit_signed`.
pub(super) fn keeps_signed(
    stands: &NewActivity,
    arrival_ms: Option<i64>,
    leaving_ms: Option<i64>,
) -> Result<()> {
    // Hours that are typed have no seconds.
    let minute = |at: Option<i64>| at.map(|at| at / MINUTE_MS);
    let stays = minute(arrival_ms) == minute(stands.arrival_ms)
        && (stands.leaving_ms.is_none() || minute(leaving_ms) == minute(stands.leaving_ms));
    match stands.signature_id.is_none() || stays {
        true => Ok(()),
        false => Err(Error::precondition("error.visit_signed")),
    }
}

/// Refuses other words above a signature than those that were signed: what was to be done, where, and what was done. Where and what came of
/// it may still be said when nothing was.
///
/// # Errors
/// `precondition` with `error.visit_signed`.
pub(super) fn keeps_words(stands: &NewActivity, changed: &NewActivity) -> Result<()> {
    let added = |before: &str, after: &str| before.is_empty() || before == after;
    let stays = stands.subject == changed.subject
        && stands.notes == changed.notes
        && added(&stands.place, &changed.place)
        && added(&stands.outcome, &changed.outcome);
    match stands.signature_id.is_none() || stays {
        true => Ok(()),
        false => Err(Error::precondition("error.visit_signed")),
    }
}

/// Refuses an hour that has not come: a visit is written down once it has been.
pub(super) fn has_been(read: &Read<'_>, path: &str, at: Option<i64>) -> std::result::Result<(), FieldError> {
    match at.is_some_and(|at| at > read.now_ms()) {
        true => Err(FieldError::new(path, "error.hours_future")),
        false => Ok(()),
    }
}

/// Refuses taking back transaction `seq` of this device when it wrote hours or words that the customer has signed for since.
///
/// # Errors
/// `precondition` with `error.visit_signed`.
pub(in crate::crm) fn undo_keeps_signed(tx: &Tx<'_>, seq: i64) -> Result<()> {
    for change in changed_in(tx, seq, "activity", &["arrival_ms", "leaving_ms", "subject", "notes"])? {
        if store::stands(tx, &change.pk)?.signature_id.is_some()
            && has_moved(tx, seq, &change.pk, "activity", &["signature_id"])?
        {
            return Err(Error::precondition("error.visit_signed"));
        }
    }
    Ok(())
}

/// Somebody has arrived, now.
///
/// # Errors
/// `precondition` with `error.no_visit`, `error.arrived_already` or `error.visit_signed`; `conflict`, `not_found`.
pub fn arrive(tx: &Tx<'_>, request: ActivityVersionRequest) -> Result<ActivityResponse> {
    let stands = visit(tx, &request.id, request.version)?;
    if let Some(at) = stands.arrival_ms {
        let time = tx.civil_at(at, None)?.format("%H:%M").to_string();
        return Err(Error::precondition("error.arrived_already").with("time", time));
    }
    keeps_signed(&stands, Some(tx.now_ms()), None)?;
    store::set_times(tx, &request.id, Some(tx.now_ms()), None)?;
    Ok(ActivityResponse { id: request.id, version: request.version + 1 })
}

/// Somebody leaves, now.
///
/// # Errors
/// `precondition` with `error.no_visit`, `error.not_arrived` or `error.visit_signed`; `conflict`, `not_found`.
pub fn leave(tx: &Tx<'_>, request: ActivityVersionRequest) -> Result<ActivityResponse> {
    let stands = visit(tx, &request.id, request.version)?;
    let arrival_ms = stands.arrival_ms.filter(|arrival| *arrival <= tx.now_ms());
    let arrival_ms = arrival_ms.ok_or_else(|| Error::precondition("error.not_arrived"))?;
    keeps_signed(&stands, Some(arrival_ms), Some(tx.now_ms()))?;
    store::set_times(tx, &request.id, Some(arrival_ms), Some(tx.now_ms()))?;
    Ok(ActivityResponse { id: request.id, version: request.version + 1 })
}

/// Sets arrival and leaving as they were, for a visit that is written down afterwards.
///
/// # Errors
/// `error.date` at `day`, `error.time`, `error.required` or `error.hours_future` at `arrival` and `leaving`; `precondition` with
/// `error.no_visit` or `error.visit_signed`; `conflict`, `not_found`.
pub fn times(tx: &Tx<'_>, request: VisitTimesRequest) -> Result<ActivityResponse> {
    let stands = visit(tx, &request.id, request.version)?;
    let zone = customers::zone(tx)?;
    let mut errors = FieldErrors::default();
    let day = errors.take(fields::date("day", &request.day)).and_then(|day| day.parse::<CivilDate>().ok());
    let mut clock = |path: &str, typed: &str| {
        let typed = Some(typed).filter(|typed| !typed.trim().is_empty())?;
        NaiveTime::parse_from_str(&errors.take(fields::time(path, typed))?, "%H:%M").ok()
    };
    let (arrival, leaving) = (clock("arrival", &request.arrival), clock("leaving", &request.leaving));
    if leaving.is_some() && request.arrival.trim().is_empty() {
        errors.add(FieldError::new("arrival", "error.required"));
    }
    errors.finish()?;
    let Some(day) = day.map(CivilDate::value) else { return Err(Error::field("day", "error.date")) };
    let at = |day: chrono::NaiveDate, time: NaiveTime| fields::instant(&zone, day.and_time(time));
    let arrival_ms = arrival.and_then(|time| at(day, time));
    let leaving_ms = leaving.and_then(|time| {
        let next = if arrival.is_some_and(|arrival| time < arrival) { day.succ_opt() } else { Some(day) };
        at(next?, time)
    });
    let mut errors = FieldErrors::default();
    errors.take(has_been(tx, "arrival", arrival_ms));
    errors.take(has_been(tx, "leaving", leaving_ms));
    errors.finish()?;
    keeps_signed(&stands, arrival_ms, leaving_ms)?;
    store::set_times(tx, &request.id, arrival_ms, leaving_ms)?;
    Ok(ActivityResponse { id: request.id, version: request.version + 1 })
}

/// The customer signs on screen. Signing again puts the new signature in the place of the old one, which stays in the file.
///
/// # Errors
/// `invalid` at `signed_by` or `signature`; `precondition` with `error.no_visit`; `conflict`, `not_found`.
pub fn sign(tx: &Tx<'_>, request: VisitSignRequest) -> Result<ActivityResponse> {
    visit(tx, &request.id, request.version)?;
    let signed_by =
        text::required_line("signed_by", &request.signed_by).map_err(|field| Error::fields(vec![field]))?;
    let signature_id = attachments::sign(tx, "signature", &request.id, &signed_by, &request.signature)?;
    store::set_signature(tx, &request.id, Some(&signature_id), &signed_by)?;
    Ok(ActivityResponse { id: request.id, version: request.version + 1 })
}

/// Takes back the signature that transaction `seq` of this device put under a visit, for undo.
///
/// # Errors
/// `conflict` with `error.undo_moved_on` when it was signed again since.
pub(in crate::crm) fn take_back(tx: &Tx<'_>, seq: i64) -> Result<()> {
    let (id, signature_id) = store::signed_in(tx, seq)?.ok_or_else(|| Error::not_found("activity"))?;
    record::require(tx, "activity", &id)?;
    if store::stands(tx, &id)?.signature_id.as_deref() != Some(signature_id.as_str()) {
        return Err(Error::new(Code::Conflict, "error.undo_moved_on"));
    }
    store::set_signature(tx, &id, None, "")
}

/// Day and times of a visit at the firm's clocks.
pub(super) fn say_times(read: &Read<'_>, activity: &mut Activity) -> Result<()> {
    let clock = |at: i64| Ok::<_, Error>(read.civil_at(at, None)?.format("%H:%M").to_string());
    if let Some(at) = activity.arrival_ms {
        activity.visit_day = Some(read.civil_at(at, None)?.date().to_string());
        activity.arrival = Some(clock(at)?);
    } else {
        activity.visit_day = activity.row.brief.due_date.clone();
    }
    activity.leaving = activity.leaving_ms.map(clock).transpose()?;
    Ok(())
}
