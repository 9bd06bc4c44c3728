//! The chapter of help after the sale: contracts with what they give, requests with their clock, and what becomes of them. The
//! newest requests stand in every state on the last evening.

use super::bill::somebody;
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

/// A contract: which client, on which day it is made, its days, its notice, whether it goes on, and what it gives.
struct Care {
    client: usize,
    day: u64,
    days: u64,
    notice_days: i64,
    goes_on: bool,
    gives: Value,
}

/// Plans what is given in the year and what is asked for.
pub(super) fn plan(teller: &mut Teller, seat: usize) {
    teller.on_day(seat, 3, 5, move |teller| open(teller, seat));
    let hours = json!({ "unit": "hours", "amount": "24", "period": "term" });
    let requests = json!({ "unit": "tickets", "amount": "3", "period": "quarter", "rollover": true });
    let all = json!({ "unit": "unlimited", "period": "term" });
    let few = json!({ "unit": "hours", "amount": "2", "period": "month" });
    for care in [
        Care { client: 0, day: 20, days: 365, notice_days: 30, goes_on: false, gives: hours },
        Care { client: 1, day: 60, days: 364, notice_days: 60, goes_on: true, gives: requests },
        Care { client: 2, day: 100, days: 364, notice_days: 30, goes_on: true, gives: all },
        Care { client: 3, day: 6, days: 364, notice_days: 0, goes_on: false, gives: few },
    ] {
        let day = care.day;
        teller.on_day(seat, day, 40, move |teller| agree(teller, seat, care));
    }
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

/// The area is switched on, with what helps to answer.
fn open(teller: &Teller, seat: usize) -> Result<()> {
    let helping = &teller.seats[seat].firm.helping;
    teller.call("area.switch", json!({ "area": "support", "state": "live" }))?;
    let (name, body) = helping.reply;
    if seat == 0 {
        let rows = json!([{ "name": name, "body": body, "follow": "resolve" }]);
        teller.call("saved_reply.save", json!({ "rows": rows }))?;
    }
    let (title, body) = helping.known;
    teller.call("knowledge_note.save", json!({ "title": title, "body": body })).map(drop)
}

fn agree(teller: &mut Teller, seat: usize, care: Care) -> Result<()> {
    let here = &teller.seats[seat];
    let (helping, customer) = (&here.firm.helping, here.clients[care.client].clone());
    let (start, end) = (teller.in_days(seat, 0), teller.in_days(seat, care.days));
    let made = teller.call(
        "contract.create",
        json!({
            "customer_id": customer, "branch_id": here.branch_id, "name": helping.contract, "start": start, "end": end,
            "notice_days": care.notice_days, "auto_renew": care.goes_on, "renewal_months": 12,
            "indexation_percent": "4", "value": ((care.client + 2) * 24_000).to_string(),
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
    if care.client == 3 {
        let (id, left) = (made["id"].clone(), helping.left);
        teller.later(200, 0, move |teller| {
            teller.call("contract.end", json!({ "id": id, "version": 1, "reason": left })).map(drop)
        });
    }
    Ok(())
}

fn ask(teller: &mut Teller, seat: usize, mut request: Request) -> Result<()> {
    let here = &teller.seats[seat];
    let helping = &here.firm.helping;
    let number = usize::try_from(request.number).unwrap_or(0);
    let (subject, body) = helping.asked[number % helping.asked.len()];
    let customer = here.clients[request.client].clone();
    let contact = teller.call("customer.get", json!({ "id": customer }))?["contacts"][0]["id"].clone();
    let categories = teller.call("ticket_category.list", json!({}))?["rows"].clone();
    // The owner answers the customers with a contract.
    let owner = if request.number.is_multiple_of(2) { teller.owner()? } else { here.helper.clone() };
    let made = teller.call(
        "ticket.open",
        json!({
            "customer_id": customer, "subject": subject, "body": body, "branch_id": here.branch_id,
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
            "id": request.id, "body": helping.answer, "minutes": request.random.between(5, 30),
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
    teller.call("ticket.receive", json!({ "id": request.id, "body": helping.told }))?;
    let version = teller.call("ticket.get", json!({ "id": request.id }))?["row"]["version"].clone();
    teller.call(
        "ticket.resolve",
        json!({
            "id": request.id, "version": version, "note": helping.solved,
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
