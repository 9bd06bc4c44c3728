//! Warns when a company file lies where another program copies it about, or on a disk that is not in this computer.
//!
//! A synchronising folder copies the file while it is being written and makes "conflicted copies" of it; SQLite's
//! write-ahead log does not work over a network file system (sqlite.org/wal.html, "WAL does not work over a network
//! filesystem"). Both can damage a company's books, so it is said when the file is opened; it is no wall, since people
//! have their reasons.

use super::Warning;
use std::path::{Path, PathBuf};

/// Names of folders that a synchronising program makes, in lower case; a longer name may follow after a blank, a dash
/// or a bracket (`OneDrive - Sample Traders`).
const SYNCED_FOLDERS: &[(&str, &str)] = &[
    ("dropbox", "Dropbox"),
    ("onedrive", "OneDrive"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("icloud drive", "iCloud Drive"),
    ("iclouddrive", "iCloud Drive"),
    ("com~apple~clouddocs", "iCloud Drive"),
    ("mobile documents", "iCloud Drive"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
];

/// Files and folders that a synchronising program leaves at the top of what it copies.
const SYNC_MARKERS: &[(&str, &str)] = &[
    (".stfolder", "Syncthing"),
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".tmp.drivedownload", "Google Drive"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
];

/// File systems that lie on another computer.
const NETWORK_TYPES: &[&str] = &[
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "ncpfs",
    "afs",
    "9p",
    "ceph",
    "glusterfs",
    "davfs",
    "davfs2",
    "coda",
];

/// File systems in user space that nevertheless lie on a disk of this computer.
const LOCAL_FUSE_TYPES: &[&str] = &[
    "fuse.ntfs-3g",
    "fuse.exfat",
    "fuse.mergerfs",
    "fuse.bindfs",
    "fuse.gocryptfs",
    "fuse.cryfs",
    "fuse.encfs",
];

/// What to say about the place of the company file at `path`; nothing when it is an ordinary folder of this computer.
#[must_use]
pub fn warnings(path: &Path) -> Vec<Warning> {
    let mounts = mounts();
    [
        synced(path).map(|program| Warning::new("warning.synced_folder").with("program", program)),
        network(path, &mounts).map(|system| Warning::new("warning.network_folder").with("system", system)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn synced(path: &Path) -> Option<&'static str> {
    path.ancestors().skip(1).find_map(|folder| {
        let name = folder.file_name()?.to_string_lossy().to_lowercase();
        by_name(&name).or_else(|| by_marker(folder))
    })
}

fn by_name(name: &str) -> Option<&'static str> {
    SYNCED_FOLDERS.iter().find_map(|(known, program)| {
        let rest = name.strip_prefix(known)?;
        rest.chars().next().is_none_or(|next| matches!(next, ' ' | '-' | '(')).then_some(*program)
    })
}

fn by_marker(folder: &Path) -> Option<&'static str> {
    SYNC_MARKERS.iter().find_map(|(marker, program)| folder.join(marker).exists().then_some(*program))
}

/// Where a file system is mounted, and its type.
type Mount = (PathBuf, String);

fn network(path: &Path, mounts: &[Mount]) -> Option<String> {
    // A path that begins with two separators names another computer on Windows.
    if path.to_string_lossy().starts_with("\\\\") {
        return Some("smb".to_owned());
    }
    // The longest one wins; of two at the same place, the later one hides the earlier.
    let (_, kind) =
        mounts.iter().filter(|(at, _)| path.starts_with(at)).max_by_key(|(at, _)| at.components().count())?;
    is_network(kind).then(|| kind.clone())
}

fn is_network(kind: &str) -> bool {
    NETWORK_TYPES.contains(&kind) || (kind.starts_with("fuse.") && !LOCAL_FUSE_TYPES.contains(&kind))
}

/// The mounted file systems; empty where the system does not tell (only Linux does, in `/proc/mounts`).
#[allow(clippy::disallowed_methods)]
fn mounts() -> Vec<Mount> {
    std::fs::read_to_string("/proc/mounts").map(|text| parse(&text)).unwrap_or_default()
}

/// Lines of `device place type options`; blanks inside a place are written as octal escapes (proc(5)).
fn parse(text: &str) -> Vec<Mount> {
    text.lines()
        .filter_map(|line| {
            let mut words = line.split(' ').skip(1);
            Some((PathBuf::from(unescaped(words.next()?)), words.next()?.to_owned()))
        })
        .collect()
}

fn unescaped(place: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .iter()
        .fold(place.to_owned(), |text, (escape, plain)| text.replace(escape, plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_synchronising_programs_are_known_by_name() {
        let check =
            |path: &str, expected: Option<&str>| assert_eq!(synced(Path::new(path)), expected, "{path}");
        check("/home/owner/Dropbox/firm.throughline", Some("Dropbox"));
        check("/home/owner/Dropbox (Sample Traders)/books/firm.throughline", Some("Dropbox"));
        check("/home/owner/OneDrive - Sample Traders/firm.throughline", Some("OneDrive"));
        check(
            "/home/owner/Library/Mobile Documents/com~apple~CloudDocs/firm.throughline",
            Some("iCloud Drive"),
        );
        check("/home/owner/Google Drive/firm.throughline", Some("Google Drive"));
        check("/home/owner/Documents/firm.throughline", None);
        check("/home/owner/Dropboxes/firm.throughline", None);
        check("/home/owner/Documents/Dropbox.throughline", None);
    }

    #[test]
    fn a_marker_above_the_file_tells_of_syncthing() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("books/2026")).unwrap();
        let file = folder.path().join("books/2026/firm.throughline");
        assert_eq!(synced(&file), None);
        std::fs::create_dir(folder.path().join(".stfolder")).unwrap();
        assert_eq!(synced(&file), Some("Syncthing"));
    }

    #[test]
    fn the_innermost_mount_decides() {
        let mounts = parse(
            "/dev/sda1 / ext4 rw 0 0\nserver:/share /mnt/team\\040share nfs4 rw 0 0\n\
             /dev/sdb1 /mnt/team\\040share/stick ext4 rw 0 0\nremote /mnt/far fuse.sshfs rw 0 0\n\
             vault /mnt/vault fuse.gocryptfs rw 0 0\n/dev/sdc1 /mnt/stick fuseblk rw 0 0\n",
        );
        let check = |path: &str, expected: Option<&str>| {
            assert_eq!(network(Path::new(path), &mounts).as_deref(), expected, "{path}");
        };
        check("/home/owner/firm.throughline", None);
        check("/mnt/team share/firm.throughline", Some("nfs4"));
        check("/mnt/team share/stick/firm.throughline", None);
        check("/mnt/far/firm.throughline", Some("fuse.sshfs"));
        check("/mnt/vault/firm.throughline", None);
        check("/mnt/stick/firm.throughline", None);
        check("\\\\server\\share\\firm.throughline", Some("smb"));
    }
}
