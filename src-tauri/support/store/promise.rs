//! The SQL of what was promised to tickets.

use super::escalation;
use crate::kernel::error::{Error, Result};
use crate::store::tx::{Read, Tx};
use crate::store::{undo_rule, word};
use crate::support::clock::{Counts, Stretch};
use crate::support::closing::StretchClosing;
use crate::support::promise::{Dues, Kept, Laid, Promised, Standing, Waited, span};
use rusqlite::{OptionalExtension as _, params};
use std::collections::BTreeSet;

/// The service level that an entitlement names.
pub(in crate::support) fn policy_of_entitlement(read: &Read<'_>, id: &str) -> Result<Option<String>> {
    let sql = "SELECT policy_id FROM entitlement WHERE id = ?1 AND deleted_at IS NULL";
    let found = read.sql().prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?;
    Ok(found.flatten())
}

/// The name of a service level, also of one that is gone.
pub(in crate::support) fn policy_name(read: &Read<'_>, id: Option<&str>) -> Result<String> {
    let sql = "SELECT name FROM sla_policy WHERE id = ?1";
    let name = read.sql().prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?;
    Ok(name.unwrap_or_default())
}

pub(in crate::support) fn standing(read: &Read<'_>, id: &str) -> Result<Standing> {
    let found = read
        .sql()
        .prepare_cached(
            "SELECT r.branch_id, t.opened_ms, p.policy_id, p.hours, p.response_minutes, p.resolution_minutes, \
                    p.response_risk_ms, p.response_due_ms, p.resolution_risk_ms, p.resolution_due_ms, p.step_ms, \
                    t.responded_ms IS NOT NULL \
             FROM ticket t JOIN record r ON r.id = t.id JOIN ticket_promise p ON p.id = t.id WHERE t.id = ?1",
        )?
        .query_row([id], |row| {
            let standing = Standing {
                branch_id: row.get(0)?,
                opened_ms: row.get(1)?,
                promised: Promised {
                    policy_id: row.get(2)?,
                    hours: word::read(row, 3)?,
                    response_minutes: row.get(4)?,
                    resolution_minutes: row.get(5)?,
                },
                dues: Dues {
                    response_risk_ms: row.get(6)?,
                    response_due_ms: row.get(7)?,
                    resolution_risk_ms: row.get(8)?,
                    resolution_due_ms: row.get(9)?,
                    step_ms: row.get(10)?,
                },
                steps: Vec::new(),
                waits: Vec::new(),
                kept: Vec::new(),
            };
            Ok((standing, row.get(11)?))
        })?;
    let (standing, is_answered): (Standing, bool) = found;
    let steps = match &standing.promised.policy_id {
        Some(policy_id) => escalation::pending(read, id, policy_id, is_answered)?,
        None => Vec::new(),
    };
    Ok(Standing { steps, waits: waits(read, id)?, kept: kept(read, id)?, ..standing })
}

fn waits(read: &Read<'_>, id: &str) -> Result<Vec<Waited>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT reason = 'resolved', from_ms, to_ms FROM ticket_wait \
         WHERE ticket_id = ?1 AND deleted_at IS NULL ORDER BY from_ms, id",
    )?;
    let rows = statement.query_map([id], |row| {
        Ok(Waited { is_done: row.get(0)?, from_ms: row.get(1)?, to_ms: row.get(2)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn kept(read: &Read<'_>, id: &str) -> Result<Vec<Kept>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT from_ms, to_ms, bar FROM ticket_count WHERE ticket_id = ?1 AND deleted_at IS NULL ORDER BY from_ms, id",
    )?;
    let mut rows = statement.query([id])?;
    let mut kept = Vec::new();
    while let Some(row) = rows.next()? {
        let bar = bar(&row.get::<_, String>(2)?)?;
        kept.push(Kept { from_ms: row.get(0)?, to_ms: row.get(1)?, bar });
    }
    Ok(kept)
}

const WORDS: [(Counts, &str); 3] =
    [(Counts::Yes, "yes"), (Counts::Waiting, "waiting"), (Counts::Closed, "closed")];

fn bar(text: &str) -> Result<Vec<Laid>> {
    let stretches: Vec<(i64, i64, String, Vec<StretchClosing>)> =
        serde_json::from_str(text).map_err(Error::internal)?;
    let read = |(from, to, word, why): (i64, i64, String, Vec<StretchClosing>)| {
        let counts = WORDS.iter().find(|(_, known)| *known == word).map(|(counts, _)| *counts);
        let counts = counts.ok_or_else(|| Error::internal("a stretch that is not known"))?;
        Ok(Laid { stretch: Stretch { span: span(from, to)?, counts }, why })
    };
    stretches.into_iter().map(read).collect()
}

/// Keeps what counted between two instants.
pub(in crate::support) fn keep(
    tx: &Tx<'_>,
    ticket_id: &str,
    (from_ms, to_ms): (i64, i64),
    seconds: i64,
    bar: &[Laid],
) -> Result<()> {
    let word =
        |counts: Counts| WORDS.iter().find(|(known, _)| *known == counts).map_or("", |(_, word)| *word);
    let told = |Laid { stretch: Stretch { span, counts }, why }: &'_ Laid| {
        (span.from.timestamp_millis(), span.to.timestamp_millis(), word(*counts), why.clone())
    };
    let bar: Vec<_> = bar.iter().map(told).collect();
    tx.sql()
        .prepare_cached(
            "INSERT INTO ticket_count (id, ticket_id, from_ms, to_ms, seconds, bar) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![tx.new_id(), ticket_id, from_ms, to_ms, seconds, word::json(&bar)])?;
    Ok(())
}

pub(in crate::support) fn insert(tx: &Tx<'_>, ticket_id: &str, promised: &Promised) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "INSERT INTO ticket_promise (id, policy_id, hours, response_minutes, resolution_minutes) \
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            ticket_id,
            promised.policy_id,
            word::of(&promised.hours),
            promised.response_minutes,
            promised.resolution_minutes
        ])?;
    Ok(())
}

pub(in crate::support) fn set_promised(tx: &Tx<'_>, ticket_id: &str, promised: &Promised) -> Result<()> {
    tx.sql().execute(
        "UPDATE ticket_promise SET policy_id = ?2, hours = ?3, response_minutes = ?4, resolution_minutes = ?5 WHERE id = ?1",
        params![
            ticket_id,
            promised.policy_id,
            word::of(&promised.hours),
            promised.response_minutes,
            promised.resolution_minutes
        ],
    )?;
    Ok(())
}

pub(in crate::support) fn set_dues(tx: &Tx<'_>, ticket_id: &str, dues: &Dues) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "UPDATE ticket_promise SET response_risk_ms = ?2, response_due_ms = ?3, resolution_risk_ms = ?4, \
                                       resolution_due_ms = ?5, step_ms = ?6 WHERE id = ?1",
        )?
        .execute(params![
            ticket_id,
            dues.response_risk_ms,
            dues.response_due_ms,
            dues.resolution_risk_ms,
            dues.resolution_due_ms,
            dues.step_ms
        ])?;
    Ok(())
}

/// The open tickets of a service level.
pub(in crate::support) fn open_of_policy(read: &Read<'_>, policy_id: &str) -> Result<Vec<String>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT p.id FROM ticket_promise p JOIN ticket t ON t.id = p.id \
         WHERE p.policy_id = ?1 AND t.status IN ('open', 'waiting') AND t.deleted_at IS NULL ORDER BY p.id",
    )?;
    let rows = statement.query_map([policy_id], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(in crate::support) fn open_of_branch(read: &Read<'_>, branch_id: &str) -> Result<Vec<String>> {
    let mut statement = read
        .sql()
        .prepare_cached("SELECT id FROM ticket_row WHERE branch_id = ?1 AND is_open = 1 ORDER BY id")?;
    let rows = statement.query_map([branch_id], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The tickets that transaction `seq` of this device changed, with those that are open where it changed working time.
pub(in crate::support) fn touched_in(tx: &Tx<'_>, seq: i64) -> Result<BTreeSet<String>> {
    let mut touched = BTreeSet::new();
    let mut statement = tx.sql().prepare_cached(
        "SELECT t.id FROM op o JOIN ticket t ON t.id = o.record_id JOIN record r ON r.id = t.id \
         WHERE o.replica = ?1 AND o.seq = ?2 AND o.tbl IN ('ticket', 'ticket_promise', 'ticket_wait', 'ticket_count') \
           AND t.status IN ('open', 'waiting') AND r.deleted_at IS NULL",
    )?;
    for id in statement.query_map((tx.replica(), seq), |row| row.get(0))? {
        touched.insert(id?);
    }
    let has_hours = ["working_hours", "working_day", "branch"]
        .into_iter()
        .map(|table| undo_rule::rows_in(tx, seq, table).map(|rows| !rows.is_empty()))
        .collect::<Result<Vec<_>>>()?;
    if has_hours.contains(&true) {
        let mut statement = tx.sql().prepare_cached("SELECT id FROM ticket_row WHERE is_open = 1")?;
        for id in statement.query_map([], |row| row.get(0))? {
            touched.insert(id?);
        }
    }
    Ok(touched)
}

/// Whether a ticket whose wait transaction `seq` of this device changed was counted for good since.
pub(in crate::support) fn is_kept_since(tx: &Tx<'_>, seq: i64) -> Result<bool> {
    let kept = tx.sql().query_row(
        "SELECT EXISTS (SELECT 1 FROM op o JOIN ticket_count k ON k.ticket_id = o.record_id AND k.deleted_at IS NULL \
           JOIN op since ON since.tbl = 'ticket_count' AND since.pk = k.id AND since.kind = 'I' \
            AND since.n > (SELECT max(n) FROM op WHERE replica = ?1 AND seq = ?2) \
          WHERE o.replica = ?1 AND o.seq = ?2 AND o.tbl = 'ticket_wait')",
        (tx.replica(), seq),
        |row| row.get(0),
    )?;
    Ok(kept)
}

/// Whether transaction `seq` of this device kept what counted of a ticket because it was done, not because hours were changed.
pub(in crate::support) fn is_done_in(tx: &Tx<'_>, seq: i64) -> Result<bool> {
    let done = tx.sql().query_row(
        "SELECT EXISTS (SELECT 1 FROM op k JOIN op t ON t.replica = k.replica AND t.seq = k.seq AND t.tbl = 'ticket' \
           AND t.pk = k.record_id WHERE k.replica = ?1 AND k.seq = ?2 AND k.tbl = 'ticket_count' AND k.kind = 'I')",
        (tx.replica(), seq),
        |row| row.get(0),
    )?;
    Ok(done)
}
