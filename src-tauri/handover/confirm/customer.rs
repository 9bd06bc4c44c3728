//! Who buys: a known customer with what is new of it, or a new one.

use super::{Work, renamed};
use crate::crm::address::AddressInput;
use crate::crm::customer::{self, CustomerChange, CustomerCreateRequest, CustomerUpdateRequest};
use crate::crm::tax_id::{self, TaxIdCreateRequest};
use crate::handover::block::{HandoverBlock, HandoverCustomer};
use crate::handover::store::sold;
use crate::kernel::error::{Error, Result};
use crate::store::record;

/// The id of the customer of a deal.
pub(super) fn make(work: &mut Work<'_>, typed: &HandoverCustomer) -> Result<String> {
    let Some(id) = typed.customer_id.as_deref() else { return create(work, typed) };
    if id.is_empty() {
        return Err(Error::field("customer_id", "error.required"));
    }
    let tx = work.tx;
    if work.customer_id.as_deref().is_some_and(|stands| stands != id) {
        return Err(Error::field("customer_id", "error.deal_customer_stays"));
    }
    let no_such = || Error::field("customer_id", "error.no_such_customer");
    record::require_readable(tx, "customer", id).map_err(|_| no_such())?;
    let stands = sold::customer(tx, id)?.ok_or_else(no_such)?;
    let mut version = stands.version;
    if let Some(tax_id) = typed.tax_id.clone().filter(|tax_id| !tax_id.number.trim().is_empty()) {
        tx.actor().require("customer.write")?;
        let request = TaxIdCreateRequest {
            customer_id: id.to_owned(),
            version,
            scheme: tax_id.scheme,
            number: tax_id.number,
        };
        let done = tax_id::create(tx, request).map_err(|error| renamed(error, "number", "tax_id.number"))?;
        version = done.version;
        work.warnings.extend(done.warnings);
    }
    let owner_id =
        typed.owner_id.clone().filter(|owner| !owner.is_empty() && stands.owner_id.as_ref() != Some(owner));
    if owner_id.is_some() {
        let set = CustomerChange { owner_id, ..CustomerChange::default() };
        update(work, id, version, set)?;
    }
    Ok(id.to_owned())
}

/// Changes a customer; fields are named as the blocks of a handover name them.
pub(super) fn update(work: &Work<'_>, id: &str, version: i64, set: CustomerChange) -> Result<()> {
    work.tx.actor().require("customer.write")?;
    let request = CustomerUpdateRequest { id: id.to_owned(), version, set };
    customer::update(work.tx, request).map(drop).map_err(super::without_set)
}

fn create(work: &mut Work<'_>, typed: &HandoverCustomer) -> Result<String> {
    if let Some(stands) = &work.customer_id {
        return Ok(stands.clone());
    }
    work.tx.actor().require("customer.write")?;
    let name = typed.name.clone().unwrap_or_default();
    let request = CustomerCreateRequest {
        name: name.clone(),
        phone: typed.phone.clone(),
        email: typed.email.clone(),
        owner_id: typed.owner_id.clone().filter(|owner| !owner.is_empty()),
        addresses: abroad(work, typed).map(|address| vec![address]),
        tax_ids: typed.tax_id.clone().filter(|one| !one.number.trim().is_empty()).map(|one| vec![one]),
        ..CustomerCreateRequest::default()
    };
    let made = customer::create(work.tx, request)
        .map_err(|error| renamed(error, "tax_ids[0].number", "tax_id.number"))
        .map_err(|error| renamed(error, "addresses[0].country", "country"))?;
    work.warnings.extend(made.warnings);
    work.made(HandoverBlock::Customer, "customer", made.id.clone(), String::new(), &name);
    Ok(made.id)
}

/// Where a new customer is who is not where the seller is: that counts even while nothing else is known of the place.
fn abroad(work: &Work<'_>, typed: &HandoverCustomer) -> Option<AddressInput> {
    let country = typed.country.clone().filter(|country| !country.trim().is_empty())?;
    (country != work.proposal.deal.branch_country)
        .then(|| AddressInput { country: Some(country), ..AddressInput::default() })
}
