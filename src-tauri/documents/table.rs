//! Tables without vertical rules: heads, rows, sums.
//!
//! Figures end at the right edge of their column in both reading directions, and a column whose
//! figures have different numbers of decimals is aligned at the decimal sign by leaving the place of
//! the missing ones empty (10 above 7.5).

use super::composer::{Composer, Slot};
use super::page::{Align, Block};
use super::shape::Base;
use super::text::{wrap, wrap_texts};
use super::units::{Length, META, PT, Rgb, SECOND, Style, pt100};

/// How a column sets its cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Setting {
    /// One line at the start edge.
    Text,
    /// Wrapped at the start edge; long texts go on below the row.
    Wrapped,
    /// At the right edge, aligned at the decimal sign.
    Figure,
}

/// One column.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    /// Head, wrapped when it is wider than the column.
    pub head: String,
    /// Width with the gap before it.
    pub width: Length,
    /// Gap before the text.
    pub gap: Length,
    /// How cells are set.
    pub setting: Setting,
    /// Colour of cells.
    pub ink: Rgb,
    /// Most decimal places of any figure in the column.
    pub decimals: usize,
}

/// Styles and paddings of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    /// Head text.
    pub head: Style,
    /// Space above and below the head text.
    pub head_pad: Length,
    /// Row text.
    pub row: Style,
    /// Space above and below the row text.
    pub row_pad: Length,
    /// Rule above the head.
    pub top_rule: Length,
}

/// A row to be set.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    /// One text per column; empty ones are left blank.
    pub cells: Vec<String>,
    /// Text below the wrapped cell, in second ink.
    pub detail: String,
    /// Bold, for sums and carried figures.
    pub bold: bool,
}

/// A part of a row that stands on one page.
pub(crate) struct Part {
    /// What is drawn, without a rule.
    pub block: Block,
    /// The row it is of.
    pub row: usize,
    /// True for the last part of its row.
    pub ends: bool,
}

/// Lines of a description before it goes on below the row in smaller type.
const DESCRIPTION_LINES: usize = 6;
/// Lines of small type that stand with their row; of more, each may go on overleaf.
const LINES_TOGETHER: usize = 24;
/// How far a head may lean into the gap on each side of its column.
const HEAD_OVERHANG: Length = pt100(200);
/// Space between a wrapped text and the next column.
pub(crate) const WRAP_END: Length = pt100(567);

/// A table at the start edge `x`.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// Start edge.
    pub x: Length,
    /// Columns from start to end.
    pub columns: Vec<Column>,
    /// Styles.
    pub look: Look,
}

impl Table {
    /// Width of all columns.
    pub(crate) fn width(&self) -> Length {
        self.columns.iter().map(|column| column.width).sum()
    }

    /// The head between its two rules.
    pub(crate) fn head(&self, composer: &mut Composer<'_>) -> Block {
        let look = self.look;
        let mut block = Block::new(composer.sheet);
        let mut heads = Vec::new();
        for (index, column) in self.columns.iter().enumerate() {
            heads.push(head_lines(composer, column, look.head, index + 1 == self.columns.len()));
        }
        let most = heads.iter().map(Vec::len).max().unwrap_or(1).max(1);
        block.rule(self.x, 0, self.width(), look.top_rule, super::units::INK);
        let (mut x, end) = (self.x, self.x + self.width());
        for (column, lines) in self.columns.iter().zip(heads) {
            let missing = Length::try_from(most - lines.len().min(most)).unwrap_or(0);
            let mut y = look.top_rule + look.head_pad + missing * look.head.leading;
            let align = if column.setting == Setting::Figure { Align::Right } else { Align::Start };
            for text in lines {
                let line = composer.setter.line(&text, look.head, Base::Auto);
                let width = column.width - column.gap;
                // A head wider than its column leans into the gaps on both sides of it.
                let over = (line.width - width).clamp(0, 2 * HEAD_OVERHANG) / 2;
                let width = if x + column.width < end { width + over } else { width };
                block.set((x + column.gap, y), width, align, line, look.head);
                y += look.head.leading;
            }
            x += column.width;
        }
        let height = block.height.max(look.top_rule + look.head_pad + look.head.leading);
        block.rule(self.x, height + look.head_pad, self.width(), PT / 2, super::units::INK);
        block
    }

    /// A row in one piece, without its rule.
    pub(crate) fn row(&self, composer: &mut Composer<'_>, row: &Row) -> Block {
        let mut whole = Block::new(composer.sheet);
        for part in self.pieces(composer, row) {
            let y = whole.height;
            whole.append(part, y);
        }
        whole
    }

    /// Rows as the parts between which a page may end.
    pub(crate) fn parts(&self, composer: &mut Composer<'_>, rows: &[Row]) -> Vec<Part> {
        let mut parts = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            let pieces = self.pieces(composer, row);
            let count = pieces.len();
            let part = |(at, block)| Part { block, row: index, ends: at + 1 == count };
            parts.extend(pieces.into_iter().enumerate().map(part));
        }
        parts
    }

    /// A row with its first lines, then each line of small type that may stand overleaf.
    fn pieces(&self, composer: &mut Composer<'_>, row: &Row) -> Vec<Block> {
        let look = self.look;
        let mut block = Block::new(composer.sheet);
        let mut more = Vec::new();
        let mut x = self.x;
        for (column, cell) in self.columns.iter().zip(&row.cells) {
            let style = Style { bold: row.bold, ..look.row }.ink(column.ink);
            let slot = Slot { x: x + column.gap, y: look.row_pad, width: column.width - column.gap };
            match column.setting {
                Setting::Wrapped => more = self.wrapped(composer, &mut block, slot, style, cell, row),
                Setting::Text if !cell.is_empty() => {
                    let line = composer.setter.line(cell, style, Base::Auto);
                    block.set((slot.x, slot.y), slot.width, Align::Start, line, style);
                }
                Setting::Figure if !cell.is_empty() => {
                    let inset = missing_places(composer, cell, column.decimals, style);
                    let inset_slot = Slot { x: slot.x, width: slot.width - inset, ..slot };
                    let moved = if composer.sheet.right_to_left { slot.x + inset } else { slot.x };
                    composer.figure(&mut block, Slot { x: moved, ..inset_slot }, style, cell);
                }
                Setting::Text | Setting::Figure => {}
            }
            x += column.width;
        }
        block.grow(look.row_pad + look.row.leading);
        more.insert(0, block);
        if let Some(last) = more.last_mut() {
            last.height += look.row_pad;
        }
        more
    }

    /// A wrapped cell, its detail, and what does not fit six lines below both; the lines that may stand overleaf are
    /// returned.
    fn wrapped(
        &self,
        composer: &mut Composer<'_>,
        block: &mut Block,
        slot: Slot,
        style: Style,
        cell: &str,
        row: &Row,
    ) -> Vec<Block> {
        let look_size = self.look.row.size;
        // Sums have no neighbours on their line up to the first figure, so they need not wrap.
        let width = if row.bold { self.x + self.width() - slot.x } else { slot.width - WRAP_END };
        let mut texts = wrap_texts(&mut composer.setter, cell, style, width, Base::Auto);
        let rest =
            if texts.len() > DESCRIPTION_LINES { texts.split_off(DESCRIPTION_LINES) } else { Vec::new() };
        let mut y = slot.y;
        for text in texts {
            let line = composer.setter.line(&text.text, style, text.base);
            block.set((slot.x, y), slot.width, Align::Start, line, style);
            y += style.leading;
        }
        let meta = composer.open(META).ink(SECOND);
        // Small text is never larger than the row it belongs to.
        let meta = meta.smaller((meta.size - look_size).max(0));
        let mut below = rest.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
        if row.detail.is_empty() && below.is_empty() {
            return Vec::new();
        }
        let detail = wrap_texts(&mut composer.setter, &row.detail, meta, width, Base::Auto);
        let fits = below.is_empty() && detail.len() <= DESCRIPTION_LINES;
        let wide = if fits { width } else { self.x + self.width() - slot.x };
        if !below.is_empty() && !row.detail.is_empty() {
            below.push('\n');
        }
        below.push_str(&row.detail);
        let lines = wrap(&mut composer.setter, &below, meta, wide, Base::Auto);
        let together = if lines.len() > LINES_TOGETHER { DESCRIPTION_LINES } else { LINES_TOGETHER };
        let mut more = Vec::new();
        for (index, line) in lines.into_iter().enumerate() {
            if index < together {
                block.set((slot.x, y), wide, Align::Start, line, meta);
                y += meta.leading;
            } else {
                let mut alone = Block::new(composer.sheet);
                alone.set((slot.x, 0), wide, Align::Start, line, meta);
                alone.grow(meta.leading);
                more.push(alone);
            }
        }
        more
    }

    /// The width a column needs for its widest cell, with the gap.
    pub(crate) fn needed(&self, composer: &mut Composer<'_>, index: usize, rows: &[Row]) -> Length {
        let Some(column) = self.columns.get(index) else { return 0 };
        let mut most = 0;
        for row in rows {
            let Some(cell) = row.cells.get(index).filter(|cell| !cell.is_empty()) else { continue };
            let style = Style { bold: row.bold, ..self.look.row };
            let inset = match column.setting {
                Setting::Figure => missing_places(composer, cell, column.decimals, style),
                Setting::Text | Setting::Wrapped => 0,
            };
            most = most.max(composer.setter.measure(cell, style) + inset);
        }
        if most == 0 { 0 } else { most + column.gap }
    }
}

/// Lines of a column head: one, or two when it is wider than the column and can be broken.
fn head_lines(composer: &mut Composer<'_>, column: &Column, style: Style, last: bool) -> Vec<String> {
    let overhang = if last { HEAD_OVERHANG } else { 2 * HEAD_OVERHANG };
    let width = column.width - column.gap + column.gap.min(overhang);
    if composer.setter.measure(&column.head, style) <= width {
        return vec![column.head.clone()];
    }
    let lines =
        wrap_texts(&mut composer.setter, &column.head.replace('\u{a0}', " "), style, width, Base::Auto);
    lines.into_iter().map(|line| line.text).collect()
}

/// Decimal places printed in a figure.
pub(crate) fn places(text: &str, sign: char) -> usize {
    text.rsplit_once(sign).map_or(0, |(_, fraction)| fraction.chars().filter(char::is_ascii_digit).count())
}

/// Width of the decimals a figure lacks against its column.
fn missing_places(composer: &mut Composer<'_>, cell: &str, decimals: usize, style: Style) -> Length {
    let sign = composer.figures.decimal_sign();
    let own = places(cell, sign);
    if own >= decimals {
        return 0;
    }
    let mut missing = String::new();
    if own == 0 {
        missing.push(sign);
    }
    missing.extend(std::iter::repeat_n('0', decimals - own));
    composer.setter.measure(&missing, style)
}
