//! What must hold over all projects and the schema does not forbid.

use super::graph::{self, Edge};
use super::store::dependency;
use crate::store::integrity::Check;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// The integrity checks of this capability.
pub(crate) const CHECKS: &[Check] = &[("project_plans", project_plans)];

/// Tasks wait for tasks of their own project and never in a circle, stand under milestones of it, and what is closed says since when.
fn project_plans(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = conn.prepare(
        "SELECT 'task ' || t.title || ' waits for one of another project, or for one that is gone' \
           FROM task_dependency d JOIN task t ON t.id = d.task_id LEFT JOIN task o ON o.id = d.after_id AND o.deleted_at IS NULL \
          WHERE d.deleted_at IS NULL AND t.deleted_at IS NULL AND o.project_id IS NOT t.project_id \
         UNION ALL SELECT 'task ' || t.title || ' stands under a milestone of another project' \
           FROM task t JOIN milestone m ON m.id = t.milestone_id \
          WHERE t.deleted_at IS NULL AND m.project_id IS NOT t.project_id \
         UNION ALL SELECT 'project ' || code || ' is closed and does not say since when, or the other way round' \
           FROM project WHERE deleted_at IS NULL AND ((status = 'done') <> (closed_ms IS NOT NULL) OR (closed_ms IS NULL) <> (closed_date IS NULL)) \
         UNION ALL SELECT 'code ' || code || ' belongs to ' || count(*) || ' projects' \
           FROM project WHERE deleted_at IS NULL AND is_template = 0 GROUP BY code HAVING count(*) > 1",
    )?;
    let rows = statement.query_map([], |row| row.get(0))?;
    let mut problems = rows.collect::<rusqlite::Result<Vec<String>>>()?;
    problems.extend(circles(conn)?);
    Ok(problems)
}

fn circles(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = conn.prepare(dependency::ALL)?;
    let mut rows = statement.query([])?;
    let mut links: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let project: Option<String> = row.get(0)?;
        links.entry(project.unwrap_or_default()).or_default().push((row.get(1)?, row.get(2)?));
    }
    let is_round = |links: &[(String, String)]| {
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        let mut edges = Vec::with_capacity(links.len());
        for (task, after) in links {
            let count = places.len();
            let then = *places.entry(task).or_insert(count);
            let count = places.len();
            let before = *places.entry(after).or_insert(count);
            edges.push(Edge { before, then });
        }
        graph::order(places.len(), &edges).is_err()
    };
    let found = links.into_iter().filter(|(_, links)| is_round(links));
    Ok(found
        .map(|(project, _)| format!("tasks of project {project} wait for each other in a circle"))
        .collect())
}
