//! Legal documents: written once, read for ever.

use crate::billing::invoice::Converted;
use crate::billing::issue::Issuing;
use crate::kernel::error::Result;
use crate::kernel::money::Money;
use crate::store::page::Where;
use crate::store::record;
use crate::store::tx::{Read, Tx};
use crate::store::word;
use rusqlite::{OptionalExtension as _, Row, params, params_from_iter};
use rust_decimal::Decimal;

/// An issued document as the rules of billing need it.
#[derive(Debug, Clone)]
pub(in crate::billing) struct Issued {
    pub(in crate::billing) id: String,
    pub(in crate::billing) kind: String,
    pub(in crate::billing) number: String,
    pub(in crate::billing) branch_id: String,
    pub(in crate::billing) customer_id: String,
    pub(in crate::billing) deal_id: Option<String>,
    pub(in crate::billing) date: String,
    pub(in crate::billing) due_date: String,
    pub(in crate::billing) currency: String,
    pub(in crate::billing) total_minor: i64,
    pub(in crate::billing) open_minor: i64,
    pub(in crate::billing) state: String,
    pub(in crate::billing) subject: String,
    pub(in crate::billing) model: String,
}

const ISSUED: &str = "SELECT i.id, i.kind, i.number, i.branch_id, i.customer_id, i.deal_id, i.date, i.due_date, i.currency, \
                             i.total_minor, coalesce(o.open_minor, c.open_minor, 0), coalesce(o.state, iif(c.open_minor > 0, 'open', 'paid')), i.subject, i.model \
                      FROM issued_document i LEFT JOIN invoice_open o ON o.id = i.id LEFT JOIN credit_open c ON c.id = i.id";

fn read_issued(row: &Row<'_>) -> rusqlite::Result<Issued> {
    Ok(Issued {
        id: row.get(0)?,
        kind: row.get(1)?,
        number: row.get(2)?,
        branch_id: row.get(3)?,
        customer_id: row.get(4)?,
        deal_id: row.get(5)?,
        date: row.get(6)?,
        due_date: row.get(7)?,
        currency: row.get(8)?,
        total_minor: row.get(9)?,
        open_minor: row.get(10)?,
        state: row.get(11)?,
        subject: row.get(12)?,
        model: row.get(13)?,
    })
}

/// The amounts of a document in the currency of its branch, when that is another one.
pub(in crate::billing) fn converted(read: &Read<'_>, id: &str) -> Result<Option<Converted>> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT rate, rate_date, rate_source, base_currency, base_net_minor, base_tax_minor, base_total_minor \
             FROM issued_document WHERE id = ?1 AND currency <> base_currency",
        )?
        .query_row([id], |row| {
            let currency: String = row.get(3)?;
            let money = |at: usize| Ok::<_, rusqlite::Error>(Money::new(row.get(at)?, &currency));
            Ok(Converted {
                rate: row.get(0)?,
                rate_date: row.get(1)?,
                rate_source: row.get(2)?,
                net: money(4)?,
                tax: money(5)?,
                total: money(6)?,
            })
        })
        .optional()?)
}

pub(in crate::billing) fn find(read: &Read<'_>, id: &str) -> Result<Option<Issued>> {
    Ok(read
        .sql()
        .prepare_cached(&format!("{ISSUED} WHERE i.id = ?1"))?
        .query_row([id], read_issued)
        .optional()?)
}

/// The open invoices of a customer at a branch in a currency that are in the reach of the command, oldest first: all of them where
/// it reaches the customer.
pub(in crate::billing) fn open_of(
    read: &Read<'_>,
    customer_id: &str,
    branch_id: &str,
    currency: &str,
) -> Result<Vec<Issued>> {
    let mut filter = Where::default();
    // The plus keeps to the index of the customer: a branch has nearly all invoices.
    filter.add(
        "i.customer_id = ? AND +i.branch_id = ? AND i.currency = ?",
        [customer_id, branch_id, currency].map(|id| id.to_owned().into()),
    );
    filter.add("i.kind = 'invoice' AND o.open_minor > 0", []);
    if !record::reaches_customer(read, customer_id)? {
        filter.owned_by("(SELECT owner_id FROM record WHERE id = i.id)", read.visible_owners());
    }
    let sql = format!("{ISSUED} WHERE {} ORDER BY i.due_date, i.date, i.no", filter.text());
    let mut statement = read.sql().prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(filter.values()), read_issued)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The seller of the oldest invoice that is open for a customer in a currency.
pub(in crate::billing) fn seller_owed(
    read: &Read<'_>,
    customer_id: &str,
    currency: &str,
) -> Result<Option<String>> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT i.branch_id FROM issued_document i JOIN invoice_open o ON o.id = i.id \
             WHERE i.customer_id = ?1 AND i.currency = ?2 AND i.kind = 'invoice' AND o.open_minor > 0 \
             ORDER BY i.due_date, i.date, i.no LIMIT 1",
        )?
        .query_row((customer_id, currency), |row| row.get(0))
        .optional()?)
}

/// Whether a document carries this number.
pub(in crate::billing) fn has_number(read: &Read<'_>, number: &str) -> Result<bool> {
    Ok(read
        .sql()
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM issued_document WHERE number = ?1)")?
        .query_row([number], |row| row.get(0))?)
}

/// The last document of a series: its hash and its date.
pub(in crate::billing) fn last_of(
    read: &Read<'_>,
    series_id: &str,
    period: &str,
) -> Result<Option<(String, String)>> {
    let last = read
        .sql()
        .prepare_cached("SELECT hash, date FROM issued_document WHERE series_id = ?1 AND period = ?2 ORDER BY no DESC LIMIT 1")?
        .query_row((series_id, period), |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(last)
}

pub(in crate::billing) fn insert(
    tx: &Tx<'_>,
    issuing: &Issuing<'_>,
    prev_hash: &str,
    hash: &str,
) -> Result<()> {
    let (taken, amounts, base) = (&issuing.taken, &issuing.amounts, &issuing.base);
    tx.sql()
        .prepare_cached(
            "INSERT INTO issued_document (id, kind, series_id, period, no, number, branch_id, customer_id, deal_id, corrects_id, \
                reason, subject, date, due_date, currency, net_minor, tax_minor, rounding_minor, total_minor, rate, rate_date, \
                rate_source, base_currency, base_net_minor, base_tax_minor, base_total_minor, model, template, renderer, \
                prev_hash, hash, issued_ms, issued_by) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, \
                     ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33)",
        )?
        .execute(params![
            issuing.id, issuing.kind, taken.series_id, taken.period, taken.no, taken.text, issuing.branch_id,
            issuing.customer_id, issuing.deal_id, issuing.corrects_id, issuing.reason, issuing.subject, issuing.date,
            issuing.due_date, issuing.currency, amounts.net, amounts.tax, amounts.rounding, amounts.total, issuing.rate,
            issuing.rate_date, issuing.rate_source, issuing.base_currency, base.net, base.tax, base.total, issuing.model,
            crate::documents::TEMPLATE_VERSION, crate::documents::RENDERER_VERSION, prev_hash, hash, tx.now_ms(), tx.actor().user_id
        ])?;
    for (position, line) in issuing.lines.iter().enumerate() {
        tx.sql()
            .prepare_cached(
                "INSERT INTO issued_line (id, document_id, position, item_id, description, hsn, quantity, unit, \
                    unit_price, net_minor, tax_minor, total_minor) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            )?
            .execute(params![
                tx.new_id(), issuing.id, i64::try_from(position).unwrap_or(0), line.item_id,
                line.description, line.hsn, line.quantity, line.unit, line.unit_price, line.net, line.tax, line.total
            ])?;
    }
    for tax in &issuing.taxes {
        tx.sql()
            .prepare_cached(
                "INSERT INTO issued_tax (id, document_id, code, rate, category, base_minor, amount_minor) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                tx.new_id(),
                issuing.id,
                tax.code,
                tax.rate,
                tax.category.map(|one| word::of(&one)),
                tax.base,
                tax.amount
            ])?;
    }
    Ok(())
}

/// Copies lines and taxes of a document to the credit note that takes it back whole.
pub(in crate::billing) fn copy_figures(tx: &Tx<'_>, from: &str, to: &str) -> Result<()> {
    let mut statement = tx.sql().prepare(
        "SELECT position, item_id, description, hsn, quantity, unit, unit_price, net_minor, tax_minor, total_minor \
         FROM issued_line WHERE document_id = ?1 ORDER BY position",
    )?;
    let mut rows = statement.query([from])?;
    while let Some(row) = rows.next()? {
        tx.sql().execute(
            "INSERT INTO issued_line (id, document_id, position, item_id, description, hsn, quantity, unit, \
                unit_price, net_minor, tax_minor, total_minor) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            params![
                tx.new_id(), to, row.get::<_, i64>(0)?, row.get::<_, Option<String>>(1)?,
                row.get::<_, String>(2)?, row.get::<_, String>(3)?, row.get::<_, String>(4)?, row.get::<_, String>(5)?,
                row.get::<_, String>(6)?, row.get::<_, i64>(7)?, row.get::<_, i64>(8)?, row.get::<_, i64>(9)?
            ],
        )?;
    }
    let mut statement = tx.sql().prepare(
        "SELECT code, rate, category, base_minor, amount_minor FROM issued_tax WHERE document_id = ?1 ORDER BY id",
    )?;
    let mut rows = statement.query([from])?;
    while let Some(row) = rows.next()? {
        tx.sql().execute(
            "INSERT INTO issued_tax (id, document_id, code, rate, category, base_minor, amount_minor) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                tx.new_id(),
                to,
                row.get::<_, String>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, Option<String>>(2)?,
                row.get::<_, i64>(3)?,
                row.get::<_, i64>(4)?
            ],
        )?;
    }
    Ok(())
}

/// The money columns of an issued document that a credit note repeats.
pub(in crate::billing) struct Figures {
    pub(in crate::billing) net: i64,
    pub(in crate::billing) tax: i64,
    pub(in crate::billing) rounding: i64,
    pub(in crate::billing) total: i64,
    pub(in crate::billing) rate: String,
    pub(in crate::billing) rate_date: String,
    pub(in crate::billing) rate_source: String,
    pub(in crate::billing) base_currency: String,
    pub(in crate::billing) base: [i64; 3],
}

pub(in crate::billing) fn figures(read: &Read<'_>, id: &str) -> Result<Figures> {
    let figures = read.sql().query_row(
        "SELECT net_minor, tax_minor, rounding_minor, total_minor, rate, rate_date, rate_source, base_currency, base_net_minor, \
                base_tax_minor, base_total_minor FROM issued_document WHERE id = ?1",
        [id],
        |row| {
            Ok(Figures {
                net: row.get(0)?,
                tax: row.get(1)?,
                rounding: row.get(2)?,
                total: row.get(3)?,
                rate: row.get(4)?,
                rate_date: row.get(5)?,
                rate_source: row.get(6)?,
                base_currency: row.get(7)?,
                base: [row.get(8)?, row.get(9)?, row.get(10)?],
            })
        },
    )?;
    Ok(figures)
}

pub(in crate::billing) fn is_credited(read: &Read<'_>, invoice_id: &str) -> Result<bool> {
    Ok(read.sql().query_row(
        "SELECT EXISTS (SELECT 1 FROM issued_document WHERE corrects_id = ?1)",
        [invoice_id],
        |row| row.get(0),
    )?)
}

/// Whether an invoice left the house or carries money.
pub(in crate::billing) fn is_touched(read: &Read<'_>, invoice_id: &str) -> Result<bool> {
    Ok(read.sql().query_row(
        "SELECT EXISTS (SELECT 1 FROM document_sent WHERE document_id = ?1) \
             OR EXISTS (SELECT 1 FROM v_billing_live_allocation WHERE invoice_id = ?1) \
             OR EXISTS (SELECT 1 FROM v_billing_live_deduction WHERE invoice_id = ?1) \
             OR EXISTS (SELECT 1 FROM issued_document WHERE corrects_id = ?1)",
        [invoice_id],
        |row| row.get(0),
    )?)
}

pub(in crate::billing) fn void(tx: &Tx<'_>, id: &str, reason: &str, date: &str) -> Result<()> {
    tx.sql().execute(
        "INSERT INTO document_void (id, document_id, reason, date, at_ms) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![tx.new_id(), id, reason, date, tx.now_ms()],
    )?;
    Ok(())
}

pub(in crate::billing) fn sent(tx: &Tx<'_>, id: &str, how: &str, pdf_hash: &str) -> Result<()> {
    tx.sql().execute(
        "INSERT INTO document_sent (id, document_id, how, pdf_hash, at_ms) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![tx.new_id(), id, how, pdf_hash, tx.now_ms()],
    )?;
    Ok(())
}

/// What happened to an issued document, oldest first: kind of event, its text, its instant.
pub(in crate::billing) fn events(read: &Read<'_>, id: &str) -> Result<Vec<(String, String, i64)>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT 'issued' AS event, number AS text, issued_ms AS at FROM issued_document WHERE id = ?1 \
         UNION ALL SELECT 'sent', how, at_ms FROM document_sent WHERE document_id = ?1 \
         UNION ALL SELECT 'void', reason, at_ms FROM document_void WHERE document_id = ?1 \
         UNION ALL SELECT 'credited', number, issued_ms FROM issued_document WHERE corrects_id = ?1 \
         ORDER BY at",
    )?;
    let rows = statement.query_map([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Part of what settled an invoice.
pub(in crate::billing) struct SettlementRow {
    pub(in crate::billing) kind: String,
    pub(in crate::billing) source_id: String,
    pub(in crate::billing) number: String,
    pub(in crate::billing) date: String,
    pub(in crate::billing) amount_minor: i64,
}

/// What settled an invoice, oldest first.
pub(in crate::billing) fn settlements(read: &Read<'_>, id: &str) -> Result<Vec<SettlementRow>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT 'payment', p.id, p.number, a.date AS at, a.amount_minor FROM v_billing_live_allocation a \
           JOIN payment p ON p.id = a.payment_id WHERE a.invoice_id = ?1 \
         UNION ALL SELECT 'credit_note', c.id, c.number, a.date, a.amount_minor FROM v_billing_live_allocation a \
           JOIN issued_document c ON c.id = a.credit_id WHERE a.invoice_id = ?1 \
         UNION ALL SELECT d.kind, p.id, p.number, d.date, d.amount_minor FROM v_billing_live_deduction d \
           JOIN payment p ON p.id = d.payment_id WHERE d.invoice_id = ?1 ORDER BY at",
    )?;
    let rows = statement.query_map([id], |row| {
        Ok(SettlementRow {
            kind: row.get(0)?,
            source_id: row.get(1)?,
            number: row.get(2)?,
            date: row.get(3)?,
            amount_minor: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Code, rate and amount of each tax of an issued document.
pub(in crate::billing) fn taxes(read: &Read<'_>, id: &str) -> Result<Vec<(String, String, i64)>> {
    let mut statement = read
        .sql()
        .prepare_cached("SELECT code, rate, amount_minor FROM issued_tax WHERE document_id = ?1")?;
    let rows = statement.query_map([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The form of a document as a transaction wrote it.
pub(in crate::billing) struct Form {
    pub(in crate::billing) id: String,
    /// Whether somebody edited it; else it followed a setting.
    pub(in crate::billing) is_edited: bool,
    /// The number under which it was issued.
    pub(in crate::billing) issued: Option<String>,
    /// The code under which it was sent as an estimate.
    pub(in crate::billing) sent: Option<String>,
}

/// The forms that transaction `seq` of this device wrote. An edit raises the version of the record.
pub(in crate::billing) fn forms_in(tx: &Tx<'_>, seq: i64) -> Result<Vec<Form>> {
    let mut statement = tx.sql().prepare_cached(
        "SELECT f.id, \
                EXISTS (SELECT 1 FROM op r WHERE r.record_id = f.id AND r.tbl = 'record' AND +r.replica = ?1 AND +r.seq = ?2 \
                          AND json_type(r.body, '$.version') IS NOT NULL), \
                (SELECT number FROM issued_document i WHERE i.id = f.id), \
                (SELECT d.code FROM document d WHERE d.id = f.id \
                   AND EXISTS (SELECT 1 FROM estimate_version v WHERE v.estimate_id = d.id)) \
         FROM (SELECT DISTINCT record_id AS id FROM op \
                WHERE replica = ?1 AND seq = ?2 AND tbl IN ('document', 'document_line')) f",
    )?;
    let rows = statement.query_map((tx.replica(), seq), |row| {
        Ok(Form { id: row.get(0)?, is_edited: row.get(1)?, issued: row.get(2)?, sent: row.get(3)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The newest rate of a currency on an issued paper, with its day.
pub(in crate::billing) fn newest_rate(
    read: &Read<'_>,
    currency: &str,
    home: &str,
) -> Result<Option<(Decimal, String)>> {
    let sql = "SELECT rate, date FROM v_billing_rate WHERE currency = ?1 AND base_currency = ?2 ORDER BY date DESC LIMIT 1";
    let found: Option<(String, String)> = read
        .sql()
        .prepare_cached(sql)?
        .query_row([currency, home], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(found.and_then(|(rate, day)| Some((rate.parse().ok().filter(|rate| *rate > Decimal::ZERO)?, day))))
}
