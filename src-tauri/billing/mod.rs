//! What is charged, how it is taxed, when it must be paid and what was paid: estimates, invoices, credit notes, payments.
//!
//! Every figure comes from one pricing engine. An issued document never changes; what happens to it later is another fact
//! that points at it.

pub mod balance;
pub(crate) mod checks;
mod copied;
pub mod credit;
pub mod credit_note;
pub mod deduction;
mod doubts;
pub mod draft;
pub mod due;
pub mod estimate;
mod exemption;
mod from_item;
pub mod hours;
pub mod invoice;
mod issue;
mod job_sheet;
pub mod list;
pub mod mail;
mod open;
pub mod options;
mod paper;
mod particulars;
pub mod payment;
pub mod payment_page;
pub mod plan;
pub mod price;
pub mod printing;
mod projections;
mod reach;
mod receipt;
pub mod recurring;
mod reverse_charge;
mod status;
mod store;
mod tax;
pub mod thread;
pub mod totals;
mod undo;
pub mod versions;

pub(crate) use issue::is_number_taken;
pub use projections::projections;
pub(crate) use store::payment::TOLD_OF_INVOICE;
pub(crate) use undo::UNDO_RULES;

use crate::api::command::{Command, bytes, read, write};
use crate::kernel::error::{Code, Result};
use crate::store::figures;
use crate::store::search::{Face, Hit};
use crate::store::tx::{Read, Tx};
use crate::store::undo::Reversal;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// State and amount of those hits of a search that are papers and payments.
///
/// # Errors
/// A failure of the file.
pub fn faces(read: &Read<'_>, hits: &[Hit]) -> Result<Vec<Face>> {
    store::faces::of_hits(read, hits)
}

/// The commands of this capability.
#[must_use]
pub fn commands() -> Vec<Command> {
    vec![
        read("document.price", "estimate.read", totals::price_draft),
        read("document.thread", "estimate.read", thread::get),
        // Whose paper it is decides who may read it; that is asked inside.
        read("document.find", "company.read", printing::find),
        read("document.pages", "company.read", printing::pages),
        read("document.draft_pages", "estimate.read", printing::draft_pages),
        bytes("document.pdf", "company.read", printing::pdf),
        bytes("document.page", "company.read", printing::page),
        bytes("document.eml", "company.read", mail::eml),
        bytes("document.draft_page", "estimate.read", printing::draft_page),
        read("estimate.list", "estimate.read", list::estimates),
        read("estimate.summary", "estimate.read", list::estimate_summary),
        read("estimate.get", "estimate.read", estimate::get),
        write("estimate.create", "estimate.write", estimate::create),
        write("estimate.update", "estimate.write", estimate::update),
        write("estimate.delete", "estimate.write", estimate::delete),
        write("estimate.copy", "estimate.write", estimate::copy),
        write("estimate.send", "estimate.write", estimate::send),
        write("estimate.accept", "estimate.write", estimate::accept),
        read("estimate.with_options", "estimate.read", options::with_options),
        write("estimate.decline", "estimate.write", estimate::decline),
        write("estimate.revoke", "estimate.write", estimate::revoke),
        read("customer_balance.get", "invoice.read", balance::get),
        read("billing_plan.get", "invoice.read", plan::get),
        read("billing_plan.draft", "estimate.read", plan::of_deal),
        write("billing_plan.to_invoice", "invoice.write", plan::to_invoice),
        write("billing_plan.close", "invoice.write", plan::close),
        write("billing_plan.reopen", "invoice.write", plan::reopen),
        read("billing_milestone.list", "invoice.read", plan::milestone::list),
        read("billing_milestone.equal_parts", "invoice.read", plan::milestone::equal_parts),
        write("billing_milestone.save", "invoice.write", plan::milestone::save),
        write("billing_milestone.bill", "invoice.write", plan::milestone::bill),
        read("invoice.list", "invoice.read", list::invoices),
        read("invoice.summary", "invoice.read", list::invoice_summary),
        read("invoice.get", "invoice.read", invoice::get),
        read("recurring_invoice.list", "invoice.read", recurring::list),
        read("recurring_invoice.summary", "invoice.read", recurring::summary),
        read("recurring_invoice.get", "invoice.read", recurring::get),
        read("recurring_invoice.days", "invoice.read", recurring::days),
        read("recurring_invoice.of_invoice", "invoice.read", recurring::from_invoice),
        write("recurring_invoice.create", "invoice.write", recurring::create),
        write("recurring_invoice.update", "invoice.write", recurring::update),
        write("recurring_invoice.pause", "invoice.write", recurring::pause),
        write("recurring_invoice.resume", "invoice.write", recurring::resume),
        write("recurring_invoice.skip", "invoice.write", recurring::skip),
        write("recurring_invoice.end", "invoice.write", recurring::end),
        // Both do what was agreed and show nothing, so whoever may open the company may run them.
        read("recurring_invoice.due", "company.read", recurring::due),
        write("recurring_invoice.make", "company.read", recurring::make),
        write("invoice.create", "invoice.write", invoice::create),
        write("invoice.update", "invoice.write", invoice::update),
        write("invoice.delete", "invoice.write", invoice::delete),
        write("invoice.copy", "invoice.write", invoice::copy),
        write("invoice.issue", "invoice.issue", invoice::issue),
        write("invoice.void", "invoice.issue", invoice::void),
        write("invoice.mark_sent", "invoice.write", invoice::mark_sent),
        write("credit_note.issue", "invoice.issue", credit_note::issue),
        read("payment.list", "payment.read", list::payments),
        read("payment.summary", "payment.read", list::payment_summary),
        read("payment.get", "payment.read", payment_page::get),
        write("payment.record", "payment.write", payment::record),
        write("payment.reverse", "payment.write", payment::reverse),
        write("credit.apply", "payment.write", credit::apply),
        write("credit.unapply", "payment.write", credit::unapply),
        write("credit.refund", "payment.write", credit::refund),
        write("refund.reverse", "payment.write", credit::reverse_refund),
    ]
}

/// The commands whose facts have a reversing fact, with what writes it; undo uses them.
pub const REVERSALS: &[(&str, Reversal)] = &[
    ("payment.record", payment::take_back),
    ("credit.apply", credit::take_back),
    ("credit.refund", credit::take_refund_back),
    ("estimate.accept", estimate::take_back),
    ("estimate.decline", estimate::take_back),
];

/// The class that lines of a branch with a tax number usually have, and none without one; the first branch when none is named.
///
/// # Errors
/// A failure of the file.
pub(crate) fn usual_tax_class(read: &Read<'_>, branch_id: Option<&str>) -> Result<Option<String>> {
    store::party::usual_tax_class(read, branch_id)
}

/// How many units of `home` one of a currency was worth on the newest issued paper that says so, and the day of that.
///
/// # Errors
/// A failure of the file.
pub(crate) fn newest_rate(read: &Read<'_>, currency: &str, home: &str) -> Result<Option<(Decimal, String)>> {
    store::issued::newest_rate(read, currency, home)
}

/// Prices the drafts and recurring invoices of a branch or a customer again whose taxes have changed with it, so that lists say
/// what their pages do. A draft that breaks a rule now stays as it is until somebody mends it.
///
/// # Errors
/// A failure of the file.
pub(crate) fn price_drafts_of(tx: &Tx<'_>, branch_or_customer: &str) -> Result<()> {
    for (id, kind) in store::draft::never_sent(tx, branch_or_customer)? {
        let saved = store::draft::load(tx, &id)?;
        match draft::check(tx, kind, &saved.input).and_then(|draft| invoice::total_minor(&draft)) {
            Ok(total) if total != saved.total_minor => store::draft::set_total(tx, &id, total)?,
            Err(error) if error.code != Code::Invalid => return Err(error),
            _ => {}
        }
    }
    recurring::price_of(tx, branch_or_customer)
}

/// Whether a document was put under a deal after transaction `seq` of this device.
///
/// # Errors
/// A failure of the file.
pub(crate) fn names_deal_since(tx: &Tx<'_>, seq: i64, deal_id: &str) -> Result<bool> {
    store::draft::names_deal_since(tx, seq, deal_id, None)
}

/// The same of invoices and drafts of them alone.
///
/// # Errors
/// A failure of the file.
pub(crate) fn invoices_deal_since(tx: &Tx<'_>, seq: i64, deal_id: &str) -> Result<bool> {
    store::draft::names_deal_since(tx, seq, deal_id, Some(draft::DraftKind::Invoice))
}

/// Puts drafts of the first branch in one currency into another, figure by figure: the home currency was chosen wrongly.
///
/// # Errors
/// `invalid` at `path` with `error.amount_too_large` when a total has no room in the other currency.
pub(crate) fn change_currency(tx: &Tx<'_>, path: &str, from: &str, to: &str) -> Result<()> {
    figures::change_currency(tx, path, from, to, &store::FIGURES)
}

/// Takes the drafts back that recurring invoices made by themselves which transaction `seq` of this device let begin.
///
/// # Errors
/// `precondition` with `error.undo_recurring_issued` where one of them is issued.
pub(crate) fn take_drafts_back(tx: &Tx<'_>, seq: i64) -> Result<()> {
    recurring::take_drafts_back(tx, seq)
}

/// Takes the exchange rates off the drafts of a branch whose home currency has changed, so that each is asked for again.
///
/// # Errors
/// A failure of the file.
pub(crate) fn forget_rates(tx: &Tx<'_>, branch_id: &str) -> Result<()> {
    store::draft::forget_rates(tx, branch_id, &BTreeSet::new())?;
    recurring::forget_rates(tx, branch_id, None)
}

/// Writes what billing starts with into a new file.
///
/// # Errors
/// A failure of the file.
pub(crate) fn seed(tx: &Tx<'_>) -> Result<()> {
    recurring::seed(tx)
}
