//! Picking an item for a line: ranked, priced, taxed.

use super::{column, item, tax_class};
use crate::billing::pune;
use crate::support::{Company, MORNING_MS, assert_refused, reasons};
use serde_json::{Value, json};
use std::sync::Arc;
use throughline_core::kernel::clock::ManualClock;
use throughline_core::kernel::error::Code;
use throughline_core::kernel::id::SeededIds;
use throughline_core::settings::area::Workflow;
use throughline_core::settings::country::Country;
use throughline_core::settings::setup::{self, NewCompany, Sources};

#[test]
fn the_best_hit_comes_first_and_archived_items_do_not_come() {
    let company = Company::india();
    for (name, code) in [
        ("Replacement filter", "F-9"),
        ("Filter housing", "H-1"),
        ("Sand filter 25 l", "FILTER"),
        ("Prefilter", "P-1"),
        ("Pump", "P-2"),
        ("Filter of old", "X-1"),
    ] {
        item(&company, json!({ "name": name, "code": code, "hsn_sac": "842121" }));
    }
    let old = company.ok("item.list", json!({ "search": "old" }))["rows"][0]["id"].clone();
    company.ok("item.archive", json!({ "id": old, "version": 1 }));
    let names = |request: Value| column(&company.ok("item.pick", request)["hits"], "name");
    assert_eq!(
        names(json!({ "q": "Filter" })),
        ["Sand filter 25 l", "Filter housing", "Replacement filter", "Prefilter"],
        "exact code, beginning of the name, beginning of a word, anywhere"
    );
    assert_eq!(names(json!({ "q": "filter sand" })), ["Sand filter 25 l"]);
    assert_eq!(names(json!({ "q": "p2" })), ["Pump"], "a code without its separator");
    assert_eq!(names(json!({ "q": "842121" })).len(), 5);
    assert_eq!(
        names(json!({ "limit": 2 })),
        ["Filter housing", "Prefilter"],
        "nothing typed: the first by name"
    );
    assert_eq!(names(json!({ "q": "' OR 1=1 --" })), Vec::<String>::new());
    let error = company.refused(
        "item.pick",
        json!({ "limit": 51, "quantity": "many", "date": "2026-02-30", "currency": "X", "branch_id": "none" }),
    );
    assert_eq!(
        reasons(&error),
        [
            "quantity error.amount",
            "date error.date",
            "limit error.limit",
            "branch_id error.no_such_branch",
            "currency error.currency",
        ]
    );
    let error = company.refused("item.pick", json!({ "customer_id": "none" }));
    assert_refused(&error, Code::NotFound, "error.not_found");
}

#[test]
fn a_hit_has_the_price_of_the_customer() {
    let company = Company::india();
    let pump = item(&company, json!({ "name": "Pump", "price": "1000" }));
    let hose = item(&company, json!({ "name": "Hose" }));
    let dealers = company.ok(
        "price_list.save",
        json!({ "name": "Dealers", "prices_include_tax": true, "set": [
            { "item_id": pump, "unit_price": "900" }, { "item_id": pump, "min_quantity": "10", "unit_price": "850" }] }),
    )["id"]
        .clone();
    let exports = company.ok(
        "price_list.save",
        json!({ "name": "Exports", "currency": "USD", "for_all": true, "set": [{ "item_id": hose, "unit_price": "4" }] }),
    )["id"]
        .clone();
    let dealer =
        company.ok("customer.create", json!({ "name": "Dealer", "price_list_id": dealers }))["id"].clone();
    let abroad = company.ok("customer.create", json!({ "name": "Abroad", "currency": "USD" }))["id"].clone();
    let hits = |request: Value| {
        let answer = company.ok("item.pick", request);
        assert_eq!(answer["hits"][1]["id"], pump.as_str());
        answer
    };
    let plain = hits(json!({}));
    assert_eq!(plain["currency"], "INR");
    assert_eq!(plain["hits"][0]["price"], Value::Null, "the hose has no price at home");
    assert_eq!(
        plain["hits"][1]["price"],
        json!({ "unit_price": "1000", "currency": "INR", "includes_tax": false, "price_list_id": null, "price_list": "" })
    );
    let many = hits(json!({ "customer_id": dealer, "quantity": "12", "prices_include_tax": true }));
    assert_eq!(
        many["hits"][1]["price"],
        json!({ "unit_price": "850", "currency": "INR", "includes_tax": true, "price_list_id": dealers,
                "price_list": "Dealers" })
    );
    assert_eq!(
        hits(json!({ "customer_id": dealer, "prices_include_tax": true }))["hits"][1]["price"]["unit_price"],
        "900"
    );
    let usd = hits(json!({ "customer_id": abroad }));
    assert_eq!(usd["currency"], "USD", "the customer's currency");
    assert_eq!(usd["hits"][0]["price"]["price_list_id"], exports);
    assert_eq!(usd["hits"][1]["price"], Value::Null, "rupees are never taken for dollars");
    assert_eq!(
        hits(json!({ "customer_id": dealer, "currency": "usd" }))["hits"][0]["price"]["unit_price"],
        "4",
        "the document's currency goes before the customer's"
    );
}

#[test]
fn two_branches_tax_one_item_each_by_its_own_law() {
    let folder = tempfile::tempdir().unwrap();
    let sources = Sources { clock: Arc::new(ManualClock::at(MORNING_MS)), ids: Arc::new(SeededIds::new(1)) };
    let new = NewCompany {
        name: "Sample Traders".to_owned(),
        countries: vec![Country::India, Country::Emirates, Country::India],
        workflow: Workflow::Trading,
        owner: "Asha Kulkarni".to_owned(),
    };
    let core = setup::create(&folder.path().join("two.throughline"), "test", &new, sources).unwrap();
    let company = Company { core, clock: Arc::new(ManualClock::at(MORNING_MS)), folder };
    assert_eq!(
        company.count("SELECT count(*) FROM tax_class WHERE scheme = 'gst_in'"),
        10,
        "the second Indian branch brings nothing twice"
    );
    let id = item(&company, json!({ "name": "Pump", "price": "1000" }));
    assert_eq!(
        column(&company.ok("item.get", json!({ "id": id }))["tax_classes"], "name"),
        ["GST 18%", "VAT 5%"]
    );
    let branches = company.ok("branch.list", json!({}))["rows"].clone();
    for (branch, currency, scheme) in [(0, "INR", "gst_in"), (1, "AED", "vat_ae")] {
        let answer = company.ok("item.pick", json!({ "q": "pump", "branch_id": branches[branch]["id"] }));
        assert_eq!(answer["currency"], currency);
        assert_eq!(answer["hits"][0]["tax_class_id"], tax_class(&company, scheme, "standard").as_str());
    }
    assert_eq!(company.ok("item.list", json!({}))["rows"][0]["tax"], "GST 18%, VAT 5%");
    company.assert_sound();
}

#[test]
fn a_price_is_given_as_the_document_writes_its_prices() {
    let company = Company::india();
    let class = tax_class(&company, "gst_in", "standard");
    item(
        &company,
        json!({ "name": "Kettle", "price": "1180", "price_includes_tax": true, "tax_class_ids": [class] }),
    );
    item(
        &company,
        json!({ "name": "Jug", "price": "100", "price_includes_tax": true, "tax_class_ids": [class] }),
    );
    item(&company, json!({ "name": "Tray", "price": "100", "tax_class_ids": [class] }));
    let price = |name: &str, with_tax: bool| {
        let hits =
            company.ok("item.pick", json!({ "q": name, "prices_include_tax": with_tax }))["hits"].clone();
        (hits[0]["price"]["unit_price"].clone(), hits[0]["price"]["includes_tax"].clone())
    };
    assert_eq!(price("Kettle", false), (json!("1000"), json!(false)), "18 % taken out");
    assert_eq!(price("Kettle", true), (json!("1180"), json!(true)));
    assert_eq!(price("Jug", false), (json!("84.745763"), json!(false)), "so that a hundred come to 8,474.58");
    assert_eq!(price("Tray", false), (json!("100"), json!(false)));
    assert_eq!(price("Tray", true), (json!("118"), json!(true)));
}

#[test]
fn where_no_tax_is_charged_none_is_in_the_price() {
    let company = Company::india();
    let class = tax_class(&company, "gst_in", "standard");
    item(&company, json!({ "name": "Tray", "price": "100", "tax_class_ids": [class] }));
    item(
        &company,
        json!({ "name": "Kettle", "price": "1180", "price_includes_tax": true, "tax_class_ids": [class] }),
    );
    let price = |treatment: &str, name: &str, more: Value| {
        let customer =
            company.ok("customer.create", json!({ "name": treatment, "tax_treatment": treatment }));
        let mut request = json!({ "q": name, "customer_id": customer["id"], "prices_include_tax": true });
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        company.ok("item.pick", request)["hits"][0]["price"]["unit_price"].clone()
    };
    for treatment in ["sez", "export", "exempt", "reverse_charge"] {
        assert_eq!(price(treatment, "Tray", json!({})), "100", "{treatment}");
        assert_eq!(price(treatment, "Kettle", json!({})), "1000", "{treatment}");
    }
    assert_eq!(price("unregistered", "Tray", json!({})), "118");
    assert_eq!(price("unregistered", "Tray", json!({ "reverse_charge": true })), "100");
    assert_eq!(price("reverse_charge", "Tray", json!({ "reverse_charge": false })), "118");
}

#[test]
fn who_may_not_collect_tax_keeps_the_price_on_the_shelf() {
    let company = Company::india();
    let class = tax_class(&company, "gst_in", "standard");
    item(
        &company,
        json!({ "name": "Kettle", "price": "1180", "price_includes_tax": true, "tax_class_ids": [class] }),
    );
    let price = |asked: Value| company.ok("item.pick", asked)["hits"][0]["price"]["unit_price"].clone();
    let update = |set: Value, standing: Option<&str>| {
        let branch = company.ok("branch.list", json!({}))["rows"][0].clone();
        let (id, version) = (&branch["id"], &branch["version"]);
        json!({ "id": id, "version": version, "set": set, "tax_standing": standing })
    };
    company.ok("branch.update", update(json!({ "tax_number": "" }), None));
    assert_eq!(price(json!({})), "1000", "as long as the line has its tax");
    assert_eq!(price(json!({ "no_tax": true })), "1180");
    let error = company.refused("branch.update", update(json!({}), Some("composition")));
    assert_eq!(reasons(&error), ["set.tax_number error.composition_number"]);
    let number = json!({ "tax_number": "27AAAFM0000A1ZG" });
    company.ok("branch.update", update(number, Some("composition")));
    assert_eq!(price(json!({})), "1180", "under the composition scheme");
    let error = company.refused("branch.update", update(json!({ "tax_number": "" }), None));
    assert_eq!(reasons(&error), ["set.tax_number error.composition_number"]);
    let error = company.refused("branch.update", update(json!({}), Some("unregistered")));
    assert_eq!(reasons(&error), ["set.tax_number error.unregistered_number"]);
    company.ok("branch.update", update(json!({ "tax_number": "" }), Some("unregistered")));
    assert_eq!(price(json!({})), "1180", "without being registered");
    let error = company.refused("branch.update", update(json!({ "tax_number": "27AAAFM0000A1ZG" }), None));
    assert_eq!(reasons(&error), ["set.tax_number error.unregistered_number"]);
    let number = json!({ "tax_number": "27AAAFM0000A1ZG" });
    company.ok("branch.update", update(number, Some("registered")));
    assert_eq!(price(json!({ "no_tax": true })), "1000", "who may collect it sells without it");
    assert_eq!(price(json!({ "no_tax": true, "prices_include_tax": true })), "1000");
}

#[test]
fn one_item_is_asked_for_in_another_quantity() {
    let company = Company::india();
    let tray = item(&company, json!({ "name": "Tray", "price": "100" }));
    item(&company, json!({ "name": "Tray, large", "price": "200" }));
    let lines = json!([{ "item_id": tray, "unit_price": "100" }, { "item_id": tray, "unit_price": "90", "min_quantity": "10" }]);
    let list = company.ok("price_list.save", json!({ "name": "Trade", "set": lines }));
    let customer =
        company.ok("customer.create", json!({ "name": "Sample Foods", "price_list_id": list["id"] }));
    let price = |quantity: &str| {
        let asked = json!({ "item_id": tray, "customer_id": customer["id"], "quantity": quantity });
        let hits = company.ok("item.pick", asked)["hits"].clone();
        assert_eq!(hits.as_array().unwrap().len(), 1);
        hits[0]["price"]["unit_price"].clone()
    };
    assert_eq!((price("9"), price("10"), price("5*2")), (json!("100"), json!("90"), json!("90")));
    let version = company.ok("item.get", json!({ "id": tray }))["version"].clone();
    company.ok("item.archive", json!({ "id": tray, "version": version }));
    assert_eq!(price("10"), "90", "a draft may carry an archived item");
}

#[test]
fn a_line_with_an_item_and_no_price_is_filled_in_from_the_catalogue() {
    let (company, customer) = pune();
    let class = company.ok("tax_class.list", json!({ "scheme": "gst_in" }))["rows"][0]["id"].clone();
    let item = json!({ "name": "Site visit", "price": "1200", "unit": "visit", "hsn_sac": "998713", "tax_class_ids": [class] });
    let item = company.ok("item.create", item)["id"].clone();
    let list = company.ok(
        "price_list.save",
        json!({ "name": "Trade", "set": [{ "item_id": item, "unit_price": "1000" }] }),
    );
    company.ok(
        "customer.update",
        json!({ "id": customer, "version": 1, "set": { "price_list_id": list["id"] } }),
    );
    let line = |kind: &str, line: Value| {
        let made = company
            .ok(&format!("{kind}.create"), json!({ "draft": { "customer_id": customer, "lines": [line] } }));
        company.ok(&format!("{kind}.get"), json!({ "id": made["id"] }))["draft"]["lines"][0].clone()
    };
    for kind in ["estimate", "invoice"] {
        let filled = line(kind, json!({ "item_id": item, "quantity": "2" }));
        assert_eq!(
            json!([
                filled["description"],
                filled["unit_price"],
                filled["unit"],
                filled["hsn"],
                filled["tax_class_id"]
            ]),
            json!(["Site visit", "1000", "visit", "998713", class])
        );
    }
    // What is said stays as it is said, and so does a price of nought.
    let own =
        line("invoice", json!({ "item_id": item, "description": "Survey", "unit": "day", "taxes": [] }));
    assert_eq!(
        json!([own["description"], own["unit_price"], own["unit"], own["tax_class_id"]]),
        json!(["Survey", "1000", "day", null])
    );
    assert_eq!(
        line("invoice", json!({ "item_id": item, "description": "Gift", "unit_price": "0" }))["unit_price"],
        "0"
    );
}
