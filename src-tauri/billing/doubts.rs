//! What is doubtful about an invoice beside what else is in the file: the credit limit, the plan of its deal, time that is not approved,
//! the exchange rate.

use super::draft::Draft;
use super::invoice;
use super::store::plan::{self as plans, Both, Plan};
use super::store::{balance, draft as drafts, issued};
use crate::kernel::decimal::canonical;
use crate::kernel::error::{FieldError, Result};
use crate::kernel::money::{self, Money};
use crate::store::tx::Read;
use rust_decimal::Decimal;

/// For so many days the rate of a currency passes for that of the day, such as over a weekend.
const RATE_DAYS: i64 = 5;

/// How many times another rate may be the last one before it looks like a slip; currencies do not move so much between two invoices.
const RATE_FAR: Decimal = Decimal::TWO;

/// What is doubtful about an invoice; `recurs`: it is the form of a recurring one.
///
/// # Errors
/// A failure of the file.
pub(super) fn of(read: &Read<'_>, draft: &Draft, recurs: bool) -> Result<Vec<FieldError>> {
    let beside = if recurs { None } else { beside_plan(read, draft)? };
    let found =
        [over_limit(read, draft)?, beside, unapproved(read, draft)?, rate_old(draft), rate_far(read, draft)?];
    Ok(found.into_iter().flatten().collect())
}

/// It would take its customer beyond the credit limit. One in the home currency counts all that is open, one in another what is open in
/// that.
fn over_limit(read: &Read<'_>, draft: &Draft) -> Result<Option<FieldError>> {
    let (customer, home) = (&draft.customer.id, &draft.branch.currency);
    let Some((limit, currency)) = balance::limit(read, customer)? else { return Ok(None) };
    let total = invoice::total_minor(draft)?;
    let after = if currency == *home {
        let total = money::convert(total, &draft.currency, draft.rate, home);
        total.unwrap_or(i64::MAX).saturating_add(balance::open_at_home(read, customer, home)?)
    } else if currency == draft.currency {
        total.saturating_add(balance::open_in(read, customer, &currency)?)
    } else {
        return Ok(None);
    };
    let money = |minor| serde_json::json!(Money::new(minor, &currency));
    Ok((after > limit).then(|| {
        FieldError::new("customer_id", "warning.credit_limit")
            .with("limit", money(limit))
            .with("open", money(after))
    }))
}

/// It bills something of a deal beside what is still to be invoiced there, so that this may be billed twice.
fn beside_plan(read: &Read<'_>, draft: &Draft) -> Result<Option<FieldError>> {
    let Some(deal_id) = &draft.deal_id else { return Ok(None) };
    let mut is_beside = false;
    for line in draft.lines.iter().filter(|line| !line.optional && line.billing_row_id.is_none()) {
        is_beside |= !line.id.as_ref().map_or(Ok(false), |id| drafts::stands_alone(read, id))?;
    }
    if !is_beside {
        return Ok(None);
    }
    let rows = plans::rows(read, Plan::Deal(deal_id))?;
    let same = rows.iter().filter(|row| row.currency == draft.currency);
    let open = same.fold(Both::default(), |sum, row| sum + row.open()).total;
    let money = serde_json::json!(Money::new(open, &draft.currency));
    Ok((open > 0).then(|| FieldError::new("lines", "warning.beside_plan").with("open", money)))
}

/// It bills time whose week was sent back, or is approved no more, since it was drafted.
fn unapproved(read: &Read<'_>, draft: &Draft) -> Result<Option<FieldError>> {
    for id in draft.lines.iter().filter_map(|line| line.id.as_deref()) {
        if drafts::is_unapproved(read, id)? {
            return Ok(Some(FieldError::new("lines", "warning.time_unapproved")));
        }
    }
    Ok(None)
}

/// Its rate is of an earlier day. The law counts that of the day of supply (CGST Rules r. 34; Directive 2006/112/EC art. 91 (2); UAE
/// Federal Decree-Law 8 of 2017, art. 69).
fn rate_old(draft: &Draft) -> Option<FieldError> {
    let day = draft.supply_date.unwrap_or(draft.date);
    let is_old = draft.currency != draft.branch.currency && (day - draft.rate_date).num_days() > RATE_DAYS;
    is_old.then(|| FieldError::new("rate", "warning.rate_old").with("date", draft.rate_date.to_string()))
}

/// Its rate lies far from that of the last invoice, as one does that was turned upside down.
fn rate_far(read: &Read<'_>, draft: &Draft) -> Result<Option<FieldError>> {
    let home = &draft.branch.currency;
    if draft.currency == *home {
        return Ok(None);
    }
    let Some((last, day)) = issued::newest_rate(read, &draft.currency, home)? else { return Ok(None) };
    let times = draft.rate.max(last).checked_div(draft.rate.min(last));
    Ok(times
        .is_none_or(|times| times > RATE_FAR)
        .then(|| FieldError::new("rate", "warning.rate_far").with("last", canonical(last)).with("date", day)))
}
