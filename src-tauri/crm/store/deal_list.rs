//! The SQL of deals side by side: list, board, forecast, and their sums.

use super::activity::{BRIEF, read_brief};
use crate::crm::deal::board::{DealBoardRequest, DealForecastRequest, ForecastMonth};
use crate::crm::deal::{DAY_MS, DealFilter, DealRow, DealStatus, DealSummary, status_badge};
use crate::kernel::badge::{Badge, Tone};
use crate::kernel::date::CivilDate;
use crate::kernel::error::{Error, Result};
use crate::kernel::money::Money;
use crate::kernel::zone::Zone;
use crate::settings::company;
use crate::store::page::{self, List, ListRequest, Page, Sort, Where};
use crate::store::tx::Read;
use crate::store::{record, search, word};
use chrono::DateTime;
use rusqlite::types::Value as SqlValue;
use rusqlite::{Row, params_from_iter};
use std::collections::BTreeMap;

// CROSS JOIN keeps the order of the list's own index.
pub(super) const BASE: &str = "deal_row w";
pub(super) const JOINS: &str = "CROSS JOIN record r ON r.id = w.id LEFT JOIN activity a ON a.id = w.next_id";
const COLUMNS: &str = "w.id, w.code, r.version, w.title, w.customer_id, w.customer, w.pipeline_id, w.stage_id, w.stage, \
    w.status, w.amount_minor, w.currency, w.probability, w.weighted_minor, w.expected_close, w.stage_since_ms, w.limit_days, \
    w.ageing_ms, w.owner_id, (SELECT u.name FROM v_settings_user u WHERE u.id = w.owner_id), w.branch_id";
/// How many columns stand before those of the next activity.
const WIDTH: usize = 21;
/// Cards of a column of the board that are given at once.
const CARDS_MAX: u32 = 50;

const SORTS: &[(&str, &str)] = &[
    ("created", "w.created_ms"),
    ("title", "w.title_key"),
    ("customer", "w.customer_key"),
    ("amount", "w.amount_key"),
    ("close", "w.close_key"),
    ("code", "w.code"),
    ("since", "w.stage_since_ms"),
    ("stage", "w.stage_position"),
];

pub(super) fn columns() -> &'static str {
    static TEXT: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| format!("{COLUMNS}, {BRIEF}"));
    &TEXT
}

fn list_of(sorts: &'static [(&'static str, &'static str)]) -> List {
    List { base: BASE, joins: JOINS, columns: columns(), id: "w.id", sorts }
}

pub(super) fn read_row(row: &Row<'_>, now: &DateTime<Zone>) -> rusqlite::Result<DealRow> {
    let now_ms = now.timestamp_millis();
    let currency: String = row.get(11)?;
    let status: DealStatus = word::read(row, 9)?;
    let (stage, stage_since_ms, limit_days): (String, i64, Option<i64>) =
        (row.get(8)?, row.get(15)?, row.get(16)?);
    let age_days = now_ms.saturating_sub(stage_since_ms).max(0) / DAY_MS;
    let is_ageing = row.get::<_, i64>(17)? <= now_ms;
    let ageing = limit_days.filter(|_| is_ageing && status == DealStatus::Open).map(|limit| {
        Badge::new(Tone::Warn, "clock", "badge.ageing").with("days", age_days).with("limit", limit)
    });
    Ok(DealRow {
        id: row.get(0)?,
        code: row.get(1)?,
        version: row.get(2)?,
        title: row.get(3)?,
        customer_id: row.get(4)?,
        customer: row.get(5)?,
        pipeline_id: row.get(6)?,
        stage_id: row.get(7)?,
        badge: status_badge(status, &stage),
        stage,
        status,
        amount: row.get::<_, Option<i64>>(10)?.map(|minor| Money::new(minor, &currency)),
        probability: row.get(12)?,
        weighted: Money::new(row.get(13)?, &currency),
        expected_close: row.get(14)?,
        stage_since_ms,
        age_days,
        limit_days,
        ageing,
        next: read_brief(row, WIDTH, now)?,
        owner_id: row.get(18)?,
        owner: row.get::<_, Option<String>>(19)?.unwrap_or_default(),
        branch_id: row.get(20)?,
    })
}

fn filter(read: &Read<'_>, request: &ListRequest<DealFilter>) -> Result<Where> {
    let mut filter = Where::default();
    let none = DealFilter::default();
    let chosen = request.filter.as_ref().unwrap_or(&none);
    for (column, value) in [
        ("w.pipeline_id = ?", &chosen.pipeline_id),
        ("w.stage_id = ?", &chosen.stage_id),
        ("w.owner_id = ?", &chosen.owner_id),
        ("w.branch_id = ?", &chosen.branch_id),
        ("w.month = ?", &chosen.month),
        ("w.currency = ?", &chosen.currency),
    ] {
        if let Some(value) = value {
            filter.add(column, [SqlValue::Text(value.clone())]);
        }
    }
    if let Some(customer) = &chosen.customer_id {
        filter.add_narrow("w.customer_id = ?", [SqlValue::Text(customer.clone())]);
    }
    if let Some(status) = chosen.status {
        filter.add("w.status = ?", [SqlValue::Text(word::of(&status))]);
    }
    if chosen.ageing == Some(true) {
        filter.add("w.status = 'open' AND w.ageing_ms <= ?", [SqlValue::Integer(read.now_ms())]);
    }
    if chosen.without_next == Some(true) {
        filter.add("w.status = 'open' AND w.next_id IS NULL", []);
    }
    if chosen.handover_open == Some(true) {
        filter
            .add("w.status = 'won' AND EXISTS (SELECT 1 FROM v_handover_open h WHERE h.deal_id = w.id)", []);
    }
    if let Some(side) = chosen.handover_waits {
        filter.add(
            "w.status = 'won' AND EXISTS (SELECT 1 FROM v_handover_waiting h WHERE h.deal_id = w.id AND ? IN (h.side, 'any'))",
            [SqlValue::Text(word::of(&side))],
        );
    }
    if let Some(day) = unbilled_since(request)? {
        filter.add(
            "EXISTS (SELECT 1 FROM v_billing_to_invoice b WHERE b.deal_id = w.id AND b.bill_date <= ?)",
            [day],
        );
    }
    record::keep_to_reach(read, &mut filter, chosen.customer_id.as_ref())?;
    search::restrict(read, &mut filter, "w.id", &["deal"], request.search.as_deref())?;
    Ok(filter)
}

/// The day until which something was sold that is still to be invoiced, where the filter asks for such deals.
fn unbilled_since(request: &ListRequest<DealFilter>) -> Result<Option<SqlValue>> {
    let Some(typed) = request.filter.as_ref().and_then(|chosen| chosen.unbilled.as_ref()) else {
        return Ok(None);
    };
    let day = CivilDate::typed("filter.unbilled", typed).map_err(|field| Error::fields(vec![field]))?;
    Ok(Some(SqlValue::Text(day.to_string())))
}

pub(in crate::crm) fn list(read: &Read<'_>, request: &ListRequest<DealFilter>) -> Result<Page<DealRow>> {
    let now = read.civil_now()?;
    page::page(read.sql(), list_of(SORTS), request, filter(read, request)?, |row| read_row(row, &now))
}

/// Counts and sums of some deals.
#[derive(Debug, Default)]
pub(in crate::crm) struct Total {
    pub(in crate::crm) count: i64,
    pub(in crate::crm) ageing: i64,
    pub(in crate::crm) sums: Vec<Money>,
    pub(in crate::crm) weighted: Vec<Money>,
    committed: Vec<Money>,
}

/// One group of a query: key, currency, count, ageing, amount, weighted, committed.
struct Group {
    key: String,
    currency: String,
    count: i64,
    ageing: i64,
    figures: [i64; 3],
}

/// Groups of deals by a key, with the currency that comes first.
pub(in crate::crm) struct Totals {
    home: String,
    groups: Vec<Group>,
}

impl Totals {
    /// The deals behind one key.
    pub(in crate::crm) fn of(&self, key: &str) -> Total {
        self.total(self.groups.iter().filter(|group| group.key == key))
    }

    /// All of them.
    pub(in crate::crm) fn all(&self) -> Total {
        self.total(self.groups.iter())
    }

    /// Takes in the groups of another query.
    pub(in crate::crm) fn extend(&mut self, more: Self) {
        self.groups.extend(more.groups);
    }

    fn total<'a>(&self, groups: impl Iterator<Item = &'a Group>) -> Total {
        let mut total = Total::default();
        let mut sums: BTreeMap<(bool, &str), [i64; 3]> = BTreeMap::new();
        for group in groups {
            total.count += group.count;
            total.ageing += group.ageing;
            let sum = sums.entry((group.currency != self.home, &group.currency)).or_default();
            for (sum, figure) in sum.iter_mut().zip(group.figures) {
                *sum = sum.saturating_add(figure);
            }
        }
        for ((_, currency), [amount, weighted, committed]) in sums {
            total.sums.push(Money::new(amount, currency));
            total.weighted.push(Money::new(weighted, currency));
            total.committed.push(Money::new(committed, currency));
        }
        total
    }
}

/// Nothing yet, to be extended.
pub(in crate::crm) fn no_totals(read: &Read<'_>) -> Result<Totals> {
    Ok(Totals { home: super::home(read)?.currency, groups: Vec::new() })
}

fn totals(read: &Read<'_>, key: &str, filter: &Where) -> Result<Totals> {
    let sql = format!(
        "SELECT {key}, w.currency, count(*), sum(w.status = 'open' AND w.ageing_ms <= ?), sum(w.amount_key), \
                sum(w.weighted_minor), sum(w.amount_key * w.committed) \
         FROM deal_row w WHERE {} GROUP BY 1, 2",
        filter.text()
    );
    let mut statement = read.sql().prepare_cached(&sql)?;
    let now = [SqlValue::Integer(read.now_ms())];
    let rows = statement.query_map(params_from_iter(now.iter().chain(filter.values())), |row| {
        Ok(Group {
            key: row.get(0)?,
            currency: row.get(1)?,
            count: row.get(2)?,
            ageing: row.get(3)?,
            figures: [row.get(4)?, row.get(5)?, row.get(6)?],
        })
    })?;
    Ok(Totals { groups: rows.collect::<rusqlite::Result<_>>()?, ..no_totals(read)? })
}

pub(in crate::crm) fn summary(read: &Read<'_>, request: &ListRequest<DealFilter>) -> Result<DealSummary> {
    let filter = filter(read, request)?;
    let total = totals(read, "''", &filter)?.all();
    let to_invoice = match unbilled_since(request)? {
        Some(day) => to_invoice(read, filter, day)?,
        None => Vec::new(),
    };
    Ok(DealSummary {
        count: total.count,
        ageing: total.ageing,
        sums: total.sums,
        weighted: total.weighted,
        to_invoice,
    })
}

/// What is left to invoice of the deals of a filter, of what was sold until a day.
fn to_invoice(read: &Read<'_>, mut filter: Where, day: SqlValue) -> Result<Vec<Money>> {
    filter.add("o.sold_date <= ? AND o.bill_date <= ?", [day.clone(), day]);
    let sql = format!(
        "SELECT o.currency, sum(o.total_minor) FROM v_billing_to_invoice o CROSS JOIN deal_row w ON w.id = o.deal_id \
         WHERE {} GROUP BY o.currency",
        filter.text()
    );
    let mut statement = read.sql().prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(filter.values()), |row| {
        Ok(Money::new(row.get(1)?, &row.get::<_, String>(0)?))
    })?;
    company::home_first(read, rows.collect::<rusqlite::Result<_>>()?)
}

fn on_board(
    request: &DealBoardRequest,
    pipeline_id: Option<&str>,
    stage_id: Option<&str>,
) -> ListRequest<DealFilter> {
    ListRequest {
        filter: Some(DealFilter {
            pipeline_id: pipeline_id.map(str::to_owned),
            stage_id: stage_id.map(str::to_owned),
            status: Some(DealStatus::Open),
            owner_id: request.owner_id.clone(),
            ageing: request.ageing,
            month: request.month.clone(),
            ..DealFilter::default()
        }),
        search: request.search.clone(),
        sort: Some(Sort { column: "since".to_owned(), descending: false }),
        after: stage_id.and(request.after.clone()).filter(|_| request.stage_id.is_some()),
        offset: None,
        limit: Some(CARDS_MAX),
    }
}

pub(in crate::crm) fn board_totals(
    read: &Read<'_>,
    pipeline_id: &str,
    request: &DealBoardRequest,
) -> Result<Totals> {
    let request = on_board(request, Some(pipeline_id), None);
    totals(read, "w.stage_id", &filter(read, &request)?)
}

pub(in crate::crm) fn cards(
    read: &Read<'_>,
    stage_id: &str,
    request: &DealBoardRequest,
) -> Result<Page<DealRow>> {
    let request = on_board(request, None, Some(stage_id));
    list(read, &request)
}

/// The months of the forecast, and all of them together.
pub(in crate::crm) fn forecast(
    read: &Read<'_>,
    request: &DealForecastRequest,
) -> Result<(Vec<ForecastMonth>, ForecastMonth)> {
    let request: ListRequest<DealFilter> = ListRequest {
        filter: Some(DealFilter {
            pipeline_id: request.pipeline_id.clone(),
            owner_id: request.owner_id.clone(),
            status: Some(DealStatus::Open),
            ..DealFilter::default()
        }),
        search: None,
        sort: None,
        after: None,
        offset: None,
        limit: None,
    };
    let totals = totals(read, "w.month", &filter(read, &request)?)?;
    let mut months: Vec<&str> = totals.groups.iter().map(|group| group.key.as_str()).collect();
    // Deals without an expected close come last.
    months.sort_by_key(|month| (month.is_empty(), *month));
    months.dedup();
    let row = |month: Option<String>, total: Total| ForecastMonth {
        month,
        count: total.count,
        sums: total.sums,
        weighted: total.weighted,
        committed: total.committed,
    };
    let rows = months
        .into_iter()
        .map(|month| row(Some(month.to_owned()).filter(|month| !month.is_empty()), totals.of(month)))
        .collect();
    Ok((rows, row(None, totals.all())))
}
