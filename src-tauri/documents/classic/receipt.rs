//! The body of a payment receipt: what the payment settled, and the account after it.

use rust_decimal::Decimal;

use crate::documents::DocumentError;
use crate::documents::composer::{Composer, Slot};
use crate::documents::format;
use crate::documents::model::Receipt;
use crate::documents::page::{Block, Sheet};
use crate::documents::table::{Column, Look, Row, Setting, Table};
use crate::documents::units::{BODY, INK, Length, PT, ROW, SMALL, SOFT_RULE, TABLE_HEAD, mm10, pt100};

use super::head::ltr_isolate;
use super::payment;
use super::stream::Stream;
use super::totals::{TotalLine, figures_list, heading};

/// Places the body.
///
/// # Errors
/// [`DocumentError::Field`] when sums exceed what a decimal can hold.
pub(crate) fn body(composer: &mut Composer<'_>, stream: &mut Stream) -> Result<(), DocumentError> {
    let Some(receipt) = &composer.document.receipt else { return Ok(()) };
    if !receipt.allocations.is_empty() {
        allocations(composer, stream, receipt)?;
    }
    let account = account(composer, receipt);
    stream.place(composer, account);
    Ok(())
}

fn table(composer: &Composer<'_>) -> Table {
    let wording = composer.wording;
    let text = |head: &String, width| (head.clone(), width, Setting::Text);
    let figure = |head: &String, width| (composer.in_currency(head), width, Setting::Figure);
    let heads = [
        text(&wording.invoice, composer.sheet.text_width() - mm10(1350)),
        text(&wording.date, mm10(260)),
        text(&wording.due, mm10(260)),
        figure(&wording.invoice_total, mm10(270)),
        figure(&wording.this_payment, mm10(280)),
        figure(&wording.still_open, mm10(280)),
    ];
    let columns = heads.into_iter().enumerate().map(|(index, (head, width, setting))| Column {
        head,
        width,
        gap: if index == 0 { 0 } else { mm10(16) },
        setting,
        ink: INK,
        decimals: 0,
    });
    let look = Look {
        head: composer.open(TABLE_HEAD),
        head_pad: mm10(12),
        row: composer.open(ROW),
        row_pad: pt100(400),
        top_rule: PT,
    };
    Table { x: Sheet::START, columns: columns.collect(), look }
}

/// The invoices the payment was applied to, over as many pages as they need.
fn allocations(
    composer: &mut Composer<'_>,
    stream: &mut Stream,
    receipt: &Receipt,
) -> Result<(), DocumentError> {
    let rows = rows(composer, receipt)?;
    let table = fitted(composer, table(composer), &rows);
    let mut head = Block::new(composer.sheet);
    let slot = Slot { x: Sheet::START, y: mm10(25), width: composer.sheet.text_width() };
    let applied_to = composer.wording.applied_to.clone();
    let below = slot.y + heading(composer, &mut head, slot, &applied_to) + mm10(4);
    let table_head = table.head(composer);
    head.append(table_head.clone(), below);
    stream.place(composer, head);
    for row in &rows {
        place_row(composer, stream, &table, &table_head, row);
    }
    Ok(())
}

/// One row for each invoice, and their sums.
fn rows(composer: &mut Composer<'_>, receipt: &Receipt) -> Result<Vec<Row>, DocumentError> {
    let mut rows = Vec::new();
    let dates = format::DateColumn::of(receipt.allocations.iter().map(|one| one.date));
    let due_dates = format::DateColumn::of(receipt.allocations.iter().filter_map(|one| one.due));
    for allocation in &receipt.allocations {
        let number = composer.line_of("receipt.allocations.number", &allocation.number);
        let cells = vec![
            ltr_isolate(&number),
            dates.cell(composer.wording, allocation.date),
            allocation.due.map_or_else(String::new, |due| due_dates.cell(composer.wording, due)),
            composer.amount(allocation.total),
            composer.amount(allocation.applied),
            composer.amount(allocation.open),
        ];
        rows.push(Row { cells, ..Row::default() });
    }
    let sum = |value: fn(&crate::documents::model::Allocation) -> Decimal| {
        Composer::sum("receipt.allocations", receipt.allocations.iter().map(value))
    };
    let (total, applied, open) = (sum(|a| a.total)?, sum(|a| a.applied)?, sum(|a| a.open)?);
    let mut cells = vec![composer.wording.total.clone(), String::new(), String::new()];
    cells.extend([total, applied, open].map(|value| composer.amount(value)));
    rows.push(Row { cells, bold: true, ..Row::default() });
    Ok(rows)
}

/// The table with every column as wide as its widest cell; the first one takes what the others leave, and the whole table is
/// set smaller rather than let two columns touch.
fn fitted(composer: &mut Composer<'_>, mut table: Table, rows: &[Row]) -> Table {
    loop {
        let mut used = 0;
        for index in 1..table.columns.len() {
            let needed = table.needed(composer, index, rows);
            if let Some(column) = table.columns.get_mut(index) {
                // A text ends where the next one begins, so it needs a second gap behind it.
                let behind = if column.setting == Setting::Text && needed > 0 { column.gap } else { 0 };
                column.width = column.width.max(needed + behind);
                used += column.width;
            }
        }
        let (left, needed) = (composer.sheet.text_width() - used, table.needed(composer, 0, rows));
        if let Some(first) = table.columns.first_mut() {
            first.width = left.max(needed);
        }
        if left >= needed || table.look.row.size <= SMALL.size {
            return table;
        }
        table.look.row = table.look.row.smaller(PT / 2);
        table.columns = self::table(composer).columns;
    }
}

fn place_row(composer: &mut Composer<'_>, stream: &mut Stream, table: &Table, head: &Block, row: &Row) {
    let mut block = table.row(composer, row);
    let height = block.height;
    let width: Length = table.width();
    if stream.y + height + PT > composer.sheet.body_end() {
        stream.new_page(composer);
        stream.place(composer, head.clone());
    }
    if row.bold {
        // Drawn over the soft rule of the last row.
        block.rule(table.x, -PT / 2, width, PT / 2, INK);
        block.rule(table.x, height, width, PT, INK);
    } else {
        block.rule(table.x, height, width, PT / 2, SOFT_RULE);
    }
    stream.place(composer, block);
}

/// Deductions, credit and balance on the left, the signature on the right.
fn account(composer: &mut Composer<'_>, receipt: &Receipt) -> Block {
    let wording = composer.wording;
    let mut block = Block::new(composer.sheet);
    let above = mm10(90);
    let width = composer.sheet.main_width() - mm10(120);
    let mut left = Slot { x: Sheet::START, y: above, width };
    let mut lines = Vec::new();
    for deduction in &receipt.deductions {
        let label = composer.line_of("receipt.deductions.reason", &deduction.reason);
        lines.push(TotalLine { label, value: composer.amount(deduction.amount) });
    }
    if !lines.is_empty() && receipt.balance.is_none() {
        let title = composer.in_currency(&wording.deductions);
        left.y += heading(composer, &mut block, left, &title);
        left.y = figures_list(composer, &mut block, left, &lines, None, mm10(200)) + BODY.leading;
    }
    if !receipt.unapplied.is_zero() {
        let value = composer.amount(receipt.unapplied);
        let lines = [TotalLine { label: composer.in_currency(&wording.unapplied), value }];
        left.y = figures_list(composer, &mut block, left, &lines, None, mm10(200)) + BODY.leading;
    }
    if let Some(balance) = &receipt.balance {
        left.y += heading(composer, &mut block, left, &wording.account_after);
        let mut lines = vec![
            TotalLine {
                label: composer.in_currency(&wording.balance_before),
                value: composer.amount(balance.before),
            },
            TotalLine { label: wording.this_payment.clone(), value: composer.amount(-receipt.amount) },
        ];
        for deduction in &receipt.deductions {
            let label = composer.line_of("receipt.deductions.reason", &deduction.reason);
            lines.push(TotalLine { label, value: composer.amount(-deduction.amount) });
        }
        let grand = TotalLine {
            label: composer.in_currency(&wording.balance_now),
            value: composer.amount(balance.after),
        };
        figures_list(composer, &mut block, left, &lines, Some(&grand), mm10(200));
    }
    if composer.document.signatory.is_some() {
        let side = composer.sheet.side();
        payment::signature(composer, &mut block, Slot { x: side, y: above, width: Sheet::SIDE });
    }
    block
}
