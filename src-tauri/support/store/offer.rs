//! The SQL of what support items bring.

use crate::kernel::error::Result;
use crate::store::tx::{Read, Tx};
use crate::store::word;
use crate::support::offer::Offer;
use rusqlite::{OptionalExtension as _, params};

pub(in crate::support) fn of_item(read: &Read<'_>, item_id: &str) -> Result<Option<Offer>> {
    let found = read
        .sql()
        .prepare_cached(
            "SELECT o.unit, o.amount, o.period, o.rollover, o.months, o.notice_days, o.auto_renew, \
                    o.after_project, o.policy_id, coalesce(p.name, '') \
             FROM support_offer o LEFT JOIN sla_policy p ON p.id = o.policy_id \
             WHERE o.id = ?1 AND o.deleted_at IS NULL",
        )?
        .query_row([item_id], |row| {
            Ok(Offer {
                unit: word::read(row, 0)?,
                amount: row.get(1)?,
                period: word::read(row, 2)?,
                rollover: row.get(3)?,
                months: row.get(4)?,
                notice_days: row.get(5)?,
                auto_renew: row.get(6)?,
                after_project: row.get(7)?,
                policy_id: row.get(8)?,
                policy: row.get(9)?,
            })
        })
        .optional()?;
    Ok(found)
}

/// Makes this what an item brings; the row comes back when it was withdrawn.
pub(in crate::support) fn set(tx: &Tx<'_>, item_id: &str, offer: &Offer) -> Result<()> {
    let values = params![
        item_id,
        word::of(&offer.unit),
        offer.amount,
        word::of(&offer.period),
        offer.rollover,
        offer.months,
        offer.notice_days,
        offer.auto_renew,
        offer.policy_id,
        offer.after_project
    ];
    let changed = tx.sql().execute(
        "UPDATE support_offer SET unit = ?2, amount = ?3, period = ?4, rollover = ?5, months = ?6, notice_days = ?7, \
                                  auto_renew = ?8, policy_id = ?9, after_project = ?10, deleted_at = NULL WHERE id = ?1",
        values,
    )?;
    if changed == 0 {
        tx.sql().execute(
            "INSERT INTO support_offer (id, unit, amount, period, rollover, months, notice_days, auto_renew, policy_id, \
                                        after_project) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            values,
        )?;
    }
    Ok(())
}

pub(in crate::support) fn withdraw(tx: &Tx<'_>, item_id: &str) -> Result<()> {
    tx.sql().execute(
        "UPDATE support_offer SET deleted_at = ?2 WHERE id = ?1 AND deleted_at IS NULL",
        (item_id, tx.now_ms()),
    )?;
    Ok(())
}
