//! Derived rows of projects and tasks: what lists show and sort by, and what search finds. Templates have none, so they stand in no
//! list of work.

use crate::store::project::{Projection, Source, source};

const OF_PROJECT: &[Source] = &[
    source("project", "SELECT id FROM project WHERE id = ?1"),
    source("record", "SELECT id FROM record WHERE id = ?1 AND kind = 'project'"),
    source("customer", "SELECT id FROM project WHERE customer_id = ?1"),
    source("task", "SELECT project_id FROM task WHERE id = ?1"),
    // The rows of time are made after those of projects and tasks, so an entry that was moved is still found where it was.
    source("time_entry", "SELECT project_id FROM v_time_project WHERE id = ?1"),
];

const OF_TASK: &[Source] = &[
    source("task", "SELECT id FROM task WHERE id = ?1"),
    source("record", "SELECT id FROM record WHERE id = ?1 AND kind = 'task'"),
    source("project", "SELECT id FROM task WHERE project_id = ?1"),
    source("user", "SELECT id FROM record WHERE kind = 'task' AND owner_id = ?1"),
    source("deal", "SELECT id FROM task WHERE deal_id = ?1"),
    source("customer", "SELECT id FROM task WHERE customer_id = ?1"),
    source(
        "customer",
        "SELECT t.id FROM project p JOIN task t ON t.project_id = p.id WHERE p.customer_id = ?1",
    ),
    source(
        "customer",
        "SELECT t.id FROM v_crm_deal d JOIN task t ON t.deal_id = d.id WHERE d.customer_id = ?1",
    ),
    source("time_entry", "SELECT task_id FROM v_time_project WHERE id = ?1"),
];

const WORDS_OF_TASK: &[Source] = &[
    source("task", "SELECT id FROM task WHERE id = ?1"),
    source("record", "SELECT id FROM record WHERE id = ?1 AND kind = 'task'"),
    source("project", "SELECT id FROM task WHERE project_id = ?1"),
];

/// The derived tables of this capability.
#[must_use]
pub const fn projections() -> &'static [Projection] {
    PROJECTIONS
}

const PROJECTIONS: &[Projection] = &[
    Projection {
        table: "project_row",
        delete: "DELETE FROM project_row WHERE id = ?1",
        insert: "INSERT INTO project_row (id, code, name, name_key, customer_id, customer, customer_key, deal_id, status, is_open, \
                                          owner_id, start_date, end_date, end_key, tasks, tasks_done, updated_ms, budget_minutes, spent_minutes, \
                                          left_minutes, budget_level) \
                 SELECT x.*, CASE WHEN x.is_open = 0 OR x.budget_minutes IS NULL THEN 0 WHEN x.spent > x.budget_minutes THEN 3 \
                                  WHEN x.spent + x.left_over > x.budget_minutes THEN 2 \
                                  WHEN x.spent > 0 AND x.spent * 100 >= x.budget_minutes * 80 THEN 1 ELSE 0 END \
                   FROM (SELECT p.id, p.code, p.name, fold(p.name), p.customer_id, c.name, fold(c.name), p.deal_id, p.status, \
                                p.status <> 'done' AS is_open, r.owner_id, p.start_date, p.end_date, coalesce(p.end_date, '9999-12-31'), \
                                (SELECT count(*) FROM task t WHERE t.project_id = p.id AND t.deleted_at IS NULL), \
                                (SELECT count(*) FROM task t WHERE t.project_id = p.id AND t.status = 'done' AND t.deleted_at IS NULL), \
                                p.updated_ms, p.budget_minutes, \
                                iif(p.budget_minutes IS NULL, 0, \
                                    (SELECT coalesce(sum(e.minutes), 0) FROM v_time_worked e WHERE e.project_id = p.id)) AS spent, \
                                iif(p.budget_minutes IS NULL, 0, \
                                    (SELECT coalesce(sum(max(0, t.estimate_minutes - coalesce( \
                                              (SELECT sum(e.minutes) FROM v_time_worked e WHERE e.task_id = t.id), 0))), 0) \
                                       FROM task t WHERE t.project_id = p.id AND t.status <> 'done' AND t.deleted_at IS NULL)) AS left_over \
                           FROM project p JOIN record r ON r.id = p.id JOIN v_crm_customer_name c ON c.id = p.customer_id \
                          WHERE p.is_template = 0 AND p.deleted_at IS NULL AND r.deleted_at IS NULL AND {key}) x",
        key: "p.id = ?1",
        sources: OF_PROJECT,
    },
    Projection {
        table: "search_row",
        delete: "DELETE FROM search_row WHERE rowid = (SELECT search_rowid(kind, rid) FROM record WHERE id = ?1 AND kind = 'project')",
        insert: "INSERT INTO search_row (rowid, title, body, kind) \
                 SELECT search_rowid(r.kind, r.rid), fold(p.name), \
                        fold(p.code || ' ' || squeeze(p.code) || ' ' || substr(p.code, 1, instr(p.code, '-')) || ltrim(substr(p.code, instr(p.code, '-') + 1), '0') || ' ' || c.name), r.kind \
                   FROM project p JOIN record r ON r.id = p.id JOIN v_crm_customer_name c ON c.id = p.customer_id \
                  WHERE p.is_template = 0 AND p.deleted_at IS NULL AND r.deleted_at IS NULL AND {key}",
        key: "p.id = ?1",
        sources: OF_PROJECT,
    },
    Projection {
        table: "task_row",
        delete: "DELETE FROM task_row WHERE id = ?1",
        insert: "INSERT INTO task_row (id, title, title_key, project_id, project, project_key, milestone_id, customer_id, customer, \
                                       customer_key, deal_id, status, status_key, is_open, priority, priority_key, owner_id, owner_key, \
                                       start_date, start_key, due_date, due_key, estimate_minutes, estimate_key, left_minutes, checks, \
                                       checks_done, recurrence, position, updated_ms) \
                 SELECT t.id, t.title, fold(t.title), t.project_id, p.name, iif(p.id IS NULL, '', fold(p.name) || ' ' || p.id), t.milestone_id, c.id, \
                        coalesce(c.name, d.prospect, ''), iif(c.id IS NULL, fold(coalesce(d.prospect, '')), fold(c.name) || ' ' || c.id), \
                        coalesce(t.deal_id, p.deal_id), t.status, \
                        CASE t.status WHEN 'planned' THEN '0' WHEN 'in_progress' THEN '1' WHEN 'on_hold' THEN '2' ELSE '3' END \
                          || ' ' || coalesce(t.due_date, '9999-12-31'), \
                        t.status <> 'done', t.priority, \
                        CASE t.priority WHEN 'urgent' THEN '0' WHEN 'high' THEN '1' WHEN 'normal' THEN '2' ELSE '3' END \
                          || ' ' || coalesce(t.due_date, '9999-12-31'), \
                        r.owner_id, iif(u.id IS NULL, '', fold(u.name) || ' ' || u.id), t.start_date, coalesce(t.start_date, '9999-12-31'), \
                        t.due_date, coalesce(t.due_date, '9999-12-31'), t.estimate_minutes, coalesce(t.estimate_minutes, 0), \
                        iif(t.status = 'done', 0, max(0, t.estimate_minutes - coalesce((SELECT sum(e.minutes) FROM v_time_worked e \
                                                                                        WHERE e.task_id = t.id), 0))), \
                        json_array_length(t.checklist), \
                        (SELECT count(*) FROM json_each(t.checklist) k WHERE json_extract(k.value, '$.done')), \
                        t.recurrence, t.position, t.updated_ms \
                   FROM task t JOIN record r ON r.id = t.id LEFT JOIN project p ON p.id = t.project_id \
                   LEFT JOIN v_crm_deal d ON d.id = t.deal_id LEFT JOIN v_settings_user u ON u.id = r.owner_id \
                   LEFT JOIN v_crm_customer_name c ON c.id = coalesce(p.customer_id, t.customer_id, d.customer_id) \
                  WHERE r.kind = 'task' AND t.deleted_at IS NULL AND r.deleted_at IS NULL \
                    AND (p.id IS NULL OR p.deleted_at IS NULL) AND {key}",
        key: "t.id = ?1",
        sources: OF_TASK,
    },
    Projection {
        table: "search_row",
        delete: "DELETE FROM search_row WHERE rowid = (SELECT search_rowid(kind, rid) FROM record WHERE id = ?1 AND kind = 'task')",
        insert: "INSERT INTO search_row (rowid, title, body, kind) \
                 SELECT search_rowid(r.kind, r.rid), fold(t.title), fold(t.notes || ' ' || coalesce(p.name, '')), r.kind \
                   FROM task t JOIN record r ON r.id = t.id LEFT JOIN project p ON p.id = t.project_id \
                  WHERE r.kind = 'task' AND t.deleted_at IS NULL AND r.deleted_at IS NULL \
                    AND (p.id IS NULL OR p.deleted_at IS NULL) AND {key}",
        key: "t.id = ?1",
        sources: WORDS_OF_TASK,
    },
];
