//! Who is told that a handover waits for them: whoever is to deliver, and those who may invoice. Each is told once, and an answer of
//! their side withdraws it. Who hands over to themselves waits for nobody.

use super::block::HandoverBlock;
use super::page::{HandoverSide, HandoverState};
use super::store::{self, sold};
use crate::kernel::error::Result;
use crate::settings::user;
use crate::store::notification::{self, NewNotification, NotificationKind};
use crate::store::tx::Tx;
use crate::store::{given, record, word};
use serde_json::{Map, Value};

impl HandoverSide {
    /// The block that a side answers for.
    pub(super) const fn block(self) -> HandoverBlock {
        match self {
            Self::Delivery => HandoverBlock::Delivery,
            Self::Finance => HandoverBlock::Billing,
        }
    }

    const fn waits(self) -> &'static str {
        match self {
            Self::Delivery => "inbox.handover_delivery",
            Self::Finance => "inbox.handover_finance",
        }
    }
}

fn waits(side: HandoverSide, deal_id: &str) -> String {
    format!("handover:waits:{}:{deal_id}", word::of(&side))
}

fn back(side: HandoverSide, deal_id: &str) -> String {
    format!("handover:back:{}:{deal_id}", word::of(&side))
}

/// Tells each side of a deal that was handed over just now that it waits for them. What was sent back before is so no more.
pub(super) fn handed(tx: &Tx<'_>, deal: &sold::Deal, handover_id: &str) -> Result<()> {
    let blocks = store::blocks(tx, handover_id)?;
    for side in [HandoverSide::Delivery, HandoverSide::Finance] {
        notification::withdraw_about(tx, &waits(side, &deal.id))?;
        notification::withdraw_about(tx, &back(side, &deal.id))?;
        let is_done =
            |block: &store::Block| block.block == side.block() && block.state == HandoverState::Done;
        let told = if blocks.iter().any(is_done) { asked(tx, side, handover_id)? } else { Vec::new() };
        for user_id in &told {
            let params = [("deal", deal.title.as_str()), ("user", tx.actor().name.as_str())];
            tell(tx, user_id, &deal.id, side.waits(), &waits(side, &deal.id), &params)?;
        }
        store::set_waits(tx, handover_id, side.block(), !told.is_empty())?;
    }
    Ok(())
}

/// Who is asked for a side: whoever leads what is delivered, else everybody who may speak for it, but who hands over.
fn asked(tx: &Tx<'_>, side: HandoverSide, handover_id: &str) -> Result<Vec<String>> {
    let actor = &tx.actor().user_id;
    if side == HandoverSide::Delivery {
        let made = store::made(tx, handover_id)?.into_iter().filter(|made| made.block == side.block());
        let mut leads = Vec::new();
        for made in made {
            // What is to be looked at with the handover is not told of once more.
            given::withdraw(tx, &made.id)?;
            leads.extend(record::owner(tx, &made.id)?);
        }
        if !leads.is_empty() {
            leads.sort();
            leads.dedup();
            leads.retain(|lead| lead != actor);
            return Ok(leads);
        }
    }
    let able = user::who_may(tx, side.permission(), actor)?;
    Ok(able.into_iter().map(|worker| worker.id).collect())
}

/// A side has answered: nobody waits for it any more. Whoever works the deal is told when it was sent back.
pub(super) fn answered(
    tx: &Tx<'_>,
    deal_id: &str,
    side: HandoverSide,
    sent_back: Option<&str>,
) -> Result<()> {
    notification::withdraw_about(tx, &waits(side, deal_id))?;
    notification::withdraw_about(tx, &back(side, deal_id))?;
    if let Some(stands) = store::of_deal(tx, deal_id)? {
        store::set_waits(tx, &stands.id, side.block(), false)?;
    }
    let Some(reason) = sent_back else { return Ok(()) };
    let deal = sold::deal(tx, deal_id)?;
    let Some(owner_id) = deal.owner_id.filter(|owner| *owner != tx.actor().user_id) else { return Ok(()) };
    let params = [("deal", deal.title.as_str()), ("reason", reason)];
    tell(tx, &owner_id, deal_id, "inbox.handover_sent_back", &back(side, deal_id), &params)
}

fn tell(
    tx: &Tx<'_>,
    user_id: &str,
    deal_id: &str,
    message_id: &str,
    about: &str,
    params: &[(&str, &str)],
) -> Result<()> {
    let params = params.iter().map(|(name, value)| ((*name).to_owned(), Value::from(*value)));
    notification::tell(
        tx,
        &NewNotification {
            user_id,
            record_id: Some(deal_id),
            kind: NotificationKind::Notice,
            about,
            message_id,
            params: params.collect::<Map<_, _>>(),
            due_ms: tx.now_ms(),
        },
    )
}
