//! What was bought and what was worked: neither is lost when tickets go on elsewhere, and each counts when it was.

use crate::billing::pune;
use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;

const DAY: i64 = 86_400_000;

/// A customer with hours and requests of each month.
struct Ward {
    company: Company,
    customer: String,
}

impl Ward {
    fn new() -> Self {
        let (company, customer) = pune();
        Self { company, customer }
    }

    fn buys(&self, name: &str, unit: &str, amount: &str, more: &Value) -> Value {
        let mut bought = json!({ "customer_id": self.customer, "name": name, "unit": unit, "amount": amount,
            "period": "month", "start": "2026-11-01", "end": "2027-10-31" });
        bought.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.company.ok("entitlement.create", bought)["id"].clone()
    }

    /// Hours of a contract of which one more was used than was bought, and the estimate of its next term that offers it.
    fn offers_an_hour_beyond(&self) -> (Value, Value) {
        let contract = json!({ "customer_id": self.customer, "name": "Care", "start": "2026-11-01", "end": "2027-10-31",
            "value": "120000", "renewal_months": 12 });
        let contract = self.company.ok("contract.create", contract)["id"].clone();
        let gold = self.buys("Gold", "hours", "24", &json!({ "contract_id": contract }));
        self.notes(&self.asks(&gold), 25 * 60);
        let proposed = self.company.ok("contract.propose", json!({ "id": contract, "version": 1 }));
        (gold, proposed["estimate_id"].clone())
    }

    fn asks(&self, bought: &Value) -> Value {
        let ticket = json!({ "customer_id": self.customer, "subject": "Ward 3", "entitlement_id": bought });
        self.company.ok("ticket.open", ticket)["id"].clone()
    }

    fn notes(&self, ticket: &Value, minutes: i64) {
        self.company.works(ticket.as_str().unwrap(), minutes);
    }

    fn times(&self, ticket: &Value, date: &str, time: &str, billable: bool) {
        let on = json!({ "ticket_id": ticket });
        self.company.ok("time.log", json!({ "date": date, "time": time, "on": on, "billable": billable }));
    }

    fn version(&self, ticket: &Value) -> Value {
        self.company.ok("ticket.get", json!({ "id": ticket }))["row"]["version"].clone()
    }

    fn merge(&self, ticket: &Value, into: &Value) {
        let merged = json!({ "id": ticket, "version": self.version(ticket), "into_id": into });
        self.company.ok("ticket.merge", merged);
    }

    fn moves(&self, ticket: &Value, bought: &Value) {
        let set = json!({ "entitlement_id": bought });
        let moved = json!({ "id": ticket, "version": self.version(ticket), "set": set });
        self.company.ok("ticket.update", moved);
    }

    fn balance(&self, bought: &Value) -> Value {
        self.company.ok("entitlement.get", json!({ "id": bought }))["row"]["balance"].clone()
    }

    fn used(&self, bought: &Value) -> i64 {
        self.balance(bought)["used"].as_i64().unwrap()
    }

    /// First days and amounts of what was used beyond and is billed nowhere.
    fn beyond(&self, bought: &Value) -> Vec<(String, i64)> {
        let open = self.company.ok("overage.to_bill", json!({ "entitlement_id": bought }))["rows"].clone();
        let rows = open.as_array().unwrap().iter();
        let told =
            rows.map(|row| (row["from"].as_str().unwrap().to_owned(), row["quantity"].as_i64().unwrap()));
        told.collect()
    }
}

#[test]
fn work_counts_however_often_its_ticket_goes_on_in_another() {
    let ward = Ward::new();
    let (gold, silver) =
        (ward.buys("Gold", "hours", "24", &json!({})), ward.buys("Silver", "hours", "24", &json!({})));
    let (first, second, third) = (ward.asks(&gold), ward.asks(&gold), ward.asks(&gold));
    ward.notes(&first, 30);
    ward.times(&first, "2026-11-20", "1h", false);
    ward.notes(&second, 5);
    ward.merge(&first, &second);
    assert_eq!(ward.used(&gold), 95);
    ward.merge(&second, &third);
    assert_eq!(ward.used(&gold), 95, "of the first one too, from the notes and from the timer");
    ward.notes(&first, 7);
    ward.moves(&third, &silver);
    assert_eq!((ward.used(&gold), ward.used(&silver)), (0, 102), "with what was noted on a closed one since");
    ward.company.assert_sound();
}

#[test]
fn what_is_moved_or_given_back_counts_when_it_was_worked() {
    let ward = Ward::new();
    let (gold, silver) = (
        ward.buys("Gold", "hours", "24", &json!({ "rollover": true })),
        ward.buys("Silver", "hours", "24", &json!({})),
    );
    let ticket = ward.asks(&gold);
    ward.notes(&ticket, 29 * 60);
    let november = |minutes: i64| vec![("2026-11-01".to_owned(), minutes)];
    assert_eq!(ward.beyond(&gold), november(300));
    ward.company.clock.advance(15 * DAY);
    ward.moves(&ticket, &silver);
    let december = ward.balance(&gold);
    assert_eq!(
        (&december["used"], &december["allowed"]),
        (&json!(0), &json!(48 * 60)),
        "all of November is carried on"
    );
    assert_eq!((ward.beyond(&gold), ward.beyond(&silver), ward.used(&silver)), (vec![], november(300), 0));
    ward.company.assert_sound();
}

#[test]
fn a_request_that_was_one_with_another_is_given_back_to_its_month() {
    let ward = Ward::new();
    let calls = ward.buys("Calls", "tickets", "1", &json!({}));
    let (one, other) = (ward.asks(&calls), ward.asks(&calls));
    assert_eq!(ward.beyond(&calls), [("2026-11-01".to_owned(), 1)]);
    ward.company.clock.advance(15 * DAY);
    ward.merge(&other, &one);
    assert_eq!((ward.beyond(&calls), ward.used(&calls)), (vec![], 0));
    ward.company.assert_sound();
}

#[test]
fn work_by_the_hour_takes_nothing_of_what_was_bought() {
    let ward = Ward::new();
    let gold = ward.buys("Gold", "hours", "10", &json!({ "rollover": true }));
    let ticket = ward.asks(&gold);
    ward.times(&ticket, "2026-11-20", "6h", true);
    assert_eq!((ward.used(&gold), ward.balance(&gold)["left"].clone()), (0, json!(600)));
    ward.company.clock.advance(15 * DAY);
    ward.notes(&ticket, 10 * 60);
    ward.times(&ticket, "2026-12-04", "5h", false);
    let december = ward.balance(&gold);
    assert_eq!((&december["allowed"], &december["left"]), (&json!(1200), &json!(300)));
    assert_eq!(ward.beyond(&gold), []);
    let page = ward.company.ok("entitlement.get", json!({ "id": gold }));
    assert_eq!(page["uses"].as_array().unwrap().len(), 2, "what is not taken is not listed");
}

#[test]
fn overage_that_a_customer_may_still_accept_is_billed_nowhere_else_and_once() {
    let ward = Ward::new();
    let (gold, estimate) = ward.offers_an_hour_beyond();
    let send = |version: i64| {
        ward.company.ok("estimate.send", json!({ "id": estimate, "version": version, "how": "email" }));
    };
    send(1);
    let mut draft = ward.company.ok("estimate.get", json!({ "id": estimate }))["draft"].clone();
    draft["lines"].as_array_mut().unwrap().truncate(1);
    ward.company.ok("estimate.update", json!({ "id": estimate, "version": 2, "draft": draft }));
    assert_eq!(ward.beyond(&gold), [], "what was sent may be accepted");
    send(3);
    assert_eq!(ward.beyond(&gold), [("2026-11-01".to_owned(), 60)], "what was sent last is without it");
    ward.company.ok("overage.bill", json!({ "entitlement_id": gold }));
    let versions = ward.company.ok("estimate.get", json!({ "id": estimate }))["versions"].clone();
    let version = |no: i64| {
        versions.as_array().unwrap().iter().find(|version| version["no"] == no).unwrap()["id"].clone()
    };
    let yes = |no: i64| json!({ "id": estimate, "version_id": version(no), "said_by": "Sunita Rao", "how": "order" });
    let error = ward.company.refused("estimate.accept", yes(1));
    assert_refused(&error, Code::Precondition, "error.overage_billed");
    ward.company.ok("estimate.accept", yes(2));
    assert_eq!(ward.beyond(&gold), []);
    ward.company.assert_sound();
}

#[test]
fn overage_that_was_accepted_stays_billed_whatever_becomes_of_form_and_deal() {
    let ward = Ward::new();
    let (gold, estimate) = ward.offers_an_hour_beyond();
    ward.company.ok("estimate.send", json!({ "id": estimate, "version": 1, "how": "email" }));
    let no = json!({ "id": estimate, "said_by": "Sunita Rao", "how": "phone", "note": "Too dear" });
    ward.company.ok("estimate.decline", no);
    let invoice = ward.company.ok("overage.bill", json!({ "entitlement_id": gold }));
    // The customer thinks again: what is on an invoice by now is not offered a second time.
    let again = json!({ "id": estimate, "reason": "She thought again" });
    let error = ward.company.refused("estimate.revoke", again.clone());
    assert_refused(&error, Code::Precondition, "error.overage_billed");
    ward.company.ok("invoice.delete", json!({ "id": invoice["id"], "version": invoice["version"] }));
    ward.company.ok("estimate.revoke", again);
    ward.company.ok("estimate.accept", json!({ "id": estimate, "said_by": "Sunita Rao", "how": "phone" }));
    assert_eq!(ward.beyond(&gold), []);
    let damage = "INSERT INTO overage_posting (id, entitlement_id, document_id, line_id, period_start, over, quantity) \
                  SELECT 'twice', entitlement_id, document_id, line_id, period_start, over, quantity FROM overage_posting LIMIT 1;";
    ward.company.core.file().writer().execute_batch(damage).unwrap();
    let checked = throughline_core::store::integrity::check(ward.company.core.file());
    let check = checked.iter().find(|check| check.name == "overage_billed_once").unwrap();
    assert_eq!(check.problems.len(), 1, "an estimate that was accepted counts too");
}

#[test]
fn minutes_that_were_a_slip_are_put_right_with_what_was_bought() {
    let ward = Ward::new();
    let gold = ward.buys("Gold", "hours", "10", &json!({}));
    let (ticket, other) = (ward.asks(&gold), ward.asks(&gold));
    ward.notes(&ticket, 9 * 60);
    let message =
        |ticket: &Value| ward.company.ok("ticket.get", json!({ "id": ticket }))["messages"][0].clone();
    let correct = |minutes: i64| json!({ "id": message(&ticket)["id"], "minutes": minutes });
    ward.company.clock.advance(15 * DAY);
    ward.company.ok("ticket.correct", correct(11 * 60));
    assert_eq!(
        (ward.beyond(&gold), ward.used(&gold)),
        (vec![("2026-11-01".to_owned(), 60)], 0),
        "it was in November"
    );
    ward.company.ok("ticket.correct", correct(15));
    assert_eq!((ward.beyond(&gold), message(&ticket)["minutes"].clone()), (vec![], json!(15)));
    let stands = ward.company.ok("ticket.get", json!({ "id": ticket }));
    assert_eq!(stands["minutes"], 15);
    ward.merge(&ticket, &other);
    ward.company.ok("ticket.correct", correct(0));
    assert_eq!(message(&ticket)["minutes"], Value::Null);
    ward.company.ok("ticket.correct", correct(20));
    let left = ward.company.ok("entitlement.get", json!({ "id": gold }))["uses"].clone();
    let quantities: Vec<&Value> = left.as_array().unwrap().iter().map(|one| &one["quantity"]).collect();
    assert_eq!(quantities, [20], "the ticket in which it went on takes it");
    for minutes in [-1, 1441] {
        let error = ward.company.refused("ticket.correct", correct(minutes));
        assert_eq!(reasons(&error), ["minutes error.between"]);
    }
    let strange = json!({ "id": ticket, "minutes": 5 });
    assert_eq!(reasons(&ward.company.refused("ticket.correct", strange)), ["id error.no_such_message"]);
    ward.company.assert_sound();
}

#[test]
fn a_ticket_takes_of_what_has_something_left() {
    let ward = Ward::new();
    let term = |amount: &str, end: &str| {
        ward.buys("Calls", "tickets", amount, &json!({ "period": "term", "end": end }))
    };
    let (small, big) = (term("1", "2027-10-31"), term("9", "2027-12-31"));
    let took = || {
        let ticket = json!({ "customer_id": ward.customer, "subject": "Ward 3" });
        let ticket = ward.company.ok("ticket.open", ticket)["id"].clone();
        ward.company.ok("ticket.get", json!({ "id": ticket }))["entitlement"]["id"].clone()
    };
    assert_eq!([took(), took(), took()], [small.clone(), big.clone(), big.clone()]);
    let over = ward.company.ok("overage.to_bill", json!({ "entitlement_id": small }))["rows"].clone();
    assert_eq!(over, json!([]));
    // Where nothing is left of any, it is that which ends first.
    for _ in 0..7 {
        assert_eq!(took(), big);
    }
    assert_eq!(took(), small);
    ward.company.assert_sound();
}

#[test]
fn what_came_over_and_was_used_stays_agreed() {
    let ward = Ward::new();
    let more = json!({ "start": "2026-09-01", "end": "2027-08-31", "rollover": true });
    let gold = ward.buys("Gold", "hours", "2", &more);
    let set = |set: Value| {
        let row = ward.company.ok("entitlement.get", json!({ "id": gold }))["row"].clone();
        json!({ "id": gold, "version": row["version"], "set": set })
    };
    let ticket = ward.asks(&gold);
    ward.notes(&ticket, 90);
    ward.company.ok("entitlement.update", set(json!({ "rollover": false })));
    ward.company.ok("entitlement.update", set(json!({ "rollover": true })));
    ward.notes(&ticket, 90);
    let refused = ward.company.refused("entitlement.update", set(json!({ "rollover": false })));
    assert_refused(&refused, Code::Precondition, "error.periods_over");
    ward.company.assert_sound();
}
