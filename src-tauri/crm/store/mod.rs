//! The SQL of customers, contacts, addresses and tax ids; leads, deals, pipelines and activities have files of their own.

pub(super) mod activity;
pub(super) mod candidate;
pub(super) mod currency;
pub(super) mod deal;
mod deal_list;
pub(super) mod faces;
pub(super) mod lead;
pub(super) mod next_action;
pub(super) mod pipeline;

use super::address::{Address, AddressRole};
use super::contact::Contact;
use super::customer::{Customer, CustomerFilter, CustomerKind, CustomerRow, TaxTreatment};
use super::tax_id::{TaxId, TaxIdInput, TaxIdKind};
use crate::kernel::error::{Error, Result};
use crate::kernel::money;
use crate::store::page::{self, List, ListRequest, Page, Where};
use crate::store::tx::{Read, Tx};
use crate::store::{search, word};
use rusqlite::types::Value as SqlValue;
use rusqlite::{OptionalExtension as _, Row, params};

const LIST: List = List {
    base: "customer_row w",
    joins: "",
    columns: "w.id, w.code, w.name, w.kind, w.place, w.contact, w.phone, w.owner_id, \
              (SELECT u.name FROM v_settings_user u WHERE u.id = w.owner_id), \
              (SELECT r.version FROM record r WHERE r.id = w.id)",
    id: "w.id",
    sorts: &[
        ("name", "w.name_key"),
        ("place", "w.place_key"),
        ("code", "w.code"),
        ("created", "w.created_ms"),
    ],
};

/// What the company's country decides about a new customer.
pub(super) struct Home {
    pub(super) country: String,
    pub(super) currency: String,
    pub(super) language: String,
    pub(super) payment_term: serde_json::Value,
}

/// The fields of a customer that are written; `None` leaves a column as it is.
#[derive(Debug, Default)]
pub(super) struct CustomerFields {
    pub(super) name: Option<String>,
    pub(super) kind: Option<CustomerKind>,
    pub(super) tax_treatment: Option<TaxTreatment>,
    pub(super) currency: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) email: Option<String>,
    pub(super) website: Option<String>,
    pub(super) language: Option<String>,
    pub(super) payment_term: Option<String>,
    pub(super) credit_limit_minor: Option<Option<i64>>,
    pub(super) source: Option<String>,
    pub(super) notes: Option<String>,
}

/// Rows that belong to a customer and are not records of their own.
#[derive(Debug, Clone, Copy)]
pub(super) enum Child {
    Address,
    TaxId,
}

fn filter(read: &Read<'_>, request: &ListRequest<CustomerFilter>) -> Result<Where> {
    let mut filter = Where::default();
    if let Some(chosen) = &request.filter {
        if let Some(kind) = chosen.kind {
            filter.add("w.kind = ?", [SqlValue::Text(word::of(&kind))]);
        }
        if let Some(owner) = &chosen.owner_id {
            filter.add("w.owner_id = ?", [SqlValue::Text(owner.clone())]);
        }
    }
    filter.owned_by("w.owner_id", read.visible_owners());
    search::restrict(read, &mut filter, "w.id", &["customer"], request.search.as_deref())?;
    Ok(filter)
}

pub(super) fn list(read: &Read<'_>, request: &ListRequest<CustomerFilter>) -> Result<Page<CustomerRow>> {
    page::page(read.sql(), LIST, request, filter(read, request)?, |row| {
        Ok(CustomerRow {
            id: row.get(0)?,
            code: row.get(1)?,
            name: row.get(2)?,
            kind: word::read(row, 3)?,
            place: row.get(4)?,
            contact: row.get(5)?,
            phone: row.get(6)?,
            owner_id: row.get(7)?,
            owner: row.get::<_, Option<String>>(8)?.unwrap_or_default(),
            version: row.get(9)?,
        })
    })
}

pub(super) fn count(read: &Read<'_>, request: &ListRequest<CustomerFilter>) -> Result<i64> {
    let filter = filter(read, request)?;
    let sql = format!("SELECT count(*) FROM customer_row w WHERE {}", filter.text());
    let count = read
        .sql()
        .prepare_cached(&sql)?
        .query_row(rusqlite::params_from_iter(filter.values()), |row| row.get(0))?;
    Ok(count)
}

pub(super) fn home(read: &Read<'_>) -> Result<Home> {
    let home = read
        .sql()
        .prepare_cached(
            "SELECT c.country, c.home_currency, c.language, \
                    (SELECT payment_term FROM v_settings_branch ORDER BY position LIMIT 1) FROM v_settings_company c",
        )?
        .query_row([], |row| {
            Ok(Home {
                country: row.get(0)?,
                currency: row.get(1)?,
                language: row.get(2)?,
                payment_term: serde_json::from_str(&row.get::<_, String>(3)?).unwrap_or_default(),
            })
        })?;
    Ok(home)
}

/// The time zone of the first branch, in which days begin and end.
pub(super) fn zone(read: &Read<'_>) -> Result<crate::kernel::zone::Zone> {
    let name: Option<String> = read
        .sql()
        .prepare_cached("SELECT time_zone FROM v_settings_branch ORDER BY position LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(name.and_then(|name| name.parse().ok()).unwrap_or(crate::kernel::zone::Zone::UTC))
}

pub(super) fn currency_of(read: &Read<'_>, id: &str) -> Result<String> {
    Ok(read.sql().query_row("SELECT currency FROM customer WHERE id = ?1", [id], |row| row.get(0))?)
}

#[allow(clippy::too_many_arguments)] // One argument per required column; a struct would only repeat the request.
pub(super) fn insert(
    tx: &Tx<'_>,
    id: &str,
    code: &str,
    kind: CustomerKind,
    name: &str,
    treatment: TaxTreatment,
    currency: &str,
    fields: &CustomerFields,
) -> Result<()> {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    tx.sql()
        .prepare_cached(
            "INSERT INTO customer (id, code, kind, name, tax_treatment, currency, phone, email, website, language, \
                                   payment_term, credit_limit_minor, source, notes) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        )?
        .execute(params![
            id,
            code,
            word::of(&kind),
            name,
            word::of(&treatment),
            currency,
            text(&fields.phone),
            text(&fields.email),
            text(&fields.website),
            text(&fields.language),
            text(&fields.payment_term),
            fields.credit_limit_minor.flatten(),
            text(&fields.source),
            text(&fields.notes)
        ])?;
    Ok(())
}

pub(super) fn update(tx: &Tx<'_>, id: &str, fields: &CustomerFields) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "UPDATE customer SET name = coalesce(?2, name), kind = coalesce(?3, kind), \
                tax_treatment = coalesce(?4, tax_treatment), currency = coalesce(?5, currency), phone = coalesce(?6, phone), \
                email = coalesce(?7, email), website = coalesce(?8, website), language = coalesce(?9, language), \
                payment_term = coalesce(?10, payment_term), source = coalesce(?11, source), notes = coalesce(?12, notes), \
                credit_limit_minor = iif(?13, ?14, credit_limit_minor) WHERE id = ?1",
        )?
        .execute(params![
            id,
            fields.name,
            fields.kind.as_ref().map(word::of),
            fields.tax_treatment.as_ref().map(word::of),
            fields.currency,
            fields.phone,
            fields.email,
            fields.website,
            fields.language,
            fields.payment_term,
            fields.source,
            fields.notes,
            fields.credit_limit_minor.is_some(),
            fields.credit_limit_minor.flatten()
        ])?;
    Ok(())
}

/// Gives a customer a price list or takes it away; `None` leaves it as it is.
pub(super) fn set_price_list(tx: &Tx<'_>, id: &str, price_list: &Option<Option<String>>) -> Result<()> {
    if let Some(price_list_id) = price_list {
        tx.sql().execute("UPDATE customer SET price_list_id = ?2 WHERE id = ?1", (id, price_list_id))?;
    }
    Ok(())
}

pub(super) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql().execute("UPDATE customer SET deleted_at = ?2 WHERE id = ?1", (id, tx.now_ms()))?;
    Ok(())
}

/// Whether records other than its own people point at a customer.
pub(super) fn is_in_use(tx: &Tx<'_>, id: &str) -> Result<bool> {
    let used = tx.sql().query_row(
        "SELECT EXISTS (SELECT 1 FROM record WHERE customer_id = ?1 AND kind NOT IN ('contact', 'activity') \
                        AND deleted_at IS NULL)",
        [id],
        |row| row.get(0),
    )?;
    Ok(used)
}

pub(super) fn get(read: &Read<'_>, id: &str) -> Result<Customer> {
    let mut customer = read
        .sql()
        .prepare_cached(
            "SELECT c.id, c.code, r.version, c.kind, c.name, c.phone, c.email, c.website, c.tax_treatment, c.currency, \
                    c.language, c.payment_term, c.credit_limit_minor, c.source, c.notes, r.owner_id, \
                    coalesce(u.name, ''), r.created_ms, c.price_list_id \
             FROM customer c JOIN record r ON r.id = c.id LEFT JOIN v_settings_user u ON u.id = r.owner_id WHERE c.id = ?1",
        )?
        .query_row([id], |row| {
            let currency: String = row.get(9)?;
            let limit: Option<i64> = row.get(12)?;
            Ok(Customer {
                id: row.get(0)?,
                code: row.get(1)?,
                version: row.get(2)?,
                kind: word::read(row, 3)?,
                name: row.get(4)?,
                phone: row.get(5)?,
                email: row.get(6)?,
                website: row.get(7)?,
                tax_treatment: word::read(row, 8)?,
                credit_limit: limit.map(|minor| money::text(minor, &currency)),
                currency,
                language: row.get(10)?,
                payment_term: serde_json::from_str(&row.get::<_, String>(11)?).unwrap_or_default(),
                source: row.get(13)?,
                notes: row.get(14)?,
                owner_id: row.get(15)?,
                owner: row.get(16)?,
                created_ms: row.get(17)?,
                price_list_id: row.get(18)?,
                tax_ids: Vec::new(),
                addresses: Vec::new(),
                contacts: Vec::new(),
            })
        })?;
    customer.tax_ids = tax_ids(read, id)?;
    customer.addresses = addresses(read, id)?;
    customer.contacts = contacts(read, id)?;
    Ok(customer)
}

pub(super) fn insert_tax_id(tx: &Tx<'_>, customer_id: &str, tax_id: &TaxIdInput) -> Result<String> {
    let id = tx.new_id();
    tx.sql()
        .prepare_cached(
            "INSERT INTO customer_tax_id (id, customer_id, scheme, number) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute((&id, customer_id, word::of(&tax_id.scheme), &tax_id.number))?;
    Ok(id)
}

fn tax_ids(read: &Read<'_>, customer_id: &str) -> Result<Vec<TaxId>> {
    let mut statement = read
        .sql()
        .prepare_cached("SELECT id, scheme, number FROM v_crm_tax_id WHERE customer_id = ?1 ORDER BY id")?;
    let home = home(read)?.country;
    let rows = statement.query_map([customer_id], |row| {
        let (scheme, number): (TaxIdKind, String) = (word::read(row, 1)?, row.get(2)?);
        let (_, valid) = scheme.check(&number, &home);
        Ok(TaxId { id: row.get(0)?, scheme, number, valid })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Moves the addresses of one country to another, but those whose region `stays`.
pub(super) fn move_addresses(tx: &Tx<'_>, from: &str, to: &str, stays: impl Fn(&str) -> bool) -> Result<()> {
    let mut statement = tx
        .sql()
        .prepare("SELECT id, region FROM address WHERE country = ?1 AND deleted_at IS NULL ORDER BY id")?;
    let rows = statement.query_map([from], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    let all: Vec<(String, String)> = rows.collect::<rusqlite::Result<_>>()?;
    for (id, _) in all.iter().filter(|(_, region)| !stays(region)) {
        tx.sql().execute("UPDATE address SET country = ?2 WHERE id = ?1", (id, to))?;
    }
    Ok(())
}

pub(super) fn insert_address(tx: &Tx<'_>, customer_id: &str, address: &Address) -> Result<String> {
    let id = tx.new_id();
    tx.sql()
        .prepare_cached(
            "INSERT INTO address (id, customer_id, role, label, street, city, postal_code, region, country) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            id,
            customer_id,
            word::of(&address.role),
            address.label,
            address.street,
            address.city,
            address.postal_code,
            address.region,
            address.country
        ])?;
    Ok(id)
}

pub(super) fn update_address(tx: &Tx<'_>, address: &Address) -> Result<()> {
    tx.sql().execute(
        "UPDATE address SET role = ?2, label = ?3, street = ?4, city = ?5, postal_code = ?6, region = ?7, country = ?8 \
         WHERE id = ?1",
        params![
            address.id,
            word::of(&address.role),
            address.label,
            address.street,
            address.city,
            address.postal_code,
            address.region,
            address.country
        ],
    )?;
    Ok(())
}

pub(super) fn addresses(read: &Read<'_>, customer_id: &str) -> Result<Vec<Address>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT id, role, label, street, city, postal_code, region, country FROM v_crm_address \
         WHERE customer_id = ?1 ORDER BY role, id",
    )?;
    let rows = statement.query_map([customer_id], |row| {
        Ok(Address {
            id: row.get(0)?,
            role: word::read::<AddressRole>(row, 1)?,
            label: row.get(2)?,
            street: row.get(3)?,
            city: row.get(4)?,
            postal_code: row.get(5)?,
            region: row.get(6)?,
            country: row.get(7)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn delete_child(tx: &Tx<'_>, child: Child, customer_id: &str, id: &str) -> Result<()> {
    let (table, kind) = match child {
        Child::Address => ("address", "address"),
        Child::TaxId => ("customer_tax_id", "tax_id"),
    };
    let sql = format!(
        "UPDATE {table} SET deleted_at = ?3 WHERE id = ?1 AND customer_id = ?2 AND deleted_at IS NULL"
    );
    match tx.sql().execute(&sql, (id, customer_id, tx.now_ms()))? {
        0 => Err(Error::not_found(kind)),
        _ => Ok(()),
    }
}

const CONTACT: &str = "SELECT c.id, r.version, c.name, c.job, c.roles, c.phone, c.email, c.notes \
                       FROM contact c JOIN record r ON r.id = c.id WHERE c.deleted_at IS NULL";

fn read_contact(row: &Row<'_>) -> rusqlite::Result<Contact> {
    Ok(Contact {
        id: row.get(0)?,
        version: row.get(1)?,
        name: row.get(2)?,
        job: row.get(3)?,
        roles: serde_json::from_str(&row.get::<_, String>(4)?).unwrap_or_default(),
        phone: row.get(5)?,
        email: row.get(6)?,
        notes: row.get(7)?,
    })
}

pub(super) fn contact(read: &Read<'_>, id: &str) -> Result<Option<Contact>> {
    let found = read
        .sql()
        .prepare_cached(&format!("{CONTACT} AND c.id = ?1"))?
        .query_row([id], read_contact)
        .optional()?;
    Ok(found)
}

fn contacts(read: &Read<'_>, customer_id: &str) -> Result<Vec<Contact>> {
    let mut statement =
        read.sql().prepare_cached(&format!("{CONTACT} AND c.customer_id = ?1 ORDER BY c.id"))?;
    let rows = statement.query_map([customer_id], read_contact)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn insert_contact(tx: &Tx<'_>, id: &str, customer_id: &str, contact: &Contact) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "INSERT INTO contact (id, customer_id, name, job, roles, phone, email, notes) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            id,
            customer_id,
            contact.name,
            contact.job,
            word::json(&contact.roles),
            contact.phone,
            contact.email,
            contact.notes
        ])?;
    Ok(())
}

pub(super) fn update_contact(tx: &Tx<'_>, contact: &Contact) -> Result<()> {
    tx.sql().execute(
        "UPDATE contact SET name = ?2, job = ?3, roles = ?4, phone = ?5, email = ?6, notes = ?7 WHERE id = ?1",
        params![
            contact.id,
            contact.name,
            contact.job,
            word::json(&contact.roles),
            contact.phone,
            contact.email,
            contact.notes
        ],
    )?;
    Ok(())
}

pub(super) fn delete_contact(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql().execute("UPDATE contact SET deleted_at = ?2 WHERE id = ?1", (id, tx.now_ms()))?;
    Ok(())
}

/// The people of a customer, deleted ones too: whoever has the customer has them when they come back.
pub(super) fn contact_ids(read: &Read<'_>, customer_id: &str) -> Result<Vec<String>> {
    let mut statement = read.sql().prepare_cached("SELECT id FROM contact WHERE customer_id = ?1")?;
    let rows = statement.query_map([customer_id], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
