//! The SQL of handovers. What other parts know is read through their views.

pub(super) mod commitment;
pub(super) mod running;
pub(super) mod sold;
pub(super) mod thread;

use super::block::HandoverBlock;
use super::page::{HandoverAnswer, HandoverMade, HandoverSide, HandoverState};
use crate::kernel::error::{FieldError, Result};
use crate::store::tx::{Read, Tx};
use crate::store::word;
use rusqlite::{OptionalExtension as _, params};
use std::collections::BTreeMap;

/// A handover as it stands.
#[derive(Debug, Clone)]
pub(super) struct Handover {
    pub(super) id: String,
    pub(super) expectations: String,
    pub(super) order_no: Option<String>,
    /// As in `calc due`.
    pub(super) payment_term: Option<serde_json::Value>,
    pub(super) handed_ms: i64,
    pub(super) handed_by: String,
}

pub(super) fn of_deal(read: &Read<'_>, deal_id: &str) -> Result<Option<Handover>> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT h.id, h.expectations, h.order_no, h.payment_term, h.handed_ms, u.name \
               FROM handover h JOIN v_settings_user u ON u.id = h.handed_by \
             WHERE h.deal_id = ?1 AND h.deleted_at IS NULL ORDER BY h.id DESC LIMIT 1",
        )?
        .query_row([deal_id], |row| {
            Ok(Handover {
                id: row.get(0)?,
                expectations: row.get(1)?,
                order_no: row.get(2)?,
                payment_term: row
                    .get::<_, Option<String>>(3)?
                    .and_then(|term| serde_json::from_str(&term).ok()),
                handed_ms: row.get(4)?,
                handed_by: row.get(5)?,
            })
        })
        .optional()?)
}

/// What a handover says of the whole deal.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    pub(super) expectations: String,
    pub(super) order_no: Option<String>,
    pub(super) payment_term: Option<serde_json::Value>,
}

/// Writes that a deal is handed over now; the id of its handover.
pub(super) fn hand(tx: &Tx<'_>, deal_id: &str, head: &Head) -> Result<String> {
    let user = &tx.actor().user_id;
    let term = head.payment_term.as_ref().map(ToString::to_string);
    if let Some(stands) = of_deal(tx, deal_id)? {
        tx.sql().prepare_cached(
            "UPDATE handover SET expectations = ?2, order_no = ?3, payment_term = ?4, handed_ms = ?5, handed_by = ?6 WHERE id = ?1",
        )?
        .execute(params![stands.id, head.expectations, head.order_no, term, tx.now_ms(), user])?;
        return Ok(stands.id);
    }
    let id = tx.new_id();
    tx.sql()
        .prepare_cached(
            "INSERT INTO handover (id, deal_id, expectations, order_no, payment_term, handed_ms, handed_by) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![id, deal_id, head.expectations, head.order_no, term, tx.now_ms(), user])?;
    Ok(id)
}

/// How a block of a handover stands.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub(super) block: HandoverBlock,
    pub(super) state: HandoverState,
    pub(super) choice: String,
    pub(super) missing: Vec<FieldError>,
    /// Estimates that were accepted since it was handed over: it is for later as far as these go.
    pub(super) added: Vec<String>,
}

pub(super) fn blocks(read: &Read<'_>, handover_id: &str) -> Result<Vec<Block>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT block, iif(added = '[]', state, 'later'), choice, missing, added FROM handover_block WHERE handover_id = ?1 AND deleted_at IS NULL ORDER BY id",
    )?;
    let rows = statement.query_map([handover_id], |row| {
        Ok(Block {
            block: word::read(row, 0)?,
            state: word::read(row, 1)?,
            choice: row.get(2)?,
            missing: serde_json::from_str(&row.get::<_, String>(3)?).unwrap_or_default(),
            added: serde_json::from_str(&row.get::<_, String>(4)?).unwrap_or_default(),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn set_block(tx: &Tx<'_>, handover_id: &str, block: &Block) -> Result<()> {
    let (name, state, missing) = (block.block.word(), word::of(&block.state), word::json(&block.missing));
    let changed = tx
        .sql()
        .prepare_cached(
            "UPDATE handover_block SET state = ?3, choice = ?4, missing = ?5, added = '[]' \
             WHERE handover_id = ?1 AND block = ?2 AND deleted_at IS NULL",
        )?
        .execute(params![handover_id, name, state, block.choice, missing])?;
    if changed == 0 {
        tx.sql()
            .prepare_cached(
                "INSERT INTO handover_block (id, handover_id, block, state, choice, missing) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![tx.new_id(), handover_id, name, state, block.choice, missing])?;
    }
    Ok(())
}

/// Notes which estimates are to be handed over beside what was.
pub(super) fn set_added(
    tx: &Tx<'_>,
    handover_id: &str,
    block: HandoverBlock,
    added: &[String],
) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "UPDATE handover_block SET added = ?3 WHERE handover_id = ?1 AND block = ?2 AND deleted_at IS NULL",
        )?
        .execute((handover_id, block.word(), word::json(&added)))?;
    Ok(())
}

/// Forgets an estimate among those that are to be handed over beside what was.
pub(super) fn forget_added(tx: &Tx<'_>, estimate_id: &str) -> Result<()> {
    let sql = "UPDATE handover_block SET added = (SELECT json_group_array(value) FROM json_each(added) WHERE value <> ?1) \
                WHERE added <> '[]' AND deleted_at IS NULL AND EXISTS (SELECT 1 FROM json_each(added) WHERE value = ?1)";
    tx.sql().prepare_cached(sql)?.execute([estimate_id])?;
    Ok(())
}

/// How the billing of a deal was handed over.
pub(super) fn billing_choice(read: &Read<'_>, deal_id: &str) -> Result<Option<String>> {
    let sql = "SELECT b.choice FROM handover_block b JOIN handover h ON h.id = b.handover_id \
                WHERE h.deal_id = ?1 AND h.deleted_at IS NULL AND b.block = 'billing' AND b.deleted_at IS NULL";
    Ok(read.sql().prepare_cached(sql)?.query_row([deal_id], |row| row.get(0)).optional()?)
}

/// Forgets how the billing of a deal was handed over.
pub(super) fn forget_billing(tx: &Tx<'_>, deal_id: &str) -> Result<()> {
    let sql = "UPDATE handover_block SET deleted_at = ?2 WHERE block = 'billing' AND deleted_at IS NULL \
                  AND handover_id IN (SELECT id FROM handover WHERE deal_id = ?1 AND deleted_at IS NULL)";
    tx.sql().prepare_cached(sql)?.execute((deal_id, tx.now_ms()))?;
    Ok(())
}

/// Notes whether a block waits for those who were told of it.
pub(super) fn set_waits(tx: &Tx<'_>, handover_id: &str, block: HandoverBlock, waits: bool) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "UPDATE handover_block SET waits = ?3 WHERE handover_id = ?1 AND block = ?2 AND waits <> ?3 AND deleted_at IS NULL",
        )?
        .execute((handover_id, block.word(), waits))?;
    Ok(())
}

/// What was made by a handover and is still there, but for what it planned to do.
pub(super) fn made(read: &Read<'_>, handover_id: &str) -> Result<Vec<HandoverMade>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT m.block, r.kind, r.id, r.title, coalesce( \
                  (SELECT p.code FROM v_projects_project p WHERE p.id = r.id), (SELECT c.code FROM v_support_contract c WHERE c.id = r.id), \
                  (SELECT e.code FROM v_support_entitlement e WHERE e.id = r.id), (SELECT t.code FROM v_support_ticket t WHERE t.id = r.id), \
                  (SELECT g.code FROM v_billing_recurring g WHERE g.id = r.id), (SELECT i.number FROM v_billing_invoice i WHERE i.id = r.id), '') \
           FROM handover_made m JOIN record r ON r.id = m.record_id AND r.deleted_at IS NULL \
          WHERE m.handover_id = ?1 AND m.deleted_at IS NULL AND r.kind <> 'activity' ORDER BY m.id",
    )?;
    let rows = statement.query_map([handover_id], |row| {
        Ok(HandoverMade {
            block: word::read(row, 0)?,
            kind: row.get(1)?,
            id: row.get(2)?,
            title: row.get(3)?,
            code: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The projects of a deal, each with its template.
pub(super) fn projects(read: &Read<'_>, deal_id: &str) -> Result<Vec<(String, Option<String>)>> {
    let sql = "SELECT id, template_id FROM v_projects_project WHERE deal_id = ?1 ORDER BY id";
    let mut statement = read.sql().prepare_cached(sql)?;
    let rows = statement.query_map([deal_id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The template of a project that was made, while it is there.
pub(super) fn template_of(read: &Read<'_>, project_id: &str) -> Result<Option<String>> {
    let sql = "SELECT t.id FROM v_projects_project p JOIN v_projects_template t ON t.id = p.template_id WHERE p.id = ?1";
    Ok(read.sql().prepare_cached(sql)?.query_row([project_id], |row| row.get(0)).optional()?)
}

/// The day by which a project that goes on is promised; none without one, and of one that is over.
pub(super) fn end_of(read: &Read<'_>, project_id: &str) -> Result<Option<String>> {
    let sql = "SELECT end_date FROM v_projects_project WHERE id = ?1 AND status <> 'done'";
    let end: Option<Option<String>> =
        read.sql().prepare_cached(sql)?.query_row([project_id], |row| row.get(0)).optional()?;
    Ok(end.flatten())
}

/// The milestones of a project by those of its template.
pub(super) fn milestones(read: &Read<'_>, project_id: &str) -> Result<BTreeMap<String, String>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT template_milestone_id, id FROM v_projects_milestone WHERE project_id = ?1 AND template_milestone_id IS NOT NULL",
    )?;
    let rows = statement.query_map([project_id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Notes what was made in a block, and of which estimates where these were handed over beside what was.
pub(super) fn insert_made(
    tx: &Tx<'_>,
    handover_id: &str,
    block: HandoverBlock,
    id: &str,
    added: &[String],
) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "INSERT INTO handover_made (id, handover_id, block, record_id, added) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![tx.new_id(), handover_id, block.word(), id, word::json(&added)])?;
    Ok(())
}

/// What was made of an estimate that was handed over beside what was: its block, its id, and the estimates it was made of.
pub(super) fn made_of_added(
    read: &Read<'_>,
    handover_id: &str,
    estimate_id: &str,
) -> Result<Vec<(HandoverBlock, String, Vec<String>)>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT block, record_id, added FROM handover_made \
          WHERE handover_id = ?1 AND deleted_at IS NULL AND EXISTS (SELECT 1 FROM json_each(added) WHERE value = ?2)",
    )?;
    let rows = statement.query_map([handover_id, estimate_id], |row| {
        let added: String = row.get(2)?;
        Ok((word::read(row, 0)?, row.get(1)?, serde_json::from_str(&added).unwrap_or_default()))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What the handover that made a contract planned so that somebody thinks of its renewal, in the same confirm.
pub(super) fn reminders(read: &Read<'_>, contract_id: &str) -> Result<Vec<String>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT p.record_id FROM handover_made m JOIN record c ON c.id = m.record_id \
           JOIN handover_made p ON p.handover_id = m.handover_id AND p.block = 'support' AND p.deleted_at IS NULL \
           JOIN record a ON a.id = p.record_id AND a.kind = 'activity' AND a.deleted_at IS NULL AND a.created_txn = c.created_txn \
          WHERE m.record_id = ?1 AND m.deleted_at IS NULL",
    )?;
    let rows = statement.query_map([contract_id], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What each side has said last, since a deal was handed over last.
pub(super) fn answers(read: &Read<'_>, deal_id: &str, since_ms: i64) -> Result<Vec<HandoverAnswer>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT a.side, a.accepted, a.reason, a.at_ms, u.name FROM handover_answer a JOIN v_settings_user u ON u.id = a.user_id \
         WHERE a.deal_id = ?1 AND a.at_ms >= ?2 \
           AND NOT EXISTS (SELECT 1 FROM handover_answer n WHERE n.deal_id = a.deal_id AND n.side = a.side AND n.id > a.id) \
         ORDER BY a.side",
    )?;
    let rows = statement.query_map((deal_id, since_ms), |row| {
        Ok(HandoverAnswer {
            side: word::read(row, 0)?,
            accepted: row.get(1)?,
            reason: row.get(2)?,
            at_ms: row.get(3)?,
            user: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn insert_answer(
    tx: &Tx<'_>,
    deal_id: &str,
    side: HandoverSide,
    accepted: bool,
    reason: &str,
) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "INSERT INTO handover_answer (id, deal_id, side, accepted, reason, at_ms, user_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            tx.new_id(),
            deal_id,
            word::of(&side),
            accepted,
            reason,
            tx.now_ms(),
            tx.actor().user_id
        ])?;
    Ok(())
}

/// What came to the records that transaction `seq` of this device made: activities, files, and milestones that were reached.
pub(super) fn since(tx: &Tx<'_>, seq: i64) -> Result<Vec<String>> {
    let mut statement = tx.sql().prepare_cached(
        "WITH own (id) AS (SELECT pk FROM op WHERE replica = ?1 AND seq = ?2 AND tbl = 'record' AND kind = 'I') \
         SELECT a.subject FROM own JOIN v_crm_activity a ON a.record_id = own.id WHERE a.id NOT IN (SELECT id FROM own) \
         UNION ALL SELECT r.title FROM own JOIN v_attachments_file f ON f.record_id = own.id JOIN record r ON r.id = own.id \
         UNION ALL SELECT m.name FROM own JOIN v_projects_milestone m ON m.project_id = own.id WHERE m.reached_date IS NOT NULL LIMIT 5",
    )?;
    let rows = statement.query_map((tx.replica(), seq), |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The deals of which transaction `seq` of this device made a handover.
pub(super) fn handed_in(tx: &Tx<'_>, seq: i64) -> Result<Vec<String>> {
    let sql = "SELECT DISTINCT h.deal_id FROM op o JOIN handover h ON h.id = o.pk WHERE o.replica = ?1 AND o.seq = ?2 AND o.tbl = 'handover'";
    let mut statement = tx.sql().prepare_cached(sql)?;
    let rows = statement.query_map((tx.replica(), seq), |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether the rest of what was sold in a deal was closed by hand since transaction `seq` of this device.
pub(super) fn closed_since(tx: &Tx<'_>, seq: i64, deal_id: &str) -> Result<bool> {
    let sql = "SELECT 1 FROM op o JOIN v_billing_deal_row r ON r.id = o.pk AND r.deal_id = ?3 AND r.is_closed_by_hand \
                WHERE o.n > (SELECT max(n) FROM op WHERE replica = ?1 AND seq = ?2) AND o.tbl = 'billing_row' \
                  AND json_type(o.body, '$.closed') IS NOT NULL";
    Ok(tx.sql().prepare_cached(sql)?.exists((tx.replica(), seq, deal_id))?)
}

/// Who has answered the handover that transaction `seq` of this device made.
pub(super) fn answered_since(tx: &Tx<'_>, seq: i64) -> Result<Option<String>> {
    let sql = "SELECT u.name FROM op o JOIN handover h ON h.id = o.pk AND h.deleted_at IS NULL \
                 JOIN handover_answer a ON a.deal_id = h.deal_id AND a.at_ms >= h.handed_ms JOIN v_settings_user u ON u.id = a.user_id \
                WHERE o.replica = ?1 AND o.seq = ?2 AND o.tbl = 'handover' AND json_type(o.body, '$.handed_ms') IS NOT NULL LIMIT 1";
    Ok(tx.sql().prepare_cached(sql)?.query_row((tx.replica(), seq), |row| row.get(0)).optional()?)
}
