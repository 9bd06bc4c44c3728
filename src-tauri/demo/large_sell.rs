//! The selling side of a large company: a long catalogue with a price list, and enquiries, deals and activities all year.

use super::large::named;
use super::numbers;
use super::random::Random;
use super::teller::{Teller, text};
use crate::kernel::error::Result;
use serde_json::{Value, json};

/// Most lines of a price list that are set at once.
const LINES_AT_ONCE: usize = 500;

/// Where deals go through, with chance of its own.
pub(super) struct LargeSelling {
    random: Random,
    stages: Vec<Value>,
}

impl LargeSelling {
    /// Fills the catalogue: two hundred items and twenty for each thousand invoices, all of them on one price list.
    pub(super) fn open(teller: &Teller, thousands: u32) -> Result<Self> {
        let mut random = Random::of(teller.seed, "large selling", u64::from(thousands));
        let here = &teller.seats[0];
        let (_, class) = &here.wares[0];
        let mut lines = Vec::new();
        for n in 0..200 + u64::from(thousands) * 20 {
            let price = random.between(50, 5_000).to_string();
            let item = json!({
                "name": format!("{} {}", named(&mut random), 100 + n), "kind": random.one(&["product", "service"]),
                "unit": "nos", "currency": here.currency, "price": price, "tax_class_ids": [class],
            });
            let id = text(&teller.call("item.create", item)?["id"])?;
            lines.push(json!({ "item_id": id, "unit_price": price }));
        }
        let mut list = json!({ "name": "Trade", "currency": here.currency, "for_all": false });
        for lines in lines.chunks(LINES_AT_ONCE) {
            list["set"] = json!(lines);
            let saved = teller.call("price_list.save", list)?;
            list = json!({ "id": saved["id"], "version": saved["version"] });
        }
        let stages = teller.call("pipeline.list", json!({}))?["rows"][0]["stages"].clone();
        Ok(Self { random, stages: stages.as_array().cloned().unwrap_or_default() })
    }

    /// What happens beside the `n`th new customer, about one that is `known`.
    pub(super) fn day(&mut self, teller: &Teller, n: u64, (seat, customer): &(usize, String)) -> Result<()> {
        let subject = self.random.one(teller.seats[*seat].firm.subjects);
        match n % 5 {
            0 | 2 => self.enquiry(teller, *seat, subject)?,
            1 | 3 => self.deal(teller, *seat, customer, subject)?,
            _ => {}
        }
        self.activity(teller, *seat, n, customer)
    }

    fn enquiry(&mut self, teller: &Teller, seat: usize, interest: &str) -> Result<()> {
        let here = &teller.seats[seat];
        let random = &mut self.random;
        let lead = json!({
            "name": random.one(here.firm.people), "company": named(random), "interest": interest,
            "place": here.client(random.place(here.firm.clients.len())).city,
            "phone": numbers::phone(here.firm.country.code(), random),
            "source": random.one(here.firm.selling.sources),
            "amount": (random.between(20, 400) * 500).to_string(), "currency": here.currency,
        });
        let made = teller.call("lead.capture", lead)?;
        if random.happens(70) {
            let no =
                json!({ "id": made["id"], "version": made["version"], "reason": here.firm.selling.dropped });
            teller.call("lead.disqualify", no)?;
        }
        Ok(())
    }

    fn deal(&mut self, teller: &Teller, seat: usize, customer: &str, title: &str) -> Result<()> {
        let random = &mut self.random;
        let here = &teller.seats[seat];
        let days = random.between(10, 60);
        let deal = json!({
            "title": title, "customer_id": customer, "branch_id": here.branch_id,
            "amount": (random.between(30, 600) * 500).to_string(), "expected_close": teller.in_days(seat, days),
            "stage_id": self.stages[random.place(self.stages.len())]["id"],
        });
        let made = teller.call("deal.create", deal)?;
        let mut close = json!({ "id": made["id"], "version": made["version"] });
        match random.below(10) {
            0..=3 => teller.call("deal.win", close).map(drop),
            4..=6 => {
                close["reason"] = json!(here.firm.selling.lost);
                teller.call("deal.lose", close).map(drop)
            }
            _ => Ok(()),
        }
    }

    fn activity(&mut self, teller: &Teller, seat: usize, n: u64, customer: &str) -> Result<()> {
        let selling = &teller.seats[seat].firm.selling;
        let kind = self.random.one(&["call", "meeting", "visit", "email", "todo"]);
        let mut activity = json!({ "kind": kind, "record_id": customer, "subject": selling.called.0 });
        if n.is_multiple_of(10) {
            activity["subject"] = json!(selling.call_again);
            activity["due_date"] = json!(teller.in_days(seat, self.random.between(1, 90)));
        } else {
            activity["done"] = json!(true);
            activity["outcome"] = json!(selling.called.1);
        }
        teller.call("activity.create", activity).map(drop)
    }
}
