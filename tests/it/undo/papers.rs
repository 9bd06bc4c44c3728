//! Undo of forms and of settings that drafts follow, once a paper was made of them.

use super::{refused, seq, undo};
use crate::billing::pune;
use crate::sellers::{branch, rules_of};
use crate::support::Company;
use serde_json::{Value, json};
use throughline_core::settings::country::Country;

/// A draft of one thing at a price under the standard class of the country.
fn draft(company: &Company, customer: &str, price: &str) -> Value {
    let classes = company.ok("tax_class.list", json!({}))["rows"].clone();
    let class = classes.as_array().unwrap().iter().find(|class| class["name"] == "GST 18%").unwrap().clone();
    json!({ "customer_id": customer, "lines": [{ "description": "Pump", "unit_price": price, "tax_class_id": class["id"] }] })
}

/// Says whether the first branch may collect tax and gives the number of the transaction.
fn standing(company: &Company, standing: &str) -> i64 {
    let stands = branch(company, 0);
    let change =
        json!({ "id": stands["id"], "version": stands["version"], "set": {}, "tax_standing": standing });
    seq(company, "branch.update", change)
}

#[test]
fn the_form_of_an_answered_estimate_is_not_taken_back() {
    let (company, customer) = pune();
    let made = company.ok("estimate.create", json!({ "draft": draft(&company, &customer, "500") }));
    let dearer = json!({ "id": made["id"], "version": 1, "draft": draft(&company, &customer, "1000") });
    let edited = seq(&company, "estimate.update", dearer);
    company.ok("estimate.send", json!({ "id": made["id"], "version": 2, "how": "email" }));
    let answer = json!({ "id": made["id"], "said_by": "Sunita Rao", "how": "phone" });
    let accepted = seq(&company, "estimate.accept", answer);
    let error = refused(&company, edited, "error.answered");
    assert_eq!(error.params["answer"], "accepted");
    undo(&company, accepted);
    undo(&company, edited);
    let page = company.ok("estimate.get", json!({ "id": made["id"] }));
    assert_eq!((&page["total"]["amount"], &page["as_sent"]), (&json!("590.00"), &json!(false)));
    company.assert_sound();
}

#[test]
fn a_setting_is_not_taken_back_from_a_paper_that_left_the_house() {
    let (company, customer) = pune();
    let form = json!({ "draft": draft(&company, &customer, "1000") });
    let invoice = company.ok("invoice.create", form.clone());
    let scheme = standing(&company, "composition");
    company.ok("invoice.issue", json!({ "id": invoice["id"], "version": 1 }));
    let error = refused(&company, scheme, "error.undo_sent_since");
    assert_eq!(error.params["number"], "INV/26-27/0001");
    standing(&company, "registered");

    let offer = company.ok("estimate.create", form);
    let treated = json!({ "id": customer, "version": 1, "set": { "tax_treatment": "exempt" } });
    let treated = seq(&company, "customer.update", treated);
    company.ok("estimate.send", json!({ "id": offer["id"], "version": 1, "how": "print" }));
    let error = refused(&company, treated, "error.undo_sent_since");
    assert_eq!(error.params["number"], "EST/26-27/0001");
}

#[test]
fn a_currency_that_papers_stand_on_is_refused_with_its_cure() {
    let company = Company::of(vec![Country::India, Country::Kingdom]);
    let customer = company.customer("Leeds Sample Works");
    let form = json!({ "customer_id": customer, "branch_id": branch(&company, 1)["id"], "currency": "EUR", "rate": "0.9",
        "lines": [{ "description": "Pump", "unit_price": "10" }] });
    let made = company.ok("invoice.create", json!({ "draft": form }));
    let moved = seq(&company, "branch.update", rules_of(&company, 1, json!({ "currency": "EUR" })));
    company.ok("invoice.issue", json!({ "id": made["id"], "version": 1 }));
    refused(&company, moved, "error.paper_went_out");
}

#[test]
fn a_rate_typed_meanwhile_goes_with_the_currency_it_led_to() {
    let company = Company::of(vec![Country::India, Country::Kingdom]);
    let customer = company.customer("Leeds Sample Works");
    let seller = branch(&company, 1)["id"].clone();
    let made = |currency: &str, rate: &str| {
        let lines = json!([{ "description": "Pump", "unit_price": "10" }]);
        let form = json!({ "customer_id": customer, "branch_id": seller, "currency": currency, "rate": rate, "lines": lines });
        company.ok("invoice.create", json!({ "draft": form }))["id"].clone()
    };
    let rate = |id: &Value| company.ok("invoice.get", json!({ "id": id }))["draft"]["rate"].clone();
    let before = made("USD", "0.79");
    let moved = seq(&company, "branch.update", rules_of(&company, 1, json!({ "currency": "EUR" })));
    let meanwhile = made("USD", "0.92");
    assert_eq!((rate(&before), rate(&meanwhile)), (Value::Null, json!("0.92")));
    undo(&company, moved);
    assert_eq!((rate(&before), rate(&meanwhile)), (json!("0.79"), Value::Null));
    company.assert_sound();
}

/// What list and page say a draft comes to.
fn totals(company: &Company, id: &Value) -> [Value; 3] {
    let page = company.ok("invoice.get", json!({ "id": id }));
    let row = company.ok("invoice.list", json!({}))["rows"][0].clone();
    [row["total"]["amount"].clone(), page["total"]["amount"].clone(), page["totals"]["total"].clone()]
}

#[test]
fn drafts_come_to_what_the_standing_that_comes_back_makes_of_them() {
    let (company, customer) = pune();
    let form = json!({ "draft": draft(&company, &customer, "1000") });
    let scheme = standing(&company, "composition");
    let made = company.ok("invoice.create", form);
    assert_eq!(totals(&company, &made["id"]), ["1000.00", "1000.00", "1000.00"]);
    undo(&company, scheme);
    assert_eq!(totals(&company, &made["id"]), ["1180.00", "1180.00", "1180.00"]);
    company.assert_sound();
}

#[test]
fn drafts_come_to_what_the_customer_that_comes_back_makes_of_them() {
    let (company, customer) = pune();
    let treated = json!({ "id": customer, "version": 1, "set": { "tax_treatment": "exempt" } });
    let treated = seq(&company, "customer.update", treated);
    let made = company.ok("invoice.create", json!({ "draft": draft(&company, &customer, "1000") }));
    undo(&company, treated);
    assert_eq!(totals(&company, &made["id"]), ["1180.00", "1180.00", "1180.00"]);
    company.assert_sound();
}

#[test]
fn drafts_are_not_passed_over_when_the_file_fails() {
    let (company, customer) = pune();
    company.ok("invoice.create", json!({ "draft": draft(&company, &customer, "1000") }));
    let damage = "PRAGMA ignore_check_constraints = ON; DROP TRIGGER log_u_tax_rate; UPDATE tax_rate SET category = 'x'";
    company.core.file().writer().execute_batch(damage).unwrap();
    let stands = branch(&company, 0);
    let change =
        json!({ "id": stands["id"], "version": stands["version"], "set": { "phone": "020 5550 0100" } });
    let error = company.refused("branch.update", change);
    assert_ne!(error.code, throughline_core::kernel::error::Code::Invalid, "{error}");
}
