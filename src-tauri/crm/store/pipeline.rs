//! The SQL of pipelines and their stages.

use crate::crm::pipeline::{CheckedStage, Pipeline, Stage};
use crate::kernel::error::{Error, Result};
use crate::store::tx::{Read, Tx};
use crate::store::word;
use rusqlite::{OptionalExtension as _, Row, params};

const STAGE: &str = "SELECT s.id, s.name, s.probability, s.committed, s.required, s.limit_days, s.permission_set_id, \
        (SELECT count(*) FROM deal_row w WHERE w.stage_id = s.id AND w.status = 'open'), s.pipeline_id \
   FROM stage s JOIN pipeline p ON p.id = s.pipeline_id WHERE s.deleted_at IS NULL AND p.deleted_at IS NULL";

/// The pipeline of a stage stands beside it, since a move may cross pipelines.
pub(in crate::crm) struct StageOf {
    pub(in crate::crm) stage: Stage,
    pub(in crate::crm) pipeline_id: String,
}

fn read_stage(row: &Row<'_>) -> rusqlite::Result<StageOf> {
    Ok(StageOf {
        stage: Stage {
            id: row.get(0)?,
            name: row.get(1)?,
            probability: row.get(2)?,
            committed: row.get(3)?,
            required: serde_json::from_str(&row.get::<_, String>(4)?).unwrap_or_default(),
            limit_days: row.get(5)?,
            permission_set_id: row.get(6)?,
            open_deals: row.get(7)?,
        },
        pipeline_id: row.get(8)?,
    })
}

pub(in crate::crm) fn list(read: &Read<'_>) -> Result<Vec<Pipeline>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT id, name, version FROM pipeline WHERE deleted_at IS NULL ORDER BY position, id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Pipeline { id: row.get(0)?, name: row.get(1)?, version: row.get(2)?, stages: Vec::new() })
    })?;
    let mut pipelines = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    for pipeline in &mut pipelines {
        pipeline.stages = stages(read, &pipeline.id)?;
    }
    Ok(pipelines)
}

pub(in crate::crm) fn stages(read: &Read<'_>, pipeline_id: &str) -> Result<Vec<Stage>> {
    let mut statement =
        read.sql().prepare_cached(&format!("{STAGE} AND s.pipeline_id = ?1 ORDER BY s.position, s.id"))?;
    let rows = statement.query_map([pipeline_id], |row| read_stage(row).map(|found| found.stage))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A stage that is in use, with its pipeline.
pub(in crate::crm) fn find_stage(read: &Read<'_>, id: &str) -> Result<Option<StageOf>> {
    let found = read
        .sql()
        .prepare_cached(&format!("{STAGE} AND s.id = ?1"))?
        .query_row([id], read_stage)
        .optional()?;
    Ok(found)
}

pub(in crate::crm) fn stage(read: &Read<'_>, id: &str) -> Result<Stage> {
    find_stage(read, id)?.map(|found| found.stage).ok_or_else(|| Error::not_found("stage"))
}

/// The first stage of a pipeline, of the first pipeline when none is named.
pub(in crate::crm) fn first_stage(read: &Read<'_>, pipeline_id: Option<&str>) -> Result<Option<StageOf>> {
    let found = read
        .sql()
        .prepare_cached(&format!(
            "{STAGE} AND (?1 IS NULL OR s.pipeline_id = ?1) ORDER BY p.position, p.id, s.position, s.id LIMIT 1"
        ))?
        .query_row([pipeline_id], read_stage)
        .optional()?;
    Ok(found)
}

pub(in crate::crm) fn insert(tx: &Tx<'_>, name: &str) -> Result<String> {
    let id = tx.new_id();
    tx.sql().execute(
        "INSERT INTO pipeline (id, name, position) \
         SELECT ?1, ?2, coalesce(max(position) + 1, 0) FROM pipeline",
        (&id, name),
    )?;
    Ok(id)
}

pub(in crate::crm) fn rename(tx: &Tx<'_>, id: &str, name: &str) -> Result<()> {
    tx.sql().execute("UPDATE pipeline SET name = ?2 WHERE id = ?1", (id, name))?;
    Ok(())
}

pub(in crate::crm) fn insert_stage(
    tx: &Tx<'_>,
    pipeline_id: &str,
    position: i64,
    stage: &CheckedStage,
) -> Result<String> {
    let id = tx.new_id();
    tx.sql().execute(
        "INSERT INTO stage (id, pipeline_id, name, probability, committed, required, limit_days, permission_set_id, position) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            id,
            pipeline_id,
            stage.name,
            stage.probability,
            stage.committed,
            word::json(&stage.required),
            stage.limit_days,
            stage.permission_set_id,
            position
        ],
    )?;
    Ok(id)
}

pub(in crate::crm) fn update_stage(tx: &Tx<'_>, id: &str, position: i64, stage: &CheckedStage) -> Result<()> {
    tx.sql().execute(
        "UPDATE stage SET name = ?2, probability = ?3, committed = ?4, required = ?5, limit_days = ?6, \
                          permission_set_id = ?7, position = ?8 WHERE id = ?1",
        params![
            id,
            stage.name,
            stage.probability,
            stage.committed,
            word::json(&stage.required),
            stage.limit_days,
            stage.permission_set_id,
            position
        ],
    )?;
    Ok(())
}

pub(in crate::crm) fn delete_stage(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql().execute("UPDATE stage SET deleted_at = ?2 WHERE id = ?1", (id, tx.now_ms()))?;
    Ok(())
}

pub(in crate::crm) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql().execute("UPDATE pipeline SET deleted_at = ?2 WHERE id = ?1", (id, tx.now_ms()))?;
    Ok(())
}

pub(in crate::crm) fn open_deals(read: &Read<'_>, stage_id: &str) -> Result<i64> {
    let count = read.sql().query_row(
        "SELECT count(*) FROM deal_row WHERE stage_id = ?1 AND status = 'open'",
        [stage_id],
        |row| row.get(0),
    )?;
    Ok(count)
}

pub(in crate::crm) fn permission_set_exists(read: &Read<'_>, id: &str) -> Result<bool> {
    let known = read.sql().query_row(
        "SELECT EXISTS (SELECT 1 FROM v_settings_permission_set WHERE id = ?1 AND deleted_at IS NULL)",
        [id],
        |row| row.get(0),
    )?;
    Ok(known)
}

/// The name of a permission set, and whether a user holds it.
pub(in crate::crm) fn holds_set(read: &Read<'_>, user_id: &str, set_id: &str) -> Result<(String, bool)> {
    let found = read.sql().query_row(
        "SELECT s.name, EXISTS (SELECT 1 FROM v_settings_holder u \
                                 WHERE u.user_id = ?1 AND u.set_id = s.id) \
         FROM v_settings_permission_set s WHERE s.id = ?2",
        (user_id, set_id),
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(found)
}
