//! Issuing: the number, the frozen paper and the rows of the books, in one transaction.
//!
//! The number is taken inside the transaction, so a crash burns none; the hash of each document covers the hash of the one
//! before it in its series, so a document cannot be changed or slipped in afterwards without being seen.

use super::draft::Draft;
use super::paper;
use super::plan;
use super::price::Priced;
use super::printing;
use super::reverse_charge;
use super::store::{annex, draft, issued, payment};
use super::totals;
use crate::documents;
use crate::kernel::currency::iso_decimals;
use crate::kernel::decimal::{canonical, round_half_away};
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::ids::{self, Scheme};
use crate::kernel::money;
use crate::kernel::tax_category::TaxCategory;
use crate::store::number::{self, Taken};
use crate::store::record;
use crate::store::tx::{Read, Tx};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// Net, tax, rounding and total in minor units of one currency; total = net + tax + rounding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Amounts {
    pub(super) net: i64,
    pub(super) tax: i64,
    pub(super) rounding: i64,
    pub(super) total: i64,
}

/// A line of the books.
pub(super) struct LineAmounts<'a> {
    pub(super) item_id: Option<&'a str>,
    pub(super) description: &'a str,
    pub(super) hsn: &'a str,
    pub(super) quantity: String,
    pub(super) unit: &'a str,
    pub(super) unit_price: String,
    pub(super) net: i64,
    pub(super) tax: i64,
    pub(super) total: i64,
}

/// A tax of the books.
pub(super) struct TaxAmounts {
    pub(super) code: String,
    pub(super) rate: String,
    pub(super) category: Option<TaxCategory>,
    pub(super) base: i64,
    pub(super) amount: i64,
}

/// Everything that is written when a document is issued.
pub(super) struct Issuing<'a> {
    pub(super) id: &'a str,
    pub(super) kind: &'static str,
    pub(super) taken: Taken,
    pub(super) branch_id: &'a str,
    pub(super) customer_id: &'a str,
    pub(super) deal_id: Option<&'a str>,
    pub(super) corrects_id: Option<&'a str>,
    pub(super) reason: &'a str,
    pub(super) subject: &'a str,
    pub(super) date: String,
    pub(super) due_date: String,
    pub(super) currency: &'a str,
    pub(super) amounts: Amounts,
    pub(super) rate: String,
    pub(super) rate_date: String,
    pub(super) rate_source: &'a str,
    pub(super) base_currency: &'a str,
    pub(super) base: Amounts,
    pub(super) model: String,
    pub(super) lines: Vec<LineAmounts<'a>>,
    pub(super) taxes: Vec<TaxAmounts>,
}

/// Issues a checked draft as an invoice and gives its number.
///
/// # Errors
/// `precondition` or `invalid` when the law or the form wants something that is missing; nothing is written then.
pub(super) fn invoice(tx: &Tx<'_>, id: &str, draft: &Draft) -> Result<Taken> {
    let Some(priced) = totals::priced(draft)? else {
        return Err(Error::field("lines", "error.no_lines"));
    };
    lawful(tx, draft, &priced)?;
    let taken = number::take(tx, "invoice", Some(&draft.branch.id), draft.date)?;
    let previous = issued::last_of(tx, &taken.series_id, &taken.period)?;
    in_order(&draft.branch.tax_scheme, draft.date, &taken, previous.as_ref())?;
    let amounts = amounts(&priced, &draft.currency)?;
    let mut document = paper::invoice(draft, &priced, Some(&taken.text))?;
    document.annex = annex::time_on(tx, id)?;
    let model = serde_json::to_string(&document).map_err(Error::internal)?;
    let issuing = Issuing {
        id,
        kind: "invoice",
        branch_id: &draft.branch.id,
        customer_id: &draft.customer.id,
        deal_id: draft.deal_id.as_deref(),
        corrects_id: None,
        reason: "",
        subject: &draft.subject,
        date: draft.date.to_string(),
        due_date: draft.due_date.to_string(),
        currency: &draft.currency,
        amounts,
        rate: canonical(draft.rate),
        rate_date: draft.rate_date.to_string(),
        rate_source: &draft.rate_source,
        base_currency: &draft.branch.currency,
        base: in_base(&priced, draft.rate, &draft.branch.currency)?,
        model,
        lines: lines(draft, &priced)?,
        taxes: taxes(&priced, &draft.currency)?,
        taken,
    };
    write(tx, &issuing, previous.map(|(hash, _)| hash).unwrap_or_default())?;
    plan::bill(tx, draft, &issuing)?;
    record::retitle(tx, id, &issuing.taken.text)?;
    Ok(issuing.taken)
}

/// Writes the facts of a document with the hash that chains it to the one before.
///
/// # Errors
/// `error.number_stands` when the number was printed before, by a series that had this pattern then.
pub(super) fn write(tx: &Tx<'_>, issuing: &Issuing<'_>, prev_hash: String) -> Result<()> {
    if is_number_taken(tx, &issuing.taken.text)? {
        return Err(number_stands(&issuing.taken.text));
    }
    let hash = chain_hash(&prev_hash, &issuing.taken.text, &issuing.model);
    issued::insert(tx, issuing, &prev_hash, &hash)
}

/// Whether a document of any kind carries this number: an estimate from its first draft on, a receipt, or what was issued.
///
/// # Errors
/// A failure of the file.
pub(crate) fn is_number_taken(read: &Read<'_>, number: &str) -> Result<bool> {
    Ok(issued::has_number(read, number)?
        || draft::has_code(read, number)?
        || payment::has_number(read, number)?)
}

/// A number was printed before, by a series that had this pattern then. What counts must never come twice, so nothing is written.
pub(super) fn number_stands(number: &str) -> Error {
    Error::precondition("error.number_stands").with("number", number)
}

/// The hash of a document: over the hash of the one before it, its number and its frozen paper, each led by its length.
pub(super) fn chain_hash(prev_hash: &str, number: &str, model: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in [prev_hash, number, model] {
        hasher.update(&u64::try_from(part.len()).unwrap_or(0).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

/// What the law asks of an invoice before it may have a number. Soft things are warnings of the form; these are walls.
fn lawful(read: &Read<'_>, draft: &Draft, priced: &Priced) -> Result<()> {
    let mut errors = FieldErrors::default();
    errors.take(super::draft::not_future(read, &draft.branch.id, draft.date)?);
    errors.take(super::draft::not_filed(&draft.branch, draft.date));
    // Whoever passes the tax on is registered too, and says under which number (Directive 2006/112/EC art. 226 (3)).
    let taxed = !priced.tax.is_zero() || reverse_charge::applies(draft);
    if taxed && !draft.branch.is_registered() {
        errors.add(
            FieldError::new("branch_id", "error.seller_tax_number")
                .with("branch", draft.branch.legal_name.clone()),
        );
    }
    if draft.branch.tax_scheme == "gst_in" {
        if ids::state(&draft.place_of_supply).is_none() {
            errors.add(FieldError::new("place_of_supply", "error.place_of_supply"));
        }
        if draft.branch.state().is_empty() {
            errors.add(
                FieldError::new("branch_id", "error.seller_state")
                    .with("branch", draft.branch.legal_name.clone()),
            );
        }
    }
    for (path, name) in [("customer_id", &draft.customer.name), ("branch_id", &draft.branch.legal_name)] {
        let missing = documents::unprintable(name).map_err(|error| printing::refused(&error))?;
        if !missing.is_empty() {
            let field = FieldError::new(path, "error.unprintable_name").with("name", name.clone());
            errors.add(field.with("characters", missing));
        }
    }
    if totals::payable(priced) < Decimal::ZERO {
        errors.add(FieldError::new("lines", "error.negative_total"));
    }
    errors.finish()
}

/// Numbers and dates of one series rise together where the law says "chronological" (France, CGI ann. II art. 242 nonies A),
/// and an Indian number keeps to rule 46(b).
/// `previous` is the hash and the date of the last document of the series.
pub(super) fn in_order(
    tax_scheme: &str,
    date: NaiveDate,
    taken: &Taken,
    previous: Option<&(String, String)>,
) -> Result<()> {
    if let Some((_, last)) = previous.filter(|(_, last)| tax_scheme == "vat_fr" && date.to_string() < *last) {
        let field = FieldError::new("date", "error.before_last_number");
        return Err(Error::fields(vec![field.with("date", last.clone())]));
    }
    if tax_scheme == "gst_in" && !ids::check(Scheme::GstInvoiceNumber, None, &taken.text).valid {
        return Err(Error::precondition("error.number_form").with("number", taken.text.clone()));
    }
    Ok(())
}

fn minor(amount: Decimal, currency: &str) -> Result<i64> {
    money::minor(amount, currency).ok_or_else(|| Error::field("lines", "error.amount_too_large"))
}

fn amounts(priced: &Priced, currency: &str) -> Result<Amounts> {
    Ok(Amounts {
        net: minor(priced.net, currency)?,
        tax: minor(priced.tax, currency)?,
        rounding: minor(priced.rounding, currency)?,
        total: minor(totals::payable(priced), currency)?,
    })
}

/// The same in the branch's home currency: total and tax are converted and rounded each, net takes the rest, so that the
/// three still add up.
fn in_base(priced: &Priced, rate: Decimal, home: &str) -> Result<Amounts> {
    let convert = |amount: Decimal| {
        let product =
            amount.checked_mul(rate).ok_or_else(|| Error::field("rate", "error.amount_too_large"))?;
        minor(round_half_away(product, iso_decimals(home).unwrap_or(2)), home)
    };
    let (total, tax, rounding) =
        (convert(totals::payable(priced))?, convert(priced.tax)?, convert(priced.rounding)?);
    Ok(Amounts { net: total - tax - rounding, tax, rounding, total })
}

fn lines<'a>(draft: &'a Draft, priced: &Priced) -> Result<Vec<LineAmounts<'a>>> {
    let firm = draft.lines.iter().filter(|line| !line.optional);
    firm.zip(&priced.lines)
        .map(|(line, figures)| {
            Ok(LineAmounts {
                item_id: line.item_id.as_deref(),
                description: &line.description,
                hsn: &line.hsn,
                quantity: canonical(line.quantity),
                unit: &line.unit,
                unit_price: canonical(line.unit_price),
                net: minor(figures.taxable_base, &draft.currency)?,
                tax: minor(figures.tax, &draft.currency)?,
                total: minor(figures.total, &draft.currency)?,
            })
        })
        .collect()
}

fn taxes(priced: &Priced, currency: &str) -> Result<Vec<TaxAmounts>> {
    priced
        .taxes
        .iter()
        .map(|tax| {
            Ok(TaxAmounts {
                code: tax.code.clone(),
                rate: canonical(tax.rate),
                category: tax.category,
                base: minor(tax.base, currency)?,
                amount: minor(tax.amount, currency)?,
            })
        })
        .collect()
}
