//! The SQL of leads and of the rules that assign them.

use super::activity::{BRIEF, read_brief};
use crate::crm::lead::rule::{AssignBy, Assigned, LeadRule, LeadRuleInput, LeadTarget, LeadTargetInput};
use crate::crm::lead::{
    Lead, LeadFields, LeadFilter, LeadRow, LeadState, LeadStatus, LeadSummary, LeadTabCount, response_badge,
};
use crate::kernel::error::Result;
use crate::kernel::money::Money;
use crate::kernel::text;
use crate::kernel::zone::Zone;
use crate::store::page::{self, List, ListRequest, Page, Where};
use crate::store::tx::{Read, Tx};
use crate::store::{record, search, word};
use chrono::DateTime;
use rusqlite::types::Value as SqlValue;
use rusqlite::{OptionalExtension as _, Row, params, params_from_iter};
use std::collections::{BTreeMap, BTreeSet};

// CROSS JOIN keeps the order of the list's own index.
const BASE: &str = "lead_row w";
const JOINS: &str = "CROSS JOIN record r ON r.id = w.id LEFT JOIN activity a ON a.id = w.next_id";
const COLUMNS: &str = "w.id, w.code, r.version, w.title, w.name, w.company, w.phone, w.email, w.place, w.source, w.campaign, \
    w.interest, w.status, w.amount_minor, w.currency, w.received_ms, w.respond_by_ms, w.responded_ms, w.owner_id, \
    (SELECT u.name FROM v_settings_user u WHERE u.id = w.owner_id), \
    (SELECT d.id FROM lead l JOIN deal d ON d.id = l.deal_id WHERE l.id = w.id AND d.deleted_at IS NULL)";
/// How many columns stand before those of the next activity.
const WIDTH: usize = 21;

fn columns() -> &'static str {
    static TEXT: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| format!("{COLUMNS}, {BRIEF}"));
    &TEXT
}

fn read_row(row: &Row<'_>, now: &DateTime<Zone>) -> rusqlite::Result<LeadRow> {
    let status: LeadStatus = word::read(row, 12)?;
    let currency: String = row.get(14)?;
    let (respond_by_ms, responded_ms) = (row.get(16)?, row.get(17)?);
    Ok(LeadRow {
        id: row.get(0)?,
        code: row.get(1)?,
        version: row.get(2)?,
        title: row.get(3)?,
        name: row.get(4)?,
        company: row.get(5)?,
        phone: row.get(6)?,
        email: row.get(7)?,
        place: row.get(8)?,
        source: row.get(9)?,
        campaign: row.get(10)?,
        interest: row.get(11)?,
        status,
        badge: status.badge(),
        amount: row.get::<_, Option<i64>>(13)?.map(|minor| Money::new(minor, &currency)),
        received_ms: row.get(15)?,
        respond_by_ms,
        responded_ms,
        late: response_badge(status, respond_by_ms, responded_ms, now),
        next: read_brief(row, WIDTH, now)?,
        owner_id: row.get(18)?,
        owner: row.get::<_, Option<String>>(19)?.unwrap_or_default(),
        deal_id: row.get(20)?,
    })
}

fn filter(read: &Read<'_>, request: &ListRequest<LeadFilter>) -> Result<Where> {
    let mut filter = Where::default();
    let none = LeadFilter::default();
    let chosen = request.filter.as_ref().unwrap_or(&none);
    if let Some(status) = chosen.status {
        filter.add("w.status = ?", [SqlValue::Text(word::of(&status))]);
    }
    match chosen.open {
        Some(true) => filter.add("w.status IN ('new', 'contacted')", []),
        Some(false) => filter.add("w.status IN ('qualified', 'disqualified')", []),
        None => {}
    }
    if let Some(owner) = &chosen.owner_id {
        filter.add("w.owner_id = ?", [SqlValue::Text(owner.clone())]);
    }
    if let Some(source) = &chosen.source {
        filter.add("w.source_key = ?", [SqlValue::Text(text::fold(source))]);
    }
    if let Some(campaign) = &chosen.campaign {
        filter.add("w.campaign = ?", [SqlValue::Text(campaign.clone())]);
    }
    if chosen.late == Some(true) {
        filter.add("w.respond_key <= ?", [SqlValue::Integer(read.now_ms())]);
    }
    filter.owned_by("w.owner_id", read.visible_owners());
    search::restrict(read, &mut filter, "w.id", &["lead"], request.search.as_deref())?;
    Ok(filter)
}

pub(in crate::crm) fn list(read: &Read<'_>, request: &ListRequest<LeadFilter>) -> Result<Page<LeadRow>> {
    let list = List {
        base: BASE,
        joins: JOINS,
        columns: columns(),
        id: "w.id",
        sorts: &[
            ("received", "w.received_ms"),
            ("title", "w.title_key"),
            ("place", "w.place_key"),
            ("source", "w.source_key"),
            ("amount", "w.amount_key"),
            ("respond", "w.respond_key"),
            ("code", "w.code"),
        ],
    };
    let now = read.civil_now()?;
    page::page(read.sql(), list, request, filter(read, request)?, |row| read_row(row, &now))
}

pub(in crate::crm) fn summary(read: &Read<'_>, request: &ListRequest<LeadFilter>) -> Result<LeadSummary> {
    let filter = filter(read, request)?;
    let sql = format!(
        "SELECT w.currency, count(*), sum(w.respond_key <= ?), sum(w.amount_key) FROM lead_row w WHERE {} GROUP BY 1",
        filter.text()
    );
    let home = super::home(read)?.currency;
    let mut summary = LeadSummary { count: 0, late: 0, sums: Vec::new(), tabs: tabs(read)? };
    let mut sums: BTreeMap<(bool, String), i64> = BTreeMap::new();
    let now = [SqlValue::Integer(read.now_ms())];
    let mut statement = read.sql().prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(now.iter().chain(filter.values())))?;
    while let Some(row) = rows.next()? {
        let currency: String = row.get(0)?;
        summary.count += row.get::<_, i64>(1)?;
        summary.late += row.get::<_, i64>(2)?;
        sums.insert((currency != home, currency), row.get(3)?);
    }
    summary.sums = sums.into_iter().map(|((_, currency), minor)| Money::new(minor, &currency)).collect();
    Ok(summary)
}

/// What stands in a column of the leads, each value once by its key.
pub(in crate::crm) fn origins(read: &Read<'_>, column: &str, key: &str) -> Result<Vec<String>> {
    let mut filter = Where::default();
    filter.add(&format!("w.{key} <> ''"), []);
    filter.owned_by("w.owner_id", read.visible_owners());
    let sql = format!(
        "SELECT w.{column} FROM lead_row w WHERE {} GROUP BY w.{key} ORDER BY w.{key} LIMIT 200",
        filter.text()
    );
    let mut statement = read.sql().prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(filter.values()), |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Counted in one walk over the list.
fn tabs(read: &Read<'_>) -> Result<Vec<LeadTabCount>> {
    let mut filter = Where::default();
    filter.owned_by("w.owner_id", read.visible_owners());
    let sql = format!(
        "SELECT sum(w.status IN ('new', 'contacted')), sum(w.status = 'new'), sum(w.status = 'contacted'), \
                sum(w.respond_key <= ?), sum(w.status = 'qualified'), sum(w.status = 'disqualified') \
         FROM lead_row w WHERE {}",
        filter.text()
    );
    let now = [SqlValue::Integer(read.now_ms())];
    let tabs = ["open", "new", "contacted", "late", "qualified", "disqualified"];
    let mut statement = read.sql().prepare_cached(&sql)?;
    Ok(statement.query_row(params_from_iter(now.iter().chain(filter.values())), |row| {
        tabs.iter()
            .enumerate()
            .map(|(at, tab)| {
                let count: Option<i64> = row.get(at)?;
                Ok(LeadTabCount { tab: (*tab).to_owned(), count: count.unwrap_or_default() })
            })
            .collect()
    })?)
}

pub(in crate::crm) fn get(read: &Read<'_>, id: &str) -> Result<Lead> {
    let now = read.civil_now()?;
    let row = read
        .sql()
        .prepare_cached(&format!("SELECT {} FROM {BASE} {JOINS} WHERE w.id = ?1", columns()))?
        .query_row([id], |row| read_row(row, &now))?;
    let lead = read
        .sql()
        .prepare_cached("SELECT original, currency, reason, customer_id, contact_id FROM lead WHERE id = ?1")?
        .query_row([id], |found| {
            Ok(Lead {
                row,
                original: found.get(0)?,
                currency: found.get(1)?,
                reason: found.get(2)?,
                customer_id: found.get(3)?,
                contact_id: found.get(4)?,
                next_action: None,
            })
        })?;
    Ok(lead)
}

pub(in crate::crm) fn state(read: &Read<'_>, id: &str) -> Result<LeadState> {
    let state = read
        .sql()
        .prepare_cached(
            "SELECT name, company, phone, email, place, source, campaign, interest, amount_minor, currency, status, \
                    (SELECT d.id FROM deal d WHERE d.id = lead.deal_id AND d.deleted_at IS NULL), responded_ms \
             FROM lead WHERE id = ?1",
        )?
        .query_row([id], |row| {
            Ok(LeadState {
                fields: LeadFields {
                    name: row.get(0)?,
                    company: row.get(1)?,
                    phone: row.get(2)?,
                    email: row.get(3)?,
                    place: row.get(4)?,
                    source: row.get(5)?,
                    campaign: row.get(6)?,
                    interest: row.get(7)?,
                    amount_minor: row.get(8)?,
                    currency: row.get(9)?,
                },
                status: word::read(row, 10)?,
                deal_id: row.get(11)?,
                responded_ms: row.get(12)?,
            })
        })?;
    Ok(state)
}

pub(in crate::crm) fn insert(
    tx: &Tx<'_>,
    id: &str,
    code: &str,
    original: &str,
    rule_id: Option<&str>,
    respond_by_ms: Option<i64>,
    fields: &LeadFields,
) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "INSERT INTO lead (id, code, name, company, phone, email, place, source, campaign, interest, original, \
                               amount_minor, currency, status, rule_id, received_ms, respond_by_ms) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 'new', ?14, ?15, ?16)",
        )?
        .execute(params![
            id,
            code,
            fields.name,
            fields.company,
            fields.phone,
            fields.email,
            fields.place,
            fields.source,
            fields.campaign,
            fields.interest,
            original,
            fields.amount_minor,
            fields.currency,
            rule_id,
            tx.now_ms(),
            respond_by_ms
        ])?;
    Ok(())
}

pub(in crate::crm) fn update(tx: &Tx<'_>, id: &str, fields: &LeadFields) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "UPDATE lead SET name = ?2, company = ?3, phone = ?4, email = ?5, place = ?6, source = ?7, campaign = ?8, \
                             interest = ?9, amount_minor = ?10, currency = ?11 WHERE id = ?1",
        )?
        .execute(params![
            id,
            fields.name,
            fields.company,
            fields.phone,
            fields.email,
            fields.place,
            fields.source,
            fields.campaign,
            fields.interest,
            fields.amount_minor,
            fields.currency
        ])?;
    Ok(())
}

pub(in crate::crm) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql().execute("UPDATE lead SET deleted_at = ?2 WHERE id = ?1", (id, tx.now_ms()))?;
    Ok(())
}

pub(in crate::crm) fn set_status(tx: &Tx<'_>, id: &str, status: LeadStatus, reason: &str) -> Result<()> {
    tx.sql()
        .execute("UPDATE lead SET status = ?2, reason = ?3 WHERE id = ?1", (id, word::of(&status), reason))?;
    Ok(())
}

pub(in crate::crm) fn link(
    tx: &Tx<'_>,
    id: &str,
    customer_id: &str,
    contact_id: Option<&str>,
    deal_id: &str,
) -> Result<()> {
    tx.sql().execute(
        "UPDATE lead SET customer_id = ?2, contact_id = ?3, deal_id = ?4 WHERE id = ?1",
        (id, customer_id, contact_id, deal_id),
    )?;
    record::move_to_customer(tx, id, customer_id)?;
    Ok(())
}

pub(in crate::crm) fn forget_deal(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql().execute("UPDATE lead SET deal_id = NULL WHERE id = ?1", [id])?;
    Ok(())
}

/// The person of this name at a customer.
pub(in crate::crm) fn contact_named(
    read: &Read<'_>,
    customer_id: &str,
    name: &str,
) -> Result<Option<String>> {
    Ok(read
        .sql()
        .query_row(
            "SELECT id FROM v_crm_contact WHERE customer_id = ?1 AND fold(name) = fold(?2) ORDER BY id LIMIT 1",
            (customer_id, name),
            |row| row.get(0),
        )
        .optional()?)
}

/// Status and first answer of a lead; `None` when the record is no lead.
pub(in crate::crm) fn answered(read: &Read<'_>, id: &str) -> Result<Option<(LeadStatus, Option<i64>)>> {
    Ok(read
        .sql()
        .prepare_cached("SELECT status, responded_ms FROM lead WHERE id = ?1")?
        .query_row([id], |row| Ok((word::read(row, 0)?, row.get(1)?)))
        .optional()?)
}

/// When somebody was in touch with a lead first.
pub(in crate::crm) fn first_contact(read: &Read<'_>, id: &str) -> Result<Option<i64>> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT max(min(a.done_ms), l.received_ms) FROM activity a JOIN lead l ON l.id = a.record_id \
             WHERE a.record_id = ?1 AND a.deleted_at IS NULL AND a.done_ms IS NOT NULL \
                AND a.kind IN ('call', 'meeting', 'visit', 'email')",
        )?
        .query_row([id], |row| row.get(0))?)
}

pub(in crate::crm) fn set_answered(
    tx: &Tx<'_>,
    id: &str,
    status: LeadStatus,
    responded_ms: Option<i64>,
) -> Result<()> {
    tx.sql().execute(
        "UPDATE lead SET status = ?2, responded_ms = ?3 WHERE id = ?1",
        (id, word::of(&status), responded_ms),
    )?;
    Ok(())
}

// Rules ----------------------------------------------------------------------------------------------------------------

const RULES: &str = "SELECT l.id, l.by, l.value, l.owner_id, u.name FROM lead_rule l JOIN v_settings_user u ON u.id = l.owner_id \
                     WHERE l.deleted_at IS NULL";

fn read_rules(read: &Read<'_>, sql: &str) -> Result<Vec<LeadRule>> {
    let mut statement = read.sql().prepare_cached(sql)?;
    let rows = statement.query_map([], |row| {
        Ok(LeadRule {
            id: row.get(0)?,
            by: word::read::<AssignBy>(row, 1)?,
            value: row.get(2)?,
            owner_id: row.get(3)?,
            owner: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(in crate::crm) fn rules(read: &Read<'_>) -> Result<Vec<LeadRule>> {
    read_rules(read, &format!("{RULES} ORDER BY l.position, l.id"))
}

/// The rules whose owner still works here.
pub(in crate::crm) fn rules_of_active(read: &Read<'_>) -> Result<Vec<LeadRule>> {
    read_rules(read, &format!("{RULES} AND u.active ORDER BY l.position, l.id"))
}

/// Who has waited longest for a lead in turn; who never had one comes first.
pub(in crate::crm) fn next_in_turn(read: &Read<'_>) -> Result<Option<Assigned>> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT l.owner_id, l.id FROM lead_rule l JOIN v_settings_user u ON u.id = l.owner_id \
             WHERE l.by = 'turn' AND l.deleted_at IS NULL AND u.active \
             ORDER BY coalesce((SELECT max(x.id) FROM lead x WHERE x.rule_id = l.id), ''), l.position, l.id LIMIT 1",
        )?
        .query_row([], |row| {
            Ok(Assigned {
                owner_id: row.get(0)?,
                rule_id: row.get(1)?,
            })
        })
        .optional()?)
}

pub(in crate::crm) fn targets(read: &Read<'_>) -> Result<Vec<LeadTarget>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT id, source, minutes FROM lead_target WHERE deleted_at IS NULL ORDER BY fold(source), id",
    )?;
    let rows = statement
        .query_map([], |row| Ok(LeadTarget { id: row.get(0)?, source: row.get(1)?, minutes: row.get(2)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(in crate::crm) fn is_active_user(read: &Read<'_>, id: &str) -> Result<bool> {
    Ok(read.sql().query_row(
        "SELECT EXISTS (SELECT 1 FROM v_settings_user WHERE id = ?1 AND active)",
        [id],
        |row| row.get(0),
    )?)
}

pub(in crate::crm) fn save_rules(
    tx: &Tx<'_>,
    rules: &[LeadRuleInput],
    known: &BTreeSet<String>,
) -> Result<()> {
    for gone in known.iter().filter(|id| !rules.iter().any(|rule| rule.id.as_ref() == Some(*id))) {
        tx.sql().execute("UPDATE lead_rule SET deleted_at = ?2 WHERE id = ?1", (gone, tx.now_ms()))?;
    }
    for (rule, position) in rules.iter().zip(0_i64..) {
        let value = rule.value.as_deref().unwrap_or_default();
        match &rule.id {
            Some(id) => tx.sql().execute(
                "UPDATE lead_rule SET by = ?2, value = ?3, owner_id = ?4, position = ?5 WHERE id = ?1",
                params![id, word::of(&rule.by), value, rule.owner_id, position],
            )?,
            None => tx.sql().execute(
                "INSERT INTO lead_rule (id, by, value, owner_id, position) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![tx.new_id(), word::of(&rule.by), value, rule.owner_id, position],
            )?,
        };
    }
    Ok(())
}

pub(in crate::crm) fn save_targets(
    tx: &Tx<'_>,
    targets: &[LeadTargetInput],
    known: &BTreeSet<String>,
) -> Result<()> {
    for gone in known.iter().filter(|id| !targets.iter().any(|target| target.id.as_ref() == Some(*id))) {
        tx.sql().execute("UPDATE lead_target SET deleted_at = ?2 WHERE id = ?1", (gone, tx.now_ms()))?;
    }
    for target in targets {
        let source = target.source.as_deref().unwrap_or_default();
        match &target.id {
            Some(id) => tx.sql().execute(
                "UPDATE lead_target SET source = ?2, minutes = ?3 WHERE id = ?1",
                params![id, source, target.minutes],
            )?,
            None => tx.sql().execute(
                "INSERT INTO lead_target (id, source, minutes) VALUES (?1, ?2, ?3)",
                params![tx.new_id(), source, target.minutes],
            )?,
        };
    }
    Ok(())
}
