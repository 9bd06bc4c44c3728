//! Hot lists walk an index in its order: no full scan without one, no sort in memory.

use super::deal;
use crate::support::Company;
use serde_json::json;

fn check(company: &Company, sql: &str, index: &str) {
    let conn = company.core.file().reader();
    let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let steps: Vec<String> =
        statement.query_map([], |row| row.get::<_, String>(3)).unwrap().collect::<Result<_, _>>().unwrap();
    let plan = steps.join("\n");
    assert!(!plan.contains("TEMP B-TREE"), "{sql}\n{plan}");
    for step in steps.iter().filter(|step| step.starts_with("SCAN ")) {
        assert!(step.contains("USING"), "{sql}\n{plan}");
    }
    assert!(plan.contains(index), "{sql} does not use {index}\n{plan}");
}

const NEXT: &str = "LEFT JOIN activity a ON a.id = w.next_id";

#[test]
fn hot_lists_use_their_indexes() {
    let company = Company::india();
    deal(&company, "A", json!({}));
    for (key, index) in [
        ("created_ms", "deal_row_by_created"),
        ("title_key", "deal_row_by_title"),
        ("customer_key", "deal_row_by_customer"),
        ("amount_key", "deal_row_by_amount"),
        ("close_key", "deal_row_by_close"),
        ("code", "deal_row_by_code"),
        ("stage_since_ms", "deal_row_by_since"),
        ("stage_position", "deal_row_by_position"),
    ] {
        for direction in ["ASC", "DESC"] {
            let sql = format!(
                "SELECT w.id, r.version, a.subject FROM deal_row w CROSS JOIN record r ON r.id = w.id {NEXT} WHERE 1 \
                 ORDER BY w.{key} {direction}, w.id {direction} LIMIT 101"
            );
            check(&company, &sql, index);
        }
    }
    for (key, index) in [
        ("received_ms", "lead_row_by_received"),
        ("title_key", "lead_row_by_title"),
        ("place_key", "lead_row_by_place"),
        ("source_key", "lead_row_by_source"),
        ("amount_key", "lead_row_by_amount"),
        ("respond_key", "lead_row_by_respond"),
        ("code", "lead_row_by_code"),
    ] {
        let sql = format!(
            "SELECT w.id, r.version, a.subject FROM lead_row w CROSS JOIN record r ON r.id = w.id {NEXT} \
             WHERE (w.{key}, w.id) > (1, 'x') ORDER BY w.{key} ASC, w.id ASC LIMIT 101"
        );
        check(&company, &sql, index);
    }
}

const ACTIVITY: &str =
    "activity_row w CROSS JOIN activity a ON a.id = w.id CROSS JOIN record r ON r.id = w.id";

#[test]
fn board_and_forecast_use_their_indexes() {
    let company = Company::india();
    for (sql, index) in [
        (
            format!(
                "SELECT w.id, r.version FROM deal_row w CROSS JOIN record r ON r.id = w.id {NEXT} \
                 WHERE w.stage_id = 's' AND w.status = 'open' ORDER BY w.stage_since_ms ASC, w.id ASC LIMIT 51"
            ),
            "deal_row_by_stage",
        ),
        (
            "SELECT w.stage_id, w.currency, count(*), sum(w.amount_key), sum(w.weighted_minor) FROM deal_row w \
             WHERE w.pipeline_id = 'p' AND w.status = 'open' GROUP BY 1, 2"
                .to_owned(),
            "deal_row_by_pipeline",
        ),
        (
            "SELECT w.month, w.currency, count(*), sum(w.amount_key), sum(w.weighted_minor), sum(w.amount_key * w.committed) \
             FROM deal_row w WHERE w.status = 'open' GROUP BY 1, 2"
                .to_owned(),
            "deal_row_by_month",
        ),
    ] {
        check(&company, &sql, index);
    }
}

#[test]
fn timeline_and_today_use_their_indexes() {
    let company = Company::india();
    let activity = ACTIVITY;
    for (sql, index) in [
        (
            format!("SELECT a.id FROM {activity} WHERE w.record_id = 'r' ORDER BY w.at_ms DESC, w.id DESC LIMIT 101"),
            "activity_row_by_record",
        ),
        (
            format!("SELECT a.id FROM {activity} WHERE w.customer_id = 'c' ORDER BY w.at_ms DESC, w.id DESC LIMIT 101"),
            "activity_row_by_customer",
        ),
        (
            format!("SELECT a.id FROM {activity} WHERE w.owner_id = 'u' ORDER BY w.due_key ASC, w.id ASC LIMIT 101"),
            "activity_row_by_owner",
        ),
        (
            format!(
                "SELECT a.id FROM {activity} WHERE w.due_key >= 1 AND w.due_key < 2 ORDER BY w.due_key ASC, w.id ASC LIMIT 501"
            ),
            "activity_row_by_due",
        ),
        (
            format!(
                "SELECT a.id FROM {activity} WHERE w.done_ms IS NULL ORDER BY w.due_key ASC, w.id ASC LIMIT 101"
            ),
            "activity_row_planned",
        ),
        (
            format!("SELECT a.id FROM {activity} WHERE 1 ORDER BY w.at_ms DESC, w.id DESC LIMIT 101"),
            "activity_row_by_at",
        ),
        (
            format!(
                "SELECT w.id FROM {activity} WHERE w.owner_id = 'u' AND w.done_ms IS NULL AND w.due_key < 9 \
                 ORDER BY w.due_key, w.id"
            ),
            "activity_row_open",
        ),
        (
            "SELECT w.id FROM lead_row w WHERE owner_id = 'u' AND respond_key < 9 AND NOT EXISTS \
               (SELECT 1 FROM activity a WHERE a.id = w.next_id AND a.due_ms < 9) ORDER BY respond_key, w.id"
                .to_owned(),
            "lead_row_by_owner",
        ),
        (
            "SELECT w.id FROM deal_row w WHERE w.owner_id = 'u' AND w.status = 'open' AND w.ageing_ms <= 9 AND NOT EXISTS \
               (SELECT 1 FROM activity a WHERE a.id = w.next_id AND a.due_ms < 9) ORDER BY w.ageing_ms, w.id"
                .to_owned(),
            "deal_row_by_owner",
        ),
        (
            "SELECT a.id FROM activity a WHERE a.record_id = 'r' AND a.done_ms IS NULL AND a.deleted_at IS NULL".to_owned(),
            "activity_by_record",
        ),
    ] {
        check(&company, &sql, index);
    }
}
