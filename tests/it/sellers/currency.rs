//! The home currency of a branch, in which prices and customers are.

use super::{branch, rules, rules_of};
use crate::support::{Company, reasons};
use serde_json::json;
use throughline_core::settings::country::Country;

#[test]
fn the_home_currency_stays_while_another_branch_needs_it() {
    let company = Company::of(vec![Country::India, Country::India]);
    let item = company.ok("item.create", json!({ "name": "Pump", "price": "100" }));
    for (set, path) in [
        (json!({ "currency": "KES" }), "rules.currency"),
        (json!({ "country": "AE" }), "rules.country"),
        (json!({ "country": "AE", "currency": "KES" }), "rules.currency"),
    ] {
        let error = company.refused("branch.update", rules(&company, set));
        assert_eq!(reasons(&error), [format!("{path} error.books_shared")]);
        assert_eq!(error.fields[0].params["currency"], "INR");
    }
    company.ok("branch.update", rules(&company, json!({ "country": "AE", "currency": "INR" })));
    company.ok("branch.update", rules_of(&company, 1, json!({ "country": "GB" })));
    company.ok("branch.update", rules(&company, json!({ "currency": "AED" })));
    let hit = company.ok("item.pick", json!({ "item_id": item["id"] }))["hits"][0].clone();
    assert_eq!(hit["price"]["currency"], "AED");

    let buyer = company.customer("Leeds Sample Works");
    let offer = json!({ "customer_id": buyer, "branch_id": branch(&company, 1)["id"], "currency": "AED", "rate": "0.2",
        "lines": [{ "description": "Pump", "unit_price": "10" }] });
    let offer = company.ok("estimate.create", json!({ "draft": offer }));
    company.ok("estimate.send", json!({ "id": offer["id"], "version": 1, "how": "print" }));
    let error = company.refused("branch.update", rules(&company, json!({ "currency": "USD" })));
    assert_eq!(reasons(&error), ["rules.currency error.books_with_papers"]);
    company.assert_sound();
}
