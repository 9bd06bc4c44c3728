//! Who acts and how far they may see: permissions are data of the company file, a [`Scope`] comes with each of them.

use super::error::{Code, Error, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// How far a permission reaches, by the owner of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Records that the user owns.
    Own,
    /// Records owned by the user, by people who report to the user, and by the user's teams.
    Team,
    /// Every record.
    All,
}

impl Scope {
    /// Reads the word stored in the file.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "own" => Some(Self::Own),
            "team" => Some(Self::Team),
            "all" => Some(Self::All),
            _ => None,
        }
    }

    /// The word stored in the file.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Team => "team",
            Self::All => "all",
        }
    }
}

/// The user who runs a command, with what the file grants them.
#[derive(Debug, Clone)]
pub struct Actor {
    /// Id of the user's row.
    pub user_id: String,
    /// Name as shown to others.
    pub name: String,
    /// Permission → how far it reaches.
    pub permissions: BTreeMap<String, Scope>,
    /// Users whose records a `Team` scope shows: the user, direct and indirect reports, and team mates.
    pub team_user_ids: Vec<String>,
}

impl Actor {
    /// How far `permission` reaches for this user; `None` when it is not granted.
    #[must_use]
    pub fn scope(&self, permission: &str) -> Option<Scope> {
        self.permissions.get(permission).copied()
    }

    /// How far `permission` reaches for this user.
    ///
    /// # Errors
    /// `forbidden` with `error.forbidden` when it is not granted.
    pub fn require(&self, permission: &str) -> Result<Scope> {
        self.scope(permission).ok_or_else(|| {
            Error::new(Code::Forbidden, "error.forbidden")
                .with("permission", permission)
                .with("user", self.name.clone())
        })
    }

    /// The owners whose records this user may see under `scope`; `None` means everybody's.
    #[must_use]
    pub fn visible_owners(&self, scope: Scope) -> Option<Vec<String>> {
        match scope {
            Scope::All => None,
            Scope::Own => Some(vec![self.user_id.clone()]),
            Scope::Team => Some(self.team_user_ids.clone()),
        }
    }
}
