//! The SQL of one project.

use crate::kernel::error::{Error, Result};
use crate::kernel::money::Money;
use crate::projects::project::Project;
use crate::projects::words::WorkStatus;
use crate::store::figures::{AND_CURRENCY, Figures, IN_CURRENCY};
use crate::store::tx::{Read, Tx};
use crate::store::word;
use chrono::NaiveDate;
use rusqlite::{OptionalExtension as _, params};

/// A project that shall be written.
#[derive(Debug, Default)]
pub(in crate::projects) struct NewRow<'a> {
    pub(in crate::projects) code: &'a str,
    pub(in crate::projects) name: &'a str,
    pub(in crate::projects) template_id: Option<&'a str>,
    pub(in crate::projects) customer_id: &'a str,
    pub(in crate::projects) deal_id: Option<&'a str>,
    pub(in crate::projects) start: NaiveDate,
    pub(in crate::projects) end: Option<NaiveDate>,
    pub(in crate::projects) currency: &'a str,
    pub(in crate::projects) budget_minor: Option<i64>,
    pub(in crate::projects) budget_minutes: Option<i64>,
    pub(in crate::projects) notes: &'a str,
}

pub(in crate::projects) fn insert(tx: &Tx<'_>, id: &str, row: &NewRow<'_>) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "INSERT INTO project (id, code, name, template_id, customer_id, deal_id, status, start_date, end_date, currency, \
                                  budget_minor, budget_minutes, notes, updated_ms) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'planned', ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?
        .execute(params![
            id,
            row.code,
            row.name,
            row.template_id,
            row.customer_id,
            row.deal_id,
            row.start.to_string(),
            row.end.map(|day| day.to_string()),
            row.currency,
            row.budget_minor,
            row.budget_minutes,
            row.notes,
            tx.now_ms()
        ])?;
    Ok(())
}

/// What a new task of a project takes over from it.
#[derive(Debug, Clone)]
pub(in crate::projects) struct ProjectState {
    pub(in crate::projects) customer_id: Option<String>,
    pub(in crate::projects) branch_id: Option<String>,
    pub(in crate::projects) status: WorkStatus,
}

/// How a project stands that is no template.
pub(in crate::projects) fn state(read: &Read<'_>, id: &str) -> Result<ProjectState> {
    read.sql()
        .prepare_cached(
            "SELECT p.customer_id, r.branch_id, p.status FROM project p JOIN record r ON r.id = p.id \
             WHERE p.id = ?1 AND p.is_template = 0 AND p.deleted_at IS NULL",
        )?
        .query_row([id], |row| {
            Ok(ProjectState { customer_id: row.get(0)?, branch_id: row.get(1)?, status: word::read(row, 2)? })
        })
        .optional()?
        .ok_or_else(|| Error::not_found("project"))
}

/// A project, its milestones and tasks left out.
pub(in crate::projects) fn get(read: &Read<'_>, id: &str) -> Result<Project> {
    read.sql()
        .prepare_cached(
            "SELECT p.id, r.version, p.code, p.name, p.customer_id, \
                    coalesce((SELECT c.name FROM v_crm_customer_name c WHERE c.id = p.customer_id), ''), p.deal_id, \
                    p.template_id, r.branch_id, p.status, r.owner_id, \
                    coalesce((SELECT u.name FROM v_settings_user u WHERE u.id = r.owner_id), ''), p.start_date, p.end_date, \
                    p.budget_minor, p.currency, p.budget_minutes, p.notes, p.closed_ms, \
                    coalesce((SELECT d.code || ' ' || d.title FROM v_crm_deal d WHERE d.id = p.deal_id), ''), \
                    coalesce((SELECT t.name FROM v_projects_template t WHERE t.id = p.template_id), '') \
             FROM project p JOIN record r ON r.id = p.id WHERE p.id = ?1 AND p.is_template = 0",
        )?
        .query_row([id], |row| {
            let status: WorkStatus = word::read(row, 9)?;
            let currency: String = row.get(15)?;
            Ok(Project {
                id: row.get(0)?,
                version: row.get(1)?,
                code: row.get(2)?,
                name: row.get(3)?,
                customer_id: row.get(4)?,
                customer: row.get(5)?,
                deal_id: row.get(6)?,
                template_id: row.get(7)?,
                branch_id: row.get(8)?,
                health: status.badge(),
                badge: status.badge(),
                status,
                owner_id: row.get(10)?,
                owner: row.get(11)?,
                start_date: row.get(12)?,
                end_date: row.get(13)?,
                budget: row.get::<_, Option<i64>>(14)?.map(|minor| Money::new(minor, &currency)),
                budget_minutes: row.get(16)?,
                currency,
                notes: row.get(17)?,
                closed_ms: row.get(18)?,
                deal: row.get(19)?,
                template: row.get(20)?,
                milestones: Vec::new(),
                tasks: Vec::new(),
            })
        })
        .optional()?
        .ok_or_else(|| Error::not_found("project"))
}

/// The deal that a project may be of: its customer, when it has one.
pub(in crate::projects) fn deal(read: &Read<'_>, id: &str) -> Result<Option<Option<String>>> {
    Ok(read
        .sql()
        .prepare_cached("SELECT customer_id FROM v_crm_deal WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?)
}

/// The currency in which a deal was sold, where there is one, else of a customer.
pub(in crate::projects) fn currency_of_sale(
    read: &Read<'_>,
    deal_id: Option<&str>,
    customer_id: Option<&str>,
) -> Result<Option<String>> {
    let sql = "SELECT coalesce((SELECT currency FROM v_billing_deal_currency WHERE deal_id = ?1), \
                               (SELECT currency FROM v_crm_customer WHERE id = ?2))";
    Ok(read.sql().prepare_cached(sql)?.query_row([deal_id, customer_id], |row| row.get(0))?)
}

/// What is in the home currency: budgets.
pub(in crate::projects) const FIGURES: [Figures; 1] =
    [["project", "budget_minor", AND_CURRENCY, IN_CURRENCY]];

/// The project of a row of one of the tables that belong to projects.
pub(in crate::projects) fn of_part(read: &Read<'_>, table: &str, id: &str) -> Result<Option<String>> {
    let sql = match table {
        "task_dependency" => {
            "SELECT t.project_id FROM task_dependency d JOIN task t ON t.id = d.task_id WHERE d.id = ?1"
        }
        "milestone" => "SELECT project_id FROM milestone WHERE id = ?1",
        _ => "SELECT project_id FROM task WHERE id = ?1",
    };
    let found = read.sql().prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?;
    Ok(found.flatten())
}
