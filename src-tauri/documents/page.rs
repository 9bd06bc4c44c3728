//! Pages as lists of drawing operations.
//!
//! Layout writes one list; the PDF and the preview on the screen are both drawn from it, so what
//! the user sees is what is issued. Layout speaks of start and end; the sheet turns that into left
//! and right, which is all that mirroring an Arabic page takes.

use super::shape::TextLine;
use super::units::{Length, PT, Rgb, Style, mm10, pt100};

/// One operation; lengths in micro-points from the top left corner of the page.
#[derive(Debug, Clone)]
pub(crate) enum DrawOp {
    /// A line of text with its left edge and baseline.
    Text { x: Length, baseline: Length, ink: Rgb, line: TextLine },
    /// A filled rectangle; rules are thin ones.
    Fill { x: Length, y: Length, width: Length, height: Length, ink: Rgb },
    /// Dark cells of a machine-readable code, painted as one shape so that no seams show.
    Cells { cells: Vec<Cell> },
    /// A picture that came with the render options.
    Picture { which: Picture, x: Length, y: Length, width: Length, height: Length },
    /// A word across the page, rising by 35 degrees through its middle.
    Slanted { ink: Rgb, size: Length, line: TextLine },
}

/// A picture that comes with the render options.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Picture {
    /// The firm's logo.
    Logo,
    /// The signature of who signs.
    Signature,
    /// The customer's signature, drawn on screen.
    Customer,
    /// A photo, counted from 0.
    Photo(usize),
}

/// A rectangle of a machine-readable code.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cell {
    /// Left edge.
    pub x: Length,
    /// Upper edge.
    pub y: Length,
    /// Width.
    pub width: Length,
    /// Height.
    pub height: Length,
}

impl DrawOp {
    /// Moves the operation down.
    fn shift(&mut self, by: Length) {
        match self {
            Self::Cells { cells } => cells.iter_mut().for_each(|cell| cell.y += by),
            Self::Text { baseline: y, .. } | Self::Fill { y, .. } | Self::Picture { y, .. } => *y += by,
            Self::Slanted { .. } => {}
        }
    }
}

/// A page in drawing order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Page {
    /// Its operations.
    pub ops: Vec<DrawOp>,
}

/// Where a text stands in its box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    /// At the start edge: left, in Arabic documents right.
    Start,
    /// At the end edge.
    End,
    /// At the right edge in both directions, as figures are.
    Right,
}

/// The paper and its direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sheet {
    /// Paper width.
    pub width: Length,
    /// Paper height.
    pub height: Length,
    /// True for pages read from right to left.
    pub right_to_left: bool,
}

impl Sheet {
    /// Start edge of the text area (18 mm).
    pub(crate) const START: Length = mm10(180);
    /// Top of later pages' running head (18 mm).
    pub(crate) const TOP: Length = mm10(180);
    /// Gutter between columns (4 mm).
    pub(crate) const GUTTER: Length = mm10(40);
    /// Width of the answer box and the totals: columns 8 to 12 (71 mm).
    pub(crate) const SIDE: Length = mm10(710);

    /// ISO 216 A4.
    pub(crate) const fn a4(right_to_left: bool) -> Self {
        Self { width: mm10(2100), height: mm10(2970), right_to_left }
    }

    /// US Letter.
    pub(crate) const fn letter(right_to_left: bool) -> Self {
        Self { width: 612 * PT, height: 792 * PT, right_to_left }
    }

    /// End edge of the text area (16 mm margin).
    pub(crate) const fn end(self) -> Length {
        self.width - mm10(160)
    }

    /// Width of the text area.
    pub(crate) const fn text_width(self) -> Length {
        self.end() - Self::START
    }

    /// Start of the answer box and the totals.
    pub(crate) const fn side(self) -> Length {
        self.end() - Self::SIDE
    }

    /// Width of the area beside the answer box: columns 1 to 7.
    pub(crate) const fn main_width(self) -> Length {
        self.side() - Self::GUTTER - Self::START
    }

    /// The rule above the footer.
    pub(crate) const fn footer_rule(self) -> Length {
        self.height - mm10(208)
    }

    /// Top of the footer text.
    pub(crate) const fn footer_text(self) -> Length {
        self.height - mm10(196)
    }

    /// Last place for a block of the body.
    pub(crate) const fn body_end(self) -> Length {
        self.footer_rule() - pt100(890)
    }

    /// Last place for a table that goes on overleaf: one bottom margin (16 mm) above the footer, so
    /// that the carried figures stand clear.
    pub(crate) const fn carry_end(self) -> Length {
        self.footer_rule() - mm10(160)
    }

    /// Left edge of a box given by its start and width.
    const fn left(self, start: Length, width: Length) -> Length {
        if self.right_to_left { self.width - start - width } else { start }
    }
}

/// A part of a page that is never split, drawn from its own top.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    /// The sheet it is drawn for.
    pub sheet: Sheet,
    /// Operations from the top of the block.
    pub ops: Vec<DrawOp>,
    /// Height.
    pub height: Length,
    /// Space at its top that is left out when it opens a page.
    pub lead: Length,
}

impl Block {
    /// An empty block.
    pub(crate) const fn new(sheet: Sheet) -> Self {
        Self { sheet, ops: Vec::new(), height: 0, lead: 0 }
    }

    /// Draws a rule over a start and width; `y` is its upper edge.
    pub(crate) fn rule(&mut self, start: Length, y: Length, width: Length, weight: Length, ink: Rgb) {
        self.fill((start, y), (width, weight), ink);
    }

    /// Fills a box given by its start corner and size.
    pub(crate) fn fill(&mut self, corner: (Length, Length), size: (Length, Length), ink: Rgb) {
        let x = self.sheet.left(corner.0, size.0);
        self.ops.push(DrawOp::Fill { x, y: corner.1, width: size.0, height: size.1, ink });
        self.grow(corner.1 + size.1);
    }

    /// Draws a frame inside a box.
    pub(crate) fn frame(
        &mut self,
        corner: (Length, Length),
        size: (Length, Length),
        weight: Length,
        ink: Rgb,
    ) {
        let (x, y) = corner;
        let (width, height) = size;
        self.fill((x, y), (width, weight), ink);
        self.fill((x, y + height - weight), (width, weight), ink);
        self.fill((x, y), (weight, height), ink);
        self.fill((x + width - weight, y), (weight, height), ink);
    }

    /// Draws the dark cells of a code whose square stands at a start corner; never mirrored.
    pub(crate) fn cells(&mut self, corner: (Length, Length), size: Length, mut cells: Vec<Cell>) {
        let left = self.sheet.left(corner.0, size);
        for cell in &mut cells {
            cell.x += left;
            cell.y += corner.1;
        }
        self.ops.push(DrawOp::Cells { cells });
        self.grow(corner.1 + size);
    }

    /// Draws a picture in a box.
    pub(crate) fn picture(&mut self, which: Picture, corner: (Length, Length), size: (Length, Length)) {
        let x = self.sheet.left(corner.0, size.0);
        self.ops.push(DrawOp::Picture { which, x, y: corner.1, width: size.0, height: size.1 });
        self.grow(corner.1 + size.1);
    }

    /// Sets a line in a box given by its start corner and width.
    pub(crate) fn set(
        &mut self,
        corner: (Length, Length),
        width: Length,
        align: Align,
        line: TextLine,
        style: Style,
    ) {
        if line.runs.is_empty() {
            return;
        }
        let left = self.sheet.left(corner.0, width);
        let spare = width - line.width;
        let at_left = match align {
            Align::Start => !self.sheet.right_to_left,
            Align::End => self.sheet.right_to_left,
            Align::Right => false,
        };
        let x = if at_left { left } else { left + spare };
        let baseline = corner.1 + style.baseline();
        self.ops.push(DrawOp::Text { x, baseline, ink: style.ink, line });
        self.grow(corner.1 + style.leading);
    }

    /// Adds another block below `y`.
    pub(crate) fn append(&mut self, other: Self, y: Length) {
        self.grow(y + other.height);
        for mut op in other.ops {
            op.shift(y);
            self.ops.push(op);
        }
    }

    /// Makes the block at least this high.
    pub(crate) const fn grow(&mut self, height: Length) {
        if height > self.height {
            self.height = height;
        }
    }
}
