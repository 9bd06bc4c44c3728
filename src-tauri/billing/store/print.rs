//! What printing asks of the file.

use crate::documents::Settled;
use crate::kernel::date::CivilDate;
use crate::kernel::error::Result;
use crate::kernel::money;
use crate::kernel::text;
use crate::store::tx::{Read, Tx};
use rusqlite::OptionalExtension as _;

/// A payment as its receipt needs it.
pub(in crate::billing) struct PaymentPaper {
    pub(in crate::billing) number: String,
    pub(in crate::billing) branch_id: String,
    pub(in crate::billing) customer_id: String,
    pub(in crate::billing) date: String,
    pub(in crate::billing) method: String,
    pub(in crate::billing) reference: String,
    pub(in crate::billing) currency: String,
    pub(in crate::billing) amount_minor: i64,
    pub(in crate::billing) free_minor: i64,
    pub(in crate::billing) reversed: bool,
    pub(in crate::billing) allocations: Vec<AllocationPaper>,
    pub(in crate::billing) deductions: Vec<(String, String, i64)>,
}

/// An invoice that a payment settled.
pub(in crate::billing) struct AllocationPaper {
    pub(in crate::billing) invoice_id: String,
    pub(in crate::billing) number: String,
    pub(in crate::billing) date: String,
    pub(in crate::billing) due_date: String,
    pub(in crate::billing) total_minor: i64,
    pub(in crate::billing) applied_minor: i64,
    pub(in crate::billing) open_minor: i64,
}

/// The kind of a record.
pub(in crate::billing) fn kind_of(read: &Read<'_>, id: &str) -> Result<Option<String>> {
    let kind = read
        .sql()
        .prepare_cached(
            "SELECT kind FROM record WHERE id = ?1 AND deleted_at IS NULL \
               AND kind IN ('invoice', 'credit_note', 'estimate', 'payment', 'activity')",
        )?
        .query_row([id], |row| row.get(0))
        .optional()?;
    Ok(kind)
}

/// The id, kind and number of a record, and which version of an estimate is meant.
pub(in crate::billing) type Numbered = (String, String, String, Option<String>);

/// The record whose number is typed, in capitals or not.
pub(in crate::billing) fn by_number(read: &Read<'_>, typed: &str) -> Result<Option<Numbered>> {
    let (code, version_no) = version_of(typed.trim());
    let found = read
        .sql()
        .prepare_cached(
            "SELECT id, kind, number, NULL FROM issued_document WHERE number = ?1 \
             UNION ALL SELECT id, 'payment', number, NULL FROM payment_row WHERE number_key = ?2 \
             UNION ALL SELECT id, 'estimate', code, NULL FROM estimate_row WHERE code = ?1 \
             UNION ALL SELECT e.id, 'estimate', e.code || ' v' || v.no, v.id FROM estimate_row e \
               JOIN estimate_version v ON v.estimate_id = e.id WHERE e.code = ?3 AND v.no = ?4 \
             UNION ALL SELECT id, kind, number, NULL FROM invoice_row WHERE number_key = ?2 LIMIT 1",
        )?
        .query_row((typed.trim(), text::fold(typed), code, version_no), |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })
        .optional()?;
    Ok(found)
}

/// Code and version of a number such as "EST/26-27/0001 v2", as further versions of an estimate print it.
fn version_of(typed: &str) -> (&str, Option<i64>) {
    let parted = typed.rsplit_once([' ', '\u{a0}']);
    let read = parted.and_then(|(code, version)| {
        Some((code.trim_end(), version.strip_prefix(['v', 'V'])?.parse::<i64>().ok()?))
    });
    read.map_or((typed, None), |(code, no)| (code, Some(no)))
}

/// `a4` or `letter`.
pub(in crate::billing) fn paper_size(read: &Read<'_>) -> Result<String> {
    Ok(read.sql().prepare_cached("SELECT paper FROM v_settings_company")?.query_row([], |row| row.get(0))?)
}

/// What a customer owes to a branch in a currency; below nought it is credit.
pub(in crate::billing) fn owed(
    read: &Read<'_>,
    customer_id: &str,
    branch_id: &str,
    currency: &str,
) -> Result<i64> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT coalesce((SELECT sum(iif(kind = 'invoice', open_minor, -open_minor)) FROM invoice_row \
                               WHERE customer_id = ?1 AND +branch_id = ?2 AND +currency = ?3 AND +tab IN ('open', 'credit_note')), 0) \
                  - coalesce((SELECT sum(free_minor) FROM payment_row \
                               WHERE customer_id = ?1 AND +branch_id = ?2 AND +currency = ?3), 0)",
        )?
        .query_row([customer_id, branch_id, currency], |row| row.get(0))?)
}

/// Keeps the paper of a payment as it is handed over.
pub(in crate::billing) fn keep_receipt(tx: &Tx<'_>, payment_id: &str, model: &str) -> Result<()> {
    tx.sql()
        .prepare_cached("INSERT INTO receipt (id, model) VALUES (?1, ?2)")?
        .execute([payment_id, model])?;
    Ok(())
}

/// The paper of a payment as it was handed over, and whether the payment was reversed since.
pub(in crate::billing) fn receipt(read: &Read<'_>, payment_id: &str) -> Result<Option<(String, bool)>> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT model, EXISTS (SELECT 1 FROM payment_reversal v WHERE v.payment_id = r.id) FROM receipt r WHERE r.id = ?1",
        )?
        .query_row([payment_id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// What was settled of an invoice since it was issued.
pub(in crate::billing) fn settled(read: &Read<'_>, invoice_id: &str, currency: &str) -> Result<Settled> {
    let found = read
        .sql()
        .prepare_cached(
            "SELECT coalesce(sum(iif(m.part = 'paid', m.amount_minor, 0)), 0), coalesce(sum(iif(m.part = 'kept', m.amount_minor, 0)), 0), \
                    coalesce(sum(iif(m.part = 'credited', m.amount_minor, 0)), 0), max(p.date) \
             FROM (SELECT iif(payment_id IS NULL, 'credited', 'paid') AS part, payment_id, amount_minor \
                     FROM v_billing_live_allocation WHERE invoice_id = ?1 \
                   UNION ALL SELECT 'kept', payment_id, amount_minor FROM v_billing_live_deduction WHERE invoice_id = ?1) m \
             LEFT JOIN payment p ON p.id = m.payment_id",
        )?
        .query_row([invoice_id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    let (paid, kept_back, credited, paid_on): (i64, i64, i64, Option<String>) = found;
    let amount = |minor| money::decimal(minor, currency);
    Ok(Settled {
        paid: amount(paid),
        kept_back: amount(kept_back),
        credited: amount(credited),
        paid_on: paid_on.and_then(|day| day.parse::<CivilDate>().ok()).map(CivilDate::value),
    })
}

/// A payment with what it settles now.
pub(in crate::billing) fn payment(read: &Read<'_>, id: &str) -> Result<Option<PaymentPaper>> {
    let found = read
        .sql()
        .prepare_cached(
            "SELECT p.number, p.branch_id, p.customer_id, p.date, p.method, p.reference, p.currency, p.amount_minor, \
                    iif(v.id IS NULL, l.left_minor, 0), v.id IS NOT NULL \
             FROM payment p JOIN v_billing_payment_left l ON l.id = p.id LEFT JOIN payment_reversal v ON v.payment_id = p.id \
             WHERE p.id = ?1",
        )?
        .query_row([id], |row| {
            Ok(PaymentPaper {
                number: row.get(0)?,
                branch_id: row.get(1)?,
                customer_id: row.get(2)?,
                date: row.get(3)?,
                method: row.get(4)?,
                reference: row.get(5)?,
                currency: row.get(6)?,
                amount_minor: row.get(7)?,
                free_minor: row.get(8)?,
                reversed: row.get(9)?,
                allocations: Vec::new(),
                deductions: Vec::new(),
            })
        })
        .optional()?;
    let Some(mut payment) = found else { return Ok(None) };
    payment.allocations = allocations(read, id)?;
    payment.deductions = deductions(read, id)?;
    Ok(Some(payment))
}

fn allocations(read: &Read<'_>, id: &str) -> Result<Vec<AllocationPaper>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT i.number, i.date, i.due_date, i.total_minor, a.amount_minor, l.left_minor, i.id \
           FROM v_billing_live_allocation a JOIN issued_document i ON i.id = a.invoice_id \
           JOIN v_billing_invoice_left l ON l.id = i.id WHERE a.payment_id = ?1 ORDER BY a.id",
    )?;
    let rows = statement.query_map([id], |row| {
        Ok(AllocationPaper {
            invoice_id: row.get(6)?,
            number: row.get(0)?,
            date: row.get(1)?,
            due_date: row.get(2)?,
            total_minor: row.get(3)?,
            applied_minor: row.get(4)?,
            open_minor: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn deductions(read: &Read<'_>, id: &str) -> Result<Vec<(String, String, i64)>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT kind, reason, amount_minor FROM v_billing_live_deduction WHERE payment_id = ?1 ORDER BY id",
    )?;
    let rows = statement.query_map([id], |row| {
        let (kind, reason): (String, String) = (row.get(0)?, row.get(1)?);
        Ok((kind, reason, row.get(2)?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A visit as its job sheet needs it.
pub(in crate::billing) struct VisitPaper {
    pub(in crate::billing) subject: String,
    pub(in crate::billing) notes: String,
    pub(in crate::billing) outcome: String,
    pub(in crate::billing) place: String,
    pub(in crate::billing) arrival_ms: Option<i64>,
    pub(in crate::billing) leaving_ms: Option<i64>,
    pub(in crate::billing) due_ms: Option<i64>,
    pub(in crate::billing) created_ms: i64,
    pub(in crate::billing) signature_id: Option<String>,
    pub(in crate::billing) signed_by: String,
    pub(in crate::billing) owner: String,
    pub(in crate::billing) customer_id: Option<String>,
    pub(in crate::billing) about: Option<String>,
    /// The branch of what it is about.
    pub(in crate::billing) branch_id: Option<String>,
}

/// The visit with this id; `None` for an activity of another kind.
pub(in crate::billing) fn visit(read: &Read<'_>, id: &str) -> Result<Option<VisitPaper>> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT a.subject, a.notes, a.outcome, a.place, a.arrival_ms, a.leaving_ms, a.due_ms, a.created_ms, a.signature_id, \
                    a.signed_by, coalesce(u.name, ''), a.customer_id, r.title, r.branch_id \
             FROM v_crm_activity a LEFT JOIN v_settings_user u ON u.id = a.owner_id LEFT JOIN record r ON r.id = a.record_id \
             WHERE a.id = ?1 AND a.kind = 'visit'",
        )?
        .query_row([id], |row| {
            Ok(VisitPaper {
                subject: row.get(0)?,
                notes: row.get(1)?,
                outcome: row.get(2)?,
                place: row.get(3)?,
                arrival_ms: row.get(4)?,
                leaving_ms: row.get(5)?,
                due_ms: row.get(6)?,
                created_ms: row.get(7)?,
                signature_id: row.get(8)?,
                signed_by: row.get(9)?,
                owner: row.get(10)?,
                customer_id: row.get(11)?,
                about: row.get(12)?,
                branch_id: row.get(13)?,
            })
        })
        .optional()?)
}

/// The customer whose paper it is, when there is one.
pub(in crate::billing) fn customer_of(read: &Read<'_>, id: &str) -> Result<Option<String>> {
    let customer: Option<Option<String>> = read
        .sql()
        .prepare_cached("SELECT customer_id FROM record WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    Ok(customer.flatten())
}
