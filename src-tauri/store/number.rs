//! Number series: each kind of document, branch and device has its own, and a number is taken in the transaction that uses it.
//!
//! A pattern is literals and tokens: `{SEQ:4}` the running number with at least four digits, `{FY}` the fiscal year as
//! 26-27 (2026 when it is the calendar year), `{YYYY}` `{YY}` `{MM}` of the document's date, `{DEV}` the
//! device's code (empty on the first device). A crash burns no number, because the number is taken by the
//! transaction that a crash rolls back.

use super::tx::{Read, Tx};
use crate::kernel::error::{Error, FieldError, Result};
use chrono::{Datelike as _, NaiveDate};
use rusqlite::{Connection, OptionalExtension as _};

/// What the tokens of a pattern stand for.
#[derive(Debug, Clone, Copy)]
pub struct Occasion<'a> {
    /// The document's date.
    pub date: NaiveDate,
    /// First day of the fiscal year, `MM-DD`.
    pub fiscal_year_start: &'a str,
    /// The device's code; the first device (A) prints nothing.
    pub device: &'a str,
}

/// The fiscal year of a date as printed: `26-27`, or `2026` when the year is the calendar year.
#[must_use]
pub fn fiscal_year(date: NaiveDate, start: &str) -> String {
    let (month, day) = start.split_once('-').unwrap_or(("01", "01"));
    let (month, day): (u32, u32) = (month.parse().unwrap_or(1), day.parse().unwrap_or(1));
    if (month, day) == (1, 1) {
        return date.year().to_string();
    }
    let first = if (date.month(), date.day()) >= (month, day) { date.year() } else { date.year() - 1 };
    format!("{:02}-{:02}", first.rem_euclid(100), (first + 1).rem_euclid(100))
}

/// The period in which a series counts before it starts again.
#[must_use]
pub fn period(resets: &str, occasion: Occasion<'_>) -> String {
    match resets {
        "fiscal_year" => fiscal_year(occasion.date, occasion.fiscal_year_start),
        "month" => occasion.date.format("%Y-%m").to_string(),
        _ => String::new(),
    }
}

/// Prints number `no` by `pattern`.
///
/// # Errors
/// `error.number_pattern` at `pattern` when a token is unknown, or `{SEQ}` is missing or stands twice.
pub fn render(pattern: &str, no: i64, occasion: Occasion<'_>) -> std::result::Result<String, FieldError> {
    let refused = || FieldError::new("pattern", "error.number_pattern").with("pattern", pattern);
    let mut printed = String::new();
    let mut counted = false;
    let mut rest = pattern;
    while let Some(open) = rest.find('{') {
        printed.push_str(&rest[..open]);
        let close = rest[open..].find('}').ok_or_else(refused)? + open;
        let token = &rest[open + 1..close];
        match token.split_once(':').unwrap_or((token, "")) {
            ("SEQ", _) if counted => return Err(refused()),
            ("SEQ", width) => {
                let width: usize = if width.is_empty() { 1 } else { width.parse().map_err(|_| refused())? };
                if width > 9 {
                    return Err(refused());
                }
                printed.push_str(&format!("{no:0width$}"));
                counted = true;
            }
            ("FY", "") => printed.push_str(&fiscal_year(occasion.date, occasion.fiscal_year_start)),
            ("YYYY", "") => printed.push_str(&format!("{:04}", occasion.date.year())),
            ("YY", "") => printed.push_str(&format!("{:02}", occasion.date.year().rem_euclid(100))),
            ("MM", "") => printed.push_str(&format!("{:02}", occasion.date.month())),
            ("DEV", "") => printed.push_str(if occasion.device == "A" { "" } else { occasion.device }),
            _ => return Err(refused()),
        }
        rest = &rest[close + 1..];
    }
    if !counted || rest.contains('}') {
        return Err(refused());
    }
    printed.push_str(rest);
    Ok(printed)
}

/// How far a series is expected to count in one period when the length of its numbers is judged.
const LAST_EXPECTED: i64 = 99_999;

/// The longest number that a series prints in a period in which `next_no` comes next.
///
/// # Errors
/// As [`render`].
pub fn longest(
    pattern: &str,
    next_no: i64,
    occasion: Occasion<'_>,
) -> std::result::Result<String, FieldError> {
    render(pattern, next_no.max(LAST_EXPECTED), occasion)
}

/// Whether numbers that begin again in each period still differ: the pattern must print the period. The calendar year does not
/// tell fiscal years apart that begin within it, nor the fiscal year the two halves of the month in whose middle it begins.
#[must_use]
pub fn tells_periods_apart(pattern: &str, resets: &str, fiscal_year_start: &str) -> bool {
    let has = |token: &str| pattern.contains(token);
    let calendar_year = has("{YYYY}") || has("{YY}");
    match resets {
        "fiscal_year" => has("{FY}") || (fiscal_year_start == "01-01" && calendar_year),
        "month" => has("{MM}") && (calendar_year || (has("{FY}") && fiscal_year_start.ends_with("-01"))),
        _ => true,
    }
}

/// Whether two series may print the same number on whatever dates, each as its device prints it: `1{SEQ}` and `{SEQ}` both print
/// 11 and `{FY}-{SEQ}` of a calendar year is `{YYYY}-{SEQ}`, while no number of `1{SEQ}` is one of `2{SEQ}`.
#[must_use]
pub fn may_meet(one: &Series, other: &Series) -> bool {
    meet(&one.signs(), &other.signs())
}

/// What can stand at a place of a printed number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Exactly(char),
    Digit,
    /// As many digits as it takes, or none: a running number outgrows its width.
    MoreDigits,
}

impl Sign {
    fn agrees(self, other: Self) -> bool {
        match (self, other) {
            (Self::Exactly(one), Self::Exactly(other)) => one == other,
            (Self::Exactly(one), _) | (_, Self::Exactly(one)) => one.is_ascii_digit(),
            _ => true,
        }
    }
}

fn meet(one: &[Sign], other: &[Sign]) -> bool {
    match (one, other) {
        ([], []) => true,
        ([Sign::MoreDigits, later @ ..], _) => {
            meet(later, other)
                || other.split_first().is_some_and(|(next, rest)| match next {
                    Sign::MoreDigits => meet(one, rest),
                    next => next.agrees(Sign::Digit) && meet(one, rest),
                })
        }
        (_, [Sign::MoreDigits, ..]) => meet(other, one),
        ([first, later @ ..], [next, rest @ ..]) => first.agrees(*next) && meet(later, rest),
        _ => false,
    }
}

/// A pattern whose running number has at least `by` digits less, but one. Only leading zeros go: a number that needs its digits
/// prints them.
#[must_use]
pub fn narrowed(pattern: &str, by: usize) -> String {
    let parts = pattern.split_once("{SEQ:").and_then(|(before, rest)| Some((before, rest.split_once('}')?)));
    match parts.and_then(|(before, (width, after))| Some((before, width.parse::<usize>().ok()?, after))) {
        Some((before, width, after)) => {
            format!("{before}{{SEQ:{}}}{after}", width.saturating_sub(by).max(1))
        }
        None => pattern.to_owned(),
    }
}

/// A series of this device, with what its branch decides about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Its id.
    pub id: String,
    /// The kind of document or record it counts.
    pub kind: String,
    /// The branch, when it counts by branch.
    pub branch_id: Option<String>,
    /// The branch's name, may be empty.
    pub branch: String,
    /// The branch's tax scheme, may be empty.
    pub tax_scheme: String,
    /// First day of the fiscal year, `MM-DD`.
    pub fiscal_year_start: String,
    /// The code of this device.
    pub device: String,
    /// The pattern.
    pub pattern: String,
    /// `never`, `fiscal_year` or `month`.
    pub resets: String,
    /// Rises with each change.
    pub version: i64,
    /// Whether it has given a number in any period.
    pub has_counted: bool,
}

impl Series {
    /// What its numbers look like, whatever their dates.
    fn signs(&self) -> Vec<Sign> {
        let mut signs = Vec::new();
        let mut rest = self.pattern.as_str();
        while let Some(open) = rest.find('{') {
            signs.extend(rest[..open].chars().map(Sign::Exactly));
            let close = rest[open..].find('}').map_or(rest.len(), |length| open + length);
            let token = &rest[open + 1..close];
            let digits = |count: usize| std::iter::repeat_n(Sign::Digit, count);
            match token.split_once(':').unwrap_or((token, "")) {
                ("SEQ", width) => {
                    signs.extend(digits(width.parse().unwrap_or(1)));
                    signs.push(Sign::MoreDigits);
                }
                ("FY", _) if self.fiscal_year_start != "01-01" => {
                    signs.extend(digits(2).chain([Sign::Exactly('-')]).chain(digits(2)));
                }
                ("FY" | "YYYY", _) => signs.extend(digits(4)),
                ("DEV", _) if self.device == "A" => {}
                ("DEV", _) => signs.extend(self.device.chars().map(Sign::Exactly)),
                _ => signs.extend(digits(2)),
            }
            rest = rest.get(close + 1..).unwrap_or_default();
        }
        signs.extend(rest.chars().map(Sign::Exactly));
        signs
    }

    /// What the tokens stand for on `date`.
    #[must_use]
    pub fn occasion(&self, date: NaiveDate) -> Occasion<'_> {
        Occasion { date, fiscal_year_start: &self.fiscal_year_start, device: &self.device }
    }
}

/// The series of this device: those of the branches in their order, then those of records.
///
/// # Errors
/// A failure of the file.
pub fn series(read: &Read<'_>) -> Result<Vec<Series>> {
    Ok(series_in(read.sql())?)
}

/// The same on a connection of its own.
///
/// # Errors
/// Any failure of SQLite.
pub fn series_in(conn: &Connection) -> rusqlite::Result<Vec<Series>> {
    let mut statement = conn.prepare_cached(
        "SELECT s.id, s.kind, s.branch_id, coalesce(b.name, ''), coalesce(b.tax_scheme, ''), \
                coalesce(b.fiscal_year_start, (SELECT fiscal_year_start FROM branch WHERE deleted_at IS NULL ORDER BY position LIMIT 1), '01-01'), \
                r.code, s.pattern, s.resets, s.version, \
                EXISTS (SELECT 1 FROM number_counter c WHERE c.series_id = s.id AND c.deleted_at IS NULL AND c.next_no > c.first_no) \
         FROM number_series s JOIN log_head h ON h.replica = s.replica JOIN replica r ON r.id = s.replica \
         LEFT JOIN branch b ON b.id = s.branch_id \
         WHERE s.deleted_at IS NULL ORDER BY b.position IS NULL, b.position, s.rowid",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Series {
            id: row.get(0)?,
            kind: row.get(1)?,
            branch_id: row.get(2)?,
            branch: row.get(3)?,
            tax_scheme: row.get(4)?,
            fiscal_year_start: row.get(5)?,
            device: row.get(6)?,
            pattern: row.get(7)?,
            resets: row.get(8)?,
            version: row.get(9)?,
            has_counted: row.get(10)?,
        })
    })?;
    rows.collect()
}

/// Where a series stands in a period: the number that comes next, and whether it has given one there.
///
/// # Errors
/// A failure of the file.
pub fn standing(read: &Read<'_>, series_id: &str, period: &str) -> Result<(i64, bool)> {
    let counter = read
        .sql()
        .prepare_cached(
            "SELECT next_no, next_no > first_no FROM number_counter WHERE series_id = ?1 AND period = ?2 AND deleted_at IS NULL",
        )?
        .query_row((series_id, period), |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(counter.unwrap_or((1, false)))
}

/// Changes how a series prints and when it begins again.
///
/// # Errors
/// A failure of the file.
pub fn change(tx: &Tx<'_>, series_id: &str, pattern: &str, resets: &str) -> Result<()> {
    tx.sql().execute(
        "UPDATE number_series SET pattern = ?2, resets = ?3 WHERE id = ?1",
        (series_id, pattern, resets),
    )?;
    Ok(())
}

/// Lets a series that has given no number in `period` begin there at `first_no`.
///
/// # Errors
/// A failure of the file.
pub fn start_at(tx: &Tx<'_>, series_id: &str, period: &str, first_no: i64) -> Result<()> {
    close_counter(tx, series_id, period)?;
    open_counter(tx, series_id, period, first_no, first_no)
}

/// Lets a start that was set for the period `from`, and has given no number, count for the period `to` instead; where that has
/// given numbers already, it goes on with those.
///
/// # Errors
/// A failure of the file.
pub fn carry_start(tx: &Tx<'_>, series_id: &str, from: &str, to: &str, first_no: i64) -> Result<()> {
    close_counter(tx, series_id, from)?;
    match standing(tx, series_id, to)? {
        (_, true) => Ok(()),
        _ => start_at(tx, series_id, to, first_no),
    }
}

fn close_counter(tx: &Tx<'_>, series_id: &str, period: &str) -> Result<()> {
    tx.sql().execute(
        "UPDATE number_counter SET deleted_at = ?3 WHERE series_id = ?1 AND period = ?2 AND deleted_at IS NULL",
        (series_id, period, tx.now_ms()),
    )?;
    Ok(())
}

/// A number taken from a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The series.
    pub series_id: String,
    /// The period it was counted in.
    pub period: String,
    /// The running number.
    pub no: i64,
    /// As printed.
    pub text: String,
}

/// Takes the next number of the series of `kind` (of `branch_id`, when the kind counts by branch) on this device.
///
/// # Errors
/// `error.no_series` when the company has no such series.
pub fn take(tx: &Tx<'_>, kind: &str, branch_id: Option<&str>, date: NaiveDate) -> Result<Taken> {
    let Some(series) = series_of(tx, kind, branch_id)? else {
        return Err(Error::precondition("error.no_series").with("kind", kind));
    };
    let occasion = Occasion { date, fiscal_year_start: &series.fiscal_year_start, device: &series.device };
    let period = period(&series.resets, occasion);
    let no = count(tx, &series.id, &period)?;
    let text = render(&series.pattern, no, occasion).map_err(|field| Error::fields(vec![field]))?;
    Ok(Taken { series_id: series.id, period, no, text })
}

/// What taking a number needs of a series.
struct Source {
    id: String,
    pattern: String,
    resets: String,
    device: String,
    fiscal_year_start: String,
}

fn series_of(tx: &Tx<'_>, kind: &str, branch_id: Option<&str>) -> Result<Option<Source>> {
    let found = tx
        .sql()
        .prepare_cached(
            "SELECT s.id, s.pattern, s.resets, r.code, \
                    coalesce((SELECT fiscal_year_start FROM branch WHERE id = ?2), \
                             (SELECT fiscal_year_start FROM branch WHERE deleted_at IS NULL ORDER BY position LIMIT 1), '01-01') \
             FROM number_series s JOIN replica r ON r.id = s.replica \
             WHERE s.kind = ?1 AND s.branch_id IS ?2 AND s.replica = ?3 AND s.deleted_at IS NULL",
        )?
        .query_row((kind, branch_id, tx.replica()), |row| {
            Ok(Source {
                id: row.get(0)?,
                pattern: row.get(1)?,
                resets: row.get(2)?,
                device: row.get(3)?,
                fiscal_year_start: row.get(4)?,
            })
        })
        .optional()?;
    Ok(found)
}

/// Takes the next number of a series in a period; a period that has no counter yet starts at 1.
fn count(tx: &Tx<'_>, series_id: &str, period: &str) -> Result<i64> {
    let counter: Option<(String, i64)> = tx
        .sql()
        .prepare_cached(
            "SELECT id, next_no FROM number_counter WHERE series_id = ?1 AND period = ?2 AND deleted_at IS NULL",
        )?
        .query_row((series_id, period), |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match counter {
        Some((id, no)) => {
            tx.sql()
                .prepare_cached("UPDATE number_counter SET next_no = ?2 WHERE id = ?1")?
                .execute((id, no + 1))?;
            Ok(no)
        }
        None => {
            open_counter(tx, series_id, period, 1, 2)?;
            Ok(1)
        }
    }
}

/// Opens the counter of a period: `first_no` is the first number of this file (a firm that changes over in mid-year goes
/// on where its paper stopped), `next_no` the one that comes next.
///
/// # Errors
/// A failure of the file.
pub fn open_counter(tx: &Tx<'_>, series_id: &str, period: &str, first_no: i64, next_no: i64) -> Result<()> {
    tx.sql()
        .prepare_cached(
            "INSERT INTO number_counter (id, series_id, period, first_no, next_no) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((tx.new_id(), series_id, period, first_no, next_no))?;
    Ok(())
}

/// Makes a series of this device.
///
/// # Errors
/// `error.number_pattern` when the pattern can not be printed; a failure of the file.
pub fn open_series(
    tx: &Tx<'_>,
    kind: &str,
    branch_id: Option<&str>,
    pattern: &str,
    resets: &str,
) -> Result<String> {
    let probe = Occasion { date: tx.today()?, fiscal_year_start: "04-01", device: "B" };
    render(pattern, 1, probe).map_err(|field| Error::fields(vec![field]))?;
    let id = tx.new_id();
    tx.sql()
        .prepare_cached(
            "INSERT INTO number_series (id, kind, branch_id, replica, pattern, resets) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((&id, kind, branch_id, tx.replica(), pattern, resets))?;
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn occasion(date: &str, start: &'static str, device: &'static str) -> Occasion<'static> {
        Occasion { date: date.parse().unwrap(), fiscal_year_start: start, device }
    }

    #[test]
    fn patterns_print_as_promised() {
        let march = occasion("2027-03-31", "04-01", "A");
        for (pattern, no, expected) in [
            ("INV/{FY}/{DEV}{SEQ:4}", 42, Some("INV/26-27/0042")),
            ("{YYYY}{MM}-{SEQ}", 7, Some("202703-7")),
            ("F{YY}-{SEQ:5}", 123_456, Some("F27-123456")),
            ("INV", 1, None),
            ("INV-{SEQ:x}", 1, None),
            ("INV-{NOPE}{SEQ}", 1, None),
            ("INV-{SEQ", 1, None),
            ("INV}-{SEQ}}", 1, None),
            ("{SEQ}{SEQ}", 1, None),
        ] {
            assert_eq!(render(pattern, no, march).ok().as_deref(), expected, "{pattern}");
        }
        for (pattern, by, expected) in [
            ("INV/{FY}/{SEQ:6}", 0, "INV/{FY}/{SEQ:6}"),
            ("INV/{FY}/{SEQ:6}", 2, "INV/{FY}/{SEQ:4}"),
            ("{SEQ:2}/{YY}", 5, "{SEQ:1}/{YY}"),
            ("INV-{SEQ}", 1, "INV-{SEQ}"),
        ] {
            assert_eq!(narrowed(pattern, by), expected);
        }
        assert_eq!(render("{DEV}{SEQ}", 1, occasion("2026-04-01", "04-01", "B")).unwrap(), "B1");
    }

    #[test]
    fn the_fiscal_year_turns_on_its_first_day() {
        assert_eq!(fiscal_year("2026-03-31".parse().unwrap(), "04-01"), "25-26");
        assert_eq!(fiscal_year("2026-04-01".parse().unwrap(), "04-01"), "26-27");
        assert_eq!(fiscal_year("2026-12-31".parse().unwrap(), "01-01"), "2026");
        assert_eq!(fiscal_year("2099-06-01".parse().unwrap(), "04-01"), "99-00");
    }
}
