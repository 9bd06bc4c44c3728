//! The lists of papers: what they show, and that they walk their indexes.

use super::*;
use crate::support::reasons;

#[test]
fn the_lists_show_states_sums_and_ages() {
    let (company, customer) = pune();
    for price in ["100", "200", "300"] {
        issued(&company, &customer, price);
    }
    draft(&company, &customer, json!([{ "description": "x", "unit_price": "7" }]));
    company.ok("payment.record", json!({ "customer_id": customer, "amount": "150", "method": "bank" }));
    company.clock.advance(DAY_MS * 45);
    let summary = company.ok("invoice.summary", json!({ "filter": { "tab": "overdue" } }));
    assert_eq!(summary["count"], 2);
    assert_eq!(summary["open"], json!([{ "amount": "450.00", "currency": "INR" }]));
    let counts: Vec<i64> =
        summary["tabs"].as_array().unwrap().iter().map(|tab| tab["count"].as_i64().unwrap()).collect();
    assert_eq!(counts, [1, 2, 2, 1, 1, 0, 0, 3, 4]);
    assert_eq!(summary["ageing"][1]["open"][0]["amount"], "450.00");
    let rows = company.ok(
        "invoice.list",
        json!({ "filter": { "tab": "open" }, "sort": { "column": "open", "descending": true } }),
    );
    assert_eq!(
        rows["rows"][0]["badge"],
        json!({ "tone": "danger", "icon": "circle-alert", "key": "badge.overdue", "params": { "days": 15 } })
    );
    assert_eq!(rows["rows"][0]["open"]["amount"], "300.00");
    assert_eq!(company.ok("payment.list", json!({}))["rows"][0]["badge"]["key"], "badge.settled");
    let home = company.ok("home.get", json!({}));
    assert_eq!(
        home["to_collect"],
        json!({ "count": 2, "amounts": [{ "amount": "450.00", "currency": "INR" }], "first": "2026-12-22" })
    );
    assert_eq!(home["overdue"], home["to_collect"]);
    assert_eq!(
        (&home["invoiced"]["count"], &home["collected"]["count"]),
        (&json!(0), &json!(0)),
        "another month"
    );
    assert_eq!(home["exceptions"][0]["kind"], "draft_invoices");
    assert_eq!(home["exceptions"][0]["figure"]["count"], 1);
    let today = company.ok("activity.today", json!({}));
    let asked: Vec<&Value> =
        today["rows"].as_array().unwrap().iter().map(|row| &row["action"]["text_key"]).collect();
    assert_eq!(asked, ["next.remind", "next.remind"]);
    assert_eq!(today["rows"][0]["amount"]["amount"], "300.00", "the larger sum first");
    assert_eq!(today["rows"][0]["action"]["late"]["params"]["days"], 15);
    let hits = company.ok("search.find", json!({ "q": "INV26270003" }));
    let hit = &hits["hits"][0];
    assert_eq!(hit["title"], "INV/26-27/0003");
    let row = &company.ok("invoice.list", json!({ "search": "INV26270003" }))["rows"][0];
    assert_eq!((&hit["badge"], &hit["amount"]), (&row["badge"], &row["total"]), "it looks as in its list");
}

#[test]
fn every_tab_of_estimates_and_leads_says_how_many_stand_under_it() {
    let (company, customer) = pune();
    let offer = |send: bool| {
        let lines = json!([{ "description": "Survey", "unit_price": "500" }]);
        let id = company
            .ok("estimate.create", json!({ "draft": { "customer_id": customer, "lines": lines } }))["id"]
            .clone();
        if send {
            company.ok("estimate.send", json!({ "id": id, "version": 1, "how": "print" }));
        }
    };
    [false, true, true].into_iter().for_each(offer);
    company.clock.advance(DAY_MS * 90);
    offer(true);
    company.ok("lead.capture", json!({ "name": "Sunita Rao" }));
    let counts = |command: &str| -> Vec<i64> {
        let summary = company.ok(command, json!({ "search": "nothing of that name" }));
        assert_eq!(summary["count"], 0);
        summary["tabs"].as_array().unwrap().iter().map(|tab| tab["count"].as_i64().unwrap()).collect()
    };
    assert_eq!(counts("estimate.summary"), [1, 1, 2, 0, 0, 4]);
    assert_eq!(counts("lead.summary"), [1, 1, 0, 0, 0, 0]);
}

#[test]
fn hot_lists_use_their_indexes() {
    let (company, _) = pune();
    let conn = company.core.file().reader();
    for (table, tab, sorts) in [
        (
            "invoice_row",
            "tab = 'open' AND ",
            ["due_date", "date", "number_key", "customer_key", "total_minor", "open_minor"].as_slice(),
        ),
        ("invoice_row", "", &["due_date", "date", "number_key", "customer_key", "total_minor", "open_minor"]),
        ("payment_row", "", &["date", "number_key", "customer_key", "amount_minor"]),
        ("estimate_row", "", &["date", "code", "customer_key", "valid_until", "total_minor"]),
        ("customer_row", "", &["name_key", "place_key", "code", "created_ms"]),
    ] {
        for sort in sorts {
            let sql = format!(
                "EXPLAIN QUERY PLAN SELECT * FROM {table} w WHERE {tab}({sort}, id) > ('', '') ORDER BY {sort}, id LIMIT 101"
            );
            let mut statement = conn.prepare(&sql).unwrap();
            let plan: Vec<String> =
                statement.query_map([], |row| row.get(3)).unwrap().collect::<Result<_, _>>().unwrap();
            assert!(
                plan.iter().all(|step| !step.contains("TEMP B-TREE") && step.contains("USING INDEX")),
                "{sql}: {plan:?}"
            );
        }
    }
}

#[test]
fn lists_are_narrowed_to_days_and_refuse_what_is_no_day() {
    let (company, customer) = pune();
    let mut days = Vec::new();
    for times in [1, 2, 4] {
        let paper = issued(&company, &customer, &(100 * times).to_string());
        let amount = (40 * times).to_string();
        company.ok("payment.record", json!({ "customer_id": customer, "amount": amount, "method": "bank" }));
        let lines = json!([{ "description": "Survey", "unit_price": (500 * times).to_string() }]);
        company.ok("estimate.create", json!({ "draft": { "customer_id": customer, "lines": lines } }));
        days.push(company.ok("invoice.get", json!({ "id": paper["id"] }))["date"].clone());
        company.clock.advance(DAY_MS);
    }
    for (noun, sum, base) in
        [("invoice", "totals", 100), ("estimate", "totals", 500), ("payment", "amounts", 40)]
    {
        let asked = |filter: Value| {
            let rows = company.ok(&format!("{noun}.list"), json!({ "filter": filter }))["rows"].clone();
            let summary = company.ok(&format!("{noun}.summary"), json!({ "filter": filter }));
            let dates: Vec<Value> = rows.as_array().unwrap().iter().map(|row| row["date"].clone()).collect();
            assert_eq!(summary["count"], dates.len(), "{noun}");
            (dates, summary[sum].clone())
        };
        // The papers of the three days come to one, two and four times this.
        let times = |each: i64| json!([{ "amount": format!("{}.00", each * base), "currency": "INR" }]);
        for (filter, expected, sum) in [
            (json!({}), 0..3, 7),
            (json!({ "from": days[1], "to": days[1] }), 1..2, 2),
            (json!({ "from": days[1] }), 1..3, 6),
            (json!({ "to": days[1] }), 0..2, 3),
        ] {
            let (mut dates, sums) = asked(filter.clone());
            dates.sort_by_key(Value::to_string);
            assert_eq!(dates, days[expected], "{noun} {filter}");
            assert_eq!(sums, times(sum), "{noun} {filter}");
        }
        assert_eq!(asked(json!({ "from": days[2], "to": days[0] })).0, [] as [Value; 0], "{noun}");
        for verb in ["list", "summary"] {
            for (name, typed) in [("from", "2026-02-31"), ("to", "31/12/2026"), ("to", "")] {
                let request = json!({ "filter": { name: typed } });
                let error = company.refused(&format!("{noun}.{verb}"), request);
                assert_eq!(reasons(&error), [format!("filter.{name} error.date")]);
            }
            let request = json!({ "filter": { "from": "x", "to": "y" } });
            let error = company.refused(&format!("{noun}.{verb}"), request);
            assert_eq!(reasons(&error), ["filter.from error.date", "filter.to error.date"]);
        }
    }
}

#[test]
fn what_is_left_lying_opens_exactly_its_rows() {
    let (company, customer) = pune();
    let lines = json!([{ "description": "Survey", "quantity": "1", "unit_price": "500" }]);
    let accept_of = |deal: Value| {
        let draft = json!({ "customer_id": customer, "deal_id": deal, "lines": lines });
        let id = company.ok("estimate.create", json!({ "draft": draft }))["id"].clone();
        company.ok("estimate.send", json!({ "id": id, "version": 1, "how": "print" }));
        company.ok("estimate.accept", json!({ "id": id, "said_by": "x", "how": "phone" }));
        id
    };
    let accept = || accept_of(Value::Null);
    let old = accept();
    let deal =
        company.ok("deal.create", json!({ "title": "Hall", "customer_id": customer, "amount": "900" }));
    accept_of(deal["id"].clone());
    company.ok("deal.win", json!({ "id": deal["id"], "version": 1 }));
    let roof =
        company.ok("deal.create", json!({ "title": "Roof", "customer_id": customer, "amount": "100" }));
    let of_open_deal = accept_of(roof["id"].clone());
    company.clock.advance(3 * DAY_MS);
    accept();
    let home = company.ok("home.get", json!({}));
    // What an open deal has sold is an accepted estimate; that of a won one stands with the deal.
    for (kind, list, mut filter, mut ids) in [
        ("unbilled_deals", "deal.list", json!({ "status": "won" }), vec![&deal["id"]]),
        ("unbilled_estimates", "estimate.list", json!({ "tab": "accepted" }), vec![&old, &of_open_deal]),
    ] {
        let all = home["exceptions"].as_array().unwrap();
        let one = all.iter().find(|one| one["kind"] == kind).unwrap();
        assert_eq!(one["figure"]["count"], ids.len(), "{kind}");
        filter["unbilled"] = one["sold_by"].clone();
        let rows = company.ok(list, json!({ "filter": filter }))["rows"].clone();
        let mut found: Vec<&Value> = rows.as_array().unwrap().iter().map(|row| &row["id"]).collect();
        found.sort_by_key(|id| id.to_string());
        ids.sort_by_key(|id| id.to_string());
        assert_eq!(found, ids, "{kind}");
        let summary = company.ok(&list.replace("list", "summary"), json!({ "filter": filter }));
        assert_eq!(summary["to_invoice"], one["figure"]["amounts"], "{kind}");
        let error = company.refused(list, json!({ "filter": { "unbilled": "soon" } }));
        assert_eq!(reasons(&error), ["filter.unbilled error.date"]);
    }
}

#[test]
fn what_was_invoiced_this_month_opens_exactly_its_rows() {
    let (company, customer) = pune();
    let lines = json!([{ "description": "Survey", "quantity": "1", "unit_price": "500" }]);
    let made = || {
        company.ok("invoice.create", json!({ "draft": { "customer_id": customer, "lines": lines } }))["id"]
            .clone()
    };
    let issue = || {
        let id = made();
        company.ok("invoice.issue", json!({ "id": id, "version": 1 }));
        id
    };
    made();
    issue();
    issue();
    company.ok("credit_note.issue", json!({ "invoice_id": issue(), "reason": "Returned" }));
    company.ok("invoice.void", json!({ "id": issue(), "reason": "twice" }));
    let invoiced = company.ok("home.get", json!({}))["invoiced"].clone();
    let asked = json!({ "filter": { "tab": "issued" } });
    let summary = company.ok("invoice.summary", asked.clone());
    let rows = company.ok("invoice.list", asked)["rows"].as_array().unwrap().len();
    assert_eq!((&invoiced["count"], rows), (&json!(4), 4));
    assert_eq!(invoiced["amounts"], summary["totals"]);
    let tab = summary["tabs"].as_array().unwrap().iter().find(|one| one["tab"] == "issued").unwrap().clone();
    assert_eq!(tab["count"], 4);
}

#[test]
fn the_home_currency_stands_first_in_every_sum() {
    let (company, customer) = pune();
    let lines = json!([{ "description": "Survey", "quantity": "1", "unit_price": "500" }]);
    for (currency, rate) in [("AED", json!("23")), ("INR", Value::Null), ("USD", json!("85"))] {
        let draft = json!({ "customer_id": customer, "currency": currency, "rate": rate, "lines": lines });
        let made = company.ok("invoice.create", json!({ "draft": draft }));
        company.ok("invoice.issue", json!({ "id": made["id"], "version": 1 }));
    }
    let summary = company.ok("invoice.summary", json!({}));
    let codes: Vec<&Value> =
        summary["totals"].as_array().unwrap().iter().map(|sum| &sum["currency"]).collect();
    assert_eq!(codes, ["INR", "AED", "USD"]);
    let asked = json!({ "filter": { "customer_id": customer, "currency": "AED", "tab": "open" } });
    let rows = company.ok("invoice.list", asked)["rows"].as_array().unwrap().clone();
    let open: Vec<&Value> = rows.iter().map(|row| &row["open"]["currency"]).collect();
    assert_eq!(open, ["AED"]);
    let branch = rows[0]["branch_id"].clone();
    let of = |branch: &Value| {
        company.ok("invoice.list", json!({ "filter": { "branch_id": branch } }))["rows"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!((of(&branch), of(&json!("another"))), (3, 0));
}

#[test]
fn today_begins_with_the_larger_sum_whatever_its_currency() {
    let (company, customer) = pune();
    let sold = |currency: &str, rate: Value, price: &str| {
        let lines = json!([{ "description": "Survey", "quantity": "1", "unit_price": price }]);
        let draft = json!({ "customer_id": customer, "currency": currency, "rate": rate, "lines": lines });
        let made = company.ok("invoice.create", json!({ "draft": draft }));
        company.ok("invoice.issue", json!({ "id": made["id"], "version": 1 }));
    };
    sold("USD", json!("83"), "10");
    sold("USD", json!("85"), "400");
    sold("INR", Value::Null, "20000");
    company.clock.advance(DAY_MS * 90);
    let order = || -> Vec<String> {
        let today = company.ok("activity.today", json!({}));
        let rows = today["rows"].as_array().unwrap().iter();
        rows.map(|row| format!("{} {}", row["amount"]["currency"], row["amount"]["amount"]).replace('"', ""))
            .collect()
    };
    assert_eq!(order(), ["USD 400.00", "INR 20000.00", "USD 10.00"]);
    // In a currency without a rate, the largest stands beside the largest of the others.
    for (title, currency, amount) in [("Small", "AED", "50"), ("Large", "AED", "900")] {
        let made = company.ok(
            "deal.create",
            json!({ "title": title, "customer_id": customer, "currency": currency, "amount": amount }),
        );
        company.ok(
            "activity.create",
            json!({ "record_id": made["id"], "kind": "todo", "subject": "Send", "due_date": "2027-01-10" }),
        );
    }
    assert_eq!(order()[..2], ["USD 400.00", "AED 900.00"]);
    assert_eq!(order()[3..], ["AED 50.00", "USD 10.00"]);
}

#[test]
fn a_list_shows_drafts_as_they_would_be_issued() {
    let (company, customer) = pune();
    let class = company.ok("tax_class.list", json!({}))["rows"][0]["id"].clone();
    let lines = json!([{ "description": "Survey", "unit_price": "100", "tax_class_id": class }]);
    let asked = json!({ "draft": { "customer_id": customer, "lines": lines } });
    let invoice = company.ok("invoice.create", asked.clone())["id"].clone();
    let estimate = company.ok("estimate.create", asked)["id"].clone();
    let shown = || {
        let row = |list: &str, id: &Value| {
            let rows = company.ok(list, json!({}))["rows"].clone();
            rows.as_array().unwrap().iter().find(|row| row["id"] == *id).unwrap()["total"]["amount"].clone()
        };
        let figure =
            company.ok("home.get", json!({}))["exceptions"][0]["figure"]["amounts"][0]["amount"].clone();
        (row("invoice.list", &invoice), row("estimate.list", &estimate), figure)
    };
    let all = |amount: &str| (json!(amount), json!(amount), json!(amount));
    assert_eq!(shown(), all("118.00"));
    let treat = |version: i64, as_what: &str| {
        let set = json!({ "tax_treatment": as_what });
        company.ok("customer.update", json!({ "id": customer, "version": version, "set": set }));
    };
    let version = company.ok("customer.get", json!({ "id": customer }))["version"].as_i64().unwrap();
    treat(version, "exempt");
    assert_eq!(shown(), all("100.00"));
    treat(version + 1, "registered");
    assert_eq!(shown(), all("118.00"));
    let branch = company.ok("branch.list", json!({}))["rows"][0].clone();
    let composition =
        json!({ "id": branch["id"], "version": branch["version"], "set": {}, "tax_standing": "composition" });
    company.ok("branch.update", composition);
    assert_eq!(shown(), all("100.00"));
    company.assert_sound();
}

#[test]
fn an_invoice_beyond_the_credit_limit_is_doubted_and_not_refused() {
    let (company, customer) = pune();
    let version = company.ok("customer.get", json!({ "id": customer }))["version"].clone();
    let set = json!({ "credit_limit": "1000" });
    company.ok("customer.update", json!({ "id": customer, "version": version, "set": set }));
    issued(&company, &customer, "600");
    let draft = |price: &str| {
        let lines = json!([{ "description": "Survey", "hsn": "998311", "unit_price": price, "taxes": [{ "code": "EXEMPT", "rate": "0" }] }]);
        json!({ "customer_id": customer, "lines": lines })
    };
    let doubts = |kind: &str, price: &str| {
        company.ok("document.price", json!({ "kind": kind, "draft": draft(price) }))["warnings"].clone()
    };
    assert_eq!(doubts("invoice", "400"), json!([]));
    assert_eq!(doubts("estimate", "401"), json!([]));
    let rupees = |amount: &str| json!({ "amount": amount, "currency": "INR" });
    assert_eq!(
        doubts("invoice", "401"),
        json!([{ "path": "customer_id", "message_id": "warning.credit_limit",
            "params": { "limit": rupees("1000.00"), "open": rupees("1001.00") } }])
    );
    let over = || {
        company.ok("customer_balance.get", json!({ "customer_id": customer }))["figures"][0]["over_limit"]
            .clone()
    };
    assert_eq!(over(), Value::Null);
    issued(&company, &customer, "401");
    assert_eq!(over(), rupees("1.00"));
}

#[test]
fn papers_are_found_by_the_order_of_the_customer() {
    let (company, customer) = pune();
    let lines = json!([{ "description": "Roof", "unit_price": "7" }]);
    let draft = json!({ "customer_id": customer, "lines": lines, "order_no": "PO-77/B", "subject": "Roof" });
    let invoice = company.ok("invoice.create", json!({ "draft": draft }))["id"].clone();
    company.ok("invoice.issue", json!({ "id": invoice, "version": 1 }));
    let estimate = company.ok("estimate.create", json!({ "draft": draft }))["id"].clone();
    for typed in ["PO-77/B", "po 77", "PO77B", "77/B"] {
        for (list, id) in [("invoice.list", &invoice), ("estimate.list", &estimate)] {
            assert_eq!(&company.ok(list, json!({ "search": typed }))["rows"][0]["id"], id, "{list} {typed}");
        }
        let hits = company.ok("search.find", json!({ "q": typed }))["hits"].clone();
        assert_eq!(hits.as_array().unwrap().len(), 2, "{typed}");
    }
    company.assert_sound();
}
