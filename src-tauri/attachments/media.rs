//! What a file is, told by its content: a name can say anything.

use crate::documents;
use crate::kernel::error::{Error, FieldError, Result};
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// Largest side of a picture that is read, in pixels: what is kept can be printed.
const SIDE_MAX: u32 = documents::PICTURE_SIDE_MAX;
/// Most memory that reading a picture may take, in bytes.
const MEMORY_MAX: u64 = 160 * 1024 * 1024;
/// Side of a picture that is read whatever its colours, in pixels.
const SIDE_SURE: u32 = 4_000;
/// How much of a file is looked at to tell text from anything else, in bytes.
const LOOKED_AT: usize = 4096;

/// A picture as its own head describes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PictureFacts {
    /// `image/png` or `image/jpeg`.
    pub media: &'static str,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// The media type of some bytes. What could carry a script, such as HTML or SVG, is plain text or unknown here, so that no
/// page ever runs it.
#[must_use]
pub fn of(bytes: &[u8]) -> &'static str {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => "image/png",
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        [b'%', b'P', b'D', b'F', b'-', ..] => "application/pdf",
        [b'P', b'K', 3, 4, ..] => "application/zip",
        _ if is_text(bytes) => "text/plain",
        _ => "application/octet-stream",
    }
}

fn is_text(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    let readable = match std::str::from_utf8(head) {
        Ok(text) => text,
        // A letter may be cut in two where the look ends.
        Err(error) if error.error_len().is_none() && bytes.len() > LOOKED_AT => {
            std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return false,
    };
    !readable.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

fn reader(bytes: &[u8], limits: Limits) -> Option<ImageReader<Cursor<&[u8]>>> {
    let format = match of(bytes) {
        "image/png" => ImageFormat::Png,
        "image/jpeg" => ImageFormat::Jpeg,
        _ => return None,
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    Some(reader)
}

/// Why bytes are no picture that is read: its head tells the size of one that is too large.
fn no_picture(path: &str, bytes: &[u8]) -> Error {
    let head = reader(bytes, Limits::no_limits()).and_then(|reader| reader.into_decoder().ok());
    let large = head.filter(|head| {
        let (width, height) = head.dimensions();
        width.max(height) > SIDE_MAX || head.total_bytes() > MEMORY_MAX
    });
    let field = match large.map(|head| head.dimensions()) {
        Some((width, height)) => FieldError::new(path, "error.picture_too_large")
            .with("max", SIDE_SURE)
            .with("width", width)
            .with("height", height),
        None => FieldError::new(path, "error.not_a_picture"),
    };
    Error::fields(vec![field])
}

/// What a picture is; only PNG and JPEG are pictures here, and they must be whole.
///
/// # Errors
/// `error.not_a_picture` or `error.picture_too_large` at `path`.
pub fn picture(path: &str, bytes: &[u8]) -> Result<PictureFacts> {
    let decoded = decode(bytes).ok_or_else(|| no_picture(path, bytes))?;
    Ok(PictureFacts { media: of(bytes), width: decoded.width(), height: decoded.height() })
}

/// A picture upright, as the camera was held, in PNG and at most `side` pixels wide and high.
///
/// # Errors
/// `error.not_a_picture` or `error.picture_too_large` at `path`.
pub fn small(path: &str, bytes: &[u8], side: u32) -> Result<Vec<u8>> {
    let picture = decode(bytes).ok_or_else(|| no_picture(path, bytes))?;
    let picture =
        if picture.width().max(picture.height()) > side { picture.thumbnail(side, side) } else { picture };
    let mut png = Cursor::new(Vec::new());
    picture.write_to(&mut png, ImageFormat::Png).map_err(Error::internal)?;
    Ok(png.into_inner())
}

fn decode(bytes: &[u8]) -> Option<DynamicImage> {
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(SIDE_MAX), Some(SIDE_MAX));
    limits.max_alloc = Some(MEMORY_MAX);
    let mut decoder = reader(bytes, limits)?.into_decoder().ok()?;
    if decoder.total_bytes() > MEMORY_MAX {
        return None;
    }
    let upright = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    if let Some(orientation) = upright {
        picture.apply_orientation(orientation);
    }
    Some(picture)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_decides_and_not_the_name() {
        for (bytes, expected) in [
            (&b"%PDF-1.7 ..."[..], "application/pdf"),
            (b"PK\x03\x04....", "application/zip"),
            (b"<html><script>alert(1)</script>", "text/plain"),
            (b"<svg xmlns=\"\" onload=\"\"/>", "text/plain"),
            ("केरल, ₹ 5\n".as_bytes(), "text/plain"),
            (b"MZ\x90\x00\x03", "application/octet-stream"),
            (b"", "text/plain"),
        ] {
            assert_eq!(of(bytes), expected, "{bytes:?}");
        }
        // The look ends inside of a letter.
        assert_eq!(of("ab₹".repeat(2000).as_bytes()), "text/plain");
        assert!(picture("logo", b"\x89PNG\r\n\x1a\nnot really").is_err());
        assert!(picture("logo", b"plain").is_err());
    }
}
