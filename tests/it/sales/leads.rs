use super::{DAY, MINUTE, call, id, user};
use crate::support::{Company, MORNING_MS, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::api::Mode;
use throughline_core::kernel::error::Code;

const LINE: &str = "Ramesh Patil, Deccan Tools, Pune, 98220 00000, wants CNC AMC, 2 lakh";

#[test]
fn one_line_becomes_a_lead_with_owner_and_clock() {
    let company = Company::india();
    let parsed = company.ok("lead.parse", json!({ "text": LINE }));
    assert_eq!(parsed["company"], "Deccan Tools");
    let made =
        company.ok("lead.capture", json!({ "text": LINE, "source": "WhatsApp", "name": "Ramesh S. Patil" }));
    assert_eq!(made["code"], "LEAD-0001");
    // It is Sunday, and nobody works before Monday at half past nine.
    assert_eq!(made["respond_by_ms"], MORNING_MS + DAY + 240 * MINUTE);
    let lead = company.ok("lead.get", json!({ "id": made["id"] }));
    let row = &lead["row"];
    assert_eq!(row["title"], "Ramesh S. Patil · Deccan Tools", "what was typed wins over the guess");
    assert_eq!(row["phone"], "98220 00000");
    assert_eq!(row["place"], "Pune");
    assert_eq!(row["interest"], "CNC AMC");
    assert_eq!(row["amount"], json!({ "amount": "200000.00", "currency": "INR" }));
    assert_eq!((&row["status"], &row["badge"]["key"]), (&json!("new"), &json!("badge.new")));
    assert_eq!(lead["original"], LINE);
    assert_eq!(lead["next_action"]["text_key"], "next.answer");
    assert_eq!(row["late"], Value::Null);
    company.clock.advance(DAY + 241 * MINUTE);
    let late = company.ok("lead.list", json!({ "filter": { "late": true } }));
    assert_eq!(late["rows"][0]["late"]["key"], "badge.late");
    company.assert_sound();
}

#[test]
fn a_sum_in_another_currency_keeps_it_and_an_impossible_guess_is_dropped() {
    let company = Company::india();
    let made =
        company.ok("lead.capture", json!({ "text": "Omar Haddad, Falcon Trading LLC, AED 12,000.50" }));
    let lead = company.ok("lead.get", json!({ "id": made["id"] }));
    assert_eq!(lead["row"]["amount"], json!({ "amount": "12000.50", "currency": "AED" }));
    let odd = company.ok("lead.capture", json!({ "text": "Meera Shah, ₹ 12.345" }));
    let lead = company.ok("lead.get", json!({ "id": odd["id"] }));
    assert_eq!(lead["row"]["amount"], Value::Null, "no third decimal of a rupee was typed by anybody");
    let summary = company.ok("lead.summary", json!({}));
    assert_eq!((&summary["count"], &summary["late"]), (&json!(2), &json!(0)));
    assert_eq!(
        summary["sums"],
        json!([{ "amount": "0.00", "currency": "INR" }, { "amount": "12000.50", "currency": "AED" }])
    );
}

#[test]
fn a_lead_that_names_nobody_and_bad_fields_are_refused() {
    let company = Company::india();
    for (payload, expected) in [
        (json!({}), vec!["name error.lead_empty"]),
        (json!({ "text": "urgent please" }), vec!["name error.lead_empty"]),
        (
            json!({ "name": "A", "email": "x", "phone": "1", "amount": "-4", "currency": "INX" }),
            vec![
                "phone error.phone",
                "email error.email",
                "currency error.currency",
                "amount error.negative",
            ],
        ),
        (json!({ "text": "x".repeat(30_000) }), vec!["text error.too_long", "name error.lead_empty"]),
        (json!({ "name": "A", "owner_id": "nobody" }), vec!["owner_id error.no_such_user"]),
    ] {
        assert_eq!(reasons(&company.refused("lead.capture", payload)), expected);
    }
    assert_eq!(company.count("SELECT count(*) FROM lead"), 0);
    let made = company.ok("lead.capture", json!({ "name": "Asha" }));
    assert_eq!(made["code"], "LEAD-0001", "a refusal burns no code");
}

#[test]
fn rules_assign_by_source_then_place_then_in_turn() {
    let company = Company::india();
    let (neha, omar, rohan) =
        (user(&company, "Neha", "sales"), user(&company, "Omar", "sales"), user(&company, "Rohan", "sales"));
    let saved = company.ok(
        "lead_rule.save",
        json!({
            "rules": [
                { "by": "source", "value": "Website", "owner_id": neha },
                { "by": "place", "value": "Nashik", "owner_id": omar },
                { "by": "turn", "owner_id": neha }, { "by": "turn", "owner_id": omar }, { "by": "turn", "owner_id": rohan }
            ],
            "targets": [{ "minutes": 60 }, { "source": "Website", "minutes": 15 }]
        }),
    );
    assert_eq!(saved["rules"][0]["owner"], "Neha");
    let capture = |more: Value| {
        let mut request = json!({ "name": "Somebody" });
        for (name, value) in more.as_object().unwrap() {
            request[name] = value.clone();
        }
        company.clock.advance(1);
        company.ok("lead.capture", request)
    };
    let web = capture(json!({ "source": " website ", "place": "Nashik" }));
    assert_eq!(web["owner_id"], neha.as_str());
    assert_eq!(web["respond_by_ms"], MORNING_MS + DAY + 15 * MINUTE);
    let place = capture(json!({ "place": "NASHIK" }));
    assert_eq!(place["owner_id"], omar.as_str());
    assert_eq!(place["respond_by_ms"], MORNING_MS + DAY + 60 * MINUTE);
    let turns: Vec<Value> = (0..4).map(|_| capture(json!({}))["owner_id"].clone()).collect();
    assert_eq!(turns, [neha.as_str(), omar.as_str(), rohan.as_str(), neha.as_str()]);
    assert_eq!(capture(json!({ "owner_id": rohan }))["owner_id"], rohan.as_str(), "by hand");
    company.ok("user.update", json!({ "id": omar, "version": 1, "active": false }));
    assert_eq!(capture(json!({}))["owner_id"], rohan.as_str(), "who has left gets no lead");
    assert_eq!(capture(json!({ "place": "Nashik" }))["owner_id"], neha.as_str());

    let kept = saved["rules"][0]["id"].clone();
    let again = company.ok(
        "lead_rule.save",
        json!({ "rules": [{ "id": kept, "by": "source", "value": "Fair", "owner_id": rohan }], "targets": [] }),
    );
    assert_eq!(again["rules"].as_array().unwrap().len(), 1);
    let error = company.refused(
        "lead_rule.save",
        json!({
            "rules": [{ "id": "x", "by": "place", "owner_id": "nobody" }],
            "targets": [{ "minutes": 0 }, { "source": "A", "minutes": 5 }, { "source": "a", "minutes": 99_999 }]
        }),
    );
    assert_eq!(
        reasons(&error),
        [
            "rules[0].id error.no_such_rule",
            "rules[0].value error.required",
            "rules[0].owner_id error.no_such_user",
            "targets[0].minutes error.between",
            "targets[2].source error.twice",
            "targets[2].minutes error.between",
        ]
    );
    let reader = user(&company, "Vera", "viewer");
    let error = company
        .refused("lead_rule.save", json!({ "rules": [{ "by": "turn", "owner_id": reader }], "targets": [] }));
    assert_eq!(reasons(&error), ["rules[0].owner_id error.may_not_own"]);
    company.assert_sound();
}

#[test]
fn the_first_contact_by_anybody_stops_the_clock() {
    let company = Company::india();
    let lead = id(&company.ok("lead.capture", json!({ "text": LINE })));
    let status = || {
        let row = company.ok("lead.get", json!({ "id": lead }))["row"].clone();
        (row["status"].clone(), row["responded_ms"].clone())
    };
    company.ok("activity.create", json!({ "kind": "note", "subject": "Looks large", "record_id": lead }));
    let planned = company.ok(
        "activity.create",
        json!({ "kind": "call", "subject": "Call", "record_id": lead, "due_date": "2026-11-22" }),
    );
    assert_eq!(status(), (json!("new"), Value::Null), "a note and a plan are no answer");
    company.clock.advance(30 * MINUTE);
    let done = company
        .reply("activity.done", json!({ "id": planned["id"], "version": 1, "outcome": "Asked for a visit" }));
    assert_eq!(status(), (json!("contacted"), json!(MORNING_MS + 30 * MINUTE)));
    company.clock.advance(DAY);
    let second = company.ok("activity.log", json!({ "text": "emailed brochure", "record_id": lead }));
    assert_eq!(status().1, json!(MORNING_MS + 30 * MINUTE), "the first one counts");
    company.ok("activity.delete", json!({ "id": second["done_id"], "version": 1 }));
    company.ok("history.undo", json!({ "seq": done.undo.unwrap().seq }));
    assert_eq!(status(), (json!("new"), Value::Null));
    company.assert_sound();
}

#[test]
fn qualifying_makes_customer_contact_and_deal_and_can_be_undone() {
    let company = Company::india();
    let lead = id(&company.ok("lead.capture", json!({ "text": LINE, "source": "Fair" })));
    company.ok(
        "activity.create",
        json!({ "subject": "Send price list", "record_id": lead, "due_date": "2026-11-24" }),
    );
    let before = company.count("SELECT count(*) FROM txn");
    let reply = company.reply(
        "lead.qualify",
        json!({ "id": lead, "version": 1, "customer": { "create": {} }, "deal": { "expected_close": "2026-12-15" } }),
    );
    assert_eq!(company.count("SELECT count(*) FROM txn"), before + 1, "one action is one transaction");
    let made = &reply.result;
    let customer = company.ok("customer.get", json!({ "id": made["customer_id"] }));
    assert_eq!(
        [
            &customer["name"],
            &customer["source"],
            &customer["addresses"][0]["city"],
            &customer["contacts"][0]["name"]
        ],
        [&json!("Deccan Tools"), &json!("Fair"), &json!("Pune"), &json!("Ramesh Patil")]
    );
    let deal = company.ok("deal.get", json!({ "id": made["deal_id"] }));
    assert_eq!(deal["row"]["title"], "CNC AMC");
    assert_eq!(deal["row"]["customer"], "Deccan Tools");
    assert_eq!(deal["row"]["amount"]["amount"], "200000.00");
    assert_eq!(deal["row"]["expected_close"], "2026-12-15");
    assert_eq!(deal["row"]["next"]["subject"], "Send price list", "what was planned moves on");
    assert_eq!((&deal["lead_id"], &deal["contact_id"]), (&json!(lead), &made["contact_id"]));
    let qualified = company.ok("lead.get", json!({ "id": lead }));
    assert_eq!(
        (&qualified["row"]["status"], &qualified["row"]["deal_id"]),
        (&json!("qualified"), &made["deal_id"])
    );
    let undone = company.reply("history.undo", json!({ "seq": reply.undo.unwrap().seq }));
    let back = company.ok("lead.get", json!({ "id": lead }));
    assert_eq!((&back["row"]["status"], &back["customer_id"]), (&json!("new"), &Value::Null));
    assert_eq!(back["row"]["next"]["subject"], "Send price list");
    assert_eq!(company.ok("customer.summary", json!({}))["count"], 0);
    assert_eq!(company.ok("deal.summary", json!({}))["count"], 0);
    company.assert_sound();
    company.ok("history.undo", json!({ "seq": undone.undo.unwrap().seq }));
    assert_eq!(company.ok("deal.summary", json!({}))["count"], 1);
    company.assert_sound();
}

#[test]
fn qualifying_is_not_undone_under_something_that_was_made_from_it() {
    let company = Company::india();
    let lead = id(&company.ok("lead.capture", json!({ "text": LINE })));
    let reply =
        company.reply("lead.qualify", json!({ "id": lead, "version": 1, "customer": { "create": {} } }));
    let seq = reply.undo.unwrap().seq;
    let (customer, deal) = (reply.result["customer_id"].clone(), reply.result["deal_id"].clone());
    company.ok("activity.log", json!({ "text": "called, likes it", "record_id": deal }));
    let second = company.ok("deal.create", json!({ "title": "More", "customer_id": customer }));
    let error = company.refused("history.undo", json!({ "seq": seq }));
    assert_refused(&error, Code::Precondition, "error.undo_in_use_by");
    company.ok("deal.delete", json!({ "id": second["id"], "version": 1 }));
    company.ok("history.undo", json!({ "seq": seq }));
    let calls = company.ok("activity.list", json!({ "filter": { "record_id": deal } }));
    assert_eq!(calls["rows"], json!([]));
    let calls = company.ok("activity.list", json!({ "filter": { "record_id": lead } }));
    assert_eq!(
        calls["rows"].as_array().map(Vec::len),
        Some(1),
        "a call about a deal that is gone is the lead’s"
    );
    company.assert_sound();
}

#[test]
fn qualifying_takes_an_existing_customer_and_person() {
    let company = Company::india();
    let made = company
        .ok("customer.create", json!({ "name": "Deccan Tools", "contacts": [{ "name": "ramesh patil" }] }));
    let lead = id(&company.ok("lead.capture", json!({ "text": LINE })));
    for (customer, expected) in [
        (json!({}), "customer error.one_of"),
        (json!({ "id": made["id"], "create": {} }), "customer error.one_of"),
        (json!({ "create": { "email": "x" } }), "customer.create.email error.email"),
    ] {
        let error =
            company.refused("lead.qualify", json!({ "id": lead, "version": 1, "customer": customer }));
        assert_eq!(reasons(&error), [expected]);
    }
    let error = company.refused(
        "lead.qualify",
        json!({ "id": lead, "version": 1, "customer": { "id": made["id"] }, "deal": { "title": " ", "amount": "x" } }),
    );
    assert_eq!(reasons(&error), ["deal.title error.required", "deal.amount error.amount"]);
    let unknown =
        company.refused("lead.qualify", json!({ "id": lead, "version": 1, "customer": { "id": "gone" } }));
    assert_eq!(unknown.code, Code::NotFound);
    let reply =
        company.ok("lead.qualify", json!({ "id": lead, "version": 1, "customer": { "id": made["id"] } }));
    assert_eq!(reply["customer_id"], made["id"]);
    let customer = company.ok("customer.get", json!({ "id": made["id"] }));
    assert_eq!(customer["contacts"].as_array().unwrap().len(), 1, "nobody is entered twice");
    assert_eq!(reply["contact_id"], customer["contacts"][0]["id"]);
    let again = company
        .refused("lead.qualify", json!({ "id": lead, "version": 2, "customer": { "id": made["id"] } }));
    assert_refused(&again, Code::Precondition, "error.lead_closed");
    let error = company.refused("lead.delete", json!({ "id": lead, "version": 2 }));
    assert_refused(&error, Code::Precondition, "error.lead_qualified");
    let planned =
        json!({ "record_id": reply["deal_id"], "subject": "Send samples", "due_date": "2026-12-01" });
    company.ok("activity.create", planned);
    let lines = json!([{ "description": "Pump", "unit_price": "10" }]);
    let draft = json!({ "customer_id": made["id"], "deal_id": reply["deal_id"], "lines": lines });
    let offer = company.ok("estimate.create", json!({ "draft": draft }));
    let error = company.refused("lead.reopen", json!({ "id": lead, "version": 2 }));
    assert_refused(&error, Code::Precondition, "error.deal_in_use");
    company.ok("estimate.delete", json!({ "id": offer["id"], "version": 1 }));
    let drawing =
        json!({ "record_id": reply["deal_id"], "files": [{ "name": "plan.txt", "bytes": "aGVsbG8=" }] });
    let kept = company.ok("attachment.add", drawing)["ids"][0].clone();
    let error = company.refused("lead.reopen", json!({ "id": lead, "version": 2 }));
    assert_refused(&error, Code::Precondition, "error.deal_has_files");
    company.ok("attachment.withdraw", json!({ "id": kept }));
    company
        .ok("activity.log", json!({ "record_id": reply["deal_id"], "text": "called, wants a bigger pump" }));
    let back = company.reply("lead.reopen", json!({ "id": lead, "version": 2 }));
    let found = company.ok("lead.get", json!({ "id": lead }));
    assert_eq!(
        (&found["row"]["status"], &found["row"]["next"]["subject"]),
        (&json!("new"), &json!("Send samples"))
    );
    assert_eq!(found["row"]["deal_id"], Value::Null, "it leads to no deal that is gone");
    let logged = company.ok("activity.list", json!({ "filter": { "record_id": lead } }))["rows"].clone();
    assert_eq!(logged.as_array().unwrap().len(), 2, "what was done about the deal is not lost: {logged}");
    let gone = company.refused("deal.get", json!({ "id": reply["deal_id"] }));
    assert_eq!(gone.code, Code::NotFound);
    company.ok("history.undo", json!({ "seq": back.undo.unwrap().seq }));
    assert_eq!(company.ok("lead.get", json!({ "id": lead }))["row"]["status"], "qualified");
    company.ok("lead.reopen", json!({ "id": lead, "version": 4 }));
    company.assert_sound();
}

#[test]
fn a_person_without_a_firm_becomes_a_personal_customer() {
    let company = Company::india();
    let lead = id(&company.ok("lead.capture", json!({ "text": "Meera Shah, 98220 00000" })));
    let made = company.ok(
        "lead.qualify",
        json!({ "id": lead, "version": 1, "customer": { "create": {}, "with_contact": false } }),
    );
    let customer = company.ok("customer.get", json!({ "id": made["customer_id"] }));
    assert_eq!((&customer["kind"], &customer["contacts"]), (&json!("person"), &json!([])));
    assert_eq!(made["contact_id"], Value::Null);
}

#[test]
fn disqualify_update_delete_and_their_refusals() {
    let company = Company::india();
    let lead = id(&company.ok("lead.capture", json!({ "text": LINE })));
    let error = company.refused("lead.disqualify", json!({ "id": lead, "version": 1, "reason": " " }));
    assert_eq!(reasons(&error), ["reason error.required"]);
    let closed = company.reply("lead.disqualify", json!({ "id": lead, "version": 1, "reason": "No budget" }));
    let found = company.ok("lead.get", json!({ "id": lead }));
    assert_eq!((&found["row"]["status"], &found["reason"]), (&json!("disqualified"), &json!("No budget")));
    assert_eq!(found["next_action"], Value::Null, "nothing is left to do");
    let error = company.refused("lead.disqualify", json!({ "id": lead, "version": 2, "reason": "Again" }));
    assert_refused(&error, Code::Precondition, "error.lead_closed");
    company.ok("lead.reopen", json!({ "id": lead, "version": 2 }));
    assert_refused(
        &company.refused("lead.reopen", json!({ "id": lead, "version": 3 })),
        Code::Precondition,
        "error.lead_open",
    );
    assert_refused(
        &company.refused("history.undo", json!({ "seq": closed.undo.unwrap().seq })),
        Code::Conflict,
        "error.undo_moved_on",
    );
    company.ok(
        "lead.update",
        json!({ "id": lead, "version": 3, "set": { "company": "Deccan Tools Pvt Ltd", "amount": "" } }),
    );
    let error = company.refused("lead.update", json!({ "id": lead, "version": 3, "set": { "name": "X" } }));
    assert_refused(&error, Code::Conflict, "error.conflict");
    let cleared = json!({ "name": "", "company": "", "phone": "", "email": "" });
    let error = company.refused("lead.update", json!({ "id": lead, "version": 4, "set": cleared }));
    assert_eq!(reasons(&error), ["set.name error.lead_empty"]);
    let hits = company.ok("search.find", json!({ "q": "deccan tools pvt" }));
    assert_eq!(hits["hits"][0]["id"], lead.as_str());
    let deleted = company.reply("lead.delete", json!({ "id": lead, "version": 4 }));
    assert_eq!(company.refused("lead.get", json!({ "id": lead })).code, Code::NotFound);
    company.ok("history.undo", json!({ "seq": deleted.undo.unwrap().seq }));
    assert_eq!(company.ok("lead.get", json!({ "id": lead }))["row"]["amount"], Value::Null);
    company.assert_sound();
}

#[test]
fn leads_are_listed_by_every_column_and_seen_within_the_scope() {
    let company = Company::india();
    let (neha, omar) = (user(&company, "Neha", "sales"), user(&company, "Omar", "finance"));
    for (name, place, source) in
        [("Zoya", "Agra", "Web"), ("Asha", "Pune", "Fair"), ("Meera", "Delhi", "Web")]
    {
        company.clock.advance(1);
        company.ok("lead.capture", json!({ "name": name, "place": place, "source": source }));
    }
    for column in ["received", "title", "place", "source", "amount", "respond", "code"] {
        let page = company.ok("lead.list", json!({ "sort": { "column": column }, "limit": 2 }));
        let more = company
            .ok("lead.list", json!({ "sort": { "column": column }, "limit": 2, "after": page["next"] }));
        let count = |page: &Value| page["rows"].as_array().unwrap().len();
        assert_eq!((count(&page), count(&more)), (2, 1), "{column}");
    }
    let web =
        company.ok("lead.list", json!({ "filter": { "source": "web", "open": true }, "search": "zoy" }));
    assert_eq!(web["rows"].as_array().unwrap().len(), 1);
    let own = call(&company, &neha, "lead.capture", json!({ "name": "Hers" })).unwrap().result;
    let seen = call(&company, &neha, "lead.list", json!({})).unwrap().result;
    assert_eq!(seen["rows"].as_array().unwrap().len(), 1);
    assert_eq!(call(&company, &neha, "lead.summary", json!({})).unwrap().result["count"], 1);
    let origins = call(&company, &neha, "lead.origins", json!({})).unwrap().result;
    assert_eq!(origins, json!({ "sources": [], "campaigns": [] }), "those of others are theirs");
    company.ok("lead.capture", json!({ "name": "Ira", "source": "web", "campaign": "Diwali" }));
    let origins = company.ok("lead.origins", json!({}));
    assert_eq!(origins, json!({ "sources": ["Fair", "Web"], "campaigns": ["Diwali"] }));
    let theirs = company.ok("lead.list", json!({}))["rows"][0]["id"].clone();
    for (command, payload) in [
        ("lead.get", json!({ "id": theirs })),
        ("lead.disqualify", json!({ "id": theirs, "version": 1, "reason": "x" })),
        ("lead.qualify", json!({ "id": theirs, "version": 1, "customer": { "create": {} } })),
        ("activity.log", json!({ "text": "called", "record_id": theirs })),
        ("next_action.of_record", json!({ "kind": "lead", "id": theirs })),
    ] {
        assert_eq!(call(&company, &neha, command, payload).unwrap_err().code, Code::NotFound, "{command}");
    }
    let qualify = json!({ "id": own["id"], "version": 1, "customer": { "create": {} } });
    assert!(call(&company, &neha, "lead.qualify", qualify).is_ok());
    assert_eq!(
        call(&company, &omar, "lead.capture", json!({ "name": "X" })).unwrap_err().code,
        Code::Forbidden
    );
    let rules = json!({ "rules": [], "targets": [] });
    assert_eq!(call(&company, &neha, "lead_rule.save", rules).unwrap_err().code, Code::Forbidden);
    let preview = company.core.call(None, "lead.capture", json!({ "text": LINE }), Mode::Preview).unwrap();
    assert_eq!(preview.result["guess"]["name"], "Ramesh Patil");
    assert_eq!(company.ok("lead.summary", json!({}))["count"], 5, "a preview leaves no trace");
    company.assert_sound();
}

#[test]
fn a_lead_of_somebody_who_left_can_be_qualified() {
    let company = Company::india();
    let neha = user(&company, "Neha", "sales");
    let lead = company.ok("lead.capture", json!({ "name": "Sunita Rao", "owner_id": neha }))["id"].clone();
    company.ok("user.update", json!({ "id": neha, "version": 1, "active": false }));
    let request =
        json!({ "id": lead, "version": 1, "customer": { "create": {} }, "deal": { "title": "Cabling" } });
    let made = company.ok("lead.qualify", request);
    let deal = company.ok("deal.get", json!({ "id": made["deal_id"] }));
    assert_ne!(deal["owner_id"], json!(neha));
    company.assert_sound();
}
