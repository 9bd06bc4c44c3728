//! The company that is open in a host: its core, who works in it on this laptop, and what its automatic backups met.

use crate::api::{Blob, Core, Mode, Reply};
use crate::kernel::actor::Actor;
use crate::kernel::error::{Error, FieldError, Result};
use crate::settings::user;
use crate::store::setting;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};

/// Local setting: the id of the user who worked here last.
const LAST_USER: &str = "session.user";

/// What the automatic backups met last; nothing when all went well. It lives as long as the file is open: a trouble that
/// lasts is met again within a minute of the next opening.
#[derive(Debug, Clone, Default)]
pub(super) struct Troubles {
    /// A backup was due and could not be made.
    pub(super) first: Option<Error>,
    /// The newest backup could not be copied to the second place.
    pub(super) second: Option<Error>,
    /// How many attachments the file names that its folder does not hold whole.
    pub(super) missing: usize,
}

/// An open company.
pub(super) struct OpenCompany {
    core: Core,
    user_id: RwLock<Option<String>>,
    troubles: Mutex<Troubles>,
}

/// Request of `session.switch`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SwitchUser {
    /// Who works from now on.
    user_id: String,
}

/// Answer of `session.users` and `session.switch`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Workers {
    /// Everybody who may work in the file, by name.
    users: Vec<user::Worker>,
    /// Who works now.
    user_id: String,
}

/// Whether somebody could see any page at all.
fn can_work(actor: &Actor) -> bool {
    actor.scope("company.read").is_some()
}

impl OpenCompany {
    /// The company as whoever worked here last, or as its owner; nobody is asked for a password.
    pub(super) fn new(core: Core) -> Self {
        let last = setting::get(&core.file().reader(), LAST_USER).ok().flatten();
        // Somebody who was stopped meanwhile does not keep others from opening the file.
        let user_id = last
            .filter(|id| core.actor(Some(id)).is_ok_and(|actor| actor.user_id == *id && can_work(&actor)));
        Self { core, user_id: RwLock::new(user_id), troubles: Mutex::default() }
    }

    pub(super) const fn core(&self) -> &Core {
        &self.core
    }

    pub(super) fn call(&self, name: &str, payload: Value, mode: Mode) -> Result<Reply> {
        self.core.call(self.user_id().as_deref(), name, payload, mode)
    }

    pub(super) fn bytes(&self, name: &str, payload: Value) -> Result<Blob> {
        self.core.bytes(self.user_id().as_deref(), name, payload)
    }

    /// Refuses a command of the host when who works here lacks its permission.
    pub(super) fn require(&self, permission: &str) -> Result<()> {
        self.actor()?.require(permission).map(drop)
    }

    /// Who may work here. It asks for no permission, so that nobody is caught in the rights of somebody else, nor in being
    /// switched off.
    pub(super) fn workers(&self) -> Result<Workers> {
        let user_id = self.actor().map(|actor| actor.user_id).unwrap_or_default();
        Ok(Workers { users: user::workers(&self.core.file().reader())?, user_id })
    }

    /// Lets somebody else work here, now and when the file is opened again on this laptop.
    pub(super) fn switch(&self, to: &SwitchUser) -> Result<Workers> {
        let actor = self.core.actor(Some(&to.user_id)).ok().filter(|actor| actor.user_id == to.user_id);
        let actor = actor.ok_or_else(|| Error::field("user_id", "error.no_such_user"))?;
        if !can_work(&actor) {
            let field = FieldError::new("user_id", "error.user_cannot_work").with("name", actor.name);
            return Err(Error::fields(vec![field]));
        }
        setting::set(&self.core.file().writer(), LAST_USER, &actor.user_id)?;
        *self.user_id.write().unwrap_or_else(PoisonError::into_inner) = Some(actor.user_id);
        self.workers()
    }

    pub(super) fn troubles(&self) -> MutexGuard<'_, Troubles> {
        self.troubles.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn actor(&self) -> Result<Actor> {
        self.core.actor(self.user_id().as_deref())
    }

    fn user_id(&self) -> Option<String> {
        self.user_id.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
