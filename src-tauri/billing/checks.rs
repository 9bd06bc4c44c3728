//! What must hold over all documents and all money, whatever happened to the file: sums, settlements, numbers, the chain.
//!
//! The figures are computed once, when a document is issued, and stored. These checks compute them again from the parts and
//! say which document does not come to what it says.

use super::issue::chain_hash;
use super::store::recurring::{self, Stored};
use crate::documents::Document;
use crate::kernel::error::Result;
use crate::kernel::money;
use crate::store::integrity::Check;
use chrono::NaiveDate;
use rusqlite::Connection;

/// The integrity checks of this capability.
pub(crate) const CHECKS: &[Check] = &[
    ("document_sums", document_sums),
    ("document_papers", document_papers),
    ("document_chain", document_chain),
    ("payment_sums", payment_sums),
    ("invoice_sums", invoice_sums),
    ("number_continuity", number_continuity),
    ("billing_plan", billing_plan),
    ("recurring_runs", recurring_runs),
    ("recurring_days", recurring_days),
];

/// Net, tax and rounding come to the total; the lines come to net and tax; the taxes come to the tax.
fn document_sums(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    lines(
        conn,
        "SELECT i.number || ': net, tax and rounding do not come to the total' FROM issued_document i \
          WHERE i.net_minor + i.tax_minor + i.rounding_minor <> i.total_minor \
         UNION ALL \
         SELECT i.number || ': the home amounts do not come to the home total' FROM issued_document i \
          WHERE i.rounding_minor = 0 AND i.base_net_minor + i.base_tax_minor <> i.base_total_minor \
         UNION ALL \
         SELECT i.number || ': the lines come to ' || l.net || ' and ' || l.tax || ', not to ' || i.net_minor || ' and ' || i.tax_minor \
           FROM issued_document i JOIN (SELECT document_id, sum(net_minor) AS net, sum(tax_minor) AS tax, sum(total_minor) AS total \
                                          FROM issued_line GROUP BY document_id) l ON l.document_id = i.id \
          WHERE l.net <> i.net_minor OR l.tax <> i.tax_minor OR l.total <> i.net_minor + i.tax_minor \
         UNION ALL \
         SELECT number || ': it has no lines' FROM issued_document WHERE id NOT IN (SELECT document_id FROM issued_line) \
         UNION ALL \
         SELECT i.number || ': its taxes do not come to ' || i.tax_minor FROM issued_document i \
          WHERE i.tax_minor <> coalesce((SELECT sum(amount_minor) FROM issued_tax t WHERE t.document_id = i.id), 0)",
    )
}

/// The frozen paper says what the columns say.
fn document_papers(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut problems = Vec::new();
    let mut statement = conn.prepare(
        "SELECT number, currency, date, net_minor, tax_minor, total_minor, model FROM issued_document ORDER BY number",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (number, currency): (String, String) = (row.get(0)?, row.get(1)?);
        let Ok(paper) = serde_json::from_str::<Document>(&row.get::<_, String>(6)?) else {
            problems.push(format!("{number}: its paper cannot be read"));
            continue;
        };
        let amount = |column: usize| Ok::<_, rusqlite::Error>(money::decimal(row.get(column)?, &currency));
        let columns = [amount(3)?, amount(4)?, amount(5)?];
        let printed = paper.totals.as_ref().map(|totals| [totals.net, totals.tax, totals.due]);
        if paper.number.as_deref() != Some(number.as_str()) {
            problems.push(format!("{number}: its paper carries another number"));
        }
        if paper.dates.issue.to_string() != row.get::<_, String>(2)? {
            problems.push(format!("{number}: its paper carries another date"));
        }
        if printed != Some(columns) {
            problems.push(format!("{number}: its paper carries other amounts"));
        }
    }
    problems.extend(receipts(conn)?);
    Ok(problems)
}

/// Each payment has a receipt that says what its columns say.
fn receipts(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = conn.prepare(
        "SELECT p.number, p.currency, p.date, p.amount_minor, coalesce(r.model, '') \
           FROM payment p LEFT JOIN receipt r ON r.id = p.id ORDER BY p.number",
    )?;
    let mut problems = Vec::new();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (number, currency): (String, String) = (row.get(0)?, row.get(1)?);
        let paper = serde_json::from_str::<Document>(&row.get::<_, String>(4)?).ok();
        let said = paper
            .and_then(|paper| Some((paper.number?, paper.dates.issue.to_string(), paper.receipt?.amount)));
        let columns = (number.clone(), row.get::<_, String>(2)?, money::decimal(row.get(3)?, &currency));
        if said != Some(columns) {
            problems.push(format!("{number}: its receipt is missing or says something else"));
        }
    }
    Ok(problems)
}

/// Each document of a series carries the hash of the one before it and of its own paper.
fn document_chain(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut problems = Vec::new();
    let mut statement = conn.prepare(
        "SELECT series_id, period, number, model, prev_hash, hash FROM issued_document ORDER BY series_id, period, no",
    )?;
    let mut rows = statement.query([])?;
    let mut before: Option<(String, String, String)> = None;
    while let Some(row) = rows.next()? {
        let (series, period, number): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (model, prev_hash, hash): (String, String, String) = (row.get(3)?, row.get(4)?, row.get(5)?);
        let expected = match &before {
            Some((same, of, last)) if *same == series && *of == period => last.as_str(),
            _ => "",
        };
        if prev_hash != expected {
            problems.push(format!("{number}: it does not follow the document before it"));
        }
        if chain_hash(&prev_hash, &number, &model) != hash {
            problems.push(format!("{number}: it is not as it was issued"));
        }
        before = Some((series, period, hash));
    }
    Ok(problems)
}

/// A payment is what it settles, what was paid back and what is free, a credit note also what was waived of its invoice; it settles
/// invoices of its own customer, seller and currency.
fn payment_sums(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    lines(
        conn,
        "SELECT s.number || ': ' || s.amount || ' is not ' || s.settled || ' settled, ' || s.refunded || ' paid back, ' || s.waived \
                || ' waived and ' || s.free || ' free' \
           FROM (SELECT p.number, p.amount_minor AS amount, coalesce(w.free_minor, 0) AS free, 0 AS waived, \
                        coalesce((SELECT sum(a.amount_minor) FROM v_billing_live_allocation a WHERE a.payment_id = p.id), 0) AS settled, \
                        coalesce((SELECT sum(r.amount_minor) FROM v_billing_live_refund r WHERE r.payment_id = p.id), 0) AS refunded \
                   FROM payment p LEFT JOIN payment_row w ON w.id = p.id \
                  WHERE NOT EXISTS (SELECT 1 FROM payment_reversal v WHERE v.payment_id = p.id) \
                 UNION ALL \
                 SELECT i.number, i.total_minor, coalesce(o.open_minor, 0), \
                        coalesce((SELECT sum(w.amount_minor) FROM v_billing_waived_credit w WHERE w.id = i.id), 0), \
                        coalesce((SELECT sum(a.amount_minor) FROM v_billing_live_allocation a WHERE a.credit_id = i.id), 0), \
                        coalesce((SELECT sum(r.amount_minor) FROM v_billing_live_refund r WHERE r.credit_id = i.id), 0) \
                   FROM issued_document i LEFT JOIN credit_open o ON o.id = i.id WHERE i.kind = 'credit_note') s \
          WHERE s.free <> max(0, s.amount - s.settled - s.refunded - s.waived) OR s.amount < s.settled + s.refunded \
         UNION ALL \
         SELECT coalesce(p.number, c.number) || ': it settles ' || i.number || ', which is not its customer’s at its branch in its currency' \
           FROM v_billing_live_allocation a JOIN issued_document i ON i.id = a.invoice_id \
           LEFT JOIN payment p ON p.id = a.payment_id LEFT JOIN issued_document c ON c.id = a.credit_id \
          WHERE i.kind <> 'invoice' OR i.currency <> coalesce(p.currency, c.currency) \
             OR i.customer_id <> coalesce(p.customer_id, c.customer_id) OR i.branch_id <> coalesce(p.branch_id, c.branch_id)",
    )
}

/// An invoice is what was settled, what was kept back and what is open; a void one has neither.
fn invoice_sums(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    lines(
        conn,
        "SELECT s.number || ': ' || s.due || ' is not ' || s.settled || ' settled, ' || s.deducted || ' kept back and ' || s.open || ' open' \
           FROM (SELECT i.number, coalesce(o.open_minor, -1) AS open, \
                        iif(EXISTS (SELECT 1 FROM document_void w WHERE w.document_id = i.id), 0, i.total_minor) AS due, \
                        coalesce((SELECT sum(a.amount_minor) FROM v_billing_live_allocation a WHERE a.invoice_id = i.id), 0) AS settled, \
                        coalesce((SELECT sum(d.amount_minor) FROM v_billing_live_deduction d WHERE d.invoice_id = i.id), 0) AS deducted \
                   FROM issued_document i LEFT JOIN invoice_open o ON o.id = i.id WHERE i.kind = 'invoice') s \
          WHERE s.due <> s.settled + s.deducted + s.open OR s.open < 0",
    )
}

/// In each series and period the numbers run from the first one to the last one that was counted, each once.
fn number_continuity(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    lines(
        conn,
        "WITH given AS (SELECT series_id, period, no FROM issued_document UNION ALL SELECT series_id, period, no FROM payment), \
              counted AS (SELECT c.series_id, c.period, c.first_no, c.next_no, s.kind FROM number_counter c \
                            JOIN number_series s ON s.id = c.series_id \
                           WHERE c.deleted_at IS NULL AND s.kind IN ('invoice', 'credit_note', 'receipt')), \
              held AS (SELECT series_id, period, count(*) AS n, count(DISTINCT no) AS apart, min(no) AS low, max(no) AS high \
                         FROM given GROUP BY series_id, period) \
         SELECT c.kind || ' ' || c.period || ': numbers ' || c.first_no || ' to ' || (c.next_no - 1) || ' were counted, but ' \
                || coalesce(h.n || ' from ' || h.low || ' to ' || h.high, 'none') || ' exist' \
           FROM counted c LEFT JOIN held h ON h.series_id = c.series_id AND h.period = c.period \
          WHERE c.next_no - c.first_no <> coalesce(h.n, 0) \
             OR (h.n > 0 AND (h.low <> c.first_no OR h.high <> c.next_no - 1 OR h.apart <> h.n)) \
         UNION ALL \
         SELECT 'numbers ' || h.low || ' to ' || h.high || ' of ' || h.period || ' were never counted' FROM held h \
          WHERE NOT EXISTS (SELECT 1 FROM counted c WHERE c.series_id = h.series_id AND c.period = h.period) \
         UNION ALL \
         SELECT 'number ' || number || ' is carried by ' || count(*) || ' documents' \
           FROM (SELECT 'issued' AS kind, number FROM issued_document UNION ALL SELECT 'receipt', number FROM payment \
                 UNION ALL SELECT 'estimate', code FROM document WHERE kind = 'estimate' AND deleted_at IS NULL) \
          GROUP BY kind, number HAVING count(*) > 1",
    )
}

/// Sold = invoiced + to invoice. Of each row: sold = taken + stored rest. Of each invoice that belongs to a plan: total = taken
/// + changed. Of each accepted version: total = its rows. Of each deal, over all of it: rows + changes = invoices + rests.
fn billing_plan(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    lines(
        conn,
        "SELECT s.what || ': ' || s.sold || ' sold is not ' || s.taken || ' invoiced and ' || s.open || ' to invoice' FROM ( \
           SELECT coalesce((SELECT e.code || ' ' FROM document e WHERE e.id = r.estimate_id), '') || r.description AS what, \
                  r.total_minor AS sold, coalesce(o.total_minor, -1) AS open, \
                  coalesce((SELECT sum(u.total_minor) FROM v_billing_live_use u WHERE u.row_id = r.id), 0) AS taken \
             FROM billing_row r LEFT JOIN billing_open o ON o.id = r.id WHERE r.deleted_at IS NULL AND r.closed = 0) s \
          WHERE s.sold <> s.taken + s.open \
         UNION ALL \
         SELECT i.number || ': ' || i.total_minor || ' is not what it takes from the plan and what it changes' FROM issued_document i \
          WHERE i.kind = 'invoice' AND (i.deal_id IS NOT NULL OR EXISTS (SELECT 1 FROM billing_use u WHERE u.document_id = i.id)) \
            AND (i.total_minor <> coalesce((SELECT sum(u.total_minor) FROM billing_use u WHERE u.document_id = i.id), 0) \
                                + coalesce((SELECT sum(c.total_minor) FROM billing_change c WHERE c.document_id = i.id), 0) \
              OR i.net_minor <> coalesce((SELECT sum(u.net_minor) FROM billing_use u WHERE u.document_id = i.id), 0) \
                              + coalesce((SELECT sum(c.net_minor) FROM billing_change c WHERE c.document_id = i.id), 0)) \
         UNION ALL \
         SELECT d.code || ': the accepted version and its plan differ' FROM estimate_answer a \
           JOIN estimate_version v ON v.id = a.version_id JOIN document d ON d.id = a.estimate_id \
          WHERE a.answer = 'accepted' AND NOT EXISTS (SELECT 1 FROM estimate_answer_revoked x WHERE x.answer_id = a.id) \
            AND v.total_minor <> coalesce((SELECT sum(r.total_minor) FROM billing_row r \
                                            WHERE r.estimate_id = a.estimate_id AND r.deleted_at IS NULL), 0) \
         UNION ALL \
         SELECT coalesce((SELECT title FROM record WHERE id = s.deal_id), s.deal_id) || ': ' || sum(s.sold) || ' ' || s.currency \
                || ' sold is not ' || sum(s.invoiced) || ' invoiced and ' || sum(s.open) || ' to invoice' FROM ( \
           SELECT r.deal_id, r.currency, iif(r.closed, (SELECT coalesce(sum(u.total_minor), 0) FROM v_billing_live_use u \
                  WHERE u.row_id = r.id), r.total_minor) AS sold, 0 AS invoiced, 0 AS open \
             FROM billing_row r WHERE r.deal_id IS NOT NULL AND r.deleted_at IS NULL \
           UNION ALL SELECT deal_id, currency, total_minor, 0, 0 FROM v_billing_live_change WHERE deal_id IS NOT NULL \
           UNION ALL SELECT deal_id, currency, 0, total_minor, 0 FROM v_billing_live_invoice WHERE deal_id IS NOT NULL \
           UNION ALL SELECT deal_id, currency, 0, 0, total_minor FROM billing_open WHERE deal_id IS NOT NULL) s \
          GROUP BY s.deal_id, s.currency HAVING sum(s.sold) <> sum(s.invoiced) + sum(s.open)",
    )
}

/// A recurring invoice has made each of its days once, none of them behind the day up to which all are settled.
fn recurring_runs(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    lines(
        conn,
        "SELECT c.code || ': its invoice of ' || u.day || ' was made ' || count(*) || ' times' \
           FROM recurring_run u JOIN recurring_invoice c ON c.id = u.recurring_id GROUP BY u.recurring_id, u.day HAVING count(*) > 1 \
         UNION ALL \
         SELECT c.code || ': its invoice of ' || u.day || ' was made before its time' \
           FROM recurring_run u JOIN recurring_invoice c ON c.id = u.recurring_id WHERE u.day > coalesce(c.done_date, '')",
    )
}

/// The next day of a recurring invoice is the one that follows from its rhythm and from what is settled.
fn recurring_days(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let said = |day: Option<NaiveDate>| day.map_or_else(|| "none".to_owned(), |day| day.to_string());
    let problem = |(code, stands): (String, Result<Stored>)| match stands {
        Ok(stands) if stands.next == stands.by_rhythm() => None,
        Ok(stands) => {
            let (next, due) = (said(stands.next), said(stands.by_rhythm()));
            Some(format!("{code}: its next day is {next}, and by its rhythm {due}"))
        }
        Err(_) => Some(format!("{code}: it cannot be read")),
    };
    Ok(recurring::all(conn)?.into_iter().filter_map(problem).collect())
}

fn lines(conn: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = conn.prepare(sql)?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    rows.collect()
}
