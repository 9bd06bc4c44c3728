//! The SQL of activities: lists, calendar, Today.

use crate::crm::activity::today::{Candidate, What};
use crate::crm::activity::{
    Activity, ActivityBrief, ActivityFilter, ActivityKind, ActivityRow, Due, NewActivity, late_badge,
};
use crate::crm::deal::DAY_MS;
use crate::crm::next_action::Planned;
use crate::kernel::error::{Error, Result};
use crate::kernel::money::Money;
use crate::kernel::zone::Zone;
use crate::store::page::{self, List, ListRequest, Page, Where};
use crate::store::tx::{Read, Tx};
use crate::store::{record, search, word};
use chrono::DateTime;
use rusqlite::types::Value as SqlValue;
use rusqlite::{OptionalExtension as _, Row, params, params_from_iter};

/// The columns of an activity that another row shows; `a` is the activity, all null when there is none.
pub(super) const BRIEF: &str = "a.id, a.kind, a.subject, a.due_date, a.due_time, a.late_ms, a.done_ms";

const COLUMNS: &str = "a.id, a.kind, a.subject, a.due_date, a.due_time, a.late_ms, a.done_ms, r.version, w.record_id, \
    w.record_kind, w.record_title, w.customer_id, w.customer, a.due_ms, a.minutes, a.promise, a.outcome, w.at_ms, \
    w.amount_minor, w.currency, w.owner_id, (SELECT u.name FROM v_settings_user u WHERE u.id = w.owner_id)";
// CROSS JOIN keeps the order of the list's own index.
const BASE: &str = "activity_row w";
const JOINS: &str = "CROSS JOIN activity a ON a.id = w.id CROSS JOIN record r ON r.id = w.id";

const LIST: List = List {
    base: BASE,
    joins: JOINS,
    columns: COLUMNS,
    id: "w.id",
    sorts: &[("at", "w.at_ms"), ("due", "w.due_key")],
};

/// Reads the columns of [`BRIEF`] from position `at`.
pub(super) fn read_brief(
    row: &Row<'_>,
    at: usize,
    now: &DateTime<Zone>,
) -> rusqlite::Result<Option<ActivityBrief>> {
    let Some(id) = row.get::<_, Option<String>>(at)? else {
        return Ok(None);
    };
    let (late_ms, done_ms): (Option<i64>, Option<i64>) = (row.get(at + 5)?, row.get(at + 6)?);
    Ok(Some(ActivityBrief {
        id,
        kind: word::read(row, at + 1)?,
        subject: row.get(at + 2)?,
        due_date: row.get(at + 3)?,
        due_time: row.get(at + 4)?,
        late: late_badge(late_ms.filter(|_| done_ms.is_none()), now),
    }))
}

fn read_row(row: &Row<'_>, now: &DateTime<Zone>) -> rusqlite::Result<ActivityRow> {
    let brief = read_brief(row, 0, now)?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    let amount: Option<(i64, String)> = match row.get::<_, Option<i64>>(18)? {
        Some(minor) => Some((minor, row.get(19)?)),
        None => None,
    };
    Ok(ActivityRow {
        brief,
        version: row.get(7)?,
        record_id: row.get(8)?,
        record_kind: row.get(9)?,
        record_title: row.get(10)?,
        customer_id: row.get(11)?,
        customer: row.get(12)?,
        due_ms: row.get(13)?,
        minutes: row.get(14)?,
        promise: row.get(15)?,
        done_ms: row.get(6)?,
        outcome: row.get(16)?,
        at_ms: row.get(17)?,
        amount: amount.map(|(minor, currency)| Money::new(minor, &currency)),
        owner_id: row.get(20)?,
        owner: row.get::<_, Option<String>>(21)?.unwrap_or_default(),
    })
}

pub(in crate::crm) fn list(
    read: &Read<'_>,
    request: &ListRequest<ActivityFilter>,
    range: (Option<i64>, Option<i64>),
) -> Result<Page<ActivityRow>> {
    let now = read.civil_now()?;
    page::page(read.sql(), LIST, request, filter(read, request, range)?, |row| read_row(row, &now))
}

/// How many activities a filter shows.
pub(in crate::crm) fn count(
    read: &Read<'_>,
    request: &ListRequest<ActivityFilter>,
    range: (Option<i64>, Option<i64>),
) -> Result<i64> {
    let filter = filter(read, request, range)?;
    let sql = format!("SELECT count(*) FROM activity_row w WHERE {}", filter.text());
    Ok(read.sql().prepare_cached(&sql)?.query_row(params_from_iter(filter.values()), |row| row.get(0))?)
}

fn filter(
    read: &Read<'_>,
    request: &ListRequest<ActivityFilter>,
    (from_ms, to_ms): (Option<i64>, Option<i64>),
) -> Result<Where> {
    let mut filter = Where::default();
    let none = ActivityFilter::default();
    let chosen = request.filter.as_ref().unwrap_or(&none);
    for (condition, value) in
        [("w.record_id = ?", &chosen.record_id), ("w.customer_id = ?", &chosen.customer_id)]
    {
        if let Some(value) = value {
            filter.add_narrow(condition, [SqlValue::Text(value.clone())]);
        }
    }
    if let Some(owner) = &chosen.owner_id {
        filter.add("w.owner_id = ?", [SqlValue::Text(owner.clone())]);
    }
    if let Some(kind) = chosen.kind {
        filter.add("w.kind = ?", [SqlValue::Text(word::of(&kind))]);
    }
    match chosen.done {
        Some(true) => filter.add("w.done_ms IS NOT NULL", []),
        Some(false) => filter.add("w.done_ms IS NULL", []),
        None => {}
    }
    for (condition, value) in [("w.due_key >= ?", from_ms), ("w.due_key < ?", to_ms)] {
        if let Some(value) = value {
            filter.add(condition, [SqlValue::Integer(value)]);
        }
    }
    if from_ms.is_some() && to_ms.is_none() {
        // What is not due at all lies at the end of time and on no day.
        filter.add("w.due_key < ?", [SqlValue::Integer(i64::MAX)]);
    }
    record::keep_to_reach(read, &mut filter, chosen.customer_id.as_ref().or(chosen.record_id.as_ref()))?;
    search::restrict(read, &mut filter, "w.id", &["activity"], request.search.as_deref())?;
    Ok(filter)
}

pub(in crate::crm) fn get(read: &Read<'_>, id: &str) -> Result<Activity> {
    let now = read.civil_now()?;
    let sql = format!(
        "SELECT {COLUMNS}, a.notes, a.place, a.arrival_ms, a.leaving_ms, a.signature_id, r.created_ms, a.signed_by FROM {BASE} {JOINS} WHERE w.id = ?1"
    );
    let activity = read.sql().prepare_cached(&sql)?.query_row([id], |row| {
        Ok(Activity {
            row: read_row(row, &now)?,
            notes: row.get(22)?,
            place: row.get(23)?,
            arrival_ms: row.get(24)?,
            leaving_ms: row.get(25)?,
            signature_id: row.get(26)?,
            created_ms: row.get(27)?,
            signed_by: row.get(28)?,
            visit_day: None,
            arrival: None,
            leaving: None,
        })
    });
    activity.optional()?.ok_or_else(|| Error::not_found("activity"))
}

/// An activity as it stands, for a change.
pub(in crate::crm) fn stands(read: &Read<'_>, id: &str) -> Result<NewActivity> {
    let stands = read
        .sql()
        .prepare_cached(
            "SELECT kind, record_id, subject, notes, due_date, due_time, minutes, promise, place, arrival_ms, leaving_ms, \
                    signature_id, done_ms IS NOT NULL, outcome FROM activity WHERE id = ?1",
        )?
        .query_row([id], |row| {
            Ok(NewActivity {
                kind: word::read::<ActivityKind>(row, 0)?,
                record_id: row.get(1)?,
                subject: row.get(2)?,
                notes: row.get(3)?,
                due_date: row.get(4)?,
                due_time: row.get(5)?,
                minutes: row.get(6)?,
                promise: row.get(7)?,
                place: row.get(8)?,
                arrival_ms: row.get(9)?,
                leaving_ms: row.get(10)?,
                signature_id: row.get(11)?,
                owner_id: None,
                done: row.get(12)?,
                outcome: row.get(13)?,
            })
        })?;
    Ok(stands)
}

/// The kind of a record that is not deleted.
pub(in crate::crm) fn kind_of(read: &Read<'_>, record_id: &str) -> Result<Option<String>> {
    Ok(read
        .sql()
        .prepare_cached("SELECT kind FROM record WHERE id = ?1 AND deleted_at IS NULL")?
        .query_row([record_id], |row| row.get(0))
        .optional()?)
}

/// The customer behind a record: itself, or the one it belongs to.
pub(in crate::crm) fn customer_of(read: &Read<'_>, record_id: &str) -> Result<Option<String>> {
    Ok(read
        .sql()
        .prepare_cached("SELECT iif(kind = 'customer', id, customer_id) FROM record WHERE id = ?1")?
        .query_row([record_id], |row| row.get(0))
        .optional()?
        .flatten())
}

/// Sets arrival and leaving of a visit.
pub(in crate::crm) fn set_times(
    tx: &Tx<'_>,
    id: &str,
    arrival_ms: Option<i64>,
    leaving_ms: Option<i64>,
) -> Result<()> {
    tx.sql()
        .prepare_cached("UPDATE activity SET arrival_ms = ?2, leaving_ms = ?3 WHERE id = ?1")?
        .execute((id, arrival_ms, leaving_ms))?;
    Ok(())
}

/// Puts the customer's signature under a visit, or takes it away.
pub(in crate::crm) fn set_signature(
    tx: &Tx<'_>,
    id: &str,
    signature_id: Option<&str>,
    signed_by: &str,
) -> Result<()> {
    tx.sql()
        .prepare_cached("UPDATE activity SET signature_id = ?2, signed_by = ?3 WHERE id = ?1")?
        .execute((id, signature_id, signed_by))?;
    Ok(())
}

/// The visit that transaction `seq` of this device signed, and the signature.
pub(in crate::crm) fn signed_in(tx: &Tx<'_>, seq: i64) -> Result<Option<(String, String)>> {
    Ok(tx
        .sql()
        .prepare_cached(
            "SELECT record_id, pk FROM op WHERE replica = ?1 AND seq = ?2 AND tbl = 'attachment' AND kind = 'I'",
        )?
        .query_row((tx.replica(), seq), |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

pub(in crate::crm) fn attachment_exists(read: &Read<'_>, id: &str) -> Result<bool> {
    Ok(read.sql().query_row(
        "SELECT EXISTS (SELECT 1 FROM v_attachments_attachment WHERE id = ?1)",
        [id],
        |row| row.get(0),
    )?)
}

pub(in crate::crm) fn insert(tx: &Tx<'_>, id: &str, new: &NewActivity, due: Option<Due>) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "INSERT INTO activity (id, kind, subject, notes, record_id, due_date, due_time, due_ms, late_ms, minutes, promise, \
                                   place, arrival_ms, leaving_ms, signature_id, done_ms, outcome) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
        )?
        .execute(params![
            id,
            word::of(&new.kind),
            new.subject,
            new.notes,
            new.record_id,
            new.due_date,
            new.due_time,
            due.map(|due| due.due_ms),
            due.map(|due| due.late_ms),
            new.minutes,
            new.promise,
            new.place,
            new.arrival_ms,
            new.leaving_ms,
            new.signature_id,
            new.done.then(|| due.map_or(i64::MAX, Due::latest_ms).min(tx.now_ms())),
            new.outcome
        ])?;
    Ok(())
}

pub(in crate::crm) fn update(tx: &Tx<'_>, id: &str, new: &NewActivity, due: Option<Due>) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "UPDATE activity SET subject = ?2, notes = ?3, due_date = ?4, due_time = ?5, due_ms = ?6, late_ms = ?7, \
                minutes = ?8, promise = ?9, place = ?10, arrival_ms = ?11, leaving_ms = ?12, signature_id = ?13 WHERE id = ?1",
        )?
        .execute(params![
            id,
            new.subject,
            new.notes,
            new.due_date,
            new.due_time,
            due.map(|due| due.due_ms),
            due.map(|due| due.late_ms),
            new.minutes,
            new.promise,
            new.place,
            new.arrival_ms,
            new.leaving_ms,
            new.signature_id
        ])?;
    Ok(())
}

pub(in crate::crm) fn set_done(tx: &Tx<'_>, id: &str, done_ms: Option<i64>, outcome: &str) -> Result<()> {
    tx.sql()
        .execute("UPDATE activity SET done_ms = ?2, outcome = ?3 WHERE id = ?1", (id, done_ms, outcome))?;
    Ok(())
}

pub(in crate::crm) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql().execute("UPDATE activity SET deleted_at = ?2 WHERE id = ?1", (id, tx.now_ms()))?;
    Ok(())
}

/// Makes activities about one record those about another one of the customer: only what is `planned`, or also what was done.
pub(in crate::crm) fn move_all(tx: &Tx<'_>, planned: bool, from: &str, to: &str) -> Result<()> {
    let mut statement = tx.sql().prepare(
        "SELECT id FROM activity WHERE record_id = ?1 AND (done_ms IS NULL OR NOT ?2) AND deleted_at IS NULL ORDER BY id",
    )?;
    let ids = statement
        .query_map((from, planned), |row| row.get::<_, String>(0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    for id in ids {
        tx.sql().execute("UPDATE activity SET record_id = ?2 WHERE id = ?1", (&id, to))?;
        record::follow_customer(tx, &id, to)?;
    }
    Ok(())
}

/// Whether anything is planned about a record.
pub(in crate::crm) fn is_planned(read: &Read<'_>, record_id: &str) -> Result<bool> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM activity WHERE record_id = ?1 AND done_ms IS NULL AND deleted_at IS NULL)",
        )?
        .query_row([record_id], |row| row.get(0))?)
}

/// The activity planned next about a record; what was put off, or called not needed, for its day is passed over.
pub(in crate::crm) fn next_of(read: &Read<'_>, record_id: &str) -> Result<Option<Planned>> {
    let found: Option<(String, i64, Option<i64>)> = read
        .sql()
        .prepare_cached(
            "SELECT a.id, r.version, a.late_ms FROM activity a JOIN record r ON r.id = a.id \
             WHERE a.record_id = ?1 AND a.done_ms IS NULL AND a.deleted_at IS NULL AND NOT EXISTS \
               (SELECT 1 FROM next_action_answer n WHERE n.record_id = a.id AND n.rule = 'do_planned' \
                 AND n.state = rtrim(coalesce(a.due_date, '') || ' ' || coalesce(a.due_time, '')) \
                 AND n.deleted_at IS NULL AND coalesce(n.until_ms, 9223372036854775807) > ?2) \
             ORDER BY coalesce(a.due_ms, 9223372036854775807), a.id LIMIT 1",
        )?
        .query_row(params![record_id, read.now_ms()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    match found {
        Some((id, version, late_ms)) => {
            Ok(Some(Planned { activity: stands(read, &id)?, id, version, late_ms }))
        }
        None => Ok(None),
    }
}

/// The activity about a record that was done last.
pub(in crate::crm) fn last_done(read: &Read<'_>, record_id: &str) -> Result<Option<String>> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT id FROM activity WHERE record_id = ?1 AND done_ms IS NOT NULL AND deleted_at IS NULL \
             ORDER BY done_ms DESC, id DESC LIMIT 1",
        )?
        .query_row([record_id], |row| row.get(0))
        .optional()?)
}

/// Everything the acting user could do today, from three short index ranges: planned activities that are due, own leads
/// that wait for their first answer, own deals past the limit of their stage.
pub(in crate::crm) fn today(read: &Read<'_>, tomorrow_ms: i64) -> Result<Vec<Candidate>> {
    let (me, now_ms) = (&read.actor().user_id, read.now_ms());
    let mut found = planned_today(read, me, tomorrow_ms)?;
    let mut leads = read.sql().prepare_cached(
        "SELECT w.id, title, amount_minor, currency, respond_key FROM lead_row w \
         WHERE owner_id = ?1 AND respond_key < ?2 AND NOT EXISTS \
           (SELECT 1 FROM activity a WHERE a.id = w.next_id AND a.due_ms < ?2) ORDER BY respond_key, w.id",
    )?;
    let rows = leads.query_map((me, tomorrow_ms), |row| {
        Ok(Candidate {
            what: What::Answer,
            record_id: row.get(0)?,
            record_kind: Some("lead".to_owned()),
            record_title: row.get(1)?,
            customer: None,
            amount: row.get::<_, Option<i64>>(2)?.zip(row.get(3)?),
            due_ms: row.get(4)?,
            late_ms: row.get(4)?,
            promise: false,
        })
    })?;
    found.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
    let mut deals = read.sql().prepare_cached(
        "SELECT w.id, w.title, w.customer, w.amount_minor, w.currency, w.ageing_ms, w.stage, w.stage_since_ms, w.limit_days \
         FROM deal_row w WHERE w.owner_id = ?1 AND w.status = 'open' AND w.ageing_ms <= ?2 AND NOT EXISTS \
           (SELECT 1 FROM activity a WHERE a.id = w.next_id AND a.due_ms < ?3) ORDER BY w.ageing_ms, w.id",
    )?;
    let rows = deals.query_map((me, now_ms, tomorrow_ms), |row| {
        let since: i64 = row.get(7)?;
        Ok(Candidate {
            what: What::Ageing {
                since_ms: since,
                stage: row.get(6)?,
                days: now_ms.saturating_sub(since) / DAY_MS,
                limit: row.get::<_, Option<i64>>(8)?.unwrap_or_default(),
            },
            record_id: row.get(0)?,
            record_kind: Some("deal".to_owned()),
            record_title: row.get(1)?,
            customer: row.get(2)?,
            amount: row.get::<_, Option<i64>>(3)?.zip(row.get(4)?),
            due_ms: row.get(5)?,
            late_ms: row.get(5)?,
            promise: false,
        })
    })?;
    found.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
    Ok(found)
}

fn planned_today(read: &Read<'_>, me: &str, tomorrow_ms: i64) -> Result<Vec<Candidate>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT w.id, r.version, w.kind, w.subject, a.due_date, w.record_id, w.record_kind, w.record_title, w.customer, \
                w.amount_minor, w.currency, w.due_key, w.late_ms, w.promise, a.due_time \
         FROM activity_row w CROSS JOIN activity a ON a.id = w.id CROSS JOIN record r ON r.id = w.id \
         WHERE w.owner_id = ?1 AND w.done_ms IS NULL AND w.due_key < ?2 ORDER BY w.due_key, w.id",
    )?;
    let rows = statement.query_map((me, tomorrow_ms), |row| {
        Ok(Candidate {
            what: What::Planned {
                id: row.get(0)?,
                version: row.get(1)?,
                activity: Box::new(NewActivity {
                    kind: word::read(row, 2)?,
                    subject: row.get(3)?,
                    due_date: row.get(4)?,
                    due_time: row.get(14)?,
                    ..NewActivity::default()
                }),
            },
            record_id: row.get(5)?,
            record_kind: row.get(6)?,
            record_title: row.get(7)?,
            customer: row.get(8)?,
            amount: row.get::<_, Option<i64>>(9)?.zip(row.get(10)?),
            due_ms: row.get(11)?,
            late_ms: row.get(12)?,
            promise: row.get(13)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
