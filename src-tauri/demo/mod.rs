//! Demo companies: a year in the life of a small firm, for whoever wants to look before typing anything of their own.
//!
//! Nothing is written past the product: a clock is walked through the year and every step is a command of the list, so a
//! demo company obeys every rule that a real one does. The same seed tells the same story with the same ids; only its
//! dates move along, so that it always ends yesterday evening. The larger sizes are for measuring. Chapters (what is
//! sold, what is owed, who asks for more) draw from sequences of their own, so that a new one leaves the others as they are.

mod alone;
mod bill;
mod care;
mod deliver;
mod desk;
mod emirates;
mod firm;
mod france;
mod hand_over;
mod help;
mod india;
mod large;
mod large_deliver;
mod large_help;
mod large_sell;
mod large_work;
mod numbers;
mod offer;
mod opening;
mod random;
mod recur;
mod sale;
mod sell;
mod teller;
mod turns;
mod work;

use crate::api::Core;
use crate::kernel::clock::{Clock as _, ManualClock, SystemClock};
use crate::kernel::error::{Error, FieldError, Result};
use crate::kernel::id::SeededIds;
use crate::settings::country::Country;
use crate::settings::setup::{self, NewCompany, Sources};
use crate::store::search;
use firm::Firm;
use std::path::Path;
use std::sync::Arc;
use teller::Teller;

/// How much happens in the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// A firm as it is: some 25 customers and 120 invoices.
    Small,
    /// So many thousand invoices with three lines each, half as many customers; for measuring.
    Thousands(u32),
}

impl Size {
    /// Reads `small`, `1k`, `10k` or `100k`.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "small" => Some(Self::Small),
            "1k" => Some(Self::Thousands(1)),
            "10k" => Some(Self::Thousands(10)),
            "100k" => Some(Self::Thousands(100)),
            _ => None,
        }
    }
}

fn firm_of(country: Country) -> Option<&'static Firm> {
    match country {
        Country::India => Some(&india::FIRM),
        Country::Emirates => Some(&emirates::FIRM),
        Country::France => Some(&france::FIRM),
        Country::Kingdom | Country::States | Country::Other => None,
    }
}

fn firms_of(countries: &[Country]) -> Result<Vec<&'static Firm>> {
    let refused =
        |code: &str| Error::fields(vec![FieldError::new("country", "error.no_demo").with("country", code)]);
    if countries.is_empty() {
        return Err(refused(""));
    }
    let mut firms: Vec<&'static Firm> = Vec::new();
    for country in countries {
        let firm = firm_of(*country).ok_or_else(|| refused(country.code()))?;
        if firms.iter().any(|known| known.country == firm.country) {
            return Err(refused(country.code()));
        }
        firms.push(firm);
    }
    Ok(firms)
}

/// What the demo company of these countries calls itself.
///
/// # Errors
/// `error.no_demo` at `country` when there is none, or a country is named twice.
pub fn name(countries: &[Country]) -> Result<String> {
    let names: Vec<&str> = firms_of(countries)?.iter().map(|firm| firm.name).collect();
    Ok(names.join(" & "))
}

/// Makes the demo company of some countries, one branch for each, whose year ends today; the same seed gives the same one.
///
/// # Errors
/// `error.no_demo` at `country`, and those of [`setup::create`]. A file that could not be finished is removed again.
pub fn create(path: &Path, program: &str, countries: &[Country], size: Size, seed: u64) -> Result<Core> {
    create_until(path, program, countries, size, seed, SystemClock.now_ms())
}

/// As [`create`], with the instant (epoch milliseconds) on whose eve the year ends.
///
/// # Errors
/// As [`create`].
pub fn create_until(
    path: &Path,
    program: &str,
    countries: &[Country],
    size: Size,
    seed: u64,
    end_ms: i64,
) -> Result<Core> {
    let firms = firms_of(countries)?;
    let clock = Arc::new(ManualClock::at(teller::first_day(firms[0], end_ms)));
    let sources = Sources { clock: clock.clone(), ids: Arc::new(SeededIds::new(seed)) };
    let new = NewCompany {
        name: name(countries)?,
        countries: countries.to_vec(),
        workflow: firms[0].workflow,
        owner: firms[0].owner.to_owned(),
    };
    let core = setup::create(path, program, &new, sources)?;
    let told = tell(core, clock, &firms, size, seed, end_ms);
    if let Err(error) = told {
        setup::remove(path);
        return Err(error);
    }
    // From here on the company lives in the present, with ids nobody can foretell.
    Core::open(path, program)
}

fn tell(
    core: Core,
    clock: Arc<ManualClock>,
    firms: &[&'static Firm],
    size: Size,
    seed: u64,
    end_ms: i64,
) -> Result<()> {
    core.file().relax_durability()?;
    let mut teller = Teller::new(core, clock, seed, end_ms);
    for firm in firms {
        opening::open(&mut teller, firm)?;
    }
    match size {
        Size::Small => {
            for seat in 0..firms.len() {
                opening::meet_clients(&mut teller, seat);
                bill::plan(&mut teller, seat);
                offer::plan(&mut teller, seat);
                sell::plan(&mut teller, seat);
                deliver::plan(&mut teller, seat);
                work::plan(&mut teller, seat);
                care::plan(&mut teller, seat);
                help::plan(&mut teller, seat);
                recur::plan(&mut teller, seat);
                sale::plan(&mut teller, seat);
                turns::plan(&mut teller, seat);
            }
            alone::plan(&mut teller);
            teller.tell()?;
        }
        Size::Thousands(thousands) => large::tell(&mut teller, thousands)?,
    }
    let file = teller.core().file();
    while search::tidy(file)? {}
    file.restore_durability()
}
