//! What is done by itself while a company is open: backups when they are due, their copies at the second place,
//! drafts of recurring invoices, reminders, steps of service levels, contracts that go on or whose next term is proposed, and
//! the index of the search kept in one piece.

use super::backups;
use super::company::OpenCompany;
use crate::api::Mode;
use crate::kernel::clock::{Clock as _, SystemClock};
use crate::store::search;
use serde_json::json;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

/// How long after opening it is looked for the first time: the first screen comes first.
const FIRST_LOOK: Duration = Duration::from_secs(20);
/// How often it is looked whether a backup is due.
const LOOK: Duration = Duration::from_secs(60);
/// What others may write between two pieces of the search index.
const BETWEEN_PIECES: Duration = Duration::from_millis(50);
/// Reminders are written at opening and after so many looks.
const LOOKS_BETWEEN_REMINDERS: u32 = 5;

/// Looks after `company` until it is closed. While a backup is made, closing and opening wait for it.
pub(super) fn keep(company: &Arc<OpenCompany>, switching: &Arc<Mutex<()>>) {
    let (company, switching) = (Arc::downgrade(company), Arc::clone(switching));
    std::thread::spawn(move || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_time().build() else {
            return tracing::error!("automatic backups cannot be made: the system gives no timer");
        };
        runtime.block_on(async {
            let mut looks = tokio::time::interval_at(tokio::time::Instant::now() + FIRST_LOOK, LOOK);
            // After a sleep of the laptop one look is enough.
            looks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
            alone(&company, &switching, |company| {
                renew(company);
                recur(company);
                remind(company);
                propose(company);
                escalate(company);
            });
            for round in 1_u32.. {
                looks.tick().await;
                if round == 1 {
                    tidy_search(&company, &switching).await;
                }
                let is_open = alone(&company, &switching, |company| {
                    // A new term may be invoiced at another price.
                    renew(company);
                    recur(company);
                    if round % LOOKS_BETWEEN_REMINDERS == 0 {
                        remind(company);
                        propose(company);
                        // Something that was put off may be due again although nothing was written.
                        company.core().tell(&["notification"]);
                    }
                    escalate(company);
                    backups::tick(company, SystemClock.now_ms());
                });
                if !is_open {
                    break;
                }
            }
        });
    });
}

/// Does something with the company while no other file is opened and this one is not closed; false when it is closed already.
fn alone(company: &Weak<OpenCompany>, switching: &Mutex<()>, work: impl FnOnce(&OpenCompany)) -> bool {
    let _switching = switching.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(company) = company.upgrade() else { return false };
    work(&company);
    true
}

/// Joins the pieces that earlier days have left of the search index, one by one, so that nobody waits for it.
async fn tidy_search(company: &Weak<OpenCompany>, switching: &Mutex<()>) {
    let mut is_left = true;
    while is_left {
        is_left = false;
        alone(company, switching, |company| match search::tidy(company.core().file()) {
            Ok(left) => is_left = left,
            Err(error) => tracing::error!(%error, "the search index could not be tidied"),
        });
        tokio::time::sleep(BETWEEN_PIECES).await;
    }
}

/// Takes the steps of service levels that are due: a clock that runs out waits for nobody.
fn escalate(company: &OpenCompany) {
    each(company, "ticket.due", "ticket.escalate");
}

/// Makes the drafts of recurring invoices whose day has come, each in an action of its own: what is refused, or fails, stops no other.
fn recur(company: &OpenCompany) {
    each(company, "recurring_invoice.due", "recurring_invoice.make");
}

/// Lets contracts go on that do so by themselves.
fn renew(company: &OpenCompany) {
    each(company, "contract.rolling", "contract.roll");
}

/// Does what is due, each in an action of its own: what fails stops no other.
fn each(company: &OpenCompany, due: &str, act: &str) {
    let core = company.core();
    let ids = match core.call(None, due, json!({}), Mode::Run) {
        Ok(reply) => reply.result["ids"].clone(),
        Err(error) => return tracing::error!(%error, due, "what is due could not be found"),
    };
    for id in ids.as_array().into_iter().flatten() {
        if let Err(error) = core.call(None, act, json!({ "id": id }), Mode::Run) {
            tracing::error!(%error, act, %id, "what is due could not be done");
        }
    }
}

/// Proposes the next terms that are due, each in an action of its own: what is refused stops no other.
fn propose(company: &OpenCompany) {
    let core = company.core();
    let due = match core.call(None, "contract.to_propose", json!({}), Mode::Run) {
        Ok(due) => due.result["ids"].clone(),
        Err(error) => return tracing::error!(%error, "renewals could not be looked for"),
    };
    for id in due.as_array().into_iter().flatten() {
        if let Err(error) = core.call(None, "contract.propose_ahead", json!({ "id": id }), Mode::Run) {
            tracing::error!(%error, "a renewal could not be proposed");
        }
    }
}

/// Writes the reminders that have fallen due, as the owner: they go to everybody.
fn remind(company: &OpenCompany) {
    if let Err(error) = company.core().call(None, "inbox.refresh", json!({}), Mode::Run) {
        tracing::error!(%error, "reminders could not be written");
    }
}
