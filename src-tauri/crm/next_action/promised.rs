//! What Today says of promises: those that the user made with a sale and whose day has come, each by the rule that its deal shows.

use super::actions;
use crate::crm::activity::today::{Candidate, What};
use crate::crm::activity::{due, start_of_day};
use crate::crm::store::next_action as store;
use crate::kernel::error::Result;
use crate::store::tx::Read;

/// The promises of the acting user whose day has come.
pub(in crate::crm) fn promised(read: &Read<'_>) -> Result<Vec<Candidate>> {
    let today = read.today()?;
    let found = store::own_promises(read, today)?.into_iter().map(|promise| {
        let day = promise.due_date.parse().unwrap_or(today);
        Ok(Candidate {
            record_id: Some(promise.deal_id.clone()),
            record_kind: Some("deal".to_owned()),
            record_title: Some(promise.deal.clone()),
            customer: promise.customer.clone(),
            amount: promise.amount.clone(),
            due_ms: start_of_day(read, day)?.unwrap_or(i64::MAX),
            late_ms: due(read, Some(&promise.due_date), None)?.map(|due| due.late_ms),
            promise: true,
            what: What::Promised(Box::new(actions::keep(promise, today))),
        })
    });
    found.collect()
}
