//! How to pay, who signs, and on an estimate where to accept.

use crate::documents::composer::{Composer, Slot};
use crate::documents::format;
use crate::documents::model::DocumentKind;
use crate::documents::page::{Align, Block, Picture, Sheet};
use crate::documents::qr::{PaymentCode, Scheme};
use crate::documents::text::isolate;
use crate::documents::units::{BODY, INK, LABEL, Length, PT, SMALL, Style, mm10, pt100};
use crate::documents::wording::filled;

use super::head::{ltr_isolate, picture_size};
use super::stream::section;

/// Side of the payment code with its quiet zone (30 mm).
const CODE: Length = mm10(300);

/// Payment details and signature side by side, or the acceptance of an estimate.
pub(crate) fn block(composer: &mut Composer<'_>, code: Option<&PaymentCode>) -> Option<Block> {
    if composer.document.kind == DocumentKind::Estimate {
        return Some(acceptance(composer));
    }
    let mut content = Block::new(composer.sheet);
    let payable = composer.asks_for_payment() && composer.document.seller.bank.is_some();
    if payable {
        let mut x = Sheet::START;
        if let Some(code) = code {
            payment_code(composer, &mut content, code);
            x += mm10(320);
        }
        let width = Sheet::START + composer.sheet.main_width() - x;
        bank(composer, &mut content, Slot { x, y: 0, width }, code);
    }
    if composer.document.signatory.is_some() {
        let side = composer.sheet.side();
        signature(composer, &mut content, Slot { x: side, y: 0, width: Sheet::SIDE });
    } else if payable {
        note_aside(composer, &mut content);
    }
    if content.ops.is_empty() {
        return None;
    }
    Some(section(composer, content))
}

/// The first note takes the place of the signature when nobody signs and it is short.
fn note_aside(composer: &mut Composer<'_>, block: &mut Block) {
    let texts = super::closing::texts(composer);
    let notes = usize::from(composer.terms().is_some() && !composer.terms_placed);
    let Some(note) = texts.get(notes) else { return };
    let mut aside = Block::new(composer.sheet);
    let slot = Slot { x: composer.sheet.side(), y: 0, width: Sheet::SIDE };
    note.set(composer, &mut aside, slot);
    if aside.height <= mm10(320) {
        block.append(aside, 0);
        composer.note_placed = true;
    }
}

/// The code, moved out by its quiet zone so that its modules meet the text edge.
fn payment_code(composer: &mut Composer<'_>, block: &mut Block, code: &PaymentCode) {
    let quiet = code.quiet(CODE);
    code.draw(block, (Sheet::START - quiet, pt100(150) - quiet), CODE);
    let due = composer.document.totals.as_ref().map_or_else(Default::default, |totals| totals.due);
    let caption = format!("{}\n{}", composer.wording.scan_to_pay, composer.money(due));
    let slot = Slot { x: Sheet::START, y: CODE - quiet + pt100(50), width: CODE };
    let style = composer.open(SMALL).ink(INK);
    composer.paragraph(block, slot, style, &caption);
}

/// Bank details as labels and values.
fn bank(composer: &mut Composer<'_>, block: &mut Block, slot: Slot, code: Option<&PaymentCode>) {
    let Some(details) = &composer.document.seller.bank else { return };
    let wording = composer.wording;
    let upi = code.is_some_and(|code| code.scheme == Scheme::Upi);
    let heading = if upi { &wording.pay_heading_upi } else { &wording.pay_heading_bank };
    let bold = composer.open(BODY).bold();
    let mut y = slot.y + composer.paragraph(block, slot, bold, heading);
    let iban = details.iban.as_deref().map(format::iban);
    let number = composer.document.number.clone().filter(|_| !composer.document.draft);
    let rows = [
        (wording.upi_id.clone(), details.upi_id.clone().filter(|_| upi), false),
        (wording.account.clone(), details.account_name.clone(), false),
        (wording.bank.clone(), details.bank.clone(), false),
        (wording.account_no.clone(), details.account_number.clone(), false),
        (wording.iban.clone(), iban, true),
        (wording.bic.clone(), details.bic.clone(), false),
        (wording.ifsc.clone(), details.ifsc.clone(), false),
        (
            details.clearing.as_ref().map_or_else(String::new, |clearing| clearing.label.clone()),
            details.clearing.as_ref().map(|clearing| clearing.value.clone()),
            false,
        ),
        (wording.reference.clone(), number, true),
    ];
    let label = Style { leading: pt100(1200), ..LABEL };
    let label = composer.open(label);
    let mut cleaned = Vec::new();
    for (name, value, bold) in rows {
        let Some(value) = value.filter(|value| !value.trim().is_empty()) else { continue };
        let name = composer.line_of("seller.bank", &name);
        cleaned.push((name, composer.line_of("seller.bank", &value), bold));
    }
    let widest = cleaned.iter().map(|(name, _, _)| composer.setter.measure(name, label)).max().unwrap_or(0);
    let key_width = (widest + pt100(700)).clamp(mm10(150), mm10(300));
    for (name, value, bold) in cleaned {
        let style = Style { bold, ink: INK, ..label };
        let height =
            composer.paragraph(block, Slot { y, width: key_width - pt100(300), ..slot }, label, &name);
        let slot = Slot { x: slot.x + key_width, y, width: slot.width - key_width };
        // Ids stay on one line, a little smaller if they must; names may take two.
        let value_height = if value.chars().any(char::is_numeric) {
            composer.fitted(block, slot, style, &ltr_isolate(&value), Align::Start)
        } else {
            composer.paragraph(block, slot, style, &isolate(&value))
        };
        y += value_height.max(height).max(label.leading);
    }
}

/// The firm, room for a signature, the line and who signs.
pub(crate) fn signature(composer: &mut Composer<'_>, block: &mut Block, slot: Slot) {
    let firm = composer.line_of("seller.name", &composer.document.seller.name);
    let heading = filled(&composer.wording.for_name, &[("name", &isolate(&firm))]);
    let bold = composer.open(BODY).bold();
    let mut y = slot.y + composer.paragraph(block, slot, bold, &heading);
    let room = mm10(190);
    if let Some((width, height)) =
        picture_size(composer.pixels(Picture::Signature), room - pt100(500), slot.width)
    {
        block.picture(Picture::Signature, (slot.x, y + room - height - pt100(150)), (width, height));
    }
    y += room;
    block.rule(slot.x, y, slot.width, PT / 2, INK);
    y += PT / 2 + mm10(10);
    let name = composer.document.signatory.as_ref().and_then(|signatory| signatory.name.clone());
    let mut text = composer.wording.authorised.clone();
    if let Some(name) = name {
        let name = composer.line_of("signatory.name", &name);
        text = format!("{text} · {}", isolate(&name));
    }
    let label = composer.open(LABEL);
    composer.paragraph(block, Slot { y, ..slot }, label, &text);
}

/// The box in which a buyer accepts an estimate.
fn acceptance(composer: &mut Composer<'_>) -> Block {
    let wording = composer.wording;
    let mut block = Block::new(composer.sheet);
    let above = mm10(70);
    let (pad, width) = (mm10(60), composer.sheet.text_width());
    let inner = Slot { x: Sheet::START + pad, y: above + mm10(40), width: width - 2 * pad };
    let bold = composer.open(BODY).bold();
    let mut y = inner.y + composer.paragraph(&mut block, inner, bold, &wording.acceptance) + pt100(200);
    let due = composer.document.totals.as_ref().map_or_else(Default::default, |totals| totals.due);
    let number = composer.shown_number();
    let money = composer.money(due);
    let text = filled(&wording.acceptance_text, &[("amount", &money), ("number", &ltr_isolate(&number))]);
    let body = composer.open(BODY);
    y += composer.paragraph(&mut block, Slot { y, ..inner }, body, &text) + mm10(160);
    let gap = mm10(60);
    let widths = [mm10(500), inner.width - mm10(900) - 2 * gap, mm10(400)];
    let names = [&wording.name_and_position, &wording.signature_and_stamp, &wording.date];
    let label = composer.open(LABEL);
    let mut x = inner.x;
    let mut lower = y;
    accepted(composer, &mut block, Slot { y, ..inner }, widths, gap);
    for (width, name) in widths.into_iter().zip(names) {
        block.rule(x, y, width, PT / 2, INK);
        let slot = Slot { x, y: y + mm10(10), width };
        lower = lower.max(slot.y + composer.paragraph(&mut block, slot, label, name));
        x += width + gap;
    }
    let bottom = lower + mm10(40);
    block.frame((Sheet::START, above), (width, bottom - above), pt100(75), INK);
    block
}

/// Who said yes, the signature and the day, above the three lines whose upper edge is `slot.y`.
fn accepted(composer: &mut Composer<'_>, block: &mut Block, slot: Slot, widths: [Length; 3], gap: Length) {
    let Some(accepted) = &composer.document.acceptance else { return };
    let name = composer.line_of("acceptance.name", &accepted.name);
    let day = format::date(composer.wording, accepted.date);
    let style = composer.open(BODY);
    let y = slot.y - style.leading - pt100(100);
    let places = [slot.x, slot.x + widths[0] + gap, slot.x + widths[0] + widths[1] + 2 * gap];
    composer.fitted(block, Slot { x: places[0], y, width: widths[0] }, style, &name, Align::Start);
    composer.fitted(block, Slot { x: places[2], y, width: widths[2] }, style, &day, Align::Start);
    let drawn = picture_size(composer.pixels(Picture::Customer), mm10(150), widths[1]);
    if let Some((width, height)) = drawn {
        block.picture(Picture::Customer, (places[1], slot.y - height - pt100(100)), (width, height));
    }
}
