//! The SQL of one deal: its fields, its lines and its way through the stages.

pub(in crate::crm) use super::deal_list::{
    Total, Totals, board_totals, cards, forecast, list, no_totals, summary,
};

use super::deal_list::{BASE, JOINS, columns, read_row};
use crate::catalogue::tax_class::TaxScheme;
use crate::crm::deal::line::{Checked, DealLine};
use crate::crm::deal::stage::{Follow, StageEntry};
use crate::crm::deal::{Deal, DealFields, DealState, DealStatus};
use crate::kernel::error::{Error, Result};
use crate::kernel::money::Money;
use crate::store::tx::{Read, Tx};
use crate::store::{record, word};
use rusqlite::{OptionalExtension as _, params};

/// Where a new deal stands and where it comes from.
pub(in crate::crm) struct Place<'a> {
    pub(in crate::crm) pipeline_id: &'a str,
    pub(in crate::crm) stage_id: &'a str,
    pub(in crate::crm) lead_id: Option<&'a str>,
}

pub(in crate::crm) fn get(read: &Read<'_>, id: &str) -> Result<Deal> {
    let now = read.civil_now()?;
    let row = read
        .sql()
        .prepare_cached(&format!("SELECT {} FROM {BASE} {JOINS} WHERE w.id = ?1", columns()))?
        .query_row([id], |row| read_row(row, &now))?;
    let mut deal = read
        .sql()
        .prepare_cached(
            "SELECT d.prospect, d.currency, d.probability IS NOT NULL, d.contact_id, \
                    coalesce((SELECT c.name FROM contact c WHERE c.id = d.contact_id), ''), d.lead_id, \
                    coalesce((SELECT l.code FROM lead l WHERE l.id = d.lead_id), ''), d.source, d.notes, \
                    d.closed_ms, d.won_criteria, d.follow, d.lost_reason, r.created_ms \
             FROM deal d JOIN record r ON r.id = d.id WHERE d.id = ?1",
        )?
        .query_row([id], |found| {
            Ok(Deal {
                row,
                prospect: found.get(0)?,
                currency: found.get(1)?,
                amount_from_lines: false,
                probability_by_hand: found.get(2)?,
                contact_id: found.get(3)?,
                contact: found.get(4)?,
                lead_id: found.get(5)?,
                lead_code: found.get(6)?,
                source: found.get(7)?,
                notes: found.get(8)?,
                lines: Vec::new(),
                stages: Vec::new(),
                closed_ms: found.get(9)?,
                won_criteria: found.get(10)?,
                follow: serde_json::from_str(&found.get::<_, String>(11)?).unwrap_or_default(),
                lost_reason: found.get(12)?,
                created_ms: found.get(13)?,
                next_action: None,
            })
        })?;
    deal.lines = lines(read, id, &deal.currency)?;
    deal.amount_from_lines = !deal.lines.is_empty();
    deal.stages = entries(read, id)?;
    Ok(deal)
}

fn lines(read: &Read<'_>, deal_id: &str, currency: &str) -> Result<Vec<DealLine>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT id, item_id, description, quantity, unit, unit_price, discount_percent, tax_class, net_minor \
         FROM v_crm_deal_line WHERE deal_id = ?1 ORDER BY position, id",
    )?;
    let rows = statement.query_map([deal_id], |row| {
        Ok(DealLine {
            id: row.get(0)?,
            item_id: row.get(1)?,
            description: row.get(2)?,
            quantity: row.get(3)?,
            unit: row.get(4)?,
            unit_price: row.get(5)?,
            discount_percent: row.get(6)?,
            tax_class: row.get(7)?,
            net: Money::new(row.get(8)?, currency),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn entries(read: &Read<'_>, deal_id: &str) -> Result<Vec<StageEntry>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT e.stage_id, s.name, e.status, e.entered_ms, coalesce(u.name, '') FROM deal_stage_entry e \
         JOIN stage s ON s.id = e.stage_id LEFT JOIN v_settings_user u ON u.id = e.user_id \
         WHERE e.deal_id = ?1 AND e.deleted_at IS NULL ORDER BY e.id",
    )?;
    let rows = statement.query_map([deal_id], |row| {
        Ok(StageEntry {
            stage_id: row.get(0)?,
            stage: row.get(1)?,
            status: word::read(row, 2)?,
            entered_ms: row.get(3)?,
            user: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(in crate::crm) fn state(read: &Read<'_>, id: &str) -> Result<DealState> {
    let state = read
        .sql()
        .prepare_cached(
            "SELECT d.status, d.stage_id, d.pipeline_id, d.customer_id, d.contact_id, d.amount_minor, d.currency, \
                    d.expected_close, (SELECT count(*) FROM v_crm_deal_line l WHERE l.deal_id = d.id) \
             FROM deal d WHERE d.id = ?1",
        )?
        .query_row([id], |row| {
            Ok(DealState {
                status: word::read(row, 0)?,
                stage_id: row.get(1)?,
                pipeline_id: row.get(2)?,
                customer_id: row.get(3)?,
                contact_id: row.get(4)?,
                amount_minor: row.get(5)?,
                currency: row.get(6)?,
                expected_close: row.get(7)?,
                lines: row.get(8)?,
            })
        })?;
    Ok(state)
}

pub(in crate::crm) fn title(read: &Read<'_>, id: &str) -> Result<String> {
    Ok(read.sql().query_row("SELECT title FROM deal WHERE id = ?1", [id], |row| row.get(0))?)
}

/// The currency a deal of this customer starts with.
pub(in crate::crm) fn currency_for(read: &Read<'_>, customer_id: Option<&str>) -> Result<String> {
    let found: Option<String> = read
        .sql()
        .query_row("SELECT currency FROM customer WHERE id = ?1", [customer_id], |row| row.get(0))
        .optional()?;
    match found {
        Some(currency) => Ok(currency),
        None => Ok(super::home(read)?.currency),
    }
}

/// The branch that sells: the named one, or the first.
pub(in crate::crm) fn branch(read: &Read<'_>, branch_id: Option<&str>) -> Result<String> {
    read.sql()
        .query_row(
            "SELECT id FROM v_settings_branch WHERE (?1 IS NULL OR id = ?1) ORDER BY position LIMIT 1",
            [branch_id],
            |row| row.get(0),
        )
        .optional()?
        .ok_or_else(|| Error::field("branch_id", "error.no_such_branch"))
}

/// The law that a branch sells under.
pub(in crate::crm) fn tax_scheme(read: &Read<'_>, branch_id: &str) -> Result<TaxScheme> {
    let found = read
        .sql()
        .prepare_cached("SELECT tax_scheme FROM v_settings_branch WHERE id = ?1")?
        .query_row([branch_id], |row| word::read(row, 0))?;
    Ok(found)
}

/// A line of a deal whose tax class is of another law: the line, its item, and the class of the same kind under the law of the deal.
type StrangeLine = (String, Option<String>, Option<String>);

/// The lines of a deal whose tax class is of another law than this one.
pub(in crate::crm) fn lines_under_other_law(
    read: &Read<'_>,
    deal_id: &str,
    scheme: TaxScheme,
) -> Result<Vec<StrangeLine>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT l.id, l.item_id, (SELECT n.id FROM v_catalogue_tax_class n WHERE n.scheme = ?2 AND n.key = c.key \
           AND c.key <> '' AND NOT n.archived LIMIT 1) \
         FROM v_crm_deal_line l JOIN v_catalogue_tax_class c ON c.id = l.tax_class WHERE l.deal_id = ?1 AND c.scheme <> ?2",
    )?;
    let rows = statement
        .query_map((deal_id, word::of(&scheme)), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(in crate::crm) fn set_tax_class(tx: &Tx<'_>, line_id: &str, class_id: &str) -> Result<()> {
    tx.sql()
        .prepare_cached("UPDATE deal_line SET tax_class = nullif(?2, '') WHERE id = ?1")?
        .execute((line_id, class_id))?;
    Ok(())
}

/// Whether a person belongs to a customer, under whichever of its merged ids.
pub(in crate::crm) fn contact_belongs(read: &Read<'_>, contact_id: &str, customer_id: &str) -> Result<bool> {
    let belongs = read.sql().query_row(
        "SELECT EXISTS (SELECT 1 FROM v_crm_contact c JOIN customer_root x ON x.id = c.customer_id \
                         JOIN customer_root y ON y.root_id = x.root_id WHERE c.id = ?1 AND y.id = ?2) \
             OR EXISTS (SELECT 1 FROM v_crm_contact c WHERE c.id = ?1 AND c.customer_id = ?2)",
        (contact_id, customer_id),
        |row| row.get(0),
    )?;
    Ok(belongs)
}

pub(in crate::crm) fn insert(
    tx: &Tx<'_>,
    id: &str,
    code: &str,
    title: &str,
    place: Place<'_>,
    fields: &DealFields,
) -> Result<()> {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    tx.sql()
        .prepare_cached(
            "INSERT INTO deal (id, code, title, customer_id, prospect, contact_id, lead_id, pipeline_id, stage_id, \
                               stage_since_ms, status, amount_minor, currency, probability, expected_close, source, notes) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 'open', ?11, ?12, ?13, ?14, ?15, ?16)",
        )?
        .execute(params![
            id,
            code,
            title,
            fields.customer_id,
            text(&fields.prospect),
            fields.contact_id.clone().flatten(),
            place.lead_id,
            place.pipeline_id,
            place.stage_id,
            tx.now_ms(),
            fields.amount_minor.flatten(),
            text(&fields.currency),
            fields.probability.clone().flatten(),
            fields.expected_close.clone().flatten(),
            text(&fields.source),
            text(&fields.notes)
        ])?;
    Ok(())
}

pub(in crate::crm) fn update(tx: &Tx<'_>, id: &str, fields: &DealFields) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "UPDATE deal SET title = coalesce(?2, title), customer_id = coalesce(?3, customer_id), \
                prospect = coalesce(?4, prospect), contact_id = iif(?5, ?6, contact_id), \
                amount_minor = iif(?7, ?8, amount_minor), currency = coalesce(?9, currency), \
                probability = iif(?10, ?11, probability), expected_close = iif(?12, ?13, expected_close), \
                source = coalesce(?14, source), notes = coalesce(?15, notes) WHERE id = ?1",
        )?
        .execute(params![
            id,
            fields.title,
            fields.customer_id,
            fields.prospect,
            fields.contact_id.is_some(),
            fields.contact_id.clone().flatten(),
            fields.amount_minor.is_some(),
            fields.amount_minor.flatten(),
            fields.currency,
            fields.probability.is_some(),
            fields.probability.clone().flatten(),
            fields.expected_close.is_some(),
            fields.expected_close.clone().flatten(),
            fields.source,
            fields.notes
        ])?;
    if let Some(customer_id) = &fields.customer_id {
        record::move_to_customer(tx, id, customer_id)?;
    }
    Ok(())
}

pub(in crate::crm) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql().execute("UPDATE deal SET deleted_at = ?2 WHERE id = ?1", (id, tx.now_ms()))?;
    Ok(())
}

pub(in crate::crm) fn lines_of(read: &Read<'_>, deal_id: &str) -> Result<Vec<String>> {
    let mut statement = read.sql().prepare_cached("SELECT id FROM v_crm_deal_line WHERE deal_id = ?1")?;
    let rows = statement.query_map([deal_id], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(in crate::crm) fn insert_line(tx: &Tx<'_>, deal_id: &str, position: i64, line: &Checked) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "INSERT INTO deal_line (id, deal_id, position, item_id, description, quantity, unit, unit_price, \
                                    discount_percent, tax_class, net_minor) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, nullif(?10, ''), ?11)",
        )?
        .execute(params![
            tx.new_id(),
            deal_id,
            position,
            line.item_id,
            line.description,
            line.quantity,
            line.unit,
            line.unit_price,
            line.discount_percent,
            line.tax_class,
            line.net_minor
        ])?;
    Ok(())
}

pub(in crate::crm) fn update_line(tx: &Tx<'_>, id: &str, position: i64, line: &Checked) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "UPDATE deal_line SET position = ?2, item_id = ?3, description = ?4, quantity = ?5, unit = ?6, unit_price = ?7, \
                                  discount_percent = ?8, tax_class = nullif(?9, ''), net_minor = ?10 WHERE id = ?1",
        )?
        .execute(params![
            id,
            position,
            line.item_id,
            line.description,
            line.quantity,
            line.unit,
            line.unit_price,
            line.discount_percent,
            line.tax_class,
            line.net_minor
        ])?;
    Ok(())
}

/// Whether there is such an item; deleted ones stay on the deals that have them.
pub(in crate::crm) fn has_item(read: &Read<'_>, id: &str) -> Result<bool> {
    Ok(read.sql().prepare_cached("SELECT 1 FROM v_catalogue_item WHERE id = ?1")?.exists([id])?)
}

pub(in crate::crm) fn has_tax_class(read: &Read<'_>, id: &str) -> Result<bool> {
    Ok(read.sql().prepare_cached("SELECT 1 FROM v_catalogue_tax_class WHERE id = ?1")?.exists([id])?)
}

pub(in crate::crm) fn delete_line(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql().execute("UPDATE deal_line SET deleted_at = ?2 WHERE id = ?1", (id, tx.now_ms()))?;
    Ok(())
}

pub(in crate::crm) fn enter_stage(tx: &Tx<'_>, id: &str, pipeline_id: &str, stage_id: &str) -> Result<()> {
    tx.sql().execute(
        "UPDATE deal SET pipeline_id = ?2, stage_id = ?3, stage_since_ms = ?4 WHERE id = ?1",
        (id, pipeline_id, stage_id, tx.now_ms()),
    )?;
    Ok(())
}

pub(in crate::crm) fn insert_entry(
    tx: &Tx<'_>,
    deal_id: &str,
    stage_id: &str,
    status: DealStatus,
) -> Result<()> {
    tx.sql().execute(
        "INSERT INTO deal_stage_entry (id, deal_id, stage_id, status, entered_ms, user_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            tx.new_id(),
            deal_id,
            stage_id,
            word::of(&status),
            tx.now_ms(),
            tx.actor().user_id
        ],
    )?;
    Ok(())
}

pub(in crate::crm) fn close_won(tx: &Tx<'_>, id: &str, criteria: &str, follow: &[Follow]) -> Result<()> {
    tx.sql().execute(
        "UPDATE deal SET status = 'won', closed_ms = ?2, won_criteria = ?3, follow = ?4 WHERE id = ?1",
        (id, tx.now_ms(), criteria, word::json(&follow)),
    )?;
    Ok(())
}

pub(in crate::crm) fn close_lost(tx: &Tx<'_>, id: &str, reason: &str) -> Result<()> {
    tx.sql().execute(
        "UPDATE deal SET status = 'lost', closed_ms = ?2, lost_reason = ?3 WHERE id = ?1",
        (id, tx.now_ms(), reason),
    )?;
    Ok(())
}

/// The deals whose lines, branch, or one of these columns, transaction `seq` of this device edited. An edit raises the version of the record;
/// what follows a setting is none.
pub(in crate::crm) fn edited_in(tx: &Tx<'_>, seq: i64, columns: &[&str]) -> Result<Vec<String>> {
    let mut statement = tx.sql().prepare_cached(
        "SELECT DISTINCT o.record_id FROM op o JOIN op r ON r.record_id = o.record_id AND r.replica = o.replica AND r.seq = o.seq \
         WHERE o.replica = ?1 AND o.seq = ?2 AND r.tbl = 'record' AND r.kind = 'U' AND json_type(r.body, '$.version') IS NOT NULL \
           AND (o.tbl = 'deal_line' \
                OR (o.tbl = 'record' AND json_type(o.body, '$.branch_id') IS NOT NULL \
                    AND EXISTS (SELECT 1 FROM deal d WHERE d.id = o.record_id)) \
                OR (o.tbl = 'deal' AND EXISTS \
                 (SELECT 1 FROM json_each(o.body) WHERE key IN (SELECT value FROM json_each(?3)))))",
    )?;
    let rows = statement.query_map((tx.replica(), seq, word::json(&columns)), |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(in crate::crm) fn reopen(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql().execute(
        "UPDATE deal SET status = 'open', closed_ms = NULL, won_criteria = '', follow = '[]', lost_reason = '' WHERE id = ?1",
        [id],
    )?;
    Ok(())
}
