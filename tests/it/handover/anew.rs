//! What was handed over is sold anew: on other terms, in part, or not at all.

use super::Firm;
use super::recurring::{apart, figures_of, hand_over, issue, mixed, parts};
use crate::support::Company;
use serde_json::{Value, json};

fn accept(company: &Company, draft: &Value) -> Value {
    let estimate = company.ok("estimate.create", json!({ "draft": draft }))["id"].clone();
    company.ok("estimate.send", json!({ "id": estimate, "version": 1, "how": "print" }));
    company.ok("estimate.accept", json!({ "id": estimate, "said_by": "Nitin Vora", "how": "email" }));
    estimate
}

fn revoke(company: &Company, estimate: &Value) {
    company.ok("estimate.revoke", json!({ "id": estimate, "reason": "Another price" }));
}

fn newest(company: &Company, list: &str, deal: &Value) -> Value {
    company.ok(list, json!({ "filter": { "deal_id": deal }, "limit": 10 }))["rows"][0].clone()
}

/// What a recurring invoice says from its next day on: quantities and prices.
fn says(company: &Company, recurring: &Value) -> Vec<(Value, Value)> {
    let draft = company.ok("recurring_invoice.get", json!({ "id": recurring["id"] }))["draft"].clone();
    let lines = draft["lines"].as_array().unwrap().iter();
    lines.map(|line| (line["quantity"].clone(), line["unit_price"].clone())).collect()
}

/// How the billing of a deal stands on its sheet, and what is proposed of it.
fn billing_of(company: &Company, deal: &Value) -> (Value, Value) {
    let sheet = company.ok("handover.prepare", json!({ "deal_id": deal }));
    let blocks = sheet["blocks"].as_array().unwrap();
    let billing = blocks.iter().find(|one| one["block"] == "billing").unwrap();
    (billing["state"].clone(), sheet["for_billing"]["kind"].clone())
}

/// Hands over the billing alone, of a deal whose customer was handed over before.
fn bill(company: &Company, deal: &Value, billing: &Value) {
    let version = company.ok("handover.prepare", json!({ "deal_id": deal }))["version"].clone();
    company.ok("handover.confirm", json!({ "deal_id": deal, "version": version, "billing": billing }));
}

fn change(company: &Company, deal: &Value, lines: &[Value]) {
    let version = company.ok("deal.get", json!({ "id": deal }))["row"]["version"].clone();
    company.ok("deal.update", json!({ "id": deal, "version": version, "set": { "lines": lines } }));
}

/// A firewall sold once and care by the month, in the lines of a deal that is handed over apart.
fn by_lines(firm: &Firm) -> (Value, impl Fn(Option<&str>) -> Vec<Value>) {
    let item = |name: &str, kind: &str| {
        let new = json!({ "name": name, "kind": kind, "unit": "month", "price": "1000" });
        firm.company.ok("item.create", new)["id"].clone()
    };
    let (once, again) = (item("Firewall", "product"), item("Care", "subscription"));
    let lines = move |quantity: Option<&str>| {
        let once =
            json!({ "item_id": once, "description": "Firewall", "quantity": "1", "unit_price": "1000" });
        let again = quantity.map(|quantity| json!({ "item_id": again, "description": "Care", "quantity": quantity, "unit_price": "500" }));
        [Some(once), again].into_iter().flatten().collect::<Vec<Value>>()
    };
    let deal = json!({ "title": "Care", "customer_id": firm.customer, "lines": lines(Some("1")) });
    let deal = firm.company.ok("deal.create", deal)["id"].clone();
    hand_over(firm, &deal, &apart("2027-01-01"));
    (deal, lines)
}

#[test]
fn what_recurs_follows_the_lines_of_its_deal_until_its_first_day() {
    let firm = Firm::new();
    let company = &firm.company;
    let (deal, lines) = by_lines(&firm);
    let recurring = || newest(company, "recurring_invoice.list", &deal);
    assert_eq!(says(company, &recurring()), [(json!("1"), json!("500"))]);
    change(company, &deal, &lines(Some("3")));
    assert_eq!(says(company, &recurring()), [(json!("3"), json!("500"))]);
    change(company, &deal, &lines(None));
    assert_eq!((&recurring()["state"], &recurring()["next"]), (&json!("ended"), &Value::Null));
    let undone = company.ok("history.newest", json!({}))["action"]["seq"].clone();
    company.ok("history.undo", json!({ "seq": undone }));
    assert_eq!(
        (says(company, &recurring()), recurring()["state"].clone()),
        (vec![(json!("3"), json!("500"))], json!("running"))
    );
    // What somebody has agreed otherwise for it stays.
    let page = company.ok("recurring_invoice.get", json!({ "id": recurring()["id"] }));
    let mut draft = super::without_nulls(&page["draft"]);
    draft["lines"][0]["unit_price"] = json!("450");
    let other = json!({ "id": recurring()["id"], "version": page["row"]["version"], "draft": draft,
        "rhythm": super::without_nulls(&page["rhythm"]) });
    company.ok("recurring_invoice.update", other);
    change(company, &deal, &lines(Some("2")));
    assert_eq!(says(company, &recurring()), [(json!("3"), json!("450"))]);
    company.assert_sound();
}

#[test]
fn what_recurs_ends_with_the_estimate_that_sold_it_and_the_billing_is_asked_anew() {
    let firm = Firm::new();
    let (company, deal) = (&firm.company, mixed(&firm));
    hand_over(&firm, &deal, &apart("2027-01-01"));
    let estimate = newest(company, "estimate.list", &deal)["id"].clone();
    let draft = company.ok("estimate.get", json!({ "id": estimate }))["draft"].clone();
    assert_eq!(billing_of(company, &deal).0, "done");
    revoke(company, &estimate);
    assert_eq!(newest(company, "recurring_invoice.list", &deal)["state"], "ended");
    accept(company, &super::without_nulls(&draft));
    assert_ne!(billing_of(company, &deal).0, "done");
    bill(company, &deal, &apart("2027-02-01"));
    let all = company.ok("recurring_invoice.list", json!({ "filter": { "deal_id": deal }, "limit": 10 }));
    let next: Vec<&Value> = all["rows"].as_array().unwrap().iter().map(|row| &row["next"]).collect();
    assert!(next.len() == 2 && next.contains(&&json!("2027-02-01")), "{next:?}");
    company.assert_sound();
}

#[test]
fn what_recurs_is_left_to_the_estimate_that_stands_when_another_is_taken_back() {
    let firm = Firm::new();
    let (company, deal) = (&firm.company, mixed(&firm));
    hand_over(&firm, &deal, &apart("2027-01-01"));
    let estimate = newest(company, "estimate.list", &deal)["id"].clone();
    let page = company.ok("estimate.get", json!({ "id": estimate }));
    let mut draft = super::without_nulls(&page["draft"]);
    let lines = draft["lines"].as_array_mut().unwrap();
    let care = lines.iter_mut().find(|line| line["description"] == "Care").unwrap();
    care["unit_price"] = json!("900");
    draft.as_object_mut().unwrap().remove("discount");
    accept(company, &draft);
    revoke(company, &estimate);
    let recurring = newest(company, "recurring_invoice.list", &deal);
    assert_eq!(
        (&recurring["state"], says(company, &recurring)),
        (&json!("running"), vec![(json!("1"), json!("900"))])
    );
    let plan = company.ok("billing_plan.get", json!({ "deal_id": deal }));
    let care = plan["rows"].as_array().unwrap().iter().find(|row| row["description"] == "Care").unwrap();
    assert_eq!(care["first_of"]["id"], recurring["id"]);
    company.clock.advance(41 * 86_400_000);
    let first =
        company.ok("recurring_invoice.make", json!({ "id": recurring["id"] }))["invoice_ids"][0].clone();
    issue(&firm, &first);
    let [sold, invoiced, left] = figures_of(&firm, &deal);
    assert_eq!([sold, invoiced, left], [json!("2900.00"), json!("900.00"), json!("2000.00")]);
    company.assert_sound();
}

#[test]
fn a_deal_that_was_opened_before_its_estimate_was_taken_back_is_billed_anew() {
    let firm = Firm::new();
    let (company, deal) = (&firm.company, mixed(&firm));
    hand_over(&firm, &deal, &apart("2027-01-01"));
    let estimate = newest(company, "estimate.list", &deal)["id"].clone();
    let draft = company.ok("estimate.get", json!({ "id": estimate }))["draft"].clone();
    let version = company.ok("deal.get", json!({ "id": deal }))["row"]["version"].clone();
    company.ok("deal.reopen", json!({ "id": deal, "version": version }));
    revoke(company, &estimate);
    assert_eq!(parts(&firm, &deal), []);
    accept(company, &super::without_nulls(&draft));
    let (state, kind) = billing_of(company, &deal);
    assert_ne!((state, kind.is_null()), (json!("done"), true));
    bill(company, &deal, &apart("2027-01-01"));
    assert_eq!(parts(&firm, &deal).len(), 2);
    company.assert_sound();
}

#[test]
fn what_was_sold_by_the_hour_stays_so_when_it_is_sold_in_its_place() {
    let firm = Firm::new();
    let company = &firm.company;
    let work = json!({ "name": "Work", "kind": "service", "unit": "h", "price": "500" });
    let work = company.ok("item.create", work)["id"].clone();
    let line =
        |price: &str| json!({ "item_id": work, "description": "Work", "quantity": "1", "unit_price": price });
    let deal = json!({ "title": "Work", "customer_id": firm.customer, "lines": [line("500")] });
    let deal = company.ok("deal.create", deal)["id"].clone();
    hand_over(&firm, &deal, &json!({ "kind": "time_and_material" }));
    let draft =
        |price: &str| json!({ "customer_id": firm.customer, "deal_id": deal, "lines": [line(price)] });
    let estimate = accept(company, &draft("550"));
    assert_eq!(figures_of(&firm, &deal)[2], "0.00", "the hours are invoiced");
    let sheet = company.ok("handover.prepare", json!({ "deal_id": deal }));
    let sold = sheet["sold"]["lines"].as_array().unwrap().len();
    assert_eq!((sold, &sheet["sold"]["net"]["amount"]), (1, &json!("550.00")));
    revoke(company, &estimate);
    assert_eq!(figures_of(&firm, &deal)[2], "0.00");
    accept(company, &draft("600"));
    assert_eq!(figures_of(&firm, &deal)[2], "0.00");
    company.assert_sound();
}

/// A deal of ten visits that is invoiced by hand, and its line.
fn visits(firm: &Firm) -> (Value, Value) {
    let line = json!({ "description": "Visit", "quantity": "10", "unit_price": "100" });
    let deal = json!({ "title": "Visits", "customer_id": firm.customer, "lines": [line] });
    let deal = firm.company.ok("deal.create", deal)["id"].clone();
    hand_over(firm, &deal, &json!({ "kind": "by_hand" }));
    (deal, line)
}

#[test]
fn an_acceptance_that_is_taken_back_leaves_the_rest_of_the_deal_to_invoice() {
    let firm = Firm::new();
    let company = &firm.company;
    let (deal, line) = visits(&firm);
    let drafted = company.ok("billing_plan.to_invoice", json!({ "deal_id": deal }))["id"].clone();
    let page = company.ok("invoice.get", json!({ "id": drafted }));
    let mut draft = super::without_nulls(&page["draft"]);
    draft["lines"][0]["quantity"] = json!("4");
    company.ok("invoice.update", json!({ "id": drafted, "version": 1, "draft": draft }));
    company.ok("invoice.issue", json!({ "id": drafted, "version": 2 }));
    let before = figures_of(&firm, &deal);
    let offered = json!({ "customer_id": firm.customer, "deal_id": deal, "lines": [line] });
    let estimate = accept(company, &offered);
    assert_eq!(figures_of(&firm, &deal)[1], before[1]);
    revoke(company, &estimate);
    assert_eq!(figures_of(&firm, &deal), before);
    company.assert_sound();
}

#[test]
fn a_copy_of_an_invoice_that_counts_no_more_bills_what_that_billed() {
    let firm = Firm::new();
    let company = &firm.company;
    let (deal, _) = visits(&firm);
    let first = company.ok("billing_plan.to_invoice", json!({ "deal_id": deal }))["id"].clone();
    issue(&firm, &first);
    let all = figures_of(&firm, &deal);
    let beside = company.ok("invoice.copy", json!({ "id": first }))["id"].clone();
    company.ok("invoice.delete", json!({ "id": beside, "version": 1 }));
    company.ok("credit_note.issue", json!({ "invoice_id": first, "reason": "Wrong order" }));
    assert_eq!(figures_of(&firm, &deal)[2], all[0]);
    let again = company.ok("invoice.copy", json!({ "id": first }))["id"].clone();
    issue(&firm, &again);
    assert_eq!(figures_of(&firm, &deal), all, "sold once");
    let more = company.ok("invoice.copy", json!({ "id": first }))["id"].clone();
    issue(&firm, &more);
    assert_ne!(figures_of(&firm, &deal)[0], all[0], "sold a second time, since nothing of it was left");
    company.assert_sound();
}

#[test]
fn what_cannot_come_again_as_it_is_sold_now_comes_as_before_and_its_owner_is_told() {
    let firm = Firm::new();
    let company = &firm.company;
    let (deal, lines) = by_lines(&firm);
    change(company, &deal, &lines(Some("3")));
    let recurring = newest(company, "recurring_invoice.list", &deal);
    let page = company.ok("recurring_invoice.get", json!({ "id": recurring["id"] }));
    let mut draft = super::without_nulls(&page["draft"]);
    draft["discount"] = json!("1200");
    company.ok(
        "recurring_invoice.update",
        json!({ "id": recurring["id"], "version": page["row"]["version"], "draft": draft,
            "rhythm": super::without_nulls(&page["rhythm"]) }),
    );
    change(company, &deal, &lines(Some("1")));
    assert_eq!(says(company, &recurring), [(json!("3"), json!("500"))], "500 bears no discount of 1,200");
    let rows = company.ok("inbox.list", json!({}))["rows"].clone();
    let told: Vec<&Value> =
        rows.as_array().unwrap().iter().filter(|row| row["message_id"] == "inbox.recurring_stays").collect();
    assert_eq!((told.len(), &told[0]["record_id"]), (1, &recurring["id"]));
    company.assert_sound();
}
