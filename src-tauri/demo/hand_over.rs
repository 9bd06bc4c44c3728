//! The chapter of handover: what happens to a deal once it is won, until delivery and finance have taken it over and the customer was
//! asked how it went.

use super::random::Random;
use super::teller::{Teller, text};
use crate::kernel::error::Result;
use serde_json::{Value, json};

/// The deal whose delivery is kept for later: it stays among what is left to be done.
const LEFT: u64 = 108;

/// A deal that is won today.
pub(super) struct Won {
    pub(super) seat: usize,
    pub(super) id: String,
    pub(super) version: i64,
    pub(super) number: u64,
    pub(super) subject: &'static str,
    /// Whether all of it is invoiced at once.
    pub(super) invoiced: bool,
}

/// Hands the deal over; the draft of its invoice, where there is one.
pub(super) fn confirm(teller: &mut Teller, won: &Won, random: &mut Random) -> Result<Option<String>> {
    let firm = teller.seats[won.seat].firm;
    let mut handover = json!({
        "deal_id": won.id, "version": won.version, "criteria": firm.selling.won, "expectations": firm.selling.expects,
        "billing": { "kind": if won.invoiced { "all_now" } else { "by_hand" } },
        "commitments": [{ "text": firm.selling.promised, "due_date": teller.in_days(won.seat, 14) }],
        "follow_up": { "date": teller.in_days(won.seat, 21) },
    });
    if won.number != LEFT {
        handover["delivery"] = json!({
            "kind": "task", "name": won.subject, "owner_id": teller.seats[won.seat].fitter, "end": teller.in_days(won.seat, 12),
        });
    }
    if won.number.is_multiple_of(3) {
        handover["support"] = json!({
            "entitlements": [{ "name": firm.delivering.warranty, "unit": "unlimited", "period": "year" }],
            "start": teller.in_days(won.seat, 14), "end": teller.in_days(won.seat, 378),
            "reminder": teller.in_days(won.seat, 348),
        });
    } else {
        handover["not_needed"] = json!(["support"]);
    }
    let made = teller.call("handover.confirm", handover)?["made"].clone();
    let find = |kind: &str| made.as_array().into_iter().flatten().find(|one| one["kind"] == kind);
    if let Some(task) = find("task") {
        deliver(teller, won, text(&task["id"])?, random);
    }
    ask(teller, won.seat, won.id.clone(), random);
    find("invoice").map(|invoice| text(&invoice["id"])).transpose()
}

/// Both sides take it over; the task is done and the promise kept.
fn deliver(teller: &mut Teller, won: &Won, task: String, random: &mut Random) {
    take_over(teller, won.seat, won.id.clone(), &["delivery", "finance"]);
    let id = won.id.clone();
    teller.later(random.between(6, 11), 40, move |teller| {
        teller.call("task.done", json!({ "id": task, "version": 1 }))?;
        keep_promise(teller, &id)
    });
}

/// Whoever delivers and whoever keeps the books take a handover over on the next day.
pub(super) fn take_over(teller: &mut Teller, seat: usize, deal_id: String, sides: &'static [&str]) {
    teller.later(1, 20, move |teller| {
        sides.iter().try_for_each(|side| answer(teller, seat, &deal_id, side, None))
    });
}

/// A side takes a handover over, or sends it back with a reason.
pub(super) fn answer(
    teller: &Teller,
    seat: usize,
    deal_id: &str,
    side: &str,
    back: Option<&str>,
) -> Result<()> {
    let here = &teller.seats[seat];
    let who = if side == "delivery" { &here.fitter } else { &here.keeper };
    let answer = json!({ "deal_id": deal_id, "side": side, "accepted": back.is_none(), "reason": back });
    teller.call_as(who, "handover.answer", answer).map(drop)
}

/// The first of the promises of a deal was kept.
pub(super) fn keep_promise(teller: &Teller, deal_id: &str) -> Result<()> {
    let promised = teller.call("commitment.list", json!({ "deal_id": deal_id }))?["rows"][0].clone();
    let kept = json!({ "id": promised["id"], "version": promised["version"], "state": "kept" });
    teller.call("commitment.mark", kept).map(drop)
}

/// The customer is asked how it goes, as was planned.
pub(super) fn ask(teller: &mut Teller, seat: usize, deal_id: String, random: &mut Random) {
    let content = teller.seats[seat].firm.selling.content;
    teller.later(random.between(21, 26), 30, move |teller| {
        let planned = json!({ "filter": { "record_id": deal_id, "done": false }, "limit": 1 });
        let calls = teller.call("activity.list", planned)?["rows"].clone();
        let call: &Value = &calls[0];
        let outcome = json!({ "id": call["brief"]["id"], "version": call["version"], "outcome": content });
        teller.call("activity.done", outcome).map(drop)
    });
}
