//! What a branch sells under: filled in by its country, changed until its first paper goes out, and further branches.

mod currency;
mod deals;
mod doubts;
mod numbers;
mod papers;
mod work;

use crate::billing::{issued, pune};
use crate::support::{Company, reasons};
use serde_json::{Value, json};
use throughline_core::settings::country::Country;

pub(crate) fn branch(company: &Company, at: usize) -> Value {
    company.ok("branch.list", json!({}))["rows"][at].clone()
}

pub(crate) fn rules(company: &Company, rules: Value) -> Value {
    rules_of(company, 0, rules)
}

pub(crate) fn rules_of(company: &Company, at: usize, rules: Value) -> Value {
    let branch = branch(company, at);
    json!({ "id": branch["id"], "version": branch["version"], "set": {}, "rules": rules })
}

pub(crate) fn series(company: &Company, at: usize, kind: &str) -> Value {
    let branch = branch(company, at)["id"].clone();
    let rows = company.ok("number_series.list", json!({}))["rows"].clone();
    let is_its = |row: &&Value| row["branch_id"] == branch && row["kind"] == kind;
    rows.as_array().unwrap().iter().find(is_its).unwrap().clone()
}

fn next(company: &Company, at: usize) -> String {
    series(company, at, "invoice")["next"].as_str().unwrap().to_owned()
}

pub(crate) fn set_series(company: &Company, at: usize, kind: &str, mut set: Value) {
    let row = series(company, at, kind);
    set["id"] = row["id"].clone();
    set["version"] = row["version"].clone();
    company.ok("number_series.update", set);
}

#[test]
fn a_company_of_another_country_keeps_its_books_in_its_own_currency() {
    let company = Company::new(Country::Other);
    let item = company.ok("item.create", json!({ "name": "Tea", "price": "100" }));
    let customer = company.ok("customer.create", json!({ "name": "Nairobi Sample Traders" }));
    let deal = company
        .ok("deal.create", json!({ "title": "Tea", "customer_id": customer["id"], "amount": "500.50" }));
    let lines = json!([{ "description": "Tea", "quantity": "2", "unit_price": "100" }]);
    let draft = json!({ "customer_id": customer["id"], "lines": lines });
    let made = company.ok("invoice.create", json!({ "draft": draft }));
    let changed = company.reply(
        "branch.update",
        rules(
            &company,
            json!({ "currency": "kes", "time_zone": "Africa/Nairobi", "fiscal_year_start": "7-1",
                "round_to": "1.0", "payment_term": { "days": 14 }, "tax_rounding": "per_line" }),
        ),
    );
    let now = branch(&company, 0);
    for (field, expected) in [
        ("currency", json!("KES")),
        ("time_zone", json!("Africa/Nairobi")),
        ("fiscal_year_start", json!("07-01")),
        ("round_to", json!("1")),
        ("tax_rounding", json!("per_line")),
        ("payment_term", json!({ "days": 14 })),
        ("has_papers", json!(false)),
    ] {
        assert_eq!(now[field], expected, "{field}");
    }
    assert_eq!(company.ok("company.status", json!({}))["company"]["home_currency"], "KES");
    let price = company.ok("item.pick", json!({ "item_id": item["id"] }));
    assert_eq!(
        (&price["currency"], &price["hits"][0]["price"]["unit_price"]),
        (&json!("KES"), &json!("100"))
    );
    let amount = company.ok("deal.get", json!({ "id": deal["id"] }))["row"]["amount"].clone();
    assert_eq!(amount, json!({ "amount": "500.50", "currency": "KES" }));
    assert_eq!(company.ok("customer.get", json!({ "id": customer["id"] }))["currency"], "KES");
    let total = company.ok("invoice.get", json!({ "id": made["id"] }))["total"].clone();
    assert_eq!(total, json!({ "amount": "200.00", "currency": "KES" }));
    company.assert_sound();
    company.ok("invoice.issue", json!({ "id": made["id"], "version": 1 }));
    assert!(branch(&company, 0)["has_papers"].as_bool().unwrap());
    for (set, expected) in [
        (json!({ "currency": "TZS" }), vec!["rules.currency error.paper_went_out"]),
        (json!({ "fiscal_year_start": "01-01" }), vec!["rules.fiscal_year_start error.paper_went_out"]),
        (json!({ "country": "IN" }), vec!["rules.country error.paper_went_out"]),
    ] {
        assert_eq!(reasons(&company.refused("branch.update", rules(&company, set))), expected);
    }
    company.ok("branch.update", rules(&company, json!({ "currency": "KES", "round_to": "" })));
    assert!(changed.undo.is_some());
}

#[test]
fn what_is_no_rule_is_refused_at_its_field() {
    let company = Company::india();
    for (set, expected) in [
        (json!({ "currency": "RUPEES" }), "rules.currency error.currency"),
        (json!({ "time_zone": "Pune" }), "rules.time_zone error.time_zone"),
        (json!({ "fiscal_year_start": "02-29" }), "rules.fiscal_year_start error.fiscal_year_start"),
        (json!({ "round_to": "3" }), "rules.round_to error.round_to"),
        (json!({ "round_to": "a rupee" }), "rules.round_to error.amount"),
        (json!({ "payment_term": { "days": -1 } }), "rules.payment_term error.payment_term"),
    ] {
        let before = branch(&company, 0);
        assert_eq!(reasons(&company.refused("branch.update", rules(&company, set))), [expected]);
        assert_eq!(branch(&company, 0), before);
    }
}

#[test]
fn a_country_chosen_wrongly_is_put_right_before_the_first_paper() {
    let company = Company::india();
    let item = company.ok("item.create", json!({ "name": "Pump", "price": "100" }));
    company.ok("branch.update", rules(&company, json!({ "country": "AE" })));
    let now = branch(&company, 0);
    for (field, expected) in [
        ("country", "AE"),
        ("currency", "AED"),
        ("tax_scheme", "vat_ae"),
        ("fiscal_year_start", "01-01"),
        ("region", ""),
    ] {
        assert_eq!(now[field], expected, "{field}");
    }
    let home = company.ok("company.status", json!({}))["company"].clone();
    assert_eq!(
        (&home["country"], &home["home_currency"], &home["locale"]),
        (&json!("AE"), &json!("AED"), &json!("en-AE"))
    );
    assert_eq!(next(&company, 0), "INV-2026-0001");
    let hit = company.ok("item.pick", json!({ "item_id": item["id"] }))["hits"][0].clone();
    assert_eq!((&hit["tax_class"], &hit["price"]["currency"]), (&json!("VAT 5%"), &json!("AED")));
    assert_eq!(company.ok("item.list", json!({}))["rows"][0]["tax"], "VAT 5%");
    company.ok("branch.update", rules(&company, json!({ "country": "FR", "currency": "AED" })));
    assert_eq!(branch(&company, 0)["currency"], "AED", "what was said goes before the country");
    company.assert_sound();
}

#[test]
fn a_second_branch_sells_under_its_own_law() {
    let (company, customer) = pune();
    let item = company.ok("item.create", json!({ "name": "Pump", "price": "100" }));
    issued(&company, &customer, "10");
    let rows =
        company.ok("branch.create", json!({ "name": "Sample Pumps FZE", "country": "AE" }))["rows"].clone();
    let dubai = rows[1].clone();
    assert_eq!(
        (&dubai["legal_name"], &dubai["currency"], &dubai["has_papers"]),
        (&json!("Sample Pumps FZE"), &json!("AED"), &json!(false))
    );
    assert_eq!(next(&company, 1), "AEINV-2026-0001");
    let hit = company.ok("item.pick", json!({ "item_id": item["id"], "branch_id": dubai["id"] }))["hits"][0]
        .clone();
    assert_eq!(hit["tax_class"], "VAT 5%", "what was sold with tax is not sold without");
    company.ok("branch.create", json!({ "name": "Nashik", "country": "IN" }));
    assert_eq!(next(&company, 2), "CINV/26-27/0001");
    let error = company.refused("branch.create", json!({ "name": " ", "country": "IN" }));
    assert_eq!(reasons(&error), ["name error.required"]);
    company.assert_sound();
}

#[test]
fn only_the_term_of_the_first_branch_is_one_that_counts() {
    let company = Company::of(vec![Country::India, Country::Emirates]);
    let term = json!({ "payment_term": { "days": 14 } });
    let error = company.refused("branch.update", rules_of(&company, 1, term.clone()));
    assert_eq!(reasons(&error), ["rules.payment_term error.term_of_first_branch"]);
    let same = json!({ "payment_term": branch(&company, 1)["payment_term"] });
    company.ok("branch.update", rules_of(&company, 1, same));
    company.ok("branch.update", rules(&company, term));
    let customer = company.customer("Al Noor Sample Trading");
    let made = company.ok("customer.get", json!({ "id": customer }));
    assert_eq!(made["payment_term"], json!({ "days": 14 }));
}

#[test]
fn a_branch_lacks_its_tax_number_only_where_its_law_asks_for_one() {
    let number = "27AAACA0000B1ZW";
    for (country, standing, number, lacks) in [
        (Country::India, "registered", "", true),
        (Country::India, "registered", number, false),
        (Country::India, "composition", number, false),
        (Country::India, "unregistered", "", false),
        (Country::France, "registered", "", true),
        (Country::States, "registered", "", false),
        (Country::Other, "registered", "", false),
    ] {
        let company = Company::new(country);
        let branch = branch(&company, 0);
        let set = json!({ "tax_number": number, "legal_id": "1234" });
        let change =
            json!({ "id": branch["id"], "version": branch["version"], "set": set, "tax_standing": standing });
        let changed = company.ok("branch.update", change)["rows"][0].clone();
        assert_eq!(changed["lacks_tax_number"], lacks, "{country:?} {standing} {number}");
    }
}
