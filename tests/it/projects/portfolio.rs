//! All projects at once: on a board by how they stand, on their days, and in a calendar of what counts.

use super::{act, id, project, task};
use crate::support::{Company, reasons};
use serde_json::{Value, json};

fn column(board: &Value, status: &str) -> Vec<String> {
    let columns = board["columns"].as_array().unwrap();
    let column = columns.iter().find(|column| column["status"] == status).unwrap();
    column["cards"].as_array().unwrap().iter().map(|card| card["name"].as_str().unwrap().to_owned()).collect()
}

fn named(company: &Company, customer: &str, name: &str, days: [&str; 2]) -> String {
    let set = json!({ "name": name, "customer_id": customer, "start_date": days[0], "end_date": days[1] });
    id(&company.ok("project.create", json!({ "set": set })))
}

#[test]
fn projects_stand_on_a_board_by_how_they_stand() {
    let company = Company::india();
    let (_, customer) = project(&company);
    let doors = named(&company, &customer, "Doors", ["2026-10-01", "2026-11-20"]);
    let alarms = named(&company, &customer, "Alarms", ["2026-10-01", "2026-11-01"]);
    act(&company, "project.set_status", &doors, json!({ "status": "in_progress" }));
    act(&company, "project.close", &alarms, json!({}));
    let board = |filter: Value| company.ok("project.board", json!({ "filter": filter }));
    let all = board(json!({}));
    assert_eq!(column(&all, "planned"), ["Cameras"]);
    assert_eq!(
        (column(&all, "in_progress"), column(&all, "done")),
        (vec!["Doors".into()], vec!["Alarms".into()])
    );
    assert_eq!(all["columns"][1]["cards"][0]["health"]["key"], "health.overrun");
    assert_eq!((&all["columns"][1]["count"], &all["columns"][1]["next"]), (&json!(1), &Value::Null));
    let open = board(json!({ "open": true }));
    assert_eq!((column(&open, "planned").len(), column(&open, "done").len()), (1, 0), "the tab is followed");
    let late = board(json!({ "late": true }));
    assert_eq!((column(&late, "planned").len(), column(&late, "in_progress").len()), (0, 1));
    let done = board(json!({ "open": false }));
    assert_eq!((column(&done, "in_progress").len(), column(&done, "done").len()), (0, 1));
    // A column goes on where it stopped.
    for at in 0..26 {
        named(&company, &customer, &format!("Site {at}"), ["2026-11-23", "2026-12-20"]);
    }
    let planned = board(json!({}))["columns"][0].clone();
    assert_eq!((planned["cards"].as_array().unwrap().len(), &planned["count"]), (25, &json!(27)));
    let further =
        company.ok("project.board", json!({ "filter": { "status": "planned" }, "after": planned["next"] }));
    assert_eq!(column(&further, "planned").len(), 2);
    assert_eq!(further["columns"].as_array().unwrap().len(), 1);
    let found = company.ok("project.board", json!({ "search": "doors" }));
    assert_eq!((column(&found, "planned").len(), column(&found, "in_progress").len()), (0, 1));
}

#[test]
fn projects_stand_on_their_days_with_their_milestones() {
    let company = Company::india();
    let (cameras, customer) = project(&company);
    task(&company, &cameras, "Snags", ["2026-12-10", "2026-12-18"]);
    for (name, due) in [("Cabled", "2026-11-20"), ("Handed over", "2026-12-11"), ("Some day", "")] {
        company.ok("milestone.create", json!({ "project_id": cameras, "name": name, "due_date": due }));
    }
    named(&company, &customer, "Doors", ["2026-10-01", "2026-11-25"]);
    let plan = company.ok("project.plan", json!({}));
    let rows = plan["rows"].as_array().unwrap();
    assert_eq!((&rows[0]["name"], &rows[1]["name"]), (&json!("Doors"), &json!("Cameras")));
    assert_eq!((&plan["start"], &plan["end"]), (&json!("2026-10-01"), &json!("2026-12-18")));
    assert_eq!(
        (&rows[1]["promised"], &rows[1]["end_date"]),
        (&json!("2026-12-11"), &json!("2026-12-18")),
        "the last task ends behind the promised day"
    );
    let milestones: Vec<(&Value, &Value)> =
        rows[1]["milestones"].as_array().unwrap().iter().map(|one| (&one["name"], &one["is_late"])).collect();
    assert_eq!(milestones, [(&json!("Cabled"), &json!(true)), (&json!("Handed over"), &json!(false))]);
    let page = company.ok("project.plan", json!({ "limit": 1 }));
    assert_eq!(page["rows"].as_array().unwrap().len(), 1);
    let next = company.ok("project.plan", json!({ "limit": 1, "after": page["next"] }));
    assert_eq!((&next["rows"][0]["name"], &next["next"]), (&json!("Cameras"), &Value::Null));
}

#[test]
fn the_days_that_count_stand_in_a_calendar() {
    let company = Company::india();
    let (cameras, customer) = project(&company);
    for (name, due) in [("Cabled", "2026-11-20"), ("Handed over", "2026-12-11"), ("Far", "2027-02-01")] {
        company.ok("milestone.create", json!({ "project_id": cameras, "name": name, "due_date": due }));
    }
    let doors = named(&company, &customer, "Doors", ["2026-10-01", "2026-11-25"]);
    company.ok("milestone.create", json!({ "project_id": doors, "name": "Hung", "due_date": "2026-11-20" }));
    let asked = |more: Value| {
        let mut request = json!({ "from": "2026-11-01", "to": "2026-12-31" });
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let rows = company.ok("project.calendar", request)["rows"].clone();
        let say = |row: &Value| {
            let text = |name: &str| row[name].as_str().unwrap().to_owned();
            format!("{} {} {}", text("day"), text("kind"), text("name"))
        };
        rows.as_array().unwrap().iter().map(say).collect::<Vec<String>>()
    };
    assert_eq!(
        asked(json!({})),
        [
            "2026-11-20 milestone Cabled",
            "2026-11-20 milestone Hung",
            "2026-11-25 end Doors",
            "2026-12-11 milestone Handed over",
            "2026-12-11 end Cameras"
        ]
    );
    assert_eq!(asked(json!({ "search": "doors" })), ["2026-11-20 milestone Hung", "2026-11-25 end Doors"]);
    assert_eq!(asked(json!({ "filter": { "open": false } })), [""; 0]);
    act(&company, "project.close", &doors, json!({}));
    let row = |kind: &str| {
        let rows =
            company.ok("project.calendar", json!({ "from": "2026-11-20", "to": "2026-11-25" }))["rows"]
                .clone();
        rows.as_array()
            .unwrap()
            .iter()
            .find(|row| row["kind"] == kind && row["project"] == "Doors")
            .cloned()
            .unwrap()
    };
    assert_eq!((&row("end")["is_over"], &row("milestone")["is_late"]), (&json!(true), &json!(false)));
    let bad = company.refused("project.calendar", json!({ "from": "soon", "to": "2026-12-31" }));
    assert_eq!(reasons(&bad), ["from error.date"]);
}

#[test]
fn a_window_of_the_calendar_is_found_by_its_days() {
    let company = Company::india();
    project(&company);
    let conn = company.core.file().reader();
    for (sql, index) in [
        (
            "SELECT m.id FROM milestone m CROSS JOIN project_row w ON w.id = m.project_id WHERE m.deleted_at IS NULL \
                AND m.due_date >= '2026-11-01' AND m.due_date <= '2026-12-31' AND w.is_open = 1 ORDER BY m.due_date, m.id LIMIT 501",
            "milestone_by_due (due_date>? AND due_date<?)",
        ),
        (
            "SELECT w.id FROM project_row w CROSS JOIN record r ON r.id = w.id \
                WHERE w.end_key >= '2026-11-01' AND w.end_key <= '2026-12-31' AND 1 ORDER BY w.end_key, w.id LIMIT 501",
            "project_row_by_end (end_key>? AND end_key<?)",
        ),
    ] {
        let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let steps: Vec<String> =
            statement.query_map([], |row| row.get(3)).unwrap().collect::<Result<_, _>>().unwrap();
        let plan = steps.join("\n");
        assert!(
            plan.contains(index) && !plan.contains("SCAN") && !plan.contains("TEMP B-TREE"),
            "{sql}\n{plan}"
        );
    }
}
