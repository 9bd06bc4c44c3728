//! Customers through the pipeline, on a real file.

use crate::billing::reach::{call, desk, done};
use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::api::Mode;
use throughline_core::kernel::error::Code;
use throughline_core::settings::country::Country;

#[test]
fn a_credit_limit_keeps_its_figure_in_another_currency() {
    let company = Company::india();
    let made = company.ok("customer.create", json!({ "name": "Tokyo Sample", "credit_limit": "400000" }));
    let change = |version: i64, set: Value| json!({ "id": made["id"], "version": version, "set": set });
    company.ok("customer.update", change(1, json!({ "currency": "JPY" })));
    let now = company.ok("customer.get", json!({ "id": made["id"] }));
    assert_eq!((&now["currency"], &now["credit_limit"]), (&json!("JPY"), &json!("400000")));
    company.ok("customer.update", change(2, json!({ "currency": "INR", "credit_limit": "5000.50" })));
    company.ok("customer.update", change(3, json!({ "currency": "JPY" })));
    let now = company.ok("customer.get", json!({ "id": made["id"] }));
    assert_eq!(now["credit_limit"], "5001", "half a yen is none");
    let most = json!({ "currency": "JPY", "credit_limit": "999999999999999" });
    company.ok("customer.update", change(4, most));
    let error = company.refused("customer.update", change(5, json!({ "currency": "KWD" })));
    assert_eq!(reasons(&error), ["set.currency error.amount_too_large"]);
    let now = company.ok("customer.get", json!({ "id": made["id"] }));
    assert_eq!((&now["currency"], &now["credit_limit"]), (&json!("JPY"), &json!("999999999999999")));
    company.ok("customer.update", change(5, json!({ "currency": "INR", "credit_limit": "" })));
    assert_eq!(company.ok("customer.get", json!({ "id": made["id"] }))["credit_limit"], Value::Null);
}

#[test]
fn a_customer_is_made_whole_in_one_transaction() {
    let company = Company::india();
    let before = company.count("SELECT count(*) FROM txn");
    let made = company.ok(
        "customer.create",
        json!({
            "name": "  Aarohi Foods Pvt Ltd ", "phone": "+91 20 5550 0142", "email": "accounts@aarohi.example",
            "credit_limit": "₹ 4 lakh",
            "tax_ids": [{ "scheme": "gstin", "number": "27aaaca0000b1zw" }],
            "addresses": [{ "street": "14 Sample Marg", "city": "Pune", "postal_code": "411000", "region": "27" }],
            "contacts": [{ "name": "Sunita Rao", "job": "Plant head", "roles": ["decision_maker"] }]
        }),
    );
    assert_eq!(company.count("SELECT count(*) FROM txn"), before + 1, "one action is one transaction");
    let customer = company.ok("customer.get", json!({ "id": made["id"] }));
    assert_eq!(customer["name"], "Aarohi Foods Pvt Ltd");
    assert_eq!(customer["code"], "CUS-0001");
    assert_eq!(customer["credit_limit"], "400000.00");
    assert_eq!(customer["tax_treatment"], "registered");
    assert_eq!(customer["tax_ids"][0]["number"], "27AAACA0000B1ZW");
    assert_eq!(customer["addresses"][0]["country"], "IN");
    assert_eq!(customer["contacts"][0]["name"], "Sunita Rao");
    assert_eq!(customer["currency"], "INR");
    company.assert_sound();
}

#[test]
fn phone_mail_and_tax_number_may_come_as_one_line() {
    let company = Company::india();
    let made = company.ok(
        "customer.create",
        json!({ "name": "Deccan Tools", "reach": "98220 00000; mail: a@deccan.example, GSTIN 29AAACA0000B1ZS" }),
    );
    let customer = company.ok("customer.get", json!({ "id": made["id"] }));
    assert_eq!((&customer["phone"], &customer["email"]), (&json!("98220 00000"), &json!("a@deccan.example")));
    assert_eq!(customer["tax_ids"][0]["number"], "29AAACA0000B1ZS");
    assert_eq!(customer["tax_treatment"], "registered");
    let doubtful = company.ok("customer.create", json!({ "name": "Mill Works", "reach": "29AAACA0000B1ZT" }));
    assert_eq!(doubtful["warnings"][0]["message_id"], "warning.tax_id");
    let error = company.refused("customer.create", json!({ "name": "Lost", "reach": "behind the temple" }));
    assert_eq!(reasons(&error), ["reach error.reach_unread"]);
    assert_eq!(company.count("SELECT count(*) FROM customer"), 2);
    company.assert_sound();
}

#[test]
fn every_bad_field_is_named_and_nothing_is_written() {
    let company = Company::india();
    let before = company.count("SELECT seq FROM log_head");
    let error = company.refused(
        "customer.create",
        json!({
            "name": " ", "email": "no address", "phone": "abc", "currency": "XXZ", "credit_limit": "-5",
            "language": "de", "payment_term": { "days": -1 }, "notes": "x".repeat(30_000),
            "addresses": [{ "country": "India" }, { "country": "QQ" }, { "country": "fr" }, { "country": "ZZ" }], "contacts": [{ "job": "Clerk" }], "tax_ids": [{ "scheme": "pan", "number": "" }]
        }),
    );
    assert_eq!(
        reasons(&error),
        [
            "name error.required",
            "currency error.currency",
            "phone error.phone",
            "email error.email",
            "notes error.too_long",
            "language error.language",
            "payment_term error.payment_term",
            "credit_limit error.negative",
            "tax_ids[0].number error.required",
            "addresses[0].country error.country",
            "addresses[1].country error.country",
            "contacts[0].name error.required",
        ]
    );
    assert_eq!(company.count("SELECT seq FROM log_head"), before);
    assert_eq!(company.count("SELECT count(*) FROM customer"), 0);
    let code = company.ok("customer.create", json!({ "name": "First" }));
    assert_eq!(
        company.ok("customer.get", json!({ "id": code["id"] }))["code"],
        "CUS-0001",
        "a refusal burns no code"
    );
}

#[test]
fn unknown_fields_and_wrong_types_are_refused_with_their_path() {
    let company = Company::india();
    for (payload, reason) in [
        (json!({ "name": "A", "nick": "B" }), "nick error.unknown_field"),
        (json!({}), "name error.required"),
        (json!({ "name": 7 }), "name error.wrong_type"),
        (
            json!({ "name": "A", "contacts": [{ "name": "B", "roles": ["boss"] }] }),
            "contacts[0].roles[0] error.wrong_type",
        ),
        (json!([1, 2]), " error.wrong_type"),
    ] {
        let error = company.refused("customer.create", payload);
        assert_eq!(reasons(&error), [reason]);
    }
    let told = |payload: Value| {
        company.refused("customer.update", payload).fields[0].params["reason"].as_str().unwrap().to_owned()
    };
    let version = told(json!({ "id": "x", "version": "1", "set": {} }));
    assert_eq!(version, "a whole number is expected, and this is the text “1”");
    let set = told(json!({ "id": "x", "version": 1, "set": [] }));
    assert_eq!(set, "an object with fields is expected, and this is a list");
    assert_refused(&company.refused("customer.vanish", Value::Null), Code::NotFound, "error.not_found");
}

#[test]
fn an_edit_that_saw_an_older_version_is_refused() {
    let company = Company::india();
    let id = company.customer("Kaveri Logistics");
    company.ok("customer.update", json!({ "id": id, "version": 1, "set": { "name": "Kaveri Freight" } }));
    let error =
        company.refused("customer.update", json!({ "id": id, "version": 1, "set": { "phone": "55501234" } }));
    assert_refused(&error, Code::Conflict, "error.conflict");
    assert_eq!(error.params["version"], 2);
    assert_eq!(company.ok("customer.get", json!({ "id": id }))["phone"], "");
}

#[test]
fn a_preview_answers_and_leaves_no_trace() {
    let company = Company::india();
    let head = company.count("SELECT seq FROM log_head");
    let reply =
        company.core.call(None, "customer.create", json!({ "name": "Maybe" }), Mode::Preview).unwrap();
    assert!(reply.result["id"].is_string() && reply.undo.is_none() && reply.changed.is_empty());
    assert_eq!(company.count("SELECT seq FROM log_head"), head);
    assert_eq!(company.count("SELECT count(*) FROM customer"), 0);
    assert_eq!(company.count("SELECT count(*) FROM search_row"), 0);
}

#[test]
fn undo_takes_back_the_last_own_action_and_says_when_it_cannot() {
    let company = Company::india();
    let made = company
        .reply("customer.create", json!({ "name": "Girija Hospital", "contacts": [{ "name": "Asha" }] }));
    let id = made.result["id"].as_str().unwrap().to_owned();
    let renamed = company
        .reply("customer.update", json!({ "id": id, "version": 1, "set": { "name": "Girija Clinic" } }));
    let creation = made.undo.unwrap().seq;
    let error = company.refused("history.undo", json!({ "seq": creation }));
    assert_refused(&error, Code::Conflict, "error.undo_record_moved_on");
    assert_eq!(error.params["what"], "Girija Clinic");
    company.ok("history.undo", json!({ "seq": renamed.undo.unwrap().seq }));
    assert_eq!(company.ok("customer.get", json!({ "id": id }))["name"], "Girija Hospital");
    company.ok("history.undo", json!({ "seq": creation }));
    assert_refused(&company.refused("customer.get", json!({ "id": id })), Code::NotFound, "error.not_found");
    assert_eq!(company.ok("customer.summary", json!({}))["count"], 0);
    assert_eq!(company.ok("search.find", json!({ "q": "girija" }))["hits"], json!([]));
    assert_refused(
        &company.refused("history.undo", json!({ "seq": creation })),
        Code::Precondition,
        "error.undo_done",
    );
    company.assert_sound();
}

#[test]
fn undoing_an_undo_brings_the_record_back() {
    let company = Company::india();
    let made = company.reply("customer.create", json!({ "name": "Vetal Print House" }));
    let undone = company.reply("history.undo", json!({ "seq": made.undo.unwrap().seq }));
    company.ok("history.undo", json!({ "seq": undone.undo.unwrap().seq }));
    assert_eq!(company.ok("customer.list", json!({}))["rows"][0]["name"], "Vetal Print House");
    company.assert_sound();
}

#[test]
fn history_tells_who_changed_what() {
    let company = Company::india();
    let id = company.customer("Bluefern Clinics");
    company.ok("customer.update", json!({ "id": id, "version": 1, "set": { "phone": "55501234" } }));
    let history = company.ok("history.of_record", json!({ "kind": "customer", "id": id }));
    let newest = &history["actions"][0];
    assert_eq!(newest["actor"], "Asha Kulkarni");
    assert_eq!(newest["command"], "customer.update");
    assert_eq!(
        newest["changes"],
        json!([{ "table": "customer", "column": "phone", "before": "", "after": "55501234" }])
    );
    assert_eq!(history["actions"].as_array().unwrap().len(), 2);
}

#[test]
fn lists_are_walked_by_key_in_any_order() {
    let company = Company::india();
    for n in 0..25 {
        company.customer(&format!("Customer {:02}", (n * 7) % 25));
    }
    for descending in [false, true] {
        let (mut names, mut after) = (Vec::new(), Value::Null);
        loop {
            let mut request = json!({ "limit": 10, "sort": { "column": "name", "descending": descending } });
            if !after.is_null() {
                request["after"] = after;
            }
            let page = company.ok("customer.list", request);
            names.extend(
                page["rows"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap().to_owned()),
            );
            after = page["next"].clone();
            if after.is_null() {
                break;
            }
        }
        let mut expected: Vec<String> = (0..25).map(|n| format!("Customer {n:02}")).collect();
        if descending {
            expected.reverse();
        }
        assert_eq!(names, expected);
        let jumped = company.ok(
            "customer.list",
            json!({ "limit": 3, "offset": 20, "sort": { "column": "name", "descending": descending } }),
        );
        assert_eq!(jumped["rows"][0]["name"], expected[20].as_str());
    }
    let error = company.refused("customer.list", json!({ "sort": { "column": "credit" } }));
    assert_eq!(reasons(&error), ["sort.column error.sort_column"]);
    assert_eq!(reasons(&company.refused("customer.list", json!({ "limit": 5000 }))), ["limit error.limit"]);
    assert_eq!(reasons(&company.refused("customer.list", json!({ "after": "[]" }))), ["after error.page"]);
}

#[test]
fn search_finds_words_in_every_script() {
    let company = Company::india();
    for name in ["किरण ट्रेडर्स", "क्षत्रिय इंटरप्राइजेज", "مُحَمَّد للتجارة", "Müller & Söhne", "Kaveri Logistics"]
    {
        company.customer(name);
    }
    company.ok("customer.create", json!({ "name": "क़िला होटल", "phone": "+91 98220 12345" }));
    company.ok("customer.create", json!({ "name": "Kerala Spices", "phone": "0484 2345678" }));
    for (typed, found) in [
        ("किरण", "किरण ट्रेडर्स"),
        ("क्षत्रिय", "क्षत्रिय इंटरप्राइजेज"),
        ("محمد", "مُحَمَّد للتجارة"),
        ("muller sohne", "Müller & Söhne"),
        ("kav log", "Kaveri Logistics"),
        ("CUS0005", "Kaveri Logistics"),
        ("cus-0005", "Kaveri Logistics"),
        ("किला", "क़िला होटल"),
        ("क\u{93c}िला", "क़िला होटल"),
        ("9822012345", "क़िला होटल"),
        ("98220 12345", "क़िला होटल"),
        ("98220-12345", "क़िला होटल"),
        ("09822012345", "क़िला होटल"),
        ("098220 12345", "क़िला होटल"),
        ("+919822012345", "क़िला होटल"),
        ("4842345678", "Kerala Spices"),
        ("0484-234 5678", "Kerala Spices"),
        ("+914842345678", "Kerala Spices"),
        ("+91 484 234", "Kerala Spices"),
        ("0091 484 2345678", "Kerala Spices"),
    ] {
        let hits = company.ok("search.find", json!({ "q": typed, "seq": 3 }));
        assert_eq!(hits["seq"], 3);
        assert_eq!(hits["hits"][0]["title"], found, "{typed}");
        let listed = company.ok("customer.list", json!({ "search": typed }));
        assert_eq!(listed["rows"][0]["name"], found, "{typed}");
    }
    for nothing in ["\"", "*", "NOT", "a' OR 1=1 --", "-", "zzz"] {
        let hits = company.ok("search.find", json!({ "q": nothing }));
        assert_eq!(hits["hits"], json!([]), "{nothing}");
    }
}

#[test]
fn a_customer_is_found_by_its_people() {
    let company = Company::india();
    let customer = company.customer("Acme");
    let contact = json!({ "name": "Zubin Mehta", "phone": "98220 55555", "email": "zubin@acme.example" });
    let made =
        company.ok("contact.create", json!({ "customer_id": customer, "contact": contact }))["id"].clone();
    let listed = |typed: &str| {
        company.ok("customer.list", json!({ "search": typed }))["rows"].as_array().unwrap().len()
    };
    for typed in ["Zubin", "mehta", "98220", "9822055555", "+919822055555", "zubin@acme.example"] {
        assert_eq!(listed(typed), 1, "{typed}");
        let hits = company.ok("search.find", json!({ "q": typed }))["hits"].clone();
        assert!(hits.as_array().unwrap().iter().any(|hit| hit["id"] == made), "{typed}");
    }
    company.ok("contact.delete", json!({ "id": made, "version": 1 }));
    assert_eq!(listed("zubin"), 0);
    company.assert_sound();
}

#[test]
fn a_scope_limits_every_way_of_reading() {
    let company = Company::india();
    let sets = company.ok("permission_set.list", json!({}));
    let sales =
        sets["rows"].as_array().unwrap().iter().find(|set| set["preset"] == "sales").unwrap()["id"].clone();
    let viewer =
        sets["rows"].as_array().unwrap().iter().find(|set| set["preset"] == "viewer").unwrap()["id"].clone();
    let user = |name: &str, set: &Value| {
        company.ok("user.create", json!({ "name": name, "permission_set_ids": [set] }))["id"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let (neha, omar) = (user("Neha", &sales), user("Omar", &viewer));
    let theirs = company.customer("Owner's customer");
    let own = company
        .core
        .call(Some(&neha), "customer.create", json!({ "name": "Neha's customer" }), Mode::Run)
        .unwrap();
    let as_neha = |command: &str, payload: Value| company.core.call(Some(&neha), command, payload, Mode::Run);

    let listed = as_neha("customer.list", json!({})).unwrap().result;
    assert_eq!(listed["rows"].as_array().unwrap().len(), 1);
    assert_eq!(as_neha("customer.summary", json!({})).unwrap().result["count"], 1);
    assert_eq!(
        as_neha("search.find", json!({ "q": "customer" })).unwrap().result["hits"].as_array().unwrap().len(),
        1
    );
    assert_eq!(as_neha("customer.get", json!({ "id": theirs })).unwrap_err().code, Code::NotFound);
    assert_eq!(
        as_neha("customer.update", json!({ "id": theirs, "version": 1, "set": { "name": "X" } }))
            .unwrap_err()
            .code,
        Code::NotFound
    );
    assert_eq!(
        as_neha("history.of_record", json!({ "kind": "customer", "id": theirs })).unwrap_err().code,
        Code::NotFound
    );
    assert!(as_neha("customer.get", json!({ "id": own.result["id"] })).is_ok());

    // Whoever has the customer has its people, whoever typed them; and they go where the customer goes.
    let mine = &own.result["id"];
    let person = json!({ "customer_id": mine, "contact": { "name": "Vikram Joshi" } });
    let person = company.ok("contact.create", person)["id"].clone();
    let rename =
        |version: i64| json!({ "id": person, "version": version, "set": { "name": "Vikram R Joshi" } });
    as_neha("contact.update", rename(1)).unwrap();
    let found = as_neha("search.find", json!({ "q": "vikram" })).unwrap().result;
    let kinds: Vec<_> = found["hits"].as_array().unwrap().iter().map(|hit| hit["kind"].clone()).collect();
    assert_eq!(kinds, ["contact", "customer"], "the person, and the firm it stands with");
    let gone = company.reply("customer.delete", json!({ "id": mine, "version": 1 }));
    assert_eq!(
        company.ok("search.find", json!({ "q": "vikram" }))["hits"],
        json!([]),
        "nobody leads nowhere"
    );
    company.ok("history.undo", json!({ "seq": gone.undo.unwrap().seq }));
    let owner = company.ok("user.list", json!({}))["rows"][0]["id"].clone();
    company.ok("customer.update", json!({ "id": mine, "version": 3, "set": { "owner_id": owner } }));
    assert_eq!(as_neha("contact.update", rename(2)).unwrap_err().code, Code::NotFound);
    let denied =
        company.core.call(Some(&omar), "customer.create", json!({ "name": "Y" }), Mode::Run).unwrap_err();
    assert_refused(&denied, Code::Forbidden, "error.forbidden");
    assert_eq!(
        company.core.call(Some("nobody"), "customer.list", json!({}), Mode::Run).unwrap_err().code,
        Code::Forbidden
    );
}

#[test]
fn another_persons_action_is_not_undone() {
    let company = Company::india();
    let sets = company.ok("permission_set.list", json!({}));
    let user =
        company.ok("user.create", json!({ "name": "Neha", "permission_set_ids": [sets["rows"][0]["id"]] }));
    let made = company.reply("customer.create", json!({ "name": "Mandai Fresh" }));
    let error = company
        .core
        .call(user["id"].as_str(), "history.undo", json!({ "seq": made.undo.unwrap().seq }), Mode::Run)
        .unwrap_err();
    assert_refused(&error, Code::Precondition, "error.undo_not_yours");
}

#[test]
fn the_last_person_who_manages_users_cannot_be_locked_out() {
    let company = Company::india();
    let users = company.ok("user.list", json!({}));
    let owner = &users["rows"][0];
    let error = company
        .refused("user.update", json!({ "id": owner["id"], "version": owner["version"], "active": false }));
    assert_refused(&error, Code::Precondition, "error.last_owner");
    let error = company.refused("user.create", json!({ "name": "", "permission_set_ids": ["x"] }));
    assert_eq!(
        reasons(&error),
        ["name error.required", "permission_set_ids[0] error.no_such_permission_set"]
    );
}

#[test]
fn a_company_edit_and_a_branch_edit_go_through() {
    let company = Company::india();
    company.ok("company.update", json!({ "version": 1, "name": "Mulshi Networks" }));
    assert_eq!(company.ok("company.status", json!({}))["company"]["name"], "Mulshi Networks");
    let branch = company.ok("branch.list", json!({}))["rows"][0].clone();
    let error = company.refused(
        "branch.update",
        json!({ "id": branch["id"], "version": 1, "set": { "legal_name": "", "tax_scheme": "none" } }),
    );
    assert_eq!(reasons(&error), ["set.legal_name error.required", "set.tax_scheme error.unknown_field"]);
    company.ok(
        "branch.update",
        json!({ "id": branch["id"], "version": 1, "set": { "tax_number": "27AAACA0000B1ZW" } }),
    );
    company.ok("area.switch", json!({ "area": "support", "state": "pilot" }));
    let areas = company.ok("company.status", json!({}))["areas"].clone();
    assert!(areas.as_array().unwrap().contains(&json!({ "area": "support", "state": "pilot" })));
    company.assert_sound();
}

#[test]
fn a_duplicate_is_seen_while_typing_whatever_part_is_typed_first() {
    let company = Company::india();
    company.ok(
        "customer.create",
        json!({
            "name": "Aarohi Foods Pvt Ltd", "phone": "+91 20 5550 0142", "email": "accounts@aarohi.example",
            "tax_ids": [{ "scheme": "gstin", "number": "27AAACA0000B1ZW" }]
        }),
    );
    company.customer("Mandai Fresh");
    for (typed, likely, reason) in [
        (json!({ "name": "AAROHI FOODS PRIVATE LIMITED" }), true, "duplicate.same_name"),
        (json!({ "name": "Aarohi Food" }), true, "duplicate.similar_name"),
        (json!({ "tax_id": "27 AAACA 0000 B1ZW" }), true, "duplicate.same_tax_id"),
    ] {
        let rows = company.ok("customer.duplicates", typed.clone())["rows"].clone();
        assert_eq!(rows[0]["name"], "Aarohi Foods Pvt Ltd", "{typed}: {rows}");
        assert_eq!(rows[0]["likely"], likely, "{typed}: {rows}");
        assert!(rows[0]["reasons"].as_array().unwrap().contains(&json!(reason)), "{typed}: {rows}");
        assert_eq!(rows.as_array().unwrap().len(), 1);
    }
    for (typed, reason) in [
        (json!({ "name": "Zenith Optics", "phone": "020 5550 0142" }), "duplicate.same_phone"),
        (
            json!({ "name": "Zenith Optics", "reach": "call 020 55500142, hello@zenith.example" }),
            "duplicate.same_phone",
        ),
        (json!({ "name": "Zenith Optics", "reach": "accounts@aarohi.example" }), "duplicate.same_email"),
        (json!({ "name": "Zenith Optics", "reach": "GSTIN 27AAACA0000B1ZW" }), "duplicate.same_tax_id"),
    ] {
        let rows = company.ok("customer.duplicates", typed.clone())["rows"].clone();
        assert!(rows[0]["reasons"].as_array().unwrap().contains(&json!(reason)), "{typed}: {rows}");
        assert_eq!(rows.as_array().unwrap().len(), 1);
    }
    for nothing in [
        json!({}),
        json!({ "name": "Zenith Optics", "reach": "to be asked" }),
        json!({ "name": "x".repeat(100_000) }),
    ] {
        assert_eq!(company.ok("customer.duplicates", nothing)["rows"], json!([]));
    }
}

/// Somebody who sees his own customers learns that a colleague has this one, with whom it is, and nothing more of it.
#[test]
fn a_duplicate_of_a_colleague_says_with_whom_it_is_and_opens_nothing() {
    let company = Company::india();
    let own = [("customer.read", "own"), ("customer.write", "own"), ("company.read", "all")];
    let (meera, sana) = (desk(&company, "Meera", &own), desk(&company, "Sana", &own));
    let typed = json!({
        "name": "Aarohi Foods Pvt Ltd", "phone": "+91 20 5550 0142",
        "addresses": [{ "street": "14 Sample Marg", "city": "Pune", "postal_code": "411000", "region": "27" }],
    });
    let made = done(&company, &meera, "customer.create", typed);
    let seen = |who: &str, typed: Value| done(&company, who, "customer.duplicates", typed)["rows"][0].clone();
    let own = seen(&meera, json!({ "name": "Aarohi Food" }));
    assert_eq!((&own["held_by"], &own["place"]), (&Value::Null, &json!("Pune")));
    let held = seen(&sana, json!({ "name": "Aarohi Food" }));
    assert_eq!((&held["name"], &held["held_by"]), (&json!("Aarohi Foods Pvt Ltd"), &json!("Meera")));
    assert_eq!((&held["code"], &held["place"]), (&json!(""), &json!("")));
    let reached = seen(&sana, json!({ "name": "Zenith Optics", "phone": "020 5550 0142" }));
    assert_eq!((&reached["name"], &reached["held_by"]), (&json!(""), &json!("Meera")));
    let opened = call(&company, &sana, "customer.get", json!({ "id": made["id"] }));
    assert_eq!(opened.unwrap_err().code, Code::NotFound);
}

#[test]
fn a_tax_id_registers_only_where_the_seller_is_and_is_checked_by_its_own_law() {
    for (country, scheme, number, treatment, valid) in [
        (Country::India, "gstin", "27AAACA0000B1ZW", "registered", true),
        (Country::India, "vat", "FR 11 123456782", "unregistered", true),
        (Country::France, "vat", "FR 11 123456782", "registered", true),
        (Country::France, "vat", "GB 432 5251 79", "unregistered", true),
        (Country::Kingdom, "vat", "432 5251 79", "registered", true),
        (Country::Kingdom, "vat", "GB 432 5251 78", "registered", false),
        (Country::Kingdom, "vat", "FR 11 123456782", "unregistered", true),
        (Country::States, "vat", "FR 11 123456782", "unregistered", true),
    ] {
        let company = Company::new(country);
        let customer = json!({ "name": "Sample Foods", "tax_ids": [{ "scheme": scheme, "number": number }] });
        let id = company.ok("customer.create", customer)["id"].clone();
        let customer = company.ok("customer.get", json!({ "id": id }));
        let found = (&customer["tax_treatment"], &customer["tax_ids"][0]["valid"]);
        assert_eq!(found, (&json!(treatment), &json!(valid)), "{country:?} {number}: {customer}");
    }
}

#[test]
fn people_are_found_under_the_permission_of_their_customer() {
    let company = Company::india();
    let customer = company.customer("Sample Foods");
    let contact = json!({ "customer_id": customer, "contact": { "name": "Zebediah Quux" } });
    let id = company.ok("contact.create", contact)["id"].clone();
    let hits = company.ok("search.find", json!({ "q": "zebediah" }))["hits"].clone();
    assert_eq!((&hits[0]["id"], &hits[0]["customer"]), (&id, &json!("Sample Foods")));
    company.ok("history.of_record", json!({ "kind": "contact", "id": id }));
    let file = json!({ "record_id": id, "files": [{ "name": "card.txt", "bytes": "aGVsbG8=" }] });
    company.ok("attachment.add", file.clone());
    assert_eq!(
        company.ok("attachment.list", json!({ "record_id": id }))["rows"].as_array().unwrap().len(),
        1
    );

    let grants = json!([{ "permission": "customer.read", "scope": "all" }]);
    let set = company.ok("permission_set.save", json!({ "name": "Reader", "grants": grants }));
    company.ok("user.create", json!({ "name": "Meera", "permission_set_ids": [set["id"]] }));
    let meera = |command: &str, payload| company.core.call(Some("Meera"), command, payload, Mode::Run);
    let found = meera("search.find", json!({ "q": "quux" })).unwrap().result;
    assert_eq!(found["hits"][0]["id"], id);
    assert_refused(&meera("attachment.add", file).unwrap_err(), Code::Forbidden, "error.forbidden");
}
