//! The help of a large company: two requests of each customer with what was said in them, and a contract of every fifth.

use super::random::Random;
use super::teller::{Teller, text};
use crate::kernel::error::Result;
use serde_json::{Value, json};

/// So many requests of the last days are open still, and one of so many of all others.
const OPEN_LAST: u64 = 200;
const OPEN_EACH: u64 = 100;

/// Requests for help, all year.
pub(super) struct LargeHelp {
    random: Random,
    /// How many requests there will be.
    in_all: u64,
    asked: u64,
}

impl LargeHelp {
    pub(super) fn open(teller: &Teller, thousands: u32) -> Result<Self> {
        teller.call("area.switch", json!({ "area": "support", "state": "live" }))?;
        let random = Random::of(teller.seed, "large help", u64::from(thousands));
        Ok(Self { random, in_all: u64::from(thousands) * 1_000, asked: 0 })
    }

    /// What happens beside the `n`th new customer, about one that is `known`.
    pub(super) fn day(&mut self, teller: &Teller, n: u64, (seat, customer): &(usize, String)) -> Result<()> {
        if n.is_multiple_of(5) {
            self.contract(teller, *seat, customer)?;
        }
        self.ticket(teller, *seat, customer)?;
        self.ticket(teller, *seat, customer)
    }

    fn contract(&mut self, teller: &Teller, seat: usize, customer: &str) -> Result<()> {
        let here = &teller.seats[seat];
        let (start, end) = (teller.in_days(seat, 0), teller.in_days(seat, self.random.between(90, 700)));
        let contract = json!({
            "customer_id": customer, "branch_id": here.branch_id, "name": here.firm.helping.contract, "start": start,
            "end": end, "notice_days": 30, "value": (self.random.between(20, 400) * 500).to_string(),
        });
        let made = teller.call("contract.create", contract)?;
        let gives = json!({
            "customer_id": customer, "contract_id": made["id"], "branch_id": here.branch_id,
            "name": here.firm.helping.gives, "unit": "hours", "amount": "10", "period": "month", "start": start,
            "end": end,
        });
        teller.call("entitlement.create", gives).map(drop)
    }

    /// A request in which five things are said; most are done.
    fn ticket(&mut self, teller: &Teller, seat: usize, customer: &str) -> Result<()> {
        let helping = &teller.seats[seat].firm.helping;
        let asked = &helping.asked[self.random.place(helping.asked.len())];
        let subject = format!("{} · {}", self.random.one(teller.seats[seat].firm.subjects), asked.subject);
        self.asked += 1;
        let stays_open = self.asked + OPEN_LAST > self.in_all || self.asked.is_multiple_of(OPEN_EACH);
        let made = teller.call(
            "ticket.open",
            json!({
                "customer_id": customer, "branch_id": teller.seats[seat].branch_id, "subject": subject, "body": asked.body,
                "priority": self.random.one(&["low", "normal", "normal", "high", "urgent"]),
                "owner_id": if self.random.happens(20) { Some("") } else { None },
            }),
        )?;
        let id = text(&made["id"])?;
        let say = |command: &str, more: Value| -> Result<Value> {
            let mut said = more;
            said["id"] = json!(id);
            teller.call(command, said)
        };
        say("ticket.reply", json!({ "body": asked.question }))?;
        say("ticket.receive", json!({ "body": asked.told }))?;
        say("ticket.note", json!({ "body": helping.known[0].1 }))?;
        let last = say("ticket.reply", json!({ "body": asked.solved }))?;
        if stays_open {
            return Ok(());
        }
        let done = say("ticket.resolve", json!({ "version": last["version"] }))?;
        say("ticket.close", json!({ "version": done["version"] })).map(drop)
    }
}
