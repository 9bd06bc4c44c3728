//! Printed documents: invoices, estimates, credit notes and receipts as PDF and as a preview.
//!
//! A paper that leaves the firm is a legal fact. It is made from a frozen [`Document`] and nothing
//! else, by a layout that counts in whole micro-points and draws one list of operations, so that
//! the same document gives the same bytes on every machine and at every later time. Text is shaped
//! here because the PDF library does not shape: Arabic joins, Hindi forms its conjuncts, and both
//! copy out of the file as the text that was typed.
//!
//! ```text
//! Document ─ layout ─→ pages of drawing operations ─┬→ PDF (PDF/A-3b)
//!                                                   └→ SVG preview
//! ```

mod classic;
mod composer;
mod copy;
mod countries;
mod draw;
mod finish;
mod fonts;
mod format;
mod letter;
mod model;
mod model_parts;
mod page;
mod paginate;
mod period;
mod preview;
mod qr;
mod shape;
mod table;
mod text;
mod units;
mod validate;
mod wording;
pub mod words;

pub use copy::Settled;
pub use countries::{country_name, is_country};
pub use letter::{Letter, letter};
pub use model::{
    Acceptance, Adjustment, Allocation, Balance, BankDetails, CountryPreset, Currency, Dates, Deduction,
    Document, DocumentKind, HomeTax, HsnSummary, Job, LabelledText, Language, Line, LineTax, MODEL_VERSION,
    Note, OriginalInvoice, Party, Receipt, References, Said, Seller, Signatory, Talk, TaxTotal, TimeWorked,
    Totals,
};
pub use period::{Period, period, used_of};
pub(crate) use wording::Wording;

use composer::Composer;
use draw::Pixels;
use fonts::Fonts;
use format::Figures;
use page::{Page, Picture, Sheet};
use shape::Typesetter;
use std::collections::BTreeMap;

/// Version of the template *Classic*; raised when a document would look different.
pub const TEMPLATE_VERSION: &str = "classic-3";

/// Version of the renderer; raised when the bytes of a PDF would differ for the same pages.
pub const RENDERER_VERSION: &str = "2";

/// Most lines one document may have.
pub const MAX_LINES: usize = 2_000;

/// Why a document cannot be printed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// A field of the document contradicts its kind or is out of range.
    #[error("{field}: {problem}")]
    Field {
        /// Path of the field, such as `lines[3].net`.
        field: String,
        /// What is wrong and what would cure it.
        problem: String,
    },
    /// A picture is not PNG or JPEG, is damaged or is too large.
    #[error("{picture}: {problem}; choose a PNG or JPEG picture of at most 8000 × 8000 pixels")]
    Picture {
        /// `logo`, `signature`, `customer signature` or `photo`.
        picture: String,
        /// What the decoder said.
        problem: String,
    },
    /// The page asked for does not exist.
    #[error("page {asked} does not exist, the document has {pages}")]
    Page {
        /// Page asked for, counted from 1.
        asked: u32,
        /// Pages there are.
        pages: u32,
    },
    /// The PDF could not be written.
    #[error("the PDF could not be written: {0}")]
    Pdf(String),
    /// A font or catalogue inside the program is damaged.
    #[error("the program is damaged: {0}; install it again")]
    Bundle(String),
}

/// Largest side of a picture that can be printed, in pixels.
pub const PICTURE_SIDE_MAX: u32 = draw::SIDE_READ;

/// What the user should know before a paper goes out; none of these stops it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// Characters that no bundled font has; they are left out.
    MissingCharacters {
        /// The characters, each once.
        characters: String,
    },
    /// A text longer than a paper can carry was cut and ends in an ellipsis.
    TextCut {
        /// The field.
        field: String,
        /// Characters (or lines) that were kept.
        kept: usize,
    },
    /// Figures are so wide that columns of the table touch.
    TableTooWide,
    /// The payment code was left out.
    NoPaymentCode {
        /// Why.
        reason: String,
    },
}

/// Paper size.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Paper {
    /// ISO 216 A4.
    #[default]
    A4,
    /// US Letter.
    Letter,
}

/// Which copy of an issued document is printed; set small below the title.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CopyMark {
    /// No mark.
    #[default]
    None,
    /// *Original for recipient* (India, CGST Rules, rule 48).
    Original,
    /// *Duplicate for transporter* (rule 48).
    Duplicate,
    /// *Triplicate for supplier* (rule 48).
    Triplicate,
    /// *Copy*: every print after the first.
    Copy,
    /// *Customer copy*, of a receipt.
    Customer,
}

/// How to print a document. Nothing here changes what it says of the sale; a void paper and a copy say what became of it.
#[derive(Debug, Clone, Copy, Default)]
pub struct RenderOptions<'a> {
    /// Logo as PNG or JPEG bytes.
    pub logo: Option<&'a [u8]>,
    /// Signature as PNG or JPEG bytes, set above the signatory's line.
    pub signature: Option<&'a [u8]>,
    /// The customer's signature as PNG or JPEG bytes: on an accepted estimate and on a job sheet.
    pub customer: Option<&'a [u8]>,
    /// Photos of a job sheet as PNG or JPEG bytes, upright.
    pub photos: &'a [Vec<u8>],
    /// Paper size.
    pub paper: Paper,
    /// Which copy this is.
    pub copy_mark: CopyMark,
    /// True when the document was voided after issue: prints the word across every page and no
    /// payment code.
    pub void: bool,
    /// What was settled of an invoice since it was issued, to be said on a copy.
    pub settled: Option<Settled>,
}

/// A finished PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The file.
    pub pdf: Vec<u8>,
    /// Number of pages.
    pub pages: u32,
    /// What the user should know.
    pub warnings: Vec<Warning>,
}

/// The pages of a document before they are drawn.
struct LaidOut {
    pages: Vec<Page>,
    sheet: Sheet,
    fonts: &'static Fonts,
    pictures: BTreeMap<Picture, Pixels>,
    title: String,
    warnings: Vec<Warning>,
}

/// Reads the pictures of the options.
fn pictures(options: &RenderOptions<'_>) -> Result<BTreeMap<Picture, Pixels>, DocumentError> {
    let named = [
        (Picture::Logo, "logo", options.logo),
        (Picture::Signature, "signature", options.signature),
        (Picture::Customer, "customer signature", options.customer),
    ];
    let single = named.into_iter().filter_map(|(which, name, bytes)| Some((which, name, bytes?)));
    let photos = options
        .photos
        .iter()
        .enumerate()
        .map(|(index, bytes)| (Picture::Photo(index), "photo", bytes.as_slice()));
    single.chain(photos).map(|(which, name, bytes)| Ok((which, Pixels::read(which, name, bytes)?))).collect()
}

/// Lays a document out.
fn lay_out(document: &Document, options: &RenderOptions<'_>) -> Result<LaidOut, DocumentError> {
    validate::check(document)?;
    let copy = options.settled.as_ref().map(|settled| copy::settled(document, settled));
    let document = copy.as_ref().unwrap_or(document);
    let pictures = pictures(options)?;
    let right_to_left = document.language.is_right_to_left();
    let sheet = match options.paper {
        Paper::A4 => Sheet::a4(right_to_left),
        Paper::Letter => Sheet::letter(right_to_left),
    };
    let setter = Typesetter::new()?;
    let mut composer = Composer {
        document,
        wording: Wording::of(document.language)?,
        figures: Figures::of(document),
        sheet,
        copy_mark: options.copy_mark,
        void: options.void,
        settled: options.settled,
        pictures: pictures.iter().map(|(which, pixels)| (*which, pixels.size())).collect(),
        terms_placed: false,
        note_placed: false,
        setter,
        warnings: Vec::new(),
    };
    let pages = classic::compose(&mut composer)?;
    let number = composer.shown_number();
    let title = format!("{} {number}", composer.title(composer.wording));
    let mut warnings = composer.warnings;
    if !composer.setter.missing().is_empty() {
        let characters = composer.setter.missing().iter().collect();
        warnings.push(Warning::MissingCharacters { characters });
    }
    Ok(LaidOut { pages, sheet, fonts: composer.setter.fonts, pictures, title, warnings })
}

/// Prints a document as PDF/A-3b; the same document and options always give the same bytes.
///
/// # Errors
/// [`DocumentError::Field`] names a field that contradicts the document's kind,
/// [`DocumentError::Picture`] a picture that cannot be read; the others mean a damaged program.
pub fn render_pdf(document: &Document, options: &RenderOptions<'_>) -> Result<Rendered, DocumentError> {
    let laid_out = lay_out(document, options)?;
    let pages = page_total(&laid_out);
    let pdf = draw::pdf(&laid_out, document)?;
    Ok(Rendered { pdf, pages, warnings: laid_out.warnings })
}

/// A document as it would be printed, without the drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// Number of pages.
    pub pages: u32,
    /// What the user should know.
    pub warnings: Vec<Warning>,
}

/// How many pages a document takes, and what of it cannot be printed as it is.
///
/// # Errors
/// As [`render_pdf`].
pub fn layout(document: &Document, options: &RenderOptions<'_>) -> Result<Layout, DocumentError> {
    let laid_out = lay_out(document, options)?;
    Ok(Layout { pages: page_total(&laid_out), warnings: laid_out.warnings })
}

/// The characters of a text that no bundled font has, each once.
///
/// # Errors
/// [`DocumentError::Bundle`] when a font is damaged.
pub fn unprintable(text: &str) -> Result<String, DocumentError> {
    let mut setter = Typesetter::new()?;
    let _ = setter.line(text, units::BODY, shape::Base::Auto);
    Ok(setter.missing().iter().collect())
}

/// One page, counted from 1, as SVG with text as glyph outlines and no style attributes, so that
/// it may be shown under a content security policy without inline styles.
///
/// # Errors
/// As [`render_pdf`], and [`DocumentError::Page`] when there is no such page.
pub fn preview_svg(
    document: &Document,
    options: &RenderOptions<'_>,
    page: u32,
) -> Result<String, DocumentError> {
    let laid_out = lay_out(document, options)?;
    let index = usize::try_from(page).ok().and_then(|page| page.checked_sub(1));
    let chosen = index.and_then(|index| laid_out.pages.get(index));
    let chosen = chosen.ok_or_else(|| DocumentError::Page { asked: page, pages: page_total(&laid_out) })?;
    Ok(preview::svg(&laid_out, chosen))
}

fn page_total(laid_out: &LaidOut) -> u32 {
    u32::try_from(laid_out.pages.len()).unwrap_or(u32::MAX)
}
