//! The sums of the first page, over the rows that billing's lists show.

use super::home::{Figure, Need};
use crate::kernel::error::Result;
use crate::kernel::money::Money;
use crate::store::page::Where;
use crate::store::tx::Read;
use chrono::{Days, NaiveDate};
use rusqlite::params_from_iter;
use rusqlite::types::Value as SqlValue;

/// Most things that need somebody.
const NEEDS_MAX: usize = 7;

fn text(value: &str) -> SqlValue {
    SqlValue::Text(value.to_owned())
}

/// The owners whose records of a kind the user may read: each figure follows the permission of its own rows. `None` without it.
fn reach(read: &Read<'_>, noun: &str) -> Option<Option<Vec<String>>> {
    let scope = read.actor().scope(&format!("{noun}.read"))?;
    Some(read.actor().visible_owners(scope))
}

/// The count and sum that `select` names, for each value of `group`; nothing when the user may not read records of the kind.
fn figure(
    read: &Read<'_>,
    noun: &str,
    select: &str,
    mut filter: Where,
    group: &str,
) -> Result<Option<Figure>> {
    let Some(owners) = reach(read, noun) else { return Ok(None) };
    filter.owned_by("w.owner_id", owners);
    let sql = format!("SELECT {group}, {select} WHERE {} GROUP BY {group}", filter.text());
    let mut statement = read.sql().prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(filter.values()))?;
    let mut figure = Figure { count: 0, amounts: Vec::new() };
    while let Some(row) = rows.next()? {
        figure.count += row.get::<_, i64>(1)?;
        figure.amounts.push(Money::new(row.get(2)?, &row.get::<_, String>(0)?));
    }
    Ok(Some(figure))
}

/// Open invoices; those due before `day` when it is given.
pub(super) fn open(read: &Read<'_>, day: Option<&str>) -> Result<Option<Figure>> {
    let mut filter = Where::default();
    filter.add("w.tab = ?", [text("open")]);
    if let Some(day) = day {
        filter.add("w.due_date < ?", [text(day)]);
    }
    figure(
        read,
        "invoice",
        "count(*), sum(w.base_open_minor) FROM v_billing_invoice w",
        filter,
        "w.base_currency",
    )
}

/// Invoiced between two days, credit notes taken off.
pub(super) fn invoiced(read: &Read<'_>, from: &str, to: &str) -> Result<Option<Figure>> {
    let mut filter = Where::default();
    filter.add("w.kind IN ('invoice', 'credit_note') AND w.tab IN ('open', 'paid', 'credit_note')", []);
    filter.add("w.date BETWEEN ? AND ?", [text(from), text(to)]);
    let sum = "count(*), sum(iif(w.kind = 'invoice', w.base_total_minor, -w.base_total_minor)) FROM v_billing_invoice w";
    figure(read, "invoice", sum, filter, "w.base_currency")
}

/// Received between two days, what was paid back in them taken off; the payments are counted.
pub(super) fn collected(read: &Read<'_>, from: &str, to: &str) -> Result<Option<Figure>> {
    let mut filter = Where::default();
    filter.add("w.date BETWEEN ? AND ?", [text(from), text(to)]);
    let sum = "count(w.id), sum(w.minor) FROM ( \
                 SELECT id, date, base_currency, base_amount_minor AS minor, owner_id FROM v_billing_payment WHERE state = 'live' \
                 UNION ALL SELECT NULL, date, base_currency, -convert_minor(amount_minor, currency, rate, base_currency), owner_id \
                   FROM v_billing_refund) w";
    figure(read, "payment", sum, filter, "w.base_currency")
}

/// Estimates that were sent and are valid on `day`.
pub(super) fn offered(read: &Read<'_>, day: &str) -> Result<Option<Figure>> {
    let mut filter = Where::default();
    filter.add("w.state = 'sent'", []);
    filter.add("w.valid_until >= ?", [text(day)]);
    figure(read, "estimate", "count(*), sum(w.total_minor) FROM v_billing_estimate w", filter, "w.currency")
}

/// What needs somebody: money past due first, then work that nobody billed, then offers about to lapse.
pub(super) fn needs(read: &Read<'_>, today: NaiveDate) -> Result<Vec<Need>> {
    let soon = today.checked_add_days(Days::new(3)).unwrap_or(today).to_string();
    let day = today.to_string();
    let mut found = Vec::new();
    for (kind, sql, values) in [
        (
            "overdue_invoice",
            "SELECT w.id, w.number, w.customer, w.currency, w.open_minor, w.due_date FROM v_billing_invoice w \
             WHERE w.tab = 'open' AND w.due_date < ? AND {scope} ORDER BY w.due_date, w.id LIMIT 7",
            vec![text(&day)],
        ),
        (
            "accepted_estimate",
            "SELECT w.id, w.code, m.name, w.currency, w.total_minor, w.date FROM v_billing_estimate w \
             JOIN v_crm_customer m ON m.id = w.customer_id \
             WHERE w.state = 'accepted' AND EXISTS (SELECT 1 FROM v_billing_to_invoice b WHERE b.estimate_id = w.id) AND NOT EXISTS \
               (SELECT 1 FROM v_billing_from_estimate f JOIN v_billing_invoice i ON i.id = f.id \
                 WHERE f.origin_id = w.id AND i.tab = 'draft') \
             AND {scope} ORDER BY w.date, w.id LIMIT 7",
            Vec::new(),
        ),
        (
            "expiring_estimate",
            "SELECT w.id, w.code, m.name, w.currency, w.total_minor, w.valid_until FROM v_billing_estimate w \
             JOIN v_crm_customer m ON m.id = w.customer_id \
             WHERE w.state = 'sent' AND w.valid_until BETWEEN ? AND ? AND {scope} ORDER BY w.valid_until, w.id LIMIT 7",
            vec![text(&day), text(&soon)],
        ),
        (
            "draft_invoice",
            "SELECT w.id, w.subject, w.customer, w.currency, w.total_minor, w.date FROM v_billing_invoice w \
             WHERE w.tab = 'draft' AND {scope} ORDER BY w.date, w.id LIMIT 7",
            Vec::new(),
        ),
    ] {
        let noun = if kind.ends_with("_estimate") { "estimate" } else { "invoice" };
        let Some(owners) = reach(read, noun) else { continue };
        let mut scope = Where::default();
        scope.owned_by("w.owner_id", owners);
        let mut statement = read.sql().prepare_cached(&sql.replace("{scope}", &scope.text()))?;
        let all = values.into_iter().chain(scope.values().to_vec());
        let rows = statement.query_map(params_from_iter(all), |row| {
            let date: String = row.get(5)?;
            Ok(Need {
                kind: kind.to_owned(),
                id: row.get(0)?,
                title: row.get(1)?,
                customer: row.get(2)?,
                amount: Money::new(row.get(4)?, &row.get::<_, String>(3)?),
                days: date.parse::<NaiveDate>().map_or(0, |date| (date - today).num_days()),
                date,
            })
        })?;
        found.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
    }
    found.truncate(NEEDS_MAX);
    Ok(found)
}
