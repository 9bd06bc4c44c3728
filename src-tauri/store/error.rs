//! What a failure of SQLite means to the user.

use crate::kernel::error::Error;

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Sqlite;
        let message_id = match error.sqlite_error_code() {
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
