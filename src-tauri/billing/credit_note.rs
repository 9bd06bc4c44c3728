//! Credit notes: the legal way to take back an issued invoice, whole, with a number of their own.

use super::draft;
use super::invoice::DocumentResponse;
use super::issue::{self, Amounts, Issuing};
use super::payment::Settled;
use super::payment_page::Refunded;
use super::store::{issued, party, payment as money_store};
use super::{plan, reach};
use crate::documents::{Document, DocumentKind, OriginalInvoice, References};
use crate::kernel::error::{Error, FieldErrors, Result};
use crate::kernel::money::Money;
use crate::kernel::text;
use crate::store::number;
use crate::store::record::{self, NewRecord};
use crate::store::tx::{Read, Tx};
use chrono::{Datelike as _, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A credit note over a whole invoice.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CreditNoteIssueRequest {
    /// The invoice it takes back.
    pub invoice_id: String,
    /// Why; printed.
    pub reason: String,
    /// Its date; today when absent.
    #[serde(default)]
    #[ts(optional)]
    pub date: Option<String>,
}

/// What became of a credit note: with what is free of it, its parts make up its total.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct CreditUse {
    /// What it settled.
    pub settled: Vec<Settled>,
    /// What was paid back of it.
    pub refunds: Vec<Refunded>,
    /// What was waived of its invoice as a small difference: it was never paid, so it is not credit. Null for nothing.
    pub waived: Option<Money>,
}

/// An issued invoice that still counts.
pub(super) fn live_invoice(read: &Read<'_>, id: &str) -> Result<issued::Issued> {
    record::require(read, "invoice", id)?;
    let invoice = issued::find(read, id)?.ok_or_else(|| Error::precondition("error.not_issued"))?;
    if invoice.state == "void" {
        return Err(Error::precondition("error.void_already").with("number", invoice.number));
    }
    Ok(invoice)
}

/// Issues a credit note over a whole invoice. What was open on the invoice is settled by it; what was paid becomes the
/// customer's credit.
///
/// # Errors
/// `invalid` at `reason` or `date`; `precondition` with `error.credited_already`; `not_found`.
pub fn issue(tx: &Tx<'_>, request: CreditNoteIssueRequest) -> Result<DocumentResponse> {
    let invoice = live_invoice(tx, &request.invoice_id)?;
    if issued::is_credited(tx, &invoice.id)? {
        return Err(Error::precondition("error.credited_already").with("number", invoice.number));
    }
    let mut errors = FieldErrors::default();
    let reason = errors.take(text::required_line("reason", &request.reason)).unwrap_or_default();
    let today = tx.today_at(Some(&invoice.branch_id))?;
    let date = request
        .date
        .as_deref()
        .map_or(Some(today), |typed| errors.take(draft::date("date", typed)))
        .unwrap_or(today);
    if date.to_string() < invoice.date {
        errors.add(
            crate::kernel::error::FieldError::new("date", "error.before_invoice")
                .with("date", invoice.date.clone()),
        );
    }
    errors.take(draft::not_future(tx, &invoice.branch_id, date)?);
    if let Some(seller) = party::branch(tx, Some(&invoice.branch_id))? {
        errors.take(draft::not_filed(&seller, date));
    }
    errors.finish()?;
    plan::give_back(tx, &invoice)?;
    let taken = number::take(tx, "credit_note", Some(&invoice.branch_id), date)?;
    let number = taken.text.clone();
    let owner = reach::owner(tx, invoice.deal_id.as_deref(), Some(&invoice.customer_id))?;
    let new = NewRecord {
        kind: "credit_note",
        title: &number,
        owner_id: owner.as_deref(),
        branch_id: Some(&invoice.branch_id),
        customer_id: Some(&invoice.customer_id),
    };
    let id = record::create(tx, new)?;
    write(tx, &id, &invoice, taken, &reason, date)?;
    if invoice.open_minor > 0 {
        money_store::allocate(
            tx,
            money_store::Source::Credit(&id),
            &invoice.id,
            invoice.open_minor,
            &date.to_string(),
        )?;
    }
    Ok(DocumentResponse { id, version: 1, number: Some(number) })
}

/// India: the last day on which a credit note lowers the tax of an invoice of `day`, 30 November after its fiscal year (CGST Act
/// s. 34 (2)). A return of the whole year that is filed earlier ends it earlier; we do not know of it.
pub(super) fn lowers_tax_until(read: &Read<'_>, branch_id: &str, day: &str) -> Result<Option<NaiveDate>> {
    let seller = party::branch(read, Some(branch_id))?;
    let day: NaiveDate = day.parse().map_err(Error::internal)?;
    let year = day.year() + i32::from(day.month() > 3);
    let until = NaiveDate::from_ymd_opt(year, 11, 30);
    Ok(until.filter(|_| seller.is_some_and(|seller| seller.tax_scheme == "gst_in")))
}

fn write(
    tx: &Tx<'_>,
    id: &str,
    invoice: &issued::Issued,
    taken: number::Taken,
    reason: &str,
    date: NaiveDate,
) -> Result<()> {
    let figures = issued::figures(tx, &invoice.id)?;
    let model = paper(invoice, &taken.text, reason, date)?;
    let previous = issued::last_of(tx, &taken.series_id, &taken.period)?;
    let branch = party::branch(tx, Some(&invoice.branch_id))?;
    let tax_scheme = branch.map(|branch| branch.tax_scheme).unwrap_or_default();
    issue::in_order(&tax_scheme, date, &taken, previous.as_ref())?;
    let [base_net, base_tax, base_total] = figures.base;
    let issuing = Issuing {
        id,
        kind: "credit_note",
        taken,
        branch_id: &invoice.branch_id,
        customer_id: &invoice.customer_id,
        deal_id: invoice.deal_id.as_deref(),
        corrects_id: Some(&invoice.id),
        reason,
        subject: &invoice.subject,
        date: date.to_string(),
        due_date: date.to_string(),
        currency: &invoice.currency,
        amounts: Amounts {
            net: figures.net,
            tax: figures.tax,
            rounding: figures.rounding,
            total: figures.total,
        },
        rate: figures.rate,
        rate_date: figures.rate_date,
        rate_source: &figures.rate_source,
        base_currency: &figures.base_currency,
        base: Amounts {
            net: base_net,
            tax: base_tax,
            rounding: base_total - base_net - base_tax,
            total: base_total,
        },
        model,
        lines: Vec::new(),
        taxes: Vec::new(),
    };
    issue::write(tx, &issuing, previous.map(|(hash, _)| hash).unwrap_or_default())?;
    issued::copy_figures(tx, &invoice.id, id)
}

/// What became of a credit note.
///
/// # Errors
/// Those of the store.
pub(super) fn became(read: &Read<'_>, note: &issued::Issued) -> Result<CreditUse> {
    let waived = money_store::waived_credit(read, &note.id)?;
    Ok(CreditUse {
        settled: money_store::settled_by_credit(read, &note.id, &note.currency)?,
        refunds: money_store::refunds(read, &note.id, &note.currency)?,
        waived: (waived > 0).then(|| Money::new(waived, &note.currency)),
    })
}

/// The invoice's own frozen paper under another title, with its reference and reason.
fn paper(invoice: &issued::Issued, number: &str, reason: &str, date: NaiveDate) -> Result<String> {
    let mut paper: Document = serde_json::from_str(&invoice.model).map_err(Error::internal)?;
    let original = OriginalInvoice { number: invoice.number.clone(), date: paper.dates.issue };
    paper.kind = DocumentKind::CreditNote;
    paper.number = Some(number.to_owned());
    paper.dates.issue = date;
    paper.dates.due = None;
    paper.references = References {
        order: paper.references.order.take(),
        original: Some(original),
        reason: Some(reason.to_owned()),
    };
    serde_json::to_string(&paper).map_err(Error::internal)
}
