//! Totals, tax summary and words: one block that is never split.

use rust_decimal::Decimal;

use crate::documents::DocumentError;
use crate::documents::composer::{Composer, Slot};
use crate::documents::format;
use crate::documents::model::{Adjustment, CountryPreset, DocumentKind, HomeTax, Language, TaxTotal, Totals};
use crate::documents::page::{Align, Block, Sheet};
use crate::documents::shape::Base;
use crate::documents::table::{Column, Look, Row, Setting, Table};
use crate::documents::text::isolate;
use crate::documents::units::{
    BODY, GRAND, INK, LABEL, Length, PT, SMALL, SUMMARY_HEAD, SUMMARY_ROW, mm10, pt100,
};
use crate::documents::wording::filled;
use crate::kernel::tax_category::TaxCategory;

use super::closing::{self, Text};
use super::stream::Stream;

/// Rows of a tax summary that stand beside the totals; longer ones follow them.
const SUMMARY_BESIDE: usize = 16;
/// Space above the block (7 mm).
const ABOVE: Length = mm10(70);

/// Space between two things beside the totals.
const BETWEEN: Length = pt100(1000);

/// How far terms beside the totals may reach below them.
const TERMS_OVERHANG: Length = pt100(3000);

/// One line of the totals.
pub(crate) struct TotalLine {
    /// Label.
    pub label: String,
    /// Figure as printed.
    pub value: String,
}

/// Totals on the right, summary and words on the left, kept together.
pub(crate) fn block(composer: &mut Composer<'_>, last_column: Length) -> Result<Block, DocumentError> {
    let mut block = Block::new(composer.sheet);
    block.lead = ABOVE;
    let Some(totals) = &composer.document.totals else { return Ok(block) };
    let (lines, grand) = total_lines(composer, totals)?;
    let side = composer.sheet.side();
    let slot = Slot { x: side, y: ABOVE, width: Sheet::SIDE };
    let heading = composer.wording.total.clone();
    let mut y = ABOVE + self::heading(composer, &mut block, slot, &heading);
    y = figures_list(composer, &mut block, Slot { y, ..slot }, &lines, Some(&grand), last_column);
    let mut left = Slot { x: Sheet::START, y: ABOVE, width: composer.sheet.main_width() };
    if let Some((heading, table, rows)) = summary(composer)?
        && rows.len() <= SUMMARY_BESIDE + 1
    {
        left.y += summary_block(composer, &mut block, left, &heading, &table, &rows) + BETWEEN;
    }
    if let Some(home) = &composer.document.home_tax {
        left.y += home_tax(composer, &mut block, left, home) + BETWEEN;
    }
    // Words stand below the totals, or opposite them when nothing else does.
    if left.y == ABOVE {
        let height = in_words(composer, &mut block, left);
        left.y += if height > 0 { height + BETWEEN } else { 0 };
    } else {
        in_words(composer, &mut block, Slot { y: y + mm10(30), ..slot });
    }
    terms(composer, &mut block, left);
    Ok(block)
}

/// Terms take the room that is left beside the totals, when they fit it; on an estimate the first note follows them, so that it
/// does not need a page of its own behind the acceptance.
fn terms(composer: &mut Composer<'_>, block: &mut Block, mut slot: Slot) {
    let texts = closing::texts(composer);
    let mut texts = texts.iter();
    if composer.terms().is_some()
        && let Some(text) = texts.next()
    {
        let Some(below) = aside(composer, block, slot, text) else { return };
        composer.terms_placed = true;
        slot.y = below + BETWEEN;
    }
    if composer.document.kind == DocumentKind::Estimate
        && let Some(text) = texts.next()
    {
        composer.note_placed = aside(composer, block, slot, text).is_some();
    }
}

/// Sets a text beside the totals when it fits there; returns its lower edge.
fn aside(composer: &mut Composer<'_>, block: &mut Block, slot: Slot, text: &Text) -> Option<Length> {
    let mut aside = Block::new(composer.sheet);
    text.set(composer, &mut aside, Slot { y: 0, width: slot.width.min(mm10(920)), ..slot });
    let below = slot.y + aside.height;
    (below <= block.height + TERMS_OVERHANG).then(|| {
        block.append(aside, slot.y);
        below
    })
}

/// A bold heading; returns its height with the space below.
pub(crate) fn heading(composer: &mut Composer<'_>, block: &mut Block, slot: Slot, text: &str) -> Length {
    let bold = composer.open(BODY).bold();
    composer.paragraph(block, slot, bold, text) + mm10(10)
}

fn in_words(composer: &mut Composer<'_>, block: &mut Block, slot: Slot) -> Length {
    let Some(words) = &composer.document.amount_in_words else { return 0 };
    let words = composer.text_of("amount_in_words", words, 600);
    let label = composer.open(LABEL);
    let name = composer.wording.amount_in_words.clone();
    let height = composer.paragraph(block, slot, label, &name);
    let width = slot.width.min(mm10(860));
    let body = composer.open(BODY);
    height + composer.paragraph(block, Slot { y: slot.y + height, width, ..slot }, body, &words)
}

/// Sets labels and figures; the last, large line stands between two rules. Returns the lower edge.
pub(crate) fn figures_list(
    composer: &mut Composer<'_>,
    block: &mut Block,
    slot: Slot,
    lines: &[TotalLine],
    grand: Option<&TotalLine>,
    last_column: Length,
) -> Length {
    let mut y = slot.y;
    let body = composer.open(BODY);
    let pad = pt100(160);
    for line in lines {
        y += pad;
        let used = figure_beside(composer, block, Slot { y, ..slot }, body, &line.value, last_column);
        let label = Slot { y, width: slot.width - used - pt100(800), ..slot };
        y += composer.paragraph(block, label, body, &line.label).max(body.leading) + pad;
    }
    let Some(grand) = grand else { return y };
    block.rule(slot.x, y, slot.width, PT, INK);
    y += PT + 3 * PT;
    let mut style = composer.open(GRAND);
    // Label and figure share one line and one size.
    let both = |composer: &mut Composer<'_>, style| {
        composer.setter.measure(&grand.label, style)
            + composer.setter.measure(&grand.value, style)
            + pt100(800)
    };
    while both(composer, style) > slot.width && style.size > BODY.size {
        style = style.smaller(PT / 2);
    }
    figure_beside(composer, block, Slot { y, ..slot }, style, &grand.value, last_column);
    let label = composer.setter.line(&grand.label, style, Base::Auto);
    block.set((slot.x, y), slot.width, Align::Start, label, style);
    y += style.leading + 3 * PT;
    block.rule(slot.x, y, slot.width, PT, INK);
    y + PT
}

/// Sets a figure so that it shares its right edge with the last column of the lines. Returns its width.
fn figure_beside(
    composer: &mut Composer<'_>,
    block: &mut Block,
    slot: Slot,
    style: crate::documents::units::Style,
    value: &str,
    last_column: Length,
) -> Length {
    let line = composer.setter.line(value, style, Base::Left);
    let width = if composer.sheet.right_to_left { line.width.max(last_column) } else { line.width };
    block.set((slot.x + slot.width - width, slot.y), width, Align::Right, line, style);
    width
}

/// The lines of the totals; those that are nought vanish.
fn total_lines(
    composer: &mut Composer<'_>,
    totals: &Totals,
) -> Result<(Vec<TotalLine>, TotalLine), DocumentError> {
    let wording = composer.wording;
    let document = composer.document;
    let taxable = document.states_taxable_value();
    let mut lines = Vec::new();
    if !totals.discounts.is_empty() || !totals.charges.is_empty() {
        lines.push(line(composer, &wording.lines_total, totals.lines));
        for discount in &totals.discounts {
            lines.push(adjustment(
                composer,
                "totals.discounts",
                discount,
                &wording.discount,
                -discount.amount,
            ));
        }
        for charge in &totals.charges {
            lines.push(adjustment(composer, "totals.charges", charge, &wording.charge, charge.amount));
        }
    }
    let vat = totals.taxes.iter().all(|tax| tax.code == "VAT");
    let net_label = match (taxable, vat && !totals.taxes.is_empty()) {
        (true, _) => &wording.taxable_value,
        (false, true) => &wording.total_without_tax,
        (false, false) => &wording.subtotal,
    };
    if !totals.taxes.is_empty() || lines.is_empty() {
        lines.push(line(composer, net_label, totals.net));
    }
    lines.extend(taxes(composer, &totals.taxes)?);
    for owed in taxes(composer, &totals.recipient_taxes)? {
        let label = filled(&wording.recipient_tax, &[("tax", &owed.label)]);
        lines.push(TotalLine { label, ..owed });
    }
    let settled = settled_lines(composer, totals);
    let rounded = totals.rounding.is_some_and(|rounding| !rounding.is_zero());
    let french = document.language == Language::French && !totals.taxes.is_empty();
    if !settled.is_empty() || french || (rounded && !taxable) {
        let label = if vat && !totals.taxes.is_empty() { &wording.total_with_tax } else { &wording.total };
        lines.push(line(composer, label, totals.total));
    }
    if let Some(rounding) = totals.rounding {
        let sign = if rounding > Decimal::ZERO { "+" } else { "" };
        let value = format!("{sign}{}", composer.amount(rounding));
        lines.push(TotalLine { label: wording.rounding.clone(), value });
    }
    lines.extend(settled);
    let grand = line(composer, &composer.in_currency(composer.amount_label()), totals.due);
    Ok((lines, grand))
}

/// What was paid, kept back and credited of the total.
fn settled_lines(composer: &Composer<'_>, totals: &Totals) -> Vec<TotalLine> {
    let wording = composer.wording;
    let [kept_back, credited] =
        composer.settled.map_or_else(Default::default, |settled| [settled.kept_back, settled.credited]);
    let parts = [
        (&wording.paid, totals.prepaid),
        (&wording.deductions, kept_back),
        (&wording.amount_credited, credited),
    ];
    let given = parts.into_iter().filter(|(_, amount)| !amount.is_zero());
    given.map(|(label, amount)| line(composer, label, -amount)).collect()
}

fn line(composer: &Composer<'_>, label: &str, value: Decimal) -> TotalLine {
    TotalLine { label: label.to_owned(), value: composer.amount(value) }
}

fn adjustment(
    composer: &mut Composer<'_>,
    field: &str,
    adjustment: &Adjustment,
    word: &str,
    value: Decimal,
) -> TotalLine {
    let label = adjustment.label.as_ref().map(|label| composer.line_of(field, label));
    line(composer, &label.unwrap_or_else(|| word.to_owned()), value)
}

fn taxes(composer: &mut Composer<'_>, taxes: &[TaxTotal]) -> Result<Vec<TotalLine>, DocumentError> {
    if composer.document.country == CountryPreset::India {
        tax_by_code(composer, taxes)
    } else {
        Ok(tax_by_rate(composer, taxes))
    }
}

/// One line per tax, over all its rates: India.
fn tax_by_code(composer: &mut Composer<'_>, taxes: &[TaxTotal]) -> Result<Vec<TotalLine>, DocumentError> {
    let mut codes: Vec<&str> = Vec::new();
    for tax in taxes {
        if !codes.contains(&tax.code.as_str()) {
            codes.push(&tax.code);
        }
    }
    let mut lines = Vec::new();
    for code in codes {
        let amounts = taxes.iter().filter(|tax| tax.code == code).map(|tax| tax.amount);
        let sum = Composer::sum("totals.taxes", amounts)?;
        let name = composer.tax_name(code);
        lines.push(line(composer, &name, sum));
    }
    Ok(lines)
}

/// A tax with its rate; what is exempt has none.
fn named(composer: &mut Composer<'_>, tax: &TaxTotal) -> String {
    let name = composer.tax_name(&tax.code);
    if tax.category == Some(TaxCategory::E) {
        return filled(&composer.wording.tax_exempt, &[("tax", name.as_str())]);
    }
    format!("{name} {}", composer.figures.percent(tax.rate))
}

/// One line per tax and rate with its base.
fn tax_by_rate(composer: &mut Composer<'_>, taxes: &[TaxTotal]) -> Vec<TotalLine> {
    let mut lines = Vec::new();
    for tax in taxes {
        let named = named(composer, tax);
        let base = composer.amount(tax.base);
        let label =
            filled(&composer.wording.tax_on_base, &[("tax", named.as_str()), ("base", base.as_str())]);
        lines.push(line(composer, &label, tax.amount));
    }
    lines
}

/// The tax summary of the document: by HSN/SAC code, or by rate when there is more than one.
fn summary(composer: &mut Composer<'_>) -> Result<Option<(String, Table, Vec<Row>)>, DocumentError> {
    let document = composer.document;
    if !document.hsn_summary.is_empty() {
        return hsn_summary(composer).map(Some);
    }
    let taxes = document.totals.as_ref().map_or(&[][..], |totals| &totals.taxes);
    if taxes.len() < 2 || document.country == CountryPreset::India {
        return Ok(None);
    }
    let wording = composer.wording;
    let mut rows = Vec::new();
    for tax in taxes {
        let cells = vec![named(composer, tax), composer.amount(tax.base), composer.amount(tax.amount)];
        rows.push(Row { cells, ..Row::default() });
    }
    let base = Composer::sum("totals.taxes", taxes.iter().map(|tax| tax.base))?;
    let tax = Composer::sum("totals.taxes", taxes.iter().map(|tax| tax.amount))?;
    let cells = vec![wording.total.clone(), composer.amount(base), composer.amount(tax)];
    rows.push(Row { cells, bold: true, ..Row::default() });
    let heads = vec![
        (wording.rate.clone(), 0, Setting::Text),
        (composer.in_currency(&wording.base), mm10(270), Setting::Figure),
        (composer.in_currency(&wording.tax), mm10(240), Setting::Figure),
    ];
    Ok(Some((wording.tax_summary.clone(), summary_table(composer, heads), rows)))
}

fn hsn_summary(composer: &mut Composer<'_>) -> Result<(String, Table, Vec<Row>), DocumentError> {
    let wording = composer.wording;
    let summary = &composer.document.hsn_summary;
    let mut codes: Vec<&str> = Vec::new();
    for tax in summary.iter().flat_map(|row| &row.taxes) {
        if !codes.contains(&tax.code.as_str()) && codes.len() < 3 {
            codes.push(&tax.code);
        }
    }
    let mut heads = vec![
        (wording.hsn.clone(), 0, Setting::Text),
        (composer.in_currency(&wording.taxable), mm10(240), Setting::Figure),
    ];
    for code in &codes {
        let name = composer.tax_name(code);
        heads.push((format!("{name}\u{a0}%"), mm10(120), Setting::Figure));
        heads.push((composer.in_currency(&name), mm10(190), Setting::Figure));
    }
    let mut rows = Vec::new();
    for row in summary {
        let mut cells = vec![composer.line_of("hsn_summary.hsn", &row.hsn), composer.amount(row.taxable)];
        for code in &codes {
            let tax = row.taxes.iter().find(|tax| tax.code == *code);
            cells.push(tax.map_or_else(String::new, |tax| composer.figures.plain(tax.rate)));
            cells.push(tax.map_or_else(String::new, |tax| composer.amount(tax.amount)));
        }
        rows.push(Row { cells, ..Row::default() });
    }
    let taxable = Composer::sum("hsn_summary", summary.iter().map(|row| row.taxable))?;
    let mut cells = vec![wording.total.clone(), composer.amount(taxable)];
    for code in &codes {
        let taxes = summary.iter().flat_map(|row| &row.taxes).filter(|tax| tax.code == *code);
        let sum = Composer::sum("hsn_summary", taxes.map(|tax| tax.amount))?;
        cells.push(String::new());
        cells.push(composer.amount(sum));
    }
    rows.push(Row { cells, bold: true, ..Row::default() });
    Ok((wording.hsn_summary.clone(), summary_table(composer, heads), rows))
}

/// A table as wide as the area beside the totals; the first column takes what the others leave.
fn summary_table(composer: &Composer<'_>, heads: Vec<(String, Length, Setting)>) -> Table {
    let others: Length = heads.iter().map(|(_, width, _)| *width).sum();
    let first = (composer.sheet.main_width() - others).max(mm10(150));
    let columns = heads.into_iter().map(|(head, width, setting)| Column {
        head,
        width: if width == 0 { first } else { width },
        gap: if width == 0 { 0 } else { mm10(14) },
        setting,
        ink: INK,
        decimals: 0,
    });
    let look = Look {
        head: composer.open(SUMMARY_HEAD),
        head_pad: mm10(10),
        row: composer.open(SUMMARY_ROW),
        row_pad: pt100(110),
        top_rule: PT / 2,
    };
    Table { x: Sheet::START, columns: columns.collect(), look }
}

/// Sets a summary; returns its height.
fn summary_block(
    composer: &mut Composer<'_>,
    block: &mut Block,
    slot: Slot,
    heading: &str,
    table: &Table,
    rows: &[Row],
) -> Length {
    let table = fitted(composer, aligned(composer, table, rows), rows);
    let mut y = slot.y + self::heading(composer, block, slot, heading);
    let head = table.head(composer);
    let height = head.height;
    block.append(head, y);
    y += height;
    for row in rows {
        if row.bold {
            block.rule(table.x, y, table.width(), PT / 2, INK);
            y += PT / 2 + pt100(70);
        }
        let set = table.row(composer, row);
        let height = set.height;
        block.append(set, y);
        y += height;
    }
    y += pt100(70);
    block.rule(table.x, y, table.width(), PT / 2, INK);
    y + PT / 2 - slot.y
}

/// The table with its decimal places counted.
fn aligned(composer: &Composer<'_>, table: &Table, rows: &[Row]) -> Table {
    let sign = composer.figures.decimal_sign();
    let mut table = table.clone();
    for (index, column) in table.columns.iter_mut().enumerate() {
        let cells = rows.iter().filter_map(|row| row.cells.get(index));
        column.decimals = cells.map(|cell| crate::documents::table::places(cell, sign)).max().unwrap_or(0);
    }
    table
}

/// The table with room for its longest figures: columns that have some to spare give it, and when that is not enough the whole
/// table is set smaller.
fn fitted(composer: &mut Composer<'_>, mut table: Table, rows: &[Row]) -> Table {
    let room = table.width();
    loop {
        let needed: Vec<Length> = (0..table.columns.len())
            .map(|index| {
                let head = table
                    .columns
                    .get(index)
                    .map_or(0, |column| composer.setter.measure(&column.head, table.look.head) + column.gap);
                table.needed(composer, index, rows).max(head)
            })
            .collect();
        if needed.iter().sum::<Length>() > room && table.look.row.size > SMALL.size {
            table.look.row = table.look.row.smaller(PT / 2);
            continue;
        }
        let short = table.columns.iter().zip(&needed).map(|(column, needed)| (needed - column.width).max(0));
        let mut missing: Length = short.sum();
        for (column, needed) in table.columns.iter_mut().zip(needed) {
            let given = (column.width - needed).clamp(0, missing);
            missing -= given;
            column.width = (column.width - given).max(needed);
        }
        return table;
    }
}

/// A summary too long to stand beside the totals, below them and over as many pages as it needs.
pub(crate) fn long_summary(composer: &mut Composer<'_>, stream: &mut Stream) -> Result<(), DocumentError> {
    let Some((heading, table, rows)) = summary(composer)? else { return Ok(()) };
    if rows.len() <= SUMMARY_BESIDE + 1 {
        return Ok(());
    }
    let table = fitted(composer, aligned(composer, &table, &rows), &rows);
    let mut head = Block::new(composer.sheet);
    let slot = Slot { x: Sheet::START, y: ABOVE, width: composer.sheet.text_width() };
    let below = ABOVE + self::heading(composer, &mut head, slot, &heading);
    let table_head = table.head(composer);
    head.append(table_head.clone(), below);
    if stream.y + head.height + 4 * table.look.row.leading > composer.sheet.body_end() {
        stream.new_page(composer);
    }
    stream.place(composer, head);
    for row in &rows {
        let set = table.row(composer, row);
        if stream.y + set.height + PT > composer.sheet.body_end() {
            stream.new_page(composer);
            stream.place(composer, table_head.clone());
        }
        let mut ruled = Block::new(composer.sheet);
        let height = set.height;
        if row.bold {
            ruled.rule(table.x, 0, table.width(), PT / 2, INK);
            ruled.rule(table.x, height + PT, table.width(), PT / 2, INK);
        }
        ruled.append(set, if row.bold { PT / 2 } else { 0 });
        stream.place(composer, ruled);
    }
    Ok(())
}

/// Tax restated in the home currency, with the rate, its day and its source.
fn home_tax(composer: &mut Composer<'_>, block: &mut Block, slot: Slot, home: &HomeTax) -> Length {
    let wording = composer.wording;
    let code = composer.line_of("home_tax.currency", &home.currency);
    let title = filled(&wording.home_tax, &[("currency", &code)]);
    let mut y = slot.y + heading(composer, block, slot, &title);
    let figures = composer.figures;
    let of = |label: &String, value| TotalLine {
        label: label.clone(),
        value: figures.amount(value, home.decimals),
    };
    let [net, tax, total] = home_labels(composer);
    let lines = [of(net, home.net), of(tax, home.tax), of(total, home.total)];
    y = figures_list(composer, block, Slot { y, ..slot }, &lines, None, mm10(200)) + pt100(200);
    let rate = figures.plain(home.rate);
    let own = composer.document.currency.code.clone();
    let rate = filled(&wording.exchange_rate, &[("currency", &own), ("home", &code), ("rate", &rate)]);
    let mut parts = vec![isolate(&rate), isolate(&format::date(wording, home.rate_date))];
    if let Some(source) = &home.source {
        parts.push(isolate(&composer.line_of("home_tax.source", source)));
    }
    let label = composer.open(LABEL);
    y += composer.paragraph(block, Slot { y, ..slot }, label, &parts.join(" · "));
    y - slot.y
}

/// What net, tax and total are called at home: GST where that is the tax, VAT where that is, else plain words.
fn home_labels(composer: &Composer<'_>) -> [&'static String; 3] {
    let wording = composer.wording;
    match composer.document.country {
        CountryPreset::India => [&wording.taxable_value, &wording.gst, &wording.total],
        CountryPreset::UnitedArabEmirates
        | CountryPreset::France
        | CountryPreset::EuropeanUnion
        | CountryPreset::UnitedKingdom => [&wording.total_without_tax, &wording.vat, &wording.total_with_tax],
        CountryPreset::UnitedStates | CountryPreset::Other => {
            [&wording.subtotal, &wording.tax, &wording.total]
        }
    }
}
