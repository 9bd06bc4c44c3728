//! Closing a project: what is open is decided about, what was promised for afterwards begins, and the customer's history says so.
//!
//! An open task goes on as a ticket, is dropped, or stays open in the closed project. A ticket uses up nothing that was bought: it is
//! work that was sold already. Tasks that went on as tickets keep their notes and files and name the ticket.

use crate::billing::plan::milestone as billing;
use crate::crm::activity::{self, ActivityCreateRequest, ActivityKind};
use crate::kernel::error::{Code, Error, FieldError, Result};
use crate::kernel::message;
use crate::kernel::text::{LINE_MAX, NOTE_MAX};
use crate::projects::project::ProjectTask;
use crate::projects::store::{project as rows, project_change as writes, task as tasks, task_change};
use crate::projects::task::{change, status};
use crate::projects::words::{OpenTaskFate, Priority, WorkStatus};
use crate::store::record;
use crate::store::tx::Tx;
use crate::support::begin::{self, Begun};
use crate::support::policy::Priority as TicketPriority;
use crate::support::ticket::{self, TicketChannel, TicketOpenRequest};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use ts_rs::TS;

/// What becomes of one open task.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct OpenTaskChoice {
    /// The task.
    pub id: String,
    /// What becomes of it.
    pub fate: OpenTaskFate,
}

/// A project that is over.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ProjectCloseRequest {
    /// Which project.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// What becomes of its open tasks, one by one.
    #[serde(default)]
    #[ts(optional)]
    pub tasks: Option<Vec<OpenTaskChoice>>,
    /// What becomes of those that are not named; when absent, each must be.
    #[serde(default)]
    #[ts(optional)]
    pub others: Option<OpenTaskFate>,
}

/// A ticket as which a task goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct TaskTicket {
    /// The task.
    pub task_id: String,
    /// The ticket.
    pub ticket_id: String,
    /// The ticket's code.
    pub code: String,
}

/// The project that was closed, with what follows.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ProjectClosed {
    /// Its id.
    pub id: String,
    /// Its version now.
    pub version: i64,
    /// The tickets as which tasks go on.
    pub tickets: Vec<TaskTicket>,
    /// How many tasks were dropped.
    pub dropped: i64,
    /// How many stay open.
    pub kept: i64,
    /// What the customer bought that begins now.
    pub begun: Vec<Begun>,
    /// The parts of the billing plan that have nothing left to wait for and are to be invoiced now, by name.
    pub to_invoice: Vec<String>,
}

/// Which project to open again.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ProjectReopenRequest {
    /// Its id.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
}

/// Closes a project.
///
/// # Errors
/// `error.tasks_open` at `tasks` with the titles of open tasks that nobody decided about, `error.task_booked` there for one that
/// cannot be dropped; `error.no_such_task_here` at `tasks[n].id`; `precondition` with `error.project_closed`; `conflict`,
/// `not_found`.
pub fn close(tx: &Tx<'_>, request: ProjectCloseRequest) -> Result<ProjectClosed> {
    let ProjectCloseRequest { id, version, .. } = &request;
    record::touch(tx, "project", id, *version)?;
    let project = rows::get(tx, id)?;
    if project.status == WorkStatus::Done {
        return Err(Error::precondition("error.project_closed"));
    }
    let open = open_tasks(tx, id)?;
    let fates = fates(&request, &open)?;
    let mut closed = ProjectClosed {
        id: id.clone(),
        version: version + 1,
        tickets: Vec::new(),
        dropped: 0,
        kept: 0,
        begun: begin::after_project(tx, id, tx.today_at(project.branch_id.as_deref())?)?,
        to_invoice: waiting(tx, project.deal_id.as_deref())?,
    };
    let mut points = Vec::new();
    for task in &open {
        match fates.get(task.id.as_str()) {
            Some(OpenTaskFate::Ticket) => {
                let made = to_ticket(tx, &project.customer_id, id, project.deal_id.as_deref(), task)?;
                points.push(format!("{} ({})", task.title, made.code));
                closed.tickets.push(made);
            }
            Some(OpenTaskFate::Drop) => {
                drop_task(tx, task)?;
                closed.dropped += 1;
            }
            Some(OpenTaskFate::Keep) | None => {
                points.push(task.title.clone());
                closed.kept += 1;
            }
        }
    }
    writes::set_status(tx, id, WorkStatus::Done)?;
    let still = waiting(tx, project.deal_id.as_deref())?;
    closed.to_invoice.retain(|part| !still.contains(part));
    leave_note(tx, id, &format!("{} {}", project.code, project.name), &points)?;
    Ok(closed)
}

/// Closes a project whose sale came to nothing: what is open in it is dropped.
///
/// # Errors
/// `precondition` with `error.project_closed`; `conflict`, `not_found`.
pub fn abandon(tx: &Tx<'_>, id: String, version: i64) -> Result<()> {
    for task in open_tasks(tx, &id)? {
        status::abandon(tx, &task.id)?;
    }
    close(tx, ProjectCloseRequest { id, version, tasks: None, others: None }).map(drop)
}

fn waiting(tx: &Tx<'_>, deal_id: Option<&str>) -> Result<Vec<String>> {
    deal_id.map_or(Ok(Vec::new()), |deal_id| billing::waiting(tx, deal_id))
}

/// The tasks of a project in which something is to be done.
pub(super) fn open_tasks(tx: &Tx<'_>, id: &str) -> Result<Vec<ProjectTask>> {
    let mut open = tasks::of_project(tx, id)?;
    open.retain(|task| task.status != WorkStatus::Done);
    Ok(open)
}

/// The refusal to close a project while nobody has decided about these tasks.
pub(super) fn undecided<'a>(path: &str, tasks: impl Iterator<Item = &'a ProjectTask>) -> Error {
    let titles: Vec<&str> = tasks.map(|task| task.title.as_str()).collect();
    let named: String = titles.join("; ").chars().take(LINE_MAX).collect();
    let field = FieldError::new(path, "error.tasks_open").with("count", titles.len());
    Error::fields(vec![field.with("tasks", named)])
}

/// What becomes of each open task.
fn fates<'a>(
    request: &'a ProjectCloseRequest,
    open: &'a [ProjectTask],
) -> Result<BTreeMap<&'a str, OpenTaskFate>> {
    let mut fates = BTreeMap::new();
    for (at, choice) in request.tasks.iter().flatten().enumerate() {
        if open.iter().all(|task| task.id != choice.id) {
            let path = format!("tasks[{at}].id");
            return Err(Error::fields(vec![FieldError::new(&path, "error.no_such_task_here")]));
        }
        fates.insert(choice.id.as_str(), choice.fate);
    }
    if let Some(fate) = request.others {
        for task in open {
            fates.entry(task.id.as_str()).or_insert(fate);
        }
    }
    let mut left = open.iter().filter(|task| !fates.contains_key(task.id.as_str())).peekable();
    if left.peek().is_some() { Err(undecided("tasks", left)) } else { Ok(fates) }
}

/// Takes away a task that nobody does any more.
fn drop_task(tx: &Tx<'_>, task: &ProjectTask) -> Result<()> {
    change::remove(tx, &task.id).map_err(|error| {
        if error.code != Code::Precondition {
            return error;
        }
        let title = task.title.as_str();
        Error::fields(vec![FieldError::new("tasks", "error.task_booked").with("task", title)])
    })
}

/// Lets a task go on as a ticket of the customer.
fn to_ticket(
    tx: &Tx<'_>,
    customer_id: &str,
    project_id: &str,
    deal_id: Option<&str>,
    task: &ProjectTask,
) -> Result<TaskTicket> {
    let priority = match task.priority {
        Priority::Low => TicketPriority::Low,
        Priority::Normal => TicketPriority::Normal,
        Priority::High => TicketPriority::High,
        Priority::Urgent => TicketPriority::Urgent,
    };
    let wanted = TicketOpenRequest {
        priority: Some(priority),
        channel: Some(TicketChannel::Other),
        owner_id: task.owner_id.clone(),
        entitlement_id: Some(String::new()),
        deal_id: deal_id.map(str::to_owned),
        project_id: Some(project_id.to_owned()),
        ..TicketOpenRequest::of(customer_id.to_owned(), task.title.clone())
    };
    let made = ticket::open(tx, wanted)?;
    task_change::set_status(tx, &task.id, WorkStatus::Done)?;
    task_change::set_ticket(tx, &task.id, &made.id)?;
    Ok(TaskTicket { task_id: task.id.clone(), ticket_id: made.id, code: made.code })
}

/// Leaves in the customer's history that the project was closed, with its open points.
fn leave_note(tx: &Tx<'_>, id: &str, project: &str, points: &[String]) -> Result<()> {
    let said = |key: &str, name: &str, value: &str| {
        message::text(key, &Map::from_iter([(name.to_owned(), Value::from(value))]))
    };
    let subject: String = said("project.closed.subject", "project", project).chars().take(LINE_MAX).collect();
    let notes = (!points.is_empty()).then(|| said("project.closed.points", "points", &points.join("\n- ")));
    let note = ActivityCreateRequest {
        kind: Some(ActivityKind::Note),
        subject: Some(subject),
        record_id: Some(id.to_owned()),
        notes: notes.map(|notes| notes.chars().take(NOTE_MAX).collect()),
        ..ActivityCreateRequest::default()
    };
    activity::create(tx, note).map(drop)
}

/// Opens a closed project again. What has begun since goes on.
///
/// # Errors
/// `precondition` with `error.project_open`; `conflict`, `not_found`.
pub fn reopen(tx: &Tx<'_>, request: ProjectReopenRequest) -> Result<super::ProjectResponse> {
    record::touch(tx, "project", &request.id, request.version)?;
    if rows::state(tx, &request.id)?.status != WorkStatus::Done {
        return Err(Error::precondition("error.project_open"));
    }
    writes::set_status(tx, &request.id, WorkStatus::InProgress)?;
    Ok(super::ProjectResponse { id: request.id, version: request.version + 1 })
}
