//! What was used beyond what was bought, on its way to an invoice: once and only once, whatever becomes of its papers.

mod proposed;

use crate::billing::pune;
use crate::support::{Company, assert_refused, reasons};
use proptest::prelude::*;
use serde_json::{Value, json};
use throughline_core::api::Mode;
use throughline_core::kernel::error::Code;

const DAY: i64 = 86_400_000;

/// A contract for a year at 120,000 that gives 24 hours of each month, with a ticket that takes them.
struct Care {
    company: Company,
    customer: String,
    contract: Value,
    entitlement: Value,
    ticket: Value,
}

impl Care {
    fn new() -> Self {
        Self::of("month", &json!({}))
    }

    fn of(period: &str, more: &Value) -> Self {
        let (company, customer) = pune();
        let mut contract = json!({ "customer_id": customer, "name": "Wi-Fi care", "start": "2026-11-01", "end": "2027-10-31",
            "value": "120000", "renewal_months": 12 });
        contract.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let contract = company.ok("contract.create", contract)["id"].clone();
        let entitlement = json!({ "customer_id": customer, "contract_id": contract, "name": "Gold", "unit": "hours",
            "amount": "24", "period": period, "start": "2026-11-01", "end": "2027-10-31" });
        let entitlement = company.ok("entitlement.create", entitlement)["id"].clone();
        let ticket = json!({ "customer_id": customer, "subject": "Ward 3", "entitlement_id": entitlement });
        let ticket = company.ok("ticket.open", ticket)["id"].clone();
        Self { company, customer, contract, entitlement, ticket }
    }

    fn work(&self, minutes: i64) {
        self.company.works(self.ticket.as_str().unwrap(), minutes);
    }

    fn to_bill(&self) -> Value {
        self.company.ok("overage.to_bill", json!({ "entitlement_id": self.entitlement }))
    }

    fn open(&self) -> i64 {
        self.to_bill()["rows"].as_array().unwrap().iter().map(|row| row["quantity"].as_i64().unwrap()).sum()
    }

    fn bill(&self) -> Value {
        self.company.ok("overage.bill", json!({ "entitlement_id": self.entitlement }))
    }

    fn over(&self) -> i64 {
        let row = self.company.ok("entitlement.get", json!({ "id": self.entitlement }))["row"].clone();
        row["balance"]["over_in_all"].as_i64().unwrap()
    }

    fn lines(&self, invoice: &Value) -> Vec<Value> {
        let draft = self.company.ok("invoice.get", json!({ "id": invoice["id"] }))["draft"].clone();
        let lines = draft["lines"].as_array().unwrap().iter();
        let told = |line: &Value| {
            json!([line["description"], line["detail"], line["quantity"], line["unit"], line["unit_price"]])
        };
        lines.map(told).collect()
    }

    fn issue(&self, invoice: &Value) {
        self.company.ok("invoice.issue", json!({ "id": invoice["id"], "version": invoice["version"] }));
    }

    fn propose(&self) -> Value {
        let version =
            self.company.ok("contract.get", json!({ "id": self.contract }))["row"]["version"].clone();
        self.company.ok("contract.propose", json!({ "id": self.contract, "version": version }))
    }
}

#[test]
fn what_was_used_beyond_is_a_line_for_each_period_and_billed_once() {
    let care = Care::new();
    care.work(26 * 60 + 40);
    care.company.clock.advance(15 * DAY);
    care.work(25 * 60);
    let open = care.to_bill();
    assert_eq!(
        open["rows"][0]["price"],
        json!({ "amount": "416.67", "currency": "INR" }),
        "120000 / (12 × 24)"
    );
    assert_eq!((&open["rows"][1]["from"], &open["rows"][1]["quantity"]), (&json!("2026-12-01"), &json!(60)));
    // 160 and 60 minutes.
    assert_eq!(open["amount"], json!({ "amount": "1527.79", "currency": "INR" }));
    let made = care.company.reply("overage.bill", json!({ "contract_id": care.contract }));
    assert_eq!(
        care.lines(&made.result),
        [
            json!(["Gold", "ENT-0001 · 1 Nov 2026 – 30 Nov 2026", "2.66667", "h", "416.67"]),
            json!(["Gold", "ENT-0001 · 1 Dec 2026 – 31 Dec 2026", "1", "h", "416.67"])
        ]
    );
    let taxed =
        care.company.ok("invoice.get", json!({ "id": made.result["id"] }))["draft"]["lines"][0].clone();
    assert_ne!(taxed["tax_class_id"], Value::Null);
    let stands = care.to_bill();
    assert_eq!((&stands["rows"], &stands["billed"][1]["quantity"]), (&json!([]), &json!(60)));
    assert_eq!(stands["billed"][0]["document_id"], made.result["id"]);
    for of in [json!({ "entitlement_id": care.entitlement }), json!({ "contract_id": care.contract })] {
        let path = of.as_object().unwrap().keys().next().unwrap().clone();
        assert_eq!(reasons(&care.company.refused("overage.bill", of)), [format!("{path} error.no_overage")]);
    }
    // What comes later in the same period is billed later.
    care.work(30);
    assert_eq!(care.open(), 30);
    care.company.ok("history.undo", json!({ "seq": made.undo.unwrap().seq }));
    assert_eq!(care.open(), 160 + 60 + 30);
    care.company.assert_sound();
}

#[test]
fn a_draft_that_goes_and_an_invoice_that_counts_no_more_free_what_was_on_them() {
    let care = Care::new();
    care.work(27 * 60);
    let first = care.bill();
    let gone = json!({ "id": first["id"], "version": first["version"] });
    let gone = care.company.reply("invoice.delete", gone);
    assert_eq!(care.open(), 180);
    let second = care.bill();
    let error = care.company.refused("history.undo", json!({ "seq": gone.undo.unwrap().seq }));
    assert_refused(&error, Code::Precondition, "error.overage_billed");
    care.issue(&second);
    assert_eq!(care.open(), 0);
    care.company.ok("invoice.void", json!({ "id": second["id"], "reason": "Wrong month" }));
    assert_eq!(care.open(), 180);
    let third = care.bill();
    care.issue(&third);
    care.company.ok("credit_note.issue", json!({ "invoice_id": third["id"], "reason": "Agreed otherwise" }));
    assert_eq!(care.open(), 180);
    care.issue(&care.bill());
    assert_eq!(care.open(), 0);
    care.company.assert_sound();
}

#[test]
fn time_that_is_billed_as_overage_is_not_invoiced_by_the_hour_too() {
    let care = Care::new();
    let log = |date: &str, time: &str| {
        let on = json!({ "ticket_id": care.ticket });
        let entry = json!({ "date": date, "time": time, "on": on, "billable": false });
        care.company.ok("time.log", entry)["id"].clone()
    };
    let (first, second) = (log("2026-11-19", "14h"), log("2026-11-20", "12h"));
    let bills = |entry: &Value, version: i64, billable: bool| json!({ "id": entry, "version": version, "set": { "billable": billable } });
    let unbilled = care.company.reply("time.update", bills(&first, 1, true));
    assert_eq!(care.open(), 0, "nothing is billed yet, so the hour may be");
    let by_plan = care.company.reply("time.update", bills(&first, 2, false));
    assert!(unbilled.undo.is_some());
    let bill = care.bill();
    let refused = care.company.refused("time.update", bills(&second, 1, true));
    assert_refused(&refused, Code::Precondition, "error.time_is_overage");
    let undone = care.company.refused("history.undo", json!({ "seq": by_plan.undo.unwrap().seq }));
    assert_refused(&undone, Code::Precondition, "error.time_is_overage");
    assert_eq!(care.to_bill()["excess"], json!([]));
    care.company.ok("invoice.delete", json!({ "id": bill["id"], "version": bill["version"] }));
    care.company.ok("time.update", bills(&second, 1, true));
    assert_eq!((care.open(), care.over()), (0, 0), "what is invoiced by the hour takes nothing");
    care.company.assert_sound();
}

#[test]
fn in_each_term_one_costs_what_it_came_to_in_that_term() {
    let care = Care::of("month", &json!({ "indexation_percent": "5" }));
    care.work(25 * 60);
    let price = |at: usize| care.to_bill()["rows"][at]["price"]["amount"].clone();
    assert_eq!(price(0), "416.67");
    care.company.ok("contract.renew", json!({ "id": care.contract, "version": 1 }));
    assert_eq!(price(0), "416.67", "what was worked in the first term");
    care.company.clock.advance(365 * DAY);
    care.work(25 * 60);
    assert_eq!((price(0), price(1)), (json!("416.67"), json!("437.50")), "126000 / (12 × 24)");
    care.company.ok("overage.bill", json!({ "entitlement_id": care.entitlement }));
}

#[test]
fn one_costs_what_it_came_to_among_the_periods_that_begin_in_the_term() {
    let yearly = Care::of("year", &json!({ "end": "2028-04-30" }));
    let longer = json!({ "id": yearly.entitlement, "version": 1, "set": { "end": "2028-04-30" } });
    yearly.company.ok("entitlement.update", longer);
    yearly.work(25 * 60);
    assert_eq!(
        yearly.to_bill()["rows"][0]["price"]["amount"],
        "2500.00",
        "two years begin in eighteen months"
    );
    let half = Care::new();
    let late = json!({ "id": half.entitlement, "version": 1, "set": { "end": "2027-04-30" } });
    half.company.ok("entitlement.update", late);
    half.work(25 * 60);
    assert_eq!(half.to_bill()["rows"][0]["price"]["amount"], "833.33", "120000 / (6 × 24)");
}

#[test]
fn where_a_contract_gives_more_than_one_thing_nobody_can_say_what_one_costs() {
    let care = Care::new();
    let calls = json!({ "customer_id": care.customer, "contract_id": care.contract, "name": "Calls", "unit": "tickets",
        "amount": "12", "period": "term", "start": "2026-11-01", "end": "2027-10-31" });
    let calls = care.company.ok("entitlement.create", calls)["id"].clone();
    care.work(25 * 60);
    assert_eq!(care.to_bill()["rows"][0]["price"], Value::Null);
    let asked = care.company.refused("overage.bill", json!({ "entitlement_id": care.entitlement }));
    assert_eq!(reasons(&asked), ["price error.required"]);
    // What is over beside it of another kind is not billed at the same price.
    for at in 0..13 {
        let ticket =
            json!({ "customer_id": care.customer, "subject": format!("Call {at}"), "entitlement_id": calls });
        care.company.ok("ticket.open", ticket);
    }
    let both = json!({ "contract_id": care.contract, "price": "500" });
    assert_eq!(reasons(&care.company.refused("overage.bill", both)), ["price error.overage_prices"]);
    care.company.ok("overage.bill", json!({ "entitlement_id": care.entitlement, "price": "500" }));
    let rest = care.company.ok("overage.bill", json!({ "contract_id": care.contract, "price": "300" }));
    assert_eq!(care.lines(&rest)[0][4], "300");
    care.company.assert_sound();
}

#[test]
fn a_contract_that_ends_early_leaves_the_price_as_it_was_agreed() {
    let care = Care::new();
    care.work(25 * 60);
    let version = care.company.ok("contract.get", json!({ "id": care.contract }))["row"]["version"].clone();
    let end = json!({ "id": care.contract, "version": version, "reason": "Moved away" });
    care.company.ok("contract.end", end);
    assert_eq!(care.to_bill()["rows"][0]["price"], json!({ "amount": "416.67", "currency": "INR" }));
    care.company.assert_sound();
}

#[test]
fn a_price_that_nobody_knows_is_asked_for() {
    let care = Care::of("term", &json!({ "value": "" }));
    care.work(25 * 60);
    let open = care.to_bill();
    assert_eq!((&open["rows"][0]["price"], &open["amount"]), (&Value::Null, &Value::Null));
    let bill = |price: Value| json!({ "entitlement_id": care.entitlement, "price": price });
    for (price, reason) in [
        (json!(null), "price error.required"),
        (json!(" "), "price error.required"),
        (json!("-5"), "price error.negative"),
        (json!("dear"), "price error.amount"),
    ] {
        assert_eq!(reasons(&care.company.refused("overage.bill", bill(price))), [reason]);
    }
    for (of, reason) in [
        (json!({}), "entitlement_id error.overage_of"),
        (
            json!({ "entitlement_id": care.entitlement, "contract_id": care.contract }),
            "entitlement_id error.overage_of",
        ),
        (json!({ "entitlement_id": care.customer }), "entitlement_id error.no_such_entitlement"),
        (json!({ "contract_id": "x" }), "contract_id error.no_such_contract"),
    ] {
        assert_eq!(reasons(&care.company.refused("overage.bill", of.clone())), [reason]);
        assert_eq!(reasons(&care.company.refused("overage.to_bill", of)), [reason]);
    }
    let made = care.company.ok("overage.bill", bill(json!("1,500")));
    assert_eq!(care.lines(&made)[0][4], "1500");
    // What a renewal cannot price stays to be billed.
    care.work(60);
    let proposed = care.propose();
    let estimate = care.company.ok("estimate.get", json!({ "id": proposed["estimate_id"] }));
    assert_eq!(estimate["draft"]["lines"].as_array().unwrap().len(), 1);
    assert_eq!(care.open(), 60);
}

#[test]
fn requests_are_counted_and_work_by_the_hour_is_no_overage() {
    let care = Care::new();
    for (date, billable) in [("2026-11-19", false), ("2026-11-20", true)] {
        let on = json!({ "ticket_id": care.ticket });
        care.company.ok("time.log", json!({ "date": date, "time": "13h", "on": on, "billable": billable }));
    }
    assert_eq!((care.over(), care.open()), (0, 0), "the second thirteen hours are invoiced by the hour");
    care.work(12 * 60);
    assert_eq!((care.over(), care.open()), (60, 60));
    let requests = json!({ "customer_id": care.customer, "name": "Calls", "unit": "tickets", "amount": "1",
        "period": "term", "start": "2026-11-01", "end": "2027-10-31" });
    let requests = care.company.ok("entitlement.create", requests)["id"].clone();
    for subject in ["One", "Two", "Three"] {
        let ticket = json!({ "customer_id": care.customer, "subject": subject, "entitlement_id": requests });
        care.company.ok("ticket.open", ticket);
    }
    let made = care.company.ok("overage.bill", json!({ "entitlement_id": requests, "price": "300" }));
    assert_eq!(care.lines(&made), [json!(["Calls", "ENT-0002 · 1 Nov 2026 – 31 Oct 2027", "2", "", "300"])]);
    care.company.assert_sound();
}

#[test]
fn what_is_billed_although_it_is_over_no_longer_is_named() {
    let care = Care::new();
    care.work(27 * 60);
    let bill = care.bill();
    assert_eq!(care.to_bill()["excess"], json!([]));
    let version =
        |id: &Value| care.company.ok("entitlement.get", json!({ "id": id }))["row"]["version"].clone();
    let more =
        json!({ "id": care.entitlement, "version": version(&care.entitlement), "set": { "amount": "26" } });
    care.company.ok("entitlement.update", more);
    let stands = care.to_bill();
    let excess = json!([{ "name": "Gold", "unit": "hours", "from": "2026-11-01", "quantity": 120 }]);
    assert_eq!((&stands["excess"], care.open()), (&excess, 0));
    care.company.ok("invoice.delete", json!({ "id": bill["id"], "version": bill["version"] }));
    assert_eq!((&care.to_bill()["excess"], care.open()), (&json!([]), 60));
    care.company.assert_sound();
}

#[test]
fn what_was_used_beyond_in_a_month_that_is_over_stays_whatever_is_agreed_now() {
    let care = Care::new();
    care.work(26 * 60);
    let set = |set: Value| {
        let row = care.company.ok("entitlement.get", json!({ "id": care.entitlement }))["row"].clone();
        json!({ "id": care.entitlement, "version": row["version"], "set": set })
    };
    let open = || care.to_bill()["rows"].clone();
    let told = |quantity: i64| (json!("2026-11-01"), json!(quantity));
    let first = || (open()[0]["from"].clone(), open()[0]["quantity"].clone());
    care.company.ok("entitlement.update", set(json!({ "amount": "25" })));
    assert_eq!(first(), told(60), "the month still runs");
    care.company.clock.advance(140 * DAY);
    for change in [json!({ "amount": "30" }), json!({ "amount": "10" })] {
        let refused = care.company.refused("entitlement.update", set(change));
        assert_refused(&refused, Code::Precondition, "error.periods_over");
    }
    assert_eq!(first(), told(60));
    // What costs nothing of what is over may change, and the same may be said again.
    care.company
        .ok("entitlement.update", set(json!({ "name": "Silver", "amount": "25", "end": "2027-12-31" })));
    care.work(27 * 60);
    let earlier = care.company.refused("entitlement.update", set(json!({ "end": "2026-12-31" })));
    assert_refused(&earlier, Code::Precondition, "error.periods_over");
    assert_eq!(
        (first(), &open()[1]["from"], &open()[1]["quantity"]),
        (told(60), &json!("2027-04-01"), &json!(120))
    );
    care.company.assert_sound();
}

#[test]
fn a_month_without_overage_lets_more_be_agreed_unless_something_of_it_came_over() {
    let care = Care::new();
    care.work(10 * 60);
    care.company.clock.advance(30 * DAY);
    let set = |set: Value| {
        let row = care.company.ok("entitlement.get", json!({ "id": care.entitlement }))["row"].clone();
        json!({ "id": care.entitlement, "version": row["version"], "set": set })
    };
    let allowed = || {
        let row = care.company.ok("entitlement.get", json!({ "id": care.entitlement }))["row"].clone();
        row["balance"]["allowed"].clone()
    };
    care.company.ok("entitlement.update", set(json!({ "amount": "30" })));
    assert_eq!(allowed(), 30 * 60);
    let less = care.company.refused("entitlement.update", set(json!({ "amount": "8" })));
    assert_refused(&less, Code::Precondition, "error.periods_over");
    care.company.ok("entitlement.update", set(json!({ "rollover": true })));
    assert_eq!(allowed(), (30 + 20) * 60, "twenty hours of November");
    let more = care.company.refused("entitlement.update", set(json!({ "amount": "40" })));
    assert_refused(&more, Code::Precondition, "error.periods_over");
    assert_eq!((allowed(), care.over()), (json!((30 + 20) * 60), 0));
    care.company.assert_sound();
}

#[test]
fn what_is_used_after_an_entitlement_was_ended_is_no_overage_of_it() {
    let care = Care::new();
    care.work(25 * 60);
    care.company.clock.advance(45 * DAY);
    care.work(30 * 60);
    assert_eq!(care.open(), 60 + 360, "of November and of January");
    let row = care.company.ok("entitlement.get", json!({ "id": care.entitlement }))["row"].clone();
    let end = json!({ "id": care.entitlement, "version": row["version"], "date": "2026-11-30", "reason": "Moved away" });
    let ended = care.company.reply("entitlement.end", end);
    assert_eq!((care.open(), care.over()), (60, 60));
    care.work(20 * 60);
    let rows = care.to_bill()["rows"].clone();
    assert_eq!((care.open(), &rows[0]["to"]), (60, &json!("2026-11-30")));
    let page = care.company.ok("entitlement.get", json!({ "id": care.entitlement }));
    assert_eq!(page["uses"].as_array().unwrap().len(), 8, "every use stands on its page");
    assert_eq!(page["row"]["balance"]["used"], 25 * 60);
    care.company.assert_sound();
    care.company.ok("history.undo", json!({ "seq": ended.undo.unwrap().seq }));
    // Fifty hours of January.
    assert_eq!(care.open(), 60 + 26 * 60);
    care.company.assert_sound();
}

#[test]
fn of_the_deal_it_was_sold_in_sold_is_what_was_invoiced() {
    let care = Care::new();
    let deal = json!({ "title": "Wi-Fi", "customer_id": care.customer });
    let deal = care.company.ok("deal.create", deal)["id"].clone();
    let sold = json!({ "customer_id": care.customer, "name": "Silver", "unit": "tickets", "amount": "1", "period": "term",
        "start": "2026-11-01", "end": "2027-10-31", "deal_id": deal });
    let sold = care.company.ok("entitlement.create", sold)["id"].clone();
    for subject in ["One", "Two"] {
        let ticket = json!({ "customer_id": care.customer, "subject": subject, "entitlement_id": sold });
        care.company.ok("ticket.open", ticket);
    }
    let invoice = care.company.ok("overage.bill", json!({ "entitlement_id": sold, "price": "1000" }));
    care.issue(&invoice);
    let figures = care.company.ok("billing_plan.get", json!({ "deal_id": deal }))["figures"][0].clone();
    assert_eq!(figures["sold_net"]["amount"], "1000.00");
    assert_eq!((&figures["sold"], &figures["to_invoice"]["amount"]), (&figures["invoiced"], &json!("0.00")));
    care.company.assert_sound();
}

#[test]
fn the_check_sees_overage_that_is_billed_twice() {
    let care = Care::new();
    care.work(25 * 60);
    care.bill();
    let damage = "INSERT INTO overage_posting (id, entitlement_id, document_id, line_id, period_start, over, quantity) \
                  SELECT 'twice', entitlement_id, document_id, line_id, period_start, over, quantity FROM overage_posting;";
    care.company.core.file().writer().execute_batch(damage).unwrap();
    let checked = throughline_core::store::integrity::check(care.company.core.file());
    let check = checked.iter().find(|check| check.name == "overage_billed_once").unwrap();
    assert_eq!(check.problems, ["ENT-0001: 60 used beyond from 2026-11-01 on and 120 billed"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Whatever is worked, billed, taken back, voided, credited and proposed: billed and open are what was used beyond.
    #[test]
    fn billed_and_open_are_what_was_used_beyond(steps in proptest::collection::vec((0_u8..9, 1_i64..600), 1..16)) {
        let care = Care::new();
        care.work(23 * 60);
        let (mut drafts, mut issued, mut undo) = (Vec::<Value>::new(), Vec::<Value>::new(), Vec::new());
        for (what, size) in steps {
            match what {
                0 | 1 => {
                    care.company.clock.advance(DAY);
                    care.work(size);
                },
                2 if care.open() > 0 => {
                    let made = care.company.reply("overage.bill", json!({ "entitlement_id": care.entitlement }));
                    undo.extend(made.undo.map(|undo| undo.seq));
                    drafts.push(made.result);
                }
                3 => if let Some(draft) = drafts.pop() {
                    let asked = json!({ "id": draft["id"], "version": draft["version"] });
                    if let Ok(gone) = care.company.core.call(None, "invoice.delete", asked, Mode::Run) {
                        undo.extend(gone.undo.map(|undo| undo.seq));
                    }
                },
                4 => if let Some(draft) = drafts.pop() {
                    let asked = json!({ "id": draft["id"], "version": draft["version"] });
                    if care.company.core.call(None, "invoice.issue", asked, Mode::Run).is_ok() {
                        issued.push(draft);
                    }
                },
                5 => if let Some(invoice) = issued.pop() {
                    care.company.ok("invoice.void", json!({ "id": invoice["id"], "reason": "Wrong" }));
                },
                6 => if let Some(seq) = undo.pop() {
                    // What somebody else's doing stands in the way of is refused, and changes nothing.
                    let _ = care.company.core.call(None, "history.undo", json!({ "seq": seq }), Mode::Run);
                },
                7 => {
                    let version = care.company.ok("entitlement.get", json!({ "id": care.entitlement }))["row"]["version"].clone();
                    let set = json!({ "amount": (20 + size % 9).to_string() });
                    let asked = json!({ "id": care.entitlement, "version": version, "set": set });
                    // What would change a month that is over is refused.
                    let _ = care.company.core.call(None, "entitlement.update", asked, Mode::Run);
                }
                _ => care.company.clock.advance(size * DAY / 60),
            }
            let sum = |part: &str| -> i64 {
                let parts = care.to_bill()[part].as_array().unwrap().clone();
                parts.iter().map(|one| one["quantity"].as_i64().unwrap()).sum()
            };
            prop_assert_eq!(sum("billed") + sum("rows") - sum("excess"), care.over());
        }
        care.company.assert_sound();
    }
}
