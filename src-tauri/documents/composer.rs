//! What every part of a template needs: the document, its words, its figures and the typesetter.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::format::{self, Figures};
use super::model::{CountryPreset, Document, DocumentKind, Language};
use super::page::{Align, Block, Picture, Sheet};
use super::shape::{Base, Typesetter};
use super::text::{clean, clean_line, wrap};
use super::units::{Length, Style};
use super::wording::Wording;
use super::{CopyMark, DocumentError, Settled, Warning};

/// Longest name, id, label or other text that belongs on one line.
pub(crate) const LINE_LIMIT: usize = 200;
/// Longest text of several lines: the longest that can be typed.
pub(crate) const TEXT_LIMIT: usize = crate::kernel::text::NOTE_MAX;

/// A box for a paragraph.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slot {
    /// Start edge.
    pub x: Length,
    /// Top edge.
    pub y: Length,
    /// Width.
    pub width: Length,
}

/// The context of one rendering.
pub(crate) struct Composer<'a> {
    /// The document.
    pub document: &'a Document,
    /// Words of its language.
    pub wording: &'static Wording,
    /// Shape of its figures.
    pub figures: Figures,
    /// The paper.
    pub sheet: Sheet,
    /// Which copy this is.
    pub copy_mark: CopyMark,
    /// True when the document was voided after issue.
    pub void: bool,
    /// What was settled since a copy's document was issued.
    pub settled: Option<Settled>,
    /// Width and height of each picture in pixels.
    pub pictures: BTreeMap<Picture, (u32, u32)>,
    /// True when the terms already stand beside the totals.
    pub terms_placed: bool,
    /// True when the first note already stands beside the payment details.
    pub note_placed: bool,
    /// The typesetter.
    pub setter: Typesetter,
    /// What the user should know before the paper goes out.
    pub warnings: Vec<Warning>,
}

/// Title of a document in a language, as the seller's country calls it.
pub(crate) fn title_of<'w>(document: &Document, wording: &'w Wording) -> &'w str {
    match (document.kind, document.country) {
        (DocumentKind::TaxInvoice, _) => &wording.tax_invoice,
        (DocumentKind::BillOfSupply, _) => &wording.bill_of_supply,
        (DocumentKind::Invoice, _) => &wording.invoice,
        (DocumentKind::CreditNote, CountryPreset::UnitedArabEmirates) => &wording.tax_credit_note,
        (DocumentKind::CreditNote, _) => &wording.credit_note,
        (DocumentKind::Estimate, _) => &wording.estimate,
        (DocumentKind::Receipt, _) => &wording.receipt,
        (DocumentKind::JobSheet, _) => &wording.job_sheet,
        (DocumentKind::Conversation, _) => &wording.conversation,
    }
}

impl Composer<'_> {
    /// The terms of the paper. A credit note asks for no payment, so those it took over from its invoice are left out, and
    /// a void paper has none.
    pub(crate) fn terms(&self) -> Option<&str> {
        let terms = self.document.terms.as_deref().filter(|terms| !terms.trim().is_empty());
        terms.filter(|_| !self.void && self.document.kind != DocumentKind::CreditNote)
    }

    /// True for an invoice that still asks for money: a void or settled one does not.
    pub(crate) fn asks_for_payment(&self) -> bool {
        let document = self.document;
        let invoice = matches!(
            document.kind,
            DocumentKind::TaxInvoice | DocumentKind::Invoice | DocumentKind::BillOfSupply
        );
        let due = document.totals.as_ref().map_or(Decimal::ZERO, |totals| totals.due);
        invoice && !self.void && document.dates.paid.is_none() && due > Decimal::ZERO
    }

    /// What the amount of the paper is called.
    pub(crate) fn amount_label(&self) -> &'static str {
        let wording = self.wording;
        match self.document.kind {
            DocumentKind::CreditNote => &wording.amount_credited,
            DocumentKind::Estimate => &wording.estimate_total,
            DocumentKind::Receipt => &wording.amount_received,
            DocumentKind::JobSheet => &wording.time_on_site,
            DocumentKind::Conversation => &wording.ticket_no,
            _ if self.void => &wording.total,
            _ => &wording.amount_due,
        }
    }

    /// Width and height of a picture in pixels, when there is one.
    pub(crate) fn pixels(&self, which: Picture) -> Option<(u32, u32)> {
        self.pictures.get(&which).copied()
    }

    /// The style with the leading the document's language needs.
    pub(crate) const fn open(&self, style: Style) -> Style {
        match self.document.language {
            Language::Arabic | Language::Hindi => style.opened(),
            Language::English | Language::French => style,
        }
    }

    /// A one-line text made safe to print; a cut is reported under the field's name.
    pub(crate) fn line_of(&mut self, field: &str, text: &str) -> String {
        let cleaned = clean_line(text, LINE_LIMIT);
        self.note_cut(field, cleaned.cut, LINE_LIMIT);
        cleaned.text
    }

    /// A text of several lines made safe to print.
    pub(crate) fn text_of(&mut self, field: &str, text: &str, limit: usize) -> String {
        let cleaned = clean(text, limit);
        self.note_cut(field, cleaned.cut, limit);
        cleaned.text
    }

    /// Reports a text that was cut, once per field.
    pub(crate) fn note_cut(&mut self, field: &str, cut: bool, kept: usize) {
        let warning = Warning::TextCut { field: field.to_owned(), kept };
        if cut && !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    /// Sets a paragraph and returns its height.
    pub(crate) fn paragraph(&mut self, block: &mut Block, slot: Slot, style: Style, text: &str) -> Length {
        self.aligned_paragraph(block, slot, style, text, Align::Start)
    }

    /// Sets a paragraph at either edge and returns its height.
    pub(crate) fn aligned_paragraph(
        &mut self,
        block: &mut Block,
        slot: Slot,
        style: Style,
        text: &str,
        align: Align,
    ) -> Length {
        if text.is_empty() {
            return 0;
        }
        let mut y = slot.y;
        let base = self.base_for(text);
        for line in wrap(&mut self.setter, text, style, slot.width, base) {
            block.set((slot.x, y), slot.width, align, line, style);
            y += style.leading;
        }
        y - slot.y
    }

    /// The base direction of a text: its own, but that of the page when it was put together from
    /// isolated parts, whose order is the page's.
    pub(crate) fn base_for(&self, text: &str) -> Base {
        match text.chars().next() {
            Some('\u{2066}' | '\u{2068}') if self.sheet.right_to_left => Base::Right,
            Some('\u{2066}' | '\u{2068}') => Base::Left,
            _ => Base::Auto,
        }
    }

    /// Sets a text on one line, smaller when it would not fit, and returns its height.
    pub(crate) fn fitted(
        &mut self,
        block: &mut Block,
        slot: Slot,
        style: Style,
        text: &str,
        align: Align,
    ) -> Length {
        let mut fitting = style;
        while self.setter.measure(text, fitting) > slot.width && fitting.size > super::units::SMALL.size {
            fitting = fitting.smaller(super::units::PT / 2);
        }
        let line = self.setter.line(text, fitting, self.base_for(text));
        let drop = style.baseline() - fitting.baseline();
        block.set((slot.x, slot.y + drop), slot.width, align, line, fitting);
        style.leading
    }

    /// Sets a figure at the right edge of a box.
    pub(crate) fn figure(&mut self, block: &mut Block, slot: Slot, style: Style, text: &str) {
        let line = self.setter.line(text, style, Base::Left);
        block.set((slot.x, slot.y), slot.width, Align::Right, line, style);
    }

    /// An amount of the document without its currency.
    pub(crate) fn amount(&self, value: Decimal) -> String {
        self.figures.amount(value, self.document.currency.decimals)
    }

    /// An amount with its currency, kept in one piece and in its own direction.
    pub(crate) fn money(&self, value: Decimal) -> String {
        format!("\u{2066}{}\u{2069}", format::money(self.figures, &self.document.currency, value))
    }

    /// A label with the currency of its column: `Taxable (₹)`.
    pub(crate) fn in_currency(&self, label: &str) -> String {
        format!("{label}\u{a0}({})", format::currency_sign(&self.document.currency))
    }

    /// The number as printed; a draft has none.
    pub(crate) fn number(&mut self) -> Option<String> {
        let number = self.document.number.as_ref().filter(|_| !self.document.draft)?;
        Some(self.line_of("number", number))
    }

    /// The number as it is shown wherever something must stand: a draft says that it is one.
    pub(crate) fn shown_number(&mut self) -> String {
        self.number().unwrap_or_else(|| self.wording.draft.clone())
    }

    /// Title of the document in a language, as the seller's country calls it.
    pub(crate) fn title<'w>(&self, wording: &'w Wording) -> &'w str {
        title_of(self.document, wording)
    }

    /// The word for a tax in the document's language; an unknown code is printed as given.
    pub(crate) fn tax_name(&mut self, code: &str) -> String {
        match code {
            "VAT" => self.wording.vat.clone(),
            "CGST" => self.wording.cgst.clone(),
            "SGST" => self.wording.sgst.clone(),
            "IGST" => self.wording.igst.clone(),
            "UTGST" => self.wording.utgst.clone(),
            other => self.line_of("taxes.code", other),
        }
    }

    /// Adds amounts exactly.
    ///
    /// # Errors
    /// [`DocumentError::Field`] when the sum is beyond what a decimal can hold.
    pub(crate) fn sum<I: IntoIterator<Item = Decimal>>(
        field: &str,
        values: I,
    ) -> Result<Decimal, DocumentError> {
        values.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add).ok_or_else(|| DocumentError::Field {
            field: field.to_owned(),
            problem: "the sum is too large; check the amounts of the lines".to_owned(),
        })
    }
}
