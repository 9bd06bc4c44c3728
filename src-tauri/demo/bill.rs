//! The chapter of invoices: written, sent, paid in time or late, in parts, too much, by a cheque that bounces, or never;
//! made void, credited, refunded. What should happen after the last evening stays open, which makes the overdue ones.

use super::random::Random;
use super::teller::{Teller, amount, text};
use crate::kernel::decimal::{canonical, round_half_away};
use crate::kernel::error::{Error, Result};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// What becomes of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Prompt,
    Late,
    Part,
    /// Paid after half a year, if at all.
    Never,
    Over,
    Cheque,
    Void,
    Credited,
    Refunded,
    Short,
    /// Settled with a credit that stands, the rest prompt.
    FromCredit,
}

const FATES: [Fate; 20] = [
    Fate::Prompt,
    Fate::Late,
    Fate::Prompt,
    Fate::Part,
    Fate::Prompt,
    Fate::Over,
    Fate::Prompt,
    Fate::Late,
    Fate::Void,
    Fate::Prompt,
    Fate::Prompt,
    Fate::Never,
    Fate::Late,
    Fate::Prompt,
    Fate::Cheque,
    Fate::Prompt,
    Fate::Credited,
    Fate::Late,
    Fate::Short,
    Fate::Refunded,
];

/// An issued invoice on its way.
#[derive(Clone)]
pub(super) struct Bill {
    pub(super) seat: usize,
    pub(super) client: usize,
    pub(super) fate: Fate,
    pub(super) random: Random,
    id: String,
    net: Decimal,
    /// The payment whose credit settles it, and how much that is.
    credit: Option<(String, Decimal)>,
}

/// The fate of the invoice number `n` of a chapter.
pub(super) fn fate(n: u64) -> Fate {
    FATES[usize::try_from(n % 20).unwrap_or(0)]
}

/// Plans the invoices that begin without an estimate, and the drafts of the last days.
pub(super) fn plan(teller: &mut Teller, seat: usize) {
    let direct = teller.seats[seat].firm.direct;
    for n in 0..direct {
        let mut random = teller.chance(seat, "bill", n);
        let day = 4 + n * 358 / direct + random.below(3);
        let client = somebody(teller, seat, day, &mut random);
        teller.on_day(seat, day, random.below(420), move |teller| {
            let draft = draft(teller, seat, client, &mut random)?;
            let made = teller.call("invoice.create", json!({ "draft": draft }))?;
            issue(teller, seat, client, fate(n), random, text(&made["id"])?, None)
        });
    }
    for n in 0..4 {
        let mut random = teller.chance(seat, "draft", n);
        let client = somebody(teller, seat, 300, &mut random);
        teller.on_day(seat, 360 + n, random.below(420), move |teller| {
            let draft = draft(teller, seat, client, &mut random)?;
            teller.call("invoice.create", json!({ "draft": draft })).map(drop)
        });
    }
}

/// A client that is a customer on that day.
pub(super) fn somebody(teller: &Teller, seat: usize, day: u64, random: &mut Random) -> usize {
    let seat = &teller.seats[seat];
    let known = (0..seat.firm.clients.len()).filter(|client| seat.joins(*client) < day).count();
    random.place(known)
}

/// A document as it would be typed.
pub(super) fn draft(teller: &Teller, seat: usize, client: usize, random: &mut Random) -> Result<Value> {
    let here = &teller.seats[seat];
    let known = here.client(client);
    let customer =
        here.clients[client].as_ref().ok_or_else(|| Error::internal("the client is no customer yet"))?;
    let count = 1 + random.place(4);
    let first = random.place(here.firm.wares.len());
    let lines: Vec<Value> = (0..count)
        .map(|n| line(teller, seat, client, (first + n * 2) % here.firm.wares.len(), random))
        .collect();
    let mut draft = json!({
        "customer_id": customer, "branch_id": here.branch_id, "subject": random.one(here.firm.subjects), "lines": lines,
    });
    if let Some((_, rate)) = known.foreign {
        draft["rate"] = json!(rate);
        draft["rate_source"] = json!(here.firm.words.rate_source);
    }
    if random.happens(10) {
        draft["discount"] = json!("5%");
    }
    if random.happens(40) {
        draft["order_no"] = json!(format!("PO-{}", random.between(1001, 9899)));
    }
    Ok(draft)
}

fn line(teller: &Teller, seat: usize, client: usize, ware: usize, random: &mut Random) -> Value {
    let here = &teller.seats[seat];
    let (sold, (item, class)) = (&here.firm.wares[ware], &here.wares[ware]);
    let price = match here.client(client).foreign.and_then(|(_, rate)| rate.parse::<Decimal>().ok()) {
        None => sold.price.to_owned(),
        Some(rate) => {
            let at_home = sold.price.parse::<Decimal>().unwrap_or(Decimal::ONE_HUNDRED);
            canonical(round_half_away(at_home.checked_div(rate).unwrap_or(at_home), 2))
        }
    };
    let mut line = json!({
        "item_id": item, "tax_class_id": class, "description": sold.name, "detail": sold.detail, "hsn": sold.code,
        "unit": sold.unit, "quantity": random.between(1, sold.most).to_string(), "unit_price": price,
    });
    if random.happens(15) {
        line["discount"] = json!("10%");
    }
    line
}

/// Issues a draft and plans what becomes of it.
pub(super) fn issue(
    teller: &mut Teller,
    seat: usize,
    client: usize,
    fate: Fate,
    random: Random,
    id: String,
    credit: Option<(String, Decimal)>,
) -> Result<()> {
    let page = teller.call("invoice.get", json!({ "id": id }))?;
    let net = amount(&page["totals"]["net"])?;
    teller.call("invoice.issue", json!({ "id": id, "version": page["version"] }))?;
    let french = teller.seats[seat].firm.country == crate::settings::country::Country::France;
    // French law knows no void invoice: the same mistake is put right by a credit note.
    let fate = if fate == Fate::Void && french { Fate::Credited } else { fate };
    let bill = Bill { seat, client, fate, random, id, net, credit };
    if fate != Fate::Void {
        let sent = bill.clone();
        teller.later(0, 12, move |teller| {
            let how = if sent.client.is_multiple_of(7) { "print" } else { "email" };
            teller.call("invoice.mark_sent", json!({ "id": sent.id, "how": how })).map(drop)
        });
    }
    follow(teller, bill);
    Ok(())
}

fn follow(teller: &mut Teller, mut bill: Bill) {
    let days = teller.seats[bill.seat].client(bill.client).days;
    let minute = 20 + bill.random.below(50);
    let wait = match bill.fate {
        Fate::Prompt | Fate::Short | Fate::Over | Fate::Refunded => {
            days.saturating_sub(bill.random.between(0, 9)).max(2)
        }
        Fate::Late => days + bill.random.between(6, 40),
        Fate::Part | Fate::Cheque => days + bill.random.between(0, 8),
        Fate::Never => days + 150,
        Fate::Void | Fate::FromCredit => 1,
        Fate::Credited => 6,
    };
    teller.later(wait, minute, move |teller| happen(teller, bill));
}

fn happen(teller: &mut Teller, mut bill: Bill) -> Result<()> {
    let words = &teller.seats[bill.seat].firm.words;
    match bill.fate {
        Fate::Prompt | Fate::Late | Fate::Never => settle(teller, &mut bill).map(drop),
        Fate::Part => {
            let half = round_half_away(open(teller, &bill)? / Decimal::TWO, 0);
            pay(teller, &mut bill, "bank", half, half, &[])?;
            bill.fate = Fate::Late;
            teller.later(110, 0, move |teller| settle(teller, &mut bill).map(drop));
            Ok(())
        }
        Fate::Over => pay_too_much(teller, bill),
        Fate::Cheque => {
            let due = open(teller, &bill)?;
            let paid = pay(teller, &mut bill, "cheque", due, due, &[])?;
            teller.later(4, 0, move |teller| {
                teller.call("payment.reverse", json!({ "id": paid, "reason": words.bounced }))?;
                teller.later(9, 0, move |teller| settle(teller, &mut bill).map(drop));
                Ok(())
            });
            Ok(())
        }
        Fate::Void => teller.call("invoice.void", json!({ "id": bill.id, "reason": words.voided })).map(drop),
        Fate::Credited => credit(teller, &bill).map(drop),
        Fate::Refunded => refund(teller, bill),
        Fate::Short => {
            let due = open(teller, &bill)?;
            let cents = due.fract();
            let less = if cents.is_zero() { Decimal::ONE } else { cents };
            let kept = [("small_difference", less, words.small_difference.to_owned())];
            pay(teller, &mut bill, "bank", due - less, due - less, &kept).map(drop)
        }
        Fate::FromCredit => {
            if let Some((source, free)) = bill.credit.take() {
                let share = free.min(open(teller, &bill)?);
                let allocations = json!([{ "invoice_id": bill.id, "amount": canonical(share) }]);
                teller.call("credit.apply", json!({ "source_id": source, "allocations": allocations }))?;
            }
            bill.fate = Fate::Prompt;
            follow(teller, bill);
            Ok(())
        }
    }
}

fn open(teller: &Teller, bill: &Bill) -> Result<Decimal> {
    amount(&teller.call("invoice.get", json!({ "id": bill.id }))?["open"]["amount"])
}

/// Pays what is open, less what this client keeps back by law or its bank by habit.
fn settle(teller: &mut Teller, bill: &mut Bill) -> Result<Option<String>> {
    let due = open(teller, bill)?;
    if due.is_zero() {
        return Ok(None);
    }
    let seat = &teller.seats[bill.seat];
    let (known, words) = (seat.client(bill.client), &seat.firm.words);
    let mut kept = Vec::new();
    if known.withholds > 0 {
        let tax = round_half_away(bill.net * Decimal::new(known.withholds, 2), 0);
        if tax > Decimal::ZERO && tax < due {
            let reason = format!("{} {} %", words.withheld, known.withholds);
            kept.push(("tax_withheld", tax, reason));
        }
    }
    if known.foreign.is_some() && due > Decimal::ONE_HUNDRED {
        kept.push(("bank_charge", Decimal::from(15), words.bank_charge.to_owned()));
    }
    let arrives = kept.iter().fold(due, |left, (_, less, _)| left - less);
    let methods: &[&str] = match known.country {
        "IN" => &["bank", "bank", "upi", "bank", "cheque"],
        "FR" => &["bank", "bank", "card"],
        _ => &["bank", "bank", "cheque", "card"],
    };
    let method = if known.foreign.is_some() { "bank" } else { bill.random.one(methods) };
    pay(teller, bill, method, arrives, arrives, &kept).map(Some)
}

/// Records a payment of `arrives`, of which `share` settles the invoice.
fn pay(
    teller: &Teller,
    bill: &mut Bill,
    method: &str,
    arrives: Decimal,
    share: Decimal,
    kept: &[(&str, Decimal, String)],
) -> Result<String> {
    let seat = &teller.seats[bill.seat];
    let deductions: Vec<Value> = kept
        .iter()
        .map(|(kind, less, reason)| {
            json!({ "invoice_id": bill.id, "kind": kind, "amount": canonical(*less), "reason": reason })
        })
        .collect();
    let mark = match method {
        "bank" => "TRF",
        "cheque" => "CHQ",
        "upi" => "UPI",
        _ => "CARD",
    };
    let mut payment = json!({
        "customer_id": seat.clients[bill.client], "branch_id": seat.branch_id, "method": method,
        "amount": canonical(arrives), "reference": format!("{mark} {:06}", bill.random.between(1, 999_999)),
        "allocations": [{ "invoice_id": bill.id, "amount": canonical(share) }], "deductions": deductions,
    });
    if let Some((_, rate)) = seat.client(bill.client).foreign {
        payment["rate"] = json!(rate);
    }
    text(&teller.call("payment.record", payment)?["id"])
}

/// A round sum, somewhat more than is due; most of the time the next invoice uses the rest up.
fn pay_too_much(teller: &mut Teller, mut bill: Bill) -> Result<()> {
    let due = open(teller, &bill)?;
    let thousand = Decimal::ONE_THOUSAND;
    let round = ((due / thousand).floor() + Decimal::ONE) * thousand;
    let paid = pay(teller, &mut bill, "bank", round, due, &[])?;
    if bill.random.happens(60) {
        teller.later(18, 0, move |teller| {
            let Bill { seat, client, mut random, .. } = bill;
            let draft = draft(teller, seat, client, &mut random)?;
            let made = teller.call("invoice.create", json!({ "draft": draft }))?;
            issue(
                teller,
                seat,
                client,
                Fate::FromCredit,
                random,
                text(&made["id"])?,
                Some((paid, round - due)),
            )
        });
    }
    Ok(())
}

fn credit(teller: &Teller, bill: &Bill) -> Result<String> {
    let reason = teller.seats[bill.seat].firm.words.credited;
    text(&teller.call("credit_note.issue", json!({ "invoice_id": bill.id, "reason": reason }))?["id"])
}

/// Paid, then taken back whole, then the money returned.
fn refund(teller: &mut Teller, mut bill: Bill) -> Result<()> {
    let due = open(teller, &bill)?;
    pay(teller, &mut bill, "bank", due, due, &[])?;
    teller.later(12, 0, move |teller| {
        let note = credit(teller, &bill)?;
        teller.later(5, 0, move |teller| {
            let back = json!({ "source_id": note, "amount": canonical(due), "method": "bank" });
            teller.call("credit.refund", back).map(drop)
        });
        Ok(())
    });
    Ok(())
}
