//! Automatic backups of an open file: when one is due, where it goes, what it displaces.
//!
//! The name of a backup says when it was made and where the log stood, `20261122T041500Z-A123.throughline.zst`; so nothing
//! has to be remembered to know what the newest proven backup is and whether the file has changed since.

use super::rotation::{CAP_BYTES, Stored, Tier, surplus, tiers};
use super::{ENDING, Proven, attachments, backup};
use crate::kernel::error::Result;
use crate::store::disk::{self, Scrap};
use crate::store::file::CompanyFile;
use crate::store::tx;
use chrono::{DateTime, NaiveDate, NaiveDateTime};
use serde::Serialize;
use std::fs;
use std::path::{Path, PathBuf};

/// Form of the instant in a name: ISO 8601, basic, in UTC.
const STAMP: &str = "%Y%m%dT%H%M%SZ";

const HOUR_MS: i64 = 3_600_000;

/// Why a backup is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// The first of the day: it proves the file anew even when nothing changed.
    DayStart,
    /// Something changed since the last one, an hour or more ago.
    Hourly,
}

/// An instant with its civil date where the company is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The instant, epoch milliseconds.
    pub at_ms: i64,
    /// The date.
    pub date: NaiveDate,
}

/// Whether a backup is due at `now`, when the last one was made at `last` and the file has `changed` since.
#[must_use]
pub fn due(now: Moment, last: Option<Moment>, changed: bool) -> Option<Occasion> {
    match last {
        Some(last) if last.date == now.date => {
            (changed && now.at_ms.saturating_sub(last.at_ms) >= HOUR_MS).then_some(Occasion::Hourly)
        }
        _ => Some(Occasion::DayStart),
    }
}

/// A backup in the folder of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// Its name in the folder.
    pub name: String,
    /// When it was made, epoch milliseconds.
    pub at_ms: i64,
    /// Its size.
    pub bytes: u64,
    /// Where the log stood: the device's code and how many actions it had written.
    pub mark: String,
    /// The age for which it stays; none when the next thinning takes it.
    pub tier: Option<Tier>,
}

/// The folder of automatic backups: `NAME.backups` beside the file.
#[must_use]
pub fn folder_of(file: &Path) -> PathBuf {
    file.with_extension("backups")
}

/// The backups in a folder, newest first. Other files there are not ours and are left out.
#[must_use]
pub fn list(folder: &Path) -> Vec<Kept> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut kept: Vec<Kept> = entries
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let (stamp, mark) = name.strip_suffix(ENDING)?.split_once('-')?;
            let at_ms = NaiveDateTime::parse_from_str(stamp, STAMP).ok()?.and_utc().timestamp_millis();
            let bytes = entry.metadata().ok().filter(fs::Metadata::is_file)?.len();
            Some(Kept { at_ms, bytes, mark: mark.to_owned(), name: name.clone(), tier: None })
        })
        .collect();
    kept.sort_by(|one, other| (other.at_ms, &other.name).cmp(&(one.at_ms, &one.name)));
    let tiers = tiers(&stored(&kept));
    kept.iter_mut().zip(tiers).for_each(|(one, tier)| one.tier = tier);
    kept
}

fn stored(kept: &[Kept]) -> Vec<Stored> {
    kept.iter().map(|one| Stored { at_ms: one.at_ms, bytes: one.bytes }).collect()
}

/// The folder of the copies of a file's backups at a second place: `NAME.backups` in it.
#[must_use]
pub fn copies_of(file: &Path, second: &Path) -> PathBuf {
    second.join(folder_of(file).file_name().unwrap_or_default())
}

/// Keeps the automatic backups of one open file.
#[derive(Debug, Clone, Copy)]
pub struct Keeper<'a> {
    file: &'a CompanyFile,
    cap: u64,
}

impl<'a> Keeper<'a> {
    /// A keeper for `file` under the usual [`CAP_BYTES`].
    #[must_use]
    pub const fn of(file: &'a CompanyFile) -> Self {
        Self { file, cap: CAP_BYTES }
    }

    /// The same keeper with another cap, in bytes.
    #[must_use]
    pub const fn under(self, cap: u64) -> Self {
        Self { cap, ..self }
    }

    /// The folder it keeps them in.
    #[must_use]
    pub fn folder(&self) -> PathBuf {
        folder_of(self.file.path())
    }

    /// Its backups, newest first.
    #[must_use]
    pub fn backups(&self) -> Vec<Kept> {
        list(&self.folder())
    }

    /// The newest backup, and whether the file has changed since it was made.
    ///
    /// # Errors
    /// A failure of the file.
    pub fn last(&self) -> Result<(Option<Kept>, bool)> {
        self.last_until(i64::MAX)
    }

    /// A backup from the future was made before the clock was set back; it must not stop those of today.
    fn last_until(&self, now_ms: i64) -> Result<(Option<Kept>, bool)> {
        let last = self.backups().into_iter().find(|one| one.at_ms <= now_ms);
        let mark = self.mark()?;
        let changed = last.as_ref().is_none_or(|last| last.mark != mark);
        Ok((last, changed))
    }

    /// Makes a backup when one is due at `now_ms`; a host calls this every few minutes.
    ///
    /// # Errors
    /// Those of [`Keeper::now`].
    pub fn tick(&self, now_ms: i64) -> Result<Option<Proven>> {
        let (last, changed) = self.last_until(now_ms)?;
        let moment = |at_ms: i64| self.moment(at_ms);
        let last = last.map(|last| moment(last.at_ms)).transpose()?;
        match due(moment(now_ms)?, last, changed) {
            Some(_) => self.now(now_ms).map(Some),
            None => Ok(None),
        }
    }

    /// Makes a backup at once and thins the older ones.
    ///
    /// # Errors
    /// Those of [`backup`].
    pub fn now(&self, now_ms: i64) -> Result<Proven> {
        let folder = self.folder();
        fs::create_dir_all(&folder).map_err(|error| disk::failure(&folder, &error))?;
        let stamp = DateTime::from_timestamp_millis(now_ms).unwrap_or_default().format(STAMP);
        // Always the same name, so that the rest of an attempt that was killed is cleared by the next one.
        let new = folder.join(format!(".new{ENDING}"));
        let _scrap = Scrap::of(&[&new]);
        let mut proven = backup(self.file, &new, now_ms)?;
        let mark = format!("{}{}", proven.head.totals.code, proven.head.totals.seq);
        let place = folder.join(format!("{stamp}-{mark}{ENDING}"));
        // Two in one second from one state of the log hold the same; the later one takes the place.
        disk::replace(&proven.path, &place)?;
        proven.path = place;
        self.thin(&folder);
        Ok(proven)
    }

    /// Copies the newest backup with its attachments to the folder `second`, unless it lies there whole already; so a stick that
    /// was out gets it the next time. Gives where it lies; nothing when there is no backup yet.
    ///
    /// # Errors
    /// `error.no_such_folder` when the place is gone, `error.backup_damaged`, or a failure of the file system.
    pub fn copy_to(&self, second: &Path) -> Result<Option<PathBuf>> {
        let Some(newest) = self.backups().into_iter().next() else { return Ok(None) };
        if !second.is_dir() {
            return Err(disk::no_such_folder(second));
        }
        let (from, to) = (self.folder(), copies_of(self.file.path(), second));
        fs::create_dir_all(&to).map_err(|error| disk::failure(&to, &error))?;
        let (source, target) = (from.join(&newest.name), to.join(&newest.name));
        if !fs::metadata(&target).is_ok_and(|there| there.len() == newest.bytes) {
            // The backup comes last: where it lies, its attachments do.
            attachments::copy_all(&from.join("files"), &to.join("files"))?;
            disk::copy_proven(&source, &target)?;
            self.thin(&to);
        }
        Ok(Some(target))
    }

    fn thin(&self, folder: &Path) {
        let kept = list(folder);
        for position in surplus(&stored(&kept), self.cap) {
            if let Err(error) = fs::remove_file(folder.join(&kept[position].name)) {
                tracing::warn!(%error, name = kept[position].name, "an old backup could not be removed");
            }
        }
    }

    fn mark(&self) -> Result<String> {
        let conn = self.file.reader();
        Ok(conn.query_row(
            "SELECT r.code || h.seq FROM log_head h JOIN replica r ON r.id = h.replica",
            [],
            |row| row.get(0),
        )?)
    }

    fn moment(&self, at_ms: i64) -> Result<Moment> {
        let date = tx::civil(&self.file.reader(), at_ms, None)?.date_naive();
        Ok(Moment { at_ms, date })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_is_due_at_the_start_of_a_day_and_hourly_when_something_changed() {
        let at = |day: u32, hour: u32| {
            let date = NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
            Moment { at_ms: date.and_hms_opt(hour, 0, 0).unwrap().and_utc().timestamp_millis(), date }
        };
        let late = Moment { at_ms: at(22, 10).at_ms - 1, ..at(22, 9) };
        for (now, last, changed, expected) in [
            (at(22, 9), None, false, Some(Occasion::DayStart)),
            (at(22, 9), Some(at(21, 18)), false, Some(Occasion::DayStart)),
            (at(22, 9), Some(at(22, 9)), true, None),
            (late, Some(at(22, 9)), true, None),
            (at(22, 10), Some(at(22, 9)), true, Some(Occasion::Hourly)),
            (at(22, 10), Some(at(22, 9)), false, None),
            (at(23, 0), Some(at(22, 23)), false, Some(Occasion::DayStart)),
        ] {
            assert_eq!(due(now, last, changed), expected, "{now:?} {last:?} {changed}");
        }
    }
}
