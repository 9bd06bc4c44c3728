//! The chapter of contracts: what each gives, and how it goes on. One was renewed by itself, one is due, one ends and its next term is
//! proposed, one was ended for good; those of the sales that are told whole go on by a deal.

use super::bill::{self, Fate};
use super::deliver;
use super::random::Random;
use super::sell;
use super::teller::{Teller, text};
use crate::kernel::error::{Error, Result};
use serde_json::{Value, json};

/// A contract: which client, on which day it is made, its days, its notice, by how many months it goes on if it does so by itself, and
/// what it gives.
struct Care {
    client: usize,
    day: u64,
    days: u64,
    notice_days: i64,
    goes_on: Option<u64>,
    gives: Value,
}

/// Days after which the customer of the first contract reads what is proposed for the next year.
const PROPOSED_AFTER: u64 = 312;

/// Plans the contracts of the year.
pub(super) fn plan(teller: &mut Teller, seat: usize) {
    let hours = json!({ "unit": "hours", "amount": "24", "period": "term" });
    let requests = json!({ "unit": "tickets", "amount": "3", "period": "quarter", "rollover": true });
    let all = json!({ "unit": "unlimited", "period": "term" });
    let few = json!({ "unit": "hours", "amount": "2", "period": "month" });
    let some = json!({ "unit": "tickets", "amount": "2", "period": "month" });
    let plenty = json!({ "unit": "hours", "amount": "6", "period": "quarter" });
    for care in [
        Care { client: 0, day: 20, days: 365, notice_days: 30, goes_on: None, gives: hours },
        Care { client: 1, day: 60, days: 364, notice_days: 60, goes_on: Some(12), gives: requests },
        Care { client: 2, day: 100, days: 364, notice_days: 30, goes_on: Some(12), gives: all },
        Care { client: 3, day: 6, days: 364, notice_days: 0, goes_on: None, gives: few },
        Care { client: 5, day: 45, days: 364, notice_days: 30, goes_on: Some(12), gives: some },
        Care { client: 6, day: 9, days: 180, notice_days: 30, goes_on: Some(6), gives: plenty },
    ] {
        let day = care.day;
        teller.on_day(seat, day, 40, move |teller| agree(teller, seat, care));
    }
}

fn agree(teller: &mut Teller, seat: usize, care: Care) -> Result<()> {
    let here = &teller.seats[seat];
    let (helping, customer) = (&here.firm.helping, here.clients[care.client].clone());
    let (start, end) = (teller.in_days(seat, 0), teller.in_days(seat, care.days));
    let made = teller.call(
        "contract.create",
        json!({
            "customer_id": customer, "branch_id": here.branch_id, "name": helping.contract, "start": start, "end": end,
            "notice_days": care.notice_days, "auto_renew": care.goes_on.is_some(),
            "renewal_months": care.goes_on.unwrap_or(12), "indexation_percent": "4",
            "value": ((care.client + 2) * 12 * deliver::an_hour(here.currency).0).to_string(),
        }),
    )?;
    let mut gives = care.gives;
    for (field, value) in [
        ("customer_id", json!(customer)),
        ("contract_id", made["id"].clone()),
        ("branch_id", json!(here.branch_id)),
        ("name", json!(helping.gives)),
        ("start", json!(start)),
        ("end", json!(end)),
    ] {
        gives[field] = value;
    }
    teller.call("entitlement.create", gives)?;
    let id = text(&made["id"])?;
    match care.client {
        0 => teller.later(PROPOSED_AFTER, 0, move |teller| send(teller, seat, &id).map(drop)),
        3 => {
            let end = json!({ "id": id, "version": 1, "reason": helping.left });
            teller.later(200, 0, move |teller| teller.call("contract.end", end).map(drop));
        }
        _ => {}
    }
    Ok(())
}

/// The newest contract of a client.
pub(super) fn of_client(teller: &Teller, seat: usize, client: usize) -> Result<Value> {
    let of = json!({ "filter": { "customer_id": teller.seats[seat].clients[client] }, "limit": 1 });
    let id = teller.call("contract.list", of)?["rows"][0]["id"].clone();
    teller.call("contract.get", json!({ "id": id }))
}

/// Sends what was proposed for the next term of a contract; its deal and its estimate.
fn send(teller: &Teller, seat: usize, contract_id: &str) -> Result<(String, String)> {
    let deal = text(&teller.call("contract.get", json!({ "id": contract_id }))?["renewal_deal_id"])?;
    let found = teller.call("estimate.list", json!({ "filter": { "deal_id": deal }, "limit": 1 }))?;
    let estimate = text(&found["rows"][0]["id"])?;
    let version = teller.call("estimate.get", json!({ "id": estimate }))?["version"].clone();
    teller.call("estimate.send", json!({ "id": estimate, "version": version, "how": "email" }))?;
    let version = teller.call("deal.get", json!({ "id": deal }))?["row"]["version"].clone();
    sell::to_stage(teller, seat, (&deal, &version), 2, 20)?;
    Ok((deal, estimate))
}

/// The next term is sent to the client, who agrees some days later: its deal is won and invoiced, and the contract goes on with that.
pub(super) fn go_on(teller: &mut Teller, seat: usize, client: usize, mut random: Random) -> Result<()> {
    let contract = text(&of_client(teller, seat, client)?["row"]["id"])?;
    let (deal, estimate) = send(teller, seat, &contract)?;
    teller.later(6, 20, move |teller| {
        let firm = teller.seats[seat].firm;
        let said_by = random.one(firm.people);
        teller.call("estimate.accept", json!({ "id": estimate, "said_by": said_by, "how": "email" }))?;
        let version = teller.call("deal.get", json!({ "id": deal }))?["row"]["version"].clone();
        let won = json!({
            "deal_id": deal, "version": version, "criteria": firm.helping.stays, "billing": { "kind": "all_now" },
            "not_needed": ["delivery", "support"],
        });
        let made = teller.call("handover.confirm", won)?["made"].clone();
        let invoice = drafted(&made).ok_or_else(|| Error::internal("a renewal without an invoice"))?;
        bill::issue(teller, seat, client, Fate::Prompt, random, invoice, None)
    });
    Ok(())
}

/// The draft among what a handover has made.
pub(super) fn drafted(made: &Value) -> Option<String> {
    let invoice = made.as_array()?.iter().find(|one| one["kind"] == "invoice")?;
    invoice["id"].as_str().map(str::to_owned)
}
