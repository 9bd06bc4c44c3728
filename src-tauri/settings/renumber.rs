//! What becomes of the number series of a branch when it sells under another country or another fiscal year.
//!
//! Shipped patterns follow the country; what the owner typed stays, and has to fit what it comes under.

use super::country::Country;
use super::number_series;
use crate::billing;
use crate::kernel::error::{Error, FieldError, Result};
use crate::store::number::{self, Series};
use crate::store::tx::Tx;
use chrono::NaiveDate;

/// What may stand before the numbers of a branch, the best first, since two branches of one company share none: nothing for the
/// first branch, else its country; letters where those are taken, and in India at once, where a number has sixteen characters at
/// most (CGST Rules, rule 46 (b)). `position` counts the branches from 0.
fn prefixes(position: usize, country: Country) -> impl Iterator<Item = String> {
    let letters = move || ('A'..='Z').cycle().skip(position).take(26);
    let nothing = (position == 0).then(String::new);
    let code = (country != Country::India).then(|| country.code().to_owned());
    let pairs = ('A'..='Z').flat_map(|first| ('A'..='Z').map(move |second| format!("{first}{second}")));
    nothing.into_iter().chain(code).chain(letters().map(String::from)).chain(pairs)
}

/// The pattern that a country brings for a kind of document. The calendar year tells no fiscal years apart that begin within it, so
/// `{FY}` stands in its place where the year of the branch begins on another day than 1 January.
fn preset(kind: &str, country: Country, fiscal_year_start: &str) -> Option<String> {
    let (_, pattern) = country.preset().patterns.into_iter().find(|(known, _)| *known == kind)?;
    let year = if fiscal_year_start == "01-01" { "{YYYY}" } else { "{FY}" };
    Some(pattern.replace("{YYYY}", year))
}

/// Whether the pattern came with the country: behind one of [`prefixes`], for whichever fiscal year, and with zeros less where
/// another device's code needed the room.
fn is_shipped(series: &Series, country: Country) -> bool {
    let is_prefix = |text: &str| text.len() <= 2 && text.bytes().all(|b| b.is_ascii_uppercase());
    let presets = ["01-01", "04-01"].into_iter().filter_map(|start| preset(&series.kind, country, start));
    presets.into_iter().any(|preset| {
        (0..10).any(|by| series.pattern.strip_suffix(&number::narrowed(&preset, by)).is_some_and(is_prefix))
    })
}

/// Gives the series of a branch at `position` the patterns of the country `to`, behind the first prefix with which they print no
/// number of another series, nor begin with one that a document carries from a series that looked like this then. A series that
/// has given a number keeps its pattern, and so does one whose pattern the owner typed instead of that of the country `from`.
///
/// # Errors
/// A failure of the file.
pub(super) fn renumber(
    tx: &Tx<'_>,
    branch_id: &str,
    position: usize,
    from: Country,
    to: Country,
) -> Result<()> {
    let follows = |series: &Series| {
        series.branch_id.as_deref() == Some(branch_id) && !series.has_counted && is_shipped(series, from)
    };
    let (moving, staying): (Vec<Series>, Vec<Series>) = number::series(tx)?.into_iter().partition(follows);
    let today = tx.today_at(Some(branch_id))?;
    for prefix in prefixes(position, to) {
        let mut moved = Vec::new();
        for series in &moving {
            let Some(preset) = preset(&series.kind, to, &series.fiscal_year_start) else { continue };
            let pattern = format!("{prefix}{preset}");
            let (kind, scheme) = (&series.kind, &series.tax_scheme);
            let pattern = number_series::shortened(&pattern, kind, scheme, series.occasion(today))?;
            moved.push(Series { pattern, ..series.clone() });
        }
        if moved.iter().any(|one| staying.iter().any(|other| number::may_meet(one, other)))
            || begins_with_taken(tx, &moved, today)?
        {
            continue;
        }
        for series in moved {
            number::change(tx, &series.id, &series.pattern, &series.resets)?;
        }
        break;
    }
    Ok(())
}

/// Whether the number that comes next in one of the series stands on a document already.
fn begins_with_taken(tx: &Tx<'_>, moved: &[Series], today: NaiveDate) -> Result<bool> {
    for series in moved {
        let occasion = series.occasion(today);
        let (next_no, _) = number::standing(tx, &series.id, &number::period(&series.resets, occasion))?;
        let next = number::render(&series.pattern, next_no, occasion);
        if billing::is_number_taken(tx, &next.map_err(|field| Error::fields(vec![field]))?)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A series before its branch changed, with the first number that its owner set for the current period, if that has not counted.
struct Before {
    series: Series,
    fits: bool,
    period: String,
    start: Option<i64>,
}

/// The number series as they stand before what a branch sells under changes.
pub(super) struct Numbers(Vec<Before>);

impl Numbers {
    /// Notes the series that the branch decides about; the first one decides about those of records as well.
    ///
    /// # Errors
    /// A failure of the file.
    pub(super) fn of(tx: &Tx<'_>, branch_id: &str, is_first: bool) -> Result<Self> {
        let all = number::series(tx)?;
        let decided =
            |series: &&Series| series.branch_id.as_deref().map_or(is_first, |other| other == branch_id);
        let noted = all.iter().filter(decided).map(|series| {
            let date = tx.today_at(series.branch_id.as_deref())?;
            let period = number::period(&series.resets, series.occasion(date));
            let (next_no, is_started) = number::standing(tx, &series.id, &period)?;
            let start = Some(next_no).filter(|no| !is_started && *no > 1);
            let fits = number_series::stands(series, &all, date).is_ok();
            Ok(Before { series: series.clone(), fits, period, start })
        });
        Ok(Self(noted.collect::<Result<_>>()?))
    }

    /// Lets the series go on under what the branch sells under now: a first number that was set goes along into the current
    /// period.
    ///
    /// # Errors
    /// `invalid` at `path` with `error.numbers_year` and its like when a pattern that was written now, or one that fitted before, would
    /// break a rule or print numbers twice.
    pub(super) fn follow(&self, tx: &Tx<'_>, path: &str) -> Result<()> {
        let all = number::series(tx)?;
        for before in &self.0 {
            let Some(now) = all.iter().find(|series| series.id == before.series.id) else { continue };
            let date = tx.today_at(now.branch_id.as_deref())?;
            let period = number::period(&now.resets, now.occasion(date));
            if let Some(first_no) = before.start.filter(|_| period != before.period) {
                number::carry_start(tx, &now.id, &before.period, &period, first_no)?;
            }
            if (before.fits || now.pattern != before.series.pattern)
                && let Err(reason) = number_series::stands(now, &all, date)
            {
                return Err(Error::fields(vec![said(path, now, &reason)]));
            }
        }
        Ok(())
    }
}

/// Why a pattern does not fit, told where the change is made and not where patterns are.
fn said(path: &str, series: &Series, reason: &FieldError) -> FieldError {
    let message_id = match reason.message_id.as_str() {
        "error.number_year" => "error.numbers_year",
        "error.number_month" => "error.numbers_month",
        "error.number_too_long" | "error.number_form" => "error.numbers_indian",
        _ => "error.numbers_meet",
    };
    FieldError::new(path, message_id).with("pattern", series.pattern.clone())
}
