//! The SQL of tickets side by side.

use crate::kernel::badge::{Badge, Tone};
use crate::kernel::error::Result;
use crate::kernel::text::fold;
use crate::store::page::{self, Either, Leaves, List, ListRequest, Page, Where};
use crate::store::tx::Read;
use crate::store::{search, word};
use crate::support::policy::PolicyHours;
use crate::support::promise::Calendars;
use crate::support::ticket::list::{SlaState, TicketSummary, badge, sla_badge};
use crate::support::ticket::{TicketFilter, TicketRow, TicketStatus};
use rusqlite::types::Value as SqlValue;
use rusqlite::{Row, params_from_iter};

const BASE: &str = "ticket_row w";
const JOINS: &str = "CROSS JOIN record r ON r.id = w.id CROSS JOIN ticket_promise p ON p.id = w.id";
const COLUMNS: &str = "w.id, w.code, r.version, w.subject, w.customer_id, w.customer, w.contact, w.category_id, w.priority, \
    w.status, w.owner_id, (SELECT u.name FROM v_settings_user u WHERE u.id = w.owner_id), w.risk_ms, w.due_ms, w.opened_ms, \
    w.last_ms, p.hours, w.branch_id";
const LIST: List = List {
    base: BASE,
    joins: JOINS,
    columns: COLUMNS,
    id: "w.id",
    sorts: &[
        ("due", "w.due_key"),
        ("opened", "w.opened_ms"),
        ("last", "w.last_ms"),
        ("subject", "w.subject_key"),
        ("customer", "w.customer_key"),
        ("code", "w.code"),
        ("priority", "w.rank"),
    ],
};

/// A row with what is needed to tell the time that is left.
struct Found {
    row: TicketRow,
    hours: PolicyHours,
    branch_id: Option<String>,
}

fn read_row(row: &Row<'_>, now_ms: i64) -> rusqlite::Result<Found> {
    let status: TicketStatus = word::read(row, 9)?;
    let (risk_ms, due_ms): (Option<i64>, Option<i64>) = (row.get(12)?, row.get(13)?);
    let sla = due_ms.filter(|_| status == TicketStatus::Open).map(|due| match risk_ms {
        _ if due <= now_ms => SlaState::Breached,
        Some(risk) if risk <= now_ms => SlaState::AtRisk,
        _ => SlaState::OnTime,
    });
    Ok(Found {
        row: TicketRow {
            id: row.get(0)?,
            code: row.get(1)?,
            version: row.get(2)?,
            subject: row.get(3)?,
            customer_id: row.get(4)?,
            customer: row.get(5)?,
            contact: row.get(6)?,
            category_id: row.get(7)?,
            priority: word::read(row, 8)?,
            status,
            badge: badge(status),
            sla,
            sla_badge: None,
            due_ms,
            owner_id: row.get(10)?,
            owner: row.get::<_, Option<String>>(11)?.unwrap_or_default(),
            opened_ms: row.get(14)?,
            last_ms: row.get(15)?,
        },
        hours: word::read(row, 16)?,
        branch_id: row.get(17)?,
    })
}

/// Adds to rows how much time is left.
fn timed(read: &Read<'_>, found: Vec<Found>) -> Result<Vec<TicketRow>> {
    let mut calendars = Calendars::default();
    let timed = found.into_iter().map(|Found { mut row, hours, branch_id }| {
        if let (Some(state), Some(due_ms)) = (row.sla, row.due_ms) {
            let left = calendars.left_seconds(read, hours, branch_id.as_deref(), due_ms)?;
            row.sla_badge = Some(sla_badge(state, left));
        } else if row.status == TicketStatus::Waiting && row.due_ms.is_some_and(|due| due <= read.now_ms()) {
            row.sla_badge = Some(Badge::new(Tone::Warn, "triangle-alert", "badge.sla.waits_late"));
        }
        Ok(row)
    });
    timed.collect()
}

fn filter(read: &Read<'_>, request: &ListRequest<TicketFilter>) -> Result<Where> {
    let mut filter = Where::default();
    let none = TicketFilter::default();
    let chosen = request.filter.as_ref().unwrap_or(&none);
    let text = |value: &str| SqlValue::Text(value.to_owned());
    for (column, value) in [
        ("w.customer_id = ?", &chosen.customer_id),
        ("w.deal_id = ?", &chosen.deal_id),
        ("w.record_id = ?", &chosen.project_id),
    ] {
        if let Some(value) = value {
            filter.add_narrow(column, [text(value)]);
        }
    }
    match chosen.owner_id.as_deref() {
        Some("") => filter.add("w.owner_id IS NULL", []),
        Some(owner) => filter.add("w.owner_id = ?", [text(owner)]),
        None => {}
    }
    if let Some(category) = &chosen.category_id {
        filter.add("w.category_id = ?", [text(category)]);
    }
    if let Some(tag) = &chosen.tag {
        let tag = [text(&fold(tag.trim()))];
        filter.add_either(&tagged(read, &tag)?, tag);
    }
    if let Some(priority) = chosen.priority {
        filter.add("w.priority = ?", [text(&word::of(&priority))]);
    }
    if let Some(status) = chosen.status {
        filter.add("w.status = ?", [text(&word::of(&status))]);
    }
    match chosen.open {
        Some(true) => filter.add("w.is_open = 1", []),
        Some(false) => filter.add("w.is_open = 0", []),
        None => {}
    }
    let now = || SqlValue::Integer(read.now_ms());
    match chosen.sla {
        Some(SlaState::Breached) => filter.add(BREACHED, [now()]),
        Some(SlaState::AtRisk) => filter.add(AT_RISK, [now(), now()]),
        Some(SlaState::OnTime) => {
            filter.add(
                "w.status = 'open' AND w.due_ms > ? AND coalesce(w.risk_ms, w.due_ms) > ?",
                [now(), now()],
            );
        }
        None => {}
    }
    filter.owned_by("w.owner_id", read.visible_owners());
    search::restrict(read, &mut filter, "w.id", &["ticket"], request.search.as_deref())?;
    Ok(filter)
}

/// Tags that are told at most.
const TAGS_MAX: usize = 200;

/// The tags of tickets within reach, each found behind the one before it.
pub(in crate::support) fn tags(read: &Read<'_>) -> Result<Vec<String>> {
    let mut reach = Where::default();
    reach.owned_by("w.owner_id", read.visible_owners());
    let sql = format!(
        "WITH RECURSIVE t (tag) AS (SELECT min(tag) FROM ticket_tag \
            UNION ALL SELECT (SELECT min(k.tag) FROM ticket_tag k WHERE k.tag > t.tag) FROM t WHERE t.tag IS NOT NULL) \
         SELECT (SELECT j.value FROM ticket_tag k JOIN ticket_row w ON w.id = k.ticket_id JOIN ticket x ON x.id = k.ticket_id \
                   JOIN json_each(x.tags) j WHERE k.tag = t.tag AND fold(j.value) = t.tag AND {} LIMIT 1) AS name \
           FROM t WHERE name IS NOT NULL LIMIT {TAGS_MAX}",
        reach.text()
    );
    let mut statement = read.sql().prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(reach.values()), |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The tickets that carry a tag.
fn tagged(read: &Read<'_>, tag: &[SqlValue]) -> Result<Either> {
    let found = "FROM ticket_tag k WHERE k.tag = ?";
    Ok(Either {
        gathering: format!("w.id IN (SELECT k.ticket_id {found})"),
        walking: format!("EXISTS (SELECT 1 {found} AND k.ticket_id = w.id)"),
        leaves: Leaves::of(read.sql(), &format!("SELECT 1 {found}"), page::FEW, tag)?,
    })
}

const BREACHED: &str = "w.status = 'open' AND w.due_ms <= ?";
const AT_RISK: &str = "w.status = 'open' AND w.due_ms > ? AND w.risk_ms <= ?";

pub(in crate::support) fn list(
    read: &Read<'_>,
    request: &ListRequest<TicketFilter>,
) -> Result<Page<TicketRow>> {
    let now_ms = read.now_ms();
    let page = page::page(read.sql(), LIST, request, filter(read, request)?, |row| read_row(row, now_ms))?;
    Ok(Page { rows: timed(read, page.rows)?, next: page.next })
}

/// One ticket as lists show it.
pub(in crate::support) fn row(read: &Read<'_>, id: &str) -> Result<TicketRow> {
    let found = read
        .sql()
        .prepare_cached(&format!("SELECT {COLUMNS} FROM {BASE} {JOINS} WHERE w.id = ?1"))?
        .query_row([id], |row| read_row(row, read.now_ms()))?;
    timed(read, vec![found])?.pop().ok_or_else(|| crate::kernel::error::Error::not_found("ticket"))
}

pub(in crate::support) fn count(read: &Read<'_>, request: &ListRequest<TicketFilter>) -> Result<i64> {
    let filter = filter(read, request)?;
    let sql = format!("SELECT count(*) FROM {BASE} WHERE {}", filter.text());
    let mut statement = read.sql().prepare_cached(&sql)?;
    Ok(statement.query_row(params_from_iter(filter.values()), |row| row.get(0))?)
}

pub(in crate::support) fn summary(
    read: &Read<'_>,
    request: &ListRequest<TicketFilter>,
) -> Result<TicketSummary> {
    let filter = filter(read, request)?;
    let sql = format!(
        "SELECT count(*), coalesce(sum(w.is_open), 0), coalesce(sum(w.status = 'waiting'), 0), \
                coalesce(sum({AT_RISK}), 0), coalesce(sum({BREACHED}), 0), \
                coalesce(sum(w.is_open = 1 AND w.owner_id IS NULL), 0) \
         FROM {BASE} WHERE {}",
        filter.text()
    );
    let now = SqlValue::Integer(read.now_ms());
    let values = [now.clone(), now.clone(), now];
    let mut statement = read.sql().prepare_cached(&sql)?;
    let summary = statement.query_row(params_from_iter(values.iter().chain(filter.values())), |row| {
        Ok(TicketSummary {
            count: row.get(0)?,
            open: row.get(1)?,
            waiting: row.get(2)?,
            at_risk: row.get(3)?,
            breached: row.get(4)?,
            unassigned: row.get(5)?,
        })
    })?;
    Ok(summary)
}
