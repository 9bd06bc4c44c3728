use super::{DAY, call, deal, id, stages, user};
use crate::support::{Company, reasons};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;

#[test]
fn the_board_shows_columns_with_sums_and_the_oldest_cards_first() {
    let company = Company::india();
    let stages = stages(&company);
    for n in 0..53 {
        company.clock.advance(1_000);
        deal(&company, &format!("Deal {n:02}"), json!({ "amount": "1000.05" }));
    }
    deal(
        &company,
        "Abroad",
        json!({ "amount": "70", "currency": "EUR", "stage_id": stages[1], "probability": "33" }),
    );
    company.clock.advance(8 * DAY);
    let late = deal(&company, "Fresh", json!({ "stage_id": stages[1] }));
    company.ok(
        "activity.create",
        json!({ "kind": "call", "subject": "Call", "record_id": late, "due_date": "2026-11-28" }),
    );
    let board = company.ok("deal.board", json!({}));
    let first = &board["columns"][0];
    assert_eq!((&first["count"], &first["ageing"]), (&json!(53), &json!(53)));
    assert_eq!(first["sums"], json!([{ "amount": "53002.65", "currency": "INR" }]));
    // Each deal weighs 100.005 → 100.01; the column is the sum of its cards.
    assert_eq!(first["weighted"], json!([{ "amount": "5300.53", "currency": "INR" }]));
    let cards = first["cards"].as_array().unwrap();
    assert_eq!((cards.len(), &cards[0]["title"]), (50, &json!("Deal 00")));
    assert_eq!(cards[0]["ageing"]["params"], json!({ "days": 8, "limit": 7 }));
    assert_eq!(cards[0]["next"], Value::Null, "nothing is planned");
    let second = &board["columns"][1];
    assert_eq!(
        second["sums"],
        json!([{ "amount": "0.00", "currency": "INR" }, { "amount": "70.00", "currency": "EUR" }])
    );
    assert_eq!(second["weighted"][1]["amount"], "23.10");
    assert_eq!(second["cards"][1]["next"]["late"]["params"]["days"], json!(2));
    assert_eq!(board["count"], 55);
    let more = company.ok("deal.board", json!({ "stage_id": stages[0], "after": first["next"] }));
    let titles: Vec<&Value> =
        more["columns"][0]["cards"].as_array().unwrap().iter().map(|card| &card["title"]).collect();
    assert_eq!(titles, ["Deal 50", "Deal 51", "Deal 52"]);
    assert_eq!(more["columns"][0]["next"], Value::Null);
    let ageing = company.ok("deal.board", json!({ "ageing": true, "search": "abroad" }));
    assert_eq!(ageing["count"], 0, "fourteen days are allowed there");
    assert_eq!(company.refused("deal.board", json!({ "stage_id": "x" })).code, Code::NotFound);
    assert_eq!(
        company.ok("deal.list", json!({ "filter": { "without_next": true } }))["rows"]
            .as_array()
            .unwrap()
            .len(),
        54
    );
    company.assert_sound();
}

#[test]
fn the_forecast_weighs_by_month_and_adds_up() {
    let company = Company::india();
    let stages = stages(&company);
    for (title, amount, close, stage) in [
        ("A", "100.05", "2026-12-05", 0),
        ("B", "333.33", "2026-12-31", 3),
        ("C", "50", "2027-01-01", 2),
        ("D", "10", "", 0),
        ("E", "7", "2026-10-31", 1),
    ] {
        deal(
            &company,
            title,
            json!({ "amount": amount, "expected_close": close, "stage_id": stages[stage] }),
        );
    }
    let forecast = company.ok("deal.forecast", json!({}));
    let months: Vec<(&Value, &Value, &Value)> = forecast["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (&row["month"], &row["weighted"][0]["amount"], &row["committed"][0]["amount"]))
        .collect();
    // 100.05 × 10 % = 10.005 → 10.01; 333.33 × 75 % = 249.9975 → 250.00.
    assert_eq!(
        months,
        [
            (&json!("2026-10"), &json!("1.75"), &json!("0.00")),
            (&json!("2026-12"), &json!("260.01"), &json!("333.33")),
            (&json!("2027-01"), &json!("25.00"), &json!("0.00")),
            (&Value::Null, &json!("1.00"), &json!("0.00")),
        ]
    );
    assert_eq!(forecast["total"]["weighted"][0]["amount"], "287.76");
    let summary = company.ok("deal.summary", json!({ "filter": { "status": "open" } }));
    assert_eq!(summary["weighted"], forecast["total"]["weighted"], "list, board and forecast agree");
    let board = company.ok("deal.board", json!({}));
    assert_eq!(board["weighted"], summary["weighted"]);
    let stood = company.ok("deal.stages", json!({}));
    assert_eq!((&stood["weighted"], &stood["count"]), (&summary["weighted"], &json!(5)));
    let pipeline = &stood["pipelines"][0];
    assert_eq!(pipeline["sums"], stood["sums"], "there is one pipeline");
    let by_stage: Vec<(i64, i64)> = pipeline["stages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|stage| (stage["count"].as_i64().unwrap(), stage["permille"].as_i64().unwrap()))
        .collect();
    // Of 500.38: 110.05, 7, 50 and 333.33.
    assert_eq!(by_stage[..4], [(2, 219), (1, 13), (1, 99), (1, 666)]);
    let december =
        company.ok("deal.list", json!({ "filter": { "month": "2026-12" }, "sort": { "column": "close" } }));
    assert_eq!(december["rows"].as_array().unwrap().len(), 2);
    let bars = &forecast["currencies"][0];
    assert_eq!((&bars["currency"], &bars["weighted"]["amount"]), (&json!("INR"), &json!("287.76")));
    let december = &bars["months"][1];
    // 260.01 of 333.33, the largest figure of the currency.
    assert_eq!(
        (&december["weighted_permille"], &december["committed_permille"]),
        (&json!(780), &json!(1000))
    );
    deal(&company, "F", json!({ "amount": "9", "currency": "USD", "expected_close": "2026-12-09" }));
    let forecast = company.ok("deal.forecast", json!({}));
    let codes: Vec<&Value> =
        forecast["currencies"].as_array().unwrap().iter().map(|one| &one["currency"]).collect();
    assert_eq!(codes, ["INR", "USD"], "unlike currencies stand apart, the home currency first");
    let stood = company.ok("deal.stages", json!({}));
    let shares: Vec<&Value> =
        stood["pipelines"][0]["stages"].as_array().unwrap().iter().map(|stage| &stage["permille"]).collect();
    assert_eq!(shares[0], 500, "with several currencies the deals are counted: 3 of 6");
    let dollars = company.ok("deal.list", json!({ "filter": { "month": "2026-12", "currency": "USD" } }));
    assert_eq!(dollars["rows"].as_array().unwrap().len(), 1);
}

#[test]
fn deals_are_listed_by_every_column_and_seen_within_the_scope() {
    let company = Company::india();
    let neha = user(&company, "Neha", "sales");
    for n in 0..3 {
        company.clock.advance(1);
        deal(&company, &format!("Deal {n}"), json!({ "amount": n.to_string() }));
    }
    for column in ["created", "title", "customer", "amount", "close", "code", "since", "stage"] {
        let page =
            company.ok("deal.list", json!({ "sort": { "column": column, "descending": true }, "limit": 2 }));
        let next =
            json!({ "sort": { "column": column, "descending": true }, "limit": 2, "after": page["next"] });
        assert_eq!(company.ok("deal.list", next)["rows"].as_array().unwrap().len(), 1, "{column}");
    }
    let theirs = company.ok("deal.list", json!({}))["rows"][0]["id"].clone();
    let own =
        call(&company, &neha, "deal.create", json!({ "title": "Hers", "prospect": "P", "amount": "5" }))
            .unwrap()
            .result;
    for (command, count) in [("deal.summary", 1), ("deal.board", 1)] {
        let seen = call(&company, &neha, command, json!({})).unwrap().result;
        assert_eq!(seen["count"], count, "{command}");
    }
    let forecast = call(&company, &neha, "deal.forecast", json!({})).unwrap().result;
    assert_eq!(forecast["total"]["sums"][0]["amount"], "5.00");
    for (command, payload) in [
        ("deal.get", json!({ "id": theirs })),
        ("deal.update", json!({ "id": theirs, "version": 1, "set": {} })),
        ("deal.win", json!({ "id": theirs, "version": 1 })),
        ("deal.delete", json!({ "id": theirs, "version": 1 })),
    ] {
        assert_eq!(call(&company, &neha, command, payload).unwrap_err().code, Code::NotFound, "{command}");
    }
    let hidden = company.customer("Hidden");
    let error =
        call(&company, &neha, "deal.create", json!({ "title": "A", "customer_id": hidden })).unwrap_err();
    assert_eq!(reasons(&error), ["customer_id error.no_such_customer"]);
    let viewer = user(&company, "Omar", "viewer");
    assert_eq!(
        call(&company, &viewer, "deal.lose", json!({ "id": own["id"], "version": 1, "reason": "x" }))
            .unwrap_err()
            .code,
        Code::Forbidden
    );
    assert_eq!(id(&company.ok("deal.get", json!({ "id": own["id"] }))["row"]), id(&own));
}
