//! The words of the e-mail that a paper goes out with, in the language of the paper.

use super::DocumentError;
use super::composer::title_of;
use super::copy::Settled;
use super::format::{self, Figures};
use super::model::{Document, DocumentKind};
use super::wording::{Wording, filled};
use rust_decimal::Decimal;

/// Subject and text of an e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Subject, one line.
    pub subject: String,
    /// Text, plain.
    pub text: String,
}

/// The e-mail for a paper, to a person by name or to nobody in particular. Of an invoice on which money has come in since, it
/// asks for the rest.
///
/// # Errors
/// [`DocumentError::Field`] for a conversation, which goes out in its own answers; [`DocumentError::Bundle`] when the catalogue is
/// damaged.
pub fn letter(
    document: &Document,
    settled: Option<Settled>,
    to: Option<&str>,
) -> Result<Letter, DocumentError> {
    let wording = Wording::of(document.language)?;
    let day = |day| format::date(wording, day);
    let number = document.number.clone().unwrap_or_default();
    let total = document.totals.as_ref().map_or_else(Default::default, |totals| totals.due);
    let amount = document.receipt.as_ref().map_or(total, |receipt| receipt.amount);
    let money = |amount| format::money(Figures::of(document), &document.currency, amount);
    let open = settled.map(|settled| amount - settled.paid - settled.kept_back - settled.credited);
    let (amount, rest) = (money(amount), money(open.unwrap_or_default()));
    let until = document.dates.due.or(document.dates.valid_until).map(day).unwrap_or_default();
    let pattern = match document.kind {
        DocumentKind::Estimate => &wording.mail_estimate,
        DocumentKind::CreditNote => &wording.mail_credit_note,
        DocumentKind::Receipt => &wording.mail_receipt,
        DocumentKind::JobSheet => &wording.mail_job_sheet,
        DocumentKind::Conversation => {
            let problem = "has no words for an e-mail; print it or save it".to_owned();
            return Err(DocumentError::Field { field: "kind".to_owned(), problem });
        }
        DocumentKind::TaxInvoice | DocumentKind::Invoice | DocumentKind::BillOfSupply => match open {
            None => &wording.mail_invoice,
            Some(open) if open > Decimal::ZERO => &wording.mail_invoice_rest,
            Some(_) => &wording.mail_invoice_settled,
        },
    };
    let seller = &document.seller;
    let title = title_of(document, wording);
    let values = [
        ("title", title),
        ("number", number.as_str()),
        ("date", &day(document.dates.issue)),
        ("amount", &amount),
        ("due", &until),
        ("rest", &rest),
        ("seller", &seller.name),
    ];
    let hello = match to {
        Some(name) => filled(&wording.mail_hello, &[("name", name)]),
        None => wording.mail_hello_all.clone(),
    };
    let mut closing = vec![wording.mail_close.as_str(), seller.name.as_str()];
    closing.extend([&seller.phone, &seller.email].into_iter().flatten().map(String::as_str));
    let text = format!("{hello}\n\n{}\n\n{}\n", filled(pattern, &values), closing.join("\n"));
    Ok(Letter { subject: plain(&filled(&wording.mail_subject, &values)), text: plain(&text) })
}

/// No-break spaces hold a printed line together; in an e-mail, which breaks its own lines, they are in the way of searching.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', format::NARROW], " ")
}
