//! The promises about speed, measured: every work on a small and on a large company file, one after the other in the same
//! run, medians against their limits.
//!
//! A ratio says more than a time: what takes as long on a large file as on a small one stays quick for whoever grows, on any
//! machine. All works run on copies that lie beside the large file, on the same disk, and are removed afterwards.

mod copies;
mod line;
mod process;
mod subject;
mod works;

use crate::api::Core;
use crate::kernel::error::Result;
use copies::Copies;
pub use line::Line;
use line::{Limit, Spent};
use std::path::Path;
use std::time::Instant;
use subject::Subject;
use works::Work;

/// Name under which the copies are held.
const PROGRAM: &str = "throughline-cli bench";
/// Measures every work `runs` times on copies of two company files, gives each line of medians to `told` as soon as it is
/// known, and says whether all of them hold.
///
/// # Errors
/// Whatever opening and copying the files refuses; `precondition` when a file lacks what the works need (customers, issued
/// invoices). The files themselves are left as they are.
pub fn run(small: &Path, large: &Path, runs: usize, mut told: impl FnMut(&Line)) -> Result<bool> {
    let copies = Copies::of(small, large)?;
    let mut all_hold = true;
    let mut tell = |line: &Line| {
        all_hold &= line.holds;
        told(line);
    };
    tell(&opening(&copies, runs)?);
    let (small_mb, small) = rehearsed(&copies.small)?;
    drop(small);
    let (large_mb, large) = rehearsed(&copies.large)?;
    if let (Some(small_mb), Some(large_mb)) = (small_mb, large_mb) {
        tell(&Line::memory(small_mb, large_mb, works::MEMORY_LIMIT_MB));
    }
    let small = Subject::open(&copies.small)?;
    for work in works::all() {
        tell(&measured(&work, &small, &large, runs)?);
    }
    Ok(all_hold)
}

fn opening(copies: &Copies, runs: usize) -> Result<Line> {
    let open = |path: &Path| {
        let start = Instant::now();
        let core = Core::open(path, PROGRAM)?;
        let spent = Spent::since(start);
        drop(core);
        Ok(spent)
    };
    let (small, large) = alternately(runs, || open(&copies.small), || open(&copies.large))?;
    Ok(Line::time("open the file", Limit::ms(works::OPEN_LIMIT_MS), &small, &large))
}

/// Opens a file alone and does every work once, so that the peak of the process is that of one core at work.
fn rehearsed(path: &Path) -> Result<(Option<u64>, Subject)> {
    let subject = Subject::open(path)?;
    for work in works::all() {
        (work.run)(&subject)?;
    }
    Ok((process::peak_memory_mb(), subject))
}

fn measured(work: &Work, small: &Subject, large: &Subject, runs: usize) -> Result<Line> {
    let (on_small, on_large) = alternately(runs, || (work.run)(small), || (work.run)(large))?;
    Ok(Line::time(&work.name, work.limit, &on_small, &on_large))
}

/// Does two things in turn, once to warm up and then `runs` times; whoever goes second profits in every other round.
fn alternately(
    runs: usize,
    small: impl Fn() -> Result<Spent>,
    large: impl Fn() -> Result<Spent>,
) -> Result<(Vec<Spent>, Vec<Spent>)> {
    small()?;
    large()?;
    let (mut on_small, mut on_large) = (Vec::new(), Vec::new());
    for round in 0..runs {
        if round % 2 == 0 {
            on_small.push(small()?);
            on_large.push(large()?);
        } else {
            on_large.push(large()?);
            on_small.push(small()?);
        }
    }
    Ok((on_small, on_large))
}
