//! What must hold of time, whatever happened to the file: each entry is invoiced once at most, and belongs to the week of its day;
//! and an expense counts at its rate and is passed on once.

use crate::store::integrity::Check;
use rusqlite::Connection;

/// The integrity checks of this capability.
pub(crate) const CHECKS: &[Check] = &[
    ("time_posted_once", time_posted_once),
    ("time_in_its_week", time_in_its_week),
    ("expense_at_home", expense_at_home),
    ("expense_posted_once", expense_posted_once),
];

/// No entry stands on two lines of invoices that count, and none is changed or gone that stands on one.
fn time_posted_once(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    lines(
        conn,
        "SELECT 'the time of ' || e.work_date || ' stands on ' || count(*) || ' lines of invoices: ' || e.id \
           FROM v_time_posted p JOIN time_entry e ON e.id = p.entry_id GROUP BY e.id HAVING count(*) > 1 \
         UNION ALL \
         SELECT 'the time of ' || e.work_date || ' is invoiced as ' || p.minutes || ' minutes and is ' || \
                iif(e.deleted_at IS NULL, e.minutes || ' minutes', 'gone') || ': ' || e.id \
           FROM v_time_posted p JOIN time_entry e ON e.id = p.entry_id \
          WHERE e.minutes <> p.minutes OR e.deleted_at IS NOT NULL OR NOT e.billable",
    )
}

/// Every entry stands in a week of its person, and that is the week of its day.
fn time_in_its_week(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    lines(
        conn,
        "SELECT 'the time of ' || e.work_date || ' is in no week of its person: ' || e.id FROM time_entry e \
          WHERE e.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM timesheet s WHERE s.id = e.timesheet_id AND s.deleted_at IS NULL \
            AND s.user_id = e.user_id AND s.week_start = date(e.work_date, '-6 days', 'weekday 1'))",
    )
}

/// No expense stands on two lines of invoices that count, and none is changed or gone that stands on one.
fn expense_posted_once(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    lines(
        conn,
        "SELECT 'the expense of ' || e.expense_date || ' stands on ' || count(*) || ' lines of invoices: ' || e.id \
           FROM v_time_expense_posted p JOIN expense e ON e.id = p.expense_id GROUP BY e.id HAVING count(*) > 1 \
         UNION ALL \
         SELECT 'the expense of ' || e.expense_date || ' was changed since it was invoiced: ' || e.id \
           FROM v_time_expense_posted p JOIN expense e ON e.id = p.expense_id \
          WHERE e.amount_minor <> p.amount_minor OR e.deleted_at IS NOT NULL OR NOT e.billable",
    )
}

/// Every expense says what it was in the home currency: what it was at its rate, which those at home have none of.
fn expense_at_home(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    lines(
        conn,
        "SELECT 'the expense of ' || e.expense_date || ' is not what it was at home: ' || e.id \
           FROM expense e JOIN v_settings_company c WHERE e.deleted_at IS NULL AND (e.base_currency <> c.home_currency \
             OR (e.rate IS NULL) <> (e.currency = e.base_currency) \
             OR e.base_minor IS NOT convert_minor(e.amount_minor, e.currency, coalesce(e.rate, '1'), e.base_currency))",
    )
}

fn lines(conn: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = conn.prepare(sql)?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    rows.collect()
}
