//! Many customers and invoices, for measuring: plainer than a story, but made by the same commands in the order of time.

use super::large_deliver::LargeDelivery;
use super::large_help::LargeHelp;
use super::large_sell::LargeSelling;
use super::large_work;
use super::numbers;
use super::random::Random;
use super::teller::{DAY_MS, DAYS, Teller, amount, text};
use crate::kernel::decimal::{canonical, round_half_away};
use crate::kernel::error::Result;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::collections::VecDeque;

/// Lines of each invoice.
const LINES: usize = 3;

/// An invoice that is waiting for its money.
struct Due {
    seat: usize,
    customer: String,
    invoice: String,
}

/// Customers and invoices, two invoices for each customer; most are paid a month later. Beside them a catalogue, and for
/// each five customers two enquiries, two deals, five activities, ten requests for help, a contract, an invoice that recurs and a
/// project of twenty tasks and two expenses; and ten entries of time for each customer.
pub(super) fn tell(teller: &mut Teller, thousands: u32) -> Result<()> {
    let customers = u64::from(thousands) * 500;
    let start_ms = teller.seats.iter().map(|seat| seat.start_ms).max().unwrap_or_default();
    let step_ms = (DAYS * DAY_MS) / i64::try_from(customers).unwrap_or(i64::MAX);
    let month = usize::try_from(customers / 12).unwrap_or(0) * 2;
    let mut random = Random::of(teller.seed, "large", u64::from(thousands));
    let mut selling = LargeSelling::open(teller, thousands)?;
    let mut delivery = LargeDelivery::open(teller, thousands)?;
    let mut help = LargeHelp::open(teller, thousands)?;
    let mut known: Vec<(usize, String)> = Vec::new();
    let mut waiting = VecDeque::new();
    let mut now_ms = start_ms;
    for n in 0..customers {
        teller.set_clock(now_ms);
        let seat = known.len() % teller.seats.len();
        known.push((seat, meet(teller, seat, n, &mut random)?));
        let regular = random.place(known.len());
        for which in [known.len() - 1, regular] {
            let (seat, customer) = known[which].clone();
            let invoice = bill(teller, seat, &customer, &mut random)?;
            waiting.push_back(Due { seat, customer, invoice });
        }
        while waiting.len() > month {
            collect(teller, waiting.pop_front(), &mut random)?;
        }
        if n.is_multiple_of(5) {
            offer(teller, &known[regular], &mut random)?;
            again(teller, &known[regular], &mut random)?;
        }
        selling.day(teller, n, &known[regular])?;
        delivery.day(teller, n, &known[regular])?;
        help.day(teller, n, &known[regular])?;
        now_ms += step_ms;
    }
    large_work::tell(teller, &known)
}

const SYLLABLES: [&str; 24] = [
    "ba", "cor", "da", "el", "fi", "gan", "ha", "in", "jo", "ka", "lo", "mi", "na", "or", "pra", "ri", "sa",
    "ti", "ul", "va", "wen", "ya", "zo", "shi",
];
const TRADES: [&str; 16] = [
    "Foods",
    "Textiles",
    "Motors",
    "Clinics",
    "Hotels",
    "Papers",
    "Ceramics",
    "Logistics",
    "Seeds",
    "Software",
    "Furnishings",
    "Chemicals",
    "Schools",
    "Interiors",
    "Printers",
    "Tools",
];

pub(super) fn named(random: &mut Random) -> String {
    let word: String = (0..3).map(|_| random.one(&SYLLABLES)).collect();
    let (first, rest) = word.split_at(1);
    format!("{}{rest} {}", first.to_uppercase(), random.one(&TRADES))
}

fn meet(teller: &Teller, seat: usize, n: u64, random: &mut Random) -> Result<String> {
    let here = &teller.seats[seat];
    let pattern = here.client(random.place(here.firm.clients.len() / 2));
    let name = named(random);
    let site = format!("{}-{n}.example", numbers::slug(&name));
    let customer = json!({
        "name": name, "currency": here.currency, "payment_term": { "days": pattern.days },
        "phone": numbers::phone(pattern.country, random), "email": format!("office@{site}"),
        "addresses": [{
            "street": format!("{} {}", random.between(1, 400), pattern.street), "city": pattern.city,
            "postal_code": pattern.postal_code, "region": pattern.region, "country": pattern.country,
        }],
        "contacts": [{ "name": random.one(here.firm.people), "roles": ["billing"], "email": format!("accounts@{site}") }],
    });
    text(&teller.call("customer.create", customer)?["id"])
}

fn draft(teller: &Teller, seat: usize, customer: &str, random: &mut Random) -> Value {
    let here = &teller.seats[seat];
    let first = random.place(here.firm.wares.len());
    let lines: Vec<Value> = (0..LINES)
        .map(|n| {
            let place = (first + n) % here.firm.wares.len();
            let (ware, (item, class)) = (&here.firm.wares[place], &here.wares[place]);
            json!({
                "item_id": item, "tax_class_id": class, "description": ware.name, "hsn": ware.code, "unit": ware.unit,
                "quantity": random.between(1, ware.most).to_string(), "unit_price": ware.price,
            })
        })
        .collect();
    json!({
        "customer_id": customer, "branch_id": here.branch_id, "subject": random.one(here.firm.subjects), "lines": lines,
    })
}

fn bill(teller: &Teller, seat: usize, customer: &str, random: &mut Random) -> Result<String> {
    let draft = draft(teller, seat, customer, random);
    let made = teller.call("invoice.create", json!({ "draft": draft }))?;
    teller.call("invoice.issue", json!({ "id": made["id"], "version": made["version"] }))?;
    text(&made["id"])
}

fn offer(teller: &Teller, (seat, customer): &(usize, String), random: &mut Random) -> Result<()> {
    let draft = draft(teller, *seat, customer, random);
    let made = teller.call("estimate.create", json!({ "draft": draft }))?;
    if random.happens(70) {
        let send = json!({ "id": made["id"], "version": made["version"], "how": "email" });
        teller.call("estimate.send", send)?;
    }
    Ok(())
}

/// What is invoiced every month or quarter, from next month on.
fn again(teller: &Teller, (seat, customer): &(usize, String), random: &mut Random) -> Result<()> {
    let draft = draft(teller, *seat, customer, random);
    let first = teller.in_days(*seat, random.between(400, 430));
    let rhythm = json!({ "every": 1, "unit": random.one(&["month", "quarter"]), "first": first });
    teller.call("recurring_invoice.create", json!({ "draft": draft, "rhythm": rhythm })).map(drop)
}

/// Of a hundred invoices 80 are paid, 6 paid by half and 14 not at all.
fn collect(teller: &Teller, due: Option<Due>, random: &mut Random) -> Result<()> {
    let chance = random.below(100);
    let Some(due) = due.filter(|_| chance < 86) else { return Ok(()) };
    let page = teller.call("invoice.get", json!({ "id": due.invoice }))?;
    let open = amount(&page["open"]["amount"])?;
    let share = if chance < 80 { open } else { round_half_away(open / Decimal::TWO, 0) };
    let share = canonical(share);
    let payment = json!({
        "customer_id": due.customer, "branch_id": teller.seats[due.seat].branch_id, "method": "bank", "amount": share,
        "reference": format!("TRF {:06}", random.between(1, 999_999)),
        "allocations": [{ "invoice_id": due.invoice, "amount": share }],
    });
    teller.call("payment.record", payment).map(drop)
}
