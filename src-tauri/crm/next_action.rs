//! What to do next about a record: rules in one order, the first that has something to say is shown, with its reason.
//!
//! The order is legal deadline, money, promise, stage limit, nurture. A rule is a plain function over the [`Situation`] of a
//! record; a rule about money asks the views of billing through the same [`Read`] and stands before these in [`RULES`].

use super::activity::NewActivity;
use super::deal::DAY_MS;
use super::lead::LeadStatus;
use super::store::activity as activities;
use super::store::next_action as store;
use crate::kernel::error::Result;
use crate::store::record;
use crate::store::tx::Read;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use ts_rs::TS;

/// Which record.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct NextActionRequest {
    /// Its kind: customer, lead or deal.
    pub kind: String,
    /// Its id.
    pub id: String,
}

/// What to do next about a record; null when nothing is due.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct NextActionResponse {
    /// The action.
    pub action: Option<NextAction>,
}

/// Something to do, and why.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, TS)]
pub struct NextAction {
    /// Message id of what to do.
    pub text_key: String,
    /// Message id of the rule behind it.
    pub why_key: String,
    /// Values for the placeholders of both.
    #[ts(type = "Record<string, string | number>")]
    pub params: Map<String, Value>,
    /// The day it is due, `YYYY-MM-DD`.
    pub due: Option<String>,
    /// What carries it out.
    pub command: ActionCommand,
}

/// A command with the part of its request that is known.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, TS)]
pub struct ActionCommand {
    /// Its name.
    pub name: String,
    /// What is known of its request.
    #[ts(type = "Record<string, unknown>")]
    pub payload: Map<String, Value>,
}

impl NextAction {
    /// An action without parameters or a day.
    #[must_use]
    pub fn new(text_key: &str, why_key: &str, command: &str, payload: Value) -> Self {
        Self {
            text_key: text_key.to_owned(),
            why_key: why_key.to_owned(),
            params: Map::new(),
            due: None,
            command: ActionCommand {
                name: command.to_owned(),
                payload: payload.as_object().cloned().unwrap_or_default(),
            },
        }
    }

    /// Adds a value for a placeholder of both texts.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }

    /// Sets the day it is due.
    #[must_use]
    pub fn due(mut self, day: Option<&str>) -> Self {
        self.due = day.map(str::to_owned);
        self
    }
}

/// What the rules know about a record.
#[derive(Debug, Clone)]
pub(super) struct Situation {
    pub(super) record_id: String,
    pub(super) now_ms: i64,
    /// Whether somebody should be working on it: an open deal, an undecided lead, any customer.
    pub(super) open: bool,
    pub(super) planned: Option<Planned>,
    pub(super) about: About,
}

/// The activity planned next.
#[derive(Debug, Clone)]
pub(super) struct Planned {
    pub(super) id: String,
    pub(super) version: i64,
    pub(super) activity: NewActivity,
    pub(super) late_ms: Option<i64>,
}

/// What only some kinds of records have.
#[derive(Debug, Clone)]
pub(super) enum About {
    /// A deal in its stage.
    Deal { stage: String, stage_since_ms: i64, limit_days: Option<i64> },
    /// A lead with its clock.
    Lead { status: LeadStatus, respond_by_ms: Option<i64>, responded_ms: Option<i64> },
    /// A customer, with what is open there.
    Customer { open_deals: i64 },
}

/// A rule: what it has to say about a situation.
type Rule = fn(&Read<'_>, &Situation) -> Result<Option<NextAction>>;

/// The rules in their order. The first that answers wins.
const RULES: &[Rule] = &[
    |_, record| Ok(overdue_promise(record)),
    |_, record| Ok(first_answer(record)),
    |_, record| Ok(overdue(record)),
    |_, record| Ok(stage_limit(record)),
    |_, record| Ok(planned(record)),
    |_, record| Ok(plan_one(record)),
];

/// What to do next about a customer, a lead or a deal.
///
/// # Errors
/// `not_found` when there is no such record, or it may not be seen.
pub fn of_record(read: &Read<'_>, request: NextActionRequest) -> Result<NextActionResponse> {
    record::require_readable(read, &request.kind, &request.id)?;
    let action = match request.kind.as_str() {
        "deal" => of_deal(read, &request.id)?,
        "lead" => of_lead(read, &request.id)?,
        "customer" => of_customer(read, &request.id)?,
        _ => None,
    };
    Ok(NextActionResponse { action })
}

/// What to do next about a deal.
pub(super) fn of_deal(read: &Read<'_>, id: &str) -> Result<Option<NextAction>> {
    let (open, about) = store::deal(read, id)?;
    decide(read, id, open, about)
}

/// What to do next about a lead.
pub(super) fn of_lead(read: &Read<'_>, id: &str) -> Result<Option<NextAction>> {
    let (open, about) = store::lead(read, id)?;
    decide(read, id, open, about)
}

/// What to do next about a customer.
pub(super) fn of_customer(read: &Read<'_>, id: &str) -> Result<Option<NextAction>> {
    decide(read, id, true, store::customer(read, id)?)
}

fn decide(read: &Read<'_>, id: &str, open: bool, about: About) -> Result<Option<NextAction>> {
    let situation = Situation {
        record_id: id.to_owned(),
        now_ms: read.now_ms(),
        open,
        planned: activities::next_of(read, id)?,
        about,
    };
    for rule in RULES {
        if let Some(action) = rule(read, &situation)? {
            return Ok(Some(action));
        }
    }
    Ok(None)
}

// The rules ------------------------------------------------------------------------------------------------------------

fn late(record: &Situation) -> Option<&Planned> {
    record.planned.as_ref().filter(|planned| planned.late_ms.is_some_and(|late_ms| late_ms <= record.now_ms))
}

fn of_planned(planned: &Planned, why_key: &str) -> NextAction {
    let activity = &planned.activity;
    NextAction {
        why_key: why_key.to_owned(),
        ..do_planned(
            &planned.id,
            planned.version,
            &activity.subject,
            activity.due_date.as_deref(),
            activity.promise,
        )
    }
}

fn overdue_promise(record: &Situation) -> Option<NextAction> {
    late(record).filter(|planned| planned.activity.promise).map(|planned| of_planned(planned, "why.promised"))
}

fn first_answer(record: &Situation) -> Option<NextAction> {
    match record.about {
        About::Lead { status, respond_by_ms: Some(respond_by_ms), responded_ms: None }
            if status.is_open() =>
        {
            Some(answer(&record.record_id, Some(respond_by_ms)))
        }
        _ => None,
    }
}

fn overdue(record: &Situation) -> Option<NextAction> {
    late(record).map(|planned| of_planned(planned, "why.overdue"))
}

fn stage_limit(record: &Situation) -> Option<NextAction> {
    match &record.about {
        About::Deal { stage, stage_since_ms, limit_days: Some(limit) } if record.open => {
            let days = record.now_ms.saturating_sub(*stage_since_ms) / DAY_MS;
            (days >= *limit).then(|| past_limit(&record.record_id, stage, days, *limit))
        }
        _ => None,
    }
}

fn planned(record: &Situation) -> Option<NextAction> {
    record.planned.as_ref().map(|planned| of_planned(planned, "why.planned"))
}

fn plan_one(record: &Situation) -> Option<NextAction> {
    let wanted = match record.about {
        // A customer whose deals have next steps of their own needs none beside them.
        About::Customer { open_deals } => open_deals == 0,
        _ => record.open,
    };
    wanted.then(|| {
        NextAction::new(
            "next.plan",
            "why.nothing_planned",
            "activity.log",
            json!({ "record_id": record.record_id }),
        )
    })
}

// The actions, for Today as well ---------------------------------------------------------------------------------------

/// Do what was planned.
pub(super) fn do_planned(
    id: &str,
    version: i64,
    subject: &str,
    due: Option<&str>,
    promise: bool,
) -> NextAction {
    let why = if promise { "why.promised" } else { "why.planned" };
    NextAction::new("next.do", why, "activity.done", json!({ "id": id, "version": version }))
        .with("subject", subject)
        .due(due)
}

/// Answer a lead for the first time.
pub(super) fn answer(lead_id: &str, respond_by_ms: Option<i64>) -> NextAction {
    NextAction::new(
        "next.answer",
        "why.first_answer",
        "activity.log",
        json!({ "record_id": lead_id, "kind": "call", "done": true }),
    )
    .with("respond_by_ms", respond_by_ms)
}

/// Move on a deal that has stood too long.
pub(super) fn past_limit(deal_id: &str, stage: &str, days: i64, limit: i64) -> NextAction {
    NextAction::new("next.move_on", "why.stage_limit", "deal.move", json!({ "id": deal_id }))
        .with("stage", stage)
        .with("days", days)
        .with("limit", limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn situation(about: About) -> Situation {
        Situation { record_id: "r".to_owned(), now_ms: 100 * DAY_MS, open: true, planned: None, about }
    }

    fn deal(days: i64) -> About {
        About::Deal {
            stage: "Proposal".to_owned(),
            stage_since_ms: (100 - days) * DAY_MS,
            limit_days: Some(15),
        }
    }

    fn with_planned(about: About, promise: bool, late_ms: i64) -> Situation {
        let activity = NewActivity { subject: "Call".to_owned(), promise, ..NewActivity::default() };
        Situation {
            planned: Some(Planned { id: "a".to_owned(), version: 1, activity, late_ms: Some(late_ms) }),
            ..situation(about)
        }
    }

    /// What the pure rules say, in the order of [`RULES`].
    fn first(record: &Situation) -> Option<(String, String)> {
        [overdue_promise, first_answer, overdue, stage_limit, planned, plan_one]
            .iter()
            .find_map(|rule| rule(record))
            .map(|action| (action.text_key, action.why_key))
    }

    fn check(record: &Situation, text_key: &str, why_key: &str) {
        assert_eq!(first(record), Some((text_key.to_owned(), why_key.to_owned())), "{record:?}");
    }

    #[test]
    fn the_first_rule_that_fits_is_shown() {
        let waiting = About::Lead { status: LeadStatus::New, respond_by_ms: Some(1), responded_ms: None };
        check(&with_planned(deal(20), true, 5), "next.do", "why.promised");
        check(&with_planned(waiting.clone(), true, 5), "next.do", "why.promised");
        check(&with_planned(waiting.clone(), false, 5), "next.answer", "why.first_answer");
        check(&situation(waiting), "next.answer", "why.first_answer");
        check(&with_planned(deal(20), false, 5), "next.do", "why.overdue");
        check(&with_planned(deal(20), false, i64::MAX), "next.move_on", "why.stage_limit");
        check(&situation(deal(15)), "next.move_on", "why.stage_limit");
        check(&with_planned(deal(14), false, i64::MAX), "next.do", "why.planned");
        check(&situation(deal(14)), "next.plan", "why.nothing_planned");
        check(&situation(About::Customer { open_deals: 0 }), "next.plan", "why.nothing_planned");
        assert_eq!(first(&situation(About::Customer { open_deals: 2 })), None);
        let closed = Situation { open: false, ..situation(deal(20)) };
        assert_eq!(first(&closed), None, "a closed deal asks for nothing");
    }
}
