//! A customer that is handed to somebody brings its papers: whoever looks after it reads what others wrote for it before.

use super::reach::{call, desk, done, lines};
use super::{issued, pune};
use crate::support::{Company, assert_refused};
use rusqlite::trace::{TraceEvent, TraceEventCodes};
use serde_json::{Value, json};
use std::sync::Mutex;
use throughline_core::kernel::error::Code;

/// The papers of a customer.
struct Papers {
    estimate: Value,
    invoice: Value,
    credit_note: Value,
    draft: Value,
    recurring: Value,
    payment: Value,
}

impl Papers {
    fn of(company: &Company, customer: &Value) -> Self {
        let draft = json!({ "customer_id": customer, "lines": lines() });
        let made = |command: &str, payload: Value| company.ok(command, payload)["id"].clone();
        let estimate = made("estimate.create", json!({ "draft": draft }));
        company.ok("estimate.send", json!({ "id": estimate, "version": 1, "how": "print" }));
        let invoice = issued(company, customer.as_str().unwrap(), "1000")["id"].clone();
        let wrong = issued(company, customer.as_str().unwrap(), "20")["id"].clone();
        let rhythm = json!({ "every": 1, "unit": "month", "first": "2026-12-01" });
        Self {
            estimate,
            invoice,
            credit_note: made("credit_note.issue", json!({ "invoice_id": wrong, "reason": "Returned" })),
            draft: made("invoice.create", json!({ "draft": draft })),
            recurring: made("recurring_invoice.create", json!({ "draft": draft, "rhythm": rhythm })),
            payment: made(
                "payment.record",
                json!({ "customer_id": customer, "amount": "400", "method": "bank" }),
            ),
        }
    }

    /// How each of them is opened.
    fn pages(&self) -> Vec<(&'static str, Value)> {
        let mut pages = vec![
            ("estimate.get", json!({ "id": self.estimate })),
            ("invoice.get", json!({ "id": self.invoice })),
            ("invoice.get", json!({ "id": self.credit_note })),
            ("invoice.get", json!({ "id": self.draft })),
            ("recurring_invoice.get", json!({ "id": self.recurring })),
            ("payment.get", json!({ "id": self.payment })),
            ("document.thread", json!({ "id": self.invoice })),
            ("document.pages", json!({ "id": self.payment })),
            ("document.find", json!({ "number": "INV/26-27/0001" })),
            (
                "recurring_invoice.of_invoice",
                json!({ "invoice_id": self.invoice, "every": 1, "unit": "month" }),
            ),
        ];
        for (kind, id) in
            [("estimate", &self.estimate), ("invoice", &self.invoice), ("payment", &self.payment)]
        {
            pages.push(("history.of_record", json!({ "kind": kind, "id": id })));
            pages.push(("attachment.list", json!({ "record_id": id })));
        }
        pages
    }
}

/// How many papers of each kind a list shows, and its summary counts.
fn counts(company: &Company, who: &str, filter: &Value) -> Vec<(usize, i64)> {
    ["estimate", "invoice", "payment", "recurring_invoice"]
        .map(|noun| {
            let request = json!({ "filter": filter });
            let rows = done(company, who, &format!("{noun}.list"), request.clone())["rows"].clone();
            let summary = done(company, who, &format!("{noun}.summary"), request);
            (rows.as_array().unwrap().len(), summary["count"].as_i64().unwrap())
        })
        .to_vec()
}

const NONE: [(usize, i64); 4] = [(0, 0); 4];
/// One estimate, the invoice with the one that was taken back, its credit note and a draft, one payment, one recurring invoice.
const ALL: [(usize, i64); 4] = [(1, 1), (4, 4), (1, 1), (1, 1)];

const OWN: [(&str, &str); 9] = [
    ("customer.read", "all"),
    ("customer.write", "own"),
    ("estimate.read", "own"),
    ("estimate.write", "own"),
    ("invoice.read", "own"),
    ("invoice.write", "own"),
    ("payment.read", "own"),
    ("deal.read", "own"),
    ("deal.write", "own"),
];

fn hand_to(company: &Company, customer: &Value, user: &str) {
    let version = company.ok("customer.get", json!({ "id": customer }))["version"].clone();
    let set = json!({ "id": customer, "version": version, "set": { "owner_id": user } });
    company.ok("customer.update", set);
}

#[test]
fn whoever_looks_after_a_customer_reads_what_others_wrote_for_it() {
    let (company, customer) = pune();
    let customer = json!(customer);
    let papers = Papers::of(&company, &customer);
    let other = company.ok(
        "customer.create",
        json!({ "name": "Another", "addresses": [{ "city": "Nashik", "region": "27" }] }),
    )["id"]
        .clone();
    let closed = Papers::of(&company, &other);
    let who = desk(&company, "Desk", &OWN);
    let of = |customer: &Value| json!({ "customer_id": customer });
    let is_closed = |papers: &Papers| {
        for (command, payload) in
            papers.pages().into_iter().filter(|(command, _)| *command != "document.find")
        {
            let error = call(&company, &who, command, payload).expect_err(command);
            assert_eq!(error.code, Code::NotFound, "{command}");
        }
    };
    // To see every customer is not to see what each of them owes.
    is_closed(&papers);
    assert_eq!(counts(&company, &who, &of(&customer)), NONE);

    hand_to(&company, &customer, &who);
    for (command, payload) in papers.pages() {
        done(&company, &who, command, payload);
    }
    let pdf = company.core.bytes(Some(&who), "document.pdf", json!({ "id": papers.invoice })).unwrap();
    assert!(pdf.bytes.starts_with(b"%PDF"));
    assert_eq!(counts(&company, &who, &of(&customer)), ALL);
    let hits = done(&company, &who, "search.find", json!({ "q": "INV26270001" }))["hits"].clone();
    assert_eq!(hits[0]["id"], papers.invoice);

    // Another customer stays closed, and a list of no customer is one of the user's own.
    is_closed(&closed);
    assert_eq!(counts(&company, &who, &of(&other)), NONE);
    assert_eq!(counts(&company, &who, &json!({})), NONE);

    // The customer goes on to somebody else, and its papers with it.
    let boss = company.ok("user.list", json!({}))["rows"][0]["id"].clone();
    hand_to(&company, &customer, boss.as_str().unwrap());
    is_closed(&papers);
    company.assert_sound();
}

#[test]
fn what_others_wrote_for_a_customer_is_read_and_copied_but_not_changed() {
    let (company, customer) = pune();
    let customer = json!(customer);
    let papers = Papers::of(&company, &customer);
    let who = desk(&company, "Desk", &OWN);
    hand_to(&company, &customer, &who);
    let draft = json!({ "customer_id": customer, "lines": lines() });
    for (command, payload) in [
        ("estimate.update", json!({ "id": papers.estimate, "version": 1, "draft": draft })),
        ("estimate.accept", json!({ "id": papers.estimate, "said_by": "x", "how": "phone" })),
        ("invoice.update", json!({ "id": papers.draft, "version": 1, "draft": draft })),
        ("invoice.mark_sent", json!({ "id": papers.invoice, "how": "other" })),
        ("recurring_invoice.pause", json!({ "id": papers.recurring, "version": 1 })),
    ] {
        let error = call(&company, &who, command, payload).expect_err(command);
        assert_refused(&error, Code::Forbidden, "error.not_yours");
    }
    for (command, get, id) in [
        ("estimate.copy", "estimate.get", &papers.estimate),
        ("invoice.copy", "invoice.get", &papers.invoice),
    ] {
        let copy = done(&company, &who, command, json!({ "id": id }));
        assert_eq!(
            done(&company, &who, get, json!({ "id": copy["id"] }))["owner_id"],
            json!(who),
            "{command}"
        );
    }
    company.assert_sound();
}

#[test]
fn a_list_of_a_deal_shows_the_papers_of_its_customer_only() {
    let (company, customer) = pune();
    let who = desk(&company, "Desk", &OWN);
    // While a deal has no customer, papers for any may name it.
    let deal = company.ok("deal.create", json!({ "title": "Hall", "prospect": "Somebody" }))["id"].clone();
    let elsewhere = company.customer("Elsewhere");
    for id in [&customer, &elsewhere] {
        let draft = json!({ "customer_id": id, "deal_id": deal, "lines": lines() });
        company.ok("estimate.create", json!({ "draft": draft }));
    }
    let version = company.ok("deal.get", json!({ "id": deal }))["row"]["version"].clone();
    company.ok("deal.update", json!({ "id": deal, "version": version, "set": { "customer_id": customer } }));
    hand_to(&company, &json!(customer), &who);
    let of_deal = json!({ "filter": { "deal_id": deal } });
    let rows = done(&company, &who, "estimate.list", of_deal)["rows"].clone();
    assert_eq!(rows.as_array().unwrap().len(), 1, "{rows}");
    assert_eq!(rows[0]["customer_id"], customer);
}

#[test]
fn the_thread_of_a_deal_shows_the_papers_of_its_customer() {
    let (company, customer) = pune();
    let who = desk(&company, "Desk", &OWN);
    let deal = json!({ "title": "Hall", "customer_id": customer, "owner_id": who });
    let deal = company.ok("deal.create", deal)["id"].clone();
    let boss = company.ok("user.list", json!({}))["rows"][0]["id"].clone();
    let draft = json!({ "customer_id": customer, "deal_id": deal, "lines": lines() });
    let invoice = company.ok("invoice.create", json!({ "draft": draft }))["id"].clone();
    company.ok("invoice.issue", json!({ "id": invoice, "version": 1 }));
    let version = company.ok("deal.get", json!({ "id": deal }))["row"]["version"].clone();
    company.ok("deal.update", json!({ "id": deal, "version": version, "set": { "owner_id": boss } }));
    let next = desk(&company, "Next", &OWN);
    let version = company.ok("deal.get", json!({ "id": deal }))["row"]["version"].clone();
    company.ok("deal.update", json!({ "id": deal, "version": version, "set": { "owner_id": next } }));
    let steps = || {
        let thread = done(&company, &next, "thread.get", json!({ "kind": "deal", "id": deal }));
        let steps = thread["steps"].as_array().unwrap().iter().map(|one| one["step"].clone());
        steps.collect::<Vec<_>>()
    };
    assert_eq!(steps(), ["deal"], "the invoice is still of whom the deal was of");
    hand_to(&company, &json!(customer), &next);
    assert_eq!(steps(), ["deal", "invoice"]);
}

/// The statements over the papers of one customer that ran, with the values they ran with. One test fills it.
static RAN: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn remember(event: TraceEvent<'_>) {
    if let TraceEvent::Stmt(statement, _) = event
        && statement.sql().contains("OR w.customer_id = ?")
    {
        RAN.lock().unwrap().push(statement.expanded_sql().unwrap_or_default());
    }
}

#[test]
fn a_list_of_a_customer_in_reach_walks_the_index_of_that_customer() {
    let (company, customer) = pune();
    let who = desk(&company, "Desk", &OWN);
    hand_to(&company, &json!(customer), &who);
    company.core.file().reader().trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(remember));
    for noun in ["estimate", "invoice", "payment", "recurring_invoice"] {
        done(&company, &who, &format!("{noun}.list"), json!({ "filter": { "customer_id": customer } }));
    }
    let conn = company.core.file().reader();
    conn.trace_v2(TraceEventCodes::empty(), None);
    let ran = RAN.lock().unwrap().clone();
    assert_eq!(ran.len(), 4, "each list is asked once: {ran:#?}");
    for sql in ran {
        let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let plan: Vec<String> =
            statement.query_map([], |row| row.get(3)).unwrap().collect::<Result<_, _>>().unwrap();
        let walks = |step: &&String| step.starts_with("SEARCH w USING") && step.contains("(customer_id=?");
        assert!(plan.iter().any(|step| walks(&step)), "{sql}\n{plan:#?}");
        assert!(!plan.iter().any(|step| step.starts_with("SCAN w")), "{sql}\n{plan:#?}");
    }
}
