//! What becomes of the recurring invoices of a contract when it goes on, is sold anew, or ends.

use super::{DAY, by_itself, contract, id, monday};
use crate::support::Company;
use serde_json::{Value, json};

const MONTHLY: [&str; 3] = ["month", "2026-12-01", "2027-03-31"];

/// A recurring invoice of a tenth of the contract's worth, that is over with its term or goes on for good.
pub(super) fn monthly(company: &Company, contract: &str, end: &Value) -> String {
    let form = company.ok("contract.invoicing", json!({ "id": contract }));
    let mut draft = form["draft"].clone();
    draft["lines"][0]["unit_price"] = json!("10000");
    let rhythm = json!({ "every": 1, "unit": MONTHLY[0], "first": MONTHLY[1], "end": end });
    let made = json!({ "draft": draft, "rhythm": rhythm, "contract_id": contract });
    id(&company.ok("recurring_invoice.create", made))
}

pub(super) fn with_its_term() -> Value {
    json!({ "kind": "on", "date": MONTHLY[2] })
}

pub(super) fn at(company: &Company, contract: &str, more: &Value) -> Value {
    let version = company.ok("contract.get", json!({ "id": contract }))["row"]["version"].clone();
    let mut request = json!({ "id": contract, "version": version });
    request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    request
}

/// Price, first day and end of each recurring invoice of a customer, in the order in which they were made.
pub(super) fn all(company: &Company, customer: &str) -> Vec<(Value, Value, Value)> {
    let list = json!({ "filter": { "customer_id": customer }, "limit": 20 });
    let rows = company.ok("recurring_invoice.list", list)["rows"].clone();
    let mut rows = rows.as_array().unwrap().clone();
    rows.sort_by_key(|row| row["code"].as_str().unwrap().to_owned());
    let told = |row: &Value| {
        let page = company.ok("recurring_invoice.get", json!({ "id": row["id"] }));
        let rhythm = &page["rhythm"];
        (page["draft"]["lines"][0]["unit_price"].clone(), rhythm["first"].clone(), rhythm["end"].clone())
    };
    rows.iter().map(told).collect()
}

pub(super) fn row(price: &str, first: &str, end: Option<&str>) -> (Value, Value, Value) {
    let end = end.map_or(json!({ "kind": "never" }), |date| json!({ "kind": "on", "date": date }));
    (json!(price), json!(first), end)
}

#[test]
fn a_term_that_costs_more_is_invoiced_at_more() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({ "auto_renew": true }));
    monthly(&company, &care, &json!({ "kind": "never" }));
    company.clock.advance(140 * DAY);
    assert_eq!(by_itself(&company, "contract.rolling", "contract.roll", "terms"), 1);
    assert_eq!(
        all(&company, &customer),
        [row("10000", "2026-12-01", Some("2027-03-31")), row("10500", "2027-04-01", None)],
        "five percent more, as was agreed"
    );
    let due = company.ok("recurring_invoice.due", json!({}))["ids"].clone();
    let made: Vec<usize> = due
        .as_array()
        .unwrap()
        .iter()
        .map(|id| {
            let made = company.ok("recurring_invoice.make", json!({ "id": id }));
            made["invoice_ids"].as_array().unwrap().len()
        })
        .collect();
    assert_eq!(made, [4, 1], "four months of the old term at its price, the first one of the new");
    company.assert_sound();
}

#[test]
fn a_term_at_the_same_price_goes_on_being_invoiced() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({ "indexation_percent": "0" }));
    monthly(&company, &care, &with_its_term());
    monthly(&company, &care, &json!({ "kind": "on", "date": "2027-02-28" }));
    let renewed = company.reply("contract.renew", at(&company, &care, &json!({})));
    let own = row("10000", "2026-12-01", Some("2027-02-28"));
    assert_eq!(all(&company, &customer), [row("10000", "2026-12-01", Some("2028-03-31")), own.clone()]);
    company.ok("history.undo", json!({ "seq": renewed.undo.unwrap().seq }));
    assert_eq!(all(&company, &customer), [row("10000", "2026-12-01", Some("2027-03-31")), own]);
    company.ok("contract.renew", at(&company, &care, &json!({ "value": "150000" })));
    assert_eq!(all(&company, &customer)[2], row("12500", "2027-04-01", Some("2028-03-31")));
    company.assert_sound();
}

#[test]
fn a_term_that_was_sold_is_invoiced_by_its_deal() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({ "auto_renew": true }));
    monthly(&company, &care, &json!({ "kind": "never" }));
    let proposed = company.ok("contract.propose", at(&company, &care, &json!({})));
    let deal = company.ok("deal.get", json!({ "id": proposed["deal_id"] }))["row"].clone();
    company.ok("deal.win", json!({ "id": deal["id"], "version": deal["version"] }));
    assert_eq!(all(&company, &customer), [row("10000", "2026-12-01", Some("2027-03-31"))]);
    company.assert_sound();
}

#[test]
fn a_contract_that_ends_is_invoiced_no_more() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({}));
    monthly(&company, &care, &with_its_term());
    let counted = contract(&company, &customer, &json!({}));
    monthly(&company, &counted, &json!({ "kind": "after", "count": 3 }));
    let ended_at_once = json!({ "date": "2026-12-31", "reason": "Moved away" });
    let done = company.reply("contract.end", at(&company, &counted, &ended_at_once));
    assert_eq!(all(&company, &customer)[1], row("10000", "2026-12-01", Some("2026-12-31")));
    company.ok("history.undo", json!({ "seq": done.undo.unwrap().seq }));
    assert_eq!(all(&company, &customer)[1].2, json!({ "kind": "after", "count": 3 }));
    let ended = json!({ "date": "2027-01-15", "reason": "Moved away" });
    company.ok("contract.end", at(&company, &care, &ended));
    assert_eq!(all(&company, &customer)[0], row("10000", "2026-12-01", Some("2027-01-15")));
    company.ok("contract.reopen", at(&company, &care, &json!({})));
    assert_eq!(all(&company, &customer)[0], row("10000", "2026-12-01", Some("2027-03-31")));
    company.assert_sound();
}
