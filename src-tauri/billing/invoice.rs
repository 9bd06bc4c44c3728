//! Invoices: a draft has no number; issuing gives it one and freezes it; after that only other papers change what it means.

use super::copied::{self, DocumentCopyResponse};
use super::credit_note::{self, CreditUse};
use super::draft::{self, DraftInput, DraftKind};
use super::store::{draft as saved, issued, recurring};
use super::totals::{self, Totals};
use super::{from_item, issue, plan, printing, reach, status};
use crate::kernel::badge::Badge;
use crate::kernel::error::{Error, Result};
use crate::kernel::money::{self, Money};
use crate::kernel::text;
use crate::store::files;
use crate::store::record::{self, NewRecord};
use crate::store::tx::{Read, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A new invoice.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct InvoiceCreateRequest {
    /// As typed.
    pub draft: DraftInput,
}

/// A changed draft: the whole form as it stands.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct InvoiceUpdateRequest {
    /// Which draft.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// As typed.
    pub draft: DraftInput,
}

/// Which document, at which version.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DocumentRequest {
    /// Its id.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
}

/// Which document.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DocumentGetRequest {
    /// Its id.
    pub id: String,
}

/// Void: the number stays, the document counts no more.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct InvoiceVoidRequest {
    /// Which invoice.
    pub id: String,
    /// Why.
    pub reason: String,
}

/// A paper left the house.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct InvoiceSentRequest {
    /// Which document.
    pub id: String,
    /// How it went.
    pub how: SentHow,
}

/// How a paper left the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum SentHow {
    /// As an e-mail.
    Email,
    /// Printed.
    Print,
    /// Saved as a file.
    File,
    /// Some other way.
    Other,
}

/// What was made or changed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct DocumentResponse {
    /// The document.
    pub id: String,
    /// Its version now.
    pub version: i64,
    /// Its number or code; null for a draft.
    pub number: Option<String>,
}

/// An invoice with everything its page shows.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Invoice {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: i64,
    /// Whose it is: who may write only their own, writes this one when it is theirs.
    pub owner_id: Option<String>,
    /// `invoice` or `credit_note`.
    pub kind: String,
    /// The seller.
    pub branch_id: String,
    /// Its number; null while it is a draft.
    pub number: Option<String>,
    /// `draft`, `open`, `part_paid`, `paid`, `void`.
    pub state: String,
    /// The customer.
    pub customer_id: String,
    /// The customer's name.
    pub customer: String,
    /// What it is about.
    pub subject: String,
    /// Date.
    pub date: String,
    /// Due date.
    pub due_date: String,
    /// What it comes to.
    pub total: Money,
    /// What is still open on it.
    pub open: Money,
    /// Its state in words.
    pub badge: Badge,
    /// What settled it: payments, credit notes, deductions.
    pub settled: Vec<Settlement>,
    /// What became of it, when it is a credit note.
    pub credit: Option<CreditUse>,
    /// The form, while it is a draft.
    pub draft: Option<DraftInput>,
    /// The figures with their steps; null where an issued paper can no longer be explained, as a credit note, and where a draft
    /// breaks a rule that came later.
    pub totals: Option<Totals>,
    /// What happened to it.
    pub events: Vec<DocumentEvent>,
    /// The recurring invoice that it belongs to.
    pub recurring: Option<InvoiceRecurring>,
    /// What it came to in the currency of the branch when it was issued; null when it is in that currency, or a draft.
    pub converted: Option<Converted>,
    /// The last day on which a credit note lowers its tax; null where no law says one, and for what is no issued invoice.
    pub credit_until: Option<String>,
}

/// The amounts of a document in the currency of its branch, with the rate that they were counted at.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Converted {
    /// What one unit of the document's currency was worth, as decimal text.
    pub rate: String,
    /// The day of the rate.
    pub rate_date: String,
    /// Where the rate was found.
    pub rate_source: String,
    /// Without tax.
    pub net: Money,
    /// The tax.
    pub tax: Money,
    /// With tax.
    pub total: Money,
}

/// The recurring invoice that an invoice belongs to.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct InvoiceRecurring {
    /// Its id.
    pub id: String,
    /// Code such as REC-0001.
    pub code: String,
}

/// Something that happened to an issued document.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct DocumentEvent {
    /// `issued`, `sent`, `void`, `credited`.
    pub event: String,
    /// Its number, way or reason.
    pub text: String,
    /// When, in epoch milliseconds.
    pub at_ms: i64,
}

/// Something that settled part of an invoice.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Settlement {
    /// `payment`, `credit_note`, `tax_withheld`, `bank_charge`, `small_difference`.
    pub kind: String,
    /// The payment or credit note it came from.
    pub source_id: String,
    /// Its number.
    pub number: String,
    /// When.
    pub date: String,
    /// How much.
    pub amount: Money,
}

/// Makes a draft.
///
/// # Errors
/// `invalid` with every field that is not acceptable.
pub fn create(tx: &Tx<'_>, request: InvoiceCreateRequest) -> Result<DocumentResponse> {
    reach::check(tx, &request.draft, None)?;
    let draft = draft::check(tx, DraftKind::Invoice, &from_item::filled(tx, request.draft)?)?;
    let origin = super::plan::origin(tx, &draft)?;
    create_checked(tx, &draft, origin.as_deref())
}

/// Makes the record and rows of a checked draft.
pub(super) fn create_checked(
    tx: &Tx<'_>,
    draft: &draft::Draft,
    origin: Option<&str>,
) -> Result<DocumentResponse> {
    reach::customer(tx, &draft.customer.id)?;
    let owner = reach::owner(tx, draft.deal_id.as_deref(), Some(&draft.customer.id))?;
    let title = if draft.subject.is_empty() { &draft.customer.name } else { &draft.subject };
    let new = NewRecord {
        kind: "invoice",
        title,
        owner_id: owner.as_deref(),
        branch_id: Some(&draft.branch.id),
        customer_id: Some(&draft.customer.id),
    };
    let id = record::create(tx, new)?;
    saved::save(tx, &id, "", draft, origin, total_minor(draft)?)?;
    Ok(DocumentResponse { id, version: 1, number: None })
}

/// What a draft comes to, in minor units.
pub(super) fn total_minor(draft: &draft::Draft) -> Result<i64> {
    let total = totals::priced(draft)?.map_or_else(Default::default, |priced| totals::payable(&priced));
    money::minor(total, &draft.currency).ok_or_else(|| Error::field("lines", "error.amount_too_large"))
}

/// Changes a draft.
///
/// # Errors
/// `invalid`, `conflict`, `not_found`, or `precondition` with `error.issued_never_changes`.
pub fn update(tx: &Tx<'_>, request: InvoiceUpdateRequest) -> Result<DocumentResponse> {
    open_draft(tx, &request.id, request.version)?;
    reach::check(tx, &request.draft, Some(&saved::load(tx, &request.id)?.input))?;
    let draft = draft::check(tx, DraftKind::Invoice, &request.draft)?;
    saved::save(tx, &request.id, "", &draft, None, total_minor(&draft)?)?;
    record::retitle(
        tx,
        &request.id,
        if draft.subject.is_empty() { &draft.customer.name } else { &draft.subject },
    )?;
    record::move_to_customer(tx, &request.id, &draft.customer.id)?;
    Ok(DocumentResponse { id: request.id, version: request.version + 1, number: None })
}

fn open_draft(tx: &Tx<'_>, id: &str, version: i64) -> Result<()> {
    record::touch(tx, "invoice", id, version)?;
    match issued::find(tx, id)? {
        Some(found) => Err(Error::precondition("error.issued_never_changes").with("number", found.number)),
        None => Ok(()),
    }
}

/// Deletes a draft; undo brings it back.
///
/// # Errors
/// `conflict`, `not_found`, or `precondition` with `error.issued_never_changes`.
pub fn delete(tx: &Tx<'_>, request: DocumentRequest) -> Result<DocumentResponse> {
    open_draft(tx, &request.id, request.version)?;
    saved::delete(tx, &request.id)?;
    record::delete(tx, &request.id)?;
    Ok(DocumentResponse { id: request.id, version: request.version + 1, number: None })
}

/// Issues a draft: gives the number, freezes the paper.
///
/// # Errors
/// `invalid` with the fields the law wants, `conflict`, `not_found`, `precondition` when it is issued already.
pub fn issue(tx: &Tx<'_>, request: DocumentRequest) -> Result<DocumentResponse> {
    open_draft(tx, &request.id, request.version)?;
    let stored = saved::load(tx, &request.id)?;
    let mut draft = draft::check(tx, DraftKind::Invoice, &stored.input)?;
    draft.date_said = true;
    // Tax classes may have another rate on this day than when the draft was saved: the rows follow what is issued.
    saved::save(tx, &request.id, "", &draft, None, total_minor(&draft)?)?;
    let taken = issue::invoice(tx, &request.id, &draft)?;
    Ok(DocumentResponse { id: request.id, version: request.version + 1, number: Some(taken.text) })
}

/// A new draft like an existing invoice, dated today. Its exchange rate keeps the day it is of, until somebody types another. What it billed
/// of a sale is billed again where that is free, and what it billed of work is not.
///
/// # Errors
/// `not_found`, `precondition` with `error.copy_of_work`, or `invalid` when the customer or an item is no longer there.
pub fn copy(tx: &Tx<'_>, request: DocumentGetRequest) -> Result<DocumentCopyResponse> {
    record::require_with_customer(tx, "invoice", &request.id)?;
    let mut input = saved::load(tx, &request.id)?.input;
    input.date = None;
    input.supply_date = None;
    let warnings = copied::without_work(tx, &mut input)?;
    let lines = input.lines.get_or_insert_default();
    lines.iter_mut().for_each(|line| line.id = None);
    plan::link_copied(tx, lines)?;
    let made = create(tx, InvoiceCreateRequest { draft: input })?;
    Ok(DocumentCopyResponse { id: made.id, version: made.version, warnings })
}

/// Makes an issued invoice void: only while nothing was paid, sent or filed, and where the country allows it.
///
/// # Errors
/// `invalid` at `reason`; `precondition` with `error.void_not_allowed`, `error.void_filed` or `error.void_touched`; `not_found`.
pub fn void(tx: &Tx<'_>, request: InvoiceVoidRequest) -> Result<DocumentResponse> {
    let invoice = credit_note::live_invoice(tx, &request.id)?;
    let reason =
        text::required_line("reason", &request.reason).map_err(|field| Error::fields(vec![field]))?;
    let seller = super::store::party::branch(tx, Some(&invoice.branch_id))?;
    if seller.as_ref().is_some_and(|seller| seller.tax_scheme == "vat_fr") {
        return Err(Error::precondition("error.void_not_allowed").with("number", invoice.number));
    }
    if let Some(seller) = seller.filter(|seller| seller.has_filed(&invoice.date)) {
        let filed = Error::precondition("error.void_filed").with("number", invoice.number);
        return Err(filed.with("until", seller.filed_until));
    }
    if issued::is_touched(tx, &request.id)? {
        return Err(Error::precondition("error.void_touched").with("number", invoice.number));
    }
    plan::give_back(tx, &invoice)?;
    issued::void(tx, &request.id, &reason, &tx.today_at(Some(&invoice.branch_id))?.to_string())?;
    Ok(DocumentResponse { id: request.id, version: 0, number: Some(invoice.number) })
}

/// Notes that an issued paper left the house, and keeps the bytes of what left. How it went some other way is not known
/// here, so nothing is kept then.
///
/// # Errors
/// `not_found`; `invalid` when the paper cannot be printed.
pub fn mark_sent(tx: &Tx<'_>, request: InvoiceSentRequest) -> Result<DocumentResponse> {
    let found = issued::find(tx, &request.id)?.ok_or_else(|| Error::not_found("invoice"))?;
    record::require(tx, &found.kind, &request.id)?;
    if found.state == "void" {
        return Err(Error::precondition("error.void_not_sent"));
    }
    let hash = match request.how {
        SentHow::Other => String::new(),
        // A letter encloses the paper as it stands today.
        SentHow::Email => kept(tx, printing::enclosed(tx, &request.id)?)?,
        SentHow::Print | SentHow::File => kept(tx, printing::whole(tx, &request.id)?)?,
    };
    issued::sent(tx, &request.id, &crate::store::word::of(&request.how), &hash)?;
    Ok(DocumentResponse { id: request.id, version: 0, number: Some(found.number) })
}

fn kept(tx: &Tx<'_>, printing::Whole { pdf, .. }: printing::Whole) -> Result<String> {
    files::keep(tx, pdf.bytes, pdf.media)
}

/// An invoice or credit note with everything its page shows.
///
/// # Errors
/// `not_found`.
pub fn get(read: &Read<'_>, request: DocumentGetRequest) -> Result<Invoice> {
    match issued::find(read, &request.id)? {
        Some(found) => {
            record::require_readable(read, &found.kind, &request.id)?;
            issued_page(read, found)
        }
        None => {
            record::require_readable(read, "invoice", &request.id)?;
            draft_page(read, &request.id)
        }
    }
}

fn issued_page(read: &Read<'_>, found: issued::Issued) -> Result<Invoice> {
    let customer = super::store::party::customer(read, &found.customer_id)?;
    let events = issued::events(read, &found.id)?;
    let today = read.today_at(Some(&found.branch_id))?;
    let total = Money::new(found.total_minor, &found.currency);
    let settled = issued::settlements(read, &found.id)?.into_iter().map(|one| Settlement {
        amount: Money::new(one.amount_minor, &found.currency),
        kind: one.kind,
        source_id: one.source_id,
        number: one.number,
        date: one.date,
    });
    let credit_until = match found.kind.as_str() {
        "invoice" => credit_note::lowers_tax_until(read, &found.branch_id, &found.date)?,
        _ => None,
    };
    Ok(Invoice {
        credit_until: credit_until.map(|day| day.to_string()),
        badge: status::invoice(&found.kind, &found.state, &found.due_date, today),
        settled: settled.collect(),
        credit: match found.kind.as_str() {
            "credit_note" => Some(credit_note::became(read, &found)?),
            _ => None,
        },
        version: record::version(read, &found.id)?,
        owner_id: record::owner(read, &found.id)?,
        kind: found.kind,
        branch_id: found.branch_id,
        number: Some(found.number),
        state: found.state,
        customer: customer.map(|customer| customer.name).unwrap_or_default(),
        customer_id: found.customer_id,
        subject: found.subject,
        date: found.date,
        due_date: found.due_date,
        open: Money::new(found.open_minor, &found.currency),
        draft: None,
        totals: explained(read, &found.id, &total),
        total,
        recurring: recurring::of_invoice(read, &found.id)?,
        converted: issued::converted(read, &found.id)?,
        events: events.into_iter().map(|(event, text, at_ms)| DocumentEvent { event, text, at_ms }).collect(),
        id: found.id,
    })
}

/// How an issued total came about: what was typed, priced again. Nothing when the same words would give another total
/// today, as after a change of the customer's standing: the frozen paper is right then, and an explanation would not be.
fn explained(read: &Read<'_>, id: &str, total: &Money) -> Option<Totals> {
    let stored = saved::load(read, id).ok()?;
    let (place, reverse) = stored.as_saved;
    let as_issued =
        DraftInput { place_of_supply: Some(place), reverse_charge: Some(reverse), ..stored.input };
    let mut draft = draft::check(read, DraftKind::Invoice, &as_issued).ok()?;
    draft.rest = super::plan::rest_of(read, &draft, Some(id)).ok()?;
    let totals = totals::totals(&draft).ok()?;
    let amount = |minor| Money::new(minor, &total.currency).amount;
    let figures = issued::figures(read, id).ok()?;
    let is_as_issued = totals.currency == total.currency
        && totals.total == total.amount
        && totals.net == amount(figures.net)
        && totals.tax == amount(figures.tax);
    let taxes = issued::taxes(read, id).ok()?;
    let same = |tax: &totals::TaxLine| {
        taxes
            .iter()
            .any(|(code, rate, minor)| *code == tax.code && *rate == tax.rate && amount(*minor) == tax.amount)
    };
    (is_as_issued && totals.taxes.len() == taxes.len() && totals.taxes.iter().all(same)).then_some(totals)
}

fn draft_page(read: &Read<'_>, id: &str) -> Result<Invoice> {
    let (stored, facts) = (saved::load(read, id)?, saved::facts(read, id)?);
    let total = Money::new(stored.total_minor, &facts.currency);
    let date = facts.date.parse().map_err(Error::internal)?;
    Ok(Invoice {
        id: id.to_owned(),
        version: stored.version,
        owner_id: record::owner(read, id)?,
        kind: "invoice".to_owned(),
        number: None,
        state: "draft".to_owned(),
        badge: status::invoice("invoice", "draft", "", date),
        settled: Vec::new(),
        credit: None,
        subject: facts.subject,
        branch_id: facts.branch_id,
        customer_id: facts.customer_id,
        customer: facts.customer,
        date: facts.date,
        due_date: facts.due_date,
        open: total.clone(),
        total,
        totals: totals::of_saved(read, DraftKind::Invoice, &stored.input)?,
        draft: Some(stored.input),
        events: Vec::new(),
        recurring: recurring::of_invoice(read, id)?,
        converted: None,
        credit_until: None,
    })
}
