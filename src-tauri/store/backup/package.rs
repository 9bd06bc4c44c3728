//! The form of a backup file: what it must come to, then the database, compressed.

use crate::kernel::error::{Code, Error, Result};
use crate::store::disk;
use crate::store::totals::Totals;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{BufReader, BufWriter, ErrorKind, Read, Write};
use std::path::Path;

/// The ending of backup files.
pub const ENDING: &str = ".throughline.zst";

/// Version of [`Head`].
const FORMAT: u32 = 1;
/// First number of a skippable frame (RFC 8878, 3.1.2); decompressors pass over such a frame.
const SKIPPABLE: u32 = 0x184D_2A50;
/// Longest head that is read; an honest one has a few kilobytes.
const HEAD_MAX: u32 = 4 << 20;
/// Level 3 is the library's own choice between speed and size.
const LEVEL: i32 = 3;

/// What a backup says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Version of this form.
    pub format: u32,
    /// When the backup was made, epoch milliseconds.
    pub at_ms: i64,
    /// The company's name.
    pub company: String,
    /// What the unpacked file must come to.
    pub totals: Totals,
}

impl Head {
    pub(super) const fn new(at_ms: i64, company: String, totals: Totals) -> Self {
        Self { format: FORMAT, at_ms, company, totals }
    }
}

/// Writes the database at `plain` as a backup to `part` and gives the hash of what went in.
pub(super) fn pack(plain: &Path, part: &Path, head: &Head) -> Result<blake3::Hash> {
    let failed = |error: std::io::Error| disk::failure(part, &error);
    let text = serde_json::to_vec(head).map_err(Error::internal)?;
    let length = u32::try_from(text.len()).map_err(Error::internal)?;
    let mut target = BufWriter::new(File::create(part).map_err(failed)?);
    for bytes in [&SKIPPABLE.to_le_bytes()[..], &length.to_le_bytes()[..], &text] {
        target.write_all(bytes).map_err(failed)?;
    }
    let mut encoder = zstd::stream::write::Encoder::new(target, LEVEL).map_err(failed)?;
    encoder.include_checksum(true).map_err(failed)?;
    let source = File::open(plain).map_err(|error| disk::failure(plain, &error))?;
    let hash = pour(BufReader::new(source), &mut encoder).map_err(failed)?;
    let mut target = encoder.finish().map_err(failed)?;
    target.flush().map_err(failed)?;
    target.get_ref().sync_all().map_err(failed)?;
    Ok(hash)
}

/// Proves that a backup unpacks to what went in.
pub(super) fn prove(part: &Path, expected: &blake3::Hash) -> Result<()> {
    let (_, body) = open(part)?;
    let found = unpacked(part, body, &mut std::io::sink())?;
    if found == *expected { Ok(()) } else { Err(damaged(part)) }
}

/// Unpacks the database of a backup to `plain` and gives what it must come to.
pub(super) fn unpack(backup: &Path, plain: &Path) -> Result<Head> {
    let (head, body) = open(backup)?;
    let mut target = BufWriter::new(File::create(plain).map_err(|error| disk::failure(plain, &error))?);
    unpacked(backup, body, &mut target)?;
    target.flush().map_err(|error| disk::failure(plain, &error))?;
    Ok(head)
}

/// What a backup says about itself, without unpacking it.
///
/// # Errors
/// `error.no_such_file`, `error.not_a_backup`.
pub fn head_of(backup: &Path) -> Result<Head> {
    Ok(open(backup)?.0)
}

/// Reads the head and stands at the compressed database.
fn open(backup: &Path) -> Result<(Head, BufReader<File>)> {
    let refused =
        || Error::new(Code::Storage, "error.not_a_backup").with("path", backup.display().to_string());
    let mut file = BufReader::new(File::open(backup).map_err(|error| disk::failure(backup, &error))?);
    let mut word = || -> Result<u32> {
        let mut bytes = [0; 4];
        file.read_exact(&mut bytes).map_err(|_| refused())?;
        Ok(u32::from_le_bytes(bytes))
    };
    let (magic, length) = (word()?, word()?);
    if magic != SKIPPABLE || length > HEAD_MAX {
        return Err(refused());
    }
    let mut text = vec![0; usize::try_from(length).map_err(Error::internal)?];
    file.read_exact(&mut text).map_err(|_| refused())?;
    let head: Head = serde_json::from_slice(&text).map_err(|_| refused())?;
    if head.format != FORMAT {
        return Err(too_new(backup));
    }
    Ok((head, file))
}

fn unpacked(backup: &Path, body: BufReader<File>, target: &mut impl Write) -> Result<blake3::Hash> {
    let decoder = zstd::stream::read::Decoder::with_buffer(body).map_err(|_| damaged(backup))?;
    pour(decoder, target).map_err(|error| match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => disk::failure(backup, &error),
        _ => damaged(backup),
    })
}

fn pour(mut source: impl Read, target: &mut impl Write) -> std::io::Result<blake3::Hash> {
    let mut hasher = blake3::Hasher::new();
    let mut block = vec![0; 1 << 16];
    loop {
        let length = source.read(&mut block)?;
        if length == 0 {
            return Ok(hasher.finalize());
        }
        hasher.update(&block[..length]);
        target.write_all(&block[..length])?;
    }
}

pub(super) fn too_new(backup: &Path) -> Error {
    Error::new(Code::Storage, "error.too_new").with("path", backup.display().to_string())
}

pub(super) fn damaged(backup: &Path) -> Error {
    Error::new(Code::Storage, "error.backup_damaged").with("path", backup.display().to_string())
}
