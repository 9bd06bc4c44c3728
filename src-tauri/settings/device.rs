//! A file becomes the file of another device: after a restore it must write under a name and in number series of its own.
//!
//! Two files that go on under one device id give one number twice and one place in the log to two actions; neither can be
//! put right afterwards.

use super::setup::Sources;
use super::store::SeriesForm;
use super::{number_series, store, user};
use crate::api::PROJECTIONS;
use crate::kernel::actor::Scope;
use crate::kernel::error::Result;
use crate::kernel::id;
use crate::store::number::{self, Occasion};
use crate::store::tx::{self, Action, Setting, Tx};
use chrono::NaiveDate;
use rusqlite::Connection;
use std::collections::BTreeSet;

/// Gives an open file a new device with its own series and says the device's code. Codes in `taken` are passed over, and
/// those that the file knows. The old device's series stay as they are: its own file may still count with them.
///
/// # Errors
/// A failure of the file; the file is of no use then.
pub(crate) fn renew(conn: &Connection, taken: &BTreeSet<String>, sources: &Sources) -> Result<String> {
    let now_ms = sources.clock.now_ms();
    let owner = user::actor(conn, None)?;
    let mut known = store::replica_codes(conn)?;
    known.extend(taken.iter().cloned());
    let code = free_code(&known);
    let before = store::replica_of_log(conn)?;
    let replica = id::make(now_ms, 0, sources.ids.random()).to_string();
    store::move_log(conn, &replica)?;
    let setting = Setting {
        actor: &owner,
        scope: Scope::All,
        now_ms,
        ids: sources.ids.as_ref(),
        projections: &PROJECTIONS,
        preview: false,
    };
    let action = Action { command: "company.restore", reason: "", undoes: None };
    tx::write(conn, setting, action, |tx| {
        store::insert_replica(tx, &replica, &code)?;
        open_like(tx, &before, &code)
    })?;
    Ok(code)
}

/// Opens the same series for this device as `before` has, each beginning at 1 and carrying the device's code.
fn open_like(tx: &Tx<'_>, before: &str, code: &str) -> Result<()> {
    for series in store::series_of_replica(tx, before)? {
        let pattern = fitting(&series, code, tx.today()?)?;
        number::open_series(tx, &series.kind, series.branch_id.as_deref(), &pattern, &series.resets)?;
    }
    Ok(())
}

/// A pattern without the device's code would print the numbers of the other device again.
fn with_device(pattern: &str) -> String {
    if pattern.contains("{DEV}") { pattern.to_owned() } else { pattern.replacen("{SEQ", "{DEV}{SEQ", 1) }
}

/// The pattern with the device's code. Where the code would make the numbers longer than the law allows, the running number
/// gives up leading zeros, so that issue goes on working.
fn fitting(series: &SeriesForm, code: &str, date: NaiveDate) -> Result<String> {
    let pattern = with_device(&series.pattern);
    let occasion = Occasion { date, fiscal_year_start: &series.fiscal_year_start, device: code };
    number_series::shortened(&pattern, &series.kind, &series.tax_scheme, occasion)
}

/// The first of A … Z, AA … ZZ, AAA … that is free.
fn free_code(known: &BTreeSet<String>) -> String {
    let mut n = 0_usize;
    loop {
        let code = letters(n);
        if !known.contains(&code) {
            return code;
        }
        n += 1;
    }
}

fn letters(mut n: usize) -> String {
    let mut code = Vec::new();
    loop {
        code.push(b'A' + u8::try_from(n % 26).unwrap_or(0));
        if n < 26 {
            break;
        }
        n = n / 26 - 1;
    }
    code.iter().rev().map(|letter| char::from(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_counted_in_letters() {
        for (n, code) in [(0, "A"), (1, "B"), (25, "Z"), (26, "AA"), (27, "AB"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(n), code);
        }
        assert_eq!(free_code(&["A", "B", "D"].map(str::to_owned).into()), "C");
    }

    #[test]
    fn every_number_of_a_new_device_carries_its_code() {
        for (pattern, expected) in [
            ("INV/{FY}/{DEV}{SEQ:4}", "INV/{FY}/{DEV}{SEQ:4}"),
            ("INV-{SEQ:4}", "INV-{DEV}{SEQ:4}"),
            ("{SEQ}/{YY}", "{DEV}{SEQ}/{YY}"),
        ] {
            assert_eq!(with_device(pattern), expected);
        }
    }

    #[test]
    fn the_code_takes_the_room_of_leading_zeros_where_the_law_leaves_no_other() {
        let date = "2026-11-22".parse().unwrap();
        for (kind, tax_scheme, pattern, code, expected) in [
            ("invoice", "gst_in", "INV/{FY}/{SEQ:6}", "B", "INV/{FY}/{DEV}{SEQ:5}"),
            ("invoice", "gst_in", "INV/{FY}/{DEV}{SEQ:4}", "B", "INV/{FY}/{DEV}{SEQ:4}"),
            ("credit_note", "gst_in", "ININV/{FY}/{DEV}{SEQ:4}", "AB", "ININV/{FY}/{DEV}{SEQ:2}"),
            ("receipt", "gst_in", "INV/{FY}/{SEQ:6}", "B", "INV/{FY}/{DEV}{SEQ:6}"),
            ("invoice", "vat_fr", "FACTURE-{FY}-{SEQ:6}", "B", "FACTURE-{FY}-{DEV}{SEQ:6}"),
        ] {
            let (kind, tax_scheme, pattern) = (kind.to_owned(), tax_scheme.to_owned(), pattern.to_owned());
            let fiscal_year_start = "04-01".to_owned();
            let resets = "fiscal_year".to_owned();
            let series = SeriesForm { kind, branch_id: None, pattern, resets, tax_scheme, fiscal_year_start };
            assert_eq!(fitting(&series, code, date).unwrap(), expected);
        }
    }
}
