//! Tickets through the pipeline on a real file: promises in business time, what was said, what was used of entitlements.

mod family;
mod paper;
mod past;

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

fn step(company: &Company, command: &str, id: &str) -> Value {
    let version = get(company, id)["row"]["version"].clone();
    company.ok(command, json!({ "id": id, "version": version }))
}

fn entitlement(company: &Company, customer: &str, unit: &str, amount: &str) -> String {
    id(&company.ok(
        "entitlement.create",
        json!({
            "customer_id": customer, "name": "Gold", "unit": unit, "amount": amount, "period": "term",
            "start": "2026-04-01", "end": "2027-03-31"
        }),
    ))
}

fn used(company: &Company, entitlement: &str) -> Value {
    company.ok("entitlement.get", json!({ "id": entitlement }))["row"]["balance"]["used"].clone()
}

/// What the bar says: minutes and what they are.
fn bar(ticket: &Value) -> Vec<(i64, String)> {
    let stretches = ticket["clock"]["stretches"].as_array().unwrap();
    let pair =
        |one: &Value| (one["seconds"].as_i64().unwrap() / 60, one["counts"].as_str().unwrap().to_owned());
    stretches.iter().map(pair).collect()
}

fn now(company: &Company) -> i64 {
    company.core.now_ms()
}

#[test]
fn a_promise_counts_only_while_the_branch_is_open() {
    let (company, customer) = monday();
    let ticket = open(&company, &customer, &json!({ "body": "Nurses lose the handset" }));
    let stands = get(&company, &ticket);
    assert_eq!(
        (&stands["row"]["code"], &stands["row"]["customer"]),
        (&json!("TKT-0001"), &json!("Girija Hospital"))
    );
    assert_eq!(stands["clock"]["policy"], "Business 4 h");
    // The answer four hours on; 24 hours of nine a day are over on Wednesday at 16:00.
    let (response, resolution) = (&stands["clock"]["response"], &stands["clock"]["resolution"]);
    assert_eq!(response["due_ms"], now(&company) + 4 * HOUR);
    assert_eq!(resolution["due_ms"], now(&company) + 2 * DAY + 6 * HOUR);
    assert_eq!((&response["state"], &response["left_seconds"]), (&json!("on_time"), &json!(4 * 3600)));
    for (hours, state, tone) in [(3, "at_risk", "warn"), (1, "breached", "danger")] {
        company.clock.advance(hours * HOUR);
        let row = get(&company, &ticket)["row"].clone();
        assert_eq!((&row["sla"], &row["sla_badge"]["tone"]), (&json!(state), &json!(tone)));
        let found = company.ok("ticket.list", json!({ "filter": { "sla": state } }));
        assert_eq!(found["rows"].as_array().unwrap().len(), 1, "{state}");
    }
    company.ok("ticket.reply", json!({ "id": ticket, "body": "We are on it" }));
    let stands = get(&company, &ticket);
    assert_eq!(stands["clock"]["response"]["state"], "kept");
    assert_eq!(stands["row"]["due_ms"], stands["clock"]["resolution"]["due_ms"]);
    company.assert_sound();
}

#[test]
fn what_was_late_before_it_waits_says_so() {
    let (company, customer) = monday();
    let ticket = open(&company, &customer, &json!({ "priority": "high" }));
    company.clock.advance(DAY);
    company.ok("ticket.reply", json!({ "id": ticket, "body": "Near which bed?" }));
    company.clock.advance(2 * HOUR);
    step(&company, "ticket.wait", &ticket);
    company.clock.advance(DAY);
    let row = get(&company, &ticket)["row"].clone();
    assert_eq!((&row["sla"], &row["sla_badge"]["key"]), (&Value::Null, &json!("badge.sla.waits_late")));
    let late = json!({ "filter": { "sla": "breached" } });
    assert_eq!(company.ok("ticket.list", late)["rows"], json!([]), "nothing is to be done there");
    let health = company.ok("customer_health.get", json!({ "customer_id": customer }));
    assert_eq!(health["parts"][0]["badge"]["params"], json!({ "late": 1, "count": 1 }));
    company.ok("ticket.receive", json!({ "id": ticket, "body": "Bed 12" }));
    assert_eq!(get(&company, &ticket)["row"]["sla"], "breached");
    company.assert_sound();
}

#[test]
fn the_clock_stands_still_while_the_customer_is_waited_for_and_says_so() {
    let (company, customer) = monday();
    let ticket = open(&company, &customer, &json!({ "priority": "high" }));
    company.clock.advance(HOUR);
    company.ok("ticket.reply", json!({ "id": ticket, "body": "Near which bed?", "then": "wait" }));
    let waiting = get(&company, &ticket);
    assert_eq!((&waiting["row"]["status"], &waiting["row"]["due_ms"]), (&json!("waiting"), &Value::Null));
    assert_eq!(waiting["clock"]["resolution"]["state"], "paused");
    company.clock.advance(2 * HOUR);
    company.ok("ticket.receive", json!({ "id": ticket, "body": "Bed 12" }));
    let again = get(&company, &ticket);
    assert_eq!(again["row"]["status"], "open");
    // Eight hours from 10:00 with two that did not count: half an hour beyond the day, on Tuesday at 11:00.
    assert_eq!(again["row"]["due_ms"], now(&company) - 3 * HOUR + DAY + HOUR);
    company.clock.advance(DAY - 3 * HOUR);
    let tuesday = get(&company, &ticket);
    assert_eq!(
        bar(&tuesday),
        [
            (60, "counted".to_owned()),
            (120, "waiting".to_owned()),
            (330, "counted".to_owned()),
            (900, "closed".to_owned()),
            (30, "counted".to_owned())
        ]
    );
    let clock = &tuesday["clock"];
    assert_eq!(
        (&clock["counted_seconds"], &clock["uncounted_seconds"]),
        (&json!(420 * 60), &json!(1020 * 60))
    );
    assert_eq!(clock["resolution"]["left_seconds"], 3600);
    company.assert_sound();
}

#[test]
fn what_seemed_to_be_done_does_not_count() {
    let (company, customer) = monday();
    let ticket = open(&company, &customer, &json!({}));
    company.clock.advance(HOUR);
    step(&company, "ticket.resolve", &ticket);
    let done = get(&company, &ticket);
    assert_eq!(
        (&done["row"]["status"], &done["clock"]["resolution"]["state"]),
        (&json!("resolved"), &json!("kept"))
    );
    company.clock.advance(2 * HOUR);
    step(&company, "ticket.close", &ticket);
    assert_refused(
        &company.refused("ticket.reply", json!({ "id": ticket, "body": "x" })),
        Code::Precondition,
        "error.ticket_closed",
    );
    let rated = json!({ "id": ticket, "version": get(&company, &ticket)["row"]["version"], "rating": 6 });
    assert_eq!(reasons(&company.refused("ticket.rate", rated.clone())), ["rating error.between"]);
    let mut rated = rated;
    rated["rating"] = json!(4);
    company.ok("ticket.rate", rated);
    step(&company, "ticket.reopen", &ticket);
    company.clock.advance(HOUR);
    let again = get(&company, &ticket);
    assert_eq!(
        bar(&again),
        [(60, "counted".to_owned()), (120, "done".to_owned()), (60, "counted".to_owned())]
    );
    assert_eq!((&again["rating"], &again["clock"]["resolution"]["state"]), (&json!(4), &json!("on_time")));
}

#[test]
fn a_change_of_working_time_never_rewrites_the_past() {
    let (company, customer) = monday();
    let (one, other) =
        (open(&company, &customer, &json!({})), open(&company, &customer, &json!({ "priority": "low" })));
    company.ok("ticket.reply", json!({ "id": one, "body": "Soon" }));
    step(&company, "ticket.wait", &other);
    company.clock.advance(2 * HOUR);
    let before = get(&company, &one);
    let hours = company.ok("working_time.get", json!({}));
    let mut set = json!({
        "branch_id": hours["branch_id"], "version": hours["version"], "week": hours["week"], "days": []
    });
    // Mondays were never open, as it is said now; Tuesday is shorter.
    set["week"][0] = json!("");
    set["week"][1] = json!("12-14");
    let seq = company.reply("working_time.save", set).undo.unwrap().seq;
    let stands = get(&company, &one);
    assert_eq!(stands["clock"]["counted_seconds"], 2 * 3600);
    // 24 hours: two counted, two on Tuesday, nine on Wednesday, Thursday, two on Friday.
    assert_eq!(stands["row"]["due_ms"], now(&company) - 2 * HOUR + 4 * DAY + 90 * MINUTE);
    company.clock.advance(DAY);
    assert_eq!(bar(&get(&company, &one)), [(120, "counted".to_owned()), (1440, "closed".to_owned())]);
    let waited = step(&company, "ticket.reopen", &other);
    assert_eq!(waited["code"], "TKT-0002");
    assert_eq!(bar(&get(&company, &other))[0].1, "waiting");
    company.assert_sound();
    // Taken back, all is counted by the old hours again, as if they had never been others.
    company.ok("history.undo", json!({ "seq": seq }));
    assert_eq!(get(&company, &one)["row"]["due_ms"], before["row"]["due_ms"]);
    company.assert_sound();
}

#[test]
fn working_time_that_is_taken_back_counts_as_before() {
    let (company, customer) = monday();
    let ticket = open(&company, &customer, &json!({}));
    let before = get(&company, &ticket)["clock"]["resolution"].clone();
    let hours = company.ok("working_time.get", json!({}));
    company.clock.advance(HOUR);
    let set = json!({
        "branch_id": hours["branch_id"], "version": hours["version"], "week": ["", "", "", "", "", "", "9-10"], "days": []
    });
    let seq = company.reply("working_time.save", set).undo.unwrap().seq;
    assert_ne!(get(&company, &ticket)["clock"]["resolution"]["due_ms"], before["due_ms"]);
    company.ok("history.undo", json!({ "seq": seq }));
    assert_eq!(get(&company, &ticket)["clock"]["resolution"]["due_ms"], before["due_ms"]);
    company.assert_sound();
}

#[test]
fn the_time_zone_of_a_branch_is_part_of_its_hours() {
    let (company, customer) = monday();
    let ticket = open(&company, &customer, &json!({}));
    company.clock.advance(HOUR);
    company.ok("branch.update", crate::sellers::rules(&company, json!({ "time_zone": "Asia/Dubai" })));
    let stands = get(&company, &ticket);
    // 11:00 in India is 9:30 in Dubai: the day there has just begun.
    assert_eq!(stands["clock"]["counted_seconds"], 3600);
    assert_eq!(stands["clock"]["response"]["due_ms"], now(&company) + 3 * HOUR);
    assert_eq!(stands["clock"]["resolution"]["due_ms"], now(&company) + 2 * DAY + 5 * HOUR);
}

#[test]
fn the_service_level_is_chosen_by_rule_and_again_when_the_ticket_changes() {
    let (company, customer) = monday();
    let list = company.ok("sla_policy.list", json!({}));
    let strict = &list["rows"][0];
    let category = company.ok("ticket_category.list", json!({}))["rows"][0].clone();
    company.ok(
        "sla_policy.save",
        json!({
            "id": strict["id"], "version": 1, "name": "Always 1 h", "hours": "always",
            "targets": [{ "priority": "normal", "response_minutes": 60 }, { "priority": "urgent", "resolution_minutes": 120 }],
            "rules": [{ "customer_id": customer, "category_id": category["id"] }]
        }),
    );
    let ticket = open(&company, &customer, &json!({}));
    assert_eq!(get(&company, &ticket)["clock"]["policy"], "Business 4 h");
    let change = |set: Value| {
        let version = get(&company, &ticket)["row"]["version"].clone();
        company.reply("ticket.update", json!({ "id": ticket, "version": version, "set": set }))
    };
    let seq = change(json!({ "category_id": category["id"] })).undo.unwrap().seq;
    let clock = get(&company, &ticket)["clock"].clone();
    assert_eq!((&clock["policy"], &clock["resolution"]), (&json!("Always 1 h"), &Value::Null));
    assert_eq!(clock["response"]["due_ms"], now(&company) + HOUR);
    company.ok("history.undo", json!({ "seq": seq }));
    assert_eq!(get(&company, &ticket)["clock"]["policy"], "Business 4 h");
    change(json!({ "category_id": category["id"], "priority": "urgent" }));
    let clock = get(&company, &ticket)["clock"].clone();
    assert_eq!((&clock["response"], &clock["resolution"]["minutes"]), (&Value::Null, &json!(120)));
    // An entitlement’s own service level comes before all rules.
    let own = company.ok(
        "sla_policy.save",
        json!({ "name": "Gold", "hours": "business", "targets": [{ "priority": "urgent", "response_minutes": 15 }] }),
    );
    let gold = entitlement(&company, &customer, "unlimited", "");
    company.ok("entitlement.update", json!({ "id": gold, "version": 1, "set": { "policy_id": own["id"] } }));
    change(json!({ "entitlement_id": gold }));
    assert_eq!(get(&company, &ticket)["clock"]["policy"], "Gold");
    company.assert_sound();
}

#[test]
fn requests_and_minutes_are_used_and_given_back() {
    let (company, customer) = monday();
    let tickets = entitlement(&company, &customer, "tickets", "2");
    let first = company.reply("ticket.open", json!({ "customer_id": customer, "subject": "One" }));
    assert_eq!(get(&company, &id(&first.result))["entitlement"]["name"], "Gold");
    assert_eq!(used(&company, &tickets), 1);
    company.ok("history.undo", json!({ "seq": first.undo.unwrap().seq }));
    assert_eq!(used(&company, &tickets), 0);
    assert_refused(
        &company.refused("ticket.get", json!({ "id": first.result["id"] })),
        Code::NotFound,
        "error.not_found",
    );
    let (one, other) =
        (open(&company, &customer, &json!({})), open(&company, &customer, &json!({ "subject": "Two" })));
    open(&company, &customer, &json!({ "subject": "Three" }));
    let balance = company.ok("entitlement.get", json!({ "id": tickets }))["row"]["balance"].clone();
    assert_eq!((&balance["left"], &balance["over"]), (&json!(0), &json!(1)));
    let hours = entitlement(&company, &customer, "hours", "1");
    company.ok("ticket.note", json!({ "id": one, "body": "Looked", "minutes": 20 }));
    let version = get(&company, &one)["row"]["version"].clone();
    company.ok("ticket.update", json!({ "id": one, "version": version, "set": { "entitlement_id": hours } }));
    assert_eq!((used(&company, &tickets), used(&company, &hours)), (json!(2), json!(20)));
    company.ok("ticket.reply", json!({ "id": one, "body": "Done", "minutes": 55, "then": "resolve" }));
    let balance = company.ok("entitlement.get", json!({ "id": hours }))["row"]["balance"].clone();
    assert_eq!((&balance["used"], &balance["over"]), (&json!(75), &json!(15)));
    // One that goes on in another was no request of its own.
    company.clock.advance(MINUTE);
    let version = get(&company, &other)["row"]["version"].clone();
    company.ok("ticket.note", json!({ "id": other, "body": "Same as the first", "minutes": 5 }));
    company.ok("ticket.merge", json!({ "id": other, "version": version, "into_id": one }));
    assert_eq!((used(&company, &tickets), used(&company, &hours)), (json!(1), json!(80)));
    let merged = get(&company, &one);
    let said: Vec<&Value> = merged["messages"].as_array().unwrap().iter().map(|one| &one["of"]).collect();
    assert_eq!(said, [&Value::Null, &Value::Null, &json!("TKT-0003")]);
    company.assert_sound();
}

#[test]
fn the_queue_is_sorted_by_whose_clock_runs_out_first() {
    let (company, customer) = monday();
    let owner = company.ok("user.list", json!({}))["rows"][0]["id"].clone();
    let own = json!({ "owner_id": owner, "subject": "Mine", "priority": "low" });
    let (mine, waits) =
        (open(&company, &customer, &own), open(&company, &customer, &json!({ "priority": "urgent" })));
    let (soon, done) =
        (open(&company, &customer, &json!({ "priority": "high" })), open(&company, &customer, &json!({})));
    step(&company, "ticket.wait", &waits);
    step(&company, "ticket.resolve", &done);
    let queue = company.ok("ticket.queue", json!({ "part": "open" }));
    let ids: Vec<String> = queue["page"]["rows"].as_array().unwrap().iter().map(id).collect();
    assert_eq!(ids, [soon, mine.clone(), waits]);
    assert_eq!((&queue["mine"], &queue["unassigned"], &queue["open"]), (&json!(1), &json!(2), &json!(3)));
    let own = company.ok("ticket.queue", json!({ "part": "mine" }));
    assert_eq!(id(&own["page"]["rows"][0]), mine);
    let summary = company.ok("ticket.summary", json!({}));
    assert_eq!(
        summary,
        json!({ "count": 4, "open": 3, "waiting": 1, "at_risk": 0, "breached": 0, "unassigned": 2 })
    );
    assert_eq!(company.ok("search.find", json!({ "q": "TKT0002" }))["hits"][0]["kind"], "ticket");
}

#[test]
fn what_is_wrong_names_its_field_and_nothing_goes_round_the_states() {
    let (company, customer) = monday();
    let other = company.customer("Mandai Fresh");
    let foreign = entitlement(&company, &other, "hours", "1");
    let wrong = json!({
        "customer_id": customer, "subject": " ", "contact_id": other, "category_id": other, "entitlement_id": foreign,
        "project_id": other, "deal_id": other, "branch_id": other
    });
    assert_eq!(
        reasons(&company.refused("ticket.open", wrong)),
        [
            "subject error.required",
            "deal_id error.no_such_deal",
            "contact_id error.no_such_contact",
            "category_id error.no_such_category",
            "entitlement_id error.no_such_entitlement",
            "project_id error.no_such_project",
            "branch_id error.no_such_branch"
        ]
    );
    let (ticket, strange) = (open(&company, &customer, &json!({})), open(&company, &other, &json!({})));
    let empty = json!({ "id": ticket, "body": " ", "minutes": 0 });
    assert_eq!(
        reasons(&company.refused("ticket.reply", empty)),
        ["body error.required", "minutes error.between"]
    );
    for (command, expected) in
        [("ticket.close", "error.ticket_not_resolved"), ("ticket.reopen", "error.ticket_open")]
    {
        let error = company.refused(command, json!({ "id": ticket, "version": 1 }));
        assert_refused(&error, Code::Precondition, expected);
    }
    let into = |into: &str| json!({ "id": ticket, "version": 1, "into_id": into });
    assert_eq!(reasons(&company.refused("ticket.merge", into(&ticket))), ["into_id error.merge_self"]);
    assert_eq!(reasons(&company.refused("ticket.merge", into(&strange))), ["into_id error.no_such_ticket"]);
}

#[test]
fn support_works_on_tickets_and_a_viewer_reads_them() {
    let (company, customer) = monday();
    let ticket = open(&company, &customer, &json!({}));
    let sets = company.ok("permission_set.list", json!({}));
    for (preset, writes) in [("support", true), ("delivery", false), ("viewer", false), ("sales", false)] {
        let set = sets["rows"].as_array().unwrap().iter().find(|set| set["preset"] == preset).unwrap();
        let user = company.ok("user.create", json!({ "name": preset, "permission_set_ids": [set["id"]] }));
        let call = |command: &str, payload: Value| {
            company.core.call(user["id"].as_str(), command, payload, Mode::Run)
        };
        call("ticket.get", json!({ "id": ticket })).unwrap();
        let noted = call("ticket.note", json!({ "id": ticket, "body": "Seen" }));
        assert_eq!(noted.is_ok(), writes, "{preset} {noted:?}");
    }
}

#[test]
fn tickets_are_found_by_their_tag_in_capitals_or_not() {
    let (company, customer) = monday();
    let first = open(&company, &customer, &json!({ "tags": ["Wi-Fi", "ward 3"] }));
    let other = open(&company, &customer, &json!({ "tags": ["Wi-Fi 6"] }));
    let found = |tag: &str| {
        let asked = json!({ "filter": { "tag": tag }, "sort": { "column": "code", "descending": false } });
        let rows = company.ok("ticket.list", asked.clone())["rows"].as_array().unwrap().clone();
        let count = company.ok("ticket.summary", json!({ "filter": asked["filter"] }))["count"].clone();
        assert_eq!(count, rows.len(), "{tag}");
        rows.iter().map(id).collect::<Vec<_>>()
    };
    assert_eq!(found(" WI-FI "), [first.as_str()]);
    assert_eq!(found("wi-fi 6"), [other.as_str()]);
    assert_eq!(found("wi"), [""; 0]);
    let tags = || company.ok("ticket.tags", json!({}))["tags"].clone();
    assert_eq!(tags(), json!(["ward 3", "Wi-Fi", "Wi-Fi 6"]), "each once, by name");
    let grants = json!([{ "permission": "ticket.read", "scope": "own" }]);
    let own = company.ok("permission_set.save", json!({ "name": "Desk", "grants": grants }));
    company.ok("user.create", json!({ "name": "Meera", "permission_set_ids": [own["id"]] }));
    let meera = company.core.call(Some("Meera"), "ticket.tags", json!({}), Mode::Run).unwrap();
    assert_eq!(meera.result["tags"], json!([]), "nobody learns the words of tickets out of reach");
    let version = get(&company, &other)["row"]["version"].clone();
    let tagged = json!({ "id": other, "version": version, "set": { "tags": ["ward 3"] } });
    let changed = company.reply("ticket.update", tagged);
    assert_eq!(found("Ward 3"), [first.clone(), other.clone()]);
    assert_eq!(tags(), json!(["ward 3", "Wi-Fi"]));
    company.ok("history.undo", json!({ "seq": changed.undo.unwrap().seq }));
    assert_eq!((found("Ward 3"), found("Wi-Fi 6")), (vec![first], vec![other]));
    company.assert_sound();
}
