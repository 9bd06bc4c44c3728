//! The SQL of who sent an e-mail, and which ticket it is about.

use crate::kernel::error::Result;
use crate::store::tx::Read;
use rusqlite::OptionalExtension as _;

/// Who is known with an address.
pub(in crate::support) struct Sender {
    pub(in crate::support) customer_id: String,
    pub(in crate::support) customer: String,
    pub(in crate::support) contact_id: Option<String>,
}

/// The contact with an e-mail address, else the customer with it.
pub(in crate::support) fn sender(read: &Read<'_>, email: &str) -> Result<Option<Sender>> {
    if email.is_empty() {
        return Ok(None);
    }
    let sql = "SELECT c.customer_id, m.name, c.id FROM v_crm_contact c JOIN v_crm_customer m ON m.id = c.customer_id \
               WHERE lower(c.email) = lower(?1) \
               UNION ALL SELECT m.id, m.name, NULL FROM v_crm_customer m WHERE lower(m.email) = lower(?1) LIMIT 1";
    let found = read.sql().prepare_cached(sql)?.query_row([email], |row| {
        Ok(Sender { customer_id: row.get(0)?, customer: row.get(1)?, contact_id: row.get(2)? })
    });
    Ok(found.optional()?)
}

/// The only customer of whom an address of a domain is known; nobody where the domain is empty.
pub(in crate::support) fn only_of_domain(read: &Read<'_>, domain: &str) -> Result<Option<Sender>> {
    let sql = "SELECT max(m.id), max(m.name) FROM v_crm_customer_key k JOIN v_crm_customer m ON m.id = k.customer_id \
               WHERE k.key = 'd:' || ?1 AND m.deleted_at IS NULL HAVING count(*) = 1";
    let found = read.sql().prepare_cached(sql)?.query_row([domain], |row| {
        Ok(Sender { customer_id: row.get(0)?, customer: row.get(1)?, contact_id: None })
    });
    Ok(found.optional()?)
}

/// A ticket that an e-mail names.
pub(in crate::support) struct Answered {
    pub(in crate::support) id: String,
    pub(in crate::support) code: String,
    pub(in crate::support) customer_id: String,
}

/// The ticket with a code, followed to where it goes on.
pub(in crate::support) fn ticket(read: &Read<'_>, code: &str) -> Result<Option<Answered>> {
    let sql = "SELECT m.id, m.code, m.customer_id FROM ticket_row w JOIN ticket t ON t.id = w.id \
               JOIN ticket m ON m.id = coalesce(t.merged_into_id, t.id) WHERE w.code = ?1 LIMIT 1";
    let found = read.sql().prepare_cached(sql)?.query_row([code], |row| {
        Ok(Answered { id: row.get(0)?, code: row.get(1)?, customer_id: row.get(2)? })
    });
    Ok(found.optional()?)
}

/// What was said with the customer about a ticket, and the addresses of the people who take part.
pub(in crate::support) fn said(read: &Read<'_>, ticket_id: &str) -> Result<Vec<String>> {
    let sql = "SELECT body FROM ticket_message WHERE ticket_id = ?1 AND direction <> 'note' \
               UNION ALL SELECT k.email FROM ticket_message m JOIN v_crm_contact k ON k.id = m.contact_id WHERE m.ticket_id = ?1 \
               UNION ALL SELECT k.email FROM ticket t JOIN v_crm_contact k ON k.id = t.contact_id WHERE t.id = ?1";
    let mut statement = read.sql().prepare_cached(sql)?;
    Ok(statement.query_map([ticket_id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// An answer with whom it goes to.
pub(in crate::support) struct Answer {
    pub(in crate::support) ticket_id: String,
    pub(in crate::support) code: String,
    pub(in crate::support) subject: String,
    pub(in crate::support) body: String,
    pub(in crate::support) at_ms: i64,
    pub(in crate::support) customer: String,
    /// Who asked, else the customer.
    pub(in crate::support) name: String,
    /// The address of that one; empty when there is none.
    pub(in crate::support) email: String,
}

/// A message to the customer.
pub(in crate::support) fn answer(read: &Read<'_>, message_id: &str) -> Result<Option<Answer>> {
    let sql = "SELECT t.id, t.code, t.subject, m.body, m.at_ms, c.name, \
                      iif(coalesce(k.email, '') <> '', k.name, c.name), coalesce(nullif(k.email, ''), c.email) \
               FROM ticket_message m JOIN ticket t ON t.id = m.ticket_id JOIN v_crm_customer c ON c.id = t.customer_id \
               LEFT JOIN v_crm_contact k ON k.id = t.contact_id WHERE m.id = ?1 AND m.direction = 'out'";
    let found = read.sql().prepare_cached(sql)?.query_row([message_id], |row| {
        Ok(Answer {
            ticket_id: row.get(0)?,
            code: row.get(1)?,
            subject: row.get(2)?,
            body: row.get(3)?,
            at_ms: row.get(4)?,
            customer: row.get(5)?,
            name: row.get(6)?,
            email: row.get(7)?,
        })
    });
    Ok(found.optional()?)
}
