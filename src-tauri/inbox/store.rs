//! The SQL of the inbox. What falls due is read through the views of the capabilities that own it.

use super::item::{InboxCount, InboxFilter, InboxRow};
use crate::kernel::error::Result;
use crate::store::page::{self, List, ListRequest, Page, Where};
use crate::store::tx::{Read, Tx};
use crate::store::word;
use rusqlite::types::Value as SqlValue;
use serde_json::{Map, Value, json};

const DAY_MS: i64 = 86_400_000;

const COLUMNS: &str = "n.id, n.kind, n.message_id, n.params, n.due_ms, n.read_ms IS NOT NULL, n.done_ms IS NOT NULL, \
    t.kind, t.id, t.title, t.customer_id";
// An activity opens what it is about.
const BASE: &str = "notification n";
const JOINS: &str = "LEFT JOIN v_crm_activity_about a ON a.id = n.record_id \
    LEFT JOIN record t ON t.id = coalesce(a.record_id, n.record_id) AND t.deleted_at IS NULL";
const OPEN: List =
    List { base: BASE, joins: JOINS, columns: COLUMNS, id: "n.id", sorts: &[("at", "n.due_ms")] };
const DONE: List =
    List { base: BASE, joins: JOINS, columns: COLUMNS, id: "n.id", sorts: &[("at", "n.done_ms")] };

pub(super) fn list(read: &Read<'_>, request: &ListRequest<InboxFilter>) -> Result<Page<InboxRow>> {
    let done = request.filter.as_ref().and_then(|filter| filter.done).unwrap_or(false);
    let mut filter = Where::default();
    filter.add("n.user_id = ?", [SqlValue::Text(read.actor().user_id.clone())]);
    filter.add("n.deleted_at IS NULL", []);
    if done {
        filter.add("n.done_ms IS NOT NULL", []);
    } else {
        filter.add("n.done_ms IS NULL AND n.due_ms <= ?", [SqlValue::Integer(read.now_ms())]);
    }
    page::page(read.sql(), if done { DONE } else { OPEN }, request, filter, |row| {
        Ok(InboxRow {
            id: row.get(0)?,
            kind: word::read(row, 1)?,
            message_id: row.get(2)?,
            params: serde_json::from_str(&row.get::<_, String>(3)?).unwrap_or_default(),
            at_ms: row.get(4)?,
            is_read: row.get(5)?,
            is_done: row.get(6)?,
            record_kind: row.get(7)?,
            record_id: row.get(8)?,
            record_title: row.get(9)?,
            customer_id: row.get(10)?,
        })
    })
}

pub(super) fn count(read: &Read<'_>) -> Result<InboxCount> {
    let count = read
        .sql()
        .prepare_cached(
            "SELECT count(*), count(*) FILTER (WHERE read_ms IS NULL) FROM notification \
             WHERE user_id = ?1 AND done_ms IS NULL AND deleted_at IS NULL AND due_ms <= ?2",
        )?
        .query_row((&read.actor().user_id, read.now_ms()), |row| {
            Ok(InboxCount { open: row.get(0)?, unread: row.get(1)? })
        })?;
    Ok(count)
}

/// What a user has in hand, with its kind, kind by kind.
const IN_HAND: &str = "SELECT kind, id FROM v_crm_in_hand WHERE owner_id = ?1 \
    UNION ALL SELECT kind, id FROM v_billing_in_hand WHERE owner_id = ?1 \
    UNION ALL SELECT kind, id FROM v_projects_in_hand WHERE owner_id = ?1 \
    UNION ALL SELECT kind, id FROM v_support_in_hand WHERE owner_id = ?1";

pub(super) fn in_hand(read: &Read<'_>, user_id: &str) -> Result<Vec<(String, String)>> {
    let mut statement = read.sql().prepare_cached(IN_HAND)?;
    let rows = statement.query_map([user_id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Something that falls due, for the user who should know.
#[derive(Debug, Clone)]
pub(super) struct Cause {
    pub(super) user_id: String,
    pub(super) record_id: String,
    pub(super) about: String,
    pub(super) message_id: &'static str,
    pub(super) params: Map<String, Value>,
    /// From when it is to be seen; from now when absent.
    pub(super) due_ms: Option<i64>,
}

fn causes(
    tx: &Tx<'_>,
    sql: &str,
    values: impl rusqlite::Params,
    read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<Cause>,
) -> Result<Vec<Cause>> {
    let mut statement = tx.sql().prepare_cached(sql)?;
    let rows = statement.query_map(values, read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn params(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

pub(super) fn due_activities(tx: &Tx<'_>, days_back: u64) -> Result<Vec<Cause>> {
    let since = i64::try_from(days_back).unwrap_or(0).saturating_mul(DAY_MS);
    causes(
        tx,
        "SELECT owner_id, id, subject, due_ms FROM v_crm_due WHERE due_ms BETWEEN ?1 AND ?2 AND owner_id IS NOT NULL",
        (tx.now_ms().saturating_sub(since), tx.now_ms()),
        |row| {
            let (id, due_ms): (String, i64) = (row.get(1)?, row.get(3)?);
            Ok(Cause {
                user_id: row.get(0)?,
                about: format!("activity:{id}:{due_ms}"),
                record_id: id,
                message_id: "inbox.activity_due",
                params: params(json!({ "subject": row.get::<_, String>(2)? })),
                due_ms: Some(due_ms),
            })
        },
    )
}

pub(super) fn overdue_invoices(tx: &Tx<'_>, from: &str, today: &str) -> Result<Vec<Cause>> {
    causes(
        tx,
        "SELECT owner_id, id, number, customer, due_date FROM v_billing_invoice \
         WHERE tab = 'open' AND due_date >= ?1 AND due_date < ?2 AND owner_id IS NOT NULL",
        (from, today),
        |row| {
            let (id, due_date): (String, String) = (row.get(1)?, row.get(4)?);
            let (number, customer): (String, String) = (row.get(2)?, row.get(3)?);
            Ok(Cause {
                user_id: row.get(0)?,
                about: format!("invoice:{id}:{due_date}"),
                record_id: id,
                message_id: "inbox.invoice_overdue",
                params: params(json!({ "number": number, "customer": customer, "date": due_date })),
                due_ms: None,
            })
        },
    )
}

/// Projects whose hours come near what was planned, or beyond: their lead is told once of each level.
pub(super) fn projects_at_risk(tx: &Tx<'_>) -> Result<Vec<Cause>> {
    causes(
        tx,
        "SELECT owner_id, id, name, budget_level FROM v_projects_budget WHERE owner_id IS NOT NULL",
        (),
        |row| {
            let (id, level): (String, i64) = (row.get(1)?, row.get(3)?);
            Ok(Cause {
                user_id: row.get(0)?,
                about: format!("hours:{id}:{level}"),
                record_id: id,
                message_id: match level {
                    1 => "inbox.hours_near",
                    2 => "inbox.hours_expected",
                    _ => "inbox.hours_over",
                },
                params: params(json!({ "project": row.get::<_, String>(2)? })),
                due_ms: None,
            })
        },
    )
}

pub(super) fn due_tasks(tx: &Tx<'_>, from: &str, today: &str) -> Result<Vec<Cause>> {
    due_by_day(tx, "id, title, id FROM v_projects_open_task", ("task", "inbox.task_due"), (from, today))
}

pub(super) fn due_promises(tx: &Tx<'_>, from: &str, today: &str) -> Result<Vec<Cause>> {
    let of = ("commitment", "inbox.commitment_due");
    due_by_day(tx, "id, text, deal_id FROM v_handover_promise", of, (from, today))
}

/// What is due between two days, for its owner: `read` selects its id, what it says and the record that it leads to.
fn due_by_day(
    tx: &Tx<'_>,
    read: &str,
    (kind, message_id): (&str, &'static str),
    days: (&str, &str),
) -> Result<Vec<Cause>> {
    let sql = format!(
        "SELECT owner_id, due_date, {read} WHERE due_date BETWEEN ?1 AND ?2 AND owner_id IS NOT NULL"
    );
    causes(tx, &sql, days, |row| {
        let (due_date, id): (String, String) = (row.get(1)?, row.get(2)?);
        Ok(Cause {
            user_id: row.get(0)?,
            about: format!("{kind}:{id}:{due_date}"),
            record_id: row.get(4)?,
            message_id,
            params: params(json!({ "subject": row.get::<_, String>(3)?, "date": due_date })),
            due_ms: None,
        })
    })
}

pub(super) fn ending_estimates(tx: &Tx<'_>, today: &str, soon: &str) -> Result<Vec<Cause>> {
    causes(
        tx,
        "SELECT e.owner_id, e.id, e.code, m.name, e.valid_until FROM v_billing_estimate e \
         JOIN v_crm_customer m ON m.id = e.customer_id \
         WHERE e.state = 'sent' AND e.valid_until BETWEEN ?1 AND ?2 AND e.owner_id IS NOT NULL",
        (today, soon),
        |row| {
            let (id, until): (String, String) = (row.get(1)?, row.get(4)?);
            let (number, customer): (String, String) = (row.get(2)?, row.get(3)?);
            Ok(Cause {
                user_id: row.get(0)?,
                about: format!("estimate:{id}:{until}"),
                record_id: id,
                message_id: "inbox.estimate_ending",
                params: params(json!({ "number": number, "customer": customer, "date": until })),
                due_ms: None,
            })
        },
    )
}

pub(super) fn due_contracts(tx: &Tx<'_>, today: &str, soon: &str) -> Result<Vec<Cause>> {
    causes(
        tx,
        "SELECT c.owner_id, c.id, c.code, m.name, c.end_date, date(c.end_date, '-' || c.notice_days || ' days') AS notice \
         FROM v_support_contract c JOIN v_crm_customer_name m ON m.id = c.customer_id \
         WHERE c.ended_date IS NULL AND c.is_waiting = 0 AND notice BETWEEN ?1 AND ?2 AND c.owner_id IS NOT NULL",
        (today, soon),
        |row| {
            let (id, end): (String, String) = (row.get(1)?, row.get(4)?);
            let (number, customer, notice): (String, String, String) =
                (row.get(2)?, row.get(3)?, row.get(5)?);
            Ok(Cause {
                user_id: row.get(0)?,
                about: format!("contract:{id}:{end}:{notice}"),
                record_id: id,
                message_id: "inbox.contract_due",
                params: params(json!({ "number": number, "customer": customer, "date": notice })),
                due_ms: None,
            })
        },
    )
}

/// The open words about drafts of recurring invoices: whom they tell, what they are about, and how many drafts wait by now.
pub(super) fn waiting_drafts(tx: &Tx<'_>) -> Result<Vec<(String, String, i64)>> {
    let mut statement = tx.sql().prepare_cached(
        "SELECT n.user_id, n.about, (SELECT count(*) FROM v_billing_recurring_draft d WHERE d.owner_id = n.user_id) \
           FROM notification n \
          WHERE n.done_ms IS NULL AND n.deleted_at IS NULL AND n.kind = 'reminder' AND n.message_id = 'inbox.recurring_drafts'",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Reminders that are open and whose cause is gone: done, paid, answered, put to another day, given to somebody else.
pub(super) fn causes_gone(tx: &Tx<'_>, today: &str) -> Result<Vec<String>> {
    let mut statement = tx.sql().prepare_cached(
        "SELECT n.id FROM notification n \
         WHERE n.done_ms IS NULL AND n.deleted_at IS NULL AND n.kind = 'reminder' AND NOT CASE n.message_id \
           WHEN 'inbox.activity_due' THEN EXISTS (SELECT 1 FROM v_crm_due d WHERE d.id = n.record_id \
             AND d.owner_id = n.user_id AND n.about = 'activity:' || d.id || ':' || d.due_ms) \
           WHEN 'inbox.invoice_overdue' THEN EXISTS (SELECT 1 FROM v_billing_invoice i WHERE i.id = n.record_id \
             AND i.owner_id = n.user_id AND i.tab = 'open' AND n.about = 'invoice:' || i.id || ':' || i.due_date) \
           WHEN 'inbox.estimate_ending' THEN EXISTS (SELECT 1 FROM v_billing_estimate e WHERE e.id = n.record_id \
             AND e.owner_id = n.user_id AND e.state = 'sent' AND e.valid_until >= ?1 \
             AND n.about = 'estimate:' || e.id || ':' || e.valid_until) \
           WHEN 'inbox.task_due' THEN EXISTS (SELECT 1 FROM v_projects_open_task k WHERE k.id = n.record_id \
             AND k.owner_id = n.user_id AND n.about = 'task:' || k.id || ':' || k.due_date) \
           WHEN 'inbox.commitment_due' THEN EXISTS (SELECT 1 FROM v_handover_promise p WHERE p.deal_id = n.record_id \
             AND p.owner_id = n.user_id AND p.due_date <= ?1 AND n.about = 'commitment:' || p.id || ':' || p.due_date) \
           WHEN 'inbox.ticket_risk' THEN EXISTS (SELECT 1 FROM v_support_ticket t WHERE t.id = n.record_id AND t.is_open = 1) \
           WHEN 'inbox.ticket_late' THEN EXISTS (SELECT 1 FROM v_support_ticket t WHERE t.id = n.record_id AND t.is_open = 1) \
           WHEN 'inbox.contract_due' THEN EXISTS (SELECT 1 FROM v_support_contract c WHERE c.id = n.record_id \
             AND c.owner_id = n.user_id AND c.ended_date IS NULL AND c.is_waiting = 0 AND date(c.end_date, '-' || c.notice_days || ' days') >= ?1 \
             AND n.about = 'contract:' || c.id || ':' || c.end_date || ':' || date(c.end_date, '-' || c.notice_days || ' days')) \
           WHEN 'inbox.hours_near' THEN EXISTS (SELECT 1 FROM v_projects_budget b WHERE b.id = n.record_id \
             AND b.owner_id = n.user_id AND n.about = 'hours:' || b.id || ':' || b.budget_level) \
           WHEN 'inbox.hours_expected' THEN EXISTS (SELECT 1 FROM v_projects_budget b WHERE b.id = n.record_id \
             AND b.owner_id = n.user_id AND n.about = 'hours:' || b.id || ':' || b.budget_level) \
           WHEN 'inbox.hours_over' THEN EXISTS (SELECT 1 FROM v_projects_budget b WHERE b.id = n.record_id \
             AND b.owner_id = n.user_id AND n.about = 'hours:' || b.id || ':' || b.budget_level) \
           WHEN 'inbox.recurring_drafts' THEN EXISTS (SELECT 1 FROM v_billing_recurring_draft d WHERE d.owner_id = n.user_id) \
           WHEN 'inbox.recurring_refused' THEN EXISTS (SELECT 1 FROM v_billing_recurring c WHERE c.id = n.record_id \
             AND c.state = 'running' AND c.tried_date IS NOT NULL AND n.about = 'recurring:' || c.id || ':' || c.next_date) \
           ELSE 1 END",
    )?;
    let rows = statement.query_map([today], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
