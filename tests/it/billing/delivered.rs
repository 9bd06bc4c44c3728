//! Where it goes: a customer with several places for deliveries is asked for the one of this paper.

use super::pune;
use crate::papers::pdf_text;
use crate::support::{Company, reasons};
use serde_json::{Value, json};

/// A hotel in Nashik with two sites, and their ids by their names.
fn with_sites(company: &Company, customer: &str) -> [Value; 3] {
    for (label, city, region) in [("Lake site", "Nashik", "27"), ("Hill site", "Surat", "24")] {
        let stands = company.ok("customer.get", json!({ "id": customer }));
        let address =
            json!({ "role": "delivery", "label": label, "street": label, "city": city, "region": region });
        let request = json!({ "customer_id": customer, "version": stands["version"], "address": address });
        company.ok("address.create", request);
        company.clock.advance(1000);
    }
    let all = company.ok("customer.get", json!({ "id": customer }))["addresses"].clone();
    let of =
        |label: &str| all.as_array().unwrap().iter().find(|one| one["label"] == label).unwrap()["id"].clone();
    [of(""), of("Lake site"), of("Hill site")]
}

fn goods(company: &Company, customer: &str, delivery_address_id: &Value) -> Value {
    let class = company.ok("tax_class.list", json!({}))["rows"][0]["id"].clone();
    json!({ "customer_id": customer, "delivery_address_id": delivery_address_id,
        "lines": [{ "description": "Lamp", "hsn": "9405", "quantity": "1", "unit_price": "100", "tax_class_id": class }] })
}

#[test]
fn the_place_that_was_chosen_is_printed_and_taxed() {
    let (company, customer) = pune();
    let [office, lake, hill] = with_sites(&company, &customer);
    for (to, place, printed) in
        [(json!(null), "27", "Lake site"), (lake, "27", "Lake site"), (hill, "24", "Hill site")]
    {
        let draft = goods(&company, &customer, &to);
        let priced = company.ok("document.price", json!({ "kind": "invoice", "draft": draft }));
        assert_eq!(priced["place_of_supply"], place);
        let made = company.ok("invoice.create", json!({ "draft": draft }));
        let kept = company.ok("invoice.get", json!({ "id": made["id"] }));
        assert_eq!(kept["draft"]["delivery_address_id"], to);
        let text = pdf_text(&company, &made["id"]);
        for site in ["Lake site", "Hill site"] {
            assert_eq!(text.contains(site), site == printed, "{site} in {text}");
        }
    }
    let made = company.ok("invoice.create", json!({ "draft": goods(&company, &customer, &office) }));
    let text = pdf_text(&company, &made["id"]);
    assert!(!text.contains("site"), "what goes to the office has one address: {text}");
    company.assert_sound();
}

#[test]
fn a_place_of_somebody_else_or_that_is_gone_is_refused() {
    let (company, customer) = pune();
    let [_, lake, _] = with_sites(&company, &customer);
    let other = company.ok("customer.create", json!({ "name": "Vista Hotels" }))["id"].clone();
    let draft = goods(&company, other.as_str().unwrap(), &lake);
    let error = company.refused("invoice.create", json!({ "draft": draft }));
    assert_eq!(reasons(&error), ["delivery_address_id error.no_such_address"]);

    let made = company.ok("invoice.create", json!({ "draft": goods(&company, &customer, &lake) }));
    let stands = company.ok("customer.get", json!({ "id": customer }));
    let gone = json!({ "customer_id": customer, "version": stands["version"], "id": lake });
    company.ok("address.delete", gone);
    let error = company.refused("invoice.issue", json!({ "id": made["id"], "version": made["version"] }));
    assert_eq!(reasons(&error), ["delivery_address_id error.no_such_address"]);
    company.assert_sound();
}

#[test]
fn what_nobody_said_of_the_tax_follows_the_customer_until_the_invoice_is_issued() {
    let (company, customer) = pune();
    let class = company.ok("tax_class.list", json!({ "scheme": "gst_in" }))["rows"].clone();
    let class = class.as_array().unwrap().iter().find(|one| one["key"] == "standard").unwrap()["id"].clone();
    let draft = |more: Value| {
        let mut draft = json!({ "customer_id": customer, "lines": [
            { "description": "Lamp", "hsn": "9405", "unit_price": "100", "tax_class_id": class }] });
        draft.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        company.ok("invoice.create", json!({ "draft": draft }))["id"].clone()
    };
    let (unsaid, said) =
        (draft(json!({})), draft(json!({ "place_of_supply": "27", "reverse_charge": false })));
    let taxes = |id: &Value| {
        let totals = company.ok("invoice.get", json!({ "id": id }))["totals"].clone();
        let codes =
            totals["taxes"].as_array().unwrap().iter().map(|tax| tax["code"].as_str().unwrap().to_owned());
        (totals["place_of_supply"].as_str().unwrap().to_owned(), codes.collect::<Vec<_>>().join("+"))
    };
    let local = ("27".to_owned(), "CGST+SGST".to_owned());
    assert_eq!((taxes(&unsaid), taxes(&said)), (local.clone(), local.clone()));
    let stands = company.ok("customer.get", json!({ "id": customer }));
    let address = json!({ "id": stands["addresses"][0]["id"], "customer_id": customer, "version": stands["version"],
        "set": { "city": "Surat", "region": "24" } });
    company.ok("address.update", address);
    assert_eq!((taxes(&unsaid), taxes(&said)), (("24".to_owned(), "IGST".to_owned()), local));
    // What recurs, what is copied and what is issued follow as well.
    company.ok(
        "invoice.issue",
        json!({ "id": unsaid, "version": company.ok("invoice.get", json!({ "id": unsaid }))["version"] }),
    );
    let copy = company.ok("invoice.copy", json!({ "id": unsaid }))["id"].clone();
    let stands = company.ok("customer.get", json!({ "id": customer }));
    let owed =
        json!({ "id": customer, "version": stands["version"], "set": { "tax_treatment": "reverse_charge" } });
    company.ok("customer.update", owed);
    assert_eq!(taxes(&copy), ("24".to_owned(), String::new()), "the recipient owes it");
    assert_eq!(taxes(&said).1, "CGST+SGST", "somebody said that it does not");
    let issued = company.ok("invoice.get", json!({ "id": unsaid }));
    assert_eq!(
        issued["totals"]["total"], issued["total"]["amount"],
        "what was issued is explained as it was"
    );
    company.assert_sound();
}
