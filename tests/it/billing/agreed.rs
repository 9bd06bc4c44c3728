//! However a sale is invoiced in parts, its invoices come to exactly what was agreed, net and total, and what was sold never moves
//! by a rounding.

use super::{gst, pune};
use crate::sellers::rules;
use crate::support::Company;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::{Value, json};
use throughline_core::api::Mode;

/// Net and total in paise.
type Both = [i64; 2];

fn paise(amount: &Value) -> i64 {
    amount.as_str().unwrap().replace('.', "").parse().unwrap()
}

/// An estimate that was accepted, and what its invoices came to.
struct Sale<'a> {
    company: &'a Company,
    estimate: Value,
    agreed: Both,
    invoiced: Both,
    /// Prices contain taxes of several rates, and an amount off or on the whole may move what lies in them: the law fixes the net then.
    moves_net: bool,
}

impl<'a> Sale<'a> {
    fn of(company: &'a Company, customer: &str, mut draft: Value) -> Self {
        draft["customer_id"] = json!(customer);
        let estimate = company.ok("estimate.create", json!({ "draft": draft }))["id"].clone();
        company.ok("estimate.send", json!({ "id": estimate, "version": 1, "how": "print" }));
        company.ok("estimate.accept", json!({ "id": estimate, "said_by": "x", "how": "phone" }));
        let is_amount =
            |share: &Value| share.as_str().is_some_and(|text| !text.is_empty() && !text.ends_with('%'));
        let lines = draft["lines"].as_array().unwrap();
        let moves_net = draft["prices_include_tax"] == true
            && (is_amount(&draft["discount"]) || is_amount(&draft["charge"]))
            && lines.iter().any(|line| line["taxes"] != lines[0]["taxes"]);
        let mut sale = Self { company, estimate, agreed: [0, 0], invoiced: [0, 0], moves_net };
        sale.agreed = sale.figures()[0];
        sale
    }

    fn figures(&self) -> [Both; 3] {
        let plan = self.company.ok("billing_plan.get", json!({ "estimate_id": self.estimate }));
        let figures = plan["figures"][0].clone();
        ["sold", "invoiced", "to_invoice"]
            .map(|name| [format!("{name}_net"), name.to_owned()].map(|name| paise(&figures[name]["amount"])))
    }

    fn is_open(&self) -> bool {
        let plan = self.company.ok("billing_plan.get", json!({ "estimate_id": self.estimate }));
        plan["is_open"] == json!(true)
    }

    fn draft(&self) -> Value {
        self.company.ok("billing_plan.to_invoice", json!({ "estimate_id": self.estimate }))["id"].clone()
    }

    /// Changes a draft; false when the form refuses it, and nothing has changed then.
    fn change(&self, invoice: &Value, change: impl FnOnce(&mut Value)) -> bool {
        let page = self.company.ok("invoice.get", json!({ "id": invoice }));
        let mut draft = page["draft"].clone();
        change(&mut draft);
        let request = json!({ "id": invoice, "version": page["version"], "draft": draft });
        self.company.core.call(None, "invoice.update", request, Mode::Run).is_ok()
    }

    /// Issues a draft for what its page said, and proves that what was sold stands still.
    fn issue(&mut self, invoice: &Value) -> Value {
        let page = |company: &Company| company.ok("invoice.get", json!({ "id": invoice }));
        let draft = page(self.company);
        self.company.ok("invoice.issue", json!({ "id": invoice, "version": draft["version"] }));
        let issued = page(self.company);
        assert_eq!(issued["total"]["amount"], draft["totals"]["total"], "what was shown is issued");
        assert_eq!(issued["totals"]["total"], draft["totals"]["total"], "and explained");
        let came = [paise(&issued["totals"]["net"]), paise(&issued["total"]["amount"])];
        self.invoiced = [self.invoiced[0] + came[0], self.invoiced[1] + came[1]];
        let left = [self.agreed[0] - self.invoiced[0], self.agreed[1] - self.invoiced[1]];
        let figures = self.figures();
        if self.moves_net {
            assert_eq!(figures.map(|both| both[1]), [self.agreed[1], self.invoiced[1], left[1]]);
        } else {
            assert_eq!(figures, [self.agreed, self.invoiced, left], "{}", issued["totals"]);
        }
        issued
    }

    fn issue_what_is_left(&mut self) -> Value {
        let invoice = self.draft();
        let issued = self.issue(&invoice);
        assert_eq!(self.invoiced[1], self.agreed[1], "{}", issued["totals"]);
        assert!(self.moves_net || self.invoiced[0] == self.agreed[0], "{}", issued["totals"]);
        assert!(!self.is_open());
        issued
    }
}

fn line(quantity: &str, price: &str, taxes: Value) -> Value {
    json!({ "description": "Cable", "hsn": "8544", "quantity": quantity, "unit_price": price, "taxes": taxes })
}

fn three_lines() -> Value {
    json!([line("3", "333.335", gst("18")), line("7", "12.49", gst("5")), line("1.5", "199.99", gst("18"))])
}

/// One unit of each line, or what is left of it.
fn one_of_each(draft: &mut Value) {
    for line in draft["lines"].as_array_mut().unwrap() {
        let left: f64 = line["quantity"].as_str().unwrap().parse().unwrap();
        line["quantity"] = json!(if left > 1.0 { "1" } else { "0.5" });
    }
}

#[test]
fn the_parts_of_a_sale_come_to_exactly_what_was_agreed() {
    let (company, customer) = pune();
    for (given, lines) in [
        (json!({ "discount": "100" }), three_lines()),
        (json!({ "charge": "50", "discount": "10%" }), three_lines()),
        (json!({ "discount": "5%" }), three_lines()),
        (json!({ "prices_include_tax": true }), three_lines()),
        (json!({ "prices_include_tax": true, "discount": "33.33", "charge": "2.5%" }), three_lines()),
        (json!({}), three_lines()),
        // Each part rounds up: the parts before the last would take more than all of it.
        (json!({}), json!([line("10", "0.006", gst("18"))])),
        (json!({}), json!([line("10", "0.004", gst("18")), line("5", "1", gst("5"))])),
    ] {
        let mut draft = given;
        draft["lines"] = lines;
        let mut sale = Sale::of(&company, &customer, draft);
        for _ in 0..2 {
            let part = sale.draft();
            assert!(sale.change(&part, one_of_each));
            sale.issue(&part);
        }
        sale.issue_what_is_left();
    }
    company.assert_sound();
}

#[test]
fn a_discount_given_sooner_or_later_moves_only_what_is_to_invoice() {
    let (company, customer) = pune();
    let lines = json!([line("3", "1000", gst("18"))]);
    for typed in ["", "10", "100"] {
        let mut sale = Sale::of(&company, &customer, json!({ "discount": "100", "lines": lines.clone() }));
        assert_eq!(sale.agreed, [290_000, 342_200]);
        let part = sale.draft();
        assert!(sale.change(&part, |draft| {
            draft["lines"][0]["quantity"] = json!("1");
            draft["discount"] = json!(typed);
        }));
        sale.issue(&part);
        sale.issue_what_is_left();
    }
    // What was not agreed is a change: another price, and more off than was agreed.
    let sale = Sale::of(&company, &customer, json!({ "discount": "100", "lines": lines }));
    let part = sale.draft();
    assert!(sale.change(&part, |draft| {
        draft["lines"][0]["quantity"] = json!("1");
        draft["lines"][0]["unit_price"] = json!("1100");
        draft["discount"] = json!("150");
    }));
    let version = company.ok("invoice.get", json!({ "id": part }))["version"].clone();
    company.ok("invoice.issue", json!({ "id": part, "version": version }));
    assert_eq!(sale.figures().map(|both| both[0]), [295_000, 95_000, 200_000]);
    company.assert_sound();
}

#[test]
fn a_discount_on_lines_of_another_rate_moves_tax_and_no_total() {
    let (company, customer) = pune();
    let lines = json!([line("1", "1000", gst("18")), line("1", "1000", gst("5"))]);
    for (inclusive, last) in [(false, "-13.00"), (true, "0.00")] {
        let draft = json!({ "discount": "200", "lines": lines, "prices_include_tax": inclusive });
        let mut sale = Sale::of(&company, &customer, draft);
        let part = sale.draft();
        assert!(sale.change(&part, |draft| {
            draft["lines"].as_array_mut().unwrap().remove(0);
        }));
        sale.issue(&part);
        // 100.00 were agreed off the line with 18 %; now they are off the one with 5 %, which is 13.00 more tax.
        assert_eq!(sale.issue_what_is_left()["totals"]["rounding"], last);
    }
    company.assert_sound();
}

#[test]
fn the_last_part_says_what_it_has_beside_its_lines() {
    let (company, customer) = pune();
    let lines = json!([line("3", "33.335", gst("18"))]);
    let mut sale = Sale::of(&company, &customer, json!({ "lines": lines }));
    // 100.005 is 100.01, with 9 % twice 118.01; three times 33.34 with 3.00 twice are 100.02 and 118.02.
    assert_eq!(sale.agreed, [10_001, 11_801]);
    for _ in 0..2 {
        let part = sale.draft();
        assert!(sale.change(&part, |draft| draft["lines"][0]["quantity"] = json!("1")));
        sale.issue(&part);
    }
    let last = sale.issue_what_is_left();
    let totals = &last["totals"];
    let figures =
        ["lines_net", "discount", "net", "tax", "rounding", "total"].map(|name| totals[name].clone());
    assert_eq!(json!(figures), json!(["33.34", "0.01", "33.33", "6.00", "0.00", "39.33"]));
    let why = totals["why"].as_array().unwrap();
    assert!(why.iter().any(|step| step["label_id"] == "price.why.rest"), "{totals}");

    let note = json!({ "invoice_id": last["id"], "reason": "Wrong address" });
    company.ok("credit_note.issue", note);
    assert_eq!(sale.figures(), [sale.agreed, [6_668, 7_868], [3_333, 3_933]]);
    sale.invoiced = [6_668, 7_868];
    sale.issue_what_is_left();
    company.assert_sound();
}

#[test]
fn a_sale_whose_total_is_rounded_is_rounded_in_parts_too() {
    let (company, customer) = pune();
    company.ok("branch.update", rules(&company, json!({ "round_to": "1" })));
    let mut sale = Sale::of(&company, &customer, json!({ "discount": "7%", "lines": three_lines() }));
    for _ in 0..2 {
        let part = sale.draft();
        assert!(sale.change(&part, one_of_each));
        let issued = sale.issue(&part);
        assert!(issued["total"]["amount"].as_str().unwrap().ends_with(".00"));
    }
    let last = sale.issue_what_is_left();
    assert!(last["total"]["amount"].as_str().unwrap().ends_with(".00"));
    company.assert_sound();
}

/// How a part is cut: so many percent of each line, whether it carries the amounts that were agreed for the whole.
#[derive(Debug, Clone)]
struct Cut {
    percents: Vec<u32>,
    carries: bool,
}

#[derive(Debug, Clone)]
struct Offer {
    draft: Value,
    per_rate: bool,
    cuts: Vec<Cut>,
    /// Percents of billing milestones instead of cuts, when there are any; and which of their drafts is issued first.
    milestones: Vec<u32>,
    first: usize,
}

fn decimal(units: u32, places: usize) -> String {
    let text = format!("{units:0>width$}", width = places + 1);
    format!("{}.{}", &text[..text.len() - places], &text[text.len() - places..])
}

fn share(most: u32) -> impl Strategy<Value = String> {
    prop_oneof![
        2 => Just(String::new()),
        2 => (1_u32..3000).prop_map(|percent| format!("{}%", decimal(percent, 2))),
        2 => (1..most).prop_map(|amount| decimal(amount, 2)),
    ]
}

fn offered_line() -> impl Strategy<Value = Value> {
    let rate = prop_oneof![3 => Just(gst("18")), 2 => Just(gst("5")), 1 => Just(json!([]))];
    (1_u32..900, 1_u32..2_000_000, rate, share(40)).prop_map(|(quantity, price, taxes, discount)| {
        let mut line = line(&decimal(quantity, 1), &decimal(price, 3), taxes);
        // An amount off a line must not be more than the line.
        if u64::from(quantity) * u64::from(price) > 10_000 {
            line["discount"] = json!(discount);
        }
        line
    })
}

fn offer() -> impl Strategy<Value = Offer> {
    let cut = (proptest::collection::vec(0_u32..=100, 4), any::<bool>())
        .prop_map(|(percents, carries)| Cut { percents, carries });
    let draft = (proptest::collection::vec(offered_line(), 1..5), share(200), share(30_000), any::<bool>())
        .prop_map(|(lines, discount, charge, inclusive)| {
            json!({ "lines": lines, "discount": discount, "charge": charge, "prices_include_tax": inclusive })
        });
    let cuts = proptest::collection::vec(cut, 1..5);
    let milestones = prop_oneof![Just(Vec::new()), proptest::collection::vec(1_u32..3300, 1..4)];
    (draft, any::<bool>(), cuts, milestones, any::<usize>()).prop_map(
        |(draft, per_rate, cuts, milestones, first)| Offer { draft, per_rate, cuts, milestones, first },
    )
}

fn cut_to(draft: &mut Value, cut: &Cut) {
    // The last part carries what was agreed: without it something else is sold.
    let mut leaves = false;
    let lines = draft["lines"].as_array_mut().unwrap();
    for (line, percent) in lines.iter_mut().zip(cut.percents.iter().cycle()) {
        let left = line["quantity"].as_str().unwrap().to_owned();
        let (whole, part) = left.split_once('.').unwrap_or((&left, ""));
        let thousandths: u64 = format!("{whole}{:0<3}", &part[..part.len().min(3)]).parse().unwrap();
        let taken = thousandths * u64::from(*percent) / 100;
        leaves |= taken < thousandths;
        line["quantity"] = json!(decimal(u32::try_from(taken).unwrap(), 3));
    }
    lines.retain(|line| line["quantity"].as_str().unwrap().chars().any(|digit| ('1'..='9').contains(&digit)));
    if leaves && !cut.carries && draft["charge"].as_str().is_some_and(|charge| !charge.ends_with('%')) {
        draft["charge"] = json!("");
    }
}

fn in_cuts(sale: &mut Sale<'_>, cuts: &[Cut]) {
    for cut in cuts {
        if !sale.is_open() {
            return;
        }
        let part = sale.draft();
        let fits = sale.change(&part, |draft| cut_to(draft, cut));
        let page = sale.company.ok("invoice.get", json!({ "id": part }));
        if !fits || page["draft"]["lines"].as_array().unwrap().is_empty() {
            sale.company.ok("invoice.delete", json!({ "id": part, "version": page["version"] }));
            continue;
        }
        sale.issue(&part);
    }
    if sale.is_open() {
        sale.issue_what_is_left();
    }
}

fn in_milestones(sale: &mut Sale<'_>, percents: &[u32], first: usize) {
    let last = 10_000 - percents.iter().sum::<u32>();
    let milestones: Vec<Value> = percents
        .iter()
        .chain([&last])
        .map(|percent| {
            json!({ "name": "Part", "percent": decimal(*percent, 2), "when": { "kind": "by_hand" } })
        })
        .collect();
    let request = json!({ "estimate_id": sale.estimate, "milestones": milestones });
    let ids = sale.company.ok("billing_milestone.save", request)["ids"].as_array().unwrap().clone();
    let mut drafts: Vec<Value> = Vec::new();
    for id in &ids {
        let made = sale.company.core.call(None, "billing_milestone.bill", json!({ "id": id }), Mode::Run);
        // Nothing of a small sale may be left to a part.
        drafts.extend(made.iter().flat_map(|made| made.result["invoice_ids"].as_array().unwrap().clone()));
    }
    let count = drafts.len();
    drafts.rotate_left(first % count);
    drafts.iter().for_each(|draft| {
        sale.issue(draft);
    });
    if sale.is_open() {
        sale.issue_what_is_left();
    }
}

proptest! {
    // Other sales are tried with another number here; the same ones each time keep a run short and what it says the same.
    #![proptest_config(ProptestConfig { max_shrink_iters: 60, rng_seed: RngSeed::Fixed(7), ..ProptestConfig::with_cases(6) })]

    #[test]
    fn any_sale_comes_to_what_was_agreed_in_any_parts(offers in proptest::collection::vec(offer(), 6)) {
        let (company, customer) = pune();
        for offer in offers {
            let rounding = if offer.per_rate { "per_rate" } else { "per_line" };
            let made = json!({ "kind": "estimate", "draft": { "customer_id": customer, "lines": offer.draft["lines"],
                "discount": offer.draft["discount"], "charge": offer.draft["charge"] } });
            if company.core.call(None, "document.price", made, Mode::Run).is_err() {
                continue;
            }
            company.ok("branch.update", rules(&company, json!({ "tax_rounding": rounding })));
            let mut sale = Sale::of(&company, &customer, offer.draft);
            if offer.milestones.is_empty() {
                in_cuts(&mut sale, &offer.cuts);
            } else {
                in_milestones(&mut sale, &offer.milestones, offer.first);
            }
            prop_assert_eq!(sale.invoiced[1], sale.agreed[1]);
            prop_assert!(sale.moves_net || sale.invoiced[0] == sale.agreed[0]);
        }
        company.assert_sound();
    }
}
