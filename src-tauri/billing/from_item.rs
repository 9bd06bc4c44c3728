//! A line that names an item and no price, as a script writes it: what the catalogue says fills in what was left out, as it does on the
//! screen where the item is chosen.

use super::draft::{DraftInput, LineInput};
use crate::catalogue::pick::{self, ItemHit, ItemPickRequest};
use crate::kernel::error::{Code, Result};
use crate::store::tx::Read;

/// The form of a new document with its lines filled in from the catalogue.
///
/// # Errors
/// A failure of the file.
pub(super) fn filled(read: &Read<'_>, mut form: DraftInput) -> Result<DraftInput> {
    let mut lines = form.lines.take();
    for line in lines.iter_mut().flatten() {
        if let Some(hit) = item(read, &form, line)? {
            fill(line, hit);
        }
    }
    form.lines = lines;
    Ok(form)
}

/// The item of a line without a price; what cannot be asked for is refused where the form is checked.
fn item(read: &Read<'_>, form: &DraftInput, line: &LineInput) -> Result<Option<ItemHit>> {
    let Some(item_id) = line.item_id.clone().filter(|id| !id.is_empty() && line.unit_price.is_none()) else {
        return Ok(None);
    };
    let asked = ItemPickRequest {
        item_id: Some(item_id),
        customer_id: form.customer_id.clone(),
        branch_id: form.branch_id.clone(),
        currency: form.currency.clone(),
        quantity: line.quantity.clone(),
        date: form.date.clone(),
        prices_include_tax: form.prices_include_tax,
        reverse_charge: form.reverse_charge,
        ..ItemPickRequest::default()
    };
    match pick::pick(read, asked) {
        Ok(found) => Ok(found.hits.into_iter().next()),
        Err(error) if matches!(error.code, Code::Invalid | Code::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

fn fill(line: &mut LineInput, hit: ItemHit) {
    let given = |text: String| Some(text).filter(|text| !text.is_empty());
    line.unit_price = hit.price.map(|price| price.unit_price.to_string());
    line.description = line.description.take().or(Some(hit.name));
    line.detail = line.detail.take().or(given(hit.description));
    line.unit = line.unit.take().or(given(hit.unit));
    line.hsn = line.hsn.take().or(given(hit.hsn_sac));
    if line.taxes.is_none() {
        line.tax_class_id = line.tax_class_id.take().or(hit.tax_class_id);
    }
}
