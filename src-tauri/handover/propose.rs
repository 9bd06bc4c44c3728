//! What a handover proposes: who buys, how it is invoiced, delivered and supported, as far as deal, estimate and items say it.

use super::block::{
    HandoverBilling, HandoverBillingKind, HandoverBlock, HandoverCustomer, HandoverDelivery,
    HandoverDeliveryKind, HandoverSupport,
};
use super::brought::{days_on, entitlement, parts, period, subscription};
use super::page::HandoverState;
use super::sheet::{self, HandoverAccepted, HandoverRenewal, HandoverSheetBlock, HandoverTemplate};
use super::store::{self, sold};
use crate::billing::recurring::{self, Left, RecurringEnd, RecurringRhythm};
use crate::catalogue::item;
use crate::kernel::date::CivilDate;
use crate::kernel::decimal::round_half_away;
use crate::kernel::error::{Error, FieldError, Result};
use crate::kernel::money;
use crate::projects::template::{self, Plan};
use crate::projects::workdays::WorkDays;
use crate::store::tx::Read;
use crate::support::offer::{self, Offer};
use crate::support::term::Term;
use crate::support::terms;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// Days after which the customer is asked how it goes.
pub(super) const FOLLOW_UP_DAYS: i64 = 7;
/// Days before the last day of notice on which somebody is reminded of the renewal.
const REMINDER_DAYS: i64 = 30;

/// What was sold of one template.
pub(super) struct Delivered {
    pub(super) shown: HandoverTemplate,
    pub(super) item_ids: Vec<String>,
    /// For how much, without tax, in the currency of the deal.
    pub(super) net_minor: i64,
}

/// All that is known of a deal that is handed over, and what follows from it.
pub(super) struct Proposal {
    pub(super) today: NaiveDate,
    pub(super) deal: sold::Deal,
    pub(super) lines: Vec<sold::Line>,
    /// The lines are in the plan of billing.
    pub(super) is_sold: bool,
    pub(super) accepted: Vec<sold::Accepted>,
    pub(super) handover: Option<store::Handover>,
    stands: Vec<store::Block>,
    pub(super) customer: Option<HandoverCustomer>,
    pub(super) billing: Option<HandoverBilling>,
    /// What is left to be invoiced, while that is to be handed over.
    left: Left,
    pub(super) delivery: Option<HandoverDelivery>,
    pub(super) support: Option<HandoverSupport>,
    pub(super) placed: Option<Plan>,
    /// What is delivered by a template, in the order of what was sold.
    pub(super) templates: Vec<Delivered>,
    /// The project that an earlier confirm made.
    pub(super) project_id: Option<String>,
    /// The contracts whose next term is sold.
    pub(super) renews: Vec<HandoverRenewal>,
}

impl Proposal {
    /// What a deal within reach proposes. Blocks that are done propose nothing.
    ///
    /// # Errors
    /// `precondition` with `error.deal_closed` for a deal that was lost; `not_found`.
    pub(super) fn of(read: &Read<'_>, deal_id: &str) -> Result<Self> {
        Self::for_customer(read, deal_id, None)
    }

    /// The same where somebody chose who buys, as long as the deal leaves that open.
    pub(super) fn for_customer(read: &Read<'_>, deal_id: &str, chosen: Option<&str>) -> Result<Self> {
        let deal = sold::deal(read, deal_id)?;
        if deal.status == "lost" {
            return Err(Error::precondition("error.deal_closed"));
        }
        let handover = store::of_deal(read, deal_id)?;
        let (stands, made) = match &handover {
            Some(handover) => (store::blocks(read, &handover.id)?, store::made(read, &handover.id)?),
            None => Default::default(),
        };
        let accepted = sold::accepted(read, deal_id)?;
        let mut proposal = Self {
            today: read.today_at(Some(&deal.branch_id))?,
            lines: sold::lines(read, &deal)?,
            renews: sold::renewals(read, deal_id)?,
            is_sold: deal.status == "won" || !accepted.is_empty(),
            deal,
            accepted,
            handover,
            stands,
            customer: None,
            billing: None,
            left: Left::Again,
            delivery: None,
            support: None,
            placed: None,
            templates: Vec::new(),
            project_id: made.into_iter().find(|made| made.kind == "project").map(|made| made.id),
        };
        if !proposal.is_done(HandoverBlock::Customer) {
            proposal.customer = Some(proposal.buyer(read, chosen)?);
        }
        let offers = proposal.offers(read)?;
        if proposal.is_open(read, HandoverBlock::Delivery)? {
            proposal.propose_delivery(read, &offers)?;
        }
        if proposal.is_open(read, HandoverBlock::Billing)? {
            proposal.place_made(read)?;
            proposal.left = recurring::left(read, deal_id)?;
            proposal.billing = Some(proposal.invoicing(read)?);
        }
        if proposal.is_open(read, HandoverBlock::Support)? {
            proposal.support = proposal.serving(read, &offers)?;
        }
        proposal.invoice_with_support();
        Ok(proposal)
    }

    pub(super) fn state(&self, block: HandoverBlock) -> Option<HandoverState> {
        self.stands.iter().find(|one| one.block == block).map(|one| one.state)
    }

    pub(super) fn is_done(&self, block: HandoverBlock) -> bool {
        self.state(block) == Some(HandoverState::Done)
    }

    /// What was chosen of a block when it was handed over, in the word of the sheet.
    pub(super) fn chosen(&self, block: HandoverBlock) -> Option<&str> {
        self.stands.iter().find(|one| one.block == block).map(|one| one.choice.as_str())
    }

    /// The estimates that were accepted since a block was handed over, and are to be handed over beside what was.
    pub(super) fn added(&self, block: HandoverBlock) -> &[String] {
        self.stands.iter().find(|one| one.block == block).map_or(&[], |one| &one.added)
    }

    /// The accepted estimates that are to be handed over beside what was.
    pub(super) fn added_estimates(&self) -> Vec<HandoverAccepted> {
        let is_added = |id: &String| self.stands.iter().any(|one| one.added.contains(id));
        let added = self.accepted.iter().filter(|one| is_added(&one.shown.estimate_id));
        added.map(|one| one.shown.clone()).collect()
    }

    /// What is to be handed over in a block: all that was sold, or what was sold since.
    fn lines_of(&self, block: HandoverBlock) -> impl Iterator<Item = &sold::Line> {
        let added = self.added(block);
        let is_added = |line: &sold::Line| line.estimate_id.as_ref().is_some_and(|id| added.contains(id));
        self.lines.iter().filter(move |line| added.is_empty() || is_added(line))
    }

    /// Whether a block can be handed over: it was not yet, and its part of the program is shown.
    fn is_open(&self, read: &Read<'_>, block: HandoverBlock) -> Result<bool> {
        Ok(!self.is_done(block) && block.is_on(read)?)
    }

    /// Whether there is anything to hand over in a block.
    pub(super) fn is_proposed(&self, block: HandoverBlock) -> bool {
        match block {
            HandoverBlock::Customer => self.customer.is_some(),
            HandoverBlock::Billing => self.billing.is_some(),
            HandoverBlock::Delivery => self.delivery.is_some(),
            HandoverBlock::Support => self.support.is_some(),
        }
    }

    /// The blocks as the sheet shows them.
    pub(super) fn blocks(&self, read: &Read<'_>) -> Result<Vec<HandoverSheetBlock>> {
        let block = |block: HandoverBlock| {
            let on = block.is_on(read)?;
            let missing = if on { self.missing(read, block)? } else { Vec::new() };
            Ok(HandoverSheetBlock { block, state: self.state(block), on, missing })
        };
        HandoverBlock::ALL.into_iter().map(block).collect()
    }

    /// What nobody has said yet, by the field of the confirm that would say it.
    pub(super) fn missing(&self, read: &Read<'_>, block: HandoverBlock) -> Result<Vec<FieldError>> {
        let mut missing = Vec::new();
        match block {
            HandoverBlock::Customer => {
                let known = self.customer.as_ref().and_then(|customer| customer.customer_id.as_deref());
                let lacks = match known {
                    Some(id) => sold::customer(read, id)?.is_some_and(|customer| customer.lacks_tax_id),
                    None => false,
                };
                if lacks {
                    missing.push(FieldError::new("customer.tax_id.number", "handover.missing.tax_id"));
                }
            }
            HandoverBlock::Billing if self.billing.is_some() && self.worth_nothing() => {
                missing.push(FieldError::new("billing.kind", "handover.missing.amount"));
            }
            _ => {}
        }
        Ok(missing)
    }

    fn worth_nothing(&self) -> bool {
        self.lines.is_empty() && self.deal.amount_minor.is_none()
    }

    fn buyer(&self, read: &Read<'_>, chosen: Option<&str>) -> Result<HandoverCustomer> {
        let of_estimate = self.accepted.first().map(|one| one.customer_id.clone());
        let mut known = self.deal.customer_id.clone().or(of_estimate).or_else(|| chosen.map(str::to_owned));
        if known.is_none() {
            let likely = sheet::likely(read, &self.deal.prospect)?;
            known = likely.into_iter().find(|one| one.likely).map(|one| one.id);
        }
        let Some(id) = known else {
            return Ok(HandoverCustomer {
                name: Some(self.deal.prospect.clone()),
                owner_id: self.deal.owner_id.clone(),
                ..HandoverCustomer::default()
            });
        };
        let owner_id = sold::customer(read, &id)?.and_then(|customer| customer.owner_id);
        Ok(HandoverCustomer {
            customer_id: Some(id),
            owner_id: owner_id.or_else(|| self.deal.owner_id.clone()),
            ..HandoverCustomer::default()
        })
    }

    fn invoicing(&self, read: &Read<'_>) -> Result<HandoverBilling> {
        // The rate of a foreign currency is that of the estimate; without one it is typed on the form of the invoice.
        let has_rate = self.deal.currency == self.deal.branch_currency || !self.accepted.is_empty();
        let is_left = has_rate && self.left != Left::Nothing;
        let parts = self.placed.as_ref().filter(|_| is_left).and_then(parts);
        let (rhythm, is_all) =
            if has_rate && self.left == Left::Again { self.comes_again(read)? } else { (None, false) };
        let kind = match &parts {
            _ if is_all => HandoverBillingKind::Recurring,
            Some(_) => HandoverBillingKind::Milestones,
            None if is_left => HandoverBillingKind::AllNow,
            None => HandoverBillingKind::ByHand,
        };
        let customer_id = self.customer.as_ref().and_then(|customer| customer.customer_id.as_deref());
        let usual = match customer_id.or(self.deal.customer_id.as_deref()) {
            Some(id) => sold::customer(read, id)?.map(|customer| customer.payment_term),
            None => None,
        };
        // What was confirmed before, else what was accepted, else what is usual.
        let noted = self.handover.as_ref();
        let term = noted.and_then(|stands| stands.payment_term.clone());
        let accepted = self.accepted.iter().find_map(|one| one.payment_term.clone());
        let mut order_nos = self.accepted.iter().map(|one| one.order_no.clone());
        let order_no = noted.and_then(|stands| stands.order_no.clone());
        Ok(HandoverBilling {
            kind,
            parts,
            rhythm,
            payment_term: term.or(accepted).or(usual),
            order_no: order_no.or_else(|| order_nos.find(|order_no| !order_no.is_empty())),
        })
    }

    /// What comes again and again is invoiced from the day on which the contract that is made of it begins to serve, and is over with it
    /// unless that goes on by itself: as often as it was sold for the term, whatever comes before.
    fn invoice_with_support(&mut self) {
        let Some(billing) = &mut self.billing else { return };
        let Some(rhythm) = &mut billing.rhythm else { return };
        if let Some(support) = &self.support {
            rhythm.first = support.start.clone().unwrap_or_else(|| rhythm.first.clone());
            if let Some(date) = support.end.clone().filter(|_| support.auto_renew != Some(true)) {
                rhythm.end = RecurringEnd::On { date };
            }
        }
        // What begins at once stands with the rest on one invoice.
        if billing.kind == HandoverBillingKind::AllNow && rhythm.first == self.today.to_string() {
            billing.kind = HandoverBillingKind::Recurring;
        }
    }

    /// The days of what is subscribed to, where that is by the same period, and whether that is all that was sold.
    fn comes_again(&self, read: &Read<'_>) -> Result<(Option<RecurringRhythm>, bool)> {
        let (subscribed, once) = self.by_subscription(read)?;
        let mut unit = None;
        for sold in subscribed {
            match period(&sold.unit) {
                Some(own) if *unit.get_or_insert(own) == own => {}
                _ => return Ok((None, false)),
            }
        }
        // What is subscribed to beside a project serves once that is over.
        let first = self.project_end(read)?.unwrap_or(self.today).max(self.today).to_string();
        let rhythm = unit.map(|unit| RecurringRhythm { every: 1, unit, first, end: RecurringEnd::Never });
        Ok((rhythm, once == 0 && unit.is_some()))
    }

    /// The subscriptions among what was sold, and how many lines are none.
    fn by_subscription(&self, read: &Read<'_>) -> Result<(Vec<item::SoldAs>, usize)> {
        let (mut subscribed, mut once) = (Vec::new(), 0);
        for line in self.lines.iter().filter(|line| !line.is_rounding) {
            match subscription(read, line)? {
                Some(sold) => subscribed.push(sold),
                None => once += 1,
            }
        }
        Ok((subscribed, once))
    }

    /// Whether some of what was sold is subscribed to and some is not, so that both can be invoiced in their own ways.
    pub(super) fn is_mixed(&self, read: &Read<'_>) -> Result<bool> {
        let (subscribed, once) = self.by_subscription(read)?;
        Ok(self.left == Left::Again && !subscribed.is_empty() && once > 0)
    }

    /// What support the items bring, with the line that was sold.
    pub(super) fn offers(&self, read: &Read<'_>) -> Result<Vec<(sold::Line, Offer)>> {
        let mut offers = Vec::new();
        for line in self.lines_of(HandoverBlock::Support) {
            let Some(item_id) = &line.item_id else { continue };
            if let Some(offer) = offer::of_item(read, item_id)? {
                offers.push((line.clone(), offer));
            }
        }
        Ok(offers)
    }

    /// The templates that the items name, each with what was sold of it.
    pub(super) fn delivered(&self, read: &Read<'_>) -> Result<Vec<Delivered>> {
        let mut all: Vec<Delivered> = Vec::new();
        for line in self.lines_of(HandoverBlock::Delivery) {
            let Some(item_id) = &line.item_id else { continue };
            let Some(template_id) = template::of_item(read, item_id)? else { continue };
            let net_minor = if line.currency == self.deal.currency { line.net_minor } else { 0 };
            if let Some(one) = all.iter_mut().find(|one| one.shown.template_id == template_id) {
                one.shown.items.push(line.description.clone());
                one.item_ids.push(item_id.clone());
                one.net_minor += net_minor;
                continue;
            }
            let template = template::sold(read, &template_id)?;
            let items = vec![line.description.clone()];
            let shown = HandoverTemplate { template_id, name: template.name, items, roles: template.roles };
            all.push(Delivered { shown, item_ids: vec![item_id.clone()], net_minor });
        }
        Ok(all)
    }

    /// What the first project was sold for: all but what is support, and what other projects deliver. Only for who may see amounts.
    fn budget(&self, read: &Read<'_>, offers: &[(sold::Line, Offer)]) -> Option<String> {
        read.actor().scope("estimate.read")?;
        let elsewhere = |line: &sold::Line| {
            let others = self.templates.iter().skip(1).map(|one| &one.item_ids);
            let supports = offers.iter().any(|(offered, _)| offered.item_id == line.item_id);
            line.item_id.as_ref().is_some_and(|id| supports || others.into_iter().any(|ids| ids.contains(id)))
        };
        let own = |line: &&sold::Line| line.currency == self.deal.currency && !elsewhere(line);
        let minor: i64 = match self.lines.is_empty() {
            true => self.deal.amount_minor.unwrap_or(0),
            false => self.lines_of(HandoverBlock::Delivery).filter(own).map(|line| line.net_minor).sum(),
        };
        (minor > 0).then(|| money::text(minor, &self.deal.currency))
    }

    /// The project that was handed over before.
    fn made_project(&self) -> Option<&str> {
        self.project_id.as_deref().filter(|_| self.is_done(HandoverBlock::Delivery))
    }

    /// The milestones of a project that was handed over before, for the parts that are invoiced when they are reached. Their days are
    /// those of a project that begins today; its own are [`Self::project_end`]'s to say.
    fn place_made(&mut self, read: &Read<'_>) -> Result<()> {
        let made = self.made_project().map(|id| store::template_of(read, id));
        if let Some(template_id) = made.transpose()?.flatten() {
            self.placed = Some(template::placed(read, &template_id, &self.deal.branch_id, self.today)?);
        }
        Ok(())
    }

    /// The day on which the project is to be over: one that is proposed, or one that was handed over before and still goes on.
    fn project_end(&self, read: &Read<'_>) -> Result<Option<NaiveDate>> {
        let end = match self.made_project() {
            Some(id) => store::end_of(read, id)?,
            None => self.placed.as_ref().map(|plan| plan.end.clone()),
        };
        Ok(end.and_then(|end| end.parse().ok()))
    }

    /// Whether all that is to be delivered brings support, and no more.
    fn is_support(&self, offers: &[(sold::Line, Offer)]) -> bool {
        let brings = |line: &sold::Line| {
            line.item_id.is_some() && offers.iter().any(|(offered, _)| offered.item_id == line.item_id)
        };
        let mut firm = self.lines_of(HandoverBlock::Delivery).filter(|line| !line.is_rounding).peekable();
        firm.peek().is_some() && firm.all(brings)
    }

    /// A project when an item names its template; else a task, unless all that was sold is support, or a further term.
    fn propose_delivery(&mut self, read: &Read<'_>, offers: &[(sold::Line, Offer)]) -> Result<()> {
        self.templates = self.delivered(read)?;
        let template_id = self.templates.first().map(|one| one.shown.template_id.clone());
        let also: Vec<String> =
            self.templates.iter().skip(1).map(|one| one.shown.template_id.clone()).collect();
        let is_support = self.is_support(offers);
        if template_id.is_none() && (is_support || !self.renews.is_empty()) {
            return Ok(());
        }
        let start = WorkDays::of_branch(read, &self.deal.branch_id)?.at_or_after(self.today);
        self.placed = match &template_id {
            Some(id) => Some(template::placed(read, id, &self.deal.branch_id, start)?),
            None => None,
        };
        self.delivery = Some(HandoverDelivery {
            kind: match template_id {
                Some(_) => HandoverDeliveryKind::Project,
                None => HandoverDeliveryKind::Task,
            },
            name: Some(self.what_is_delivered()),
            template_id,
            owner_id: self.deal.owner_id.clone(),
            start: Some(start.to_string()),
            end: self.placed.as_ref().map(|plan| plan.end.clone()),
            roles: None,
            also: (!also.is_empty()).then_some(also),
            budget: self.budget(read, offers),
        });
        Ok(())
    }

    /// What a project or task is called: as the deal, or as what was added to it.
    fn what_is_delivered(&self) -> String {
        let is_added = !self.added(HandoverBlock::Delivery).is_empty();
        let mut lines =
            self.lines_of(HandoverBlock::Delivery).filter(|line| is_added && !line.description.is_empty());
        lines.next().map_or_else(|| self.deal.title.clone(), |line| line.description.clone())
    }

    /// Support begins when the project is to be over, else today, and never before; it lasts as long as the longest of its offers.
    fn serving(&self, read: &Read<'_>, offers: &[(sold::Line, Offer)]) -> Result<Option<HandoverSupport>> {
        let Some((first, offer)) = offers.first() else { return Ok(None) };
        let start = self.project_end(read)?.unwrap_or(self.today).max(self.today);
        let months = offers.iter().map(|(_, offer)| offer.months).max().unwrap_or(offer.months);
        let first_day =
            CivilDate::try_from(start).map_err(|_| Error::internal("a project ends outside the calendar"))?;
        let last_day = terms::last_day("support.end", first_day, months)?;
        let end = last_day.value();
        let notice_days = offers.iter().map(|(_, offer)| offer.notice_days).max().unwrap_or(0);
        let is_project = |delivery: &HandoverDelivery| matches!(delivery.kind, HandoverDeliveryKind::Project);
        let has_project = self.project_id.is_some() || self.delivery.as_ref().is_some_and(is_project);
        let reminder = days_on(end, -(notice_days + REMINDER_DAYS)).max(self.today);
        Ok(Some(HandoverSupport {
            entitlements: offers.iter().map(|(line, offer)| entitlement(line, offer)).collect(),
            contract: Some(first.description.clone()),
            start: Some(start.to_string()),
            end: Some(end.to_string()),
            after_project: has_project.then(|| offers.iter().any(|(_, offer)| offer.after_project)),
            notice_days: Some(notice_days),
            auto_renew: Some(offers.iter().any(|(_, offer)| offer.auto_renew)),
            value: self.worth(read, offers, (first_day, last_day))?,
            reminder: Some(reminder.to_string()),
            reminder_text: None,
        }))
    }

    /// What support was sold for, for who may see it.
    fn worth(
        &self,
        read: &Read<'_>,
        offers: &[(sold::Line, Offer)],
        term: (CivilDate, CivilDate),
    ) -> Result<Option<String>> {
        if read.actor().scope("estimate.read").is_none() {
            return Ok(None);
        }
        let rhythm = self.billing.as_ref().and_then(|billing| billing.rhythm.as_ref());
        let minor = self.worth_in(read, offers, &self.deal.currency, rhythm, term)?;
        Ok((minor > 0).then(|| money::text(minor, &self.deal.currency)))
    }

    /// What support was sold for in a term without tax, in one currency: what comes again was sold for one period of it.
    pub(super) fn worth_in(
        &self,
        read: &Read<'_>,
        offers: &[(sold::Line, Offer)],
        currency: &str,
        rhythm: Option<&RecurringRhythm>,
        term: (CivilDate, CivilDate),
    ) -> Result<i64> {
        let (subscribed, _) = self.by_subscription(read)?;
        let times = rhythm.map_or(Decimal::ONE, |rhythm| terms::periods(rhythm, Term::first(term.0, term.1)));
        let mut worth = Decimal::ZERO;
        for (line, _) in offers.iter().filter(|(line, _)| line.currency == currency) {
            let comes_again = subscribed.is_empty() || subscription(read, line)?.is_some();
            worth += Decimal::from(line.net_minor) * if comes_again { times } else { Decimal::ONE };
        }
        round_half_away(worth, 0).to_i64().ok_or_else(|| Error::field("value", "error.amount_too_large"))
    }
}
