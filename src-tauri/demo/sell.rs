//! The chapter of selling: enquiries that come in, calls and meetings about them, deals that go from stage to stage and end
//! won, lost, or nowhere yet. A deal that is won has its estimate and its invoice.

use super::bill::{self, draft, somebody};
use super::hand_over::{self, Won};
use super::numbers;
use super::random::Random;
use super::teller::{Teller, text};
use crate::kernel::error::Result;
use serde_json::{Value, json};

const LEADS: u64 = 22;
const DEALS: u64 = 16;

/// How far an enquiry comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Course {
    /// Nobody has called back yet.
    Unanswered,
    Contacted,
    Dropped,
    /// It becomes a customer of its own and a deal.
    Customer(End),
    /// It comes from a customer, and becomes a deal.
    Deal(End),
}

/// Where a deal ends, or stands on the last evening: the place of the stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Won,
    Lost,
    Stage(usize),
}

/// The courses of the year; the last ones of the list are the newest enquiries and are still on their way.
const COURSES: [Course; 6] = [
    Course::Deal(End::Won),
    Course::Dropped,
    Course::Customer(End::Lost),
    Course::Deal(End::Lost),
    Course::Dropped,
    Course::Deal(End::Won),
];
const NEWEST: [Course; 8] = [
    Course::Customer(End::Stage(3)),
    Course::Deal(End::Stage(2)),
    Course::Customer(End::Stage(1)),
    Course::Contacted,
    Course::Customer(End::Stage(0)),
    Course::Unanswered,
    Course::Contacted,
    Course::Unanswered,
];
/// How deals end that begin without an enquiry; the last ones are open.
const ENDS: [End; 4] = [End::Won, End::Lost, End::Won, End::Won];
const OPEN_ENDS: [End; 6] =
    [End::Stage(3), End::Stage(2), End::Stage(2), End::Stage(1), End::Stage(1), End::Stage(0)];

/// An enquiry on its way.
struct Enquiry {
    seat: usize,
    /// Which of the firm's customers asks, where one does.
    client: usize,
    number: u64,
    course: Course,
    random: Random,
    id: String,
    subject: &'static str,
}

/// A deal on its way.
struct Deal {
    seat: usize,
    /// The place of its customer; none for one that the enquiry made.
    client: Option<usize>,
    end: End,
    number: u64,
    random: Random,
    id: String,
    version: i64,
    subject: &'static str,
    stage: usize,
    estimate: Option<Value>,
}

/// Plans the enquiries and the deals of the year.
pub(super) fn plan(teller: &mut Teller, seat: usize) {
    let newest = NEWEST.len() as u64;
    for number in 0..LEADS {
        let mut random = teller.chance(seat, "lead", number);
        let from_the_end = LEADS - number;
        let (course, day) = if from_the_end <= newest {
            (NEWEST[usize::try_from(newest - from_the_end).unwrap_or(0)], 343 + (newest - from_the_end) * 3)
        } else {
            (COURSES[usize::try_from(number % 6).unwrap_or(0)], 8 + number * 310 / (LEADS - newest))
        };
        let client = at_home(teller, seat, day, &mut random);
        teller.on_day(seat, day, random.below(400), move |teller| {
            enquire(teller, Enquiry { seat, client, number, course, random, id: String::new(), subject: "" })
        });
    }
    let open = OPEN_ENDS.len() as u64;
    for number in 0..DEALS {
        let mut random = teller.chance(seat, "deal", number);
        let from_the_end = DEALS - number;
        let (end, day) = if from_the_end <= open {
            (OPEN_ENDS[usize::try_from(open - from_the_end).unwrap_or(0)], 330 + (open - from_the_end) * 6)
        } else {
            (ENDS[usize::try_from(number % 4).unwrap_or(0)], 20 + number * 290 / (DEALS - open))
        };
        let client = at_home(teller, seat, day, &mut random);
        teller.on_day(seat, day, random.below(400), move |teller| {
            propose(teller, seat, client, number, end, random)
        });
    }
}

/// A client that pays in the firm's own currency, so that deals of one pipeline can be added up.
fn at_home(teller: &Teller, seat: usize, day: u64, random: &mut Random) -> usize {
    let foreign = |client: usize| teller.seats[seat].client(client).foreign.is_some();
    (0..20).map(|_| somebody(teller, seat, day, random)).find(|client| !foreign(*client)).unwrap_or(0)
}

fn enquire(teller: &mut Teller, mut enquiry: Enquiry) -> Result<()> {
    let here = &teller.seats[enquiry.seat];
    let selling = &here.firm.selling;
    let random = &mut enquiry.random;
    let prospects = selling.prospects;
    let known = here.client(enquiry.client);
    let (company, place) = match enquiry.course {
        Course::Deal(_) => (known.name, known.city),
        _ => prospects[usize::try_from(enquiry.number).unwrap_or(0) % prospects.len()],
    };
    enquiry.subject = random.one(here.firm.subjects);
    let lead = json!({
        "name": random.one(here.firm.people), "company": company, "place": place, "interest": enquiry.subject,
        "phone": numbers::phone(here.firm.country.code(), random), "source": random.one(selling.sources),
        "campaign": if random.happens(25) { selling.campaign } else { "" },
        "amount": (random.between(20, 400) * 500).to_string(), "currency": here.currency,
    });
    let minutes = random.between(20, 170);
    let made = teller.call("lead.capture", lead)?;
    enquiry.id = text(&made["id"])?;
    if enquiry.course != Course::Unanswered {
        teller.later(0, minutes, move |teller| answer(teller, enquiry));
    }
    Ok(())
}

fn answer(teller: &mut Teller, mut enquiry: Enquiry) -> Result<()> {
    let selling = &teller.seats[enquiry.seat].firm.selling;
    done(teller, enquiry.seat, "call", &enquiry.id, selling.called)?;
    let days = enquiry.random.between(1, 4);
    if enquiry.course == Course::Contacted {
        return planned(teller, enquiry.seat, "call", &enquiry.id, selling.call_again, days);
    }
    teller.later(days, 0, move |teller| decide(teller, enquiry));
    Ok(())
}

fn decide(teller: &mut Teller, enquiry: Enquiry) -> Result<()> {
    let Enquiry { seat, number, random, subject, id, .. } = enquiry;
    let version = teller.call("lead.get", json!({ "id": id }))?["row"]["version"].clone();
    let (customer, client, end) = match enquiry.course {
        Course::Customer(end) => (json!({ "create": {} }), None, end),
        Course::Deal(end) => {
            // A deal that comes from an enquiry stands at the first branch; papers of another one would not fit it.
            let client = (seat == 0).then_some(enquiry.client);
            (json!({ "id": teller.seats[seat].clients[enquiry.client] }), client, end)
        }
        Course::Unanswered | Course::Contacted | Course::Dropped => {
            let reason = teller.seats[seat].firm.selling.dropped;
            let no = json!({ "id": id, "version": version, "reason": reason });
            return teller.call("lead.disqualify", no).map(drop);
        }
    };
    let made = teller.call("lead.qualify", json!({ "id": id, "version": version, "customer": customer }))?;
    let id = text(&made["deal_id"])?;
    advance(
        teller,
        Deal { seat, client, end, number, random, id, version: 1, subject, stage: 0, estimate: None },
    )
}

/// A deal with a customer that is known already.
fn propose(
    teller: &mut Teller,
    seat: usize,
    client: usize,
    number: u64,
    end: End,
    mut random: Random,
) -> Result<()> {
    let here = &teller.seats[seat];
    let subject = random.one(here.firm.subjects);
    let deal = json!({
        "title": subject, "customer_id": here.clients[client], "branch_id": here.branch_id,
        "amount": (random.between(30, 600) * 500).to_string(),
    });
    let made = teller.call("deal.create", deal)?;
    let (id, version) = (text(&made["id"])?, made["version"].as_i64().unwrap_or(1));
    let client = Some(client);
    advance(
        teller,
        Deal {
            seat,
            client,
            end,
            number: number + 100,
            random,
            id,
            version,
            subject,
            stage: 0,
            estimate: None,
        },
    )
}

/// Plans the next step of a deal, or what is to be done where it stands.
fn advance(teller: &mut Teller, mut deal: Deal) -> Result<()> {
    let selling = &teller.seats[deal.seat].firm.selling;
    if deal.end == End::Stage(deal.stage) {
        // One in four has nothing planned: an exception that somebody should see.
        if deal.number.is_multiple_of(4) {
            return Ok(());
        }
        let (kind, subject) = if deal.stage.is_multiple_of(2) {
            ("call", selling.call_again)
        } else {
            ("meeting", selling.meeting)
        };
        let days = deal.random.between(0, 9);
        return planned(teller, deal.seat, kind, &deal.id, subject, days);
    }
    let last_stage = if deal.end == End::Lost { 2 } else { 3 };
    let wait = deal.random.between(2, 6);
    teller.later(wait, 10, move |teller| {
        if deal.stage < last_stage { next_stage(teller, deal) } else { close(teller, deal) }
    });
    Ok(())
}

/// Moves a deal to a stage, to be closed in some days; its version then.
pub(super) fn to_stage(
    teller: &Teller,
    seat: usize,
    (id, version): (&str, &Value),
    stage: usize,
    days: u64,
) -> Result<Value> {
    let stages = teller.call("pipeline.list", json!({}))?["rows"][0]["stages"].clone();
    let close = json!({ "expected_close": teller.in_days(seat, days) });
    let set = json!({ "id": id, "version": version, "set": close });
    let version = teller.call("deal.update", set)?["version"].clone();
    let to = json!({ "id": id, "version": version, "stage_id": stages[stage]["id"] });
    Ok(teller.call("deal.move", to)?["version"].clone())
}

fn next_stage(teller: &mut Teller, mut deal: Deal) -> Result<()> {
    let selling = &teller.seats[deal.seat].firm.selling;
    let days = deal.random.between(12, 30);
    deal.stage += 1;
    let moved = to_stage(teller, deal.seat, (&deal.id, &json!(deal.version)), deal.stage, days)?;
    deal.version = moved.as_i64().unwrap_or(deal.version);
    let kind = deal.random.one(&["meeting", "visit", "call", "email"]);
    done(teller, deal.seat, kind, &deal.id, if kind == "call" { selling.called } else { selling.met })?;
    if deal.stage == 2
        && let Some(client) = deal.client
    {
        offer(teller, &mut deal, client)?;
    }
    advance(teller, deal)
}

/// The estimate of a deal that has come to its proposal.
fn offer(teller: &Teller, deal: &mut Deal, client: usize) -> Result<()> {
    let mut draft = draft(teller, deal.seat, client, &mut deal.random)?;
    draft["deal_id"] = json!(deal.id);
    draft["subject"] = json!(deal.subject);
    let made = teller.call("estimate.create", json!({ "draft": draft }))?;
    let send = json!({ "id": made["id"], "version": made["version"], "how": "email" });
    teller.call("estimate.send", send)?;
    let version = worth(teller, &deal.id, &made["id"])?;
    deal.version = version.as_i64().unwrap_or(deal.version);
    deal.estimate = Some(made["id"].clone());
    Ok(())
}

/// A deal is worth what its estimate comes to without tax, so that what is won is what was sold; its version then.
pub(super) fn worth(teller: &Teller, deal: &str, estimate: &Value) -> Result<Value> {
    let net = teller.call("estimate.get", json!({ "id": estimate }))?["totals"]["net"].clone();
    let version = teller.call("deal.get", json!({ "id": deal }))?["row"]["version"].clone();
    let set = json!({ "id": deal, "version": version, "set": { "amount": net } });
    Ok(teller.call("deal.update", set)?["version"].clone())
}

fn close(teller: &mut Teller, mut deal: Deal) -> Result<()> {
    let firm = teller.seats[deal.seat].firm;
    let said_by = deal.random.one(firm.people);
    if deal.end == End::Lost {
        if let Some(estimate) = &deal.estimate {
            let no = json!({ "id": estimate, "said_by": said_by, "how": "phone", "note": firm.selling.lost });
            teller.call("estimate.decline", no)?;
        }
        let lost = json!({ "id": deal.id, "version": deal.version, "reason": firm.selling.lost });
        return teller.call("deal.lose", lost).map(drop);
    }
    if let Some(estimate) = &deal.estimate {
        teller.call("estimate.accept", json!({ "id": estimate, "said_by": said_by, "how": "email" }))?;
    }
    let client = deal.client.filter(|_| deal.estimate.is_some());
    let Deal { seat, id, version, number, subject, mut random, .. } = deal;
    let won = Won { seat, id, version, number, subject, invoiced: client.is_some() };
    let invoice = hand_over::confirm(teller, &won, &mut random)?;
    let (Some(client), Some(invoice)) = (client, invoice) else { return Ok(()) };
    bill::issue(teller, seat, client, bill::fate(number * 3 + 1), random, invoice, None)
}

/// Something that has happened just now.
pub(super) fn done(
    teller: &Teller,
    seat: usize,
    kind: &str,
    record: &str,
    words: (&str, &str),
) -> Result<()> {
    let mut activity = json!({
        "kind": kind, "record_id": record, "subject": words.0, "outcome": words.1, "done": true,
    });
    if kind == "visit" {
        activity["place"] = json!(teller.seats[seat].firm.selling.place);
    }
    teller.call("activity.create", activity).map(drop)
}

fn planned(teller: &Teller, seat: usize, kind: &str, record: &str, subject: &str, days: u64) -> Result<()> {
    let activity = json!({
        "kind": kind, "record_id": record, "subject": subject, "due_date": teller.in_days(seat, days),
        "due_time": if kind == "meeting" { "11:00" } else { "" }, "promise": days.is_multiple_of(3),
    });
    teller.call("activity.create", activity).map(drop)
}
