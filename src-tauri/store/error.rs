//! What a failure of SQLite means to the user.

use crate::kernel::error::Error;

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Sqlite;
        // Without room SQLite cannot make the map of the journal, and says no more of it than that.
        let has_no_room = error
            .sqlite_error()
            .is_some_and(|known| known.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE);
        let message_id = match error.sqlite_error_code() {
            _ if has_no_room => "error.disk_full",
            Some(Sqlite::DiskFull) => "error.disk_full",
            Some(Sqlite::ReadOnly | Sqlite::CannotOpen | Sqlite::PermissionDenied) => "error.file_read_only",
            Some(Sqlite::DatabaseBusy | Sqlite::DatabaseLocked) => "error.file_busy",
            Some(Sqlite::DatabaseCorrupt | Sqlite::NotADatabase) => "error.file_damaged",
            Some(Sqlite::SystemIoFailure) => "error.file_io",
            // A constraint that no command checked is a defect of ours, not the user's mistake.
            _ => return Self::internal(error),
        };
        Self::storage(message_id, error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::ffi;

    #[test]
    fn a_full_disk_is_told_with_its_cure() {
        for (code, message_id) in [
            (ffi::SQLITE_FULL, "error.disk_full"),
            (ffi::SQLITE_IOERR_SHMSIZE, "error.disk_full"),
            (ffi::SQLITE_IOERR_READ, "error.file_io"),
        ] {
            let failure = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
            assert_eq!(Error::from(failure).message_id, message_id, "{code}");
        }
    }
}
