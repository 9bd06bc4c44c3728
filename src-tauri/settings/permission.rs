//! Permission sets: data of the file, with four shipped presets. A preset can be given to users; its grants come from here once,
//! at set-up, and are then the company's own.

use super::store;
use crate::kernel::actor::Scope;
use crate::kernel::error::Result;
use crate::store::tx::{Read, Tx};
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
}

/// One granted permission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct Grant {
    /// The permission.
    pub permission: String,
    /// How far it reaches.
    pub scope: Scope,
}

/// The presets: word, name, and the scope they give to a permission.
pub const PRESETS: [(&str, &str); 4] =
    [("owner", "Owner"), ("sales", "Sales"), ("finance", "Finance"), ("viewer", "Viewer")];

/// How far a preset grants a permission; `None` when it does not.
///
/// Sales works on its own records and sees its team's; finance sees everything and writes money; a viewer reads.
#[must_use]
pub fn preset_scope(preset: &str, permission: &str) -> Option<Scope> {
    let (noun, verb) = permission.split_once('.')?;
    let reads = verb == "read";
    let selling = matches!(noun, "customer" | "contact" | "lead" | "deal" | "activity" | "estimate");
    let money =
        matches!(noun, "invoice" | "payment" | "item" | "tax_class" | "customer" | "contact" | "activity");
    match preset {
        "owner" => Some(Scope::All),
        "viewer" if reads => Some(Scope::All),
        "sales" if selling && reads => Some(Scope::Team),
        "sales" if selling => Some(Scope::Own),
        "sales" if reads && matches!(noun, "company" | "user" | "item") => Some(Scope::All),
        "sales" if reads && matches!(noun, "invoice" | "payment") => Some(Scope::Team),
        "finance" if reads || money => Some(Scope::All),
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
        let set_id = store::insert_set(tx, name, preset)?;
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
