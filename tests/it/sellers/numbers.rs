//! The numbers of branches that move to another country or fiscal year: none comes twice, and what the owner set stays.

use super::{branch, next, rules, rules_of, series, set_series};
use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use throughline_core::kernel::error::Code;
use throughline_core::settings::country::Country;

/// Fails when two series print the same number next.
fn assert_apart(company: &Company) {
    let rows = company.ok("number_series.list", json!({}))["rows"].clone();
    let next: Vec<&Value> = rows.as_array().unwrap().iter().map(|row| &row["next"]).collect();
    let apart: BTreeSet<String> = next.iter().map(|next| next.to_string()).collect();
    assert_eq!(apart.len(), next.len(), "{next:?}");
}

fn move_to(company: &Company, at: usize, country: &str) {
    company.ok("branch.update", rules_of(company, at, json!({ "country": country })));
    assert_apart(company);
}

#[test]
fn a_branch_that_moves_takes_numbers_that_no_other_prints() {
    let company = Company::of(vec![Country::India; 3]);
    assert_eq!((next(&company, 1), next(&company, 2)), ("BINV/26-27/0001".into(), "CINV/26-27/0001".into()));
    move_to(&company, 1, "AE");
    assert_eq!(next(&company, 1), "AEINV-2026-0001");
    move_to(&company, 1, "IN");
    assert_eq!(next(&company, 1), "BINV/26-27/0001");
    company.ok("branch.update", rules(&company, json!({ "country": "AE", "currency": "INR" })));
    assert_eq!(next(&company, 0), "INV-2026-0001", "the first branch needs no letters");
    for country in ["FR", "AE", "GB", "IN", "US", "ZZ", "FR"] {
        for at in [2, 1, 0] {
            // The first branch may only move where the others do not keep its books.
            if at > 0 || country == "GB" {
                move_to(&company, at, country);
            }
        }
    }
    company.ok("branch.create", json!({ "name": "Lyon", "country": "FR" }));
    assert_apart(&company);
    company.assert_sound();
}

#[test]
fn a_letter_that_the_owner_took_is_not_given_to_another_branch() {
    let company = Company::india();
    set_series(&company, 0, "invoice", json!({ "pattern": "BINV/{FY}/{SEQ:4}" }));
    company.ok("branch.create", json!({ "name": "Nashik", "country": "IN" }));
    assert_eq!(next(&company, 1), "CINV/26-27/0001");
    assert_apart(&company);
}

#[test]
fn what_the_owner_typed_and_where_it_begins_go_along() {
    let company = Company::india();
    set_series(&company, 0, "invoice", json!({ "pattern": "SK/{FY}/{SEQ:3}", "first_no": 51 }));
    set_series(&company, 0, "receipt", json!({ "first_no": 7 }));
    let moved = company.reply("branch.update", rules(&company, json!({ "country": "AE" })));
    let next_of = |kind: &str| series(&company, 0, kind)["next"].clone();
    assert_eq!(next_of("invoice"), "SK/2026/051");
    assert_eq!((next_of("receipt"), next_of("estimate")), (json!("RCT-2026-0007"), json!("EST-2026-0001")));
    company.ok("history.undo", json!({ "seq": moved.undo.unwrap().seq }));
    assert_eq!((next_of("invoice"), next_of("receipt")), (json!("SK/26-27/051"), json!("RCT/26-27/0007")));
    // A month later the year turns, and the start has done its work.
    company.ok("branch.update", rules(&company, json!({ "fiscal_year_start": "12-01" })));
    assert_eq!(next_of("invoice"), "SK/25-26/051");
    company.clock.advance(30 * 86_400_000);
    assert_eq!(next_of("invoice"), "SK/26-27/001");
    company.assert_sound();
}

#[test]
fn a_rule_that_the_numbers_would_break_is_refused() {
    let company = Company::new(Country::Emirates);
    set_series(&company, 0, "invoice", json!({ "pattern": "Invoice_{YYYY}_{SEQ:4}" }));
    for (set, expected) in [
        (json!({ "fiscal_year_start": "07-01" }), "rules.fiscal_year_start error.numbers_year"),
        (json!({ "country": "GB" }), "rules.country error.numbers_year"),
        (
            json!({ "country": "GB", "fiscal_year_start": "07-01" }),
            "rules.fiscal_year_start error.numbers_year",
        ),
    ] {
        let error = company.refused("branch.update", rules(&company, set));
        assert_eq!(reasons(&error), [expected]);
        assert_eq!(error.fields[0].params["pattern"], "Invoice_{YYYY}_{SEQ:4}");
    }
    assert_eq!(branch(&company, 0)["fiscal_year_start"], "01-01");
    set_series(&company, 0, "invoice", json!({ "pattern": "Invoice_{FY}_{SEQ:4}" }));
    let error = company.refused("branch.update", rules(&company, json!({ "country": "IN" })));
    assert_eq!(reasons(&error), ["rules.country error.numbers_indian"]);
    company.ok("branch.update", rules(&company, json!({ "fiscal_year_start": "07-01" })));
    assert_eq!(next(&company, 0), "Invoice_26-27_0001");
    // The series of records count by the fiscal year of the first branch.
    let items = company.ok("number_series.list", json!({}))["rows"].clone();
    let items = items.as_array().unwrap().iter().find(|row| row["kind"] == "item").unwrap().clone();
    company.ok(
        "number_series.update",
        json!({ "id": items["id"], "version": items["version"], "pattern": "I{YY}{MM}{SEQ:4}", "resets": "month" }),
    );
    company.ok("branch.update", rules(&company, json!({ "fiscal_year_start": "01-01" })));
}

#[test]
fn no_receipt_and_no_estimate_gets_a_number_that_stands() {
    let company = Company::of(vec![Country::India, Country::India]);
    let customer = company.customer("Chandni Courtyard Hotels");
    let pay = |at: usize| json!({ "customer_id": customer, "amount": "10", "method": "cash", "branch_id": branch(&company, at)["id"] });
    let offer = |at: usize| {
        json!({ "draft": { "customer_id": customer, "branch_id": branch(&company, at)["id"],
            "lines": [{ "description": "Pump", "unit_price": "10" }] } })
    };
    for (kind, command, payload, field) in [
        ("receipt", "payment.record", &pay as &dyn Fn(usize) -> Value, "RCT/26-27/0001"),
        ("estimate", "estimate.create", &offer, "EST/26-27/0001"),
    ] {
        assert_eq!(company.ok(command, payload(0))["number"], field);
        let pattern = series(&company, 0, kind)["pattern"].clone();
        set_series(&company, 0, kind, json!({ "pattern": format!("Z{}", pattern.as_str().unwrap()) }));
        set_series(&company, 1, kind, json!({ "pattern": pattern }));
        let error = company.refused(command, payload(1));
        assert_refused(&error, Code::Precondition, "error.number_stands");
        set_series(&company, 1, kind, json!({ "pattern": format!("Y{}", pattern.as_str().unwrap()) }));
        assert_eq!(company.ok(command, payload(1))["number"], format!("Y{field}"), "no number was burned");
    }
    company.assert_sound();
}

#[test]
fn a_country_with_a_fiscal_year_of_its_own_tells_years_apart() {
    let company = Company::new(Country::Kingdom);
    let rules_now = json!({ "country": "FR", "fiscal_year_start": "04-01" });
    company.ok("branch.update", rules(&company, rules_now));
    assert_eq!(next(&company, 0), "F26-27-0001");
    let customer = company.customer("Chandni Courtyard Hotels");
    for (date, expected) in [("2026-03-20", "F25-26-0001"), ("2026-11-20", "F26-27-0001")] {
        let lines = json!([{ "description": "Pump", "unit_price": "10" }]);
        let draft = json!({ "customer_id": customer, "date": date, "lines": lines });
        let made = company.ok("invoice.create", json!({ "draft": draft }));
        let issued = company.ok("invoice.issue", json!({ "id": made["id"], "version": 1 }));
        assert_eq!(issued["number"], expected);
    }
    company.assert_sound();
}

#[test]
fn what_came_with_a_fiscal_year_of_its_own_still_follows_the_country() {
    let company = Company::new(Country::Kingdom);
    company.ok("branch.update", rules(&company, json!({ "country": "FR", "fiscal_year_start": "04-01" })));
    move_to(&company, 0, "AE");
    assert_eq!(next(&company, 0), "INV-2026-0001");
    move_to(&company, 0, "FR");
    assert_eq!(next(&company, 0), "F2026-0001");
}

#[test]
fn a_new_branch_begins_with_no_number_that_a_document_carries() {
    let company = Company::of(vec![Country::India, Country::Emirates]);
    let customer = company.customer("Chandni Courtyard Hotels");
    let draft = json!({ "customer_id": customer, "branch_id": branch(&company, 1)["id"], "currency": "AED",
        "lines": [{ "description": "Pump", "unit_price": "10" }] });
    let made = company.ok("estimate.create", json!({ "draft": draft }));
    assert_eq!(made["number"], "AEEST-2026-0001");
    for kind in ["estimate", "invoice", "credit_note", "receipt"] {
        set_series(&company, 1, kind, json!({ "pattern": format!("{kind}-{{FY}}-{{SEQ:4}}") }));
    }
    company.ok("branch.create", json!({ "name": "Sharjah", "country": "AE" }));
    assert_eq!(series(&company, 2, "estimate")["next"], "CEST-2026-0001");
    let mut draft = draft;
    draft["branch_id"] = branch(&company, 2)["id"].clone();
    company.ok("estimate.create", json!({ "draft": draft }));
    company.assert_sound();
}
