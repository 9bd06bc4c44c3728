//! Payments, what they settle, and what is free of them.

use crate::billing::deduction::DeductionKind;
use crate::billing::payment::Settled;
use crate::billing::payment_page::{Refunded, Reversal};
use crate::kernel::error::Result;
use crate::kernel::money::Money;
use crate::store::number::Taken;
use crate::store::tx::{Read, Tx};
use crate::store::word;
use rusqlite::{OptionalExtension as _, params};

/// The history of an invoice tells when the money that settled it went back.
pub(crate) const TOLD_OF_INVOICE: (&str, &str) = (
    "payment_reversal",
    "SELECT payment_id FROM allocation WHERE invoice_id = ?1 UNION SELECT payment_id FROM deduction WHERE invoice_id = ?1",
);

/// Where the money of an allocation comes from.
#[derive(Debug, Clone, Copy)]
pub(in crate::billing) enum Source<'a> {
    /// A payment.
    Payment(&'a str),
    /// A credit note.
    Credit(&'a str),
}

impl<'a> Source<'a> {
    const fn columns(self) -> (Option<&'a str>, Option<&'a str>) {
        match self {
            Self::Payment(id) => (Some(id), None),
            Self::Credit(id) => (None, Some(id)),
        }
    }
}

/// The row of a payment.
pub(in crate::billing) struct PaymentFacts<'a> {
    pub(in crate::billing) id: &'a str,
    pub(in crate::billing) taken: &'a Taken,
    pub(in crate::billing) branch_id: &'a str,
    pub(in crate::billing) customer_id: &'a str,
    pub(in crate::billing) date: String,
    pub(in crate::billing) method: String,
    pub(in crate::billing) reference: &'a str,
    pub(in crate::billing) note: &'a str,
    pub(in crate::billing) currency: &'a str,
    pub(in crate::billing) amount: i64,
    pub(in crate::billing) rate: String,
    pub(in crate::billing) base_currency: &'a str,
    pub(in crate::billing) base_amount: i64,
}

/// Whether a payment carries this number, reversed ones among them.
pub(in crate::billing) fn has_number(read: &Read<'_>, number: &str) -> Result<bool> {
    Ok(read
        .sql()
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM payment WHERE number = ?1)")?
        .query_row([number], |row| row.get(0))?)
}

pub(in crate::billing) fn insert(tx: &Tx<'_>, facts: &PaymentFacts<'_>) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "INSERT INTO payment (id, series_id, period, no, number, branch_id, customer_id, date, method, reference, note, \
                currency, amount_minor, rate, rate_date, rate_source, base_currency, base_amount_minor, at_ms) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?8, '', ?15, ?16, ?17)",
        )?
        .execute(params![
            facts.id, facts.taken.series_id, facts.taken.period, facts.taken.no, facts.taken.text, facts.branch_id,
            facts.customer_id, facts.date, facts.method, facts.reference, facts.note, facts.currency, facts.amount, facts.rate,
            facts.base_currency, facts.base_amount, tx.now_ms()
        ])?;
    Ok(())
}

/// Settles a part of an invoice.
pub(in crate::billing) fn allocate(
    tx: &Tx<'_>,
    source: Source<'_>,
    invoice_id: &str,
    minor: i64,
    date: &str,
) -> Result<()> {
    let (payment_id, credit_id) = source.columns();
    tx.sql()
        .prepare_cached(
            "INSERT INTO allocation (id, payment_id, credit_id, invoice_id, amount_minor, date) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![tx.new_id(), payment_id, credit_id, invoice_id, minor, date])?;
    Ok(())
}

/// What of a payment or credit note settles an invoice, each part with its amount.
pub(in crate::billing) fn settled_by(
    read: &Read<'_>,
    source_id: &str,
    invoice_id: &str,
) -> Result<Vec<(String, i64)>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT id, amount_minor FROM v_billing_live_allocation WHERE invoice_id = ?2 AND ?1 IN (payment_id, credit_id) ORDER BY id",
    )?;
    let rows = statement.query_map([source_id, invoice_id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The invoices that a payment settles now, or of which it keeps something back.
pub(in crate::billing) fn settled_by_payment(read: &Read<'_>, payment_id: &str) -> Result<Vec<String>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT invoice_id FROM v_billing_live_allocation WHERE payment_id = ?1 \
         UNION SELECT invoice_id FROM v_billing_live_deduction WHERE payment_id = ?1",
    )?;
    let rows = statement.query_map([payment_id], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The credit note that takes an invoice back, with what of the invoice it could settle now: what is open there, as far as it is free.
pub(in crate::billing) fn own_credit(read: &Read<'_>, invoice_id: &str) -> Result<Option<(String, i64)>> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT c.id, min(i.left_minor, c.left_minor) \
               FROM v_billing_invoice_left i JOIN v_billing_credit_left c ON c.corrects_id = i.id WHERE i.id = ?1",
        )?
        .query_row([invoice_id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// Takes what a payment keeps back of an invoice off it; how many deductions that were.
pub(in crate::billing) fn undeduct(
    tx: &Tx<'_>,
    payment_id: &str,
    invoice_id: &str,
    date: &str,
) -> Result<usize> {
    let mut statement = tx.sql().prepare_cached(
        "SELECT id FROM v_billing_live_deduction WHERE payment_id = ?1 AND invoice_id = ?2 ORDER BY id",
    )?;
    let rows = statement.query_map([payment_id, invoice_id], |row| row.get(0))?;
    let ids: Vec<String> = rows.collect::<rusqlite::Result<_>>()?;
    for id in &ids {
        tx.sql()
            .prepare_cached(
                "INSERT INTO deduction_reversal (id, deduction_id, date, at_ms) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute((tx.new_id(), id, date, tx.now_ms()))?;
    }
    Ok(ids.len())
}

/// What of a credit note settles invoices now: each with its number, the amount and what is open there.
pub(in crate::billing) fn settled_by_credit(
    read: &Read<'_>,
    credit_id: &str,
    currency: &str,
) -> Result<Vec<Settled>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT i.id, i.number, a.amount_minor, o.open_minor FROM v_billing_live_allocation a \
           JOIN issued_document i ON i.id = a.invoice_id JOIN invoice_open o ON o.id = i.id \
         WHERE a.credit_id = ?1 ORDER BY a.id",
    )?;
    let rows = statement.query_map([credit_id], |row| {
        Ok(Settled {
            invoice_id: row.get(0)?,
            number: row.get(1)?,
            amount: Money::new(row.get(2)?, currency),
            open: Money::new(row.get(3)?, currency),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What transaction `seq` of this device put on invoices and still counts, each with the payment or credit note it came from.
pub(in crate::billing) fn applied_in(tx: &Tx<'_>, seq: i64) -> Result<Vec<(String, String)>> {
    let mut statement = tx.sql().prepare_cached(
        "SELECT a.id, coalesce(a.payment_id, a.credit_id) FROM op o JOIN v_billing_live_allocation a ON a.id = o.pk \
         WHERE o.replica = ?1 AND o.seq = ?2 AND o.tbl = 'allocation' ORDER BY o.n",
    )?;
    let rows = statement.query_map((tx.replica(), seq), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(in crate::billing) fn reverse_allocation(tx: &Tx<'_>, allocation_id: &str, date: &str) -> Result<()> {
    tx.sql()
        .prepare_cached("INSERT INTO allocation_reversal (id, allocation_id, date) VALUES (?1, ?2, ?3)")?
        .execute((tx.new_id(), allocation_id, date))?;
    Ok(())
}

pub(in crate::billing) fn deduct(
    tx: &Tx<'_>,
    payment_id: &str,
    invoice_id: &str,
    kind: &str,
    minor: i64,
    reason: &str,
    date: &str,
) -> Result<()> {
    tx.sql().execute(
        "INSERT INTO deduction (id, payment_id, invoice_id, kind, amount_minor, reason, date) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![tx.new_id(), payment_id, invoice_id, kind, minor, reason.trim(), date],
    )?;
    Ok(())
}

/// What was kept back of an invoice for a reason and stands.
pub(in crate::billing) fn deducted(read: &Read<'_>, invoice_id: &str, kind: DeductionKind) -> Result<i64> {
    Ok(read.sql().query_row(
        "SELECT coalesce(sum(amount_minor), 0) FROM v_billing_live_deduction WHERE invoice_id = ?1 AND kind = ?2",
        (invoice_id, word::of(&kind)),
        |row| row.get(0),
    )?)
}

/// What was waived of the invoice of a credit note, and is no credit therefore.
pub(in crate::billing) fn waived_credit(read: &Read<'_>, credit_id: &str) -> Result<i64> {
    Ok(read.sql().query_row(
        "SELECT coalesce(sum(amount_minor), 0) FROM v_billing_waived_credit WHERE id = ?1",
        [credit_id],
        |row| row.get(0),
    )?)
}

pub(in crate::billing) fn reverse(tx: &Tx<'_>, payment_id: &str, reason: &str, date: &str) -> Result<()> {
    tx.sql().execute(
        "INSERT INTO payment_reversal (id, payment_id, reason, date, at_ms) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![tx.new_id(), payment_id, reason, date, tx.now_ms()],
    )?;
    Ok(())
}

pub(in crate::billing) fn refund(
    tx: &Tx<'_>,
    source: Source<'_>,
    minor: i64,
    method: &str,
    reference: &str,
    date: &str,
) -> Result<()> {
    let (payment_id, credit_id) = source.columns();
    tx.sql().execute(
        "INSERT INTO refund (id, payment_id, credit_id, amount_minor, method, reference, date, at_ms) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![tx.new_id(), payment_id, credit_id, minor, method, reference, date, tx.now_ms()],
    )?;
    Ok(())
}

/// The payment or credit note that a refund paid back, and whether it counts.
pub(in crate::billing) fn refunded(read: &Read<'_>, refund_id: &str) -> Result<Option<(String, bool)>> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT coalesce(payment_id, credit_id), NOT EXISTS (SELECT 1 FROM refund_reversal r WHERE r.refund_id = f.id) \
               FROM refund f WHERE id = ?1",
        )?
        .query_row([refund_id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// The refund that transaction `seq` of this device noted.
pub(in crate::billing) fn refunded_in(tx: &Tx<'_>, seq: i64) -> Result<Option<String>> {
    Ok(tx
        .sql()
        .prepare_cached("SELECT pk FROM op WHERE replica = ?1 AND seq = ?2 AND tbl = 'refund'")?
        .query_row((tx.replica(), seq), |row| row.get(0))
        .optional()?)
}

/// What is free of a payment or credit note within a transaction, before the rows of lists are written.
pub(in crate::billing) fn free_now(read: &Read<'_>, source_id: &str) -> Result<i64> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT max(0, coalesce((SELECT left_minor FROM v_billing_payment_left WHERE id = ?1), \
                                    (SELECT left_minor FROM v_billing_credit_left WHERE id = ?1)))",
        )?
        .query_row([source_id], |row| row.get(0))?)
}

pub(in crate::billing) fn reverse_refund(
    tx: &Tx<'_>,
    refund_id: &str,
    reason: &str,
    date: &str,
) -> Result<()> {
    tx.sql().execute(
        "INSERT INTO refund_reversal (id, refund_id, reason, date, at_ms) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![tx.new_id(), refund_id, reason, date, tx.now_ms()],
    )?;
    Ok(())
}

/// What is free of a payment or credit note.
pub(in crate::billing) struct Free {
    pub(in crate::billing) is_credit_note: bool,
    /// The invoice that a credit note takes back.
    pub(in crate::billing) corrects_id: Option<String>,
    pub(in crate::billing) number: String,
    /// Its day.
    pub(in crate::billing) date: String,
    pub(in crate::billing) branch_id: String,
    pub(in crate::billing) customer_id: String,
    pub(in crate::billing) currency: String,
    pub(in crate::billing) minor: i64,
    pub(in crate::billing) reversed: bool,
    pub(in crate::billing) refunded: bool,
}

impl Free {
    /// The kind of its record.
    pub(in crate::billing) const fn kind(&self) -> &'static str {
        if self.is_credit_note { "credit_note" } else { "payment" }
    }
}

/// What the page of a payment shows beside the paper.
pub(in crate::billing) struct Beside {
    pub(in crate::billing) note: String,
    pub(in crate::billing) rate: String,
    pub(in crate::billing) base: Money,
    pub(in crate::billing) branch: String,
    pub(in crate::billing) reversal: Option<Reversal>,
}

pub(in crate::billing) fn beside(read: &Read<'_>, id: &str) -> Result<Beside> {
    let mut statement = read.sql().prepare_cached(
        "SELECT p.note, p.rate, p.base_amount_minor, p.base_currency, \
                iif((SELECT count(*) FROM v_settings_branch) > 1, b.name, ''), v.reason, v.date \
         FROM payment p LEFT JOIN v_settings_branch b ON b.id = p.branch_id LEFT JOIN payment_reversal v ON v.payment_id = p.id \
         WHERE p.id = ?1",
    )?;
    let found = statement.query_row([id], |row| {
        let reason: Option<String> = row.get(5)?;
        let date: Option<String> = row.get(6)?;
        Ok(Beside {
            note: row.get(0)?,
            rate: row.get(1)?,
            base: Money::new(row.get(2)?, &row.get::<_, String>(3)?),
            branch: row.get::<_, Option<String>>(4)?.unwrap_or_default(),
            reversal: reason.zip(date).map(|(reason, date)| Reversal { reason, date }),
        })
    })?;
    Ok(found)
}

/// What was paid back of a payment, in its order.
pub(in crate::billing) fn refunds(read: &Read<'_>, id: &str, currency: &str) -> Result<Vec<Refunded>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT id, date, method, reference, amount_minor FROM v_billing_live_refund WHERE payment_id = ?1 OR credit_id = ?1 ORDER BY date, id",
    )?;
    let rows = statement.query_map([id], |row| {
        Ok(Refunded {
            id: row.get(0)?,
            date: row.get(1)?,
            method: row.get(2)?,
            reference: row.get(3)?,
            amount: Money::new(row.get(4)?, currency),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

impl Free {
    pub(in crate::billing) const fn source<'a>(&self, id: &'a str) -> Source<'a> {
        if self.is_credit_note { Source::Credit(id) } else { Source::Payment(id) }
    }
}

pub(in crate::billing) fn free(read: &Read<'_>, id: &str) -> Result<Option<Free>> {
    let found = read
        .sql()
        .prepare_cached(
            "SELECT 0, p.number, p.branch_id, p.customer_id, p.currency, w.free_minor, w.state = 'reversed', \
                    EXISTS (SELECT 1 FROM v_billing_live_refund r WHERE r.payment_id = p.id), NULL, p.date \
               FROM payment p JOIN payment_row w ON w.id = p.id WHERE p.id = ?1 \
             UNION ALL \
             SELECT 1, i.number, i.branch_id, i.customer_id, i.currency, o.open_minor, 0, \
                    EXISTS (SELECT 1 FROM v_billing_live_refund r WHERE r.credit_id = i.id), i.corrects_id, i.date \
               FROM issued_document i JOIN credit_open o ON o.id = i.id WHERE i.id = ?1 AND i.kind = 'credit_note'",
        )?
        .query_row([id], |row| {
            Ok(Free {
                is_credit_note: row.get(0)?,
                number: row.get(1)?,
                branch_id: row.get(2)?,
                customer_id: row.get(3)?,
                currency: row.get(4)?,
                minor: row.get(5)?,
                reversed: row.get(6)?,
                refunded: row.get(7)?,
                corrects_id: row.get(8)?,
                date: row.get(9)?,
            })
        })
        .optional()?;
    Ok(found)
}

/// The payment that transaction `seq` of this device recorded.
pub(in crate::billing) fn made_in(tx: &Tx<'_>, seq: i64) -> Result<Option<String>> {
    Ok(tx
        .sql()
        .query_row(
            "SELECT pk FROM op WHERE replica = ?1 AND seq = ?2 AND tbl = 'payment' AND kind = 'I'",
            (tx.replica(), seq),
            |row| row.get(0),
        )
        .optional()?)
}
