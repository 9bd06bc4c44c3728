//! What is printed about a work. Times are whole microseconds here and milliseconds with three decimals on the line.

use serde::Serialize;
use serde_json::Number;
use std::time::Instant;

/// Times below a tenth of a millisecond are compared as if they had taken that long: what is left of them is one level more
/// of a tree, which grows with the logarithm of the file, and the clock.
const TELLING_MICROS: u64 = 100;

/// How long a work may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limit {
    ms: u64,
    /// How many hundredths of the time on the small file it may take on the large one.
    ratio_percent: Option<u64>,
}

impl Limit {
    /// A time alone.
    pub(super) const fn ms(ms: u64) -> Self {
        Self { ms, ratio_percent: None }
    }

    /// A time, and at most one and a half times as long as on the small file.
    pub(super) const fn alike(ms: u64) -> Self {
        Self { ms, ratio_percent: Some(150) }
    }
}

/// What one run took.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spent {
    micros: u64,
    /// For a save: how often it waited for the disk.
    fsyncs: Option<usize>,
}

impl Spent {
    pub(super) fn since(start: Instant) -> Self {
        Self { micros: u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX), fsyncs: None }
    }

    pub(super) const fn with_fsyncs(self, fsyncs: usize) -> Self {
        Self { fsyncs: Some(fsyncs), ..self }
    }
}

/// One work on both files.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// What was done.
    pub work: String,
    /// Median on the small file in milliseconds; null for a work that is not a time.
    pub small_ms: Option<Number>,
    /// Median on the large file in milliseconds.
    pub large_ms: Option<Number>,
    /// Large ÷ small, of times of at least a tenth of a millisecond.
    pub ratio: Option<Number>,
    /// Most milliseconds on the large file.
    pub limit_ms: Option<u64>,
    /// Most of the ratio; null when only the time is limited.
    pub limit_ratio: Option<Number>,
    /// Whether it keeps its limits.
    pub holds: bool,
    /// For a save: how often it waited for the disk; more than once does not hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fsyncs: Option<usize>,
    /// For memory: the peak on the small file, on the large file, and its limit, in MiB.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mib: Option<[u64; 3]>,
}

impl Line {
    pub(super) fn time(work: &str, limit: Limit, small: &[Spent], large: &[Spent]) -> Self {
        let (on_small, on_large) = (median(small), median(large));
        let ratio = on_large.max(TELLING_MICROS).saturating_mul(1_000) / on_small.max(TELLING_MICROS);
        let fsyncs = small.iter().chain(large).filter_map(|spent| spent.fsyncs).max();
        let in_time = on_large <= limit.ms * 1_000;
        let alike = limit.ratio_percent.is_none_or(|most| ratio <= most * 10);
        Self {
            work: work.to_owned(),
            small_ms: Some(thousandths(on_small)),
            large_ms: Some(thousandths(on_large)),
            ratio: Some(thousandths(ratio)),
            limit_ms: Some(limit.ms),
            limit_ratio: limit.ratio_percent.map(|most| thousandths(most * 10)),
            holds: in_time && alike && fsyncs.is_none_or(|fsyncs| fsyncs == 1),
            fsyncs,
            mib: None,
        }
    }

    pub(super) fn memory(small_mib: u64, large_mib: u64, limit_mib: u64) -> Self {
        Self {
            work: "peak memory of the core".to_owned(),
            small_ms: None,
            large_ms: None,
            ratio: None,
            limit_ms: None,
            limit_ratio: None,
            holds: large_mib <= limit_mib,
            fsyncs: None,
            mib: Some([small_mib, large_mib, limit_mib]),
        }
    }
}

fn median(runs: &[Spent]) -> u64 {
    let mut micros: Vec<u64> = runs.iter().map(|spent| spent.micros).collect();
    micros.sort_unstable();
    micros.get(micros.len() / 2).copied().unwrap_or(0)
}

/// A count of thousandths as a number with decimals, without floating arithmetic.
fn thousandths(count: u64) -> Number {
    let text = format!("{}.{:03}", count / 1_000, count % 1_000);
    text.parse().unwrap_or_else(|_| Number::from(count / 1_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spent(micros: &[u64]) -> Vec<Spent> {
        micros.iter().map(|micros| Spent { micros: *micros, fsyncs: None }).collect()
    }

    #[test]
    fn a_line_holds_within_time_and_ratio() {
        for (small, large, limit, holds) in [
            (1_000, 1_500, Limit::alike(20), true),
            (1_000, 1_501, Limit::alike(20), false),
            (1_000, 1_501, Limit::ms(20), true),
            (19_000, 20_001, Limit::alike(20), false),
            (40, 149, Limit::alike(20), true),
            (40, 151, Limit::alike(20), false),
        ] {
            let line = Line::time("work", limit, &spent(&[9, small, 90_000]), &spent(&[large, 1, 99_000]));
            assert_eq!(line.holds, holds, "{line:?}");
        }
        let line = Line::time("work", Limit::alike(20), &spent(&[1_000]), &spent(&[1_234]));
        let text = serde_json::to_string(&line).unwrap();
        assert_eq!(
            text,
            r#"{"work":"work","small_ms":1.0,"large_ms":1.234,"ratio":1.234,"limit_ms":20,"limit_ratio":1.5,"holds":true}"#
        );
    }

    #[test]
    fn a_save_waits_for_the_disk_once() {
        let twice = spent(&[10]).into_iter().map(|one| one.with_fsyncs(2)).collect::<Vec<_>>();
        assert!(!Line::time("save", Limit::ms(20), &twice, &twice).holds);
    }
}
