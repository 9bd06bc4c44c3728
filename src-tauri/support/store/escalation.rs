//! The SQL of what happens before and after a promise is missed.

use crate::kernel::error::Result;
use crate::store::tx::{Read, Tx};
use crate::store::word;
use crate::support::escalation::{SlaStep, SlaStepInput};
use crate::support::policy::Priority;
use rusqlite::{Row, params};

/// What is told of a ticket.
pub(in crate::support) struct Told {
    pub(in crate::support) code: String,
    pub(in crate::support) customer: String,
    pub(in crate::support) priority: Priority,
    pub(in crate::support) owner_id: Option<String>,
}

fn read_step(row: &Row<'_>) -> rusqlite::Result<SlaStep> {
    Ok(SlaStep {
        id: row.get(0)?,
        promise: word::read(row, 1)?,
        percent: row.get(2)?,
        tell_id: row.get(3)?,
        give_id: row.get(4)?,
        raises: row.get(5)?,
    })
}

/// The steps of a service level, in their order.
pub(in crate::support) fn of_policy(read: &Read<'_>, policy_id: &str) -> Result<Vec<SlaStep>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT id, promise, percent, tell_id, give_id, raises FROM sla_step \
         WHERE policy_id = ?1 AND deleted_at IS NULL ORDER BY position, id",
    )?;
    let rows = statement.query_map([policy_id], read_step)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The steps of a service level that were not taken for a ticket and whose promise is not kept.
pub(in crate::support) fn pending(
    read: &Read<'_>,
    ticket_id: &str,
    policy_id: &str,
    is_answered: bool,
) -> Result<Vec<SlaStep>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT s.id, s.promise, s.percent, s.tell_id, s.give_id, s.raises FROM sla_step s \
         WHERE s.policy_id = ?1 AND s.deleted_at IS NULL AND NOT (?3 AND s.promise = 'response') \
           AND NOT EXISTS (SELECT 1 FROM ticket_step t WHERE t.ticket_id = ?2 AND t.step_id = s.id) \
         ORDER BY s.percent, s.position, s.id",
    )?;
    let rows = statement.query_map((policy_id, ticket_id, is_answered), read_step)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Makes these the steps of a service level; one that stays as it is keeps what was done by it.
pub(in crate::support) fn set(tx: &Tx<'_>, policy_id: &str, steps: &[SlaStepInput]) -> Result<()> {
    let mut stands = of_policy(tx, policy_id)?;
    for (step, position) in steps.iter().zip(0_i64..) {
        let raises = step.raises.unwrap_or(false);
        let same = |old: &SlaStep| {
            old.promise == step.promise
                && old.percent == step.percent
                && old.tell_id == step.tell_id
                && old.give_id == step.give_id
                && old.raises == raises
        };
        match stands.iter().position(same) {
            Some(at) => {
                let kept = stands.swap_remove(at);
                tx.sql().execute("UPDATE sla_step SET position = ?2 WHERE id = ?1", (&kept.id, position))?;
            }
            None => {
                tx.sql().execute(
                    "INSERT INTO sla_step (id, policy_id, promise, percent, tell_id, give_id, raises, position) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                    params![
                        tx.new_id(),
                        policy_id,
                        word::of(&step.promise),
                        step.percent,
                        step.tell_id,
                        step.give_id,
                        raises,
                        position
                    ],
                )?;
            }
        }
    }
    for gone in stands {
        tx.sql().execute("UPDATE sla_step SET deleted_at = ?2 WHERE id = ?1", (&gone.id, tx.now_ms()))?;
    }
    Ok(())
}

const DUE: &str = "FROM ticket_promise p JOIN ticket t ON t.id = p.id \
     WHERE p.step_ms <= ?1 AND t.status = 'open' AND t.deleted_at IS NULL";

/// The open tickets of which a step is due by an instant.
pub(in crate::support) fn due(read: &Read<'_>, now_ms: i64) -> Result<Vec<String>> {
    let mut statement = read.sql().prepare_cached(&format!("SELECT p.id {DUE} ORDER BY p.step_ms, p.id"))?;
    let rows = statement.query_map([now_ms], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether a ticket is one of them.
pub(in crate::support) fn is_due(read: &Read<'_>, id: &str, now_ms: i64) -> Result<bool> {
    let sql = format!("SELECT 1 {DUE} AND p.id = ?2");
    Ok(read.sql().prepare_cached(&sql)?.exists((now_ms, id))?)
}

pub(in crate::support) fn record_taken(tx: &Tx<'_>, ticket_id: &str, step_id: &str) -> Result<()> {
    tx.sql().execute(
        "INSERT INTO ticket_step (id, ticket_id, step_id, at_ms) VALUES (?1, ?2, ?3, ?4)",
        (tx.new_id(), ticket_id, step_id, tx.now_ms()),
    )?;
    Ok(())
}

pub(in crate::support) fn told(read: &Read<'_>, ticket_id: &str) -> Result<Told> {
    let told = read
        .sql()
        .prepare_cached(
            "SELECT t.code, m.name, t.priority, r.owner_id FROM ticket t JOIN record r ON r.id = t.id \
             JOIN v_crm_customer_name m ON m.id = t.customer_id WHERE t.id = ?1",
        )?
        .query_row([ticket_id], |row| {
            Ok(Told {
                code: row.get(0)?,
                customer: row.get(1)?,
                priority: word::read(row, 2)?,
                owner_id: row.get(3)?,
            })
        })?;
    Ok(told)
}
