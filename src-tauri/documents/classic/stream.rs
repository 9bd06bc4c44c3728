//! The stream of blocks down the pages, and what stands on every page around them.

use crate::documents::composer::{Composer, Slot};
use crate::documents::format;
use crate::documents::page::{Align, Block, DrawOp, Page, Picture, Sheet};
use crate::documents::shape::Base;
use crate::documents::text::isolate;
use crate::documents::units::{
    HAIRLINE, LABEL, Length, PALE, PT, RUNNING, SMALL, SOFT_RULE, Style, mm10, pt100,
};
use crate::documents::wording::filled;

/// Top of the body on later pages, below the running head (30 mm).
pub(crate) const LATER_TOP: Length = mm10(300);

/// Space above the hairline of a section (6 mm).
pub(crate) const SECTION_LEAD: Length = mm10(60);

/// Pages being filled from top to bottom.
pub(crate) struct Stream {
    /// Pages so far, at least one.
    pub pages: Vec<Page>,
    /// Where the next block goes.
    pub y: Length,
    sheet: Sheet,
}

impl Stream {
    /// A stream with one empty page.
    pub(crate) fn new(sheet: Sheet) -> Self {
        Self { pages: vec![Page::default()], y: Sheet::TOP, sheet }
    }

    /// Draws a block at a place of the current page.
    pub(crate) fn put(&mut self, block: Block, y: Length) {
        let mut placed = Block::new(self.sheet);
        placed.append(block, y);
        if let Some(page) = self.pages.last_mut() {
            page.ops.append(&mut placed.ops);
        }
    }

    /// Draws a block below the last one, on a new page when it does not fit.
    pub(crate) fn place(&mut self, composer: &mut Composer<'_>, block: Block) {
        if self.y + block.height > self.sheet.body_end() && self.y > LATER_TOP {
            self.new_page(composer);
        }
        let opens = self.pages.len() > 1 && self.y == LATER_TOP;
        let lead = if opens { block.lead } else { 0 };
        let height = block.height - lead;
        self.put(block, self.y - lead);
        self.y += height;
    }

    /// Starts a page with the running head.
    pub(crate) fn new_page(&mut self, composer: &mut Composer<'_>) {
        self.pages.push(Page::default());
        let head = running_head(composer);
        self.put(head, Sheet::TOP);
        self.y = LATER_TOP;
    }
}

/// Firm, title and number at the top of later pages.
fn running_head(composer: &mut Composer<'_>) -> Block {
    let sheet = composer.sheet;
    let mut block = Block::new(sheet);
    let mark = mm10(70);
    let mut start = Sheet::START;
    if let Some(size) = super::head::picture_size(composer.pixels(Picture::Logo), mark, mark * 3) {
        block.picture(Picture::Logo, (start, 0), size);
        start += size.0 + Sheet::GUTTER;
    }
    let firm = composer.line_of("seller.name", &composer.document.seller.name);
    let buyer = composer.line_of("buyer.name", &composer.document.buyer.name);
    let to_buyer = filled(&composer.wording.to_name, &[("name", &isolate(&buyer))]);
    let half = sheet.main_width() - (start - Sheet::START);
    let running = composer.open(RUNNING);
    let label = composer.open(LABEL);
    let below =
        composer.fitted(&mut block, Slot { x: start, y: 0, width: half }, running, &firm, Align::Start);
    composer.fitted(&mut block, Slot { x: start, y: below, width: half }, label, &to_buyer, Align::Start);
    let number = composer.shown_number();
    let title = format!("{} {}", composer.title(composer.wording), isolate(&number));
    let issued = format::date(composer.wording, composer.document.dates.issue);
    let continued = format!("{} · {}", isolate(&issued), composer.wording.continued);
    let side = Slot { x: sheet.side(), y: 0, width: Sheet::SIDE };
    composer.fitted(&mut block, side, running, &title, Align::End);
    composer.fitted(&mut block, Slot { y: below, ..side }, label, &continued, Align::End);
    block
}

/// Footer, and the word across the page of a draft or void document.
pub(crate) fn furnish(composer: &mut Composer<'_>, stream: &mut Stream) {
    let total = stream.pages.len();
    let firm = footer_firm(composer);
    let number = composer.shown_number();
    for (index, page) in stream.pages.iter_mut().enumerate() {
        let footer = footer(composer, &firm, &number, (index + 1, total));
        page.ops.extend(footer.ops);
        if composer.void || composer.document.draft {
            let word = if composer.void { &composer.wording.void } else { &composer.wording.draft };
            page.ops.insert(0, slanted(composer, &word.clone()));
        }
    }
}

/// The firm and its first registration.
fn footer_firm(composer: &mut Composer<'_>) -> String {
    let seller = &composer.document.seller;
    let mut firm = isolate(&composer.line_of("seller.name", &seller.name));
    if let Some(id) = seller.tax_ids.first() {
        let label = composer.line_of("seller.tax_ids", &id.label);
        let value = composer.line_of("seller.tax_ids", &id.value);
        firm = format!("{firm} · {}", isolate(&format!("{label} {value}")));
    }
    firm
}

fn footer(composer: &mut Composer<'_>, firm: &str, number: &str, page: (usize, usize)) -> Block {
    let sheet = composer.sheet;
    let mut block = Block::new(sheet);
    block.rule(Sheet::START, sheet.footer_rule(), sheet.text_width(), PT / 2, SOFT_RULE);
    let y = sheet.footer_text();
    let (current, total) = (page.0.to_string(), page.1.to_string());
    let page_of = filled(&composer.wording.page_of, &[("page", &current), ("pages", &total)]);
    let bold = SMALL.bold();
    let right = composer.setter.line(&page_of, bold, base_of(sheet));
    let left = format!("{} ·\u{a0}", isolate(number));
    let before = composer.setter.line(&left, SMALL, base_of(sheet));
    let used = right.width + before.width;
    block.set((sheet.end() - right.width, y), right.width, Align::Start, right.clone(), bold);
    block.set((sheet.end() - used, y), before.width, Align::Start, before, SMALL);
    let room = sheet.text_width() - used - Sheet::GUTTER;
    composer.fitted(&mut block, Slot { x: Sheet::START, y, width: room }, SMALL, firm, Align::Start);
    block
}

/// The direction of a text whose order must follow the page, whatever its letters.
pub(crate) const fn base_of(sheet: Sheet) -> Base {
    if sheet.right_to_left { Base::Right } else { Base::Left }
}

fn slanted(composer: &mut Composer<'_>, word: &str) -> DrawOp {
    let style = Style::new(11_000, 11_000).bold();
    let word = if composer.sheet.right_to_left { word.to_owned() } else { word.to_uppercase() };
    let line = composer.setter.line(&word, style, Base::Auto);
    DrawOp::Slanted { ink: PALE, size: style.size, line }
}

/// A part of the closing pages: a hairline with space above and below, then the content.
pub(crate) fn section(composer: &Composer<'_>, content: Block) -> Block {
    let mut block = Block::new(composer.sheet);
    block.lead = SECTION_LEAD;
    block.rule(Sheet::START, SECTION_LEAD, composer.sheet.text_width(), PT / 2, HAIRLINE);
    block.append(content, SECTION_LEAD + pt100(50) + mm10(34));
    block
}
