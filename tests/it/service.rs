//! Help beyond a single ticket: saved replies, tickets that become two, steps before and after a promise is missed, contracts that
//! go on, and how a customer is doing.

mod ahead;
mod beside;
mod bounded;
mod foreign;
mod invoiced;
mod mails;
mod mistakes;
mod renewed;
mod terms;
mod unsold;

use crate::attachments::base64;
use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::api::Mode;
use throughline_core::kernel::error::Code;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// An open company on a Monday at 10:00 in India; it is open from 9:30 to 18:30.
fn monday() -> (Company, String) {
    let company = Company::india();
    company.clock.advance(DAY + 30 * MINUTE);
    let customer = company.customer("Girija Hospital");
    (company, customer)
}

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}

fn open(company: &Company, customer: &str, more: &Value) -> String {
    let mut request = json!({ "customer_id": customer, "subject": "Ward 3 access point down" });
    for (name, value) in more.as_object().unwrap() {
        request[name] = value.clone();
    }
    id(&company.ok("ticket.open", request))
}

fn get(company: &Company, id: &str) -> Value {
    company.ok("ticket.get", json!({ "id": id }))
}

fn refused(company: &Company, command: &str, payload: Value) -> Vec<String> {
    match company.core.call(None, command, payload, Mode::Run) {
        Ok(_) => panic!("{command} was taken"),
        Err(error) => reasons(&error),
    }
}

/// Does what is due, each for itself as the program does; how much of it was done.
fn by_itself(company: &Company, due: &str, one: &str, done: &str) -> i64 {
    let ids = company.ok(due, json!({}))["ids"].clone();
    ids.as_array()
        .unwrap()
        .iter()
        .map(|id| company.ok(one, json!({ "id": id }))[done].as_i64().unwrap())
        .sum()
}

#[test]
fn a_saved_reply_is_filled_in_once_and_says_how_the_ticket_goes_on() {
    let (company, customer) = monday();
    let ticket = open(&company, &customer, &json!({ "subject": "Printer {me} {x" }));
    let saved = company.ok(
        "saved_reply.save",
        json!({ "rows": [
            { "name": "Done", "body": "Dear { contact }, {ticket} ({subject}) is done. {", "follow": "resolve" },
            { "name": "Ask", "body": "Which bed?" }
        ] }),
    );
    let (done, ask) = (&saved["rows"][0]["id"], &saved["rows"][1]["id"]);
    let filled = company.ok("saved_reply.fill", json!({ "id": done, "ticket_id": ticket }));
    assert_eq!(
        filled,
        json!({ "body": "Dear Girija Hospital, TKT-0001 (Printer {me} {x) is done. {", "follow": "resolve", "set": null })
    );
    assert_eq!(
        refused(
            &company,
            "saved_reply.save",
            json!({ "rows": [{ "name": "A", "body": "{nobody}" }, { "name": "a", "body": " " }] })
        ),
        ["rows[0].body error.no_such_word", "rows[1].name error.name_taken", "rows[1].body error.required"]
    );
    company.ok("saved_reply.save", json!({ "rows": [{ "id": ask, "name": "Ask", "body": "Which bed?" }] }));
    let gone = json!({ "id": done, "ticket_id": ticket });
    assert_eq!(refused(&company, "saved_reply.fill", gone), ["id error.no_such_reply"]);
    company.assert_sound();
}

#[test]
fn a_ticket_with_two_requests_becomes_two_and_one_again_by_undo() {
    let (company, customer) = monday();
    let bought = id(&company.ok(
        "entitlement.create",
        json!({ "customer_id": customer, "name": "Gold", "unit": "tickets", "amount": "10", "period": "term",
            "start": "2026-04-01", "end": "2027-03-31" }),
    ));
    let used = || company.ok("entitlement.get", json!({ "id": bought }))["row"]["balance"]["used"].clone();
    let ticket = open(&company, &customer, &json!({ "body": "Wi-Fi is down, and I need a printer" }));
    company.ok("ticket.note", json!({ "id": ticket, "body": "Two things", "minutes": 10 }));
    let messages = get(&company, &ticket)["messages"].clone();
    let said = messages[0]["id"].clone();
    let asked = json!({ "id": ticket, "subject": "A printer", "message_ids": [said] });
    let split = company.reply("ticket.split", asked);
    let part = get(&company, split.result["id"].as_str().unwrap());
    assert_eq!((&part["split_from"], &part["row"]["subject"]), (&json!("TKT-0001"), &json!("A printer")));
    assert_eq!(part["messages"][0]["body"], messages[0]["body"]);
    assert_eq!(part["messages"][0]["at_ms"], messages[0]["at_ms"]);
    assert_eq!((part["minutes"].clone(), used()), (json!(0), json!(2)));
    assert_eq!(get(&company, &ticket)["parts"][0]["code"], "TKT-0002");
    company.ok("history.undo", json!({ "seq": split.undo.unwrap().seq }));
    assert_eq!((get(&company, &ticket)["parts"].clone(), used()), (json!([]), json!(1)));
    let nothing = json!({ "id": ticket, "subject": " ", "message_ids": [] });
    assert_eq!(
        refused(&company, "ticket.split", nothing),
        ["subject error.required", "message_ids error.required"]
    );
    let strange = json!({ "id": ticket, "subject": "A", "message_ids": [customer] });
    assert_eq!(refused(&company, "ticket.split", strange), ["message_ids[0] error.no_such_message"]);
    company.assert_sound();
}

/// The usual service level with these steps; whoever works here is told.
fn steps(company: &Company, steps: Value) {
    let rows = company.ok("sla_policy.list", json!({}))["rows"].clone();
    let usual = rows.as_array().unwrap().iter().find(|row| row["is_default"] == json!(true)).unwrap().clone();
    company.ok(
        "sla_policy.save",
        json!({ "id": usual["id"], "version": usual["version"], "name": usual["name"], "hours": usual["hours"],
            "targets": usual["targets"], "steps": steps }),
    );
}

fn told(company: &Company) -> Vec<String> {
    let rows = company.ok("inbox.list", json!({}))["rows"].clone();
    let mut told: Vec<String> =
        rows.as_array().unwrap().iter().map(|row| row["message_id"].as_str().unwrap().to_owned()).collect();
    told.sort();
    told
}

#[test]
fn steps_are_taken_once_before_and_after_a_promise_is_missed_and_caught_up() {
    let (company, customer) = monday();
    let other = id(&company.ok("user.create", json!({ "name": "Rohan Patil", "permission_set_ids": [] })));
    steps(
        &company,
        json!([
            { "promise": "response", "percent": 75 },
            { "promise": "response", "percent": 100, "give_id": other, "raises": true },
            { "promise": "resolution", "percent": 100 }
        ]),
    );
    let escalate = || by_itself(&company, "ticket.due", "ticket.escalate", "taken");
    let late = open(&company, &customer, &json!({}));
    let answered = open(&company, &customer, &json!({}));
    company.ok("ticket.reply", json!({ "id": answered, "body": "We are on it" }));
    assert_eq!(escalate(), 0, "nothing is due yet");
    // Four hours were promised; three of them are 75 hundredths.
    company.clock.advance(3 * HOUR);
    assert_eq!(escalate(), 1);
    assert_eq!(escalate(), 0, "a step is taken once");
    assert_eq!(told(&company), ["inbox.ticket_risk"]);
    company.clock.advance(2 * HOUR);
    assert_eq!(escalate(), 1);
    let row = get(&company, &late)["row"].clone();
    assert_eq!((&row["owner_id"], &row["priority"]), (&json!(other), &json!("high")));
    let given =
        format!("SELECT count(*) FROM notification WHERE message_id = 'inbox.given' AND user_id = '{other}'");
    assert_eq!(company.count(&given), 1, "who got it is told");
    // A week in which nobody looked: the solutions of both are late.
    company.clock.advance(7 * DAY);
    assert_eq!(escalate(), 2);
    let version = get(&company, &late)["row"]["version"].clone();
    company.ok("ticket.resolve", json!({ "id": late, "version": version }));
    company.ok("inbox.refresh", json!({}));
    assert_eq!(told(&company), ["inbox.ticket_late"], "of what is done nobody is reminded");
    company.assert_sound();
}

#[test]
fn a_step_waits_while_the_customer_is_waited_for_and_follows_the_service_level() {
    let (company, customer) = monday();
    let ticket = open(&company, &customer, &json!({}));
    steps(&company, json!([{ "promise": "response", "percent": 50 }]));
    let version = get(&company, &ticket)["row"]["version"].clone();
    company.ok("ticket.wait", json!({ "id": ticket, "version": version }));
    company.clock.advance(5 * HOUR);
    let escalate = || by_itself(&company, "ticket.due", "ticket.escalate", "taken");
    assert_eq!(escalate(), 0);
    company.ok("ticket.receive", json!({ "id": ticket, "body": "Bed 12" }));
    company.clock.advance(HOUR);
    assert_eq!(escalate(), 0, "one hour of two");
    company.clock.advance(HOUR);
    assert_eq!(escalate(), 1);
    let bad = |step: Value| json!({ "name": "Night", "hours": "always", "targets": [], "steps": [step] });
    assert_eq!(
        refused(
            &company,
            "sla_policy.save",
            bad(json!({ "promise": "response", "percent": 0, "tell_id": "x" }))
        ),
        ["steps[0].percent error.between", "steps[0].tell_id error.no_such_user"]
    );
    company.assert_sound();
}

fn contract(company: &Company, customer: &str, more: &Value) -> String {
    let mut request = json!({ "customer_id": customer, "name": "Wi-Fi care", "start": "2026-04-01",
        "end": "2027-03-31", "value": "120000", "indexation_percent": "5", "renewal_months": 12 });
    for (name, value) in more.as_object().unwrap() {
        request[name] = value.clone();
    }
    id(&company.ok("contract.create", request))
}

fn gives(company: &Company, customer: &str, contract: &str, period: &str) -> String {
    id(&company.ok(
        "entitlement.create",
        json!({ "customer_id": customer, "contract_id": contract, "name": "Gold", "unit": "hours", "amount": "24",
            "period": period, "start": "2026-04-01", "end": "2027-03-31" }),
    ))
}

#[test]
fn a_contract_goes_on_with_what_it_gives_and_is_put_back_by_undo() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({}));
    gives(&company, &customer, &care, "month");
    gives(&company, &customer, &care, "term");
    let stands = || company.ok("contract.get", json!({ "id": care }));
    let before = stands();
    let renewed = company.reply("contract.renew", json!({ "id": care, "version": before["row"]["version"] }));
    let after = stands();
    assert_eq!(
        (&after["row"]["end"], &after["row"]["value"]["amount"]),
        (&json!("2028-03-31"), &json!("126000.00"))
    );
    assert_eq!(
        after["terms"],
        json!([{ "start": "2026-04-01", "end": "2027-03-31",
        "value": { "amount": "120000.00", "currency": "INR" } }])
    );
    let spans: Vec<(Value, Value)> = after["entitlements"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["start"].clone(), one["end"].clone()))
        .collect();
    for expected in [("2026-04-01", "2028-03-31"), ("2026-04-01", "2027-03-31"), ("2027-04-01", "2028-03-31")]
    {
        assert!(spans.contains(&(json!(expected.0), json!(expected.1))), "{expected:?} in {spans:?}");
    }
    company.ok("history.undo", json!({ "seq": renewed.undo.unwrap().seq }));
    let back = stands();
    assert_eq!((&back["row"]["end"], &back["terms"]), (&before["row"]["end"], &json!([])));
    assert_eq!(back["entitlements"].as_array().unwrap().len(), 2);
    let never = contract(&company, &customer, &json!({ "renewal_months": null }));
    assert_eq!(
        refused(&company, "contract.renew", json!({ "id": never, "version": 1 })),
        ["months error.required"]
    );
    company.assert_sound();
}

#[test]
fn contracts_that_go_on_by_themselves_catch_up_and_others_end() {
    let (company, customer) = monday();
    let rolls = contract(&company, &customer, &json!({ "auto_renew": true, "renewal_months": 6 }));
    let ends = contract(&company, &customer, &json!({}));
    let given_up = contract(&company, &customer, &json!({ "auto_renew": true }));
    company.ok(
        "contract.end",
        json!({ "id": given_up, "version": 1, "reason": "Moved away", "date": "2027-03-31" }),
    );
    let roll = || by_itself(&company, "contract.rolling", "contract.roll", "terms");
    assert_eq!(roll(), 0);
    // From November 2026 into the spring of 2028.
    company.clock.advance(500 * DAY);
    assert_eq!(roll(), 3, "April and October 2027, and April 2028");
    assert_eq!(roll(), 0);
    let end = |id: &str| company.ok("contract.get", json!({ "id": id }))["row"]["end"].clone();
    assert_eq!(
        (end(&rolls), end(&ends), end(&given_up)),
        (json!("2028-09-30"), json!("2027-03-31"), json!("2027-03-31"))
    );
    company.assert_sound();
}

#[test]
fn the_next_term_is_proposed_with_what_was_used_beyond() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({}));
    gives(&company, &customer, &care, "term");
    let ticket = open(&company, &customer, &json!({}));
    company.works(&ticket, 27 * 60);
    let proposed = company.reply("contract.propose", json!({ "id": care, "version": 1 }));
    let draft = company.ok("estimate.get", json!({ "id": proposed.result["estimate_id"] }))["draft"].clone();
    let line = |at: usize| {
        let line = &draft["lines"][at];
        json!([line["description"], line["detail"], line["quantity"], line["unit_price"]])
    };
    assert_eq!(
        line(0),
        json!(["Wi-Fi care", "1 Apr 2027 – 31 Mar 2028\nGold: 27 h of 24 h used", "1", "126000"])
    );
    // Three hours beyond, and an hour came to 120000 / 24.
    assert_eq!(line(1), json!(["Gold", "ENT-0001 · 1 Apr 2026 – 31 Mar 2027", "3", "5000"]));
    let deal = company.ok("deal.get", json!({ "id": proposed.result["deal_id"] }));
    assert_eq!((&deal["row"]["title"], &draft["deal_id"]), (&json!("Wi-Fi care"), &deal["row"]["id"]));
    let stands = company.ok("contract.get", json!({ "id": care }));
    assert_eq!(stands["renewal_deal_id"], deal["row"]["id"]);
    let again = json!({ "id": care, "version": stands["row"]["version"] });
    let twice = company.core.call(None, "contract.propose", again, Mode::Run).unwrap_err();
    assert_refused(&twice, Code::Precondition, "error.renewal_proposed");
    company.ok("history.undo", json!({ "seq": proposed.undo.unwrap().seq }));
    assert_eq!(company.ok("contract.get", json!({ "id": care }))["renewal_deal_id"], Value::Null);
    company.assert_sound();
}

#[test]
fn a_customer_is_no_better_than_the_worst_part() {
    let (company, customer) = monday();
    let health = || company.ok("customer_health.get", json!({ "customer_id": customer }));
    let said = |health: &Value| -> Vec<String> {
        let parts = health["parts"].as_array().unwrap().iter();
        parts.map(|part| part["badge"]["key"].as_str().unwrap().to_owned()).collect()
    };
    let well = health();
    assert_eq!(well["badge"]["key"], "badge.health.good");
    assert_eq!(said(&well), ["badge.health.no_tickets", "badge.health.paid"]);
    let care = contract(&company, &customer, &json!({}));
    gives(&company, &customer, &care, "term");
    let ticket = open(&company, &customer, &json!({}));
    company.works(&ticket, 25 * 60);
    let worse = health();
    assert_eq!(worse["badge"]["key"], "badge.health.fair");
    assert_eq!(said(&worse), ["badge.health.tickets", "badge.health.paid", "badge.health.over"]);
    company.clock.advance(14 * DAY);
    assert_eq!(health()["badge"]["key"], "badge.health.poor", "its ticket is late");
    let version = get(&company, &ticket)["row"]["version"].clone();
    let done = company.ok("ticket.resolve", json!({ "id": ticket, "version": version }));
    company.ok("ticket.rate", json!({ "id": ticket, "version": done["version"], "rating": 3 }));
    let rated = health();
    assert_eq!(rated["parts"][2]["badge"]["params"], json!({ "rating": "3.0", "count": 1 }));
    assert_eq!(rated["badge"]["tone"], "warn");
}

#[test]
fn what_is_known_is_found_by_its_category_and_by_any() {
    let (company, _) = monday();
    let category = company.ok("ticket_category.list", json!({}))["rows"][0]["id"].clone();
    let other = company.ok("ticket_category.list", json!({}))["rows"][1]["id"].clone();
    company
        .ok("knowledge_note.save", json!({ "title": "Restart", "body": "Port 14", "category_id": category }));
    let any = company.ok("knowledge_note.save", json!({ "title": "Hours", "body": "9:30 to 18:30" }));
    let titles = |category: &Value| {
        let found = company.ok("knowledge_note.list", json!({ "category_id": category }));
        found["rows"].as_array().unwrap().iter().map(|row| row["title"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(titles(&category), ["Hours", "Restart"]);
    assert_eq!(titles(&other), ["Hours"]);
    let wrong = json!({ "title": "", "body": "", "category_id": "x" });
    assert_eq!(
        refused(&company, "knowledge_note.save", wrong),
        ["title error.required", "body error.required", "category_id error.no_such_category"]
    );
    company.ok("knowledge_note.delete", json!({ "id": any["id"], "version": 1 }));
    assert_eq!(titles(&Value::Null), ["Restart"]);
    company.assert_sound();
}

#[test]
fn an_e_mail_says_who_asks_for_what_and_which_ticket_it_answers() {
    let (company, customer) = monday();
    let contact = company.ok(
        "contact.create",
        json!({ "customer_id": customer, "contact": { "name": "Dr. Kavita Nair", "email": "Kavita@girija.example" } }),
    )["id"]
        .clone();
    let ticket = open(&company, &customer, &json!({}));
    let text = "From: Kavita Nair <kavita@girija.example>\nSubject: Re: [tkt-0001] Ward 3\n\nStill down.\n";
    let read = company.ok("ticket.read_mail", json!({ "text": text }));
    assert_eq!((&read["customer_id"], &read["contact_id"]), (&json!(customer), &contact));
    assert_eq!((&read["ticket_id"], &read["subject"]), (&json!(ticket), &json!("[tkt-0001] Ward 3")));
    assert_eq!(read["body"], "Still down.");
    let eml = json!({ "name": "ward.eml", "bytes": base64(text.as_bytes()) });
    let stranger = "From: x@nowhere.example\nSubject: Hello\n\nHi";
    let unknown = company.ok("ticket.read_mail", json!({ "text": stranger }));
    assert_eq!((&unknown["customer_id"], &unknown["ticket_id"]), (&Value::Null, &Value::Null));
    assert_eq!(company.ok("ticket.read_mail", json!({ "file": eml }))["email"], "kavita@girija.example");
    let opened = open(&company, &customer, &json!({ "files": [eml], "channel": "email" }));
    let files = company.ok("attachment.list", json!({ "record_id": opened }));
    assert_eq!(files["rows"][0]["name"], "ward.eml");
    for (payload, expected) in [
        (json!({}), "text error.required"),
        (json!({ "text": "  " }), "text error.required"),
        (json!({ "text": "a".repeat(200_001) }), "text error.too_long"),
        (json!({ "file": { "name": "a.eml", "bytes": base64(b"\x01\x02") } }), "file error.no_mail"),
    ] {
        assert_eq!(refused(&company, "ticket.read_mail", payload), [expected]);
    }
    company.assert_sound();
}

#[test]
fn an_answer_is_prepared_as_an_e_mail_to_who_asked() {
    let (company, customer) = monday();
    let ticket = open(&company, &customer, &json!({ "body": "Down" }));
    company.clock.advance(MINUTE);
    company.ok("ticket.reply", json!({ "id": ticket, "body": "We are on it.\nSameer comes at noon." }));
    let messages = get(&company, &ticket)["messages"].clone();
    let eml = |at: usize| company.core.bytes(None, "ticket.eml", json!({ "id": messages[at]["id"] }));
    assert_refused(&eml(1).unwrap_err(), Code::Precondition, "error.no_email");
    assert_eq!(eml(0).unwrap_err().code, Code::NotFound, "what the customer said is no answer");
    let contact = company.ok(
        "contact.create",
        json!({ "customer_id": customer, "contact": { "name": "Dr. Kavita Nair", "email": "kavita@girija.example" } }),
    );
    let version = get(&company, &ticket)["row"]["version"].clone();
    let set = json!({ "contact_id": contact["id"] });
    company.ok("ticket.update", json!({ "id": ticket, "version": version, "set": set }));
    let blob = eml(1).unwrap();
    let text = String::from_utf8(blob.bytes.clone()).unwrap();
    for part in [
        "kavita@girija.example",
        "[TKT-0001] Ward 3 access point down",
        "Sameer comes at noon.",
        "X-Unsent: 1",
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    assert_eq!((blob.name.as_str(), blob.bytes == eml(1).unwrap().bytes), ("TKT-0001.eml", true));
    // What was said before stands under it, and files of the ticket go along that are named.
    assert!(text.contains("Girija Hospital, 2026-11-23 10:00:") && text.contains("> Down"), "{text}");
    let file = json!({ "name": "plan.txt", "bytes": base64(b"Room 3") });
    let added = company.ok("attachment.add", json!({ "record_id": ticket, "files": [file] }))["ids"].clone();
    let with = |files: Value| {
        company.core.bytes(None, "ticket.eml", json!({ "id": messages[1]["id"], "files": files }))
    };
    let letter = with(added.clone()).unwrap();
    let text = String::from_utf8(letter.bytes.clone()).unwrap();
    assert!(text.contains("multipart/mixed") && text.contains("plan.txt"), "{text}");
    assert_eq!(letter.bytes, with(added).unwrap().bytes);
    assert_eq!(reasons(&with(json!(["x"])).unwrap_err()), ["files[0] error.no_ticket_file"]);
    // What comes back is read as an answer to this ticket.
    let back = "From: kavita@girija.example\nSubject: Re: [TKT-0001] Ward 3\n\nThank you";
    assert_eq!(company.ok("ticket.read_mail", json!({ "text": back }))["ticket_id"], json!(ticket));
}
