//! Items: made, changed, archived, deleted, listed, undone.

use super::{assert_indexed, column, item, tax_class};
use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::api::Mode;
use throughline_core::kernel::error::Code;
use throughline_core::settings::country::Country;

#[test]
fn an_item_is_made_whole_in_one_transaction() {
    let company = Company::india();
    let before = company.count("SELECT count(*) FROM txn");
    let made = company.ok(
        "item.create",
        json!({
            "name": " RO membrane 80 GPD ", "kind": "product", "description": "Thin film\ncomposite", "unit": "Nos",
            "hsn_sac": "8421 99 00", "price": "₹ 1,499.50", "cost": "900", "price_includes_tax": true
        }),
    );
    assert_eq!(company.count("SELECT count(*) FROM txn"), before + 1);
    assert_eq!(made["warnings"], json!([]));
    let shown = company.ok("item.get", json!({ "id": made["id"] }));
    for (field, expected) in [
        ("code", json!("ITM-0001")),
        ("name", json!("RO membrane 80 GPD")),
        ("description", json!("Thin film\ncomposite")),
        ("kind", json!("product")),
        ("unit", json!("Nos")),
        ("uqc", json!("NOS")),
        ("hsn_sac", json!("84219900")),
        ("currency", json!("INR")),
        ("price", json!("1499.5")),
        ("price_includes_tax", json!(true)),
        ("cost", json!("900")),
        ("archived", json!(false)),
        ("can_delete", json!(true)),
        ("list_prices", json!([])),
        ("version", json!(1)),
    ] {
        assert_eq!(shown[field], expected, "{field}");
    }
    assert_eq!(shown["tax_classes"][0]["name"], "GST 18%");
    let bare = item(&company, json!({ "name": "Site visit" }));
    let bare = company.ok("item.get", json!({ "id": bare }));
    assert_eq!(bare["code"], "ITM-0002");
    assert_eq!(
        (bare["price"].clone(), bare["unit"].clone(), bare["uqc"].clone()),
        (Value::Null, json!(""), json!(""))
    );
    company.assert_sound();
}

#[test]
fn every_bad_field_is_named_and_nothing_is_written() {
    let company = Company::india();
    let five = tax_class(&company, "gst_in", "reduced");
    let head = company.count("SELECT seq FROM log_head");
    item(&company, json!({ "name": "First", "code": "RO-1" }));
    let error = company.refused(
        "item.create",
        json!({
            "name": "\u{202E} ", "code": "ro-1", "description": "x".repeat(30_000), "unit": "a\u{7}b", "uqc": "CRATES",
            "hsn_sac": "84-21", "currency": "RUPEE", "price": "-1", "cost": "9999999999999 crore",
            "tax_class_ids": ["none", five, five]
        }),
    );
    assert_eq!(
        reasons(&error),
        [
            "name error.required",
            "description error.too_long",
            "unit error.control_characters",
            "uqc error.uqc",
            "hsn_sac error.hsn_sac",
            "currency error.currency",
            "price error.negative",
            "cost error.amount_too_large",
            "code error.item_code_taken",
            "tax_class_ids[0] error.no_such_tax_class",
            "tax_class_ids[2] error.tax_class_twice",
        ]
    );
    let error = company.refused("item.create", json!({ "name": "A", "price": "12x", "cost": "1,2.3,4" }));
    assert_eq!(reasons(&error), ["price error.amount", "cost error.amount"]);
    assert_eq!(company.count("SELECT seq FROM log_head"), head + 1, "only the first item was written");
    for (payload, reason) in [
        (json!({ "name": "A", "stock": 5 }), "stock error.unknown_field"),
        (json!({}), "name error.required"),
        (json!({ "name": "A", "price": 12 }), "price error.wrong_type"),
        (json!({ "name": "A", "kind": "bundle" }), "kind error.wrong_type"),
    ] {
        assert_eq!(reasons(&company.refused("item.create", payload)), [reason]);
    }
}

#[test]
fn a_typed_code_is_kept_and_the_series_steps_over_it() {
    let company = Company::india();
    item(&company, json!({ "name": "Typed", "code": "ITM-0001" }));
    let next = item(&company, json!({ "name": "Counted", "code": " " }));
    assert_eq!(company.ok("item.get", json!({ "id": next }))["code"], "ITM-0002");
    let error = company.refused(
        "item.update",
        json!({ "id": next, "version": 1, "set": { "code": "itm-0001", "name": "" } }),
    );
    assert_eq!(reasons(&error), ["set.name error.required", "set.code error.item_code_taken"]);
    let own = json!({ "id": next, "version": 1, "set": { "code": "ITM-0002" } });
    company.ok("item.update", own);
    company.assert_sound();
}

#[test]
fn an_item_changes_field_by_field() {
    let company = Company::india();
    let five = tax_class(&company, "gst_in", "reduced");
    let id = item(&company, json!({ "name": "Install", "price": "500", "cost": "100", "unit": "hrs" }));
    company.ok(
        "item.update",
        json!({ "id": id, "version": 1, "set": { "name": "Installation", "kind": "service", "price": "750.125",
                "cost": "", "hsn_sac": "998719", "tax_class_ids": [five] } }),
    );
    let shown = company.ok("item.get", json!({ "id": id }));
    assert_eq!(shown["name"], "Installation");
    assert_eq!(shown["kind"], "service");
    assert_eq!(shown["price"], "750.125", "a price may be finer than the paisa");
    assert_eq!(shown["cost"], Value::Null);
    assert_eq!(shown["unit"], "hrs", "what was not sent stays");
    assert_eq!(column(&shown["tax_classes"], "name"), ["GST 5%"]);
    let row = company.ok("item.list", json!({}))["rows"][0].clone();
    assert_eq!((row["tax"].clone(), row["price"].clone()), (json!("GST 5%"), json!("750.125")));
    let error = company.refused("item.update", json!({ "id": id, "version": 1, "set": {} }));
    assert_refused(&error, Code::Conflict, "error.conflict");
    let ended = tax_class(&company, "gst_in", "former_12");
    let warned =
        company.ok("item.update", json!({ "id": id, "version": 2, "set": { "tax_class_ids": [ended] } }));
    assert_eq!(warned["warnings"][0]["message_id"], "warning.tax_class_ended");
    assert_eq!(warned["warnings"][0]["path"], "set.tax_class_ids[0]");
    let history = company.ok("history.of_record", json!({ "kind": "item", "id": id }));
    assert_eq!(history["actions"].as_array().unwrap().len(), 3);
    company.assert_sound();
}

#[test]
fn archived_items_leave_the_lists_and_come_back() {
    let company = Company::india();
    let id = item(&company, json!({ "name": "Old pump" }));
    item(&company, json!({ "name": "New pump" }));
    company.ok("item.archive", json!({ "id": id, "version": 1 }));
    let shown = |shown: &str| {
        let request = json!({ "filter": { "shown": shown } });
        let rows = company.ok("item.list", request.clone())["rows"].clone();
        assert_eq!(company.ok("item.summary", request)["count"], rows.as_array().unwrap().len());
        column(&rows, "name")
    };
    assert_eq!(column(&company.ok("item.list", json!({}))["rows"], "name"), ["New pump"]);
    assert_eq!(shown("archived"), ["Old pump"]);
    assert_eq!(shown("all"), ["New pump", "Old pump"]);
    let row = company.ok("item.list", json!({ "filter": { "shown": "archived" } }))["rows"][0].clone();
    assert_eq!(
        row["badge"],
        json!({ "tone": "neutral", "icon": "archive", "key": "badge.archived", "params": {} })
    );
    assert_eq!(company.ok("item.get", json!({ "id": id }))["archived"], true, "documents still find it");
    let again = company.refused("item.archive", json!({ "id": id, "version": 2 }));
    assert_refused(&again, Code::Precondition, "error.item_archived");
    company.ok("item.restore", json!({ "id": id, "version": 2 }));
    let again = company.refused("item.restore", json!({ "id": id, "version": 3 }));
    assert_refused(&again, Code::Precondition, "error.item_not_archived");
    assert_eq!(shown("active"), ["New pump", "Old pump"]);
    company.assert_sound();
}

#[test]
fn an_item_is_deleted_only_when_nothing_points_at_it() {
    let company = Company::india();
    let (free, listed) = (
        item(&company, json!({ "name": "Mistake" })),
        item(&company, json!({ "name": "On a list", "price": "10" })),
    );
    let list = company.ok(
        "price_list.save",
        json!({ "name": "Dealers", "set": [{ "item_id": listed, "unit_price": "9" }] }),
    );
    assert_eq!(company.ok("item.get", json!({ "id": listed }))["can_delete"], false);
    let error = company.refused("item.delete", json!({ "id": listed, "version": 1 }));
    assert_refused(&error, Code::Precondition, "error.item_in_use");
    let deleted = company.reply("item.delete", json!({ "id": free, "version": 1 }));
    let gone = company.refused("item.get", json!({ "id": free }));
    assert_refused(&gone, Code::NotFound, "error.not_found");
    assert_eq!(company.ok("search.find", json!({ "q": "mistake" }))["hits"], json!([]));
    company.ok("history.undo", json!({ "seq": deleted.undo.unwrap().seq }));
    assert_eq!(company.ok("item.get", json!({ "id": free }))["name"], "Mistake");
    company.ok("price_list.delete", json!({ "id": list["id"], "version": 1 }));
    company.ok("item.delete", json!({ "id": listed, "version": 1 }));
    company.assert_sound();
}

#[test]
fn undo_takes_an_item_and_its_tax_classes_back() {
    let company = Company::india();
    let made = company.reply("item.create", json!({ "name": "Softener", "price": "10" }));
    let id = made.result["id"].clone();
    let nil = tax_class(&company, "gst_in", "nil");
    let change = json!({ "id": id, "version": 1, "set": { "price": "12", "tax_class_ids": [nil] } });
    let changed = company.reply("item.update", change);
    assert_eq!(company.ok("item.get", json!({ "id": id }))["tax_classes"][0]["id"], nil.as_str());
    company.ok("history.undo", json!({ "seq": changed.undo.unwrap().seq }));
    let shown = company.ok("item.get", json!({ "id": id }));
    assert_eq!(shown["price"], "10");
    assert_eq!(column(&shown["tax_classes"], "name"), ["GST 18%"]);
    company.ok("history.undo", json!({ "seq": made.undo.unwrap().seq }));
    assert_eq!(company.ok("item.summary", json!({}))["count"], 0);
    company.assert_sound();
}

#[test]
fn a_catalogue_of_a_thousand_items_is_walked_by_page() {
    let company = Company::india();
    for n in 0..1_000 {
        let n = (n * 379) % 1_000;
        let kind = if n % 4 == 0 { "service" } else { "product" };
        let price = format!("{}.{:02}", (n * 7) % 1_000, n % 100);
        item(&company, json!({ "name": format!("Item {n:04}"), "kind": kind, "price": price }));
    }
    let walk = |sort: Value, filter: Value| {
        let (mut rows, mut after) = (Vec::new(), Value::Null);
        loop {
            let mut request = json!({ "limit": 90, "sort": sort, "filter": filter });
            if !after.is_null() {
                request["after"] = after;
            }
            let page = company.ok("item.list", request);
            rows.extend(page["rows"].as_array().unwrap().clone());
            after = page["next"].clone();
            if after.is_null() {
                return rows;
            }
        }
    };
    let by_name = walk(json!({ "column": "name", "descending": true }), json!({}));
    assert_eq!(by_name.len(), 1_000);
    assert!(by_name.is_sorted_by_key(|row| std::cmp::Reverse(row["name"].as_str().unwrap().to_owned())));
    let by_code = walk(json!({ "column": "code" }), json!({}));
    assert_eq!(
        (by_code[0]["code"].clone(), by_code[999]["code"].clone()),
        (json!("ITM-0001"), json!("ITM-1000"))
    );
    let by_price = walk(json!({ "column": "price" }), json!({ "kind": "product" }));
    assert_eq!(by_price.len(), 750);
    let prices: Vec<rust_decimal::Decimal> =
        by_price.iter().map(|row| row["price"].as_str().unwrap().parse().unwrap()).collect();
    assert!(prices.is_sorted(), "9 comes before 10 and 10.05 before 10.5");
    let far = company.ok("item.list", json!({ "limit": 2, "offset": 997 }));
    assert_eq!(column(&far["rows"], "name"), ["Item 0997", "Item 0998"]);
    assert_eq!(company.ok("item.summary", json!({ "filter": { "kind": "service" } }))["count"], 250);
    let found = company.ok("item.list", json!({ "search": "0042" }));
    assert!(column(&found["rows"], "name").contains(&"Item 0042".to_owned()));
    let standard = tax_class(&company, "gst_in", "standard");
    for (filter, count) in [(standard.as_str(), 1_000), ("none", 0)] {
        let request = json!({ "filter": { "tax_class_id": filter } });
        assert_eq!(company.ok("item.summary", request)["count"], count);
    }
    let error = company.refused("item.list", json!({ "sort": { "column": "cost" } }));
    assert_eq!(reasons(&error), ["sort.column error.sort_column"]);
    for key in ["name_key", "code_key", "price_key", "created_ms"] {
        for (beyond, direction) in [(">", "ASC"), ("<", "DESC")] {
            assert_indexed(
                &company,
                &format!(
                    "SELECT w.id FROM item_row w WHERE w.archived = 0 AND (w.{key}, w.id) {beyond} ('a', 'b') \
                     ORDER BY w.{key} {direction}, w.id {direction} LIMIT 101"
                ),
                true,
            );
        }
    }
    company.assert_sound();
}

#[test]
fn global_search_finds_items_with_their_code_and_their_words() {
    let company = Company::india();
    item(
        &company,
        json!({ "name": "Pumpe für Wasser", "hsn_sac": "841370", "description": "selbstansaugend" }),
    );
    item(&company, json!({ "name": "पानी फिल्टर" }));
    for (typed, found) in [
        ("pumpe fur", "Pumpe für Wasser"),
        ("841370", "Pumpe für Wasser"),
        ("itm0001", "Pumpe für Wasser"),
        ("selbst", "Pumpe für Wasser"),
        ("फिल्टर", "पानी फिल्टर"),
    ] {
        let hits = company.ok("search.find", json!({ "q": typed, "kinds": ["item"] }));
        assert_eq!(column(&hits["hits"], "title"), [found], "{typed}");
    }
}

#[test]
fn sales_reads_the_catalogue_and_finance_writes_it() {
    let company = Company::india();
    let sets = company.ok("permission_set.list", json!({}))["rows"].clone();
    let user = |preset: &str| {
        let set = sets.as_array().unwrap().iter().find(|set| set["preset"] == preset);
        company.ok("user.create", json!({ "name": preset, "permission_set_ids": [set.unwrap()["id"]] }))["id"]
            .clone()
    };
    item(&company, json!({ "name": "Ours" }));
    let class = json!({ "name": "Local cess", "rates": [{ "code": "CESS", "rate": "1" }] });
    for (preset, writes) in [("sales", false), ("viewer", false), ("finance", true), ("owner", true)] {
        let id = user(preset);
        let call = |command: &str, payload: Value| {
            company.core.call(id.as_str(), command, payload, Mode::Preview).map(|reply| reply.result)
        };
        let rows = call("item.list", json!({})).unwrap()["rows"].clone();
        assert_eq!(column(&rows, "name"), ["Ours"], "{preset}");
        for (command, payload) in [
            ("item.create", json!({ "name": "Theirs" })),
            ("price_list.save", json!({ "name": "List" })),
            ("tax_class.create", class.clone()),
        ] {
            match call(command, payload) {
                Ok(_) => assert!(writes, "{preset} {command}"),
                Err(error) => {
                    assert!(!writes, "{preset} {command}: {error}");
                    assert_refused(&error, Code::Forbidden, "error.forbidden");
                }
            }
        }
    }
}

#[test]
fn a_country_without_shipped_rates_starts_without_tax_classes() {
    for country in [Country::States, Country::Other] {
        let company = Company::new(country);
        assert_eq!(company.ok("tax_class.list", json!({}))["rows"], json!([]));
        let id = item(&company, json!({ "name": "Desk", "price": "199.99" }));
        let shown = company.ok("item.get", json!({ "id": id }));
        assert_eq!(shown["tax_classes"], json!([]));
        assert_eq!(shown["currency"], country.preset().currency);
        company.assert_sound();
    }
}

#[test]
fn units_are_proposed_with_their_codes() {
    let units = Company::india().ok("item.units", json!({}));
    assert!(units["units"].as_array().unwrap().contains(&json!({ "unit": "kg", "uqc": "KGS" })));
    assert!(units["uqc"].as_array().unwrap().contains(&json!("OTH")));
}
