//! What single lines of a sale and the milestones of a template bring to a handover.

use super::block::{HandoverEntitlement, HandoverPart, HandoverWhen};
use super::store::sold;
use crate::billing::recurring::RecurringUnit;
use crate::catalogue::item::{self, ItemKind};
use crate::kernel::decimal::canonical;
use crate::kernel::error::Result;
use crate::projects::template::{PlacedMilestone, Plan};
use crate::store::tx::Read;
use crate::support::offer::Offer;
use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

/// What a line is sold as, where that is a subscription.
pub(super) fn subscription(read: &Read<'_>, line: &sold::Line) -> Result<Option<item::SoldAs>> {
    let sold = line.item_id.as_deref().map_or(Ok(None), |id| item::sold_as(read, id))?;
    Ok(sold.filter(|sold| sold.kind == ItemKind::Subscription))
}

/// The period that the unit of an item names, in the languages that papers are written in.
pub(super) fn period(unit: &str) -> Option<RecurringUnit> {
    const WORDS: [(RecurringUnit, &[&str]); 4] = [
        (RecurringUnit::Week, &["week", "weeks", "wk", "semaine", "أسبوع", "सप्ताह"]),
        (RecurringUnit::Month, &["month", "months", "mon", "mois", "شهر", "माह", "महीना"]),
        (RecurringUnit::Quarter, &["quarter", "quarters", "qtr", "trimestre", "ربع سنة", "तिमाही"]),
        (RecurringUnit::Year, &["year", "years", "yr", "an", "année", "سنة", "वर्ष", "साल"]),
    ];
    let unit = unit.trim().to_lowercase();
    WORDS.iter().find(|(_, words)| words.contains(&unit.as_str())).map(|(period, _)| *period)
}

/// The parts that the milestones of a template bring, after what they leave to be invoiced on order; `None` when they bring none. The
/// name of that first part is in the language of whoever confirms, and so left to them.
pub(super) fn parts(placed: &Plan) -> Option<Vec<HandoverPart>> {
    let share = |one: &PlacedMilestone| one.percent.parse::<Decimal>().ok();
    let planned: Vec<&PlacedMilestone> =
        placed.milestones.iter().filter(|one| share(one).is_some()).collect();
    let on_order = Decimal::ONE_HUNDRED - planned.iter().filter_map(|one| share(one)).sum::<Decimal>();
    let order = HandoverPart { name: String::new(), percent: canonical(on_order), when: HandoverWhen::Now };
    let reached = planned.iter().map(|one| HandoverPart {
        name: one.name.clone(),
        percent: one.percent.clone(),
        when: HandoverWhen::Template { template_milestone_id: one.template_milestone_id.clone() },
    });
    let order = Some(order).filter(|_| on_order > Decimal::ZERO);
    (!planned.is_empty()).then(|| order.into_iter().chain(reached).collect())
}

/// What one sold line brings: as much as its item, as often as it was sold.
pub(super) fn entitlement(line: &sold::Line, offer: &Offer) -> HandoverEntitlement {
    let times: Decimal = line.quantity.parse().unwrap_or(Decimal::ONE);
    let amount = offer.amount.as_ref().map(|amount| match amount.parse::<Decimal>() {
        Ok(one) if times.fract().is_zero() => one.checked_mul(times).map_or(amount.clone(), canonical),
        _ => amount.clone(),
    });
    HandoverEntitlement {
        name: line.description.clone(),
        unit: offer.unit,
        amount,
        period: offer.period,
        rollover: Some(offer.rollover),
        policy_id: offer.policy_id.clone(),
        overage_price: None,
    }
}

/// The day so many days later, or earlier; the day itself past the end of the calendar.
pub(super) fn days_on(day: NaiveDate, days: i64) -> NaiveDate {
    let count = Days::new(days.unsigned_abs());
    let moved = if days < 0 { day.checked_sub_days(count) } else { day.checked_add_days(count) };
    moved.unwrap_or(day)
}
