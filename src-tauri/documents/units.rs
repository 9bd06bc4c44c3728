//! Lengths and styles of the page.
//!
//! Layout counts in whole micro-points so that a page is the same on every machine and a document
//! printed again in ten years breaks its lines at the same words. 1 pt = 1/72 inch = 1 000 000.

/// A length in micro-points.
pub(crate) type Length = i64;

/// One point.
pub(crate) const PT: Length = 1_000_000;

/// Hundredths of a point, for the measures of the design tables: `pt100(850)` is 8.5 pt.
pub(crate) const fn pt100(hundredths: i64) -> Length {
    hundredths * 10_000
}

/// Tenths of a millimetre: `mm10(180)` is 18 mm.
pub(crate) const fn mm10(tenths: i64) -> Length {
    tenths * 283_465
}

/// A colour as `0xRRGGBB`.
pub(crate) type Rgb = u32;

/// Ink of running text and figures.
pub(crate) const INK: Rgb = 0x0019_1f25;
/// Ink of labels and secondary text.
pub(crate) const SECOND: Rgb = 0x0049_505a;
/// Ink of row numbers.
pub(crate) const ROW_NUMBER: Rgb = 0x0061_6872;
/// Hairlines between blocks.
pub(crate) const HAIRLINE: Rgb = 0x0080_878f;
/// Rules between rows.
pub(crate) const SOFT_RULE: Rgb = 0x00c4_c9cf;
/// Diagonal words behind the text: ink at 10 % on white.
pub(crate) const PALE: Rgb = 0x00e8_e9e9;
/// Black of a machine-readable code.
pub(crate) const BLACK: Rgb = 0x0000_0000;

/// Size, leading, weight and ink of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Style {
    /// Font size.
    pub size: Length,
    /// Distance from baseline to baseline.
    pub leading: Length,
    /// Bold instead of regular; there are two weights only.
    pub bold: bool,
    /// Colour.
    pub ink: Rgb,
}

impl Style {
    /// A regular style in ink; sizes in hundredths of a point.
    pub(crate) const fn new(size: i64, leading: i64) -> Self {
        Self { size: pt100(size), leading: pt100(leading), bold: false, ink: INK }
    }

    /// The same in bold.
    pub(crate) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// The same in another ink.
    pub(crate) const fn ink(self, ink: Rgb) -> Self {
        Self { ink, ..self }
    }

    /// The same with `less` micro-points taken from size and leading.
    pub(crate) const fn smaller(self, less: Length) -> Self {
        Self { size: self.size - less, leading: self.leading - less, ..self }
    }

    /// The same with the leading Arabic and Devanagari need for their marks (×1.15).
    pub(crate) const fn opened(self) -> Self {
        Self { leading: self.leading * 115 / 100, ..self }
    }

    /// Distance from the top of a line to its baseline.
    ///
    /// The line box is centred on Noto Sans' ascent (1069) and descent (293) of 1000, whatever the
    /// script, so that all scripts of a line share one baseline.
    pub(crate) const fn baseline(self) -> Length {
        self.leading / 2 + self.size * (1069 - 293) / 2 / 1000
    }
}

/// Body text.
pub(crate) const BODY: Style = Style::new(950, 1300);
/// Secondary text: addresses, terms.
pub(crate) const META: Style = Style::new(850, 1150);
/// Labels above and beside values.
pub(crate) const LABEL: Style = META.ink(SECOND);
/// Title of the document.
pub(crate) const TITLE: Style = Style::new(1800, 2200).bold();
/// Name of the firm.
pub(crate) const FIRM: Style = Style::new(1300, 1600).bold();
/// Amount in the answer box.
pub(crate) const ANSWER: Style = Style::new(1900, 2300).bold();
/// Date beside the amount in the answer box.
pub(crate) const ANSWER_DATE: Style = Style::new(1100, 2300).bold();
/// Head of the lines table.
pub(crate) const TABLE_HEAD: Style = Style::new(800, 1000).ink(SECOND);
/// Row of the lines table.
pub(crate) const ROW: Style = Style::new(900, 1200);
/// Head of the tax summary.
pub(crate) const SUMMARY_HEAD: Style = Style::new(750, 950).ink(SECOND);
/// Row of the tax summary.
pub(crate) const SUMMARY_ROW: Style = Style::new(850, 1100);
/// The last, large line of the totals.
pub(crate) const GRAND: Style = Style::new(1200, 1600).bold();
/// Firm and title in the head of later pages.
pub(crate) const RUNNING: Style = Style::new(1050, 1300).bold();
/// Footer and captions; nothing is set smaller.
pub(crate) const SMALL: Style = Style::new(750, 1000).ink(SECOND);
