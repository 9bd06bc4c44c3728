//! The SQL of the list of recurring invoices and of what their page shows beside it.

use crate::billing::recurring::{
    RecurringFilter, RecurringRow, RecurringState, RecurringSummary, RecurringTabCount, badge,
};
use crate::kernel::error::Result;
use crate::kernel::money::Money;
use crate::store::page::{self, List, ListRequest, Page, Where};
use crate::store::tx::Read;
use crate::store::{record, search, word};
use rusqlite::types::Value as SqlValue;
use rusqlite::{Row, params_from_iter};

const BASE: &str = "recurring_row w";
const JOINS: &str = "JOIN record v ON v.id = w.id";
const COLUMNS: &str = "w.id, w.code, v.version, w.customer_id, w.customer, w.subject, w.every, w.unit, w.next_key, w.currency, \
    w.total_minor, w.state, w.is_refused, w.owner_id";
const LIST: List = List {
    base: BASE,
    joins: JOINS,
    columns: COLUMNS,
    id: "w.id",
    sorts: &[
        ("next", "w.next_key"),
        ("customer", "w.customer_key"),
        ("subject", "w.subject_key"),
        ("code", "w.code"),
        ("amount", "w.total_minor"),
    ],
};

fn read_row(row: &Row<'_>) -> rusqlite::Result<RecurringRow> {
    let state: RecurringState = word::read(row, 11)?;
    let (next, currency): (String, String) = (row.get(8)?, row.get(9)?);
    Ok(RecurringRow {
        id: row.get(0)?,
        code: row.get(1)?,
        version: row.get(2)?,
        customer_id: row.get(3)?,
        customer: row.get(4)?,
        subject: row.get(5)?,
        every: row.get(6)?,
        unit: word::read(row, 7)?,
        next: Some(next).filter(|_| state != RecurringState::Ended),
        amount: Money::new(row.get(10)?, &currency),
        state,
        badge: badge(state, row.get(12)?),
        owner_id: row.get(13)?,
    })
}

fn filter(read: &Read<'_>, request: &ListRequest<RecurringFilter>) -> Result<Where> {
    let mut filter = Where::default();
    let none = RecurringFilter::default();
    let chosen = request.filter.as_ref().unwrap_or(&none);
    let text = |value: &String| [SqlValue::Text(value.clone())];
    if let Some(state) = chosen.state {
        filter.add("w.state = ?", [SqlValue::Text(word::of(&state))]);
    }
    for (condition, value) in [
        ("w.customer_id = ?", &chosen.customer_id),
        ("w.deal_id = ?", &chosen.deal_id),
        ("w.contract_id = ?", &chosen.contract_id),
    ] {
        if let Some(value) = value {
            filter.add_narrow(condition, text(value));
        }
    }
    if let Some(owner) = &chosen.owner_id {
        filter.add("w.owner_id = ?", text(owner));
    }
    let about = chosen.customer_id.as_ref().or(chosen.deal_id.as_ref()).or(chosen.contract_id.as_ref());
    record::keep_to_reach(read, &mut filter, about)?;
    search::restrict(read, &mut filter, "w.id", &["recurring_invoice"], request.search.as_deref())?;
    Ok(filter)
}

pub(in crate::billing) fn list(
    read: &Read<'_>,
    request: &ListRequest<RecurringFilter>,
) -> Result<Page<RecurringRow>> {
    page::page(read.sql(), LIST, request, filter(read, request)?, read_row)
}

pub(in crate::billing) fn summary(
    read: &Read<'_>,
    request: &ListRequest<RecurringFilter>,
) -> Result<RecurringSummary> {
    let chosen = filter(read, request)?;
    let sql = format!("SELECT count(*) FROM {BASE} WHERE {}", chosen.text());
    let count =
        read.sql().prepare_cached(&sql)?.query_row(params_from_iter(chosen.values()), |row| row.get(0))?;
    let mut all = Where::default();
    all.owned_by("w.owner_id", read.visible_owners());
    let sql = format!("SELECT w.state, count(*) FROM {BASE} WHERE {} GROUP BY w.state", all.text());
    let mut statement = read.sql().prepare_cached(&sql)?;
    let tabs = statement.query_map(params_from_iter(all.values()), |row| {
        Ok(RecurringTabCount { state: word::read(row, 0)?, count: row.get(1)? })
    })?;
    Ok(RecurringSummary { count, tabs: tabs.collect::<rusqlite::Result<_>>()? })
}

pub(in crate::billing) fn row(read: &Read<'_>, id: &str) -> Result<RecurringRow> {
    let sql = format!("SELECT {COLUMNS} FROM {BASE} {JOINS} WHERE w.id = ?1");
    Ok(read.sql().prepare_cached(&sql)?.query_row([id], read_row)?)
}

/// Code and title of the deal, and of the contract, that a recurring invoice belongs to.
pub(in crate::billing) fn belongs_to(read: &Read<'_>, id: &str) -> Result<(String, String)> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT coalesce((SELECT d.code || ' ' || d.title FROM v_crm_deal d WHERE d.id = c.deal_id), ''), \
                    coalesce((SELECT k.code || ' ' || k.name FROM v_support_contract k WHERE k.id = c.contract_id), '') \
               FROM recurring_invoice c WHERE c.id = ?1",
        )?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?)
}
