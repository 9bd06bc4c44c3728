//! The end of a job sheet: photos, then the customer's signature beside the firm's.

use crate::documents::composer::{Composer, Slot};
use crate::documents::page::{Block, Picture, Sheet};
use crate::documents::text::isolate;
use crate::documents::units::{BODY, INK, LABEL, Length, PT, mm10, pt100};

use super::head::picture_size;
use super::payment;
use super::stream::{Stream, section};

/// Highest photo.
const PHOTO: Length = mm10(620);

/// Places photos, two beside each other, and both signatures, which stay together.
pub(crate) fn proof(composer: &mut Composer<'_>, stream: &mut Stream) {
    let photos = composer.pictures.keys().filter(|which| matches!(which, Picture::Photo(_))).count();
    for first in (0..photos).step_by(2) {
        let row = photo_row(composer, first);
        let block = if first == 0 { section(composer, row) } else { row };
        stream.place(composer, block);
    }
    let signatures = signatures(composer);
    let block = section(composer, signatures);
    stream.place(composer, block);
}

fn photo_row(composer: &mut Composer<'_>, first: usize) -> Block {
    let mut block = Block::new(composer.sheet);
    let mut y = 0;
    if first == 0 {
        let slot = Slot { x: Sheet::START, y: 0, width: composer.sheet.text_width() };
        let bold = composer.open(BODY).bold();
        let heading = composer.wording.photos.clone();
        y = composer.paragraph(&mut block, slot, bold, &heading) + pt100(300);
    }
    let width = (composer.sheet.text_width() - Sheet::GUTTER) / 2;
    for (column, index) in (first..first + 2).enumerate() {
        let which = Picture::Photo(index);
        let Some(size) = picture_size(composer.pixels(which), PHOTO, width) else { continue };
        let column = Length::try_from(column).unwrap_or(0);
        block.picture(which, (Sheet::START + column * (width + Sheet::GUTTER), y), size);
    }
    block.height += Sheet::GUTTER;
    block
}

fn signatures(composer: &mut Composer<'_>) -> Block {
    let mut block = Block::new(composer.sheet);
    let width = Sheet::SIDE;
    let mut slot = Slot { x: Sheet::START, y: 0, width };
    let bold = composer.open(BODY).bold();
    let heading = composer.wording.customer_signature.clone();
    slot.y += composer.paragraph(&mut block, slot, bold, &heading);
    let room = mm10(190);
    let drawn = picture_size(composer.pixels(Picture::Customer), room - pt100(500), width);
    if let Some((across, high)) = drawn {
        block.picture(Picture::Customer, (slot.x, slot.y + room - high - pt100(150)), (across, high));
    }
    slot.y += room;
    block.rule(slot.x, slot.y, width, PT / 2, INK);
    slot.y += PT / 2 + mm10(10);
    let label = composer.open(LABEL);
    let name = composer.document.job.as_ref().and_then(|job| job.signed_by.clone());
    let name = name.map(|name| isolate(&composer.line_of("job.signed_by", &name)));
    let text = name.unwrap_or_else(|| composer.wording.name_and_position.clone());
    composer.paragraph(&mut block, slot, label, &text);
    if composer.document.signatory.is_some() {
        let side = composer.sheet.side();
        payment::signature(composer, &mut block, Slot { x: side, y: 0, width: Sheet::SIDE });
    }
    block
}
