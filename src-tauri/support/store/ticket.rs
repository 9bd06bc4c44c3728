//! The SQL of one ticket: its fields, what was said, and when its clock stood still.

use super::work::{self, MINUTES};
use super::{entitlement, ticket_list};
use crate::kernel::error::Result;
use crate::store::tx::{Read, Tx};
use crate::store::word;
use crate::support::policy::Priority;
use crate::support::ticket::clock_page::TicketClock;
use crate::support::ticket::status::Then;
use crate::support::ticket::{
    MessageDirection, Ticket, TicketChannel, TicketMessage, TicketPart, TicketStatus, TicketWait,
};
use rusqlite::{OptionalExtension as _, params};

/// A ticket before it is written.
#[derive(Debug, Clone)]
pub(in crate::support) struct NewTicket {
    pub(in crate::support) subject: String,
    pub(in crate::support) customer_id: String,
    pub(in crate::support) contact_id: Option<String>,
    pub(in crate::support) category_id: Option<String>,
    pub(in crate::support) priority: Priority,
    pub(in crate::support) channel: TicketChannel,
    pub(in crate::support) tags: Vec<String>,
    pub(in crate::support) deal_id: Option<String>,
    pub(in crate::support) project_id: Option<String>,
    pub(in crate::support) entitlement_id: Option<String>,
    pub(in crate::support) split_from_id: Option<String>,
}

/// How a ticket stands before a change.
#[derive(Debug, Clone)]
pub(in crate::support) struct State {
    pub(in crate::support) id: String,
    pub(in crate::support) customer_id: String,
    pub(in crate::support) contact_id: Option<String>,
    pub(in crate::support) category_id: Option<String>,
    pub(in crate::support) priority: Priority,
    pub(in crate::support) channel: TicketChannel,
    pub(in crate::support) status: TicketStatus,
    pub(in crate::support) entitlement_id: Option<String>,
    pub(in crate::support) merged_into_id: Option<String>,
    pub(in crate::support) responded_ms: Option<i64>,
    pub(in crate::support) resolved_ms: Option<i64>,
}

/// Columns that change; `None` leaves one as it is.
#[derive(Debug, Clone, Default)]
pub(in crate::support) struct Columns {
    pub(in crate::support) subject: Option<String>,
    pub(in crate::support) contact_id: Option<Option<String>>,
    pub(in crate::support) category_id: Option<Option<String>>,
    pub(in crate::support) priority: Option<Priority>,
    pub(in crate::support) tags: Option<Vec<String>>,
}

/// Something that is said.
#[derive(Debug, Clone)]
pub(in crate::support) struct Said {
    direction: MessageDirection,
    channel: TicketChannel,
    body: String,
    contact_id: Option<String>,
}

impl Said {
    /// By the customer to us.
    pub(in crate::support) const fn by_customer(
        channel: TicketChannel,
        body: String,
        contact_id: Option<String>,
    ) -> Self {
        Self { direction: MessageDirection::In, channel, body, contact_id }
    }

    /// By us to the customer.
    pub(in crate::support) const fn by_us(channel: TicketChannel, body: String) -> Self {
        Self { direction: MessageDirection::Out, channel, body, contact_id: None }
    }

    /// Among ourselves.
    pub(in crate::support) const fn among_us(body: String) -> Self {
        let channel = TicketChannel::Other;
        Self { direction: MessageDirection::Note, channel, body, contact_id: None }
    }
}

pub(in crate::support) fn get(read: &Read<'_>, id: &str) -> Result<Ticket> {
    let row = ticket_list::row(read, id)?;
    let (ticket, entitlement_id) = read
        .sql()
        .prepare_cached(
            "SELECT t.contact_id, coalesce(c.email, ''), coalesce(c.phone, ''), coalesce(k.name, ''), t.channel, t.tags, \
                    t.deal_id, coalesce(d.code || ' ' || d.title, ''), t.project_id, coalesce(j.title, ''), r.branch_id, \
                    t.merged_into_id, coalesce(m.code, ''), t.rating, t.rating_note, t.responded_ms, t.resolved_ms, \
                    t.closed_ms, t.entitlement_id, t.split_from_id, coalesce(f.code, ''), \
                    t.related_id \
             FROM ticket t JOIN record r ON r.id = t.id LEFT JOIN v_crm_contact c ON c.id = t.contact_id \
             LEFT JOIN ticket_category k ON k.id = t.category_id LEFT JOIN v_crm_deal d ON d.id = t.deal_id \
             LEFT JOIN record j ON j.id = t.project_id LEFT JOIN ticket m ON m.id = t.merged_into_id \
             LEFT JOIN ticket f ON f.id = t.split_from_id WHERE t.id = ?1",
        )?
        .query_row([id], |found| {
            let ticket = Ticket {
                row,
                contact_id: found.get(0)?,
                contact_email: found.get(1)?,
                contact_phone: found.get(2)?,
                category: found.get(3)?,
                channel: word::read(found, 4)?,
                tags: serde_json::from_str(&found.get::<_, String>(5)?).unwrap_or_default(),
                deal_id: found.get(6)?,
                deal: found.get(7)?,
                project_id: found.get(8)?,
                project: found.get(9)?,
                entitlement: None,
                branch_id: found.get(10)?,
                merged_into_id: found.get(11)?,
                merged_into: found.get(12)?,
                split_from_id: found.get(19)?,
                split_from: found.get(20)?,
                related_id: found.get(21)?,
                related: Vec::new(),
                parts: Vec::new(),
                messages: Vec::new(),
                waits: Vec::new(),
                clock: TicketClock::default(),
                minutes: 0,
                rating: found.get(13)?,
                rating_note: found.get(14)?,
                responded_ms: found.get(15)?,
                resolved_ms: found.get(16)?,
                closed_ms: found.get(17)?,
            };
            Ok((ticket, found.get::<_, Option<String>>(18)?))
        })?;
    let entitlement = entitlement_id.map(|id| entitlement::row(read, &id)).transpose()?;
    Ok(Ticket {
        entitlement,
        messages: messages(read, id)?,
        minutes: work::minutes_noted(read, id)?,
        waits: waits(read, id)?,
        parts: others(read, PARTS, id)?,
        related: others(read, RELATED, id)?,
        ..ticket
    })
}

/// The tickets that were split off from one.
const PARTS: &str = "SELECT id, code, subject FROM ticket WHERE split_from_id = ?1 AND deleted_at IS NULL ORDER BY opened_ms, id";
/// The ticket that one names as related, and those that name it.
const RELATED: &str = "SELECT id, code, subject FROM (SELECT o.* FROM ticket t JOIN ticket o ON o.id = t.related_id WHERE t.id = ?1 \
       UNION SELECT * FROM ticket WHERE related_id = ?1) WHERE deleted_at IS NULL ORDER BY opened_ms, id";

fn others(read: &Read<'_>, sql: &str, id: &str) -> Result<Vec<TicketPart>> {
    let mut statement = read.sql().prepare_cached(sql)?;
    let rows = statement
        .query_map([id], |row| Ok(TicketPart { id: row.get(0)?, code: row.get(1)?, subject: row.get(2)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Says in another ticket what was said in this one, as it was said then. The work is not counted a second time.
pub(in crate::support) fn say_again(tx: &Tx<'_>, message_id: &str, into_id: &str) -> Result<()> {
    tx.sql().execute(
        "INSERT INTO ticket_message (id, ticket_id, direction, channel, body, contact_id, user_id, at_ms) \
         SELECT ?1, ?2, direction, channel, body, contact_id, user_id, at_ms FROM ticket_message WHERE id = ?3",
        (tx.new_id(), into_id, message_id),
    )?;
    Ok(())
}

pub(in crate::support) fn messages(read: &Read<'_>, id: &str) -> Result<Vec<TicketMessage>> {
    let mut statement = read.sql().prepare_cached(&format!(
        "WITH RECURSIVE part (id, code) AS (SELECT ?1, NULL \
           UNION SELECT t.id, t.code FROM part JOIN ticket t ON t.merged_into_id = part.id AND t.deleted_at IS NULL) \
         SELECT m.id, m.direction, m.channel, m.body, \
                coalesce(iif(m.direction = 'in', c.name, u.name), u.name, ''), part.code, {MINUTES}, m.at_ms, \
                m.direction = 'in' AND c.name IS NULL, t.customer_id \
         FROM part JOIN ticket t ON t.id = part.id JOIN ticket_message m ON m.ticket_id = part.id \
         LEFT JOIN v_crm_contact c ON c.id = m.contact_id LEFT JOIN v_settings_user u ON u.id = m.user_id \
         ORDER BY m.at_ms, m.id",
    ))?;
    let rows = statement.query_map([id], |row| {
        Ok((
            TicketMessage {
                id: row.get(0)?,
                direction: word::read(row, 1)?,
                channel: word::read(row, 2)?,
                body: row.get(3)?,
                who: row.get(4)?,
                of: row.get(5)?,
                minutes: row.get(6)?,
                at_ms: row.get(7)?,
            },
            row.get::<_, bool>(8)?,
            row.get::<_, String>(9)?,
        ))
    })?;
    let found: Vec<(TicketMessage, bool, String)> = rows.collect::<rusqlite::Result<_>>()?;
    let named = found.into_iter().map(|(message, is_nameless, customer_id)| match is_nameless {
        true => Ok(TicketMessage { who: super::customer_name(read, &customer_id)?, ..message }),
        false => Ok(message),
    });
    named.collect()
}

/// The tags of a ticket.
pub(in crate::support) fn tags(read: &Read<'_>, id: &str) -> Result<Vec<String>> {
    let tags: String =
        read.sql().query_row("SELECT tags FROM ticket WHERE id = ?1", [id], |row| row.get(0))?;
    Ok(serde_json::from_str(&tags).unwrap_or_default())
}

fn waits(read: &Read<'_>, id: &str) -> Result<Vec<TicketWait>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT reason = 'resolved', from_ms, to_ms FROM ticket_wait WHERE ticket_id = ?1 AND deleted_at IS NULL \
         ORDER BY from_ms, id",
    )?;
    let rows = statement.query_map([id], |row| {
        Ok(TicketWait { is_done: row.get(0)?, from_ms: row.get(1)?, to_ms: row.get(2)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(in crate::support) fn state(read: &Read<'_>, id: &str) -> Result<State> {
    let state = read
        .sql()
        .prepare_cached(
            "SELECT id, customer_id, contact_id, category_id, priority, channel, status, entitlement_id, merged_into_id, \
                    responded_ms, resolved_ms FROM ticket WHERE id = ?1",
        )?
        .query_row([id], |row| {
            Ok(State {
                id: row.get(0)?,
                customer_id: row.get(1)?,
                contact_id: row.get(2)?,
                category_id: row.get(3)?,
                priority: word::read(row, 4)?,
                channel: word::read(row, 5)?,
                status: word::read(row, 6)?,
                entitlement_id: row.get(7)?,
                merged_into_id: row.get(8)?,
                responded_ms: row.get(9)?,
                resolved_ms: row.get(10)?,
            })
        })?;
    Ok(state)
}

pub(in crate::support) fn code(read: &Read<'_>, id: &str) -> Result<String> {
    Ok(read.sql().query_row("SELECT code FROM ticket WHERE id = ?1", [id], |row| row.get(0))?)
}

pub(in crate::support) fn contact_belongs(
    read: &Read<'_>,
    contact_id: &str,
    customer_id: &str,
) -> Result<bool> {
    let sql = "SELECT 1 FROM v_crm_contact WHERE id = ?1 AND customer_id = ?2";
    Ok(read.sql().prepare_cached(sql)?.exists([contact_id, customer_id])?)
}

pub(in crate::support) fn insert(tx: &Tx<'_>, id: &str, code: &str, new: &NewTicket) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "INSERT INTO ticket (id, code, subject, customer_id, contact_id, category_id, priority, channel, tags, status, \
                                 deal_id, project_id, entitlement_id, split_from_id, opened_ms) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'open', ?10, ?11, ?12, ?13, ?14)",
        )?
        .execute(params![
            id,
            code,
            new.subject,
            new.customer_id,
            new.contact_id,
            new.category_id,
            word::of(&new.priority),
            word::of(&new.channel),
            word::json(&new.tags),
            new.deal_id,
            new.project_id,
            new.entitlement_id,
            new.split_from_id,
            tx.now_ms()
        ])?;
    Ok(())
}

pub(in crate::support) fn update(tx: &Tx<'_>, id: &str, set: &Columns) -> Result<()> {
    tx.sql().execute(
        "UPDATE ticket SET subject = coalesce(?2, subject), contact_id = iif(?3, ?4, contact_id), \
                           category_id = iif(?5, ?6, category_id), priority = coalesce(?7, priority), \
                           tags = coalesce(?8, tags) WHERE id = ?1",
        params![
            id,
            set.subject,
            set.contact_id.is_some(),
            set.contact_id.clone().flatten(),
            set.category_id.is_some(),
            set.category_id.clone().flatten(),
            set.priority.map(|priority| word::of(&priority)),
            set.tags.as_ref().map(word::json)
        ],
    )?;
    Ok(())
}

pub(in crate::support) fn set_entitlement(tx: &Tx<'_>, id: &str, entitlement_id: Option<&str>) -> Result<()> {
    tx.sql().execute("UPDATE ticket SET entitlement_id = ?2 WHERE id = ?1", (id, entitlement_id))?;
    Ok(())
}

/// Gives a ticket to another customer, without what it was about.
pub(in crate::support) fn set_customer(tx: &Tx<'_>, id: &str, customer_id: &str) -> Result<()> {
    tx.sql().execute(
        "UPDATE ticket SET customer_id = ?2, contact_id = NULL, deal_id = NULL, project_id = NULL WHERE id = ?1",
        (id, customer_id),
    )?;
    Ok(())
}

/// Whether a ticket was answered, took time, or has to do with another one.
pub(in crate::support) fn is_in_use(read: &Read<'_>, id: &str) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM ticket_message WHERE ticket_id = ?1 AND direction = 'out') \
                   OR EXISTS (SELECT 1 FROM v_time_on_ticket WHERE ticket_id = ?1) \
                   OR EXISTS (SELECT 1 FROM ticket WHERE id = ?1 AND coalesce(merged_into_id, split_from_id) IS NOT NULL) \
                   OR EXISTS (SELECT 1 FROM ticket WHERE (merged_into_id = ?1 OR split_from_id = ?1) AND deleted_at IS NULL)";
    Ok(read.sql().prepare_cached(sql)?.query_row([id], |row| row.get(0))?)
}

pub(in crate::support) fn set_deal(tx: &Tx<'_>, id: &str, deal_id: Option<&str>) -> Result<()> {
    tx.sql().execute("UPDATE ticket SET deal_id = ?2 WHERE id = ?1", (id, deal_id))?;
    Ok(())
}

pub(in crate::support) fn set_project(tx: &Tx<'_>, id: &str, project_id: Option<&str>) -> Result<()> {
    tx.sql().execute("UPDATE ticket SET project_id = ?2 WHERE id = ?1", (id, project_id))?;
    Ok(())
}

/// The ticket that another one names as alike.
pub(in crate::support) fn related_id(read: &Read<'_>, id: &str) -> Result<Option<String>> {
    let sql = "SELECT related_id FROM ticket WHERE id = ?1";
    Ok(read.sql().prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?.flatten())
}

pub(in crate::support) fn set_related(tx: &Tx<'_>, id: &str, related_id: Option<&str>) -> Result<()> {
    tx.sql().execute("UPDATE ticket SET related_id = ?2 WHERE id = ?1", (id, related_id))?;
    if related_id.is_none() {
        tx.sql().execute("UPDATE ticket SET related_id = NULL WHERE related_id = ?1", [id])?;
    }
    Ok(())
}

pub(in crate::support) fn set_responded(tx: &Tx<'_>, id: &str, at_ms: i64) -> Result<()> {
    tx.sql().execute("UPDATE ticket SET responded_ms = max(opened_ms, ?2) WHERE id = ?1", (id, at_ms))?;
    Ok(())
}

/// Puts a ticket where it goes on; what was done before is done no more when it is open again.
pub(in crate::support) fn set_status(tx: &Tx<'_>, id: &str, then: Then) -> Result<()> {
    let (status, resolved_ms) = match then {
        Then::Open => (TicketStatus::Open, None),
        Then::Wait => (TicketStatus::Waiting, None),
        Then::Resolve => (TicketStatus::Resolved, Some(tx.now_ms())),
    };
    tx.sql().execute(
        "UPDATE ticket SET status = ?2, resolved_ms = ?3, closed_ms = NULL WHERE id = ?1",
        (id, word::of(&status), resolved_ms),
    )?;
    Ok(())
}

pub(in crate::support) fn close(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql()
        .execute("UPDATE ticket SET status = 'closed', closed_ms = ?2 WHERE id = ?1", (id, tx.now_ms()))?;
    Ok(())
}

pub(in crate::support) fn merge(tx: &Tx<'_>, id: &str, into_id: &str) -> Result<()> {
    tx.sql().execute(
        "UPDATE ticket SET status = 'closed', merged_into_id = ?2, closed_ms = ?3, \
                           resolved_ms = coalesce(resolved_ms, ?3) WHERE id = ?1",
        (id, into_id, tx.now_ms()),
    )?;
    Ok(())
}

pub(in crate::support) fn rate(tx: &Tx<'_>, id: &str, rating: i64, note: &str) -> Result<()> {
    tx.sql().execute(
        "UPDATE ticket SET rating = ?2, rating_note = ?3, rated_ms = ?4 WHERE id = ?1",
        (id, rating, note, tx.now_ms()),
    )?;
    Ok(())
}

pub(in crate::support) fn add_wait(
    tx: &Tx<'_>,
    id: &str,
    is_done: bool,
    from_ms: i64,
    to_ms: Option<i64>,
) -> Result<()> {
    let reason = if is_done { "resolved" } else { "customer" };
    tx.sql().execute(
        "INSERT INTO ticket_wait (id, ticket_id, reason, from_ms, to_ms) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![tx.new_id(), id, reason, from_ms, to_ms],
    )?;
    Ok(())
}

pub(in crate::support) fn end_wait(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql().execute(
        "UPDATE ticket_wait SET to_ms = ?2 WHERE ticket_id = ?1 AND to_ms IS NULL AND deleted_at IS NULL",
        (id, tx.now_ms()),
    )?;
    Ok(())
}

/// Says something in a ticket; the message that it became.
pub(in crate::support) fn say(tx: &Tx<'_>, id: &str, said: &Said) -> Result<String> {
    let message_id = tx.new_id();
    tx.sql()
        .prepare_cached(
            "INSERT INTO ticket_message (id, ticket_id, direction, channel, body, contact_id, user_id, at_ms) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            message_id,
            id,
            word::of(&said.direction),
            word::of(&said.channel),
            said.body,
            said.contact_id,
            tx.actor().user_id,
            tx.now_ms()
        ])?;
    Ok(message_id)
}

pub(in crate::support) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql().execute("UPDATE ticket SET deleted_at = ?2 WHERE id = ?1", (id, tx.now_ms()))?;
    Ok(())
}

/// The tickets that transaction `seq` of this device opened.
pub(in crate::support) fn opened_in(tx: &Tx<'_>, seq: i64) -> Result<Vec<String>> {
    let mut statement = tx.sql().prepare_cached(
        "SELECT pk FROM op WHERE replica = ?1 AND seq = ?2 AND tbl = 'ticket' AND kind = 'I'",
    )?;
    let rows = statement.query_map((tx.replica(), seq), |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether anything was done with a ticket after transaction `seq` of this device opened it; what follows from working time is
/// nobody's doing.
pub(in crate::support) fn has_moved_since(tx: &Tx<'_>, seq: i64, id: &str) -> Result<bool> {
    let moved = tx.sql().query_row(
        "SELECT EXISTS (SELECT 1 FROM op WHERE record_id = ?3 AND tbl IN ('ticket', 'ticket_message', 'ticket_wait', 'attachment') \
                          AND n > (SELECT max(n) FROM op WHERE replica = ?1 AND seq = ?2)) \
             OR EXISTS (SELECT 1 FROM ticket WHERE merged_into_id = ?3 AND deleted_at IS NULL) \
             OR EXISTS (SELECT 1 FROM ticket WHERE related_id = ?3 AND deleted_at IS NULL)",
        (tx.replica(), seq, id),
        |row| row.get(0),
    )?;
    Ok(moved)
}
