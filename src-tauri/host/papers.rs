//! Papers on their way out and files on their way in. What goes out is written beside the company file, into
//! `NAME.papers`, and handed to the system's own program where there is one: the viewer prints, the mail program sends.

use super::company::OpenCompany;
use super::naming;
use crate::api::Mode;
use crate::attachments;
use crate::kernel::error::{Code, Result};
use crate::store::disk;
use crate::store::files::Files;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Hands a file to the program that the system opens it with. Only a host with a screen can.
pub trait Opener: Send + Sync {
    /// True when a program took it.
    fn open(&self, path: &Path) -> bool;
}

/// Which paper or file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Which {
    /// Its id.
    id: String,
}

/// Request of `document.mail`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mail {
    /// The paper.
    id: String,
    /// Of an estimate, the version of the record that was seen: it goes out as the estimate's next version.
    #[serde(default)]
    version: Option<i64>,
}

/// Request of `ticket.save` and `ticket.print`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TalkOf {
    /// The ticket.
    id: String,
    /// Whether notes among colleagues are in it.
    #[serde(default)]
    notes: bool,
}

/// Request of `ticket.mail`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Letter {
    /// The answer, named by its message.
    id: String,
    /// The files of the ticket that go with it.
    #[serde(default)]
    files: Vec<String>,
}

/// Request of `attachment.choose`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Choose {
    /// Whether only pictures are wanted.
    #[serde(default)]
    pub(super) pictures: bool,
}

/// Where something went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Out {
    /// Where it lies.
    path: String,
    /// Whether a program of the system took it from there.
    opened: bool,
}

/// A file whose bytes lie beside the company file, so that a command can name them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Staged {
    /// What the file was called.
    pub name: String,
    /// The BLAKE3 of its bytes.
    pub hash: String,
    /// Its size in bytes.
    pub size: usize,
}

/// Answer of `attachment.choose`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Chosen {
    /// The files; none when the person thought better of it.
    files: Vec<Staged>,
}

/// Kinds of files that are safe to hand to whatever program the system has for them; others are saved and not opened, since
/// they may be programs themselves.
const OPENED: [&str; 19] = [
    "pdf", "png", "jpg", "jpeg", "gif", "webp", "txt", "csv", "md", "doc", "docx", "xls", "xlsx", "ppt",
    "pptx", "odt", "ods", "odp", "eml",
];

type Hand<'a> = Option<&'a dyn Opener>;

/// Writes the PDF of a paper. The bytes of an issued document never change, so a paper that lies there already is the same
/// one; a draft takes the next free name.
pub(super) fn save(company: &OpenCompany, which: &Which) -> Result<Out> {
    let blob = company.bytes("document.pdf", json!({ "id": which.id }))?;
    write(company, None, &blob.name, &blob.bytes)
}

/// Opens the PDF of a paper where it can be printed. An issued document has gone out by that: the next print is a copy.
pub(super) fn print(company: &OpenCompany, hand: Hand<'_>, which: &Which) -> Result<Out> {
    let blob = company.bytes("document.pdf", json!({ "id": which.id }))?;
    let path = lay_down(company, &blob.name, &blob.bytes)?;
    note(company, &which.id, "print")?;
    Ok(handed(hand, &path))
}

/// Prepares an e-mail with the paper and opens it in the mail program, where it is read once more and sent.
pub(super) fn mail(company: &OpenCompany, hand: Hand<'_>, mail: &Mail) -> Result<Out> {
    if let Some(version) = mail.version {
        let sent = json!({ "id": mail.id, "version": version, "how": "email" });
        company.call("estimate.send", sent, Mode::Run)?;
    }
    let blob = company.bytes("document.eml", json!({ "id": mail.id }))?;
    let path = lay_down(company, &blob.name, &blob.bytes)?;
    note(company, &mail.id, "email")?;
    Ok(handed(hand, &path))
}

/// Prepares an e-mail with an answer to a ticket and opens it in the mail program.
pub(super) fn mail_answer(company: &OpenCompany, hand: Hand<'_>, letter: &Letter) -> Result<Out> {
    let blob = company.bytes("ticket.eml", json!({ "id": letter.id, "files": letter.files }))?;
    write(company, hand, &blob.name, &blob.bytes)
}

/// Writes the conversation of a ticket, and opens it where it can be printed.
pub(super) fn save_talk(company: &OpenCompany, hand: Hand<'_>, talk: &TalkOf) -> Result<Out> {
    let blob = company.bytes("ticket.pdf", json!({ "id": talk.id, "notes": talk.notes }))?;
    write(company, hand, &blob.name, &blob.bytes)
}

/// Writes a file of a record to where it can be used, and opens it when that is safe.
pub(super) fn open(company: &OpenCompany, hand: Hand<'_>, which: &Which) -> Result<Out> {
    let blob = company.bytes("attachment.bytes", json!({ "id": which.id }))?;
    let name = naming::file_name(&blob.name);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    write(company, hand.filter(|_| OPENED.contains(&ending.as_str())), &name, &blob.bytes)
}

/// Puts chosen files beside the company file, so that `attachment.add` can name them.
pub(super) fn stage_files(company: &OpenCompany, paths: &[std::path::PathBuf]) -> Result<Chosen> {
    let files = paths.iter().map(|path| {
        let size = std::fs::metadata(path).map_err(|error| disk::failure(path, &error))?.len();
        // Looked at first: what is too large is not read at all.
        attachments::check_size("files", usize::try_from(size).unwrap_or(usize::MAX))?;
        let bytes = std::fs::read(path).map_err(|error| disk::failure(path, &error))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        stage(company, &name, &bytes)
    });
    Ok(Chosen { files: files.collect::<Result<_>>()? })
}

/// Puts bytes beside the company file.
pub(super) fn stage(company: &OpenCompany, name: &str, bytes: &[u8]) -> Result<Staged> {
    attachments::check_size("files", bytes.len())?;
    let hash = Files::beside(company.core().file().path()).put(bytes)?;
    Ok(Staged { name: name.to_owned(), hash, size: bytes.len() })
}

/// Notes that an issued document went out; estimates and receipts have no such note, nor has a person who may only read.
fn note(company: &OpenCompany, id: &str, how: &str) -> Result<()> {
    match company.call("invoice.mark_sent", json!({ "id": id, "how": how }), Mode::Run) {
        Err(error) if !matches!(error.code, Code::NotFound | Code::Forbidden) => Err(error),
        _ => Ok(()),
    }
}

fn write(company: &OpenCompany, hand: Hand<'_>, name: &str, bytes: &[u8]) -> Result<Out> {
    Ok(handed(hand, &lay_down(company, name, bytes)?))
}

/// Writes a paper beside the company file. That it went out is noted after this: without the paper nothing has.
fn lay_down(company: &OpenCompany, name: &str, bytes: &[u8]) -> Result<PathBuf> {
    disk::keep(&company.core().file().path().with_extension("papers"), name, bytes)
}

fn handed(hand: Hand<'_>, path: &Path) -> Out {
    let opened = hand.is_some_and(|hand| hand.open(path));
    Out { path: path.display().to_string(), opened }
}
