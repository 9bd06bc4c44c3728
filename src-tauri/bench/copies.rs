//! Copies of the two files, beside the large one: the same disk, and the originals stay as they are.

use crate::kernel::error::Result;
use crate::store::{disk, file, lock};
use std::fs;
use std::path::{Path, PathBuf};

/// A folder with both copies; gone when dropped.
pub(super) struct Copies {
    folder: PathBuf,
    pub(super) small: PathBuf,
    pub(super) large: PathBuf,
}

impl Copies {
    pub(super) fn of(small: &Path, large: &Path) -> Result<Self> {
        let folder = disk::beside(large, &format!(".bench-{}", std::process::id()));
        fs::create_dir(&folder).map_err(|error| disk::failure(&folder, &error))?;
        let copies =
            Self { small: folder.join("small.throughline"), large: folder.join("large.throughline"), folder };
        copy(small, &copies.small)?;
        copy(large, &copies.large)?;
        Ok(copies)
    }
}

impl Drop for Copies {
    fn drop(&mut self) {
        // Whoever finds the folder may delete it; the name says what it was.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Copies a company file with what its journal holds, while nobody else writes it.
fn copy(from: &Path, to: &Path) -> Result<()> {
    file::inspect(from)?;
    let _held = lock::take(from, super::PROGRAM)?;
    for suffix in ["", "-wal"] {
        let part = disk::beside(from, suffix);
        if part.exists() {
            fs::copy(&part, disk::beside(to, suffix)).map_err(|error| disk::failure(&part, &error))?;
        }
    }
    Ok(())
}
