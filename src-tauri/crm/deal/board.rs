//! Open deals side by side: the board by stage, the forecast by month.
//!
//! Every weighted amount is the deal's own, exact and rounded once, so columns, months and totals add up to the same sum.

use super::DealRow;
use crate::crm::pipeline::Stage;
use crate::crm::store::deal as store;
use crate::crm::store::pipeline as pipelines;
use crate::kernel::error::{Error, Result};
use crate::kernel::money::Money;
use crate::store::tx::Read;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which board, or which column of it.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct DealBoardRequest {
    /// The pipeline; the first one when absent.
    pub pipeline_id: Option<String>,
    /// Only deals of this owner.
    pub owner_id: Option<String>,
    /// Words that the deals must contain.
    pub search: Option<String>,
    /// True: only deals past the limit of their stage.
    pub ageing: Option<bool>,
    /// Only deals expected to close in this month, `YYYY-MM`.
    pub month: Option<String>,
    /// Only this column.
    pub stage_id: Option<String>,
    /// The `next` of the column before, with `stage_id`.
    pub after: Option<String>,
}

/// The board of a pipeline.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct DealBoard {
    /// The pipeline.
    pub pipeline_id: String,
    /// Its stages with their deals.
    pub columns: Vec<DealColumn>,
    /// How many open deals.
    pub count: i64,
    /// Their amounts, one per currency, the home currency first.
    pub sums: Vec<Money>,
    /// Their amounts × probability.
    pub weighted: Vec<Money>,
}

/// A stage with its deals.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct DealColumn {
    /// The stage.
    pub stage: Stage,
    /// How many deals stand here.
    pub count: i64,
    /// How many of them are past its limit.
    pub ageing: i64,
    /// Their amounts, one per currency, the home currency first.
    pub sums: Vec<Money>,
    /// Their amounts × probability.
    pub weighted: Vec<Money>,
    /// The deals that have stood here longest, at most fifty.
    pub cards: Vec<DealRow>,
    /// What to send as `after` for more; null when these are all.
    pub next: Option<String>,
}

/// Nothing to say in the request.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DealStagesRequest {}

/// What stands in each stage of every pipeline.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct DealStages {
    /// The pipelines in their order.
    pub pipelines: Vec<PipelineSums>,
    /// How many open deals in all of them.
    pub count: i64,
    /// Their amounts, one per currency, the home currency first.
    pub sums: Vec<Money>,
    /// Their amounts × probability.
    pub weighted: Vec<Money>,
}

/// The open deals of a pipeline.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PipelineSums {
    /// The pipeline.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many open deals.
    pub count: i64,
    /// Their amounts, one per currency, the home currency first.
    pub sums: Vec<Money>,
    /// Their amounts × probability.
    pub weighted: Vec<Money>,
    /// Its stages in their order.
    pub stages: Vec<StageSums>,
}

/// The open deals of a stage.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct StageSums {
    /// The stage.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Chance of winning in percent, as decimal text.
    pub probability: String,
    /// How many open deals.
    pub count: i64,
    /// How many of them are past the limit of the stage.
    pub ageing: i64,
    /// Their amounts, one per currency, the home currency first.
    pub sums: Vec<Money>,
    /// Length of its bar: thousandths of the pipeline's amount; of its number of deals when it has several currencies, which
    /// are never added, or no amounts.
    pub permille: i64,
}

/// Which forecast.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct DealForecastRequest {
    /// Only this pipeline.
    pub pipeline_id: Option<String>,
    /// Only deals of this owner.
    pub owner_id: Option<String>,
}

/// Open deals by the month in which they are expected to close.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct DealForecast {
    /// The months in their order; deals without an expected close come last.
    pub rows: Vec<ForecastMonth>,
    /// All of them together.
    pub total: ForecastMonth,
    /// The same by currency, for bars; unlike currencies are never added.
    pub currencies: Vec<ForecastCurrency>,
}

/// The forecast in one currency.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ForecastCurrency {
    /// ISO 4217 code.
    pub currency: String,
    /// Σ amount × probability over all months.
    pub weighted: Money,
    /// The amounts in committed stages over all months.
    pub committed: Money,
    /// Its months in their order; only those with deals in this currency.
    pub months: Vec<ForecastBar>,
}

/// One month of the forecast in one currency.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ForecastBar {
    /// `YYYY-MM`; null for deals without an expected close.
    pub month: Option<String>,
    /// The amounts.
    pub amount: Money,
    /// The amounts × probability.
    pub weighted: Money,
    /// The amounts in committed stages.
    pub committed: Money,
    /// Length of the weighted bar: thousandths of the largest figure of the currency.
    pub weighted_permille: i64,
    /// Length of the committed bar, on the same scale.
    pub committed_permille: i64,
}

/// A month of the forecast.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ForecastMonth {
    /// `YYYY-MM`; null for deals without an expected close, and for the total.
    pub month: Option<String>,
    /// How many deals.
    pub count: i64,
    /// Their amounts, one per currency, the home currency first.
    pub sums: Vec<Money>,
    /// Their amounts × probability.
    pub weighted: Vec<Money>,
    /// The amounts of those that stand in a committed stage.
    pub committed: Vec<Money>,
}

/// The board of a pipeline: each stage with count, sums and its first fifty deals.
///
/// # Errors
/// `not_found` when there is no such pipeline or stage; `error.page` at `after`.
pub fn board(read: &Read<'_>, request: DealBoardRequest) -> Result<DealBoard> {
    let pipeline_id = match &request.pipeline_id {
        Some(id) => id.clone(),
        None => pipelines::first_stage(read, None)?.ok_or_else(|| Error::not_found("pipeline"))?.pipeline_id,
    };
    let mut stages = pipelines::stages(read, &pipeline_id)?;
    if let Some(stage_id) = &request.stage_id {
        stages.retain(|stage| stage.id == *stage_id);
    }
    if stages.is_empty() {
        return Err(Error::not_found("stage"));
    }
    let totals = store::board_totals(read, &pipeline_id, &request)?;
    let columns = stages
        .into_iter()
        .map(|stage| {
            let page = store::cards(read, &stage.id, &request)?;
            let here = totals.of(&stage.id);
            Ok(DealColumn {
                count: here.count,
                ageing: here.ageing,
                sums: here.sums,
                weighted: here.weighted,
                cards: page.rows,
                next: page.next,
                stage,
            })
        })
        .collect::<Result<_>>()?;
    let all = totals.all();
    Ok(DealBoard { pipeline_id, columns, count: all.count, sums: all.sums, weighted: all.weighted })
}

/// Count and sums of the open deals by stage, of every pipeline: what stands on the board, without its cards.
///
/// # Errors
/// A failure of the file.
pub fn stages(read: &Read<'_>, _: DealStagesRequest) -> Result<DealStages> {
    let mut together = store::no_totals(read)?;
    let mut found = Vec::new();
    for pipeline in pipelines::list(read)? {
        let totals = store::board_totals(read, &pipeline.id, &DealBoardRequest::default())?;
        let all = totals.all();
        let stages = pipeline.stages.into_iter().map(|stage| in_stage(stage, &totals, &all)).collect();
        found.push(PipelineSums {
            id: pipeline.id,
            name: pipeline.name,
            count: all.count,
            sums: all.sums,
            weighted: all.weighted,
            stages,
        });
        together.extend(totals);
    }
    let all = together.all();
    Ok(DealStages { pipelines: found, count: all.count, sums: all.sums, weighted: all.weighted })
}

fn in_stage(stage: Stage, totals: &store::Totals, all: &store::Total) -> StageSums {
    let here = totals.of(&stage.id);
    let figure = |sums: &[Money]| sums.iter().find_map(|sum| sum.amount.parse::<Decimal>().ok());
    let by_amount = match (figure(&here.sums), figure(&all.sums)) {
        (here, Some(most)) if all.sums.len() == 1 && !most.is_zero() => {
            Some(permille(here.unwrap_or_default(), most))
        }
        _ => None,
    };
    StageSums {
        id: stage.id,
        name: stage.name,
        probability: stage.probability,
        permille: by_amount.unwrap_or_else(|| permille(here.count.into(), all.count.into())),
        count: here.count,
        ageing: here.ageing,
        sums: here.sums,
    }
}

/// The forecast: Σ amount × probability by expected month, and the committed sum beside it.
///
/// # Errors
/// A failure of the file.
pub fn forecast(read: &Read<'_>, request: DealForecastRequest) -> Result<DealForecast> {
    let (rows, total) = store::forecast(read, &request)?;
    let currencies = (0..total.sums.len()).filter_map(|at| in_currency(&rows, &total, at)).collect();
    Ok(DealForecast { rows, total, currencies })
}

/// The forecast in the currency at one place of the total.
fn in_currency(rows: &[ForecastMonth], total: &ForecastMonth, at: usize) -> Option<ForecastCurrency> {
    let currency = &total.sums.get(at)?.currency;
    let of = |sums: &[Money]| sums.iter().find(|sum| sum.currency == *currency).cloned();
    let figure = |sum: &Money| sum.amount.parse::<Decimal>().unwrap_or_default();
    let found: Vec<_> = rows
        .iter()
        .filter_map(|row| Some((&row.month, of(&row.sums)?, of(&row.weighted)?, of(&row.committed)?)))
        .collect();
    let most =
        found.iter().map(|(_, _, weighted, committed)| figure(weighted).max(figure(committed))).max()?;
    let months = found
        .iter()
        .map(|(month, amount, weighted, committed)| ForecastBar {
            month: (*month).clone(),
            amount: amount.clone(),
            weighted_permille: permille(figure(weighted), most),
            committed_permille: permille(figure(committed), most),
            weighted: weighted.clone(),
            committed: committed.clone(),
        })
        .collect();
    Some(ForecastCurrency {
        currency: currency.clone(),
        weighted: of(&total.weighted)?,
        committed: of(&total.committed)?,
        months,
    })
}

/// A figure in whole thousandths of the largest one, cut off; a length on the screen, not money.
fn permille(figure: Decimal, most: Decimal) -> i64 {
    figure
        .checked_mul(Decimal::ONE_THOUSAND)
        .and_then(|scaled| scaled.checked_div(most))
        .and_then(|length| length.trunc().to_i64())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::permille;
    use rust_decimal::Decimal;

    #[test]
    fn a_bar_is_as_long_as_its_share_of_the_largest() {
        for (figure, most, length) in [(50, 100, 500), (100, 100, 1000), (1, 3, 333), (0, 100, 0), (0, 0, 0)]
        {
            assert_eq!(permille(Decimal::from(figure), Decimal::from(most)), length, "{figure} of {most}");
        }
    }
}
