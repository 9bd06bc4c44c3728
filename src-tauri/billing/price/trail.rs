//! "Why this amount?": the steps by which a total came about, as message ids with their figures, so that a
//! screen can tell them in the reader's language without computing anything itself.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use super::priced::{AppliedAdjustment, Placement, Priced, PricedAdjustment, PricedLine};
use super::request::TaxRounding;
use crate::kernel::decimal::canonical;

/// The figure that a step explains. Indexes count from zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "kind", content = "index", rename_all = "snake_case")]
pub enum Subject {
    /// A line's amount, base and taxes.
    Line(usize),
    /// An allowance of the document.
    Allowance(usize),
    /// A charge of the document.
    Charge(usize),
    /// The sum of the lines.
    LinesNet,
    /// The total without tax.
    Net,
    /// An entry of the taxes.
    Tax(usize),
    /// The sum of the taxes.
    TaxTotal,
    /// The total with tax.
    Total,
    /// The rounding amount.
    Rounding,
    /// What is left to pay.
    Due,
}

/// One step of an explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The figure that is explained.
    pub subject: Subject,
    /// The message, such as `price.why.line.gross`; the catalogue of the interface holds its words.
    pub label_id: &'static str,
    /// The figures of the message: decimals as text, positions counted from one.
    pub params: BTreeMap<&'static str, String>,
}

type Params<'a> = &'a [(&'static str, String)];

fn step(subject: Subject, label_id: &'static str, params: Params<'_>) -> Step {
    Step { subject, label_id, params: params.iter().cloned().collect() }
}

fn text(amount: Decimal) -> String {
    amount.to_string()
}

impl Priced {
    /// Every step, in the order in which the document is computed.
    pub fn trail(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        for (index, line) in self.lines.iter().enumerate() {
            self.line_steps(index, line, &mut steps);
        }
        for (index, allowance) in self.document_allowances.iter().enumerate() {
            steps.extend(self.adjustment_steps(Subject::Allowance(index), index, allowance));
        }
        for (index, charge) in self.document_charges.iter().enumerate() {
            steps.extend(self.adjustment_steps(Subject::Charge(index), index, charge));
        }
        steps.extend(self.net_steps());
        steps.extend(self.tax_steps());
        steps.extend(self.total_steps());
        steps
    }

    /// The steps of one figure.
    pub fn why(&self, subject: Subject) -> Vec<Step> {
        self.trail().into_iter().filter(|step| step.subject == subject).collect()
    }

    fn line_steps(&self, index: usize, line: &PricedLine, steps: &mut Vec<Step>) {
        let subject = Subject::Line(index);
        let position = || ("line", (index + 1).to_string());
        steps.push(step(
            subject,
            "price.why.line.gross",
            &[
                position(),
                ("quantity", canonical(line.quantity)),
                ("unit_price", canonical(line.unit_price)),
                ("base_quantity", canonical(line.price_base_quantity)),
                ("amount", text(line.gross)),
            ],
        ));
        let labels = ("price.why.line.allowance_percent", "price.why.line.allowance_amount");
        steps
            .extend(line.allowances.iter().map(|applied| applied_step(subject, labels, applied, line.gross)));
        let labels = ("price.why.line.charge_percent", "price.why.line.charge_amount");
        steps.extend(line.charges.iter().map(|applied| applied_step(subject, labels, applied, line.gross)));
        steps.push(step(
            subject,
            if self.prices_include_tax { "price.why.line.amount_with_tax" } else { "price.why.line.amount" },
            &[
                position(),
                ("gross", text(line.gross)),
                ("allowances", text(line.allowances_total)),
                ("charges", text(line.charges_total)),
                ("amount", text(line.amount)),
            ],
        ));
        steps.push(step(
            subject,
            if self.prices_include_tax { "price.why.line.base_out_of_price" } else { "price.why.line.base" },
            &[
                position(),
                ("of", text(line.amount)),
                ("allowances", text(line.allowance_share)),
                ("charges", text(line.charge_share)),
                ("tax", text(line.tax)),
                ("amount", text(line.taxable_base)),
            ],
        ));
        steps.extend(self.line_tax_steps(index, line));
    }

    fn line_tax_steps(&self, index: usize, line: &PricedLine) -> Vec<Step> {
        let label = match self.tax_rounding {
            TaxRounding::PerLine => "price.why.line.tax",
            TaxRounding::PerRate => "price.why.line.tax_part",
        };
        let taxes = line.taxes.iter();
        taxes
            .map(|tax| {
                let params = [
                    ("line", (index + 1).to_string()),
                    ("code", tax.code.clone()),
                    ("rate", canonical(tax.rate)),
                    ("base", text(line.taxable_base)),
                    ("amount", text(tax.amount)),
                ];
                step(Subject::Line(index), label, &params)
            })
            .collect()
    }

    fn adjustment_steps(&self, subject: Subject, index: usize, adjustment: &PricedAdjustment) -> Vec<Step> {
        let labels = ("price.why.document.percent", "price.why.document.amount");
        let whole = self.lines.iter().map(|line| line.amount).sum();
        let mut steps = vec![applied_step(subject, labels, &adjustment.applied, whole)];
        let position = ("position", (index + 1).to_string());
        match &adjustment.placement {
            Placement::Spread { shares } => {
                let params = [
                    position,
                    ("lines", shares.len().to_string()),
                    ("amount", text(adjustment.applied.amount)),
                ];
                steps.push(step(subject, "price.why.document.spread", &params));
            }
            Placement::OwnTaxes { taxable_base, taxes } => {
                let names: Vec<String> =
                    taxes.iter().map(|tax| format!("{} {} %", tax.code, canonical(tax.rate))).collect();
                let params = [position, ("taxes", names.join(", ")), ("amount", text(*taxable_base))];
                steps.push(step(subject, "price.why.document.own_taxes", &params));
            }
        }
        steps
    }

    fn net_steps(&self) -> [Step; 2] {
        let lines = [("lines", self.lines.len().to_string()), ("amount", text(self.lines_net))];
        let net = [
            ("lines_net", text(self.lines_net)),
            ("allowances", text(self.allowances)),
            ("charges", text(self.charges)),
            ("total", text(self.total)),
            ("tax", text(self.tax)),
            ("amount", text(self.net)),
        ];
        let label = if self.prices_include_tax { "price.why.net.out_of_price" } else { "price.why.net" };
        [step(Subject::LinesNet, "price.why.lines_net", &lines), step(Subject::Net, label, &net)]
    }

    fn tax_steps(&self) -> Vec<Step> {
        let label = match (self.prices_include_tax, self.tax_rounding) {
            (false, TaxRounding::PerRate) => "price.why.tax.per_rate",
            (false, TaxRounding::PerLine) => "price.why.tax.per_line",
            (true, TaxRounding::PerRate) => "price.why.tax.out_of_price_per_rate",
            (true, TaxRounding::PerLine) => "price.why.tax.out_of_price_per_line",
        };
        let entries = self.taxes.iter().enumerate();
        let mut steps: Vec<Step> = entries
            .map(|(index, tax)| {
                let params = [
                    ("code", tax.code.clone()),
                    ("rate", canonical(tax.rate)),
                    ("base", text(tax.base)),
                    ("amount", text(tax.amount)),
                ];
                step(Subject::Tax(index), label, &params)
            })
            .collect();
        let params = [("taxes", self.taxes.len().to_string()), ("amount", text(self.tax))];
        steps.push(step(Subject::TaxTotal, "price.why.tax_total", &params));
        steps
    }

    fn total_steps(&self) -> Vec<Step> {
        let label = if self.prices_include_tax { "price.why.total.of_prices" } else { "price.why.total" };
        let params = [("net", text(self.net)), ("tax", text(self.tax)), ("amount", text(self.total))];
        let mut steps = vec![step(Subject::Total, label, &params)];
        if let Some(coin) = self.round_to {
            let params =
                [("total", text(self.total)), ("coin", canonical(coin)), ("amount", text(self.rounding))];
            steps.push(step(Subject::Rounding, "price.why.rounding.to_coin", &params));
        } else if !self.rounding.is_zero() {
            steps.push(step(
                Subject::Rounding,
                "price.why.rounding.given",
                &[("amount", text(self.rounding))],
            ));
        }
        let params = [
            ("total", text(self.total)),
            ("prepaid", text(self.prepaid)),
            ("rounding", text(self.rounding)),
            ("amount", text(self.due)),
        ];
        steps.push(step(Subject::Due, "price.why.due", &params));
        steps
    }
}

/// The step of one allowance or charge; `labels` are for a percentage and for an amount.
fn applied_step(
    subject: Subject,
    labels: (&'static str, &'static str),
    applied: &AppliedAdjustment,
    whole: Decimal,
) -> Step {
    match applied.percent {
        Some(percent) => {
            let params =
                [("percent", canonical(percent)), ("of", text(whole)), ("amount", text(applied.amount))];
            step(subject, labels.0, &params)
        }
        None => step(subject, labels.1, &[("amount", text(applied.amount))]),
    }
}
