//! What was sold by the hour and is invoiced by time and material: its price and item are those of the hours of the projects.

use super::billing::is_work;
use super::{HandoverConfirmRequest, Work};
use crate::catalogue::unit;
use crate::handover::block::{HandoverBillingKind, HandoverBlock, HandoverDeliveryKind};
use crate::handover::store::{self, sold};
use crate::kernel::currency::iso_decimals;
use crate::kernel::decimal::round_half_away;
use crate::kernel::error::{FieldError, Result};
use crate::kernel::money;
use crate::store::word;
use crate::time::rate;
use rust_decimal::Decimal;

/// More decimals of a price than of an amount, where a discount leaves a price that has no end.
const PRICE_DECIMALS: u32 = 2;

/// Gives the projects of the deal the prices of its hours, whichever of delivery and billing is handed over last.
pub(super) fn price(work: &mut Work<'_>, request: &HandoverConfirmRequest) -> Result<()> {
    if !is_by_hours(work, request) || (request.billing.is_none() && request.delivery.is_none()) {
        return Ok(());
    }
    let (hours, delivered) = (sold_hours(work)?, work.proposal.delivered(work.tx)?);
    let projects = store::projects(work.tx, &work.proposal.deal.id)?;
    if hours.is_empty() && !projects.is_empty() {
        work.warnings.push(FieldError::new("billing.kind", "warning.hours_without_price"));
    }
    let deal = &work.proposal.deal;
    for (project_id, template_id) in &projects {
        // What the template of another project delivers is sold by that one.
        let is_made_elsewhere = |item_id: &String| {
            let of_item = delivered.iter().find(|one| one.item_ids.contains(item_id));
            let maker =
                of_item.map(|one| &one.shown.template_id).filter(|id| template_id.as_ref() != Some(*id));
            maker.is_some_and(|maker| projects.iter().any(|(_, of)| of.as_ref() == Some(maker)))
        };
        let own = hours.iter().filter(|(item_id, _)| !item_id.as_ref().is_some_and(is_made_elsewhere));
        rate::sell(work.tx, project_id, &deal.currency, &own.cloned().collect::<Vec<_>>())?;
    }
    Ok(())
}

fn is_by_hours(work: &Work<'_>, request: &HandoverConfirmRequest) -> bool {
    let kind = word::of(&HandoverBillingKind::TimeAndMaterial);
    match &request.billing {
        Some(typed) => typed.kind == HandoverBillingKind::TimeAndMaterial,
        None => work.proposal.chosen(HandoverBlock::Billing) == Some(kind.as_str()),
    }
}

/// Refuses to invoice by time and material what is delivered without a project: nothing would know what its hours were sold for.
pub(super) fn need_project(work: &mut Work<'_>, request: &HandoverConfirmRequest) -> Result<()> {
    let is_delivered = match &request.delivery {
        Some(typed) => !matches!(typed.kind, HandoverDeliveryKind::Project),
        None => work.proposal.is_done(HandoverBlock::Delivery),
    };
    let names = request.billing.is_some() || request.delivery.is_some();
    if names
        && is_delivered
        && is_by_hours(work, request)
        && store::projects(work.tx, &work.proposal.deal.id)?.is_empty()
    {
        let path = if request.billing.is_some() { "billing.kind" } else { "delivery.kind" };
        work.errors.add(FieldError::new(path, "error.hours_need_project"));
    }
    Ok(())
}

/// The price of an hour as each item, and without one. Nobody knows which holds where one was sold at several prices: then none does.
fn sold_hours(work: &Work<'_>) -> Result<Vec<(Option<String>, Decimal)>> {
    let deal = &work.proposal.deal;
    let mut hours: Vec<(Option<String>, Vec<Decimal>)> = Vec::new();
    for line in sold::units(work.tx, &deal.id, &deal.currency)? {
        let is_hour = unit::is_hour(&line.unit)
            && match &line.item_id {
                Some(id) => is_work(work.tx, id)?,
                None => true,
            };
        let Some(price) = accepted(&line, &deal.currency).filter(|_| is_hour) else { continue };
        match hours.iter_mut().find(|(item_id, _)| *item_id == line.item_id) {
            Some((_, prices)) => prices.push(price),
            None => hours.push((line.item_id, vec![price])),
        }
    }
    let one = |(item_id, prices): (Option<String>, Vec<Decimal>)| {
        prices.iter().all(|price| *price == prices[0]).then(|| (item_id, prices[0]))
    };
    Ok(hours.into_iter().filter_map(one).collect())
}

/// What the customer accepted for one, without tax: the price that was written, unless a discount or a tax in it makes it another.
fn accepted(line: &sold::Unit, currency: &str) -> Option<Decimal> {
    let (written, quantity): (Decimal, Decimal) = (line.price.parse().ok()?, line.quantity.parse().ok()?);
    let net = money::decimal(line.net_minor, currency);
    let decimals = iso_decimals(currency).unwrap_or(2);
    if written.checked_mul(quantity).map(|worth| round_half_away(worth, decimals)) == Some(net) {
        return Some(written);
    }
    let each = net.checked_div(quantity).filter(|each| !each.is_sign_negative())?;
    Some(round_half_away(each, decimals + PRICE_DECIMALS))
}
