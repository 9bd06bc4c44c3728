//! How leads and deals look among what a search finds.

use crate::crm::deal::status_badge;
use crate::crm::lead::LeadStatus;
use crate::kernel::error::Result;
use crate::kernel::money::Money;
use crate::store::search::{Face, Hit, faces};
use crate::store::tx::Read;
use crate::store::word;
use rusqlite::Row;

/// State and amount of those hits that are leads or deals.
pub(in crate::crm) fn of_hits(read: &Read<'_>, hits: &[Hit]) -> Result<Vec<Face>> {
    let amount = |row: &Row<'_>| -> rusqlite::Result<Option<Money>> {
        let (minor, currency): (Option<i64>, String) = (row.get(1)?, row.get(2)?);
        Ok(minor.map(|minor| Money::new(minor, &currency)))
    };
    let leads = "SELECT id, amount_minor, currency, status FROM lead_row";
    let mut found = faces(read, hits, &["lead"], leads, |row| {
        let status: LeadStatus = word::read(row, 3)?;
        Ok(Face { id: row.get(0)?, badge: Some(status.badge()), amount: amount(row)? })
    })?;
    let deals = "SELECT id, amount_minor, currency, status, stage FROM deal_row";
    found.extend(faces(read, hits, &["deal"], deals, |row| {
        let badge = status_badge(word::read(row, 3)?, &row.get::<_, String>(4)?);
        Ok(Face { id: row.get(0)?, badge: Some(badge), amount: amount(row)? })
    })?);
    Ok(found)
}
