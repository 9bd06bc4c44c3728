//! Seller and buyer of a document, read through the views of the capabilities they belong to.

use crate::billing::draft::DraftKind;
use crate::catalogue::tax_rate;
use crate::kernel::error::Result;
use crate::kernel::ids;
use crate::settings::branch::{self, TaxStanding, ZeroRating};
use crate::store::page::Where;
use crate::store::tx::Read;
use crate::store::word;
use rusqlite::{OptionalExtension as _, Row};

/// The branch that sells, as its documents need it.
#[derive(Debug, Clone)]
pub(in crate::billing) struct BranchFacts {
    pub(in crate::billing) id: String,
    pub(in crate::billing) legal_name: String,
    pub(in crate::billing) street: String,
    pub(in crate::billing) city: String,
    pub(in crate::billing) postal_code: String,
    pub(in crate::billing) region: String,
    pub(in crate::billing) country: String,
    pub(in crate::billing) currency: String,
    pub(in crate::billing) tax_scheme: String,
    pub(in crate::billing) tax_number: String,
    pub(in crate::billing) legal_id: String,
    pub(in crate::billing) legal_note: String,
    pub(in crate::billing) phone: String,
    pub(in crate::billing) email: String,
    pub(in crate::billing) bank_account_name: String,
    pub(in crate::billing) bank_account: String,
    pub(in crate::billing) bank_name: String,
    pub(in crate::billing) bank_code: String,
    pub(in crate::billing) upi_id: String,
    pub(in crate::billing) estimate_terms: String,
    pub(in crate::billing) invoice_terms: String,
    pub(in crate::billing) tax_rounding: String,
    pub(in crate::billing) round_to: String,
    pub(in crate::billing) logo_hash: String,
    pub(in crate::billing) signature_hash: String,
    pub(in crate::billing) tax_standing: TaxStanding,
    pub(in crate::billing) zero_rating: ZeroRating,
    /// The last day of the latest tax return that was filed; empty while none was.
    pub(in crate::billing) filed_until: String,
}

/// An address as printed.
#[derive(Debug, Clone, Default)]
pub(in crate::billing) struct AddressFacts {
    pub(in crate::billing) street: String,
    pub(in crate::billing) city: String,
    pub(in crate::billing) postal_code: String,
    pub(in crate::billing) region: String,
    pub(in crate::billing) country: String,
}

/// The customer who buys, as documents need it.
#[derive(Debug, Clone)]
pub(in crate::billing) struct CustomerFacts {
    pub(in crate::billing) id: String,
    pub(in crate::billing) name: String,
    /// False: a person.
    pub(in crate::billing) is_organisation: bool,
    pub(in crate::billing) currency: String,
    pub(in crate::billing) language: String,
    pub(in crate::billing) tax_treatment: String,
    pub(in crate::billing) payment_term: serde_json::Value,
    pub(in crate::billing) tax_ids: Vec<(String, String)>,
    pub(in crate::billing) billing: AddressFacts,
    pub(in crate::billing) delivery: Option<AddressFacts>,
}

impl BranchFacts {
    /// Whether it is registered for the tax of its scheme and can prove it on paper.
    pub(in crate::billing) fn is_registered(&self) -> bool {
        branch::is_registered(self.tax_standing, &self.tax_scheme, &self.tax_number)
    }

    /// Whether it charges tax on what it sells to a customer of this treatment, as far as the law taxes it.
    pub(in crate::billing) fn charges(&self, treatment: &str) -> bool {
        self.tax_standing.collects() && !tax_rate::is_untaxed(treatment, self.zero_rating)
    }

    /// India: the seller's state as two digits, from its GSTIN (whose first two digits are the state) or its address.
    pub(in crate::billing) fn state(&self) -> &str {
        let registered = self.tax_number.get(..2).and_then(ids::state);
        registered.or_else(|| ids::state_meant(&self.region)).map_or("", |state| state.code)
    }

    /// Whether the tax return of a day, `YYYY-MM-DD`, was filed.
    pub(in crate::billing) fn has_filed(&self, day: &str) -> bool {
        day <= self.filed_until.as_str()
    }

    /// The terms printed on a kind of document.
    pub(in crate::billing) fn terms(&self, kind: DraftKind) -> &str {
        match kind {
            DraftKind::Estimate => &self.estimate_terms,
            DraftKind::Invoice => &self.invoice_terms,
        }
    }
}

impl CustomerFacts {
    /// Whether what is sold to this customer leaves the country.
    pub(in crate::billing) fn exports(&self) -> bool {
        self.tax_treatment == "export"
    }

    /// The Indian state that the customer's GSTIN is of.
    pub(in crate::billing) fn registered_state(&self) -> Option<&'static ids::State> {
        let gstin = self.tax_ids.iter().find(|(scheme, _)| scheme == "gstin");
        gstin.and_then(|(_, number)| number.get(..2)).and_then(ids::state)
    }

    /// The state of its address, wherever it has one.
    pub(in crate::billing) fn region(&self) -> &str {
        let delivery = self.delivery.as_ref().map(|address| address.region.as_str());
        [delivery.unwrap_or_default(), &self.billing.region]
            .into_iter()
            .find(|region| !region.is_empty())
            .unwrap_or_default()
    }

    /// India: where goods go, `96` for a buyer abroad and for every export (IGST Act s. 10 (1)(a), s. 11); services are supplied
    /// where their recipient is (s. 12 (2)). The GSTIN's state counts when no address says it.
    pub(in crate::billing) fn place_of_supply(&self, branch: &BranchFacts, services: bool) -> String {
        if branch.tax_scheme != "gst_in" {
            return String::new();
        }
        let address = self.delivery.as_ref().filter(|_| !services).unwrap_or(&self.billing);
        let abroad = !address.country.is_empty() && address.country != "IN";
        if abroad || self.exports() {
            return "96".to_owned();
        }
        let stated =
            [&address.region, &self.billing.region].into_iter().find(|region| !region.is_empty()).cloned();
        let by_number = || self.registered_state().map(|state| state.code.to_owned());
        let place = stated.or_else(by_number).unwrap_or_else(|| branch.state().to_owned());
        ids::state_meant(&place).map_or(place, |state| state.code.to_owned())
    }
}

pub(in crate::billing) fn branch(read: &Read<'_>, id: Option<&str>) -> Result<Option<BranchFacts>> {
    let found = read
        .sql()
        .prepare_cached(
            "SELECT id, legal_name, street, city, postal_code, region, country, currency, tax_scheme, tax_number, legal_id, \
                    phone, email, bank_account_name, bank_account, bank_name, bank_code, upi_id, estimate_terms, \
                    invoice_terms, tax_rounding, round_to, logo_hash, signature_hash, tax_standing, legal_note, filed_until, \
                    zero_rating \
             FROM v_settings_branch WHERE (?1 IS NULL OR id = ?1) ORDER BY position LIMIT 1",
        )?
        .query_row([id], read_branch)
        .optional()?;
    Ok(found)
}

fn read_branch(row: &Row<'_>) -> rusqlite::Result<BranchFacts> {
    Ok(BranchFacts {
        id: row.get(0)?,
        legal_name: row.get(1)?,
        street: row.get(2)?,
        city: row.get(3)?,
        postal_code: row.get(4)?,
        region: row.get(5)?,
        country: row.get(6)?,
        currency: row.get(7)?,
        tax_scheme: row.get(8)?,
        tax_number: row.get(9)?,
        legal_id: row.get(10)?,
        phone: row.get(11)?,
        email: row.get(12)?,
        bank_account_name: row.get(13)?,
        bank_account: row.get(14)?,
        bank_name: row.get(15)?,
        bank_code: row.get(16)?,
        upi_id: row.get(17)?,
        estimate_terms: row.get(18)?,
        invoice_terms: row.get(19)?,
        tax_rounding: row.get(20)?,
        round_to: row.get(21)?,
        logo_hash: row.get(22)?,
        signature_hash: row.get(23)?,
        tax_standing: word::read(row, 24)?,
        legal_note: row.get(25)?,
        filed_until: row.get(26)?,
        zero_rating: word::read(row, 27)?,
    })
}

pub(in crate::billing) fn customer(read: &Read<'_>, id: &str) -> Result<Option<CustomerFacts>> {
    let found = read
        .sql()
        .prepare_cached(
            "SELECT id, name, currency, language, tax_treatment, payment_term, kind = 'organisation' FROM v_crm_customer \
             WHERE id = ?1 AND deleted_at IS NULL",
        )?
        .query_row([id], |row| {
            Ok(CustomerFacts {
                id: row.get(0)?,
                name: row.get(1)?,
                currency: row.get(2)?,
                language: row.get(3)?,
                tax_treatment: row.get(4)?,
                payment_term: serde_json::from_str(&row.get::<_, String>(5)?).unwrap_or_default(),
                is_organisation: row.get(6)?,
                tax_ids: Vec::new(),
                billing: AddressFacts::default(),
                delivery: None,
            })
        })
        .optional()?;
    let Some(mut customer) = found else { return Ok(None) };
    let mut statement = read
        .sql()
        .prepare_cached("SELECT scheme, number FROM v_crm_tax_id WHERE customer_id = ?1 ORDER BY id")?;
    customer.tax_ids =
        statement.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    let mut statement = read.sql().prepare_cached(
        "SELECT role, street, city, postal_code, region, country FROM v_crm_address WHERE customer_id = ?1 ORDER BY id DESC",
    )?;
    let mut rows = statement.query([id])?;
    while let Some(row) = rows.next()? {
        // Newest first, so the oldest of each role is the one that stays.
        if row.get::<_, String>(0)? == "billing" {
            customer.billing = address(row)?;
        } else {
            customer.delivery = Some(address(row)?);
        }
    }
    Ok(Some(customer))
}

/// An address from the columns after its role.
fn address(row: &rusqlite::Row<'_>) -> rusqlite::Result<AddressFacts> {
    Ok(AddressFacts {
        street: row.get(1)?,
        city: row.get(2)?,
        postal_code: row.get(3)?,
        region: row.get(4)?,
        country: row.get(5)?,
    })
}

/// Has what is sold delivered to a certain address of the customer; false when it has no such address. What goes to the address for
/// bills needs no second one on the paper.
pub(in crate::billing) fn deliver_to(
    read: &Read<'_>,
    customer: &mut CustomerFacts,
    id: &str,
) -> Result<bool> {
    let found = read
        .sql()
        .prepare_cached(
            "SELECT role, street, city, postal_code, region, country FROM v_crm_address WHERE id = ?1 AND customer_id = ?2",
        )?
        .query_row([id, &customer.id], |row| Ok((row.get::<_, String>(0)?, address(row)?)))
        .optional()?;
    let Some((role, address)) = found else { return Ok(false) };
    if role == "billing" {
        customer.billing = address;
        customer.delivery = None;
    } else {
        customer.delivery = Some(address);
    }
    Ok(true)
}

fn exists(read: &Read<'_>, sql: &str, values: &[&str]) -> Result<bool> {
    let found: Option<i64> = read
        .sql()
        .prepare_cached(sql)?
        .query_row(rusqlite::params_from_iter(values), |row| row.get(0))
        .optional()?;
    Ok(found.is_some())
}

/// Whether a person belongs to a customer.
pub(in crate::billing) fn has_contact(read: &Read<'_>, customer_id: &str, id: &str) -> Result<bool> {
    exists(read, "SELECT 1 FROM v_crm_contact_ever WHERE id = ?1 AND customer_id = ?2", &[id, customer_id])
}

/// The class that lines of a branch with a tax number usually have, and none without one. Whether its tax is charged follows from
/// the standing of the branch, so that the line keeps its class when the branch leaves the composition scheme.
pub(in crate::billing) fn usual_tax_class(
    read: &Read<'_>,
    branch_id: Option<&str>,
) -> Result<Option<String>> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT c.id FROM v_settings_branch b JOIN v_catalogue_tax_class c ON c.scheme = b.tax_scheme \
             WHERE (?1 IS NULL OR b.id = ?1) AND b.tax_number <> '' AND c.key = 'standard' AND NOT c.archived \
             ORDER BY b.position LIMIT 1",
        )?
        .query_row([branch_id], |row| row.get(0))
        .optional()?)
}

/// The tax class of an item under the law of a branch.
pub(in crate::billing) fn class_of_item(
    read: &Read<'_>,
    item_id: &str,
    branch_id: &str,
) -> Result<Option<String>> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT t.tax_class_id FROM v_settings_branch b JOIN v_catalogue_item_tax t ON t.scheme = b.tax_scheme \
             WHERE b.id = ?2 AND t.item_id = ?1",
        )?
        .query_row([item_id, branch_id], |row| row.get(0))
        .optional()?)
}

/// Whether there is such a deal.
pub(in crate::billing) fn has_deal(read: &Read<'_>, id: &str) -> Result<bool> {
    exists(read, "SELECT 1 FROM v_crm_deal WHERE id = ?1", &[id])
}

/// The customer of a deal with its name; none while the deal has only a prospect.
pub(in crate::billing) fn customer_of_deal(read: &Read<'_>, id: &str) -> Result<Option<(String, String)>> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT m.id, m.name FROM v_crm_deal d JOIN v_crm_customer_name m ON m.id = d.customer_id WHERE d.id = ?1",
        )?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// Who works a deal and who looks after a customer, in this order; only who still works in the file.
pub(in crate::billing) fn owners(
    read: &Read<'_>,
    deal_id: Option<&str>,
    customer_id: Option<&str>,
) -> Result<Vec<String>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT u.id FROM (SELECT 1 AS turn, owner_id FROM v_crm_deal WHERE id = ?1 \
           UNION ALL SELECT 2, owner_id FROM v_crm_customer WHERE id = ?2) o \
         JOIN v_settings_user u ON u.id = o.owner_id AND u.active ORDER BY o.turn",
    )?;
    let rows = statement.query_map([deal_id, customer_id], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether the user sees a document of a customer.
pub(in crate::billing) fn is_on_a_paper(read: &Read<'_>, customer_id: &str) -> Result<bool> {
    let mut filter = Where::default();
    filter.add("d.customer_id = ? AND d.deleted_at IS NULL", [customer_id.to_owned().into()]);
    filter.owned_by("r.owner_id", read.visible_owners());
    let sql = format!(
        "SELECT EXISTS (SELECT 1 FROM document d JOIN record r ON r.id = d.id WHERE {})",
        filter.text()
    );
    Ok(read
        .sql()
        .prepare_cached(&sql)?
        .query_row(rusqlite::params_from_iter(filter.values()), |row| row.get(0))?)
}

/// Whether an item is goods; nothing where there is no such item. Archived ones stay on documents.
pub(in crate::billing) fn is_goods(read: &Read<'_>, item_id: &str) -> Result<Option<bool>> {
    Ok(read
        .sql()
        .prepare_cached("SELECT kind = 'product' FROM v_catalogue_item WHERE id = ?1")?
        .query_row([item_id], |row| row.get(0))
        .optional()?)
}

/// The tax scheme and the name of a tax class.
pub(in crate::billing) fn tax_class(read: &Read<'_>, id: &str) -> Result<Option<(String, String)>> {
    Ok(read
        .sql()
        .prepare_cached("SELECT scheme, name FROM v_catalogue_tax_class WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// Whether a billing plan has such a row.
pub(in crate::billing) fn has_billing_row(read: &Read<'_>, id: &str) -> Result<bool> {
    exists(read, "SELECT 1 FROM billing_row WHERE id = ?1", &[id])
}

/// Somebody an e-mail can go to.
pub(in crate::billing) struct Recipient {
    pub(in crate::billing) name: Option<String>,
    pub(in crate::billing) email: String,
}

/// Who gets a customer's papers: the contact for billing, else the customer's own address, else any contact with one.
pub(in crate::billing) fn recipient(
    read: &Read<'_>,
    customer_id: &str,
    document_id: &str,
) -> Result<Option<Recipient>> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT name, email FROM ( \
               SELECT 0 AS turn, c.id, c.name, c.email FROM document d JOIN v_crm_contact c ON c.id = d.contact_id WHERE d.id = ?2 \
               UNION ALL SELECT 1 + (NOT EXISTS (SELECT 1 FROM json_each(roles) WHERE value = 'billing')) * 2, id, name, email \
                 FROM v_crm_contact WHERE customer_id = ?1 \
               UNION ALL SELECT 2, id, NULL, email FROM v_crm_customer WHERE id = ?1) \
             WHERE email <> '' ORDER BY turn, id LIMIT 1",
        )?
        .query_row((customer_id, document_id), |row| Ok(Recipient { name: row.get(0)?, email: row.get(1)? }))
        .optional()?)
}
