//! Bad input: every command, every field of its schema, everything that people and programs send by mistake or on purpose.
//! Each is done or refused with a reason; nothing is a defect of ours, and a refusal leaves the file as it was.

mod nasty;
pub(crate) mod samples;
pub(crate) mod schema;

use crate::support::Company;
use samples::Samples;
use schema::Field;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use throughline_core::api::{COMMANDS, Command, Kind, Mode};
use throughline_core::kernel::error::{Code, Error};
use throughline_core::kernel::message;

/// What stands in the log, and how much of it.
fn state(company: &Company) -> (String, i64) {
    let conn = company.core.file().reader();
    conn.query_row("SELECT hash, (SELECT count(*) FROM op) FROM log_head", [], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
    .unwrap()
}

fn call(company: &Company, command: &Command, payload: &Value, mode: Mode) -> Result<(), Error> {
    match command.kind() {
        Kind::Bytes => company.core.bytes(None, command.name, payload.clone()).map(drop),
        Kind::Read | Kind::Write => company.core.call(None, command.name, payload.clone(), mode).map(drop),
    }
}

/// What is wrong with a refusal: it should be about what was sent, be no defect, and have words for people.
fn improper(error: &Error) -> Option<&'static str> {
    if matches!(error.code, Code::Internal | Code::Storage) {
        return Some("is taken for a defect or a failure of the file");
    }
    let ids = error.fields.iter().map(|field| &field.message_id).chain([&error.message_id]);
    if !ids.into_iter().all(|id| message::exists(id)) {
        return Some("is refused without words");
    }
    // An answer quotes a little of what was sent and not all of it.
    (message::sentence(error).len() > 20_000).then_some("is answered at length")
}

/// What is put in the place of a field, with a name for the failure.
fn mutations(field: &Field, samples: &Samples) -> Vec<(&'static str, Value)> {
    let mut all = vec![
        ("nothing", Value::Null),
        ("a number", json!(7)),
        ("a negative number", json!(-7)),
        ("a huge number", json!(i64::MAX)),
        ("the smallest number", json!(i64::MIN)),
        ("a fraction", json!(1.5)),
        ("a number beyond all bounds", json!(1e300)),
        ("a truth", json!(true)),
        ("an empty list", json!([])),
        ("an object", json!({ "no": "where" })),
        ("an empty text", json!("")),
    ];
    if field.takes_text {
        all.extend([
            ("a million characters", json!("x".repeat(1_000_000))),
            ("a million accents", json!("é\u{301}".repeat(50_000))),
            ("control characters", json!("a\u{0}b\u{7}\u{1b}[2J\r\n\u{7f}")),
            ("turned text", json!("\u{202E}gnp.exe\u{202D}\u{2066}x\u{200F}")),
            ("a formula", json!("=HYPERLINK(\"http://x.example\",A1)")),
            ("SQL", json!("'); DROP TABLE customer; --")),
            ("search operators", json!("\"* NEAR( OR -: ^ % _")),
            ("a day that does not exist", json!("2026-02-30")),
            ("a far day", json!("9999-12-31")),
            ("a day before all", json!("0000-01-01")),
            ("a day with a long year", json!("+262143-01-01")),
            ("a negative amount", json!("-5")),
            ("zero", json!("0")),
            ("a huge amount", json!("99999999999999999999999999999999999999")),
            ("the largest amount", json!("92233720368547758.07")),
            ("many decimals", json!("0.0000000000000000000000000001")),
            ("all of it off", json!("100%")),
            ("more than all of it off", json!("101%")),
            ("division by zero", json!("1/0")),
            ("a long sum", json!("9*9".repeat(5_000))),
            ("an id of nothing", json!("019a9f00-0000-7000-8000-000000000000")),
            ("an id of something else", json!(samples.stranger)),
        ]);
    }
    all
}

/// Sends one command everything, as previews on the same state; what would be done is then done.
fn check(samples: &Samples, command: &Command, faults: &mut Vec<String>) -> bool {
    let company = &samples.company;
    let schema = serde_json::to_value((command.request_schema)()).unwrap();
    let (base, works) = samples.base(command, &schema);
    let stands = state(company);
    let mut payloads = vec![
        ("an unknown field".to_owned(), schema::with(&base, "no_such_field", json!(1))),
        ("a list".to_owned(), json!([1])),
        ("a text".to_owned(), json!("text")),
    ];
    for field in schema::fields(&schema) {
        for (what, value) in mutations(&field, samples) {
            payloads.push((format!("{} is {what}", field.shown()), field.put(&base, value)));
        }
        if let Some(payload) = field.put_unknown_beside(&base) {
            payloads.push((format!("an unknown field beside {}", field.shown()), payload));
        }
    }
    let mut done = Vec::new();
    for (what, payload) in &payloads {
        match call(company, command, payload, Mode::Preview) {
            Ok(()) => {
                done.push((what, payload));
            }
            Err(error) => faults.extend(
                improper(&error).map(|fault| format!("{} {what}: {fault}: {error:.300}", command.name)),
            ),
        }
    }
    assert_eq!(state(company), stands, "{} left something behind", command.name);
    if command.kind() == Kind::Write {
        for (what, payload) in done {
            // Whoever came first may have changed the version; then this one is refused, which is proper as well.
            let before = state(company);
            if let Err(error) = call(company, command, payload, Mode::Run) {
                faults.extend(
                    improper(&error).map(|fault| format!("{} {what}: {fault}: {error:.300}", command.name)),
                );
                assert_eq!(
                    state(company),
                    before,
                    "{} {what} was refused and changed the file",
                    command.name
                );
            }
        }
    }
    works
}

#[test]
fn every_command_withstands_everything_that_is_sent() {
    let mut samples = Samples::new();
    let (mut idle, mut faults) = (BTreeSet::new(), Vec::new());
    for command in COMMANDS.values() {
        if command.kind() == Kind::Write {
            samples.refresh();
        }
        if !check(&samples, command, &mut faults) {
            idle.insert(command.name);
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
    samples.company.assert_sound();
    let longest = samples.company.count("SELECT max(length(body)) FROM op WHERE tbl <> 'issued_document'");
    assert!(longest < 50_000, "a text of {longest} characters was kept");
    // Where the plain request is refused, the bad ones may be refused for the same reason and prove little.
    assert!(idle.len() * 2 < COMMANDS.len(), "the samples are good for too few commands; refused: {idle:?}");
}

#[test]
fn a_document_without_lines_or_with_all_taken_off_is_answered() {
    let company = Company::india();
    let customer = company.customer("Sample Foods");
    let line = |quantity: &str, price: &str, discount: &str| json!([{ "description": "Visit", "quantity": quantity, "unit_price": price, "discount": discount }]);
    for (lines, discount, refused) in [
        (json!([]), "", Some("lines error.no_lines")),
        (line("-1", "100", ""), "", Some("lines[0].quantity error.negative")),
        (line("1", "100", "101%"), "", Some("lines[0].discount")),
        (line("0", "100", ""), "", None),
        (line("1", "100", "100%"), "", None),
        (line("1", "100", ""), "100%", None),
    ] {
        let draft =
            json!({ "customer_id": customer, "lines": lines, "discount": discount, "place_of_supply": "27" });
        let outcome = company
            .core
            .call(None, "invoice.create", json!({ "draft": draft }), Mode::Run)
            .and_then(|made| {
                let issue = json!({ "id": made.result["id"], "version": made.result["version"] });
                company.core.call(None, "invoice.issue", issue, Mode::Preview)
            });
        match (outcome, refused) {
            (Ok(_), None) => {}
            (Err(error), refused) => {
                let reasons = crate::support::reasons(&error).join("; ");
                let seller = reasons.contains("seller_state") || reasons.contains("seller_tax_number");
                assert!(
                    seller || refused.is_some_and(|reason| reasons.contains(reason)),
                    "{draft}: {reasons}"
                );
            }
            (Ok(reply), Some(reason)) => panic!("{draft} should be refused with {reason}: {reply:?}"),
        }
    }
}
