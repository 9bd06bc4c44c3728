//! Price lists and which price wins.

use super::{assert_indexed, column, item, with_read};
use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::catalogue::price::{PriceQuestion, price_for};
use throughline_core::kernel::error::Code;

/// The price, and the list it comes from, as billing gets them.
fn price(
    company: &Company,
    item_id: &str,
    customer_id: Option<&str>,
    quantity: &str,
    currency: &str,
    date: &str,
) -> Option<(String, String)> {
    with_read(company, |read| {
        let question = PriceQuestion {
            customer_id,
            quantity: quantity.parse().unwrap(),
            currency,
            date: date.parse().unwrap(),
        };
        let price = price_for(read, item_id, question).unwrap()?;
        Some((price.unit_price.to_string(), price.price_list))
    })
}

#[test]
fn the_customers_list_goes_before_the_currencys_and_that_before_the_item() {
    let company = Company::india();
    let pump = item(&company, json!({ "name": "Pump", "price": "1000" }));
    let valve = item(&company, json!({ "name": "Valve", "price": "80" }));
    let list = |payload: Value| company.ok("price_list.save", payload)["id"].as_str().unwrap().to_owned();
    let dealers = list(json!({ "name": "Dealers", "set": [
        { "item_id": pump, "unit_price": "900" },
        { "item_id": pump, "min_quantity": "5", "unit_price": "880" },
        { "item_id": pump, "min_quantity": "10.5", "unit_price": "850.25" }] }));
    list(json!({ "name": "All year", "for_all": true, "set": [
        { "item_id": pump, "unit_price": "990" }, { "item_id": valve, "unit_price": "75" }] }));
    list(json!({ "name": "Diwali", "for_all": true, "valid_from": "2026-11-01", "valid_to": "2026-11-30",
        "set": [{ "item_id": pump, "unit_price": "950" }] }));
    list(json!({ "name": "Group of nobody", "set": [{ "item_id": pump, "unit_price": "1" }] }));
    let dealer = company.ok("customer.create", json!({ "name": "Dealer", "price_list_id": dealers }))["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let other = company.customer("Somebody else");
    for (item_id, customer, quantity, date, expected) in [
        (&pump, Some(&dealer), "1", "2026-11-15", Some(("900", "Dealers"))),
        (&pump, Some(&dealer), "5", "2026-11-15", Some(("880", "Dealers"))),
        (&pump, Some(&dealer), "10.49", "2026-11-15", Some(("880", "Dealers"))),
        (&pump, Some(&dealer), "10.5", "2026-11-15", Some(("850.25", "Dealers"))),
        (&pump, Some(&dealer), "-12", "2026-11-15", Some(("850.25", "Dealers"))),
        (&valve, Some(&dealer), "1", "2026-11-15", Some(("75", "All year"))),
        (&pump, Some(&other), "1", "2026-10-31", Some(("990", "All year"))),
        (&pump, Some(&other), "1", "2026-11-01", Some(("950", "Diwali"))),
        (&pump, Some(&other), "1", "2026-11-30", Some(("950", "Diwali"))),
        (&pump, None, "1", "2026-12-01", Some(("990", "All year"))),
    ] {
        let found = price(&company, item_id, customer.map(String::as_str), quantity, "INR", date);
        let found = found.as_ref().map(|(price, list)| (price.as_str(), list.as_str()));
        assert_eq!(found, expected, "{quantity} on {date}");
    }
    assert_eq!(price(&company, &pump, None, "1", "EUR", "2026-11-15"), None);
    company.ok("item.archive", json!({ "id": valve, "version": 1 }));
    assert!(
        price(&company, &valve, None, "1", "INR", "2026-11-15").is_some(),
        "a draft that carries an archived item is still priced"
    );
    let shown = company.ok("item.get", json!({ "id": pump }));
    assert_eq!(column(&shown["list_prices"], "unit_price"), ["990", "900", "880", "850.25", "950", "1"]);
    company.assert_sound();
}

#[test]
fn a_list_is_changed_and_undone_as_one() {
    let company = Company::india();
    let pump = item(&company, json!({ "name": "Pump", "price": "1000" }));
    let valve = item(&company, json!({ "name": "Valve" }));
    let made = company.ok(
        "price_list.save",
        json!({ "name": "Dealers", "set": [
            { "item_id": pump, "unit_price": "900" }, { "item_id": pump, "min_quantity": "10", "unit_price": "850" }] }),
    );
    let id = made["id"].clone();
    let lines = || {
        let page = company.ok("price_list.lines", json!({ "filter": { "price_list_id": id } }));
        page["rows"].clone()
    };
    let ten = lines()[1]["id"].clone();
    let saved = company.reply(
        "price_list.save",
        json!({ "id": id, "version": 1, "name": "Trade", "valid_from": "2026-04-01", "valid_to": "2027-03-31",
                "set": [{ "item_id": pump, "min_quantity": "0.0", "unit_price": "₹ 890" },
                        { "item_id": valve, "unit_price": "70" }], "remove": [ten] }),
    );
    assert_eq!(saved.result["version"], 2);
    assert_eq!(column(&lines(), "unit_price"), ["890", "70"]);
    assert_eq!(column(&lines(), "name"), ["Pump", "Valve"]);
    let head = company.ok("price_list.list", json!({}))["rows"][0].clone();
    for (field, expected) in [
        ("name", json!("Trade")),
        ("currency", json!("INR")),
        ("for_all", json!(false)),
        ("prices_include_tax", json!(false)),
        ("valid_from", json!("2026-04-01")),
        ("valid_to", json!("2027-03-31")),
        ("holds_today", json!(true)),
        ("lines", json!(2)),
        ("version", json!(2)),
    ] {
        assert_eq!(head[field], expected, "{field}");
    }
    company.ok("history.undo", json!({ "seq": saved.undo.unwrap().seq }));
    assert_eq!(column(&lines(), "unit_price"), ["900", "850"]);
    let head = company.ok("price_list.list", json!({}))["rows"][0].clone();
    assert_eq!((head["name"].clone(), head["valid_from"].clone()), (json!("Dealers"), Value::Null));
    let found =
        company.ok("price_list.lines", json!({ "filter": { "price_list_id": id }, "search": "valve" }));
    assert_eq!(found["rows"], json!([]));
    company.ok("item.update", json!({ "id": pump, "version": 1, "set": { "name": "Centrifugal pump" } }));
    assert_eq!(column(&lines(), "name"), ["Centrifugal pump", "Centrifugal pump"]);
    company.assert_sound();
}

#[test]
fn every_bad_field_of_a_list_is_named() {
    let company = Company::india();
    let pump = item(&company, json!({ "name": "Pump" }));
    let error = company.refused(
        "price_list.save",
        json!({
            "currency": "RS", "valid_from": "1 April", "valid_to": "2026-02-30", "remove": ["none"],
            "set": [{ "item_id": "none", "min_quantity": "-1", "unit_price": "" },
                    { "item_id": pump, "unit_price": "1" }, { "item_id": pump, "min_quantity": "0", "unit_price": "2" }]
        }),
    );
    assert_eq!(
        reasons(&error),
        [
            "name error.required",
            "currency error.currency",
            "valid_from error.date",
            "valid_to error.date",
            "set[0].item_id error.no_such_item",
            "set[0].min_quantity error.negative",
            "set[0].unit_price error.amount",
            "set[2].min_quantity error.price_line_twice",
            "remove[0] error.no_such_price_line",
        ]
    );
    let many = vec![json!({ "item_id": pump, "unit_price": "1" }); 1_001];
    let error = company.refused("price_list.save", json!({ "name": "A", "set": many }));
    assert_eq!(reasons(&error), ["set error.too_many"]);
    let id = company.ok(
        "price_list.save",
        json!({ "name": "A", "valid_from": "2026-04-01", "set": [{ "item_id": pump, "unit_price": "1" }] }),
    )["id"]
        .clone();
    let error = company.refused(
        "price_list.save",
        json!({ "id": id, "version": 1, "name": "", "currency": "USD", "valid_to": "2026-03-31" }),
    );
    assert_eq!(
        reasons(&error),
        ["name error.required", "currency error.price_list_currency", "valid_to error.period"]
    );
    let error = company.refused("price_list.save", json!({ "id": id, "name": "B" }));
    assert_eq!(reasons(&error), ["version error.required"]);
    let error = company.refused("price_list.save", json!({ "id": id, "version": 7, "name": "B" }));
    assert_refused(&error, Code::Conflict, "error.conflict");
    let error = company.refused("price_list.save", json!({ "id": "none", "version": 1 }));
    assert_refused(&error, Code::NotFound, "error.not_found");
    assert_eq!(reasons(&company.refused("price_list.lines", json!({}))), ["filter error.required"]);
    let error = company.refused("price_list.lines", json!({ "filter": { "price_list_id": "none" } }));
    assert_refused(&error, Code::NotFound, "error.not_found");
}

#[test]
fn a_list_that_a_customer_carries_stays() {
    let company = Company::india();
    let id = company.ok("price_list.save", json!({ "name": "Dealers" }))["id"].clone();
    let customer = company.customer("Dealer");
    let error = company.refused(
        "customer.update",
        json!({ "id": customer, "version": 1, "set": { "price_list_id": "none" } }),
    );
    assert_eq!(reasons(&error), ["set.price_list_id error.no_such_price_list"]);
    let carry = |version: i64, list: Value| {
        let change = json!({ "id": customer, "version": version, "set": { "price_list_id": list } });
        company.ok("customer.update", change);
        company.ok("customer.get", json!({ "id": customer }))["price_list_id"].clone()
    };
    assert_eq!(carry(1, id.clone()), id);
    let error = company.refused("price_list.delete", json!({ "id": id, "version": 1 }));
    assert_refused(&error, Code::Precondition, "error.price_list_in_use");
    assert_eq!(carry(2, json!("")), Value::Null);
    let deleted = company.reply("price_list.delete", json!({ "id": id, "version": 1 }));
    assert_eq!(company.ok("price_list.list", json!({}))["rows"], json!([]));
    company.ok("history.undo", json!({ "seq": deleted.undo.unwrap().seq }));
    assert_eq!(column(&company.ok("price_list.list", json!({}))["rows"], "name"), ["Dealers"]);
    company.assert_sound();
}

#[test]
fn the_lines_of_a_long_list_are_walked_by_page() {
    let company = Company::india();
    let lines: Vec<Value> = (0..250)
        .map(|n| json!({ "item_id": item(&company, json!({ "name": format!("Item {n:03}") })), "unit_price": "1.5" }))
        .collect();
    let id = company.ok("price_list.save", json!({ "name": "Long", "set": lines }))["id"].clone();
    let first = company.ok("price_list.lines", json!({ "filter": { "price_list_id": id }, "limit": 200 }));
    let rest = company.ok(
        "price_list.lines",
        json!({ "filter": { "price_list_id": id }, "limit": 200, "after": first["next"] }),
    );
    assert_eq!(rest["rows"].as_array().unwrap().len(), 50);
    assert_eq!(rest["rows"][49]["name"], "Item 249");
    assert_eq!(rest["next"], Value::Null);
    for sql in [
        "SELECT w.id FROM item_row w WHERE w.archived = 0 ORDER BY w.name_key, w.id LIMIT 20",
        "SELECT w.id FROM item_row w WHERE w.id IN (SELECT item_id FROM item_tax_class WHERE tax_class_id = 'a' \
         AND deleted_at IS NULL) ORDER BY w.name_key ASC, w.id ASC LIMIT 101",
        "SELECT w.id FROM price_list_line_row w WHERE w.price_list_id = 'a' AND (w.name_key, w.id) > ('a', 'b') \
         ORDER BY w.name_key ASC, w.id ASC LIMIT 101",
        "SELECT min_quantity FROM price_list_line WHERE item_id = 'a' AND price_list_id = 'b' AND deleted_at IS NULL",
        "SELECT EXISTS (SELECT 1 FROM item WHERE code = 'a' COLLATE NOCASE AND id IS NOT 'b' AND deleted_at IS NULL)",
    ] {
        assert_indexed(&company, sql, false);
    }
    company.assert_sound();
}

#[test]
fn a_list_begins_on_its_day_and_ends_after_its_last() {
    const DAY_MS: i64 = 86_400_000;
    let company = Company::india();
    let pump = item(&company, json!({ "name": "Pump", "price": "1000" }));
    company.ok(
        "price_list.save",
        json!({ "name": "One day", "for_all": true, "valid_from": "2026-11-23", "valid_to": "2026-11-23",
                "set": [{ "item_id": pump, "unit_price": "800" }] }),
    );
    for (day, holds, expected) in
        [("2026-11-22", false, "1000"), ("2026-11-23", true, "800"), ("2026-11-24", false, "1000")]
    {
        assert_eq!(company.ok("company.status", json!({}))["today"], day);
        assert_eq!(company.ok("price_list.list", json!({}))["rows"][0]["holds_today"], holds);
        let picked =
            |request: Value| company.ok("item.pick", request)["hits"][0]["price"]["unit_price"].clone();
        assert_eq!(picked(json!({})), expected, "{day}");
        assert_eq!(picked(json!({ "date": "2026-11-23" })), "800", "the document's own date");
        company.clock.advance(DAY_MS);
    }
}
