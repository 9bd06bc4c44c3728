//! The sums of the first page, over the rows that billing's lists show.

use super::home::{Exception, ExceptionKind, Figure};
use crate::kernel::error::Result;
use crate::kernel::money::Money;
use crate::settings::company;
use crate::store::page::Where;
use crate::store::tx::Read;
use crate::support::contract::due_until;
use chrono::{Datelike as _, Days, NaiveDate};
use rusqlite::params_from_iter;
use rusqlite::types::Value as SqlValue;
use std::collections::BTreeMap;

/// How long what was sold may wait for its invoice before it is an exception.
const UNBILLED_DAYS: u64 = 3;
/// What was sold so long ago, and is not planned for a later day. The first half walks the index.
const UNBILLED: &str = "w.sold_date <= ? AND w.bill_date <= ?";

fn text(value: &str) -> SqlValue {
    SqlValue::Text(value.to_owned())
}

/// The owners whose records of a kind the user may read: each figure follows the permission of its own rows. `None` without it.
fn reach(read: &Read<'_>, noun: &str) -> Option<Option<Vec<String>>> {
    let scope = read.actor().scope(&format!("{noun}.read"))?;
    Some(read.actor().visible_owners(scope))
}

/// The count and sum that `select` names, for each group; the last column of a group is its currency, empty for rows without
/// money. Nothing when the user may not read records of the kind.
fn figure(
    read: &Read<'_>,
    noun: &str,
    select: &str,
    mut filter: Where,
    groups: &str,
) -> Result<Option<Figure>> {
    let Some(owners) = reach(read, noun) else { return Ok(None) };
    filter.owned_by("w.owner_id", owners);
    let sql = format!("SELECT {groups}, {select} WHERE {} GROUP BY {groups}", filter.text());
    let mut statement = read.sql().prepare_cached(&sql)?;
    let last = groups.matches(',').count();
    let mut rows = statement.query(params_from_iter(filter.values()))?;
    let mut tally = Tally::default();
    while let Some(row) = rows.next()? {
        tally.add(row.get(last)?, row.get(last + 1)?, row.get(last + 2)?, None);
    }
    tally.figure(read).map(Some)
}

/// What the rows of a figure come to.
#[derive(Default)]
struct Tally {
    count: i64,
    sums: BTreeMap<String, i64>,
    first: Option<String>,
}

impl Tally {
    fn add(&mut self, currency: String, count: i64, minor: i64, first: Option<String>) {
        self.count += count;
        let sum = self.sums.entry(currency).or_default();
        *sum = sum.saturating_add(minor);
        self.first = [self.first.take(), first].into_iter().flatten().min();
    }

    fn figure(mut self, read: &Read<'_>) -> Result<Figure> {
        self.sums.remove("");
        let amounts = self.sums.iter().map(|(currency, minor)| Money::new(*minor, currency)).collect();
        Ok(Figure { count: self.count, amounts: company::home_first(read, amounts)?, first: self.first })
    }
}

/// Open invoices, and those of them that were due before `day`, each with the first day on which one was due. One walk over
/// the index answers both.
pub(super) fn open(read: &Read<'_>, day: &str) -> Result<Option<(Figure, Figure)>> {
    let Some(owners) = reach(read, "invoice") else { return Ok(None) };
    let mut filter = Where::default();
    filter.add("w.tab = 'open'", []);
    filter.owned_by("w.owner_id", owners);
    let sql = format!(
        "SELECT base_currency, late, sum(count), sum(minor), min(first) FROM ( \
           SELECT w.base_currency, w.due_date < ? AS late, count(*) AS count, sum(w.base_open_minor) AS minor, \
                  w.due_date AS first \
             FROM v_billing_invoice w WHERE {} GROUP BY w.currency, w.base_currency, w.due_date) \
         GROUP BY base_currency, late",
        filter.text()
    );
    let mut statement = read.sql().prepare_cached(&sql)?;
    let values = std::iter::once(text(day)).chain(filter.values().iter().cloned());
    let mut rows = statement.query(params_from_iter(values))?;
    let (mut all, mut late) = (Tally::default(), Tally::default());
    while let Some(row) = rows.next()? {
        let (currency, count, minor) = (row.get::<_, String>(0)?, row.get(2)?, row.get(3)?);
        let first: Option<String> = row.get(4)?;
        if row.get(1)? {
            late.add(currency.clone(), count, minor, first.clone());
        }
        all.add(currency, count, minor, first);
    }
    Ok(Some((all.figure(read)?, late.figure(read)?)))
}

/// Invoiced between two days, credit notes taken off.
pub(super) fn invoiced(read: &Read<'_>, from: &str, to: &str) -> Result<Option<Figure>> {
    let mut filter = Where::default();
    filter.add("w.kind IN ('invoice', 'credit_note') AND w.tab IN ('open', 'paid', 'credit_note')", []);
    filter.add("w.date BETWEEN ? AND ?", [text(from), text(to)]);
    let sum = "count(*), sum(iif(w.kind = 'invoice', w.base_total_minor, -w.base_total_minor)) FROM v_billing_invoice w";
    figure(read, "invoice", sum, filter, "w.base_currency")
}

/// Received between two days, what was paid back in them taken off; the payments are counted.
pub(super) fn collected(read: &Read<'_>, from: &str, to: &str) -> Result<Option<Figure>> {
    let mut filter = Where::default();
    filter.add("w.date BETWEEN ? AND ?", [text(from), text(to)]);
    let sum = "count(w.id), sum(w.minor) FROM ( \
                 SELECT id, date, base_currency, base_amount_minor AS minor, owner_id FROM v_billing_payment WHERE state = 'live' \
                 UNION ALL SELECT NULL, date, base_currency, -convert_minor(amount_minor, currency, rate, base_currency), owner_id \
                   FROM v_billing_refund) w";
    figure(read, "payment", sum, filter, "w.base_currency")
}

/// Rows that somebody should look at, by what is wrong with them; only kinds that the user may read and of which there are any.
pub(super) fn exceptions(read: &Read<'_>, today: NaiveDate) -> Result<Vec<Exception>> {
    let mut found = unbilled(read, today)?;
    found.extend(unbilled_time(read, today)?);
    found.extend(left_lying(read, today)?);
    found.extend(late_service(read, today)?);
    Ok(found)
}

/// An exception whose rows `from` finds under a condition; nothing when there are none.
fn exception(
    read: &Read<'_>,
    kind: ExceptionKind,
    noun: &str,
    from: &str,
    condition: &str,
    values: Vec<SqlValue>,
) -> Result<Option<Exception>> {
    let mut filter = Where::default();
    filter.add(condition, values);
    let figure = figure(read, noun, from, filter, "w.currency")?.filter(|figure| figure.count > 0);
    Ok(figure.map(|figure| Exception { kind, figure, sold_by: None }))
}

/// What was sold some days ago and should be invoiced by now.
fn unbilled(read: &Read<'_>, today: NaiveDate) -> Result<Vec<Exception>> {
    let patience = today.checked_sub_days(Days::new(UNBILLED_DAYS)).unwrap_or(today).to_string();
    let of = |kind, noun, from| {
        let found = exception(read, kind, noun, from, UNBILLED, vec![text(&patience), text(&patience)])?;
        Ok(found.map(|found| Exception { sold_by: Some(patience.clone()), ..found }))
    };
    let found: [Result<Option<Exception>>; 2] = [
        of(
            ExceptionKind::UnbilledDeals,
            "deal",
            "count(DISTINCT w.deal_id), sum(w.total_minor) FROM \
               (SELECT b.deal_id, b.currency, b.total_minor, b.sold_date, b.bill_date, d.owner_id \
                  FROM v_billing_to_invoice b CROSS JOIN v_crm_won_deal d ON d.id = b.deal_id) w",
        ),
        of(
            ExceptionKind::UnbilledEstimates,
            "estimate",
            "count(DISTINCT w.estimate_id), sum(w.total_minor) FROM \
               (SELECT b.estimate_id, b.currency, b.total_minor, b.sold_date, b.bill_date, e.owner_id \
                  FROM v_billing_to_invoice b JOIN v_billing_estimate e ON e.id = b.estimate_id \
                 WHERE NOT EXISTS (SELECT 1 FROM v_crm_won_deal d WHERE d.id = b.deal_id)) w",
        ),
    ];
    found.into_iter().filter_map(Result::transpose).collect()
}

/// Billable time of months past that is on no invoice, for who may make one.
fn unbilled_time(read: &Read<'_>, today: NaiveDate) -> Result<Option<Exception>> {
    let last = today.with_day(1).and_then(|first| first.pred_opt()).unwrap_or(today).to_string();
    let Some(owners) = reach(read, "time").filter(|_| read.actor().scope("invoice.write").is_some()) else {
        return Ok(None);
    };
    let mut filter = Where::default();
    filter.add("w.work_date <= ?", [text(&last)]);
    filter.owned_by("w.user_id", owners);
    let sql = format!("SELECT count(*) FROM v_time_unbilled w WHERE {}", filter.text());
    let mut statement = read.sql().prepare_cached(&sql)?;
    let count = statement.query_row(params_from_iter(filter.values()), |row| row.get(0))?;
    let figure = Figure { count, amounts: Vec::new(), first: None };
    Ok((count > 0).then_some(Exception { kind: ExceptionKind::UnbilledTime, figure, sold_by: Some(last) }))
}

/// What nobody goes on with.
fn left_lying(read: &Read<'_>, today: NaiveDate) -> Result<Vec<Exception>> {
    let (now, day) = (SqlValue::Integer(read.now_ms()), text(&today.to_string()));
    let of = |kind, noun, from, condition, values| exception(read, kind, noun, from, condition, values);
    let found: [Result<Option<Exception>>; 6] = [
        of(
            ExceptionKind::DraftInvoices,
            "invoice",
            "count(*), sum(w.total_minor) FROM v_billing_invoice w",
            "w.tab = 'draft'",
            Vec::new(),
        ),
        of(
            ExceptionKind::LapsedEstimates,
            "estimate",
            "count(*), sum(w.total_minor) FROM v_billing_estimate w",
            "w.state = 'sent' AND w.valid_until < ?",
            vec![day],
        ),
        of(
            ExceptionKind::AgeingDeals,
            "deal",
            "count(*), sum(w.amount_minor) FROM v_crm_open_deal w",
            "w.ageing_ms <= ?",
            vec![now.clone()],
        ),
        of(
            ExceptionKind::IdleDeals,
            "deal",
            "count(*), sum(w.amount_minor) FROM v_crm_open_deal w",
            "w.next_id IS NULL",
            Vec::new(),
        ),
        of(
            ExceptionKind::OpenHandovers,
            "deal",
            "count(DISTINCT w.id), 0 FROM (SELECT '' AS currency, d.id, d.owner_id \
                                 FROM v_handover_open h CROSS JOIN v_crm_won_deal d ON d.id = h.deal_id) w",
            "w.currency = ''",
            Vec::new(),
        ),
        of(
            ExceptionKind::LateLeads,
            "lead",
            "count(*), 0 FROM (SELECT '' AS currency, respond_by_ms, owner_id FROM v_crm_waiting_lead) w",
            "w.respond_by_ms <= ?",
            vec![now],
        ),
    ];
    found.into_iter().filter_map(Result::transpose).collect()
}

/// What was promised to customers and is late, or soon will be.
fn late_service(read: &Read<'_>, today: NaiveDate) -> Result<Vec<Exception>> {
    let (now, day) = (SqlValue::Integer(read.now_ms()), text(&today.to_string()));
    let tickets = "count(*), 0 FROM (SELECT '' AS currency, status, owner_id, due_ms, risk_ms FROM v_support_ticket WHERE is_open = 1) w";
    let of = |kind, noun, from, condition, values| exception(read, kind, noun, from, condition, values);
    let found: [Result<Option<Exception>>; 5] = [
        of(
            ExceptionKind::LateTickets,
            "ticket",
            tickets,
            "w.status = 'open' AND w.due_ms <= ?",
            vec![now.clone()],
        ),
        of(
            ExceptionKind::TicketsAtRisk,
            "ticket",
            tickets,
            "w.status = 'open' AND w.due_ms > ? AND w.risk_ms <= ?",
            vec![now.clone(), now],
        ),
        of(ExceptionKind::TicketsOfNobody, "ticket", tickets, "w.owner_id IS NULL", Vec::new()),
        of(
            ExceptionKind::DueContracts,
            "contract",
            "count(*), sum(w.value_minor) FROM v_support_term w",
            "w.last_day >= ? AND w.start_date <= ? AND w.is_ended = 0 AND w.is_waiting = 0 AND w.notice_by <= ?",
            vec![day.clone(), day.clone(), text(&due_until(read)?)],
        ),
        of(
            ExceptionKind::LateProjects,
            "project",
            "count(*), 0 FROM v_projects_open_project w",
            "w.end_date < ?",
            vec![day],
        ),
    ];
    found.into_iter().filter_map(Result::transpose).collect()
}
