//! Who may have a record of the CRM: somebody who works here and may change it, so that nothing is given to who cannot do it.

use super::store;
use crate::kernel::error::{Error, FieldError, Result};
use crate::settings::user;
use crate::store::given;
use crate::store::tx::{Read, Tx};

/// Gives a record of a kind to somebody, who is told. `path` is the field that names them.
///
/// # Errors
/// `invalid` at `path` with `error.no_such_user` or `error.may_not_own`.
pub(super) fn give(tx: &Tx<'_>, kind: &str, id: &str, path: &str, owner_id: &str) -> Result<()> {
    may_own(tx, kind, path, owner_id)?.map_err(|field| Error::fields(vec![field]))?;
    given::to(tx, id, owner_id)
}

/// Refuses who is nobody, or may not write records of a kind.
pub(super) fn may_own(
    read: &Read<'_>,
    kind: &str,
    path: &str,
    user_id: &str,
) -> Result<std::result::Result<(), FieldError>> {
    if !store::lead::is_active_user(read, user_id)? {
        return Ok(Err(FieldError::new(path, "error.no_such_user")));
    }
    let owner = user::actor(read.sql(), Some(user_id))?;
    Ok(match owner.scope(&format!("{kind}.write")) {
        Some(_) => Ok(()),
        None => Err(FieldError::new(path, "error.may_not_own").with("name", owner.name)),
    })
}
