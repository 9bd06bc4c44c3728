//! Contracts in another currency than the seller's: what is billed and proposed of them needs a rate.

use super::{DAY, contract, open};
use crate::billing::pune;
use crate::support::{Company, reasons};
use serde_json::{Value, json};

/// A contract of a year in euros that gives one hour and notice until the day on which it ends, with two hours used.
fn abroad() -> (Company, Value, String) {
    let (company, buyer) = pune();
    let care = contract(&company, &buyer, &json!({ "value": "1200", "currency": "EUR" }));
    let buyer = json!(buyer);
    let gold = json!({ "customer_id": buyer, "contract_id": care, "name": "Gold", "unit": "hours", "amount": "1",
        "period": "term", "start": "2026-04-01", "end": "2027-03-31", "overage_price": "50" });
    company.ok("entitlement.create", gold);
    let ticket = open(&company, buyer.as_str().unwrap(), &json!({}));
    company.works(&ticket, 120);
    (company, buyer, care)
}

/// Issues an invoice that says a rate.
fn invoice_at(company: &Company, buyer: &Value, rate: &str) {
    let class = company.ok("tax_class.list", json!({ "scheme": "gst_in" }))["rows"][0]["id"].clone();
    let line =
        json!({ "description": "Call-out", "quantity": "1", "unit_price": "10", "tax_class_id": class });
    let draft = json!({ "customer_id": buyer, "currency": "EUR", "rate": rate, "lines": [line] });
    let made = company.ok("invoice.create", json!({ "draft": draft }));
    company.ok("invoice.issue", json!({ "id": made["id"], "version": made["version"] }));
}

fn told(company: &Company, message: &str) -> usize {
    let rows = company.ok("inbox.list", json!({}))["rows"].clone();
    rows.as_array().unwrap().iter().filter(|row| row["message_id"] == message).count()
}

#[test]
fn what_was_used_beyond_is_billed_at_a_typed_rate() {
    let (company, buyer, care) = abroad();
    let needed = |rate: Option<&str>| json!({ "currency": "EUR", "home": "INR", "rate": rate, "rate_date": rate.map(|_| "2026-11-22") });
    let exchange = || company.ok("overage.to_bill", json!({ "contract_id": care }))["exchange"].clone();
    assert_eq!(exchange(), needed(None));
    let without = company.refused("overage.bill", json!({ "contract_id": care }));
    assert_eq!(reasons(&without), ["rate error.rate_needed"]);
    invoice_at(&company, &buyer, "90.5");
    assert_eq!(exchange(), needed(Some("90.5")));
    let billed = company.ok("overage.bill", json!({ "contract_id": care, "rate": "91.25" }));
    let draft = company.ok("invoice.get", json!({ "id": billed["id"] }))["draft"].clone();
    assert_eq!((&draft["currency"], &draft["rate"]), (&json!("EUR"), &json!("91.25")));
    assert_eq!(draft["lines"][0]["unit_price"], "50");
    company.assert_sound();
}

#[test]
fn the_next_term_is_proposed_at_a_typed_rate() {
    let (company, _, care) = abroad();
    let at = |rate: Option<&str>| {
        let version = company.ok("contract.get", json!({ "id": care }))["row"]["version"].clone();
        json!({ "id": care, "version": version, "rate": rate })
    };
    assert_eq!(reasons(&company.refused("contract.propose", at(None))), ["rate error.rate_needed"]);
    let proposed = company.ok("contract.propose", at(Some("91.25")));
    let draft = company.ok("estimate.get", json!({ "id": proposed["estimate_id"] }))["draft"].clone();
    assert_eq!((&draft["currency"], &draft["rate"]), (&json!("EUR"), &json!("91.25")));
    company.assert_sound();
}

#[test]
fn what_is_proposed_by_itself_takes_the_newest_rate_and_tells_once_that_there_is_none() {
    let (company, buyer, care) = abroad();
    company.clock.advance(100 * DAY);
    let look = || {
        let ids = company.ok("contract.to_propose", json!({}))["ids"].as_array().unwrap().clone();
        let made = ids
            .iter()
            .map(|id| company.ok("contract.propose_ahead", json!({ "id": id }))["proposal"].clone());
        made.collect::<Vec<_>>()
    };
    assert_eq!(look(), [Value::Null]);
    assert_eq!(told(&company, "inbox.renewal_no_rate"), 1);
    assert!(look().is_empty(), "it is not tried again each minute");
    let at = |more: Value| {
        let mut request = more;
        request["version"] = company.ok("contract.get", json!({ "id": care }))["row"]["version"].clone();
        request["id"] = json!(care);
        request
    };
    company.ok("contract.end", at(json!({ "reason": "Moved away" })));
    assert_eq!(told(&company, "inbox.renewal_no_rate"), 0);
    company.ok("contract.reopen", at(json!({})));
    assert_eq!(look(), [Value::Null]);
    assert_eq!(
        told(&company, "inbox.renewal_no_rate"),
        1,
        "the end is taken back, and the rate is missing still"
    );
    assert!(look().is_empty());
    invoice_at(&company, &buyer, "90.5");
    let proposed = look();
    let draft = company.ok("estimate.get", json!({ "id": proposed[0]["estimate_id"] }))["draft"].clone();
    assert_eq!((&draft["rate"], &draft["currency"]), (&json!("90.5"), &json!("EUR")));
    assert_eq!(told(&company, "inbox.renewal_no_rate"), 0);
    assert!(look().is_empty());
    assert_ne!(company.ok("contract.get", json!({ "id": care }))["renewal_deal_id"], Value::Null);
    company.assert_sound();
}
