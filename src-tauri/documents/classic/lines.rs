//! The lines table: which columns it has, how wide they are, and how it runs over pages.
//!
//! A column that is empty for the whole document goes, and the description takes its width. When a
//! figure is wider than its column the description gives way by 2 points at a time, then the whole
//! table is set smaller; a single row never is.

use rust_decimal::Decimal;

use crate::documents::DocumentError;
use crate::documents::composer::{Composer, Slot, TEXT_LIMIT};
use crate::documents::model::{CountryPreset, Line};
use crate::documents::page::{Align, Block, Sheet};
use crate::documents::paginate::{Room, paginate};
use crate::documents::table::{Column, Look, Part, Row, Setting, Table, places};
use crate::documents::units::{
    BODY, GRAND, INK, LABEL, Length, PT, ROW, ROW_NUMBER, SECOND, SOFT_RULE, TABLE_HEAD, mm10, pt100,
};
use crate::documents::wording::filled;

use super::stream::{LATER_TOP, Stream};

/// What a column shows.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Shows {
    Number,
    Description,
    Hsn,
    Quantity,
    Unit,
    Price,
    Discount,
    Net,
    TaxRate,
    Tax(String),
    Total,
    WithTax,
}

/// Least width of the description before the table is set smaller.
const DESCRIPTION_LEAST: Length = pt100(11_000);
/// Least width of the description when nothing else helps.
const DESCRIPTION_LAST: Length = pt100(6_000);
/// Steps of half a point by which a table may be set smaller: to 8 points.
const SMALLER_STEPS: i64 = 2;

/// The lines of a document as a table.
pub(crate) struct LinesTable {
    table: Table,
    rows: Vec<Row>,
    /// Values of the columns that are added up, row by row.
    values: Vec<Vec<Option<Decimal>>>,
}

impl LinesTable {
    /// The table of the lines inside the total, or of the options outside it.
    pub(crate) fn of(composer: &mut Composer<'_>, options: bool) -> Result<Self, DocumentError> {
        let document = composer.document;
        let lines: Vec<&Line> = document.lines.iter().filter(|line| line.optional == options).collect();
        let shows = columns_of(&lines, options);
        let look = Look {
            head: composer.open(TABLE_HEAD),
            head_pad: mm10(12),
            row: composer.open(ROW),
            row_pad: pt100(220),
            top_rule: PT,
        };
        let mut columns = Vec::new();
        for show in &shows {
            columns.push(column(composer, show));
        }
        let mut rows = Vec::new();
        let mut values = Vec::new();
        for line in lines {
            rows.push(row(composer, &shows, line));
            values.push(shows.iter().map(|show| added(show, line)).collect());
        }
        for (index, column) in columns.iter_mut().enumerate() {
            let cells = rows.iter().filter_map(|row: &Row| row.cells.get(index));
            let sign = composer.figures.decimal_sign();
            column.decimals = cells.map(|cell| places(cell, sign)).max().unwrap_or(0);
        }
        widen_for_totals(composer, &mut columns);
        let table = Table { x: Sheet::START, columns, look };
        let mut this = Self { table, rows, values };
        this.fit(composer)?;
        Ok(this)
    }

    /// Width of the last column without its gap, which the totals share on right-to-left pages.
    pub(crate) fn last_column(&self) -> Length {
        self.table.columns.last().map_or(mm10(200), |column| column.width - column.gap)
    }

    /// Gives every figure its room.
    fn fit(&mut self, composer: &mut Composer<'_>) -> Result<(), DocumentError> {
        let total = self.sums(composer, 0..self.rows.len(), String::new())?;
        self.rows.push(total);
        let base: Vec<Length> = self.table.columns.iter().map(|column| column.width).collect();
        for step in 0..=SMALLER_STEPS {
            let least = if step == SMALLER_STEPS { DESCRIPTION_LAST } else { DESCRIPTION_LEAST };
            if step > 0 {
                self.table.look.row = self.table.look.row.smaller(PT / 2);
            }
            if self.distribute(composer, &base) >= least {
                self.rows.pop();
                return Ok(());
            }
        }
        composer.warnings.push(crate::documents::Warning::TableTooWide);
        self.rows.pop();
        Ok(())
    }

    /// Widens columns to their figures by steps of 2 points; returns what the description keeps.
    fn distribute(&mut self, composer: &mut Composer<'_>, base: &[Length]) -> Length {
        let mut used = 0;
        let mut description = None;
        for (index, width) in base.iter().enumerate() {
            let wraps =
                self.table.columns.get(index).is_some_and(|column| column.setting == Setting::Wrapped);
            if wraps {
                description = Some(index);
                continue;
            }
            let needed = self.table.needed(composer, index, &self.rows);
            let missing = (needed - width).max(0);
            let steps = (missing + 2 * PT - 1) / (2 * PT);
            let width = width + steps * 2 * PT;
            used += width;
            if let Some(column) = self.table.columns.get_mut(index) {
                column.width = width;
            }
        }
        let left = composer.sheet.text_width() - used;
        if let Some(column) = description.and_then(|index| self.table.columns.get_mut(index)) {
            column.width = left.max(DESCRIPTION_LAST);
        }
        left
    }

    /// A bold row with the sums of a range of rows.
    fn sums(
        &self,
        composer: &Composer<'_>,
        rows: std::ops::Range<usize>,
        label: String,
    ) -> Result<Row, DocumentError> {
        let mut cells = Vec::new();
        for (index, column) in self.table.columns.iter().enumerate() {
            let values = self.values.get(rows.clone()).unwrap_or_default();
            let present: Vec<Decimal> =
                values.iter().filter_map(|row| row.get(index).copied().flatten()).collect();
            if column.setting == Setting::Wrapped {
                cells.push(label.clone());
            } else if present.is_empty() {
                cells.push(String::new());
            } else {
                cells.push(composer.amount(Composer::sum("lines", present)?));
            }
        }
        Ok(Row { cells, detail: String::new(), bold: true })
    }

    /// Runs the table over the pages; `closing` is the height that must stay below the last rows.
    pub(crate) fn flow(
        &self,
        composer: &mut Composer<'_>,
        stream: &mut Stream,
        closing: Length,
    ) -> Result<(), DocumentError> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let head = self.table.head(composer);
        let parts = self.table.parts(composer, &self.rows);
        let rule = PT / 2;
        let heights: Vec<Length> =
            parts.iter().map(|part| part.block.height + if part.ends { rule } else { 0 }).collect();
        let carry = self.table.look.row.leading + 2 * self.table.look.row_pad + rule + PT;
        let room = Room {
            first_top: stream.y + head.height,
            later_top: LATER_TOP + head.height + carry,
            carry,
            carry_end: composer.sheet.carry_end(),
            closing: closing + carry,
            body_end: composer.sheet.body_end(),
        };
        let pages = paginate(&heights, room).pages;
        let last = pages.len().saturating_sub(1);
        // Rows whose figures stand on the pages so far.
        let mut begun = 0;
        for (index, page) in pages.into_iter().enumerate() {
            if index > 0 {
                stream.new_page(composer);
            }
            if page.is_empty() && last > 0 {
                continue;
            }
            stream.place(composer, head.clone());
            if begun > 0 {
                self.brought(composer, stream, begun)?;
            }
            let on_page = parts.get(page).unwrap_or_default();
            self.place_parts(stream, on_page, begun);
            begun = on_page.last().map_or(begun, |part| part.row + 1);
            let wording = composer.wording;
            let label = if index == last {
                wording.total.clone()
            } else {
                filled(&wording.carried_forward, &[("page", &(index + 2).to_string())])
            };
            let sums = self.sums(composer, 0..begun, label)?;
            self.place_sums(composer, stream, &sums, true);
        }
        Ok(())
    }

    fn brought(
        &self,
        composer: &mut Composer<'_>,
        stream: &mut Stream,
        before: usize,
    ) -> Result<(), DocumentError> {
        let from = stream.pages.len() - 1;
        let label = filled(&composer.wording.brought_forward, &[("page", &from.to_string())]);
        let sums = self.sums(composer, 0..before, label)?;
        self.place_sums(composer, stream, &sums, false);
        Ok(())
    }

    /// Rows with soft rules between them; one that goes on overleaf keeps its space there and here.
    fn place_parts(&self, stream: &mut Stream, parts: &[Part], begun: usize) {
        let pad = self.table.look.row_pad;
        if parts.first().is_some_and(|part| part.row < begun) {
            stream.y += pad;
        }
        let last = parts.len().saturating_sub(1);
        for (index, part) in parts.iter().enumerate() {
            let mut block = part.block.clone();
            let height = block.height;
            if part.ends && index < last {
                block.rule(self.table.x, height, self.table.width(), PT / 2, SOFT_RULE);
            }
            stream.put(block, stream.y);
            stream.y += height;
            if part.ends || index == last {
                stream.y += PT / 2;
            }
        }
        if parts.last().is_some_and(|part| !part.ends) {
            stream.y += pad;
        }
    }

    /// Sums above the foot rule of a page, or brought forward below its head.
    fn place_sums(&self, composer: &mut Composer<'_>, stream: &mut Stream, sums: &Row, foot: bool) {
        let row = self.table.row(composer, sums);
        let mut block = Block::new(composer.sheet);
        let width = self.table.width();
        if foot {
            // The rule takes the place that the soft rule of the last row was given.
            block.rule(self.table.x, 0, width, PT / 2, INK);
        }
        let height = row.height;
        block.append(row, if foot { PT / 2 } else { 0 });
        let weight = if foot { PT } else { PT / 2 };
        let y = if foot { height + PT / 2 } else { height };
        block.rule(self.table.x, y, width, weight, INK);
        let back = if foot { PT / 2 } else { 0 };
        stream.put(block, stream.y - back);
        stream.y += y + weight - back;
    }

    /// Options of an estimate under their own heading, without sums; each says what it comes to with tax.
    pub(crate) fn flow_options(&self, composer: &mut Composer<'_>, stream: &mut Stream) {
        if self.rows.is_empty() {
            return;
        }
        let mut head = Block::new(composer.sheet);
        let gap = mm10(70);
        let slot = Slot { x: Sheet::START, y: gap, width: composer.sheet.text_width() };
        let bold = composer.open(BODY).bold();
        let heading = composer.setter.line(
            &composer.wording.options.clone(),
            bold,
            super::stream::base_of(composer.sheet),
        );
        let after = heading.width + pt100(600);
        head.set((slot.x, slot.y), slot.width, Align::Start, heading, bold);
        let note = composer.wording.options_note.clone();
        let label = composer.open(LABEL);
        let drop = bold.baseline() - label.baseline();
        composer.paragraph(
            &mut head,
            Slot { x: slot.x + after, y: gap + drop, width: slot.width - after },
            label,
            &note,
        );
        let table_head = self.table.head(composer);
        let y = gap + bold.leading + mm10(14);
        head.append(table_head.clone(), y);
        let parts = self.table.parts(composer, &self.rows);
        let first = parts.first().map_or(0, |part| part.block.height);
        if stream.y + head.height + first > composer.sheet.body_end() {
            stream.new_page(composer);
        }
        stream.place(composer, head);
        let count = parts.len();
        for (index, part) in parts.into_iter().enumerate() {
            let mut block = part.block;
            let height = block.height;
            if stream.y + height + PT > composer.sheet.body_end() {
                stream.new_page(composer);
                stream.place(composer, table_head.clone());
            }
            let last = index + 1 == count;
            let (weight, ink) = if last { (PT, INK) } else { (PT / 2, SOFT_RULE) };
            if part.ends {
                block.rule(self.table.x, height, self.table.width(), weight, ink);
            }
            stream.place(composer, block);
        }
    }
}

/// On right-to-left pages the totals end where the last column ends, so it must hold them.
fn widen_for_totals(composer: &mut Composer<'_>, columns: &mut [Column]) {
    let Some(due) = composer.document.totals.as_ref().map(|totals| totals.due) else { return };
    let text = composer.amount(due);
    let needed = composer.setter.measure(&text, GRAND);
    if let Some(last) = columns.last_mut().filter(|_| composer.sheet.right_to_left) {
        last.width = last.width.max(needed + last.gap);
    }
}

/// The columns a document needs, in order.
fn columns_of(lines: &[&Line], options: bool) -> Vec<Shows> {
    let mut shows = vec![Shows::Number, Shows::Description];
    let given = |text: Option<&String>| text.is_some_and(|text| !text.trim().is_empty());
    if lines.iter().any(|line| given(line.hsn.as_ref())) {
        shows.push(Shows::Hsn);
    }
    shows.push(Shows::Quantity);
    if lines.iter().any(|line| given(line.unit.as_ref())) {
        shows.push(Shows::Unit);
    }
    shows.push(Shows::Price);
    let percent = |line: &&Line| line.discount_percent.is_some_and(|percent| !percent.is_zero());
    if lines.iter().any(|line| percent(line) || given(line.discount_text.as_ref())) {
        shows.push(Shows::Discount);
    }
    // Where taxes have no column of their own, the rate belongs to the price and the net ends the row.
    let per_line = lines.iter().any(|line| !line.taxes.is_empty() || (line.total.is_some() && !options));
    let rated = lines.iter().any(|line| line.tax_rate.is_some());
    shows.push(if rated && !per_line { Shows::TaxRate } else { Shows::Net });
    if rated {
        shows.push(if per_line { Shows::TaxRate } else { Shows::Net });
    }
    // Who chooses an option asks what it adds, and that is one figure with tax.
    if options && rated && lines.iter().any(|line| line.with_tax().is_some()) {
        shows.retain(|show| *show != Shows::Net);
        shows.push(Shows::WithTax);
        return shows;
    }
    let mut codes: Vec<&str> = Vec::new();
    for tax in lines.iter().flat_map(|line| &line.taxes) {
        if !codes.contains(&tax.code.as_str()) {
            codes.push(&tax.code);
        }
    }
    // More than three taxes do not fit a page; the summary has them all.
    shows.extend(codes.into_iter().take(3).map(|code| Shows::Tax(code.to_owned())));
    if lines.iter().any(|line| line.total.is_some()) {
        shows.push(Shows::Total);
    }
    shows
}

/// The column for what it shows; widths of the design table, wider where a country prints more.
fn column(composer: &mut Composer<'_>, shows: &Shows) -> Column {
    let wording = composer.wording;
    let india = composer.document.country == CountryPreset::India;
    let gap = mm10(16);
    let texts = composer.document.lines.iter().any(|line| line.discount_text.is_some());
    let (head, width) = match shows {
        Shows::Number => (String::new(), pt100(1_700)),
        Shows::Description => (wording.description.clone(), 0),
        Shows::Hsn => (wording.hsn.clone(), pt100(3_690)),
        Shows::Quantity => (wording.quantity.clone(), pt100(2_830)),
        Shows::Unit => (String::new(), pt100(2_410)),
        Shows::Price if composer.document.prices_include_tax => {
            (composer.in_currency(&wording.price_with_tax), pt100(5_670))
        }
        Shows::Price if india => (composer.in_currency(&wording.price_india), pt100(4_540)),
        Shows::Price => (composer.in_currency(&wording.price), pt100(5_670)),
        Shows::Discount if texts => (wording.discount_amount_column.clone(), pt100(3_400)),
        Shows::Discount => (wording.discount_column.clone(), pt100(2_830)),
        Shows::Net if composer.document.states_taxable_value() => {
            (composer.in_currency(&wording.taxable), pt100(5_240))
        }
        Shows::Net => (composer.in_currency(&wording.net), pt100(5_670)),
        Shows::TaxRate if india => (wording.gst_rate.clone(), pt100(2_830)),
        Shows::TaxRate => (rate_head(composer), pt100(3_120)),
        Shows::Tax(code) => {
            let name = composer.tax_name(code);
            (composer.in_currency(&name), pt100(4_250))
        }
        Shows::Total => (composer.in_currency(&wording.total), pt100(5_670)),
        Shows::WithTax => (composer.in_currency(&wording.with_tax), pt100(5_670)),
    };
    let setting = match shows {
        Shows::Description => Setting::Wrapped,
        Shows::Number | Shows::Hsn | Shows::Unit => Setting::Text,
        _ => Setting::Figure,
    };
    let ink = match shows {
        Shows::Number => ROW_NUMBER,
        Shows::Unit => SECOND,
        _ => INK,
    };
    let gap = match shows {
        Shows::Number => 0,
        // In mirrored tables the price ends where the unit ends.
        Shows::Price if composer.sheet.right_to_left => mm10(30),
        Shows::Unit => mm10(12),
        _ => gap,
    };
    Column { head, width, gap, setting, ink, decimals: 0 }
}

/// `VAT %` where the tax is a value-added tax, else `Tax %`.
fn rate_head(composer: &Composer<'_>) -> String {
    let document = composer.document;
    let taxes = document.totals.iter().flat_map(|totals| &totals.taxes);
    let mut codes = taxes
        .map(|tax| tax.code.as_str())
        .chain(document.lines.iter().flat_map(|line| line.taxes.iter().map(|tax| tax.code.as_str())));
    if codes.all(|code| code == "VAT") {
        composer.wording.tax_rate.clone()
    } else {
        composer.wording.other_tax_rate.clone()
    }
}

/// The cells of a line.
fn row(composer: &mut Composer<'_>, shows: &[Shows], line: &Line) -> Row {
    let figures = composer.figures;
    let optional = |composer: &mut Composer<'_>, field: &str, text: &Option<String>| {
        text.as_ref().map_or_else(String::new, |text| composer.line_of(field, text))
    };
    let mut cells = Vec::new();
    for show in shows {
        let cell = match show {
            Shows::Number => line.number.to_string(),
            Shows::Description => composer.text_of("lines.description", &line.description, TEXT_LIMIT),
            Shows::Hsn => optional(composer, "lines.hsn", &line.hsn),
            Shows::Quantity => figures.plain(line.quantity),
            Shows::Unit => optional(composer, "lines.unit", &line.unit),
            Shows::Price => composer.amount(line.unit_price),
            Shows::Discount => discount(composer, line),
            Shows::Net => composer.amount(line.printed_net()),
            Shows::TaxRate => line.tax_rate.map_or_else(String::new, |rate| figures.plain(rate)),
            Shows::Tax(code) => {
                let tax = line.taxes.iter().find(|tax| tax.code == *code);
                tax.map_or_else(String::new, |tax| composer.amount(tax.amount))
            }
            Shows::Total => line.total.map_or_else(String::new, |total| composer.amount(total)),
            Shows::WithTax => line.with_tax().map_or_else(String::new, |total| composer.amount(total)),
        };
        cells.push(cell);
    }
    let detail = line.detail.as_ref();
    let detail = detail.map_or_else(String::new, |text| composer.text_of("lines.detail", text, TEXT_LIMIT));
    Row { cells, detail, bold: false }
}

/// The discount of a line: an amount as amounts are printed, a percentage with its sign where amounts stand in the same column.
fn discount(composer: &mut Composer<'_>, line: &Line) -> String {
    let mixed = composer.document.lines.iter().any(|line| line.discount_text.is_some());
    match (&line.discount_text, line.discount_percent) {
        (Some(text), _) => match text.parse::<Decimal>() {
            Ok(amount) => composer.amount(amount),
            Err(_) => composer.line_of("lines.discount_text", text),
        },
        (None, Some(percent)) if percent.is_zero() => String::new(),
        (None, Some(percent)) if mixed => composer.figures.percent(percent),
        (None, Some(percent)) => composer.figures.plain(percent),
        (None, None) => String::new(),
    }
}

/// The value of a line in a column that is added up.
fn added(show: &Shows, line: &Line) -> Option<Decimal> {
    match show {
        Shows::Net => Some(line.printed_net()),
        Shows::Tax(code) => line.taxes.iter().find(|tax| tax.code == *code).map(|tax| tax.amount),
        Shows::Total => line.total,
        _ => None,
    }
}
