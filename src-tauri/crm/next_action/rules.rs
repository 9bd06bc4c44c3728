//! The rules in their order, each a plain function over what is known about a record.

use super::actions::{self, Offer, Sold};
use super::{NextAction, answer_lead, do_planned, past_limit};
use crate::crm::activity::NewActivity;
use crate::crm::deal::DAY_MS;
use crate::crm::lead::LeadStatus;
use crate::crm::store::next_action as store;
use crate::kernel::error::Result;
use crate::kernel::zone::Zone;
use crate::store::tx::Read;
use chrono::{DateTime, Days, NaiveDate};

/// Days before the end of an estimate on which its answer is asked for.
pub(super) const LAPSES_SOON_DAYS: u64 = 3;

/// What the rules know about a record.
#[derive(Debug, Clone)]
pub(super) struct Situation {
    pub(super) record_id: String,
    /// At the first branch.
    pub(super) now: DateTime<Zone>,
    pub(super) today: NaiveDate,
    /// Whether invoices are written in this file: the area of finance is on.
    pub(super) bills: bool,
    /// Whether somebody should be working on it: an open deal, an undecided lead, any customer.
    pub(super) open: bool,
    /// What is planned next and was not put off.
    pub(super) planned: Option<Planned>,
    /// Whether anything is planned, put off or not.
    pub(super) is_planned: bool,
    /// The activity that was done last.
    pub(super) last_done: Option<String>,
    pub(super) about: About,
}

/// The activity planned next.
#[derive(Debug, Clone)]
pub(in crate::crm) struct Planned {
    pub(in crate::crm) id: String,
    pub(in crate::crm) version: i64,
    pub(in crate::crm) activity: NewActivity,
    pub(in crate::crm) late_ms: Option<i64>,
}

/// What only some kinds of records have.
#[derive(Debug, Clone)]
pub(in crate::crm) enum About {
    /// A deal in its stage, and whether an estimate of it is accepted.
    Deal { stage: String, stage_since_ms: i64, limit_days: Option<i64>, sold: Sold, is_accepted: bool },
    /// A lead with its clock.
    Lead { status: LeadStatus, respond_by_ms: Option<i64>, responded_ms: Option<i64> },
    /// A customer, with what is open there.
    Customer { open_deals: i64 },
    /// An estimate that was sent or answered; nothing is known of a draft.
    Estimate(Option<Offer>),
    /// An invoice; what is open on it is asked by its rule.
    Invoice,
}

/// A rule: what it has to say about a situation.
type Propose = fn(&Read<'_>, &Situation) -> Result<Option<NextAction>>;

/// The rules in their order. The first that answers wins.
pub(super) const RULES: &[Propose] = &[
    remind,
    |_, record| Ok(accepted(record)),
    |_, record| Ok(sold(record)),
    |_, record| Ok(overdue_promise(record)),
    keep_promise,
    |_, record| Ok(first_answer(record)),
    |_, record| Ok(overdue(record)),
    |_, record| Ok(estimate_lapses(record)),
    |_, record| Ok(stage_limit(record)),
    |_, record| Ok(planned(record)),
    |_, record| Ok(plan_one(record)),
];

/// Money first: the oldest invoice past its due date that nobody has reminded of this week, and about which nothing is planned.
fn remind(read: &Read<'_>, record: &Situation) -> Result<Option<NextAction>> {
    let overdue = match record.about {
        _ if !record.bills => None,
        About::Customer { .. } => store::overdue_of_customer(read, &record.record_id, record.today)?,
        About::Invoice => store::overdue_invoice(read, &record.record_id, record.today)?,
        _ => None,
    };
    Ok(overdue.map(actions::remind))
}

/// What the customer has accepted is won: until somebody says so it counts as barely begun, and nobody delivers it.
fn accepted(record: &Situation) -> Option<NextAction> {
    match &record.about {
        About::Deal { sold, is_accepted: true, .. } if record.open => {
            Some(actions::win(&record.record_id, &sold.name))
        }
        _ => None,
    }
}

fn sold(record: &Situation) -> Option<NextAction> {
    let (of, sold) = match &record.about {
        About::Estimate(Some(offer)) if offer.state == "accepted" => ("estimate_id", &offer.sold),
        About::Deal { sold, .. } => ("deal_id", sold),
        _ => return None,
    };
    (record.bills && sold.to_invoice).then(|| actions::invoice_sold(&record.record_id, of, sold))
}

fn estimate_lapses(record: &Situation) -> Option<NextAction> {
    let About::Estimate(Some(offer)) = &record.about else { return None };
    // Somebody who has planned to ask needs no second advice.
    if !matches!(offer.state.as_str(), "sent" | "expired") || record.is_planned {
        return None;
    }
    let last: NaiveDate = offer.valid_until.parse().ok()?;
    let soon = record.today.checked_add_days(Days::new(LAPSES_SOON_DAYS))?;
    (last <= soon).then(|| actions::ask_estimate(&record.record_id, offer, last < record.today))
}

fn late(record: &Situation) -> Option<&Planned> {
    record
        .planned
        .as_ref()
        .filter(|planned| planned.late_ms.is_some_and(|late_ms| late_ms <= record.now.timestamp_millis()))
}

fn of_planned(record: &Situation, planned: &Planned, why_key: &str) -> NextAction {
    do_planned(&planned.id, planned.version, &planned.activity, why_key).late(planned.late_ms, &record.now)
}

fn overdue_promise(record: &Situation) -> Option<NextAction> {
    late(record)
        .filter(|planned| planned.activity.promise)
        .map(|planned| of_planned(record, planned, "why.promised"))
}

/// What was promised with the deal, or with any deal of the customer, once its day has come.
fn keep_promise(read: &Read<'_>, record: &Situation) -> Result<Option<NextAction>> {
    let column = match record.about {
        About::Deal { .. } => "w.id",
        About::Customer { .. } => "w.customer_id",
        _ => return Ok(None),
    };
    let promise = store::promise(read, column, &record.record_id, record.today)?;
    Ok(promise.map(|promise| actions::keep(promise, record.today)))
}

fn first_answer(record: &Situation) -> Option<NextAction> {
    match record.about {
        About::Lead { status, respond_by_ms: Some(respond_by_ms), responded_ms: None }
            if status.is_open() =>
        {
            Some(answer_lead(&record.record_id, Some(respond_by_ms)).late(Some(respond_by_ms), &record.now))
        }
        _ => None,
    }
}

fn overdue(record: &Situation) -> Option<NextAction> {
    late(record).map(|planned| of_planned(record, planned, "why.overdue"))
}

fn stage_limit(record: &Situation) -> Option<NextAction> {
    match &record.about {
        About::Deal { stage, stage_since_ms, limit_days: Some(limit), .. } if record.open => {
            let days = record.now.timestamp_millis().saturating_sub(*stage_since_ms) / DAY_MS;
            (days >= *limit).then(|| past_limit(&record.record_id, stage, *stage_since_ms, days, *limit))
        }
        _ => None,
    }
}

fn planned(record: &Situation) -> Option<NextAction> {
    record.planned.as_ref().map(|planned| of_planned(record, planned, "why.planned"))
}

fn plan_one(record: &Situation) -> Option<NextAction> {
    let wanted = match record.about {
        // A customer whose deals have next steps of their own needs none beside them.
        About::Customer { open_deals } => open_deals == 0,
        _ => record.open,
    };
    (wanted && !record.is_planned).then(|| actions::plan_one(&record.record_id, record.last_done.as_deref()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crm::next_action::Rule;

    fn situation(about: About) -> Situation {
        Situation {
            record_id: "r".to_owned(),
            now: DateTime::from_timestamp_millis(100 * DAY_MS).unwrap().with_timezone(&Zone::UTC),
            today: "2026-11-22".parse().unwrap(),
            bills: true,
            open: true,
            planned: None,
            is_planned: false,
            last_done: None,
            about,
        }
    }

    fn deal(days: i64) -> About {
        About::Deal {
            stage: "Proposal".to_owned(),
            stage_since_ms: (100 - days) * DAY_MS,
            limit_days: Some(15),
            sold: of("Plant", false),
            is_accepted: false,
        }
    }

    fn of(name: &str, to_invoice: bool) -> Sold {
        Sold { name: name.to_owned(), customer: "Sample".to_owned(), to_invoice, part: None }
    }

    fn with_planned(about: About, promise: bool, late_ms: i64) -> Situation {
        let activity = NewActivity { subject: "Call".to_owned(), promise, ..NewActivity::default() };
        Situation {
            planned: Some(Planned { id: "a".to_owned(), version: 1, activity, late_ms: Some(late_ms) }),
            is_planned: true,
            ..situation(about)
        }
    }

    /// What the pure rules say, in the order of [`RULES`].
    fn first(record: &Situation) -> Option<(String, String)> {
        [
            accepted,
            sold,
            overdue_promise,
            first_answer,
            overdue,
            estimate_lapses,
            stage_limit,
            planned,
            plan_one,
        ]
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
        let mut ordered = deal(20);
        if let About::Deal { is_accepted, .. } = &mut ordered {
            *is_accepted = true;
        }
        check(&situation(ordered.clone()), "next.win", "why.accepted");
        assert_eq!(first(&Situation { open: false, ..situation(ordered) }), None, "it is won");
        check(&situation(About::Customer { open_deals: 0 }), "next.plan", "why.nothing_planned");
        assert_eq!(first(&situation(About::Customer { open_deals: 2 })), None);
        let put_off = Situation { is_planned: true, ..situation(deal(14)) };
        assert_eq!(first(&put_off), None, "what was put off is planned all the same");
        let closed = Situation { open: false, ..situation(deal(20)) };
        assert_eq!(first(&closed), None, "a closed deal asks for nothing");
    }

    #[test]
    fn an_estimate_asks_for_its_answer_before_it_lapses_and_for_its_invoice_once_accepted() {
        let offer = |state: &str, valid_until: &str, to_invoice: bool| Situation {
            open: false,
            ..situation(About::Estimate(Some(Offer {
                state: state.to_owned(),
                valid_until: valid_until.to_owned(),
                sold: of("EST-1", to_invoice),
            })))
        };
        check(&offer("sent", "2026-11-25", false), "next.ask", "why.lapses_soon");
        check(&offer("sent", "2026-11-22", false), "next.ask", "why.lapses_soon");
        check(&offer("expired", "2026-11-21", false), "next.ask_lapsed", "why.lapsed");
        check(&offer("accepted", "2026-11-21", true), "next.invoice", "why.sold");
        for quiet in [
            Situation { bills: false, ..offer("accepted", "2026-11-21", true) },
            offer("sent", "2026-11-26", false),
            offer("accepted", "2026-11-30", false),
            offer("declined", "2026-11-21", true),
        ] {
            assert_eq!(first(&quiet), None, "{quiet:?}");
        }
    }

    #[test]
    fn an_action_names_the_state_that_its_rule_has_seen() {
        let subject = |record: &Situation| stage_limit(record).unwrap().subject;
        let one = subject(&situation(deal(20)));
        assert_eq!((one.rule, one.record_id.as_str()), (Rule::StageLimit, "r"));
        assert_ne!(
            one.state,
            subject(&situation(deal(30))).state,
            "another stay in the stage is another matter"
        );
    }
}
