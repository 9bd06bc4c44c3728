//! The chapter of requests that take another turn: answered in time and praised, opened again, asked twice, about two things, late and
//! given to the owner. All come from the customer who bought care, whose promises count day and night, so that they stand on the last
//! evening as they do on whatever day of the week that is. Another customer uses more hours than were bought.

use super::bill::{self, Fate};
use super::care;
use super::firm::Asked;
use super::sale::{AGAIN, WHOLE};
use super::teller::{Teller, text};
use crate::kernel::error::Result;
use serde_json::{Value, json};

/// How a request goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// Solved on the same day, praised, closed.
    Kept,
    /// Closed, and opened again days later.
    ComesBack,
    /// Somebody else at the customer asks the same.
    Twice,
    /// Two things are asked for, each of which goes on by itself.
    Split,
    /// A quarter of its time is left.
    AtRisk,
    /// It has run out of time.
    Late,
    /// The customer is waited for.
    Paused,
    /// Solved, not closed yet.
    Solved,
    /// It has just begun.
    InTime,
}

/// The requests: the day and the minute at which they come, how they go and how urgent they are. What is low has ten days, what is normal
/// four.
const TURNS: [(u64, u64, Turn, &str); 10] = [
    (88, 40, Turn::Kept, "high"),
    (152, 95, Turn::Kept, "normal"),
    (349, 70, Turn::ComesBack, "low"),
    (352, 100, Turn::Split, "normal"),
    (357, 120, Turn::AtRisk, "low"),
    (358, 60, Turn::Late, "normal"),
    (360, 30, Turn::Twice, "high"),
    (361, 200, Turn::Paused, "normal"),
    (363, 60, Turn::Solved, "normal"),
    (364, 300, Turn::InTime, "normal"),
];
/// The days on which more is asked for than was bought, and how many minutes that takes; the first is invoiced.
const BEYOND: [(u64, i64); 2] = [(300, 300), (357, 210)];
/// What is left of the hours of care on the last evening, in minutes.
const LEFT: i64 = 40;

/// A request on its way.
struct Request {
    seat: usize,
    turn: Turn,
    asked: &'static Asked,
    next: &'static Asked,
    id: String,
}

/// Plans the requests.
pub(super) fn plan(teller: &mut Teller, seat: usize) {
    for (number, (day, minute, turn, priority)) in TURNS.into_iter().enumerate() {
        let all = teller.seats[seat].firm.helping.asked;
        // Two of them are said in words of their own later on.
        let at = match turn {
            Turn::Twice => 0,
            Turn::ComesBack => 3,
            _ => number + 2,
        };
        let (asked, next) = (&all[at % all.len()], &all[(at + 1) % all.len()]);
        teller.on_day(seat, day, minute, move |teller| {
            let id = open(teller, seat, WHOLE, (asked.subject, asked.body, priority))?;
            let request = Request { seat, turn, asked, next, id };
            teller.later(0, 35, move |teller| answer(teller, request));
            Ok(())
        });
    }
    for (day, minutes) in BEYOND {
        teller.on_day(seat, day, 110, move |teller| beyond(teller, seat, minutes, day == BEYOND[0].0));
    }
}

/// A request of a client about what was sold to them.
fn open(
    teller: &Teller,
    seat: usize,
    client: usize,
    (subject, body, priority): (&str, &str, &str),
) -> Result<String> {
    let here = &teller.seats[seat];
    let contract = care::of_client(teller, seat, client)?;
    let contact =
        teller.call("customer.get", json!({ "id": here.clients[client] }))?["contacts"][0]["id"].clone();
    let categories = teller.call("ticket_category.list", json!({}))?["rows"].clone();
    let mut gives = contract["entitlements"].as_array().into_iter().flatten();
    let bought = gives.find(|one| one["state"] == "running").map(|one| &one["id"]);
    let made = teller.call(
        "ticket.open",
        json!({
            "customer_id": here.clients[client], "subject": subject, "body": body, "priority": priority,
            "branch_id": here.branch_id, "contact_id": contact, "category_id": categories[0]["id"],
            "channel": "email", "owner_id": here.helper, "deal_id": contract["deal_id"],
            "entitlement_id": bought,
        }),
    )?;
    text(&made["id"])
}

fn version(teller: &Teller, id: &str) -> Result<Value> {
    Ok(teller.call("ticket.get", json!({ "id": id }))?["row"]["version"].clone())
}

/// Something that the helper says or does about a ticket.
fn say(teller: &Teller, seat: usize, command: &str, id: &str, mut what: Value) -> Result<Value> {
    what["id"] = json!(id);
    teller.call_as(&teller.seats[seat].helper, command, what)
}

/// A step of the helper that names the version.
fn step(teller: &Teller, seat: usize, command: &str, id: &str, mut what: Value) -> Result<()> {
    what["version"] = version(teller, id)?;
    say(teller, seat, command, id, what).map(drop)
}

fn answer(teller: &mut Teller, request: Request) -> Result<()> {
    let Request { seat, turn, asked, .. } = &request;
    let (seat, waits) = (*seat, *turn == Turn::Paused);
    let reply = json!({ "body": asked.question, "minutes": 10, "then": if waits { "wait" } else { "open" } });
    say(teller, seat, "ticket.reply", &request.id, reply)?;
    match request.turn {
        Turn::InTime | Turn::Paused => {}
        Turn::Late => {
            let noted = json!({ "body": teller.seats[seat].firm.helping.noted });
            teller.later(2, 0, move |teller| say(teller, seat, "ticket.note", &request.id, noted).map(drop));
        }
        // On the last evening most of the hours are used.
        Turn::AtRisk => teller.later(7, 435, move |teller| use_up(teller, seat, &request.id)),
        Turn::Twice => teller.later(0, 25, move |teller| twice(teller, request)),
        Turn::Split => teller.later(0, 50, move |teller| split(teller, request)),
        Turn::Kept | Turn::ComesBack | Turn::Solved => {
            teller.later(0, 120, move |teller| solve(teller, request));
        }
    }
    Ok(())
}

/// The customer says what was asked, and it is solved within the hour.
fn solve(teller: &mut Teller, request: Request) -> Result<()> {
    teller.call("ticket.receive", json!({ "id": request.id, "body": request.asked.told }))?;
    teller.later(0, 45, move |teller| settle(teller, request));
    Ok(())
}

fn settle(teller: &mut Teller, request: Request) -> Result<()> {
    let Request { seat, turn, asked, id, .. } = request;
    step(teller, seat, "ticket.resolve", &id, json!({ "note": asked.solved, "minutes": 40 }))?;
    if turn == Turn::Solved {
        return Ok(());
    }
    teller.later(1, 0, move |teller| {
        if turn != Turn::ComesBack {
            let praise = teller.seats[seat].firm.helping.praise;
            step(teller, seat, "ticket.rate", &id, json!({ "rating": 5, "note": praise }))?;
        }
        step(teller, seat, "ticket.close", &id, json!({}))?;
        if turn == Turn::ComesBack {
            teller.later(12, 0, move |teller| come_back(teller, seat, &id));
        }
        Ok(())
    });
    Ok(())
}

fn come_back(teller: &Teller, seat: usize, id: &str) -> Result<()> {
    let helping = &teller.seats[seat].firm.helping;
    step(teller, seat, "ticket.reopen", id, json!({}))?;
    teller.call("ticket.receive", json!({ "id": id, "body": helping.comes_back }))?;
    say(teller, seat, "ticket.note", id, json!({ "body": helping.noted, "minutes": 15 })).map(drop)
}

/// The second request goes on in the first, which is solved then.
fn twice(teller: &mut Teller, request: Request) -> Result<()> {
    let seat = request.seat;
    let (subject, body) = teller.seats[seat].firm.helping.twice;
    let second = open(teller, seat, WHOLE, (subject, body, "high"))?;
    step(teller, seat, "ticket.merge", &second, json!({ "into_id": request.id }))?;
    teller.later(0, 60, move |teller| solve(teller, request));
    Ok(())
}

/// The customer asks for something else beside it, which becomes a ticket of its own; the first is solved.
fn split(teller: &mut Teller, request: Request) -> Result<()> {
    teller.call("ticket.receive", json!({ "id": request.id, "body": request.next.body }))?;
    let messages = teller.call("ticket.get", json!({ "id": request.id }))?["messages"].clone();
    let said = messages.as_array().into_iter().flatten().find(|one| one["body"] == request.next.body);
    let ids: Vec<&Value> = said.iter().map(|one| &one["id"]).collect();
    let parted = json!({ "subject": request.next.subject, "message_ids": ids });
    let made = text(&say(teller, request.seat, "ticket.split", &request.id, parted)?["id"])?;
    let other = Request { turn: Turn::Solved, asked: request.next, id: made, ..request };
    teller.later(0, 40, move |teller| solve(teller, request));
    teller.later(1, 60, move |teller| solve(teller, other));
    Ok(())
}

/// Work is noted until little is left of what was bought.
fn use_up(teller: &Teller, seat: usize, id: &str) -> Result<()> {
    let care = teller.call("ticket.get", json!({ "id": id }))?["entitlement"]["id"].clone();
    let left = teller.call("entitlement.get", json!({ "id": care }))?["row"]["balance"]["left"].clone();
    let minutes = left.as_i64().unwrap_or(0) - LEFT;
    if minutes < 1 {
        return Ok(());
    }
    let noted = json!({ "body": teller.seats[seat].firm.helping.noted, "minutes": minutes });
    say(teller, seat, "ticket.note", id, noted).map(drop)
}

/// A request takes more hours than there are in the month; the first time that is invoiced, the second it waits.
fn beyond(teller: &mut Teller, seat: usize, minutes: i64, is_invoiced: bool) -> Result<()> {
    let helping = &teller.seats[seat].firm.helping;
    let [subject, body, done] = helping.beyond;
    let id = open(teller, seat, AGAIN, (subject, body, "low"))?;
    teller.later(1, 200, move |teller| {
        say(
            teller,
            seat,
            "ticket.reply",
            &id,
            json!({ "body": done, "minutes": minutes, "then": "resolve" }),
        )?;
        let care = teller.call("ticket.get", json!({ "id": id }))?["entitlement"]["id"].clone();
        step(teller, seat, "ticket.close", &id, json!({}))?;
        if is_invoiced {
            teller.later(4, 0, move |teller| {
                let made = teller.call("overage.bill", json!({ "entitlement_id": care }))?;
                let random = teller.chance(seat, "overage", 0);
                bill::issue(teller, seat, AGAIN, Fate::Prompt, random, text(&made["id"])?, None)
            });
        }
        Ok(())
    });
    Ok(())
}
