//! What the product shows beyond the totals: figures per line, and why each total is what it is.

use rust_decimal::Decimal;
use serde_json::json;
use throughline_core::billing::price::Subject;

use super::{decimal, line, priced, request};

#[test]
fn what_a_line_shows_sums_to_the_document() {
    let lines =
        json!([line("1", "0.10", "S", "20"), line("1", "0.11", "S", "20"), line("1", "0.11", "S", "20")]);
    let priced = priced(&request("EUR", false, "per_rate", lines, json!({})));
    // 6.4 cents of tax round to 6; the exact parts are 2.0, 2.2 and 2.2.
    let parts: Vec<String> = priced.lines.iter().map(|line| line.tax.to_string()).collect();
    assert_eq!(parts, ["0.02", "0.02", "0.02"]);
    assert_eq!(priced.tax, decimal("0.06"));
}

#[test]
fn every_total_says_why() {
    let mut row = line("2", "60", "S", "20");
    row["allowances"] = json!([{"percent": "10"}]);
    let lines = json!([row, line("1", "12", "S", "20")]);
    let changes = json!({"allowances": [{"amount": "10"}], "round_to": "0.05",
        "charges": [{"amount": "1", "taxes": [{"code": "S", "rate": "20"}]}]});
    let priced = priced(&request("CHF", false, "per_rate", lines, changes));
    let check = |subject: Subject, label: &str, amount: Decimal| {
        let steps = priced.why(subject);
        let last = steps.iter().rev().find(|step| step.label_id == label);
        let last = last.unwrap_or_else(|| panic!("{subject:?} lacks {label}: {steps:?}"));
        assert_eq!(decimal(&last.params["amount"]), amount, "{subject:?}");
    };
    check(Subject::Line(0), "price.why.line.gross", decimal("120"));
    check(Subject::Line(0), "price.why.line.allowance_percent", decimal("12"));
    check(Subject::Line(0), "price.why.line.amount", priced.lines[0].net);
    check(Subject::Line(0), "price.why.line.base", priced.lines[0].taxable_base);
    check(Subject::Line(1), "price.why.line.tax_part", priced.lines[1].tax);
    check(Subject::Allowance(0), "price.why.document.spread", decimal("10"));
    check(Subject::Charge(0), "price.why.document.own_taxes", decimal("1"));
    check(Subject::LinesNet, "price.why.lines_net", priced.lines_net);
    check(Subject::Net, "price.why.net", priced.net);
    check(Subject::Tax(0), "price.why.tax.per_rate", priced.taxes[0].amount);
    check(Subject::TaxTotal, "price.why.tax_total", priced.tax);
    check(Subject::Total, "price.why.total", priced.total);
    check(Subject::Rounding, "price.why.rounding.to_coin", priced.rounding);
    check(Subject::Due, "price.why.due", priced.due);
}
