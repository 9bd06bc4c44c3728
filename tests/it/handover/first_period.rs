//! The first period of what comes again is sold and invoiced once, whatever becomes of its invoice and of the sale it belongs to.

use super::Firm;
use super::recurring::{apart, figures_of, hand_over, issue, mixed, mixed_at, parts};
use serde_json::{Value, json};

/// What was subscribed to comes again from today on, and the rest of the sale is invoiced in this way.
fn from_today(kind: &str) -> Value {
    let rhythm = json!({ "every": 1, "unit": "month", "first": "2026-11-22", "end": { "kind": "never" } });
    json!({ "kind": kind, "rhythm": rhythm })
}

/// The drafts of a deal that come to so much.
fn draft_of(firm: &Firm, deal: &Value, total: &str) -> Value {
    let rows = firm.company.ok("invoice.list", json!({ "filter": { "deal_id": deal }, "limit": 20 }))["rows"]
        .clone();
    let mut rows = rows.as_array().unwrap().iter();
    rows.find(|row| row["state"] == "draft" && row["total"]["amount"] == total).expect(total)["id"].clone()
}

fn credit(firm: &Firm, invoice: &Value) {
    firm.company.ok("credit_note.issue", json!({ "invoice_id": invoice, "reason": "A wrong address" }));
}

/// A draft of what is left: its id, the lines on it and what is taken off.
fn rest(firm: &Firm, deal: &Value) -> (Value, Vec<Value>, Value) {
    let id = firm.company.ok("billing_plan.to_invoice", json!({ "deal_id": deal }))["id"].clone();
    let draft = firm.company.ok("invoice.get", json!({ "id": id }))["draft"].clone();
    let said = draft["lines"].as_array().unwrap().iter().map(|line| line["description"].clone()).collect();
    (id, said, draft["discount"].clone())
}

/// A deal of a setup of 500 and a month of hosting of 100, each with 18 % of tax, with its lines.
fn hosting(firm: &Firm) -> (Value, Value) {
    let company = &firm.company;
    let class = company.ok("tax_class.list", json!({ "scheme": "gst_in" }))["rows"][0]["id"].clone();
    let line = |name: &str, kind: &str, price: &str| {
        let item =
            json!({ "name": name, "kind": kind, "unit": "month", "price": price, "tax_class_ids": [class] });
        let item = company.ok("item.create", item)["id"].clone();
        json!({ "item_id": item, "description": name, "quantity": "1", "unit_price": price })
    };
    let lines = json!([line("Setup", "product", "500"), line("Host", "subscription", "100")]);
    let new = json!({ "title": "Hosting", "customer_id": firm.customer, "lines": lines });
    let deal = company.ok("deal.create", new)["id"].clone();
    let taxed = lines.as_array().unwrap().iter().map(|line| {
        let mut line = line.clone();
        line["tax_class_id"] = class.clone();
        line
    });
    (deal, taxed.collect())
}

fn accept(firm: &Firm, deal: &Value, lines: &Value) {
    let draft = json!({ "customer_id": firm.customer, "deal_id": deal, "lines": lines });
    let estimate = firm.company.ok("estimate.create", json!({ "draft": draft }))["id"].clone();
    firm.company.ok("estimate.send", json!({ "id": estimate, "version": 1, "how": "print" }));
    firm.company.ok("estimate.accept", json!({ "id": estimate, "said_by": "Nitin Vora", "how": "email" }));
}

#[test]
fn an_estimate_in_place_does_not_sell_a_first_period_again() {
    let firm = Firm::new();
    let (deal, lines) = hosting(&firm);
    hand_over(&firm, &deal, &from_today("by_hand"));
    let first = draft_of(&firm, &deal, "118.00");
    issue(&firm, &first);
    accept(&firm, &deal, &lines);
    assert_eq!(figures_of(&firm, &deal), ["708.00", "118.00", "590.00"]);
    firm.company.assert_sound();
    credit(&firm, &first);
    assert_eq!(figures_of(&firm, &deal), ["708.00", "0.00", "708.00"]);
    let (again, said, _) = rest(&firm, &deal);
    assert_eq!(said, ["Setup", "Host"]);
    issue(&firm, &again);
    assert_eq!(figures_of(&firm, &deal), ["708.00", "708.00", "0.00"]);
    firm.company.assert_sound();
}

#[test]
fn a_first_period_of_before_the_estimate_is_in_no_part_of_the_plan() {
    let firm = Firm::new();
    let (deal, lines) = hosting(&firm);
    hand_over(&firm, &deal, &apart("2026-11-22"));
    let first = draft_of(&firm, &deal, "118.00");
    issue(&firm, &first);
    let planned = [(json!("Start"), json!("236.00")), (json!("End"), json!("354.00"))];
    accept(&firm, &deal, &lines);
    assert_eq!(parts(&firm, &deal), planned);
    credit(&firm, &first);
    assert_eq!(parts(&firm, &deal), planned, "what was credited is in none of them either");
    assert_eq!(rest(&firm, &deal).1, ["Host"]);
    assert_eq!(figures_of(&firm, &deal), ["708.00", "0.00", "708.00"]);
    firm.company.assert_sound();
}

#[test]
fn work_by_the_hour_keeps_its_share_of_what_was_taken_off() {
    // What was taken off, what goods and care come to, the first period, and what is taken off the goods: 100.00 less 69.77 and 6.98.
    let even = (["1000", "1000", "1000"], "300", "1800.00", "900.00", "100");
    let uneven = (["333.33", "1000", "99.99"], "100", "403.09", "93.01", "23.25");
    for (prices, off, sold, first, share) in [even, uneven] {
        let firm = Firm::new();
        let deal = mixed_at(&firm, prices, &json!({ "discount": off }));
        hand_over(&firm, &deal, &from_today("time_and_material"));
        assert_eq!(figures_of(&firm, &deal), [sold, "0.00", sold]);
        issue(&firm, &draft_of(&firm, &deal, first));
        let (goods, said, discount) = rest(&firm, &deal);
        assert_eq!((said, discount), (vec![json!("Firewall")], json!(share)));
        issue(&firm, &goods);
        assert_eq!(figures_of(&firm, &deal), [sold, sold, "0.00"], "what was sold does not move");
        firm.company.assert_sound();
    }
}

#[test]
fn what_is_credited_and_billed_anew_carries_what_was_taken_off_once() {
    let firm = Firm::new();
    let deal = mixed(&firm);
    hand_over(&firm, &deal, &from_today("all_now"));
    let (first, main) = (draft_of(&firm, &deal, "900.00"), draft_of(&firm, &deal, "1800.00"));
    issue(&firm, &first);
    credit(&firm, &first);
    let (again, _, discount) = rest(&firm, &deal);
    assert_eq!(discount, "100");
    issue(&firm, &again);
    issue(&firm, &main);
    credit(&firm, &main);
    assert_eq!(figures_of(&firm, &deal), ["2700.00", "900.00", "1800.00"]);
    let (again, said, discount) = rest(&firm, &deal);
    assert_eq!((said.len(), discount), (2, json!("200")));
    issue(&firm, &again);
    assert_eq!(figures_of(&firm, &deal), ["2700.00", "2700.00", "0.00"]);
    firm.company.assert_sound();
}

#[test]
fn a_first_period_that_is_credited_is_due_at_once_and_by_itself() {
    let firm = Firm::new();
    let deal = mixed(&firm);
    let mut billing = apart("2026-11-22");
    billing["parts"][0]["when"] = json!({ "kind": "date", "date": "2027-06-01" });
    billing["parts"][1]["when"] = json!({ "kind": "date", "date": "2027-09-01" });
    hand_over(&firm, &deal, &billing);
    let first = draft_of(&firm, &deal, "900.00");
    issue(&firm, &first);
    let due = || {
        let sql = "SELECT coalesce(sum(total_minor), 0) FROM v_billing_to_invoice WHERE bill_date <= '2026-11-22' AND deal_id = ";
        firm.company.count(&format!("{sql}{deal}").replace('"', "'"))
    };
    assert_eq!(due(), 0);
    credit(&firm, &first);
    assert_eq!(due(), 90_000);
    let planned = [(json!("Start"), json!("720.00")), (json!("End"), json!("1080.00"))];
    assert_eq!(parts(&firm, &deal), planned);
    let (again, said, discount) = rest(&firm, &deal);
    assert_eq!((said, discount), (vec![json!("Care")], json!("100")), "with its share of what was taken off");
    issue(&firm, &again);
    assert_eq!(parts(&firm, &deal), planned);
    assert_eq!(figures_of(&firm, &deal), ["2700.00", "900.00", "1800.00"]);
    let (_, said, discount) = rest(&firm, &deal);
    assert_eq!((said.len(), discount), (2, json!("200")), "before its day when somebody asks for it");
    firm.company.assert_sound();
}

#[test]
fn what_was_sold_does_not_move_whatever_is_credited_and_billed_anew() {
    let off = json!({ "discount": "100" });
    let both = json!({ "discount": "7.5%", "charge": "20", "prices_include_tax": true });
    let charged = json!({ "discount": "100", "charge": "17.77" });
    for (kind, more) in
        [("all_now", &charged), ("milestones", &off), ("milestones", &both), ("recurring", &off)]
    {
        let firm = Firm::new();
        let deal = mixed_at(&firm, ["333.33", "1000", "99.99"], more);
        let mut billing = from_today(kind);
        billing["parts"] = apart("2026-11-22")["parts"].clone();
        hand_over(&firm, &deal, &billing);
        let issue_all = || {
            let of_deal = json!({ "filter": { "deal_id": deal }, "limit": 50 });
            for row in firm.company.ok("invoice.list", of_deal)["rows"].as_array().unwrap() {
                if row["state"] == "draft" {
                    issue(&firm, &row["id"]);
                }
            }
        };
        let bill_rest = || {
            issue_all();
            while firm.company.ok("billing_plan.get", json!({ "deal_id": deal }))["is_open"] == true {
                rest(&firm, &deal);
                issue_all();
            }
        };
        let [sold, ..] = figures_of(&firm, &deal);
        bill_rest();
        let said = format!("{kind} {more}");
        assert_eq!(figures_of(&firm, &deal), [sold.clone(), sold.clone(), json!("0.00")], "{said}");
        for row in firm.company.ok("invoice.list", json!({ "filter": { "deal_id": deal } }))["rows"]
            .as_array()
            .unwrap()
        {
            credit(&firm, &row["id"]);
            assert_eq!(figures_of(&firm, &deal)[0], sold, "{said}");
            bill_rest();
            assert_eq!(figures_of(&firm, &deal), [sold.clone(), sold.clone(), json!("0.00")], "{said}");
        }
        firm.company.assert_sound();
    }
}
