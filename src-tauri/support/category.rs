//! What requests for help are about: the categories of the company, and to whom their tickets go.

use super::policy::Priority;
use super::store::category as store;
use crate::kernel::error::{FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::store::tx::{Read, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Most categories of a company.
const CATEGORIES_MAX: usize = 100;

/// Nothing to say in the request.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TicketCategoryListRequest {}

/// The categories.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TicketCategoryListResponse {
    /// In their order.
    pub rows: Vec<TicketCategory>,
}

/// A category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct TicketCategory {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whose its tickets are; null: nobody's at first.
    pub owner_id: Option<String>,
}

/// All categories as they shall be. Those that are not named any more go; tickets keep their name.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TicketCategorySaveRequest {
    /// In their order.
    pub rows: Vec<TicketCategoryInput>,
}

/// A category as it shall be.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct TicketCategoryInput {
    /// Which category; a new one when absent.
    pub id: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Whose its tickets are.
    pub owner_id: Option<String>,
}

/// The categories.
///
/// # Errors
/// A failure of the file.
pub fn list(read: &Read<'_>, _: TicketCategoryListRequest) -> Result<TicketCategoryListResponse> {
    store::list(read).map(|rows| TicketCategoryListResponse { rows })
}

/// Makes these the categories.
///
/// # Errors
/// `invalid` with every field: `error.required`, `error.name_taken`, `error.no_such_category`, `error.no_such_user`, and
/// `error.category_in_use` at `rows` where something has one that is left out.
pub fn save(tx: &Tx<'_>, request: TicketCategorySaveRequest) -> Result<TicketCategoryListResponse> {
    let mut errors = FieldErrors::default();
    if request.rows.len() > CATEGORIES_MAX {
        errors.add(FieldError::new("rows", "error.too_many").with("max", CATEGORIES_MAX));
        errors.finish()?;
        return list(tx, TicketCategoryListRequest {});
    }
    let known = store::list(tx)?;
    for gone in known.iter().filter(|old| request.rows.iter().all(|row| row.id.as_ref() != Some(&old.id))) {
        let users = store::users(tx, &gone.id)?;
        if !users.is_empty() {
            let error = FieldError::new("rows", "error.category_in_use").with("category", gone.name.clone());
            errors.add(error.with("what", users.join(", ")));
        }
    }
    let mut names: Vec<String> = Vec::new();
    let mut checked = Vec::new();
    for (at, row) in request.rows.iter().enumerate() {
        let path = |name: &str| format!("rows[{at}].{name}");
        let typed = row.name.as_deref().unwrap_or_default();
        let others = names.iter().map(String::as_str);
        let name = errors.take(text::own_name(&path("name"), typed, others)).unwrap_or_default();
        names.push(name.clone());
        let stands = row.id.as_ref().and_then(|id| known.iter().find(|old| old.id == *id));
        if row.id.is_some() && stands.is_none() {
            errors.add(FieldError::new(&path("id"), "error.no_such_category"));
        }
        let owner_id = row.owner_id.clone().filter(|id| !id.is_empty());
        // Whoever is gone may stay named: tickets go past them.
        if let Some(id) = &owner_id
            && stands.is_none_or(|old| old.owner_id != owner_id)
            && !super::store::is_active_user(tx, id)?
        {
            errors.add(FieldError::new(&path("owner_id"), "error.no_such_user"));
        }
        checked.push((row.id.clone(), name, owner_id));
    }
    errors.finish()?;
    store::set(tx, &checked)?;
    list(tx, TicketCategoryListRequest {})
}

/// Nothing to say in the request.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TicketPriorityListRequest {}

/// To whom tickets of each priority go.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TicketPriorityOwners {
    /// The least urgent first.
    pub rows: Vec<TicketPriorityOwner>,
}

/// To whom tickets of one priority go.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TicketPriorityOwner {
    /// The priority.
    pub priority: Priority,
    /// Whose they are; null: nobody's by their priority.
    #[serde(default)]
    pub owner_id: Option<String>,
}

/// To whom tickets of each priority go. Urgent ones go there whatever their category is, others where their category says nothing.
///
/// # Errors
/// A failure of the file.
pub fn priorities(read: &Read<'_>, _: TicketPriorityListRequest) -> Result<TicketPriorityOwners> {
    Ok(TicketPriorityOwners { rows: store::priorities(read)? })
}

/// Says to whom tickets of the named priorities go.
///
/// # Errors
/// `error.no_such_user` at `rows[n].owner_id`.
pub fn save_priorities(tx: &Tx<'_>, request: TicketPriorityOwners) -> Result<TicketPriorityOwners> {
    let mut errors = FieldErrors::default();
    for (at, row) in request.rows.iter().enumerate() {
        if let Some(id) = row.owner_id.as_deref().filter(|id| !id.is_empty())
            && !super::store::is_active_user(tx, id)?
        {
            errors.add(FieldError::new(&format!("rows[{at}].owner_id"), "error.no_such_user"));
        }
    }
    errors.finish()?;
    for row in &request.rows {
        let owner_id = row.owner_id.as_deref().filter(|id| !id.is_empty());
        store::set_priority_owner(tx, row.priority, owner_id)?;
    }
    priorities(tx, TicketPriorityListRequest {})
}

/// Whether there is such a category.
///
/// # Errors
/// A failure of the file.
pub(super) fn exists(read: &Read<'_>, id: &str) -> Result<bool> {
    Ok(store::list(read)?.iter().any(|category| category.id == id))
}

/// Writes the categories that a new company starts with.
///
/// # Errors
/// A failure of the file.
pub(super) fn seed(tx: &Tx<'_>) -> Result<()> {
    let named = ["Fault", "Question", "Change"].map(|name| (None, name.to_owned(), None));
    store::set(tx, &named)
}
