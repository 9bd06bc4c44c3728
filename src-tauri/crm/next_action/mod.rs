//! What to do next about a record: rules in one order, the first that has something to say is shown, with its reason.
//!
//! The order is legal deadline, money, promise, stage limit, nurture. A rule is a plain function over the [`Situation`] of a
//! record; rules about money read the views of billing. What was put off or called not needed is passed over, and stays
//! recorded, so that a rule which nobody follows can be seen.

mod actions;
pub mod answer;
mod money;
mod promised;
mod rules;

pub(super) use actions::{
    Lapsing, Offer, Overdue, Part, Promise, Sold, Unbilled, answer_lead, do_planned, past_limit,
};
pub(super) use money::about_money;
pub(super) use promised::promised;
pub(super) use rules::{About, Planned};

use super::store::activity as activities;
use super::store::next_action as store;
use crate::kernel::badge::Badge;
use crate::kernel::error::Result;
use crate::settings::area::{self, Area};
use crate::store::record;
use crate::store::tx::Read;
use rules::{RULES, Situation};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

/// Which record.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct NextActionRequest {
    /// Its kind: customer, lead, deal, estimate or invoice.
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

/// The rule behind an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// An invoice is overdue and nobody has reminded the customer this week.
    RemindInvoice,
    /// An estimate of an open deal is accepted.
    WinAccepted,
    /// Something was sold, and not all of it is invoiced.
    InvoiceSold,
    /// An estimate is about to lapse, or has lapsed, without an answer.
    AskEstimate,
    /// The day of something that was promised with a deal has come.
    KeepPromise,
    /// A lead waits for its first answer.
    AnswerLead,
    /// An activity is planned.
    DoPlanned,
    /// A deal has stood too long in its stage.
    StageLimit,
    /// Nothing is planned.
    PlanOne,
}

/// What an action is about: what a snooze or "not needed" names, so that the rule is silent about just that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ActionSubject {
    /// The rule.
    pub rule: Rule,
    /// The record it speaks about, which may be another than the one whose page shows it: the overdue invoice of a customer.
    pub record_id: String,
    /// The state of that record which the rule has seen; when it changes, the rule speaks again.
    pub state: String,
}

/// Something to do, and why.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, TS)]
pub struct NextAction {
    /// What it is about.
    pub subject: ActionSubject,
    /// Its icon in the Lucide set.
    pub icon: String,
    /// Message id of what to do.
    pub text_key: String,
    /// Message id of the rule behind it.
    pub why_key: String,
    /// Message id of the button that does it.
    pub action_key: String,
    /// Values for the placeholders of all three.
    #[ts(type = "Record<string, unknown>")]
    pub params: Map<String, Value>,
    /// The day it is due, `YYYY-MM-DD`.
    pub due: Option<String>,
    /// The time it is due, `HH:MM`.
    pub due_time: Option<String>,
    /// The instant by which it should be done, in epoch milliseconds, when it has a clock.
    pub by_ms: Option<i64>,
    /// How late it is; null while it is not.
    pub late: Option<Badge>,
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

/// What to do next about a customer, a lead, a deal, an estimate or an invoice.
///
/// # Errors
/// `not_found` when there is no such record, or it may not be seen.
pub fn of_record(read: &Read<'_>, request: NextActionRequest) -> Result<NextActionResponse> {
    record::require_readable(read, &request.kind, &request.id)?;
    let action = match request.kind.as_str() {
        "deal" => of_deal(read, &request.id)?,
        "lead" => of_lead(read, &request.id)?,
        "customer" => decide(read, &request.id, true, store::customer(read, &request.id)?)?,
        "estimate" => decide(read, &request.id, false, store::estimate(read, &request.id)?)?,
        "invoice" => decide(read, &request.id, false, About::Invoice)?,
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

/// Whether somebody has put an action off until later than now, or said that it is not needed.
pub(super) fn is_put_off(read: &Read<'_>, subject: &ActionSubject) -> Result<bool> {
    store::is_put_off(read, subject, read.now_ms())
}

fn decide(read: &Read<'_>, id: &str, open: bool, about: About) -> Result<Option<NextAction>> {
    let situation = Situation {
        record_id: id.to_owned(),
        now: read.civil_now()?,
        today: read.today()?,
        bills: area::is_on(read, Area::Finance)?,
        open,
        planned: activities::next_of(read, id)?,
        is_planned: activities::is_planned(read, id)?,
        last_done: activities::last_done(read, id)?,
        about,
    };
    for rule in RULES {
        if let Some(action) = rule(read, &situation)?
            && !is_put_off(read, &action.subject)?
        {
            return Ok(Some(action));
        }
    }
    Ok(None)
}
