//! Files of any record: a drawing at an estimate, photos of a visit, the order that a customer signed.
//!
//! The bytes lie beside the company file and never change. An attachment is a fact; that it is no longer wanted is another
//! fact, and the bytes stay, because a paper that went out may name them. Who may write a record may add to it.

mod enclosed;
pub mod media;
mod store;

use crate::api::command::{Blob, Command, bytes, read, write};
use crate::kernel::error::{Error, FieldError, Result};
use crate::kernel::text;
use crate::store::files::{self, FILE_MAX};
use crate::store::record;
use crate::store::tx::{Read, Tx};
use base64::Engine as _;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Most files that are added at once.
const ADDED_MAX: usize = 20;
/// Most files of one record.
const RECORD_MAX: usize = 200;
/// Side of the small picture that stands for a photo, in pixels.
const SMALL_SIDE: u32 = 320;

/// The commands of this capability. The permission that counts is that of the record's kind; it is asked inside.
#[must_use]
pub fn commands() -> Vec<Command> {
    vec![
        read("attachment.list", "company.read", list),
        bytes("attachment.bytes", "company.read", content),
        bytes("attachment.picture", "company.read", picture),
        write("attachment.add", "company.read", add),
        write("attachment.withdraw", "company.read", withdraw),
    ]
}

/// The commands whose facts have a reversing fact, with what writes it; undo uses them.
pub const REVERSALS: &[(&str, crate::store::undo::Reversal)] =
    &[("attachment.add", take_back_add), ("attachment.withdraw", take_back_withdraw)];

/// A file on its way in: its bytes, or their hash when a host has put them beside the company file already.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct FileInput {
    /// What the file is called.
    pub name: String,
    /// The bytes in base64 (RFC 4648, section 4); for small files.
    #[serde(default)]
    #[ts(optional)]
    pub bytes: Option<String>,
    /// The hash that the host answered when it put the bytes beside the company file.
    #[serde(default)]
    #[ts(optional)]
    pub hash: Option<String>,
}

/// Files for a record.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AttachmentAddRequest {
    /// The record.
    pub record_id: String,
    /// At most twenty files.
    pub files: Vec<FileInput>,
}

/// Whose files.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AttachmentListRequest {
    /// The record.
    pub record_id: String,
}

/// Which file.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AttachmentRequest {
    /// Its id.
    pub id: String,
}

/// The files of a record.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct AttachmentListResponse {
    /// The files, oldest first.
    pub rows: Vec<Attachment>,
}

/// A file of a record.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Attachment {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Its media type, as its content says.
    pub media: String,
    /// Its size in bytes.
    pub size: i64,
    /// Whether it is a picture that can be shown small.
    pub picture: bool,
    /// Who added it.
    pub added_by: String,
    /// When, in epoch milliseconds.
    pub added_ms: i64,
}

/// What was added or withdrawn.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct AttachmentResponse {
    /// The ids.
    pub ids: Vec<String>,
}

/// The files of a record; withdrawn ones and signatures are not among them.
///
/// # Errors
/// `not_found`, also when the record may not be seen.
pub fn list(read: &Read<'_>, request: AttachmentListRequest) -> Result<AttachmentListResponse> {
    record::require_readable(read, &record::kind_of(read, &request.record_id)?, &request.record_id)?;
    Ok(AttachmentListResponse { rows: store::of_record(read, &request.record_id)? })
}

/// Adds files to a record. A saved e-mail brings what it encloses, as far as there is room.
///
/// # Errors
/// `invalid` at `files[n]` for what is empty, too large or not there; `precondition` with `error.visit_signed`; `forbidden`,
/// `not_found`.
pub fn add(tx: &Tx<'_>, request: AttachmentAddRequest) -> Result<AttachmentResponse> {
    require_open(tx, &request.record_id)?;
    let room = RECORD_MAX.saturating_sub(store::of_record(tx, &request.record_id)?.len()).min(ADDED_MAX);
    if request.files.is_empty() {
        return Err(Error::field("files", "error.required"));
    }
    if request.files.len() > room {
        let error = FieldError::new("files", "error.too_many_files").with("max", room);
        return Err(Error::fields(vec![error]));
    }
    let (mut ids, mut brought) = (Vec::new(), Vec::new());
    for (position, file) in request.files.iter().enumerate() {
        let path = format!("files[{position}]");
        let name = text::required_line(&format!("{path}.name"), &file.name)
            .map_err(|field| Error::fields(vec![field]))?;
        let bytes = received(tx, &path, file)?;
        let enclosed = enclosed::of(&name, &bytes);
        ids.push(keep(tx, &request.record_id, &name, bytes)?);
        brought.extend(enclosed);
    }
    brought.truncate(room - ids.len());
    for (name, bytes) in brought {
        ids.push(keep(tx, &request.record_id, &name, bytes)?);
    }
    Ok(AttachmentResponse { ids })
}

fn keep(tx: &Tx<'_>, record_id: &str, name: &str, bytes: Vec<u8>) -> Result<String> {
    let media = media::of(&bytes);
    let hash = files::keep(tx, bytes, media)?;
    store::insert(tx, record_id, "file", name, &hash)
}

/// Proves that the user may change the files of a record. Those of a visit stand on the job sheet that the customer signed.
///
/// # Errors
/// `precondition` with `error.visit_signed`; `forbidden`, `not_found`.
fn require_open(tx: &Tx<'_>, record_id: &str) -> Result<()> {
    record::require_writable(tx, &record::kind_of(tx, record_id)?, record_id)?;
    if store::is_signed_visit(tx, record_id)? {
        return Err(Error::precondition("error.visit_signed"));
    }
    Ok(())
}

/// The bytes of a file that comes in, from the request or from where the host has put them.
///
/// # Errors
/// `invalid` at `path`.
pub fn received(read: &Read<'_>, path: &str, file: &FileInput) -> Result<Vec<u8>> {
    let bytes = match (&file.bytes, &file.hash) {
        (Some(text), None) => decoded(&format!("{path}.bytes"), text)?,
        (None, Some(hash)) => read.files().read(hash).map_err(|_| {
            Error::fields(vec![FieldError::new(&format!("{path}.hash"), "error.no_such_bytes")])
        })?,
        _ => return Err(Error::fields(vec![FieldError::new(path, "error.bytes_or_hash")])),
    };
    check_size(path, bytes.len())?;
    Ok(bytes)
}

/// Bytes from base64, within the limit.
///
/// # Errors
/// `error.base64` or `error.file_too_large` at `path`.
pub fn decoded(path: &str, text: &str) -> Result<Vec<u8>> {
    check_size(path, text.len() / 4 * 3)?;
    base64::engine::general_purpose::STANDARD
        .decode(text)
        .map_err(|_| Error::fields(vec![FieldError::new(path, "error.base64")]))
}

/// Refuses what is empty or larger than a file may be.
///
/// # Errors
/// `error.file_empty` or `error.file_too_large` at `path`.
pub fn check_size(path: &str, size: usize) -> Result<()> {
    let error = match size {
        0 => FieldError::new(path, "error.file_empty"),
        _ if size > FILE_MAX => {
            FieldError::new(path, "error.file_too_large").with("max", FILE_MAX / 1024 / 1024)
        }
        _ => return Ok(()),
    };
    Err(Error::fields(vec![error]))
}

/// Keeps a signature that was drawn on screen and gives the id of its attachment. `name` is who signed.
///
/// # Errors
/// `error.not_a_picture`, `error.base64` or `error.file_too_large` at `path`.
pub fn sign(tx: &Tx<'_>, path: &str, record_id: &str, name: &str, drawn: &str) -> Result<String> {
    let bytes = decoded(path, drawn)?;
    let media = media::picture(path, &bytes)?.media;
    let hash = files::keep(tx, bytes, media)?;
    store::insert(tx, record_id, "signature", name, &hash)
}

/// The bytes of a signature.
///
/// # Errors
/// `not_found`, `error.file_missing`.
pub fn signature(read: &Read<'_>, id: &str) -> Result<Vec<u8>> {
    let kept = store::find(read, id)?.ok_or_else(|| Error::not_found("attachment"))?;
    read.files().read(&kept.hash)
}

/// Whether files lie at a record.
///
/// # Errors
/// A failure of the file.
pub fn are_on(read: &Read<'_>, record_id: &str) -> Result<bool> {
    Ok(!store::of_record(read, record_id)?.is_empty())
}

/// The pictures among the files of a record, oldest first, each with its name.
///
/// # Errors
/// A failure of the file.
pub fn pictures_of(read: &Read<'_>, record_id: &str) -> Result<Vec<(String, Vec<u8>)>> {
    let rows = store::of_record(read, record_id)?.into_iter().filter(|row| row.picture);
    let mut pictures = Vec::new();
    for row in rows {
        // A picture that is missing is named by `check`; the paper is printed without it.
        if let Some(kept) = store::find(read, &row.id)?
            && let Ok(bytes) = read.files().read(&kept.hash)
        {
            pictures.push((row.name, bytes));
        }
    }
    Ok(pictures)
}

fn readable(read: &Read<'_>, id: &str) -> Result<store::Kept> {
    let kept = store::find(read, id)?.ok_or_else(|| Error::not_found("attachment"))?;
    let kind = record::kind_of(read, &kept.record_id).map_err(|_| Error::not_found("attachment"))?;
    record::require_readable(read, &kind, &kept.record_id).map_err(|_| Error::not_found("attachment"))?;
    Ok(kept)
}

/// A file of a record.
///
/// # Errors
/// `not_found`; `error.file_missing` when its bytes are not where they should be.
pub fn content(read: &Read<'_>, request: AttachmentRequest) -> Result<Blob> {
    let kept = readable(read, &request.id)?;
    let bytes = read.files().read(&kept.hash)?;
    Ok(Blob { media: media::of(&bytes), name: kept.name, bytes })
}

/// A picture of a record, small enough for a list.
///
/// # Errors
/// As [`content`], and `error.not_a_picture`.
pub fn picture(read: &Read<'_>, request: AttachmentRequest) -> Result<Blob> {
    let kept = readable(read, &request.id)?;
    let bytes = media::small("id", &read.files().read(&kept.hash)?, SMALL_SIDE)?;
    Ok(Blob { media: "image/png", name: kept.name, bytes })
}

/// Takes a file out of the list of its record. Its bytes stay, for what names them.
///
/// # Errors
/// `precondition` with `error.signature_stays` or `error.visit_signed`; `forbidden`, `not_found`.
pub fn withdraw(tx: &Tx<'_>, request: AttachmentRequest) -> Result<AttachmentResponse> {
    let kept = readable(tx, &request.id)?;
    require_open(tx, &kept.record_id)?;
    if kept.role == "signature" {
        return Err(Error::precondition("error.signature_stays"));
    }
    if kept.withdrawn {
        return Err(Error::not_found("attachment"));
    }
    store::withdraw(tx, &request.id, &kept.record_id)?;
    Ok(AttachmentResponse { ids: vec![request.id] })
}

/// Withdraws what transaction `seq` of this device added.
fn take_back_add(tx: &Tx<'_>, seq: i64) -> Result<()> {
    for id in store::added_in(tx, seq)? {
        let kept = store::find(tx, &id)?.filter(|kept| !kept.withdrawn);
        if let Some(kept) = kept {
            require_open(tx, &kept.record_id)?;
            store::withdraw(tx, &id, &kept.record_id)?;
        }
    }
    Ok(())
}

/// Adds again what transaction `seq` of this device withdrew.
fn take_back_withdraw(tx: &Tx<'_>, seq: i64) -> Result<()> {
    for id in store::withdrawn_in(tx, seq)? {
        if let Some(kept) = store::find(tx, &id)? {
            require_open(tx, &kept.record_id)?;
            store::insert(tx, &kept.record_id, &kept.role, &kept.name, &kept.hash)?;
        }
    }
    Ok(())
}
