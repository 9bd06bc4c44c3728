//! The chapter of estimates: sent, revised, accepted, declined, left unanswered, taken back; the accepted ones invoiced.

use super::bill::{self, draft, somebody};
use super::random::Random;
use super::teller::{Teller, text};
use crate::kernel::error::Result;
use serde_json::{Value, json};

/// What a customer says to an estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Yes,
    No,
    Nothing,
    /// Yes, and then no after all.
    Withdrawn,
}

/// How often it is revised, and the answer.
const COURSES: [(u64, Answer); 10] = [
    (0, Answer::Yes),
    (1, Answer::Yes),
    (0, Answer::No),
    (0, Answer::Yes),
    (0, Answer::Nothing),
    (2, Answer::Yes),
    (1, Answer::No),
    (0, Answer::Yes),
    (0, Answer::Withdrawn),
    (1, Answer::Nothing),
];

#[derive(Clone)]
struct Offer {
    seat: usize,
    client: usize,
    number: u64,
    random: Random,
    id: String,
    version: Value,
    revisions: u64,
    answer: Answer,
}

/// Plans the estimates of the year, and the drafts of the last days.
pub(super) fn plan(teller: &mut Teller, seat: usize) {
    let offers = teller.seats[seat].firm.offers;
    for number in 0..offers {
        let mut random = teller.chance(seat, "offer", number);
        let day = 6 + number * 354 / offers + random.below(4);
        let client = somebody(teller, seat, day, &mut random);
        teller.on_day(seat, day, random.below(420), move |teller| {
            let (revisions, answer) = COURSES[usize::try_from(number % 10).unwrap_or(0)];
            let (id, version) = write(teller, seat, client, &mut random)?;
            send(teller, Offer { seat, client, number, random, id, version, revisions, answer })
        });
    }
    for number in 0..3 {
        let mut random = teller.chance(seat, "offer draft", number);
        let client = somebody(teller, seat, 300, &mut random);
        teller.on_day(seat, 361 + number, random.below(420), move |teller| {
            write(teller, seat, client, &mut random).map(drop)
        });
    }
}

fn write(teller: &Teller, seat: usize, client: usize, random: &mut Random) -> Result<(String, Value)> {
    let mut draft = draft(teller, seat, client, random)?;
    draft["notes"] = json!(teller.seats[seat].firm.words.estimate_note);
    let lines = draft["lines"].as_array_mut();
    if let Some(last) = lines.filter(|lines| lines.len() > 2).and_then(|lines| lines.last_mut()) {
        last["optional"] = json!(true);
    }
    let made = teller.call("estimate.create", json!({ "draft": draft }))?;
    Ok((text(&made["id"])?, made["version"].clone()))
}

fn send(teller: &mut Teller, mut offer: Offer) -> Result<()> {
    let how = json!({ "id": offer.id, "version": offer.version, "how": "email" });
    offer.version = teller.call("estimate.send", how)?["version"].clone();
    let wait = offer.random.between(3, 9);
    teller.later(
        wait,
        10,
        move |teller| {
            if offer.revisions == 0 { reply(teller, offer) } else { revise(teller, offer) }
        },
    );
    Ok(())
}

/// One unit more of the first line, somewhat less of its price.
fn revise(teller: &mut Teller, mut offer: Offer) -> Result<()> {
    let mut draft = teller.call("estimate.get", json!({ "id": offer.id }))?["draft"].clone();
    let first = &mut draft["lines"][0];
    let quantity = first["quantity"].as_str().and_then(|typed| typed.parse::<u64>().ok()).unwrap_or(1);
    first["quantity"] = json!((quantity + 1).to_string());
    first["discount"] = json!(format!("{}%", 5 * offer.revisions));
    let change = json!({ "id": offer.id, "version": offer.version, "draft": draft });
    offer.version = teller.call("estimate.update", change)?["version"].clone();
    offer.revisions -= 1;
    send(teller, offer)
}

fn reply(teller: &mut Teller, mut offer: Offer) -> Result<()> {
    let firm = teller.seats[offer.seat].firm;
    let said_by = offer.random.one(firm.people);
    let how = offer.random.one(&["email", "phone", "order", "order"]);
    match offer.answer {
        Answer::Nothing => Ok(()),
        Answer::No => {
            let no =
                json!({ "id": offer.id, "said_by": said_by, "how": "phone", "note": firm.words.declined });
            teller.call("estimate.decline", no).map(drop)
        }
        Answer::Yes | Answer::Withdrawn => {
            teller.call("estimate.accept", json!({ "id": offer.id, "said_by": said_by, "how": how }))?;
            let wait = offer.random.between(1, 7);
            teller.later(wait, 5, move |teller| follow_up(teller, offer));
            Ok(())
        }
    }
}

fn follow_up(teller: &mut Teller, offer: Offer) -> Result<()> {
    if offer.answer == Answer::Withdrawn {
        let reason = teller.seats[offer.seat].firm.words.revoked;
        return teller.call("estimate.revoke", json!({ "id": offer.id, "reason": reason })).map(drop);
    }
    let made = teller.call("billing_plan.to_invoice", json!({ "estimate_id": offer.id }))?;
    let fate = bill::fate(offer.number * 7 + 3);
    bill::issue(teller, offer.seat, offer.client, fate, offer.random, text(&made["id"])?, None)
}
