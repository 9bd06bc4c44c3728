//! The SQL of the lists of invoices, estimates and payments.

use crate::billing::list::{
    AgeBucket, EstimateFilter, EstimateRow, EstimateSummary, EstimateTab, EstimateTabCount, InvoiceFilter,
    InvoiceRow, InvoiceSummary, InvoiceTab, PaymentFilter, PaymentRow, PaymentSummary, TabCount,
};
use crate::billing::status;
use crate::kernel::date::CivilDate;
use crate::kernel::error::{Error, Result};
use crate::kernel::money::Money;
use crate::settings::company;
use crate::store::page::{self, List, ListRequest, Page, Where};
use crate::store::tx::Read;
use crate::store::{record, search, word};
use chrono::NaiveDate;
use rusqlite::params_from_iter;
use rusqlite::types::Value as SqlValue;
use std::collections::BTreeMap;

const INVOICES: List = List {
    base: "invoice_row w",
    joins: "",
    columns: "w.id, w.kind, w.number, w.customer_id, w.customer, w.subject, w.date, w.due_date, w.currency, w.total_minor, \
              w.open_minor, w.state, w.branch_id, w.owner_id",
    id: "w.id",
    sorts: &[
        ("due", "w.due_date"),
        ("date", "w.date"),
        ("number", "w.number_key"),
        ("customer", "w.customer_key"),
        ("total", "w.total_minor"),
        ("open", "w.open_minor"),
    ],
};

const ESTIMATES: List = List {
    base: "estimate_row w",
    joins: "",
    columns: "w.id, w.code, w.version_no, w.customer_id, w.customer, w.subject, w.date, w.valid_until, w.currency, w.total_minor, w.state, w.owner_id, w.branch_id",
    id: "w.id",
    sorts: &[
        ("date", "w.date"),
        ("code", "w.code"),
        ("customer", "w.customer_key"),
        ("valid", "w.valid_until"),
        ("total", "w.total_minor"),
    ],
};

const PAYMENTS: List = List {
    base: "payment_row w",
    joins: "",
    columns: "w.id, w.number, w.customer_id, w.customer, w.date, w.method, w.reference, w.currency, w.amount_minor, w.free_minor, w.state, w.owner_id, w.branch_id",
    id: "w.id",
    sorts: &[
        ("date", "w.date"),
        ("number", "w.number_key"),
        ("customer", "w.customer_key"),
        ("amount", "w.amount_minor"),
    ],
};

fn text(value: &str) -> SqlValue {
    SqlValue::Text(value.to_owned())
}

fn invoice_tab(filter: &mut Where, tab: InvoiceTab, today: NaiveDate) {
    match tab {
        InvoiceTab::Overdue => {
            filter.add("w.tab = ?", [text("open")]);
            filter.add("w.due_date < ?", [text(&today.to_string())]);
        }
        InvoiceTab::PartPaid => {
            filter.add("w.tab = ?", [text("open")]);
            filter.add("w.state = ?", [text("part_paid")]);
        }
        InvoiceTab::Issued => filter.add("w.tab NOT IN ('draft', 'void')", []),
        tab => filter.add("w.tab = ?", [SqlValue::Text(word::of(&tab))]),
    }
}

/// Only the papers of one owner and of one seller, of those that the user may see.
fn whose(filter: &mut Where, owner_id: Option<&String>, branch_id: Option<&String>) {
    for (condition, value) in [("w.owner_id = ?", owner_id), ("w.branch_id = ?", branch_id)] {
        if let Some(value) = value {
            filter.add(condition, [text(value)]);
        }
    }
}

fn invoice_filter(read: &Read<'_>, request: &ListRequest<InvoiceFilter>, today: NaiveDate) -> Result<Where> {
    let mut filter = Where::default();
    if let Some(chosen) = &request.filter {
        if let Some(tab) = chosen.tab {
            invoice_tab(&mut filter, tab, today);
        }
        for (condition, value) in [
            ("w.customer_id = ?", &chosen.customer_id),
            ("w.deal_id = ?", &chosen.deal_id),
            ("w.recurring_id = ?", &chosen.recurring_id),
        ] {
            if let Some(value) = value {
                filter.add_narrow(condition, [text(value)]);
            }
        }
        if let Some(currency) = &chosen.currency {
            filter.add("w.currency = ?", [text(currency)]);
        }
        whose(&mut filter, chosen.owner_id.as_ref(), chosen.branch_id.as_ref());
        filter.add_days("w.date", chosen.from.as_deref(), chosen.to.as_deref())?;
    }
    let about = request.filter.as_ref().and_then(|chosen| {
        chosen.customer_id.as_ref().or(chosen.deal_id.as_ref()).or(chosen.recurring_id.as_ref())
    });
    record::keep_to_reach(read, &mut filter, about)?;
    search::restrict(read, &mut filter, "w.id", &["invoice", "credit_note"], request.search.as_deref())?;
    Ok(filter)
}

pub(in crate::billing) fn invoices(
    read: &Read<'_>,
    request: &ListRequest<InvoiceFilter>,
) -> Result<Page<InvoiceRow>> {
    let today = read.today()?;
    page::page(read.sql(), INVOICES, request, invoice_filter(read, request, today)?, |row| {
        let (currency, state): (String, String) = (row.get(8)?, row.get(11)?);
        let (kind, due_date): (String, String) = (row.get(1)?, row.get(7)?);
        Ok(InvoiceRow {
            id: row.get(0)?,
            branch_id: row.get(12)?,
            owner_id: row.get(13)?,
            number: row.get(2)?,
            customer_id: row.get(3)?,
            customer: row.get(4)?,
            subject: row.get(5)?,
            date: row.get(6)?,
            total: Money::new(row.get(9)?, &currency),
            open: Money::new(row.get(10)?, &currency),
            badge: status::invoice(&kind, &state, &due_date, today),
            due_date,
            kind,
            state,
        })
    })
}

/// Count and two sums per currency of what a filter shows.
fn sums(read: &Read<'_>, sql: &str, filter: &Where) -> Result<(i64, Vec<Money>, Vec<Money>)> {
    let mut statement = read.sql().prepare_cached(sql)?;
    let mut rows = statement.query(params_from_iter(filter.values()))?;
    let (mut count, mut first, mut second) = (0, BTreeMap::new(), BTreeMap::new());
    while let Some(row) = rows.next()? {
        let currency: String = row.get(0)?;
        count += row.get::<_, i64>(1)?;
        add(&mut first, &currency, row.get(2)?);
        add(&mut second, &currency, row.get(3)?);
    }
    Ok((count, in_money(read, &first)?, in_money(read, &second)?))
}

/// Adds to the sum of a currency.
fn add(sums: &mut BTreeMap<String, i64>, currency: &str, minor: i64) {
    let sum = sums.entry(currency.to_owned()).or_default();
    *sum = sum.saturating_add(minor);
}

fn in_money(read: &Read<'_>, sums: &BTreeMap<String, i64>) -> Result<Vec<Money>> {
    company::home_first(read, sums.iter().map(|(currency, minor)| Money::new(*minor, currency)).collect())
}

pub(in crate::billing) fn invoice_summary(
    read: &Read<'_>,
    request: &ListRequest<InvoiceFilter>,
) -> Result<InvoiceSummary> {
    let today = read.today()?;
    let filter = invoice_filter(read, request, today)?;
    // Where several states stand together, what was invoiced counts: drafts and void papers are nothing, and credit notes take away. Grouped
    // by tab, since that is the order of the index which holds all that is summed.
    let counts = match request.filter.as_ref().and_then(|chosen| chosen.tab) {
        None | Some(InvoiceTab::Issued) => {
            "CASE w.tab WHEN 'credit_note' THEN -1 WHEN 'draft' THEN 0 WHEN 'void' THEN 0 ELSE 1 END"
        }
        Some(_) => "1",
    };
    let sql = format!(
        "SELECT w.currency, count(*), sum(w.total_minor * {counts}), sum(w.open_minor * {counts}) \
         FROM invoice_row w WHERE {} GROUP BY w.tab, w.currency",
        filter.text()
    );
    let (count, totals, open) = sums(read, &sql, &filter)?;
    Ok(InvoiceSummary { count, totals, open, tabs: tabs(read, today)?, ageing: ageing(read, today)? })
}

/// How many rows of those that the user may see stand under each tab, in one walk.
fn tabs(read: &Read<'_>, today: NaiveDate) -> Result<Vec<TabCount>> {
    let mut filter = Where::default();
    filter.owned_by("w.owner_id", read.visible_owners());
    let sql = format!(
        "SELECT w.tab, count(*), sum(w.due_date < ?), sum(w.state = 'part_paid') FROM invoice_row w WHERE {} GROUP BY w.tab",
        filter.text()
    );
    let mut statement = read.sql().prepare_cached(&sql)?;
    let day = text(&today.to_string());
    let rows = statement.query_map(params_from_iter([&day].into_iter().chain(filter.values())), |row| {
        Ok((word::read::<InvoiceTab>(row, 0)?, [row.get(1)?, row.get(2)?, row.get(3)?]))
    })?;
    let found = rows.collect::<rusqlite::Result<Vec<(InvoiceTab, [i64; 3])>>>()?;
    let of = |tab, at: usize| found.iter().find(|(one, _)| *one == tab).map_or(0, |(_, counts)| counts[at]);
    let counted = |tab| TabCount {
        tab: Some(tab),
        count: match tab {
            InvoiceTab::Overdue => of(InvoiceTab::Open, 1),
            InvoiceTab::PartPaid => of(InvoiceTab::Open, 2),
            InvoiceTab::Issued => [InvoiceTab::Open, InvoiceTab::Paid, InvoiceTab::CreditNote]
                .map(|tab| of(tab, 0))
                .iter()
                .sum(),
            tab => of(tab, 0),
        },
    };
    let all = TabCount { tab: None, count: found.iter().map(|(_, counts)| counts[0]).sum() };
    let tabs = [
        InvoiceTab::Draft,
        InvoiceTab::Open,
        InvoiceTab::Overdue,
        InvoiceTab::PartPaid,
        InvoiceTab::Paid,
        InvoiceTab::CreditNote,
        InvoiceTab::Void,
        InvoiceTab::Issued,
    ];
    Ok(tabs.into_iter().map(counted).chain([all]).collect())
}

/// How many rows of a table a filter leaves of those that the user may see.
fn count(read: &Read<'_>, table: &str, mut filter: Where) -> Result<i64> {
    filter.owned_by("w.owner_id", read.visible_owners());
    let sql = format!("SELECT count(*) FROM {table} WHERE {}", filter.text());
    Ok(read.sql().prepare_cached(&sql)?.query_row(params_from_iter(filter.values()), |row| row.get(0))?)
}

/// Days past due from and to, of each age; nothing: not due yet, without an end.
const AGES: [(Option<i64>, Option<i64>); 5] =
    [(None, None), (Some(1), Some(30)), (Some(31), Some(60)), (Some(61), Some(90)), (Some(91), None)];

/// Open amounts by days past due, in one walk.
fn ageing(read: &Read<'_>, today: NaiveDate) -> Result<Vec<AgeBucket>> {
    let day = |days: i64| (today - chrono::Duration::days(days)).to_string();
    let (mut columns, mut values) = (String::new(), Vec::new());
    for (from_days, to_days) in AGES {
        let first = to_days.map_or(String::new(), day);
        let range = match from_days {
            None => (day(0), "9999-12-31".to_owned()),
            Some(from_days) => (first, day(from_days)),
        };
        let at = values.len();
        let between = format!("w.due_date BETWEEN ?{} AND ?{}", at + 1, at + 2);
        columns.push_str(&format!(", sum({between}), sum(iif({between}, w.base_open_minor, 0))"));
        values.extend([text(&range.0), text(&range.1)]);
    }
    let mut filter = Where::default();
    filter.add("w.tab = 'open'", []);
    filter.owned_by("w.owner_id", read.visible_owners());
    values.extend(filter.values().to_vec());
    let sql = format!(
        "SELECT w.base_currency{columns} FROM invoice_row w WHERE {} GROUP BY w.currency, w.base_currency",
        filter.text()
    );
    let mut buckets =
        AGES.map(|(from_days, to_days)| AgeBucket { from_days, to_days, count: 0, open: Vec::new() });
    let mut statement = read.sql().prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
    let mut sums = AGES.map(|_| BTreeMap::<String, i64>::new());
    while let Some(row) = rows.next()? {
        let currency: String = row.get(0)?;
        for (at, (bucket, sums)) in buckets.iter_mut().zip(&mut sums).enumerate() {
            let (count, open): (i64, i64) = (row.get(1 + 2 * at)?, row.get(2 + 2 * at)?);
            if count > 0 {
                bucket.count += count;
                add(sums, &currency, open);
            }
        }
    }
    for (bucket, sums) in buckets.iter_mut().zip(&sums) {
        bucket.open = in_money(read, sums)?;
    }
    Ok(buckets.into())
}

fn estimate_tab(filter: &mut Where, tab: EstimateTab, today: NaiveDate) {
    let day = text(&today.to_string());
    // The plus keeps SQLite from gathering by validity and sorting: the index of the order has the day as well.
    match tab {
        EstimateTab::Expired => filter.add("w.state = ? AND +w.valid_until < ?", [text("sent"), day]),
        EstimateTab::Sent => filter.add("w.state = ? AND +w.valid_until >= ?", [text("sent"), day]),
        tab => filter.add("w.state = ?", [SqlValue::Text(word::of(&tab))]),
    }
}

fn estimate_filter(
    read: &Read<'_>,
    request: &ListRequest<EstimateFilter>,
    today: NaiveDate,
) -> Result<Where> {
    let mut filter = Where::default();
    if let Some(chosen) = &request.filter {
        if let Some(tab) = chosen.tab {
            estimate_tab(&mut filter, tab, today);
        }
        if let Some(customer) = &chosen.customer_id {
            filter.add_narrow("w.customer_id = ?", [text(customer)]);
        }
        if let Some(deal) = &chosen.deal_id {
            filter.add_narrow("w.deal_id = ?", [text(deal)]);
        }
        whose(&mut filter, chosen.owner_id.as_ref(), chosen.branch_id.as_ref());
        filter.add_days("w.date", chosen.from.as_deref(), chosen.to.as_deref())?;
        if let Some(day) = unbilled_since(request)? {
            filter.add(
                "EXISTS (SELECT 1 FROM v_billing_to_invoice b WHERE b.estimate_id = w.id AND b.bill_date <= ? \
                   AND NOT EXISTS (SELECT 1 FROM v_crm_won_deal d WHERE d.id = b.deal_id))",
                [day],
            );
        }
    }
    let about =
        request.filter.as_ref().and_then(|chosen| chosen.customer_id.as_ref().or(chosen.deal_id.as_ref()));
    record::keep_to_reach(read, &mut filter, about)?;
    search::restrict(read, &mut filter, "w.id", &["estimate"], request.search.as_deref())?;
    Ok(filter)
}

/// The day until which something was sold that is still to be invoiced, where the filter asks for such estimates.
fn unbilled_since(request: &ListRequest<EstimateFilter>) -> Result<Option<SqlValue>> {
    let Some(typed) = request.filter.as_ref().and_then(|chosen| chosen.unbilled.as_ref()) else {
        return Ok(None);
    };
    let day = CivilDate::typed("filter.unbilled", typed).map_err(|field| Error::fields(vec![field]))?;
    Ok(Some(text(&day.to_string())))
}

pub(in crate::billing) fn estimates(
    read: &Read<'_>,
    request: &ListRequest<EstimateFilter>,
) -> Result<Page<EstimateRow>> {
    let today = read.today()?;
    page::page(read.sql(), ESTIMATES, request, estimate_filter(read, request, today)?, |row| {
        let (currency, state, valid_until): (String, String, String) =
            (row.get(8)?, row.get(10)?, row.get(7)?);
        Ok(EstimateRow {
            id: row.get(0)?,
            code: row.get(1)?,
            version_no: row.get(2)?,
            customer_id: row.get(3)?,
            customer: row.get(4)?,
            subject: row.get(5)?,
            date: row.get(6)?,
            total: Money::new(row.get(9)?, &currency),
            badge: status::estimate(&state, &valid_until, today),
            owner_id: row.get(11)?,
            branch_id: row.get(12)?,
            valid_until,
        })
    })
}

pub(in crate::billing) fn estimate_summary(
    read: &Read<'_>,
    request: &ListRequest<EstimateFilter>,
) -> Result<EstimateSummary> {
    let today = read.today()?;
    let filter = estimate_filter(read, request, today)?;
    let sql = format!(
        "SELECT w.currency, count(*), sum(w.total_minor), 0 FROM estimate_row w WHERE {} GROUP BY w.currency",
        filter.text()
    );
    let (count, totals, _) = sums(read, &sql, &filter)?;
    let to_invoice = match unbilled_since(request)? {
        Some(day) => to_invoice(read, filter, day)?,
        None => Vec::new(),
    };
    Ok(EstimateSummary { count, totals, to_invoice, tabs: estimate_tabs(read, today)? })
}

/// What is left to invoice of the estimates of a filter, of what was sold until a day.
fn to_invoice(read: &Read<'_>, mut filter: Where, day: SqlValue) -> Result<Vec<Money>> {
    filter.add("o.sold_date <= ? AND o.bill_date <= ?", [day.clone(), day]);
    let sql = format!(
        "SELECT o.currency, count(*), sum(o.total_minor), 0 FROM v_billing_to_invoice o CROSS JOIN estimate_row w ON w.id = o.estimate_id \
         WHERE {} GROUP BY o.currency",
        filter.text()
    );
    Ok(sums(read, &sql, &filter)?.1)
}

fn estimate_tabs(read: &Read<'_>, today: NaiveDate) -> Result<Vec<EstimateTabCount>> {
    let all = [
        EstimateTab::Draft,
        EstimateTab::Sent,
        EstimateTab::Expired,
        EstimateTab::Accepted,
        EstimateTab::Declined,
    ];
    let counted = all.into_iter().map(Some).chain([None]).map(|tab| {
        let mut filter = Where::default();
        if let Some(tab) = tab {
            estimate_tab(&mut filter, tab, today);
        }
        Ok(EstimateTabCount { tab, count: count(read, "estimate_row w", filter)? })
    });
    counted.collect()
}

/// The customer whose payments are listed.
fn payments_of(request: &ListRequest<PaymentFilter>) -> Option<&String> {
    request.filter.as_ref().and_then(|chosen| chosen.customer_id.as_ref())
}

fn payment_filter(read: &Read<'_>, request: &ListRequest<PaymentFilter>) -> Result<Where> {
    let mut filter = Where::default();
    if let Some(chosen) = &request.filter {
        if let Some(customer) = &chosen.customer_id {
            filter.add_narrow("w.customer_id = ?", [text(customer)]);
        }
        if let Some(method) = chosen.method {
            filter.add("w.method = ?", [SqlValue::Text(word::of(&method))]);
        }
        if chosen.with_credit == Some(true) {
            filter.add("w.free_minor > 0", []);
        }
        if chosen.live == Some(true) {
            filter.add("w.state = 'live'", []);
        }
        whose(&mut filter, chosen.owner_id.as_ref(), chosen.branch_id.as_ref());
        filter.add_days("w.date", chosen.from.as_deref(), chosen.to.as_deref())?;
    }
    record::keep_to_reach(read, &mut filter, payments_of(request))?;
    search::restrict(read, &mut filter, "w.id", &["payment"], request.search.as_deref())?;
    Ok(filter)
}

pub(in crate::billing) fn payments(
    read: &Read<'_>,
    request: &ListRequest<PaymentFilter>,
) -> Result<Page<PaymentRow>> {
    page::page(read.sql(), PAYMENTS, request, payment_filter(read, request)?, |row| {
        let (currency, free, state): (String, i64, String) = (row.get(7)?, row.get(9)?, row.get(10)?);
        Ok(PaymentRow {
            id: row.get(0)?,
            number: row.get(1)?,
            customer_id: row.get(2)?,
            customer: row.get(3)?,
            date: row.get(4)?,
            method: row.get(5)?,
            reference: row.get(6)?,
            amount: Money::new(row.get(8)?, &currency),
            credit: Money::new(free, &currency),
            reversed: state == "reversed",
            badge: status::payment(&state, free),
            owner_id: row.get(11)?,
            branch_id: row.get(12)?,
        })
    })
}

pub(in crate::billing) fn payment_summary(
    read: &Read<'_>,
    request: &ListRequest<PaymentFilter>,
) -> Result<PaymentSummary> {
    let filter = payment_filter(read, request)?;
    let sql = format!(
        "SELECT w.currency, count(*), sum(iif(w.state = 'live', w.amount_minor, 0)), 0 FROM payment_row w WHERE {} GROUP BY w.currency",
        filter.text()
    );
    let (count, amounts, _) = sums(read, &sql, &filter)?;
    Ok(PaymentSummary { count, amounts, refunded: refunded(read, request)? })
}

/// What was paid back where the list shows what was received.
fn refunded(read: &Read<'_>, request: &ListRequest<PaymentFilter>) -> Result<Vec<Money>> {
    let chosen = request.filter.as_ref();
    let is_searched = request.search.as_deref().is_some_and(|search| !search.trim().is_empty());
    if is_searched || chosen.is_some_and(|chosen| chosen.with_credit == Some(true)) {
        return Ok(Vec::new());
    }
    let mut filter = Where::default();
    if let Some(chosen) = chosen {
        if let Some(customer) = &chosen.customer_id {
            filter.add("w.customer_id = ?", [text(customer)]);
        }
        if let Some(method) = chosen.method {
            filter.add("w.method = ?", [SqlValue::Text(word::of(&method))]);
        }
        whose(&mut filter, chosen.owner_id.as_ref(), chosen.branch_id.as_ref());
        filter.add_days("w.date", chosen.from.as_deref(), chosen.to.as_deref())?;
    }
    record::keep_to_reach(read, &mut filter, payments_of(request))?;
    let sql = format!(
        "SELECT w.currency, count(*), sum(w.amount_minor), 0 FROM v_billing_refund w WHERE {} GROUP BY w.currency",
        filter.text()
    );
    Ok(sums(read, &sql, &filter)?.1)
}
