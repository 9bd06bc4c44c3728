//! Equal parts: a plan that is invoiced in so many parts of the same size, one on each of so many days.

use super::super::super::recurring::{RecurringEnd, RecurringRhythm, RecurringUnit, Rhythm};
use super::super::super::store::milestone as store;
use super::super::super::store::plan::Plan;
use super::{MOST, PERCENT_PLACES, percent_of, standing};
use crate::kernel::decimal::canonical;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::store::record;
use crate::store::tx::Read;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is still to be planned, in so many parts.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct BillingMilestoneEqualPartsRequest {
    /// The deal whose plan it is; a new plan when neither is named.
    #[serde(default)]
    #[ts(optional)]
    pub deal_id: Option<String>,
    /// The estimate whose plan it is.
    #[serde(default)]
    #[ts(optional)]
    pub estimate_id: Option<String>,
    /// How many parts.
    pub parts: u32,
    /// What lies between two of their days.
    pub unit: RecurringUnit,
    /// The day of the first, `YYYY-MM-DD`.
    pub first: String,
}

/// The parts in their order.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct BillingMilestoneEqualPartsResponse {
    /// Together with what is billed they come to a hundred percent.
    pub parts: Vec<BillingEqualPart>,
}

/// One of several equal parts.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct BillingEqualPart {
    /// Which of how many: `1/12`.
    pub name: String,
    /// How many percent of what was sold; the last has what the others leave of a hundred.
    pub percent: String,
    /// Its day.
    pub date: String,
}

/// Parts what is not billed yet of a plan evenly. Nothing is written.
///
/// # Errors
/// `invalid` at `parts` and `first`; `not_found`.
pub fn equal_parts(
    read: &Read<'_>,
    request: BillingMilestoneEqualPartsRequest,
) -> Result<BillingMilestoneEqualPartsResponse> {
    let billed: Vec<store::MilestoneRow> = match (&request.deal_id, &request.estimate_id) {
        (None, None) => Vec::new(),
        (deal_id, estimate_id) => {
            let plan: Plan<'_> = super::super::named(
                read,
                deal_id.as_ref(),
                estimate_id.as_ref(),
                record::require_with_customer,
            )?;
            standing(read, plan)?.0
        }
    };
    let mut errors = FieldErrors::default();
    let most = MOST - billed.len().min(MOST);
    if request.parts < 2 || usize::try_from(request.parts).is_ok_and(|parts| parts > most) {
        errors.add(FieldError::new("parts", "error.between").with("min", 2).with("max", most));
    }
    let days =
        RecurringRhythm { every: 1, unit: request.unit, first: request.first, end: RecurringEnd::Never };
    let rhythm = Rhythm::typed("", &days, &mut errors);
    errors.finish().map_err(|mut error| {
        for field in &mut error.fields {
            field.path = field.path.trim_start_matches('.').to_owned();
        }
        error
    })?;
    let rhythm = rhythm.ok_or_else(|| Error::internal("what has no error is there"))?;
    let whole = Decimal::ONE_HUNDRED - billed.iter().map(percent_of).sum::<Decimal>();
    let count = Decimal::from(request.parts);
    let each = (whole / count).trunc_with_scale(PERCENT_PLACES);
    let parts = (1..=request.parts).map(|no| {
        let day = rhythm.day(no - 1).ok_or_else(|| Error::field("first", "error.date"))?;
        let percent = if no == request.parts { whole - each * (count - Decimal::ONE) } else { each };
        Ok(BillingEqualPart {
            name: format!("{no}/{}", request.parts),
            percent: canonical(percent),
            date: day.to_string(),
        })
    });
    Ok(BillingMilestoneEqualPartsResponse { parts: parts.collect::<Result<_>>()? })
}
