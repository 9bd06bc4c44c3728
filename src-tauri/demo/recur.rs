//! The chapter of what is invoiced again and again: one that runs, one that was paused, one that belongs to a deal. Every morning the
//! drafts of the day are made, as the program does by itself, and those of the last weeks wait to be issued.

use super::bill::{self, draft};
use super::teller::{Teller, text};
use crate::kernel::error::Result;
use serde_json::{Value, json};

/// The day of the year from which on nobody has issued what was made.
const WAITING_FROM: u64 = 330;
/// How many days the year is looked at.
const LAST: u64 = 364;

/// Plans what is agreed at a seat.
pub(super) fn plan(teller: &mut Teller, seat: usize) {
    teller.on_day(seat, 150, 50, move |teller| begin(teller, seat, 0, "month", None).map(drop));
    teller.on_day(seat, 120, 50, move |teller| {
        let id = begin(teller, seat, 1, "quarter", None)?;
        teller.later(120, 0, move |teller| {
            let page = teller.call("recurring_invoice.get", json!({ "id": id }))?;
            let version = &page["row"]["version"];
            teller.call("recurring_invoice.pause", json!({ "id": id, "version": version })).map(drop)
        });
        Ok(())
    });
    teller.on_day(seat, 280, 50, move |teller| of_deal(teller, seat));
    if seat == 0 {
        for day in 120..=LAST {
            teller.on_day(seat, day, 90, move |teller| look(teller, day));
        }
    }
}

/// The clients of a seat that are customers and pay in its currency, the first of them first.
fn clients(teller: &Teller, seat: usize) -> Vec<usize> {
    let here = &teller.seats[seat];
    let is_near = |client: &usize| here.clients[*client].is_some() && here.client(*client).foreign.is_none();
    (0..here.firm.clients.len()).filter(is_near).collect()
}

/// Something that a client has every so often from today on.
fn begin(teller: &Teller, seat: usize, which: usize, unit: &str, deal_id: Option<&Value>) -> Result<Value> {
    let near = clients(teller, seat);
    again(teller, seat, near[which % near.len().max(1)], unit, deal_id)
}

fn again(teller: &Teller, seat: usize, client: usize, unit: &str, deal_id: Option<&Value>) -> Result<Value> {
    let mut random = teller.chance(seat, "recurring", client as u64);
    let mut says = draft(teller, seat, client, &mut random)?;
    says["subject"] = json!(format!("{} {{month}}", teller.seats[seat].firm.helping.contract));
    says["deal_id"] = deal_id.cloned().unwrap_or_default();
    if let Some(line) = says["lines"].get_mut(0) {
        line["detail"] = json!("{period}");
    }
    let rhythm = json!({ "every": 1, "unit": unit, "first": teller.in_days(seat, 0) });
    Ok(teller.call("recurring_invoice.create", json!({ "draft": says, "rhythm": rhythm }))?["id"].clone())
}

/// The newest deal that was won with one of the clients goes on every month.
fn of_deal(teller: &mut Teller, seat: usize) -> Result<()> {
    let won = json!({ "filter": { "status": "won" }, "limit": 200 });
    let rows = teller.call("deal.list", won)?["rows"].clone();
    for row in rows.as_array().into_iter().flatten() {
        let is_of =
            |client: &usize| teller.seats[seat].clients[*client].as_deref() == row["customer_id"].as_str();
        if let Some(client) = clients(teller, seat).into_iter().find(is_of) {
            return again(teller, seat, client, "month", Some(&row["id"])).map(drop);
        }
    }
    Ok(())
}

/// Makes the drafts of a morning; they are issued on the same day, but for the newest.
fn look(teller: &mut Teller, day: u64) -> Result<()> {
    let due = teller.call("recurring_invoice.due", json!({}))?["ids"].clone();
    for id in due.as_array().into_iter().flatten() {
        let made = teller.call("recurring_invoice.make", json!({ "id": id }))?["invoice_ids"].clone();
        for invoice in made.as_array().into_iter().flatten().filter(|_| day < WAITING_FROM) {
            issue(teller, text(invoice)?, day)?;
        }
    }
    Ok(())
}

fn issue(teller: &mut Teller, id: String, day: u64) -> Result<()> {
    let page = teller.call("invoice.get", json!({ "id": id }))?;
    let found = teller.seats.iter().position(|seat| page["branch_id"] == seat.branch_id);
    let seat = found.unwrap_or(0);
    let is_buyer = |known: &Option<String>| known.as_deref() == page["customer_id"].as_str();
    let client = teller.seats[seat].clients.iter().position(is_buyer).unwrap_or(0);
    let random = teller.chance(seat, "recurring bill", day);
    bill::issue(teller, seat, client, bill::fate(day), random, id, None)
}
