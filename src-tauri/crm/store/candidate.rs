//! Customers that may be the one being typed, by the keys that both have.

use crate::kernel::error::Result;
use crate::store::tx::Read;
use crate::store::word;
use rusqlite::Row;

/// A customer as the duplicate guard sees it.
pub(in crate::crm) struct Candidate {
    pub(in crate::crm) id: String,
    pub(in crate::crm) code: String,
    pub(in crate::crm) name: String,
    pub(in crate::crm) place: String,
    /// The owner's name, of a customer beyond the reach of the command.
    pub(in crate::crm) held_by: Option<String>,
    pub(in crate::crm) website: String,
    pub(in crate::crm) phones: Vec<String>,
    pub(in crate::crm) emails: Vec<String>,
    pub(in crate::crm) tax_ids: Vec<String>,
    pub(in crate::crm) street: String,
    pub(in crate::crm) city: String,
    pub(in crate::crm) postal_code: String,
}

/// The customers of the whole file that share a key with what is being typed, those with the most shared keys first; at most two hundred.
pub(in crate::crm) fn candidates(read: &Read<'_>, keys: &[String]) -> Result<Vec<Candidate>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT w.id, w.code, w.name, w.place, c.website, \
                (SELECT json_group_array(phone) FROM (SELECT c.phone AS phone UNION SELECT p.phone FROM v_crm_contact p WHERE p.customer_id = c.id)), \
                (SELECT json_group_array(email) FROM (SELECT c.email AS email UNION SELECT p.email FROM v_crm_contact p WHERE p.customer_id = c.id)), \
                (SELECT json_group_array(number) FROM v_crm_tax_id t WHERE t.customer_id = w.id), \
                coalesce(a.street, ''), coalesce(a.city, ''), coalesce(a.postal_code, ''), \
                iif(?2 IS NULL OR w.owner_id IN (SELECT value FROM json_each(?2)), NULL, \
                    coalesce((SELECT u.name FROM v_settings_user u WHERE u.id = w.owner_id), '')) \
         FROM customer_key k JOIN customer_row w ON w.id = k.customer_id JOIN customer c ON c.id = w.id \
         LEFT JOIN address a ON a.id = (SELECT id FROM v_crm_address WHERE customer_id = w.id ORDER BY role, id LIMIT 1) \
         WHERE k.key IN (SELECT value FROM json_each(?1)) GROUP BY w.id ORDER BY count(*) DESC, w.id LIMIT 200",
    )?;
    let list = |row: &Row<'_>, index| -> rusqlite::Result<Vec<String>> {
        Ok(serde_json::from_str(&row.get::<_, String>(index)?).unwrap_or_default())
    };
    let owners = read.visible_owners().map(|owners| word::json(&owners));
    let rows = statement.query_map((word::json(&keys), owners), |row| {
        Ok(Candidate {
            id: row.get(0)?,
            code: row.get(1)?,
            name: row.get(2)?,
            place: row.get(3)?,
            website: row.get(4)?,
            phones: list(row, 5)?,
            emails: list(row, 6)?,
            tax_ids: list(row, 7)?,
            street: row.get(8)?,
            city: row.get(9)?,
            postal_code: row.get(10)?,
            held_by: row.get(11)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
