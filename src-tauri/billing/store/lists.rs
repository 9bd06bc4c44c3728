//! The SQL of the lists of invoices, estimates and payments.

use crate::billing::list::{
    AgeBucket, EstimateFilter, EstimateRow, EstimateSummary, EstimateTab, EstimateTabCount, InvoiceFilter,
    InvoiceRow, InvoiceSummary, InvoiceTab, PaymentFilter, PaymentRow, PaymentSummary, TabCount,
};
use crate::billing::status;
use crate::kernel::error::Result;
use crate::kernel::money::Money;
use crate::store::page::{self, List, ListRequest, Page, Where};
use crate::store::tx::Read;
use crate::store::{search, word};
use chrono::NaiveDate;
use rusqlite::params_from_iter;
use rusqlite::types::Value as SqlValue;

const INVOICES: List = List {
    base: "invoice_row w",
    joins: "",
    columns: "w.id, w.kind, w.number, w.customer_id, w.customer, w.subject, w.date, w.due_date, w.currency, w.total_minor, \
              w.open_minor, w.state",
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
    columns: "w.id, w.code, w.version_no, w.customer_id, w.customer, w.subject, w.date, w.valid_until, w.currency, w.total_minor, w.state",
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
    columns: "w.id, w.number, w.customer_id, w.customer, w.date, w.method, w.reference, w.currency, w.amount_minor, w.free_minor, w.state",
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
        tab => filter.add("w.tab = ?", [SqlValue::Text(word::of(&tab))]),
    }
}

fn invoice_filter(read: &Read<'_>, request: &ListRequest<InvoiceFilter>, today: NaiveDate) -> Where {
    let mut filter = Where::default();
    if let Some(chosen) = &request.filter {
        if let Some(tab) = chosen.tab {
            invoice_tab(&mut filter, tab, today);
        }
        for (condition, value) in
            [("w.customer_id = ?", &chosen.customer_id), ("w.deal_id = ?", &chosen.deal_id)]
        {
            if let Some(value) = value {
                filter.add_narrow(condition, [text(value)]);
            }
        }
        for (condition, value) in [("w.date >= ?", &chosen.from), ("w.date <= ?", &chosen.to)] {
            if let Some(value) = value {
                filter.add(condition, [text(value)]);
            }
        }
    }
    filter.owned_by("w.owner_id", read.visible_owners());
    search::restrict(&mut filter, "w.id", &["invoice", "credit_note"], request.search.as_deref());
    filter
}

pub(in crate::billing) fn invoices(
    read: &Read<'_>,
    request: &ListRequest<InvoiceFilter>,
) -> Result<Page<InvoiceRow>> {
    let today = read.today()?;
    page::page(read.sql(), INVOICES, request, invoice_filter(read, request, today), |row| {
        let (currency, state): (String, String) = (row.get(8)?, row.get(11)?);
        let (kind, due_date): (String, String) = (row.get(1)?, row.get(7)?);
        Ok(InvoiceRow {
            id: row.get(0)?,
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
        })
    })
}

/// Count and two sums per currency of what a filter shows.
fn sums(read: &Read<'_>, sql: &str, filter: &Where) -> Result<(i64, Vec<Money>, Vec<Money>)> {
    let mut statement = read.sql().prepare_cached(sql)?;
    let mut rows = statement.query(params_from_iter(filter.values()))?;
    let (mut count, mut first, mut second) = (0, Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        let currency: String = row.get(0)?;
        count += row.get::<_, i64>(1)?;
        first.push(Money::new(row.get(2)?, &currency));
        second.push(Money::new(row.get(3)?, &currency));
    }
    Ok((count, first, second))
}

pub(in crate::billing) fn invoice_summary(
    read: &Read<'_>,
    request: &ListRequest<InvoiceFilter>,
) -> Result<InvoiceSummary> {
    let today = read.today()?;
    let filter = invoice_filter(read, request, today);
    let sql = format!(
        "SELECT w.currency, count(*), sum(w.total_minor), sum(w.open_minor) FROM invoice_row w WHERE {} GROUP BY w.currency",
        filter.text()
    );
    let (count, totals, open) = sums(read, &sql, &filter)?;
    Ok(InvoiceSummary { count, totals, open, tabs: tabs(read, today)?, ageing: ageing(read, today)? })
}

fn tabs(read: &Read<'_>, today: NaiveDate) -> Result<Vec<TabCount>> {
    let counted = |tab: Option<InvoiceTab>| {
        let mut filter = Where::default();
        if let Some(tab) = tab {
            invoice_tab(&mut filter, tab, today);
        }
        Ok(TabCount { tab, count: count(read, "invoice_row w", filter)? })
    };
    let all = [
        InvoiceTab::Draft,
        InvoiceTab::Open,
        InvoiceTab::Overdue,
        InvoiceTab::PartPaid,
        InvoiceTab::Paid,
        InvoiceTab::CreditNote,
        InvoiceTab::Void,
    ];
    all.into_iter().map(Some).chain([None]).map(counted).collect()
}

/// How many rows of a table a filter leaves of those that the user may see.
fn count(read: &Read<'_>, table: &str, mut filter: Where) -> Result<i64> {
    filter.owned_by("w.owner_id", read.visible_owners());
    let sql = format!("SELECT count(*) FROM {table} WHERE {}", filter.text());
    Ok(read.sql().prepare_cached(&sql)?.query_row(params_from_iter(filter.values()), |row| row.get(0))?)
}

/// Open amounts by days past due, read from one index.
fn ageing(read: &Read<'_>, today: NaiveDate) -> Result<Vec<AgeBucket>> {
    const BUCKETS: [(Option<i64>, Option<i64>); 5] =
        [(None, None), (Some(1), Some(30)), (Some(31), Some(60)), (Some(61), Some(90)), (Some(91), None)];
    BUCKETS
        .into_iter()
        .map(|(from_days, to_days)| {
            let mut filter = Where::default();
            filter.add("w.tab = ?", [text("open")]);
            let day = |days: i64| text(&(today - chrono::Days::new(u64::try_from(days).unwrap_or(0))).to_string());
            match from_days {
                None => filter.add("w.due_date >= ?", [text(&today.to_string())]),
                Some(days) => filter.add("w.due_date <= ?", [day(days)]),
            }
            if let Some(days) = to_days {
                filter.add("w.due_date >= ?", [day(days)]);
            }
            filter.owned_by("w.owner_id", read.visible_owners());
            let sql = format!(
                "SELECT w.base_currency, count(*), sum(w.base_open_minor), 0 FROM invoice_row w WHERE {} GROUP BY w.base_currency",
                filter.text()
            );
            let (count, open, _) = sums(read, &sql, &filter)?;
            Ok(AgeBucket { from_days, to_days, count, open })
        })
        .collect()
}

fn estimate_tab(filter: &mut Where, tab: EstimateTab, today: NaiveDate) {
    let day = text(&today.to_string());
    match tab {
        EstimateTab::Expired => filter.add("w.state = ? AND w.valid_until < ?", [text("sent"), day]),
        EstimateTab::Sent => filter.add("w.state = ? AND w.valid_until >= ?", [text("sent"), day]),
        tab => filter.add("w.state = ?", [SqlValue::Text(word::of(&tab))]),
    }
}

fn estimate_filter(read: &Read<'_>, request: &ListRequest<EstimateFilter>, today: NaiveDate) -> Where {
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
    }
    filter.owned_by("w.owner_id", read.visible_owners());
    search::restrict(&mut filter, "w.id", &["estimate"], request.search.as_deref());
    filter
}

pub(in crate::billing) fn estimates(
    read: &Read<'_>,
    request: &ListRequest<EstimateFilter>,
) -> Result<Page<EstimateRow>> {
    let today = read.today()?;
    page::page(read.sql(), ESTIMATES, request, estimate_filter(read, request, today), |row| {
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
            valid_until,
        })
    })
}

pub(in crate::billing) fn estimate_summary(
    read: &Read<'_>,
    request: &ListRequest<EstimateFilter>,
) -> Result<EstimateSummary> {
    let today = read.today()?;
    let filter = estimate_filter(read, request, today);
    let sql = format!(
        "SELECT w.currency, count(*), sum(w.total_minor), 0 FROM estimate_row w WHERE {} GROUP BY w.currency",
        filter.text()
    );
    let (count, totals, _) = sums(read, &sql, &filter)?;
    Ok(EstimateSummary { count, totals, tabs: estimate_tabs(read, today)? })
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

fn payment_filter(read: &Read<'_>, request: &ListRequest<PaymentFilter>) -> Where {
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
    }
    filter.owned_by("w.owner_id", read.visible_owners());
    search::restrict(&mut filter, "w.id", &["payment"], request.search.as_deref());
    filter
}

pub(in crate::billing) fn payments(
    read: &Read<'_>,
    request: &ListRequest<PaymentFilter>,
) -> Result<Page<PaymentRow>> {
    page::page(read.sql(), PAYMENTS, request, payment_filter(read, request), |row| {
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
            badge: status::payment(&state, free),
        })
    })
}

pub(in crate::billing) fn payment_summary(
    read: &Read<'_>,
    request: &ListRequest<PaymentFilter>,
) -> Result<PaymentSummary> {
    let filter = payment_filter(read, request);
    let sql = format!(
        "SELECT w.currency, count(*), sum(iif(w.state = 'live', w.amount_minor, 0)), 0 FROM payment_row w WHERE {} GROUP BY w.currency",
        filter.text()
    );
    let (count, amounts, _) = sums(read, &sql, &filter)?;
    Ok(PaymentSummary { count, amounts })
}
