//! The actions that rules propose, each made in one place for the pages of records and for Today.

use super::{ActionCommand, ActionSubject, NextAction, Rule};
use crate::crm::activity::{NewActivity, late_badge};
use crate::kernel::badge::Badge;
use crate::kernel::money::Money;
use crate::kernel::zone::Zone;
use chrono::{DateTime, NaiveDate};
use serde_json::{Map, Value, json};

impl NextAction {
    /// An action without parameters or a day.
    fn new(subject: ActionSubject, icon: &str, keys: [&str; 3], command: &str, payload: Value) -> Self {
        let [text_key, why_key, action_key] = keys.map(str::to_owned);
        Self {
            subject,
            icon: icon.to_owned(),
            text_key,
            why_key,
            action_key,
            params: Map::new(),
            due: None,
            due_time: None,
            by_ms: None,
            late: None,
            command: ActionCommand {
                name: command.to_owned(),
                payload: payload.as_object().cloned().unwrap_or_default(),
            },
        }
    }

    /// Says how late it is at an instant, when it should have been done before `late_ms`.
    pub(in crate::crm) fn late(self, late_ms: Option<i64>, now: &DateTime<Zone>) -> Self {
        Self { late: late_badge(late_ms, now), ..self }
    }

    fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }
}

fn about(rule: Rule, record_id: &str, state: impl ToString) -> ActionSubject {
    ActionSubject { rule, record_id: record_id.to_owned(), state: state.to_string() }
}

/// Do what was planned. The reason is that it was promised, that it is overdue, or that it is planned next.
pub(in crate::crm) fn do_planned(id: &str, version: i64, activity: &NewActivity, why: &str) -> NextAction {
    let due = activity.due_date.as_deref().unwrap_or_default();
    let time = activity.due_time.as_deref().unwrap_or_default();
    let action = NextAction::new(
        about(Rule::DoPlanned, id, format!("{due} {time}").trim_end()),
        activity.kind.icon(),
        ["next.do", why, "next.act.done"],
        "activity.done",
        json!({ "id": id, "version": version }),
    );
    NextAction { due: activity.due_date.clone(), due_time: activity.due_time.clone(), ..action }
        .with("subject", activity.subject.clone())
}

/// Something that was promised with a deal.
#[derive(Debug)]
pub(in crate::crm) struct Promise {
    pub(in crate::crm) id: String,
    pub(in crate::crm) version: i64,
    pub(in crate::crm) deal_id: String,
    pub(in crate::crm) text: String,
    pub(in crate::crm) due_date: String,
    /// The title of the deal.
    pub(in crate::crm) deal: String,
    pub(in crate::crm) customer: Option<String>,
    /// What the deal is worth.
    pub(in crate::crm) amount: Option<(i64, String)>,
}

/// Keep what was promised with a deal.
pub(super) fn keep(promise: Promise, today: NaiveDate) -> NextAction {
    let action = NextAction::new(
        about(Rule::KeepPromise, &promise.deal_id, format!("{} {}", promise.id, promise.due_date)),
        "handshake",
        ["next.do", "why.promised", "next.act.done"],
        "commitment.mark",
        json!({ "id": promise.id, "version": promise.version, "state": "kept" }),
    );
    let late = promise.due_date.parse().ok().and_then(|due| Badge::days_late(due, today));
    NextAction { due: Some(promise.due_date), late, ..action }.with("subject", promise.text)
}

/// Answer a lead for the first time.
pub(in crate::crm) fn answer_lead(lead_id: &str, respond_by_ms: Option<i64>) -> NextAction {
    let action = NextAction::new(
        about(Rule::AnswerLead, lead_id, ""),
        "sprout",
        ["next.answer", "why.first_answer", "next.act.log"],
        "activity.log",
        json!({ "record_id": lead_id, "text": "Called, " }),
    );
    NextAction { by_ms: respond_by_ms, ..action }
}

/// Move on a deal that has stood too long.
pub(in crate::crm) fn past_limit(
    deal_id: &str,
    stage: &str,
    since_ms: i64,
    days: i64,
    limit: i64,
) -> NextAction {
    NextAction::new(
        about(Rule::StageLimit, deal_id, since_ms),
        "clock",
        ["next.move_on", "why.stage_limit", "next.act.move"],
        "deal.move",
        json!({ "id": deal_id }),
    )
    .with("stage", stage)
    .with("days", days)
    .with("limit", limit)
}

/// Say that a deal is won whose estimate the customer has accepted.
pub(super) fn win(deal_id: &str, name: &str) -> NextAction {
    NextAction::new(
        about(Rule::WinAccepted, deal_id, ""),
        "trophy",
        ["next.win", "why.accepted", "next.act.win"],
        "deal.win",
        json!({ "id": deal_id }),
    )
    .with("name", name)
}

/// Plan something, since nothing is.
pub(super) fn plan_one(record_id: &str, last_done: Option<&str>) -> NextAction {
    NextAction::new(
        about(Rule::PlanOne, record_id, last_done.unwrap_or_default()),
        "calendar",
        ["next.plan", "why.nothing_planned", "next.act.plan"],
        "activity.log",
        json!({ "record_id": record_id }),
    )
}

/// An invoice past its due date.
#[derive(Debug, Clone)]
pub(in crate::crm) struct Overdue {
    pub(in crate::crm) invoice_id: String,
    pub(in crate::crm) number: String,
    pub(in crate::crm) customer: String,
    /// What is open, in minor units, and the currency.
    pub(in crate::crm) open: (i64, String),
    pub(in crate::crm) due_date: String,
}

/// Remind a customer of an invoice.
pub(super) fn remind(overdue: Overdue) -> NextAction {
    NextAction::new(
        about(Rule::RemindInvoice, &overdue.invoice_id, &overdue.due_date),
        "bell",
        ["next.remind", "why.invoice_overdue", "next.act.log_reminder"],
        "activity.log",
        json!({ "record_id": overdue.invoice_id, "text": "Called, " }),
    )
    .with("customer", overdue.customer)
    .with("number", overdue.number)
    .with("amount", json!(Money::new(overdue.open.0, &overdue.open.1)))
    .with("due", overdue.due_date)
}

/// What was sold, by an accepted estimate or a won deal.
#[derive(Debug, Clone)]
pub(in crate::crm) struct Sold {
    /// The code of the estimate, the title of the deal.
    pub(in crate::crm) name: String,
    pub(in crate::crm) customer: String,
    /// Whether something is left to invoice by now and no draft waits for it.
    pub(in crate::crm) to_invoice: bool,
    /// The part that is due, where it is invoiced in parts.
    pub(in crate::crm) part: Option<Part>,
}

/// A part of what was sold that is due to be invoiced.
#[derive(Debug, Clone)]
pub(in crate::crm) struct Part {
    pub(in crate::crm) id: String,
    pub(in crate::crm) name: String,
}

/// A won deal or an accepted estimate of which something is left to invoice.
#[derive(Debug)]
pub(in crate::crm) struct Unbilled {
    /// `deal` or `estimate`.
    pub(in crate::crm) kind: &'static str,
    pub(in crate::crm) id: String,
    pub(in crate::crm) sold: Sold,
    /// What is left, in minor units, and the currency.
    pub(in crate::crm) amount: (i64, String),
    /// The day it was sold.
    pub(in crate::crm) since: String,
}

/// An estimate about to lapse without an answer, or lapsed.
#[derive(Debug)]
pub(in crate::crm) struct Lapsing {
    pub(in crate::crm) id: String,
    pub(in crate::crm) offer: Offer,
    /// What it comes to, in minor units, and the currency.
    pub(in crate::crm) amount: (i64, String),
}

/// An estimate as the rules see it.
#[derive(Debug, Clone)]
pub(in crate::crm) struct Offer {
    pub(in crate::crm) state: String,
    pub(in crate::crm) valid_until: String,
    pub(in crate::crm) sold: Sold,
}

/// Invoice what was sold, or the part of it that is due; `of` is the field by which the plan is named.
pub(super) fn invoice_sold(id: &str, of: &str, sold: &Sold) -> NextAction {
    if let Some(part) = &sold.part {
        return NextAction::new(
            about(Rule::InvoiceSold, id, &part.id),
            "receipt",
            ["next.invoice_part", "why.part_due", "next.act.invoice"],
            "billing_milestone.bill",
            json!({ "id": part.id }),
        )
        .with("part", part.name.clone())
        .with("name", sold.name.clone())
        .with("customer", sold.customer.clone());
    }
    NextAction::new(
        about(Rule::InvoiceSold, id, ""),
        "receipt",
        ["next.invoice", "why.sold", "next.act.invoice"],
        "billing_plan.to_invoice",
        json!({ of: id }),
    )
    .with("name", sold.name.clone())
    .with("customer", sold.customer.clone())
}

/// Ask for an answer before an estimate lapses, or after it has.
pub(super) fn ask_estimate(id: &str, offer: &Offer, lapsed: bool) -> NextAction {
    let keys = if lapsed {
        ["next.ask_lapsed", "why.lapsed", "next.act.log"]
    } else {
        ["next.ask", "why.lapses_soon", "next.act.log"]
    };
    NextAction::new(
        about(Rule::AskEstimate, id, &offer.valid_until),
        "phone",
        keys,
        "activity.log",
        json!({ "record_id": id, "text": "Called, " }),
    )
    .with("code", offer.sold.name.clone())
    .with("customer", offer.sold.customer.clone())
    .with("day", offer.valid_until.clone())
}
