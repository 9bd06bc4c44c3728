//! Papers as files and pictures: the PDF that goes out, the pages that the window shows, the prepared e-mail.
//!
//! An issued document is drawn from the model that was frozen with it. Its first print comes from nothing else; a copy also says
//! what was paid since.

use super::draft::{self, DraftInput, DraftKind};
use super::store::{annex, draft as saved, issued, offer, party, print as store};
use super::{job_sheet, paper, reach, receipt, totals};
use crate::api::command::Blob;
use crate::attachments;
use crate::documents::{
    self, Acceptance, CopyMark, Document, DocumentError, DocumentKind, Paper, RenderOptions, Settled, Warning,
};
use crate::kernel::date::CivilDate;
use crate::kernel::error::{Error, FieldError, Result};
use crate::kernel::text;
use crate::store::record;
use crate::store::tx::Read;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which paper.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DocumentPdfRequest {
    /// An invoice, credit note, estimate, payment or visit.
    pub id: String,
    /// Of an estimate, the version that is wanted; when absent, the accepted one, else the one that was sent last.
    #[serde(default)]
    #[ts(optional)]
    pub version_id: Option<String>,
}

/// Which page of which paper.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DocumentPageRequest {
    /// An invoice, credit note, estimate, payment or visit.
    pub id: String,
    /// The page, from 1.
    pub page: u32,
}

/// Which page of a paper that is still being typed.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DraftPageRequest {
    /// Estimate or invoice.
    pub kind: DraftKind,
    /// As typed.
    pub draft: DraftInput,
    /// The page, from 1.
    pub page: u32,
}

/// How many pages a paper has.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct DocumentPages {
    /// How many.
    pub pages: u32,
    /// What of it cannot be printed as it stands; the path is the field.
    pub warnings: Vec<FieldError>,
}

/// How many pages a paper that is still being typed has.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DraftPagesRequest {
    /// Estimate or invoice.
    pub kind: DraftKind,
    /// As typed.
    pub draft: DraftInput,
}

/// A number on a paper.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DocumentFindRequest {
    /// The number, with or without its separators.
    pub number: String,
}

/// The record that carries a number.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct DocumentFound {
    /// Its id.
    pub id: String,
    /// `invoice`, `credit_note`, `estimate` or `payment`.
    pub kind: String,
    /// The number as printed.
    pub number: String,
    /// The version of an estimate whose number it is, when it names one.
    pub version_id: Option<String>,
}

/// A paper with what its drawing needs.
struct Printable {
    paper: Document,
    name: String,
    sheet: Paper,
    copy_mark: CopyMark,
    void: bool,
    settled: Option<Settled>,
    pictures: Pictures,
}

/// The bytes of the pictures of a paper. One that is missing is named by `check`, and the paper is printed without it.
#[derive(Default)]
struct Pictures {
    logo: Option<Vec<u8>>,
    signature: Option<Vec<u8>>,
    customer: Option<Vec<u8>>,
    photos: Vec<Vec<u8>>,
}

impl Printable {
    fn render(&self) -> RenderOptions<'_> {
        // The first print says what was issued; a copy says what came in since.
        self.saying(self.settled.filter(|_| self.copy_mark == CopyMark::Copy))
    }

    fn saying(&self, settled: Option<Settled>) -> RenderOptions<'_> {
        RenderOptions {
            logo: self.pictures.logo.as_deref(),
            signature: self.pictures.signature.as_deref(),
            customer: self.pictures.customer.as_deref(),
            photos: &self.pictures.photos,
            paper: self.sheet,
            copy_mark: self.copy_mark,
            void: self.void,
            settled,
        }
    }
}

/// The PDF of a paper.
///
/// # Errors
/// `not_found`; `invalid` when a field cannot be printed, or with `error.no_such_version`.
pub fn pdf(read: &Read<'_>, request: DocumentPdfRequest) -> Result<Blob> {
    let printable = asked(read, &request)?;
    file(&printable, &printable.render())
}

/// The paper that is asked for.
fn asked(read: &Read<'_>, request: &DocumentPdfRequest) -> Result<Printable> {
    let Some(version_id) = &request.version_id else { return printable(read, &request.id) };
    record::require_readable(read, "estimate", &request.id)?;
    if !offer::versions(read, &request.id)?.iter().any(|version| version.id == *version_id) {
        return Err(Error::field("version_id", "error.no_such_version"));
    }
    version(read, &request.id, version_id)
}

/// A paper with its PDF and what became of it since it was issued.
pub(super) struct Whole {
    pub(super) paper: Document,
    pub(super) void: bool,
    pub(super) settled: Option<Settled>,
    pub(super) pdf: Blob,
}

pub(super) fn whole(read: &Read<'_>, id: &str) -> Result<Whole> {
    let printable = printable(read, id)?;
    let pdf = file(&printable, &printable.render())?;
    Ok(Whole { paper: printable.paper, void: printable.void, settled: printable.settled, pdf })
}

/// As [`whole`], but the paper asks for what is open even where it goes out for the first time: the letter around it does too.
pub(super) fn enclosed(read: &Read<'_>, id: &str) -> Result<Whole> {
    let printable = printable(read, id)?;
    let pdf = file(&printable, &printable.saying(printable.settled))?;
    Ok(Whole { paper: printable.paper, void: printable.void, settled: printable.settled, pdf })
}

/// A paper of today with nothing on it but the letterhead of a branch, the first when none is named, and a customer: for what another
/// capability puts on paper.
///
/// # Errors
/// `not_found` without such a branch or customer.
pub(crate) fn blank(
    read: &Read<'_>,
    kind: DocumentKind,
    branch_id: Option<&str>,
    customer_id: &str,
) -> Result<Document> {
    let branch = party::branch(read, branch_id)?.ok_or_else(|| Error::not_found("branch"))?;
    let customer = party::customer(read, customer_id)?.ok_or_else(|| Error::not_found("customer"))?;
    let language = paper::language(&customer.language);
    let buyer = paper::buyer(&customer, &branch, language);
    Ok(paper::blank(kind, &branch, buyer, language, read.today_at(branch_id)?))
}

/// The PDF of such a paper, under the name of its number.
///
/// # Errors
/// `invalid` when a field cannot be printed.
pub(crate) fn print(read: &Read<'_>, paper: Document) -> Result<Blob> {
    let printable = named(read, paper, CopyMark::None)?;
    file(&printable, &printable.render())
}

fn file(printable: &Printable, options: &RenderOptions<'_>) -> Result<Blob> {
    let rendered = documents::render_pdf(&printable.paper, options).map_err(|error| refused(&error))?;
    let name = format!("{}.pdf", printable.name);
    Ok(Blob { media: "application/pdf", name, bytes: rendered.pdf })
}

/// A page of a paper as a picture.
///
/// # Errors
/// As [`pdf`], and `invalid` at `page` beyond the last one.
pub fn page(read: &Read<'_>, request: DocumentPageRequest) -> Result<Blob> {
    let printable = printable(read, &request.id)?;
    picture(&printable, request.page)
}

/// How many pages a paper has.
///
/// # Errors
/// As [`pdf`].
pub fn pages(read: &Read<'_>, request: DocumentPdfRequest) -> Result<DocumentPages> {
    let printable = asked(read, &request)?;
    count(&printable)
}

/// A page of a paper that is still being typed.
///
/// # Errors
/// `invalid` with the fields that are not acceptable, or at `page` beyond the last one; `not_found` with lines of a draft out of reach.
pub fn draft_page(read: &Read<'_>, request: DraftPageRequest) -> Result<Blob> {
    picture(&drafted(read, request.kind, &request.draft)?, request.page)
}

/// How many pages a paper that is still being typed has.
///
/// # Errors
/// `invalid` with the fields that are not acceptable.
pub fn draft_pages(read: &Read<'_>, request: DraftPagesRequest) -> Result<DocumentPages> {
    count(&drafted(read, request.kind, &request.draft)?)
}

/// A paper that is being typed, with the time that stands on those of its lines that were saved.
fn drafted(read: &Read<'_>, kind: DraftKind, draft: &DraftInput) -> Result<Printable> {
    reach::shown(read, draft)?;
    let mut printable = typed(read, kind, draft, None)?;
    let lines: Vec<&String> = draft.lines.iter().flatten().filter_map(|line| line.id.as_ref()).collect();
    if kind == DraftKind::Invoice && !lines.is_empty() {
        printable.paper.annex = annex::time_on_lines(read, &lines)?;
    }
    Ok(printable)
}

/// The record that carries a number.
///
/// # Errors
/// `error.required` at `number`; drafts have none. `not_found`.
pub fn find(read: &Read<'_>, request: DocumentFindRequest) -> Result<DocumentFound> {
    let typed = text::required_line("number", &request.number).map_err(|field| Error::fields(vec![field]))?;
    let found = store::by_number(read, &typed)?.ok_or_else(|| Error::not_found("document"))?;
    let (id, kind, number, version_id) = found;
    record::require_readable(read, &kind, &id)?;
    Ok(DocumentFound { id, kind, number, version_id })
}

fn picture(printable: &Printable, page: u32) -> Result<Blob> {
    let svg = documents::preview_svg(&printable.paper, &printable.render(), page)
        .map_err(|error| refused(&error))?;
    Ok(Blob {
        media: "image/svg+xml",
        name: format!("{}-{page}.svg", printable.name),
        bytes: svg.into_bytes(),
    })
}

fn count(printable: &Printable) -> Result<DocumentPages> {
    let layout = documents::layout(&printable.paper, &printable.render()).map_err(|error| refused(&error))?;
    let warnings = layout.warnings.into_iter().filter_map(|warning| match warning {
        Warning::MissingCharacters { characters } => {
            Some(FieldError::new("lines", "warning.paper_characters").with("characters", characters))
        }
        Warning::TextCut { field, kept } => {
            Some(FieldError::new(&field, "warning.paper_cut").with("kept", kept))
        }
        Warning::TableTooWide => Some(FieldError::new("lines", "warning.paper_wide")),
        // Its reason stands on the paper's own settings: many firms have no such code.
        Warning::NoPaymentCode { .. } => None,
    });
    Ok(DocumentPages { pages: layout.pages, warnings: warnings.collect() })
}

/// The days from `first` to `last` as the papers of a customer say them: `1 Dec 2026 – 31 Dec 2026`, a single day once.
///
/// # Errors
/// A failure of the file.
pub fn days_for(read: &Read<'_>, customer_id: &str, first: NaiveDate, last: NaiveDate) -> Result<String> {
    let period = documents::period(language_for(read, customer_id)?, first, last);
    period.map(|period| period.days).map_err(|error| refused(&error))
}

/// How much of something was used as the papers of a customer say it: `Network care: 18.5 h of 24 h used`.
///
/// # Errors
/// A failure of the file.
pub fn used_for(read: &Read<'_>, customer_id: &str, name: &str, used: &str, allowed: &str) -> Result<String> {
    let words = documents::used_of(language_for(read, customer_id)?, name, used, allowed);
    words.map_err(|error| refused(&error))
}

fn language_for(read: &Read<'_>, customer_id: &str) -> Result<documents::Language> {
    let customer = party::customer(read, customer_id)?;
    Ok(paper::language(&customer.map(|customer| customer.language).unwrap_or_default()))
}

pub(super) fn refused(error: &DocumentError) -> Error {
    let path = match error {
        DocumentError::Field { field, .. } => field.clone(),
        DocumentError::Page { .. } => "page".to_owned(),
        DocumentError::Picture { picture, .. } => picture.clone(),
        DocumentError::Pdf(_) | DocumentError::Bundle(_) => return Error::internal(error),
    };
    Error::fields(vec![FieldError::new(&path, "error.paper").with("reason", error.to_string())])
}

fn printable(read: &Read<'_>, id: &str) -> Result<Printable> {
    let kind = store::kind_of(read, id)?.ok_or_else(|| Error::not_found("document"))?;
    record::require_readable(read, &kind, id)?;
    match kind.as_str() {
        "payment" => {
            let (paper, reversed) = receipt::paper(read, id)?;
            Ok(Printable { void: reversed, ..named(read, paper, CopyMark::None)? })
        }
        "estimate" => estimate(read, id),
        "activity" => {
            let (paper, signature) = job_sheet::paper(read, id)?;
            let mut printable = named(read, paper, CopyMark::None)?;
            printable.pictures.customer = signature;
            printable.pictures.photos = job_sheet::photos(read, id)?;
            Ok(printable)
        }
        _ => match issued::find(read, id)? {
            Some(found) => {
                let paper = serde_json::from_str(&found.model).map_err(Error::internal)?;
                let sent = issued::events(read, id)?.iter().any(|(event, _, _)| event == "sent");
                let copy_mark = if sent { CopyMark::Copy } else { CopyMark::Original };
                let (void, settled) = (found.state == "void", settled(read, &found)?);
                Ok(Printable { void, settled, ..named(read, paper, copy_mark)? })
            }
            None => {
                let mut printable = typed(read, DraftKind::Invoice, &saved::load(read, id)?.input, None)?;
                printable.paper.annex = annex::time_on(read, id)?;
                Ok(printable)
            }
        },
    }
}

/// The money that has come in on an invoice since it was issued.
fn settled(read: &Read<'_>, found: &issued::Issued) -> Result<Option<Settled>> {
    if found.kind != "invoice" || found.open_minor == found.total_minor {
        return Ok(None);
    }
    store::settled(read, &found.id, &found.currency).map(Some)
}

/// An estimate as it was agreed, else as it went out last, else as it stands.
fn estimate(read: &Read<'_>, id: &str) -> Result<Printable> {
    let accepted = offer::answer(read, id)?.filter(|answer| answer.answer == "accepted");
    let version_id = match accepted {
        Some(answer) => Some(answer.version_id),
        None => offer::last_sent(read, id)?.map(|version| version.id),
    };
    match version_id {
        Some(version_id) => version(read, id, &version_id),
        None => {
            let stored = saved::load(read, id)?;
            typed(read, DraftKind::Estimate, &stored.input, Some(&stored.code))
        }
    }
}

/// A version of an estimate as it went out; the accepted one says who accepted it.
fn version(read: &Read<'_>, id: &str, version_id: &str) -> Result<Printable> {
    let accepted = offer::answer(read, id)?
        .filter(|answer| answer.answer == "accepted" && answer.version_id == version_id);
    let model = offer::model(read, version_id)?.unwrap_or_default();
    let mut paper: Document = serde_json::from_str(&model).map_err(Error::internal)?;
    let mut customer = None;
    if let Some(answer) = accepted {
        let date = answer.date.parse::<CivilDate>().map_err(Error::internal)?.value();
        paper.acceptance = Some(Acceptance { name: answer.said_by, date });
        customer = answer.signature_id.and_then(|id| attachments::signature(read, &id).ok());
    }
    let mut printable = named(read, paper, CopyMark::None)?;
    printable.pictures.customer = customer;
    Ok(printable)
}

/// The paper of a form as it stands; an estimate may carry its code before it is sent.
fn typed(read: &Read<'_>, kind: DraftKind, input: &DraftInput, code: Option<&str>) -> Result<Printable> {
    let draft = draft::check(read, kind, input)?;
    let Some(priced) = totals::priced(&draft)? else { return Err(Error::field("lines", "error.no_lines")) };
    let paper = match kind {
        DraftKind::Estimate => paper::estimate(&draft, &priced, totals::options(&draft)?.as_ref(), code)?,
        DraftKind::Invoice => paper::invoice(&draft, &priced, None)?,
    };
    named(read, paper, CopyMark::None)
}

fn named(read: &Read<'_>, paper: Document, copy_mark: CopyMark) -> Result<Printable> {
    let number = paper.number.clone().unwrap_or_else(|| "draft".to_owned());
    // A number may hold characters that a file name cannot.
    let name = number.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { '-' }).collect();
    let sheet = if store::paper_size(read)? == "letter" { Paper::Letter } else { Paper::A4 };
    let kept = |hash: &Option<String>| hash.as_ref().and_then(|hash| read.files().read(hash).ok());
    let signature = paper.signatory.as_ref().and_then(|signatory| kept(&signatory.signature));
    let pictures = Pictures { logo: kept(&paper.seller.logo), signature, ..Pictures::default() };
    Ok(Printable { paper, name, sheet, copy_mark, void: false, settled: None, pictures })
}
