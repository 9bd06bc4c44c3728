//! How the sale is delivered: as a project, as a single task, or as a request of the customer.

use super::{Work, renamed};
use crate::handover::block::{HandoverBlock, HandoverDelivery, HandoverDeliveryKind};
use crate::kernel::date::CivilDate;
use crate::kernel::error::{Code, Error, FieldError, FieldErrors, Result};
use crate::projects::project::create::{self, NewProject};
use crate::projects::task::create::{self as tasks, NewTask};
use crate::support::ticket::{self, TicketOpenRequest};
use chrono::NaiveDate;

pub(super) fn make(work: &mut Work<'_>, typed: &HandoverDelivery) -> Result<()> {
    let customer_id = work.customer()?.to_owned();
    let (start, end) = days(typed)?;
    let deal = work.proposal.deal.clone();
    let name =
        typed.name.clone().filter(|name| !name.trim().is_empty()).unwrap_or_else(|| deal.title.clone());
    let owner_id = typed.owner_id.clone().filter(|id| !id.is_empty());
    match typed.kind {
        HandoverDeliveryKind::Project => {
            let start = start.ok_or_else(|| Error::field("start", "error.required"))?;
            let template_id = typed.template_id.clone().filter(|id| !id.is_empty());
            let new = NewProject {
                name: name.clone(),
                customer_id,
                deal_id: Some(deal.id),
                branch_id: deal.branch_id,
                owner_id: owner_id.unwrap_or_default(),
                template_id,
                start,
                end,
                currency: deal.currency,
                ..NewProject::default()
            };
            let made = create::create_from(work.tx, &new).map_err(no_such_template)?;
            let placed = made.milestones.into_iter();
            work.milestones = placed.map(|one| (one.template_milestone_id, one.id)).collect();
            work.made(HandoverBlock::Delivery, "project", made.id, made.code, &name);
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

fn no_such_template(error: Error) -> Error {
    if error.code == Code::NotFound { Error::field("template_id", "error.no_such_template") } else { error }
}
