//! Invoices, payments, credit and their corrections in any order: a small model of what is open and what is free says what each
//! figure must be, and no number is missing or given twice.

use super::{issued, pune};
use crate::support::Company;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use throughline_core::api::Mode;
use throughline_core::kernel::error::Code;

/// Something that somebody does; `usize` picks one of what is there, amounts are whole rupees.
#[derive(Debug, Clone)]
enum Step {
    Issue(u32),
    IssueNothing,
    Pay { amount: u32, on: usize, share: Option<u32>, kept: u32 },
    PayOldest(u32),
    Apply { source: usize, on: usize, amount: u32 },
    Unapply { source: usize, on: usize },
    Refund { source: usize, amount: u32 },
    Reverse(usize),
    Credit(usize),
    Void(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let rupees = 1_u32..120;
    prop_oneof![
        4 => rupees.clone().prop_map(Step::Issue),
        1 => Just(Step::IssueNothing),
        4 => (rupees.clone(), any::<usize>(), proptest::option::of(0_u32..120), 0_u32..20)
            .prop_map(|(amount, on, share, kept)| Step::Pay { amount, on, share, kept }),
        2 => rupees.clone().prop_map(Step::PayOldest),
        3 => (any::<usize>(), any::<usize>(), rupees.clone())
            .prop_map(|(source, on, amount)| Step::Apply { source, on, amount }),
        2 => (any::<usize>(), any::<usize>()).prop_map(|(source, on)| Step::Unapply { source, on }),
        2 => (any::<usize>(), rupees).prop_map(|(source, amount)| Step::Refund { source, amount }),
        2 => any::<usize>().prop_map(Step::Reverse),
        1 => any::<usize>().prop_map(Step::Credit),
        1 => any::<usize>().prop_map(Step::Void),
    ]
}

struct Invoice {
    id: Value,
    open: i64,
}

/// A payment or a credit note.
struct Source {
    id: Value,
    is_payment: bool,
    free: i64,
    shares: BTreeMap<usize, i64>,
    kept: BTreeMap<usize, i64>,
    /// The invoice that a credit note takes back.
    own: Option<usize>,
}

struct Books {
    company: Company,
    customer: String,
    invoices: Vec<Invoice>,
    sources: Vec<Source>,
}

fn rupees(value: &Value) -> i64 {
    value["amount"].as_str().unwrap().strip_suffix(".00").unwrap().parse().unwrap()
}

impl Books {
    /// What the product answers; a refusal has a reason and is no fault of the program.
    fn ask(&self, command: &str, payload: Value) -> Option<Value> {
        match self.company.core.call(None, command, payload.clone(), Mode::Run) {
            Ok(reply) => Some(reply.result),
            Err(error) => {
                assert!(
                    !matches!(error.code, Code::Internal | Code::Storage),
                    "{command} {payload}: {error}"
                );
                None
            }
        }
    }

    fn pay(&mut self, amount: i64, asked: Value, shares: &BTreeMap<usize, i64>, kept: BTreeMap<usize, i64>) {
        let mut payload =
            json!({ "customer_id": self.customer, "amount": amount.to_string(), "method": "bank" });
        payload.as_object_mut().unwrap().extend(asked.as_object().unwrap().clone());
        let Some(made) = self.ask("payment.record", payload) else { return };
        for (on, minor) in shares.iter().chain(&kept) {
            self.invoices[*on].open -= minor;
        }
        self.sources.push(Source {
            id: made["id"].clone(),
            is_payment: true,
            free: amount - shares.values().sum::<i64>(),
            shares: shares.clone(),
            kept,
            own: None,
        });
    }

    fn pay_one(&mut self, amount: i64, on: usize, share: Option<i64>, kept: i64) {
        let invoice = &self.invoices[on];
        let taken = share.unwrap_or_else(|| amount.min(invoice.open - kept));
        let mut asked = json!({ "allocations": [{ "invoice_id": invoice.id }] });
        if let Some(share) = share {
            asked["allocations"][0]["amount"] = json!(share.to_string());
        }
        if kept > 0 {
            let less =
                json!({ "invoice_id": invoice.id, "kind": "tax_withheld", "amount": kept.to_string() });
            asked["deductions"] = json!([less]);
        }
        let kept = BTreeMap::from_iter((kept > 0).then_some((on, kept)));
        self.pay(amount, asked, &BTreeMap::from([(on, taken)]), kept);
    }

    fn pay_oldest(&mut self, amount: i64) {
        let (mut left, mut shares) = (amount, BTreeMap::new());
        for (place, invoice) in self.invoices.iter().enumerate().filter(|(_, invoice)| invoice.open > 0) {
            let share = left.min(invoice.open);
            if share > 0 {
                shares.insert(place, share);
            }
            left -= share;
        }
        self.pay(amount, json!({}), &shares, BTreeMap::new());
    }

    fn credit(&mut self, on: usize) {
        let invoice = self.invoices[on].id.clone();
        let Some(made) =
            self.ask("credit_note.issue", json!({ "invoice_id": invoice, "reason": "Returned" }))
        else {
            return;
        };
        let open = std::mem::take(&mut self.invoices[on].open);
        let totals = self.company.ok("invoice.get", json!({ "id": invoice }))["totals"].clone();
        let total = rupees(&json!({ "amount": totals["total"] }));
        self.sources.push(Source {
            id: made["id"].clone(),
            is_payment: false,
            free: total - open,
            shares: BTreeMap::new(),
            kept: BTreeMap::new(),
            own: Some(on),
        });
    }

    fn settle(&mut self, source: usize, on: usize, amount: i64) {
        let share = json!({ "invoice_id": self.invoices[on].id, "amount": amount.to_string() });
        let asked = json!({ "source_id": self.sources[source].id, "allocations": [share] });
        if self.ask("credit.apply", asked).is_some() {
            self.sources[source].free -= amount;
            *self.sources[source].shares.entry(on).or_default() += amount;
            self.invoices[on].open -= amount;
        }
    }

    fn take_off(&mut self, source: usize, on: usize) {
        let (from, invoice) = (&self.sources[source].id, &self.invoices[on].id);
        let asked = json!({ "source_id": from, "invoice_id": invoice, "reason": "Meant for another" });
        if self.ask("credit.unapply", asked).is_some() {
            let share = self.sources[source].shares.remove(&on).unwrap_or(0);
            let kept = self.sources[source].kept.remove(&on).unwrap_or(0);
            self.sources[source].free += share;
            self.invoices[on].open += share + kept;
            self.cover(on);
        }
    }

    /// What money came off is settled by its own credit note, as far as that is free.
    fn cover(&mut self, on: usize) {
        if let Some(note) = self.sources.iter_mut().find(|source| source.own == Some(on)) {
            let settled = note.free.min(self.invoices[on].open);
            note.free -= settled;
            self.invoices[on].open -= settled;
        }
    }

    fn reverse(&mut self, source: usize) {
        let asked = json!({ "id": self.sources[source].id, "reason": "Bounced" });
        if self.ask("payment.reverse", asked).is_some() {
            let Source { shares, kept, .. } = self.sources.remove(source);
            let off: Vec<(usize, i64)> = shares.into_iter().chain(kept).collect();
            for (on, minor) in &off {
                self.invoices[*on].open += minor;
            }
            off.into_iter().for_each(|(on, _)| self.cover(on));
        }
    }

    fn take(&mut self, step: &Step) {
        let (invoices, sources) = (self.invoices.len(), self.sources.len());
        match *step {
            Step::Issue(price) => {
                let made = issued(&self.company, &self.customer, &price.to_string());
                self.invoices.push(Invoice { id: made["id"].clone(), open: price.into() });
            }
            Step::IssueNothing => {
                let draft = json!({ "draft": { "customer_id": self.customer, "lines": [] } });
                let made = self.company.ok("invoice.create", draft);
                assert_eq!(
                    self.ask("invoice.issue", json!({ "id": made["id"], "version": made["version"] })),
                    None
                );
            }
            Step::PayOldest(amount) => self.pay_oldest(amount.into()),
            Step::Pay { amount, on, share, kept } if invoices > 0 => {
                self.pay_one(amount.into(), on % invoices, share.map(i64::from), kept.into());
            }
            Step::Credit(on) if invoices > 0 => self.credit(on % invoices),
            Step::Void(on) if invoices > 0 => {
                let asked = json!({ "id": self.invoices[on % invoices].id, "reason": "Typed twice" });
                if self.ask("invoice.void", asked).is_some() {
                    self.invoices[on % invoices].open = 0;
                }
            }
            Step::Apply { source, on, amount } if invoices > 0 && sources > 0 => {
                self.settle(source % sources, on % invoices, amount.into());
            }
            Step::Unapply { source, on } if invoices > 0 && sources > 0 => {
                self.take_off(source % sources, on % invoices);
            }
            Step::Refund { source, amount } if sources > 0 => {
                let from = &self.sources[source % sources].id;
                let asked = json!({ "source_id": from, "amount": amount.to_string(), "method": "bank" });
                if self.ask("credit.refund", asked).is_some() {
                    self.sources[source % sources].free -= i64::from(amount);
                }
            }
            Step::Reverse(source) if sources > 0 => self.reverse(source % sources),
            _ => {}
        }
    }

    fn compare(&self) {
        for invoice in &self.invoices {
            assert!(invoice.open >= 0, "{} was settled with more than it comes to", invoice.id);
            let shown = self.company.ok("invoice.get", json!({ "id": invoice.id }));
            assert_eq!(rupees(&shown["open"]), invoice.open, "{}", shown["number"]);
        }
        for source in &self.sources {
            assert!(source.free >= 0, "{} gave more than it had", source.id);
            let shown = if source.is_payment {
                self.company.ok("payment.get", json!({ "id": source.id }))["credit"].clone()
            } else {
                self.company.ok("invoice.get", json!({ "id": source.id }))["open"].clone()
            };
            assert_eq!(rupees(&shown), source.free, "{}", source.id);
        }
    }

    /// The numbers of a kind of paper in the order in which they were given.
    fn numbers(&self, papers: &str) -> Vec<i64> {
        let reader = self.company.core.file().reader();
        let mut statement = reader.prepare(&format!("SELECT no FROM {papers} ORDER BY rowid")).unwrap();
        let numbers = statement.query_map([], |row| row.get(0)).unwrap();
        numbers.collect::<Result<_, _>>().unwrap()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn money_is_where_it_was_put_whatever_is_done(steps in proptest::collection::vec(step(), 4..28)) {
        let (company, customer) = pune();
        let mut books = Books { company, customer, invoices: Vec::new(), sources: Vec::new() };
        for step in &steps {
            books.take(step);
            books.compare();
        }
        for papers in
            ["issued_document WHERE kind = 'invoice'", "issued_document WHERE kind = 'credit_note'", "payment"]
        {
            let numbers = books.numbers(papers);
            prop_assert_eq!(&numbers, &(1..).take(numbers.len()).collect::<Vec<_>>(), "{}", papers);
        }
        books.company.assert_sound();
    }
}
