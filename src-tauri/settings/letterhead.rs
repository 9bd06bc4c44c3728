//! The pictures of a branch's papers: logo and signature. A paper names the picture it was issued with, so a new one changes
//! nothing that went out.

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

/// Height from which a picture is sharp where it is printed, 11 to 19 mm high, in pixels.
const SHARP_HEIGHT: u32 = 120;

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

/// What came of it.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct BranchPictureSetResponse {
    /// The branch's version now.
    pub version: i64,
    /// What does not look right but is allowed.
    pub warnings: Vec<FieldError>,
}

/// Sets a picture of a letterhead or takes it away. Papers that were issued keep the one they were issued with.
///
/// # Errors
/// `error.not_a_picture` or `error.file_too_large` at `file`; `conflict`, `not_found`.
pub fn set_picture(tx: &Tx<'_>, request: BranchPictureSetRequest) -> Result<BranchPictureSetResponse> {
    store::branch::touch(tx, &request.id, request.version)?;
    let mut warnings = Vec::new();
    let hash = match &request.file {
        None => String::new(),
        Some(file) => {
            let bytes = attachments::received(tx, "file", file)?;
            if bytes.len() > PICTURE_MAX {
                let error =
                    FieldError::new("file", "error.file_too_large").with("max", PICTURE_MAX / 1024 / 1024);
                return Err(Error::fields(vec![error]));
            }
            let facts = media::picture("file", &bytes)?;
            warnings.extend(coarse(facts));
            files::keep(tx, bytes, facts.media)?
        }
    };
    store::branch::set_picture(tx, &request.id, request.which, &hash)?;
    Ok(BranchPictureSetResponse { version: request.version + 1, warnings })
}

/// A picture that will look coarse on paper, since it has fewer than 200 dots to the inch there.
fn coarse(facts: media::PictureFacts) -> Option<FieldError> {
    (facts.height < SHARP_HEIGHT).then(|| {
        FieldError::new("file", "warning.picture_coarse")
            .with("width", facts.width)
            .with("height", facts.height)
            .with("wanted", SHARP_HEIGHT)
    })
}

/// A picture of a letterhead.
///
/// # Errors
/// `not_found` when there is none; `error.file_missing`.
pub fn picture(read: &Read<'_>, request: BranchPictureRequest) -> Result<Blob> {
    let branches = store::branch::all(read)?;
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
