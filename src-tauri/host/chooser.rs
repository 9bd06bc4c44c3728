//! How a host asks for files.

use std::path::{Path, PathBuf};

/// Asks the person in front of the screen for a file. The page never sees the file system, so only a host can ask.
pub trait Chooser: Send + Sync {
    /// A company file that exists; `None` when they thought better of it.
    fn existing(&self) -> Option<PathBuf>;
    /// Files to be kept in the company, only pictures when `pictures`; none when they thought better of it.
    fn files(&self, pictures: bool) -> Vec<PathBuf>;
    /// Where to put a new company file, `suggested` being shown first; `None` when they thought better of it.
    fn new_file(&self, suggested: &Path) -> Option<PathBuf>;
    /// A backup to restore; `None` when they thought better of it.
    fn backup(&self) -> Option<PathBuf>;
    /// A folder for copies of backups; `None` when they thought better of it.
    fn folder(&self) -> Option<PathBuf>;
}
