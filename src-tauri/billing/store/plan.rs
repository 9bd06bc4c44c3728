//! The billing plan: what was sold and is to be invoiced, and what invoices took from it.

use crate::billing::draft::LineInput;
use crate::kernel::error::{Error, Result};
use crate::store::tx::{Read, Tx};
use rusqlite::{OptionalExtension as _, Row, params};
use serde_json::Value;

/// Whose plan: of an estimate, or of a whole deal.
#[derive(Debug, Clone, Copy)]
pub(in crate::billing) enum Plan<'a> {
    Estimate(&'a str),
    Deal(&'a str),
}

impl Plan<'_> {
    pub(in crate::billing) const fn column(self) -> &'static str {
        match self {
            Self::Estimate(_) => "estimate_id",
            Self::Deal(_) => "deal_id",
        }
    }

    pub(in crate::billing) const fn id(&self) -> &str {
        match self {
            Self::Estimate(id) | Self::Deal(id) => id,
        }
    }

    /// Selects the ids of its invoices. One that takes from several estimates counts with the first.
    const fn invoices(self) -> &'static str {
        match self {
            Self::Estimate(_) => {
                "SELECT u.document_id FROM billing_use u JOIN billing_row r ON r.id = u.row_id WHERE r.estimate_id = ?1 \
                    AND NOT EXISTS (SELECT 1 FROM billing_use f JOIN billing_row o ON o.id = f.row_id \
                                     WHERE f.document_id = u.document_id AND f.id < u.id AND o.estimate_id IS NOT ?1)"
            }
            Self::Deal(_) => "SELECT id FROM issued_document WHERE deal_id = ?1 AND kind = 'invoice'",
        }
    }
}

/// Net and total in minor units of one currency.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::billing) struct Both {
    pub(in crate::billing) net: i64,
    pub(in crate::billing) total: i64,
}

impl std::ops::Add for Both {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { net: self.net + other.net, total: self.total + other.total }
    }
}

impl std::ops::Sub for Both {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self { net: self.net - other.net, total: self.total - other.total }
    }
}

/// A row that is to be written.
pub(in crate::billing) struct NewRow<'a> {
    pub(in crate::billing) deal_id: Option<&'a str>,
    pub(in crate::billing) estimate_id: Option<&'a str>,
    pub(in crate::billing) customer_id: Option<&'a str>,
    pub(in crate::billing) branch_id: &'a str,
    pub(in crate::billing) kind: &'static str,
    pub(in crate::billing) description: &'a str,
    pub(in crate::billing) quantity: String,
    pub(in crate::billing) line: String,
    pub(in crate::billing) currency: &'a str,
    pub(in crate::billing) sold: Both,
    pub(in crate::billing) sold_date: &'a str,
}

/// A row of the plan with what is open of it.
#[derive(Debug, Clone)]
pub(in crate::billing) struct PlanRow {
    pub(in crate::billing) id: String,
    pub(in crate::billing) deal_id: Option<String>,
    pub(in crate::billing) estimate_id: Option<String>,
    pub(in crate::billing) kind: String,
    pub(in crate::billing) description: String,
    pub(in crate::billing) quantity: String,
    pub(in crate::billing) line: String,
    pub(in crate::billing) currency: String,
    pub(in crate::billing) sold: Both,
    pub(in crate::billing) used: Both,
    pub(in crate::billing) closed: bool,
    pub(in crate::billing) closed_reason: String,
    pub(in crate::billing) replaced_by: Option<String>,
    /// The invoice that billed it before the estimate was accepted.
    pub(in crate::billing) invoiced_by: Option<String>,
    pub(in crate::billing) customer_id: Option<String>,
    pub(in crate::billing) branch_id: String,
    /// How many invoices the recurring invoice has made whose first one takes the row; none where nothing recurs, or that was ended before.
    pub(in crate::billing) first_of: Option<i64>,
    /// It was sold when the parts of its plan stood already.
    pub(in crate::billing) beside_parts: bool,
}

impl PlanRow {
    /// What no invoice has taken yet.
    pub(in crate::billing) fn rest(&self) -> Both {
        self.sold - self.used
    }

    /// Whether another row was sold with it: by the same estimate, or in the same deal without one.
    pub(in crate::billing) fn is_sold_with(&self, other: &Self) -> bool {
        self.estimate_id == other.estimate_id && self.deal_id == other.deal_id
    }

    /// Whether somebody said that the rest of it will not be invoiced.
    pub(in crate::billing) fn is_closed_by_hand(&self) -> bool {
        self.closed && self.replaced_by.is_none() && self.invoiced_by.is_none()
    }

    /// Whether it is invoiced by a recurring invoice.
    pub(in crate::billing) const fn comes_again(&self) -> bool {
        self.first_of.is_some()
    }

    /// Whether the parts of the plan take it.
    pub(in crate::billing) const fn is_in_parts(&self) -> bool {
        !self.comes_again() && !self.beside_parts
    }

    /// Whether the recurring invoice that takes it has made nothing yet.
    pub(in crate::billing) fn waits(&self) -> bool {
        self.first_of == Some(0)
    }

    /// The line of an invoice of it, as typed.
    ///
    /// # Errors
    /// A damaged file.
    pub(in crate::billing) fn as_line(&self) -> Result<LineInput> {
        serde_json::from_str(&self.line).map_err(Error::internal)
    }

    /// What was sold, where that is an item.
    pub(in crate::billing) fn item_id(&self) -> Option<String> {
        let line: Value = serde_json::from_str(&self.line).ok()?;
        line["item_id"].as_str().map(str::to_owned)
    }

    /// What is still to be invoiced.
    pub(in crate::billing) fn open(&self) -> Both {
        if self.closed { Both::default() } else { self.rest() }
    }
}

const ROW: &str = "SELECT r.id, r.deal_id, r.estimate_id, r.kind, r.description, r.quantity, r.line, r.currency, r.net_minor, r.total_minor, \
                          coalesce((SELECT sum(u.net_minor) FROM v_billing_live_use u WHERE u.row_id = r.id), 0), \
                          coalesce((SELECT sum(u.total_minor) FROM v_billing_live_use u WHERE u.row_id = r.id), 0), r.closed, r.replaced_by, \
                          r.customer_id, r.closed_reason, r.branch_id, r.invoiced_by, \
                          (SELECT f.made FROM v_billing_first_period f WHERE f.id = r.id), r.beside_parts \
                     FROM billing_row r WHERE r.deleted_at IS NULL AND";

fn read_row(row: &Row<'_>) -> rusqlite::Result<PlanRow> {
    Ok(PlanRow {
        id: row.get(0)?,
        deal_id: row.get(1)?,
        estimate_id: row.get(2)?,
        kind: row.get(3)?,
        description: row.get(4)?,
        quantity: row.get(5)?,
        line: row.get(6)?,
        currency: row.get(7)?,
        sold: Both { net: row.get(8)?, total: row.get(9)? },
        used: Both { net: row.get(10)?, total: row.get(11)? },
        closed: row.get(12)?,
        replaced_by: row.get(13)?,
        customer_id: row.get(14)?,
        closed_reason: row.get(15)?,
        branch_id: row.get(16)?,
        invoiced_by: row.get(17)?,
        first_of: row.get(18)?,
        beside_parts: row.get(19)?,
    })
}

pub(in crate::billing) fn insert(tx: &Tx<'_>, position: usize, row: &NewRow<'_>) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "INSERT INTO billing_row (id, deal_id, estimate_id, customer_id, branch_id, position, kind, description, quantity, \
                line, currency, net_minor, total_minor, sold_date) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        )?
        .execute(params![
            tx.new_id(),
            row.deal_id,
            row.estimate_id,
            row.customer_id,
            row.branch_id,
            i64::try_from(position).unwrap_or(0),
            row.kind,
            row.description,
            row.quantity,
            row.line,
            row.currency,
            row.sold.net,
            row.sold.total,
            row.sold_date
        ])?;
    Ok(())
}

/// The rows of a plan in their order.
pub(in crate::billing) fn rows(read: &Read<'_>, plan: Plan<'_>) -> Result<Vec<PlanRow>> {
    let sql = format!("{ROW} r.{} = ?1 ORDER BY r.sold_date, r.estimate_id, r.position, r.id", plan.column());
    let mut statement = read.sql().prepare_cached(&sql)?;
    let rows = statement.query_map([plan.id()], read_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(in crate::billing) fn row(read: &Read<'_>, id: &str) -> Result<Option<PlanRow>> {
    Ok(read.sql().prepare_cached(&format!("{ROW} r.id = ?1"))?.query_row([id], read_row).optional()?)
}

/// The rows that the first invoice of a recurring invoice takes, in their order.
pub(in crate::billing) fn first_period(read: &Read<'_>, recurring_id: &str) -> Result<Vec<PlanRow>> {
    let sql = format!("{ROW} r.recurring_id = ?1 ORDER BY r.position, r.id");
    let mut statement = read.sql().prepare_cached(&sql)?;
    let rows = statement.query_map([recurring_id], read_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The rows that were sold with one, and itself, in their order.
pub(in crate::billing) fn rows_of_sale(read: &Read<'_>, row: &PlanRow) -> Result<Vec<PlanRow>> {
    let plan = match (&row.estimate_id, &row.deal_id) {
        (Some(id), _) => Plan::Estimate(id),
        (None, Some(id)) => Plan::Deal(id),
        (None, None) => return Ok(Vec::new()),
    };
    let mut rows = rows(read, plan)?;
    rows.retain(|other| other.is_sold_with(row));
    Ok(rows)
}

/// How many invoices that count take from the rows that were sold with one, but for `own`.
pub(in crate::billing) fn invoices_of_sale(read: &Read<'_>, row: &PlanRow, own: Option<&str>) -> Result<i64> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT count(DISTINCT u.document_id) FROM billing_row r JOIN v_billing_live_use u ON u.row_id = r.id \
             WHERE u.document_id IS NOT ?3 AND (r.estimate_id = ?1 OR (?1 IS NULL AND r.estimate_id IS NULL AND r.deal_id = ?2))",
        )?
        .query_row((&row.estimate_id, &row.deal_id, own), |row| row.get(0))?)
}

/// What an issued invoice takes of a row while it counts: how many, and how much.
pub(in crate::billing) fn uses(
    read: &Read<'_>,
    row_id: &str,
    document_id: &str,
) -> Result<Vec<(String, Both)>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT quantity, net_minor, total_minor FROM v_billing_live_use WHERE row_id = ?1 AND document_id = ?2",
    )?;
    let rows = statement.query_map([row_id, document_id], |row| {
        Ok((row.get(0)?, Both { net: row.get(1)?, total: row.get(2)? }))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Quantities of a row that stand on invoices that count; drafts are counted as well when `drafts` is true.
pub(in crate::billing) fn taken(read: &Read<'_>, row_id: &str, drafts: bool) -> Result<Vec<String>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT quantity FROM v_billing_live_use WHERE row_id = ?1 \
         UNION ALL SELECT quantity FROM v_billing_live_line WHERE ?2 AND billing_row_id = ?1 AND NOT is_issued",
    )?;
    let rows = statement.query_map((row_id, drafts), |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The drafts of invoices with a line that takes from a row.
pub(in crate::billing) fn drafts_on(read: &Read<'_>, row_id: &str) -> Result<Vec<String>> {
    let sql = "SELECT document_id FROM v_billing_live_line WHERE billing_row_id = ?1 AND NOT is_issued";
    let mut statement = read.sql().prepare_cached(sql)?;
    let rows = statement.query_map([row_id], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Discounts, as typed, on lines that take from a row: on invoices that count and on drafts.
pub(in crate::billing) fn discounts_of_row(read: &Read<'_>, row_id: &str) -> Result<Vec<String>> {
    let sql = "SELECT discount FROM v_billing_live_line WHERE billing_row_id = ?1";
    let mut statement = read.sql().prepare_cached(sql)?;
    let rows = statement.query_map([row_id], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The same on issued invoices that count, but for `own`.
pub(in crate::billing) fn issued_discounts_of_row(
    read: &Read<'_>,
    row_id: &str,
    own: Option<&str>,
) -> Result<Vec<String>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT n.discount FROM document_line n JOIN v_billing_live_invoice i ON i.id = n.document_id \
         WHERE n.billing_row_id = ?1 AND n.deleted_at IS NULL AND i.id IS NOT ?2",
    )?;
    let rows = statement.query_map((row_id, own), |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Discount and charge, as typed, of each invoice of an estimate that counts or is a draft.
pub(in crate::billing) fn shares_of_estimate(
    read: &Read<'_>,
    estimate_id: &str,
) -> Result<Vec<(String, String)>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT d.discount, d.charge FROM document d \
         WHERE d.origin_id = ?1 AND d.kind = 'invoice' AND d.deleted_at IS NULL \
           AND (EXISTS (SELECT 1 FROM v_billing_live_invoice i WHERE i.id = d.id) \
                OR NOT EXISTS (SELECT 1 FROM issued_document i WHERE i.id = d.id))",
    )?;
    let rows = statement.query_map([estimate_id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The same of issued invoices that count, but for `own`.
pub(in crate::billing) fn issued_shares_of_estimate(
    read: &Read<'_>,
    estimate_id: &str,
    own: Option<&str>,
) -> Result<Vec<(String, String)>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT d.discount, d.charge FROM document d JOIN v_billing_live_invoice i ON i.id = d.id \
         WHERE d.origin_id = ?1 AND d.kind = 'invoice' AND d.deleted_at IS NULL AND d.id IS NOT ?2",
    )?;
    let rows = statement.query_map((estimate_id, own), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(in crate::billing) fn insert_use(
    tx: &Tx<'_>,
    row_id: &str,
    document_id: &str,
    quantity: &str,
    used: Both,
) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "INSERT INTO billing_use (id, row_id, document_id, quantity, net_minor, total_minor) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![tx.new_id(), row_id, document_id, quantity, used.net, used.total])?;
    Ok(())
}

pub(in crate::billing) fn insert_change(
    tx: &Tx<'_>,
    document_id: &str,
    deal_id: Option<&str>,
    change: Both,
) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "INSERT INTO billing_change (id, document_id, deal_id, net_minor, total_minor) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![tx.new_id(), document_id, deal_id, change.net, change.total])?;
    Ok(())
}

/// What an invoice that counts takes of a row.
pub(in crate::billing) struct Used {
    pub(in crate::billing) row: PlanRow,
    pub(in crate::billing) quantity: String,
    pub(in crate::billing) amount: Both,
}

/// What an invoice that counts takes of the plan.
pub(in crate::billing) fn uses_of(read: &Read<'_>, document_id: &str) -> Result<Vec<Used>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT row_id, quantity, net_minor, total_minor FROM v_billing_live_use WHERE document_id = ?1 ORDER BY row_id",
    )?;
    let found = statement.query_map([document_id], |row| {
        let amount = Both { net: row.get(2)?, total: row.get(3)? };
        Ok((row.get::<_, String>(0)?, row.get(1)?, amount))
    })?;
    let mut uses = Vec::new();
    for found in found {
        let (id, quantity, amount) = found?;
        uses.extend(row(read, &id)?.map(|row| Used { row, quantity, amount }));
    }
    Ok(uses)
}

/// A part of a row that is a row of its own.
pub(in crate::billing) struct Part {
    pub(in crate::billing) quantity: String,
    /// The line of an invoice of it, as typed.
    pub(in crate::billing) line: String,
    pub(in crate::billing) sold: Both,
}

/// Opens a part of a row beside it, taken by the same parts or recurring invoice; its id.
pub(in crate::billing) fn insert_part(tx: &Tx<'_>, row_id: &str, part: &Part) -> Result<String> {
    let id = tx.new_id();
    tx.sql()
        .prepare_cached(
            "INSERT INTO billing_row (id, deal_id, estimate_id, customer_id, branch_id, position, kind, description, quantity, \
                line, currency, net_minor, total_minor, sold_date, recurring_id, beside_parts) \
             SELECT ?2, deal_id, estimate_id, customer_id, branch_id, position, kind, description, ?3, \
                ?4, currency, ?5, ?6, sold_date, recurring_id, beside_parts FROM billing_row WHERE id = ?1",
        )?
        .execute(params![row_id, id, part.quantity, part.line, part.sold.net, part.sold.total])?;
    Ok(id)
}

/// Leaves a part of a row: the rest of it is a row of its own.
pub(in crate::billing) fn shrink(tx: &Tx<'_>, row_id: &str, part: &Part) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "UPDATE billing_row SET quantity = ?2, line = ?3, net_minor = ?4, total_minor = ?5 WHERE id = ?1",
        )?
        .execute(params![row_id, part.quantity, part.line, part.sold.net, part.sold.total])?;
    Ok(())
}

/// Adds to what a row was sold for.
pub(in crate::billing) fn add_to(tx: &Tx<'_>, row_id: &str, more: Both) -> Result<()> {
    if more == Both::default() {
        return Ok(());
    }
    tx.sql().execute(
        "UPDATE billing_row SET net_minor = net_minor + ?2, total_minor = total_minor + ?3 WHERE id = ?1",
        (row_id, more.net, more.total),
    )?;
    Ok(())
}

/// Withdraws a row: it was not sold after all.
pub(in crate::billing) fn withdraw(tx: &Tx<'_>, row_id: &str) -> Result<()> {
    tx.sql().execute("UPDATE billing_row SET deleted_at = ?2 WHERE id = ?1", (row_id, tx.now_ms()))?;
    Ok(())
}

/// Closes a row, so that the rest of it is not to be invoiced, or opens it again.
pub(in crate::billing) fn set_closed(tx: &Tx<'_>, row_id: &str, closed: bool, reason: &str) -> Result<()> {
    tx.sql().execute(
        "UPDATE billing_row SET closed = ?2, closed_reason = ?3 WHERE id = ?1",
        (row_id, closed, reason),
    )?;
    Ok(())
}

/// Closes a row because an invoice billed it before it was sold.
pub(in crate::billing) fn close_as_invoiced(tx: &Tx<'_>, row_id: &str, invoice_id: &str) -> Result<()> {
    tx.sql()
        .execute("UPDATE billing_row SET closed = 1, invoiced_by = ?2 WHERE id = ?1", (row_id, invoice_id))?;
    Ok(())
}

/// Opens again what an invoice billed before it was sold: the invoice is about to count no more.
pub(in crate::billing) fn open_invoiced(tx: &Tx<'_>, invoice_id: &str) -> Result<()> {
    tx.sql().execute(
        "UPDATE billing_row SET closed = 0, invoiced_by = NULL WHERE invoiced_by = ?1 AND deleted_at IS NULL",
        [invoice_id],
    )?;
    Ok(())
}

/// Closes a row because an estimate was accepted in its place.
pub(in crate::billing) fn replace(tx: &Tx<'_>, row_id: &str, estimate_id: &str) -> Result<()> {
    tx.sql().execute(
        "UPDATE billing_row SET closed = 1, replaced_by = ?2 WHERE id = ?1",
        (row_id, estimate_id),
    )?;
    Ok(())
}

/// Opens the rows of a deal again that an estimate had replaced.
pub(in crate::billing) fn restore_replaced(tx: &Tx<'_>, estimate_id: &str, deal_id: &str) -> Result<()> {
    tx.sql().execute(
        "UPDATE billing_row SET closed = 0, replaced_by = NULL WHERE deal_id = ?2 AND replaced_by = ?1",
        (estimate_id, deal_id),
    )?;
    Ok(())
}

/// Lets the rows of a deal that an estimate had replaced give way to another one.
pub(in crate::billing) fn replace_instead(
    tx: &Tx<'_>,
    estimate_id: &str,
    other_id: &str,
    deal_id: &str,
) -> Result<()> {
    tx.sql().execute(
        "UPDATE billing_row SET replaced_by = ?2 WHERE deal_id = ?3 AND replaced_by = ?1",
        (estimate_id, other_id, deal_id),
    )?;
    Ok(())
}

/// A figure of a deal or estimate in one currency.
#[derive(Debug, Clone)]
pub(in crate::billing) struct Figure {
    pub(in crate::billing) currency: String,
    pub(in crate::billing) amount: Both,
}

/// What the invoices of a deal come to, credit notes taken off.
pub(in crate::billing) fn invoiced(read: &Read<'_>, deal_id: &str) -> Result<Vec<Figure>> {
    figures(
        read,
        "SELECT currency, sum(net_minor), sum(total_minor) FROM v_billing_live_invoice WHERE deal_id = ?1 GROUP BY currency",
        deal_id,
    )
}

/// What was sold on the invoices of a plan beyond it.
pub(in crate::billing) fn changed(read: &Read<'_>, plan: Plan<'_>) -> Result<Vec<Figure>> {
    let invoices = plan.invoices();
    let sql = format!(
        "SELECT currency, sum(net_minor), sum(total_minor) FROM v_billing_live_change WHERE document_id IN ({invoices}) GROUP BY currency"
    );
    figures(read, &sql, plan.id())
}

/// What was paid on the invoices of a plan that count, with what payers kept back. A credit note that settles another invoice is money
/// that was paid before.
pub(in crate::billing) fn collected(read: &Read<'_>, plan: Plan<'_>) -> Result<Vec<Figure>> {
    let invoices = plan.invoices();
    let sql = format!(
        "SELECT i.currency, 0, sum(s.amount_minor) FROM issued_document i JOIN ( \
            SELECT invoice_id, amount_minor FROM v_billing_live_allocation \
            UNION ALL SELECT invoice_id, amount_minor FROM v_billing_live_deduction) s ON s.invoice_id = i.id \
          WHERE i.id IN ({invoices}) AND i.id IN (SELECT l.id FROM v_billing_live_invoice l WHERE l.id = i.id) GROUP BY i.currency"
    );
    figures(read, &sql, plan.id())
}

fn figures(read: &Read<'_>, sql: &str, id: &str) -> Result<Vec<Figure>> {
    let mut statement = read.sql().prepare_cached(sql)?;
    let rows = statement.query_map([id], |row| {
        Ok(Figure { currency: row.get(0)?, amount: Both { net: row.get(1)?, total: row.get(2)? } })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
