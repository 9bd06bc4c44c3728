//! The SQL of templates, and of which item is delivered by which.

use crate::kernel::error::{Error, Result};
use crate::projects::duration;
use crate::projects::store::{dependency, home_currency};
use crate::projects::template::{ItemTemplate, Template, TemplateItem, TemplateRow};
use crate::projects::template_parts::{TemplateMilestone, TemplateTask};
use crate::projects::words::Check;
use crate::store::tx::{Read, Tx};
use crate::store::word;
use rusqlite::{OptionalExtension as _, params};

pub(in crate::projects) fn list(read: &Read<'_>) -> Result<Vec<TemplateRow>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT p.id, r.version, p.name, \
                (SELECT count(*) FROM task t WHERE t.project_id = p.id AND t.deleted_at IS NULL), \
                (SELECT count(*) FROM milestone m WHERE m.project_id = p.id AND m.deleted_at IS NULL), \
                (SELECT count(*) FROM item_template i JOIN v_catalogue_item c ON c.id = i.item_id \
                  WHERE i.template_id = p.id AND i.deleted_at IS NULL AND c.deleted_at IS NULL) \
         FROM record r CROSS JOIN project p ON p.id = r.id \
         WHERE r.kind = 'project_template' AND r.deleted_at IS NULL ORDER BY fold(p.name), p.id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(TemplateRow {
            id: row.get(0)?,
            version: row.get(1)?,
            name: row.get(2)?,
            tasks: row.get(3)?,
            milestones: row.get(4)?,
            items: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(in crate::projects) fn exists(read: &Read<'_>, id: &str) -> Result<bool> {
    let sql =
        "SELECT EXISTS (SELECT 1 FROM project WHERE id = ?1 AND is_template = 1 AND deleted_at IS NULL)";
    Ok(read.sql().prepare_cached(sql)?.query_row([id], |row| row.get(0))?)
}

/// A template with its parts, each by its id.
pub(in crate::projects) fn get(read: &Read<'_>, id: &str) -> Result<Template> {
    let head = read
        .sql()
        .prepare_cached(
            "SELECT p.id, r.version, p.name, p.notes, p.budget_minutes FROM project p JOIN record r ON r.id = p.id \
             WHERE p.id = ?1 AND p.is_template = 1 AND p.deleted_at IS NULL",
        )?
        .query_row([id], |row| {
            Ok(Template {
                id: row.get(0)?,
                version: row.get(1)?,
                name: row.get(2)?,
                notes: row.get(3)?,
                budget_minutes: row.get(4)?,
                milestones: Vec::new(),
                tasks: Vec::new(),
                roles: Vec::new(),
                items: Vec::new(),
            })
        })
        .optional()?;
    let mut template = head.ok_or_else(|| Error::not_found("project_template"))?;
    template.milestones = milestones(read, id)?;
    template.tasks = tasks(read, id)?;
    for link in dependency::of_project(read, id)? {
        if let Some(task) = template.tasks.iter_mut().find(|task| task.key == link.task_id) {
            task.after.push(link.after_id);
        }
    }
    for task in &template.tasks {
        if !task.role.is_empty() && !template.roles.contains(&task.role) {
            template.roles.push(task.role.clone());
        }
    }
    Ok(template)
}

fn milestones(read: &Read<'_>, id: &str) -> Result<Vec<TemplateMilestone>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT id, name, coalesce(offset_days, 0), coalesce(percent, '') FROM milestone WHERE project_id = ?1 AND deleted_at IS NULL \
         ORDER BY position, id",
    )?;
    let rows = statement.query_map([id], |row| {
        Ok(TemplateMilestone {
            key: row.get(0)?,
            name: row.get(1)?,
            offset_days: row.get(2)?,
            percent: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn tasks(read: &Read<'_>, id: &str) -> Result<Vec<TemplateTask>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT id, title, milestone_id, role, coalesce(offset_days, 0), coalesce(duration_days, 1), estimate_minutes, \
                priority, checklist, notes \
         FROM task WHERE project_id = ?1 AND deleted_at IS NULL ORDER BY position, id",
    )?;
    let rows = statement.query_map([id], |row| {
        let checklist: Vec<Check> = serde_json::from_str(&row.get::<_, String>(8)?).unwrap_or_default();
        Ok(TemplateTask {
            key: row.get(0)?,
            title: row.get(1)?,
            milestone: row.get(2)?,
            role: row.get(3)?,
            offset_days: row.get(4)?,
            duration_days: row.get(5)?,
            estimate: row.get::<_, Option<i64>>(6)?.map(duration::shown).unwrap_or_default(),
            priority: word::read(row, 7)?,
            checklist: checklist.into_iter().map(|check| check.text).collect(),
            notes: row.get(9)?,
            after: Vec::new(),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(in crate::projects) fn insert(
    tx: &Tx<'_>,
    id: &str,
    name: &str,
    notes: &str,
    budget_minutes: Option<i64>,
) -> Result<()> {
    tx.sql().execute(
        "INSERT INTO project (id, name, is_template, status, currency, notes, budget_minutes, updated_ms) \
         VALUES (?1, ?2, 1, 'planned', ?3, ?4, ?5, ?6)",
        params![id, name, home_currency(tx)?, notes, budget_minutes, tx.now_ms()],
    )?;
    Ok(())
}

pub(in crate::projects) fn update(
    tx: &Tx<'_>,
    id: &str,
    name: &str,
    notes: &str,
    budget_minutes: Option<i64>,
) -> Result<()> {
    tx.sql().execute(
        "UPDATE project SET name = ?2, notes = ?3, budget_minutes = ?4, updated_ms = ?5 WHERE id = ?1",
        params![id, name, notes, budget_minutes, tx.now_ms()],
    )?;
    Ok(())
}

pub(in crate::projects) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql().execute("UPDATE project SET deleted_at = ?2 WHERE id = ?1", (id, tx.now_ms()))?;
    Ok(())
}

/// What an item is delivered by; `None` when nobody ever said.
pub(in crate::projects) fn of_item(read: &Read<'_>, item_id: &str) -> Result<Option<ItemTemplate>> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT p.id, coalesce(p.name, '') FROM item_template i \
             LEFT JOIN project p ON p.id = i.template_id AND p.deleted_at IS NULL \
             WHERE i.item_id = ?1 AND i.deleted_at IS NULL ORDER BY i.id LIMIT 1",
        )?
        .query_row([item_id], |row| {
            Ok(ItemTemplate { item_id: item_id.to_owned(), template_id: row.get(0)?, name: row.get(1)? })
        })
        .optional()?)
}

/// The items that are delivered by a template, by name.
pub(in crate::projects) fn items(read: &Read<'_>, template_id: &str) -> Result<Vec<TemplateItem>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT c.id, c.code, c.name FROM item_template i JOIN v_catalogue_item c ON c.id = i.item_id \
          WHERE i.template_id = ?1 AND i.deleted_at IS NULL AND c.deleted_at IS NULL ORDER BY fold(c.name), c.id",
    )?;
    let rows = statement.query_map([template_id], |row| {
        Ok(TemplateItem { id: row.get(0)?, code: row.get(1)?, name: row.get(2)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(in crate::projects) fn set_item(tx: &Tx<'_>, item_id: &str, template_id: Option<&str>) -> Result<()> {
    if of_item(tx, item_id)?.is_some() {
        tx.sql().execute(
            "UPDATE item_template SET template_id = ?2 WHERE item_id = ?1 AND deleted_at IS NULL",
            (item_id, template_id),
        )?;
    } else if template_id.is_some() {
        tx.sql().execute(
            "INSERT INTO item_template (id, item_id, template_id) VALUES (?1, ?2, ?3)",
            (tx.new_id(), item_id, template_id),
        )?;
    }
    Ok(())
}

/// Takes a template away from the items that are delivered by it.
pub(in crate::projects) fn forget_items(tx: &Tx<'_>, template_id: &str) -> Result<()> {
    tx.sql().execute(
        "UPDATE item_template SET template_id = NULL WHERE template_id = ?1 AND deleted_at IS NULL",
        [template_id],
    )?;
    Ok(())
}
