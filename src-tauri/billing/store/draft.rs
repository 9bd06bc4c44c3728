//! Documents while they are worked on.

use crate::billing::draft::{Draft, DraftInput, DraftKind, DraftLine, LineInput, Share, TaxInput};
use crate::kernel::decimal::canonical;
use crate::kernel::error::{Error, Result};
use crate::store::tx::{Read, Tx};
use crate::store::word;
use rusqlite::{OptionalExtension as _, params};
use std::collections::BTreeSet;

/// Writes the header of a document, new or changed. A document in the home currency has no rate, so that it is asked for one when
/// its seller turns out to keep its books in another.
pub(in crate::billing) fn save(
    tx: &Tx<'_>,
    id: &str,
    code: &str,
    draft: &Draft,
    origin: Option<&str>,
    total_minor: i64,
) -> Result<()> {
    let foreign = draft.currency != draft.branch.currency;
    tx.sql()
        .prepare_cached(
            "INSERT INTO document (id, kind, code, branch_id, customer_id, contact_id, deal_id, origin_id, subject, date, \
                supply_date, due_date, payment_term, currency, rate, rate_date, rate_source, language, delivery_address_id, place_of_supply, \
                reverse_charge, prices_include_tax, tax_rounding, round_to, discount, charge, order_no, terms, notes, total_minor, \
                place_said, reverse_said, date_said, valid_said) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, \
                     ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34) \
             ON CONFLICT (id) DO UPDATE SET branch_id = excluded.branch_id, customer_id = excluded.customer_id, \
                contact_id = excluded.contact_id, deal_id = excluded.deal_id, subject = excluded.subject, date = excluded.date, \
                supply_date = excluded.supply_date, due_date = excluded.due_date, payment_term = excluded.payment_term, \
                currency = excluded.currency, rate = excluded.rate, rate_date = excluded.rate_date, \
                rate_source = excluded.rate_source, language = excluded.language, delivery_address_id = excluded.delivery_address_id, \
                place_of_supply = excluded.place_of_supply, \
                reverse_charge = excluded.reverse_charge, prices_include_tax = excluded.prices_include_tax, \
                tax_rounding = excluded.tax_rounding, round_to = excluded.round_to, discount = excluded.discount, \
                charge = excluded.charge, order_no = excluded.order_no, terms = excluded.terms, notes = excluded.notes, \
                total_minor = excluded.total_minor, place_said = excluded.place_said, reverse_said = excluded.reverse_said, \
                date_said = excluded.date_said, valid_said = excluded.valid_said",
        )?
        .execute(params![
            id, word::of(&draft.kind), code, draft.branch.id, draft.customer.id, draft.contact_id, draft.deal_id, origin,
            draft.subject, draft.date.to_string(), draft.supply_date.map(|date| date.to_string()), draft.due_date.to_string(),
            word::json(&draft.payment_term), draft.currency, foreign.then(|| canonical(draft.rate)),
            foreign.then(|| draft.rate_date.to_string()), draft.rate_source, draft.language, draft.delivery_address_id, draft.place_of_supply,
            draft.reverse_charge, draft.prices_include_tax,
            draft.branch.tax_rounding, draft.branch.round_to, Share::text(draft.discount), Share::text(draft.charge),
            draft.order_no, draft.terms, draft.notes, total_minor, draft.place_said, draft.reverse_said,
            draft.date_said, draft.valid_said
        ])?;
    save_lines(tx, id, &draft.lines)
}

fn save_lines(tx: &Tx<'_>, document_id: &str, lines: &[DraftLine]) -> Result<()> {
    let mut statement = tx
        .sql()
        .prepare_cached("SELECT id FROM document_line WHERE document_id = ?1 AND deleted_at IS NULL")?;
    let mut stored: BTreeSet<String> =
        statement.query_map([document_id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for (position, line) in lines.iter().enumerate() {
        let known = line.id.as_ref().filter(|id| stored.remove(*id));
        let id = known.cloned().unwrap_or_else(|| tx.new_id());
        save_line(tx, &id, document_id, position, line)?;
    }
    for id in stored {
        tx.sql().execute("UPDATE document_line SET deleted_at = ?2 WHERE id = ?1", (id, tx.now_ms()))?;
    }
    Ok(())
}

fn save_line(tx: &Tx<'_>, id: &str, document_id: &str, position: usize, line: &DraftLine) -> Result<()> {
    let taxes: Vec<TaxInput> = line.by_hand.iter().map(TaxInput::from).collect();
    tx.sql()
        .prepare_cached(
            "INSERT INTO document_line (id, document_id, position, item_id, billing_row_id, description, detail, hsn, quantity, \
                unit, unit_price, discount, tax_class_id, taxes, optional) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) \
             ON CONFLICT (id) DO UPDATE SET position = excluded.position, item_id = excluded.item_id, \
                billing_row_id = excluded.billing_row_id, \
                description = excluded.description, detail = excluded.detail, hsn = excluded.hsn, quantity = excluded.quantity, \
                unit = excluded.unit, unit_price = excluded.unit_price, discount = excluded.discount, \
                tax_class_id = excluded.tax_class_id, taxes = excluded.taxes, optional = excluded.optional",
        )?
        .execute(params![
            id, document_id, i64::try_from(position).unwrap_or(0), line.item_id, line.billing_row_id, line.description,
            line.detail, line.hsn, canonical(line.quantity), line.unit, canonical(line.unit_price), Share::text(line.discount),
            line.tax_class_id, word::json(&taxes), line.optional
        ])?;
    Ok(())
}

/// Whether an estimate carries this code; one that was deleted keeps it, since undo brings it back.
pub(in crate::billing) fn has_code(read: &Read<'_>, code: &str) -> Result<bool> {
    Ok(read
        .sql()
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM document WHERE kind = 'estimate' AND code = ?1)")?
        .query_row([code], |row| row.get(0))?)
}

/// A saved document as the form takes it.
pub(in crate::billing) struct Saved {
    pub(in crate::billing) code: String,
    pub(in crate::billing) version: i64,
    pub(in crate::billing) origin_id: Option<String>,
    pub(in crate::billing) total_minor: i64,
    /// Where it was supplied, and whether the recipient owes the tax, as it was saved last.
    pub(in crate::billing) as_saved: (String, bool),
    /// What nobody said of these is left out: it follows from customer and lines as they are now.
    pub(in crate::billing) input: DraftInput,
}

pub(in crate::billing) fn load(read: &Read<'_>, id: &str) -> Result<Saved> {
    let saved = read
        .sql()
        .prepare_cached(
            "SELECT d.kind, d.code, r.version, d.origin_id, d.total_minor, d.customer_id, d.contact_id, d.branch_id, d.deal_id, \
                    d.subject, d.date, d.supply_date, d.due_date, d.payment_term, d.currency, d.rate, d.rate_date, d.rate_source, \
                    d.language, d.place_of_supply, d.reverse_charge, d.prices_include_tax, d.discount, d.charge, d.order_no, \
                    d.terms, d.notes, d.delivery_address_id, d.place_said, d.reverse_said, d.date_said, d.valid_said \
             FROM document d JOIN record r ON r.id = d.id WHERE d.id = ?1 AND d.deleted_at IS NULL",
        )?
        .query_row([id], |row| {
            let kind: DraftKind = word::read(row, 0)?;
            Ok(Saved {
                code: row.get(1)?,
                version: row.get(2)?,
                origin_id: row.get(3)?,
                total_minor: row.get(4)?,
                as_saved: (row.get(19)?, row.get(20)?),
                input: DraftInput {
                    customer_id: row.get(5)?,
                    contact_id: row.get(6)?,
                    branch_id: row.get(7)?,
                    deal_id: row.get(8)?,
                    subject: row.get(9)?,
                    date: if row.get(30)? { row.get(10)? } else { None },
                    supply_date: row.get(11)?,
                    valid_until: if kind == DraftKind::Estimate && row.get(31)? { row.get(12)? } else { None },
                    payment_term: serde_json::from_str(&row.get::<_, String>(13)?).ok(),
                    currency: row.get(14)?,
                    rate: row.get(15)?,
                    rate_date: row.get(16)?,
                    rate_source: row.get(17)?,
                    language: row.get(18)?,
                    place_of_supply: if row.get(28)? { row.get(19)? } else { None },
                    reverse_charge: if row.get(29)? { row.get(20)? } else { None },
                    prices_include_tax: row.get(21)?,
                    discount: row.get(22)?,
                    charge: row.get(23)?,
                    order_no: row.get(24)?,
                    terms: row.get(25)?,
                    notes: row.get(26)?,
                    delivery_address_id: row.get(27)?,
                    lines: None,
                },
            })
        })
        .optional()?;
    let mut saved = saved.ok_or_else(|| Error::not_found("document"))?;
    saved.input.lines = Some(lines(read, id)?);
    Ok(saved)
}

fn lines(read: &Read<'_>, document_id: &str) -> Result<Vec<LineInput>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT id, item_id, billing_row_id, description, detail, hsn, quantity, unit, unit_price, discount, tax_class_id, taxes, \
                optional \
         FROM document_line WHERE document_id = ?1 AND deleted_at IS NULL ORDER BY position, id",
    )?;
    let rows = statement.query_map([document_id], |row| {
        let class: Option<String> = row.get(10)?;
        let taxes: Vec<TaxInput> = serde_json::from_str(&row.get::<_, String>(11)?).unwrap_or_default();
        Ok(LineInput {
            id: row.get(0)?,
            item_id: row.get(1)?,
            billing_row_id: row.get(2)?,
            description: row.get(3)?,
            detail: row.get(4)?,
            hsn: row.get(5)?,
            quantity: row.get(6)?,
            unit: row.get(7)?,
            unit_price: row.get(8)?,
            discount: row.get(9)?,
            // A class decides anew on the day of issue; rates by hand stay as they were typed.
            taxes: class.is_none().then_some(taxes),
            tax_class_id: class,
            optional: row.get(12)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Deletes a document with its lines, so that they keep nothing that they name.
pub(in crate::billing) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql().execute("UPDATE document SET deleted_at = ?2 WHERE id = ?1", (id, tx.now_ms()))?;
    let lines = "UPDATE document_line SET deleted_at = ?2 WHERE document_id = ?1 AND deleted_at IS NULL";
    tx.sql().execute(lines, (id, tx.now_ms()))?;
    Ok(())
}

/// What is known of a saved document without checking it again.
pub(in crate::billing) struct Facts {
    pub(in crate::billing) customer_id: String,
    pub(in crate::billing) customer: String,
    pub(in crate::billing) branch_id: String,
    pub(in crate::billing) subject: String,
    pub(in crate::billing) date: String,
    pub(in crate::billing) due_date: String,
    pub(in crate::billing) currency: String,
}

pub(in crate::billing) fn facts(read: &Read<'_>, id: &str) -> Result<Facts> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT d.customer_id, m.name, d.branch_id, d.subject, d.date, d.due_date, d.currency \
             FROM document d JOIN v_crm_customer_name m ON m.id = d.customer_id WHERE d.id = ?1",
        )?
        .query_row([id], |row| {
            Ok(Facts {
                customer_id: row.get(0)?,
                customer: row.get(1)?,
                branch_id: row.get(2)?,
                subject: row.get(3)?,
                date: row.get(4)?,
                due_date: row.get(5)?,
                currency: row.get(6)?,
            })
        })?)
}

/// Takes the rates off the documents of a branch, but those `spared`: they were to a home currency that is no longer the branch's.
pub(in crate::billing) fn forget_rates(
    tx: &Tx<'_>,
    branch_id: &str,
    spared: &BTreeSet<String>,
) -> Result<()> {
    tx.sql().execute(
        "UPDATE document SET rate = NULL, rate_date = NULL, rate_source = '' WHERE branch_id = ?1 AND rate IS NOT NULL \
            AND id NOT IN (SELECT value FROM json_each(?2))",
        (branch_id, word::json(spared)),
    )?;
    Ok(())
}

/// The drafts of a branch or a customer that nobody outside has seen.
pub(in crate::billing) fn never_sent(
    read: &Read<'_>,
    branch_or_customer: &str,
) -> Result<Vec<(String, DraftKind)>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT d.id, d.kind FROM (SELECT id FROM invoice_row WHERE tab = 'draft' UNION ALL \
                                   SELECT id FROM estimate_row WHERE state = 'draft') w JOIN document d ON d.id = w.id \
         WHERE ?1 IN (d.branch_id, d.customer_id) AND d.deleted_at IS NULL ORDER BY d.id",
    )?;
    let rows = statement.query_map([branch_or_customer], |row| Ok((row.get(0)?, word::read(row, 1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(in crate::billing) fn set_total(tx: &Tx<'_>, id: &str, total_minor: i64) -> Result<()> {
    tx.sql().execute("UPDATE document SET total_minor = ?2 WHERE id = ?1", (id, total_minor))?;
    Ok(())
}

/// A line of a draft that takes from no row of the plan.
pub(in crate::billing) struct LooseLine {
    pub(in crate::billing) id: String,
    pub(in crate::billing) document_id: String,
    pub(in crate::billing) item_id: Option<String>,
    pub(in crate::billing) description: String,
}

/// The lines of the drafts of invoices of a deal that take from no row, but what bills time and expenses, and what recurs.
pub(in crate::billing) fn loose_lines(read: &Read<'_>, deal_id: &str) -> Result<Vec<LooseLine>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT l.id, d.id, l.item_id, l.description FROM document d JOIN document_line l ON l.document_id = d.id \
          WHERE d.deal_id = ?1 AND d.kind = 'invoice' AND d.deleted_at IS NULL AND l.deleted_at IS NULL AND l.optional = 0 \
            AND l.billing_row_id IS NULL AND NOT EXISTS (SELECT 1 FROM issued_document i WHERE i.id = d.id) \
            AND d.recurring_id IS NULL \
            AND NOT EXISTS (SELECT 1 FROM v_time_posted p WHERE p.line_id = l.id) \
            AND NOT EXISTS (SELECT 1 FROM v_time_expense_posted p WHERE p.line_id = l.id) \
          ORDER BY d.id, l.position, l.id",
    )?;
    let rows = statement.query_map([deal_id], |row| {
        Ok(LooseLine {
            id: row.get(0)?,
            document_id: row.get(1)?,
            item_id: row.get(2)?,
            description: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether a line bills time or expenses, or belongs to an invoice that recurs: it stands beside what was sold.
pub(in crate::billing) fn stands_alone(read: &Read<'_>, line_id: &str) -> Result<bool> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM v_time_posted p WHERE p.line_id = ?1) \
                 OR EXISTS (SELECT 1 FROM v_time_expense_posted p WHERE p.line_id = ?1) \
                 OR EXISTS (SELECT 1 FROM document_line l JOIN document d ON d.id = l.document_id \
                             WHERE l.id = ?1 AND d.recurring_id IS NOT NULL)",
        )?
        .query_row([line_id], |row| row.get(0))?)
}

/// Whether a line bills time that is not approved, or no more, where only what was approved may be invoiced.
pub(in crate::billing) fn is_unapproved(read: &Read<'_>, line_id: &str) -> Result<bool> {
    let sql = "SELECT 1 FROM v_time_unapproved_line WHERE line_id = ?1";
    Ok(read.sql().prepare_cached(sql)?.exists([line_id])?)
}

/// Whether a line was made of time, expenses or use beyond an entitlement.
pub(in crate::billing) fn bills_work(read: &Read<'_>, line_id: &str) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM v_time_worked_line WHERE line_id = ?1)";
    Ok(read.sql().prepare_cached(sql)?.query_row([line_id], |row| row.get(0))?)
}

/// Lets a line of a draft take from a row of the plan.
pub(in crate::billing) fn set_row(tx: &Tx<'_>, line_id: &str, row_id: &str) -> Result<()> {
    let sql = "UPDATE document_line SET billing_row_id = ?2 WHERE id = ?1";
    tx.sql().prepare_cached(sql)?.execute((line_id, row_id))?;
    Ok(())
}

/// Lets the lines of drafts that were not made of an estimate take nothing from a row of it any more.
pub(in crate::billing) fn loosen(tx: &Tx<'_>, row_id: &str) -> Result<()> {
    let sql = "UPDATE document_line SET billing_row_id = NULL WHERE billing_row_id = ?1 AND document_id IN ( \
                 SELECT d.id FROM document d WHERE d.origin_id IS NULL AND NOT EXISTS (SELECT 1 FROM issued_document i WHERE i.id = d.id))";
    tx.sql().prepare_cached(sql)?.execute([row_id])?;
    Ok(())
}

/// Whether a draft of an invoice that transaction `seq` of this device brought back takes from what was replaced since.
pub(in crate::billing) fn takes_replaced_in(tx: &Tx<'_>, seq: i64) -> Result<bool> {
    Ok(tx
        .sql()
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM op o JOIN document d ON d.id = o.pk AND d.deleted_at IS NULL AND d.kind = 'invoice' \
               JOIN document_line l ON l.document_id = d.id AND l.deleted_at IS NULL \
               JOIN billing_row r ON r.id = l.billing_row_id AND coalesce(r.replaced_by, r.deleted_at) IS NOT NULL \
              WHERE o.replica = ?1 AND o.seq = ?2 AND o.tbl = 'document' \
                AND NOT EXISTS (SELECT 1 FROM issued_document i WHERE i.id = d.id))",
        )?
        .query_row((tx.replica(), seq), |row| row.get(0))?)
}

/// Whether a document that transaction `seq` of this device changed stands under a deal of another customer.
pub(in crate::billing) fn strays_in(tx: &Tx<'_>, seq: i64) -> Result<bool> {
    Ok(tx
        .sql()
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM op o JOIN document d ON d.id = o.pk AND d.deleted_at IS NULL \
               JOIN v_crm_deal l ON l.id = d.deal_id AND l.customer_id <> d.customer_id \
              WHERE o.replica = ?1 AND o.seq = ?2 AND o.tbl = 'document')",
        )?
        .query_row((tx.replica(), seq), |row| row.get(0))?)
}

/// Whether a document that is there, of this kind if one is named, was put under a deal after transaction `seq` of this device.
pub(in crate::billing) fn names_deal_since(
    tx: &Tx<'_>,
    seq: i64,
    deal_id: &str,
    kind: Option<DraftKind>,
) -> Result<bool> {
    Ok(tx
        .sql()
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM document d JOIN op o ON o.record_id = d.id AND o.tbl = 'document' \
               AND o.n > (SELECT max(n) FROM op WHERE replica = ?1 AND seq = ?2) AND json_type(o.body, '$.deal_id') IS NOT NULL \
              WHERE d.deal_id = ?3 AND d.deleted_at IS NULL AND d.kind = coalesce(?4, d.kind))",
        )?
        .query_row((tx.replica(), seq, deal_id, kind.map(|kind| word::of(&kind))), |row| row.get(0))?)
}
