//! What the journal beside an open file says: how many commits were brought to the disk since it was last carried over.
//!
//! In WAL mode with `synchronous = FULL` SQLite syncs the journal once for each commit, after the frame that ends it, and
//! syncs nothing else until the journal is carried over into the file. So the frames that end a commit count the syncs.
//! Sources: sqlite.org/pragma.html#pragma_synchronous, and the layout in sqlite.org/fileformat2.html#walformat.

use super::file::{CompanyFile, journal_of};
use crate::kernel::error::{Error, Result};
use std::fs;

const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

/// Counts the commits that the journal of an open file holds; every one of them was synced by itself.
///
/// # Errors
/// `internal` when the file does not sync each commit (see [`CompanyFile::relax_durability`]), so that nobody counts syncs
/// that never were; a failure of the file.
pub fn commits(file: &CompanyFile) -> Result<usize> {
    if !file.syncs_each_commit()? {
        return Err(Error::internal("commits of this file are not synced one by one"));
    }
    // No journal yet is a journal without commits.
    Ok(fs::read(journal_of(file.path())).map_or(0, |journal| commits_of(&journal)))
}

fn commits_of(journal: &[u8]) -> usize {
    let Some((header, frames)) = journal.split_at_checked(HEADER) else { return 0 };
    let page = word(header, 8) as usize;
    frames
        .chunks(FRAME_HEADER + page)
        // Frames of an earlier round of the journal carry another salt.
        .take_while(|frame| frame.len() == FRAME_HEADER + page && frame[8..16] == header[16..24])
        .filter(|frame| word(frame, 4) > 0)
        .count()
}

fn word(bytes: &[u8], at: usize) -> u32 {
    let mut word = [0; 4];
    word.copy_from_slice(&bytes[at..at + 4]);
    u32::from_be_bytes(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(salt: u8, pages_after_commit: u8) -> Vec<u8> {
        let mut frame = vec![0; FRAME_HEADER + 8];
        frame[7] = pages_after_commit;
        frame[8..16].fill(salt);
        frame
    }

    #[test]
    fn only_commits_of_this_round_count() {
        let mut header = vec![0; HEADER];
        header[11] = 8;
        header[16..24].fill(5);
        let journal = [header, frame(5, 0), frame(5, 3), frame(5, 4), frame(4, 9)].concat();
        assert_eq!(commits_of(&journal), 2);
        assert_eq!(commits_of(&journal[..HEADER + 40]), 0);
        assert_eq!(commits_of(&[]), 0);
    }
}
