//! Versions of estimates and what customers said to them.

use crate::kernel::error::Result;
use crate::store::tx::{Read, Tx};
use crate::store::word;
use rusqlite::{OptionalExtension as _, params};

/// A version that was sent.
pub(in crate::billing) struct Version {
    pub(in crate::billing) id: String,
    pub(in crate::billing) no: i64,
    pub(in crate::billing) currency: String,
    pub(in crate::billing) total_minor: i64,
    pub(in crate::billing) sent_ms: i64,
    pub(in crate::billing) how: String,
    pub(in crate::billing) draft: String,
}

/// What stands of the customer's answer.
pub(in crate::billing) struct Answer {
    pub(in crate::billing) id: String,
    pub(in crate::billing) version_id: String,
    pub(in crate::billing) answer: String,
    pub(in crate::billing) said_by: String,
    pub(in crate::billing) how: String,
    pub(in crate::billing) date: String,
    pub(in crate::billing) signature_id: Option<String>,
    pub(in crate::billing) note: String,
}

impl Version {
    /// Whether it went out; else it was made of what the customer took of one that did.
    pub(in crate::billing) fn was_sent(&self) -> bool {
        self.how != TAKEN
    }
}

/// How a version came about that has the options a customer took in its total.
pub(in crate::billing) const TAKEN: &str = "options";

/// The version that was sent last.
pub(in crate::billing) fn last_sent(read: &Read<'_>, estimate_id: &str) -> Result<Option<Version>> {
    Ok(versions(read, estimate_id)?.into_iter().rfind(Version::was_sent))
}

pub(in crate::billing) fn versions(read: &Read<'_>, estimate_id: &str) -> Result<Vec<Version>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT id, no, total_minor, sent_ms, how, draft, draft ->> 'currency' FROM estimate_version WHERE estimate_id = ?1 ORDER BY no",
    )?;
    let rows = statement.query_map([estimate_id], |row| {
        Ok(Version {
            id: row.get(0)?,
            no: row.get(1)?,
            total_minor: row.get(2)?,
            sent_ms: row.get(3)?,
            how: row.get(4)?,
            draft: row.get(5)?,
            currency: row.get(6)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(in crate::billing) fn insert_version(
    tx: &Tx<'_>,
    estimate_id: &str,
    no: i64,
    total_minor: i64,
    model: &str,
    draft: &str,
    how: &str,
) -> Result<String> {
    let id = tx.new_id();
    tx.sql().execute(
        "INSERT INTO estimate_version (id, estimate_id, no, total_minor, model, draft, sent_ms, how) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![id, estimate_id, no, total_minor, model, draft, tx.now_ms(), how],
    )?;
    Ok(id)
}

pub(in crate::billing) fn model(read: &Read<'_>, version_id: &str) -> Result<Option<String>> {
    Ok(read
        .sql()
        .query_row("SELECT model FROM estimate_version WHERE id = ?1", [version_id], |row| row.get(0))
        .optional()?)
}

/// What the options of a version come to, in their order, as its paper says.
pub(in crate::billing) fn option_totals(read: &Read<'_>, version_id: &str) -> Result<Vec<String>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT line.value ->> 'total' FROM estimate_version v, json_each(v.model, '$.lines') line \
         WHERE v.id = ?1 AND line.value ->> 'optional' ORDER BY line.key",
    )?;
    Ok(statement.query_map([version_id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// The answer that stands: the newest that was not taken back.
pub(in crate::billing) fn answer(read: &Read<'_>, estimate_id: &str) -> Result<Option<Answer>> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT a.id, a.version_id, a.answer, a.said_by, a.date, a.how, a.signature_id, a.note FROM estimate_answer a \
             WHERE a.estimate_id = ?1 \
               AND NOT EXISTS (SELECT 1 FROM estimate_answer_revoked r WHERE r.answer_id = a.id) ORDER BY a.id DESC LIMIT 1",
        )?
        .query_row([estimate_id], |row| {
            Ok(Answer {
                id: row.get(0)?,
                version_id: row.get(1)?,
                answer: row.get(2)?,
                said_by: row.get(3)?,
                date: row.get(4)?,
                how: row.get(5)?,
                signature_id: row.get(6)?,
                note: row.get(7)?,
            })
        })
        .optional()?)
}

/// An answer in the making.
pub(in crate::billing) struct NewAnswer<'a> {
    pub(in crate::billing) estimate_id: &'a str,
    pub(in crate::billing) version_id: &'a str,
    pub(in crate::billing) answer: &'a str,
    pub(in crate::billing) said_by: &'a str,
    pub(in crate::billing) how: &'a str,
    pub(in crate::billing) note: &'a str,
    pub(in crate::billing) date: &'a str,
    pub(in crate::billing) signature_id: Option<&'a str>,
}

pub(in crate::billing) fn insert_answer(tx: &Tx<'_>, new: &NewAnswer<'_>) -> Result<()> {
    tx.sql().execute(
        "INSERT INTO estimate_answer (id, version_id, estimate_id, answer, said_by, how, note, date, at_ms, signature_id) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            tx.new_id(),
            new.version_id,
            new.estimate_id,
            new.answer,
            new.said_by,
            new.how,
            new.note,
            new.date,
            tx.now_ms(),
            new.signature_id
        ],
    )?;
    Ok(())
}

/// The other paper on which something stands by now that was used beyond what was bought and that lines of an estimate would sell again.
pub(in crate::billing) fn overage_elsewhere(
    read: &Read<'_>,
    estimate_id: &str,
    line_ids: &[&str],
) -> Result<Option<String>> {
    let sql = "SELECT r.title FROM json_each(?2) j JOIN v_support_overage_line p ON p.line_id = j.value \
               JOIN v_support_overage x ON x.entitlement_id = p.entitlement_id AND x.period_start = p.period_start \
                AND x.document_id <> ?1 JOIN record r ON r.id = x.document_id \
               GROUP BY p.id HAVING p.quantity + sum(x.quantity) > max(p.over, max(x.over)) LIMIT 1";
    let values = (estimate_id, word::json(&line_ids));
    Ok(read.sql().prepare_cached(sql)?.query_row(values, |row| row.get(0)).optional()?)
}

pub(in crate::billing) fn revoke(tx: &Tx<'_>, answer_id: &str, reason: &str) -> Result<()> {
    tx.sql().execute(
        "INSERT INTO estimate_answer_revoked (id, answer_id, reason, at_ms) VALUES (?1, ?2, ?3, ?4)",
        params![tx.new_id(), answer_id, reason, tx.now_ms()],
    )?;
    Ok(())
}

/// The answer that transaction `seq` of this device wrote, and its estimate.
pub(in crate::billing) fn answer_of(tx: &Tx<'_>, seq: i64) -> Result<Option<(String, String)>> {
    Ok(tx
        .sql()
        .query_row(
            "SELECT pk, record_id FROM op WHERE replica = ?1 AND seq = ?2 AND tbl = 'estimate_answer'",
            (tx.replica(), seq),
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?)
}
