//! The annex of an invoice of time: every entry that stands on it, on pages of its own behind the invoice.

use crate::documents::composer::{Composer, Slot};
use crate::documents::format::DateColumn;
use crate::documents::page::{Block, Sheet};
use crate::documents::table::{Column, Look, Row, Setting, Table};
use crate::documents::text::isolate;
use crate::documents::units::{BODY, INK, PT, ROW, TABLE_HEAD, mm10, pt100};

use super::head::hours_and_minutes;
use super::stream::Stream;

/// Sets the annex; nothing where there is none.
pub(crate) fn time(composer: &mut Composer<'_>, stream: &mut Stream) {
    if composer.document.annex.is_empty() {
        return;
    }
    stream.new_page(composer);
    let mut heading = Block::new(composer.sheet);
    let slot = Slot { x: Sheet::START, y: 0, width: composer.sheet.text_width() };
    let bold = composer.open(BODY).bold();
    let words = composer.wording.annex.clone();
    composer.paragraph(&mut heading, slot, bold, &words);
    heading.height += mm10(20);
    stream.place(composer, heading);
    let table = table(composer);
    let head = table.head(composer);
    stream.place(composer, head.clone());
    let rows = rows(composer);
    for part in table.parts(composer, &rows) {
        let mut block = part.block;
        let height = block.height;
        if stream.y + height + PT > composer.sheet.body_end() {
            stream.new_page(composer);
            stream.place(composer, head.clone());
        }
        if part.ends {
            block.rule(table.x, height, table.width(), PT / 2, INK);
        }
        stream.place(composer, block);
    }
}

fn table(composer: &Composer<'_>) -> Table {
    let wording = composer.wording;
    let (day, person, time) = (mm10(290), mm10(420), mm10(300));
    let work = composer.sheet.text_width() - day - person - time;
    let columns = [
        (&wording.date, day, Setting::Text),
        (&wording.done_by, person, Setting::Text),
        (&wording.work_done, work, Setting::Wrapped),
        (&wording.time_worked, time, Setting::Figure),
    ];
    let columns = columns.into_iter().enumerate().map(|(index, (head, width, setting))| Column {
        head: head.clone(),
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
        row_pad: pt100(180),
        top_rule: PT,
    };
    Table { x: Sheet::START, columns: columns.collect(), look }
}

/// A row for each entry, and what they come to.
fn rows(composer: &mut Composer<'_>) -> Vec<Row> {
    let (document, wording) = (composer.document, composer.wording);
    let dates = DateColumn::of(document.annex.iter().map(|entry| entry.date));
    let mut rows = Vec::new();
    for entry in &document.annex {
        let person = isolate(&composer.line_of("annex.person", &entry.person));
        let work = composer.line_of("annex.work", &entry.work);
        let detail = entry.note.as_deref().map(|note| composer.line_of("annex.note", note));
        rows.push(Row {
            cells: vec![
                dates.cell(wording, entry.date),
                person,
                work,
                hours_and_minutes(wording, entry.minutes),
            ],
            detail: detail.unwrap_or_default(),
            bold: false,
        });
    }
    let total = document.annex.iter().fold(0_i64, |sum, entry| sum.saturating_add(entry.minutes));
    let cells = vec![wording.total.clone(), String::new(), String::new(), hours_and_minutes(wording, total)];
    rows.push(Row { cells, bold: true, ..Row::default() });
    rows
}
