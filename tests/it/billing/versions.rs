//! What changed from one version of an estimate to the next.

use super::pune;
use serde_json::{Value, json};

#[test]
fn every_term_that_changed_is_among_the_changes() {
    let (company, customer) = pune();
    let lines = json!([{ "description": "Cabling", "quantity": "10", "unit_price": "100" }]);
    let draft = json!({ "customer_id": customer, "lines": lines, "terms": "Half now\nHalf then", "notes": "Thank you" });
    let made = company.ok("estimate.create", json!({ "draft": draft }));
    let id = &made["id"];
    company.ok("estimate.send", json!({ "id": id, "version": 1, "how": "print" }));
    let contact =
        company.ok("contact.create", json!({ "customer_id": customer, "contact": { "name": "Sunita Rao" } }));
    let mut draft = company.ok("estimate.get", json!({ "id": id }))["draft"].clone();
    let set = json!({ "valid_until": "2027-01-31", "payment_term": { "days": 90 }, "terms": "Half now\nHalf at the end",
        "notes": "", "order_no": "PO-7", "place_of_supply": "29", "contact_id": contact["id"], "subject": "Cabling",
        "currency": "USD", "rate": "85", "rate_source": "bank", "language": "hi", "discount": "50%", "charge": "100" });
    draft.as_object_mut().unwrap().extend(set.as_object().unwrap().clone());
    company.ok("estimate.update", json!({ "id": id, "version": 2, "draft": draft }));
    company.ok("estimate.send", json!({ "id": id, "version": 3, "how": "print" }));
    let page = company.ok("estimate.get", json!({ "id": id }));
    let changes: Vec<[&Value; 3]> = page["versions"][1]["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| [&change["change"], &change["before"], &change["after"]])
        .collect();
    assert_eq!(
        json!(changes),
        json!([
            ["contact", "", "Sunita Rao"],
            ["subject", "", "Cabling"],
            ["valid_until", "2026-12-22", "2027-01-31"],
            ["payment_term", "{\"days\":30}", "{\"days\":90}"],
            ["currency", "INR", "USD"],
            ["rate", "", "85"],
            ["language", "en", "hi"],
            ["place_of_supply", "", "29"],
            ["discount", "", "50%"],
            ["charge", "", "100"],
            ["order_no", "", "PO-7"],
            ["terms", "Half then", "Half at the end"],
            ["notes", "Thank you", ""],
        ])
    );
}
