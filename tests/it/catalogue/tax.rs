//! Tax classes and their dated rates.

use super::{column, item, tax_class, with_read};
use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::catalogue::item::tax_class_of;
use throughline_core::catalogue::tax_class::TaxScheme;
use throughline_core::catalogue::tax_rate::tax_rates;
use throughline_core::kernel::error::{Code, Error};
use throughline_core::kernel::message;
use throughline_core::settings::country::Country;

/// The rates as billing gets them: `CGST 9 S`.
fn rates(company: &Company, class_id: &str, date: &str, intra: bool) -> Result<Vec<String>, Error> {
    with_read(company, |read| {
        let rates = tax_rates(read, class_id, date.parse().unwrap(), intra)?;
        Ok(rates.iter().map(|rate| format!("{} {} {:?}", rate.code, rate.rate, rate.category)).collect())
    })
}

#[test]
fn the_rates_of_india_follow_the_date_and_the_border() {
    let company = Company::india();
    for (key, date, intra, expected) in [
        ("standard", "2025-09-21", true, Some("CGST 9 S, SGST 9 S")),
        ("standard", "2025-09-22", true, Some("CGST 9 S, SGST 9 S")),
        ("standard", "2026-11-22", false, Some("IGST 18 S")),
        ("reduced", "2026-11-22", true, Some("CGST 2.5 S, SGST 2.5 S")),
        ("reduced", "2026-11-22", false, Some("IGST 5 S")),
        ("luxury", "2025-09-21", true, None),
        ("luxury", "2025-09-22", true, Some("CGST 20 S, SGST 20 S")),
        ("luxury", "2025-09-22", false, Some("IGST 40 S")),
        ("precious_metal", "2026-11-22", true, Some("CGST 1.5 S, SGST 1.5 S")),
        ("polished_diamond", "2026-11-22", true, Some("CGST 0.75 S, SGST 0.75 S")),
        ("rough_stone", "2026-11-22", true, Some("CGST 0.125 S, SGST 0.125 S")),
        ("rough_stone", "2026-11-22", false, Some("IGST 0.25 S")),
        ("nil", "2026-11-22", true, Some("CGST 0 E, SGST 0 E")),
        ("nil", "2026-11-22", false, Some("IGST 0 E")),
        ("former_12", "2025-09-21", true, Some("CGST 6 S, SGST 6 S")),
        ("former_12", "2025-09-22", true, None),
        ("former_28", "2025-09-21", false, Some("IGST 28 S")),
        ("former_28", "2025-09-22", false, None),
        ("tobacco", "2026-01-31", true, Some("CGST 14 S, SGST 14 S")),
        ("tobacco", "2026-01-31", false, Some("IGST 28 S")),
        ("tobacco", "2026-02-01", true, Some("CGST 20 S, SGST 20 S")),
        ("standard", "2017-06-30", true, None),
    ] {
        let class = tax_class(&company, "gst_in", key);
        let found = rates(&company, &class, date, intra);
        match expected {
            Some(expected) => assert_eq!(found.unwrap().join(", "), expected, "{key} {date} {intra}"),
            None => assert_refused(&found.unwrap_err(), Code::Precondition, "error.no_tax_rate"),
        }
    }
    let class = tax_class(&company, "gst_in", "former_12");
    let error = rates(&company, &class, "2025-09-22", true).unwrap_err();
    let said = message::sentence(&error);
    assert!(said.contains("GST 12%") && said.contains("2025-09-22"), "{said}");
    let error = rates(&company, "none", "2025-09-22", true).unwrap_err();
    assert_refused(&error, Code::NotFound, "error.not_found");
}

#[test]
fn each_country_brings_its_rates() {
    for (country, scheme, expected) in [
        (
            Country::Emirates,
            "vat_ae",
            &[("standard", "VAT 5 S"), ("zero", "VAT 0 Z"), ("exempt", "VAT 0 E")][..],
        ),
        (
            Country::France,
            "vat_fr",
            &[
                ("standard", "VAT 20 S"),
                ("intermediate", "VAT 10 S"),
                ("reduced", "VAT 5.5 S"),
                ("super_reduced", "VAT 2.1 S"),
                ("exempt", "VAT 0 E"),
            ],
        ),
        (
            Country::Kingdom,
            "vat_gb",
            &[("standard", "VAT 20 S"), ("reduced", "VAT 5 S"), ("zero", "VAT 0 Z"), ("exempt", "VAT 0 E")],
        ),
    ] {
        let company = Company::new(country);
        let classes = company.ok("tax_class.list", json!({}))["rows"].clone();
        assert_eq!(classes.as_array().unwrap().len(), expected.len(), "{scheme}");
        assert_eq!(classes[0]["holds_today"], true);
        for (key, rate) in expected {
            for intra in [true, false] {
                let class = tax_class(&company, scheme, key);
                assert_eq!(rates(&company, &class, "2026-11-22", intra).unwrap(), [*rate], "{scheme} {key}");
            }
        }
    }
}

#[test]
fn rates_are_named_by_hand() {
    let company = Company::new(Country::States);
    let made = company.ok(
        "tax_class.create",
        json!({ "name": "New York City", "rates": [
            { "code": "State", "rate": "4" }, { "code": "City", "rate": "4.5 %", "valid_from": "2025-01-01" },
            { "code": "MCTD", "rate": "0.375", "valid_to": "2026-12-31" }] }),
    );
    let id = made["id"].as_str().unwrap();
    assert_eq!(rates(&company, id, "2026-11-22", true).unwrap(), ["State 4 S", "City 4.5 S", "MCTD 0.375 S"]);
    assert_eq!(rates(&company, id, "2024-12-31", true).unwrap(), ["State 4 S", "MCTD 0.375 S"]);
    let listed = company.ok("tax_class.list", json!({}))["rows"][0].clone();
    assert_eq!((listed["scheme"].clone(), listed["key"].clone()), (json!("sales_us"), json!("")));
    let desk = item(&company, json!({ "name": "Desk", "tax_class_ids": [id] }));
    let class = with_read(&company, |read| tax_class_of(read, &desk, TaxScheme::SalesUs)).unwrap();
    assert_eq!(class.unwrap().id, id);
    assert_eq!(with_read(&company, |read| tax_class_of(read, &desk, TaxScheme::GstIn)).unwrap(), None);
    let exempt = company.ok(
        "tax_class.create",
        json!({ "name": "Resale", "rates": [{ "code": "Resale", "rate": "0", "category": "E" }] }),
    );
    let exempt = exempt["id"].as_str().unwrap();
    assert_eq!(rates(&company, exempt, "2026-11-22", true).unwrap(), ["Resale 0 E"]);
    company.assert_sound();
}

#[test]
fn a_change_of_the_law_is_a_new_rate() {
    let company = Company::new(Country::Emirates);
    let id = tax_class(&company, "vat_ae", "standard");
    let class = company.ok("tax_class.list", json!({}))["rows"][0].clone();
    assert_eq!(class["id"], id.as_str());
    let five = class["rates"][0]["id"].clone();
    let before = json!({ "id": five, "code": "VAT", "rate": "5", "valid_from": "2018-01-01", "valid_to": "2027-12-31" });
    let after = json!({ "code": "VAT", "rate": "7", "valid_from": "2028-01-01" });
    let changed = company.reply(
        "tax_class.update",
        json!({ "id": id, "version": 1, "set": { "name": "VAT", "rates": [before, after] } }),
    );
    assert_eq!(rates(&company, &id, "2027-12-31", true).unwrap(), ["VAT 5 S"]);
    assert_eq!(rates(&company, &id, "2028-01-01", true).unwrap(), ["VAT 7 S"]);
    item(&company, json!({ "name": "Lamp" }));
    company.ok("tax_class.update", json!({ "id": id, "version": 2, "set": { "archived": true } }));
    let error = company.refused("history.undo", json!({ "seq": changed.undo.clone().unwrap().seq + 1000 }));
    assert_refused(&error, Code::NotFound, "error.not_found");
    assert_eq!(
        company.ok("tax_class.list", json!({}))["rows"].as_array().unwrap().len(),
        2,
        "archived classes are not offered"
    );
    let all = company.ok("tax_class.list", json!({ "archived": true }));
    assert_eq!(all["rows"][0]["archived"], true);
    assert_eq!(
        rates(&company, &id, "2027-12-31", true).unwrap(),
        ["VAT 5 S"],
        "a draft that carries it is still taxed"
    );
    assert_eq!(company.ok("item.list", json!({}))["rows"][0]["tax"], "VAT");
    company.ok("history.undo", json!({ "seq": changed.undo.unwrap().seq }));
    assert_eq!(rates(&company, &id, "2028-01-01", true).unwrap(), ["VAT 5 S"]);
    assert_eq!(company.ok("item.list", json!({}))["rows"][0]["tax"], "VAT 5%");
    company.assert_sound();
}

#[test]
fn every_bad_field_of_a_class_is_named() {
    let company = Company::india();
    let rate = |more: Value| {
        let mut rate = json!({ "code": "CESS", "rate": "1" });
        rate.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        rate
    };
    let cases = [
        (json!([]), vec!["rates error.required"]),
        (
            json!([{ "code": " ", "rate": "a lot", "valid_from": "soon", "valid_to": "2026-13-01" }]),
            vec![
                "rates[0].code error.required",
                "rates[0].rate error.amount",
                "rates[0].valid_from error.date",
                "rates[0].valid_to error.date",
            ],
        ),
        (
            json!([rate(json!({ "rate": "-1", "valid_from": "2026-02-01", "valid_to": "2026-01-31" }))]),
            vec!["rates[0].rate error.negative", "rates[0].valid_to error.period"],
        ),
        (json!([rate(json!({ "rate": "1001" }))]), vec!["rates[0].rate error.tax_percent"]),
        (
            json!([
                rate(json!({ "category": "Z" })),
                rate(json!({ "rate": "0", "category": "S", "supply": "inter" }))
            ]),
            vec![
                "rates[0].category error.tax_category",
                "rates[1].category error.tax_category",
                "rates[1].code error.tax_rate_twice",
            ],
        ),
        (
            json!([rate(json!({ "valid_to": "2026-03-31" })), rate(json!({ "valid_from": "2026-03-31" }))]),
            vec!["rates[1].code error.tax_rate_twice"],
        ),
        (
            json!([rate(json!({})), { "code": "FREE", "rate": "0" }]),
            vec!["rates[1].category error.tax_category_mixed"],
        ),
        (json!([rate(json!({ "id": "none" }))]), vec!["rates[0].id error.no_such_tax_rate"]),
        (json!(vec![rate(json!({})); 101]), vec!["rates error.too_many"]),
    ];
    for (rates, expected) in cases {
        let error = company.refused("tax_class.create", json!({ "name": "Cess", "rates": rates }));
        assert_eq!(reasons(&error), expected, "{rates}");
    }
    let error = company
        .refused("tax_class.create", json!({ "name": "", "scheme": "vat_fr", "rates": [rate(json!({}))] }));
    assert_eq!(reasons(&error), ["scheme error.tax_scheme", "name error.required"]);
    let at_once: Vec<Value> = (0..21).map(|n| rate(json!({ "code": format!("T{n}") }))).collect();
    let error = company.refused("tax_class.create", json!({ "name": "Many", "rates": at_once }));
    assert_eq!(reasons(&error), ["rates[20].code error.tax_rates_at_once"]);
    let error = company.refused(
        "tax_class.update",
        json!({ "id": tax_class(&company, "gst_in", "nil"), "version": 4, "set": {} }),
    );
    assert_refused(&error, Code::Conflict, "error.conflict");
    let error = company.refused("tax_class.update", json!({ "id": "none", "version": 1, "set": {} }));
    assert_refused(&error, Code::NotFound, "error.not_found");
    let side_by_side = json!([
        rate(json!({ "supply": "intra", "valid_to": "2026-03-31" })),
        rate(json!({ "supply": "inter" })),
        rate(json!({ "supply": "intra", "rate": "2", "valid_from": "2026-04-01" })),
    ]);
    company.ok("tax_class.create", json!({ "name": "Cess", "rates": side_by_side }));
    company.assert_sound();
}

fn move_to(company: &Company, country: &str) {
    set_country(company, country);
    company.assert_sound();
}

fn set_country(company: &Company, country: &str) {
    let branch = company.ok("branch.list", json!({}))["rows"][0].clone();
    let set = json!({ "id": branch["id"], "version": branch["version"], "set": {}, "rules": { "country": country } });
    company.ok("branch.update", set);
}

#[test]
fn a_journey_through_another_country_brings_every_item_its_tax_back() {
    let company = Company::india();
    let of = |key: &str| {
        let classes = json!([tax_class(&company, "gst_in", key)]);
        item(&company, json!({ "name": key, "tax_class_ids": classes }))
    };
    let (reduced, luxury, standard) = (of("reduced"), of("luxury"), of("standard"));
    let nil = of("nil");
    let taxes = |ids: [&String; 4]| {
        ids.map(|id| {
            let classes = company.ok("item.get", json!({ "id": id }))["tax_classes"].clone();
            let names: Vec<&str> =
                classes.as_array().unwrap().iter().map(|class| class["name"].as_str().unwrap()).collect();
            names.join(", ")
        })
    };
    let all = [&reduced, &luxury, &standard, &nil];
    let at_home = ["GST 5%", "GST 40%", "GST 18%", "GST 0% (nil-rated or exempt)"];
    assert_eq!(taxes(all), at_home);
    move_to(&company, "US");
    assert_eq!(taxes(all), ["", "", "", ""], "nothing is claimed about taxes there");
    move_to(&company, "IN");
    assert_eq!(taxes(all), at_home);
    move_to(&company, "FR");
    assert_eq!(taxes(all), ["TVA 5,5\u{a0}%", "TVA 20\u{a0}%", "TVA 20\u{a0}%", "TVA 20\u{a0}%"]);
    move_to(&company, "IN");
    assert_eq!(taxes(all), at_home);
    move_to(&company, "US");
    let sold_there = item(&company, json!({ "name": "made there" }));
    move_to(&company, "AE");
    assert_eq!(taxes(all), ["VAT 5%"; 4], "what bore a tax bears one");
    let freed = json!({ "id": reduced, "version": 1, "set": { "tax_class_ids": [tax_class(&company, "vat_ae", "exempt")] } });
    company.ok("item.update", freed);
    move_to(&company, "IN");
    assert_eq!(taxes(all), at_home, "what was said of one law says nothing of another");
    assert_eq!(taxes([&sold_there; 4])[0], "GST 18%", "nothing is sold without tax unseen");
    move_to(&company, "AE");
    assert_eq!(taxes(all), ["VAT exempt", "VAT 5%", "VAT 5%", "VAT 5%"]);
}

/// The names of an item's tax classes.
fn names(company: &Company, id: &str) -> Vec<String> {
    column(&company.ok("item.get", json!({ "id": id }))["tax_classes"], "name")
}

#[test]
fn the_usual_tax_of_an_item_is_the_standard_class_of_each_law() {
    let company = Company::of(vec![Country::India, Country::Emirates]);
    let usual = item(&company, json!({ "name": "Pump", "price": "10" }));
    for chosen in [json!([]), json!([tax_class(&company, "gst_in", "standard")])] {
        let version = company.ok("item.get", json!({ "id": usual }))["version"].clone();
        let set = json!({ "id": usual, "version": version, "set": { "tax_class_ids": chosen } });
        company.ok("item.update", set);
        assert_eq!(names(&company, &usual), ["GST 18%", "VAT 5%"]);
    }
    let zero = json!([tax_class(&company, "vat_ae", "zero")]);
    let mixed = item(&company, json!({ "name": "Valve", "price": "10", "tax_class_ids": zero }));
    assert_eq!(names(&company, &mixed), ["GST 18%", "VAT 0% (zero-rated)"]);
    let hit = company.ok("item.pick", json!({ "item_id": mixed }))["hits"][0].clone();
    assert_eq!(hit["tax_class"], "GST 18%");
    company.assert_sound();
}

#[test]
fn an_item_takes_no_class_of_a_law_that_nobody_sells_under() {
    let company = Company::india();
    let id = item(&company, json!({ "name": "Pump" }));
    move_to(&company, "AE");
    let five = tax_class(&company, "vat_ae", "standard");
    move_to(&company, "IN");
    let standard = tax_class(&company, "gst_in", "standard");
    let change = json!({ "id": id, "version": 1, "set": { "tax_class_ids": [standard, five] } });
    let error = company.refused("item.update", change);
    assert_eq!(reasons(&error), ["set.tax_class_ids[1] error.tax_class_unsold"]);
    assert_eq!(error.fields[0].params["class"], "VAT 5%");
    let classes = company.ok("tax_class.list", json!({ "scheme": "vat_ae" }))["rows"].clone();
    assert_eq!(classes[0]["is_sold"], false);
    // Of what two laptops set aside of one law, the last comes back.
    let aside = |key: &str, row: &str| {
        let class = tax_class(&company, "vat_ae", key);
        let sql = "INSERT INTO item_tax_class (id, item_id, tax_class_id, set_aside, deleted_at) VALUES (?1, ?2, ?3, 1, 1)";
        company.core.file().writer().execute(sql, (row, &id, class)).unwrap();
    };
    aside("zero", "a");
    aside("exempt", "b");
    set_country(&company, "AE");
    assert_eq!(names(&company, &id), ["VAT exempt"]);
}
