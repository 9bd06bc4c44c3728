//! What a saved e-mail encloses. A picture of what went wrong says more than the words around it, and nobody sees it inside of a file of
//! mail; so it is kept beside.

use crate::kernel::text;
use crate::store::files::FILE_MAX;
use mail_parser::{MessageParser, MimeHeaders as _};
use std::path::Path;

/// The files that a file encloses with their names, when it is a saved e-mail; what is empty or too large stays in it alone.
pub(super) fn of(name: &str, bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let saved = Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("eml"));
    let Some(message) = saved.then(|| MessageParser::default().parse(bytes)).flatten() else {
        return Vec::new();
    };
    let enclosed = message.attachments().enumerate().map(|(position, part)| {
        let said = part.attachment_name().and_then(|said| text::required_line("name", said).ok());
        (said.unwrap_or_else(|| format!("{name} {}", position + 1)), part.contents().to_vec())
    });
    enclosed.filter(|(_, bytes)| (1..=FILE_MAX).contains(&bytes.len())).collect()
}
