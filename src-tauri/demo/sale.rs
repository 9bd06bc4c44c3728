//! The chapter of sales that are told from end to end: a customer asks, an estimate goes out and is accepted, and the deal is handed over
//! as its sheet proposes. What follows in delivery, billing and support stands somewhere else for each on the last evening.

use super::bill::{self, Fate};
use super::care;
use super::deliver;
use super::hand_over;
use super::numbers;
use super::random::Random;
use super::sell;
use super::teller::{Teller, text};
use super::work;
use crate::kernel::error::Result;
use serde_json::{Value, json};

/// What becomes of a sale once it is won.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Course {
    /// It is delivered and paid, gives support, and goes on by a renewal.
    Whole,
    /// It is worked on; a milestone was reached, and its invoice waits.
    Running,
    /// Delivery has sent it back.
    Back,
    /// Nobody has taken it over yet.
    Waits,
    /// It is so small that it is delivered as a request.
    Small,
    /// It is invoiced again and again.
    Again,
    /// It is invoiced by the hours that it takes.
    Hours,
}

/// The sales of the year: the day of the enquiry, the client, the course.
const SALES: [(u64, usize, Course); 7] = [
    (26, WHOLE, Course::Whole),
    (206, AGAIN, Course::Again),
    (work::FIRST - WON_AFTER, 2, Course::Hours),
    (336, 6, Course::Small),
    (341, 5, Course::Running),
    (345, 8, Course::Back),
    (350, 3, Course::Waits),
];
/// Days from an enquiry until it is won.
const WON_AFTER: u64 = 13;
/// The client of the sale that is told whole, and of the one that is invoiced again and again.
pub(super) const WHOLE: usize = 4;
pub(super) const AGAIN: usize = 7;
/// Days from the handover of the whole sale until its next term is sent.
const RENEWED_AFTER: u64 = 160;

/// A sale on its way.
struct Sale {
    seat: usize,
    client: usize,
    course: Course,
    random: Random,
    subject: &'static str,
    deal: String,
    estimate: String,
}

/// Plans the enquiries of these sales.
pub(super) fn plan(teller: &mut Teller, seat: usize) {
    for (number, (day, client, course)) in SALES.into_iter().enumerate() {
        let random = teller.chance(seat, "sale", number as u64);
        let subjects = teller.seats[seat].firm.subjects;
        let subject = match course {
            Course::Small => teller.seats[seat].firm.delivering.loose[1],
            _ => subjects[number % subjects.len()],
        };
        let sale =
            Sale { seat, client, course, random, subject, deal: String::new(), estimate: String::new() };
        teller.on_day(seat, day, 30 + 25 * number as u64, move |teller| enquire(teller, sale));
    }
}

/// Somebody at the customer asks, is called back within the hour, and it becomes a deal on the next day.
fn enquire(teller: &mut Teller, mut sale: Sale) -> Result<()> {
    let here = &teller.seats[sale.seat];
    let (known, selling) = (here.client(sale.client), &here.firm.selling);
    let customer = here.clients[sale.client].clone();
    let page = teller.call("customer.get", json!({ "id": customer }))?;
    let lead = json!({
        "name": page["contacts"][0]["name"], "company": known.name, "place": known.city, "interest": sale.subject,
        "phone": numbers::phone(here.firm.country.code(), &mut sale.random),
        "source": sale.random.one(selling.sources), "currency": here.currency,
        "amount": (sale.random.between(20, 90) * 500).to_string(),
    });
    let id = text(&teller.call("lead.capture", lead)?["id"])?;
    teller.later(0, 40, move |teller| {
        let called = teller.seats[sale.seat].firm.selling.called;
        sell::done(teller, sale.seat, "call", &id, called)?;
        teller.later(1, 0, move |teller| qualify(teller, sale, &id, customer.as_deref()));
        Ok(())
    });
    Ok(())
}

fn qualify(teller: &mut Teller, mut sale: Sale, lead: &str, customer: Option<&str>) -> Result<()> {
    let version = teller.call("lead.get", json!({ "id": lead }))?["row"]["version"].clone();
    let qualified = json!({
        "id": lead, "version": version, "customer": { "id": customer, "with_contact": false },
        "deal": { "title": sale.subject, "branch_id": teller.seats[sale.seat].branch_id },
    });
    sale.deal = text(&teller.call("lead.qualify", qualified)?["deal_id"])?;
    teller.later(2, 30, move |teller| {
        advance(teller, &sale, 1, "visit")?;
        teller.later(2, 0, move |teller| offer(teller, sale));
        Ok(())
    });
    Ok(())
}

/// Moves the deal on after something was done for it.
fn advance(teller: &Teller, sale: &Sale, stage: usize, kind: &str) -> Result<()> {
    let version = teller.call("deal.get", json!({ "id": sale.deal }))?["row"]["version"].clone();
    sell::to_stage(teller, sale.seat, (&sale.deal, &version), stage, 14)?;
    let selling = &teller.seats[sale.seat].firm.selling;
    sell::done(teller, sale.seat, kind, &sale.deal, selling.met)
}

/// What is sold, line by line.
fn lines(teller: &Teller, sale: &Sale) -> Vec<Value> {
    let here = &teller.seats[sale.seat];
    let firm = here.firm;
    let line = |ware: &super::firm::Ware, (item, class): &(String, String), quantity: u64| {
        json!({
            "item_id": item, "tax_class_id": class, "description": ware.name, "detail": ware.detail, "hsn": ware.code,
            "unit": ware.unit, "quantity": quantity.to_string(), "unit_price": ware.price,
        })
    };
    let at = |place: usize, quantity: u64| line(&firm.wares[place], &here.wares[place], quantity);
    match sale.course {
        Course::Small => vec![at(firm.delivering.large[2], 1)],
        Course::Again => vec![at(firm.delivering.again.0, 1)],
        Course::Hours => vec![at(firm.delivering.by_hour, 12)],
        Course::Back => {
            firm.delivering.large.map(|place| at(place, firm.wares[place].most.div_ceil(3))).to_vec()
        }
        Course::Whole | Course::Running | Course::Waits => {
            let wares = firm.delivering.large.map(|place| at(place, firm.wares[place].most));
            wares.into_iter().chain([line(&firm.helping.care, &here.care, 1)]).collect()
        }
    }
}

/// The estimate goes out; for a large sale again some days later, with something off its second line.
fn offer(teller: &mut Teller, mut sale: Sale) -> Result<()> {
    advance(teller, &sale, 2, "meeting")?;
    let here = &teller.seats[sale.seat];
    let draft = json!({
        "customer_id": here.clients[sale.client], "branch_id": here.branch_id, "deal_id": sale.deal,
        "subject": sale.subject, "lines": lines(teller, &sale), "notes": here.firm.words.estimate_note,
        "order_no": format!("PO-{}", sale.random.between(1001, 9899)),
    });
    let made = teller.call("estimate.create", json!({ "draft": draft }))?;
    sale.estimate = text(&made["id"])?;
    sell::worth(teller, &sale.deal, &made["id"])?;
    let sent = json!({ "id": made["id"], "version": made["version"], "how": "email" });
    let version = teller.call("estimate.send", sent)?["version"].clone();
    teller.later(3, 30, move |teller| {
        if !matches!(sale.course, Course::Small | Course::Again | Course::Hours) {
            let mut draft = teller.call("estimate.get", json!({ "id": sale.estimate }))?["draft"].clone();
            draft["lines"][1]["discount"] = json!("5%");
            let changed = json!({ "id": sale.estimate, "version": version, "draft": draft });
            let version = teller.call("estimate.update", changed)?["version"].clone();
            let again = json!({ "id": sale.estimate, "version": version, "how": "email" });
            teller.call("estimate.send", again)?;
            sell::worth(teller, &sale.deal, &json!(sale.estimate))?;
        }
        advance(teller, &sale, 3, "call")?;
        teller.later(5, 0, move |teller| win(teller, sale));
        Ok(())
    });
    Ok(())
}

/// The customer agrees, and the deal is handed over in the same hour.
fn win(teller: &mut Teller, mut sale: Sale) -> Result<()> {
    let customer = teller.seats[sale.seat].clients[sale.client].clone();
    let page = teller.call("customer.get", json!({ "id": customer }))?;
    let yes = json!({ "id": sale.estimate, "said_by": page["contacts"][0]["name"], "how": "order" });
    teller.call("estimate.accept", yes)?;
    let sheet = teller.call("handover.prepare", json!({ "deal_id": sale.deal }))?;
    let made = teller.call("handover.confirm", agreed(teller, &sale, &sheet))?["made"].clone();
    if matches!(sale.course, Course::Back | Course::Waits) {
        if sale.course == Course::Back {
            teller.later(1, 35, move |teller| {
                let reason = teller.seats[sale.seat].firm.selling.sent_back;
                hand_over::answer(teller, sale.seat, &sale.deal, "delivery", Some(reason))
            });
        }
        return Ok(());
    }
    let sides: &[&str] = if sale.course == Course::Again { &["finance"] } else { &["delivery", "finance"] };
    hand_over::take_over(teller, sale.seat, sale.deal.clone(), sides);
    hand_over::ask(teller, sale.seat, sale.deal.clone(), &mut sale.random);
    if matches!(sale.course, Course::Small | Course::Again | Course::Hours) {
        let deal = sale.deal.clone();
        teller.later(12, 30, move |teller| hand_over::keep_promise(teller, &deal));
    }
    if let Some(invoice) = care::drafted(&made) {
        bill::issue(teller, sale.seat, sale.client, Fate::Prompt, sale.random.clone(), invoice, None)?;
    }
    follow(teller, sale, &made)
}

/// What the confirm says: what the sheet proposes, and what only people know.
fn agreed(teller: &Teller, sale: &Sale, sheet: &Value) -> Value {
    let here = &teller.seats[sale.seat];
    let firm = here.firm;
    let mut says = json!({
        "deal_id": sale.deal, "version": sheet["version"], "criteria": firm.selling.won,
        "expectations": firm.selling.expects, "customer": sheet["for_customer"], "billing": sheet["for_billing"],
        "commitments": [{ "text": firm.selling.promised, "due_date": teller.in_days(sale.seat, 16) }],
        "follow_up": { "date": teller.in_days(sale.seat, 21), "text": sale.subject },
    });
    let on_order = firm.selling.on_order;
    match sale.course {
        Course::Small | Course::Again | Course::Hours => {
            let kind = if sale.course == Course::Hours { "time_and_material" } else { "all_now" };
            says["billing"]["kind"] = json!(kind);
            says["billing"]["parts"] = Value::Null;
            says["not_needed"] = json!(["support"]);
        }
        Course::Back => {
            says["billing"]["kind"] = json!("deposit");
            let last = sheet["for_billing"]["parts"].as_array().and_then(|parts| parts.last());
            says["billing"]["parts"] = json!([
                { "name": on_order, "percent": "40", "when": { "kind": "now" } },
                { "name": firm.delivering.milestones[1], "percent": "60", "when": last.map(|part| &part["when"]) },
            ]);
        }
        Course::Whole | Course::Running | Course::Waits => {
            says["billing"]["parts"][0]["name"] = json!(on_order);
            says["support"] = sheet["for_support"].clone();
        }
    }
    match sale.course {
        Course::Small => {
            says["delivery"] = json!({ "kind": "ticket", "name": sale.subject, "owner_id": here.helper });
        }
        Course::Again => {
            says["billing"]["kind"] = json!("recurring");
            says["billing"]["rhythm"] = json!({
                "every": 1, "unit": firm.delivering.again.1, "first": teller.in_days(sale.seat, 0),
            });
            says["support"] = json!({
                "entitlements": [{ "name": firm.helping.gives, "unit": "hours", "amount": "2", "period": "month" }],
                "contract": firm.helping.contract, "start": teller.in_days(sale.seat, 0),
                "end": teller.in_days(sale.seat, 364), "notice_days": 30, "auto_renew": true,
                "value": (24 * deliver::an_hour(here.currency).0).to_string(),
                "reminder": teller.in_days(sale.seat, 304),
            });
            says["not_needed"] = json!(["delivery"]);
        }
        Course::Hours => {
            says["delivery"] = json!({
                "kind": "project", "name": sale.subject, "owner_id": here.fitter, "start": teller.in_days(sale.seat, 0),
                "end": teller.in_days(sale.seat, 90),
            });
        }
        Course::Whole | Course::Running | Course::Back | Course::Waits => {
            says["delivery"] = sheet["for_delivery"].clone();
            says["delivery"]["owner_id"] = json!(here.fitter);
            says["delivery"]["roles"] = json!([{ "role": firm.delivering.role, "owner_id": here.fitter }]);
        }
    }
    if sale.course == Course::Waits {
        says["delivery"]["start"] = json!(teller.in_days(sale.seat, 12));
        says["delivery"]["end"] = Value::Null;
    }
    says
}

/// What happens after the handover.
fn follow(teller: &mut Teller, sale: Sale, made: &Value) -> Result<()> {
    let found = |kind: &str| {
        let one = made.as_array().into_iter().flatten().find(|one| one["kind"] == kind);
        one.map(|one| text(&one["id"])).transpose()
    };
    if let Some(ticket) = found("ticket")? {
        teller.later(2, 25, move |teller| {
            let version = teller.call("ticket.get", json!({ "id": ticket }))?["row"]["version"].clone();
            let done = json!({ "id": ticket, "version": version, "minutes": 90 });
            teller.call("ticket.resolve", done)?;
            hand_over::keep_promise(teller, &sale.deal)
        });
    } else if let Some(project) = found("project")? {
        if sale.course == Course::Hours {
            return work::begin(teller, sale.seat, &project);
        }
        if sale.course == Course::Whole {
            let (seat, client, random) = (sale.seat, sale.client, sale.random.clone());
            teller.later(RENEWED_AFTER, 30, move |teller| care::go_on(teller, seat, client, random));
        }
        teller.later(1, 60, move |teller| {
            deliver::set_status(teller, &project, "in_progress")?;
            go_on(teller, sale, project, 0);
            Ok(())
        });
    }
    Ok(())
}

/// Every few days the fitter does what is next; each milestone brings its invoice, and the last task the end: some days after the plan,
/// so that the support does not end before its contract does.
fn go_on(teller: &mut Teller, mut sale: Sale, project: String, done: u64) {
    teller.later(if sale.course == Course::Whole { 4 } else { 1 }, 15, move |teller| {
        let time = format!("{}h", sale.random.between(3, 7));
        let Some(task) = deliver::work_on(teller, sale.seat, &project, (&time, false))? else {
            return over(teller, &sale, &project);
        };
        let is_whole = sale.course == Course::Whole;
        // Of the running one the third task takes days, and the fourth is at work on the last evening.
        if is_whole || done < 2 || done == 5 {
            teller.call("task.done", json!({ "id": task["id"], "version": task["version"] }))?;
        }
        if done == 1 || is_whole && done == 5 {
            reach(teller, &sale, &project)?;
        }
        go_on(teller, sale, project, done + 1);
        Ok(())
    });
}

/// The next milestone is reached; its invoice is issued, but for the one that waits.
fn reach(teller: &mut Teller, sale: &Sale, project: &str) -> Result<()> {
    let page = teller.call("project.get", json!({ "id": project }))?;
    let mut milestones = page["milestones"].as_array().into_iter().flatten();
    let Some(next) = milestones.find(|one| one["reached_date"].is_null()) else { return Ok(()) };
    let reached =
        teller.call("milestone.reach", json!({ "id": next["id"], "version": next["version"] }))?["billing"]
            .clone();
    let invoices = reached.as_array().into_iter().flatten().filter_map(|part| part["invoice_ids"].as_array());
    for invoice in invoices.flatten().filter(|_| sale.course == Course::Whole) {
        bill::issue(teller, sale.seat, sale.client, Fate::Prompt, sale.random.clone(), text(invoice)?, None)?;
    }
    Ok(())
}

/// The project is closed, which begins the support, and the promise is kept.
fn over(teller: &Teller, sale: &Sale, project: &str) -> Result<()> {
    let version = teller.call("project.get", json!({ "id": project }))?["version"].clone();
    teller.call("project.close", json!({ "id": project, "version": version, "tasks": [] }))?;
    hand_over::keep_promise(teller, &sale.deal)
}
