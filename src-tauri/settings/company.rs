//! The company as the shell needs it at start: who we are, what is switched on, who works here now.

use super::area::{AreaSwitch, Workflow};
use super::store;
use crate::kernel::actor::Scope;
use crate::kernel::error::{FieldErrors, Result};
use crate::kernel::money::Money;
use crate::kernel::text;
use crate::store::backup;
use crate::store::tx::{Read, Tx};
use rusqlite::Connection;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Nothing to say in the request.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CompanyStatusRequest {}

/// Where the company stands.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct CompanyStatus {
    /// The company.
    pub company: Company,
    /// Its areas with their states.
    pub areas: Vec<AreaSwitch>,
    /// Who works here now.
    pub user: CurrentUser,
    /// The civil date at the first branch.
    pub today: String,
    /// The newest proven backup beside the file; null when there is none.
    pub last_backup: Option<BackupMark>,
}

/// A backup that was proven.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct BackupMark {
    /// When it was made, epoch milliseconds.
    pub at_ms: i64,
    /// Its size.
    pub bytes: u64,
}

/// The company's own facts.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Company {
    /// Its id.
    pub id: String,
    /// What it calls itself.
    pub name: String,
    /// Two-letter country, `ZZ` for other.
    pub country: String,
    /// ISO 4217 code.
    pub home_currency: String,
    /// Language of the papers of customers to come.
    pub language: String,
    /// BCP 47 locale of numbers and dates.
    pub locale: String,
    /// `a4` or `letter`.
    pub paper: String,
    /// The workflow chosen first.
    pub workflow: Workflow,
    /// Rises with each change.
    pub version: i64,
}

/// The user who acts.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct CurrentUser {
    /// Their id.
    pub id: String,
    /// Their name.
    pub name: String,
    /// What they may do and how far.
    pub permissions: BTreeMap<String, Scope>,
    /// The users whose records a `team` reach covers, themselves among them.
    pub team_user_ids: Vec<String>,
}

/// A change of the company; absent fields stay.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CompanyUpdateRequest {
    /// The version that was seen.
    pub version: i64,
    /// New name.
    #[serde(default)]
    #[ts(optional)]
    pub name: Option<String>,
    /// New language of the papers of customers to come.
    #[serde(default)]
    #[ts(optional)]
    pub language: Option<String>,
    /// New locale of numbers and dates.
    #[serde(default)]
    #[ts(optional)]
    pub locale: Option<String>,
    /// New paper size.
    #[serde(default)]
    #[ts(optional)]
    pub paper: Option<Paper>,
}

/// A paper size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// ISO A4.
    A4,
    /// US Letter.
    Letter,
}

/// Puts amounts of several currencies in the order in which every sum shows them: the home currency first, then by code.
///
/// # Errors
/// A failure of the file.
pub fn home_first(read: &Read<'_>, mut amounts: Vec<Money>) -> Result<Vec<Money>> {
    if amounts.len() > 1 {
        let home = store::company(read)?.home_currency;
        amounts.sort_by(|one, other| {
            (one.currency != home, &one.currency).cmp(&(other.currency != home, &other.currency))
        });
    }
    Ok(amounts)
}

/// The locale of numbers and dates; empty before the company is founded.
///
/// # Errors
/// A failure of the file.
pub(crate) fn locale(conn: &Connection) -> Result<String> {
    store::locale(conn)
}

/// Whether the month stands before the day in a date of numbers, by the locale of the company (CLDR:
/// English of the United States).
///
/// # Errors
/// A failure of the file.
pub fn reads_month_first(read: &Read<'_>) -> Result<bool> {
    Ok(store::company(read)?.locale.starts_with("en-US"))
}

/// Where the company stands.
///
/// # Errors
/// A failure of the file.
pub fn status(read: &Read<'_>, _: CompanyStatusRequest) -> Result<CompanyStatus> {
    let actor = read.actor();
    Ok(CompanyStatus {
        company: store::company(read)?,
        areas: store::areas(read)?,
        user: CurrentUser {
            id: actor.user_id.clone(),
            name: actor.name.clone(),
            permissions: actor.permissions.clone(),
            team_user_ids: actor.team_user_ids.clone(),
        },
        today: read.today()?.to_string(),
        last_backup: last_backup(read),
    })
}

fn last_backup(read: &Read<'_>) -> Option<BackupMark> {
    let newest = backup::list(&backup::folder_of(read.path()?)).into_iter().next()?;
    Some(BackupMark { at_ms: newest.at_ms, bytes: newest.bytes })
}

/// Changes the company's own facts.
///
/// # Errors
/// `invalid` with the fields, `conflict` when it has changed meanwhile.
pub fn update(tx: &Tx<'_>, request: CompanyUpdateRequest) -> Result<Company> {
    store::touch_company(tx, request.version)?;
    let mut errors = FieldErrors::default();
    let name = request.name.as_deref().and_then(|name| errors.take(text::required_line("name", name)));
    let language = request.language.as_deref().and_then(|word| errors.take(text::language("language", word)));
    let locale = request.locale.as_deref().and_then(|word| errors.take(text::locale("locale", word)));
    errors.finish()?;
    let paper = request.paper.map(|paper| if paper == Paper::A4 { "a4" } else { "letter" });
    store::update_company(
        tx,
        [
            ("name", name.as_deref()),
            ("language", language.as_deref()),
            ("locale", locale.as_deref()),
            ("paper", paper),
        ],
    )?;
    store::company(tx)
}
