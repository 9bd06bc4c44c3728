//! Number series as the owner sets them.

use crate::billing::{issued, pune};
use crate::support::{Company, assert_refused, reasons};
use proptest::prelude::*;
use serde_json::{Value, json};
use throughline_core::api::Mode;
use throughline_core::kernel::error::Code;
use throughline_core::settings::country::Country;

const DAY_MS: i64 = 86_400_000;

fn series(company: &Company, kind: &str) -> Value {
    let rows = company.ok("number_series.list", json!({}))["rows"].clone();
    rows.as_array().unwrap().iter().find(|row| row["kind"] == kind).unwrap().clone()
}

fn change(company: &Company, kind: &str, set: Value) -> Value {
    let row = series(company, kind);
    let mut payload = set;
    payload["id"] = row["id"].clone();
    payload["version"] = row["version"].clone();
    payload
}

fn update(company: &Company, kind: &str, set: Value) -> Value {
    company.ok("number_series.update", change(company, kind, set))
}

fn refusal(company: &Company, kind: &str, set: Value) -> Vec<String> {
    reasons(&company.refused("number_series.update", change(company, kind, set)))
}

#[test]
fn every_kind_has_words() {
    let words: Value = serde_json::from_str(include_str!("../../ui/locales/en.json")).unwrap();
    let rows = pune().0.ok("number_series.list", json!({}))["rows"].clone();
    let kinds = rows.as_array().unwrap().iter().map(|row| row["kind"].as_str().unwrap());
    let silent: Vec<_> = kinds.filter(|kind| words.get(format!("number.kind.{kind}")).is_none()).collect();
    assert_eq!(silent, Vec::<&str>::new());
}

#[test]
fn every_kind_shows_its_next_number() {
    let (company, customer) = pune();
    let row = series(&company, "invoice");
    assert_eq!(
        (&row["next"], &row["period"], &row["length_max"], &row["is_started"]),
        (&json!("INV/26-27/0001"), &json!("26-27"), &json!(16), &json!(false))
    );
    assert_eq!(row["longest"], "INV/26-27/99999");
    issued(&company, &customer, "10");
    let row = series(&company, "invoice");
    assert_eq!((&row["next"], &row["is_started"]), (&json!("INV/26-27/0002"), &json!(true)));
    assert_eq!(series(&company, "customer")["next"], "CUS-0002");
    let kinds: Vec<Value> = company.ok("number_series.list", json!({}))["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["kind"].clone())
        .collect();
    for kind in ["estimate", "invoice", "credit_note", "receipt", "customer", "item", "lead", "deal"] {
        assert!(kinds.contains(&json!(kind)), "{kind}");
    }
}

#[test]
fn a_firm_that_changes_over_goes_on_where_its_paper_stopped() {
    let (company, customer) = pune();
    let reply = company.reply("number_series.update", change(&company, "invoice", json!({ "first_no": 51 })));
    assert_eq!(reply.result["next"], "INV/26-27/0051");
    let undo = reply.undo.unwrap().seq;
    company.ok("history.undo", json!({ "seq": undo }));
    assert_eq!(series(&company, "invoice")["next"], "INV/26-27/0001");

    update(&company, "invoice", json!({ "first_no": 51 }));
    // A second thought before the first number counts; a preview does not.
    let preview = change(&company, "invoice", json!({ "first_no": 99 }));
    company.core.call(None, "number_series.update", preview, Mode::Preview).unwrap();
    let second =
        company.reply("number_series.update", change(&company, "invoice", json!({ "first_no": 61 })));
    assert_eq!(issued(&company, &customer, "10")["number"], "INV/26-27/0061");
    assert_eq!(refusal(&company, "invoice", json!({ "first_no": 70 })), ["first_no error.number_started"]);
    let error = company.refused("history.undo", json!({ "seq": second.undo.unwrap().seq }));
    assert_refused(&error, Code::Conflict, "error.undo_moved_on");
    assert_eq!(issued(&company, &customer, "10")["number"], "INV/26-27/0062");
    for wrong in [0, -1, 10_000_000] {
        assert_eq!(refusal(&company, "receipt", json!({ "first_no": wrong })), ["first_no error.between"]);
    }
    company.assert_sound();
}

#[test]
fn the_fiscal_year_turns_and_the_pattern_goes_with_it() {
    let (company, customer) = pune();
    update(&company, "invoice", json!({ "pattern": "sk/{FY}/{SEQ:3}" }));
    assert_eq!(issued(&company, &customer, "10")["number"], "SK/26-27/001", "lower case is raised");
    // 2027-03-31 and 2027-04-01 in India.
    company.clock.advance(129 * DAY_MS);
    assert_eq!(series(&company, "invoice")["next"], "SK/26-27/002");
    company.clock.advance(DAY_MS);
    assert_eq!(series(&company, "invoice")["next"], "SK/27-28/001");
    assert_eq!(series(&company, "invoice")["is_started"], false);
    update(&company, "invoice", json!({ "first_no": 7 }));
    assert_eq!(issued(&company, &customer, "10")["number"], "SK/27-28/007");
    assert_eq!(
        refusal(&company, "invoice", json!({ "resets": "never" })),
        ["resets error.number_reset_fixed"]
    );
    company.assert_sound();
}

#[test]
fn patterns_that_break_a_rule_are_refused_and_change_nothing() {
    let company = Company::india();
    let before = company.count("SELECT seq FROM log_head");
    for (set, message_id) in [
        (json!({ "pattern": "INV" }), "error.number_pattern"),
        (json!({ "pattern": "INV/{FY}/{NOPE}{SEQ}" }), "error.number_pattern"),
        (json!({ "pattern": "INV/{SEQ:4}" }), "error.number_year"),
        // The fiscal year of India is not the calendar year.
        (json!({ "pattern": "INV/{YYYY}/{SEQ:4}" }), "error.number_year"),
        (json!({ "pattern": "INV/{FY}/{SEQ:4}", "resets": "month" }), "error.number_month"),
        (json!({ "pattern": "INVOICE/{FY}/{SEQ:4}" }), "error.number_too_long"),
        (json!({ "pattern": "INV/{FY}/{SEQ:8}" }), "error.number_too_long"),
        (json!({ "pattern": "IN_{FY}{SEQ:4}" }), "error.number_form"),
        (json!({ "pattern": "-{FY}/{SEQ:4}" }), "error.number_form"),
        (json!({ "pattern": "CN/{FY}/{DEV}{SEQ:5}" }), "error.number_taken"),
        (json!({ "pattern": " " }), "error.required"),
    ] {
        let found = refusal(&company, "invoice", set.clone());
        assert_eq!(found, [format!("pattern {message_id}")], "{set}");
    }
    assert_eq!(company.count("SELECT seq FROM log_head"), before);
    assert_eq!(series(&company, "invoice")["pattern"], "INV/{FY}/{DEV}{SEQ:4}");
    // Other countries have no such law; a year is a year there.
    let company = Company::new(Country::Emirates);
    assert_eq!(
        update(&company, "invoice", json!({ "pattern": "Invoice_{YYYY}_{SEQ:4}" }))["next"],
        "Invoice_2026_0001"
    );
    let month = json!({ "pattern": "T{YY}{MM}-{SEQ:3}", "resets": "month" });
    assert_eq!(update(&company, "invoice", month)["next"], "T2611-001");
}

#[test]
fn only_who_may_change_settings_changes_numbers() {
    let company = Company::india();
    let sets = company.ok("permission_set.list", json!({}))["rows"].clone();
    let viewer = sets.as_array().unwrap().iter().find(|set| set["preset"] == "viewer").unwrap()["id"].clone();
    company.ok("user.create", json!({ "name": "Meera", "permission_set_ids": [viewer] }));
    let payload = change(&company, "invoice", json!({ "first_no": 5 }));
    let error = company.core.call(Some("Meera"), "number_series.update", payload, Mode::Run).unwrap_err();
    assert_eq!(error.code, Code::Forbidden);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever is typed: what is accepted prints a lawful number, and what is refused changes nothing.
    #[test]
    fn an_accepted_pattern_prints_lawful_numbers(
        parts in proptest::collection::vec(
            prop_oneof![
                Just("{FY}"), Just("{YYYY}"), Just("{YY}"), Just("{MM}"), Just("{DEV}"), Just("{SEQ}"), Just("{SEQ:4}"),
                Just("{SEQ:6}"), Just("INV"), Just("s"), Just("/"), Just("-"), Just("0"), Just("{"), Just("é"),
            ],
            1..7,
        ),
        first_no in 1_i64..2_000_000,
    ) {
        let (company, customer) = pune();
        let set = json!({ "pattern": parts.concat(), "first_no": first_no });
        let before = series(&company, "invoice");
        match company.core.call(None, "number_series.update", change(&company, "invoice", set), Mode::Run) {
            Ok(reply) => {
                let number = issued(&company, &customer, "10")["number"].clone();
                prop_assert_eq!(&number, &reply.result["next"]);
                let text = number.as_str().unwrap();
                prop_assert!(text.len() <= 16, "{}", text);
                prop_assert!(text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-' || b == b'/'), "{}", text);
            }
            Err(error) => {
                prop_assert_eq!(error.code, Code::Invalid);
                prop_assert_eq!(series(&company, "invoice"), before);
            }
        }
        company.assert_sound();
    }
}

#[test]
fn a_pattern_that_would_print_a_number_twice_or_none_at_all_is_refused() {
    let (company, _) = pune();
    for (kind, set, expected) in [
        ("invoice", json!({ "pattern": "{SEQ:4}/{FY}" }), "pattern error.number_form"),
        ("credit_note", json!({ "pattern": "INV/{FY}/1{SEQ:4}" }), "pattern error.number_taken"),
        ("credit_note", json!({ "pattern": "INV/{FY}/{SEQ:3}" }), "pattern error.number_taken"),
    ] {
        assert_eq!(refusal(&company, kind, set.clone()), [expected], "{kind} {set}");
    }
    // Ranges of their own never meet.
    update(&company, "invoice", json!({ "pattern": "{FY}/1{SEQ:4}" }));
    update(&company, "credit_note", json!({ "pattern": "{FY}/2{SEQ:4}" }));
    assert_eq!(
        refusal(&company, "credit_note", json!({ "pattern": "{FY}/11{SEQ:4}" })),
        ["pattern error.number_taken"]
    );
    for twice in [json!({ "pattern": "{SEQ}{SEQ}" }), json!({ "pattern": "R{SEQ}/{SEQ}" })] {
        assert_eq!(refusal(&company, "receipt", twice), ["pattern error.number_pattern"]);
    }
    let met = json!({ "pattern": "{YY}{SEQ}", "resets": "never" });
    update(&company, "estimate", json!({ "pattern": "{SEQ}", "resets": "never" }));
    assert_eq!(refusal(&company, "receipt", met), ["pattern error.number_taken"], "26 and 1 is 261");
    let french = Company::new(Country::France);
    update(&french, "invoice", json!({ "pattern": "F{FY}-{SEQ:4}" }));
    assert_eq!(
        refusal(&french, "credit_note", json!({ "pattern": "F{YYYY}-{SEQ:4}" })),
        ["pattern error.number_taken"],
        "its fiscal year is the calendar year"
    );
    let british = Company::new(Country::Kingdom);
    let by_month = |pattern: &str| json!({ "pattern": pattern, "resets": "month" });
    assert_eq!(
        refusal(&british, "invoice", by_month("INV-{FY}-{MM}-{SEQ:4}")),
        ["pattern error.number_month"],
        "its fiscal year begins on 6 April, so April stands in two of them"
    );
    update(&british, "invoice", by_month("INV-{YYYY}-{MM}-{SEQ:4}"));
}

#[test]
fn a_number_that_stands_on_a_document_is_not_given_to_another() {
    let (company, customer) = pune();
    let first = issued(&company, &customer, "10");
    update(&company, "invoice", json!({ "pattern": "A/{FY}/{SEQ:4}" }));
    update(&company, "credit_note", json!({ "pattern": "INV/{FY}/{SEQ:4}" }));
    let asked = json!({ "invoice_id": first["id"], "reason": "Returned" });
    let error = company.refused("credit_note.issue", asked.clone());
    assert_refused(&error, Code::Precondition, "error.number_stands");
    update(&company, "credit_note", json!({ "pattern": "C/{FY}/{SEQ:4}" }));
    assert_eq!(company.ok("credit_note.issue", asked)["number"], "C/26-27/0001", "no number was burned");
    company.assert_sound();
}

#[test]
fn a_number_of_one_kind_of_paper_is_not_given_to_another_kind() {
    let (company, customer) = pune();
    issued(&company, &customer, "10");
    update(&company, "invoice", json!({ "pattern": "A/{FY}/{SEQ:4}" }));
    let pay = json!({ "customer_id": customer, "amount": "10", "method": "cash" });
    let offer = json!({ "draft": { "customer_id": customer, "lines": [{ "description": "Pump", "unit_price": "10" }] } });
    for (kind, command, asked) in [("receipt", "payment.record", pay), ("estimate", "estimate.create", offer)]
    {
        update(&company, kind, json!({ "pattern": "INV/{FY}/{SEQ:4}" }));
        let error = company.refused(command, asked.clone());
        assert_refused(&error, Code::Precondition, "error.number_stands");
        assert_eq!(error.params["number"], "INV/26-27/0001");
        update(
            &company,
            kind,
            json!({ "pattern": format!("{}/{{FY}}/{{SEQ:4}}", &kind[..1].to_uppercase()) }),
        );
        let number = format!("{}/26-27/0001", &kind[..1].to_uppercase());
        assert_eq!(company.ok(command, asked)["number"], number, "no number was burned");
    }
    company.assert_sound();
}

#[test]
fn branches_of_one_country_share_no_number() {
    use Country::{Emirates, India};
    let company = Company::of(vec![India, Emirates, India, Emirates]);
    let rows = company.ok("number_series.list", json!({}))["rows"].clone();
    let invoices: Vec<&Value> =
        rows.as_array().unwrap().iter().filter(|row| row["kind"] == "invoice").collect();
    let next: Vec<&str> = invoices.iter().map(|row| row["next"].as_str().unwrap()).collect();
    let distinct: std::collections::BTreeSet<&&str> = next.iter().collect();
    assert_eq!(distinct.len(), 4, "{next:?}");
    assert_eq!((next[0], next[2]), ("INV/26-27/0001", "CINV/26-27/0001"));
    for row in invoices {
        assert!(row["longest"].as_str().unwrap().len() <= 16, "{row}");
    }
}
