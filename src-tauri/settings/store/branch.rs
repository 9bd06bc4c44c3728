//! The SQL of branches.

use crate::kernel::error::Result;
use crate::settings::branch::{self, Branch, TaxStanding};
use crate::settings::country::Country;
use crate::settings::letterhead::LetterheadPicture;
use crate::settings::seller_numbers;
use crate::store::tx::{Read, Tx};
use crate::store::{version, word};
use rusqlite::{Row, params};

pub(in crate::settings) fn insert(
    tx: &Tx<'_>,
    name: &str,
    legal_name: &str,
    country: Country,
    position: i64,
) -> Result<String> {
    let (id, preset) = (tx.new_id(), country.preset());
    tx.sql().execute(
        "INSERT INTO branch (id, name, legal_name, country, currency, time_zone, fiscal_year_start, tax_scheme, \
                             payment_term, tax_rounding, position, invoice_terms) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        params![
            id,
            name,
            legal_name,
            country.code(),
            preset.currency,
            preset.time_zone,
            preset.fiscal_year_start,
            preset.tax_scheme,
            serde_json::json!({ "days": preset.payment_days }).to_string(),
            preset.tax_rounding,
            position,
            preset.invoice_terms
        ],
    )?;
    Ok(id)
}

pub(in crate::settings) fn touch(tx: &Tx<'_>, id: &str, seen: i64) -> Result<()> {
    version::touch(tx, "branch", id, seen)
}

pub(in crate::settings) fn country_of(tx: &Tx<'_>, id: &str) -> Result<String> {
    Ok(tx.sql().query_row("SELECT country FROM branch WHERE id = ?1", [id], |row| row.get(0))?)
}

/// Writes fields whose names were checked against the list of a branch's text fields.
pub(in crate::settings) fn update(tx: &Tx<'_>, id: &str, fields: &[(&str, String)]) -> Result<()> {
    for (column, value) in fields {
        tx.sql().execute(&format!("UPDATE branch SET \"{column}\" = ?2 WHERE id = ?1"), (id, value))?;
    }
    Ok(())
}

pub(in crate::settings) fn set_tax_standing(tx: &Tx<'_>, id: &str, standing: TaxStanding) -> Result<()> {
    tx.sql().execute("UPDATE branch SET tax_standing = ?2 WHERE id = ?1", (id, word::of(&standing)))?;
    Ok(())
}

pub(in crate::settings) fn all(read: &Read<'_>) -> Result<Vec<Branch>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT id, name, legal_name, street, city, postal_code, region, country, currency, time_zone, \
                fiscal_year_start, tax_scheme, tax_number, legal_id, phone, email, website, bank_account_name, \
                bank_account, bank_name, bank_code, upi_id, estimate_terms, invoice_terms, tax_rounding, version, \
                logo_hash, signature_hash, tax_standing, round_to, payment_term, \
                EXISTS (SELECT 1 FROM v_billing_seller s WHERE s.branch_id = b.id), legal_note, filed_until, zero_rating \
         FROM branch b WHERE deleted_at IS NULL ORDER BY position, id",
    )?;
    let rows = statement.query_map([], branch)?;
    let mut rows: Vec<Branch> = rows.collect::<rusqlite::Result<_>>()?;
    rows.iter_mut().for_each(|branch| branch.doubts = seller_numbers::doubts(branch));
    Ok(rows)
}

fn branch(row: &Row<'_>) -> rusqlite::Result<Branch> {
    let tax_standing = word::read(row, 28)?;
    let (tax_scheme, tax_number): (String, String) = (row.get(11)?, row.get(12)?);
    let is_registered = branch::is_registered(tax_standing, &tax_scheme, &tax_number);
    Ok(Branch {
        id: row.get(0)?,
        name: row.get(1)?,
        legal_name: row.get(2)?,
        street: row.get(3)?,
        city: row.get(4)?,
        postal_code: row.get(5)?,
        region: row.get(6)?,
        country: row.get(7)?,
        currency: row.get(8)?,
        time_zone: row.get(9)?,
        fiscal_year_start: row.get(10)?,
        tax_scheme,
        tax_number,
        legal_id: row.get(13)?,
        legal_note: row.get(32)?,
        phone: row.get(14)?,
        email: row.get(15)?,
        website: row.get(16)?,
        bank_account_name: row.get(17)?,
        bank_account: row.get(18)?,
        bank_name: row.get(19)?,
        bank_code: row.get(20)?,
        upi_id: row.get(21)?,
        estimate_terms: row.get(22)?,
        invoice_terms: row.get(23)?,
        tax_rounding: row.get(24)?,
        version: row.get(25)?,
        logo_hash: row.get(26)?,
        signature_hash: row.get(27)?,
        tax_standing,
        lacks_tax_number: tax_standing != TaxStanding::Unregistered && !is_registered,
        round_to: row.get(29)?,
        filed_until: row.get(33)?,
        zero_rating: word::read(row, 34)?,
        payment_term: serde_json::from_str(&row.get::<_, String>(30)?).unwrap_or_default(),
        has_papers: row.get(31)?,
        doubts: Vec::new(),
    })
}

pub(in crate::settings) fn set_picture(
    tx: &Tx<'_>,
    id: &str,
    which: LetterheadPicture,
    hash: &str,
) -> Result<()> {
    let sql = match which {
        LetterheadPicture::Logo => "UPDATE branch SET logo_hash = ?2 WHERE id = ?1",
        LetterheadPicture::Signature => "UPDATE branch SET signature_hash = ?2 WHERE id = ?1",
    };
    tx.sql().execute(sql, (id, hash))?;
    Ok(())
}
