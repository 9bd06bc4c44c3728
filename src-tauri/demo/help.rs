//! The chapter of help after the sale: requests with their clock, and what becomes of them. The newest ones stand in every state on the
//! last evening.

use super::bill::somebody;
use super::desk;
use super::firm::{Asked, Helping};
use super::random::Random;
use super::teller::{Teller, text};
use crate::kernel::error::Result;
use serde_json::{Value, json};

/// Requests of the year.
const TICKETS: u64 = 34;
/// The states in which the newest ones stand, the oldest of them first.
const NEWEST: [Stand; 9] = [
    Stand::Unheard,
    Stand::Waiting,
    Stand::Answered,
    Stand::Unheard,
    Stand::Solved,
    Stand::Waiting,
    Stand::Answered,
    Stand::Nobodys,
    Stand::Answered,
];
/// How urgent requests are, one after another.
const PRIORITIES: [&str; 5] = ["normal", "high", "normal", "low", "urgent"];
const CHANNELS: [&str; 4] = ["phone", "email", "form", "email"];
/// Days in the year at which the newest requests begin, and how far they are apart.
const NEWEST_FROM: u64 = 354;

/// How far a request comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stand {
    /// Nobody has answered.
    Unheard,
    /// Nobody has it.
    Nobodys,
    /// It was answered.
    Answered,
    /// The customer is waited for.
    Waiting,
    /// It was solved.
    Solved,
    /// It was solved, and the customer said how content they were.
    Closed,
}

/// Plans what is asked for in the year.
pub(super) fn plan(teller: &mut Teller, seat: usize) {
    teller.on_day(seat, 3, 5, move |teller| desk::furnish(teller, seat));
    let newest = NEWEST.len() as u64;
    for number in 0..TICKETS {
        let mut random = teller.chance(seat, "ticket", number);
        let from_the_end = TICKETS - number;
        let (stand, day) = if from_the_end <= newest {
            let at = newest - from_the_end;
            (NEWEST[usize::try_from(at).unwrap_or(0)], NEWEST_FROM + at + at / 4)
        } else {
            (Stand::Closed, 30 + number * 310 / (TICKETS - newest))
        };
        // Every second request comes from somebody with a contract.
        let client =
            if number.is_multiple_of(2) { random.place(3) } else { somebody(teller, seat, day, &mut random) };
        let minute = random.below(360);
        teller.on_day(seat, day, minute, move |teller| {
            ask(teller, seat, Request { client, number, stand, random, id: String::new() })
        });
    }
}

/// What somebody asks for.
struct Request {
    client: usize,
    number: u64,
    stand: Stand,
    random: Random,
    id: String,
}

/// What a request is about.
fn asked<'a>(helping: &'a Helping, request: &Request) -> &'a Asked {
    &helping.asked[usize::try_from(request.number).unwrap_or(0) % helping.asked.len()]
}

fn ask(teller: &mut Teller, seat: usize, mut request: Request) -> Result<()> {
    let here = &teller.seats[seat];
    let helping = &here.firm.helping;
    let number = usize::try_from(request.number).unwrap_or(0);
    let asked = asked(helping, &request);
    let customer = here.clients[request.client].clone();
    let contact = teller.call("customer.get", json!({ "id": customer }))?["contacts"][0]["id"].clone();
    let categories = teller.call("ticket_category.list", json!({}))?["rows"].clone();
    // The owner answers the customers with a contract.
    let owner = if request.number.is_multiple_of(2) { teller.owner()? } else { here.helper.clone() };
    let made = teller.call(
        "ticket.open",
        json!({
            "customer_id": customer, "subject": asked.subject, "body": asked.body, "branch_id": here.branch_id,
            "contact_id": contact, "category_id": categories[number % 3]["id"],
            "priority": PRIORITIES[number % PRIORITIES.len()], "channel": CHANNELS[number % CHANNELS.len()],
            "owner_id": if request.stand == Stand::Nobodys { String::new() } else { owner },
        }),
    )?;
    request.id = text(&made["id"])?;
    if !matches!(request.stand, Stand::Unheard | Stand::Nobodys) {
        let minutes = request.random.between(15, 90);
        teller.later(0, minutes, move |teller| answer(teller, seat, request));
    }
    Ok(())
}

fn answer(teller: &mut Teller, seat: usize, mut request: Request) -> Result<()> {
    let helping = &teller.seats[seat].firm.helping;
    let waits = request.stand != Stand::Answered;
    teller.call(
        "ticket.reply",
        json!({
            "id": request.id, "body": asked(helping, &request).question, "minutes": request.random.between(5, 30),
            "then": if waits { "wait" } else { "open" },
        }),
    )?;
    if matches!(request.stand, Stand::Solved | Stand::Closed) {
        let minutes = request.random.between(30, 120);
        teller.later(0, minutes, move |teller| solve(teller, seat, request));
    }
    Ok(())
}

fn solve(teller: &mut Teller, seat: usize, mut request: Request) -> Result<()> {
    let helping = &teller.seats[seat].firm.helping;
    teller.call("ticket.receive", json!({ "id": request.id, "body": asked(helping, &request).told }))?;
    let minutes = request.random.between(10, 40);
    teller.later(0, minutes, move |teller| settle(teller, seat, request));
    Ok(())
}

fn settle(teller: &mut Teller, seat: usize, mut request: Request) -> Result<()> {
    let helping = &teller.seats[seat].firm.helping;
    let version = teller.call("ticket.get", json!({ "id": request.id }))?["row"]["version"].clone();
    teller.call(
        "ticket.resolve",
        json!({
            "id": request.id, "version": version, "note": asked(helping, &request).solved,
            "minutes": request.random.between(3, 18) * 10,
        }),
    )?;
    if request.stand == Stand::Closed {
        let days = request.random.between(1, 3);
        teller.later(days, 0, move |teller| close(teller, &mut request));
    }
    Ok(())
}

fn close(teller: &Teller, request: &mut Request) -> Result<()> {
    let version = |answer: Value| answer["version"].clone();
    let mut stands = teller.call("ticket.get", json!({ "id": request.id }))?["row"]["version"].clone();
    if request.random.happens(60) {
        let rating = request.random.between(3, 5);
        let rated = json!({ "id": request.id, "version": stands, "rating": rating });
        stands = version(teller.call("ticket.rate", rated)?);
    }
    teller.call("ticket.close", json!({ "id": request.id, "version": stands })).map(drop)
}
