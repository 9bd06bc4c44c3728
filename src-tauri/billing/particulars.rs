//! What the law wants on an invoice and is still missing: a doubt of the form, no wall, since the law makes exceptions we cannot know.
//!
//! Both names and addresses: Directive 2006/112/EC art. 226 (5), CGST Rules r. 46 (a) and (d), UAE Executive Regulation (Cabinet
//! Decision 52 of 2017) art. 59 (1), UK VAT Regulations 1995 reg. 14. A retail sale needs no buyer's address, in India up to a value
//! of 50,000 rupees (r. 46 (e)). The number of a recipient that owes the tax: art. 226 (4), CGST Rules r. 46 (d).
//! Codes of goods and services on Indian invoices to businesses: CGST Rules r. 46 (g), Notification 78/2020-CT.

use super::draft::{Draft, DraftKind, DraftLine};
use super::reverse_charge;
use super::store::party::AddressFacts;
use crate::kernel::error::FieldError;
use rust_decimal::Decimal;

/// From this value on an Indian invoice names the address of a buyer who is not registered (CGST Rules r. 46 (e)), in rupees.
const INDIA_ADDRESS_FROM: i64 = 50_000;

/// What an invoice of `net` in its currency still lacks.
pub(super) fn doubts(draft: &Draft, net: Decimal) -> Vec<FieldError> {
    let asks = matches!(draft.branch.tax_scheme.as_str(), "gst_in" | "vat_ae" | "vat_fr" | "vat_gb");
    if draft.kind != DraftKind::Invoice || !asks {
        return Vec::new();
    }
    let customer =
        |id: &str| FieldError::new("customer_id", id).with("customer", draft.customer.name.clone());
    let seller = is_missing(&draft.branch.street, &draft.branch.city);
    let AddressFacts { street, city, .. } = &draft.customer.billing;
    let buyer = is_missing(street, city) && names_buyer(draft, net);
    let number = reverse_charge::applies(draft) && draft.customer.tax_ids.is_empty();
    let untaxed = charges(draft) && firm(draft).any(is_untaxed);
    let coded = draft.branch.tax_scheme == "gst_in" && draft.customer.is_organisation;
    let uncoded = coded && firm(draft).any(|line| line.hsn.is_empty() && !is_untaxed(line));
    let abroad = !reverse_charge::applies(draft)
        && !draft.customer.exports()
        && draft.customer.is_organisation
        && !matches!(draft.customer.billing.country.as_str(), "" | "MC")
        && draft.customer.billing.country != draft.branch.country
        && firm(draft).any(|line| line.taxes.iter().any(|tax| !tax.rate.is_zero()));
    let lines = |id: &str| FieldError::new("lines", id);
    let missing = [
        untaxed.then(|| lines("warning.lines_untaxed")),
        uncoded.then(|| lines("warning.lines_uncoded")),
        abroad.then(|| customer("warning.abroad_taxed")),
        seller.then(|| FieldError::new("branch_id", "warning.seller_address")),
        buyer.then(|| customer("warning.buyer_address")),
        number.then(|| customer("warning.buyer_tax_number")),
    ];
    missing.into_iter().flatten().collect()
}

fn firm(draft: &Draft) -> impl Iterator<Item = &DraftLine> {
    draft.lines.iter().filter(|line| !line.optional)
}

/// Whether tax is charged on what this seller sells to this customer, unless a line says that it bears none.
fn charges(draft: &Draft) -> bool {
    draft.branch.charges(&draft.customer.tax_treatment)
}

/// Whether nobody said a tax of a line; a class of zero says that it bears none.
fn is_untaxed(line: &DraftLine) -> bool {
    line.tax_class_id.is_none() && line.by_hand.is_empty()
}

fn is_missing(street: &str, city: &str) -> bool {
    street.trim().is_empty() && city.trim().is_empty()
}

fn names_buyer(draft: &Draft, net: Decimal) -> bool {
    let is_large = || {
        let value = net.checked_mul(draft.rate);
        value.is_none_or(|value| value >= Decimal::from(INDIA_ADDRESS_FROM))
    };
    draft.customer.is_organisation || (draft.branch.tax_scheme == "gst_in" && is_large())
}
