use super::{DAY, call, deal, stages, user};
use crate::support::{Company, MORNING_MS, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;

#[test]
fn a_deal_has_a_title_a_customer_and_a_place() {
    let company = Company::india();
    let customer = company.ok(
        "customer.create",
        json!({ "name": "Aarohi Foods", "currency": "EUR", "contacts": [{ "name": "Sunita Rao" }] }),
    );
    let contact = company.ok("customer.get", json!({ "id": customer["id"] }))["contacts"][0]["id"].clone();
    let made = company.ok(
        "deal.create",
        json!({ "title": "Plant network", "customer_id": customer["id"], "contact_id": contact, "amount": "5,48,500.50" }),
    );
    let found = company.ok("deal.get", json!({ "id": made["id"] }));
    let row = &found["row"];
    assert_eq!((&row["code"], &row["stage"]), (&json!("DEAL-0001"), &json!("New")));
    assert_eq!(row["amount"], json!({ "amount": "548500.50", "currency": "EUR" }), "the customer's currency");
    assert_eq!(row["weighted"], json!({ "amount": "54850.05", "currency": "EUR" }));
    assert_eq!((&row["probability"], &found["probability_by_hand"]), (&json!("10"), &json!(false)));
    assert_eq!(row["next"], Value::Null);
    assert_eq!(found["next_action"]["text_key"], "next.plan");
    assert_eq!(
        (&found["contact"], &found["stages"][0]["user"]),
        (&json!("Sunita Rao"), &json!("Asha Kulkarni"))
    );
    company.ok(
        "customer.update",
        json!({ "id": customer["id"], "version": 1, "set": { "name": "Aarohi Group" } }),
    );
    assert_eq!(company.ok("deal.list", json!({}))["rows"][0]["customer"], "Aarohi Group");
    let error = company.refused("customer.delete", json!({ "id": customer["id"], "version": 2 }));
    assert_refused(&error, Code::Precondition, "error.customer_in_use");
    let other = company.customer("Other");
    let error = company.refused(
        "deal.update",
        json!({ "id": made["id"], "version": 1, "set": { "customer_id": other, "contact_id": contact } }),
    );
    assert_eq!(reasons(&error), ["set.contact_id error.no_such_contact"]);
    company.ok("deal.update", json!({ "id": made["id"], "version": 1, "set": { "customer_id": other } }));
    let moved = company.ok("deal.get", json!({ "id": made["id"] }));
    assert_eq!((&moved["contact_id"], &moved["row"]["customer"]), (&Value::Null, &json!("Other")));
    company.assert_sound();
}

#[test]
fn every_bad_field_of_a_deal_is_named() {
    let company = Company::india();
    let error = company.refused(
        "deal.create",
        json!({
            "title": "", "currency": "XXZ", "probability": "101", "expected_close": "12/12/2026",
            "lines": [{ "description": "", "quantity": "x", "unit_price": "1.0000000001", "discount_percent": "-1" }]
        }),
    );
    assert_eq!(
        reasons(&error),
        [
            "title error.required",
            "customer_id error.required",
            "currency error.currency",
            "probability error.between",
            "expected_close error.date",
            "lines[0].description error.required",
            "lines[0].quantity error.amount",
            "lines[0].unit_price error.amount",
            "lines[0].discount_percent error.between",
        ]
    );
    for (more, reason) in [
        (json!({ "stage_id": "x" }), "stage_id error.no_such_stage"),
        (json!({ "customer_id": "x" }), "customer_id error.no_such_customer"),
        (json!({ "contact_id": "x" }), "contact_id error.no_such_contact"),
        (json!({ "branch_id": "x" }), "branch_id error.no_such_branch"),
        (json!({ "amount": "-1" }), "amount error.negative"),
        (json!({ "owner_id": "x" }), "owner_id error.no_such_user"),
        (
            json!({ "amount": "1", "lines": [{ "description": "A", "unit_price": "5" }] }),
            "amount error.amount_from_lines",
        ),
        (json!({ "lines": [{ "description": "A", "unit_price": "-5" }] }), "lines error.negative"),
        (
            json!({ "lines": [{ "description": "A", "unit_price": "999999999999", "quantity": "999999999999" }] }),
            "lines error.price",
        ),
    ] {
        let mut request = json!({ "title": "A", "prospect": "B" });
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        assert_eq!(reasons(&company.refused("deal.create", request)), [reason]);
    }
    assert_eq!(company.count("SELECT count(*) FROM deal"), 0);
}

#[test]
fn lines_are_priced_by_the_one_engine() {
    let company = Company::india();
    let item = company.ok("item.create", json!({ "name": "Labour" }))["id"].clone();
    let class = company.ok("tax_class.list", json!({}))["rows"][0]["id"].clone();
    let made = deal(
        &company,
        "Cabling",
        json!({ "lines": [
            { "description": "Access point", "quantity": "14", "unit": "pcs", "unit_price": "9,999.99", "discount_percent": "12.5" },
            { "description": "Labour", "quantity": "7.5", "unit": "h", "unit_price": "850", "item_id": item, "tax_class": class }
        ] }),
    );
    let found = company.ok("deal.get", json!({ "id": made }));
    // 14 × 9999.99 = 139999.86, less 12.5 % = 17499.9825 → 17499.98; 7.5 × 850 = 6375.
    assert_eq!(found["lines"][0]["net"]["amount"], "122499.88");
    assert_eq!(found["lines"][1]["net"]["amount"], "6375.00");
    assert_eq!(found["row"]["amount"]["amount"], "128874.88");
    assert_eq!(found["amount_from_lines"], true);
    let error = company.refused("deal.update", json!({ "id": made, "version": 1, "set": { "amount": "5" } }));
    assert_eq!(reasons(&error), ["set.amount error.amount_from_lines"]);
    let error =
        company.refused("deal.update", json!({ "id": made, "version": 1, "set": { "currency": "EUR" } }));
    assert_eq!(reasons(&error), ["set.currency error.currency_fixed"]);
    let emptied = json!({ "id": made, "version": 1, "set": { "currency": "JPY", "lines": [] } });
    let error = company.refused("deal.update", emptied);
    assert_eq!(reasons(&error), ["set.currency error.currency_fixed"], "an old figure is no new amount");
    let labour = found["lines"][1]["id"].clone();
    let changed = company.reply(
        "deal.update",
        json!({ "id": made, "version": 1, "set": { "lines": [
            { "id": labour, "description": "Labour", "quantity": "8", "unit_price": "850" }, { "description": "Travel", "unit_price": "500" }
        ] } }),
    );
    let after = company.ok("deal.get", json!({ "id": made }));
    assert_eq!(after["lines"].as_array().unwrap().len(), 2);
    assert_eq!((&after["lines"][0]["id"], &after["row"]["amount"]["amount"]), (&labour, &json!("7300.00")));
    company.ok("history.undo", json!({ "seq": changed.undo.unwrap().seq }));
    assert_eq!(company.ok("deal.get", json!({ "id": made }))["row"]["amount"]["amount"], "128874.88");
    company.ok("deal.update", json!({ "id": made, "version": 3, "set": { "lines": [], "amount": "1000" } }));
    assert_eq!(company.ok("deal.get", json!({ "id": made }))["row"]["amount"]["amount"], "1000.00");
    company.assert_sound();
}

#[test]
fn what_a_stage_asks_for_is_given_with_the_move_and_taken_back_with_it() {
    let company = Company::india();
    let stages = stages(&company);
    let made = deal(&company, "Cameras", json!({}));
    let request = |set: Value| json!({ "id": made, "version": 1, "stage_id": stages[3], "set": set });
    let error =
        company.refused("deal.move", request(json!({ "amount": "much", "expected_close": "31 Feb" })));
    assert_eq!(reasons(&error), ["set.expected_close error.date", "set.amount error.amount"]);
    let error = company.refused("deal.move", request(json!({ "amount": "100" })));
    assert_eq!(reasons(&error), ["set.expected_close error.stage_requires"]);
    let given = json!({ "amount": "148000", "expected_close": "2026-12-31" });
    let moved = company.reply("deal.move", request(given));
    let row = |company: &Company| company.ok("deal.get", json!({ "id": made }))["row"].clone();
    assert_eq!(row(&company)["stage"], "Negotiation");
    assert_eq!(row(&company)["amount"]["amount"], "148000.00");
    company.ok("history.undo", json!({ "seq": moved.undo.unwrap().seq }));
    assert_eq!((&row(&company)["stage"], &row(&company)["amount"]), (&json!("New"), &Value::Null));
    company.assert_sound();
}

#[test]
fn what_papers_and_the_end_of_a_deal_fixed_no_longer_changes() {
    let company = Company::india();
    let (one, other) = (company.customer("Sample Foods"), company.customer("Other Foods"));
    let made = deal(&company, "Cameras", json!({ "customer_id": one, "amount": "100" }));
    let version = || company.ok("deal.get", json!({ "id": made }))["row"]["version"].clone();
    let change = |set: Value| json!({ "id": made, "version": version(), "set": set });
    company.ok("deal.update", change(json!({ "customer_id": other })));
    company.ok("deal.update", change(json!({ "currency": "AED", "amount": "90" })));
    let error = company.refused("deal.update", change(json!({ "currency": "INR" })));
    assert_eq!(reasons(&error), ["set.currency error.currency_fixed"]);
    company.ok("deal.update", change(json!({ "currency": "INR", "amount": "100" })));
    let lines = json!([{ "description": "Camera", "unit_price": "100" }]);
    let offer = json!({ "draft": { "customer_id": other, "deal_id": made, "lines": lines } });
    let offer = company.ok("estimate.create", offer)["id"].clone();
    let error = company.refused("deal.update", change(json!({ "customer_id": one })));
    assert_eq!(reasons(&error), ["set.customer_id error.deal_customer_stays"]);
    company.ok("estimate.send", json!({ "id": offer, "version": 1, "how": "print" }));
    company.ok("estimate.accept", json!({ "id": offer, "said_by": "x", "how": "phone" }));
    company.ok("deal.win", json!({ "id": made, "version": version() }));
    for (set, reason) in [
        (json!({ "amount": "5" }), "error.deal_sold"),
        (json!({ "lines": [] }), "error.deal_sold"),
        (json!({ "expected_close": "2027-01-01" }), "error.deal_closed"),
    ] {
        assert_refused(&company.refused("deal.update", change(set)), Code::Precondition, reason);
    }
    company.ok("deal.update", change(json!({ "notes": "Gate code 12" })));
    let lost = deal(&company, "Doors", json!({ "customer_id": one, "amount": "100" }));
    company.ok("deal.lose", json!({ "id": lost, "version": 1, "reason": "Price" }));
    let set = json!({ "id": lost, "version": 2, "set": { "amount": "5" } });
    assert_refused(&company.refused("deal.update", set), Code::Precondition, "error.deal_closed");
    company.assert_sound();
}

#[test]
fn a_move_names_everything_that_its_stage_requires() {
    let company = Company::india();
    let stages = stages(&company);
    let made = deal(&company, "Cameras", json!({}));
    let error = company.refused("deal.move", json!({ "id": made, "version": 1, "stage_id": stages[3] }));
    assert_eq!(
        reasons(&error),
        ["set.amount error.stage_requires", "set.expected_close error.stage_requires"]
    );
    let error = company.refused(
        "deal.create",
        json!({ "title": "A", "prospect": "B", "stage_id": stages[2], "expected_close": "2026-12-01" }),
    );
    assert_eq!(reasons(&error), ["amount error.stage_requires"]);
    company.ok(
        "deal.update",
        json!({ "id": made, "version": 1, "set": { "amount": "₹ 1.48 lakh", "expected_close": "2026-12-31" } }),
    );
    company.clock.advance(DAY);
    let moved = company.reply("deal.move", json!({ "id": made, "version": 2, "stage_id": stages[3] }));
    let found = company.ok("deal.get", json!({ "id": made }));
    assert_eq!((&found["row"]["stage"], &found["row"]["age_days"]), (&json!("Negotiation"), &json!(0)));
    assert_eq!(found["row"]["weighted"]["amount"], "111000.00");
    assert_eq!(found["stages"][1]["entered_ms"], MORNING_MS + DAY);
    let error = company.refused("deal.move", json!({ "id": made, "version": 3, "stage_id": "x" }));
    assert_eq!(reasons(&error), ["stage_id error.no_such_stage"]);
    company.ok("history.undo", json!({ "seq": moved.undo.unwrap().seq }));
    let back = company.ok("deal.get", json!({ "id": made }));
    assert_eq!((&back["row"]["stage"], &back["row"]["age_days"]), (&json!("New"), &json!(1)));
    assert_eq!(back["stages"].as_array().unwrap().len(), 1, "a move that was taken back was none");
    company.assert_sound();
}

#[test]
fn a_stage_may_be_kept_for_a_permission_set_and_ask_for_lines_and_a_person() {
    let company = Company::india();
    let sets = company.ok("permission_set.list", json!({}));
    let finance =
        sets["rows"].as_array().unwrap().iter().find(|set| set["preset"] == "finance").unwrap()["id"].clone();
    let saved = company.ok(
        "pipeline.save",
        json!({ "name": "Projects", "stages": [
            { "name": "Open", "probability": "20 %" },
            { "name": "Cleared", "probability": "90", "required": ["lines", "contact"], "permission_set_id": finance }
        ] }),
    );
    let neha = user(&company, "Neha", "sales");
    let made = call(
        &company,
        &neha,
        "deal.create",
        json!({ "title": "A", "prospect": "B", "pipeline_id": saved["id"] }),
    )
    .unwrap()
    .result;
    let request = json!({ "id": made["id"], "version": 1, "stage_id": saved["stage_ids"][1] });
    let error = call(&company, &neha, "deal.move", request.clone()).unwrap_err();
    assert_refused(&error, Code::Forbidden, "error.stage_forbidden");
    let error = company.refused("deal.move", request);
    assert_eq!(reasons(&error), ["set.contact_id error.stage_requires", "set.lines error.stage_requires"]);
    let error = company.refused(
        "pipeline.save",
        json!({ "name": "", "stages": [{ "id": "x", "probability": "x", "limit_days": 0, "permission_set_id": "x" }] }),
    );
    assert_eq!(
        reasons(&error),
        [
            "name error.required",
            "stages[0].id error.no_such_stage",
            "stages[0].permission_set_id error.no_such_permission_set",
            "stages[0].limit_days error.between",
            "stages[0].name error.required",
            "stages[0].probability error.amount",
        ]
    );
    let shorter = json!({ "id": saved["id"], "version": 1, "name": "Projects", "stages": [{ "name": "Only", "probability": "50" }] });
    let error = company.refused("pipeline.save", shorter);
    assert_refused(&error, Code::Precondition, "error.stage_in_use");
    let renamed = json!({ "id": saved["id"], "version": 1, "name": "Works", "stages": [
        { "id": saved["stage_ids"][0], "name": "Begun", "probability": "33.3", "limit_days": 5, "committed": true }
    ] });
    company.ok("pipeline.save", renamed.clone());
    assert_refused(&company.refused("pipeline.save", renamed), Code::Conflict, "error.conflict");
    assert_eq!(company.ok("deal.get", json!({ "id": made["id"] }))["row"]["stage"], "Begun");
    company.assert_sound();
}

#[test]
fn won_plans_what_follows_and_lost_needs_a_reason() {
    let company = Company::india();
    let made = deal(&company, "Gate cameras", json!({ "amount": "148000" }));
    let error = company.refused("deal.lose", json!({ "id": made, "version": 1, "reason": "" }));
    assert_eq!(reasons(&error), ["reason error.required"]);
    let lost = company.reply("deal.lose", json!({ "id": made, "version": 1, "reason": "Price" }));
    let found = company.ok("deal.get", json!({ "id": made }));
    assert_eq!(
        (&found["lost_reason"], &found["row"]["badge"]["key"]),
        (&json!("Price"), &json!("badge.lost"))
    );
    assert_eq!((&found["row"]["weighted"]["amount"], &found["next_action"]), (&json!("0.00"), &Value::Null));
    for (command, more) in [
        ("deal.move", json!({ "stage_id": "x" })),
        ("deal.win", json!({})),
        ("deal.lose", json!({ "reason": "x" })),
    ] {
        let mut request = json!({ "id": made, "version": 2 });
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        assert_refused(&company.refused(command, request), Code::Precondition, "error.deal_closed");
    }
    company.ok("history.undo", json!({ "seq": lost.undo.unwrap().seq }));
    let error = company.refused(
        "deal.win",
        json!({ "id": made, "version": 3, "follow": [
            { "kind": "todo", "text": " " }, { "kind": "follow_up", "date": "soon" }
        ] }),
    );
    assert_eq!(reasons(&error), ["follow[0].text error.required", "follow[1].date error.date"]);
    let error =
        company.refused("deal.win", json!({ "id": made, "version": 3, "follow": [{ "kind": "invoice" }] }));
    assert_eq!(reasons(&error), ["customer_id error.required"], "a prospect’s name buys nothing yet");
    let customer = company.customer("Gate Keepers");
    company.ok("deal.update", json!({ "id": made, "version": 3, "set": { "customer_id": customer } }));
    let won = company.reply(
        "deal.win",
        json!({ "id": made, "version": 4, "criteria": "Fast delivery", "follow": [
            { "kind": "invoice" }, { "kind": "todo", "text": "Order cameras", "date": "2026-11-24" }, { "kind": "follow_up", "date": "2026-12-22" }
        ] }),
    );
    let draft = company.ok("invoice.get", json!({ "id": won.result["invoice_ids"][0] }));
    assert_eq!((&draft["state"], &draft["total"]["amount"]), (&json!("draft"), &json!("148000.00")));
    assert_eq!(won.result["activity_ids"].as_array().unwrap().len(), 2);
    let found = company.ok("deal.get", json!({ "id": made }));
    assert_eq!((&found["row"]["status"], &found["follow"][0]["kind"]), (&json!("won"), &json!("invoice")));
    assert_eq!(found["row"]["next"]["subject"], "Order cameras");
    assert_refused(
        &company.refused("deal.delete", json!({ "id": made, "version": 5 })),
        Code::Precondition,
        "error.deal_won",
    );
    company.ok("invoice.delete", json!({ "id": won.result["invoice_ids"][0], "version": 1 }));
    company.ok("deal.reopen", json!({ "id": made, "version": 5 }));
    let open = company.ok("deal.get", json!({ "id": made }));
    assert_eq!(
        (&open["row"]["stage"], &open["follow"], &open["closed_ms"]),
        (&json!("New"), &json!([]), &Value::Null)
    );
    assert_eq!(
        open["stages"].as_array().unwrap().len(),
        3,
        "New, won, New again; the lost one was taken back"
    );
    assert_refused(
        &company.refused("deal.reopen", json!({ "id": made, "version": 6 })),
        Code::Precondition,
        "error.deal_open",
    );
    company.assert_sound();
}

#[test]
fn winning_is_undone_with_what_it_planned() {
    let company = Company::india();
    let made = deal(&company, "Switches", json!({}));
    let won = company.reply(
        "deal.win",
        json!({ "id": made, "version": 1, "follow": [{ "kind": "todo", "text": "Order" }] }),
    );
    company.ok("history.undo", json!({ "seq": won.undo.unwrap().seq }));
    let found = company.ok("deal.get", json!({ "id": made }));
    assert_eq!((&found["row"]["status"], &found["row"]["next"]), (&json!("open"), &Value::Null));
    let deleted = company.reply("deal.delete", json!({ "id": made, "version": found["row"]["version"] }));
    assert_eq!(company.ok("deal.summary", json!({}))["count"], 0);
    company.ok("history.undo", json!({ "seq": deleted.undo.unwrap().seq }));
    let hit = company.ok("search.find", json!({ "q": "switch" }))["hits"][0].clone();
    assert_eq!((&hit["id"], &hit["badge"]["key"]), (&json!(made), &json!("badge.stage")));
    company.assert_sound();
}
