//! How papers and payments look among what a search finds.

use crate::billing::{recurring, status};
use crate::kernel::error::Result;
use crate::kernel::money::Money;
use crate::store::search::{Face, Hit, faces};
use crate::store::tx::Read;
use crate::store::word;

/// State and amount of those hits that are papers or payments.
pub(in crate::billing) fn of_hits(read: &Read<'_>, hits: &[Hit]) -> Result<Vec<Face>> {
    let today = read.today()?;
    let face = |id: String, badge, minor: i64, currency: &str| Face {
        id,
        badge: Some(badge),
        amount: Some(Money::new(minor, currency)),
    };
    let mut found = faces(
        read,
        hits,
        &["invoice", "credit_note"],
        "SELECT id, total_minor, currency, kind, state, due_date FROM invoice_row",
        |row| {
            let (currency, kind, state): (String, String, String) = (row.get(2)?, row.get(3)?, row.get(4)?);
            let badge = status::invoice(&kind, &state, &row.get::<_, String>(5)?, today);
            Ok(face(row.get(0)?, badge, row.get(1)?, &currency))
        },
    )?;
    found.extend(faces(
        read,
        hits,
        &["estimate"],
        "SELECT id, total_minor, currency, state, valid_until FROM estimate_row",
        |row| {
            let (currency, state): (String, String) = (row.get(2)?, row.get(3)?);
            let badge = status::estimate(&state, &row.get::<_, String>(4)?, today);
            Ok(face(row.get(0)?, badge, row.get(1)?, &currency))
        },
    )?);
    found.extend(faces(
        read,
        hits,
        &["payment"],
        "SELECT id, amount_minor, currency, state, free_minor FROM payment_row",
        |row| {
            let (currency, state): (String, String) = (row.get(2)?, row.get(3)?);
            Ok(face(row.get(0)?, status::payment(&state, row.get(4)?), row.get(1)?, &currency))
        },
    )?);
    found.extend(faces(
        read,
        hits,
        &["recurring_invoice"],
        "SELECT id, total_minor, currency, state, is_refused FROM recurring_row",
        |row| {
            let badge = recurring::badge(word::read(row, 3)?, row.get(4)?);
            Ok(face(row.get(0)?, badge, row.get(1)?, &row.get::<_, String>(2)?))
        },
    )?);
    Ok(found)
}
