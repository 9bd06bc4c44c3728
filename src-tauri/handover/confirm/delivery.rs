//! How the sale is delivered: as a project, as a single task, or as a request of the customer.

use super::{Work, renamed};
use crate::handover::block::{HandoverBlock, HandoverDelivery, HandoverDeliveryKind};
use crate::kernel::date::CivilDate;
use crate::kernel::error::{Code, Error, FieldError, FieldErrors, Result};
use crate::kernel::money;
use crate::projects::project::create::{self, NewProject};
use crate::projects::task::create::{self as tasks, NewTask};
use crate::projects::template;
use crate::support::ticket::{self, TicketOpenRequest};
use chrono::NaiveDate;

/// Projects that one sale begins beside the first.
const ALSO_MAX: usize = 20;

pub(super) fn make(work: &mut Work<'_>, typed: &HandoverDelivery) -> Result<()> {
    let customer_id = work.customer()?.to_owned();
    let (start, end) = days(typed)?;
    let deal = work.proposal.deal.clone();
    let name =
        typed.name.clone().filter(|name| !name.trim().is_empty()).unwrap_or_else(|| deal.title.clone());
    let owner_id = typed.owner_id.clone().filter(|id| !id.is_empty());
    match typed.kind {
        HandoverDeliveryKind::Project => {
            let new = NewProject {
                name,
                customer_id,
                deal_id: Some(deal.id),
                branch_id: deal.branch_id,
                owner_id: owner_id.unwrap_or_default(),
                template_id: typed.template_id.clone().filter(|id| !id.is_empty()),
                start: start.ok_or_else(|| Error::field("start", "error.required"))?,
                end,
                currency: deal.currency,
                ..NewProject::default()
            };
            projects(work, typed, new)?;
        }
        HandoverDeliveryKind::Task => {
            let new = NewTask {
                title: name.clone(),
                customer_id: Some(customer_id),
                deal_id: Some(deal.id),
                owner_id: owner_id.unwrap_or_default(),
                start,
                due: end,
                ..NewTask::default()
            };
            let made = tasks::create(work.tx, &new).map_err(|error| renamed(error, "title", "name"))?;
            work.made(HandoverBlock::Delivery, "task", made.id, String::new(), &name);
        }
        HandoverDeliveryKind::Ticket => {
            let new = TicketOpenRequest {
                owner_id,
                deal_id: Some(deal.id),
                ..TicketOpenRequest::of(customer_id, name.clone())
            };
            let made = ticket::open(work.tx, new).map_err(|error| renamed(error, "subject", "name"))?;
            work.made(HandoverBlock::Delivery, "ticket", made.id, made.code, &name);
        }
    }
    Ok(())
}

/// The project with its budget and roles, and one of its own for each further template, which begins on the same day.
fn projects(work: &mut Work<'_>, typed: &HandoverDelivery, new: NewProject) -> Result<()> {
    let mut errors = FieldErrors::default();
    let roles = typed.roles.clone().unwrap_or_default();
    create::check_roles(work.tx, &roles, &mut errors)?;
    let budget = typed.budget.as_deref().map(str::trim).filter(|typed| !typed.is_empty());
    let budget = budget.and_then(|typed| errors.take(money::parse_minor("budget", typed, &new.currency)));
    if budget.is_some_and(|minor| minor < 0) {
        errors.add(FieldError::new("budget", "error.negative"));
    }
    if typed.also.as_ref().is_some_and(|also| also.len() > ALSO_MAX) {
        errors.add(FieldError::new("also", "error.too_many").with("max", ALSO_MAX));
    }
    errors.finish()?;
    let new = NewProject { roles, ..new };
    project(work, "template_id", &NewProject { budget_minor: budget, ..new.clone() })?;
    for (at, id) in typed.also.iter().flatten().enumerate() {
        let path = format!("also[{at}]");
        let template = template::sold(work.tx, id).map_err(|error| no_such_template(error, &path))?;
        let sold = work.proposal.templates.iter().find(|one| one.shown.template_id == *id);
        let further = NewProject {
            name: format!("{}: {}", new.name, template.name),
            template_id: Some(id.clone()),
            end: None,
            budget_minor: sold.map(|sold| sold.net_minor).filter(|minor| *minor > 0 && budget.is_some()),
            ..new.clone()
        };
        project(work, &path, &further)?;
    }
    Ok(())
}

fn project(work: &mut Work<'_>, template_path: &str, new: &NewProject) -> Result<()> {
    let made = create::create_from(work.tx, new).map_err(|error| no_such_template(error, template_path))?;
    work.milestones.extend(made.milestones.into_iter().map(|one| (one.template_milestone_id, one.id)));
    work.made(HandoverBlock::Delivery, "project", made.id, made.code, &new.name);
    Ok(())
}

fn days(typed: &HandoverDelivery) -> Result<(Option<NaiveDate>, Option<NaiveDate>)> {
    let mut errors = FieldErrors::default();
    let mut day = |path: &str, typed: &Option<String>| {
        let typed = typed.as_deref().map(str::trim).filter(|typed| !typed.is_empty())?;
        errors.take(CivilDate::typed(path, typed)).map(CivilDate::value)
    };
    let (start, end) = (day("start", &typed.start), day("end", &typed.end));
    if let (Some(start), Some(end)) = (start, end)
        && end < start
    {
        errors.add(FieldError::new("end", "error.due_before_start").with("start", start.to_string()));
    }
    errors.finish()?;
    Ok((start, end))
}

fn no_such_template(error: Error, path: &str) -> Error {
    if error.code == Code::NotFound { Error::field(path, "error.no_such_template") } else { error }
}
