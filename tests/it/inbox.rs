//! The inbox: reminders that are found, mentions that are written, and what is done with them.

use crate::billing::{issued, pune};
use crate::support::Company;
use serde_json::{Value, json};
use throughline_core::api::Mode;
use throughline_core::kernel::error::Code;

const DAY_MS: i64 = 86_400_000;

fn inbox(company: &Company) -> Vec<Value> {
    rows(company.ok("inbox.list", json!({})))
}

fn inbox_of(company: &Company, user: &str) -> Vec<Value> {
    rows(company.core.call(Some(user), "inbox.list", json!({}), Mode::Run).unwrap().result)
}

fn rows(page: Value) -> Vec<Value> {
    page["rows"].as_array().unwrap().clone()
}

fn messages(rows: &[Value]) -> Vec<&str> {
    rows.iter().map(|row| row["message_id"].as_str().unwrap()).collect()
}

/// Users with all presets but the owner's: sales and viewer.
fn colleagues(company: &Company) {
    let sets = company.ok("permission_set.list", json!({}))["rows"].clone();
    for (name, preset) in [("Rohan Patil", "sales"), ("Meera Rao", "viewer")] {
        let set = sets.as_array().unwrap().iter().find(|set| set["preset"] == preset).unwrap();
        company.ok("user.create", json!({ "name": name, "permission_set_ids": [set["id"]] }));
    }
}

#[test]
fn a_contract_is_told_of_until_its_last_day_of_notice() {
    let (company, customer) = pune();
    let contract = json!({ "customer_id": customer, "name": "Care", "start": "2026-01-01", "end": "2026-12-31", "notice_days": 30 });
    let contract = company.ok("contract.create", contract);
    let told = || {
        company.ok("inbox.refresh", json!({}));
        let rows = inbox(&company);
        let days = rows.iter().filter(|row| row["message_id"] == "inbox.contract_due");
        days.map(|row| row["params"]["date"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(told(), ["2026-12-01"]);
    let sooner = json!({ "id": contract["id"], "version": 1, "set": { "notice_days": 35 } });
    company.ok("contract.update", sooner);
    assert_eq!(told(), ["2026-11-26"], "another notice is told anew");
    company.clock.advance(4 * DAY_MS);
    assert_eq!(told(), ["2026-11-26"], "on the last day yet");
    company.clock.advance(DAY_MS);
    assert_eq!(told(), [] as [Value; 0], "nothing can be done about it any more");
}

#[test]
fn what_falls_due_is_told_once_and_withdrawn_when_it_is_settled() {
    let (company, customer) = pune();
    let todo = company.ok(
        "activity.create",
        json!({ "subject": "Call about the order", "record_id": customer, "due_date": "2026-11-23", "due_time": "10:00" }),
    );
    let invoice = issued(&company, &customer, "1000");
    company.ok("inbox.refresh", json!({}));
    assert!(inbox(&company).is_empty(), "nothing is due yet");

    company.clock.advance(DAY_MS + 60 * 60 * 1000);
    let told = company.ok("inbox.refresh", json!({}));
    assert_eq!(told, json!({ "due": 1, "withdrawn": 0 }));
    let seq = company.count("SELECT seq FROM log_head");
    company.ok("inbox.refresh", json!({}));
    assert_eq!(company.count("SELECT seq FROM log_head"), seq, "a second run leaves no trace");
    let found = inbox(&company);
    assert_eq!(messages(&found), ["inbox.activity_due"]);
    assert_eq!(
        (&found[0]["record_kind"], &found[0]["record_id"], &found[0]["params"]["subject"]),
        (&json!("customer"), &json!(customer), &json!("Call about the order"))
    );

    // 31 days after issue the invoice is a day late.
    company.clock.advance(30 * DAY_MS);
    company.ok("inbox.refresh", json!({}));
    let found = inbox(&company);
    assert!(messages(&found).contains(&"inbox.invoice_overdue"), "{found:?}");
    company.ok("payment.record", json!({ "customer_id": customer, "amount": "1000", "method": "bank" }));
    company.ok("activity.done", json!({ "id": todo["id"], "version": todo["version"] }));
    assert_eq!(company.ok("inbox.refresh", json!({}))["withdrawn"], 2);
    assert!(inbox(&company).is_empty());
    // The payment bounced: the reminder comes back.
    let payment = company.ok("payment.list", json!({}))["rows"][0].clone();
    company.ok("payment.reverse", json!({ "id": payment["id"], "reason": "bounced" }));
    company.ok("inbox.refresh", json!({}));
    let found = inbox(&company);
    assert_eq!(messages(&found), ["inbox.invoice_overdue"]);
    assert_eq!(found[0]["record_id"], invoice["id"]);
    company.assert_sound();
}

#[test]
fn what_fell_due_long_ago_reminds_nobody() {
    let (company, customer) = pune();
    issued(&company, &customer, "1000");
    company.clock.advance(90 * DAY_MS);
    company.ok("inbox.refresh", json!({}));
    assert!(inbox(&company).is_empty());
}

#[test]
fn a_mention_lands_with_the_named_user_and_nobody_else() {
    let (company, customer) = pune();
    colleagues(&company);
    let made = company.ok(
        "activity.create",
        json!({ "kind": "note", "subject": "Wants a discount", "notes": "@rohan please decide, cc @Asha", "record_id": customer }),
    );
    assert_eq!(messages(&inbox_of(&company, "Rohan Patil")), ["inbox.mention"]);
    assert!(inbox_of(&company, "Meera Rao").is_empty());
    assert!(inbox(&company).is_empty(), "who writes their own name is not told");
    company.ok(
        "activity.update",
        json!({ "id": made["id"], "version": 1, "set": { "notes": "@rohan please decide. @Meera Rao too" } }),
    );
    assert_eq!(inbox_of(&company, "Rohan Patil").len(), 1, "told once");
    let found = inbox_of(&company, "Meera Rao");
    assert_eq!(found[0]["params"]["actor"], "Asha Kulkarni");

    // Who may not see what it is about learns what was said, and no more.
    let told = &inbox_of(&company, "Rohan Patil")[0];
    assert_eq!(
        (&told["record_title"], &told["params"]["subject"]),
        (&Value::Null, &json!("Wants a discount"))
    );
    assert_eq!(found[0]["record_id"], customer, "a viewer sees all");

    // Nobody touches what lies in another inbox.
    for command in ["inbox.read", "inbox.done", "inbox.reopen"] {
        let error = company.refused(command, json!({ "id": found[0]["id"] }));
        assert_eq!(error.code, Code::NotFound, "{command}");
    }
    let snooze = json!({ "id": found[0]["id"], "until": "later" });
    assert_eq!(company.refused("inbox.snooze", snooze).code, Code::NotFound);
}

#[test]
fn an_item_is_read_put_off_done_and_taken_back() {
    let (company, customer) = pune();
    company
        .ok("activity.create", json!({ "subject": "Call", "record_id": customer, "due_date": "2026-11-22" }));
    company.ok("inbox.refresh", json!({}));
    let id = inbox(&company)[0]["id"].clone();
    let count = || company.ok("inbox.count", json!({}));
    assert_eq!(count(), json!({ "open": 1, "unread": 1 }));
    company.ok("inbox.read", json!({ "id": id }));
    assert_eq!(count(), json!({ "open": 1, "unread": 0 }));

    company.ok("inbox.snooze", json!({ "id": id, "until": "tomorrow" }));
    assert_eq!(count(), json!({ "open": 0, "unread": 0 }));
    company.ok("inbox.refresh", json!({}));
    assert!(inbox(&company).is_empty(), "a reminder that was put off stays away");
    company.clock.advance(DAY_MS);
    assert_eq!(count(), json!({ "open": 1, "unread": 1 }));

    let done = company.reply("inbox.done", json!({ "id": id }));
    assert_eq!(done.changed, ["notification"]);
    assert!(inbox(&company).is_empty());
    let filed = rows(company.ok("inbox.list", json!({ "filter": { "done": true } })));
    assert_eq!(filed[0]["is_done"], true);
    company.ok("history.undo", json!({ "seq": done.undo.unwrap().seq }));
    assert_eq!(inbox(&company).len(), 1);
    company.ok("inbox.done", json!({ "id": id }));
    company.ok("inbox.refresh", json!({}));
    assert!(inbox(&company).is_empty(), "what is done is not told again");
    company.ok("inbox.reopen", json!({ "id": id }));
    assert_eq!(inbox(&company).len(), 1);
}

/// What a host asks every few minutes costs what is due, not what there is.
#[test]
fn the_inbox_and_its_reminders_use_their_indexes() {
    let company = Company::india();
    for (sql, index) in [
        (
            "SELECT n.id, t.title FROM notification n LEFT JOIN v_crm_activity_about a ON a.id = n.record_id \
             LEFT JOIN record t ON t.id = coalesce(a.record_id, n.record_id) AND t.deleted_at IS NULL \
             WHERE n.user_id = 'u' AND n.deleted_at IS NULL AND n.done_ms IS NULL AND n.due_ms <= 5 \
             ORDER BY n.due_ms DESC, n.id DESC LIMIT 101",
            "notification_open",
        ),
        (
            "SELECT n.id FROM notification n WHERE n.user_id = 'u' AND n.deleted_at IS NULL AND n.done_ms IS NOT NULL \
             ORDER BY n.done_ms DESC, n.id DESC LIMIT 101",
            "notification_done",
        ),
        (
            "SELECT id FROM v_crm_due WHERE due_ms BETWEEN 1 AND 2 AND owner_id IS NOT NULL",
            "activity_row_planned",
        ),
        (
            "SELECT id FROM v_billing_invoice WHERE tab = 'open' AND due_date >= 'a' AND due_date < 'b'",
            "invoice_row",
        ),
        (
            "SELECT id FROM v_billing_estimate WHERE state = 'sent' AND valid_until BETWEEN 'a' AND 'b'",
            "estimate_row_state_valid",
        ),
        (
            "SELECT id FROM v_projects_open_task WHERE due_date BETWEEN 'a' AND 'b' AND owner_id IS NOT NULL",
            "task_row_open",
        ),
        (
            "SELECT id FROM v_handover_promise WHERE due_date BETWEEN 'a' AND 'b' AND owner_id IS NOT NULL",
            "commitment_open",
        ),
    ] {
        let conn = company.core.file().reader();
        let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let steps: Vec<String> = statement
            .query_map([], |row| row.get::<_, String>(3))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        let plan = steps.join("\n");
        assert!(plan.contains(index), "{sql} does not use {index}\n{plan}");
        assert!(!plan.contains("SCAN") && !plan.contains("TEMP B-TREE"), "{sql}\n{plan}");
    }
}
