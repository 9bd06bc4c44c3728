//! What a contract leaves of its recurring invoices: its end, its days and what was sold of its terms bound them beside what was said.

use super::invoiced::{all, at, monthly, row, with_its_term};
use super::{DAY, contract, id, monday};
use crate::support::Company;
use serde_json::{Value, json};
use std::collections::BTreeSet;

pub(super) fn page(company: &Company, recurring: &str) -> Value {
    company.ok("recurring_invoice.get", json!({ "id": recurring }))
}

pub(super) fn make(company: &Company, recurring: &str) -> usize {
    let made = company.ok("recurring_invoice.make", json!({ "id": recurring }));
    made["invoice_ids"].as_array().unwrap().len()
}

fn end(company: &Company, contract: &str, day: &str) {
    company.ok("contract.end", at(company, contract, &json!({ "date": day, "reason": "Moved away" })));
}

fn reopen(company: &Company, contract: &str) {
    company.ok("contract.reopen", at(company, contract, &json!({})));
}

/// The ids of the messages of what a renewal should let somebody look at.
pub(super) fn renew(company: &Company, contract: &str, more: &Value) -> Vec<Value> {
    let renewed = company.ok("contract.renew", at(company, contract, more));
    renewed["warnings"].as_array().unwrap().iter().map(|one| one["message_id"].clone()).collect()
}

pub(super) fn told(company: &Company, message: &str) -> Vec<Value> {
    let rows = company.ok("inbox.list", json!({}))["rows"].clone();
    rows.as_array().unwrap().iter().filter(|row| row["message_id"] == message).cloned().collect()
}

/// Every day on which one makes an invoice, made or to come, at most so many.
fn made_and_to_come(company: &Company, recurring: &str) -> (i64, Option<String>) {
    let stands = page(company, recurring);
    let made = company.count(&format!("SELECT made FROM recurring_invoice WHERE id = '{recurring}'"));
    let days = json!({ "id": recurring, "rhythm": stands["rhythm"] });
    let last = company.ok("recurring_invoice.days", days)["last"].clone();
    (made, last.as_str().map(str::to_owned))
}

#[test]
fn a_number_of_invoices_holds_beside_the_end_of_the_contract_and_after_it_is_taken_back() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({ "auto_renew": true }));
    let counted = json!({ "kind": "after", "count": 3 });
    let (done, half) = (monthly(&company, &care, &counted), monthly(&company, &care, &counted));
    company.clock.advance(65 * DAY);
    assert_eq!((make(&company, &done), make(&company, &half)), (2, 2), "of December and of January");
    company.ok(
        "recurring_invoice.skip",
        json!({ "id": half, "version": page(&company, &half)["row"]["version"] }),
    );
    company.clock.advance(30 * DAY);
    assert_eq!((make(&company, &done), make(&company, &half)), (1, 0));
    end(&company, &care, "2027-03-15");
    company.clock.advance(60 * DAY);
    for one in [&done, &half] {
        assert_eq!(make(&company, one), usize::from(one == &half), "no more than three in all");
    }
    assert_eq!(page(&company, &done)["rhythm"]["end"], counted, "what was over stays as it was");
    reopen(&company, &care);
    for one in [&done, &half] {
        assert_eq!(page(&company, one)["rhythm"]["end"], counted);
        assert_eq!(page(&company, one)["days"], json!([]));
    }
    company.assert_sound();
}

#[test]
fn an_end_that_is_taken_back_leaves_what_somebody_chose() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({ "auto_renew": true }));
    for chosen in [
        json!({ "kind": "on", "date": "2026-12-31" }),
        json!({ "kind": "on", "date": "2027-02-28" }),
        json!({ "kind": "never" }),
        json!({ "kind": "after", "count": 4 }),
    ] {
        monthly(&company, &care, &chosen);
    }
    let stood = all(&company, &customer);
    end(&company, &care, "2026-12-31");
    assert!(
        all(&company, &customer).iter().all(|one| one.2 == json!({ "kind": "on", "date": "2026-12-31" }))
    );
    reopen(&company, &care);
    assert_eq!(all(&company, &customer), stood);
    company.assert_sound();
}

#[test]
fn what_is_changed_on_one_while_its_contract_has_ended_keeps_the_end_unless_another_is_said() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({ "auto_renew": true }));
    let counted = monthly(&company, &care, &json!({ "kind": "after", "count": 9 }));
    end(&company, &care, "2027-01-15");
    let update = |rhythm: &Value, subject: &str| {
        let stands = page(&company, &counted);
        let mut draft = stands["draft"].clone();
        draft["subject"] = json!(subject);
        let version = &stands["row"]["version"];
        company.ok(
            "recurring_invoice.update",
            json!({ "id": counted, "version": version, "draft": draft,
            "rhythm": rhythm, "contract_id": care }),
        );
    };
    update(&page(&company, &counted)["rhythm"], "Other words");
    assert_eq!(made_and_to_come(&company, &counted).1.as_deref(), Some("2027-01-01"));
    reopen(&company, &care);
    assert_eq!(page(&company, &counted)["rhythm"]["end"], json!({ "kind": "after", "count": 9 }));
    end(&company, &care, "2027-01-15");
    let mut longer = page(&company, &counted)["rhythm"].clone();
    longer["end"] = json!({ "kind": "on", "date": "2027-03-15" });
    update(&longer, "Until the goods are back");
    reopen(&company, &care);
    assert_eq!(page(&company, &counted)["rhythm"]["end"], longer["end"], "what was said last holds");
    company.assert_sound();
}

#[test]
fn support_that_begins_on_another_day_is_invoiced_as_often_as_was_planned() {
    for made_before in [false, true] {
        let (company, customer) = monday();
        company.ok("area.switch", json!({ "area": "delivery", "state": "live" }));
        let project = json!({ "name": "Network", "customer_id": customer, "start_date": "2026-11-23" });
        let project = company.ok("project.create", json!({ "set": project }))["id"].clone();
        let term = json!({ "start": "2026-11-01", "end": "2027-10-31", "indexation_percent": "0" });
        let care = contract(&company, &customer, &term);
        let waits = company.ok("entitlement.create", json!({ "customer_id": customer, "contract_id": care, "name": "Gold",
            "unit": "unlimited", "period": "term", "start": "2026-11-01", "end": "2027-10-31", "after_project_id": project }));
        let again = |unit: &str| {
            let draft = company.ok("contract.invoicing", json!({ "id": care }))["draft"].clone();
            let rhythm = json!({ "every": 1, "unit": unit, "first": "2026-11-01", "end": { "kind": "on", "date": "2027-10-31" } });
            id(&company.ok(
                "recurring_invoice.create",
                json!({ "draft": draft, "rhythm": rhythm, "contract_id": care }),
            ))
        };
        let (yearly, monthly) = (again("year"), again("month"));
        if made_before {
            assert_eq!((make(&company, &yearly), make(&company, &monthly)), (1, 1));
        }
        let begins = json!({ "id": waits["id"], "version": 1, "date": "2027-02-01" });
        company.ok("entitlement.begin", begins);
        assert_eq!(
            told(&company, "inbox.contract_moved").len(),
            usize::from(made_before),
            "the yearly one is over"
        );
        company.clock.advance(450 * DAY);
        assert_eq!(
            (make(&company, &yearly), make(&company, &monthly)),
            if made_before { (0, 11) } else { (1, 12) },
            "twelve months of one year, made before: {made_before}"
        );
        // The next term is invoiced from its own first day on.
        assert_eq!(renew(&company, &care, &json!({})), [] as [Value; 0]);
        let next = row("120000", "2028-02-01", Some("2029-01-31"));
        let known = all(&company, &customer);
        let goes_on = if made_before { known[2..].to_vec() } else { Vec::new() };
        assert_eq!(goes_on, if made_before { vec![next.clone(), next] } else { Vec::new() });
        company.assert_sound();
    }
}

#[test]
fn another_last_day_of_the_contract_is_that_of_its_recurring_invoices() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({ "indexation_percent": "0" }));
    monthly(&company, &care, &with_its_term());
    monthly(&company, &care, &json!({ "kind": "on", "date": "2027-02-28" }));
    let counted = monthly(&company, &care, &json!({ "kind": "after", "count": 4 }));
    let set =
        |day: &str| company.reply("contract.update", at(&company, &care, &json!({ "set": { "end": day } })));
    let ends = || all(&company, &customer).into_iter().map(|one| one.2).collect::<Vec<_>>();
    let on = |day: &str| json!({ "kind": "on", "date": day });
    let four = json!({ "kind": "after", "count": 4 });
    set("2027-06-30");
    assert_eq!(ends(), [on("2027-06-30"), on("2027-02-28"), four.clone()]);
    let shorter = set("2027-01-31");
    assert_eq!(ends(), [on("2027-01-31"), on("2027-01-31"), on("2027-01-31")]);
    company.ok("history.undo", json!({ "seq": shorter.undo.unwrap().seq }));
    assert_eq!(ends(), [on("2027-06-30"), on("2027-02-28"), four.clone()]);
    set("2027-01-31");
    set("2027-12-31");
    assert_eq!(
        made_and_to_come(&company, &counted).1.as_deref(),
        Some("2027-03-01"),
        "four hold beside the day"
    );
    assert_eq!(ends()[1..], [on("2027-02-28"), four.clone()], "each finds its own again");
    set("2027-01-31");
    // An end that is taken back leaves what the contract had left before.
    end(&company, &care, "2027-01-15");
    reopen(&company, &care);
    assert_eq!(ends(), [on("2027-01-31"), on("2027-01-31"), on("2027-01-31")]);
    set("2027-02-15");
    assert_eq!(ends(), [on("2027-02-15"), on("2027-02-15"), on("2027-02-15")]);
    assert_eq!(renew(&company, &care, &json!({})), [] as [Value; 0]);
    assert_eq!(ends(), [on("2028-02-15"), on("2027-02-28"), four], "with the next term");
    company.assert_sound();
}

#[test]
fn what_made_nothing_yet_moves_with_the_days_of_its_contract() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({ "start": "2027-01-01", "end": "2027-12-31" }));
    let form = company.ok("contract.invoicing", json!({ "id": care }));
    for (first, end) in [
        ("2027-01-01", json!({ "kind": "never" })),
        ("2027-01-31", json!({ "kind": "on", "date": "2027-12-31" })),
        ("2026-11-20", json!({ "kind": "never" })),
    ] {
        let rhythm = json!({ "every": 1, "unit": "month", "first": first, "end": end });
        let again = json!({ "draft": form["draft"], "rhythm": rhythm, "contract_id": care });
        let again = id(&company.ok("recurring_invoice.create", again));
        assert_eq!(make(&company, &again), usize::from(first == "2026-11-20"));
    }
    let set = |days: Value| company.ok("contract.update", at(&company, &care, &json!({ "set": days })));
    set(json!({ "start": "2027-03-01", "end": "2028-02-29" }));
    let moved = [
        row("120000", "2027-03-01", None),
        row("120000", "2027-03-31", Some("2028-02-29")),
        row("120000", "2026-11-20", None),
    ];
    assert_eq!(all(&company, &customer), moved);
    // A longer term is the same one, and what runs keeps its days.
    let runs = contract(&company, &customer, &json!({}));
    monthly(&company, &runs, &with_its_term());
    company.ok(
        "contract.update",
        at(&company, &runs, &json!({ "set": { "start": "2026-05-01", "end": "2027-04-30" } })),
    );
    assert_eq!(all(&company, &customer)[3], row("10000", "2026-12-01", Some("2027-04-30")));
    company.assert_sound();
}

#[test]
fn what_costs_more_is_raised_to_the_last_decimal_with_what_is_taken_off() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({}));
    let form = company.ok("contract.invoicing", json!({ "id": care }));
    let again = |price: &str, quantity: &str, off: (&str, &str)| {
        let mut draft = form["draft"].clone();
        for (name, value) in [("unit_price", price), ("quantity", quantity), ("discount", off.0)] {
            draft["lines"][0][name] = json!(value);
        }
        draft["discount"] = json!(off.1);
        let rhythm = json!({ "every": 1, "unit": "month", "first": "2026-12-01" });
        company
            .ok("recurring_invoice.create", json!({ "draft": draft, "rhythm": rhythm, "contract_id": care }));
    };
    again("0.005", "100000", ("", ""));
    again("1000", "1", ("300", "500"));
    again("1000", "1", ("30%", ""));
    renew(&company, &care, &json!({}));
    let list = json!({ "filter": { "customer_id": customer }, "limit": 20 });
    let rows = company.ok("recurring_invoice.list", list)["rows"].as_array().unwrap().clone();
    let mut totals: Vec<_> = rows.iter().map(|row| row["amount"]["amount"].as_str().unwrap()).collect();
    totals.sort_unstable();
    assert_eq!(totals, ["200.00", "210.00", "500.00", "525.00", "700.00", "735.00"], "each by five percent");
    company.assert_sound();
}

/// Sells the next term of a contract in a deal.
fn sell(company: &Company, contract: &str) {
    let proposed = company.ok("contract.propose", at(company, contract, &json!({})));
    let deal = company.ok("deal.get", json!({ "id": proposed["deal_id"] }))["row"].clone();
    company.ok("deal.win", json!({ "id": deal["id"], "version": deal["version"] }));
}

#[test]
fn the_term_after_one_that_was_sold_is_invoiced_again_at_what_it_is_worth() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({ "auto_renew": true }));
    monthly(&company, &care, &json!({ "kind": "never" }));
    sell(&company, &care);
    let rests = row("10000", "2026-12-01", Some("2027-03-31"));
    assert_eq!(all(&company, &customer), std::slice::from_ref(&rests));
    // The days of the term that ended are not lost, and what was sold is invoiced by its deal alone.
    assert_eq!(renew(&company, &care, &json!({})), [] as [Value; 0]);
    assert_eq!(
        all(&company, &customer),
        [rests.clone(), row("11025", "2028-04-01", None)],
        "twice five percent"
    );
    company.clock.advance(140 * DAY);
    let due = company.ok("recurring_invoice.due", json!({}))["ids"].clone();
    let made: Vec<usize> =
        due.as_array().unwrap().iter().map(|one| make(&company, one.as_str().unwrap())).collect();
    assert_eq!(made, [4], "of the term that ended");
    assert_eq!(renew(&company, &care, &json!({})), [] as [Value; 0]);
    assert_eq!(all(&company, &customer)[2], row("11576.25", "2029-04-01", None));
    company.assert_sound();
}

#[test]
fn a_term_that_nothing_invoices_is_told() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({}));
    monthly(&company, &care, &json!({ "kind": "never" }));
    sell(&company, &care);
    company.ok("contract.update", at(&company, &care, &json!({ "set": { "value": "" } })));
    assert_eq!(renew(&company, &care, &json!({})), ["warning.recurring_no_price"]);
    let chosen = contract(&company, &customer, &json!({ "auto_renew": true }));
    monthly(&company, &chosen, &json!({ "kind": "on", "date": "2027-02-28" }));
    let never = contract(&company, &customer, &json!({ "auto_renew": true }));
    let worthless = contract(&company, &customer, &json!({ "auto_renew": true, "value": "" }));
    company.clock.advance(140 * DAY);
    for contract in [&chosen, &never, &worthless] {
        company.ok("contract.roll", json!({ "id": contract }));
    }
    let rows = told(&company, "inbox.renewal_invoicing");
    let told: BTreeSet<&str> = rows.iter().filter_map(|row| row["record_id"].as_str()).collect();
    assert_eq!(told, [chosen.as_str(), never.as_str()].into(), "also where it was never invoiced");
    assert!(rows.iter().all(|row| row["params"]["reason"]["message_id"] == "warning.term_not_invoiced"));
    assert_eq!(renew(&company, &never, &json!({})), ["warning.term_not_invoiced"]);
    company.assert_sound();
}

#[test]
fn a_new_price_that_would_be_refused_is_told() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({ "value": "0.01" }));
    monthly(&company, &care, &json!({ "kind": "never" }));
    assert_eq!(renew(&company, &care, &json!({ "value": "9999999999999" })), ["warning.recurring_old_price"]);
    assert_eq!(all(&company, &customer), [row("10000", "2026-12-01", None)]);
    company.assert_sound();
}
