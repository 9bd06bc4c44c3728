//! The opening of page one: firm, title, answer box, parties, facts.

use crate::documents::CopyMark;
use crate::documents::composer::{Composer, LINE_LIMIT, Slot};
use crate::documents::format;
use crate::documents::model::{DocumentKind, LabelledText, Language, Party};
use crate::documents::page::{Align, Block, Picture, Sheet};
use crate::documents::qr::{PaymentCode, Scheme};
use crate::documents::shape::Base;
use crate::documents::text::isolate;
use crate::documents::units::{
    ANSWER, ANSWER_DATE, BODY, FIRM, HAIRLINE, INK, LABEL, Length, META, PT, SECOND, Style, TITLE, mm10,
    pt100,
};
use crate::documents::wording::{Wording, filled};

use super::stream::{SECTION_LEAD, Stream};

/// Most lines of an address that are printed.
const ADDRESS_LINES: usize = 10;

/// Where the answer box keeps the value of *How to pay*, written when its page is known.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WaySlot {
    slot: Slot,
}

/// Size of a picture inside a box, keeping its proportions.
pub(crate) fn picture_size(
    pixels: Option<(u32, u32)>,
    height: Length,
    most_width: Length,
) -> Option<(Length, Length)> {
    let (across, down) = pixels.map(|(across, down)| (Length::from(across), Length::from(down)))?;
    let width = height * across / down.max(1);
    if width <= most_width {
        return Some((width.max(1), height));
    }
    Some((most_width, (most_width * down / across.max(1)).max(1)))
}

/// Everything above the lines; its height is where the lines begin.
pub(crate) fn opening(composer: &mut Composer<'_>) -> (Block, Option<WaySlot>) {
    let mut block = Block::new(composer.sheet);
    let firm_end = firm(composer, &mut block);
    let (side_end, way) = side(composer, &mut block);
    let parties_top = mm10(470).max(firm_end + pt100(1400));
    let parties_end = parties(composer, &mut block, parties_top);
    let facts_top = mm10(740).max(side_end.max(parties_end) + pt100(1100));
    let facts_end = facts(composer, &mut block, facts_top);
    let mut y = mm10(905).max(facts_end + pt100(1200));
    if facts_end == facts_top {
        y = facts_top + pt100(600);
    }
    let statements = composer.document.statements.clone();
    for statement in &statements {
        let text = composer.text_of("statements", statement, 600);
        let slot = Slot { x: Sheet::START, y, width: composer.sheet.text_width() };
        let style = composer.open(META).bold();
        y += composer.paragraph(&mut block, slot, style, &text) + pt100(600);
    }
    // Where sections follow, the first begins at the rule below the facts, so that no empty band stands between two rules.
    block.height = match composer.document.kind {
        DocumentKind::JobSheet | DocumentKind::Conversation if statements.is_empty() => {
            facts_end - PT / 2 - SECTION_LEAD
        }
        _ => y,
    };
    (block, way)
}

/// Logo, name, address, registrations, contact. Returns the lower edge.
fn firm(composer: &mut Composer<'_>, block: &mut Block) -> Length {
    let seller = composer.document.seller.clone();
    let mark = mm10(150);
    let mut x = Sheet::START;
    let mut y = mm10(174);
    // A mark stands beside the firm's name; a wide word mark stands above it.
    if let Some((width, height)) = picture_size(composer.pixels(Picture::Logo), mark, mark * 3 / 2) {
        if width <= height * 3 / 2 {
            block.picture(Picture::Logo, (x, mm10(180)), (width, height));
            x += width.max(mark) + mm10(40);
        } else if let Some((width, height)) =
            picture_size(composer.pixels(Picture::Logo), mm10(110), mm10(800))
        {
            block.picture(Picture::Logo, (x, mm10(180)), (width, height));
            y = mm10(180) + height + pt100(600);
        }
    }
    let width = composer.sheet.main_width() - (x - Sheet::START);
    let name = composer.line_of("seller.name", &seller.name);
    y += composer.paragraph(block, Slot { x, y, width }, FIRM, &name);
    let meta = composer.open(META);
    let address = address(composer, "seller.address", &seller.address);
    y += composer.paragraph(block, Slot { x, y, width }, meta.ink(SECOND), &address);
    y += registrations(composer, block, Slot { x, y, width }, "seller.tax_ids", &seller.tax_ids);
    if let Some(note) = &seller.legal_note {
        let note = composer.line_of("seller.legal_note", note);
        y += composer.paragraph(block, Slot { x, y, width }, meta.ink(SECOND), &note);
    }
    let mut contact = Vec::new();
    for (field, value) in [("seller.phone", &seller.phone), ("seller.email", &seller.email)] {
        if let Some(value) = value {
            contact.push(ltr_isolate(&composer.line_of(field, value)));
        }
    }
    y + composer.paragraph(block, Slot { x, y, width }, meta.ink(SECOND), &contact.join(" · "))
}

/// Keeps phone numbers and ids left to right on Arabic pages.
pub(crate) fn ltr_isolate(text: &str) -> String {
    format!("\u{2066}{text}\u{2069}")
}

fn address(composer: &mut Composer<'_>, field: &str, lines: &[String]) -> String {
    composer.note_cut(field, lines.len() > ADDRESS_LINES, ADDRESS_LINES);
    let lines = lines.iter().take(ADDRESS_LINES);
    let cleaned: Vec<String> = lines.map(|line| composer.line_of(field, line)).collect();
    cleaned.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Registrations, one line each: label and value.
fn registrations(
    composer: &mut Composer<'_>,
    block: &mut Block,
    slot: Slot,
    field: &str,
    ids: &[LabelledText],
) -> Length {
    let mut y = slot.y;
    let style = composer.open(META);
    for id in ids.iter().take(ADDRESS_LINES) {
        let label = composer.line_of(field, &id.label);
        let value = composer.line_of(field, &id.value);
        let text = format!("{}\u{a0} {}", isolate(&label), ltr_isolate(&value));
        y += composer.paragraph(block, Slot { y, ..slot }, style, &text);
    }
    y - slot.y
}

/// Title, copy mark and the answer box. Returns the lower edge.
fn side(composer: &mut Composer<'_>, block: &mut Block) -> (Length, Option<WaySlot>) {
    let x = composer.sheet.side();
    let width = Sheet::SIDE;
    let title = composer.title(composer.wording).to_owned();
    let mut y = mm10(172);
    y += composer.fitted(block, Slot { x, y, width }, TITLE, &title, Align::Start);
    y = y.max(mm10(252));
    let below = subtitle(composer);
    let label = composer.open(LABEL);
    y += composer.paragraph(block, Slot { x, y, width }, label, &below);
    if let Some(subject) = &composer.document.subject {
        let subject = composer.line_of("subject", subject);
        let bold = composer.open(BODY).bold();
        // The gap above it is taken from the one below, so that one line costs the page nothing.
        y += pt100(100);
        y += composer.paragraph(block, Slot { x, y, width }, bold, &subject) - pt100(200);
    }
    let top = mm10(320).max(y + pt100(600));
    answer(composer, block, Slot { x, y: top, width })
}

/// Second title, draft note, copy mark, *not a tax invoice*.
fn subtitle(composer: &Composer<'_>) -> String {
    let wording = composer.wording;
    let mut parts = Vec::new();
    let second = composer.document.title_also_in.filter(|second| *second != composer.document.language);
    if let Some(second) = second.and_then(|second| Wording::of(second).ok()) {
        parts.push(isolate(composer.title(second)));
    }
    if composer.document.draft {
        parts.push(wording.draft_note.clone());
    }
    if composer.document.kind == DocumentKind::Estimate {
        parts.push(wording.not_tax_invoice.clone());
    }
    match composer.copy_mark {
        _ if composer.document.draft => {}
        CopyMark::None => {}
        CopyMark::Original => parts.push(wording.original.clone()),
        CopyMark::Duplicate => parts.push(wording.duplicate.clone()),
        CopyMark::Triplicate => parts.push(wording.triplicate.clone()),
        CopyMark::Copy => parts.push(wording.copy.clone()),
        CopyMark::Customer => parts.push(wording.customer_copy.clone()),
    }
    parts.join(" · ")
}

/// What the answer box says: the amount, the date beside it, and the rows below.
struct Answer {
    amount_label: String,
    amount: String,
    date: Option<(String, String)>,
    rows: Vec<(String, String, bool)>,
    asks_for_payment: bool,
}

fn answers(composer: &mut Composer<'_>) -> Answer {
    let wording = composer.wording;
    let document = composer.document;
    let day = |day| format::date(wording, day);
    let issue = day(document.dates.issue);
    let due = document.totals.as_ref().map_or_else(Default::default, |totals| totals.due);
    let number = composer.shown_number();
    let pair = |label: &str, value: String| (label.to_owned(), value, false);
    let number_label = match document.kind {
        DocumentKind::CreditNote => &wording.credit_note_no,
        DocumentKind::Estimate => &wording.estimate_no,
        DocumentKind::Receipt => &wording.receipt_no,
        DocumentKind::JobSheet => &wording.job_no,
        DocumentKind::Conversation => &wording.ticket_no,
        _ => &wording.invoice_no,
    };
    let mut rows = vec![(number_label.clone(), ltr_isolate(&number), true)];
    let mut date = None;
    let mut amount = due;
    match document.kind {
        DocumentKind::Receipt => {
            date = Some((wording.received_on.clone(), issue));
            receipt_answers(composer, &mut rows, &mut amount);
        }
        DocumentKind::Estimate => {
            date = document.dates.valid_until.map(|valid| (wording.valid_until.clone(), day(valid)));
            rows.push(pair(&wording.issue_date, issue));
            match &document.acceptance {
                Some(accepted) => rows.push(pair(&wording.accepted_on, day(accepted.date))),
                None => rows.push(pair(&wording.to_accept, wording.sign_below.clone())),
            }
        }
        DocumentKind::JobSheet => {
            let job = document.job.clone().unwrap_or_default();
            date = job.minutes.map(|_| (wording.date.clone(), issue.clone()));
            rows.extend(job.arrival.map(|time| pair(&wording.arrival, time)));
            rows.extend(job.leaving.map(|time| pair(&wording.leaving, time)));
        }
        DocumentKind::Conversation => {
            let talk = document.talk.as_ref();
            date = Some((wording.as_of.clone(), issue));
            rows.clear();
            rows.extend(talk.map(|talk| pair(&wording.opened, day(talk.opened))));
            rows.extend(talk.and_then(|talk| Some(pair(&wording.resolved, day(talk.resolved?)))));
        }
        DocumentKind::CreditNote => {
            rows.push(pair(&wording.issue_date, issue));
            if let Some(original) = &document.references.original {
                let number = composer.line_of("references.original.number", &original.number);
                rows.push(pair(&wording.original_invoice, ltr_isolate(&number)));
            }
        }
        _ => {
            let paid = document.dates.paid.map(|paid| (wording.paid_on.clone(), day(paid)));
            let asked = document.dates.due.filter(|_| composer.asks_for_payment());
            date = paid.or_else(|| asked.map(|due| (wording.due_date.clone(), day(due))));
            rows.push(pair(&wording.invoice_date, issue));
        }
    }
    let asks_for_payment = composer.asks_for_payment() && document.seller.bank.is_some();
    let minutes = document.job.as_ref().and_then(|job| job.minutes);
    let (amount_label, amount) = match (document.kind, minutes) {
        (DocumentKind::JobSheet, Some(minutes)) => {
            (composer.amount_label(), hours_and_minutes(wording, minutes))
        }
        // As long as nobody knows how long it took, the day is what the sheet answers.
        (DocumentKind::JobSheet, None) => (wording.date.as_str(), day(document.dates.issue)),
        (DocumentKind::Conversation, _) => (composer.amount_label(), ltr_isolate(&number)),
        _ => (composer.amount_label(), composer.money(amount)),
    };
    Answer { amount_label: amount_label.to_owned(), amount, date, rows, asks_for_payment }
}

/// Hours and minutes, such as those between arrival and leaving.
pub(super) fn hours_and_minutes(wording: &Wording, minutes: i64) -> String {
    let (hours, rest) = ((minutes / 60).to_string(), (minutes % 60).to_string());
    if minutes < 60 {
        return filled(&wording.minutes, &[("minutes", &rest)]);
    }
    filled(&wording.hours_minutes, &[("hours", &hours), ("minutes", &rest)])
}

fn receipt_answers(
    composer: &mut Composer<'_>,
    rows: &mut Vec<(String, String, bool)>,
    amount: &mut rust_decimal::Decimal,
) {
    let Some(receipt) = &composer.document.receipt else { return };
    *amount = receipt.amount;
    if let Some(method) = &receipt.method {
        let method = composer.line_of("receipt.method", method);
        rows.push((composer.wording.method.clone(), isolate(&method), false));
    }
    if let Some(balance) = &receipt.balance {
        rows.push((composer.wording.balance_now.clone(), composer.money(balance.after), false));
    }
}

/// The framed box with amount, date, number and how to pay.
fn answer(composer: &mut Composer<'_>, block: &mut Block, slot: Slot) -> (Length, Option<WaySlot>) {
    let mut answer = answers(composer);
    let frame = pt100(75);
    let side_pad = frame + mm10(30);
    let inner = Slot { x: slot.x + side_pad, y: 0, width: slot.width - 2 * side_pad };
    let mut y = slot.y + frame + mm10(26);
    let label = composer.open(LABEL);
    let amount_line = composer.setter.measure(&answer.amount, ANSWER);
    let fits = answer.date.as_ref().is_none_or(|(name, day)| {
        let dated = composer.setter.measure(day, ANSWER_DATE);
        let labels =
            composer.setter.measure(&answer.amount_label, label) + composer.setter.measure(name, label);
        amount_line + dated + pt100(800) <= inner.width && labels + pt100(800) <= inner.width
    });
    if !fits && let Some((name, day)) = answer.date.take() {
        answer.rows.insert(0, (name, day, true));
    }
    let line = composer.setter.line(&answer.amount_label, label, Base::Auto);
    block.set((inner.x, y), inner.width, Align::Start, line, label);
    if let Some((name, day)) = &answer.date {
        let name = composer.setter.line(name, label, Base::Auto);
        block.set((inner.x, y), inner.width, Align::End, name, label);
        let below = y + label.leading;
        composer.fitted(block, Slot { y: below, ..inner }, ANSWER_DATE, day, Align::End);
    }
    y += label.leading;
    y += composer.fitted(block, Slot { y, ..inner }, ANSWER, &answer.amount, Align::Start) + mm10(16);
    block.rule(inner.x, y, inner.width, PT / 2, HAIRLINE);
    y += PT / 2 + mm10(14);
    let row_height = composer.open(BODY).leading + pt100(10);
    for (name, value, bold) in &answer.rows {
        y += answer_row(composer, block, Slot { y, ..inner }, name, value, *bold).max(row_height);
    }
    let mut way = None;
    if answer.asks_for_payment {
        let name = composer.wording.how_to_pay.clone();
        answer_row(composer, block, Slot { y, ..inner }, &name, "", false);
        way = Some(WaySlot { slot: Slot { y, ..inner } });
        y += row_height;
    }
    y += mm10(20) + frame;
    block.frame((slot.x, slot.y), (slot.width, y - slot.y), frame, INK);
    (y, way)
}

/// Label at the start, value at the end; a value that does not fit beside it is set smaller.
fn answer_row(
    composer: &mut Composer<'_>,
    block: &mut Block,
    slot: Slot,
    name: &str,
    value: &str,
    bold: bool,
) -> Length {
    let body = Style { bold, ..composer.open(BODY) };
    let drop = body.baseline() - Style { leading: body.leading, ..LABEL }.baseline();
    let label = Style { leading: body.leading, ..LABEL };
    let line = composer.setter.line(name, label, Base::Auto);
    let room = slot.width - line.width - pt100(800);
    block.set((slot.x, slot.y + drop), slot.width, Align::Start, line, label);
    let beside = Slot { x: slot.x + slot.width - room, width: room, ..slot };
    composer.fitted(block, beside, body, value, Align::End)
}

/// Writes how to pay into the answer box, with the page that has the details when it is not the first.
pub(crate) fn way_to_pay(
    composer: &mut Composer<'_>,
    stream: &mut Stream,
    way: WaySlot,
    code: Option<&PaymentCode>,
    page: Option<usize>,
) {
    let wording = composer.wording;
    let text = match code.map(|code| code.scheme) {
        Some(Scheme::Upi) => &wording.pay_upi,
        Some(Scheme::Epc) => &wording.pay_epc,
        None => &wording.pay_bank,
    };
    let text = match page {
        Some(page) if page > 1 => filled(&wording.way_on_page, &[("page", &page.to_string()), ("way", text)]),
        _ => text.clone(),
    };
    let name = wording.how_to_pay.clone();
    let mut block = Block::new(composer.sheet);
    answer_row(composer, &mut block, way.slot, &name, &text, false);
    // The label was drawn with the box; only the value is added.
    block.ops.drain(..1);
    if let Some(first) = stream.pages.first_mut() {
        first.ops.append(&mut block.ops);
    }
}

/// Buyer and delivery address. Returns the lower edge.
fn parties(composer: &mut Composer<'_>, block: &mut Block, y: Length) -> Length {
    let document = composer.document;
    let wording = composer.wording;
    let label = match document.kind {
        DocumentKind::CreditNote => &wording.credit_to,
        DocumentKind::Estimate => &wording.prepared_for,
        DocumentKind::Receipt => &wording.received_from,
        DocumentKind::JobSheet => &wording.job_for,
        DocumentKind::Conversation => &wording.ticket_of,
        _ => &wording.bill_to,
    };
    let whole = composer.sheet.main_width();
    let width = if document.delivery.is_some() { mm10(560) } else { whole };
    let buyer = Slot { x: Sheet::START, y, width };
    let mut end = party(composer, block, buyer, label, ("buyer", &document.buyer));
    if let Some(delivery) = &document.delivery {
        let x = Sheet::START + width + Sheet::GUTTER;
        let slot = Slot { x, y, width: whole - width - Sheet::GUTTER };
        end = end.max(party(composer, block, slot, &wording.deliver_to, ("delivery", delivery)));
    }
    end
}

fn party(
    composer: &mut Composer<'_>,
    block: &mut Block,
    slot: Slot,
    label: &str,
    named: (&str, &Party),
) -> Length {
    let (field, party) = named;
    let mut y = slot.y;
    let label_style = composer.open(LABEL);
    y += composer.paragraph(block, slot, label_style, label);
    let name = composer.line_of(&format!("{field}.name"), &party.name);
    let bold = composer.open(BODY).bold();
    y += composer.paragraph(block, Slot { y, ..slot }, bold, &name);
    let lines = address(composer, &format!("{field}.address"), &party.address);
    let meta = composer.open(META);
    y += composer.paragraph(block, Slot { y, ..slot }, meta, &lines);
    let ids = party.tax_ids.clone();
    y + registrations(composer, block, Slot { y, ..slot }, &format!("{field}.tax_ids"), &ids)
}

/// The facts of the document in the order a reader checks them.
fn fact_list(composer: &mut Composer<'_>) -> Vec<(String, String)> {
    let document = composer.document;
    let wording = composer.wording;
    let day = |day| format::date(wording, day);
    let mut facts = Facts::default();
    if document.kind == DocumentKind::Receipt {
        facts.given(composer, &wording.amount_in_words, document.amount_in_words.as_ref());
        if let Some(receipt) = &document.receipt {
            facts.given(composer, &wording.bank_reference, receipt.reference.as_ref());
            facts.given(composer, &wording.credited, receipt.credited.map(day).as_ref());
        }
    }
    if let Some(job) = &document.job {
        facts.given(composer, &wording.about, Some(&job.subject));
        facts.given(composer, &wording.place, job.place.as_ref());
        facts.given(composer, &wording.done_by, job.done_by.as_ref());
    }
    if let Some(talk) = &document.talk {
        facts.given(composer, &wording.about, Some(&talk.subject));
        facts.given(composer, &wording.asked_by, talk.contact.as_ref());
    }
    let comma = if document.language == Language::Arabic { "،" } else { "," };
    let original = document.references.original.as_ref().map(|original| {
        let number = ltr_isolate(&composer.line_of("original", &original.number));
        format!("{number}{comma} {}", isolate(&day(original.date)))
    });
    facts.own(&wording.original_invoice, original);
    facts.given(composer, &wording.place_of_supply, document.place_of_supply.as_ref());
    let answer = |yes: bool| if yes { wording.yes.clone() } else { wording.no.clone() };
    facts.given(composer, &wording.reverse_charge, document.reverse_charge.map(answer).as_ref());
    facts.given(composer, &wording.order, document.references.order.as_ref());
    let supply = document.dates.supply.map(|first| match document.dates.supply_end {
        Some(last) => format!("{} –\u{a0}{}", isolate(&day(first)), isolate(&day(last))),
        None => day(first),
    });
    facts.own(&wording.supply_date, supply);
    let payment_terms = document.payment_terms.as_ref().filter(|_| document.kind != DocumentKind::CreditNote);
    facts.given(composer, &wording.payment_terms, payment_terms);
    facts.given(composer, &wording.reason, document.references.reason.as_ref());
    for fact in &document.facts {
        let label = composer.line_of("facts.label", &fact.label);
        facts.0.push((label, composer.text_of("facts.value", &fact.value, LINE_LIMIT * 2)));
    }
    facts.0
}

/// Facts with their labels.
#[derive(Default)]
struct Facts(Vec<(String, String)>);

impl Facts {
    /// What somebody wrote, made safe to print.
    fn given(&mut self, composer: &mut Composer<'_>, label: &str, value: Option<&String>) {
        let value = value.map(|value| composer.text_of(label, value, LINE_LIMIT * 2));
        self.own(label, value);
    }

    /// What was put together here, whose parts keep their own directions.
    fn own(&mut self, label: &str, value: Option<String>) {
        self.0.extend(value.map(|value| (label.to_owned(), value)));
    }
}

/// The row of facts between two hairlines; widths snap to the twelve columns. Returns the lower edge.
fn facts(composer: &mut Composer<'_>, block: &mut Block, top: Length) -> Length {
    let facts = fact_list(composer);
    if facts.is_empty() {
        return top;
    }
    let sheet = composer.sheet;
    let label = composer.open(LABEL);
    let body = composer.open(BODY);
    block.rule(Sheet::START, top, sheet.text_width(), PT / 2, HAIRLINE);
    let mut y = top + PT / 2 + mm10(14);
    let mut columns = 0;
    let mut row_end = y;
    let step = (sheet.text_width() + Sheet::GUTTER) / 12;
    for (name, value) in facts {
        let natural = composer.setter.measure(&name, label).max(composer.setter.measure(&value, body));
        let wanted = (natural + pt100(850) + step - 1) / step;
        let span = wanted.clamp(2, if columns == 0 { 12 } else { 6 });
        if columns + span > 12 && columns > 0 {
            columns = 0;
            y = row_end + pt100(400);
        }
        let x = Sheet::START + columns * step;
        let width = (span.min(12 - columns) * step).min(sheet.end() - x);
        let slot = Slot { x, y, width: width - pt100(570).min(width / 4) };
        let below = y + composer.paragraph(block, slot, label, &name);
        let end = below + composer.paragraph(block, Slot { y: below, ..slot }, body, &value);
        row_end = row_end.max(end);
        columns += span;
    }
    let end = row_end + mm10(15);
    block.rule(Sheet::START, end, sheet.text_width(), PT / 2, HAIRLINE);
    end + PT / 2
}
