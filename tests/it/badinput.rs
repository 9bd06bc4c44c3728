//! Bad input: every command, every field of its schema, everything that people and programs send by mistake or on purpose.
//! It starts from a plain request of each command, which is done, so that what spoils it is met and nothing before. Each is done
//! or refused with a reason at a field it has; nothing is a defect of ours, and a refusal leaves the file as it was.

mod nasty;
pub(crate) mod samples;
pub(crate) mod schema;
mod states;

use crate::support::Company;
use samples::Samples;
use schema::Field;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use throughline_core::api::{COMMANDS, Command, Kind, Mode};
use throughline_core::kernel::error::{Code, Error};
use throughline_core::kernel::message;

/// What stands in the log, and how much of it. The writer tells, which a file that goes back has read already.
fn state(company: &Company) -> (String, i64) {
    let conn = company.core.file().writer();
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

/// What a command is about.
fn noun(command: &Command) -> &str {
    command.name.split('.').next().unwrap()
}

/// What is wrong with a refusal: it should be about what was sent, be no defect, and have words for people.
fn improper(error: &Error, sent: &Sent, fields: &BTreeSet<String>) -> Option<String> {
    if matches!(error.code, Code::Internal | Code::Storage) {
        return Some("is taken for a defect or a failure of the file".to_owned());
    }
    let ids = error.fields.iter().map(|field| &field.message_id).chain([&error.message_id]);
    if !ids.into_iter().all(|id| message::exists(id)) {
        return Some("is refused without words".to_owned());
    }
    // An answer quotes a little of what was sent and not all of it.
    if message::sentence(error).len() > 20_000 {
        return Some("is answered at length".to_owned());
    }
    if error.fields.is_empty() && !sent.says_which {
        return Some("is refused and no field is named".to_owned());
    }
    let stranger = error.fields.iter().find(|field| !is_known(&field.path, &sent.payload, fields));
    stranger.map(|field| format!("is refused and {} is named, which it has not", field.path))
}

/// Whether a request has, or could have, a field there. A draft is a form of its own, and its fields are named from there.
fn is_known(path: &str, payload: &Value, fields: &BTreeSet<String>) -> bool {
    let sent = path.replace("].", "/").replace(['.', '['], "/").replace(']', "");
    if path.is_empty() || payload.pointer(&format!("/{sent}")).is_some() {
        return true;
    }
    fields.contains(path) || fields.contains(&format!("draft.{path}"))
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
            ("an id of something else", json!(samples.stranger())),
        ]);
    }
    all
}

/// A request that is not right.
struct Sent {
    /// What is wrong with it.
    what: String,
    payload: Value,
    /// Whether it may be about another record, or none.
    says_which: bool,
    /// Whether it is never right.
    is_misread: bool,
}

impl Sent {
    fn new(what: &str, payload: Value) -> Self {
        Self { what: what.to_owned(), payload, says_which: false, is_misread: false }
    }
}

/// Everything that is sent instead of a plain request.
fn spoiled(samples: &Samples, fields: &[Field], plain: &Value) -> Vec<Sent> {
    let mut all = vec![
        Sent::new("an unknown field", schema::with(plain, "no_such_field", json!(1))),
        Sent::new("a list", json!([1])),
        Sent::new("a text", json!("text")),
    ];
    for field in fields {
        for (what, value) in mutations(field, samples) {
            let (says_which, is_misread) = (field.says_which(), field.is_misread(&value));
            let payload = field.put(plain, value);
            all.push(Sent { what: format!("{} is {what}", field.shown()), payload, says_which, is_misread });
        }
        if let Some(payload) = field.put_unknown_beside(plain) {
            all.push(Sent::new(&format!("an unknown field beside {}", field.shown()), payload));
        }
    }
    all
}

/// Sends one command everything, as previews on the same state; what would be done is then done.
fn check(samples: &Samples, command: &Command, faults: &mut Vec<String>) {
    let company = &samples.company;
    let schema = serde_json::to_value((command.request_schema)()).unwrap();
    let plain = samples.request(command, &schema);
    if let Err(error) = call(company, command, &plain, Mode::Preview) {
        faults.push(format!(
            "{} refuses its plain request, which states.json should complete: {plain}: {error}",
            command.name
        ));
        return;
    }
    let fields = schema::fields(&schema, &plain);
    let names = fields.iter().map(Field::shown).collect();
    let stands = state(company);
    let mut done = Vec::new();
    for sent in spoiled(samples, &fields, &plain) {
        let fault = match call(company, command, &sent.payload, Mode::Preview) {
            Ok(()) if sent.is_misread => Some("is read as an object".to_owned()),
            Ok(()) => {
                done.push(sent);
                continue;
            }
            Err(error) => improper(&error, &sent, &names).map(|fault| format!("{fault}: {error:.300}")),
        };
        faults.extend(fault.map(|fault| format!("{} {} {fault}", command.name, sent.what)));
    }
    assert_eq!(state(company), stands, "{} left something behind", command.name);
    if command.kind() == Kind::Write {
        run(samples, command, &plain, done, faults);
        company.assert_sound();
        let longest = company.count("SELECT max(length(body)) FROM op WHERE tbl <> 'issued_document'");
        assert!(longest < 50_000, "{} keeps a text of {longest} characters", command.name);
    }
}

/// Does what would be done. When one has used up what the next one is about, the file goes back to what it was.
fn run(samples: &Samples, command: &Command, plain: &Value, done: Vec<Sent>, faults: &mut Vec<String>) {
    let company = &samples.company;
    let (ready, seen) = (samples.keep(), &plain["version"]);
    let mut version = seen.clone();
    for Sent { what, payload, .. } in done {
        let ask = |payload| company.core.call(None, command.name, payload, Mode::Run);
        let follows = seen.is_i64() && payload["version"] == *seen;
        let request =
            if follows { schema::with(&payload, "version", version.clone()) } else { payload.clone() };
        let before = state(company);
        let reply = ask(request).or_else(|_| {
            assert_eq!(state(company), before, "{} {what} was refused and changed the file", command.name);
            samples.go_back(&ready);
            ask(payload)
        });
        match reply {
            Ok(reply) => version = reply.result.get("version").unwrap_or(seen).clone(),
            Err(error) => {
                faults.push(format!("{} {what} was done as a preview alone: {error:.300}", command.name))
            }
        }
    }
}

/// Sends everything to every command of a part, each in the company as it was made.
fn check_part(part: Part) {
    let samples = Samples::new();
    let made = samples.keep();
    let mut faults = Vec::new();
    for command in COMMANDS.values().filter(|command| Part::of(command) == part) {
        samples.go_back(&made);
        check(&samples, command, &mut faults);
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

/// The commands in parts that are tested beside each other.
#[derive(PartialEq, Eq)]
enum Part {
    Questions,
    Papers,
    Records,
}

impl Part {
    fn of(command: &Command) -> Self {
        let papers = ["billing_plan", "credit", "credit_note", "document", "estimate", "invoice", "payment"];
        match command.kind() {
            Kind::Read | Kind::Bytes => Self::Questions,
            Kind::Write if papers.contains(&noun(command)) => Self::Papers,
            Kind::Write => Self::Records,
        }
    }
}

#[test]
fn every_question_withstands_everything_that_is_sent() {
    check_part(Part::Questions);
}

#[test]
fn every_change_of_papers_withstands_everything_that_is_sent() {
    check_part(Part::Papers);
}

#[test]
fn every_change_of_records_withstands_everything_that_is_sent() {
    check_part(Part::Records);
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
