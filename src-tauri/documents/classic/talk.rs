//! The body of a conversation: what was said, one after the other, over as many pages as it takes.

use crate::documents::composer::{Composer, Slot, TEXT_LIMIT};
use crate::documents::format;
use crate::documents::model::Said;
use crate::documents::page::{Align, Block, Sheet};
use crate::documents::shape::Base;
use crate::documents::text::{isolate, wrap};
use crate::documents::units::{BODY, LABEL, Length, mm10, pt100};

use super::closing::run_on;
use super::head::{hours_and_minutes, ltr_isolate};
use super::stream::{Stream, section};

/// How far a note among the firm's people stands in.
const INDENT: Length = mm10(80);

/// Places everything that was said, or says that nothing was.
pub(crate) fn body(composer: &mut Composer<'_>, stream: &mut Stream) {
    let Some(talk) = &composer.document.talk else { return };
    if talk.said.is_empty() {
        let mut content = Block::new(composer.sheet);
        let slot = Slot { x: Sheet::START, y: 0, width: composer.sheet.text_width() };
        let style = composer.open(BODY);
        composer.paragraph(&mut content, slot, style, &composer.wording.nothing_said);
        let block = section(composer, content);
        stream.place(composer, block);
    }
    for said in &talk.said {
        one(composer, stream, said);
    }
}

/// Who said it, when and how, and below it the words.
fn one(composer: &mut Composer<'_>, stream: &mut Stream, said: &Said) {
    let is_note = said.channel.is_none();
    let indent = if is_note { INDENT } else { 0 };
    let slot = Slot { x: Sheet::START + indent, y: 0, width: composer.sheet.text_width() - indent };
    let mut head = Block::new(composer.sheet);
    let who = who(composer, said);
    let bold = composer.open(BODY).bold();
    let name = Slot { width: composer.sheet.main_width() - indent, ..slot };
    composer.fitted(&mut head, name, bold, &who, Align::Start);
    let when = circumstances(composer, said);
    let label = composer.open(LABEL);
    let side = Slot { x: composer.sheet.side(), y: bold.baseline() - label.baseline(), width: Sheet::SIDE };
    composer.fitted(&mut head, side, label, &when, Align::End);
    head.height += pt100(200);
    let style = composer.open(BODY);
    let text = composer.text_of("talk.said.body", &said.body, TEXT_LIMIT);
    let lines = match text.as_str() {
        "" => Vec::new(),
        text => wrap(&mut composer.setter, text, style, slot.width, Base::Auto),
    };
    let opening = section(composer, head);
    run_on(composer, stream, opening, (slot, style), lines);
}

/// A name and for whom it speaks.
fn who(composer: &mut Composer<'_>, said: &Said) -> String {
    let mut parts = vec![isolate(&composer.line_of("talk.said.who", &said.who))];
    if let Some(side) = &said.side {
        parts.push(isolate(&composer.line_of("talk.said.side", side)));
    }
    parts.join(" · ")
}

/// Day and time, and how it was said or that it is a note; the ticket and the work where they are told.
fn circumstances(composer: &mut Composer<'_>, said: &Said) -> String {
    let wording = composer.wording;
    let day = format::date(wording, said.date);
    let how = match &said.channel {
        Some(channel) => composer.line_of("talk.said.channel", channel),
        None => wording.internal_note.clone(),
    };
    let mut parts = vec![isolate(&day), ltr_isolate(&said.time), isolate(&how)];
    if let Some(code) = &said.of {
        parts.push(ltr_isolate(&composer.line_of("talk.said.of", code)));
    }
    parts.extend(said.minutes.map(|minutes| isolate(&hours_and_minutes(wording, minutes))));
    parts.join(" · ")
}
