//! Permission sets: data of the file, with six shipped presets. A preset can be given to users; its grants come from here once,
//! at set-up, and are then the company's own.

use super::{store, user};
use crate::api;
use crate::kernel::actor::Scope;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::store::tx::{Read, Tx};
use crate::store::version;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Nothing to say in the request.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PermissionSetListRequest {}

/// The permission sets of the company.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PermissionSetListResponse {
    /// The sets.
    pub rows: Vec<PermissionSetRow>,
}

/// A permission set.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PermissionSetRow {
    /// Its id.
    pub id: String,
    /// Its name; of a preset, the name at set-up.
    pub name: String,
    /// Which preset it came from.
    pub preset: Option<String>,
    /// What it grants.
    pub grants: Vec<Grant>,
    /// Rises with each change.
    pub version: i64,
}

/// A permission set as it should be: a new one, or one that stands.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PermissionSetSaveRequest {
    /// Which set; a new one when absent.
    #[serde(default)]
    #[ts(optional)]
    pub id: Option<String>,
    /// The version that was seen; needed for a set that stands.
    #[serde(default)]
    #[ts(optional)]
    pub version: Option<i64>,
    /// Its name.
    pub name: String,
    /// Everything it grants.
    pub grants: Vec<Grant>,
}

/// The set that was made or changed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct PermissionSetResponse {
    /// The set.
    pub id: String,
}

/// One granted permission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Grant {
    /// The permission.
    pub permission: String,
    /// How far it reaches.
    pub scope: Scope,
}

/// The presets: word, name, and the scope they give to a permission.
pub const PRESETS: [(&str, &str); 6] = [
    ("owner", "Owner"),
    ("sales", "Sales"),
    ("finance", "Finance"),
    ("delivery", "Delivery"),
    ("support", "Support"),
    ("viewer", "Viewer"),
];

/// How far a preset grants a permission; `None` when it does not.
///
/// Sales works on its own records and sees its team's; finance sees everything and writes money; a viewer reads. Delivery works on
/// projects and support on tickets: both see the customer with what was sold and the hours of all, and neither what it costs.
#[must_use]
pub fn preset_scope(preset: &str, permission: &str) -> Option<Scope> {
    let (noun, verb) = permission.split_once('.')?;
    let reads = verb == "read";
    let selling =
        matches!(noun, "customer" | "contact" | "lead" | "deal" | "activity" | "estimate" | "handover");
    let money =
        matches!(noun, "invoice" | "payment" | "item" | "tax_class" | "customer" | "contact" | "activity");
    // Whoever serves a customer sees whom, what was sold and what was promised; the catalogue would show what it costs.
    let serving = matches!(
        noun,
        "company" | "user" | "inbox" | "customer" | "contact" | "deal" | "estimate" | "invoice" | "activity"
    );
    let promised =
        matches!(noun, "contract" | "entitlement" | "ticket" | "project" | "task" | "handover" | "time");
    match preset {
        "owner" => Some(Scope::All),
        // What an hour costs is for those who answer for the margin.
        "finance" if noun == "time_cost" => Some(Scope::All),
        _ if noun == "time_cost" => None,
        "viewer" if reads => Some(Scope::All),
        "sales" if selling && reads => Some(Scope::Team),
        "sales" if selling => Some(Scope::Own),
        "sales" if reads && matches!(noun, "company" | "user" | "item" | "inbox") => Some(Scope::All),
        "sales" if reads && matches!(noun, "invoice" | "payment") => Some(Scope::Team),
        "sales" if reads && promised => Some(Scope::All),
        "sales" if noun == "contract" => Some(Scope::Own),
        "delivery" | "support" if reads && (serving || promised) => Some(Scope::All),
        "delivery" | "support" if noun == "activity" => Some(Scope::Own),
        "delivery" if matches!(noun, "project" | "task") => Some(Scope::All),
        "support" if matches!(noun, "ticket" | "contact") => Some(Scope::All),
        // Everybody notes their own time; whoever others report to approves theirs.
        "delivery" | "support" if noun == "time" => {
            Some(if verb == "approve" { Scope::Team } else { Scope::Own })
        }
        "finance" if reads || money || noun == "time_rate" => Some(Scope::All),
        _ => None,
    }
}

/// Writes the presets into a new file and gives the id of each set by its word.
///
/// # Errors
/// A failure of the file.
pub fn seed(tx: &Tx<'_>, permissions: &[&str]) -> Result<Vec<(&'static str, String)>> {
    let mut ids = Vec::new();
    for (preset, name) in PRESETS {
        let set_id = store::insert_set(tx, name, Some(preset))?;
        for permission in permissions {
            if let Some(scope) = preset_scope(preset, permission) {
                store::insert_grant(tx, &set_id, permission, scope)?;
            }
        }
        ids.push((preset, set_id));
    }
    Ok(ids)
}

/// The permission sets with their grants.
///
/// # Errors
/// A failure of the file.
pub fn list(read: &Read<'_>, _: PermissionSetListRequest) -> Result<PermissionSetListResponse> {
    store::permission_sets(read).map(|rows| PermissionSetListResponse { rows })
}

/// Makes a permission set or changes one. Whoever works in the file sees the company, so that grant is always in it; the
/// owner's set stays as it is, so that nobody is locked out.
///
/// # Errors
/// `invalid` at `name` and `grants`; `precondition` with `error.owner_set`; `conflict`, `not_found`.
pub fn save(tx: &Tx<'_>, request: PermissionSetSaveRequest) -> Result<PermissionSetResponse> {
    let stands = match &request.id {
        Some(id) => Some(stands(tx, id, request.version)?),
        None => None,
    };
    let (name, mut grants) = check(tx, &request)?;
    if !grants.iter().any(|grant| grant.permission == "company.read") {
        grants.push(Grant { permission: "company.read".to_owned(), scope: Scope::All });
    }
    let id = match stands {
        Some(set) => {
            store::rename_set(tx, &set.id, &name)?;
            for gone in set.grants.iter().filter(|grant| !grants.contains(grant)) {
                store::withdraw_grant(tx, &set.id, &gone.permission)?;
            }
            grants.retain(|grant| !set.grants.contains(grant));
            set.id
        }
        None => store::insert_set(tx, &name, None)?,
    };
    for grant in &grants {
        store::insert_grant(tx, &id, &grant.permission, grant.scope)?;
    }
    user::somebody_manages(tx)?;
    Ok(PermissionSetResponse { id })
}

/// The set that is to change, at the version that was seen.
fn stands(tx: &Tx<'_>, id: &str, seen: Option<i64>) -> Result<PermissionSetRow> {
    let seen = seen.ok_or_else(|| Error::field("version", "error.required"))?;
    version::touch(tx, "permission_set", id, seen)?;
    let set = store::permission_sets(tx)?.into_iter().find(|set| set.id == id);
    let set = set.ok_or_else(|| Error::not_found("permission_set"))?;
    if set.preset.as_deref() == Some("owner") {
        return Err(Error::precondition("error.owner_set"));
    }
    Ok(set)
}

fn check(tx: &Tx<'_>, request: &PermissionSetSaveRequest) -> Result<(String, Vec<Grant>)> {
    let mut errors = FieldErrors::default();
    let sets = store::permission_sets(tx)?;
    let others = sets.iter().filter(|set| Some(&set.id) != request.id.as_ref()).map(|set| set.name.as_str());
    let name = errors.take(text::own_name("name", &request.name, others)).unwrap_or_default();
    let known = api::permissions();
    let mut grants: Vec<Grant> = Vec::new();
    for (position, grant) in request.grants.iter().enumerate() {
        let refused = |message_id: &str| {
            FieldError::new(&format!("grants[{position}].permission"), message_id)
                .with("permission", grant.permission.clone())
        };
        if !known.contains(&grant.permission.as_str()) {
            errors.add(refused("error.no_such_permission"));
        } else if grants.iter().any(|other| other.permission == grant.permission) {
            errors.add(refused("error.permission_twice"));
        } else {
            grants.push(grant.clone());
        }
    }
    errors.finish()?;
    Ok((name, grants))
}
