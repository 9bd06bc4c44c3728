//! The SQL of entitlements.

use super::{COMING, ENDED, GOES, used};
use crate::kernel::date::CivilDate;
use crate::kernel::error::{Error, Result};
use crate::kernel::money::Money;
use crate::store::page::{self, List, ListRequest, Page, Where};
use crate::store::tx::{Read, Tx};
use crate::store::{search, word};
use crate::support::balance::{Agreed, PeriodOver, Use, quantity};
use crate::support::entitlement::{
    Checked, Entitlement, EntitlementFilter, EntitlementRow, EntitlementState, NewEntitlement, Price, badge,
};
use crate::support::terms::SupportUnit;
use chrono::NaiveDate;
use rusqlite::types::Value as SqlValue;
use rusqlite::{OptionalExtension as _, Row, params, params_from_iter};

const BASE: &str = "entitlement_row w";
const JOINS: &str = "CROSS JOIN record r ON r.id = w.id CROSS JOIN entitlement e ON e.id = w.id";
const COLUMNS: &str = "w.id, w.code, r.version, w.name, w.customer_id, w.customer, w.contract_id, w.unit, e.amount, e.period, \
    e.rollover, w.start_date, w.last_day, w.is_ended, w.owner_id, \
    (SELECT u.name FROM v_settings_user u WHERE u.id = w.owner_id), w.is_waiting";
/// The same rows while a transaction goes on: those of lists are written when it ends.
const NOW: &str = "(SELECT e.id, e.code, e.name, e.customer_id, m.name AS customer, e.contract_id, e.unit, e.start_date, r.owner_id, \
      min(e.end_date, coalesce(e.ended_date, e.end_date)) AS last_day, e.ended_date IS NOT NULL AS is_ended, \
      e.after_project_id IS NOT NULL AND e.ended_date IS NULL AS is_waiting \
    FROM entitlement e JOIN record r ON r.id = e.id JOIN v_crm_customer_name m ON m.id = e.customer_id \
   WHERE r.deleted_at IS NULL AND e.deleted_at IS NULL) w";
const LIST: List = List {
    base: BASE,
    joins: JOINS,
    columns: COLUMNS,
    id: "w.id",
    sorts: &[
        ("end", "w.last_day"),
        ("name", "w.name_key"),
        ("customer", "w.customer_key"),
        ("code", "w.code"),
    ],
};

fn filter(read: &Read<'_>, request: &ListRequest<EntitlementFilter>) -> Result<Where> {
    let mut filter = Where::default();
    let none = EntitlementFilter::default();
    let chosen = request.filter.as_ref().unwrap_or(&none);
    if let Some(owner) = &chosen.owner_id {
        filter.add("w.owner_id = ?", [SqlValue::Text(owner.clone())]);
    }
    if let Some(unit) = chosen.unit {
        filter.add("w.unit = ?", [SqlValue::Text(word::of(&unit))]);
    }
    if let Some(contract) = &chosen.contract_id {
        filter.add("w.contract_id = ?", [SqlValue::Text(contract.clone())]);
    }
    if let Some(deal) = &chosen.deal_id {
        let of_deal = "w.id IN (SELECT id FROM entitlement WHERE deal_id = ?)";
        filter.add_narrow(of_deal, [SqlValue::Text(deal.clone())]);
    }
    if let Some(customer) = &chosen.customer_id {
        filter.add_narrow("w.customer_id = ?", [SqlValue::Text(customer.clone())]);
    }
    if let Some(project) = &chosen.project_id {
        let project = SqlValue::Text(project.clone());
        filter.add_narrow(
            "w.id IN (SELECT e.id FROM entitlement e WHERE e.after_project_id = ? \
               UNION SELECT e.id FROM v_projects_project p JOIN entitlement e ON e.deal_id = p.deal_id WHERE p.id = ?)",
            [project.clone(), project],
        );
    }
    let today = SqlValue::Text(read.today()?.to_string());
    match chosen.state {
        Some(EntitlementState::Ended) => filter.add(ENDED, [today.clone(), today]),
        Some(EntitlementState::Coming) => filter.add(COMING, [today]),
        Some(EntitlementState::Running) => {
            filter.add(GOES, [today.clone(), today.clone()]);
            filter.add("w.start_date <= ?", [today]);
        }
        None => {}
    }
    filter.owned_by("w.owner_id", read.visible_owners());
    search::restrict(read, &mut filter, "w.id", &["entitlement"], request.search.as_deref())?;
    Ok(filter)
}

/// How a row stands on a day, as the filter says it in SQL.
fn state(start: &str, last_day: &str, is_ended: bool, is_waiting: bool, today: &str) -> EntitlementState {
    if is_waiting {
        EntitlementState::Coming
    } else if last_day < today || (is_ended && (last_day == today || last_day <= start)) {
        EntitlementState::Ended
    } else if start > today {
        EntitlementState::Coming
    } else {
        EntitlementState::Running
    }
}

fn read_row(row: &Row<'_>, today: &str) -> rusqlite::Result<EntitlementRow> {
    let (start, end): (String, String) = (row.get(11)?, row.get(12)?);
    let state = state(&start, &end, row.get(13)?, row.get(16)?, today);
    Ok(EntitlementRow {
        id: row.get(0)?,
        code: row.get(1)?,
        version: row.get(2)?,
        name: row.get(3)?,
        customer_id: row.get(4)?,
        customer: row.get(5)?,
        contract_id: row.get(6)?,
        unit: word::read(row, 7)?,
        amount: row.get(8)?,
        period: word::read(row, 9)?,
        rollover: row.get(10)?,
        start,
        end,
        balance: None,
        state,
        badge: badge(state, None),
        owner_id: row.get(14)?,
        owner: row.get::<_, Option<String>>(15)?.unwrap_or_default(),
    })
}

/// What was agreed with a row.
fn agreed(row: &EntitlementRow) -> Result<Agreed> {
    let day = |text: &str| text.parse::<NaiveDate>().map_err(Error::internal);
    Ok(Agreed {
        unit: row.unit,
        per_period: quantity(row.unit, row.amount.as_deref()),
        period: row.period,
        rollover: row.rollover,
        start: day(&row.start)?,
        end: day(&row.end)?,
    })
}

/// Adds to rows what is left of them.
fn weighed(read: &Read<'_>, rows: Vec<EntitlementRow>, today: NaiveDate) -> Result<Vec<EntitlementRow>> {
    let uses = used::uses(read, &rows)?;
    let weigh = |mut row: EntitlementRow| {
        let used = uses.get(&row.id).map_or(&[][..], Vec::as_slice);
        row.balance = agreed(&row)?.balance(used, today);
        row.badge = badge(row.state, row.balance.as_ref());
        Ok(row)
    };
    rows.into_iter().map(weigh).collect()
}

/// What was used beyond in each period.
pub(in crate::support) fn overs(read: &Read<'_>, row: &EntitlementRow) -> Result<Vec<PeriodOver>> {
    overs_without(read, row, None)
}

/// The same, when some work is invoiced by the hour and takes nothing any more.
pub(in crate::support) fn overs_without(
    read: &Read<'_>,
    row: &EntitlementRow,
    work: Option<Use>,
) -> Result<Vec<PeriodOver>> {
    let mut used = used::uses(read, std::slice::from_ref(row))?.remove(&row.id).unwrap_or_default();
    used.extend(work.map(|work| Use { quantity: -work.quantity, ..work }));
    Ok(agreed(row)?.overs(&used, read.today()?))
}

/// What periods of an entitlement that are over come to when its fields are these, and what the one that runs has beyond.
pub(in crate::support) fn past(
    read: &Read<'_>,
    row: &EntitlementRow,
    checked: &Checked,
) -> Result<(Vec<PeriodOver>, i64, i64)> {
    let used = used::uses(read, std::slice::from_ref(row))?.remove(&row.id).unwrap_or_default();
    let agreed = Agreed {
        unit: checked.unit,
        per_period: quantity(checked.unit, checked.amount.as_deref()),
        period: checked.period,
        rollover: checked.rollover,
        start: checked.start.value(),
        end: checked.end.value(),
    };
    let today = read.today()?;
    let (overs, left) = agreed.past(&used, today);
    Ok((overs, left, agreed.balance(&used, today).map_or(0, |balance| balance.over)))
}

/// What was given and used from a day on; `None` when nothing is counted.
pub(in crate::support) fn used_since(
    read: &Read<'_>,
    row: &EntitlementRow,
    first: CivilDate,
) -> Result<Option<(i64, i64)>> {
    let used = used::uses(read, std::slice::from_ref(row))?.remove(&row.id).unwrap_or_default();
    Ok(agreed(row)?.since(&used, first.value(), read.today()?))
}

/// What a contract gives, by the ids of its entitlements, and what was agreed of each, however early it ended.
pub(in crate::support) fn agreed_in(read: &Read<'_>, contract_id: &str) -> Result<Vec<(String, Agreed)>> {
    let sql = format!("SELECT {COLUMNS}, e.end_date FROM {BASE} {JOINS} WHERE w.contract_id = ?1");
    let mut statement = read.sql().prepare_cached(&sql)?;
    let found = statement
        .query_map([contract_id], |row| Ok((read_row(row, "")?, row.get::<_, String>("end_date")?)))?;
    found
        .map(|row| {
            let (row, end) = row?;
            let end = end.parse().map_err(Error::internal)?;
            Ok((row.id.clone(), Agreed { end, ..agreed(&row)? }))
        })
        .collect()
}

pub(in crate::support) fn list(
    read: &Read<'_>,
    request: &ListRequest<EntitlementFilter>,
) -> Result<Page<EntitlementRow>> {
    let today = read.today()?;
    let text = today.to_string();
    let page = page::page(read.sql(), LIST, request, filter(read, request)?, |row| read_row(row, &text))?;
    Ok(Page { rows: weighed(read, page.rows, today)?, next: page.next })
}

pub(in crate::support) fn of_contract(read: &Read<'_>, contract_id: &str) -> Result<Vec<EntitlementRow>> {
    let sql =
        format!("SELECT {COLUMNS} FROM {NOW} {JOINS} WHERE w.contract_id = ?1 ORDER BY w.last_day, w.id");
    rows(read, &sql, &[contract_id])
}

/// What runs of a customer on a day.
pub(in crate::support) fn running_of(
    read: &Read<'_>,
    customer_id: &str,
    today: &str,
) -> Result<Vec<EntitlementRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM {BASE} {JOINS} WHERE w.customer_id = ? AND {GOES} AND w.start_date <= ? ORDER BY w.last_day, w.id"
    );
    rows(read, &sql, &[customer_id, today, today, today])
}

fn rows(read: &Read<'_>, sql: &str, values: &[&str]) -> Result<Vec<EntitlementRow>> {
    let today = read.today()?;
    let text = today.to_string();
    let mut statement = read.sql().prepare_cached(sql)?;
    let found: Vec<EntitlementRow> = statement
        .query_map(params_from_iter(values), |row| read_row(row, &text))?
        .collect::<rusqlite::Result<_>>()?;
    weighed(read, found, today)
}

/// One entitlement as lists show it.
pub(in crate::support) fn row(read: &Read<'_>, id: &str) -> Result<EntitlementRow> {
    let sql = format!("SELECT {COLUMNS} FROM {NOW} {JOINS} WHERE w.id = ?1");
    rows(read, &sql, &[id])?.pop().ok_or_else(|| Error::not_found("entitlement"))
}

pub(in crate::support) fn get(read: &Read<'_>, id: &str) -> Result<Entitlement> {
    let row = row(read, id)?;
    let entitlement = read
        .sql()
        .prepare_cached(
            "SELECT coalesce(c.code || ' ' || c.name, ''), e.deal_id, coalesce(d.code || ' ' || d.title, ''), r.branch_id, \
                    e.policy_id, coalesce(p.name, ''), e.ended_date, e.end_reason, r.created_ms, e.after_project_id, \
                    coalesce((SELECT j.code || ' ' || j.name FROM v_projects_project j WHERE j.id = e.after_project_id), ''), \
                    e.overage_minor, e.overage_currency, \
                    coalesce(c.currency, d.currency, (SELECT k.currency FROM v_crm_customer k WHERE k.id = e.customer_id), '') \
             FROM entitlement e JOIN record r ON r.id = e.id LEFT JOIN contract c ON c.id = e.contract_id \
             LEFT JOIN v_crm_deal d ON d.id = e.deal_id LEFT JOIN sla_policy p ON p.id = e.policy_id WHERE e.id = ?1",
        )?
        .query_row([id], |found| {
            Ok(Entitlement {
                row,
                contract: found.get(0)?,
                deal_id: found.get(1)?,
                deal: found.get(2)?,
                branch_id: found.get(3)?,
                policy_id: found.get(4)?,
                policy: found.get(5)?,
                ended: found.get(6)?,
                end_reason: found.get(7)?,
                uses: Vec::new(),
                created_ms: found.get(8)?,
                after_project_id: found.get(9)?,
                after_project: found.get(10)?,
                overage_price: price(found, 11)?.map(|price| Money::new(price.minor, &price.currency)),
                currency: found.get(13)?,
            })
        })?;
    Ok(Entitlement { uses: used::newest(read, id)?, ..entitlement })
}

/// An agreed price in two columns from `first` on.
fn price(row: &Row<'_>, first: usize) -> rusqlite::Result<Option<Price>> {
    let (minor, currency): (Option<i64>, Option<String>) = (row.get(first)?, row.get(first + 1)?);
    Ok(minor.zip(currency).map(|(minor, currency)| Price { minor, currency }))
}

/// The fields as they stand.
pub(in crate::support) fn checked(read: &Read<'_>, id: &str) -> Result<Checked> {
    let mut statement = read.sql().prepare_cached(
        "SELECT name, unit, amount, period, rollover, start_date, end_date, policy_id, overage_minor, overage_currency \
         FROM entitlement WHERE id = ?1",
    )?;
    let mut rows = statement.query([id])?;
    let row = rows.next()?.ok_or_else(|| Error::not_found("entitlement"))?;
    let day = |column: usize| -> Result<CivilDate> {
        row.get::<_, String>(column)?.parse().map_err(Error::internal)
    };
    Ok(Checked {
        name: row.get(0)?,
        unit: word::read(row, 1)?,
        amount: row.get(2)?,
        period: word::read(row, 3)?,
        rollover: row.get(4)?,
        start: day(5)?,
        end: day(6)?,
        policy_id: row.get(7)?,
        overage: price(row, 8)?,
    })
}

/// The customer of a contract that stands.
pub(in crate::support) fn customer_of_contract(read: &Read<'_>, id: &str) -> Result<Option<String>> {
    let sql = "SELECT customer_id FROM contract WHERE id = ?1 AND deleted_at IS NULL";
    Ok(read.sql().prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?)
}

pub(in crate::support) fn insert(
    tx: &Tx<'_>,
    id: &str,
    code: &str,
    new: &NewEntitlement<'_>,
    checked: &Checked,
) -> Result<()> {
    tx.sql().execute(
        "INSERT INTO entitlement (id, code, name, customer_id, contract_id, deal_id, unit, amount, period, rollover, \
                                  start_date, end_date, policy_id, overage_minor, overage_currency) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        params![
            id,
            code,
            checked.name,
            new.customer_id,
            new.contract_id,
            new.deal_id,
            word::of(&checked.unit),
            checked.amount,
            word::of(&checked.period),
            checked.rollover,
            checked.start.to_string(),
            checked.end.to_string(),
            checked.policy_id,
            checked.overage.as_ref().map(|price| price.minor),
            checked.overage.as_ref().map(|price| &price.currency)
        ],
    )?;
    Ok(())
}

pub(in crate::support) fn update(tx: &Tx<'_>, id: &str, checked: &Checked) -> Result<()> {
    tx.sql().execute(
        "UPDATE entitlement SET name = ?2, amount = ?3, rollover = ?4, end_date = ?5, policy_id = ?6, overage_minor = ?7, \
                                overage_currency = ?8 WHERE id = ?1",
        params![
            id,
            checked.name,
            checked.amount,
            checked.rollover,
            checked.end.to_string(),
            checked.policy_id,
            checked.overage.as_ref().map(|price| price.minor),
            checked.overage.as_ref().map(|price| &price.currency)
        ],
    )?;
    Ok(())
}

pub(in crate::support) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql().execute("UPDATE entitlement SET deleted_at = ?2 WHERE id = ?1", (id, tx.now_ms()))?;
    Ok(())
}

pub(in crate::support) fn end(tx: &Tx<'_>, id: &str, day: &str, reason: &str) -> Result<()> {
    tx.sql().execute(
        "UPDATE entitlement SET ended_date = ?2, end_reason = ?3 WHERE id = ?1",
        (id, day, reason),
    )?;
    Ok(())
}

/// The entitlement of a customer that can be used on a day and ends first: of which something is left, where there is one.
pub(in crate::support) fn running(read: &Read<'_>, customer_id: &str, today: &str) -> Result<Option<String>> {
    let mut rows = running_of(read, customer_id, today)?;
    let is_left = |row: &EntitlementRow| row.balance.as_ref().is_none_or(|balance| balance.left > 0);
    let at = rows.iter().position(is_left).unwrap_or(0);
    Ok((at < rows.len()).then(|| rows.swap_remove(at).id))
}

/// Lets what was ended go on until its last day.
pub(in crate::support) fn reopen(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql().execute("UPDATE entitlement SET ended_date = NULL, end_reason = '' WHERE id = ?1", [id])?;
    Ok(())
}

/// Whether a service level is that of an entitlement that is not over on a day.
pub(in crate::support) fn is_promised(read: &Read<'_>, policy_id: &str, today: &str) -> Result<bool> {
    let sql = format!("SELECT EXISTS (SELECT 1 FROM {BASE} {JOINS} WHERE e.policy_id = ? AND NOT ({ENDED}))");
    Ok(read.sql().query_row(&sql, [policy_id, today, today], |row| row.get(0))?)
}

/// Whose an entitlement is.
pub(in crate::support) fn customer_of(read: &Read<'_>, id: &str) -> Result<Option<String>> {
    let sql = "SELECT customer_id FROM entitlement WHERE id = ?1 AND deleted_at IS NULL";
    Ok(read.sql().prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?)
}

/// How an entitlement is counted.
pub(in crate::support) fn unit(read: &Read<'_>, id: &str) -> Result<SupportUnit> {
    let sql = "SELECT unit FROM entitlement WHERE id = ?1";
    Ok(read.sql().prepare_cached(sql)?.query_row([id], |row| word::read(row, 0))?)
}

/// Whose a project is.
pub(in crate::support) fn customer_of_project(read: &Read<'_>, id: &str) -> Result<Option<String>> {
    let sql = "SELECT customer_id FROM v_projects_project WHERE id = ?1";
    let found = read.sql().prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?;
    Ok(found.flatten())
}

/// Lets an entitlement wait for a project.
pub(in crate::support) fn set_waits(tx: &Tx<'_>, id: &str, project_id: &str) -> Result<()> {
    tx.sql().execute("UPDATE entitlement SET after_project_id = ?2 WHERE id = ?1", (id, project_id))?;
    Ok(())
}

/// Entitlements that wait for a project, with their codes; not those that were ended or used already.
pub(in crate::support) fn waiting_for(read: &Read<'_>, project_id: &str) -> Result<Vec<(String, String)>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT e.id, e.code FROM entitlement e LEFT JOIN contract c ON c.id = e.contract_id \
          WHERE e.after_project_id = ?1 AND e.deleted_at IS NULL AND e.ended_date IS NULL \
            AND NOT EXISTS (SELECT 1 FROM v_crm_deal d WHERE d.id = coalesce(e.deal_id, c.deal_id) AND d.status = 'lost') \
         ORDER BY e.code",
    )?;
    let rows = statement.query_map([project_id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let waiting: Vec<(String, String)> = rows.collect::<rusqlite::Result<_>>()?;
    let mut unused = Vec::new();
    for (id, code) in waiting {
        if !used::is_used(read, &id)? {
            unused.push((id, code));
        }
    }
    Ok(unused)
}

/// Begins what waited; it waits no more.
pub(in crate::support) fn begin(tx: &Tx<'_>, id: &str, start: CivilDate, end: CivilDate) -> Result<()> {
    tx.sql().execute(
        "UPDATE entitlement SET start_date = ?2, end_date = ?3, after_project_id = NULL WHERE id = ?1",
        (id, start.to_string(), end.to_string()),
    )?;
    Ok(())
}
