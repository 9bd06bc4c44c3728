//! Attachments on their way into and out of a backup: each is named by the BLAKE3 hash of its bytes, so a copy is proven by
//! its own name and is made only once.

use crate::kernel::error::Result;
use crate::store::disk::{self, Scrap};
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// The folder of attachments beside a backup file.
pub(super) fn folder_beside(backup: &Path) -> PathBuf {
    backup.with_file_name("files")
}

/// The hashes of everything that a company file wants to be in its folder.
pub(super) fn named_in(conn: &Connection) -> Result<BTreeSet<String>> {
    let mut statement = conn.prepare("SELECT id FROM kept_file")?;
    let hashes =
        statement.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<BTreeSet<_>>>()?;
    // Text that is no hash names no file, and must not become part of a path.
    Ok(hashes.into_iter().filter(|hash| is_hash(hash)).collect())
}

/// Copies the wanted attachments that `to` does not hold yet and gives the hashes that `from` does not hold whole.
pub(super) fn copy(wanted: &BTreeSet<String>, from: &Path, to: &Path) -> Result<Vec<String>> {
    let mut missing = Vec::new();
    for hash in wanted {
        let (source, target) = (from.join(hash), to.join(hash));
        if is_whole(&target, hash) {
            continue;
        }
        if !is_whole(&source, hash) {
            missing.push(hash.clone());
            continue;
        }
        fs::create_dir_all(to).map_err(|error| disk::failure(to, &error))?;
        let part = disk::beside(&target, ".part");
        let _scrap = Scrap::of(&[&part]);
        fs::copy(&source, &part).map_err(|error| disk::failure(&target, &error))?;
        disk::replace(&part, &target)?;
    }
    Ok(missing)
}

/// Copies every attachment of the folder `from` that `to` does not hold yet.
pub(super) fn copy_all(from: &Path, to: &Path) -> Result<()> {
    let hashes = fs::read_dir(from)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| is_hash(name));
    copy(&hashes.collect(), from, to).map(drop)
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

fn is_whole(path: &Path, hash: &str) -> bool {
    let mut hasher = blake3::Hasher::new();
    File::open(path).is_ok_and(|file| hasher.update_reader(file).is_ok())
        && hasher.finalize().to_hex().as_str() == hash
}
