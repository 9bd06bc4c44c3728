use super::{act, id, project, task};
use crate::support::{Company, assert_refused, reasons};
use rusqlite::trace::{TraceEvent, TraceEventCodes};
use serde_json::{Value, json};
use std::sync::Mutex;
use throughline_core::kernel::error::Code;

/// What each group is called and which tasks are in it.
fn told(answer: &Value) -> Vec<(String, Vec<String>)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let groups = answer["groups"].as_array().unwrap().iter().map(|group| {
        let rows: Vec<String> =
            group["rows"].as_array().unwrap().iter().map(|row| text(&row["title"])).collect();
        assert_eq!(group["count"], rows.len(), "{group}");
        (if group["word"].is_null() { text(&group["name"]) } else { text(&group["word"]) }, rows)
    });
    groups.collect()
}

fn grouped(company: &Company, by: &str) -> Vec<(String, Vec<String>)> {
    told(&company.ok("task.groups", json!({ "by": by })))
}

fn expected(groups: &[(&str, &[&str])]) -> Vec<(String, Vec<String>)> {
    let own = |rows: &[&str]| rows.iter().map(|row| (*row).to_owned()).collect();
    groups.iter().map(|(name, rows)| ((*name).to_owned(), own(rows))).collect()
}

/// Today is Sunday, 2026-11-22, and weeks begin on Monday.
fn five(company: &Company) -> (String, String) {
    let (project, customer) = project(company);
    let survey = task(company, &project, "Survey", ["2026-11-20", "2026-11-20"]);
    task(company, &project, "Cabling", ["2026-11-21", "2026-11-22"]);
    task(company, &project, "Test", ["2026-11-24", "2026-11-29"]);
    task(company, &project, "Handover", ["2026-11-30", "2026-11-30"]);
    let loose = json!({ "customer_id": customer, "set": { "title": "Call", "priority": "urgent", "estimate": "30m" } });
    company.ok("task.create", loose);
    (project, survey)
}

#[test]
fn tasks_are_grouped_by_the_weeks_in_which_they_are_due_and_begin() {
    let company = Company::india();
    let (_, survey) = five(&company);
    let weeks: [(&str, &[&str]); 4] = [
        ("task_group.this_week", &["Cabling"]),
        ("task_group.next_week", &["Test"]),
        ("task_group.later", &["Handover"]),
        ("task_group.no_due", &["Call"]),
    ];
    let with = |first: (&str, &[&str])| {
        let mut all = expected(&[first]);
        all.extend(expected(&weeks));
        all
    };
    assert_eq!(grouped(&company, "due"), with(("task_group.overdue", &["Survey"])));
    act(&company, "task.done", &survey, json!({}));
    assert_eq!(
        grouped(&company, "due"),
        with(("task_group.earlier", &["Survey"])),
        "what is done is not late"
    );
    assert_eq!(
        grouped(&company, "start"),
        expected(&[
            ("task_group.begun", &["Survey", "Cabling"]),
            ("task_group.next_week", &["Test"]),
            ("task_group.later", &["Handover"]),
            ("task_group.no_start", &["Call"]),
        ])
    );
}

#[test]
fn tasks_are_grouped_by_whom_and_what_they_belong_to() {
    let company = Company::india();
    let (project, survey) = five(&company);
    let ravi = id(&company.ok("user.create", json!({ "name": "Ravi", "permission_set_ids": [] })));
    act(
        &company,
        "task.update",
        &survey,
        json!({ "set": { "owner_id": ravi, "priority": "high", "estimate": "3h" } }),
    );
    let of_project: &[&str] = &["Survey", "Cabling", "Test", "Handover"];
    for (by, groups) in [
        ("project", vec![("Cameras", of_project), ("task_group.no_project", &["Call"])]),
        ("customer", vec![("Sample Foods", &["Survey", "Cabling", "Test", "Handover", "Call"])]),
        ("owner", vec![("Asha Kulkarni", &["Cabling", "Test", "Handover", "Call"]), ("Ravi", &["Survey"])]),
        (
            "estimate",
            vec![
                ("task_group.hour", &["Call"]),
                ("task_group.half_day", &["Survey"]),
                ("task_group.no_estimate", &["Cabling", "Test", "Handover"]),
            ],
        ),
        (
            "priority",
            vec![
                ("task_group.urgent", &["Call"]),
                ("task_group.high", &["Survey"]),
                ("task_group.normal", &["Cabling", "Test", "Handover"]),
                ("task_group.low", &[]),
            ],
        ),
    ] {
        assert_eq!(grouped(&company, by), expected(&groups), "{by}");
    }
    let user = company.ok("user.list", json!({}))["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["id"] == *ravi)
        .cloned()
        .unwrap();
    company.ok("user.update", json!({ "id": ravi, "version": user["version"], "name": "Aaron" }));
    assert_eq!(grouped(&company, "owner")[0].0, "Aaron", "people stand by the name they have now");

    let refused = company.refused("task.groups", json!({ "by": "milestone" }));
    assert_eq!(reasons(&refused), ["filter.project_id error.group_of_project"]);
    let due = json!({ "name": "Cabling done", "project_id": project, "due_date": "2026-11-30" });
    let milestone = id(&company.ok("milestone.create", due));
    act(&company, "task.update", &survey, json!({ "set": { "milestone_id": milestone } }));
    let within =
        json!({ "by": "milestone", "filter": { "project_id": project }, "sort": { "column": "title" } });
    assert_eq!(
        told(&company.ok("task.groups", within)),
        expected(&[
            ("Cabling done", &["Survey"]),
            ("task_group.no_milestone", &["Cabling", "Handover", "Test"])
        ])
    );
    company.assert_sound();
}

#[test]
fn groups_and_what_is_in_them_come_in_pages() {
    let company = Company::india();
    let customer = company.customer("Sample Foods");
    for number in 1..=14 {
        let set = json!({ "name": format!("Job {number:02}"), "customer_id": customer, "start_date": "2026-11-23" });
        let job = id(&company.ok("project.create", json!({ "set": set })));
        for title in ["One", "Two", "Three"] {
            company.ok("task.create", json!({ "project_id": job, "set": { "title": title } }));
        }
    }
    company.ok("task.create", json!({ "customer_id": customer, "set": { "title": "Call" } }));
    let asked = json!({ "by": "project", "sort": { "column": "title" }, "limit": 2 });
    let first = company.ok("task.groups", asked.clone());
    let names = |answer: &Value| -> Vec<String> {
        let groups = answer["groups"].as_array().unwrap().iter();
        groups.map(|group| group["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!((names(&first).len(), names(&first)[11].as_str()), (12, "Job 12"));
    let mut more = asked.clone();
    more["after"] = first["next"].clone();
    let rest = company.ok("task.groups", more);
    assert_eq!(
        (names(&rest), &rest["next"]),
        (vec!["Job 13".to_owned(), "Job 14".to_owned(), String::new()], &Value::Null)
    );

    let group = &first["groups"][0];
    assert_eq!((&group["count"], group["rows"].as_array().unwrap().len()), (&json!(3), 2));
    let filter = json!({ "group": { "by": "project", "key": group["key"] } });
    let further = json!({ "filter": filter, "sort": asked["sort"], "after": group["next"] });
    let further = company.ok("task.list", further);
    assert_eq!((&further["rows"][0]["title"], &further["next"]), (&json!("Two"), &Value::Null));

    let unknown = json!({ "filter": { "group": { "by": "due", "key": "yesterday" } } });
    let unknown = company.refused("task.list", unknown);
    assert_eq!(reasons(&unknown), ["filter.group.key error.no_such_group"]);
    assert_refused(&unknown, Code::Invalid, "error.invalid");
}

#[test]
fn tasks_stand_in_the_order_of_each_column() {
    let company = Company::india();
    let (_, survey) = five(&company);
    act(&company, "task.done", &survey, json!({}));
    let ordered = |column: &str| -> Vec<String> {
        let page = company.ok("task.list", json!({ "sort": { "column": column } }));
        page["rows"].as_array().unwrap().iter().map(|row| row["title"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ordered("project")[0], "Call", "what belongs to no project comes first");
    assert_eq!(ordered("estimate")[4], "Call", "the most work comes last");
    assert_eq!(ordered("state"), ["Cabling", "Test", "Handover", "Call", "Survey"], "then by the day");
    assert_eq!(ordered("start"), ["Survey", "Cabling", "Test", "Handover", "Call"]);
}

/// Statements that counted a group. One test fills it.
static COUNTED: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn remember(event: TraceEvent<'_>) {
    if let TraceEvent::Stmt(statement, _) = event
        && statement.sql().contains("AS minutes FROM task_row")
    {
        COUNTED.lock().unwrap().push(statement.expanded_sql().unwrap_or_default());
    }
}

/// Two hundred tasks of a group lie in as many places of a large file: an index alone says how many there are.
#[test]
fn groups_are_counted_without_a_look_at_their_tasks() {
    let company = Company::india();
    let (project, _) = five(&company);
    task(&company, &project, "Report", ["2026-12-10", "2026-12-10"]);
    let file = company.core.file();
    file.reader().trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(remember));
    let groups = company.ok("task.groups", json!({ "by": "due", "filter": { "open": true }, "limit": 1 }));
    let conn = file.reader();
    conn.trace_v2(TraceEventCodes::empty(), None);
    let later = groups["groups"].as_array().unwrap().iter().find(|group| group["word"] == "task_group.later");
    assert_eq!(later.unwrap()["count"], 2, "{groups}");
    let counted = COUNTED.lock().unwrap().clone();
    assert!(!counted.is_empty());
    for sql in counted {
        let mut statement = conn.prepare(&format!("EXPLAIN {sql}")).unwrap();
        let steps: Vec<String> =
            statement.query_map([], |row| row.get(1)).unwrap().collect::<Result<_, _>>().unwrap();
        assert!(!steps.iter().any(|step| step == "Column"), "{sql} {steps:?}");
    }
}
