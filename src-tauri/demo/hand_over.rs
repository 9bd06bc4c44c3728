//! The chapter of handover: what happens to a deal once it is won, until delivery and finance have taken it over and the customer was
//! asked how it went.

use super::random::Random;
use super::teller::{Teller, text};
use crate::kernel::error::Result;
use serde_json::{Value, json};

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
    // One in five waits for whoever delivers: it stays among what is left to be done.
    if !won.number.is_multiple_of(5) {
        handover["delivery"] =
            json!({ "kind": "task", "name": won.subject, "end": teller.in_days(won.seat, 12) });
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
    ask(teller, won, random);
    find("invoice").map(|invoice| text(&invoice["id"])).transpose()
}

/// Both sides take it over, finance not of every deal; the task is done and the promise kept.
fn deliver(teller: &mut Teller, won: &Won, task: String, random: &mut Random) {
    let (id, finance) = (won.id.clone(), !won.number.is_multiple_of(4));
    teller.later(1, 20, move |teller| {
        for side in ["delivery", "finance"].into_iter().take(if finance { 2 } else { 1 }) {
            let answer = json!({ "deal_id": id, "side": side, "accepted": true });
            teller.call("handover.answer", answer)?;
        }
        Ok(())
    });
    let id = won.id.clone();
    teller.later(random.between(6, 11), 40, move |teller| {
        teller.call("task.done", json!({ "id": task, "version": 1 }))?;
        let promised = teller.call("commitment.list", json!({ "deal_id": id }))?["rows"][0].clone();
        let kept = json!({ "id": promised["id"], "version": promised["version"], "state": "kept" });
        teller.call("commitment.mark", kept).map(drop)
    });
}

/// The customer is asked how it goes, as was planned.
fn ask(teller: &mut Teller, won: &Won, random: &mut Random) {
    let (id, content) = (won.id.clone(), teller.seats[won.seat].firm.selling.content);
    teller.later(random.between(21, 26), 30, move |teller| {
        let planned = json!({ "filter": { "record_id": id, "done": false }, "limit": 1 });
        let calls = teller.call("activity.list", planned)?["rows"].clone();
        let call: &Value = &calls[0];
        let outcome = json!({ "id": call["brief"]["id"], "version": call["version"], "outcome": content });
        teller.call("activity.done", outcome).map(drop)
    });
}
