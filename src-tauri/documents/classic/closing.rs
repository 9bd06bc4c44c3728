//! Terms, declarations and other texts at the end.

use crate::documents::composer::{Composer, Slot, TEXT_LIMIT};
use crate::documents::page::{Align, Block, Sheet};
use crate::documents::shape::{Base, TextLine};
use crate::documents::text::wrap;
use crate::documents::units::{BODY, LABEL, Length, Style, mm10, pt100};

use super::stream::{Stream, section};

/// Texts up to this height stand side by side; longer ones take the whole width and may run on.
const BESIDE: Length = pt100(16_000);

/// A text with its heading, cleaned.
pub(crate) struct Text {
    /// Heading, may be empty.
    pub heading: String,
    /// The text.
    pub body: String,
}

/// Places terms and notes: pairs side by side, long ones over the whole width.
pub(crate) fn notes(composer: &mut Composer<'_>, stream: &mut Stream) {
    let texts = texts(composer);
    let mut pending: Option<Text> = None;
    for text in texts {
        let Some(first) = pending.take() else {
            pending = Some(text);
            continue;
        };
        let pair = side_by_side(composer, &first, &text);
        if pair.height <= BESIDE {
            stream.place(composer, pair);
        } else {
            whole_width(composer, stream, &first);
            pending = Some(text);
        }
    }
    if let Some(last) = pending {
        whole_width(composer, stream, &last);
    }
}

impl Text {
    /// Sets heading and text in a slot.
    pub(crate) fn set(&self, composer: &mut Composer<'_>, block: &mut Block, slot: Slot) {
        let bold = composer.open(BODY).bold();
        let y = slot.y + composer.paragraph(block, slot, bold, &self.heading);
        let label = composer.open(LABEL);
        composer.paragraph(block, Slot { y, ..slot }, label, &self.body);
    }
}

/// The texts that have no place yet.
pub(crate) fn texts(composer: &mut Composer<'_>) -> Vec<Text> {
    let document = composer.document;
    let mut texts = Vec::new();
    if let Some(terms) = composer.terms().filter(|_| !composer.terms_placed).map(str::to_owned) {
        let heading = composer.wording.terms.clone();
        texts.push(Text { heading, body: composer.text_of("terms", &terms, TEXT_LIMIT) });
    }
    if let Some(job) = &document.job {
        let wording = composer.wording;
        for (heading, text) in [(&wording.work_done, &job.work), (&wording.outcome, &job.outcome)] {
            let body = composer.text_of("job", text.as_deref().unwrap_or_default(), TEXT_LIMIT);
            texts.push(Text { heading: heading.clone(), body });
        }
    }
    for note in document.notes.iter().skip(usize::from(composer.note_placed)) {
        let heading = note.heading.as_deref().unwrap_or_default();
        let heading = composer.line_of("notes.heading", heading);
        texts.push(Text { heading, body: composer.text_of("notes.text", &note.text, TEXT_LIMIT) });
    }
    texts.retain(|text| !text.body.is_empty());
    texts
}

fn side_by_side(composer: &mut Composer<'_>, start: &Text, end: &Text) -> Block {
    let mut content = Block::new(composer.sheet);
    let left = Slot { x: Sheet::START, y: 0, width: composer.sheet.main_width() - mm10(60) };
    let right = Slot { x: composer.sheet.side(), y: 0, width: Sheet::SIDE };
    for (slot, text) in [(left, start), (right, end)] {
        text.set(composer, &mut content, slot);
    }
    section(composer, content)
}

/// One text over the whole width; it moves as a whole unless it is longer than half a page.
fn whole_width(composer: &mut Composer<'_>, stream: &mut Stream, text: &Text) {
    let slot = Slot { x: Sheet::START, y: 0, width: composer.sheet.text_width() };
    let bold = composer.open(BODY).bold();
    let label = composer.open(LABEL);
    let mut content = Block::new(composer.sheet);
    let y = composer.paragraph(&mut content, slot, bold, &text.heading);
    let lines = wrap(&mut composer.setter, &text.body, label, slot.width, Base::Auto);
    let height = y + label.leading * Length::try_from(lines.len()).unwrap_or(0);
    if height <= composer.sheet.body_end() / 2 {
        composer.paragraph(&mut content, Slot { y, ..slot }, label, &text.body);
        let block = section(composer, content);
        stream.place(composer, block);
        return;
    }
    let opening = section(composer, content);
    run_on(composer, stream, opening, (slot, label), lines);
}

/// Places an opening with lines below it that may run over pages: three of them stay with it, and the last one is never alone.
pub(super) fn run_on(
    composer: &mut Composer<'_>,
    stream: &mut Stream,
    opening: Block,
    (slot, style): (Slot, Style),
    lines: Vec<TextLine>,
) {
    let company = style.leading * Length::try_from(lines.len().min(3)).unwrap_or(0);
    if stream.y + opening.height + company > composer.sheet.body_end() {
        stream.new_page(composer);
    }
    stream.place(composer, opening);
    let count = lines.len();
    for (at, line) in lines.into_iter().enumerate() {
        if at > 0 && at + 2 == count && stream.y + 2 * style.leading > composer.sheet.body_end() {
            stream.new_page(composer);
        }
        let mut block = Block::new(composer.sheet);
        // An empty line parts paragraphs.
        block.height = style.leading;
        block.set((slot.x, 0), slot.width, Align::Start, line, style);
        stream.place(composer, block);
    }
}
