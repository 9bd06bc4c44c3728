//! The SQL of recurring invoices and of what they have made.

use crate::billing::draft::DraftInput;
use crate::billing::invoice::InvoiceRecurring;
use crate::billing::recurring::term::TermWorth;
use crate::billing::recurring::{Form, RecurringState, Rhythm};
use crate::kernel::decimal::canonical;
use crate::kernel::error::{Error, Result};
use crate::store::tx::{Read, Tx};
use crate::store::word;
use chrono::NaiveDate;
use rusqlite::types::Value as SqlValue;
use rusqlite::{Connection, OptionalExtension as _, Row, params, params_from_iter};
use std::collections::BTreeSet;

/// A recurring invoice as it is stored.
#[derive(Debug, Clone)]
pub(in crate::billing) struct Stored {
    pub(in crate::billing) id: String,
    pub(in crate::billing) code: String,
    pub(in crate::billing) branch_id: String,
    pub(in crate::billing) deal_id: Option<String>,
    pub(in crate::billing) contract_id: Option<String>,
    pub(in crate::billing) input: DraftInput,
    pub(in crate::billing) total_minor: i64,
    pub(in crate::billing) rhythm: Rhythm,
    pub(in crate::billing) state: RecurringState,
    /// The last of its days that is settled.
    pub(in crate::billing) done: Option<NaiveDate>,
    /// The one after it; none when it is over.
    pub(in crate::billing) next: Option<NaiveDate>,
    /// The day on which its contract ended.
    pub(in crate::billing) cut: Option<NaiveDate>,
    /// The last day of its contract, where that was moved before the end that was said here.
    pub(in crate::billing) short: Option<NaiveDate>,
    /// Since when it rests.
    pub(in crate::billing) rest: Option<Rest>,
}

/// A recurring invoice rests when what comes next of its contract is invoiced otherwise, until a term begins that is not: one that
/// follows it invoices that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::billing) struct Rest {
    /// The last day before.
    pub(in crate::billing) after: NaiveDate,
    /// What the term was worth that its price is of; `None` where nobody said.
    pub(in crate::billing) worth: Option<TermWorth>,
    /// From which day the days of the one that follows are reckoned.
    pub(in crate::billing) first: NaiveDate,
}

impl Stored {
    /// Puts what the contract leaves beside the rhythm, and the next day that follows.
    pub(in crate::billing) fn bind(&mut self) {
        self.rhythm.bound = self.bound();
        self.next = self.by_rhythm();
    }

    fn bound(&self) -> Option<NaiveDate> {
        [self.cut, self.short, self.rest.map(|rest| rest.after)].into_iter().flatten().min()
    }

    /// Goes on to the day after one whose invoice is written now.
    pub(in crate::billing) fn settle(&mut self, day: NaiveDate) {
        self.done = Some(day);
        self.rhythm.made += 1;
        self.next = self.by_rhythm();
    }

    /// The day that follows from the rhythm and from what is settled; none once it was ended.
    pub(in crate::billing) fn by_rhythm(&self) -> Option<NaiveDate> {
        self.rhythm.next(self.done).filter(|_| self.state != RecurringState::Ended)
    }
}

const STORED: &str = "SELECT code, branch_id, deal_id, contract_id, draft, total_minor, every, unit, first_date, last_date, day_count, \
                             state, done_date, next_date, made, cut_date, rest_date, rest_minor, rest_first, rest_months, \
                             short_date, id FROM recurring_invoice WHERE";

pub(in crate::billing) fn load(read: &Read<'_>, id: &str) -> Result<Stored> {
    let mut statement = read.sql().prepare_cached(&format!("{STORED} id = ?1"))?;
    let mut rows = statement.query([id])?;
    stored(rows.next()?.ok_or_else(|| Error::not_found("recurring_invoice"))?)
}

/// All of them by their codes; an error in place of one that cannot be read.
pub(in crate::billing) fn all(conn: &Connection) -> rusqlite::Result<Vec<(String, Result<Stored>)>> {
    let mut statement = conn.prepare(&format!("{STORED} deleted_at IS NULL ORDER BY code"))?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, stored(row))))?;
    rows.collect()
}

fn stored(row: &Row<'_>) -> Result<Stored> {
    let rest = match (day(row.get(16)?)?, day(row.get(18)?)?) {
        (Some(after), Some(first)) => Some(Rest { after, worth: worth(row.get(17)?, row.get(19)?)?, first }),
        _ => None,
    };
    let mut stored = Stored {
        id: row.get(21)?,
        code: row.get(0)?,
        branch_id: row.get(1)?,
        deal_id: row.get(2)?,
        contract_id: row.get(3)?,
        input: serde_json::from_str(&row.get::<_, String>(4)?).map_err(Error::internal)?,
        total_minor: row.get(5)?,
        rhythm: Rhythm {
            every: row.get(6)?,
            unit: word::read(row, 7)?,
            first: row.get::<_, String>(8)?.parse().map_err(Error::internal)?,
            last: day(row.get(9)?)?,
            count: row.get(10)?,
            made: row.get(14)?,
            bound: None,
        },
        state: word::read(row, 11)?,
        done: day(row.get(12)?)?,
        next: day(row.get(13)?)?,
        cut: day(row.get(15)?)?,
        short: day(row.get(20)?)?,
        rest,
    };
    stored.rhythm.bound = stored.bound();
    Ok(stored)
}

fn worth(minor: Option<i64>, months: Option<String>) -> Result<Option<TermWorth>> {
    let Some((minor, months)) = minor.zip(months) else { return Ok(None) };
    Ok(Some(TermWorth { minor, months: months.parse().map_err(Error::internal)? }))
}

fn day(text: Option<String>) -> Result<Option<NaiveDate>> {
    text.map(|text| text.parse().map_err(Error::internal)).transpose()
}

fn text(day: Option<NaiveDate>) -> Option<String> {
    day.map(|day| day.to_string())
}

/// The columns that a form fills, in the order of [`of_form`].
const OF_FORM: [&str; 17] = [
    "branch_id",
    "customer_id",
    "deal_id",
    "contract_id",
    "subject",
    "currency",
    "draft",
    "total_minor",
    "every",
    "unit",
    "first_date",
    "last_date",
    "day_count",
    "made",
    "done_date",
    "next_date",
    "id",
];

fn of_form(id: &str, form: &Form, done: Option<NaiveDate>, next: Option<NaiveDate>) -> [SqlValue; 17] {
    [
        form.draft.branch.id.clone().into(),
        form.draft.customer.id.clone().into(),
        form.draft.deal_id.clone().into(),
        form.contract_id.clone().into(),
        form.draft.subject.clone().into(),
        form.draft.currency.clone().into(),
        word::json(&form.input).into(),
        form.total_minor.into(),
        form.rhythm.every.into(),
        word::of(&form.rhythm.unit).into(),
        form.rhythm.first.to_string().into(),
        text(form.rhythm.last).into(),
        form.rhythm.count.into(),
        form.rhythm.made.into(),
        text(done).into(),
        text(next).into(),
        id.to_owned().into(),
    ]
}

pub(in crate::billing) fn insert(
    tx: &Tx<'_>,
    id: &str,
    code: &str,
    form: &Form,
    done: Option<NaiveDate>,
) -> Result<()> {
    let marks = vec!["?"; OF_FORM.len()].join(", ");
    let sql = format!(
        "INSERT INTO recurring_invoice ({}, code, state) VALUES ({marks}, ?, 'running')",
        OF_FORM.join(", ")
    );
    let values = of_form(id, form, done, form.rhythm.next(done));
    tx.sql().execute(&sql, params_from_iter(values.into_iter().chain([code.to_owned().into()])))?;
    Ok(())
}

pub(in crate::billing) fn update(
    tx: &Tx<'_>,
    id: &str,
    form: &Form,
    done: Option<NaiveDate>,
    next: Option<NaiveDate>,
) -> Result<()> {
    let sets = OF_FORM.map(|column| format!("{column} = ?")).join(", ");
    // What its contract left goes with what was said beside it.
    let bound = match form.rhythm.bound {
        Some(_) => "",
        None => {
            ", cut_date = NULL, short_date = NULL, rest_date = NULL, rest_minor = NULL, rest_months = NULL, rest_first = NULL"
        }
    };
    let sql = format!("UPDATE recurring_invoice SET {sets}{bound}, tried_date = NULL WHERE id = ?");
    let values = of_form(id, form, done, next);
    tx.sql().execute(&sql, params_from_iter(values.into_iter().chain([id.to_owned().into()])))?;
    Ok(())
}

pub(in crate::billing) fn set_state(
    tx: &Tx<'_>,
    id: &str,
    state: RecurringState,
    done: Option<NaiveDate>,
    next: Option<NaiveDate>,
) -> Result<()> {
    tx.sql().execute(
        "UPDATE recurring_invoice SET state = ?2, done_date = ?3, next_date = ?4, tried_date = NULL WHERE id = ?1",
        params![id, word::of(&state), text(done), text(next)],
    )?;
    Ok(())
}

/// Puts the next day in its place.
pub(in crate::billing) fn set_next(tx: &Tx<'_>, id: &str, next: Option<NaiveDate>) -> Result<()> {
    tx.sql().execute("UPDATE recurring_invoice SET next_date = ?2 WHERE id = ?1", (id, text(next)))?;
    Ok(())
}

/// Puts the days and what the contract leaves of them in their place.
pub(in crate::billing) fn set_days(tx: &Tx<'_>, id: &str, stands: &Stored) -> Result<()> {
    let rest = stands.rest;
    tx.sql().execute(
        "UPDATE recurring_invoice SET first_date = ?2, last_date = ?3, cut_date = ?4, rest_date = ?5, rest_minor = ?6, \
                rest_first = ?7, next_date = ?8, rest_months = ?9, short_date = ?10, \
                done_date = ?11, tried_date = NULL WHERE id = ?1",
        params![
            id,
            stands.rhythm.first.to_string(),
            text(stands.rhythm.last),
            text(stands.cut),
            text(rest.map(|rest| rest.after)),
            rest.and_then(|rest| rest.worth).map(|worth| worth.minor),
            text(rest.map(|rest| rest.first)),
            text(stands.next),
            rest.and_then(|rest| rest.worth).map(|worth| canonical(worth.months)),
            text(stands.short),
            text(stands.done)
        ],
    )?;
    Ok(())
}

/// Those of a contract, with their currencies.
pub(in crate::billing) fn of_contract(read: &Read<'_>, contract_id: &str) -> Result<Vec<(String, String)>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT id, currency FROM recurring_invoice WHERE contract_id = ?1 AND deleted_at IS NULL ORDER BY code, id",
    )?;
    let rows = statement.query_map([contract_id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The deal in which a contract was sold.
pub(in crate::billing) fn deal_of_contract(read: &Read<'_>, contract_id: &str) -> Result<Option<String>> {
    let mut statement = read.sql().prepare_cached("SELECT deal_id FROM v_support_contract WHERE id = ?1")?;
    Ok(statement.query_row([contract_id], |row| row.get(0)).optional()?.flatten())
}

/// How many drafts wait that those of a contract made, dated after a day.
pub(in crate::billing) fn drafts_after(read: &Read<'_>, contract_id: &str, day: &str) -> Result<i64> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT count(*) FROM recurring_invoice r JOIN document d ON d.recurring_id = r.id AND d.deleted_at IS NULL \
              WHERE r.contract_id = ?1 AND d.date > ?2 AND NOT EXISTS (SELECT 1 FROM issued_document i WHERE i.id = d.id)",
        )?
        .query_row((contract_id, day), |row| row.get(0))?)
}

/// Whether those of a contract made an invoice that is dated after a day.
pub(in crate::billing) fn has_made_after(read: &Read<'_>, contract_id: &str, day: &str) -> Result<bool> {
    let sql = "SELECT 1 FROM recurring_invoice r JOIN document d ON d.recurring_id = r.id AND d.deleted_at IS NULL \
                WHERE r.contract_id = ?1 AND d.date > ?2";
    Ok(read.sql().prepare_cached(sql)?.exists((contract_id, day))?)
}

/// Those of a deal that have a next day.
pub(in crate::billing) fn going_on_of_deal(read: &Read<'_>, deal_id: &str) -> Result<Vec<String>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT id FROM recurring_invoice WHERE deal_id = ?1 AND next_date IS NOT NULL AND deleted_at IS NULL ORDER BY id",
    )?;
    let rows = statement.query_map([deal_id], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Writes down that a day is settled, and what its invoice came to.
pub(in crate::billing) fn settle(tx: &Tx<'_>, id: &str, stands: &Stored, total_minor: i64) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "UPDATE recurring_invoice SET done_date = ?2, next_date = ?3, total_minor = ?4, made = ?5, tried_date = NULL \
              WHERE id = ?1",
        )?
        .execute(params![id, text(stands.done), text(stands.next), total_minor, stands.rhythm.made])?;
    Ok(())
}

/// Writes down that the next day was refused on this one.
pub(in crate::billing) fn refuse(tx: &Tx<'_>, id: &str, today: &str) -> Result<()> {
    tx.sql().execute("UPDATE recurring_invoice SET tried_date = ?2 WHERE id = ?1", (id, today))?;
    Ok(())
}

/// Writes down which draft was made of a day by itself.
pub(in crate::billing) fn made(tx: &Tx<'_>, id: &str, invoice_id: &str, day: &str) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "INSERT INTO recurring_run (id, recurring_id, document_id, day, at_ms) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((tx.new_id(), id, invoice_id, day, tx.now_ms()))?;
    Ok(())
}

/// A draft that a recurring invoice made of one of its days by itself.
pub(in crate::billing) struct MadeDraft {
    pub(in crate::billing) id: String,
    /// The number under which it was issued.
    pub(in crate::billing) issued: Option<String>,
    /// Nobody changed, issued or deleted it since.
    pub(in crate::billing) is_untouched: bool,
}

/// Those that one has made.
pub(in crate::billing) fn made_by(read: &Read<'_>, id: &str) -> Result<Vec<MadeDraft>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT d.id, i.number, i.id IS NULL AND r.version = 1 AND r.deleted_at IS NULL \
           FROM recurring_run u JOIN document d ON d.id = u.document_id JOIN record r ON r.id = d.id \
           LEFT JOIN issued_document i ON i.id = d.id WHERE u.recurring_id = ?1 ORDER BY u.day",
    )?;
    let rows = statement.query_map([id], |row| {
        Ok(MadeDraft { id: row.get(0)?, issued: row.get(1)?, is_untouched: row.get(2)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The columns that a day changes when it is settled.
pub(in crate::billing) const SETTLED: [&str; 4] = ["done_date", "next_date", "total_minor", "made"];

/// Puts these columns of one back to what they were when it began.
pub(in crate::billing) fn unsettle(tx: &Tx<'_>, id: &str, values: [Option<String>; 4]) -> Result<()> {
    let sql = format!(
        "UPDATE recurring_invoice SET {} = ?, tried_date = NULL WHERE id = ?",
        SETTLED.join(" = ?, ")
    );
    tx.sql().execute(&sql, params_from_iter(values.into_iter().chain([Some(id.to_owned())])))?;
    Ok(())
}

/// Says to which recurring invoice an invoice belongs.
pub(in crate::billing) fn belongs(tx: &Tx<'_>, invoice_id: &str, id: &str) -> Result<()> {
    tx.sql()
        .prepare_cached("UPDATE document SET recurring_id = ?2 WHERE id = ?1")?
        .execute((invoice_id, id))?;
    Ok(())
}

/// Puts a recurring invoice on a contract.
pub(in crate::billing) fn name_contract(tx: &Tx<'_>, id: &str, contract_id: &str) -> Result<()> {
    tx.sql().execute("UPDATE recurring_invoice SET contract_id = ?2 WHERE id = ?1", (id, contract_id))?;
    Ok(())
}

/// The recurring invoice that an invoice belongs to.
pub(in crate::billing) fn of_invoice(read: &Read<'_>, invoice_id: &str) -> Result<Option<InvoiceRecurring>> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT c.id, c.code FROM document d JOIN recurring_invoice c ON c.id = d.recurring_id AND c.deleted_at IS NULL \
              WHERE d.id = ?1",
        )?
        .query_row([invoice_id], |row| Ok(InvoiceRecurring { id: row.get(0)?, code: row.get(1)? }))
        .optional()?)
}

/// A recurring invoice of which a day has come, or comes soon.
pub(in crate::billing) struct Coming {
    pub(in crate::billing) id: String,
    pub(in crate::billing) branch_id: String,
    pub(in crate::billing) next: String,
    /// The day on which it was refused.
    pub(in crate::billing) tried: Option<String>,
}

/// Those that run and whose next day comes until this one.
pub(in crate::billing) fn coming(read: &Read<'_>, until: &str) -> Result<Vec<Coming>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT id, branch_id, next_date, tried_date FROM recurring_invoice \
         WHERE state = 'running' AND next_date IS NOT NULL AND next_date <= ?1 AND deleted_at IS NULL ORDER BY next_date, id",
    )?;
    let rows = statement.query_map([until], |row| {
        Ok(Coming { id: row.get(0)?, branch_id: row.get(1)?, next: row.get(2)?, tried: row.get(3)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// How many drafts of recurring invoices wait with an owner, as the lists stood when the transaction began.
pub(in crate::billing) fn waiting(read: &Read<'_>, owner_id: &str) -> Result<i64> {
    Ok(read
        .sql()
        .prepare_cached("SELECT count(*) FROM v_billing_recurring_draft WHERE owner_id = ?1")?
        .query_row([owner_id], |row| row.get(0))?)
}

/// The customer of a contract, and the day on which that was ended; `None` where there is no such contract.
pub(in crate::billing) fn contract(read: &Read<'_>, id: &str) -> Result<Option<(String, Option<NaiveDate>)>> {
    let sql = "SELECT customer_id, ended_date FROM v_support_contract WHERE id = ?1";
    let mut statement = read.sql().prepare_cached(sql)?;
    let mut rows = statement.query([id])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some((row.get(0)?, day(row.get(1)?)?)))
}

/// Those of a branch or a customer that make drafts yet.
pub(in crate::billing) fn of_party(read: &Read<'_>, branch_or_customer: &str) -> Result<Vec<String>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT id FROM recurring_invoice WHERE branch_id = ?1 AND next_date IS NOT NULL AND deleted_at IS NULL \
         UNION SELECT id FROM recurring_invoice WHERE customer_id = ?1 AND next_date IS NOT NULL AND deleted_at IS NULL",
    )?;
    let rows = statement.query_map([branch_or_customer], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(in crate::billing) fn set_total(tx: &Tx<'_>, id: &str, total_minor: i64) -> Result<()> {
    tx.sql().execute("UPDATE recurring_invoice SET total_minor = ?2 WHERE id = ?1", (id, total_minor))?;
    Ok(())
}

/// Takes the rates off those of a branch, but of those `spared`: they were to a home currency that is no longer the branch's.
pub(in crate::billing) fn forget_rates(
    tx: &Tx<'_>,
    branch_id: &str,
    spared: &BTreeSet<String>,
) -> Result<()> {
    tx.sql().execute(
        "UPDATE recurring_invoice SET draft = json_remove(draft, '$.rate', '$.rate_date', '$.rate_source') || '' \
          WHERE branch_id = ?1 AND draft ->> 'rate' IS NOT NULL AND id NOT IN (SELECT value FROM json_each(?2))",
        (branch_id, word::json(spared)),
    )?;
    Ok(())
}
