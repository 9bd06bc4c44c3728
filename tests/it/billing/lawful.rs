//! What the law wants of papers beyond their figures: returns that were filed, particulars, and how long a credit note lowers the tax.

use super::{DAY_MS, issued, letterhead, pune};
use crate::sellers::branch;
use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;
use throughline_core::settings::country::Country;

fn file(company: &Company, until: &str) -> Value {
    let seller = branch(company, 0);
    json!({ "id": seller["id"], "version": seller["version"], "set": {}, "rules": { "filed_until": until } })
}

#[test]
fn what_was_filed_stays_as_it_is() {
    let (company, customer) = pune();
    let invoice = issued(&company, &customer, "100");
    let day = company.ok("invoice.get", json!({ "id": invoice["id"] }))["date"].clone();
    let today = day.as_str().unwrap();
    assert_eq!(
        reasons(&company.refused("branch.update", file(&company, "2199-01-01"))),
        ["rules.filed_until error.date_future"]
    );
    assert_eq!(
        reasons(&company.refused("branch.update", file(&company, "soon"))),
        ["rules.filed_until error.date"]
    );
    let draft = company.ok(
        "invoice.create",
        json!({ "draft": { "customer_id": customer, "lines": [{ "description": "Survey", "unit_price": "1" }] } }),
    );
    company.ok("branch.update", file(&company, today));
    assert_eq!(branch(&company, 0)["filed_until"], day);
    let void = json!({ "id": invoice["id"], "reason": "typo" });
    assert_refused(&company.refused("invoice.void", void.clone()), Code::Precondition, "error.void_filed");
    let filed = ["date error.date_filed"];
    let issue = json!({ "id": draft["id"], "version": 1 });
    assert_eq!(reasons(&company.refused("invoice.issue", issue.clone())), filed);
    let note = json!({ "invoice_id": invoice["id"], "reason": "typo" });
    assert_eq!(reasons(&company.refused("credit_note.issue", note)), filed);
    // A day that was typed wrong is put right.
    company.ok("branch.update", file(&company, ""));
    company.ok("invoice.issue", issue);
    company.ok("invoice.void", void);
    company.assert_sound();
}

fn doubted(company: &Company, kind: &str, draft: Value) -> Vec<String> {
    let priced = company.ok("document.price", json!({ "kind": kind, "draft": draft }));
    let warnings = priced["warnings"].as_array().unwrap().iter();
    warnings
        .map(|one| format!("{} {}", one["path"].as_str().unwrap(), one["message_id"].as_str().unwrap()))
        .collect()
}

#[test]
fn an_invoice_says_what_it_lacks_by_law() {
    let company = Company::new(Country::France);
    letterhead(&company, json!({ "tax_number": "FR44732829320" }));
    let bare = company.customer("Client");
    let draft = |customer: &str| json!({ "customer_id": customer, "lines": [{ "description": "Audit", "unit_price": "10", "taxes": [{ "code": "VAT", "rate": "20" }] }] });
    let seller = "branch_id warning.seller_address";
    assert_eq!(doubted(&company, "invoice", draft(&bare)), [seller, "customer_id warning.buyer_address"]);
    assert!(doubted(&company, "estimate", draft(&bare)).is_empty());
    letterhead(&company, json!({ "street": "1 rue des Tables" }));
    let berlin = json!({ "name": "Kunde GmbH", "tax_treatment": "reverse_charge",
        "addresses": [{ "city": "Berlin", "country": "DE" }] });
    let berlin = company.ok("customer.create", berlin)["id"].as_str().unwrap().to_owned();
    assert_eq!(doubted(&company, "invoice", draft(&berlin)), ["customer_id warning.buyer_tax_number"]);
    let number = json!({ "name": "Kunde AG", "tax_treatment": "reverse_charge",
        "addresses": [{ "city": "Berlin", "country": "DE" }], "tax_ids": [{ "scheme": "vat", "number": "DE136695976" }] });
    let known = company.ok("customer.create", number)["id"].as_str().unwrap().to_owned();
    assert!(doubted(&company, "invoice", draft(&known)).is_empty());
}

#[test]
fn an_indian_invoice_names_where_a_person_lives_from_fifty_thousand_rupees_on() {
    let (company, _) = pune();
    let person =
        company.ok("customer.create", json!({ "name": "Asha Rane", "kind": "person" }))["id"].clone();
    let draft = |price: &str| json!({ "customer_id": person, "place_of_supply": "27", "lines": [{ "description": "Survey", "unit_price": price, "taxes": [{ "code": "GST", "rate": "18" }] }] });
    assert!(doubted(&company, "invoice", draft("49999.99")).is_empty());
    assert_eq!(doubted(&company, "invoice", draft("50000")), ["customer_id warning.buyer_address"]);
}

#[test]
fn a_credit_note_lowers_indian_tax_until_november_after_the_year() {
    let (company, customer) = pune();
    let invoice = issued(&company, &customer, "100");
    let until = |id: &Value| company.ok("invoice.get", json!({ "id": id }))["credit_until"].clone();
    assert_eq!(until(&invoice["id"]), "2027-11-30");
    let lines = json!([{ "description": "Survey", "unit_price": "1" }]);
    let old = json!({ "draft": { "customer_id": customer, "date": "2026-03-31", "lines": lines } });
    let old = company.ok("invoice.create", old)["id"].clone();
    assert_eq!(until(&old), Value::Null, "a draft");
    company.ok("invoice.issue", json!({ "id": old, "version": 1 }));
    assert_eq!(until(&old), "2026-11-30");
    let note = company.ok("credit_note.issue", json!({ "invoice_id": old, "reason": "typo" }));
    assert_eq!(until(&note["id"]), Value::Null);
}

#[test]
fn taxes_by_hand_stay_while_the_customer_is_not_taxed() {
    let (company, customer) = pune();
    let treat = |treatment: &str| {
        let version = company.ok("customer.get", json!({ "id": customer }))["version"].clone();
        company.ok(
            "customer.update",
            json!({ "id": customer, "version": version, "set": { "tax_treatment": treatment } }),
        );
    };
    treat("exempt");
    let by_hand = json!([{ "code": "CESS", "rate": "5" }]);
    let lines = json!([{ "description": "Survey", "unit_price": "100", "taxes": by_hand }]);
    let id =
        company.ok("invoice.create", json!({ "draft": { "customer_id": customer, "lines": lines } }))["id"]
            .clone();
    let page = || company.ok("invoice.get", json!({ "id": id }));
    assert_eq!((&page()["draft"]["lines"][0]["taxes"], &page()["totals"]["tax"]), (&by_hand, &json!("0.00")));
    treat("registered");
    assert_eq!(page()["totals"]["tax"], "5.00");
    let wrong = json!([{ "description": "Survey", "unit_price": "100", "taxes": [{ "code": "CESS", "rate": "500" }] }]);
    treat("exempt");
    let refused =
        company.refused("invoice.create", json!({ "draft": { "customer_id": customer, "lines": wrong } }));
    assert_eq!(reasons(&refused), ["lines[0].taxes[0].rate error.percent"]);
}

#[test]
fn a_seller_under_the_composition_scheme_is_doubted_outside_its_state() {
    let (company, customer) = pune();
    let seller = branch(&company, 0);
    let composition =
        json!({ "id": seller["id"], "version": seller["version"], "set": {}, "tax_standing": "composition" });
    company.ok("branch.update", composition);
    let to = |place: &str| json!({ "customer_id": customer, "place_of_supply": place, "lines": [{ "description": "Lamp", "unit_price": "10" }] });
    assert!(doubted(&company, "invoice", to("27")).is_empty());
    assert_eq!(doubted(&company, "invoice", to("29")), ["place_of_supply warning.composition_outside"]);
}

#[test]
fn a_customer_without_a_state_is_doubted_to_be_in_the_sellers() {
    let (company, _) = pune();
    let bengaluru = json!({ "name": "Asha Foods", "addresses": [{ "city": "Bengaluru" }] });
    let bengaluru = company.ok("customer.create", bengaluru)["id"].clone();
    let draft = |place: Value| {
        json!({ "customer_id": bengaluru, "place_of_supply": place,
            "lines": [{ "description": "Survey", "hsn": "998311", "unit_price": "1", "taxes": [{ "code": "IGST", "rate": "18" }] }] })
    };
    assert_eq!(doubted(&company, "invoice", draft(Value::Null)), ["place_of_supply warning.place_assumed"]);
    assert!(doubted(&company, "invoice", draft(json!("29"))).is_empty());
}

#[test]
fn a_gstin_of_another_state_than_the_address_is_doubted() {
    let (company, _) = pune();
    letterhead(&company, json!({ "tax_number": "29AAPFU0939F1ZR" }));
    let doubts = branch(&company, 0)["doubts"].clone();
    assert_eq!(
        (&doubts[0]["path"], &doubts[0]["message_id"]),
        (&json!("set.tax_number"), &json!("warning.gstin_elsewhere"))
    );
}

#[test]
fn services_of_the_catalogue_are_supplied_where_their_recipient_is() {
    let (company, _) = pune();
    let two = json!({ "name": "Two Places Ltd", "addresses": [
        { "city": "Bengaluru", "region": "29" }, { "role": "delivery", "city": "Pune", "region": "27" }] });
    let two = company.ok("customer.create", two)["id"].clone();
    let place = |kind: &str| {
        let item =
            company.ok("item.create", json!({ "name": kind, "kind": kind, "price": "10" }))["id"].clone();
        let lines = json!([{ "item_id": item, "description": kind, "unit_price": "10" }]);
        let draft = json!({ "customer_id": two, "lines": lines });
        company.ok("document.price", json!({ "kind": "invoice", "draft": draft }))["place_of_supply"].clone()
    };
    assert_eq!((place("service"), place("product")), (json!("29"), json!("27")));
}

#[test]
fn rates_of_a_currency_are_those_of_the_day_and_near_the_last_one() {
    let (company, customer) = pune();
    let draft = |rate: &str, day: &str| {
        json!({ "customer_id": customer, "currency": "USD", "rate": rate, "rate_date": day,
            "lines": [{ "description": "Survey", "hsn": "998311", "unit_price": "1", "taxes": [{ "code": "IGST", "rate": "18" }] }] })
    };
    assert_eq!(doubted(&company, "invoice", draft("85", "2026-11-01")), ["rate warning.rate_old"]);
    assert!(doubted(&company, "invoice", draft("85", "2026-11-20")).is_empty());
    let made = company.ok("invoice.create", json!({ "draft": draft("85", "2026-11-20") }));
    company.ok("invoice.issue", json!({ "id": made["id"], "version": 1 }));
    assert_eq!(doubted(&company, "invoice", draft("0.0118", "2026-11-20")), ["rate warning.rate_far"]);
}

#[test]
fn a_supply_is_taxed_at_the_rate_of_its_day_where_the_law_says_so() {
    let taxed = |country: Country, day: Value| {
        let company = Company::new(country);
        let until =
            json!({ "code": "TAX", "rate": "20", "valid_from": "2011-01-04", "valid_to": "2026-10-31" });
        let after = json!({ "code": "TAX", "rate": "22", "valid_from": "2026-11-01" });
        let scheme = branch(&company, 0)["tax_scheme"].clone();
        let class = json!({ "name": "Changed", "scheme": scheme, "rates": [until, after] });
        let class = company.ok("tax_class.create", class)["id"].clone();
        let customer = company.customer("Client");
        let line = json!({ "description": "Work", "unit_price": "100", "tax_class_id": class });
        let draft = json!({ "customer_id": customer, "supply_date": day, "lines": [line] });
        company.ok("document.price", json!({ "kind": "invoice", "draft": draft }))["tax"].clone()
    };
    let october = || json!("2026-10-15");
    assert_eq!(taxed(Country::Kingdom, october()), "20.00");
    assert_eq!(taxed(Country::Kingdom, Value::Null), "22.00");
    assert_eq!(
        taxed(Country::India, october()),
        "22.00",
        "what is invoiced after the change bears the new rate"
    );
}

#[test]
fn a_paper_is_of_the_day_on_which_it_leaves_the_house_unless_somebody_says_another() {
    let (company, customer) = pune();
    let draft = |date: Value| {
        let lines = json!([{ "description": "Survey", "unit_price": "1" }]);
        json!({ "draft": { "customer_id": customer, "date": date, "lines": lines } })
    };
    let made = [Value::Null, json!("2026-11-20")]
        .map(|date| company.ok("invoice.create", draft(date))["id"].clone());
    let offer = company.ok("estimate.create", draft(Value::Null))["id"].clone();
    company.clock.advance(10 * DAY_MS);
    let days = made.map(|id| {
        company.ok("invoice.issue", json!({ "id": id, "version": 1 }));
        let page = company.ok("invoice.get", json!({ "id": id }));
        [page["date"].clone(), page["due_date"].clone()]
    });
    assert_eq!(days, [["2026-12-02", "2027-01-01"], ["2026-11-20", "2026-12-20"]]);
    company.ok("estimate.send", json!({ "id": offer, "version": 1, "how": "print" }));
    company.clock.advance(DAY_MS);
    let page = company.ok("estimate.get", json!({ "id": offer }));
    assert_eq!(
        (&page["draft"]["date"], &page["valid_until"], &page["as_sent"]),
        (&json!("2026-12-02"), &json!("2027-01-01"), &json!(true))
    );
}

#[test]
fn what_was_sold_at_a_rate_that_ended_is_invoiced_at_the_one_that_holds() {
    let (company, customer) = pune();
    let half = |code: &str| json!({ "code": code, "rate": "6", "valid_to": "2026-11-30", "supply": "intra" });
    let class = json!({ "name": "GST 12%", "rates": [half("CGST"), half("SGST")] });
    let class = company.ok("tax_class.create", class)["id"].clone();
    let lines =
        json!([{ "description": "Survey", "quantity": "2", "unit_price": "100", "tax_class_id": class }]);
    let offer = company
        .ok("estimate.create", json!({ "draft": { "customer_id": customer, "lines": lines } }))["id"]
        .clone();
    company.ok("estimate.send", json!({ "id": offer, "version": 1, "how": "print" }));
    company.ok("estimate.accept", json!({ "id": offer, "said_by": "Asha", "how": "phone" }));
    company.clock.advance(10 * DAY_MS);
    let made = company.ok("billing_plan.to_invoice", json!({ "estimate_id": offer }));
    assert_eq!(made["warnings"][0]["message_id"], "warning.sold_for_another_total");
    company.ok("invoice.issue", json!({ "id": made["id"], "version": 1 }));
    assert_eq!(company.ok("invoice.get", json!({ "id": made["id"] }))["total"]["amount"], "236.00");
    company.assert_sound();
}
