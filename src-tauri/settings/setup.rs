//! A new company in one transaction: country, name, and the workflow that is wanted first. The country fills in the rest.

use super::area::{Area, AreaState, AreaSwitch, Workflow};
use super::country::Country;
use super::{permission, renumber, store, working_time};
use crate::api::{self, Core, PROJECTIONS};
use crate::billing;
use crate::catalogue;
use crate::crm;
use crate::kernel::actor::{Actor, Scope};
use crate::kernel::clock::{Clock, SystemClock};
use crate::kernel::error::{Error, Result};
use crate::kernel::id::{self, IdSource, SystemIds};
use crate::kernel::text;
use crate::projects;
use crate::store::file::CompanyFile;
use crate::store::number;
use crate::store::tx::{self, Action, Setting, Tx};
use crate::support;
use crate::time;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// What is asked before the first screen.
#[derive(Debug, Clone)]
pub struct NewCompany {
    /// What the company calls itself.
    pub name: String,
    /// The countries of its branches, the first one first.
    pub countries: Vec<Country>,
    /// What is wanted first.
    pub workflow: Workflow,
    /// The owner's name.
    pub owner: String,
}

/// Time and ids of a new company; [`Sources::system`] outside tests and demos.
#[derive(Clone)]
pub struct Sources {
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// The ids.
    pub ids: Arc<dyn IdSource>,
}

impl Sources {
    /// The machine's clock and randomness.
    #[must_use]
    pub fn system() -> Self {
        Self { clock: Arc::new(SystemClock), ids: Arc::new(SystemIds) }
    }
}

/// Most branches of a company, at set-up and later: one for each letter of its numbers.
pub(super) const BRANCHES_MAX: usize = 26;

/// Makes the file of a new company and opens it.
///
/// # Errors
/// `error.file_exists` and the other errors of [`CompanyFile::create`]; `error.required` at `name`. A file that could not
/// be finished is removed again.
pub fn create(path: &Path, program: &str, new: &NewCompany, sources: Sources) -> Result<Core> {
    let name = text::required_line("name", &new.name).map_err(|field| Error::fields(vec![field]))?;
    if new.countries.is_empty() {
        return Err(Error::field("country", "error.required"));
    }
    if new.countries.len() > BRANCHES_MAX {
        return Err(Error::field("country", "error.too_many_branches"));
    }
    let owner = text::required_line("owner", &new.owner).map_err(|field| Error::fields(vec![field]))?;
    let new = &NewCompany { owner, ..new.clone() };
    let file = CompanyFile::create(path, program)?;
    if let Err(error) = found(&file, &name, new, &sources) {
        drop(file);
        remove(path);
        return Err(error);
    }
    Ok(Core::with_sources(file, sources.clock, sources.ids))
}

/// Takes away a company file that could not be finished, with what lies beside it. Only for a file that the caller has
/// just made; one that was there before is refused earlier.
#[allow(clippy::disallowed_methods)]
pub(crate) fn remove(path: &Path) {
    for suffix in ["", "-wal", "-shm", ".lock"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        let _ = std::fs::remove_file(name);
    }
}

fn found(file: &CompanyFile, name: &str, new: &NewCompany, sources: &Sources) -> Result<()> {
    let now_ms = sources.clock.now_ms();
    let random = |n: u32| id::make(now_ms, n, sources.ids.random()).to_string();
    let (replica, owner_id) = (random(0), random(1));
    let owner = Actor {
        user_id: owner_id.clone(),
        name: new.owner.clone(),
        permissions: BTreeMap::from([("settings.write".to_owned(), Scope::All)]),
        team_user_ids: vec![owner_id.clone()],
    };
    let conn = file.writer();
    let setting = Setting {
        actor: &owner,
        scope: Scope::All,
        now_ms,
        ids: sources.ids.as_ref(),
        projections: &PROJECTIONS,
        preview: false,
    };
    store::open_log(&conn, &replica)?;
    let action = Action { command: "company.create", reason: "", undoes: None };
    tx::write(&conn, setting, action, |tx| {
        store::insert_replica(tx, &replica, "A")?;
        store::insert_owner(tx, &owner_id, &new.owner)?;
        fill(tx, name, new, &owner_id)
    })?;
    Ok(())
}

fn fill(tx: &Tx<'_>, name: &str, new: &NewCompany, owner_id: &str) -> Result<()> {
    let home = new.countries[0];
    store::insert_company(tx, name, home, new.workflow)?;
    for area in Area::ALL {
        let state = if new.workflow.switches_on(area) { AreaState::Live } else { AreaState::Off };
        store::set_area(tx, AreaSwitch { area, state })?;
    }
    for (set, set_id) in permission::seed(tx, &api::permissions())? {
        if set == "owner" {
            store::give_sets(tx, owner_id, &[set_id])?;
        }
    }
    number::open_series(tx, "customer", None, "CUS-{DEV}{SEQ:4}", "never")?;
    number::open_series(tx, "item", None, "ITM-{DEV}{SEQ:4}", "never")?;
    crm::seed(tx)?;
    billing::seed(tx)?;
    support::seed(tx)?;
    projects::seed(tx)?;
    time::seed(tx)?;
    for (position, country) in new.countries.iter().enumerate() {
        let own = if position == 0 { name.to_owned() } else { format!("{name} {}", position + 1) };
        open_branch(tx, &own, name, position, *country)?;
    }
    Ok(())
}

/// Opens a branch behind those that are there; `position` counts them from 0.
pub(super) fn open_branch(
    tx: &Tx<'_>,
    name: &str,
    legal_name: &str,
    position: usize,
    country: Country,
) -> Result<()> {
    let branch_id =
        store::branch::insert(tx, name, legal_name, country, i64::try_from(position).unwrap_or(0))?;
    working_time::seed(tx, &branch_id, country)?;
    catalogue::seed_country(tx, country)?;
    for (kind, pattern) in country.preset().patterns {
        number::open_series(tx, kind, Some(&branch_id), pattern, "fiscal_year")?;
    }
    renumber::renumber(tx, &branch_id, position, country, country)
}
