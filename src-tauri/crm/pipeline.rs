//! Pipelines: the ways a deal can go, as data of the company. Every stage has a probability, what it asks of a deal, how
//! many days a deal may stay, and who may bring one there. Won and lost are no stages: they end a deal wherever it stands.

use super::deal::DealField;
use super::store::pipeline as store;
use crate::kernel::decimal::{DecimalText, canonical};
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::{money, text};
use crate::store::tx::{Read, Tx};
use crate::store::version;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// Most stages of a pipeline: more do not fit a board.
const STAGES_MAX: usize = 20;
/// Longest limit of a stage in days.
const LIMIT_DAYS_MAX: i64 = 3_650;

/// Nothing to say in the request.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PipelineListRequest {}

/// The pipelines of the company.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PipelineListResponse {
    /// In their order.
    pub rows: Vec<Pipeline>,
}

/// A pipeline.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Pipeline {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Rises with each change.
    pub version: i64,
    /// Its stages in their order.
    pub stages: Vec<Stage>,
}

/// A stage of open deals.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Stage {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Chance of winning in percent, as decimal text.
    pub probability: String,
    /// Whether its deals count as committed in the forecast.
    pub committed: bool,
    /// What a deal must have to stand here.
    pub required: Vec<DealField>,
    /// Days after which a deal here is ageing; null: never.
    pub limit_days: Option<i64>,
    /// The permission set whose holders may bring a deal here; null: everybody who may change deals.
    pub permission_set_id: Option<String>,
    /// How many open deals stand here.
    pub open_deals: i64,
}

/// A pipeline as it shall be. Stages that are not named any more are closed; no open deal may stand there.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PipelineSaveRequest {
    /// Which pipeline; a new one when absent.
    #[serde(default)]
    #[ts(optional)]
    pub id: Option<String>,
    /// The version that was seen; needed with `id`.
    #[serde(default)]
    #[ts(optional)]
    pub version: Option<i64>,
    /// Its name.
    pub name: String,
    /// Its stages in their order.
    pub stages: Vec<StageInput>,
}

/// A stage as it shall be.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct StageInput {
    /// Which stage; a new one when absent.
    pub id: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Chance of winning in percent, 0 to 100, as typed.
    pub probability: Option<String>,
    /// Whether its deals count as committed.
    pub committed: Option<bool>,
    /// What a deal must have to stand here.
    pub required: Option<Vec<DealField>>,
    /// Days after which a deal here is ageing.
    pub limit_days: Option<i64>,
    /// The permission set whose holders may bring a deal here.
    pub permission_set_id: Option<String>,
}

/// The pipeline that was made or changed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PipelineResponse {
    /// Its id.
    pub id: String,
    /// Its version now.
    pub version: i64,
    /// The ids of its stages in their order.
    pub stage_ids: Vec<String>,
}

/// A pipeline that is not used any more.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PipelineDeleteRequest {
    /// Which pipeline.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
}

/// A stage whose fields have been checked.
pub(super) struct CheckedStage {
    pub(super) id: Option<String>,
    pub(super) name: String,
    pub(super) probability: String,
    pub(super) committed: bool,
    pub(super) required: Vec<DealField>,
    pub(super) limit_days: Option<i64>,
    pub(super) permission_set_id: Option<String>,
}

/// The pipelines with their stages.
///
/// # Errors
/// A failure of the file.
pub fn list(read: &Read<'_>, _: PipelineListRequest) -> Result<PipelineListResponse> {
    store::list(read).map(|rows| PipelineListResponse { rows })
}

/// Makes or changes a pipeline with all its stages.
///
/// # Errors
/// `invalid` with every field; `precondition` with `error.stage_in_use` when a stage that would go holds open deals;
/// `conflict`, `not_found`.
pub fn save(tx: &Tx<'_>, request: PipelineSaveRequest) -> Result<PipelineResponse> {
    let mut errors = FieldErrors::default();
    let pipelines = store::list(tx)?;
    let others = pipelines.iter().filter(|pipeline| Some(&pipeline.id) != request.id.as_ref());
    let others = others.map(|pipeline| pipeline.name.as_str());
    let name = errors.take(text::own_name("name", &request.name, others)).unwrap_or_default();
    if request.stages.is_empty() {
        errors.add(FieldError::new("stages", "error.required"));
    }
    if request.stages.len() > STAGES_MAX {
        errors.add(FieldError::new("stages", "error.too_many").with("max", STAGES_MAX));
    }
    let known = match &request.id {
        Some(id) => store::stages(tx, id)?.into_iter().map(|stage| stage.id).collect(),
        None => BTreeSet::new(),
    };
    let stages = checked(tx, &request.stages, &known, &mut errors)?;
    errors.finish()?;
    let (id, version) = match request.id {
        Some(id) => {
            let seen = request.version.ok_or_else(|| Error::field("version", "error.required"))?;
            version::touch(tx, "pipeline", &id, seen)?;
            store::rename(tx, &id, &name)?;
            (id, seen + 1)
        }
        None => (store::insert(tx, &name)?, 1),
    };
    let stage_ids = store_stages(tx, &id, &stages, &known)?;
    Ok(PipelineResponse { id, version, stage_ids })
}

/// Deletes a pipeline in which no open deal stands. Closed deals keep the name of their last stage.
///
/// # Errors
/// `precondition` with `error.stage_in_use` when a stage holds open deals, or `error.last_pipeline`; `conflict`, `not_found`.
pub fn delete(tx: &Tx<'_>, request: PipelineDeleteRequest) -> Result<PipelineResponse> {
    version::touch(tx, "pipeline", &request.id, request.version)?;
    if store::list(tx)?.len() <= 1 {
        return Err(Error::precondition("error.last_pipeline"));
    }
    for stage in store::stages(tx, &request.id)? {
        if stage.open_deals > 0 {
            return Err(Error::precondition("error.stage_in_use").with("stage", stage.name));
        }
        store::delete_stage(tx, &stage.id)?;
    }
    store::delete(tx, &request.id)?;
    Ok(PipelineResponse { id: request.id, version: request.version + 1, stage_ids: Vec::new() })
}

fn store_stages(
    tx: &Tx<'_>,
    pipeline_id: &str,
    stages: &[CheckedStage],
    known: &BTreeSet<String>,
) -> Result<Vec<String>> {
    let kept: BTreeSet<&String> = stages.iter().filter_map(|stage| stage.id.as_ref()).collect();
    for gone in known.iter().filter(|id| !kept.contains(id)) {
        if store::open_deals(tx, gone)? > 0 {
            return Err(Error::precondition("error.stage_in_use").with("stage", store::stage(tx, gone)?.name));
        }
        store::delete_stage(tx, gone)?;
    }
    stages
        .iter()
        .zip(0_i64..)
        .map(|(stage, position)| match &stage.id {
            Some(id) => store::update_stage(tx, id, position, stage).map(|()| id.clone()),
            None => store::insert_stage(tx, pipeline_id, position, stage),
        })
        .collect()
}

fn checked(
    tx: &Tx<'_>,
    typed: &[StageInput],
    known: &BTreeSet<String>,
    errors: &mut FieldErrors,
) -> Result<Vec<CheckedStage>> {
    let mut stages = Vec::with_capacity(typed.len());
    for (at, stage) in typed.iter().enumerate() {
        let path = |name: &str| format!("stages[{at}].{name}");
        if stage.id.as_ref().is_some_and(|id| !known.contains(id)) {
            errors.add(FieldError::new(&path("id"), "error.no_such_stage"));
        }
        if let Some(set_id) = &stage.permission_set_id
            && !store::permission_set_exists(tx, set_id)?
        {
            errors.add(FieldError::new(&path("permission_set_id"), "error.no_such_permission_set"));
        }
        if stage.limit_days.is_some_and(|days| !(1..=LIMIT_DAYS_MAX).contains(&days)) {
            errors.add(
                FieldError::new(&path("limit_days"), "error.between")
                    .with("min", 1)
                    .with("max", LIMIT_DAYS_MAX),
            );
        }
        let others = stages.iter().map(|stage: &CheckedStage| stage.name.as_str());
        let name = text::own_name(&path("name"), stage.name.as_deref().unwrap_or_default(), others);
        let probability = percent(&path("probability"), stage.probability.as_deref().unwrap_or_default());
        let mut required = stage.required.clone().unwrap_or_default();
        required.sort_unstable();
        required.dedup();
        stages.push(CheckedStage {
            id: stage.id.clone(),
            name: errors.take(name).unwrap_or_default(),
            probability: errors.take(probability).unwrap_or_default(),
            committed: stage.committed.unwrap_or(false),
            required,
            limit_days: stage.limit_days,
            permission_set_id: stage.permission_set_id.clone(),
        });
    }
    Ok(stages)
}

/// Reads a percentage from 0 to 100 as canonical text; a sign after it may stand.
pub(super) fn percent(path: &str, typed: &str) -> std::result::Result<String, FieldError> {
    let typed = typed.trim().trim_end_matches('%');
    if typed.is_empty() {
        return Err(FieldError::new(path, "error.required"));
    }
    let value = money::parse_decimal(path, typed)?;
    let in_range = value >= Decimal::ZERO && value <= Decimal::ONE_HUNDRED;
    match DecimalText::try_from(value) {
        Ok(_) if in_range => Ok(canonical(value)),
        _ => Err(FieldError::new(path, "error.between").with("min", 0).with("max", 100)),
    }
}

/// Writes the pipeline that a new company starts with.
///
/// # Errors
/// A failure of the file.
pub fn seed(tx: &Tx<'_>) -> Result<()> {
    use DealField::{Amount, ExpectedClose};
    let id = store::insert(tx, "Sales")?;
    let stages: [(&str, &str, bool, &[DealField], i64); 4] = [
        ("New", "10", false, &[], 7),
        ("Contacted", "25", false, &[], 14),
        ("Proposal", "50", false, &[Amount], 15),
        ("Negotiation", "75", true, &[Amount, ExpectedClose], 21),
    ];
    for ((name, probability, committed, required, limit_days), position) in stages.into_iter().zip(0_i64..) {
        let stage = CheckedStage {
            id: None,
            name: name.to_owned(),
            probability: probability.to_owned(),
            committed,
            required: required.to_vec(),
            limit_days: Some(limit_days),
            permission_set_id: None,
        };
        store::insert_stage(tx, &id, position, &stage)?;
    }
    Ok(())
}
