//! Which article of the French code an invoice without tax names.

use super::{issued_for, letterhead};
use crate::support::Company;
use serde_json::{Value, json};
use throughline_core::settings::country::Country;

const MEMBER: &str = "Exonération de TVA, art. 262 ter I du CGI";
const EXPORT: &str = "Exonération de TVA, art. 262 I du CGI";
const SERVICE: &str = "TVA non applicable, art. 259, 1° du CGI";

fn lyon() -> Company {
    let company = Company::new(Country::France);
    letterhead(&company, json!({ "city": "Lyon", "tax_number": "FR44732829320" }));
    company
}

/// An invoice of items of these kinds, without tax, for a customer somewhere.
fn invoice(company: &Company, kinds: &[&str], customer: Value) -> String {
    let line = |kind: &&str| {
        let item = json!({ "name": format!("Sample {kind}"), "kind": kind, "price": "100" });
        let item = company.ok("item.create", item)["id"].clone();
        json!({ "item_id": item, "description": kind, "quantity": "1", "unit_price": "100" })
    };
    let lines: Vec<Value> = kinds.iter().map(line).collect();
    let mut whole = json!({ "name": "Sample buyer", "kind": "organisation", "tax_treatment": "export", "language": "fr" });
    whole.as_object_mut().unwrap().extend(customer.as_object().unwrap().clone());
    issued_for(company, whole, json!({ "lines": lines })).replace('\u{a0}', " ")
}

fn lives(country: &str) -> Value {
    json!([{ "role": "billing", "street": "1 Sample Street", "city": "Sample", "country": country }])
}

#[test]
fn goods_and_services_abroad_are_exempt_by_articles_of_their_own() {
    let german = json!([{ "scheme": "vat", "number": "DE136695976" }]);
    for (kinds, customer, said) in [
        (&["product"][..], json!({ "addresses": lives("DE"), "tax_ids": german }), &[MEMBER][..]),
        (&["product"], json!({ "addresses": lives("CH") }), &[EXPORT]),
        (&["service"], json!({ "addresses": lives("DE"), "tax_ids": german }), &[SERVICE]),
        (&["subscription", "product"], json!({ "addresses": lives("US") }), &[EXPORT, SERVICE]),
        // A consumer is taxed here, or where it lives: the owner knows.
        (&["service"], json!({ "kind": "person", "addresses": lives("US") }), &[]),
        // The recipient owes the tax on services, and goods are exempt all the same.
        (
            &["service"],
            json!({ "addresses": lives("DE"), "tax_ids": german, "tax_treatment": "reverse_charge" }),
            &[],
        ),
        (
            &["product"],
            json!({ "addresses": lives("DE"), "tax_ids": german, "tax_treatment": "reverse_charge" }),
            &[MEMBER],
        ),
        // Monaco is France, and who is exempt is so for a reason of its own.
        (&["product"], json!({ "addresses": lives("MC") }), &[]),
        (&["product"], json!({ "addresses": lives("US"), "tax_treatment": "exempt" }), &[]),
    ] {
        let text = invoice(&lyon(), kinds, customer.clone());
        for one in [MEMBER, EXPORT, SERVICE] {
            assert_eq!(text.contains(one), said.contains(&one), "{one}: {kinds:?} {customer} {text}");
        }
    }
}

#[test]
fn goods_to_a_member_state_are_doubted_without_a_number_of_it() {
    let company = lyon();
    let text = invoice(&company, &["product"], json!({ "addresses": lives("DE") }));
    assert!(!text.contains("262"), "{text}");
    let item = company.ok("item.list", json!({}))["rows"][0]["id"].clone();
    let doubts = |customer: Value| {
        let customer = company.ok("customer.create", customer)["id"].clone();
        let lines = json!([{ "item_id": item, "description": "Goods", "unit_price": "100" }]);
        let draft = json!({ "customer_id": customer, "lines": lines });
        let priced = company.ok("document.price", json!({ "kind": "invoice", "draft": draft }));
        priced["warnings"].as_array().unwrap().iter().map(|one| one["message_id"].clone()).collect::<Vec<_>>()
    };
    let buyer = |name: &str, numbers: Value| json!({ "name": name, "tax_treatment": "export", "addresses": lives("DE"), "tax_ids": numbers });
    assert_eq!(doubts(buyer("Unnumbered", json!([]))), ["warning.goods_to_member"]);
    let german = json!([{ "scheme": "vat", "number": "DE136695976" }]);
    assert!(doubts(buyer("Numbered", german)).is_empty());
}

#[test]
fn goods_that_leave_exempt_are_no_reverse_charge() {
    let german = json!([{ "scheme": "vat", "number": "DE136695976" }]);
    let cologne = json!([{ "role": "billing", "street": "Am Ring 1", "postal_code": "50667", "city": "Köln", "country": "DE" }]);
    let customer = json!({ "addresses": cologne, "tax_ids": german, "tax_treatment": "reverse_charge" });
    let goods = invoice(&lyon(), &["product"], customer.clone());
    assert!(goods.contains(MEMBER) && !goods.contains("Autoliquidation"), "{goods}");
    assert!(goods.contains("50667 Köln"), "{goods}");
    let both = invoice(&lyon(), &["product", "service"], customer);
    assert!(both.contains(MEMBER) && both.contains("Autoliquidation"), "{both}");
}

#[test]
fn what_is_exempt_and_what_is_taxed_at_nought_stand_apart() {
    let company = Company::new(Country::Emirates);
    letterhead(&company, json!({ "city": "Dubai", "region": "Dubai", "tax_number": "100123456700003" }));
    let classes = company.ok("tax_class.list", json!({ "scheme": "vat_ae" }))["rows"].clone();
    let line = |name: &str| {
        let class = classes.as_array().unwrap().iter().find(|class| class["name"] == name).unwrap();
        json!({ "description": name, "quantity": "1", "unit_price": "100", "tax_class_id": class["id"] })
    };
    let lines = json!([line("VAT 5%"), line("VAT 0% (zero-rated)"), line("VAT exempt"), line("VAT exempt")]);
    let customer = company.ok("customer.create", json!({ "name": "Marsa Sample Trading" }))["id"].clone();
    let draft = json!({ "customer_id": customer, "lines": lines });
    let priced = company.ok("document.price", json!({ "kind": "invoice", "draft": draft }));
    let shown: Vec<_> =
        priced["taxes"].as_array().unwrap().iter().map(|tax| (&tax["category"], &tax["base"])).collect();
    assert_eq!(json!(shown), json!([["S", "100.00"], ["Z", "100.00"], ["E", "200.00"]]));

    let made = company.ok("invoice.create", json!({ "draft": draft }))["id"].clone();
    company.ok("invoice.issue", json!({ "id": made, "version": 1 }));
    let text = super::text_of(&company, &made);
    super::check(&text, &["VAT 5% on 100.00", "VAT 0% on 100.00", "VAT exempt on 200.00"]);
    let note = company.ok("credit_note.issue", json!({ "invoice_id": made, "reason": "Wrong customer" }));
    super::check(&super::text_of(&company, &note["id"]), &["VAT 0% on 100.00", "VAT exempt on 200.00"]);
    company.assert_sound();
}
