//! The company files that were opened here last, so that the first screen offers them.
//!
//! The list is a convenience of this computer: a damaged or unwritable list is an empty list and never stops anybody
//! from working.

use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// How many files are remembered.
const KEPT: usize = 12;

/// A file that was opened here before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    /// Where it lay.
    pub path: String,
    /// The company's name when it was last opened.
    pub name: String,
    /// When it was last opened, epoch milliseconds.
    pub opened_at: i64,
}

/// A remembered file as the first screen shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecentFile {
    /// What is remembered.
    #[serde(flatten)]
    pub file: Recent,
    /// True when nothing lies at its path any more.
    pub missing: bool,
}

/// The list of recent files in the folder `config`.
#[derive(Debug)]
pub(super) struct RecentList {
    path: PathBuf,
}

impl RecentList {
    pub(super) fn in_folder(config: &Path) -> Self {
        Self { path: config.join("recent.json") }
    }

    /// The files, last opened first; those that are gone are marked, since a stick may come back.
    pub(super) fn read(&self) -> Vec<RecentFile> {
        self.remembered()
            .into_iter()
            .map(|file| RecentFile { missing: !Path::new(&file.path).is_file(), file })
            .collect()
    }

    /// Puts `file` on top of the list.
    pub(super) fn remember(&self, file: Recent) {
        let mut files = self.remembered();
        files.retain(|other| other.path != file.path);
        files.insert(0, file);
        files.truncate(KEPT);
        if let Err(error) = self.write(&files) {
            tracing::warn!(%error, path = %self.path.display(), "the list of recent files could not be written");
        }
    }

    #[allow(clippy::disallowed_methods)]
    fn remembered(&self) -> Vec<Recent> {
        std::fs::read(&self.path).ok().and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default()
    }

    #[allow(clippy::disallowed_methods)]
    fn write(&self, files: &[Recent]) -> std::io::Result<()> {
        if let Some(folder) = self.path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        // Written beside and moved into place, so that a crash leaves the old list or the new one.
        let beside = self.path.with_extension("json.new");
        std::fs::write(&beside, serde_json::to_vec_pretty(files)?)?;
        std::fs::rename(&beside, &self.path)
    }
}
