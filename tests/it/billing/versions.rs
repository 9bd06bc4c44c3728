//! What changed from one version of an estimate to the next.

use super::pune;
use crate::support::reasons;
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

#[test]
fn options_that_the_customer_takes_become_part_of_what_is_sold() {
    let (company, customer) = pune();
    let deal = company.ok("deal.create", json!({ "title": "Cameras", "customer_id": customer }));
    let line = |text: &str, price: &str, optional: bool| json!({ "description": text, "unit_price": price, "optional": optional });
    let lines = json!([line("Camera", "1000", false), line("Tripod", "200", true), line("Bag", "50", true)]);
    let draft = json!({ "customer_id": customer, "deal_id": deal["id"], "lines": lines });
    let id = company.ok("estimate.create", json!({ "draft": draft }))["id"].clone();
    company.ok("estimate.send", json!({ "id": id, "version": 1, "how": "email" }));
    let page = || company.ok("estimate.get", json!({ "id": id }));
    let offered = page()["versions"][0]["options"].clone();
    assert_eq!(
        (&offered[0]["description"], &offered[0]["total"]["amount"]),
        (&json!("Tripod"), &json!("200.00"))
    );
    let tripod = offered[0]["id"].clone();

    let total =
        company.ok("estimate.with_options", json!({ "id": id, "options": [tripod] }))["total"].clone();
    assert_eq!(total, json!({ "amount": "1200.00", "currency": "INR" }));
    let accept =
        |options: Value| json!({ "id": id, "said_by": "Meera Nair", "how": "phone", "options": options });
    for (wrong, at) in [(json!(["nothing"]), 0), (json!([tripod, tripod]), 1)] {
        let error = company.refused("estimate.accept", accept(wrong));
        assert_eq!(reasons(&error), [format!("options[{at}] error.no_such_option")]);
    }
    let refusal =
        json!({ "id": id, "said_by": "Meera Nair", "how": "phone", "note": "Price", "options": [tripod] });
    assert_eq!(reasons(&company.refused("estimate.decline", refusal)), ["options error.options_of_refusal"]);
    let reply = company.reply("estimate.accept", accept(json!([tripod])));
    let now = page();
    assert_eq!((&now["total"]["amount"], &now["state"]), (&json!("1200.00"), &json!("accepted")));
    assert_eq!(
        (&now["versions"][1]["how"], &now["versions"][1]["total"]["amount"]),
        (&json!("options"), &json!("1200.00"))
    );
    let plan = company.ok("billing_plan.get", json!({ "estimate_id": id }));
    assert_eq!(plan["figures"][0]["sold"]["amount"], "1200.00");
    let made = company.ok("billing_plan.to_invoice", json!({ "estimate_id": id }));
    let invoice = company.ok("invoice.get", json!({ "id": made["id"] }));
    let billed: Vec<_> =
        invoice["draft"]["lines"].as_array().unwrap().iter().map(|line| &line["description"]).collect();
    assert_eq!(billed, [&json!("Camera"), &json!("Tripod")]);

    // Taken back, the estimate stands as it was sent.
    company.ok("invoice.delete", json!({ "id": made["id"], "version": 1 }));
    company.ok("history.undo", json!({ "seq": reply.undo.unwrap().seq }));
    let now = page();
    assert_eq!(
        (&now["state"], &now["total"]["amount"], &now["as_sent"]),
        (&json!("sent"), &json!("1000.00"), &json!(true))
    );
    company.ok("estimate.accept", accept(json!([])));
    assert_eq!(page()["total"]["amount"], "1000.00");
    company.assert_sound();
}
