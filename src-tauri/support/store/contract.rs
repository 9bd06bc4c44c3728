//! The SQL of contracts.

use super::{COMING, ENDED, GOES};
use crate::kernel::date::CivilDate;
use crate::kernel::error::{Error, Result};
use crate::kernel::money::Money;
use crate::settings::company;
use crate::store::figures::{AND_CURRENCY, Figures, IN_CURRENCY};
use crate::store::page::{self, List, ListRequest, Page, Where};
use crate::store::search;
use crate::store::tx::{Read, Tx};
use crate::support::contract::{
    Contract, ContractFilter, ContractMonth, ContractRow, ContractState, ContractSummary, Terms, badge,
    due_until,
};
use crate::support::renewal::ContractTerm;
use rusqlite::types::Value as SqlValue;
use rusqlite::{OptionalExtension as _, Row, params, params_from_iter};

const BASE: &str = "contract_row w";
const JOINS: &str = "CROSS JOIN record r ON r.id = w.id";
const COLUMNS: &str = "w.id, w.code, r.version, w.name, w.customer_id, w.customer, w.start_date, w.last_day, w.notice_by, \
    w.auto_renew, w.is_ended, w.value_minor, w.currency, w.owner_id, \
    (SELECT u.name FROM v_settings_user u WHERE u.id = w.owner_id), w.is_waiting";
const LIST: List = List {
    base: BASE,
    joins: JOINS,
    columns: COLUMNS,
    id: "w.id",
    sorts: &[
        ("end", "w.last_day"),
        ("notice", "w.notice_by"),
        ("name", "w.name_key"),
        ("customer", "w.customer_key"),
        ("code", "w.code"),
        ("value", "w.value_key"),
    ],
};

/// The days by which states are told.
struct Days {
    today: String,
    due_until: String,
}

impl Days {
    fn of(read: &Read<'_>) -> Result<Self> {
        Ok(Self { today: read.today()?.to_string(), due_until: due_until(read)? })
    }

    fn state(
        &self,
        (start, last_day, notice_by): (&str, &str, &str),
        is_ended: bool,
        is_waiting: bool,
    ) -> ContractState {
        if is_waiting {
            ContractState::Coming
        } else if last_day < self.today.as_str()
            || (is_ended && (last_day == self.today || last_day <= start))
        {
            ContractState::Ended
        } else if start > self.today.as_str() {
            ContractState::Coming
        } else if !is_ended && notice_by <= self.due_until.as_str() {
            ContractState::Due
        } else {
            ContractState::Running
        }
    }
}

/// How rows stand, as [`Days::state`] tells it; of what goes on something else must hold.
fn restrict_to(filter: &mut Where, state: ContractState, days: &Days) {
    let text = |day: &str| SqlValue::Text(day.to_owned());
    let (today, due_until) = (text(&days.today), text(&days.due_until));
    if state == ContractState::Ended {
        return filter.add(ENDED, [today.clone(), today]);
    }
    if state == ContractState::Coming {
        return filter.add(COMING, [today]);
    }
    filter.add(GOES, [today.clone(), today.clone()]);
    match state {
        ContractState::Due => {
            filter.add("w.start_date <= ? AND w.is_ended = 0 AND w.notice_by <= ?", [today, due_until]);
        }
        _ => filter.add("w.start_date <= ? AND (w.is_ended = 1 OR w.notice_by > ?)", [today, due_until]),
    }
}

fn filter(read: &Read<'_>, request: &ListRequest<ContractFilter>, days: &Days) -> Result<Where> {
    let mut filter = Where::default();
    let none = ContractFilter::default();
    let chosen = request.filter.as_ref().unwrap_or(&none);
    for (column, value) in [("w.owner_id = ?", &chosen.owner_id), ("w.month = ?", &chosen.month)] {
        if let Some(value) = value {
            filter.add(column, [SqlValue::Text(value.clone())]);
        }
    }
    if let Some(customer) = &chosen.customer_id {
        filter.add_narrow("w.customer_id = ?", [SqlValue::Text(customer.clone())]);
    }
    for (column, value) in [
        ("w.id IN (SELECT id FROM contract WHERE deal_id = ?)", &chosen.deal_id),
        ("w.id IN (SELECT contract_id FROM v_support_renewal WHERE deal_id = ?)", &chosen.renewal_deal_id),
    ] {
        if let Some(value) = value {
            filter.add_narrow(column, [SqlValue::Text(value.clone())]);
        }
    }
    if let Some(state) = chosen.state {
        restrict_to(&mut filter, state, days);
    }
    filter.owned_by("w.owner_id", read.visible_owners());
    search::restrict(read, &mut filter, "w.id", &["contract"], request.search.as_deref())?;
    Ok(filter)
}

fn read_row(row: &Row<'_>, days: &Days) -> rusqlite::Result<ContractRow> {
    let (start, end, notice_by): (String, String, String) = (row.get(6)?, row.get(7)?, row.get(8)?);
    let is_ended = row.get(10)?;
    let state = days.state((&start, &end, &notice_by), is_ended, row.get(15)?);
    let currency: String = row.get(12)?;
    Ok(ContractRow {
        id: row.get(0)?,
        code: row.get(1)?,
        version: row.get(2)?,
        name: row.get(3)?,
        customer_id: row.get(4)?,
        customer: row.get(5)?,
        start,
        end,
        notice_by,
        auto_renew: row.get(9)?,
        is_ended,
        value: row.get::<_, Option<i64>>(11)?.map(|minor| Money::new(minor, &currency)),
        state,
        badge: badge(state),
        owner_id: row.get(13)?,
        owner: row.get::<_, Option<String>>(14)?.unwrap_or_default(),
    })
}

pub(in crate::support) fn list(
    read: &Read<'_>,
    request: &ListRequest<ContractFilter>,
) -> Result<Page<ContractRow>> {
    let days = Days::of(read)?;
    page::page(read.sql(), LIST, request, filter(read, request, &days)?, |row| read_row(row, &days))
}

pub(in crate::support) fn summary(
    read: &Read<'_>,
    request: &ListRequest<ContractFilter>,
) -> Result<ContractSummary> {
    let days = Days::of(read)?;
    let chosen = filter(read, request, &days)?;
    let mut due = chosen.clone();
    restrict_to(&mut due, ContractState::Due, &days);
    let count = |filter: &Where| -> Result<i64> {
        let sql = format!("SELECT count(*) FROM {BASE} WHERE {}", filter.text());
        let mut statement = read.sql().prepare_cached(&sql)?;
        Ok(statement.query_row(params_from_iter(filter.values()), |row| row.get(0))?)
    };
    let sql = format!(
        "SELECT w.currency, sum(w.value_key) FROM {BASE} WHERE {} AND w.value_minor IS NOT NULL GROUP BY w.currency",
        chosen.text()
    );
    let mut statement = read.sql().prepare_cached(&sql)?;
    let sums = statement.query_map(params_from_iter(chosen.values()), |row| {
        Ok(Money::new(row.get(1)?, &row.get::<_, String>(0)?))
    })?;
    let sums = company::home_first(read, sums.collect::<rusqlite::Result<_>>()?)?;
    let sql =
        format!("SELECT w.month, count(*) FROM {BASE} WHERE {} GROUP BY w.month ORDER BY 1", chosen.text());
    let mut statement = read.sql().prepare_cached(&sql)?;
    let months = statement.query_map(params_from_iter(chosen.values()), |row| {
        Ok(ContractMonth { month: row.get(0)?, count: row.get(1)? })
    })?;
    let months = months.collect::<rusqlite::Result<_>>()?;
    Ok(ContractSummary { count: count(&chosen)?, due: count(&due)?, sums, months })
}

pub(in crate::support) fn get(read: &Read<'_>, id: &str) -> Result<Contract> {
    let days = Days::of(read)?;
    let row = read
        .sql()
        .prepare_cached(&format!("SELECT {COLUMNS} FROM {BASE} {JOINS} WHERE w.id = ?1"))?
        .query_row([id], |row| read_row(row, &days))?;
    let contract = read
        .sql()
        .prepare_cached(
            "SELECT c.deal_id, coalesce(d.code || ' ' || d.title, ''), r.branch_id, c.notice_days, c.renewal_months, \
                    c.indexation_percent, c.currency, c.ended_date, c.end_reason, r.created_ms, \
                    n.id, coalesce(n.code || ' ' || n.title, '') \
             FROM contract c JOIN record r ON r.id = c.id LEFT JOIN v_crm_deal d ON d.id = c.deal_id \
             LEFT JOIN v_crm_deal n ON n.id = c.renewal_deal_id AND n.status = 'open' WHERE c.id = ?1",
        )?
        .query_row([id], |found| {
            Ok(Contract {
                row,
                deal_id: found.get(0)?,
                deal: found.get(1)?,
                branch_id: found.get(2)?,
                notice_days: found.get(3)?,
                renewal_months: found.get(4)?,
                indexation_percent: found.get(5)?,
                currency: found.get(6)?,
                ended: found.get(7)?,
                end_reason: found.get(8)?,
                entitlements: Vec::new(),
                exchange: None,
                created_ms: found.get(9)?,
                renewal_deal_id: found.get(10)?,
                renewal_deal: found.get(11)?,
                terms: Vec::new(),
            })
        })?;
    Ok(Contract { terms: terms_over(read, id)?, ..contract })
}

/// The terms as they stand.
pub(in crate::support) fn terms(read: &Read<'_>, id: &str) -> Result<Terms> {
    let mut statement = read.sql().prepare_cached(
        "SELECT name, start_date, end_date, notice_days, auto_renew, renewal_months, indexation_percent, value_minor \
         FROM contract WHERE id = ?1",
    )?;
    let mut rows = statement.query([id])?;
    let row = rows.next()?.ok_or_else(|| Error::not_found("contract"))?;
    let day = |column: usize| -> Result<CivilDate> {
        row.get::<_, String>(column)?.parse().map_err(Error::internal)
    };
    Ok(Terms {
        name: row.get(0)?,
        start: day(1)?,
        end: day(2)?,
        notice_days: row.get(3)?,
        auto_renew: row.get(4)?,
        renewal_months: row.get(5)?,
        indexation_percent: row.get(6)?,
        value_minor: row.get(7)?,
    })
}

pub(in crate::support) fn insert(
    tx: &Tx<'_>,
    id: &str,
    code: &str,
    customer_id: &str,
    deal_id: Option<&str>,
    currency: &str,
    terms: &Terms,
) -> Result<()> {
    tx.sql().execute(
        "INSERT INTO contract (id, code, name, customer_id, deal_id, start_date, end_date, notice_days, auto_renew, \
                               renewal_months, indexation_percent, value_minor, currency) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        params![
            id,
            code,
            terms.name,
            customer_id,
            deal_id,
            terms.start.to_string(),
            terms.end.to_string(),
            terms.notice_days,
            terms.auto_renew,
            terms.renewal_months,
            terms.indexation_percent,
            terms.value_minor,
            currency
        ],
    )?;
    Ok(())
}

pub(in crate::support) fn update(tx: &Tx<'_>, id: &str, terms: &Terms) -> Result<()> {
    tx.sql().execute(
        "UPDATE contract SET name = ?2, start_date = ?3, end_date = ?4, notice_days = ?5, auto_renew = ?6, \
                             renewal_months = ?7, indexation_percent = ?8, value_minor = ?9 WHERE id = ?1",
        params![
            id,
            terms.name,
            terms.start.to_string(),
            terms.end.to_string(),
            terms.notice_days,
            terms.auto_renew,
            terms.renewal_months,
            terms.indexation_percent,
            terms.value_minor
        ],
    )?;
    Ok(())
}

pub(in crate::support) fn end(tx: &Tx<'_>, id: &str, day: &str, reason: &str) -> Result<()> {
    tx.sql()
        .execute("UPDATE contract SET ended_date = ?2, end_reason = ?3 WHERE id = ?1", (id, day, reason))?;
    Ok(())
}

/// Lets what was ended go on.
pub(in crate::support) fn reopen(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql().execute("UPDATE contract SET ended_date = NULL, end_reason = '' WHERE id = ?1", [id])?;
    Ok(())
}

/// The contracts whose next term is proposed in a deal.
pub(in crate::support) fn proposed_in(read: &Read<'_>, deal_id: &str) -> Result<Vec<String>> {
    let sql = "SELECT id FROM contract WHERE renewal_deal_id = ?1 AND deleted_at IS NULL ORDER BY id";
    let mut statement = read.sql().prepare_cached(sql)?;
    let rows = statement.query_map([deal_id], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A term after which a contract went on.
pub(in crate::support) struct TermOver {
    pub(in crate::support) id: String,
    pub(in crate::support) contract_id: String,
    pub(in crate::support) end: CivilDate,
}

/// The terms of which the next one had been proposed in a deal and after which their contracts went on, whatever became of the deal.
pub(in crate::support) fn gone_on_by(read: &Read<'_>, deal_id: &str) -> Result<Vec<TermOver>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT t.id, t.contract_id, t.end_date FROM contract_term t JOIN contract c ON c.id = t.contract_id AND c.deleted_at IS NULL \
          WHERE t.deal_id = ?1 AND t.deleted_at IS NULL ORDER BY t.id",
    )?;
    let mut rows = statement.query([deal_id])?;
    let mut terms = Vec::new();
    while let Some(row) = rows.next()? {
        let end = row.get::<_, String>(2)?.parse().map_err(Error::internal)?;
        terms.push(TermOver { id: row.get(0)?, contract_id: row.get(1)?, end });
    }
    Ok(terms)
}

/// For which contract a deal was made, to propose its next term, whatever proposes that by now.
pub(in crate::support) struct MadeFor {
    pub(in crate::support) contract_id: String,
    /// The deal in which the next term is proposed or was sold, where that is not lost.
    pub(in crate::support) proposed_in: Option<String>,
    /// Whether the contract has gone on into that term.
    pub(in crate::support) has_gone_on: bool,
}

/// The contract for which a deal was made.
pub(in crate::support) fn made_for(read: &Read<'_>, deal_id: &str) -> Result<Option<MadeFor>> {
    let sql = "SELECT c.id, (SELECT d.id FROM v_crm_deal d WHERE d.id = c.renewal_deal_id AND d.status <> 'lost'), \
                      EXISTS (SELECT 1 FROM contract_term t WHERE t.contract_id = c.id AND t.deleted_at IS NULL \
                                 AND t.end_date = substr(p.terms, 12, 10)) \
                 FROM renewal_proposal p JOIN contract c ON c.id = p.contract_id AND c.deleted_at IS NULL \
                WHERE p.deal_id = ?1 AND p.deleted_at IS NULL";
    let mut statement = read.sql().prepare_cached(sql)?;
    let found = statement.query_row([deal_id], |row| {
        Ok(MadeFor { contract_id: row.get(0)?, proposed_in: row.get(1)?, has_gone_on: row.get(2)? })
    });
    Ok(found.optional()?)
}

/// Notes that a deal was made to propose the next term of a contract, from its terms as they are.
pub(in crate::support) fn insert_proposal(tx: &Tx<'_>, id: &str, deal_id: &str) -> Result<()> {
    let sql = format!(
        "INSERT INTO renewal_proposal (id, contract_id, deal_id, terms) SELECT ?1, id, ?3, {PROPOSED_TERMS} FROM contract WHERE id = ?2"
    );
    tx.sql().execute(&sql, (tx.new_id(), id, deal_id))?;
    Ok(())
}

/// The deal that sold the next term of a contract which did not go on with it.
pub(in crate::support) fn won_renewal(read: &Read<'_>, id: &str) -> Result<Option<String>> {
    Ok(read
        .sql()
        .prepare_cached(
            "SELECT c.renewal_deal_id FROM contract c JOIN v_crm_deal d ON d.id = c.renewal_deal_id AND d.status = 'won' \
              WHERE c.id = ?1",
        )?
        .query_row([id], |row| row.get(0))
        .optional()?)
}

/// What a deal sold without tax and in which currency, but what bills what was used beyond; `None` while nothing else is sold. Rows of
/// the plan stand in the order of the lines that were offered, after them what evens the sum out.
pub(in crate::support) fn sold_in(read: &Read<'_>, deal_id: &str) -> Result<Option<(i64, String)>> {
    let sql = "SELECT sum(s.net_minor), s.currency FROM v_billing_sold s WHERE s.deal_id = ?1 AND NOT EXISTS ( \
                 SELECT 1 FROM v_billing_offered_line o JOIN overage_posting p ON p.line_id = o.id AND p.deleted_at IS NULL \
                  WHERE o.estimate_id = s.estimate_id AND s.position = ( \
                    SELECT count(*) FROM v_billing_offered_line b WHERE b.estimate_id = o.estimate_id AND b.at < o.at)) \
                GROUP BY s.currency HAVING sum(s.kind <> 'rounding') > 0 ORDER BY 1 DESC LIMIT 1";
    Ok(read
        .sql()
        .prepare_cached(sql)?
        .query_row([deal_id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// In which currency a contract is; `None` when there is no such contract.
pub(in crate::support) fn currency(read: &Read<'_>, id: &str) -> Result<Option<String>> {
    let sql = "SELECT currency FROM contract WHERE id = ?1 AND deleted_at IS NULL";
    Ok(read.sql().prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?)
}

/// Whether the next term was ever proposed, in a deal that is still there.
pub(in crate::support) fn was_proposed(read: &Read<'_>, id: &str) -> Result<bool> {
    let sql = "SELECT 1 FROM contract WHERE id = ?1 AND renewal_deal_id IS NOT NULL";
    Ok(read.sql().prepare_cached(sql)?.exists([id])?)
}

pub(in crate::support) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql().execute("UPDATE contract SET deleted_at = ?2 WHERE id = ?1", (id, tx.now_ms()))?;
    Ok(())
}

/// The deal in which the next term is proposed.
pub(in crate::support) fn set_renewal_deal(tx: &Tx<'_>, id: &str, deal_id: Option<&str>) -> Result<()> {
    tx.sql().execute("UPDATE contract SET renewal_deal_id = ?2 WHERE id = ?1", (id, deal_id))?;
    Ok(())
}

/// What the paper says and depends on in which the next term is proposed.
const PROPOSED_TERMS: &str = "start_date || ' ' || end_date || ' ' || coalesce(renewal_months, '-') || ' ' || coalesce(value_minor, '-') \
    || ' ' || indexation_percent";

/// Whether a contract has other terms than those from which its next one is proposed.
pub(in crate::support) fn differs_from_proposed(read: &Read<'_>, id: &str) -> Result<bool> {
    let sql = format!(
        "SELECT 1 FROM contract c JOIN renewal_proposal p ON p.deal_id = c.renewal_deal_id AND p.deleted_at IS NULL \
          WHERE c.id = ?1 AND p.terms <> {PROPOSED_TERMS}"
    );
    Ok(read.sql().prepare_cached(&sql)?.exists([id])?)
}

/// The terms that are over, the oldest first.
pub(in crate::support) fn terms_over(read: &Read<'_>, id: &str) -> Result<Vec<ContractTerm>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT start_date, end_date, value_minor, currency FROM contract_term \
         WHERE contract_id = ?1 AND deleted_at IS NULL ORDER BY end_date, id",
    )?;
    let rows = statement.query_map([id], |row| {
        let currency: String = row.get(3)?;
        Ok(ContractTerm {
            start: row.get(0)?,
            end: row.get(1)?,
            value: row.get::<_, Option<i64>>(2)?.map(|minor| Money::new(minor, &currency)),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(in crate::support) fn insert_term(
    tx: &Tx<'_>,
    id: &str,
    start: &str,
    end: &str,
    value_minor: Option<i64>,
    currency: &str,
) -> Result<()> {
    tx.sql().execute(
        "INSERT INTO contract_term (id, contract_id, start_date, end_date, value_minor, currency, deal_id) \
         SELECT ?1, id, ?3, ?4, ?5, ?6, renewal_deal_id FROM contract WHERE id = ?2",
        params![tx.new_id(), id, start, end, value_minor, currency],
    )?;
    Ok(())
}

/// The contracts that go on by themselves and whose term is over before a day, with their branches and last days, the one that waits
/// longest first.
pub(in crate::support) fn rolling(
    read: &Read<'_>,
    day: &str,
) -> Result<Vec<(String, Option<String>, String)>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT w.id, (SELECT branch_id FROM record r WHERE r.id = w.id), w.last_day FROM contract_row w WHERE w.last_day < ?1 AND w.is_ended = 0 AND w.auto_renew = 1 \
            AND NOT EXISTS (SELECT 1 FROM entitlement e WHERE e.contract_id = w.id AND e.after_project_id IS NOT NULL \
                              AND e.ended_date IS NULL AND e.deleted_at IS NULL) ORDER BY w.last_day, w.id",
    )?;
    let rows = statement.query_map([day], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What is in the home currency: what contracts and their terms are worth, and what was agreed for more than was bought.
pub(in crate::support) const FIGURES: [Figures; 3] = [
    ["entitlement", "overage_minor", ", overage_currency = ?2", "overage_currency = ?1"],
    ["contract", "value_minor", AND_CURRENCY, IN_CURRENCY],
    ["contract_term", "value_minor", AND_CURRENCY, IN_CURRENCY],
];
