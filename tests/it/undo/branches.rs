//! Undo of what a branch sells under: its country, tax number and standing.

use super::{refused, seq, undo};
use crate::sellers::{branch, rules};
use crate::support::Company;
use serde_json::{Value, json};
use throughline_core::settings::country::Country;

const GSTIN: &str = "27AAACA0000B1ZW";

/// A change of the first branch beside its rules.
fn set(company: &Company, mut change: Value) -> Value {
    let stands = branch(company, 0);
    if change["set"].is_null() {
        change["set"] = json!({});
    }
    change["id"] = stands["id"].clone();
    change["version"] = stands["version"].clone();
    change
}

#[test]
fn a_tax_class_that_a_line_of_a_deal_has_stays() {
    let company = Company::india();
    let class = json!({ "name": "Silver 3%", "scheme": "gst_in", "rates": [{ "code": "IGST", "rate": "3", "supply": "inter" }] });
    let made = company.reply("tax_class.create", class);
    let line = |class: &Value| json!({ "description": "Ring", "unit_price": "100", "tax_class": class });
    let deal = json!({ "title": "Rings", "customer_id": company.customer("Sample"), "lines": [line(&made.result["id"])] });
    let deal = company.ok("deal.create", deal);
    let made = made.undo.unwrap().seq;
    refused(&company, made, "error.undo_in_use");
    let kept = company.ok("deal.get", json!({ "id": deal["id"] }))["lines"][0]["id"].clone();
    let mut plain = line(&json!(""));
    plain["id"] = kept;
    let freed =
        seq(&company, "deal.update", json!({ "id": deal["id"], "version": 1, "set": { "lines": [plain] } }));
    undo(&company, made);
    refused(&company, freed, "error.undo_needs");
    company.assert_sound();
}

#[test]
fn an_item_made_meanwhile_bears_the_tax_of_the_country_that_comes_back() {
    let company = Company::of(vec![Country::India, Country::Emirates]);
    let moved = seq(&company, "branch.update", rules(&company, json!({ "country": "AE" })));
    let item = company.ok("item.create", json!({ "name": "Widget", "price": "100" }));
    undo(&company, moved);
    let picked = json!({ "item_id": item["id"], "branch_id": branch(&company, 0)["id"] });
    assert_eq!(company.ok("item.pick", picked)["hits"][0]["tax_class"], "GST 18%");
    company.assert_sound();
}

#[test]
fn an_item_made_under_a_country_chosen_wrongly_has_the_tax_of_the_one_before() {
    let company = Company::india();
    let moved = seq(&company, "branch.update", rules(&company, json!({ "country": "FR" })));
    let item = company.ok("item.create", json!({ "name": "Widget", "price": "100" }));
    undo(&company, moved);
    let picked = json!({ "item_id": item["id"], "branch_id": branch(&company, 0)["id"] });
    assert_eq!(company.ok("item.pick", picked)["hits"][0]["tax_class"], "GST 18%");
    assert_eq!(company.ok("working_time.get", json!({}))["week"][5], "09:30–18:30");
    company.assert_sound();
}

#[test]
fn a_tax_class_that_an_item_has_stays() {
    let company = Company::india();
    let class = json!({ "name": "Silver 3%", "scheme": "gst_in", "rates": [{ "code": "IGST", "rate": "3", "supply": "inter" }] });
    let made = company.reply("tax_class.create", class);
    let item = json!({ "name": "Ring", "price": "100", "tax_class_ids": [made.result["id"]] });
    let item = seq(&company, "item.create", item);
    let made = made.undo.unwrap().seq;
    refused(&company, made, "error.undo_in_use");
    undo(&company, item);
    undo(&company, made);
    company.assert_sound();
}

#[test]
fn an_item_made_meanwhile_bears_the_tax_of_a_branch_that_comes_back() {
    let company = Company::india();
    let opened = seq(&company, "branch.create", json!({ "name": "Sample Pumps FZE", "country": "AE" }));
    let closed = undo(&company, opened);
    let item = company.ok("item.create", json!({ "name": "Widget", "price": "100" }));
    undo(&company, closed);
    let picked = json!({ "item_id": item["id"], "branch_id": branch(&company, 1)["id"] });
    assert_eq!(company.ok("item.pick", picked)["hits"][0]["tax_class"], "VAT 5%");
    company.assert_sound();
}

#[test]
fn the_composition_scheme_keeps_the_number_that_it_needs() {
    let company = Company::india();
    let number = set(&company, json!({ "set": { "tax_number": GSTIN, "region": "27" } }));
    let numbered = seq(&company, "branch.update", number);
    let scheme = seq(&company, "branch.update", set(&company, json!({ "tax_standing": "composition" })));
    refused(&company, numbered, "error.composition_number");
    undo(&company, scheme);
    undo(&company, numbered);
    assert_eq!(branch(&company, 0)["tax_number"], "");
}

#[test]
fn who_has_a_tax_number_stays_registered() {
    let company = Company::india();
    company.ok("branch.update", set(&company, json!({ "tax_standing": "unregistered" })));
    let registered = seq(&company, "branch.update", set(&company, json!({ "tax_standing": "registered" })));
    company.ok("branch.update", set(&company, json!({ "set": { "tax_number": GSTIN, "region": "27" } })));
    refused(&company, registered, "error.unregistered_number");
}

#[test]
fn the_composition_scheme_stays_in_india() {
    let company = Company::new(Country::Emirates);
    let moved = seq(&company, "branch.update", rules(&company, json!({ "country": "IN" })));
    let scheme = json!({ "set": { "tax_number": GSTIN, "region": "27" }, "tax_standing": "composition" });
    company.ok("branch.update", set(&company, scheme));
    refused(&company, moved, "error.only_india");
}
