//! The SQL behind the next action of a record. What billing knows is read through its views.

use crate::crm::deal::DealStatus;
use crate::crm::lead::LeadStatus;
use crate::crm::next_action::{About, ActionSubject, Offer, Overdue, Sold};
use crate::kernel::error::Result;
use crate::kernel::money::Money;
use crate::store::page::Where;
use crate::store::tx::{Read, Tx};
use crate::store::word;
use chrono::NaiveDate;
use rusqlite::types::Value as SqlValue;
use rusqlite::{OptionalExtension as _, params, params_from_iter};

/// How long a customer who was reminded of an invoice is left alone: a week.
const REMINDED_MS: i64 = 7 * crate::crm::deal::DAY_MS;

pub(in crate::crm) fn deal(read: &Read<'_>, id: &str) -> Result<(bool, About)> {
    let found = read
        .sql()
        .prepare_cached(
            "SELECT status, stage, stage_since_ms, limit_days, title, customer, \
                    status = 'won' AND EXISTS (SELECT 1 FROM v_billing_to_invoice b WHERE b.deal_id = w.id) AND NOT EXISTS \
                      (SELECT 1 FROM v_billing_invoice i WHERE i.deal_id = w.id AND i.tab = 'draft') \
             FROM deal_row w WHERE id = ?1",
        )?
        .query_row([id], |row| {
            let status: DealStatus = word::read(row, 0)?;
            let about = About::Deal {
                stage: row.get(1)?,
                stage_since_ms: row.get(2)?,
                limit_days: row.get(3)?,
                sold: Sold { name: row.get(4)?, customer: row.get(5)?, to_invoice: row.get(6)? },
            };
            Ok((status == DealStatus::Open, about))
        })?;
    Ok(found)
}

pub(in crate::crm) fn lead(read: &Read<'_>, id: &str) -> Result<(bool, About)> {
    let found = read
        .sql()
        .prepare_cached("SELECT status, respond_by_ms, responded_ms FROM lead WHERE id = ?1")?
        .query_row([id], |row| {
            let status: LeadStatus = word::read(row, 0)?;
            let about = About::Lead { status, respond_by_ms: row.get(1)?, responded_ms: row.get(2)? };
            Ok((status.is_open(), about))
        })?;
    Ok(found)
}

pub(in crate::crm) fn customer(read: &Read<'_>, id: &str) -> Result<About> {
    let open_deals = read
        .sql()
        .prepare_cached("SELECT count(*) FROM deal_row WHERE customer_id = ?1 AND status = 'open'")?
        .query_row([id], |row| row.get(0))?;
    Ok(About::Customer { open_deals })
}

pub(in crate::crm) fn estimate(read: &Read<'_>, id: &str) -> Result<About> {
    let offer = read
        .sql()
        .prepare_cached(
            "SELECT w.state, w.code, coalesce(c.name, ''), w.valid_until, \
                    EXISTS (SELECT 1 FROM v_billing_to_invoice b WHERE b.estimate_id = w.id) AND NOT EXISTS \
                      (SELECT 1 FROM v_billing_from_estimate f JOIN v_billing_invoice i ON i.id = f.id \
                        WHERE f.origin_id = w.id AND i.tab = 'draft') \
             FROM v_billing_estimate w LEFT JOIN customer c ON c.id = w.customer_id WHERE w.id = ?1",
        )?
        .query_row([id], |row| {
            Ok(Offer {
                state: row.get(0)?,
                valid_until: row.get(3)?,
                sold: Sold { name: row.get(1)?, customer: row.get(2)?, to_invoice: row.get(4)? },
            })
        })
        .optional()?;
    Ok(About::Estimate(offer))
}

/// The oldest overdue invoice of a customer to remind of.
pub(in crate::crm) fn overdue_of_customer(
    read: &Read<'_>,
    customer_id: &str,
    today: NaiveDate,
) -> Result<Option<Overdue>> {
    overdue(read, "w.customer_id = ?", customer_id, today)
}

/// An invoice, when it is overdue and to be reminded of.
pub(in crate::crm) fn overdue_invoice(
    read: &Read<'_>,
    id: &str,
    today: NaiveDate,
) -> Result<Option<Overdue>> {
    overdue(read, "w.id = ?", id, today)
}

fn overdue(read: &Read<'_>, condition: &str, id: &str, today: NaiveDate) -> Result<Option<Overdue>> {
    let Some(scope) = read.actor().scope("invoice.read") else { return Ok(None) };
    let mut filter = Where::default();
    filter.add(condition, [SqlValue::Text(id.to_owned())]);
    filter.add("w.tab = 'open' AND w.due_date < ?", [SqlValue::Text(today.to_string())]);
    filter.owned_by("w.owner_id", read.actor().visible_owners(scope));
    filter.add(
        "NOT EXISTS (SELECT 1 FROM activity a WHERE a.record_id = w.id AND a.deleted_at IS NULL AND \
           (a.done_ms IS NULL OR (a.done_ms > ? AND a.kind IN ('call', 'meeting', 'visit', 'email'))))",
        [SqlValue::Integer(read.now_ms().saturating_sub(REMINDED_MS))],
    );
    filter.add(
        "NOT EXISTS (SELECT 1 FROM next_action_answer n WHERE n.record_id = w.id AND n.rule = 'remind_invoice' \
           AND n.state = w.due_date AND n.deleted_at IS NULL AND coalesce(n.until_ms, 9223372036854775807) > ?)",
        [SqlValue::Integer(read.now_ms())],
    );
    let sql = format!(
        "SELECT w.id, w.number, w.customer, w.currency, w.open_minor, w.due_date FROM v_billing_invoice w \
         WHERE {} ORDER BY w.due_date, w.id LIMIT 1",
        filter.text()
    );
    let found = read
        .sql()
        .prepare_cached(&sql)?
        .query_row(params_from_iter(filter.values()), |row| {
            Ok(Overdue {
                invoice_id: row.get(0)?,
                number: row.get(1)?,
                customer: row.get(2)?,
                open: Money::new(row.get(4)?, &row.get::<_, String>(3)?),
                due_date: row.get(5)?,
            })
        })
        .optional()?;
    Ok(found)
}

/// Whether an answer still stands against an action.
pub(in crate::crm) fn is_put_off(read: &Read<'_>, subject: &ActionSubject, now_ms: i64) -> Result<bool> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM next_action_answer WHERE record_id = ?1 AND rule = ?2 AND state = ?3 \
               AND deleted_at IS NULL AND coalesce(until_ms, 9223372036854775807) > ?4)",
        )?
        .query_row(params![subject.record_id, word::of(&subject.rule), subject.state, now_ms], |row| {
            row.get(0)
        })?)
}

pub(in crate::crm) fn insert_answer(
    tx: &Tx<'_>,
    subject: &ActionSubject,
    until_ms: Option<i64>,
) -> Result<String> {
    let id = tx.new_id();
    tx.sql().execute(
        "INSERT INTO next_action_answer (id, record_id, rule, state, until_ms, user_id, at_ms) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            id,
            subject.record_id,
            word::of(&subject.rule),
            subject.state,
            until_ms,
            tx.actor().user_id,
            tx.now_ms()
        ],
    )?;
    Ok(id)
}
