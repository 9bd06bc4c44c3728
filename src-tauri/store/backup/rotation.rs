//! Which backups stay: the newest of each of the last hours, days, weeks and months, under a total size.

use chrono::{DateTime, Datelike as _, Utc};
use serde::Serialize;
use std::collections::BTreeSet;

/// Most bytes that the automatic backups of one file take together; the newest stays however large it is.
pub const CAP_BYTES: u64 = 2 << 30;

/// How many hours, days, weeks and months have a backup each.
const HOURS: usize = 24;
const DAYS: usize = 14;
const WEEKS: usize = 8;
const MONTHS: usize = 12;

/// A backup as far as the rotation looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    /// When it was made, epoch milliseconds.
    pub at_ms: i64,
    /// Its size.
    pub bytes: u64,
}

/// The age for which a backup stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// The newest of its hour.
    Hour,
    /// The newest of its day.
    Day,
    /// The newest of its week (ISO 8601).
    Week,
    /// The newest of its month.
    Month,
}

/// The positions of the backups that are not needed any more. Hours, days, weeks (ISO 8601) and months that have no backup
/// do not count, so a laptop that slept for a month keeps what it had. Over `cap` bytes the oldest go first.
#[must_use]
pub fn surplus(backups: &[Stored], cap: u64) -> Vec<usize> {
    let tiers = tiers(backups);
    let (mut kept, mut bytes, mut full) = (BTreeSet::new(), 0_u64, false);
    for position in newest_first(backups) {
        if tiers[position].is_none() {
            continue;
        }
        bytes = bytes.saturating_add(backups[position].bytes);
        full |= bytes > cap && !kept.is_empty();
        if !full {
            kept.insert(position);
        }
    }
    (0..backups.len()).filter(|position| !kept.contains(position)).collect()
}

/// For each backup the shortest age for which it stays; none when it is not needed.
#[must_use]
pub fn tiers(backups: &[Stored]) -> Vec<Option<Tier>> {
    let mut tiers = vec![None; backups.len()];
    let order = newest_first(backups);
    for (tier, most, period) in PERIODS {
        let mut seen = BTreeSet::new();
        for position in &order {
            if seen.len() == *most {
                break;
            }
            if seen.insert(period(instant(backups[*position].at_ms))) && tiers[*position].is_none() {
                tiers[*position] = Some(*tier);
            }
        }
    }
    tiers
}

fn newest_first(backups: &[Stored]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..backups.len()).collect();
    order.sort_by_key(|position| std::cmp::Reverse((backups[*position].at_ms, *position)));
    order
}

type Period = fn(DateTime<Utc>) -> (i32, u32, u32);

const PERIODS: &[(Tier, usize, Period)] = &[
    (Tier::Hour, HOURS, |at| (at.year(), at.ordinal(), chrono::Timelike::hour(&at))),
    (Tier::Day, DAYS, |at| (at.year(), at.ordinal(), 0)),
    (Tier::Week, WEEKS, |at| (at.iso_week().year(), at.iso_week().week(), 0)),
    (Tier::Month, MONTHS, |at| (at.year(), at.month(), 0)),
];

fn instant(at_ms: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(at_ms).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HOUR_MS: i64 = 3_600_000;
    const NOW_MS: i64 = 1_795_320_000_000;

    fn left(backups: &[Stored], cap: u64) -> Vec<Stored> {
        let surplus = surplus(backups, cap);
        (0..backups.len())
            .filter(|position| !surplus.contains(position))
            .map(|position| backups[position])
            .collect()
    }

    #[test]
    fn two_years_of_hourly_backups_become_the_promised_ones() {
        let all: Vec<Stored> =
            (0..2 * 365 * 24).map(|n| Stored { at_ms: NOW_MS - n * HOUR_MS, bytes: 10 }).collect();
        let kept = left(&all, u64::MAX);
        let within = |hours: i64| kept.iter().filter(|one| NOW_MS - one.at_ms < hours * HOUR_MS).count();
        assert_eq!(within(24), 24);
        // 24 hours touch two days; twelve more days have one each.
        assert!((24 + 12..=24 + 14).contains(&within(14 * 24)), "{}", within(14 * 24));
        assert!(
            kept.len() <= HOURS + DAYS + WEEKS + MONTHS && kept.len() >= 24 + 12 + 6 + 10,
            "{}",
            kept.len()
        );
        let oldest = kept.iter().map(|one| one.at_ms).min().unwrap();
        assert!((NOW_MS - oldest) / (24 * HOUR_MS) > 11 * 28, "the year is covered");
    }

    #[test]
    fn the_cap_takes_the_oldest_first_and_never_the_newest() {
        let all: Vec<Stored> = (0..10).map(|n| Stored { at_ms: NOW_MS - n * HOUR_MS, bytes: 100 }).collect();
        assert_eq!(surplus(&all, 350), [3, 4, 5, 6, 7, 8, 9]);
        assert_eq!(surplus(&all, 1), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }

    proptest! {
        #[test]
        fn what_stays_is_enough_and_not_too_much(
            ages in proptest::collection::vec((0_i64..20_000, 1_u64..1_000), 0..200), cap in 1_u64..100_000,
        ) {
            let all: Vec<Stored> =
                ages.iter().map(|(hours, bytes)| Stored { at_ms: NOW_MS - hours * HOUR_MS / 3, bytes: *bytes }).collect();
            let kept = left(&all, cap);
            prop_assert!(kept.len() <= HOURS + DAYS + WEEKS + MONTHS);
            let newest = all.iter().map(|one| one.at_ms).max();
            prop_assert_eq!(kept.iter().map(|one| one.at_ms).max(), newest);
            let bytes: u64 = kept.iter().map(|one| one.bytes).sum();
            prop_assert!(bytes <= cap || kept.len() == 1);
            prop_assert!(surplus(&kept, cap).is_empty(), "thinning twice takes nothing more");
            // Without a cap each of the last fourteen days that had a backup still has one.
            let uncapped = left(&all, u64::MAX);
            let days = |list: &[Stored]| -> BTreeSet<_> { list.iter().map(|one| instant(one.at_ms).date_naive()).collect() };
            let (had, has) = (days(&all), days(&uncapped));
            prop_assert!(had.iter().rev().take(DAYS).all(|day| has.contains(day)));
        }
    }
}
