//! The SQL behind the next action of a record. What billing knows is read through its views.

use crate::billing;
use crate::crm::deal::DealStatus;
use crate::crm::lead::LeadStatus;
use crate::crm::next_action::{
    About, ActionSubject, Lapsing, Offer, Overdue, Part, Promise, Rule, Sold, Unbilled,
};
use crate::kernel::error::Result;
use crate::store::page::Where;
use crate::store::tx::{Read, Tx};
use crate::store::{record, word};
use chrono::NaiveDate;
use rusqlite::types::Value as SqlValue;
use rusqlite::{OptionalExtension as _, params, params_from_iter};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// How long a customer who was reminded of an invoice is left alone: a week.
const REMINDED_MS: i64 = 7 * crate::crm::deal::DAY_MS;

pub(in crate::crm) fn deal(read: &Read<'_>, id: &str) -> Result<(bool, About)> {
    let today = today_of(read, id)?;
    let part = due_part(read, "deal_id", id, &today)?;
    let found = read
        .sql()
        .prepare_cached(
            "SELECT status, stage, stage_since_ms, limit_days, title, customer, \
                    status = 'won' AND EXISTS (SELECT 1 FROM v_billing_to_invoice b WHERE b.deal_id = w.id AND b.bill_date <= ?2) \
                      AND NOT EXISTS (SELECT 1 FROM v_billing_invoice i WHERE i.deal_id = w.id AND i.tab = 'draft'), \
                    EXISTS (SELECT 1 FROM v_billing_accepted a WHERE a.deal_id = w.id) \
             FROM deal_row w WHERE id = ?1",
        )?
        .query_row((id, &today), |row| {
            let status: DealStatus = word::read(row, 0)?;
            let about = About::Deal {
                stage: row.get(1)?,
                stage_since_ms: row.get(2)?,
                limit_days: row.get(3)?,
                sold: Sold { name: row.get(4)?, customer: row.get(5)?, to_invoice: row.get(6)?, part: part.clone() },
                is_accepted: row.get(7)?,
            };
            Ok((status == DealStatus::Open, about))
        })?;
    Ok(found)
}

/// The day at the branch of a record.
fn today_of(read: &Read<'_>, id: &str) -> Result<String> {
    Ok(read.today_at(record::branch(read, id)?.as_deref())?.to_string())
}

/// The day at each branch, as JSON.
fn days_of_branches(read: &Read<'_>) -> Result<String> {
    let mut statement = read.sql().prepare_cached("SELECT id FROM v_settings_branch")?;
    let ids = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    let days = ids.into_iter().map(|id| read.today_at(Some(&id)).map(|day| (id, day.to_string())));
    Ok(word::json(&days.collect::<Result<BTreeMap<_, _>>>()?))
}

/// The first part of a plan that is due and not invoiced, as its milestones say; `of` is the column that names whose plan.
fn due_part(read: &Read<'_>, of: &str, id: &str, today: &str) -> Result<Option<Part>> {
    let sql = format!(
        "SELECT m.id, m.name FROM v_billing_milestone m WHERE m.{of} = ?1 AND m.due_key <= ?2 ORDER BY m.due_key, m.position LIMIT 1"
    );
    let mut statement = read.sql().prepare_cached(&sql)?;
    Ok(statement.query_row((id, today), |row| Ok(Part { id: row.get(0)?, name: row.get(1)? })).optional()?)
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
    let today = today_of(read, id)?;
    let part = due_part(read, "estimate_id", id, &today)?;
    let offer = read
        .sql()
        .prepare_cached(
            "SELECT w.state, w.code, coalesce(c.name, ''), w.valid_until, \
                    EXISTS (SELECT 1 FROM v_billing_to_invoice b WHERE b.estimate_id = w.id AND b.bill_date <= ?2) AND NOT EXISTS \
                      (SELECT 1 FROM v_billing_from_estimate f JOIN v_billing_invoice i ON i.id = f.id \
                        WHERE f.origin_id = w.id AND i.tab = 'draft') \
             FROM v_billing_estimate w LEFT JOIN customer c ON c.id = w.customer_id WHERE w.id = ?1",
        )?
        .query_row((id, &today), |row| {
            Ok(Offer {
                state: row.get(0)?,
                valid_until: row.get(3)?,
                sold: Sold { name: row.get(1)?, customer: row.get(2)?, to_invoice: row.get(4)?, part: part.clone() },
            })
        })
        .optional()?;
    Ok(About::Estimate(offer))
}

/// Which overdue invoices come first.
struct Order {
    by: &'static str,
    due: &'static str,
}

const OLDEST: Order = Order { by: "w.due_date, w.id", due: "w.due_date" };
/// The plus keeps to the index of the order: among the largest open invoices some overdue ones are found at once.
const LARGEST: Order = Order { by: "w.base_open_minor DESC, w.id DESC", due: "+w.due_date" };

/// The oldest overdue invoice of a customer to remind of.
pub(in crate::crm) fn overdue_of_customer(
    read: &Read<'_>,
    customer_id: &str,
    today: NaiveDate,
) -> Result<Option<Overdue>> {
    let of = Some(("w.customer_id = ?", customer_id));
    Ok(overdue(read, of, today, &OLDEST, 1)?.pop())
}

/// An invoice, when it is overdue and to be reminded of.
pub(in crate::crm) fn overdue_invoice(
    read: &Read<'_>,
    id: &str,
    today: NaiveDate,
) -> Result<Option<Overdue>> {
    Ok(overdue(read, Some(("w.id = ?", id)), today, &OLDEST, 1)?.pop())
}

/// The overdue invoices to remind of on which most is open, of those that the user may read: for each currency in which a branch
/// keeps its books, since unlike sums have no order.
pub(in crate::crm) fn overdue_largest(read: &Read<'_>, today: NaiveDate, most: u32) -> Result<Vec<Overdue>> {
    let mut statement =
        read.sql().prepare_cached("SELECT DISTINCT currency FROM v_settings_branch ORDER BY 1")?;
    let books = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    let mut found = Vec::new();
    for currency in &books {
        let of = Some(("w.base_currency = ?", currency.as_str()));
        found.extend(overdue(read, of, today, &LARGEST, most)?);
    }
    Ok(found)
}

/// How many units of `home` one of a currency was worth on the newest issued document that says so, in whichever direction.
pub(in crate::crm) fn newest_rate(read: &Read<'_>, currency: &str, home: &str) -> Result<Option<Decimal>> {
    if currency == home {
        return Ok(Some(Decimal::ONE));
    }
    let rate = |from: &str, to: &str| -> Result<Option<Decimal>> {
        Ok(billing::newest_rate(read, from, to)?.map(|(rate, _)| rate))
    };
    match rate(currency, home)? {
        Some(rate) => Ok(Some(rate)),
        None => Ok(rate(home, currency)?.and_then(|rate| Decimal::ONE.checked_div(rate))),
    }
}

/// What somebody has said to a rule about the row `w` and what still stands; `state` is what the rule names.
fn not_put_off(filter: &mut Where, read: &Read<'_>, rule: Rule, state: &str) {
    filter.add(
        &format!(
            "NOT EXISTS (SELECT 1 FROM next_action_answer n WHERE n.record_id = w.id AND n.rule = ? AND n.state = {state} \
               AND n.deleted_at IS NULL AND coalesce(n.until_ms, 9223372036854775807) > ?)"
        ),
        [SqlValue::Text(word::of(&rule)), SqlValue::Integer(read.now_ms())],
    );
}

fn overdue(
    read: &Read<'_>,
    of: Option<(&str, &str)>,
    today: NaiveDate,
    order: &Order,
    most: u32,
) -> Result<Vec<Overdue>> {
    let Some(scope) = read.actor().scope("invoice.read") else { return Ok(Vec::new()) };
    let mut filter = Where::default();
    if let Some((condition, id)) = of {
        filter.add(condition, [SqlValue::Text(id.to_owned())]);
    }
    filter.add(&format!("w.tab = 'open' AND {} < ?", order.due), [SqlValue::Text(today.to_string())]);
    filter.owned_by("w.owner_id", read.actor().visible_owners(scope));
    filter.add(
        "NOT EXISTS (SELECT 1 FROM activity a WHERE a.record_id = w.id AND a.deleted_at IS NULL AND \
           (a.done_ms IS NULL OR (a.done_ms > ? AND a.kind IN ('call', 'meeting', 'visit', 'email'))))",
        [SqlValue::Integer(read.now_ms().saturating_sub(REMINDED_MS))],
    );
    not_put_off(&mut filter, read, Rule::RemindInvoice, "w.due_date");
    let sql = format!(
        "SELECT w.id, w.number, w.customer, w.currency, w.open_minor, w.due_date FROM v_billing_invoice w \
         WHERE {} ORDER BY {} LIMIT {most}",
        filter.text(),
        order.by
    );
    let mut statement = read.sql().prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(filter.values()), |row| {
        Ok(Overdue {
            invoice_id: row.get(0)?,
            number: row.get(1)?,
            customer: row.get(2)?,
            open: (row.get(4)?, row.get(3)?),
            due_date: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The columns of [`Promise`].
const PROMISE: &str =
    "SELECT p.id, p.version, p.deal_id, p.text, p.due_date, w.title, w.customer, w.amount_minor, w.currency";

fn read_promise(row: &rusqlite::Row<'_>) -> rusqlite::Result<Promise> {
    Ok(Promise {
        id: row.get(0)?,
        version: row.get(1)?,
        deal_id: row.get(2)?,
        text: row.get(3)?,
        due_date: row.get(4)?,
        deal: row.get(5)?,
        customer: row.get(6)?,
        amount: row.get::<_, Option<i64>>(7)?.zip(row.get(8)?),
    })
}

/// The promises whose day has come of deals that the user may read, where `of` is a value; `None` for who may read none.
fn promises_due(read: &Read<'_>, of: &str, value: &str, today: NaiveDate) -> Option<Where> {
    let scope = read.actor().scope("deal.read")?;
    let mut filter = Where::default();
    filter.add(&format!("{of} = ?"), [SqlValue::Text(value.to_owned())]);
    filter.add("p.due_date <= ?", [SqlValue::Text(today.to_string())]);
    filter.owned_by("w.owner_id", read.actor().visible_owners(scope));
    not_put_off(&mut filter, read, Rule::KeepPromise, "p.id || ' ' || p.due_date");
    Some(filter)
}

/// The promises of the acting user whose day has come, the oldest first.
pub(in crate::crm) fn own_promises(read: &Read<'_>, today: NaiveDate) -> Result<Vec<Promise>> {
    let Some(filter) = promises_due(read, "p.owner_id", &read.actor().user_id, today) else {
        return Ok(Vec::new());
    };
    let sql = format!(
        "{PROMISE} FROM v_handover_promise p CROSS JOIN deal_row w ON w.id = p.deal_id WHERE {} ORDER BY p.due_date",
        filter.text()
    );
    let mut statement = read.sql().prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(filter.values()), read_promise)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The oldest promise whose day has come, of deals that the user may read; `of` is the column that names whose.
pub(in crate::crm) fn promise(
    read: &Read<'_>,
    of: &str,
    id: &str,
    today: NaiveDate,
) -> Result<Option<Promise>> {
    let Some(filter) = promises_due(read, of, id, today) else { return Ok(None) };
    let sql = format!(
        "{PROMISE} FROM deal_row w JOIN v_handover_promise p ON p.deal_id = w.id \
         WHERE {} ORDER BY p.due_date, p.id LIMIT 1",
        filter.text()
    );
    let mut statement = read.sql().prepare_cached(&sql)?;
    Ok(statement.query_row(params_from_iter(filter.values()), read_promise).optional()?)
}

/// The SQL of [`unbilled`]: what of a kind was sold, one row each, the oldest first.
struct SoldSql {
    kind: &'static str,
    /// The table `w` and the column of the plan that names it.
    from: &'static str,
    drafts: &'static str,
}

const SOLD: [SoldSql; 2] = [
    SoldSql {
        kind: "deal",
        from: "SELECT w.id, w.title, w.customer, b.currency, \
                      (SELECT sum(x.total_minor) FROM v_billing_to_invoice x WHERE x.deal_id = w.id AND x.bill_date <= b.bill_date), b.sold_date \
                 FROM v_billing_to_invoice b CROSS JOIN deal_row w ON w.id = b.deal_id",
        drafts: "w.status = 'won' AND NOT EXISTS (SELECT 1 FROM v_billing_to_invoice y \
                   WHERE y.deal_id = w.id AND (y.bill_date, y.id) < (b.bill_date, b.id)) \
                 AND NOT EXISTS (SELECT 1 FROM v_billing_invoice i WHERE i.deal_id = w.id AND i.tab = 'draft')",
    },
    SoldSql {
        kind: "estimate",
        from: "SELECT w.id, w.code, m.name, b.currency, \
                      (SELECT sum(x.total_minor) FROM v_billing_to_invoice x WHERE x.estimate_id = w.id AND x.bill_date <= b.bill_date), b.sold_date \
                 FROM v_billing_to_invoice b CROSS JOIN v_billing_estimate w ON w.id = b.estimate_id \
                 CROSS JOIN customer m ON m.id = w.customer_id",
        drafts: "NOT EXISTS (SELECT 1 FROM v_crm_won_deal d WHERE d.id = b.deal_id) \
                 AND NOT EXISTS (SELECT 1 FROM v_billing_to_invoice y \
                   WHERE y.estimate_id = w.id AND (y.bill_date, y.id) < (b.bill_date, b.id)) \
                 AND NOT EXISTS (SELECT 1 FROM v_billing_from_estimate f JOIN v_billing_invoice i ON i.id = f.id \
                   WHERE f.origin_id = w.id AND i.tab = 'draft')",
    },
];

/// Won deals, and accepted estimates without a won one, of which something is left to invoice by now and no draft waits for it: of each
/// kind at most `most`, what was sold first before the rest.
pub(in crate::crm) fn unbilled(read: &Read<'_>, most: u32) -> Result<Vec<Unbilled>> {
    let days = SqlValue::Text(days_of_branches(read)?);
    let tomorrow = SqlValue::Text(read.today()?.succ_opt().unwrap_or(NaiveDate::MAX).to_string());
    let mut found = Vec::new();
    for SoldSql { kind, from, drafts } in SOLD {
        let Some(scope) = read.actor().scope(&format!("{kind}.read")) else { continue };
        let mut filter = Where::default();
        filter.add(drafts, []);
        // Where the day begins first, it is that of tomorrow at most; so far the index is walked.
        filter.add("b.sold_date <= ?", [tomorrow.clone()]);
        filter.add("b.bill_date <= (SELECT value FROM json_each(?) WHERE key = b.branch_id)", [days.clone()]);
        filter.owned_by("w.owner_id", read.actor().visible_owners(scope));
        let part = format!(
            "coalesce((SELECT m.id FROM v_billing_milestone m WHERE m.{kind}_id = w.id ORDER BY m.due_key, m.position LIMIT 1), '')"
        );
        not_put_off(&mut filter, read, Rule::InvoiceSold, &part);
        let sql = format!("{from} WHERE {} ORDER BY b.sold_date, b.id LIMIT {most}", filter.text());
        let mut statement = read.sql().prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(filter.values()), |row| {
            Ok(Unbilled {
                kind,
                id: row.get(0)?,
                sold: Sold { name: row.get(1)?, customer: row.get(2)?, to_invoice: true, part: None },
                amount: (row.get(4)?, row.get(3)?),
                since: row.get(5)?,
            })
        })?;
        for unbilled in rows.collect::<rusqlite::Result<Vec<Unbilled>>>()? {
            let part = due_part(read, &format!("{kind}_id"), &unbilled.id, &today_of(read, &unbilled.id)?)?;
            found.push(Unbilled { sold: Sold { part, ..unbilled.sold }, ..unbilled });
        }
    }
    Ok(found)
}

/// Estimates without an answer whose validity ends between two days, about which nothing is planned.
pub(in crate::crm) fn lapsing(
    read: &Read<'_>,
    days: (NaiveDate, NaiveDate),
    most: u32,
) -> Result<Vec<Lapsing>> {
    let Some(scope) = read.actor().scope("estimate.read") else { return Ok(Vec::new()) };
    let mut filter = Where::default();
    let day = |day: NaiveDate| SqlValue::Text(day.to_string());
    filter.add("w.state = 'sent' AND w.valid_until BETWEEN ? AND ?", [day(days.0), day(days.1)]);
    filter.owned_by("w.owner_id", read.actor().visible_owners(scope));
    filter.add(
        "NOT EXISTS (SELECT 1 FROM activity a WHERE a.record_id = w.id AND a.deleted_at IS NULL AND a.done_ms IS NULL)",
        [],
    );
    not_put_off(&mut filter, read, Rule::AskEstimate, "w.valid_until");
    let sql = format!(
        "SELECT w.id, w.code, m.name, w.currency, w.total_minor, w.valid_until, w.state \
         FROM v_billing_estimate w CROSS JOIN customer m ON m.id = w.customer_id \
         WHERE {} ORDER BY w.valid_until, w.id LIMIT {most}",
        filter.text()
    );
    let mut statement = read.sql().prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(filter.values()), |row| {
        let sold = Sold { name: row.get(1)?, customer: row.get(2)?, to_invoice: false, part: None };
        Ok(Lapsing {
            id: row.get(0)?,
            amount: (row.get(4)?, row.get(3)?),
            offer: Offer { state: row.get(6)?, valid_until: row.get(5)?, sold },
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
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
