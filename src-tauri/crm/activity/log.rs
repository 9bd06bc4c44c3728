//! Logging in one line: what happened and what comes next, read by [`super::parse`] and corrected by chips.

use super::parse::{self, Parsed, Present};
use super::{ActivityCreateRequest, ActivityKind, create};
use crate::kernel::error::{Error, Result};
use crate::kernel::text;
use crate::settings::company;
use crate::store::tx::{Read, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A line to be read.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ActivityParseRequest {
    /// What was typed.
    pub text: String,
    /// Whether a day without a year, or a weekday, is the last such one instead of the next; no when absent.
    #[serde(default)]
    #[ts(optional)]
    pub past: Option<bool>,
}

/// What a line means, part by part.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ActivityParseResponse {
    /// Its kind.
    pub kind: ActivityKind,
    /// Whether it has happened.
    pub done: bool,
    /// Whether it was promised to the customer.
    pub promise: bool,
    /// What it is about.
    pub subject: String,
    /// The day it is due; of something that has happened, the day of what comes next.
    pub due_date: Option<String>,
    /// The time it is due, `HH:MM`.
    pub due_time: Option<String>,
    /// The kind of what comes next, when the line says both.
    pub next_kind: Option<ActivityKind>,
    /// What comes next, when the line says something else of it than of what has happened.
    pub next_subject: Option<String>,
}

/// A line to be logged. The other fields are corrected chips and win over what the line says; empty text takes one away.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ActivityLogRequest {
    /// What was typed.
    pub text: String,
    /// The record it is about.
    #[serde(default)]
    #[ts(optional)]
    pub record_id: Option<String>,
    /// Its kind.
    #[serde(default)]
    #[ts(optional)]
    pub kind: Option<ActivityKind>,
    /// Whether it has happened.
    #[serde(default)]
    #[ts(optional)]
    pub done: Option<bool>,
    /// Whether it was promised to the customer.
    #[serde(default)]
    #[ts(optional)]
    pub promise: Option<bool>,
    /// What it is about.
    #[serde(default)]
    #[ts(optional)]
    pub subject: Option<String>,
    /// The day it is due.
    #[serde(default)]
    #[ts(optional)]
    pub due_date: Option<String>,
    /// The time it is due.
    #[serde(default)]
    #[ts(optional)]
    pub due_time: Option<String>,
    /// The kind of what comes next.
    #[serde(default)]
    #[ts(optional)]
    pub next_kind: Option<ActivityKind>,
}

/// What a line has become.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ActivityLogResponse {
    /// The activity that has happened.
    pub done_id: Option<String>,
    /// The activity that was planned.
    pub planned_id: Option<String>,
    /// How the line was understood, corrections included.
    pub parsed: ActivityParseResponse,
}

/// Says what a line means, for the chips beside it.
///
/// # Errors
/// `error.too_long` at `text`.
pub fn read_line(read: &Read<'_>, request: ActivityParseRequest) -> Result<ActivityParseResponse> {
    understand(read, &request.text, request.past.unwrap_or(false))
}

fn understand(read: &Read<'_>, typed: &str, past: bool) -> Result<ActivityParseResponse> {
    let line = text::note("text", typed).map_err(|field| Error::fields(vec![field]))?;
    let (now, month_first) = (read.civil_now()?.naive_local(), company::reads_month_first(read)?);
    let Parsed { kind, done, promise, text: matter, due_date, due_time, next } =
        parse::parse(&line, Present { now, past, month_first });
    let is_ahead = due_date.is_some_and(|date| {
        date > now.date() || (date == now.date() && due_time.is_some_and(|time| time > now.time()))
    });
    let subject = |text: &str| text.chars().take(text::LINE_MAX).collect::<String>();
    Ok(ActivityParseResponse {
        kind,
        done,
        promise,
        subject: subject(&matter),
        due_date: due_date.map(|date| date.to_string()),
        due_time: due_time.map(|time| time.format("%H:%M").to_string()),
        next_kind: next.as_ref().map(|next| next.kind).or((done && is_ahead).then(|| next_of(kind))),
        next_subject: next.map(|next| subject(&next.text)),
    })
}

/// After a call one calls again; after anything else there is something to do.
const fn next_of(kind: ActivityKind) -> ActivityKind {
    match kind {
        ActivityKind::Call => ActivityKind::Call,
        _ => ActivityKind::Todo,
    }
}

/// Logs a line: what has happened, what comes next, or both.
///
/// # Errors
/// As [`super::create`].
pub fn log(tx: &Tx<'_>, request: ActivityLogRequest) -> Result<ActivityLogResponse> {
    let mut parsed = understand(tx, &request.text, false)?;
    correct(&mut parsed, &request);
    let with_due = |kind: ActivityKind, done: bool, due: bool| ActivityCreateRequest {
        kind: Some(kind),
        record_id: request.record_id.clone(),
        done: Some(done),
        subject: Some(match &parsed.next_subject {
            Some(next) if !done => next.clone(),
            _ => parsed.subject.clone(),
        }),
        due_date: parsed.due_date.clone().filter(|_| due),
        due_time: parsed.due_time.clone().filter(|_| due),
        promise: Some(parsed.promise && !done),
        ..ActivityCreateRequest::default()
    };
    let (mut done_id, mut planned_id) = (None, None);
    if parsed.done {
        done_id = Some(create(tx, with_due(parsed.kind, true, parsed.next_kind.is_none()))?.id);
    }
    let planned = if parsed.done { parsed.next_kind } else { Some(parsed.kind) };
    if let Some(kind) = planned {
        planned_id = Some(create(tx, with_due(kind, false, true))?.id);
    }
    Ok(ActivityLogResponse { done_id, planned_id, parsed })
}

/// Lays the corrected chips over what the line says.
fn correct(parsed: &mut ActivityParseResponse, request: &ActivityLogRequest) {
    let filled = |typed: &String| Some(typed.clone()).filter(|typed| !typed.trim().is_empty());
    if let Some(kind) = request.kind {
        parsed.kind = kind;
        parsed.done = parsed.done || kind == ActivityKind::Note;
        if parsed.next_subject.is_none() {
            parsed.next_kind = parsed.next_kind.map(|_| next_of(kind));
        }
    }
    if let Some(done) = request.done {
        parsed.done = done || parsed.kind == ActivityKind::Note;
    }
    if let Some(subject) = request.subject.as_ref().and_then(filled) {
        parsed.subject = subject;
    }
    parsed.promise = request.promise.unwrap_or(parsed.promise);
    if let Some(typed) = &request.due_date {
        parsed.due_date = filled(typed);
        if parsed.due_date.is_none() {
            parsed.due_time = None;
            parsed.next_kind = None;
            parsed.next_subject = None;
        }
    }
    if let Some(typed) = &request.due_time {
        parsed.due_time = filled(typed);
    }
    if !parsed.done {
        parsed.next_kind = None;
        parsed.next_subject = None;
    } else if request.next_kind.is_some() {
        parsed.next_kind = request.next_kind;
    }
}
