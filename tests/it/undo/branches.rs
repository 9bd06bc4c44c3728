//! Undo of what a branch sells under: its country, tax number and standing.

use super::{seq, undo};
use crate::sellers::{branch, rules};
use crate::support::Company;
use serde_json::json;
use throughline_core::settings::country::Country;

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
