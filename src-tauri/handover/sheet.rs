//! The sheet of a handover: all that is known about a won deal, put where it will be needed, so that one look and one confirm do.
//!
//! What was sold comes from the accepted estimate, else from the deal; delivery from the templates of the items, support from what
//! they bring. What is missing is named once, with the block that it stops.

use super::block::{HandoverBilling, HandoverBlock, HandoverCustomer, HandoverDelivery, HandoverSupport};
use super::brought;
use super::commitment::{self, Commitment};
use super::page::HandoverState;
use super::propose::{self, Proposal};
use super::store::{self, sold};
use crate::attachments::{self, Attachment, AttachmentListRequest};
use crate::crm::customer::{self, CustomerDuplicatesRequest, Duplicate};
use crate::kernel::error::{Error, FieldError, Result};
use crate::kernel::money::Money;
use crate::projects::template::Plan;
use crate::store::record;
use crate::store::tx::Read;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which deal is to be handed over.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct HandoverPrepareRequest {
    /// The deal.
    pub deal_id: String,
    /// Who buys, where somebody chose; whoever is known or likely when absent.
    #[serde(default)]
    #[ts(optional)]
    pub customer_id: Option<String>,
}

/// Everything that the sheet shows.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct HandoverSheet {
    /// The deal.
    pub deal_id: String,
    /// Its version, for the confirm.
    pub version: i64,
    /// Its code.
    pub code: String,
    /// What it is about.
    pub title: String,
    /// `open` or `won`: an open one is won by the confirm.
    pub status: String,
    /// The customer's name, or the prospect's.
    pub customer: String,
    /// The estimates that were accepted since the deal was handed over, whose delivery and support are proposed; none where all of it is.
    pub added: Vec<HandoverAccepted>,
    /// What was sold.
    pub sold: HandoverSold,
    /// True: some of it is subscribed to and some is not; the days of `for_billing` are those of what is.
    pub is_mixed: bool,
    /// Files of the deal and of its accepted estimates.
    pub files: Vec<Attachment>,
    /// What the customer expects, as it was noted before.
    pub expectations: String,
    /// What is promised already.
    pub commitments: Vec<Commitment>,
    /// What was planned as a promise and stands on no commitment yet.
    pub promises: Vec<HandoverPromise>,
    /// Customers that the prospect may be.
    pub duplicates: Vec<Duplicate>,
    /// Where the one who buys is, else the seller, as a two-letter code: that says which tax number is asked for.
    pub country: String,
    /// The blocks, each with what is proposed and what is missing.
    pub blocks: Vec<HandoverSheetBlock>,
    /// Who is to buy.
    pub for_customer: Option<HandoverCustomer>,
    /// How it is to be invoiced.
    pub for_billing: Option<HandoverBilling>,
    /// How it is to be delivered.
    pub for_delivery: Option<HandoverDelivery>,
    /// What support comes with it.
    pub for_support: Option<HandoverSupport>,
    /// The contracts that go on when the deal is won, or did: it is their renewal.
    pub renews: Vec<HandoverRenewal>,
    /// The templates by which the items that were sold are delivered; the first is proposed, and a project of its own for each other.
    pub templates: Vec<HandoverTemplate>,
    /// ISO 4217 code of amounts that are typed.
    pub currency: String,
    /// The tasks and milestones that the proposed project begins with.
    pub placed: Option<Plan>,
    /// The day of the follow-up that is proposed; null where the deal was handed over before, and is followed up.
    pub follow_up: Option<String>,
}

/// What was sold.
#[derive(Debug, Clone, Default, Serialize, JsonSchema, TS)]
pub struct HandoverSold {
    /// Line by line.
    pub lines: Vec<HandoverLine>,
    /// Without tax; null when nobody knows it, or the user may see no amounts.
    pub net: Option<Money>,
    /// With tax; null while it is not sold yet.
    pub total: Option<Money>,
    /// The estimates that were accepted.
    pub accepted: Vec<HandoverAccepted>,
}

/// A line that was sold.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct HandoverLine {
    /// What.
    pub description: String,
    /// How many, as decimal text.
    pub quantity: String,
    /// For how much, without tax; null when the user may see no amounts.
    pub net: Option<Money>,
}

/// A contract whose next term a deal sells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct HandoverRenewal {
    /// The contract.
    pub contract_id: String,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// A template by which something that was sold is delivered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct HandoverTemplate {
    /// The template.
    pub template_id: String,
    /// Its name.
    pub name: String,
    /// The lines that were sold with it.
    pub items: Vec<String>,
    /// The roles that its tasks name, each once.
    pub roles: Vec<String>,
}

/// An estimate that was accepted.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct HandoverAccepted {
    /// Its id.
    pub estimate_id: String,
    /// Its code.
    pub code: String,
    /// The version.
    pub version_no: i64,
    /// Who said yes.
    pub said_by: String,
    /// How.
    pub how: String,
    /// When.
    pub date: String,
}

/// An activity that was planned as a promise.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct HandoverPromise {
    /// The activity.
    pub activity_id: String,
    /// What is promised.
    pub text: String,
    /// Until when.
    pub due_date: Option<String>,
    /// The user who promised it.
    pub promised_by: String,
    /// That user's name.
    pub user: String,
}

/// A block of the sheet.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct HandoverSheetBlock {
    /// Which one.
    pub block: HandoverBlock,
    /// How it stands; null while nothing was said.
    pub state: Option<HandoverState>,
    /// False: its part of the program is switched off, so it is kept for later.
    pub on: bool,
    /// What is missing, by the field of the confirm that would say it.
    pub missing: Vec<FieldError>,
}

/// Everything that the sheet of a deal shows, filled in as far as it is known.
///
/// # Errors
/// `precondition` with `error.deal_closed` for a deal that was lost; `error.no_such_customer` at `customer_id`; `not_found`.
pub fn prepare(read: &Read<'_>, request: HandoverPrepareRequest) -> Result<HandoverSheet> {
    record::require(read, "deal", &request.deal_id)?;
    let chosen = request.customer_id.as_deref().filter(|id| !id.is_empty());
    if let Some(id) = chosen {
        record::require_readable(read, "customer", id)
            .map_err(|_| Error::field("customer_id", "error.no_such_customer"))?;
    }
    let proposal = Proposal::for_customer(read, &request.deal_id, chosen)?;
    let deal = &proposal.deal;
    let expectations = proposal.handover.as_ref().map(|stands| stands.expectations.clone());
    let customer = match &deal.customer_id {
        Some(id) => sold::customer(read, id)?.map(|customer| customer.name),
        None => None,
    };
    let buys = proposal.customer.as_ref().and_then(|buyer| buyer.customer_id.as_ref());
    let country = match buys.or(deal.customer_id.as_ref()) {
        Some(id) => sold::country_of(read, id)?,
        None => None,
    };
    let is_first = proposal.handover.is_none();
    let follow_up = is_first.then(|| brought::days_on(proposal.today, propose::FOLLOW_UP_DAYS).to_string());
    let duplicates = match deal.customer_id {
        Some(_) => Vec::new(),
        None => likely(read, &deal.prospect)?,
    };
    Ok(HandoverSheet {
        sold: shown(read, deal, &proposal.lines, &proposal.accepted, proposal.is_sold),
        is_mixed: proposal.is_mixed(read)?,
        added: proposal.added_estimates(),
        files: files(read, &deal.id, &proposal.accepted)?,
        expectations: expectations.unwrap_or_default(),
        commitments: commitment::shown(read, store::commitment::of_deal(read, &deal.id)?)?,
        promises: sold::promises(read, &deal.id)?,
        duplicates,
        blocks: proposal.blocks(read)?,
        for_customer: proposal.customer.clone(),
        for_billing: proposal.billing.clone(),
        for_delivery: proposal.delivery.clone(),
        for_support: proposal.support.clone(),
        renews: proposal.renews.clone(),
        country: country.unwrap_or_else(|| deal.branch_country.clone()),
        follow_up,
        templates: proposal.templates.iter().map(|one| one.shown.clone()).collect(),
        currency: deal.currency.clone(),
        placed: proposal.placed.clone(),
        customer: customer.unwrap_or_else(|| deal.prospect.clone()),
        deal_id: deal.id.clone(),
        version: deal.version,
        code: deal.code.clone(),
        title: deal.title.clone(),
        status: deal.status.clone(),
    })
}

/// Customers that a prospect may be and that the user may hand over to, the likeliest first.
pub(super) fn likely(read: &Read<'_>, prospect: &str) -> Result<Vec<Duplicate>> {
    let typed = CustomerDuplicatesRequest { name: Some(prospect.to_owned()), ..Default::default() };
    let mut rows = customer::duplicates(read, typed)?.rows;
    rows.retain(|row| row.held_by.is_none());
    Ok(rows)
}

/// What was sold, with its amounts where the user may see what a customer pays.
pub(super) fn shown(
    read: &Read<'_>,
    deal: &sold::Deal,
    lines: &[sold::Line],
    accepted: &[sold::Accepted],
    is_sold: bool,
) -> HandoverSold {
    let sees = read.actor().scope("estimate.read").is_some();
    let money = |minor: i64, currency: &str| sees.then(|| Money::new(minor, currency));
    let shown = lines.iter().filter(|line| !line.is_rounding).map(|line| HandoverLine {
        description: line.description.clone(),
        quantity: line.quantity.clone(),
        net: money(line.net_minor, &line.currency),
    });
    let sum = |minor: fn(&sold::Line) -> i64| {
        let first = lines.first()?;
        let is_one = lines.iter().all(|line| line.currency == first.currency);
        is_one.then(|| money(lines.iter().map(minor).sum(), &first.currency))?
    };
    let amount = || money(deal.amount_minor?, &deal.currency);
    HandoverSold {
        lines: shown.collect(),
        net: sum(|line| line.net_minor).or_else(amount),
        total: sum(|line| line.total_minor).filter(|_| is_sold),
        accepted: accepted.iter().map(|one| one.shown.clone()).collect(),
    }
}

/// The files of a deal and of its accepted estimates.
pub(super) fn files(read: &Read<'_>, deal_id: &str, accepted: &[sold::Accepted]) -> Result<Vec<Attachment>> {
    let estimates = accepted.iter().map(|one| one.shown.estimate_id.clone());
    let mut files = Vec::new();
    for record_id in std::iter::once(deal_id.to_owned()).chain(estimates) {
        // Whoever may not read the estimate finds its files there no more than here.
        if let Ok(found) = attachments::list(read, AttachmentListRequest { record_id }) {
            files.extend(found.rows);
        }
    }
    Ok(files)
}
