//! The pictures of a branch's papers: logo and signature. A paper names the picture it was issued with, so a new one changes
//! nothing that went out.

use super::branch::BranchListResponse;
use super::store;
use crate::api::command::Blob;
use crate::attachments::{self, FileInput, media};
use crate::kernel::error::{Error, FieldError, Result};
use crate::store::files;
use crate::store::tx::{Read, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Largest picture of a letterhead, in bytes: it goes into every paper.
const PICTURE_MAX: usize = 4 * 1024 * 1024;

/// Which picture of a letterhead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum LetterheadPicture {
    /// Beside the firm's name.
    Logo,
    /// Above the line of who signs.
    Signature,
}

/// A picture for a letterhead.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct BranchPictureSetRequest {
    /// Which branch.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// Which picture.
    pub which: LetterheadPicture,
    /// The picture, PNG or JPEG; absent takes the old one away.
    #[serde(default)]
    #[ts(optional)]
    pub file: Option<FileInput>,
}

/// Which picture of which branch.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct BranchPictureRequest {
    /// Which branch.
    pub id: String,
    /// Which picture.
    pub which: LetterheadPicture,
}

/// Sets a picture of a letterhead or takes it away. Papers that were issued keep the one they were issued with.
///
/// # Errors
/// `error.not_a_picture` or `error.file_too_large` at `file`; `conflict`, `not_found`.
pub fn set_picture(tx: &Tx<'_>, request: BranchPictureSetRequest) -> Result<BranchListResponse> {
    store::touch_branch(tx, &request.id, request.version)?;
    let hash = match &request.file {
        None => String::new(),
        Some(file) => {
            let bytes = attachments::received(tx, "file", file)?;
            if bytes.len() > PICTURE_MAX {
                let error =
                    FieldError::new("file", "error.file_too_large").with("max", PICTURE_MAX / 1024 / 1024);
                return Err(Error::fields(vec![error]));
            }
            let media = media::picture("file", &bytes)?.media;
            files::keep(tx, bytes, media)?
        }
    };
    store::set_branch_picture(tx, &request.id, request.which, &hash)?;
    Ok(BranchListResponse { rows: store::branches(tx)? })
}

/// A picture of a letterhead.
///
/// # Errors
/// `not_found` when there is none; `error.file_missing`.
pub fn picture(read: &Read<'_>, request: BranchPictureRequest) -> Result<Blob> {
    let branches = store::branches(read)?;
    let branch = branches.iter().find(|branch| branch.id == request.id);
    let branch = branch.ok_or_else(|| Error::not_found("branch"))?;
    let (hash, name) = match request.which {
        LetterheadPicture::Logo => (&branch.logo_hash, "logo"),
        LetterheadPicture::Signature => (&branch.signature_hash, "signature"),
    };
    if hash.is_empty() {
        return Err(Error::not_found("picture"));
    }
    let bytes = read.files().read(hash)?;
    Ok(Blob { media: media::of(&bytes), name: name.to_owned(), bytes })
}
