//! The SQL of budgets.

use crate::kernel::error::{Error, Result};
use crate::kernel::money::Money;
use crate::store::tx::Read;
use rusqlite::OptionalExtension as _;
use rust_decimal::Decimal;

/// What was planned for a project.
#[derive(Debug)]
pub(in crate::time) struct Planned {
    pub(in crate::time) deal_id: Option<String>,
    pub(in crate::time) currency: String,
    pub(in crate::time) budget_minor: Option<i64>,
    pub(in crate::time) budget_minutes: Option<i64>,
}

pub(in crate::time) fn planned(read: &Read<'_>, project_id: &str) -> Result<Option<Planned>> {
    let sql = "SELECT deal_id, currency, budget_minor, budget_minutes FROM v_projects_project WHERE id = ?1";
    let found = read.sql().prepare_cached(sql)?.query_row([project_id], |row| {
        Ok(Planned {
            deal_id: row.get(0)?,
            currency: row.get(1)?,
            budget_minor: row.get(2)?,
            budget_minutes: row.get(3)?,
        })
    });
    Ok(found.optional()?)
}

/// Time of a person on a day, with the rate it was invoiced at if it is.
#[derive(Debug)]
pub(in crate::time) struct Part {
    pub(in crate::time) user_id: String,
    pub(in crate::time) day: String,
    pub(in crate::time) item_id: Option<String>,
    pub(in crate::time) billable: bool,
    pub(in crate::time) is_issued: bool,
    pub(in crate::time) rate: Option<Decimal>,
    pub(in crate::time) minutes: i64,
}

pub(in crate::time) fn spent(read: &Read<'_>, project_id: &str) -> Result<Vec<Part>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT w.user_id, w.work_date, w.item_id, w.billable, w.billing = 'invoiced', \
                iif(w.document_id IS NULL, NULL, (SELECT max(p.rate) FROM time_posting p WHERE p.entry_id = w.id \
                  AND p.document_id = w.document_id AND p.deleted_at IS NULL)) AS rate, sum(w.minutes) \
         FROM time_entry_row w WHERE w.project_id = ?1 GROUP BY w.user_id, w.work_date, w.item_id, w.billable, w.billing = 'invoiced', rate",
    )?;
    let mut rows = statement.query([project_id])?;
    let mut parts = Vec::new();
    while let Some(row) = rows.next()? {
        let rate: Option<String> = row.get(5)?;
        parts.push(Part {
            user_id: row.get(0)?,
            day: row.get(1)?,
            item_id: row.get(2)?,
            billable: row.get(3)?,
            is_issued: row.get(4)?,
            rate: rate.map(|rate| rate.parse().map_err(Error::internal)).transpose()?,
            minutes: row.get(6)?,
        });
    }
    Ok(parts)
}

/// What the open tasks of a project still take by their estimates, and how many have none.
pub(in crate::time) fn left(read: &Read<'_>, project_id: &str) -> Result<(i64, i64)> {
    let sql = "SELECT coalesce(sum(max(0, t.estimate_minutes - coalesce((SELECT sum(w.minutes) FROM time_entry_row w WHERE w.task_id = t.id), 0))), 0), \
                      coalesce(sum(t.estimate_minutes IS NULL), 0) \
               FROM v_projects_work t WHERE t.project_id = ?1 AND t.is_open = 1";
    Ok(read.sql().prepare_cached(sql)?.query_row([project_id], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// What was sold in a deal, net, in each currency in which something was.
pub(in crate::time) fn sold(read: &Read<'_>, deal_id: &str) -> Result<Vec<Money>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT currency, sum(net_minor) AS net FROM v_billing_deal_sold WHERE deal_id = ?1 \
         GROUP BY currency HAVING net <> 0 ORDER BY currency",
    )?;
    let rows =
        statement.query_map([deal_id], |row| Ok(Money::new(row.get(1)?, row.get_ref(0)?.as_str()?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// How many units of `home` one of a currency was worth on the newest invoice that says so, and the day of that.
pub(in crate::time) fn newest_rate(
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
